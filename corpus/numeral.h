/* Numbers in running text: 219, ２１９, 二一九, 二百一十九. What can be read in two
 * ways (一百五) is none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_NUMERAL_H
#define ZC_CORPUS_NUMERAL_H

#include "base.h"

typedef struct numeral {
    int value;
    size_t characters;
    bool chinese; /* in Chinese numerals */
    bool units;   /* with 十, 百 or 千 */
} numeral;

enum { NUMERAL_DIGITS_AT_MOST = 5 }; /* a longer one is no serial of a document */

/* The value of a digit, narrow or full width; -1 when `c` is none. */
int numeral_digit(uint32_t c);

/* The whole number that begins at byte *at, which moves past it. False, nothing
 * changed, when none does or it is too long. */
bool numeral_next(zc_str text, size_t *at, numeral *out);

/* The same for the whole number that ends at byte *at, which moves to where it
 * begins, `floor` at the earliest. */
bool numeral_before(zc_str text, size_t floor, size_t *at, numeral *out);

#endif
