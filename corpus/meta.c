/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "meta.h"

#include "date.h"
#include "docno.h"
#include "doctype.h"
#include "gazetteer.h"
#include "head.h"
#include "organ.h"
#include "place_evidence.h"
#include "signature.h"
#include "year.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- The work ---- */

typedef struct work {
    const meta_input *in;
    arena *a;
    meta *out;
    head head;
    signature sign;
    const char *title_organ;
    bool failed; /* memory ran out */
} work;

/* The first to know a field fills it. */
static void set(work *w, meta_field field, zc_str value, const char *source)
{
    if (w->out->value[field] || value.n == 0 || w->in->given.none[field])
        return;
    char *copy = arena_str(w->a, value);
    if (!copy)
        w->failed = true;
    w->out->value[field] = copy;
    w->out->source[field] = copy ? source : NULL;
}

static void set_date(work *w, meta_field field, dated d)
{
    char iso[DATE_ISO_SIZE];
    if (!d.source)
        return;
    date_iso(d.day, iso);
    set(w, field, str_from(iso), d.source);
}

static void set_year(work *w, int year, const char *source)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%d", year);
    set(w, META_YEAR, str_from(digits), source);
}

/* ---- What a person gave ---- */

/* A value of several lines (a YAML block, a cell) as one. */
static zc_str one_line(work *w, zc_str s)
{
    char *line = arena_alloc(w->a, s.n + 1);
    size_t n = 0;
    for (size_t at = 0; line && at < s.n;) {
        size_t from = at;
        uint32_t cp = utf8_next(s, &at);
        bool control = cp < 0x20 || cp == 0x7F || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
        if (control && (n == 0 || line[n - 1] == ' '))
            continue;
        if (control)
            line[n++] = ' ';
        else
            while (from < at)
                line[n++] = s.p[from++];
    }
    return line ? (zc_str){line, n} : s;
}

/* 2023, 2023年. */
static bool year_parse(zc_str s, int *out)
{
    s = str_trim(s);
    if (str_ends(s, STR_LIT("年")))
        s = str_trim(str_slice(s, 0, s.n - 3));
    if (s.n != 4)
        return false;
    int year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        year = year * 10 + (s.p[i] - '0');
    }
    *out = year;
    return year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR;
}

/* Fields other than places: normalised where they have a form of their own. */
static void given_field(work *w, meta_field field, zc_str s, const char *source)
{
    date day;
    docno number;
    int year;
    const char *status = field == META_STATUS ? meta_status_word(s) : NULL;
    if (field == META_DATE || field == META_PUBLISHED || field == META_EFFECTIVE) {
        if (date_parse(s, &day))
            set_date(w, field, (dated){day, source});
    } else if (field == META_DOCNO) {
        if (docno_parse(s, false, &number))
            set(w, field, str_from(number.canonical), source);
    } else if (field == META_YEAR) {
        if (year_parse(s, &year))
            set_year(w, year, source);
    } else if (status) {
        set(w, field, str_from(status), source);
    } else {
        set(w, field, s, source);
    }
}

/* The levels above `p` and its own, where they aren't known yet. */
static void set_place(work *w, const place *p, const char *source, const char *above)
{
    if (p->county)
        set(w, META_COUNTY, str_from(p->county), source);
    if (p->city)
        set(w, META_CITY, str_from(p->city), p->level == PLACE_COUNTY ? above : source);
    set(w, META_PROVINCE, str_from(p->province), p->level == PLACE_PROVINCE ? source : above);
}

/* Whether `p` agrees with what is set at its level and above. */
static bool place_fits(const work *w, const place *p)
{
    const char *const *value = w->out->value;
    return (!value[META_PROVINCE] || strcmp(value[META_PROVINCE], p->province) == 0) &&
           (!value[META_CITY] || (p->city && strcmp(value[META_CITY], p->city) == 0)) &&
           (!value[META_COUNTY] || (p->county && strcmp(value[META_COUNTY], p->county) == 0));
}

/* Whether `p` is what this field's column holds; failing that, what people put
 * there all the same: 慈溪市 among cities, 天门市 among counties. */
static bool of_field(const place *p, meta_field field, bool strictly)
{
    if (field == META_PROVINCE)
        return p->level == PLACE_PROVINCE;
    bool county = p->level == PLACE_COUNTY;
    bool city = p->city && !county;
    return strictly == (field == META_CITY) ? city : county;
}

/* The one place that a given name means, the other given fields considered. */
static const place *given_place(const work *w, meta_field field, zc_str name, bool strictly)
{
    place_match found[16];
    size_t n = place_find(name, found, COUNT(found));
    const place *one = NULL;
    bool full = n && !found[0].short_name && !found[0].former;
    for (size_t i = 0; i < n && i < COUNT(found); i++) {
        const place *p = found[i].place;
        if (!of_field(p, field, strictly) || !place_fits(w, p) ||
            (full && (found[i].short_name || found[i].former)))
            continue;
        if (one && one != p)
            return NULL;
        one = p;
    }
    return one;
}

/* County last: the city and the province given with it say which one it is. */
static void given_places(work *w)
{
    const meta_values *given = &w->in->given;
    static const meta_field order[] = {META_PROVINCE, META_CITY, META_COUNTY};
    static const char *const above[META_FIELDS] = {
        [META_PROVINCE] = "province", [META_CITY] = "city", [META_COUNTY] = "county"};
    for (size_t i = 0; i < COUNT(order); i++) {
        zc_str name = one_line(w, str_trim(given->value[order[i]]));
        const char *source = given->source[order[i]];
        const place *p = given_place(w, order[i], name, true);
        if (!p)
            p = given_place(w, order[i], name, false);
        if (p)
            set_place(w, p, source, above[order[i]]);
        else
            set(w, order[i], name, source);
    }
}

static void take_given(work *w)
{
    const meta_values *given = &w->in->given;
    for (size_t i = 0; i < META_FIELDS; i++) {
        zc_str s = one_line(w, str_trim(given->value[i]));
        if (s.n && i != META_CITY && i != META_COUNTY && i != META_PROVINCE)
            given_field(w, (meta_field)i, s, given->source[i]);
    }
    given_places(w);
}

/* ---- Title, number, issuer ---- */

/* 市财政局 of 市财政局、市国税局关于转发…. */
static const char *organ_of_title(work *w)
{
    zc_str title = w->out->value[META_TITLE] ? str_from(w->out->value[META_TITLE]) : STR_NONE;
    docno number;
    if (docno_scan(title, 0, &number) && number.from == 0)
        title = str_slice(title, number.to, title.n);
    size_t about = str_find(title, STR_LIT("关于"), 0);
    zc_str name = about == SIZE_MAX ? STR_NONE : organ_first(str_slice(title, 0, about));
    if (name.n == 0)
        return NULL;
    char *organ = organ_tidy(w->a, name);
    w->failed = w->failed || !organ;
    return organ;
}

/* An issuer, unless it only names its kind and the signature says more:
 * 市财政局, signed 上海市财政局. */
static void set_issuer(work *w, const char *organ, const char *source)
{
    if (!organ)
        return;
    const char *signer = w->sign.organ;
    if (signer && organ_unit(str_from(organ)).n && strcmp(organ, signer) != 0 &&
        str_ends(str_from(signer), str_from(organ)))
        set(w, META_ISSUER, str_from(signer), "signature");
    set(w, META_ISSUER, str_from(organ), source);
}

static void take_head(work *w)
{
    head *h = &w->head;
    if (h->title)
        set(w, META_TITLE, str_from(h->title), h->title_source);
    if (h->number_source)
        set(w, META_DOCNO, str_from(h->number.canonical), h->number_source);
    w->title_organ = organ_of_title(w);
    set_issuer(w, h->organ, h->organ_source);
    set_issuer(w, w->title_organ, "title");
    set_issuer(w, w->sign.organ, "signature");
    set_issuer(w, h->label_organ, "label");
}

/* ---- Dates ---- */

static zc_str base_name(zc_str path)
{
    size_t from = path.n;
    while (from > 0 && path.p[from - 1] != '/')
        from--;
    return str_slice(path, from, path.n);
}

static void take_dates(work *w)
{
    const head *h = &w->head;
    bool signed_by_organ = w->sign.organ != NULL;
    set_date(w, META_PUBLISHED, h->published);
    if (signed_by_organ)
        set_date(w, META_DATE, w->sign.day);
    set_date(w, META_DATE, h->made);
    set_date(w, META_DATE, h->adopted);
    set_date(w, META_DATE, w->sign.day);
    set_date(w, META_DATE, h->under_title);
    if (w->out->value[META_PUBLISHED])
        set(w, META_DATE, str_from(w->out->value[META_PUBLISHED]), w->out->source[META_PUBLISHED]);
    date day;
    size_t from, to;
    if (date_scan(base_name(w->in->path), 0, &day, &from, &to))
        set_date(w, META_DATE, (dated){day, "file name"});
}

static int digits4(const char *s)
{
    return (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
}

static void take_year(work *w)
{
    const char *day = w->out->value[META_DATE], *number = w->out->value[META_DOCNO];
    docno own;
    if (w->out->value[META_YEAR])
        return;
    if (day) {
        set_year(w, digits4(day), "date");
    } else if (number && docno_parse(str_from(number), false, &own) && own.year > 0) {
        set_year(w, own.year, "docno");
    } else {
        int year = year_latest(w->in->text);
        if (year)
            set_year(w, year, "text (latest year, not a target)");
    }
}

/* ---- Type and status ---- */

static void take_type(work *w)
{
    const char *title = w->out->value[META_TITLE];
    const char *type = title ? doctype_of_title(str_from(title)) : NULL;
    if (type)
        set(w, META_TYPE, str_from(type), "title");
    zc_str formula;
    type = doctype_of_opening(w->in->text, &formula);
    if (!type)
        return;
    zc_buf source;
    zc_buf_init(&source);
    buf_puts(&source, "opening: ");
    buf_str(&source, formula);
    char *words = source.failed ? NULL : arena_str(w->a, buf_view(&source));
    zc_buf_clear(&source);
    w->failed = w->failed || !words;
    set(w, META_TYPE, str_from(type), words);
}

static void take_status(work *w)
{
    static const struct {
        const char *mark, *status;
    } marks[] = {{"已废止", "失效"},   {"已失效", "失效"},   {"[失效]", "失效"},
                 {"[废止]", "失效"},   {"［失效］", "失效"}, {"【失效】", "失效"},
                 {"（失效）", "失效"}, {"(失效)", "失效"},   {"【废止】", "失效"},
                 {"（废止）", "失效"}, {"[有效]", "有效"},   {"［有效］", "有效"},
                 {"【有效】", "有效"}, {"（有效）", "有效"}, {"(有效)", "有效"}};
    zc_str title = w->head.marked ? str_from(w->head.marked) : STR_NONE;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_find(title, str_from(marks[i].mark), 0) != SIZE_MAX)
            set(w, META_STATUS, str_from(marks[i].status), "title");
    if (w->head.label_status)
        set(w, META_STATUS, str_from(w->head.label_status), "label");
}

/* ---- Place ---- */

/* Evidence may add to a given place what lies below it, never contradict it. */
static void take_place(work *w)
{
    const head *h = &w->head;
    const char *const *value = w->out->value;
    place_verdict verdict;
    place_input in = {
        .text = w->in->text,
        .path = w->in->path,
        .title = value[META_TITLE],
        .head_organ = h->organ ? h->organ : h->label_organ,
        .head_source = h->organ ? h->organ_source : "label",
        .title_organ = w->title_organ,
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
    if (verdict.place && place_fits(w, verdict.place))
        set_place(w, verdict.place, verdict.source, verdict.source);
}

/* The first issuer stands for all where they are not told apart. */
static void take_issuers(work *w)
{
    meta *out = w->out;
    if (!out->value[META_ISSUER])
        return;
    out->issuers = arena_alloc(w->a, sizeof *out->issuers);
    w->failed = w->failed || !out->issuers;
    if (out->issuers)
        out->issuers[out->n_issuers++] = out->value[META_ISSUER];
}

zc_status meta_extract(const meta_input *input, arena *a, meta *out, zc_error *error)
{
    meta found = {0};
    meta_input in = *input;
    in.text = in.text.n ? in.text : STR_NONE; /* searching wants an address */
    work w = {.in = &in, .a = a, .out = &found};
    const meta_values *titled = str_trim(in.given.value[META_TITLE]).n ? &in.given : &in.said;
    if (!head_read(in.text, titled->value[META_TITLE], titled->source[META_TITLE], a, &w.head) ||
        !signature_read(in.text, a, &w.sign))
        return error_memory(error);
    take_given(&w);
    take_head(&w);
    take_dates(&w);
    take_year(&w);
    take_type(&w);
    take_status(&w);
    take_place(&w);
    take_issuers(&w);
    if (w.failed)
        return error_memory(error);
    *out = found;
    return ZC_OK;
}
