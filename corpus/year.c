/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "year.h"

#include "date.h"

#include <time.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static int this_year(void)
{
    time_t now = time(NULL);
    struct tm day;
    return gmtime_r(&now, &day) ? day.tm_year + 1900 : DATE_LAST_YEAR;
}

/* The four digits before byte `at`, blanks between them and it allowed. */
static int year_before(zc_str text, size_t at, size_t *from)
{
    int year = 0, scale = 1, n = 0;
    for (int blanks = 0; blanks < 3 && at > 0 && text.p[at - 1] == ' '; blanks++)
        at--;
    for (; at > 0 && n < 5 && text.p[at - 1] >= '0' && text.p[at - 1] <= '9'; at--, n++) {
        if (n < 4)
            year += (text.p[at - 1] - '0') * scale;
        scale *= 10;
    }
    *from = at;
    return n == 4 ? year : 0;
}

/* The four Chinese digits before byte `at`: 一九九二年, 二○○五年. */
static int year_in_chinese(zc_str text, size_t at, size_t *from)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "○",  "零"};
    int year = 0, scale = 1;
    *from = at;
    for (int n = 0; n < 4; n++, scale *= 10) {
        int digit = -1;
        for (size_t i = 0; i < COUNT(digits) && *from >= 3; i++)
            if (str_ends(str_slice(text, 0, *from), str_from(digits[i])))
                digit = i < 10 ? (int)i : 0;
        if (digit < 0)
            return 0;
        *from -= 3;
        year += digit * scale;
    }
    return year;
}

/* What makes a year a target: 到2027年, 力争2025年, 2021—2025年, 至2030年; 截至2019年底
 * is none. */
static bool target_before(zc_str text, size_t at)
{
    static const char *const words[] = {"到",     "至",     "力争",   "争取",   "确保",
                                        "力争在", "力争于", "争取在", "确保在", "—",
                                        "－",     "-",      "~",      "～",     "–"};
    static const char *const facts[] = {"截至", "截止到", "截至到", "截止至",
                                        "达到", "得到",   "提到"};
    zc_str s = str_trim(str_slice(text, at > 24 ? at - 24 : 0, at));
    for (size_t i = 0; i < COUNT(facts); i++)
        if (str_ends(s, str_from(facts[i])))
            return false;
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_ends(s, str_from(words[i])))
            return true;
    return false;
}

/* 2025年前, 2025年底前, 2030年以前, 2025年12月底前. */
static bool target_after(zc_str text, size_t at)
{
    static const char *const words[] = {"前",   "以前",   "之前",   "底前",
                                        "末前", "底以前", "年底前", "达到"};
    zc_str s = str_slice(text, at, text.n);
    size_t n = 0;
    while (n < 2 && n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    if (n && str_starts(str_slice(s, n, s.n), STR_LIT("月")))
        s = str_slice(s, n + 3, s.n);
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_starts(s, str_from(words[i])))
            return true;
    return false;
}

/* The latest year of the numbers that the text cites: 宛政〔2023〕9号. */
static int year_cited(zc_str text, int most)
{
    static const char *const opens[] = {"〔", "[", "［"};
    static const char *const closes[] = {"〕", "]", "］"};
    int latest = 0;
    for (size_t i = 0; i < COUNT(opens); i++) {
        zc_str open = str_from(opens[i]);
        for (size_t at = str_find(text, open, 0); at != SIZE_MAX;
             at = str_find(text, open, at + 1)) {
            size_t from, end = at + open.n + 4;
            int year = end < text.n ? year_before(text, end, &from) : 0;
            bool number = year && from == at + open.n && year >= DATE_FIRST_YEAR && year <= most;
            zc_str rest = number ? str_slice(text, end, text.n) : STR_NONE;
            for (size_t k = 0; k < COUNT(closes); k++)
                if (year > latest && str_starts(rest, str_from(closes[k])))
                    latest = year;
        }
    }
    return latest;
}

int year_latest(zc_str text)
{
    int most = this_year() + 1, latest = year_cited(text, most);
    zc_str sign = STR_LIT("年");
    for (size_t at = str_find(text, sign, 0); at != SIZE_MAX; at = str_find(text, sign, at + 3)) {
        size_t from;
        int year = year_before(text, at, &from);
        if (!year)
            year = year_in_chinese(text, at, &from);
        if (year >= DATE_FIRST_YEAR && year <= most && year > latest &&
            !target_before(text, from) && !target_after(text, at + 3))
            latest = year;
    }
    return latest;
}
