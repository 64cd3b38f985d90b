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

const place *place_above(const place *p)
{
    const char *name = p->level == PLACE_COUNTY ? p->city : p->province;
    place_match found[PLACE_MEANINGS];
    size_t n = p->level == PLACE_PROVINCE ? 0 : place_find(str_from(name), found, PLACE_MEANINGS);
    for (size_t i = 0; i < n && i < PLACE_MEANINGS; i++)
        if (!found[i].short_name && !found[i].former && found[i].place != p &&
            strcmp(found[i].place->province, p->province) == 0)
            return found[i].place;
    return NULL;
}

/* ---- Names that begin something else ---- */

static bool starts_any(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, str_from(words[i])))
            return true;
    return false;
}

/* What looks as if it began with a place: words, 长治久安; goods, 大理石; bodies of
 * many countries or the whole one, 上海合作组织, 深圳证券交易所. */
static bool is_other_word(zc_str s)
{
    static const char *const words[] = {
        "白银",     "长治久",       "长治的",   "安康",     "大同社",   "大同世",   "大同小",
        "来宾",     "大理石",       "大理论",   "文山会",   "阿里巴",   "阿里云",   "海西经",
        "海西区",   "新乡贤",       "新乡村",   "新乡镇",   "新乡土",   "哈密瓜",   "普洱茶",
        "和田玉",   "河源头",       "大庆典",   "日照时",   "日照分",   "朝阳产",   "中山装",
        "通化学",   "上海合作组织", "上海证券", "上海期货", "上海黄金", "深圳证券", "北京证",
        "郑州商品", "大连商品",     "广州期货", "台湾",     "香港",     "澳门"};
    return starts_any(s, words, COUNT(words));
}

/* Places smaller than any here, and schools, bear a place's name: 河南寨镇, 中山北路,
 * 中山大学, 杭州湾. But 浙江农村, 上海道路 and 杭州西湖 are what they seem. */
static bool names_something_smaller(zc_str after)
{
    static const char *const own[] = {"乡村", "乡镇",   "城镇", "城乡", "村镇",   "村庄",  "村级",
                                      "村民", "农村",   "山村", "道路", "公路",   "铁路",  "路灯",
                                      "路政", "街道办", "桥梁", "大桥", "大学生", "学院路"};
    static const char *const smaller[] = {"镇", "乡", "街道", "村", "寨", "路", "桥"};
    static const char *const at_once[] = {"大学", "学院", "湾"};
    size_t one = 0;
    if (starts_any(after, own, COUNT(own)))
        return false;
    if (after.n)
        utf8_next(after, &one);
    return starts_any(after, at_once, COUNT(at_once)) ||
           starts_any(after, smaller, COUNT(smaller)) ||
           starts_any(str_slice(after, one, after.n), smaller, COUNT(smaller));
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

/* 城区停车办法 is about any town's centre, 晋城市城区停车办法 about that one's; only
 * 晋城市城区人民政府 is the district's. */
static bool is_part_of_town(zc_str name, zc_str after, bool first)
{
    static const char *const parts[] = {"城区", "市区", "郊区", "矿区", "新区", "市郊区"};
    if (!first && (str_starts(after, STR_LIT("人民")) || str_starts(after, STR_LIT("政府"))))
        return false;
    for (size_t i = 0; i < COUNT(parts); i++)
        if (str_equal(name, str_from(parts[i])))
            return true;
    return false;
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

/* What stands between an outer name and an inner one: 中国（浙江）自由贸易试验区宁波片区,
 * 新疆生产建设兵团第八师石河子市. */
static size_t skip_joint(zc_str s)
{
    static const char *const joints[] = {"）自由贸易试验区", ")自由贸易试验区", "自由贸易试验区",
                                         "自贸试验区", "生产建设兵团"};
    for (size_t i = 0; i < COUNT(joints); i++)
        if (str_starts(s, str_from(joints[i])))
            return str_from(joints[i]).n;
    return 0;
}

/* 昆山经济技术开发区 lies in 昆山市, the one place of that name. A district's name is
 * often a lake's or a hill's first (东湖高新区 is in 武汉市). */
static bool names_county_zone(zc_str name, zc_str after)
{
    static const char *const zones[] = {"经济技术开发区", "经济开发区", "高新技术产业开发区",
                                        "高新技术开发区", "高新区",     "经开区"};
    place_match found[2];
    size_t skip = str_starts(after, STR_LIT("国家")) ? str_from("国家").n : 0;
    if (!starts_any(str_slice(after, skip, after.n), zones, COUNT(zones)) ||
        place_find(name, found, COUNT(found)) != 1 || found[0].word || found[0].former)
        return false;
    return !str_ends(str_from(found[0].place->name), STR_LIT("区"));
}

/* The name that `s` begins with, a zone's or a place's, whichever is longer;
 * out->n is 0 when there is none to be trusted. `first`: nothing stands before
 * it that would say which of several it is, or that it is a name at all. */
static void next_name(zc_str s, bool first, place_reading *out)
{
    const place *where;
    size_t n = place_prefix(s), zone = place_zone(s, &where);
    out->n = 0;
    if (zone > n) {
        out->may[out->n++] = where;
        out->name = str_slice(s, 0, zone);
        out->zone = out->show_name = true;
        return;
    }
    if (n == 0)
        return;
    zc_str after = str_slice(s, n, s.n);
    place_meanings(str_slice(s, 0, n), first && names_county_zone(str_slice(s, 0, n), after), out);
    bool is_short = true;
    for (size_t i = 0; i < out->n; i++)
        is_short = is_short && !str_equal(out->name, str_from(out->may[i]->name));
    bool trusted = !is_short || out->show_name ||
                   (!is_other_word(s) && !names_something_smaller(after));
    if (!trusted || is_part_of_town(out->name, after, first))
        out->n = 0;
    else if (first && is_short)
        prefer_province(out);
}

bool place_leading(zc_str s, const char *source, place_reading *out)
{
    *out = (place_reading){.source = source};
    for (size_t at = 0; at < s.n;) {
        place_reading next = {.source = source};
        next_name(str_slice(s, at, s.n), out->n == 0, &next);
        if (next.n == 0)
            break;
        if (out->n) {
            bool deeper = next.may[0]->level > out->may[0]->level;
            if (!deeper || !place_narrow(&next, out))
                break;
            next.show_name = next.show_name || out->show_name;
            next.outer = out->n == 1 ? out->may[0] : out->outer;
        }
        *out = next;
        at = (size_t)(next.name.p + next.name.n - s.p);
        at += skip_joint(str_slice(s, at, s.n));
    }
    return out->n > 0;
}
