/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "similar.h"

#include "bm25.h"
#include "question.h"

#include <stdlib.h>
#include <string.h>

/* Bytes read: what a document is about it says in its first pages. Words that are
 * asked for: more find no better, and cost more. */
enum { READ_AT_MOST = 64 << 10, WORDS = 40, WORD_AT_MOST = 40 };

/* What a document must reach of the weight that the one itself has. */
static const float least_share = 0.25F;

/* A word of the document. */
typedef struct term {
    const uint32_t *cp;
    size_t n;
    uint32_t tf;
    double weight;
} term;

static int by_text(const void *a, const void *b)
{
    const term *x = a, *y = b;
    if (x->n != y->n)
        return x->n < y->n ? -1 : 1;
    for (size_t i = 0; i < x->n; i++)
        if (x->cp[i] != y->cp[i])
            return x->cp[i] < y->cp[i] ? -1 : 1;
    return 0;
}

static int by_weight(const void *a, const void *b)
{
    const term *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return by_text(a, b);
}

/* The words of two characters or more, each once, with how often it stands there.
 * Words of digits alone say nothing: every document has dates and sums. */
static term *count_words(const text *t, const text_word *words, size_t n, size_t *out)
{
    term *terms = calloc(n + 1, sizeof *terms);
    size_t all = 0, kept = 0;
    for (size_t i = 0; terms && i < n; i++) {
        size_t length = words[i].to - words[i].from;
        uint32_t first = t->cp[words[i].from];
        if (length >= 2 && length <= WORD_AT_MOST && !(first >= '0' && first <= '9'))
            terms[all++] = (term){t->cp + words[i].from, length, 1, 0};
    }
    if (all > 0)
        qsort(terms, all, sizeof *terms, by_text);
    for (size_t i = 0; i < all; i++) {
        if (kept > 0 && by_text(&terms[kept - 1], &terms[i]) == 0)
            terms[kept - 1].tf++;
        else
            terms[kept++] = terms[i];
    }
    *out = kept;
    return terms;
}

static zc_status weigh(builder *b, term *terms, size_t n)
{
    uint64_t documents = store_documents(b->index->store), df = 0;
    zc_status status = ZC_OK;
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        zc_buf bytes;
        zc_buf_init(&bytes);
        buf_cps(&bytes, terms[i].cp, terms[i].n);
        status = bytes.failed ? error_memory(b->error)
                              : store_frequency(b->index->store, buf_view(&bytes), &df, b->error);
        /* in this document alone it finds no other */
        terms[i].weight = df > 1 ? bm25_weight(bm25_idf(documents, df), terms[i].tf, 1) : 0;
        zc_buf_clear(&bytes);
    }
    return status;
}

/* The question that the best words of the document are. */
static bool ask(builder *b, const text *t, question *q)
{
    text_word *words = NULL;
    size_t n = 0, kept = 0;
    term *terms = NULL;
    zc_status status = index_words(b->index, t, &words, &n, b->error);
    if (status == ZC_OK && !(terms = count_words(t, words, n, &kept)))
        status = error_memory(b->error);
    if (status == ZC_OK)
        status = weigh(b, terms, kept);
    if (status == ZC_OK && kept > 0)
        qsort(terms, kept, sizeof *terms, by_weight);
    bool ok = status == ZC_OK;
    for (size_t i = 0; i < kept && i < WORDS && ok && terms[i].weight > 0; i++)
        ok = question_add_term(b, q, terms[i].cp, terms[i].n, 1) &&
             builder_mark(b, terms[i].cp, terms[i].n, false);
    free(terms);
    free(words);
    return ok;
}

/* Leaves those that weigh enough, the document itself left out. */
static const store_node *keep_like(builder *b, const store_node *found, uint32_t number)
{
    if (!found || found->op != STORE_SET)
        return found;
    uint32_t *numbers = arena_alloc(b->a, found->n_numbers * sizeof *numbers);
    float *weights = arena_alloc(b->a, found->n_numbers * sizeof *weights), own = 0;
    size_t n = 0;
    if (!numbers || !weights)
        return error_memory(b->error), NULL;
    for (size_t i = 0; i < found->n_numbers; i++)
        own = found->numbers[i] == number ? found->weights[i] : own;
    for (size_t i = 0; i < found->n_numbers; i++) {
        if (found->numbers[i] == number || found->weights[i] < own * least_share)
            continue;
        numbers[n] = found->numbers[i];
        weights[n++] = found->weights[i];
    }
    return n == 0 ? node_new(b, (store_node){.op = STORE_NONE})
                  : node_new(b, (store_node){.op = STORE_SET,
                                             .numbers = numbers,
                                             .weights = weights,
                                             .n_numbers = n});
}

const store_node *similar_build(builder *b, const char *id)
{
    uint32_t number = 0;
    question q = {0};
    text t = {0};
    zc_buf bytes;
    zc_buf_init(&bytes);
    const store_node *node = NULL;
    zc_status status = index_find(b->index, id, &number, b->error);
    if (status == ZC_OK && number == 0)
        status = error_set(b->error, ZC_ERROR_NOT_FOUND,
                           message_refusal(b->lang, REFUSAL_NO_DOCUMENT), id);
    if (status == ZC_OK)
        status = index_text(b->index, number, &bytes, NULL, b->error);
    if (status == ZC_OK)
        status = text_normalise(
            str_slice(buf_view(&bytes), 0, utf8_cut(buf_view(&bytes), READ_AT_MOST)), false, &t,
            b->error);
    if (status == ZC_OK && ask(b, &t, &q))
        node = q.n > 0 ? keep_like(b, question_node(b, &q), number)
                       : node_new(b, (store_node){.op = STORE_NONE});
    text_clear(&t);
    zc_buf_clear(&bytes);
    return node;
}
