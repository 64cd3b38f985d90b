/* Text that is put together from a document's blocks: paragraphs become lines,
 * a table's rows lines of cells (指标 | 2024年 | 2026年).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_FLOW_H
#define ZC_CORPUS_FLOW_H

#include "base.h"

/* Init with flow_init; text.failed once memory ran out. */
typedef struct flow {
    zc_buf text;
    size_t *rows; /* where the open rows begin in `text`, outermost first */
    size_t n_rows;
} flow;

void flow_init(flow *f);
void flow_clear(flow *f);

/* Adds to the line at hand. */
void flow_add(flow *f, zc_str s);
/* The same with every run of blanks and line ends as one blank. */
void flow_add_collapsed(flow *f, zc_str s);
/* Ends the line at hand, if anything stands on it. */
void flow_break(flow *f);

/* Rows may stand in cells. A row whose cells hold whole passages is layout: its
 * cells follow each other as blocks. */
void flow_row_open(flow *f);
void flow_cell_close(flow *f);
void flow_row_close(flow *f);

#endif
