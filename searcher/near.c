/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "near.h"

#include <stdlib.h>
#include <string.h>

/* ---- Nearness that ranks ---- */

/* A gram in the same clause or the next; as much again as half of what the two
 * weigh. At most this many pairs: each costs what a phrase does. */
enum { RANK_WINDOW = 24, RANK_PAIRS = 8 };
static const double rank_weight = 0.5;

const store_node *near_gram(builder *b, const text *t)
{
    for (size_t i = 0; i + 1 < t->n; i++)
        if (text_is_unit(t->cp[i]) && text_is_unit(t->cp[i + 1]))
            return leaf_run(b, t->cp + i, 2);
    return NULL;
}

static const store_node *within(builder *b, store_op op, const store_node *const *grams, size_t n,
                                size_t window)
{
    const store_node *node = node_join(b, op, grams, n);
    if (!node)
        return NULL;
    store_node copy = *node;
    copy.window = (unsigned)window;
    return node_new(b, copy);
}

const store_node *near_raise(builder *b, const store_node *node, const store_node *const *grams,
                             size_t n)
{
    const store_node *all[RANK_PAIRS + 1] = {node}, *before = NULL;
    size_t n_all = 1;
    for (size_t i = 0; i < n && n_all <= RANK_PAIRS && node; i++) {
        const store_node *gram = grams[i];
        if (gram && before && !str_equal(gram->term, before->term)) {
            const store_node *pair[] = {before, gram};
            const store_node *near = node_scale(
                b, STORE_SCALE, within(b, STORE_NEAR, pair, 2, RANK_WINDOW), rank_weight);
            const char *label = arena_printf(b->a, "%.*s … %.*s", (int)before->term.n,
                                             before->term.p, (int)gram->term.n, gram->term.p);
            if (!label)
                return error_memory(b->error), NULL;
            all[n_all++] = builder_part(b, "near", str_from(label), near);
        }
        before = gram ? gram : before;
    }
    return node_join(b, STORE_MAYBE, all, n_all);
}

/* ---- Operands ---- */

/* Combinations of alternatives that are worth a phrase each; positions looked up in all
 * of a query: 100,000 take a third of a second. */
enum { COMBINATIONS = 64, LOOKUPS = 100000 };

/* What may stand at one place of a NEAR: strings of units. */
typedef struct operand {
    text *alternatives;
    size_t n;
    const store_node *node; /* the documents that hold one of them */
} operand;

typedef struct nearness {
    builder *b;
    const query_node *q;
    operand *operands;
    size_t n;
    size_t longest; /* alternative */
    position_list read, starts;
    zc_buf gram;          /* that is looked up */
    struct place *places; /* in one document */
    size_t n_places;
} nearness;

static bool read_alternative(nearness *z, const query_node *leaf, text *t)
{
    builder *b = z->b;
    if (text_normalise(leaf->text, false, t, b->error) != ZC_OK)
        return false;
    text_trim(t);
    bool plain = t->n >= 2;
    for (size_t i = 0; i < t->n && plain; i++)
        plain = text_is_unit(t->cp[i]);
    if (!plain) {
        builder_refuse(b, leaf->position, REFUSAL_NEAR_SHORT);
        return false;
    }
    z->longest = t->n > z->longest ? t->n : z->longest;
    return builder_mark(b, t->cp, t->n, true);
}

static bool read_operand(nearness *z, const query_node *q, operand *out)
{
    builder *b = z->b;
    bool any = q->op == QUERY_OR;
    size_t n = any ? q->n : 1;
    const store_node **nodes = arena_alloc(b->a, n * sizeof *nodes);
    out->alternatives = calloc(n, sizeof *out->alternatives);
    if (!out->alternatives || !nodes)
        return error_memory(b->error), false;
    for (out->n = 0; out->n < n; out->n++) {
        const query_node *leaf = any ? q->child[out->n] : q;
        text *t = &out->alternatives[out->n];
        buf_printf(&b->understood, out->n > 0 ? " OR " : any ? "(" : "");
        builder_print_leaf(b, leaf);
        nodes[out->n] = read_alternative(z, leaf, t) ? leaf_run(b, t->cp, t->n) : NULL;
        if (!nodes[out->n])
            return out->n++, false;
    }
    buf_puts(&b->understood, any ? ")" : "");
    out->node = node_join(b, STORE_OR, nodes, n);
    return out->node != NULL;
}

/* ---- What the index can tell by itself ---- */

static size_t combinations(const nearness *z)
{
    size_t n = 1;
    for (size_t i = 0; i < z->n && n <= COMBINATIONS; i++)
        n *= z->operands[i].n;
    return n;
}

/* One alternative of each operand, the first gram of each, in the window that all
 * of them fit in. NULL, without an error, where two are the same gram. */
static const store_node *combine(nearness *z, size_t which, size_t window)
{
    const store_node *grams[QUERY_LEAVES_AT_MOST];
    for (size_t i = 0; i < z->n; i++) {
        const text *t = &z->operands[i].alternatives[which % z->operands[i].n];
        which /= z->operands[i].n;
        grams[i] = leaf_run(z->b, t->cp, 2);
        for (size_t k = 0; k < i && grams[i] && grams[k]; k++)
            if (str_equal(grams[i]->term, grams[k]->term))
                return NULL;
    }
    return within(z->b, z->q->ordered ? STORE_PHRASE : STORE_NEAR, grams, z->n, window);
}

/* Two strings that are a gram each, not the same, and can't overlap: the index knows
 * it all. */
static bool is_simple(const nearness *z)
{
    if (z->n != 2 || z->operands[0].n != 1 || z->operands[1].n != 1 || z->longest != 2)
        return false;
    const uint32_t *one = z->operands[0].alternatives[0].cp;
    const uint32_t *two = z->operands[1].alternatives[0].cp;
    bool same = one[0] == two[0] && one[1] == two[1];
    return !same && one[1] != two[0] && (z->q->ordered || two[1] != one[0]);
}

/* Documents among which all that match are; all they need where it is simple. */
static const store_node *candidates(nearness *z, const store_node *all)
{
    const store_node *any[COMBINATIONS];
    size_t n = combinations(z);
    size_t window = z->n * z->longest + (z->n - 1) * z->q->distance;
    for (size_t i = 0; i < n && n <= COMBINATIONS; i++) {
        any[i] = combine(z, i, is_simple(z) ? z->q->distance + 3u : window);
        if (!any[i])
            return all;
    }
    return n > COMBINATIONS ? all
                            : node_pair(z->b, STORE_FILTER, all, node_join(z->b, STORE_OR, any, n));
}

/* ---- Places in a document ---- */

struct place {
    uint32_t from, to; /* positions, to is behind the last */
    unsigned operand;
    bool reached;   /* of ADJ: the operands before it stand in front of it */
    size_t cluster; /* of NEAR: a place that it is connected with, or itself */
};

static void intersect(position_list *starts, const position_list *other, size_t offset)
{
    size_t kept = 0;
    for (size_t i = 0, k = 0; i < starts->n && k < other->n;) {
        size_t wanted = starts->at[i] + offset, has = other->at[k];
        if (wanted == has)
            starts->at[kept++] = starts->at[i];
        i += wanted <= has;
        k += has <= wanted;
    }
    starts->n = kept;
}

/* Adds where a string stands, from every other gram of it and the last. */
static zc_status find_places(nearness *z, uint32_t number, const text *t, unsigned which)
{
    builder *b = z->b;
    zc_status status = ZC_OK;
    for (size_t i = 0; status == ZC_OK && i + 1 < t->n;
         i += i + 3 < t->n || i + 2 == t->n ? 2 : 1) {
        buf_truncate(&z->gram, 0);
        buf_cps(&z->gram, t->cp + i, 2);
        if (z->gram.failed)
            return error_memory(b->error);
        if (++b->lookups > LOOKUPS) {
            builder_refuse(b, z->q->position, REFUSAL_NEAR_COMMON);
            return b->error->status;
        }
        status = store_positions(b->index->store, number, buf_view(&z->gram),
                                 i ? &z->read : &z->starts, b->error);
        if (status == ZC_OK && i)
            intersect(&z->starts, &z->read, i);
        if (z->starts.n == 0)
            return status;
    }
    for (size_t i = 0; status == ZC_OK && i < z->starts.n; i++) {
        if (!array_grow((void **)&z->places, z->n_places, sizeof *z->places))
            return error_memory(b->error);
        z->places[z->n_places] = (struct place){z->starts.at[i], z->starts.at[i] + (uint32_t)t->n,
                                                which, which == 0, z->n_places};
        z->n_places++;
    }
    return status;
}

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

static bool follows(const nearness *z, const struct place *before, const struct place *after)
{
    return after->from >= before->to && after->from - before->to <= z->q->distance;
}

static size_t cluster_of(struct place *places, size_t i)
{
    while (places[i].cluster != i)
        i = places[i].cluster = places[places[i].cluster].cluster;
    return i;
}

/* Connects each place with those shortly before it. */
static void connect(nearness *z)
{
    struct place *p = z->places;
    for (size_t i = 0; i < z->n_places; i++) {
        p[i].cluster = i;
        for (size_t k = i; k-- > 0;) {
            if (p[i].from - p[k].from > z->longest + z->q->distance)
                break;
            if (!follows(z, &p[k], &p[i]))
                continue;
            p[i].reached = p[i].reached || (p[k].reached && p[i].operand == p[k].operand + 1);
            if (p[i].operand != p[k].operand)
                p[cluster_of(p, i)].cluster = cluster_of(p, k);
        }
    }
}

/* Whether all operands stand in one row, or one cluster. */
static bool stand_near(nearness *z)
{
    struct place *p = z->places;
    uint64_t all = z->n >= 64 ? UINT64_MAX : ((uint64_t)1 << z->n) - 1;
    uint64_t *masks = z->q->ordered ? NULL : calloc(z->n_places + 1, sizeof *masks);
    bool found = false;
    if (z->n_places)
        qsort(p, z->n_places, sizeof *p, by_place);
    connect(z);
    for (size_t i = 0; i < z->n_places && !found; i++) {
        if (z->q->ordered)
            found = p[i].reached && p[i].operand + 1 == z->n;
        else if (masks)
            found = (masks[cluster_of(p, i)] |= (uint64_t)1 << p[i].operand) == all;
    }
    free(masks);
    return found;
}

static zc_status holds_near(nearness *z, uint32_t number, bool *holds)
{
    zc_status status = ZC_OK;
    z->n_places = 0;
    *holds = false;
    for (size_t i = 0; i < z->n && status == ZC_OK; i++)
        for (size_t k = 0; k < z->operands[i].n && status == ZC_OK; k++)
            status = find_places(z, number, &z->operands[i].alternatives[k], (unsigned)i);
    if (status == ZC_OK)
        *holds = stand_near(z);
    return status;
}

/* ---- The whole ---- */

/* Leaves of the documents of `node` those in which the operands do stand near. */
static const store_node *verify(nearness *z, const store_node *node)
{
    builder *b = z->b;
    uint32_t *numbers;
    size_t n, kept = 0;
    zc_status status = store_matches(b->index->store, node, b->a, &numbers, &n, b->error);
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        bool holds = false;
        status = holds_near(z, numbers[i], &holds);
        if (holds)
            numbers[kept++] = numbers[i];
    }
    if (status != ZC_OK)
        return NULL;
    return node_new(b, (store_node){.op = STORE_SET, .numbers = numbers, .n_numbers = kept});
}

static const store_node *find_near(nearness *z)
{
    builder *b = z->b;
    const store_node *nodes[QUERY_LEAVES_AT_MOST];
    for (size_t i = 0; i < z->n; i++) {
        if (i > 0)
            buf_printf(&b->understood, " %s/%u ", z->q->ordered ? "ADJ" : "NEAR", z->q->distance);
        if (!read_operand(z, z->q->child[i], &z->operands[i]))
            return NULL;
        nodes[i] = z->operands[i].node;
    }
    const store_node *all = node_join(b, STORE_AND, nodes, z->n);
    const store_node *some = all ? candidates(z, all) : NULL;
    if (!some || b->error->status != ZC_OK || is_simple(z))
        return b->error->status == ZC_OK ? some : NULL;
    return node_pair(b, STORE_FILTER, all, verify(z, some));
}

const store_node *near_build(builder *b, const query_node *q)
{
    nearness z = {.b = b, .q = q, .n = q->n};
    zc_buf_init(&z.gram);
    z.operands = calloc(q->n, sizeof *z.operands);
    const store_node *node = z.operands ? find_near(&z) : NULL;
    if (!z.operands)
        error_memory(b->error);
    for (size_t i = 0; z.operands && i < q->n; i++) {
        for (size_t k = 0; k < z.operands[i].n; k++)
            text_clear(&z.operands[i].alternatives[k]);
        free(z.operands[i].alternatives);
    }
    free(z.operands);
    free(z.places);
    zc_buf_clear(&z.gram);
    position_list_clear(&z.read);
    position_list_clear(&z.starts);
    return node ? builder_part(b, "text", STR_LIT("NEAR"), node) : NULL;
}
