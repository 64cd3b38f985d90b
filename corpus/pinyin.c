/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pinyin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pinyin.inc"

enum {
    SYLLABLES = sizeof syllables / sizeof *syllables,
    FURTHER = sizeof further / sizeof *further
};

unsigned pinyin_syllable(uint32_t cp)
{
    return cp >= FIRST && cp <= LAST ? syllable_of[cp - FIRST] : 0;
}

/* Where the second readings of `cp` begin, or the place where they would. */
static size_t find_further(uint32_t cp)
{
    size_t low = 0, high = FURTHER;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (further[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t pinyin_readings(uint32_t cp, unsigned out[PINYIN_READINGS_AT_MOST])
{
    size_t n = 0;
    if (pinyin_syllable(cp))
        out[n++] = pinyin_syllable(cp);
    for (size_t i = find_further(cp); i < FURTHER && further[i].cp == cp; i++)
        if (n < PINYIN_READINGS_AT_MOST && (n == 0 || out[0] != further[i].syllable))
            out[n++] = further[i].syllable;
    return n;
}

const char *pinyin_text(unsigned syllable)
{
    return syllables[syllable < SYLLABLES ? syllable : 0];
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static unsigned look_up(const char *s)
{
    const char *found = bsearch(s, syllables, SYLLABLES, sizeof *syllables, compare);
    return found ? (unsigned)((size_t)(found - syllables[0]) / sizeof *syllables) : 0;
}

unsigned pinyin_find(const char *letters, size_t n)
{
    char s[PINYIN_LETTERS_AT_MOST + 1];
    if (n == 0 || n > PINYIN_LETTERS_AT_MOST)
        return 0;
    memcpy(s, letters, n);
    s[n] = '\0';
    unsigned found = look_up(s);
    char *u = strchr(s, 'u');
    if (found || !u)
        return found;
    *u = 'v';
    return look_up(s);
}

const uint16_t *pinyin_characters(unsigned syllable, size_t *n, size_t *common)
{
    unsigned s = syllable < SYLLABLES ? syllable : 0;
    *n = s ? (size_t)(first_character[s + 1] - first_character[s]) : 0;
    *common = s ? (size_t)(first_rare[s] - first_character[s]) : 0;
    return characters + first_character[s];
}

/* ---- What sounds alike ---- */

/* Each is heard as the other in much of the south (模糊音, the "fuzzy pinyin" of
 * input methods). */
static const char *const initials[][2] = {{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"n", "l"}};
static const char *const finals[][2] = {{"ang", "an"}, {"eng", "en"}, {"ing", "in"}};

static size_t initial_of(const char *s)
{
    return s[0] && strchr("bpmfdtnlgkhjqxrzcsyw", s[0]) ? (s[1] == 'h' ? 2 : 1) : 0;
}

/* The part that is mixed up with the `n` bytes at `part`, or NULL. */
static const char *other_of(const char *const pairs[][2], size_t n_pairs, const char *part,
                            size_t n)
{
    for (size_t i = 0; i < n_pairs; i++)
        for (int k = 0; k < 2; k++)
            if (strlen(pairs[i][k]) == n && memcmp(pairs[i][k], part, n) == 0)
                return pairs[i][1 - k];
    return NULL;
}

size_t pinyin_alike(unsigned syllable, unsigned out[PINYIN_ALIKE_AT_MOST])
{
    const char *s = pinyin_text(syllable);
    size_t n = 0, head = initial_of(s), glide = 0;
    const char *initial = other_of(initials, sizeof initials / sizeof *initials, s, head);
    /* guang and guan: the glide stays */
    if ((s[head] == 'i' || s[head] == 'u') && s[head + 1] == 'a')
        glide = 1;
    const char *final = other_of(finals, sizeof finals / sizeof *finals, s + head + glide,
                                 strlen(s + head + glide));
    for (int k = 1; k < 4; k++) {
        const char *front = k & 1 ? initial : "", *back = k & 2 ? final : "";
        char other[2 * PINYIN_LETTERS_AT_MOST + 1];
        if (!front || !back)
            continue;
        snprintf(other, sizeof other, "%s%.*s%.*s%s", front, k & 1 ? 0 : (int)head, s, (int)glide,
                 s + head, k & 2 ? back : s + head + glide);
        unsigned found = look_up(other);
        if (found)
            out[n++] = found;
    }
    return n;
}

/* ---- Letters ---- */

enum { LETTERS_AT_MOST = PINYIN_WORD_AT_MOST * PINYIN_LETTERS_AT_MOST };

typedef struct splitter {
    zc_str letters;
    bool ends[LETTERS_AT_MOST + 1]; /* whether syllables lead from here to the end */
    pinyin_split now;
    pinyin_split *out;
    size_t n;
} splitter;

static bool parts(char c)
{
    return c == ' ' || c == '\'';
}

static unsigned syllable_at(const splitter *s, size_t at, size_t n)
{
    return at + n <= s->letters.n ? pinyin_find(s->letters.p + at, n) : 0;
}

/* What leads to the end is known of every place beforehand, so that no way is
 * walked in vain: letters have exponentially many beginnings. */
static void find_ends(splitter *s)
{
    s->ends[s->letters.n] = true;
    for (size_t at = s->letters.n; at-- > 0;) {
        s->ends[at] = parts(s->letters.p[at]) && s->ends[at + 1];
        for (size_t n = 1; n <= PINYIN_LETTERS_AT_MOST && !s->ends[at]; n++)
            s->ends[at] = syllable_at(s, at, n) && s->ends[at + n];
    }
}

static void keep(splitter *s)
{
    size_t at = s->n;
    while (at > 0 && s->out[at - 1].n > s->now.n)
        at--;
    if (at == PINYIN_SPLITS_AT_MOST)
        return;
    s->n -= s->n == PINYIN_SPLITS_AT_MOST;
    memmove(s->out + at + 1, s->out + at, (s->n - at) * sizeof *s->out);
    s->out[at] = s->now;
    s->n++;
}

/* Long syllables first; *ways bounds how many are walked. */
static void walk(splitter *s, size_t at, size_t *ways)
{
    while (at < s->letters.n && parts(s->letters.p[at]))
        at++;
    if (at == s->letters.n) {
        keep(s);
        --*ways;
        return;
    }
    for (size_t n = PINYIN_LETTERS_AT_MOST; n > 0 && *ways > 0; n--) {
        unsigned syllable = syllable_at(s, at, n);
        if (!syllable || !s->ends[at + n] || s->now.n == PINYIN_WORD_AT_MOST)
            continue;
        s->now.syllable[s->now.n++] = syllable;
        walk(s, at + n, ways);
        s->now.n--;
    }
}

size_t pinyin_splits(zc_str letters, pinyin_split out[PINYIN_SPLITS_AT_MOST])
{
    splitter s = {.letters = letters, .out = out};
    size_t ways = 64; /* long ones come first: few are better than the last of these */
    if (letters.n == 0 || letters.n > LETTERS_AT_MOST)
        return 0;
    find_ends(&s);
    if (s.ends[0])
        walk(&s, 0, &ways);
    return s.n;
}
