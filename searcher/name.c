/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name.h"

#include "named.h"

/* The document itself comes first, whatever its words weigh; then what has the
 * title in its own; then what cites it. */
static const double is_weight = 500.0, holds_weight = 50.0, names_weight = 10.0;

/* The documents of a name, or NULL where there are none. */
static zc_status find(builder *b, const char *prefix, zc_str key, const store_node **node)
{
    uint64_t n = 0;
    const store_node *term = node_term(b, prefix, key);
    zc_status status = term ? store_frequency(b->index->store, term->term, &n, b->error)
                            : b->error->status;
    *node = n > 0 ? term : NULL;
    return status;
}

static zc_status find_key(builder *b, const char *prefix, const text *t, const store_node **node)
{
    zc_buf key;
    zc_buf_init(&key);
    named_key(t->cp, t->n, &key);
    *node = NULL;
    zc_status status = key.failed    ? error_memory(b->error)
                       : key.len > 0 ? find(b, prefix, buf_view(&key), node)
                                     : ZC_OK;
    zc_buf_clear(&key);
    return status;
}

const store_node *name_raise(builder *b, const text *t, const store_node *node)
{
    const store_node *is = NULL;
    if (!node || find_key(b, SCHEMA_NAME, t, &is) != ZC_OK)
        return NULL;
    if (!is)
        return node;
    is = node_scale(b, STORE_CONSTANT, is, is_weight);
    return node_pair(b, STORE_MAYBE, node, builder_part_text(b, "is the title", t, is));
}

/* What was found of the three, joined; each with its weight. */
static const store_node *weigh(builder *b, const text *t, const store_node *is,
                               const store_node *holds, const store_node *names)
{
    const struct {
        const char *what;
        const store_node *node;
        double weight;
    } found[] = {{"is the title", is, is_weight},
                 {"in the title", holds, holds_weight},
                 {"names it", names, names_weight}};
    const store_node *any[3];
    size_t n = 0;
    for (size_t i = 0; i < 3; i++)
        if (found[i].node)
            any[n++] = builder_part_text(
                b, found[i].what, t, node_scale(b, STORE_CONSTANT, found[i].node, found[i].weight));
    return node_join(b, STORE_OR, any, n);
}

zc_status name_build(builder *b, zc_str title, const store_node **node)
{
    text t = {0};
    const store_node *is = NULL, *names = NULL, *holds = NULL;
    store_result held = {0};
    *node = NULL;
    zc_status status = text_normalise(title, false, &t, b->error);
    if (status == ZC_OK)
        status = find_key(b, SCHEMA_NAME, &t, &is);
    if (status == ZC_OK)
        status = find_key(b, SCHEMA_NAMES, &t, &names);
    if (status == ZC_OK)
        holds = leaf_in_title(b, &t);
    if (status == ZC_OK && !holds)
        status = b->error->status;
    if (status == ZC_OK)
        status = store_search(b->index->store, &(store_query){.root = holds}, b->a, &held,
                              b->error);
    if (status == ZC_OK && (is || names || held.total > 0)) {
        *node = weigh(b, &t, is, held.total > 0 ? holds : NULL, names);
        if (!*node || !leaf_mark(b, title))
            status = b->error->status;
        buf_printf(&b->understood, "《%.*s》", (int)title.n, title.p);
    }
    text_clear(&t);
    return status;
}
