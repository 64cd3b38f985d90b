/* What the page says, in Chinese and English: one catalogue.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_MESSAGES_H
#define ZC_SEARCHER_MESSAGES_H

#include "zhengce.h"

typedef enum language { LANGUAGE_ZH, LANGUAGE_EN, LANGUAGES } language;

typedef enum message {
    MESSAGE_SITE,
    MESSAGE_QUERY,
    MESSAGE_SEARCH,
    MESSAGE_MORE,
    MESSAGE_CITY,
    MESSAGE_COUNTY,
    MESSAGE_PROVINCE,
    MESSAGE_YEAR,
    MESSAGE_DATE,
    MESSAGE_PUBLISHED,
    MESSAGE_EFFECTIVE,
    MESSAGE_SINCE,
    MESSAGE_UNTIL,
    MESSAGE_DOCNO,
    MESSAGE_ISSUER,
    MESSAGE_TYPE,
    MESSAGE_STATUS,
    MESSAGE_URL,
    MESSAGE_SORT,
    MESSAGE_BY_RELEVANCE,
    MESSAGE_BY_DATE,
    MESSAGE_BY_DATE_ASC,
    MESSAGE_LIST,
    MESSAGE_MATRIX,
    MESSAGE_KWIC,
    MESSAGE_FOUND, /* "%llu documents" */
    MESSAGE_LINES, /* "%llu occurrences" */
    MESSAGE_RELAXED_WORDS,
    MESSAGE_RELAXED_ANY,
    MESSAGE_NOTHING,
    MESSAGE_NOTHING_HINT,
    MESSAGE_DID_YOU_MEAN,
    MESSAGE_HELD,      /* "%llu documents", of a chunk */
    MESSAGE_HELD_NONE, /* the same of none */
    MESSAGE_WITHOUT,   /* a condition that is named next */
    MESSAGE_ALL_FILTERS,
    MESSAGE_COLON,
    MESSAGE_TITLE,
    MESSAGE_UNDERSTOOD,
    MESSAGE_REMOVE,
    MESSAGE_PREVIOUS,
    MESSAGE_NEXT,
    MESSAGE_PAGE_OF, /* "page %llu of %llu" */
    MESSAGE_PAGE,    /* "page %llu" */
    MESSAGE_COPIES,  /* "%llu more …" */
    MESSAGE_AND,
    MESSAGE_AND_OTHERS,
    MESSAGE_SAME,
    MESSAGE_NEAR,
    MESSAGE_GROUPED,
    MESSAGE_GROUP,
    MESSAGE_APART,
    MESSAGE_ALIKE,
    MESSAGE_CITES_THIS,
    MESSAGE_CITED,
    MESSAGE_NOTES,
    MESSAGE_BACK,
    MESSAGE_SOURCE,
    MESSAGE_TABLE_NOTE,
    MESSAGE_HITS,
    MESSAGE_PER10K,
    MESSAGE_NONE,
    MESSAGE_WELCOME, /* "%llu documents …" */
    MESSAGE_EXAMPLES,
    MESSAGE_ERROR,
    MESSAGE_SKIP,
    MESSAGE_FILTERS,
    MESSAGE_AS,
    MESSAGE_LEFT,
    MESSAGE_RIGHT,
    MESSAGE_DOCUMENT,
    MESSAGES
} message;

const char *message_text(language lang, message which);

/* A sentence for a failed request. */
const char *message_status(language lang, zc_status status);

/* The language that `lang`, else Accept-Language asks for, else Chinese. Either
 * may be NULL. */
language language_choose(const char *lang, const char *accept);

/* "zh-CN", for the lang attribute. */
const char *language_tag(language lang);

#endif
