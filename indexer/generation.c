/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "generation.h"

#include "files.h"
#include "json.h"
#include "schema.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Opening ---- */

static zc_status damaged(const char *what, zc_error *error)
{
    return error_set(error, ZC_ERROR_CORRUPT,
                     "the index is damaged (%s); rebuild it with zhengce-index --full", what);
}

/* "g000007\n" */
bool generation_read_name(zc_str s, unsigned *number)
{
    if (s.n != 8 || s.p[0] != 'g' || s.p[7] != '\n')
        return false;
    *number = 0;
    for (int i = 1; i < 7; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *number = *number * 10 + (unsigned)(s.p[i] - '0');
    }
    return true;
}

zc_status generation_current(const char *dir, unsigned *number, zc_error *error)
{
    path file;
    zc_status status = path_join(&file, dir, "current", error);
    if (status != ZC_OK)
        return status;
    zc_buf name;
    zc_buf_init(&name);
    zc_error why = {0};
    status = file_read(file.p, &name, &why);
    if (status == ZC_ERROR_NOT_FOUND)
        error_set(error, status, "%s: no index there; make one with zhengce-index -d %s PATH", dir,
                  dir);
    else if (status != ZC_OK)
        error_set(error, status, "%s", why.message);
    else if (!generation_read_name(buf_view(&name), number))
        status = damaged("current", error);
    zc_buf_clear(&name);
    return status;
}

static zc_status check_versions(const json_t *manifest, zc_error *error)
{
    char icu[TEXT_ICU_VERSION_SIZE];
    text_icu_version(icu);
    json_int_t format = json_integer_value(json_object_get(manifest, "format"));
    const char *made_by = json_get_text(manifest, "icu");
    if (format != SCHEMA_FORMAT)
        return error_set(error, ZC_ERROR_VERSION,
                         "the index was made by another version of zhengce (format %lld, this one "
                         "reads %d); rebuild it with zhengce-index --full",
                         (long long)format, SCHEMA_FORMAT);
    if (!made_by || strcmp(made_by, icu) != 0)
        return error_set(error, ZC_ERROR_VERSION,
                         "the index was made with ICU %s, this is ICU %s; rebuild it with "
                         "zhengce-index --full",
                         made_by ? made_by : "unknown", icu);
    return ZC_OK;
}

/* A file name that stays below the generation. */
static bool is_inside(const char *name)
{
    return name && *name && *name != '/' && !strstr(name, "..");
}

static zc_status read_files(generation *g, const json_t *files, zc_error *error)
{
    size_t n = json_array_size(files);
    g->files = arena_alloc(&g->a, n * sizeof *g->files);
    if (!g->files)
        return error_memory(error);
    for (size_t i = 0; i < n; i++) {
        const json_t *file = json_array_get(files, i);
        const char *name = json_get_text(file, "path"), *hash = json_get_text(file, "xxh3");
        if (!is_inside(name) || !hash)
            return damaged("manifest.json", error);
        struct generation_file *f = &g->files[g->n_files++];
        f->path = arena_str(&g->a, str_from(name));
        f->size = (uint64_t)json_integer_value(json_object_get(file, "size"));
        f->hash = strtoull(hash, NULL, 16);
        path full;
        struct stat st;
        if (!f->path)
            return error_memory(error);
        zc_status status = path_join(&full, g->path, name, error);
        if (status != ZC_OK)
            return status;
        if (stat(full.p, &st) != 0 || (uint64_t)st.st_size != f->size)
            return damaged(name, error);
    }
    return ZC_OK;
}

/* Whether the files of a member are among the generation's. */
static bool is_member(const generation *g, const char *name)
{
    bool db = false, texts = false;
    for (size_t i = 0; i < g->n_files; i++) {
        path file;
        db = db || (path_join(&file, name, "db/iamglass", NULL) == ZC_OK &&
                    strcmp(file.p, g->files[i].path) == 0);
        texts = texts || (path_join(&file, name, "texts", NULL) == ZC_OK &&
                          strcmp(file.p, g->files[i].path) == 0);
    }
    return db && texts;
}

static zc_status read_members(generation *g, const json_t *members, zc_error *error)
{
    size_t n = json_array_size(members);
    if (n == 0)
        return damaged("manifest.json", error);
    g->members = arena_alloc(&g->a, n * sizeof *g->members);
    for (size_t i = 0; g->members && i < n; i++) {
        const char *name = json_string_value(json_array_get(members, i));
        if (!is_inside(name) || !is_member(g, name))
            return damaged("manifest.json", error);
        g->members[i] = arena_printf(&g->a, "%s/%s", g->path, name);
        if (!g->members[i])
            return error_memory(error);
        g->n_members++;
    }
    return g->members ? ZC_OK : error_memory(error);
}

static zc_status read_manifest(generation *g, zc_error *error)
{
    path file;
    zc_status status = path_join(&file, g->path, "manifest.json", error);
    zc_buf bytes;
    zc_buf_init(&bytes);
    if (status == ZC_OK) {
        zc_error why = {0};
        status = file_read(file.p, &bytes, &why);
        if (status == ZC_ERROR_NOT_FOUND || status == ZC_ERROR_LIMIT)
            status = damaged("manifest.json", error);
        else if (status != ZC_OK)
            error_set(error, status, "%s", why.message);
    }
    json_t *manifest = status == ZC_OK ? json_loadb(bytes.data, bytes.len, 0, NULL) : NULL;
    if (status == ZC_OK && !json_is_object(manifest))
        status = damaged("manifest.json", error);
    if (status == ZC_OK)
        status = check_versions(manifest, error);
    if (status == ZC_OK)
        status = read_files(g, json_object_get(manifest, "files"), error);
    if (status == ZC_OK)
        status = read_members(g, json_object_get(manifest, "members"), error);
    const json_t *documents = json_object_get(manifest, "documents");
    if (status == ZC_OK && (!json_is_integer(documents) || json_integer_value(documents) < 0))
        status = damaged("manifest.json", error);
    if (status == ZC_OK)
        g->documents = (uint64_t)json_integer_value(documents);
    json_decref(manifest);
    zc_buf_clear(&bytes);
    return status;
}

zc_status generation_open(const char *dir, generation *out, zc_error *error)
{
    *out = (generation){0};
    arena_init(&out->a);
    zc_status status = generation_current(dir, &out->number, error);
    if (status != ZC_OK)
        return status;
    out->path = arena_printf(&out->a, "%s/g%06u", dir, out->number);
    return out->path ? read_manifest(out, error) : error_memory(error);
}

void generation_clear(generation *g)
{
    arena_clear(&g->a);
    *g = (generation){0};
}

zc_status generation_verify(const generation *g, zc_error *error)
{
    zc_status status = ZC_OK;
    for (size_t i = 0; i < g->n_files && status == ZC_OK; i++) {
        path file;
        uint64_t hash = 0, size = 0;
        status = path_join(&file, g->path, g->files[i].path, error);
        if (status == ZC_OK)
            status = file_hash(file.p, &hash, &size, error);
        if (status == ZC_OK && (hash != g->files[i].hash || size != g->files[i].size))
            status = damaged(g->files[i].path, error);
    }
    return status;
}

/* ---- Building ---- */

zc_status generation_lock(const char *dir, int *fd, zc_error *error)
{
    path file;
    zc_status status = folder_make(dir, error);
    if (status == ZC_OK)
        status = path_join(&file, dir, "lock", error);
    if (status != ZC_OK)
        return status;
    *fd = open(file.p, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (*fd < 0)
        return error_errno(error, errno, file.p);
    if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
        return ZC_OK;
    int failure = errno;
    close(*fd);
    *fd = -1;
    return failure == EWOULDBLOCK ? error_set(error, ZC_ERROR_LOCKED,
                                              "%s: another indexer is at work on this index", dir)
                                  : error_errno(error, failure, file.p);
}

zc_status generation_begin(const char *dir, zc_buf *out, zc_error *error)
{
    buf_truncate(out, 0);
    buf_printf(out, "%s/building", dir);
    if (out->failed)
        return error_memory(error);
    zc_status status = folder_remove(out->data, error);
    if (status == ZC_OK && mkdir(out->data, 0755) != 0)
        status = error_errno(error, errno, out->data);
    return status;
}
