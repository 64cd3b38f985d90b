/* The layout of a policy document: what stands in its head (red head, number
 * line, title, addressee, a page's labels) and in a law's preamble.
 *
 *     慈溪市教育局文件                     red head
 *     慈教建〔2023〕44号                   number line
 *     对市十八届人大…建议的答复            title
 *     宋华忠代表：                         addressee: here the body begins
 *
 * Views point into the text; strings belong to the arena.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_HEAD_H
#define ZC_CORPUS_HEAD_H

#include "base.h"
#include "date.h"
#include "docno.h"

typedef struct head {
    const char *title; /* tidied; NULL when the document has none of its own */
    const char *title_source;
    const char *marked; /* the same with a page's marks: [有效]…; NULL as title */
    docno number;       /* its own; from and to mean nothing here */
    const char *number_source;
    const char *organ; /* on a red head or a line of its own in the head */
    const char *organ_source;
    const char *label_organ; /* 发布机构： */
    const char *label_status;
    dated made, published, adopted, under_title;
    zc_str adopter; /* of a law: what follows the date in the preamble, 山东省第十三届… */
} head;

/* Reads the head of `text`; `title` is what its format or a person says it is
 * (`title_source` tells which), or empty. False when memory runs out. Looks at 60 lines of 16 KiB.
 */
bool head_read(zc_str text, zc_str title, const char *title_source, arena *a, head *out);

#endif
