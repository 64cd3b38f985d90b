/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "spelling_work.h"

#include "builder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of a chunk that may be spelled right: how long a slip is at most, and how short
 * what is taken for one term, not for several words that nobody put together. */
enum { CAREFUL_UNITS_AT_MOST = 12, TERM_UNITS_AT_MOST = 6, SHORT_UNITS = 4, LETTERS_AT_MOST = 80 };
/* Characters beside a break that the part to be mended takes in. */
enum { BESIDE = 2 };

static zc_str to_text(arena *a, const uint32_t *cp, size_t n)
{
    char *bytes = arena_alloc(a, 4 * n + 1);
    size_t length = 0;
    for (size_t i = 0; bytes && i < n; i++)
        length += utf8_put(cp[i], bytes + length);
    return (zc_str){bytes, length};
}

/* ---- Counting ---- */

/* How many documents hold the characters as written. */
static uint64_t count(speller *s, const uint32_t *cp, size_t n)
{
    if (n <= 2)
        return n == 2 ? speller_pair(s, cp[0], cp[1]) : 0;
    if (s->status != ZC_OK)
        return 0;
    zc_error error = {0};
    set scratch = {0};
    builder b = {.index = s->index, .a = s->a, .out = &scratch, .error = &error};
    zc_str bytes = to_text(s->a, cp, n);
    store_query q = {.root = bytes.p ? leaf_phrase(&b, bytes) : NULL};
    store_result found = {0};
    s->status = q.root ? store_search(s->index->store, &q, s->a, &found, s->error)
                       : error_memory(s->error);
    return found.total;
}

/* ---- Words ---- */

/* The words that ICU sees in some characters; the caller frees them. */
static size_t split(speller *s, const uint32_t *cp, size_t n, text_word **words)
{
    text t = {.cp = (uint32_t *)cp, .n = n};
    size_t n_words = 0;
    *words = NULL;
    if (s->status == ZC_OK)
        s->status = index_words(s->index, &t, words, &n_words, s->error);
    return n_words;
}

static bool is_lone(const text_word *word)
{
    return word->to - word->from == 1;
}

/* Words of one character in a candidate. What holds many is cut out of words that
 * were not meant: 息|安 (信息安全) for xian, where 西安 is one word. */
static size_t lone_characters(speller *s, const candidate *c)
{
    text_word *words;
    size_t n = split(s, c->cp, c->n, &words), lone = 0;
    for (size_t i = 0; i < n; i++)
        lone += is_lone(&words[i]);
    free(words);
    return lone;
}

static bool ends_in_lone(speller *s, const candidate *c)
{
    text_word *words;
    size_t n = split(s, c->cp, c->n, &words);
    bool lone = n > 1 && is_lone(&words[n - 1]);
    free(words);
    return lone;
}

/* ---- Likelihood ---- */

/* How likely a counted candidate is meant: one of a nearer kind, or a commoner. */
static double likelihood(const candidate *c)
{
    return log((double)c->count) - c->cost;
}

/* Keeps what was counted among the likeliest found. */
static void keep_found(speller *s, const candidate *c)
{
    size_t at = s->n_found;
    while (at > 0 && likelihood(&s->found[at - 1]) < likelihood(c))
        at--;
    if (at == SPELLINGS_AT_MOST)
        return;
    s->n_found -= s->n_found == SPELLINGS_AT_MOST;
    memmove(s->found + at + 1, s->found + at, (s->n_found - at) * sizeof *c);
    s->found[at] = *c;
    s->n_found++;
}

/* Another is likelier by far where it is fifty times as likely. */
static const double by_far = 4;

/* Whether a candidate could come near the likelihood `best`. */
static bool is_worth_counting(speller *s, const candidate *c, double best)
{
    candidate most = *c;
    most.count = speller_bound(s, c->cp, c->n);
    return most.count > 0 && likelihood(&most) > best - by_far;
}

/* Counts the candidates and keeps those that some document holds, unless another
 * is likelier by far. */
static void verify(speller *s)
{
    double best = s->n_found ? likelihood(&s->found[0]) : -INFINITY;
    for (size_t i = 0; i < s->n && s->status == ZC_OK; i++) {
        candidate *c = &s->list[i];
        c->count = is_worth_counting(s, c, best) ? count(s, c->cp, c->n) : 0;
        if (c->count == 0)
            continue;
        c->cost += COST_LONE * (unsigned)lone_characters(s, c);
        best = fmax(best, likelihood(c));
        keep_found(s, c);
    }
    s->n = 0;
    while (s->n_found > 0 && likelihood(&s->found[s->n_found - 1]) <= best - by_far)
        s->n_found--;
}

/* Whether the last two characters are as they were typed. */
static bool ends_as_typed(const speller *s, const candidate *c)
{
    return c->n >= 2 && s->n_typed >= 2 &&
           memcmp(c->cp + c->n - 2, s->typed + s->n_typed - 2, 2 * sizeof *c->cp) == 0;
}

/* What nearly always goes on with the same character is part of a word: 违约责 for
 * 违约仼责 is 违约责任. */
static void complete(speller *s, candidate *c)
{
    enum { TRIED = 6 };
    uint32_t next[TRIED];
    if (c->cost < COST_EXTRA || c->n == CANDIDATE_UNITS_AT_MOST || ends_as_typed(s, c) ||
        !ends_in_lone(s, c))
        return;
    size_t n = speller_followers(s, c->cp[c->n - 1], next, TRIED);
    for (size_t i = 0; i < n; i++) {
        c->cp[c->n] = next[i];
        uint64_t all = speller_bound(s, c->cp, c->n + 1);
        all = all * 5 >= c->count * 4 ? count(s, c->cp, c->n + 1) : 0;
        if (all * 5 < c->count * 4)
            continue;
        c->n++;
        c->count = all;
        return;
    }
}

/* ---- Signs of a slip ---- */

/* What is seen in the typed characters. */
typedef struct signs {
    bool broken;        /* neighbours that stand together nowhere, in no two words */
    size_t first, last; /* the first and the last such pair */
    bool unknown;       /* a character that stands nowhere */
    size_t crumbs;      /* words of one character side by side: 劳动|和|同 has two */
} signs;

/* Whether one of two words of two characters and more ends where the other
 * begins: 培训|补贴 is no slip, 产|教|溶|合 may be one. */
static bool between_words(const text_word *words, size_t n, size_t pair)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (words[i].to == pair + 1 && words[i + 1].from == pair + 1)
            return !is_lone(&words[i]) && !is_lone(&words[i + 1]);
    return false;
}

/* 吗, 呢, 吧: what a question ends in stands in no document's sentence. */
static bool is_particle(uint32_t c)
{
    return c == 0x5417 || c == 0x5462 || c == 0x5427;
}

static void find_breaks(speller *s, const text_word *words, size_t n, signs *out)
{
    for (size_t i = 0; i + 1 < s->n_typed; i++) {
        if (speller_pair(s, s->typed[i], s->typed[i + 1]) > 0 || between_words(words, n, i))
            continue;
        if (i + 2 == s->n_typed && is_particle(s->typed[i + 1]))
            continue;
        out->first = out->broken ? out->first : i;
        out->last = i;
        out->broken = true;
    }
    for (size_t i = 0; i < s->n_typed && out->broken; i++)
        out->unknown = out->unknown || speller_one(s, s->typed[i]) == 0;
}

static signs read_signs(speller *s)
{
    signs out = {0};
    text_word *words;
    size_t n = split(s, s->typed, s->n_typed, &words);
    find_breaks(s, words, n, &out);
    for (size_t i = 0, run = 0; i < n; i++) {
        run = is_lone(&words[i]) ? run + 1 : 0;
        out.crumbs = run > out.crumbs ? run : out.crumbs;
    }
    free(words);
    return out;
}

/* ---- Ways, the likeliest first ---- */

static void by_same_sound(speller *s)
{
    lattice_sounds(s, false);
}

static void by_like_sound(speller *s)
{
    lattice_sounds(s, true);
}

static void by_letters(speller *s)
{
    lattice_pinyin(s, false);
    edits_letters(s);
}

static void by_like_letters(speller *s)
{
    lattice_pinyin(s, true);
}

typedef void finder(speller *s);

static finder *const ways[] = {by_same_sound, by_like_sound, edits_characters, edits_first};
static finder *const letter_ways[] = {by_letters, by_like_letters};
enum {
    WAYS = sizeof ways / sizeof *ways,
    BY_SOUND = 2,
    LETTER_WAYS = sizeof letter_ways / sizeof *letter_ways
};

/* One way after the other, until a spelling is found that so many documents hold
 * that another could hardly be likelier. */
static void try_all(speller *s, finder *const *how, size_t n)
{
    enum { ENOUGH = 20 };
    for (size_t i = 0; i < n && s->status == ZC_OK; i++) {
        how[i](s);
        verify(s);
        if (s->n_found > 0 && s->found[0].count >= ENOUGH)
            break;
    }
    for (size_t i = 0; i < s->n_found && s->at_end; i++)
        complete(s, &s->found[i]);
}

/* ---- The whole ---- */

static void take(speller *s, const uint32_t *before, size_t n_before, const uint32_t *after,
                 size_t n_after, arena *a, spelling out[SPELLINGS_AT_MOST], size_t *n)
{
    for (size_t i = 0; i < s->n_found; i++) {
        uint32_t cp[2 * SPELLING_UNITS_AT_MOST + 1];
        const candidate *c = &s->found[i];
        memcpy(cp, before, n_before * sizeof *cp);
        memcpy(cp + n_before, c->cp, c->n * sizeof *cp);
        memcpy(cp + n_before + c->n, after, n_after * sizeof *cp);
        zc_str text = to_text(a, cp, n_before + c->n + n_after);
        if (!text.p)
            s->status = error_memory(s->error);
        else
            out[(*n)++] = (spelling){text, n_before + n_after ? 0 : c->count};
    }
}

/* How many of the ways are worth trying: by sound alone is the first two, by the
 * same sound the first. */
static size_t ways_for(const speller *s, const signs *g, spelling_care care)
{
    size_t n = s->n_typed;
    if (care == SPELLING_FREELY || g->unknown)
        return WAYS;
    if (g->broken && (g->crumbs >= 2 || (g->crumbs == 1 && n <= SHORT_UNITS)))
        return WAYS;
    if (g->crumbs >= 2 && n <= TERM_UNITS_AT_MOST)
        return BY_SOUND;
    return g->crumbs >= 3 || (g->crumbs == 1 && n < SHORT_UNITS) ? 1 : 0;
}

/* Several words that nobody put together, one of them amiss: mends that alone, of
 * what may be spelled right by sound only. */
static void mend_part(speller *s, const signs *g, spelling_care care, arena *a, spelling *out,
                      size_t *n)
{
    const uint32_t *cp = s->typed;
    size_t length = s->n_typed;
    for (size_t beside = BESIDE; beside > 0 && *n == 0 && s->status == ZC_OK; beside--) {
        size_t from = g->first > beside ? g->first - beside : 0;
        size_t to = g->last + 2 + beside < length ? g->last + 2 + beside : length;
        if (to - from == length)
            continue;
        s->typed = cp + from;
        s->n_typed = to - from;
        s->at_end = to == length;
        try_all(s, ways, care == SPELLING_FREELY || g->unknown ? WAYS : BY_SOUND);
        take(s, cp, from, cp + to, length - to, a, out, n);
    }
}

static void propose_characters(speller *s, spelling_care care, arena *a, spelling *out, size_t *n)
{
    signs g = read_signs(s);
    size_t tried = ways_for(s, &g, care);
    try_all(s, ways, tried);
    take(s, s->typed, 0, s->typed, 0, a, out, n);
    if (*n == 0 && tried == WAYS && g.broken)
        mend_part(s, &g, care, a, out, n);
}

static bool has_letters(const text *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->cp[i] >= 'a' && t->cp[i] <= 'z')
            return true;
    return false;
}

static void propose(speller *s, const text *chunk, spelling_care care, arena *a, spelling *out,
                    size_t *n)
{
    size_t units = 0;
    for (size_t i = 0; i < chunk->n; i++)
        units += text_is_unit(chunk->cp[i]);
    if (has_letters(chunk) && chunk->n <= LETTERS_AT_MOST) {
        try_all(s, letter_ways, LETTER_WAYS);
        take(s, chunk->cp, 0, chunk->cp, 0, a, out, n);
    }
    if (*n == 0 && units == chunk->n && units >= 2 && units <= SPELLING_UNITS_AT_MOST &&
        (care == SPELLING_FREELY || units <= CAREFUL_UNITS_AT_MOST))
        propose_characters(s, care, a, out, n);
}

zc_status spelling_propose(zc_index *index, const text *chunk, spelling_care care, arena *a,
                           spelling out[SPELLINGS_AT_MOST], size_t *n, zc_error *error)
{
    arena scratch;
    arena_init(&scratch);
    speller *s = arena_alloc(&scratch, sizeof *s);
    *n = 0;
    if (!s)
        return error_memory(error);
    *s = (speller){.index = index,
                   .a = &scratch,
                   .error = error,
                   .typed = chunk->cp,
                   .n_typed = chunk->n,
                   .at_end = true};
    propose(s, chunk, care, a, out, n);
    zc_status status = s->status;
    arena_clear(&scratch);
    return status;
}
