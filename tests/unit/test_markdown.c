/* Markdown to text, and the guard in front of cmark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "markdown.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_text(const char *source, const char *expected)
{
    zc_buf out;
    zc_buf_init(&out);
    markdown how;
    assert_int_equal(markdown_text(str_from(source), &out, &how, NULL), ZC_OK);
    assert_false(how.plain);
    bool same = strcmp(out.data, expected) == 0;
    if (!same)
        print_error("%s\ngives    %s\nexpected %s\n", source, out.data, expected);
    zc_buf_clear(&out);
    assert_true(same);
}

static void assert_title(const char *source, const char *expected)
{
    zc_buf out;
    zc_buf_init(&out);
    buf_puts(&out, "前");
    markdown how;
    assert_int_equal(markdown_text(str_from(source), &out, &how, NULL), ZC_OK);
    bool same = str_equal(how.title, str_from(expected));
    if (!same)
        print_error("title: %.*s, not %s\n", (int)how.title.n, how.title.p, expected);
    if (how.title.n)
        assert_true(how.title.p >= out.data && how.title.p + how.title.n <= out.data + out.len);
    zc_buf_clear(&out);
    assert_true(same);
}

/* ---- Blocks ---- */

static void blocks_end_in_a_blank_line(void **state)
{
    (void)state;
    assert_text("# 标题\n\n第一段。\n\n第二段。\n", "标题\n\n第一段。\n\n第二段。\n\n");
    assert_text("标题\n====\n正文\n", "标题\n\n正文\n\n");
    assert_text("", "");
    assert_text("甲\n\n---\n\n乙\n", "甲\n\n乙\n\n");
}

static void quotations_and_code_are_text(void **state)
{
    (void)state;
    assert_text("> 引文\n> 第二行\n", "引文\n第二行\n\n");
    assert_text("    代码 *x*\n", "代码 *x*\n\n");
    assert_text("```\n甲\n乙\n```\n", "甲\n乙\n\n");
    assert_text("见`命令`行\n", "见命令行\n\n");
}

static void items_keep_their_numbers(void **state)
{
    (void)state;
    assert_text("3. 甲\n4. 乙\n5. 丙\n", "3. 甲\n4. 乙\n5. 丙\n\n");
    assert_text("1) 甲\n2) 乙\n", "1) 甲\n2) 乙\n\n");
    assert_text("- 甲\n- 乙\n", "- 甲\n- 乙\n\n");
    assert_text("1. 甲\n\n2. 乙\n", "1. 甲\n\n2. 乙\n\n");
}

static void items_of_an_inner_list_stand_on_their_own_lines(void **state)
{
    (void)state;
    assert_text("1. 甲\n   - 子\n   - 丑\n2. 乙\n", "1. 甲\n- 子\n- 丑\n\n2. 乙\n\n");
}

static void a_number_that_starts_a_line_stays(void **state)
{
    (void)state;
    assert_text("2023.9.21\n", "2023.9.21\n\n");
    assert_text("一、总体要求\n\n（一）目标\n", "一、总体要求\n\n（一）目标\n\n");
}

/* ---- Inline ---- */

static void soft_breaks_are_line_ends(void **state)
{
    (void)state;
    assert_text("职业教\n育改革  \n方案\n", "职业教\n育改革\n方案\n\n");
}

static void html_and_comments_are_left_out(void **state)
{
    (void)state;
    assert_text("甲<b>乙</b>丙\n", "甲乙丙\n\n");
    assert_text("<div>\n块\n</div>\n\n正文\n", "正文\n\n");
    assert_text("甲\n\n<!-- 批注 -->\n\n乙\n", "甲\n\n乙\n\n");
    assert_text("甲<!-- 批注 -->乙\n", "甲乙\n\n");
    assert_text("<script>alert(1)</script>\n\n正文\n", "正文\n\n");
}

static void a_break_in_html_does_not_join_what_it_parts(void **state)
{
    (void)state;
    zc_buf out;
    zc_buf_init(&out);
    markdown how;
    assert_int_equal(
        markdown_text(STR_LIT("溪州市教育局<br>二〇二三年<br/>通知\n"), &out, &how, NULL), ZC_OK);
    bool joined = strstr(out.data, "教育局二") || strstr(out.data, "年通");
    zc_buf_clear(&out);
    assert_false(joined);
}

static void links_and_images_leave_their_text(void **state)
{
    (void)state;
    assert_text("见[办法](http://x.cn/a_b)。\n", "见办法。\n\n");
    assert_text("![徽标](a.png)正文\n", "徽标正文\n\n");
    assert_text("〔2023〕44号[2023]44号\n", "〔2023〕44号[2023]44号\n\n");
}

static void entities_and_escapes_are_read(void **state)
{
    (void)state;
    assert_text("甲&amp;乙&#20057;\\*丙\n", "甲&乙乙*丙\n\n");
}

static void emphasis_leaves_no_asterisks(void **state)
{
    (void)state;
    assert_text("**“产教融合”**是方向。\n", "“产教融合”是方向。\n\n");
    assert_text("推进**产教融合**和*协同*。\n", "推进产教融合和协同。\n\n");
    assert_text("**（一）目标。**到2025年\n", "（一）目标。到2025年\n\n");
    assert_text("*《办法》*试行\n", "《办法》试行\n\n");
}

static void a_lone_asterisk_or_line_of_a_form_stays(void **state)
{
    (void)state;
    assert_text("3*5=15\n", "3*5=15\n\n");
    assert_text("标有 * 的为必填项\n", "标有 * 的为必填项\n\n");
    assert_text("姓名：____ 日期：____年\n", "姓名：____ 日期：____年\n\n");
    assert_text("见`**`号\n", "见**号\n\n");
}

static void bad_bytes_become_replacement_characters(void **state)
{
    (void)state;
    assert_text("甲\xFF乙\n", "甲\xEF\xBF\xBD乙\n\n");
}

/* ---- Title ---- */

static void the_first_heading_of_level_one_is_the_title(void **state)
{
    (void)state;
    assert_title("正文\n\n## 二级\n\n# 关于**试点**的通知\n\n# 另一个\n", "关于试点的通知");
    assert_title("关于试点的通知\n====\n", "关于试点的通知");
    assert_title("## 只有二级\n\n正文\n", "");
    assert_title("正文\n", "");
    assert_title("> # 引用的标题\n", "引用的标题");
}

static void an_empty_heading_is_no_title(void **state)
{
    (void)state;
    assert_title("#\n\n# 关于试点的通知\n", "关于试点的通知");
}

/* ---- HTML ---- */

/* Marks every place of 产教融合, line ends in it or not. */
static size_t find_phrase(void *context, zc_str text, markdown_span **spans)
{
    static const char *const pieces[] = {"产", "教", "融", "合"};
    size_t *calls = context, n = 0;
    ++*calls;
    *spans = NULL;
    for (size_t from = 0; from < text.n; from++) {
        size_t at = from, i = 0;
        for (; i < 4 && str_starts(str_slice(text, at, text.n), str_from(pieces[i])); i++)
            for (at += 3; i < 3 && at < text.n && text.p[at] == '\n';)
                at++;
        if (i < 4)
            continue;
        assert_true(array_grow((void **)spans, n, sizeof **spans));
        (*spans)[n++] = (markdown_span){from, at};
    }
    return n;
}

static void assert_html(const char *source, const char *expected)
{
    zc_buf out;
    zc_buf_init(&out);
    bool refused = true;
    size_t calls = 0;
    assert_int_equal(
        markdown_html(str_from(source), STR_LIT("标题"), find_phrase, &calls, &out, &refused, NULL),
        ZC_OK);
    assert_false(refused);
    assert_int_equal(calls, 1); /* of the whole text: a search knows no runs */
    bool same = strcmp(out.data, expected) == 0;
    if (!same)
        print_error("%s\nexpected %s\ngot      %s\n", source, expected, out.data);
    zc_buf_clear(&out);
    assert_true(same);
}

static void marks_stand_in_prose(void **state)
{
    (void)state;
    assert_html("深化产教融合。\n", "<p>深化<mark>产教融合</mark>。</p>\n");
    assert_html("产教融合\n", "<p><mark>产教融合</mark></p>\n");
    assert_html("产教融合产教融合 &lt;b&gt;\n",
                "<p><mark>产教融合</mark><mark>产教融合</mark> &lt;b&gt;</p>\n");
    assert_html("# 标题\n\n产教融合\n", "<p><mark>产教融合</mark></p>\n");
    assert_html("# 产教融合\n", "<h1><mark>产教融合</mark></h1>\n");
}

static void a_mark_goes_on_over_emphasis_links_and_code(void **state)
{
    (void)state;
    assert_html("产**教融**合\n",
                "<p><mark>产</mark><strong><mark>教融</mark></strong><mark>合</mark></p>\n");
    assert_html("*深化产*教融合\n", "<p><em>深化<mark>产</mark></em><mark>教融合</mark></p>\n");
    assert_html("[产教](u)融合\n", "<p><a href=\"u\"><mark>产教</mark></a><mark>融合</mark></p>\n");
    assert_html("`产教`融合\n", "<p><mark><code>产教</code>融合</mark></p>\n");
    assert_html("![产教](u)融合\n", "<p><mark>产教融合</mark></p>\n");
    assert_html("**“产教融合”**是\n", "<p>“<mark>产教融合</mark>”是</p>\n");
}

static void a_mark_goes_on_over_lines_and_paragraphs(void **state)
{
    (void)state;
    assert_html("产教\n融合\n", "<p><mark>产教融合</mark></p>\n");
    assert_html("产**教**\n融合\n",
                "<p><mark>产</mark><strong><mark>教</mark></strong><mark>融合</mark></p>\n");
    assert_html("深化产教\n\n融合\n", "<p>深化<mark>产教</mark></p>\n<p><mark>融合</mark></p>\n");
}

static void a_mark_stands_in_a_code_block(void **state)
{
    (void)state;
    assert_html("    a < 产教融合 & \"b\"\n",
                "<pre><code>a &lt; <mark>产教融合</mark> &amp; &quot;b&quot;\n</code></pre>\n");
    assert_html("    产教\n\n融合\n",
                "<pre><code><mark>产教\n</mark></code></pre>\n<p><mark>融合</mark></p>\n");
}

static void a_line_end_between_han_characters_is_not_shown(void **state)
{
    (void)state;
    assert_html("把职业教\n育摆好\n", "<p>把职业教育摆好</p>\n");
    assert_html("把**职业教**\n育摆好\n", "<p>把<strong>职业教</strong>育摆好</p>\n");
    assert_html("open\nsource\n", "<p>open\nsource</p>\n");
}

/* ---- The guard ---- */

enum { SECONDS = 20 }; /* generous: each of these takes minutes or hours unguarded */

static void repeat(zc_buf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_puts(out, s);
}

typedef enum outcome { PLAIN, PARSED, TOO_SLOW } outcome;

/* In a child: a source that takes too long fails its test alone. */
static outcome outcome_of(const zc_buf *source)
{
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        alarm(SECONDS);
        zc_buf out;
        zc_buf_init(&out);
        markdown how;
        zc_status status = markdown_text(buf_view(source), &out, &how, NULL);
        bool same = str_equal(buf_view(&out), buf_view(source));
        zc_buf_clear(&out);
        _exit(status != ZC_OK ? 9 : how.plain ? (same ? PLAIN : 9) : PARSED);
    }
    int how = 0;
    assert_int_equal(waitpid(pid, &how, 0), pid);
    return WIFEXITED(how) && WEXITSTATUS(how) <= PARSED ? (outcome)WEXITSTATUS(how) : TOO_SLOW;
}

static void unclosed_image_brackets_pass_through_as_plain_text(void **state)
{
    (void)state;
    zc_buf source;
    zc_buf_init(&source);
    repeat(&source, "![[]()", 8000); /* CVE-2023-22486 */
    outcome found = outcome_of(&source);
    zc_buf_clear(&source);
    assert_int_equal(found, PLAIN);
}

static void a_line_of_list_markers_passes_through_as_plain_text(void **state)
{
    (void)state;
    static const char *const markers[] = {"- ", "* ", "+ ", "> ", "- > "};
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        zc_buf source;
        zc_buf_init(&source);
        repeat(&source, markers[i], 15000);
        buf_puts(&source, "x");
        repeat(&source, "\n", 15000);
        outcome found = outcome_of(&source);
        zc_buf_clear(&source);
        assert_int_equal(found, PLAIN);
    }
}

static void numbered_markers_on_one_line_are_answered_quickly(void **state)
{
    (void)state;
    zc_buf source;
    zc_buf_init(&source);
    repeat(&source, "1. ", 15000);
    buf_puts(&source, "x");
    repeat(&source, "\n", 200000);
    outcome found = outcome_of(&source);
    zc_buf_clear(&source);
    assert_int_not_equal(found, TOO_SLOW);
}

static void lists_nested_line_by_line_are_answered_quickly(void **state)
{
    (void)state;
    zc_buf source;
    zc_buf_init(&source);
    for (size_t line = 0; line < 75; line++) { /* 40 markers a line: 3,000 deep */
        repeat(&source, " ", line * 80);
        repeat(&source, "- ", 40);
        buf_puts(&source, "x\n");
    }
    repeat(&source, "\n", 1000000);
    outcome found = outcome_of(&source);
    zc_buf_clear(&source);
    assert_int_not_equal(found, TOO_SLOW);
}

static void delimiter_runs_are_answered_quickly(void **state)
{
    (void)state;
    static const char *const pieces[] = {"*a_ ", "_", "`", "a**b", "[a](", "<!--",
                                         "&",    "[", "]", "<a ",  "**_",  "\\"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        zc_buf source;
        zc_buf_init(&source);
        repeat(&source, pieces[i], 100000);
        outcome found = outcome_of(&source);
        zc_buf_clear(&source);
        if (found == TOO_SLOW)
            fail_msg("100,000 times %s: not done after %d seconds", pieces[i], SECONDS);
    }
}

static void ordinary_documents_are_no_attack(void **state)
{
    (void)state;
    zc_buf source;
    zc_buf_init(&source);
    for (int i = 1; i <= 2000; i++)
        buf_printf(&source,
                   "## 第%d条\n\n依照**《办法》**〔2021〕[%d]执行，\n分工如下：\n\n1. 甲\n2. 乙\n  "
                   " - 丙\n\n---\n\n",
                   i, i);
    outcome found = outcome_of(&source);
    zc_buf_clear(&source);
    assert_int_equal(found, PARSED);
}

static void output_is_appended(void **state)
{
    (void)state;
    zc_buf out;
    zc_buf_init(&out);
    markdown how;
    assert_int_equal(markdown_text(STR_LIT("甲"), &out, &how, NULL), ZC_OK);
    assert_int_equal(markdown_text(STR_LIT("- 乙"), &out, &how, NULL), ZC_OK);
    assert_string_equal(out.data, "甲\n\n- 乙\n\n");
    zc_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_end_in_a_blank_line),
        cmocka_unit_test(quotations_and_code_are_text),
        cmocka_unit_test(items_keep_their_numbers),
        cmocka_unit_test(items_of_an_inner_list_stand_on_their_own_lines),
        cmocka_unit_test(a_number_that_starts_a_line_stays),
        cmocka_unit_test(soft_breaks_are_line_ends),
        cmocka_unit_test(html_and_comments_are_left_out),
        cmocka_unit_test(a_break_in_html_does_not_join_what_it_parts),
        cmocka_unit_test(links_and_images_leave_their_text),
        cmocka_unit_test(entities_and_escapes_are_read),
        cmocka_unit_test(emphasis_leaves_no_asterisks),
        cmocka_unit_test(a_lone_asterisk_or_line_of_a_form_stays),
        cmocka_unit_test(bad_bytes_become_replacement_characters),
        cmocka_unit_test(the_first_heading_of_level_one_is_the_title),
        cmocka_unit_test(an_empty_heading_is_no_title),
        cmocka_unit_test(marks_stand_in_prose),
        cmocka_unit_test(a_mark_goes_on_over_emphasis_links_and_code),
        cmocka_unit_test(a_mark_goes_on_over_lines_and_paragraphs),
        cmocka_unit_test(a_mark_stands_in_a_code_block),
        cmocka_unit_test(a_line_end_between_han_characters_is_not_shown),
        cmocka_unit_test(unclosed_image_brackets_pass_through_as_plain_text),
        cmocka_unit_test(a_line_of_list_markers_passes_through_as_plain_text),
        cmocka_unit_test(numbered_markers_on_one_line_are_answered_quickly),
        cmocka_unit_test(lists_nested_line_by_line_are_answered_quickly),
        cmocka_unit_test(delimiter_runs_are_answered_quickly),
        cmocka_unit_test(ordinary_documents_are_no_attack),
        cmocka_unit_test(output_is_appended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
