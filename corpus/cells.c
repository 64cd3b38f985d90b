/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cells.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

/* ---- Reading ---- */

typedef struct reader {
    cells_row *take;
    void *context;
    zc_buf bytes; /* of the row's cells, one behind the other */
    size_t *ends; /* of each */
    size_t n;
    uint64_t row;
    bool stopped, failed;
} reader;

static void take_cell(void *cell, size_t n, void *context)
{
    reader *r = context;
    if (r->stopped || r->failed)
        return;
    buf_add(&r->bytes, n ? cell : "", n);
    if (r->bytes.failed || !array_grow((void **)&r->ends, r->n, sizeof *r->ends)) {
        r->failed = true;
        return;
    }
    r->ends[r->n++] = r->bytes.len;
}

static void take_row(int end, void *context)
{
    reader *r = context;
    (void)end;
    if (r->stopped || r->failed)
        return;
    zc_str *cells = calloc(r->n + 1, sizeof *cells);
    if (!cells) {
        r->failed = true;
        return;
    }
    for (size_t i = 0, from = 0; i < r->n; from = r->ends[i++])
        cells[i] = (zc_str){r->bytes.data + from, r->ends[i] - from};
    r->stopped = !r->take(r->context, ++r->row, cells, r->n);
    free(cells);
    buf_truncate(&r->bytes, 0);
    r->n = 0;
}

bool cells_read(zc_str text, char delimiter, cells_row *take, void *context)
{
    enum { CHUNK = 1 << 16 };
    struct csv_parser parser;
    reader r = {.take = take, .context = context};
    zc_buf_init(&r.bytes);
    if (csv_init(&parser, CSV_REPALL_NL) != 0)
        return false;
    csv_set_delim(&parser, (unsigned char)delimiter);
    for (size_t at = 0; at < text.n && !r.stopped && !r.failed; at += CHUNK) {
        size_t n = text.n - at < CHUNK ? text.n - at : CHUNK;
        r.failed = csv_parse(&parser, text.p + at, n, take_cell, take_row, &r) != n || r.failed;
    }
    if (!r.stopped && !r.failed)
        r.failed = csv_fini(&parser, take_cell, take_row, &r) != 0 || r.failed;
    csv_free(&parser);
    zc_buf_clear(&r.bytes);
    free(r.ends);
    return !r.failed;
}

/* ---- Rows ---- */

char cells_delimiter(bool tabs, zc_str start)
{
    size_t commas = 0, tabulators = 0, semicolons = 0;
    for (size_t i = 0; i < start.n && start.p[i] != '\n'; i++) {
        commas += start.p[i] == ',';
        tabulators += start.p[i] == '\t';
        semicolons += start.p[i] == ';';
    }
    if (tabs || (tabulators > commas && tabulators > semicolons))
        return '\t';
    return semicolons > commas ? ';' : ',';
}

/* Quotes count where a cell begins with one; after that, as libcsv reads them,
 * everything up to a quote before a delimiter or line end. */
bool cells_row_ends(cells_ends *ends, char c)
{
    enum { AT_CELL, IN_CELL, IN_QUOTES, AFTER_QUOTE };
    bool parts = c == '\n' || c == ends->delimiter, blank = c == ' ' || c == '\r';
    if (ends->state == IN_QUOTES)
        ends->state = c == '"' ? AFTER_QUOTE : IN_QUOTES;
    else if (parts)
        ends->state = AT_CELL;
    else if (ends->state == AFTER_QUOTE)
        ends->state = blank ? AFTER_QUOTE : IN_QUOTES;
    else if (ends->state == AT_CELL && !blank)
        ends->state = c == '"' ? IN_QUOTES : IN_CELL;
    return c == '\n' && ends->state == AT_CELL;
}

/* ---- Writing ---- */

bool cells_is_formula(zc_str cell)
{
    return cell.n > 0 && memchr("=+-@\t\r", cell.p[0], 6) != NULL;
}

void cells_put(zc_buf *out, bool first, zc_str cell)
{
    zc_buf plain;
    zc_buf_init(&plain);
    if (cells_is_formula(cell))
        buf_char(&plain, '\'');
    buf_str(&plain, cell);
    size_t n = csv_write(NULL, 0, plain.data, plain.len);
    char *quoted = malloc(n + 1);
    if (!quoted || plain.failed) {
        out->failed = true;
    } else {
        csv_write(quoted, n, plain.data, plain.len);
        buf_puts(out, first ? "" : ",");
        buf_add(out, quoted, n);
    }
    free(quoted);
    zc_buf_clear(&plain);
}

zc_str cells_plain(zc_str cell)
{
    bool guarded = cell.n > 1 && cell.p[0] == '\'' && cells_is_formula(str_slice(cell, 1, cell.n));
    return guarded ? str_slice(cell, 1, cell.n) : cell;
}
