/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_marks.h"

#include "text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Titles and brackets hold others of their kind: 《关于印发〈…〉的通知》 is also written
 * 《关于印发《…》的通知》. Quotes do not. */
static const struct {
    uint32_t open, close;
    mark_kind kind;
} pairs[] = {
    {'"', '"', MARK_QUOTE},       {0x201C, 0x201D, MARK_QUOTE}, /* “ ” */
    {0x300C, 0x300D, MARK_QUOTE}, {0x300E, 0x300F, MARK_QUOTE}, /* 「 」 『 』 */
    {0x300A, 0x300B, MARK_TITLE}, {'(', ')', MARK_BRACKET},     /* 《 》 */
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

/* The quote or title mark at byte `at`, seen from the end: `nearest` holds, for each
 * pair, the closing mark that an opening one would find. That of a title has in its
 * own place of `close` the next one out. */
static void read_quote(marks *m, size_t at, uint32_t c, uint16_t nearest[COUNT(pairs)])
{
    for (size_t i = 0; i < COUNT(pairs) && pairs[i].kind != MARK_BRACKET; i++) {
        bool nests = pairs[i].kind == MARK_TITLE;
        if (c == pairs[i].open) {
            m->close[at] = nearest[i];
            if (nests && nearest[i] != MARK_NOWHERE)
                nearest[i] = m->close[nearest[i]];
        }
        if (c == pairs[i].close) {
            if (nests)
                m->close[at] = nearest[i];
            nearest[i] = (uint16_t)at;
        }
    }
}

static void read_quotes(marks *m)
{
    uint16_t nearest[COUNT(pairs)];
    for (size_t i = 0; i < COUNT(pairs); i++)
        nearest[i] = MARK_NOWHERE;
    m->stop[m->in.n] = (uint16_t)m->in.n;
    for (size_t end = m->in.n; end > 0;) {
        size_t at = utf8_back(m->in, end), next = at;
        uint32_t c = utf8_next(m->in, &next);
        m->close[at] = MARK_NOWHERE;
        m->stop[at] = mark_breaks(c) ? (uint16_t)at : m->stop[end];
        read_quote(m, at, mark_narrow(c), nearest);
        end = at;
    }
}

/* Brackets pair outside of quotes only. */
static void read_brackets(marks *m)
{
    uint16_t open[QUERY_BYTES_AT_MOST];
    size_t n = 0;
    bool unit = false;
    for (size_t at = 0, next; at < m->in.n; at = next) {
        next = at;
        uint32_t c = utf8_next(m->in, &next);
        mark it = mark_of(c);
        if (it.opens == MARK_BRACKET)
            open[n++] = (uint16_t)at;
        else if (it.closes == MARK_BRACKET && n > 0)
            m->close[open[--n]] = (uint16_t)at;
        else if (marks_quotes(m, at, it, unit))
            next = marks_behind(m, at);
        unit = text_is_unit(c);
    }
}

void marks_read(zc_str in, marks *out)
{
    out->in = in;
    read_quotes(out);
    read_brackets(out);
}

bool marks_quotes(const marks *m, size_t at, mark it, bool behind_unit)
{
    return (it.opens == MARK_QUOTE || it.opens == MARK_TITLE) && m->close[at] != MARK_NOWHERE &&
           (!it.straight || !behind_unit || m->close[at] < m->stop[at]);
}

size_t marks_behind(const marks *m, size_t at)
{
    size_t behind = m->close[at];
    utf8_next(m->in, &behind);
    return behind;
}
