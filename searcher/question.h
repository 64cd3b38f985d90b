/* A question: text that no document need hold as it is. Every document that
 * shares a word or a pair of characters with it is found, best first.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_QUESTION_H
#define ZC_SEARCHER_QUESTION_H

#include "builder.h"

/* Adds the terms of `t`, in which what only asks is blanked, to the question of
 * the builder. False, error set, when that fails. */
bool question_add(builder *b, text *t);

/* Adds a term by itself, with a factor to its weight. */
bool question_add_term(builder *b, question *q, const uint32_t *cp, size_t n, double weight);

/* The documents that hold a term of the question, each with its weight. */
const store_node *question_node(builder *b, question *q);

#endif
