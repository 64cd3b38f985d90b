/* Renderers: a finished answer and a buffer, nothing else.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_RENDER_H
#define ZC_SEARCHER_RENDER_H

#include "answer.h"

void render_list_json(const zc_answer *answer, zc_buf *out);
void render_list_text(const zc_answer *answer, zc_buf *out);
void render_doc_json(const zc_answer *answer, zc_buf *out);
void render_doc_text(const zc_answer *answer, zc_buf *out);

#endif
