/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_number.h"

#include "organ.h"
#include "query_marks.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What an order or announcement calls itself: it may have no brackets (docno.h). */
static const char *const kinds[] = {"令", "公告", "通告"};

static bool is_letter(uint32_t c)
{
    return utf8_is_han(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool starts_with_any(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, str_from(words[i])))
            return true;
    return false;
}

/* Two words are two words (职业教育 豫政〔1991〕96号) unless the second is of a number
 * (海关总署 公告2016年 第8号), or the letters are set with air (豫 政 办). */
bool query_number_goes_on(zc_str run, zc_str next)
{
    static const char *const tails[] = {"第", "号", "年"};
    size_t last = utf8_back(run, run.n), first = 0;
    if (!is_letter(utf8_next(run, &last)) || !is_letter(utf8_next(next, &first)))
        return true;
    return starts_with_any(next, tails, COUNT(tails)) ||
           (starts_with_any(next, kinds, COUNT(kinds)) && organ_is(run)) ||
           (utf8_count(run) == 1 && utf8_count(next) == 1);
}

bool query_take_star(zc_str s, zc_str *stem)
{
    size_t end = s.n;
    while (end > 0) {
        size_t before = utf8_back(s, end), at = before;
        if (mark_narrow(utf8_next(s, &at)) != '*')
            break;
        end = before;
    }
    *stem = str_trim(str_slice(s, 0, end));
    return end < s.n;
}

/* A bracket that could be a year's: 〔, 〔20, ( 2023 ). */
static bool has_year_bracket(zc_str s)
{
    bool open = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = mark_narrow(utf8_next(s, &at));
        if (open && c >= '0' && c <= '9')
            return true;
        open = c == '(' || c == '[' || c == 0x3014 || c == 0x3010 || (open && utf8_is_blank(c));
    }
    return open;
}

bool query_open_number(zc_str text, docno *out)
{
    char bytes[QUERY_BYTES_AT_MOST + 1];
    docno found;
    if (text.n > QUERY_BYTES_AT_MOST)
        return false;
    memcpy(bytes, text.p, text.n);
    bytes[text.n] = '*';
    if (!docno_parse((zc_str){bytes, text.n + 1}, true, &found))
        return false;
    zc_str canonical = str_from(found.canonical);
    size_t year = str_find(canonical, STR_LIT("〔"), 0);
    size_t end = year != SIZE_MAX ? year : str_find(canonical, STR_LIT("第"), 0);
    bool number = year != SIZE_MAX && has_year_bracket(text);
    for (size_t i = 0; i < COUNT(kinds) && end != SIZE_MAX; i++)
        number = number || str_ends(str_slice(canonical, 0, end), str_from(kinds[i]));
    if (number)
        *out = found;
    return number;
}
