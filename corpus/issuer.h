/* Who issued a document, alone or together with others: evidence weighed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_ISSUER_H
#define ZC_CORPUS_ISSUER_H

#include "head.h"
#include "signature.h"

typedef struct issuers {
    organ_names names;       /* all of them, in order; the first is the issuer */
    const char *source;      /* where the first is read: "title"; NULL without */
    const char *title_organ; /* what the title begins with, as it stands; NULL without */
} issuers;

/* Whether `sign` is another document's, which this one carries: 财政部's below a notice
 * by which 市财政局 forwards it. `title` may be NULL. False also when memory runs out. */
bool issuer_signs_other(const char *title, const head *head, const signature *sign, arena *a);

/* Weighs a red head or order, the title before 关于, names on lines of their own, the
 * signature, a label, and last `said`, what the format says. A name that only says its
 * kind (市财政局) gives way to the full one in the signature or the label. False when
 * memory runs out. */
bool issuer_weigh(const char *title, const head *head, const signature *sign, zc_str said,
                  const char *said_source, arena *a, issuers *out);

#endif
