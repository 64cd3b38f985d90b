/* Names of organisations: whether a line is one, the list that several make,
 * whether one is short for another, whether it is a body of the whole country,
 * and the kind of place that it names.
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

/* Names in the order in which they stand, tidied, each once. */
enum { ORGANS_MOST = 16 };
typedef struct organ_names {
    const char *at[ORGANS_MOST];
    size_t n;
} organ_names;

/* Adds a name unless it is there or the list is full. False when memory runs out. */
bool organ_add(organ_names *names, zc_str name, arena *a);

/* Adds the organisations that `s` is made of, joined by 、, commas or blanks or set
 * side by side (市财政局、市国税局; 财政部 国家税务总局), nothing when it holds anything
 * else. `s` need not be tidied. False when memory runs out. */
bool organ_list(zc_str s, arena *a, organ_names *names);

/* Whether `s` is made of organisations. */
bool organ_only(zc_str s);

/* Whether `brief` is the same organisation as `full`, or short for it: its
 * characters stand in `full` in their order, with the same kind of place (市国税局,
 * 上海市国家税务局) or the same first character (海西州人民政府). */
bool organ_abbreviates(zc_str brief, zc_str full);

/* Whether only its kind of place says whose it is: 市财政局, 省政府办公厅. */
bool organ_is_kind(zc_str name);

/* A body of the whole country (财政部, 最高人民法院) or a name or title that
 * begins with one. */
bool organ_national(zc_str s);

/* What comes before the place in an organisation's name: 中共, 政协, 国家税务总局
 * of 国家税务总局宁波市税务局. Its length in bytes. */
size_t organ_lead(zc_str s);

/* The place that `s` begins with: one of the gazetteer, or what a sign of its kind
 * ends within six characters (示例市). Empty when none does. */
zc_str organ_where(zc_str s);

/* The kind of place that an organisation without a place's name means, 市 of
 * 市财政局 or 省 of 省政府办公厅; the empty view when there is none. */
zc_str organ_unit(zc_str s);

#endif
