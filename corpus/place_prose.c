/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_prose.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { OPENING_BYTES = 1500 };

static const char *const units[] = {"省", "市", "县", "区", "州", "盟", "旗"};

static size_t unit_at(zc_str s)
{
    size_t i = 0;
    while (i < COUNT(units) && !str_starts(s, str_from(units[i])))
        i++;
    return i;
}

/* How often `word` (我, 本, 全) stands before each kind of place. */
static void count_units(zc_str text, zc_str word, size_t counts[COUNT(units)])
{
    for (size_t at = str_find(text, word, 0); at != SIZE_MAX;
         at = str_find(text, word, at + word.n)) {
        size_t unit = unit_at(str_slice(text, at + word.n, text.n));
        if (unit < COUNT(units))
            counts[unit]++;
    }
}

static size_t most_counted(const size_t counts[COUNT(units)])
{
    size_t best = 0, second = 0, which = COUNT(units);
    for (size_t i = 0; i < COUNT(units); i++)
        if (counts[i] > best) {
            second = best;
            best = counts[i];
            which = i;
        } else if (counts[i] > second) {
            second = counts[i];
        }
    return best >= 2 && best >= 2 * second ? which : COUNT(units);
}

zc_str prose_unit(zc_str text)
{
    size_t counts[COUNT(units)] = {0};
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES)), speaks = STR_LIT("我代表");
    size_t at = str_find(opening, speaks, 0);
    if (at != SIZE_MAX) { /* 我代表区人民政府 */
        size_t government = unit_at(str_slice(opening, at + speaks.n, opening.n));
        if (government < COUNT(units))
            return str_from(units[government]);
    }
    /* A national law may say 本省 once; 我市 nobody says of another's city. */
    count_units(text, STR_LIT("我"), counts);
    for (size_t i = 0; i < COUNT(units); i++)
        counts[i] *= 2;
    count_units(text, STR_LIT("本"), counts);
    size_t unit = most_counted(counts);
    if (unit == COUNT(units)) {
        memset(counts, 0, sizeof counts);
        count_units(text, STR_LIT("全"), counts);
        unit = most_counted(counts);
    }
    return unit < COUNT(units) ? str_from(units[unit]) : STR_NONE;
}

bool prose_speaker(zc_str text, place_reading *out)
{
    static const char *const before[] = {"代表", "在"};
    static const char *const after[] = {"人民政府", "第"};
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES));
    for (size_t i = 0; i < COUNT(before); i++) {
        zc_str word = str_from(before[i]);
        for (size_t at = str_find(opening, word, 0); at != SIZE_MAX;
             at = str_find(opening, word, at + 1)) {
            zc_str s = str_slice(opening, at + word.n, opening.n);
            if (!place_leading(s, "text", out))
                continue;
            zc_str rest = str_slice(opening, (size_t)(out->name.p + out->name.n - opening.p),
                                    opening.n);
            zc_str close = str_slice(rest, 0, utf8_cut(rest, 40));
            if (str_starts(rest, str_from(after[i])) &&
                (i == 0 || str_find(close, STR_LIT("届"), 0) != SIZE_MAX)) {
                out->show_name = true;
                return true;
            }
        }
    }
    *out = (place_reading){0};
    return false;
}

enum { TALLY = 512, TALLY_FULL = 384 };

typedef struct tally {
    const place *place; /* the first that the names mean */
    unsigned full, all; /* mentions by its whole name; by that or the short one */
    zc_str name;        /* the whole name as mentioned */
} tally;

typedef struct tallies {
    tally at[TALLY];
    size_t n;
} tallies;

static tally *tally_of(tallies *t, const place *p)
{
    size_t i = ((uintptr_t)p / sizeof *p * 2654435761u) % TALLY;
    while (t->at[i].place && t->at[i].place != p)
        i = (i + 1) % TALLY;
    if (!t->at[i].place) {
        if (t->n == TALLY_FULL)
            return NULL;
        t->n++;
        t->at[i].place = p;
    }
    return &t->at[i];
}

/* One mention. A name of several places counts for the first of them; what it
 * means is settled in the end. */
static void mention(tallies *t, zc_str name, zc_str unit)
{
    place_match found[PLACE_MEANINGS];
    size_t n = place_find(name, found, PLACE_MEANINGS);
    bool whole = str_ends(name, unit);
    for (size_t i = 0; i < n && i < PLACE_MEANINGS; i++) {
        const place *p = found[i].place;
        if (!whole && (p->level == PLACE_COUNTY || !str_ends(str_from(p->name), unit)))
            continue;
        tally *one = tally_of(t, p);
        if (!one)
            return;
        one->all++;
        if (whole) {
            one->full++;
            one->name = name;
            return;
        }
    }
}

/* Counts the names outside 《》; 宁波市级 is a level, not the place. */
static void count_mentions(zc_str text, zc_str unit, tallies *t)
{
    unsigned quoted = 0;
    for (size_t at = 0; at < text.n;) {
        unsigned char c = (unsigned char)text.p[at];
        zc_str rest = str_slice(text, at, text.n);
        if (c == '\n')
            quoted = 0; /* a bracket left open ends with its paragraph */
        else if (c == 0xE3 && str_starts(rest, STR_LIT("《")))
            quoted = 1;
        else if (c == 0xE3 && str_starts(rest, STR_LIT("》")))
            quoted = 0;
        size_t n = c >= 0xE4 && c <= 0xE9 && !quoted ? place_prefix(rest) : 0;
        if (n) {
            zc_str name = str_slice(rest, 0, n);
            if (!str_starts(str_slice(rest, n, rest.n), STR_LIT("级")))
                mention(t, name, unit);
            at += n;
        } else {
            at += c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        }
    }
}

bool prose_place(zc_str text, zc_str unit, arena *a, place_reading *out)
{
    *out = (place_reading){.source = "text", .show_name = true};
    if (unit.n == 0)
        return true;
    tallies *t = arena_alloc(a, sizeof *t);
    if (!t)
        return false;
    count_mentions(text, unit, t);
    const tally *best = NULL;
    unsigned second = 0;
    for (size_t i = 0; i < TALLY; i++) {
        const tally *one = &t->at[i];
        if (!one->place)
            continue;
        if (!best || one->all > best->all) {
            second = best ? best->all : 0;
            best = one;
        } else if (one->all > second) {
            second = one->all;
        }
    }
    if (best && best->full >= 2 && best->all >= 2 * second) {
        place_meanings(best->name, false, out);
        out->show_name = true;
    }
    return true;
}
