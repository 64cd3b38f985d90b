/* The texts of documents, compressed, beside the inverted index: read for
 * snippets and for the document itself, never for a hit list.
 *
 * Two files in a folder: `texts`, one frame a document, and `offsets`, where
 * each document's frame begins, by its number. A writer appends; a reader opens
 * finished files and trusts nothing in them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_TEXTS_H
#define ZC_INDEXER_TEXTS_H

#include "base.h"

typedef struct texts_writer texts_writer;

/* New, empty files in `folder`, which exists. Fails with NO_SPACE, IO or
 * NO_MEMORY; free with texts_writer_free in any case. */
zc_status texts_writer_open(const char *folder, texts_writer **out, zc_error *error);
/* Adds the text of the next document, and its source (may be empty). */
zc_status texts_writer_add(texts_writer *w, zc_str text, zc_str source, zc_error *error);
/* Appends what `folder` holds, the numbers first to last becoming the next numbers
 * here. Frames are copied as they lie, those of numbers out of use too. */
zc_status texts_writer_append(texts_writer *w, const char *folder, uint32_t first, uint32_t last,
                              zc_error *error);
zc_status texts_writer_finish(texts_writer *w, zc_error *error);
void texts_writer_free(texts_writer *w);

typedef struct texts texts;

zc_status texts_open(const char *folder, texts **out, zc_error *error);
void texts_close(texts *t);
/* Appends the text of document `number` to *text, its source to *source (may be
 * NULL). Fails with CORRUPT, IO or NO_MEMORY. */
zc_status texts_read(texts *t, uint32_t number, zc_buf *text, zc_buf *source, zc_error *error);

#endif
