/* Names of organisations: what is one, several in a line, and short ones.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "organ.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void assert_list(const char *line, const char *expected)
{
    arena a;
    organ_names names = {0};
    zc_buf text;
    arena_init(&a);
    zc_buf_init(&text);
    assert_true(organ_list(str_from(line), &a, &names));
    for (size_t i = 0; i < names.n; i++)
        buf_printf(&text, "%s%s", i ? "|" : "", names.at[i]);
    assert_string_equal(text.len ? text.data : "", expected);
    zc_buf_clear(&text);
    arena_clear(&a);
}

static void names_are_told_from_other_words(void **state)
{
    (void)state;
    static const char *const names[] = {"慈溪市委", "国务院",         "示例市住房公积金管理中心",
                                        "市科委",   "示例市红十字会", "示例经济技术开发区管委会"};
    static const char *const others[] = {"慈溪市",       "市委书记",     "关于修渠的局",
                                         "转发省教育厅", "水渠（国务院", "现印发给各局"};
    for (size_t i = 0; i < COUNT(names); i++)
        assert_true(organ_only(str_from(names[i])));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(organ_only(str_from(others[i])));
}

static void a_number_in_a_name_is_no_count(void **state)
{
    (void)state;
    assert_true(organ_is(STR_LIT("第八师办公室")));
    assert_true(organ_is(STR_LIT("示例市第一中学")));
    assert_true(organ_is(STR_LIT("无为市教育局")));
    assert_false(organ_is(STR_LIT("修渠为公司")));
    assert_false(organ_is(STR_LIT("第三次会议办公室")));
    assert_false(organ_is(STR_LIT("第三方评估中心")));
}

static void several_names_make_a_list(void **state)
{
    (void)state;
    assert_list("市财政局、市国税局、市地税局", "市财政局|市国税局|市地税局");
    assert_list("徐州市财政局        徐州市教育局", "徐州市财政局|徐州市教育局");
    assert_list("财政部 国家税务总局", "财政部|国家税务总局");
    assert_list("中共示例市委　示例市人民政府", "中共示例市委|示例市人民政府");
    assert_list("示例市水利局，示例市财政局", "示例市水利局|示例市财政局");
}

static void names_without_a_sign_between_are_told_apart(void **state)
{
    (void)state;
    assert_list("宁波市教育局宁波市财政局", "宁波市教育局|宁波市财政局");
    assert_list("池州市教育局黄山市教育局", "池州市教育局|黄山市教育局");
    assert_list("财政部国家税务总局", "财政部|国家税务总局");
    assert_list("中共示例市委示例市人民政府", "中共示例市委|示例市人民政府");
    assert_list("上海市浦东新区人民政府", "上海市浦东新区人民政府");
    assert_list("国家税务总局宁波市税务局", "国家税务总局宁波市税务局");
}

static void blanks_inside_a_name_do_not_part_it(void **state)
{
    (void)state;
    assert_list("宜昌市 教育局", "宜昌市教育局");
    assert_list("西 宁 市 财 政 局", "西宁市财政局");
    assert_list("宁波市人民政府 办公厅", "宁波市人民政府办公厅");
}

static void anything_else_makes_it_no_list(void **state)
{
    (void)state;
    assert_list("市财政局、各区", "");
    assert_list("示例市水利局2020年", "");
    assert_list("", "");
}

static void short_names_are_recognised(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"市财政局", "上海市财政局"},
        {"市国税局", "上海市国家税务局"},
        {"市政府", "连云港市人民政府"},
        {"市科委", "示例市科学技术委员会"},
        {"省政府办公厅", "浙江省人民政府办公厅"},
        {"海西州人民政府", "海西蒙古族藏族自治州人民政府"},
        {"慈溪市人力社保局", "慈溪市人力资源和社会保障局"},
        {"国家发展改革委", "中华人民共和国国家发展和改革委员会"},
        {"示例市人大常委会", "示例市人民代表大会常务委员会"},
    };
    static const char *const other[][2] = {
        {"市财政局", "上海市教育局"},       {"市政府", "示例市人民政府办公室"},
        {"市财政局", "宁波市江北区财政局"}, {"宁波市人民政府", "宁波市江北区人民政府"},
        {"财政部", "上海市财政局"},
    };
    for (size_t i = 0; i < COUNT(same); i++)
        assert_true(organ_abbreviates(str_from(same[i][0]), str_from(same[i][1])));
    for (size_t i = 0; i < COUNT(other); i++)
        assert_false(organ_abbreviates(str_from(other[i][0]), str_from(other[i][1])));
}

static void a_kind_alone_is_no_full_name(void **state)
{
    (void)state;
    assert_true(organ_is_kind(STR_LIT("市财政局")));
    assert_true(organ_is_kind(STR_LIT("省政府办公厅")));
    assert_false(organ_is_kind(STR_LIT("市场监督管理局")));
    assert_false(organ_is_kind(STR_LIT("市中区人民政府")));
    assert_false(organ_is_kind(STR_LIT("宁波市财政局")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_told_from_other_words),
        cmocka_unit_test(a_number_in_a_name_is_no_count),
        cmocka_unit_test(several_names_make_a_list),
        cmocka_unit_test(names_without_a_sign_between_are_told_apart),
        cmocka_unit_test(blanks_inside_a_name_do_not_part_it),
        cmocka_unit_test(anything_else_makes_it_no_list),
        cmocka_unit_test(short_names_are_recognised),
        cmocka_unit_test(a_kind_alone_is_no_full_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
