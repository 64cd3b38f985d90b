/* Text leaves: characters, grams and words that together say "as written".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "bm25.h"
#include "name.h"
#include "near.h"
#include "own_words.h"
#include "question.h"

#include <stdlib.h>
#include <string.h>

static const store_node *term_of(builder *b, const char *prefix, const uint32_t *cp, size_t n)
{
    zc_buf bytes;
    zc_buf_init(&bytes);
    buf_cps(&bytes, cp, n);
    const store_node *node = NULL;
    if (bytes.failed)
        error_memory(b->error);
    else
        node = node_term(b, prefix, buf_view(&bytes));
    zc_buf_clear(&bytes);
    return node;
}

/* ---- As written ---- */

/* A gram of a run. */
typedef struct gram {
    const store_node *term;
    uint64_t df;
    bool dropped;
} gram;

static bool list_grams(builder *b, const char *prefix, const uint32_t *cp, size_t n, gram *grams)
{
    for (size_t i = 0; i < n; i++) {
        grams[i] = (gram){.term = term_of(b, prefix, cp + i, 2)};
        if (!grams[i].term ||
            store_frequency(b->index->store, grams[i].term->term, &grams[i].df, b->error) != ZC_OK)
            return false;
    }
    return true;
}

/* Leaves out grams whose neighbours cover their characters: AB, CD and DE say
 * ABCDE too, in a window as long. Not the rarest, which finds the documents; and
 * not between equal characters: AB and BC might lie nearer there (ABC for ABBC)
 * and so leave room for a gap elsewhere. */
static void drop_covered(gram *grams, size_t n, const uint32_t *cp)
{
    size_t rarest = 0;
    for (size_t i = 1; i < n; i++)
        if (grams[i].df < grams[rarest].df)
            rarest = i;
    for (size_t i = 1; i + 1 < n; i++)
        grams[i].dropped = i != rarest && !grams[i - 1].dropped && cp[i] != cp[i + 1];
}

/* A run without line ends: one unit and two code points are a term, more are
 * overlapping grams that follow each other. */
static const store_node *run_node(builder *b, const char *prefix, const uint32_t *cp, size_t n)
{
    if (n <= 2)
        return term_of(b, prefix, cp, n);
    size_t n_grams = n - 1, kept = 0;
    gram *grams = arena_alloc(b->a, n_grams * sizeof *grams);
    const store_node **terms = arena_alloc(b->a, n_grams * sizeof *terms);
    if (!grams || !terms)
        return error_memory(b->error), NULL;
    if (!list_grams(b, prefix, cp, n_grams, grams))
        return NULL;
    for (size_t i = 0; i < n_grams; i++)
        if (grams[i].df == 0)
            return node_new(b, (store_node){.op = STORE_NONE});
    drop_covered(grams, n_grams, cp);
    for (size_t i = 0; i < n_grams; i++)
        if (!grams[i].dropped)
            terms[kept++] = grams[i].term;
    return node_new(
        b,
        (store_node){.op = STORE_PHRASE, .child = terms, .n = kept, .window = (unsigned)n_grams});
}

/* Nothing is found across a line end, and signs alone are not looked for. */
static const store_node *exact(builder *b, const char *prefix, const text *t)
{
    bool finds = t->n > 1 || (t->n == 1 && text_is_unit(t->cp[0]));
    for (size_t i = 0; i < t->n && finds; i++)
        finds = t->cp[i] != '\n';
    return finds ? run_node(b, prefix, t->cp, t->n) : node_new(b, (store_node){.op = STORE_NONE});
}

bool leaf_mark(builder *b, zc_str s)
{
    text t = {0};
    bool ok = text_normalise(s, false, &t, b->error) == ZC_OK && builder_mark(b, t.cp, t.n, true);
    text_clear(&t);
    return ok;
}

const store_node *leaf_run(builder *b, const uint32_t *cp, size_t n)
{
    return run_node(b, "", cp, n);
}

const store_node *leaf_in_title(builder *b, const text *t)
{
    return exact(b, SCHEMA_TITLE, t);
}

/* ---- Chunks ---- */

/* What a title that holds the text adds: what its pairs, one after the other, weigh
 * where they stand often. How long the document is says nothing of its title. 0 where
 * one of them is in no title. */
static double title_weight(builder *b, const text *t)
{
    double weight = 0;
    uint64_t df = 0, documents = store_documents(b->index->store);
    for (size_t i = 0; i < t->n; i += 2) {
        size_t n = i + 1 < t->n ? 2 : 1;
        if (i > 0 && n == 1) /* the pair before has said enough */
            break;
        const store_node *term = term_of(b, SCHEMA_TITLE, t->cp + i, n);
        if (!term || store_frequency(b->index->store, term->term, &df, b->error) != ZC_OK ||
            df == 0)
            return 0;
        weight += bm25_weight(bm25_idf(documents, df), 1, 0);
    }
    return weight;
}

/* A text as written in the text or in the title; a title that holds it says more.
 * Most titles stand in the text, but some are broken over its lines. */
static const store_node *anywhere(builder *b, const text *t)
{
    enum { CHARACTERS = 8 }; /* of more that stand alone no title tells anything */
    const store_node *node = builder_part_text(b, "text", t, exact(b, "", t));
    bool looks = t->n > 1 || b->characters++ < CHARACTERS;
    double weight = node && looks ? title_weight(b, t) : 0;
    const store_node *title = weight > 0 ? exact(b, SCHEMA_TITLE, t) : NULL;
    if (!title || title->op == STORE_NONE)
        return b->error->status == ZC_OK ? node : NULL;
    title = node_scale(b, STORE_CONSTANT, title, weight);
    title = builder_part_text(b, "title", t, title);
    return title ? node_pair(b, STORE_OR, node, title) : NULL;
}

static uint32_t quote_end(uint32_t cp)
{
    return cp == 0x201C   ? 0x201D
           : cp == 0x300C ? 0x300D
           : cp == 0x300E ? 0x300F
           : cp == '"'    ? '"'
                          : 0;
}

/* Makes one word of what stands in quotes: “一房多租”有效吗. */
static size_t keep_quoted(const text *t, text_word *words, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        size_t from = words[i].from, end = from;
        uint32_t close = from > 0 ? quote_end(t->cp[from - 1]) : 0;
        while (close && end < t->n && t->cp[end] != close)
            end++;
        words[kept] = words[i];
        if (close && end < t->n) {
            words[kept].to = end;
            while (i + 1 < n && words[i + 1].to <= end)
                i++;
        }
        kept++;
    }
    return kept;
}

const store_node *leaf_phrase(builder *b, zc_str s)
{
    text t = {0};
    const store_node *node = NULL;
    if (text_normalise(s, false, &t, b->error) == ZC_OK && builder_mark(b, t.cp, t.n, true))
        node = anywhere(b, &t);
    text_clear(&t);
    return node;
}

const store_node *leaf_title(builder *b, zc_str s)
{
    text t = {0};
    const store_node *node = NULL;
    if (text_normalise(s, false, &t, b->error) == ZC_OK && builder_mark(b, t.cp, t.n, false))
        node = exact(b, SCHEMA_TITLE, &t);
    text_clear(&t);
    return node;
}

static bool count_expansion(void *context, zc_str rest, uint64_t n)
{
    (void)rest;
    (void)n;
    return ++*(size_t *)context <= QUERY_EXPANSIONS_AT_MOST;
}

/* Words that begin so. They are counted here: the backend's own refusal leaks. */
static const store_node *expanded(builder *b, zc_str s, const text *t)
{
    size_t n = 0;
    const store_node *node = term_of(b, "", t->cp, t->n);
    if (!node || store_terms(b->index->store, node->term, count_expansion, &n, b->error) != ZC_OK)
        return NULL;
    if (n > QUERY_EXPANSIONS_AT_MOST) {
        error_set(b->error, ZC_ERROR_LIMIT, message_refusal(b->lang, REFUSAL_EXPANSIONS),
                  QUERY_EXPANSIONS_AT_MOST, (int)utf8_cut(s, 80), s.p);
        return NULL;
    }
    node = node_new(b, (store_node){.op = STORE_PREFIX, .term = node->term});
    return builder_part(b, "text", s, node);
}

const store_node *leaf_prefix(builder *b, zc_str s)
{
    text t = {0};
    const store_node *node = NULL;
    if (text_normalise(s, false, &t, b->error) != ZC_OK || !builder_mark(b, t.cp, t.n, true))
        goto done;
    bool latin = t.n >= 3; /* shorter ones are no words in the index */
    for (size_t i = 0; i < t.n && latin; i++)
        latin = t.cp[i] < 0x80 && text_is_unit(t.cp[i]);
    node = latin ? expanded(b, s, &t) : anywhere(b, &t);
done:
    text_clear(&t);
    return node;
}

/* A word of a chunk, as written. */
static const store_node *word_node(builder *b, const text *word)
{
    return builder_mark(b, word->cp, word->n, true) ? anywhere(b, word) : NULL;
}

/* Leaves each word once. */
static size_t drop_repeated(const text *t, text_word *words, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        size_t length = words[i].to - words[i].from;
        bool again = false;
        for (size_t k = 0; k < kept && !again; k++)
            again = words[k].to - words[k].from == length &&
                    memcmp(t->cp + words[k].from, t->cp + words[i].from, length * sizeof *t->cp) ==
                        0;
        if (!again)
            words[kept++] = words[i];
    }
    return kept;
}

/* `node`, raised by each pair of the chunk's characters that stands together: where
 * ICU splits 产|教|融|合 the words alone say little. */
static const store_node *raise_pairs(builder *b, const text *t, const store_node *node)
{
    static const double pair_weight = 0.7; /* as in a question */
    const store_node **all = arena_alloc(b->a, (t->n + 1) * sizeof *all);
    size_t n = 0;
    if (!all)
        return error_memory(b->error), NULL;
    all[n++] = node;
    for (size_t i = 0; i + 1 < t->n; i++) {
        text pair = {.cp = t->cp + i, .n = 2};
        if (!text_is_unit(t->cp[i]) || !text_is_unit(t->cp[i + 1]))
            continue;
        const store_node *term = node_scale(b, STORE_SCALE, term_of(b, "", pair.cp, 2),
                                            pair_weight);
        all[n++] = builder_part_text(b, "text", &pair, term);
    }
    return node_join(b, STORE_MAYBE, all, n);
}

/* Marks characters that ICU takes for words each, and that stand together, as one
 * piece too: 产教融合. */
static bool mark_pieces(builder *b, const text *t, const text_word *words, size_t n)
{
    bool ok = true;
    for (size_t i = 0, end; i < n && ok; i = end) {
        for (end = i + 1; end < n && words[end - 1].to == words[end].from &&
                          words[end].to == words[end].from + 1 && words[i].to == words[i].from + 1;)
            end++;
        if (end - i > 1)
            ok = builder_mark(b, t->cp + words[i].from, end - i, false);
    }
    return ok;
}

static const store_node *chunk_words(builder *b, const text *t)
{
    text_word *words = NULL;
    size_t n = 0, parts = b->out->n_parts;
    const store_node *node = NULL;
    zc_status status = own_words(b, t, &words, &n);
    if (status == ZC_OK && !mark_pieces(b, t, words, n))
        status = b->error->status;
    n = status == ZC_OK ? drop_repeated(t, words, keep_quoted(t, words, n)) : 0;
    const store_node **all = arena_alloc(b->a, (n + 1) * sizeof *all);
    const store_node **grams = arena_alloc(b->a, (n + 1) * sizeof *grams);
    if (status == ZC_OK && (!all || !grams))
        status = error_memory(b->error);
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        text word = {.cp = t->cp + words[i].from, .n = words[i].to - words[i].from};
        all[i] = word_node(b, &word);
        grams[i] = near_gram(b, &word);
        status = b->error->status;
    }
    if (status == ZC_OK && n == 0)
        node = node_new(b, (store_node){.op = STORE_NONE});
    else if (status == ZC_OK)
        node = raise_pairs(b, t, near_raise(b, node_join(b, STORE_AND, all, n), grams, n));
    free(words);
    return builder_parts_within(b, parts, node);
}

/* As written; the document whose title it is comes first. */
static const store_node *chunk_exact(builder *b, const text *t)
{
    size_t parts = b->out->n_parts;
    if (!builder_mark(b, t->cp, t->n, true))
        return NULL;
    return builder_parts_within(b, parts, name_raise(b, t, anywhere(b, t)));
}

const store_node *leaf_chunk(builder *b, zc_str s, const store_node **gram)
{
    text t = {0};
    const store_node *node = NULL;
    *gram = NULL;
    if (text_normalise(s, false, &t, b->error) == ZC_OK) {
        if (b->level != SET_WORDS) /* there quotes at the ends say what belongs together */
            text_trim(&t);
        if (t.n == 0) { /* a sign that normalising leaves nothing of */
            node = node_new(b, (store_node){.op = STORE_NONE});
        } else if (b->level <= SET_SYNONYMS) {
            node = chunk_exact(b, &t);
            *gram = near_gram(b, &t);
        } else if (b->level == SET_WORDS) {
            node = chunk_words(b, &t);
        } else if (question_add(b, &t)) { /* with the other chunks' terms */
            node = node_new(b, (store_node){.op = STORE_NONE});
        }
    }
    text_clear(&t);
    return node;
}
