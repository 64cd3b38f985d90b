/* A tree as text: for tests, for who wonders how a query was read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "query.h"

#include "query_marks.h"

#include <stdio.h>

/* In the first quotes that the text doesn't hold. */
static void print_quoted(zc_str text, zc_buf *out)
{
    static const struct {
        const char *open, *close;
    } quotes[] = {{"\"", "\""}, {"“", "”"}, {"「", "」"}, {"『", "』"}};
    size_t i = 0, n = sizeof quotes / sizeof *quotes;
    while (i < n && (str_find(text, str_from(quotes[i].close), 0) != SIZE_MAX ||
                     (i == 0 && str_find(text, STR_LIT("＂"), 0) != SIZE_MAX)))
        i++;
    i = i < n ? i : 0;
    buf_puts(out, quotes[i].open);
    buf_str(out, text);
    buf_puts(out, quotes[i].close);
}

/* Whether a filter's value may stand without quotes. */
static bool is_plain(zc_str value)
{
    size_t open = 0;
    for (size_t at = 0; at < value.n;) {
        uint32_t c = utf8_next(value, &at);
        mark m = mark_of(c);
        open += m.opens == MARK_BRACKET;
        if (mark_breaks(c) || m.opens == MARK_QUOTE || m.closes == MARK_QUOTE ||
            m.opens == MARK_TITLE || m.closes == MARK_TITLE ||
            (m.closes == MARK_BRACKET && open-- == 0))
            return false;
    }
    return open == 0;
}

static void print_node(const query_node *node, zc_buf *out);

static void print_children(const query_node *node, const char *separator, zc_buf *out)
{
    buf_char(out, '(');
    for (size_t i = 0; i < node->n; i++) {
        buf_puts(out, i > 0 ? separator : "");
        print_node(node->child[i], out);
    }
    buf_char(out, ')');
}

static void print_near(const query_node *node, zc_buf *out)
{
    char separator[16];
    snprintf(separator, sizeof separator, " %s/%u ", node->ordered ? "ADJ" : "NEAR",
             node->distance);
    print_children(node, separator, out);
}

static void print_filter(const query_node *node, zc_buf *out)
{
    buf_printf(out, "%s:", query_filter_name(node->filter));
    if (is_plain(node->text))
        buf_str(out, node->text);
    else
        print_quoted(node->text, out);
}

/* A minus before a minus would be none. */
static void print_not(const query_node *node, zc_buf *out)
{
    const query_node *excluded = node->child[0];
    size_t at = 0;
    bool minus = excluded->text.n > 0 && mark_narrow(utf8_next(excluded->text, &at)) == '-';
    bool brackets = excluded->op == QUERY_NOT;
    buf_puts(out, minus ? "NOT " : brackets ? "-(" : "-");
    print_node(excluded, out);
    buf_puts(out, brackets ? ")" : "");
}

static void print_node(const query_node *node, zc_buf *out)
{
    switch (node->op) {
    case QUERY_CHUNK: buf_str(out, node->text); return;
    case QUERY_PHRASE: print_quoted(node->text, out); return;
    case QUERY_TITLE: buf_printf(out, "《%.*s》", (int)node->text.n, node->text.p); return;
    case QUERY_PREFIX: buf_printf(out, "%.*s*", (int)node->text.n, node->text.p); return;
    case QUERY_FILTER: print_filter(node, out); return;
    case QUERY_AND: print_children(node, " & ", out); return;
    case QUERY_OR: print_children(node, " | ", out); return;
    case QUERY_NOT: print_not(node, out); return;
    case QUERY_NEAR: print_near(node, out); return;
    }
}

void query_print(const query *query, zc_buf *out)
{
    if (query->root)
        print_node(query->root, out);
}

void query_print_notes(const query *query, language lang, zc_buf *out)
{
    for (size_t i = 0; i < query->n_notes; i++)
        buf_printf(out, message_is_text(lang), query->notes[i].position,
                   (int)query->notes[i].mark.n, query->notes[i].mark.p);
}
