/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answer.h"

#include "docno.h"
#include "spelling.h"

#include <string.h>

/* Chunks that another spelling is looked for of; documents that may be read anew
 * for a phrase with punctuation inside, which no index tells (a tenth of a
 * millisecond each). */
enum { SPELLED_AT_MOST = 2 };

/* A chunk or phrase of the query, or several chunks that are pinyin together. */
typedef struct leaf {
    const query_node *node; /* NULL: several */
    zc_str typed;           /* where it stands in the query */
    uint64_t count;
    spelling spellings[SPELLINGS_AT_MOST];
    size_t n_spellings;
} leaf;

typedef struct hinter {
    zc_index *index;
    const query *query;
    const zc_request *request;
    zc_answer *answer;
    arena scratch; /* sets */
    leaf leaves[HINT_CHUNKS_AT_MOST];
    size_t n;
    zc_error *error;
} hinter;

bool hints_any(const hints *h)
{
    return h->n_chunks + h->n_spellings + h->n_filters > 0;
}

/* ---- Counting ---- */

/* Without what only adds weight: a lone term's count needs no search then. */
static zc_status count_node(hinter *h, const store_node *node, uint64_t *n)
{
    while (node->op == STORE_MAYBE || node->op == STORE_SCALE || node->op == STORE_CONSTANT)
        node = node->child[0];
    if (node->op == STORE_TERM)
        return store_frequency(h->index->store, node->term, n, h->error);
    store_query q = {.root = node};
    store_result found;
    zc_status status = store_search(h->index->store, &q, &h->scratch, &found, h->error);
    *n = status == ZC_OK ? found.total : 0;
    return status;
}

/* What a query finds with a request's filters: as written, else by what literal
 * level `last` allows. A query that can't be asked finds nothing. */
static zc_status count_query(hinter *h, const query *q, const zc_request *request, set_level last,
                             uint64_t *n)
{
    *n = 0;
    for (set_level level = SET_EXACT; level <= last && *n == 0; level++) {
        set s;
        zc_error own = {0};
        zc_status status = set_build(h->index, q, request, level, &h->scratch, &s, &own);
        if (status == ZC_ERROR_LIMIT || status == ZC_ERROR_ARGUMENT)
            return ZC_OK;
        if (status != ZC_OK)
            return error_set(h->error, status, "%s", own.message);
        status = count_node(h, s.node, n);
        if (status != ZC_OK || !s.relaxes)
            return status;
    }
    return ZC_OK;
}

/* ---- Which filters are set ---- */

static bool is_filter(const query_node *q, query_filter which)
{
    return q->op == QUERY_FILTER && (which == FILTERS || q->filter == which);
}

/* The filters at the top of the query: the root, or children of the AND that it
 * is. Gives the next one from *at on, or NULL. */
static const query_node *next_filter(const query_node *root, query_filter which, size_t *at)
{
    if (root && root->op != QUERY_AND)
        return (*at)++ == 0 && is_filter(root, which) ? root : NULL;
    while (root && *at < root->n) {
        const query_node *child = root->child[(*at)++];
        if (is_filter(child, which))
            return child;
    }
    return NULL;
}

static bool has_filters(const hinter *h)
{
    size_t at = 0;
    return h->request->n_filters > 0 || next_filter(h->query->root, FILTERS, &at);
}

/* ---- Chunks ---- */

static void collect(hinter *h, const query_node *q)
{
    if (!q || q->op == QUERY_FILTER || q->op == QUERY_NOT)
        return;
    if (q->op == QUERY_CHUNK || q->op == QUERY_PHRASE) {
        if (h->n < HINT_CHUNKS_AT_MOST)
            h->leaves[h->n++] = (leaf){.node = q, .typed = q->text};
        return;
    }
    for (size_t i = 0; i < q->n; i++)
        collect(h, q->child[i]);
}

static zc_status count_chunks(hinter *h)
{
    zc_request bare = *h->request;
    hints *out = &h->answer->hints;
    bool told = h->n > 1 || has_filters(h);
    bare.n_filters = 0;
    for (size_t i = 0; i < h->n && told; i++) {
        query one = {.root = (query_node *)h->leaves[i].node, .is_explicit = true};
        zc_status status = count_query(h, &one, &bare, SET_EXACT, &h->leaves[i].count);
        if (status != ZC_OK)
            return status;
        out->chunks[out->n_chunks++] = (hint_chunk){h->leaves[i].typed, h->leaves[i].count};
    }
    return ZC_OK;
}

/* ---- Spellings ---- */

static bool is_pinyin(zc_str s)
{
    text t = {0};
    bool is = text_normalise(s, false, &t, NULL) == ZC_OK && spelling_is_pinyin(&t);
    text_clear(&t);
    return is;
}

static bool only_blanks(const char *from, const char *to)
{
    zc_str between = {from, (size_t)(to - from)};
    return str_trim(between).n == 0;
}

/* Chunks side by side that are pinyin are read as one: chan jiao rong he. */
static void join_pinyin(hinter *h)
{
    size_t kept = 0;
    for (size_t i = 0; i < h->n; i++) {
        leaf *before = kept ? &h->leaves[kept - 1] : NULL, *l = &h->leaves[i];
        const char *end = before ? before->typed.p + before->typed.n : NULL;
        if (before && l->node->op == QUERY_CHUNK && only_blanks(end, l->typed.p) &&
            is_pinyin(before->typed) && is_pinyin(l->typed)) {
            before->typed.n = (size_t)(l->typed.p + l->typed.n - before->typed.p);
            before->node = NULL;
            before->count = 0;
        } else {
            h->leaves[kept++] = *l;
        }
    }
    h->n = kept;
}

static zc_status spell(hinter *h, leaf *l)
{
    spelling_care care = h->answer->total == 0 ? SPELLING_FREELY : SPELLING_CAREFULLY;
    text t = {0};
    docno number;
    if (docno_parse(l->typed, false, &number))
        return ZC_OK;
    zc_status status = text_normalise(l->typed, false, &t, h->error);
    if (status == ZC_OK)
        status = spelling_propose(h->index, &t, care, &h->scratch, l->spellings, &l->n_spellings,
                                  h->error);
    text_clear(&t);
    return status;
}

/* The query with every chunk spelled anew, one of them in its `which`th way. */
static const char *respell(hinter *h, size_t other, size_t which)
{
    zc_str query = h->request->query;
    const char *from = query.p;
    zc_buf out;
    zc_buf_init(&out);
    for (size_t i = 0; i < h->n; i++) {
        const leaf *l = &h->leaves[i];
        if (l->n_spellings == 0)
            continue;
        buf_add(&out, from, (size_t)(l->typed.p - from));
        buf_str(&out, l->spellings[i == other ? which : 0].text);
        from = l->typed.p + l->typed.n;
    }
    buf_add(&out, from, (size_t)(query.p + query.n - from));
    const char *copy = out.failed ? NULL : arena_str(&h->answer->a, buf_view(&out));
    zc_buf_clear(&out);
    return copy;
}

/* Whether a part of a chunk was mended that nobody wrote as a whole: it is found
 * by its words then. */
static bool mends_part(const hinter *h, size_t other, size_t which)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->leaves[i].n_spellings > 0 &&
            h->leaves[i].spellings[i == other ? which : 0].count == 0)
            return true;
    return false;
}

static zc_status add_spelling(hinter *h, size_t other, size_t which)
{
    hints *out = &h->answer->hints;
    query q;
    zc_error refused = {0};
    hint_spelling s = {.query = respell(h, other, which)};
    if (!s.query)
        return error_memory(h->error);
    if (out->n_spellings == HINT_SPELLINGS_AT_MOST ||
        query_parse(str_from(s.query), h->request->lang, &h->scratch, &q, &refused) != ZC_OK)
        return ZC_OK;
    set_level last = mends_part(h, other, which) ? SET_WORDS : SET_EXACT;
    zc_status status = count_query(h, &q, h->request, last, &s.count);
    if (status == ZC_OK && s.count > 0)
        out->spellings[out->n_spellings++] = s;
    return status;
}

static zc_status add_spellings(hinter *h)
{
    size_t tried = 0;
    zc_status status = ZC_OK;
    if (!h->query->is_explicit)
        join_pinyin(h);
    for (size_t i = 0; i < h->n && status == ZC_OK && tried < SPELLED_AT_MOST; i++)
        if (h->leaves[i].count == 0) {
            status = spell(h, &h->leaves[i]);
            tried++;
        }
    bool first = true; /* all in the likeliest way */
    for (size_t i = 0; i < h->n && status == ZC_OK; i++)
        for (size_t k = 0; k < h->leaves[i].n_spellings && status == ZC_OK; k++) {
            if (k > 0 || first)
                status = add_spelling(h, i, k);
            first = false;
        }
    return status;
}

/* ---- Filters in the way ---- */

/* The values of a filter that are set, or of all, in a row; "" where none is. */
static const char *values_of(hinter *h, query_filter which)
{
    zc_buf out;
    const zc_request *r = h->request;
    size_t at = 0;
    zc_buf_init(&out);
    for (size_t i = 0; i < r->n_filters; i++)
        if (which == FILTERS || r->filters[i].filter == which) {
            buf_puts(&out, out.len ? ", " : "");
            buf_str(&out, r->filters[i].value);
        }
    for (const query_node *q; (q = next_filter(h->query->root, which, &at));) {
        buf_puts(&out, out.len ? ", " : "");
        buf_str(&out, q->text);
    }
    const char *copy = out.failed ? NULL : arena_str(&h->answer->a, buf_view(&out));
    zc_buf_clear(&out);
    return copy;
}

/* The bytes of the query that a filter takes up, its quotes included. */
static zc_str extent(zc_str query, const query_node *q)
{
    static const char *const quotes[][2] = {
        {"\"", "\""}, {"＂", "＂"}, {"“", "”"}, {"「", "」"}, {"『", "』"}};
    size_t from = 0, text = (size_t)(q->text.p - query.p), to = text + q->text.n;
    for (size_t i = 1; i < q->position; i++)
        utf8_next(query, &from);
    zc_str before = str_trim(str_slice(query, from, text));
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (str_ends(before, str_from(quotes[i][0])))
            to = str_find(query, str_from(quotes[i][1]), to) + strlen(quotes[i][1]);
    return str_slice(query, from, to);
}

/* The query's text without a filter, or without all, in `a`; NULL when memory runs
 * out. */
static const char *text_without(zc_str text, const query_node *root, query_filter which, arena *a)
{
    size_t from = 0, at = 0;
    zc_buf out;
    zc_buf_init(&out);
    for (const query_node *q; (q = next_filter(root, which, &at));) {
        zc_str part = extent(text, q);
        size_t start = (size_t)(part.p - text.p);
        buf_str(&out, str_slice(text, from, start));
        from = start + part.n;
    }
    buf_str(&out, str_slice(text, from, text.n));
    const char *copy = out.failed ? NULL : arena_str(a, str_trim(buf_view(&out)));
    zc_buf_clear(&out);
    return copy;
}

zc_status hints_without(const query *query, const zc_request *request, zc_answer *answer,
                        zc_error *error)
{
    for (int f = 0; f < FILTERS; f++) {
        size_t at = 0;
        if (!next_filter(query->root, (query_filter)f, &at))
            continue;
        answer->query_without[f] = text_without(request->query, query->root, (query_filter)f,
                                                &answer->a);
        if (!answer->query_without[f])
            return error_memory(error);
    }
    return ZC_OK;
}

/* The query and the request with those filters alone that are not `which`; of the
 * query's text nothing. */
static bool filters_without(hinter *h, query_filter which, query *q, zc_request *request)
{
    size_t at = 0, n = 0;
    query_node *all = arena_alloc(&h->scratch, sizeof *all);
    request_filter *kept = arena_alloc(&h->scratch, (h->request->n_filters + 1) * sizeof *kept);
    if (!all || !kept)
        return error_memory(h->error), false;
    *all = (query_node){.op = QUERY_AND};
    for (query_node *f; (f = (query_node *)next_filter(h->query->root, FILTERS, &at));) {
        query_node **more = arena_grow(&h->scratch, all->child, all->n, sizeof *more);
        if (!more)
            return error_memory(h->error), false;
        all->child = more;
        if (!is_filter(f, which))
            all->child[all->n++] = f;
    }
    for (size_t i = 0; i < h->request->n_filters; i++)
        if (which != FILTERS && h->request->filters[i].filter != which)
            kept[n++] = h->request->filters[i];
    *q = (query){.root = all->n ? all : NULL, .is_explicit = true};
    *request = *h->request;
    request->filters = kept;
    request->n_filters = n;
    return true;
}

/* The query without its filters; its root is NULL where nothing is left. */
static bool text_alone(hinter *h, query *q)
{
    const query_node *root = h->query->root;
    *q = *h->query;
    if (!root || root->op == QUERY_FILTER)
        return q->root = NULL, true;
    if (root->op != QUERY_AND)
        return true;
    q->root = arena_alloc(&h->scratch, sizeof *root);
    query_node **child = arena_alloc(&h->scratch, root->n * sizeof *child);
    if (!q->root || !child)
        return error_memory(h->error), false;
    *q->root = (query_node){.op = QUERY_AND, .child = child};
    for (size_t i = 0; i < root->n; i++)
        if (root->child[i]->op != QUERY_FILTER)
            child[q->root->n++] = root->child[i];
    q->root = q->root->n ? q->root : NULL;
    return true;
}

/* Counts `text`, a set without filters, under all filters but one, or under none. */
static zc_status count_without(hinter *h, const store_node *text, query_filter which)
{
    hints *out = &h->answer->hints;
    query q;
    zc_request request;
    set s;
    uint64_t n = 0;
    if (!filters_without(h, which, &q, &request))
        return ZC_ERROR_NO_MEMORY;
    if (!text && !q.root && request.n_filters == 0)
        return ZC_OK; /* all documents: nothing was asked then */
    zc_status status = set_build(h->index, &q, &request, SET_EXACT, &h->scratch, &s, h->error);
    const store_node *both[] = {text ? text : s.node, s.node};
    const store_node node = {.op = STORE_FILTER, .child = both, .n = 2};
    if (status == ZC_OK)
        status = count_node(h, &node, &n);
    if (status != ZC_OK || n == 0)
        return status;
    hint_filter f = {which, values_of(h, which),
                     text_without(h->request->query, h->query->root, which, &h->answer->a), n};
    if (!f.values || !f.query)
        return error_memory(h->error);
    out->filters[out->n_filters++] = f;
    return ZC_OK;
}

/* What the text finds under no filter decides whether a filter is in the way: as
 * written, or by words where no filter lets even these be found. */
static zc_status add_filters(hinter *h)
{
    query q;
    set s = {0};
    uint64_t n = 0;
    zc_request bare = *h->request;
    bare.n_filters = 0;
    if (!text_alone(h, &q))
        return ZC_ERROR_NO_MEMORY;
    int last = h->answer->total == 0 ? SET_WORDS : SET_EXACT;
    for (int level = SET_EXACT; level <= last && q.root && n == 0; level++) {
        zc_status status = set_build(h->index, &q, &bare, (set_level)level, &h->scratch, &s,
                                     h->error);
        if (status == ZC_OK)
            status = count_node(h, s.node, &n);
        if (status != ZC_OK)
            return status;
        if (!s.relaxes)
            break;
    }
    if (q.root && n == 0)
        return ZC_OK;
    zc_status status = ZC_OK;
    for (int f = 0; f < FILTERS && status == ZC_OK; f++) {
        const char *values = values_of(h, (query_filter)f);
        if (!values)
            return error_memory(h->error);
        if (*values)
            status = count_without(h, q.root ? s.node : NULL, (query_filter)f);
    }
    if (status == ZC_OK && h->answer->hints.n_filters == 0)
        status = count_without(h, q.root ? s.node : NULL, FILTERS);
    return status;
}

/* ---- The whole ---- */

zc_status hints_fill(zc_index *index, const query *query, const zc_request *request,
                     zc_answer *answer, zc_error *error)
{
    hinter *h = arena_alloc(&answer->a, sizeof *h);
    if (!h)
        return error_memory(error);
    *h = (hinter){
        .index = index, .query = query, .request = request, .answer = answer, .error = error};
    arena_init(&h->scratch);
    collect(h, query->root);
    zc_status status = count_chunks(h);
    if (status == ZC_OK && has_filters(h))
        status = add_filters(h);
    if (status == ZC_OK)
        status = add_spellings(h);
    arena_clear(&h->scratch);
    return status;
}
