/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "form.h"

#include <string.h>

enum { INPUT_AT_MOST = 8192, VALUES_AT_MOST = 64 };

static const char *const names[FORM_NAMES] = {
    [FORM_Q] = "q",
    [FORM_CITY] = "city",
    [FORM_PROVINCE] = "province",
    [FORM_YEAR] = "year",
    [FORM_SINCE] = "since",
    [FORM_UNTIL] = "until",
    [FORM_DOCNO] = "docno",
    [FORM_ISSUER] = "issuer",
    [FORM_TYPE] = "type",
    [FORM_STATUS] = "status",
    [FORM_SORT] = "sort",
    [FORM_VIEW] = "view",
    [FORM_BY] = "by",
    [FORM_ID] = "id",
    [FORM_FORMAT] = "format",
    [FORM_PAGE] = "page",
    [FORM_LANG] = "lang",
    [FORM_GROUP] = "group",
    [FORM_SYNONYMS] = "synonyms",
};

const char *form_name_text(form_name name)
{
    return names[name];
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Undoes + and %XX; a % that is no escape stays. */
static zc_status decode_value(zc_str s, bool trim, arena *a, zc_str *out, zc_error *error)
{
    char *copy = arena_alloc(a, s.n + 1);
    size_t n = 0;
    if (!copy)
        return error_memory(error);
    for (size_t i = 0; i < s.n; i++) {
        int high = s.p[i] == '%' && i + 2 < s.n ? hex(s.p[i + 1]) : -1;
        int low = high >= 0 ? hex(s.p[i + 2]) : -1;
        if (low >= 0) {
            copy[n++] = (char)(high * 16 + low);
            i += 2;
        } else {
            copy[n++] = s.p[i] == '+' ? ' ' : s.p[i];
        }
    }
    *out = (zc_str){copy, n};
    if (trim)
        *out = str_trim(*out);
    if (!utf8_valid(*out))
        return error_set(error, ZC_ERROR_ARGUMENT, "a parameter is not valid UTF-8");
    for (size_t i = 0; i < out->n; i++)
        if ((unsigned char)out->p[i] < 0x20 || out->p[i] == 0x7F)
            return error_set(error, ZC_ERROR_ARGUMENT, "a parameter holds a control character");
    copy = arena_str(a, *out); /* terminated where the blanks were taken off */
    out->p = copy;
    return copy ? ZC_OK : error_memory(error);
}

static form_name find_name(zc_str s)
{
    int i = 0;
    while (i < FORM_NAMES && !str_equal(s, str_from(names[i])))
        i++;
    return (form_name)i;
}

zc_status form_parse(zc_str input, arena *a, form *out, zc_error *error)
{
    *out = (form){0};
    if (input.n > INPUT_AT_MOST)
        return error_set(error, ZC_ERROR_LIMIT, "the address is longer than %d bytes",
                         INPUT_AT_MOST);
    while (input.n > 0) {
        size_t end = str_find(input, STR_LIT("&"), 0);
        zc_str pair = str_slice(input, 0, end == SIZE_MAX ? input.n : end);
        input = str_slice(input, end == SIZE_MAX ? input.n : end + 1, input.n);
        size_t equals = str_find(pair, STR_LIT("="), 0);
        if (equals == SIZE_MAX)
            continue;
        form_value value = {.name = find_name(str_slice(pair, 0, equals))};
        if (value.name == FORM_NAMES)
            continue;
        /* a file's name may begin with a blank */
        zc_status status = decode_value(str_slice(pair, equals + 1, pair.n), value.name != FORM_ID,
                                        a, &value.value, error);
        if (status != ZC_OK)
            return status;
        if (value.value.n == 0)
            continue;
        if (out->n == VALUES_AT_MOST)
            return error_set(error, ZC_ERROR_LIMIT, "more than %d parameters", VALUES_AT_MOST);
        form_value *more = arena_grow(a, out->values, out->n, sizeof *more);
        if (!more)
            return error_memory(error);
        out->values = more;
        out->values[out->n++] = value;
    }
    return ZC_OK;
}

zc_str form_get(const form *f, form_name name)
{
    for (size_t i = f->n; i > 0; i--)
        if (f->values[i - 1].name == name)
            return f->values[i - 1].value;
    return STR_NONE;
}

static void put_pair(zc_buf *out, bool *first, form_name name, zc_str value)
{
    buf_puts(out, *first ? "?" : "&amp;");
    *first = false;
    buf_puts(out, names[name]);
    buf_char(out, '=');
    html_url(out, value);
}

/* Whether a value that is there stays out of the link. */
static bool is_changed(const form_value *v, const form_change *changes, size_t n)
{
    bool changed = v->name == FORM_PAGE;
    for (size_t i = 0; i < n; i++) {
        const form_change *c = &changes[i];
        if (c->name == v->name && !c->add)
            changed = changed || !c->drop || str_equal(v->value, str_from(c->value));
    }
    return changed;
}

void form_link(zc_buf *out, const form *f, const form_change *changes, size_t n)
{
    bool first = true;
    for (int name = 0; name < FORM_NAMES; name++) {
        for (size_t i = 0; i < f->n; i++)
            if (f->values[i].name == (form_name)name && !is_changed(&f->values[i], changes, n))
                put_pair(out, &first, (form_name)name, f->values[i].value);
        for (size_t i = 0; i < n; i++)
            if (changes[i].name == (form_name)name && changes[i].value && !changes[i].drop)
                put_pair(out, &first, (form_name)name, str_from(changes[i].value));
    }
    if (first)
        buf_puts(out, "?");
}
