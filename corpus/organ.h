/* Names of organisations: whether a line is one, the first of several, whether
 * it is a body of the whole country, and the place that it names.
 *
 * Words only; nothing here knows where in a document a name stands.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_ORGAN_H
#define ZC_CORPUS_ORGAN_H

#include "base.h"

/* `s` without controls, without blanks between two Han characters (宜昌市 教育局
 * → 宜昌市教育局) and with one blank for several elsewhere. NULL when memory
 * runs out. */
char *organ_tidy(arena *a, zc_str s);

/* Whether all of `s`, a tidied text, is the name of one organisation. */
bool organ_is(zc_str s);

/* The first organisation of `s`, joined by 、, commas or blanks (市财政局、市国税局);
 * the empty view when `s` isn't made of organisations. A view into `s`, which
 * need not be tidied. */
zc_str organ_first(zc_str s);

/* A body of the whole country (财政部, 最高人民法院) or a name or title that
 * begins with one. */
bool organ_national(zc_str s);

/* What comes before the place in an organisation's name: 中共, 政协, 国家税务总局
 * of 国家税务总局宁波市税务局. Its length in bytes. */
size_t organ_lead(zc_str s);

/* The kind of place that an organisation without a place's name means, 市 of
 * 市财政局 or 省 of 省政府办公厅; the empty view when there is none. */
zc_str organ_unit(zc_str s);

#endif
