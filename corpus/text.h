/* Text as it is matched: normalised code points, each with the bytes of the
 * original that it stands for, and the words that ICU sees in them.
 *
 * A document and a query go through the same text_normalise, so that a literal
 * scan of the one for the other is what "exactly" means. A position in the
 * index is a place in this array. Only this file and decode.c know ICU.
 *
 * The rules (docs/text.md tells them with examples): NFKC with case folding,
 * width and compatibility forms; traditional characters to simplified; all
 * brackets to round ones; zero-width and control characters out; blanks between
 * two Han characters out, any other run of blanks one blank; a line broken
 * inside a sentence joined to the next; other line ends one LF.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_TEXT_H
#define ZC_CORPUS_TEXT_H

#include "base.h"

/* A normalised text. Code point i stands for the original's bytes from[i] up
 * to to[i]; both are NULL unless they were asked for. Init with {0}. */
typedef struct text {
    uint32_t *cp;
    uint32_t *from, *to;
    size_t n, cap;
} text;

/* Normalises `original` (UTF-8, anything else reads as U+FFFD; below 4 GiB)
 * into *out, which is overwritten and keeps its memory for the next use.
 * Fails with LIMIT or NO_MEMORY. */
zc_status text_normalise(zc_str original, bool offsets, text *out, zc_error *error);
void text_clear(text *t);

/* Takes marks off both ends that end or enclose, and what a search box's user puts in
 * front (+词 #词), of a text without offsets: 什么是产教融合？ but 48% and c++ stay. */
void text_trim(text *t);

/* Whether a code point is a unit of search: a letter, a digit, a mark. All else
 * (punctuation, blanks) is indexed only with its neighbours, a line end not at all. */
bool text_is_unit(uint32_t cp);

/* First place at or after `at` where `needle` stands in `t`, or SIZE_MAX. */
size_t text_find(const text *t, size_t at, const uint32_t *needle, size_t n);

/* An ICU word breaker. One thread at a time. */
typedef struct text_breaker text_breaker;
zc_status text_breaker_open(text_breaker **out, zc_error *error);
void text_breaker_close(text_breaker *breaker);

/* A word: code points from up to to (not included) of the text. */
typedef struct text_word {
    size_t from, to;
} text_word;

/* The words of `t` in order, without what lies between them, appended to
 * *words (capacity by array_grow) at *n. Fails with NO_MEMORY or INTERNAL. */
zc_status text_words(text_breaker *breaker, const text *t, text_word **words, size_t *n,
                     zc_error *error);

/* Writes the version of ICU that words and normalisation depend on: "72.1". */
enum { TEXT_ICU_VERSION_SIZE = 20 };
void text_icu_version(char out[TEXT_ICU_VERSION_SIZE]);

#endif
