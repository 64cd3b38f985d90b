/* Spellings one change away: a character or letter too many, missing, swapped with
 * the next, or another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "spelling_work.h"

#include "pinyin.h"

#include <math.h>
#include <string.h>

/* Followers of a character that are tried in the place of another. */
enum { FOLLOWERS_TRIED = 200, LINKS_TRIED = 2 };

typedef struct editor {
    speller *s;
    const uint32_t *cp;
    size_t n;
    size_t first_break, last_break; /* of the pairs that stand nowhere */
    bool broken;
    size_t weak[LINKS_TRIED]; /* else the least likely pairs */
    size_t n_weak;
    uint32_t followers[FOLLOWERS_TRIED];
    size_t n_followers;
} editor;

/* ---- Where ---- */

/* How much oftener two neighbours meet than they would by chance. */
static double likelihood(editor *e, size_t pair)
{
    return speller_step(e->s, e->cp[pair], e->cp[pair + 1]) -
           log((double)speller_one(e->s, e->cp[pair + 1]) + 1);
}

static void find_links(editor *e)
{
    double likely[LINKS_TRIED];
    for (size_t i = 0; i + 1 < e->n; i++) {
        if (speller_pair(e->s, e->cp[i], e->cp[i + 1]) == 0) {
            e->first_break = e->broken ? e->first_break : i;
            e->last_break = i;
            e->broken = true;
        }
        double l = likelihood(e, i);
        size_t at = e->n_weak;
        while (at > 0 && likely[at - 1] > l)
            at--;
        if (at == LINKS_TRIED)
            continue;
        e->n_weak -= e->n_weak == LINKS_TRIED;
        memmove(e->weak + at + 1, e->weak + at, (e->n_weak - at) * sizeof *e->weak);
        memmove(likely + at + 1, likely + at, (e->n_weak - at) * sizeof *likely);
        e->weak[at] = i;
        likely[at] = l;
        e->n_weak++;
    }
}

/* Whether a change of the pairs first to last takes in all that is broken. */
static bool mends(const editor *e, size_t first, size_t last)
{
    return !e->broken || (first <= e->first_break && e->last_break <= last);
}

/* The same for a change that is costly to try, so that where nothing is broken
 * only the weakest links are. */
static bool may_mend(const editor *e, size_t first, size_t last)
{
    bool weak = e->broken;
    for (size_t i = 0; i < e->n_weak; i++)
        weak = weak || (e->weak[i] >= first && e->weak[i] <= last);
    return weak && mends(e, first, last);
}

/* ---- What ---- */

/* The typed characters with `n` from place `at` replaced by `m` others. */
static void add(editor *e, size_t at, size_t n, const uint32_t *other, size_t m, unsigned cost)
{
    uint32_t cp[CANDIDATE_UNITS_AT_MOST];
    size_t length = e->n - n + m;
    memcpy(cp, e->cp, at * sizeof *cp);
    memcpy(cp + at, other, m * sizeof *cp);
    memcpy(cp + at + m, e->cp + at + n, (e->n - at - n) * sizeof *cp);
    uint64_t most = speller_bound(e->s, cp, length);
    if (most > 0)
        speller_add(e->s, cp, length, cost, log((double)most));
}

static unsigned drop_cost(const editor *e, size_t i)
{
    bool doubled = (i > 0 && e->cp[i - 1] == e->cp[i]) ||
                   (i + 1 < e->n && e->cp[i + 1] == e->cp[i]);
    return doubled ? COST_DOUBLED : i == 0 || i + 1 == e->n ? COST_CUT : COST_EXTRA;
}

static void swap_and_drop(editor *e)
{
    for (size_t i = 0; i < e->n; i++) {
        size_t before = i > 0 ? i - 1 : 0;
        uint32_t swapped[] = {i + 1 < e->n ? e->cp[i + 1] : 0, e->cp[i]};
        if (i + 1 < e->n && mends(e, before, i + 1))
            add(e, i, 2, swapped, 2, COST_SWAPPED);
        if (e->n > 2 && mends(e, before, i))
            add(e, i, 1, e->cp, 0, drop_cost(e, i));
    }
}

/* Between places i and i + 1: another for the second, or one more. */
static void follow(editor *e, size_t i)
{
    bool other = may_mend(e, i, i + 1), more = i + 1 < e->n && may_mend(e, i, i);
    if (!other && !more)
        return;
    e->n_followers = speller_followers(e->s, e->cp[i], e->followers, FOLLOWERS_TRIED);
    for (size_t k = 0; k < e->n_followers; k++) {
        if (other && i + 1 < e->n)
            add(e, i + 1, 1, &e->followers[k], 1, COST_OTHER);
        if (more)
            add(e, i + 1, 0, &e->followers[k], 1, COST_MISSING);
    }
}

/* One character says too little of the other. */
enum { UNITS_AT_LEAST = 3 };

void edits_characters(speller *s)
{
    editor e = {.s = s, .cp = s->typed, .n = s->n_typed};
    find_links(&e);
    if (e.n >= 2)
        swap_and_drop(&e);
    for (size_t i = 0; e.n >= UNITS_AT_LEAST && i + 1 < e.n; i++)
        follow(&e, i);
}

void edits_first(speller *s)
{
    editor e = {.s = s, .cp = s->typed, .n = s->n_typed};
    find_links(&e);
    if (e.n < UNITS_AT_LEAST || !may_mend(&e, 0, 0))
        return;
    for (unsigned syllable = 1; *pinyin_text(syllable); syllable++) {
        size_t n = 0, common = 0;
        const uint16_t *of = pinyin_characters(syllable, &n, &common);
        for (size_t i = 0; i < common; i++) {
            uint32_t other = of[i];
            if (speller_pair(s, other, e.cp[1]))
                add(&e, 0, 1, &other, 1, COST_OTHER);
        }
    }
}

/* ---- Letters ---- */

enum { LETTERS_AT_LEAST = 3 };

typedef struct words {
    speller *s;
    char typed[SPELLING_UNITS_AT_MOST + 1];
    size_t n;
} words;

static size_t same_start(const char *a, size_t n, const char *b, size_t m)
{
    size_t i = 0;
    while (i < n && i < m && a[i] == b[i])
        i++;
    return i;
}

/* The cost of one letter extra, missing, swapped or another; 0 for more. */
static unsigned letter_cost(const char *typed, size_t n, const char *word, size_t m)
{
    size_t i = same_start(typed, n, word, m);
    const char *a = typed + i, *b = word + i;
    size_t x = n - i, y = m - i;
    if (x == y && x >= 2 && a[0] == b[1] && a[1] == b[0] && memcmp(a + 2, b + 2, x - 2) == 0)
        return COST_SWAPPED;
    if (x == y + 1 && memcmp(a + 1, b, y) == 0)
        return COST_EXTRA;
    if (y == x + 1 && memcmp(a, b + 1, x) == 0)
        return COST_MISSING;
    return x == y && x > 0 && memcmp(a + 1, b + 1, x - 1) == 0 ? COST_OTHER : 0;
}

static bool take_word(void *context, zc_str rest, uint64_t n)
{
    words *w = context;
    char word[SPELLING_UNITS_AT_MOST + 1] = {w->typed[0], w->typed[1]};
    uint32_t cp[CANDIDATE_UNITS_AT_MOST];
    size_t m = rest.n + 2, letters = 2;
    if (m + 1 >= w->n && m <= w->n + 1 && m < sizeof word) {
        memcpy(word + 2, rest.p, rest.n);
        unsigned cost = letter_cost(w->typed, w->n, word, m);
        for (size_t i = 0; i < m; i++)
            cp[i] = (unsigned char)word[i];
        while (letters < m && word[letters] >= 'a' && word[letters] <= 'z')
            letters++;
        if (cost && letters == m && m >= LETTERS_AT_LEAST)
            speller_add(w->s, cp, m, cost, log((double)n + 1));
    }
    return ++w->s->terms < TERMS_AT_MOST;
}

void edits_letters(speller *s)
{
    words w = {.s = s, .n = s->n_typed};
    if (w.n <= LETTERS_AT_LEAST || w.n > SPELLING_UNITS_AT_MOST)
        return;
    for (size_t i = 0; i < w.n; i++) {
        if (s->typed[i] < 'a' || s->typed[i] > 'z')
            return;
        w.typed[i] = (char)s->typed[i];
    }
    if (s->status == ZC_OK && s->terms < TERMS_AT_MOST)
        s->status = store_terms(s->index->store, (zc_str){w.typed, 2}, take_word, &w, s->error);
}
