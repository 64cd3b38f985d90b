/* A request to an answer: set, hits, snippets, facets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "explain.h"
#include "facets.h"
#include "grouping.h"
#include "snippet.h"
#include "synonyms.h"
#include "views.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const level_names[] = {
    [SET_EXACT] = NULL,
    [SET_SYNONYMS] = "words",
    [SET_WORDS] = "words",
    [SET_ANY] = "any",
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- Hits ---- */

/* Whether one of the numbers asked for is the document's own, or cited. */
static const char *match_number(const record *r, const set *s)
{
    const char *match = NULL;
    for (size_t i = 0; i < s->n_numbers; i++) {
        if (set_asked(&s->numbers[i], r->fields.value[META_DOCNO]))
            return "own";
        for (size_t k = 0; k < r->fields.n_cited; k++)
            if (set_asked(&s->numbers[i], r->fields.cited[k]))
                match = "cited";
    }
    return match;
}

static void fill_hit(zc_hit *hit, const record *r, const set *s)
{
    const char *const *v = r->fields.value;
    hit->id = r->id;
    hit->path = r->path;
    hit->title = v[META_TITLE];
    hit->city = v[META_CITY];
    hit->county = v[META_COUNTY];
    hit->province = v[META_PROVINCE];
    hit->date = v[META_DATE];
    hit->year = v[META_YEAR] ? atoi(v[META_YEAR]) : 0;
    hit->docno = v[META_DOCNO];
    hit->docno_match = match_number(r, s);
    hit->issuer = v[META_ISSUER];
    hit->type = v[META_TYPE];
    hit->status = v[META_STATUS];
    hit->url = v[META_URL];
}

static zc_status take_hits(zc_index *index, const set *s, const store_result *found,
                           zc_answer *answer, zc_error *error)
{
    answer->hits = arena_alloc(&answer->a, (found->n_hits + 1) * sizeof *answer->hits);
    if (!answer->hits)
        return error_memory(error);
    zc_buf bytes;
    text scratch = {0};
    zc_buf_init(&bytes);
    zc_status status = ZC_OK;
    for (size_t i = 0; i < found->n_hits && status == ZC_OK; i++) {
        answer_hit *hit = &answer->hits[i];
        record r;
        status = index_record(index, found->hits[i].number, &answer->a, &r, error);
        if (status != ZC_OK)
            break;
        fill_hit(&hit->public, &r, s);
        hit->public.rank = answer->offset + i + 1;
        hit->public.score = found->hits[i].weight;
        if (answer->snippets) {
            buf_truncate(&bytes, 0);
            status = index_text(index, found->hits[i].number, &bytes, NULL, error);
            if (status == ZC_OK)
                status = snippet_cut(buf_view(&bytes), s->marks, s->n_marks, &scratch, &answer->a,
                                     hit, error);
        }
        answer->n_hits++;
    }
    text_clear(&scratch);
    zc_buf_clear(&bytes);
    return status;
}

/* ---- The list view ---- */

/* As written; if that finds nothing, with the built-in synonyms of what they know; then by
 * words, then by any term. */
static zc_status search_levels(zc_index *index, const query *query, const zc_request *request,
                               zc_answer *answer, set *s, store_query *q, store_result *found,
                               zc_error *error)
{
    zc_status status = ZC_OK;
    for (set_level level = SET_EXACT; status == ZC_OK; level++) {
        status = set_build(index, query, request, level, &answer->a, s, error);
        if (status != ZC_OK)
            break;
        *q = (store_query){
            .root = s->node,
            .offset = request->group ? 0 : request->offset,
            .limit = request->group ? grouping_limit(request) : request->limit,
            /* nothing to rank by: the newest first */
            .sort = s->ranked || request->sort != STORE_BY_RELEVANCE ? request->sort
                                                                     : STORE_BY_DATE,
            .facets = !request->no_snippets,
        };
        status = store_search(index->store, q, &answer->a, found, error);
        answer->relaxed = found->total > 0 ? level_names[level] : NULL;
        answer->by_synonyms = found->total > 0 && level == SET_SYNONYMS;
        if (status == ZC_OK && (found->total > 0 || !s->relaxes || level == SET_ANY))
            break;
        if (level == SET_EXACT && s->n_known == 0)
            level = SET_SYNONYMS; /* nothing to widen */
    }
    return status;
}

static bool asks_nothing(const query *query, const zc_request *request)
{
    return !query->root && request->n_filters == 0 && !request->similar;
}

static zc_status ask_list(zc_index *index, const zc_request *request, zc_answer *answer,
                          zc_error *error)
{
    query query;
    set s;
    store_query q;
    store_result found;
    grouping g;
    answer->offset = request->offset;
    answer->snippets = !request->no_snippets;
    zc_status status = query_parse(request->query, request->lang, &answer->a, &query, error);
    if (status == ZC_OK && asks_nothing(&query, request))
        status = error_set(error, ZC_ERROR_QUERY, "%s",
                           message_refusal(request->lang, REFUSAL_NOTHING));
    if (status == ZC_OK)
        status = search_levels(index, &query, request, answer, &s, &q, &found, error);
    if (status == ZC_OK && request->group)
        status = grouping_fold(index, &q, &s, request, &found, answer, &g, error);
    if (status != ZC_OK)
        return status;
    answer->understood = s.understood;
    answer->total = found.total;
    if (answer->snippets)
        status = synonyms_hint(index, &query, request, &s, answer, error);
    if (status == ZC_OK)
        status = take_hits(index, &s, &found, answer, error);
    /* what a filter that is in the way keeps out is counted as written */
    if (status == ZC_OK && answer->snippets && answer->total == 0 && !query.is_explicit)
        status = set_build(index, &query, request, SET_EXACT, &answer->a, &s, error);
    if (status == ZC_OK && answer->snippets)
        status = facets_take(index, &s, &found, answer, error);
    if (status == ZC_OK && answer->snippets)
        status = hints_without(&query, request, answer, error);
    answer->explained = request->explain;
    if (status == ZC_OK && request->group)
        status = grouping_list(index, &g, &found, answer, error);
    if (status == ZC_OK && request->explain)
        status = explain_hits(index, &s, request->group ? g.best : found.hits, answer, error);
    if (status == ZC_OK && answer->snippets && (answer->total == 0 || answer->relaxed))
        status = hints_fill(index, &query, request, answer, error);
    return status;
}

/* ---- Views that count ---- */

/* They never relax: a table that counted something else would mislead. */
static zc_status ask_counts(zc_index *index, const zc_request *request, zc_answer *answer,
                            zc_error *error)
{
    query query;
    set s;
    zc_status status = query_parse(request->query, request->lang, &answer->a, &query, error);
    bool matrix = request->view == VIEW_MATRIX;
    if (status == ZC_OK && matrix && request->n_by == 0)
        status = error_set(error, ZC_ERROR_ARGUMENT, "%s",
                           message_refusal(request->lang, REFUSAL_NO_BY));
    if (status == ZC_OK && asks_nothing(&query, request) && !matrix)
        status = error_set(error, ZC_ERROR_QUERY, "%s",
                           message_refusal(request->lang, REFUSAL_NOTHING));
    if (status == ZC_OK)
        status = set_build(index, &query, request, SET_EXACT, &answer->a, &s, error);
    if (status != ZC_OK)
        return status;
    answer->understood = s.understood;
    return (matrix ? view_matrix : view_kwic)(index, &s, request, answer, error);
}

/* ---- The document view ---- */

/* Whether any of the marks stands in the text. */
static bool marks_stand(const set *s, zc_str original)
{
    text norm = {0};
    bool stand = text_normalise(original, false, &norm, NULL) != ZC_OK; /* no other level helps */
    for (size_t i = 0; i < s->n_marks && !stand; i++)
        stand = text_find(&norm, 0, s->marks[i].cp, s->marks[i].n) != SIZE_MAX;
    text_clear(&norm);
    return stand;
}

/* What a query that led here looks for, as literally as the document holds it;
 * one that can't be read marks nothing. */
static void mark_query(zc_index *index, const zc_request *request, zc_answer *answer)
{
    query query;
    set s = {.relaxes = true};
    if (!request->id ||
        query_parse(request->query, request->lang, &answer->a, &query, NULL) != ZC_OK)
        return;
    answer->marked = query.root != NULL;
    for (int level = SET_EXACT; level <= SET_ANY && s.relaxes; level++) {
        if (set_build(index, &query, request, (set_level)level, &answer->a, &s, NULL) != ZC_OK)
            return;
        answer->marks = s.marks;
        answer->n_marks = s.n_marks;
        if (marks_stand(&s, answer->text))
            return;
    }
}

static zc_status ask_doc(zc_index *index, const zc_request *request, zc_answer *answer,
                         zc_error *error)
{
    const char *id = request->id ? request->id : answer->query;
    uint32_t number = 0;
    zc_buf bytes, source;
    zc_buf_init(&bytes);
    zc_buf_init(&source);
    zc_status status = ZC_OK;
    if (!*id)
        status = error_set(error, ZC_ERROR_ARGUMENT, "%s",
                           message_refusal(request->lang, REFUSAL_NO_ID));
    if (status == ZC_OK)
        status = index_find(index, id, &number, error);
    if (status == ZC_OK && number == 0)
        status = error_set(error, ZC_ERROR_NOT_FOUND,
                           message_refusal(request->lang, REFUSAL_NO_DOCUMENT), id);
    if (status == ZC_OK)
        status = index_record(index, number, &answer->a, &answer->record, error);
    if (status == ZC_OK)
        status = grouping_of(index, number, answer, error);
    if (status == ZC_OK)
        status = index_text(index, number, &bytes, &source, error);
    if (status == ZC_OK) {
        answer->text = (zc_str){arena_str(&answer->a, buf_view(&bytes)), bytes.len};
        answer->source = (zc_str){arena_str(&answer->a, buf_view(&source)), source.len};
        answer->total = 1;
        if (!answer->text.p || !answer->source.p)
            status = error_memory(error);
        mark_query(index, request, answer);
    }
    zc_buf_clear(&bytes);
    zc_buf_clear(&source);
    return status;
}

static zc_status (*const views[VIEWS])(zc_index *, const zc_request *, zc_answer *, zc_error *) = {
    [VIEW_LIST] = ask_list,
    [VIEW_DOC] = ask_doc,
    [VIEW_MATRIX] = ask_counts,
    [VIEW_KWIC] = ask_counts,
};

zc_status zc_ask(zc_index *index, const zc_request *request, zc_answer **out, zc_error *error)
{
    double begun = now_ms();
    zc_answer *answer = calloc(1, sizeof *answer);
    if (!answer)
        return error_memory(error);
    arena_init(&answer->a);
    answer->view = request->view;
    answer->format = request->format;
    answer->color = request->color;
    answer->query = arena_str(&answer->a, request->query);
    zc_status status = answer->query ? ZC_OK : error_memory(error);
    if (status == ZC_OK)
        status = views[request->view](index, request, answer, error);
    answer->ms = now_ms() - begun;
    if (status == ZC_OK)
        *out = answer;
    else
        zc_answer_free(answer);
    return status;
}

void zc_answer_free(zc_answer *answer)
{
    if (!answer)
        return;
    arena_clear(&answer->a);
    free(answer);
}

uint64_t zc_answer_total(const zc_answer *answer)
{
    return answer->total;
}

const zc_hit *zc_answer_hit(const zc_answer *answer, size_t i)
{
    return i < answer->n_hits ? &answer->hits[i].public : NULL;
}
