/* The groups of a generation: documents whose texts are the same or nearly so, and
 * editions of one law.
 *
 * One file, `groups`, made when the members are together and never changed; see
 * docs/index-format.md. A reader maps it and trusts nothing in it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_GROUPS_H
#define ZC_INDEXER_GROUPS_H

#include "store.h"

/* Finds the groups among all documents of `s`, the members of a generation as
 * one, and writes FOLDER/groups (synced with the generation). Takes 216 bytes of
 * memory a document. Fails with CORRUPT, IO, NO_SPACE, LIMIT or NO_MEMORY. */
zc_status groups_make(store *s, const char *folder, zc_error *error);

typedef struct groups groups;

/* Opens FOLDER/groups. Fails with CORRUPT (missing, too), IO or NO_MEMORY. */
zc_status groups_open(const char *folder, groups **out, zc_error *error);
void groups_close(groups *g);

/* How many groups there are, and how many documents in them. */
uint32_t groups_count(const groups *g);
uint32_t groups_documents(const groups *g);

/* The group of a document, from 1; 0 where it is in none. */
uint32_t groups_find(const groups *g, uint32_t number);

/* A document of a group. */
typedef struct groups_entry {
    uint32_t number;
    uint32_t same; /* the first document with exactly its text, maybe itself */
    uint32_t near; /* the first of its near copies */
    uint32_t time; /* 20230921, 20230000 of a year alone, 0 where it is not known */
} groups_entry;

/* How many documents a group has, and one of them, `i` from 0, the newest first,
 * then by number. False, and zeros, past the last. */
uint32_t groups_size(const groups *g, uint32_t group);
bool groups_at(const groups *g, uint32_t group, uint32_t i, groups_entry *out);

/* The entry of a document; false, and zeros, where it is in no group. */
bool groups_entry_of(const groups *g, uint32_t number, groups_entry *out);

/* What two documents of one group are to each other. */
zc_relation groups_relation(const groups_entry *a, const groups_entry *b);
/* "same", "near" or "version". */
const char *groups_relation_name(zc_relation relation);

#endif
