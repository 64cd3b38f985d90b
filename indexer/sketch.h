/* What a text is reduced to so that it is known again elsewhere: a hash of all
 * of it, and a MinHash of its shingles that tells how much two texts share. With
 * it goes what tells whether two documents are editions of one law.
 *
 * A shingle is eight units in a row, whatever punctuation stands between them;
 * two texts are as alike as the share of their distinct shingles that is in
 * both (Jaccard; Broder 1997). One hash of every shingle fills all bins (one
 * permutation hashing: Li, Owen, Zhang 2012); empty ones borrow (Shrivastava
 * 2017); a bin keeps its least hash's lowest byte (b-bit minwise hashing: Li,
 * König 2010): 128 bins of a byte take the room of 64 of two and err less.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_SKETCH_H
#define ZC_INDEXER_SKETCH_H

#include "edition.h"
#include "meta.h"

enum {
    SKETCH_SHINGLE = 8,
    SKETCH_BINS = 128,
    SKETCH_SHORT = 64, /* a text of fewer units has no bins: one change is too much of it */
    SKETCH_HEAD = 32,  /* bytes of all that is no bin */
    SKETCH_BYTES = SKETCH_HEAD + SKETCH_BINS,
};

typedef struct sketch {
    uint64_t text;  /* XXH3 of the units */
    uint32_t units; /* how many */
    uint32_t docno; /* stands for the document's own number; 0: it has none */
    /* What it is an edition of, see edition.h: */
    uint64_t name;   /* stands for the name and the place; 0: of nothing. Odd where neither
                        the name nor an issuer tells whose it is: it may be several bodies' */
    uint32_t issuer; /* stands for the body that issued it; 0: it is not known */
    uint32_t time;   /* 20230921, 20230000 of a year alone, 0: not known */
    uint8_t bins[SKETCH_BINS];
} sketch;

/* The sketch of a normalised text whose document has that number (or NULL). */
void sketch_make(const text *t, const char *docno, sketch *out);

/* Adds what a document with that title, normalised, and that metadata is an
 * edition of. False without memory. */
bool sketch_edition(const text *title, const meta *m, sketch *s);

/* Writes a sketch; how many bytes, 0 of a text without units. */
size_t sketch_write(const sketch *s, char out[SKETCH_BYTES]);
/* Reads what sketch_write wrote; false where it is anything else. */
bool sketch_read(zc_str bytes, sketch *out);

/* Whether two texts are the same, unit by unit. */
bool sketch_same(const sketch *a, const sketch *b);

/* How many bins are equal. Of texts with Jaccard likeness J it is about
 * 128 (J + (1 - J) / 256); 0 where a text is short. */
unsigned sketch_likeness(const sketch *a, const sketch *b);

#endif
