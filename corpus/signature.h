/* How a document is signed: an organisation's line and a date's line below it.
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

typedef struct signature {
    const char *organ; /* the first where several signed; NULL when none did */
    dated day;
} signature;

/* How `text` is signed: an organisation's line and a date's line below it. Of
 * several the first, since what comes after it is attached. False when memory
 * runs out. One pass over the lines. */
bool signature_read(zc_str text, arena *a, signature *out);

#endif
