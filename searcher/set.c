/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "builder.h"

#include "docno.h"

#include <string.h>

/* An own number comes before a citation, and both before any word. */
static const double own_weight = 1000.0, cited_weight = 100.0;

static const store_node *build(builder *b, const query_node *q);

/* ---- Document numbers ---- */

/* A bare number finds its document and those that cite it; where there is
 * neither, *node is NULL and the number is text like any other. */
static zc_status build_number(builder *b, zc_str typed, const store_node **node)
{
    docno number;
    *node = NULL;
    if (!docno_parse(typed, false, &number))
        return ZC_OK;
    zc_str canonical = str_from(number.canonical);
    const store_node *own = node_term(b, SCHEMA_DOCNO, canonical);
    const store_node *cited = node_term(b, SCHEMA_CITED, canonical);
    uint64_t n_own = 0, n_cited = 0;
    if (!own || !cited)
        return ZC_ERROR_NO_MEMORY;
    zc_status status = store_frequency(b->index->store, own->term, &n_own, b->error);
    if (status == ZC_OK)
        status = store_frequency(b->index->store, cited->term, &n_cited, b->error);
    if (status != ZC_OK || n_own + n_cited == 0)
        return status;
    /* the leaves for their marks in snippets; texts write 公告2020年第1号 as it is typed */
    if (!builder_add_number(b, number.canonical) || !leaf_exact(b, "", canonical) ||
        (number.plain && !leaf_exact(b, "", typed)))
        return b->error->status;
    *node = node_pair(b, STORE_OR, node_scale(b, STORE_CONSTANT, own, own_weight),
                      node_scale(b, STORE_CONSTANT, cited, cited_weight));
    buf_printf(&b->understood, "number:%s", number.canonical);
    return *node ? ZC_OK : ZC_ERROR_NO_MEMORY;
}

/* ---- Leaves ---- */

static const store_node *build_chunk(builder *b, const query_node *q)
{
    const store_node *node = NULL;
    b->out->ranked = true;
    if (build_number(b, q->text, &node) != ZC_OK || node)
        return node;
    buf_str(&b->understood, q->text);
    b->out->relaxes = true;
    return leaf_chunk(b, q->text);
}

static const store_node *build_phrase(builder *b, const query_node *q)
{
    b->out->ranked = true;
    buf_printf(&b->understood, "\"%.*s\"", (int)q->text.n, q->text.p);
    return leaf_exact(b, "", q->text);
}

static const store_node *build_filter(builder *b, const query_node *q)
{
    buf_printf(&b->understood, "%s:", query_filter_name(q->filter));
    return filter_build(b, q->filter, q->text, &b->understood);
}

/* ---- Operators ---- */

/* The understood text goes on behind a separator. */
static void separate(builder *b, size_t before, const char *separator)
{
    if (b->understood.len > before)
        buf_puts(&b->understood, separator);
}

static const store_node *build_children(builder *b, const query_node *q, store_op op,
                                        const char *separator)
{
    const store_node **all = arena_alloc(b->a, (q->n + 1) * sizeof *all);
    if (!all)
        return error_memory(b->error), NULL;
    size_t start = b->understood.len;
    for (size_t i = 0; i < q->n; i++) {
        separate(b, start, separator);
        bool brackets = q->child[i]->op == QUERY_OR ||
                        (q->child[i]->op == QUERY_AND && q->op == QUERY_NOT);
        buf_puts(&b->understood, brackets ? "(" : "");
        all[i] = build(b, q->child[i]);
        buf_puts(&b->understood, brackets ? ")" : "");
        if (!all[i])
            return NULL;
    }
    return node_join(b, op, all, q->n);
}

/* What is excluded is never marked as found. */
static const store_node *build_not(builder *b, const query_node *q)
{
    size_t marks = b->out->n_marks, numbers = b->out->n_numbers;
    bool ranked = b->out->ranked;
    buf_puts(&b->understood, "-");
    const store_node *without = build_children(b, q, STORE_OR, " ");
    b->out->n_marks = marks;
    b->out->n_numbers = numbers;
    b->out->ranked = ranked;
    const store_node *all = node_new(b, (store_node){.op = STORE_ALL});
    return all && without ? node_pair(b, STORE_NOT, all, without) : NULL;
}

static const store_node *build(builder *b, const query_node *q)
{
    switch (q->op) {
    case QUERY_TITLE:
    case QUERY_PREFIX:
    case QUERY_CHUNK: return build_chunk(b, q);
    case QUERY_PHRASE: return build_phrase(b, q);
    case QUERY_FILTER: return build_filter(b, q);
    case QUERY_AND: return build_children(b, q, STORE_AND, " ");
    case QUERY_OR: return build_children(b, q, STORE_OR, " OR ");
    case QUERY_NOT: return build_not(b, q);
    case QUERY_NEAR:
        error_set(b->error, ZC_ERROR_ARGUMENT, "NEAR and ADJ: not available yet");
        return NULL;
    }
    return NULL;
}

/* ---- The whole ---- */

/* The filters at the top of a query join those of the request. */
static bool is_top_filter(const query_node *q)
{
    return q->op == QUERY_FILTER;
}

static const store_node *text_part(builder *b, const query_node *root)
{
    if (!root || is_top_filter(root))
        return NULL;
    if (root->op != QUERY_AND)
        return build(b, root);
    query_node rest = *root;
    rest.child = arena_alloc(b->a, root->n * sizeof *rest.child);
    rest.n = 0;
    if (!rest.child)
        return error_memory(b->error), NULL;
    for (size_t i = 0; i < root->n; i++)
        if (!is_top_filter(root->child[i]))
            rest.child[rest.n++] = root->child[i];
    return rest.n ? build(b, &rest) : NULL;
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

static zc_status build_all(builder *b, const query *query, const zc_request *request)
{
    const store_node *parts[FILTERS + 1];
    size_t n = 0;
    const store_node *found = text_part(b, query->root);
    if (b->error->status != ZC_OK)
        return b->error->status;
    parts[n++] = found ? found : node_new(b, (store_node){.op = STORE_ALL});
    for (int f = 0; f < FILTERS; f++) {
        const store_node *filter = filter_part(b, query->root, request, (query_filter)f);
        if (b->error->status != ZC_OK)
            return b->error->status;
        if (filter)
            parts[n++] = filter;
    }
    b->out->node = node_join(b, STORE_FILTER, parts, n);
    b->out->relaxes = b->out->relaxes && !query->is_explicit;
    query_print_notes(query, b->lang, &b->understood);
    b->out->understood = b->understood.failed ? NULL : arena_str(b->a, buf_view(&b->understood));
    return b->out->node && b->out->understood ? ZC_OK : error_memory(b->error);
}

zc_status set_build(zc_index *index, const query *query, const zc_request *request, set_level level,
                    arena *a, set *out, zc_error *error)
{
    zc_error own = {0};
    *out = (set){0};
    builder b = {
        .index = index, .a = a, .level = level, .out = out, .lang = request->lang, .error = &own};
    zc_buf_init(&b.understood);
    zc_status status = build_all(&b, query, request);
    zc_buf_clear(&b.understood);
    if (status != ZC_OK && error && error->status == ZC_OK)
        *error = own;
    return status;
}
