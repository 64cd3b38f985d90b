/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "edition.h"

#include "doctype.h"
#include "words.h"

#include <string.h>

enum { NAME_BYTES = 2048, MARKS_AT_MOST = 8 };

/* ---- Marks ---- */

/* Of an edition, after a year, a date or a count or alone: （2021年修订）, （第二次修正）. */
static const char *const revised[] = {"修订",     "修正",   "修改",   "修订版",   "修订本",
                                      "修订文本", "修正版", "修正本", "修正文本", "修改版"};

/* These say so after a year only: （2019年本）, （2020版）. */
static const char *const dated[] = {"版", "本"};

/* Of its force; they tell no editions apart. */
static const char *const force[] = {"有效",   "现行有效", "失效",   "已失效",
                                    "已修改", "废止",     "已废止", "已被修改"};

/* A character of a date or a count. */
static size_t counting(zc_str s)
{
    static const char *const signs[] = {"年", "月", "日", "第", "次", "〇", "零", "一", "二", "三",
                                        "四", "五", "六", "七", "八", "九", "十", "最", "新"};
    return s.n && s.p[0] >= '0' && s.p[0] <= '9' ? 1 : words_start(s, WORDS(signs));
}

/* `s` without the date or count that it begins with. */
static zc_str after_count(zc_str s)
{
    for (size_t n; (n = counting(s)) > 0;)
        s = str_slice(s, n, s.n);
    return s;
}

/* What a bracket holds is a mark. */
static bool is_mark(zc_str inner, bool *edition)
{
    zc_str rest = after_count(inner);
    bool marks = words_are(rest, WORDS(revised)) ||
                 (rest.n < inner.n && words_are(rest, WORDS(dated)));
    *edition = *edition || marks;
    return marks || words_are(inner, WORDS(force));
}

/* Bytes of the four digits, and 年, that `s` begins with; 0 for none. */
static size_t year_at(zc_str s)
{
    for (size_t i = 0; i < 4; i++)
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '9')
            return 0;
    return str_starts(str_slice(s, 4, s.n), STR_LIT("年")) ? 4 + strlen("年") : 4;
}

/* Without the mark that stands free at its end or begin: …目录2019年本. */
static zc_str without_free(zc_str s, bool *edition)
{
    enum { LONGEST = 4 + sizeof "年修正文本" - 1 };
    for (size_t at = s.n > LONGEST ? s.n - LONGEST : 1; at < s.n; at++) {
        size_t year = year_at(str_slice(s, at, s.n));
        zc_str rest = str_slice(s, at + year, s.n);
        if (year && (words_are(rest, WORDS(revised)) || words_are(rest, WORDS(dated)))) {
            *edition = true;
            return str_slice(s, 0, at);
        }
    }
    size_t year = year_at(s), n = 0;
    zc_str rest = str_slice(s, year, s.n);
    if (year)
        n = words_start(rest, WORDS(dated));
    *edition = *edition || n > 0;
    return n ? str_slice(rest, n, rest.n) : s;
}

/* Without the bracket that begins or ends `s`, where it holds a mark. */
static zc_str without_bracket(zc_str s, bool *edition)
{
    size_t open = s.n;
    if (str_starts(s, STR_LIT("("))) {
        size_t close = str_find(s, STR_LIT(")"), 0);
        if (close != SIZE_MAX && is_mark(str_slice(s, 1, close), edition))
            return str_slice(s, close + 1, s.n);
    }
    if (!str_ends(s, STR_LIT(")")))
        return s;
    while (open > 0 && s.p[open - 1] != '(')
        open--;
    return open > 1 && is_mark(str_slice(s, open, s.n - 1), edition) ? str_slice(s, 0, open - 1)
                                                                     : s;
}

static zc_str without_marks(zc_str s, bool *edition)
{
    for (size_t i = 0, before = s.n + 1; i < MARKS_AT_MOST && s.n < before; i++) {
        before = s.n;
        s = without_free(without_bracket(s, edition), edition);
    }
    return s;
}

/* ---- What is named ---- */

/* What a notice publishes, or the title itself. */
static zc_str published(zc_str s)
{
    static const char *const verbs[] = {"关于印发",     "关于重新印发", "关于修订印发", "关于发布",
                                        "关于重新发布", "关于公布",     "关于重新公布", "关于颁布",
                                        "关于颁发",     "关于下发"};
    static const char *const again[] = {"新修订的", "修订后的", "修改后的", "修订的"};
    static const char *const ends[] = {"的通知", "的通告", "的公告"};
    size_t tail = words_end(s, WORDS(ends));
    for (size_t at = str_find(s, STR_LIT("关于"), 0); tail && at != SIZE_MAX;
         at = str_find(s, STR_LIT("关于"), at + 1)) {
        size_t n = words_start(str_slice(s, at, s.n), WORDS(verbs));
        if (n == 0)
            continue;
        zc_str thing = str_slice(s, at + n, s.n - tail > at + n ? s.n - tail : at + n);
        n = words_start(thing, WORDS(again));
        return str_slice(thing, n, thing.n);
    }
    return s;
}

/* What is made to be amended and lasts until it is: laws, regulations, rules. A
 * plan, a list or a measure is made anew under its old title. */
static bool has_editions(const char *type)
{
    static const char *const lasting[] = {"法",   "条例", "规定", "办法", "细则", "规则", "规程",
                                          "规范", "守则", "准则", "章程", "预案", "解释"};
    return type && words_are(str_from(type), WORDS(lasting));
}

/* What no mark makes an edition of anything: it speaks once. */
static bool speaks_once(zc_str name, const char *type)
{
    static const char *const types[] = {"答复", "批复", "函",     "复函", "报告", "公报", "通报",
                                        "解读", "说明", "修正案", "公示", "决议", "议案"};
    static const char *const holds[] = {
        "关于修改", "关于修订", "关于修正", "关于废止", "关于清理", "征求意见稿", "送审稿",
        "讨论稿",   "审议稿",   "修订稿",   "草案",     "节选",     "摘录"};
    return words_in(name, WORDS(holds)) || (type && words_are(str_from(type), WORDS(types)));
}

/* Whether it says anything but its kind: 管理办法, 实施细则（试行） are the name of many. */
static bool is_generic(zc_str name)
{
    static const char *const words[] = {
        "实施", "管理", "暂行", "试行", "若干", "工作", "有关", "补充", "具体", "内部",
        "法",   "条例", "规定", "办法", "细则", "规则", "规程", "规范", "守则", "准则",
        "章程", "预案", "解释", "应急", "议事", "安全", "突发", "事件", "(",    ")"};
    size_t units = 0;
    for (size_t at = 0; at < name.n;) {
        size_t n = words_start(str_slice(name, at, name.n), WORDS(words));
        if (n)
            at += n;
        else {
            utf8_next(name, &at);
            units++;
        }
    }
    return units == 0;
}

/* Units and round brackets; everything else says nothing. */
static void put_units(const text *title, zc_buf *out)
{
    for (size_t i = 0; i < title->n && out->len < NAME_BYTES; i++)
        if (text_is_unit(title->cp[i]) || title->cp[i] == '(' || title->cp[i] == ')')
            buf_cp(out, title->cp[i]);
}

static bool put_name(zc_str name, zc_buf *out)
{
    static const char *const state[] = {"中华人民共和国"};
    bool national = false;
    for (size_t at = 0, n; at < name.n; at += n) {
        zc_str rest = str_slice(name, at, name.n);
        n = words_start(rest, WORDS(state));
        national = national || n > 0;
        if (n)
            continue;
        utf8_next(rest, &n);
        buf_str(out, str_slice(rest, 0, n));
    }
    return national;
}

bool edition_name(const text *title, zc_buf *out)
{
    static const char *const of_state[] = {"法", "条例"};
    bool edition = false, national = false;
    zc_buf units;
    zc_buf_init(&units);
    put_units(title, &units);
    zc_str s = published(without_marks(buf_view(&units), &edition));
    s = without_marks(s, &edition);
    const char *type = doctype_of_title(s);
    if (!speaks_once(s, type) && !is_generic(s) && (edition || has_editions(type)))
        national = put_name(s, out) || (type && words_are(str_from(type), WORDS(of_state)));
    out->failed = out->failed || units.failed;
    zc_buf_clear(&units);
    return national;
}

zc_str edition_body(zc_str issuer)
{
    static const char *const arms[] = {"常务委员会", "办公厅", "办公室"};
    size_t n = words_end(issuer, WORDS(arms));
    return n < issuer.n ? str_slice(issuer, 0, issuer.n - n) : issuer;
}
