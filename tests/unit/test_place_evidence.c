/* Where a document comes from, all evidence weighed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "place_evidence.h"

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

/* Whether `in` comes from `name` ("" for none), as `source` says. */
static void assert_from(void **state, place_input in, const char *name, const char *source)
{
    place_verdict v;
    if (!in.text.p)
        in.text = STR_NONE;
    if (!in.path.p)
        in.path = STR_NONE;
    if (!in.adopter.p)
        in.adopter = STR_NONE;
    assert_true(place_weigh(&in, *state, &v));
    assert_string_equal(v.place ? v.place->name : "", name);
    if (v.place)
        assert_string_equal(v.source, source);
}

static void a_zone_that_issues_is_of_its_city(void **state)
{
    assert_from(state,
                (place_input){.title = "中国（浙江）自由贸易试验区宁波片区管委会关于修渠的通知"},
                "宁波市", "title");
    assert_from(state,
                (place_input){.title = "关于修渠的通知",
                              .signer = "中国（江苏）自由贸易试验区苏州片区管理委员会"},
                "苏州市", "signature");
    assert_from(state,
                (place_input){.title = "关于修渠的通知",
                              .head_organ = "江北新区管理委员会",
                              .head_source = "red head"},
                "南京市", "red head: 江北新区");
}

static void whoever_passed_a_law_outranks_what_it_is_about(void **state)
{
    assert_from(state,
                (place_input){.title = "山东省青岛某新区条例",
                              .adopter = STR_LIT("山东省第十二届人民代表大会常务委员会通过")},
                "山东省", "preamble");
    assert_from(state,
                (place_input){.title = "横琴粤澳深度合作区水渠条例",
                              .adopter = STR_LIT("广东省第十三届人民代表大会常务委员会通过")},
                "广东省", "preamble");
    assert_from(state,
                (place_input){.title = "山东省青岛水渠条例",
                              .adopter = STR_LIT("山东省人民代表大会常务委员会批准")},
                "青岛市", "title");
    assert_from(state,
                (place_input){.title = "山东某山水渠条例",
                              .adopter = STR_LIT("泰安市第十七届人民代表大会通过")},
                "泰安市", "preamble");
}

static void whoever_approves_stands_above(void **state)
{
    zc_str letter = STR_LIT("宁波市人民政府：\n你市关于修渠的请示收悉。宁波市好，宁波市好。\n");
    assert_from(state, (place_input){.title = "关于同意宁波市修渠的批复", .text = letter}, "", "");
    assert_from(state, (place_input){.title = "关于宁波市修渠的函", .text = letter}, "", "");
    assert_from(
        state,
        (place_input){.title = "关于宁波市修渠的函", .text = letter, .path = STR_LIT("宁波市.txt")},
        "", "");
    assert_from(state,
                (place_input){.title = "关于同意宁波市修渠的批复",
                              .text = letter,
                              .number = "浙政函〔2020〕3号"},
                "浙江省", "docno prefix");
    assert_from(state, (place_input){.title = "浙江省人民政府关于同意宁波市修渠的批复"}, "浙江省",
                "title");
    assert_from(state, (place_input){.title = "国务院关于同意宁波市修渠的批复"}, "", "");
}

static void letters_to_the_whole_country_have_no_place(void **state)
{
    zc_str letter = STR_LIT("各省、自治区、直辖市水利厅：\n宁波市全市修渠。宁波市好，宁波市好。"
                            "全市好，全市好，宁波市好。\n");
    assert_from(state,
                (place_input){
                    .title = "关于宁波市修渠的通知", .text = letter, .path = STR_LIT("宁波市.txt")},
                "", "");
    /* One that 宁波市 passed on is its. */
    assert_from(state,
                (place_input){.title = "关于修渠的通知", .text = letter, .signer = "宁波市水利局"},
                "宁波市", "signature");
}

static void a_work_report_of_the_whole_country_has_no_place(void **state)
{
    assert_from(
        state,
        (place_input){.text = STR_LIT("各位代表：\n现在，我代表国务院，向大会报告政府工作。\n"),
                      .path = STR_LIT("宁波.txt")},
        "", "");
}

static void a_case_speaks_of_its_parties(void **state)
{
    zc_str text = STR_LIT("裁判要点\n我省陕西省某公司，陕西省好，陕西省好。我省。\n");
    assert_from(state, (place_input){.text = text}, "", "");
}

static void a_number_tells_where_nothing_stronger_does(void **state)
{
    zc_str text = STR_LIT("各县：\n丽水市修渠，丽水市好。\n");
    const char *title = "关于修渠的通知";
    assert_from(state, (place_input){.title = title, .number = "甬水利〔2020〕1号"}, "宁波市",
                "docno prefix");
    assert_from(state, (place_input){.title = title, .number = "丽政发〔2020〕1号"}, "", "");
    assert_from(state, (place_input){.title = title, .number = "丽政发〔2020〕1号", .text = text},
                "丽水市", "docno prefix and text: 丽水市");
    assert_from(state,
                (place_input){.title = "市政府关于修渠的通知",
                              .title_organ = "市政府",
                              .number = "杭政〔2020〕1号"},
                "杭州市", "docno prefix and text: 市");
    assert_from(state,
                (place_input){.title = "市场监管局关于修渠的通知",
                              .title_organ = "市场监管局",
                              .number = "杭政〔2020〕1号"},
                "", "");
}

static void a_number_that_was_passed_on_tells_nothing(void **state)
{
    assert_from(state,
                (place_input){.title = "关于修渠的通知",
                              .number = "浙水〔2020〕1号",
                              .text = STR_LIT("我县修渠，我县好。\n")},
                "", "");
    assert_from(state,
                (place_input){.title = "关于修渠的通知",
                              .number = "国办发〔2020〕1号",
                              .text = STR_LIT("我市宁波市修渠，宁波市好。\n")},
                "", "");
}

static void a_number_of_elsewhere_silences_prose_and_path(void **state)
{
    assert_from(state,
                (place_input){.title = "关于修渠的通知",
                              .number = "温政发〔2020〕1号",
                              .text = STR_LIT("我市修渠，宁波市好，宁波市富。\n"),
                              .path = STR_LIT("宁波市/a.txt")},
                "", "");
    assert_from(state,
                (place_input){.title = "关于修渠的通知",
                              .number = "某某〔2020〕1号",
                              .text = STR_LIT("我市修渠，宁波市好，宁波市富。\n")},
                "宁波市", "text: 宁波市");
}

static void a_number_narrows_the_title(void **state)
{
    assert_from(state, (place_input){.title = "鼓楼区水利局关于修渠的通知"}, "", "");
    assert_from(state,
                (place_input){.title = "鼓楼区水利局关于修渠的通知", .number = "徐鼓水〔2020〕1号"},
                "鼓楼区", "title");
}

static void the_file_name_says_that_it_was_the_file_name(void **state)
{
    assert_from(state, (place_input){.text = STR_LIT("修渠。\n"), .path = STR_LIT("a/宁波.txt")},
                "宁波市", "file name");
    assert_from(state, (place_input){.text = STR_LIT("修渠。\n"), .path = STR_LIT("宁波/0001.txt")},
                "宁波市", "folder name");
}

static void what_the_text_says_of_itself_is_weighed(void **state)
{
    const char *title = "关于修渠的通知";
    assert_from(
        state,
        (place_input){.title = title, .text = STR_LIT("修渠。\n慈溪市水利局　2020年3月3日印发\n")},
        "慈溪市", "colophon: 慈溪市");
    assert_from(state, (place_input){.title = title, .text = STR_LIT("解读单位：寿光市水利局\n")},
                "寿光市", "label");
    assert_from(state, (place_input){.title = title, .text = STR_LIT("适用于木里县行政区域内。\n")},
                "木里藏族自治县", "scope: 木里县");
    assert_from(state,
                (place_input){.title = title,
                              .text = STR_LIT("我市修渠，我市好。按照怒江州人民政府要求，"
                                              "泸水市修渠。\n")},
                "泸水市", "basis: 泸水市");
}

static void orders_say_which_of_several_districts(void **state)
{
    assert_from(state,
                (place_input){.title = "关于修渠的通知",
                              .head_organ = "鼓楼区水利局",
                              .head_source = "head",
                              .text = STR_LIT("各街道，区直各单位：\n按照福州市委要求，修渠。\n"
                                              "按照福州市委、市政府要求，修渠。\n")},
                "鼓楼区", "head");
}

static void who_follows_another_citys_orders_is_no_partner_of_it(void **state)
{
    assert_from(
        state,
        (place_input){.title = "关于修渠的通知",
                      .text = STR_LIT("我市修渠。安康市修渠，安康市好。根据《江苏省水渠条例》，"
                                      "我市好。\n")},
        "江苏省", "basis: 江苏省");
    assert_from(state,
                (place_input){.title = "关于修渠的通知",
                              .text = STR_LIT("我市借鉴三明市水渠。我市好。根据《三明市方案》，"
                                              "修渠。\n")},
                "", "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_zone_that_issues_is_of_its_city),
        TEST(whoever_passed_a_law_outranks_what_it_is_about),
        TEST(whoever_approves_stands_above),
        TEST(letters_to_the_whole_country_have_no_place),
        TEST(a_work_report_of_the_whole_country_has_no_place),
        TEST(a_case_speaks_of_its_parties),
        TEST(a_number_tells_where_nothing_stronger_does),
        TEST(a_number_that_was_passed_on_tells_nothing),
        TEST(a_number_of_elsewhere_silences_prose_and_path),
        TEST(a_number_narrows_the_title),
        TEST(the_file_name_says_that_it_was_the_file_name),
        TEST(what_the_text_says_of_itself_is_weighed),
        TEST(orders_say_which_of_several_districts),
        TEST(who_follows_another_citys_orders_is_no_partner_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
