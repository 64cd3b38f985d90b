/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "grouping.h"

#include <stdlib.h>

/* Listed at most with one document; all are counted. */
enum { COPIES_AT_MOST = 100 };

/* ---- One hit a group ---- */

typedef struct fold {
    const groups *groups;
    uint8_t *seen;     /* a bit a group */
    uint64_t n;        /* hits so far */
    uint64_t from, to; /* those of the page */
    store_hit *kept;
    size_t n_kept;
} fold;

static bool is_first(fold *f, uint32_t number)
{
    uint32_t group = groups_find(f->groups, number);
    uint8_t *byte = &f->seen[group / 8], bit = (uint8_t)(1 << group % 8);
    bool first = group == 0 || !(*byte & bit);
    *byte |= bit;
    return first;
}

static void take_from(fold *f, const store_result *ranked, size_t from)
{
    for (size_t i = from; i < ranked->n_hits; i++) {
        if (!is_first(f, ranked->hits[i].number))
            continue;
        if (f->n >= f->from && f->n < f->to)
            f->kept[f->n_kept++] = ranked->hits[i];
        f->n++;
    }
}

uint32_t grouping_limit(const zc_request *request)
{
    enum { AT_LEAST = 1000 };
    uint32_t wanted = 2 * (request->offset + request->limit + 1);
    return wanted < AT_LEAST ? AT_LEAST : wanted;
}

zc_status grouping_fold(zc_index *index, const store_query *query, const zc_request *request,
                        store_result *found, zc_answer *answer, zc_error *error)
{
    fold f = {.from = request->offset, .to = (uint64_t)request->offset + request->limit};
    zc_status status = index_groups(index, &f.groups, error);
    if (status != ZC_OK)
        return status;
    size_t room = request->limit < found->total ? request->limit : (size_t)found->total;
    f.seen = arena_alloc(&answer->a, groups_count(f.groups) / 8 + 1);
    f.kept = arena_alloc(&answer->a, (room + 1) * sizeof *f.kept);
    if (!f.seen || !f.kept)
        return error_memory(error);
    store_query wider = *query;
    store_result ranked = *found;
    wider.facets = false;
    size_t taken = 0;
    for (;;) {
        take_from(&f, &ranked, taken);
        taken = ranked.n_hits;
        if (f.n > f.to || taken < wider.limit || status != ZC_OK)
            break;
        wider.limit = wider.limit < UINT32_MAX / 4 ? wider.limit * 4 : UINT32_MAX;
        status = store_search(index->store, &wider, &answer->a, &ranked, error);
    }
    found->hits = f.kept;
    found->n_hits = f.n_kept;
    answer->grouped = true;
    answer->more = f.n > f.to;
    answer->distinct = taken < wider.limit ? f.n : 0;
    return status;
}

/* ---- The others ---- */

static zc_status make_copy(zc_index *index, uint32_t number, bool exact, arena *a, zc_copy *out,
                           zc_error *error)
{
    record r;
    zc_status status = index_record(index, number, a, &r, error);
    if (status == ZC_OK)
        *out = (zc_copy){
            .id = r.id,
            .title = r.fields.value[META_TITLE],
            .city = r.fields.value[META_CITY],
            .year = r.fields.value[META_YEAR] ? atoi(r.fields.value[META_YEAR]) : 0,
            .exact = exact,
        };
    return status;
}

/* Documents that may be listed, ascending; NULL: all. */
typedef struct numbers {
    uint32_t *list;
    size_t n;
} numbers;

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool holds(const numbers *allowed, uint32_t number)
{
    return !allowed || bsearch(&number, allowed->list, allowed->n, sizeof number, ascending);
}

/* The first document with exactly the text of this one of the group. */
static uint32_t text_of(const groups *g, uint32_t group, uint32_t number)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < groups_size(g, group); i++)
        if (groups_document(g, group, i, &same) == number)
            return same;
    return 0;
}

/* The others of a document's group. */
static zc_status list_others(zc_index *index, const groups *g, uint32_t number,
                             const numbers *allowed, arena *a, copies *out, zc_error *error)
{
    uint32_t group = groups_find(g, number), size = groups_size(g, group), same = 0;
    uint32_t mine = text_of(g, group, number);
    zc_status status = ZC_OK;
    *out = (copies){0};
    for (uint32_t i = 0; i < size && status == ZC_OK; i++) {
        uint32_t other = groups_document(g, group, i, &same);
        if (other == number || !holds(allowed, other))
            continue;
        if (out->all++ >= COPIES_AT_MOST)
            continue;
        zc_copy *more = arena_grow(a, out->list, out->n, sizeof *more);
        if (!more)
            return error_memory(error);
        out->list = more;
        status = make_copy(index, other, same == mine, a, &more[out->n++], error);
    }
    return status;
}

/* Every document of the hits' groups, ascending. */
static zc_status list_candidates(const groups *g, const store_result *found, arena *a, numbers *out,
                                 zc_error *error)
{
    size_t all = 0;
    *out = (numbers){0};
    for (size_t i = 0; i < found->n_hits; i++)
        all += groups_size(g, groups_find(g, found->hits[i].number));
    out->list = arena_alloc(a, (all + 1) * sizeof *out->list);
    if (!out->list)
        return error_memory(error);
    for (size_t i = 0; i < found->n_hits; i++) {
        uint32_t group = groups_find(g, found->hits[i].number), same;
        for (uint32_t k = 0; k < groups_size(g, group); k++)
            out->list[out->n++] = groups_document(g, group, k, &same);
    }
    qsort(out->list, out->n, sizeof *out->list, ascending);
    return ZC_OK;
}

zc_status grouping_list(zc_index *index, const set *s, const store_result *found, zc_answer *answer,
                        zc_error *error)
{
    const groups *g = NULL;
    numbers n = {0};
    zc_status status = index_groups(index, &g, error);
    if (status == ZC_OK)
        status = list_candidates(g, found, &answer->a, &n, error);
    if (status != ZC_OK || n.n == 0)
        return status;
    store_node candidates = {.op = STORE_SET, .numbers = n.list, .n_numbers = n.n};
    const store_node *both[] = {s->node, &candidates};
    store_node in_set = {.op = STORE_FILTER, .child = both, .n = 2};
    status = store_matches(index->store, &in_set, &answer->a, &n.list, &n.n, error);
    for (size_t i = 0; i < answer->n_hits && status == ZC_OK; i++) {
        copies *c = &answer->hits[i].copies;
        status = list_others(index, g, found->hits[i].number, &n, &answer->a, c, error);
        answer->hits[i].public.copies = c->all;
    }
    return status;
}

zc_status grouping_of(zc_index *index, uint32_t number, zc_answer *answer, zc_error *error)
{
    const groups *g = NULL;
    zc_status status = index_groups(index, &g, error);
    return status == ZC_OK ? list_others(index, g, number, NULL, &answer->a, &answer->alike, error)
                           : status;
}

const zc_copy *zc_answer_copy(const zc_answer *answer, size_t hit, size_t i)
{
    const copies *c = hit < answer->n_hits ? &answer->hits[hit].copies : NULL;
    return c && i < c->n ? &c->list[i] : NULL;
}
