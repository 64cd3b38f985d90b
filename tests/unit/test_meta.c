/* Metadata of whole documents, written for these tests; the five seed documents
 * come from the test data.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "citations.h"
#include "meta.h"
#include "split.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
/* What a format says of a document with a heading. */
#define HEADED(s)                                                                                  \
    {                                                                                              \
        .value = {[META_TITLE] = s}, .source = { [META_TITLE] = "heading" }                        \
    }

typedef struct fixture {
    arena a;
    meta m;
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    arena_init(&f->a);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    arena_clear(&f->a);
    free(f);
    return 0;
}

static const meta *extract(void **state, meta_input in)
{
    fixture *f = *state;
    assert_int_equal(meta_extract(&in, &f->a, &f->m, NULL), ZC_OK);
    assert_true(citations_find(in.text, &f->a, &f->m));
    for (size_t i = 0; i < META_FIELDS; i++)
        assert_true((f->m.value[i] == NULL) == (f->m.source[i] == NULL));
    return &f->m;
}

static const meta *of_text(void **state, const char *text)
{
    return extract(state, (meta_input){.text = str_from(text)});
}

static void assert_field(const meta *m, meta_field field, const char *value)
{
    assert_string_equal(m->value[field] ? m->value[field] : "", value);
}

static void assert_source(const meta *m, meta_field field, const char *source)
{
    assert_string_equal(m->source[field] ? m->source[field] : "", source);
}

static void assert_places(const meta *m, const char *county, const char *city, const char *province)
{
    assert_field(m, META_COUNTY, county);
    assert_field(m, META_CITY, city);
    assert_field(m, META_PROVINCE, province);
}

/* ---- Head ---- */

static void a_reply_with_a_red_head(void **state)
{
    const meta *m = of_text(state, "宁海县水利局文件\n　宁水利〔2022〕8号　　　签发人：甲乙丙\n"
                                   "对县十七届人大二次会议第12号建议的答复\n\n甲乙丙代表：\n\n"
                                   "您提出的建议收悉，现答复如下：\n水渠修好了。\n"
                                   "　　　　宁海县水利局\n　　　　2022年6月1日\n\n"
                                   "抄　　送：县人大代表工委。\n");
    assert_field(m, META_TITLE, "对县十七届人大二次会议第12号建议的答复");
    assert_field(m, META_DOCNO, "宁水利〔2022〕8号");
    assert_field(m, META_ISSUER, "宁海县水利局");
    assert_source(m, META_ISSUER, "red head");
    assert_field(m, META_DATE, "2022-06-01");
    assert_source(m, META_DATE, "signature");
    assert_field(m, META_YEAR, "2022");
    assert_field(m, META_TYPE, "答复");
    assert_places(m, "宁海县", "宁波市", "浙江省");
    assert_int_equal(m->n_cited, 0);
}

static void page_furniture_is_no_title(void **state)
{
    const meta *m = of_text(
        state, "首页\n政策文件\n通知公告\n\n苏州市人民政府关于印发河道养护办法的通知\n\n"
               "苏州市人民政府关于印发河道养护办法的通知\n苏府〔2021〕9号\n\n"
               "各市、区人民政府：\n现印发给你们。\n\n苏州市人民政府\n\n"
               "2021年3月2日\n（此件公开发布）\n来源：苏州市人民政府官网\n");
    assert_field(m, META_TITLE, "苏州市人民政府关于印发河道养护办法的通知");
    assert_field(m, META_DOCNO, "苏府〔2021〕9号");
    assert_field(m, META_TYPE, "通知");
    assert_places(m, "", "苏州市", "江苏省");
    assert_source(m, META_CITY, "title");
}

static void a_title_goes_on_in_the_next_line(void **state)
{
    const meta *m = of_text(state,
                            "\n丽水市水利局\n\n\n关于市五届人大二次会议\n第39号建议的会办意见\n\n"
                            "市农业局：\n水渠修好了。\n");
    assert_field(m, META_TITLE, "关于市五届人大二次会议第39号建议的会办意见");
    assert_field(m, META_ISSUER, "丽水市水利局");
    assert_field(m, META_TYPE, "意见");
}

static void an_issuer_joined_to_the_title_belongs_to_it(void **state)
{
    const meta *m = of_text(state, "丽水市水利局\n关于修好水渠的通知\n\n各县局：\n请修好水渠。\n");
    assert_field(m, META_TITLE, "丽水市水利局关于修好水渠的通知");
    assert_field(m, META_ISSUER, "丽水市水利局");
}

static void blanks_between_han_characters_go(void **state)
{
    const meta *m = of_text(
        state,
        "\n丽水市 水利局\n\n关于政协丽水市五届一次会议 第 39 号提案的答复\n\n某某委员：\n好。\n");
    assert_field(m, META_TITLE, "关于政协丽水市五届一次会议第 39 号提案的答复");
    assert_field(m, META_ISSUER, "丽水市水利局");
    assert_places(m, "", "丽水市", "浙江省");
}

static void a_letter_without_a_title_has_none(void **state)
{
    const meta *m = of_text(state,
                            "甲乙丙委员：\n您关于修水渠的提案收悉，现答复如下：\n水渠修好了。\n");
    assert_field(m, META_TITLE, "");
    assert_field(m, META_TYPE, "答复");
    assert_source(m, META_TYPE, "opening: 答复如下");
    assert_field(m, META_YEAR, "");
    assert_places(m, "", "", "");
}

static void labels_of_a_page_are_read(void **state)
{
    const meta *m = of_text(
        state, "索引号： 123/2020-4 主题分类： 水利\n发布机构： 水利厅 成文日期： 2020-02-03\n"
               "文号： 浙水利〔2020〕5号 有效性： 失效\n浙江省水利厅关于修好水渠的通知\n"
               "发布日期：2020-02-09\n字体：[ 大 中 小]\n各市水利局：\n请修好水渠。\n");
    assert_field(m, META_TITLE, "浙江省水利厅关于修好水渠的通知");
    assert_field(m, META_DATE, "2020-02-03");
    assert_source(m, META_DATE, "label");
    assert_field(m, META_DOCNO, "浙水利〔2020〕5号");
    assert_field(m, META_STATUS, "失效");
}

static void the_heading_is_the_title_without_the_pages_marks(void **state)
{
    const meta *m = extract(
        state, (meta_input){.text = STR_LIT("[有效]温州市水渠条例\n\n第一条 修好水渠。\n"),
                            .said = HEADED(STR_LIT("[有效]温州市水渠条例"))});
    assert_field(m, META_TITLE, "温州市水渠条例");
    assert_source(m, META_TITLE, "heading");
    assert_field(m, META_STATUS, "有效");
    assert_field(m, META_TYPE, "条例");
}

/* ---- Number ---- */

static void numbers_inside_the_text_are_citations(void **state)
{
    const meta *m = of_text(
        state, "关于修好水渠的通知\n各县局：\n根据国办发〔2013〕89号和（水农〔2014〕3号）、"
               "国办发[2013]89号，请修好水渠。\n");
    assert_field(m, META_DOCNO, "");
    assert_int_equal(m->n_cited, 2);
    assert_string_equal(m->cited[0], "国办发〔2013〕89号");
    assert_string_equal(m->cited[1], "水农〔2014〕3号");
}

static void the_own_number_is_not_cited(void **state)
{
    const meta *m = of_text(
        state, "温政发〔2020〕1号\n关于修好水渠的通知\n各县局：\n温政发〔2020〕1号有效。\n");
    assert_field(m, META_DOCNO, "温政发〔2020〕1号");
    assert_int_equal(m->n_cited, 0);
}

static void an_issuers_full_name_makes_no_other_number(void **state)
{
    const meta *m = of_text(state, "海关总署公告2018年第196号（关于修渠的公告）\n"
                                   "【文号】总署公告〔2018〕196号\n现公告如下：\n"
                                   "海关总署公告2016年第19号废止。\n");
    assert_int_equal(m->n_cited, 1);
    assert_string_equal(m->cited[0], "海关总署公告〔2016〕19号");
}

static void a_number_beside_the_signature_is_the_own_one(void **state)
{
    const meta *m = of_text(state, "关于修渠的批复\n各局：\n同意修渠。\n附件：图纸\n"
                                   "温水〔2020〕2号\n二〇二〇年三月二日\n");
    assert_field(m, META_DOCNO, "温水〔2020〕2号");
    assert_source(m, META_DOCNO, "signature");
    assert_field(m, META_DATE, "2020-03-02");
    assert_int_equal(m->n_cited, 0);
}

static void a_bracket_that_ends_the_title_holds_the_number(void **state)
{
    const meta *m = of_text(
        state, "温州市人民政府关于修好水渠的通知（温政发〔2020〕1号）\n各县局：\n请修好水渠。\n");
    assert_field(m, META_DOCNO, "温政发〔2020〕1号");
    assert_source(m, META_DOCNO, "title");
    assert_field(m, META_TYPE, "通知");
    assert_field(m, META_YEAR, "2020");
    assert_source(m, META_YEAR, "docno");
}

static void a_forwarded_number_is_not_the_own_one(void **state)
{
    const meta *m = of_text(
        state,
        "温州市水利局转发关于修好水渠的通知\n各县局：\n现转发。\n温州市水利局\n2020年1月2日\n"
        "关于修好水渠的通知\n水农〔2019〕7号\n各省水利厅：\n请修好水渠。\n水利部\n2019年12月1日\n");
    assert_field(m, META_DOCNO, "");
    assert_field(m, META_DATE, "2020-01-02");
    assert_field(m, META_ISSUER, "温州市水利局");
    assert_int_equal(m->n_cited, 1);
}

static void many_numbers_are_each_cited_once(void **state)
{
    zc_buf text;
    zc_buf_init(&text);
    for (int i = 0; i < 3000; i++)
        buf_printf(&text, "见温政发〔2020〕%d号。\n", i % 1000 + 1);
    const meta *m = extract(state, (meta_input){.text = buf_view(&text)});
    assert_int_equal(m->n_cited, 1000);
    assert_string_equal(m->cited[999], "温政发〔2020〕1000号");
    zc_buf_clear(&text);
}

/* ---- Date and year ---- */

static void a_law_has_the_last_date_of_its_passing(void **state)
{
    const meta *m = extract(
        state,
        (meta_input){
            .text = STR_LIT("温州市水渠条例\n\n2015年1月5日 "
                            "温州市第九届人民代表大会常务委员会第二次会议通过\n\n"
                            "2018年3月4日 浙江省第十三届人民代表大会常务委员会第七次会议批准\n\n"
                            "2019年1月1日 施行\n\n第一条 修好水渠。2020年2月2日起公布。\n"),
            .said = HEADED(STR_LIT("温州市水渠条例")),
            .path = STR_LIT("温州市水渠条例(2018-04-01).md")});
    assert_field(m, META_DATE, "2018-03-04");
    assert_source(m, META_DATE, "preamble");
    assert_places(m, "", "温州市", "浙江省");
}

static void a_bracket_below_the_title_is_a_preamble(void **state)
{
    const meta *m = of_text(
        state, "国家水渠条例（第二次修订）\n（1999年5月3日国务院令第5号发布，根据2003年12月20日《国"
               "务院关于修改"
               "〈国家水渠条例〉的决定》第一次修订，自2004年1月1日起施行）\n第一章 总则\n");
    assert_field(m, META_DATE, "2003-12-20");
    assert_field(m, META_TYPE, "条例");
    assert_places(m, "", "", "");
}

static void the_file_name_dates_last_of_all(void **state)
{
    const meta *m = extract(state, (meta_input){.text = STR_LIT("水渠条例\n第一条 修好水渠。\n"),
                                                .path = STR_LIT("a/水渠条例(2018-12-03).txt")});
    assert_field(m, META_DATE, "2018-12-03");
    assert_source(m, META_DATE, "file name");
}

static void a_year_is_inferred_only_from_what_is_no_target(void **state)
{
    static const struct {
        const char *text, *year;
    } cases[] = {
        {"2018年修了水渠，到2027年修好，力争2026年，至2025年。", "2018"},
        {"2016年开工，2021—2025年规划，2030年前完工，2035年12月底前验收。", "2016"},
        {"截至2019年底修了三条。", "2019"},
        {"2024年至2026年修渠。", "2024"},
        {"2019 年修渠。", "2019"},
        {"2019年修渠，见水农〔2021〕3号。", "2021"},
        {"见水农〔2221〕3号、［abc］。", ""},
        {"1899年、9999年、12019年的水渠。", ""},
        {"修渠2019条。", ""},
        {"一九九二年修渠，到二〇〇五年修好。", "1992"},
        {"一二九二年修渠。", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const meta *m = of_text(state, cases[i].text);
        assert_field(m, META_YEAR, cases[i].year);
        assert_source(m, META_YEAR, cases[i].year[0] ? "text (latest year, not a target)" : "");
    }
}

/* ---- Issuer, type ---- */

static void a_law_is_its_assemblys_and_a_closing_name_the_titles(void **state)
{
    const meta *m = of_text(state,
                            "温州市水渠条例\n（2016年2月3日温州市第九届人民代表大会第三次会议"
                            "通过　2016年5月27日浙江省第十二届人民代表大会常务委员会批准）\n"
                            "第一条　修渠。\n");
    assert_field(m, META_ISSUER, "温州市人民代表大会");
    assert_source(m, META_ISSUER, "preamble");
    /* Passed by one and amended by another: whose it is can't be told. */
    m = of_text(state,
                "温州市水渠条例\n（2016年2月3日温州市第九届人民代表大会第三次会议通过　根据"
                "2018年2月3日温州市第九届人民代表大会常务委员会第三次会议《关于修改水渠条例的"
                "决定》修正）\n第一条　修渠。\n");
    assert_field(m, META_ISSUER, "");
    m = of_text(state,
                "温州市水利局水渠出让公告\n现公告如下。\n开户单位：温州市财政局\n温州市水利局\n");
    assert_field(m, META_ISSUER, "温州市水利局");
    m = of_text(state, "关于修渠的公告\n现公告如下。\n附：单位名单\n温州市水利局\n");
    assert_field(m, META_ISSUER, "");
}

static void a_title_above_a_pages_block_is_no_document(void **state)
{
    static const char text[] =
        "【失效】温州市修渠若干措施\n索引号：XM0310\n文号：温政办〔2020〕3号\n"
        "各局：\n现将《温州市修渠若干措施》印发给你们。\n"
        "温州市水利局\n2020年7月31日\n";
    split parts;
    const meta *m = of_text(state, text);
    assert_field(m, META_TITLE, "温州市修渠若干措施");
    arena a;
    arena_init(&a);
    assert_true(split_text(str_from(text), &a, &parts));
    assert_int_equal(parts.n, 1);
    arena_clear(&a);
}

static void the_first_of_joint_issuers_counts(void **state)
{
    const meta *m = of_text(state, "市财政局、市水利局关于修好水渠的通知\n各县局：\n请修好水渠。\n"
                                   "温州市财政局\n温州市水利局\n二〇〇七年二月六日\n");
    assert_field(m, META_ISSUER, "温州市财政局");
    assert_source(m, META_ISSUER, "signature");
    assert_field(m, META_DATE, "2007-02-06");
    assert_places(m, "", "温州市", "浙江省");
}

static void the_head_outranks_the_signature(void **state)
{
    const meta *m = of_text(
        state, "温州市人力资源和社会保障局\n\n\n关于修好水渠的意见\n\n市水利局：\n好。\n\n"
               "温州市人力社保局\n2023 年4月12日\n");
    assert_field(m, META_ISSUER, "温州市人力资源和社会保障局");
}

static void types_come_from_the_titles_ending(void **state)
{
    static const char *const cases[][2] = {
        {"温州市关于印发水渠管理办法的通知", "通知"},
        {"温州市水渠管理办法（试行）", "办法"},
        {"温州市水渠条例（2020年修订）", "条例"},
        {"温州市关于修渠的实施意见", "意见"},
        {"温州市关于修渠的复函", "复函"},
        {"温州市关于修渠的函", "函"},
        {"中华人民共和国水渠法", "法"},
        {"修好水渠的办法与做法", ""},
        {"温州市水渠三年行动计划", "计划"},
        {"温州市水渠实施细则", "细则"},
        {"关于印发《温州市水渠办法》的通知", "通知"},
        {"《温州市水渠办法》解读", "解读"},
        {"关于《温州市水渠办法》的政策解读（一）", "解读"},
        {"一图读懂《温州市水渠办法》", "解读"},
        {"温州市水渠办法（征求意见稿）", "办法"},
        {"温州市水渠办法[有效]", "办法"},
        {"《温州市水渠行动方案（2020—2022年）》", "方案"},
        {"水利部公告2016年第8号（关于修好水渠的公告）", "公告"},
        {"温州市水利局关于修渠的布告", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const meta *m = extract(state, (meta_input){.said = HEADED(str_from(cases[i][0]))});
        assert_field(m, META_TYPE, cases[i][1]);
    }
}

/* ---- What the format says ---- */

static const meta *of_page(void **state, const char *text, const meta_field *fields,
                           const char *const *values, size_t n)
{
    meta_input in = {.text = str_from(text)};
    for (size_t i = 0; i < n; i++)
        meta_values_set(&in.said, fields[i], str_from(values[i]), "page");
    return extract(state, in);
}

static const meta_field page_fields[] = {META_DOCNO,  META_DATE,   META_PUBLISHED, META_EFFECTIVE,
                                         META_ISSUER, META_STATUS, META_URL,       META_TYPE};

static void what_the_format_says_fills_what_the_text_leaves_open(void **state)
{
    static const char *const values[] = {
        "温水利[2020]第3号", "2020-01-02", "2020-01-09 10:30",           "2020年2月1日",
        "温州市水利局",      "现行有效",   "https://example.org/3.html", "通知"};
    const meta *m = of_page(state, "各县局：\n请修好水渠。\n", page_fields, values, COUNT(values));
    assert_field(m, META_DOCNO, "温水利〔2020〕3号");
    assert_field(m, META_DATE, "2020-01-02");
    assert_field(m, META_PUBLISHED, "2020-01-09");
    assert_field(m, META_EFFECTIVE, "2020-02-01");
    assert_field(m, META_ISSUER, "温州市水利局");
    assert_field(m, META_STATUS, "有效");
    assert_field(m, META_URL, "https://example.org/3.html");
    assert_field(m, META_TYPE, "通知");
    for (size_t i = 0; i < COUNT(page_fields); i++)
        assert_source(m, page_fields[i], "page");
}

static void the_text_itself_outranks_the_format(void **state)
{
    static const char *const values[] = {
        "温水利〔2020〕9号", "2020-09-09", "2020-01-19", "2021-01-01",
        "温州市财政局",      "有效",       "",           "意见"};
    const meta *m = of_page(state,
                            "发布日期：2020-01-09\n有效性：失效\n施行日期：2020-02-"
                            "01\n温水利〔2020〕3号\n温州市水利局关于修渠的通知\n"
                            "各县局：\n请修渠。\n温州市水利局\n2020年1月2日\n",
                            page_fields, values, COUNT(values));
    assert_field(m, META_DOCNO, "温水利〔2020〕3号");
    assert_field(m, META_DATE, "2020-01-02");
    assert_field(m, META_PUBLISHED, "2020-01-09");
    assert_field(m, META_EFFECTIVE, "2020-02-01");
    assert_field(m, META_ISSUER, "温州市水利局");
    assert_field(m, META_STATUS, "失效");
    assert_field(m, META_TYPE, "通知");
}

static void what_the_format_says_and_cant_be_read_is_passed_over(void **state)
{
    static const char *const values[] = {"无",     "去年",     "2020-02-30", "即日",
                                         "互联网", "部分失效", "",           "文件"};
    const meta *m = of_page(state, "各县局：\n请修好水渠。\n", page_fields, values, COUNT(values));
    for (size_t i = 0; i < COUNT(page_fields); i++)
        assert_field(m, page_fields[i], "");
}

/* ---- Days against each other ---- */

static void the_day_of_issue_is_no_other_day(void **state)
{
    const meta *m = of_text(
        state, "发布日期：2008-04-25\n温州市水利局关于印发水渠办法的通知\n各县局：\n现印发。\n"
               "温州市水利局\n2006年6月8日\n水渠办法\n第九条 本办法自2006年9月1日起施行。\n");
    assert_field(m, META_DATE, "2006-06-08");
    assert_field(m, META_PUBLISHED, "2008-04-25");
    assert_field(m, META_EFFECTIVE, "2006-09-01");
    assert_source(m, META_EFFECTIVE, "text");
    m = of_text(state, "水渠办法\n第一条 修渠。\n第二条 本办法自2006年9月1日起施行。\n");
    assert_field(m, META_DATE, "");
    assert_field(m, META_EFFECTIVE, "2006-09-01");
}

static void what_was_put_up_in_another_year_was_issued_before(void **state)
{
    const meta *m = of_text(
        state, "关于修渠的通知\n豫政〔1989〕74号\n发布日期：2007-06-08\n各县局：\n请修渠。\n");
    assert_field(m, META_PUBLISHED, "2007-06-08");
    assert_field(m, META_DATE, "");
    assert_field(m, META_YEAR, "1989");
    m = of_text(state,
                "关于修渠的通知\n豫政〔2007〕74号\n发布日期：2007-06-08\n各县局：\n请修渠。\n");
    assert_field(m, META_DATE, "2007-06-08");
    assert_source(m, META_DATE, "label");
}

static void from_its_issue_on_means_a_certain_day_of_issue(void **state)
{
    const meta *m = of_text(
        state, "关于修渠的通知\n各县局：\n本通知自印发之日起施行。\n温州市水利局\n2020年1月2日\n");
    assert_field(m, META_EFFECTIVE, "2020-01-02");
    assert_source(m, META_EFFECTIVE, "text: 自印发之日起施行");
    m = of_text(state,
                "关于修渠的通知\n发布日期：2020-01-09\n各县局：\n本通知自印发之日起施行。\n");
    assert_field(m, META_EFFECTIVE, "");
    m = extract(state, (meta_input){.text = STR_LIT(
                                        "水渠办法\n2010年1月1日 市政府令第3号公布\n第一条 修渠。\n"
                                        "第二条 本办法自公布之日起施行。\n"),
                                    .said = HEADED(STR_LIT("水渠办法"))});
    assert_field(m, META_EFFECTIVE, "2010-01-01");
    m = extract(state, (meta_input){.text = STR_LIT(
                                        "水渠条例\n2010年1月1日 市人大常委会通过\n第一条 修渠。\n"
                                        "第二条 本条例自公布之日起施行。\n"),
                                    .said = HEADED(STR_LIT("水渠条例"))});
    assert_field(m, META_EFFECTIVE, "");
    m = of_text(state, "成文日期：2020-01-02\n发布日期：2020-01-09\n关于修渠的通知\n各县局：\n"
                       "本通知自印发之日起施行。\n");
    assert_field(m, META_EFFECTIVE, "2020-01-02");
}

static void an_amended_law_does_not_take_effect_before_its_amendment(void **state)
{
    const meta *m = extract(
        state,
        (meta_input){.text = STR_LIT(
                         "水渠条例\n2004年6月23日 通过\n2021年8月25日 第二次修正\n第一条 修渠。\n"
                         "第二条 本条例自2004年9月1日起施行。\n"),
                     .said = HEADED(STR_LIT("水渠条例"))});
    assert_field(m, META_DATE, "2021-08-25");
    assert_field(m, META_EFFECTIVE, "");
}

static void what_a_document_only_carries_takes_effect_by_itself(void **state)
{
    static const char *const texts[] = {
        "温州市水利局转发水利部关于修渠的通知\n各局：\n现转发。\n温州市水利局\n2020年1月2日\n"
        "水利部关于修渠的通知\n本通知自2020年2月1日起执行。\n",
        "温州市人民政府关于修改水渠办法的决定\n现作修改。\n温州市人民政府\n2020年1月2日\n"
        "水渠办法\n本办法自2020年2月1日起施行。\n",
        "《水渠办法》解读\n日前，市政府印发水渠办法。\n本办法自2020年2月1日起施行。\n",
        "关于征求水渠办法意见的通知\n各局：\n请提意见。\n本办法自2020年2月1日起施行。\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_field(of_text(state, texts[i]), META_EFFECTIVE, "");
}

static void the_file_name_is_the_last_to_be_asked_for_a_day(void **state)
{
    meta_input in = {
        .text = STR_LIT(
            "水渠条例\n2009年2月20日 公布\n2017年3月1日 第二次修订  根据\n\n第一条 修渠。\n"),
        .said = HEADED(STR_LIT("水渠条例")),
        .path = STR_LIT("水渠条例(2020-11-29).md")};
    assert_field(extract(state, in), META_DATE, "2017-03-01");
    assert_source(extract(state, in), META_DATE, "preamble");
    in.text = STR_LIT("水渠条例\n第一条 修渠。\n");
    assert_field(extract(state, in), META_DATE, "2020-11-29");
    assert_source(extract(state, in), META_DATE, "file name");
}

/* ---- Issuers ---- */

static void assert_issuers(const meta *m, const char *names)
{
    zc_buf text;
    zc_buf_init(&text);
    for (size_t i = 0; i < m->n_issuers; i++)
        buf_printf(&text, "%s%s", i ? "|" : "", m->issuers[i]);
    assert_string_equal(text.len ? text.data : "", names);
    assert_field(m, META_ISSUER, m->n_issuers ? m->issuers[0] : "");
    zc_buf_clear(&text);
}

static void all_who_issued_it_together_are_kept(void **state)
{
    assert_issuers(
        of_text(state, "关于修渠的通知\n各局：\n好。\n温州市水利局\n温州市财政局\n2020年1月2日\n"),
        "温州市水利局|温州市财政局");
    assert_issuers(of_text(state, "温州市水利局、温州市财政局关于修渠的通知\n各局：\n好。\n"),
                   "温州市水利局|温州市财政局");
    assert_issuers(of_text(state, "温州市水利局文件\n关于修渠的通知\n各局：\n好。\n温州市水利局 "
                                  "温州市财政局\n2020年1月2日\n"),
                   "温州市水利局|温州市财政局");
    assert_issuers(
        of_text(state,
                "中共示例市委文件\n中共示例市委　示例市人民政府\n关于修渠的意见\n各局：\n好。\n"),
        "中共示例市委|示例市人民政府");
}

static void a_kind_gives_way_to_the_full_name(void **state)
{
    const meta *m = of_text(
        state, "市财政局、市国税局关于修渠的通知\n各局：\n好。\n上海市财政局\n上海市国家税务局\n"
               "2007年2月6日\n");
    assert_issuers(m, "上海市财政局|上海市国家税务局");
    m = of_text(
        state,
        "发布机构：连云港市人民政府办公室\n市政府关于修渠的意见\n各局：\n好。\n连云港市人民政府\n"
        "2016年9月12日\n");
    assert_issuers(m, "连云港市人民政府");
    assert_issuers(of_text(state, "市科委关于修渠的通知\n各局：\n好。\n"), "市科委");
}

static void a_longer_name_in_the_head_stays(void **state)
{
    const meta *m = of_text(
        state, "海西蒙古族藏族自治州人民政府关于修渠的意见\n各县：\n好。\n海西州人民政府\n"
               "2015年6月5日\n");
    assert_issuers(m, "海西蒙古族藏族自治州人民政府");
    assert_field(m, META_DATE, "2015-06-05");
}

static void another_documents_signature_says_nothing(void **state)
{
    const meta *m = of_text(
        state, "温州市财政局转发财政部关于修渠的通知\n各局：\n现转发。\n财政部关于修渠的通知\n"
               "各省：\n请修渠。\n财政部\n2021年2月20日\n");
    assert_issuers(m, "温州市财政局");
    assert_field(m, META_DATE, "");
    m = of_text(
        state,
        "温州市人民政府办公室转发市农业局关于修渠意见的通知\n各县：\n请执行。\n2012年10月18日\n"
        "关于修渠的意见\n温州市农业局\n2012年10月8日\n");
    assert_issuers(m, "温州市人民政府办公室");
    assert_field(m, META_DATE, "2012-10-18");
}

static void a_site_above_the_title_is_no_issuer(void **state)
{
    const meta *m = of_text(
        state, "温州市人民政府\n首页 | 新闻\n温州市水利局关于修渠的通知\n各局：\n好。\n");
    assert_issuers(m, "温州市水利局");
}

static void given_issuers_are_a_list_too(void **state)
{
    meta_input in = {.text = STR_LIT("关于修渠的通知\n各局：\n好。\n")};
    meta_values_set(&in.given, META_ISSUER, STR_LIT("温州市水利局、温州市财政局"), "column");
    assert_issuers(extract(state, in), "温州市水利局|温州市财政局");
    meta_values_set(&in.given, META_ISSUER, STR_LIT("修渠、护渠联盟"), "column");
    assert_issuers(extract(state, in), "修渠、护渠联盟");
}

/* ---- Status ---- */

static void a_note_on_the_document_itself_is_its_status(void **state)
{
    const meta *m = of_text(state, "本文件已废止\n温州市水利局关于修渠的通知\n各局：\n好。\n");
    assert_field(m, META_STATUS, "失效");
    assert_source(m, META_STATUS, "note");
    assert_field(m, META_TITLE, "温州市水利局关于修渠的通知");
    m = of_text(state, "关于修渠的通知\n各局：\n原《护渠办法》同时废止。\n（此件已失效）\n");
    assert_field(m, META_STATUS, "失效");
    m = of_text(state, "关于废止护渠办法的通知\n各局：\n原《护渠办法》同时废止。\n");
    assert_field(m, META_STATUS, "");
}

/* ---- Place ---- */

static void national_documents_have_no_place(void **state)
{
    static const char *const titles[] = {
        "中华人民共和国海南自由贸易港法", "最高人民法院关于内地与香港特别行政区法院互认判决的安排",
        "国务院关于同意宁波市修渠的批复", "中山市某公司诉广东省人民政府案"};
    for (size_t i = 0; i < COUNT(titles); i++) {
        const meta *m = extract(state, (meta_input){.text = STR_LIT("我市宁波市宁波市宁波市。"),
                                                    .said = HEADED(str_from(titles[i])),
                                                    .path = STR_LIT("宁波/宁波市.txt")});
        assert_places(m, "", "", "");
    }
    const meta *m = of_text(state, "关于宁波市修渠的通知\n各局：\n好。\n财政部\n2020年1月2日\n");
    assert_places(m, "", "", "");
}

static void what_is_governed_by_national_bodies_keeps_its_place(void **state)
{
    const meta *m = of_text(state, "国家税务总局宁波市税务局关于修渠的通告\n好。\n");
    assert_places(m, "", "宁波市", "浙江省");
}

static void a_place_only_mentioned_in_the_title_is_none(void **state)
{
    const meta *m = extract(state,
                            (meta_input){.said = HEADED(STR_LIT("水利局与宁波市合作修渠的报告"))});
    assert_places(m, "", "", "");
}

static void parts_of_other_names_are_no_places(void **state)
{
    static const char *const titles[] = {"河南寨镇修渠方案", "中山大学修渠方案", "长治久安方案",
                                         "省政府办公厅关于修渠的通知", "市科委关于修渠的通知"};
    for (size_t i = 0; i < COUNT(titles); i++)
        assert_places(extract(state, (meta_input){.said = HEADED(str_from(titles[i]))}), "", "",
                      "");
    const meta *m = extract(state, (meta_input){.said = HEADED(STR_LIT("青岛市胶州湾保护条例"))});
    assert_places(m, "", "青岛市", "山东省");
}

static void a_kind_alone_lifts_the_subject_to_itself(void **state)
{
    const meta *m = extract(
        state, (meta_input){.said = HEADED(STR_LIT("市水务局关于对天津市武清区水渠的批复"))});
    assert_places(m, "", "天津市", "天津市");
}

static void a_former_name_is_stored_as_its_successor(void **state)
{
    const meta *m = of_text(state, "慈溪县人民政府关于修渠的通知\n各乡：\n好。\n");
    assert_places(m, "慈溪市", "宁波市", "浙江省");
    assert_source(m, META_COUNTY, "title: 慈溪县");
}

static void a_prefix_is_evidence(void **state)
{
    const meta *m = of_text(state, "甬水利〔2020〕1号\n关于修渠的通知\n各局：\n好。\n");
    assert_places(m, "", "宁波市", "浙江省");
    assert_source(m, META_CITY, "docno prefix");
    m = of_text(state, "宁政发〔2020〕1号\n关于修渠的通知\n各局：\n好。\n");
    assert_places(m, "", "", "");
}

static void a_signature_contradicts_a_prefix(void **state)
{
    const meta *m = of_text(
        state, "津政发〔2020〕1号\n关于修渠的通知\n各局：\n好。\n津市市人民政府\n2020年1月2日\n");
    assert_places(m, "津市市", "常德市", "湖南省");
}

static void prose_counts_where_it_speaks_of_itself(void **state)
{
    const meta *m = of_text(
        state,
        "甲乙丙委员：\n我市重视修渠。楚雄市修了渠，楚雄市还要修。《大理市修渠》。昆明市来看。\n");
    assert_places(m, "楚雄市", "楚雄彝族自治州", "云南省");
    assert_source(m, META_COUNTY, "text: 楚雄市");
    m = of_text(state, "甲乙丙委员：\n楚雄市修了渠，楚雄市还要修。\n");
    assert_places(m, "", "", "");
    m = of_text(state,
                "甲乙丙委员：\n我市重视修渠。楚雄市修了渠，楚雄市、大理市、大理市还要修。\n");
    assert_places(m, "", "", "");
}

static void a_report_says_who_speaks(void **state)
{
    const meta *m = of_text(state, "各位代表：\n现在，我代表扬州市人民政府向大会报告工作。\n");
    assert_places(m, "", "扬州市", "江苏省");
    assert_field(m, META_TYPE, "报告");
}

static void ambiguous_names_wait_for_other_evidence(void **state)
{
    zc_str text = STR_LIT("鼓楼区水利局关于修渠的通知\n各街道：\n好。\n");
    assert_places(extract(state, (meta_input){.text = text}), "", "", "");
    const meta *m = extract(state, (meta_input){.text = text, .path = STR_LIT("江苏/南京/a.txt")});
    assert_places(m, "鼓楼区", "南京市", "江苏省");
}

static void the_path_speaks_last(void **state)
{
    zc_str text = STR_LIT("各位代表：\n我代表市政府向大会报告工作。\n");
    const meta *m = extract(state, (meta_input){.text = text, .path = STR_LIT("报告/吉林.txt")});
    assert_places(m, "", "吉林市", "吉林省");
    assert_source(m, META_CITY, "file name");
    m = extract(state,
                (meta_input){.text = STR_LIT("水渠"), .path = STR_LIT("山东地方法规/a.txt")});
    assert_places(m, "", "", "山东省");
    assert_source(m, META_PROVINCE, "folder name");
    m = extract(state, (meta_input){.text = text, .path = STR_LIT("朝阳.txt")});
    assert_places(m, "", "朝阳市", "辽宁省");
}

/* ---- Given values ---- */

static void given_values_outrank_and_are_normalised(void **state)
{
    meta_input in = {
        .text = STR_LIT("宁波市水利局关于修渠的通知\n各局：\n好。\n宁波市水利局\n2020年1月2日\n")};
    meta_values_set(&in.given, META_TITLE, STR_LIT("修渠"), "front matter");
    meta_values_set(&in.given, META_DATE, STR_LIT("2021年3月4日"), "front matter");
    meta_values_set(&in.given, META_DOCNO, STR_LIT("甬水利[2021]第3号"), "front matter");
    meta_values_set(&in.given, META_URL, STR_LIT(" http://example.org/ "), "front matter");
    meta_values_set(&in.given, META_STATUS, STR_LIT("现行有效"), "front matter");
    const meta *m = extract(state, in);
    assert_field(m, META_TITLE, "修渠");
    assert_source(m, META_TITLE, "front matter");
    assert_field(m, META_DATE, "2021-03-04");
    assert_field(m, META_YEAR, "2021");
    assert_field(m, META_DOCNO, "甬水利〔2021〕3号");
    assert_field(m, META_URL, "http://example.org/");
    assert_field(m, META_STATUS, "有效");
    assert_field(m, META_ISSUER, "宁波市水利局");
}

static void given_values_that_cant_be_read_are_left_out(void **state)
{
    meta_input in = {.text = STR_LIT("关于修渠的通知\n各局：\n好。\n宁波市水利局\n2020年1月2日\n")};
    meta_values_set(&in.given, META_DATE, STR_LIT("2021年2月30日"), "front matter");
    meta_values_set(&in.given, META_DOCNO, STR_LIT("三号"), "front matter");
    meta_values_set(&in.given, META_YEAR, STR_LIT("二十"), "front matter");
    const meta *m = extract(state, in);
    assert_field(m, META_DATE, "2020-01-02");
    assert_source(m, META_DATE, "signature");
    assert_field(m, META_DOCNO, "");
    assert_field(m, META_YEAR, "2020");
}

static const meta *with_places(void **state, const char *county, const char *city,
                               const char *province, const char *text)
{
    meta_input in = {.text = str_from(text)};
    meta_values_set(&in.given, META_COUNTY, str_from(county), "front matter");
    meta_values_set(&in.given, META_CITY, str_from(city), "front matter");
    meta_values_set(&in.given, META_PROVINCE, str_from(province), "front matter");
    return extract(state, in);
}

static void given_places_are_completed(void **state)
{
    const meta *m = with_places(state, "慈溪", "", "", "");
    assert_places(m, "慈溪市", "宁波市", "浙江省");
    assert_source(m, META_COUNTY, "front matter");
    assert_source(m, META_CITY, "county");
    assert_places(with_places(state, "", "慈溪市", "", ""), "慈溪市", "宁波市", "浙江省");
    assert_places(with_places(state, "", "宁波", "", ""), "", "宁波市", "浙江省");
    assert_places(with_places(state, "", "北京", "", ""), "", "北京市", "北京市");
    assert_places(with_places(state, "", "", "吉林", ""), "", "", "吉林省");
    assert_places(with_places(state, "", "吉林", "", ""), "", "吉林市", "吉林省");
    assert_places(with_places(state, "鼓楼区", "南京", "", ""), "鼓楼区", "南京市", "江苏省");
    assert_places(with_places(state, "鼓楼区", "", "", ""), "鼓楼区", "", "");
}

static void unknown_given_places_are_kept(void **state)
{
    const meta *m = with_places(state, "", "示例市", "",
                                "宁波市水利局关于修渠的通知\n各局：\n好。\n");
    assert_places(m, "", "示例市", "");
}

static void the_text_adds_only_what_lies_below_a_given_place(void **state)
{
    const char *text = "宁海县水利局关于修渠的通知\n各局：\n好。\n";
    assert_places(with_places(state, "", "宁波市", "", text), "宁海县", "宁波市", "浙江省");
    assert_places(with_places(state, "", "温州市", "", text), "", "温州市", "浙江省");
}

static void field_names_are_known_in_both_languages(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        meta_field field;
    } cases[] = {{"title", META_TITLE},    {"标题", META_TITLE},    {" City ", META_CITY},
                 {"城市", META_CITY},      {"市", META_CITY},       {"区县", META_COUNTY},
                 {"县", META_COUNTY},      {"省份", META_PROVINCE}, {"省", META_PROVINCE},
                 {"YEAR", META_YEAR},      {"年份", META_YEAR},     {"成文日期", META_DATE},
                 {"发文字号", META_DOCNO}, {"文号", META_DOCNO},    {"发布机构", META_ISSUER},
                 {"机关", META_ISSUER},    {"文种", META_TYPE},     {"有效性", META_STATUS},
                 {"效力", META_STATUS},    {"网址", META_URL},      {"链接", META_URL},
                 {"text", META_FIELDS},    {"", META_FIELDS}};
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(meta_field_find(str_from(cases[i].name)), cases[i].field);
    for (size_t i = 0; i < META_FIELDS; i++)
        assert_int_equal(meta_field_find(str_from(meta_field_name((meta_field)i))), i);
}

/* ---- Any bytes ---- */

static void any_bytes_are_survived(void **state)
{
    static const char *const pieces[] = {"",     "\n",     "\xFF\xFE",      "\xE5\xB9", "〔2020〕",
                                         "《",   "我市",   "文号：",        "关于",     "年",
                                         "\n\n", "宁波市", "2020年1月2日\n"};
    for (size_t i = 0; i < COUNT(pieces); i++) {
        zc_buf text;
        zc_buf_init(&text);
        for (int n = 0; n < 20000; n++)
            buf_puts(&text, pieces[i]);
        meta_input in = {
            .text = buf_view(&text), .said = HEADED(buf_view(&text)), .path = buf_view(&text)};
        static const meta_field given[] = {META_CITY, META_DOCNO, META_DATE};
        for (size_t k = 0; k < COUNT(given); k++)
            meta_values_set(&in.given, given[k], buf_view(&text), "front matter");
        extract(state, in);
        zc_buf_clear(&text);
    }
}

/* ---- The seed documents ---- */

static const struct {
    const char *file, *docno, *date, *year, *county, *city, *province, *issuer, *type, *title;
    const char *cited[3];
} seeds[] = {
    {"000_8d82db57b838a878.txt",
     "慈教建〔2023〕44号",
     "2023-09-21",
     "2023",
     "慈溪市",
     "宁波市",
     "浙江省",
     "慈溪市教育局",
     "答复",
     "对市十八届人大二次会议第370号建议的答复",
     {NULL}},
    {"001_7cee23d1f9afcd2e.txt",
     "甬政办发〔2023〕46号",
     "2023-09-05",
     "2023",
     "",
     "宁波市",
     "浙江省",
     "宁波市人民政府办公厅",
     "意见",
     "宁波市人民政府办公厅关于加快推进现代职业教育体系建设改革的实施意见",
     {NULL}},
    {"002_4a107d630228771d.txt",
     "",
     "",
     "2019",
     "",
     "宜昌市",
     "湖北省",
     "宜昌市教育局",
     "答复",
     "关于政协宜昌市六届三次会议第 257 号提案的答复",
     {"宜府发〔2018〕62号", "发改社会〔2019〕590号"}},
    {"003_7a9a1ec761f4d7c5.txt",
     "",
     "",
     "",
     "楚雄市",
     "楚雄彝族自治州",
     "云南省",
     "",
     "答复",
     "",
     {NULL}},
    {"004_a7b489661aca69d9.txt",
     "",
     "2023-04-12",
     "2023",
     "慈溪市",
     "宁波市",
     "浙江省",
     "慈溪市人力资源和社会保障局",
     "意见",
     "关于市十八届人大二次会议第139号建议的协办意见",
     {"慈政办发〔2017〕18号"}},
};

static bool seed_read(const char *name, zc_buf *out)
{
    const char *dir = getenv("ZHENGCE_TESTDATA");
    char path[4096], bytes[4096];
    snprintf(path, sizeof path, "%s/seeds/%s", dir ? dir : ZHENGCE_SOURCE_DIR "/../shared", name);
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
        buf_add(out, bytes, n);
    fclose(in);
    return true;
}

static void the_seed_documents_give_what_they_must(void **state)
{
    for (size_t i = 0; i < COUNT(seeds); i++) {
        zc_buf text;
        zc_buf_init(&text);
        if (!seed_read(seeds[i].file, &text))
            skip();
        const meta *m = extract(
            state, (meta_input){.text = buf_view(&text), .path = str_from(seeds[i].file)});
        assert_field(m, META_TITLE, seeds[i].title);
        assert_field(m, META_DOCNO, seeds[i].docno);
        assert_field(m, META_DATE, seeds[i].date);
        assert_field(m, META_YEAR, seeds[i].year);
        assert_places(m, seeds[i].county, seeds[i].city, seeds[i].province);
        assert_field(m, META_ISSUER, seeds[i].issuer);
        assert_field(m, META_TYPE, seeds[i].type);
        assert_field(m, META_STATUS, "");
        assert_field(m, META_URL, "");
        size_t n = 0;
        while (seeds[i].cited[n])
            n++;
        assert_int_equal(m->n_cited, n);
        while (n-- > 0)
            assert_string_equal(m->cited[n], seeds[i].cited[n]);
        zc_buf_clear(&text);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_reply_with_a_red_head),
        TEST(page_furniture_is_no_title),
        TEST(a_title_goes_on_in_the_next_line),
        TEST(an_issuer_joined_to_the_title_belongs_to_it),
        TEST(blanks_between_han_characters_go),
        TEST(a_letter_without_a_title_has_none),
        TEST(labels_of_a_page_are_read),
        TEST(the_heading_is_the_title_without_the_pages_marks),
        TEST(numbers_inside_the_text_are_citations),
        TEST(the_own_number_is_not_cited),
        TEST(an_issuers_full_name_makes_no_other_number),
        TEST(a_number_beside_the_signature_is_the_own_one),
        TEST(a_law_is_its_assemblys_and_a_closing_name_the_titles),
        TEST(a_title_above_a_pages_block_is_no_document),
        TEST(a_bracket_that_ends_the_title_holds_the_number),
        TEST(a_forwarded_number_is_not_the_own_one),
        TEST(many_numbers_are_each_cited_once),
        TEST(a_law_has_the_last_date_of_its_passing),
        TEST(a_bracket_below_the_title_is_a_preamble),
        TEST(the_file_name_dates_last_of_all),
        TEST(a_year_is_inferred_only_from_what_is_no_target),
        TEST(the_first_of_joint_issuers_counts),
        TEST(the_head_outranks_the_signature),
        TEST(types_come_from_the_titles_ending),
        TEST(what_the_format_says_fills_what_the_text_leaves_open),
        TEST(the_text_itself_outranks_the_format),
        TEST(what_the_format_says_and_cant_be_read_is_passed_over),
        TEST(the_day_of_issue_is_no_other_day),
        TEST(what_was_put_up_in_another_year_was_issued_before),
        TEST(from_its_issue_on_means_a_certain_day_of_issue),
        TEST(an_amended_law_does_not_take_effect_before_its_amendment),
        TEST(what_a_document_only_carries_takes_effect_by_itself),
        TEST(the_file_name_is_the_last_to_be_asked_for_a_day),
        TEST(all_who_issued_it_together_are_kept),
        TEST(a_kind_gives_way_to_the_full_name),
        TEST(a_longer_name_in_the_head_stays),
        TEST(another_documents_signature_says_nothing),
        TEST(a_site_above_the_title_is_no_issuer),
        TEST(given_issuers_are_a_list_too),
        TEST(a_note_on_the_document_itself_is_its_status),
        TEST(national_documents_have_no_place),
        TEST(what_is_governed_by_national_bodies_keeps_its_place),
        TEST(a_place_only_mentioned_in_the_title_is_none),
        TEST(parts_of_other_names_are_no_places),
        TEST(a_kind_alone_lifts_the_subject_to_itself),
        TEST(a_former_name_is_stored_as_its_successor),
        TEST(a_prefix_is_evidence),
        TEST(a_signature_contradicts_a_prefix),
        TEST(prose_counts_where_it_speaks_of_itself),
        TEST(a_report_says_who_speaks),
        TEST(ambiguous_names_wait_for_other_evidence),
        TEST(the_path_speaks_last),
        TEST(given_values_outrank_and_are_normalised),
        TEST(given_values_that_cant_be_read_are_left_out),
        TEST(given_places_are_completed),
        TEST(unknown_given_places_are_kept),
        TEST(the_text_adds_only_what_lies_below_a_given_place),
        TEST(field_names_are_known_in_both_languages),
        TEST(any_bytes_are_survived),
        TEST(the_seed_documents_give_what_they_must),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
