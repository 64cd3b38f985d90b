/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name.h"
#include "near.h"
#include "number.h"
#include "question.h"
#include "similar.h"
#include "synonyms.h"

#include <string.h>

static const store_node *build(builder *b, const query_node *q, const store_node **gram);

/* ---- Leaves ---- */

/* A chunk, or 《title》 and prefix at the levels that take words apart. */
static const store_node *build_words(builder *b, const query_node *q, const store_node **gram)
{
    b->out->relaxes = true;
    return synonyms_chunk(b, q->text, gram);
}

static const store_node *build_chunk(builder *b, const query_node *q, const store_node **gram)
{
    const store_node *node = NULL;
    if (number_build(b, q->text, false, &node) != ZC_OK || node)
        return node;
    return build_words(b, q, gram);
}

static const store_node *build_title(builder *b, const query_node *q, const store_node **gram)
{
    const store_node *node = NULL;
    if (b->level == SET_EXACT && (name_build(b, q->text, &node) != ZC_OK || node))
        return node;
    return build_words(b, q, gram);
}

static const store_node *build_prefix(builder *b, const query_node *q)
{
    const store_node *node = NULL;
    if (number_build(b, q->text, true, &node) != ZC_OK || node)
        return node;
    buf_printf(&b->understood, "%.*s*", (int)q->text.n, q->text.p);
    return leaf_prefix(b, q->text);
}

static const store_node *build_phrase(builder *b, const query_node *q)
{
    builder_print_leaf(b, q);
    return leaf_phrase(b, q->text);
}

static const store_node *build_filter(builder *b, const query_node *q)
{
    buf_printf(&b->understood, "%s:", query_filter_name(q->filter));
    /* a title would weigh like words, which no filter does */
    return node_scale(b, STORE_SCALE, filter_build(b, q->filter, q->text, &b->understood), 0);
}

/* ---- Operators ---- */

/* The understood text goes on behind a separator. */
static void separate(builder *b, size_t before, const char *separator)
{
    if (b->understood.len > before)
        buf_puts(&b->understood, separator);
}

/* At the last level all terms of all chunks are one question: any of them finds. */
static store_op joined_by(const builder *b, const query_node *q)
{
    return q->op == QUERY_AND && b->level != SET_ANY ? STORE_AND : STORE_OR;
}

static bool is_same(const query_node *x, const query_node *y)
{
    bool same = x->op == y->op && x->n == y->n && x->filter == y->filter &&
                x->distance == y->distance && x->ordered == y->ordered &&
                str_equal(x->text, y->text);
    for (size_t i = 0; i < x->n && same; i++)
        same = is_same(x->child[i], y->child[i]);
    return same;
}

/* Whether child `i` says what one before it has said: 的 OR 的 OR 的. */
static bool is_repeated(const query_node *q, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (is_same(q->child[k], q->child[i]))
            return true;
    return false;
}

static const store_node *build_children(builder *b, const query_node *q, const char *separator)
{
    const store_node **all = arena_alloc(b->a, (q->n + 1) * sizeof *all);
    const store_node **grams = arena_alloc(b->a, (q->n + 1) * sizeof *grams);
    if (!all || !grams)
        return error_memory(b->error), NULL;
    size_t start = b->understood.len, parts = b->out->n_parts, n = 0;
    for (size_t i = 0; i < q->n; i++) {
        if (is_repeated(q, i))
            continue;
        separate(b, start, separator);
        bool brackets = q->child[i]->op == QUERY_OR ||
                        (q->child[i]->op == QUERY_AND && q->op == QUERY_NOT);
        buf_puts(&b->understood, brackets ? "(" : "");
        all[n] = build(b, q->child[i], &grams[n]);
        buf_puts(&b->understood, brackets ? ")" : "");
        if (!all[n++])
            return NULL;
    }
    const store_node *node = node_join(b, joined_by(b, q), all, n);
    if (q->op != QUERY_AND)
        return node;
    node = near_raise(b, node, grams, n);
    return b->level == SET_ANY ? node : builder_parts_within(b, parts, node);
}

/* What is excluded is never marked as found. */
static const store_node *build_not(builder *b, const query_node *q)
{
    size_t marks = b->out->n_marks, numbers = b->out->n_numbers, known = b->out->n_known;
    bool ranked = b->out->ranked, explain = b->explain;
    buf_puts(&b->understood, "-");
    b->explain = false;
    const store_node *without = build_children(b, q, " ");
    b->explain = explain;
    b->out->n_marks = marks;
    b->out->n_numbers = numbers;
    b->out->n_known = known;
    b->out->ranked = ranked;
    const store_node *all = node_new(b, (store_node){.op = STORE_ALL});
    return all && without ? node_pair(b, STORE_NOT, all, without) : NULL;
}

/* *gram stands for a chunk where nearness ranks; NULL for all else. */
static const store_node *build(builder *b, const query_node *q, const store_node **gram)
{
    *gram = NULL;
    b->out->ranked = b->out->ranked || (q->op != QUERY_FILTER && q->op != QUERY_NOT);
    switch (q->op) {
    case QUERY_CHUNK: return build_chunk(b, q, gram);
    case QUERY_TITLE: return build_title(b, q, gram);
    case QUERY_PREFIX: return build_prefix(b, q);
    case QUERY_PHRASE: return build_phrase(b, q);
    case QUERY_FILTER: return build_filter(b, q);
    case QUERY_AND: return build_children(b, q, " ");
    case QUERY_OR: return build_children(b, q, " OR ");
    case QUERY_NOT: return build_not(b, q);
    case QUERY_NEAR: return near_build(b, q);
    }
    return NULL;
}

/* ---- The whole ---- */

/* The filters at the top of a query join those of the request. */
static bool is_top_filter(const query_node *q)
{
    return q->op == QUERY_FILTER;
}

static const store_node *build_text(builder *b, const query_node *q)
{
    const store_node *gram, *node = build(b, q, &gram);
    if (b->question.n == 0 || !node)
        return node;
    return node_pair(b, STORE_OR, question_node(b, &b->question), node);
}

static const store_node *text_part(builder *b, const query_node *root)
{
    if (!root || is_top_filter(root))
        return NULL;
    if (root->op != QUERY_AND)
        return build_text(b, root);
    query_node rest = *root;
    rest.child = arena_alloc(b->a, root->n * sizeof *rest.child);
    rest.n = 0;
    if (!rest.child)
        return error_memory(b->error), NULL;
    for (size_t i = 0; i < root->n; i++)
        if (!is_top_filter(root->child[i]))
            rest.child[rest.n++] = root->child[i];
    return rest.n ? build_text(b, &rest) : NULL;
}

/* Gathers the values of one filter: from the request, then from the query. */
static size_t values_of(const query_node *root, const zc_request *request, query_filter filter,
                        zc_str *values, size_t cap)
{
    size_t n = 0;
    for (size_t i = 0; i < request->n_filters && n < cap; i++)
        if (request->filters[i].filter == filter)
            values[n++] = request->filters[i].value;
    if (root && is_top_filter(root) && root->filter == filter && n < cap)
        values[n++] = root->text;
    for (size_t i = 0; root && root->op == QUERY_AND && i < root->n && n < cap; i++)
        if (is_top_filter(root->child[i]) && root->child[i]->filter == filter)
            values[n++] = root->child[i]->text;
    return n;
}

/* A repeated filter is an OR of its values. NULL where there is none. */
static const store_node *filter_part(builder *b, const query_node *root, const zc_request *request,
                                     query_filter filter)
{
    enum { VALUES = 2 * QUERY_LEAVES_AT_MOST };
    zc_str values[VALUES];
    const store_node *any[VALUES];
    size_t n = values_of(root, request, filter, values, VALUES);
    if (n == 0)
        return NULL;
    separate(b, 0, " ");
    buf_printf(&b->understood, "%s:%s", query_filter_name(filter), n > 1 ? "(" : "");
    for (size_t i = 0; i < n; i++) {
        buf_puts(&b->understood, i > 0 ? "|" : "");
        any[i] = filter_build(b, filter, values[i], &b->understood);
    }
    buf_puts(&b->understood, n > 1 ? ")" : "");
    return node_join(b, STORE_OR, any, n);
}

/* The documents like one, among those found. */
static const store_node *similar_part(builder *b, const zc_request *request,
                                      const store_node *found)
{
    if (!request->similar)
        return found;
    separate(b, 0, " ");
    buf_printf(&b->understood, "similar:%s", request->similar);
    const store_node *similar = similar_build(b, request->similar);
    b->out->ranked = true;
    return !found ? similar : similar ? node_pair(b, STORE_AND, found, similar) : NULL;
}

/* All parts, but for those of one filter. */
static const store_node *join_parts(builder *b, const store_node *found,
                                    const store_node *const *filters, int without)
{
    const store_node *parts[FILTERS + 1] = {found};
    size_t n = 1;
    for (int f = 0; f < FILTERS; f++)
        if (filters[f] && f != without)
            parts[n++] = filters[f];
    return node_join(b, STORE_FILTER, parts, n);
}

static zc_status build_all(builder *b, const query *query, const zc_request *request)
{
    const store_node *filters[FILTERS] = {NULL};
    const store_node *found = text_part(b, query->root);
    if (b->error->status == ZC_OK)
        found = similar_part(b, request, found);
    if (b->error->status == ZC_OK && !found)
        found = node_new(b, (store_node){.op = STORE_ALL});
    for (int f = 0; f < FILTERS && b->error->status == ZC_OK; f++)
        filters[f] = filter_part(b, query->root, request, (query_filter)f);
    if (b->error->status != ZC_OK)
        return b->error->status;
    b->out->node = join_parts(b, found, filters, FILTERS);
    for (int f = 0; f < FILTERS; f++)
        b->out->without[f] = filters[f] ? join_parts(b, found, filters, f) : NULL;
    b->out->relaxes = b->out->relaxes && !query->is_explicit;
    query_print_notes(query, b->lang, &b->understood);
    b->out->understood = b->understood.failed ? NULL : arena_str(b->a, buf_view(&b->understood));
    if (b->error->status == ZC_OK && !b->out->understood)
        error_memory(b->error);
    return b->error->status;
}

zc_status set_build(zc_index *index, const query *query, const zc_request *request, set_level level,
                    arena *a, set *out, zc_error *error)
{
    zc_error own = {0};
    *out = (set){0};
    builder b = {.index = index,
                 .a = a,
                 .level = level,
                 .request = request,
                 .out = out,
                 .explain = request->explain,
                 .scale = 1,
                 .lang = request->lang,
                 .error = &own};
    zc_buf_init(&b.understood);
    zc_status status = build_all(&b, query, request);
    zc_buf_clear(&b.understood);
    if (status != ZC_OK && error && error->status == ZC_OK)
        *error = own;
    return status;
}

bool set_asked(const asked_number *asked, const char *number)
{
    if (!number)
        return false;
    return asked->open_end ? str_starts(str_from(number), asked->canonical)
                           : str_equal(str_from(number), asked->canonical);
}
