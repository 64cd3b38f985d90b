/* Documents like one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_SIMILAR_H
#define ZC_SEARCHER_SIMILAR_H

#include "builder.h"

/* The documents that share much of what sets the document `id` apart, best first,
 * itself left out. Fails with NOT_FOUND. */
const store_node *similar_build(builder *b, const char *id);

#endif
