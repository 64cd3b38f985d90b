/* Rows of tables: JSON Lines, JSON, CSV; headers; slices.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A row is its number and its cells: 1(标题=甲); what is broken 2{why}. */
static zc_status write_row(void *context, const row *r, zc_error *error)
{
    (void)error;
    zc_buf *out = context;
    buf_printf(out, "%llu", (unsigned long long)r->number);
    if (r->broken)
        buf_printf(out, "{%s}", r->broken);
    for (size_t i = 0; i < r->n; i++)
        if (r->cells[i].value.n)
            buf_printf(out, "(%.*s=%.*s)", (int)r->cells[i].name.n, r->cells[i].name.p,
                       (int)r->cells[i].value.n, r->cells[i].value.p);
    return ZC_OK;
}

static void read_rows(source_kind kind, zc_str text, uint64_t first, zc_buf *out)
{
    assert_int_equal(rows_read(kind, text, first, NULL, 0, write_row, out, NULL), ZC_OK);
}

static void assert_rows(source_kind kind, const char *text, const char *expected)
{
    zc_buf out;
    zc_buf_init(&out);
    read_rows(kind, str_from(text), 1, &out);
    assert_string_equal(out.data, expected);
    zc_buf_clear(&out);
}

/* ---- JSON ---- */

static void json_lines_are_numbered_by_their_lines(void **state)
{
    (void)state;
    assert_rows(SOURCE_ROWS,
                "{\"a\":\"甲\"}\n\n{\"b\":2,\"c\":1.5,\"d\":[\"一\",\"二\"],\"e\":null}\n",
                "1(a=甲)3(b=2)(c=1.5)(d=一、二)");
    assert_rows(SOURCE_ROWS, "[1]\n{\"a\":\"b\"}",
                "1{no JSON object: another kind of value}2(a=b)");
}

static void a_broken_line_is_told_and_passed(void **state)
{
    (void)state;
    zc_buf out;
    zc_buf_init(&out);
    read_rows(SOURCE_ROWS, STR_LIT("{\"a\":\n{\"a\":\"b\"}\n"), 1, &out);
    assert_non_null(strstr(out.data, "1{no JSON object: "));
    assert_non_null(strstr(out.data, "2(a=b)"));
    zc_buf_clear(&out);
}

static void a_list_of_objects_is_read_one_by_one(void **state)
{
    (void)state;
    assert_rows(SOURCE_JSON, " [ {\"a\":\"甲\"} , {\"a\":\"乙\"} ] ", "1(a=甲)2(a=乙)");
    assert_rows(SOURCE_JSON, "{\"a\":\"甲\"}", "1(a=甲)");
    assert_rows(SOURCE_JSON, "[]", "");
    assert_rows(SOURCE_JSON, "[{\"a\":\"甲\"} {\"a\":\"乙\"}]",
                "1(a=甲)2{no JSON: the list is not closed}");
    assert_rows(SOURCE_JSON, "[{\"a\":\"甲\"}", "1(a=甲)2{no JSON: the list is not closed}");
}

static void paragraphs_in_a_list_are_lines(void **state)
{
    (void)state;
    zc_buf text, out;
    zc_buf_init(&text);
    zc_buf_init(&out);
    buf_puts(&text, "{\"text\":[\"第一条\",\"");
    for (int i = 0; i < 40; i++)
        buf_puts(&text, "文");
    buf_puts(&text, "。\"],\"t\":\"一\\r\\n二\"}");
    read_rows(SOURCE_ROWS, buf_view(&text), 1, &out);
    assert_non_null(strstr(out.data, "(text=第一条\n文文"));
    assert_non_null(strstr(out.data, "(t=一\n二)"));
    zc_buf_clear(&text);
    zc_buf_clear(&out);
}

static void what_is_nested_without_end_or_too_long_is_a_reason(void **state)
{
    (void)state;
    zc_buf text, out;
    zc_buf_init(&text);
    zc_buf_init(&out);
    for (int i = 0; i < 100000; i++)
        buf_char(&text, '[');
    read_rows(SOURCE_ROWS, buf_view(&text), 1, &out);
    assert_non_null(strstr(out.data, "1{no JSON object: "));
    buf_truncate(&text, 0);
    buf_truncate(&out, 0);
    buf_puts(&text, "{\"text\":\"");
    for (int i = 0; i < 6000000; i++)
        buf_puts(&text, "文");
    buf_puts(&text, "\"}\n{\"a\":\"b\"}");
    read_rows(SOURCE_ROWS, buf_view(&text), 1, &out);
    assert_string_equal(out.data, "1{no JSON object: longer than 16 MiB}2(a=b)");
    zc_buf_clear(&text);
    zc_buf_clear(&out);
}

/* ---- Headers ---- */

static void the_first_row_is_the_header(void **state)
{
    (void)state;
    assert_rows(SOURCE_CSV, "标题,备注\n甲,乙\n\n丙\n", "1(标题=甲)(备注=乙)3(标题=丙)");
    assert_rows(SOURCE_CSV, "a,b\nc,d,e\n", "1(a=c)(b=d)");
    assert_rows(SOURCE_TSV, "标题\t正文\n甲,乙\t丙\n", "1(标题=甲,乙)(正文=丙)");
}

static void a_heading_over_the_table_is_no_header(void **state)
{
    (void)state;
    assert_rows(SOURCE_CSV, "示例市政策目录,,\n单位：市府办,,\n序号,标题,正文\n1,甲,乙\n",
                "1(序号=1)(标题=甲)(正文=乙)");
    assert_rows(SOURCE_CSV, "\n\n标 题,发文字号：\n甲,乙\n", "1(标 题=甲)(发文字号：=乙)");
}

static void a_value_that_is_a_columns_name_as_well_makes_no_header(void **state)
{
    (void)state;
    assert_rows(SOURCE_CSV, "名,级别\n甲,市\n乙,省\n", "1(名=甲)(级别=市)2(名=乙)(级别=省)");
}

static void a_column_that_a_person_named_makes_a_header(void **state)
{
    (void)state;
    column_map map = {COLUMN_TEXT, STR_LIT("内文")};
    zc_buf out;
    zc_buf_init(&out);
    assert_int_equal(
        rows_read(SOURCE_CSV, STR_LIT("目录,\n号,内文\n1,甲\n"), 1, &map, 1, write_row, &out, NULL),
        ZC_OK);
    assert_string_equal(out.data, "1(号=1)(内文=甲)");
    zc_buf_clear(&out);
}

static void of_columns_with_one_name_the_first_that_says_something_counts(void **state)
{
    (void)state;
    assert_rows(SOURCE_CSV, "标题,正文,正文\n甲,乙,丙\n丁,,戊\n",
                "1(标题=甲)(正文=乙)2(标题=丁)(正文=戊)");
}

static void a_million_columns_are_read_in_time(void **state)
{
    (void)state;
    zc_buf text, out;
    zc_buf_init(&text);
    zc_buf_init(&out);
    for (int line = 0; line < 3; line++) {
        buf_puts(&text, line ? "甲" : "标题");
        for (int i = 0; i < 1000000; i++)
            buf_char(&text, ',');
        buf_char(&text, '\n');
    }
    read_rows(SOURCE_CSV, buf_view(&text), 1, &out);
    assert_string_equal(out.data, "1(标题=甲)2(标题=甲)");
    zc_buf_clear(&text);
    zc_buf_clear(&out);
}

/* ---- Slices ---- */

/* A table of texts with commas, quotes and line ends, the same every time. */
static void make_table(zc_buf *out)
{
    static const char *const texts[] = {
        "甲",       "\"一,二\"", "\"一\n二\n\n三\"", "\"说\"\"好\"\"\n\"", "",
        "五\"六\"", "\"\"",      " \"七\n\" "};
    buf_puts(out, "id,标题,正文\n");
    srand(3);
    for (int i = 0; i < 400; i++)
        buf_printf(out, "%d,%s,%s\n%s", i, texts[rand() % 8], texts[rand() % 8],
                   i % 50 ? "" : "\n");
}

static void read_slices(const char *path, uint64_t bytes, zc_buf *out)
{
    source_root root;
    source_list list;
    source_item *slices = NULL;
    size_t n = 0;
    assert_int_equal(source_open(path, &root, NULL), ZC_OK);
    assert_int_equal(source_walk(&root, &list, NULL), ZC_OK);
    assert_int_equal(source_slice(&root, &list.items[0], bytes, &slices, &n, NULL), ZC_OK);
    assert_true(n > 1);
    for (size_t i = 0; i < n; i++) {
        zc_buf text;
        zc_buf_init(&text);
        assert_int_equal(source_read(&root, &slices[i], &text, NULL), ZC_OK);
        read_rows(SOURCE_CSV, buf_view(&text), slices[i].first_row, out);
        zc_buf_clear(&text);
    }
    free(slices);
    source_list_clear(&list);
    source_close(&root);
}

static void slices_of_any_size_have_the_rows_of_the_whole(void **state)
{
    (void)state;
    char path[] = "/tmp/zhengce-rows-XXXXXX.csv";
    int fd = mkstemps(path, 4);
    zc_buf table, whole;
    zc_buf_init(&table);
    zc_buf_init(&whole);
    make_table(&table);
    assert_int_equal(write(fd, table.data, table.len), table.len);
    close(fd);
    read_rows(SOURCE_CSV, buf_view(&table), 1, &whole);
    assert_non_null(strstr(whole.data, "(id=399)"));
    for (uint64_t bytes = 1; bytes < table.len; bytes = bytes * 3 + 1) {
        zc_buf slices;
        zc_buf_init(&slices);
        read_slices(path, bytes, &slices);
        assert_string_equal(slices.data, whole.data);
        zc_buf_clear(&slices);
    }
    unlink(path);
    zc_buf_clear(&table);
    zc_buf_clear(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_lines_are_numbered_by_their_lines),
        cmocka_unit_test(a_broken_line_is_told_and_passed),
        cmocka_unit_test(a_list_of_objects_is_read_one_by_one),
        cmocka_unit_test(paragraphs_in_a_list_are_lines),
        cmocka_unit_test(what_is_nested_without_end_or_too_long_is_a_reason),
        cmocka_unit_test(the_first_row_is_the_header),
        cmocka_unit_test(a_heading_over_the_table_is_no_header),
        cmocka_unit_test(a_value_that_is_a_columns_name_as_well_makes_no_header),
        cmocka_unit_test(a_column_that_a_person_named_makes_a_header),
        cmocka_unit_test(of_columns_with_one_name_the_first_that_says_something_counts),
        cmocka_unit_test(a_million_columns_are_read_in_time),
        cmocka_unit_test(slices_of_any_size_have_the_rows_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
