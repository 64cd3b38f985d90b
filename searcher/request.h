/* What was asked: parameters by name, the same for the command line, the
 * library and a page's URL.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_REQUEST_H
#define ZC_SEARCHER_REQUEST_H

#include "query.h"
#include "store.h"
#include "terms.h"

typedef enum request_view { VIEW_LIST, VIEW_DOC, VIEW_MATRIX, VIEW_KWIC, VIEWS } request_view;
typedef enum request_format {
    FORMAT_JSON,
    FORMAT_JSONL,
    FORMAT_TEXT,
    FORMAT_CSV,
    FORMAT_TSV,
    FORMATS
} request_format;

/* Whose groups widen a chunk: the user's, the built-in ones too, nobody's. */
typedef enum request_synonyms { SYNONYMS_OWN, SYNONYMS_ALL, SYNONYMS_NONE } request_synonyms;

/* A matrix has one or two dimensions. */
enum { DIMENSIONS = 2 };

typedef struct request_filter {
    query_filter filter;
    zc_str value;
} request_filter;

struct zc_request {
    arena a;
    zc_str query;
    request_filter *filters;
    size_t n_filters;
    request_view view;
    request_format format;
    store_sort sort;
    uint32_t limit, offset;
    bool has_limit; /* else views that count are not capped */
    bool no_snippets, color;
    language lang; /* of refusals and of what `understood` remarks */
    bool group;    /* a list shows documents that are alike as one */
    meta_field by[DIMENSIONS];
    size_t n_by;
    bool known_years;    /* years inferred from the text are left out of a matrix */
    bool explain;        /* say what each hit's score is made of */
    const char *similar; /* id of a document that the hits are like; NULL: any */
    request_synonyms synonyms;
    term_table *terms; /* instead of the index's own; NULL: those */
    const char *id;    /* of the doc view; NULL: the query is the id */
};

#endif
