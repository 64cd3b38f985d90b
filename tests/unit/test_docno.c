/* Document numbers: found in running text, read alone, left open at the end.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "docno.h"

#include <stdio.h>
#include <stdlib.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void assert_scan(const char *text, const char *canonical)
{
    docno found;
    bool any = docno_scan(str_from(text), 0, &found);
    assert_string_equal(any ? found.canonical : "", canonical);
}

static void assert_parse(const char *text, const char *canonical)
{
    docno found;
    bool is = docno_parse(str_from(text), false, &found);
    assert_string_equal(is ? found.canonical : "", canonical);
}

static void assert_open(const char *text, const char *canonical)
{
    docno found;
    bool is = docno_parse(str_from(text), true, &found);
    assert_string_equal(is ? found.canonical : "", canonical);
}

static void every_bracket_gives_one_canonical_form(void **state)
{
    (void)state;
    static const char *const open[] = {"〔", "［", "[", "(", "（", "【"};
    static const char *const close[] = {"〕", "］", "]", ")", "）", "】"};
    for (size_t i = 0; i < COUNT(open); i++)
        for (size_t j = 0; j < COUNT(close); j++) {
            zc_buf text;
            zc_buf_init(&text);
            buf_printf(&text, "溪政发%s2021%s7号", open[i], close[j]);
            assert_parse(text.data, "溪政发〔2021〕7号");
            assert_scan(text.data, "溪政发〔2021〕7号");
            zc_buf_clear(&text);
        }
}

static void spelling_does_not_matter(void **state)
{
    (void)state;
    assert_parse("溪政发 〔 2021 〕 7 号", "溪政发〔2021〕7号");
    assert_parse("溪政发〔２０２１〕１７号", "溪政发〔2021〕17号");
    assert_parse("溪政发〔2021〕第7号", "溪政发〔2021〕7号");
    assert_parse("溪政发〔2021〕007号", "溪政发〔2021〕7号");
    assert_parse("溪政发〔2021〕号7", "溪政发〔2021〕7号");
    assert_parse("溪政发〔2021〕7", "溪政发〔2021〕7号");
    assert_parse("溪政发〔2021年〕7号", "溪政发〔2021〕7号");
    assert_parse("\xE2\x80\x8B溪政发〔2021〕7号\xE2\x80\x8D", "溪政发〔2021〕7号");
    assert_parse("ＸＺ函〔2021〕7号", "XZ函〔2021〕7号");
}

static void labels_are_not_part_of_it(void **state)
{
    (void)state;
    assert_parse("文号：溪政发〔2021〕7号", "溪政发〔2021〕7号");
    assert_parse("发文字号: 溪政发〔2021〕7号", "溪政发〔2021〕7号");
    assert_parse("发文字号：", "");
    assert_scan("发文字号：溪政发〔2021〕7号", "溪政发〔2021〕7号");
}

static void parse_wants_the_whole_text(void **state)
{
    (void)state;
    assert_parse("根据国办发〔2013〕89号", "");
    assert_parse("溪政发〔2021〕7号和8号", "");
    assert_parse("溪政发", "");
    assert_parse("〔2021〕7号", "");
    assert_parse("溪政发〔1921〕7号", "");
    assert_parse("溪政发〔2100〕7号", "");
    assert_parse("", "");
}

static void scan_strips_running_words(void **state)
{
    (void)state;
    static const char *const words[] = {"根据", "按照", "依据",     "和",       "及",
                                        "与",   "经",   "以",       "见",       "由",
                                        "转发", "印发", "贯彻落实", "深入贯彻", "的通知"};
    for (size_t i = 0; i < COUNT(words); i++) {
        zc_buf text;
        zc_buf_init(&text);
        buf_printf(&text, "%s国办发〔2013〕89号", words[i]);
        assert_scan(text.data, "国办发〔2013〕89号");
        zc_buf_clear(&text);
    }
    assert_scan("上海市人民政府沪府发〔2020〕1号", "沪府发〔2020〕1号");
}

static void scan_keeps_what_only_looks_like_running_words(void **state)
{
    (void)state;
    assert_scan("经信〔2012〕3号", "经信〔2012〕3号");
    assert_scan("和政发〔2020〕1号", "和政发〔2020〕1号");
    assert_scan("沪发改委环资〔2020〕1号", "沪发改委环资〔2020〕1号");
    assert_scan("国务院联防联控机制综发〔2020〕1号", "国务院联防联控机制综发〔2020〕1号");
}

static void scan_says_where_it_stands(void **state)
{
    (void)state;
    docno found;
    zc_str s = STR_LIT("《意见》（溪政发〔2021〕7号），东教（2020）3号。");
    assert_true(docno_scan(s, 0, &found));
    assert_int_equal(found.from, sizeof "《意见》（" - 1);
    assert_int_equal(found.to, sizeof "《意见》（溪政发〔2021〕7号" - 1);
    assert_int_equal(found.year, 2021);
    assert_true(docno_scan(s, found.to, &found));
    assert_string_equal(found.canonical, "东教〔2020〕3号");
    assert_false(docno_scan(s, found.to, &found));
}

static void scan_takes_no_other_brackets(void **state)
{
    (void)state;
    assert_scan("（2021）以来", "");
    assert_scan("增长（2021）18个", "");
    assert_scan("见文献[2021]", "");
    assert_scan("（2020）浙02民终5号", "");
    assert_scan("甲[2021]123456789号", "");
}

static void scan_survives_any_bytes(void **state)
{
    (void)state;
    static const char bytes[] = "\xE3\x80\x94\xE3\x80(\xFF[2021\xE3\x80\x95\xE5号\0〔2021〕";
    docno found;
    for (size_t n = 0; n < sizeof bytes; n++)
        assert_false(docno_scan((zc_str){bytes, n}, 0, &found));
}

static void an_open_end_is_a_prefix_of_canonical_numbers(void **state)
{
    (void)state;
    assert_open("溪政办发〔2023〕*", "溪政办发〔2023〕");
    assert_open("溪政办发[2023]4*", "溪政办发〔2023〕4");
    assert_open("溪政办发*", "溪政办发");
    assert_open("溪政办发〔20*", "溪政办发〔20");
    assert_open("溪政办发〔2023〕4号", "溪政办发〔2023〕4号");
    assert_open("溪政办发〔2023〕", "");
    assert_open("*", "");
    assert_parse("溪政办发〔2023〕*", "");
}

static FILE *testdata(const char *name)
{
    const char *dir = getenv("ZHENGCE_TESTDATA");
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir ? dir : ZHENGCE_SOURCE_DIR "/../shared", name);
    return fopen(path, "r");
}

/* Of the numbers in one bracket form, 99 % are read whole, and scanning gives
 * the same as reading. */
static void real_numbers_are_read_whole(void **state)
{
    (void)state;
    FILE *in = testdata("gold/docnumbers.txt");
    if (!in)
        skip();
    char line[1024];
    unsigned all = 0, read = 0, same = 0;
    while (fgets(line, sizeof line, in)) {
        zc_str s = str_trim(str_from(line));
        docno scanned, parsed;
        if (!docno_scan(s, 0, &scanned))
            continue;
        all++;
        if (docno_parse(s, false, &parsed)) {
            read++;
            same += str_equal(str_from(parsed.canonical), str_from(scanned.canonical));
        }
    }
    fclose(in);
    assert_true(all > 13000);
    assert_true(read >= all - all / 100);
    assert_int_equal(same, read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bracket_gives_one_canonical_form),
        cmocka_unit_test(spelling_does_not_matter),
        cmocka_unit_test(labels_are_not_part_of_it),
        cmocka_unit_test(parse_wants_the_whole_text),
        cmocka_unit_test(scan_strips_running_words),
        cmocka_unit_test(scan_keeps_what_only_looks_like_running_words),
        cmocka_unit_test(scan_says_where_it_stands),
        cmocka_unit_test(scan_takes_no_other_brackets),
        cmocka_unit_test(scan_survives_any_bytes),
        cmocka_unit_test(an_open_end_is_a_prefix_of_canonical_numbers),
        cmocka_unit_test(real_numbers_are_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
