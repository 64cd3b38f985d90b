/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "passage.h"

#include <string.h>

/* Whether blanks that were not line ends lie between two bytes: what normalising
 * took out between Han characters is shown as one blank. */
static bool blank_between(zc_str original, size_t from, size_t to)
{
    bool blank = false;
    while (from < to) {
        uint32_t cp = utf8_next(original, &from);
        if (cp == '\n')
            return false; /* a line that goes on */
        blank = blank || utf8_is_blank(cp);
    }
    return blank;
}

zc_status passage_line(zc_str original, const text *t, size_t from, size_t to, bool lead, arena *a,
                       zc_str *out, zc_error *error)
{
    size_t bytes = to > from ? t->to[to - 1] - t->from[from] : 0;
    char *line = arena_alloc(a, bytes + (to - from) + 2);
    if (!line)
        return error_memory(error);
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (i > 0 && t->from[i] == t->from[i - 1]) /* ㈠ is three code points */
            continue;
        if (i > 0 && (i > from || lead) && blank_between(original, t->to[i - 1], t->from[i]))
            line[n++] = ' ';
        if (t->cp[i] == '\n' || t->cp[i] == ' ') {
            line[n++] = ' ';
        } else {
            memcpy(line + n, original.p + t->from[i], t->to[i] - t->from[i]);
            n += t->to[i] - t->from[i];
        }
    }
    *out = (zc_str){line, n};
    return ZC_OK;
}
