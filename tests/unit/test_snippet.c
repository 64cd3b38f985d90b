/* Snippets: the passage that shows why a document was found.
 *
 * Printed with what was found in 【】.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "snippet.h"

#include <string.h>

enum { MARKS_AT_MOST = 4 };

/* Cuts `original` for the marks (up to the first NULL) and prints it to `out`. */
static void cut(const char *original, const char *const marks[MARKS_AT_MOST], bool brackets,
                zc_buf *out)
{
    text scratch = {0}, norm[MARKS_AT_MOST] = {{0}};
    pattern patterns[MARKS_AT_MOST];
    size_t n_marks = 0, n = 0;
    for (; n_marks < MARKS_AT_MOST && marks[n_marks]; n_marks++) {
        assert_int_equal(text_normalise(str_from(marks[n_marks]), false, &norm[n_marks], NULL),
                         ZC_OK);
        patterns[n_marks] = (pattern){.cp = norm[n_marks].cp, .n = norm[n_marks].n};
    }
    arena a;
    arena_init(&a);
    answer_hit hit = {0};
    assert_int_equal(snippet_cut(str_from(original), patterns, n_marks, &scratch, &a, &hit, NULL),
                     ZC_OK);
    const fragment *all = hit.snippet;
    n = hit.n_fragments;
    zc_buf_init(out);
    for (size_t i = 0; i < n; i++) {
        assert_true(utf8_valid(all[i].text));
        buf_puts(out, brackets && all[i].hit ? "【" : "");
        buf_str(out, all[i].text);
        buf_puts(out, brackets && all[i].hit ? "】" : "");
    }
    arena_clear(&a);
    text_clear(&scratch);
    for (size_t i = 0; i < MARKS_AT_MOST; i++)
        text_clear(&norm[i]);
}

static void assert_snippet(const char *original, const char *mark, const char *other,
                           const char *expected)
{
    const char *const marks[MARKS_AT_MOST] = {mark, other};
    zc_buf got;
    cut(original, marks, true, &got);
    bool same = strcmp(got.data, expected) == 0;
    if (!same)
        print_error("%s\nexpected %s\n", got.data, expected);
    zc_buf_clear(&got);
    assert_true(same);
}

static void what_was_found_is_marked(void **state)
{
    (void)state;
    assert_snippet("推进产教融合。", "产教融合", NULL, "推进【产教融合】。");
    assert_snippet("产教融合", "产教融合", NULL, "【产教融合】");
    assert_snippet("教学教学教", "教学", NULL, "【教学】【教学】教");
    assert_snippet("推进产教融合，建设实训基地。", "实训", "产教",
                   "推进【产教】融合，建设【实训】基地。");
}

static void of_overlapping_marks_the_longer_is_shown(void **state)
{
    (void)state;
    assert_snippet("推进产教融合。", "产教", "产教融合", "推进【产教融合】。");
}

static void the_original_is_shown_and_not_what_was_compared(void **state)
{
    (void)state;
    assert_snippet("推進產教融合（ＡＩ）。", "产教融合", "ai", "推進【產教融合】（【ＡＩ】）。");
    assert_snippet("部长：钟　山。", "钟山", NULL, "部长：【钟 山】。"); /* a blank, on one line */
    assert_snippet("产\xE2\x80\x8B教融合", "产教", NULL, "【产\xE2\x80\x8B教】融合");
}

static void line_ends_are_blanks_or_nothing_between_han_characters(void **state)
{
    (void)state;
    assert_snippet("加强对产教融合和职教工作的领导，把职业教\n育摆在突出的位置。", "突出", NULL,
                   "加强对产教融合和职教工作的领导，把职业教育摆在【突出】的位置。");
    assert_snippet("推广应用各类新型的行业工具，鼓励教师和学生使用 open\nsource 软件。", "source",
                   NULL, "推广应用各类新型的行业工具，鼓励教师和学生使用 open 【source】 软件。");
}

static void a_mark_across_a_line_end_is_found_and_shown_whole(void **state)
{
    (void)state;
    assert_snippet(
        "各县区人民政府要切实加强对产教融合工作的组织领导，把职业教\n\n育摆在突出的位置。",
        "职业教育", NULL,
        "各县区人民政府要切实加强对产教融合工作的组织领导，把【职业教育】摆在突出的位置。");
}

static void a_mark_at_a_broken_line_gets_no_blank(void **state)
{
    (void)state;
    assert_snippet(
        "各县区人民政府要切实加强对职教工作的组织领导，深化产教融\n合作机制建设，抓好落实。",
        "合作", NULL,
        "各县区人民政府要切实加强对职教工作的组织领导，深化产教融【合作】机制建设，抓好落实。");
    assert_snippet(
        "各县区人民政府要切实加强对职教工作的组织领导，深化产教融\n合作机制建设，抓好落实。",
        "教融", NULL,
        "各县区人民政府要切实加强对职教工作的组织领导，深化产【教融】合作机制建设，抓好落实。");
}

static void without_a_mark_the_beginning_is_shown(void **state)
{
    (void)state;
    assert_snippet("第一句话，说明来意。第二句话。", NULL, NULL, "第一句话，说明来意。第二句话。");
    assert_snippet("第一句话，说明来意。第二句话。", "没有", NULL,
                   "第一句话，说明来意。第二句话。");
    assert_snippet("", "没有", NULL, "");
    assert_snippet("　\n", NULL, NULL, "");
}

/* `before` sentences, the passage, as many sentences. */
static void make_long(zc_buf *out, size_t before, const char *passage)
{
    zc_buf_init(out);
    for (size_t i = 0; i < before; i++)
        buf_printf(out, "这是第%zu句普通的话。", i);
    buf_puts(out, passage);
    for (size_t i = 0; i < 100; i++)
        buf_printf(out, "后面第%zu句普通的话。", i);
}

static void a_snippet_is_short_and_begins_at_a_sentence(void **state)
{
    (void)state;
    zc_buf original, got;
    make_long(&original, 50, "要推进产教融合。");
    const char *const marks[MARKS_AT_MOST] = {"产教融合"};
    cut(original.data, marks, true, &got);
    assert_true(str_starts(buf_view(&got), STR_LIT("要推进【产教融合】。")));
    assert_true(str_ends(buf_view(&got), STR_LIT("。")));
    assert_true(utf8_count(buf_view(&got)) <= 150);
    zc_buf_clear(&got);
    zc_buf_clear(&original);
}

static void a_sentence_that_begins_further_back_is_shown_from_its_beginning(void **state)
{
    (void)state;
    const char *rule =
        "第四十四条 水管单位根据本条例第二十一条和第二十二条规定在汛期以后清理支渠、斗渠和"
        "毛渠淤泥的，可以申请补贴";
    zc_buf original, got;
    zc_buf_init(&original);
    buf_printf(&original, "前一条的话说完了。\n%s。\n后一条的话。\n", rule);
    const char *const marks[MARKS_AT_MOST] = {"补贴"};
    cut(original.data, marks, false, &got);
    assert_true(str_starts(buf_view(&got), str_from(rule)));
    zc_buf_clear(&got);
    zc_buf_clear(&original);
}

static void a_clause_is_a_better_beginning_than_an_item_of_a_row(void **state)
{
    (void)state;
    zc_buf original, got;
    zc_buf_init(&original);
    for (size_t i = 0; i < 40; i++)
        buf_puts(&original, "工作照常");
    buf_puts(&original, "各县、各乡、各村，共同出资出力支持修渠。");
    const char *const marks[MARKS_AT_MOST] = {"修渠"};
    cut(original.data, marks, true, &got);
    assert_string_equal(got.data, "共同出资出力支持【修渠】。");
    zc_buf_clear(&got);
    zc_buf_clear(&original);
}

static void a_passage_does_not_begin_with_what_closes_the_sentence_before(void **state)
{
    (void)state;
    assert_snippet("《办法》规定：“渠道由各县管护。”修渠的经费列入预算。", "修渠", NULL,
                   "【修渠】的经费列入预算。");
    assert_snippet("（渠道由各县管护。）修渠的经费列入预算。", "修渠", NULL,
                   "【修渠】的经费列入预算。");
    assert_snippet("他说：“修渠。”修路另议。", "”修路", NULL, "【”修路】另议。");
}

/* A long text is read in steps; the first is 16 KiB. */
static void a_passage_does_not_end_where_the_reading_did(void **state)
{
    (void)state;
    const char *const marks[MARKS_AT_MOST] = {"修渠工程"};
    for (size_t before = 645; before < 658; before++) {
        zc_buf original, got;
        zc_buf_init(&original);
        for (size_t i = 0; i < before; i++)
            buf_puts(&original, "工作照常开展了。\n");
        buf_puts(&original, "为修渠工程筹集资金，各县编制年度计划，报送主管部门备案。\n");
        for (size_t i = 0; i < 1000; i++)
            buf_puts(&original, "工作照常开展了。\n");
        cut(original.data, marks, true, &got);
        assert_true(str_starts(buf_view(&got), STR_LIT("为【修渠工程】筹集")));
        assert_non_null(strstr(got.data, "备案。"));
        zc_buf_clear(&got);
        zc_buf_clear(&original);
    }
}

static void a_mark_far_down_is_found(void **state)
{
    (void)state;
    zc_buf original, got;
    make_long(&original, 20000, "要推进产教融合。"); /* half a megabyte down */
    const char *const marks[MARKS_AT_MOST] = {"产教融合"};
    cut(original.data, marks, true, &got);
    assert_non_null(strstr(got.data, "【产教融合】"));
    zc_buf_clear(&got);
    zc_buf_clear(&original);
}

static void the_passage_with_most_different_marks_is_chosen(void **state)
{
    (void)state;
    zc_buf original, got;
    zc_buf_init(&original);
    buf_puts(&original, "开头只有产教产教产教。");
    for (size_t i = 0; i < 30; i++)
        buf_printf(&original, "这是第%zu句普通的话。", i);
    buf_puts(&original, "这里产教和实训都有。");
    for (size_t i = 0; i < 30; i++)
        buf_printf(&original, "后面第%zu句普通的话。", i);
    const char *const marks[MARKS_AT_MOST] = {"产教", "实训"};
    cut(original.data, marks, true, &got);
    assert_non_null(strstr(got.data, "【实训】"));
    assert_non_null(strstr(got.data, "【产教】"));
    assert_null(strstr(got.data, "开头"));
    zc_buf_clear(&got);
    zc_buf_clear(&original);
}

static void a_mark_longer_than_a_snippet_is_shown_whole(void **state)
{
    (void)state;
    zc_buf mark, original, got;
    zc_buf_init(&mark);
    for (int i = 0; i < 60; i++)
        buf_puts(&mark, "产教融合");
    make_long(&original, 10, mark.data);
    const char *const marks[MARKS_AT_MOST] = {mark.data};
    cut(original.data, marks, true, &got);
    assert_non_null(strstr(got.data, mark.data));
    zc_buf_clear(&mark);
    zc_buf_clear(&got);
    zc_buf_clear(&original);
}

static void thousands_of_places_are_no_trouble(void **state)
{
    (void)state;
    zc_buf original, got;
    zc_buf_init(&original);
    for (int i = 0; i < 100000; i++)
        buf_puts(&original, "教学");
    const char *const marks[MARKS_AT_MOST] = {"教", "学", "教学", "学教"};
    cut(original.data, marks, true, &got);
    bool marked = strstr(got.data, "【教") != NULL,
         short_enough = utf8_count(buf_view(&got)) < 1000;
    if (!marked || !short_enough)
        print_error("%zu characters: %.200s\n", utf8_count(buf_view(&got)), got.data);
    zc_buf_clear(&got);
    zc_buf_clear(&original);
    assert_true(marked && short_enough);
}

static void a_mark_takes_whole_characters(void **state)
{
    (void)state;
    assert_snippet("㈠修渠，与㈱。", "一", NULL, "【㈠】修渠，与㈱。");
    assert_snippet("㈠修渠，与㈱。", "株", NULL, "㈠修渠，与【㈱】。");
    assert_snippet("㈠修渠。", "一)修", NULL, "【㈠修】渠。");
    assert_snippet("共１２㎞渠。", "2k", NULL, "共１【２㎞】渠。");
    assert_snippet("e\xCC\x81tude。", "é", NULL, "【e\xCC\x81】tude。");
}

static void of_overlapping_marks_the_longest_wins_wherever_it_begins(void **state)
{
    (void)state;
    assert_snippet("高等职业教育学校。", "高等职业", "职业教育学校", "高等【职业教育学校】。");
    assert_snippet("高等职业教育学校。", "高等职业", "职业教育", "【高等职业】教育学校。");
}

static void a_blank_between_two_marks_stays(void **state)
{
    (void)state;
    assert_snippet("渠长　河长会议。", "渠长", "河长", "【渠长】 【河长】会议。");
}

/* `between` sentences apart, in a text with the two passages. */
static void cut_apart(const char *one, const char *two, size_t between, const char *mark,
                      const char *other, zc_buf *got)
{
    zc_buf original;
    zc_buf_init(&original);
    buf_puts(&original, one);
    for (size_t i = 0; i < between; i++)
        buf_printf(&original, "这是第%zu句普通的话。", i);
    buf_puts(&original, two);
    const char *const marks[MARKS_AT_MOST] = {mark, other};
    cut(original.data, marks, true, got);
    zc_buf_clear(&original);
}

static void marks_far_apart_get_a_passage_each(void **state)
{
    (void)state;
    zc_buf got;
    cut_apart("先修渠。", "后植树。", 40, "修渠", "植树", &got);
    assert_true(str_starts(buf_view(&got), STR_LIT("先【修渠】。")));
    assert_non_null(strstr(got.data, "。 … "));
    assert_true(str_ends(buf_view(&got), STR_LIT("后【植树】。")));
    assert_true(utf8_count(buf_view(&got)) <= 170);
    zc_buf_clear(&got);
    /* in the text's order, whichever is better */
    cut_apart("先修渠。", "后植树造林。", 40, "植树造林", "修渠", &got);
    assert_true(str_starts(buf_view(&got), STR_LIT("先【修渠】。")));
    zc_buf_clear(&got);
}

static void a_passage_that_shows_nothing_new_is_left_out(void **state)
{
    (void)state;
    zc_buf got;
    cut_apart("先修渠。", "后修渠。", 40, "修渠", NULL, &got);
    assert_null(strstr(got.data, " … "));
    zc_buf_clear(&got);
}

static void a_rare_and_a_long_mark_say_more(void **state)
{
    (void)state;
    zc_buf original, got;
    zc_buf_init(&original);
    buf_puts(&original, "工作和渠道工作。");
    for (size_t i = 0; i < 40; i++)
        buf_puts(&original, "工作照常开展。");
    buf_puts(&original, "开展渠系连通工作。");
    for (size_t i = 0; i < 40; i++)
        buf_puts(&original, "工作照常开展。");
    const char *const marks[MARKS_AT_MOST] = {"工作", "渠系连通", "照常"};
    cut(original.data, marks, true, &got);
    assert_non_null(strstr(got.data, "【渠系连通】"));
    assert_null(strstr(got.data, "渠道"));
    zc_buf_clear(&got);
    zc_buf_clear(&original);
}

static void prose_is_shown_before_the_title(void **state)
{
    (void)state;
    assert_snippet("关于修渠的通知\n各县：\n为加强修渠工作，特此通知如下。\n", "修渠", NULL,
                   "为加强【修渠】工作，特此通知如下。");
    assert_snippet("关于修渠的通知及其他各类渠道管护办法\n各县人民政府\n2023年\n", "修渠", NULL,
                   "关于【修渠】的通知及其他各类渠道管护办法 各县人民政府");
}

static void a_finished_sentence_is_not_joined_to_the_next_heading(void **state)
{
    (void)state;
    assert_snippet("一、任务\n修渠由各县负责，水利局每年汇总报送各县渠道情况。\n二、保障\n各县"
                   "安排资金，用于渠道。\n",
                   "修渠", NULL, "【修渠】由各县负责，水利局每年汇总报送各县渠道情况。");
    assert_snippet("一、渠道的修建任务\n各县安排资金，用于渠道。\n", "修建", NULL,
                   "一、渠道的【修建】任务 各县安排资金，用于渠道。");
}

static void a_long_sentence_is_cut_at_a_clause_and_never_in_a_number_or_word(void **state)
{
    (void)state;
    zc_buf original, got;
    zc_buf_init(&original);
    buf_puts(&original, "修渠");
    for (size_t i = 0; i < 40; i++)
        buf_puts(&original, "共计安排资金");
    const char *const marks[MARKS_AT_MOST] = {"修渠"};
    for (size_t at = 120; at < 170; at++) { /* wherever the number comes to stand */
        zc_buf one;
        zc_buf_init(&one);
        buf_str(&one, str_slice(buf_view(&original), 0, 3 * at));
        buf_puts(&one, "12,345.67%和Photovoltaic");
        buf_str(&one, str_slice(buf_view(&original), 3 * at, original.len));
        cut(one.data, marks, true, &got);
        bool number = strstr(got.data, "1") != NULL, word = strstr(got.data, "P") != NULL;
        assert_true(number == (strstr(got.data, "12,345.67%") != NULL));
        assert_true(word == (strstr(got.data, "Photovoltaic") != NULL));
        zc_buf_clear(&got);
        zc_buf_clear(&one);
    }
    buf_truncate(&original, 3 * 100);
    buf_puts(&original, "，");
    for (size_t i = 0; i < 20; i++)
        buf_puts(&original, "另有配套资金");
    cut(original.data, marks, true, &got);
    assert_true(str_ends(buf_view(&got), STR_LIT("资金共计")));
    zc_buf_clear(&got);
    zc_buf_clear(&original);
}

static void a_mark_at_the_edge_is_shown_whole_or_not_at_all(void **state)
{
    (void)state;
    const char *const marks[MARKS_AT_MOST] = {"修渠", "水利工程建设"};
    for (size_t gap = 60; gap < 160; gap++) {
        zc_buf original, got;
        zc_buf_init(&original);
        buf_puts(&original, "水利工程建设");
        for (size_t i = 0; i < gap; i++)
            buf_puts(&original, "甲");
        buf_puts(&original, "修渠");
        for (size_t i = 0; i < gap; i++)
            buf_puts(&original, "乙");
        buf_puts(&original, "水利工程建设");
        cut(original.data, marks, true, &got);
        size_t shown = 0, whole = 0;
        for (const char *p = got.data; (p = strstr(p, "水")); p++)
            shown++;
        for (const char *p = got.data; (p = strstr(p, "【水利工程建设】")); p++)
            whole++;
        assert_int_equal(shown, whole);
        assert_null(strstr(got.data, "】设"));
        zc_buf_clear(&got);
        zc_buf_clear(&original);
    }
}

static void the_headings_above_the_first_passage_come_with_it(void **state)
{
    (void)state;
    zc_str original = STR_LIT("一、目标\n正文。\n二、任务\n（一）修渠。各县先修主渠，再修支渠。\n");
    text scratch = {0}, norm = {0};
    arena a;
    arena_init(&a);
    assert_int_equal(text_normalise(STR_LIT("支渠"), false, &norm, NULL), ZC_OK);
    pattern mark = {.cp = norm.cp, .n = norm.n};
    answer_hit hit = {0};
    assert_int_equal(snippet_cut(original, &mark, 1, &scratch, &a, &hit, NULL), ZC_OK);
    assert_int_equal(hit.n_headings, 2);
    assert_string_equal(hit.headings[0], "二、任务");
    assert_string_equal(hit.headings[1], "（一）修渠");
    arena_clear(&a);
    text_clear(&scratch);
    text_clear(&norm);
}

/* Whatever is marked, the fragments are the text on one line, each byte once. */
static void fragments_add_up_to_the_text(void **state)
{
    (void)state;
    static const char *const originals[] = {
        "e\xCC\x81tude ㈱与①，\xEF\xB7\xBA。",
        "甲　乙 丙ＡＢ",
        "產教\xE2\x80\x8B融合",
        "\xF0\xA0\x80\x80字",
    };
    static const char *const marks[] = {"株", "1",  "é",  "乙丙", "b",  "产教",
                                        "融", "字", "甲", "与",   "صلى"};
    static const char *const none[MARKS_AT_MOST] = {NULL};
    unsigned wrong = 0;
    for (size_t i = 0; i < sizeof originals / sizeof *originals; i++) {
        zc_buf whole;
        cut(originals[i], none, false, &whole);
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
            const char *const one[MARKS_AT_MOST] = {marks[m]};
            zc_buf got;
            cut(originals[i], one, false, &got);
            bool same = strcmp(got.data, whole.data) == 0;
            if (!same)
                print_error("%s: %s\nwithout a mark: %s\n", marks[m], got.data, whole.data);
            zc_buf_clear(&got);
            wrong += !same;
        }
        zc_buf_clear(&whole);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_found_is_marked),
        cmocka_unit_test(of_overlapping_marks_the_longer_is_shown),
        cmocka_unit_test(the_original_is_shown_and_not_what_was_compared),
        cmocka_unit_test(line_ends_are_blanks_or_nothing_between_han_characters),
        cmocka_unit_test(a_mark_across_a_line_end_is_found_and_shown_whole),
        cmocka_unit_test(a_mark_at_a_broken_line_gets_no_blank),
        cmocka_unit_test(without_a_mark_the_beginning_is_shown),
        cmocka_unit_test(a_snippet_is_short_and_begins_at_a_sentence),
        cmocka_unit_test(a_sentence_that_begins_further_back_is_shown_from_its_beginning),
        cmocka_unit_test(a_clause_is_a_better_beginning_than_an_item_of_a_row),
        cmocka_unit_test(a_passage_does_not_begin_with_what_closes_the_sentence_before),
        cmocka_unit_test(a_passage_does_not_end_where_the_reading_did),
        cmocka_unit_test(a_mark_far_down_is_found),
        cmocka_unit_test(the_passage_with_most_different_marks_is_chosen),
        cmocka_unit_test(a_mark_longer_than_a_snippet_is_shown_whole),
        cmocka_unit_test(thousands_of_places_are_no_trouble),
        cmocka_unit_test(a_mark_takes_whole_characters),
        cmocka_unit_test(of_overlapping_marks_the_longest_wins_wherever_it_begins),
        cmocka_unit_test(a_blank_between_two_marks_stays),
        cmocka_unit_test(marks_far_apart_get_a_passage_each),
        cmocka_unit_test(a_passage_that_shows_nothing_new_is_left_out),
        cmocka_unit_test(a_rare_and_a_long_mark_say_more),
        cmocka_unit_test(prose_is_shown_before_the_title),
        cmocka_unit_test(a_finished_sentence_is_not_joined_to_the_next_heading),
        cmocka_unit_test(a_long_sentence_is_cut_at_a_clause_and_never_in_a_number_or_word),
        cmocka_unit_test(a_mark_at_the_edge_is_shown_whole_or_not_at_all),
        cmocka_unit_test(the_headings_above_the_first_passage_come_with_it),
        cmocka_unit_test(fragments_add_up_to_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
