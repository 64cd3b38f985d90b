/* What the files that build a set share: nodes in an arena, what the set notes,
 * and the text leaf.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_BUILDER_H
#define ZC_SEARCHER_BUILDER_H

#include "set.h"

/* A term of a question. One character weighs, but finds no document by itself. */
typedef struct question_term {
    zc_str term;
    double weight; /* a factor */
    bool finds;
} question_term;

typedef struct question {
    question_term *terms;
    size_t n;
} question;

typedef struct builder {
    zc_index *index;
    arena *a;
    set_level level;
    const zc_request *request;
    set *out;
    question question; /* of all chunks, at the last level */
    bool explain;      /* note the parts of the weight */
    size_t years;      /* in all ranges */
    size_t characters; /* looked for by themselves */
    double scale;      /* of what is being built, in the whole */
    language lang;
    zc_buf understood;
    size_t widened; /* characters of synonyms so far */
    size_t lookups; /* of positions, by all NEAR so far */
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
bool builder_add_number(builder *b, const char *canonical, bool open_end);

/* Notes what a snippet marks, likewise. */
bool builder_mark(builder *b, const uint32_t *cp, size_t n, bool counted);

/* Notes, when asked to explain, a node whose weight is a part of the whole; what
 * says where it comes from. Returns the node; NULL, error set, without memory. */
const store_node *builder_part(builder *b, const char *what, zc_str text, const store_node *node);
const store_node *builder_part_text(builder *b, const char *what, const text *t,
                                    const store_node *node);

/* Restricts the parts from number `from` on to the documents of `node`, of which they
 * are parts: 合同 says nothing of a document that (合同 养老) OR 工资 finds by 工资.
 * Returns as builder_part does. */
const store_node *builder_parts_within(builder *b, size_t from, const store_node *node);

/* Sets the error: the query can't mean what stands at `position`. */
void builder_refuse(builder *b, size_t position, refusal why);

/* Appends a chunk or a phrase to what was understood. */
void builder_print_leaf(builder *b, const query_node *leaf);

/* ---- Text ---- */

/* The documents that hold `s`, after normalising, as written: in the text or the
 * title; in the title alone. */
const store_node *leaf_phrase(builder *b, zc_str s);
const store_node *leaf_title(builder *b, zc_str s);

/* A chunk at the builder's level, with what raises the best to the top. *gram
 * stands for it where nearness ranks, or is NULL. At the last level its terms join
 * the question of the builder, and the node is none. */
const store_node *leaf_chunk(builder *b, zc_str s, const store_node **gram);

/* Latin words that begin with `s`; other text finds itself. */
const store_node *leaf_prefix(builder *b, zc_str s);

/* One unit or more, all units, as written in the text. */
const store_node *leaf_run(builder *b, const uint32_t *cp, size_t n);

/* A normalised text as written in the title. */
const store_node *leaf_in_title(builder *b, const text *t);

/* Notes a text as a mark that is counted. */
bool leaf_mark(builder *b, zc_str s);

/* One filter value. Appends what was understood to `label`. */
const store_node *filter_build(builder *b, query_filter filter, zc_str value, zc_buf *label);

#endif
