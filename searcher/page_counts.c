/* The page's tables: matrix and concordance.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"

#include <stdlib.h>
#include <string.h>

/* ---- Matrix ---- */

static form_name filter_of(meta_field field)
{
    switch (field) {
    case META_CITY:
    case META_COUNTY: return FORM_CITY;
    case META_PROVINCE: return FORM_PROVINCE;
    case META_YEAR: return FORM_YEAR;
    case META_TYPE: return FORM_TYPE;
    default: return FORM_ISSUER;
    }
}

static message label_of(meta_field field)
{
    switch (field) {
    case META_CITY: return MESSAGE_CITY;
    case META_COUNTY: return MESSAGE_COUNTY;
    case META_PROVINCE: return MESSAGE_PROVINCE;
    case META_YEAR: return MESSAGE_YEAR;
    case META_TYPE: return MESSAGE_TYPE;
    default: return MESSAGE_ISSUER;
    }
}

static void put_value(const page *p, const char *value)
{
    if (*value)
        html_puts(p->out, value);
    else
        page_say(p, MESSAGE_NONE);
}

/* The place of a row for the one filter that city and county share: 北京市朝阳区,
 * since there is a 朝阳区 elsewhere. */
static void put_place(const zc_answer *answer, const matrix_row *row, zc_buf *out)
{
    const char *city = "", *county = "";
    for (size_t d = 0; d < answer->n_by; d++) {
        if (answer->by[d] == META_CITY)
            city = row->value[d];
        if (answer->by[d] == META_COUNTY)
            county = row->value[d];
    }
    buf_puts(out, city);
    buf_puts(out, county);
}

/* Whether all documents found have one value in a dimension. */
static bool is_one_value(const zc_answer *answer, size_t d)
{
    const char *only = NULL;
    for (size_t i = 0; i < answer->n_rows; i++) {
        const matrix_row *row = &answer->rows[i];
        if (row->docs > 0 && only && strcmp(only, row->value[d]) != 0)
            return false;
        only = row->docs > 0 ? row->value[d] : only;
    }
    return true;
}

/* Whether a place that is set already would be replaced by the cell's, which may
 * be wider: 慈溪 by 宁波市. */
static bool replaces_place(const page *p, const matrix_row *row, meta_field field, size_t d)
{
    zc_str set = form_get(p->form, filter_of(field));
    bool place = field == META_CITY || field == META_COUNTY || field == META_PROVINCE;
    return place && set.n > 0 && !str_equal(set, str_from(row->value[d]));
}

/* Whether filters on the cell's fields give just its documents. */
static bool cell_links(const page *p, const zc_answer *answer, const matrix_row *row)
{
    bool links = row->docs > 0;
    for (size_t d = 0; d < answer->n_by; d++)
        links = links && *row->value[d] &&
                (!replaces_place(p, row, answer->by[d], d) || is_one_value(answer, d));
    return links;
}

/* Occurrences as a link to the cell's documents. */
static void put_hits(const page *p, const zc_answer *answer, const matrix_row *row)
{
    form_change changes[2 + DIMENSIONS] = {{FORM_VIEW, NULL, false, false},
                                           {FORM_BY, NULL, false, false}};
    size_t n = 2;
    if (!cell_links(p, answer, row)) {
        html_number(p->out, row->hits);
        return;
    }
    zc_buf place;
    zc_buf_init(&place);
    put_place(answer, row, &place);
    for (size_t d = 0; d < answer->n_by; d++) {
        form_name name = filter_of(answer->by[d]);
        bool again = d > 0 && name == filter_of(answer->by[0]); /* city and county are one filter */
        if (!again && !replaces_place(p, row, answer->by[d], d))
            changes[n++] = (form_change){name, name == FORM_CITY ? place.data : row->value[d],
                                         false, false};
    }
    html_raw(p->out, "<a href=\"");
    form_link(p->out, p->form, changes, n);
    html_raw(p->out, "\">");
    html_number(p->out, row->hits);
    html_raw(p->out, "</a>");
    zc_buf_clear(&place);
}

static void put_cell(const page *p, const zc_answer *answer, const matrix_row *row)
{
    if (!row) {
        html_raw(p->out, "<td class=\"empty\">–</td>");
        return;
    }
    html_raw(p->out, "<td>");
    put_hits(p, answer, row);
    html_raw(p->out, " <small>");
    html_number(p->out, row->docs);
    html_raw(p->out, "/");
    html_number(p->out, row->corpus_docs);
    html_raw(p->out, "</small></td>");
}

static void put_pivot(const page *p, const zc_answer *answer)
{
    size_t n = 0;
    const char **columns = matrix_columns(answer, &n);
    html_raw(p->out, "<thead><tr><th scope=\"col\">");
    page_say(p, label_of(answer->by[0]));
    html_raw(p->out, "</th>");
    for (size_t c = 0; c < n; c++) {
        html_raw(p->out, "<th scope=\"col\">");
        put_value(p, columns[c]);
        html_raw(p->out, "</th>");
    }
    html_raw(p->out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; columns && i < answer->n_rows;) {
        const char *value = answer->rows[i].value[0];
        html_raw(p->out, "<tr><th scope=\"row\">");
        put_value(p, value);
        html_raw(p->out, "</th>");
        for (size_t c = 0; c < n; c++) {
            bool here = i < answer->n_rows && strcmp(answer->rows[i].value[0], value) == 0 &&
                        strcmp(answer->rows[i].value[1], columns[c]) == 0;
            put_cell(p, answer, here ? &answer->rows[i++] : NULL);
        }
        html_raw(p->out, "</tr>\n");
    }
    html_raw(p->out, "</tbody>\n");
    free(columns);
}

static void put_column(const page *p, const zc_answer *answer)
{
    html_raw(p->out, "<thead><tr><th scope=\"col\">");
    page_say(p, label_of(answer->by[0]));
    html_raw(p->out, "</th><th scope=\"col\">");
    page_say(p, MESSAGE_HITS);
    html_raw(p->out, "</th><th scope=\"col\">");
    page_say(p, MESSAGE_PER10K);
    html_raw(p->out, "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < answer->n_rows; i++) {
        html_raw(p->out, "<tr><th scope=\"row\">");
        put_value(p, answer->rows[i].value[0]);
        html_raw(p->out, "</th>");
        put_cell(p, answer, &answer->rows[i]);
        html_raw(p->out, "<td>");
        buf_printf(p->out, "%.2f", matrix_per10k(&answer->rows[i]));
        html_raw(p->out, "</td></tr>\n");
    }
    html_raw(p->out, "</tbody>\n");
}

void page_matrix(const page *p, const zc_answer *answer)
{
    html_raw(p->out, "<p class=\"note\">");
    page_say(p, MESSAGE_TABLE_NOTE);
    html_raw(p->out, "</p>\n<div class=\"wide\" tabindex=\"0\">\n<table class=\"matrix\">\n");
    (answer->n_by == 2 ? put_pivot : put_column)(p, answer);
    html_raw(p->out, "</table>\n</div>\n");
}

/* ---- Concordance ---- */

void page_kwic(const page *p, const zc_answer *answer)
{
    html_raw(p->out, "<p class=\"note\">");
    page_say_number(p, MESSAGE_LINES, answer->occurrences, 0);
    html_raw(p->out, "</p>\n");
    html_raw(p->out, "<div class=\"wide\" tabindex=\"0\">\n<table class=\"kwic\">\n<thead><tr>"
                     "<th scope=\"col\">");
    page_say(p, MESSAGE_LEFT);
    html_raw(p->out, "</th><th scope=\"col\"></th><th scope=\"col\">");
    page_say(p, MESSAGE_RIGHT);
    html_raw(p->out, "</th><th scope=\"col\">");
    page_say(p, MESSAGE_DOCUMENT);
    html_raw(p->out, "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < answer->n_lines; i++) {
        const kwic_line *line = &answer->lines[i];
        html_raw(p->out, "<tr><td><bdi>");
        html_text(p->out, line->left);
        html_raw(p->out, "</bdi></td><td><mark>");
        html_text(p->out, line->match);
        html_raw(p->out, "</mark></td><td><bdi>");
        html_text(p->out, line->right);
        html_raw(p->out, "</bdi></td><td>");
        page_doc_link(p, line->record->id, line->record->fields.value[META_TITLE]);
        html_raw(p->out, "</td></tr>\n");
    }
    html_raw(p->out, "</tbody>\n</table>\n</div>\n");
    page_paging(p, answer->occurrences, PAGE_LINES);
}
