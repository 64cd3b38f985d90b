/* Places of China: provinces, prefectures and counties since 1981, with former
 * names and successors. The table is corpus/places.tsv, compiled in.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_GAZETTEER_H
#define ZC_CORPUS_GAZETTEER_H

#include "base.h"

typedef enum place_level { PLACE_PROVINCE, PLACE_CITY, PLACE_COUNTY } place_level;

/* One place that exists today. All strings are static. */
typedef struct place {
    const char *name; /* 慈溪市 */
    place_level level;
    const char *province; /* 浙江省 */
    const char *city;     /* 宁波市; NULL for a province that is no city; its
                             own name for 北京市 and for a county governed
                             directly by its province (天门市) */
    const char *county;   /* 慈溪市; NULL above that level */
} place;

/* What a name may mean. */
typedef struct place_match {
    const place *place;
    bool short_name; /* 慈溪 for 慈溪市 */
    bool former;     /* 慈溪县 for 慈溪市: the one successor, today's place */
} place_match;

/* Every place that all of `name` may mean: today's full names first, then
 * former names with one successor, then short names. Returns how many there
 * are; the first `cap` are written. 朝阳 gives several. */
size_t place_find(zc_str name, place_match *out, size_t cap);

/* Length in bytes of the longest name, full, former or short, that `text`
 * begins with, 0 when none. */
size_t place_prefix(zc_str text);

/* Names that look or sound most like `name` (宁玻 → 宁波), best first; how many
 * were written. Strings are static. */
size_t place_nearest(zc_str name, const char **out, size_t cap);

#endif
