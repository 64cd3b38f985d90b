/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "generation.h"

#include "json.h"
#include "schema.h"
#include "store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL /* a library fewer to load */
#include <xxhash.h>

/* Far above what a manifest of many members takes. */
enum { MANIFEST_AT_MOST = 16 << 20 };

/* ---- Small file work ---- */

/* A path under construction. */
typedef struct path {
    char p[4096];
} path;

static zc_status path_join(path *out, const char *folder, const char *name, zc_error *error)
{
    int n = snprintf(out->p, sizeof out->p, "%s/%s", folder, name);
    if (n < 0 || (size_t)n >= sizeof out->p)
        return error_set(error, ZC_ERROR_ARGUMENT, "%.100s…: the path is too long", folder);
    return ZC_OK;
}

static zc_status read_whole(const char *file, zc_buf *out, zc_error *error)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_errno(error, errno, file);
    zc_status status = ZC_OK;
    char chunk[1 << 14];
    for (ssize_t n; status == ZC_OK && (n = read(fd, chunk, sizeof chunk)) != 0;) {
        if (n < 0 && errno != EINTR)
            status = error_errno(error, errno, file);
        else if (n > 0)
            buf_add(out, chunk, (size_t)n);
        if (out->failed || out->len > MANIFEST_AT_MOST)
            status = error_memory(error);
    }
    close(fd);
    return status;
}

static zc_status sync_path(const char *what, zc_error *error)
{
    int fd = open(what, O_RDONLY | O_CLOEXEC);
    zc_status status = fd < 0 || fsync(fd) != 0 ? error_errno(error, errno, what) : ZC_OK;
    if (fd >= 0)
        close(fd);
    return status;
}

/* Writes a file that is whole and on disk when this returns. */
static zc_status write_whole(const char *file, zc_str bytes, zc_error *error)
{
    int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return error_errno(error, errno, file);
    zc_status status = ZC_OK;
    while (bytes.n > 0 && status == ZC_OK) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno != EINTR)
            status = error_errno(error, errno, file);
        else if (n > 0)
            bytes = str_slice(bytes, (size_t)n, bytes.n);
    }
    if (status == ZC_OK && fsync(fd) != 0)
        status = error_errno(error, errno, file);
    if (close(fd) != 0 && status == ZC_OK)
        status = error_errno(error, errno, file);
    return status;
}

static int remove_one(const char *what, const struct stat *st, int kind, struct FTW *at)
{
    (void)st, (void)kind, (void)at;
    return remove(what);
}

zc_status remove_folder(const char *what, zc_error *error)
{
    if (nftw(what, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT)
        return error_errno(error, errno, what);
    return ZC_OK;
}

static zc_status make_folders(const char *dir, zc_error *error)
{
    char *copy = strdup(dir);
    if (!copy)
        return error_memory(error);
    zc_status status = ZC_OK;
    for (char *slash = copy; status == ZC_OK && slash;) {
        slash = strchr(slash + 1, '/');
        if (slash)
            *slash = '\0';
        if (mkdir(copy, 0755) != 0 && errno != EEXIST)
            status = error_errno(error, errno, copy);
        if (slash)
            *slash = '/';
    }
    free(copy);
    return status;
}

static zc_status hash_file(const char *file, uint64_t *hash, uint64_t *size, zc_error *error)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_errno(error, errno, file);
    XXH3_state_t *state = XXH3_createState();
    zc_status status = state ? ZC_OK : error_memory(error);
    if (state)
        XXH3_64bits_reset(state);
    char chunk[1 << 16];
    *size = 0;
    for (ssize_t n; status == ZC_OK && (n = read(fd, chunk, sizeof chunk)) != 0;) {
        if (n < 0) {
            status = error_errno(error, errno, file);
        } else {
            XXH3_64bits_update(state, chunk, (size_t)n);
            *size += (uint64_t)n;
        }
    }
    if (status == ZC_OK)
        *hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    close(fd);
    return status;
}

/* ---- Opening ---- */

static zc_status damaged(const char *what, zc_error *error)
{
    return error_set(error, ZC_ERROR_CORRUPT,
                     "the index is damaged (%s); rebuild it with zhengce-index --full", what);
}

/* "g000007\n" */
static bool read_name(zc_str s, unsigned *number)
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

static zc_status current_number(const char *dir, unsigned *number, zc_error *error)
{
    path file;
    zc_status status = path_join(&file, dir, "current", error);
    if (status != ZC_OK)
        return status;
    zc_buf name;
    zc_buf_init(&name);
    zc_error why = {0};
    status = read_whole(file.p, &name, &why);
    if (status == ZC_ERROR_NOT_FOUND)
        error_set(error, status, "%s: no index there; make one with zhengce-index -d %s PATH", dir,
                  dir);
    else if (status != ZC_OK)
        error_set(error, status, "%s", why.message);
    else if (!read_name(buf_view(&name), number))
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

static zc_status read_members(generation *g, const json_t *members, zc_error *error)
{
    size_t n = json_array_size(members);
    if (n == 0)
        return damaged("manifest.json", error);
    g->members = arena_alloc(&g->a, n * sizeof *g->members);
    for (size_t i = 0; g->members && i < n; i++) {
        const char *name = json_string_value(json_array_get(members, i));
        if (!is_inside(name))
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
        status = read_whole(file.p, &bytes, error);
        if (status == ZC_ERROR_NOT_FOUND && error)
            error->status = status = ZC_ERROR_CORRUPT;
    }
    json_t *manifest = status == ZC_OK ? json_loadb(bytes.data, bytes.len, 0, NULL) : NULL;
    if (status == ZC_OK && !json_is_object(manifest))
        status = damaged("manifest.json", error);
    if (status == ZC_OK)
        status = check_versions(manifest, error);
    if (status == ZC_OK)
        status = read_members(g, json_object_get(manifest, "members"), error);
    if (status == ZC_OK)
        status = read_files(g, json_object_get(manifest, "files"), error);
    if (status == ZC_OK)
        g->documents = (uint64_t)json_integer_value(json_object_get(manifest, "documents"));
    json_decref(manifest);
    zc_buf_clear(&bytes);
    return status;
}

zc_status generation_open(const char *dir, generation *out, zc_error *error)
{
    *out = (generation){0};
    arena_init(&out->a);
    zc_status status = current_number(dir, &out->number, error);
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
            status = hash_file(file.p, &hash, &size, error);
        if (status == ZC_OK && (hash != g->files[i].hash || size != g->files[i].size))
            status = damaged(g->files[i].path, error);
    }
    return status;
}

/* ---- Building ---- */

zc_status generation_lock(const char *dir, int *fd, zc_error *error)
{
    path file;
    zc_status status = make_folders(dir, error);
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
    zc_status status = remove_folder(out->data, error);
    if (status == ZC_OK && mkdir(out->data, 0755) != 0)
        status = error_errno(error, errno, out->data);
    return status;
}

static zc_status copy_file(const char *from, const char *to, zc_error *error)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = in >= 0 ? open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644) : -1;
    zc_status status = out < 0 ? error_errno(error, errno, in < 0 ? from : to) : ZC_OK;
    bool cloned = status == ZC_OK && ioctl(out, FICLONE, in) == 0;
    char chunk[1 << 16];
    while (status == ZC_OK && !cloned) {
        ssize_t n = read(in, chunk, sizeof chunk);
        if (n == 0)
            break;
        if (n < 0 || write(out, chunk, (size_t)n) != n)
            status = error_errno(error, errno ? errno : ENOSPC, to);
    }
    if (in >= 0)
        close(in);
    if (out >= 0 && close(out) != 0 && status == ZC_OK)
        status = error_errno(error, errno, to);
    return status;
}

static zc_status copy_folder(const char *from, const char *to, bool writable, zc_error *error)
{
    DIR *dir = opendir(from);
    if (!dir || mkdir(to, 0755) != 0) {
        int failure = errno;
        if (dir)
            closedir(dir);
        return error_errno(error, failure, dir ? to : from);
    }
    zc_status status = ZC_OK;
    for (struct dirent *e; status == ZC_OK && (e = readdir(dir)) != NULL;) {
        path a, b;
        struct stat st;
        if (e->d_name[0] == '.')
            continue;
        status = path_join(&a, from, e->d_name, error);
        if (status == ZC_OK)
            status = path_join(&b, to, e->d_name, error);
        if (status == ZC_OK && stat(a.p, &st) != 0)
            status = error_errno(error, errno, a.p);
        if (status != ZC_OK)
            break;
        if (S_ISDIR(st.st_mode))
            status = copy_folder(a.p, b.p, writable, error);
        else if (writable || link(a.p, b.p) != 0)
            status = copy_file(a.p, b.p, error);
    }
    closedir(dir);
    return status;
}

zc_status generation_copy_member(const char *from, const char *to, bool writable,
                                 zc_error *error)
{
    return copy_folder(from, to, writable, error);
}

/* ---- Publishing ---- */

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
        status = hash_file(file, &hash, &size, error);
        if (status == ZC_OK)
            status = sync_path(file, error);
    }
    if (status != ZC_OK)
        return status;
    char hex[17];
    snprintf(hex, sizeof hex, "%016llx", (unsigned long long)hash);
    json_t *entry = json_pack("{s:o, s:I, s:s}", "path", json_text(name), "size",
                              (json_int_t)size, "xxh3", hex);
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
    return status == ZC_OK ? sync_path(folder, error) : status;
}

static zc_status write_manifest(const char *building, const generation *old,
                                const char *const *members, size_t n_members,
                                uint64_t documents, zc_error *error)
{
    char icu[TEXT_ICU_VERSION_SIZE];
    text_icu_version(icu);
    listing l = {.root = building, .old = old, .files = json_array()};
    json_t *names = json_array();
    for (size_t i = 0; i < n_members; i++)
        json_array_append_new(names, json_text(members[i]));
    zc_status status = list_folder(&l, building, error);
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
        status = write_whole(file.p, buf_view(&bytes), error);
    if (status == ZC_OK)
        status = sync_path(building, error);
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
            if (read_name((zc_str){name, 8}, &number) && number != current && number != before &&
                path_join(&file, dir, entries[i]->d_name, NULL) == ZC_OK)
                remove_folder(file.p, NULL);
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
        status = sync_path(dir, error);
    if (status == ZC_OK)
        status = write_whole(fresh.p, str_from(name), error);
    if (status == ZC_OK && rename(fresh.p, current.p) != 0)
        status = error_errno(error, errno, current.p);
    return status == ZC_OK ? sync_path(dir, error) : status;
}

zc_status generation_publish(const char *dir, const generation *old, const char *const *members,
                             size_t n_members, uint64_t documents, zc_error *error)
{
    path building;
    unsigned before = 0;
    bool had_one = current_number(dir, &before, NULL) == ZC_OK;
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
