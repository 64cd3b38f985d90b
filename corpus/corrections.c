/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corrections.h"

#include "cells.h"
#include "columns.h"
#include "decode.h"
#include "docno.h"
#include "rows.h"

#include <stdlib.h>
#include <string.h>

/* The source that corrected fields show. */
static const char source[] = "metadata file";

typedef struct correction {
    const char *key;
    correction_key kind;
    size_t at; /* its row */
    meta_values values;
} correction;

struct corrections {
    arena a;
    correction *rows; /* sorted by kind, then key */
    size_t n;
};

/* ---- Reading ---- */

static char *keep(corrections *c, zc_str s)
{
    return arena_str(&c->a, str_trim(s));
}

/* `-` takes a value away. */
static bool says_none(zc_str s)
{
    return str_equal(s, STR_LIT("-")) || str_equal(s, STR_LIT("null")) ||
           str_equal(s, STR_LIT("—"));
}

/* The key that a column is, KEY_KINDS when none. */
static correction_key key_of(zc_str name)
{
    static const char *const paths[] = {"path", "路径", "文件", "文件路径"};
    name = str_trim(name);
    int meaning = column_meaning(name, NULL, 0);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (str_equal(name, str_from(paths[i])))
            return KEY_PATH;
    return meaning == COLUMN_ID ? KEY_ID : meaning == META_DOCNO ? KEY_DOCNO : KEY_KINDS;
}

/* The key that a row has: its id, else its path, else its number. */
static bool find_key(corrections *c, const row *r, correction *out, bool *no_memory)
{
    const row_cell *found[KEY_KINDS] = {0};
    for (size_t i = 0; i < r->n; i++) {
        correction_key kind = key_of(r->cells[i].name);
        if (kind != KEY_KINDS && str_trim(r->cells[i].value).n)
            found[kind] = &r->cells[i];
    }
    for (int kind = 0; kind < KEY_KINDS; kind++) {
        if (!found[kind])
            continue;
        docno number;
        out->kind = (correction_key)kind;
        if (kind == KEY_DOCNO && !docno_parse(found[kind]->value, false, &number))
            return false;
        out->key = keep(c, kind == KEY_DOCNO ? str_from(number.canonical) : found[kind]->value);
        *no_memory = !out->key;
        return out->key != NULL;
    }
    return false;
}

static zc_status take_row(void *context, const row *r, zc_error *error)
{
    corrections *c = context;
    correction one = {0};
    bool no_memory = false;
    if (!find_key(c, r, &one, &no_memory))
        return no_memory ? error_memory(error) : ZC_OK;
    for (size_t i = 0; i < r->n; i++) {
        int meaning = column_meaning(r->cells[i].name, NULL, 0);
        zc_str value = str_trim(r->cells[i].value);
        if (value.n == 0 || meaning >= META_FIELDS ||
            (meaning == META_DOCNO && one.kind == KEY_DOCNO))
            continue;
        const char *copy = keep(c, value);
        if (!copy)
            return error_memory(error);
        meta_values_set(&one.values, (meta_field)meaning, str_from(copy), source);
        one.values.none[meaning] = says_none(value);
    }
    if (!array_grow((void **)&c->rows, c->n, sizeof *c->rows))
        return error_memory(error);
    one.at = c->n;
    c->rows[c->n++] = one;
    return ZC_OK;
}

/* Whether the header names a key; stops at it. */
static bool look_at_header(void *context, uint64_t number, const zc_str *cells, size_t n)
{
    bool *has_key = context;
    (void)number;
    for (size_t i = 0; i < n; i++)
        *has_key = *has_key || key_of(cells[i]) != KEY_KINDS;
    return n == 0;
}

static int by_key(const void *a, const void *b)
{
    const correction *x = a, *y = b;
    return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : strcmp(x->key, y->key);
}

static int by_key_and_row(const void *a, const void *b)
{
    const correction *x = a, *y = b;
    int order = by_key(a, b);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

zc_status corrections_read(zc_str csv, corrections **out, zc_error *error)
{
    corrections *c = calloc(1, sizeof *c);
    if (!c)
        return error_memory(error);
    arena_init(&c->a);
    zc_buf text;
    decoded how;
    zc_buf_init(&text);
    zc_status status = decode(csv, &text, &how, error);
    bool has_key = false;
    if (status == ZC_OK && !cells_read(buf_view(&text), cells_delimiter(false, buf_view(&text)),
                                       look_at_header, &has_key))
        status = error_memory(error);
    if (status == ZC_OK && !has_key)
        status = error_set(error, ZC_ERROR_ARGUMENT,
                           "no column is a key: id, path or docno (文号) must name the documents");
    if (status == ZC_OK)
        status = rows_read(SOURCE_CSV, buf_view(&text), 1, NULL, 0, take_row, c, error);
    zc_buf_clear(&text);
    if (status != ZC_OK) {
        corrections_free(c);
        return status;
    }
    if (c->n)
        qsort(c->rows, c->n, sizeof *c->rows, by_key_and_row);
    *out = c;
    return ZC_OK;
}

void corrections_free(corrections *c)
{
    if (!c)
        return;
    free(c->rows);
    arena_clear(&c->a);
    free(c);
}

const char *corrections_key(const corrections *c, size_t i, correction_key *kind)
{
    if (i >= c->n)
        return NULL;
    *kind = c->rows[i].kind;
    return c->rows[i].key;
}

const meta_values *corrections_find(const corrections *c, const char *id, const char *path,
                                    const char *number)
{
    const char *const keys[KEY_KINDS] = {id, path, number};
    for (int kind = 0; kind < KEY_KINDS && c->n; kind++) {
        correction wanted = {.key = keys[kind], .kind = (correction_key)kind};
        const correction *found = wanted.key
                                      ? bsearch(&wanted, c->rows, c->n, sizeof *c->rows, by_key)
                                      : NULL;
        for (; found && found + 1 < c->rows + c->n && by_key(found, found + 1) == 0;)
            found++; /* of several rows the last counts */
        if (found)
            return &found->values;
    }
    return NULL;
}
