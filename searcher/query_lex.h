/* Query text to tokens: words, operators, brackets that group. What is syntax
 * and what is running text is settled here; the grammar is query.c's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_QUERY_LEX_H
#define ZC_SEARCHER_QUERY_LEX_H

#include "query.h"

typedef enum query_token_kind {
    TOKEN_END,
    TOKEN_LEAF,    /* op, filter, text */
    TOKEN_NOTHING, /* punctuation where a leaf could stand */
    TOKEN_OPEN,    /* brackets of a group, paired */
    TOKEN_CLOSE,
    TOKEN_OR,
    TOKEN_AND,
    TOKEN_NOT, /* by_word, else by a minus, which then stands before a leaf or group */
    TOKEN_NEAR /* distance, ordered */
} query_token_kind;

typedef struct query_token {
    query_token_kind kind;
    size_t at; /* the byte where it begins */
    query_op op;
    query_filter filter;
    zc_str text;
    bool by_word, ordered;
    unsigned distance;
} query_token;

/* What is being read, and where its errors go. */
typedef struct query_source {
    zc_str in;
    language lang;
    arena *a;
    zc_error *error;
} query_source;

/* Reads all of a valid text of at most QUERY_BYTES_AT_MOST bytes: *list ends in a
 * TOKEN_END, its brackets pair and are not too deep, its leaves not too many; what
 * was unpaired stands in `notes`. Fails with QUERY, LIMIT or NO_MEMORY. */
zc_status query_lex(const query_source *source, query_token **list, query *notes);

/* 1-based character at byte `at`. */
size_t query_position(const query_source *source, size_t at);

/* Refuses what stands at byte `at`; `limit` is for the sentences that name one. */
zc_status query_refuse(const query_source *source, zc_status status, size_t at, refusal why,
                       int limit);

#endif
