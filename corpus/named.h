/* Documents by name: titles as texts cite them, 《中华人民共和国职业教育法》.
 *
 * A name is compared by its key: the units of the normalised title, without the
 * 中华人民共和国 in front that everyday citing leaves out, and without a bracket at
 * its end (（试行）, （2022年修订）), which it often leaves out too.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_NAMED_H
#define ZC_CORPUS_NAMED_H

#include "text.h"

/* Appends the key of a normalised title; nothing where it is less than two units. */
void named_key(const uint32_t *cp, size_t n, zc_buf *out);

/* The next title that `t` (normalised) names between 《 and 》, at or after *at: its
 * code points from *from up to *to; *at moves behind it. False after the last. */
bool named_next(const text *t, size_t *at, size_t *from, size_t *to);

#endif
