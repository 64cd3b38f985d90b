/* Why a hit stands where it does: what each part of the query adds to its score.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_EXPLAIN_H
#define ZC_SEARCHER_EXPLAIN_H

#include "answer.h"

/* Gives each hit of the answer the parts of its weight, the heaviest first. `weighed`
 * has, hit by hit, the document that the weight is of: where hits are grouped the best
 * ranked of the group. */
zc_status explain_hits(zc_index *index, const set *s, const store_hit *weighed, zc_answer *answer,
                       zc_error *error);

#endif
