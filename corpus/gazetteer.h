/* Places of China: provinces, prefectures and counties since 1981, with former
 * names and successors, and the zones (新区, 开发区) that don't bear their place
 * in their name. The tables are corpus/places.tsv and zones.tsv, compiled in.
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
    bool word;       /* an ordinary word as well, or part of two: 公安, 合作 */
} place_match;

/* Every place that all of `name` may mean: today's full names first, then
 * former names with one successor, then short names. Returns how many there
 * are; the first `cap` are written. 朝阳 gives several. */
size_t place_find(zc_str name, place_match *out, size_t cap);

/* Length in bytes of the longest name, full, former or short, that `text`
 * begins with, 0 when none. */
size_t place_prefix(zc_str text);

/* Every place a name of which, today's or a former one, begins with `sign`: 慈
 * gives 慈溪市 and 慈利县. Returns how many were written, at most `cap`, each once. */
size_t place_beginning(zc_str sign, const place **out, size_t cap);

/* Length in bytes of the longest zone's name that `text` begins with, or former
 * place's that was divided, 0 when none; *where is then the place that holds all
 * of it: 南京市 for 江北新区, 安徽省 for 巢湖地区. */
size_t place_zone(zc_str text, const place **where);

/* Names that look or sound most like `name` (宁玻 → 宁波), best first; how many
 * were written. Strings are static. */
size_t place_nearest(zc_str name, const char **out, size_t cap);

/* How many places there are, the number of one among them, and back. For
 * tables that keep something about each. */
size_t place_count(void);
size_t place_index(const place *p);
const place *place_at(size_t index);

#endif
