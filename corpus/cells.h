/* Rows of cells, to and from CSV (RFC 4180) and TSV, through libcsv: the only
 * file that knows it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_CELLS_H
#define ZC_CORPUS_CELLS_H

#include "base.h"

/* A row that was read; `row` counts them from 1, empty ones too, which have no
 * cells. Views live until it returns. False ends the reading. */
typedef bool cells_row(void *context, uint64_t row, const zc_str *cells, size_t n);

/* Reads every row of `text`, cells parted by `delimiter` and quoted where they
 * need it. Rows end in LF; a quotation mark that is never closed is a character of its
 * line. False when memory runs out; ended by `take` it is true. */
bool cells_read(zc_str text, char delimiter, cells_row *take, void *context);

/* The delimiter of a table that begins with `start`: a tab where `tabs`, else what its
 * first line that has any has most of, commas, tabs or semicolons. */
char cells_delimiter(bool tabs, zc_str start);

/* Where rows end, for who cuts a table without reading it: a line end inside quotes
 * is none. Begin with {delimiter, 0}. */
typedef struct cells_ends {
    char delimiter;
    int state;
} cells_ends;

/* Whether a row ends with the next byte, `c`. */
bool cells_row_ends(cells_ends *ends, char c);
/* Whether it stands inside quotes. */
bool cells_quoted(const cells_ends *ends);

/* Appends a cell, quoted, with a comma before all but a row's first. What a
 * spreadsheet would take for a formula gets an apostrophe in front. */
void cells_put(zc_buf *out, bool first, zc_str cell);
/* A cell of a spreadsheet without the apostrophe that cells_put gave it. */
zc_str cells_plain(zc_str cell);
/* Whether a spreadsheet would compute such a cell: =1+1, @SUM. */
bool cells_is_formula(zc_str cell);

#endif
