/* Spellings near a chunk that no document holds: characters of the same or a
 * like sound, one wrong, extra, missing or swapped, pinyin for characters, a Latin
 * word with one letter amiss. The index is the dictionary: its pairs of
 * characters say what may follow what, and phrases say what is written.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_SPELLING_H
#define ZC_SEARCHER_SPELLING_H

#include "index.h"

/* Characters of a chunk that is looked at, and spellings that are proposed. */
enum { SPELLING_UNITS_AT_MOST = 24, SPELLINGS_AT_MOST = 3 };

/* What is known of the chunk: that nothing is found at all, or that something was
 * found by relaxing. Then it may well be spelled right, and must look like a slip:
 * short, two neighbours in it standing together nowhere. */
typedef enum spelling_care { SPELLING_FREELY, SPELLING_CAREFULLY } spelling_care;

typedef struct spelling {
    zc_str text;    /* in the arena that was given */
    uint64_t count; /* documents that hold it as written; 0: they hold the part that
                     * was changed, with its neighbours */
} spelling;

/* Proposes at most SPELLINGS_AT_MOST spellings of a normalised chunk that no
 * document holds as written, best first: by kind of change, then by count. How
 * many goes to *n. Bounded whatever the chunk. Fails with CORRUPT, IO, INTERNAL
 * or NO_MEMORY. */
zc_status spelling_propose(zc_index *index, const text *chunk, spelling_care care, arena *a,
                           spelling out[SPELLINGS_AT_MOST], size_t *n, zc_error *error);

/* Whether a normalised text is Latin letters that can be read as pinyin. */
bool spelling_is_pinyin(const text *t);

#endif
