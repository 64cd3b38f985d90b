/* Text leaves: characters, grams and words that together say "as written".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "builder.h"
#include "own_words.h"

#include <stdlib.h>
#include <string.h>

/* ---- Nodes ---- */

const store_node *node_new(builder *b, store_node node)
{
    store_node *copy = arena_alloc(b->a, sizeof *copy);
    if (!copy) {
        error_memory(b->error);
        return NULL;
    }
    *copy = node;
    return copy;
}

const store_node *node_term(builder *b, const char *prefix, zc_str value)
{
    zc_buf term;
    zc_buf_init(&term);
    schema_term(prefix, value, &term);
    const char *copy = term.failed ? NULL : arena_str(b->a, buf_view(&term));
    size_t n = term.len;
    zc_buf_clear(&term);
    if (!copy) {
        error_memory(b->error);
        return NULL;
    }
    return node_new(b, (store_node){.op = STORE_TERM, .term = {copy, n}});
}

const store_node *node_join(builder *b, store_op op, const store_node *const *child, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!child[i])
            return NULL;
    if (n == 1)
        return child[0];
    if (n == 0)
        return node_new(b, (store_node){.op = op == STORE_OR ? STORE_NONE : STORE_ALL});
    const store_node **copy = arena_alloc(b->a, n * sizeof *copy);
    if (!copy) {
        error_memory(b->error);
        return NULL;
    }
    memcpy(copy, child, n * sizeof *copy);
    return node_new(b, (store_node){.op = op, .child = copy, .n = n});
}

const store_node *node_pair(builder *b, store_op op, const store_node *one, const store_node *two)
{
    return node_join(b, op, (const store_node *const[]){one, two}, 2);
}

const store_node *node_scale(builder *b, store_op op, const store_node *child, double factor)
{
    if (!child)
        return NULL;
    const store_node **only = arena_alloc(b->a, sizeof *only);
    if (!only) {
        error_memory(b->error);
        return NULL;
    }
    *only = child;
    return node_new(b, (store_node){.op = op, .child = only, .n = 1, .factor = factor});
}

bool builder_add_number(builder *b, const char *canonical)
{
    set *s = b->out;
    const char **more = arena_grow(b->a, s->numbers, s->n_numbers, sizeof *more);
    const char *copy = arena_str(b->a, str_from(canonical));
    if (!more || !copy)
        return error_memory(b->error), false;
    s->numbers = more;
    s->numbers[s->n_numbers++] = copy;
    return true;
}

static const store_node *term_of(builder *b, const char *prefix, const uint32_t *cp, size_t n)
{
    zc_buf bytes;
    zc_buf_init(&bytes);
    for (size_t i = 0; i < n; i++)
        buf_cp(&bytes, cp[i]);
    const store_node *node = NULL;
    if (bytes.failed)
        error_memory(b->error);
    else
        node = node_term(b, prefix, buf_view(&bytes));
    zc_buf_clear(&bytes);
    return node;
}

static bool add_mark(builder *b, const uint32_t *cp, size_t n, bool counted)
{
    set *s = b->out;
    for (size_t i = 0; i < s->n_marks; i++) { /* a chunk typed twice counts once */
        pattern *m = &s->marks[i];
        if (m->n == n && memcmp(m->cp, cp, n * sizeof *cp) == 0) {
            m->counted = m->counted || counted;
            return true;
        }
    }
    pattern *more = arena_grow(b->a, s->marks, s->n_marks, sizeof *more);
    uint32_t *copy = arena_alloc(b->a, n * sizeof *copy);
    if (!more || !copy)
        return error_memory(b->error), false;
    memcpy(copy, cp, n * sizeof *copy);
    s->marks = more;
    s->marks[s->n_marks++] = (pattern){copy, n, counted};
    return true;
}

/* ---- As written ---- */

/* A run of units: one character is a term, more are overlapping grams that
 * follow each other. */
static const store_node *run_node(builder *b, const char *prefix, const uint32_t *cp, size_t n)
{
    if (n <= 2)
        return term_of(b, prefix, cp, n);
    const store_node **grams = arena_alloc(b->a, (n - 1) * sizeof *grams);
    if (!grams)
        return error_memory(b->error), NULL;
    for (size_t i = 0; i + 1 < n; i++)
        grams[i] = term_of(b, prefix, cp + i, 2);
    return node_join(b, STORE_PHRASE, grams, n - 1);
}

static bool holds_pattern(builder *b, uint32_t number, const char *prefix, const text *needle,
                          text *scratch, zc_status *status)
{
    zc_buf bytes;
    record r;
    arena a;
    zc_buf_init(&bytes);
    arena_init(&a);
    if (*prefix) {
        *status = index_record(b->index, number, &a, &r, b->error);
        if (*status == ZC_OK)
            buf_puts(&bytes, r.fields.value[META_TITLE] ? r.fields.value[META_TITLE] : "");
    } else {
        *status = index_text(b->index, number, &bytes, NULL, b->error);
    }
    if (*status == ZC_OK)
        *status = text_normalise(buf_view(&bytes), false, scratch, b->error);
    zc_buf_clear(&bytes);
    arena_clear(&a);
    return *status == ZC_OK && text_find(scratch, 0, needle->cp, needle->n) != SIZE_MAX;
}

/* Punctuation inside is not indexed: the documents that hold all runs are read,
 * and those that hold the whole stay. */
static const store_node *verified(builder *b, const char *prefix, const store_node *runs,
                                  const text *needle)
{
    if (!runs)
        return NULL;
    uint32_t *numbers;
    size_t n, kept = 0;
    zc_status status = store_matches(b->index->store, runs, b->a, &numbers, &n, b->error);
    text scratch = {0};
    for (size_t i = 0; status == ZC_OK && i < n; i++)
        if (holds_pattern(b, numbers[i], prefix, needle, &scratch, &status))
            numbers[kept++] = numbers[i];
    text_clear(&scratch);
    if (status != ZC_OK)
        return NULL;
    const store_node *exactly = node_new(
        b, (store_node){.op = STORE_SET, .numbers = numbers, .n_numbers = kept});
    return node_pair(b, STORE_FILTER, runs, exactly);
}

static const store_node *exact(builder *b, const char *prefix, const text *t)
{
    const store_node *runs[QUERY_BYTES_AT_MOST];
    size_t n = 0, units = 0;
    for (size_t i = 0; i < t->n;) {
        size_t end = i;
        while (end < t->n && text_is_unit(t->cp[end]))
            end++;
        if (end > i && n < QUERY_BYTES_AT_MOST)
            runs[n++] = run_node(b, prefix, t->cp + i, end - i);
        units += end - i;
        i = end > i ? end : i + 1;
    }
    if (n == 0)
        return node_new(b, (store_node){.op = STORE_NONE});
    const store_node *all = node_join(b, STORE_AND, runs, n);
    return units < t->n ? verified(b, prefix, all, t) : all;
}

const store_node *leaf_exact(builder *b, const char *prefix, zc_str s)
{
    text t = {0};
    const store_node *node = NULL;
    if (text_normalise(s, false, &t, b->error) == ZC_OK && add_mark(b, t.cp, t.n, !*prefix))
        node = exact(b, prefix, &t);
    text_clear(&t);
    return node;
}

/* ---- Chunks ---- */

static const store_node *chunk_words(builder *b, const text *t)
{
    text_word *words = NULL;
    size_t n = 0;
    const store_node *node = NULL;
    zc_status status = own_words(b, t, &words, &n);
    const store_node **all = arena_alloc(b->a, (n + 1) * sizeof *all);
    if (status == ZC_OK && !all)
        status = error_memory(b->error);
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        const uint32_t *cp = t->cp + words[i].from;
        size_t length = words[i].to - words[i].from;
        text word = {.cp = (uint32_t *)cp, .n = length};
        all[i] = exact(b, "", &word);
        if (!all[i] || !add_mark(b, cp, length, true))
            status = ZC_ERROR_NO_MEMORY;
    }
    if (status == ZC_OK)
        node = n > 0 ? node_join(b, STORE_AND, all, n)
                     : node_new(b, (store_node){.op = STORE_NONE});
    free(words);
    return node;
}

/* Weights of the three sizes of term in a question, see docs/ranking.md. */
static const double word_weight = 0.7, gram_weight = 0.7, character_weight = 0.5;

static const store_node *chunk_any(builder *b, const text *t)
{
    text_word *words = NULL;
    size_t n = 0, terms = 0;
    zc_status status = own_words(b, t, &words, &n);
    size_t characters = 0;
    const store_node **any = arena_alloc(b->a, (n + t->n + 1) * sizeof *any);
    const store_node **single = arena_alloc(b->a, (t->n + 1) * sizeof *single);
    if (status == ZC_OK && (!any || !single))
        status = error_memory(b->error);
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        size_t length = words[i].to - words[i].from;
        if (length >= 2 && !add_mark(b, t->cp + words[i].from, length, true))
            status = ZC_ERROR_NO_MEMORY;
        if (length >= 3)
            any[terms++] = node_scale(b, STORE_SCALE, term_of(b, "", t->cp + words[i].from, length),
                                      word_weight);
    }
    for (size_t i = 0; i < t->n && status == ZC_OK; i++) {
        if (!text_is_unit(t->cp[i]))
            continue;
        single[characters++] = node_scale(b, STORE_SCALE, term_of(b, "", t->cp + i, 1),
                                          character_weight);
        if (i + 1 < t->n && text_is_unit(t->cp[i + 1]))
            any[terms++] = node_scale(b, STORE_SCALE, term_of(b, "", t->cp + i, 2), gram_weight);
    }
    free(words);
    if (status != ZC_OK)
        return NULL;
    /* a lone character says too little to find a document by, but ranks it */
    const store_node *ranked = node_join(b, STORE_OR, single, characters);
    return terms ? node_pair(b, STORE_MAYBE, node_join(b, STORE_OR, any, terms), ranked) : ranked;
}

static const double title_weight = 2.0;

const store_node *leaf_chunk(builder *b, zc_str s)
{
    text t = {0};
    const store_node *node = NULL;
    if (text_normalise(s, false, &t, b->error) == ZC_OK) {
        text_trim(&t); /* punctuation at the ends is the asker's, not the document's */
        if (t.n == 0)  /* a sign that normalising leaves nothing of */
            node = node_new(b, (store_node){.op = STORE_NONE});
        else if (b->level <= SET_SYNONYMS && add_mark(b, t.cp, t.n, true)) {
            /* a title that holds the chunk says more than a text that does */
            const store_node *title = exact(b, SCHEMA_TITLE, &t);
            node = node_pair(b, STORE_MAYBE, exact(b, "", &t),
                             node_scale(b, STORE_SCALE, title, title_weight));
        } else if (b->level == SET_WORDS) {
            node = chunk_words(b, &t);
        } else if (b->level == SET_ANY) {
            node = chunk_any(b, &t);
        }
    }
    text_clear(&t);
    return node;
}
