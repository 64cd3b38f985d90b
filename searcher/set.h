/* A query tree to the set of documents that it means in this index: places,
 * years and numbers are settled, text becomes terms and phrases.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_SET_H
#define ZC_SEARCHER_SET_H

#include "index.h"
#include "query.h"
#include "request.h"

/* How literally chunks are taken; design: exactly, else words, else any. Before the words
 * come the built-in synonyms. */
typedef enum set_level { SET_EXACT, SET_SYNONYMS, SET_WORDS, SET_ANY } set_level;

/* A string of normalised code points. */
typedef struct pattern {
    const uint32_t *cp;
    size_t n;
    bool counted; /* a chunk of the query: filters are marked, not counted */
} pattern;

/* A document number that was asked for, canonical. */
typedef struct asked_number {
    zc_str canonical;
    bool open_end; /* any that begins so */
} asked_number;

/* A part of what documents weigh: the weights of the parts add up. */
typedef struct part {
    const char *what; /* "text", "title", "number", … */
    const char *text;
    const store_node *node;
} part;

/* A chunk that was taken as written though a built-in group of synonyms knows it. */
typedef struct synonym_note {
    zc_str text, *also;
    size_t n_also;
} synonym_note;

typedef struct set {
    const store_node *node;
    const store_node *without[FILTERS]; /* the same without this filter, where it is set */
    bool ranked;    /* holds text or a number: else there is nothing to rank by */
    bool relaxes;   /* another level could find more */
    pattern *marks; /* what a snippet shows as found */
    size_t n_marks;
    asked_number *numbers;
    size_t n_numbers;
    part *parts; /* when the request asks for an explanation */
    size_t n_parts;
    synonym_note *known;
    size_t n_known;
    const char *understood;
} set;

/* Builds the set of `query` and the request's filters; everything lives in `a`.
 * Fails with ARGUMENT (an unknown place, a date that is none), LIMIT, CORRUPT,
 * NO_MEMORY. */
zc_status set_build(zc_index *index, const query *query, const zc_request *request, set_level level,
                    arena *a, set *out, zc_error *error);

/* Whether `number` (may be NULL) is what was asked for. */
bool set_asked(const asked_number *asked, const char *number);

#endif
