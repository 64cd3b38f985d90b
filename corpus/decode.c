/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "decode.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

static const struct {
    zc_str bom;
    const char *encoding;
} boms[] = {
    {{"\xEF\xBB\xBF", 3}, "UTF-8"},
    {{"\xFF\xFE", 2}, "UTF-16LE"},
    {{"\xFE\xFF", 2}, "UTF-16BE"},
};

enum { REPLACEMENT = 0xFFFD };

/* ---- Which encoding ---- */

/* Units of UTF-16 that Chinese texts are made of, in hundredths of all; byte `high`
 * of each pair is the high one. */
static size_t plausible_units(zc_str bytes, size_t high)
{
    size_t good = 0, n = bytes.n / 2;
    for (size_t i = 0; i < n; i++) {
        unsigned char h = (unsigned char)bytes.p[2 * i + high];
        unsigned char l = (unsigned char)bytes.p[2 * i + 1 - high];
        good += (h >= 0x4E && h <= 0x9F) || h == 0x30 || h == 0xFF || h == 0x20 ||
                (h == 0 && (l >= 0x20 || (l >= '\t' && l <= '\r')));
    }
    return n ? good * 100 / n : 0;
}

/* Without a mark UTF-16 is certain where nearly every unit makes sense one way and
 * fewer the other, and where it has blanks or line ends, whose zero bytes no other
 * encoding of text has. */
static const char *utf16_of(zc_str bytes)
{
    enum { SAMPLE = 4096, UNITS_LEAST = 16, GOOD = 97, BAD = 90 };
    if (str_starts(bytes, boms[1].bom))
        return boms[1].encoding;
    if (str_starts(bytes, boms[2].bom))
        return boms[2].encoding;
    zc_str start = str_slice(bytes, 0, bytes.n < SAMPLE ? bytes.n : SAMPLE);
    if (bytes.n < 2 * UNITS_LEAST || (bytes.n <= SAMPLE && bytes.n % 2) ||
        !memchr(start.p, 0, start.n))
        return NULL;
    size_t little = plausible_units(start, 1), big = plausible_units(start, 0);
    return little >= GOOD && big < BAD   ? boms[1].encoding
           : big >= GOOD && little < BAD ? boms[2].encoding
                                         : NULL;
}

bool decode_is_utf16(zc_str bytes)
{
    return utf16_of(bytes) != NULL;
}

/* Pairs of bytes as GB18030 or as Big5 would read them. */
typedef struct pair_count {
    size_t all, common, bad;
} pair_count;

/* Common are signs and the first level of each standard: rows 16 to 55 of GB/T 2312,
 * A440 to C67E of Big5. */
static pair_count count_pairs(zc_str bytes, bool big5)
{
    enum { SAMPLE = 1 << 16 };
    pair_count c = {0};
    size_t n = bytes.n < SAMPLE ? bytes.n : SAMPLE;
    for (size_t i = 0; i < n;) {
        unsigned char lead = (unsigned char)bytes.p[i];
        if (lead < 0x80) {
            i++;
            continue;
        }
        unsigned char trail = i + 1 < bytes.n ? (unsigned char)bytes.p[i + 1] : 0;
        bool good = lead >= 0x81 && lead != 0xFF && trail >= 0x40 && trail != 0x7F && trail != 0xFF;
        if (big5)
            good = good && lead >= 0xA1 && lead <= 0xF9 && (trail <= 0x7E || trail >= 0xA1);
        c.all++;
        c.bad += !good;
        c.common += big5 ? good && lead <= 0xC6
                         : good && trail >= 0xA1 &&
                               ((lead >= 0xA1 && lead <= 0xA3) || (lead >= 0xB0 && lead <= 0xD7));
        i += good ? 2 : 1;
    }
    return c;
}

/* Big5 is certain where it reads without a fault and nearly every character is a
 * common one, while GB18030 gives many rare ones. */
static bool is_big5(zc_str bytes)
{
    enum { PAIRS_LEAST = 8 };
    pair_count big5 = count_pairs(bytes, true), gb = count_pairs(bytes, false);
    return big5.all >= PAIRS_LEAST && big5.bad == 0 && big5.common * 100 >= big5.all * 92 &&
           gb.common * 100 < gb.all * 80;
}

/* GB 18030-2022: 18 characters of the edition of 2005 left the private-use area. */
static const struct {
    uint16_t private_use, now;
} gb18030_2022[] = {
    {0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11}, {0xE790, 0xFE13}, {0xE791, 0xFE14},
    {0xE792, 0xFE15}, {0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18}, {0xE796, 0xFE19},
    {0xE81E, 0x9FB4}, {0xE826, 0x9FB5}, {0xE82B, 0x9FB6}, {0xE82C, 0x9FB7}, {0xE832, 0x9FB8},
    {0xE843, 0x9FB9}, {0xE854, 0x9FBA}, {0xE864, 0x9FBB},
};

uint32_t decode_today(uint32_t cp)
{
    if (cp >= 0xE78D && cp <= 0xE864)
        for (size_t i = 0; i < sizeof gb18030_2022 / sizeof *gb18030_2022; i++)
            if (gb18030_2022[i].private_use == cp)
                return gb18030_2022[i].now;
    return cp;
}

/* ---- Decoding ---- */

/* Appends one code point with line ends made LF; NUL says nothing and would end
 * a C string, so it counts as a bad byte. */
static void put(zc_buf *out, uint32_t cp, bool *after_cr, decoded *how)
{
    bool lf_of_crlf = cp == '\n' && *after_cr;
    *after_cr = cp == '\r';
    if (lf_of_crlf)
        return;
    if (cp == '\r')
        cp = '\n';
    if (cp == 0)
        cp = REPLACEMENT;
    how->replaced += cp == REPLACEMENT;
    buf_cp(out, cp);
}

static void decode_utf8(zc_str bytes, zc_buf *out, decoded *how)
{
    how->encoding = "UTF-8";
    bool after_cr = false;
    for (size_t at = 0; at < bytes.n;) {
        /* Runs without CR, NUL or a bad byte are copied as they are. */
        size_t from = at, good = at;
        while (at < bytes.n) {
            uint32_t cp = utf8_next(bytes, &at);
            if (cp == REPLACEMENT || cp == '\r' || cp == 0)
                break;
            good = at;
        }
        zc_str run = str_slice(bytes, from, good);
        if (run.n && after_cr && run.p[0] == '\n')
            run = str_slice(run, 1, run.n);
        buf_str(out, run);
        if (good > from)
            after_cr = false;
        if (at - good == 3) { /* U+FFFD that stands in the file is nobody's loss */
            buf_str(out, str_slice(bytes, good, at));
            after_cr = false;
        } else if (at > good) {
            size_t again = good;
            put(out, utf8_next(bytes, &again), &after_cr, how);
        }
    }
}

static zc_status decode_icu(zc_str bytes, const char *encoding, zc_buf *out, decoded *how,
                            zc_error *error)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status))
        return error_set(error, ZC_ERROR_INTERNAL, "ICU: %s", u_errorName(status));
    how->encoding = encoding;
    how->replaced = 0;
    bool after_cr = false;
    const char *in = bytes.p, *end = bytes.p + bytes.n;
    while (status == U_ZERO_ERROR && in < end) {
        UChar32 cp = ucnv_getNextUChar(converter, &in, end, &status);
        if (status == U_TRUNCATED_CHAR_FOUND || status == U_INDEX_OUTOFBOUNDS_ERROR) {
            cp = REPLACEMENT;
            status = U_ZERO_ERROR;
            in = end;
        }
        if (U_SUCCESS(status))
            put(out, decode_today((uint32_t)cp), &after_cr, how);
    }
    ucnv_close(converter);
    return U_FAILURE(status) ? error_set(error, ZC_ERROR_INTERNAL, "ICU: %s", u_errorName(status))
                             : ZC_OK;
}

/* NULs and other controls are no text in UTF-8 or GB18030. A few may be damage;
 * one byte in a hundred is another kind of file. */
static bool is_binary(zc_str bytes)
{
    size_t controls = 0, n = bytes.n < 65536 ? bytes.n : 65536;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        controls += (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B && c != 0x1A) || c == 0x7F;
    }
    return controls * 100 > n;
}

static size_t beyond_ascii(zc_str bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes.n; i++)
        n += (unsigned char)bytes.p[i] >= 0x80;
    return n;
}

zc_status decode(zc_str bytes, zc_buf *out, decoded *how, zc_error *error)
{
    size_t start = out->len;
    *how = (decoded){.encoding = "UTF-8"};
    zc_status status = ZC_OK;
    const char *utf16 = utf16_of(bytes);
    size_t mark = 0;
    for (size_t i = 0; i < sizeof boms / sizeof *boms; i++)
        mark = str_starts(bytes, boms[i].bom) ? boms[i].bom.n : mark;
    if (utf16 || mark) {
        zc_str rest = str_slice(bytes, mark, bytes.n);
        if (utf16)
            status = decode_icu(rest, utf16, out, how, error);
        else
            decode_utf8(rest, out, how);
        goto done;
    }
    if (is_binary(bytes))
        return error_set(error, ZC_ERROR_ARGUMENT, "binary data, not text");
    decode_utf8(bytes, out, how);
    /* Read as UTF-8 a GB18030 text is bad nearly everywhere, a UTF-8 text with
     * some damage in a few places. */
    if (how->replaced * 3 > beyond_ascii(bytes)) {
        buf_truncate(out, start);
        status = decode_icu(bytes, is_big5(bytes) ? "Big5" : "GB18030", out, how, error);
    }
done:
    if (status == ZC_OK && out->failed)
        status = error_memory(error);
    if (status == ZC_OK && how->replaced * 4 > beyond_ascii(bytes) + bytes.n / 8)
        status = error_set(error, ZC_ERROR_ARGUMENT,
                           "mostly undecodable: neither UTF-8, GB18030, Big5 nor UTF-16");
    if (status != ZC_OK)
        buf_truncate(out, start);
    return status;
}
