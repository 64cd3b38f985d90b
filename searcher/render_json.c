/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "passage.h"
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

static json_t *headings_json(const answer_hit *hit)
{
    json_t *all = json_array();
    for (size_t i = 0; i < hit->n_headings; i++)
        json_array_append_new(all, json_text(hit->headings[i]));
    return all;
}

static json_t *group_json(const copies *c)
{
    json_t *all = json_array();
    for (size_t i = 0; i < c->n; i++) {
        const zc_copy *copy = &c->list[i];
        json_array_append_new(all, json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:s}", "id",
                                             json_text(copy->id), "title", json_text(copy->title),
                                             "city", json_text(copy->city), "date",
                                             json_text(copy->date), "year", year_json(copy->year),
                                             "exact", copy->relation == ZC_RELATION_SAME,
                                             "relation", groups_relation_name(copy->relation)));
    }
    return all;
}

static json_t *reasons_json(const answer_hit *hit)
{
    json_t *all = json_array();
    for (size_t i = 0; i < hit->n_reasons; i++)
        json_array_append_new(
            all, json_pack("{s:o, s:o, s:f}", "what", json_text(hit->reasons[i].what), "text",
                           json_text(hit->reasons[i].text), "weight", hit->reasons[i].weight));
    return all;
}

static json_t *hit_json(const zc_answer *answer, const answer_hit *hit)
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
    if (object && answer->snippets)
        json_object_set_new(object, "snippet", snippet_json(hit));
    if (object && answer->snippets && hit->n_headings > 0)
        json_object_set_new(object, "headings", headings_json(hit));
    if (object && answer->explained)
        json_object_set_new(object, "explain", reasons_json(hit));
    if (object && answer->grouped)
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

static json_t *synonyms_json(const zc_answer *answer)
{
    json_t *all = json_array();
    for (size_t i = 0; i < answer->n_synonyms; i++) {
        const synonym_note *s = &answer->synonyms[i];
        json_t *also = json_array();
        for (size_t k = 0; k < s->n_also; k++)
            json_array_append_new(also, json_view(s->also[k]));
        json_array_append_new(all, json_pack("{s:o, s:o, s:I}", "text", json_view(s->text), "also",
                                             also, "more", (json_int_t)answer->more_found));
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
        json_array_append_new(hits, hit_json(answer, &answer->hits[i]));
    json_t *all = json_pack("{s:o, s:o, s:o, s:I, s:I, s:o, s:o}", "query",
                            json_text(answer->query), "understood", json_text(answer->understood),
                            "relaxed", answer->relaxed ? json_text(answer->relaxed) : json_false(),
                            "total", (json_int_t)answer->total, "offset",
                            (json_int_t)answer->offset, "ms", ms_json(answer->ms), "hits", hits);
    if (all && answer->snippets)
        json_object_set_new(all, "facets", facets_json(answer));
    if (all && answer->n_synonyms)
        json_object_set_new(all, "synonyms", synonyms_json(answer));
    if (all && hints_any(&answer->hints))
        json_object_set_new(all, "hints", hints_json(&answer->hints));
    json_append(out, all);
    buf_char(out, '\n');
}

static json_t *duplicates_json(const copies *c)
{
    json_t *all = json_array();
    for (size_t i = 0; i < c->n; i++) {
        const zc_copy *copy = &c->list[i];
        json_array_append_new(all, json_pack("{s:o, s:o, s:o, s:b, s:s}", "id", json_text(copy->id),
                                             "title", json_text(copy->title), "date",
                                             json_text(copy->date), "exact",
                                             copy->relation == ZC_RELATION_SAME, "relation",
                                             groups_relation_name(copy->relation)));
    }
    return all;
}

/* Where what was looked for stands in the text: code points from and to. */
static json_t *marks_json(const zc_answer *answer)
{
    json_t *all = json_array();
    text scratch = {0};
    markdown_span *spans = NULL;
    size_t n = 0, byte = 0, at = 0;
    if (passage_spans(answer->text, answer->marks, answer->n_marks, &scratch, &spans, &n, NULL) !=
        ZC_OK)
        n = 0;
    for (size_t i = 0; i < n; i++) {
        size_t from = at + utf8_count(str_slice(answer->text, byte, spans[i].from));
        at = from + utf8_count(str_slice(answer->text, spans[i].from, spans[i].to));
        byte = spans[i].to;
        json_array_append_new(all, json_pack("[I, I]", (json_int_t)from, (json_int_t)at));
    }
    free(spans);
    text_clear(&scratch);
    return all;
}

void render_doc_json(const zc_answer *answer, zc_buf *out)
{
    json_t *all = record_json(&answer->record);
    if (all)
        json_object_set_new(all, "text", json_view(answer->text));
    if (all && answer->marked)
        json_object_set_new(all, "marks", marks_json(answer));
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
