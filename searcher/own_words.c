/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "own_words.h"

#include <stdlib.h>

enum { WHOLE_AT_LEAST = 2 }; /* of one character nothing can be split off */

/* The terms of the user's that stand in `t`, from the left, the longest of each place. */
static zc_status find_terms(builder *b, const text *t, text_word **terms, size_t *n)
{
    const term_table *own, *builtin;
    zc_status status = index_terms(b->index, b->request->terms, &own, &builtin, b->error);
    for (size_t i = 0; i < t->n && status == ZC_OK;) {
        const term_entry *found = terms_leading(own, t->cp + i, t->n - i);
        if (!found || found->n < WHOLE_AT_LEAST) {
            i++;
            continue;
        }
        if (!array_grow((void **)terms, *n, sizeof **terms))
            return error_memory(b->error);
        (*terms)[(*n)++] = (text_word){i, i + found->n};
        i += found->n;
    }
    return status;
}

static bool add(text_word **words, size_t *n, size_t from, size_t to)
{
    if (from >= to)
        return true;
    if (!array_grow((void **)words, *n, sizeof **words))
        return false;
    (*words)[(*n)++] = (text_word){from, to};
    return true;
}

/* ICU's words without what the terms take, then the terms. */
static bool replace(const text_word *icu, size_t n_icu, const text_word *terms, size_t n_terms,
                    text_word **out, size_t *n)
{
    bool ok = true;
    for (size_t i = 0, k = 0; i < n_icu && ok; i++) {
        size_t from = icu[i].from;
        while (k < n_terms && terms[k].to <= from)
            k++;
        for (size_t at = k; at < n_terms && terms[at].from < icu[i].to && ok; at++) {
            ok = add(out, n, from, terms[at].from);
            from = terms[at].to;
        }
        ok = ok && add(out, n, from, icu[i].to);
    }
    for (size_t i = 0; i < n_terms && ok; i++)
        ok = add(out, n, terms[i].from, terms[i].to);
    return ok;
}

static bool is_among(const text_word *words, size_t n, const text_word *w)
{
    for (size_t i = 0; i < n; i++)
        if (words[i].from == w->from && words[i].to == w->to)
            return true;
    return false;
}

zc_status own_words(builder *b, const text *t, text_word **words, size_t *n)
{
    text_word *terms = NULL, *whole = NULL;
    size_t n_terms = 0, n_whole = 0;
    zc_status status = index_words(b->index, t, words, n, b->error);
    if (status == ZC_OK)
        status = find_terms(b, t, &terms, &n_terms);
    bool ok = true;
    if (status == ZC_OK && n_terms > 0 && b->level == SET_ANY) {
        for (size_t i = 0; i < n_terms && ok; i++)
            ok = is_among(*words, *n, &terms[i]) || add(words, n, terms[i].from, terms[i].to);
    } else if (status == ZC_OK && n_terms > 0) {
        ok = replace(*words, *n, terms, n_terms, &whole, &n_whole);
        text_word *icu = *words;
        *words = whole;
        *n = n_whole;
        whole = icu;
    }
    free(terms);
    free(whole);
    return ok ? status : error_memory(b->error);
}
