/* What the files that weigh metadata share: the work on one document.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_META_WORK_H
#define ZC_CORPUS_META_WORK_H

#include "date.h"
#include "gazetteer.h"
#include "head.h"
#include "issuer.h"
#include "meta.h"
#include "signature.h"

typedef struct meta_work {
    const meta_input *in;
    arena *a;
    meta *out;
    head head;
    signature sign; /* without what another document's issuer signed */
    issuers issuers;
    bool dated_by_page; /* the text says no day of issue: META_DATE is 发布日期, or a file name's */
    bool failed;        /* memory ran out */
} meta_work;

/* The first to know a field fills it. */
void meta_set(meta_work *w, meta_field field, zc_str value, const char *source);
void meta_set_date(meta_work *w, meta_field field, dated d);
void meta_set_year(meta_work *w, int year, const char *source);
/* The levels above `p` and its own, where they aren't known yet. */
void meta_set_place(meta_work *w, const place *p, const char *source, const char *above);
/* Whether `p` agrees with what is set at its level and above. */
bool meta_place_fits(const meta_work *w, const place *p);

/* A value in its field's form, from a person or a format: dates, numbers, years and
 * states are read, all else is taken as it is. What can't be read is left out. */
void meta_set_value(meta_work *w, meta_field field, zc_str value, const char *source);

/* The year of an ISO date. */
int meta_year_of(const char *iso);

/* When it takes effect, once title, date and type are known. */
void meta_take_effective(meta_work *w);

/* What the format says, in its field's form; what can't be read is passed over. */
void meta_take_said(meta_work *w, meta_field field);

/* All that a person gave, places completed. */
void meta_take_given(meta_work *w);

#endif
