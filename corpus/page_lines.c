/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_lines.h"

#include "doctype.h"
#include "flow.h"
#include "furniture.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- Lines ---- */

static bool is_letter(uint32_t c)
{
    return utf8_is_han(c) || (c < 0x80 && isalpha((int)c));
}

/* One line without its marks; *open: whether a link is open where it begins, and ends. */
static bool take_line(page_lines *l, zc_str raw, bool *open)
{
    zc_buf text;
    size_t within = 0, without = 0;
    zc_buf_init(&text);
    for (size_t at = 0; at < raw.n;) {
        size_t from = at;
        uint32_t c = utf8_next(raw, &at);
        if (c == FLOW_MARK_OPEN || c == FLOW_MARK_CLOSE) {
            *open = c == FLOW_MARK_OPEN;
            continue;
        }
        buf_str(&text, str_slice(raw, from, at));
        *(*open ? &within : &without) += is_letter(c);
    }
    zc_str s = str_trim(buf_view(&text));
    page_line line = {.text = {arena_str(&l->a, s), s.n}, .link = within > 0 && without == 0};
    bool ok = !text.failed && line.text.p &&
              (s.n == 0 || array_grow((void **)&l->at, l->n, sizeof *l->at));
    if (ok && s.n)
        l->at[l->n++] = line;
    zc_buf_clear(&text);
    return ok;
}

bool page_lines_split(zc_str text, page_lines *out)
{
    *out = (page_lines){0};
    arena_init(&out->a);
    bool open = false;
    for (zc_str line; str_line(&text, &line);)
        if (!take_line(out, line, &open))
            return false;
    return true;
}

void page_lines_clear(page_lines *l)
{
    free(l->at);
    arena_clear(&l->a);
    *l = (page_lines){0};
}

/* ---- The text itself ---- */

static bool holds(zc_str s, const char *sign)
{
    return str_find(s, str_from(sign), 0) != SIZE_MAX;
}

/* 各县（市、区）人民政府： or a sentence. A label's value has no full stop. */
static bool is_body(const page_line *l)
{
    enum { LETTERS = 25 * 3 };
    zc_str s = l->text;
    furniture kind = furniture_of(s);
    if (l->link || (kind != FURNITURE_NONE && kind != FURNITURE_CONTACT))
        return false;
    if (str_ends(s, STR_LIT("：")) && s.n > LETTERS / 3)
        return true;
    return holds(s, "。") || holds(s, "；") ||
           (s.n > LETTERS && holds(s, "，") && !doctype_of_title(s) && !holds(s, "："));
}

size_t page_lines_body(const page_lines *l)
{
    size_t i = 0;
    while (i < l->n && !is_body(&l->at[i]))
        i++;
    return i;
}

/* ---- Furniture ---- */

/* 相关链接 and the links below it. */
static void drop_link_lists(page_lines *l)
{
    for (size_t i = 0; i < l->n; i++) {
        size_t to = i + 1;
        while (to < l->n && l->at[to].link)
            to++;
        if (!furniture_heads_links(l->at[i].text) || (to == i + 1 && to < l->n && !l->at[i].link))
            continue;
        for (size_t k = i; k < to; k++)
            l->at[k].dropped = true;
        i = to - 1;
    }
}

/* The lines at the end that may be a footer's: dropped where one certainly is, but for an
 * address or a telephone above it, which may be the text's. */
static void drop_foot(page_lines *l)
{
    size_t from = l->n, certain = l->n;
    bool footer = false;
    for (size_t i = l->n; i > 0; i--) {
        const page_line *line = &l->at[i - 1];
        furniture kind = furniture_of(line->text);
        bool credit = kind == FURNITURE_CREDIT || line->link || line->dropped;
        if (kind == FURNITURE_NONE && !credit)
            break;
        footer = footer || kind == FURNITURE_FOOTER;
        if (kind != FURNITURE_CONTACT)
            from = i - 1;
        if (credit && certain == i)
            certain = i - 1;
    }
    for (size_t i = footer ? from : certain; i < l->n; i++)
        l->at[i].dropped = true;
}

void page_lines_drop_furniture(page_lines *l, size_t body)
{
    for (size_t i = 0; i < l->n; i++)
        l->at[i].dropped = furniture_of(l->at[i].text) == FURNITURE_CERTAIN ||
                           (i < body && body < l->n && l->at[i].link);
    drop_link_lists(l);
    drop_foot(l);
}

/* ---- The title ---- */

/* How many bytes of `whole`, from `at`, are the letters of `part`, blanks in either
 * aside; SIZE_MAX where they differ. */
static size_t match(zc_str whole, size_t at, zc_str part)
{
    size_t p = 0;
    for (;;) {
        size_t next = p, next_whole = at;
        while (p < part.n && utf8_is_blank(utf8_next(part, &next)))
            p = next;
        while (at < whole.n && utf8_is_blank(utf8_next(whole, &next_whole)))
            at = next_whole;
        if (p == part.n)
            return at;
        if (at == whole.n)
            return SIZE_MAX;
        next = p;
        next_whole = at;
        if (utf8_next(part, &next) != utf8_next(whole, &next_whole))
            return SIZE_MAX;
        p = next;
        at = next_whole;
    }
}

/* How many lines from `i` on are together the title; 0: they are something else. */
static size_t title_lines(const page_lines *l, size_t i, zc_str title)
{
    enum { LINES_AT_MOST = 5 };
    size_t at = 0;
    for (size_t n = 0; n < LINES_AT_MOST && i + n < l->n; n++) {
        if (l->at[i + n].dropped && n > 0)
            return 0;
        at = match(title, at, l->at[i + n].text);
        if (at == SIZE_MAX)
            return 0;
        if (at == title.n)
            return n + 1;
    }
    return 0;
}

/* The title twice in a row, as pages and red heads print it. */
static void drop_repetition(page_lines *l)
{
    for (size_t i = 0; i + 1 < l->n; i++)
        if (!l->at[i].dropped && doctype_of_title(l->at[i].text) &&
            title_lines(l, i + 1, l->at[i].text) == 1)
            l->at[i + 1].dropped = true;
}

bool page_lines_unite_title(page_lines *l, zc_str title)
{
    enum { BELOW = 15 }; /* a title stands above the text, with a red head's lines around it */
    size_t body = page_lines_body(l);
    bool seen = false;
    if (title.n == 0)
        drop_repetition(l);
    for (size_t i = 0; title.n && i < l->n && i <= body && i < BELOW; i++) {
        size_t n = title_lines(l, i, title);
        for (size_t k = i; k < i + n; k++)
            l->at[k].dropped = true;
        if (n > 0 && !seen) {
            char *copy = arena_str(&l->a, title);
            if (!copy)
                return false;
            l->at[i] = (page_line){.text = {copy, title.n}};
            seen = true;
        }
        i += n ? n - 1 : 0;
    }
    return true;
}
