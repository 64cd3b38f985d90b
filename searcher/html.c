/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html.h"

#include <string.h>

void html_text(zc_buf *out, zc_str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t cp = utf8_next(s, &at);
        switch (cp) {
        case '&': buf_puts(out, "&amp;"); break;
        case '<': buf_puts(out, "&lt;"); break;
        case '>': buf_puts(out, "&gt;"); break;
        case '"': buf_puts(out, "&quot;"); break;
        case '\'': buf_puts(out, "&#39;"); break;
        case 0xFFFD: buf_cp(out, cp); break;
        default:
            if (cp >= 0x20 ? cp < 0x7F || cp >= 0xA0 : cp == '\n' || cp == '\t')
                buf_str(out, str_slice(s, from, at));
        }
    }
}

void html_puts(zc_buf *out, const char *s)
{
    html_text(out, str_from(s));
}

void html_url(zc_buf *out, zc_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     (c != '\0' && strchr("-._~", c));
        if (plain)
            buf_char(out, c);
        else
            buf_printf(out, "%%%02X", (unsigned char)c);
    }
}

void html_number(zc_buf *out, uint64_t n)
{
    buf_printf(out, "%llu", (unsigned long long)n);
}
