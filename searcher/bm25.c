/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bm25.h"

#include "store.h"

#include <math.h>

double bm25_idf(uint64_t documents, uint64_t df)
{
    double ratio = ((double)documents - (double)df + 0.5) / ((double)df + 0.5);
    return log(ratio < 2 ? ratio / 2 + 1 : ratio);
}

double bm25_weight(double idf, uint32_t tf, float length)
{
    double k = BM25_K1 * (1 - BM25_B + BM25_B * (double)length);
    return idf * tf * (BM25_K1 + 1) / (tf + k);
}
