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

#endif
