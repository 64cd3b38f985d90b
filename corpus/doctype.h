/* The type of a document (文种): 通知, 意见, 答复 …
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DOCTYPE_H
#define ZC_CORPUS_DOCTYPE_H

#include "base.h"

/* The type that a title ends in, brackets after it aside (…办法（试行） → 办法), that
 * of the bracket itself where nothing before it says one (海关总署公告2016年第8号（关于…
 * 的公告）), 解读 for what explains another document (一图读懂《…办法》); NULL when it
 * ends in none. Static. */
const char *doctype_of_title(zc_str title);

/* Whether a title ends in what is no type of the list, but ends titles: …布告. */
bool doctype_ends(zc_str title);

/* The type that is all of `word`: 通知. NULL when it is none. Static. */
const char *doctype_word(zc_str word);

/* The type that the opening of a text announces (现答复如下 → 答复); *formula is
 * the words that said so. NULL when there are none. Static. */
const char *doctype_of_opening(zc_str text, zc_str *formula);

/* `title` without the bracketed remarks that end it: …办法（试行） → …办法. */
zc_str doctype_bare(zc_str title);

#endif
