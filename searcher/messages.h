/* What the page says and why a request is refused, in Chinese and English.
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
    MESSAGE_FOUND,     /* "%llu documents" */
    MESSAGE_FOUND_ONE, /* the same of one */
    MESSAGE_LINES,     /* "%llu occurrences" */
    MESSAGE_RELAXED_WORDS,
    MESSAGE_RELAXED_ANY,
    MESSAGE_RELAXED_SYNONYMS,
    MESSAGE_NOTHING,
    MESSAGE_NOTHING_HINT,
    MESSAGE_NOTHING_COUNTED,
    MESSAGE_DID_YOU_MEAN,
    MESSAGE_HELD, /* "%llu documents", of a chunk */
    MESSAGE_HELD_ONE,
    MESSAGE_HELD_NONE, /* the same of none */
    MESSAGE_WITHOUT,   /* a condition that is named next */
    MESSAGE_ALL_FILTERS,
    MESSAGE_COLON,
    MESSAGE_TITLE,
    MESSAGE_UNDERSTOOD,
    MESSAGE_REMOVE,
    MESSAGE_PREVIOUS,
    MESSAGE_NEXT,
    MESSAGE_PAGE_OF,  /* "page %llu of %llu" */
    MESSAGE_PAGE,     /* "page %llu" */
    MESSAGE_COPIES,   /* "%llu more …" */
    MESSAGE_VERSIONS, /* the same */
    MESSAGE_AND,
    MESSAGE_OR,
    MESSAGE_NEAREST,
    MESSAGE_QUESTION,
    MESSAGE_AND_OTHERS,
    MESSAGE_SAME,
    MESSAGE_NEAR,
    MESSAGE_VERSION,
    MESSAGE_GROUPED,
    MESSAGE_GROUP,
    MESSAGE_APART,
    MESSAGE_ALIKE,
    MESSAGE_WRITTEN_OTHERWISE, /* "%llu more …" */
    MESSAGE_WIDEN,
    MESSAGE_WIDENED,
    MESSAGE_NARROW,
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

/* A field's source as people read it: "signature" is 落款. What stands behind a
 * colon ("title: 慈溪县") and a source without a name here stay as they are; *rest
 * is what follows the name. */
const char *message_source(language lang, const char *source, const char **rest);

/* Why a request is refused: formats of printf, in the arguments' order. */
typedef enum refusal {
    /* the query; most stand behind REFUSAL_AT */
    REFUSAL_AT,       /* size_t position, const char *why */
    REFUSAL_TOO_LONG, /* size_t bytes, int limit */
    REFUSAL_NOT_UTF8,
    REFUSAL_NUL,
    REFUSAL_NOTHING,
    REFUSAL_PUNCTUATION,
    REFUSAL_LEAVES, /* int limit */
    REFUSAL_DEPTH,  /* int limit */
    REFUSAL_OR,
    REFUSAL_AND,
    REFUSAL_NOT,
    REFUSAL_NO_VALUE,
    REFUSAL_ONE_VALUE,
    REFUSAL_EMPTY_GROUP,
    REFUSAL_PREFIX,     /* int units */
    REFUSAL_EXPANSIONS, /* int limit, int bytes, text */
    REFUSAL_NEAR,
    REFUSAL_NEAR_OPERAND,
    REFUSAL_NEAR_CHAIN,
    REFUSAL_NEAR_SHORT,
    REFUSAL_NEAR_COMMON,
    REFUSAL_DISTANCE,
    REFUSAL_DISTANCE_LIMIT, /* int limit */
    REFUSAL_BRACKET_OPEN,
    REFUSAL_BRACKET_CLOSE,
    REFUSAL_QUOTE_OPEN,
    REFUSAL_QUOTE_CLOSE,
    REFUSAL_TITLE_OPEN,
    REFUSAL_TITLE_CLOSE,
    /* filters: const char *label, int bytes, const char *value */
    REFUSAL_PROVINCE, /* an unknown one */
    REFUSAL_PLACE,
    REFUSAL_YEAR,
    REFUSAL_BACKWARDS,
    REFUSAL_YEARS, /* int limit */
    REFUSAL_DATE,
    REFUSAL_DOCNO,
    /* views */
    REFUSAL_NO_BY,
    REFUSAL_NO_ID,
    REFUSAL_NO_DOCUMENT, /* const char *id */
    REFUSALS
} refusal;

const char *message_refusal(language lang, refusal which);

/* What was made of a query's odd mark: size_t position, int bytes, const char *mark. */
const char *message_is_text(language lang);

/* A sentence for a failed request. */
const char *message_status(language lang, zc_status status);

/* The language that `lang`, else Accept-Language asks for, else Chinese. Either
 * may be NULL. */
language language_choose(const char *lang, const char *accept);

/* "zh-CN", for the lang attribute. */
const char *language_tag(language lang);

#endif
