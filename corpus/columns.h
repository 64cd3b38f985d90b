/* What the columns of a table mean: a field of metadata, the text, the id.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_COLUMNS_H
#define ZC_CORPUS_COLUMNS_H

#include "meta.h"

/* Beyond the metadata fields. */
enum { COLUMN_ID = META_FIELDS, COLUMN_TEXT, COLUMN_NONE };

/* A meaning that a person gave a column: `text=正文内容`. */
typedef struct column_map {
    int meaning;
    zc_str column; /* a view into what was parsed */
} column_map;

/* Reads FIELD=COLUMN; FIELD is id, text or a field of metadata. Fails with
 * ARGUMENT. */
zc_status column_map_parse(const char *given, column_map *out, zc_error *error);

/* What the column `name` means, by `maps`, else by its English or Chinese name: a
 * meta_field, COLUMN_ID, COLUMN_TEXT or COLUMN_NONE. A field that `maps` names is
 * taken from that column only. */
int column_meaning(zc_str name, const column_map *maps, size_t n);

#endif
