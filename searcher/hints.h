/* What an answer says where nothing was found, or nothing as written: what each
 * chunk finds by itself, a spelling that documents hold, a filter that is in the
 * way. Strings live in the answer's arena.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_HINTS_H
#define ZC_SEARCHER_HINTS_H

#include "index.h"
#include "query.h"
#include "request.h"

/* Leaves of a query that are told apart. */
enum { HINT_CHUNKS_AT_MOST = 16, HINT_SPELLINGS_AT_MOST = 3 };

typedef struct hint_chunk {
    zc_str text;    /* as typed */
    uint64_t count; /* documents that hold it as written, whatever the filters */
} hint_chunk;

typedef struct hint_spelling {
    const char *query; /* the query, spelled so */
    uint64_t count;    /* what it finds, filters and all */
} hint_spelling;

typedef struct hint_filter {
    query_filter filter; /* FILTERS: all of them */
    const char *values;  /* those that are set: "宁波, 慈溪" */
    const char *query;   /* the query's text without it */
    uint64_t count;      /* what is found without it */
} hint_filter;

typedef struct hints {
    hint_chunk chunks[HINT_CHUNKS_AT_MOST];
    size_t n_chunks;
    hint_spelling spellings[HINT_SPELLINGS_AT_MOST];
    size_t n_spellings;
    hint_filter filters[FILTERS];
    size_t n_filters;
} hints;

bool hints_any(const hints *h);

/* Fills the hints of an answer whose search is done. An ordinary question that
 * was relaxed costs a few look-ups. Fails as a search does. */
zc_status hints_fill(zc_index *index, const query *query, const zc_request *request,
                     zc_answer *answer, zc_error *error);

/* Fills the query's text without a filter, for each that stands in it. Fails with
 * NO_MEMORY. */
zc_status hints_without(const query *query, const zc_request *request, zc_answer *answer,
                        zc_error *error);

#endif
