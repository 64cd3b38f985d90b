/* Where a document comes from: evidence for its place, weighed.
 *
 * A wrong place is worse than none. So a name counts only where it stands as
 * an issuer or a subject, never because it is mentioned; a name of several
 * places waits for other evidence; and what a body of the whole country issued
 * has no place at all, whatever it speaks of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PLACE_EVIDENCE_H
#define ZC_CORPUS_PLACE_EVIDENCE_H

#include "base.h"
#include "docno.h"
#include "place_name.h"

/* What the rest of the metadata found, tidied; NULL where there is nothing. */
typedef struct place_input {
    zc_str text, path;
    const char *title;
    const char *head_organ, *head_source; /* red head, line or label of the head */
    const char *title_organ;              /* what stands before 关于 */
    const char *signer;
    const char *number; /* the own number, canonical */
    zc_str adopter;     /* who passed a law, as its preamble says */
} place_input;

typedef struct place_verdict {
    const place *place; /* NULL when it can't be told */
    const char *source; /* "title", "signature: 慈溪县", "text: 楚雄市" */
} place_verdict;

/* Weighs all of it. False when memory runs out. Linear in the text, which is
 * read only when nothing stronger speaks. */
bool place_weigh(const place_input *in, arena *a, place_verdict *out);

#endif
