/* The year that a text without a date is of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_YEAR_H
#define ZC_CORPUS_YEAR_H

#include "base.h"

/* The latest year of `text`, followed by 年 or in a cited number's bracket, from 1949 to
 * the next, that is not a target (到2027年, 力争2026年, 2021—2025年, 2030年前); 0 when there
 * is none. */
int year_latest(zc_str text);

#endif
