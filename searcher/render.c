/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "render.h"

#include "json.h"

/* The renderer of every view in every format. */
static void (*const renderers[][3])(const zc_answer *, zc_buf *) = {
    [VIEW_LIST] = {[FORMAT_JSON] = render_list_json,
                   [FORMAT_JSONL] = render_list_json,
                   [FORMAT_TEXT] = render_list_text},
    [VIEW_DOC] = {[FORMAT_JSON] = render_doc_json,
                  [FORMAT_JSONL] = render_doc_json,
                  [FORMAT_TEXT] = render_doc_text},
};

zc_status zc_answer_render(const zc_answer *answer, zc_buf *out, zc_error *error)
{
    renderers[answer->view][answer->format](answer, out);
    return out->failed ? error_memory(error) : ZC_OK;
}

zc_status zc_refusal_render(const char *query, const zc_error *refusal, zc_buf *out,
                            zc_error *error)
{
    json_append(out, json_pack("{s:o, s:o, s:i, s:[]}", "query", json_text(query), "error",
                               json_text(*refusal->message ? refusal->message
                                                           : zc_status_sentence(refusal->status)),
                               "total", 0, "hits"));
    buf_char(out, '\n');
    return out->failed ? error_memory(error) : ZC_OK;
}
