/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "texts.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

/* A frame: three little-endian numbers, then that many bytes of zstd, which
 * carries a checksum of its own. */
struct frame_head {
    uint32_t packed, text, source;
};

/* zstd's default: on Chinese text as small as zlib's best, ten times as fast. */
enum { LEVEL = 3 };

/* No document is larger: sources are at most 64 MiB, and a text about as long. */
enum { FRAME_AT_MOST = 512 << 20 };

/* `n` bytes of room in an emptied buffer. */
static bool make_room(zc_buf *buf, size_t n)
{
    buf_truncate(buf, 0);
    if (buf->cap > n)
        return true;
    char *data = realloc(buf->cap ? buf->data : NULL, n + 1);
    if (!data)
        return false;
    buf->data = data;
    buf->cap = n + 1;
    buf->data[0] = '\0';
    return true;
}

/* ---- Writing ---- */

struct texts_writer {
    FILE *texts, *offsets;
    uint64_t at;
    ZSTD_CCtx *zstd;
    zc_buf whole, packed;
};

static FILE *open_in(const char *folder, const char *name, const char *mode)
{
    zc_buf path;
    zc_buf_init(&path);
    buf_printf(&path, "%s/%s", folder, name);
    FILE *file = path.failed ? NULL : fopen(path.data, mode);
    zc_buf_clear(&path);
    return file;
}

zc_status texts_writer_open(const char *folder, texts_writer **out, zc_error *error)
{
    texts_writer *w = calloc(1, sizeof *w);
    if (!w)
        return error_memory(error);
    *out = w;
    zc_buf_init(&w->whole);
    zc_buf_init(&w->packed);
    w->zstd = ZSTD_createCCtx();
    if (!w->zstd)
        return error_memory(error);
    ZSTD_CCtx_setParameter(w->zstd, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(w->zstd, ZSTD_c_checksumFlag, 1);
    w->texts = open_in(folder, "texts", "wbe");
    w->offsets = w->texts ? open_in(folder, "offsets", "wbe") : NULL;
    return w->offsets ? ZC_OK : error_errno(error, errno, folder);
}

static zc_status put(FILE *file, const void *bytes, size_t n, zc_error *error)
{
    if (n > 0 && fwrite(bytes, 1, n, file) != n)
        return error_errno(error, errno, "the texts");
    return ZC_OK;
}

static zc_status put_offset(texts_writer *w, zc_error *error)
{
    uint64_t at = htole64(w->at);
    return put(w->offsets, &at, sizeof at, error);
}

zc_status texts_writer_add(texts_writer *w, zc_str text, zc_str source, zc_error *error)
{
    buf_truncate(&w->whole, 0);
    buf_str(&w->whole, text);
    buf_str(&w->whole, source);
    size_t bound = ZSTD_compressBound(w->whole.len);
    if (w->whole.failed || !make_room(&w->packed, bound))
        return error_memory(error);
    size_t n = ZSTD_compress2(w->zstd, w->packed.data, bound, w->whole.data, w->whole.len);
    if (ZSTD_isError(n))
        return error_set(error, ZC_ERROR_INTERNAL, "zstd: %s", ZSTD_getErrorName(n));
    struct frame_head head = {htole32((uint32_t)n), htole32((uint32_t)text.n),
                              htole32((uint32_t)source.n)};
    zc_status status = put_offset(w, error);
    if (status == ZC_OK)
        status = put(w->texts, &head, sizeof head, error);
    if (status == ZC_OK)
        status = put(w->texts, w->packed.data, n, error);
    w->at += sizeof head + n;
    return status;
}

zc_status texts_writer_finish(texts_writer *w, zc_error *error)
{
    if (fflush(w->texts) != 0 || fflush(w->offsets) != 0)
        return error_errno(error, errno, "the texts");
    return ZC_OK;
}

void texts_writer_free(texts_writer *w)
{
    if (!w)
        return;
    if (w->texts)
        fclose(w->texts);
    if (w->offsets)
        fclose(w->offsets);
    ZSTD_freeCCtx(w->zstd);
    zc_buf_clear(&w->whole);
    zc_buf_clear(&w->packed);
    free(w);
}

/* ---- Reading ---- */

struct texts {
    int fd, offsets;
    uint64_t size, numbers;
    ZSTD_DCtx *zstd;
    zc_buf packed, whole;
};

static int open_fd(const char *folder, const char *name, uint64_t *size)
{
    zc_buf path;
    zc_buf_init(&path);
    buf_printf(&path, "%s/%s", folder, name);
    int fd = path.failed ? -1 : open(path.data, O_RDONLY | O_CLOEXEC);
    zc_buf_clear(&path);
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0)
        *size = (uint64_t)st.st_size;
    return fd;
}

zc_status texts_open(const char *folder, texts **out, zc_error *error)
{
    texts *t = calloc(1, sizeof *t);
    if (!t)
        return error_memory(error);
    zc_buf_init(&t->packed);
    zc_buf_init(&t->whole);
    uint64_t bytes = 0;
    t->fd = open_fd(folder, "texts", &t->size);
    t->offsets = open_fd(folder, "offsets", &bytes);
    t->numbers = bytes / sizeof(uint64_t);
    if (t->fd < 0 || t->offsets < 0) {
        int failure = errno;
        texts_close(t);
        return error_errno(error, failure, "the texts of the index");
    }
    *out = t;
    return ZC_OK;
}

void texts_close(texts *t)
{
    if (!t)
        return;
    if (t->fd >= 0)
        close(t->fd);
    if (t->offsets >= 0)
        close(t->offsets);
    ZSTD_freeDCtx(t->zstd);
    zc_buf_clear(&t->packed);
    zc_buf_clear(&t->whole);
    free(t);
}

static zc_status damaged(uint32_t number, zc_error *error)
{
    return error_set(error, ZC_ERROR_CORRUPT,
                     "the index is damaged: the text of document %u can't be read; "
                     "rebuild it with --full",
                     number);
}

static bool read_at(int fd, void *bytes, size_t n, uint64_t at)
{
    for (char *p = bytes; n > 0;) {
        ssize_t got = pread(fd, p, n, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        p += got;
        n -= (size_t)got;
        at += (uint64_t)got;
    }
    return true;
}

zc_status texts_read(texts *t, uint32_t number, zc_buf *text, zc_buf *source, zc_error *error)
{
    uint64_t at;
    struct frame_head head;
    if (number == 0 || number > t->numbers ||
        !read_at(t->offsets, &at, sizeof at, (number - 1) * sizeof at))
        return damaged(number, error);
    at = le64toh(at);
    if (at > t->size || t->size - at < sizeof head || !read_at(t->fd, &head, sizeof head, at))
        return damaged(number, error);
    size_t packed = le32toh(head.packed), n_text = le32toh(head.text),
           n_source = le32toh(head.source);
    if (packed > t->size - at - sizeof head || n_text + n_source > FRAME_AT_MOST)
        return damaged(number, error);
    if (!t->zstd)
        t->zstd = ZSTD_createDCtx();
    if (!t->zstd || !make_room(&t->packed, packed) || !make_room(&t->whole, n_text + n_source))
        return error_memory(error);
    if (!read_at(t->fd, t->packed.data, packed, at + sizeof head))
        return damaged(number, error);
    size_t n = ZSTD_decompressDCtx(t->zstd, t->whole.data, n_text + n_source, t->packed.data,
                                   packed);
    if (ZSTD_isError(n) || n != n_text + n_source)
        return damaged(number, error);
    buf_add(text, t->whole.data, n_text);
    if (source)
        buf_add(source, t->whole.data + n_text, n_source);
    return text->failed || (source && source->failed) ? error_memory(error) : ZC_OK;
}

/* ---- Appending ---- */

/* Copies the frames as they are: they need not be read to move. */
static zc_status copy_bytes(int from, FILE *to, uint64_t at, uint64_t n, zc_error *error)
{
    char chunk[1 << 16];
    zc_status status = ZC_OK;
    while (n > 0 && status == ZC_OK) {
        size_t want = n < sizeof chunk ? (size_t)n : sizeof chunk;
        if (!read_at(from, chunk, want, at))
            return error_set(error, ZC_ERROR_IO, "the texts: short read");
        status = put(to, chunk, want, error);
        at += want;
        n -= want;
    }
    return status;
}

zc_status texts_writer_append(texts_writer *w, const char *folder, uint32_t first, uint32_t last,
                              zc_error *error)
{
    texts *t = NULL;
    zc_status status = texts_open(folder, &t, error);
    uint64_t base = w->at;
    for (uint32_t number = first; status == ZC_OK && number <= last; number++) {
        uint64_t at = 0;
        if (number > t->numbers || !read_at(t->offsets, &at, sizeof at, (number - 1) * sizeof at)) {
            status = damaged(number, error);
        } else {
            w->at = base + le64toh(at);
            status = put_offset(w, error);
        }
    }
    if (status == ZC_OK) {
        status = copy_bytes(t->fd, w->texts, 0, t->size, error);
        w->at = base + t->size;
    }
    texts_close(t);
    return status;
}
