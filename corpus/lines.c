/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lines.h"

#include "date.h"
#include "docno.h"
#include "doctype.h"
#include "label.h"
#include "organ.h"
#include "status.h"
#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum {
    TITLE_BYTES = 360, /* 120 characters */
    BODY_LINES = 24,   /* of the text itself: what an order publishes begins in them */
};

/* ---- Menus ---- */

/* What pages offer around a document. */
static const char *const menu_words[] = {
    "打印",       "打印本页", "打印此页", "打印页面", "关闭",   "关闭窗口", "关闭本页",
    "分享",       "收藏",     "下载",     "首页",     "返回",   "返回顶部", "返回首页",
    "上一篇",     "下一篇",   "登录",     "注册",     "纠错",   "朗读",     "简体",
    "繁体",       "无障碍",   "微信",     "微博",     "大",     "中",       "小",
    "无障碍浏览", "设为首页", "加入收藏", "放大字体", "长者版", "缩小字体",
};

enum { MENU_BYTES = 24 };

static bool is_menu_sign(uint32_t c)
{
    return utf8_is_blank(c) || c == '|' || c == 0xFF5C || c == '[' || c == ']' || c == 0x3010 ||
           c == 0x3011 || c == 0xB7 || c == '/';
}

/* The last word of `s` between menu signs, and where it and the signs before it
 * begin. */
static zc_str last_word(zc_str s, size_t *cut)
{
    size_t to = s.n, from;
    for (size_t at; to > 0; to = at) {
        at = utf8_back(s, to);
        size_t next = at;
        if (!is_menu_sign(utf8_next(s, &next)))
            break;
    }
    for (from = to; from > 0 && to - from <= MENU_BYTES;) {
        size_t at = utf8_back(s, from), next = at;
        if (is_menu_sign(utf8_next(s, &next)))
            break;
        from = at;
    }
    *cut = from;
    for (size_t at; *cut > 0; *cut = at) {
        at = utf8_back(s, *cut);
        size_t next = at;
        if (!is_menu_sign(utf8_next(s, &next)))
            break;
    }
    return str_slice(s, from, to);
}

/* `s` without the menu words that end it: …的通知 打印 关闭. */
static zc_str without_menu(zc_str s)
{
    while (s.n) {
        size_t cut;
        zc_str word = last_word(s, &cut);
        if (!words_are(word, WORDS(menu_words)) || cut == s.n)
            break;
        s = str_slice(s, 0, cut);
    }
    return s;
}

/* 首页 > 政务公开 > 市政府文件, 设为首页 | 加入收藏. */
static bool is_menu(zc_str s)
{
    static const char *const signs[] = {"»", "›", "｜", "|", "＞"};
    static const char *const starts[] = {"扫一扫", "分享到", "Copyright", "版权所有", "设为首页"};
    /* 关于修改<水渠条例>的决定 is none. */
    bool path = str_find(s, STR_LIT(">"), 0) != SIZE_MAX &&
                str_find(s, STR_LIT("<"), 0) == SIZE_MAX;
    return path || without_menu(s).n == 0 || words_in(s, WORDS(signs)) ||
           words_start(s, WORDS(starts));
}

/* ---- Kinds of lines ---- */

/* 〔2020〕12号 of minutes: a number without a prefix. */
static bool is_bare_number(zc_str s)
{
    return (str_starts(s, STR_LIT("〔")) || str_starts(s, STR_LIT("["))) && s.n < 40 &&
           str_ends(s, STR_LIT("号"));
}

static bool is_number(zc_str s)
{
    docno number;
    date day;
    if (date_parse(s, &day) || docno_parse(s, false, &number) || is_bare_number(s))
        return true;
    /* 牡政发[1995]41号　1995年8月30日 */
    return docno_scan(s, 0, &number) && number.from == 0 &&
           date_parse(str_slice(s, number.to, s.n), &day);
}

bool lines_is_number(zc_str s)
{
    bool open = str_starts(s, STR_LIT("（")) || str_starts(s, STR_LIT("("));
    bool closed = str_ends(s, STR_LIT("）")) || str_ends(s, STR_LIT(")"));
    if (open && closed && s.n > 6)
        s = str_slice(s, s.p[0] == '(' ? 1 : 3, utf8_back(s, s.n));
    return is_number(s);
}

bool lines_is_address(zc_str s)
{
    return str_ends(s, STR_LIT("：")) || str_ends(s, STR_LIT(":"));
}

/* What those who are spoken to are, before the colon. Other short words with a
 * colon are labels that nobody knows. */
static bool is_addressed(zc_str s)
{
    static const char *const signs[] = {"各", "、", "，", ","};
    static const char *const ends[] = {
        "局",   "委",   "厅",   "部",   "院",   "府",   "办",   "会",   "处",   "署",
        "司",   "所",   "校",   "社",   "公司", "中心", "集团", "银行", "代表", "委员",
        "您",   "你",   "们",   "组",   "单位", "同志", "先生", "女士", "市民", "网友",
        "朋友", "用户", "业主", "居民", "旅客", "家长", "考生", "同学", "师生"};
    static const char *const polite[] = {"尊敬的", "亲爱的", "敬爱的"};
    if (!lines_is_address(s))
        return false;
    if (words_start(s, WORDS(polite)))
        return true;
    size_t colon = utf8_back(s, s.n);
    zc_str name = str_trim(str_slice(s, 0, colon));
    return utf8_count(name) > 6 || words_in(name, WORDS(signs)) || words_end(name, WORDS(ends));
}

static bool starts_body(zc_str s)
{
    static const char *const starts[] = {"第一章", "第一条", "第一节", "一、",     "（一）", "(一)",
                                         "目录",   "目 录",  "第一编", "第一部分", "各位"};
    return words_start(s, WORDS(starts)) > 0;
}

/* How running text begins and titles don't, in lines that a page's width broke. */
static bool opens_prose(zc_str s)
{
    static const char *const starts[] = {
        "根据",   "按照",   "依据",   "依照",   "鉴于",   "遵照",   "为了",     "为贯彻", "为深入",
        "为进一", "为加强", "为规范", "为切实", "为做好", "为全面", "为推进",   "为落实", "为促进",
        "为保障", "为维护", "为确保", "为加快", "为充分", "为推动", "为提高",   "为提升", "为完善",
        "为积极", "为认真", "为更好", "为适应", "为方便", "现将",   "现就",     "经研究", "近年来",
        "近日",   "日前",   "你单位", "你局",   "您",     "你们",   "首先感谢", "近期"};
    /* 5月6日上午，市长调研水渠工作 is a story. */
    size_t comma = str_find(s, STR_LIT("，"), 0);
    if (s.n && s.p[0] >= '0' && s.p[0] <= '9' && comma < 45 &&
        str_find(str_slice(s, 0, comma), STR_LIT("日"), 0) != SIZE_MAX)
        return true;
    bool dated = str_starts(s, STR_LIT("根据")) && s.n > 6 && s.p[6] >= '0' && s.p[6] <= '9';
    return !dated && words_start(s, WORDS(starts)) && utf8_count(s) > 12;
}

zc_str lines_order(zc_str s)
{
    /* 中华人民共和国国务院令 is 国务院's, but it has no 主席 without a country. */
    zc_str country = STR_LIT("中华人民共和国");
    static const char *const signs[] = {"令", "公告"};
    static const char *const after[] = {"第", "（第", "(第"};
    for (size_t i = 0; i < COUNT(signs); i++) {
        zc_str sign = str_from(signs[i]);
        size_t at = str_find(s, sign, 0);
        if (at == SIZE_MAX)
            continue;
        zc_str name = str_trim(str_slice(s, 0, at));
        if (!organ_only(name) && !str_ends(name, STR_LIT("主席"))) /* 中华人民共和国主席令 */
            continue;
        zc_str rest = str_trim(str_slice(s, at + sign.n, s.n));
        size_t number = str_find(rest, STR_LIT("号"), 0);
        bool only = number != SIZE_MAX && rest.n <= number + 6;
        if (rest.n == 0 || (only && words_start(rest, WORDS(after)))) {
            bool state = str_starts(name, country) && !str_ends(name, STR_LIT("主席"));
            return str_slice(name, state ? country.n : 0, name.n);
        }
    }
    return STR_NONE;
}

bool lines_is_preamble(zc_str s)
{
    date day;
    size_t from, to;
    bool bracket = str_starts(s, STR_LIT("（")) || str_starts(s, STR_LIT("(")) ||
                   str_starts(s, STR_LIT("——"));
    if (!date_scan(str_slice(s, 0, utf8_cut(s, 600)), 0, &day, &from, &to))
        return false;
    /* 2024年1月5日，市政府召开会议。 is a story. */
    if (bracket || from > 0 || str_starts(str_slice(s, to, s.n), STR_LIT("，")))
        return bracket && from < 240;
    size_t stop = str_find(s, STR_LIT("。"), 0);
    static const char *const passed[] = {"次修正。", "次修订。", "修正。", "修订。",
                                         "通过。",   "批准。",   "公布。", "发布。"};
    return stop == SIZE_MAX || (stop + 3 == s.n && words_in(s, WORDS(passed)));
}

bool lines_is_prose(zc_str s)
{
    return str_find(s, STR_LIT("。"), 0) != SIZE_MAX || str_find(s, STR_LIT("；"), 0) != SIZE_MAX ||
           s.n > TITLE_BYTES;
}

static bool is_body(const head_line *line)
{
    zc_str s = line->tidy;
    if (line->page)
        return false;
    return is_addressed(s) || starts_body(s) ||
           ((lines_is_prose(s) || opens_prose(s)) && !lines_is_preamble(s));
}

size_t lines_body(const lines *l, size_t from)
{
    while (from < l->n && !is_body(&l->at[from]))
        from++;
    return from;
}

/* ---- Reading ---- */

static bool line_add(lines *l, zc_str raw, bool page, bool gap, arena *a)
{
    char *tidy = organ_tidy(a, raw);
    if (!tidy)
        return false;
    if (!tidy[0] || l->n == HEAD_LINES)
        return true;
    l->at[l->n] = (head_line){raw, str_from(tidy), page, gap};
    l->body += l->body == l->n && !is_body(&l->at[l->n]);
    l->n++;
    return true;
}

/* A line's time of putting up stands before its labels: 2020-10-28 09:15 来源：…. */
static bool is_time(zc_str s)
{
    date day;
    bool timed;
    return date_lead(s, &day, &timed) && utf8_count(s) < 24;
}

/* A number or a day, and a gap after it at least: 州政办电〔2016〕31号　州机发611号. */
static bool begins_number(zc_str s)
{
    docno number;
    if (is_number(s))
        return true;
    size_t at = 0;
    return docno_scan(s, 0, &number) && number.from == 0 && !number.plain && number.to < s.n &&
           utf8_is_blank(utf8_next(str_slice(s, number.to, s.n), &at));
}

/* A title and its number, a number and its date or its title may share a line with a
 * gap between: where the second begins, or the end of `s`. */
static size_t second_part(zc_str s)
{
    docno number;
    if (docno_parse(s, false, &number) && !number.glued)
        return s.n; /* 财政部　税务总局公告2021年第34号 */
    if (docno_scan(s, 0, &number) && number.from == 0) {
        zc_str rest = str_slice(s, number.to, s.n), title = str_trim(rest);
        if (title.n && title.n < rest.n && doctype_of_title(title))
            return (size_t)(title.p - s.p); /* 豫政〔2019〕3号 河南省…的通知 */
    }
    size_t gap = 0;
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        if (utf8_is_blank(c)) {
            gap += c == 0x3000 || c == '\t' ? 2 : 1;
            continue;
        }
        if (gap >= 2 && begins_number(str_slice(s, from, s.n)))
            return from;
        gap = 0;
    }
    return s.n;
}

static bool text_add(lines *l, zc_str raw, bool page, bool gap, arena *a)
{
    size_t second = page ? raw.n : second_part(raw);
    return line_add(l, str_trim(str_slice(raw, 0, second)), page, gap, a) &&
           (second == raw.n || line_add(l, str_slice(raw, second, raw.n), false, false, a));
}

/* Whether a line below a label without a value is that value; with a gap between only
 * where its form shows it. */
static bool is_value(label_kind kind, zc_str s, bool gap)
{
    date day;
    bool timed;
    switch (kind) {
    case LABEL_MADE:
    case LABEL_PUBLISHED:
    case LABEL_DAY:
    case LABEL_EFFECTIVE: return date_lead(s, &day, &timed);
    case LABEL_DOCNO: return is_number(s);
    case LABEL_TITLE: return false; /* it is the title that stands there */
    case LABEL_ORGAN: return organ_only(s);
    case LABEL_STATUS:
    case LABEL_GONE: return status_of_label(s, kind == LABEL_GONE) != NULL;
    default: return !gap && utf8_count(s) <= 20 && str_find(s, STR_LIT("关于"), 0) == SIZE_MAX;
    }
}

/* `open` is the kind of the label without its value that ended the line before. In
 * the text itself a page has nothing any more. */
static bool line_split(lines *l, zc_str raw, bool gap, label_kind *open, arena *a)
{
    label found[LABELS_MOST];
    if (l->body < l->n)
        return line_add(l, raw, false, gap, a);
    size_t n = label_read(raw, found);
    label_kind before = *open;
    *open = n > 0 && found[n - 1].value.n == 0 ? found[n - 1].kind : LABEL_NONE;
    if (n == 0) {
        bool value = before != LABEL_NONE && is_value(before, raw, gap);
        zc_str s = without_menu(raw);
        bool page = value || is_menu(raw) || status_note(raw) || status_word(raw);
        return text_add(l, s.n ? s : raw, page, gap, a);
    }
    if (found[0].from == 0)
        return line_add(l, raw, true, gap, a);
    zc_str first = str_trim(without_menu(str_slice(raw, 0, found[0].from)));
    if (first.n == 0 || is_time(first))
        return line_add(l, raw, true, gap, a);
    return text_add(l, first, is_menu(first) || status_word(first), gap, a) &&
           line_add(l, str_slice(raw, found[0].from, raw.n), true, false, a);
}

/* Blanks that a page's source leaves at a line's ends. */
static zc_str without_entities(zc_str s)
{
    static const char *const blanks[] = {"&nbsp;", "&emsp;", "&ensp;", "&#160;"};
    s = str_trim(s);
    for (size_t n; (n = words_start(s, WORDS(blanks))) > 0;)
        s = str_trim(str_slice(s, n, s.n));
    for (size_t n; (n = words_end(s, WORDS(blanks))) > 0;)
        s = str_trim(str_slice(s, 0, s.n - n));
    return s;
}

bool lines_read(zc_str text, arena *a, lines *out)
{
    zc_str rest = str_slice(text, 0, utf8_cut(text, HEAD_BYTES)), raw;
    bool gap = false;
    label_kind open = LABEL_NONE;
    *out = (lines){0};
    while (out->n < HEAD_LINES && out->n < out->body + BODY_LINES && str_line(&rest, &raw)) {
        raw = without_entities(raw);
        if (raw.n && !line_split(out, raw, gap, &open, a))
            return false;
        gap = raw.n == 0;
    }
    out->title = out->after_title = out->number = out->n;
    return true;
}

/* A line's end is no blank, but between Latin words. */
char *lines_joined(const lines *l, size_t from, size_t to, arena *a)
{
    size_t n = 0, at = 0;
    for (size_t i = from; i <= to; i++)
        n += l->at[i].tidy.n + 1;
    char *out = arena_alloc(a, n + 1);
    for (size_t i = from; out && i <= to; i++) {
        zc_str s = l->at[i].tidy;
        if (at > 0 && (unsigned char)out[at - 1] < 0x80 && (unsigned char)s.p[0] < 0x80)
            out[at++] = ' ';
        for (size_t k = 0; k < s.n; k++)
            out[at++] = s.p[k];
    }
    return out;
}
