/* The words of a field, by a person's word: terms that stay whole, and groups of
 * terms that mean the same (docs/terms.md has the format of the file).
 *
 * A table owns everything it gives out and is read-only once read: processes and
 * threads may share it. What the words are good for is not decided here.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_TERMS_H
#define ZC_CORPUS_TERMS_H

#include "text.h"

enum {
    TERMS_BYTES_AT_MOST = 1 << 20,
    TERMS_ENTRIES_AT_MOST = 10000, /* lines that say something */
    TERM_AT_MOST = 40,             /* code points; a longer word is no term of the index */
    TERM_GROUP_AT_MOST = 8,        /* members */
};

struct term_group;

typedef struct term_entry {
    zc_str text;        /* as it was written */
    const uint32_t *cp; /* normalised, without punctuation at its ends */
    size_t n;
    const struct term_group *group; /* NULL: it means itself alone */
    bool one_way; /* it means the others, they don't mean it: 职教>职业教育 */
    size_t line;
    const struct term_entry *shorter; /* the longest other term that this one begins with */
} term_entry;

typedef struct term_group {
    const term_entry *member[TERM_GROUP_AT_MOST];
    size_t n;
} term_group;

typedef struct term_table term_table;

/* Reads a file of terms, in any encoding that documents may have. Fails with
 * ARGUMENT (the message names the line), LIMIT or NO_MEMORY. */
zc_status terms_read(zc_str file, term_table **out, zc_error *error);
/* The table that comes with the program (corpus/synonyms.txt). */
zc_status terms_read_builtin(term_table **out, zc_error *error);
void terms_free(term_table *t); /* NULL is allowed */

/* In what follows NULL is a table without terms. */

/* Whether the file said nothing at all. */
bool terms_are_empty(const term_table *t);
/* Term `i`, from 0, by code points; NULL past the last. */
const term_entry *terms_at(const term_table *t, size_t i);
/* The term that is exactly this, or NULL. */
const term_entry *terms_find(const term_table *t, const uint32_t *cp, size_t n);
/* The longest term that these code points begin with, or NULL; the next longest
 * is its `shorter`. */
const term_entry *terms_leading(const term_table *t, const uint32_t *cp, size_t n);
/* Whether the file switches a group of the built-in table off: -高职, -*. */
bool terms_switch_off(const term_table *t, const term_group *builtin);

#endif
