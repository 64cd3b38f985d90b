/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_prose.h"

#include "words.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { OPENING_BYTES = 1500 };

/* ---- What the text calls its own ---- */

static const char *const units[] = {"自治区", "自治州", "自治县", "地区", "省", "市",
                                    "县",     "区",     "州",     "盟",   "旗"};

static size_t unit_at(zc_str s)
{
    size_t i = 0;
    while (i < COUNT(units) && !str_starts(s, str_from(units[i])))
        i++;
    return i;
}

/* How often `word` (我, 本, 全) stands before each kind of place. */
static void count_units(zc_str text, zc_str word, size_t counts[COUNT(units)])
{
    for (size_t at = str_find(text, word, 0); at != SIZE_MAX;
         at = str_find(text, word, at + word.n)) {
        size_t unit = unit_at(str_slice(text, at + word.n, text.n));
        if (unit < COUNT(units))
            counts[unit]++;
    }
}

static size_t most_counted(const size_t counts[COUNT(units)])
{
    size_t best = 0, second = 0, which = COUNT(units);
    for (size_t i = 0; i < COUNT(units); i++)
        if (counts[i] > best) {
            second = best;
            best = counts[i];
            which = i;
        } else if (counts[i] > second) {
            second = counts[i];
        }
    return best >= 2 && best >= 2 * second ? which : COUNT(units);
}

/* A city's text says 全省 as often as 全市 (全省第一), a province's never says 全市: the
 * smaller kind is its own. 区 is an autonomous region's as well as a district's. */
static size_t smallest_counted(const size_t counts[COUNT(units)])
{
    static const char *const order[][3] = {{"县", "自治县", "旗"}, {"市", "州", "盟"}, {"区"}};
    for (size_t level = 0; level < COUNT(order); level++) {
        size_t best = COUNT(units), most = 0;
        for (size_t i = 0; i < COUNT(units); i++)
            for (size_t k = 0; k < 3 && order[level][k]; k++)
                if (strcmp(units[i], order[level][k]) == 0 && counts[i] > most) {
                    most = counts[i];
                    best = i;
                }
        if (most >= 3)
            return best;
    }
    return COUNT(units);
}

/* 我代表区人民政府, 我代表行署: 行署 govern a 盟 or a 地区, which the rest tells. */
static size_t report_unit(zc_str text)
{
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES)), speaks = STR_LIT("我代表");
    size_t at = str_find(opening, speaks, 0);
    if (at == SIZE_MAX)
        return COUNT(units);
    size_t unit = unit_at(str_slice(opening, at + speaks.n, opening.n));
    if (unit == COUNT(units))
        return unit;
    size_t from = at + speaks.n + str_from(units[unit]).n;
    return str_starts(str_slice(opening, from, opening.n), STR_LIT("人民政府")) ||
                   str_starts(str_slice(opening, from, opening.n), STR_LIT("政府"))
               ? unit
               : COUNT(units);
}

/* 各市人民政府，省政府各部门： is addressed by a province, to its own offices last. */
static size_t addressee_unit(zc_str text)
{
    static const char *const offices[] = {"人民政府各", "政府各", "直各",   "直有关",
                                          "直机关",     "直及",   "直部门", "直属各"};
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES)), line;
    while (str_line(&opening, &line)) {
        line = str_trim(line);
        if (!str_ends(line, STR_LIT("：")) && !str_ends(line, STR_LIT(":")))
            continue;
        for (size_t at = 0; at < line.n; utf8_next(line, &at)) {
            size_t unit = unit_at(str_slice(line, at, line.n));
            if (unit == COUNT(units))
                continue;
            zc_str rest = str_slice(line, at + str_from(units[unit]).n, line.n);
            for (size_t i = 0; i < COUNT(offices); i++)
                if (str_starts(rest, str_from(offices[i])))
                    return unit;
        }
    }
    return COUNT(units);
}

/* 市长主持召开市政府第38次常务会议 */
static size_t meeting_unit(zc_str text)
{
    static const char *const governments[] = {"政府", "人民政府", "委常委会", "委常委"};
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES)), word = STR_LIT("召开");
    for (size_t at = str_find(opening, word, 0); at != SIZE_MAX;
         at = str_find(opening, word, at + word.n)) {
        size_t from = at + word.n, unit = unit_at(str_slice(opening, from, opening.n));
        if (unit == COUNT(units))
            continue;
        from += str_from(units[unit]).n;
        if (words_start(str_slice(opening, from, opening.n), WORDS(governments)))
            return unit;
    }
    return COUNT(units);
}

prose_unit prose_unit_read(zc_str text)
{
    size_t counts[COUNT(units)] = {0}, unit = report_unit(text);
    if (unit < COUNT(units))
        return (prose_unit){str_from(units[unit]), VOICE_REPORT};
    unit = addressee_unit(text);
    if (unit == COUNT(units))
        unit = meeting_unit(text);
    if (unit < COUNT(units))
        return (prose_unit){str_from(units[unit]), VOICE_OWN};
    /* A national law may say 本省 once; 我市 nobody says of another's city. */
    count_units(text, STR_LIT("我"), counts);
    for (size_t i = 0; i < COUNT(units); i++)
        counts[i] *= 2;
    count_units(text, STR_LIT("本"), counts);
    unit = most_counted(counts);
    if (unit < COUNT(units))
        return (prose_unit){str_from(units[unit]), VOICE_OWN};
    memset(counts, 0, sizeof counts);
    count_units(text, STR_LIT("全"), counts);
    unit = smallest_counted(counts);
    if (unit < COUNT(units))
        return (prose_unit){str_from(units[unit]), VOICE_WHOLE};
    return (prose_unit){STR_NONE, VOICE_NONE};
}

bool prose_of_kind(prose_unit unit, const place *p)
{
    return str_ends(str_from(p->name), unit.kind);
}

/* Whether `rest`, which follows a place's name, says that its government speaks
 * (我代表…人民政府) or its congress met (在…第五届人民代表大会). 第十九届亚运会 is none. */
static bool speaks_or_meets(zc_str rest, bool speaks)
{
    static const char *const bodies[] = {"人民代表大会", "人大", "委员会", "代表大会"};
    if (speaks)
        return str_starts(rest, STR_LIT("人民政府"));
    zc_str near = str_slice(rest, 0, utf8_cut(rest, 40));
    size_t at = str_find(near, STR_LIT("届"), 0);
    if (!str_starts(rest, STR_LIT("第")) || at == SIZE_MAX)
        return false;
    near = str_slice(rest, at + str_from("届").n, rest.n);
    for (size_t i = 0; i < COUNT(bodies); i++)
        if (str_starts(near, str_from(bodies[i])))
            return true;
    return false;
}

bool prose_speaker(zc_str text, place_reading *out)
{
    static const char *const before[] = {"我代表", "我谨代表", "在"};
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES));
    for (size_t i = 0; i < COUNT(before); i++) {
        zc_str word = str_from(before[i]);
        for (size_t at = str_find(opening, word, 0); at != SIZE_MAX;
             at = str_find(opening, word, at + 1)) {
            zc_str s = str_slice(opening, at + word.n, opening.n);
            if (!place_leading(s, "text", out))
                continue;
            size_t to = (size_t)(out->name.p + out->name.n - opening.p);
            if (speaks_or_meets(str_slice(opening, to, opening.n), i < 2)) {
                out->show_name = true;
                return true;
            }
        }
    }
    *out = (place_reading){0};
    return false;
}

/* ---- Mentions ---- */

/* The clause around [from, to), up to a comma, but not far. */
static zc_str clause_around(zc_str text, size_t from, size_t to)
{
    enum { FAR = 60 };
    size_t least = from > FAR ? from - FAR : 0, most = text.n - to > FAR ? to + FAR : text.n;
    while (from > least) {
        size_t before = utf8_back(text, from), at = before;
        uint32_t c = utf8_next(text, &at);
        if (c == 0x3002 || c == 0xFF0C || c == '\n') /* 。， */
            break;
        from = before;
    }
    while (to < most) {
        size_t at = to;
        uint32_t c = utf8_next(text, &at);
        if (c == 0x3002 || c == 0xFF0C || c == '\n')
            break;
        to = at;
    }
    return str_slice(text, from, to);
}

/* 对口支援某县, 学习某市经验, 某市发生事故: the place is a partner or an example. Nor is
 * it the text's own where the clause names that beside it: 某市企业来我市投资. */
static bool is_partner(zc_str text, size_t from, size_t to)
{
    static const char *const words[] = {"对口", "支援", "帮扶", "协作", "结对", "援建",
                                        "考察", "学习", "借鉴", "经验", "先进", "兄弟",
                                        "事故", "案例", "做法", "曝光", "来我", "与我"};
    static const char *const once[] = {"我在", "曾在", "他在", "她在"};
    static const char *const own[][3] = {{"市", "我市", "本市"},
                                         {"县", "我县", "本县"},
                                         {"区", "我区", "本区"},
                                         {"州", "我州", "本州"}};
    zc_str name = str_slice(text, from, to), clause = clause_around(text, from, to);
    for (size_t i = 0; i < COUNT(own); i++)
        if (str_ends(name, str_from(own[i][0])) && words_in(clause, own[i] + 1, 2))
            return true;
    return words_in(clause, WORDS(words)) || words_end(str_slice(text, 0, from), WORDS(once)) ||
           str_starts(str_slice(text, to, text.n), STR_LIT("获悉"));
}

/* Whether the name of `text` at [from, to) is one of a list (北京、上海) or goes
 * elsewhere (赴上海考察). */
static bool is_elsewhere(zc_str text, size_t from, size_t to)
{
    static const char *const before[] = {"、", "赴", "借鉴", "学习", "考察", "对标", "前往"};
    zc_str head = str_slice(text, 0, from);
    for (size_t i = 0; i < COUNT(before); i++)
        if (str_ends(head, str_from(before[i])))
            return true;
    return str_starts(str_slice(text, to, text.n), STR_LIT("、"));
}

static void mention(prose_mention *mentions, zc_str text, size_t from, size_t to)
{
    place_match found[PLACE_MEANINGS];
    zc_str name = str_slice(text, from, to);
    size_t n = place_find(name, found, PLACE_MEANINGS);
    /* 宁波市级 is a level, not the place. */
    if (n == 0 || found[0].word || str_starts(str_slice(text, to, text.n), STR_LIT("级")))
        return;
    bool elsewhere = is_elsewhere(text, from, to), partner = is_partner(text, from, to),
         sure = true;
    for (size_t i = 1; i < n && i < PLACE_MEANINGS; i++)
        sure = sure && found[i].place == found[0].place;
    for (size_t i = 0; i < n && i < PLACE_MEANINGS; i++) {
        prose_mention *one = &mentions[place_index(found[i].place)];
        if (i > 0 && found[i].place == found[i - 1].place)
            continue;
        one->all++;
        one->own += !elsewhere && !partner;
        one->partner += partner;
        one->full += !found[i].short_name;
        one->sure += sure;
        if (name.n > one->name.n)
            one->name = name;
    }
}

prose_mention *prose_count(zc_str text, arena *a)
{
    prose_mention *mentions = arena_alloc(a, place_count() * sizeof *mentions);
    bool quoted = false;
    for (size_t at = 0; mentions && at < text.n;) {
        unsigned char c = (unsigned char)text.p[at];
        zc_str rest = str_slice(text, at, text.n);
        if (c == '\n')
            quoted = false; /* a bracket left open ends with its paragraph */
        else if (c == 0xE3 && str_starts(rest, STR_LIT("《")))
            quoted = true;
        else if (c == 0xE3 && str_starts(rest, STR_LIT("》")))
            quoted = false;
        size_t n = c >= 0xE4 && c <= 0xE9 && !quoted ? place_prefix(rest) : 0;
        if (n)
            mention(mentions, text, at, at + n);
        at += n ? n : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    }
    return mentions;
}

/* ---- The one that stands out ---- */

/* How many of the places right below each one are surely mentioned. */
static void count_support(const prose_mention *mentions, uint16_t *support)
{
    for (size_t i = 0; i < place_count(); i++) {
        const place *above = mentions[i].sure ? place_above(place_at(i)) : NULL;
        if (above)
            support[place_index(above)]++;
    }
}

/* What was found out about the place that is named most. */
typedef struct leader {
    const place *place;
    const prose_mention *mention;
    unsigned
        rival; /* mentions of the next of its kind that neither lies in it nor shares its name */
    unsigned support, other_support,
        siblings; /* places right below it, another city, and beside it */
} leader;

static const place *most_named(const prose_mention *mentions, prose_unit unit)
{
    const place *best = NULL;
    unsigned most = 0;
    for (size_t i = 0; i < place_count(); i++)
        if (mentions[i].own > most && prose_of_kind(unit, place_at(i))) {
            most = mentions[i].own;
            best = place_at(i);
        }
    return best;
}

static leader leader_find(const prose_mention *mentions, const uint16_t *support, prose_unit unit)
{
    leader l = {.place = most_named(mentions, unit)};
    if (!l.place)
        return l;
    l.mention = &mentions[place_index(l.place)];
    l.support = support[place_index(l.place)];
    const place *above = place_above(l.place);
    l.siblings = above ? support[place_index(above)] : 0;
    for (size_t i = 0; i < place_count(); i++) {
        const place *p = place_at(i);
        if (p == l.place)
            continue;
        if (mentions[i].all > l.rival && prose_of_kind(unit, p) && !place_within(p, l.place) &&
            strcmp(p->name, l.place->name) != 0)
            l.rival = mentions[i].all;
        if (support[i] > l.other_support && p->city && p != above)
            l.other_support = support[i];
    }
    return l;
}

/* 安康市 once and 安康 twice, and no county of another city; of 慈溪市 only where no
 * county beside it is named, which would speak for 宁波市. */
static bool named_thrice(const leader *l, prose_voice voice)
{
    unsigned own = l->mention->own;
    bool full = l->mention->full || (voice == VOICE_REPORT && l->support >= (l->rival ? 2 : 1));
    if (!l->place->city || own < 3 || own < 3 * l->rival || !full)
        return false;
    if (l->place->level == PLACE_COUNTY)
        return voice == VOICE_OWN && l->rival == 0 && l->siblings <= 1;
    return l->other_support == 0;
}

/* The thresholds were set on work reports, whole and in pieces, with and without
 * the names of their own city: what is left then must not be taken for it. */
static bool stands_out(const leader *l, prose_voice voice)
{
    unsigned own = l->mention->own, full = l->mention->full;
    bool supported = l->support >= 3 && l->support >= 2 * l->other_support;
    if (l->place->city && l->other_support >= 3 && l->other_support > 2 * l->support)
        return false;
    if (l->place->level == PLACE_COUNTY && l->siblings >= (own < 8 ? 3u : 5u))
        return false; /* it is the city above that names its counties */
    if (own < 8 && own < 4 * (l->mention->all - own))
        return false;
    if (voice == VOICE_REPORT && own >= 5 && own > l->rival && supported)
        return true;
    if (l->place->city && own >= 8 && own >= 2 * l->rival && supported)
        return true;
    if (voice == VOICE_WHOLE) /* a ministry may say 全省 of a province */
        return full >= 2 && own >= 4 && own >= 3 * l->rival && l->place->city;
    if ((full >= 2 && own >= 2 && own >= 2 * l->rival) || named_thrice(l, voice))
        return true;
    return own >= (supported ? 5 : 12) && own >= 3 * l->rival && l->place->level != PLACE_COUNTY;
}

void prose_place(const prose_mention *mentions, prose_unit unit, place_reading *out)
{
    enum { SUPPORT_CAP = 8192 };
    uint16_t support[SUPPORT_CAP] = {0};
    *out = (place_reading){.source = "text", .show_name = true};
    if (unit.voice == VOICE_NONE || place_count() > SUPPORT_CAP)
        return;
    count_support(mentions, support);
    leader l = leader_find(mentions, support, unit);
    if (!l.place || !stands_out(&l, unit.voice))
        return;
    out->name = l.mention->name;
    for (size_t i = 0; i < place_count() && out->n < PLACE_MEANINGS; i++)
        if (mentions[i].own && strcmp(place_at(i)->name, l.place->name) == 0)
            out->may[out->n++] = place_at(i);
}
