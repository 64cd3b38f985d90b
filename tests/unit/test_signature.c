/* How documents are signed and dated.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "signature.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* "names|names 2020-01-02 source" of a signature. */
static void assert_signed(const char *text, const char *expected)
{
    arena a;
    signature s;
    zc_buf out;
    char iso[DATE_ISO_SIZE] = "-";
    arena_init(&a);
    zc_buf_init(&out);
    assert_true(signature_read(str_from(text), 0, &a, &s));
    for (size_t i = 0; i < s.organs.n; i++)
        buf_printf(&out, "%s%s", i ? "|" : "", s.organs.at[i]);
    if (s.day.source)
        date_iso(s.day.day, iso);
    buf_printf(&out, " %s %s", iso, s.day.source ? s.day.source : "-");
    assert_string_equal(out.data, expected);
    zc_buf_clear(&out);
    arena_clear(&a);
}

static void an_organisation_above_a_date_signs(void **state)
{
    (void)state;
    assert_signed("请修渠。\n\n示例市水利局\n2020年1月2日\n", "示例市水利局 2020-01-02 signature");
    assert_signed("请修渠。\n示例市水利局 二〇二〇年一月二日\n",
                  "示例市水利局 2020-01-02 signature");
    assert_signed("请修渠。\n示例市水利局（盖章）\n2020.1.2\n",
                  "示例市水利局 2020-01-02 signature");
    assert_signed("请修渠。\n示例市水利局\n2020年1月2日（此件公开发布）\n",
                  "示例市水利局 2020-01-02 signature");
}

static void all_that_sign_are_kept_in_order(void **state)
{
    (void)state;
    assert_signed("请修渠。\n示例市水利局\n示例市财政局\n示例市教育局\n2020年1月2日\n",
                  "示例市水利局|示例市财政局|示例市教育局 2020-01-02 signature");
    assert_signed("请修渠。\n示例市水利局    示例市财政局\n示例市教育局\n2020年1月2日\n",
                  "示例市水利局|示例市财政局|示例市教育局 2020-01-02 signature");
}

static void a_companys_department_signs_for_it(void **state)
{
    (void)state;
    assert_signed("请放假。\n示例市修渠公司\n综合管理部\n2020年1月2日\n",
                  "示例市修渠公司 2020-01-02 signature");
}

static void a_day_below_a_number_or_an_attachment_ends_the_text(void **state)
{
    (void)state;
    assert_signed("请修渠。\n附件：图纸\n示水〔2020〕2号\n2020年1月2日\n", " 2020-01-02 last line");
    assert_signed("请修渠。\n附件：1.图纸\n2.名单\n2020年1月2日\n", " 2020-01-02 last line");
    assert_signed("名单\n2020年1月2日\n", " - -");
}

/* The number and the closing names of a signature. */
static void assert_beside(const char *text, const char *number, const char *closing)
{
    arena a;
    signature s;
    arena_init(&a);
    assert_true(signature_read(str_from(text), 0, &a, &s));
    assert_string_equal(arena_str(&a, s.number), number);
    assert_string_equal(s.closing.n ? s.closing.at[0] : "", closing);
    arena_clear(&a);
}

static void a_number_may_stand_beside_the_signature(void **state)
{
    (void)state;
    const char *number = "示水〔2020〕2号";
    assert_beside("请修渠。\n示水〔2020〕2号\n示例市水利局\n2020年1月2日\n", number, "");
    assert_beside("请修渠。\n示水〔2020〕2号\n2020年1月2日\n抄送：市财政局\n", number, "");
    assert_beside("请修渠。\n示例市水利局\n2020年1月2日\n示水〔2020〕2号\n抄送：市财政局\n", number,
                  "");
    /* What is attached, and a list. */
    assert_beside("请修渠。\n示例市水利局\n2020年1月2日\n示水〔2020〕2号\n关于修渠的通知\n", "",
                  "");
    assert_beside("如下。\n示水〔2020〕1号\n示水〔2020〕2号\n示例市水利局\n2020年1月2日\n", "", "");
    assert_beside("请修渠。\n示例市水利局\n", "", "示例市水利局");
}

static void a_leader_signs_an_order(void **state)
{
    (void)state;
    static const char *const leaders[] = {"市长　陈某某", "省　长　　林　某", "县长：周某某",
                                          "示例市市长 李某某", "总理  某某某"};
    for (size_t i = 0; i < COUNT(leaders); i++) {
        zc_buf text;
        zc_buf_init(&text);
        buf_printf(&text, "现予公布\n%s\n2020年1月2日\n水渠办法\n", leaders[i]);
        assert_signed(text.data, " 2020-01-02 signature");
        zc_buf_clear(&text);
    }
    assert_signed("现予公布\n市长办公会议记录\n2020年1月2日\n水渠办法\n", " - -");
}

static void the_first_signature_counts(void **state)
{
    (void)state;
    assert_signed("转发。\n示例市水利局\n2020年1月2日\n通知\n水利部\n2019年12月1日\n",
                  "示例市水利局 2020-01-02 signature");
}

static void a_month_names_who_signed_and_no_day(void **state)
{
    (void)state;
    assert_signed("请修渠。\n示例市水利局\n二〇〇九年九月\n", "示例市水利局 - -");
}

static void a_day_alone_ends_the_text(void **state)
{
    (void)state;
    assert_signed("请修渠。\n\n2020年1月2日\n\n水渠规划\n第一章 总则\n", " 2020-01-02 last line");
    assert_signed("请修渠。\n示例市水利局办公室    2020年1月3日印发\n", " 2020-01-03 printed");
    assert_signed("大家修渠。\n《 示例日报 》（ 2019年11月05日 01 版）\n", " 2019-11-05 newspaper");
    assert_signed("日程\n2020年1月2日\n报名\n", " - -");
}

static void running_text_signs_nothing(void **state)
{
    (void)state;
    assert_signed("2020年1月2日，示例市水利局修渠。\n示例市水利局在2020年1月2日\n", " - -");
    assert_signed("", " - -");
}

static void a_name_broken_over_lines_is_whole(void **state)
{
    (void)state;
    assert_signed("请修渠。\n\n宁波市推进水渠建设\n工作领导小组办公室\n2020年1月2日\n",
                  "宁波市推进水渠建设工作领导小组办公室 2020-01-02 signature");
    assert_signed("特此公告\n宁波市水利局\n2020年1月2日\n", "宁波市水利局 2020-01-02 signature");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_organisation_above_a_date_signs),
        cmocka_unit_test(all_that_sign_are_kept_in_order),
        cmocka_unit_test(a_companys_department_signs_for_it),
        cmocka_unit_test(a_day_below_a_number_or_an_attachment_ends_the_text),
        cmocka_unit_test(a_number_may_stand_beside_the_signature),
        cmocka_unit_test(a_leader_signs_an_order),
        cmocka_unit_test(the_first_signature_counts),
        cmocka_unit_test(a_month_names_who_signed_and_no_day),
        cmocka_unit_test(a_day_alone_ends_the_text),
        cmocka_unit_test(running_text_signs_nothing),
        cmocka_unit_test(a_name_broken_over_lines_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
