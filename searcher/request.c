/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "request.h"

#include "terms_file.h"

#include <stdlib.h>
#include <string.h>

/* A value and what it stands for; values that a later release brings are named,
 * so that they are refused with the right sentence. */
typedef struct choice {
    const char *name;
    int value;
} choice;

enum { LATER = -1, NUMBER_AT_MOST = 10000000, VALUE_AT_MOST = 1024, FILTERS_AT_MOST = 64 };

static const choice views[] = {
    {"list", VIEW_LIST}, {"doc", VIEW_DOC}, {"matrix", VIEW_MATRIX}, {"kwic", VIEW_KWIC},
    {"keyness", LATER},  {"cites", LATER},  {"reuse", LATER},        {"figures", LATER},
    {"cooccur", LATER},  {NULL, 0},
};
static const choice formats[] = {
    {"json", FORMAT_JSON},
    {"jsonl", FORMAT_JSONL},
    {"text", FORMAT_TEXT},
    {"csv", FORMAT_CSV},
    {"tsv", FORMAT_TSV},
    {"html", LATER},
    {"bibtex", LATER},
    {"ris", LATER},
    {"gbt7714", LATER},
    {"svg", LATER},
    {"graphml", LATER},
    {"dot", LATER},
    {NULL, 0},
};
static const choice sorts[] = {
    {"relevance", STORE_BY_RELEVANCE},
    {"date", STORE_BY_DATE},
    {"date-asc", STORE_BY_DATE_ASC},
    {NULL, 0},
};
static const choice languages[] = {{"zh", LANGUAGE_ZH}, {"en", LANGUAGE_EN}, {NULL, 0}};
static const choice synonyms[] = {
    {"own", SYNONYMS_OWN},
    {"all", SYNONYMS_ALL},
    {"none", SYNONYMS_NONE},
    {NULL, 0},
};
static const choice switches[] = {{"1", 1}, {"0", 0}, {NULL, 0}};

static zc_status choose(const choice *from, const char *name, const char *value, int *out,
                        zc_error *error)
{
    for (const choice *c = from; c->name; c++) {
        if (strcmp(c->name, value) != 0)
            continue;
        if (c->value == LATER)
            return error_set(error, ZC_ERROR_ARGUMENT, "%s %s: not available yet", name, value);
        *out = c->value;
        return ZC_OK;
    }
    return error_set(error, ZC_ERROR_ARGUMENT, "%s: there is no “%.60s”", name, value);
}

static zc_status number(const char *name, const char *value, uint32_t *out, zc_error *error)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || n > NUMBER_AT_MOST)
        return error_set(error, ZC_ERROR_ARGUMENT, "%s: “%.60s” is no number from 0 to %d", name,
                         value, NUMBER_AT_MOST);
    *out = (uint32_t)n;
    return ZC_OK;
}

/* ---- The parameters ---- */

typedef zc_status setter(zc_request *r, const char *name, const char *value, zc_error *error);

static zc_status set_query(zc_request *r, const char *name, const char *value, zc_error *error)
{
    (void)name;
    const char *copy = arena_str(&r->a, str_from(value));
    if (!copy)
        return error_memory(error);
    r->query = str_from(copy);
    return ZC_OK;
}

static zc_status set_filter(zc_request *r, const char *name, const char *value, zc_error *error)
{
    zc_str trimmed = str_trim(str_from(value));
    if (trimmed.n == 0)
        return error_set(error, ZC_ERROR_ARGUMENT, "%s: the value is empty", name);
    if (trimmed.n > VALUE_AT_MOST || r->n_filters >= FILTERS_AT_MOST)
        return error_set(error, ZC_ERROR_LIMIT, "%s: too long, or too many filters", name);
    if (!utf8_valid(trimmed))
        return error_set(error, ZC_ERROR_ARGUMENT, "%s: the value is not valid UTF-8", name);
    const char *copy = arena_str(&r->a, trimmed);
    if (!copy || !array_grow((void **)&r->filters, r->n_filters, sizeof *r->filters))
        return error_memory(error);
    r->filters[r->n_filters++] = (request_filter){query_filter_find(str_from(name)),
                                                  str_from(copy)};
    return ZC_OK;
}

static zc_status set_view(zc_request *r, const char *name, const char *value, zc_error *error)
{
    int chosen = 0;
    zc_status status = choose(views, name, value, &chosen, error);
    if (status == ZC_OK)
        r->view = (request_view)chosen;
    return status;
}

static zc_status set_format(zc_request *r, const char *name, const char *value, zc_error *error)
{
    int chosen = 0;
    zc_status status = choose(formats, name, value, &chosen, error);
    if (status == ZC_OK)
        r->format = (request_format)chosen;
    return status;
}

static zc_status set_sort(zc_request *r, const char *name, const char *value, zc_error *error)
{
    int chosen = 0;
    zc_status status = choose(sorts, name, value, &chosen, error);
    if (status == ZC_OK)
        r->sort = (store_sort)chosen;
    return status;
}

static zc_status set_limit(zc_request *r, const char *name, const char *value, zc_error *error)
{
    zc_status status = number(name, value, &r->limit, error);
    r->has_limit = r->has_limit || status == ZC_OK;
    return status;
}

static zc_status set_offset(zc_request *r, const char *name, const char *value, zc_error *error)
{
    return number(name, value, &r->offset, error);
}

/* "1" or "0". */
static zc_status read_switch(const char *name, const char *value, bool *out, zc_error *error)
{
    int chosen = *out;
    zc_status status = choose(switches, name, value, &chosen, error);
    *out = chosen;
    return status;
}

static zc_status set_snippets(zc_request *r, const char *name, const char *value, zc_error *error)
{
    bool wanted = !r->no_snippets;
    zc_status status = read_switch(name, value, &wanted, error);
    r->no_snippets = !wanted;
    return status;
}

static zc_status set_color(zc_request *r, const char *name, const char *value, zc_error *error)
{
    return read_switch(name, value, &r->color, error);
}

static zc_status set_lang(zc_request *r, const char *name, const char *value, zc_error *error)
{
    int chosen = 0;
    zc_status status = choose(languages, name, value, &chosen, error);
    if (status == ZC_OK)
        r->lang = (language)chosen;
    return status;
}

static zc_status set_group(zc_request *r, const char *name, const char *value, zc_error *error)
{
    return read_switch(name, value, &r->group, error);
}

static zc_status set_known_years(zc_request *r, const char *name, const char *value,
                                 zc_error *error)
{
    return read_switch(name, value, &r->known_years, error);
}

static zc_status set_synonyms(zc_request *r, const char *name, const char *value, zc_error *error)
{
    int chosen = 0;
    zc_status status = choose(synonyms, name, value, &chosen, error);
    if (status == ZC_OK)
        r->synonyms = (request_synonyms)chosen;
    return status;
}

static zc_status set_terms(zc_request *r, const char *name, const char *value, zc_error *error)
{
    (void)name;
    term_table *read = NULL;
    zc_buf bytes;
    zc_buf_init(&bytes);
    zc_status status = terms_file_read(value, &bytes, &read, error);
    zc_buf_clear(&bytes);
    if (status != ZC_OK)
        return status;
    terms_free(r->terms);
    r->terms = read;
    return ZC_OK;
}

static zc_status set_by(zc_request *r, const char *name, const char *value, zc_error *error)
{
    static const meta_field allowed[] = {META_CITY, META_COUNTY, META_PROVINCE,
                                         META_YEAR, META_TYPE,   META_ISSUER};
    meta_field by[DIMENSIONS];
    size_t n = 0;
    for (zc_str rest = str_from(value); rest.n > 0;) {
        size_t comma = str_find(rest, STR_LIT(","), 0);
        zc_str one = str_trim(str_slice(rest, 0, comma == SIZE_MAX ? rest.n : comma));
        rest = str_slice(rest, comma == SIZE_MAX ? rest.n : comma + 1, rest.n);
        size_t i = 0, all = sizeof allowed / sizeof *allowed;
        while (i < all && !str_equal(one, str_from(meta_field_name(allowed[i]))))
            i++;
        if (i == all || n == DIMENSIONS || (n == 1 && by[0] == allowed[i]))
            return error_set(error, ZC_ERROR_ARGUMENT,
                             "%s: one or two of city, county, province, year, type, issuer", name);
        by[n++] = allowed[i];
    }
    if (n == 0)
        return error_set(error, ZC_ERROR_ARGUMENT, "%s: the value is empty", name);
    memcpy(r->by, by, n * sizeof *by);
    r->n_by = n;
    return ZC_OK;
}

static zc_status set_id(zc_request *r, const char *name, const char *value, zc_error *error)
{
    (void)name;
    r->id = arena_str(&r->a, str_from(value));
    return r->id ? ZC_OK : error_memory(error);
}

static zc_status set_explain(zc_request *r, const char *name, const char *value, zc_error *error)
{
    return read_switch(name, value, &r->explain, error);
}

static zc_status set_similar(zc_request *r, const char *name, const char *value, zc_error *error)
{
    if (!*value || !utf8_valid(str_from(value)))
        return error_set(error, ZC_ERROR_ARGUMENT, "%s: a document's id is missing", name);
    r->similar = arena_str(&r->a, str_from(value));
    return r->similar ? ZC_OK : error_memory(error);
}

static const struct {
    const char *name;
    setter *set;
    bool takes_value;
} parameters[] = {
    {"q", set_query, true},
    {"city", set_filter, true},
    {"province", set_filter, true},
    {"year", set_filter, true},
    {"since", set_filter, true},
    {"until", set_filter, true},
    {"docno", set_filter, true},
    {"cites", set_filter, true},
    {"issuer", set_filter, true},
    {"type", set_filter, true},
    {"status", set_filter, true},
    {"title", set_filter, true},
    {"sort", set_sort, true},
    {"view", set_view, true},
    {"id", set_id, true},
    {"format", set_format, true},
    {"n", set_limit, true},
    {"offset", set_offset, true},
    {"by", set_by, true},
    {"known-years", set_known_years, false},
    {"snippets", set_snippets, false},
    {"color", set_color, false},
    {"group", set_group, false},
    {"explain", set_explain, false},
    {"similar", set_similar, true},
    {"lang", set_lang, true},
    {"synonyms", set_synonyms, true},
    {"terms", set_terms, true}, /* never from a URL: it names a file */
};

zc_request *zc_request_new(void)
{
    zc_request *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    arena_init(&r->a);
    r->query = STR_NONE;
    r->limit = 10;
    r->lang = LANGUAGE_EN;
    return r;
}

void zc_request_free(zc_request *request)
{
    if (!request)
        return;
    free(request->filters);
    terms_free(request->terms);
    arena_clear(&request->a);
    free(request);
}

static size_t find_parameter(const char *name)
{
    size_t i = 0;
    while (i < sizeof parameters / sizeof *parameters && strcmp(parameters[i].name, name) != 0)
        i++;
    return i;
}

bool zc_request_knows(const char *name, bool *takes_value)
{
    size_t i = find_parameter(name);
    if (i == sizeof parameters / sizeof *parameters)
        return false;
    *takes_value = parameters[i].takes_value;
    return true;
}

zc_status zc_request_set(zc_request *request, const char *name, const char *value, zc_error *error)
{
    size_t i = find_parameter(name);
    if (i == sizeof parameters / sizeof *parameters)
        return error_set(error, ZC_ERROR_ARGUMENT, "there is no parameter “%.60s”", name);
    return parameters[i].set(request, name, value, error);
}
