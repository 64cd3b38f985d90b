/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rows.h"

#include "cells.h"
#include "json.h"

#include <stdio.h>

typedef struct reader {
    rows_take *take;
    void *context;
    zc_error *error;
    zc_status status;
    uint64_t first;
    arena names;    /* of a header's columns */
    zc_str *header; /* NULL before it was read */
    size_t n_header;
} reader;

static zc_status broken_row(reader *r, uint64_t number, const char *why)
{
    return r->take(r->context, &(row){.number = number, .broken = why}, r->error);
}

/* ---- JSON ---- */

/* A value as text: several strings are a list (甲局、乙局). */
static zc_str value_of(const json_t *value, arena *a)
{
    if (json_is_string(value))
        return (zc_str){json_string_value(value), json_string_length(value)};
    if (json_is_integer(value))
        return str_from(arena_printf(a, "%lld", (long long)json_integer_value(value)));
    if (json_is_real(value))
        return str_from(arena_printf(a, "%.15g", json_real_value(value)));
    if (!json_is_array(value))
        return STR_NONE;
    zc_buf list;
    zc_buf_init(&list);
    size_t i;
    json_t *one;
    json_array_foreach (value, i, one)
        if (json_is_string(one)) {
            buf_puts(&list, list.len ? "、" : "");
            buf_str(&list, (zc_str){json_string_value(one), json_string_length(one)});
        }
    zc_str s = {arena_str(a, buf_view(&list)), list.len};
    zc_buf_clear(&list);
    return s.p ? s : STR_NONE;
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

static zc_status read_lines(reader *r, zc_str text)
{
    zc_status status = ZC_OK;
    uint64_t number = r->first;
    for (zc_str rest = text, line; status == ZC_OK && str_line(&rest, &line); number++) {
        if (str_trim(line).n == 0)
            continue;
        json_error_t why;
        json_t *object = json_loadb(line.p, line.n, 0, &why);
        status = object_row(r, object, why.text, number);
        json_decref(object);
    }
    return status;
}

/* [{…}, {…}] or one {…}. */
static zc_status read_json(reader *r, zc_str text)
{
    json_error_t why;
    json_t *all = json_loadb(text.p, text.n, 0, &why), *one;
    zc_status status = ZC_OK;
    size_t i;
    if (!json_is_array(all))
        status = object_row(r, all, why.text, r->first);
    json_array_foreach (all, i, one)
        if (status == ZC_OK)
            status = object_row(r, one, "", r->first + i);
    json_decref(all);
    return status;
}

/* ---- CSV and TSV ---- */

/* Names outlive their row. */
static bool keep_header(reader *r, const zc_str *cells, size_t n)
{
    r->header = arena_alloc(&r->names, (n + 1) * sizeof *r->header);
    for (size_t i = 0; r->header && i < n; i++) {
        zc_str name = str_trim(cells[i]);
        r->header[i] = (zc_str){arena_str(&r->names, name), name.n};
        if (!r->header[i].p)
            return false;
    }
    r->n_header = n;
    return r->header != NULL;
}

static bool take_cells(void *context, uint64_t number, const zc_str *cells, size_t n)
{
    reader *r = context;
    bool any = false;
    for (size_t i = 0; i < n; i++)
        any = any || str_trim(cells[i]).n;
    if (!r->header) {
        if (any && !keep_header(r, cells, n))
            r->status = error_memory(r->error);
        r->first -= number; /* the row after the header is the first */
        return r->status == ZC_OK;
    }
    if (!any)
        return true;
    arena a;
    arena_init(&a);
    row_cell *named = arena_alloc(&a, (r->n_header + 1) * sizeof *named);
    row out = {.number = r->first + number - 1, .cells = named};
    for (; named && out.n < n && out.n < r->n_header; out.n++)
        named[out.n] = (row_cell){r->header[out.n], cells_plain(cells[out.n])};
    r->status = named ? r->take(r->context, &out, r->error) : error_memory(r->error);
    arena_clear(&a);
    return r->status == ZC_OK;
}

static zc_status read_cells(reader *r, zc_str text, char delimiter)
{
    if (!cells_read(text, delimiter, take_cells, r) && r->status == ZC_OK)
        return error_memory(r->error);
    return r->status;
}

/* ---- All ---- */

zc_status rows_read(source_kind kind, zc_str text, uint64_t first, rows_take *take, void *context,
                    zc_error *error)
{
    reader r = {.take = take, .context = context, .error = error, .first = first};
    arena_init(&r.names);
    zc_status status = kind == SOURCE_ROWS ? read_lines(&r, text)
                       : kind == SOURCE_JSON
                           ? read_json(&r, text)
                           : read_cells(&r, text, cells_delimiter(kind == SOURCE_TSV, text));
    arena_clear(&r.names);
    return status;
}
