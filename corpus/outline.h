/* The headings above a place of a text, read from the numbers that Chinese
 * official documents and laws give their parts: 二、主要任务 › （二） › 4, or
 * 第三章 监督管理 › 第十二条. docs/text.md tells the rules.
 *
 * A text is read once, line by line, up to the place asked for. Numbers are held
 * against each other: what does not follow in its list is no heading, and what
 * can't be told (a paragraph behind the last item of a list) has none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_OUTLINE_H
#define ZC_CORPUS_OUTLINE_H

#include "text.h"

enum { OUTLINE_DEPTH = 6 }; /* headings of a path at most: the lowest ones */

/* The path of code point `at` of `t` (the original normalised with offsets, or
 * its beginning), highest heading first: terminated strings in `a` of the
 * original's characters, its blanks closed up. *n is 0 where there is none.
 * Fails with NO_MEMORY. */
zc_status outline_path(zc_str original, const text *t, size_t at, arena *a, const char ***headings,
                       size_t *n, zc_error *error);

#endif
