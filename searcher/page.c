/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page.h"

#include <stdio.h>
#include <string.h>

void page_say(const page *p, message which)
{
    html_puts(p->out, message_text(p->lang, which));
}

/* Numbers take the places of %llu in a message. */
void page_say_number(const page *p, message which, uint64_t one, uint64_t two)
{
    uint64_t numbers[] = {one, two};
    zc_str rest = str_from(message_text(p->lang, which));
    for (size_t i = 0; i < 2; i++) {
        size_t at = str_find(rest, STR_LIT("%llu"), 0);
        if (at == SIZE_MAX)
            break;
        html_text(p->out, str_slice(rest, 0, at));
        html_number(p->out, numbers[i]);
        rest = str_slice(rest, at + strlen("%llu"), rest.n);
    }
    html_text(p->out, rest);
}

/* ---- Head, form, foot ---- */

static void put_head(const page *p, zc_str title)
{
    zc_buf *out = p->out;
    html_raw(out, "<!DOCTYPE html>\n<html lang=\"");
    html_puts(out, language_tag(p->lang));
    html_raw(out, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                  "content=\"width=device-width, initial-scale=1\">\n<title>");
    html_text(out, title);
    html_puts(out, title.n ? " · " : "");
    page_say(p, MESSAGE_SITE);
    html_raw(out, "</title>\n<link rel=\"stylesheet\" href=\"");
    html_puts(out, p->script);
    html_raw(out, "/style.css\">\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
    page_say(p, MESSAGE_SKIP);
    html_raw(out, "</a>\n<header>\n<p class=\"site\"><a href=\"?\">");
    page_say(p, MESSAGE_SITE);
    html_raw(out, "</a></p>\n");
}

static void put_hidden(const page *p, form_name name, zc_str value)
{
    html_raw(p->out, "<input type=\"hidden\" name=\"");
    html_puts(p->out, form_name_text(name));
    html_raw(p->out, "\" value=\"");
    html_text(p->out, value);
    html_raw(p->out, "\">\n");
}

/* A field shows the last of several values; the others go with it. */
static void put_field(const page *p, form_name name, message label)
{
    zc_buf *out = p->out;
    size_t last = p->form->n;
    while (last > 0 && p->form->values[last - 1].name != name)
        last--;
    for (size_t i = 0; i + 1 < last; i++)
        if (p->form->values[i].name == name)
            put_hidden(p, name, p->form->values[i].value);
    html_raw(out, "<label>");
    page_say(p, label);
    html_raw(out, "<input name=\"");
    html_puts(out, form_name_text(name));
    html_raw(out, "\" value=\"");
    html_text(out, form_get(p->form, name));
    html_raw(out, "\"></label>\n");
}

static void put_option(const page *p, form_name name, const char *value, message label)
{
    zc_buf *out = p->out;
    html_raw(out, "<option value=\"");
    html_puts(out, value);
    html_raw(out, "\"");
    if (str_equal(form_get(p->form, name), str_from(value)))
        html_raw(out, " selected");
    html_raw(out, ">");
    page_say(p, label);
    html_raw(out, "</option>\n");
}

/* The conditions that the form's further fields show. */
static const struct {
    form_name name;
    message label;
} fields[] = {
    {FORM_CITY, MESSAGE_CITY},     {FORM_PROVINCE, MESSAGE_PROVINCE}, {FORM_YEAR, MESSAGE_YEAR},
    {FORM_SINCE, MESSAGE_SINCE},   {FORM_UNTIL, MESSAGE_UNTIL},       {FORM_DOCNO, MESSAGE_DOCNO},
    {FORM_ISSUER, MESSAGE_ISSUER}, {FORM_TYPE, MESSAGE_TYPE},         {FORM_STATUS, MESSAGE_STATUS},
};

static bool has_conditions(const page *p)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (form_get(p->form, fields[i].name).n > 0)
            return true;
    return false;
}

static void put_form(const page *p)
{
    zc_buf *out = p->out;
    html_raw(out, "<form action=\"");
    html_puts(out, p->script);
    html_raw(out, "\" role=\"search\">\n<div class=\"ask\"><input "
                  "type=\"search\" name=\"q\" maxlength=\"300\" aria-label=\"");
    page_say(p, MESSAGE_QUERY);
    html_raw(out, "\" placeholder=\"");
    page_say(p, MESSAGE_QUERY);
    html_raw(out, "\" value=\"");
    html_text(out, form_get(p->form, FORM_Q));
    html_raw(out, "\"><button>");
    page_say(p, MESSAGE_SEARCH);
    html_raw(out, "</button></div>\n<details");
    if (has_conditions(p))
        html_raw(out, " open");
    html_raw(out, "><summary>");
    page_say(p, MESSAGE_MORE);
    html_raw(out, "</summary>\n<div class=\"fields\">\n");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        put_field(p, fields[i].name, fields[i].label);
    html_raw(out, "<label>");
    page_say(p, MESSAGE_SORT);
    html_raw(out, "<select name=\"sort\">\n");
    put_option(p, FORM_SORT, "relevance", MESSAGE_BY_RELEVANCE);
    put_option(p, FORM_SORT, "date", MESSAGE_BY_DATE);
    put_option(p, FORM_SORT, "date-asc", MESSAGE_BY_DATE_ASC);
    html_raw(out, "</select></label>\n</div>\n</details>\n");
    if (form_get(p->form, FORM_GROUP).n > 0)
        put_hidden(p, FORM_GROUP, form_get(p->form, FORM_GROUP));
    if (form_get(p->form, FORM_SYNONYMS).n > 0)
        put_hidden(p, FORM_SYNONYMS, form_get(p->form, FORM_SYNONYMS));
    if (form_get(p->form, FORM_LANG).n > 0)
        put_hidden(p, FORM_LANG, form_get(p->form, FORM_LANG));
    html_raw(out, "</form>\n</header>\n");
}

static void put_foot(const page *p)
{
    const char *other = p->lang == LANGUAGE_ZH ? "en" : "zh";
    form_change change = {FORM_LANG, other, false, false};
    html_raw(p->out, "<footer><a href=\"");
    form_link(p->out, p->form, &change, 1);
    html_raw(p->out, "\" lang=\"");
    html_puts(p->out, language_tag(p->lang == LANGUAGE_ZH ? LANGUAGE_EN : LANGUAGE_ZH));
    html_raw(p->out, "\">");
    html_puts(p->out, p->lang == LANGUAGE_ZH ? "English" : "中文");
    html_raw(p->out, "</a> · zhengce ");
    html_puts(p->out, zc_version());
    html_raw(p->out, "</footer>\n</body>\n</html>\n");
}

/* ---- Parts that views share ---- */

void page_doc_link(const page *p, const char *id, const char *title)
{
    form_change changes[] = {{FORM_VIEW, "doc", false, false}, {FORM_ID, id, false, false}};
    html_raw(p->out, "<a href=\"");
    form_link(p->out, p->form, changes, 2);
    html_raw(p->out, "\"><bdi>");
    html_puts(p->out, title ? title : id);
    html_raw(p->out, "</bdi></a>");
}

void page_back(const page *p)
{
    form_change back[] = {{FORM_VIEW, NULL, false, false}, {FORM_ID, NULL, false, false}};
    html_raw(p->out, "<p><a href=\"");
    form_link(p->out, p->form, back, 2);
    html_raw(p->out, "\">");
    page_say(p, MESSAGE_BACK);
    html_raw(p->out, "</a></p>\n");
}

static void put_view_link(const page *p, const zc_answer *answer, request_view view,
                          const char *name, const char *by, message label)
{
    form_change changes[] = {{FORM_VIEW, name, false, false}, {FORM_BY, by, false, false}};
    html_raw(p->out, "<li><a href=\"");
    form_link(p->out, p->form, changes, 2);
    html_raw(p->out, "\"");
    if (answer->view == view)
        html_raw(p->out, " aria-current=\"page\"");
    html_raw(p->out, ">");
    page_say(p, label);
    html_raw(p->out, "</a></li>\n");
}

/* The same hits in another format, which does not group unless it is told. */
static void put_format_link(const page *p, const zc_answer *answer, const char *format,
                            const char *shown)
{
    form_change changes[] = {{FORM_FORMAT, format, false, false}, {FORM_GROUP, "1", false, false}};
    html_raw(p->out, "<a href=\"");
    form_link(p->out, p->form, changes, answer->grouped ? 2 : 1);
    html_raw(p->out, "\">");
    html_puts(p->out, shown);
    html_raw(p->out, "</a> ");
}

static bool stands_for_others(const zc_answer *answer)
{
    for (size_t i = 0; i < answer->n_hits; i++)
        if (answer->hits[i].copies.all > 0)
            return true;
    return false;
}

/* Where hits stand for others: that the number above counts documents, and how
 * to see each of them; where they don't because it was asked, the way back. */
static void put_grouping(const page *p, const zc_answer *answer)
{
    bool apart = answer->view == VIEW_LIST && !answer->grouped;
    if (!apart && !stands_for_others(answer))
        return;
    form_change change = {FORM_GROUP, apart ? NULL : "0", false, false};
    html_raw(p->out, "<p class=\"grouping\">");
    if (!apart) {
        page_say(p, MESSAGE_GROUPED);
        html_raw(p->out, " ");
    }
    html_raw(p->out, "<a href=\"");
    form_link(p->out, p->form, &change, 1);
    html_raw(p->out, "\">");
    page_say(p, apart ? MESSAGE_GROUP : MESSAGE_APART);
    html_raw(p->out, "</a></p>\n");
}

static void put_other_words(const page *p, const zc_answer *answer)
{
    page_say_number(p, MESSAGE_WRITTEN_OTHERWISE, answer->more_found, 0);
    for (size_t i = 0, n = 0; i < answer->n_synonyms; i++) {
        for (size_t k = 0; k < answer->synonyms[i].n_also; k++) {
            if (n++ > 0)
                page_say(p, MESSAGE_AND);
            html_raw(p->out, "<bdi>");
            html_text(p->out, answer->synonyms[i].also[k]);
            html_raw(p->out, "</bdi>");
        }
    }
}

/* What built-in synonyms would find, and a link to them; or, where they are set, the way
 * back. */
static void put_synonyms(const page *p, const zc_answer *answer)
{
    bool set = str_equal(form_get(p->form, FORM_SYNONYMS), STR_LIT("all"));
    if (!set && answer->n_synonyms == 0)
        return;
    form_change change = {FORM_SYNONYMS, set ? NULL : "all", false, false};
    html_raw(p->out, "<p class=\"note\">");
    if (set)
        page_say(p, MESSAGE_WIDENED);
    else
        put_other_words(p, answer);
    html_raw(p->out, " <a href=\"");
    form_link(p->out, p->form, &change, 1);
    html_raw(p->out, "\">");
    page_say(p, set ? MESSAGE_NARROW : MESSAGE_WIDEN);
    html_raw(p->out, "</a></p>\n");
}

/* Every view's heading: how many, how understood, the other views. */
static void put_summary(const page *p, const zc_answer *answer)
{
    zc_buf *out = p->out;
    html_raw(out, "<div class=\"summary\">\n<h1>");
    if (answer->total > 0)
        page_say_number(p, answer->total == 1 ? MESSAGE_FOUND_ONE : MESSAGE_FOUND, answer->total,
                        0);
    else
        page_say(p, MESSAGE_NOTHING);
    html_raw(out, "</h1>\n<p>");
    page_say(p, MESSAGE_UNDERSTOOD);
    html_raw(out, " <code><bdi>");
    html_puts(out, answer->understood);
    html_raw(out, "</bdi></code></p>\n");
    if (answer->relaxed) {
        html_raw(out, "<p class=\"note\">");
        page_say(p, answer->by_synonyms                     ? MESSAGE_RELAXED_SYNONYMS
                    : strcmp(answer->relaxed, "words") == 0 ? MESSAGE_RELAXED_WORDS
                                                            : MESSAGE_RELAXED_ANY);
        html_raw(out, "</p>\n");
    }
    page_hints(p, &answer->hints);
    put_synonyms(p, answer);
    put_grouping(p, answer);
    html_raw(out, "<ul class=\"views\">\n");
    put_view_link(p, answer, VIEW_LIST, NULL, NULL, MESSAGE_LIST);
    put_view_link(p, answer, VIEW_MATRIX, "matrix", "city,year", MESSAGE_MATRIX);
    put_view_link(p, answer, VIEW_KWIC, "kwic", NULL, MESSAGE_KWIC);
    html_raw(out, "</ul>\n<p class=\"formats\">");
    page_say(p, MESSAGE_AS);
    html_raw(out, " ");
    put_format_link(p, answer, "json", "JSON");
    if (answer->view != VIEW_LIST)
        put_format_link(p, answer, "csv", "CSV");
    html_raw(out, "</p>\n</div>\n");
}

/* ---- Paging ---- */

static void put_page_link(const page *p, uint64_t number, const char *rel, message label)
{
    zc_buf digits;
    zc_buf_init(&digits);
    html_number(&digits, number);
    form_change change = {FORM_PAGE, number > 1 ? digits.data : NULL, false, false};
    html_raw(p->out, "<a rel=\"");
    html_puts(p->out, rel);
    html_raw(p->out, "\" href=\"");
    form_link(p->out, p->form, &change, 1);
    html_raw(p->out, "\">");
    page_say(p, label);
    html_raw(p->out, "</a>\n");
    zc_buf_clear(&digits);
}

static void put_paging(const page *p, message which, uint64_t pages, bool more)
{
    html_raw(p->out, "<nav class=\"paging\">\n");
    if (p->page > 1)
        put_page_link(p, p->page - 1, "prev", MESSAGE_PREVIOUS);
    html_raw(p->out, "<span>");
    page_say_number(p, which, p->page, pages);
    html_raw(p->out, "</span>\n");
    if (more)
        put_page_link(p, p->page + 1, "next", MESSAGE_NEXT);
    html_raw(p->out, "</nav>\n");
}

void page_paging(const page *p, uint64_t total, uint64_t a_page)
{
    uint64_t pages = (total + a_page - 1) / a_page;
    if (pages > 1)
        put_paging(p, MESSAGE_PAGE_OF, pages, p->page < pages);
}

void page_paging_on(const page *p, bool more)
{
    if (p->page > 1 || more)
        put_paging(p, MESSAGE_PAGE, 0, more);
}

/* ---- Whole pages ---- */

void page_welcome(const page *p)
{
    static const char *const examples[] = {"产教融合", "城市：宁波 职业教育", "慈教建〔2023〕44号",
                                           "\"现代学徒制\" 年份：2018..2023"};
    zc_buf *out = p->out;
    put_head(p, STR_NONE);
    put_form(p);
    html_raw(out, "<main id=\"main\">\n<p>");
    page_say_number(p, MESSAGE_WELCOME, p->documents, 0);
    html_raw(out, "</p>\n<p>");
    page_say(p, MESSAGE_EXAMPLES);
    html_raw(out, "</p>\n<ul>\n");
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        form_change change = {FORM_Q, examples[i], false, false};
        html_raw(out, "<li><a href=\"");
        form_link(out, p->form, &change, 1);
        html_raw(out, "\">");
        html_puts(out, examples[i]);
        html_raw(out, "</a></li>\n");
    }
    html_raw(out, "</ul>\n</main>\n");
    put_foot(p);
}

void page_answer(const page *p, const zc_answer *answer)
{
    static void (*const views[VIEWS])(const page *, const zc_answer *) = {
        [VIEW_LIST] = page_list,
        [VIEW_DOC] = page_doc,
        [VIEW_MATRIX] = page_matrix,
        [VIEW_KWIC] = page_kwic,
    };
    const char *title = answer->view == VIEW_DOC ? answer->record.fields.value[META_TITLE] : NULL;
    put_head(p, title ? str_from(title) : form_get(p->form, FORM_Q));
    put_form(p);
    html_raw(p->out, "<main id=\"main\">\n");
    if (answer->view != VIEW_DOC)
        put_summary(p, answer);
    views[answer->view](p, answer);
    html_raw(p->out, "</main>\n");
    put_foot(p);
}

/* What is wrong with a request is said in full; of what is wrong with the
 * service a visitor learns only that it is. */
static bool is_visitors(zc_status status)
{
    return status == ZC_ERROR_ARGUMENT || status == ZC_ERROR_QUERY || status == ZC_ERROR_LIMIT ||
           status == ZC_ERROR_NOT_FOUND;
}

void page_failure(const page *p, const zc_error *error)
{
    zc_buf *out = p->out;
    put_head(p, str_from(message_text(p->lang, MESSAGE_ERROR)));
    put_form(p);
    html_raw(out, "<main id=\"main\">\n<h1>");
    page_say(p, MESSAGE_ERROR);
    html_raw(out, "</h1>\n<p>");
    html_puts(out, message_status(p->lang, error->status));
    html_raw(out, "</p>\n");
    if (is_visitors(error->status) && *error->message) {
        html_raw(out, "<p class=\"detail\"><bdi");
        if ((unsigned char)error->message[0] < 0x80) /* some are in no other language */
            html_raw(out, " lang=\"en\"");
        html_raw(out, ">");
        html_puts(out, error->message);
        html_raw(out, "</bdi></p>\n");
    }
    if (error->status == ZC_ERROR_NOT_FOUND && form_get(p->form, FORM_Q).n > 0)
        page_back(p);
    html_raw(out, "</main>\n");
    put_foot(p);
}
