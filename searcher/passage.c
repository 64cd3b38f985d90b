/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "passage.h"

#include <stdlib.h>
#include <string.h>

/* Of each mark: enough for any passage to choose from. */
enum { MATCHES_AT_MOST = 10000 };

static int by_place(const void *a, const void *b)
{
    const match *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to > y->to ? -1 : x->to < y->to; /* the longer first */
}

/* A character of the original that normalising makes several of (㈠, ㈱) is
 * found whole or not at all. */
static match whole_characters(const text *t, match m)
{
    while (m.from > 0 && t->from[m.from] == t->from[m.from - 1])
        m.from--;
    while (m.to < t->n && t->from[m.to] == t->from[m.to - 1])
        m.to++;
    return m;
}

/* Of overlapping places the longest, else the first. */
static size_t without_overlaps(match *m, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || m[i].from >= m[kept - 1].to)
            m[kept++] = m[i];
        else if (m[i].to - m[i].from > m[kept - 1].to - m[kept - 1].from)
            m[kept - 1] = m[i];
    }
    return kept;
}

zc_status passage_find(const text *t, const pattern *marks, size_t n_marks, match **out, size_t *n,
                       bool *all, zc_error *error)
{
    *n = 0;
    *all = true;
    for (size_t m = 0; m < n_marks; m++) {
        size_t at = 0, before = *n;
        while (*n - before < MATCHES_AT_MOST &&
               (at = text_find(t, at, marks[m].cp, marks[m].n)) != SIZE_MAX) {
            if (!array_grow((void **)out, *n, sizeof **out))
                return error_memory(error);
            (*out)[(*n)++] = whole_characters(t, (match){at, at + marks[m].n, m});
            at += marks[m].n;
        }
        *all = *all && *n > before;
    }
    if (*n)
        qsort(*out, *n, sizeof **out, by_place);
    *n = without_overlaps(*out, *n);
    return ZC_OK;
}

zc_status passage_spans(zc_str original, const pattern *marks, size_t n_marks, text *scratch,
                        markdown_span **out, size_t *n, zc_error *error)
{
    match *m = NULL;
    bool all;
    *out = NULL;
    *n = 0;
    if (n_marks == 0)
        return ZC_OK;
    zc_status status = text_normalise(original, true, scratch, error);
    if (status == ZC_OK)
        status = passage_find(scratch, marks, n_marks, &m, n, &all, error);
    if (status == ZC_OK && *n > 0 && !(*out = calloc(*n, sizeof **out)))
        status = error_memory(error);
    for (size_t i = 0; status == ZC_OK && i < *n; i++)
        (*out)[i] = (markdown_span){scratch->from[m[i].from], scratch->to[m[i].to - 1]};
    if (status != ZC_OK)
        *n = 0;
    free(m);
    return status;
}

/* Whether blanks that were not line ends lie between two bytes: what normalising
 * took out between Han characters is shown as one blank. */
static bool blank_between(zc_str original, size_t from, size_t to)
{
    bool blank = false;
    while (from < to) {
        uint32_t cp = utf8_next(original, &from);
        if (cp == '\n')
            return false; /* a line that goes on */
        blank = blank || utf8_is_blank(cp);
    }
    return blank;
}

bool passage_blank(zc_str original, const text *t, size_t at)
{
    return at > 0 && at < t->n && blank_between(original, t->to[at - 1], t->from[at]);
}

zc_status passage_line(zc_str original, const text *t, size_t from, size_t to, bool lead,
                       bool trail, arena *a, zc_str *out, zc_error *error)
{
    size_t bytes = to > from ? t->to[to - 1] - t->from[from] : 0;
    char *line = arena_alloc(a, bytes + (to - from) + 2);
    if (!line)
        return error_memory(error);
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (i > 0 && t->from[i] == t->from[i - 1]) /* ㈠ is three code points */
            continue;
        if ((i > from || lead) && passage_blank(original, t, i))
            line[n++] = ' ';
        if (t->cp[i] == '\n' || t->cp[i] == ' ') {
            line[n++] = ' ';
        } else {
            memcpy(line + n, original.p + t->from[i], t->to[i] - t->from[i]);
            n += t->to[i] - t->from[i];
        }
    }
    if (trail && to > from && passage_blank(original, t, to))
        line[n++] = ' ';
    *out = (zc_str){line, n};
    return ZC_OK;
}
