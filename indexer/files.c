/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL /* a library fewer to load */
#include <xxhash.h>

/* Far above what a manifest of many members takes. */
enum { SMALL_FILE = 64 << 20 };

zc_status path_join(path *out, const char *folder, const char *name, zc_error *error)
{
    int n = snprintf(out->p, sizeof out->p, "%s/%s", folder, name);
    if (n < 0 || (size_t)n >= sizeof out->p)
        return error_set(error, ZC_ERROR_ARGUMENT, "%.100s…: the path is too long", folder);
    return ZC_OK;
}

zc_status file_read(const char *file, zc_buf *out, zc_error *error)
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
        if (out->failed)
            status = error_memory(error);
        else if (out->len > SMALL_FILE)
            status = error_set(error, ZC_ERROR_LIMIT, "%s: larger than it can be", file);
    }
    close(fd);
    return status;
}

zc_status file_sync(const char *what, zc_error *error)
{
    int fd = open(what, O_RDONLY | O_CLOEXEC);
    zc_status status = fd < 0 || fsync(fd) != 0 ? error_errno(error, errno, what) : ZC_OK;
    if (fd >= 0)
        close(fd);
    return status;
}

zc_status file_write(const char *file, zc_str bytes, bool sync, zc_error *error)
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
    if (status == ZC_OK && sync && fsync(fd) != 0)
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

zc_status folder_remove(const char *what, zc_error *error)
{
    if (nftw(what, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT)
        return error_errno(error, errno, what);
    return ZC_OK;
}

zc_status folder_make(const char *dir, zc_error *error)
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

zc_status file_hash(const char *file, uint64_t *hash, uint64_t *size, zc_error *error)
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

zc_status folder_copy(const char *from, const char *to, bool writable, zc_error *error)
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
            status = folder_copy(a.p, b.p, writable, error);
        else if (writable || link(a.p, b.p) != 0)
            status = copy_file(a.p, b.p, error);
    }
    closedir(dir);
    return status;
}
