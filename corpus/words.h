/* Whether a text begins with, ends in or holds one of a list of words.
 *
 *     static const char *const verbs[] = {"施行", "实施"};
 *     if (words_start(s, WORDS(verbs)))
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_WORDS_H
#define ZC_CORPUS_WORDS_H

#include "base.h"

/* An array of words as the two arguments that take it. */
#define WORDS(array) (array), sizeof(array) / sizeof *(array)

/* Bytes of the first word of the list that `s` begins with or ends in; 0 for none. */
size_t words_start(zc_str s, const char *const *words, size_t n);
size_t words_end(zc_str s, const char *const *words, size_t n);
/* Whether `s` holds one of them, or is one. */
bool words_in(zc_str s, const char *const *words, size_t n);
bool words_are(zc_str s, const char *const *words, size_t n);

#endif
