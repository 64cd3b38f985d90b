/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rows.h"

#include "cells.h"
#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More in a row is no document: jansson takes forty times as much memory. */
enum { ROW_BYTES = 16 << 20 };

/* How many rows may stand above a header, and how far it is sought; how many columns a
 * table has, as in a spreadsheet (XFD). */
enum { ABOVE_AT_MOST = 10, SEARCH_BYTES = 256 << 10, COLUMNS_AT_MOST = 16384 };

typedef struct column {
    zc_str name;
    size_t same; /* the first column of this name: its own place, or one before it */
} column;

typedef struct reader {
    rows_take *take;
    void *context;
    zc_error *error;
    zc_status status;
    uint64_t first;
    const column_map *maps;
    size_t n_maps;
    arena names; /* of the header's columns */
    column *header;
    size_t n_header;
    uint64_t header_row; /* its number in the table */
} reader;

static zc_status broken_row(reader *r, uint64_t number, const char *why)
{
    return r->take(r->context, &(row){.number = number, .broken = why}, r->error);
}

/* ---- JSON ---- */

/* A string's lines end in LF. */
static zc_str string_value(const json_t *value, arena *a)
{
    zc_str s = {json_string_value(value), json_string_length(value)};
    if (!memchr(s.p, '\r', s.n))
        return s;
    char *copy = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; copy && i < s.n; i++)
        if (s.p[i] != '\r')
            copy[n++] = s.p[i];
        else if (i + 1 == s.n || s.p[i + 1] != '\n')
            copy[n++] = '\n';
    return copy ? (zc_str){copy, n} : STR_NONE;
}

/* Several strings are a list (甲局、乙局), or the paragraphs of a text. */
static zc_str list_value(const json_t *value, arena *a)
{
    enum { PARAGRAPH = 100 };
    zc_buf list;
    zc_buf_init(&list);
    size_t i;
    json_t *one;
    bool lines = false;
    json_array_foreach (value, i, one)
        lines = lines || (json_is_string(one) && json_string_length(one) > PARAGRAPH);
    json_array_foreach (value, i, one)
        if (json_is_string(one)) {
            buf_puts(&list, list.len ? (lines ? "\n" : "、") : "");
            buf_str(&list, string_value(one, a));
        }
    zc_str s = {arena_str(a, buf_view(&list)), list.len};
    zc_buf_clear(&list);
    return s.p ? s : STR_NONE;
}

static zc_str value_of(const json_t *value, arena *a)
{
    if (json_is_string(value))
        return string_value(value, a);
    if (json_is_integer(value))
        return str_from(arena_printf(a, "%lld", (long long)json_integer_value(value)));
    if (json_is_real(value))
        return str_from(arena_printf(a, "%.15g", json_real_value(value)));
    return json_is_array(value) ? list_value(value, a) : STR_NONE;
}

static zc_status object_row(reader *r, json_t *object, const char *why, uint64_t number)
{
    if (!json_is_object(object)) {
        char reason[256];
        snprintf(reason, sizeof reason, "no JSON object: %s",
                 object ? "another kind of value" : why);
        return broken_row(r, number, reason);
    }
    arena a;
    arena_init(&a);
    row_cell *cells = arena_alloc(&a, (json_object_size(object) + 1) * sizeof *cells);
    row out = {.number = number, .cells = cells};
    const char *name;
    json_t *value;
    json_object_foreach (object, name, value)
        if (cells)
            cells[out.n++] = (row_cell){str_from(name), value_of(value, &a)};
    zc_status status = cells ? r->take(r->context, &out, r->error) : error_memory(r->error);
    arena_clear(&a);
    return status;
}

/* The value that `text` begins with, and its length; NULL with *why otherwise. */
static json_t *load(zc_str text, size_t flags, size_t *length, const char **why,
                    json_error_t *error)
{
    static const char too_long[] = "longer than 16 MiB";
    size_t n = utf8_cut(text, ROW_BYTES);
    json_t *value = json_loadb(text.p, n, flags, error);
    *length = value ? (size_t)error->position : 0;
    *why = !value && n < text.n && (size_t)error->position + 1 >= n ? too_long : error->text;
    return value;
}

static zc_status read_lines(reader *r, zc_str text)
{
    zc_status status = ZC_OK;
    uint64_t number = r->first;
    for (zc_str rest = text, line; status == ZC_OK && str_line(&rest, &line); number++) {
        json_error_t error;
        const char *why;
        size_t length;
        if (str_trim(line).n == 0)
            continue;
        json_t *object = load(line, 0, &length, &why, &error);
        status = object_row(r, object, why, number);
        json_decref(object);
    }
    return status;
}

static zc_str skip_blanks(zc_str s)
{
    size_t n = 0;
    while (n < s.n && strchr(" \t\r\n", s.p[n]) && s.p[n])
        n++;
    return str_slice(s, n, s.n);
}

/* The list's elements one after the other: all of them at once would take many times
 * the file's size in memory. */
static zc_status read_list(reader *r, zc_str rest)
{
    zc_status status = ZC_OK;
    uint64_t number = r->first;
    rest = skip_blanks(rest);
    while (status == ZC_OK && rest.n && rest.p[0] != ']') {
        json_error_t error;
        const char *why;
        size_t length;
        json_t *one = load(rest, JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY, &length, &why, &error);
        status = object_row(r, one, why, number++);
        rest = one ? skip_blanks(str_slice(rest, length, rest.n)) : STR_NONE;
        json_decref(one);
        if (rest.n && rest.p[0] == ',')
            rest = skip_blanks(str_slice(rest, 1, rest.n));
        else if (status == ZC_OK && one && !str_starts(rest, STR_LIT("]")))
            return broken_row(r, number, "no JSON: the list is not closed");
    }
    return status;
}

/* [{…}, {…}] or one {…}. */
static zc_status read_json(reader *r, zc_str text)
{
    zc_str rest = skip_blanks(text);
    if (str_starts(rest, STR_LIT("[")))
        return read_list(r, str_slice(rest, 1, rest.n));
    json_error_t error;
    const char *why;
    size_t length;
    json_t *object = load(rest, 0, &length, &why, &error);
    zc_status status = object_row(r, object, why, r->first);
    json_decref(object);
    return status;
}

/* ---- The header of CSV and TSV ---- */

static int by_name(const void *a, const void *b)
{
    const column *const *x = a, *const *y = b;
    zc_str s = (*x)->name, t = (*y)->name;
    int order = memcmp(s.p, t.p, s.n < t.n ? s.n : t.n);
    if (order == 0)
        order = (s.n > t.n) - (s.n < t.n);
    return order ? order : (*x > *y) - (*x < *y);
}

/* Tells columns of the same name. */
static bool find_same(reader *r)
{
    column **sorted = malloc((r->n_header + 1) * sizeof *sorted);
    if (!sorted)
        return false;
    for (size_t i = 0; i < r->n_header; i++)
        sorted[i] = &r->header[i];
    if (r->n_header)
        qsort(sorted, r->n_header, sizeof *sorted, by_name);
    for (size_t i = 1; i < r->n_header; i++)
        if (sorted[i]->name.n && str_equal(sorted[i]->name, sorted[i - 1]->name))
            sorted[i]->same = sorted[i - 1]->same;
    free(sorted);
    return true;
}

/* Names outlive their row. */
static bool keep_header(reader *r, uint64_t number, const zc_str *cells, size_t n)
{
    r->header_row = number;
    n = n < COLUMNS_AT_MOST ? n : COLUMNS_AT_MOST;
    r->header = arena_alloc(&r->names, (n + 1) * sizeof *r->header);
    for (size_t i = 0; r->header && i < n; i++) {
        zc_str name = str_trim(cells[i]);
        r->header[i] = (column){{arena_str(&r->names, name), name.n}, i};
        if (!r->header[i].name.p)
            return false;
    }
    r->n_header = n;
    return r->header && find_same(r);
}

/* Whether a row names columns: any in the table's first, below that one of those that make
 * a table of documents, or two. A cell 市 is a column's name and a value as well. */
static bool is_header(const reader *r, const zc_str *cells, size_t n, bool first)
{
    size_t known = 0;
    bool sure = false;
    for (size_t i = 0; i < n; i++) {
        int meaning = column_meaning(cells[i], r->maps, r->n_maps);
        known += meaning != COLUMN_NONE;
        sure = sure || meaning == COLUMN_ID || meaning == COLUMN_TEXT || meaning == META_TITLE;
    }
    return first ? known > 0 : sure || known > 1;
}

static bool holds_any(const zc_str *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_trim(cells[i]).n)
            return true;
    return false;
}

/* Where the header is sought: the first row that holds anything, and the row of a header. */
typedef struct search {
    reader *r;
    uint64_t first, found;
    size_t seen;
} search;

static bool look_at(void *context, uint64_t number, const zc_str *cells, size_t n)
{
    search *s = context;
    if (!holds_any(cells, n))
        return true;
    s->first = s->first ? s->first : number;
    if (is_header(s->r, cells, n, s->seen == 0))
        s->found = number;
    return !s->found && ++s->seen <= ABOVE_AT_MOST;
}

/* ---- The rows of CSV and TSV ---- */

static zc_status give_row(reader *r, uint64_t number, const zc_str *cells, size_t n)
{
    arena a;
    arena_init(&a);
    row_cell *named = arena_alloc(&a, (r->n_header + 1) * sizeof *named);
    row out = {.number = r->first + number - r->header_row - 1, .cells = named};
    for (; named && out.n < n && out.n < r->n_header; out.n++) {
        const column *c = &r->header[out.n];
        row_cell *same = &named[c->same];
        named[out.n] = (row_cell){c->name, cells_plain(cells[out.n])};
        if (c->same == out.n)
            continue;
        if (str_trim(same->value).n == 0)
            same->value = named[out.n].value;
        named[out.n].value = STR_NONE;
    }
    zc_status status = named ? r->take(r->context, &out, r->error) : error_memory(r->error);
    arena_clear(&a);
    return status;
}

static bool take_cells(void *context, uint64_t number, const zc_str *cells, size_t n)
{
    reader *r = context;
    if (number == r->header_row && !keep_header(r, number, cells, n))
        r->status = error_memory(r->error);
    else if (number > r->header_row && holds_any(cells, n))
        r->status = give_row(r, number, cells, n);
    return r->status == ZC_OK;
}

static zc_status read_cells(reader *r, zc_str text, char delimiter)
{
    search s = {.r = r};
    zc_str start = str_slice(text, 0, utf8_cut(text, SEARCH_BYTES));
    if (!cells_read(start, delimiter, look_at, &s))
        return error_memory(r->error);
    r->header_row = s.found ? s.found : s.first;
    if (r->header_row && !cells_read(text, delimiter, take_cells, r) && r->status == ZC_OK)
        return error_memory(r->error);
    return r->status;
}

/* ---- All ---- */

zc_status rows_read(source_kind kind, zc_str text, uint64_t first, const column_map *maps,
                    size_t n_maps, rows_take *take, void *context, zc_error *error)
{
    reader r = {.take = take,
                .context = context,
                .error = error,
                .first = first,
                .maps = maps,
                .n_maps = n_maps};
    arena_init(&r.names);
    zc_status status = kind == SOURCE_ROWS ? read_lines(&r, text)
                       : kind == SOURCE_JSON
                           ? read_json(&r, text)
                           : read_cells(&r, text, cells_delimiter(kind == SOURCE_TSV, text));
    arena_clear(&r.names);
    return status;
}
