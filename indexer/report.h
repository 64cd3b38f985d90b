/* What a run did.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_REPORT_H
#define ZC_INDEXER_REPORT_H

#include "workers.h"

/* A group of documents that are copies, near copies or versions of one another. */
typedef struct report_group {
    zc_relation relation; /* the most distant in it */
    uint64_t documents;
    const char **ids; /* of the newest of them */
    size_t n_ids;
} report_group;

/* Named at most: what is left out is still counted. */
enum { REPORT_GROUPS = 1000, REPORT_IDS = 100 };

struct zc_report {
    zc_counts counts;
    skip_list skips;
    /* duplicates in the index afterwards, where the run looked for them */
    bool looked;
    uint64_t n_grouped, n_groups;
    report_group *groups; /* the first of them */
    size_t n_listed;
    arena a; /* what these lie in */
};

/* An empty one; NULL without memory. Free with zc_report_free. */
zc_report *report_new(void);

/* Tells of the duplicates in the current generation of the index `dir`. Where it
 * can't be read the report says nothing of them. */
void report_duplicates(zc_report *report, const char *dir);

#endif
