/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "number.h"

#include "docno.h"

/* An own number comes before a citation, and both before any word. */
static const double own_weight = 1000.0, cited_weight = 100.0;

static bool count_one(void *context, zc_str rest, uint64_t n)
{
    (void)rest;
    (void)n;
    *(uint64_t *)context = 1;
    return false;
}

/* Whether any document holds the term, or one that begins so. */
static zc_status stands(builder *b, zc_str term, bool open_end, uint64_t *n)
{
    *n = 0;
    return open_end ? store_terms(b->index->store, term, count_one, n, b->error)
                    : store_frequency(b->index->store, term, n, b->error);
}

/* What a snippet marks: texts write 公告2020年第1号 as it is typed. */
static bool mark(builder *b, const docno *number, zc_str typed)
{
    return leaf_mark(b, str_from(number->canonical)) && (!number->plain || leaf_mark(b, typed));
}

static const store_node *constant(builder *b, const char *what, const docno *number,
                                  const store_node *term, bool open_end, double weight)
{
    const store_node *node = open_end && term
                                 ? node_new(b, (store_node){.op = STORE_PREFIX, .term = term->term})
                                 : term;
    node = node_scale(b, STORE_CONSTANT, node, weight);
    return builder_part(b, what, str_from(number->canonical), node);
}

zc_status number_build(builder *b, zc_str typed, bool open_end, const store_node **node)
{
    docno number;
    *node = NULL;
    if (open_end ? !query_open_number(typed, &number) : !docno_parse(typed, false, &number))
        return ZC_OK;
    zc_str canonical = str_from(number.canonical);
    const store_node *own = node_term(b, SCHEMA_DOCNO, canonical);
    const store_node *cited = node_term(b, SCHEMA_CITED, canonical);
    uint64_t n_own = 0, n_cited = 0;
    if (!own || !cited)
        return ZC_ERROR_NO_MEMORY;
    zc_status status = stands(b, own->term, open_end, &n_own);
    if (status == ZC_OK)
        status = stands(b, cited->term, open_end, &n_cited);
    if (status != ZC_OK || n_own + n_cited == 0)
        return status;
    if (!builder_add_number(b, number.canonical, open_end) || !mark(b, &number, typed))
        return b->error->status;
    *node = node_pair(b, STORE_OR, constant(b, "number", &number, own, open_end, own_weight),
                      constant(b, "cited number", &number, cited, open_end, cited_weight));
    buf_printf(&b->understood, "number:%s%s", number.canonical, open_end ? "*" : "");
    return *node ? ZC_OK : ZC_ERROR_NO_MEMORY;
}
