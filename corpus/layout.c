/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "layout.h"

#include <math.h>
#include <stdlib.h>

/* A page of more pieces is none of text: it is not looked at for columns. */
enum { PIECES_AT_MOST = 20000 };

/* In sizes of a character: a gap that parts words of tables, how far a paragraph's first line
 * is indented at least, how much of a line's height pieces may differ, how wide the space
 * between two columns is at least. */
static const double WORD_GAP = 0.6, INDENT = 1.2, SAME_LINE = 0.5, GUTTER = 0.8;

static bool ends_in_sign(zc_str s)
{
    static const char *const signs[] = {"，", "。", "、", "；", "：", "）", "》", "”"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_ends(s, str_from(signs[i])))
            return true;
    return false;
}

bool layout_add(layout *page, layout_piece piece)
{
    layout_piece *pieces = arena_grow(page->a, page->pieces, page->n, sizeof *pieces);
    if (!pieces)
        return false;
    if (ends_in_sign(piece.text) && piece.end - piece.x > piece.size)
        piece.end -= piece.size / 2;
    piece.at = page->n;
    page->pieces = pieces;
    page->pieces[page->n++] = piece;
    return true;
}

/* ---- Lines ---- */

/* Pieces that stand beside each other; all that follow are on the same page. */
typedef struct line {
    layout_piece *pieces; /* from left to right */
    size_t n;
    double y, size;
    bool in_columns; /* of a stretch of lines that is read column by column */
} line;

static int by_height(const void *a, const void *b)
{
    const layout_piece *p = a, *q = b;
    return p->y != q->y ? (p->y < q->y ? -1 : 1) : (p->at > q->at) - (p->at < q->at);
}

static int by_side(const void *a, const void *b)
{
    const layout_piece *p = a, *q = b;
    return p->x != q->x ? (p->x < q->x ? -1 : 1) : (p->at > q->at) - (p->at < q->at);
}

/* Sorts the page into lines; NULL when memory runs out. */
static line *lines_of(layout *page, size_t *n)
{
    line *lines = calloc(page->n + 1, sizeof *lines);
    *n = 0;
    if (!lines || page->n == 0)
        return lines;
    qsort(page->pieces, page->n, sizeof *page->pieces, by_height);
    for (size_t from = 0, to; from < page->n; from = to) {
        const layout_piece *first = &page->pieces[from];
        for (to = from + 1; to < page->n; to++) {
            const layout_piece *p = &page->pieces[to];
            if (p->y - first->y >= SAME_LINE * fmax(p->size, first->size))
                break;
        }
        lines[*n] = (line){page->pieces + from, to - from, first->y, first->size, false};
        qsort(lines[*n].pieces, to - from, sizeof *page->pieces, by_side);
        (*n)++;
    }
    return lines;
}

/* ---- Columns ---- */

/* Where `x` stands in a line. */
typedef enum side { SIDE_NONE, SIDE_CROSSED, SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH } side;

/* Whether pieces stand left of `x`, right of it or across it; *gap: how wide the space at
 * `x` is. */
static side side_of(const line *l, double x, double *gap)
{
    double left = -HUGE_VAL, right = HUGE_VAL;
    for (size_t i = 0; i < l->n; i++) {
        const layout_piece *p = &l->pieces[i];
        if (p->x < x && p->end > x)
            return SIDE_CROSSED;
        if (p->end <= x)
            left = fmax(left, p->end);
        else
            right = fmin(right, p->x);
    }
    *gap = right - left;
    return left == -HUGE_VAL ? SIDE_RIGHT : right == HUGE_VAL ? SIDE_LEFT : SIDE_BOTH;
}

/* Whether a side of a line is one run of text, not cells of a table. */
static bool is_run(const line *l, double x, bool left)
{
    const layout_piece *before = NULL;
    for (size_t i = 0; i < l->n; i++) {
        const layout_piece *p = &l->pieces[i];
        if ((p->end <= x) != left)
            continue;
        if (before && p->x - before->end > 1.5 * l->size)
            return false;
        before = p;
    }
    return before != NULL;
}

typedef struct extent {
    double from, to;
} extent;

static extent extent_of(const line *lines, size_t n)
{
    extent e = {HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < n; i++) {
        e.from = fmin(e.from, lines[i].pieces[0].x);
        for (size_t k = 0; k < lines[i].n; k++)
            e.to = fmax(e.to, lines[i].pieces[k].end);
    }
    return e;
}

/* 12, — 12 —: no line of a text that is wider than a column. */
static bool is_short(const line *l)
{
    return l->pieces[l->n - 1].end - l->pieces[0].x < 5 * l->size;
}

/* How many lines have text on both sides of `x`, two runs of it that end and begin near the
 * space between them, less those that cross it. */
static long columns_at(const line *lines, size_t n, double x)
{
    long score = 0;
    for (size_t i = 0; i < n; i++) {
        double gap;
        side s = side_of(&lines[i], x, &gap);
        bool near = gap >= GUTTER * lines[i].size && gap < 5 * lines[i].size;
        if (s == SIDE_BOTH && near && is_run(&lines[i], x, true) && is_run(&lines[i], x, false))
            score++;
        else if (s == SIDE_BOTH || (s == SIDE_CROSSED && !is_short(&lines[i])))
            score--;
    }
    return score;
}

/* The middle between two columns; NAN where there is one column only. Two columns have eight
 * lines beside each other at least, and more such lines than others. */
static double gutter_of(const line *lines, size_t n)
{
    enum { LEAST = 8, STEPS = 120 };
    extent e = extent_of(lines, n);
    double best = NAN, width = e.to - e.from;
    long most = LEAST - 1;
    int run = 0; /* of places that are as good: the best is their middle */
    for (int i = STEPS * 3 / 8; i <= STEPS * 5 / 8; i++) {
        double x = e.from + width * i / STEPS;
        long score = columns_at(lines, n, x);
        run = score > most ? 0 : score == most && run >= 0 ? run + 1 : -1;
        if (score > most || run > 0)
            best = x - width * run / STEPS / 2;
        most = score > most ? score : most;
    }
    return best;
}

/* Whether the page's last line is a number in a corner below the columns. */
static bool is_foot(const line *lines, size_t n, size_t from, size_t at)
{
    return at + 1 == n && at >= from + 2 && is_short(&lines[at]) &&
           lines[at].y - lines[at - 1].y > 1.3 * (lines[at - 1].y - lines[at - 2].y);
}

/* Marks the stretches of lines that two columns make: what crosses the middle ends one. */
static void mark_columns(line *lines, size_t n, double x)
{
    enum { LEAST = 4 };
    bool head = n > 1 && lines[1].y - lines[0].y > 2.2 * lines[0].size;
    for (size_t from = head, to; from < n; from = to + 1) {
        double gap;
        size_t both = 0;
        for (to = from; to < n && !is_foot(lines, n, from, to); to++) {
            side s = side_of(&lines[to], x, &gap);
            if (s == SIDE_CROSSED)
                break;
            both += s == SIDE_BOTH;
        }
        for (size_t i = from; both >= LEAST && i < to; i++)
            lines[i].in_columns = true;
    }
}

/* ---- Writing ---- */

/* What is to be written: all, or what is on one side of `x`. */
typedef struct part {
    double x;
    side side; /* SIDE_BOTH for all */
} part;

static bool in_part(const layout_piece *p, part what)
{
    return what.side == SIDE_BOTH || (p->end <= what.x) == (what.side == SIDE_LEFT);
}

static const layout_piece *first_of(const line *l, part what)
{
    for (size_t i = 0; i < l->n; i++)
        if (in_part(&l->pieces[i], what))
            return &l->pieces[i];
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The left edge of the lines: one that some begin at; a sign in the margin is none. */
static double margin_of(const line *lines, size_t n, part what)
{
    double *starts = malloc((n + 1) * sizeof *starts);
    size_t found = 0;
    for (size_t i = 0; starts && i < n; i++) {
        const layout_piece *first = first_of(&lines[i], what);
        if (first)
            starts[found++] = first->x;
    }
    if (found)
        qsort(starts, found, sizeof *starts, by_value);
    double margin = found ? starts[found / 8] : 0;
    free(starts);
    return margin;
}

/* Some programs print a text twice, a hair apart, to make it bold. */
static bool repeats(const layout_piece *p, const layout_piece *before)
{
    return str_equal(p->text, before->text) && fabs(p->x - before->x) < 0.3 * p->size;
}

/* Whether a blank stands between two pieces: between Latin words any gap is one; next to a
 * Han character only a wide one, since 2024 年 is set with a little space. */
static bool is_parted(const layout_piece *before, const layout_piece *p)
{
    double gap = p->x - before->end;
    bool latin = !(before->text.p[before->text.n - 1] & 0x80) && !(p->text.p[0] & 0x80);
    return gap > (latin ? 0.1 : WORD_GAP) * p->size;
}

static void write_line(const line *l, part what, double margin, zc_buf *out)
{
    const layout_piece *before = NULL;
    for (size_t i = 0; i < l->n; i++) {
        const layout_piece *p = &l->pieces[i];
        if (!in_part(p, what) || p->text.n == 0 || (before && repeats(p, before)))
            continue;
        if (!before && p->x - margin > INDENT * p->size)
            buf_puts(out, "\u3000\u3000");
        if (before && is_parted(before, p))
            buf_char(out, ' ');
        buf_str(out, p->text);
        before = p;
    }
    if (before)
        buf_char(out, '\n');
}

static void write_part(const line *lines, size_t n, part what, zc_buf *out)
{
    double margin = margin_of(lines, n, what);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && lines[i].y - lines[i - 1].y > 2.5 * lines[i].size)
            buf_char(out, '\n');
        write_line(&lines[i], what, margin, out);
    }
}

bool layout_write(layout *page, zc_buf *out)
{
    size_t n;
    line *lines = lines_of(page, &n);
    if (!lines)
        return false;
    double x = page->n > PIECES_AT_MOST ? NAN : gutter_of(lines, n);
    if (!isnan(x))
        mark_columns(lines, n, x);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && lines[to].in_columns == lines[from].in_columns;)
            to++;
        if (lines[from].in_columns) {
            write_part(lines + from, to - from, (part){x, SIDE_LEFT}, out);
            write_part(lines + from, to - from, (part){x, SIDE_RIGHT}, out);
        } else {
            write_part(lines + from, to - from, (part){x, SIDE_BOTH}, out);
        }
    }
    buf_char(out, '\f');
    free(lines);
    return !out->failed;
}
