/* The passage of a text that shows best why it was found.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_SNIPPET_H
#define ZC_SEARCHER_SNIPPET_H

#include "answer.h"
#include "set.h"

/* Cuts the passage of `original` where most of the marks stand, begun and ended
 * at sentences where that fits, into fragments that live in `a`; line ends in
 * it are written as blanks, or nothing between Han characters. `scratch` is
 * overwritten. Where no mark stands in the text, its beginning. Fails with
 * LIMIT or NO_MEMORY. */
zc_status snippet_cut(zc_str original, const pattern *marks, size_t n_marks, text *scratch,
                      arena *a, fragment **out, size_t *n, zc_error *error);

#endif
