/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "terms.h"

#include "decode.h"

#include <stdlib.h>
#include <string.h>

/* Pairs of first code points that some term begins with: most places of a text
 * begin none, and this tells it without a search. */
enum { START_BITS = 16, START_WORDS = (1 << START_BITS) / 64 };

typedef struct term_list {
    term_entry **items; /* by code points */
    size_t n;
} term_list;

struct term_table {
    arena a;
    term_list all, off; /* terms, and those whose built-in groups are switched off */
    bool all_off;
    size_t entries;
    uint64_t starts[START_WORDS];
};

static const unsigned char builtin[] = {
#include "synonyms.inc"
};

/* ---- Looking up ---- */

static int compare(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    for (size_t i = 0; i < n && i < m; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return n < m ? -1 : n > m;
}

static int by_code_points(const void *a, const void *b)
{
    const term_entry *x = *(term_entry *const *)a, *y = *(term_entry *const *)b;
    return compare(x->cp, x->n, y->cp, y->n);
}

static size_t start_of(const uint32_t *cp, size_t n)
{
    uint32_t second = n > 1 ? cp[1] : 0;
    return (cp[0] * 2654435761u ^ second * 2246822519u) >> (32 - START_BITS);
}

/* How many terms of the list are these code points or come before them. */
static size_t rank(const term_list *l, const uint32_t *cp, size_t n)
{
    size_t from = 0, to = l->n;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (compare(l->items[middle]->cp, l->items[middle]->n, cp, n) <= 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static const term_entry *list_find(const term_list *l, const uint32_t *cp, size_t n)
{
    size_t at = rank(l, cp, n);
    const term_entry *before = at ? l->items[at - 1] : NULL;
    return before && compare(before->cp, before->n, cp, n) == 0 ? before : NULL;
}

static bool begins_with(const uint32_t *cp, size_t n, const term_entry *t)
{
    return t->n <= n && memcmp(cp, t->cp, t->n * sizeof *cp) == 0;
}

/* Whatever stands between a beginning of `cp` and `cp` itself begins so too: the
 * longest is the last before `cp`, or one that it begins with. */
static const term_entry *list_leading(const term_list *l, const uint32_t *cp, size_t n)
{
    size_t at = rank(l, cp, n);
    const term_entry *t = at ? l->items[at - 1] : NULL;
    while (t && !begins_with(cp, n, t))
        t = t->shorter;
    return t;
}

bool terms_are_empty(const term_table *t)
{
    return !t || t->entries == 0;
}

const term_entry *terms_at(const term_table *t, size_t i)
{
    return t && i < t->all.n ? t->all.items[i] : NULL;
}

const term_entry *terms_find(const term_table *t, const uint32_t *cp, size_t n)
{
    return t ? list_find(&t->all, cp, n) : NULL;
}

static bool may_begin(const term_table *t, size_t start)
{
    return t->starts[start / 64] >> start % 64 & 1;
}

const term_entry *terms_leading(const term_table *t, const uint32_t *cp, size_t n)
{
    if (!t || n == 0 || !(may_begin(t, start_of(cp, n)) || may_begin(t, start_of(cp, 1))))
        return NULL;
    return list_leading(&t->all, cp, n < TERM_AT_MOST ? n : TERM_AT_MOST);
}

bool terms_switch_off(const term_table *t, const term_group *group)
{
    if (!t || t->all_off)
        return t != NULL;
    for (size_t i = 0; i < group->n; i++)
        if (list_find(&t->off, group->member[i]->cp, group->member[i]->n))
            return true;
    return false;
}

/* ---- Reading ---- */

typedef struct reader {
    term_table *t;
    text norm;
    size_t line;
    zc_error *error;
} reader;

static zc_status add_term(reader *r, term_list *list, zc_str written, bool one_way,
                          term_entry **out)
{
    for (size_t at = 0; at < written.n;)
        if (utf8_next(written, &at) == 0xFFFD)
            return error_set(r->error, ZC_ERROR_ARGUMENT, "line %zu: bytes that are no text",
                             r->line);
    zc_status status = text_normalise(written, false, &r->norm, r->error);
    if (status != ZC_OK)
        return status;
    text_trim(&r->norm);
    size_t units = 0;
    for (size_t i = 0; i < r->norm.n; i++)
        units += text_is_unit(r->norm.cp[i]);
    if (units == 0)
        return error_set(r->error, ZC_ERROR_ARGUMENT,
                         "line %zu: a term without a letter, a digit or a character", r->line);
    if (r->norm.n > TERM_AT_MOST)
        return error_set(r->error, ZC_ERROR_ARGUMENT,
                         "line %zu: a term is longer than %d characters", r->line, TERM_AT_MOST);
    term_entry *t = arena_alloc(&r->t->a, sizeof *t);
    uint32_t *cp = arena_alloc(&r->t->a, r->norm.n * sizeof *cp);
    const char *copy = arena_str(&r->t->a, written);
    term_entry **more = arena_grow(&r->t->a, list->items, list->n, sizeof *more);
    if (!t || !cp || !copy || !more)
        return error_memory(r->error);
    memcpy(cp, r->norm.cp, r->norm.n * sizeof *cp);
    *t = (term_entry){{copy, written.n}, cp, r->norm.n, NULL, one_way, r->line, NULL};
    list->items = more;
    list->items[list->n++] = t;
    *out = t;
    return ZC_OK;
}

enum separator { NONE, ALIKE, ONE_WAY };

/* The separator at byte `at` (half or full width), which moves past it. */
static enum separator separator_at(zc_str line, size_t *at)
{
    switch (utf8_next(line, at)) {
    case '|':
    case '=':
    case 0xFF5C: /* ｜ */
    case 0xFF1D: /* ＝ */ return ALIKE;
    case '>':
    case 0xFF1E: /* ＞ */ return ONE_WAY;
    default: return NONE;
    }
}

/* Where the line's next term ends; *how is the separator there, *next what is
 * behind it. */
static size_t term_end(zc_str line, size_t from, enum separator *how, size_t *next)
{
    *how = NONE;
    for (*next = from; *next < line.n;) {
        size_t end = *next;
        *how = separator_at(line, next);
        if (*how != NONE)
            return end;
    }
    return line.n;
}

static bool is_member(const term_group *g, const term_entry *t)
{
    for (size_t i = 0; i < g->n; i++)
        if (compare(g->member[i]->cp, g->member[i]->n, t->cp, t->n) == 0)
            return true;
    return false;
}

static zc_status add_member(reader *r, term_group *g, zc_str written, bool one_way)
{
    term_entry *t;
    if (written.n == 0)
        return error_set(r->error, ZC_ERROR_ARGUMENT, "line %zu: a term is missing beside a bar",
                         r->line);
    zc_status status = add_term(r, &r->t->all, written, one_way, &t);
    if (status != ZC_OK)
        return status;
    if (is_member(g, t)) { /* 產教融合|产教融合 */
        r->t->all.n--;
        return ZC_OK;
    }
    if (g->n == TERM_GROUP_AT_MOST)
        return error_set(r->error, ZC_ERROR_ARGUMENT, "line %zu: more than %d terms in a group",
                         r->line, TERM_GROUP_AT_MOST);
    g->member[g->n++] = t;
    t->group = g;
    return ZC_OK;
}

static zc_status read_entry(reader *r, zc_str line)
{
    term_group *g = arena_alloc(&r->t->a, sizeof *g);
    if (!g)
        return error_memory(r->error);
    size_t heads = str_find(line, STR_LIT(">"), 0);
    if (heads == SIZE_MAX)
        heads = str_find(line, STR_LIT("＞"), 0);
    enum separator how = ALIKE;
    zc_status status = ZC_OK;
    for (size_t from = 0, next; how != NONE && status == ZC_OK; from = next) {
        size_t end = term_end(line, from, &how, &next);
        if (how == ONE_WAY && end != heads)
            return error_set(r->error, ZC_ERROR_ARGUMENT, "line %zu: more than one >", r->line);
        bool one_way = heads != SIZE_MAX && end <= heads;
        status = add_member(r, g, str_trim(str_slice(line, from, end)), one_way);
    }
    return status;
}

static zc_status read_off(reader *r, zc_str name)
{
    term_entry *t;
    if (str_equal(name, STR_LIT("*")) || str_equal(name, STR_LIT("＊"))) {
        r->t->all_off = true;
        return ZC_OK;
    }
    return add_term(r, &r->t->off, name, false, &t);
}

/* A comment is a line, or stands behind a blank. */
static zc_str without_comment(zc_str line)
{
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] == '#' && (i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t'))
            return str_slice(line, 0, i);
    return line;
}

static zc_status read_line(reader *r, zc_str line)
{
    static const char *const off[] = {"-", "－"};
    line = str_trim(without_comment(str_trim(line)));
    if (line.n == 0)
        return ZC_OK;
    if (r->t->entries++ == TERMS_ENTRIES_AT_MOST)
        return error_set(r->error, ZC_ERROR_LIMIT, "line %zu: more than %d entries", r->line,
                         TERMS_ENTRIES_AT_MOST);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        if (str_starts(line, str_from(off[i])))
            return read_off(r, str_trim(str_slice(line, strlen(off[i]), line.n)));
    return read_entry(r, line);
}

/* ---- The finished table ---- */

/* Sorts, and leaves one of equal terms: that of the group. */
static zc_status sort_terms(term_table *t, zc_error *error)
{
    term_list *l = &t->all;
    size_t kept = 0;
    if (l->n)
        qsort(l->items, l->n, sizeof *l->items, by_code_points);
    for (size_t i = 0; i < l->n; i++) {
        term_entry *now = l->items[i], *before = kept ? l->items[kept - 1] : NULL;
        if (!before || compare(before->cp, before->n, now->cp, now->n) != 0) {
            l->items[kept++] = now;
            continue;
        }
        if (before->group->n > 1 && now->group->n > 1) {
            size_t first = before->line < now->line ? before->line : now->line;
            return error_set(error, ZC_ERROR_ARGUMENT, "line %zu: %.*s is in the group of line %zu",
                             before->line + now->line - first, (int)now->text.n, now->text.p,
                             first);
        }
        if (now->group->n > 1)
            l->items[kept - 1] = now;
    }
    l->n = kept;
    if (t->off.n)
        qsort(t->off.items, t->off.n, sizeof *t->off.items, by_code_points);
    return ZC_OK;
}

static void link_terms(term_table *t)
{
    for (size_t i = 0; i < t->all.n; i++) {
        term_entry *now = t->all.items[i];
        const term_entry *before = i ? t->all.items[i - 1] : NULL;
        while (before && !begins_with(now->cp, now->n, before))
            before = before->shorter;
        now->shorter = before;
        if (now->group->n == 1)
            now->group = NULL;
        size_t start = start_of(now->cp, now->n);
        t->starts[start / 64] |= UINT64_C(1) << start % 64;
    }
}

static zc_status read_lines(zc_str rest, term_table *t, zc_error *error)
{
    reader r = {.t = t, .error = error};
    zc_status status = ZC_OK;
    zc_str line;
    while (status == ZC_OK && str_line(&rest, &line)) {
        r.line++;
        status = read_line(&r, line);
    }
    text_clear(&r.norm);
    if (status == ZC_OK)
        status = sort_terms(t, error);
    if (status == ZC_OK)
        link_terms(t);
    return status;
}

zc_status terms_read(zc_str file, term_table **out, zc_error *error)
{
    if (file.n > TERMS_BYTES_AT_MOST)
        return error_set(error, ZC_ERROR_LIMIT, "larger than %d bytes", TERMS_BYTES_AT_MOST);
    term_table *t = calloc(1, sizeof *t);
    decoded how;
    if (!t)
        return error_memory(error);
    zc_buf bytes;
    zc_buf_init(&bytes);
    arena_init(&t->a);
    zc_status status = decode(file, &bytes, &how, error);
    if (status == ZC_OK)
        status = read_lines(buf_view(&bytes), t, error);
    zc_buf_clear(&bytes);
    if (status == ZC_OK)
        *out = t;
    else
        terms_free(t);
    return status;
}

zc_status terms_read_builtin(term_table **out, zc_error *error)
{
    return terms_read((zc_str){(const char *)builtin, sizeof builtin}, out, error);
}

void terms_free(term_table *t)
{
    if (!t)
        return;
    arena_clear(&t->a);
    free(t);
}
