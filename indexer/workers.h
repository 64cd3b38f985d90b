/* Reading and analysing in parallel: processes that turn batches of files into
 * small private databases, called parts.
 *
 * A batch is the unit of work and of retry. A process that dies (a parser that
 * crashes, a file that takes too long) takes only the file at hand with it: the
 * file gets a reason, the batch is begun again without it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_WORKERS_H
#define ZC_INDEXER_WORKERS_H

#include "plan.h"
#include "skips.h"

typedef struct workers_result {
    char **parts; /* folders below `folder` that hold documents, in order */
    size_t n_parts;
    uint64_t documents, bytes;
} workers_result;

/* Reads every PLAN_READ file of `p` with `jobs` processes, parts going below
 * `folder`. They let go of `lock`: it belongs to the process that took it. Fills the files' results
 * and adds to `skips`. Fails with NO_SPACE, IO, NO_MEMORY or INTERNAL; nothing is left running. */
zc_status workers_run(plan *p, const char *folder, int lock, const zc_build_options *options,
                      workers_result *out, skip_list *skips, zc_error *error);
void workers_result_clear(workers_result *r);

#endif
