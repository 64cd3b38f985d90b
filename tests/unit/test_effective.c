/* When texts say they take effect, and what is said of something else.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "effective.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static effective of(const char *text, const char *type)
{
    effective e;
    effective_read(str_from(text), type, &e);
    return e;
}

static void assert_day(const char *text, const char *iso)
{
    effective e = of(text, "通知");
    char found[DATE_ISO_SIZE] = "";
    if (e.day.source)
        date_iso(e.day.day, found);
    assert_string_equal(found, iso);
}

static void the_document_says_its_day(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "第三十条　本办法自2024年1月1日起施行。",
        "本通知自2024年1月1日起执行，有效期五年。",
        "六、本规定从2024年1月1日零时起正式实施。",
        "本意见于二〇二四年一月一日起试行，试行期两年。",
        "自２０２４年１月１日起生效。",
        "《水渠办法》已经市政府同意，现予公布，自2024年1月1日起施行。",
        "现印发给你们，自2024年1月1日起实施，有效期5年。",
        "本办法由市水利局负责解释，自2024年1月1日起施行。《修渠办法》同时废止。",
        "经市人民政府同意，自2024年1月1日起执行。",
        "以上规定自2024年1月1日起执行。",
        "    本细则自2024年1月1日起施行至2028年12月31日。",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_day(texts[i], "2024-01-01");
}

static void what_takes_effect_besides_it_is_not_meant(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "《水渠条例》自2024年1月1日起施行。",
        "新修订的水渠条例将于2024年1月1日起施行。",
        "收费标准调整为5元，自2024年1月1日起执行。",
        "本办法规定的补贴标准自2024年1月1日起执行。",
        "本条例第三十条自2024年1月1日起施行。",
        "第五条、第六条自2024年1月1日起施行。",
        "本市自2024年1月1日起实施水价改革。",
        "自2024年1月1日起施行的《水渠条例》规定了水价。",
        "各区自2024年1月1日起执行新水价。",
        "原《修渠办法》自2024年1月1日起废止。",
        "检查自2024年1月1日起至1月31日止。",
        "本意见自发布之日起30日后施行。",
        "本办法自    年  月  日起施行。",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_day(texts[i], "");
        assert_null(of(texts[i], "通知").act);
    }
}

static void the_day_of_issue_may_be_named(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"本通知自印发之日起施行。", "印发"},
        {"第九条 本办法自发布之日起施行，有效期5年。", "发布"},
        {"自本办法公布之日起施行。", "公布"},
        {"本条例自通过之日起施行。", "通过"},
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        effective e = of(texts[i][0], "办法");
        assert_null(e.day.source);
        assert_string_equal(e.act, texts[i][1]);
    }
    assert_null(of("一、自本通告发布之日起，停止审批。", "通告").act);
}

static void lines_that_a_page_broke_are_joined(void **state)
{
    (void)state;
    assert_day("第三十条 本办法由市自然资源和规划局负责解释，自 2024 年 1 月\n1 日起施行。",
               "2024-01-01");
    assert_day("第三十条 本办法由市自然资源和规划局负责解释，自 2024 年 1 月 1 日起施\n行。",
               "2024-01-01");
}

static void of_several_days_that_of_its_own_type_counts(void **state)
{
    (void)state;
    const char *text = "本通知自2024年1月1日起施行。\n本办法自2024年2月1日起施行。\n";
    assert_int_equal(of(text, "办法").day.day.month, 2);
    assert_int_equal(of(text, "通知").day.day.month, 1);
    assert_true(of(text, NULL).conflict);
    assert_null(of(text, NULL).day.source);
    assert_day("现予公布，自2024年1月1日起施行。\n本办法自2024年1月1日起施行。\n", "2024-01-01");
}

static void any_bytes_are_survived(void **state)
{
    (void)state;
    static const char *const pieces[] = {"起",   "起施行", "日起施行", "\xE8\xB5\xB7\xE6",
                                         "自\n", "本",     "，自",     "2024年1月1日起施行"};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        zc_buf text;
        zc_buf_init(&text);
        for (int n = 0; n < 5000; n++)
            buf_puts(&text, pieces[i]);
        effective e;
        effective_read(buf_view(&text), "办法", &e);
        zc_buf_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_document_says_its_day),
        cmocka_unit_test(what_takes_effect_besides_it_is_not_meant),
        cmocka_unit_test(the_day_of_issue_may_be_named),
        cmocka_unit_test(lines_that_a_page_broke_are_joined),
        cmocka_unit_test(of_several_days_that_of_its_own_type_counts),
        cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
