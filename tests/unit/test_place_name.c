/* Place names at the head of titles and organisations.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "place_name.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* `names`: the places that `text` may begin with, by blanks. */
static void assert_leads(const char *text, const char *names)
{
    place_reading r;
    bool found = place_leading(str_from(text), "title", &r);
    size_t n = 0;
    for (const char *p = names; *p; n++) {
        size_t length = strcspn(p, " ");
        bool there = false;
        for (size_t i = 0; found && i < r.n; i++)
            there = there || str_equal(str_from(r.may[i]->name), (zc_str){p, length});
        if (!there)
            fail_msg("%s does not begin with %s", text, names);
        p += length + (p[length] == ' ');
    }
    if ((found ? r.n : 0) != n)
        fail_msg("%s begins with %zu places, not %s", text, found ? r.n : 0, names);
}

static void a_name_goes_as_deep_as_it_can(void **state)
{
    (void)state;
    assert_leads("宁波市教育局", "宁波市");
    assert_leads("北京市密云区人民政府", "密云区");
    assert_leads("江苏省南京市鼓楼区人民政府", "鼓楼区");
    assert_leads("鼓楼区人民政府", "鼓楼区 鼓楼区 鼓楼区 鼓楼区");
    assert_leads("吉林市场监督管理条例", "吉林市");
    assert_leads("吉林水渠条例", "吉林省");
    assert_leads("关于宁波市", "");
}

static void zones_lie_in_their_city(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"宁波经济技术开发区管理委员会", "宁波市"},
        {"苏州工业园区管委会", "苏州市"},
        {"合肥高新技术产业开发区管委会", "合肥市"},
        {"昆明滇池度假区管委会", "昆明市"},
        {"武汉东湖新技术开发区管理委员会", "武汉市"},
        {"南京江北新区管理委员会", "南京市"},
        {"江北新区管理委员会", "南京市"},
        {"湖南湘江新区管理委员会", "长沙市"},
        {"西咸新区管委会", "陕西省"},
        {"陕西省西咸新区管委会", "陕西省"},
        {"雄安新区管委会", "河北省"},
        {"横琴粤澳深度合作区执行委员会", "珠海市"},
        {"苏州宿迁工业园区管委会", "宿迁市"},
        {"浙江）自由贸易试验区宁波片区管委会", "宁波市"},
        {"上海）自由贸易试验区临港新片区管委会", "上海市"},
        {"新疆生产建设兵团第八师石河子市", "石河子市"},
        {"新疆生产建设兵团办公厅", "新疆维吾尔自治区"},
        {"昆山经济技术开发区管理委员会", "昆山市"},
        {"昆山国家高新技术产业开发区管理委员会", "昆山市"},
        {"南湖高新区管理委员会", ""},
        {"昆山水渠", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_leads(cases[i][0], cases[i][1]);
}

static void directly_governed_counties_lead(void **state)
{
    (void)state;
    assert_leads("天门市人民政府", "天门市");
    assert_leads("神农架林区人民政府", "神农架林区");
    assert_leads("河南省济源市人民政府", "济源市");
}

static void divided_places_lie_in_what_holds_their_heirs(void **state)
{
    (void)state;
    assert_leads("巢湖地区行政公署", "安徽省");
    assert_leads("安徽省巢湖地区行政公署", "安徽省");
    assert_leads("吴县人民政府", "苏州市");
}

static void what_only_begins_like_a_place_is_none(void **state)
{
    (void)state;
    static const char *const none[] = {"河南寨镇",     "中山大学",     "中山北路",      "杭州湾",
                                       "长治久安",     "大理石矿",     "市区停车",      "城区停车",
                                       "上海合作组织", "台湾同胞投资", "深圳证券交易所"};
    for (size_t i = 0; i < COUNT(none); i++)
        assert_leads(none[i], "");
}

static void what_lies_in_the_country_of_a_place_is_its(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"广西乡村振兴条例", "广西壮族自治区"}, {"安徽农村水渠条例", "安徽省"},
        {"浙江城乡水渠条例", "浙江省"},         {"上海道路水渠条例", "上海市"},
        {"杭州西湖水渠条例", "杭州市"},         {"长治经济开发区", "长治市"}};
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_leads(cases[i][0], cases[i][1]);
}

static void a_towns_centre_is_no_district(void **state)
{
    (void)state;
    assert_leads("晋城市城区停车办法", "晋城市");
    assert_leads("晋城市城区人民政府", "城区");
}

static void the_place_above_holds_it(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"慈溪市", "宁波市"}, {"宁波市", "浙江省"}, {"密云区", "北京市"}, {"天门市", "湖北省"}};
    place_match found[1];
    for (size_t i = 0; i < COUNT(cases); i++) {
        place_find(str_from(cases[i][0]), found, 1);
        assert_string_equal(place_above(found[0].place)->name, cases[i][1]);
        assert_true(place_within(found[0].place, place_above(found[0].place)));
        assert_false(place_within(place_above(found[0].place), found[0].place));
    }
    place_find(STR_LIT("浙江省"), found, 1);
    assert_null(place_above(found[0].place));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_goes_as_deep_as_it_can),
        cmocka_unit_test(zones_lie_in_their_city),
        cmocka_unit_test(directly_governed_counties_lead),
        cmocka_unit_test(divided_places_lie_in_what_holds_their_heirs),
        cmocka_unit_test(what_only_begins_like_a_place_is_none),
        cmocka_unit_test(what_lies_in_the_country_of_a_place_is_its),
        cmocka_unit_test(a_towns_centre_is_no_district),
        cmocka_unit_test(the_place_above_holds_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
