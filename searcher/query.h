/* Query text to a tree. Knows the language (docs/query-language.md), not the
 * index: what a place or a number means there is settled in set.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_QUERY_H
#define ZC_SEARCHER_QUERY_H

#include "base.h"

/* Checked before anything is built. Leaves are chunks and filters that the user
 * wrote; analysis makes more terms of them. */
enum { QUERY_BYTES_AT_MOST = 1024, QUERY_LEAVES_AT_MOST = 64, QUERY_DEPTH_AT_MOST = 20 };

/* The filters, on the command line, in a query and in a URL alike. */
typedef enum query_filter {
    FILTER_CITY,
    FILTER_PROVINCE,
    FILTER_YEAR,
    FILTER_DOCNO,
    FILTER_CITES,
    FILTER_ISSUER,
    FILTER_TYPE,
    FILTER_STATUS,
    FILTER_TITLE,
    FILTER_SINCE,
    FILTER_UNTIL,
    FILTERS /* how many there are */
} query_filter;

/* "city". */
const char *query_filter_name(query_filter filter);
/* The filter that an English or Chinese name means, or FILTERS. */
query_filter query_filter_find(zc_str name);

typedef enum query_op {
    QUERY_CHUNK,  /* text without blanks: as written first */
    QUERY_PHRASE, /* text in quotes: as written only */
    QUERY_FILTER, /* filter and text */
    QUERY_AND,    /* children */
    QUERY_OR,     /* children */
    QUERY_NOT     /* one child */
} query_op;

typedef struct query_node {
    query_op op;
    query_filter filter;
    zc_str text;
    size_t position; /* 1-based character where it begins */
    struct query_node **child;
    size_t n;
} query_node;

typedef struct query {
    query_node *root; /* NULL: empty, every document */
    bool is_explicit; /* holds a phrase, an operator or brackets: never relaxes */
} query;

/* Parses into `a`. Fails with QUERY (and a position), LIMIT or NO_MEMORY. */
zc_status query_parse(zc_str text, arena *a, query *out, zc_error *error);

#endif
