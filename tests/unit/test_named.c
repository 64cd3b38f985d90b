/* Documents by name: the keys of titles, and the titles that a text names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "named.h"

#include <stdio.h>
#include <string.h>

static const char *key_of(const char *title)
{
    static char out[2048];
    text t = {0};
    zc_buf key;
    zc_buf_init(&key);
    assert_int_equal(text_normalise(str_from(title), false, &t, NULL), ZC_OK);
    named_key(t.cp, t.n, &key);
    snprintf(out, sizeof out, "%s", key.data);
    text_clear(&t);
    zc_buf_clear(&key);
    return out;
}

#define KEY(title, expected) assert_string_equal(key_of(title), expected)

static void signs_blanks_and_forms_of_characters_do_not_count(void **state)
{
    (void)state;
    KEY("溪州市泽苇保护办法", "溪州市泽苇保护办法");
    KEY("溪州市 泽苇　保護辦法", "溪州市泽苇保护办法");
    KEY("《溪州市“泽苇”保护办法》", "溪州市泽苇保护办法");
    KEY("溪州市泽苇保护办法。", "溪州市泽苇保护办法");
    KEY("５Ｇ基站办法", "5g基站办法");
}

static void the_state_in_front_does_not_count(void **state)
{
    (void)state;
    KEY("中华人民共和国泽苇保护法", "泽苇保护法");
    KEY("《中华人民共和国泽苇保护法》", "泽苇保护法");
    KEY("实施中华人民共和国泽苇保护法办法", "实施中华人民共和国泽苇保护法办法");
    KEY("中华人民共和国", "中华人民共和国");
    KEY("中华人民共和国法", ""); /* one unit is left */
}

static void a_bracket_that_ends_the_title_does_not_count(void **state)
{
    (void)state;
    KEY("泽苇保护办法（试行）", "泽苇保护办法");
    KEY("《泽苇保护办法（2031年修订）》", "泽苇保护办法");
    KEY("泽苇保护办法〔暂行〕。", "泽苇保护办法");
    KEY("泽苇（芦荡）保护办法", "泽苇芦荡保护办法");
    KEY("泽苇保护办法（草案（二次审议稿））", "泽苇保护办法");
    KEY("（泽苇保护办法）", "泽苇保护办法"); /* nothing would be left */
    KEY("泽苇保护办法）", "泽苇保护办法");
    KEY("泽苇）保护办法（试行）", "泽苇保护办法");
    KEY("（）", "");
}

static void less_than_two_characters_is_no_name(void **state)
{
    (void)state;
    KEY("", "");
    KEY("》", "");
    KEY("法", "");
    KEY("《法》", "");
    KEY("宪法", "宪法");
}

static void a_key_is_appended_or_nothing_is(void **state)
{
    (void)state;
    static const uint32_t law[] = {0x6CD5, 0x6CD5};
    zc_buf out;
    zc_buf_init(&out);
    buf_puts(&out, "XW");
    named_key(law, 1, &out);
    assert_string_equal(out.data, "XW");
    named_key(law, 2, &out);
    assert_string_equal(out.data, "XW法法");
    zc_buf_clear(&out);
}

/* The titles that a text names, a bar behind each. */
static const char *named_in(const char *original)
{
    static char out[8192];
    text t = {0};
    zc_buf all;
    zc_buf_init(&all);
    assert_int_equal(text_normalise(str_from(original), false, &t, NULL), ZC_OK);
    for (size_t at = 0, from, to; named_next(&t, &at, &from, &to);) {
        assert_true(from <= to && to < t.n && at <= to);
        for (size_t i = from; i < to; i++)
            buf_cp(&all, t.cp[i]);
        buf_puts(&all, "|");
    }
    snprintf(out, sizeof out, "%s", all.data);
    text_clear(&t);
    zc_buf_clear(&all);
    return out;
}

#define NAMED(original, expected) assert_string_equal(named_in(original), expected)

static void titles_between_marks_are_named_in_order(void **state)
{
    (void)state;
    NAMED("依据《泽苇保护法》和《渔汛预报办法》办理。", "泽苇保护法|渔汛预报办法|");
    NAMED("《泽苇保护法》《泽苇保护法》", "泽苇保护法|泽苇保护法|");
    NAMED("没有名字。", "");
    NAMED("《》", "|");
    NAMED("", "");
}

static void a_title_inside_a_title_is_named_too(void **state)
{
    (void)state;
    NAMED("《关于施行《泽苇保护法》的通知》", "关于施行《泽苇保护法》的通知|泽苇保护法|");
}

static void what_is_never_closed_names_nothing_and_hides_nothing(void **state)
{
    (void)state;
    NAMED("《泽苇保护法", "");
    NAMED("泽苇保护法》", "");
    NAMED("《未完。\n\n《泽苇保护法》", "泽苇保护法|");
    NAMED("《未完，《泽苇保护法》", "泽苇保护法|");
    NAMED("《泽苇\n\n保护法》", "");
}

static void a_title_has_at_most_a_hundred_characters(void **state)
{
    (void)state;
    for (size_t n = 98; n <= 102; n++) {
        zc_buf original, expected;
        zc_buf_init(&original);
        zc_buf_init(&expected);
        for (size_t i = 0; i < n; i++)
            buf_puts(&expected, "苇");
        buf_printf(&original, "《%s》", expected.data);
        buf_puts(&expected, "|");
        NAMED(original.data, n < 100 ? expected.data : "");
        zc_buf_clear(&original);
        zc_buf_clear(&expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_blanks_and_forms_of_characters_do_not_count),
        cmocka_unit_test(the_state_in_front_does_not_count),
        cmocka_unit_test(a_bracket_that_ends_the_title_does_not_count),
        cmocka_unit_test(less_than_two_characters_is_no_name),
        cmocka_unit_test(a_key_is_appended_or_nothing_is),
        cmocka_unit_test(titles_between_marks_are_named_in_order),
        cmocka_unit_test(a_title_inside_a_title_is_named_too),
        cmocka_unit_test(what_is_never_closed_names_nothing_and_hides_nothing),
        cmocka_unit_test(a_title_has_at_most_a_hundred_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
