/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "builder.h"

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
    const store_node **copy = arena_alloc(b->a, (n + 1) * sizeof *copy);
    size_t kept = 0;
    if (!copy)
        return error_memory(b->error), NULL;
    for (size_t i = 0; i < n; i++) {
        if (!child[i])
            return NULL;
        if (op != STORE_OR || child[i]->op != STORE_NONE)
            copy[kept++] = child[i];
    }
    if (kept == 1)
        return copy[0];
    if (kept == 0)
        return node_new(b, (store_node){.op = op == STORE_OR ? STORE_NONE : STORE_ALL});
    return node_new(b, (store_node){.op = op, .child = copy, .n = kept});
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

/* ---- What the set notes ---- */

bool builder_add_number(builder *b, const char *canonical, bool open_end)
{
    set *s = b->out;
    asked_number *more = arena_grow(b->a, s->numbers, s->n_numbers, sizeof *more);
    const char *copy = arena_str(b->a, str_from(canonical));
    if (!more || !copy)
        return error_memory(b->error), false;
    s->numbers = more;
    s->numbers[s->n_numbers++] = (asked_number){str_from(copy), open_end};
    return true;
}

bool builder_mark(builder *b, const uint32_t *cp, size_t n, bool counted)
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

const store_node *builder_part(builder *b, const char *what, zc_str text, const store_node *node)
{
    set *s = b->out;
    if (!b->explain || !node)
        return node;
    part *more = arena_grow(b->a, s->parts, s->n_parts, sizeof *more);
    const char *copy = arena_str(b->a, text);
    if (!more || !copy)
        return error_memory(b->error), NULL;
    s->parts = more;
    const store_node *scaled = b->scale < 1 ? node_scale(b, STORE_SCALE, node, b->scale) : node;
    s->parts[s->n_parts++] = (part){what, copy, scaled};
    return scaled ? node : NULL;
}

const store_node *builder_part_text(builder *b, const char *what, const text *t,
                                    const store_node *node)
{
    zc_buf bytes;
    zc_buf_init(&bytes);
    if (b->explain)
        buf_cps(&bytes, t->cp, t->n);
    if (bytes.failed)
        node = (error_memory(b->error), NULL);
    else
        node = builder_part(b, what, buf_view(&bytes), node);
    zc_buf_clear(&bytes);
    return node;
}

const store_node *builder_parts_within(builder *b, size_t from, const store_node *node)
{
    for (size_t i = from; i < b->out->n_parts && node; i++) {
        part *p = &b->out->parts[i];
        p->node = node_pair(b, STORE_FILTER, p->node, node);
        if (!p->node)
            return NULL;
    }
    return node;
}

void builder_refuse(builder *b, size_t position, refusal why)
{
    error_set(b->error, ZC_ERROR_QUERY, message_refusal(b->lang, REFUSAL_AT), position,
              message_refusal(b->lang, why));
    b->error->position = position;
}

void builder_print_leaf(builder *b, const query_node *leaf)
{
    const char *mark = leaf->op == QUERY_PHRASE ? "\"" : "";
    buf_puts(&b->understood, mark);
    buf_str(&b->understood, leaf->text);
    buf_puts(&b->understood, mark);
}
