/* Web pages: what they say of their document. Their texts and titles are looked at in
 * tests/cli/test_formats.py, on the same pages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "json.h"
#include "reading.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

static void read_file(const char *path, zc_buf *out)
{
    FILE *file = fopen(path, "rb");
    char chunk[4096];
    assert_non_null(file);
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buf_add(out, chunk, n);
    fclose(file);
}

/* The page's text and what it says, or the reason why it has none. */
typedef struct page {
    arena a;
    reading r;
    zc_error error;
    zc_status status;
} page;

static page *read_page(const char *html, size_t n)
{
    static page p;
    p = (page){0};
    arena_init(&p.a);
    p.status = webpage_read((zc_str){html, n}, &p.a, &p.r, &p.error);
    return &p;
}

static page *read_body(const char *body)
{
    page *p = read_page(body, strlen(body));
    assert_int_equal(p->status, ZC_OK);
    return p;
}

static void assert_text(const char *html, const char *text)
{
    page *p = read_body(html);
    assert_string_equal(p->r.parts[0].text.p, text);
    arena_clear(&p->a);
}

static void assert_said(const char *html, meta_field field, const char *value)
{
    page *p = read_body(html);
    zc_str said = p->r.parts[0].said.value[field];
    assert_string_equal(said.n ? said.p : "", value);
    arena_clear(&p->a);
}

/* ---- The pages of tests/fixtures/pages ---- */

static bool says(const meta_values *said, const json_t *expected, const char *path)
{
    bool same = true;
    for (int f = 0; f < META_FIELDS; f++) {
        const char *want = json_get_text(expected, meta_field_name((meta_field)f));
        bool equal = str_equal(said->value[f].n ? said->value[f] : STR_NONE, str_from(want));
        if (!equal)
            print_error("%s: %s: “%.*s”, not “%s”\n", path, meta_field_name((meta_field)f),
                        (int)said->value[f].n, said->value[f].p, want ? want : "");
        same = same && equal;
    }
    return same;
}

static bool check_page(const char *path)
{
    zc_buf expected, html;
    zc_buf_init(&expected);
    zc_buf_init(&html);
    read_file(path, &expected);
    zc_buf name;
    zc_buf_init(&name);
    buf_printf(&name, "%.*s.html", (int)(strlen(path) - strlen(".json")), path);
    read_file(name.data, &html);
    json_t *want = json_loadb(expected.data, expected.len, 0, NULL);
    const char *reason = json_get_text(want, "error");
    page *p = read_page(html.data, html.len);
    bool ok = reason ? p->status == ZC_ERROR_ARGUMENT && strcmp(p->error.message, reason) == 0
                     : p->status == ZC_OK &&
                           says(&p->r.parts[0].said, json_object_get(want, "said"), path);
    arena_clear(&p->a);
    json_decref(want);
    zc_buf_clear(&name);
    zc_buf_clear(&html);
    zc_buf_clear(&expected);
    return ok;
}

static void pages_say_what_they_say_and_nothing_else(void **state)
{
    (void)state;
    glob_t found;
    bool ok = true;
    assert_int_equal(glob(ZHENGCE_SOURCE_DIR "/tests/fixtures/pages/*.json", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 16);
    for (size_t i = 0; i < found.gl_pathc; i++)
        ok = check_page(found.gl_pathv[i]) && ok;
    globfree(&found);
    assert_true(ok);
}

/* ---- Text ---- */

static void a_line_broken_in_the_source_is_one_line(void **state)
{
    (void)state;
    assert_text("<p>推进产教\n  融合，建设 100\n个基地。</p>", "推进产教融合，建设 100 个基地。\n");
    assert_text("<p>甲<span> 乙</span>\n<b>丙</b></p>", "甲 乙 丙\n");
    assert_text("<pre>第一条\n第二条</pre>", "第一条\n第二条\n");
}

static void a_page_deeper_than_a_parser_likes_is_read_to_its_end(void **state)
{
    (void)state;
    zc_buf html;
    zc_buf_init(&html);
    for (int i = 0; i < 2000; i++)
        buf_puts(&html, "<font color=red><b>");
    buf_puts(&html, "<p>第一条　为了规范管理，制定本办法。</p>");
    assert_text(html.data, "第一条　为了规范管理，制定本办法。\n");
    zc_buf_clear(&html);
}

static void comments_of_word_are_no_text(void **state)
{
    (void)state;
    assert_text("<p><![if !supportLists]>一、<![endif]>总则<!--[if x]>无<![endif]-->。</p>",
                "一、总则。\n");
    assert_text("<p>甲。</p><!-- 没有结尾<p>乙。</p>", "甲。\n没有结尾\n乙。\n");
}

static void rows_of_cells_are_lines_and_layout_is_none(void **state)
{
    (void)state;
    assert_text("<table><tr><td>甲</td><td></td><td>乙</td></tr></table>", "甲 |  | 乙\n");
    assert_text("<table><tr><td> </td><td><p>第一条　甲。</p><p>第二条　乙。</p></td></tr></table>",
                "第一条　甲。\n第二条　乙。\n");
    assert_text("<table><tr><td>甲<table><tr><td>乙</td><td>丙</td></tr></table></td><td>丁</td>"
                "</tr></table>",
                "甲\n乙 | 丙\n丁\n");
}

static void a_text_that_somebody_named_a_page_keeps_its_lines(void **state)
{
    (void)state;
    assert_text("第一行 1<2\n第二行", "第一行 1<2\n第二行");
}

static void a_page_of_frames_is_a_reason(void **state)
{
    (void)state;
    static const char html[] = "<html><frameset cols='2,8'><frame src=a.htm></frameset></html>";
    page *p = read_page(html, strlen(html));
    assert_int_equal(p->status, ZC_ERROR_ARGUMENT);
    assert_non_null(strstr(p->error.message, "frames"));
    arena_clear(&p->a);
}

static void teasers_of_other_texts_are_no_article(void **state)
{
    (void)state;
    assert_text(
        "<div><div><p>市委召开常委会会议，研究部署防汛、抗旱等工作。<a href=x>详细</a></p></div>"
        "<div><p>各县区：</p><p>入汛以来，我市降雨偏多，各地要高度重视。</p></div></div>",
        "各县区：\n入汛以来，我市降雨偏多，各地要高度重视。\n");
}

static void a_footer_goes_and_the_texts_own_telephone_stays(void **state)
{
    (void)state;
    assert_text("<p>请认真执行，抓好落实。</p><p>联系电话：0000-1234567</p><p>（责任编辑：甲）</p>"
                "<p>主办单位：市府办</p><p>电话：0000-7654321</p><p>示ICP备05000000号</p>",
                "请认真执行，抓好落实。\n联系电话：0000-1234567\n");
    assert_text("<p>请认真执行，抓好落实。</p><p>主办单位：市教育局</p>",
                "请认真执行，抓好落实。\n主办单位：市教育局\n");
}

static void words_of_tools_in_a_sentence_are_text(void **state)
{
    (void)state;
    assert_text("<p>关闭落后产能企业。</p><p>打印费由申请人承担</p><p>【打印】【关闭】</p>",
                "关闭落后产能企业。\n打印费由申请人承担\n");
}

/* ---- What is said ---- */

static void a_title_that_was_cut_is_none(void **state)
{
    (void)state;
    static const char page[] = "<meta name=ArticleTitle content='关于做好秋季招生工作的…'>"
                               "<title>首页</title><h1>关于做好秋季招生<br>工作的通知</h1>"
                               "<p>现将有关事项通知如下。</p>";
    assert_said(page, META_TITLE, "关于做好秋季招生工作的通知");
    assert_said("<meta name=ArticleTitle content='关于做好秋季招生'><p>甲。</p>"
                "<title>关于做好秋季招生工作的通知_样例县教育局</title>",
                META_TITLE, "关于做好秋季招生工作的通知");
}

static void labels_outrank_where_a_text_was_found(void **state)
{
    (void)state;
    assert_said("<meta name=ContentSource content=示例日报><p>来源：本站 发布机构：示例市教育局</p>"
                "<div id=zoom><p>现将有关事项通知如下。</p></div>",
                META_ISSUER, "示例市教育局");
}

static void an_address_leads_somewhere_from_any_page(void **state)
{
    (void)state;
    assert_said("<meta name=Url content=./t1.html><meta property=og:url "
                "content=https://a.example/t1.html><p>甲。</p>",
                META_URL, "https://a.example/t1.html");
    assert_said("<meta name=Url content='javascript:alert(1)'><p>甲。</p>", META_URL, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_say_what_they_say_and_nothing_else),
        cmocka_unit_test(a_line_broken_in_the_source_is_one_line),
        cmocka_unit_test(a_page_deeper_than_a_parser_likes_is_read_to_its_end),
        cmocka_unit_test(comments_of_word_are_no_text),
        cmocka_unit_test(rows_of_cells_are_lines_and_layout_is_none),
        cmocka_unit_test(a_text_that_somebody_named_a_page_keeps_its_lines),
        cmocka_unit_test(a_page_of_frames_is_a_reason),
        cmocka_unit_test(teasers_of_other_texts_are_no_article),
        cmocka_unit_test(a_footer_goes_and_the_texts_own_telephone_stays),
        cmocka_unit_test(words_of_tools_in_a_sentence_are_text),
        cmocka_unit_test(a_title_that_was_cut_is_none),
        cmocka_unit_test(labels_outrank_where_a_text_was_found),
        cmocka_unit_test(an_address_leads_somewhere_from_any_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
