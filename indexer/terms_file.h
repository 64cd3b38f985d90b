/* A file of terms on disk: one that a person names (--terms FILE), and the copy that a
 * generation keeps of it, terms.txt.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_TERMS_FILE_H
#define ZC_INDEXER_TERMS_FILE_H

#include "terms.h"

/* Reads `file`; its bytes are appended to `bytes`. The message names the file. Fails as
 * terms_read does, with NOT_FOUND or IO. */
zc_status terms_file_read(const char *file, zc_buf *bytes, term_table **out, zc_error *error);

/* The same for the copy in `folder`, a generation; without one *out is NULL. One that
 * can't be read is CORRUPT. */
zc_status terms_file_kept(const char *folder, zc_buf *bytes, term_table **out, zc_error *error);

/* Writes the copy. */
zc_status terms_file_keep(const char *folder, zc_str bytes, zc_error *error);

#endif
