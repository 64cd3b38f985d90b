/* Several documents in one text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "split.h"

#include <string.h>

/* How many documents a text holds; *numbers, where it is one, how many lines are numbers. */
static size_t documents(const char *text, size_t *numbers)
{
    arena a;
    split s;
    arena_init(&a);
    assert_true(split_text(str_from(text), &a, &s));
    size_t n = s.n;
    if (numbers)
        *numbers = s.numbers;
    arena_clear(&a);
    return n;
}

static void assert_parts(const char *text, const char *const *parts, size_t n)
{
    arena a;
    split s;
    arena_init(&a);
    assert_true(split_text(str_from(text), &a, &s));
    assert_int_equal(s.n, n);
    for (size_t i = 0; i < n; i++)
        assert_true(str_equal(str_trim(s.parts[i]), str_from(parts[i])));
    arena_clear(&a);
}

#define FIRST                                                                                      \
    "示政发〔2024〕3号\n示例市人民政府关于修渠的通知\n各县：\n请认真贯彻执行。\n2024年5月6日"
#define SECOND "示政发〔2024〕4号\n示例市人民政府关于植树的通知\n各县：\n现将有关事项通知如下。"

static void a_rule_parts_documents(void **state)
{
    (void)state;
    const char *const parts[] = {FIRST, SECOND};
    assert_parts(FIRST "\n————————\n" SECOND "\n", parts, 2);
    assert_parts(FIRST "\n\n======\n\n" SECOND "\n", parts, 2);
    assert_int_equal(documents(FIRST "\n" SECOND "\n", NULL), 1);
}

static void the_line_of_printing_ends_a_document(void **state)
{
    (void)state;
    const char *const parts[] = {FIRST "\n示例市人民政府办公室　　2024年5月7日 印发\n（共印120份）",
                                 SECOND};
    assert_parts(FIRST "\n示例市人民政府办公室　　2024年5月7日 印发\n（共印120份）\n\n" SECOND,
                 parts, 2);
    const char *const ruled[] = {
        FIRST "\n抄送：市委办公室。\n——————\n示例市人民政府办公室 2024年5月7日印发", SECOND};
    assert_parts(
        FIRST
        "\n抄送：市委办公室。\n——————\n示例市人民政府办公室 2024年5月7日印发\n——————\n" SECOND,
        ruled, 2);
}

static void a_block_of_labels_begins_a_document(void **state)
{
    (void)state;
    assert_int_equal(
        documents(
            "索引号：001\n发文字号：示政发〔2024〕3号\n示例市关于修渠的通知\n各县：\n请执行。\n"
            "索引号：002\n发文字号：示政发〔2024〕4号\n示例市关于植树的通知\n各县：\n请执行。\n",
            NULL),
        2);
}

static void a_notice_and_what_it_issues_stay_together(void **state)
{
    (void)state;
    size_t numbers;
    assert_int_equal(
        documents(FIRST
                  "\n——————\n示例市修渠管理办法\n第一章 总则\n第一条 为了修渠，制定本办法。\n",
                  &numbers),
        1);
    assert_int_equal(numbers, 1);
    assert_int_equal(
        documents(FIRST
                  "\n——————\n附件1\n示政发〔2023〕9号\n示例市关于修渠的意见\n各县：\n请执行。\n",
                  NULL),
        1);
}

static void a_notice_and_what_it_forwards_stay_together(void **state)
{
    (void)state;
    size_t numbers;
    assert_int_equal(
        documents(
            "示政办发〔2024〕5号\n示例市人民政府办公室转发国务院办公厅关于修渠的通知\n各县：\n"
            "现转发给你们，请认真执行。\n——————\n国办发〔2024〕2号\n"
            "国务院办公厅关于修渠的通知\n各省：\n请认真执行。\n",
            &numbers),
        1);
    assert_int_equal(numbers, 2);
}

static void a_list_of_documents_is_one(void **state)
{
    (void)state;
    size_t numbers;
    assert_int_equal(
        documents(FIRST "\n——————\n宣布失效的文件目录\n示政发〔2001〕3号\n关于加强水利工作的通知\n"
                        "示政发〔2002〕9号\n关于加强林业工作的意见\n",
                  &numbers),
        1);
    assert_int_equal(numbers, 3);
}

static void laws_without_anything_between_them_are_one(void **state)
{
    (void)state;
    assert_int_equal(
        documents(
            "示例市养犬条例\n第一条 为了规范养犬，制定本条例。\n示例市绿化条例\n第一条 为了绿化，"
            "制定本条例。\n",
            NULL),
        1);
}

static void a_rule_below_the_number_parts_nothing(void **state)
{
    (void)state;
    assert_int_equal(documents("示例市人民政府文件\n示政发〔2024〕3号\n——————————\n示例市人民政府关"
                               "于修渠的通知\n各县：\n"
                               "请认真贯彻执行。\n",
                               NULL),
                     1);
}

static void a_text_of_rules_ends_in_time(void **state)
{
    (void)state;
    zc_buf text;
    zc_buf_init(&text);
    buf_puts(&text, FIRST "\n");
    for (int i = 0; i < 200000; i++)
        buf_puts(&text, "-----\n\n甲。\n索引号：\n");
    assert_int_equal(documents(text.data, NULL), 1);
    zc_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_parts_documents),
        cmocka_unit_test(the_line_of_printing_ends_a_document),
        cmocka_unit_test(a_block_of_labels_begins_a_document),
        cmocka_unit_test(a_notice_and_what_it_issues_stay_together),
        cmocka_unit_test(a_notice_and_what_it_forwards_stay_together),
        cmocka_unit_test(a_list_of_documents_is_one),
        cmocka_unit_test(laws_without_anything_between_them_are_one),
        cmocka_unit_test(a_rule_below_the_number_parts_nothing),
        cmocka_unit_test(a_text_of_rules_ends_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
