/* Which of many texts are the same, nearly so, or editions of one law, from their
 * sketches alone.
 *
 * Near copies are a lead and what is near to it, with the exact copies of each: never a
 * chain of small changes that ends at another text. Near is a Jaccard likeness
 * of 0.9 and more; two documents that bear different numbers are near only
 * where their texts are the same. What comes out does not depend on the order
 * in which documents come in. Time is linear in them but for sorting, also
 * where all are alike or are made to look so.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_ALIKE_H
#define ZC_INDEXER_ALIKE_H

#include "sketch.h"

typedef struct alike {
    sketch sketch;
    uint32_t number; /* the document's; what comes in with the sketch */
    /* What comes out, as places in the array: */
    uint32_t same;  /* the first document with exactly this text */
    uint32_t near;  /* the lead of its near copies, or itself where it has none */
    uint32_t group; /* the lead of its group: near copies and versions, see versions.h */
} alike;

/* Sorts `docs`, exact copies side by side, and fills them. Fails with LIMIT (more
 * than 2^32) or NO_MEMORY; takes 20 bytes a document besides. */
zc_status alike_group(alike *docs, size_t n, zc_error *error);

#endif
