/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "explain.h"

#include <stdlib.h>

/* Which hit's weight is a document's. */
typedef struct weighing {
    uint32_t number;
    answer_hit *hit;
} weighing;

static int by_number(const void *a, const void *b)
{
    const weighing *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* The hits by the number of what they weigh, and the same as a set, to hold a part
 * against. */
static zc_status list_weighings(const store_hit *weighed, zc_answer *answer, weighing **list,
                                store_node *out, zc_error *error)
{
    size_t n = answer->n_hits;
    uint32_t *numbers = arena_alloc(&answer->a, n * sizeof *numbers);
    *list = arena_alloc(&answer->a, n * sizeof **list);
    if (!numbers || !*list)
        return error_memory(error);
    for (size_t i = 0; i < n; i++)
        (*list)[i] = (weighing){weighed[i].number, &answer->hits[i]};
    qsort(*list, n, sizeof **list, by_number);
    for (size_t i = 0; i < n; i++)
        numbers[i] = (*list)[i].number;
    *out = (store_node){.op = STORE_SET, .numbers = numbers, .n_numbers = n};
    return ZC_OK;
}

static zc_status add_reason(const part *p, const store_hit *adds, const weighing *list,
                            zc_answer *answer, zc_error *error)
{
    weighing key = {.number = adds->number};
    const weighing *w = bsearch(&key, list, answer->n_hits, sizeof *list, by_number);
    if (!w || adds->weight == 0)
        return ZC_OK;
    reason *more = arena_grow(&answer->a, w->hit->reasons, w->hit->n_reasons, sizeof *more);
    if (!more)
        return error_memory(error);
    w->hit->reasons = more;
    w->hit->reasons[w->hit->n_reasons++] = (reason){p->what, p->text, adds->weight};
    return ZC_OK;
}

/* What one part alone gives each of the hits. */
static zc_status explain_part(zc_index *index, const part *p, const store_node *hits,
                              const weighing *list, zc_answer *answer, zc_error *error)
{
    const store_node *both[] = {p->node, hits};
    store_node filtered = {.op = STORE_FILTER, .child = both, .n = 2};
    store_query q = {.root = &filtered, .limit = (uint32_t)hits->n_numbers};
    store_result found;
    zc_status status = store_search(index->store, &q, &answer->a, &found, error);
    for (size_t i = 0; status == ZC_OK && i < found.n_hits; i++)
        status = add_reason(p, &found.hits[i], list, answer, error);
    return status;
}

static int by_weight(const void *a, const void *b)
{
    const reason *x = a, *y = b;
    return x->weight > y->weight ? -1 : x->weight < y->weight;
}

zc_status explain_hits(zc_index *index, const set *s, const store_hit *weighed, zc_answer *answer,
                       zc_error *error)
{
    store_node hits;
    weighing *list;
    if (answer->n_hits == 0)
        return ZC_OK;
    zc_status status = list_weighings(weighed, answer, &list, &hits, error);
    for (size_t i = 0; i < s->n_parts && status == ZC_OK; i++)
        status = explain_part(index, &s->parts[i], &hits, list, answer, error);
    for (size_t i = 0; i < answer->n_hits && status == ZC_OK; i++)
        if (answer->hits[i].n_reasons > 0)
            qsort(answer->hits[i].reasons, answer->hits[i].n_reasons, sizeof(reason), by_weight);
    return status;
}
