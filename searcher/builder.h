/* What the files that build a set share: nodes in an arena, and the text leaf.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_BUILDER_H
#define ZC_SEARCHER_BUILDER_H

#include "set.h"

typedef struct builder {
    zc_index *index;
    arena *a;
    set_level level;
    set *out;
    language lang;
    zc_buf understood;
    zc_error *error;
} builder;

/* Nodes. NULL, with the error set, when memory runs out; a NULL child gives
 * NULL, so that a chain of calls needs one check at its end. */
const store_node *node_new(builder *b, store_node node);
const store_node *node_term(builder *b, const char *prefix, zc_str value);
const store_node *node_join(builder *b, store_op op, const store_node *const *child, size_t n);
const store_node *node_pair(builder *b, store_op op, const store_node *one, const store_node *two);
const store_node *node_scale(builder *b, store_op op, const store_node *child, double factor);

/* Notes a document number that was asked for. False, error set, without memory. */
bool builder_add_number(builder *b, const char *canonical);

/* The set of documents whose text holds `s` after normalising, as written. In
 * the title only with `prefix` SCHEMA_TITLE. */
const store_node *leaf_exact(builder *b, const char *prefix, zc_str s);

/* A chunk at the builder's level, with what raises the best to the top. */
const store_node *leaf_chunk(builder *b, zc_str s);

/* One filter value. Appends what was understood to `label`. */
const store_node *filter_build(builder *b, query_filter filter, zc_str value, zc_buf *label);

#endif
