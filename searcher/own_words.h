/* The words of a question, with the user's own terms among them: ICU splits 双|师|型.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_OWN_WORDS_H
#define ZC_SEARCHER_OWN_WORDS_H

#include "builder.h"

/* The words of `t`, as index_words gives them, at *words and *n (initially NULL and 0).
 * Where every word is to be found (SET_WORDS) a term of the user's stands whole, in the
 * place of ICU's words; where any is enough, beside them. */
zc_status own_words(builder *b, const text *t, text_word **words, size_t *n);

#endif
