/* The gazetteer: what names mean, the longest name, the nearest names, zones.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "gazetteer.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static place_match the_one(const char *name)
{
    place_match found[4];
    assert_int_equal(place_find(str_from(name), found, COUNT(found)), 1);
    return found[0];
}

static void assert_place(const char *name, const char *county, const char *city,
                         const char *province)
{
    const place *p = the_one(name).place;
    assert_string_equal(p->county ? p->county : "", county);
    assert_string_equal(p->city ? p->city : "", city);
    assert_string_equal(p->province, province);
}

static void place_find_knows_what_lies_above(void **state)
{
    (void)state;
    assert_place("慈溪市", "慈溪市", "宁波市", "浙江省");
    assert_place("宁波市", "", "宁波市", "浙江省");
    assert_place("浙江省", "", "", "浙江省");
    assert_place("楚雄市", "楚雄市", "楚雄彝族自治州", "云南省");
}

static void municipalities_are_province_and_city(void **state)
{
    (void)state;
    assert_place("重庆市", "", "重庆市", "重庆市");
    assert_place("密云区", "密云区", "北京市", "北京市");
    assert_int_equal(the_one("重庆市").place->level, PLACE_PROVINCE);
}

static void directly_governed_counties_are_their_own_city(void **state)
{
    (void)state;
    assert_place("天门市", "", "天门市", "湖北省");
    assert_place("石河子市", "", "石河子市", "新疆维吾尔自治区");
}

static void former_names_mean_their_one_successor(void **state)
{
    (void)state;
    assert_string_equal(the_one("慈溪县").place->name, "慈溪市");
    assert_true(the_one("慈溪县").former);
    assert_string_equal(the_one("鄞县").place->name, "鄞州区");
    assert_string_equal(the_one("襄樊市").place->name, "襄阳市");
    assert_string_equal(the_one("哲里木盟").place->name, "通辽市");
    /* 襄阳县 became three districts. */
    place_match found[4];
    assert_int_equal(place_find(STR_LIT("襄阳县"), found, COUNT(found)), 0);
}

static void short_names_leave_out_the_kind_and_the_peoples(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"慈溪", "慈溪市"},
        {"广西", "广西壮族自治区"},
        {"内蒙古", "内蒙古自治区"},
        {"黔东南州", "黔东南苗族侗族自治州"},
        {"克孜勒苏", "克孜勒苏柯尔克孜自治州"},
        {"浦东", "浦东新区"},
        {"神农架", "神农架林区"},
        {"锡林郭勒", "锡林郭勒盟"},
        {"大兴安岭", "大兴安岭地区"},
        {"香港", "香港特别行政区"},
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        place_match m = the_one(names[i][0]);
        assert_true(m.short_name);
        assert_string_equal(m.place->name, names[i][1]);
    }
}

static void ambiguous_names_give_every_meaning(void **state)
{
    (void)state;
    place_match found[8];
    assert_int_equal(place_find(STR_LIT("鼓楼区"), found, COUNT(found)), 4);
    size_t n = place_find(STR_LIT("朝阳"), found, COUNT(found));
    assert_true(n > 2);
    assert_string_equal(found[0].place->name, "朝阳市");
    assert_int_equal(place_find(STR_LIT("朝阳"), found, 1), n);
    assert_int_equal(place_find(STR_LIT("朝阳"), NULL, 0), n);
}

static void full_names_come_before_short_ones(void **state)
{
    (void)state;
    place_match found[8];
    size_t n = place_find(STR_LIT("吉林"), found, COUNT(found));
    assert_int_equal(n, 2);
    assert_string_equal(found[0].place->name, "吉林省");
    assert_string_equal(the_one("吉林市").place->province, "吉林省");
    assert_false(the_one("吉林市").short_name);
}

static void unknown_names_mean_nothing(void **state)
{
    (void)state;
    place_match found[1];
    static const char *const names[] = {"",       "示例市",   "市",   "宁",
                                        "Ningbo", "\xE5\xAE", "\xFF", "宁波市教育局"};
    for (size_t i = 0; i < COUNT(names); i++)
        assert_int_equal(place_find(str_from(names[i]), found, 1), 0);
}

static void assert_prefix(const char *text, const char *name)
{
    assert_int_equal(place_prefix(str_from(text)), strlen(name));
}

static void place_prefers_longest_name(void **state)
{
    (void)state;
    assert_prefix("宁波市教育局", "宁波市");
    assert_prefix("宁波的港口", "宁波");
    assert_prefix("黔东南苗族侗族自治州人民政府", "黔东南苗族侗族自治州");
    assert_prefix("吉林省", "吉林省");
    assert_prefix("慈溪县", "慈溪县");
    assert_prefix("北京市密云区", "北京市");
    assert_prefix("关于宁波市", "");
    assert_prefix("", "");
    assert_prefix("宁波\xE5\xB8", "宁波");
    assert_int_equal(place_prefix((zc_str){"\xE5\xAE", 2}), 0);
}

static void assert_nearest(const char *name, const char *first)
{
    const char *names[3];
    size_t n = place_nearest(str_from(name), names, COUNT(names));
    assert_true(n > 0);
    assert_string_equal(names[0], first);
}

static void nearest_hears_what_was_meant(void **state)
{
    (void)state;
    assert_nearest("宁玻", "宁波");
    assert_nearest("宁波是", "宁波市");
    assert_nearest("慈西", "慈溪");
    assert_nearest("杭洲市", "杭州市");
    assert_nearest("黔东南洲", "黔东南州");
}

static void nearest_offers_nothing_where_nothing_is_near(void **state)
{
    (void)state;
    const char *names[3];
    assert_int_equal(place_nearest(STR_NONE, names, COUNT(names)), 0);
    assert_int_equal(place_nearest(STR_LIT("abcdefgh"), names, COUNT(names)), 0);
    assert_int_equal(place_nearest(STR_LIT("宁玻"), names, 0), 0);
}

static void nearest_offers_todays_names_only(void **state)
{
    (void)state;
    const char *names[16];
    size_t n = place_nearest(STR_LIT("鄞县"), names, COUNT(names));
    for (size_t i = 0; i < n; i++)
        assert_string_not_equal(names[i], "鄞县");
}

static void words_that_are_names_say_so(void **state)
{
    (void)state;
    assert_true(the_one("公安").word);
    assert_false(the_one("公安县").word);
    assert_false(the_one("慈溪").word);
}

static void a_sign_begins_every_name_that_may_write_it(void **state)
{
    (void)state;
    const place *found[32];
    size_t n = place_beginning(STR_LIT("慈"), found, COUNT(found));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++)
        assert_true(strcmp(found[i]->name, "慈溪市") == 0 || strcmp(found[i]->name, "慈利县") == 0);
    assert_int_equal(place_beginning(STR_LIT("慈"), found, 1), 1);
    assert_int_equal(place_beginning(STR_LIT("沪"), found, COUNT(found)), 0);
    assert_int_equal(place_beginning(STR_NONE, found, COUNT(found)), 0);
}

static void a_zone_lies_in_the_place_that_holds_all_of_it(void **state)
{
    (void)state;
    static const struct {
        const char *text, *zone, *place;
    } cases[] = {
        {"两江新区管理委员会", "两江新区", "重庆市"},
        {"江北新区管委会", "江北新区", "南京市"},
        {"西咸新区", "西咸新区", "陕西省"},
        {"杭州湾新区", "杭州湾新区", "宁波市"},
        {"新疆生产建设兵团第八师", "新疆生产建设兵团", "新疆维吾尔自治区"},
        {"第八师石河子市", "第八师石河子市", "石河子市"},
        {"巢湖地区行政公署", "巢湖地区", "安徽省"},
        {"海南行政区公署", "海南行政区", "海南省"},
        {"吴县人民政府", "吴县", "苏州市"},
    };
    const place *where = NULL;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(place_zone(str_from(cases[i].text), &where), strlen(cases[i].zone));
        assert_string_equal(where->name, cases[i].place);
    }
    assert_int_equal(place_zone(STR_LIT("宁波市"), &where), 0);
    assert_int_equal(place_zone(STR_NONE, &where), 0);
}

static void zones_are_no_names_of_places(void **state)
{
    (void)state;
    place_match found[1];
    assert_int_equal(place_find(STR_LIT("两江新区"), found, 1), 0);
    assert_int_equal(place_find(STR_LIT("巢湖地区"), found, 1), 0);
}

static void places_are_numbered(void **state)
{
    (void)state;
    const place *p = the_one("慈溪市").place;
    assert_ptr_equal(place_at(place_index(p)), p);
    assert_null(place_at(place_count()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(place_find_knows_what_lies_above),
        cmocka_unit_test(municipalities_are_province_and_city),
        cmocka_unit_test(directly_governed_counties_are_their_own_city),
        cmocka_unit_test(former_names_mean_their_one_successor),
        cmocka_unit_test(short_names_leave_out_the_kind_and_the_peoples),
        cmocka_unit_test(ambiguous_names_give_every_meaning),
        cmocka_unit_test(full_names_come_before_short_ones),
        cmocka_unit_test(unknown_names_mean_nothing),
        cmocka_unit_test(place_prefers_longest_name),
        cmocka_unit_test(nearest_hears_what_was_meant),
        cmocka_unit_test(nearest_offers_nothing_where_nothing_is_near),
        cmocka_unit_test(nearest_offers_todays_names_only),
        cmocka_unit_test(words_that_are_names_say_so),
        cmocka_unit_test(a_sign_begins_every_name_that_may_write_it),
        cmocka_unit_test(a_zone_lies_in_the_place_that_holds_all_of_it),
        cmocka_unit_test(zones_are_no_names_of_places),
        cmocka_unit_test(places_are_numbered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
