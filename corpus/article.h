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

/* What is known of an element; its node's _private points to it. Letters, Han and Latin
 * ones, of scripts, of what is hidden and of furniture are counted nowhere. */
typedef struct article_mark {
    uint32_t text;  /* letters that are no link's; links to files and within the page count here */
    uint32_t links; /* letters of links to other pages */
    uint32_t prose; /* letters of whole sentences */
    uint32_t own;   /* of these, what stands in its own paragraphs */
    bool holds;     /* it is, or holds, an element with the name of an article's */
    bool link;      /* a link to another page */
    bool silent;    /* nothing that it holds is text: a script */
    bool gone;      /* silent, hidden or furniture */
} article_mark;

enum { ARTICLE_PARTS = 8 };

/* An article: what holds its text, with what belongs to it and stands beside (a
 * signature, its attachments), in the order of the page. */
typedef struct article {
    struct _xmlNode *parts[ARTICLE_PARTS];
    size_t n;
    struct _xmlNode *body; /* the part that holds its text */
    bool only_links;       /* there is none: a page of links */
} article;

/* Marks every element below `root` and finds the article: `root` itself where none
 * stands out. False when memory runs out. */
bool article_find(struct _xmlNode *root, arena *a, article *out);

/* Whether a node and what is below it is to be passed over; and whether it never holds
 * text at all, of the page or its article. */
bool article_passes_over(const struct _xmlNode *node);
bool article_is_silent(const struct _xmlNode *node);
/* Whether a node ends the line before it and the line that it ends. */
bool article_is_block(const struct _xmlNode *node);
/* Whether it is a link to another page, not to a file or a place in this one. */
bool article_is_link(const struct _xmlNode *node);

/* The value of an attribute, NULL where there is none; and whether it is `value`,
 * case aside. */
const char *article_attribute(const struct _xmlNode *node, const char *name);
bool article_attribute_is(const struct _xmlNode *node, const char *name, const char *value);

/* The node after `node` in the order of the document, below `root`; with `deep`
 * false what is below `node` is left out. NULL at the end. */
struct _xmlNode *article_next(const struct _xmlNode *root, struct _xmlNode *node, bool deep);

#endif
