/* Normalising: what a literal search compares, and the way back to the original.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void normal_of(zc_str original, zc_buf *out)
{
    text t = {0};
    zc_error error = {0};
    assert_int_equal(text_normalise(original, true, &t, &error), ZC_OK);
    zc_buf_init(out);
    for (size_t i = 0; i < t.n; i++)
        buf_cp(out, t.cp[i]);
    text_clear(&t);
}

static void assert_normal(const char *original, const char *expected)
{
    zc_buf got;
    normal_of(str_from(original), &got);
    assert_string_equal(got.data, expected);
    zc_buf_clear(&got);
}

/* The original's bytes that stand for the first place of `needle`. */
static void assert_original(const char *original, const char *needle, const char *expected)
{
    text t = {0}, n = {0};
    assert_int_equal(text_normalise(str_from(original), true, &t, NULL), ZC_OK);
    assert_int_equal(text_normalise(str_from(needle), false, &n, NULL), ZC_OK);
    size_t at = text_find(&t, 0, n.cp, n.n);
    assert_true(at != SIZE_MAX);
    size_t from = t.from[at], to = t.to[at + n.n - 1];
    zc_str got = str_slice(str_from(original), from, to);
    if (!str_equal(got, str_from(expected)))
        fail_msg("%s stands for \"%.*s\", not \"%s\"", needle, (int)got.n, got.p, expected);
    text_clear(&t);
    text_clear(&n);
}

/* Normalises in a child process, so that a text that is never done with fails
 * its test alone. False when it took `seconds` or crashed. */
static bool finishes(zc_str original, unsigned seconds)
{
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        alarm(seconds);
        text t = {0};
        zc_status status = text_normalise(original, true, &t, NULL);
        text_clear(&t);
        _exit(status == ZC_OK ? 0 : 1);
    }
    int how = 0;
    assert_int_equal(waitpid(pid, &how, 0), pid);
    return WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

/* ---- Characters ---- */

static void width_does_not_matter(void **state)
{
    (void)state;
    assert_normal("２０２３年ＡＢｃ％", "2023年abc%");
    assert_normal("（试行），：；！？", "(试行),:;!?");
    assert_normal("ｶﾞｲﾄﾞ", "ガイド");
}

static void case_does_not_matter(void **state)
{
    (void)state;
    assert_normal("AI 5G Straße ÀÉ", "ai 5g strasse àé");
}

static void compatibility_forms_are_alike(void **state)
{
    (void)state;
    assert_normal("①②㈠㎡", "12(一)m2");
    assert_normal("ﬁ", "fi");
    assert_normal("⼈⼝", "人口"); /* Kangxi radicals, as PDF extraction gives them */
    assert_normal("e\xCC\x81", "é");
}

static void traditional_characters_are_simplified(void **state)
{
    (void)state;
    assert_normal("職業教育產教融合發展", "职业教育产教融合发展");
    assert_normal("於", "于");
    assert_normal("關於鄉村振興的實施意見", "关于乡村振兴的实施意见");
}

static void simplified_usage_keeps_its_characters(void **state)
{
    (void)state;
    assert_normal("著作权", "著作权");
    assert_normal("乾隆", "乾隆");
    assert_normal("显著", "显著");
    /* a long run takes another way than a character alone */
    assert_normal("，著，乾，於，", ",著,乾,于,");
}

static void brackets_are_alike(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"〔", "〕"}, {"［", "］"}, {"[", "]"},   {"(", ")"},
        {"（", "）"}, {"【", "】"}, {"〖", "〗"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char original[64];
        snprintf(original, sizeof original, "溪政发%s2021%s7号", pairs[i][0], pairs[i][1]);
        assert_normal(original, "溪政发(2021)7号");
        assert_original(original, "溪政发(2021)7号", original);
    }
}

static void title_marks_are_no_brackets(void **state)
{
    (void)state;
    assert_normal("《办法》“试点”", "《办法》“试点”");
}

static void invisible_characters_are_left_out(void **state)
{
    (void)state;
    static const char *const invisible[] = {
        "\xE2\x80\x8B",                 /* U+200B zero width space */
        "\xE2\x80\x8C", "\xE2\x80\x8D", /* joiners */
        "\xE2\x80\x8E", "\xE2\x80\x8F", /* left-to-right, right-to-left mark */
        "\xE2\x80\xAA", "\xE2\x80\xAE", /* embedding, override */
        "\xE2\x81\xA0",                 /* word joiner */
        "\xE2\x81\xA6", "\xE2\x81\xA9", /* isolates */
        "\xEF\xBB\xBF",                 /* a BOM in the text */
        "\xC2\xAD",                     /* soft hyphen */
        "\x01",         "\x1F",         "\x7F",
    };
    for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++) {
        char original[64];
        snprintf(original, sizeof original, "产%s教", invisible[i]);
        assert_normal(original, "产教");
        assert_original(original, "产教", original);
        snprintf(original, sizeof original, "a%sb", invisible[i]);
        assert_normal(original, "ab");
    }
}

static void bytes_that_are_no_utf8_are_replaced(void **state)
{
    (void)state;
    assert_normal("产\xFF教", "产\xEF\xBF\xBD教");
}

static void private_use_of_gb18030_is_read_as_today(void **state)
{
    (void)state;
    static const struct {
        uint32_t private_use, now;
    } pairs[] = {
        {0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11}, {0xE790, 0xFE13}, {0xE791, 0xFE14},
        {0xE792, 0xFE15}, {0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18}, {0xE796, 0xFE19},
        {0xE81E, 0x9FB4}, {0xE826, 0x9FB5}, {0xE82B, 0x9FB6}, {0xE82C, 0x9FB7}, {0xE832, 0x9FB8},
        {0xE843, 0x9FB9}, {0xE854, 0x9FBA}, {0xE864, 0x9FBB},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        zc_buf before, now, one, other;
        zc_buf_init(&before);
        zc_buf_init(&now);
        buf_puts(&before, "甲");
        buf_cp(&before, pairs[i].private_use);
        buf_puts(&before, "乙");
        buf_puts(&now, "甲");
        buf_cp(&now, pairs[i].now);
        buf_puts(&now, "乙");
        normal_of(buf_view(&before), &one);
        normal_of(buf_view(&now), &other);
        assert_string_equal(one.data, other.data);
        zc_buf_clear(&before);
        zc_buf_clear(&now);
        zc_buf_clear(&one);
        zc_buf_clear(&other);
    }
    assert_normal("\xEE\xA0\x9E", "\xE9\xBE\xB4"); /* U+E81E, U+9FB4 */
    assert_normal("\xEE\x9E\x8C", "\xEE\x9E\x8C"); /* U+E78C stays private */
}

static void one_ligature_gives_all_its_letters_and_one_place(void **state)
{
    (void)state;
    text t = {0};
    zc_str original = str_from("甲\xEF\xB7\xBA乙"); /* U+FDFA */
    assert_int_equal(text_normalise(original, true, &t, NULL), ZC_OK);
    assert_true(t.n >= 2 + 15);
    assert_int_equal(t.cp[0], 0x7532);
    assert_int_equal(t.cp[t.n - 1], 0x4E59);
    for (size_t i = 1; i + 1 < t.n; i++) {
        assert_int_equal(t.from[i], 3);
        assert_int_equal(t.to[i], 6);
    }
    text_clear(&t);
}

static void many_ligatures_find_room(void **state)
{
    (void)state;
    zc_buf in;
    zc_buf_init(&in);
    for (int i = 0; i < 2000; i++)
        buf_puts(&in, "\xEF\xB7\xBA");
    text t = {0};
    assert_int_equal(text_normalise(buf_view(&in), true, &t, NULL), ZC_OK);
    assert_true(t.n >= 2000 * 15);
    assert_int_equal(t.to[t.n - 1], in.len);
    text_clear(&t);
    zc_buf_clear(&in);
}

/* ---- Marks ---- */

static void add_marks(zc_buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_cp(out, i % 2 ? 0x323 : 0x301);
}

static void assert_marks_finish(const char *before, size_t n)
{
    zc_buf in;
    zc_buf_init(&in);
    buf_puts(&in, before);
    add_marks(&in, n);
    buf_puts(&in, "乙");
    bool done = finishes(buf_view(&in), 10);
    zc_buf_clear(&in);
    if (!done)
        fail_msg("\"%s\" and %zu marks: not done after ten seconds", before, n);
}

static void few_marks_belong_to_their_letter(void **state)
{
    (void)state;
    assert_original("甲a\xCC\xA3\xCC\x81乙", "a\xCC\xA3\xCC\x81", "a\xCC\xA3\xCC\x81");
    assert_marks_finish("a", 28);
}

static void a_run_of_marks_is_capped(void **state)
{
    (void)state;
    static const size_t lengths[] = {29, 30, 31, 59, 60, 61, 1000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        assert_marks_finish("a", lengths[i]);
        assert_marks_finish("产", lengths[i]);
        assert_marks_finish("", lengths[i]);
        assert_marks_finish("a ", lengths[i]);
    }
}

static void alternating_marks_take_linear_time(void **state)
{
    (void)state;
    assert_marks_finish("a", 100000); /* ICU alone: 6 s for 100,000, quadratic */
    assert_marks_finish("", 1000000);
}

static void a_mark_after_an_invisible_character_is_read(void **state)
{
    (void)state;
    static const char *const before[] = {
        "a\x01", "产\x7F", "a\xE2\x80\x8B", "产\xE2\x80\x8E", "\x02", "a\x01\x02\x03", "①\x01",
    };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        assert_marks_finish(before[i], 2);
}

static void hangul_and_kana_marks_finish(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\xE1\x84\x80",
        "\xE1\x85\xA1",
        "\xE1\x86\xA8",                     /* jamo: ᄀ ᅡ ᆨ */
        "\xE3\x82\x99",                     /* voiced mark */
        "\xF0\x91\x82\xB9\xF0\x91\x82\xBA", /* Kaithi, nukta: 4 bytes each */
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        zc_buf in;
        zc_buf_init(&in);
        buf_puts(&in, "甲");
        for (int k = 0; k < 500; k++)
            buf_puts(&in, pieces[i]);
        bool done = finishes(buf_view(&in), 10);
        zc_buf_clear(&in);
        if (!done)
            fail_msg("500 times %s: not done after ten seconds", pieces[i]);
    }
}

/* ---- Blanks ---- */

static void blanks_between_han_characters_are_left_out(void **state)
{
    (void)state;
    assert_normal("部　长　　钟　山", "部长钟山");
    assert_normal("产 教\xC2\xA0融\t合", "产教融合");
}

static void other_runs_of_blanks_are_one_blank(void **state)
{
    (void)state;
    assert_normal("open   data", "open data");
    assert_normal("第 257 号", "第 257 号");
    assert_normal("第　\xC2\xA0 257　号", "第 257 号");
    assert_normal("5G　技术", "5g 技术");
}

static void blanks_at_both_ends_are_left_out(void **state)
{
    (void)state;
    assert_normal("　　政策 \n", "政策");
    assert_normal("\n\n政策\n\n", "政策");
    assert_normal("　 \n", "");
    assert_normal("", "");
}

static void line_ends_of_paragraphs_are_one_line_feed(void **state)
{
    (void)state;
    assert_normal("第一段。\n第二段。", "第一段。\n第二段。");
    assert_normal("第一段。\n\n　　\n第二段。", "第一段。\n第二段。");
}

/* ---- Lines broken inside a sentence ---- */

#define LONG_LINE "各县区人民政府要切实加强对产教融合工作的组织领导，把职业教"

static void a_line_broken_in_a_sentence_is_joined(void **state)
{
    (void)state;
    assert_normal(
        LONG_LINE "\n育摆在更加突出的位置。",
        "各县区人民政府要切实加强对产教融合工作的组织领导,把职业教育摆在更加突出的位置。");
}

static void blank_lines_inside_a_sentence_are_joined_across(void **state)
{
    (void)state;
    assert_normal(
        LONG_LINE "\n\n\n育摆在更加突出的位置。",
        "各县区人民政府要切实加强对产教融合工作的组织领导,把职业教育摆在更加突出的位置。");
    assert_normal(
        LONG_LINE " \n \n育摆在更加突出的位置。",
        "各县区人民政府要切实加强对产教融合工作的组织领导,把职业教育摆在更加突出的位置。");
}

static void a_line_that_ends_in_a_comma_goes_on(void **state)
{
    (void)state;
    assert_normal("加强统筹，\n压实责任。", "加强统筹,压实责任。");
    assert_normal("鼓励企业、\n学校参与。", "鼓励企业、学校参与。");
    assert_normal("修订了《\n实训基地管理办法》。", "修订了《实训基地管理办法》。");
}

static void a_line_that_begins_with_punctuation_belongs_to_the_one_before(void **state)
{
    (void)state;
    assert_normal("现予公布\n，请遵照执行。", "现予公布,请遵照执行。");
    assert_normal("实训基地管理办法\n》已经审议", "实训基地管理办法》已经审议");
}

static void words_of_letters_keep_a_blank_where_lines_are_joined(void **state)
{
    (void)state;
    assert_normal("支持企业参与职业院校的专业建设，推广应用各类新型的 open\nsource 软件。",
                  "支持企业参与职业院校的专业建设,推广应用各类新型的 open source 软件。");
    assert_normal("支持企业参与职业院校的专业建设，推广应用各类新型的 open\n源码。",
                  "支持企业参与职业院校的专业建设,推广应用各类新型的 open 源码。");
}

static void a_number_broken_by_a_line_end_is_no_item(void **state)
{
    (void)state;
    assert_normal(
        "各县区人民政府要切实加强对产教融合工作的组织领导，全市计划到\n2027年建成十个基地。",
        "各县区人民政府要切实加强对产教融合工作的组织领导,全市计划到 2027年建成十个基地。");
}

static void a_long_paragraph_is_joined_line_by_line(void **state)
{
    (void)state;
    assert_normal("全市各级各部门要充分认识深化产教融合的重要意义，坚持以服务发\n"
                  "展为宗旨以促进就业为导向健全职业教育与产业发展同步规划的体制\n"
                  "机制。",
                  "全市各级各部门要充分认识深化产教融合的重要意义,坚持以服务发"
                  "展为宗旨以促进就业为导向健全职业教育与产业发展同步规划的体制机制。");
}

static void a_sentence_goes_on_across_lines_after_a_full_stop(void **state)
{
    (void)state;
    assert_normal("这是第一句。第二句话比较长一直写到了这一行的末尾还没有写\n完。",
                  "这是第一句。第二句话比较长一直写到了这一行的末尾还没有写完。");
}

static void titles_are_not_joined(void **state)
{
    (void)state;
    assert_normal("关于深化产教融合的\n实施意见", "关于深化产教融合的\n实施意见");
    assert_normal("溪州市人民政府办公室关于印发溪州市推动职业教育高质量发展三年\n行动计划的通知",
                  "溪州市人民政府办公室关于印发溪州市推动职业教育高质量发展三年\n行动计划的通知");
}

static void headings_are_not_joined(void **state)
{
    (void)state;
    assert_normal("一、总体要求\n坚持以人为本，统筹推进。",
                  "一、总体要求\n坚持以人为本,统筹推进。");
    assert_normal("（二）健全机制，压实责任\n各地要制定方案。",
                  "(二)健全机制,压实责任\n各地要制定方案。");
}

static void enumerations_are_not_joined(void **state)
{
    (void)state;
    static const char *const items[] = {
        "（三）建设基地", "二、主要任务",    "3.建设基地",      "３．建设基地", "3、建设基地",
        "（3）建设基地",  "第四条 建设基地", "第十二章 附则",   "附件：名单",   "抄送：市委",
        "● 建设基地",     "- 建设基地",      "| 项目 | 金额 |", "# 附则",
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        zc_buf in, got;
        zc_buf_init(&in);
        buf_printf(&in, LONG_LINE "育摆上位\n%s", items[i]);
        normal_of(buf_view(&in), &got);
        if (str_find(buf_view(&got), STR_LIT("摆上位\n"), 0) == SIZE_MAX)
            fail_msg("joined before %s", items[i]);
        zc_buf_clear(&got);
        zc_buf_clear(&in);
    }
}

static void addressees_are_not_joined(void **state)
{
    (void)state;
    assert_normal(
        "各县（市、区）人民政府，市直各有关单位，各职业院校，各企业：\n为深化改革，现通知如下。",
        "各县(市、区)人民政府,市直各有关单位,各职业院校,各企业:\n为深化改革,现通知如下。");
    assert_normal("林溪代表：\n您提出的建议收悉。", "林溪代表:\n您提出的建议收悉。");
}

static void signatures_are_not_joined(void **state)
{
    (void)state;
    assert_normal("特此通知。\n溪州市教育局\n2023年9月21日",
                  "特此通知。\n溪州市教育局\n2023年9月21日");
    assert_normal("特此通知。\n\n溪州市教育局\n溪州市财政局\n",
                  "特此通知。\n溪州市教育局\n溪州市财政局");
}

static void an_indented_line_begins_a_paragraph(void **state)
{
    (void)state;
    assert_normal(
        LONG_LINE "育摆上位\n　　各地要抓好落实。",
        "各县区人民政府要切实加强对产教融合工作的组织领导,把职业教育摆上位\n各地要抓好落实。");
}

/* ---- Back to the original ---- */

static void offsets_lead_back_over_every_rule(void **state)
{
    (void)state;
    assert_original("见ＡＢＣ表", "abc", "ＡＢＣ");
    assert_original("職業教育", "职业", "職業");
    assert_original("溪政发〔2021〕7号。", "(2021)7号", "〔2021〕7号");
    assert_original("第①项", "1", "①");
    assert_original("㈠总则", "一", "㈠");
    assert_original("cafe\xCC\x81！", "é", "e\xCC\x81");
    assert_original("（部　长　　钟　山）", "部长钟山", "部　长　　钟　山");
    assert_original("x 产\xE2\x80\x8B教 y", "产教", "产\xE2\x80\x8B教");
    assert_original(LONG_LINE "\n\n育摆在突出位置。", "职业教育摆", "职业教\n\n育摆");
    assert_original("open \t data", "open data", "open \t data");
    assert_original("甲\xF0\xA0\x80\x80乙", "\xF0\xA0\x80\x80", "\xF0\xA0\x80\x80");
}

static void offsets_never_run_backwards_or_cut_a_character(void **state)
{
    (void)state;
    const char *original =
        "　溪政發〔２０２１〕７號 e\xCC\x81\xCC\xA3 ﬁ ㈱\xE2\x80\x8F\n\n部　长，\n甲\xFF乙 "
        "\xF0\xA0\x80\x80 ｶﾞ \xEF\xB7\xBA。";
    zc_str s = str_from(original);
    text t = {0};
    assert_int_equal(text_normalise(s, true, &t, NULL), ZC_OK);
    assert_true(t.n > 0);
    for (size_t i = 0; i < t.n; i++) {
        assert_true(t.from[i] < t.to[i] && t.to[i] <= s.n);
        assert_int_equal(utf8_cut(s, t.from[i]), t.from[i]);
        assert_int_equal(utf8_cut(s, t.to[i]), t.to[i]);
        if (i > 0) {
            assert_true(t.from[i] >= t.from[i - 1]);
            assert_true(t.from[i] >= t.to[i - 1] || t.from[i] == t.from[i - 1]);
        }
    }
    text_clear(&t);
}

static void offsets_do_not_change_the_text(void **state)
{
    (void)state;
    zc_str s = STR_LIT(LONG_LINE "\n育　摆在ＡＢ e\xCC\x81 位置。");
    text with = {0}, without = {0};
    assert_int_equal(text_normalise(s, true, &with, NULL), ZC_OK);
    assert_int_equal(text_normalise(s, false, &without, NULL), ZC_OK);
    assert_null(without.from);
    assert_int_equal(with.n, without.n);
    assert_memory_equal(with.cp, without.cp, with.n * sizeof *with.cp);
    text_clear(&with);
    text_clear(&without);
}

static void a_text_is_used_again(void **state)
{
    (void)state;
    text t = {0};
    assert_int_equal(text_normalise(STR_LIT("甲乙"), false, &t, NULL), ZC_OK);
    assert_int_equal(text_normalise(STR_LIT("丙"), true, &t, NULL), ZC_OK);
    assert_int_equal(t.n, 1);
    assert_int_equal(t.cp[0], 0x4E19);
    assert_int_equal(t.to[0], 3);
    assert_int_equal(text_normalise(STR_LIT(LONG_LINE LONG_LINE LONG_LINE LONG_LINE LONG_LINE
                                                LONG_LINE LONG_LINE LONG_LINE LONG_LINE LONG_LINE),
                                    false, &t, NULL),
                     ZC_OK);
    assert_int_equal(t.n, 10 * utf8_count(STR_LIT(LONG_LINE)));
    assert_int_equal(text_normalise(STR_NONE, true, &t, NULL), ZC_OK);
    assert_int_equal(t.n, 0);
    text_clear(&t);
}

/* Broken UTF-8 of every shape must neither crash nor hang. */
static void random_bytes_are_read(void **state)
{
    (void)state;
    uint32_t seed = 20230921;
    static const char *const pieces[] = {
        "产", "a",  "\xCC\x81",     " ", "\n",       "\xE4", "\xBB",
        "〔", "　", "\xE2\x80\x8B", "①", "\xF0\x9F", "，",   "\xED\xA0\x80"};
    zc_buf in;
    zc_buf_init(&in);
    for (int round = 0; round < 2000; round++) {
        buf_truncate(&in, 0);
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_puts(&in, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        text t = {0};
        assert_int_equal(text_normalise(buf_view(&in), true, &t, NULL), ZC_OK);
        for (size_t i = 0; i < t.n; i++)
            assert_true(t.from[i] < t.to[i] && t.to[i] <= in.len);
        text_clear(&t);
    }
    zc_buf_clear(&in);
}

/* ---- Units, finding, words ---- */

static void letters_digits_and_marks_are_units(void **state)
{
    (void)state;
    static const uint32_t units[] = {'a',     'z',  '0',   '9',    0x4EA7, 0x3007,
                                     0x20000, 0xE9, 0x301, 0x3042, 0x410,  0x3400};
    static const uint32_t others[] = {' ',    '\n',   '.', '-', '(',    0x3002, 0x300A, 0x201C,
                                      0xFF0C, 0x2014, '+', '%', 0xFFFD, 0,      0x00B7};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (!text_is_unit(units[i]))
            fail_msg("U+%04X is no unit", units[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text_is_unit(others[i]))
            fail_msg("U+%04X is a unit", others[i]);
}

static void find_gives_every_place(void **state)
{
    (void)state;
    text t = {0};
    assert_int_equal(text_normalise(STR_LIT("教学教学教"), false, &t, NULL), ZC_OK);
    static const uint32_t needle[] = {0x6559, 0x5B66, 0x6559}, longer[8] = {0x6559};
    assert_int_equal(text_find(&t, 0, needle, 1), 0);
    assert_int_equal(text_find(&t, 1, needle, 1), 2);
    assert_int_equal(text_find(&t, 0, needle, 3), 0);
    assert_int_equal(text_find(&t, 1, needle, 3), 2); /* overlapping */
    assert_true(text_find(&t, 3, needle, 3) == SIZE_MAX);
    assert_int_equal(text_find(&t, 4, needle, 1), 4);
    assert_true(text_find(&t, 5, needle, 1) == SIZE_MAX);
    assert_true(text_find(&t, 99, needle, 1) == SIZE_MAX);
    assert_true(text_find(&t, 0, needle, 0) == SIZE_MAX);
    assert_true(text_find(&t, 0, longer, 8) == SIZE_MAX);
    text_clear(&t);
}

static void assert_words(const char *original, const char *expected)
{
    text_breaker *breaker = NULL;
    text t = {0};
    text_word *words = NULL;
    size_t n = 0;
    assert_int_equal(text_breaker_open(&breaker, NULL), ZC_OK);
    assert_int_equal(text_normalise(str_from(original), false, &t, NULL), ZC_OK);
    assert_int_equal(text_words(breaker, &t, &words, &n, NULL), ZC_OK);
    zc_buf got;
    zc_buf_init(&got);
    for (size_t i = 0; i < n; i++) {
        buf_puts(&got, i ? "/" : "");
        for (size_t k = words[i].from; k < words[i].to; k++)
            buf_cp(&got, t.cp[k]);
    }
    assert_string_equal(got.data, expected);
    zc_buf_clear(&got);
    free(words);
    text_clear(&t);
    text_breaker_close(breaker);
}

static void words_are_those_of_icu_without_what_lies_between(void **state)
{
    (void)state;
    assert_words("职业教育，2023 Open-Data。", "职业教育/2023/open/data");
    assert_words("產教融合", "产/教/融合"); /* ICU 72.1 */
    assert_words("。，！", "");
    assert_words("", "");
}

static void words_count_code_points_and_not_utf16_units(void **state)
{
    (void)state;
    assert_words("\xF0\xA0\x80\x80，data", "\xF0\xA0\x80\x80/data");
    assert_words("\xF0\x9F\x98\x80 data", "data"); /* an emoji is no word */
}

static void words_are_appended(void **state)
{
    (void)state;
    text_breaker *breaker = NULL;
    text t = {0};
    text_word *words = NULL;
    size_t n = 0;
    assert_int_equal(text_breaker_open(&breaker, NULL), ZC_OK);
    for (int round = 0; round < 20; round++) {
        assert_int_equal(text_normalise(STR_LIT("open data"), false, &t, NULL), ZC_OK);
        assert_int_equal(text_words(breaker, &t, &words, &n, NULL), ZC_OK);
    }
    assert_int_equal(n, 40);
    assert_int_equal(words[39].from, 5);
    assert_int_equal(words[39].to, 9);
    free(words);
    text_clear(&t);
    text_breaker_close(breaker);
    text_breaker_close(NULL);
}

static void icu_version_is_a_number(void **state)
{
    (void)state;
    char version[TEXT_ICU_VERSION_SIZE];
    text_icu_version(version);
    assert_true(atoi(version) >= 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(width_does_not_matter),
        cmocka_unit_test(case_does_not_matter),
        cmocka_unit_test(compatibility_forms_are_alike),
        cmocka_unit_test(traditional_characters_are_simplified),
        cmocka_unit_test(simplified_usage_keeps_its_characters),
        cmocka_unit_test(brackets_are_alike),
        cmocka_unit_test(title_marks_are_no_brackets),
        cmocka_unit_test(invisible_characters_are_left_out),
        cmocka_unit_test(bytes_that_are_no_utf8_are_replaced),
        cmocka_unit_test(private_use_of_gb18030_is_read_as_today),
        cmocka_unit_test(one_ligature_gives_all_its_letters_and_one_place),
        cmocka_unit_test(many_ligatures_find_room),
        cmocka_unit_test(few_marks_belong_to_their_letter),
        cmocka_unit_test(a_run_of_marks_is_capped),
        cmocka_unit_test(alternating_marks_take_linear_time),
        cmocka_unit_test(a_mark_after_an_invisible_character_is_read),
        cmocka_unit_test(hangul_and_kana_marks_finish),
        cmocka_unit_test(blanks_between_han_characters_are_left_out),
        cmocka_unit_test(other_runs_of_blanks_are_one_blank),
        cmocka_unit_test(blanks_at_both_ends_are_left_out),
        cmocka_unit_test(line_ends_of_paragraphs_are_one_line_feed),
        cmocka_unit_test(a_line_broken_in_a_sentence_is_joined),
        cmocka_unit_test(blank_lines_inside_a_sentence_are_joined_across),
        cmocka_unit_test(a_line_that_ends_in_a_comma_goes_on),
        cmocka_unit_test(a_line_that_begins_with_punctuation_belongs_to_the_one_before),
        cmocka_unit_test(words_of_letters_keep_a_blank_where_lines_are_joined),
        cmocka_unit_test(a_number_broken_by_a_line_end_is_no_item),
        cmocka_unit_test(a_long_paragraph_is_joined_line_by_line),
        cmocka_unit_test(a_sentence_goes_on_across_lines_after_a_full_stop),
        cmocka_unit_test(titles_are_not_joined),
        cmocka_unit_test(headings_are_not_joined),
        cmocka_unit_test(enumerations_are_not_joined),
        cmocka_unit_test(addressees_are_not_joined),
        cmocka_unit_test(signatures_are_not_joined),
        cmocka_unit_test(an_indented_line_begins_a_paragraph),
        cmocka_unit_test(offsets_lead_back_over_every_rule),
        cmocka_unit_test(offsets_never_run_backwards_or_cut_a_character),
        cmocka_unit_test(offsets_do_not_change_the_text),
        cmocka_unit_test(a_text_is_used_again),
        cmocka_unit_test(random_bytes_are_read),
        cmocka_unit_test(letters_digits_and_marks_are_units),
        cmocka_unit_test(find_gives_every_place),
        cmocka_unit_test(words_are_those_of_icu_without_what_lies_between),
        cmocka_unit_test(words_count_code_points_and_not_utf16_units),
        cmocka_unit_test(words_are_appended),
        cmocka_unit_test(icu_version_is_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
