/* One CGI request (RFC 3875) to one response.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char style[] = {
#include "style.inc"
};

/* What every response says, whatever it holds. */
static const char security_headers[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n";

/* A response being made: the body is whole before its headers are written. */
typedef struct response {
    int status;
    const char *type; /* a literal of this file */
    bool cached;
    zc_buf body;
} response;

static const char *reason_of(int status)
{
    switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
    }
}

static void write_response(const response *r, bool head, zc_buf *out)
{
    buf_printf(out, "Status: %d %s\r\nContent-Type: %s; charset=utf-8\r\n", r->status,
               reason_of(r->status), r->type);
    buf_puts(out, security_headers);
    if (r->cached)
        buf_puts(out, "Cache-Control: max-age=86400\r\n");
    if (r->status == 405)
        buf_puts(out, "Allow: GET, HEAD\r\n");
    buf_printf(out, "Content-Length: %zu\r\n\r\n", r->body.len);
    if (!head)
        buf_str(out, buf_view(&r->body));
}

/* ---- The index ---- */

/* $ZHENGCE_INDEX, else `index = PATH` in $ZHENGCE_CONF, else in
 * /etc/zhengce.conf. */
static zc_status find_index(zc_buf *dir, zc_error *error)
{
    const char *set = getenv("ZHENGCE_INDEX"), *conf = getenv("ZHENGCE_CONF");
    if (set && *set) {
        buf_puts(dir, set);
        return dir->failed ? error_memory(error) : ZC_OK;
    }
    FILE *in = fopen(conf && *conf ? conf : "/etc/zhengce.conf", "re");
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; in && dir->len == 0 && (n = getline(&line, &cap, in)) > 0;) {
        zc_str s = str_trim((zc_str){line, (size_t)n});
        size_t equals = str_find(s, STR_LIT("="), 0);
        if (equals != SIZE_MAX && str_equal(str_trim(str_slice(s, 0, equals)), STR_LIT("index")))
            buf_str(dir, str_trim(str_slice(s, equals + 1, s.n)));
    }
    free(line);
    if (in)
        fclose(in);
    return dir->len ? ZC_OK : error_set(error, ZC_ERROR_IO, "no index is configured");
}

/* ---- The request ---- */

static bool asks_something(const form *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->values[i].name != FORM_LANG && f->values[i].name != FORM_SORT &&
            f->values[i].name != FORM_GROUP && f->values[i].name != FORM_PAGE &&
            f->values[i].name != FORM_FORMAT)
            return true;
    return false;
}

static zc_status page_number(const form *f, uint64_t *out, zc_error *error)
{
    zc_str s = form_get(f, FORM_PAGE);
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || s.n > 5)
            return error_set(error, ZC_ERROR_ARGUMENT, "page: no number from 1 to 99999");
        *out = *out * 10 + (uint64_t)(s.p[i] - '0');
    }
    *out = *out ? *out : 1;
    return ZC_OK;
}

static zc_status set_window(zc_request *request, const form *f, uint64_t page, zc_error *error)
{
    bool lines = str_equal(form_get(f, FORM_VIEW), STR_LIT("kwic"));
    uint64_t size = lines ? PAGE_LINES : PAGE_HITS;
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)size);
    zc_status status = zc_request_set(request, "n", number, error);
    snprintf(number, sizeof number, "%llu", (unsigned long long)((page - 1) * size));
    return status == ZC_OK ? zc_request_set(request, "offset", number, error) : status;
}

/* Every allowed name but these is a parameter of the request as it is. */
static zc_status fill_request(zc_request *request, const form *f, zc_error *error)
{
    zc_status status = ZC_OK;
    for (size_t i = 0; i < f->n && status == ZC_OK; i++) {
        form_name name = f->values[i].name;
        if (name != FORM_LANG && name != FORM_PAGE &&
            !(name == FORM_FORMAT && str_equal(f->values[i].value, STR_LIT("html"))))
            status = zc_request_set(request, form_name_text(name), f->values[i].value.p, error);
    }
    return status;
}

static bool is_list(const form *f)
{
    zc_str view = form_get(f, FORM_VIEW);
    return view.n == 0 || str_equal(view, STR_LIT("list"));
}

static const char *type_of(zc_str format)
{
    if (str_equal(format, STR_LIT("json")) || str_equal(format, STR_LIT("jsonl")))
        return "application/json";
    if (str_equal(format, STR_LIT("csv")))
        return "text/csv";
    return str_equal(format, STR_LIT("tsv")) ? "text/tab-separated-values" : "text/plain";
}

static bool wants_html(const form *f)
{
    zc_str format = form_get(f, FORM_FORMAT);
    return format.n == 0 || str_equal(format, STR_LIT("html"));
}

static void put_failure(const page *p, const form *f, response *r, const zc_error *error)
{
    r->status = zc_status_http(error->status);
    buf_truncate(&r->body, 0);
    r->type = "text/html";
    if (wants_html(f)) {
        page_failure(p, error);
        return;
    }
    zc_error shown = *error;
    if (r->status >= 500) /* of the service's own trouble nothing is told */
        snprintf(shown.message, sizeof shown.message, "%s", message_status(p->lang, error->status));
    r->type = "application/json";
    zc_refusal_render(form_get(f, FORM_Q).p, &shown, &r->body, NULL);
}

static zc_status answer_request(zc_index *index, page *p, const form *f, response *r,
                                zc_error *error)
{
    zc_request *request = zc_request_new();
    zc_answer *answer = NULL;
    zc_status status = request ? page_number(f, &p->page, error) : error_memory(error);
    bool html = wants_html(f);
    if (status == ZC_OK && html) /* what people read, unless they say otherwise */
        status = zc_request_set(request, "group", "1", error);
    if (status == ZC_OK)
        status = zc_request_set(request, "lang", p->lang == LANGUAGE_ZH ? "zh" : "en", error);
    if (status == ZC_OK)
        status = fill_request(request, f, error);
    if (status == ZC_OK && (html || is_list(f)))
        status = set_window(request, f, p->page, error);
    if (status == ZC_OK)
        status = zc_ask(index, request, &answer, error);
    if (status == ZC_OK && html)
        page_answer(p, answer);
    else if (status == ZC_OK)
        status = zc_answer_render(answer, &r->body, error);
    if (status == ZC_OK && !html)
        r->type = type_of(form_get(f, FORM_FORMAT));
    zc_answer_free(answer);
    zc_request_free(request);
    return status;
}

static void answer_page(arena *a, response *r)
{
    const char *input = getenv("QUERY_STRING");
    zc_error error = {0};
    form f = {0};
    zc_index *index = NULL;
    zc_buf dir;
    zc_buf_init(&dir);
    zc_status status = form_parse(str_from(input), a, &f, &error);
    if (status != ZC_OK)
        f = (form){0}; /* nothing of it is shown again */
    zc_str lang = form_get(&f, FORM_LANG);
    const char *script = getenv("SCRIPT_NAME");
    page p = {
        .form = &f,
        .script = script && *script ? script : "zhengce.cgi",
        .lang = language_choose(lang.n ? lang.p : NULL, getenv("HTTP_ACCEPT_LANGUAGE")),
        .page = 1,
        .out = &r->body,
    };
    if (status == ZC_OK)
        status = find_index(&dir, &error);
    if (status == ZC_OK) {
        status = zc_index_open(dir.data, &index, &error);
        if (status != ZC_OK && zc_status_http(status) < 500) /* not what was asked for */
            error.status = status = ZC_ERROR_IO;
    }
    if (status == ZC_OK) {
        p.documents = zc_index_documents(index);
        if (asks_something(&f))
            status = answer_request(index, &p, &f, r, &error);
        else
            page_welcome(&p);
    }
    if (status != ZC_OK)
        put_failure(&p, &f, r, &error);
    zc_index_close(index);
    zc_buf_clear(&dir);
}

zc_status zc_cgi_respond(zc_buf *out, zc_error *error)
{
    const char *method = getenv("REQUEST_METHOD"), *path = getenv("PATH_INFO");
    bool head = method && strcmp(method, "HEAD") == 0;
    response r = {.status = 200, .type = "text/html"};
    arena a;
    arena_init(&a);
    zc_buf_init(&r.body);
    if (method && !head && strcmp(method, "GET") != 0) {
        r.status = 405;
        r.type = "text/plain";
        buf_puts(&r.body, "GET and HEAD only.\n");
    } else if (path && strcmp(path, "/style.css") == 0) {
        r.type = "text/css";
        r.cached = true;
        buf_add(&r.body, style, sizeof style);
    } else if (path && *path) {
        r.status = 404;
        r.type = "text/plain";
        buf_puts(&r.body, "Not found.\n");
    } else {
        answer_page(&a, &r);
    }
    zc_status status = r.body.failed ? error_memory(error) : ZC_OK;
    if (status == ZC_OK)
        write_response(&r, head, out);
    if (out->failed)
        status = error_memory(error);
    zc_buf_clear(&r.body);
    arena_clear(&a);
    return status;
}
