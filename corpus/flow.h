/* Text that is put together from a document's blocks: paragraphs become lines,
 * a table's rows lines of cells (指标 | 2024年 | 2026年).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_FLOW_H
#define ZC_CORPUS_FLOW_H

#include "base.h"

/* A row of a table that is being written. */
typedef struct flow_row {
    size_t from; /* where it begins in the text */
    bool nested; /* a table stands in one of its cells */
} flow_row;

/* Init with flow_init; text.failed once memory ran out. */
typedef struct flow {
    zc_buf text;
    flow_row *rows; /* open ones, outermost first */
    size_t n_rows;
    size_t deeper;        /* rows open below those: too deep to be told apart */
    bool blank, line_end; /* white space that waits for what follows it */
} flow;

void flow_init(flow *f);
void flow_clear(flow *f);

/* Adds to the line at hand; controls are left out, line ends are blanks. */
void flow_add(flow *f, zc_str s);
/* The same with every run of blanks and line ends as one blank, and no blank where
 * `s` was only broken between two characters beyond ASCII (产教\n融合). */
void flow_add_collapsed(flow *f, zc_str s);
/* The same with line ends as they are: <pre>. */
void flow_add_lines(flow *f, zc_str s);
/* Ends the line at hand, if anything stands on it. */
void flow_break(flow *f);

/* Rows may stand in cells. A row is layout, and its cells follow each other as
 * blocks, where only one of them holds anything, where one holds a table or a
 * passage; a merged cell that goes on from the row above is no cell. */
void flow_row_open(flow *f);
void flow_cell_close(flow *f);
void flow_row_close(flow *f);

/* Signs around what a reader wants to know again when the text is whole, as where
 * links were: they pass through flow_add no other way. */
enum { FLOW_MARK_OPEN = 0x1C, FLOW_MARK_CLOSE = 0x1D };
void flow_mark(flow *f, bool open);

#endif
