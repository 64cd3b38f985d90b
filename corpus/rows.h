/* The rows of a table, whatever the file: JSON Lines, JSON, CSV, TSV. Each is a list
 * of cells with the names of their columns.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_ROWS_H
#define ZC_CORPUS_ROWS_H

#include "columns.h"
#include "source.h"

typedef struct row_cell {
    zc_str name, value; /* empty where the cell is */
} row_cell;

typedef struct row {
    uint64_t number; /* of the file's rows, from 1, its header aside */
    const row_cell *cells;
    size_t n;
    const char *broken; /* why it can't be read, or NULL; it has no cells then */
} row;

/* Takes a row, which lives until it returns. A failure ends the reading. */
typedef zc_status rows_take(void *context, const row *r, zc_error *error);

/* Reads the rows of `text` (UTF-8, LF), which begins with the header where `kind`
 * has one: the first row with the name of a column that is known, by `maps` or by itself;
 * what stands above it (a heading over the whole table) is left out. The first row after it
 * has the number `first`. A column named like one before it speaks only where that says
 * nothing. Fails with NO_MEMORY and what `take` gives. */
zc_status rows_read(source_kind kind, zc_str text, uint64_t first, const column_map *maps,
                    size_t n_maps, rows_take *take, void *context, zc_error *error);

#endif
