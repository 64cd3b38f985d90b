/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document.h"

#include "citations.h"
#include "decode.h"
#include "front.h"
#include "json.h"
#include "markdown.h"

#include <string.h>
#include <strings.h>

/* Everything of one document that is being put together. */
typedef struct draft {
    arena a;
    zc_buf text;
    meta_input input;
    document doc;
    const char *label; /* what a reason is given for: the file, or its row */
} draft;

static void draft_init(draft *d)
{
    *d = (draft){0};
    arena_init(&d->a);
    zc_buf_init(&d->text);
    d->input.text = d->input.path = STR_NONE;
}

static void draft_clear(draft *d)
{
    zc_buf_clear(&d->text);
    arena_clear(&d->a);
}

static size_t count_chars(zc_str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;)
        n += !utf8_is_blank(utf8_next(s, &at));
    return n;
}

/* Whether the text itself holds its title: then it need not be put in front.
 * A title stands in the first page or not at all. */
static bool holds_title(zc_str text, zc_str title)
{
    enum { FIRST_PAGE = 4096 };
    return str_find(str_slice(text, 0, text.n < FIRST_PAGE ? text.n : FIRST_PAGE), title, 0) !=
           SIZE_MAX;
}

/* Metadata, then the text as it will be shown. */
static zc_status finish(draft *d, zc_error *error)
{
    zc_status status = meta_extract(&d->input, &d->a, &d->doc.fields, error);
    if (status != ZC_OK)
        return status;
    d->doc.text = d->input.text;
    const char *title = d->doc.fields.value[META_TITLE];
    const char *from = d->doc.fields.source[META_TITLE];
    bool given = title && from == d->input.given.source[META_TITLE];
    if (given && !holds_title(d->input.text, str_from(title))) {
        zc_buf whole;
        zc_buf_init(&whole);
        buf_puts(&whole, title);
        buf_puts(&whole, "\n\n");
        buf_str(&whole, d->input.text);
        d->doc.text = (zc_str){whole.failed ? NULL : arena_str(&d->a, buf_view(&whole)), whole.len};
        zc_buf_clear(&whole);
        if (!d->doc.text.p)
            return error_memory(error);
    }
    d->doc.chars = count_chars(d->doc.text);
    return citations_find(d->doc.text, &d->a, &d->doc.fields) ? ZC_OK : error_memory(error);
}

static zc_status hand_over(draft *d, const document_sink *sink, zc_error *error)
{
    zc_status status = finish(d, error);
    if (status != ZC_OK)
        return status;
    if (d->doc.chars == 0)
        return sink->skip(sink->context, d->label, "empty", error);
    return sink->take(sink->context, &d->doc, error);
}

/* ---- Text and Markdown ---- */

static zc_status parse_file(const source_item *item, zc_str file, const decoded *how,
                            const char *prefix, const document_sink *sink, zc_error *error)
{
    draft d;
    draft_init(&d);
    zc_status status = ZC_OK;
    d.doc = (document){.path = item->name, .encoding = how->encoding, .replaced = how->replaced};
    d.doc.id = arena_printf(&d.a, "%s%s", prefix, item->name);
    d.label = item->name;
    d.input.path = str_from(item->name);
    d.input.text = file;
    if (!d.doc.id)
        status = error_memory(error);
    if (item->kind == SOURCE_MARKDOWN && status == ZC_OK)
        status = front_split(file, &d.a, &d.input.given, &d.doc.source, error);
    if (item->kind == SOURCE_MARKDOWN && status == ZC_OK) {
        markdown how_read;
        status = markdown_text(d.doc.source, &d.text, &how_read, error);
        d.input.text = buf_view(&d.text);
        meta_values_set(&d.input.said, META_TITLE, how_read.title, "heading");
        if (how_read.plain)
            d.doc.source = STR_NONE;
    }
    if (status == ZC_OK)
        status = hand_over(&d, sink, error);
    draft_clear(&d);
    return status;
}

/* ---- Rows ---- */

/* Columns that are no metadata field. */
static bool is_column(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcasecmp(name, *names) == 0)
            return true;
    return false;
}

static const char *const id_columns[] = {"id", "编号", NULL};
static const char *const text_columns[] = {"text", "正文", "content", "内容", "body", NULL};

/* A column's value as text: strings as they are, numbers written out, else
 * the empty view. */
static zc_str column_value(const json_t *value, arena *a)
{
    if (json_is_string(value))
        return (zc_str){json_string_value(value), json_string_length(value)};
    if (json_is_integer(value)) {
        return str_from(arena_printf(a, "%lld", (long long)json_integer_value(value)));
    }
    return STR_NONE;
}

static void take_columns(draft *d, json_t *row, const char *prefix)
{
    const char *name;
    json_t *cell;
    json_object_foreach (row, name, cell) {
        zc_str value = column_value(cell, &d->a);
        meta_field field = meta_field_find(str_from(name));
        if (is_column(name, id_columns) && value.n) {
            char *id = arena_str(&d->a, value);
            d->doc.id = id ? arena_printf(&d->a, "%s%s", prefix, id) : NULL;
        } else if (value.n == 0) {
            continue; /* an empty cell says nothing, and takes nothing back */
        } else if (is_column(name, text_columns)) {
            d->input.text = value;
        } else if (field != META_FIELDS) {
            meta_values_set(&d->input.given, field, value, "column");
        }
    }
}

static zc_status parse_row(const source_item *item, uint64_t number, zc_str line,
                           const decoded *how, const char *prefix, const document_sink *sink,
                           zc_error *error)
{
    draft d;
    draft_init(&d);
    d.doc = (document){.path = item->name, .encoding = how->encoding};
    d.input.path = str_from(item->name);
    d.input.text = d.doc.source = STR_NONE;
    d.label = arena_printf(&d.a, "%s#%llu", item->name, (unsigned long long)number);
    d.doc.id = d.label ? arena_printf(&d.a, "%s%s", prefix, d.label) : NULL;
    zc_status status = ZC_OK;
    json_error_t why;
    json_t *row = json_loadb(line.p, line.n, 0, &why);
    if (!d.doc.id) {
        status = error_memory(error);
    } else if (!json_is_object(row)) {
        const char *reason = arena_printf(&d.a, "no JSON object: %s",
                                          row ? "another kind of value" : why.text);
        status = reason ? sink->skip(sink->context, d.label, reason, error) : error_memory(error);
    } else {
        take_columns(&d, row, prefix);
        status = d.doc.id ? hand_over(&d, sink, error) : error_memory(error);
    }
    json_decref(row);
    draft_clear(&d);
    return status;
}

static zc_status parse_rows(const source_item *item, zc_str file, const decoded *how,
                            const char *prefix, const document_sink *sink, zc_error *error)
{
    zc_status status = ZC_OK;
    uint64_t number = item->first_row;
    for (zc_str rest = file, line; status == ZC_OK && str_line(&rest, &line); number++)
        if (str_trim(line).n)
            status = parse_row(item, number, line, how, prefix, sink, error);
    return status;
}

/* ---- Any item ---- */

/* Rows are numbered by their LF, here and where a table is cut into slices: a CR
 * must not make a line of its own. */
static bool drop_returns(zc_str bytes, zc_buf *out)
{
    for (size_t at = 0; at < bytes.n;) {
        const char *cr = memchr(bytes.p + at, '\r', bytes.n - at);
        size_t end = cr ? (size_t)(cr - bytes.p) : bytes.n;
        buf_str(out, str_slice(bytes, at, end));
        at = end + 1;
    }
    return !out->failed;
}

zc_status document_parse(const source_item *item, zc_str bytes, const char *prefix,
                         const document_sink *sink, zc_error *error)
{
    zc_buf file;
    zc_buf_init(&file);
    decoded how;
    zc_error why = {0};
    zc_status status = ZC_OK;
    if (bytes.n == 0)
        status = error_set(&why, ZC_ERROR_ARGUMENT, "empty");
    zc_buf rows;
    zc_buf_init(&rows);
    if (status == ZC_OK && item->kind == SOURCE_ROWS && !decode_is_utf16(bytes)) {
        if (!drop_returns(bytes, &rows))
            status = error_memory(&why);
        bytes = buf_view(&rows);
    }
    if (status == ZC_OK)
        status = decode(bytes, &file, &how, &why);
    if (status == ZC_ERROR_ARGUMENT)
        status = sink->skip(sink->context, item->name, why.message, error);
    else if (status != ZC_OK)
        error_set(error, status, "%s: %s", item->name, why.message);
    else
        status = (item->kind == SOURCE_ROWS ? parse_rows : parse_file)(item, buf_view(&file), &how,
                                                                       prefix, sink, error);
    zc_buf_clear(&rows);
    zc_buf_clear(&file);
    return status;
}
