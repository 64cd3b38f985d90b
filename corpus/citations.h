/* The numbers of other documents that a text names, and where.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_CITATIONS_H
#define ZC_CORPUS_CITATIONS_H

#include "meta.h"

/* Fills m->cited and m->citations with every number of `text`, the text as it is
 * shown, but the document's own. Strings live in `a`. False when memory runs out. */
bool citations_find(zc_str text, arena *a, meta *m);

#endif
