/* Tables for spreadsheets and scripts: CSV (RFC 4180) and TSV.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "cells.h"
#include "render.h"

#include <string.h>

/* TSV has no quoting: a tab or line end becomes a blank. */
static void put_tsv(zc_buf *out, zc_str s)
{
    if (cells_is_formula(s))
        buf_char(out, '\'');
    for (size_t i = 0; i < s.n; i++)
        buf_char(out, memchr("\t\n\r", s.p[i], 3) ? ' ' : s.p[i]);
}

/* A text cell, with the separator before all but a row's first. */
static void put_cell(const zc_answer *answer, zc_buf *out, bool first, zc_str s)
{
    if (answer->format == FORMAT_CSV) {
        cells_put(out, first, s);
        return;
    }
    if (!first)
        buf_char(out, '\t');
    put_tsv(out, s);
}

static void put_number(const zc_answer *answer, zc_buf *out, uint64_t n)
{
    buf_printf(out, "%c%llu", answer->format == FORMAT_CSV ? ',' : '\t', (unsigned long long)n);
}

static void end_row(const zc_answer *answer, zc_buf *out)
{
    buf_puts(out, answer->format == FORMAT_CSV ? "\r\n" : "\n");
}

static void put_header(const zc_answer *answer, zc_buf *out, const char *const *names, size_t n,
                       bool first)
{
    char separator = answer->format == FORMAT_CSV ? ',' : '\t';
    for (size_t i = 0; i < n; i++, first = false) {
        if (!first)
            buf_char(out, separator);
        buf_puts(out, names[i]);
    }
}

void render_matrix_csv(const zc_answer *answer, zc_buf *out)
{
    static const char *const counts[] = {"docs", "hits", "chars", "per10k", "corpus_docs"};
    for (size_t d = 0; d < answer->n_by; d++)
        put_header(answer, out, (const char *const[]){meta_field_name(answer->by[d])}, 1, d == 0);
    put_header(answer, out, counts, sizeof counts / sizeof *counts, false);
    end_row(answer, out);
    for (size_t i = 0; i < answer->n_rows; i++) {
        const matrix_row *row = &answer->rows[i];
        for (size_t d = 0; d < answer->n_by; d++)
            put_cell(answer, out, d == 0, str_from(row->value[d]));
        put_number(answer, out, row->docs);
        put_number(answer, out, row->hits);
        put_number(answer, out, row->chars);
        buf_printf(out, "%c%.6g", answer->format == FORMAT_CSV ? ',' : '\t', matrix_per10k(row));
        put_number(answer, out, row->corpus_docs);
        end_row(answer, out);
    }
}

void render_kwic_csv(const zc_answer *answer, zc_buf *out)
{
    static const char *const names[] = {"id",    "title",  "city", "county", "province", "year",
                                        "docno", "offset", "left", "match",  "right"};
    static const meta_field fields[] = {META_TITLE,    META_CITY, META_COUNTY,
                                        META_PROVINCE, META_YEAR, META_DOCNO};
    put_header(answer, out, names, sizeof names / sizeof *names, true);
    end_row(answer, out);
    for (size_t i = 0; i < answer->n_lines; i++) {
        const kwic_line *line = &answer->lines[i];
        put_cell(answer, out, true, str_from(line->record->id));
        for (size_t f = 0; f < sizeof fields / sizeof *fields; f++)
            put_cell(answer, out, false, str_from(line->record->fields.value[fields[f]]));
        put_number(answer, out, line->offset);
        put_cell(answer, out, false, line->left);
        put_cell(answer, out, false, line->match);
        put_cell(answer, out, false, line->right);
        end_row(answer, out);
    }
}
