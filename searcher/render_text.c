/* Text for a terminal or a pipe.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "passage.h"
#include "render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Without color what was found stands between «». */
typedef struct style {
    const char *on, *off;
} style;

static const style bold[2] = {{"", ""}, {"\033[1m", "\033[0m"}};
static const style faint[2] = {{"", ""}, {"\033[2m", "\033[0m"}};
static const style found[2] = {{"«", "»"}, {"\033[1;31m", "\033[0m"}};

void render_safe(zc_buf *out, zc_str s, bool keep_lines)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t cp = utf8_next(s, &at);
        bool control = (cp < 0x20 && !(keep_lines && (cp == '\n' || cp == '\t'))) ||
                       (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
                       (cp >= 0x2066 && cp <= 0x2069);
        if (!control)
            buf_str(out, str_slice(s, from, at));
    }
}

static void put_styled(zc_buf *out, const style *how, zc_str s)
{
    buf_puts(out, how->on);
    render_safe(out, s, false);
    buf_puts(out, how->off);
}

static void put_known(zc_buf *out, const char *value, bool *first)
{
    if (!value)
        return;
    buf_puts(out, *first ? "" : " · ");
    render_safe(out, str_from(value), false);
    *first = false;
}

static void put_time(const zc_copy *copy, zc_buf *out)
{
    if (copy->date)
        buf_printf(out, " (%s)", copy->date);
    else if (copy->year)
        buf_printf(out, " (%d)", copy->year);
}

/* The first few ids, those of versions with their time, and how many more. */
static void put_ids(const copies *c, zc_buf *out)
{
    enum { NAMED = 5 };
    size_t n = c->n < NAMED ? c->n : NAMED;
    for (size_t i = 0; i < n; i++) {
        buf_puts(out, i ? ", " : "");
        render_safe(out, str_from(c->list[i].id), false);
        if (c->list[i].relation == ZC_RELATION_VERSION)
            put_time(&c->list[i], out);
    }
    if (c->all > n)
        buf_printf(out, ", and %llu more", (unsigned long long)(c->all - n));
}

/* "3 copies and other versions". */
static void put_copies(const copies *c, zc_buf *out)
{
    static const char *const names[RELATIONS][2] = {
        {"copies", "copy"}, {"near-copies", "near-copy"}, {"other versions", "other version"}};
    size_t kinds = 0, n = 0;
    if (c->all == 0)
        return;
    for (size_t r = 0; r < RELATIONS; r++)
        kinds += c->of[r] > 0;
    buf_printf(out, "\n   also: %llu ", (unsigned long long)c->all);
    for (size_t r = 0; r < RELATIONS; r++)
        if (c->of[r] > 0) {
            buf_puts(out, n == 0 ? "" : n + 1 == kinds ? " and " : ", ");
            buf_puts(out, names[r][c->all == 1]);
            n++;
        }
    buf_puts(out, " — ");
    put_ids(c, out);
}

/* What the score is made of, the heaviest first. */
static void put_reasons(const answer_hit *hit, zc_buf *out)
{
    if (hit->n_reasons > 0)
        buf_printf(out, "\n   score %.2f:", hit->public.score);
    for (size_t i = 0; i < hit->n_reasons; i++) {
        const reason *r = &hit->reasons[i];
        buf_printf(out, "\n   %8.2f  %s  ", r->weight, r->what);
        render_safe(out, str_from(r->text), false);
    }
}

/* 二、主要任务 › （二）; what stands above the snippet. */
static void put_headings(const zc_answer *answer, const answer_hit *hit, zc_buf *out)
{
    if (hit->n_headings == 0)
        return;
    buf_puts(out, faint[answer->color].on);
    for (size_t i = 0; i < hit->n_headings; i++) {
        buf_puts(out, i ? " › " : "");
        render_safe(out, str_from(hit->headings[i]), false);
    }
    buf_puts(out, faint[answer->color].off);
    buf_puts(out, "\n   ");
}

static void put_hit(const zc_answer *answer, const answer_hit *hit, zc_buf *out)
{
    const zc_hit *h = &hit->public;
    bool first = true;
    buf_printf(out, "%llu. ", (unsigned long long)h->rank);
    put_styled(out, &bold[answer->color], str_from(h->title ? h->title : h->id));
    buf_puts(out, "\n   ");
    char year[16];
    snprintf(year, sizeof year, "%d", h->year);
    put_known(out, h->city ? h->city : h->province, &first);
    put_known(out, h->county, &first);
    put_known(out, h->date ? h->date : h->year ? year : NULL, &first);
    put_known(out, h->docno, &first);
    put_known(out, h->issuer, &first);
    put_known(out, h->type, &first);
    put_known(out, h->status, &first);
    if (h->docno_match && strcmp(h->docno_match, "cited") == 0)
        put_known(out, "cites this number", &first);
    buf_puts(out, first ? "" : "\n   ");
    put_headings(answer, hit, out);
    for (size_t i = 0; i < hit->n_fragments; i++)
        put_styled(out, hit->snippet[i].hit ? &found[answer->color] : &(style){"", ""},
                   hit->snippet[i].text);
    buf_puts(out, hit->n_fragments ? "\n   " : "");
    put_styled(out, &faint[answer->color], str_from(h->id));
    put_copies(&hit->copies, out);
    put_reasons(hit, out);
    buf_puts(out, "\n\n");
}

static void put_facet(const zc_answer *answer, unsigned slot, zc_buf *out)
{
    enum { SHOWN = 6 };
    size_t n = 0, more = 0;
    for (size_t i = 0; i < answer->n_facets; i++) {
        if (answer->facets[i].slot != slot)
            continue;
        if (n++ >= SHOWN) {
            more++;
            continue;
        }
        if (n == 1)
            buf_printf(out, "%-8s  ", meta_field_name(schema_slot_field(slot)));
        buf_puts(out, n > 1 ? ", " : "");
        render_safe(out, str_from(answer->facets[i].value), false);
        buf_printf(out, " %llu", (unsigned long long)answer->facets[i].count);
    }
    if (more)
        buf_printf(out, ", and %zu more", more);
    buf_puts(out, n ? "\n" : "");
}

/* Which hits of how many these are. */
static void put_window(const zc_answer *answer, zc_buf *out)
{
    bool merged = answer->grouped && answer->distinct != answer->total;
    if (answer->n_hits == 0 || answer->n_hits == answer->total)
        return;
    buf_printf(out, ", %s%llu to %llu%s", merged ? "copies as one: hits " : "",
               (unsigned long long)answer->offset + 1,
               (unsigned long long)answer->offset + answer->n_hits, merged ? "" : " shown");
    if (merged && answer->distinct)
        buf_printf(out, " of %llu", (unsigned long long)answer->distinct);
}

static void put_synonyms(const zc_answer *answer, zc_buf *out)
{
    if (answer->n_synonyms == 0)
        return;
    buf_printf(out, "--synonyms all finds %llu more with ", (unsigned long long)answer->more_found);
    for (size_t i = 0, n = 0; i < answer->n_synonyms; i++) {
        for (size_t k = 0; k < answer->synonyms[i].n_also; k++) {
            buf_puts(out, n++ ? ", " : "");
            render_safe(out, answer->synonyms[i].also[k], false);
        }
    }
    buf_char(out, '\n');
}

void render_list_text(const zc_answer *answer, zc_buf *out)
{
    for (size_t i = 0; i < answer->n_hits; i++)
        put_hit(answer, &answer->hits[i], out);
    if (answer->relaxed)
        buf_printf(out, "Nothing holds it as written; these hold %s.\n",
                   answer->by_synonyms                     ? "it abbreviated or in full"
                   : strcmp(answer->relaxed, "words") == 0 ? "every word of it"
                                                           : "some of it");
    buf_printf(out, "%llu document%s", (unsigned long long)answer->total,
               answer->total == 1 ? "" : "s");
    put_window(answer, out);
    buf_printf(out, " (%.1f ms): ", answer->ms);
    render_safe(out, str_from(answer->understood), false);
    buf_char(out, '\n');
    put_synonyms(answer, out);
    if (answer->total > 1) {
        put_facet(answer, SCHEMA_SLOT_CITY, out);
        put_facet(answer, SCHEMA_SLOT_YEAR, out);
        put_facet(answer, SCHEMA_SLOT_TYPE, out);
    }
    render_hints_text(&answer->hints, out);
}

/* A style ends with its line: a pager shows lines one by one. */
static void put_found(zc_buf *out, zc_str s)
{
    while (s.n > 0) {
        size_t end = str_find(s, STR_LIT("\n"), 0), n = end == SIZE_MAX ? s.n : end;
        if (n > 0)
            put_styled(out, &found[1], str_slice(s, 0, n));
        buf_puts(out, end == SIZE_MAX ? "" : "\n");
        s = str_slice(s, end == SIZE_MAX ? s.n : n + 1, s.n);
    }
}

static void put_marked(const zc_answer *answer, zc_buf *out)
{
    text scratch = {0};
    markdown_span *spans = NULL;
    size_t n = 0, at = 0;
    if (answer->color && passage_spans(answer->text, answer->marks, answer->n_marks, &scratch,
                                       &spans, &n, NULL) != ZC_OK)
        n = 0;
    for (size_t i = 0; i < n; i++) {
        render_safe(out, str_slice(answer->text, at, spans[i].from), true);
        put_found(out, str_slice(answer->text, spans[i].from, spans[i].to));
        at = spans[i].to;
    }
    render_safe(out, str_slice(answer->text, at, answer->text.n), true);
    free(spans);
    text_clear(&scratch);
}

/* On a terminal the metadata stands above; in a pipe the text alone is what
 * "as written" means, to be searched by other tools. */
void render_doc_text(const zc_answer *answer, zc_buf *out)
{
    for (int f = 0; answer->color && f < META_FIELDS; f++) {
        const char *value = answer->record.fields.value[f];
        if (!value)
            continue;
        buf_printf(out, "%s%-9s", faint[1].on, meta_field_name((meta_field)f));
        buf_printf(out, "%s  ", faint[1].off);
        render_safe(out, str_from(value), false);
        buf_printf(out, "  %s", faint[1].on);
        render_safe(out, str_from(answer->record.fields.source[f]), false);
        buf_printf(out, "%s\n", faint[1].off);
    }
    if (answer->color && answer->alike.all > 0) {
        buf_printf(out, "%s%-8s%s  ", faint[1].on, "alike", faint[1].off);
        put_ids(&answer->alike, out);
        buf_char(out, '\n');
    }
    buf_puts(out, answer->color ? "\n" : "");
    put_marked(answer, out);
    if (answer->text.n && answer->text.p[answer->text.n - 1] != '\n')
        buf_char(out, '\n');
}
