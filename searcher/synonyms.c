/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "synonyms.h"

#include <string.h>

/* Characters that synonyms may add to a query: six times what fits into the
 * 1,024 bytes that a person may write. 17,000 took two seconds on 147,288 articles. */
enum { WIDENED_AT_MOST = 2048 };

/* What a chunk also means. */
typedef struct meanings {
    text chunk; /* normalised */
    const term_entry *other[2 * TERM_GROUP_AT_MOST];
    size_t n;
} meanings;

/* ---- Looking up ---- */

static bool is_chunk(const meanings *m, const term_entry *t)
{
    return t->n == m->chunk.n && memcmp(t->cp, m->chunk.cp, t->n * sizeof *t->cp) == 0;
}

static bool is_known(const meanings *m, const term_entry *t)
{
    bool known = is_chunk(m, t);
    for (size_t i = 0; i < m->n && !known; i++)
        known = m->other[i]->n == t->n && memcmp(m->other[i]->cp, t->cp, t->n * sizeof *t->cp) == 0;
    return known;
}

static void add_group(meanings *m, const term_group *group)
{
    for (size_t i = 0; group && i < group->n; i++)
        if (!group->member[i]->one_way && !is_known(m, group->member[i]))
            m->other[m->n++] = group->member[i];
}

/* Notes that a built-in group knows the chunk, and takes what it says out again. */
static zc_status set_aside(builder *b, zc_str chunk, meanings *m, size_t n_own)
{
    set *s = b->out;
    synonym_note *more = arena_grow(b->a, s->known, s->n_known, sizeof *more);
    synonym_note note = {
        .text = {arena_str(b->a, chunk), chunk.n},
        .also = arena_alloc(b->a, (m->n - n_own) * sizeof *note.also),
    };
    if (!more || !note.text.p || !note.also)
        return error_memory(b->error);
    for (size_t i = n_own; i < m->n; i++) {
        zc_str word = m->other[i]->text;
        note.also[note.n_also++] = (zc_str){arena_str(b->a, word), word.n};
        if (!note.also[note.n_also - 1].p)
            return error_memory(b->error);
    }
    s->known = more;
    s->known[s->n_known++] = note;
    m->n = n_own;
    return ZC_OK;
}

/* What was asked for is refused where it is too much; what comes in by itself stops. */
static zc_status keep_limit(builder *b, meanings *m, size_t n_own)
{
    size_t own = 0, all = 0;
    for (size_t i = 0; i < m->n; i++) {
        all += m->other[i]->n;
        own += i < n_own ? m->other[i]->n : 0;
    }
    bool asked = b->request->synonyms == SYNONYMS_ALL;
    if (b->widened + (asked ? all : own) > WIDENED_AT_MOST)
        return error_set(
            b->error, ZC_ERROR_LIMIT,
            "the synonyms of this query have more than %d characters; ask without them "
            "(synonyms none), or for less at once",
            WIDENED_AT_MOST);
    bool fits = b->widened + all <= WIDENED_AT_MOST;
    m->n = fits ? m->n : n_own;
    b->widened += fits ? all : own;
    return ZC_OK;
}

/* The user's groups widen always, the built-in ones where they are asked for or nothing
 * stands as written. */
static zc_status look_up(builder *b, zc_str chunk, meanings *m)
{
    const term_table *own, *builtin;
    if (b->request->synonyms == SYNONYMS_NONE)
        return ZC_OK;
    zc_status status = index_terms(b->index, b->request->terms, &own, &builtin, b->error);
    if (status == ZC_OK)
        status = text_normalise(chunk, false, &m->chunk, b->error);
    if (status != ZC_OK)
        return status;
    text_trim(&m->chunk);
    const term_entry *mine = terms_find(own, m->chunk.cp, m->chunk.n);
    const term_entry *known = terms_find(builtin, m->chunk.cp, m->chunk.n);
    add_group(m, mine ? mine->group : NULL);
    size_t n_own = m->n;
    if (known && known->group && !terms_switch_off(own, known->group))
        add_group(m, known->group);
    bool used = b->level != SET_EXACT || b->request->synonyms == SYNONYMS_ALL;
    if (!used && m->n > n_own)
        status = set_aside(b, chunk, m, n_own);
    return status == ZC_OK ? keep_limit(b, m, n_own) : status;
}

/* ---- Nodes ---- */

/* What was typed outranks what means the same. A stretch's weight is the sum of its
 * pairs', so that a full form would weigh more than its abbreviation: it is brought back
 * to the length that was typed. */
static double weight_of(size_t typed, size_t other)
{
    static const double synonym_weight = 0.7;
    double mine = typed > 2 ? (double)typed - 1 : 1, its = other > 2 ? (double)other - 1 : 1;
    return mine < its ? synonym_weight * mine / its : synonym_weight;
}

static bool holds(const pattern *mark, const uint32_t *cp, size_t n)
{
    text t = {.cp = (uint32_t *)mark->cp, .n = mark->n};
    return n < mark->n && text_find(&t, 0, cp, n) != SIZE_MAX;
}

/* Where 双高计划 stands 双高 stands too: of one group it counts once. */
static void count_once(set *s, size_t first, const meanings *m)
{
    for (size_t i = first; i < s->n_marks; i++) {
        pattern *mark = &s->marks[i];
        if (holds(mark, m->chunk.cp, m->chunk.n))
            mark->counted = false;
        for (size_t k = 0; k < m->n; k++)
            if (holds(mark, m->other[k]->cp, m->other[k]->n))
                mark->counted = false;
    }
}

static const store_node *any_of(builder *b, zc_str chunk, const meanings *m,
                                const store_node **gram)
{
    const store_node *unused;
    const store_node *any[1 + sizeof m->other / sizeof *m->other];
    size_t marks = b->out->n_marks;
    set_level level = b->level;
    buf_puts(&b->understood, "(");
    buf_str(&b->understood, chunk);
    any[0] = leaf_chunk(b, chunk, gram);
    b->level = SET_EXACT;
    for (size_t i = 0; i < m->n; i++) {
        buf_puts(&b->understood, "|");
        buf_str(&b->understood, m->other[i]->text);
        b->scale = weight_of(m->chunk.n, m->other[i]->n);
        any[i + 1] = node_scale(b, STORE_SCALE, leaf_chunk(b, m->other[i]->text, &unused),
                                b->scale);
    }
    b->scale = 1;
    b->level = level;
    buf_puts(&b->understood, ")");
    count_once(b->out, marks, m);
    return node_join(b, STORE_OR, any, m->n + 1);
}

const store_node *synonyms_chunk(builder *b, zc_str chunk, const store_node **gram)
{
    meanings m = {.n = 0};
    const store_node *node = NULL;
    if (look_up(b, chunk, &m) == ZC_OK && m.n > 0) {
        node = any_of(b, chunk, &m, gram);
    } else if (b->error->status == ZC_OK) {
        buf_str(&b->understood, chunk);
        node = leaf_chunk(b, chunk, gram);
    }
    text_clear(&m.chunk);
    return node;
}

/* ---- The hint ---- */

zc_status synonyms_hint(zc_index *index, const query *query, const zc_request *request,
                        const set *s, zc_answer *answer, zc_error *error)
{
    if (s->n_known == 0)
        return ZC_OK;
    set wide;
    store_result found;
    zc_request all = *request;
    all.synonyms = SYNONYMS_ALL;
    zc_error why = {0};
    zc_status status = set_build(index, query, &all, SET_EXACT, &answer->a, &wide, &why);
    store_query q = {.root = wide.node};
    if (status == ZC_ERROR_LIMIT)
        return ZC_OK; /* the answer stands without it */
    if (status != ZC_OK)
        return error_set(error, status, "%s", why.message);
    status = store_search(index->store, &q, &answer->a, &found, error);
    if (status == ZC_OK && found.total > answer->total) {
        answer->synonyms = s->known;
        answer->n_synonyms = s->n_known;
        answer->more_found = found.total - answer->total;
    }
    return status;
}
