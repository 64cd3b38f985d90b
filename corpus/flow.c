/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

/* Stands for the end of a cell until its row is closed; no text holds it, since
 * controls are left out of what is added. */
enum { CELL_END = 0x1F };

/* 500 Han characters: more in one cell is a passage, and its table layout. */
enum { CELL_BYTES = 1500 };

/* Deeper than any table is nested by hand. */
enum { ROWS_AT_MOST = 64 };

void flow_init(flow *f)
{
    *f = (flow){0};
    zc_buf_init(&f->text);
}

void flow_clear(flow *f)
{
    zc_buf_clear(&f->text);
    free(f->rows);
    *f = (flow){0};
}

/* ---- Lines ---- */

static char last(const flow *f)
{
    return f->text.len ? f->text.data[f->text.len - 1] : '\n';
}

/* The last byte that is no mark; '\n' at the beginning. */
static char last_of_text(const flow *f)
{
    size_t n = f->text.len;
    while (n && (f->text.data[n - 1] == FLOW_MARK_OPEN || f->text.data[n - 1] == FLOW_MARK_CLOSE))
        n--;
    return n ? f->text.data[n - 1] : '\n';
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* Writes the blank that waits, unless the line begins or the source was only broken
 * between two Chinese characters. */
static void put_blank(flow *f, char next)
{
    char before = last_of_text(f);
    bool begins = before == '\n' || before == CELL_END || before == ' ';
    bool broken = f->line_end && (before & 0x80) && (next & 0x80);
    if (f->blank && !begins && !broken)
        buf_char(&f->text, ' ');
    f->blank = f->line_end = false;
}

static void put(flow *f, char c)
{
    put_blank(f, c);
    buf_char(&f->text, c);
}

void flow_add(flow *f, zc_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!is_control(c) || c == '\t')
            put(f, c);
        else if (c == '\n' || c == '\r')
            put(f, ' ');
    }
}

void flow_add_collapsed(flow *f, zc_str s)
{
    bool begun = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            f->line_end = begun && (f->line_end || c == '\n');
            f->blank = true;
        } else if (!is_control(c)) {
            put(f, c);
            begun = true;
        }
    }
    f->line_end = false; /* between two elements a line end may part words */
}

void flow_add_lines(flow *f, zc_str s)
{
    for (const char *end; (end = memchr(s.p, '\n', s.n)) != NULL;) {
        size_t n = (size_t)(end - s.p);
        flow_add(f, str_slice(s, 0, n));
        flow_break(f);
        s = str_slice(s, n + 1, s.n);
    }
    flow_add(f, s);
}

void flow_break(flow *f)
{
    f->blank = f->line_end = false;
    while (f->text.len && (last(f) == ' ' || last(f) == '\t'))
        buf_truncate(&f->text, f->text.len - 1);
    char before = last_of_text(f);
    if (before != '\n' && before != CELL_END)
        buf_char(&f->text, '\n');
}

void flow_mark(flow *f, bool open)
{
    if (!open && last(f) == FLOW_MARK_OPEN) { /* there is nothing between them */
        buf_truncate(&f->text, f->text.len - 1);
        return;
    }
    if (open)
        put_blank(f, 'x');
    buf_char(&f->text, open ? FLOW_MARK_OPEN : FLOW_MARK_CLOSE);
}

/* ---- Rows ---- */

void flow_row_open(flow *f)
{
    flow_break(f);
    if (f->n_rows)
        f->rows[f->n_rows - 1].nested = true;
    if (f->n_rows == ROWS_AT_MOST) {
        f->deeper++;
        return;
    }
    if (!array_grow((void **)&f->rows, f->n_rows, sizeof *f->rows)) {
        f->text.failed = true;
        f->deeper++;
        return;
    }
    f->rows[f->n_rows++] = (flow_row){f->text.len, false};
}

void flow_cell_close(flow *f)
{
    f->blank = f->line_end = false;
    if (f->deeper)
        flow_break(f);
    else if (f->n_rows)
        buf_char(&f->text, CELL_END);
}

/* The next cell of *rest, trimmed; false when there is none. */
static bool next_cell(zc_str *rest, zc_str *cell)
{
    if (rest->n == 0)
        return false;
    const char *end = memchr(rest->p, CELL_END, rest->n);
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    *cell = str_trim(str_slice(*rest, 0, n));
    *rest = str_slice(*rest, n + (end != NULL), rest->n);
    return true;
}

/* A line of cells, or of one cell that is layout. */
static void write_cell(flow *f, zc_str cell)
{
    for (zc_str line; str_line(&cell, &line);) {
        buf_str(&f->text, str_trim(line));
        if (cell.n)
            buf_char(&f->text, ' ');
    }
}

/* Adds the row as a line of cells, or its cells as blocks. Empty cells at its end say
 * nothing. */
static void write_row(flow *f, zc_str row, bool nested)
{
    size_t filled = 0, ends = 0, n = 0;
    bool layout = nested;
    zc_str rest = row, cell;
    while (next_cell(&rest, &cell)) {
        n++;
        filled += cell.n > 0;
        ends = cell.n ? n : ends;
        layout = layout || cell.n > CELL_BYTES;
    }
    layout = layout || filled < 2;
    rest = row;
    for (n = 0; n < ends && next_cell(&rest, &cell); n++) {
        if (layout) {
            buf_str(&f->text, cell);
            flow_break(f);
        } else {
            buf_puts(&f->text, n ? " | " : "");
            write_cell(f, cell);
        }
    }
    flow_break(f);
}

void flow_row_close(flow *f)
{
    f->blank = f->line_end = false;
    if (f->deeper) {
        f->deeper--;
        flow_break(f);
        return;
    }
    if (f->n_rows == 0)
        return;
    flow_row row = f->rows[--f->n_rows];
    zc_buf bytes;
    zc_buf_init(&bytes);
    if (row.from < f->text.len)
        buf_add(&bytes, f->text.data + row.from, f->text.len - row.from);
    f->text.failed = f->text.failed || bytes.failed;
    if (!bytes.failed) {
        buf_truncate(&f->text, row.from);
        write_row(f, buf_view(&bytes), row.nested);
    }
    zc_buf_clear(&bytes);
}
