/* Metadata that a person corrected: a CSV whose rows name a document by its id, its
 * path or its number, and say what is so.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_CORRECTIONS_H
#define ZC_CORPUS_CORRECTIONS_H

#include "meta.h"

typedef struct corrections corrections;

/* Reads a CSV (any encoding that documents may have). Its header names fields as
 * a table's does; the key is the column `id`, else `path`; in a table with neither
 * the number (文号). An empty cell says nothing, `-` or `null` that there is no
 * value; of several rows for one document the last counts. Fails with ARGUMENT (no key column,
 * undecodable) or NO_MEMORY. */
zc_status corrections_read(zc_str csv, corrections **out, zc_error *error);
void corrections_free(corrections *c); /* NULL is allowed */

/* What a row names its document by. */
typedef enum correction_key { KEY_ID, KEY_PATH, KEY_DOCNO, KEY_KINDS } correction_key;

/* The key of row `i` of those that have one, in no order that matters; NULL past the
 * last. */
const char *corrections_key(const corrections *c, size_t i, correction_key *kind);

/* What is said of a document with this id, in the file `path`, whose own number, as
 * extracted, is `docno` (may be NULL): NULL for nothing. Lives as long as `c`. */
const meta_values *corrections_find(const corrections *c, const char *id, const char *path,
                                    const char *docno);

#endif
