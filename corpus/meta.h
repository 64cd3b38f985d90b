/* Metadata of one document: place, number, date, issuer, type, each with its
 * source, or null. Evidence that the document carries is weighed here; what a
 * person gave (front matter, a table's columns) outranks it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_META_H
#define ZC_CORPUS_META_H

#include "base.h"

typedef enum meta_field {
    META_TITLE,
    META_CITY,     /* prefecture-level place: 宁波市 */
    META_COUNTY,   /* the place below it: 慈溪市 */
    META_PROVINCE, /* 浙江省 */
    META_YEAR,     /* "2023" */
    META_DATE,     /* "2023-09-21" */
    META_DOCNO,    /* canonical: 慈教建〔2023〕44号 */
    META_ISSUER,   /* the first where several issued together */
    META_TYPE,     /* 答复 */
    META_STATUS,   /* 有效 or 失效 */
    META_URL,
    META_FIELDS /* how many there are */
} meta_field;

/* The field's name in JSON, front matter and a table's header: "docno". */
const char *meta_field_name(meta_field field);
/* The field that an English or Chinese name means (docno, 文号, 发文字号 …), or
 * META_FIELDS. Case and blanks around do not count. */
meta_field meta_field_find(zc_str name);

/* 有效 or 失效 for what pages and people write (现行有效, 已废止); NULL otherwise. */
const char *meta_status_word(zc_str s);

typedef struct meta {
    const char *value[META_FIELDS];  /* NULL where not known */
    const char *source[META_FIELDS]; /* where the value comes from; NULL as value */
    const char **cited;              /* canonical numbers, in order, each once */
    size_t n_cited;
} meta;

typedef struct meta_input {
    zc_str text;  /* the document's text: UTF-8, lines end in LF */
    zc_str title; /* what its format says (a Markdown H1), or empty */
    zc_str path;  /* relative to the PATH that was indexed */
    /* What a person gave, or empty views; `given_source` names where:
     * "front matter", "column". */
    zc_str given[META_FIELDS];
    const char *given_source;
} meta_input;

/* Fills *out, whose strings live in `a`. A given value that can't be read (a
 * date of 30 February) is left out and the evidence of the text counts. Fails
 * with NO_MEMORY only: whatever the bytes are, what can't be told is null. */
zc_status meta_extract(const meta_input *input, arena *a, meta *out, zc_error *error);

#endif
