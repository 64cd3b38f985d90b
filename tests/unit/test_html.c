/* Escaping: text, attributes, URLs and numbers; nothing gets through raw.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "html.h"

#include <string.h>

typedef void writer(zc_buf *out, zc_str s);

/* What `write` makes of `s` is `expected`, and nothing that stood before it changes. */
static void expect(writer *write, zc_str s, const char *expected)
{
    zc_buf out;
    zc_buf_init(&out);
    buf_puts(&out, "<p>");
    write(&out, s);
    if (!str_equal(buf_view(&out), (zc_str){out.data, 3 + strlen(expected)}) ||
        strcmp(out.data + 3, expected) != 0)
        fail_msg("\"%s\", not \"%s\"", out.data + 3, expected);
    assert_memory_equal(out.data, "<p>", 3);
    assert_false(out.failed);
    zc_buf_clear(&out);
}

static void every_special_of_html_is_escaped(void **state)
{
    (void)state;
    expect(html_text, STR_LIT("&"), "&amp;");
    expect(html_text, STR_LIT("<"), "&lt;");
    expect(html_text, STR_LIT(">"), "&gt;");
    expect(html_text, STR_LIT("\""), "&quot;");
    expect(html_text, STR_LIT("'"), "&#39;");
    expect(html_text, STR_LIT("\"><script>alert('1')</script>&lt;"),
           "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;lt;");
    expect(html_text, STR_LIT("a&&b"), "a&amp;&amp;b");
}

static void no_other_character_of_ascii_changes_or_becomes_markup(void **state)
{
    (void)state;
    for (char c = 0x20; c < 0x7F; c++) {
        const char one[] = {c, '\0'};
        if (!strchr("&<>\"'", c))
            expect(html_text, str_from(one), one);
    }
}

static void text_passes_as_it_is(void **state)
{
    (void)state;
    expect(html_text, STR_NONE, "");
    expect(html_text, STR_LIT("慈教建〔2023〕44号　产教融合"), "慈教建〔2023〕44号　产教融合");
    expect(html_text, STR_LIT("第一行\n第二行\t完"), "第一行\n第二行\t完");
    expect(html_text, STR_LIT("\xF0\xA0\x80\x80\xF3\xA0\x80\x81"),
           "\xF0\xA0\x80\x80\xF3\xA0\x80\x81");
    expect(html_text, STR_LIT("\xC2\xA0\xEF\xBF\xBD"), "\xC2\xA0\xEF\xBF\xBD");
}

static void controls_are_left_out(void **state)
{
    (void)state;
    for (char c = 0; c < 0x20; c++) {
        const char three[] = {'a', c, 'b'};
        const char kept[] = {'a', c, 'b', '\0'};
        expect(html_text, (zc_str){three, 3}, c == '\n' || c == '\t' ? kept : "ab");
    }
    expect(html_text,
           STR_LIT("a\x7F"
                   "b"),
           "ab");
    expect(html_text,
           STR_LIT("a\xC2\x80\xC2\x85\xC2\x9F"
                   "b"),
           "ab");
}

static void bytes_that_are_no_utf8_are_replaced(void **state)
{
    (void)state;
    expect(html_text,
           STR_LIT("a\xFF"
                   "b"),
           "a\xEF\xBF\xBD"
           "b");
    expect(html_text, STR_LIT("a\x80"), "a\xEF\xBF\xBD");
    /* overlong < and ', a surrogate, a character cut by the end */
    expect(html_text, STR_LIT("\xC0\xBC"), "\xEF\xBF\xBD\xEF\xBF\xBD");
    expect(html_text, STR_LIT("\xE0\x80\xBC"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    expect(html_text, STR_LIT("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    expect(html_text, STR_LIT("\xE4\xBA"), "\xEF\xBF\xBD\xEF\xBF\xBD");
    /* a lead byte swallows no special that follows it */
    expect(html_text, STR_LIT("\xE4<b>"), "\xEF\xBF\xBD&lt;b&gt;");
    expect(html_text, STR_LIT("\xF0\x9F\""), "\xEF\xBF\xBD\xEF\xBF\xBD&quot;");
}

static void put_string(zc_buf *out, zc_str s)
{
    html_puts(out, s.p);
}

static void a_string_is_escaped_as_text(void **state)
{
    (void)state;
    expect(put_string, STR_LIT("<b title='x'>"), "&lt;b title=&#39;x&#39;&gt;");
    expect(put_string, STR_LIT(""), "");
    expect(put_string, (zc_str){NULL, 0}, "");
}

static void a_url_keeps_unreserved_characters_alone(void **state)
{
    (void)state;
    static const char unreserved[] = "abcxyzABCXYZ0189-._~";
    expect(html_url, STR_LIT("abcxyzABCXYZ0189-._~"), unreserved);
    expect(html_url, STR_NONE, "");
    expect(html_url, STR_LIT("产教"), "%E4%BA%A7%E6%95%99");
    expect(html_url, STR_LIT(" +&=#?/%;:@!$'()*,[]"),
           "%20%2B%26%3D%23%3F%2F%25%3B%3A%40%21%24%27%28%29%2A%2C%5B%5D");
    expect(html_url, STR_LIT("\"<>\\^`{|}"), "%22%3C%3E%5C%5E%60%7B%7C%7D");
    expect(html_url, STR_LIT("\0\r\n\x7F\xFF"), "%00%0D%0A%7F%FF");
    expect(html_url, STR_LIT("javascript:alert(1)"), "javascript%3Aalert%281%29");
}

static void numbers_are_whole(void **state)
{
    (void)state;
    zc_buf out;
    zc_buf_init(&out);
    html_number(&out, 0);
    html_raw(&out, " ");
    html_number(&out, UINT64_MAX);
    assert_string_equal(out.data, "0 18446744073709551615");
    zc_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_special_of_html_is_escaped),
        cmocka_unit_test(no_other_character_of_ascii_changes_or_becomes_markup),
        cmocka_unit_test(text_passes_as_it_is),
        cmocka_unit_test(controls_are_left_out),
        cmocka_unit_test(bytes_that_are_no_utf8_are_replaced),
        cmocka_unit_test(a_string_is_escaped_as_text),
        cmocka_unit_test(a_url_keeps_unreserved_characters_alone),
        cmocka_unit_test(numbers_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
