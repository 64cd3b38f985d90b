/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "meta_work.h"

#include "docno.h"
#include "doctype.h"
#include "place_evidence.h"
#include "status.h"
#include "year.h"

#include <stdio.h>
#include <string.h>

/* ---- Setting ---- */

void meta_set(meta_work *w, meta_field field, zc_str value, const char *source)
{
    if (w->out->value[field] || value.n == 0 || w->in->given.none[field])
        return;
    char *copy = arena_str(w->a, value);
    if (!copy)
        w->failed = true;
    w->out->value[field] = copy;
    w->out->source[field] = copy ? source : NULL;
}

void meta_set_date(meta_work *w, meta_field field, dated d)
{
    char iso[DATE_ISO_SIZE];
    if (!d.source)
        return;
    date_iso(d.day, iso);
    meta_set(w, field, str_from(iso), d.source);
}

void meta_set_year(meta_work *w, int year, const char *source)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%d", year);
    meta_set(w, META_YEAR, str_from(digits), source);
}

void meta_set_place(meta_work *w, const place *p, const char *source, const char *above)
{
    if (p->county)
        meta_set(w, META_COUNTY, str_from(p->county), source);
    if (p->city)
        meta_set(w, META_CITY, str_from(p->city), p->level == PLACE_COUNTY ? above : source);
    meta_set(w, META_PROVINCE, str_from(p->province), p->level == PLACE_PROVINCE ? source : above);
}

bool meta_place_fits(const meta_work *w, const place *p)
{
    const char *const *value = w->out->value;
    return (!value[META_PROVINCE] || strcmp(value[META_PROVINCE], p->province) == 0) &&
           (!value[META_CITY] || (p->city && strcmp(value[META_CITY], p->city) == 0)) &&
           (!value[META_COUNTY] || (p->county && strcmp(value[META_COUNTY], p->county) == 0));
}

void meta_take_said(meta_work *w, meta_field field)
{
    const meta_values *said = &w->in->said;
    zc_str value = str_trim(said->value[field]);
    if (value.n)
        meta_set_value(w, field, value, said->source[field]);
}

/* ---- Title, number, issuers ---- */

static void take_head(meta_work *w)
{
    const head *h = &w->head;
    if (h->title)
        meta_set(w, META_TITLE, str_from(h->title), h->title_source);
    if (h->number_source)
        meta_set(w, META_DOCNO, str_from(h->number.canonical), h->number_source);
    meta_take_said(w, META_DOCNO);
    docno number;
    if (w->sign.number.n && docno_parse(w->sign.number, false, &number))
        meta_set(w, META_DOCNO, str_from(number.canonical), "signature");
    meta_take_said(w, META_URL);
}

/* A given value may name several. */
static void take_issuers(meta_work *w)
{
    meta *out = w->out;
    organ_names *names = &w->issuers.names, given = {0};
    if (out->value[META_ISSUER]) {
        w->failed = w->failed || !organ_list(str_from(out->value[META_ISSUER]), w->a, &given);
        if (given.n < 2)
            given = (organ_names){{out->value[META_ISSUER]}, 1};
        out->value[META_ISSUER] = given.at[0];
        names = &given;
    } else if (names->n) {
        meta_set(w, META_ISSUER, str_from(names->at[0]), w->issuers.source);
    }
    if (!out->value[META_ISSUER])
        return;
    out->issuers = arena_alloc(w->a, names->n * sizeof *out->issuers);
    w->failed = w->failed || !out->issuers;
    for (size_t i = 0; out->issuers && i < names->n; i++)
        out->issuers[out->n_issuers++] = i ? names->at[i] : out->value[META_ISSUER];
}

/* ---- Dates ---- */

static zc_str base_name(zc_str path)
{
    size_t from = path.n;
    while (from > 0 && path.p[from - 1] != '/')
        from--;
    return str_slice(path, from, path.n);
}

int meta_year_of(const char *s)
{
    return (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
}

/* What was put up in a year other than the own number's was issued before: 豫政〔1989〕
 * 74号, 发布日期：2007-06-08. */
static bool published_late(const meta_work *w)
{
    const char *published = w->out->value[META_PUBLISHED], *number = w->out->value[META_DOCNO];
    docno own;
    return published && number && docno_parse(str_from(number), false, &own) && own.year &&
           own.year != meta_year_of(published);
}

static dated day_of_name(const meta_work *w)
{
    dated d = {.source = "file name"};
    size_t from, to;
    return date_scan(base_name(w->in->path), 0, &d.day, &from, &to) ? d : (dated){0};
}

static void take_dates(meta_work *w)
{
    const head *h = &w->head;
    const meta *out = w->out;
    meta_set_date(w, META_PUBLISHED, h->published);
    meta_take_said(w, META_PUBLISHED);
    if (w->sign.day.source && strcmp(w->sign.day.source, "signature") == 0)
        meta_set_date(w, META_DATE, w->sign.day);
    meta_set_date(w, META_DATE, h->made);
    meta_take_said(w, META_DATE);
    meta_set_date(w, META_DATE, h->adopted);
    meta_set_date(w, META_DATE, w->sign.day);
    meta_set_date(w, META_DATE, h->under_title);
    w->dated_by_page = !out->value[META_DATE];
    if (out->value[META_PUBLISHED] && !published_late(w))
        meta_set(w, META_DATE, str_from(out->value[META_PUBLISHED]), out->source[META_PUBLISHED]);
    meta_set_date(w, META_DATE, day_of_name(w));
}

static void take_year(meta_work *w)
{
    const char *day = w->out->value[META_DATE], *number = w->out->value[META_DOCNO];
    docno own;
    if (w->out->value[META_YEAR])
        return;
    if (day) {
        meta_set_year(w, meta_year_of(day), "date");
    } else if (number && docno_parse(str_from(number), false, &own) && own.year > 0) {
        meta_set_year(w, own.year, "docno");
    } else if (w->sign.year) {
        meta_set_year(w, w->sign.year, "signature");
    } else if (w->head.year) {
        meta_set_year(w, w->head.year, "under the title");
    } else {
        int year = year_latest(w->in->text);
        if (year)
            meta_set_year(w, year, "text (latest year, not a target)");
    }
}

/* ---- Type and status ---- */

static void take_type(meta_work *w)
{
    const char *title = w->out->value[META_TITLE];
    const char *type = title ? doctype_of_title(str_from(title)) : NULL;
    const meta_values *said = &w->in->said;
    if (type)
        meta_set(w, META_TYPE, str_from(type), "title");
    if (doctype_word(said->value[META_TYPE]))
        meta_set(w, META_TYPE, str_from(doctype_word(said->value[META_TYPE])),
                 said->source[META_TYPE]);
    if (w->head.type)
        meta_set(w, META_TYPE, str_from(w->head.type), "label");
    zc_str formula;
    type = title ? NULL : doctype_of_opening(w->in->text, &formula);
    if (!type)
        return;
    char *source = arena_printf(w->a, "opening: %.*s", (int)formula.n, formula.p);
    w->failed = w->failed || !source;
    meta_set(w, META_TYPE, str_from(type), source);
}

static void take_status(meta_work *w)
{
    const meta_values *said = &w->in->said;
    const head *h = &w->head;
    bool noted = h->status && strcmp(h->status_source, "note") == 0;
    if (h->status && !noted)
        meta_set(w, META_STATUS, str_from(h->status), h->status_source);
    const char *status = status_of_label(str_trim(said->value[META_STATUS]), false);
    if (status)
        meta_set(w, META_STATUS, str_from(status), said->source[META_STATUS]);
    status = noted ? h->status : status_of_tail(w->in->text);
    if (status)
        meta_set(w, META_STATUS, str_from(status), "note");
}

/* ---- Place ---- */

/* Evidence may add to a given place what lies below it, never contradict it. */
static void take_place(meta_work *w)
{
    const head *h = &w->head;
    const char *const *value = w->out->value;
    const organ_names *organs = h->organs.n ? &h->organs : &h->label_organs;
    place_verdict verdict;
    place_input in = {
        .text = w->in->text,
        .path = w->in->path,
        .title = value[META_TITLE],
        .head_organ = organs->n ? organs->at[0] : NULL,
        .head_source = h->organs.n ? h->organ_source : "label",
        .title_organ = w->issuers.title_organ,
        .signer = w->sign.organ,
        .number = value[META_DOCNO],
        .adopter = h->adopter,
    };
    if (value[META_COUNTY])
        return;
    if (!place_weigh(&in, w->a, &verdict)) {
        w->failed = true;
        return;
    }
    if (verdict.place && meta_place_fits(w, verdict.place))
        meta_set_place(w, verdict.place, verdict.source, verdict.source);
}

/* ---- The whole ---- */

/* Reads head and signature, and who issued it. False when memory runs out. */
static bool read_ends(meta_work *w)
{
    const meta_input *in = w->in;
    const meta_values *titled = str_trim(in->given.value[META_TITLE]).n ? &in->given : &in->said;
    head *h = &w->head;
    if (!head_read(in->text, titled->value[META_TITLE], titled->source[META_TITLE], w->a, h) ||
        !signature_read(in->text, h->body, w->a, &w->sign))
        return false;
    if (issuer_signs_other(h->title, h, &w->sign, w->a))
        w->sign = (signature){.day = w->sign.alone, .end = w->sign.end};
    return issuer_weigh(h->title, h, &w->sign, in->said.value[META_ISSUER],
                        in->said.source[META_ISSUER], w->a, &w->issuers);
}

zc_status meta_extract(const meta_input *input, arena *a, meta *out, zc_error *error)
{
    meta found = {0};
    meta_input in = *input;
    in.text = in.text.n ? in.text : STR_NONE; /* searching wants an address */
    meta_work w = {.in = &in, .a = a, .out = &found};
    if (!read_ends(&w))
        return error_memory(error);
    meta_take_given(&w);
    take_head(&w);
    take_issuers(&w);
    take_dates(&w);
    take_year(&w);
    take_type(&w);
    meta_take_effective(&w);
    take_status(&w);
    take_place(&w);
    if (w.failed)
        return error_memory(error);
    *out = found;
    return ZC_OK;
}
