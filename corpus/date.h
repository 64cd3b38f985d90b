/* Dates as Chinese documents write them: 2023年9月21日, 二〇〇七年二月六日,
 * 2023-09-21. Calendar days only; a month without a day is no date.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DATE_H
#define ZC_CORPUS_DATE_H

#include "base.h"

/* A day of the calendar, 1949 to 2099. */
typedef struct date {
    int year, month, day;
} date;

/* A date and where it was read, as metadata shows it: "signature", "label". */
typedef struct dated {
    date day;
    const char *source; /* NULL where there is none */
} dated;

enum { DATE_FIRST_YEAR = 1949, DATE_LAST_YEAR = 2099, DATE_ISO_SIZE = 11 };

/* The first date that begins at or after byte `from`; its bytes are
 * [*begin, *end). False when there is none. Full-width digits, Chinese numerals
 * with any of the signs in use for zero, and blanks between the parts. */
bool date_scan(zc_str text, size_t from, date *out, size_t *begin, size_t *end);

/* Whether all of `text` is one date, blanks around and between aside. */
bool date_parse(zc_str text, date *out);

/* Whether all of `text` is a year and a month (二〇〇九年九月): no date, but a year. */
bool date_month(zc_str text, int *of_year);

/* Whether `text` begins with a date (also 19921220) that a time of day, or words after
 * a blank, may follow; *timed tells whether there is such a time. */
bool date_lead(zc_str text, date *out, bool *timed);

/* Negative, 0 or positive as `a` is before, on or after `b`. */
int date_order(date a, date b);

/* "2023-09-21", terminated. */
void date_iso(date day, char out[DATE_ISO_SIZE]);

#endif
