/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "versions.h"

#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL /* a library fewer to load */
#include <xxhash.h>

/* Texts that are equal in all rows of one of the bands are compared (locality
 * sensitive hashing; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets,
 * 3.4): of two that are near, 1 - (1 - 0.9^8)^16 = 0.9999 are; of two that
 * share half, 0.06. */
enum { ROWS = 8, BANDS = SKETCH_BINS / ROWS };

/* 0.9 of SKETCH_BINS, and what equal bytes of unlike bins add. */
enum { NEAR = 116 };

/* A text is compared with at most this many of those that a band holds equal. */
enum { WINDOW = 16 };

/* So many texts are looked at for a lead, so many leads are taken of a
 * component: what is left then stays alone. */
enum { LEADS = 8, ROUNDS = 128 };

/* The number of a text whose copies bear several: like no other. */
enum { SEVERAL = 2 };

/* A text and what it is sorted by. */
typedef struct entry {
    uint32_t key, at;
} entry;

typedef struct pool {
    alike *docs;
    size_t n;
    entry *entries, *other;
    size_t n_entries;
} pool;

/* ---- The same ---- */

static int order(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_text(const void *a, const void *b)
{
    const alike *x = a, *y = b;
    int r = order(x->sketch.text, y->sketch.text);
    r = r ? r : order(x->sketch.units, y->sketch.units);
    r = r ? r : memcmp(x->sketch.bins, y->sketch.bins, SKETCH_BINS);
    r = r ? r : order(x->sketch.docno, y->sketch.docno);
    return r ? r : order(x->number, y->number);
}

/* The first of equal texts stands for them all, and bears the number of any. */
static void find_same(pool *p)
{
    for (size_t i = 0, first = 0; i < p->n; i++) {
        alike *doc = &p->docs[i];
        if (!sketch_same(&p->docs[first].sketch, &doc->sketch))
            first = i;
        sketch *s = &p->docs[first].sketch;
        if (s->docno == 0)
            s->docno = doc->sketch.docno;
        else if (s->docno != doc->sketch.docno)
            s->docno = SEVERAL;
        doc->same = doc->near = (uint32_t)first;
    }
}

/* ---- Nearly the same ---- */

static bool numbers_agree(uint32_t a, uint32_t b)
{
    return a == 0 || b == 0 || (a == b && a != SEVERAL);
}

static bool lengths_agree(uint32_t a, uint32_t b)
{
    uint64_t less = a < b ? a : b, more = a < b ? b : a;
    return less * 10 >= more * 9;
}

static bool is_near(const sketch *a, const sketch *b)
{
    return numbers_agree(a->docno, b->docno) && lengths_agree(a->units, b->units) &&
           sketch_likeness(a, b) >= NEAR;
}

/* While components are made, `near` leads to the least place of one. */
static uint32_t root_of(alike *docs, uint32_t at)
{
    while (docs[at].near != at)
        at = docs[at].near = docs[docs[at].near].near;
    return at;
}

static void join(alike *docs, uint32_t a, uint32_t b)
{
    a = root_of(docs, a);
    b = root_of(docs, b);
    docs[a > b ? a : b].near = a > b ? b : a;
}

/* Sorts by key, places staying in order: least significant digit first. */
static void sort_entries(pool *p)
{
    enum { DIGIT = 8, BINS = 1 << DIGIT };
    for (unsigned shift = 0; shift < 32; shift += DIGIT) {
        size_t start[BINS] = {0}, sum = 0;
        for (size_t i = 0; i < p->n_entries; i++)
            start[p->entries[i].key >> shift & (BINS - 1)]++;
        for (size_t b = 0; b < BINS; b++) {
            size_t count = start[b];
            start[b] = sum;
            sum += count;
        }
        for (size_t i = 0; i < p->n_entries; i++)
            p->other[start[p->entries[i].key >> shift & (BINS - 1)]++] = p->entries[i];
        entry *sorted = p->other;
        p->other = p->entries;
        p->entries = sorted;
    }
}

typedef struct rotation {
    const alike *docs;
    size_t from;
} rotation;

static int by_bins(const void *a, const void *b, void *context)
{
    const rotation *r = context;
    uint32_t one = ((const entry *)a)->at, two = ((const entry *)b)->at;
    const uint8_t *x = r->docs[one].sketch.bins, *y = r->docs[two].sketch.bins;
    int first = memcmp(x + r->from, y + r->from, SKETCH_BINS - r->from);
    first = first ? first : memcmp(x, y, r->from);
    return first ? first : order(one, two);
}

static bool is_joined(pool *p, const entry *list, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (root_of(p->docs, list[i].at) != root_of(p->docs, list[0].at))
            return false;
    return true;
}

/* Texts that a band holds equal. Where they are many, those that are most alike
 * come to stand together first. */
static void join_list(pool *p, size_t band, entry *list, size_t n)
{
    if (n > WINDOW) {
        if (is_joined(p, list, n))
            return;
        rotation r = {p->docs, band * ROWS};
        qsort_r(list, n, sizeof *list, by_bins, &r);
    }
    for (size_t i = 1; i < n; i++) {
        for (size_t k = i > WINDOW ? i - WINDOW : 0; k < i; k++) {
            uint32_t a = list[k].at, b = list[i].at;
            if (root_of(p->docs, a) != root_of(p->docs, b) &&
                is_near(&p->docs[a].sketch, &p->docs[b].sketch))
                join(p->docs, a, b);
        }
    }
}

/* Where a list of equal keys that begins at `from` ends. */
static size_t end_of(const pool *p, size_t from)
{
    size_t to = from + 1;
    while (to < p->n_entries && p->entries[to].key == p->entries[from].key)
        to++;
    return to;
}

static void join_band(pool *p, size_t band)
{
    p->n_entries = 0;
    for (size_t i = 0; i < p->n; i++) {
        const sketch *s = &p->docs[i].sketch;
        if (p->docs[i].same != i || s->units < SKETCH_SHORT)
            continue;
        uint64_t hash = XXH3_64bits(s->bins + band * ROWS, ROWS);
        p->entries[p->n_entries++] = (entry){(uint32_t)hash, (uint32_t)i};
    }
    sort_entries(p);
    for (size_t from = 0, to; from < p->n_entries; from = to) {
        to = end_of(p, from);
        join_list(p, band, p->entries + from, to - from);
    }
}

/* ---- Groups ---- */

/* The text that most of the others are near to, of the first few. */
static size_t choose_lead(const pool *p, const entry *list, size_t n)
{
    size_t best = 0, most = 0;
    for (size_t i = 0; i < n && i < LEADS && most < n; i++) {
        size_t near = 0;
        for (size_t k = 0; k < n; k++)
            near += is_near(&p->docs[list[i].at].sketch, &p->docs[list[k].at].sketch);
        if (near > most) {
            most = near;
            best = i;
        }
    }
    return best;
}

/* The number of a group: its lead's, else that of the nearest that has one. */
static uint32_t choose_number(const pool *p, const entry *list, size_t n, const sketch *lead,
                              size_t *from)
{
    unsigned most = 0;
    uint32_t number = lead->docno;
    for (size_t i = 0; i < n && lead->docno == 0; i++) {
        const sketch *s = &p->docs[list[i].at].sketch;
        unsigned likeness = s->docno && is_near(lead, s) ? sketch_likeness(lead, s) : 0;
        if (likeness > most) {
            most = likeness;
            number = s->docno;
            *from = i;
        }
    }
    return number;
}

/* Gives what is near the lead to it and returns how many are left, which move
 * to the front of the list. */
static size_t take_near(pool *p, entry *list, size_t n, size_t lead)
{
    uint32_t at = list[lead].at;
    const sketch *s = &p->docs[at].sketch;
    size_t left = 0, from = lead;
    uint32_t number = choose_number(p, list, n, s, &from);
    for (size_t i = 0; i < n; i++) {
        const sketch *other = &p->docs[list[i].at].sketch;
        bool taken = i == lead || i == from ||
                     (is_near(s, other) && numbers_agree(number, other->docno));
        if (taken)
            p->docs[list[i].at].near = at;
        else
            list[left++] = list[i];
    }
    return left;
}

/* A component is taken apart into groups, most often one. */
static void split(pool *p, entry *list, size_t n)
{
    for (size_t round = 0; round < ROUNDS && n > 0; round++)
        n = take_near(p, list, n, choose_lead(p, list, n));
    for (size_t i = 0; i < n; i++)
        p->docs[list[i].at].near = list[i].at;
}

static void split_all(pool *p)
{
    p->n_entries = 0;
    for (size_t i = 0; i < p->n; i++)
        if (p->docs[i].same == i)
            p->entries[p->n_entries++] = (entry){root_of(p->docs, (uint32_t)i), (uint32_t)i};
    sort_entries(p);
    for (size_t from = 0, to; from < p->n_entries; from = to) {
        to = end_of(p, from);
        if (to - from > 1)
            split(p, p->entries + from, to - from);
    }
    for (size_t i = 0; i < p->n; i++)
        p->docs[i].near = p->docs[p->docs[i].same].near;
}

zc_status alike_group(alike *docs, size_t n, zc_error *error)
{
    pool p = {.docs = docs, .n = n};
    if (n > UINT32_MAX)
        return error_set(error, ZC_ERROR_LIMIT, "too many documents");
    p.entries = malloc((n + 1) * sizeof *p.entries);
    p.other = malloc((n + 1) * sizeof *p.other);
    zc_status status = p.entries && p.other ? ZC_OK : error_memory(error);
    if (status == ZC_OK) {
        qsort(docs, n, sizeof *docs, by_text);
        find_same(&p);
        for (size_t band = 0; band < BANDS; band++)
            join_band(&p, band);
        split_all(&p);
    }
    free(p.entries);
    free(p.other);
    return status == ZC_OK ? versions_join(docs, n, error) : status;
}
