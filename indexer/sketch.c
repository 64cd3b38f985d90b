/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sketch.h"

#include <endian.h>
#include <string.h>
#define XXH_INLINE_ALL /* a library fewer to load */
#include <xxhash.h>

enum { BLOCK = 256, BIN_BITS = 7 };

/* A text on its way in, unit by unit. */
typedef struct reader {
    XXH3_state_t whole;
    uint32_t block[BLOCK]; /* units that `whole` has not seen, little-endian */
    uint64_t units;
    uint64_t mixed[SKETCH_SHINGLE]; /* the last units */
    uint64_t shingle;
    uint64_t least[SKETCH_BINS];
} reader;

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

static uint64_t rotate(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

/* A hash by cyclic polynomials rolls along in two steps (Cohen 1997). */
static void take_unit(reader *r, uint32_t unit)
{
    uint64_t *slot = &r->mixed[r->units % SKETCH_SHINGLE];
    uint64_t in = mix(unit + 0x9E3779B97F4A7C15U);
    r->shingle = rotate(r->shingle, 1) ^ in;
    if (r->units >= SKETCH_SHINGLE)
        r->shingle ^= rotate(*slot, SKETCH_SHINGLE);
    *slot = in;
    r->block[r->units++ % BLOCK] = htole32(unit);
    if (r->units % BLOCK == 0)
        XXH3_64bits_update(&r->whole, r->block, sizeof r->block);
    if (r->units < SKETCH_SHINGLE)
        return;
    uint64_t hash = mix(r->shingle), *bin = &r->least[hash >> (64 - BIN_BITS)];
    *bin = hash < *bin ? hash : *bin;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* Punctuation and blanks are no part of a text that is the same, but between
 * two digits: 1.5万元 is not 15万元. */
static void read_units(reader *r, const text *t)
{
    uint32_t last = 0, sign = 0;
    for (size_t i = 0; i < t->n; i++) {
        uint32_t cp = t->cp[i];
        if (!text_is_unit(cp)) {
            if (sign == 0 || sign == ' ')
                sign = utf8_is_blank(cp) ? ' ' : cp;
            continue;
        }
        if (sign && is_digit(last) && is_digit(cp))
            take_unit(r, sign);
        take_unit(r, cp);
        last = cp;
        sign = 0;
    }
    XXH3_64bits_update(&r->whole, r->block, (size_t)(r->units % BLOCK) * sizeof *r->block);
}

/* An empty bin takes the hash of one that is not: which, its own number alone
 * decides, and so it is the same for every text that fills that one. Its number
 * goes into the byte that is kept too, else two texts of one shingle each
 * (哈哈哈哈…) would be alike in all bins as soon as they are in one. */
static void fill_bins(const reader *r, uint8_t bins[SKETCH_BINS])
{
    for (uint64_t i = 0; i < SKETCH_BINS; i++) {
        uint64_t from = i;
        for (uint64_t tries = 1; r->least[from] == UINT64_MAX; tries++)
            from = mix(tries << 32 | i) % SKETCH_BINS;
        bins[i] = (uint8_t)mix(r->least[from] ^ i);
    }
}

static uint32_t hash_of(zc_str s)
{
    return (uint32_t)XXH3_64bits(s.p, s.n) | 1;
}

void sketch_make(const text *t, const char *docno, sketch *out)
{
    reader r;
    r.units = r.shingle = 0;
    memset(r.least, 0xFF, sizeof r.least);
    XXH3_64bits_reset(&r.whole);
    read_units(&r, t);
    *out = (sketch){.text = XXH3_64bits_digest(&r.whole), .units = (uint32_t)r.units};
    if (docno)
        out->docno = hash_of(str_from(docno));
    if (r.units >= SKETCH_SHORT)
        fill_bins(&r, out->bins);
}

/* "2023-09-21" as 20230921. */
static uint32_t time_of(const meta *m)
{
    enum { DATE_DIGITS = 8 };
    const char *known = m->value[META_DATE] ? m->value[META_DATE] : m->value[META_YEAR];
    uint32_t time = 0;
    int digits = 0;
    for (; known && *known && digits < DATE_DIGITS; known++)
        if (is_digit((unsigned char)*known)) {
            time = time * 10 + (uint32_t)(*known - '0');
            digits++;
        }
    for (; digits > 0 && digits < DATE_DIGITS; digits++)
        time *= 10;
    return time;
}

bool sketch_edition(const text *title, const meta *m, sketch *s)
{
    static const meta_field place[] = {META_PROVINCE, META_CITY, META_COUNTY};
    zc_buf name;
    zc_buf_init(&name);
    s->time = time_of(m);
    bool owned = edition_name(title, &name) || m->value[META_ISSUER];
    size_t n = name.len;
    for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
        zc_str value = str_from(m->value[place[i]]);
        owned = owned || (value.n && str_find((zc_str){name.data, n}, value, 0) != SIZE_MAX);
        buf_char(&name, '\0');
        buf_str(&name, value);
    }
    if (n > 0)
        s->name = (XXH3_64bits(name.data, name.len) | 3) - owned;
    if (m->value[META_ISSUER])
        s->issuer = hash_of(edition_body(str_from(m->value[META_ISSUER])));
    bool ok = !name.failed;
    zc_buf_clear(&name);
    return ok;
}

static size_t put_number(char *at, uint64_t number, size_t bytes)
{
    uint64_t little = htole64(number);
    memcpy(at, &little, bytes);
    return bytes;
}

static uint64_t get_number(const char **at, size_t bytes)
{
    uint64_t little = 0;
    memcpy(&little, *at, bytes);
    *at += bytes;
    return le64toh(little);
}

size_t sketch_write(const sketch *s, char out[SKETCH_BYTES])
{
    size_t n = 0;
    if (s->units == 0)
        return 0;
    n += put_number(out + n, s->text, 8);
    n += put_number(out + n, s->units, 4);
    n += put_number(out + n, s->docno, 4);
    n += put_number(out + n, s->name, 8);
    n += put_number(out + n, s->issuer, 4);
    n += put_number(out + n, s->time, 4);
    if (s->units < SKETCH_SHORT)
        return n;
    memcpy(out + n, s->bins, SKETCH_BINS);
    return n + SKETCH_BINS;
}

bool sketch_read(zc_str bytes, sketch *out)
{
    const char *at = bytes.p;
    *out = (sketch){0};
    if (bytes.n < SKETCH_HEAD)
        return false;
    out->text = get_number(&at, 8);
    out->units = (uint32_t)get_number(&at, 4);
    out->docno = (uint32_t)get_number(&at, 4);
    out->name = get_number(&at, 8);
    out->issuer = (uint32_t)get_number(&at, 4);
    out->time = (uint32_t)get_number(&at, 4);
    if (out->units < SKETCH_SHORT)
        return out->units > 0 && bytes.n == SKETCH_HEAD;
    if (bytes.n != SKETCH_BYTES)
        return false;
    memcpy(out->bins, at, SKETCH_BINS);
    return true;
}

bool sketch_same(const sketch *a, const sketch *b)
{
    return a->text == b->text && a->units == b->units && memcmp(a->bins, b->bins, SKETCH_BINS) == 0;
}

unsigned sketch_likeness(const sketch *a, const sketch *b)
{
    unsigned equal = 0;
    if (a->units < SKETCH_SHORT || b->units < SKETCH_SHORT)
        return 0;
    for (size_t i = 0; i < SKETCH_BINS; i++)
        equal += a->bins[i] == b->bins[i];
    return equal;
}
