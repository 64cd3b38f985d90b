/* The lines of a web page's article: which of them the site put there, and which are
 * its title.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PAGE_LINES_H
#define ZC_CORPUS_PAGE_LINES_H

#include "base.h"

typedef struct page_line {
    zc_str text;  /* trimmed, in the arena */
    bool link;    /* all of its words lead to other pages */
    bool dropped; /* it is no text of the article */
} page_line;

/* Init with {0}; clear with page_lines_clear. */
typedef struct page_lines {
    arena a;
    page_line *at;
    size_t n;
} page_lines;

/* Takes a flow's text with its marks around links (see flow.h). False when memory runs
 * out. */
bool page_lines_split(zc_str text, page_lines *out);
void page_lines_clear(page_lines *l);

/* The first line of the text itself, which says something in a sentence or to somebody;
 * the number of lines where none does. Titles, numbers and labels stand above it. */
size_t page_lines_body(const page_lines *l);

/* Drops tools, links and the footer; `body` is where the text begins. */
void page_lines_drop_furniture(page_lines *l, size_t body);

/* Makes one line of the lines that are the title, and drops its repetitions before the
 * text. Without a title, a line with the same words as one before it is dropped. False
 * when memory runs out. */
bool page_lines_unite_title(page_lines *l, zc_str title);

#endif
