/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "date.h"

#include <stdio.h>

/* ---- Digits ---- */

static const struct {
    uint32_t cp;
    int value;
} chinese_digits[] = {
    {0x3007, 0}, /* 〇 */
    {0x25CB, 0}, /* ○ */
    {0x25EF, 0}, /* ◯ */
    {0xFF2F, 0}, /* Ｏ */
    {0x041E, 0}, /* О, Cyrillic */
    {0x039F, 0}, /* Ο, Greek */
    {0x043E, 0}, /* о, Cyrillic */
    {0x03BF, 0}, /* ο, Greek */
    {0xFF4F, 0}, /* ｏ */
    {0x2B55, 0}, /* ⭕ */
    {0x25E6, 0}, /* ◦ */
    {0x26AA, 0}, /* ⚪ */
    {'O', 0},    {'o', 0},    {0x96F6, 0}, {0x4E00, 1}, {0x4E8C, 2}, {0x4E09, 3},
    {0x56DB, 4}, {0x4E94, 5}, {0x516D, 6}, {0x4E03, 7}, {0x516B, 8}, {0x4E5D, 9},
};

enum {
    CP_TEN = 0x5341,
    CP_TWENTY = 0x5EFF,
    CP_THIRTY = 0x5345,
    CP_YEAR = 0x5E74,
    CP_MONTH = 0x6708,
    CP_DAY = 0x65E5,
    CP_FIRST = 0x5143
};

static int arabic(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

static int chinese(uint32_t c)
{
    for (size_t i = 0; i < sizeof chinese_digits / sizeof *chinese_digits; i++)
        if (chinese_digits[i].cp == c)
            return chinese_digits[i].value;
    return -1;
}

/* ---- Reading ---- */

typedef struct reader {
    zc_str text;
    size_t at;
} reader;

static uint32_t peek(const reader *r, size_t *next)
{
    *next = r->at;
    return *next < r->text.n ? utf8_next(r->text, next) : 0;
}

/* Dates are set with air, 2017   年   11   月, but not with half a page. */
static void blanks(reader *r)
{
    for (int i = 0; i < 12; i++) {
        size_t next;
        uint32_t c = peek(r, &next);
        if (c == '\n' || !utf8_is_blank(c))
            break;
        r->at = next;
    }
}

static bool take(reader *r, uint32_t wanted)
{
    size_t next;
    if (peek(r, &next) != wanted)
        return false;
    r->at = next;
    return true;
}

/* Four digits, all Arabic or in Chinese with signs for zero (二○○七, 2ＯО7), and
 * blanks between Chinese ones (二 ○ ○ 七). */
static bool year(reader *r, int *out, bool *in_chinese)
{
    int value = 0;
    *in_chinese = false;
    for (int i = 0; i < 4; i++) {
        size_t next;
        uint32_t c = peek(r, &next);
        int digit = arabic(c);
        if (digit < 0) {
            digit = chinese(c);
            *in_chinese = true;
        }
        if (digit < 0)
            return false;
        value = value * 10 + digit;
        r->at = next;
        if (*in_chinese && i < 3)
            blanks(r);
    }
    *out = value;
    return value >= DATE_FIRST_YEAR && value <= DATE_LAST_YEAR;
}

/* 1 or 2 Arabic digits, 12, 01. */
static bool number(reader *r, int *out)
{
    int n = 0, value = 0;
    for (; n < 2; n++) {
        size_t next;
        int digit = arabic(peek(r, &next));
        if (digit < 0)
            break;
        value = value * 10 + digit;
        r->at = next;
    }
    *out = value;
    return n > 0;
}

/* 六, 十, 十二, 二十, 三十一, 廿三, and 二〇 or 元 (for the first month). */
static bool numeral(reader *r, int *out)
{
    int value = 0, digits = 0;
    bool ten = false;
    for (int i = 0; i < 3; i++) {
        size_t next;
        uint32_t c = peek(r, &next);
        int digit = chinese(c);
        if (c == CP_TEN && !ten && digits < 2) {
            value = (digits ? value : 1) * 10;
            ten = true;
        } else if ((c == CP_TWENTY || c == CP_THIRTY) && i == 0) {
            value = c == CP_TWENTY ? 20 : 30;
            ten = true;
        } else if (c == CP_FIRST && i == 0) {
            value = 1;
        } else if (digit >= 0 && digits < 2) {
            value = ten ? value + digit : value * 10 + digit;
            digits++;
        } else {
            break;
        }
        r->at = next;
    }
    *out = value;
    return value > 0;
}

static bool part(reader *r, int *out)
{
    return number(r, out) || numeral(r, out);
}

static bool calendar(const date *d)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d->month < 1 || d->month > 12 || d->day < 1)
        return false;
    bool leap = d->year % 4 == 0 && (d->year % 100 != 0 || d->year % 400 == 0);
    return d->day <= days[d->month - 1] + (d->month == 2 && leap);
}

/* -9-21, /9/21, .9.21: the same sign twice, and no further digit. */
static bool short_form(reader *r, date *d)
{
    size_t next;
    uint32_t sign = peek(r, &next);
    bool known = sign == '-' || sign == '/' || sign == '.' || sign == 0xFF0D || sign == 0x2014 ||
                 sign == 0xFF0E || sign == 0xFF0F;
    if (!known || !take(r, sign) || !number(r, &d->month) || !take(r, sign) || !number(r, &d->day))
        return false;
    return arabic(peek(r, &next)) < 0;
}

static bool long_form(reader *r, date *d)
{
    blanks(r);
    if (!take(r, CP_YEAR))
        return false;
    blanks(r);
    if (!part(r, &d->month))
        return false;
    blanks(r);
    if (!take(r, CP_MONTH))
        return false;
    blanks(r);
    if (!part(r, &d->day))
        return false;
    blanks(r);
    return take(r, CP_DAY);
}

/* A date at r->at, which moves past it. */
static bool date_at(reader *r, date *out)
{
    date d = {0};
    bool in_chinese;
    if (!year(r, &d.year, &in_chinese))
        return false;
    reader after_year = *r;
    if (in_chinese || !short_form(r, &d)) {
        *r = after_year;
        if (!long_form(r, &d))
            return false;
    }
    if (!calendar(&d))
        return false;
    *out = d;
    return true;
}

bool date_scan(zc_str text, size_t from, date *out, size_t *begin, size_t *end)
{
    uint32_t before = 0;
    if (from > 0 && from < text.n) {
        size_t back = utf8_back(text, from);
        before = utf8_next(text, &back);
    }
    for (size_t at = from; at < text.n;) {
        reader r = {text, at};
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        /* A number's tail (12007年) is no year. */
        if ((arabic(c) >= 0 || chinese(c) >= 0) && arabic(before) < 0 && date_at(&r, out)) {
            *begin = at;
            *end = r.at;
            return true;
        }
        before = c;
        at = next;
    }
    return false;
}

/* `text` without blanks where it is short: PDFs set 2 0 2 3 年 with air. */
enum { SPACED_BYTES = 64 };

static zc_str compact(zc_str text, char out[SPACED_BYTES])
{
    size_t n = 0;
    for (size_t at = 0; text.n <= SPACED_BYTES && at < text.n;) {
        size_t from = at;
        if (!utf8_is_blank(utf8_next(text, &at)))
            while (from < at)
                out[n++] = text.p[from++];
    }
    return (zc_str){out, n};
}

static bool whole(zc_str text, date *out)
{
    date d;
    reader r = {text, 0};
    if (text.n == 0 || !date_at(&r, &d) || r.at != r.text.n)
        return false;
    *out = d;
    return true;
}

bool date_parse(zc_str text, date *out)
{
    char bytes[SPACED_BYTES];
    text = str_trim(text);
    return whole(text, out) || whole(compact(text, bytes), out);
}

bool date_month(zc_str text, int *of_year)
{
    char bytes[SPACED_BYTES];
    reader r = {compact(str_trim(text), bytes), 0};
    bool in_chinese;
    int y, month;
    if (r.text.n == 0 || !year(&r, &y, &in_chinese) || !take(&r, CP_YEAR) || !part(&r, &month) ||
        !take(&r, CP_MONTH) || r.at != r.text.n || month < 1 || month > 12)
        return false;
    *of_year = y;
    return true;
}

/* 19921220, as legal databases write a day, and no ninth digit. */
static bool run_together(zc_str s, date *out)
{
    int n = 0, value = 0;
    while (n < 9 && (size_t)n < s.n && arabic((unsigned char)s.p[n]) >= 0)
        value = n < 8 ? value * 10 + arabic((unsigned char)s.p[n++]) : (n++, value);
    date d = {value / 10000, value / 100 % 100, value % 100};
    if (n != 8 || d.year < DATE_FIRST_YEAR || d.year > DATE_LAST_YEAR || !calendar(&d))
        return false;
    *out = d;
    return true;
}

/* A time of day may follow: 2023-07-03 16:40, 2023-07-03T16:40:05+08:00. */
bool date_lead(zc_str text, date *out, bool *timed)
{
    date d;
    reader r = {str_trim(text), 0};
    if (run_together(r.text, &d))
        r.at = 8;
    else if (!date_at(&r, &d))
        return false;
    zc_str rest = str_slice(r.text, r.at, r.text.n);
    zc_str time = str_trim(rest);
    bool parted = time.n < rest.n || str_starts(rest, STR_LIT("T"));
    if (str_starts(time, STR_LIT("T")))
        time = str_slice(time, 1, time.n);
    *timed = time.n > 3 && arabic((unsigned char)time.p[0]) >= 0 &&
             (time.p[1] == ':' || time.p[2] == ':');
    if (time.n && !(parted && *timed) && !(parted && arabic((unsigned char)time.p[0]) < 0))
        return false;
    *out = d;
    return true;
}

int date_order(date a, date b)
{
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : a.day - b.day;
}

void date_iso(date day, char out[DATE_ISO_SIZE])
{
    snprintf(out, DATE_ISO_SIZE, "%04u-%02u-%02u", (unsigned)day.year % 10000,
             (unsigned)day.month % 100, (unsigned)day.day % 100);
}
