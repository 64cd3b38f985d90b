/* What would be indexed, without an index: zhengce-index --inspect.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "document.h"
#include "record_csv.h"
#include "record_json.h"
#include "rules.h"

#include <stdlib.h>

typedef struct inspection {
    const zc_inspect_options *options;
    rules rules;
    uint64_t failures;
    bool stopped;
} inspection;

static zc_status give(inspection *i, zc_buf *line, zc_error *error)
{
    zc_status status = line->failed ? error_memory(error) : ZC_OK;
    if (status == ZC_OK && !i->stopped)
        i->stopped = !i->options->line(i->options->context, line->data, line->len);
    zc_buf_clear(line);
    return status;
}

static zc_status take(void *context, const document *doc, zc_error *error)
{
    inspection *i = context;
    record r;
    zc_buf line;
    zc_buf_init(&line);
    record_of(doc, &r);
    if (i->options->csv)
        record_csv(&r, &line);
    else
        json_append(&line, record_json(&r));
    return give(i, &line, error);
}

static zc_status skip(void *context, const char *path, const char *reason, zc_error *error)
{
    inspection *i = context;
    zc_buf line;
    zc_buf_init(&line);
    i->failures++;
    if (i->options->csv)
        record_csv_failure(path, reason, &line);
    else
        json_append(&line,
                    json_pack("{s:o, s:o}", "path", json_text(path), "error", json_text(reason)));
    return give(i, &line, error);
}

static zc_status inspect_item(inspection *i, const source_root *root, const source_item *item,
                              zc_error *error)
{
    zc_error why = {0};
    zc_buf bytes;
    zc_buf_init(&bytes);
    zc_status status = source_read(root, item, &bytes, &why);
    document_sink sink = {take, skip, i};
    document_rules rules = rules_with(&i->rules, "");
    if (status == ZC_OK)
        status = document_parse(item, buf_view(&bytes), &rules, &sink, error);
    else
        status = skip(i, item->name, why.message, error);
    zc_buf_clear(&bytes);
    return status;
}

static zc_status inspect_file(inspection *i, const source_root *root, const source_item *item,
                              zc_error *error)
{
    enum { SLICE = 1 << 20 };
    if (!source_is_table(item->kind))
        return inspect_item(i, root, item, error);
    source_item *slices = NULL;
    size_t n = 0;
    zc_status status = source_slice(root, item, SLICE, &slices, &n, error);
    for (size_t s = 0; s < n && status == ZC_OK && !i->stopped; s++)
        status = inspect_item(i, root, &slices[s], error);
    free(slices);
    return status;
}

static zc_status inspect_path(inspection *i, const char *path, zc_error *error)
{
    source_root root;
    source_list list = {0};
    zc_status status = source_open(path, &root, error);
    if (status == ZC_OK)
        status = source_walk(&root, &list, error);
    for (size_t k = 0; k < list.n && status == ZC_OK && !i->stopped; k++)
        status = inspect_file(i, &root, &list.items[k], error);
    source_list_clear(&list);
    source_close(&root);
    return status;
}

zc_status zc_inspect(const zc_inspect_options *options, uint64_t *failures, zc_error *error)
{
    inspection i = {.options = options};
    zc_status status = rules_read(&options->reading, NULL, &i.rules, error);
    if (status == ZC_OK && options->csv) {
        zc_buf header;
        zc_buf_init(&header);
        record_csv_header(&header);
        status = give(&i, &header, error);
    }
    for (size_t k = 0; k < options->n_paths && status == ZC_OK && !i.stopped; k++)
        status = inspect_path(&i, options->paths[k], error);
    rules_clear(&i.rules);
    if (status == ZC_OK)
        *failures += i.failures;
    return status;
}
