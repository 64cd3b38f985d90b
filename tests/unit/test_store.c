/* The store: what goes in comes out, over one database and over several.
 *
 * Documents are numbered over the members in turn: document l of member m of M
 * is number (l - 1) * M + m + 1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "files.h"
#include "store.h"
#include "texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- A folder and databases in it ---- */

typedef struct bench {
    char folder[256];
    arena a;
    text_breaker *breaker;
    postings p;
} bench;

static int setup(void **state)
{
    bench *b = calloc(1, sizeof *b);
    const char *tmp = getenv("TMPDIR");
    snprintf(b->folder, sizeof b->folder, "%s/zhengce-store-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    arena_init(&b->a);
    postings_init(&b->p);
    *state = b;
    return mkdtemp(b->folder) && text_breaker_open(&b->breaker, NULL) == ZC_OK ? 0 : -1;
}

static int teardown(void **state)
{
    bench *b = *state;
    postings_clear(&b->p);
    text_breaker_close(b->breaker);
    arena_clear(&b->a);
    zc_status status = folder_remove(b->folder, NULL);
    free(b);
    return status == ZC_OK ? 0 : -1;
}

static const char *path_in(bench *b, const char *name)
{
    return arena_printf(&b->a, "%s/%s", b->folder, name);
}

typedef struct sample {
    const char *id, *text, *city, *year, *date, *type;
} sample;

static void add(bench *b, store_writer *w, const sample *s)
{
    document doc = {.id = s->id, .path = "样本.txt", .text = str_from(s->text)};
    doc.fields.value[META_CITY] = s->city;
    doc.fields.value[META_YEAR] = s->year;
    doc.fields.value[META_TYPE] = s->type;
    const char *slots[SCHEMA_SLOTS] = {NULL};
    slots[SCHEMA_SLOT_CITY] = s->city;
    slots[SCHEMA_SLOT_YEAR] = s->year;
    slots[SCHEMA_SLOT_DATE] = s->date;
    slots[SCHEMA_SLOT_TYPE] = s->type;
    assert_int_equal(postings_gather(&b->p, b->breaker, &doc, "/root", NULL), ZC_OK);
    zc_error error = {0};
    if (store_writer_add(w, &b->p, slots, str_from(s->id), &error) != ZC_OK)
        fail_msg("%s", error.message);
}

static store_writer *begin(bench *b, const char *name, bool existing)
{
    store_writer *w = NULL;
    zc_error error = {0};
    if (store_writer_open(path_in(b, name), existing, &w, &error) != ZC_OK)
        fail_msg("%s", error.message);
    return w;
}

static void finish(store_writer *w)
{
    assert_int_equal(store_writer_commit(w, NULL), ZC_OK);
    store_writer_free(w);
}

/* A database of `n` samples in folder `name`. */
static void make(bench *b, const char *name, const sample *samples, size_t n)
{
    store_writer *w = begin(b, name, false);
    for (size_t i = 0; i < n; i++)
        add(b, w, &samples[i]);
    finish(w);
}

static store *open_all(bench *b, const char *const *names, size_t n)
{
    const char *paths[8];
    for (size_t i = 0; i < n; i++)
        paths[i] = path_in(b, names[i]);
    store *s = NULL;
    zc_error error = {0};
    if (store_open(paths, n, &s, &error) != ZC_OK)
        fail_msg("%s", error.message);
    return s;
}

static store *open_one(bench *b, const char *name)
{
    return open_all(b, &name, 1);
}

static zc_str id_term(bench *b, const char *id)
{
    char key[33];
    schema_key(STR_NONE, str_from(id), key);
    return str_from(arena_printf(&b->a, "%s%s", SCHEMA_ID, key));
}

static void delete_id(bench *b, store_writer *w, const char *id)
{
    uint64_t n = 0;
    assert_int_equal(store_writer_delete(w, id_term(b, id), &n, NULL), ZC_OK);
    assert_int_equal(n, 1);
}

/* ---- Nodes ---- */

static const store_node *node(bench *b, store_node n)
{
    store_node *copy = arena_alloc(&b->a, sizeof n);
    *copy = n;
    return copy;
}

static const store_node *term(bench *b, const char *t)
{
    return node(b, (store_node){.op = STORE_TERM, .term = str_from(t)});
}

/* Children up to the first NULL. */
static const store_node *join(bench *b, store_op op, const store_node *one, const store_node *two,
                              const store_node *three)
{
    const store_node **child = arena_alloc(&b->a, 3 * sizeof *child);
    child[0] = one, child[1] = two, child[2] = three;
    return node(b, (store_node){.op = op, .child = child, .n = three ? 3 : two ? 2 : 1});
}

static const store_node *set_of(bench *b, const uint32_t *numbers, size_t n)
{
    return node(b, (store_node){.op = STORE_SET, .numbers = numbers, .n_numbers = n});
}

static const store_node *scaled(bench *b, store_op op, const store_node *child, double factor)
{
    const store_node *n = join(b, op, child, NULL, NULL);
    store_node copy = *n;
    copy.factor = factor;
    return node(b, copy);
}

/* ---- Results ---- */

static store_result search_sorted(bench *b, store *s, const store_node *root, store_sort sort)
{
    store_query q = {.root = root, .limit = 100, .sort = sort};
    store_result r;
    zc_error error = {0};
    if (store_search(s, &q, &b->a, &r, &error) != ZC_OK)
        fail_msg("%s", error.message);
    return r;
}

static const char *ids_of(bench *b, store *s, const store_hit *hits, size_t n)
{
    zc_buf ids;
    zc_buf_init(&ids);
    for (size_t i = 0; i < n; i++) {
        buf_puts(&ids, i ? " " : "");
        assert_int_equal(store_data(s, hits[i].number, &ids, NULL), ZC_OK);
    }
    const char *copy = arena_str(&b->a, buf_view(&ids));
    zc_buf_clear(&ids);
    return copy;
}

/* The ids of all that `root` matches, in order of number. */
static const char *matches(bench *b, store *s, const store_node *root)
{
    uint32_t *numbers = NULL;
    size_t n = 0;
    zc_error error = {0};
    if (store_matches(s, root, &b->a, &numbers, &n, &error) != ZC_OK)
        fail_msg("%s", error.message);
    store_hit *hits = arena_alloc(&b->a, (n + 1) * sizeof *hits);
    for (size_t i = 0; i < n; i++) {
        assert_true(i == 0 || numbers[i] > numbers[i - 1]);
        hits[i].number = numbers[i];
    }
    store_result r = search_sorted(b, s, root, STORE_BY_RELEVANCE);
    assert_int_equal(r.total, n); /* counting and listing agree */
    assert_int_equal(r.n_hits, n);
    return ids_of(b, s, hits, n);
}

static const sample towns[] = {
    {"甲", "职业教育要推进产教融合，建设实训基地。", "溪州市", "2021", "2021-03-05", "意见"},
    {"乙", "产教协同。融合发展。", "溪州市", "2022", "2022-07-01", "通知"},
    {"丙", "产教融合产教融合产教融合", "林海市", "2021", "2021-11-30", "意见"},
    {"丁", "乡村振兴", "林海市", NULL, NULL, NULL},
    {"戊", "职业教育", NULL, "2020", NULL, "通知"},
};
enum { TOWNS = sizeof towns / sizeof *towns };

/* ---- One database ---- */

static void documents_are_counted_and_numbered_from_one(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    uint32_t first = 9, last = 9;
    assert_int_equal(store_documents(s), TOWNS);
    assert_int_equal(store_range(s, &first, &last, NULL), ZC_OK);
    assert_int_equal(first, 1);
    assert_int_equal(last, TOWNS);
    store_close(s);
}

static void an_empty_store_answers(void **state)
{
    bench *b = *state;
    make(b, "m0", NULL, 0);
    store *s = open_one(b, "m0");
    uint32_t first = 9, last = 9, number = 9;
    assert_int_equal(store_documents(s), 0);
    assert_int_equal(store_range(s, &first, &last, NULL), ZC_OK);
    assert_int_equal(first, 0);
    assert_int_equal(last, 0);
    assert_string_equal(matches(b, s, node(b, (store_node){.op = STORE_ALL})), "");
    assert_string_equal(matches(b, s, term(b, "教")), "");
    assert_int_equal(store_find(s, STR_LIT("教"), &number, NULL), ZC_OK);
    assert_int_equal(number, 0);
    store_close(s);
}

static void a_phrase_matches_adjacent_grams_only(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    const store_node *phrase = join(b, STORE_PHRASE, term(b, "产教"), term(b, "教融"),
                                    term(b, "融合"));
    assert_string_equal(matches(b, s, phrase), "甲 丙");
    assert_string_equal(matches(b, s, join(b, STORE_AND, term(b, "产教"), term(b, "融合"), NULL)),
                        "甲 乙 丙");
    assert_string_equal(matches(b, s, join(b, STORE_PHRASE, term(b, "产教"), NULL, NULL)),
                        "甲 乙 丙");
    store_close(s);
}

static void phrase_never_crosses_punctuation(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    /* 乙 holds 协同。融合: neither its gram nor a phrase over the full stop */
    assert_string_equal(matches(b, s, term(b, "同融")), "");
    assert_string_equal(
        matches(b, s, join(b, STORE_PHRASE, term(b, "协同"), term(b, "融合"), NULL)), "");
    store_close(s);
}

static void every_operator_means_its_set(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    const store_node *fuse = term(b, "融合"), *teach = term(b, "职业"),
                     *place = term(b, "XC林海市");
    const store_node *all = node(b, (store_node){.op = STORE_ALL});
    const store_node *none = node(b, (store_node){.op = STORE_NONE});
    assert_string_equal(matches(b, s, all), "甲 乙 丙 丁 戊");
    assert_string_equal(matches(b, s, none), "");
    assert_string_equal(matches(b, s, join(b, STORE_OR, fuse, teach, NULL)), "甲 乙 丙 戊");
    assert_string_equal(matches(b, s, join(b, STORE_AND, fuse, teach, NULL)), "甲");
    assert_string_equal(matches(b, s, join(b, STORE_NOT, fuse, teach, NULL)), "乙 丙");
    assert_string_equal(matches(b, s, join(b, STORE_NOT, all, fuse, teach)), "丁");
    assert_string_equal(matches(b, s, join(b, STORE_FILTER, all, place, NULL)), "丙 丁");
    assert_string_equal(matches(b, s, join(b, STORE_FILTER, fuse, place, term(b, "XY2021"))), "丙");
    assert_string_equal(matches(b, s, join(b, STORE_MAYBE, fuse, teach, NULL)), "甲 乙 丙");
    assert_string_equal(matches(b, s, scaled(b, STORE_SCALE, fuse, 0.5)), "甲 乙 丙");
    assert_string_equal(matches(b, s, scaled(b, STORE_CONSTANT, fuse, 3)), "甲 乙 丙");
    assert_string_equal(
        matches(b, s, node(b, (store_node){.op = STORE_PREFIX, .term = STR_LIT("XC")})),
        "甲 乙 丙 丁");
    assert_string_equal(
        matches(b, s, node(b, (store_node){.op = STORE_PREFIX, .term = STR_LIT("XC无")})), "");
    assert_string_equal(matches(b, s, join(b, STORE_AND, fuse, none, NULL)), "");
    assert_string_equal(matches(b, s, join(b, STORE_OR, fuse, none, NULL)), "甲 乙 丙");
    store_close(s);
}

static void a_range_takes_both_ends_in(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    store_node range = {.op = STORE_RANGE,
                        .slot = SCHEMA_SLOT_DATE,
                        .low = STR_LIT("2021-03-05"),
                        .high = STR_LIT("2021-11-30")};
    assert_string_equal(matches(b, s, node(b, range)), "甲 丙");
    range.low = STR_LIT("2021-03-06");
    assert_string_equal(matches(b, s, node(b, range)), "丙");
    range.low = STR_LIT("2023-01-01");
    range.high = STR_LIT("2022-01-01");
    assert_string_equal(matches(b, s, node(b, range)), "");
    range = (store_node){.op = STORE_RANGE,
                         .slot = SCHEMA_SLOT_YEAR,
                         .low = STR_LIT("2020"),
                         .high = STR_LIT("2021")};
    assert_string_equal(matches(b, s, node(b, range)), "甲 丙 戊");
    store_close(s);
}

static void weights_follow_the_tree(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    const store_node *fuse = term(b, "融合");
    store_result plain = search_sorted(b, s, fuse, STORE_BY_RELEVANCE);
    assert_string_equal(ids_of(b, s, plain.hits, 1), "丙"); /* three times in the shortest text */
    store_result half = search_sorted(b, s, scaled(b, STORE_SCALE, fuse, 0.5), STORE_BY_RELEVANCE);
    assert_true(half.hits[0].weight > plain.hits[0].weight * 0.49);
    assert_true(half.hits[0].weight < plain.hits[0].weight * 0.51);
    store_result fixed = search_sorted(b, s, scaled(b, STORE_CONSTANT, fuse, 3),
                                       STORE_BY_RELEVANCE);
    for (size_t i = 0; i < fixed.n_hits; i++)
        assert_true(fixed.hits[i].weight > 2.99 && fixed.hits[i].weight < 3.01);
    store_result maybe = search_sorted(
        b, s, join(b, STORE_MAYBE, fuse, scaled(b, STORE_CONSTANT, term(b, "职业"), 50), NULL),
        STORE_BY_RELEVANCE);
    assert_string_equal(ids_of(b, s, maybe.hits, 1), "甲");
    store_result filter = search_sorted(b, s, join(b, STORE_FILTER, fuse, term(b, "XY2021"), NULL),
                                        STORE_BY_RELEVANCE);
    assert_true(filter.hits[0].weight > plain.hits[0].weight * 0.99);
    assert_true(filter.hits[0].weight < plain.hits[0].weight * 1.01);
    store_close(s);
}

static void dates_sort_both_ways_with_the_undated_last(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    const store_node *all = node(b, (store_node){.op = STORE_ALL});
    store_result down = search_sorted(b, s, all, STORE_BY_DATE);
    assert_string_equal(ids_of(b, s, down.hits, down.n_hits), "乙 丙 甲 戊 丁");
    store_result up = search_sorted(b, s, all, STORE_BY_DATE_ASC);
    assert_string_equal(ids_of(b, s, up.hits, up.n_hits), "戊 甲 丙 乙 丁");
    store_close(s);
}

static void a_page_is_a_window_and_the_total_stays_exact(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    store_query q = {.root = node(b, (store_node){.op = STORE_ALL}), .sort = STORE_BY_DATE};
    static const struct {
        uint32_t offset, limit;
        const char *ids;
    } pages[] = {{0, 2, "乙 丙"},
                 {2, 2, "甲 戊"},
                 {4, 2, "丁"},
                 {5, 2, ""},
                 {99, 10, ""},
                 {0, 0, ""},
                 {0, UINT32_MAX, "乙 丙 甲 戊 丁"}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        store_result r;
        q.offset = pages[i].offset;
        q.limit = pages[i].limit;
        assert_int_equal(store_search(s, &q, &b->a, &r, NULL), ZC_OK);
        assert_string_equal(ids_of(b, s, r.hits, r.n_hits), pages[i].ids);
        assert_int_equal(r.total, TOWNS);
    }
    store_close(s);
}

static void facets_count_every_match_and_not_the_page(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    store_query q = {.root = node(b, (store_node){.op = STORE_ALL}), .limit = 1, .facets = true};
    store_result r;
    assert_int_equal(store_search(s, &q, &b->a, &r, NULL), ZC_OK);
    static const store_facet expected[] = {
        {SCHEMA_SLOT_CITY, "林海市", 2}, {SCHEMA_SLOT_CITY, "溪州市", 2},
        {SCHEMA_SLOT_YEAR, "2021", 2},   {SCHEMA_SLOT_YEAR, "2020", 1},
        {SCHEMA_SLOT_YEAR, "2022", 1},   {SCHEMA_SLOT_TYPE, "意见", 2},
        {SCHEMA_SLOT_TYPE, "通知", 2},
    };
    assert_int_equal(r.n_hits, 1);
    assert_int_equal(r.n_facets, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < r.n_facets; i++) {
        assert_int_equal(r.facets[i].slot, expected[i].slot);
        assert_string_equal(r.facets[i].value, expected[i].value);
        assert_int_equal(r.facets[i].count, expected[i].count);
    }
    q.facets = false;
    assert_int_equal(store_search(s, &q, &b->a, &r, NULL), ZC_OK);
    assert_int_equal(r.n_facets, 0);
    store_close(s);
}

static bool collect(void *context, zc_str rest, uint64_t n)
{
    zc_buf *out = context;
    buf_printf(out, "%.*s=%u ", (int)rest.n, rest.p, (unsigned)n);
    return out->len < 100;
}

static void terms_are_listed_found_and_counted(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store *s = open_one(b, "m0");
    zc_buf out;
    zc_buf_init(&out);
    assert_int_equal(store_terms(s, STR_LIT(SCHEMA_YEAR), collect, &out, NULL), ZC_OK);
    assert_string_equal(out.data, "2020=1 2021=2 2022=1 ");
    buf_truncate(&out, 0);
    assert_int_equal(store_terms(s, STR_LIT(SCHEMA_TYPE "意"), collect, &out, NULL), ZC_OK);
    assert_string_equal(out.data, "见=2 ");
    zc_buf_clear(&out);
    uint64_t n = 9;
    assert_int_equal(store_frequency(s, STR_LIT("融合"), &n, NULL), ZC_OK);
    assert_int_equal(n, 3);
    assert_int_equal(store_frequency(s, STR_LIT("没有"), &n, NULL), ZC_OK);
    assert_int_equal(n, 0);
    uint32_t number = 9;
    assert_int_equal(store_find(s, id_term(b, "丙"), &number, NULL), ZC_OK);
    assert_int_equal(number, 3);
    assert_int_equal(store_find(s, id_term(b, "己"), &number, NULL), ZC_OK);
    assert_int_equal(number, 0);
    store_close(s);
}

static void a_missing_database_is_corrupt(void **state)
{
    bench *b = *state;
    store *s = NULL;
    const char *missing = path_in(b, "missing");
    zc_error error = {0};
    assert_int_equal(store_open(&missing, 1, &s, &error), ZC_ERROR_CORRUPT);
    assert_null(s);
}

static void what_cannot_be_opened_is_refused(void **state)
{
    bench *b = *state;
    store_writer *w = NULL;
    const char *missing = path_in(b, "missing");
    assert_true(store_writer_open(missing, true, &w, NULL) != ZC_OK);
    assert_null(w);
    make(b, "m0", towns, 1);
    assert_true(store_writer_open(path_in(b, "m0"), false, &w, NULL) != ZC_OK);
    assert_null(w);
    store_close(NULL);
    store_writer_free(NULL);
}

static void a_number_out_of_use_has_no_data(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, 2);
    store_writer *w = begin(b, "m0", true);
    delete_id(b, w, "甲");
    finish(w);
    store *s = open_one(b, "m0");
    zc_buf out;
    zc_buf_init(&out);
    zc_status deleted = store_data(s, 1, &out, NULL), beyond = store_data(s, 77, &out, NULL);
    size_t length = out.len;
    zc_buf_clear(&out);
    store_close(s);
    assert_int_equal(length, 0);
    assert_int_equal(deleted, ZC_ERROR_NOT_FOUND);
    assert_int_equal(beyond, ZC_ERROR_NOT_FOUND);
}

static void a_damaged_database_is_corrupt(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    FILE *file = fopen(path_in(b, "m0/iamglass"), "r+b");
    assert_non_null(file);
    assert_int_equal(fputs("not an index at all", file) >= 0, 1);
    fclose(file);
    const char *path = path_in(b, "m0");
    store *s = NULL;
    zc_error error = {0};
    zc_status status = store_open(&path, 1, &s, &error);
    assert_true(status == ZC_ERROR_CORRUPT || status == ZC_ERROR_VERSION);
    assert_null(strstr(error.message, b->folder)); /* no path reaches a page */
}

/* ---- Deleting ---- */

static void deleted_documents_are_gone(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS);
    store_writer *w = begin(b, "m0", true);
    bool holds = false;
    assert_int_equal(store_writer_holds(w, id_term(b, "丙"), &holds, NULL), ZC_OK);
    assert_true(holds);
    delete_id(b, w, "丙");
    assert_int_equal(store_writer_holds(w, id_term(b, "丙"), &holds, NULL), ZC_OK);
    assert_false(holds);
    uint64_t n = 9;
    assert_int_equal(store_writer_delete(w, id_term(b, "丙"), &n, NULL), ZC_OK);
    assert_int_equal(n, 0);
    finish(w);
    store *s = open_one(b, "m0");
    assert_int_equal(store_documents(s), TOWNS - 1);
    assert_string_equal(matches(b, s, term(b, "融合")), "甲 乙");
    assert_string_equal(matches(b, s, term(b, "XC林海市")), "丁");
    store_close(s);
}

static void a_file_is_deleted_with_all_its_documents(void **state)
{
    bench *b = *state;
    make(b, "m0", towns, TOWNS); /* all of one file */
    char key[33];
    schema_key(STR_LIT("/root"), STR_LIT("样本.txt"), key);
    store_writer *w = begin(b, "m0", true);
    uint64_t n = 0;
    assert_int_equal(
        store_writer_delete(w, str_from(arena_printf(&b->a, SCHEMA_FILE "%s", key)), &n, NULL),
        ZC_OK);
    assert_int_equal(n, TOWNS);
    finish(w);
    store *s = open_one(b, "m0");
    assert_int_equal(store_documents(s), 0);
    store_close(s);
}

static void the_range_leaves_deleted_ends_out(void **state)
{
    bench *b = *state;
    static const struct {
        const char *gone;
        uint32_t first, last;
    } cases[] = {{"甲", 2, 5},       {"戊", 1, 4},     {"丙", 1, 5},
                 {"甲乙", 3, 5},     {"丁戊", 1, 3},   {"甲戊", 2, 4},
                 {"甲乙丁戊", 3, 3}, {"乙丙丁", 1, 5}, {"甲乙丙丁戊", 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *name = arena_printf(&b->a, "range%zu", i);
        make(b, name, towns, TOWNS);
        store_writer *w = begin(b, name, true);
        for (const char *p = cases[i].gone; *p; p += 3)
            delete_id(b, w, arena_str(&b->a, (zc_str){p, 3}));
        finish(w);
        store *s = open_one(b, name);
        uint32_t first = 99, last = 99;
        assert_int_equal(store_range(s, &first, &last, NULL), ZC_OK);
        if (first != cases[i].first || last != cases[i].last)
            fail_msg("without %s: %u to %u", cases[i].gone, first, last);
        store_close(s);
    }
}

/* ---- Several members ---- */

static const sample north[] = {
    {"北一", "产教融合试点", "溪州市", "2021", "2021-01-01", "通知"},
    {"北二", "乡村振兴", "溪州市", "2022", "2022-01-01", "通知"},
    {"北三", "产教融合", NULL, "2023", NULL, NULL},
};
static const sample south[] = {
    {"南一", "乡村产业", "林海市", "2021", "2021-06-01", "意见"},
    {"南二", "深化产教融合", "林海市", NULL, NULL, "意见"},
};
static const char *const two_members[] = {"m0", "m1"};

static void members_answer_as_one(void **state)
{
    bench *b = *state;
    make(b, "m0", north, 3);
    make(b, "m1", south, 2);
    store *s = open_all(b, two_members, 2);
    assert_int_equal(store_documents(s), 5);
    const store_node *fuse = join(b, STORE_PHRASE, term(b, "产教"), term(b, "教融"),
                                  term(b, "融合"));
    assert_string_equal(matches(b, s, fuse), "北一 南二 北三");
    assert_string_equal(matches(b, s, join(b, STORE_FILTER, fuse, term(b, "XC林海市"), NULL)),
                        "南二");
    store_query q = {.root = node(b, (store_node){.op = STORE_ALL}), .limit = 9, .facets = true};
    store_result r;
    assert_int_equal(store_search(s, &q, &b->a, &r, NULL), ZC_OK);
    assert_int_equal(r.total, 5);
    uint64_t in_2021 = 0;
    for (size_t i = 0; i < r.n_facets; i++)
        if (r.facets[i].slot == SCHEMA_SLOT_YEAR && strcmp(r.facets[i].value, "2021") == 0)
            in_2021 = r.facets[i].count;
    assert_int_equal(in_2021, 2);
    store_result dated = search_sorted(b, s, node(b, (store_node){.op = STORE_ALL}),
                                       STORE_BY_DATE_ASC);
    assert_string_equal(ids_of(b, s, dated.hits, dated.n_hits), "北一 南一 北二 北三 南二");
    store_close(s);
}

static void numbers_lead_to_members(void **state)
{
    bench *b = *state;
    make(b, "m0", north, 3);
    make(b, "m1", south, 2);
    store *s = open_all(b, two_members, 2);
    for (size_t m = 0; m < 2; m++)
        for (uint32_t l = 1; l <= (m ? 2u : 3u); l++) {
            const sample *one = m ? &south[l - 1] : &north[l - 1];
            uint32_t number = 0, local = 0;
            assert_int_equal(store_find(s, id_term(b, one->id), &number, NULL), ZC_OK);
            assert_int_equal(store_member(s, number, &local), m);
            assert_int_equal(local, l);
        }
    uint32_t first = 0, last = 0;
    assert_int_equal(store_range(s, &first, &last, NULL), ZC_OK);
    assert_int_equal(first, 1);
    assert_int_equal(last, 5);
    store_close(s);
}

static void a_set_means_its_documents_over_all_members(void **state)
{
    bench *b = *state;
    make(b, "m0", north, 3);
    make(b, "m1", south, 2);
    store *s = open_all(b, two_members, 2);
    static const uint32_t all[] = {1, 2, 3, 4, 5}, some[] = {2, 5}, one[] = {4};
    /* 1 北一, 2 南一, 3 北二, 4 南二, 5 北三 */
    assert_string_equal(matches(b, s, set_of(b, all, 5)), "北一 南一 北二 南二 北三");
    assert_string_equal(matches(b, s, set_of(b, some, 2)), "南一 北三");
    assert_string_equal(matches(b, s, set_of(b, one, 1)), "南二");
    assert_string_equal(matches(b, s, set_of(b, one, 0)), "");
    const store_node *fuse = term(b, "融合");
    assert_string_equal(matches(b, s, join(b, STORE_FILTER, fuse, set_of(b, some, 2), NULL)),
                        "北三");
    assert_string_equal(matches(b, s, join(b, STORE_AND, set_of(b, some, 2), fuse, NULL)), "北三");
    assert_string_equal(matches(b, s, join(b, STORE_NOT, fuse, set_of(b, one, 1), NULL)),
                        "北一 北三");
    assert_string_equal(
        matches(b, s, join(b, STORE_OR, term(b, "XC溪州市"), set_of(b, some, 2), NULL)),
        "北一 南一 北二 北三");
    assert_string_equal(
        matches(b, s, join(b, STORE_AND, set_of(b, some, 2), set_of(b, all, 5), NULL)),
        "南一 北三");
    store_close(s);
}

static void a_set_of_many_is_met_with_many(void **state)
{
    bench *b = *state;
    enum { MANY = 600 };
    for (size_t m = 0; m < 2; m++) {
        store_writer *w = begin(b, two_members[m], false);
        for (unsigned i = 0; i < MANY; i++) {
            sample one = {arena_printf(&b->a, "%zu-%u", m, i),
                          i % 3 ? "实训" : "融合",
                          NULL,
                          NULL,
                          NULL,
                          NULL};
            add(b, w, &one);
        }
        finish(w);
    }
    store *s = open_all(b, two_members, 2);
    uint32_t numbers[MANY];
    unsigned expected = 0;
    for (uint32_t i = 0; i < MANY; i++) {
        numbers[i] = 2 * i + 1 + i % 2;        /* now of one member, now of the other */
        uint32_t local = (numbers[i] - 1) / 2; /* from 0 */
        expected += local % 3 == 0;
    }
    uint32_t *found = NULL;
    size_t n = 0;
    const store_node *both = join(b, STORE_AND, term(b, "融合"), set_of(b, numbers, MANY), NULL);
    assert_int_equal(store_matches(s, both, &b->a, &found, &n, NULL), ZC_OK);
    assert_int_equal(n, expected);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal((found[i] - 1) / 2 % 3, 0);
        assert_int_equal(numbers[(found[i] - 1) / 2], found[i]);
    }
    store_close(s);
}

static void the_range_over_members_leaves_deleted_ends_out(void **state)
{
    bench *b = *state;
    make(b, "m0", north, 3);
    make(b, "m1", south, 2);
    store_writer *w = begin(b, "m0", true);
    delete_id(b, w, "北一");
    delete_id(b, w, "北三");
    finish(w);
    store *s = open_all(b, two_members, 2);
    uint32_t first = 0, last = 0;
    assert_int_equal(store_range(s, &first, &last, NULL), ZC_OK);
    assert_int_equal(first, 2); /* 南一 */
    assert_int_equal(last, 4);  /* 南二 */
    store_close(s);
}

/* ---- Lists ---- */

/* 1 北一, 2 南一, 3 北二, 4 南二, 5 北三; and what stands in them how often. */
static const sample lists_north[] = {
    {"北一", "融合，融合，融合。", NULL, NULL, NULL, NULL},
    {"北二", "乡村。", NULL, NULL, NULL, NULL},
    {"北三", "再融合实训。", NULL, NULL, NULL, NULL},
};
static const sample lists_south[] = {
    {"南一", "融合与融合。", NULL, NULL, NULL, NULL},
    {"南二", "实训", NULL, NULL, NULL, NULL},
};

static store *open_lists(bench *b)
{
    make(b, "m0", lists_north, 3);
    make(b, "m1", lists_south, 2);
    return open_all(b, two_members, 2);
}

static void the_documents_of_a_term_are_listed_over_all_members(void **state)
{
    bench *b = *state;
    store *s = open_lists(b);
    posting_list list = {0};
    assert_int_equal(store_postings(s, STR_LIT("融合"), &list, NULL), ZC_OK);
    assert_int_equal(list.n, 3);
    static const uint32_t numbers[] = {1, 2, 5}, counts[] = {3, 2, 1};
    assert_memory_equal(list.number, numbers, sizeof numbers);
    assert_memory_equal(list.count, counts, sizeof counts);
    assert_int_equal(store_postings(s, STR_LIT("实训"), &list, NULL), ZC_OK); /* used again */
    assert_int_equal(list.n, 2);
    assert_int_equal(list.number[0], 4);
    assert_int_equal(store_postings(s, STR_LIT("没有"), &list, NULL), ZC_OK);
    assert_int_equal(list.n, 0);
    posting_list_clear(&list);
    assert_null(list.number);
    store_close(s);
}

static void a_long_list_is_whole(void **state)
{
    bench *b = *state;
    enum { MANY = 700 };
    store_writer *w = begin(b, "many", false);
    for (unsigned i = 0; i < MANY; i++) {
        sample one = {arena_printf(&b->a, "%u", i), "实训", NULL, NULL, NULL, NULL};
        add(b, w, &one);
    }
    finish(w);
    store *s = open_one(b, "many");
    posting_list list = {0};
    assert_int_equal(store_postings(s, STR_LIT("实训"), &list, NULL), ZC_OK);
    assert_int_equal(list.n, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        assert_true(list.number[i] == i + 1 && list.count[i] == 1);
    posting_list_clear(&list);
    store_close(s);
}

static void counts_are_given_document_by_document(void **state)
{
    bench *b = *state;
    store *s = open_lists(b);
    static const uint32_t numbers[] = {1, 2, 3, 5}, expected[] = {3, 2, 0, 1};
    uint32_t counts[4] = {9, 9, 9, 9};
    assert_int_equal(store_counts(s, STR_LIT("融合"), numbers, 4, counts, NULL), ZC_OK);
    assert_memory_equal(counts, expected, sizeof expected);
    assert_int_equal(store_counts(s, STR_LIT("没有"), numbers, 4, counts, NULL), ZC_OK);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(counts[i], 0);
    assert_int_equal(store_counts(s, STR_LIT("融合"), numbers, 0, counts, NULL), ZC_OK);
    store_close(s);
}

static void positions_are_places_from_one_in_any_member(void **state)
{
    bench *b = *state;
    store *s = open_lists(b);
    position_list places = {0};
    assert_int_equal(store_positions(s, 1, STR_LIT("融合"), &places, NULL), ZC_OK);
    static const uint32_t in_one[] = {1, 4, 7}, in_two[] = {1, 4};
    assert_int_equal(places.n, 3);
    assert_memory_equal(places.at, in_one, sizeof in_one);
    assert_int_equal(store_positions(s, 2, STR_LIT("融合"), &places, NULL), ZC_OK);
    assert_int_equal(places.n, 2);
    assert_memory_equal(places.at, in_two, sizeof in_two);
    assert_int_equal(store_positions(s, 3, STR_LIT("融合"), &places, NULL), ZC_OK);
    assert_int_equal(places.n, 0);
    position_list_clear(&places);
    assert_null(places.at);
    store_close(s);
}

static void lengths_are_given_by_number_as_far_as_there_is_room(void **state)
{
    bench *b = *state;
    make(b, "m0", lists_north, 3);
    make(b, "m1", lists_south, 2);
    store_writer *w = begin(b, "m0", true);
    delete_id(b, w, "北二");
    finish(w);
    store *s = open_all(b, two_members, 2);
    float lengths[6] = {0};
    assert_true(store_last(s) >= 5 && store_last(s) <= 6);
    assert_int_equal(store_lengths(s, lengths, 6, NULL), ZC_OK);
    /* characters and pairs: 融合 three times is 6 and 3; a sign makes nothing longer */
    assert_true(lengths[1] == 9 && lengths[3] == 0);
    assert_true(lengths[4] == 3 && lengths[2] > 0 && lengths[5] > 0);
    float mean = (lengths[1] + lengths[2] + lengths[4] + lengths[5]) / 4;
    assert_true(store_average_length(s) > mean - 1e-3F && store_average_length(s) < mean + 1e-3F);
    float some[6] = {-1, -1, -1, -1, -1, -1};
    assert_int_equal(store_lengths(s, some, 3, NULL), ZC_OK);
    assert_true(some[2] == lengths[2] && some[3] == -1 && some[5] == -1);
    store_close(s);
}

/* ---- Sets with weights ---- */

static const store_node *weighted(bench *b, const uint32_t *numbers, const float *weights, size_t n)
{
    return node(
        b, (store_node){.op = STORE_SET, .numbers = numbers, .weights = weights, .n_numbers = n});
}

static const uint32_t five[] = {1, 2, 3, 4, 5};
static const float five_weights[] = {1.5F, 4, 0.5F, 4, 2};

static store_result page_of(bench *b, store *s, store_query q)
{
    store_result r;
    zc_error error = {0};
    if (store_search(s, &q, &b->a, &r, &error) != ZC_OK)
        fail_msg("%s", error.message);
    return r;
}

static void a_set_ranks_by_its_weights_over_all_members(void **state)
{
    bench *b = *state;
    store *s = open_lists(b);
    const store_node *set = weighted(b, five, five_weights, 5);
    store_result r = page_of(b, s, (store_query){.root = set, .limit = 9});
    assert_int_equal(r.total, 5);
    assert_string_equal(ids_of(b, s, r.hits, r.n_hits), "南一 南二 北三 北一 北二");
    for (size_t i = 0; i < 5; i++)
        assert_true(r.hits[i].weight == five_weights[r.hits[i].number - 1]);
    store_close(s);
}

static void a_page_of_a_set_is_a_window_and_its_total_is_its_size(void **state)
{
    bench *b = *state;
    store *s = open_lists(b);
    const store_node *set = weighted(b, five, five_weights, 5);
    for (uint32_t limit = 0; limit <= 6; limit++)
        for (uint32_t offset = 0; offset <= 6; offset++) {
            store_result all = page_of(b, s, (store_query){.root = set, .limit = 9});
            store_result r = page_of(b, s,
                                     (store_query){.root = set, .limit = limit, .offset = offset});
            size_t left = offset < 5 ? 5 - offset : 0;
            assert_int_equal(r.total, 5);
            assert_int_equal(r.n_hits, left < limit ? left : limit);
            for (size_t i = 0; i < r.n_hits; i++)
                assert_int_equal(r.hits[i].number, all.hits[offset + i].number);
        }
    store_close(s);
}

static void a_set_is_sorted_counted_and_filtered_like_any_other(void **state)
{
    bench *b = *state;
    make(b, "m0", north, 3);
    make(b, "m1", south, 2);
    store *s = open_all(b, two_members, 2);
    const store_node *set = weighted(b, five, five_weights, 5);
    store_result r = page_of(b, s,
                             (store_query){.root = set, .limit = 9, .sort = STORE_BY_DATE_ASC});
    assert_int_equal(r.total, 5);
    assert_string_equal(ids_of(b, s, r.hits, r.n_hits), "北一 南一 北二 北三 南二");
    r = page_of(b, s, (store_query){.root = set, .limit = 1, .facets = true});
    assert_int_equal(r.total, 5);
    assert_true(r.n_facets > 0);
    const store_node *in_south = join(b, STORE_FILTER, set, term(b, "XC林海市"), NULL);
    r = page_of(b, s, (store_query){.root = in_south, .limit = 1});
    assert_int_equal(r.total, 2);
    assert_true(r.hits[0].weight == 4);
    const store_node *raised = join(b, STORE_MAYBE, set,
                                    scaled(b, STORE_CONSTANT, term(b, "乡村"), 10), NULL);
    r = page_of(b, s, (store_query){.root = raised, .limit = 9});
    assert_string_equal(ids_of(b, s, r.hits, r.n_hits), "南一 北二 南二 北三 北一");
    assert_true(r.hits[0].weight == 14 && r.hits[1].weight == 10.5);
    const store_node *without = join(b, STORE_NOT, set, term(b, "XC林海市"), NULL);
    r = page_of(b, s, (store_query){.root = without, .limit = 9});
    assert_string_equal(ids_of(b, s, r.hits, r.n_hits), "北三 北一 北二");
    const store_node *half = scaled(b, STORE_SCALE, set, 0.5);
    r = page_of(b, s, (store_query){.root = half, .limit = 1});
    assert_true(r.total == 5 && r.hits[0].weight == 2);
    store_close(s);
}

static void the_best_of_many_weights_are_found(void **state)
{
    bench *b = *state;
    enum { MANY = 500 };
    for (size_t m = 0; m < 2; m++) {
        store_writer *w = begin(b, two_members[m], false);
        for (unsigned i = 0; i < MANY; i++) {
            sample one = {arena_printf(&b->a, "%zu-%u", m, i), "实训", NULL, NULL, NULL, NULL};
            add(b, w, &one);
        }
        finish(w);
    }
    store *s = open_all(b, two_members, 2);
    uint32_t numbers[2 * MANY];
    float weights[2 * MANY];
    for (uint32_t i = 0; i < 2 * MANY; i++) {
        numbers[i] = i + 1;
        weights[i] = (float)(i * 7919 % 1000); /* each once, in no order */
    }
    store_result r = page_of(
        b, s,
        (store_query){.root = weighted(b, numbers, weights, 2 * MANY), .offset = 5, .limit = 20});
    assert_int_equal(r.total, 2 * MANY);
    for (size_t i = 0; i < r.n_hits; i++) {
        assert_true(r.hits[i].weight == (double)(994 - i));
        assert_true(weights[r.hits[i].number - 1] == (float)(994 - i));
    }
    store_close(s);
}

/* ---- Merging ---- */

/* A database with its texts beside it, as a part is: every text is the id. */
static void make_part(bench *b, const char *name, const sample *samples, size_t n, const char *gone)
{
    const char *folder = path_in(b, name), *db = arena_printf(&b->a, "%s/db", name);
    assert_int_equal(mkdir(folder, 0700), 0);
    make(b, db, samples, n);
    texts_writer *w = NULL;
    assert_int_equal(texts_writer_open(folder, &w, NULL), ZC_OK);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(texts_writer_add(w, str_from(samples[i].id), STR_NONE, NULL), ZC_OK);
    assert_int_equal(texts_writer_finish(w, NULL), ZC_OK);
    texts_writer_free(w);
    store_writer *s = begin(b, db, true);
    for (const char *p = gone; *p; p += 6)
        delete_id(b, s, arena_str(&b->a, (zc_str){p, 6}));
    finish(s);
}

static void merge(bench *b, const char *const *names, size_t n, const char *into)
{
    const char *parts[8];
    texts_writer *w = NULL;
    assert_int_equal(mkdir(path_in(b, into), 0700), 0);
    assert_int_equal(texts_writer_open(path_in(b, into), &w, NULL), ZC_OK);
    for (size_t i = 0; i < n; i++) {
        parts[i] = path_in(b, arena_printf(&b->a, "%s/db", names[i]));
        store *s = NULL;
        uint32_t first = 0, last = 0;
        assert_int_equal(store_open(&parts[i], 1, &s, NULL), ZC_OK);
        assert_int_equal(store_range(s, &first, &last, NULL), ZC_OK);
        store_close(s);
        if (last > 0)
            assert_int_equal(texts_writer_append(w, path_in(b, names[i]), first, last, NULL),
                             ZC_OK);
    }
    assert_int_equal(texts_writer_finish(w, NULL), ZC_OK);
    texts_writer_free(w);
    zc_error error = {0};
    if (store_merge(parts, n, path_in(b, arena_printf(&b->a, "%s/db", into)), &error) != ZC_OK)
        fail_msg("%s", error.message);
}

static void assert_texts_belong(bench *b, const char *name, size_t expected)
{
    store *s = open_one(b, arena_printf(&b->a, "%s/db", name));
    texts *t = NULL;
    assert_int_equal(texts_open(path_in(b, name), &t, NULL), ZC_OK);
    uint32_t *numbers = NULL;
    size_t n = 0;
    assert_int_equal(
        store_matches(s, node(b, (store_node){.op = STORE_ALL}), &b->a, &numbers, &n, NULL), ZC_OK);
    assert_int_equal(n, expected);
    for (size_t i = 0; i < n; i++) {
        zc_buf data, body;
        zc_buf_init(&data);
        zc_buf_init(&body);
        assert_int_equal(store_data(s, numbers[i], &data, NULL), ZC_OK);
        assert_int_equal(texts_read(t, numbers[i], &body, NULL, NULL), ZC_OK);
        assert_string_equal(data.data, body.data);
        zc_buf_clear(&data);
        zc_buf_clear(&body);
    }
    texts_close(t);
    store_close(s);
}

static void merged_databases_hold_all_documents(void **state)
{
    bench *b = *state;
    static const char *const parts[] = {"p0", "p1"};
    make_part(b, "p0", north, 3, "");
    make_part(b, "p1", south, 2, "");
    merge(b, parts, 2, "all");
    assert_texts_belong(b, "all", 5);
    store *s = open_one(b, "all/db");
    assert_string_equal(matches(b, s, node(b, (store_node){.op = STORE_ALL})),
                        "北一 北二 北三 南一 南二");
    assert_string_equal(matches(b, s, term(b, "融合")), "北一 北三 南二");
    assert_string_equal(matches(b, s, term(b, "XY2021")), "北一 南一");
    store_close(s);
}

static void texts_keep_their_numbers_when_merged_after_deletions(void **state)
{
    bench *b = *state;
    static const char *const gone_north[] = {"",         "北一",     "北二",    "北三",
                                             "北一北二", "北二北三", "北一北三"};
    static const char *const gone_south[] = {"", "南一", "南二"};
    unsigned round = 0;
    for (size_t i = 0; i < sizeof gone_north / sizeof *gone_north; i++)
        for (size_t k = 0; k < sizeof gone_south / sizeof *gone_south; k++, round++) {
            const char *parts[] = {arena_printf(&b->a, "n%u", round),
                                   arena_printf(&b->a, "s%u", round)};
            make_part(b, parts[0], north, 3, gone_north[i]);
            make_part(b, parts[1], south, 2, gone_south[k]);
            const char *all = arena_printf(&b->a, "all%u", round);
            merge(b, parts, 2, all);
            assert_texts_belong(b, all, 5 - strlen(gone_north[i]) / 6 - strlen(gone_south[k]) / 6);
        }
}

static void a_merged_database_is_merged_again(void **state)
{
    bench *b = *state;
    static const char *const parts[] = {"p0", "p1"}, *const again[] = {"all", "p2"};
    make_part(b, "p0", north, 3, "北一");
    make_part(b, "p1", south, 2, "南二");
    merge(b, parts, 2, "all");
    static const sample west[] = {{"西一", "产教融合", NULL, NULL, NULL, NULL},
                                  {"西二", "乡村振兴", NULL, NULL, NULL, NULL}};
    make_part(b, "p2", west, 2, "西一");
    merge(b, again, 2, "whole");
    assert_texts_belong(b, "whole", 4);
    store *s = open_one(b, "whole/db");
    assert_string_equal(matches(b, s, node(b, (store_node){.op = STORE_ALL})),
                        "北二 北三 南一 西二");
    store_close(s);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(documents_are_counted_and_numbered_from_one),
        IN_FOLDER(an_empty_store_answers),
        IN_FOLDER(a_phrase_matches_adjacent_grams_only),
        IN_FOLDER(phrase_never_crosses_punctuation),
        IN_FOLDER(every_operator_means_its_set),
        IN_FOLDER(a_range_takes_both_ends_in),
        IN_FOLDER(weights_follow_the_tree),
        IN_FOLDER(dates_sort_both_ways_with_the_undated_last),
        IN_FOLDER(a_page_is_a_window_and_the_total_stays_exact),
        IN_FOLDER(facets_count_every_match_and_not_the_page),
        IN_FOLDER(terms_are_listed_found_and_counted),
        IN_FOLDER(a_missing_database_is_corrupt),
        IN_FOLDER(what_cannot_be_opened_is_refused),
        IN_FOLDER(a_number_out_of_use_has_no_data),
        IN_FOLDER(a_damaged_database_is_corrupt),
        IN_FOLDER(deleted_documents_are_gone),
        IN_FOLDER(a_file_is_deleted_with_all_its_documents),
        IN_FOLDER(the_range_leaves_deleted_ends_out),
        IN_FOLDER(members_answer_as_one),
        IN_FOLDER(numbers_lead_to_members),
        IN_FOLDER(a_set_means_its_documents_over_all_members),
        IN_FOLDER(a_set_of_many_is_met_with_many),
        IN_FOLDER(the_range_over_members_leaves_deleted_ends_out),
        IN_FOLDER(the_documents_of_a_term_are_listed_over_all_members),
        IN_FOLDER(a_long_list_is_whole),
        IN_FOLDER(counts_are_given_document_by_document),
        IN_FOLDER(positions_are_places_from_one_in_any_member),
        IN_FOLDER(lengths_are_given_by_number_as_far_as_there_is_room),
        IN_FOLDER(a_set_ranks_by_its_weights_over_all_members),
        IN_FOLDER(a_page_of_a_set_is_a_window_and_its_total_is_its_size),
        IN_FOLDER(a_set_is_sorted_counted_and_filtered_like_any_other),
        IN_FOLDER(the_best_of_many_weights_are_found),
        IN_FOLDER(merged_databases_hold_all_documents),
        IN_FOLDER(texts_keep_their_numbers_when_merged_after_deletions),
        IN_FOLDER(a_merged_database_is_merged_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
