/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

/* Stands for the end of a cell until its row is closed; no text holds it: it is
 * left out of what is added. */
enum { CELL_END = 0x1F };

/* More than this in one cell is a passage, and its table layout. */
enum { CELL_LINES = 3, CELL_BYTES = 600 };

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

static char last(const flow *f)
{
    return f->text.len ? f->text.data[f->text.len - 1] : '\n';
}

void flow_add(flow *f, zc_str s)
{
    for (size_t at = 0; at < s.n;) {
        const char *end = memchr(s.p + at, CELL_END, s.n - at);
        size_t to = end ? (size_t)(end - s.p) : s.n;
        buf_str(&f->text, str_slice(s, at, to));
        at = to + 1;
    }
}

void flow_add_collapsed(flow *f, zc_str s)
{
    for (size_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            if (last(f) != ' ' && last(f) != '\n' && last(f) != CELL_END)
                buf_char(&f->text, ' ');
        } else if (c != CELL_END) {
            buf_char(&f->text, (char)c);
        }
        at++;
    }
}

void flow_break(flow *f)
{
    while (f->text.len && last(f) == ' ')
        buf_truncate(&f->text, f->text.len - 1);
    if (last(f) != '\n' && last(f) != CELL_END)
        buf_char(&f->text, '\n');
}

void flow_row_open(flow *f)
{
    flow_break(f);
    if (f->n_rows == ROWS_AT_MOST)
        return;
    if (!array_grow((void **)&f->rows, f->n_rows, sizeof *f->rows)) {
        f->text.failed = true;
        return;
    }
    f->rows[f->n_rows++] = f->text.len;
}

void flow_cell_close(flow *f)
{
    if (f->n_rows)
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

static bool is_passage(zc_str cell)
{
    size_t lines = 0;
    for (size_t i = 0; i < cell.n; i++)
        lines += cell.p[i] == '\n';
    return lines >= CELL_LINES || cell.n > CELL_BYTES;
}

/* Adds the row as a line of cells, or its passages as blocks. */
static void write_row(flow *f, zc_str row)
{
    bool layout = false, any = false;
    zc_str rest = row, cell;
    while (next_cell(&rest, &cell)) {
        layout = layout || is_passage(cell);
        any = any || cell.n;
    }
    rest = row;
    for (bool first = true; any && next_cell(&rest, &cell); first = false) {
        if (layout) {
            buf_str(&f->text, cell);
            flow_break(f);
            continue;
        }
        buf_puts(&f->text, first ? "" : " | ");
        for (size_t i = 0; i < cell.n; i++)
            buf_char(&f->text, cell.p[i] == '\n' ? ' ' : cell.p[i]);
    }
    if (any)
        flow_break(f);
}

void flow_row_close(flow *f)
{
    if (f->n_rows == 0)
        return;
    size_t from = f->rows[--f->n_rows];
    zc_buf row;
    zc_buf_init(&row);
    if (from < f->text.len)
        buf_add(&row, f->text.data + from, f->text.len - from);
    f->text.failed = f->text.failed || row.failed;
    if (!row.failed && from <= f->text.len) {
        buf_truncate(&f->text, from);
        write_row(f, buf_view(&row));
    }
    zc_buf_clear(&row);
}
