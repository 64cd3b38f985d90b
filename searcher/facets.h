/* Facets: how many of the found documents have each value.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_FACETS_H
#define ZC_SEARCHER_FACETS_H

#include "answer.h"

/* Takes the counts of `found` into the answer, those of a field that a filter is
 * set on from the set without that filter: what choosing another value would find. */
zc_status facets_take(zc_index *index, const set *s, const store_result *found, zc_answer *answer,
                      zc_error *error);

#endif
