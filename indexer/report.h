/* What a run did.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_REPORT_H
#define ZC_INDEXER_REPORT_H

#include "workers.h"

struct zc_report {
    zc_counts counts;
    skip_list skips;
};

/* An empty one; NULL without memory. Free with zc_report_free. */
zc_report *report_new(void);

#endif
