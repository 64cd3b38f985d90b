/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document.h"

#include "citations.h"
#include "decode.h"
#include "front.h"
#include "markdown.h"
#include "pages.h"
#include "reading.h"
#include "rows.h"
#include "split.h"

#include <string.h>

/* What the documents of one item have in common. */
typedef struct batch {
    const source_item *item;
    const document_rules *rules;
    const document_sink *sink;
    const char *encoding;
    size_t replaced;
} batch;

/* Everything of one document that is being put together. */
typedef struct draft {
    arena a;
    meta_input input;
    document doc;
    const char *label; /* what a reason is given for: the file, or its row */
} draft;

/* A draft of the item's document `label`; false when memory runs out. */
static bool draft_init(draft *d, const batch *b, const char *label)
{
    *d = (draft){0};
    arena_init(&d->a);
    d->doc.path = b->item->name;
    d->doc.encoding = b->encoding;
    d->doc.replaced = b->replaced;
    d->doc.source = STR_NONE;
    d->input.path = str_from(b->item->name);
    d->input.text = STR_NONE;
    d->label = arena_str(&d->a, str_from(label));
    d->doc.id = arena_printf(&d->a, "%s%s", b->rules->prefix, label);
    return d->label && d->doc.id;
}

static void draft_clear(draft *d)
{
    arena_clear(&d->a);
}

static bool note(draft *d, const char *what)
{
    d->doc.notes = arena_grow(&d->a, d->doc.notes, d->doc.n_notes, sizeof *d->doc.notes);
    if (d->doc.notes)
        d->doc.notes[d->doc.n_notes++] = what;
    return d->doc.notes != NULL;
}

/* ---- Finishing ---- */

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

/* Puts a title that somebody gave, or the page has, in front of a text that
 * doesn't hold it. */
static zc_status entitle(draft *d, zc_error *error)
{
    const char *title = d->doc.fields.value[META_TITLE];
    const char *from = d->doc.fields.source[META_TITLE];
    bool outside = title && (from == d->input.given.source[META_TITLE] ||
                             from == d->input.said.source[META_TITLE]);
    d->doc.text = d->input.text;
    if (!outside || holds_title(d->input.text, str_from(title)))
        return ZC_OK;
    zc_buf whole;
    zc_buf_init(&whole);
    buf_puts(&whole, title);
    buf_puts(&whole, "\n\n");
    buf_str(&whole, d->input.text);
    d->doc.text = (zc_str){whole.failed ? NULL : arena_str(&d->a, buf_view(&whole)), whole.len};
    zc_buf_clear(&whole);
    return d->doc.text.p ? ZC_OK : error_memory(error);
}

/* Whether a correction says what was extracted; several issuers stand in one cell. */
static bool agrees(const meta *m, int field, zc_str said)
{
    const char *value = m->value[field];
    if (!value || field != META_ISSUER || m->n_issuers < 2)
        return value && str_equal(str_from(value), said);
    for (size_t i = 0; i < m->n_issuers; i++) {
        zc_str one = str_from(m->issuers[i]);
        zc_str joint = i ? STR_LIT("、") : STR_NONE;
        if (!str_starts(said, joint) || !str_starts(str_slice(said, joint.n, said.n), one))
            return false;
        said = str_slice(said, joint.n + one.n, said.n);
    }
    return said.n == 0;
}

/* Takes what a person corrected, where it says something else than what was
 * extracted: what agrees keeps its own source. */
static bool correct(draft *d, const meta_values *said)
{
    bool changed = false;
    for (int f = 0; f < META_FIELDS; f++) {
        if (said->value[f].n == 0 || agrees(&d->doc.fields, f, said->value[f]) ||
            (said->none[f] && !d->doc.fields.value[f]))
            continue;
        d->input.given.value[f] = said->none[f] ? STR_NONE : said->value[f];
        d->input.given.source[f] = said->source[f];
        d->input.given.none[f] = said->none[f];
        changed = true;
    }
    return changed;
}

static zc_status extract(draft *d, const document_rules *rules, zc_error *error)
{
    zc_status status = meta_extract(&d->input, &d->a, &d->doc.fields, error);
    if (status != ZC_OK || !rules->corrections)
        return status;
    const meta_values *said = corrections_find(rules->corrections, d->doc.id, d->doc.path,
                                               d->doc.fields.value[META_DOCNO]);
    return said && correct(d, said) ? meta_extract(&d->input, &d->a, &d->doc.fields, error) : ZC_OK;
}

static zc_status hand_over(draft *d, const batch *b, zc_error *error)
{
    zc_status status = extract(d, b->rules, error);
    if (status == ZC_OK)
        status = entitle(d, error);
    if (status != ZC_OK)
        return status;
    d->doc.chars = count_chars(d->doc.text);
    if (d->doc.chars == 0)
        return b->sink->skip(b->sink->context, d->label, "empty", error);
    if (!citations_find(d->doc.text, &d->a, &d->doc.fields))
        return error_memory(error);
    return b->sink->take(b->sink->context, &d->doc, error);
}

/* ---- Markdown ---- */

static zc_status parse_markdown(const batch *b, zc_str file, zc_error *error)
{
    draft d;
    zc_buf text;
    markdown how = {0};
    zc_buf_init(&text);
    zc_status status = draft_init(&d, b, b->item->name) ? ZC_OK : error_memory(error);
    if (status == ZC_OK)
        status = front_split(file, &d.a, &d.input.given, &d.doc.source, error);
    if (status == ZC_OK)
        status = markdown_text(d.doc.source, &text, &how, error);
    d.input.text = buf_view(&text);
    meta_values_set(&d.input.said, META_TITLE, how.title, "heading");
    if (status == ZC_OK && how.plain) {
        d.doc.source = STR_NONE;
        if (!note(&d, "Markdown read as plain text: it would take too long"))
            status = error_memory(error);
    }
    if (status == ZC_OK)
        status = hand_over(&d, b, error);
    draft_clear(&d);
    zc_buf_clear(&text);
    return status;
}

/* ---- Texts, one or several in a file ---- */

static zc_status parse_part(const batch *b, const char *label, zc_str text, const meta_values *said,
                            const char *remark, size_t numbers, zc_error *error)
{
    draft d;
    bool ok = draft_init(&d, b, label);
    d.input.text = text;
    if (said)
        d.input.said = *said;
    if (remark)
        ok = ok && note(&d, remark);
    if (numbers > 1) {
        const char *many = arena_printf(&d.a,
                                        "%zu lines are document numbers: it may hold several "
                                        "documents",
                                        numbers);
        ok = ok && many && note(&d, many);
    }
    zc_status status = ok ? hand_over(&d, b, error) : error_memory(error);
    draft_clear(&d);
    return status;
}

static zc_status parse_text(const batch *b, zc_str text, const meta_values *said,
                            const char *remark, zc_error *error)
{
    arena a;
    split parts;
    arena_init(&a);
    zc_status status = split_text(text, &a, &parts) ? ZC_OK : error_memory(error);
    if (status == ZC_OK && parts.n == 1)
        status = parse_part(b, b->item->name, text, said, remark, parts.numbers, error);
    for (size_t i = 0; status == ZC_OK && parts.n > 1 && i < parts.n; i++) {
        const char *label = arena_printf(&a, "%s#%zu", b->item->name, i + 1);
        const char *cut = arena_printf(&a, "document %zu of %zu in its file", i + 1, parts.n);
        status = label && cut ? parse_part(b, label, parts.parts[i], NULL, cut, 0, error)
                              : error_memory(error);
    }
    arena_clear(&a);
    return status;
}

static zc_status parse_plain(const batch *b, zc_str file, zc_error *error)
{
    zc_buf tidy;
    zc_buf_init(&tidy);
    bool dump = false;
    zc_status status = pages_dump(file, &tidy, &dump, error);
    if (status == ZC_OK)
        status = parse_text(b, dump ? buf_view(&tidy) : file, NULL,
                            dump ? "page numbers, running heads and dot leaders left out" : NULL,
                            error);
    zc_buf_clear(&tidy);
    return status;
}

/* ---- Rows ---- */

/* The rows of a table that are being read. */
typedef struct table {
    const batch *b;
    const char *sheet;     /* "" for the first */
    zc_buf label;          /* of the row at hand */
    bool any;              /* row was there */
    bool checked, useless; /* whether it has columns of documents */
} table;

static void take_cells(draft *d, const table *t, const row *r)
{
    const document_rules *rules = t->b->rules;
    for (size_t i = 0; i < r->n; i++) {
        zc_str value = r->cells[i].value;
        int meaning = column_meaning(r->cells[i].name, rules->maps, rules->n_maps);
        if (value.n == 0)
            continue; /* an empty cell says nothing, and takes nothing back */
        if (meaning == COLUMN_ID) {
            char *id = arena_str(&d->a, value);
            d->doc.id = id ? arena_printf(&d->a, "%s%s", rules->prefix, id) : NULL;
        } else if (meaning == COLUMN_TEXT) {
            d->input.text = value;
        } else if (meaning < META_FIELDS) {
            meta_values_set(&d->input.given, (meta_field)meaning, value, "column");
        }
    }
}

/* Whether any column holds what a document is made of. A JSON object may lack them
 * all where another has them. */
static bool holds_documents(const table *t, const row *r)
{
    const document_rules *rules = t->b->rules;
    bool any = t->b->item->kind == SOURCE_ROWS || t->b->item->kind == SOURCE_JSON;
    for (size_t i = 0; !any && i < r->n; i++) {
        int meaning = column_meaning(r->cells[i].name, rules->maps, rules->n_maps);
        any = meaning == COLUMN_TEXT || meaning == META_TITLE;
    }
    return any;
}

static zc_status take_useful_row(table *t, const row *r, zc_error *error)
{
    draft d;
    zc_status status = draft_init(&d, t->b, t->label.data) ? ZC_OK : error_memory(error);
    if (status == ZC_OK)
        take_cells(&d, t, r);
    if (status == ZC_OK)
        status = d.doc.id ? hand_over(&d, t->b, error) : error_memory(error);
    draft_clear(&d);
    return status;
}

static zc_status take_row(void *context, const row *r, zc_error *error)
{
    table *t = context;
    const document_sink *sink = t->b->sink;
    t->any = true;
    buf_truncate(&t->label, 0);
    buf_printf(&t->label, "%s#%s%s%llu", t->b->item->name, t->sheet, *t->sheet ? "!" : "",
               (unsigned long long)r->number);
    if (t->label.failed)
        return error_memory(error);
    if (r->broken)
        return sink->skip(sink->context, t->label.data, r->broken, error);
    if (!t->checked) {
        t->checked = true;
        t->useless = !holds_documents(t, r);
        if (t->useless)
            return sink->skip(sink->context, t->label.data,
                              "a table without a column of titles or texts: name one with "
                              "--map text=COLUMN",
                              error);
    }
    return t->useless ? ZC_OK : take_useful_row(t, r, error);
}

static zc_status parse_rows(const batch *b, source_kind kind, const char *sheet, zc_str text,
                            zc_error *error)
{
    table t = {.b = b, .sheet = sheet};
    zc_buf_init(&t.label);
    zc_status status = rows_read(kind, text, b->item->first_row, b->rules->maps, b->rules->n_maps,
                                 take_row, &t, error);
    zc_buf_clear(&t.label);
    if (status == ZC_OK && !t.any && b->item->from == 0 && !*sheet)
        status = b->sink->skip(b->sink->context, b->item->name, "a table without rows", error);
    return status;
}

/* ---- Formats with a reader of their own ---- */

static zc_status parse_reading(batch *b, source_kind kind, zc_str bytes, zc_error *error)
{
    arena a;
    reading r;
    arena_init(&a);
    zc_error why = {0};
    zc_status status = reading_make(kind, bytes, b->rules->expendable, &a, &r, &why);
    if (status == ZC_ERROR_ARGUMENT)
        status = b->sink->skip(b->sink->context, b->item->name, why.message, error);
    else if (status != ZC_OK)
        error_set(error, status, "%s: %s", b->item->name, why.message);
    b->encoding = r.encoding;
    b->replaced = r.replaced;
    for (size_t i = 0; status == ZC_OK && i < r.n; i++)
        status = source_is_table(kind)
                     ? parse_rows(b, SOURCE_CSV, i ? r.parts[i].name : "", r.parts[i].text, error)
                     : parse_text(b, r.parts[i].text, &r.parts[i].said, NULL, error);
    arena_clear(&a);
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

static zc_status parse_decoded(batch *b, zc_str bytes, zc_error *error)
{
    zc_buf file;
    decoded how;
    zc_error why = {0};
    zc_buf_init(&file);
    zc_status status = decode(bytes, &file, &how, &why);
    source_kind kind = b->item->kind;
    b->encoding = how.encoding;
    b->replaced = how.replaced;
    if (status == ZC_ERROR_ARGUMENT)
        status = b->sink->skip(b->sink->context, b->item->name, why.message, error);
    else if (status != ZC_OK)
        error_set(error, status, "%s: %s", b->item->name, why.message);
    else if (source_is_table(kind))
        status = parse_rows(b, kind, "", buf_view(&file), error);
    else
        status = (kind == SOURCE_MARKDOWN ? parse_markdown : parse_plain)(b, buf_view(&file),
                                                                          error);
    zc_buf_clear(&file);
    return status;
}

zc_status document_parse(const source_item *item, zc_str bytes, const document_rules *rules,
                         const document_sink *sink, zc_error *error)
{
    batch b = {.item = item, .rules = rules, .sink = sink};
    source_kind kind = source_kind_seen(item->kind, bytes);
    if (bytes.n == 0)
        return sink->skip(sink->context, item->name, "empty", error);
    if (reading_knows(kind))
        return parse_reading(&b, kind, bytes, error);
    zc_buf lines;
    zc_buf_init(&lines);
    bool returns = source_is_table(kind) && !decode_is_utf16(bytes) &&
                   memchr(bytes.p, '\n', bytes.n); /* else a CR is all that ends its lines */
    zc_status status = returns && !drop_returns(bytes, &lines) ? error_memory(error) : ZC_OK;
    if (status == ZC_OK)
        status = parse_decoded(&b, returns ? buf_view(&lines) : bytes, error);
    zc_buf_clear(&lines);
    return status;
}
