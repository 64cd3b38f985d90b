/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_number.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct number_row {
    const char *prefix, *places; /* by semicolons */
    number_says says;
};

/* number_rows, sorted by prefix: see gen_prefixes.c */
#include "prefixes.inc"

static void add(place_number *out, const place *p)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->may[i] == p)
            return;
    if (out->n < NUMBER_MEANINGS)
        out->may[out->n++] = p;
}

static void add_named(place_number *out, zc_str names)
{
    while (names.n) {
        size_t end = str_find(names, STR_LIT(";"), 0);
        end = end == SIZE_MAX ? names.n : end;
        zc_str name = str_slice(names, 0, end);
        place_match found[PLACE_MEANINGS];
        size_t n = place_find(name, found, PLACE_MEANINGS);
        for (size_t i = 0; i < n && i < PLACE_MEANINGS; i++)
            if (!found[i].short_name && !found[i].former)
                add(out, found[i].place);
        names = end == names.n ? STR_NONE : str_slice(names, end + 1, names.n);
    }
}

void number_read(const char *number, place_number *out)
{
    *out = (place_number){.says = NUMBER_SILENT};
    zc_str s = str_from(number);
    const struct number_row *row = NULL;
    for (size_t i = 0; s.n && i < COUNT(number_rows); i++) {
        zc_str prefix = str_from(number_rows[i].prefix);
        if (str_starts(s, prefix) && (!row || prefix.n > strlen(row->prefix)))
            row = &number_rows[i];
    }
    if (row) {
        out->says = row->says;
        add_named(out, str_from(row->places));
        out->listed = out->n;
    }
    if (s.n == 0 || out->says == NUMBER_ALONE || out->says == NUMBER_NATIONAL)
        return;
    size_t sign = 0;
    utf8_next(s, &sign);
    zc_str rest = str_slice(s, sign, s.n);
    out->governs = str_starts(rest, STR_LIT("政")) || str_starts(rest, STR_LIT("府")) ||
                   str_starts(rest, STR_LIT("委"));
    const place *beginning[NUMBER_MEANINGS];
    size_t n = place_beginning(str_slice(s, 0, sign), beginning, NUMBER_MEANINGS);
    for (size_t i = 0; i < n; i++)
        add(out, beginning[i]);
}

bool number_fits(const place_number *number, const place *p)
{
    if (number->says == NUMBER_NATIONAL)
        return false;
    for (size_t i = 0; i < number->n; i++)
        if (place_within(p, number->may[i]) || place_within(number->may[i], p))
            return true;
    return number->n == 0;
}

void number_narrow(const place_number *number, place_reading *reading)
{
    place_reading kept = *reading;
    kept.n = 0;
    for (size_t i = 0; i < reading->n; i++)
        if (number_fits(number, reading->may[i]))
            kept.may[kept.n++] = reading->may[i];
    if (kept.n)
        *reading = kept;
}

/* The one that the text mentions twice at least, and thrice as often as any
 * other that may have given the number; or once by its full name, where it is of
 * the kind that the text calls its own and no other is mentioned. */
static const place *settle_by_name(const place_number *number, const prose_mention *mentions,
                                   prose_unit unit)
{
    const place *best = NULL;
    unsigned most = 0, second = 0;
    for (size_t i = 0; i < number->n; i++) {
        const place *p = number->may[i];
        const prose_mention *m = &mentions[place_index(p)];
        unsigned n = p->level == PLACE_COUNTY && m->full == 0 ? 0 : m->own;
        if (n > most) {
            second = best && place_within(best, p) ? second : most;
            most = n;
            best = p;
        } else if (n > second && !(best && place_within(p, best))) {
            second = n;
        }
    }
    bool own = unit.voice >= VOICE_OWN, kind = best && prose_of_kind(unit, best);
    if (!best || (own && !kind))
        return NULL;
    if (most >= 2 && most >= 3 * second)
        return best;
    bool alone = second == 0 && own && number->governs && mentions[place_index(best)].full;
    return alone ? best : NULL;
}

/* The one of the kind that the text calls its own. Only where the table knows
 * who writes the sign: other counties may write any character of their names. */
static const place *settle_by_kind(const place_number *number, prose_unit unit)
{
    const place *one = NULL;
    if (unit.voice < VOICE_OWN || !number->governs)
        return NULL;
    for (size_t i = 0; i < number->n; i++) {
        if (!prose_of_kind(unit, number->may[i]))
            continue;
        if (one)
            return NULL;
        one = number->may[i];
    }
    return one;
}

/* 衢政发 is of 衢州市 or of its 衢江区: in 衢州市 at any rate. */
static const place *settle_by_holder(const place_number *number)
{
    for (size_t i = 0; i < number->listed; i++) {
        bool holds = true;
        for (size_t k = 0; k < number->n; k++)
            holds = holds && place_within(number->may[k], number->may[i]);
        if (holds)
            return number->may[i];
    }
    return NULL;
}

void number_settle(const place_number *number, const prose_mention *mentions, prose_unit unit,
                   place_reading *out)
{
    *out = (place_reading){.source = "docno prefix"};
    if (number->says != NUMBER_SHARED)
        return;
    const place *p = settle_by_name(number, mentions, unit);
    if (p) {
        out->source = "docno prefix and text";
        out->name = mentions[place_index(p)].name;
        out->show_name = true;
    }
    if (!p && (p = settle_by_kind(number, unit)) != NULL) {
        out->source = "docno prefix and text";
        out->name = unit.kind;
        out->show_name = true;
    }
    if (!p)
        p = number->governs ? settle_by_holder(number) : NULL;
    if (p)
        out->may[out->n++] = p;
}
