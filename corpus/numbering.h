/* Word's automatic numbering: what stands before a paragraph without being in its
 * text (第一条, 一、, 1.2). ECMA-376, part 1, 17.9.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_NUMBERING_H
#define ZC_CORPUS_NUMBERING_H

#include "base.h"

typedef struct numbering numbering;

/* Reads word/numbering.xml and word/styles.xml, either of which may be empty; what is
 * damaged in them counts for nothing. Lives in `a`; NULL when memory runs out. */
numbering *numbering_read(zc_str lists, zc_str styles, arena *a);

/* What a paragraph says of its number; NULL and -1 where it says nothing. */
typedef struct numbered {
    const char *style; /* its id */
    const char *list;  /* numId; "0": it has no number */
    long level;        /* 0 to 8 */
} numbered;

/* Appends the number of the next paragraph with what parts it from its text. Numbers go on
 * from one call to the next: call it for every paragraph, in order. */
void numbering_next(numbering *n, const numbered *paragraph, zc_buf *out);

/* `value` as a Chinese numeral: 十二, 一百零三. */
void numbering_chinese(unsigned value, zc_buf *out);

#endif
