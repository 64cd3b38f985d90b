/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "citations.h"

#include "docno.h"

#include <string.h>

/* The numbers so far, each once, with a hash table over them. */
typedef struct numbers {
    const char **list;
    uint32_t *slots; /* 1 + index into the list; a power of two of them */
    size_t n, cap;
} numbers;

static uint32_t hash(const char *s)
{
    uint32_t h = 2166136261u;
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

static uint32_t *number_slot(const numbers *c, const char *number)
{
    size_t i = hash(number) & (c->cap - 1);
    while (c->slots[i] && strcmp(c->list[c->slots[i] - 1], number) != 0)
        i = (i + 1) & (c->cap - 1);
    return &c->slots[i];
}

static bool numbers_grow(numbers *c, arena *a)
{
    numbers more = {.n = c->n, .cap = c->cap ? c->cap * 2 : 32};
    more.list = arena_alloc(a, more.cap * sizeof *more.list);
    more.slots = arena_alloc(a, more.cap * sizeof *more.slots);
    if (!more.list || !more.slots)
        return false;
    for (size_t i = 0; i < c->n; i++) {
        more.list[i] = c->list[i];
        *number_slot(&more, c->list[i]) = (uint32_t)i + 1;
    }
    *c = more;
    return true;
}

/* The place of a canonical number in the list, SIZE_MAX when memory runs out. */
static size_t number_keep(numbers *c, const char *canonical, arena *a)
{
    if (c->n * 2 >= c->cap && !numbers_grow(c, a))
        return SIZE_MAX;
    uint32_t *slot = number_slot(c, canonical);
    if (*slot)
        return *slot - 1;
    char *copy = arena_str(a, str_from(canonical));
    if (!copy)
        return SIZE_MAX;
    c->list[c->n++] = copy;
    *slot = (uint32_t)c->n;
    return c->n - 1;
}

/* Whether two are one number, the issuer's name in full or in short: 总署公告〔2018〕196号,
 * 海关总署公告〔2018〕196号. */
static bool same_number(const docno *a, const docno *b)
{
    zc_str one = str_from(a->canonical), other = str_from(b->canonical);
    if (a->year != b->year || !a->year)
        return str_equal(one, other);
    bool notice = str_find(one, STR_LIT("公告〔"), 0) != SIZE_MAX;
    return str_equal(one, other) || (notice && (str_ends(one, other) || str_ends(other, one)));
}

bool citations_find(zc_str text, arena *a, meta *m)
{
    numbers c = {0};
    citation *all = NULL;
    size_t n = 0, counted = 0;
    uint64_t offset = 0;
    docno number, mine;
    const char *own = m->value[META_DOCNO];
    bool is_own = own && docno_parse(str_from(own), false, &mine);
    for (size_t at = 0; docno_scan(text, at, &number); at = number.to) {
        if (is_own && same_number(&mine, &number))
            continue;
        size_t which = number_keep(&c, number.canonical, a);
        all = which != SIZE_MAX ? arena_grow(a, all, n, sizeof *all) : NULL;
        if (!all)
            return false;
        offset += utf8_count(str_slice(text, counted, number.from));
        counted = number.from;
        all[n++] = (citation){which, offset};
    }
    m->cited = c.list;
    m->n_cited = c.n;
    m->citations = all;
    m->n_citations = n;
    return true;
}
