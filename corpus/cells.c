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

/* No character of any text: libcsv wants one. */
enum { NO_QUOTE = 0x01 };

/* Reads `text` to its end with a parser of its own. */
static bool parse(reader *r, zc_str text, char delimiter, bool quotes)
{
    enum { CHUNK = 1 << 16 };
    struct csv_parser parser;
    if (csv_init(&parser, CSV_REPALL_NL) != 0)
        return false;
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_set_quote(&parser, quotes ? '"' : NO_QUOTE);
    csv_set_blk_size(&parser, CHUNK); /* for cells of megabytes */
    bool ok = true;
    for (size_t at = 0; ok && at < text.n && !r->stopped && !r->failed; at += CHUNK) {
        size_t n = text.n - at < CHUNK ? text.n - at : CHUNK;
        ok = csv_parse(&parser, text.p + at, n, take_cell, take_row, r) == n;
    }
    if (ok && !r->stopped && !r->failed)
        ok = csv_fini(&parser, take_cell, take_row, r) == 0;
    csv_free(&parser);
    return ok && !r->failed;
}

/* How much of `text` are rows whose quotes are closed. */
static size_t whole_rows(zc_str text, char delimiter)
{
    cells_ends ends = {delimiter, 0};
    size_t end = 0;
    for (size_t i = 0; i < text.n; i++)
        if (cells_row_ends(&ends, text.p[i]))
            end = i + 1;
    return cells_quoted(&ends) ? end : text.n;
}

bool cells_read(zc_str text, char delimiter, cells_row *take, void *context)
{
    enum { OPEN_AT_MOST = 16 }; /* then quotes mean nothing in this table */
    reader r = {.take = take, .context = context};
    zc_buf_init(&r.bytes);
    bool ok = true;
    for (int open = 0; ok && text.n > 0 && !r.stopped; open++) {
        bool quotes = open < OPEN_AT_MOST;
        size_t n = quotes ? whole_rows(text, delimiter) : text.n;
        ok = parse(&r, str_slice(text, 0, n), delimiter, quotes);
        zc_str rest = str_slice(text, n, text.n), line = STR_NONE, after = rest;
        str_line(&after, &line);
        if (ok && rest.n && !r.stopped)
            ok = parse(&r, str_slice(rest, 0, rest.n - after.n), delimiter, false);
        text = after;
    }
    zc_buf_clear(&r.bytes);
    free(r.ends);
    return ok;
}

/* ---- Rows ---- */

char cells_delimiter(bool tabs, zc_str start)
{
    size_t commas = 0, tabulators = 0, semicolons = 0;
    for (zc_str line; commas + tabulators + semicolons == 0 && str_line(&start, &line);)
        for (size_t i = 0; i < line.n; i++) {
            commas += line.p[i] == ',';
            tabulators += line.p[i] == '\t';
            semicolons += line.p[i] == ';';
        }
    if (tabs || (tabulators > commas && tabulators > semicolons))
        return '\t';
    return semicolons > commas ? ';' : ',';
}

enum { AT_CELL, IN_CELL, IN_QUOTES, AFTER_QUOTE, AFTER_QUOTE_AND_BLANK };

/* Quotes count where a cell begins with one; after that, as libcsv reads them,
 * everything up to a quote before a delimiter or line end. A CR is nothing. */
bool cells_row_ends(cells_ends *ends, char c)
{
    bool parts = c == '\n' || c == ends->delimiter, blank = c == ' ' || c == '\t';
    if (c == '\r')
        return false;
    if (ends->state == IN_QUOTES)
        ends->state = c == '"' ? AFTER_QUOTE : IN_QUOTES;
    else if (parts)
        ends->state = AT_CELL;
    else if (ends->state == AFTER_QUOTE || ends->state == AFTER_QUOTE_AND_BLANK)
        ends->state = blank                                              ? AFTER_QUOTE_AND_BLANK
                      : c == '"' && ends->state == AFTER_QUOTE_AND_BLANK ? AFTER_QUOTE
                                                                         : IN_QUOTES;
    else if (ends->state == AT_CELL && !blank)
        ends->state = c == '"' ? IN_QUOTES : IN_CELL;
    return c == '\n' && ends->state == AT_CELL;
}

bool cells_quoted(const cells_ends *ends)
{
    return ends->state == IN_QUOTES;
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
