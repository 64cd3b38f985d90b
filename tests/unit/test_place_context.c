/* What single sentences and lines say about whose a text is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "place_context.h"

#include <string.h>

static const prose_unit city = {{"市", 3}, VOICE_OWN}, county = {{"县", 3}, VOICE_OWN},
                        province = {{"省", 3}, VOICE_OWN}, none = {{"", 0}, VOICE_NONE};

typedef bool reader(zc_str text, prose_unit unit, place_reading *out);

/* The place that `read` finds in `text`, "" for none. */
static void assert_reads(reader *read, const char *text, prose_unit unit, const char *name)
{
    place_reading r;
    bool found = read(str_from(text), unit, &r);
    assert_string_equal(found ? r.may[0]->name : "", name);
}

static void whoever_dated_the_printing_issued_it(void **state)
{
    (void)state;
    place_reading r;
    assert_true(context_colophon(STR_LIT("修渠。\n慈溪市水利局办公室　2020年3月3日印发\n"), &r));
    assert_string_equal(r.may[0]->name, "慈溪市");
    assert_false(context_colophon(STR_LIT("国务院办公厅秘书局　2020年3月3日印发\n"), &r));
    assert_false(context_colophon(STR_LIT("宁波市水利局2020年3月3日印发的办法有效。\n"), &r));
    assert_false(context_colophon(
        STR_LIT("宁波市水利局 2020年3月3日印发\n修渠。\n绍兴市水利局 2020年3月4日印发\n"), &r));
}

static void whoever_explains_it_says_whose_it_is(void **state)
{
    (void)state;
    assert_reads(context_label, "修渠。\n解读单位：寿光市水利局\n", none, "寿光市");
    assert_reads(context_label, "修渠。\n解读单位：待定\n", none, "");
}

static void a_pages_source_counts_where_the_text_calls_itself_so(void **state)
{
    (void)state;
    assert_reads(context_label, "【来源：宁波市水利局】 【字号：大】\n修渠。", city, "宁波市");
    assert_reads(context_label, "来源：宁波市水利局\n修渠。", province, "");
    assert_reads(context_label, "来源：宁波市水利局\n修渠。", none, "");
    assert_reads(context_label, "来源：宁波日报\n修渠。", city, "");
    assert_reads(context_label, "来源：慈溪市水利局\n各县（市、区）水利局：\n修渠。", city, "");
    assert_reads(context_label, "来源：常德市西湖管理区水利局\n西湖管理区修渠，西湖管理区好。",
                 none, "常德市");
}

static void where_it_applies_is_where_it_is_from(void **state)
{
    (void)state;
    assert_reads(context_scope, "本预案适用于木里县行政区域内的洪水。", none, "木里藏族自治县");
    assert_reads(context_scope, "对临夏市全部水渠进行了检查。", city, "临夏市");
    assert_reads(context_scope, "对临夏市全部水渠进行了检查。", none, "");
    assert_reads(context_scope, "临夏市范围内和临潭县范围内。", province, "");
}

static void a_meeting_passes_its_own_citys_plans(void **state)
{
    (void)state;
    assert_reads(context_meeting, "会议原则同意《漳州市水渠方案》。", city, "漳州市");
    assert_reads(context_meeting, "会议原则同意《漳州市水渠方案》。", province, "");
    assert_reads(context_meeting, "会议审议了《宁波市段方案》和《绍兴市段方案》。", city, "");
}

static void whoever_writes_to_districts_stands_above_them(void **state)
{
    (void)state;
    assert_reads(context_addressee, "越城区、柯桥区水利局：\n我市修渠。", city, "绍兴市");
    assert_reads(context_addressee, "越城区、柯桥区水利局：\n我省修渠。", province, "浙江省");
    assert_reads(context_addressee, "越城区、海曙区水利局：\n我市修渠。", city, "");
    assert_reads(context_addressee, "越城区、柯桥区水利局：\n我市将在你区修渠。", city, "");
}

static void whoever_answers_says_as_what(void **state)
{
    (void)state;
    assert_reads(context_addressee, "宁海县人民政府：\n请示收悉。经市政府研究，同意。", none,
                 "宁波市");
    assert_reads(context_addressee, "宁海县人民政府：\n请示收悉。经省政府研究，同意。", none,
                 "浙江省");
    assert_reads(context_addressee, "宁海县人民政府：\n请示收悉。同意。", none, "");
    assert_reads(context_addressee, "宁海县人民政府：\n经市政府研究，同意。", none, "");
    assert_reads(context_addressee, "天津市武清区水利中心：\n请示收悉。向市水务局报告。", none,
                 "天津市");
    assert_reads(context_addressee, "宁海县水利局：\n请示收悉。向市水利局报告。", none, "");
}

static void whose_orders_it_follows_it_lies_in(void **state)
{
    (void)state;
    assert_reads(context_basis, "根据《怒江州人民政府关于修渠的通知》，修渠。", city,
                 "怒江傈僳族自治州");
    assert_reads(context_basis, "按照福州市委、市政府要求，修渠。", county, "福州市");
    assert_reads(context_basis, "根据《浙江省水渠条例》和《宁波市水渠办法》，修渠。", county,
                 "宁波市");
    assert_reads(context_basis, "根据《浙江省水渠条例》和《宁波市水渠办法》，修渠。", province,
                 "浙江省");
    assert_reads(context_basis, "根据《浙江省水渠条例》，修渠。", none, "");
}

static void what_is_no_order_is_no_basis(void **state)
{
    (void)state;
    assert_reads(context_basis, "根据宁波市人民政府的请示，同意。", city, "");
    assert_reads(context_basis, "根据北京市疾控中心意见，修渠。", city, "");
    assert_reads(context_basis, "根据《武汉城市圈规划》，修渠。", city, "");
    assert_reads(context_basis, "根据《与宁波市合作协议》，修渠。", city, "");
    assert_reads(context_basis, "按照宁海县人民政府要求，修渠。", city, "");
    assert_reads(context_basis, "根据《宁波市水渠办法》。按照绍兴市委、市政府要求。", county, "");
}

static void what_is_passed_on_is_another_text(void **state)
{
    (void)state;
    zc_str text = STR_LIT("现将经验转发给你们，请学习。\n我区修渠。");
    assert_true(str_equal(context_own(text), STR_LIT("现将经验转发给你们，请学习")));
    text = STR_LIT("现将办法印发给你们。\n我区修渠。");
    assert_true(str_equal(context_own(text), text));
}

static const place *the_place(const char *name)
{
    place_match found[1];
    assert_true(place_find(str_from(name), found, 1) > 0);
    return found[0].place;
}

static void assert_below(const char *holder, const char *text, prose_unit unit, const char *name)
{
    arena a;
    arena_init(&a);
    prose_mention *mentions = prose_count(str_from(text), &a);
    const place *p = context_below(the_place(holder), mentions, unit);
    assert_string_equal(p ? p->name : "", name);
    arena_clear(&a);
}

static void the_only_one_of_its_kind_below_is_meant(void **state)
{
    (void)state;
    assert_below("怒江傈僳族自治州", "泸水市修渠。", city, "泸水市");
    assert_below("怒江傈僳族自治州", "修渠。", city, "");
    assert_below("德宏傣族景颇族自治州", "瑞丽市修渠。", city, "");
    assert_below("德宏傣族景颇族自治州", "瑞丽市修渠。瑞丽市好。", city, "瑞丽市");
    assert_below("德宏傣族景颇族自治州", "瑞丽市修渠。瑞丽市好，芒市修渠。", city, "");
    assert_below("宁波市", "慈溪市修渠。慈溪市好。", city, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_dated_the_printing_issued_it),
        cmocka_unit_test(whoever_explains_it_says_whose_it_is),
        cmocka_unit_test(a_pages_source_counts_where_the_text_calls_itself_so),
        cmocka_unit_test(where_it_applies_is_where_it_is_from),
        cmocka_unit_test(a_meeting_passes_its_own_citys_plans),
        cmocka_unit_test(whoever_writes_to_districts_stands_above_them),
        cmocka_unit_test(whoever_answers_says_as_what),
        cmocka_unit_test(whose_orders_it_follows_it_lies_in),
        cmocka_unit_test(what_is_no_order_is_no_basis),
        cmocka_unit_test(what_is_passed_on_is_another_text),
        cmocka_unit_test(the_only_one_of_its_kind_below_is_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
