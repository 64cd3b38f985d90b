/* Which part of a web page is its article: everything else (menus, links, counters,
 * footers) is furniture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_ARTICLE_H
#define ZC_CORPUS_ARTICLE_H

#include "base.h"

/* A node of libxml2. */
struct _xmlNode;

/* What is known of an element; its node's _private points to it. */
typedef struct article_mark {
    uint32_t text;  /* characters that are no link's */
    uint32_t links; /* characters of links */
    bool gone;      /* script, hidden or furniture: none of its text counts */
} article_mark;

/* Marks every element below `root` and returns the one that holds the article:
 * `root` itself where none stands out. NULL when memory runs out. */
struct _xmlNode *article_find(struct _xmlNode *root, arena *a);

/* Whether a node and what is below it is to be passed over. */
bool article_passes_over(const struct _xmlNode *node);

/* Whether `name` is one of the element's classes or its id, case aside; and of
 * any attribute. */
bool article_attribute_is(struct _xmlNode *node, const char *attribute, const char *value);

/* The node after `node` in the order of the document, below `root`; with `deep`
 * false what is below `node` is left out. NULL at the end. */
struct _xmlNode *article_next(const struct _xmlNode *root, struct _xmlNode *node, bool deep);

#endif
