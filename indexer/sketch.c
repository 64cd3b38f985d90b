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

void sketch_make(const text *t, const char *docno, sketch *out)
{
    reader r;
    r.units = r.shingle = 0;
    memset(r.least, 0xFF, sizeof r.least);
    XXH3_64bits_reset(&r.whole);
    read_units(&r, t);
    *out = (sketch){.text = XXH3_64bits_digest(&r.whole), .units = (uint32_t)r.units};
    if (docno)
        out->docno = (uint32_t)XXH3_64bits(docno, strlen(docno)) | 1;
    if (r.units >= SKETCH_SHORT)
        fill_bins(&r, out->bins);
}

size_t sketch_write(const sketch *s, char out[SKETCH_BYTES])
{
    uint64_t text = htole64(s->text);
    uint32_t units = htole32(s->units), docno = htole32(s->docno);
    if (s->units == 0)
        return 0;
    memcpy(out, &text, 8);
    memcpy(out + 8, &units, 4);
    memcpy(out + 12, &docno, 4);
    if (s->units < SKETCH_SHORT)
        return SKETCH_BYTES - SKETCH_BINS;
    memcpy(out + 16, s->bins, SKETCH_BINS);
    return SKETCH_BYTES;
}

bool sketch_read(zc_str bytes, sketch *out)
{
    *out = (sketch){0};
    if (bytes.n < SKETCH_BYTES - SKETCH_BINS)
        return false;
    memcpy(&out->text, bytes.p, 8);
    memcpy(&out->units, bytes.p + 8, 4);
    memcpy(&out->docno, bytes.p + 12, 4);
    out->text = le64toh(out->text);
    out->units = le32toh(out->units);
    out->docno = le32toh(out->docno);
    if (out->units < SKETCH_SHORT)
        return out->units > 0 && bytes.n == SKETCH_BYTES - SKETCH_BINS;
    if (bytes.n != SKETCH_BYTES)
        return false;
    memcpy(out->bins, bytes.p + 16, SKETCH_BINS);
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
