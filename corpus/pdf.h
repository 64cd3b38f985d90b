/* PDF: the words that pdftotext finds, with their places, as lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PDF_H
#define ZC_CORPUS_PDF_H

#include "base.h"

/* Appends the text of what pdftotext -bbox wrote. Fails with ARGUMENT (no text: a reason to
 * show) or NO_MEMORY. */
zc_status pdf_text(zc_str words, zc_buf *out, zc_error *error);

#endif
