/* What columns mean.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "columns.h"

#include <string.h>

static void assert_means(const char *name, int meaning)
{
    if (column_meaning(str_from(name), NULL, 0) != meaning)
        print_error("%s\n", name);
    assert_int_equal(column_meaning(str_from(name), NULL, 0), meaning);
}

static void columns_are_known_by_english_and_chinese_names(void **state)
{
    (void)state;
    assert_means("id", COLUMN_ID);
    assert_means("Text", COLUMN_TEXT);
    assert_means("正文", COLUMN_TEXT);
    assert_means("标题", META_TITLE);
    assert_means("发文字号", META_DOCNO);
    assert_means("DocNo", META_DOCNO);
    assert_means("备注", COLUMN_NONE);
    assert_means("", COLUMN_NONE);
}

static void blanks_and_signs_in_a_name_do_not_count(void **state)
{
    (void)state;
    assert_means("标 题", META_TITLE);
    assert_means("标　　题：", META_TITLE);
    assert_means("\uFEFF正 文", COLUMN_TEXT);
    assert_means("*标题", META_TITLE);
    assert_means("：", COLUMN_NONE);
}

static void a_long_name_is_none(void **state)
{
    (void)state;
    char name[400];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_means(name, COLUMN_NONE);
}

static void a_map_takes_its_field_from_its_column_only(void **state)
{
    (void)state;
    column_map maps[2];
    assert_int_equal(column_map_parse("text=内文", &maps[0], NULL), ZC_OK);
    assert_int_equal(column_map_parse(" 标题 = 名 ", &maps[1], NULL), ZC_OK);
    assert_int_equal(column_meaning(STR_LIT(" 内文 "), maps, 2), COLUMN_TEXT);
    assert_int_equal(column_meaning(STR_LIT("正文"), maps, 2), COLUMN_NONE);
    assert_int_equal(column_meaning(STR_LIT("名"), maps, 2), META_TITLE);
    assert_int_equal(column_meaning(STR_LIT("日期"), maps, 2), META_DATE);
}

static void what_maps_nothing_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "text", "text=", "=正文", "nonsense=正文"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        column_map map;
        zc_error error = {0};
        assert_int_equal(column_map_parse(bad[i], &map, &error), ZC_ERROR_ARGUMENT);
        assert_non_null(strstr(error.message, "--map"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_known_by_english_and_chinese_names),
        cmocka_unit_test(blanks_and_signs_in_a_name_do_not_count),
        cmocka_unit_test(a_long_name_is_none),
        cmocka_unit_test(a_map_takes_its_field_from_its_column_only),
        cmocka_unit_test(what_maps_nothing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
