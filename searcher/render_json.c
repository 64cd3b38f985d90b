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

static json_t *hit_json(const answer_hit *hit, bool snippet)
{
    const zc_hit *h = &hit->public;
    json_t *object = json_pack(
        "{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:f}",
        "rank", (json_int_t)h->rank, "id", json_text(h->id), "path", json_text(h->path), "title",
        json_text(h->title), "city", json_text(h->city), "county", json_text(h->county), "province",
        json_text(h->province), "year", year_json(h->year), "date", json_text(h->date), "docno",
        json_text(h->docno), "docno_match", json_text(h->docno_match), "issuer",
        json_text(h->issuer), "type", json_text(h->type), "status", json_text(h->status), "url",
        json_text(h->url), "score", h->score);
    if (object && snippet)
        json_object_set_new(object, "snippet", snippet_json(hit));
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

/* Three decimals: microseconds. */
static json_t *ms_json(double ms)
{
    return json_real((double)(long long)(ms * 1000 + 0.5) / 1000);
}

void render_list_json(const zc_answer *answer, zc_buf *out)
{
    json_t *hits = json_array();
    for (size_t i = 0; i < answer->n_hits; i++)
        json_array_append_new(hits, hit_json(&answer->hits[i], answer->snippets));
    json_t *all =
        json_pack("{s:o, s:o, s:o, s:I, s:I, s:o, s:o}", "query", json_text(answer->query),
                  "understood", json_text(answer->understood), "relaxed",
                  answer->relaxed ? json_text(answer->relaxed) : json_false(), "total",
                  (json_int_t)answer->total, "offset", (json_int_t)answer->offset, "ms",
                  ms_json(answer->ms), "hits", hits);
    if (all && answer->snippets)
        json_object_set_new(all, "facets", facets_json(answer));
    json_append(out, all);
    buf_char(out, '\n');
}

void render_doc_json(const zc_answer *answer, zc_buf *out)
{
    json_t *all = record_json(&answer->record);
    if (all)
        json_object_set_new(all, "text", json_view(answer->text));
    json_append(out, all);
    buf_char(out, '\n');
}
