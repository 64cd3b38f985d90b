/* CSV and TSV: rows, and where a table is cut without being read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "cells.h"

#include <stdlib.h>
#include <string.h>

/* Rows as they came: a row is its number, its cells in [] each. */
static bool write_row(void *context, uint64_t row, const zc_str *cells, size_t n)
{
    zc_buf *out = context;
    buf_printf(out, "%llu", (unsigned long long)row);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "[%.*s]", (int)cells[i].n, cells[i].p);
    return true;
}

static void assert_rows(zc_str text, char delimiter, const char *expected)
{
    zc_buf out;
    zc_buf_init(&out);
    assert_true(cells_read(text, delimiter, write_row, &out));
    assert_string_equal(out.data, expected);
    zc_buf_clear(&out);
}

static void quotes_hold_delimiters_line_ends_and_quotes(void **state)
{
    (void)state;
    assert_rows(STR_LIT("a,b\n\"甲,乙\",\"一\n二\"\n\"说\"\"好\"\"\",\n"), ',',
                "1[a][b]2[甲,乙][一\n二]3[说\"好\"][]");
    assert_rows(STR_LIT("a\tb,c\n"), '\t', "1[a][b,c]");
    assert_rows(STR_LIT("a;b\n\n;c"), ';', "1[a][b]23[][c]");
    assert_rows(STR_LIT(""), ',', "");
}

static void quotes_inside_a_cell_are_characters(void **state)
{
    (void)state;
    assert_rows(STR_LIT("关于“五\"一\"”,b\n"), ',', "1[关于“五\"一\"”][b]");
    assert_rows(STR_LIT("\"十四五\"规划,b\",c\n"), ',', "1[十四五\"规划,b][c]");
}

static void a_quote_that_is_never_closed_costs_its_line_only(void **state)
{
    (void)state;
    assert_rows(STR_LIT("a,b\n\"甲,乙\n丙,丁\n"), ',', "1[a][b]2[\"甲][乙]3[丙][丁]");
    assert_rows(STR_LIT("\"甲"), ',', "1[\"甲]");
}

static void a_table_of_open_quotes_ends_in_time(void **state)
{
    (void)state;
    zc_buf text, out;
    zc_buf_init(&text);
    zc_buf_init(&out);
    for (int i = 0; i < 200000; i++)
        buf_puts(&text, "\"甲,乙\n\"");
    assert_true(cells_read(buf_view(&text), ',', write_row, &out));
    zc_buf_clear(&text);
    zc_buf_clear(&out);
}

static void the_delimiter_is_what_the_first_line_with_any_has_most_of(void **state)
{
    (void)state;
    assert_int_equal(cells_delimiter(false, STR_LIT("标题,正文;二\n")), ',');
    assert_int_equal(cells_delimiter(false, STR_LIT("标题;正文;日期\n")), ';');
    assert_int_equal(cells_delimiter(false, STR_LIT("标题\t正文\n")), '\t');
    assert_int_equal(cells_delimiter(false, STR_LIT("文件目录\n标题;正文\n")), ';');
    assert_int_equal(cells_delimiter(true, STR_LIT("标题,正文\n")), '\t');
    assert_int_equal(cells_delimiter(false, STR_LIT("标题\n正文\n")), ',');
}

/* The rows of `text` read in pieces that end where cells_row_ends says. */
static void read_in_pieces(zc_str text, zc_buf *out)
{
    cells_ends ends = {',', 0};
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++)
        if (cells_row_ends(&ends, text.p[i]) || i + 1 == text.n) {
            assert_true(cells_read(str_slice(text, from, i + 1), ',', write_row, out));
            from = i + 1;
        }
}

/* Without the numbers, which begin anew in every piece. */
static void drop_numbers(zc_buf *rows)
{
    size_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < rows->len; i++) {
        char c = rows->data[i];
        inside = c == '[' || (inside && c != ']');
        if (inside || c < '0' || c > '9')
            rows->data[n++] = c;
    }
    buf_truncate(rows, n);
}

static void a_table_cut_where_rows_end_has_the_same_rows(void **state)
{
    (void)state;
    static const char signs[] = "ab\",\n \t";
    srand(7);
    for (int round = 0; round < 20000; round++) {
        char bytes[24];
        size_t n = (size_t)rand() % sizeof bytes;
        for (size_t i = 0; i < n; i++)
            bytes[i] = signs[(size_t)rand() % (sizeof signs - 1)];
        zc_str text = {bytes, n};
        zc_buf whole, pieces;
        zc_buf_init(&whole);
        zc_buf_init(&pieces);
        assert_true(cells_read(text, ',', write_row, &whole));
        read_in_pieces(text, &pieces);
        drop_numbers(&whole);
        drop_numbers(&pieces);
        if (strcmp(whole.data, pieces.data) != 0)
            print_error("<%.*s>\n", (int)n, bytes);
        assert_string_equal(pieces.data, whole.data);
        zc_buf_clear(&whole);
        zc_buf_clear(&pieces);
    }
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    static const char *const cells[] = {"甲", "", "a,b", "说\"好\"", "一\n二", "=1+1", " 空 "};
    zc_buf out;
    zc_buf_init(&out);
    for (size_t i = 0; i < 7; i++)
        cells_put(&out, i == 0, str_from(cells[i]));
    assert_rows(buf_view(&out), ',', "1[甲][][a,b][说\"好\"][一\n二]['=1+1][ 空 ]");
    assert_true(str_equal(cells_plain(STR_LIT("'=1+1")), STR_LIT("=1+1")));
    assert_true(str_equal(cells_plain(STR_LIT("'甲")), STR_LIT("'甲")));
    zc_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_hold_delimiters_line_ends_and_quotes),
        cmocka_unit_test(quotes_inside_a_cell_are_characters),
        cmocka_unit_test(a_quote_that_is_never_closed_costs_its_line_only),
        cmocka_unit_test(a_table_of_open_quotes_ends_in_time),
        cmocka_unit_test(the_delimiter_is_what_the_first_line_with_any_has_most_of),
        cmocka_unit_test(a_table_cut_where_rows_end_has_the_same_rows),
        cmocka_unit_test(what_is_written_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
