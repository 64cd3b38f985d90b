/* The least that any Xapian and ICU program pays for one query: opens the
 * databases given, an NFKC normaliser and a word break iterator, asks for one
 * phrase of bigrams, takes ten hits. A yardstick for bench.py, not the product.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <cstdio>
#include <string>
#include <unicode/ubrk.h>
#include <unicode/unorm2.h>
#include <vector>
#include <xapian.h>

int main(int argc, char **argv)
{
    UErrorCode failed = U_ZERO_ERROR;
    UChar out[16];
    const UChar query[] = {0x4ea7, 0x6559, 0x878d, 0x5408}; /* 产教融合 */
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&failed);
    int32_t n = unorm2_normalize(nfkc, query, 4, out, 16, &failed);
    UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", out, n, &failed);
    int breaks = 0;
    while (words && ubrk_next(words) != UBRK_DONE)
        breaks++;
    ubrk_close(words);
    if (U_FAILURE(failed) || argc < 2)
        return 2;
    try {
        Xapian::Database db;
        for (int i = 1; i < argc; i++)
            db.add_database(Xapian::Database(argv[i]));
        const std::vector<std::string> grams = {"产教", "教融", "融合"};
        Xapian::Enquire enquire(db);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, grams.begin(), grams.end(), 3));
        Xapian::MSet found = enquire.get_mset(0, 10);
        for (auto hit = found.begin(); hit != found.end(); ++hit)
            std::printf("%u %zu\n", *hit, hit.get_document().get_data().size());
        std::printf("%u shown, %d words\n", found.size(), breaks);
    } catch (const Xapian::Error &error) {
        std::fprintf(stderr, "%s\n", error.get_msg().c_str());
        return 2;
    }
    return 0;
}
