/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scan.h"

static uint64_t count_mark(const text *t, const pattern *mark)
{
    uint64_t n = 0;
    for (size_t at = 0; (at = text_find(t, at, mark->cp, mark->n)) != SIZE_MAX; at += mark->n)
        n++;
    return n;
}

static bool counts_any(const set *s)
{
    for (size_t i = 0; i < s->n_marks; i++)
        if (s->marks[i].counted)
            return true;
    return false;
}

zc_status scan_set(zc_index *index, const set *s, bool offsets,
                   zc_status (*each)(void *context, const scanned *doc, zc_error *error),
                   void *context, zc_error *error)
{
    arena a;
    text norm = {0};
    zc_buf bytes;
    uint32_t *numbers = NULL;
    size_t n = 0;
    arena_init(&a);
    zc_buf_init(&bytes);
    bool reads = counts_any(s); /* filters alone count nothing */
    zc_status status = store_matches(index->store, s->node, &a, &numbers, &n, error);
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        scanned doc = {.number = numbers[i], .norm = &norm};
        buf_truncate(&bytes, 0);
        if (reads)
            status = index_text(index, numbers[i], &bytes, NULL, error);
        doc.original = buf_view(&bytes);
        if (status == ZC_OK && reads)
            status = text_normalise(doc.original, offsets, &norm, error);
        for (size_t m = 0; m < s->n_marks && status == ZC_OK; m++)
            if (s->marks[m].counted)
                doc.hits += count_mark(&norm, &s->marks[m]);
        if (status == ZC_OK)
            status = each(context, &doc, error);
    }
    text_clear(&norm);
    zc_buf_clear(&bytes);
    arena_clear(&a);
    return status;
}
