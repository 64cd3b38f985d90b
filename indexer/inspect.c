/* What would be indexed, without an index: zhengce-index --inspect.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "document.h"
#include "record_json.h"

#include <stdlib.h>

typedef struct inspection {
    bool (*line)(void *context, const char *json, size_t len);
    void *context;
    uint64_t failures;
    bool stopped;
} inspection;

static zc_status give(inspection *i, json_t *value, zc_error *error)
{
    zc_buf line;
    zc_buf_init(&line);
    json_append(&line, value);
    zc_status status = line.failed ? error_memory(error) : ZC_OK;
    if (status == ZC_OK && !i->stopped)
        i->stopped = !i->line(i->context, line.data, line.len);
    zc_buf_clear(&line);
    return status;
}

static zc_status take(void *context, const document *doc, zc_error *error)
{
    record r;
    record_of(doc, &r);
    return give(context, record_json(&r), error);
}

static zc_status skip(void *context, const char *path, const char *reason, zc_error *error)
{
    inspection *i = context;
    i->failures++;
    return give(i, json_pack("{s:o, s:o}", "path", json_text(path), "error", json_text(reason)),
                error);
}

static zc_status inspect_item(inspection *i, const source_root *root, const source_item *item,
                              zc_error *error)
{
    zc_error why = {0};
    zc_buf bytes;
    zc_buf_init(&bytes);
    zc_status status = source_read(root, item, &bytes, &why);
    document_sink sink = {take, skip, i};
    if (status == ZC_OK)
        status = document_parse(item, buf_view(&bytes), "", &sink, error);
    else
        status = skip(i, item->name, why.message, error);
    zc_buf_clear(&bytes);
    return status;
}

zc_status zc_inspect(const char *path, bool (*line)(void *context, const char *json, size_t len),
                     void *context, uint64_t *failures, zc_error *error)
{
    enum { SLICE = 1 << 20 };
    inspection i = {.line = line, .context = context};
    source_root root;
    source_list list = {0};
    source_item *slices = NULL;
    zc_status status = source_open(path, &root, error);
    if (status == ZC_OK)
        status = source_walk(&root, &list, error);
    for (size_t k = 0; k < list.n && status == ZC_OK && !i.stopped; k++) {
        size_t n = 0;
        if (list.items[k].kind != SOURCE_ROWS) {
            status = inspect_item(&i, &root, &list.items[k], error);
            continue;
        }
        status = source_slice(&root, &list.items[k], SLICE, &slices, &n, error);
        for (size_t s = 0; s < n && status == ZC_OK && !i.stopped; s++)
            status = inspect_item(&i, &root, &slices[s], error);
    }
    free(slices);
    source_list_clear(&list);
    source_close(&root);
    if (status == ZC_OK)
        *failures += i.failures;
    return status;
}
