/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "organ.h"

#include "gazetteer.h"
#include "numeral.h"
#include "words.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- Blanks ---- */

/* Signs and letters of Chinese text, between which a blank means nothing. */
static bool is_wide(uint32_t c)
{
    return utf8_is_han(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF0F) ||
           (c >= 0xFF1A && c <= 0xFF20) || (c >= 0x2018 && c <= 0x201D);
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && !utf8_is_blank(c)) || c == 0x7F || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

char *organ_tidy(arena *a, zc_str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    uint32_t before = 0;
    bool blank = false;
    for (size_t at = 0; out && at < s.n;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        if (is_control(c))
            continue;
        if (utf8_is_blank(c)) {
            blank = true;
            continue;
        }
        /* A blank took a byte at least, so there is room for one here. */
        if (blank && before && !(is_wide(before) && is_wide(c)))
            out[n++] = ' ';
        while (from < at)
            out[n++] = s.p[from++];
        before = c;
        blank = false;
    }
    return out;
}

/* ---- Organisations ---- */

static const char *const organ_ends[] = {
    "局",       "委",     "厅",     "部",     "院",     "政府",   "署",     "处",       "办",
    "司",       "委员会", "常委会", "协会",   "学会",   "联合会", "理事会", "总工会",   "商会",
    "基金会",   "监会",   "残联",   "妇联",   "科协",   "政协",   "人大",   "办公室",   "中心",
    "银行",     "分行",   "支行",   "小组",   "党组",   "总队",   "支队",   "大队",     "集团",
    "公司",     "大学",   "学校",   "中学",   "小学",   "研究所", "管理所", "税务所",   "指挥部",
    "法庭",     "公署",   "管理站", "监督站", "图书馆", "博物馆", "档案馆", "行署",     "联席会议",
    "代表大会", "代表团", "开发区", "总站",   "事务所", "联社",   "总会",   "专班",     "委会",
    "海关",     "军分区", "警备区", "工商联", "侨联",   "文联",   "社科联", "红十字会", "供销社",
    "党校",     "派出所", "兵团",   "气象台", "研究会", "促进会", "调查队",
};

/* What ends like an organisation and is none, or says more than a name. */
static const char *const not_organs[] = {
    "关于", "的",   "我局", "本局", "全部", "内部", "干部", "各",   "是",   "了",   "代表团代表",
    "处处", "根据", "为",   "诉",   "某",   "转发", "批转", "印发", "召开", "通知", "特此"};

enum { ORGAN_LEAST = 3, ORGAN_MOST = 40 };

static bool name_characters(zc_str s)
{
    size_t n = 0;
    int open = 0;
    for (size_t at = 0; at < s.n; n++) {
        uint32_t c = utf8_next(s, &at);
        open += (c == 0xFF08 || c == '(') - (c == 0xFF09 || c == ')');
        bool allowed = utf8_is_han(c) || c == 0xFF08 || c == 0xFF09 || c == '(' || c == ')' ||
                       c == 0x201C || c == 0x201D;
        if (utf8_is_blank(c) && c != '\n')
            n--; /* 西 宁 市 财 政 局: blanks are no characters */
        else if (!allowed || n >= ORGAN_MOST)
            return false;
    }
    return n >= ORGAN_LEAST && open == 0;
}

/* Whether a number in `s` counts what no organisation is called by: 第三次, 第5号; 第八师
 * and 第一中学 are names. */
static bool counts(zc_str s)
{
    static const char *const named[] = {"师", "中", "小", "实验", "高", "职", "初", "人民",
                                        "医", "幼", "地", "税",   "分", "检", "支", "大"};
    size_t at = str_find(s, STR_LIT("第"), 0);
    numeral n;
    if (at == SIZE_MAX)
        return false;
    at += 3;
    return !numeral_next(s, &at, &n) || !words_start(str_slice(s, at, s.n), WORDS(named));
}

/* Whether `s` says more than a name, its place's aside: 为 of 无为市 is no word. */
static bool says_more(zc_str s)
{
    if (!words_in(s, WORDS(not_organs)))
        return counts(s);
    size_t lead = organ_lead(s);
    size_t place = lead + place_prefix(str_slice(s, lead, s.n));
    return words_in(str_slice(s, place, s.n), WORDS(not_organs)) || counts(s);
}

/* 慈溪市委 is one, 慈溪市 and 市委书记 are none. */
bool organ_is(zc_str s)
{
    return name_characters(s) && words_end(s, WORDS(organ_ends)) && !says_more(s);
}

/* ---- Several names ---- */

static bool is_joint(uint32_t c)
{
    return c == 0x3001 || c == 0xFF0C || c == ',' || c == ';' || c == 0xFF1B;
}

static const char *const units[] = {"省", "市", "县", "区", "州", "盟", "旗"};

/* 黄山市, not 黄山. */
static bool names_unit(zc_str place)
{
    return words_end(place, WORDS(units)) && place.n > 6;
}

zc_str organ_where(zc_str s)
{
    size_t known = place_prefix(s);
    for (size_t at = 0; !known && at < s.n && at < 18;) {
        utf8_next(s, &at);
        if (at > 6 && names_unit(str_slice(s, 0, at)))
            return str_slice(s, 0, at);
    }
    return str_slice(s, 0, known);
}

/* Where the second of two names begins that stand side by side: at a national
 * body (财政部国家税务总局), where the place is named again (宁波市教育局宁波市财政局) or
 * another one is (池州市教育局黄山市教育局). The end of `s` for one name. */
static size_t second_name(zc_str s)
{
    size_t lead = organ_lead(s);
    zc_str where = organ_where(str_slice(s, lead, s.n));
    for (size_t at = where.n ? lead + where.n : 3; at < s.n; utf8_next(s, &at)) {
        zc_str rest = str_slice(s, at, s.n);
        size_t next = organ_lead(rest);
        size_t named = place_prefix(str_slice(rest, next, rest.n));
        bool begins = (named && names_unit(str_slice(rest, next, next + named))) ||
                      (where.n && str_starts(rest, where)) || organ_national(rest);
        if (begins && organ_is(rest) && organ_is(str_slice(s, 0, at)))
            return at;
    }
    return s.n;
}

/* Pieces of a line, each an organisation or more than one without anything
 * between. */
typedef struct pieces {
    zc_str at[ORGANS_MOST];
    size_t n;
    bool failed; /* something else stands there too */
} pieces;

static void piece_end(pieces *p, zc_str s)
{
    s = str_trim(s);
    if (p->n == ORGANS_MOST || !organ_is(s))
        p->failed = true;
    else
        p->at[p->n++] = s;
}

/* Whether a name goes on after a blank: 宜昌市 教育局, 宁波市人民政府 办公厅, 教 育 局. */
static bool name_goes_on(zc_str before, zc_str rest)
{
    static const char *const tails[] = {"办公室", "办公厅", "委员会"};
    if (!organ_is(before))
        return true;
    size_t end = 0;
    for (size_t at = 0; at < rest.n; end = at)
        if (utf8_is_blank(utf8_next(rest, &at)))
            break;
    zc_str token = str_slice(rest, 0, end);
    return words_are(token, WORDS(tails)) || utf8_count(token) == 1;
}

static void pieces_read(zc_str s, pieces *p)
{
    size_t from = 0, blank_from = 0;
    bool blank = false;
    for (size_t at = 0; at < s.n && !p->failed;) {
        size_t here = at;
        uint32_t c = utf8_next(s, &at);
        if (is_joint(c)) {
            piece_end(p, str_slice(s, from, here));
            from = at;
        } else if (utf8_is_blank(c)) {
            blank_from = blank ? blank_from : here;
        } else if (blank && blank_from > from &&
                   !name_goes_on(str_slice(s, from, blank_from), str_slice(s, here, s.n))) {
            piece_end(p, str_slice(s, from, blank_from));
            from = here;
        }
        blank = utf8_is_blank(c);
    }
    if (!p->failed)
        piece_end(p, str_slice(s, from, s.n));
}

enum { LIST_BYTES = 1024 };

bool organ_only(zc_str s)
{
    pieces p = {0};
    s = str_trim(s);
    if (s.n == 0 || s.n > LIST_BYTES)
        return false;
    pieces_read(s, &p);
    return !p.failed;
}

bool organ_add(organ_names *names, zc_str name, arena *a)
{
    for (size_t i = 0; i < names->n; i++)
        if (str_equal(str_from(names->at[i]), name))
            return true;
    if (names->n == ORGANS_MOST)
        return true;
    char *copy = arena_str(a, name);
    if (copy)
        names->at[names->n++] = copy;
    return copy != NULL;
}

bool organ_list(zc_str s, arena *a, organ_names *names)
{
    pieces p = {0};
    s = str_trim(s);
    if (s.n == 0 || s.n > LIST_BYTES)
        return true;
    pieces_read(s, &p);
    for (size_t i = 0; i < p.n && !p.failed; i++) {
        char *tidy = organ_tidy(a, p.at[i]);
        if (!tidy)
            return false;
        zc_str rest = str_from(tidy);
        while (rest.n) {
            size_t n = second_name(rest);
            if (!organ_add(names, str_slice(rest, 0, n), a))
                return false;
            rest = str_slice(rest, n, rest.n);
        }
    }
    return true;
}

/* ---- Short names ---- */

/* 市委 for 市委员会, 市府办 for 市人民政府办公室. */
static bool same_end(zc_str brief, zc_str full)
{
    static const char *const ends[][2] = {
        {"委", "委员会"}, {"办", "办公室"}, {"办", "办公厅"}, {"人大", "代表大会"}};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_ends(brief, str_from(ends[i][0])) && str_ends(full, str_from(ends[i][1])))
            return true;
    size_t a = utf8_back(brief, brief.n), b = utf8_back(full, full.n);
    return str_equal(str_slice(brief, a, brief.n), str_slice(full, b, full.n));
}

/* Whether the characters of `brief` stand in `full` in their order, and what they
 * leave out names no other place: 市财政局 is not 市江北区财政局. */
static bool stands_in(zc_str brief, zc_str full)
{
    size_t at = 0;
    for (size_t i = 0; i < full.n;) {
        size_t from = i, next = at;
        uint32_t c = utf8_next(full, &i);
        if (at < brief.n && utf8_next(brief, &next) == c) {
            at = next;
            continue;
        }
        if (words_are(str_slice(full, from, i), WORDS(units)))
            return false;
    }
    return at == brief.n;
}

bool organ_abbreviates(zc_str brief, zc_str full)
{
    if (brief.n == 0 || full.n == 0 || brief.n > full.n)
        return false;
    if (str_ends(full, brief))
        return true;
    if (str_starts(full, STR_LIT("中华人民共和国")))
        full = str_slice(full, str_from("中华人民共和国").n, full.n);
    if (full.n == 0 || !same_end(brief, full))
        return false;
    if (!organ_is_kind(brief))
        return memcmp(brief.p, full.p, brief.n < 3 || full.n < 3 ? 0 : 3) == 0 &&
               stands_in(brief, full);
    zc_str unit = organ_unit(brief);
    for (size_t at = str_find(full, unit, 0); at != SIZE_MAX; at = str_find(full, unit, at + 1))
        if (stands_in(brief, str_slice(full, at, full.n)))
            return true;
    return false;
}

/* ---- The whole country ---- */

static const char *const national_starts[] = {
    "中华人民共和国",
    "国务院",
    "全国",
    "最高人民",
    "中共中央",
    "中央",
    "国家",
    "中国人民",
    "中国银",
    "中国证",
    "中国保",
    "中国民用",
    "中国气象",
    "中国地震",
    "中国科学",
    "中国工程",
    "中国残",
    "中国国家",
    "中国红十",
    "中华全国",
    "共青团中央",
    "海关总署",
    "审计署",
    "新华社",
    "人民银行",
    "教育部",
    "科技部",
    "公安部",
    "民政部",
    "司法部",
    "财政部",
    "建设部",
    "铁道部",
    "交通部",
    "水利部",
    "农业部",
    "商务部",
    "文化部",
    "卫生部",
    "监察部",
    "外交部",
    "国防部",
    "人事部",
    "劳动部",
    "劳动和社会保障部",
    "国土资源部",
    "环境保护部",
    "信息产业部",
    "科学技术部",
    "工业和信息化部",
    "人力资源和社会保障部",
    "人力资源社会保障部",
    "自然资源部",
    "生态环境部",
    "住房和城乡建设部",
    "住房城乡建设部",
    "交通运输部",
    "农业农村部",
    "文化和旅游部",
    "退役军人事务部",
    "应急管理部",
    "国资委",
    "税务总局",
    "银保监会",
    "证监会",
    "保监会",
    "银监会",
    "市场监管总局",
    "国家卫生",
    "对外贸易",
    "外经贸部",
    "工商总局",
    "质检总局",
    "中宣部",
    "中组部",
    "中办",
    "国办",
    "中国共产党中央",
    "中国共产党章程",
};

static const char *const leads[] = {
    "中国共产党", "中共",         "中国人民政治协商会议", "政协",       "共青团", "国家税务总局",
    "国家统计局", "中国人民银行", "中国银保监会",         "中国银监会", "国网"};

size_t organ_lead(zc_str s)
{
    return words_start(s, WORDS(leads));
}

bool organ_national(zc_str s)
{
    /* 国家税务总局宁波市税务局 is 宁波's. */
    size_t lead = organ_lead(s);
    if (lead && place_prefix(str_slice(s, lead, s.n)))
        return false;
    return words_start(s, WORDS(national_starts)) > 0;
}

/* 市场监管局 and 市中区政府 begin otherwise. */
zc_str organ_unit(zc_str s)
{
    static const char *const others[] = {"市场", "市政", "区域", "县域", "省际"};
    size_t unit = words_start(s, WORDS(units));
    bool other = words_start(s, WORDS(others)) && !str_starts(s, STR_LIT("市政府"));
    return unit && !other && place_prefix(s) == 0 ? str_slice(s, 0, unit) : STR_NONE;
}

bool organ_is_kind(zc_str name)
{
    return organ_unit(name).n > 0;
}
