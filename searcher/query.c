/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query.h"

#include "docno.h"
#include "organ.h"
#include "text.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *english;
    const char *chinese[3];
} filters[FILTERS] = {
    [FILTER_CITY] = {"city", {"城市", "地区", NULL}},
    [FILTER_PROVINCE] = {"province", {"省份", "省", NULL}},
    [FILTER_YEAR] = {"year", {"年份", "年", NULL}},
    [FILTER_DOCNO] = {"docno", {"文号", "发文字号", NULL}},
    [FILTER_CITES] = {"cites", {"引用", NULL, NULL}},
    [FILTER_ISSUER] = {"issuer", {"机关", "发文机关", NULL}},
    [FILTER_TYPE] = {"type", {"类型", "文种", NULL}},
    [FILTER_STATUS] = {"status", {"效力", NULL, NULL}},
    [FILTER_TITLE] = {"title", {"标题", NULL, NULL}},
    [FILTER_SINCE] = {"since", {"自", NULL, NULL}},
    [FILTER_UNTIL] = {"until", {"止", NULL, NULL}},
};

const char *query_filter_name(query_filter filter)
{
    return filters[filter].english;
}

query_filter query_filter_find(zc_str name)
{
    for (int f = 0; f < FILTERS; f++) {
        const char *english = filters[f].english;
        if (strlen(english) == name.n && strncasecmp(english, name.p, name.n) == 0)
            return (query_filter)f;
        for (int i = 0; i < 3 && filters[f].chinese[i]; i++)
            if (str_equal(str_from(filters[f].chinese[i]), name))
                return (query_filter)f;
    }
    return FILTERS;
}

/* ---- Characters ---- */

typedef struct parser {
    zc_str in;
    size_t at;
    size_t leaves, depth;
    bool is_explicit;
    arena *a;
    zc_error *error;
} parser;

static const struct {
    uint32_t open, close;
} quotes[] = {
    {'"', '"'}, {0xFF02, 0xFF02}, {0x201C, 0x201D}, {0x300C, 0x300D}, {0x300E, 0x300F},
};

static uint32_t peek(const parser *p, size_t *next)
{
    if (p->at >= p->in.n)
        return 0;
    *next = p->at;
    return utf8_next(p->in, next);
}

static bool is_open(uint32_t c)
{
    return c == '(' || c == 0xFF08;
}

static bool is_close(uint32_t c)
{
    return c == ')' || c == 0xFF09;
}

static bool is_bar(uint32_t c)
{
    return c == '|' || c == 0xFF5C;
}

static void skip_blanks(parser *p)
{
    for (size_t next; p->at < p->in.n; p->at = next)
        if (!utf8_is_blank(peek(p, &next)))
            return;
}

static size_t position(const parser *p, size_t at)
{
    return utf8_count(str_slice(p->in, 0, at)) + 1;
}

static zc_status refuse(parser *p, size_t at, const char *why)
{
    size_t where = position(p, at);
    zc_status status = error_set(p->error, ZC_ERROR_QUERY, "character %zu of the query: %s", where,
                                 why);
    if (p->error)
        p->error->position = where;
    return status;
}

/* A word of the language, standing alone. */
static bool at_word(const parser *p, const char *word)
{
    zc_str rest = str_slice(p->in, p->at, p->in.n), w = str_from(word);
    if (!str_starts(rest, w))
        return false;
    size_t end = w.n;
    if (end == rest.n)
        return true;
    uint32_t c = utf8_next(rest, &end);
    return utf8_is_blank(c) || is_open(c) || is_close(c) || (c == '/' && strcmp(word, "NEAR") == 0);
}

/* Byte of the quote that closes the one opened before `from`, or SIZE_MAX. */
static size_t closing_quote(const parser *p, size_t from, uint32_t close)
{
    for (size_t at = from; at < p->in.n;) {
        size_t here = at;
        if (utf8_next(p->in, &at) == close)
            return here;
    }
    return SIZE_MAX;
}

/* Whether the bracket at p->at is closed before the query ends: unpaired ones
 * in running text are text. */
static bool bracket_closes(const parser *p)
{
    size_t depth = 0;
    for (size_t at = p->at; at < p->in.n;) {
        uint32_t c = utf8_next(p->in, &at);
        depth += is_open(c);
        if (is_close(c) && --depth == 0)
            return true;
    }
    return false;
}

/* ---- Nodes ---- */

static zc_status new_node(parser *p, query_op op, size_t at, query_node **out)
{
    query_node *node = arena_alloc(p->a, sizeof *node);
    if (!node)
        return error_memory(p->error);
    *node = (query_node){.op = op, .position = position(p, at), .text = STR_NONE};
    *out = node;
    return ZC_OK;
}

static zc_status new_leaf(parser *p, query_op op, size_t at, zc_str text, query_node **out)
{
    if (++p->leaves > QUERY_LEAVES_AT_MOST)
        return error_set(p->error, ZC_ERROR_LIMIT, "a query holds at most %d words and filters",
                         QUERY_LEAVES_AT_MOST);
    zc_status status = new_node(p, op, at, out);
    if (status == ZC_OK)
        (*out)->text = text;
    return status;
}

static zc_status add_child(parser *p, query_node *parent, query_node *child)
{
    query_node **more = arena_grow(p->a, parent->child, parent->n, sizeof *more);
    if (!more)
        return error_memory(p->error);
    parent->child = more;
    parent->child[parent->n++] = child;
    return ZC_OK;
}

/* ---- Leaves ---- */

static bool has_units(zc_str s)
{
    for (size_t at = 0; at < s.n;)
        if (text_is_unit(utf8_next(s, &at)))
            return true;
    return false;
}

/* Text in quotes at p->at: *found says whether there is a closed pair. */
static bool take_quoted(parser *p, zc_str *text)
{
    size_t next;
    uint32_t c = peek(p, &next);
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t end = c == quotes[i].open ? closing_quote(p, next, quotes[i].close) : SIZE_MAX;
        if (end == SIZE_MAX)
            continue;
        *text = str_slice(p->in, next, end);
        p->at = end;
        peek(p, &next);
        p->at = next;
        return true;
    }
    return false;
}

/* The end of the run at byte `at`: a blank, a bar, or a bracket that closes a
 * group. *inner counts the brackets that are open inside. */
static size_t run_end(const parser *p, size_t at, size_t *inner)
{
    while (at < p->in.n) {
        size_t next = at;
        uint32_t c = utf8_next(p->in, &next);
        if (utf8_is_blank(c) || is_bar(c) || (is_close(c) && *inner == 0 && p->depth > 0))
            break;
        *inner += is_open(c);
        *inner -= is_close(c) && *inner > 0;
        at = next;
    }
    return at;
}

static zc_str take_run(parser *p)
{
    size_t from = p->at, inner = 0;
    p->at = run_end(p, from, &inner);
    return str_slice(p->in, from, p->at);
}

/* The filter named before a colon at p->at, which then stands behind it. */
static query_filter take_filter_name(parser *p)
{
    enum { LONGEST_NAME = 16 };
    size_t from = p->at;
    for (size_t at = from; at < p->in.n && at - from <= LONGEST_NAME;) {
        size_t here = at;
        uint32_t c = utf8_next(p->in, &at);
        if (c == ':' || c == 0xFF1A) {
            query_filter filter = query_filter_find(str_slice(p->in, from, here));
            if (filter != FILTERS)
                p->at = at;
            return filter;
        }
        if (utf8_is_blank(c))
            break;
    }
    return FILTERS;
}

static bool is_letter(uint32_t c)
{
    return utf8_is_han(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool starts_with_any(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, str_from(words[i])))
            return true;
    return false;
}

/* Whether one number may go on over the blanks between `run` and `next`. Two
 * words are two words (职业教育 豫政〔1991〕96号) unless the second is of a number
 * (海关总署 公告2016年 第8号), or the letters are set with air (豫 政 办). */
static bool may_go_on(zc_str run, zc_str next)
{
    static const char *const tails[] = {"第", "号", "年"}, *const words[] = {"令", "公告", "通告"};
    size_t last = utf8_back(run, run.n), first = 0;
    if (!is_letter(utf8_next(run, &last)) || !is_letter(utf8_next(next, &first)))
        return true;
    return starts_with_any(next, tails, 3) || (starts_with_any(next, words, 3) && organ_is(run)) ||
           (utf8_count(run) == 1 && utf8_count(next) == 1);
}

static bool is_operator(zc_str run)
{
    static const char *const operators[] = {"OR", "AND", "NOT", "NEAR", "ADJ"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (str_equal(run, str_from(operators[i])))
            return true;
    return false;
}

/* The run behind the blanks at byte `at`; empty where there is none. */
static zc_str next_run(const parser *p, size_t at, size_t *inner)
{
    for (size_t next = at; at < p->in.n && utf8_is_blank(utf8_next(p->in, &next));)
        at = next;
    return str_slice(p->in, at, run_end(p, at, inner));
}

/* A chunk may be a number with blanks in it: 慈教建 〔 2023 〕 44 号. Takes as many
 * of the runs that follow `run` as make one number with it. A filter for numbers
 * holds nothing else, so that there two words may be one prefix. */
static zc_str extend_number(parser *p, zc_str run, bool filter)
{
    enum { RUNS = 12 };
    docno number;
    size_t from = (size_t)(run.p - p->in.p), inner = 0, best = p->at;
    bool open_end = filter;
    run_end(p, from, &inner); /* the brackets that this run leaves open */
    for (int i = 0; i < RUNS && run.n; i++) {
        size_t end = (size_t)(run.p - p->in.p) + run.n;
        if (docno_parse(str_slice(p->in, from, end), open_end, &number))
            best = end;
        zc_str next = next_run(p, end, &inner);
        bool whole = next.n && may_go_on(run, next);
        if (is_operator(next) || (!whole && !filter))
            break;
        open_end = open_end && whole;
        run = next;
    }
    p->at = best;
    return str_slice(p->in, from, best);
}

static zc_status parse_filter(parser *p, query_filter filter, size_t from, query_node **out)
{
    zc_str value = STR_NONE;
    skip_blanks(p); /* 文号： 慈教建〔2023〕44号, as copied from a page */
    bool number = filter == FILTER_DOCNO || filter == FILTER_CITES;
    if (p->at < p->in.n && !take_quoted(p, &value))
        value = number ? extend_number(p, take_run(p), true) : take_run(p);
    if (str_trim(value).n == 0)
        return refuse(p, from, "a filter without a value");
    zc_status status = new_leaf(p, QUERY_FILTER, from, str_trim(value), out);
    if (status == ZC_OK)
        (*out)->filter = filter;
    return status;
}

/* *out is NULL where the text is punctuation only. */
static zc_status parse_leaf(parser *p, query_node **out)
{
    size_t from = p->at;
    zc_str text;
    query_filter filter = take_filter_name(p);
    if (filter != FILTERS)
        return parse_filter(p, filter, from, out);
    bool quoted = take_quoted(p, &text);
    if (!quoted)
        text = extend_number(p, take_run(p), false);
    if (p->at == from) { /* a bar or bracket that is nobody's */
        size_t next = from;
        peek(p, &next);
        p->at = next;
    }
    *out = NULL;
    if (!has_units(text))
        return ZC_OK;
    p->is_explicit = p->is_explicit || quoted;
    return new_leaf(p, quoted ? QUERY_PHRASE : QUERY_CHUNK, from, str_trim(text), out);
}

/* Whether an operand may begin here, or the group or query ends. */
static bool at_end(parser *p)
{
    size_t next;
    skip_blanks(p);
    return p->at >= p->in.n || (p->depth > 0 && is_close(peek(p, &next)));
}

static bool at_or(const parser *p)
{
    size_t next;
    return at_word(p, "OR") || is_bar(peek(p, &next));
}

/* ---- Grammar: or = and (OR and)*; and = not+; not = -leaf | (or) | leaf ---- */

static zc_status parse_or(parser *p, query_node **out);

static zc_status parse_group(parser *p, query_node **out)
{
    size_t from = p->at, next = p->at;
    if (++p->depth > QUERY_DEPTH_AT_MOST)
        return error_set(p->error, ZC_ERROR_LIMIT, "brackets nested deeper than %d",
                         QUERY_DEPTH_AT_MOST);
    peek(p, &next);
    p->at = next;
    p->is_explicit = true;
    zc_status status = parse_or(p, out);
    if (status != ZC_OK)
        return status;
    skip_blanks(p);
    if (p->at < p->in.n && is_close(peek(p, &next)))
        p->at = next;
    p->depth--;
    if (!*out)
        return refuse(p, from, "nothing between the brackets");
    return ZC_OK;
}

static bool starts_exclusion(const parser *p)
{
    size_t next;
    uint32_t c = peek(p, &next);
    if ((c != '-' && c != 0xFF0D) || next >= p->in.n)
        return false;
    size_t after = next;
    uint32_t following = utf8_next(p->in, &after);
    return !utf8_is_blank(following) && following != '-';
}

static zc_status parse_not(parser *p, query_node **out)
{
    size_t from = p->at, next = p->at;
    bool word = at_word(p, "NOT"), excluded = word || starts_exclusion(p);
    if (word)
        p->at += strlen("NOT");
    else if (excluded)
        peek(p, &next), p->at = next;
    skip_blanks(p);
    zc_status status;
    query_node *inner = NULL;
    if (word && (at_end(p) || at_or(p) || at_word(p, "NOT") || at_word(p, "AND")))
        return refuse(p, from, "NOT has nothing to exclude");
    if (p->at < p->in.n && is_open(peek(p, &next)) && bracket_closes(p))
        status = parse_group(p, &inner);
    else
        status = parse_leaf(p, &inner);
    if (status != ZC_OK || !excluded || !inner) {
        *out = inner;
        return status;
    }
    p->is_explicit = true;
    status = new_node(p, QUERY_NOT, from, out);
    return status == ZC_OK ? add_child(p, *out, inner) : status;
}

static void skip_or(parser *p)
{
    size_t next;
    if (at_word(p, "OR"))
        p->at += strlen("OR");
    else
        peek(p, &next), p->at = next;
}

static zc_status parse_and(parser *p, query_node **out)
{
    query_node *all = NULL;
    size_t after_and = SIZE_MAX;
    zc_status status = new_node(p, QUERY_AND, p->at, &all);
    while (status == ZC_OK && !at_end(p) && !at_or(p)) {
        query_node *one = NULL;
        size_t from = p->at;
        if (at_word(p, "NEAR") || at_word(p, "ADJ"))
            return error_set(p->error, ZC_ERROR_ARGUMENT, "NEAR and ADJ: not available yet");
        if (at_word(p, "AND")) {
            if (all->n == 0 || after_and != SIZE_MAX)
                return refuse(p, from, "AND needs something on both sides");
            p->at += strlen("AND");
            p->is_explicit = true;
            after_and = from;
            continue;
        }
        status = parse_not(p, &one);
        if (status == ZC_OK && one)
            status = add_child(p, all, one);
        after_and = SIZE_MAX;
    }
    if (status == ZC_OK && after_and != SIZE_MAX)
        return refuse(p, after_and, "AND needs something on both sides");
    *out = all && all->n == 0 ? NULL : all && all->n == 1 ? all->child[0] : all;
    return status;
}

static zc_status parse_or(parser *p, query_node **out)
{
    query_node *any = NULL;
    zc_status status = new_node(p, QUERY_OR, p->at, &any);
    while (status == ZC_OK) {
        query_node *one = NULL;
        status = parse_and(p, &one);
        if (status != ZC_OK)
            break;
        bool more = !at_end(p) && at_or(p);
        if (!one && (more || any->n > 0))
            return refuse(p, p->at, "OR needs something on both sides");
        if (one)
            status = add_child(p, any, one);
        if (!more)
            break;
        skip_or(p);
        p->is_explicit = true;
    }
    *out = any && any->n == 0 ? NULL : any && any->n == 1 ? any->child[0] : any;
    return status;
}

zc_status query_parse(zc_str text, arena *a, query *out, zc_error *error)
{
    if (text.n > QUERY_BYTES_AT_MOST)
        return error_set(error, ZC_ERROR_LIMIT, "the query is %zu bytes long; at most %d are read",
                         text.n, QUERY_BYTES_AT_MOST);
    if (!utf8_valid(text))
        return error_set(error, ZC_ERROR_QUERY, "the query is not valid UTF-8");
    if (memchr(text.p, '\0', text.n))
        return error_set(error, ZC_ERROR_QUERY, "the query holds a NUL");
    parser p = {.in = text, .a = a, .error = error};
    query_node *root = NULL;
    zc_status status = parse_or(&p, &root);
    if (status != ZC_OK)
        return status;
    if (!root && str_trim(text).n > 0)
        return error_set(error, ZC_ERROR_QUERY, "the query holds no word, only punctuation");
    *out = (query){.root = root, .is_explicit = p.is_explicit};
    return ZC_OK;
}
