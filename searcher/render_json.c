/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "render.h"

#include "record_json.h"

#include <stdlib.h>

static json_t *year_json(int year)
{
    return year ? json_integer(year) : json_null();
}

static json_t *snippet_json(const answer_hit *hit)
{
    json_t *all = json_array();
    for (size_t i = 0; i < hit->n_fragments; i++)
        json_array_append_new(all, json_pack("{s:o, s:b}", "text", json_view(hit->snippet[i].text),
                                             "hit", hit->snippet[i].hit));
    return all;
}

static json_t *group_json(const copies *c)
{
    json_t *all = json_array();
    for (size_t i = 0; i < c->n; i++)
        json_array_append_new(
            all, json_pack("{s:o, s:o, s:o, s:o, s:b}", "id", json_text(c->list[i].id), "title",
                           json_text(c->list[i].title), "city", json_text(c->list[i].city), "year",
                           year_json(c->list[i].year), "exact", c->list[i].exact));
    return all;
}

static json_t *hit_json(const answer_hit *hit, bool snippet, bool grouped)
{
    const zc_hit *h = &hit->public;
    json_t *object = json_pack(
        "{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:f}", "rank",
        (json_int_t)h->rank, "id", json_text(h->id), "path", json_text(h->path), "title",
        json_text(h->title), "city", json_text(h->city), "county", json_text(h->county), "province",
        json_text(h->province), "year", year_json(h->year), "date", json_text(h->date), "docno",
        json_text(h->docno), "docno_match", json_text(h->docno_match), "issuer",
        json_text(h->issuer), "type", json_text(h->type), "status", json_text(h->status), "url",
        json_text(h->url), "score", h->score);
    if (object && snippet)
        json_object_set_new(object, "snippet", snippet_json(hit));
    if (object && grouped)
        json_object_set_new(object, "group", group_json(&hit->copies));
    if (object && hit->copies.all > hit->copies.n)
        json_object_set_new(object, "group_size", json_integer((json_int_t)hit->copies.all));
    return object;
}

static json_t *facets_json(const zc_answer *answer)
{
    static const unsigned slots[] = {SCHEMA_SLOT_CITY, SCHEMA_SLOT_PROVINCE, SCHEMA_SLOT_YEAR,
                                     SCHEMA_SLOT_TYPE, SCHEMA_SLOT_ISSUER};
    json_t *all = json_object();
    for (size_t s = 0; s < sizeof slots / sizeof *slots; s++) {
        json_t *values = json_array();
        for (size_t i = 0; i < answer->n_facets; i++) {
            const store_facet *f = &answer->facets[i];
            if (f->slot != slots[s])
                continue;
            json_t *value = f->slot == SCHEMA_SLOT_YEAR ? json_integer(atoi(f->value))
                                                        : json_text(f->value);
            json_array_append_new(
                values, json_pack("{s:o, s:I}", "value", value, "count", (json_int_t)f->count));
        }
        json_object_set_new(all, meta_field_name(schema_slot_field(slots[s])), values);
    }
    return all;
}

static json_t *hints_json(const hints *h)
{
    json_t *chunks = json_array(), *spellings = json_array(), *filters = json_array();
    for (size_t i = 0; i < h->n_chunks; i++)
        json_array_append_new(chunks, json_pack("{s:o, s:I}", "text", json_view(h->chunks[i].text),
                                                "count", (json_int_t)h->chunks[i].count));
    for (size_t i = 0; i < h->n_spellings; i++)
        json_array_append_new(spellings,
                              json_pack("{s:o, s:I}", "query", json_text(h->spellings[i].query),
                                        "count", (json_int_t)h->spellings[i].count));
    for (size_t i = 0; i < h->n_filters; i++) {
        query_filter f = h->filters[i].filter;
        json_array_append_new(filters,
                              json_pack("{s:o, s:I}", "filter",
                                        json_text(f == FILTERS ? "all" : query_filter_name(f)),
                                        "count", (json_int_t)h->filters[i].count));
    }
    return json_pack("{s:o, s:o, s:o}", "chunks", chunks, "spellings", spellings, "filters",
                     filters);
}

/* Three decimals: microseconds. */
static json_t *ms_json(double ms)
{
    return json_real((double)(long long)(ms * 1000 + 0.5) / 1000);
}

void render_list_json(const zc_answer *answer, zc_buf *out)
{
    json_t *hits = json_array();
    for (size_t i = 0; i < answer->n_hits; i++)
        json_array_append_new(hits, hit_json(&answer->hits[i], answer->snippets, answer->grouped));
    json_t *all = json_pack("{s:o, s:o, s:o, s:I, s:I, s:o, s:o}", "query",
                            json_text(answer->query), "understood", json_text(answer->understood),
                            "relaxed", answer->relaxed ? json_text(answer->relaxed) : json_false(),
                            "total", (json_int_t)answer->total, "offset",
                            (json_int_t)answer->offset, "ms", ms_json(answer->ms), "hits", hits);
    if (all && answer->snippets)
        json_object_set_new(all, "facets", facets_json(answer));
    if (all && hints_any(&answer->hints))
        json_object_set_new(all, "hints", hints_json(&answer->hints));
    json_append(out, all);
    buf_char(out, '\n');
}

static json_t *duplicates_json(const copies *c)
{
    json_t *all = json_array();
    for (size_t i = 0; i < c->n; i++)
        json_array_append_new(all,
                              json_pack("{s:o, s:o, s:b}", "id", json_text(c->list[i].id), "title",
                                        json_text(c->list[i].title), "exact", c->list[i].exact));
    return all;
}

void render_doc_json(const zc_answer *answer, zc_buf *out)
{
    json_t *all = record_json(&answer->record);
    if (all)
        json_object_set_new(all, "text", json_view(answer->text));
    if (all && answer->alike.n > 0)
        json_object_set_new(all, "duplicates", duplicates_json(&answer->alike));
    json_append(out, all);
    buf_char(out, '\n');
}

/* What every counting view begins with. */
static json_t *counts_json(const zc_answer *answer, const char *name, json_t *list)
{
    return json_pack("{s:o, s:o, s:b, s:I, s:o, s:o}", "query", json_text(answer->query),
                     "understood", json_text(answer->understood), "relaxed", 0, "total",
                     (json_int_t)answer->total, "ms", ms_json(answer->ms), name, list);
}

/* A field of a row: a year is a number, the empty value null. */
static json_t *value_json(meta_field field, const char *value)
{
    if (!*value)
        return json_null();
    return field == META_YEAR ? json_integer(atoi(value)) : json_text(value);
}

void render_matrix_json(const zc_answer *answer, zc_buf *out)
{
    json_t *rows = json_array(), *by = json_array();
    for (size_t d = 0; d < answer->n_by; d++)
        json_array_append_new(by, json_text(meta_field_name(answer->by[d])));
    for (size_t i = 0; i < answer->n_rows; i++) {
        const matrix_row *row = &answer->rows[i];
        json_t *object = json_object();
        for (size_t d = 0; d < answer->n_by; d++)
            json_object_set_new(object, meta_field_name(answer->by[d]),
                                value_json(answer->by[d], row->value[d]));
        json_object_set_new(object, "docs", json_integer((json_int_t)row->docs));
        json_object_set_new(object, "hits", json_integer((json_int_t)row->hits));
        json_object_set_new(object, "chars", json_integer((json_int_t)row->chars));
        json_object_set_new(object, "per10k", json_real(matrix_per10k(row)));
        json_object_set_new(object, "corpus_docs", json_integer((json_int_t)row->corpus_docs));
        json_array_append_new(rows, object);
    }
    json_t *all = counts_json(answer, "rows", rows);
    json_object_set_new(all, "by", by);
    json_append(out, all);
    buf_char(out, '\n');
}

void render_kwic_json(const zc_answer *answer, zc_buf *out)
{
    json_t *lines = json_array();
    for (size_t i = 0; i < answer->n_lines; i++) {
        const kwic_line *l = &answer->lines[i];
        const char *const *v = l->record->fields.value;
        json_array_append_new(
            lines, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:o, s:o, s:o}", "id",
                             json_text(l->record->id), "title", json_text(v[META_TITLE]), "city",
                             json_text(v[META_CITY]), "county", json_text(v[META_COUNTY]),
                             "province", json_text(v[META_PROVINCE]), "year",
                             year_json(v[META_YEAR] ? atoi(v[META_YEAR]) : 0), "docno",
                             json_text(v[META_DOCNO]), "offset", (json_int_t)l->offset, "left",
                             json_view(l->left), "match", json_view(l->match), "right",
                             json_view(l->right)));
    }
    json_append(out, counts_json(answer, "lines", lines));
    buf_char(out, '\n');
}
