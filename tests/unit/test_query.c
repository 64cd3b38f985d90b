/* The query parser: query to tree, positions of errors, limits.
 *
 * A tree is shown as query_print writes it; a `!` in front says that the query is
 * explicit and never relaxes, " [character 1: “ is text]" behind it what was
 * unpaired.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "query.h"

#include <string.h>

/* Prints the tree, or the status and position of the error. */
static void print_query(zc_str text, zc_buf *out)
{
    arena a;
    arena_init(&a);
    query q = {0};
    zc_error error = {0};
    zc_status status = query_parse(text, LANGUAGE_EN, &a, &q, &error);
    if (status != ZC_OK) {
        assert_int_equal(error.status, status);
        assert_true(error.message[0] != '\0');
        buf_printf(out, "error %s at %zu",
                   status == ZC_ERROR_QUERY   ? "query"
                   : status == ZC_ERROR_LIMIT ? "limit"
                                              : "other",
                   error.position);
    } else if (!q.root) {
        buf_puts(out, "everything");
    } else {
        buf_puts(out, q.is_explicit ? "!" : "");
        query_print(&q, out);
        query_print_notes(&q, LANGUAGE_EN, out);
    }
    arena_clear(&a);
}

typedef struct query_case {
    const char *why, *query, *tree;
} query_case;

static void run(const query_case *cases, size_t n)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < n; i++) {
        zc_buf got;
        zc_buf_init(&got);
        print_query(str_from(cases[i].query), &got);
        if (strcmp(got.data, cases[i].tree) != 0) {
            print_error("%s\n  %s\n  gives    %s\n  expected %s\n", cases[i].why, cases[i].query,
                        got.data, cases[i].tree);
            wrong++;
        }
        zc_buf_clear(&got);
    }
    assert_int_equal(wrong, 0);
}

#define RUN(cases) run(cases, sizeof(cases) / sizeof *(cases))

static void spaces_mean_and(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"one chunk", "产教融合", "产教融合"},
        {"a blank means and", "职业教育 产教融合", "(职业教育 & 产教融合)"},
        {"every blank counts, as many as there are", "　职业教育　\t 产教融合\xC2\xA0实训 ",
         "(职业教育 & 产教融合 & 实训)"},
        {"nothing asks for everything", "", "everything"},
        {"blanks ask for everything", " 　 ", "everything"},
        {"AND may be written", "职业教育 AND 产教融合", "!(职业教育 & 产教融合)"},
        {"small letters are text", "research and not or development",
         "(research & and & not & or & development)"},
        {"a word that begins like an operator is text", "ANDROID ORACLE NOTE NEARBY",
         "(ANDROID & ORACLE & NOTE & NEARBY)"},
        {"punctuation alone between words says nothing", "职业教育 ， 产教融合",
         "(职业教育 & 产教融合)"},
        {"punctuation inside a chunk stays there", "人工智能+教育，改革", "人工智能+教育，改革"},
    };
    RUN(cases);
}

static void quotes_make_phrases(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"ASCII quotes", "\"产教融合\"", "!\"产教融合\""},
        {"curly quotes", "“产教融合”", "!\"产教融合\""},
        {"full-width quotes", "＂产教融合＂", "!\"产教融合\""},
        {"corner brackets", "「产教融合」", "!\"产教融合\""},
        {"double corner brackets", "『产教融合』", "!\"产教融合\""},
        {"a phrase keeps blanks inside", "\"open data\"", "!\"open data\""},
        {"operators in quotes are text", "\"甲 OR 乙\"", "!\"甲 OR 乙\""},
        {"brackets in quotes are text", "\"(试行)\"", "!\"(试行)\""},
        {"a filter in quotes is text", "\"city:宁波\"", "!\"city:宁波\""},
        {"a phrase and a chunk", "\"产教融合\" 实训", "!(\"产教融合\" & 实训)"},
        {"two phrases without a blank", "“产教”“融合”", "!(\"产教\" & \"融合\")"},
        {"an empty phrase says nothing", "\"\" 实训", "实训"},
        {"a phrase of punctuation says nothing", "“，。” 实训", "实训"},
    };
    RUN(cases);
}

static void quotes_in_running_text_are_text(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"text behind them", "“复利”“利滚利”的约定合法吗？", "“复利”“利滚利”的约定合法吗？"},
        {"text between them", "\"航班\"真实、\"旅程\"虚假", "\"航班\"真实、\"旅程\"虚假"},
        {"text before them", "名为“个体户”实为“合伙”", "名为“个体户”实为“合伙”"},
        {"corner brackets", "「双师」型教师", "「双师」型教师"},
        {"blanks inside stay", "“open data”平台 实训", "(“open data”平台 & 实训)"},
        {"straight ones with blanks", "\"open data\"平台", "\"open data\"平台"},
        {"operators inside are text", "“甲 OR 乙”平台", "“甲 OR 乙”平台"},
        {"excluded", "实训 -“双师”型", "!(实训 & -“双师”型)"},
        {"punctuation is no text", "“复利”，“利滚利”？", "!(\"复利\" & \"利滚利\")"},
        {"an inch opens nothing", "5\"屏 8\"屏",
         "(5\"屏 & 8\"屏) [character 2: \" is text] [character 6: \" is text]"},
        {"beside running text", "“复利” “利滚利”的约定", "!(\"复利\" & “利滚利”的约定)"},
        {"before a group", "“甲”(乙 OR 丙)", "!(\"甲\" & (乙 | 丙))"},
        {"a bracket inside closes nothing", "(“甲)”型 OR 乙)", "!(“甲)”型 | 乙)"},
        {"nor does it inside straight ones", "(\"甲)\"型 OR 乙)", "!(\"甲)\"型 | 乙)"},
        {"in a group", "(“甲” OR “乙”型)", "!(\"甲\" | “乙”型)"},
    };
    RUN(cases);
}

static void brackets_in_running_text_are_text(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"an item's number", "（一）产教融合", "（一）产教融合"},
        {"behind quotes", "“借新还旧”（以贷还贷）合法吗", "“借新还旧”（以贷还贷）合法吗"},
        {"two before text", "（一）（二）项", "（一）（二）项"},
        {"punctuation is no text", "（产教融合）。", "!产教融合"},
        {"blanks make a group", "（甲 乙）产教", "!((甲 & 乙) & 产教)"},
        {"a bar makes a group", "（甲｜乙）产教", "!((甲 | 乙) & 产教)"},
        {"a filter makes a group", "(city:宁波)产教", "!(city:宁波 & 产教)"},
        {"an exclusion makes a group", "(-甲)产教", "!(-甲 & 产教)"},
        {"side by side are groups", "(甲)(乙)", "!(甲 & 乙)"},
    };
    RUN(cases);
}

static void title_marks_name_a_document(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"alone", "《职业教育办法》", "《职业教育办法》"},
        {"with a word", "《职业教育办法》 实训", "(《职业教育办法》 & 实训)"},
        {"blanks inside", "《职业教育 办法》", "《职业教育 办法》"},
        {"a title in it", "《关于印发《实训办法》的通知》", "《关于印发《实训办法》的通知》"},
        {"another kind in it", "《关于印发〈实训办法〉的通知》", "《关于印发〈实训办法〉的通知》"},
        {"two of them", "《甲法》《乙法》", "(《甲法》 & 《乙法》)"},
        {"beside a phrase", "《甲法》“修改”", "!(《甲法》 & \"修改\")"},
        {"in running text", "《甲法》的施行日期是什么？", "《甲法》的施行日期是什么？"},
        {"in the middle of it", "依据《甲法》第三条", "依据《甲法》第三条"},
        {"excluded", "实训 -《甲法》", "!(实训 & -《甲法》)"},
        {"alternatives", "《甲法》 OR 《乙法》", "!(《甲法》 | 《乙法》)"},
        {"in quotes it is text", "\"《甲法》\"", "!\"《甲法》\""},
        {"operators inside are text", "《甲 OR 乙》", "《甲 OR 乙》"},
        {"as a filter's value", "title:《甲法》", "title:甲法"},
        {"empty", "《》 实训", "实训"},
        {"not closed", "《甲法 实训", "(《甲法 & 实训) [character 1: 《 is text]"},
        {"not opened", "甲法》", "甲法》 [character 3: 》 is text]"},
        {"one of two closed", "《甲《乙》", "《甲《乙》 [character 1: 《 is text]"},
    };
    RUN(cases);
}

static void a_star_at_the_end_makes_a_prefix(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"Latin letters", "vocation*", "vocation*"},
        {"Han characters", "职业*", "职业*"},
        {"a full-width star", "职业＊ 实训", "(职业* & 实训)"},
        {"several stars", "职业**", "职业*"},
        {"excluded", "实训 -职业*", "!(实训 & -职业*)"},
        {"a star inside is text", "职*业", "职*业"},
        {"a star alone is punctuation", "实训 * 基地", "(实训 & 基地)"},
        {"in a group", "(职业* OR 技工*)", "!(职业* | 技工*)"},
        {"in quotes it is text", "\"职业*\"", "!\"职业*\""},
        {"one character is too few", "实训 职*", "error query at 4"},
        {"punctuation does not count", "“职”*", "!\"职\""},
        {"nor does it inside", "职，*", "error query at 1"},
        {"a number", "溪政发〔2021〕*", "溪政发〔2021〕*"},
        {"a number with blanks", "溪政发 〔 2021 〕 *", "溪政发 〔 2021 〕*"},
        {"in its year", "溪政发 〔20* 实训", "(溪政发 〔20* & 实训)"},
        {"in its serial", "溪政发 ( 2021 ) 1＊", "溪政发 ( 2021 ) 1*"},
        {"an order", "省政府令 第2* 实训", "(省政府令 第2* & 实训)"},
        {"an announcement", "海关总署 公告 2016年*", "海关总署 公告 2016年*"},
        {"a word before a number", "职业教育 溪政发〔2021〕*", "(职业教育 & 溪政发〔2021〕*)"},
        {"two words are no number", "职业教育 实训*", "(职业教育 & 实训*)"},
        {"no order either", "职业教育 第2*", "(职业教育 & 第2*)"},
        {"a year is no announcement", "工作报告 2020年*", "(工作报告 & 2020年*)"},
    };
    RUN(cases);
}

static void an_open_number_is_told_from_a_word(void **state)
{
    (void)state;
    static const struct {
        const char *text, *canonical;
    } cases[] = {
        {"溪政发〔2021〕", "溪政发〔2021〕"},
        {"溪政发 〔 2021 〕 1", "溪政发〔2021〕1"},
        {"溪政发（20", "溪政发〔20"},
        {"省政府令第2", "省政府令第2"},
        {"海关总署公告2016年", "海关总署公告〔2016〕"},
        {"溪政发", NULL},
        {"vocation", NULL},
        {"职业教育第2", NULL},
        {"工作报告2020年", NULL},
        {"管理办法（试行", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        docno number = {0};
        bool found = query_open_number(str_from(cases[i].text), &number);
        assert_int_equal(found, cases[i].canonical != NULL);
        if (found)
            assert_string_equal(number.canonical, cases[i].canonical);
    }
}

static void near_joins_words_and_phrases(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"with a distance", "甲 NEAR/5 乙", "!(甲 NEAR/5 乙)"},
        {"in order", "甲 ADJ/3 乙", "!(甲 ADJ/3 乙)"},
        {"without a distance", "甲 NEAR 乙", "!(甲 NEAR/10 乙)"},
        {"in order, without a distance", "甲 ADJ 乙", "!(甲 ADJ/10 乙)"},
        {"none between", "甲 NEAR/0 乙", "!(甲 NEAR/0 乙)"},
        {"the largest", "甲 NEAR/100 乙", "!(甲 NEAR/100 乙)"},
        {"zeros in front", "甲 NEAR/0005 乙", "!(甲 NEAR/5 乙)"},
        {"a chain is one node", "甲 NEAR/5 乙 NEAR/5 丙", "!(甲 NEAR/5 乙 NEAR/5 丙)"},
        {"closer than and", "甲 乙 NEAR/5 丙 丁", "!(甲 & (乙 NEAR/5 丙) & 丁)"},
        {"closer than or", "甲 OR 乙 NEAR/5 丙", "!(甲 | (乙 NEAR/5 丙))"},
        {"phrases", "“甲 乙” NEAR/5 丙", "!(\"甲 乙\" NEAR/5 丙)"},
        {"alternatives in brackets", "(甲 OR “乙”) NEAR/5 丙", "!((甲 | \"乙\") NEAR/5 丙)"},
        {"a bracket on the right", "甲 NEAR/5(乙 OR 丙)", "!(甲 NEAR/5 (乙 | 丙))"},
        {"brackets around one word", "(甲) NEAR/5 乙", "!(甲 NEAR/5 乙)"},
        {"in brackets", "-(甲 NEAR/5 乙) 丙", "!(-(甲 NEAR/5 乙) & 丙)"},
        {"full-width letters", "甲 ＮＥＡＲ／５ 乙", "!(甲 NEAR/5 乙)"},
        {"behind a number", "溪政 〔2021〕 7号 ADJ/5 甲", "!(溪政 〔2021〕 7号 ADJ/5 甲)"},
        {"glued it is text", "甲NEAR/5乙", "甲NEAR/5乙"},
        {"as the start of a word it is text", "NEARBY ADJUST", "(NEARBY & ADJUST)"},
    };
    RUN(cases);
}

static void near_refuses_what_has_no_place(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"nothing on the left", "NEAR/5 甲", "error query at 1"},
        {"nothing on the right", "甲 NEAR/5", "error query at 3"},
        {"punctuation on the right", "甲 NEAR/5 ，", "error query at 3"},
        {"punctuation on the left", "， ADJ 甲", "error query at 3"},
        {"twice", "甲 NEAR NEAR 乙", "error query at 3"},
        {"behind AND", "甲 AND NEAR 乙", "error query at 7"},
        {"before OR", "甲 NEAR OR 乙", "error query at 3"},
        {"a filter", "甲 NEAR city:宁波", "error query at 8"},
        {"a filter on the left", "丙 city:宁波 NEAR 甲", "error query at 3"},
        {"an exclusion", "甲 NEAR -乙", "error query at 8"},
        {"an exclusion on the left", "-甲 NEAR 乙", "error query at 1"},
        {"two words in brackets", "甲 NEAR (乙 丙)", "error query at 8"},
        {"a filter among alternatives", "甲 NEAR (乙 OR city:宁波)", "error query at 8"},
        {"words among alternatives", "(甲 乙 OR 丙) NEAR 丁", "error query at 1"},
        {"a title", "甲 NEAR 《乙法》", "error query at 8"},
        {"a prefix", "甲 NEAR 职业*", "error query at 8"},
        {"another distance", "甲 NEAR/5 乙 NEAR/6 丙", "error query at 12"},
        {"another operator", "甲 NEAR/5 乙 ADJ/5 丙", "error query at 12"},
        {"one inside another", "(甲 NEAR/5 乙) NEAR/5 丙", "error query at 1"},
        {"one inside another, on the right", "丙 NEAR/5 (甲 NEAR/5 乙)", "error query at 10"},
        {"too far", "甲 NEAR/101 乙", "error limit at 3"},
        {"much too far", "甲 NEAR/99999999999999999999999 乙", "error limit at 3"},
        {"no number", "甲 NEAR/ 乙", "error query at 3"},
        {"words for a number", "甲 NEAR/x 乙", "error query at 3"},
        {"a number and more", "甲 NEAR/5个 乙", "error query at 3"},
        {"a negative number", "甲 ADJ/-1 乙", "error query at 3"},
    };
    RUN(cases);
}

static void unpaired_quotes_and_brackets_are_text(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"an opening quote", "“产教融合", "“产教融合 [character 1: “ is text]"},
        {"a closing quote", "产教融合”", "产教融合” [character 5: ” is text]"},
        {"one ASCII quote", "\"产教融合", "\"产教融合 [character 1: \" is text]"},
        {"one ASCII quote at the end", "产教 融合\"", "(产教 & 融合\") [character 6: \" is text]"},
        {"an opening bracket", "(产教融合", "(产教融合 [character 1: ( is text]"},
        {"a closing bracket", "产教融合)", "产教融合) [character 5: ) is text]"},
        {"a full-width opening bracket", "（产教 融合",
         "(（产教 & 融合) [character 1: （ is text]"},
        {"a full-width closing bracket", "产教） 融合",
         "(产教） & 融合) [character 3: ） is text]"},
        {"a closing bracket that stands alone", "产教 ） 融合",
         "(产教 & 融合) [character 4: ） is text]"},
        {"a closing one before an opening one", ")产教(",
         ")产教( [character 1: ) is text] [character 4: ( is text]"},
        {"two opened, one closed", "((产教)", "!产教 [character 1: ( is text]"},
        {"three opened", "(（(产教",
         "(（(产教 [character 1: ( is text] [character 2: （ is text] [character 3: ( is text]"},
        {"one inside a word", "管理办法（试行 细则",
         "(管理办法（试行 & 细则) [character 5: （ is text]"},
        {"one before a phrase", "(\"open data\" 实训",
         "!(\"open data\" & 实训) [character 1: ( is text]"},
        {"one before a filter", "(city:宁波 实训", "(city:宁波 & 实训) [character 1: ( is text]"},
        {"one in a filter's value", "title:实训） 基地",
         "(title:\"实训）\" & 基地) [character 9: ） is text]"},
        {"one inside quotes is the quotes' own", "“（产教” 实训", "!(\"（产教\" & 实训)"},
        {"the first eight are told", "产)))))))))))",
         "产))))))))))) [character 2: ) is text] [character 3: ) is text] [character 4: ) is text] "
         "[character 5: ) is text] [character 6: ) is text] [character 7: ) is text] "
         "[character 8: ) is text] [character 9: ) is text]"},
    };
    RUN(cases);
}

static void beside_an_operator_they_are_errors(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"an opening bracket", "甲 OR (乙 丙", "error query at 6"},
        {"the first of two", "甲 OR ((乙 丙", "error query at 6"},
        {"the one that stays open", "((甲) OR 乙", "error query at 1"},
        {"a closing bracket", "甲 OR 乙)", "error query at 7"},
        {"one closed too often", "(甲 OR 乙)) 丙", "error query at 9"},
        {"a full-width one", "甲｜（乙", "error query at 3"},
        {"an opening quote", "甲 -“乙", "error query at 4"},
        {"an ASCII quote", "\"甲 AND 乙", "error query at 1"},
        {"a closing quote", "甲 NOT 乙”", "error query at 8"},
        {"a title mark", "甲 NEAR 《乙", "error query at 8"},
        {"a closing title mark", "甲 OR 乙》", "error query at 7"},
        {"in a filter's value", "甲 OR title:(乙", "error query at 12"},
        {"before what else is wrong", "(甲 OR", "error query at 1"},
        {"inside a word it stays text", "甲 OR 办法（试行",
         "!(甲 | 办法（试行) [character 8: （ is text]"},
        {"so does an inch", "15\"屏 OR 17\"屏",
         "!(15\"屏 | 17\"屏) [character 3: \" is text] [character 11: \" is text]"},
        {"a phrase is no operator", "“甲” （乙", "!(\"甲\" & （乙) [character 5: （ is text]"},
        {"a hyphen is no operator", "COVID-19 （乙",
         "(COVID-19 & （乙) [character 10: （ is text]"},
    };
    RUN(cases);
}

static void full_width_marks_are_like_half_width_ones(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"OR", "甲 ＯＲ 乙", "!(甲 | 乙)"},
        {"AND NOT", "甲 ＡＮＤ ＮＯＴ 乙", "!(甲 & -乙)"},
        {"quotes of two widths pair", "＂产教 融合\"", "!\"产教 融合\""},
        {"a filter's name", "ｃｉｔｙ：宁波", "city:宁波"},
        {"a name without capitals", "Ｃity：宁波", "city:宁波"},
        {"an exclusion before a bracket", "甲 －（乙｜丙）", "!(甲 & -(乙 | 丙))"},
        {"an open number in a filter", "文号：溪政发 〔2021〕＊", "docno:\"溪政发 〔2021〕＊\""},
    };
    RUN(cases);
}

static void a_filter_has_one_value(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"alternatives", "甲 city:(宁波 OR 杭州)", "error query at 3"},
        {"two words", "title:（职业 教育）", "error query at 1"},
        {"brackets without blanks are text", "title:(试行)", "title:(试行)"},
        {"quotes that are not alone are text", "title:“双师”型", "title:\"“双师”型\""},
        {"punctuation behind quotes says nothing", "title:“双师”，", "title:双师"},
    };
    RUN(cases);
}

static void brackets_group_or_belong_to_a_chunk(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"a group", "(甲 OR 乙) 丙", "!((甲 | 乙) & 丙)"},
        {"a full-width group", "（甲 OR 乙） 丙", "!((甲 | 乙) & 丙)"},
        {"brackets of two widths pair", "（甲 OR 乙) 丙", "!((甲 | 乙) & 丙)"},
        {"groups in groups", "((甲 OR 乙) 丙) OR 丁", "!(((甲 | 乙) & 丙) | 丁)"},
        {"brackets inside a chunk are text", "管理办法（试行）", "管理办法（试行）"},
        {"a chunk with brackets in a group", "(办法(试行) OR 细则)", "!(办法(试行) | 细则)"},
        {"no blank is needed after a group", "(甲 OR 乙)丙", "!((甲 | 乙) & 丙)"},
        {"a group in quotes closes nothing", "(\"甲)\" OR 乙)", "!(\"甲)\" | 乙)"},
    };
    RUN(cases);
}

static void or_and_bars_are_alternatives(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"OR", "甲 OR 乙", "!(甲 | 乙)"},
        {"a bar", "甲|乙", "!(甲 | 乙)"},
        {"a bar with blanks", "甲 | 乙", "!(甲 | 乙)"},
        {"a full-width bar", "甲｜乙", "!(甲 | 乙)"},
        {"three", "甲 OR 乙 | 丙", "!(甲 | 乙 | 丙)"},
        {"and binds closer than or", "甲 乙 OR 丙 丁", "!((甲 & 乙) | (丙 & 丁))"},
        {"phrases", "\"甲\" OR \"乙\"", "!(\"甲\" | \"乙\")"},
    };
    RUN(cases);
}

static void exclusion_needs_no_blank(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"a minus", "甲 -乙", "!(甲 & -乙)"},
        {"a full-width minus", "甲 －乙", "!(甲 & -乙)"},
        {"NOT", "甲 NOT 乙", "!(甲 & -乙)"},
        {"a phrase", "甲 -\"乙 丙\"", "!(甲 & -\"乙 丙\")"},
        {"a group", "甲 -(乙 OR 丙)", "!(甲 & -(乙 | 丙))"},
        {"NOT before a bracket", "甲 NOT(乙 丙)", "!(甲 & -(乙 & 丙))"},
        {"a filter", "甲 -city:宁波", "!(甲 & -city:宁波)"},
        {"exclusion alone", "-甲", "!-甲"},
        {"a hyphen inside a word", "COVID-19", "COVID-19"},
        {"a minus with a blank after it is punctuation", "甲 - 乙", "(甲 & 乙)"},
        {"a minus at the end", "甲 -", "甲"},
        {"a minus before what says nothing", "甲 -“，” 乙", "(甲 & 乙)"},
        {"two minuses are text", "--甲", "--甲"},
        {"an invisible character behind a minus", "甲 -\xE2\x80\x8B乙", "!(甲 & -乙)"},
        {"one before a minus", "甲 \xEF\xBB\xBF-乙", "!(甲 & -乙)"},
        {"one between two", "-\xE2\x80\x8B-甲", "-\xE2\x80\x8B-甲"},
        {"an excluded exclusion", "-(-甲)", "!-(-甲)"},
        {"NOT before text with minuses", "NOT --甲", "!NOT --甲"},
        {"AND NOT", "甲 AND NOT 乙", "!(甲 & -乙)"},
        {"OR NOT", "甲 OR NOT 乙", "!(甲 | -乙)"},
    };
    RUN(cases);
}

static void filters_have_english_and_chinese_names(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"city", "city:宁波", "city:宁波"},
        {"城市", "城市：宁波", "city:宁波"},
        {"an English name with a full-width colon", "city：宁波", "city:宁波"},
        {"a Chinese name with an ASCII colon", "城市:宁波", "city:宁波"},
        {"case does not matter", "CITY:宁波", "city:宁波"},
        {"province", "province:浙江 省份：浙江", "(province:浙江 & province:浙江)"},
        {"year", "year:2018..2023 年份：2023", "(year:2018..2023 & year:2023)"},
        {"docno", "docno:溪政发〔2021〕7号", "docno:溪政发〔2021〕7号"},
        {"文号, open at its end", "文号：溪政办发〔2021〕*", "docno:溪政办发〔2021〕*"},
        {"issuer", "issuer:溪州市教育局 机关：溪州市财政局",
         "(issuer:溪州市教育局 & issuer:溪州市财政局)"},
        {"type", "type:意见 类型：通知", "(type:意见 & type:通知)"},
        {"title", "title:职业教育 标题：实训", "(title:职业教育 & title:实训)"},
        {"status", "status:有效 效力：失效", "(status:有效 & status:失效)"},
        {"since and until", "since:2020-01-01 until:2021-12-31",
         "(since:2020-01-01 & until:2021-12-31)"},
        {"cites", "cites:溪政发〔2021〕7号 引用：溪政发〔2021〕8号",
         "(cites:溪政发〔2021〕7号 & cites:溪政发〔2021〕8号)"},
        {"this place and none below it", "city:=溪州市", "city:=溪州市"},
        {"a filter and text", "产教融合 city:宁波 year:2023", "(产教融合 & city:宁波 & year:2023)"},
        {"a blank after the colon, as on a page", "文号： 溪政发〔2021〕7号",
         "docno:溪政发〔2021〕7号"},
        {"a value in quotes", "issuer:\"溪州市 教育局\"", "issuer:\"溪州市 教育局\""},
        {"a value in a group", "(city:宁波 OR city:杭州) 实训",
         "!((city:宁波 | city:杭州) & 实训)"},
        {"a value with brackets in a group", "(文号：溪政发(2021)7号)", "!docno:溪政发(2021)7号"},
        {"another name before a colon is text", "主题:实训 http://x.cn",
         "(主题:实训 & http://x.cn)"},
        {"a colon in running text", "工作要求：加强领导", "工作要求：加强领导"},
    };
    RUN(cases);
}

static void every_filter_is_found_by_its_own_name(void **state)
{
    (void)state;
    for (int f = 0; f < FILTERS; f++)
        assert_int_equal(query_filter_find(str_from(query_filter_name((query_filter)f))), f);
    assert_int_equal(query_filter_find(STR_LIT("cit")), FILTERS);
    assert_int_equal(query_filter_find(STR_LIT("cityx")), FILTERS);
    assert_int_equal(query_filter_find(STR_NONE), FILTERS);
}

static void a_number_with_blanks_is_one_chunk(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"no blanks", "溪政发〔2021〕7号", "溪政发〔2021〕7号"},
        {"blanks around the brackets", "溪政发 〔2021〕 7 号", "溪政发 〔2021〕 7 号"},
        {"blanks in the brackets", "溪政发 〔 2021 〕 7 号", "溪政发 〔 2021 〕 7 号"},
        {"round brackets with blanks are no group", "溪政发 ( 2021 ) 7 号", "溪政发 ( 2021 ) 7 号"},
        {"in a group", "(溪政发 （ 2021 ） 7 号 OR 实训)", "!(溪政发 （ 2021 ） 7 号 | 实训)"},
        {"without 号", "溪政发 [2021] 7", "溪政发 [2021] 7"},
        {"a label", "文件编号 ： 溪政发 〔2021〕 7号", "文件编号 ： 溪政发 〔2021〕 7号"},
        {"every letter apart", "溪 政 发 〔2021〕 7号", "溪 政 发 〔2021〕 7号"},
        {"full-width blanks", "溪政发　〔２０２１〕　７　号", "溪政发　〔２０２１〕　７　号"},
        {"an order", "省政府令 第 106 号", "省政府令 第 106 号"},
        {"an order in brackets", "市人民政府令 （ 第12号 ）", "市人民政府令 （ 第12号 ）"},
        {"an announcement", "海关总署 公告 2016年 第8号", "海关总署 公告 2016年 第8号"},
        {"a number and a word", "溪政发 〔2021〕7号 实训", "(溪政发 〔2021〕7号 & 实训)"},
        {"a word and a number", "职业教育 溪政 〔2021〕7号", "(职业教育 & 溪政 〔2021〕7号)"},
        {"words around a number", "实训 省政府令 第106号 基地", "(实训 & 省政府令 第106号 & 基地)"},
        {"a single character and a number", "水 溪政 〔2021〕7号", "(水 & 溪政 〔2021〕7号)"},
        {"a word and an announcement", "水渠 公告 〔2021〕 7号", "(水渠 & 公告 〔2021〕 7号)"},
        {"excluded", "实训 -溪政 〔2021〕7号", "!(实训 & -溪政 〔2021〕7号)"},
        {"two numbers", "溪政发〔2021〕7号 OR 溪政发〔2021〕8号",
         "!(溪政发〔2021〕7号 | 溪政发〔2021〕8号)"},
        {"two numbers with blanks", "溪政发 〔2021〕7号 溪政发 〔2021〕8 号",
         "(溪政发 〔2021〕7号 & 溪政发 〔2021〕8 号)"},
        {"a serial and another number", "溪政发〔2021〕7 2021", "(溪政发〔2021〕7 & 2021)"},
        {"an operator is part of none", "实训 OR 〔2021〕7号", "!(实训 | 〔2021〕7号)"},
        {"no number", "实训 基地 7 号", "(实训 & 基地 & 7 & 号)"},
        {"no order", "实训 第 7 号 线路", "(实训 & 第 & 7 & 号 & 线路)"},
    };
    RUN(cases);
}

static void a_filter_takes_a_number_with_blanks(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"a blank behind the label", "发文字号： 溪政发 〔2021〕 7号",
         "docno:\"溪政发 〔2021〕 7号\""},
        {"an order", "文号：省政府令 第106号 实训", "(docno:\"省政府令 第106号\" & 实训)"},
        {"a prefix in two words", "cites:溪政 办发〔2021〕7号", "cites:\"溪政 办发〔2021〕7号\""},
        {"an open end", "docno:溪政办发 〔2021〕* 实训", "(docno:\"溪政办发 〔2021〕*\" & 实训)"},
        {"an open order", "docno:省政府令 第2* 实训", "(docno:\"省政府令 第2*\" & 实训)"},
        {"two words do not make an open end", "docno:溪政办发 实训*", "(docno:溪政办发 & 实训*)"},
        {"an operator ends it", "docno:溪政 OR 溪政〔2021〕7号", "!(docno:溪政 | 溪政〔2021〕7号)"},
        {"nothing else is taken", "docno:溪政发〔2021〕7号 〔2021〕8号",
         "(docno:溪政发〔2021〕7号 & 〔2021〕8号)"},
    };
    RUN(cases);
}

static void errors_say_where(void **state)
{
    (void)state;
    static const query_case cases[] = {
        {"OR without a right side", "产教 OR", "error query at 6"},
        {"OR without a left side", "OR 产教", "error query at 1"},
        {"a bar without a right side", "产教 |", "error query at 5"},
        {"two bars", "产|教|| 融合", "error query at 5"},
        {"AND without a right side", "产教 AND", "error query at 4"},
        {"AND without a left side", "AND 产教", "error query at 1"},
        {"AND twice", "甲 AND AND 乙", "error query at 7"},
        {"AND before OR", "甲 AND OR 乙", "error query at 3"},
        {"AND before punctuation", "甲 AND ，", "error query at 3"},
        {"NOT before punctuation", "NOT ， 甲", "error query at 1"},
        {"NOT twice", "NOT NOT 甲", "error query at 1"},
        {"NOT before a minus", "NOT -甲", "error query at 1"},
        {"NOT without anything", "产教 NOT", "error query at 4"},
        {"NOT before OR", "甲 NOT OR 乙", "error query at 3"},
        {"NOT before a bar", "甲 NOT | 乙", "error query at 3"},
        {"NOT before the end of its group", "(甲 NOT) 乙", "error query at 4"},
        {"an empty group", "产教 ()", "error query at 4"},
        {"an empty full-width group", "产教 （ ）", "error query at 4"},
        {"a filter without a value", "产教 city:", "error query at 4"},
        {"a Chinese filter without a value", "城市：", "error query at 1"},
        {"a filter with an empty value", "产教 city:\"\"", "error query at 4"},
        {"a filter without a value at the end of a group", "(甲 city:) 乙", "error query at 4"},
        {"a group without a right side", "(甲 OR) 乙", "error query at 6"},
        {"behind a number with blanks", "溪政 〔2021〕 7号 OR", "error query at 16"},
        {"punctuation only", "，。！", "error query at 0"},
    };
    RUN(cases);
}

static void positions_count_characters(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    query q = {0};
    assert_int_equal(query_parse(STR_LIT("产教 “融合” city:宁波 -实训"), LANGUAGE_EN, &a, &q, NULL),
                     ZC_OK);
    assert_int_equal(q.root->n, 4);
    assert_int_equal(q.root->child[0]->position, 1);
    assert_int_equal(q.root->child[1]->position, 4);
    assert_int_equal(q.root->child[2]->position, 9);
    assert_int_equal(q.root->child[3]->position, 17);
    arena_clear(&a);
    assert_int_equal(query_parse(STR_LIT("产教 溪政 〔2021〕 7号 融合"), LANGUAGE_EN, &a, &q, NULL),
                     ZC_OK);
    assert_int_equal(q.root->n, 3);
    assert_int_equal(q.root->child[1]->position, 4);
    assert_int_equal(q.root->child[2]->position, 17);
    arena_clear(&a);
}

static void bad_bytes_are_refused(void **state)
{
    (void)state;
    static const zc_str bad[] = {
        {"产\xFF", 4}, {"\xE4\xBA", 2}, {"\xED\xA0\x80", 3}, {"\xC0\xAF", 2}, {"a\0b", 3},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        arena a;
        arena_init(&a);
        query q = {0};
        zc_error error = {0};
        assert_int_equal(query_parse(bad[i], LANGUAGE_EN, &a, &q, &error), ZC_ERROR_QUERY);
        assert_null(q.root);
        arena_clear(&a);
    }
}

/* ---- What is said, in either language ---- */

static void errors_are_told_in_both_languages(void **state)
{
    (void)state;
    static const struct {
        const char *query, *english, *chinese;
    } cases[] = {
        {"产教融合 OR (实训", "character 9 of the query: the bracket is not closed",
         "第 9 个字：括号没有闭合"},
        {"甲 OR 乙)", "character 7 of the query: no bracket is open that this one could close",
         "第 7 个字：前面没有与它配对的括号"},
        {"产教 OR", "character 6 of the query: OR needs something on both sides",
         "第 6 个字：OR 两边都要有内容"},
        {"产教 AND", "character 4 of the query: AND needs something on both sides",
         "第 4 个字：AND 两边都要有内容"},
        {"产教 NOT", "character 4 of the query: NOT has nothing to exclude",
         "第 4 个字：NOT 后面没有要排除的内容"},
        {"city:", "character 1 of the query: a filter without a value", "第 1 个字：条件没有值"},
        {"()", "character 1 of the query: nothing between the brackets",
         "第 1 个字：括号里没有内容"},
        {"职*", "character 1 of the query: a prefix needs at least 2 characters before *",
         "第 1 个字：* 前面至少要有 2 个字"},
        {"甲 NEAR/101 乙",
         "character 3 of the query: the distance of NEAR and ADJ is at most 100 characters",
         "第 3 个字：NEAR 和 ADJ 的距离最多 100 个字"},
        {"，", "the query holds no word, only punctuation", "检索式里只有标点，没有词语"},
        {"\xFF", "the query is not valid UTF-8", "检索式不是有效的 UTF-8"},
        {"(((((((((((((((((((((a)))))))))))))))))))))", "brackets nested deeper than 20",
         "括号嵌套超过 20 层"},
        {"a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a "
         "a a "
         "a a a a a a a a a a a a a a a a a a a",
         "a query holds at most 64 words and filters", "检索式最多可以有 64 个词语和条件"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int lang = 0; lang < LANGUAGES; lang++) {
            arena a;
            query q = {0};
            zc_error error = {0};
            arena_init(&a);
            query_parse(str_from(cases[i].query), (language)lang, &a, &q, &error);
            assert_string_equal(error.message,
                                lang == LANGUAGE_EN ? cases[i].english : cases[i].chinese);
            arena_clear(&a);
        }
}

/* Every sentence exists, and both say the same things in the same order. */
static void sentences_take_the_same_arguments(void **state)
{
    (void)state;
    for (int i = 0; i < REFUSALS; i++) {
        const char *zh = message_refusal(LANGUAGE_ZH, (refusal)i);
        const char *en = message_refusal(LANGUAGE_EN, (refusal)i);
        assert_non_null(zh);
        assert_non_null(en);
        for (zh = strchr(zh, '%'), en = strchr(en, '%'); zh && en;
             zh = strchr(zh + 1, '%'), en = strchr(en + 1, '%'))
            assert_int_equal(strcspn(zh, "sdu"), strcspn(en, "sdu"));
        assert_true(!zh && !en);
    }
}

static void notes_are_told_in_both_languages(void **state)
{
    (void)state;
    arena a;
    query q = {0};
    zc_buf out;
    arena_init(&a);
    zc_buf_init(&out);
    assert_int_equal(query_parse(STR_LIT("“实训"), LANGUAGE_ZH, &a, &q, NULL), ZC_OK);
    query_print_notes(&q, LANGUAGE_ZH, &out);
    assert_string_equal(out.data, " [第 1 个字：“ 按文字处理]");
    zc_buf_clear(&out);
    arena_clear(&a);
}

/* ---- Limits ---- */

static zc_status status_of(const zc_buf *text)
{
    arena a;
    arena_init(&a);
    query q = {0};
    zc_error error = {0};
    zc_status status = query_parse(buf_view(text), LANGUAGE_EN, &a, &q, &error);
    assert_true(status == ZC_OK ? q.root != NULL : q.root == NULL && error.status == status);
    arena_clear(&a);
    return status;
}

static void repeat(zc_buf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_puts(out, s);
}

static void a_query_holds_1024_bytes(void **state)
{
    (void)state;
    zc_buf text;
    zc_buf_init(&text);
    repeat(&text, "a", QUERY_BYTES_AT_MOST);
    assert_int_equal(text.len, 1024);
    assert_int_equal(status_of(&text), ZC_OK);
    buf_char(&text, 'a');
    assert_int_equal(status_of(&text), ZC_ERROR_LIMIT);
    zc_buf_clear(&text);
}

static void a_query_holds_64_leaves(void **state)
{
    (void)state;
    static const char *const leaves[] = {"教 ", "city:溪州 ", "\"教\" ", "-教 "};
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++) {
        zc_buf text;
        zc_buf_init(&text);
        repeat(&text, leaves[i], QUERY_LEAVES_AT_MOST);
        assert_int_equal(status_of(&text), ZC_OK);
        buf_puts(&text, "教");
        assert_int_equal(status_of(&text), ZC_ERROR_LIMIT);
        zc_buf_clear(&text);
    }
}

static void groups_nest_twenty_deep(void **state)
{
    (void)state;
    for (size_t depth = QUERY_DEPTH_AT_MOST; depth <= QUERY_DEPTH_AT_MOST + 1; depth++) {
        zc_buf text;
        zc_buf_init(&text);
        repeat(&text, "(", depth);
        buf_puts(&text, "教");
        repeat(&text, ")", depth);
        assert_int_equal(status_of(&text), depth > QUERY_DEPTH_AT_MOST ? ZC_ERROR_LIMIT : ZC_OK);
        zc_buf_clear(&text);
    }
}

/* What is only opened nests nothing. */
static void brackets_that_are_text_are_not_deep(void **state)
{
    (void)state;
    zc_buf text;
    zc_buf_init(&text);
    repeat(&text, "(", 500);
    buf_puts(&text, "教");
    assert_int_equal(status_of(&text), ZC_OK);
    zc_buf_clear(&text);
}

static void chains_of_operators_are_bounded(void **state)
{
    (void)state;
    static const struct {
        const char *piece, *end;
        zc_status status;
    } cases[] = {
        {"教 OR ", "教", ZC_ERROR_LIMIT},
        {"教 NEAR ", "教", ZC_ERROR_LIMIT},
        {"教 AND ", "教", ZC_ERROR_LIMIT},
        {"NOT ", "教", ZC_ERROR_QUERY},
        {"-", "教", ZC_OK},
        {"-(", "教", ZC_ERROR_QUERY},
        {"NOT(", "教", ZC_ERROR_QUERY},
        {"“", "教", ZC_OK},
        {"”", "教", ZC_OK},
        {"《", "教", ZC_OK},
        {"\"", "教", ZC_OK},
        {"(教", "", ZC_OK},
        {"教*", "", ZC_OK},
        {"“教”", "", ZC_ERROR_LIMIT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        zc_buf text;
        zc_buf_init(&text);
        while (text.len + strlen(cases[i].piece) + strlen(cases[i].end) <= QUERY_BYTES_AT_MOST)
            buf_puts(&text, cases[i].piece);
        buf_puts(&text, cases[i].end);
        assert_int_equal(status_of(&text), cases[i].status);
        zc_buf_clear(&text);
    }
}

static void groups_side_by_side_are_not_deep(void **state)
{
    (void)state;
    zc_buf text;
    zc_buf_init(&text);
    repeat(&text, "(教) ", 60);
    assert_int_equal(status_of(&text), ZC_OK);
    zc_buf_clear(&text);
}

/* Whatever stands in 1 KiB is read or refused, never a crash or a loop. */
static void any_mixture_is_read_or_refused(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "(",        ")",    "（",  "）",   "\"",     "“",     "”",     "|",      "｜",    "-",
        " ",        "OR",   "AND", "NOT",  " OR ",   " NOT ", "city:", "城市：", "教",    "溪政发",
        "〔2021〕", "7号",  "　",  "，",   ":",      "*",     "「",    "」",     "a",     "令",
        "第",       "公告", "年",  "2021", "docno:", "《",    "》",    " NEAR ", "ADJ/5", "＊",
    };
    uint32_t seed = 7;
    unsigned read = 0, refused = 0;
    zc_buf text;
    zc_buf_init(&text);
    for (int round = 0; round < 20000; round++) {
        buf_truncate(&text, 0);
        seed = seed * 1664525u + 1013904223u;
        for (uint32_t n = (seed >> 16) % 24; n > 0; n--) {
            seed = seed * 1664525u + 1013904223u;
            buf_puts(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        zc_buf got;
        zc_buf_init(&got);
        print_query(buf_view(&text), &got);
        if (str_starts(buf_view(&got), STR_LIT("error")))
            refused++;
        else
            read++;
        zc_buf_clear(&got);
    }
    assert_true(read > 1000 && refused > 1000);
    zc_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_mean_and),
        cmocka_unit_test(quotes_make_phrases),
        cmocka_unit_test(quotes_in_running_text_are_text),
        cmocka_unit_test(brackets_in_running_text_are_text),
        cmocka_unit_test(title_marks_name_a_document),
        cmocka_unit_test(a_star_at_the_end_makes_a_prefix),
        cmocka_unit_test(an_open_number_is_told_from_a_word),
        cmocka_unit_test(near_joins_words_and_phrases),
        cmocka_unit_test(near_refuses_what_has_no_place),
        cmocka_unit_test(unpaired_quotes_and_brackets_are_text),
        cmocka_unit_test(beside_an_operator_they_are_errors),
        cmocka_unit_test(full_width_marks_are_like_half_width_ones),
        cmocka_unit_test(a_filter_has_one_value),
        cmocka_unit_test(brackets_group_or_belong_to_a_chunk),
        cmocka_unit_test(or_and_bars_are_alternatives),
        cmocka_unit_test(exclusion_needs_no_blank),
        cmocka_unit_test(filters_have_english_and_chinese_names),
        cmocka_unit_test(every_filter_is_found_by_its_own_name),
        cmocka_unit_test(a_number_with_blanks_is_one_chunk),
        cmocka_unit_test(a_filter_takes_a_number_with_blanks),
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(positions_count_characters),
        cmocka_unit_test(bad_bytes_are_refused),
        cmocka_unit_test(errors_are_told_in_both_languages),
        cmocka_unit_test(sentences_take_the_same_arguments),
        cmocka_unit_test(notes_are_told_in_both_languages),
        cmocka_unit_test(a_query_holds_1024_bytes),
        cmocka_unit_test(a_query_holds_64_leaves),
        cmocka_unit_test(groups_nest_twenty_deep),
        cmocka_unit_test(brackets_that_are_text_are_not_deep),
        cmocka_unit_test(chains_of_operators_are_bounded),
        cmocka_unit_test(groups_side_by_side_are_not_deep),
        cmocka_unit_test(any_mixture_is_read_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
