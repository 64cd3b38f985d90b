/* A document's terms with their frequencies and positions, gathered by term
 * before the index sees them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_POSTINGS_H
#define ZC_INDEXER_POSTINGS_H

#include "schema.h"
#include "sketch.h"
#include "terms.h"

typedef struct posting {
    uint32_t at, length;   /* the term, in `bytes` */
    uint32_t wdf;          /* occurrences within the document; 0 for a filter, or a sign */
    uint32_t first, count; /* its positions, in `positions`, ascending */
} posting;

/* All of one document. Init with postings_init; kept for the next document. Where `user`
 * is set, terms of it that stand in a text are words of the text. */
typedef struct postings {
    zc_buf bytes;
    posting *terms;
    size_t n_terms;
    uint32_t *positions;
    size_t n_positions, cap_positions;
    sketch text_sketch;     /* to know copies by */
    const term_table *user; /* may be NULL */
    /* scratch */
    struct gram *grams, *other;
    size_t cap_grams;
    text_word *words;
    text norm;
} postings;

void postings_init(postings *p);
void postings_clear(postings *p);

/* Empties `p` and fills it with everything of `doc` that is searched: its
 * text, its title, its filters; and with the sketch of its text. `root` is the path of the root it
 * came from. Fails with LIMIT, NO_MEMORY or INTERNAL. */
zc_status postings_gather(postings *p, text_breaker *breaker, const document *doc, const char *root,
                          zc_error *error);

#endif
