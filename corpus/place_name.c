/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_name.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

bool place_within(const place *inner, const place *outer)
{
    if (strcmp(inner->province, outer->province) != 0)
        return false;
    if (outer->level == PLACE_PROVINCE || inner == outer)
        return true;
    return outer->level == PLACE_CITY && inner->city && strcmp(inner->city, outer->city) == 0;
}

/* A short name begins many a word that is no place's: 河南寨镇, 中山大学. */
static bool short_is_trusted(zc_str name, zc_str after)
{
    static const char *const words[] = {"白银", "长治", "安康", "大同", "平安", "和平", "太平"};
    static const char *const others[] = {"镇",   "乡",   "街道", "村", "寨", "路", "桥",
                                         "大学", "学院", "山",   "湖", "河", "江", "港湾"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_equal(name, str_from(words[i])))
            return false;
    zc_str near = str_slice(after, 0, utf8_cut(after, 9));
    for (size_t i = 0; i < COUNT(others); i++)
        if (str_find(near, str_from(others[i]), 0) <= 3) /* at once, or after one character */
            return false;
    return true;
}

/* 彭水县 and 黔东南州 say of what kind they are, 胶州 in 胶州湾 does not. */
static bool says_kind(zc_str name)
{
    static const char *const kinds[] = {"省", "市", "县", "区", "州", "盟", "旗"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_ends(name, str_from(kinds[i])) && name.n > 6)
            return true;
    return false;
}

void place_meanings(zc_str name, bool counties, place_reading *out)
{
    place_match found[PLACE_MEANINGS];
    size_t n = place_find(name, found, PLACE_MEANINGS);
    bool full = n && !found[0].short_name && !found[0].former;
    out->n = 0;
    for (size_t i = 0; i < n && i < PLACE_MEANINGS; i++) {
        bool is_full = !found[i].short_name && !found[i].former;
        bool bare = found[i].short_name && !says_kind(name);
        if ((full && !is_full) || (bare && !counties && found[i].former) ||
            (bare && !counties && found[i].place->level == PLACE_COUNTY))
            continue;
        out->may[out->n++] = found[i].place;
        if (found[i].former)
            out->show_name = true;
    }
    out->name = name;
}

/* A province's short name is its, though a city (吉林) or a far county
 * (河南蒙古族自治县) shares it. */
static void prefer_province(place_reading *e)
{
    for (size_t i = 0; e->n > 1 && i < e->n; i++)
        if (e->may[i]->level == PLACE_PROVINCE) {
            e->may[0] = e->may[i];
            e->n = 1;
        }
}

bool place_narrow(place_reading *e, const place_reading *outer)
{
    place_reading kept = *e;
    kept.n = 0;
    for (size_t i = 0; i < e->n; i++)
        for (size_t j = 0; j < outer->n; j++)
            if (place_within(e->may[i], outer->may[j]) || place_within(outer->may[j], e->may[i])) {
                kept.may[kept.n++] = e->may[i];
                break;
            }
    if (kept.n)
        *e = kept;
    return kept.n > 0;
}

bool place_leading(zc_str s, const char *source, place_reading *out)
{
    *out = (place_reading){.source = source};
    for (size_t at = 0; at < s.n;) {
        zc_str rest = str_slice(s, at, s.n);
        size_t n = place_prefix(rest);
        place_reading next = {.source = source};
        if (n)
            place_meanings(str_slice(rest, 0, n), false, &next);
        if (next.n == 0)
            break;
        bool is_short = true;
        for (size_t i = 0; i < next.n; i++)
            is_short = is_short && !str_equal(next.name, str_from(next.may[i]->name));
        if (is_short && !next.show_name && !short_is_trusted(next.name, str_slice(rest, n, rest.n)))
            break;
        if (out->n == 0) {
            if (is_short)
                prefer_province(&next);
        } else {
            bool deeper = next.may[0]->level > out->may[0]->level;
            if (!deeper || !place_narrow(&next, out))
                break;
            next.show_name = next.show_name || out->show_name;
        }
        *out = next;
        at += n;
    }
    return out->n > 0;
}
