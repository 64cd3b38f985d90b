/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base.h"

#include <errno.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Views ---- */

zc_str str_from(const char *s)
{
    return s ? (zc_str){s, strlen(s)} : STR_NONE;
}

zc_str str_slice(zc_str s, size_t from, size_t to)
{
    return (zc_str){s.p + from, to - from};
}

bool str_equal(zc_str a, zc_str b)
{
    return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

bool str_starts(zc_str s, zc_str prefix)
{
    return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

bool str_ends(zc_str s, zc_str suffix)
{
    return s.n >= suffix.n && memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0;
}

size_t str_find(zc_str s, zc_str needle, size_t from)
{
    if (from > s.n || needle.n == 0)
        return SIZE_MAX;
    const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

static bool is_trimmed(uint32_t cp)
{
    return utf8_is_blank(cp) || cp == 0x200B || cp == 0xFEFF;
}

zc_str str_trim(zc_str s)
{
    size_t from = 0;
    while (from < s.n) {
        size_t at = from;
        if (!is_trimmed(utf8_next(s, &at)))
            break;
        from = at;
    }
    size_t to = s.n;
    while (to > from) {
        size_t at = utf8_back(s, to), next = at;
        if (!is_trimmed(utf8_next(s, &next)))
            break;
        to = at;
    }
    return str_slice(s, from, to);
}

bool str_line(zc_str *rest, zc_str *line)
{
    if (rest->n == 0)
        return false;
    const char *end = memchr(rest->p, '\n', rest->n);
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    *line = str_slice(*rest, 0, n);
    *rest = str_slice(*rest, end ? n + 1 : n, rest->n);
    return true;
}

/* ---- UTF-8 ---- */

uint32_t utf8_next_rare(zc_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    size_t left = s.n - *at;
    uint32_t c = p[0];
    size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < 0xC2 || c > 0xF4 || left < n)
        goto bad;
    c &= 0x7Fu >> n;
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            goto bad;
        c = c << 6 | (p[i] & 0x3F);
    }
    if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        goto bad;
    *at += n;
    return c;
bad:
    *at += 1;
    return 0xFFFD;
}

size_t utf8_back(zc_str s, size_t at)
{
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)s.p[start] & 0xC0) == 0x80)
        start--;
    size_t next = start;
    utf8_next(s, &next);
    return next == at ? start : at - 1;
}

size_t utf8_count(zc_str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n; n++)
        utf8_next(s, &at);
    return n;
}

size_t utf8_put(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
        cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

bool utf8_valid(zc_str s)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        if (utf8_next(s, &at) == 0xFFFD &&
            !(at - from == 3 && memcmp(s.p + from, replacement, 3) == 0))
            return false;
    }
    return true;
}

size_t utf8_cut(zc_str s, size_t limit)
{
    if (limit >= s.n)
        return s.n;
    while (limit > 0 && ((unsigned char)s.p[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

/* ---- Buffers ---- */

/* What an empty buffer points at: terminated, and never written to, since
 * every append reserves first. */
static char empty_bytes[1];

void zc_buf_init(zc_buf *buf)
{
    *buf = (zc_buf){.data = empty_bytes};
}

void zc_buf_clear(zc_buf *buf)
{
    if (buf->cap)
        free(buf->data);
    zc_buf_init(buf);
}

static bool buf_reserve(zc_buf *buf, size_t more)
{
    if (buf->failed)
        return false;
    if (more > SIZE_MAX / 4 - buf->len) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->len + more + 1;
    if (need <= buf->cap)
        return true;
    size_t cap = buf->cap ? buf->cap : 64;
    while (cap < need)
        cap *= 2;
    char *data = realloc(buf->cap ? buf->data : NULL, cap);
    if (!data) {
        buf->failed = true;
        return false;
    }
    buf->data = data;
    buf->cap = cap;
    return true;
}

void buf_add(zc_buf *buf, const void *bytes, size_t n)
{
    if (n == 0 || !buf_reserve(buf, n))
        return;
    memcpy(buf->data + buf->len, bytes, n);
    buf->len += n;
    buf->data[buf->len] = '\0';
}

void buf_str(zc_buf *buf, zc_str s)
{
    buf_add(buf, s.p, s.n);
}

void buf_puts(zc_buf *buf, const char *s)
{
    buf_add(buf, s, strlen(s));
}

void buf_char(zc_buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void buf_cp(zc_buf *buf, uint32_t cp)
{
    char bytes[4];
    buf_add(buf, bytes, utf8_put(cp, bytes));
}

void buf_cps(zc_buf *buf, const uint32_t *cp, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_cp(buf, cp[i]);
}

void buf_printf(zc_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0 && buf_reserve(buf, (size_t)n)) {
        vsnprintf(buf->data + buf->len, (size_t)n + 1, format, again);
        buf->len += (size_t)n;
    }
    va_end(again);
}

void buf_truncate(zc_buf *buf, size_t len)
{
    if (len < buf->len) {
        buf->len = len;
        buf->data[len] = '\0';
    }
}

/* ---- Arenas ---- */

struct arena_block {
    struct arena_block *before;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

void arena_init(arena *a)
{
    *a = (arena){.next = 4096};
}

void arena_clear(arena *a)
{
    while (a->blocks) {
        struct arena_block *before = a->blocks->before;
        free(a->blocks);
        a->blocks = before;
    }
    arena_init(a);
}

void *arena_alloc(arena *a, size_t n)
{
    if (n > SIZE_MAX / 2)
        return NULL;
    n = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (!a->blocks || a->blocks->size - a->blocks->used < n) {
        size_t size = n > a->next ? n : a->next;
        struct arena_block *block = malloc(sizeof *block + size);
        if (!block)
            return NULL;
        *block = (struct arena_block){.before = a->blocks, .size = size};
        a->blocks = block;
        if (a->next < 1u << 20)
            a->next *= 2;
    }
    void *bytes = a->blocks->bytes + a->blocks->used;
    a->blocks->used += n;
    return memset(bytes, 0, n);
}

char *arena_str(arena *a, zc_str s)
{
    char *copy = arena_alloc(a, s.n + 1);
    if (copy && s.n)
        memcpy(copy, s.p, s.n);
    return copy;
}

char *arena_printf(arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *s = n >= 0 ? arena_alloc(a, (size_t)n + 1) : NULL;
    if (s)
        vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return s;
}

/* ---- Arrays ---- */

void *arena_grow(arena *a, void *array, size_t n, size_t size)
{
    if (n != 0 && (n & (n - 1)) != 0)
        return array;
    void *more = arena_alloc(a, (n ? 2 * n : 1) * size);
    if (more && n)
        memcpy(more, array, n * size);
    return more;
}

bool array_grow(void **array, size_t n, size_t size)
{
    if (n != 0 && (n < 8 || (n & (n - 1)) != 0))
        return true;
    size_t cap = n == 0 ? 8 : n * 2;
    if (cap > SIZE_MAX / 2 / size)
        return false;
    void *bigger = realloc(*array, cap * size);
    if (!bigger)
        return false;
    *array = bigger;
    return true;
}

/* ---- Errors ---- */

static const struct {
    int exit, http;
    const char *sentence;
} status_table[] = {
    [ZC_OK] = {0, 200, "done"},
    [ZC_ERROR_ARGUMENT] = {2, 400, "an option or value that means nothing"},
    [ZC_ERROR_QUERY] = {2, 400, "the query can't be read"},
    [ZC_ERROR_LIMIT] = {2, 400, "longer or deeper than is allowed"},
    [ZC_ERROR_NOT_FOUND] = {2, 404, "not found"},
    [ZC_ERROR_LOCKED] = {3, 503, "another indexer is at work on this index"},
    [ZC_ERROR_CORRUPT] = {2, 503, "the index is damaged; rebuild it"},
    [ZC_ERROR_VERSION] = {2, 503, "the index was made by another version; rebuild it"},
    [ZC_ERROR_EMPTY] = {1, 404, "nothing could be indexed"},
    [ZC_ERROR_NO_SPACE] = {2, 503, "the disk is full"},
    [ZC_ERROR_IO] = {2, 503, "the system refused to read or write"},
    [ZC_ERROR_NO_MEMORY] = {2, 503, "out of memory"},
    [ZC_ERROR_INTERNAL] = {2, 500, "a defect of the program"},
};

static zc_status status_known(zc_status status)
{
    return (unsigned)status < sizeof status_table / sizeof *status_table ? status
                                                                         : ZC_ERROR_INTERNAL;
}

int zc_status_exit(zc_status status)
{
    return status_table[status_known(status)].exit;
}

int zc_status_http(zc_status status)
{
    return status_table[status_known(status)].http;
}

const char *zc_status_sentence(zc_status status)
{
    return status_table[status_known(status)].sentence;
}

const char *zc_version(void)
{
    return ZHENGCE_VERSION;
}

zc_status error_set(zc_error *error, zc_status status, const char *format, ...)
{
    if (!error || error->status != ZC_OK)
        return status;
    char whole[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(whole, sizeof whole, format, args);
    va_end(args);
    zc_str message = str_from(whole);
    size_t n = 0;
    error->status = status;
    /* controls of a query or a name would reach a terminal */
    for (size_t at = 0; at < message.n;) {
        char bytes[4];
        uint32_t cp = utf8_next(message, &at);
        size_t size = utf8_put(cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? '?' : cp, bytes);
        if (n + size >= sizeof error->message)
            break;
        memcpy(error->message + n, bytes, size);
        n += size;
    }
    error->message[n] = '\0';
    return status;
}

zc_status error_errno(zc_error *error, int number, const char *what)
{
    zc_status status = number == ENOSPC || number == EDQUOT    ? ZC_ERROR_NO_SPACE
                       : number == ENOENT || number == ENOTDIR ? ZC_ERROR_NOT_FOUND
                       : number == ENOMEM                      ? ZC_ERROR_NO_MEMORY
                                                               : ZC_ERROR_IO;
    const char *reason = strerrordesc_np(number);
    return error_set(error, status, "%s: %s", what, reason ? reason : "unknown error");
}

zc_status error_memory(zc_error *error)
{
    return error_set(error, ZC_ERROR_NO_MEMORY, "out of memory");
}
