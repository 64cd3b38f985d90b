/* How a document is signed: organisations' lines and a date's line below them.
 *
 *     慈溪市教育局
 *     2023年9月21日
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_SIGNATURE_H
#define ZC_CORPUS_SIGNATURE_H

#include "base.h"
#include "date.h"
#include "organ.h"

typedef struct signature {
    const char *organ;   /* the first that signed; NULL when none did */
    organ_names organs;  /* all that signed, in order */
    dated day;           /* by it: "signature", or "last line" where no one signed */
    dated alone;         /* a day below the last sentence before it, signed by no one */
    int year;            /* of a month without a day (二〇〇九年九月); 0 otherwise */
    zc_str number;       /* a line that is a number, right above or below it */
    organ_names closing; /* names on the text's last line, where nothing is signed with a day */
    size_t end; /* where what is signed, or dated by a day alone, ends; else the text's length */
} signature;

/* Whether a line is an office and who holds it: 市长　陈某某, 示例县人民政府县长　李某. */
bool signature_by_leader(zc_str line);

/* How `text` is signed at or after byte `from`, where its own words begin. Of
 * several signatures the first, since what comes after it is attached. Without
 * one, the day alone that ends the text: below the last sentence, above 印发 in the
 * last line, or a newspaper's （2019年11月05日 01版）. False when memory runs out. One
 * pass over the lines. */
bool signature_read(zc_str text, size_t from, arena *a, signature *out);

#endif
