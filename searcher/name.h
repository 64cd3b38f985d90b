/* 《title》 in a query, and a chunk that is a document's title.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_NAME_H
#define ZC_SEARCHER_NAME_H

#include "builder.h"

/* The document of that title, those whose title holds it, and those that name it
 * in 《》. *node is NULL where there are none of these: then it is text. */
zc_status name_build(builder *b, zc_str title, const store_node **node);

/* `node` with the documents whose title is `t` (normalised) raised to the top. */
const store_node *name_raise(builder *b, const text *t, const store_node *node);

#endif
