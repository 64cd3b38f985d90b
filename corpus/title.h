/* The title of a document, as its head shows it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_TITLE_H
#define ZC_CORPUS_TITLE_H

#include "lines.h"

typedef struct title {
    const char *text;   /* tidied, without a page's marks; NULL when there is none */
    const char *source; /* "head", "label", or what was given */
    const char *status; /* what its marks say: 有效 of [有效]…; NULL without */
} title;

/* What the title may be before the lines are looked at. */
typedef struct title_hints {
    zc_str given;       /* the format's or a person's: it is taken as it is */
    const char *source; /* of that */
    zc_str label;       /* 标题：…, or empty */
} title_hints;

/* Finds the title and where it stands: l->title, l->after_title and l->body are
 * set. False when memory runs out.
 *
 * The lines before the text itself are weighed; one that ends in a type of
 * document is a title, with the lines that it is broken over and an issuer that
 * stands joined to it. An order publishes what it names: the title is then that
 * of the text below it. */
bool title_read(lines *l, const title_hints *hints, arena *a, title *out);

#endif
