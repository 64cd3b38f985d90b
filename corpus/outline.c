/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "outline.h"

#include "numeral.h"

#include <string.h>
#include <uchar.h>
#include <wchar.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Kinds of numbers, the higher first. 一、（一）1.（1）: GB/T 9704-2012, 7.3.3;
 * 编, 分编, 章, 节, 条, （一）: 立法法 (2023), art. 65. */
typedef enum kind {
    ANNEX,   /* 附件1 */
    PART,    /* 第一部分 */
    BOOK,    /* 第一编 */
    SUBBOOK, /* 第一分编 */
    CHAPTER, /* 第一章 */
    SECTION, /* 第一节 */
    ARTICLE, /* 第一条 */
    HAN,     /* 一、 */
    HAN_BRACKET,
    DIGIT, /* 1. */
    DIGIT_BRACKET,
    DIGIT_CLOSED, /* 1) */
    CIRCLE,       /* ① */
    KINDS
} kind;

enum {
    ITEM_AT_MOST = 99,          /* of 一、 and 1. alike: a larger number is a year or a sum */
    TITLE_AT_MOST = 28,         /* with its number about 30: a line of a narrow page */
    ARTICLE_TITLE_AT_MOST = 16, /* 第七条 补偿条件和标准 */
    HEADING_AT_MOST = 60,       /* a line that long is a paragraph */
    ROW_SEEN = 300,             /* bytes: a row's first cells are short */
};

/* A numbered line. Places are code points. */
typedef struct item {
    kind kind;
    int number;
    bool again;             /* 第十条之一: the number may stay the same */
    bool apart;             /* a blank, a bracket or nothing follows the number */
    size_t from, number_to; /* what is shown where there is no title: （二）, 4 */
    size_t title;           /* where a title would begin */
    size_t end;             /* of the line */
} item;

/* What is known of the list of a kind. */
typedef struct list {
    int last;             /* its latest number; 0: none yet */
    unsigned begun;       /* the line where its latest 1 stands */
    unsigned first_begun; /* the line where its first 1 stands */
    bool clauses;         /* items end in a semicolon */
    bool paragraphs;      /* an item had a paragraph of its own below it */
    bool paragraph;       /* one stands since the latest item */
} list;

typedef struct heading {
    kind kind;
    size_t from, to, title; /* what is shown, and where the title in it begins */
    unsigned line;
    bool whole; /* the line is the heading, or ends in a colon: text follows below */
} heading;

typedef struct outline {
    zc_str original;
    const text *t;
    kind order[KINDS]; /* from the highest; a document may have its own */
    list lists[KINDS];
    heading open[KINDS + 1];
    size_t n_open;
    unsigned line;
    bool closed;   /* the numbered text has ended: a new one begins with a 1 */
    bool contents; /* in a table of contents */
    item first;    /* its first line; .number 0: none yet */
} outline;

/* ---- Reading a number ---- */

static uint32_t cp_at(const text *t, size_t at, size_t end)
{
    return at < end ? t->cp[at] : 0;
}

static size_t skip_blank(const text *t, size_t at, size_t end)
{
    return cp_at(t, at, end) == ' ' ? at + 1 : at;
}

static bool among(uint32_t cp, const char32_t *set)
{
    for (; *set; set++)
        if (*set == cp)
            return true;
    return false;
}

/* Whether the words stand at `at`, which moves past them. */
static bool takes(const text *t, size_t *at, size_t end, const char32_t *words)
{
    size_t k = *at;
    for (; *words; words++, k++)
        if (*words != cp_at(t, k, end))
            return false;
    *at = k;
    return true;
}

static bool takes_number(const text *t, size_t *at, size_t end, numeral *out)
{
    enum { LONGEST = 12 }; /* more than numeral_next takes */
    char bytes[4 * LONGEST];
    size_t n = 0, next = 0;
    for (size_t i = *at; i < end && i < *at + LONGEST; i++)
        n += utf8_put(t->cp[i], bytes + n);
    if (!numeral_next((zc_str){bytes, n}, &next, out))
        return false;
    *at += out->characters;
    return true;
}

/* Whether blanks stand before a code point in the original. */
static bool blank_before(const outline *o, size_t at)
{
    size_t byte = o->t->to[at - 1];
    return byte < o->t->from[at] && utf8_is_blank(utf8_next(o->original, &byte));
}

static const struct {
    const char32_t *word;
    kind kind;
} units[] = {
    {U"部分", PART},  {U"编", BOOK},    {U"分编", SUBBOOK},
    {U"章", CHAPTER}, {U"节", SECTION}, {U"条", ARTICLE},
};

/* 第十二条, 第 3 章, 第二十条之一. */
static bool read_ordinal(const outline *o, item *it)
{
    const text *t = o->t;
    size_t at = it->from, i = 0;
    numeral n;
    if (!takes(t, &at, it->end, U"第"))
        return false;
    at = skip_blank(t, at, it->end);
    if (!takes_number(t, &at, it->end, &n) || n.value < 1)
        return false;
    at = skip_blank(t, at, it->end);
    while (i < COUNT(units) && !takes(t, &at, it->end, units[i].word))
        i++;
    if (i == COUNT(units))
        return false;
    size_t after = at;
    numeral more;
    it->again = takes(t, &after, it->end, U"之") && takes_number(t, &after, it->end, &more);
    at = it->again ? after : at;
    uint32_t next = cp_at(t, at, it->end);
    it->apart = at == it->end || among(next, U" (:") || blank_before(o, at);
    /* 第三条第二款修改为, 第十条规定的, 第一章、第二章 */
    if (!it->apart && among(next, U"第规所之的和与及至或、,"))
        return false;
    it->kind = units[i].kind;
    it->number = n.value;
    it->number_to = at;
    it->title = skip_blank(t, next == ':' ? at + 1 : at, it->end);
    return true;
}

/* Whether a number goes on behind its dot: 3.5亿元, 1、2、3号楼; 1.2023年 does not. */
static bool goes_on(const text *t, size_t at, size_t end)
{
    size_t digits = 0;
    while (cp_at(t, at + digits, end) >= '0' && cp_at(t, at + digits, end) <= '9')
        digits++;
    return digits > 0 && !(digits == 4 && cp_at(t, at + 4, end) == 0x5E74);
}

/* 一、 and 1. with what is typed for them; 二、三产业 and 三、四线城市 are words. */
static bool read_plain(const outline *o, item *it)
{
    const text *t = o->t;
    size_t at = it->from;
    numeral n, next;
    if (!takes_number(t, &at, it->end, &n) || n.value < 1 || n.value > ITEM_AT_MOST)
        return false;
    it->number_to = at;
    at = skip_blank(t, at, it->end);
    uint32_t sign = cp_at(t, at, it->end);
    bool closed = sign == ')' && !n.chinese;
    if (!closed && sign != 0x3001 && sign != '.')
        return false;
    size_t after = it->title = skip_blank(t, at + 1, it->end);
    if (goes_on(t, at + 1, it->end) ||
        (n.chinese && takes_number(t, &after, it->end, &next) && next.value == n.value + 1))
        return false;
    it->kind = n.chinese ? HAN : closed ? DIGIT_CLOSED : DIGIT;
    it->number = n.value;
    return it->title < it->end;
}

/* （三）项规定的, （一）至（三）; but （二）项目开工前 and （三）和谐社会. */
static bool is_reference(const text *t, size_t at, size_t end)
{
    uint32_t cp = cp_at(t, at, end), next = cp_at(t, at + 1, end);
    return (cp == 0x9879 && next != 0x76EE) || among(cp, U"款号") || /* 项, 目 */
           (among(cp, U"、至和或") && among(next, U"(第"));
}

/* （一） and （1）; (2017)18号 is none. */
static bool read_bracket(const outline *o, item *it)
{
    const text *t = o->t;
    size_t at = it->from + 1;
    numeral n;
    if (cp_at(t, it->from, it->end) != '(')
        return false;
    at = skip_blank(t, at, it->end);
    if (!takes_number(t, &at, it->end, &n) || n.value < 1 || n.value > ITEM_AT_MOST)
        return false;
    at = skip_blank(t, at, it->end);
    if (cp_at(t, at, it->end) != ')' || is_reference(t, at + 1, it->end))
        return false;
    it->kind = n.chinese ? HAN_BRACKET : DIGIT_BRACKET;
    it->number = n.value;
    it->number_to = at + 1;
    at = skip_blank(t, at + 1, it->end);
    it->title = among(cp_at(t, at, it->end), U"、.") ? at + 1 : at;
    it->title = skip_blank(t, it->title, it->end);
    return it->title < it->end && cp_at(t, it->title, it->end) != '(';
}

/* ① to ⑳, which normalising makes 1 to 20. */
static bool read_circle(const outline *o, item *it)
{
    size_t byte = o->t->from[it->from], at = it->from;
    uint32_t cp = utf8_next(o->original, &byte);
    numeral n;
    if (cp < 0x2460 || cp > 0x2473 || !takes_number(o->t, &at, it->end, &n))
        return false;
    it->kind = CIRCLE;
    it->number = (int)(cp - 0x2460) + 1;
    it->number_to = it->from + (cp < 0x2469 ? 1 : 2);
    at = skip_blank(o->t, it->number_to, it->end);
    it->title = among(cp_at(o->t, at, it->end), U"、.") ? at + 1 : at;
    return it->title < it->end;
}

/* 附件, 附件2, 附件一：, 附件2：任务清单; a list of them (附件：1.任务清单) is none. */
static bool read_annex(const outline *o, item *it)
{
    const text *t = o->t;
    size_t at = it->from;
    numeral n;
    if (!takes(t, &at, it->end, U"附件") && !takes(t, &at, it->end, U"附录"))
        return false;
    at = skip_blank(t, at, it->end);
    bool numbered = takes_number(t, &at, it->end, &n);
    it->kind = ANNEX;
    it->number = numbered ? n.value : 1;
    it->number_to = at;
    size_t after = at;
    at = skip_blank(t, at, it->end);
    bool parted = cp_at(t, at, it->end) == ':' || (at < it->end && at > after);
    at += cp_at(t, at, it->end) == ':';
    it->title = skip_blank(t, at, it->end);
    return it->title == it->end || (numbered && parted && it->end - it->title <= TITLE_AT_MOST);
}

/* A table's row is no heading, nor is a line of a table of contents. */
static bool is_row(const outline *o, size_t from, size_t end)
{
    const char *p = o->original.p + o->t->from[from];
    size_t n = o->t->to[end - 1] - o->t->from[from];
    n = n < ROW_SEEN ? n : ROW_SEEN;
    return memchr(p, '\t', n) || memchr(p, '|', n);
}

static bool read_item(const outline *o, size_t from, size_t end, item *it)
{
    uint32_t cp = o->t->cp[from];
    *it = (item){.from = from, .end = end};
    bool numeral = (cp >= '0' && cp <= '9') || among(cp, U"一二三四五六七八九十");
    bool found = cp == 0x7B2C   ? read_ordinal(o, it) /* 第 */
                 : cp == 0x9644 ? read_annex(o, it)   /* 附 */
                 : cp == '('    ? read_bracket(o, it)
                                : numeral && (read_circle(o, it) || read_plain(o, it));
    return found && !is_row(o, from, end);
}

/* ---- Titles ---- */

/* Where the first of the signs stands in the line, or its end. */
static size_t first_of(const text *t, size_t from, size_t end, const char32_t *signs)
{
    while (from < end && !among(t->cp[from], signs))
        from++;
    return from;
}

static bool is_whole(const text *t, const item *it)
{
    uint32_t last = t->cp[it->end - 1];
    return last == ':' || (it->end - it->from <= HEADING_AT_MOST && last != ';' &&
                           first_of(t, it->from, it->end, U"。") == it->end);
}

/* 第七条 补偿条件, 第八条【立案】: what is longer or a sentence is the article itself. */
static size_t article_title(const text *t, const item *it)
{
    size_t end = it->end;
    if (cp_at(t, it->title, end) == '(') {
        size_t close = first_of(t, it->title, end, U")");
        return close < end && close - it->title < ARTICLE_TITLE_AT_MOST ? close + 1 : it->number_to;
    }
    bool plain = first_of(t, it->title, end, U"。,;:、") == end;
    return plain && it->title < end && end - it->title <= ARTICLE_TITLE_AT_MOST ? end
                                                                                : it->number_to;
}

/* A long title's beginning, up to where it pauses. */
static size_t clause_before(const text *t, const item *it, size_t limit)
{
    enum { SHORTEST = 4 };
    for (size_t at = limit; at > it->title + SHORTEST; at--)
        if (among(t->cp[at - 1], U",、"))
            return at - 1;
    return it->number_to;
}

/* Where the shown heading ends: behind a title that is the line, or its first
 * sentence (（二）深化产教融合。支持企业…), else behind the number. */
static size_t heading_end(const text *t, const item *it, bool clauses)
{
    enum { SENTENCE_AT_MOST = 40 };
    if (it->kind == ARTICLE)
        return article_title(t, it);
    uint32_t last = t->cp[it->end - 1];
    if (last == ';' || (clauses && last == 0x3002) || it->title >= it->end)
        return it->number_to;
    size_t stop = first_of(t, it->title, it->end, U"。");
    bool first = stop + 1 < it->end && stop - it->title <= SENTENCE_AT_MOST;
    if (stop == it->end && last == ':')
        stop--;
    if (stop - it->title <= TITLE_AT_MOST)
        return stop;
    return first || is_whole(t, it) ? clause_before(t, it, it->title + TITLE_AT_MOST)
                                    : it->number_to;
}

/* ---- The open headings ---- */

static size_t rank(const outline *o, kind k)
{
    size_t i = 0;
    while (o->order[i] != k)
        i++;
    return i;
}

/* Closes the headings of this rank and below. */
static void close_from(outline *o, size_t at_least)
{
    while (o->n_open > 0 && rank(o, o->open[o->n_open - 1].kind) >= at_least)
        o->n_open--;
}

/* Makes `k` the next below `above`, or the next above `below`. */
static void reorder(outline *o, kind k, kind other, bool below)
{
    size_t n = 0;
    kind order[KINDS];
    for (size_t i = 0; i < KINDS; i++) {
        if (o->order[i] == k)
            continue;
        if (o->order[i] == other && !below)
            order[n++] = k;
        order[n++] = o->order[i];
        if (o->order[i] == other && below)
            order[n++] = k;
    }
    memcpy(o->order, order, sizeof order);
}

/* A list that goes on over another one that began inside it lies above that one:
 * 1. （一）（二） 2. makes （一） a part of 1. */
static void learn_order(outline *o, const item *it)
{
    const list *l = &o->lists[it->kind];
    for (size_t i = o->n_open; i > 0 && it->kind > ARTICLE; i--) {
        kind inner = o->open[i - 1].kind;
        if (rank(o, inner) < rank(o, it->kind) && inner >= ARTICLE &&
            o->lists[inner].first_begun > l->begun)
            reorder(o, inner, it->kind, true);
    }
    /* but （一） 4. （二） does not, where it seemed so */
    for (size_t i = o->n_open; i > 0 && it->kind > ARTICLE; i--) {
        kind outer = o->open[i - 1].kind;
        if (outer > it->kind && rank(o, outer) < rank(o, it->kind))
            reorder(o, it->kind, outer, false);
    }
}

/* Whether the number follows in its list. One of a law's may leap: it is its own
 * witness where it stands apart. */
static bool follows(const list *l, const item *it)
{
    if (it->number == l->last + 1 || it->number == 1 || it->kind == ANNEX)
        return true;
    return it->kind <= ARTICLE &&
           ((it->apart && it->number > l->last) || (it->again && it->number == l->last));
}

static void begin_list(outline *o, list *l)
{
    l->begun = o->line;
    l->first_begun = l->first_begun ? l->first_begun : o->line;
    l->clauses = l->paragraphs = false;
}

static void open_item(outline *o, const item *it)
{
    list *l = &o->lists[it->kind];
    o->closed = o->closed && it->number > 1 && it->kind != ANNEX;
    bool known = follows(l, it) && !o->closed;
    if (it->kind == ANNEX) { /* a document of its own */
        memset(o->lists, 0, sizeof o->lists);
        o->n_open = 0;
    }
    if (known && it->number == 1)
        begin_list(o, l);
    else if (known && l->last > 0)
        learn_order(o, it);
    l->paragraphs = l->paragraphs || (l->paragraph && known && it->number > 1);
    l->paragraph = false;
    close_from(o, rank(o, it->kind));
    l->last = it->number;
    l->first_begun = l->first_begun ? l->first_begun : o->line;
    if (!known || o->n_open > KINDS)
        return;
    bool below_article = o->n_open > 0 && o->open[o->n_open - 1].kind == ARTICLE;
    uint32_t ends = o->t->cp[it->end - 1];
    l->clauses = l->clauses || ends == ';' || (below_article && ends == 0x3002);
    o->open[o->n_open++] = (heading){
        .kind = it->kind,
        .from = it->from,
        .to = heading_end(o->t, it, l->clauses),
        .title = it->title,
        .line = o->line,
        .whole = is_whole(o->t, it),
    };
}

/* ---- Other lines ---- */

/* What ends the numbered text: thanks, lists of annexes, who is told. */
static const char32_t *const closing[] = {
    U"感谢您",   U"感谢你",   U"感谢各",   U"再次感谢", U"衷心感谢", U"诚挚感谢", U"特此",
    U"此复",     U"专此",     U"以上答复", U"以上意见", U"抄送",     U"主题词",   U"联系人",
    U"联系电话", U"联系方式", U"联系单位", U"附件",     U"附:",      U"(此件",    U"(联系",
};

/* Who stands below a document; a short line that ends so is no part of an item. */
static const char32_t *const signing[] = {U"局",     U"厅",   U"人民政府", U"办公室",
                                          U"委员会", U"法院", U"检察院"};

static const char32_t *const addressed[] = {U"各位代表", U"各位委员", U"同志们"};

static bool begins(const text *t, size_t from, size_t end, const char32_t *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (words[i][0] == t->cp[from] && takes(t, &(size_t){from}, end, words[i]))
            return true;
    return false;
}

/* 2023年4月12日, 二〇二三年四月十二日 on a line of its own. */
static bool is_day(const text *t, size_t from, size_t end)
{
    return end - from <= 16 && t->cp[end - 1] == 0x65E5 && first_of(t, from, end, U"年") < end &&
           first_of(t, from, end, U"月") < end && first_of(t, from, end, U",。") == end;
}

static bool is_word(const outline *o, size_t from, size_t end, const char32_t *word)
{
    return takes(o->t, &from, end, word) && from == end;
}

static bool is_closing(const text *t, size_t from, size_t end)
{
    return begins(t, from, end, closing, COUNT(closing)) || is_day(t, from, end);
}

static bool is_signature(const text *t, size_t from, size_t end)
{
    enum { SIGNATURE_AT_MOST = 20, LONGEST = 4 };
    if (end - from > SIGNATURE_AT_MOST)
        return false;
    for (size_t at = end - from > LONGEST ? end - LONGEST : from; at < end; at++)
        for (size_t i = 0, to = at; i < COUNT(signing); i++, to = at)
            if (takes(t, &to, end, signing[i]) && to == end)
                return true;
    return false;
}

/* A paragraph below an item of clauses is the article's or the section's; below
 * the last of items that had none so far it can't be told whose it is. */
static void read_paragraph(outline *o)
{
    while (o->n_open > 0) {
        const heading *h = &o->open[o->n_open - 1];
        list *l = &o->lists[h->kind];
        bool last = l->last > 1 && !l->paragraphs;
        l->paragraph = l->paragraph || !l->clauses;
        if (h->kind <= ARTICLE || h->whole || (!l->clauses && !last))
            return;
        o->n_open--;
    }
}

static void read_other(outline *o, size_t from, size_t end)
{
    if (is_word(o, from, end, U"目录") || is_word(o, from, end, U"目次")) {
        o->n_open = 0;
        o->contents = true;
        o->first.number = 0;
    } else if (is_word(o, from, end, U"附则")) { /* of a law in books: no number */
        o->n_open = 0;
        o->open[o->n_open++] = (heading){
            .kind = PART, .from = from, .to = end, .title = end, .whole = true};
    } else if (is_closing(o->t, from, end) || is_signature(o->t, from, end)) {
        o->closed = is_closing(o->t, from, end);
        o->n_open = 0;
    } else if (begins(o->t, from, end, addressed, COUNT(addressed))) {
        close_from(o, rank(o, HAN_BRACKET));
    } else {
        read_paragraph(o);
    }
}

/* In a table of contents nothing is a heading; its first line comes again where
 * the text begins. */
static bool in_contents(outline *o, const item *it, bool numbered, size_t from, size_t end)
{
    if (!numbered)
        o->contents = end - from <= HEADING_AT_MOST && first_of(o->t, from, end, U"。") == end;
    else if (o->first.number == 0)
        o->first = *it;
    else if (it->kind == o->first.kind && it->number == o->first.number)
        o->contents = false;
    return o->contents;
}

static void read_line(outline *o, size_t from, size_t end)
{
    item it;
    bool numbered = read_item(o, from, end, &it);
    o->line++;
    if (o->contents && in_contents(o, &it, numbered, from, end))
        return;
    if (numbered)
        open_item(o, &it);
    else
        read_other(o, from, end);
}

/* ---- The path ---- */

/* The original's characters; blanks go, but for one between number and title. */
static const char *shown(const outline *o, const heading *h, arena *a)
{
    const text *t = o->t;
    size_t n = 0, bytes = t->to[h->to - 1] - t->from[h->from];
    char *out = arena_alloc(a, bytes + (h->to - h->from) + 2);
    for (size_t i = h->from; out && i < h->to; i++) {
        bool gap = i == h->title && i > h->from && blank_before(o, i);
        if (i > h->from && t->from[i] == t->from[i - 1])
            continue; /* ㈠ is three code points */
        if (gap || t->cp[i] == ' ') {
            if (n > 0 && out[n - 1] != ' ')
                out[n++] = ' ';
        }
        if (t->cp[i] != ' ') {
            memcpy(out + n, o->original.p + t->from[i], t->to[i] - t->from[i]);
            n += t->to[i] - t->from[i];
        }
    }
    return out;
}

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "wmemchr finds code points");

static size_t line_end(const text *t, size_t from)
{
    const wchar_t *end = wmemchr((const wchar_t *)t->cp + from, L'\n', t->n - from);
    return end ? (size_t)(end - (const wchar_t *)t->cp) : t->n;
}

zc_status outline_path(zc_str original, const text *t, size_t at, arena *a, const char ***headings,
                       size_t *n, zc_error *error)
{
    outline o = {.original = original, .t = t};
    for (size_t i = 0; i < KINDS; i++)
        o.order[i] = (kind)i;
    for (size_t from = 0; from < t->n && from <= at;) {
        size_t end = line_end(t, from);
        if (end > from)
            read_line(&o, from, end);
        from = end + 1;
    }
    size_t skip = o.n_open > OUTLINE_DEPTH ? o.n_open - OUTLINE_DEPTH : 0;
    *n = 0;
    *headings = arena_alloc(a, (OUTLINE_DEPTH + 1) * sizeof **headings);
    if (!*headings)
        return error_memory(error);
    for (size_t i = skip; i < o.n_open; i++)
        if (!((*headings)[(*n)++] = shown(&o, &o.open[i], a)))
            return error_memory(error);
    return ZC_OK;
}
