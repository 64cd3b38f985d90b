/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "grouping.h"

#include <stdlib.h>
#include <string.h>

/* Listed at most with one document; all are counted. */
enum { COPIES_AT_MOST = 100 };

/* ---- What the set holds ---- */

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* All documents may be listed where no set is given. */
static bool holds(const grouping *g, uint32_t number)
{
    return !g->found || bsearch(&number, g->found, g->n_found, sizeof number, ascending);
}

/* Finds what `root` holds of some groups, each named once. */
static zc_status find_members(zc_index *index, const store_node *root, const uint32_t *which,
                              size_t n, arena *a, grouping *out, zc_error *error)
{
    size_t all = 0, k = 0;
    for (size_t i = 0; i < n; i++)
        all += groups_size(out->groups, which[i]);
    uint32_t *numbers = arena_alloc(a, (all + 1) * sizeof *numbers);
    if (!numbers)
        return error_memory(error);
    groups_entry entry;
    for (size_t i = 0; i < n; i++)
        for (uint32_t j = 0; groups_at(out->groups, which[i], j, &entry); j++)
            numbers[k++] = entry.number;
    out->found = numbers;
    out->n_found = 0;
    if (k == 0)
        return ZC_OK;
    qsort(numbers, k, sizeof *numbers, ascending);
    store_node candidates = {.op = STORE_SET, .numbers = numbers, .n_numbers = k};
    const store_node *both[] = {root, &candidates};
    store_node in_set = {.op = STORE_FILTER, .child = both, .n = 2};
    return store_matches(index->store, &in_set, a, &out->found, &out->n_found, error);
}

/* The newest of a group that is held; false where none is. */
static bool find_newest(const grouping *g, uint32_t group, groups_entry *out)
{
    for (uint32_t i = 0; groups_at(g->groups, group, i, out); i++)
        if (holds(g, out->number))
            return true;
    return false;
}

/* ---- One hit a group ---- */

typedef struct fold {
    zc_index *index;
    const store_query *query;
    const groups *groups;
    arena *a;
    uint8_t *seen;     /* a bit a group */
    uint32_t *newest;  /* with the oldest first: a group's latest time and 1; 0: not known yet */
    uint64_t n;        /* hits so far */
    uint64_t from, to; /* those of the page */
    store_hit *kept;
    size_t n_kept;
} fold;

static bool is_first(fold *f, uint32_t number)
{
    uint32_t group = groups_find(f->groups, number);
    uint8_t *byte = &f->seen[group / 8], bit = (uint8_t)(1 << group % 8);
    groups_entry entry;
    if (group == 0)
        return true;
    if (f->newest && groups_entry_of(f->groups, number, &entry) &&
        entry.time + 1 != f->newest[group])
        return false;
    bool first = !(*byte & bit);
    *byte |= bit;
    return first;
}

/* Finds the latest time of the groups that come up from hit `from` on. */
static zc_status find_times(fold *f, const store_result *ranked, size_t from, zc_error *error)
{
    enum { ASKED = UINT32_MAX };
    size_t n = 0;
    grouping g = {.groups = f->groups};
    groups_entry entry;
    uint32_t *which = arena_alloc(f->a, (ranked->n_hits - from + 1) * sizeof *which);
    if (!which)
        return error_memory(error);
    for (size_t i = from; i < ranked->n_hits; i++) {
        uint32_t group = groups_find(f->groups, ranked->hits[i].number);
        if (group && f->newest[group] == 0) {
            f->newest[group] = ASKED;
            which[n++] = group;
        }
    }
    zc_status status = find_members(f->index, f->query->root, which, n, f->a, &g, error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        if (find_newest(&g, which[i], &entry))
            f->newest[which[i]] = entry.time + 1;
    return status;
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

/* Fills the page, in rank; *ranked is then all that was looked at. */
static zc_status fill_page(fold *f, store_result *ranked, zc_answer *answer, zc_error *error)
{
    store_query wider = *f->query;
    size_t taken = 0;
    zc_status status = ZC_OK;
    wider.facets = false;
    for (;;) {
        if (f->newest)
            status = find_times(f, ranked, taken, error);
        if (status == ZC_OK)
            take_from(f, ranked, taken);
        taken = ranked->n_hits;
        if (f->n > f->to || taken < wider.limit || status != ZC_OK)
            break;
        wider.limit = wider.limit < UINT32_MAX / 4 ? wider.limit * 4 : UINT32_MAX;
        status = store_search(f->index->store, &wider, f->a, ranked, error);
        if (status != ZC_OK)
            break;
    }
    answer->more = f->n > f->to;
    answer->distinct = taken < wider.limit ? f->n : 0;
    return status;
}

/* ---- The newest leads ---- */

/* A group of the page, and which hit stands for it. */
typedef struct lead {
    uint32_t group;
    uint32_t number, time; /* the newest so far */
    size_t hit;
    bool stays; /* whatever is newer */
} lead;

static int by_group(const void *a, const void *b)
{
    return ascending(&((const lead *)a)->group, &((const lead *)b)->group);
}

/* Whether a document's own number was asked for: 慈教建〔2023〕44号 finds it first. */
static zc_status is_asked_for(zc_index *index, uint32_t number, const set *s, bool *out,
                              zc_error *error)
{
    arena a;
    record r = {0};
    arena_init(&a);
    zc_status status = s->n_numbers ? index_record(index, number, &a, &r, error) : ZC_OK;
    const char *own = r.fields.value[META_DOCNO];
    for (size_t i = 0; i < s->n_numbers && own && status == ZC_OK; i++)
        *out = *out || set_asked(&s->numbers[i], own);
    arena_clear(&a);
    return status;
}

/* The groups of the page's hits, in the order of their numbers. */
static zc_status list_leads(const fold *f, const set *s, lead **out, size_t *n, zc_error *error)
{
    lead *leads = arena_alloc(f->a, (f->n_kept + 1) * sizeof *leads);
    zc_status status = leads ? ZC_OK : error_memory(error);
    *n = 0;
    for (size_t i = 0; i < f->n_kept && status == ZC_OK; i++) {
        uint32_t number = f->kept[i].number;
        groups_entry entry;
        lead l = {.group = groups_find(f->groups, number), .number = number, .hit = i};
        if (l.group == 0)
            continue;
        groups_entry_of(f->groups, number, &entry);
        l.time = entry.time;
        status = is_asked_for(f->index, number, s, &l.stays, error);
        leads[(*n)++] = l;
    }
    if (*n)
        qsort(leads, *n, sizeof *leads, by_group);
    *out = leads;
    return status;
}

static void offer(lead *l, const groups_entry *entry)
{
    if (l->stays || entry->time <= l->time)
        return;
    l->number = entry->number;
    l->time = entry->time;
}

/* Of two that are as new the better ranked leads, where its rank is known. */
static zc_status choose_leads(const fold *f, const set *s, const store_result *ranked,
                              grouping *out, zc_error *error)
{
    lead *leads = NULL;
    size_t n = 0;
    groups_entry entry;
    zc_status status = list_leads(f, s, &leads, &n, error);
    uint32_t *which = arena_alloc(f->a, (n + 1) * sizeof *which);
    if (status == ZC_OK && !which)
        status = error_memory(error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        which[i] = leads[i].group;
    if (status == ZC_OK)
        status = find_members(f->index, f->query->root, which, n, f->a, out, error);
    for (size_t i = 0; i < ranked->n_hits && n > 0 && status == ZC_OK; i++) {
        lead key = {.group = groups_find(f->groups, ranked->hits[i].number)};
        lead *l = bsearch(&key, leads, n, sizeof *leads, by_group);
        if (l && groups_entry_of(f->groups, ranked->hits[i].number, &entry))
            offer(l, &entry);
    }
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        if (find_newest(out, leads[i].group, &entry))
            offer(&leads[i], &entry);
        f->kept[leads[i].hit].number = leads[i].number;
    }
    return status;
}

static zc_status keep_best(const fold *f, grouping *out, zc_error *error)
{
    store_hit *best = arena_alloc(f->a, (f->n_kept + 1) * sizeof *best);
    if (!best)
        return error_memory(error);
    for (size_t i = 0; i < f->n_kept; i++)
        best[i] = f->kept[i];
    out->best = best;
    return ZC_OK;
}

zc_status grouping_fold(zc_index *index, const store_query *query, const set *s,
                        const zc_request *request, store_result *found, zc_answer *answer,
                        grouping *out, zc_error *error)
{
    fold f = {.index = index,
              .query = query,
              .a = &answer->a,
              .from = request->offset,
              .to = (uint64_t)request->offset + request->limit};
    zc_status status = index_groups(index, &f.groups, error);
    if (status != ZC_OK)
        return status;
    size_t room = request->limit < found->total ? request->limit : (size_t)found->total;
    size_t n_groups = groups_count(f.groups);
    *out = (grouping){.groups = f.groups};
    f.seen = arena_alloc(f.a, n_groups / 8 + 1);
    f.kept = arena_alloc(f.a, (room + 1) * sizeof *f.kept);
    if (query->sort == STORE_BY_DATE_ASC)
        f.newest = arena_alloc(f.a, (n_groups + 1) * sizeof *f.newest);
    if (!f.seen || !f.kept || (query->sort == STORE_BY_DATE_ASC && !f.newest))
        return error_memory(error);
    store_result ranked = *found;
    status = fill_page(&f, &ranked, answer, error);
    if (status == ZC_OK)
        status = keep_best(&f, out, error);
    if (status == ZC_OK)
        status = choose_leads(&f, s, &ranked, out, error);
    found->hits = f.kept;
    found->n_hits = f.n_kept;
    answer->grouped = true;
    return status;
}

/* ---- The others ---- */

static zc_status make_copy(zc_index *index, uint32_t number, zc_relation relation, arena *a,
                           zc_copy *out, zc_error *error)
{
    record r;
    zc_status status = index_record(index, number, a, &r, error);
    if (status == ZC_OK)
        *out = (zc_copy){
            .id = r.id,
            .title = r.fields.value[META_TITLE],
            .city = r.fields.value[META_CITY],
            .date = r.fields.value[META_DATE],
            .year = r.fields.value[META_YEAR] ? atoi(r.fields.value[META_YEAR]) : 0,
            .relation = relation,
        };
    return status;
}

/* The others of a document's group, the newest first. */
static zc_status list_others(zc_index *index, const grouping *g, uint32_t number, arena *a,
                             copies *out, zc_error *error)
{
    uint32_t group = groups_find(g->groups, number);
    groups_entry mine, other;
    zc_status status = ZC_OK;
    *out = (copies){0};
    groups_entry_of(g->groups, number, &mine);
    for (uint32_t i = 0; status == ZC_OK && groups_at(g->groups, group, i, &other); i++) {
        if (other.number == number || !holds(g, other.number))
            continue;
        zc_relation relation = groups_relation(&mine, &other);
        out->of[relation]++;
        if (out->all++ >= COPIES_AT_MOST)
            continue;
        zc_copy *more = arena_grow(a, out->list, out->n, sizeof *more);
        if (!more)
            return error_memory(error);
        out->list = more;
        status = make_copy(index, other.number, relation, a, &more[out->n++], error);
    }
    return status;
}

zc_status grouping_list(zc_index *index, const grouping *g, const store_result *found,
                        zc_answer *answer, zc_error *error)
{
    zc_status status = ZC_OK;
    for (size_t i = 0; i < answer->n_hits && status == ZC_OK; i++) {
        copies *c = &answer->hits[i].copies;
        status = list_others(index, g, found->hits[i].number, &answer->a, c, error);
        answer->hits[i].public.copies = c->all;
    }
    return status;
}

zc_status grouping_of(zc_index *index, uint32_t number, zc_answer *answer, zc_error *error)
{
    grouping g = {0};
    zc_status status = index_groups(index, &g.groups, error);
    return status == ZC_OK ? list_others(index, &g, number, &answer->a, &answer->alike, error)
                           : status;
}

const zc_copy *zc_answer_copy(const zc_answer *answer, size_t hit, size_t i)
{
    const copies *c = hit < answer->n_hits ? &answer->hits[hit].copies : NULL;
    return c && i < c->n ? &c->list[i] : NULL;
}
