/* What a page says of its document in labels: 索引号：…　发文字号：…, in the rows of
 * a table of data, in a list or in the line below the title.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PAGE_LABELS_H
#define ZC_CORPUS_PAGE_LABELS_H

#include "meta.h"

/* A value and how near the label is to its field: 0 says it (发布机构), 1 may say
 * something else (来源). The value is a view into the line. */
typedef void page_labels_hear(void *context, meta_field field, zc_str value, unsigned rank);

/* Lines in the order of the page; begin with {hear, context}. A label that ends a
 * line has its value on the next one. */
typedef struct page_labels {
    page_labels_hear *hear;
    void *context;
    size_t waits; /* label + 1 whose value is still to come; 0: none */
    bool bare;    /* it has no colon */
} page_labels;

typedef enum page_labels_found {
    LABELS_NONE,
    LABELS_SOME, /* among other words */
    LABELS_ONLY  /* labels and values, or the value of the label before */
} page_labels_found;

/* Hears one line, trimmed, cells parted by bars. */
page_labels_found page_labels_line(page_labels *l, zc_str line);

#endif
