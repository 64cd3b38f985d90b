/* What the prefix of a document number tells of the place: 甬政办发 is 宁波市's,
 * 国办发 nobody's, 丽政发 of 丽水市 or 丽江市. The table is
 * corpus/docno-prefixes.tsv, compiled in.
 *
 * A prefix is evidence, not proof: any county may write the character that its
 * name begins with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PLACE_NUMBER_H
#define ZC_CORPUS_PLACE_NUMBER_H

#include "base.h"
#include "place_name.h"
#include "place_prose.h"

typedef enum number_says {
    NUMBER_SILENT,  /* no number, or no prefix that the table knows */
    NUMBER_ALONE,   /* it tells the place by itself */
    NUMBER_SHARED,  /* of several places, which something else must tell */
    NUMBER_NATIONAL /* of a body of the whole country */
} number_says;

enum { NUMBER_MEANINGS = 128 }; /* 新 and 南 begin 60 names each, the most */

typedef struct place_number {
    number_says says;
    const place *may[NUMBER_MEANINGS]; /* one when alone; else all that may write it: those */
    size_t n;                          /* of the table, and those it begins the name of */
    size_t listed;                     /* how many of them, the first, the table names */
    bool governs; /* it goes on as a government's number, 政, 府 or 委, so that what comes */
                  /* before is a place's sign: 盐政发, but 盐务 anywhere */
} place_number;

/* Reads the canonical `number`, which may be NULL. */
void number_read(const char *number, place_number *out);

/* Whether `p` may have given the number, so far as the prefix goes: it or what
 * lies in it or around it writes so. True where the prefix tells nothing. */
bool number_fits(const place_number *number, const place *p);

/* Keeps the places of *reading that fit, if any does. */
void number_narrow(const place_number *number, place_reading *reading);

/* The one place of a shared prefix that the text speaks of, by name (丽政发, and
 * 丽水市 stands in it) or by its kind (杭政发 and 我市: 上杭县 is no 市); else the
 * place that all of them lie in. out->n is 0 when it can't be told. */
void number_settle(const place_number *number, const prose_mention *mentions, prose_unit unit,
                   place_reading *out);

#endif
