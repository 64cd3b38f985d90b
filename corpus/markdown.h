/* Markdown to text, through cmark: the only file that knows cmark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_MARKDOWN_H
#define ZC_CORPUS_MARKDOWN_H

#include "base.h"

typedef struct markdown {
    zc_str title; /* the first level-1 heading, in `out`'s bytes; may be empty */
    bool plain;   /* refused by the guard: `out` holds the source as it is */
} markdown;

/* Appends the text of `source` to `out`: blocks end in a blank line, items keep
 * their numbers, soft breaks are line ends, HTML and comments are left out.
 * Sources that are known to take cmark 0.30 more than linear time are passed
 * through as plain text. Fails with NO_MEMORY. */
zc_status markdown_text(zc_str source, zc_buf *out, markdown *how, zc_error *error);

/* A stretch of a text, bytes. */
typedef struct markdown_span {
    size_t from, to;
} markdown_span;

/* Finds what is to be marked in a text (what markdown_text gives): ascending spans
 * that don't overlap, allocated by the function, freed by the caller. */
typedef size_t markdown_finder(void *context, zc_str text, markdown_span **spans);

/* Appends `source` as HTML, without raw HTML, images and unsafe links, found
 * spans in <mark>, without a level-1 heading that says `title`. *refused is set,
 * and nothing written, where the guard refuses the source: show it as text.
 * Fails with NO_MEMORY. */
zc_status markdown_html(zc_str source, zc_str title, markdown_finder *find, void *context,
                        zc_buf *out, bool *refused, zc_error *error);

#endif
