/* A finished answer: plain data that a renderer writes down. It owns all it
 * holds, in one arena, and needs no index any more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_ANSWER_H
#define ZC_SEARCHER_ANSWER_H

#include "hints.h"
#include "set.h"

/* A piece of a snippet: text as it was written, and whether it was found. */
typedef struct fragment {
    zc_str text;
    bool hit;
} fragment;

/* Documents whose texts are the same or nearly so, or editions of one law: the
 * newest of them, and how many there are, in all and of each relation. */
enum { RELATIONS = ZC_RELATION_VERSION + 1 };
typedef struct copies {
    zc_copy *list;
    size_t n;
    uint64_t all, of[RELATIONS];
} copies;

/* A part of a score. */
typedef struct reason {
    const char *what, *text;
    double weight;
} reason;

typedef struct answer_hit {
    zc_hit public;
    fragment *snippet;
    size_t n_fragments;
    const char **headings; /* above its first passage, the highest first */
    size_t n_headings;
    copies copies;   /* in the set */
    reason *reasons; /* of the score, the heaviest first, when they are asked for */
    size_t n_reasons;
} answer_hit;

/* A cell of a matrix: documents with these values. */
typedef struct matrix_row {
    const char *value[DIMENSIONS]; /* "": the documents without the field */
    uint64_t docs;                 /* found */
    uint64_t hits;                 /* occurrences of the query's chunks in them */
    uint64_t chars;                /* of all the cell's documents, blanks left out */
    uint64_t corpus_docs;          /* all the cell's documents */
} matrix_row;

/* Occurrences per 10,000 characters of the cell; 0 where it has none. */
double matrix_per10k(const matrix_row *row);

/* The distinct values of a matrix's second dimension, ascending; the caller frees
 * the array. NULL when memory runs out. */
const char **matrix_columns(const zc_answer *answer, size_t *n);

/* One occurrence. Pieces are the original on one line. */
typedef struct kwic_line {
    const record *record;
    uint64_t offset; /* of the match: code points from the start of the text */
    zc_str left, match, right;
} kwic_line;

struct zc_answer {
    arena a;
    request_view view;
    request_format format;
    bool color;
    const char *query, *understood;
    const char *relaxed; /* NULL, "words" or "any" */
    bool by_synonyms;    /* by built-in synonyms, not by words */
    uint64_t total;
    uint32_t offset;
    double ms;
    /* list */
    bool snippets;                /* and facets */
    bool explained;               /* each hit has its reasons */
    bool grouped;                 /* documents that are alike, and editions, are one hit */
    bool more;                    /* of grouped hits: others follow */
    uint64_t distinct;            /* grouped hits in all; 0 where they were not counted */
    const synonym_note *synonyms; /* chunks that could be widened */
    size_t n_synonyms;
    uint64_t more_found; /* documents more with all synonyms */
    answer_hit *hits;
    size_t n_hits;
    store_facet *facets;
    size_t n_facets;
    const char *query_without[FILTERS]; /* the query's text without a filter that is in it */
    hints hints;                        /* where nothing was found, or nothing as written */
    /* matrix */
    meta_field by[DIMENSIONS];
    size_t n_by;
    matrix_row *rows; /* by value, ascending */
    size_t n_rows;
    /* kwic */
    kwic_line *lines; /* by document id, then offset */
    size_t n_lines;
    uint64_t occurrences; /* all of them, shown or not */
    /* doc */
    record record;
    zc_str text;
    zc_str source;  /* its Markdown, or empty */
    pattern *marks; /* what the query looks for, to be shown in it */
    size_t n_marks;
    bool marked;  /* a query came with the id */
    copies alike; /* in the index */
};

#endif
