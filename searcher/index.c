/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index.h"

#include "members.h"
#include "terms_file.h"

#include <stdlib.h>

zc_status zc_index_dir(const char *given, zc_buf *out, zc_error *error)
{
    const char *set = given && *given ? given : getenv("ZHENGCE_INDEX");
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (set && *set)
        buf_puts(out, set);
    else if (data && *data)
        buf_printf(out, "%s/zhengce", data);
    else if (home && *home)
        buf_printf(out, "%s/.local/share/zhengce", home);
    else
        return error_set(error, ZC_ERROR_ARGUMENT,
                         "no index named: give a folder or set $ZHENGCE_INDEX");
    return out->failed ? error_memory(error) : ZC_OK;
}

zc_status zc_index_open(const char *dir, zc_index **out, zc_error *error)
{
    zc_index *index = calloc(1, sizeof *index);
    if (!index)
        return error_memory(error);
    zc_status status = generation_open(dir, &index->generation, error);
    if (status == ZC_OK)
        status = members_open(index->generation.members, index->generation.n_members, &index->store,
                              error);
    if (status == ZC_OK && store_documents(index->store) != index->generation.documents)
        status = error_set(
            error, ZC_ERROR_CORRUPT,
            "the index is damaged (its documents are not all there); rebuild it with "
            "zhengce-index --full");
    if (status == ZC_OK) {
        index->texts = calloc(index->generation.n_members, sizeof *index->texts);
        if (!index->texts)
            status = error_memory(error);
    }
    if (status == ZC_OK)
        *out = index;
    else
        zc_index_close(index);
    return status;
}

void zc_index_close(zc_index *index)
{
    if (!index)
        return;
    for (size_t i = 0; index->texts && i < index->generation.n_members; i++)
        texts_close(index->texts[i]);
    free(index->texts);
    text_breaker_close(index->breaker);
    groups_close(index->groups);
    free(index->lengths);
    terms_free(index->terms);
    terms_free(index->builtin);
    store_close(index->store);
    generation_clear(&index->generation);
    free(index);
}

uint64_t zc_index_documents(const zc_index *index)
{
    return store_documents(index->store);
}

zc_status index_record(zc_index *index, uint32_t number, arena *a, record *out, zc_error *error)
{
    zc_buf data;
    zc_buf_init(&data);
    zc_status status = store_data(index->store, number, &data, error);
    if (status == ZC_OK)
        status = record_read(buf_view(&data), a, out, error);
    zc_buf_clear(&data);
    return status;
}

zc_status index_text(zc_index *index, uint32_t number, zc_buf *text, zc_buf *source,
                     zc_error *error)
{
    uint32_t local;
    size_t member = store_member(index->store, number, &local);
    zc_status status = ZC_OK;
    if (!index->texts[member])
        status = texts_open(index->generation.members[member], &index->texts[member], error);
    return status == ZC_OK ? texts_read(index->texts[member], local, text, source, error) : status;
}

zc_status index_words(zc_index *index, const text *t, text_word **words, size_t *n, zc_error *error)
{
    zc_status status = index->breaker ? ZC_OK : text_breaker_open(&index->breaker, error);
    return status == ZC_OK ? text_words(index->breaker, t, words, n, error) : status;
}

zc_status index_lengths(zc_index *index, const float **out, zc_error *error)
{
    if (!index->lengths) {
        size_t n = (size_t)store_last(index->store) + 1;
        float *lengths = calloc(n, sizeof *lengths);
        zc_status status = lengths ? store_lengths(index->store, lengths, n, error)
                                   : error_memory(error);
        if (status != ZC_OK) {
            free(lengths);
            return status;
        }
        float mean = (float)store_average_length(index->store);
        for (size_t i = 0; i < n; i++)
            lengths[i] /= mean > 0 ? mean : 1;
        index->lengths = lengths;
    }
    *out = index->lengths;
    return ZC_OK;
}

zc_status index_groups(zc_index *index, const groups **out, zc_error *error)
{
    zc_status status = ZC_OK;
    if (!index->groups)
        status = groups_open(index->generation.path, &index->groups, error);
    *out = index->groups;
    return status;
}

zc_status index_terms(zc_index *index, const term_table *given, const term_table **own,
                      const term_table **builtin, zc_error *error)
{
    zc_status status = ZC_OK;
    if (!index->builtin) {
        zc_buf bytes;
        zc_buf_init(&bytes);
        status = terms_file_kept(index->generation.path, &bytes, &index->terms, error);
        if (status == ZC_OK)
            status = terms_read_builtin(&index->builtin, error);
        zc_buf_clear(&bytes);
    }
    *own = given ? given : index->terms;
    *builtin = index->builtin;
    return status;
}

zc_status index_find(zc_index *index, const char *id, uint32_t *number, zc_error *error)
{
    char key[33];
    zc_buf term;
    zc_buf_init(&term);
    schema_key(STR_NONE, str_from(id), key);
    schema_term(SCHEMA_ID, str_from(key), &term);
    zc_status status = term.failed ? error_memory(error)
                                   : store_find(index->store, buf_view(&term), number, error);
    zc_buf_clear(&term);
    return status;
}
