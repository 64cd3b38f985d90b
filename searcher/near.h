/* Strings that stand near each other.
 *
 * A distance is a number of characters of the normalised text, between the end of
 * one string and the beginning of the next; it may cross punctuation.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_NEAR_H
#define ZC_SEARCHER_NEAR_H

#include "builder.h"

/* The documents of a NEAR or ADJ. Fails with QUERY: an operand of one character,
 * or with punctuation in it, or ones too common to be looked at. */
const store_node *near_build(builder *b, const query_node *q);

/* A gram that stands for a string where nearness ranks; NULL where there is none. */
const store_node *near_gram(builder *b, const text *t);

/* `node`, with the documents raised in which neighbours of the n grams (NULLs
 * among them are passed over) stand near each other. */
const store_node *near_raise(builder *b, const store_node *node, const store_node *const *grams,
                             size_t n);

#endif
