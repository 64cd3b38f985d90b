/* Counting views as text: a table that a terminal shows in columns.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns on a terminal: what stands from U+1100 on is two wide, near enough
 * for names, years and types. */
static size_t width_of(zc_str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t cp = utf8_next(s, &at);
        n += cp >= 0x1100 && !(cp >= 0x2000 && cp < 0x2E80) ? 2 : 1;
    }
    return n;
}

static void put_padded(zc_buf *out, const char *s, size_t width, bool right)
{
    zc_str view = str_from(s);
    size_t have = width_of(view);
    for (size_t i = have; right && i < width; i++)
        buf_char(out, ' ');
    render_safe(out, view, false);
    for (size_t i = have; !right && i < width; i++)
        buf_char(out, ' ');
}

/* How documents without the field are named. */
static const char *named(const char *value)
{
    return *value ? value : "(none)";
}

static size_t widest(const zc_answer *answer, size_t dimension)
{
    size_t width = width_of(str_from(meta_field_name(answer->by[dimension])));
    for (size_t i = 0; i < answer->n_rows; i++) {
        size_t w = width_of(str_from(named(answer->rows[i].value[dimension])));
        width = w > width ? w : width;
    }
    return width;
}

/* One row a cell. */
static void put_list(const zc_answer *answer, zc_buf *out)
{
    for (size_t d = 0; d < answer->n_by; d++) {
        put_padded(out, meta_field_name(answer->by[d]), widest(answer, d), false);
        buf_puts(out, "  ");
    }
    buf_puts(out, "    docs*      hits    per10k\n");
    for (size_t i = 0; i < answer->n_rows; i++) {
        const matrix_row *row = &answer->rows[i];
        char docs[48];
        for (size_t d = 0; d < answer->n_by; d++) {
            put_padded(out, named(row->value[d]), widest(answer, d), false);
            buf_puts(out, "  ");
        }
        snprintf(docs, sizeof docs, "%llu/%llu", (unsigned long long)row->docs,
                 (unsigned long long)row->corpus_docs);
        buf_printf(out, "%9s %9llu %9.2f\n", docs, (unsigned long long)row->hits,
                   matrix_per10k(row));
    }
    buf_puts(out, "* found/there; hits for every 10,000 characters of what is there\n");
}

/* ---- Two dimensions: rows and columns ---- */

/* "12 in 2/5": occurrences, documents found, documents there. */
static void cell_text(const matrix_row *row, char *out, size_t size)
{
    if (!row)
        snprintf(out, size, "-");
    else if (row->docs == 0)
        snprintf(out, size, "0/%llu", (unsigned long long)row->corpus_docs);
    else
        snprintf(out, size, "%llu in %llu/%llu", (unsigned long long)row->hits,
                 (unsigned long long)row->docs, (unsigned long long)row->corpus_docs);
}

static size_t column_width(const zc_answer *answer, const char *column)
{
    size_t width = width_of(str_from(named(column)));
    for (size_t i = 0; i < answer->n_rows; i++) {
        char cell[80];
        if (strcmp(answer->rows[i].value[1], column) != 0)
            continue;
        cell_text(&answer->rows[i], cell, sizeof cell);
        width = strlen(cell) > width ? strlen(cell) : width;
    }
    return width;
}

/* The rows from `i` on that share its first value, one table row; the next one. */
static size_t put_row(const zc_answer *answer, size_t i, const char *const *columns, size_t n,
                      const size_t *widths, size_t first, zc_buf *out)
{
    const char *value = answer->rows[i].value[0];
    put_padded(out, named(value), first, false);
    for (size_t c = 0; c < n; c++) {
        char cell[80];
        const matrix_row *row = NULL;
        if (i < answer->n_rows && strcmp(answer->rows[i].value[0], value) == 0 &&
            strcmp(answer->rows[i].value[1], columns[c]) == 0)
            row = &answer->rows[i++];
        cell_text(row, cell, sizeof cell);
        buf_puts(out, "  ");
        put_padded(out, cell, widths[c], true);
    }
    buf_char(out, '\n');
    return i;
}

static bool put_pivot(const zc_answer *answer, zc_buf *out)
{
    enum { FITS = 120 };
    size_t n = 0, first = widest(answer, 0), sum = first;
    const char **columns = matrix_columns(answer, &n);
    size_t *widths = calloc(n + 1, sizeof *widths);
    bool fits = columns && widths;
    for (size_t c = 0; c < n && fits; c++) {
        widths[c] = column_width(answer, columns[c]);
        sum += widths[c] + 2;
    }
    fits = fits && sum <= FITS;
    if (fits) {
        put_padded(out, meta_field_name(answer->by[0]), first, false);
        for (size_t c = 0; c < n; c++) {
            buf_puts(out, "  ");
            put_padded(out, named(columns[c]), widths[c], true);
        }
        buf_char(out, '\n');
        for (size_t i = 0; i < answer->n_rows;)
            i = put_row(answer, i, columns, n, widths, first, out);
        buf_puts(out, "(occurrences in documents found/there; - no document there)\n");
    }
    free(columns);
    free(widths);
    return fits;
}

static void put_footer(const zc_answer *answer, zc_buf *out)
{
    buf_printf(out, "%llu document%s (%.1f ms): ", (unsigned long long)answer->total,
               answer->total == 1 ? "" : "s", answer->ms);
    render_safe(out, str_from(answer->understood), false);
    buf_char(out, '\n');
}

void render_matrix_text(const zc_answer *answer, zc_buf *out)
{
    if (answer->n_by < 2 || !put_pivot(answer, out))
        put_list(answer, out);
    put_footer(answer, out);
}

/* ---- Concordance ---- */

void render_kwic_text(const zc_answer *answer, zc_buf *out)
{
    size_t width = 0;
    for (size_t i = 0; i < answer->n_lines; i++) {
        size_t w = width_of(answer->lines[i].left);
        width = w > width ? w : width;
    }
    for (size_t i = 0; i < answer->n_lines; i++) {
        const kwic_line *line = &answer->lines[i];
        for (size_t w = width_of(line->left); w < width; w++)
            buf_char(out, ' ');
        render_safe(out, line->left, false);
        buf_puts(out, answer->color ? "\033[1;31m" : "«");
        render_safe(out, line->match, false);
        buf_puts(out, answer->color ? "\033[0m" : "»");
        render_safe(out, line->right, false);
        buf_puts(out, "  ");
        buf_puts(out, answer->color ? "\033[2m" : "");
        render_safe(out, str_from(line->record->id), false);
        buf_puts(out, answer->color ? "\033[0m\n" : "\n");
    }
    buf_printf(out, "%llu occurrence%s in ", (unsigned long long)answer->occurrences,
               answer->occurrences == 1 ? "" : "s");
    put_footer(answer, out);
}
