/* Document numbers: found in running text, read alone, left open at the end.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "docno.h"

#include <stdio.h>
#include <stdlib.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void assert_scan(const char *text, const char *canonical)
{
    docno found;
    bool any = docno_scan(str_from(text), 0, &found);
    assert_string_equal(any ? found.canonical : "", canonical);
}

static void assert_parse(const char *text, const char *canonical)
{
    docno found;
    bool is = docno_parse(str_from(text), false, &found);
    assert_string_equal(is ? found.canonical : "", canonical);
}

static void assert_open(const char *text, const char *canonical)
{
    docno found;
    bool is = docno_parse(str_from(text), true, &found);
    assert_string_equal(is ? found.canonical : "", canonical);
}

typedef struct spelling {
    const char *text, *canonical;
} spelling;

static void assert_both(const spelling *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        assert_parse(cases[i].text, cases[i].canonical);
        assert_scan(cases[i].text, cases[i].canonical);
    }
}

#define BOTH(cases) assert_both(cases, COUNT(cases))

static void every_bracket_gives_one_canonical_form(void **state)
{
    (void)state;
    static const char *const open[] = {"〔", "［", "[", "(", "（", "【"};
    static const char *const close[] = {"〕", "］", "]", ")", "）", "】"};
    for (size_t i = 0; i < COUNT(open); i++)
        for (size_t j = 0; j < COUNT(close); j++) {
            zc_buf text;
            zc_buf_init(&text);
            buf_printf(&text, "溪政发%s2021%s7号", open[i], close[j]);
            assert_parse(text.data, "溪政发〔2021〕7号");
            assert_scan(text.data, "溪政发〔2021〕7号");
            zc_buf_clear(&text);
        }
}

static void spelling_does_not_matter(void **state)
{
    (void)state;
    assert_parse("溪政发 〔 2021 〕 7 号", "溪政发〔2021〕7号");
    assert_parse("溪政发〔２０２１〕１７号", "溪政发〔2021〕17号");
    assert_parse("溪政发〔2021〕第7号", "溪政发〔2021〕7号");
    assert_parse("溪政发〔2021〕007号", "溪政发〔2021〕7号");
    assert_parse("溪政发〔2021〕号7", "溪政发〔2021〕7号");
    assert_parse("溪政发〔2021〕7", "溪政发〔2021〕7号");
    assert_parse("溪政发〔2021年〕7号", "溪政发〔2021〕7号");
    assert_parse("\xE2\x80\x8B溪政发〔2021〕7号\xE2\x80\x8D", "溪政发〔2021〕7号");
    assert_parse("ＸＺ函〔2021〕7号", "XZ函〔2021〕7号");
}

static void labels_are_not_part_of_it(void **state)
{
    (void)state;
    assert_parse("文号：溪政发〔2021〕7号", "溪政发〔2021〕7号");
    assert_parse("发文字号: 溪政发〔2021〕7号", "溪政发〔2021〕7号");
    assert_parse("发 文 字 号 ：省政府令 第7号", "省政府令第7号");
    assert_parse("发文字号：", "");
    assert_scan("发文字号：溪政发〔2021〕7号", "溪政发〔2021〕7号");
    assert_scan("文号：省政府令 第7号", "省政府令第7号");
}

static void empty_brackets_behind_it_say_nothing(void **state)
{
    (void)state;
    assert_parse("溪政发〔2021〕7号〔〕", "溪政发〔2021〕7号");
    assert_parse("〔〕", "");
    assert_parse("溪政发〔〕7号", "");
}

static void orders_have_no_year(void **state)
{
    (void)state;
    static const spelling cases[] = {
        {"省政府令第219号", "省政府令第219号"},
        {"省政府令 第 219 号", "省政府令第219号"},
        {"市人民政府令（第12号）", "市人民政府令第12号"},
        {"市人民政府令( 第 12 号 )", "市人民政府令第12号"},
        {"示例省人民政府令第104号", "示例省人民政府令第104号"},
        {"宁夏回族自治区人民政府令第１０４号", "宁夏回族自治区人民政府令第104号"},
        {"国务院令第638号", "国务院令第638号"},
        {"国务院令638号", "国务院令第638号"},
        {"国务院第638号令", "国务院令第638号"},
        {"中华人民共和国国务院令 第7号", "国务院令第7号"},
        {"国令第638号", "国令第638号"},
        {"沪府令63号", "沪府令第63号"},
        {"海关总署令第213号", "海关总署令第213号"},
        {"新疆生产建设兵团令第2号", "新疆生产建设兵团令第2号"},
        {"省长令第2号", "省长令第2号"},
        {"国家互联网信息办公室令第5号", "国家互联网信息办公室令第5号"},
    };
    BOTH(cases);
    docno found;
    assert_true(docno_parse(STR_LIT("省政府令第219号"), false, &found));
    assert_int_equal(found.year, 0);
    assert_true(found.plain);
}

static void announcements_have_a_year_without_a_bracket(void **state)
{
    (void)state;
    static const spelling cases[] = {
        {"公告2020年第1号", "公告〔2020〕1号"},
        {"公告〔2020〕第1号", "公告〔2020〕1号"},
        {"通告 2021年 第3号", "通告〔2021〕3号"},
        {"国家发展改革委2017年第9号", "国家发展改革委〔2017〕9号"},
        {"国家发展改革委2017年第9号令", "国家发展改革委令〔2017〕9号"},
        {"海关总署公告2016年第8号", "海关总署公告〔2016〕8号"},
        {"海关总署2016年第8号公告", "海关总署公告〔2016〕8号"},
        {"海关总署公告（2016年第8号）", "海关总署公告〔2016〕8号"},
        {"海关总署公告2016年(第8号）", "海关总署公告〔2016〕8号"},
        {"海关总署公告[2016]第8号", "海关总署公告〔2016〕8号"},
        {"海关总署公告２０１６年８号", "海关总署公告〔2016〕8号"},
        {"商务部令2019年第1号", "商务部令〔2019〕1号"},
        {"商务部〔2019〕第1号令", "商务部令〔2019〕1号"},
        {"示例市人民代表大会公告2019年第11号", "示例市人民代表大会公告〔2019〕11号"},
        {"昆明市人民政府2015年第88号", "昆明市人民政府〔2015〕88号"},
        {"国家标准化管理委员会公告2023年第7号", "国家标准化管理委员会公告〔2023〕7号"},
        {"沪发改公告〔2018〕1号", "沪发改公告〔2018〕1号"},
        {"沪发改公告2018年第1号", "沪发改公告〔2018〕1号"},
    };
    BOTH(cases);
    docno found;
    assert_true(docno_parse(STR_LIT("公告2020年第1号"), false, &found));
    assert_int_equal(found.year, 2020);
}

static void an_announcement_alone_begins_a_text(void **state)
{
    (void)state;
    assert_scan("文号：公告2020年第1号", "公告〔2020〕1号");
    assert_scan("依照规定（公告2020年第1号）", "公告〔2020〕1号");
    assert_scan("溪州市税务局\n公告2020年第1号", "");
    assert_scan("见前述，公告2020年第1号", "");
}

static void numerals_may_be_chinese(void **state)
{
    (void)state;
    static const spelling cases[] = {
        {"国务院令第六百三十八号", "国务院令第638号"},
        {"国务院令第六三八号", "国务院令第638号"},
        {"国务院令第一百零五号", "国务院令第105号"},
        {"中华人民共和国主席令（第七十三号）", "主席令第73号"},
        {"市政府第十二号令", "市政府令第12号"},
        {"公告二〇二〇年第一号", "公告〔2020〕1号"},
        {"公告二○二○年第二十号", "公告〔2020〕20号"},
        {"溪发〔一九八四〕一号", "溪发〔1984〕1号"},
        /* 105 or 150? */
        {"国务院令第一百五号", ""},
        {"国务院令第百一号", ""},
        {"国务院令第六百三百号", ""},
        {"国务院令八号", ""},
    };
    BOTH(cases);
}

static void names_that_issue_together_are_one_prefix(void **state)
{
    (void)state;
    static const spelling cases[] = {
        {"财政部 税务总局公告2023年第12号", "财政部税务总局公告〔2023〕12号"},
        {"人民银行 发展改革委 证监会公告〔2020〕22号", "人民银行发展改革委证监会公告〔2020〕22号"},
        {"财政部、税务总局公告2023年第12号", "财政部税务总局公告〔2023〕12号"},
        {"农业部、财政部、国家物价局令第1号", "农业部财政部国家物价局令第1号"},
        {"中华人民共和国国务院、中华人民共和国中央军事委员会令第689号",
         "国务院中央军事委员会令第689号"},
    };
    BOTH(cases);
    assert_scan("根据农业部、财政部令第1号", "农业部财政部令第1号");
    assert_scan("2004年8月1日 农业部令第38号", "农业部令第38号");
    assert_scan("来源：商务部 国务院令第638号", "国务院令第638号");
    assert_scan("《渔业办法》、国务院令第638号", "国务院令第638号");
    /* its own, or both together? */
    assert_scan("溪州市教育局 公安部令第5号", "");
    /* of what is listed with it, the first isn't known to be a name */
    assert_scan("林牧渔业、财政部令第1号", "");
}

static void what_only_resembles_an_order_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "第219号",
        "（第12号）",
        "12号令",
        "令第12号",
        "第139号建议",
        "第257号提案",
        "2017年第9期",
        "2017年第9号",
        "公交第5号线",
        "第一号文件",
        "中央一号文件",
        "轨道交通2号线",
        "责令第3号",
        "条例第3号",
        "指令第5号",
        "公告第3号",
        "总局令第5号",
        "我部令第5号",
        "本会公告2019年第3号",
        "新增公告2019年第3号",
        "市国土局2017年第9号地块",
        "市人民政府2017年第9号文件",
        "住宅公告2019年第3号",
        "市长第12次办公会议",
        "省政府第5号楼",
        "（2016）最高法民再98号",
        "政府令",
        "5月1号",
        /* 中国（溪州）自由贸易试验区管委会 is cut by the bracket */
        "中国（溪州）自由贸易试验区管委会公告2020年第1号",
        "公告2016年第123456号",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_scan(texts[i], "");
        assert_parse(texts[i], "");
    }
}

static void an_order_loses_running_words(void **state)
{
    (void)state;
    static const spelling cases[] = {
        {"根据国务院令第638号", "国务院令第638号"},
        {"由省政府令第219号公布", "省政府令第219号"},
        {"经市政府令第3号修订", "市政府令第3号"},
        {"经示例市人民政府令第3号修订", "示例市人民政府令第3号"},
        {"《办法》（省政府令第219号）", "省政府令第219号"},
        {"凡与省政府令第219号不一致的", "省政府令第219号"},
        {"会议审议省政府令第219号", "省政府令第219号"},
        {"会议听取了国务院令第638号", "国务院令第638号"},
        {"2013年7月18日国务院令第638号公布", "国务院令第638号"},
        {"二〇一三年七月十八日国务院令第638号", "国务院令第638号"},
        {"1988年11月3日原国家工商行政管理局令第1号", "国家工商行政管理局令第1号"},
        {"据国家卫生健康委2019年第7号", "国家卫生健康委〔2019〕7号"},
        {"溪州市渔业管理办法省政府令第219号", "省政府令第219号"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_scan(cases[i].text, cases[i].canonical);
}

static void an_issuer_keeps_what_only_looks_like_running_words(void **state)
{
    (void)state;
    static const spelling cases[] = {
        {"原平市人民政府令第2号", "原平市人民政府令第2号"},
        {"和平县人民政府令第2号", "和平县人民政府令第2号"},
        {"从化市人民政府令第2号", "从化市人民政府令第2号"},
        {"国家数据局公告2024年第1号", "国家数据局公告〔2024〕1号"},
        {"国务院国有资产监督管理委员会令第30号", "国务院国有资产监督管理委员会令第30号"},
        {"经济贸易委员会令第3号", "经济贸易委员会令第3号"},
        {"共青团溪州市委员会公告2020年第3号", "共青团溪州市委员会公告〔2020〕3号"},
        {"江苏省第十三届人民代表大会常务委员会公告第5号",
         "江苏省第十三届人民代表大会常务委员会公告第5号"},
        {"中国渔业师与渔具学会公告2006年(第9号)", "中国渔业师与渔具学会公告〔2006〕9号"},
    };
    BOTH(cases);
}

static void a_canonical_number_reads_as_itself(void **state)
{
    (void)state;
    static const char *const numbers[] = {
        "溪政发〔2021〕7号",
        "省政府令第219号",
        "公告〔2020〕1号",
        "国家发展改革委〔2017〕9号",
        "财政部税务总局公告〔2023〕12号",
        "商务部令〔2019〕1号",
        "学会公告〔2006〕9号",
        "第七届全国人民代表大会第一次会议主席团公告第8号",
    };
    for (size_t i = 0; i < COUNT(numbers); i++) {
        assert_parse(numbers[i], numbers[i]);
        assert_scan(numbers[i], numbers[i]);
    }
}

static void blanks_and_controls_stand_anywhere(void **state)
{
    (void)state;
    assert_parse("溪 政 办 发 〔2021〕 7 号", "溪政办发〔2021〕7号");
    assert_scan("溪 政 办 〔2021〕 7 号", "溪政办〔2021〕7号");
    assert_parse("省 政府 令 第 7 号", "省政府令第7号");
    assert_scan("溪政\xE2\x80\x8B发〔2021〕7号", "溪政发〔2021〕7号");
    assert_scan("省\xE2\x80\x8B政府令第7号", "省政府令第7号");
    assert_parse("溪政发〔20\xE2\x80\x8B"
                 "21〕7号",
                 "溪政发〔2021〕7号");
    /* two numbers, not one */
    assert_parse("溪政发〔2021〕7 8号", "");
    /* a word of its own before a blank says nothing about the code */
    assert_scan("渔业 溪政〔2021〕7号", "溪政〔2021〕7号");
    /* whose government? */
    assert_scan("省 人民政府令第5号", "");
}

static void parse_wants_the_whole_text(void **state)
{
    (void)state;
    docno found;
    assert_true(docno_parse(STR_LIT("根据国办发〔2013〕89号"), false, &found));
    assert_string_equal(found.canonical, "国办发〔2013〕89号");
    assert_true(found.glued);
    assert_true(docno_parse(STR_LIT("国办发〔2013〕89号"), false, &found));
    assert_false(found.glued);
    assert_false(found.plain);
    assert_parse("《意见》国办发〔2013〕89号", "");
    assert_parse("由省政府令第219号公布", "");
    assert_parse("溪政发〔2021〕7号和8号", "");
    assert_parse("溪政发", "");
    assert_parse("〔2021〕7号", "");
    assert_parse("溪政发〔1921〕7号", "");
    assert_parse("溪政发〔2100〕7号", "");
    assert_parse("", "");
}

static void scan_strips_running_words(void **state)
{
    (void)state;
    static const char *const words[] = {"根据", "按照", "依据",     "和",       "及",
                                        "与",   "经",   "以",       "见",       "由",
                                        "转发", "印发", "贯彻落实", "深入贯彻", "的通知"};
    for (size_t i = 0; i < COUNT(words); i++) {
        zc_buf text;
        zc_buf_init(&text);
        buf_printf(&text, "%s国办发〔2013〕89号", words[i]);
        assert_scan(text.data, "国办发〔2013〕89号");
        zc_buf_clear(&text);
    }
    assert_scan("上海市人民政府沪府发〔2020〕1号", "沪府发〔2020〕1号");
    assert_scan("以下简称溪政办字〔2017〕20号", "溪政办字〔2017〕20号");
    assert_scan("我院法〔1998〕86号", "法〔1998〕86号");
    assert_scan("2016年3月2日云政发〔2016〕5号", "云政发〔2016〕5号");
    assert_scan("法（研）发〔1987〕32号", "法（研）发〔1987〕32号");
    assert_scan("根据京昌平发改(核)〔2019〕42号", "京昌平发改（核）〔2019〕42号");
    assert_scan("印发《修渠办法》（试行）甬政发〔2020〕3号", "甬政发〔2020〕3号");
    assert_scan("根据省政府浙政发〔1991〕112号", "浙政发〔1991〕112号");
}

static void scan_keeps_what_only_looks_like_running_words(void **state)
{
    (void)state;
    assert_scan("经信〔2012〕3号", "经信〔2012〕3号");
    assert_scan("和政发〔2020〕1号", "和政发〔2020〕1号");
    assert_scan("沪发改委环资〔2020〕1号", "沪发改委环资〔2020〕1号");
    assert_scan("国务院联防联控机制综发〔2020〕1号", "国务院联防联控机制综发〔2020〕1号");
    assert_scan("国未保组〔2021〕1号", "国未保组〔2021〕1号");
    assert_scan("根据浙数据发〔2024〕2号", "浙数据发〔2024〕2号");
}

static void scan_keeps_places_whose_sign_is_a_word(void **state)
{
    (void)state;
    assert_scan("（个政发〔2019〕3号）", "个政发〔2019〕3号");
    assert_scan("从府办〔2009〕12号", "从府办〔2009〕12号");
    assert_scan("那教发〔2019〕103号", "那教发〔2019〕103号");
    assert_scan("现将国办发〔2013〕89号转发", "国办发〔2013〕89号");
    assert_scan("三个财税〔2019〕3号", "财税〔2019〕3号");
}

static void scan_parts_an_issuer_from_its_own_code(void **state)
{
    (void)state;
    assert_scan("是国务院国发〔1982〕34号文件", "国发〔1982〕34号");
    assert_scan("根据财政部财税〔2016〕36号", "财税〔2016〕36号");
    assert_scan("和民政部民发〔2015〕7号", "民发〔2015〕7号");
    assert_scan("人社部规〔2019〕1号", "人社部规〔2019〕1号");
}

static void a_year_of_two_digits_is_the_last_centurys(void **state)
{
    (void)state;
    assert_both((const spelling[]){{"溪政发(86)52号", "溪政发〔1986〕52号"},
                                   {"溪府〔79〕3号", "溪府〔1979〕3号"}},
                2);
    docno found;
    assert_false(docno_scan(STR_LIT("溪政发(86)52"), 0, &found));
    assert_false(docno_scan(STR_LIT("溪政发(12)52号"), 0, &found));
    assert_false(docno_scan(STR_LIT("号(86)52号"), 0, &found));
}

static void an_items_number_is_no_name_of_a_list(void **state)
{
    (void)state;
    assert_scan("四、海关总署公告2019年第18号中", "海关总署公告〔2019〕18号");
    assert_scan("12、海关总署公告2019年第18号中", "海关总署公告〔2019〕18号");
}

static void scan_says_where_it_stands(void **state)
{
    (void)state;
    docno found;
    zc_str s = STR_LIT("《意见》（溪政发〔2021〕7号），东教（2020）3号。");
    assert_true(docno_scan(s, 0, &found));
    assert_int_equal(found.from, sizeof "《意见》（" - 1);
    assert_int_equal(found.to, sizeof "《意见》（溪政发〔2021〕7号" - 1);
    assert_int_equal(found.year, 2021);
    assert_true(docno_scan(s, found.to, &found));
    assert_string_equal(found.canonical, "东教〔2020〕3号");
    assert_false(docno_scan(s, found.to, &found));
    s = STR_LIT("依照省政府令（第 12 号），国务院第638号令公布");
    assert_true(docno_scan(s, 0, &found));
    assert_int_equal(found.from, sizeof "依照" - 1);
    assert_int_equal(found.to, sizeof "依照省政府令（第 12 号）" - 1);
    assert_true(docno_scan(s, found.to, &found));
    assert_int_equal(found.from, sizeof "依照省政府令（第 12 号），" - 1);
    assert_int_equal(found.to, sizeof "依照省政府令（第 12 号），国务院第638号令" - 1);
}

static void scan_takes_no_other_brackets(void **state)
{
    (void)state;
    assert_scan("（2021）以来", "");
    assert_scan("增长（2021）18个", "");
    assert_scan("见文献[2021]", "");
    assert_scan("（2020）浙02民终5号", "");
    assert_scan("甲[2021]123456789号", "");
}

static void scan_survives_any_bytes(void **state)
{
    (void)state;
    static const char bytes[] = "\xE3\x80\x94\xE3\x80(\xFF[2021\xE3\x80\x95\xE5号\0〔2021〕"
                                "\xE4令第\xBB号（第1号\xEF令2021年第\xE5\x8F";
    docno found;
    for (size_t n = 0; n < sizeof bytes; n++) {
        assert_false(docno_scan((zc_str){bytes, n}, 0, &found));
        assert_false(docno_parse((zc_str){bytes, n}, true, &found));
    }
}

/* Whatever pieces a text is made of: a number found lies in it, and its canonical
 * form is a number again, the same. */
static void any_mixture_gives_numbers_or_none(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "令第12号", "令（第", "公告2021年第", "〔2021〕9号", "省政府", "令",   "公告",
        "国务院",   "第",     "12",           "号",          "2021",   "年",   "（",
        "）",       "〔",     "〕",           " ",           "、",     "溪政", "发",
        "根据",     "十二",   "二〇",         "的",          "市",     "海关", "财政部",
        "\n",       "*",      "\xE2\x80\x8B", "文号：",      "９",     "x",    "届",
        "由",       "百",     "日",           "\xE5",
    };
    uint32_t seed = 11;
    unsigned numbers = 0;
    zc_buf text;
    zc_buf_init(&text);
    for (int round = 0; round < 100000; round++) {
        buf_truncate(&text, 0);
        seed = seed * 1664525u + 1013904223u;
        for (uint32_t n = (seed >> 16) % 16; n > 0; n--) {
            seed = seed * 1664525u + 1013904223u;
            buf_puts(&text, pieces[(seed >> 16) % COUNT(pieces)]);
        }
        docno found, again;
        docno_parse(buf_view(&text), true, &found);
        for (size_t at = 0; docno_scan(buf_view(&text), at, &found); at = found.to) {
            assert_true(found.from >= at && found.from < found.to && found.to <= text.len);
            assert_true(docno_parse(str_from(found.canonical), false, &again));
            assert_string_equal(again.canonical, found.canonical);
            numbers++;
        }
    }
    assert_true(numbers > 1000);
    zc_buf_clear(&text);
}

static void an_open_end_is_a_prefix_of_canonical_numbers(void **state)
{
    (void)state;
    assert_open("溪政办发〔2023〕*", "溪政办发〔2023〕");
    assert_open("溪政办发[2023]4*", "溪政办发〔2023〕4");
    assert_open("溪政办发*", "溪政办发");
    assert_open("溪政办发〔20*", "溪政办发〔20");
    assert_open("溪政办发〔2023〕4号", "溪政办发〔2023〕4号");
    assert_open("溪政办发〔2023〕", "");
    assert_open("省政府令第2*", "省政府令第2");
    assert_open("省政府令 第*", "省政府令第");
    assert_open("省政府令2*", "省政府令第2");
    assert_open("省政府令*", "省政府令");
    assert_open("公告2020年*", "公告〔2020〕");
    assert_open("海关总署公告2016年第8*", "海关总署公告〔2016〕8");
    assert_open("第2*", "");
    assert_open("2016*", "");
    assert_open("*", "");
    assert_parse("溪政办发〔2023〕*", "");
}

static FILE *testdata(const char *name)
{
    const char *dir = getenv("ZHENGCE_TESTDATA");
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir ? dir : ZHENGCE_SOURCE_DIR "/../shared", name);
    return fopen(path, "r");
}

/* What they are is held against another reading in tests/cli/test_docno.py. */
static void real_numbers_are_read_whole(void **state)
{
    (void)state;
    FILE *in = testdata("gold/docnumbers.txt");
    if (!in)
        skip();
    char line[1024];
    unsigned all = 0, read = 0, same = 0;
    while (fgets(line, sizeof line, in)) {
        zc_str s = str_trim(str_from(line));
        docno scanned, parsed;
        all++;
        if (!docno_parse(s, false, &parsed)) {
            print_message("not read: %s", line);
            continue;
        }
        read++;
        same += docno_scan(s, 0, &scanned) &&
                str_equal(str_from(parsed.canonical), str_from(scanned.canonical));
    }
    fclose(in);
    assert_true(all > 13000);
    assert_int_equal(read, all);
    assert_int_equal(same, all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bracket_gives_one_canonical_form),
        cmocka_unit_test(spelling_does_not_matter),
        cmocka_unit_test(labels_are_not_part_of_it),
        cmocka_unit_test(empty_brackets_behind_it_say_nothing),
        cmocka_unit_test(orders_have_no_year),
        cmocka_unit_test(announcements_have_a_year_without_a_bracket),
        cmocka_unit_test(an_announcement_alone_begins_a_text),
        cmocka_unit_test(numerals_may_be_chinese),
        cmocka_unit_test(names_that_issue_together_are_one_prefix),
        cmocka_unit_test(what_only_resembles_an_order_is_none),
        cmocka_unit_test(an_order_loses_running_words),
        cmocka_unit_test(an_issuer_keeps_what_only_looks_like_running_words),
        cmocka_unit_test(a_canonical_number_reads_as_itself),
        cmocka_unit_test(blanks_and_controls_stand_anywhere),
        cmocka_unit_test(parse_wants_the_whole_text),
        cmocka_unit_test(scan_strips_running_words),
        cmocka_unit_test(scan_keeps_what_only_looks_like_running_words),
        cmocka_unit_test(scan_keeps_places_whose_sign_is_a_word),
        cmocka_unit_test(scan_parts_an_issuer_from_its_own_code),
        cmocka_unit_test(a_year_of_two_digits_is_the_last_centurys),
        cmocka_unit_test(an_items_number_is_no_name_of_a_list),
        cmocka_unit_test(scan_says_where_it_stands),
        cmocka_unit_test(scan_takes_no_other_brackets),
        cmocka_unit_test(scan_survives_any_bytes),
        cmocka_unit_test(any_mixture_gives_numbers_or_none),
        cmocka_unit_test(an_open_end_is_a_prefix_of_canonical_numbers),
        cmocka_unit_test(real_numbers_are_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
