/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "named.h"

#include <string.h>

enum { OPEN = 0x300A, CLOSE = 0x300B }; /* 《 》 */

/* 中华人民共和国 */
static const uint32_t state[] = {0x4E2D, 0x534E, 0x4EBA, 0x6C11, 0x5171, 0x548C, 0x56FD};
enum { STATE = sizeof state / sizeof *state };

/* The end of the title without a bracket that closes it. */
static size_t without_bracket(const uint32_t *cp, size_t n)
{
    size_t end = n;
    while (end > 0 && !text_is_unit(cp[end - 1]) && cp[end - 1] != ')')
        end--;
    if (end == 0 || cp[end - 1] != ')')
        return n;
    size_t depth = 0;
    for (size_t at = end; at > 0; at--) {
        depth += cp[at - 1] == ')';
        if (cp[at - 1] == '(' && --depth == 0)
            return at > 1 ? at - 1 : n;
    }
    return n;
}

void named_key(const uint32_t *cp, size_t n, zc_buf *out)
{
    size_t from = 0, units = 0, begin = out->len;
    while (from < n && !text_is_unit(cp[from]))
        from++;
    n = from + without_bracket(cp + from, n - from);
    if (n - from > STATE && memcmp(cp + from, state, sizeof state) == 0)
        from += STATE;
    for (size_t i = from; i < n; i++)
        if (text_is_unit(cp[i])) {
            buf_cp(out, cp[i]);
            units++;
        }
    if (units < 2)
        buf_truncate(out, begin);
}

bool named_next(const text *t, size_t *at, size_t *from, size_t *to)
{
    enum { AT_MOST = 100 }; /* the longest titles have about 80; what has more was never closed */
    for (; *at < t->n; ++*at) {
        if (t->cp[*at] != OPEN)
            continue;
        size_t depth = 1, end = *at + 1;
        for (; end < t->n && end - *at <= AT_MOST && depth > 0 && t->cp[end] != '\n'; end++) {
            depth += t->cp[end] == OPEN;
            depth -= t->cp[end] == CLOSE;
        }
        if (depth > 0)
            continue;
        *from = *at + 1;
        *to = end - 1;
        ++*at; /* a title may name another: 《关于适用《民法典》…的解释》 */
        return true;
    }
    return false;
}
