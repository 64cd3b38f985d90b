/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "postings.h"

#include "named.h"

#include <stdlib.h>
#include <string.h>

/* A code point and the one after it (0 where a line ends), and where it stands. */
struct gram {
    uint64_t key; /* first << 21 | second */
    uint32_t position;
};

enum {
    CODE_POINT_BITS = 21,
    WORD_AT_LEAST = 3, /* shorter words are the same term as a character or gram */
    WORD_AT_MOST = 40, /* longer ones are numbers, addresses, damage */
    NESTED_AT_MOST = 4 /* user's terms that begin at one place */
};

void postings_init(postings *p)
{
    *p = (postings){0};
    zc_buf_init(&p->bytes);
}

void postings_clear(postings *p)
{
    zc_buf_clear(&p->bytes);
    free(p->terms);
    free(p->positions);
    free(p->grams);
    free(p->other);
    free(p->words);
    text_clear(&p->norm);
    postings_init(p);
}

static bool add_term(postings *p, size_t at, uint32_t wdf, size_t first, size_t count)
{
    if (!array_grow((void **)&p->terms, p->n_terms, sizeof *p->terms))
        return false;
    p->terms[p->n_terms++] = (posting){
        .at = (uint32_t)at,
        .length = (uint32_t)(p->bytes.len - at),
        .wdf = wdf,
        .first = (uint32_t)first,
        .count = (uint32_t)count,
    };
    return true;
}

/* ---- Characters and grams ---- */

static bool reserve(postings *p, size_t n)
{
    if (n > p->cap_grams) {
        size_t cap = p->cap_grams ? p->cap_grams : 4096;
        while (cap < n)
            cap *= 2;
        struct gram *grams = realloc(p->grams, cap * sizeof *grams);
        p->grams = grams ? grams : p->grams;
        struct gram *other = realloc(p->other, cap * sizeof *other);
        p->other = other ? other : p->other;
        if (!grams || !other)
            return false;
        p->cap_grams = cap;
    }
    if (p->n_positions + n > p->cap_positions) {
        size_t cap = p->cap_positions ? p->cap_positions : 4096;
        while (cap < p->n_positions + n)
            cap *= 2;
        uint32_t *positions = realloc(p->positions, cap * sizeof *positions);
        if (!positions)
            return false;
        p->positions = positions;
        p->cap_positions = cap;
    }
    return true;
}

/* Sorts by key, positions staying ascending: least significant digit first. */
static void sort_grams(postings *p, size_t n)
{
    enum { DIGIT = 11, BINS = 1 << DIGIT };
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++)
        all |= p->grams[i].key;
    for (unsigned shift = 0; all >> shift != 0; shift += DIGIT) {
        uint32_t start[BINS] = {0};
        for (size_t i = 0; i < n; i++)
            start[p->grams[i].key >> shift & (BINS - 1)]++;
        uint32_t sum = 0;
        for (size_t b = 0; b < BINS; b++) {
            uint32_t count = start[b];
            start[b] = sum;
            sum += count;
        }
        for (size_t i = 0; i < n; i++)
            p->other[start[p->grams[i].key >> shift & (BINS - 1)]++] = p->grams[i];
        struct gram *sorted = p->other;
        p->other = p->grams;
        p->grams = sorted;
    }
}

/* Signs and blanks make grams too, so that 3+2+2 and “361” are found as words are; a
 * line end makes none, so that nothing is found across it. */
static size_t collect_grams(postings *p)
{
    const text *t = &p->norm;
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        uint32_t next = i + 1 < t->n && t->cp[i + 1] != '\n' ? t->cp[i + 1] : 0;
        if (t->cp[i] != '\n' && (next || text_is_unit(t->cp[i])))
            p->grams[n++] = (struct gram){
                .key = (uint64_t)t->cp[i] << CODE_POINT_BITS | next,
                .position = (uint32_t)i + 1,
            };
    }
    return n;
}

/* Terms of all units and grams of p->norm. */
static bool add_grams(postings *p, const char *prefix)
{
    if (!reserve(p, p->norm.n))
        return false;
    size_t n = collect_grams(p);
    sort_grams(p, n);
    const struct gram *g = p->grams;
    for (size_t i = 0, unit_end = 0; i < n;) {
        uint32_t first = (uint32_t)(g[i].key >> CODE_POINT_BITS);
        uint32_t second = (uint32_t)(g[i].key & ((1u << CODE_POINT_BITS) - 1));
        if (i == unit_end) { /* a new first character: all its grams are one run */
            while (unit_end < n && g[unit_end].key >> CODE_POINT_BITS == first)
                unit_end++;
            size_t at = p->bytes.len;
            bool unit = text_is_unit(first);
            if (unit) {
                buf_puts(&p->bytes, prefix);
                buf_cp(&p->bytes, first);
            }
            if (unit && !add_term(p, at, (uint32_t)(unit_end - i), 0, 0))
                return false;
        }
        size_t end = i + 1;
        while (end < n && g[end].key == g[i].key)
            end++;
        if (second != 0) {
            size_t at = p->bytes.len, from = p->n_positions;
            buf_puts(&p->bytes, prefix);
            buf_cp(&p->bytes, first);
            buf_cp(&p->bytes, second);
            for (size_t k = i; k < end; k++)
                p->positions[p->n_positions++] = g[k].position;
            /* signs are found, but make no text longer and weigh nothing */
            bool signs = !text_is_unit(first) || !text_is_unit(second);
            if (!add_term(p, at, signs ? 0 : (uint32_t)(end - i), from, end - i))
                return false;
        }
        i = end;
    }
    return true;
}

/* ---- Words ---- */

static int compare_words(const void *a, const void *b, void *context)
{
    const text *t = context;
    const text_word *x = a, *y = b;
    size_t n = x->to - x->from, m = y->to - y->from;
    if (n != m)
        return n < m ? -1 : 1;
    return memcmp(t->cp + x->from, t->cp + y->from, n * sizeof *t->cp);
}

/* The same by the places, where the words are equal. */
static int compare_places(const void *a, const void *b, void *context)
{
    int order = compare_words(a, b, context);
    const text_word *x = a, *y = b;
    return order ? order : x->from < y->from ? -1 : x->from > y->from;
}

/* The user's terms join ICU's words, of which they may be parts or several: 双师型教师
 * is found as a word, and so is 教师 in it. */
static zc_status add_user_terms(postings *p, size_t *n, zc_error *error)
{
    const text *t = &p->norm;
    for (size_t i = 0; p->user && i < t->n; i++) {
        const term_entry *found = terms_leading(p->user, t->cp + i, t->n - i);
        for (int k = 0; found && found->n >= WORD_AT_LEAST && k < NESTED_AT_MOST; k++) {
            if (!array_grow((void **)&p->words, *n, sizeof *p->words))
                return error_memory(error);
            p->words[(*n)++] = (text_word){i, i + found->n};
            found = found->shorter;
        }
    }
    return ZC_OK;
}

/* Occurrences from word `i` up to `end`: one that ICU and the user both see at one
 * place counts once. */
static uint32_t count_places(const postings *p, size_t i, size_t end)
{
    uint32_t n = 1;
    while (++i < end)
        n += p->words[i].from != p->words[i - 1].from;
    return n;
}

static zc_status add_words(postings *p, text_breaker *breaker, const char *prefix, zc_error *error)
{
    size_t n = 0, kept = 0;
    zc_status status = text_words(breaker, &p->norm, &p->words, &n, error);
    if (status == ZC_OK)
        status = add_user_terms(p, &n, error);
    if (status != ZC_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        size_t length = p->words[i].to - p->words[i].from;
        if (length >= WORD_AT_LEAST && length <= WORD_AT_MOST)
            p->words[kept++] = p->words[i];
    }
    if (kept)
        qsort_r(p->words, kept, sizeof *p->words, compare_places, &p->norm);
    for (size_t i = 0, end; i < kept; i = end) {
        for (end = i + 1; end < kept; end++)
            if (compare_words(&p->words[i], &p->words[end], &p->norm) != 0)
                break;
        size_t at = p->bytes.len;
        buf_puts(&p->bytes, prefix);
        buf_cps(&p->bytes, p->norm.cp + p->words[i].from, p->words[i].to - p->words[i].from);
        if (!add_term(p, at, count_places(p, i, end), 0, 0))
            return error_memory(error);
    }
    return ZC_OK;
}

static zc_status add_text(postings *p, text_breaker *breaker, zc_str s, const char *prefix,
                          zc_error *error)
{
    zc_status status = text_normalise(s, false, &p->norm, error);
    if (status == ZC_OK && !add_grams(p, prefix))
        status = error_memory(error);
    if (status == ZC_OK)
        status = add_words(p, breaker, prefix, error);
    return status;
}

/* ---- Names ---- */

/* Where a key stands in p->bytes, its prefix included. */
struct key {
    size_t at, n;
};

static int compare_keys(const void *a, const void *b, void *context)
{
    const zc_buf *bytes = context;
    const struct key *x = a, *y = b;
    int order = memcmp(bytes->data + x->at, bytes->data + y->at, x->n < y->n ? x->n : y->n);
    return order ? order : x->n < y->n ? -1 : x->n > y->n;
}

/* Appends the term of a name; false where it has none. */
static bool write_name(postings *p, const char *prefix, const uint32_t *cp, size_t n,
                       struct key *out)
{
    zc_buf key;
    zc_buf_init(&key);
    named_key(cp, n, &key);
    bool has = key.len > 0;
    out->at = p->bytes.len;
    if (has)
        schema_term(prefix, buf_view(&key), &p->bytes);
    p->bytes.failed = p->bytes.failed || key.failed;
    out->n = p->bytes.len - out->at;
    zc_buf_clear(&key);
    return has;
}

/* The titles that the text in p->norm names, each once. */
static bool add_names(postings *p)
{
    struct key *keys = NULL;
    size_t n = 0, from, to;
    bool ok = true;
    for (size_t at = 0; ok && named_next(&p->norm, &at, &from, &to);) {
        ok = array_grow((void **)&keys, n, sizeof *keys);
        n += ok && write_name(p, SCHEMA_NAMES, p->norm.cp + from, to - from, &keys[n]);
    }
    if (ok && n > 0)
        qsort_r(keys, n, sizeof *keys, compare_keys, &p->bytes);
    for (size_t i = 0; ok && i < n; i++)
        if (i == 0 || compare_keys(&keys[i - 1], &keys[i], &p->bytes) != 0) {
            ok = add_term(p, keys[i].at, 0, 0, 0);
            if (ok)
                p->terms[p->n_terms - 1].length = (uint32_t)keys[i].n;
        }
    free(keys);
    return ok;
}

/* The name of the title in p->norm. */
static bool add_name(postings *p)
{
    struct key key;
    return !write_name(p, SCHEMA_NAME, p->norm.cp, p->norm.n, &key) || add_term(p, key.at, 0, 0, 0);
}

/* ---- Filters ---- */

static bool add_filter(postings *p, const char *prefix, const char *value)
{
    if (!value)
        return true;
    size_t at = p->bytes.len;
    schema_term(prefix, str_from(value), &p->bytes);
    return add_term(p, at, 0, 0, 0);
}

static bool add_filters(postings *p, const document *doc, const char *root)
{
    const char *const *v = doc->fields.value;
    char id[33], file[33];
    schema_key(STR_NONE, str_from(doc->id), id);
    schema_key(str_from(root), str_from(doc->path), file);
    const char *level = v[META_COUNTY]     ? "county"
                        : v[META_CITY]     ? "city"
                        : v[META_PROVINCE] ? "province"
                                           : NULL;
    arena a;
    arena_init(&a);
    const char *county = v[META_COUNTY]
                             ? arena_printf(&a, "%s/%s", v[META_CITY] ? v[META_CITY] : "",
                                            v[META_COUNTY])
                             : NULL;
    bool ok = (county || !v[META_COUNTY]) && add_filter(p, SCHEMA_ID, id) &&
              add_filter(p, SCHEMA_FILE, file) && add_filter(p, SCHEMA_PLACE_LEVEL, level) &&
              add_filter(p, SCHEMA_COUNTY, county) && add_filter(p, SCHEMA_CITY, v[META_CITY]) &&
              add_filter(p, SCHEMA_PROVINCE, v[META_PROVINCE]) &&
              add_filter(p, SCHEMA_YEAR, v[META_YEAR]) &&
              add_filter(p, SCHEMA_TYPE, v[META_TYPE]) &&
              add_filter(p, SCHEMA_STATUS, v[META_STATUS]) &&
              add_filter(p, SCHEMA_DOCNO, v[META_DOCNO]);
    for (size_t i = 0; ok && i < doc->fields.n_issuers; i++)
        ok = add_filter(p, SCHEMA_ISSUER, doc->fields.issuers[i]);
    for (size_t i = 0; ok && i < doc->fields.n_cited; i++)
        ok = add_filter(p, SCHEMA_CITED, doc->fields.cited[i]);
    arena_clear(&a);
    return ok;
}

zc_status postings_gather(postings *p, text_breaker *breaker, const document *doc, const char *root,
                          zc_error *error)
{
    buf_truncate(&p->bytes, 0);
    p->n_terms = p->n_positions = 0;
    zc_status status = add_text(p, breaker, doc->text, "", error);
    if (status == ZC_OK && !add_names(p))
        status = error_memory(error);
    if (status == ZC_OK)
        sketch_make(&p->norm, doc->fields.value[META_DOCNO], &p->text_sketch);
    if (status == ZC_OK && doc->fields.value[META_TITLE])
        status = add_text(p, breaker, str_from(doc->fields.value[META_TITLE]), SCHEMA_TITLE, error);
    else
        p->norm.n = 0;
    if (status == ZC_OK &&
        (!add_name(p) || !sketch_edition(&p->norm, &doc->fields, &p->text_sketch)))
        status = error_memory(error);
    if (status == ZC_OK && (!add_filters(p, doc, root) || p->bytes.failed))
        status = error_memory(error);
    if (status == ZC_OK && p->bytes.len > UINT32_MAX)
        status = error_set(error, ZC_ERROR_LIMIT, "too many terms");
    return status;
}
