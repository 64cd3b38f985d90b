/* Bare document numbers in a query.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_NUMBER_H
#define ZC_SEARCHER_NUMBER_H

#include "builder.h"

/* The document that bears the number, then those that cite it; with `open_end`
 * every number that begins so. *node is NULL where `typed` is no number or the
 * index knows it as neither: then it is text like any other. */
zc_status number_build(builder *b, zc_str typed, bool open_end, const store_node **node);

#endif
