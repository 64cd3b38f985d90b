/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "schema.h"

#include <stdio.h>
#include <string.h>
#define XXH_INLINE_ALL /* a library fewer to load */
#include <xxhash.h>

meta_field schema_slot_field(enum schema_slot slot)
{
    static const meta_field fields[SCHEMA_SLOTS] = {
        [SCHEMA_SLOT_CITY] = META_CITY,     [SCHEMA_SLOT_PROVINCE] = META_PROVINCE,
        [SCHEMA_SLOT_YEAR] = META_YEAR,     [SCHEMA_SLOT_TYPE] = META_TYPE,
        [SCHEMA_SLOT_ISSUER] = META_ISSUER, [SCHEMA_SLOT_COUNTY] = META_COUNTY,
        [SCHEMA_SLOT_DATE] = META_DATE,     [SCHEMA_SLOT_KNOWN_YEAR] = META_YEAR,
        [SCHEMA_SLOT_CHARS] = META_FIELDS,
    };
    return fields[slot];
}

void schema_slots(const document *doc, char chars[24], const char *out[SCHEMA_SLOTS])
{
    const char *source = doc->fields.source[META_YEAR];
    snprintf(chars, 24, "%zu", doc->chars);
    for (int slot = 0; slot < SCHEMA_SLOTS; slot++) {
        meta_field field = schema_slot_field((enum schema_slot)slot);
        out[slot] = field == META_FIELDS ? chars : doc->fields.value[field];
    }
    if (source && strncmp(source, "text", strlen("text")) == 0)
        out[SCHEMA_SLOT_KNOWN_YEAR] = NULL;
}

void schema_key(zc_str one, zc_str two, char out[33])
{
    XXH128_hash_t h = XXH3_128bits_withSeed(two.p, two.n, XXH3_64bits(one.p, one.n));
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < 16; i++) {
        out[i] = digits[h.high64 >> (60 - 4 * i) & 15];
        out[16 + i] = digits[h.low64 >> (60 - 4 * i) & 15];
    }
    out[32] = '\0';
}

void schema_term(const char *prefix, zc_str value, zc_buf *out)
{
    enum { TERM_AT_MOST = 245, HASH = 32 };
    size_t room = TERM_AT_MOST - strlen(prefix);
    buf_puts(out, prefix);
    if (value.n <= room) {
        buf_str(out, value);
        return;
    }
    char key[33];
    schema_key(STR_NONE, value, key);
    buf_str(out, str_slice(value, 0, utf8_cut(value, room - HASH)));
    buf_puts(out, key);
}

/* ---- Record ---- */

void record_of(const document *doc, record *out)
{
    *out = (record){
        .id = doc->id,
        .path = doc->path,
        .encoding = doc->encoding,
        .fields = doc->fields,
        .chars = doc->chars,
        .replaced = doc->replaced,
        .notes = doc->notes,
        .n_notes = doc->n_notes,
    };
}

/* Numbers are LEB128; a string is its length + 1 and its bytes, or 0 for NULL. */
static void put_number(zc_buf *out, uint64_t n)
{
    for (; n >= 0x80; n >>= 7)
        buf_char(out, (char)(n | 0x80));
    buf_char(out, (char)n);
}

static void put_string(zc_buf *out, const char *s)
{
    put_number(out, s ? strlen(s) + 1 : 0);
    if (s)
        buf_puts(out, s);
}

static void put_strings(zc_buf *out, const char *const *list, size_t n)
{
    put_number(out, n);
    for (size_t i = 0; i < n; i++)
        put_string(out, list[i]);
}

/* A citation is the place of its number in `cited` and its distance to the one
 * before. */
static void put_citations(zc_buf *out, const meta *m)
{
    uint64_t before = 0;
    put_number(out, m->n_citations);
    for (size_t i = 0; i < m->n_citations; i++) {
        put_number(out, m->citations[i].which);
        put_number(out, m->citations[i].offset - before);
        before = m->citations[i].offset;
    }
}

void record_write(const record *r, zc_buf *out)
{
    put_string(out, r->id);
    put_string(out, r->path);
    put_string(out, r->encoding);
    for (int f = 0; f < META_FIELDS; f++) {
        put_string(out, r->fields.value[f]);
        put_string(out, r->fields.source[f]);
    }
    put_number(out, r->chars);
    put_number(out, r->replaced);
    put_strings(out, r->fields.issuers, r->fields.n_issuers);
    put_strings(out, r->fields.cited, r->fields.n_cited);
    put_citations(out, &r->fields);
    put_strings(out, r->notes, r->n_notes);
}

/* Reads from the front of *rest; `bad` is set once and stays. */
typedef struct record_reader {
    zc_str rest;
    arena *a;
    bool bad, no_memory;
} record_reader;

static uint64_t get_number(record_reader *r)
{
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (r->rest.n == 0)
            break;
        unsigned char c = (unsigned char)r->rest.p[0];
        r->rest = str_slice(r->rest, 1, r->rest.n);
        n |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80)
            return n;
    }
    r->bad = true;
    return 0;
}

static const char *get_string(record_reader *r)
{
    uint64_t n = get_number(r);
    if (n == 0)
        return NULL;
    if (n - 1 > r->rest.n) {
        r->bad = true;
        return NULL;
    }
    const char *s = arena_str(r->a, str_slice(r->rest, 0, (size_t)n - 1));
    r->rest = str_slice(r->rest, (size_t)n - 1, r->rest.n);
    r->no_memory = r->no_memory || !s;
    return s;
}

/* Room for a list of as many elements as come next, each of a byte at least. */
static void *get_list(record_reader *r, size_t size, size_t *n)
{
    uint64_t length = get_number(r);
    *n = 0;
    if (length > r->rest.n)
        r->bad = true;
    if (r->bad || length == 0)
        return NULL;
    void *list = arena_alloc(r->a, (size_t)length * size);
    r->no_memory = r->no_memory || !list;
    *n = list ? (size_t)length : 0;
    return list;
}

static const char **get_strings(record_reader *r, size_t *n)
{
    const char **list = get_list(r, sizeof *list, n);
    for (size_t i = 0; i < *n; i++) {
        list[i] = get_string(r);
        r->bad = r->bad || !list[i];
    }
    return list;
}

static void get_citations(record_reader *r, meta *m)
{
    m->citations = get_list(r, sizeof *m->citations, &m->n_citations);
    uint64_t offset = 0;
    for (size_t i = 0; i < m->n_citations; i++) {
        uint64_t which = get_number(r);
        offset += get_number(r);
        r->bad = r->bad || which >= m->n_cited;
        m->citations[i] = (citation){(size_t)which, offset};
    }
}

zc_status record_read(zc_str bytes, arena *a, record *out, zc_error *error)
{
    record_reader r = {.rest = bytes, .a = a};
    *out = (record){0};
    out->id = get_string(&r);
    out->path = get_string(&r);
    out->encoding = get_string(&r);
    for (int f = 0; f < META_FIELDS; f++) {
        out->fields.value[f] = get_string(&r);
        out->fields.source[f] = get_string(&r);
    }
    out->chars = get_number(&r);
    out->replaced = get_number(&r);
    out->fields.issuers = get_strings(&r, &out->fields.n_issuers);
    out->fields.cited = get_strings(&r, &out->fields.n_cited);
    get_citations(&r, &out->fields);
    out->notes = get_strings(&r, &out->n_notes);
    if (r.no_memory)
        return error_memory(error);
    if (r.bad || !out->id || !out->path)
        return error_set(error, ZC_ERROR_CORRUPT, "the index is damaged: a record can't be read");
    return ZC_OK;
}
