/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snippet.h"

#include "passage.h"

#include <stdlib.h>
#include <string.h>

/* Lengths in code points: two lines of a terminal or a phone's five. */
enum { LENGTH = 110, LEAD_IN = 30 };

/* Bytes read at first: a document that is about something says so early. */
enum { FIRST_LOOK = 16 << 10 };

/* Different marks count first, then how long what they mark is. */
static size_t score(const match *m, size_t from, size_t n, size_t *last)
{
    size_t distinct = 0, length = 0;
    for (*last = from; *last < n && m[*last].to <= m[from].from + LENGTH - LEAD_IN; ++*last) {
        bool seen = false;
        for (size_t i = from; i < *last && !seen; i++)
            seen = m[i].mark == m[*last].mark;
        distinct += !seen;
        length += m[*last].to - m[*last].from;
    }
    return distinct * 1000 + length;
}

static size_t best_match(const match *m, size_t n)
{
    size_t best = 0, best_score = 0;
    for (size_t i = 0; i < n; i++) {
        size_t last, s = score(m, i, n, &last);
        if (s > best_score) {
            best = i;
            best_score = s;
        }
    }
    return best;
}

static bool ends_sentence(uint32_t cp)
{
    return cp == '\n' || cp == 0x3002 || cp == ';' || cp == '!' || cp == '?';
}

static bool ends_clause(uint32_t cp)
{
    return cp == ',' || cp == ':' || cp == 0x3001; /* 、 */
}

/* Back from the match to the beginning of its sentence, else of a clause, else
 * as far as fits without cutting a number or a word. */
static size_t begin(const text *t, size_t match_from)
{
    size_t at = match_from, clause = SIZE_MAX;
    while (at > 0 && match_from - at < LEAD_IN && !ends_sentence(t->cp[at - 1])) {
        if (ends_clause(t->cp[at - 1]))
            clause = at;
        at--;
    }
    if (at > 0 && !ends_sentence(t->cp[at - 1])) {
        if (clause != SIZE_MAX)
            at = clause;
        while (at < match_from && t->cp[at] < 0x80 && text_is_unit(t->cp[at]))
            at++;
    }
    while (at < match_from && (t->cp[at] == '\n' || t->cp[at] == ' '))
        at++;
    return at;
}

/* Where nothing is marked: past the title and what else stands above the first
 * line of prose. */
static size_t first_prose(const text *t)
{
    for (size_t at = 0, line = 0; at < t->n; at++) {
        if (t->cp[at] == '\n')
            line = at + 1;
        else if (t->cp[at] == ',' || t->cp[at] == 0x3002)
            return line;
    }
    return 0;
}

static size_t end(const text *t, size_t from, size_t at_least)
{
    size_t at = at_least, limit = from + LENGTH;
    for (size_t i = at_least; i < t->n && i < limit; i++) {
        at = i + 1;
        if (i + 1 >= from + LENGTH / 2 && ends_sentence(t->cp[i]))
            break;
    }
    while (at > at_least && (t->cp[at - 1] == '\n' || t->cp[at - 1] == ' '))
        at--;
    return at;
}

static zc_status add_fragment(fragment *out, size_t *n, zc_str original, const text *t, size_t from,
                              size_t to, bool hit, arena *a, zc_error *error)
{
    if (to <= from)
        return ZC_OK;
    out[*n].hit = hit;
    return passage_line(original, t, from, to, !hit, !hit, a, &out[(*n)++].text, error);
}

/* Normalises as much of the original as it takes to meet every mark. */
static zc_status look(zc_str original, const pattern *marks, size_t n_marks, text *scratch,
                      match **m, size_t *n, zc_error *error)
{
    zc_status status = ZC_OK;
    bool all = false;
    for (size_t bytes = FIRST_LOOK; status == ZC_OK && !all; bytes *= 4) {
        zc_str part = str_slice(original, 0, utf8_cut(original, bytes));
        status = text_normalise(part, true, scratch, error);
        if (status == ZC_OK)
            status = passage_find(scratch, marks, n_marks, m, n, &all, error);
        all = all || part.n == original.n;
    }
    return status;
}

zc_status snippet_cut(zc_str original, const pattern *marks, size_t n_marks, text *scratch,
                      arena *a, fragment **out, size_t *n, zc_error *error)
{
    match *m = NULL;
    size_t n_matches = 0;
    zc_status status = look(original, marks, n_marks, scratch, &m, &n_matches, error);
    size_t first = n_matches ? best_match(m, n_matches) : 0, last = first;
    if (n_matches)
        score(m, first, n_matches, &last);
    size_t from = n_matches ? begin(scratch, m[first].from) : first_prose(scratch);
    size_t to = end(scratch, from,
                    n_matches && last > first ? m[last - 1].to
                    : n_matches               ? m[first].to
                                              : from);
    *n = 0;
    *out = status == ZC_OK ? arena_alloc(a, (2 * (n_matches + 1) + 1) * sizeof **out) : NULL;
    if (status == ZC_OK && !*out)
        status = error_memory(error);
    size_t at = from;
    for (size_t i = first; i < n_matches && m[i].to <= to && status == ZC_OK; i++) {
        status = add_fragment(*out, n, original, scratch, at, m[i].from, false, a, error);
        if (status == ZC_OK)
            status = add_fragment(*out, n, original, scratch, m[i].from, m[i].to, true, a, error);
        at = m[i].to;
    }
    if (status == ZC_OK)
        status = add_fragment(*out, n, original, scratch, at, to, false, a, error);
    free(m);
    return status;
}
