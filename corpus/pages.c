/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages.h"

#include "doctype.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A head or a foot has up to two lines; the third belongs to the text. */
enum { EDGE_LINES = 2, EDGE_BYTES = 200, KEY_BYTES = 64 };

/* ---- Page numbers ---- */

static zc_str skip_any(zc_str s, const char *const *signs, size_t n)
{
    for (bool again = true; again;) {
        again = false;
        s = str_trim(s);
        for (size_t i = 0; i < n && !again; i++)
            if (str_starts(s, str_from(signs[i]))) {
                s = str_slice(s, str_from(signs[i]).n, s.n);
                again = true;
            }
    }
    return s;
}

/* 12, １２, 第 3 页: the number at the front of *s, which moves past it; -1 when
 * there is none. */
static int take_number(zc_str *s)
{
    int value = 0, digits = 0;
    size_t at = 0;
    while (at < s->n && digits < 5) {
        size_t next = at;
        uint32_t c = utf8_next(*s, &next);
        int digit = c >= '0' && c <= '9'         ? (int)(c - '0')
                    : c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10)
                                                 : -1;
        if (digit < 0)
            break;
        value = value * 10 + digit;
        digits++;
        at = next;
    }
    *s = str_slice(*s, at, s->n);
    return digits ? value : -1;
}

/* How sure it is that a line is a page's number. */
typedef enum number_kind { NO_NUMBER, BARE_NUMBER, MARKED_NUMBER } number_kind;

/* — 1 —, - 12 -, 第 3 页, 第3页 共9页, 3/9, Page 3 of 9; or 3 alone. */
static number_kind page_number(zc_str line, int *value)
{
    static const char *const dashes[] = {"—", "－", "-", "–", "―", "─", "~", "·", "*"};
    static const char *const words[] = {"第",   "页",   "共", "/",  "／",
                                        "Page", "page", "of", "，", ","};
    zc_str s = str_trim(line), inner = skip_any(s, dashes, COUNT(dashes));
    if (s.n == 0 || s.n > 60)
        return NO_NUMBER;
    bool dashed = inner.n < s.n, worded = false;
    zc_str rest = skip_any(inner, words, COUNT(words));
    worded = rest.n < inner.n;
    *value = take_number(&rest);
    if (*value < 0)
        return NO_NUMBER;
    zc_str after = skip_any(rest, dashes, COUNT(dashes));
    bool closed = after.n < str_trim(rest).n;
    if (after.n == 0)
        return dashed && closed                ? MARKED_NUMBER
               : !dashed && !worded && !closed ? BARE_NUMBER
                                               : NO_NUMBER;
    zc_str more = skip_any(after, words, COUNT(words));
    if (more.n == after.n)
        return NO_NUMBER;
    take_number(&more);
    more = skip_any(skip_any(more, words, COUNT(words)), dashes, COUNT(dashes));
    return more.n == 0 ? MARKED_NUMBER : NO_NUMBER;
}

/* ---- Dot leaders ---- */

/* Length of 第一章 总则 in 第一章 总则………………3; the line's own where there is no leader. */
static size_t leader_at(zc_str line, int *page)
{
    static const char *const dots[] = {".", "．", "…", "·", "‥", "・"};
    enum { LEAST = 4 };
    size_t run = 0, from = 0;
    for (size_t at = 0; at < line.n;) {
        size_t next = at;
        uint32_t c = utf8_next(line, &next);
        bool dot = false;
        for (size_t i = 0; i < COUNT(dots); i++)
            dot = dot || str_equal(str_slice(line, at, next), str_from(dots[i]));
        if (dot) {
            from = run ? from : at;
            run += c == 0x2026 ? 3 : 1;
        } else if (!utf8_is_blank(c)) {
            if (run >= LEAST)
                break;
            run = 0;
        }
        at = next;
    }
    if (run < LEAST || from == 0)
        return line.n;
    zc_str rest = str_slice(line, from, line.n);
    rest = skip_any(rest, dots, COUNT(dots));
    *page = take_number(&rest);
    return *page >= 0 && str_trim(rest).n == 0 ? from : line.n;
}

static void write_line(zc_str line, zc_buf *out)
{
    int page;
    zc_str s = str_slice(line, 0, leader_at(line, &page));
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
        s.n--;
    buf_str(out, s);
    buf_char(out, '\n');
}

/* ---- Heads and feet that repeat ---- */

typedef struct line {
    zc_str s;
    char key[KEY_BYTES]; /* without digits and blanks; empty inside a page */
    size_t page;
    bool edge, dropped;
} line;

typedef struct lines {
    line *at;
    size_t n, pages;
} lines;

/* 示例市人民政府公报 2023年第5期 3: digits change, the rest repeats. */
static void make_key(line *l)
{
    size_t n = 0;
    zc_str s = str_trim(l->s);
    for (size_t at = 0; at < s.n && s.n <= EDGE_BYTES;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        bool digit = (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
        if (digit || utf8_is_blank(c) || n + (at - from) >= KEY_BYTES)
            continue;
        memcpy(l->key + n, s.p + from, at - from);
        n += at - from;
    }
    l->key[n] = '\0';
}

static bool add_line(lines *all, zc_str s)
{
    if (!array_grow((void **)&all->at, all->n, sizeof *all->at))
        return false;
    all->at[all->n++] = (line){.s = s, .page = all->pages};
    return true;
}

/* Marks the edges of the page whose lines begin at `from`. */
static void mark_edges(lines *all, size_t from)
{
    size_t top = 0, bottom = 0;
    for (size_t i = from; i < all->n && top < EDGE_LINES; i++)
        if (str_trim(all->at[i].s).n) {
            all->at[i].edge = true;
            top++;
        }
    for (size_t i = all->n; i > from && bottom < EDGE_LINES; i--)
        if (str_trim(all->at[i - 1].s).n) {
            all->at[i - 1].edge = true;
            bottom++;
        }
    for (size_t i = from; i < all->n; i++)
        if (all->at[i].edge)
            make_key(&all->at[i]);
}

static bool split(zc_str text, lines *all)
{
    size_t first = 0;
    for (zc_str rest = text; rest.n;) {
        const char *end = memchr(rest.p, '\f', rest.n);
        size_t n = end ? (size_t)(end - rest.p) : rest.n;
        zc_str page = str_slice(rest, 0, n), s;
        first = all->n;
        while (str_line(&page, &s))
            if (!add_line(all, s))
                return false;
        mark_edges(all, first);
        all->pages++;
        rest = str_slice(rest, n + (end != NULL), rest.n);
    }
    return true;
}

static int by_key(const void *a, const void *b)
{
    return strcmp((*(line *const *)a)->key, (*(line *const *)b)->key);
}

/* A title that the later pages repeat stays on the first. */
static bool is_title(const line *l)
{
    return l->page == 0 && doctype_of_title(str_trim(l->s)) != NULL;
}

/* Drops the lines of one key where they stand on half of the pages. */
static void drop_repeated(line **same, size_t n, size_t pages)
{
    enum { LEAST = 3 };
    if (n < LEAST || n * 2 < pages)
        return;
    for (size_t i = 0; i < n; i++)
        same[i]->dropped = !is_title(same[i]);
}

static bool drop_heads(lines *all)
{
    line **edges = calloc(all->n + 1, sizeof *edges);
    size_t n = 0;
    if (!edges)
        return false;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].key[0])
            edges[n++] = &all->at[i];
    qsort(edges, n, sizeof *edges, by_key);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && strcmp(edges[to]->key, edges[from]->key) == 0;)
            to++;
        drop_repeated(edges + from, to - from, all->pages);
    }
    free(edges);
    return true;
}

/* A number alone counts at a page's edge only. */
static void drop_numbers(lines *all)
{
    for (size_t i = 0; i < all->n; i++) {
        line *l = &all->at[i];
        int value;
        number_kind kind = page_number(l->s, &value);
        l->dropped = kind == MARKED_NUMBER || (kind == BARE_NUMBER && l->edge);
    }
}

zc_status pages_text(zc_str pages, zc_buf *out, zc_error *error)
{
    lines all = {0};
    bool ok = split(pages, &all);
    if (ok)
        drop_numbers(&all);
    ok = ok && drop_heads(&all);
    for (size_t i = 0; ok && i < all.n; i++)
        if (!all.at[i].dropped)
            write_line(all.at[i].s, out);
    free(all.at);
    return ok && !out->failed ? ZC_OK : error_memory(error);
}

/* ---- Dumps ---- */

/* — 1 —, then — 2 —: numbers that go up. Contents: 总则……1, 附则……9. */
static bool is_dump(zc_str text)
{
    enum { NUMBERS = 2, LEADERS = 3 };
    int last = 0, last_page = 0;
    size_t numbers = 0, leaders = 0;
    if (text.n && memchr(text.p, '\f', text.n - 1))
        return true;
    for (zc_str rest = text, s; str_line(&rest, &s);) {
        int value, page;
        if (s.n > EDGE_BYTES)
            continue;
        if (page_number(s, &value) == MARKED_NUMBER && value == last + 1) {
            last = value;
            numbers++;
        } else if (leader_at(s, &page) < s.n && page >= last_page) {
            last_page = page;
            leaders++;
        }
    }
    return numbers >= NUMBERS || leaders >= LEADERS;
}

zc_status pages_dump(zc_str text, zc_buf *out, bool *found, zc_error *error)
{
    *found = is_dump(text);
    return *found ? pages_text(text, out, error) : ZC_OK;
}

/* ---- Word ---- */

/* |指标 |2024年 | */
static bool is_bar_row(zc_str s)
{
    return s.n >= 2 && s.p[0] == '|' && s.p[s.n - 1] == '|';
}

static void write_bar_row(zc_str s, zc_buf *out)
{
    s = str_slice(s, 1, s.n - 1);
    for (bool first = true;; first = false) {
        const char *bar = memchr(s.p, '|', s.n);
        size_t n = bar ? (size_t)(bar - s.p) : s.n;
        buf_puts(out, first ? "" : " | ");
        buf_str(out, str_trim(str_slice(s, 0, n)));
        if (!bar)
            break;
        s = str_slice(s, n + 1, s.n);
    }
    buf_char(out, '\n');
}

zc_status pages_word(zc_str written, zc_buf *out, zc_error *error)
{
    size_t blank = 0;
    for (zc_str rest = written, s; str_line(&rest, &s);) {
        if (str_trim(s).n == 0) {
            if (++blank == 2)
                buf_char(out, '\n');
            continue;
        }
        blank = 0;
        if (is_bar_row(s)) {
            write_bar_row(s, out);
        } else {
            buf_str(out, s);
            buf_char(out, '\n');
        }
    }
    return out->failed ? error_memory(error) : ZC_OK;
}
