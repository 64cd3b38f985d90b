/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docno.h"

#include "docno_issuer.h"
#include "docno_prefix.h"
#include "numeral.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { YEAR_FIRST = 1949, YEAR_LAST = 2099, BLANKS = 6, PREFIX_CHARS = 40, TEXT_AT_MOST = 512 };

/* ---- Characters ---- */

/* Pairs may be mixed: (2017〕109号. */
static bool opens(uint32_t c)
{
    return c == '(' || c == '[' || c == 0x3014 || c == 0xFF08 || c == 0xFF3B || c == 0x3010 ||
           c == 0xFE5D || c == 0x2772;
}

static bool closes(uint32_t c)
{
    return c == ')' || c == ']' || c == 0x3015 || c == 0xFF09 || c == 0xFF3D || c == 0x3011 ||
           c == 0xFE5E || c == 0x2773;
}

static bool round_bracket(uint32_t c)
{
    return c == '(' || c == 0xFF08;
}

static void skip_blanks(zc_str text, size_t *at)
{
    for (int i = 0; i < BLANKS && *at < text.n; i++) {
        size_t next = *at;
        if (!prefix_blank(utf8_next(text, &next)))
            break;
        *at = next;
    }
}

static bool take(zc_str text, size_t *at, zc_str word)
{
    if (!str_starts(str_slice(text, *at, text.n), word))
        return false;
    *at += word.n;
    return true;
}

/* The same backwards: whether `word` stands before *at, which moves before it. */
static bool take_back(zc_str text, size_t floor, size_t *at, zc_str word)
{
    if (!str_ends(str_slice(text, floor, *at), word))
        return false;
    *at -= word.n;
    return true;
}

static bool take_back_if(zc_str text, size_t floor, size_t *at, bool (*is)(uint32_t))
{
    if (*at <= floor)
        return false;
    size_t back = utf8_back(text, *at), next = back;
    if (!is(utf8_next(text, &next)))
        return false;
    *at = back;
    return true;
}

static bool is_year(const numeral *n)
{
    return n->characters == 4 && !n->units && n->value >= YEAR_FIRST && n->value <= YEAR_LAST;
}

/* ---- 〔2023〕44号 ---- */

typedef struct tail {
    size_t from, to; /* bytes of the text */
    int year, number;
    bool is_round; /* the bracket: （2023）44号 might be something else */
    bool ordinal;  /* 第44号 */
    bool brief;    /* a year of two digits: (86)52号 */
    bool plain;    /* no bracket around the year */
} tail;

/* The bracketed year at *at, which moves past it: 〔2023〕, [ 2013 ], （2016年）. */
static bool bracketed_year(zc_str text, size_t *at, tail *out)
{
    size_t p = *at;
    numeral year;
    uint32_t open = utf8_next(text, &p);
    if (!opens(open))
        return false;
    skip_blanks(text, &p);
    if (!numeral_next(text, &p, &year))
        return false;
    out->brief = year.characters == 2 && !year.chinese && year.value >= YEAR_FIRST % 100;
    if (!out->brief && !is_year(&year))
        return false;
    skip_blanks(text, &p);
    take(text, &p, STR_LIT("年"));
    skip_blanks(text, &p);
    if (p >= text.n || !closes(utf8_next(text, &p)))
        return false;
    out->year = year.value + (out->brief ? 1900 : 0);
    out->is_round = round_bracket(open);
    *at = p;
    return true;
}

/* What may not follow a serial that lacks its 号: 〔2012〕18年 or 3个. */
static bool ends_bare_serial(zc_str text, size_t at)
{
    if (at >= text.n)
        return true;
    uint32_t c = utf8_next(text, &at);
    return !utf8_is_han(c) && numeral_digit(c) < 0 && !prefix_letter(c) && c != '.' && c != '-' &&
           c != '%';
}

/* The serial at *at, which moves past it: 44号, 第5号, 号16, and a bare 18 where
 * the bracket left no doubt that this is a number. */
static bool serial(zc_str text, size_t *at, tail *out)
{
    size_t p = *at;
    numeral n;
    skip_blanks(text, &p);
    out->ordinal = take(text, &p, STR_LIT("第"));
    bool before = take(text, &p, STR_LIT("号")) || out->ordinal;
    skip_blanks(text, &p);
    if (!numeral_next(text, &p, &n))
        return false;
    size_t after = p;
    skip_blanks(text, &after);
    if (take(text, &after, STR_LIT("号")) || take(text, &after, STR_LIT("號")))
        p = after;
    else if (n.chinese || (out->is_round && !before) || !ends_bare_serial(text, p))
        return false;
    out->number = n.value;
    *at = p;
    return true;
}

static bool tail_bracketed(zc_str text, size_t bracket, bool sure, tail *out)
{
    size_t at = bracket;
    *out = (tail){.from = bracket};
    if (!bracketed_year(text, &at, out))
        return false;
    bool is_round = out->is_round;
    out->is_round = (is_round && !sure) || out->brief;
    if (!serial(text, &at, out))
        return false;
    out->is_round = is_round;
    out->to = at;
    return true;
}

/* ---- 2016年第8号, 第219号, （第12号） ---- */

/* 2016年 before *at. */
static bool year_before(zc_str text, size_t floor, size_t *at, int *out)
{
    size_t p = prefix_end(text, floor, *at);
    numeral year;
    if (!take_back(text, floor, &p, STR_LIT("年")))
        return false;
    p = prefix_end(text, floor, p);
    if (!numeral_before(text, floor, &p, &year) || !is_year(&year))
        return false;
    *out = year.value;
    *at = p;
    return true;
}

/* What stands before the 号 at byte `mark`. */
static bool tail_plain(zc_str text, size_t floor, size_t mark, tail *out)
{
    size_t at = prefix_end(text, floor, mark);
    numeral n;
    *out = (tail){.to = mark + 3, .plain = true};
    if (!numeral_before(text, floor, &at, &n))
        return false;
    at = prefix_end(text, floor, at);
    out->number = n.value;
    out->ordinal = take_back(text, floor, &at, STR_LIT("第"));
    if (n.chinese && !out->ordinal)
        return false;
    at = prefix_end(text, floor, at);
    bool bracket = take_back_if(text, floor, &at, opens);
    year_before(text, floor, &at, &out->year);
    at = prefix_end(text, floor, at);
    bracket = bracket || take_back_if(text, floor, &at, opens);
    out->from = at;
    if (!bracket)
        return true;
    skip_blanks(text, &out->to);
    return out->to < text.n && closes(utf8_next(text, &out->to));
}

/* ---- The whole ---- */

typedef struct writer {
    char *out;
    size_t n, cap;
} writer;

static void put(writer *w, zc_str s)
{
    if (s.n < w->cap - w->n) {
        memcpy(w->out + w->n, s.p, s.n);
        w->n += s.n;
    }
    w->out[w->n] = '\0';
}

/* The prefix with blanks and the joints of names left out, letters made narrow;
 * 中华人民共和国国务院令 is 国务院令. */
static void put_prefix(writer *w, zc_str s)
{
    static const zc_str republic = {"中华人民共和国", 21};
    for (size_t at = 0; at < s.n;) {
        char bytes[4];
        if (s.n - at > republic.n && str_starts(str_slice(s, at, s.n), republic)) {
            at += republic.n;
            continue;
        }
        uint32_t c = utf8_next(s, &at);
        uint32_t letter = prefix_letter(c);
        if (c == '(' || c == ')')
            c = c == '(' ? 0xFF08 : 0xFF09;
        if (!prefix_blank(c) && c != 0x3001)
            put(w, (zc_str){bytes, utf8_put(letter ? letter : c, bytes)});
    }
}

static void put_number(writer *w, const char *before, int value, const char *after)
{
    char digits_of[32];
    snprintf(digits_of, sizeof digits_of, "%s%d%s", before, value, after);
    put(w, str_from(digits_of));
}

/* A number found, and where the words begin that are glued before it. */
typedef struct match {
    docno number;
    size_t run;
} match;

static void match_set(match *out, zc_str text, const prefix *p, zc_str word, const tail *t)
{
    *out = (match){.run = p->run,
                   .number = {.from = p->from,
                              .to = t->to + word.n,
                              .year = t->year,
                              .plain = t->plain,
                              .glued = p->from > p->run}};
    writer w = {out->number.canonical, 0, sizeof out->number.canonical};
    put_prefix(&w, str_slice(text, p->from, p->to));
    put(&w, word);
    if (t->year)
        put_number(&w, "〔", t->year, "〕");
    put_number(&w, t->year ? "" : "第", t->number, "号");
}

/* A number whose bracket opens at byte `bracket`; `sure` that it is one. */
static bool match_bracketed(zc_str text, size_t floor, size_t bracket, bool sure, match *out)
{
    tail t;
    issuer name;
    prefix code;
    if (!tail_bracketed(text, bracket, sure, &t))
        return false;
    if (issuer_find(text, floor, bracket, issuer_word(str_slice(text, t.to, text.n)), &name) &&
        name.kind != ISSUER_ALONE) {
        match_set(out, text, &name.at, name.word, &t);
        return true;
    }
    /* One character alone is a prefix only where nothing else could be meant. */
    if (!prefix_code(text, floor, bracket, &code) ||
        ((t.brief || (t.is_round && !sure)) && code.to - code.from < 6))
        return false;
    match_set(out, text, &code, STR_NONE, &t);
    return true;
}

/* Whether a number ends at byte `at` that only its year marks as one: 商务部2017年
 * 第9号 and no noun behind it (地块, 文件, 提案). */
static bool ends_alone(zc_str text, size_t at)
{
    static const char follow[] = "和与及或以等的";
    size_t next = at;
    if (at >= text.n || !utf8_is_han(utf8_next(text, &next)))
        return true;
    return str_find(str_from(follow), str_slice(text, at, next), 0) != SIZE_MAX;
}

/* Whether 公告 at byte `from` stands alone: at the start, behind a label or in
 * brackets. Below a line it belongs to the name on that line. */
static bool begins_alone(zc_str text, size_t floor, size_t from)
{
    size_t end = prefix_end(text, floor, from);
    if (end == floor)
        return true;
    size_t at = utf8_back(text, end);
    uint32_t c = utf8_next(text, &at);
    return c == ':' || c == 0xFF1A || opens(c);
}

/* An order or announcement whose 号 stands at byte `mark`. */
static bool match_plain(zc_str text, size_t floor, size_t mark, match *out)
{
    tail t;
    issuer name;
    if (!tail_plain(text, floor, mark, &t) || t.from <= floor ||
        !issuer_find(text, floor, t.from, issuer_word(str_slice(text, t.to, text.n)), &name))
        return false;
    bool says = name.kind == ISSUER_ORDER || (name.kind == ISSUER_NOTICE && t.ordinal);
    bool dated = t.year && (name.kind != ISSUER_ALONE || (t.ordinal && ends_alone(text, t.to)));
    if (!dated && (!says || t.year))
        return false;
    if (name.bare && (!t.year || !begins_alone(text, floor, name.at.from)))
        return false;
    match_set(out, text, &name.at, name.word, &t);
    return true;
}

/* ---- Scanning ---- */

/* Every text is scanned for brackets and 号, so characters are not decoded: each
 * of the signs has a bit, and only its own three bytes have that bit in common. */
enum {
    SIGN_MARKS = 0xC0 /* 号 and 號 */
};

static const unsigned char sign_first[256] = {
    [0xE3] = 0x03, /* 〔 【 */
    [0xEF] = 0x1C, /* （ ［ ﹝ */
    [0xE2] = 0x20, /* ❲ */
    [0xE5] = 0x40, /* 号 */
    [0xE8] = 0x80  /* 號 */
};
static const unsigned char sign_second[256] = {
    [0x80] = 0x03, [0xBC] = 0x0C, [0xB9] = 0x10, [0x9D] = 0x20, [0x8F] = 0x40, [0x99] = 0x80};
static const unsigned char sign_third[256] = {
    [0x94] = 0x01, [0x90] = 0x02, [0x88] = 0x04, [0xBB] = 0x08,
    [0x9D] = 0x10, [0xB2] = 0x20, [0xB7] = 0x40, [0x9F] = 0x80};

/* The first bracket or 号 at or after byte `at`, or text.n. A bracket in the last
 * two bytes opens nothing. */
static size_t next_sign(zc_str text, size_t at, bool *bracket)
{
    const unsigned char *p = (const unsigned char *)text.p;
    while (at + 2 < text.n) {
        unsigned char c = p[at];
        unsigned sign = sign_first[c] & sign_second[p[at + 1]] & sign_third[p[at + 2]];
        if (sign || c == '(' || c == '[') {
            *bracket = (sign & SIGN_MARKS) == 0;
            return at;
        }
        at += c >= 0xE1 && c <= 0xEF ? 3 : 1;
    }
    return text.n;
}

static bool match_scan(zc_str text, size_t from, bool sure, match *out)
{
    bool bracket;
    for (size_t at = next_sign(text, from, &bracket); at < text.n;
         at = next_sign(text, at + 1, &bracket))
        if (bracket ? match_bracketed(text, from, at, sure, out) : match_plain(text, from, at, out))
            return true;
    return false;
}

bool docno_scan(zc_str text, size_t from, docno *out)
{
    match found;
    if (!match_scan(text, from, false, &found))
        return false;
    *out = found.number;
    return true;
}

/* ---- Reading one number ---- */

static const char *const labels[] = {"发文字号", "发文文号", "文件编号", "公文字号",
                                     "文件文号", "文号",     "字号"};

static zc_str without_label(zc_str s)
{
    for (size_t i = 0; i < COUNT(labels); i++) {
        size_t at = 0;
        if (!take(s, &at, str_from(labels[i])))
            continue;
        if (!take(s, &at, STR_LIT("：")))
            take(s, &at, STR_LIT(":"));
        return str_slice(s, at, s.n);
    }
    return s;
}

/* `text` without blanks, but one between two digits; the empty view where it is
 * too long. */
static zc_str squeeze(zc_str text, char out[TEXT_AT_MOST])
{
    size_t n = 0;
    bool blank = false, digit = false;
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (prefix_blank(c) || c == '\n') {
            blank = blank || utf8_is_blank(c);
            continue;
        }
        bool now = numeral_digit(c) >= 0;
        if (n + 5 > TEXT_AT_MOST)
            return STR_NONE;
        if (blank && digit && now)
            out[n++] = ' ';
        for (; from < at; from++)
            out[n++] = text.p[from];
        digit = now;
        blank = false;
    }
    return (zc_str){out, n};
}

/* All of `s` may be a prefix: 甬政办发, 京昌平发改（核）. */
static bool is_prefix(zc_str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        if (!utf8_is_han(c) && !prefix_letter(c) && !round_bracket(c) && c != ')' && c != 0xFF09)
            return false;
    }
    return s.n > 0 && utf8_count(s) <= PREFIX_CHARS;
}

/* Where the year's bracket opens: the first that no word of the code stands in. */
static size_t bracket_find(zc_str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        bool bracket = opens(utf8_next(s, &at));
        size_t next = at;
        if (bracket && !(at < s.n && utf8_is_han(utf8_next(s, &next))))
            return from;
    }
    return s.n;
}

/* What is known of 〔2023〕4, 〔20, 〔 at byte `at`, as canonical numbers have it. */
static bool open_bracketed(zc_str s, size_t at, writer *w, int *year)
{
    tail t = {0};
    numeral n = {0};
    if (bracketed_year(s, &at, &t)) {
        take(s, &at, STR_LIT("第"));
        put_number(w, "〔", t.year, "〕");
    } else {
        utf8_next(s, &at);
        put(w, STR_LIT("〔"));
    }
    if (numeral_next(s, &at, &n) && !n.chinese)
        put_number(w, "", n.value, "");
    *year = t.year;
    return at == s.n;
}

/* The same for what ends `s`: 2016年第8, 2016年, 第21, 第, and 21 of 省政府令21.
 * Where it begins. */
static size_t open_plain(zc_str s, tail *out)
{
    size_t at = s.n;
    numeral n;
    bool digits = numeral_before(s, 0, &at, &n) && !n.chinese;
    at = digits ? at : s.n;
    *out = (tail){.number = digits ? n.value : 0};
    out->ordinal = take_back(s, 0, &at, STR_LIT("第"));
    if (year_before(s, 0, &at, &out->year) || out->ordinal)
        return at;
    out->ordinal = digits && str_ends(str_slice(s, 0, at), STR_LIT("令"));
    return out->ordinal ? at : s.n;
}

/* 甬政办发*, 甬政办发〔20*, 甬政办发〔2023〕4*, 省政府令第2*, 公告2020年*; `s` without
 * the star. */
static bool parse_open(zc_str s, docno *out)
{
    docno found = {0};
    writer w = {found.canonical, 0, sizeof found.canonical};
    tail t = {0};
    size_t bracket = bracket_find(s), end = bracket < s.n ? bracket : open_plain(s, &t);
    if (!is_prefix(str_slice(s, 0, end)))
        return false;
    put_prefix(&w, str_slice(s, 0, end));
    if (bracket < s.n && !open_bracketed(s, bracket, &w, &found.year))
        return false;
    if (t.year) {
        found.year = t.year;
        put_number(&w, "〔", t.year, "〕");
    } else if (t.ordinal) {
        put(&w, STR_LIT("第"));
    }
    if (t.number)
        put_number(&w, "", t.number, "");
    *out = found;
    return true;
}

/* `s` is a number and the words glued before it, and nothing else. */
static bool parse_whole(zc_str s, docno *out)
{
    match found;
    size_t at = s.n;
    /* 渝府发〔2000〕48号〔〕, as a page's template leaves it */
    if (take_back_if(s, 0, &at, closes) && take_back_if(s, 0, &at, opens))
        s = str_slice(s, 0, at);
    if (!match_scan(s, 0, true, &found) || found.run != 0 || found.number.to != s.n)
        return false;
    *out = found.number;
    return true;
}

bool docno_parse(zc_str text, bool open_end, docno *out)
{
    char bytes[TEXT_AT_MOST];
    zc_str s = without_label(squeeze(text, bytes));
    docno found;
    bool open = open_end && (str_ends(s, STR_LIT("*")) || str_ends(s, STR_LIT("＊")));
    if (open ? !parse_open(str_slice(s, 0, utf8_back(s, s.n)), &found) : !parse_whole(s, &found))
        return false;
    found.from = 0;
    found.to = text.n;
    *out = found;
    return true;
}
