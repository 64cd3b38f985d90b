/* What running text says about where it comes from.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "place_prose.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void assert_unit(const char *text, const char *kind, prose_voice voice)
{
    prose_unit unit = prose_unit_read(str_from(text));
    assert_true(str_equal(unit.kind, str_from(kind)));
    assert_int_equal(unit.voice, voice);
}

static void a_text_says_what_kind_of_place_it_is_of(void **state)
{
    (void)state;
    assert_unit("各位代表：我代表市人民政府向大会报告工作。", "市", VOICE_REPORT);
    assert_unit("我代表自治区人民政府报告。", "自治区", VOICE_REPORT);
    assert_unit("我市修渠。全省好，全省好，全省好。", "市", VOICE_OWN);
    assert_unit("本县修渠，本县好。", "县", VOICE_OWN);
    assert_unit("我市、我县修渠。", "", VOICE_NONE);
    assert_unit("修渠。", "", VOICE_NONE);
}

static void whom_a_letter_addresses_says_who_wrote_it(void **state)
{
    (void)state;
    assert_unit("各市人民政府，省政府各部门：\n全市修渠，全市好，全市富。", "省", VOICE_OWN);
    assert_unit("各区县（市）人民政府，市直及驻甬各单位：\n修渠。", "市", VOICE_OWN);
    assert_unit("各市人民政府，自治区人民政府各部门：\n修渠。", "自治区", VOICE_OWN);
    assert_unit("各省、自治区、直辖市人民政府，国务院各部委：\n修渠。", "", VOICE_NONE);
    assert_unit("城市直饮水各有好处：\n修渠。", "", VOICE_NONE);
}

static void the_smaller_kind_is_a_texts_own(void **state)
{
    (void)state;
    assert_unit("全省全省全省全省全省全省全省，全市全市全市。", "市", VOICE_WHOLE);
    assert_unit("全省全省全省。", "", VOICE_NONE);
    assert_unit("全市，全市。", "", VOICE_NONE);
}

static void a_report_introduces_its_speaker(void **state)
{
    (void)state;
    place_reading r;
    assert_true(prose_speaker(STR_LIT("我代表扬州市人民政府报告。"), &r));
    assert_string_equal(r.may[0]->name, "扬州市");
    assert_true(prose_speaker(STR_LIT("在黔东南州第十五届人民代表大会第四次会议上"), &r));
    assert_string_equal(r.may[0]->name, "黔东南苗族侗族自治州");
    assert_false(prose_speaker(STR_LIT("在杭州第十九届亚运会上"), &r));
    assert_false(prose_speaker(STR_LIT("他代表扬州市人民政府签约。"), &r));
}

/* The place that `text`, repeated, speaks of. */
static void assert_place(const char *text, unsigned times, const char *name)
{
    arena a;
    zc_buf all;
    arena_init(&a);
    zc_buf_init(&all);
    for (unsigned i = 0; i < times; i++)
        buf_puts(&all, text);
    prose_mention *mentions = prose_count(buf_view(&all), &a);
    place_reading r;
    prose_place(mentions, prose_unit_read(buf_view(&all)), &r);
    if (name) {
        assert_int_equal(r.n, 1);
        assert_string_equal(r.may[0]->name, name);
    } else {
        assert_int_equal(r.n, 0);
    }
    zc_buf_clear(&all);
    arena_clear(&a);
}

static void full_names_speak_for_themselves(void **state)
{
    (void)state;
    assert_place("我市修渠。楚雄市修渠。", 2, "楚雄市");
    assert_place("我市修渠。楚雄市修渠。", 1, NULL);
    assert_place("楚雄市修渠。", 5, NULL);
}

static void short_names_count_as_well(void **state)
{
    (void)state;
    /* 宜昌三峡机场 is of 宜昌 too, and its counties speak for it. */
    assert_place("我代表市人民政府报告。宜昌三峡机场好。夷陵、枝江、宜都、秭归修渠。", 5, "宜昌市");
    assert_place("我代表市人民政府报告。宜昌三峡机场好。", 5, NULL);
    assert_place("我代表市人民政府报告。天门好。", 12, "天门市");
}

static void other_places_count_against_it(void **state)
{
    (void)state;
    assert_place("我市修渠。楚雄市修渠，大理市修渠。", 4, NULL);
    assert_place("我市修渠。楚雄市修渠，楚雄市好，楚雄市富，大理市修渠。", 4, "楚雄市");
}

static void another_citys_counties_speak_against_a_city(void **state)
{
    (void)state;
    assert_place("我代表市人民政府报告。武汉好，武汉市好。夷陵、枝江、宜都、秭归修渠。", 8, NULL);
}

static void lists_and_journeys_are_no_evidence(void **state)
{
    (void)state;
    assert_place("我市学习宁波市、温州市，赴宁波市考察宁波市。", 8, NULL);
    assert_place("我市修渠。《宁波市水渠条例》好。", 8, NULL);
    assert_place("我市修渠。宁波市级水渠好。", 8, NULL);
}

static void words_are_no_names(void **state)
{
    (void)state;
    assert_place("我市合作修渠，东方好。", 20, NULL);
    assert_place("我县公安好，资源好。", 20, NULL);
    assert_place("我县修渠，公安县好。", 3, "公安县");
}

static void a_ministry_may_say_all_of_a_province(void **state)
{
    (void)state;
    assert_place("全省修渠。浙江省好。", 8, NULL);
    assert_place("我省修渠。浙江省好。", 8, "浙江省");
}

static void a_name_of_several_places_stays_open(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    zc_str text = STR_LIT("我区修渠，我区好。鼓楼区修渠，鼓楼区好。");
    place_reading r;
    prose_place(prose_count(text, &a), prose_unit_read(text), &r);
    assert_int_equal(r.n, 4);
    arena_clear(&a);
}

static void partners_and_examples_are_no_evidence(void **state)
{
    (void)state;
    assert_place("我市修渠。安康市修渠。", 3, "安康市");
    assert_place("我市修渠。对口支援安康市水渠。安康市修渠。", 3, NULL);
    assert_place("我市修渠。安康市企业来参加我市修渠。安康市修渠。", 3, NULL);
    assert_place("我市修渠。安康市发生事故。安康市修渠。", 3, NULL);
    assert_place("我市修渠。记者从安康市获悉。安康市修渠。", 3, NULL);
}

static void one_full_name_and_two_short_ones_are_enough(void **state)
{
    (void)state;
    assert_place("我市修渠，我市好。安康市修渠。安康好。安康富。", 1, "安康市");
    assert_place("我市修渠，我市好。安康修渠。安康好。安康富。", 1, NULL);
    assert_place("我市修渠，我市好。安康市修渠。安康好。安康富。西安修渠。西安好。", 1, NULL);
    assert_place("我市修渠，我市好。义乌市修渠。义乌好。义乌富。", 1, "义乌市");
    assert_place("我市修渠，我市好。义乌市修渠。义乌好。义乌富。浦江县修渠。", 1, NULL);
}

static void a_county_beside_its_neighbours_is_not_the_author(void **state)
{
    (void)state;
    assert_place("我市修渠。隆昌市修渠。", 3, "隆昌市");
    assert_place("我市修渠。隆昌市修渠。资中县、威远县修渠。", 3, NULL);
}

static void a_meeting_says_whose_it_is(void **state)
{
    (void)state;
    assert_unit("市长主持召开市政府第3次常务会议。", "市", VOICE_OWN);
    assert_unit("召开市场分析会。", "", VOICE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_says_what_kind_of_place_it_is_of),
        cmocka_unit_test(whom_a_letter_addresses_says_who_wrote_it),
        cmocka_unit_test(the_smaller_kind_is_a_texts_own),
        cmocka_unit_test(a_report_introduces_its_speaker),
        cmocka_unit_test(full_names_speak_for_themselves),
        cmocka_unit_test(short_names_count_as_well),
        cmocka_unit_test(other_places_count_against_it),
        cmocka_unit_test(another_citys_counties_speak_against_a_city),
        cmocka_unit_test(lists_and_journeys_are_no_evidence),
        cmocka_unit_test(words_are_no_names),
        cmocka_unit_test(a_ministry_may_say_all_of_a_province),
        cmocka_unit_test(a_name_of_several_places_stays_open),
        cmocka_unit_test(partners_and_examples_are_no_evidence),
        cmocka_unit_test(one_full_name_and_two_short_ones_are_enough),
        cmocka_unit_test(a_county_beside_its_neighbours_is_not_the_author),
        cmocka_unit_test(a_meeting_says_whose_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
