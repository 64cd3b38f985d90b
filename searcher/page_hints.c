/* The page's hints where nothing was found, or nothing as written: what each chunk
 * finds, and links that spell the query anew or drop a filter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"

/* A filter's name on the page, and its parameter; one that only a query holds has
 * none. */
static const struct {
    message label;
    form_name name; /* FORM_NAMES: none */
} filters[FILTERS] = {
    [FILTER_CITY] = {MESSAGE_CITY, FORM_CITY},
    [FILTER_PROVINCE] = {MESSAGE_PROVINCE, FORM_PROVINCE},
    [FILTER_YEAR] = {MESSAGE_YEAR, FORM_YEAR},
    [FILTER_DOCNO] = {MESSAGE_DOCNO, FORM_DOCNO},
    [FILTER_CITES] = {MESSAGE_CITED, FORM_NAMES},
    [FILTER_ISSUER] = {MESSAGE_ISSUER, FORM_ISSUER},
    [FILTER_TYPE] = {MESSAGE_TYPE, FORM_TYPE},
    [FILTER_STATUS] = {MESSAGE_STATUS, FORM_STATUS},
    [FILTER_TITLE] = {MESSAGE_TITLE, FORM_NAMES},
    [FILTER_SINCE] = {MESSAGE_SINCE, FORM_SINCE},
    [FILTER_UNTIL] = {MESSAGE_UNTIL, FORM_UNTIL},
};

static void put_count(const page *p, uint64_t n)
{
    page_say_number(p, n == 0 ? MESSAGE_HELD_NONE : n == 1 ? MESSAGE_HELD_ONE : MESSAGE_HELD, n, 0);
}

static void put_chunks(const page *p, const hints *h)
{
    if (h->n_chunks == 0)
        return;
    html_raw(p->out, "<ul class=\"hints\">\n");
    for (size_t i = 0; i < h->n_chunks; i++) {
        html_raw(p->out, "<li><bdi>");
        html_text(p->out, h->chunks[i].text);
        html_raw(p->out, "</bdi>");
        page_say(p, MESSAGE_COLON);
        put_count(p, h->chunks[i].count);
        html_raw(p->out, "</li>\n");
    }
    html_raw(p->out, "</ul>\n");
}

static void put_spellings(const page *p, const hints *h)
{
    if (h->n_spellings == 0)
        return;
    html_raw(p->out, "<p class=\"note\">");
    page_say(p, MESSAGE_DID_YOU_MEAN);
    for (size_t i = 0; i < h->n_spellings; i++) {
        form_change change = {FORM_Q, h->spellings[i].query, false, false};
        if (i > 0)
            page_say(p, i + 1 == h->n_spellings ? MESSAGE_OR : MESSAGE_AND);
        html_raw(p->out, "<a href=\"");
        form_link(p->out, p->form, &change, 1);
        html_raw(p->out, "\"><bdi>");
        html_puts(p->out, h->spellings[i].query);
        html_raw(p->out, "</bdi></a> (");
        put_count(p, h->spellings[i].count);
        html_raw(p->out, ")");
    }
    page_say(p, MESSAGE_QUESTION);
    html_raw(p->out, "</p>\n");
}

/* The changes that take a filter out, of the query's text too; how many. */
static size_t dropping(const hint_filter *f, form_change changes[FILTERS + 1])
{
    size_t n = 0;
    changes[n++] = (form_change){FORM_Q, *f->query ? f->query : NULL, false, false};
    for (int i = 0; i < FILTERS; i++)
        if ((f->filter == FILTERS || f->filter == (query_filter)i) && filters[i].name != FORM_NAMES)
            changes[n++] = (form_change){filters[i].name, NULL, false, false};
    return n;
}

static void put_filter(const page *p, const hint_filter *f)
{
    form_change changes[FILTERS + 1];
    size_t n = dropping(f, changes);
    html_raw(p->out, "<p class=\"note\"><a href=\"");
    form_link(p->out, p->form, changes, n);
    html_raw(p->out, "\">");
    page_say(p, MESSAGE_WITHOUT);
    page_say(p, f->filter == FILTERS ? MESSAGE_ALL_FILTERS : filters[f->filter].label);
    html_raw(p->out, " <bdi>");
    html_puts(p->out, f->values);
    html_raw(p->out, "</bdi></a> (");
    put_count(p, f->count);
    html_raw(p->out, ")</p>\n");
}

void page_hints(const page *p, const hints *h)
{
    put_chunks(p, h);
    put_spellings(p, h);
    for (size_t i = 0; i < h->n_filters; i++)
        put_filter(p, &h->filters[i]);
}
