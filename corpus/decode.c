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

bool decode_is_utf16(zc_str bytes)
{
    return str_starts(bytes, boms[1].bom) || str_starts(bytes, boms[2].bom);
}

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
            put(out, (uint32_t)cp, &after_cr, how);
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
    for (size_t i = 0; i < sizeof boms / sizeof *boms; i++) {
        if (!str_starts(bytes, boms[i].bom))
            continue;
        zc_str rest = str_slice(bytes, boms[i].bom.n, bytes.n);
        if (i == 0)
            decode_utf8(rest, out, how);
        else
            status = decode_icu(rest, boms[i].encoding, out, how, error);
        goto done;
    }
    if (is_binary(bytes))
        return error_set(error, ZC_ERROR_ARGUMENT, "binary data, not text");
    decode_utf8(bytes, out, how);
    /* Read as UTF-8 a GB18030 text is bad nearly everywhere, a UTF-8 text with
     * some damage in a few places. */
    if (how->replaced * 3 > beyond_ascii(bytes)) {
        buf_truncate(out, start);
        status = decode_icu(bytes, "GB18030", out, how, error);
    }
done:
    if (status == ZC_OK && out->failed)
        status = error_memory(error);
    if (status == ZC_OK && how->replaced * 4 > beyond_ascii(bytes) + bytes.n / 8)
        status = error_set(error, ZC_ERROR_ARGUMENT,
                           "mostly undecodable: neither UTF-8 nor GB18030 nor UTF-16 with a BOM");
    if (status != ZC_OK)
        buf_truncate(out, start);
    return status;
}
