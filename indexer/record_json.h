/* A document's record as JSON: what --inspect prints and the doc view shows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_RECORD_JSON_H
#define ZC_INDEXER_RECORD_JSON_H

#include "json.h"
#include "schema.h"

/* {"id","path","title",…,"chars","sources"}; NULL when memory runs out. */
json_t *record_json(const record *r);

#endif
