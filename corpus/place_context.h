/* What single sentences and lines of a text say about whose it is: the line that
 * dates its printing, who explains it, where it applies, whom it answers, whose
 * orders it follows.
 *
 * Each gives one place or none: two that don't lie in one another are none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PLACE_CONTEXT_H
#define ZC_CORPUS_PLACE_CONTEXT_H

#include "base.h"
#include "place_name.h"
#include "place_prose.h"

/* The part of the text that speaks for itself: without what follows 转发给你们. */
zc_str context_own(zc_str text);

/* Who printed it: 慈溪市人民政府办公室 2020年3月3日印发. */
bool context_colophon(zc_str text, place_reading *out);

/* Who explains or answers (解读单位：寿光市农业农村局). Or whom a page has it from
 * (来源：株洲市科学技术局), where that is of the kind that the text calls its own: a
 * city passes on its province's documents too. */
bool context_label(zc_str text, prose_unit unit, place_reading *out);

/* Where it applies: 适用于木里县行政区域内. Elsewhere in the text (对临夏市全部场所进行了检
 * 查) only of the kind that the text calls its own. */
bool context_scope(zc_str text, prose_unit unit, place_reading *out);

/* Whose plan a meeting of the text's own government passed: 会议原则同意《漳州市…方案》. */
bool context_meeting(zc_str text, prose_unit unit, place_reading *out);

/* Who writes to 海曙区、江北区教育局 and calls itself 市: the city that they lie in. And
 * who answers 宁海县人民政府 (你县…收悉，经市政府研究). */
bool context_addressee(zc_str text, prose_unit unit, place_reading *out);

/* The place, a prefecture at the least, whose orders the text follows: 根据《怒江州人
 * 民政府办公室关于…》. Whoever follows them lies in it or is it. */
bool context_basis(zc_str text, prose_unit unit, place_reading *out);

/* The one place of the kind `unit` in the city `holder` that is meant: 泸水市 of a text
 * that says 我市, follows 怒江州's orders and names it. NULL when it can't be told. */
const place *context_below(const place *holder, const prose_mention *mentions, prose_unit unit);

#endif
