/* A finished folder becomes the current generation.
 *
 * Everything is on disk before its name is: files, folders, the manifest, the
 * rename of the generation, then `current`. A crash between any two leaves the
 * old generation current and a folder that the next run removes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "files.h"
#include "generation.h"
#include "json.h"
#include "schema.h"
#include "store.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the manifest is told while the new generation is walked. */
typedef struct listing {
    const char *root;
    const generation *old;
    json_t *files;
} listing;

/* The hash in the old manifest when both names are one file on disk. */
static bool known_hash(const listing *l, const char *file, const char *name, uint64_t *hash,
                       uint64_t *size)
{
    struct stat mine, theirs;
    if (!l->old || stat(file, &mine) != 0 || mine.st_nlink < 2)
        return false;
    for (size_t i = 0; i < l->old->n_files; i++) {
        path before;
        if (strcmp(l->old->files[i].path, name) != 0 ||
            path_join(&before, l->old->path, name, NULL) != ZC_OK || stat(before.p, &theirs) != 0)
            continue;
        *hash = l->old->files[i].hash;
        *size = (uint64_t)mine.st_size;
        return mine.st_ino == theirs.st_ino && mine.st_dev == theirs.st_dev;
    }
    return false;
}

static zc_status list_file(listing *l, const char *file, zc_error *error)
{
    const char *name = file + strlen(l->root) + 1;
    uint64_t hash = 0, size = 0;
    zc_status status = ZC_OK;
    if (!known_hash(l, file, name, &hash, &size)) {
        status = file_hash(file, &hash, &size, error);
        if (status == ZC_OK)
            status = file_sync(file, error);
    }
    if (status != ZC_OK)
        return status;
    char hex[17];
    snprintf(hex, sizeof hex, "%016llx", (unsigned long long)hash);
    json_t *entry = json_pack("{s:o, s:I, s:s}", "path", json_text(name), "size", (json_int_t)size,
                              "xxh3", hex);
    return json_array_append_new(l->files, entry) == 0 ? ZC_OK : error_memory(error);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Lists, hashes and syncs all below `folder`, files before the folder itself. */
static zc_status list_folder(listing *l, const char *folder, zc_error *error)
{
    struct dirent **entries = NULL;
    int n = scandir(folder, &entries, NULL, by_name);
    if (n < 0)
        return error_errno(error, errno, folder);
    zc_status status = ZC_OK;
    for (int i = 0; i < n; i++) {
        path file;
        struct stat st;
        const char *name = entries[i]->d_name;
        if (status == ZC_OK && name[0] != '.') {
            status = path_join(&file, folder, name, error);
            if (status == ZC_OK && stat(file.p, &st) != 0)
                status = error_errno(error, errno, file.p);
            if (status == ZC_OK && strcmp(name, "flintlock") == 0)
                unlink(file.p); /* the writer's lock: nobody writes any more */
            else if (status == ZC_OK)
                status = S_ISDIR(st.st_mode) ? list_folder(l, file.p, error)
                                             : list_file(l, file.p, error);
        }
        free(entries[i]);
    }
    free(entries);
    return status == ZC_OK ? file_sync(folder, error) : status;
}

static zc_status write_manifest(const char *building, const generation *old,
                                const char *const *members, size_t n_members, uint64_t documents,
                                zc_error *error)
{
    char icu[TEXT_ICU_VERSION_SIZE];
    text_icu_version(icu);
    listing l = {.root = building, .old = old, .files = json_array()};
    json_t *names = json_array();
    bool named = names && l.files;
    for (size_t i = 0; i < n_members; i++)
        named = named && json_array_append_new(names, json_text(members[i])) == 0;
    zc_status status = named ? list_folder(&l, building, error) : error_memory(error);
    json_t *manifest = json_pack("{s:i, s:s, s:s, s:s, s:I, s:o, s:o}", "format", SCHEMA_FORMAT,
                                 "zhengce", zc_version(), "icu", icu, "xapian", store_version(),
                                 "documents", (json_int_t)documents, "members", names, "files",
                                 l.files);
    zc_buf bytes;
    zc_buf_init(&bytes);
    json_append(&bytes, manifest);
    buf_char(&bytes, '\n');
    path file;
    if (status == ZC_OK && bytes.failed)
        status = error_memory(error);
    if (status == ZC_OK)
        status = path_join(&file, building, "manifest.json", error);
    if (status == ZC_OK)
        status = file_write(file.p, buf_view(&bytes), true, error);
    if (status == ZC_OK)
        status = file_sync(building, error);
    zc_buf_clear(&bytes);
    return status;
}

/* Removes generations that are neither current nor the one before; a reader
 * that still holds files of one keeps them until it closes them. */
static void prune(const char *dir, unsigned current, unsigned before)
{
    struct dirent **entries = NULL;
    int n = scandir(dir, &entries, NULL, by_name);
    for (int i = 0; i < n; i++) {
        unsigned number = 0;
        path file;
        char name[9] = {0};
        if (strlen(entries[i]->d_name) == 7) {
            memcpy(name, entries[i]->d_name, 7);
            name[7] = '\n';
            if (generation_read_name((zc_str){name, 8}, &number) && number != current &&
                number != before && path_join(&file, dir, entries[i]->d_name, NULL) == ZC_OK)
                folder_remove(file.p, NULL);
        }
        free(entries[i]);
    }
    free(entries);
}

/* A number that no folder has yet: one that a crash left unnamed is passed. */
static zc_status place(const char *dir, const char *building, unsigned *number, zc_error *error)
{
    for (unsigned tries = 0; tries < 1000; tries++, ++*number) {
        char name[16];
        path to;
        snprintf(name, sizeof name, "g%06u", *number % 1000000);
        zc_status status = path_join(&to, dir, name, error);
        if (status != ZC_OK)
            return status;
        if (rename(building, to.p) == 0)
            return ZC_OK;
        if (errno != ENOTEMPTY && errno != EEXIST)
            return error_errno(error, errno, to.p);
    }
    return error_set(error, ZC_ERROR_IO, "%s: no free number for a generation", dir);
}

static zc_status name_current(const char *dir, unsigned number, zc_error *error)
{
    char name[16];
    path fresh, current;
    snprintf(name, sizeof name, "g%06u\n", number % 1000000);
    zc_status status = path_join(&fresh, dir, "current.new", error);
    if (status == ZC_OK)
        status = path_join(&current, dir, "current", error);
    if (status == ZC_OK)
        status = file_sync(dir, error);
    if (status == ZC_OK)
        status = file_write(fresh.p, str_from(name), true, error);
    if (status == ZC_OK && rename(fresh.p, current.p) != 0)
        status = error_errno(error, errno, current.p);
    return status == ZC_OK ? file_sync(dir, error) : status;
}

zc_status generation_publish(const char *dir, const generation *old, const char *const *members,
                             size_t n_members, uint64_t documents, zc_error *error)
{
    path building;
    unsigned before = 0;
    bool had_one = generation_current(dir, &before, NULL) == ZC_OK;
    unsigned number = had_one ? before + 1 : 1;
    zc_status status = path_join(&building, dir, "building", error);
    if (status == ZC_OK)
        status = write_manifest(building.p, old, members, n_members, documents, error);
    if (status == ZC_OK)
        status = place(dir, building.p, &number, error);
    if (status == ZC_OK)
        status = name_current(dir, number, error);
    if (status == ZC_OK)
        prune(dir, number, had_one ? before : number);
    return status;
}
