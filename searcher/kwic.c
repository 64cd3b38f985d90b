/* The concordance: every occurrence with what stands left and right of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "passage.h"
#include "scan.h"
#include "views.h"

#include <stdlib.h>
#include <string.h>

/* Context on each side, code points; it never leaves the paragraph. */
enum { CONTEXT = 24 };

typedef struct concordance {
    zc_index *index;
    const set *set;
    zc_answer *answer;
    size_t byte, offset; /* how far code points have been counted */
} concordance;

static zc_status add_line(concordance *c, const scanned *doc, const record *r, size_t from,
                          size_t to, zc_error *error)
{
    zc_answer *answer = c->answer;
    const text *t = doc->norm;
    size_t left = from, right = to;
    while (left > 0 && from - left < CONTEXT && t->cp[left - 1] != '\n')
        left--;
    while (right < t->n && right - to < CONTEXT && t->cp[right] != '\n')
        right++;
    c->offset += utf8_count(str_slice(doc->original, c->byte, t->from[from]));
    c->byte = t->from[from];
    kwic_line *more = arena_grow(&answer->a, answer->lines, answer->n_lines, sizeof *more);
    if (!more)
        return error_memory(error);
    answer->lines = more;
    kwic_line *line = &more[answer->n_lines];
    *line = (kwic_line){
        .record = r,
        .offset = c->offset,
        .left = STR_NONE,
        .right = STR_NONE,
    };
    zc_status status = ZC_OK;
    if (left < from)
        status = passage_line(doc->original, t, left, from, false, true, &answer->a, &line->left,
                              error);
    if (status == ZC_OK)
        status = passage_line(doc->original, t, from, to, false, false, &answer->a, &line->match,
                              error);
    if (status == ZC_OK && to < right)
        status = passage_line(doc->original, t, to, right, true, false, &answer->a, &line->right,
                              error);
    answer->n_lines += status == ZC_OK;
    return status;
}

static zc_status take_document(void *context, const scanned *doc, zc_error *error)
{
    concordance *c = context;
    c->answer->total++;
    if (doc->hits == 0)
        return ZC_OK;
    record *r = arena_alloc(&c->answer->a, sizeof *r);
    zc_status status = r ? index_record(c->index, doc->number, &c->answer->a, r, error)
                         : error_memory(error);
    for (size_t m = 0; m < c->set->n_marks && status == ZC_OK; m++) {
        const pattern *mark = &c->set->marks[m];
        size_t at = 0;
        c->byte = c->offset = 0;
        while (status == ZC_OK && mark->counted &&
               (at = text_find(doc->norm, at, mark->cp, mark->n)) != SIZE_MAX) {
            status = add_line(c, doc, r, at, at + mark->n, error);
            at += mark->n;
        }
    }
    return status;
}

static int by_place(const void *a, const void *b)
{
    const kwic_line *x = a, *y = b;
    int order = strcmp(x->record->id, y->record->id);
    if (order)
        return order;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return x->match.n < y->match.n ? -1 : x->match.n > y->match.n;
}

zc_status view_kwic(zc_index *index, const set *s, const zc_request *request, zc_answer *answer,
                    zc_error *error)
{
    concordance c = {.index = index, .set = s, .answer = answer};
    zc_status status = scan_set(index, s, true, take_document, &c, error);
    if (status != ZC_OK)
        return status;
    if (answer->n_lines)
        qsort(answer->lines, answer->n_lines, sizeof *answer->lines, by_place);
    answer->occurrences = answer->n_lines;
    size_t skip = request->offset < answer->n_lines ? request->offset : answer->n_lines;
    answer->lines += skip;
    answer->n_lines -= skip;
    if (request->has_limit && request->limit < answer->n_lines)
        answer->n_lines = request->limit;
    return ZC_OK;
}
