/* A finished answer: plain data that a renderer writes down. It owns all it
 * holds, in one arena, and needs no index any more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_ANSWER_H
#define ZC_SEARCHER_ANSWER_H

#include "request.h"

/* A piece of a snippet: text as it was written, and whether it was found. */
typedef struct fragment {
    zc_str text;
    bool hit;
} fragment;

typedef struct answer_hit {
    zc_hit public;
    fragment *snippet;
    size_t n_fragments;
} answer_hit;

struct zc_answer {
    arena a;
    request_view view;
    request_format format;
    bool color;
    const char *query, *understood;
    const char *relaxed; /* NULL, "words" or "any" */
    uint64_t total;
    uint32_t offset;
    double ms;
    /* list */
    bool snippets; /* and facets */
    answer_hit *hits;
    size_t n_hits;
    store_facet *facets;
    size_t n_facets;
    /* doc */
    record record;
    zc_str text;
};

#endif
