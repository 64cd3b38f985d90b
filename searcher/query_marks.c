/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_marks.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Titles and brackets hold others of their kind: 《关于印发〈…〉的通知》 is also written
 * 《关于印发《…》的通知》. Quotes do not. */
static const struct {
    uint32_t open, close;
    mark_kind kind;
    bool nests;
} pairs[] = {
    {'"', '"', MARK_QUOTE, false},       {0x201C, 0x201D, MARK_QUOTE, false}, /* “ ” */
    {0x300C, 0x300D, MARK_QUOTE, false}, {0x300E, 0x300F, MARK_QUOTE, false}, /* 「 」 『 』 */
    {0x300A, 0x300B, MARK_TITLE, true},  {'(', ')', MARK_BRACKET, true},      /* 《 》 */
};

uint32_t mark_narrow(uint32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

bool mark_breaks(uint32_t c)
{
    return utf8_is_blank(c) || mark_narrow(c) == '|';
}

mark mark_of(uint32_t c)
{
    mark m = {MARK_NONE, MARK_NONE, false};
    c = mark_narrow(c);
    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (c == pairs[i].open)
            m.opens = pairs[i].kind;
        if (c == pairs[i].close)
            m.closes = pairs[i].kind;
    }
    m.straight = c == '"';
    return m;
}

/* The mark at byte `at`, seen from the end: `nearest` holds, for each pair, the
 * closing mark that an opening one would find. One that nests has behind it, in
 * its own place of `close`, the next one out. */
static void read_mark(marks *m, size_t at, uint32_t c, uint16_t nearest[COUNT(pairs)])
{
    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (c == pairs[i].open) {
            m->close[at] = nearest[i];
            if (pairs[i].nests && nearest[i] != MARK_NOWHERE)
                nearest[i] = m->close[nearest[i]];
        }
        if (c == pairs[i].close) {
            if (pairs[i].nests)
                m->close[at] = nearest[i];
            nearest[i] = (uint16_t)at;
        }
    }
}

void marks_read(zc_str in, marks *out)
{
    uint16_t nearest[COUNT(pairs)];
    for (size_t i = 0; i < COUNT(pairs); i++)
        nearest[i] = MARK_NOWHERE;
    out->in = in;
    out->stop[in.n] = (uint16_t)in.n;
    for (size_t end = in.n; end > 0;) {
        size_t at = utf8_back(in, end), next = at;
        uint32_t c = utf8_next(in, &next);
        out->close[at] = MARK_NOWHERE;
        out->stop[at] = mark_breaks(c) ? (uint16_t)at : out->stop[end];
        read_mark(out, at, mark_narrow(c), nearest);
        end = at;
    }
}

size_t marks_behind(const marks *m, size_t at)
{
    size_t behind = m->close[at];
    utf8_next(m->in, &behind);
    return behind;
}
