/* Filters: what a place, a year, a number or a date means in this index.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "builder.h"

#include "date.h"
#include "docno.h"
#include "gazetteer.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2100, MEANINGS_AT_MOST = 64 };

/* Years in all ranges of a query: ten ranges of a century. */
enum { YEARS_AT_MOST = 1000 };

static const store_node *refuse(builder *b, query_filter filter, zc_str value, refusal why)
{
    error_set(b->error, ZC_ERROR_ARGUMENT, message_refusal(b->lang, why),
              query_filter_label(filter, b->lang), (int)utf8_cut(value, 80), value.p);
    return NULL;
}

/* ---- Places ---- */

static const store_node *place_term(builder *b, const place *p)
{
    zc_buf both;
    const store_node *node = NULL;
    switch (p->level) {
    case PLACE_PROVINCE: return node_term(b, SCHEMA_PROVINCE, str_from(p->name));
    case PLACE_CITY: return node_term(b, SCHEMA_CITY, str_from(p->name));
    case PLACE_COUNTY:
        zc_buf_init(&both);
        buf_printf(&both, "%s/%s", p->city ? p->city : "", p->county ? p->county : p->name);
        if (both.failed)
            error_memory(b->error);
        else
            node = node_term(b, SCHEMA_COUNTY, buf_view(&both));
        zc_buf_clear(&both);
        return node;
    }
    return NULL;
}

/* =宁波市: the place itself, without those below it. */
static const store_node *only_level(builder *b, const place *p, const store_node *node)
{
    const char *level = p->county ? "county" : p->city ? "city" : "province";
    return node_pair(b, STORE_FILTER, node, node_term(b, SCHEMA_PLACE_LEVEL, str_from(level)));
}

static void label_place(zc_buf *label, const place *p)
{
    if (p->level == PLACE_COUNTY && p->city)
        buf_puts(label, p->city);
    buf_puts(label, p->name);
}

/* Full names before former and short ones; provinces only where asked for, or
 * where nothing below bears the name (吉林 is a city too). Returns how many. */
static size_t choose_places(query_filter filter, place_match *m, size_t n)
{
    bool full = false, below = false;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        full = full || (!m[i].short_name && !m[i].former);
        below = below || m[i].place->level != PLACE_PROVINCE || m[i].place->city;
    }
    for (size_t i = 0; i < n; i++) {
        bool province = m[i].place->level == PLACE_PROVINCE;
        if (full && (m[i].short_name || m[i].former))
            continue;
        if (filter == FILTER_PROVINCE ? !province : province && below && !m[i].place->city)
            continue;
        bool again = false;
        for (size_t k = 0; k < kept; k++)
            again = again || m[k].place == m[i].place;
        if (!again)
            m[kept++] = m[i];
    }
    return kept;
}

static bool lies_in(const place *below, const place *above)
{
    const char *holder = above->level == PLACE_PROVINCE ? below->province : below->city;
    return below != above && holder && strcmp(holder, above->name) == 0;
}

/* Every place that `name` may mean, also as 宁波市慈溪市 or 北京朝阳. */
static size_t find_places(zc_str name, place_match *found)
{
    size_t n = place_find(name, found, MEANINGS_AT_MOST), head = place_prefix(name), kept = 0;
    if (n > 0 || head == 0 || head == name.n)
        return n < MEANINGS_AT_MOST ? n : MEANINGS_AT_MOST;
    place_match above[MEANINGS_AT_MOST];
    size_t n_above = place_find(str_slice(name, 0, head), above, MEANINGS_AT_MOST);
    n = place_find(str_slice(name, head, name.n), found, MEANINGS_AT_MOST);
    for (size_t i = 0; i < n && i < MEANINGS_AT_MOST; i++) {
        bool inside = false;
        for (size_t k = 0; k < n_above && k < MEANINGS_AT_MOST; k++)
            inside = inside || lies_in(found[i].place, above[k].place);
        if (inside)
            found[kept++] = found[i];
    }
    return kept;
}

/* Places that stand in this index and in no gazetteer: 示例市. */
typedef struct own_places {
    builder *b;
    const char *prefix;
    zc_str name;
    const store_node *found[MEANINGS_AT_MOST];
    size_t n;
} own_places;

static bool is_own_place(zc_str term, zc_str name)
{
    size_t slash = str_find(term, STR_LIT("/"), 0);
    zc_str last = slash == SIZE_MAX ? term : str_slice(term, slash + 1, term.n);
    if (slash != SIZE_MAX && str_starts(name, str_slice(term, 0, slash)) &&
        str_equal(str_slice(name, slash, name.n), last))
        return true; /* 示例市示例区 */
    if (!str_starts(last, name))
        return false;
    zc_str rest = str_slice(last, name.n, last.n); /* 示例 for 示例市 */
    return rest.n == 0 || utf8_count(rest) == 1;
}

static bool take_own_place(void *context, zc_str term, uint64_t n)
{
    own_places *o = context;
    (void)n;
    if (o->n < MEANINGS_AT_MOST && is_own_place(term, o->name))
        o->found[o->n++] = node_term(o->b, o->prefix, term);
    return true;
}

static const store_node *own_place(builder *b, query_filter filter, zc_str name, zc_buf *label)
{
    static const char *const prefixes[] = {SCHEMA_PROVINCE, SCHEMA_CITY, SCHEMA_COUNTY};
    own_places o = {.b = b, .name = name};
    for (size_t i = 0; i < (filter == FILTER_PROVINCE ? 1 : 3) && o.n == 0; i++) {
        o.prefix = prefixes[i];
        if (store_terms(b->index->store, str_from(o.prefix), take_own_place, &o, b->error) != ZC_OK)
            return NULL;
    }
    if (o.n == 0)
        return NULL;
    buf_str(label, name);
    return node_join(b, STORE_OR, o.found, o.n);
}

static const store_node *unknown_place(builder *b, query_filter filter, zc_str name)
{
    const char *nearest[3];
    size_t n = place_nearest(name, nearest, 3);
    zc_buf why;
    zc_buf_init(&why);
    buf_printf(
        &why,
        message_refusal(b->lang, filter == FILTER_PROVINCE ? REFUSAL_PROVINCE : REFUSAL_PLACE),
        query_filter_label(filter, b->lang), (int)utf8_cut(name, 80), name.p);
    for (size_t i = 0; i < n; i++) {
        message before = i == 0 ? MESSAGE_NEAREST : i + 1 < n ? MESSAGE_AND : MESSAGE_OR;
        buf_printf(&why, "%s%s", message_text(b->lang, before), nearest[i]);
    }
    buf_puts(&why, n > 0 ? message_text(b->lang, MESSAGE_QUESTION) : "");
    error_set(b->error, ZC_ERROR_ARGUMENT, "%s", why.data);
    zc_buf_clear(&why);
    return NULL;
}

static const store_node *place_filter(builder *b, query_filter filter, zc_str value, zc_buf *label)
{
    bool only = str_starts(value, STR_LIT("="));
    zc_str name = only ? str_trim(str_slice(value, 1, value.n)) : value;
    place_match found[MEANINGS_AT_MOST];
    size_t n = choose_places(filter, found, find_places(name, found));
    buf_puts(label, only ? "=" : "");
    if (n == 0) {
        const store_node *own = own_place(b, filter, name, label);
        return own || b->error->status != ZC_OK ? own : unknown_place(b, filter, name);
    }
    const store_node *any[MEANINGS_AT_MOST];
    for (size_t i = 0; i < n; i++) {
        any[i] = place_term(b, found[i].place);
        if (only)
            any[i] = only_level(b, found[i].place, any[i]);
        buf_puts(label, i > 0 ? "|" : "");
        label_place(label, found[i].place);
    }
    return node_join(b, STORE_OR, any, n);
}

/* ---- Years and dates ---- */

/* "2023", or nothing: then `otherwise`. */
static bool read_year(zc_str s, int otherwise, int *out)
{
    *out = otherwise;
    if (s.n == 0)
        return true;
    if (str_ends(s, STR_LIT("年")))
        s.n -= strlen("年");
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || s.n > 4)
            return false;
        *out = *out * 10 + (s.p[i] - '0');
    }
    return s.n == 4;
}

/* The years of a range that the index knows: others find nothing. */
typedef struct years {
    builder *b;
    int low, high;
    const store_node *found[YEAR_LAST - YEAR_FIRST + 1];
    size_t n;
} years;

static bool take_year(void *context, zc_str term, uint64_t n)
{
    years *y = context;
    int year;
    (void)n;
    if (read_year(term, 0, &year) && year >= y->low && year <= y->high &&
        y->n < sizeof y->found / sizeof *y->found)
        y->found[y->n++] = node_term(y->b, SCHEMA_YEAR, term);
    return true;
}

static const store_node *year_filter(builder *b, zc_str value, zc_buf *label)
{
    size_t dots = str_find(value, STR_LIT(".."), 0);
    zc_str from = dots == SIZE_MAX ? value : str_slice(value, 0, dots);
    zc_str to = dots == SIZE_MAX ? value : str_slice(value, dots + 2, value.n);
    int low, high;
    if (!read_year(str_trim(from), YEAR_FIRST, &low) ||
        !read_year(str_trim(to), YEAR_LAST, &high) || (from.n == 0 && to.n == 0))
        return refuse(b, FILTER_YEAR, value, REFUSAL_YEAR);
    if (low > high)
        return refuse(b, FILTER_YEAR, value, REFUSAL_BACKWARDS);
    buf_str(label, value);
    years y = {.b = b, .low = low, .high = high};
    if (store_terms(b->index->store, str_from(SCHEMA_YEAR), take_year, &y, b->error) != ZC_OK)
        return NULL;
    b->years += y.n;
    if (b->years > YEARS_AT_MOST) {
        error_set(b->error, ZC_ERROR_LIMIT, message_refusal(b->lang, REFUSAL_YEARS), YEARS_AT_MOST);
        return NULL;
    }
    return node_join(b, STORE_OR, y.found, y.n);
}

/* YYYY, YYYY-MM or YYYY-MM-DD, as far as it goes. */
static bool is_date(zc_str s)
{
    static const char shape[] = "dddd-dd-dd";
    if (s.n != 4 && s.n != 7 && s.n != 10)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (shape[i] == 'd' ? s.p[i] < '0' || s.p[i] > '9' : s.p[i] != '-')
            return false;
    int month = s.n >= 7 ? (s.p[5] - '0') * 10 + s.p[6] - '0' : 1;
    int day = s.n >= 10 ? (s.p[8] - '0') * 10 + s.p[9] - '0' : 1;
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    date known;
    int year = atoi((char[]){s.p[0], s.p[1], s.p[2], s.p[3], '\0'});
    return s.n < 10 || year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR || date_parse(s, &known);
}

static const store_node *date_filter(builder *b, query_filter filter, zc_str value, zc_buf *label)
{
    if (!is_date(value))
        return refuse(b, filter, value, REFUSAL_DATE);
    buf_str(label, value);
    store_node range = {
        .op = STORE_RANGE, .slot = SCHEMA_SLOT_DATE, .low = STR_LIT("0"), .high = STR_LIT("9999")};
    const char *bound = filter == FILTER_SINCE ? arena_str(b->a, value)
                                               : arena_printf(b->a, "%.*s~", (int)value.n, value.p);
    if (!bound) /* 2023~ comes after every date of 2023 */
        return error_memory(b->error), NULL;
    *(filter == FILTER_SINCE ? &range.low : &range.high) = str_from(bound);
    return node_new(b, range);
}

/* ---- Numbers ---- */

static const store_node *number_filter(builder *b, query_filter filter, zc_str value, zc_buf *label)
{
    docno number;
    bool open_end = str_ends(value, STR_LIT("*")) || str_ends(value, STR_LIT("＊"));
    if (!docno_parse(value, open_end, &number))
        return refuse(b, filter, value, REFUSAL_DOCNO);
    const char *prefix = filter == FILTER_DOCNO ? SCHEMA_DOCNO : SCHEMA_CITED;
    buf_printf(label, "%s%s", number.canonical, open_end ? "*" : "");
    const store_node *term = node_term(b, prefix, str_from(number.canonical));
    if (!open_end)
        return term && builder_add_number(b, number.canonical, false) ? term : NULL;
    return term ? node_new(b, (store_node){.op = STORE_PREFIX, .term = term->term}) : NULL;
}

/* ---- Names: issuer, type, status ---- */

/* All values that hold what was typed: 教育局 means every 教育局. */
typedef struct names {
    builder *b;
    const char *prefix;
    zc_str part;
    const store_node **found;
    size_t n;
    bool failed;
} names;

static bool take_name(void *context, zc_str value, uint64_t n)
{
    names *s = context;
    (void)n;
    if (str_find(value, s->part, 0) == SIZE_MAX)
        return true;
    s->failed = !array_grow((void **)&s->found, s->n, sizeof *s->found);
    if (!s->failed)
        s->found[s->n++] = node_term(s->b, s->prefix, value);
    return !s->failed;
}

static const store_node *name_filter(builder *b, const char *prefix, zc_str value, zc_buf *label)
{
    bool only = str_starts(value, STR_LIT("="));
    zc_str part = only ? str_trim(str_slice(value, 1, value.n)) : value;
    buf_str(label, value);
    const store_node *exactly = node_term(b, prefix, part);
    uint64_t n = 0;
    if (!exactly || store_frequency(b->index->store, exactly->term, &n, b->error) != ZC_OK)
        return NULL;
    if (only || n > 0)
        return exactly;
    names s = {.b = b, .prefix = prefix, .part = part};
    const store_node *any = NULL;
    if (store_terms(b->index->store, str_from(prefix), take_name, &s, b->error) == ZC_OK) {
        if (s.failed)
            error_memory(b->error);
        else
            any = node_join(b, STORE_OR, s.found, s.n);
    }
    free(s.found);
    return any;
}

const store_node *filter_build(builder *b, query_filter filter, zc_str value, zc_buf *label)
{
    switch (filter) {
    case FILTER_CITY:
    case FILTER_PROVINCE: return place_filter(b, filter, value, label);
    case FILTER_YEAR: return year_filter(b, value, label);
    case FILTER_SINCE:
    case FILTER_UNTIL: return date_filter(b, filter, value, label);
    case FILTER_DOCNO:
    case FILTER_CITES: return number_filter(b, filter, value, label);
    case FILTER_ISSUER: return name_filter(b, SCHEMA_ISSUER, value, label);
    case FILTER_TYPE: return name_filter(b, SCHEMA_TYPE, value, label);
    case FILTER_STATUS:
        return name_filter(b, SCHEMA_STATUS,
                           meta_status_word(value) ? str_from(meta_status_word(value)) : value,
                           label);
    case FILTER_TITLE: buf_str(label, value); return leaf_title(b, value);
    case FILTERS: break;
    }
    return NULL;
}
