/* Query text to a tree. Knows the language (docs/query-language.md), not the
 * index: what a place or a number means there is settled in set.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_QUERY_H
#define ZC_SEARCHER_QUERY_H

#include "base.h"
#include "docno.h"
#include "messages.h"

/* Checked before anything is built. Leaves are chunks and filters that the user
 * wrote; analysis makes more terms of them. */
enum { QUERY_BYTES_AT_MOST = 1024, QUERY_LEAVES_AT_MOST = 64, QUERY_DEPTH_AT_MOST = 20 };

/* Characters between two neighbours: without a number NEAR and ADJ mean 10, as
 * in Xapian's query language. */
enum { QUERY_DISTANCE = 10, QUERY_DISTANCE_AT_MOST = 100 };

/* A prefix of one character would have too many words to it. */
enum { QUERY_PREFIX_UNITS = 2 };

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
/* The same as a person reads it: "city", 城市. */
const char *query_filter_label(query_filter filter, language lang);
/* The filter that an English or Chinese name means, or FILTERS. */
query_filter query_filter_find(zc_str name);

typedef enum query_op {
    QUERY_CHUNK,  /* text without blanks: as written first */
    QUERY_PHRASE, /* text in quotes: as written only */
    QUERY_TITLE,  /* 《text》: a document by its title */
    QUERY_PREFIX, /* text*: what begins so; the star is left out */
    QUERY_FILTER, /* filter and text */
    QUERY_AND,    /* children */
    QUERY_OR,     /* children */
    QUERY_NOT,    /* one child */
    QUERY_NEAR    /* children, each a chunk, a phrase, or an OR of such; distance, ordered */
} query_op;

typedef struct query_node {
    query_op op;
    query_filter filter;
    zc_str text;
    size_t position; /* 1-based character where it begins */
    struct query_node **child;
    size_t n;
    unsigned distance; /* of NEAR: characters that may stand between two neighbours */
    bool ordered;      /* of NEAR: in this order only (ADJ) */
} query_node;

/* An unpaired quote or bracket that was taken as text. */
typedef struct query_note {
    size_t position; /* 1-based character */
    zc_str mark;     /* “ */
} query_note;

enum { QUERY_NOTES_AT_MOST = 8 };

typedef struct query {
    query_node *root; /* NULL: empty, every document */
    bool is_explicit; /* holds a phrase, an operator or brackets: never relaxes */
    query_note notes[QUERY_NOTES_AT_MOST]; /* the first ones, in order */
    size_t n_notes;
} query;

/* Parses into `a`; texts are views of `text`, or of `a`. Fails with QUERY (and a
 * position), LIMIT or NO_MEMORY, in the language given. */
zc_status query_parse(zc_str text, language lang, arena *a, query *out, zc_error *error);

/* Whether the text of a QUERY_PREFIX is a document number with an open end:
 * 甬政办发〔2023〕, 省政府令第2. As docno_parse with `open_end`, but a bare word is none. */
bool query_open_number(zc_str text, docno *out);

/* Appends the tree: chunk · "phrase" · 《title》 · prefix* · filter:value · (a & b) ·
 * (a | b) · -a · (a NEAR/5 b); nothing for every document. Parsed again it gives the
 * same tree. */
void query_print(const query *query, zc_buf *out);

/* Appends what became of unpaired quotes and brackets: " [character 1: “ is text]". */
void query_print_notes(const query *query, language lang, zc_buf *out);

#endif
