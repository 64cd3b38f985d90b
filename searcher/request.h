/* What was asked: parameters by name, the same for the command line, the
 * library and a page's URL.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_REQUEST_H
#define ZC_SEARCHER_REQUEST_H

#include "query.h"
#include "store.h"

typedef enum request_view { VIEW_LIST, VIEW_DOC } request_view;
typedef enum request_format { FORMAT_JSON, FORMAT_JSONL, FORMAT_TEXT } request_format;

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
    bool no_snippets, color;
    const char *id; /* of the doc view; NULL: the query is the id */
};

#endif
