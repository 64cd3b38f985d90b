/* Build-time generator: what a Han character sounds like, and which characters
 * sound so.
 *
 * ICU's transliterator takes tens of milliseconds to open and knows one reading a
 * character; its readings are written down as a C table when zhengce is built,
 * with the second readings of corpus/readings.tsv. The characters of a syllable
 * are those of GB/T 2312, the set that simplified texts are written in: its first
 * level, the common ones, before its second.
 *
 * Usage: gen_pinyin READINGS.tsv OUT.inc
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>
#include <unicode/utrans.h>

enum {
    FIRST = 0x4E00,
    LAST = 0x9FFF,
    CHARACTERS = LAST - FIRST + 1,
    SYLLABLE_SIZE = 7, /* zhuang and its end */
    SYLLABLES_AT_MOST = 600,
    FURTHER_AT_MOST = 600
};

typedef char syllable[SYLLABLE_SIZE];

static syllable reading[CHARACTERS]; /* "" for none */
static syllable all[SYLLABLES_AT_MOST];
static size_t n_all;
static struct {
    unsigned cp;
    syllable s;
} further[FURTHER_AT_MOST];
static size_t n_further;

static int fail(const char *what)
{
    fprintf(stderr, "gen_pinyin: %s\n", what);
    return 1;
}

/* Letters alone, ü as v: lǜ, which the transliterator gives decomposed, is lv.
 * What has no vowel is no syllable (ń, ḿ, hng). */
static void plain(const UChar *s, int32_t n, char *out)
{
    size_t length = 0, vowels = 0;
    for (int32_t i = 0; i < n; i++) {
        if (s[i] == 0x0308 && length > 0 && out[length - 1] == 'u')
            out[length - 1] = 'v';
        if (s[i] < 'a' || s[i] > 'z' || length + 1 >= SYLLABLE_SIZE)
            continue;
        out[length++] = (char)s[i];
        vowels += strchr("aeiou", (char)s[i]) != NULL;
    }
    out[vowels ? length : 0] = '\0';
}

static int read_all(void)
{
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *latin = utrans_openU(u"Han-Latin; NFD", -1, UTRANS_FORWARD, NULL, 0, NULL,
                                          &status);
    for (unsigned i = 0; U_SUCCESS(status) && i < CHARACTERS; i++) {
        UChar text[32] = {(UChar)(FIRST + i), 0};
        int32_t length = 1, limit = 1;
        utrans_transUChars(latin, text, &length, 32, 0, &limit, &status);
        plain(text, length, reading[i]);
    }
    utrans_close(latin);
    return U_SUCCESS(status) ? 0 : fail(u_errorName(status));
}

/* A line is a character, a tab, readings; lines by code point, for a search by
 * halves. */
static int read_further(const char *path)
{
    FILE *in = fopen(path, "r");
    char line[256];
    if (!in)
        return fail(path);
    while (fgets(line, sizeof line, in)) {
        int32_t at = 0;
        int used = 0;
        UChar32 cp = 0;
        syllable s;
        if (line[0] == '#')
            continue;
        U8_NEXT((const unsigned char *)line, at, (int32_t)strlen(line), cp);
        if (cp < FIRST || cp > LAST || (n_further && further[n_further - 1].cp >= (unsigned)cp))
            return fail("a line out of order, or not of one character");
        for (; sscanf(line + at, "%6s%n", s, &used) == 1; at += used) {
            if (n_further == FURTHER_AT_MOST)
                return fail("too many second readings");
            further[n_further].cp = (unsigned)cp;
            memcpy(further[n_further++].s, s, sizeof s);
        }
    }
    return fclose(in) == 0 ? 0 : fail(path);
}

/* ---- Syllables ---- */

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static int gather(void)
{
    memcpy(all[n_all++], "", 1); /* number 0 is no syllable */
    for (size_t i = 0; i < CHARACTERS + n_further; i++) {
        const char *s = i < CHARACTERS ? reading[i] : further[i - CHARACTERS].s;
        size_t k = 0;
        while (k < n_all && strcmp(all[k], s) != 0)
            k++;
        if (k < n_all)
            continue;
        if (n_all == SYLLABLES_AT_MOST)
            return fail("too many syllables");
        memcpy(all[n_all++], s, SYLLABLE_SIZE);
    }
    qsort(all, n_all, sizeof *all, compare);
    return 0;
}

static unsigned number_of(const char *s)
{
    const syllable *found = bsearch(s, all, n_all, sizeof *all, compare);
    return (unsigned)(found - all);
}

static int sounds(unsigned cp, const char *s)
{
    if (strcmp(reading[cp - FIRST], s) == 0)
        return 1;
    for (size_t i = 0; i < n_further; i++)
        if (further[i].cp == cp && strcmp(further[i].s, s) == 0)
            return 1;
    return 0;
}

/* ---- Writing ---- */

/* The level of GB/T 2312 that a character stands in, 0 for none: its rows 16 to
 * 55 are the first, 56 to 87 the second. */
static int level_of(UConverter *gb, UChar c)
{
    UErrorCode status = U_ZERO_ERROR;
    char bytes[8];
    int32_t n = ucnv_fromUChars(gb, bytes, sizeof bytes, &c, 1, &status);
    if (U_FAILURE(status) || n != 2)
        return 0;
    unsigned row = ((unsigned char)bytes[0] & 0x7F) - 0x20;
    return row >= 56 ? 2 : row >= 16 ? 1 : 0;
}

static int write_characters(FILE *out)
{
    static unsigned char level[CHARACTERS];
    static unsigned first[SYLLABLES_AT_MOST + 1], rare[SYLLABLES_AT_MOST + 1];
    UErrorCode status = U_ZERO_ERROR;
    UConverter *gb = ucnv_open("GB2312", &status);
    ucnv_setFromUCallBack(gb, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    if (U_FAILURE(status))
        return fail(u_errorName(status));
    for (unsigned i = 0; i < CHARACTERS; i++)
        level[i] = (unsigned char)level_of(gb, (UChar)(FIRST + i));
    ucnv_close(gb);
    unsigned n = 0;
    fputs("static const uint16_t characters[] = {\n", out);
    for (size_t s = 1; s < n_all; s++) {
        first[s] = n;
        for (int wanted = 1; wanted <= 2; wanted++) {
            rare[s] = n;
            for (unsigned cp = FIRST; cp <= LAST; cp++)
                if (level[cp - FIRST] == wanted && sounds(cp, all[s]))
                    fprintf(out, "%u,%s", cp, ++n % 16 ? "" : "\n");
        }
    }
    first[n_all] = n;
    fputs("};\nstatic const uint16_t first_character[] = {", out);
    for (size_t s = 0; s <= n_all; s++)
        fprintf(out, "%u,", first[s]);
    fputs("};\nstatic const uint16_t first_rare[] = {", out);
    for (size_t s = 0; s < n_all; s++)
        fprintf(out, "%u,", rare[s]);
    fputs("};\n", out);
    return 0;
}

static int write_all(FILE *out)
{
    fprintf(out, "/* Made by gen_pinyin. */\nenum { FIRST = 0x%X, LAST = 0x%X };\n",
            (unsigned)FIRST, (unsigned)LAST);
    fprintf(out, "static const char syllables[][%d] = {", SYLLABLE_SIZE);
    for (size_t s = 0; s < n_all; s++)
        fprintf(out, "\"%s\",", all[s]);
    fputs("};\nstatic const uint16_t syllable_of[] = {\n", out);
    for (unsigned i = 0; i < CHARACTERS; i++)
        fprintf(out, "%u,%s", number_of(reading[i]), i % 16 == 15 ? "\n" : "");
    fputs("};\nstatic const struct {\n    uint16_t cp, syllable;\n} further[] = {\n", out);
    for (size_t i = 0; i < n_further; i++)
        fprintf(out, "{%u,%u},", further[i].cp, number_of(further[i].s));
    fputs("};\n", out);
    return write_characters(out);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: gen_pinyin READINGS.tsv OUT.inc\n", stderr);
        return 2;
    }
    if (read_all() || read_further(argv[1]) || gather())
        return 1;
    FILE *out = fopen(argv[2], "w");
    if (!out)
        return fail(argv[2]);
    int failed = write_all(out);
    return fclose(out) == 0 ? failed : fail(argv[2]);
}
