/* Document numbers (发文字号): prefix〔year〕serial号, and those of orders and
 * announcements: 省政府令第219号, 海关总署公告2016年第8号.
 *
 * Every spelling has one canonical form. With a year it is prefix〔year〕serial号
 * (海关总署公告〔2016〕8号), else prefix第serial号; blanks and the joints of several
 * names are left out, letters and digits narrow, numerals Arabic.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DOCNO_H
#define ZC_CORPUS_DOCNO_H

#include "base.h"

/* A number found in a text. */
typedef struct docno {
    size_t from, to;     /* bytes of the text, label and brackets around not included */
    char canonical[192]; /* 慈教建〔2023〕44号 */
    int year;            /* 0: an order without a year */
    bool plain;          /* no bracket around the year: an order or announcement */
    bool glued;          /* running words stand before it (根据国办发〔2013〕89号) */
} docno;

/* The first number that begins at or after byte `from`; false when there is
 * none. Any bracket style, full-width digits, Chinese numerals, blanks inside. */
bool docno_scan(zc_str text, size_t from, docno *out);

/* Whether `text` is one number and nothing else, a label (文号：, 发文字号：), blanks
 * and running words before it aside; from and to are those of the whole. With
 * `open_end` it may stop in the year, after it or in the serial and end in `*`
 * (甬政办发〔2023〕*, 省政府令第2*): canonical is then the prefix of canonical
 * numbers, without the `*`. */
bool docno_parse(zc_str text, bool open_end, docno *out);

#endif
