/* Bytes of a file to UTF-8 with LF line ends. Only this file and text.c know ICU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DECODE_H
#define ZC_CORPUS_DECODE_H

#include "base.h"

typedef struct decoded {
    const char *encoding; /* "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"; static */
    size_t replaced;      /* how many U+FFFD stand for bytes that mean nothing */
} decoded;

/* Whether bytes that begin so are UTF-16, by their mark or certainly without one:
 * then a byte of value LF may be half a character. Looks at 4 KiB. */
bool decode_is_utf16(zc_str bytes);

/* The code point that GB 18030-2022 gives to a private-use one of the edition of
 * 2005, which ICU 72 follows; any other is itself. */
uint32_t decode_today(uint32_t cp);

/* Decodes `bytes` to the end of `out`: by its BOM, else as UTF-16 where that is
 * certain, else as strict UTF-8, else as Big5 where that is certain, else as
 * GB18030, unless most of it is UTF-8 all the same. What can't be decoded
 * becomes U+FFFD, CR LF and CR become LF. Fails with ARGUMENT (binary data, or
 * mostly undecodable: the message says which), NO_MEMORY or INTERNAL. */
zc_status decode(zc_str bytes, zc_buf *out, decoded *how, zc_error *error);

#endif
