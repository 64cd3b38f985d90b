/* Hints as sentences, for a terminal or a pipe.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "render.h"

static void put_count(uint64_t n, zc_buf *out)
{
    if (n == 0)
        buf_puts(out, "no document");
    else
        buf_printf(out, "%llu document%s", (unsigned long long)n, n == 1 ? "" : "s");
}

static void put_spellings(const hints *h, zc_buf *out)
{
    buf_puts(out, h->n_spellings ? "Did you mean " : "");
    for (size_t i = 0; i < h->n_spellings; i++) {
        buf_puts(out, i == 0 ? "" : i + 1 == h->n_spellings ? " or " : ", ");
        render_safe(out, str_from(h->spellings[i].query), false);
        buf_puts(out, " (");
        put_count(h->spellings[i].count, out);
        buf_char(out, ')');
    }
    buf_puts(out, h->n_spellings ? "?\n" : "");
}

void render_hints_text(const hints *h, zc_buf *out)
{
    for (size_t i = 0; i < h->n_chunks; i++) {
        render_safe(out, h->chunks[i].text, false);
        buf_puts(out, ": ");
        put_count(h->chunks[i].count, out);
        buf_puts(out, ".\n");
    }
    put_spellings(h, out);
    for (size_t i = 0; i < h->n_filters; i++) {
        const hint_filter *f = &h->filters[i];
        buf_puts(out, "Without ");
        buf_puts(out, f->filter == FILTERS ? "any filter" : query_filter_name(f->filter));
        buf_puts(out, f->filter == FILTERS ? " (" : " ");
        render_safe(out, str_from(f->values), false);
        buf_puts(out, f->filter == FILTERS ? "): " : ": ");
        put_count(f->count, out);
        buf_puts(out, ".\n");
    }
}
