/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "meta_work.h"

#include "docno.h"
#include "doctype.h"
#include "effective.h"
#include "place_evidence.h"
#include "status.h"
#include "year.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

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

/* What the format says, in its field's form; what can't be read is passed over. */
static void take_said(meta_work *w, meta_field field)
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
    take_said(w, META_DOCNO);
    take_said(w, META_URL);
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

static int digits4(const char *s)
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
           own.year != digits4(published);
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
    dated named = day_of_name(w);
    meta_set_date(w, META_PUBLISHED, h->published);
    take_said(w, META_PUBLISHED);
    if (w->sign.day.source && strcmp(w->sign.day.source, "signature") == 0)
        meta_set_date(w, META_DATE, w->sign.day);
    meta_set_date(w, META_DATE, h->made);
    take_said(w, META_DATE);
    if (h->adopted_cut && named.source && date_order(named.day, h->adopted.day) > 0)
        meta_set_date(w, META_DATE, named);
    meta_set_date(w, META_DATE, h->adopted);
    meta_set_date(w, META_DATE, w->sign.day);
    meta_set_date(w, META_DATE, h->under_title);
    if (out->value[META_PUBLISHED] && !published_late(w))
        meta_set(w, META_DATE, str_from(out->value[META_PUBLISHED]), out->source[META_PUBLISHED]);
    meta_set_date(w, META_DATE, named);
}

static void take_year(meta_work *w)
{
    const char *day = w->out->value[META_DATE], *number = w->out->value[META_DOCNO];
    docno own;
    if (w->out->value[META_YEAR])
        return;
    if (day) {
        meta_set_year(w, digits4(day), "date");
    } else if (number && docno_parse(str_from(number), false, &own) && own.year) {
        meta_set_year(w, own.year, "docno");
    } else if (w->sign.year) {
        meta_set_year(w, w->sign.year, "signature");
    } else {
        int year = year_latest(w->in->text);
        if (year)
            meta_set_year(w, year, "text (latest year, not a target)");
    }
}

/* ---- Taking effect ---- */

/* Whether META_DATE is the day that 发布之日 or 通过之日 means. A law that was passed one day
 * and promulgated another says only one of them. */
static bool is_day_of(const meta_work *w, const char *act)
{
    const char *source = w->out->source[META_DATE];
    if (!source)
        return false;
    if (strcmp(source, "preamble") != 0) {
        static const char *const certain[] = {"signature", "label", "number line"};
        bool sure = source == w->in->given.source[META_DATE] ||
                    source == w->in->said.source[META_DATE];
        if (strcmp(act, "印发") == 0)
            sure = sure || strcmp(source, "printed") == 0;
        for (size_t i = 0; i < COUNT(certain); i++)
            sure = sure || strcmp(source, certain[i]) == 0;
        return sure && strcmp(act, "通过") != 0 && source != w->out->source[META_PUBLISHED];
    }
    static const char *const promulgates[] = {"公布", "发布", "颁布", "令"};
    zc_str says = w->head.adopted_says;
    bool passed = str_find(says, STR_LIT("通过"), 0) != SIZE_MAX, public = false;
    for (size_t i = 0; i < COUNT(promulgates); i++)
    public = public || str_find(says, str_from(promulgates[i]), 0) != SIZE_MAX;
    return w->head.adopted_once && (strcmp(act, "通过") == 0 ? passed : public);
}

static bool has_word(const char *title, const char *word)
{
    return title && strstr(title, word);
}

/* A law that was amended names the day on which its first version took effect, and a
 * retroactive notice a day of its own year: anything earlier isn't this text's day. */
static bool is_late_enough(const meta_work *w, dated d)
{
    const char *day = w->out->value[META_DATE];
    char iso[DATE_ISO_SIZE];
    if (!day)
        return true;
    date_iso(d.day, iso);
    if (strcmp(w->out->source[META_DATE], "preamble") == 0)
        return strcmp(iso, day) >= 0;
    return digits4(iso) + 1 >= digits4(day);
}

/* What of the text speaks for the document. What a notice, a reply or a decision only
 * carries, such as the amended law below a decision, speaks for itself; what it
 * publishes (印发《…办法》的通知) is its own. */
static zc_str own_part(const meta_work *w)
{
    static const char *const carriers[] = {"通知", "函",   "批复", "复函", "公告",
                                           "通告", "决定", "通报", "令"};
    static const char *const publishes[] = {"印发", "公布", "发布", "颁布", "颁发", "下发"};
    const char *title = w->out->value[META_TITLE], *type = w->out->value[META_TYPE];
    bool carries = !type, published = false;
    for (size_t i = 0; type && i < COUNT(carriers); i++)
        carries = carries || strcmp(type, carriers[i]) == 0;
    for (size_t i = 0; i < COUNT(publishes); i++)
        published = published || has_word(title, publishes[i]);
    bool forwards = has_word(title, "转发") || has_word(title, "批转");
    return str_slice(w->in->text, 0,
                     forwards || (carries && !published) ? w->sign.end : w->in->text.n);
}

/* What explains a document or tells of it repeats its words, and a draft isn't in
 * force. */
static bool is_not_in_force(const meta_work *w)
{
    static const char *const drafts[] = {"征求", "草案", "送审稿"};
    static const char *const tellers[] = {"解读", "说明", "报告", "答复", "纪要", "公示", "解答"};
    const char *type = w->out->value[META_TYPE];
    for (size_t i = 0; i < COUNT(drafts); i++)
        if (has_word(w->out->value[META_TITLE], drafts[i]))
            return true;
    for (size_t i = 0; type && i < COUNT(tellers); i++)
        if (strcmp(type, tellers[i]) == 0)
            return true;
    return false;
}

static void take_effective(meta_work *w)
{
    meta_set_date(w, META_EFFECTIVE, w->head.effective);
    take_said(w, META_EFFECTIVE);
    if (w->out->value[META_EFFECTIVE] || is_not_in_force(w))
        return;
    effective e;
    effective_read(own_part(w), w->out->value[META_TYPE], &e);
    if (!e.day.source && !e.conflict)
        e.day = w->head.in_force;
    if (e.day.source && is_late_enough(w, e.day)) {
        meta_set_date(w, META_EFFECTIVE, e.day);
    } else if (!e.day.source && !e.conflict && e.act && is_day_of(w, e.act)) {
        char *source = arena_printf(w->a, "text: 自%s之日起施行", e.act);
        w->failed = w->failed || !source;
        meta_set(w, META_EFFECTIVE, str_from(w->out->value[META_DATE]), source);
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
    take_effective(&w);
    take_status(&w);
    take_place(&w);
    if (w.failed)
        return error_memory(error);
    *out = found;
    return ZC_OK;
}
