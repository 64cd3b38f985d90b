/* A policy document: what the bytes of a file, or a row of a table, say.
 *
 * Here decoding, the readers of formats, front matter, rows, corrections and
 * metadata come together; what comes out is ready to be indexed or shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_DOCUMENT_H
#define ZC_CORPUS_DOCUMENT_H

#include "columns.h"
#include "corrections.h"
#include "meta.h"
#include "source.h"

typedef struct document {
    const char *id, *path;
    zc_str text;   /* what is searched and shown: the title first where the text
                      itself does not hold it, then the text */
    zc_str source; /* Markdown without its front matter, to be rendered; or empty */
    meta fields;
    const char *encoding;
    size_t replaced;    /* U+FFFD that stand for undecodable bytes, in the file or slice */
    size_t chars;       /* code points of `text` that are no blanks */
    const char **notes; /* what a reader of the document should know of its reading */
    size_t n_notes;
} document;

/* Who takes what is read. A failure of either function ends the reading. */
typedef struct document_sink {
    zc_status (*take)(void *context, const document *doc, zc_error *error);
    zc_status (*skip)(void *context, const char *path, const char *reason, zc_error *error);
    void *context;
} document_sink;

/* What a person says of how documents are to be read. */
typedef struct document_rules {
    const char *prefix; /* of ids; "" for most roots */
    const column_map *maps;
    size_t n_maps;
    const corrections *corrections; /* NULL for none */
    bool expendable;                /* this process may die of a file: it is an indexer's worker */
} document_rules;

/* Parses the bytes of an item into documents. A document lives until its `take` returns. What can't
 * be understood is skipped with a reason and is no failure; failures are NO_MEMORY, INTERNAL and
 * what the sink gives. */
zc_status document_parse(const source_item *item, zc_str bytes, const document_rules *rules,
                         const document_sink *sink, zc_error *error);

#endif
