/* The page's document: rendered, what was found marked, metadata with sources.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"
#include "passage.h"

#include "markdown.h"

#include <stdlib.h>

/* Finds the marks in any text; scratch is kept from one to the next. */
typedef struct finder {
    const zc_answer *answer;
    text scratch;
} finder;

static size_t find_spans(void *context, zc_str literal, markdown_span **spans)
{
    finder *f = context;
    match *m = NULL;
    size_t n = 0;
    bool all;
    *spans = NULL;
    if (f->answer->n_marks == 0 || text_normalise(literal, true, &f->scratch, NULL) != ZC_OK ||
        passage_find(&f->scratch, f->answer->marks, f->answer->n_marks, &m, &n, &all, NULL) !=
            ZC_OK)
        n = 0;
    *spans = n ? calloc(n, sizeof **spans) : NULL;
    for (size_t i = 0; *spans && i < n; i++)
        (*spans)[i] = (markdown_span){f->scratch.from[m[i].from], f->scratch.to[m[i].to - 1]};
    free(m);
    return *spans ? n : 0;
}

/* A paragraph of plain text, marked. */
static void put_paragraph(const page *p, finder *f, zc_str line)
{
    markdown_span *spans = NULL;
    size_t n = find_spans(f, line, &spans), at = 0;
    html_raw(p->out, "<p>");
    for (size_t i = 0; i < n; i++) {
        html_text(p->out, str_slice(line, at, spans[i].from));
        html_raw(p->out, "<mark>");
        html_text(p->out, str_slice(line, spans[i].from, spans[i].to));
        html_raw(p->out, "</mark>");
        at = spans[i].to;
    }
    html_text(p->out, str_slice(line, at, line.n));
    html_raw(p->out, "</p>\n");
    free(spans);
}

static void put_text(const page *p, finder *f, zc_str text)
{
    for (zc_str line; str_line(&text, &line);)
        if (str_trim(line).n > 0)
            put_paragraph(p, f, str_trim(line));
}

static void put_body(const page *p, const zc_answer *answer)
{
    finder f = {.answer = answer};
    bool refused = answer->source.n == 0;
    if (!refused && markdown_html(answer->source, find_spans, &f, p->out, &refused, NULL) != ZC_OK)
        p->out->failed = true;
    if (refused)
        put_text(p, &f, answer->text);
    text_clear(&f.scratch);
}

static const struct {
    meta_field field;
    message label;
} shown[] = {
    {META_DOCNO, MESSAGE_DOCNO}, {META_ISSUER, MESSAGE_ISSUER}, {META_DATE, MESSAGE_DATE},
    {META_YEAR, MESSAGE_YEAR},   {META_TYPE, MESSAGE_TYPE},     {META_PROVINCE, MESSAGE_PROVINCE},
    {META_CITY, MESSAGE_CITY},   {META_COUNTY, MESSAGE_COUNTY}, {META_STATUS, MESSAGE_STATUS},
    {META_URL, MESSAGE_URL},
};

static void put_field(const page *p, const record *r, size_t i)
{
    const char *value = r->fields.value[shown[i].field];
    if (!value)
        return;
    html_raw(p->out, "<dt>");
    page_say(p, shown[i].label);
    html_raw(p->out, "</dt><dd><bdi>");
    html_puts(p->out, value);
    html_raw(p->out, "</bdi> <small>");
    page_say(p, MESSAGE_SOURCE);
    html_raw(p->out, " ");
    html_puts(p->out, r->fields.source[shown[i].field]);
    html_raw(p->out, "</small></dd>\n");
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
        html_raw(p->out, "<a href=\"?q=");
        html_url(p->out, str_from(r->fields.cited[i]));
        html_raw(p->out, "\">");
        html_puts(p->out, r->fields.cited[i]);
        html_raw(p->out, "</a>");
    }
    html_raw(p->out, "</dd>\n");
}

void page_doc(const page *p, const zc_answer *answer)
{
    const record *r = &answer->record;
    const char *title = r->fields.value[META_TITLE];
    form_change back[] = {{FORM_VIEW, NULL, false}, {FORM_ID, NULL, false}};
    html_raw(p->out, "<p><a href=\"");
    form_link(p->out, p->form, back, 2);
    html_raw(p->out, "\">");
    page_say(p, MESSAGE_BACK);
    html_raw(p->out, "</a></p>\n<article class=\"document\">\n<h1><bdi>");
    html_puts(p->out, title ? title : r->id);
    html_raw(p->out, "</bdi></h1>\n<dl>\n");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        put_field(p, r, i);
    put_cited(p, r);
    html_raw(p->out, "</dl>\n<div class=\"body\">\n");
    put_body(p, answer);
    html_raw(p->out, "</div>\n</article>\n");
}
