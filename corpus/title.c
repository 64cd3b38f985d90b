/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "title.h"

#include "date.h"
#include "docno.h"
#include "doctype.h"
#include "gazetteer.h"
#include "numeral.h"
#include "organ.h"
#include "signature.h"
#include "status.h"
#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { TITLE_LINES = 5, TITLE_LEAST = 5, TITLE_MOST = 120, UNTYPED_LEAST = 10 /* characters */ };

static bool holds(zc_str s, const char *word)
{
    return str_find(s, str_from(word), 0) != SIZE_MAX;
}

/* ---- A page's own additions ---- */

/* Whether a browser's title ends in `s`: 中国政府网, 示例市人民政府. */
static bool is_site(zc_str s)
{
    static const char *const ends[] = {"网", "网站", "门户", "平台", "专栏", "在线"};
    s = str_trim(s);
    return words_end(s, WORDS(ends)) || organ_only(s);
}

/* Titles end in a type; some in words that are no type of the field's list. */
static bool ends_title(zc_str s)
{
    return doctype_of_title(s) || doctype_ends(s);
}

/* …的通知_政务公开_示例市人民政府 → …的通知. A sign that titles themselves use (中国—东盟合作
 * 中心) parts nothing but a title's end. */
static zc_str without_site(zc_str s)
{
    enum { SURE = 3 };
    static const char *const signs[] = {"_", " - ", " | ", "-", "—", "——"};
    for (size_t i = 0; i < COUNT(signs); i++) {
        zc_str sign = str_from(signs[i]);
        size_t first = str_find(s, sign, 0), last = first;
        for (size_t at = first; at != SIZE_MAX; at = str_find(s, sign, at + sign.n))
            last = at;
        if (first == SIZE_MAX || first == 0 || !is_site(str_slice(s, last + sign.n, s.n)))
            continue;
        zc_str title = str_trim(str_slice(s, 0, first));
        if (i < SURE || ends_title(title))
            return title;
    }
    return s;
}

/* *status is what the marks of the page say, where there are any. */
static zc_str cleaned(zc_str s, const char **status)
{
    s = status_unmarked(s, status);
    return status_unmarked(without_site(s), status);
}

/* ---- What may be a title ---- */

static size_t count(zc_str s, const char *sign)
{
    size_t n = 0;
    for (size_t at = str_find(s, str_from(sign), 0); at != SIZE_MAX;
         at = str_find(s, str_from(sign), at + 1))
        n++;
    return n;
}

/* Whether a bracket is open at the end: …转发《国务院办公厅. */
static bool is_open(zc_str s)
{
    return count(s, "《") > count(s, "》") || count(s, "“") > count(s, "”") ||
           count(s, "（") + count(s, "(") > count(s, "）") + count(s, ")");
}

static bool is_closed_first(zc_str s)
{
    return count(s, "《") < count(s, "》");
}

/* What pages call their columns, and ends in a type of document. */
static bool is_column(zc_str s)
{
    static const char *const columns[] = {"政府信息公开目录",
                                          "政府信息公开指南",
                                          "政府信息公开制度",
                                          "政府信息公开规定",
                                          "信息公开目录",
                                          "信息公开指南",
                                          "信息公开制度",
                                          "规范性文件目录",
                                          "权责清单",
                                          "行政规范性文件目录",
                                          "政府信息主动公开目录",
                                          "建议提案答复",
                                          "主动公开目录",
                                          "统计公报",
                                          "法定主动公开内容",
                                          "政策文件解读",
                                          "政策解读",
                                          "政策文件公告",
                                          "人大建议和政协提案办理",
                                          "市政府公报",
                                          "省政府公报",
                                          "政府公报"};
    return words_are(s, WORDS(columns)) || str_ends(s, STR_LIT("政府公报"));
}

static bool is_title(zc_str s)
{
    size_t n = utf8_count(s);
    if (n < TITLE_LEAST - 1 || n > TITLE_MOST || lines_is_prose(s) || lines_is_address(s) ||
        is_column(s) || is_open(s) || is_closed_first(s))
        return false;
    return ends_title(s) && !holds(s, "？") && !organ_only(s);
}

/* 第68次, 2023年. */
static bool starts_count(zc_str s)
{
    static const char *const nth[] = {"次", "届", "期", "号"};
    size_t at = words_start(s, (const char *const[]){"第"}, 1), year = 0;
    numeral n;
    if (at)
        return numeral_next(s, &at, &n) && words_start(str_slice(s, at, s.n), WORDS(nth));
    return numeral_next(s, &year, &n) && n.characters == 4 &&
           str_starts(str_slice(s, year, s.n), STR_LIT("年"));
}

/* What a title begins with after its issuer. */
static bool starts_matter(zc_str s)
{
    static const char *const words[] = {"关于", "转发", "批转", "印发", "对"};
    return words_start(s, WORDS(words)) > 0;
}

/* Where the names end that issue a title together, 示例市财政局 of 示例市财政局关于…; 0
 * for none. */
static size_t issuer_end(zc_str s)
{
    static const char *const words[] = {"关于", "转发", "批转", "印发"};
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t at = str_find(s, str_from(words[i]), 0);
        if (at != SIZE_MAX && at > 0 && organ_only(str_slice(s, 0, at)))
            return at;
    }
    return 0;
}

/* Whether `s` says what a document is about, so that lines may go on with it. */
static bool announces(zc_str s)
{
    static const char *const words[] = {"关于", "转发", "批转", "印发"};
    return starts_matter(s) || words_in(s, WORDS(words)) || is_open(s);
}

/* Whether a line can only go on with what stands above it: 的通知, 》的通知. */
static bool resumes(zc_str s)
{
    static const char *const words[] = {"的", "》", "”", "）", "及", "和", "与", "、"};
    return words_start(s, WORDS(words)) || doctype_word(s);
}

/* ---- Candidates ---- */

typedef struct candidate {
    size_t from, to; /* lines [from, to) */
    zc_str text;     /* tidied, without marks; empty for none */
    const char *status;
    int score;
} candidate;

/* A number in brackets may stand inside a title: 关于执行《水渠规定》 | （水农〔2004〕8号） |
 * 有关问题的通知. */
static bool may_go_on(const lines *l, size_t i)
{
    if (i >= l->body || l->at[i].page)
        return false;
    bool bracket = str_starts(l->at[i].raw, STR_LIT("（")) ||
                   str_starts(l->at[i].raw, STR_LIT("("));
    return bracket || !lines_is_number(l->at[i].raw);
}

/* 示例市第九届人民代表大会第二次会议 issues what it resolves. */
static bool is_assembly(zc_str s)
{
    return str_ends(s, STR_LIT("会议")) && (holds(s, "代表大会") || holds(s, "委员会")) &&
           !holds(s, "关于") && s.n < 180;
}

/* Whether names on lines [from, to) issue a title together with those that it begins
 * with: 示例市教育局　示例市财政局 | 示例市民政局关于…. A site's name above the title of one
 * of its bureaus is none of them. */
static bool joins_issuers(const lines *l, size_t from, size_t to)
{
    zc_str title = l->at[to].tidy;
    zc_str own = str_slice(title, 0, issuer_end(title));
    zc_str where = organ_where(own);
    for (size_t i = from; own.n && i < to; i++) {
        zc_str s = l->at[i].tidy;
        bool one_place = where.n && str_starts(s, where) && !str_ends(s, STR_LIT("政府"));
        if (!one_place || str_find(own, s, 0) != SIZE_MAX || str_find(s, own, 0) != SIZE_MAX)
            return false;
    }
    return own.n > 0;
}

/* The line after the issuers that begin at `i` and stand joined to what follows;
 * `i` itself when there are none. */
static size_t after_issuers(const lines *l, size_t i)
{
    size_t j = i;
    while (may_go_on(l, j) && (organ_only(l->at[j].raw) || is_assembly(l->at[j].tidy))) {
        j++;
        if (j >= l->body || l->at[j].gap)
            return i;
    }
    if (j == i || !may_go_on(l, j))
        return i;
    zc_str s = l->at[j].tidy;
    /* 2022年示例市决算公告 below a site's name has its own. */
    zc_str where = organ_where(l->at[i].tidy);
    bool counted = starts_count(s) && (!where.n || str_find(s, where, 0) == SIZE_MAX);
    return starts_matter(s) || counted || joins_issuers(l, i, j) ? j : i;
}

/* Whether line `i` is a place's name alone, of which the next line's title is: a
 * plan's cover has 示例县 | 防汛应急预案 with or without a gap. */
static bool is_place_above(const lines *l, size_t i)
{
    zc_str s = l->at[i].tidy, next = may_go_on(l, i + 1) ? l->at[i + 1].tidy : STR_NONE;
    return next.n && place_prefix(s) == s.n && s.n > 6 && place_prefix(next) == 0 &&
           !organ_only(l->at[i + 1].raw) && !lines_is_number(next) && ends_title(next);
}

/* A bracket on a line of its own that belongs to the title above it: （征求意见稿）,
 * （2021年版）, （2019—2025年）; not a day nor who passed it. */
static bool is_remark(zc_str s)
{
    static const char *const ends[] = {"稿）", "行）", "版）", "年）", "订）",
                                       "稿)",  "行)",  "版)",  "年)",  "订)"};
    enum { REMARK_BYTES = 60 };
    bool open = str_starts(s, STR_LIT("（")) || str_starts(s, STR_LIT("("));
    return open && s.n < REMARK_BYTES && words_end(s, WORDS(ends)) && !holds(s, "月") &&
           !holds(s, "次");
}

/* Whether an unfinished line that names a place may go on in the next: 示例市经济和社会
 * 发展 | 第十四个五年规划. */
static bool leads(const lines *l, size_t i, zc_str text)
{
    zc_str next = i + 1 < l->body ? l->at[i + 1].tidy : STR_NONE;
    if (next.n == 0 || l->at[i + 1].gap || starts_matter(next) || is_site(text) ||
        lines_is_preamble(next) || utf8_count(text) < 6)
        return false;
    size_t last = utf8_back(text, text.n), at = last;
    return utf8_is_han(utf8_next(text, &at)) && organ_where(text).n > 0;
}

static bool is_long(zc_str s)
{
    return utf8_count(s) >= TITLE_LEAST;
}

/* 停　水　公　告: what is set with air is meant as a title, be it short. */
static bool is_spaced(zc_str s)
{
    size_t n = 0, blanks = 0;
    for (size_t at = 0; at < s.n;) {
        bool blank = utf8_is_blank(utf8_next(s, &at));
        blanks += blank;
        n += !blank;
    }
    return n > 1 && blanks + 1 >= n;
}

/* What minutes' red heads say above the title with the session's number. */
static bool is_minutes_head(zc_str s)
{
    static const char *const words[] = {"会议纪要",         "常务会议纪要",     "政府常务会议纪要",
                                        "专题会议纪要",     "办公会议纪要",     "市长办公会议纪要",
                                        "县长办公会议纪要", "区长办公会议纪要", "工作会议纪要",
                                        "党组会议纪要",     "常委会会议纪要",   "主任会议纪要"};
    return words_are(s, WORDS(words));
}

/* Lines [from, to) as a candidate. False when memory runs out. */
static bool candidate_of(const lines *l, size_t from, size_t to, arena *a, candidate *out)
{
    char *whole = lines_joined(l, from, to - 1, a);
    *out = (candidate){.from = from, .to = to};
    if (whole)
        out->text = cleaned(str_from(whole), &out->status);
    return whole != NULL;
}

/* The title that begins at line `i`, empty when none does. False when memory runs
 * out. */
static bool candidate_at(const lines *l, size_t i, arena *a, candidate *out)
{
    candidate c = {0};
    size_t first = is_place_above(l, i) ? i + 1 : after_issuers(l, i);
    *out = c;
    if (signature_by_leader(l->at[i].raw))
        return true;
    if (first == i && (organ_only(l->at[i].raw) || lines_order(l->at[i].tidy).n > 0))
        return true;
    for (size_t j = first; may_go_on(l, j) && j < first + TITLE_LINES; j++) {
        zc_str next = may_go_on(l, j + 1) ? l->at[j + 1].tidy : STR_NONE;
        if (!candidate_of(l, i, j + 1, a, &c))
            return false;
        if (is_title(c.text) && !resumes(next) && (is_long(c.text) || is_spaced(l->at[j].raw))) {
            *out = c;
            return !is_remark(next) || candidate_of(l, i, j + 2, a, out);
        }
        if (!announces(c.text) && !leads(l, j, c.text) && !resumes(next))
            break;
    }
    return true;
}

/* Whether the same lines stand once more below. */
static bool repeats(const lines *l, const candidate *c)
{
    for (size_t i = c->to; i < l->body; i++)
        if (str_equal(l->at[i].tidy, c->text))
            return true;
    return false;
}

/* How much speaks for a candidate: what it says, whose it is, and where it
 * stands. */
static int weigh(const lines *l, const candidate *c, zc_str label)
{
    int score = announces(c->text) ? 4 : 0;
    score += organ_where(c->text).n || organ_national(c->text) ? 2 : 0;
    score += c->to == l->body || (c->to < l->n && lines_is_number(l->at[c->to].raw)) ? 2 : 0;
    score += c->from > 0 && lines_is_number(l->at[c->from - 1].raw) ? 2 : 0;
    if (c->to < l->n && c->to < l->body)
        score += lines_is_preamble(l->at[c->to].tidy)
                     ? 2
                     : l->at[c->to].page || organ_only(l->at[c->to].raw);
    score += c->from > 0 && l->at[c->from - 1].page && c->to < l->n && l->at[c->to].page ? 1 : 0;
    score += repeats(l, c) ? 3 : 0;
    score += label.n && str_equal(c->text, label) ? 5 : 0;
    return score;
}

/* A line that begins like a title and stands where one does, whatever it ends in:
 * 关于支持修渠的十条 above a number or the text. */
static bool untyped_at(const lines *l, size_t i, arena *a, candidate *out)
{
    size_t first = after_issuers(l, i), last = first;
    candidate c;
    if (l->at[first].page || !str_starts(l->at[first].tidy, STR_LIT("关于")))
        return true;
    while (may_go_on(l, last + 1) && !l->at[last + 1].gap && last < first + TITLE_LINES)
        last++;
    if (!candidate_of(l, i, last + 1, a, &c))
        return false;
    size_t n = utf8_count(c.text);
    bool ends = last + 1 < l->n && (last + 1 >= l->body || lines_is_number(l->at[last + 1].raw));
    if (ends && n >= UNTYPED_LEAST && n <= TITLE_MOST && !lines_is_prose(c.text) &&
        !holds(c.text, "，") && !is_open(c.text))
        *out = c;
    return true;
}

static bool take(lines *l, const candidate *c, arena *a, title *out)
{
    *out = (title){arena_str(a, c->text), "head", c->status};
    l->title = c->from;
    l->after_title = c->to;
    return out->text != NULL;
}

/* What a site says above a story, whatever it ends in: the one line between the page's
 * own (我县召开营商环境推进会 between 首页 > 要闻 and 来源：…) before the text. */
static bool headline_at(const lines *l, arena *a, candidate *out)
{
    enum { HEADLINE_LEAST = 8, HEADLINE_MOST = 60 };
    size_t at = l->n;
    for (size_t i = 0; i < l->body; i++) {
        if (!l->at[i].page && at < l->n)
            return true;
        at = l->at[i].page ? at : i;
    }
    if (at >= l->body || at + 1 >= l->body || l->body >= l->n)
        return true;
    zc_str s = l->at[at].tidy;
    size_t n = utf8_count(s);
    if (n < HEADLINE_LEAST || n > HEADLINE_MOST || lines_is_prose(s) || lines_is_address(s) ||
        lines_is_number(s) || is_site(s) || is_column(s) || is_open(s) || lines_order(s).n > 0)
        return true;
    return candidate_of(l, at, at + 1, a, out);
}

/* The best of all candidates; the first of several. */
static bool best_candidate(lines *l, zc_str label, arena *a, title *out)
{
    candidate best = {0}, c;
    for (size_t i = 0; i < l->body; i++) {
        if (l->at[i].page)
            continue;
        if (!candidate_at(l, i, a, &c))
            return false;
        if (c.text.n == 0)
            continue;
        c.score = weigh(l, &c, label);
        if (is_minutes_head(c.text))
            c.score = 1;                                     /* rather than none */
        bool column = c.score < 2 && utf8_count(c.text) < 8; /* 政策法规解读 above 来源：… */
        if (c.score > best.score && !column)
            best = c;
        i = c.to - 1; /* a part of it is no other one */
    }
    for (size_t i = 0; i < l->body && best.text.n == 0; i++)
        if (!l->at[i].page && !untyped_at(l, i, a, &best))
            return false;
    if (best.text.n == 0 && !headline_at(l, a, &best))
        return false;
    return best.text.n == 0 || take(l, &best, a, out);
}

/* ---- What an order publishes ---- */

/* X of 《X》已经…通过，现予公布: the view is empty when nothing is published. */
static zc_str published_name(zc_str s)
{
    static const char *const says[] = {"通过", "同意", "批准", "公布", "发布", "颁布", "审议"};
    size_t from = str_find(s, STR_LIT("《"), 0);
    if (from == SIZE_MAX || from > 300)
        return STR_NONE;
    size_t depth = 0;
    for (size_t at = from; at < s.n;) {
        size_t here = at;
        uint32_t c = utf8_next(s, &at);
        depth += c == 0x300A;
        depth -= c == 0x300B;
        if (depth > 0)
            continue;
        bool published = words_in(str_slice(s, at, s.n), WORDS(says));
        return published ? str_slice(s, from + 3, here) : STR_NONE;
    }
    return STR_NONE;
}

/* Where the lines that make `name` begin, at or after `from`; l->n when nowhere. */
static size_t lines_of(const lines *l, size_t from, zc_str name, size_t *to, arena *a)
{
    for (size_t i = from; i < l->n; i++)
        for (size_t j = i; j < l->n && j < i + 4; j++) {
            size_t bytes = (size_t)(l->at[j].raw.p - l->at[i].raw.p) + l->at[j].raw.n;
            if (bytes > name.n * 3 + 60 || !str_starts(name, l->at[i].tidy))
                break;
            char *whole = lines_joined(l, i, j, a);
            if (whole && str_equal(doctype_bare(str_from(whole)), doctype_bare(name))) {
                *to = j + 1;
                return i;
            }
        }
    return l->n;
}

static bool order_read(lines *l, arena *a, title *out)
{
    size_t order = 0, to = 0;
    while (order < l->body && lines_order(l->at[order].tidy).n == 0)
        order++;
    if (order >= l->body)
        return true;
    for (size_t i = l->body; i < l->n && i < l->body + 2; i++) {
        zc_str name = published_name(l->at[i].tidy);
        size_t from = name.n && ends_title(name) ? lines_of(l, i + 1, name, &to, a) : l->n;
        candidate c;
        if (from < l->n)
            return candidate_of(l, from, to, a, &c) && take(l, &c, a, out);
    }
    return true;
}

/* An announcement without a title is called by its head: 示例市教育局公告. */
static bool announcement_read(lines *l, arena *a, title *out)
{
    for (size_t i = 0; i < l->body; i++) {
        candidate c = {.from = i, .to = i + 1, .text = l->at[i].tidy};
        if (!l->at[i].page && lines_order(c.text).n > 0 && str_ends(c.text, STR_LIT("公告")))
            return take(l, &c, a, out);
    }
    return true;
}

/* ---- The whole ---- */

/* Pages repeat the title above the document itself, on one line or several. */
static void skip_repetition(lines *l, zc_str text, arena *a)
{
    size_t to, from = lines_of(l, l->after_title, text, &to, a);
    if (from < l->n && from < l->after_title + 12 && from <= l->body) {
        l->title = from;
        l->after_title = to;
    }
}

/* The format's title: where in the text does it stand? */
static void locate(lines *l, zc_str text, arena *a)
{
    size_t to, from = lines_of(l, 0, text, &to, a);
    if (from >= l->n || from >= 20)
        return;
    l->title = from;
    l->after_title = to;
    l->body = lines_body(l, to);
}

static bool title_given(lines *l, const title_hints *hints, arena *a, title *out)
{
    char *tidy = organ_tidy(a, hints->given);
    if (!tidy)
        return false;
    zc_str text = cleaned(str_from(tidy), &out->status);
    locate(l, text, a);
    out->text = arena_str(a, text);
    out->source = hints->source;
    return out->text != NULL;
}

bool title_read(lines *l, const title_hints *hints, arena *a, title *out)
{
    *out = (title){0};
    if (str_trim(hints->given).n)
        return title_given(l, hints, a, out);
    const char *status = NULL, *label = organ_tidy(a, hints->label);
    if (!label)
        return false;
    zc_str text = cleaned(str_from(label), &status);
    if (!best_candidate(l, text, a, out))
        return false;
    if (out->text) {
        skip_repetition(l, str_from(out->text), a);
        return true;
    }
    if (!order_read(l, a, out))
        return false;
    if (!out->text && is_title(text))
        *out = (title){arena_str(a, text), "label", status};
    return out->text || announcement_read(l, a, out);
}
