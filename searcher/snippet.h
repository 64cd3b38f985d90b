/* The passages of a text that show best why it was found.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_SNIPPET_H
#define ZC_SEARCHER_SNIPPET_H

#include "answer.h"
#include "set.h"

/* Cuts one to three passages of `original`, about 150 characters in all: the
 * best for the marks, and others only for marks that it doesn't show. They begin
 * and end at sentences where that fits, stand in the text's order with a
 * fragment " … " between them, and become the fragments of `hit`, with the
 * headings above the first; all of it lives in `a`. Line ends are written as
 * blanks, or nothing between Han characters. `scratch` is overwritten. Where no
 * mark stands in the text, it is its beginning. Fails with LIMIT, NO_MEMORY or
 * INTERNAL. */
zc_status snippet_cut(zc_str original, const pattern *marks, size_t n_marks, text *scratch,
                      arena *a, answer_hit *hit, zc_error *error);

#endif
