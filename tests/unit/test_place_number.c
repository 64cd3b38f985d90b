/* What the prefix of a document number tells of the place.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "place_number.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static int setup(void **state)
{
    static arena a;
    arena_init(&a);
    *state = &a;
    return 0;
}

static int teardown(void **state)
{
    arena_clear(*state);
    return 0;
}

static const place *the_place(const char *name)
{
    place_match found[1];
    assert_true(place_find(str_from(name), found, 1) > 0);
    return found[0].place;
}

static void assert_says(const char *number, number_says says, const char *name)
{
    place_number n;
    number_read(number, &n);
    assert_int_equal(n.says, says);
    if (name) {
        assert_int_equal(n.n, 1);
        assert_string_equal(n.may[0]->name, name);
    }
}

static void a_prefix_of_one_place_says_it_alone(void **state)
{
    (void)state;
    assert_says("甬水利〔2020〕1号", NUMBER_ALONE, "宁波市");
    assert_says("浙政发〔2020〕1号", NUMBER_ALONE, "浙江省");
    assert_says("沪崇府办发〔2020〕1号", NUMBER_ALONE, "崇明区");
    assert_says("云政办发〔2020〕1号", NUMBER_ALONE, "云南省");
    assert_says("苏府〔2020〕1号", NUMBER_ALONE, "苏州市");
    assert_says("黔东南府发〔2020〕1号", NUMBER_ALONE, "黔东南苗族侗族自治州");
}

static void a_prefix_of_several_places_says_none(void **state)
{
    (void)state;
    static const char *const numbers[] = {"宁政发〔2020〕1号", "惠府〔2020〕1号",
                                          "云府〔2020〕1号",   "丽政发〔2020〕1号",
                                          "津政发〔2020〕1号", "杭政办〔2020〕1号"};
    for (size_t i = 0; i < COUNT(numbers); i++)
        assert_says(numbers[i], NUMBER_SHARED, NULL);
}

static void national_numbers_fit_no_place(void **state)
{
    (void)state;
    static const char *const numbers[] = {"国办发〔2020〕1号", "财税〔2020〕1号",
                                          "教职成〔2020〕1号", "发改社会〔2020〕1号"};
    place_number n;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        assert_says(numbers[i], NUMBER_NATIONAL, NULL);
        number_read(numbers[i], &n);
        assert_false(number_fits(&n, the_place("宁波市")));
    }
}

static void what_the_table_does_not_know_fits_by_its_first_character(void **state)
{
    (void)state;
    place_number n;
    number_read("慈教建〔2020〕1号", &n);
    assert_int_equal(n.says, NUMBER_SILENT);
    assert_true(number_fits(&n, the_place("慈溪市")));
    assert_true(number_fits(&n, the_place("宁波市")));
    assert_false(number_fits(&n, the_place("温州市")));
    number_read("某某〔2020〕1号", &n);
    assert_true(number_fits(&n, the_place("温州市")));
    number_read(NULL, &n);
    assert_int_equal(n.says, NUMBER_SILENT);
    assert_true(number_fits(&n, the_place("温州市")));
}

static void a_number_narrows_a_name_of_several_places(void **state)
{
    (void)state;
    place_number n;
    place_reading r;
    place_leading(STR_LIT("鼓楼区水利局"), "title", &r);
    assert_int_equal(r.n, 4);
    number_read("徐鼓水〔2020〕1号", &n);
    number_narrow(&n, &r);
    assert_int_equal(r.n, 1);
    assert_string_equal(r.may[0]->city, "徐州市");
    number_read("温政发〔2020〕1号", &n);
    number_narrow(&n, &r);
    assert_int_equal(r.n, 1); /* what fits none changes nothing */
}

static void assert_settles(void **state, const char *number, const char *text, const char *name)
{
    place_number n;
    place_reading r;
    prose_mention *mentions = prose_count(str_from(text), *state);
    number_read(number, &n);
    number_settle(&n, mentions, prose_unit_read(str_from(text)), &r);
    if (!name) {
        assert_int_equal(r.n, 0);
        return;
    }
    assert_int_equal(r.n, 1);
    assert_string_equal(r.may[0]->name, name);
}

static void the_text_tells_which_place_a_shared_prefix_means(void **state)
{
    assert_settles(state, "丽政发〔2020〕1号", "丽水市修渠，丽水好。", "丽水市");
    assert_settles(state, "丽政发〔2020〕1号", "丽水市修渠。", NULL);
    assert_settles(state, "丽政发〔2020〕1号", "丽水市、丽江市修渠。丽水市好，丽江市好。", NULL);
    assert_settles(state, "丽政发〔2020〕1号", "我县修渠，丽水市好，丽水好。", NULL);
    assert_settles(state, "浙政发〔2020〕1号", "丽水市修渠，丽水好。", NULL);
}

static void one_mention_is_enough_of_a_place_of_the_texts_own_kind(void **state)
{
    assert_settles(state, "丽政发〔2020〕1号", "我市修渠，丽水市好。", "丽水市");
    assert_settles(state, "丽政发〔2020〕1号", "我市修渠，丽水好。", NULL);
    assert_settles(state, "丽政发〔2020〕1号", "我市修渠，丽水市好，丽江市好。", NULL);
    assert_settles(state, "宁政发〔2020〕1号", "各市人民政府，自治区政府各部门：\n修渠。",
                   "宁夏回族自治区");
}

static void the_kind_tells_which_place_a_listed_prefix_means(void **state)
{
    assert_settles(state, "杭政办〔2020〕1号", "我市修渠。", "杭州市");
    assert_settles(state, "杭政办〔2020〕1号", "我县修渠。", "上杭县");
    assert_settles(state, "温政发〔2020〕1号", "我市修渠。", NULL); /* 温州市, 温岭市 */
    assert_settles(state, "慈政发〔2020〕1号", "我市修渠。", NULL); /* not listed */
    assert_settles(state, "盐政发〔2020〕1号", "我市修渠。", "盐城市");
    assert_settles(state, "盐务〔2020〕1号", "我市修渠。", NULL); /* salt, not its city */
}

static void places_in_one_city_tell_the_city(void **state)
{
    assert_settles(state, "衢政发〔2020〕1号", "修渠。", "衢州市");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_prefix_of_one_place_says_it_alone),
        TEST(a_prefix_of_several_places_says_none),
        TEST(national_numbers_fit_no_place),
        TEST(what_the_table_does_not_know_fits_by_its_first_character),
        TEST(a_number_narrows_a_name_of_several_places),
        TEST(the_text_tells_which_place_a_shared_prefix_means),
        TEST(one_mention_is_enough_of_a_place_of_the_texts_own_kind),
        TEST(the_kind_tells_which_place_a_listed_prefix_means),
        TEST(places_in_one_city_tell_the_city),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
