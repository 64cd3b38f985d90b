/* Where a document number's prefix begins, 慈教建 of 慈教建〔2023〕44号: running text
 * stands glued before it (根据国办发〔2013〕89号), and words tell how much of that
 * is not part of it. An issuer's name as a prefix is docno_issuer.h's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DOCNO_PREFIX_H
#define ZC_CORPUS_DOCNO_PREFIX_H

#include "base.h"

/* Bytes of a text. */
typedef struct prefix {
    size_t run; /* where the words begin that are glued before it */
    size_t from, to;
} prefix;

/* Blanks but for line ends, and the controls that web pages leave in and around a
 * number. */
bool prefix_blank(uint32_t c);
/* `c` as a narrow letter; 0 when it is none. */
uint32_t prefix_letter(uint32_t c);
/* The end of what stands before byte `at`, blanks left out. */
size_t prefix_end(zc_str text, size_t floor, size_t at);

/* Where the run of at most `most` characters `of` a kind begins that ends at byte
 * `to`, what is not seen left out. */
size_t prefix_run(zc_str text, size_t floor, size_t to, size_t most, bool (*of)(uint32_t));

/* Bytes of `s` up to the end of the last word that stands in running text and
 * in no prefix. */
size_t prefix_words(zc_str s);

/* Bytes at the start of [from, to) that end a date or a count: 日 of 3月2日云政发,
 * where the digits stand before it, and 二〇一三年七月十八日. */
size_t prefix_date(zc_str text, size_t floor, size_t from, size_t to);

/* The issuer's code that ends before byte `end` and begins at `floor` at the
 * earliest. */
bool prefix_code(zc_str text, size_t floor, size_t end, prefix *out);

#endif
