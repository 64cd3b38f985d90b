/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets.h"

/* The filter on a slot's field; FILTERS for none. */
static query_filter filter_of(unsigned slot)
{
    return query_filter_find(str_from(meta_field_name(schema_slot_field(slot))));
}

/* Appends the counts of one slot. */
static bool take_slot(const store_result *from, unsigned slot, zc_answer *answer)
{
    for (size_t i = 0; i < from->n_facets; i++) {
        if (from->facets[i].slot != slot)
            continue;
        store_facet *more = arena_grow(&answer->a, answer->facets, answer->n_facets, sizeof *more);
        if (!more)
            return false;
        answer->facets = more;
        answer->facets[answer->n_facets++] = from->facets[i];
    }
    return true;
}

zc_status facets_take(zc_index *index, const set *s, const store_result *found, zc_answer *answer,
                      zc_error *error)
{
    zc_status status = ZC_OK;
    for (unsigned slot = 0; slot < SCHEMA_FACETS && status == ZC_OK; slot++) {
        query_filter filter = filter_of(slot);
        const store_node *without = filter < FILTERS ? s->without[filter] : NULL;
        store_result others = *found;
        if (without)
            status = store_search(index->store, &(store_query){.root = without, .facets = true},
                                  &answer->a, &others, error);
        if (status == ZC_OK && !take_slot(&others, slot, answer))
            status = error_memory(error);
    }
    return status;
}
