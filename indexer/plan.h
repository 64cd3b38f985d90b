/* What a run has to do: the files below the roots held against the catalog of
 * the generation before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_PLAN_H
#define ZC_INDEXER_PLAN_H

#include "catalog.h"
#include "rules.h"
#include "source.h"

typedef enum plan_action {
    PLAN_KEEP, /* unchanged, or not to be read at present: its documents stay */
    PLAN_READ, /* new or changed */
    PLAN_SKIP  /* not a kind of document, or no file */
} plan_action;

typedef struct plan_file {
    size_t root;
    source_item item;
    plan_action action;
    const catalog_file *before; /* as it was, or NULL */
    /* Filled by the run, for PLAN_READ: */
    uint64_t documents, hash;
    bool same;          /* the bytes are as they were: keep its documents */
    bool unread;        /* the system refused a part of it: keep its documents */
    bool lost;          /* a document of it gave way to another with its id */
    const char *reason; /* why nothing came out of it, or NULL */
} plan_file;

typedef struct plan_root {
    source_root source;
    source_list list;
    const catalog_root *before;
    const char *prefix;
    bool again; /* equal bytes are read again all the same */
} plan_root;

typedef struct plan {
    arena a;
    plan_root *roots;
    size_t n_roots;
    plan_file *files;
    size_t n_files;
    /* Files that were there before and are gone. */
    struct plan_vanished {
        size_t root;
        const catalog_file *file;
    } * vanished;
    size_t n_vanished;
    const rules *rules;
} plan;

/* Opens and walks the paths, passing over the index in folder `dir`. `before` and
 * `rules` outlive the plan. With `full`, and where a root was read by other rules,
 * every file is read. Clear it in any case. Fails as source_open and
 * source_walk do. */
zc_status plan_make(const char *const *paths, size_t n, const char *dir, const catalog *before,
                    const rules *rules, bool full, plan *out, zc_error *error);
void plan_clear(plan *p);

#endif
