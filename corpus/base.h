/* Strings, buffers, arenas and errors: what every other file stands on.
 *
 * A zc_str is a view: it never owns its bytes and need not end in a NUL. A
 * zc_buf owns and stays terminated. An arena owns everything of one document or
 * one request and frees it at once. Nothing here reads files or knows Unicode
 * beyond the shape of UTF-8.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_BASE_H
#define ZC_CORPUS_BASE_H

#include "zhengce.h"

#include <stdarg.h>

/* ---- Views ---- */

typedef struct zc_str {
    const char *p;
    size_t n;
} zc_str;

#define STR_LIT(s) ((zc_str){(s), sizeof(s) - 1})
#define STR_NONE ((zc_str){"", 0})

zc_str str_from(const char *s); /* NULL gives the empty view */
zc_str str_slice(zc_str s, size_t from, size_t to);
bool str_equal(zc_str a, zc_str b);
bool str_starts(zc_str s, zc_str prefix);
bool str_ends(zc_str s, zc_str suffix);
/* Byte offset of `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(zc_str s, zc_str needle, size_t from);
/* Without the blanks at both ends, nor U+200B and U+FEFF. */
zc_str str_trim(zc_str s);
/* The next line of *rest without its end (LF); false when nothing is left. */
bool str_line(zc_str *rest, zc_str *line);

/* ---- UTF-8 ---- */

/* The code point at byte `*at`, which moves past it. Bytes that are not UTF-8
 * give U+FFFD and move by one; `*at` must be below s.n. */
static inline uint32_t utf8_next(zc_str s, size_t *at);
/* The start of the character that ends at byte `at` (> 0). */
size_t utf8_back(zc_str s, size_t at);
/* Code points in `s`. */
size_t utf8_count(zc_str s);
/* Writes up to 4 bytes; the number written. Surrogates give U+FFFD. */
size_t utf8_put(uint32_t cp, char out[4]);
/* Whether all of `s` is well-formed (RFC 3629: no surrogates, no overlong). */
bool utf8_valid(zc_str s);
/* The largest length <= limit that does not cut a character of `s`. */
size_t utf8_cut(zc_str s, size_t limit);
/* Unified ideographs of the BMP and the planes 2 and 3, and 〇. */
static inline bool utf8_is_han(uint32_t cp);
/* Unicode's White_Space: blanks, tab, line ends. */
static inline bool utf8_is_blank(uint32_t cp);

/* The characters that utf8_next does not read itself. */
uint32_t utf8_next_rare(zc_str s, size_t *at);

static inline uint32_t utf8_next(zc_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    /* three bytes, as nearly every character of a Chinese text */
    if (p[0] > 0xE0 && p[0] != 0xED && p[0] < 0xF0 && s.n - *at >= 3 && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80) {
        *at += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    return utf8_next_rare(s, at);
}

static inline bool utf8_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 ||
           (cp >= 0x20000 && cp <= 0x3FFFD) || (cp >= 0xF900 && cp <= 0xFAFF);
}

static inline bool utf8_is_blank(uint32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
           cp == 0x205F || cp == 0x3000;
}

/* ---- Buffers (zc_buf_init and zc_buf_clear are public) ---- */

void buf_add(zc_buf *buf, const void *bytes, size_t n);
void buf_str(zc_buf *buf, zc_str s);
void buf_puts(zc_buf *buf, const char *s);
void buf_char(zc_buf *buf, char c);
void buf_cp(zc_buf *buf, uint32_t cp);
void buf_cps(zc_buf *buf, const uint32_t *cp, size_t n);
void buf_printf(zc_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_truncate(zc_buf *buf, size_t len);
static inline zc_str buf_view(const zc_buf *buf)
{
    return (zc_str){buf->data, buf->len};
}

/* ---- Arenas ---- */

typedef struct arena {
    struct arena_block *blocks;
    size_t next; /* size of the block that comes after this one */
} arena;

void arena_init(arena *a);
void arena_clear(arena *a);
/* `n` zeroed bytes, aligned for anything; NULL when memory runs out. */
void *arena_alloc(arena *a, size_t n);
/* A terminated copy; NULL when memory runs out. */
char *arena_str(arena *a, zc_str s);
char *arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- Arrays ---- */

/* The array with room for one more: itself, or a copy of twice the size where
 * its `n` elements fill a power of two. NULL when memory runs out. */
void *arena_grow(arena *a, void *array, size_t n, size_t size);

/* Makes room for one more element in *array of `n` elements (capacity a power
 * of two that is never stored). False, nothing changed, when memory runs out. */
bool array_grow(void **array, size_t n, size_t size);

/* ---- Errors ---- */

/* Fills *error (which may be NULL) unless it holds a cause already, and
 * returns `status`, so that `return error_set(...)` reads as one step. */
zc_status error_set(zc_error *error, zc_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for a failed system call on `what`; ENOSPC, EDQUOT, ENOENT and
 * ENOMEM get their own status. */
zc_status error_errno(zc_error *error, int number, const char *what);
zc_status error_memory(zc_error *error);

#endif
