/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record_json.h"

#include <stdlib.h>

/* Sets a key, null for NULL; *ok stays false once memory ran out. */
static void set(json_t *object, const char *key, json_t *value, bool *ok)
{
    *ok = *ok && json_object_set_new(object, key, value) == 0;
}

static json_t *year_json(const char *year)
{
    return year ? json_integer(atoi(year)) : json_null();
}

static json_t *strings_json(const char *const *list, size_t n)
{
    json_t *array = json_array();
    for (size_t i = 0; array && i < n; i++)
        if (json_array_append_new(array, json_text(list[i])) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static json_t *citations_json(const meta *m)
{
    json_t *array = json_array();
    for (size_t i = 0; array && i < m->n_citations; i++) {
        json_t *one = json_pack("{s:o, s:I}", "docno", json_text(m->cited[m->citations[i].which]),
                                "offset", (json_int_t)m->citations[i].offset);
        if (json_array_append_new(array, one) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

json_t *record_json(const record *r)
{
    /* the order in which the fields are printed */
    static const meta_field order[] = {
        META_TITLE,  META_CITY, META_COUNTY, META_PROVINCE,  META_YEAR,      META_DATE, META_DOCNO,
        META_ISSUER, META_TYPE, META_STATUS, META_PUBLISHED, META_EFFECTIVE, META_URL,
    };
    json_t *all = json_object(), *sources = json_object();
    bool ok = all && sources;
    set(all, "id", json_text(r->id), &ok);
    set(all, "path", json_text(r->path), &ok);
    for (size_t i = 0; i < META_FIELDS; i++) {
        meta_field f = order[i];
        const char *value = r->fields.value[f];
        set(all, meta_field_name(f), f == META_YEAR ? year_json(value) : json_text(value), &ok);
        if (f == META_DOCNO)
            set(all, "cited_docnos", strings_json(r->fields.cited, r->fields.n_cited), &ok);
        if (f == META_ISSUER)
            set(all, "issuers", strings_json(r->fields.issuers, r->fields.n_issuers), &ok);
        if (value)
            set(sources, meta_field_name(f), json_text(r->fields.source[f]), &ok);
    }
    set(all, "encoding", json_text(r->encoding), &ok);
    set(all, "replaced", json_integer((json_int_t)r->replaced), &ok);
    set(all, "chars", json_integer((json_int_t)r->chars), &ok);
    set(all, "citations", citations_json(&r->fields), &ok);
    set(all, "notes", strings_json(r->notes, r->n_notes), &ok);
    set(all, "sources", sources, &ok);
    if (ok)
        return all;
    json_decref(all);
    return NULL;
}
