/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "explain.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* The hits as a set, to hold a part against. */
static zc_status hit_set(const store_result *found, arena *a, store_node *out, zc_error *error)
{
    uint32_t *numbers = arena_alloc(a, (found->n_hits + 1) * sizeof *numbers);
    if (!numbers)
        return error_memory(error);
    for (size_t i = 0; i < found->n_hits; i++)
        numbers[i] = found->hits[i].number;
    qsort(numbers, found->n_hits, sizeof *numbers, by_number);
    *out = (store_node){.op = STORE_SET, .numbers = numbers, .n_numbers = found->n_hits};
    return ZC_OK;
}

static zc_status add_reason(const part *p, const store_hit *weighed, const store_result *found,
                            zc_answer *answer, zc_error *error)
{
    for (size_t i = 0; i < found->n_hits; i++) {
        answer_hit *hit = &answer->hits[i];
        if (found->hits[i].number != weighed->number || weighed->weight == 0)
            continue;
        reason *more = arena_grow(&answer->a, hit->reasons, hit->n_reasons, sizeof *more);
        if (!more)
            return error_memory(error);
        hit->reasons = more;
        hit->reasons[hit->n_reasons++] = (reason){p->what, p->text, weighed->weight};
    }
    return ZC_OK;
}

/* What one part alone gives each of the hits. */
static zc_status explain_part(zc_index *index, const part *p, const store_node *hits,
                              const store_result *found, zc_answer *answer, zc_error *error)
{
    const store_node *both[] = {p->node, hits};
    store_node filtered = {.op = STORE_FILTER, .child = both, .n = 2};
    store_query q = {.root = &filtered, .limit = (uint32_t)found->n_hits};
    store_result weighed;
    zc_status status = store_search(index->store, &q, &answer->a, &weighed, error);
    for (size_t i = 0; status == ZC_OK && i < weighed.n_hits; i++)
        status = add_reason(p, &weighed.hits[i], found, answer, error);
    return status;
}

static int by_weight(const void *a, const void *b)
{
    const reason *x = a, *y = b;
    return x->weight > y->weight ? -1 : x->weight < y->weight;
}

zc_status explain_hits(zc_index *index, const set *s, const store_result *found, zc_answer *answer,
                       zc_error *error)
{
    store_node hits;
    zc_status status = hit_set(found, &answer->a, &hits, error);
    for (size_t i = 0; i < s->n_parts && found->n_hits > 0 && status == ZC_OK; i++)
        status = explain_part(index, &s->parts[i], &hits, found, answer, error);
    for (size_t i = 0; i < answer->n_hits && status == ZC_OK; i++)
        if (answer->hits[i].n_reasons > 0)
            qsort(answer->hits[i].reasons, answer->hits[i].n_reasons, sizeof(reason), by_weight);
    return status;
}
