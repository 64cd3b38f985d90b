/* Dates: the forms that documents use, and what is none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "date.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void assert_date(const char *text, const char *iso)
{
    date day;
    char found[DATE_ISO_SIZE] = "";
    if (date_parse(str_from(text), &day))
        date_iso(day, found);
    assert_string_equal(found, iso);
}

static void date_parse_reads_arabic_forms(void **state)
{
    (void)state;
    assert_date("2023年9月21日", "2023-09-21");
    assert_date("2023 年4月12日", "2023-04-12");
    assert_date("2017   年   11   月   24   日", "2017-11-24");
    assert_date("　　2023年09月05日　", "2023-09-05");
    assert_date("１９９６年１２月９日", "1996-12-09");
    assert_date("2023-09-21", "2023-09-21");
    assert_date("2023/9/21", "2023-09-21");
    assert_date("2023.9.21", "2023-09-21");
}

static void date_parse_reads_every_sign_for_zero(void **state)
{
    (void)state;
    static const char *const zeros[] = {"〇", "○",  "Ｏ", "О", "零", "O", "o",
                                        "◯",  "ｏ", "о",  "Ο", "ο",  "⭕", "0"};
    for (size_t i = 0; i < COUNT(zeros); i++) {
        zc_buf text;
        zc_buf_init(&text);
        buf_printf(&text, "二%s%s七年二月六日", zeros[i], zeros[i]);
        assert_date(text.data, "2007-02-06");
        zc_buf_clear(&text);
    }
}

static void date_parse_reads_chinese_numerals(void **state)
{
    (void)state;
    assert_date("二〇一〇年十月二十日", "2010-10-20");
    assert_date("二〇二三年十二月三十一日", "2023-12-31");
    assert_date("二〇一九年元月十日", "2019-01-10");
    assert_date("一九九八年十一月一日", "1998-11-01");
    assert_date("二○○七年十月廿三日", "2007-10-23");
    assert_date("二○○七年十月卅一日", "2007-10-31");
}

static void date_parse_reads_what_is_set_with_air(void **state)
{
    (void)state;
    assert_date("二 ○ ○ 七 年 二 月 六 日", "2007-02-06");
    assert_date("2 0 2 3 年 9 月 2 1 日", "2023-09-21");
    assert_date("2023 - 9 - 5", "2023-09-05");
}

static void date_lead_lets_a_time_follow(void **state)
{
    (void)state;
    static const char *const timed[] = {"2023-07-03 16:40", "2023-07-03T16:40:05+08:00",
                                        "2023.7.3 6:40:05", "2023年7月3日 16:40"};
    date day;
    bool has_time;
    for (size_t i = 0; i < COUNT(timed); i++) {
        assert_true(date_lead(str_from(timed[i]), &day, &has_time));
        assert_int_equal(day.day, 3);
        assert_true(has_time);
    }
    assert_true(date_lead(STR_LIT("19921220"), &day, &has_time));
    assert_int_equal(day.year * 10000 + day.month * 100 + day.day, 19921220);
    assert_false(date_lead(STR_LIT("199212201"), &day, &has_time));
    assert_false(date_lead(STR_LIT("19921320"), &day, &has_time));
    assert_true(date_lead(STR_LIT("2023/7/3"), &day, &has_time));
    assert_false(has_time);
    assert_true(date_lead(STR_LIT("2023-07-03 来源：水利局"), &day, &has_time));
    assert_false(has_time);
    assert_false(date_lead(STR_LIT("2023年7月3日起施行"), &day, &has_time));
    assert_false(date_lead(STR_LIT("见2023-07-03"), &day, &has_time));
}

static void date_month_reads_a_month_without_a_day(void **state)
{
    (void)state;
    int year = 0;
    assert_true(date_month(STR_LIT("二〇〇九年九月"), &year));
    assert_int_equal(year, 2009);
    assert_true(date_month(STR_LIT(" 2021 年 4 月 "), &year));
    assert_int_equal(year, 2021);
    assert_false(date_month(STR_LIT("2021年4月1日"), &year));
    assert_false(date_month(STR_LIT("2021年13月"), &year));
    assert_false(date_month(STR_NONE, &year));
}

static void date_parse_refuses_what_no_calendar_has(void **state)
{
    (void)state;
    assert_date("2023年2月29日", "");
    assert_date("2024年2月29日", "2024-02-29");
    assert_date("2023年13月1日", "");
    assert_date("2023年4月31日", "");
    assert_date("1899年1月1日", "");
    assert_date("2023年9月", "");
    assert_date("", "");
}

static void date_parse_refuses_more_than_a_date(void **state)
{
    (void)state;
    assert_date("2023年9月21日印发", "");
    assert_date("（2023年9月21日）", "");
    assert_date("2023-09-211", "");
    assert_date("2023-9/21", "");
}

static void date_scan_finds_dates_in_a_line(void **state)
{
    (void)state;
    date day;
    size_t from, to;
    zc_str s = STR_LIT("自2019年1月1日起，2020.5.6止");
    assert_true(date_scan(s, 0, &day, &from, &to));
    assert_int_equal(day.year, 2019);
    assert_int_equal(from, 3);
    assert_true(date_scan(s, to, &day, &from, &to));
    assert_int_equal(day.day, 6);
    assert_false(date_scan(s, to, &day, &from, &to));
}

static void date_scan_takes_no_tail_of_a_number(void **state)
{
    (void)state;
    date day;
    size_t from, to;
    assert_false(date_scan(STR_LIT("12007年3月1日"), 0, &day, &from, &to));
    assert_false(date_scan(STR_LIT("12007年3月1日"), 1, &day, &from, &to));
}

static void date_order_is_by_calendar(void **state)
{
    (void)state;
    date a = {2023, 9, 21}, b = {2023, 10, 1};
    assert_true(date_order(a, b) < 0);
    assert_true(date_order(b, a) > 0);
    assert_int_equal(date_order(a, a), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(date_parse_reads_arabic_forms),
        cmocka_unit_test(date_parse_reads_every_sign_for_zero),
        cmocka_unit_test(date_parse_reads_chinese_numerals),
        cmocka_unit_test(date_parse_reads_what_is_set_with_air),
        cmocka_unit_test(date_lead_lets_a_time_follow),
        cmocka_unit_test(date_month_reads_a_month_without_a_day),
        cmocka_unit_test(date_parse_refuses_what_no_calendar_has),
        cmocka_unit_test(date_parse_refuses_more_than_a_date),
        cmocka_unit_test(date_scan_finds_dates_in_a_line),
        cmocka_unit_test(date_scan_takes_no_tail_of_a_number),
        cmocka_unit_test(date_order_is_by_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
