/* What belongs to the paper and not to the text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pages.h"
#include "text.h"

#include <string.h>

static void assert_pages(const char *pages, const char *expected)
{
    zc_buf out;
    zc_buf_init(&out);
    assert_int_equal(pages_text(str_from(pages), &out, NULL), ZC_OK);
    assert_string_equal(out.data, expected);
    zc_buf_clear(&out);
}

/* NULL: it is no dump. */
static void assert_dump(const char *text, const char *expected)
{
    zc_buf out;
    bool found = false;
    zc_buf_init(&out);
    assert_int_equal(pages_dump(str_from(text), &out, &found, NULL), ZC_OK);
    assert_int_equal(found, expected != NULL);
    if (expected)
        assert_string_equal(out.data, expected);
    zc_buf_clear(&out);
}

/* ---- Page numbers ---- */

static void numbers_between_dashes_and_in_words_go(void **state)
{
    (void)state;
    static const char *const numbers[] = {
        "— 1 —",  "—1—",     "- 12 -",      "-12-",         "－ ３ －",       "·4·",
        "―5―",    "第 3 页", "第3页 共9页", "第3页，共9页", "第3页/共9页",    "共9页 第3页",
        "－ 7－", "~8~",     "Page 3 of 9", "page 3",       "第3页（共9页）", "——1——"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        zc_buf page;
        zc_buf_init(&page);
        buf_printf(&page, "甲。\n%s\n乙。\n丙。\n丁。\n\f", numbers[i]);
        assert_pages(page.data, "甲。\n乙。\n丙。\n丁。\n");
        zc_buf_clear(&page);
    }
}

static void bare_numbers_go_where_they_count_the_pages(void **state)
{
    (void)state;
    assert_pages("甲。\n1\n\f乙。\n2\n\f丙。\n3\n\f", "甲。\n乙。\n丙。\n");
    assert_pages("11\n甲。\n\f12\n乙。\n\f", "甲。\n乙。\n");
    assert_pages("甲。\n1/3\n\f乙。\n2/3\n\f丙。\n3/3\n\f", "甲。\n乙。\n丙。\n");
    assert_pages("甲。\n1\n\f", "甲。\n");
}

static void numbers_of_a_table_stay(void **state)
{
    (void)state;
    assert_pages("甲。\n48\n\f乙。\n17\n\f丙。\n90\n\f", "甲。\n48\n乙。\n17\n丙。\n90\n");
    assert_pages("甲。\n乙。\n1\n2\n3\n丙。\n丁。\n\f", "甲。\n乙。\n1\n2\n3\n丙。\n丁。\n");
    assert_pages("甲。\n乙。\n3，4\n2023/5\n1,234\n丙。\n丁。\n\f",
                 "甲。\n乙。\n3，4\n2023/5\n1,234\n丙。\n丁。\n");
    assert_pages("- 甲。\n第3条\n共3项\n第一页。\n\f", "- 甲。\n第3条\n共3项\n第一页。\n");
}

static void numbers_glued_to_text_stay(void **state)
{
    (void)state;
    assert_pages("推进产教融—2—合。\n乙— 3 —\n\f", "推进产教融—2—合。\n乙— 3 —\n");
}

/* ---- Heads ---- */

static void lines_that_most_pages_repeat_go(void **state)
{
    (void)state;
    assert_pages("示例市公报 2024年第5期\n甲。\n\f示例市公报 2024年第5期\n乙。\n\f"
                 "示例市公报 2024年第5期\n丙。\n\f",
                 "甲。\n乙。\n丙。\n");
}

static void heads_of_left_and_right_pages_differ(void **state)
{
    (void)state;
    assert_pages(
        "公报 2\n甲。\n\f文件 3\n乙。\n\f公报 4\n丙。\n\f文件 5\n丁。\n\f公报 6\n戊。\n\f文件 7\n"
        "己。\n\f",
        "甲。\n乙。\n丙。\n丁。\n戊。\n己。\n");
}

static void a_title_that_pages_repeat_stays_on_the_first(void **state)
{
    (void)state;
    assert_pages("关于修渠的通知\n甲。\n\f关于修渠的通知\n乙。\n\f关于修渠的通知\n丙。\n\f",
                 "关于修渠的通知\n甲。\n乙。\n丙。\n");
}

static void lines_inside_pages_may_repeat(void **state)
{
    (void)state;
    assert_pages("甲。\n一。\n合计\n二。\n三。\n\f乙。\n一。\n合计\n二。\n丙。\n\f丁。\n戊。\n合计"
                 "\n己。\n庚。\n\f",
                 "甲。\n一。\n合计\n二。\n三。\n乙。\n一。\n合计\n二。\n丙。\n丁。\n戊。\n合计\n己"
                 "。\n庚。\n");
}

/* ---- Leaders ---- */

static void leaders_go_with_their_numbers(void **state)
{
    (void)state;
    assert_pages("目录\n第一章 总则……………………1\n第二章 附则......... 12\n第三章 罚则····（15）\n\f",
                 "目录\n第一章 总则\n第二章 附则\n第三章 罚则\n");
    assert_pages("第一章 校企合作的促进办法和………………………………\n……3\n第二章\n\f",
                 "第一章 校企合作的促进办法和\n第二章\n");
    assert_pages("他说……是的。\n金额……元\n等等……5\n\f", "他说……是的。\n金额……元\n等等\n");
}

static void pages_without_text_are_a_reason(void **state)
{
    (void)state;
    zc_buf out;
    zc_error error = {0};
    zc_buf_init(&out);
    assert_int_equal(pages_text(STR_LIT("\n\f— 1 —\n\f\f"), &out, &error), ZC_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "no text"));
    zc_buf_clear(&out);
}

/* ---- Dumps ---- */

static void certain_dumps_only_are_touched(void **state)
{
    (void)state;
    assert_dump("甲。\n— 1 —\n乙。\n\n— 2 —\n丙。\n", "甲。\n乙。\n丙。\n");
    assert_dump("甲。\n\f乙。\n", "甲。\n乙。\n");
    assert_dump("一……1\n二……2\n三……5\n", "一\n二\n三\n");
    assert_dump("甲。\n— 1 —\n乙。\n", NULL);
    assert_dump("甲。\n— 5 —\n乙。\n— 2 —\n", NULL);
    assert_dump("甲。\n1\n2\n3\n", NULL);
    assert_dump("甲……乙\n（一）……\n", NULL);
    assert_dump("甲。\n\f", NULL);
}

static void the_margin_of_a_dump_goes(void **state)
{
    (void)state;
    assert_dump("    甲。\n      乙。\n\f    丙。\n", "甲。\n  乙。\n丙。\n");
}

/* What is searched for is found in the text as it is matched. */
static bool finds(const char *original, const char *phrase)
{
    text t = {0}, p = {0};
    assert_int_equal(text_normalise(str_from(original), false, &t, NULL), ZC_OK);
    assert_int_equal(text_normalise(str_from(phrase), false, &p, NULL), ZC_OK);
    bool found = text_find(&t, 0, p.cp, p.n) != SIZE_MAX;
    text_clear(&t);
    text_clear(&p);
    return found;
}

static void a_phrase_cut_by_a_page_break_is_found(void **state)
{
    (void)state;
    static const char pages[] = "　　各地要结合实际，加快推进现代职业教育体系建设，深化产教\n"
                                "\n                    — 1 —\n\f示例市公报\n"
                                "融合，促进校企合作。\n";
    zc_buf out;
    bool found;
    zc_buf_init(&out);
    assert_false(finds(pages, "深化产教融合"));
    assert_int_equal(pages_dump(str_from(pages), &out, &found, NULL), ZC_OK);
    assert_true(finds(out.data, "职业教育体系建设"));
    assert_false(finds(out.data, "— 1 —"));
    zc_buf_clear(&out);
    static const char clean[] = "　　各地要结合实际，加快推进现代职业教育体系建设，深化产教\n"
                                "\n                    — 1 —\n\f融合，促进校企合作。\n"
                                "\n                    — 2 —\n\f";
    assert_int_equal(pages_text(str_from(clean), &out, NULL), ZC_OK);
    assert_true(finds(out.data, "深化产教融合"));
    zc_buf_clear(&out);
}

/* ---- Word ---- */

static void what_antiword_prints_becomes_lines_and_rows(void **state)
{
    (void)state;
    zc_buf out;
    zc_buf_init(&out);
    assert_int_equal(
        pages_word(STR_LIT("\n甲\n\n乙\n\n\n[pic]\n|指标    |2024年 |      |\n|工位    |1200   |"
                           "      |\n|  |  |\n|a | |b|\n\n丙|\n"),
                   &out, NULL),
        ZC_OK);
    assert_string_equal(out.data, "甲\n乙\n\n指标 | 2024年\n工位 | 1200\na |  | b\n丙|\n");
    zc_buf_clear(&out);
}

static void a_text_of_more_pages_than_a_book_is_no_dump(void **state)
{
    (void)state;
    zc_buf text, out;
    bool found;
    zc_buf_init(&text);
    zc_buf_init(&out);
    for (int i = 0; i < 90000; i++)
        buf_puts(&text, "甲\n\f");
    assert_int_equal(pages_dump(buf_view(&text), &out, &found, NULL), ZC_OK);
    assert_true(found);
    for (int i = 0; i < 90000; i++)
        buf_puts(&text, "甲\n\f");
    assert_int_equal(pages_dump(buf_view(&text), &out, &found, NULL), ZC_OK);
    assert_false(found);
    zc_buf_clear(&text);
    zc_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_between_dashes_and_in_words_go),
        cmocka_unit_test(bare_numbers_go_where_they_count_the_pages),
        cmocka_unit_test(numbers_of_a_table_stay),
        cmocka_unit_test(numbers_glued_to_text_stay),
        cmocka_unit_test(lines_that_most_pages_repeat_go),
        cmocka_unit_test(heads_of_left_and_right_pages_differ),
        cmocka_unit_test(a_title_that_pages_repeat_stays_on_the_first),
        cmocka_unit_test(lines_inside_pages_may_repeat),
        cmocka_unit_test(leaders_go_with_their_numbers),
        cmocka_unit_test(pages_without_text_are_a_reason),
        cmocka_unit_test(certain_dumps_only_are_touched),
        cmocka_unit_test(the_margin_of_a_dump_goes),
        cmocka_unit_test(a_phrase_cut_by_a_page_break_is_found),
        cmocka_unit_test(what_antiword_prints_becomes_lines_and_rows),
        cmocka_unit_test(a_text_of_more_pages_than_a_book_is_no_dump),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
