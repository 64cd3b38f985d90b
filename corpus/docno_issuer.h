/* An issuer's name as the prefix of a number: 省政府令 of 省政府令第219号,
 * 海关总署公告 of 海关总署公告2016年第8号, 国家发展改革委 of 国家发展改革委2017年第9号.
 *
 * A name is bounded by what it is made of, not by a list of issuers; where
 * nothing bounds it, there is none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DOCNO_ISSUER_H
#define ZC_CORPUS_DOCNO_ISSUER_H

#include "docno_prefix.h"

typedef enum issuer_kind {
    ISSUER_ORDER,  /* …令 */
    ISSUER_NOTICE, /* …公告, …通告 */
    ISSUER_ALONE   /* an organisation's name and no such word */
} issuer_kind;

typedef struct issuer {
    prefix at;   /* the word included where it stands before the number */
    zc_str word; /* the word where it stands behind: 国务院第638号令; empty otherwise */
    issuer_kind kind;
    bool bare; /* 公告 alone, without a name */
} issuer;

/* The word 令, 公告 or 通告 that `s` begins with; the empty view when none. */
zc_str issuer_word(zc_str s);

/* The name that ends before byte `end` and begins at `floor` at the earliest;
 * `word` is what stands behind the serial, or empty. Several names that issue
 * together are one (农业部、财政部令). */
bool issuer_find(zc_str text, size_t floor, size_t end, zc_str word, issuer *out);

#endif
