/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "render.h"

#include "json.h"

/* The renderer of every view in every format; none where a later release
 * brings it. */
static void (*const renderers[VIEWS][FORMATS])(const zc_answer *, zc_buf *) = {
    [VIEW_LIST] = {[FORMAT_JSON] = render_list_json,
                   [FORMAT_JSONL] = render_list_json,
                   [FORMAT_TEXT] = render_list_text},
    [VIEW_DOC] = {[FORMAT_JSON] = render_doc_json,
                  [FORMAT_JSONL] = render_doc_json,
                  [FORMAT_TEXT] = render_doc_text},
    [VIEW_MATRIX] = {[FORMAT_JSON] = render_matrix_json,
                     [FORMAT_JSONL] = render_matrix_json,
                     [FORMAT_TEXT] = render_matrix_text,
                     [FORMAT_CSV] = render_matrix_csv,
                     [FORMAT_TSV] = render_matrix_csv},
    [VIEW_KWIC] = {[FORMAT_JSON] = render_kwic_json,
                   [FORMAT_JSONL] = render_kwic_json,
                   [FORMAT_TEXT] = render_kwic_text,
                   [FORMAT_CSV] = render_kwic_csv,
                   [FORMAT_TSV] = render_kwic_csv},
};

zc_status zc_answer_render(const zc_answer *answer, zc_buf *out, zc_error *error)
{
    void (*render)(const zc_answer *, zc_buf *) = renderers[answer->view][answer->format];
    if (!render)
        return error_set(error, ZC_ERROR_ARGUMENT, "this view in that format: not available yet");
    render(answer, out);
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
