/* Pinyin: what a Han character sounds like, and which characters sound so. A
 * syllable is a small number, without its tone; 0 is none. The tables are made
 * when zhengce is built (gen_pinyin.c) and belong to nobody.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PINYIN_H
#define ZC_CORPUS_PINYIN_H

#include "base.h"

/* Readings that one character may have; syllables that one may be mixed up with. */
enum { PINYIN_READINGS_AT_MOST = 4, PINYIN_ALIKE_AT_MOST = 3, PINYIN_LETTERS_AT_MOST = 6 };

/* The usual reading of a code point; 0 for what is no Han character of the BMP's
 * main block. */
unsigned pinyin_syllable(uint32_t cp);

/* All readings of a code point, the usual one first (长: zhang, chang). Returns
 * how many. */
size_t pinyin_readings(uint32_t cp, unsigned out[PINYIN_READINGS_AT_MOST]);

/* "zhang"; ü is v. */
const char *pinyin_text(unsigned syllable);

/* The syllable that is written with these letters, u for ü where nothing else
 * is (lue); 0 for none. */
unsigned pinyin_find(const char *letters, size_t n);

/* The characters that sound so, *n of them, of which the first *common are. */
const uint16_t *pinyin_characters(unsigned syllable, size_t *n, size_t *common);

/* Syllables that speakers of many dialects, and so their input methods, mix up
 * with this one: zh and z, ch and c, sh and s, n and l, an and ang, en and eng,
 * in and ing, each or two of them. Returns how many. */
size_t pinyin_alike(unsigned syllable, unsigned out[PINYIN_ALIKE_AT_MOST]);

/* ---- Letters ---- */

enum { PINYIN_WORD_AT_MOST = 24, PINYIN_SPLITS_AT_MOST = 6 };

/* One way to read letters as syllables. */
typedef struct pinyin_split {
    unsigned syllable[PINYIN_WORD_AT_MOST];
    size_t n;
} pinyin_split;

/* The ways to read small letters as syllables, those of the fewest first (xian:
 * xian, xi an). Blanks and apostrophes part syllables. Returns how many ways; 0
 * for what is no pinyin, or has more than PINYIN_WORD_AT_MOST syllables. */
size_t pinyin_splits(zc_str letters, pinyin_split out[PINYIN_SPLITS_AT_MOST]);

#endif
