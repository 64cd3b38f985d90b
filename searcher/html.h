/* HTML, escaped by construction: raw is only what stands as a literal in the
 * source; everything else goes through text, attribute or URL escaping.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_HTML_H
#define ZC_SEARCHER_HTML_H

#include "base.h"

/* Markup: takes a string literal and nothing else. */
#define html_raw(out, literal) buf_puts((out), "" literal "")

/* Text between tags, or inside a quoted attribute: & < > " ' are escaped,
 * controls and bytes that are not UTF-8 left out or replaced. */
void html_text(zc_buf *out, zc_str s);
void html_puts(zc_buf *out, const char *s); /* NULL gives nothing */

/* A value inside a URL's query: all but unreserved characters as %XX (RFC 3986). */
void html_url(zc_buf *out, zc_str s);

/* A number. */
void html_number(zc_buf *out, uint64_t n);

#endif
