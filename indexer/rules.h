/* How documents are read, by a person's word: which column of a table is what
 * (--map), metadata that somebody corrected (--metadata), and the terms of the field
 * (--terms). Kept with the index, so that a later run that says nothing reads as the
 * one before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_RULES_H
#define ZC_INDEXER_RULES_H

#include "document.h"
#include "terms.h"

/* Zeroed, it says nothing. */
typedef struct rules {
    arena a;
    const char **texts; /* the maps as they were given */
    column_map *maps;
    size_t n_maps;
    zc_str csv; /* the corrections as they were given */
    corrections *corrections;
    zc_str terms_text; /* the terms as they were given */
    term_table *terms; /* NULL: none */
    uint64_t hash;     /* of all of it; 0: nothing is said. Fits a JSON integer. */
} rules;

/* Takes what `given` says, and where it says nothing of the one or the other what
 * `folder`, a generation (NULL: none), was made with. Clear it in any case. Fails
 * with ARGUMENT (no such field, a file that is no table of corrections or no list of
 * terms), LIMIT, NOT_FOUND, CORRUPT, IO or NO_MEMORY. */
zc_status rules_read(const zc_reading *given, const char *folder, rules *out, zc_error *error);
void rules_clear(rules *r);

/* Writes rules.json, metadata.csv and terms.txt to FOLDER: those that say something. */
zc_status rules_write(const rules *r, const char *folder, zc_error *error);

/* Gives the key of every correction that names no document of the index in `dir`,
 * until `each` returns false. Fails as opening it does. */
zc_status rules_unmatched(const rules *r, const char *dir,
                          bool (*each)(void *context, const char *key), void *context,
                          zc_error *error);

/* The rules for the documents of a root whose ids begin with `prefix`. */
document_rules rules_with(const rules *r, const char *prefix);

#endif
