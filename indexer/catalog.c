/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "catalog.h"

#include "files.h"
#include "json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void catalog_init(catalog *c)
{
    *c = (catalog){0};
    arena_init(&c->a);
}

void catalog_clear(catalog *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->roots[i].files);
    free(c->roots);
    arena_clear(&c->a);
    catalog_init(c);
}

catalog_root *catalog_find(const catalog *c, const char *path)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->roots[i].path, path) == 0)
            return &c->roots[i];
    return NULL;
}

catalog_root *catalog_add_root(catalog *c, const char *path, const char *prefix, uint64_t rules)
{
    if (!array_grow((void **)&c->roots, c->n, sizeof *c->roots))
        return NULL;
    catalog_root root = {
        .path = arena_str(&c->a, str_from(path)),
        .prefix = arena_str(&c->a, str_from(prefix)),
        .rules = rules,
    };
    if (!root.path || !root.prefix)
        return NULL;
    c->roots[c->n] = root;
    return &c->roots[c->n++];
}

bool catalog_add_file(catalog *c, catalog_root *root, const catalog_file *file)
{
    if (!array_grow((void **)&root->files, root->n, sizeof *root->files))
        return false;
    catalog_file copy = *file;
    copy.name = arena_str(&c->a, str_from(file->name));
    copy.reason = file->reason ? arena_str(&c->a, str_from(file->reason)) : NULL;
    if (!copy.name || (file->reason && !copy.reason))
        return false;
    root->files[root->n++] = copy;
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const catalog_file *)a)->name, ((const catalog_file *)b)->name);
}

void catalog_sort(catalog_root *root)
{
    if (root->n)
        qsort(root->files, root->n, sizeof *root->files, by_name);
}

catalog_file *catalog_look_up(const catalog_root *root, const char *name)
{
    catalog_file key = {.name = name};
    return root->n ? bsearch(&key, root->files, root->n, sizeof key, by_name) : NULL;
}

uint64_t catalog_documents(const catalog_root *root)
{
    uint64_t n = 0;
    for (size_t i = 0; i < root->n; i++)
        n += root->files[i].documents;
    return n;
}

/* ---- On disk: a root's line, then its files' lines ---- */

static uint64_t get_u64(const json_t *object, const char *name)
{
    return (uint64_t)json_integer_value(json_object_get(object, name));
}

static zc_status read_line(catalog *c, catalog_root **root, zc_str line, zc_error *error)
{
    json_t *entry = json_loadb(line.p, line.n, 0, NULL);
    const char *path = json_get_text(entry, "root"), *name = json_get_text(entry, "file");
    zc_status status = ZC_OK;
    if (path) {
        const char *prefix = json_get_text(entry, "prefix");
        *root = catalog_add_root(c, path, prefix ? prefix : "", get_u64(entry, "rules"));
        if (!*root)
            status = error_memory(error);
    } else if (name && *root) {
        catalog_file file = {
            .name = name,
            .size = get_u64(entry, "size"),
            .mtime = (int64_t)get_u64(entry, "mtime"),
            .hash = get_u64(entry, "hash"),
            .documents = get_u64(entry, "documents"),
            .reason = json_get_text(entry, "reason"),
        };
        if (!catalog_add_file(c, *root, &file))
            status = error_memory(error);
    } else {
        status = error_set(error, ZC_ERROR_CORRUPT,
                           "the index is damaged (catalog.jsonl); rebuild "
                           "it with zhengce-index --full");
    }
    json_decref(entry);
    return status;
}

zc_status catalog_read(const char *folder, catalog *out, zc_error *error)
{
    catalog_init(out);
    char *file = arena_printf(&out->a, "%s/catalog.jsonl", folder);
    if (!file)
        return error_memory(error);
    FILE *in = fopen(file, "re");
    if (!in)
        return error_errno(error, errno, file);
    zc_status status = ZC_OK;
    char *line = NULL;
    size_t cap = 0;
    catalog_root *root = NULL;
    for (ssize_t n; status == ZC_OK && (n = getline(&line, &cap, in)) > 0;)
        status = read_line(out, &root, (zc_str){line, (size_t)n}, error);
    if (status == ZC_OK && ferror(in)) /* else its end would pass for the whole */
        status = error_errno(error, errno, file);
    free(line);
    fclose(in);
    for (size_t i = 0; i < out->n; i++)
        catalog_sort(&out->roots[i]);
    return status;
}

static void append_file(zc_buf *out, const catalog_file *f)
{
    json_append(out, json_pack("{s:o, s:I, s:I, s:I, s:I, s:o}", "file", json_text(f->name), "size",
                               (json_int_t)f->size, "mtime", (json_int_t)f->mtime, "hash",
                               (json_int_t)f->hash, "documents", (json_int_t)f->documents, "reason",
                               json_text(f->reason)));
    buf_char(out, '\n');
}

zc_status catalog_write(const catalog *c, const char *folder, zc_error *error)
{
    zc_buf path, bytes;
    zc_buf_init(&path);
    zc_buf_init(&bytes);
    buf_printf(&path, "%s/catalog.jsonl", folder);
    for (size_t i = 0; i < c->n; i++) {
        const catalog_root *root = &c->roots[i];
        json_append(&bytes, json_pack("{s:o, s:o, s:I}", "root", json_text(root->path), "prefix",
                                      json_text(root->prefix), "rules", (json_int_t)root->rules));
        buf_char(&bytes, '\n');
        for (size_t k = 0; k < root->n; k++)
            append_file(&bytes, &root->files[k]);
    }
    zc_status status = path.failed || bytes.failed ? error_memory(error) : ZC_OK;
    if (status == ZC_OK)
        status = file_write(path.data, buf_view(&bytes), false, error);
    zc_buf_clear(&path);
    zc_buf_clear(&bytes);
    return status;
}
