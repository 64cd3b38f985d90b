/* The page's list of hits: snippets, facets as links, paging.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"

#include <string.h>

static void put_part(const page *p, const char *value, bool *first)
{
    if (!value)
        return;
    html_puts(p->out, *first ? "" : " · ");
    html_puts(p->out, value);
    *first = false;
}

static void put_facts(const page *p, const zc_hit *h)
{
    bool first = true;
    zc_buf year;
    zc_buf_init(&year);
    if (h->year)
        buf_printf(&year, "%d", h->year);
    html_raw(p->out, "<p class=\"facts\">");
    put_part(p, h->city ? h->city : h->province, &first);
    put_part(p, h->county, &first);
    put_part(p, h->date ? h->date : h->year ? year.data : NULL, &first);
    put_part(p, h->docno, &first);
    put_part(p, h->issuer, &first);
    put_part(p, h->type, &first);
    put_part(p, h->status, &first);
    if (h->docno_match && strcmp(h->docno_match, "cited") == 0)
        put_part(p, message_text(p->lang, MESSAGE_CITES_THIS), &first);
    html_raw(p->out, "</p>\n");
    zc_buf_clear(&year);
}

/* The headings above the snippet. */
static void put_path(const page *p, const answer_hit *hit)
{
    if (hit->n_headings == 0)
        return;
    html_raw(p->out, "<p class=\"path\"><bdi>");
    for (size_t i = 0; i < hit->n_headings; i++) {
        html_puts(p->out, i ? " › " : "");
        html_puts(p->out, hit->headings[i]);
    }
    html_raw(p->out, "</bdi></p>\n");
}

/* One of those that a hit stands for. Its title says nothing new where it is the
 * hit's; the time of a version does, else its id. */
static void put_copy(const page *p, const zc_copy *copy, const char *title)
{
    bool named = copy->title && title && strcmp(copy->title, title) != 0;
    zc_buf time;
    zc_buf_init(&time);
    if (copy->relation == ZC_RELATION_VERSION && copy->date)
        buf_puts(&time, copy->date);
    else if (copy->relation == ZC_RELATION_VERSION && copy->year)
        buf_printf(&time, "%d", copy->year);
    page_doc_link(p, copy->id, named ? copy->title : time.len ? time.data : copy->id);
    if (named && time.len) {
        html_raw(p->out, " (");
        html_puts(p->out, time.data);
        html_raw(p->out, ")");
    }
    zc_buf_clear(&time);
}

/* The versions that a hit stands for, or all others. */
static void put_copies(const page *p, const answer_hit *hit, bool versions)
{
    enum { NAMED = 5 };
    const copies *c = &hit->copies;
    uint64_t of_version = c->of[ZC_RELATION_VERSION],
             n = versions ? of_version : c->all - of_version;
    if (n == 0)
        return;
    html_raw(p->out, "<p class=\"copies\">");
    page_say_number(p, versions ? MESSAGE_VERSIONS : MESSAGE_COPIES, n, 0);
    size_t named = 0;
    for (size_t i = 0; i < c->n && named < NAMED; i++) {
        if ((c->list[i].relation == ZC_RELATION_VERSION) != versions)
            continue;
        if (named++ > 0)
            page_say(p, MESSAGE_AND);
        put_copy(p, &c->list[i], hit->public.title);
    }
    if (n > named)
        page_say(p, MESSAGE_AND_OTHERS);
    html_raw(p->out, "</p>\n");
}

static void put_hit(const page *p, const answer_hit *hit)
{
    html_raw(p->out, "<li>\n<article>\n<h2>");
    page_doc_link(p, hit->public.id, hit->public.title);
    html_raw(p->out, "</h2>\n");
    put_facts(p, &hit->public);
    put_path(p, hit);
    html_raw(p->out, "<p class=\"snippet\"><bdi>");
    for (size_t i = 0; i < hit->n_fragments; i++) {
        if (hit->snippet[i].hit)
            html_raw(p->out, "<mark>");
        html_text(p->out, hit->snippet[i].text);
        if (hit->snippet[i].hit)
            html_raw(p->out, "</mark>");
    }
    html_raw(p->out, "</bdi></p>\n");
    put_copies(p, hit, true);
    put_copies(p, hit, false);
    html_raw(p->out, "</article>\n</li>\n");
}

/* ---- Facets ---- */

static const struct {
    unsigned slot;
    form_name name;
    query_filter filter;
    message label;
} facets[] = {
    {SCHEMA_SLOT_CITY, FORM_CITY, FILTER_CITY, MESSAGE_CITY},
    {SCHEMA_SLOT_YEAR, FORM_YEAR, FILTER_YEAR, MESSAGE_YEAR},
    {SCHEMA_SLOT_TYPE, FORM_TYPE, FILTER_TYPE, MESSAGE_TYPE},
    {SCHEMA_SLOT_ISSUER, FORM_ISSUER, FILTER_ISSUER, MESSAGE_ISSUER},
};

/* The filters of a name that are set, each with a link that takes it out. */
static void put_set_filters(const page *p, form_name name)
{
    for (size_t i = 0; i < p->form->n; i++) {
        const form_value *v = &p->form->values[i];
        if (v->name != name)
            continue;
        form_change change = {name, v->value.p, false, true};
        html_raw(p->out, "<li class=\"set\"><bdi>");
        html_text(p->out, v->value);
        html_raw(p->out, "</bdi> <a href=\"");
        form_link(p->out, p->form, &change, 1);
        html_raw(p->out, "\">");
        page_say(p, MESSAGE_REMOVE);
        html_raw(p->out, "</a></li>\n");
    }
}

/* Whether a value is set already; a city by its short name too (宁波). */
static bool is_set(const page *p, form_name name, const char *value)
{
    for (size_t i = 0; i < p->form->n; i++) {
        const form_value *v = &p->form->values[i];
        if (v->name == name && (str_equal(v->value, str_from(value)) ||
                                (name == FORM_CITY && str_starts(str_from(value), v->value))))
            return true;
    }
    return false;
}

static bool has_values(const zc_answer *answer, unsigned slot)
{
    for (size_t i = 0; i < answer->n_facets; i++)
        if (answer->facets[i].slot == slot)
            return true;
    return false;
}

static void put_facet(const page *p, const zc_answer *answer, size_t which)
{
    enum { SHOWN = 8 };
    size_t n = 0;
    if (!has_values(answer, facets[which].slot) && form_get(p->form, facets[which].name).n == 0)
        return;
    html_raw(p->out, "<h3>");
    page_say(p, facets[which].label);
    html_raw(p->out, "</h3>\n<ul>\n");
    put_set_filters(p, facets[which].name);
    for (size_t i = 0; i < answer->n_facets && n < SHOWN; i++) {
        const store_facet *f = &answer->facets[i];
        if (f->slot != facets[which].slot || is_set(p, facets[which].name, f->value))
            continue;
        /* a value takes the place of those that are set, in the query's text too */
        const char *rest = answer->query_without[facets[which].filter];
        form_change changes[] = {{facets[which].name, f->value, false, false},
                                 {FORM_Q, rest && *rest ? rest : NULL, false, false}};
        html_raw(p->out, "<li><a href=\"");
        form_link(p->out, p->form, changes, rest ? 2 : 1);
        html_raw(p->out, "\">");
        html_puts(p->out, f->value);
        html_raw(p->out, "</a> ");
        html_number(p->out, f->count);
        html_raw(p->out, "</li>\n");
        n++;
    }
    html_raw(p->out, "</ul>\n");
}

void page_list(const page *p, const zc_answer *answer)
{
    html_raw(p->out, "<div class=\"columns\">\n<div>\n");
    if (answer->total == 0 && answer->hints.n_spellings + answer->hints.n_filters == 0) {
        html_raw(p->out, "<p class=\"note\">");
        page_say(p, MESSAGE_NOTHING_HINT);
        html_raw(p->out, "</p>\n");
    } else if (answer->total > 0) {
        html_raw(p->out, "<ol class=\"hits\">\n");
        for (size_t i = 0; i < answer->n_hits; i++)
            put_hit(p, &answer->hits[i]);
        html_raw(p->out, "</ol>\n");
    }
    if (answer->grouped && answer->distinct == 0)
        page_paging_on(p, answer->more);
    else
        page_paging(p, answer->grouped ? answer->distinct : answer->total, PAGE_HITS);
    html_raw(p->out, "</div>\n");
    bool narrows = answer->total > 0;
    for (size_t i = 0; i < sizeof facets / sizeof *facets; i++)
        narrows = narrows || form_get(p->form, facets[i].name).n > 0;
    if (narrows) {
        html_raw(p->out, "<aside>\n<h2>");
        page_say(p, MESSAGE_FILTERS);
        html_raw(p->out, "</h2>\n");
        for (size_t i = 0; i < sizeof facets / sizeof *facets; i++)
            put_facet(p, answer, i);
        html_raw(p->out, "</aside>\n");
    }
    html_raw(p->out, "</div>\n");
}
