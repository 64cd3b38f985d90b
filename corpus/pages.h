/* Text that came in pages: what belongs to the paper and not to the document
 * (page numbers, running heads, dot leaders) is dropped.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PAGES_H
#define ZC_CORPUS_PAGES_H

#include "base.h"

/* Pages that each end in a form feed become one text without page numbers and heads or
 * feet that repeat. Fails with ARGUMENT (they hold no text: a reason to show) or
 * NO_MEMORY. */
zc_status pages_text(zc_str pages, zc_buf *out, zc_error *error);

/* The same for a text file, which may be such a dump: *found is set and the text
 * written only where it certainly is: it holds form feeds, numbered pages (— 1 —,
 * — 2 —) or a table of contents with leaders. Fails with NO_MEMORY. */
zc_status pages_dump(zc_str text, zc_buf *out, bool *found, zc_error *error);

/* What antiword writes: rows of tables in bars, a blank line after each
 * paragraph, signs for pictures. Fails with NO_MEMORY. */
zc_status pages_word(zc_str written, zc_buf *out, zc_error *error);

#endif
