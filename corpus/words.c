/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words.h"

size_t words_start(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, str_from(words[i])))
            return str_from(words[i]).n;
    return 0;
}

size_t words_end(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ends(s, str_from(words[i])))
            return str_from(words[i]).n;
    return 0;
}

bool words_in(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(s, str_from(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

bool words_are(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(s, str_from(words[i])))
            return true;
    return false;
}
