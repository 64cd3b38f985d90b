/* The inverted index on disk: our C wrapper around libxapian, and the one place
 * that knows it. Nothing lazy crosses this wall: what comes out is copied into
 * plain memory inside one guarded call.
 *
 * A store is opened over one or more databases that answer as one. All databases are
 * finished and read-only once published; a writer works on a private one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_STORE_H
#define ZC_INDEXER_STORE_H

#include "postings.h"

/* ---- Writing ---- */

typedef struct store_writer store_writer;

/* A new, empty database in folder `path`, which must not exist, or with
 * `existing` the one that is there. Nothing is synced until store_writer_close.
 * Fails with NO_SPACE, IO, CORRUPT or NO_MEMORY. */
zc_status store_writer_open(const char *path, bool existing, store_writer **out, zc_error *error);
/* Adds a document; numbers are given from 1 in the order of adding. Fails as
 * above; after a failure the database is to be thrown away. */
zc_status store_writer_add(store_writer *w, const postings *terms,
                           const char *const slots[SCHEMA_SLOTS], zc_str data, zc_error *error);
/* Whether a document that was added holds `term`. */
zc_status store_writer_holds(store_writer *w, zc_str term, bool *holds, zc_error *error);
/* Deletes every document that holds `term`; how many goes to *n. */
zc_status store_writer_delete(store_writer *w, zc_str term, uint64_t *n, zc_error *error);
/* Commits. The writer must be freed all the same. */
zc_status store_writer_commit(store_writer *w, zc_error *error);
void store_writer_free(store_writer *w);

/* Merges databases into a new one in folder `path`. Numbers run on: the first
 * number in use of parts[1] follows the last in use of parts[0]. */
zc_status store_merge(const char *const *parts, size_t n, const char *path, zc_error *error);

/* ---- Asking ---- */

typedef struct store store;

/* Opens the databases as one. Fails with CORRUPT (one that is missing, too),
 * VERSION, IO or NO_MEMORY. */
zc_status store_open(const char *const *paths, size_t n, store **out, zc_error *error);
void store_close(store *s);
uint64_t store_documents(const store *s);

/* The first and last document number in use; 0 and 0 of an empty store. */
zc_status store_range(store *s, uint32_t *first, uint32_t *last, zc_error *error);

/* Which database a document's number belongs to, and its number there. */
size_t store_member(const store *s, uint32_t number, uint32_t *local);

/* A query, as a tree of nodes that the caller's arena owns. */
typedef enum store_op {
    STORE_ALL, /* every document, without weight */
    STORE_NONE,
    STORE_TERM,     /* term */
    STORE_AND,      /* children */
    STORE_OR,       /* children */
    STORE_NOT,      /* the first child without the others */
    STORE_PHRASE,   /* terms in this order, the last less than `window` places after
                       the first: leaves only */
    STORE_NEAR,     /* the same in any order */
    STORE_FILTER,   /* the first child where the others hold too; its weight alone */
    STORE_MAYBE,    /* the first child; the others add weight */
    STORE_SCALE,    /* the child, its weight times factor */
    STORE_CONSTANT, /* the child, factor its weight */
    STORE_PREFIX,   /* any term that begins with term; thousands are refused */
    STORE_SET,      /* the documents of `numbers`, ascending, each with its weight */
    STORE_RANGE     /* low <= slot <= high, as strings */
} store_op;

typedef struct store_node {
    store_op op;
    zc_str term;
    double factor;
    unsigned window;
    unsigned slot;
    zc_str low, high;
    const struct store_node **child;
    size_t n;
    const uint32_t *numbers;
    const float *weights; /* NULL: none weighs anything */
    size_t n_numbers;
} store_node;

/* Of BM25, in the index and wherever else weights are computed. Found on questions
 * about law, see docs/ranking.md; k2 and the least length are 0. */
#define BM25_K1 1.6
#define BM25_B 0.95

typedef enum store_sort { STORE_BY_RELEVANCE, STORE_BY_DATE, STORE_BY_DATE_ASC } store_sort;

typedef struct store_query {
    const store_node *root;
    uint32_t offset, limit;
    store_sort sort; /* without a date: last either way */
    bool facets;     /* count the values of every slot but the date */
} store_query;

typedef struct store_hit {
    uint32_t number;
    double weight;
} store_hit;

typedef struct store_facet {
    unsigned slot;
    const char *value; /* never empty */
    uint64_t count;
} store_facet;

/* Strings live in the arena that was given. */
typedef struct store_result {
    uint64_t total; /* exact */
    store_hit *hits;
    size_t n_hits;
    store_facet *facets; /* by slot, then count downwards, then value */
    size_t n_facets;
} store_result;

/* Answers in `a`. Fails with CORRUPT, IO, LIMIT (a prefix with too many terms)
 * or NO_MEMORY. */
zc_status store_search(store *s, const store_query *query, arena *a, store_result *out,
                       zc_error *error);

/* Numbers of all documents that the tree matches, ascending, in `a`. */
zc_status store_matches(store *s, const store_node *root, arena *a, uint32_t **numbers, size_t *n,
                        zc_error *error);

/* ---- Lists, for what is matched and weighed outside ---- */

/* Documents, ascending, and how often something stands in each. Init with {0};
 * kept for the next use. */
typedef struct posting_list {
    uint32_t *number, *count;
    size_t n, cap;
} posting_list;

void posting_list_clear(posting_list *list);

/* Places in a document, ascending. Init with {0}; kept for the next use. */
typedef struct position_list {
    uint32_t *at;
    size_t n, cap;
} position_list;

void position_list_clear(position_list *list);

/* The documents that hold `term`. Fails with CORRUPT, IO, NO_MEMORY. */
zc_status store_postings(store *s, zc_str term, posting_list *out, zc_error *error);

/* How often `term` stands in each of the n documents, ascending. Fails likewise. */
zc_status store_counts(store *s, zc_str term, const uint32_t *numbers, size_t n, uint32_t *counts,
                       zc_error *error);

/* Where `term` stands in a document. Cheapest document by document: a document's
 * positions lie side by side. Fails likewise. */
zc_status store_positions(store *s, uint32_t number, zc_str term, position_list *out,
                          zc_error *error);

/* Lengths of all documents, in occurrences of terms, by number, as far as there is
 * room for n (store_last and one: all); and the mean. Fails likewise. */
zc_status store_lengths(store *s, float *lengths, size_t n, zc_error *error);
double store_average_length(const store *s);

/* One slot of every document: gives number and value, ascending, of those that
 * have one. */
zc_status store_column(store *s, unsigned slot,
                       void (*each)(void *context, uint32_t number, zc_str value), void *context,
                       zc_error *error);

/* The highest number a document may have. */
uint32_t store_last(const store *s);

/* A document's data, appended to `out`. Fails with NOT_FOUND, CORRUPT. */
zc_status store_data(store *s, uint32_t number, zc_buf *out, zc_error *error);

/* How many documents hold a term; 0 when none. */
zc_status store_frequency(store *s, zc_str term, uint64_t *n, zc_error *error);

/* Number of the first document that holds `term`, 0 when none. */
zc_status store_find(store *s, zc_str term, uint32_t *number, zc_error *error);

/* Gives every term that begins with `prefix`, without it, in byte order, until
 * `each` returns false. */
zc_status store_terms(store *s, zc_str prefix, bool (*each)(void *context, zc_str rest, uint64_t n),
                      void *context, zc_error *error);

/* Version of the backend: "1.4.22". */
const char *store_version(void);

#endif
