/* Blocks to lines, rows to lines of cells.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "flow.h"

#include <string.h>

static void add(flow *f, const char *s)
{
    flow_add_collapsed(f, str_from(s));
}

static void cell(flow *f, const char *s)
{
    add(f, s);
    flow_cell_close(f);
}

static void assert_flow(flow *f, const char *expected)
{
    assert_false(f->text.failed);
    assert_string_equal(f->text.data, expected);
    flow_clear(f);
}

static void blanks_collapse_across_pieces(void **state)
{
    (void)state;
    flow f;
    flow_init(&f);
    add(&f, "  甲  ");
    add(&f, "  乙 \n 丙 ");
    flow_break(&f);
    flow_break(&f);
    add(&f, " ");
    flow_break(&f);
    assert_flow(&f, "甲 乙丙\n");
    flow_init(&f);
    add(&f, "共\n 12\n个");
    assert_flow(&f, "共 12 个");
}

static void controls_are_left_out(void **state)
{
    (void)state;
    flow f;
    flow_init(&f);
    add(&f, "甲\x1F\x01\x7F乙\x1C");
    flow_add(&f, STR_LIT("丙\x1F\n丁"));
    assert_flow(&f, "甲乙丙 丁");
}

static void a_row_is_a_line_of_cells(void **state)
{
    (void)state;
    flow f;
    flow_init(&f);
    add(&f, "前");
    flow_row_open(&f);
    cell(&f, "甲");
    add(&f, "乙");
    flow_break(&f);
    cell(&f, "丙");
    cell(&f, "");
    cell(&f, "丁");
    cell(&f, "");
    flow_row_close(&f);
    add(&f, "后");
    assert_flow(&f, "前\n甲 | 乙 丙 |  | 丁\n后");
}

static void one_cell_and_tables_in_cells_are_layout(void **state)
{
    (void)state;
    flow f;
    flow_init(&f);
    flow_row_open(&f);
    cell(&f, "");
    add(&f, "甲");
    flow_break(&f);
    cell(&f, "乙");
    flow_row_close(&f);
    flow_row_open(&f);
    add(&f, "丙");
    flow_row_open(&f);
    cell(&f, "1");
    cell(&f, "2");
    flow_row_close(&f);
    flow_cell_close(&f);
    cell(&f, "丁");
    flow_row_close(&f);
    assert_flow(&f, "甲\n乙\n丙\n1 | 2\n丁\n");
}

static void a_passage_makes_a_row_layout(void **state)
{
    (void)state;
    flow f;
    zc_buf passage;
    zc_buf_init(&passage);
    for (int i = 0; i < 600; i++)
        buf_puts(&passage, "文");
    flow_init(&f);
    flow_row_open(&f);
    cell(&f, "目录");
    cell(&f, passage.data);
    flow_row_close(&f);
    assert_true(str_starts(buf_view(&f.text), STR_LIT("目录\n文文")));
    flow_clear(&f);
    zc_buf_clear(&passage);
}

static void rows_deeper_than_any_leave_no_sign(void **state)
{
    (void)state;
    flow f;
    flow_init(&f);
    for (int i = 0; i < 10000; i++)
        flow_row_open(&f);
    cell(&f, "甲");
    for (int i = 0; i < 10000; i++) {
        cell(&f, "乙");
        flow_row_close(&f);
    }
    assert_null(memchr(f.text.data, 0x1F, f.text.len));
    assert_true(str_starts(buf_view(&f.text), STR_LIT("甲\n乙\n")));
    assert_int_equal(f.n_rows, 0);
    flow_clear(&f);
}

static void closing_what_was_not_opened_is_nothing(void **state)
{
    (void)state;
    flow f;
    flow_init(&f);
    flow_row_close(&f);
    cell(&f, "甲");
    flow_row_close(&f);
    assert_flow(&f, "甲");
}

static void marks_stand_around_what_they_mark(void **state)
{
    (void)state;
    flow f;
    flow_init(&f);
    add(&f, "甲 ");
    flow_mark(&f, true);
    add(&f, "乙");
    flow_mark(&f, false);
    flow_mark(&f, true);
    flow_mark(&f, false);
    add(&f, " 丙");
    assert_flow(&f, "甲 \x1C乙\x1D 丙");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_collapse_across_pieces),
        cmocka_unit_test(controls_are_left_out),
        cmocka_unit_test(a_row_is_a_line_of_cells),
        cmocka_unit_test(one_cell_and_tables_in_cells_are_layout),
        cmocka_unit_test(a_passage_makes_a_row_layout),
        cmocka_unit_test(rows_deeper_than_any_leave_no_sign),
        cmocka_unit_test(closing_what_was_not_opened_is_nothing),
        cmocka_unit_test(marks_stand_around_what_they_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
