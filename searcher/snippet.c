/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snippet.h"

#include "outline.h"
#include "passage.h"

#include <stdlib.h>
#include <string.h>

/* Lengths in code points: three lines of a terminal or a phone's seven. */
enum {
    LENGTH = 150,  /* of all passages */
    LEAD_IN = 30,  /* before the first mark of one */
    SPREAD = 80,   /* from its first mark to its last: the best passage */
    FURTHER = 40,  /* the same of the others */
    TOO_SHORT = 20 /* a table's cell says nothing without its neighbours */
};

enum { PASSAGES = 3 };

enum { ENUMERATION_COMMA = 0x3001 }; /* 、 */

/* Bytes read at first: a document that is about something says so early. */
enum { FIRST_LOOK = 16 << 10 };

/* A stretch of the text, and the marks that it was chosen for. */
typedef struct passage {
    size_t from, to;
    size_t first, last; /* of the matches; last is not included */
} passage;

typedef struct cutter {
    zc_str original;
    const text *t;
    const match *m;
    size_t n;
    unsigned *worth; /* of each mark */
    unsigned *shown; /* of each mark: in how many places of the stretch looked at */
    bool *done;      /* of each mark: in a passage already */
    passage passages[PASSAGES];
    size_t n_passages;
} cutter;

/* ---- What a passage is worth ---- */

/* Longer marks say more, so much that a chunk is worth more than its pieces
 * (20 points to twice 8), yet three pieces more than another's chunk; and one
 * that stands everywhere says less. */
static unsigned worth_of(size_t length, size_t places)
{
    enum { LONGEST = 16, ONE = 64 };
    unsigned n = (unsigned)(length < LONGEST ? length : LONGEST), often = 0;
    for (; places > 1; places /= 2)
        often++;
    return ONE * (4 + n * n) / (4 + often);
}

static void weigh(cutter *c, const pattern *marks, size_t n_marks)
{
    for (size_t i = 0; i < c->n; i++)
        c->shown[c->m[i].mark]++;
    for (size_t i = 0; i < n_marks; i++)
        c->worth[i] = worth_of(marks[i].n, c->shown[i]);
}

static bool ends_sentence(uint32_t cp)
{
    return cp == '\n' || cp == 0x3002 || cp == ';' || cp == '!' || cp == '?';
}

static bool ends_clause(uint32_t cp)
{
    return cp == ',' || cp == ':';
}

/* Where the line of a code point begins; LEAD_IN characters back is as good. */
static size_t line_begin(const text *t, size_t at)
{
    size_t from = at;
    while (from > 0 && at - from <= LEAD_IN && t->cp[from - 1] != '\n')
        from--;
    return from;
}

/* Whether the line that goes on at `at` holds a sentence, or enough of one. */
static bool is_prose(const text *t, size_t at)
{
    for (size_t i = at; i < t->n && i < at + SPREAD && t->cp[i] != '\n'; i++)
        if (t->cp[i] == 0x3002 || t->cp[i] == ';' || t->cp[i] == ',')
            return true;
    return false;
}

/* Points of the matches from first to last for marks that no passage shows yet.
 * The same marks count more close together, at a paragraph's beginning, and in
 * prose: a title stands above the snippet anyway. */
static size_t score(const cutter *c, size_t points, size_t first, size_t last)
{
    enum { TOPIC = 20 };
    if (points == 0)
        return 0;
    size_t line = line_begin(c->t, c->m[first].from);
    size_t all = 4 * points + 2 * SPREAD -
                 (c->m[last - 1].to - c->m[first].from < 2 * SPREAD
                      ? c->m[last - 1].to - c->m[first].from
                      : 2 * SPREAD);
    all += c->m[first].from - line < LEAD_IN ? TOPIC : 0;
    return is_prose(c->t, c->m[first].from) || is_prose(c->t, line) ? all : all * 3 / 4;
}

/* The stretch of at most `spread` that is worth most: a window that slides over
 * the matches. Scores that can't win are not worked out. */
static bool best_stretch(cutter *c, size_t n_marks, size_t spread, passage *best)
{
    enum { BONUS = 2 * SPREAD + 20 };
    size_t best_score = 0, points = 0, last = 0;
    memset(c->shown, 0, n_marks * sizeof *c->shown);
    for (size_t first = 0; first < c->n; first++) {
        for (; last < c->n && (last <= first || c->m[last].to <= c->m[first].from + spread); last++)
            if (c->shown[c->m[last].mark]++ == 0 && !c->done[c->m[last].mark])
                points += c->worth[c->m[last].mark];
        if (4 * points + BONUS > best_score && !c->done[c->m[first].mark]) {
            size_t to = last;
            while (c->done[c->m[to - 1].mark])
                to--;
            size_t s = score(c, points, first, to);
            if (s > best_score) {
                best_score = s;
                *best = (passage){.first = first, .last = to};
            }
        }
        if (--c->shown[c->m[first].mark] == 0 && !c->done[c->m[first].mark])
            points -= c->worth[c->m[first].mark];
    }
    return best_score > 0;
}

/* The best stretch, then others for what it lacks. */
static void choose(cutter *c, size_t n_marks)
{
    while (c->n_passages < PASSAGES) {
        passage *p = &c->passages[c->n_passages];
        if (!best_stretch(c, n_marks, c->n_passages ? FURTHER : SPREAD, p))
            return;
        for (size_t i = p->first; i < p->last; i++)
            c->done[c->m[i].mark] = true;
        c->n_passages++;
    }
}

/* ---- Where a passage begins and ends ---- */

static bool is_han_digit(uint32_t cp)
{
    static const uint16_t digits[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                      0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343,
                                      0x4E07, 0x4EBF, 0x3007, 0x96F6};
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (digits[i] == cp)
            return true;
    return false;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* Whether a cut before `at` would part a character, a number or a Latin word. */
static bool parts(const text *t, size_t at)
{
    if (at == 0 || at >= t->n)
        return false;
    uint32_t a = t->cp[at - 1], b = t->cp[at];
    if (t->from[at] == t->from[at - 1] || (is_han_digit(a) && is_han_digit(b)))
        return true;
    bool latin = !utf8_is_han(a) && !utf8_is_han(b) && text_is_unit(a) && text_is_unit(b);
    bool number = (is_digit(a) && (b == '.' || b == ',' || b == '%')) ||
                  ((a == '.' || a == ',') && is_digit(b));
    return latin || number;
}

/* Past the closing quotes and brackets of a sentence: 。” */
static size_t past_quotes(const text *t, size_t at)
{
    while (at < t->n && (t->cp[at] == 0x201D || t->cp[at] == 0x2019 || t->cp[at] == ')' ||
                         t->cp[at] == 0x300B || t->cp[at] == 0x300D))
        at++;
    return at;
}

/* Where a passage may begin before its first match, the best known so far. */
typedef struct beginning {
    size_t clause, item; /* SIZE_MAX: none */
} beginning;

/* Takes in a place: the first of those within the lead-in, else the next beyond. */
static void take_place(size_t *place, size_t at, bool near)
{
    if (near || *place == SIZE_MAX)
        *place = at;
}

/* Back from the match to the beginning of its sentence, `far` characters away at
 * most; else of a clause or an item of a row, within the lead-in where one is;
 * else as far as the lead-in goes. */
static size_t begin(const text *t, size_t match_from, size_t lead_in, size_t far)
{
    beginning b = {SIZE_MAX, SIZE_MAX};
    size_t at = match_from;
    for (; at > 0 && match_from - at < far && !ends_sentence(t->cp[at - 1]); at--) {
        bool near = match_from - at < lead_in;
        if (ends_clause(t->cp[at - 1]) && !parts(t, at))
            take_place(&b.clause, at, near);
        else if (t->cp[at - 1] == ENUMERATION_COMMA)
            take_place(&b.item, at, near);
    }
    if (at > 0 && !ends_sentence(t->cp[at - 1])) {
        at = match_from > lead_in ? match_from - lead_in : 0;
        at = b.clause != SIZE_MAX ? b.clause : b.item != SIZE_MAX ? b.item : at;
        while (at < match_from && parts(t, at))
            at++;
    } else {
        size_t past = past_quotes(t, at);
        at = past < match_from ? past : match_from;
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

/* Whether a passage from `from` goes on over the line end at `at`: from a
 * heading into the prose below it, from a list's opening or item to the next, or
 * where it is too short by itself; else never from a finished sentence into the
 * next heading. */
static bool crosses(const text *t, size_t from, size_t at, size_t too_short)
{
    if (at + 1 >= t->n || at == 0)
        return false;
    uint32_t last = t->cp[at - 1];
    if (last == ':' || last == ';' || last == ',' || at - from < too_short)
        return true;
    for (size_t i = at; i > from && t->cp[i - 1] != '\n'; i--)
        if (t->cp[i - 1] == 0x3002)
            return false;
    return is_prose(t, at + 1);
}

/* On from `at_least` (the last match's end), `room` further at most: to the end
 * of a sentence, else of a clause, else as far as fits. */
static size_t end(const text *t, size_t from, size_t at_least, size_t room, size_t too_short)
{
    size_t sentence = 0, clause = 0, at = at_least;
    size_t limit = room < t->n - at_least ? at_least + room : t->n;
    for (; at < limit; at++) {
        if (t->cp[at] == '\n' && !crosses(t, from, at, too_short))
            break;
        if (ends_sentence(t->cp[at]) && t->cp[at] != '\n')
            sentence = past_quotes(t, at + 1);
        else if ((ends_clause(t->cp[at]) && !parts(t, at + 1)) || t->cp[at] == ENUMERATION_COMMA)
            clause = at;
    }
    bool whole = at == t->n || t->cp[at] == '\n';
    size_t enough = from + (limit - from) / 3;
    if (!whole && sentence >= at_least && sentence >= enough)
        at = sentence;
    else if (!whole && clause > at_least && clause >= enough)
        at = clause;
    else if (!whole && sentence >= at_least && sentence >= from + TOO_SHORT)
        at = sentence;
    while (at > at_least && at < t->n && parts(t, at))
        at--;
    while (at > at_least && (t->cp[at - 1] == '\n' || t->cp[at - 1] == ' '))
        at--;
    return at;
}

/* A passage holds a match whole or not at all: the ends move inwards. */
static void spare_matches(const cutter *c, passage *p)
{
    size_t i = p->first, first = c->m[i].from, last = c->m[p->last - 1].to;
    for (; i > 0 && c->m[i - 1].to > p->from; i--)
        if (c->m[i - 1].from < p->from)
            p->from = c->m[i - 1].to;
    for (i = p->last; i < c->n && c->m[i].from < p->to; i++)
        if (c->m[i].to > p->to)
            p->to = c->m[i].from;
    while (p->from < first && (c->t->cp[p->from] == ' ' || c->t->cp[p->from] == '\n'))
        p->from++;
    while (p->to > last && (c->t->cp[p->to - 1] == ' ' || c->t->cp[p->to - 1] == '\n'))
        p->to--;
}

/* What ends leave of the length goes to beginnings inside a sentence. */
static void reach_back(cutter *c, size_t lead_in)
{
    size_t taken = 0;
    for (size_t i = 0; i < c->n_passages; i++)
        taken += c->passages[i].to - c->passages[i].from;
    for (size_t i = 0; i < c->n_passages && taken < LENGTH; i++) {
        passage *p = &c->passages[i];
        size_t first = c->m[p->first].from, before = p->from;
        size_t from = begin(c->t, first, lead_in, first - before + LENGTH - taken);
        if (from >= before)
            continue;
        p->from = from;
        spare_matches(c, p);
        taken += before > p->from ? before - p->from : 0;
    }
}

/* Gives each passage its share of the length, what its marks leave of it. */
static void extend(cutter *c)
{
    size_t taken = 0, n = c->n_passages;
    for (size_t i = 0; i < n; i++)
        taken += c->m[c->passages[i].last - 1].to - c->m[c->passages[i].first].from;
    size_t share = (taken < LENGTH ? LENGTH - taken : 0) / n;
    size_t lead_in = share / 2 < LEAD_IN ? share / 2 : LEAD_IN;
    size_t far = share * 3 / 5; /* what follows needs room too */
    for (size_t i = 0; i < n; i++) {
        passage *p = &c->passages[i];
        size_t first = c->m[p->first].from;
        p->from = begin(c->t, first, lead_in, far);
        p->to = end(c->t, p->from, c->m[p->last - 1].to, share - (first - p->from), TOO_SHORT);
        spare_matches(c, p);
    }
    reach_back(c, lead_in);
}

static int by_place(const void *a, const void *b)
{
    const passage *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* In the text's order; those that touch are one. */
static void join(cutter *c)
{
    size_t kept = 0;
    qsort(c->passages, c->n_passages, sizeof *c->passages, by_place);
    for (size_t i = 1; i < c->n_passages; i++) {
        passage *p = &c->passages[kept], *next = &c->passages[i];
        if (next->from > p->to + 1) {
            c->passages[++kept] = *next;
            continue;
        }
        p->to = next->to > p->to ? next->to : p->to;
        p->first = next->first < p->first ? next->first : p->first;
    }
    c->n_passages = kept + 1;
}

/* ---- Fragments ---- */

static zc_status add_fragment(const cutter *c, const passage *p, size_t from, size_t to, bool hit,
                              arena *a, answer_hit *out, zc_error *error)
{
    if (to <= from)
        return ZC_OK;
    fragment *f = &out->snippet[out->n_fragments++];
    f->hit = hit;
    return passage_line(c->original, c->t, from, to, !hit && from > p->from, !hit && to < p->to, a,
                        &f->text, error);
}

static void add_literal(answer_hit *out, zc_str s)
{
    out->snippet[out->n_fragments++] = (fragment){.text = s};
}

static zc_status write_passage(const cutter *c, const passage *p, arena *a, answer_hit *out,
                               zc_error *error)
{
    zc_status status = ZC_OK;
    size_t at = p->from, i = p->first;
    while (i > 0 && c->m[i - 1].from >= p->from) /* what stands before its marks */
        i--;
    for (; i < c->n && c->m[i].to <= p->to && status == ZC_OK; i++) {
        const match *m = &c->m[i];
        if (at == m->from && at > p->from && passage_blank(c->original, c->t, at))
            add_literal(out, STR_LIT(" "));
        status = add_fragment(c, p, at, m->from, false, a, out, error);
        if (status == ZC_OK)
            status = add_fragment(c, p, m->from, m->to, true, a, out, error);
        at = m->to;
    }
    return status == ZC_OK ? add_fragment(c, p, at, p->to, false, a, out, error) : status;
}

static zc_status write_all(const cutter *c, arena *a, answer_hit *out, zc_error *error)
{
    size_t matches = 0;
    for (size_t i = 0; i < c->n_passages; i++)
        matches += c->passages[i].to - c->passages[i].from;
    matches = matches < c->n ? matches : c->n;
    out->snippet = arena_alloc(a, (3 * matches + 2 * PASSAGES) * sizeof *out->snippet);
    zc_status status = out->snippet ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < c->n_passages && status == ZC_OK; i++) {
        if (i > 0)
            add_literal(out, STR_LIT(" … "));
        status = write_passage(c, &c->passages[i], a, out, error);
    }
    if (status != ZC_OK)
        return status;
    const passage *p = &c->passages[0];
    return outline_path(c->original, c->t, c->n ? c->m[p->first].from : p->from, a, &out->headings,
                        &out->n_headings, error);
}

/* Normalises as much of the original as it takes to meet every mark, with room for
 * a passage behind the last: it does not end where the reading did. */
static zc_status look(zc_str original, const pattern *marks, size_t n_marks, text *scratch,
                      match **m, size_t *n, zc_error *error)
{
    zc_status status = ZC_OK;
    bool all = false;
    for (size_t bytes = FIRST_LOOK; status == ZC_OK && !all; bytes *= 4) {
        zc_str part = str_slice(original, 0, utf8_cut(original, bytes));
        status = text_normalise(part, true, scratch, error);
        if (status != ZC_OK)
            break;
        text head = *scratch;
        if (part.n < original.n)
            head.n -= head.n < LENGTH ? head.n : LENGTH;
        while (head.n > 0 && head.n < scratch->n &&
               scratch->from[head.n] == scratch->from[head.n - 1])
            head.n--;
        status = passage_find(&head, marks, n_marks, m, n, &all, error);
        all = all || part.n == original.n;
    }
    return status;
}

zc_status snippet_cut(zc_str original, const pattern *marks, size_t n_marks, text *scratch,
                      arena *a, answer_hit *hit, zc_error *error)
{
    match *m = NULL;
    cutter c = {.original = original, .t = scratch};
    zc_status status = look(original, marks, n_marks, scratch, &m, &c.n, error);
    c.m = m;
    c.worth = calloc(n_marks + 1, sizeof *c.worth);
    c.shown = calloc(n_marks + 1, sizeof *c.shown);
    c.done = calloc(n_marks + 1, sizeof *c.done);
    if (status == ZC_OK && !(c.worth && c.shown && c.done))
        status = error_memory(error);
    if (status == ZC_OK && c.n > 0) {
        weigh(&c, marks, n_marks);
        choose(&c, n_marks);
        extend(&c);
        join(&c);
    } else if (status == ZC_OK) {
        size_t from = first_prose(scratch);
        c.passages[0] = (passage){from, end(scratch, from, from, LENGTH, LENGTH / 2), 0, 0};
        c.n_passages = 1;
    }
    hit->n_fragments = hit->n_headings = 0;
    if (status == ZC_OK)
        status = write_all(&c, a, hit, error);
    free(c.worth);
    free(c.shown);
    free(c.done);
    free(m);
    return status;
}
