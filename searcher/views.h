/* Views that count: a set to the tables that a renderer writes down.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_VIEWS_H
#define ZC_SEARCHER_VIEWS_H

#include "answer.h"
#include "set.h"

/* Fills the answer's rows: every cell of the corpus, found or not. */
zc_status view_matrix(zc_index *index, const set *s, const zc_request *request, zc_answer *answer,
                      zc_error *error);

/* Fills the answer's lines: every occurrence. */
zc_status view_kwic(zc_index *index, const set *s, const zc_request *request, zc_answer *answer,
                    zc_error *error);

#endif
