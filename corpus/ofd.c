/* OFD, the fixed layout of Chinese electronic documents (GB/T 33190-2016).
 *
 * A page holds pieces of text with their places, from which lines are made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "layout.h"
#include "package.h"
#include "pages.h"
#include "reading.h"
#include "xml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEMPLATES_AT_MOST = 64, DELTAS_AT_MOST = 4096 };

/* ---- Pieces of text ---- */

/* A TextObject (11.3): its place, and how its co-ordinates are turned (CTM, 8.4). */
typedef struct object {
    double left, top, size;
    double ctm[6];
    double x, y; /* of the TextCode before: what a TextCode does not say it takes from there */
} object;

typedef struct page {
    layout layout; /* in millimetres */
    object object;
    double deltas[DELTAS_AT_MOST]; /* of the TextCode at hand, from one character to the next */
    size_t n_deltas;
    zc_buf text; /* its text */
    bool in_code, failed;
} page;

/* Numbers parted by blanks; how many there were. */
static size_t numbers_of(const char *s, double *out, size_t most)
{
    size_t n = 0;
    for (char *end; s && n < most; s = end) {
        double value = strtod(s, &end);
        if (end == s)
            break;
        out[n++] = isfinite(value) ? value : 0;
    }
    return n;
}

static double number_of(xml *x, const char *name, arena *a, double otherwise)
{
    double value;
    return numbers_of(xml_attribute(x, name, a), &value, 1) ? value : otherwise;
}

/* "5 5 g 3 4.5": g repeats a value (11.3, table 46). */
static size_t deltas_of(const char *s, double *out, size_t most)
{
    size_t n = 0;
    while (s && *s && n < most) {
        double pair[2];
        s += strspn(s, " \t\r\n");
        if (*s == 'g' && numbers_of(s + 1, pair, 2) == 2) {
            for (double i = 0; i < pair[0] && n < most; i++)
                out[n++] = pair[1];
            char *end;
            strtod(s + 1, &end);
            strtod(end, &end);
            s = end;
        } else if (numbers_of(s, pair, 1) == 1) {
            char *end;
            out[n++] = strtod(s, &end);
            s = end;
        } else {
            break;
        }
    }
    return n;
}

/* Boundary="20.5 31 100 8": left, top, width, height. */
static void open_object(page *p, xml *x)
{
    static const double as_it_is[6] = {1, 0, 0, 1, 0, 0};
    double box[2] = {0, 0};
    object *o = &p->object;
    numbers_of(xml_attribute(x, "Boundary", p->layout.a), box, 2);
    *o = (object){.left = box[0], .top = box[1], .size = number_of(x, "Size", p->layout.a, 4)};
    if (numbers_of(xml_attribute(x, "CTM", p->layout.a), o->ctm, 6) != 6)
        memcpy(o->ctm, as_it_is, sizeof as_it_is);
}

static void open_code(page *p, xml *x)
{
    object *o = &p->object;
    o->x = number_of(x, "X", p->layout.a, o->x);
    o->y = number_of(x, "Y", p->layout.a, o->y);
    p->n_deltas = deltas_of(xml_attribute(x, "DeltaX", p->layout.a), p->deltas, DELTAS_AT_MOST);
    buf_truncate(&p->text, 0);
    p->in_code = true;
}

/* Text that runs across the page is a watermark. */
static bool is_slanted(const object *o)
{
    double a = fabs(o->ctm[0]), b = fabs(o->ctm[1]);
    return b > 0.05 * a && a > 0.05 * b;
}

/* Han characters fill a square, others half of one. */
static double width_of(uint32_t c, double size)
{
    return c < 0x80 ? size / 2 : size;
}

/* The text with a blank where two characters stand far apart; *width: all that it takes. */
static zc_str spaced(page *p, double *width)
{
    zc_buf out;
    zc_buf_init(&out);
    zc_str s = buf_view(&p->text);
    double size = p->object.size;
    *width = 0;
    for (size_t at = 0, i = 0; at < s.n; i++) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        bool far = i < p->n_deltas && p->deltas[i] - width_of(c, size) > size;
        buf_str(&out, str_slice(s, from, at));
        if (far && at < s.n)
            buf_char(&out, ' ');
        *width += i < p->n_deltas && at < s.n ? p->deltas[i] : width_of(c, size);
    }
    zc_str copy = {arena_str(p->layout.a, buf_view(&out)), out.len};
    p->failed = p->failed || out.failed || !copy.p;
    zc_buf_clear(&out);
    return copy;
}

static void close_code(page *p)
{
    const object *o = &p->object;
    p->in_code = false;
    if (is_slanted(o) || str_trim(buf_view(&p->text)).n == 0)
        return;
    double width;
    const double *m = o->ctm;
    layout_piece piece = {.text = spaced(p, &width),
                          .x = o->left + m[0] * o->x + m[2] * o->y + m[4],
                          .y = o->top + m[1] * o->x + m[3] * o->y + m[5],
                          .size = o->size * sqrt(fabs(m[0] * m[3] - m[1] * m[2]))};
    piece.end = piece.x + width * fabs(m[0]);
    p->failed = p->failed || p->text.failed || !layout_add(&p->layout, piece);
}

static void page_event(page *p, xml *x, xml_event event)
{
    if (event == XML_TEXT && p->in_code)
        buf_str(&p->text, xml_text(x));
    else if (event == XML_OPEN && xml_is(x, "TextObject"))
        open_object(p, x);
    else if (event == XML_OPEN && xml_is(x, "TextCode"))
        open_code(p, x);
    else if (event == XML_CLOSE && xml_is(x, "TextCode"))
        close_code(p);
}

/* ---- Pages ---- */

/* A document's templates: what its pages have in common. */
typedef struct template
{
    const char *id;
    zc_str bytes;
}
template;

typedef struct document {
    const package *files;
    const char *path;
    arena *a;
    template templates[TEMPLATES_AT_MOST];
    size_t n_templates;
    zc_buf *out;
} document;

static zc_str template_of(const document *d, const char *id)
{
    for (size_t i = 0; id && i < d->n_templates; i++)
        if (strcmp(d->templates[i].id, id) == 0)
            return d->templates[i].bytes;
    return STR_NONE;
}

/* Adds the pieces of `bytes`; of a page those of its templates too. */
static zc_status add_pieces(const document *d, zc_str bytes, bool is_template, page *p,
                            zc_error *error)
{
    xml *x = xml_open(bytes);
    zc_status status = x ? ZC_OK : error_memory(error);
    for (xml_event event; status == ZC_OK && (event = xml_next(x)) != XML_END;) {
        if (event == XML_BROKEN)
            status = error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
        else
            page_event(p, x, event);
        zc_str more = event == XML_OPEN && !is_template && xml_is(x, "Template")
                          ? template_of(d, xml_attribute(x, "TemplateID", p->layout.a))
                          : STR_NONE;
        if (status == ZC_OK && more.n)
            status = add_pieces(d, more, true, p, error);
    }
    xml_close(x);
    return status == ZC_OK && p->failed ? error_memory(error) : status;
}

static zc_status read_page(const document *d, zc_str bytes, zc_error *error)
{
    arena a;
    arena_init(&a);
    page *p = arena_alloc(&a, sizeof *p);
    zc_status status = p ? ZC_OK : error_memory(error);
    if (status == ZC_OK) {
        p->layout.a = &a;
        zc_buf_init(&p->text);
        status = add_pieces(d, bytes, false, p, error);
        zc_buf_clear(&p->text);
    }
    if (status == ZC_OK && !layout_write(&p->layout, d->out))
        status = error_memory(error);
    arena_clear(&a);
    return status;
}

static void keep_template(document *d, const char *id, const char *path)
{
    if (!id || !path || d->n_templates == TEMPLATES_AT_MOST)
        return;
    d->templates[d->n_templates++] = (template){id, package_beside(d->files, d->path, path, d->a)};
}

/* Document.xml: its templates, then its pages in order. */
static zc_status read_document(document *d, zc_error *error)
{
    xml *x = xml_open(package_find(d->files, d->path));
    zc_status status = x ? ZC_OK : error_memory(error);
    bool in_pages = false;
    for (xml_event event; status == ZC_OK && (event = xml_next(x)) != XML_END;) {
        if (event == XML_BROKEN) {
            status = error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
            break;
        }
        if (event != XML_TEXT && xml_is(x, "Pages"))
            in_pages = event == XML_OPEN;
        if (event != XML_OPEN)
            continue;
        const char *path = xml_attribute(x, "BaseLoc", d->a);
        if (xml_is(x, "TemplatePage"))
            keep_template(d, xml_attribute(x, "ID", d->a), path);
        zc_str page = in_pages && path && xml_is(x, "Page")
                          ? package_beside(d->files, d->path, path, d->a)
                          : STR_NONE;
        if (page.n)
            status = read_page(d, page, error);
    }
    xml_close(x);
    return status;
}

/* ---- The package ---- */

/* Every DocRoot of OFD.xml is a document of its own, one after the other. */
static zc_status read_documents(const package *files, arena *a, zc_buf *pages, zc_error *error)
{
    xml *x = xml_open(package_find(files, "OFD.xml"));
    zc_status status = x ? ZC_OK : error_memory(error);
    bool inside = false, any = false;
    xml_event event = XML_END;
    while (status == ZC_OK && (event = xml_next(x)) != XML_END && event != XML_BROKEN) {
        if (event == XML_TEXT && inside) {
            document d = {.files = files, .a = a, .out = pages};
            d.path = arena_str(a, str_trim(xml_text(x)));
            status = d.path ? read_document(&d, error) : error_memory(error);
            any = true;
        }
        inside = event == XML_OPEN && xml_is(x, "DocRoot");
    }
    xml_close(x);
    if (status == ZC_OK && !any)
        status = error_set(error, ZC_ERROR_ARGUMENT, "a package without a document (OFD.xml)");
    return status;
}

zc_status ofd_read(zc_str bytes, arena *a, reading *out, zc_error *error)
{
    package files;
    zc_buf pages, text;
    zc_buf_init(&pages);
    zc_buf_init(&text);
    zc_status status = package_read(bytes, a, &files, error);
    if (status == ZC_OK)
        status = read_documents(&files, a, &pages, error);
    if (status == ZC_OK)
        status = pages_text(buf_view(&pages), &text, error);
    if (status == ZC_OK && !reading_add(out, "", buf_view(&text), a))
        status = error_memory(error);
    out->encoding = "UTF-8";
    zc_buf_clear(&pages);
    zc_buf_clear(&text);
    return status;
}
