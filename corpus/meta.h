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
    META_CITY,      /* prefecture-level place: 宁波市 */
    META_COUNTY,    /* the place below it: 慈溪市 */
    META_PROVINCE,  /* 浙江省 */
    META_YEAR,      /* "2023" */
    META_DATE,      /* of issue: "2023-09-21" */
    META_PUBLISHED, /* when a site put it up: 发布日期 */
    META_EFFECTIVE, /* when it takes effect: 自2024年1月1日起施行 */
    META_DOCNO,     /* canonical: 慈教建〔2023〕44号 */
    META_ISSUER,    /* the first where several issued together */
    META_TYPE,      /* 答复 */
    META_STATUS,    /* 有效 or 失效 */
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

/* A number that the text cites, at one of the places where it does. */
typedef struct citation {
    size_t which;    /* of `cited` */
    uint64_t offset; /* code points of the document's text before it */
} citation;

typedef struct meta {
    const char *value[META_FIELDS];  /* NULL where not known */
    const char *source[META_FIELDS]; /* where the value comes from; NULL as value */
    const char **issuers;            /* all that issued it together, in order */
    size_t n_issuers;                /* the first is value[META_ISSUER]; 0 as that is NULL */
    const char **cited;              /* canonical numbers, in order, each once */
    size_t n_cited;
    citation *citations; /* in order of the text */
    size_t n_citations;
} meta;

/* Values from one hand, each with its source; empty views where it says nothing. */
typedef struct meta_values {
    zc_str value[META_FIELDS];
    const char *source[META_FIELDS];
    bool none[META_FIELDS]; /* it says that there is no value */
} meta_values;

/* Sets a value: what is set later outranks what was set before. */
void meta_values_set(meta_values *v, meta_field field, zc_str value, const char *source);

typedef struct meta_input {
    zc_str text; /* the document's text: UTF-8, lines end in LF */
    zc_str path; /* relative to the PATH that was indexed */
    /* What its format says, to be weighed with the text: a Markdown heading, a
     * page's <meta name="PubDate">. The title is taken as it is. */
    meta_values said;
    /* What a person says (front matter, a column): it outranks all else. */
    meta_values given;
} meta_input;

/* Fills *out, whose strings live in `a`. A given value that can't be read (a
 * date of 30 February) is left out and the evidence of the text counts. Fails
 * with NO_MEMORY only: whatever the bytes are, what can't be told is null. */
zc_status meta_extract(const meta_input *input, arena *a, meta *out, zc_error *error);

#endif
