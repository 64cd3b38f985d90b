/* Which texts under one name come into one group.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "alike.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bins that have to be equal: of different times, and where nothing tells. */
enum { EDITIONS = 6, UNTOLD = 43, NAMESAKES = 64 };

enum { LAW = 0x1002, OTHER = 0x1006, OPEN = LAW | 1 };

/* The same numbers at every run. */
static uint64_t next(uint64_t *seed)
{
    *seed += 0x9E3779B97F4A7C15U;
    uint64_t x = *seed;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

/* A text that shares `shared` bins with all others, those from `from` on; in every
 * other it has what no other has. */
static alike doc(uint32_t number, uint64_t name, uint32_t time, size_t from, size_t shared)
{
    alike d = {.number = number};
    uint64_t own = number;
    for (size_t i = 0; i < SKETCH_BINS; i++) {
        bool common = i >= from && i < from + shared;
        d.sketch.bins[i] = common ? 0xFF : (uint8_t)number;
    }
    d.sketch.units = 1000;
    d.sketch.text = next(&own);
    d.sketch.name = name;
    d.sketch.time = time;
    return d;
}

static bool joined(alike a, alike b)
{
    alike docs[] = {a, b};
    assert_int_equal(alike_group(docs, 2, NULL), ZC_OK);
    assert_int_not_equal(docs[0].near, docs[1].near);
    return docs[0].group == docs[1].group;
}

static void editions_of_one_name_are_one_group(void **state)
{
    (void)state;
    alike a = doc(1, LAW, 20120301, 0, EDITIONS);
    assert_true(joined(a, doc(2, LAW, 20190701, 0, EDITIONS)));
    assert_false(joined(a, doc(2, LAW, 20190701, 0, EDITIONS - 1)));
    assert_false(joined(a, doc(2, OTHER, 20190701, 0, EDITIONS)));
    assert_false(joined(doc(1, 0, 20120301, 0, 60), doc(2, 0, 20190701, 0, 60)));
}

static void different_numbers_do_not_keep_editions_apart(void **state)
{
    (void)state;
    alike a = doc(1, LAW, 20120301, 0, EDITIONS), b = doc(2, LAW, 20190701, 0, EDITIONS);
    a.sketch.docno = 3;
    b.sketch.docno = 5;
    assert_true(joined(a, b));
}

/* Parts of one law bear its name and its date; a time that is not known tells nothing. */
static void without_different_times_half_of_the_text_has_to_be_the_same(void **state)
{
    (void)state;
    static const uint32_t untold[][2] = {
        {20120301, 20120301}, {20120000, 20120301}, {20120000, 20120000}, {0, 20120301}, {0, 0}};
    for (size_t i = 0; i < sizeof untold / sizeof *untold; i++) {
        uint32_t one = untold[i][0], two = untold[i][1];
        assert_false(joined(doc(1, LAW, one, 0, UNTOLD - 1), doc(2, LAW, two, 0, UNTOLD - 1)));
        assert_true(joined(doc(1, LAW, one, 0, UNTOLD), doc(2, LAW, two, 0, UNTOLD)));
    }
    assert_true(joined(doc(1, LAW, 20110000, 0, EDITIONS), doc(2, LAW, 20120301, 0, EDITIONS)));
}

static void nor_does_less_do_where_nobody_is_known_to_own_the_name(void **state)
{
    (void)state;
    alike a = doc(1, OPEN, 20120301, 0, UNTOLD);
    assert_false(joined(a, doc(2, OPEN, 20190701, 0, UNTOLD - 1)));
    assert_true(joined(a, doc(2, OPEN, 20190701, 0, UNTOLD)));
    assert_false(joined(a, doc(2, LAW, 20190701, 0, UNTOLD - 1)));
    assert_true(joined(a, doc(2, LAW, 20190701, 0, UNTOLD)));
}

static void known_issuers_have_to_agree(void **state)
{
    (void)state;
    alike a = doc(1, LAW, 20120301, 0, 20), b = doc(2, LAW, 20190701, 0, 20);
    a.sketch.issuer = 7;
    assert_true(joined(a, b));
    b.sketch.issuer = 7;
    assert_true(joined(a, b));
    b.sketch.issuer = 9;
    assert_false(joined(a, b));
    /* nor through one whose issuer is not known */
    alike three[] = {a, b, doc(3, LAW, 20150701, 0, 20)};
    assert_int_equal(alike_group(three, 3, NULL), ZC_OK);
    uint32_t group[4];
    for (size_t i = 0; i < 3; i++)
        group[three[i].number] = three[i].group;
    assert_int_not_equal(group[1], group[2]);
    assert_true(group[3] == group[1] || group[3] == group[2]);
}

/* The first and the last have nothing in common. */
static void all_editions_are_one_group(void **state)
{
    (void)state;
    alike docs[] = {doc(1, LAW, 19900101, 0, 30), doc(2, LAW, 20000101, 20, 30),
                    doc(3, LAW, 20100101, 40, 30), doc(4, LAW, 20200101, 60, 30)};
    assert_true(sketch_likeness(&docs[0].sketch, &docs[3].sketch) == 0);
    assert_int_equal(alike_group(docs, 4, NULL), ZC_OK);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(docs[i].group, docs[0].group);
}

/* A near copy of another name, 邻市's rules taken over, does not bring its own. */
static void near_copies_of_two_names_join_no_versions(void **state)
{
    (void)state;
    alike docs[] = {doc(1, LAW, 20120301, 0, 128), doc(2, OTHER, 20120301, 0, 124),
                    doc(3, LAW, 20190701, 0, 60), doc(4, OTHER, 20190701, 0, 60)};
    memset(docs[3].sketch.bins, 0x33, 60);
    memset(docs[3].sketch.bins + 60, 0xFF, 60);
    assert_int_equal(alike_group(docs, 4, NULL), ZC_OK);
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < i; k++)
            if (docs[i].number > 2 || docs[k].number > 2)
                assert_int_not_equal(docs[i].group, docs[k].group);
}

static void a_copy_without_a_title_goes_with_its_twin(void **state)
{
    (void)state;
    alike docs[] = {doc(1, LAW, 20120301, 0, 60), doc(2, LAW, 20190701, 0, 60),
                    doc(1, 0, 0, 0, 60)};
    docs[2].number = 3;
    assert_int_equal(alike_group(docs, 3, NULL), ZC_OK);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(docs[i].group, docs[0].group);
}

static size_t count_groups(alike *docs, size_t n)
{
    size_t groups = 0;
    assert_int_equal(alike_group(docs, n, NULL), ZC_OK);
    for (size_t i = 0; i < n; i++)
        groups += docs[i].group == i;
    return groups;
}

static void a_name_that_very_many_bear_is_that_of_a_form(void **state)
{
    (void)state;
    alike docs[NAMESAKES + 1];
    for (uint32_t i = 0; i <= NAMESAKES; i++)
        docs[i] = doc(i + 1, LAW, 20000101 + i, 0, 60);
    assert_int_equal(count_groups(docs, NAMESAKES), 1);
    for (uint32_t i = 0; i <= NAMESAKES; i++)
        docs[i] = doc(i + 1, LAW, 20000101 + i, 0, 60);
    assert_int_equal(count_groups(docs, NAMESAKES + 1), NAMESAKES + 1);
}

/* Anything quadratic takes minutes. */
static void a_hundred_thousand_namesakes_cost_no_more(void **state)
{
    (void)state;
    enum { MANY = 100000, SECONDS = 30 };
    alike *docs = malloc(MANY * sizeof *docs);
    uint64_t seed = 5;
    assert_non_null(docs);
    for (uint32_t i = 0; i < MANY; i++) {
        docs[i] = doc(i + 1, LAW, 20000101 + i, 0, 60);
        for (size_t k = 0; k < SKETCH_BINS; k++)
            docs[i].sketch.bins[k] = (uint8_t)next(&seed);
    }
    alarm(SECONDS);
    assert_int_equal(count_groups(docs, MANY), MANY);
    alarm(0);
    free(docs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(editions_of_one_name_are_one_group),
        cmocka_unit_test(different_numbers_do_not_keep_editions_apart),
        cmocka_unit_test(without_different_times_half_of_the_text_has_to_be_the_same),
        cmocka_unit_test(nor_does_less_do_where_nobody_is_known_to_own_the_name),
        cmocka_unit_test(known_issuers_have_to_agree),
        cmocka_unit_test(all_editions_are_one_group),
        cmocka_unit_test(near_copies_of_two_names_join_no_versions),
        cmocka_unit_test(a_copy_without_a_title_goes_with_its_twin),
        cmocka_unit_test(a_name_that_very_many_bear_is_that_of_a_form),
        cmocka_unit_test(a_hundred_thousand_namesakes_cost_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
