/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "spelling_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Look-ups ---- */

enum { MEMO = 16384 }; /* a power of two, twice the look-ups */
enum { CODE_POINT_BITS = 21 };

struct speller_memo {
    uint64_t key; /* 0: free */
    uint64_t n;
};

static size_t memo_place(const struct speller_memo *memo, uint64_t key)
{
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 50); /* Fibonacci hashing: 14 bits */
    while (memo[i].key && memo[i].key != key)
        i = (i + 1) & (MEMO - 1);
    return i;
}

static uint64_t look_up(speller *s, uint32_t a, uint32_t b)
{
    uint64_t key = (uint64_t)a << CODE_POINT_BITS | b;
    if (!s->memo && !(s->memo = arena_alloc(s->a, MEMO * sizeof *s->memo)))
        s->status = error_memory(s->error);
    if (s->status != ZC_OK || key == 0)
        return 0;
    struct speller_memo *m = &s->memo[memo_place(s->memo, key)];
    if (m->key)
        return m->n;
    if (s->lookups >= LOOKUPS_AT_MOST)
        return 0;
    char term[8];
    size_t n = utf8_put(a, term);
    n += b ? utf8_put(b, term + n) : 0;
    s->lookups++;
    s->status = store_frequency(s->index->store, (zc_str){term, n}, &m->n, s->error);
    m->key = key;
    return m->n;
}

uint64_t speller_one(speller *s, uint32_t c)
{
    return look_up(s, c, 0);
}

uint64_t speller_pair(speller *s, uint32_t a, uint32_t b)
{
    return look_up(s, a, b);
}

double speller_step(speller *s, uint32_t a, uint32_t b)
{
    uint64_t pair = speller_pair(s, a, b);
    return pair ? log((double)pair) - log((double)speller_one(s, a) + 1) : -INFINITY;
}

uint64_t speller_bound(speller *s, const uint32_t *cp, size_t n)
{
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i + 1 < n && least > 0; i++) {
        uint64_t pair = speller_pair(s, cp[i], cp[i + 1]);
        least = pair < least ? pair : least;
    }
    return n > 1 ? least : speller_one(s, cp[0]);
}

/* ---- Followers ---- */

typedef struct follower {
    uint32_t cp;
    uint64_t n;
} follower;

typedef struct followers {
    speller *s;
    follower *list;
    size_t n, cap;
} followers;

static bool take_follower(void *context, zc_str rest, uint64_t n)
{
    followers *f = context;
    size_t at = 0;
    if (rest.n == 0)
        return ++f->s->terms < TERMS_AT_MOST;
    uint32_t cp = utf8_next(rest, &at);
    if (at == rest.n && text_is_unit(cp) && f->n < f->cap) /* else a word, or a sign */
        f->list[f->n++] = (follower){cp, n};
    return ++f->s->terms < TERMS_AT_MOST && f->n < f->cap;
}

static int by_frequency(const void *a, const void *b)
{
    const follower *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return x->cp < y->cp ? -1 : x->cp > y->cp;
}

size_t speller_followers(speller *s, uint32_t a, uint32_t *out, size_t cap)
{
    enum { FOLLOWERS_AT_MOST = 8192 };
    char prefix[4];
    followers f = {.s = s, .cap = FOLLOWERS_AT_MOST};
    if (s->status != ZC_OK || s->terms >= TERMS_AT_MOST)
        return 0;
    f.list = malloc(f.cap * sizeof *f.list);
    if (!f.list)
        return s->status = error_memory(s->error), 0;
    s->status = store_terms(s->index->store, (zc_str){prefix, utf8_put(a, prefix)}, take_follower,
                            &f, s->error);
    qsort(f.list, f.n, sizeof *f.list, by_frequency);
    size_t n = 0;
    while (n < f.n && n < cap) {
        out[n] = f.list[n].cp;
        n++;
    }
    free(f.list);
    return n;
}

/* ---- Candidates ---- */

static double value_of(const candidate *c)
{
    return c->score - c->cost;
}

static bool is_text(const uint32_t *cp, size_t n, const uint32_t *other, size_t m)
{
    return n == m && memcmp(cp, other, n * sizeof *cp) == 0;
}

void speller_add(speller *s, const uint32_t *cp, size_t n, unsigned cost, double score)
{
    candidate c = {.n = n, .cost = cost, .score = score};
    if (n == 0 || n > CANDIDATE_UNITS_AT_MOST || is_text(cp, n, s->typed, s->n_typed))
        return;
    for (size_t i = 0; i < s->n_found; i++)
        if (is_text(s->found[i].cp, s->found[i].n, cp, n))
            return;
    memcpy(c.cp, cp, n * sizeof *cp);
    for (size_t i = 0; i < s->n; i++) {
        if (!is_text(s->list[i].cp, s->list[i].n, cp, n))
            continue;
        if (value_of(&s->list[i]) >= value_of(&c))
            return;
        memmove(s->list + i, s->list + i + 1, (s->n - i - 1) * sizeof *s->list);
        s->n--;
        break;
    }
    size_t at = s->n;
    while (at > 0 && value_of(&s->list[at - 1]) < value_of(&c))
        at--;
    if (at == CANDIDATES_AT_MOST)
        return;
    s->n -= s->n == CANDIDATES_AT_MOST;
    memmove(s->list + at + 1, s->list + at, (s->n - at) * sizeof *s->list);
    s->list[at] = c;
    s->n++;
}
