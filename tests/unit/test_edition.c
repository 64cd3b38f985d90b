/* The name that the editions of a law have in common.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "edition.h"

#include <stdio.h>
#include <string.h>

static const char *name_of(const char *title, bool *national)
{
    static char out[4096];
    text t = {0};
    zc_buf name;
    zc_buf_init(&name);
    assert_int_equal(text_normalise(str_from(title), false, &t, NULL), ZC_OK);
    bool is = edition_name(&t, &name);
    if (national)
        *national = is;
    snprintf(out, sizeof out, "%s", name.data);
    text_clear(&t);
    zc_buf_clear(&name);
    return out;
}

#define NAMED(title, expected) assert_string_equal(name_of(title, NULL), expected)

static void forms_of_characters_and_punctuation_do_not_count(void **state)
{
    (void)state;
    NAMED("示例市河道巡查条例", "示例市河道巡查条例");
    NAMED("示例市《河道巡查》条例", "示例市河道巡查条例");
    NAMED("示例市 河道　巡查條例", "示例市河道巡查条例");
    NAMED("《示例市河道、沟渠巡查办法》", "示例市河道沟渠巡查办法");
    NAMED("中华人民共和国河道巡查法", "河道巡查法");
    NAMED("示例市实施《中华人民共和国河道巡查法》办法", "示例市实施河道巡查法办法");
}

static void marks_of_an_edition_are_left_out(void **state)
{
    (void)state;
    static const char *const marked[] = {
        "河道巡查条例（2021年修订）",
        "河道巡查条例（修正）",
        "河道巡查条例（2018年修正文本）",
        "河道巡查条例(2018修正)",
        "河道巡查条例〔２０２１年修订〕",
        "河道巡查条例（2021年5月26日修订）",
        "河道巡查条例（二〇二一年修订）",
        "河道巡查条例（第二次修正）",
        "河道巡查条例（2019年版）",
        "河道巡查条例2019年版",
        "河道巡查条例（2019年本）",
        "《河道巡查条例》（2021年修订）",
        "《河道巡查条例（2021年修订）》",
        "（2021年修订）河道巡查条例",
        "2019年版河道巡查条例",
        "河道巡查条例（2010年修正本）（2018修正）",
        "河道巡查条例（2021年修订）（有效）",
        "河道巡查条例（已废止）",
    };
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        NAMED(marked[i], "河道巡查条例");
}

static void what_is_no_mark_is_part_of_the_name(void **state)
{
    (void)state;
    NAMED("河道巡查办法（试行）", "河道巡查办法(试行)");
    NAMED("河道巡查办法（试行）（2021年修订）", "河道巡查办法(试行)");
    NAMED("河道巡查若干规定（二）", "河道巡查若干规定(二)");
    NAMED("2023年示例市积分入学办法", "2023年示例市积分入学办法");
    NAMED("示例市河道巡查规定（2023—2025年）", "示例市河道巡查规定(20232025年)");
    NAMED("河道巡查办法（样例县）", "河道巡查办法(样例县)");
}

static void a_notice_bears_the_name_of_what_it_publishes(void **state)
{
    (void)state;
    NAMED("示例市人民政府关于印发示例市河道巡查办法的通知", "示例市河道巡查办法");
    NAMED("关于印发《示例市河道巡查办法（2021年修订）》的通知", "示例市河道巡查办法");
    NAMED("关于修订印发《示例市河道巡查办法》的通知", "示例市河道巡查办法");
    NAMED("关于发布修订后的《示例市河道巡查办法》的通告", "示例市河道巡查办法");
    NAMED("关于公布《示例市政府定价目录（2021年版）》的通知", "示例市政府定价目录");
    NAMED("关于印发的通知", "");
    NAMED("关于印发2023年工作要点的通知", "");
    NAMED("关于印发河道巡查工作方案的通知", "");
}

/* The same title comes again, with another thing under it. */
static void what_speaks_once_or_yearly_has_no_editions(void **state)
{
    (void)state;
    static const char *const titles[] = {
        "",
        "政府工作报告",
        "示例市政府工作报告",
        "关于示例市预算执行情况和预算草案的报告",
        "示例市国民经济和社会发展统计公报",
        "关于做好河道巡查工作的通知",
        "关于市政协第5号提案的答复",
        "关于加快发展河道事业的意见",
        "示例市人民代表大会常务委员会关于修改《示例市河道巡查条例》的决定",
        "示例市人民代表大会常务委员会关于废止部分地方性法规的决定",
        "示例市人民政府关于修改部分规章的决定（2021年修订）",
        "河道巡查法修正案",
        "示例市河道巡查条例（征求意见稿）",
        "示例市河道巡查条例（草案）",
        "《示例市河道巡查办法》解读",
        "一图读懂《示例市河道巡查办法》",
        "示例市河道巡查条例第十二条",
        "示例市产业发展目录",
        "示例市河道保护规划",
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        NAMED(titles[i], "");
    NAMED("示例市河道保护规划（2021年修订）", "示例市河道保护规划");
    NAMED("示例市产业发展目录（2019年本）", "示例市产业发展目录");
}

static void a_title_that_says_only_its_kind_is_no_name(void **state)
{
    (void)state;
    NAMED("管理办法", "");
    NAMED("实施细则（试行）", "");
    NAMED("突发事件应急预案", "");
    NAMED("议事规则（2021年修订）", "");
    NAMED("刑法", "刑法");
}

static void laws_and_what_the_state_calls_its_own_are_national(void **state)
{
    (void)state;
    bool national = false;
    name_of("河道巡查条例", &national);
    assert_true(national);
    name_of("河道巡查法", &national);
    assert_true(national);
    name_of("中华人民共和国河道巡查办法", &national);
    assert_true(national);
    name_of("河道巡查办法", &national);
    assert_false(national);
}

/* Nothing in a title makes it slow or goes past its end. */
static void odd_titles_are_read_to_their_end(void **state)
{
    (void)state;
    static const char *const odd[] = {
        "(",        ")",        "()",     ")(",   "((((", "））））",   "（2021年）",    "2021年版",
        "（修订）", "关于印发", "的通知", "2021", "〔",   "关于的通知", "\xff\xfe（修订"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        NAMED(odd[i], "");
    zc_buf longest;
    zc_buf_init(&longest);
    for (int i = 0; i < 20000; i++)
        buf_puts(&longest, i % 2 ? "（修订）" : "关于印发（");
    name_of(longest.data, NULL);
    zc_buf_clear(&longest);
}

static void an_arm_acts_for_its_body(void **state)
{
    (void)state;
    static const char *const bodies[][2] = {
        {"示例市人民代表大会常务委员会", "示例市人民代表大会"},
        {"示例市人民政府办公厅", "示例市人民政府"},
        {"示例市人民政府办公室", "示例市人民政府"},
        {"示例市教育局", "示例市教育局"},
        {"办公室", "办公室"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_true(str_equal(edition_body(str_from(bodies[i][0])), str_from(bodies[i][1])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_characters_and_punctuation_do_not_count),
        cmocka_unit_test(marks_of_an_edition_are_left_out),
        cmocka_unit_test(what_is_no_mark_is_part_of_the_name),
        cmocka_unit_test(a_notice_bears_the_name_of_what_it_publishes),
        cmocka_unit_test(what_speaks_once_or_yearly_has_no_editions),
        cmocka_unit_test(a_title_that_says_only_its_kind_is_no_name),
        cmocka_unit_test(laws_and_what_the_state_calls_its_own_are_national),
        cmocka_unit_test(odd_titles_are_read_to_their_end),
        cmocka_unit_test(an_arm_acts_for_its_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
