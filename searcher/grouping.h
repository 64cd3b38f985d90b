/* Documents that are alike, and editions of one law, as one hit: the newest of a
 * group that the set holds stands for it, at the rank of its best ranked, and the
 * others are listed with it, the newest first. What is counted stays as it is:
 * documents.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_GROUPING_H
#define ZC_SEARCHER_GROUPING_H

#include "answer.h"

/* What the set holds of the groups of a page, ascending. */
typedef struct grouping {
    const groups *groups;
    uint32_t *found;
    size_t n_found;
    const store_hit *best; /* of each hit: the best ranked of its group, whose weight it has */
} grouping;

/* How many ranked documents to ask for at first: enough for a page, most often,
 * and all of a small set, whose hits can then be counted. */
uint32_t grouping_limit(const zc_request *request);

/* Makes of the documents found, the first of `query`, the hits of the request's
 * page, asking for more where too many are alike; and says in the answer whether
 * hits follow, and how many there are. A hit has the weight of the best ranked of
 * its group. The newest does not stand for a document whose own number was asked
 * for. With the oldest first, a hit stands where its own date puts it. */
zc_status grouping_fold(zc_index *index, const store_query *query, const set *s,
                        const zc_request *request, store_result *found, zc_answer *answer,
                        grouping *out, zc_error *error);

/* Gives each hit the others of its group that the set holds. */
zc_status grouping_list(zc_index *index, const grouping *g, const store_result *found,
                        zc_answer *answer, zc_error *error);

/* Gives the answer everything that is like document `number`. */
zc_status grouping_of(zc_index *index, uint32_t number, zc_answer *answer, zc_error *error);

#endif
