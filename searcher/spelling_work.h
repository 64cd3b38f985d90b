/* What the files that find spellings share: look-ups within a budget, and the
 * list of candidates.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_SPELLING_WORK_H
#define ZC_SEARCHER_SPELLING_WORK_H

#include "spelling.h"

/* Terms looked up, and terms read in turn, for one chunk. A look-up takes two
 * or three microseconds. */
enum { LOOKUPS_AT_MOST = 6000, TERMS_AT_MOST = 30000 };
/* A candidate may be one longer than the chunk. So many are kept and counted for each
 * way of finding them: a phrase of common pairs in 147,000 documents takes a
 * millisecond. */
enum { CANDIDATE_UNITS_AT_MOST = SPELLING_UNITS_AT_MOST + 1, CANDIDATES_AT_MOST = 16 };

/* How far a candidate is from what was typed, by kind of change: by how many times,
 * as a logarithm, another must be commoner to be the likelier one. What was typed in
 * letters costs nothing to be read as what it spells. */
enum {
    COST_SAME_SOUND = 2, /* each character of them */
    COST_LIKE_SOUND = 3,
    COST_SWAPPED = 3,
    COST_DOUBLED = 3, /* a character typed twice */
    COST_EXTRA = 5,
    COST_MISSING = 5,
    COST_OTHER = 5, /* a character of any sound */
    COST_CUT = 10,  /* the first or last left out: always held oftener, rarely meant */
    COST_LONE = 2   /* each word of one character that ICU makes of it */
};

typedef struct candidate {
    uint32_t cp[CANDIDATE_UNITS_AT_MOST];
    size_t n;
    unsigned cost;
    double score;   /* a guess at the logarithm of its count */
    uint64_t count; /* once it has been counted */
} candidate;

typedef struct speller {
    zc_index *index;
    arena *a;
    zc_error *error;
    zc_status status; /* of the first failure; nothing is looked up after it */
    struct speller_memo *memo;
    size_t lookups, terms;
    const uint32_t *typed; /* what is looked for another spelling of */
    size_t n_typed;
    bool at_end;                        /* nothing follows it */
    candidate list[CANDIDATES_AT_MOST]; /* the best so far, in order */
    size_t n;
    candidate found[SPELLINGS_AT_MOST]; /* of those the likeliest that some document holds */
    size_t n_found;
} speller;

/* Documents that hold a character, and a pair; 0 as well when the budget is
 * spent. */
uint64_t speller_one(speller *s, uint32_t c);
uint64_t speller_pair(speller *s, uint32_t a, uint32_t b);

/* No more documents hold a text than hold each of its pairs. */
uint64_t speller_bound(speller *s, const uint32_t *cp, size_t n);

/* Logarithm of how many documents are to be expected for what goes on from `a`
 * to `b`, over those for `a` alone: negative infinity where no pair is. */
double speller_step(speller *s, uint32_t a, uint32_t b);

/* Adds a candidate to the list, unless it is what was typed, was found or stands
 * there, or all that stand there are better. */
void speller_add(speller *s, const uint32_t *cp, size_t n, unsigned cost, double score);

/* Characters that follow `a` in the index, the commonest first, at most `cap`. */
size_t speller_followers(speller *s, uint32_t a, uint32_t *out, size_t cap);

/* ---- Ways to another spelling: each adds candidates ---- */

/* What may stand at one place of a spelling. */
typedef struct lattice_choice {
    uint32_t cp;
    unsigned cost;
} lattice_choice;

typedef struct lattice_slot {
    lattice_choice *choices;
    size_t n;
} lattice_slot;

/* The characters of the typed text, each with those of its sound; with `alike`
 * those of a like sound too. */
void lattice_sounds(speller *s, bool alike);
/* The same where runs of letters are pinyin. */
void lattice_pinyin(speller *s, bool alike);

/* One character swapped with the next, too many, missing, or another. */
void edits_characters(speller *s);
/* Another first character. Nothing leads to it, so that thousands are tried. */
void edits_first(speller *s);
/* One letter of a Latin word. */
void edits_letters(speller *s);

#endif
