/* What the running text says about where it comes from.
 *
 * A place that is only mentioned is no evidence: the text must speak of itself
 * (我市, 本县), or say who speaks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PLACE_PROSE_H
#define ZC_CORPUS_PLACE_PROSE_H

#include "base.h"
#include "place_name.h"

/* How a text speaks of itself, the weakest first. */
typedef enum prose_voice {
    VOICE_NONE,
    VOICE_WHOLE, /* 全市 only, as anybody may say of a city */
    VOICE_OWN,   /* 我市, 本县 */
    VOICE_REPORT /* 我代表市人民政府向大会报告工作 */
} prose_voice;

/* The kind of place that a text calls its own: 市; empty when it doesn't say, or
 * not clearly. Static. */
typedef struct prose_unit {
    zc_str kind;
    prose_voice voice;
} prose_unit;

prose_unit prose_unit_read(zc_str text);

/* Whether `p` is a place of this kind; 自治区 and 地区 are 区 as well. True where
 * the text calls nothing its own. */
bool prose_of_kind(prose_unit unit, const place *p);

/* Whether the opening introduces its speaker: 我代表上海市人民政府, 在黔东南州第十五届
 * 人民代表大会第四次会议上. */
bool prose_speaker(zc_str text, place_reading *out);

/* How a text mentions one place, by its full name or a short one. */
typedef struct prose_mention {
    zc_str name;      /* the fullest name that stands there */
    unsigned all;     /* mentions, in all */
    unsigned own;     /* without those among other places (北京、上海), abroad (赴上海), or
                      beside help, visits and examples (对口支援某县, 学习某市经验) */
    unsigned partner; /* beside help and the like, or what is the text's own */
    unsigned full;    /* by the full name */
    unsigned sure;    /* by a name that no other place has */
} prose_mention;

/* Counts what stands outside 《》; short names that are words as well (合作) do
 * not count. One for every place, in the order of place_index; NULL when memory
 * runs out. One pass. */
prose_mention *prose_count(zc_str text, arena *a);

/* The place that the text speaks of as its own: the one of the kind `unit` that
 * it names clearly most. What lies in a place speaks for it: a city's report
 * names its counties, and hardly another city's. out->n is 0 when it isn't
 * clear; above 1 for a name of several places (鼓楼区). */
void prose_place(const prose_mention *mentions, prose_unit unit, place_reading *out);

#endif
