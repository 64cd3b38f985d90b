/* BM25 for what is weighed outside the index, as the index weighs its terms
 * (Robertson and Zaragoza 2009; k1 and b in store.h).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_BM25_H
#define ZC_SEARCHER_BM25_H

#include <stdint.h>

/* How much a term tells that `df` of `documents` hold; never negative: that of a
 * term which most hold is lifted above 0, as the backend does. */
double bm25_idf(uint64_t documents, uint64_t df);

/* The weight of `tf` occurrences in a document of `length` means. */
double bm25_weight(double idf, uint32_t tf, float length);

#endif
