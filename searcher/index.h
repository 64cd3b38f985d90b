/* An open index: one generation, its inverted index, its texts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_INDEX_H
#define ZC_SEARCHER_INDEX_H

#include "generation.h"
#include "groups.h"
#include "terms.h"
#include "texts.h"

struct zc_index {
    generation generation;
    store *store;
    texts **texts;         /* one a member, opened when first needed */
    text_breaker *breaker; /* likewise: opening it costs a millisecond */
    groups *groups;        /* likewise */
    float *lengths;        /* likewise: of all documents, by number */
    term_table *terms;     /* likewise; NULL where the index has none */
    term_table *builtin;   /* likewise, and after that terms has been looked for */
};

/* A document's record; strings live in `a`. Fails with CORRUPT, NO_MEMORY. */
zc_status index_record(zc_index *index, uint32_t number, arena *a, record *out, zc_error *error);

/* Appends a document's text to *text and its Markdown to *source (may be NULL). */
zc_status index_text(zc_index *index, uint32_t number, zc_buf *text, zc_buf *source,
                     zc_error *error);

/* The words of a normalised text, as text_words gives them. */
zc_status index_words(zc_index *index, const text *t, text_word **words, size_t *n,
                      zc_error *error);

/* The length of every document, by number, divided by the mean; *out is the index's.
 * Fails with CORRUPT, IO or NO_MEMORY. */
zc_status index_lengths(zc_index *index, const float **out, zc_error *error);

/* Which documents are alike; *out is the index's. Fails as groups_open does. */
zc_status index_groups(zc_index *index, const groups **out, zc_error *error);

/* The user's terms, `given` where that is not NULL, else those that the index was made
 * with (NULL: none); and those that come with the program. Both are not the caller's.
 * Fails with CORRUPT, IO or NO_MEMORY. */
zc_status index_terms(zc_index *index, const term_table *given, const term_table **own,
                      const term_table **builtin, zc_error *error);

/* Number of the document with that id, 0 when there is none. */
zc_status index_find(zc_index *index, const char *id, uint32_t *number, zc_error *error);

#endif
