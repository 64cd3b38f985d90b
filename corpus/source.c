/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "source.h"

#include "cells.h"
#include "decode.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The largest document is a few megabytes; a slice of a table is less. */
enum { BYTES_AT_MOST = 64 << 20, DEPTH_AT_MOST = 64 };

source_kind source_kind_of(const char *name)
{
    static const struct {
        const char *ending;
        source_kind kind;
    } kinds[] = {
        {".md", SOURCE_MARKDOWN}, {".markdown", SOURCE_MARKDOWN}, {".txt", SOURCE_TEXT},
        {".text", SOURCE_TEXT},   {".html", SOURCE_HTML},         {".htm", SOURCE_HTML},
        {".shtml", SOURCE_HTML},  {".xhtml", SOURCE_HTML},        {".docx", SOURCE_DOCX},
        {".doc", SOURCE_DOC},     {".wps", SOURCE_DOC},           {".ofd", SOURCE_OFD},
        {".pdf", SOURCE_PDF},     {".jsonl", SOURCE_ROWS},        {".ndjson", SOURCE_ROWS},
        {".json", SOURCE_JSON},   {".csv", SOURCE_CSV},           {".tsv", SOURCE_TSV},
        {".tab", SOURCE_TSV},     {".xlsx", SOURCE_XLSX},
    };
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof kinds / sizeof *kinds; i++)
        if (strcasecmp(dot, kinds[i].ending) == 0)
            return kinds[i].kind;
    return SOURCE_UNKNOWN;
}

bool source_is_table(source_kind kind)
{
    return kind == SOURCE_ROWS || kind == SOURCE_JSON || kind == SOURCE_CSV || kind == SOURCE_TSV ||
           kind == SOURCE_XLSX;
}

/* Sites send web pages and .docx as .doc; a program saves by its own mind. */
source_kind source_kind_seen(source_kind named, zc_str bytes)
{
    static const struct {
        zc_str magic;
        source_kind kind;
    } magics[] = {
        {{"%PDF-", 5}, SOURCE_PDF},
        {{"PK\3\4", 4}, SOURCE_DOCX},
        {{"\xD0\xCF\x11\xE0", 4}, SOURCE_DOC},
        {{"<html", 5}, SOURCE_HTML},
        {{"<!doctype html", 14}, SOURCE_HTML},
        {{"<!--", 4}, SOURCE_HTML},
        {{"<meta", 5}, SOURCE_HTML},
        {{"<head", 5}, SOURCE_HTML},
    };
    bool office = named == SOURCE_DOC || named == SOURCE_DOCX || named == SOURCE_PDF;
    zc_str s = str_starts(bytes, STR_LIT("\xEF\xBB\xBF")) ? str_slice(bytes, 3, bytes.n) : bytes;
    s = str_trim(str_slice(s, 0, s.n < 1024 ? s.n : 1024));
    for (size_t i = 0; office && i < sizeof magics / sizeof *magics; i++)
        if (s.n >= magics[i].magic.n && strncasecmp(s.p, magics[i].magic.p, magics[i].magic.n) == 0)
            return magics[i].kind;
    return named;
}

/* ---- Names ---- */

/* A path as valid UTF-8: controls and bytes that are none become %XX. */
static void show_name(const char *raw, zc_buf *out)
{
    zc_str s = str_from(raw);
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t cp = utf8_next(s, &at);
        bool escape = cp == '%' && at + 1 < s.n && isxdigit((unsigned char)s.p[at]) &&
                      isxdigit((unsigned char)s.p[at + 1]);
        bool odd = escape || cp < 0x20 || cp == 0x7F || (cp >= 0x80 && cp < 0xA0) ||
                   (cp == 0xFFFD && at - from == 1);
        for (size_t i = from; i < at; i++) {
            if (odd)
                buf_printf(out, "%%%02X", (unsigned char)s.p[i]);
            else
                buf_char(out, s.p[i]);
        }
    }
}

/* ---- Roots ---- */

zc_status source_open(const char *path, source_root *out, zc_error *error)
{
    *out = (source_root){.fd = -1};
    out->path = realpath(path, NULL);
    struct stat st;
    if (!out->path || stat(out->path, &st) != 0)
        return error_errno(error, errno, path);
    zc_buf key;
    zc_buf_init(&key);
    show_name(out->path, &key);
    out->key = key.failed ? NULL : strdup(key.data);
    zc_buf_clear(&key);
    if (!out->key)
        return error_memory(error);
    if (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode))
        return error_set(error, ZC_ERROR_ARGUMENT, "%s: neither a file nor a folder", path);
    char *folder = strdup(out->path);
    if (!folder)
        return error_memory(error);
    if (S_ISREG(st.st_mode)) {
        char *slash = strrchr(folder, '/');
        out->only = strdup(slash + 1);
        slash[slash == folder] = '\0';
    }
    out->fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failure = errno;
    const char *last = strrchr(folder, '/');
    out->folder = strdup(last && last[1] ? last + 1 : "root");
    free(folder);
    if (!out->folder || (S_ISREG(st.st_mode) && !out->only))
        return error_memory(error);
    return out->fd < 0 ? error_errno(error, failure, path) : ZC_OK;
}

void source_close(source_root *root)
{
    if (root->fd >= 0)
        close(root->fd);
    free(root->path);
    free(root->key);
    free(root->folder);
    free(root->only);
    *root = (source_root){.fd = -1};
}

void source_avoid(source_root *root, const char *folder)
{
    struct stat st;
    if (folder && stat(folder, &st) == 0) {
        root->avoided[0] = (uint64_t)st.st_dev;
        root->avoided[1] = (uint64_t)st.st_ino;
    }
}

/* Opens below the root, through no symbolic link, and never waits on a FIFO. */
static int open_beneath(int root, const char *raw, int flags)
{
    struct open_how how = {
        .flags = (unsigned)(flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY),
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
    };
    long fd = syscall(SYS_openat2, root, raw, &how, sizeof how);
    if (fd < 0 && (errno == ENOSYS || errno == EPERM)) /* an old kernel, a sandbox */
        fd = openat(root, raw, (int)how.flags | O_NOFOLLOW);
    return (int)fd;
}

/* ---- Walking ---- */

/* Adds a file; without `st` it is something that isn't read, for `reason`. */
static zc_status add_item(source_list *list, const char *raw, const struct stat *st,
                          const char *reason, zc_error *error)
{
    zc_buf name;
    zc_buf_init(&name);
    show_name(raw, &name);
    const char *shown = name.failed ? NULL : arena_str(&list->strings, buf_view(&name));
    zc_buf_clear(&name);
    if (!array_grow((void **)&list->items, list->n, sizeof *list->items))
        return error_memory(error);
    source_item item = {
        .raw = arena_str(&list->strings, str_from(raw)),
        .name = shown,
        .kind = source_kind_of(raw),
        .first_row = 1,
        .reason = reason,
    };
    if (!item.raw || !item.name)
        return error_memory(error);
    if (st) {
        item.size = item.length = (uint64_t)st->st_size;
        item.mtime = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
    }
    if (!reason && item.kind == SOURCE_UNKNOWN) {
        const char *dot = strrchr(item.name, '.');
        const char *slash = strrchr(item.name, '/');
        bool ending = dot && (!slash || dot > slash) && strlen(dot) < 12;
        item.reason = arena_printf(&list->strings, "no known kind of document (%s)",
                                   ending ? dot : "no file name ending");
        if (!item.reason)
            return error_memory(error);
    }
    list->items[list->n++] = item;
    return ZC_OK;
}

static zc_status add_refused(source_list *list, const char *raw, int number, zc_error *error)
{
    zc_status status = add_item(list, raw, NULL, strerrordesc_np(number), error);
    if (status == ZC_OK)
        list->items[list->n - 1].unreadable = true;
    return status;
}

/* Folders still to be read, deepest last. */
typedef struct folders {
    char **raw;
    size_t n;
} folders;

static zc_status push_folder(folders *todo, const char *raw, zc_error *error)
{
    char *copy = strdup(raw);
    if (!copy || !array_grow((void **)&todo->raw, todo->n, sizeof *todo->raw)) {
        free(copy);
        return error_memory(error);
    }
    todo->raw[todo->n++] = copy;
    return ZC_OK;
}

static size_t depth_of(const char *raw)
{
    size_t n = 0;
    for (; *raw; raw++)
        n += *raw == '/';
    return n;
}

static zc_status visit(const source_root *root, int fd, const char *raw, source_list *list,
                       folders *todo, zc_error *error)
{
    const char *last = strrchr(raw, '/');
    struct stat st;
    if (fstatat(fd, last ? last + 1 : raw, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? ZC_OK : add_refused(list, raw, errno, error);
    if (S_ISREG(st.st_mode))
        return add_item(list, raw, &st, NULL, error);
    if (S_ISLNK(st.st_mode))
        return add_item(list, raw, NULL, "a symbolic link", error);
    if (!S_ISDIR(st.st_mode))
        return add_item(list, raw, NULL, "not a regular file", error);
    if (root->avoided[0] == (uint64_t)st.st_dev && root->avoided[1] == (uint64_t)st.st_ino)
        return ZC_OK;
    if (depth_of(raw) >= DEPTH_AT_MOST)
        return add_item(list, raw, NULL, "folders nested too deep", error);
    return push_folder(todo, raw, error);
}

/* Lists one folder; `raw` is "" for the root. */
static zc_status read_folder(const source_root *root, const char *raw, source_list *list,
                             folders *todo, zc_error *error)
{
    int fd = *raw ? open_beneath(root->fd, raw, O_DIRECTORY)
                  : openat(root->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        int failure = errno;
        if (fd >= 0)
            close(fd);
        return *raw ? add_refused(list, raw, failure, error)
                    : error_errno(error, failure, root->path);
    }
    zc_status status = ZC_OK;
    zc_buf path;
    zc_buf_init(&path);
    for (struct dirent *e; status == ZC_OK && (errno = 0, e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        buf_truncate(&path, 0);
        if (*raw)
            buf_printf(&path, "%s/", raw);
        buf_puts(&path, e->d_name);
        status = path.failed ? error_memory(error) : visit(root, fd, path.data, list, todo, error);
    }
    if (status == ZC_OK && errno != 0)
        status = error_errno(error, errno, *raw ? raw : root->path);
    zc_buf_clear(&path);
    closedir(dir);
    return status;
}

static int by_raw(const void *a, const void *b)
{
    return strcmp(((const source_item *)a)->raw, ((const source_item *)b)->raw);
}

zc_status source_walk(const source_root *root, source_list *list, zc_error *error)
{
    *list = (source_list){0};
    arena_init(&list->strings);
    if (root->only) {
        struct stat st;
        if (fstatat(root->fd, root->only, &st, AT_SYMLINK_NOFOLLOW) != 0)
            return error_errno(error, errno, root->path);
        return add_item(list, root->only, &st, NULL, error);
    }
    folders todo = {0};
    zc_status status = read_folder(root, "", list, &todo, error);
    while (todo.n > 0) {
        char *raw = todo.raw[--todo.n];
        if (status == ZC_OK)
            status = read_folder(root, raw, list, &todo, error);
        free(raw);
    }
    free(todo.raw);
    if (list->n)
        qsort(list->items, list->n, sizeof *list->items, by_raw);
    return status;
}

void source_list_clear(source_list *list)
{
    free(list->items);
    arena_clear(&list->strings);
    *list = (source_list){0};
}

/* ---- Reading ---- */

static bool same_file(const struct stat *st, const source_item *item)
{
    return (uint64_t)st->st_size == item->size &&
           (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec == item->mtime;
}

static zc_status read_bytes(int fd, uint64_t from, uint64_t length, zc_buf *out, zc_error *error)
{
    enum { CHUNK = 1 << 16 };
    while (length > 0) {
        char chunk[CHUNK];
        ssize_t n = pread(fd, chunk, length < CHUNK ? (size_t)length : CHUNK, (off_t)from);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_errno(error, errno, "read");
        if (n == 0)
            break;
        buf_add(out, chunk, (size_t)n);
        from += (uint64_t)n;
        length -= (uint64_t)n;
    }
    return out->failed ? error_memory(error) : ZC_OK;
}

zc_status source_read(const source_root *root, const source_item *item, zc_buf *out,
                      zc_error *error)
{
    if (item->reason)
        return error_set(error, ZC_ERROR_IO, "%s", item->reason);
    if (item->length > BYTES_AT_MOST)
        return error_set(error, ZC_ERROR_LIMIT, "larger than %d MiB", BYTES_AT_MOST >> 20);
    int fd = open_beneath(root->fd, item->raw, 0);
    if (fd < 0)
        return error_set(error, ZC_ERROR_IO, "%s", strerrordesc_np(errno));
    size_t start = out->len;
    struct stat before, after;
    zc_status status = ZC_OK;
    bool steady = false;
    for (int tries = 0; tries < 2 && !steady && status == ZC_OK; tries++) {
        buf_truncate(out, start);
        if (fstat(fd, &before) != 0 || !S_ISREG(before.st_mode)) {
            status = error_set(error, ZC_ERROR_IO, "not a regular file");
            break;
        }
        bool whole = item->from == 0 && item->length == item->size;
        uint64_t length = whole ? (uint64_t)before.st_size : item->length;
        if (length > BYTES_AT_MOST)
            status = error_set(error, ZC_ERROR_LIMIT, "larger than %d MiB", BYTES_AT_MOST >> 20);
        if (status == ZC_OK && item->from > 0)
            status = read_bytes(fd, 0, item->header, out, error);
        if (status == ZC_OK)
            status = read_bytes(fd, item->from, length, out, error);
        steady = fstat(fd, &after) == 0 && after.st_size == before.st_size &&
                 after.st_mtim.tv_sec == before.st_mtim.tv_sec &&
                 after.st_mtim.tv_nsec == before.st_mtim.tv_nsec &&
                 (whole || same_file(&after, item));
    }
    close(fd);
    if (status == ZC_OK && !steady)
        status = error_set(error, ZC_ERROR_IO, "changed while it was read");
    if (status != ZC_OK)
        buf_truncate(out, start);
    return status;
}

/* ---- Slicing ---- */

/* Reads on from *at to the end of the row in which `bytes` are full, counting
 * rows. A row longer than can be read is not followed to its end: the rest is one
 * slice, which is refused. */
static zc_status scan_slice(int fd, cells_ends *ends, uint64_t size, uint64_t bytes, uint64_t *at,
                            uint64_t *rows, zc_error *error)
{
    enum { CHUNK = 1 << 16 };
    uint64_t from = *at;
    char chunk[CHUNK];
    while (*at < size) {
        ssize_t n = pread(fd, chunk, CHUNK, (off_t)*at);
        if (n < 0)
            return error_errno(error, errno, "read");
        if (n == 0)
            break;
        for (ssize_t i = 0; i < n; i++) {
            if (!(ends ? cells_row_ends(ends, chunk[i]) : chunk[i] == '\n'))
                continue;
            *rows += 1;
            if (*at + (uint64_t)i + 1 - from >= bytes) {
                *at += (uint64_t)i + 1;
                return ZC_OK;
            }
        }
        *at += (uint64_t)n;
        if (*at - from > BYTES_AT_MOST)
            break; /* a row that no slice may hold: what follows can't be told apart */
    }
    *at = size;
    return ZC_OK;
}

/* The table opened, where it can be cut; -1 else. `start` is how it begins. */
static int open_table(const source_root *root, const source_item *whole, uint64_t bytes,
                      zc_buf *start)
{
    enum { START = 1 << 16 };
    bool cut = whole->kind == SOURCE_ROWS || whole->kind == SOURCE_CSV || whole->kind == SOURCE_TSV;
    int fd = cut && whole->size > bytes && !whole->reason ? open_beneath(root->fd, whole->raw, 0)
                                                          : -1;
    if (fd >= 0 && (read_bytes(fd, 0, START, start, NULL) != ZC_OK ||
                    decode_is_utf16(buf_view(start)))) { /* half a character may look like LF */
        close(fd);
        fd = -1;
    }
    return fd;
}

static zc_status add_slices(int fd, const source_item *whole, cells_ends *ends, uint64_t bytes,
                            source_item **slices, size_t *n, zc_error *error)
{
    uint64_t at = 0, row = 1, header = 0;
    zc_status status = ZC_OK;
    if (fd >= 0 && ends)
        status = scan_slice(fd, ends, whole->size, 1, &header, &row, error);
    row = 1;
    do {
        source_item slice = *whole;
        slice.from = at;
        slice.header = header;
        slice.first_row = row;
        if (fd >= 0 && status == ZC_OK) {
            at = at < header ? header : at;
            status = scan_slice(fd, ends, whole->size, bytes, &at, &row, error);
            slice.length = at - slice.from;
        } else {
            at = whole->size;
        }
        if (status == ZC_OK && !array_grow((void **)slices, *n, sizeof **slices))
            status = error_memory(error);
        if (status == ZC_OK)
            (*slices)[(*n)++] = slice;
    } while (status == ZC_OK && at < whole->size);
    return status;
}

zc_status source_slice(const source_root *root, const source_item *whole, uint64_t bytes,
                       source_item **slices, size_t *n, zc_error *error)
{
    zc_buf start;
    zc_buf_init(&start);
    int fd = open_table(root, whole, bytes, &start);
    cells_ends ends = {cells_delimiter(whole->kind == SOURCE_TSV, buf_view(&start)), 0};
    zc_status status = add_slices(fd, whole, whole->kind == SOURCE_ROWS ? NULL : &ends, bytes,
                                  slices, n, error);
    if (fd >= 0)
        close(fd);
    zc_buf_clear(&start);
    return status;
}
