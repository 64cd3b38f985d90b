/* Front matter: what is given, and where the body begins.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "front.h"

#include <string.h>

typedef struct front {
    arena a;
    meta_values given;
    zc_str body;
} front;

static int setup(void **state)
{
    static front f;
    f = (front){.body = STR_NONE};
    arena_init(&f.a);
    for (int i = 0; i < META_FIELDS; i++)
        f.given.value[i] = STR_NONE;
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    arena_clear(&((front *)*state)->a);
    return 0;
}

static void split(front *f, const char *file)
{
    assert_int_equal(front_split(str_from(file), &f->a, &f->given, &f->body, NULL), ZC_OK);
}

static void assert_view(zc_str got, const char *expected)
{
    if (!str_equal(got, str_from(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)got.n, got.p, expected);
}

static void assert_nothing(front *f, const char *file)
{
    split(f, file);
    assert_view(f->body, file);
    for (int i = 0; i < META_FIELDS; i++)
        assert_int_equal(f->given.value[i].n, 0);
}

static void fields_are_given_and_the_body_follows(void **state)
{
    front *f = *state;
    split(f,
          "---\ntitle: 关于试点的通知\ncity: 溪州市\nyear: 2023\ndate: 2023-09-21\n---\n\n正文\n");
    assert_view(f->given.value[META_TITLE], "关于试点的通知");
    assert_view(f->given.value[META_CITY], "溪州市");
    assert_view(f->given.value[META_YEAR], "2023");
    assert_view(f->given.value[META_DATE], "2023-09-21");
    assert_view(f->body, "\n正文\n");
}

static void names_may_be_chinese_and_values_quoted(void **state)
{
    front *f = *state;
    split(f, "---\n文号: \"溪政发〔2021〕7号\"\n'标题': '关于“试点”的通知'\n...\n正文");
    assert_view(f->given.value[META_DOCNO], "溪政发〔2021〕7号");
    assert_view(f->given.value[META_TITLE], "关于“试点”的通知");
    assert_view(f->body, "正文");
}

static void folded_values_are_one_line(void **state)
{
    front *f = *state;
    split(f, "---\ntitle: >-\n  open\n  data\ncity: 溪州市\n---\n");
    assert_view(f->given.value[META_TITLE], "open data");
    assert_view(f->given.value[META_CITY], "溪州市");
    assert_view(f->body, "");
}

static void other_keys_and_nested_values_are_passed_over(void **state)
{
    front *f = *state;
    split(f, "---\ntags: [title, city]\nauthor:\n  title: 局长\n  city: 林海市\n"
             "layout: post\ncity: {title: 甲}\n? [a, b]\n: title\ntitle: 通知\n---\n正文");
    assert_view(f->given.value[META_TITLE], "通知");
    assert_int_equal(f->given.value[META_CITY].n, 0);
    assert_view(f->body, "正文");
}

static void anchors_and_aliases_keep_the_pairs_in_step(void **state)
{
    front *f = *state;
    split(f, "---\nlayout: &a post\nother: *a\ntitle: 通知\n---\n正文");
    assert_view(f->given.value[META_TITLE], "通知");
}

static void empty_values_give_nothing(void **state)
{
    front *f = *state;
    f->given.value[META_CITY] = STR_LIT("溪州市");
    split(f, "---\ncity:\ntitle: ''\nissuer: '　'\n---\n正文");
    assert_view(f->given.value[META_CITY], "溪州市");
    assert_int_equal(f->given.value[META_TITLE].n, 0);
    assert_int_equal(f->given.value[META_ISSUER].n, 0);
    assert_view(f->body, "正文");
}

static void null_gives_nothing(void **state)
{
    front *f = *state;
    split(f, "---\ntitle: null\ndocno: ~\nissuer: Null\ntype: 'null'\n---\n正文");
    assert_int_equal(f->given.value[META_TITLE].n, 0);
    assert_int_equal(f->given.value[META_DOCNO].n, 0);
    assert_int_equal(f->given.value[META_ISSUER].n, 0);
    assert_view(f->given.value[META_TYPE], "null"); /* in quotes it is a word */
    assert_view(f->body, "正文");
}

static void what_has_no_front_matter_is_body(void **state)
{
    front *f = *state;
    assert_nothing(f, "");
    assert_nothing(f, "正文\n---\ntitle: 甲\n---\n");
    assert_nothing(f, "\n---\ntitle: 甲\n---\n");
    assert_nothing(f, "----\ntitle: 甲\n----\n");
    assert_nothing(f, "---");
}

static void an_unclosed_fence_is_body(void **state)
{
    front *f = *state;
    assert_nothing(f, "---\ntitle: 甲\n正文\n");
    assert_nothing(f, "---\ntitle: 甲\n--- 乙\n");
}

static void what_is_no_mapping_is_body(void **state)
{
    front *f = *state;
    assert_nothing(f, "---\n第一段\n---\n第二段\n"); /* two rules, not front matter */
    assert_nothing(f, "---\n- title\n- city\n---\n正文");
    assert_nothing(f, "---\n---\n正文");
}

static void broken_yaml_is_body_and_gives_nothing(void **state)
{
    front *f = *state;
    assert_nothing(f, "---\ntitle: 甲\ncity: [溪州市\n---\n正文");
    assert_nothing(f, "---\ntitle: 甲\n\tcity: 乙\n---\n正文");
    assert_nothing(f, "---\ntitle: 甲\nx: *nowhere\n- y\n---\n正文");
    assert_nothing(f, "---\ntitle: \"甲\n---\n正文");
    assert_nothing(f, "---\ntitle: \xFF\xFE\n---\n正文");
}

static void deep_nesting_is_no_crash(void **state)
{
    front *f = *state;
    zc_buf file;
    zc_buf_init(&file);
    buf_puts(&file, "---\ntitle: 甲\nx: ");
    for (int i = 0; i < 5000; i++)
        buf_char(&file, '[');
    buf_puts(&file, "\n---\n正文");
    assert_nothing(f, file.data);
    zc_buf_clear(&file);
}

static void a_nul_in_a_value_gives_nothing(void **state)
{
    front *f = *state;
    split(f, "---\ntitle: \"甲\\0乙\"\ncity: 溪州市\n---\n正文");
    assert_int_equal(f->given.value[META_TITLE].n, 0);
    assert_view(f->given.value[META_CITY], "溪州市");
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(fields_are_given_and_the_body_follows),
        EACH(names_may_be_chinese_and_values_quoted),
        EACH(folded_values_are_one_line),
        EACH(other_keys_and_nested_values_are_passed_over),
        EACH(anchors_and_aliases_keep_the_pairs_in_step),
        EACH(empty_values_give_nothing),
        EACH(null_gives_nothing),
        EACH(what_has_no_front_matter_is_body),
        EACH(an_unclosed_fence_is_body),
        EACH(what_is_no_mapping_is_body),
        EACH(broken_yaml_is_body_and_gives_nothing),
        EACH(deep_nesting_is_no_crash),
        EACH(a_nul_in_a_value_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
