/* Place names as they stand in documents: what one may mean, where one name
 * narrows another, and the place that a title or an organisation begins with.
 *
 * The gazetteer knows every name; here it is decided which of them to trust.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PLACE_NAME_H
#define ZC_CORPUS_PLACE_NAME_H

#include "base.h"
#include "gazetteer.h"

enum { PLACE_MEANINGS = 16 };

/* A name that was read, and the places that it may mean. */
typedef struct place_reading {
    const place *may[PLACE_MEANINGS];
    size_t n;
    const char *source; /* "title"; static */
    zc_str name;        /* as found */
    const place *outer; /* the place named right before it, which holds it; NULL mostly */
    bool zone;          /* a zone's name: 横琴粤澳深度合作区 */
    bool show_name;     /* the source is to say it: a former name, or prose */
} place_reading;

/* Whether `inner` lies in `outer` or is it. */
bool place_within(const place *inner, const place *outer);

/* The place right above `p`: 宁波市 of 慈溪市, 浙江省 of 宁波市. NULL for a province. */
const place *place_above(const place *p);

/* The meanings of `name`, added to *out's source. Bare short names of counties
 * only where `counties`; full names of today leave former ones no room. */
void place_meanings(zc_str name, bool counties, place_reading *out);

/* Keeps the places of *reading that lie in one of `outer`'s, or hold one. False,
 * nothing changed, when none does. */
bool place_narrow(place_reading *reading, const place_reading *outer);

/* The place that `s` begins with, as deep as it goes: 北京市密云区人民政府. False
 * when it begins with none that can be trusted (河南寨镇, 中山大学). */
bool place_leading(zc_str s, const char *source, place_reading *out);

#endif
