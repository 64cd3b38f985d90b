/* Bytes of a file to UTF-8.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "decode.h"

#include <iconv.h>
#include <string.h>

#define REPLACED "\xEF\xBF\xBD" /* U+FFFD */

static void assert_view(zc_str bytes, const char *encoding, size_t replaced, const char *expected)
{
    zc_buf out;
    zc_buf_init(&out);
    decoded how;
    zc_error error = {0};
    zc_status status = decode(bytes, &out, &how, &error);
    if (status != ZC_OK)
        fail_msg("refused: %s", error.message);
    bool same = str_equal(buf_view(&out), str_from(expected));
    if (!same)
        print_error("%s\nexpected %s\n", out.data, expected);
    zc_buf_clear(&out);
    assert_true(same);
    assert_string_equal(how.encoding, encoding);
    assert_int_equal(how.replaced, replaced);
}

#define ASSERT_DECODED(bytes, encoding, replaced, expected)                                        \
    assert_view(STR_LIT(bytes), encoding, replaced, expected)

static void assert_refused(zc_str bytes, const char *why)
{
    zc_buf out;
    zc_buf_init(&out);
    buf_puts(&out, "前");
    decoded how;
    zc_error error = {0};
    assert_int_equal(decode(bytes, &out, &how, &error), ZC_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, why));
    assert_string_equal(out.data, "前"); /* untouched */
    zc_buf_clear(&out);
}

static void utf8_is_taken_as_it_is(void **state)
{
    (void)state;
    ASSERT_DECODED("溪州市教育局\n", "UTF-8", 0, "溪州市教育局\n");
    ASSERT_DECODED("plain ASCII", "UTF-8", 0, "plain ASCII");
    ASSERT_DECODED("\xF0\xA0\x80\x80", "UTF-8", 0, "\xF0\xA0\x80\x80");
    ASSERT_DECODED("", "UTF-8", 0, "");
}

static void a_bom_names_the_encoding_and_is_left_out(void **state)
{
    (void)state;
    ASSERT_DECODED("\xEF\xBB\xBF政策", "UTF-8", 0, "政策");
    ASSERT_DECODED("\xFF\xFE\x3F\x65\x56\x7B", "UTF-16LE", 0, "政策");
    ASSERT_DECODED("\xFE\xFF\x65\x3F\x7B\x56", "UTF-16BE", 0, "政策");
    ASSERT_DECODED("\xEF\xBB\xBF", "UTF-8", 0, "");
    ASSERT_DECODED("\xFF\xFE", "UTF-16LE", 0, "");
}

static void utf16_reads_pairs_and_line_ends(void **state)
{
    (void)state;
    ASSERT_DECODED("\xFF\xFE\x3F\x65\x0D\0\x0A\0\x56\x7B", "UTF-16LE", 0, "政\n策");
    ASSERT_DECODED("\xFF\xFE\x40\xD8\x00\xDC", "UTF-16LE", 0, "\xF0\xA0\x80\x80"); /* U+20000 */
}

static void broken_utf16_is_counted(void **state)
{
    (void)state;
    ASSERT_DECODED("\xFF\xFE\x3F\x65\x56\x7B\x87\x65\xF6\x4E\x1A\x90\xE5\x77\x00\xDC\x3F\x65",
                   "UTF-16LE", 1, "政策文件通知" REPLACED "政"); /* a low surrogate alone */
    ASSERT_DECODED("\xFF\xFE\x3F\x65\x56\x7B\x87\x65\xF6\x4E\x1A\x90\xE5\x77\x56", "UTF-16LE", 1,
                   "政策文件通知" REPLACED); /* half a unit at the end */
}

static void gb18030_is_recognised(void **state)
{
    (void)state;
    ASSERT_DECODED("\xD5\xFE\xB2\xDF\xCE\xC4\xBC\xFE", "GB18030", 0, "政策文件");
    ASSERT_DECODED("\xCF\xAA\xD6\xDD\xCA\xD0\xBD\xCC\xD3\xFD\xBE\xD6\r\n\xCD\xA8\xD6\xAA",
                   "GB18030", 0, "溪州市教育局\n通知");
    ASSERT_DECODED("\xD5\xFE\xB2\xDF\x81\x39\xEE\x39\xD5\xFE", "GB18030", 0,
                   "政策㐀政"); /* four bytes */
}

/* A text that iconv, not ICU, wrote in another encoding reads as it was. */
static void assert_reads_back(const char *text, const char *iconv_name, const char *encoding)
{
    char bytes[1024];
    char *in = (char *)text, *out = bytes;
    size_t n_in = strlen(text), room = sizeof bytes;
    iconv_t converter = iconv_open(iconv_name, "UTF-8");
    assert_true(converter != (iconv_t)-1);
    assert_int_equal(iconv(converter, &in, &n_in, &out, &room), 0);
    iconv_close(converter);
    assert_view((zc_str){bytes, (size_t)(out - bytes)}, encoding, 0, text);
}

static void big5_is_recognised_where_it_is_certain(void **state)
{
    (void)state;
    assert_reads_back("關於促進職業教育產教融合發展的若干意見\n各區人民政府：\n", "BIG5", "Big5");
    assert_reads_back("行政院勞工委員會公告", "BIG5", "Big5");
    assert_reads_back("关于促进职业教育产教融合发展的若干意见\n各区人民政府：\n", "GB18030",
                      "GB18030");
    assert_reads_back("關於促進職業教育發展的若干意見", "GB18030", "GB18030");
    ASSERT_DECODED("\xC3\xF6\xA9\xF3", "GB18030", 0, "闽"); /* too short to tell */
}

static void utf16_without_a_mark_is_recognised_where_it_is_certain(void **state)
{
    (void)state;
    static const char text[] = "关于促进职业教育产教融合发展的若干意见 2024\n各区人民政府：\n";
    assert_reads_back(text, "UTF-16LE", "UTF-16LE");
    assert_reads_back(text, "UTF-16BE", "UTF-16BE");
    assert_reads_back("title,date\nnotice on canals,2024-01-02\n", "UTF-16LE", "UTF-16LE");
    assert_refused((zc_str){"\0\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7", 32},
                   "binary");
}

static void private_use_characters_of_gb18030_are_todays(void **state)
{
    (void)state;
    ASSERT_DECODED("\xCF\xD8\xA6\xD9\xFE\x59\xC0\xFA\n", "GB18030", 0, "县︐龴历\n");
}

static void line_ends_become_line_feeds(void **state)
{
    (void)state;
    ASSERT_DECODED("甲\r\n乙\r丙\n丁", "UTF-8", 0, "甲\n乙\n丙\n丁");
    ASSERT_DECODED("甲\r\r\n乙\n\r丙", "UTF-8", 0, "甲\n\n乙\n\n丙");
    ASSERT_DECODED("甲\r", "UTF-8", 0, "甲\n");
    ASSERT_DECODED("\r\n", "UTF-8", 0, "\n");
    ASSERT_DECODED("\xEF\xBB\xBF\r\n甲", "UTF-8", 0, "\n甲");
    ASSERT_DECODED("\xD5\xFE\r\xB2\xDF\r\n\xCE\xC4", "GB18030", 0, "政\n策\n文");
}

static void a_nul_is_damage(void **state)
{
    (void)state;
    zc_buf in, expected;
    zc_buf_init(&in);
    zc_buf_init(&expected);
    for (int i = 0; i < 50; i++) {
        buf_puts(&in, "政策");
        buf_puts(&expected, "政策");
    }
    buf_add(&in, "\0", 1);
    buf_puts(&expected, REPLACED);
    assert_view(buf_view(&in), "UTF-8", 1, expected.data);
    zc_buf_clear(&in);
    zc_buf_clear(&expected);
}

static void damage_is_replaced_and_counted(void **state)
{
    (void)state;
    ASSERT_DECODED("关于推进职业教育高质量发展的通\xFF知", "UTF-8", 1,
                   "关于推进职业教育高质量发展的通" REPLACED "知");
    ASSERT_DECODED("关于推进职业教育高质量发展的通知\xE7\x9F", "UTF-8", 2,
                   "关于推进职业教育高质量发展的通知" REPLACED REPLACED); /* cut at the end */
}

static void valid_utf8_stays_utf8_however_many_marks_of_damage_it_holds(void **state)
{
    (void)state;
    /* a file that another program damaged: strictly valid, U+FFFD in it */
    const char *text = "关于" REPLACED REPLACED REPLACED "的通知";
    zc_buf out;
    zc_buf_init(&out);
    decoded how;
    zc_status status = decode(str_from(text), &out, &how, NULL);
    bool same = strcmp(out.data, text) == 0;
    zc_buf_clear(&out);
    assert_int_equal(status, ZC_OK);
    assert_string_equal(how.encoding, "UTF-8");
    assert_true(same);
}

static void what_loses_less_is_taken(void **state)
{
    (void)state;
    /* as GB18030 the last byte of each line is lost as well */
    ASSERT_DECODED("市政府\n市政府\n\xFF\xFF\xFF", "UTF-8", 3,
                   "市政府\n市政府\n" REPLACED REPLACED REPLACED);
    /* GB18030 with one bad byte */
    ASSERT_DECODED("\xD5\xFE\xB2\xDF\xCE\xC4\xBC\xFE\xD5\xFE\xB2\xDF\xCE\xC4\xBC\xFE\xFF\n",
                   "GB18030", 1, "政策文件政策文件" REPLACED "\n");
}

static void binary_data_is_refused(void **state)
{
    (void)state;
    assert_refused(STR_LIT("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0"), "binary");
    assert_refused(STR_LIT("PK\3\4\x14\0\6\0\x08\0\0\0!\0"), "binary");
    assert_refused(STR_LIT("\x3F\x65\0\0\x56\x7B\0\0\0\0"), "binary"); /* UTF-32 */
    assert_refused(STR_LIT("o\0p\0e\0n\0"), "binary");                 /* UTF-16 without a BOM */
}

static void what_is_mostly_undecodable_is_refused(void **state)
{
    (void)state;
    assert_refused(STR_LIT("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "undecodable");
    assert_refused(STR_LIT("\xEF\xBB\xBF\xFF\xFF\xFF\xFF"), "undecodable");
    assert_refused(STR_LIT("\xFF\xFE\x00\xDC\x00\xDC\x00\xDC\x00\xDC"), "undecodable");
}

static void decoding_appends(void **state)
{
    (void)state;
    zc_buf out;
    zc_buf_init(&out);
    decoded how;
    buf_puts(&out, "前");
    assert_int_equal(decode(STR_LIT("后"), &out, &how, NULL), ZC_OK);
    assert_int_equal(decode(STR_LIT("\xD5\xFE\xB2\xDF\xCE\xC4\xBC\xFE"), &out, &how, NULL), ZC_OK);
    assert_string_equal(out.data, "前后政策文件");
    zc_buf_clear(&out);
}

static void what_comes_out_is_always_valid_utf8(void **state)
{
    (void)state;
    uint32_t seed = 3;
    static const char *const pieces[] = {
        "政",           "\xD5\xFE",         "\xFF",     "\r", "\n",  "a", "\xE6\x94", "\x81\x30",
        "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC0\x80", "策", "\x80"};
    zc_buf in, out;
    zc_buf_init(&in);
    zc_buf_init(&out);
    for (int round = 0; round < 3000; round++) {
        buf_truncate(&in, 0);
        buf_truncate(&out, 0);
        buf_puts(&in, round % 5 == 0 ? "\xFF\xFE" : round % 5 == 1 ? "\xEF\xBB\xBF" : "");
        for (int i = 0; i < 20; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_puts(&in, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        decoded how;
        zc_status status = decode(buf_view(&in), &out, &how, NULL);
        assert_true(status == ZC_OK || status == ZC_ERROR_ARGUMENT);
        assert_true(utf8_valid(buf_view(&out)));
        assert_null(memchr(out.data, '\r', out.len));
        assert_int_equal(strlen(out.data), out.len);
    }
    zc_buf_clear(&in);
    zc_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_taken_as_it_is),
        cmocka_unit_test(a_bom_names_the_encoding_and_is_left_out),
        cmocka_unit_test(utf16_reads_pairs_and_line_ends),
        cmocka_unit_test(broken_utf16_is_counted),
        cmocka_unit_test(gb18030_is_recognised),
        cmocka_unit_test(big5_is_recognised_where_it_is_certain),
        cmocka_unit_test(utf16_without_a_mark_is_recognised_where_it_is_certain),
        cmocka_unit_test(private_use_characters_of_gb18030_are_todays),
        cmocka_unit_test(line_ends_become_line_feeds),
        cmocka_unit_test(a_nul_is_damage),
        cmocka_unit_test(damage_is_replaced_and_counted),
        cmocka_unit_test(valid_utf8_stays_utf8_however_many_marks_of_damage_it_holds),
        cmocka_unit_test(what_loses_less_is_taken),
        cmocka_unit_test(binary_data_is_refused),
        cmocka_unit_test(what_is_mostly_undecodable_is_refused),
        cmocka_unit_test(decoding_appends),
        cmocka_unit_test(what_comes_out_is_always_valid_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
