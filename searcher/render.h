/* Renderers: a finished answer and a buffer, nothing else.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_RENDER_H
#define ZC_SEARCHER_RENDER_H

#include "answer.h"

void render_list_json(const zc_answer *answer, zc_buf *out);
void render_list_text(const zc_answer *answer, zc_buf *out);
void render_hints_text(const hints *h, zc_buf *out);
void render_doc_json(const zc_answer *answer, zc_buf *out);
void render_doc_text(const zc_answer *answer, zc_buf *out);
void render_matrix_json(const zc_answer *answer, zc_buf *out);
void render_matrix_text(const zc_answer *answer, zc_buf *out);
void render_matrix_csv(const zc_answer *answer, zc_buf *out);
void render_kwic_json(const zc_answer *answer, zc_buf *out);
void render_kwic_text(const zc_answer *answer, zc_buf *out);
void render_kwic_csv(const zc_answer *answer, zc_buf *out);

/* Text without what a terminal would obey: controls and direction marks. Line
 * ends and tabs stay with `keep_lines`. */
void render_safe(zc_buf *out, zc_str s, bool keep_lines);

#endif
