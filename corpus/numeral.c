/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "numeral.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { CHINESE_AT_MOST = 9 }; /* 九万 is beyond; 九千九百九十九 has 7 */

/* 〇 and what is typed for it, as in corpus/date.c. */
static const struct {
    uint32_t cp;
    int value;
} chinese_digits[] = {
    {0x3007, 0}, {0x25CB, 0}, {0x25EF, 0}, {0xFF2F, 0}, {'O', 0},
    {0x96F6, 0}, {0x4E00, 1}, {0x4E8C, 2}, {0x4E09, 3}, {0x56DB, 4},
    {0x4E94, 5}, {0x516D, 6}, {0x4E03, 7}, {0x516B, 8}, {0x4E5D, 9},
};

int numeral_digit(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

static int chinese_digit(uint32_t c)
{
    for (size_t i = 0; i < COUNT(chinese_digits); i++)
        if (chinese_digits[i].cp == c)
            return chinese_digits[i].value;
    return -1;
}

/* 十, 百, 千; 0 for other characters. */
static int unit_of(uint32_t c)
{
    return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
}

static bool is_digit(uint32_t c)
{
    return numeral_digit(c) >= 0;
}

static bool is_chinese(uint32_t c)
{
    return chinese_digit(c) >= 0 || unit_of(c) > 0;
}

/* ---- Values ---- */

/* 二一九 and ２１９: digit by digit. */
static int by_place(zc_str s)
{
    int value = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        int digit = numeral_digit(c);
        value = value * 10 + (digit < 0 ? chinese_digit(c) : digit);
    }
    return value;
}

/* 二百一十九, 一百零五, 十五; -1 when it is not well made. */
static int by_unit(zc_str s)
{
    int total = 0, digit = -1, last = 10000;
    bool zero = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        int unit = unit_of(c), value = chinese_digit(c);
        if (unit) {
            bool bare_ten = digit < 0 && unit == 10;
            if (unit >= last || (digit <= 0 && !bare_ten))
                return -1;
            total += (bare_ten ? 1 : digit) * unit;
            digit = -1;
            last = unit;
            zero = false;
        } else if (digit >= 0) {
            return -1;
        } else if (value == 0) {
            zero = true;
        } else {
            digit = value;
        }
    }
    /* 一百五 may be 105 or 150 */
    if (digit >= 0 && last > 10 && !zero)
        return -1;
    return total + (digit > 0 ? digit : 0);
}

static bool read_span(zc_str s, bool chinese, size_t n, numeral *out)
{
    bool units = false, numerals = !chinese;
    for (size_t at = 0; chinese && at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        units = units || unit_of(c) > 0;
        numerals = numerals || utf8_is_han(c); /* OO alone is none */
    }
    if (n == 0 || !numerals || n > (units ? CHINESE_AT_MOST : NUMERAL_DIGITS_AT_MOST))
        return false;
    int value = units ? by_unit(s) : by_place(s);
    if (value < 0)
        return false;
    *out = (numeral){value, n, chinese, units};
    return true;
}

/* ---- Spans ---- */

bool numeral_next(zc_str text, size_t *at, numeral *out)
{
    size_t end = *at, n = 0;
    if (end >= text.n)
        return false;
    size_t first = end;
    bool chinese = !is_digit(utf8_next(text, &first));
    while (end < text.n && n <= CHINESE_AT_MOST) {
        size_t next = end;
        uint32_t c = utf8_next(text, &next);
        if (chinese ? !is_chinese(c) : !is_digit(c))
            break;
        end = next;
        n++;
    }
    if (!read_span(str_slice(text, *at, end), chinese, n, out))
        return false;
    *at = end;
    return true;
}

bool numeral_before(zc_str text, size_t floor, size_t *at, numeral *out)
{
    size_t begin = *at, n = 0;
    if (begin <= floor)
        return false;
    size_t last = utf8_back(text, begin);
    bool chinese = !is_digit(utf8_next(text, &(size_t){last}));
    while (begin > floor && n <= CHINESE_AT_MOST) {
        size_t back = utf8_back(text, begin), next = back;
        uint32_t c = utf8_next(text, &next);
        if (chinese ? !is_chinese(c) : !is_digit(c))
            break;
        begin = back;
        n++;
    }
    if (!read_span(str_slice(text, begin, *at), chinese, n, out))
        return false;
    *at = begin;
    return true;
}
