/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_context.h"

#include "organ.h"
#include "words.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { OPENING_BYTES = 1500, CLOSING_BYTES = 3000, NAME_BYTES = 42 };

/* ---- Places that must not contradict one another ---- */

typedef struct chain {
    place_reading deepest;
    bool broken;
} chain;

static void chain_add(chain *c, const place_reading *one)
{
    const place *p = one->may[0], *now = c->deepest.may[0];
    if (one->n != 1)
        return;
    if (c->deepest.n == 0 || (p != now && place_within(p, now)))
        c->deepest = *one;
    else if (!place_within(now, p))
        c->broken = true;
}

static bool chain_end(const chain *c, const char *source, place_reading *out)
{
    *out = c->deepest;
    out->source = source;
    out->show_name = true;
    if (c->broken)
        out->n = 0;
    return out->n == 1;
}

/* The place that the name of a local organisation or of its document begins with. */
static bool local(zc_str s, place_reading *out)
{
    *out = (place_reading){0};
    return !organ_national(s) && place_leading(str_slice(s, organ_lead(s), s.n), "text", out);
}

/* ---- Parts of the text ---- */

static zc_str opening_of(zc_str text)
{
    return str_slice(text, 0, utf8_cut(text, OPENING_BYTES));
}

static zc_str closing_of(zc_str text)
{
    size_t from = text.n > CLOSING_BYTES ? text.n - CLOSING_BYTES : 0;
    return str_slice(text, from ? utf8_cut(text, from) : 0, text.n);
}

static zc_str line_around(zc_str text, size_t at)
{
    size_t from = at, to = at;
    while (from > 0 && text.p[from - 1] != '\n')
        from--;
    while (to < text.n && text.p[to] != '\n')
        to++;
    return str_slice(text, from, to);
}

/* From `at` to the end of its sentence. */
static zc_str sentence_at(zc_str text, size_t at)
{
    size_t to = at;
    while (to < text.n && text.p[to] != '\n') {
        size_t next = to;
        uint32_t c = utf8_next(text, &next);
        if (c == 0x3002 || c == 0xFF1B) /* 。； */
            break;
        to = next;
    }
    return str_slice(text, at, to);
}

zc_str context_own(zc_str text)
{
    zc_str passed = STR_LIT("转发给你们");
    size_t at = str_find(opening_of(text), passed, 0);
    return at == SIZE_MAX ? text : str_slice(text, 0, at + sentence_at(text, at).n);
}

/* ---- Lines ---- */

bool context_colophon(zc_str text, place_reading *out)
{
    zc_str word = STR_LIT("日印发");
    chain c = {0};
    for (size_t at = str_find(text, word, 0); at != SIZE_MAX;
         at = str_find(text, word, at + word.n)) {
        zc_str line = str_trim(line_around(text, at));
        place_reading one;
        if (str_ends(line, word) && line.n < 200 && local(line, &one))
            chain_add(&c, &one);
    }
    return chain_end(&c, "colophon", out);
}

/* What stands beside a label: up to a wide gap, a bracket or the end of the line. */
static zc_str label_value(zc_str text, size_t at)
{
    zc_str s = str_trim(str_slice(text, at, at + line_around(str_slice(text, at, text.n), 0).n));
    size_t to = 0;
    while (to < s.n) {
        size_t next = to;
        uint32_t c = utf8_next(s, &next);
        if (utf8_is_blank(c) || c == 0x3011 || c == ']' || c == '|' || c == 0xFF3D)
            break;
        to = next;
    }
    return str_slice(s, 0, to);
}

/* The name beside `label`, where it is an organisation's. */
static bool labelled(zc_str text, const char *label, zc_str *name)
{
    zc_str word = str_from(label);
    for (size_t at = str_find(text, word, 0); at != SIZE_MAX;
         at = str_find(text, word, at + word.n)) {
        zc_str rest = str_slice(text, at + word.n, text.n);
        size_t colon = str_starts(rest, STR_LIT("：")) ? 3 : str_starts(rest, STR_LIT(":")) ? 1 : 0;
        *name = colon ? label_value(rest, colon) : STR_NONE;
        if (organ_is(*name))
            return true;
    }
    return false;
}

/* 各县（市、区）…： is written by whoever stands above counties, 各镇、街道： by whoever
 * stands above towns. */
static bool is_addressed(zc_str text, const char *const *to, size_t n)
{
    zc_str opening = opening_of(text), line;
    while (str_line(&opening, &line)) {
        line = str_trim(line);
        if ((str_ends(line, STR_LIT("：")) || str_ends(line, STR_LIT(":"))) &&
            words_in(line, to, n))
            return true;
    }
    return false;
}

static const char *const to_counties[] = {"各县", "各区", "各市", "县区", "区县", "县（市"};

/* Whether the text is of the place that `name`, an organisation's, begins with: it
 * calls itself so, or names the part of 常德市西洞庭管理区农业农村局 that no gazetteer
 * knows. */
static bool is_own_kind(zc_str text, zc_str name, const place_reading *one, prose_unit unit)
{
    size_t to = (size_t)(one->name.p + one->name.n - name.p);
    zc_str rest = str_slice(name, to, name.n), sign = STR_LIT("区");
    size_t end = str_find(rest, sign, 0);
    zc_str part = end == SIZE_MAX ? STR_NONE : str_slice(rest, 0, end + sign.n);
    if (unit.voice > VOICE_NONE && prose_of_kind(unit, one->may[0]))
        return true;
    unsigned n = 0;
    for (size_t at = part.n > 6 ? str_find(text, part, 0) : SIZE_MAX; at != SIZE_MAX;
         at = str_find(text, part, at + part.n))
        n++;
    return n >= 3;
}

bool context_label(zc_str text, prose_unit unit, place_reading *out)
{
    static const char *const authors[] = {"解读单位", "解读机关", "解读机构", "解读部门",
                                          "起草单位", "答复单位", "承办单位"};
    static const char *const pages[] = {"来源"};
    zc_str name, parts[] = {opening_of(text), closing_of(text)};
    for (size_t i = 0; i < COUNT(authors) * COUNT(parts); i++)
        if (labelled(parts[i % COUNT(parts)], authors[i / COUNT(parts)], &name) &&
            local(name, out) && out->n == 1) {
            out->source = "label";
            return true;
        }
    for (size_t i = 0; i < COUNT(pages); i++)
        if (labelled(opening_of(text), pages[i], &name) && local(name, out) && out->n == 1 &&
            is_own_kind(text, name, out, unit) &&
            !(out->may[0]->level == PLACE_COUNTY && is_addressed(text, WORDS(to_counties)))) {
            out->source = "label";
            return true;
        }
    *out = (place_reading){0};
    return false;
}

/* ---- Where it applies ---- */

/* The place's name that ends at `at`, the longest. */
static bool name_before(zc_str text, size_t at, place_reading *out)
{
    bool found = false;
    for (size_t from = at; from > 0 && at - from < NAME_BYTES;) {
        place_reading one;
        from = utf8_back(text, from);
        size_t at_char = from;
        if (!utf8_is_han(utf8_next(text, &at_char)))
            break;
        if (local(str_slice(text, from, at), &one) && one.n == 1 &&
            one.name.p + one.name.n == text.p + at) {
            *out = one;
            found = true;
        }
    }
    return found;
}

bool context_scope(zc_str text, prose_unit unit, place_reading *out)
{
    static const char *const words[] = {"行政区域", "辖区", "全部", "范围内"};
    static const char *const applies[] = {"适用于", "适用"};
    chain c = {0};
    for (size_t i = 0; i < (unit.voice >= VOICE_OWN ? COUNT(words) : 1); i++)
        for (size_t at = str_find(text, str_from(words[i]), 0); at != SIZE_MAX;
             at = str_find(text, str_from(words[i]), at + 1)) {
            place_reading one;
            if (!name_before(text, at, &one))
                continue;
            size_t from = (size_t)(one.name.p - text.p);
            bool own = unit.voice >= VOICE_OWN && prose_of_kind(unit, one.may[0]);
            bool says = i == 0 && words_end(str_slice(text, 0, from), WORDS(applies));
            if (own || says)
                chain_add(&c, &one);
        }
    return chain_end(&c, "scope", out);
}

/* ---- What a meeting passed ---- */

bool context_meeting(zc_str text, prose_unit unit, place_reading *out)
{
    static const char *const words[] = {"原则同意《", "审议通过《", "审议通过了《", "审议《",
                                        "审议了《",   "讨论通过《", "研究通过《"};
    chain c = {0};
    if (unit.voice < VOICE_OWN)
        return chain_end(&c, "meeting", out);
    for (size_t i = 0; i < COUNT(words); i++)
        for (size_t at = str_find(text, str_from(words[i]), 0); at != SIZE_MAX;
             at = str_find(text, str_from(words[i]), at + 1)) {
            zc_str s = sentence_at(text, at), quote = STR_LIT("《");
            for (size_t k = str_find(s, quote, 0); k != SIZE_MAX; k = str_find(s, quote, k + 1)) {
                place_reading one;
                if (local(str_slice(s, k + quote.n, s.n), &one) && one.n == 1 &&
                    prose_of_kind(unit, one.may[0]))
                    chain_add(&c, &one);
            }
        }
    return chain_end(&c, "meeting", out);
}

/* ---- Whom it is written to ---- */

/* The places that a line of addressees names: 海曙区、江北区教育局，慈溪市…. */
static size_t addressees(zc_str line, place_reading *out, size_t cap)
{
    size_t n = 0;
    bool begins = true;
    for (size_t at = 0; at < line.n && n < cap;) {
        if (begins && local(str_slice(line, at, line.n), &out[n]) && out[n].n == 1)
            n++;
        uint32_t c = utf8_next(line, &at);
        begins = c == 0x3001 || c == 0xFF0C; /* 、， */
    }
    return n;
}

/* The place of the text's own kind that holds all of them. */
static const place *holder_of(const place_reading *to, size_t n, prose_unit unit)
{
    const place *p = n ? place_above(to[0].may[0]) : NULL;
    while (p && !prose_of_kind(unit, p))
        p = place_above(p);
    for (size_t i = 0; p && i < n; i++)
        if (!place_within(to[i].may[0], p) || to[i].may[0] == p)
            return NULL;
    return p;
}

/* The kind of place as which whoever answers speaks: 经市政府研究. To a municipality's
 * district nothing else is 市: 向市水务局报告. */
static prose_unit answering_unit(zc_str text, const place *to)
{
    static const char *const before[] = {"经", "报", "由", "向"};
    static const char *const kinds[] = {"市", "州", "盟", "省", "自治区"};
    static const char *const governments[] = {"政府", "人民政府"};
    bool municipal = to->city && strcmp(to->city, to->province) == 0;
    for (size_t k = 0; k < COUNT(kinds); k++)
        for (size_t i = 0; i < (municipal ? COUNT(before) : 1); i++)
            for (size_t at = str_find(text, str_from(before[i]), 0); at != SIZE_MAX;
                 at = str_find(text, str_from(before[i]), at + 3)) {
                zc_str rest = str_slice(text, at + 3, text.n);
                size_t n = str_from(kinds[k]).n;
                if (str_starts(rest, str_from(kinds[k])) &&
                    (municipal || words_start(str_slice(rest, n, rest.n), WORDS(governments))))
                    return (prose_unit){str_from(kinds[k]), VOICE_OWN};
            }
    return (prose_unit){STR_NONE, VOICE_NONE};
}

bool context_addressee(zc_str text, prose_unit unit, place_reading *out)
{
    enum { MOST = 16 };
    /* Who invites several districts as 你区 may be of anywhere. */
    static const char *const outside[] = {"你区", "你县", "你市", "贵区", "贵县", "贵市", "贵局"};
    const prose_unit none = {STR_NONE, VOICE_NONE};
    place_reading to[MOST];
    zc_str opening = opening_of(text), line;
    *out = (place_reading){.source = "addressee", .show_name = true};
    while (str_line(&opening, &line) && out->n == 0) {
        line = str_trim(line);
        if (!str_ends(line, STR_LIT("：")) && !str_ends(line, STR_LIT(":")))
            continue;
        size_t n = addressees(line, to, MOST);
        prose_unit own = words_in(text, WORDS(outside)) ? none : unit;
        if (n == 1)
            own = str_find(text, STR_LIT("收悉"), 0) != SIZE_MAX
                      ? answering_unit(text, to[0].may[0])
                      : none;
        const place *p = own.voice >= VOICE_OWN ? holder_of(to, n, own) : NULL;
        if (!p)
            continue;
        out->may[out->n++] = p;
        out->name = to[0].name;
    }
    return out->n == 1;
}

/* ---- Whose orders it follows ---- */

/* Whether a government or party of `one` speaks or stands in a regulation's title: by its
 * full name, so that 《武汉城市圈规划》 is none of 武汉市's, and 北京冬奥会 no order. */
static bool gives_orders(zc_str s, const place_reading *one, bool quoted)
{
    static const char *const bodies[] = {"委、", "委办", "委员会", "委关于", "委的", "委市",
                                         "委省", "委州", "政府",   "人民",   "人大"};
    static const char *const kinds[] = {"省", "市", "州", "盟", "自治区", "地区"};
    zc_str after = str_slice(s, (size_t)(one->name.p + one->name.n - s.p), s.n);
    return words_end(one->name, WORDS(kinds)) && one->name.n > 6 &&
           (quoted || words_start(after, WORDS(bodies)));
}

/* Adds the prefectures and provinces that the sentence names as authors. */
static void add_authors(chain *c, zc_str sentence, prose_unit unit)
{
    bool province = str_equal(unit.kind, STR_LIT("省")) || str_equal(unit.kind, STR_LIT("自治区"));
    bool begins = true, quoted = false;
    for (size_t at = 0; at < sentence.n;) {
        place_reading one;
        zc_str s = str_slice(sentence, at, sentence.n);
        if (begins && local(s, &one) && one.n == 1 && gives_orders(s, &one, quoted) &&
            (one.may[0]->level == PLACE_PROVINCE || (one.may[0]->level == PLACE_CITY && !province)))
            chain_add(c, &one);
        begins = quoted = utf8_next(sentence, &at) == 0x300A; /* 《 */
    }
}

bool context_basis(zc_str text, prose_unit unit, place_reading *out)
{
    static const char *const words[] = {"根据", "按照", "依据", "依照", "遵照", "贯彻"};
    /* 根据宁波市的请示 is followed by whoever grants it; 参照 and 经验 are another's. */
    static const char *const not_orders[] = {"请示", "申请", "来函", "报告", "协议", "合同",
                                             "合作", "参照", "借鉴", "学习", "经验", "对口",
                                             "协作", "帮扶", "支援", "提案", "建议", "案例",
                                             "来信", "通报", "协查", "函告", "试点"};
    chain c = {0};
    for (size_t i = 0; unit.voice >= VOICE_OWN && i < COUNT(words); i++)
        for (size_t at = str_find(text, str_from(words[i]), 0); at != SIZE_MAX;
             at = str_find(text, str_from(words[i]), at + 1)) {
            zc_str sentence = sentence_at(text, at);
            if (!words_in(sentence, WORDS(not_orders)))
                add_authors(&c, str_slice(sentence, str_from(words[i]).n, sentence.n), unit);
        }
    return chain_end(&c, "basis", out);
}

const place *context_below(const place *holder, const prose_mention *mentions, prose_unit unit)
{
    const place *only = NULL, *named = NULL;
    size_t there = 0;
    if (unit.voice < VOICE_OWN || holder->level != PLACE_CITY || prose_of_kind(unit, holder))
        return NULL;
    for (size_t i = 0; i < place_count(); i++) {
        const place *p = place_at(i);
        if (p == holder || !place_within(p, holder) || !prose_of_kind(unit, p))
            continue;
        there++;
        only = p;
        if (mentions[i].own == 0)
            continue;
        if (named)
            return NULL;
        named = p;
    }
    const prose_mention *m = named ? &mentions[place_index(named)] : NULL;
    bool enough = m && m->full && (m->own >= 2 || (there == 1 && named == only));
    return enough ? named : NULL;
}
