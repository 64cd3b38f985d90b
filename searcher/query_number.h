/* Document numbers in a query: where one goes on over blanks, and which prefix is
 * one. What a number is, docno.h knows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_QUERY_NUMBER_H
#define ZC_SEARCHER_QUERY_NUMBER_H

#include "query.h"

/* Whether one number may go on over the blanks between `run` and `next`. */
bool query_number_goes_on(zc_str run, zc_str next);

/* Whether `s` ends in stars, half or full width; *stem is what stands before them. */
bool query_take_star(zc_str s, zc_str *stem);

#endif
