/* Where documents come from: a PATH that is to be indexed, the files below it,
 * their bytes. Knows kinds of files by name, nothing of what is in them.
 *
 * Files are opened below the root only (no symbolic link is followed, no FIFO
 * blocks), read whole into memory up to a cap, and read once more when they
 * changed meanwhile.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_SOURCE_H
#define ZC_CORPUS_SOURCE_H

#include "base.h"

typedef enum source_kind {
    SOURCE_TEXT,
    SOURCE_MARKDOWN,
    SOURCE_HTML,
    SOURCE_DOCX,
    SOURCE_DOC, /* Word 97 and WPS */
    SOURCE_OFD,
    SOURCE_PDF,
    /* Tables: a row is a document. */
    SOURCE_ROWS, /* JSON Lines */
    SOURCE_JSON, /* a list of objects */
    SOURCE_CSV,
    SOURCE_TSV,
    SOURCE_XLSX,
    SOURCE_UNKNOWN
} source_kind;

source_kind source_kind_of(const char *name);
/* Whether a file of this kind is a table, which holds documents of its own. */
bool source_is_table(source_kind kind);
/* The kind that the bytes themselves show, where a name deceives (a .doc that is
 * a web page); else `named`. */
source_kind source_kind_seen(source_kind named, zc_str bytes);

/* A PATH. Strings belong to it. */
typedef struct source_root {
    int fd;              /* the folder; of a single file, the folder that holds it */
    char *path;          /* absolute, symbolic links resolved */
    char *key;           /* the path as valid UTF-8, as an item's name is */
    char *folder;        /* last part of the folder's path, for prefixes of ids */
    char *only;          /* the file's name where PATH is a file, else NULL */
    uint64_t avoided[2]; /* device and inode of a folder that is not entered */
} source_root;

/* Fails with NOT_FOUND, ARGUMENT (neither file nor folder), IO or NO_MEMORY.
 * Close with source_close, also after a failure. */
zc_status source_open(const char *path, source_root *out, zc_error *error);
void source_close(source_root *root);

/* Has source_walk pass over a folder: the index itself, should it lie below the
 * root. A folder that is missing is none. */
void source_avoid(source_root *root, const char *folder);

/* One file, or a slice of a table that is cut at line ends. */
typedef struct source_item {
    const char *raw;  /* path below the root, as the system wants it */
    const char *name; /* the same as valid UTF-8: other bytes and controls are %XX */
    source_kind kind;
    uint64_t size; /* of the file, bytes */
    int64_t mtime; /* of the file, nanoseconds */
    uint64_t from, length;
    uint64_t header;    /* bytes at the file's beginning that go before the slice */
    uint64_t first_row; /* of the slice, from 1, the header aside */
    const char *reason; /* why it isn't read, or NULL */
    bool unreadable;    /* the system refused it: what it holds is not known */
} source_item;

typedef struct source_list {
    source_item *items;
    size_t n;
    arena strings;
} source_list;

/* Every regular file below `root` in byte order of its path, hidden ones (a dot
 * in front) left out; what can't be read is there with a reason. `list` is
 * initialised here; clear it in any case. Fails with IO or NO_MEMORY. */
zc_status source_walk(const source_root *root, source_list *list, zc_error *error);
void source_list_clear(source_list *list);

/* Reads the item's bytes to the end of `out`. Fails with IO, LIMIT, NOT_FOUND
 * or NO_MEMORY; the message is a reason to show. */
zc_status source_read(const source_root *root, const source_item *item, zc_buf *out,
                      zc_error *error);

/* Cuts a table into slices of about `bytes` where rows end, each an item whose
 * strings are the whole's, appended to *slices (array_grow) at *n; what can't be
 * cut comes whole. Fails with IO or NO_MEMORY. */
zc_status source_slice(const source_root *root, const source_item *whole, uint64_t bytes,
                       source_item **slices, size_t *n, zc_error *error);

#endif
