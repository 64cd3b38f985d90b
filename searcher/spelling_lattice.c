/* Spellings by sound: at each place the characters that it may be, from place to
 * place the pairs that the index holds; the best ways through.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "spelling_work.h"

#include "pinyin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Look-ups of pairs for one lattice: they set how many characters are tried at a
 * place. */
enum { PAIRS_AT_MOST = 4000, WIDTH_AT_MOST = 64, RAW_AT_MOST = 2048, WAYS = 2 };
/* Two characters of a like sound, or three of the same; of three characters two,
 * of two one. */
static unsigned cost_at_most(size_t n)
{
    return n <= 2 ? COST_LIKE_SOUND : n == 3 ? 2 * COST_SAME_SOUND : 2 * COST_LIKE_SOUND;
}

/* What a change costs beside the logarithm of a count: see speller_add. */
static const double cost_weight = 2.0;

/* A way from the first place to one choice. */
typedef struct way {
    double score;
    unsigned cost;
    size_t choice, rank; /* of the way that it goes on from, at the place before */
    bool is;
} way;

typedef struct lattice {
    speller *s;
    lattice_slot slots[SPELLING_UNITS_AT_MOST];
    way (*ways[SPELLING_UNITS_AT_MOST])[WAYS]; /* by place and choice, the best first */
    size_t n, width;
    unsigned cost_at_most;
    lattice_choice *raw; /* what is gathered for one place */
    size_t n_raw;
} lattice;

/* ---- Places ---- */

static void gather(lattice *l, uint32_t cp, unsigned cost)
{
    if (l->n_raw < RAW_AT_MOST)
        l->raw[l->n_raw++] = (lattice_choice){cp, cost};
}

static void gather_sound(lattice *l, unsigned syllable, unsigned cost)
{
    size_t n, common;
    const uint16_t *of = pinyin_characters(syllable, &n, &common);
    for (size_t i = 0; i < n; i++)
        gather(l, of[i], cost);
}

static void gather_alike(lattice *l, unsigned syllable)
{
    unsigned alike[PINYIN_ALIKE_AT_MOST];
    size_t n = pinyin_alike(syllable, alike);
    for (size_t i = 0; i < n; i++)
        gather_sound(l, alike[i], COST_LIKE_SOUND);
}

static int by_character(const void *a, const void *b)
{
    const lattice_choice *x = a, *y = b;
    if (x->cp != y->cp)
        return x->cp < y->cp ? -1 : 1;
    return x->cost < y->cost ? -1 : x->cost > y->cost;
}

/* The best of what was gathered, common characters first, become the next place;
 * `typed` (0: none) however rare it is. */
static void end_slot(lattice *l, uint32_t typed)
{
    double value[WIDTH_AT_MOST];
    lattice_slot *slot = &l->slots[l->n++];
    slot->choices = arena_alloc(l->s->a, l->width * sizeof *slot->choices);
    if (!slot->choices) {
        l->s->status = error_memory(l->s->error);
        return;
    }
    qsort(l->raw, l->n_raw, sizeof *l->raw, by_character);
    for (size_t i = 0; i < l->n_raw; i++) {
        if (i > 0 && l->raw[i].cp == l->raw[i - 1].cp)
            continue;
        uint64_t n = speller_one(l->s, l->raw[i].cp);
        double v = l->raw[i].cp == typed ? INFINITY
                   : n > 0               ? log((double)n) - cost_weight * l->raw[i].cost
                                         : -INFINITY;
        size_t at = slot->n;
        while (at > 0 && value[at - 1] < v)
            at--;
        if (n == 0 || at == l->width)
            continue;
        slot->n -= slot->n == l->width;
        memmove(slot->choices + at + 1, slot->choices + at, (slot->n - at) * sizeof *l->raw);
        memmove(value + at + 1, value + at, (slot->n - at) * sizeof *value);
        slot->choices[at] = l->raw[i];
        value[at] = v;
        slot->n++;
    }
    l->n_raw = 0;
}

/* ---- Ways ---- */

static double value_of(const way *w)
{
    return w->is ? w->score - cost_weight * w->cost : -INFINITY;
}

static void keep_way(way kept[WAYS], way w)
{
    size_t at = WAYS;
    while (at > 0 && value_of(&kept[at - 1]) < value_of(&w))
        at--;
    if (at == WAYS)
        return;
    memmove(kept + at + 1, kept + at, (WAYS - at - 1) * sizeof *kept);
    kept[at] = w;
}

/* The choices of a place whose ways go on, the best first; how many. */
static size_t best_choices(const lattice *l, size_t place, size_t out[WIDTH_AT_MOST])
{
    size_t n = 0, most = (l->width + 1) / 2;
    for (size_t i = 0; i < l->slots[place].n; i++) {
        double v = value_of(&l->ways[place][i][0]);
        size_t at = n;
        while (at > 0 && value_of(&l->ways[place][out[at - 1]][0]) < v)
            at--;
        if (v == -INFINITY || at == most)
            continue;
        n -= n == most;
        memmove(out + at + 1, out + at, (n - at) * sizeof *out);
        out[at] = i;
        n++;
    }
    return n;
}

static void go_on(lattice *l, size_t place, size_t from, size_t to)
{
    const lattice_choice *a = &l->slots[place].choices[from], *b = &l->slots[place + 1].choices[to];
    double step = -INFINITY;
    for (size_t r = 0; r < WAYS; r++) {
        const way *w = &l->ways[place][from][r];
        if (!w->is || w->cost + b->cost > l->cost_at_most)
            continue;
        if (step == -INFINITY)
            step = speller_step(l->s, a->cp, b->cp);
        if (step == -INFINITY)
            return;
        keep_way(l->ways[place + 1][to], (way){w->score + step, w->cost + b->cost, from, r, true});
    }
}

static bool walk(lattice *l)
{
    for (size_t i = 0; i < l->n; i++) {
        l->ways[i] = arena_alloc(l->s->a, (l->slots[i].n + 1) * sizeof *l->ways[i]);
        if (!l->ways[i])
            return l->s->status = error_memory(l->s->error), false;
    }
    for (size_t k = 0; k < l->slots[0].n; k++) {
        const lattice_choice *c = &l->slots[0].choices[k];
        l->ways[0][k][0] = (way){log((double)speller_one(l->s, c->cp) + 1), c->cost, 0, 0, true};
    }
    for (size_t i = 0; i + 1 < l->n && l->s->status == ZC_OK; i++) {
        size_t best[WIDTH_AT_MOST], n = best_choices(l, i, best);
        for (size_t k = 0; k < n; k++)
            for (size_t to = 0; to < l->slots[i + 1].n; to++)
                go_on(l, i, best[k], to);
    }
    return l->s->status == ZC_OK;
}

static void add_ways(lattice *l)
{
    uint32_t cp[SPELLING_UNITS_AT_MOST];
    size_t last = l->n - 1;
    for (size_t k = 0; k < l->slots[last].n; k++)
        for (size_t r = 0; r < WAYS; r++) {
            const way *w = &l->ways[last][k][r];
            if (!w->is)
                continue;
            size_t choice = k, rank = r;
            for (size_t i = l->n; i-- > 0;) {
                const way *here = &l->ways[i][choice][rank];
                cp[i] = l->slots[i].choices[choice].cp;
                choice = here->choice;
                rank = here->rank;
            }
            speller_add(l->s, cp, l->n, w->cost, w->score);
        }
}

/* ---- From what was typed ---- */

/* As many characters at a place as the look-ups allow at `places` of them. */
static bool begin(lattice *l, speller *s, size_t places)
{
    size_t steps = places > 1 ? places - 1 : 1;
    *l = (lattice){
        .s = s,
        .width = (size_t)sqrt(2.0 * PAIRS_AT_MOST / (double)steps),
        .cost_at_most = cost_at_most(s->n_typed),
    };
    l->width = l->width < WIDTH_AT_MOST ? l->width : WIDTH_AT_MOST;
    l->raw = arena_alloc(s->a, RAW_AT_MOST * sizeof *l->raw);
    if (!l->raw)
        s->status = error_memory(s->error);
    return l->raw != NULL;
}

static void end(lattice *l)
{
    if (l->s->status == ZC_OK && l->n > 1 && walk(l))
        add_ways(l);
}

/* Whether place i stands near two neighbours that stand together nowhere: where
 * there are such, what is amiss is there. */
static bool is_near_break(speller *s, size_t i)
{
    bool any = false;
    for (size_t k = 0; k + 1 < s->n_typed; k++) {
        if (speller_pair(s, s->typed[k], s->typed[k + 1]))
            continue;
        any = true;
        if (i + 1 >= k && i <= k + 2)
            return true;
    }
    return !any;
}

static void gather_character(lattice *l, uint32_t cp, bool alike)
{
    unsigned readings[PINYIN_READINGS_AT_MOST];
    size_t n = pinyin_readings(cp, readings);
    for (size_t i = 0; i < n; i++) {
        gather_sound(l, readings[i], COST_SAME_SOUND);
        if (alike)
            gather_alike(l, readings[i]);
    }
}

void lattice_sounds(speller *s, bool alike)
{
    lattice l;
    if (!begin(&l, s, s->n_typed))
        return;
    for (size_t i = 0; i < s->n_typed && s->status == ZC_OK; i++) {
        gather(&l, s->typed[i], 0);
        if (is_near_break(s, i))
            gather_character(&l, s->typed[i], alike);
        end_slot(&l, s->typed[i]);
    }
    end(&l);
}

/* ---- Letters ---- */

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || c == 0xFC; /* ü */
}

/* The letters of the run at place `at` as bytes, blanks and apostrophes between
 * them included; where it ends. */
static size_t take_letters(const uint32_t *cp, size_t n, size_t at, zc_buf *out)
{
    size_t end = at;
    for (size_t i = at; i < n; i++) {
        bool between = cp[i] == ' ' || cp[i] == '\'' || cp[i] == 0x2019;
        if (!is_letter(cp[i]) && !between)
            break;
        end = is_letter(cp[i]) ? i + 1 : end;
        buf_char(out, cp[i] == 0xFC ? 'v' : between ? ' ' : (char)cp[i]);
    }
    return end;
}

bool spelling_is_pinyin(const text *t)
{
    pinyin_split splits[PINYIN_SPLITS_AT_MOST];
    zc_buf letters;
    zc_buf_init(&letters);
    bool is = t->n > 0 && take_letters(t->cp, t->n, 0, &letters) == t->n && !letters.failed &&
              pinyin_splits(buf_view(&letters), splits) > 0;
    zc_buf_clear(&letters);
    return is;
}

/* One run of letters: its `which`th reading as places; false where it has none. */
static bool add_run(lattice *l, zc_str letters, size_t which, bool alike, size_t *readings)
{
    pinyin_split splits[PINYIN_SPLITS_AT_MOST];
    size_t n = pinyin_splits(letters, splits);
    *readings = n > *readings ? n : *readings;
    if (n == 0)
        return false;
    const pinyin_split *split = &splits[which < n ? which : n - 1];
    if (l->n + split->n > SPELLING_UNITS_AT_MOST)
        return false;
    for (size_t i = 0; i < split->n; i++) {
        gather_sound(l, split->syllable[i], 0);
        if (alike)
            gather_alike(l, split->syllable[i]);
        end_slot(l, 0);
    }
    return true;
}

/* What was typed with the `which`th reading of its letters. Returns false where
 * no run of letters is pinyin. */
static bool add_places(lattice *l, size_t which, bool alike, size_t *readings)
{
    const uint32_t *cp = l->s->typed;
    bool any = false;
    for (size_t i = 0; i < l->s->n_typed && l->s->status == ZC_OK;) {
        zc_buf letters;
        zc_buf_init(&letters);
        size_t end = take_letters(cp, l->s->n_typed, i, &letters);
        bool read = end > i && !letters.failed &&
                    add_run(l, buf_view(&letters), which, alike, readings);
        zc_buf_clear(&letters);
        any = any || read;
        i = read ? end : i;
        if (read || cp[i] == ' ') {
            i += !read;
            continue;
        }
        if (l->n == SPELLING_UNITS_AT_MOST)
            return false;
        gather(l, cp[i], 0);
        end_slot(l, cp[i++]);
    }
    return any;
}

void lattice_pinyin(speller *s, bool alike)
{
    size_t readings = 1;
    for (size_t which = 0; which < readings && s->status == ZC_OK; which++) {
        lattice l;
        if (!begin(&l, s, s->n_typed / 2 + 1))
            return;
        if (add_places(&l, which, alike, &readings))
            end(&l);
    }
}
