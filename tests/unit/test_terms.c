/* Files of terms and synonyms, and the table that comes with the program.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "terms.h"

#include <stdlib.h>
#include <string.h>

static term_table *read_file(const char *file)
{
    term_table *t = NULL;
    zc_error error = {0};
    terms_read(str_from(file), &t, &error);
    assert_string_equal(error.message, "");
    return t;
}

static const term_entry *find(const term_table *t, const char *s)
{
    text norm = {0};
    assert_int_equal(text_normalise(str_from(s), false, &norm, NULL), ZC_OK);
    const term_entry *e = terms_find(t, norm.cp, norm.n);
    text_clear(&norm);
    return e;
}

/* The longest term that `s` begins with, and those that it begins with: "甲乙丙 甲乙". */
static const char *leading(const term_table *t, const char *s)
{
    static char out[256];
    text norm = {0};
    *out = '\0';
    assert_int_equal(text_normalise(str_from(s), false, &norm, NULL), ZC_OK);
    for (const term_entry *e = terms_leading(t, norm.cp, norm.n); e; e = e->shorter) {
        strncat(out, *out ? " " : "", sizeof out - strlen(out) - 1);
        strncat(out, e->text.p, sizeof out - strlen(out) - 1);
    }
    text_clear(&norm);
    return out;
}

/* The members of the group of `s`, in their order: "甲|乙". */
static const char *group(const term_table *t, const char *s)
{
    static char out[256];
    const term_entry *e = find(t, s);
    *out = '\0';
    for (size_t i = 0; e && e->group && i < e->group->n; i++) {
        strncat(out, i ? "|" : "", sizeof out - strlen(out) - 1);
        strncat(out, e->group->member[i]->text.p, sizeof out - strlen(out) - 1);
    }
    return out;
}

static size_t count(const term_table *t)
{
    size_t n = 0;
    while (terms_at(t, n))
        n++;
    return n;
}

static void a_line_is_a_term_or_a_group(void **state)
{
    (void)state;
    term_table *t = read_file(
        "# 词表\n\n双师型教师\n  产教融合 | 校企合作 # 注\n甲级＝乙级｜丙级\n");
    assert_int_equal(count(t), 6);
    assert_non_null(find(t, "双师型教师"));
    assert_null(find(t, "双师型教师")->group);
    assert_string_equal(group(t, "校企合作"), "产教融合|校企合作");
    assert_string_equal(group(t, "乙级"), "甲级|乙级|丙级");
    assert_null(find(t, "产教"));
    assert_null(find(t, "词表"));
    assert_null(find(t, "注"));
    terms_free(t);
}

static void terms_are_known_in_any_spelling(void **state)
{
    (void)state;
    term_table *t = read_file("產教融合|ＰＬＣ技术\r\n“双高”\n");
    assert_string_equal(group(t, "产教融合"), "產教融合|ＰＬＣ技术");
    assert_non_null(find(t, "plc技术"));
    assert_non_null(find(t, "双高"));
    terms_free(t);
}

static void encodings_of_documents_are_read(void **state)
{
    (void)state;
    term_table *t = read_file("\xEF\xBB\xBF政策文件\n");
    assert_non_null(find(t, "政策文件"));
    terms_free(t);
    t = read_file("\xD5\xFE\xB2\xDF|\xCE\xC4\xBC\xFE\r\n"); /* GB18030 */
    assert_string_equal(group(t, "政策"), "政策|文件");
    terms_free(t);
}

static void before_a_greater_sign_a_term_means_what_does_not_mean_it(void **state)
{
    (void)state;
    term_table *t = read_file("职教>职业教育|职业技术教育\n");
    assert_string_equal(group(t, "职教"), "职教|职业教育|职业技术教育");
    assert_true(find(t, "职教")->one_way);
    assert_false(find(t, "职业教育")->one_way);
    assert_false(find(t, "职业技术教育")->one_way);
    terms_free(t);
}

static void the_longest_term_of_a_place_is_found(void **state)
{
    (void)state;
    term_table *t = read_file("产教\n产教融合\n产教融合型\n产教融合共同体\n人\n");
    assert_string_equal(leading(t, "产教融合型企业"), "产教融合型 产教融合 产教");
    assert_string_equal(leading(t, "产教融合"), "产教融合 产教");
    assert_string_equal(leading(t, "产教结合"), "产教");
    assert_string_equal(leading(t, "人才"), "人");
    assert_string_equal(leading(t, "人"), "人");
    assert_string_equal(leading(t, "产"), "");
    assert_string_equal(leading(t, "融合"), "");
    assert_string_equal(leading(t, ""), "");
    assert_string_equal(leading(NULL, "产教"), "");
    terms_free(t);
}

static void a_term_twice_is_one_and_belongs_to_its_group(void **state)
{
    (void)state;
    term_table *t = read_file("丙\n甲|乙|甲\n甲\n丁|丁\n丙\n");
    assert_int_equal(count(t), 4);
    assert_string_equal(group(t, "甲"), "甲|乙");
    assert_null(find(t, "丁")->group);
    assert_null(find(t, "丙")->group);
    terms_free(t);
}

static void a_minus_switches_a_built_in_group_off(void **state)
{
    (void)state;
    term_table *builtin = NULL;
    assert_int_equal(terms_read_builtin(&builtin, NULL), ZC_OK);
    const term_group *high = find(builtin, "高职")->group, *middle = find(builtin, "中职")->group;
    term_table *t = read_file("-高等职业\n－ 查无此词\n");
    assert_int_equal(count(t), 0);
    assert_false(terms_are_empty(t));
    assert_true(terms_switch_off(t, high));
    assert_false(terms_switch_off(t, middle));
    terms_free(t);
    t = read_file("-*\n");
    assert_true(terms_switch_off(t, high) && terms_switch_off(t, middle));
    terms_free(t);
    assert_false(terms_switch_off(NULL, high));
    terms_free(builtin);
}

static void a_file_without_entries_is_empty(void **state)
{
    (void)state;
    static const char *const files[] = {"", "\n\n", "# 没有\n  # 什么也没有", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        term_table *t = read_file(files[i]);
        assert_true(terms_are_empty(t));
        terms_free(t);
    }
    assert_true(terms_are_empty(NULL));
    terms_free(NULL);
}

static void assert_refused(zc_str file, zc_status status, const char *says)
{
    term_table *t = NULL;
    zc_error error = {0};
    assert_int_equal(terms_read(file, &t, &error), status);
    assert_null(t);
    if (!strstr(error.message, says))
        fail_msg("“%s” does not say “%s”", error.message, says);
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *file, *says;
    } cases[] = {
        {"甲\n乙|\n", "line 2: a term is missing"},
        {"|\n", "line 1: a term is missing"},
        {"甲>\n", "line 1: a term is missing"},
        {"甲\n\n乙|——\n", "line 3: a term without a letter"},
        {"，。\n", "line 1: a term without a letter"},
        {"-\n", "line 1: a term without a letter"},
        {"甲>乙>丙\n", "line 1: more than one >"},
        {"甲\n1|2|3|4|5|6|7|8|9\n", "line 2: more than 8 terms"},
        {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一\n",
         "line 1: a term is longer than 40"},
        {"甲|乙\n丙\n丁|乙\n", "line 3: 乙 is in the group of line 1"},
        {"好好好好好好好好好好好好\n好\xFF好好好好好好好好好\n", "line 2: bytes that are no text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refused(str_from(cases[i].file), ZC_ERROR_ARGUMENT, cases[i].says);
    assert_refused((zc_str){"a\0\0\0\0\0\0\0", 8}, ZC_ERROR_ARGUMENT, "binary");
}

static void limits_hold_exactly(void **state)
{
    (void)state;
    zc_buf file;
    zc_buf_init(&file);
    for (int i = 0; i < TERMS_ENTRIES_AT_MOST; i++)
        buf_printf(&file, "词条%d\n", i);
    term_table *t = read_file(file.data);
    assert_int_equal(count(t), TERMS_ENTRIES_AT_MOST);
    assert_string_equal(leading(t, "词条9999号"), "词条9999 词条999 词条99 词条9");
    terms_free(t);
    buf_puts(&file, "多一条\n");
    assert_refused(buf_view(&file), ZC_ERROR_LIMIT, "line 10001: more than 10000 entries");
    buf_truncate(&file, 0);
    while (file.len < TERMS_BYTES_AT_MOST)
        buf_puts(&file, "#\n");
    t = read_file(file.data);
    terms_free(t);
    buf_puts(&file, "#");
    assert_refused(buf_view(&file), ZC_ERROR_LIMIT, "larger than");
    zc_buf_clear(&file);
    t = read_file(
        "1|2|3|4|5|6|7|8\n"
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n");
    assert_int_equal(count(t), 9);
    terms_free(t);
}

static void the_built_in_table_is_whole(void **state)
{
    (void)state;
    term_table *t = NULL;
    zc_error error = {0};
    text norm = {0};
    terms_read_builtin(&t, &error);
    assert_string_equal(error.message, ""); /* no term in two groups, among others */
    assert_true(count(t) > 200);
    for (size_t i = 0; terms_at(t, i); i++) {
        const term_entry *e = terms_at(t, i);
        assert_non_null(e->group);
        assert_true(e->n >= 2);
        assert_int_equal(text_normalise(e->text, false, &norm, NULL), ZC_OK);
        assert_int_equal(norm.n, e->n); /* nothing was cut off its ends */
        assert_false(e->one_way && e->group->member[0] != e);
    }
    text_clear(&norm);
    assert_string_equal(group(t, "高等职业"), "高职|高等职业");
    terms_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_term_or_a_group),
        cmocka_unit_test(terms_are_known_in_any_spelling),
        cmocka_unit_test(encodings_of_documents_are_read),
        cmocka_unit_test(before_a_greater_sign_a_term_means_what_does_not_mean_it),
        cmocka_unit_test(the_longest_term_of_a_place_is_found),
        cmocka_unit_test(a_term_twice_is_one_and_belongs_to_its_group),
        cmocka_unit_test(a_minus_switches_a_built_in_group_off),
        cmocka_unit_test(a_file_without_entries_is_empty),
        cmocka_unit_test(what_is_wrong_is_told_with_its_line),
        cmocka_unit_test(limits_hold_exactly),
        cmocka_unit_test(the_built_in_table_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
