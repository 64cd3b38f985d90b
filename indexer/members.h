/* The members of a new generation: those of the old one less what leaves, the
 * parts that the workers made, all in DIR/building.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_MEMBERS_H
#define ZC_INDEXER_MEMBERS_H

#include "generation.h"
#include "store.h"
#include "workers.h"

/* Folder names in `building`, in the order in which the store opens them. */
typedef struct members {
    const char *building;
    const generation *old; /* without members where there is none */
    char **names;
    size_t n;
    uint64_t documents;
    const char **repeated; /* paths of documents that were dropped, their id being taken */
    size_t n_repeated;
    arena a; /* what these lie in; initialise it */
} members;

/* The file terms of documents that leave the index: schema_key of root and
 * file, with its prefix. */
typedef struct leaving {
    char (*terms)[40];
    size_t n;
} leaving;

/* Adds a file. False without memory. Free `terms`. */
bool leaving_add(leaving *l, const char *root, const char *name);

/* Puts the members together and writes their groups. `keep_old` says whether any document of the
 * old generation stays, `old` which leave it; `parts` are folders of the workers, which are used
 * up, without what `fresh` names. What repeats an id goes to `skips`. Fails with NO_SPACE, IO,
 * CORRUPT, NO_MEMORY. */
zc_status members_assemble(members *m, bool keep_old, const leaving *old, const leaving *fresh,
                           char *const *parts, size_t n_parts, skip_list *skips, zc_error *error);
void members_clear(members *m);

/* The databases of finished member folders as one. Fails as store_open does. */
zc_status members_open(const char *const *folders, size_t n, store **out, zc_error *error);

/* How many documents finished member folders hold together. */
zc_status members_count(const char *const *folders, size_t n, uint64_t *documents, zc_error *error);

#endif
