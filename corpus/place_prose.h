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

/* The kind of place that the text calls its own (我市, 本县; failing these 全市):
 * 市. Empty when it doesn't say, or not clearly. Static. */
zc_str prose_unit(zc_str text);

/* Whether the opening introduces its speaker: 我代表上海市人民政府, 在黔东南州第十五届
 * 人民代表大会第四次会议上. */
bool prose_speaker(zc_str text, place_reading *out);

/* The one place of the kind `unit` that the text names in full twice at least,
 * and twice as often as any other; out->n is 0 when there is none. False when
 * memory runs out. One pass. */
bool prose_place(zc_str text, zc_str unit, arena *a, place_reading *out);

#endif
