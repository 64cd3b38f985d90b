/* What a chunk means besides what it says: the groups of the user's own file of terms,
 * and those that come with the program (docs/terms.md).
 *
 * Only bare chunks are widened; quotes, titles and filters are taken as written.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_SYNONYMS_H
#define ZC_SEARCHER_SYNONYMS_H

#include "answer.h"
#include "builder.h"

/* A chunk at the builder's level, or any of what it means, which is taken as written;
 * says which in b->understood. *gram as of leaf_chunk. NULL, with the error set, on failure. */
const store_node *synonyms_chunk(builder *b, zc_str chunk, const store_node **gram);

/* Where a built-in group knows a chunk of `s` that was taken as written alone: how many
 * documents more the query finds with it, into the answer, whose total is known. Fails as
 * set_build and store_search do. */
zc_status synonyms_hint(zc_index *index, const query *query, const zc_request *request,
                        const set *s, zc_answer *answer, zc_error *error);

#endif
