/* Files of an index: paths, whole reads and writes, hashes, what is synced.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_FILES_H
#define ZC_INDEXER_FILES_H

#include "base.h"

/* A path under construction. */
typedef struct path {
    char p[4096];
} path;

/* folder/name. Fails with ARGUMENT when that is too long. */
zc_status path_join(path *out, const char *folder, const char *name, zc_error *error);

/* Appends a small file (up to 64 MiB). Fails with NOT_FOUND, IO, LIMIT. */
zc_status file_read(const char *file, zc_buf *out, zc_error *error);
/* Writes a file; with `sync` it is on disk when this returns. */
zc_status file_write(const char *file, zc_str bytes, bool sync, zc_error *error);
/* XXH3 of a file's bytes, and how many there are. */
zc_status file_hash(const char *file, uint64_t *hash, uint64_t *size, zc_error *error);
/* Brings a file or a folder's entries to the disk. */
zc_status file_sync(const char *what, zc_error *error);

/* Makes a folder and those above it; that it is there already is no failure. */
zc_status folder_make(const char *folder, zc_error *error);
/* Removes a folder and all in it; that it is missing is no failure. */
zc_status folder_remove(const char *folder, zc_error *error);
/* A copy of a folder in `to`, which must not exist: its files as hard links, or
 * with `writable` copied. */
zc_status folder_copy(const char *from, const char *to, bool writable, zc_error *error);

#endif
