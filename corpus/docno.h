/* Document numbers (发文字号): prefix〔year〕serial号.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DOCNO_H
#define ZC_CORPUS_DOCNO_H

#include "base.h"

/* A number found in a text. */
typedef struct docno {
    size_t from, to;     /* bytes of the text, label and brackets around not included */
    char canonical[128]; /* 慈教建〔2023〕44号 */
    int year;
} docno;

/* The first number that begins at or after byte `from`; false when there is
 * none. Any bracket style, full-width digits, blanks inside. */
bool docno_scan(zc_str text, size_t from, docno *out);

/* Whether all of `text` is one number, blanks and a label (文号：, 发文字号：)
 * aside. With `open_end` the number may stop after the year's bracket or in
 * the serial and end in `*` (甬政办发〔2023〕*): canonical is then the prefix of
 * canonical numbers, without the `*`. */
bool docno_parse(zc_str text, bool open_end, docno *out);

#endif
