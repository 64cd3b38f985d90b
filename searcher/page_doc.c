/* The page's document: rendered, what was found marked, metadata with sources.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"
#include "passage.h"

#include "markdown.h"

#include <stdlib.h>

/* What the document's text is searched for: the query's marks. */
typedef struct finder {
    const zc_answer *answer;
} finder;

static size_t find_spans(void *context, zc_str shown, markdown_span **spans)
{
    const zc_answer *answer = ((const finder *)context)->answer;
    text scratch = {0};
    size_t n = 0;
    if (passage_spans(shown, answer->marks, answer->n_marks, &scratch, spans, &n, NULL) != ZC_OK)
        n = 0;
    text_clear(&scratch);
    return n;
}

/* What has been found in a text, and how far it has been written. */
typedef struct marked {
    zc_str text;
    const markdown_span *spans;
    size_t n, at;
} marked;

/* Bytes from up to to, marked: a mark that a line end cuts goes on in the next. */
static void put_marked(const page *p, marked *m, size_t from, size_t to)
{
    while (from < to) {
        while (m->at < m->n && m->spans[m->at].to <= from)
            m->at++;
        bool more = m->at < m->n && m->spans[m->at].from < to;
        bool inside = more && m->spans[m->at].from <= from;
        size_t end = !more ? to : inside ? m->spans[m->at].to : m->spans[m->at].from;
        end = end < to ? end : to;
        if (inside)
            html_raw(p->out, "<mark>");
        html_text(p->out, str_slice(m->text, from, end));
        if (inside)
            html_raw(p->out, "</mark>");
        from = end;
    }
}

/* Plain text: a paragraph a line. */
static void put_text(const page *p, finder *f)
{
    zc_str text = f->answer->text;
    markdown_span *spans = NULL;
    marked m = {.text = text, .n = find_spans(f, text, &spans)};
    m.spans = spans;
    for (zc_str rest = text, line; str_line(&rest, &line);) {
        zc_str shown = str_trim(line);
        if (shown.n == 0)
            continue;
        size_t from = (size_t)(shown.p - text.p);
        html_raw(p->out, "<p>");
        put_marked(p, &m, from, from + shown.n);
        html_raw(p->out, "</p>\n");
    }
    free(spans);
}

static void put_body(const page *p, const zc_answer *answer)
{
    finder f = {answer};
    bool refused = answer->source.n == 0;
    if (!refused && markdown_html(answer->source, str_from(answer->record.fields.value[META_TITLE]),
                                  find_spans, &f, p->out, &refused, NULL) != ZC_OK)
        p->out->failed = true;
    if (refused)
        put_text(p, &f);
}

static const struct {
    meta_field field;
    message label;
} shown[] = {
    {META_DOCNO, MESSAGE_DOCNO},         {META_ISSUER, MESSAGE_ISSUER},
    {META_DATE, MESSAGE_DATE},           {META_YEAR, MESSAGE_YEAR},
    {META_TYPE, MESSAGE_TYPE},           {META_PROVINCE, MESSAGE_PROVINCE},
    {META_CITY, MESSAGE_CITY},           {META_COUNTY, MESSAGE_COUNTY},
    {META_STATUS, MESSAGE_STATUS},       {META_PUBLISHED, MESSAGE_PUBLISHED},
    {META_EFFECTIVE, MESSAGE_EFFECTIVE}, {META_URL, MESSAGE_URL},
};

/* A link to the original; an address of another kind (javascript:) is text. */
static void put_link(const page *p, const char *url)
{
    bool safe = str_starts(str_from(url), STR_LIT("https://")) ||
                str_starts(str_from(url), STR_LIT("http://"));
    if (safe) {
        html_raw(p->out, "<a rel=\"noreferrer nofollow\" href=\"");
        html_puts(p->out, url);
        html_raw(p->out, "\">");
    }
    html_puts(p->out, url);
    if (safe)
        html_raw(p->out, "</a>");
}

/* The value; of several issuers all. */
static void put_value(const page *p, const record *r, meta_field field)
{
    if (field == META_URL) {
        put_link(p, r->fields.value[field]);
    } else if (field == META_ISSUER && r->fields.n_issuers > 1) {
        for (size_t i = 0; i < r->fields.n_issuers; i++) {
            html_puts(p->out, i ? "、" : "");
            html_puts(p->out, r->fields.issuers[i]);
        }
    } else {
        html_puts(p->out, r->fields.value[field]);
    }
}

static void put_field(const page *p, const record *r, size_t i)
{
    if (!r->fields.value[shown[i].field])
        return;
    html_raw(p->out, "<dt>");
    page_say(p, shown[i].label);
    html_raw(p->out, "</dt><dd><bdi>");
    put_value(p, r, shown[i].field);
    html_raw(p->out, "</bdi> <small>");
    page_say(p, MESSAGE_SOURCE);
    html_raw(p->out, " ");
    const char *rest, *source = message_source(p->lang, r->fields.source[shown[i].field], &rest);
    html_puts(p->out, source);
    html_puts(p->out, rest);
    html_raw(p->out, "</small></dd>\n");
}

/* A search for a number, in the same language; nothing else is kept. */
static void put_number_address(const page *p, const char *number)
{
    form_change changes[FORM_NAMES];
    size_t n = 0;
    for (int name = 0; name < FORM_NAMES; name++)
        if (name != FORM_LANG)
            changes[n++] = (form_change){(form_name)name, name == FORM_Q ? number : NULL, false,
                                         false};
    form_link(p->out, p->form, changes, n);
}

static void put_cited(const page *p, const record *r)
{
    if (r->fields.n_cited == 0)
        return;
    html_raw(p->out, "<dt>");
    page_say(p, MESSAGE_CITED);
    html_raw(p->out, "</dt><dd>");
    for (size_t i = 0; i < r->fields.n_cited; i++) {
        html_puts(p->out, i ? "、" : "");
        html_raw(p->out, "<a href=\"");
        put_number_address(p, r->fields.cited[i]);
        html_raw(p->out, "\">");
        html_puts(p->out, r->fields.cited[i]);
        html_raw(p->out, "</a>");
    }
    html_raw(p->out, "</dd>\n");
}

static void put_notes(const page *p, const record *r)
{
    if (r->n_notes == 0)
        return;
    html_raw(p->out, "<dt>");
    page_say(p, MESSAGE_NOTES);
    html_raw(p->out, "</dt><dd>");
    for (size_t i = 0; i < r->n_notes; i++) {
        html_puts(p->out, i ? "; " : "");
        html_puts(p->out, r->notes[i]);
    }
    html_raw(p->out, "</dd>\n");
}

static void put_alike(const page *p, const zc_answer *answer)
{
    static const message words[RELATIONS] = {MESSAGE_SAME, MESSAGE_NEAR, MESSAGE_VERSION};
    const copies *c = &answer->alike;
    if (c->n == 0)
        return;
    html_raw(p->out, "<dt>");
    page_say(p, MESSAGE_ALIKE);
    html_raw(p->out, "</dt><dd>");
    for (size_t i = 0; i < c->n; i++) {
        if (i > 0)
            page_say(p, MESSAGE_AND);
        page_doc_link(p, c->list[i].id, c->list[i].id);
        html_raw(p->out, " <small>");
        page_say(p, words[c->list[i].relation]);
        if (c->list[i].relation == ZC_RELATION_VERSION && c->list[i].date) {
            html_raw(p->out, " ");
            html_puts(p->out, c->list[i].date);
        }
        html_raw(p->out, "</small>");
    }
    if (c->all > c->n)
        page_say(p, MESSAGE_AND_OTHERS);
    html_raw(p->out, "</dd>\n");
}

void page_doc(const page *p, const zc_answer *answer)
{
    const record *r = &answer->record;
    const char *title = r->fields.value[META_TITLE];
    page_back(p);
    html_raw(p->out, "<article class=\"document\">\n<h1><bdi>");
    html_puts(p->out, title ? title : r->id);
    html_raw(p->out, "</bdi></h1>\n<dl>\n");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        put_field(p, r, i);
    put_cited(p, r);
    put_alike(p, answer);
    put_notes(p, r);
    html_raw(p->out, "</dl>\n<div class=\"body\">\n");
    put_body(p, answer);
    html_raw(p->out, "</div>\n</article>\n");
}
