/* Several documents that run together in one text: where one certainly ends and the
 * next begins.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_SPLIT_H
#define ZC_CORPUS_SPLIT_H

#include "base.h"

typedef struct split {
    zc_str *parts; /* views into the text, in the arena; one where it is whole */
    size_t n;
    size_t numbers; /* of a part that was kept whole: lines that are a document number */
} split;

/* Cuts `text` before a head (a number line and a title, or a page's 索引号 block)
 * that follows a line of dashes or the line of printing (…2023年9月5日印发) of the
 * document before. A notice and what it issues or forwards stay together. False
 * when memory runs out. */
bool split_text(zc_str text, arena *a, split *out);

#endif
