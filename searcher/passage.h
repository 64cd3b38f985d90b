/* Where marks stand in a text, and stretches of it as they were written.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_PASSAGE_H
#define ZC_SEARCHER_PASSAGE_H

#include "markdown.h"
#include "set.h"

/* A place of a mark: code points of the normalised text. */
typedef struct match {
    size_t from, to;
    size_t mark;
} match;

/* All places of the marks in `t` (normalised with offsets), ascending, of
 * overlapping ones the longest, else the first. A place is made of whole
 * characters of the original: 一 found in ㈠ is all of it. *out is overwritten
 * (capacity by array_grow). *all says whether each mark stands there. Fails with
 * NO_MEMORY. */
zc_status passage_find(const text *t, const pattern *marks, size_t n_marks, match **out, size_t *n,
                       bool *all, zc_error *error);

/* The same places as bytes of `original`, in an array that the caller frees.
 * `scratch` is overwritten. Fails with LIMIT, NO_MEMORY or INTERNAL. */
zc_status passage_spans(zc_str original, const pattern *marks, size_t n_marks, text *scratch,
                        markdown_span **out, size_t *n, zc_error *error);

/* Whether a blank stands before code point `at` that normalising took out
 * between Han characters; at the end of a line that goes on there is none. */
bool passage_blank(zc_str original, const text *t, size_t at);

/* The original of the code points from up to to of `t` (normalised with
 * offsets), in `a`: line ends are blanks, or nothing where the line goes on;
 * blanks that normalising took out between Han characters are one blank. With
 * `lead` that holds for what stands before the first code point too, with
 * `trail` for what follows the last. Fails with
 * NO_MEMORY. */
zc_status passage_line(zc_str original, const text *t, size_t from, size_t to, bool lead,
                       bool trail, arena *a, zc_str *out, zc_error *error);

#endif
