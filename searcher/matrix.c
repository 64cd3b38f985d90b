/* The matrix: documents and occurrences by one or two fields, each beside what the
 * corpus holds there, so that "none found in 12" and "no document" differ.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "scan.h"
#include "views.h"

#include <stdlib.h>
#include <string.h>

/* A document of the corpus and the cell it falls into. */
typedef struct cell_doc {
    const char *value[DIMENSIONS];
    uint64_t chars, hits;
    bool exists, found;
} cell_doc;

typedef struct corpus {
    arena *a;
    cell_doc *docs; /* by number - 1 */
    size_t n;
    size_t dimension; /* being filled */
    bool no_memory;
    uint64_t total;
} corpus;

double matrix_per10k(const matrix_row *row)
{
    return row->chars ? (double)row->hits * 10000 / (double)row->chars : 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **matrix_columns(const zc_answer *answer, size_t *n)
{
    const char **all = calloc(answer->n_rows + 1, sizeof *all);
    *n = 0;
    if (!all)
        return NULL;
    for (size_t i = 0; i < answer->n_rows; i++)
        all[i] = answer->rows[i].value[1];
    qsort(all, answer->n_rows, sizeof *all, by_text);
    for (size_t i = 0; i < answer->n_rows; i++)
        if (*n == 0 || strcmp(all[*n - 1], all[i]) != 0)
            all[(*n)++] = all[i];
    return all;
}

static void take_chars(void *context, uint32_t number, zc_str value)
{
    corpus *c = context;
    if (number > c->n)
        return;
    cell_doc *doc = &c->docs[number - 1];
    doc->exists = true;
    for (size_t i = 0; i < value.n; i++)
        doc->chars = doc->chars * 10 + (uint64_t)(value.p[i] - '0');
}

static void take_value(void *context, uint32_t number, zc_str value)
{
    corpus *c = context;
    if (number > c->n)
        return;
    const char *copy = arena_str(c->a, value);
    c->no_memory = c->no_memory || !copy;
    c->docs[number - 1].value[c->dimension] = copy ? copy : "";
}

static zc_status take_found(void *context, const scanned *doc, zc_error *error)
{
    corpus *c = context;
    (void)error;
    c->docs[doc->number - 1].found = true;
    c->docs[doc->number - 1].hits = doc->hits;
    c->total++;
    return ZC_OK;
}

static unsigned slot_of(meta_field field, bool known_years)
{
    if (field == META_YEAR)
        return known_years ? SCHEMA_SLOT_KNOWN_YEAR : SCHEMA_SLOT_YEAR;
    for (unsigned slot = 0; slot < SCHEMA_SLOT_DATE; slot++)
        if (schema_slot_field((enum schema_slot)slot) == field)
            return slot;
    return SCHEMA_SLOTS;
}

/* Existing documents first, by cell. */
static int by_cell(const void *a, const void *b)
{
    const cell_doc *x = a, *y = b;
    if (x->exists != y->exists)
        return x->exists ? -1 : 1;
    int order = strcmp(x->value[0], y->value[0]);
    return order ? order : strcmp(x->value[1], y->value[1]);
}

static bool same_cell(const matrix_row *row, const cell_doc *doc)
{
    return strcmp(row->value[0], doc->value[0]) == 0 && strcmp(row->value[1], doc->value[1]) == 0;
}

static zc_status add_up(const corpus *c, zc_answer *answer, zc_error *error)
{
    for (size_t i = 0; i < c->n && c->docs[i].exists; i++) {
        const cell_doc *doc = &c->docs[i];
        matrix_row *row = answer->n_rows ? &answer->rows[answer->n_rows - 1] : NULL;
        if (!row || !same_cell(row, doc)) {
            matrix_row *more = arena_grow(&answer->a, answer->rows, answer->n_rows, sizeof *more);
            if (!more)
                return error_memory(error);
            answer->rows = more;
            row = &more[answer->n_rows++];
            *row = (matrix_row){.value = {doc->value[0], doc->value[1]}};
        }
        row->corpus_docs++;
        row->chars += doc->chars;
        row->docs += doc->found;
        row->hits += doc->hits;
    }
    return ZC_OK;
}

zc_status view_matrix(zc_index *index, const set *s, const zc_request *request, zc_answer *answer,
                      zc_error *error)
{
    corpus c = {.a = &answer->a, .n = store_last(index->store)};
    c.docs = calloc(c.n + 1, sizeof *c.docs);
    if (!c.docs)
        return error_memory(error);
    for (size_t i = 0; i < c.n; i++)
        c.docs[i].value[0] = c.docs[i].value[1] = "";
    zc_status status = store_column(index->store, SCHEMA_SLOT_CHARS, take_chars, &c, error);
    for (c.dimension = 0; c.dimension < request->n_by && status == ZC_OK; c.dimension++)
        status = store_column(index->store, slot_of(request->by[c.dimension], request->known_years),
                              take_value, &c, error);
    if (status == ZC_OK && c.no_memory)
        status = error_memory(error);
    if (status == ZC_OK)
        status = scan_set(index, s, false, take_found, &c, error);
    if (status == ZC_OK) {
        qsort(c.docs, c.n, sizeof *c.docs, by_cell);
        status = add_up(&c, answer, error);
    }
    answer->n_by = request->n_by;
    memcpy(answer->by, request->by, sizeof answer->by);
    answer->total = c.total;
    free(c.docs);
    return status;
}
