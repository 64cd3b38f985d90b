/* Which sketches come into one group.
 *
 * Texts are told as bins: near ones share most of them. Groups are printed as the
 * numbers of their documents, "1 2|5 9", ascending.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "alike.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of SKETCH_BINS, so many have to be equal. */
enum { NEAR = 116 };

/* The same numbers at every run. */
static uint64_t next(uint64_t *seed)
{
    *seed += 0x9E3779B97F4A7C15U;
    uint64_t x = *seed;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

/* A text of `kind`, the last `changed` of its bins being its own. */
static alike doc(uint32_t number, uint32_t docno, uint64_t kind, size_t changed)
{
    alike d = {.number = number};
    uint64_t seed = kind, own = kind * 1000003 + number * 7919U + changed;
    for (size_t i = 0; i < SKETCH_BINS; i++)
        d.sketch.bins[i] = (uint8_t)next(&seed);
    for (size_t i = SKETCH_BINS - changed; i < SKETCH_BINS; i++) {
        uint8_t before = d.sketch.bins[i];
        while (d.sketch.bins[i] == before)
            d.sketch.bins[i] = (uint8_t)next(&own);
    }
    d.sketch.units = 1000;
    d.sketch.docno = docno ? docno << 1 | 1 : 0;
    d.sketch.text = changed ? next(&own) : kind;
    return d;
}

/* The groups of documents whose numbers are 1 to n. */
static const char *groups_of(const alike *in, size_t n)
{
    static char out[4096];
    alike *docs = malloc((n + 1) * sizeof *docs);
    uint32_t *lead = calloc(n + 2, sizeof *lead);
    size_t at = 0;
    assert_true(docs && lead);
    if (n > 0)
        memcpy(docs, in, n * sizeof *docs);
    assert_int_equal(alike_group(docs, n, NULL), ZC_OK);
    for (size_t i = 0; i < n; i++) { /* leads by number, before places move */
        assert_true(docs[docs[i].group].group == docs[i].group);
        lead[docs[i].number] = docs[docs[i].group].number;
    }
    out[0] = '\0';
    for (uint32_t i = 1; i <= n; i++) {
        bool first = true;
        for (uint32_t k = 1; k < i && first; k++)
            first = lead[k] != lead[i];
        for (uint32_t k = i + 1, begun = 0; first && k <= n; k++) {
            if (lead[k] != lead[i])
                continue;
            if (!begun++)
                at += (size_t)snprintf(out + at, sizeof out - at, "%s%u", at ? "|" : "", i);
            at += (size_t)snprintf(out + at, sizeof out - at, " %u", k);
        }
    }
    free(docs);
    free(lead);
    return out;
}

#define GROUPS(expected, ...)                                                                      \
    do {                                                                                           \
        const alike docs[] = {__VA_ARGS__};                                                        \
        assert_string_equal(groups_of(docs, sizeof docs / sizeof *docs), expected);                \
    } while (0)

static void equal_and_near_texts_are_one_group(void **state)
{
    (void)state;
    assert_string_equal(groups_of(NULL, 0), "");
    GROUPS("", doc(1, 0, 5, 0));
    GROUPS("1 2", doc(1, 0, 5, 0), doc(2, 0, 5, 0));
    GROUPS("", doc(1, 0, 5, 0), doc(2, 0, 6, 0));
    GROUPS("1 3 4|2 5", doc(1, 0, 5, 0), doc(2, 0, 6, 0), doc(3, 0, 5, 0), doc(4, 0, 5, 6),
           doc(5, 0, 6, 6));
}

static void near_begins_where_nine_tenths_are_shared(void **state)
{
    (void)state;
    GROUPS("1 2", doc(1, 0, 5, 0), doc(2, 0, 5, SKETCH_BINS - NEAR));
    GROUPS("", doc(1, 0, 5, 0), doc(2, 0, 5, SKETCH_BINS - NEAR + 1));
}

static void texts_of_unlike_lengths_are_not_near(void **state)
{
    (void)state;
    alike docs[] = {doc(1, 0, 5, 0), doc(2, 0, 5, 4)};
    docs[1].sketch.units = 900;
    assert_string_equal(groups_of(docs, 2), "1 2");
    docs[1].sketch.units = 899;
    assert_string_equal(groups_of(docs, 2), "");
}

static void short_texts_are_alike_only_where_they_are_the_same(void **state)
{
    (void)state;
    alike docs[3] = {{.number = 1}, {.number = 2}, {.number = 3}};
    for (int i = 0; i < 3; i++)
        docs[i].sketch = (sketch){.text = i < 2 ? 7 : 8, .units = SKETCH_SHORT - 1};
    assert_string_equal(groups_of(docs, 3), "1 2");
}

static void different_numbers_keep_near_texts_apart_but_not_equal_ones(void **state)
{
    (void)state;
    GROUPS("1 2", doc(1, 1, 5, 0), doc(2, 1, 5, 5));
    GROUPS("", doc(1, 1, 5, 0), doc(2, 2, 5, 5));
    GROUPS("1 2", doc(1, 1, 5, 0), doc(2, 0, 5, 5));
    GROUPS("1 2", doc(1, 1, 5, 0), doc(2, 2, 5, 0));
    /* the copy without a number bears that of its twin */
    GROUPS("1 2", doc(1, 1, 5, 0), doc(2, 0, 5, 0), doc(3, 2, 5, 5));
    GROUPS("1 2", doc(1, 1, 5, 0), doc(2, 2, 5, 0), doc(3, 2, 5, 5));
}

/* 2 and 3 bear numbers of their own: 1, without one, belongs to the nearer. */
static void a_text_without_a_number_does_not_join_two_that_differ(void **state)
{
    (void)state;
    GROUPS("1 3", doc(1, 0, 5, 0), doc(2, 1, 5, 9), doc(3, 2, 5, 3));
    GROUPS("1 2", doc(1, 0, 5, 0), doc(2, 1, 5, 3), doc(3, 2, 5, 9));
    GROUPS("1 2 4", doc(1, 0, 5, 0), doc(2, 1, 5, 3), doc(3, 2, 5, 9), doc(4, 1, 5, 4));
}

/* Each is near the one before, the last of many far from the first. */
static void a_chain_of_small_changes_does_not_join_its_ends(void **state)
{
    (void)state;
    enum { LINKS = 40 };
    alike docs[LINKS];
    docs[0] = doc(1, 0, 5, 0);
    uint64_t seed = 99;
    for (uint32_t i = 1; i < LINKS; i++) {
        docs[i] = docs[i - 1];
        docs[i].number = i + 1;
        docs[i].sketch.text = next(&seed);
        for (size_t k = 0; k < 6; k++)
            docs[i].sketch.bins[(i * 6 + k) % SKETCH_BINS] = (uint8_t)next(&seed);
    }
    assert_true(sketch_likeness(&docs[0].sketch, &docs[LINKS / 2].sketch) < NEAR / 2);
    assert_int_equal(alike_group(docs, LINKS, NULL), ZC_OK);
    size_t leads = 0;
    for (size_t i = 0; i < LINKS; i++) {
        leads += docs[i].group == i;
        assert_true(sketch_likeness(&docs[i].sketch, &docs[docs[i].group].sketch) >= NEAR);
    }
    assert_true(leads < LINKS / 2);
}

static void three_in_a_row_are_one_group_whichever_comes_first(void **state)
{
    (void)state;
    alike a = doc(1, 0, 5, 0), b = a, c;
    memset(b.sketch.bins, 1, 10);
    c = b;
    memset(c.sketch.bins + 20, 2, 10);
    assert_true(sketch_likeness(&a.sketch, &c.sketch) < NEAR);
    for (uint64_t i = 0; i < 64; i++) {
        uint64_t seed = i;
        alike docs[] = {a, b, c};
        for (uint32_t k = 0; k < 3; k++) {
            docs[k].number = k + 1;
            docs[k].sketch.text = next(&seed);
        }
        assert_string_equal(groups_of(docs, 3), "1 2 3");
    }
}

static void the_order_of_documents_changes_nothing(void **state)
{
    (void)state;
    enum { N = 300 };
    static alike docs[N];
    char before[4096];
    uint64_t seed = 4;
    for (uint32_t i = 0; i < N; i++)
        docs[i] = doc(i + 1, (uint32_t)(next(&seed) % 3), next(&seed) % 60, next(&seed) % 18);
    snprintf(before, sizeof before, "%s", groups_of(docs, N));
    assert_true(strlen(before) > 100);
    for (int round = 0; round < 20; round++) {
        for (size_t i = N - 1; i > 0; i--) {
            size_t k = next(&seed) % (i + 1);
            alike moved = docs[i];
            docs[i] = docs[k];
            docs[k] = moved;
        }
        assert_string_equal(groups_of(docs, N), before);
    }
}

static void each_text_knows_the_first_that_is_the_same(void **state)
{
    (void)state;
    alike docs[] = {doc(4, 0, 5, 0), doc(2, 0, 5, 3), doc(9, 0, 5, 0), doc(7, 0, 6, 0)};
    assert_int_equal(alike_group(docs, 4, NULL), ZC_OK);
    for (size_t i = 0; i < 4; i++) {
        const alike *first = &docs[docs[i].same];
        assert_true(sketch_same(&first->sketch, &docs[i].sketch));
        assert_int_equal(first->number, docs[i].number == 9 ? 4 : docs[i].number);
    }
}

/* ---- Many ---- */

/* Anything quadratic takes minutes; this takes a second, and a few when checked
 * by sanitizers. */
enum { MANY = 100000, SECONDS = 30 };

static size_t count_leads(alike *docs, size_t n)
{
    alarm(SECONDS);
    assert_int_equal(alike_group(docs, n, NULL), ZC_OK);
    alarm(0);
    size_t leads = 0;
    for (size_t i = 0; i < n; i++)
        leads += docs[i].group == i;
    return leads;
}

static alike *make_many(uint64_t (*kind)(uint32_t), size_t (*changed)(uint32_t))
{
    alike *docs = malloc(MANY * sizeof *docs);
    assert_non_null(docs);
    for (uint32_t i = 0; i < MANY; i++)
        docs[i] = doc(i + 1, 0, kind(i), changed(i));
    return docs;
}

static uint64_t one_kind(uint32_t i)
{
    (void)i;
    return 5;
}

static uint64_t own_kind(uint32_t i)
{
    return i + 1000;
}

static size_t no_change(uint32_t i)
{
    (void)i;
    return 0;
}

static size_t small_change(uint32_t i)
{
    return i % 5 + 1;
}

static void a_hundred_thousand_equal_texts_are_one_group(void **state)
{
    (void)state;
    alike *docs = make_many(one_kind, no_change);
    assert_int_equal(count_leads(docs, MANY), 1);
    free(docs);
}

static void a_hundred_thousand_near_texts_are_one_group(void **state)
{
    (void)state;
    alike *docs = make_many(one_kind, small_change);
    assert_int_equal(count_leads(docs, MANY), 1);
    free(docs);
}

/* All fall into one bucket of one band, and are unlike but for one pair. */
static void a_crowded_bucket_costs_no_more_and_hides_nothing(void **state)
{
    (void)state;
    alike *docs = make_many(own_kind, no_change);
    docs[MANY / 3].sketch = docs[MANY / 2].sketch;
    docs[MANY / 3].sketch.text++;
    docs[MANY / 3].sketch.bins[100]++;
    for (size_t i = 0; i < MANY; i++)
        memset(docs[i].sketch.bins, 9, 8);
    assert_int_equal(count_leads(docs, MANY), MANY - 1);
    free(docs);
}

/* One form, filled in and numbered: all near, and all different. */
static void a_numbered_form_costs_no_more(void **state)
{
    (void)state;
    alike *docs = make_many(one_kind, small_change);
    for (uint32_t i = 0; i < MANY; i++)
        docs[i].sketch.docno = i << 1 | 1;
    assert_int_equal(count_leads(docs, MANY), MANY);
    free(docs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_and_near_texts_are_one_group),
        cmocka_unit_test(near_begins_where_nine_tenths_are_shared),
        cmocka_unit_test(texts_of_unlike_lengths_are_not_near),
        cmocka_unit_test(short_texts_are_alike_only_where_they_are_the_same),
        cmocka_unit_test(different_numbers_keep_near_texts_apart_but_not_equal_ones),
        cmocka_unit_test(a_text_without_a_number_does_not_join_two_that_differ),
        cmocka_unit_test(a_chain_of_small_changes_does_not_join_its_ends),
        cmocka_unit_test(three_in_a_row_are_one_group_whichever_comes_first),
        cmocka_unit_test(the_order_of_documents_changes_nothing),
        cmocka_unit_test(each_text_knows_the_first_that_is_the_same),
        cmocka_unit_test(a_hundred_thousand_equal_texts_are_one_group),
        cmocka_unit_test(a_hundred_thousand_near_texts_are_one_group),
        cmocka_unit_test(a_crowded_bucket_costs_no_more_and_hides_nothing),
        cmocka_unit_test(a_numbered_form_costs_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
