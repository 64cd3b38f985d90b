/* What was passed over, with the reasons to show.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_SKIPS_H
#define ZC_INDEXER_SKIPS_H

#include "base.h"

/* A file or a row that was passed over, with the reason to show. */
typedef struct skipped {
    const char *path, *reason;
} skipped;

/* The reason where two documents have one id: the first is kept. */
#define SKIPPED_ID "its id is that of another document"

typedef struct skip_list {
    arena a;
    skipped *items;
    size_t n;
} skip_list;

/* Adds copies. False without memory. */
bool skip_add(skip_list *list, const char *path, const char *reason);

#endif
