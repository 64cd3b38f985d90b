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
#include "organ.h"

typedef struct head {
    const char *title; /* tidied; NULL when the document has none of its own */
    const char *title_source;
    zc_str title_lines; /* where it stands in the text, as it is; empty where it doesn't */
    const char *status; /* what the title's marks, a label or a note says; NULL without */
    const char *status_source;
    const char *type; /* of a label: 公文种类：通知 */
    docno number;     /* its own; from and to mean nothing here */
    const char *number_source;
    organ_names organs;       /* on a red head, an order's head or lines of their own */
    const char *organ_source; /* "red head", "order", "head"; NULL without */
    organ_names label_organs; /* 发布机构：市教育局、市财政局 */
    dated made;               /* 成文日期：, or behind the number */
    dated published;          /* 发布日期： */
    dated effective;          /* 施行日期： */
    dated in_force;           /* 自…起施行 in the preamble, the last one */
    dated adopted;            /* the last passing, approval, revision or promulgation */
    bool adopted_once;        /* and there is no other */
    zc_str adopted_says;      /* what follows that day in the preamble */
    dated under_title;        /* a day on a line of its own */
    int year;                 /* of a month alone there (二〇一六年十一月); 0 without */
    zc_str adopter; /* of a law: what follows the date in the preamble, 山东省第十三届… */
    organ_names adopters; /* who passed or promulgated it, each day's; approval is none */
    bool adopter_lost;    /* of one of these days it can't be told */
    size_t body;          /* where the text itself begins */
} head;

/* Reads the head of `text`, 60 lines of 16 KiB at most, and the labels that a page
 * puts below; `title` is what its format or a person says it is (`title_source` tells
 * which), or empty. False when memory runs out. */
bool head_read(zc_str text, zc_str title, const char *title_source, arena *a, head *out);

#endif
