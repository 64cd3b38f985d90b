/* Generations on disk: an index is a folder of numbered, finished, read-only
 * generations, one of which is current.
 *
 *     DIR/current         "g000007\n": replaced by rename
 *     DIR/lock            held by the indexer at work
 *     DIR/g000007/        a generation
 *         manifest.json   what belongs to it: sizes, hashes, versions, members
 *         catalog.jsonl   which file every document came from
 *         m0/             a member: db/, texts, offsets
 *     DIR/building/       what a run is making; thrown away by the next
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_GENERATION_H
#define ZC_INDEXER_GENERATION_H

#include "base.h"

typedef struct generation {
    arena a;
    unsigned number;      /* 7 */
    const char *path;     /* DIR/g000007 */
    const char **members; /* DIR/g000007/m0 … */
    size_t n_members;
    uint64_t documents;
    size_t n_files;
    struct generation_file {
        const char *path; /* below the generation */
        uint64_t size, hash;
    } * files;
} generation;

/* Reads the current generation of `dir` and checks its versions and the sizes
 * of its files. Fails with NOT_FOUND (no index there), VERSION, CORRUPT, IO or
 * NO_MEMORY. Clear it in any case. */
zc_status generation_open(const char *dir, generation *out, zc_error *error);
void generation_clear(generation *g);

/* Reads every byte and compares it with the manifest. Fails with CORRUPT. */
zc_status generation_verify(const generation *g, zc_error *error);

/* Takes the lock of `dir`, which is made when missing; *fd holds it until it is
 * closed, and a process that dies lets go of it. Fails with LOCKED or IO. */
zc_status generation_lock(const char *dir, int *fd, zc_error *error);

/* An empty DIR/building, whatever a run that died left there. The path is
 * written to `path`. */
zc_status generation_begin(const char *dir, zc_buf *path, zc_error *error);

/* Makes what lies in DIR/building the next generation, current from the moment
 * this returns: writes its manifest, syncs every file and folder, renames.
 * `members` are folder names in it. `old` (may be NULL) lends the hashes of
 * files that are the very same. Then removes generations older than the one
 * before. */
zc_status generation_publish(const char *dir, const generation *old, const char *const *members,
                             size_t n_members, uint64_t documents, zc_error *error);

/* The number that DIR/current names, in *number. */
zc_status generation_current(const char *dir, unsigned *number, zc_error *error);
/* Reads "g000007\n". */
bool generation_read_name(zc_str s, unsigned *number);

#endif
