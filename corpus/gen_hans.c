/* Build-time generator: the table from traditional to simplified characters.
 *
 * Opening ICU's transliterator takes tens of milliseconds, a whole query takes
 * four, so its mapping of single characters is written down as a C table when
 * zhengce is built. A character of GB/T 2312, the set simplified texts are
 * written in, is mapped only where simplified usage has given it up: 著 in
 * 著作权 and 乾 in 乾隆 stay what they are, 於 is always 于.
 *
 * Usage: gen_hans OUT.inc
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/utrans.h>

enum { FIRST = 0x3400, LAST = 0x9FFF };

/* Characters of the converter's GB 2312 that simplified texts use hardly but in
 * names and quotations of traditional text: 於 後 夥 徵 菸 摺 麽. */
static const UChar given_up[] = {0x65BC, 0x5F8C, 0x5925, 0x5FB5, 0x83F8, 0x647A, 0x9EBD, 0};

static int stays_simplified(UConverter *gb, UChar c)
{
    for (const UChar *p = given_up; *p; p++)
        if (*p == c)
            return 0;
    UErrorCode status = U_ZERO_ERROR;
    char bytes[8];
    ucnv_setFromUCallBack(gb, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    ucnv_fromUChars(gb, bytes, sizeof bytes, &c, 1, &status);
    return U_SUCCESS(status);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: gen_hans OUT.inc\n", stderr);
        return 2;
    }
    UErrorCode status = U_ZERO_ERROR;
    UConverter *gb = ucnv_open("GB2312", &status);
    UTransliterator *hans = utrans_openU(u"Hant-Hans", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    FILE *out = U_SUCCESS(status) ? fopen(argv[1], "w") : NULL;
    if (!out) {
        fprintf(stderr, "gen_hans: %s\n", U_FAILURE(status) ? u_errorName(status) : argv[1]);
        return 1;
    }
    fprintf(out, "/* Made by gen_hans; index is code point - 0x%X. */\n", (unsigned)FIRST);
    for (unsigned c = FIRST; c <= LAST; c++) {
        UChar text[4] = {(UChar)c, 0};
        int32_t length = 1, limit = 1;
        utrans_transUChars(hans, text, &length, 4, 0, &limit, &status);
        int plain = U_SUCCESS(status) && length == 1 && text[0] >= FIRST && text[0] <= LAST;
        status = U_ZERO_ERROR;
        unsigned to = plain && (text[0] == c || !stays_simplified(gb, (UChar)c)) ? text[0] : c;
        fprintf(out, "%u,%s", to, c % 16 == 15 ? "\n" : "");
    }
    utrans_close(hans);
    ucnv_close(gb);
    return fclose(out) == 0 ? 0 : 1;
}
