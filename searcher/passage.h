/* A stretch of normalised text as it was written, on one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_PASSAGE_H
#define ZC_SEARCHER_PASSAGE_H

#include "text.h"

/* The original of the code points from up to to of `t` (normalised with
 * offsets), in `a`: line ends are blanks, or nothing where the line goes on;
 * blanks that normalising took out between Han characters are one blank. With
 * `lead` that holds for what stands before the first code point too. Fails with
 * NO_MEMORY. */
zc_status passage_line(zc_str original, const text *t, size_t from, size_t to, bool lead, arena *a,
                       zc_str *out, zc_error *error);

#endif
