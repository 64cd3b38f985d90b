/* Text with places on a page (OFD, PDF): which pieces are a line, and in which order
 * lines are read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_LAYOUT_H
#define ZC_CORPUS_LAYOUT_H

#include "base.h"

/* Lengths in any one unit; y grows downwards. */
typedef struct layout_piece {
    double x, end; /* where it begins and ends on its line */
    double y;      /* of its line */
    double size;   /* of its characters: a Han one is a square of this */
    zc_str text;   /* lives as long as the page */
    size_t at;     /* set by layout_add: in the order of the file */
} layout_piece;

/* A page; begin with {a}. */
typedef struct layout {
    arena *a;
    layout_piece *pieces;
    size_t n;
} layout;

/* False when memory runs out. A sign that ends the piece (，) takes half of its square: it may
 * hang over the edge of its column. */
bool layout_add(layout *page, layout_piece piece);

/* Appends the page's lines from top to bottom, of two columns the left one first, and a
 * form feed. A line that is indented begins with two U+3000, since that is how a paragraph
 * begins; a larger gap between lines is an empty line. */
bool layout_write(layout *page, zc_buf *out);

#endif
