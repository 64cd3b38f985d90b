/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "meta_work.h"

#include "docno.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A value of several lines (a YAML block, a cell) as one. */
static zc_str one_line(meta_work *w, zc_str s)
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

void meta_set_value(meta_work *w, meta_field field, zc_str s, const char *source)
{
    date day;
    docno number;
    int year;
    bool timed;
    const char *status = field == META_STATUS ? meta_status_word(s) : NULL;
    if (field == META_DATE || field == META_PUBLISHED || field == META_EFFECTIVE) {
        if (date_lead(s, &day, &timed))
            meta_set_date(w, field, (dated){day, source});
    } else if (field == META_DOCNO) {
        if (docno_parse(s, false, &number))
            meta_set(w, field, str_from(number.canonical), source);
    } else if (field == META_YEAR) {
        if (year_parse(s, &year))
            meta_set_year(w, year, source);
    } else {
        meta_set(w, field, status ? str_from(status) : s, source);
    }
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
static const place *given_place(const meta_work *w, meta_field field, zc_str name, bool strictly)
{
    place_match found[16];
    size_t n = place_find(name, found, COUNT(found));
    const place *one = NULL;
    bool full = n && !found[0].short_name && !found[0].former;
    for (size_t i = 0; i < n && i < COUNT(found); i++) {
        const place *p = found[i].place;
        if (!of_field(p, field, strictly) || !meta_place_fits(w, p) ||
            (full && (found[i].short_name || found[i].former)))
            continue;
        if (one && one != p)
            return NULL;
        one = p;
    }
    return one;
}

/* County last: the city and the province given with it say which one it is. */
static void given_places(meta_work *w)
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
            meta_set_place(w, p, source, above[order[i]]);
        else
            meta_set(w, order[i], name, source);
    }
}

void meta_take_given(meta_work *w)
{
    const meta_values *given = &w->in->given;
    for (size_t i = 0; i < META_FIELDS; i++) {
        zc_str s = one_line(w, str_trim(given->value[i]));
        if (s.n && i != META_CITY && i != META_COUNTY && i != META_PROVINCE)
            meta_set_value(w, (meta_field)i, s, given->source[i]);
    }
    given_places(w);
}
