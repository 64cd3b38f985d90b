/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf.h"

#include "layout.h"
#include "pages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- What pdftotext -bbox writes ---- */

/* The number of an attribute, xMin="79.5"; NAN where there is none. */
static double number_of(zc_str line, const char *name)
{
    size_t at = str_find(line, str_from(name), 0);
    if (at == SIZE_MAX)
        return NAN;
    char *end; /* the number ends at its quote */
    const char *from = line.p + at + strlen(name);
    double value = strtod(from, &end);
    return end == from ? NAN : value;
}

/* The text between > and <, its entities resolved. */
static zc_str text_of(zc_str line, arena *a)
{
    static const struct {
        zc_str name;
        char sign;
    } entities[] = {{{"&amp;", 5}, '&'},  {{"&lt;", 4}, '<'},    {{"&gt;", 4}, '>'},
                    {{"&quot;", 6}, '"'}, {{"&apos;", 6}, '\''}, {{"&#39;", 5}, '\''}};
    size_t from = str_find(line, STR_LIT(">"), 0);
    size_t to = from == SIZE_MAX ? SIZE_MAX : str_find(line, STR_LIT("</word>"), from);
    if (to == SIZE_MAX)
        return STR_NONE;
    zc_str raw = str_slice(line, from + 1, to);
    char *text = arena_alloc(a, raw.n + 1);
    size_t n = 0;
    for (size_t at = 0; text && at < raw.n;) {
        size_t i = 0;
        while (i < sizeof entities / sizeof *entities &&
               !str_starts(str_slice(raw, at, raw.n), entities[i].name))
            i++;
        bool entity = i < sizeof entities / sizeof *entities;
        text[n] = entity ? entities[i].sign : raw.p[at];
        n += (unsigned char)text[n] >= 0x20; /* no control is text */
        at += entity ? entities[i].name.n : 1;
    }
    return text ? (zc_str){text, n} : STR_NONE;
}

/* ---- Words ---- */

/* The size of a word's characters: Han ones and signs are squares, others half as wide. A
 * word of Latin letters only is four fifths as high as its box. */
static double size_of(zc_str text, double width, double height)
{
    double squares = 0;
    bool wide = false;
    for (size_t at = 0; at < text.n;) {
        bool latin = utf8_next(text, &at) < 0x2000;
        squares += latin ? 0.5 : 1;
        wide = wide || !latin;
    }
    return wide ? width / squares : height * 0.8;
}

/* Words that run across the page or up it: a watermark, a seal. */
static bool is_turned(zc_str text, double width, double height)
{
    return utf8_count(text) > 2 && height > 2 * size_of(text, width, height) && height > width / 2;
}

/* <word xMin="80.6" yMin="89.5" xMax="520.6" yMax="118.1">示例市</word> */
static bool add_word(zc_str line, layout *page)
{
    double x = number_of(line, "xMin=\""), top = number_of(line, "yMin=\"");
    double end = number_of(line, "xMax=\""), bottom = number_of(line, "yMax=\"");
    zc_str text = text_of(line, page->a);
    if (isnan(x + top + end + bottom) || text.n == 0 || is_turned(text, end - x, bottom - top))
        return true;
    layout_piece piece = {.x = x, .end = end, .y = (top + bottom) / 2, .text = text};
    piece.size = size_of(text, end - x, bottom - top);
    return layout_add(page, piece);
}

zc_status pdf_text(zc_str words, zc_buf *out, zc_error *error)
{
    zc_buf pages;
    arena a;
    arena_init(&a);
    zc_buf_init(&pages);
    layout page = {.a = &a};
    bool ok = true;
    for (zc_str line; ok && str_line(&words, &line);) {
        line = str_trim(line);
        if (str_starts(line, STR_LIT("<word "))) {
            ok = add_word(line, &page);
        } else if (str_starts(line, STR_LIT("</page>"))) {
            ok = layout_write(&page, &pages);
            arena_clear(&a);
            page = (layout){.a = &a};
        }
    }
    zc_status status = ok ? pages_text(buf_view(&pages), out, error) : error_memory(error);
    arena_clear(&a);
    zc_buf_clear(&pages);
    return status;
}
