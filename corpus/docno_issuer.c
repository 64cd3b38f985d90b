/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docno_issuer.h"

#include "gazetteer.h"
#include "numeral.h"
#include "organ.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum {
    NAME_CHARS = 40, /* 国务院、中央军事委员会 in full have 31 */
    JOINED_AT_MOST = 8
};

/* ---- Words and characters ---- */

static const struct {
    const char *word;
    issuer_kind kind;
} words[] = {{"令", ISSUER_ORDER}, {"公告", ISSUER_NOTICE}, {"通告", ISSUER_NOTICE}};

/* Running text before a name, beside the words that no code holds. None of
 * them stands in an organisation's name. */
static const char *const more_words[] = {"公布", "颁布", "施行", "实施", "通过",   "修正", "批准",
                                         "决定", "办法", "规则", "违反", "比照",   "适用", "引用",
                                         "审议", "决议", "制定", "签署", "之日起", "继续", "依法"};

/* Likewise, single: 的 and 据, 与, 有, 者, 年 stand in names (数据局, 国有资产, 青年). */
static const char running[] = "按以由是了因或该把被至此则而但也又只须每我你它们这那仍均请号份件";

/* Taken off at the start only, where a name begins behind: 经省政府令 is 省政府令,
 * 经济贸易委员会令 stays. */
static const char leading[] =
    "经见对与和及将即如为并同原于在向自从到据照依附现其本各等条项日月年时";

/* What names of bodies that give orders or publish end in. */
static const char ends_order[] = "府席院部委局署会厅行办室社团长国政";
static const char ends_notice[] = "府席院部委局署会厅行办室社团处所心关司队";
static const char *const ends_alone[] = {"政府", "国务院", "部",   "委",     "局",     "署",
                                         "厅",   "监会",   "法院", "办公室", "检察院", "人民银行"};

static bool one_of(zc_str s, size_t at, const char *characters)
{
    size_t next = at;
    if (at >= s.n)
        return false;
    utf8_next(s, &next);
    return str_find(str_from(characters), str_slice(s, at, next), 0) != SIZE_MAX;
}

static zc_str last_character(zc_str s)
{
    return s.n ? str_slice(s, utf8_back(s, s.n), s.n) : STR_NONE;
}

/* The character before byte `at`; 0 at `floor`. */
static uint32_t before(zc_str text, size_t floor, size_t at)
{
    if (at <= floor)
        return 0;
    size_t back = utf8_back(text, at);
    return utf8_next(text, &back);
}

/* ---- Where names begin ---- */

/* 省人民政府, 自治区人民政府: a kind of place and more. */
static bool begins_unit(zc_str s)
{
    static const char *const units[] = {"自治区", "自治州", "自治县", "省", "市",
                                        "县",     "区",     "州",     "盟", "旗"};
    static const char *const follow[] = {"政", "人", "委", "常", "教", "公", "财", "发", "市", "卫",
                                         "民", "建", "住", "农", "工", "商", "水", "生", "交", "文",
                                         "科", "司", "审", "税", "应", "统", "医", "长"};
    for (size_t i = 0; i < COUNT(units); i++) {
        zc_str unit = str_from(units[i]);
        for (size_t j = 0; str_starts(s, unit) && j < COUNT(follow); j++)
            if (str_starts(str_slice(s, unit.n, s.n), str_from(follow[j])))
                return true;
    }
    return false;
}

/* The full name of a place that the gazetteer knows; its length. */
static size_t begins_place(zc_str s)
{
    size_t n = place_prefix(s);
    zc_str last = last_character(str_slice(s, 0, n));
    return n > 6 && last.n && one_of(last, 0, "省市县区州盟旗") ? n : 0;
}

/* 沪府, 甬政: the sign of a place and its government. */
static bool begins_sign(zc_str s)
{
    return one_of(s, 0,
                  "沪京津渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔云藏陕甘青宁新甬穗杭深") &&
           one_of(s, 3, "府政");
}

/* 沪价 of 沪价公告2017年第3号: a code, told by the sign of a place that is no word of
 * running text (新, 青 and others are). */
static bool is_code(zc_str s)
{
    return one_of(s, 0, "沪京津渝冀晋辽吉苏浙皖闽赣鲁豫鄂湘粤桂琼黔滇陕甘甬穗杭") &&
           utf8_count(s) <= 6;
}

/* 第七届全国人民代表大会. */
static bool begins_session(zc_str s)
{
    size_t session = str_find(s, STR_LIT("届"), 0);
    return str_starts(s, STR_LIT("第")) && session != SIZE_MAX && session <= 12;
}

static bool begins_name(zc_str s)
{
    return organ_national(s) || organ_lead(s) || begins_unit(s) || begins_sign(s) ||
           begins_session(s) || place_prefix(s) > 0;
}

/* 示例市人民政府: as a place of no gazetteer would begin. */
static bool begins_unknown(zc_str s)
{
    size_t at = 0;
    for (int n = 0; at < s.n && n < 8; n++) {
        if (n >= 2 && begins_unit(str_slice(s, at, s.n)))
            return true;
        utf8_next(s, &at);
    }
    return false;
}

/* ---- Where names are cut from running text ---- */

/* Up to the last word of running text. */
static size_t cut_words(zc_str s)
{
    size_t cut = prefix_words(s);
    for (size_t i = 0; i < COUNT(more_words); i++) {
        zc_str word = str_from(more_words[i]);
        for (size_t hit = str_find(s, word, 0); hit != SIZE_MAX; hit = str_find(s, word, hit + 1))
            if (hit + word.n > cut)
                cut = hit + word.n;
    }
    for (size_t at = cut; at < s.n;) {
        size_t from = at;
        utf8_next(s, &at);
        if (one_of(s, from, running))
            cut = at;
    }
    return cut;
}

/* Words at the start, unless they begin a place's name (原平市, 和田地区). */
static size_t cut_leading(zc_str s)
{
    size_t cut = 0;
    while (one_of(s, cut, leading) && !begins_place(str_slice(s, cut, s.n))) {
        zc_str rest = str_slice(s, cut + 3, s.n);
        if (!begins_name(rest) && !begins_unknown(rest))
            break;
        cut += 3;
    }
    return cut;
}

/* Where a name begins inside a run that begins with none: 会议听取 国务院, 凡与
 * 省政府. */
static size_t cut_inside(zc_str s)
{
    static const char *const starts[] = {"国务院", "中华人民共和国", "全国人民代表大会",
                                         "省人民政府", "省政府"};
    if (begins_name(s))
        return 0;
    size_t cut = 0;
    for (size_t i = 0; i < COUNT(starts); i++) {
        size_t hit = str_find(s, str_from(starts[i]), 0);
        /* 示例省人民政府 may be a province */
        if (hit != SIZE_MAX && (i < 3 || hit > 9) && (cut == 0 || hit < cut))
            cut = hit;
    }
    for (size_t at = 0, last = s.n; at < s.n && (cut == 0 || at < cut); utf8_next(s, &at)) {
        zc_str rest = str_slice(s, at, s.n);
        if (begins_place(rest) || (last < at && one_of(s, last, leading) && begins_unit(rest)))
            return at;
        last = at;
    }
    return cut;
}

/* The bytes of the run [from, to) that are not part of a name. */
static size_t cut_run(zc_str text, size_t floor, size_t from, size_t to)
{
    zc_str s = str_slice(text, from, to);
    size_t cut = prefix_date(text, floor, from, to);
    cut += cut_words(str_slice(s, cut, s.n));
    cut += cut_leading(str_slice(s, cut, s.n));
    return cut + cut_inside(str_slice(s, cut, s.n));
}

/* ---- Names ---- */

static bool is_han(uint32_t c)
{
    return utf8_is_han(c);
}

/* Where the run of Han characters begins that ends at byte `to`. */
static size_t run_from(zc_str text, size_t floor, size_t to)
{
    return prefix_run(text, floor, to, NAME_CHARS, is_han);
}

/* 税务总局, 发展改革委: of the whole country, in full or in short. */
static bool is_ministry(zc_str s)
{
    static const char *const ends[] = {"部", "委", "署", "行", "会", "总局"};
    bool ends_so = false;
    for (size_t i = 0; i < COUNT(ends); i++)
        ends_so = ends_so || str_ends(s, str_from(ends[i]));
    return organ_national(s) ||
           (ends_so && organ_is(s) && place_prefix(s) == 0 && organ_unit(s).n == 0);
}

/* 国务院 behind a blank, as in 来源：商务部 国务院令. */
static bool stands_alone(zc_str s)
{
    return str_starts(s, STR_LIT("国务院")) || str_starts(s, STR_LIT("中华"));
}

/* Whether the run [from, to) numbers an item, 四 of 四、海关总署公告2019年第18号. */
static bool is_item(zc_str text, size_t from, size_t to)
{
    numeral n;
    return from < to && numeral_next(text, &from, &n) && from == to;
}

/* Extends [from, to) to the left by names that issue together with it. False
 * when something is listed there that is no name, or a name that may belong to
 * it or not. */
static bool join_names(zc_str text, size_t floor, prefix *p)
{
    zc_str last = str_slice(text, p->from, p->to);
    for (int i = 0; i < JOINED_AT_MOST && p->from == p->run; i++) {
        bool listed = before(text, floor, p->from) == 0x3001;
        size_t to = listed ? p->from - 3 : prefix_end(text, floor, p->from);
        if (to == p->from || to <= floor || (!listed && stands_alone(last)))
            return true;
        size_t run = run_from(text, floor, to), from = run + cut_run(text, floor, run, to);
        zc_str name = str_slice(text, from, to);
        if (!organ_is(name))
            return !listed || run == to || is_item(text, run, to);
        /* 财政部 税务总局公告 */
        if (!listed && (!is_ministry(name) || !is_ministry(last)))
            return false;
        p->run = run;
        p->from = from;
    }
    return true;
}

static bool ends_in(zc_str name, issuer_kind kind)
{
    if (kind != ISSUER_ALONE)
        return one_of(last_character(name), 0, kind == ISSUER_ORDER ? ends_order : ends_notice);
    for (size_t i = 0; i < COUNT(ends_alone); i++)
        if (str_ends(name, str_from(ends_alone[i])))
            return true;
    return false;
}

/* Whether `name` says whose number it is: 总局令 does not. */
static bool is_name(zc_str name, issuer_kind kind)
{
    size_t n = utf8_count(name);
    bool begins = begins_name(name) || begins_unknown(name);
    if (kind == ISSUER_NOTICE && n > 1 && is_code(name))
        return true;
    if (!ends_in(name, kind) || n > NAME_CHARS)
        return false;
    if (n <= 3 && (str_ends(name, STR_LIT("总局")) || str_ends(name, STR_LIT("总署"))))
        return false;
    if (kind == ISSUER_ALONE)
        return begins && n >= 3;
    if (str_starts(name, STR_LIT("本")) && !begins) /* 本会公告 */
        return false;
    if (str_equal(name, STR_LIT("国"))) /* 国令, the State Council's own code */
        return kind == ISSUER_ORDER;
    if (one_of(last_character(name), 0, "国政"))
        return begins_sign(name) && n == 2;
    return n >= 4 || (n >= 2 && (begins || kind == ISSUER_NOTICE ||
                                 one_of(last_character(name), 0, "府席委部院")));
}

zc_str issuer_word(zc_str s)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_starts(s, str_from(words[i].word)))
            return str_slice(s, 0, str_from(words[i].word).n);
    return STR_NONE;
}

/* The kind of a name that ends at byte *to, which moves before its word; *behind
 * is emptied where that is not needed. */
static issuer_kind take_word(zc_str text, size_t floor, size_t *to, zc_str *behind)
{
    zc_str s = str_slice(text, floor, *to);
    for (size_t i = 0; i < COUNT(words); i++) {
        zc_str word = str_from(words[i].word);
        if (str_ends(s, word)) {
            *behind = STR_NONE;
            *to = prefix_end(text, floor, *to - word.n);
            return words[i].kind;
        }
    }
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_equal(*behind, str_from(words[i].word)))
            return words[i].kind;
    return ISSUER_ALONE;
}

/* Whether names that issue together are still read as one when nothing parts
 * them, as in the canonical form. */
static bool reads_joined(zc_str s)
{
    char bytes[NAME_CHARS * 4];
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        if (!utf8_is_han(utf8_next(s, &at)))
            continue;
        if (n + (at - from) > sizeof bytes)
            return false;
        while (from < at)
            bytes[n++] = s.p[from++];
    }
    return cut_run((zc_str){bytes, n}, 0, 0, n) == 0;
}

/* Finds the name alone, [name->from, name->to): true when it is one. */
static bool find_name(zc_str text, size_t floor, issuer_kind kind, prefix *name)
{
    name->run = run_from(text, floor, name->to);
    name->from = name->run + cut_run(text, floor, name->run, name->to);
    zc_str s = str_slice(text, name->from, name->to);
    uint32_t bound = before(text, floor, name->run);
    /* 中国（上海）自由贸易试验区管委会 is more than what follows the bracket, 省 人民政府
     * than what follows the blank. */
    if ((bound == 0xFF09 || bound == ')') && !begins_name(s))
        return false;
    if (name->from == name->run && prefix_end(text, floor, name->run) < name->run &&
        (str_starts(s, STR_LIT("人民政府")) || str_starts(s, STR_LIT("政府"))))
        return false;
    return is_name(s, kind) && join_names(text, floor, name) &&
           reads_joined(str_slice(text, name->from, name->to));
}

bool issuer_find(zc_str text, size_t floor, size_t end, zc_str word, issuer *out)
{
    issuer found = {.word = word};
    size_t to = prefix_end(text, floor, end);
    prefix name = {.to = to};
    found.kind = take_word(text, floor, &name.to, &found.word);
    found.bare = found.kind == ISSUER_NOTICE && found.word.n == 0 &&
                 run_from(text, floor, name.to) == name.to;
    if (found.bare)
        name.run = name.from = to - STR_LIT("公告").n;
    else if (!find_name(text, floor, found.kind, &name))
        return false;
    if (utf8_count(str_slice(text, name.from, to)) > NAME_CHARS)
        return false;
    found.at = (prefix){name.run, name.from, to};
    *out = found;
    return true;
}
