/* The type of a document (文种): 通知, 意见, 答复 …
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DOCTYPE_H
#define ZC_CORPUS_DOCTYPE_H

#include "base.h"

/* The type that a title ends in, brackets after it aside (…办法（试行） → 办法);
 * NULL when it ends in none. Static. */
const char *doctype_of_title(zc_str title);

/* The type that the opening of a text announces (现答复如下 → 答复); *formula is
 * the words that said so. NULL when there are none. Static. */
const char *doctype_of_opening(zc_str text, zc_str *formula);

/* `title` without the bracketed remarks that end it: …办法（试行） → …办法. */
zc_str doctype_bare(zc_str title);

#endif
