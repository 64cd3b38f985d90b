/* Titles that a web page has for its document, and which of them is it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PAGE_TITLES_H
#define ZC_CORPUS_PAGE_TITLES_H

#include "base.h"

typedef struct page_title {
    zc_str text;
    const char *source;
    unsigned rank; /* the lowest counts */
} page_title;

enum { TITLES_AT_MOST = 16 };

/* Begin with {0}. */
typedef struct page_titles {
    page_title at[TITLES_AT_MOST];
    size_t n;
    zc_str page;       /* of <title>, as it stands */
    page_title chosen; /* what page_titles_choose answers */
    bool failed;       /* memory ran out */
} page_titles;

/* A title that a <meta> or a label says. Strings that are copied go into `a`. */
void page_titles_add(page_titles *t, zc_str text, const char *source, unsigned rank, arena *a);
/* A heading of the page, <h1> or another. Those nearer to the article come later. */
void page_titles_add_heading(page_titles *t, zc_str text, bool h1, arena *a);
/* What <title> says, the site's name with it. */
void page_titles_add_page(page_titles *t, zc_str text, arena *a);

/* The one that counts; NULL where the page has none. */
const page_title *page_titles_choose(page_titles *t);

#endif
