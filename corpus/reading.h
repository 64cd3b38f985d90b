/* What a reader makes of a file: its parts, each a text with what the format
 * says of it. Most files have one part; each sheet of a workbook is one.
 *
 * A reading may be made in a process of its own (see child.h); then it comes back
 * as JSON, and nobody but reading.c knows that.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_READING_H
#define ZC_CORPUS_READING_H

#include "meta.h"
#include "source.h"

typedef struct reading_part {
    const char *name; /* of a sheet; "" where there is one part */
    zc_str text;      /* UTF-8, LF; a sheet's is CSV */
    meta_values said; /* what the format says of its metadata */
} reading_part;

typedef struct reading {
    reading_part *parts;
    size_t n;
    const char *encoding; /* of the text in the file */
    size_t replaced;      /* U+FFFD for bytes that mean nothing */
} reading;

/* A reader of one format. Fails with ARGUMENT (a reason to show), NO_MEMORY or
 * INTERNAL. Everything lives in `a`. */
typedef zc_status reading_of(zc_str bytes, arena *a, reading *out, zc_error *error);

/* No file has more text than this, whatever it unpacks to. */
enum { READING_BYTES_AT_MOST = 64 << 20 };

/* Adds a part; NULL when memory runs out. The text is copied. */
reading_part *reading_add(reading *r, const char *name, zc_str text, arena *a);

/* Whether files of this kind have a reader of their own here. */
bool reading_knows(source_kind kind);

/* Reads a file of such a kind: bounded in time and memory, whatever the bytes. With
 * `here` a small file is read in this process, which must be one that may die of it
 * (an indexer's worker): starting another costs more than the reading. Fails with
 * ARGUMENT (the message is a reason to show), IO, NO_MEMORY or INTERNAL. */
zc_status reading_make(source_kind kind, zc_str bytes, bool here, arena *a, reading *out,
                       zc_error *error);

/* The readers, each in the file of its format. */
reading_of webpage_read, docx_read, ofd_read, xlsx_read;

#endif
