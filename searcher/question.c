/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "question.h"

#include "bm25.h"
#include "own_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weights of the three sizes of term, found on questions about law: see
 * docs/ranking.md. Words of two characters are pairs. */
static const double word_weight = 0.7, pair_weight = 0.7, character_weight = 0.6;

/* What makes a sentence a question, and says nothing of its matter: pronouns and
 * particles that ask, and verbs that may, can or must. Where one of them is a word,
 * or two, of the sentence, its characters are no terms; 我国 and 几何 stay. */
static const char *const asking[] = {
    "为什么", "怎么办", "能不能", "会不会", "可不可以", "怎么", "怎样", "如何", "什么", "哪些",
    "哪个",   "哪种",   "哪里",   "是否",   "能否",     "可否", "多少", "请问", "我们", "可以",
    "应该",   "应当",   "需要",   "必须",   "哪",       "吗",   "呢",   "几",   "谁",   "我",
};

/* ---- Terms ---- */

bool question_add_term(builder *b, question *q, const uint32_t *cp, size_t n, double weight)
{
    zc_buf bytes;
    zc_buf_init(&bytes);
    buf_cps(&bytes, cp, n);
    zc_str term = buf_view(&bytes);
    bool ok = !bytes.failed;
    size_t at = 0;
    while (at < q->n && !str_equal(q->terms[at].term, term))
        at++;
    if (ok && at < q->n) { /* asked for twice: counts twice */
        q->terms[at].weight += weight;
    } else if (ok) {
        question_term *more = arena_grow(b->a, q->terms, q->n, sizeof *more);
        const char *copy = arena_str(b->a, term);
        ok = more && copy;
        if (ok) {
            q->terms = more;
            q->terms[q->n++] = (question_term){{copy, term.n}, weight, n >= 2};
        }
    }
    zc_buf_clear(&bytes);
    return ok || error_memory(b->error) == ZC_OK;
}

/* Whether `at` is where a word begins, or ends. */
static bool is_edge(const text_word *words, size_t n, size_t at, bool begins)
{
    for (size_t i = 0; i < n; i++)
        if ((begins ? words[i].from : words[i].to) == at)
            return true;
    return false;
}

static size_t match_asking(const text *t, size_t at, const char *word)
{
    zc_str s = str_from(word);
    size_t i = at;
    for (size_t byte = 0; byte < s.n; i++)
        if (i >= t->n || t->cp[i] != utf8_next(s, &byte))
            return 0;
    return i - at;
}

/* The length of what only asks at a word's beginning, and ends where a word ends; 怎么
 * of 怎么|办理, though 怎么办 is longer. 0: nothing. */
static size_t asks_at(const text *t, const text_word *words, size_t n, size_t at)
{
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
        size_t length = match_asking(t, at, asking[i]);
        if (length > 0 && is_edge(words, n, at + length, false))
            return length;
    }
    return 0;
}

/* Blanks what only asks, unless nothing else would be left. */
static void blank_asking(text *t, const text_word *words, size_t n)
{
    bool *drop = calloc(t->n + 1, sizeof *drop);
    size_t left = 0;
    for (size_t at = 0; drop && at < t->n; at++) {
        size_t length = is_edge(words, n, at, true) ? asks_at(t, words, n, at) : 0;
        memset(drop + at, true, length * sizeof *drop);
        at += length ? length - 1 : 0;
    }
    for (size_t at = 0; drop && at < t->n; at++)
        left += !drop[at] && text_is_unit(t->cp[at]);
    for (size_t at = 0; left > 1 && at < t->n; at++)
        if (drop[at])
            t->cp[at] = ' ';
    free(drop);
}

static bool is_latin(const text *t, size_t at)
{
    return at < t->n && t->cp[at] < 0x80 && text_is_unit(t->cp[at]);
}

/* Whether the character at `at` says something by itself: in a Latin word or a number
 * it doesn't, vocation is no better found in location. */
static bool stands_alone(const text *t, size_t at)
{
    bool word = is_latin(t, at) && (is_latin(t, at - 1) || is_latin(t, at + 1));
    return text_is_unit(t->cp[at]) && !word;
}

/* The same of the pair that begins at `at`: 5G is a word, ca of vocation is none. */
static bool pair_stands_alone(const text *t, size_t at)
{
    if (at + 1 >= t->n || !text_is_unit(t->cp[at]) || !text_is_unit(t->cp[at + 1]))
        return false;
    bool latin = is_latin(t, at) && is_latin(t, at + 1);
    return !latin || (!is_latin(t, at - 1) && !is_latin(t, at + 2));
}

static bool add_characters(builder *b, const text *t)
{
    bool ok = true;
    for (size_t i = 0; i < t->n && ok; i++) {
        if (stands_alone(t, i))
            ok = question_add_term(b, &b->question, t->cp + i, 1, character_weight);
        if (ok && pair_stands_alone(t, i))
            ok = question_add_term(b, &b->question, t->cp + i, 2, pair_weight);
    }
    return ok;
}

/* Where ICU takes each character for a word, pairs of them are what is marked. */
static bool mark_pairs(builder *b, const text *t, const text_word *words, size_t n)
{
    bool ok = true;
    for (size_t i = 0; i + 1 < n && ok; i++)
        if (words[i].to == words[i].from + 1 && words[i + 1].from == words[i].to &&
            words[i + 1].to == words[i + 1].from + 1 && t->cp[words[i].from] != ' ' &&
            t->cp[words[i].to] != ' ')
            ok = builder_mark(b, t->cp + words[i].from, 2, true);
    return ok;
}

bool question_add(builder *b, text *t)
{
    text_word *words = NULL;
    size_t n = 0;
    bool ok = own_words(b, t, &words, &n) == ZC_OK;
    if (ok)
        blank_asking(t, words, n);
    for (size_t i = 0; i < n && ok; i++) {
        size_t length = words[i].to - words[i].from;
        if (t->cp[words[i].from] == ' ')
            continue;
        if (length >= 3)
            ok = question_add_term(b, &b->question, t->cp + words[i].from, length, word_weight);
        if (length >= 2 && ok)
            ok = builder_mark(b, t->cp + words[i].from, length, true);
    }
    ok = ok && mark_pairs(b, t, words, n);
    free(words);
    return ok && add_characters(b, t);
}

/* ---- Documents ---- */

/* The weights of all documents, by number; the terms' work space. */
typedef struct tally {
    float *weight;
    const float *length;
    size_t n; /* numbers are below it */
    posting_list list;
    uint32_t *best; /* the documents that the terms that only weigh raise */
    size_t n_best;
} tally;

/* Raises every document that holds the term. */
static zc_status find_by(builder *b, const question_term *term, tally *t)
{
    posting_list *list = &t->list;
    zc_status status = store_postings(b->index->store, term->term, list, b->error);
    double idf = bm25_idf(store_documents(b->index->store), list->n) * term->weight;
    for (size_t i = 0; i < list->n && status == ZC_OK; i++) {
        uint32_t number = list->number[i];
        t->weight[number] += (float)bm25_weight(idf, list->count[i], t->length[number]);
    }
    return status;
}

/* A weight that about BEST documents reach: those are worth a closer look. */
static float weight_of_best(const tally *t)
{
    enum { BEST = 2000, BINS = 1024 };
    size_t bins[BINS] = {0}, n = 0;
    float most = 0;
    for (size_t i = 0; i < t->n; i++)
        most = t->weight[i] > most ? t->weight[i] : most;
    float scale = most > 0 ? (BINS - 1) / most : 0;
    for (size_t i = 0; i < t->n; i++)
        bins[t->weight[i] > 0 ? (size_t)(t->weight[i] * scale) : 0]++;
    for (size_t bin = BINS - 1; bin > 0; bin--) {
        n += bins[bin];
        if (n >= BEST)
            return (float)bin / scale;
    }
    return 0;
}

static zc_status list_best(builder *b, tally *t)
{
    float least = weight_of_best(t);
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        n += t->weight[i] > 0 && t->weight[i] >= least;
    t->best = arena_alloc(b->a, (n + 1) * sizeof *t->best);
    if (!t->best)
        return error_memory(b->error);
    for (size_t i = 0; i < t->n; i++)
        if (t->weight[i] > 0 && t->weight[i] >= least)
            t->best[t->n_best++] = (uint32_t)i;
    return ZC_OK;
}

/* Raises the best documents further by the terms that only weigh: elsewhere these
 * would change nothing that anyone looks at, and most of the time would go there. A
 * character that most documents hold weighs next to nothing: it is left out. */
static zc_status weigh_best(builder *b, question *q, tally *t)
{
    uint64_t documents = store_documents(b->index->store);
    zc_status status = list_best(b, t);
    uint32_t *counts = malloc((t->n_best + 1) * sizeof *counts);
    if (status == ZC_OK && !counts)
        status = error_memory(b->error);
    for (size_t i = 0; i < q->n && status == ZC_OK; i++) {
        question_term *term = &q->terms[i];
        uint64_t df = 0;
        if (term->finds)
            continue;
        status = store_frequency(b->index->store, term->term, &df, b->error);
        if (df > documents / 2)
            term->weight = 0;
        if (status != ZC_OK || term->weight == 0)
            continue;
        status = store_counts(b->index->store, term->term, t->best, t->n_best, counts, b->error);
        double idf = bm25_idf(documents, df) * term->weight;
        for (size_t k = 0; k < t->n_best && status == ZC_OK; k++)
            t->weight[t->best[k]] += (float)bm25_weight(idf, counts[k], t->length[t->best[k]]);
    }
    free(counts);
    return status;
}

static const store_node *collect(builder *b, const tally *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        n += t->weight[i] > 0;
    uint32_t *numbers = arena_alloc(b->a, (n + 1) * sizeof *numbers);
    float *weights = arena_alloc(b->a, (n + 1) * sizeof *weights);
    if (!numbers || !weights)
        return error_memory(b->error), NULL;
    n = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->weight[i] <= 0)
            continue;
        numbers[n] = (uint32_t)i;
        weights[n++] = t->weight[i];
    }
    if (n == 0)
        return node_new(b, (store_node){.op = STORE_NONE});
    return node_new(
        b, (store_node){.op = STORE_SET, .numbers = numbers, .weights = weights, .n_numbers = n});
}

/* Each term with what it adds, as the index weighs it. */
static bool explain(builder *b, const question *q, const tally *t)
{
    const store_node *best = node_new(
        b, (store_node){.op = STORE_SET, .numbers = t->best, .n_numbers = t->n_best});
    for (size_t i = 0; i < q->n; i++) {
        if (q->terms[i].weight == 0)
            continue;
        const store_node *term = node_new(b,
                                          (store_node){.op = STORE_TERM, .term = q->terms[i].term});
        term = node_scale(b, STORE_SCALE, term, q->terms[i].weight);
        if (!q->terms[i].finds)
            term = node_pair(b, STORE_FILTER, term, best);
        if (!builder_part(b, "text", q->terms[i].term, term))
            return false;
    }
    return true;
}

/* Where there are only characters, they find. */
static void let_find(question *q)
{
    bool finds = false;
    for (size_t i = 0; i < q->n; i++)
        finds = finds || q->terms[i].finds;
    for (size_t i = 0; i < q->n; i++)
        q->terms[i].finds = q->terms[i].finds || !finds;
}

const store_node *question_node(builder *b, question *q)
{
    tally t = {.n = (size_t)store_last(b->index->store) + 1};
    const store_node *node = NULL;
    zc_status status = index_lengths(b->index, &t.length, b->error);
    t.weight = calloc(t.n, sizeof *t.weight);
    if (status == ZC_OK && !t.weight)
        status = error_memory(b->error);
    let_find(q);
    for (size_t i = 0; i < q->n && status == ZC_OK; i++)
        if (q->terms[i].finds)
            status = find_by(b, &q->terms[i], &t);
    if (status == ZC_OK)
        status = weigh_best(b, q, &t);
    if (status == ZC_OK)
        node = collect(b, &t);
    if (node && b->explain && !explain(b, q, &t))
        node = NULL;
    posting_list_clear(&t.list);
    free(t.weight);
    return node;
}
