/* The catalog of a generation: which roots were indexed, which files lay below
 * them and how they looked, how many documents came out of each.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_CATALOG_H
#define ZC_INDEXER_CATALOG_H

#include "base.h"

typedef struct catalog_file {
    const char *name; /* below the root, as shown */
    uint64_t size;
    int64_t mtime; /* nanoseconds */
    uint64_t hash; /* XXH3 of the bytes; 0 for a table */
    uint64_t documents;
    const char *reason; /* why none came out of it, or NULL */
} catalog_file;

typedef struct catalog_root {
    const char *path;    /* absolute */
    const char *prefix;  /* of its documents' ids: "" or "folder/" */
    uint64_t rules;      /* the hash of the rules that it was read by */
    catalog_file *files; /* by name */
    size_t n;
} catalog_root;

typedef struct catalog {
    arena a;
    catalog_root *roots;
    size_t n;
} catalog;

void catalog_init(catalog *c);
void catalog_clear(catalog *c);

/* Reads FOLDER/catalog.jsonl. Fails with CORRUPT, IO or NO_MEMORY. */
zc_status catalog_read(const char *folder, catalog *out, zc_error *error);
/* Writes it (synced with the generation). */
zc_status catalog_write(const catalog *c, const char *folder, zc_error *error);

/* The root with that path, or NULL. */
catalog_root *catalog_find(const catalog *c, const char *path);
/* Adds a root without files; strings are copied. NULL without memory. */
catalog_root *catalog_add_root(catalog *c, const char *path, const char *prefix, uint64_t rules);
/* Adds a file to a root; strings are copied. False without memory. */
bool catalog_add_file(catalog *c, catalog_root *root, const catalog_file *file);
/* Sorts a root's files by name, as catalog_look_up needs them. */
void catalog_sort(catalog_root *root);
catalog_file *catalog_look_up(const catalog_root *root, const char *name);

uint64_t catalog_documents(const catalog_root *root);

#endif
