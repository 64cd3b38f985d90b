/* Labels of pages and databases: where they stand, and what their values are.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "label.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The labels of `line` as "kind=value|kind=value". */
static void assert_labels(const char *line, const char *expected)
{
    label found[LABELS_MOST];
    char text[512] = "";
    size_t n = label_read(str_from(line), found), at = 0;
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%d=%.*s", i ? "|" : "",
                               (int)found[i].kind, (int)found[i].value.n, found[i].value.p);
    assert_string_equal(text, expected);
}

static void expect(const char *line, label_kind kind, const char *value)
{
    label found[LABELS_MOST];
    char text[256];
    assert_int_equal(label_read(str_from(line), found), 1);
    assert_int_equal(found[0].kind, kind);
    snprintf(text, sizeof text, "%.*s", (int)found[0].value.n, found[0].value.p);
    assert_string_equal(text, value);
}

static void a_colon_or_a_bracket_makes_a_label(void **state)
{
    (void)state;
    expect("发文字号：示政发〔2020〕3号", LABEL_DOCNO, "示政发〔2020〕3号");
    expect("有效性:有效", LABEL_STATUS, "有效");
    expect("【发布日期】2001.07.20", LABEL_PUBLISHED, "2001.07.20");
    expect("【发布时间：2019-10-14】", LABEL_PUBLISHED, "2019-10-14");
    expect("[成文日期] 2020-01-02", LABEL_MADE, "2020-01-02");
}

static void blanks_inside_a_word_make_no_difference(void **state)
{
    (void)state;
    expect("有 效 性：失效", LABEL_STATUS, "失效");
    expect("标　　题：示例市水渠办法", LABEL_TITLE, "示例市水渠办法");
    expect("【文　　号】示政发〔2020〕3号", LABEL_DOCNO, "示政发〔2020〕3号");
}

static void a_value_ends_where_the_next_label_begins(void **state)
{
    (void)state;
    char expected[256];
    snprintf(expected, sizeof expected, "%d=示例市水利局|%d=2020-01-02|%d=2020-01-09", LABEL_ORGAN,
             LABEL_MADE, LABEL_PUBLISHED);
    assert_labels("发布机构：示例市水利局    成文日期：2020-01-02  公开日期：2020-01-09", expected);
    assert_labels("发布机构\t示例市水利局\t成文日期\t2020-01-02\t发布日期\t2020-01-09", expected);
    assert_labels("| 发布机构 | 示例市水利局 | 成文日期 | 2020-01-02 | 发布日期 | 2020-01-09 |",
                  expected);
}

static void a_word_alone_is_a_label_only_where_it_can_be_nothing_else(void **state)
{
    (void)state;
    expect("索引号", LABEL_OTHER, "");
    expect("成文日期", LABEL_MADE, "");
    assert_labels("时间", "");
    assert_labels("名称 数量", "");
    assert_labels("发布日期由市水利局定", "");
    assert_labels("有效期至2020年", "");
}

static void the_longest_word_counts(void **state)
{
    (void)state;
    expect("效力级别：地方政府规章", LABEL_OTHER, "地方政府规章");
    expect("失效时间：2003-12-31", LABEL_OTHER, "2003-12-31");
    expect("字体大小：大", LABEL_OTHER, "大");
}

static void running_text_holds_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"现将有关事项通知如下：", "各区水利局：", "",
                                        "根据发布日期：计算期限", "本文号：不存在"};
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_labels(texts[i], "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_colon_or_a_bracket_makes_a_label),
        cmocka_unit_test(blanks_inside_a_word_make_no_difference),
        cmocka_unit_test(a_value_ends_where_the_next_label_begins),
        cmocka_unit_test(a_word_alone_is_a_label_only_where_it_can_be_nothing_else),
        cmocka_unit_test(the_longest_word_counts),
        cmocka_unit_test(running_text_holds_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
