/* Word's automatic numbers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "numbering.h"

#include <stdio.h>
#include <string.h>

static void chinese_numerals_are_written_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        unsigned value;
        const char *numeral;
    } all[] = {{0, "零"},
               {1, "一"},
               {10, "十"},
               {12, "十二"},
               {20, "二十"},
               {99, "九十九"},
               {100, "一百"},
               {101, "一百零一"},
               {110, "一百一十"},
               {112, "一百一十二"},
               {1000, "一千"},
               {1001, "一千零一"},
               {1010, "一千零一十"},
               {2345, "二千三百四十五"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        zc_buf out;
        zc_buf_init(&out);
        numbering_chinese(all[i].value, &out);
        assert_string_equal(out.data, all[i].numeral);
        zc_buf_clear(&out);
    }
}

/* The numbers of `n` paragraphs of a list with one level of this format. */
static void assert_format(const char *format, const char *text, int start, int n,
                          const char *expected)
{
    arena a;
    zc_buf xml, out;
    arena_init(&a);
    zc_buf_init(&xml);
    zc_buf_init(&out);
    buf_printf(&xml,
               "<numbering><abstractNum abstractNumId='0'><lvl ilvl='0'><start val='%d'/>"
               "<numFmt val='%s'/><lvlText val='%s'/><suff val='nothing'/></lvl></abstractNum>"
               "<num numId='1'><abstractNumId val='0'/></num></numbering>",
               start, format, text);
    numbering *numbers = numbering_read(buf_view(&xml), STR_NONE, &a);
    assert_non_null(numbers);
    for (int i = 0; i < n; i++) {
        buf_puts(&out, i ? "," : "");
        numbering_next(numbers, &(numbered){NULL, "1", 0}, &out);
    }
    assert_string_equal(out.data, expected);
    zc_buf_clear(&xml);
    zc_buf_clear(&out);
    arena_clear(&a);
}

static void formats_are_written_out(void **state)
{
    (void)state;
    assert_format("decimal", "%1.", 1, 3, "1.,2.,3.");
    assert_format("decimalZero", "%1", 9, 2, "09,10");
    assert_format("chineseCountingThousand", "第%1条", 9, 3, "第九条,第十条,第十一条");
    assert_format("chineseCounting", "（%1）", 1, 2, "（一）,（二）");
    assert_format("ideographDigital", "%1", 9, 3, "九,一〇,一一");
    assert_format("japaneseCounting", "%1、", 1, 2, "一、,二、");
    assert_format("decimalEnclosedCircle", "%1", 19, 3, "⑲,⑳,21");
    assert_format("decimalFullWidth", "%1．", 9, 2, "９．,１０．");
    assert_format("upperRoman", "%1", 3, 2, "III,IV");
    assert_format("lowerRoman", "%1", 9, 1, "ix");
    assert_format("upperLetter", "%1", 25, 3, "Y,Z,AA");
    assert_format("lowerLetter", "%1)", 1, 2, "a),b)");
    assert_format("ideographTraditional", "%1", 1, 2, "甲,乙");
    assert_format("bullet", "•", 1, 2, ",");
    assert_format("none", "附：", 1, 1, "附：");
    assert_format("decimal", "%1", 0, 2, "0,1");
    assert_format("decimal", "100%", 1, 1, "100%");
    assert_format("decimal", "%1", -5, 1, "0");
}

static void what_is_damaged_numbers_nothing(void **state)
{
    (void)state;
    arena a;
    zc_buf out;
    arena_init(&a);
    zc_buf_init(&out);
    static const char *const files[] = {"", "<numbering>", "no XML",
                                        "<numbering><num numId='1'><abstractNumId val='7'/></num>"
                                        "<num numId='2'/></numbering>"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        numbering *n = numbering_read(str_from(files[i]), STR_LIT("<styles><style>"), &a);
        assert_non_null(n);
        numbering_next(n, &(numbered){"s", "1", 0}, &out);
        numbering_next(n, &(numbered){NULL, "2", 8}, &out);
        numbering_next(n, &(numbered){NULL, NULL, -1}, &out);
    }
    assert_string_equal(out.data, "");
    zc_buf_clear(&out);
    arena_clear(&a);
}

static void styles_that_are_based_on_each_other_end(void **state)
{
    (void)state;
    arena a;
    zc_buf out;
    arena_init(&a);
    zc_buf_init(&out);
    numbering *n = numbering_read(
        STR_LIT("<numbering><abstractNum abstractNumId='0'/><num numId='1'><abstractNumId val='0'/>"
                "</num></numbering>"),
        STR_LIT("<styles><style styleId='a'><basedOn val='b'/></style><style styleId='b'>"
                "<basedOn val='a'/></style></styles>"),
        &a);
    numbering_next(n, &(numbered){"a", NULL, -1}, &out);
    assert_string_equal(out.data, "");
    zc_buf_clear(&out);
    arena_clear(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_numerals_are_written_as_people_write_them),
        cmocka_unit_test(formats_are_written_out),
        cmocka_unit_test(what_is_damaged_numbers_nothing),
        cmocka_unit_test(styles_that_are_based_on_each_other_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
