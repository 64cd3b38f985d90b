/* Headings: the path of the place that @ marks in a text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "outline.h"

#include <string.h>

/* Takes the @ out, finds the path there and writes it with > between. */
static void path_at(const char *marked, zc_buf *out)
{
    const char *at = strchr(marked, '@');
    assert_non_null(at);
    zc_buf original;
    zc_buf_init(&original);
    zc_buf_init(out);
    buf_add(&original, marked, (size_t)(at - marked));
    size_t byte = original.len;
    buf_puts(&original, at + 1);
    text t = {0};
    arena a;
    arena_init(&a);
    assert_int_equal(text_normalise(buf_view(&original), true, &t, NULL), ZC_OK);
    size_t cp = 0, n = 0;
    while (cp + 1 < t.n && t.from[cp] < byte)
        cp++;
    const char **headings = NULL;
    assert_int_equal(outline_path(buf_view(&original), &t, cp, &a, &headings, &n, NULL), ZC_OK);
    for (size_t i = 0; i < n; i++) {
        assert_true(utf8_valid(str_from(headings[i])));
        buf_puts(out, i ? " > " : "");
        buf_puts(out, headings[i]);
    }
    arena_clear(&a);
    text_clear(&t);
    zc_buf_clear(&original);
}

typedef struct path_case {
    const char *marked, *path;
} path_case;

static void check(const path_case *cases, size_t n)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < n; i++) {
        zc_buf got;
        path_at(cases[i].marked, &got);
        bool same = strcmp(got.data, cases[i].path) == 0;
        if (!same)
            print_error("%s\nexpected %s\ngot      %s\n", cases[i].marked, cases[i].path, got.data);
        wrong += !same;
        zc_buf_clear(&got);
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(cases) check((cases), sizeof(cases) / sizeof *(cases))

static void the_levels_of_official_documents(void **state)
{
    (void)state;
    static const path_case cases[] = {
        {"关于修渠的意见\n各县：\n@一、目标\n", "一、目标"},
        {"@关于修渠的意见\n各县：\n一、目标\n", ""},
        {"一、目标\n二、任务\n（一）修渠\n1.清淤。每年@两次。\n", "二、任务 > （一）修渠 > 1.清淤"},
        {"一、目标\n（一）修渠。先修@主渠。\n", "一、目标 > （一）修渠"},
        {"一、目标\n1、修渠\n（1）主渠\n①清@淤\n", "一、目标 > 1、修渠 > （1）主渠 > ①清淤"},
        {"一、目标\n（一）修渠\n二、任务\n正文@在此。\n", "二、任务"},
        {"一．目标\n１．修渠\n正@文。\n", "一．目标 > １．修渠"},
        {"一、目标\n㈠修渠\n正@文。\n", "一、目标 > ㈠修渠"},
        {"第一部分 总论\n一、目标\n正@文。\n", "第一部分 总论 > 一、目标"},
        {"一、目标：\n正@文。\n", "一、目标"},
    };
    CHECK(cases);
}

static void the_levels_of_laws(void **state)
{
    (void)state;
    static const path_case cases[] = {
        {"第一编　总　则\n第一章　一般规定\n第一条　为了修渠，制定本法。\n第二条　渠长@负责。\n",
         "第一编 总则 > 第一章 一般规定 > 第二条"},
        {"第一章 总则\n第一条 甲。\n第二章 用水\n第一节 取水\n第二条 乙@。\n",
         "第二章 用水 > 第一节 取水 > 第二条"},
        {"第一条 有下列情形：\n（一）缺水；\n（二）断@流；\n（三）其他。\n", "第一条 > （二）"},
        {"第一条 有下列情形：\n（一）缺水；\n（二）断流。\n前款情形由渠长@认定。\n", "第一条"},
        {"第九条 甲。\n第九条之一 乙@。\n", "第九条之一"},
        {"第一条 补偿范围\n渠道@两侧。\n", "第一条 补偿范围"},
        {"第 3 条 甲。\n第 4 条 乙@。\n", "第 4 条"},
        {"第一章 总则\n第一条 甲。\n附　则\n第二条 乙@。\n", "附则 > 第二条"},
        {"第一條　為了修渠，制定本法@。\n", "第一條"},
    };
    CHECK(cases);
}

static void a_title_is_the_line_or_its_first_sentence(void **state)
{
    (void)state;
    static const path_case cases[] = {
        {"一、加强渠道管护。县级安排@资金。\n", "一、加强渠道管护"},
        {"一、对从乡镇水站取得的供水收入和在渠道两侧取得的其他各项收入免征费用，三年@有效。\n",
         "一"},
        {"一、推进渠系连通，建成覆盖山区与平原全部乡镇的灌溉网络和管护体系\n正@文。\n",
         "一、推进渠系连通"},
        {"第一条 渠长负责。年度@考核。\n", "第一条"},
        {"第一章　总　　则\n正@文。\n", "第一章 总则"},
    };
    CHECK(cases);
}

static void a_number_that_does_not_follow_is_no_heading(void **state)
{
    (void)state;
    static const path_case cases[] = {
        {"一、目标\n3.5亿元用于修@渠。\n", "一、目标"},
        {"一、目标\n2023.修渠@完成\n", "一、目标"},
        {"一、目标\n5.清淤@完成\n", "一、目标"},
        {"四、目标\n清淤@完成\n", ""},
        {"四、目标\n五、任务\n清淤@完成\n", "五、任务"},
        {"二、三产业@融合\n", ""},
        {"第一条 甲\n（一）项所列渠道@除外。\n", "第一条 甲"},
        {"第一条 甲。\n第三条第二款所称渠道@包括支渠。\n", "第一条"},
        {"一、目标\n二、任务\n（一）项目先行\n正@文。\n", "二、任务 > （一）项目先行"},
        {"一、目标\n1\t主渠\t30\n2、支渠\t5@0\n", "一、目标"},
        {"| 一、 | 目@标 |\n", ""},
    };
    CHECK(cases);
}

static void numbers_may_run_on_under_the_next_heading(void **state)
{
    (void)state;
    static const path_case cases[] = {
        {"一、甲\n（一）子\n1.清淤\n2.砌石\n（二）丑\n3.植树@\n", "一、甲 > （二）丑 > 3.植树"},
        {"一、甲\n（一）子\n二、乙\n（二）丑@\n", "二、乙 > （二）丑"},
        {"一、甲\n第一条 子。\n第二条 丑。\n二、乙\n第三条 寅@。\n", "二、乙 > 第三条"},
    };
    CHECK(cases);
}

static void a_document_may_have_an_order_of_its_own(void **state)
{
    (void)state;
    static const path_case cases[] = {
        {"1.甲\n（一）子\n（二）丑\n2.乙\n（一）寅@\n", "2.乙 > （一）寅"},
        {"1.甲\n2.乙\n一、子\n（一）丑\n1.寅@\n", "一、子 > （一）丑 > 1.寅"},
    };
    CHECK(cases);
}

static void where_it_cannot_be_told_there_is_none(void **state)
{
    (void)state;
    static const path_case cases[] = {
        /* (二) has had one paragraph like (一): what follows may be the section's */
        {"一、甲\n（一）子。修渠在先。\n（二）丑。植树在后。\n各县要抓好@落实。\n", "一、甲"},
        {"一、甲\n（一）子。修渠在先。\n先修主渠。\n（二）丑。植树在后。\n再植@河岸。\n",
         "一、甲 > （二）丑"},
        {"一、甲\n正文。\n感谢您对渠道工作@的关心。\n", ""},
        {"一、甲\n正文。\n样例县水利局@\n", ""},
        {"一、甲\n正文。\n2023年4月1@2日\n", ""},
        {"一、甲\n正文。\n附件:1.清单\n2.名单\n3.地图@\n", ""},
    };
    CHECK(cases);
}

static void an_annex_is_a_document_of_its_own(void **state)
{
    (void)state;
    static const path_case cases[] = {
        {"一、甲\n正文。\n附件1\n渠道名单\n一、主渠@\n", "附件1 > 一、主渠"},
        {"一、甲\n正文。\n附件2：渠道名单\n主渠@三条。\n", "附件2：渠道名单"},
        {"一、甲\n附件所列渠道@优先。\n", ""},
    };
    CHECK(cases);
}

static void a_table_of_contents_has_no_path(void **state)
{
    (void)state;
    static const path_case cases[] = {
        {"目　录\n第一章 总则\n第二章 用水@\n第一章 总则\n第一条 甲。\n", ""},
        {"目录\n第一章 总则\n第二章 用水\n第一章 总则\n第一条 甲@。\n", "第一章 总则 > 第一条"},
    };
    CHECK(cases);
}

static void a_path_is_six_headings_of_some_thirty_characters(void **state)
{
    (void)state;
    zc_buf got;
    path_at(
        "附件1\n第一编 甲\n第一分编 乙\n第一章 丙\n第一节 丁\n第一条 有：\n（一）戊：\n1.己@；\n",
        &got);
    assert_string_equal(got.data, "第一分编 乙 > 第一章 丙 > 第一节 丁 > 第一条 > （一）戊 > 1");
    zc_buf_clear(&got);
}

static void two_hundred_thousand_headings_are_read_once(void **state)
{
    (void)state;
    zc_buf marked, got;
    zc_buf_init(&marked);
    for (int i = 0; i < 200000; i++)
        buf_puts(&marked, i % 2 ? "（一）子\n" : "一、甲\n");
    buf_puts(&marked, "正@文。");
    path_at(marked.data, &got);
    assert_string_equal(got.data, "一、甲 > （一）子");
    zc_buf_clear(&got);
    zc_buf_clear(&marked);
}

static void any_bytes_are_read(void **state)
{
    (void)state;
    static const char *const texts[] = {"@",       "@第",   "第一@", "（@",      "（一@",
                                        "①@",      "附件@", "一@",   "1@.",      "第 @",
                                        "\xFF、@", "①①①@",  "㈠@",   "第一条之@"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        zc_buf got;
        path_at(texts[i], &got);
        zc_buf_clear(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_levels_of_official_documents),
        cmocka_unit_test(the_levels_of_laws),
        cmocka_unit_test(a_title_is_the_line_or_its_first_sentence),
        cmocka_unit_test(a_number_that_does_not_follow_is_no_heading),
        cmocka_unit_test(numbers_may_run_on_under_the_next_heading),
        cmocka_unit_test(a_document_may_have_an_order_of_its_own),
        cmocka_unit_test(where_it_cannot_be_told_there_is_none),
        cmocka_unit_test(an_annex_is_a_document_of_its_own),
        cmocka_unit_test(a_table_of_contents_has_no_path),
        cmocka_unit_test(a_path_is_six_headings_of_some_thirty_characters),
        cmocka_unit_test(two_hundred_thousand_headings_are_read_once),
        cmocka_unit_test(any_bytes_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
