/* Heads of documents: titles, issuers, labels, days.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "head.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
/* What comes below most titles. */
#define BODY "\n各区人民政府：\n请修渠。\n"

static const char *or_empty(const char *s)
{
    return s ? s : "";
}

static void assert_title(const char *text, const char *title)
{
    arena a;
    head h;
    arena_init(&a);
    assert_true(head_read(str_from(text), STR_NONE, NULL, &a, &h));
    assert_string_equal(or_empty(h.title), title);
    arena_clear(&a);
}

static void assert_organs(const char *text, const char *names, const char *source)
{
    arena a;
    head h;
    zc_buf out;
    arena_init(&a);
    zc_buf_init(&out);
    assert_true(head_read(str_from(text), STR_NONE, NULL, &a, &h));
    for (size_t i = 0; i < h.organs.n; i++)
        buf_printf(&out, "%s%s", i ? "|" : "", h.organs.at[i]);
    assert_string_equal(out.len ? out.data : "", names);
    assert_string_equal(or_empty(h.organ_source), source);
    zc_buf_clear(&out);
    arena_clear(&a);
}

static void assert_dated(dated d, const char *iso, const char *source)
{
    char found[DATE_ISO_SIZE] = "";
    if (d.source)
        date_iso(d.day, found);
    assert_string_equal(found, iso);
    assert_string_equal(or_empty(d.source), source);
}

/* ---- Titles ---- */

static void titles_are_broken_over_lines(void **state)
{
    (void)state;
    assert_title("示例市水利局关于做好2022年\n汛期水渠安全管理工作的通知\n" BODY,
                 "示例市水利局关于做好2022年汛期水渠安全管理工作的通知");
    assert_title("示例市水利局\n关于公布\n2019年度水渠管理\n考核结果的通报\n" BODY,
                 "示例市水利局关于公布2019年度水渠管理考核结果的通报");
    assert_title("关于修好水渠的\n通　　知\n" BODY, "关于修好水渠的通知");
    assert_title("示例市国民经济和社会发展\n第十四个五年规划纲要\n（2021年2月5日示例市人大通过）\n"
                 "序言\n好。\n",
                 "示例市国民经济和社会发展第十四个五年规划纲要");
}

static void a_title_that_could_end_goes_on_where_the_next_line_resumes_it(void **state)
{
    (void)state;
    assert_title("示例市人民政府办公室关于印发示例市修渠实施方案\n的通知\n" BODY,
                 "示例市人民政府办公室关于印发示例市修渠实施方案的通知");
    assert_title("示例市人民政府办公室转发《国务院办公厅\n关于修好水渠的通知》的通知\n" BODY,
                 "示例市人民政府办公室转发《国务院办公厅关于修好水渠的通知》的通知");
    assert_title("关于执行《水渠收费规定》\n（水农〔2004〕8号）\n有关问题的通知\n" BODY,
                 "关于执行《水渠收费规定》（水农〔2004〕8号）有关问题的通知");
    assert_title("示例市水渠办法\n（征求意见稿）\n第一条 修渠。\n", "示例市水渠办法（征求意见稿）");
}

static void what_a_page_adds_is_no_title(void **state)
{
    (void)state;
    assert_title(
        "首页 > 政务公开 > 关于其他事项的通知\n政府信息公开目录\n关于修好水渠的通知 打印 关闭\n"
        "来源：示例市水利局 发布时间：2020-01-02\n" BODY,
        "关于修好水渠的通知");
    assert_title("关于修好水渠的通知_政务公开_示例市人民政府门户网站\n" BODY, "关于修好水渠的通知");
    assert_title("关于修好水渠的意见（试行）-示例市水利局\n" BODY, "关于修好水渠的意见（试行）");
    assert_title("关于成立中国-东盟水渠中心的通知\n" BODY, "关于成立中国-东盟水渠中心的通知");
    assert_title("关于修好水渠的通知　　【字体：大 中 小】\n" BODY, "关于修好水渠的通知");
    assert_title("关于修好水渠的通知　示水利〔2020〕3号\n" BODY, "关于修好水渠的通知");
    assert_title("示水利〔2020〕3号 示例市水利局关于修好水渠的通知\n" BODY,
                 "示例市水利局关于修好水渠的通知");
    assert_title("索引号：123\n标　题：关于修好水渠的通知\n示例市水利局关于修好水渠的通知\n" BODY,
                 "示例市水利局关于修好水渠的通知");
}

static void a_label_gives_the_title_that_the_lines_do_not(void **state)
{
    (void)state;
    assert_title("标题：关于修好水渠的通知\n文号：示水利〔2020〕3号\n" BODY, "关于修好水渠的通知");
    assert_title("名　　称：\n关于修好水渠的通知\n文　　号：\n示水利〔2020〕3号\n" BODY,
                 "关于修好水渠的通知");
}

static void a_short_title_counts_where_one_stands(void **state)
{
    (void)state;
    assert_title("政府工作报告\n——2023年2月14日在示例市人民代表大会会议上\n各位代表：\n好。\n",
                 "政府工作报告");
    assert_title("水渠管理办法\n第一条 修渠。\n", "水渠管理办法");
}

static void stories_and_letters_have_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "示例市召开水渠工作会议\n水渠通了\n来源：示例日报\n3月4日，会议召开。\n",
        "赵某某代表：\n您的建议收悉，现答复如下：\n好。\n",
        "根据《国务院关于修好水渠的意见》和省政府有关规定\n现制定方案。\n",
        "为进一步做好水渠工作，现提出如下实施意见\n一、修渠。\n",
        "通知公告\n政策文件\n",
        "政策法规解读\n来源：示例市水利局\n3月4日，市水利局修渠。\n",
        "2020年5月6日，市长主持召开会议，审议通过水渠规划\n和护渠方案。\n",
        "",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_title(texts[i], "");
}

static void a_pages_one_line_above_its_source_is_a_storys_title(void **state)
{
    (void)state;
    assert_title("示例市召开水渠工作会议\n来源：示例日报\n3月4日，会议召开。\n",
                 "示例市召开水渠工作会议");
    assert_title(
        "首页 > 要闻\n修渠工地“火”起来\n2021-03-05 09:12　来源：示例日报\n3月4日，开工。\n",
        "修渠工地“火”起来");
    assert_title("修渠工地“火”起来\n3月4日，开工。\n", "");
}

static void names_and_places_above_a_title_begin_it(void **state)
{
    (void)state;
    assert_title("示例市水利局　示例市财政局\n示例市审计局关于修渠的通知" BODY,
                 "示例市水利局示例市财政局示例市审计局关于修渠的通知");
    assert_title("示例市人民政府\n示例市审计局关于修渠的通知" BODY, "示例市审计局关于修渠的通知");
    assert_title("示例市人民政府\n2022年示例市修渠公告" BODY, "2022年示例市修渠公告");
    assert_title("水利部\n2022年工作要点" BODY, "水利部2022年工作要点");
    assert_title("示例市水利局\n2022年工作要点" BODY, "示例市水利局2022年工作要点");
    assert_title(
        "会 议 纪 要\n示水纪〔2020〕3号\n\n示例市水利局\n第3次局务会议纪要\n5月3日，开会。\n",
        "示例市水利局第3次局务会议纪要");
    assert_title("天门市\n\n防汛抢险应急预案\n\n天门市人民政府\n2020年5月\n目录\n",
                 "天门市防汛抢险应急预案");
    assert_title("停　水　通　告\n尊敬的用户：\n请储水。\n", "停水通告");
}

static void what_a_page_or_a_speaker_adds_is_no_title(void **state)
{
    (void)state;
    assert_title("《示例市水渠办法》解读\n发布日期：2021-05-06\n"
                 "【相关文件】示例市人民政府关于印发《示例市水渠办法》的通知\n一、背景\n修渠。\n",
                 "《示例市水渠办法》解读");
    assert_title("示例市水渠办法[失效]\n【失效依据】　示例市人民政府关于废止水渠办法的决定\n"
                 "第一条　修渠。\n",
                 "示例市水渠办法");
    assert_title("2020年示例市政府工作报告\n示例市人民政府市长　王　令\n各位代表：\n修渠。\n",
                 "2020年示例市政府工作报告");
}

static void who_passed_a_law_is_told_but_who_spoke_is_not(void **state)
{
    (void)state;
    static const struct {
        const char *preamble, *names;
    } rows[] = {
        {"（2020年1月2日示例市第五届人民代表大会第二次会议通过　2020年3月4日示例省第九届人民代表大"
         "会"
         "常务委员会第三次会议批准）",
         "示例市人民代表大会"},
        {"（2020年1月2日市人民政府第4次常务会议通过　2020年1月5日示例市人民政府发布）",
         "示例市人民政府"},
        {"（2020年1月2日最高人民法院审判委员会第1669次会议通过）", "最高人民法院"},
        {"——2020年1月2日在示例市第五届人民代表大会第二次会议上", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        arena a;
        head h;
        zc_buf text;
        arena_init(&a);
        zc_buf_init(&text);
        buf_printf(&text, "示例市水渠条例\n%s\n第一条　修渠。\n", rows[i].preamble);
        assert_true(head_read(buf_view(&text), STR_NONE, NULL, &a, &h));
        assert_string_equal(or_empty(h.adopters.at[0]), rows[i].names);
        assert_false(h.adopter_lost);
        zc_buf_clear(&text);
        arena_clear(&a);
    }
}

static void assert_number(const char *text, const char *number)
{
    arena a;
    head h;
    arena_init(&a);
    assert_true(head_read(str_from(text), STR_NONE, NULL, &a, &h));
    assert_string_equal(h.number_source ? h.number.canonical : "", number);
    arena_clear(&a);
}

static void numbers_stand_behind_grades_and_over_lines(void **state)
{
    (void)state;
    assert_number("等级：加急　示政办电〔2016〕31号　示机发611号\n各区：\n请修渠。\n",
                  "示政办电〔2016〕31号");
    assert_number("示教发〔2019〕1号（来文）\n示水发〔2019〕4号\n关于修渠的通知" BODY,
                  "示水发〔2019〕4号");
    assert_number("中华人民共和国水利部\n公　　告\n2017年 第9号\n根据规定，修渠。\n",
                  "水利部公告〔2017〕9号");
    assert_number("水利部令\n二〇一七年第 5 号\n根据规定，修渠。\n", "水利部令〔2017〕5号");
    assert_number(
        "关于修渠的通知\n各区：\n请修渠。\n示例市水利局\n2020年3月2日\n（文号：示水〔2020〕2号）\n",
        "示水〔2020〕2号");
}

static void a_page_tells_when_it_was_put_up_without_a_label(void **state)
{
    (void)state;
    arena a;
    head h;
    arena_init(&a);
    assert_true(head_read(STR_LIT("修渠\n2020-11-05 09:12　来源：示例日报\n修渠。\n"), STR_NONE,
                          NULL, &a, &h));
    assert_dated(h.published, "2020-11-05", "label");
    assert_true(head_read(STR_LIT("修渠\n来源：示例日报　2020-11-05 09:12\n修渠。\n"), STR_NONE,
                          NULL, &a, &h));
    assert_dated(h.published, "2020-11-05", "label");
    assert_true(
        head_read(STR_LIT("修渠\n更新时间：2020-11-05 09:12\n修渠。\n"), STR_NONE, NULL, &a, &h));
    assert_dated(h.published, "", "");
    arena_clear(&a);
}

static void an_order_is_called_by_what_it_publishes(void **state)
{
    (void)state;
    const char *title = "示例市水渠管理办法";
    assert_title(
        "示例市人民政府令\n第 5 号\n《示例市水渠管理办法》已经市政府常务会议通过，现予公布。\n"
        "市长　李某某\n2020年1月2日\n示例市水渠管理办法\n第一条 修渠。\n",
        title);
    assert_title(
        "示例市人民代表大会常务委员会公告\n（第5号）\n示例市人大常委会通过的《示例市水渠管理办法》"
        "，已经批准，现予公布。\n2020年1月2日\n示例市水渠管理\n办法\n第一条 修渠。\n",
        title);
    assert_title("示例市水渠管理办法\n市人民政府令（第12号）\n《示例市水渠管理办法》已经通过。\n",
                 title);
    assert_title(
        "中华人民共和国主席令\n第七十三号\n《中华人民共和国水渠法》已由会议通过，现予公布。\n"
        "主席　某某某\n2020年1月2日\n中华人民共和国水渠法\n第一条 修渠。\n",
        "中华人民共和国水渠法");
    assert_title("示例市人民政府令\n第5号\n现发布防汛命令如下：\n请修渠。\n", "");
}

static void announcements_have_titles_of_their_own(void **state)
{
    (void)state;
    assert_title("示例市水利局公告\n2021年第3号\n\n关于修好水渠的公告\n为修渠，公告如下。\n",
                 "关于修好水渠的公告");
    assert_title("示例市水利局公告\n为修渠，公告如下。\n", "示例市水利局公告");
}

/* ---- Issuers ---- */

static void red_heads_and_orders_name_the_issuer(void **state)
{
    (void)state;
    assert_organs("示例市水利局文件\n示水利〔2020〕3号\n关于修渠的通知\n" BODY, "示例市水利局",
                  "red head");
    assert_organs("示 例 市 水 利 局 文 件\n关于修渠的通知\n" BODY, "示例市水利局", "red head");
    assert_organs("示例市水利局　示例市财政局　文件\n关于修渠的通知\n" BODY,
                  "示例市水利局|示例市财政局", "red head");
    assert_organs("示例市水利局\n示例市财政局\n文  件\n关于修渠的通知\n" BODY,
                  "示例市水利局|示例市财政局", "red head");
    assert_organs("国务院令第738号\n《水渠条例》已经通过，现予公布。\n", "国务院", "order");
    assert_organs("水渠办法\n市人民政府令（第12号）\n《水渠办法》已经通过。\n", "市人民政府",
                  "order");
}

static void a_name_alone_counts_where_an_issuer_stands(void **state)
{
    (void)state;
    assert_organs("示例市水利局\n\n\n关于修渠的通知\n" BODY, "示例市水利局", "head");
    assert_organs("示例市水利局\n示水利〔2020〕3号\n赵某某代表：\n好。\n", "示例市水利局", "head");
    assert_organs("示例市人民政府\n网站导航\n关于修渠的通知\n" BODY, "", "");
}

/* ---- Labels ---- */

static void labels_are_read_in_every_layout(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "索引号：1\n成文日期：2020-01-02\n发布日期：2020-01-09 "
        "10:00\n施行日期：2020年2月1日\n有效性：有效\n"
        "发布机构：示例市水利局\n关于修渠的通知\n" BODY,
        "索引号：1 成文日期：2020.1.2 发布日期：2020/1/9 实施日期：2020-2-1 时效性：现行有效 "
        "发文机关：示例市水利局\n"
        "关于修渠的通知\n" BODY,
        "索引号：\n1\n成文日期：\n2020-01-02\n发布日期：\n2020-01-09\n生效日期：\n2020-02-"
        "01\n有效性：\n有效\n"
        "发布机构：\n示例市水利局\n关于修渠的通知\n" BODY,
        "索引号：\n\n1\n\n成文日期：\n\n2020-01-02\n\n发布日期：\n\n2020-01-"
        "09\n\n生效日期：\n\n2020-02-01\n\n"
        "有效性：\n\n有效\n\n发布机构：\n\n示例市水利局\n\n关于修渠的通知\n" BODY,
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        arena a;
        head h;
        arena_init(&a);
        assert_true(head_read(str_from(texts[i]), STR_NONE, NULL, &a, &h));
        assert_dated(h.made, "2020-01-02", "label");
        assert_dated(h.published, "2020-01-09", "label");
        assert_dated(h.effective, "2020-02-01", "label");
        assert_string_equal(or_empty(h.status), "有效");
        assert_string_equal(h.label_organs.n ? h.label_organs.at[0] : "", "示例市水利局");
        assert_string_equal(or_empty(h.title), "关于修渠的通知");
        arena_clear(&a);
    }
}

static void labels_below_the_text_tell_when_it_was_put_up(void **state)
{
    (void)state;
    arena a;
    head h;
    arena_init(&a);
    assert_true(head_read(STR_LIT("关于修渠的通知" BODY "\n扫一扫\n发布日期：2020-01-09\n下载\n"),
                          STR_NONE, NULL, &a, &h));
    assert_dated(h.published, "2020-01-09", "label");
    arena_clear(&a);
}

static void an_empty_label_takes_no_title_for_its_value(void **state)
{
    (void)state;
    assert_title("索引号：\n有效性：\n示例市水利局关于修渠的通知\n" BODY,
                 "示例市水利局关于修渠的通知");
}

/* ---- Days ---- */

static void assert_adopted(const char *text, const char *iso, const char *in_force)
{
    arena a;
    head h;
    arena_init(&a);
    assert_true(head_read(str_from(text), STR_NONE, NULL, &a, &h));
    assert_dated(h.adopted, iso, iso[0] ? "preamble" : "");
    assert_dated(h.in_force, in_force, in_force[0] ? "preamble" : "");
    arena_clear(&a);
}

static void a_preamble_tells_the_last_passing_and_when_in_force(void **state)
{
    (void)state;
    assert_adopted("示例市水渠办法\n（2001年7月12日市政府常务会议通过　2001年7月20日公布　自2001年9"
                   "月1日起施行）\n"
                   "第一条 修渠。\n",
                   "2001-07-20", "2001-09-01");
    assert_adopted("示例市水渠办法\n（1999年6月1日市政府令第8号公布\n根据2004年7月2日市政府令第22号"
                   "第一次修正\n"
                   "根据2018年1月20日市政府令第90号第二次修正）\n第一章 总则\n",
                   "2018-01-20", "");
    assert_adopted(
        "水渠解释\n2020年8月31日 甲院第3次会议、2020年8月21日乙院第4次会议通过\n第一条 修渠。\n",
        "2020-08-31", "");
    assert_adopted(
        "水渠规定\n2012年12月3日 通过\n2018年11月25日 部令第9号第二次修正。\n第一条 修渠。\n",
        "2018-11-25", "");
    assert_adopted("水渠规定\n第一条 2012年12月3日通过的规定有效。\n", "", "");
    assert_adopted("2020年5月6日，市长主持召开会议，审议通过水渠规划\n和护渠方案。\n", "", "");
}

static void a_day_may_stand_below_the_title_or_behind_the_number(void **state)
{
    (void)state;
    arena a;
    head h;
    arena_init(&a);
    assert_true(
        head_read(STR_LIT("关于修渠的意见\n（2020年6月7日）\n" BODY), STR_NONE, NULL, &a, &h));
    assert_dated(h.under_title, "2020-06-07", "under the title");
    assert_true(head_read(STR_LIT("关于修渠的意见\n（示水[1995]41号　1995年8月30日）\n" BODY),
                          STR_NONE, NULL, &a, &h));
    assert_dated(h.made, "1995-08-30", "number line");
    arena_clear(&a);
}

static void any_bytes_are_survived(void **state)
{
    (void)state;
    static const char *const pieces[] = {"",
                                         "\n",
                                         "\xFF",
                                         "\xE5\xB9",
                                         "《",
                                         "（",
                                         "关于\n",
                                         "示例市\n",
                                         "令\n",
                                         "第\n",
                                         "：\n",
                                         "文件\n",
                                         "|",
                                         "【",
                                         "成文日期：\n",
                                         "示例市人民政府令\n《",
                                         "2020年1月2日\n"};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        arena a;
        head h;
        zc_buf text;
        arena_init(&a);
        zc_buf_init(&text);
        for (int n = 0; n < 20000; n++)
            buf_puts(&text, pieces[i]);
        assert_true(head_read(text.len ? buf_view(&text) : STR_NONE, STR_NONE, NULL, &a, &h));
        zc_buf_clear(&text);
        arena_clear(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_broken_over_lines),
        cmocka_unit_test(a_title_that_could_end_goes_on_where_the_next_line_resumes_it),
        cmocka_unit_test(what_a_page_adds_is_no_title),
        cmocka_unit_test(a_label_gives_the_title_that_the_lines_do_not),
        cmocka_unit_test(a_short_title_counts_where_one_stands),
        cmocka_unit_test(stories_and_letters_have_none),
        cmocka_unit_test(a_pages_one_line_above_its_source_is_a_storys_title),
        cmocka_unit_test(names_and_places_above_a_title_begin_it),
        cmocka_unit_test(what_a_page_or_a_speaker_adds_is_no_title),
        cmocka_unit_test(who_passed_a_law_is_told_but_who_spoke_is_not),
        cmocka_unit_test(numbers_stand_behind_grades_and_over_lines),
        cmocka_unit_test(a_page_tells_when_it_was_put_up_without_a_label),
        cmocka_unit_test(an_order_is_called_by_what_it_publishes),
        cmocka_unit_test(announcements_have_titles_of_their_own),
        cmocka_unit_test(red_heads_and_orders_name_the_issuer),
        cmocka_unit_test(a_name_alone_counts_where_an_issuer_stands),
        cmocka_unit_test(labels_are_read_in_every_layout),
        cmocka_unit_test(labels_below_the_text_tell_when_it_was_put_up),
        cmocka_unit_test(an_empty_label_takes_no_title_for_its_value),
        cmocka_unit_test(a_preamble_tells_the_last_passing_and_when_in_force),
        cmocka_unit_test(a_day_may_stand_below_the_title_or_behind_the_number),
        cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
