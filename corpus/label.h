/* Labels that pages and databases print around a document, each with a value:
 * 发文字号：甬政办发〔2023〕46号, 【发布日期】2023.09.05, a table's row of pairs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_LABEL_H
#define ZC_CORPUS_LABEL_H

#include "base.h"

/* What a label's value is. */
typedef enum label_kind {
    LABEL_NONE,
    LABEL_OTHER,    /* 索引号, 浏览次数: nothing that is wanted */
    LABEL_HANDLING, /* 等级：加急, 签发人：某某; a number may stand beside it */
    LABEL_SOURCE,   /* 来源: of the text or of the page, who knows */
    LABEL_TITLE,
    LABEL_DOCNO,
    LABEL_MADE,      /* the day of issue: 成文日期 */
    LABEL_PUBLISHED, /* 发布日期 */
    LABEL_DAY,       /* 日期, 时间: a page doesn't say of what */
    LABEL_EFFECTIVE, /* 施行日期 */
    LABEL_ORGAN,     /* 发布机构 */
    LABEL_STATUS,    /* 有效性 */
    LABEL_GONE,      /* 是否废止：是 */
    LABEL_TYPE,      /* 公文种类 */
} label_kind;

typedef struct label {
    label_kind kind;
    size_t from;  /* where it begins in the line, its bracket included */
    zc_str value; /* without blanks around; empty where the next line holds it */
} label;

enum { LABELS_MOST = 12 };

/* The labels of a line in order; how many were written. A label stands at the
 * line's start or after a blank or a bracket, with a colon after it, in 【】, or
 * before a tab, a wide gap or the line's end. */
size_t label_read(zc_str line, label out[LABELS_MOST]);

/* Bytes of the longest label word that `s` begins with, blanks between its
 * characters or not, whatever comes after it; 0 when it begins with none. */
size_t label_word(zc_str s, label_kind *kind);

/* Whether `line` begins with a label. */
bool label_starts(zc_str line);

#endif
