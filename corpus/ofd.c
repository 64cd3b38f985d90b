/* OFD, the fixed layout of Chinese electronic documents (GB/T 33190-2016).
 *
 * A page holds pieces of text with their places. They become lines from top to
 * bottom, and what is indented stays so, since that is how a paragraph begins.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "package.h"
#include "pages.h"
#include "reading.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

/* A TextCode: where it begins on the page, in millimetres. */
typedef struct piece {
    double x, y, size;
    zc_str text; /* in the arena */
} piece;

typedef struct page {
    arena *a;
    piece *pieces;
    size_t n;
    double left; /* of the object at hand */
    double top;
    double size;
    piece at; /* the TextCode at hand */
    bool in_code, failed;
} page;

static double number_of(xml *x, const char *name, arena *a, double otherwise)
{
    const char *value = xml_attribute(x, name, a);
    return value ? strtod(value, NULL) : otherwise;
}

/* Boundary="20.5 31 100 8": left, top, width, height. */
static void open_object(page *p, xml *x)
{
    const char *boundary = xml_attribute(x, "Boundary", p->a);
    char *end = NULL;
    p->left = boundary ? strtod(boundary, &end) : 0;
    p->top = boundary ? strtod(end, NULL) : 0;
    p->size = number_of(x, "Size", p->a, 4);
}

static void add_text(page *p, zc_str text)
{
    piece *pieces = arena_grow(p->a, p->pieces, p->n, sizeof *pieces);
    p->at.text = (zc_str){arena_str(p->a, text), text.n};
    if (!pieces || !p->at.text.p) {
        p->failed = true;
        return;
    }
    p->pieces = pieces;
    p->pieces[p->n++] = p->at;
}

static void page_event(page *p, xml *x, xml_event event)
{
    if (event == XML_TEXT) {
        if (p->in_code)
            add_text(p, xml_text(x));
        return;
    }
    p->in_code = event == XML_OPEN && xml_is(x, "TextCode");
    if (event == XML_OPEN && xml_is(x, "TextObject"))
        open_object(p, x);
    if (p->in_code)
        p->at = (piece){.x = p->left + number_of(x, "X", p->a, 0),
                        .y = p->top + number_of(x, "Y", p->a, 0),
                        .size = p->size};
}

/* ---- Lines ---- */

static int by_height(const void *a, const void *b)
{
    const piece *p = a, *q = b;
    return p->y < q->y ? -1 : p->y > q->y;
}

static int by_side(const void *a, const void *b)
{
    const piece *p = a, *q = b;
    return p->x < q->x ? -1 : p->x > q->x;
}

/* How wide a piece is at least, by its characters: Han ones fill a square. */
static double width_of(const piece *p)
{
    double width = 0;
    for (size_t at = 0; at < p->text.n;)
        width += utf8_next(p->text, &at) < 0x80 ? 0.5 : 1;
    return width * p->size;
}

static void write_line(piece *pieces, size_t n, double margin, zc_buf *out)
{
    qsort(pieces, n, sizeof *pieces, by_side);
    if (pieces[0].x - margin > 1.5 * pieces[0].size)
        buf_puts(out, "\u3000\u3000");
    for (size_t i = 0; i < n; i++) {
        double end = i ? pieces[i - 1].x + width_of(&pieces[i - 1]) : 0;
        if (i && pieces[i].x - end > pieces[i].size)
            buf_char(out, ' ');
        buf_str(out, pieces[i].text);
    }
    buf_char(out, '\n');
}

/* Pieces less than half a character apart in height stand on one line. */
static void write_page(page *p, zc_buf *out)
{
    if (p->n)
        qsort(p->pieces, p->n, sizeof *p->pieces, by_height);
    double margin = p->n ? p->pieces[0].x : 0;
    for (size_t i = 0; i < p->n; i++)
        margin = p->pieces[i].x < margin ? p->pieces[i].x : margin;
    for (size_t from = 0, to; from < p->n; from = to) {
        for (to = from + 1;
             to < p->n && p->pieces[to].y - p->pieces[from].y < p->pieces[from].size / 2;)
            to++;
        write_line(p->pieces + from, to - from, margin, out);
    }
    buf_char(out, '\f');
}

static zc_status read_page(zc_str bytes, zc_buf *out, zc_error *error)
{
    arena a;
    arena_init(&a);
    page p = {.a = &a};
    xml *x = xml_open(bytes);
    xml_event event = XML_END;
    while (x && (event = xml_next(x)) != XML_END && event != XML_BROKEN)
        page_event(&p, x, event);
    bool failed = !x || p.failed;
    xml_close(x);
    if (!failed)
        write_page(&p, out);
    arena_clear(&a);
    if (event == XML_BROKEN)
        return error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
    return failed || out->failed ? error_memory(error) : ZC_OK;
}

/* ---- The document ---- */

/* `path` below the folder of `file`: Pages/Page_0/Content.xml of Doc_0/Document.xml. */
static const char *beside(const char *file, const char *path, arena *a)
{
    const char *slash = strrchr(file, '/');
    if (*path == '/' || !slash)
        return path;
    return arena_printf(a, "%.*s/%s", (int)(slash - file), file, path);
}

/* The text of the first element `name`, or NULL. */
static const char *look_up(zc_str bytes, const char *name, arena *a)
{
    xml *x = xml_open(bytes);
    const char *found = NULL;
    bool inside = false;
    for (xml_event event; x && !found && (event = xml_next(x)) != XML_END && event != XML_BROKEN;) {
        if (event == XML_TEXT && inside)
            found = arena_str(a, str_trim(xml_text(x)));
        inside = event == XML_OPEN && xml_is(x, name);
    }
    xml_close(x);
    return found;
}

static zc_status read_pages(const package *files, const char *document, arena *a, zc_buf *out,
                            zc_error *error)
{
    xml *x = xml_open(package_find(files, document));
    zc_status status = x ? ZC_OK : error_memory(error);
    bool in_pages = false;
    for (xml_event event; status == ZC_OK && (event = xml_next(x)) != XML_END;) {
        if (event == XML_BROKEN) {
            status = error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
            break;
        }
        if (event != XML_TEXT && xml_is(x, "Pages"))
            in_pages = event == XML_OPEN;
        if (event != XML_OPEN || !in_pages || !xml_is(x, "Page"))
            continue;
        const char *base = xml_attribute(x, "BaseLoc", a);
        const char *path = base ? beside(document, base, a) : NULL;
        zc_str page = path ? package_find(files, path) : STR_NONE;
        if (page.n)
            status = read_page(page, out, error);
    }
    xml_close(x);
    return status;
}

zc_status ofd_read(zc_str bytes, arena *a, reading *out, zc_error *error)
{
    package files;
    zc_status status = package_read(bytes, a, &files, error);
    if (status != ZC_OK)
        return status;
    const char *root = look_up(package_find(&files, "OFD.xml"), "DocRoot", a);
    if (!root)
        return error_set(error, ZC_ERROR_ARGUMENT, "a package without OFD.xml");
    zc_buf pages, text;
    zc_buf_init(&pages);
    zc_buf_init(&text);
    status = read_pages(&files, root, a, &pages, error);
    if (status == ZC_OK)
        status = pages_text(buf_view(&pages), &text, error);
    if (status == ZC_OK && !reading_add(out, "", buf_view(&text), a))
        status = error_memory(error);
    out->encoding = "UTF-8";
    zc_buf_clear(&pages);
    zc_buf_clear(&text);
    return status;
}
