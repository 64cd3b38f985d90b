/* Reading the texts of a set, to count what stands in them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_SCAN_H
#define ZC_SEARCHER_SCAN_H

#include "set.h"

/* One document of the set. What it points to lives until the call returns. */
typedef struct scanned {
    uint32_t number;
    zc_str original;
    const text *norm;
    uint64_t hits; /* non-overlapping occurrences, summed over the counted marks */
} scanned;

/* Gives every document of the set, numbers ascending, to `each` until it fails.
 * `offsets` says whether the text is normalised with them. Fails as `each` and
 * with CORRUPT, IO, NO_MEMORY. */
zc_status scan_set(zc_index *index, const set *s, bool offsets,
                   zc_status (*each)(void *context, const scanned *doc, zc_error *error),
                   void *context, zc_error *error);

#endif
