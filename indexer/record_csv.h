/* A document's record as a line of a table: what --inspect --format csv prints, to be
 * corrected in a spreadsheet and handed back with --metadata.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_RECORD_CSV_H
#define ZC_INDEXER_RECORD_CSV_H

#include "schema.h"

/* Appends the names of the columns, after a byte order mark: spreadsheets take a
 * table without one for their own country's encoding. No line end. */
void record_csv_header(zc_buf *out);
void record_csv(const record *r, zc_buf *out);
/* A file or row that can't be read: its path and the reason. */
void record_csv_failure(const char *path, const char *reason, zc_buf *out);

#endif
