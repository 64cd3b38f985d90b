/* A URL's query: decoding, limits, unknown names, and links with changes.
 *
 * A form is printed as name=value, a comma between; a failure as its status.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "form.h"

#include <string.h>

static arena a;

static int setup(void **state)
{
    (void)state;
    arena_init(&a);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_clear(&a);
    return 0;
}

static void print_form(zc_str input, zc_buf *out)
{
    form f = {0};
    zc_error error = {0};
    zc_status status = form_parse(input, &a, &f, &error);
    if (status != ZC_OK) {
        assert_int_equal(error.status, status);
        assert_true(error.message[0] != '\0');
        assert_true(utf8_valid(str_from(error.message)));
        buf_puts(out, status == ZC_ERROR_LIMIT      ? "limit"
                      : status == ZC_ERROR_ARGUMENT ? "argument"
                                                    : "other");
        return;
    }
    for (size_t i = 0; i < f.n; i++) {
        zc_str value = f.values[i].value;
        assert_true(value.n > 0);
        assert_int_equal(value.p[value.n], '\0');
        buf_printf(out, "%s%s=%.*s", i ? "," : "", form_name_text(f.values[i].name), (int)value.n,
                   value.p);
    }
}

typedef struct form_case {
    const char *input, *expected;
} form_case;

static void run(const form_case *cases, size_t n)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < n; i++) {
        zc_buf got;
        zc_buf_init(&got);
        print_form(str_from(cases[i].input), &got);
        if (strcmp(got.data, cases[i].expected) != 0) {
            print_error("%s\n  gives    %s\n  expected %s\n", cases[i].input, got.data,
                        cases[i].expected);
            wrong++;
        }
        zc_buf_clear(&got);
    }
    assert_int_equal(wrong, 0);
}

#define RUN(cases) run(cases, sizeof(cases) / sizeof *(cases))

/* ---- Decoding ---- */

static void values_are_decoded_once(void **state)
{
    (void)state;
    static const form_case cases[] = {
        {"q=%E4%BA%A7%E6%95%99", "q=产教"},
        {"q=%e4%ba%a7%E6%95%99", "q=产教"},
        {"q=产教", "q=产教"},
        {"q=a+b%20c%2Bd", "q=a b c+d"},
        {"q=a=b%3Dc", "q=a=b=c"},
        {"q=%2526", "q=%26"},
        {"q=%26city=x", "q=&city=x"},
        {"q=%3Cscript%3E", "q=<script>"},
    };
    RUN(cases);
}

static void a_percent_that_is_no_escape_stays(void **state)
{
    (void)state;
    static const form_case cases[] = {
        {"q=100%", "q=100%"},     {"q=50%+60%", "q=50% 60%"}, {"q=%4", "q=%4"},
        {"q=%zz", "q=%zz"},       {"q=%4g", "q=%4g"},         {"q=%%34", "q=%4"},
        {"q=%u4EA7", "q=%u4EA7"}, {"q=% 41", "q=% 41"},
    };
    RUN(cases);
}

static void names_outside_the_table_are_passed_over(void **state)
{
    (void)state;
    static const form_case cases[] = {
        {"q=x&color=1&n=5&offset=3&snippets=0&title=t&cites=c&known-years=1", "q=x"},
        {"Q=x", ""},
        {"%71=x", ""},
        {" q=x", ""},
        {"q =x", ""},
        {"=x", ""},
        {"q", ""},
        {"utm=%FF%00&q=x", "q=x"},
        {"q[]=x", ""},
        {"q=a;city=b", "q=a;city=b"},
        {"path=../..&q=x", "q=x"},
    };
    RUN(cases);
}

static void empty_values_and_pairs_are_passed_over(void **state)
{
    (void)state;
    static const form_case cases[] = {
        {"", ""},
        {"&", ""},
        {"&&q=x&&", "q=x"},
        {"q=&city=&year=2023", "year=2023"},
        {"q=++%20+", ""},
        {"q=%E3%80%80", ""},
        {"q=%E2%80%8B", ""},
        {"q=++x+y++", "q=x y"},
        {"q=%0D%0A%09x%0A", "q=x"},
    };
    RUN(cases);
}

static void repeated_names_stay_in_their_order(void **state)
{
    (void)state;
    static const form_case cases[] = {
        {"city=b&year=2023&city=a", "city=b,year=2023,city=a"},
    };
    RUN(cases);
    form f = {0};
    assert_int_equal(form_parse(STR_LIT("city=b&city=a"), &a, &f, NULL), ZC_OK);
    assert_true(str_equal(form_get(&f, FORM_CITY), STR_LIT("a"))); /* the last one counts */
    assert_int_equal(form_get(&f, FORM_Q).n, 0);
}

static void every_name_is_its_own(void **state)
{
    (void)state;
    static const char *const all[] = {
        "q",    "city",  "province", "year", "since", "until", "docno",  "issuer", "type", "status",
        "sort", "group", "synonyms", "view", "by",    "id",    "format", "page",   "lang"};
    assert_int_equal(FORM_NAMES, sizeof all / sizeof *all);
    for (int i = 0; i < FORM_NAMES; i++)
        assert_string_equal(form_name_text((form_name)i), all[i]);
}

static void what_is_no_utf8_is_refused(void **state)
{
    (void)state;
    static const form_case cases[] = {
        {"q=%FF", "argument"},
        {"q=\xFF", "argument"},
        {"q=%C0%BC", "argument"}, /* overlong < */
        {"q=%E0%80%BCscript", "argument"},
        {"q=%ED%A0%80", "argument"},    /* a surrogate */
        {"q=%F4%90%80%80", "argument"}, /* past U+10FFFF */
        {"q=%E4%BA", "argument"},
        {"q=x&city=%80", "argument"},
    };
    RUN(cases);
}

static void controls_are_refused(void **state)
{
    (void)state;
    static const form_case cases[] = {
        {"q=a%00b", "argument"},  {"q=%00", "argument"},   {"q=a%0D%0ASet-Cookie:x", "argument"},
        {"q=a%0Ab", "argument"},  {"q=a%1Bb", "argument"}, {"q=a%7Fb", "argument"},
        {"id=a%09b", "argument"},
    };
    RUN(cases);
    zc_buf got;
    zc_buf_init(&got);
    print_form(STR_LIT("q=a\0b"), &got);
    assert_string_equal(got.data, "argument");
    zc_buf_clear(&got);
}

/* ---- Limits ---- */

/* `n` times the pair, then `more`. */
static const char *repeated(const char *pair, size_t n, const char *more)
{
    zc_buf b;
    zc_buf_init(&b);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s&", pair);
    buf_puts(&b, more);
    const char *copy = arena_str(&a, buf_view(&b));
    zc_buf_clear(&b);
    return copy;
}

static zc_status parse_status(const char *input)
{
    form f = {0};
    return form_parse(str_from(input), &a, &f, NULL);
}

static void an_address_is_at_most_8_kib(void **state)
{
    (void)state;
    char *long_one = arena_alloc(&a, 8194);
    memset(long_one, 'x', 8192);
    memcpy(long_one, "q=", 2);
    assert_int_equal(parse_status(long_one), ZC_OK);
    long_one[8192] = 'x';
    assert_int_equal(parse_status(long_one), ZC_ERROR_LIMIT);
    assert_int_equal(parse_status(repeated("unknown=1", 1000, "")), ZC_ERROR_LIMIT);
}

static void values_are_at_most_64(void **state)
{
    (void)state;
    assert_int_equal(parse_status(repeated("city=a", 64, "")), ZC_OK);
    assert_int_equal(parse_status(repeated("city=a", 64, "year=2023")), ZC_ERROR_LIMIT);
    /* what is passed over is not counted */
    assert_int_equal(parse_status(repeated("city=", 500, "q=x")), ZC_OK);
    assert_int_equal(parse_status(repeated("x=1", 500, "q=x")), ZC_OK);
}

/* ---- Links ---- */

static void expect_link(const char *input, const form_change *changes, size_t n,
                        const char *expected)
{
    form f = {0};
    zc_buf out;
    zc_buf_init(&out);
    assert_int_equal(form_parse(str_from(input), &a, &f, NULL), ZC_OK);
    form_link(&out, &f, changes, n);
    assert_string_equal(out.data, expected);
    zc_buf_clear(&out);
}

static void a_link_keeps_what_was_asked_in_one_order(void **state)
{
    (void)state;
    expect_link("", NULL, 0, "?");
    expect_link("lang=en&city=b&q=x&city=a", NULL, 0, "?q=x&amp;city=b&amp;city=a&amp;lang=en");
    expect_link("unknown=1&q=x", NULL, 0, "?q=x");
}

static void a_link_escapes_its_values(void **state)
{
    (void)state;
    expect_link("q=%22%3E%3Cscript%3E%26%27%23+%2B%25", NULL, 0,
                "?q=%22%3E%3Cscript%3E%26%27%23%20%2B%25");
    form_change id = {FORM_ID, "a/b?\"<'&#\n", false, false};
    expect_link("", &id, 1, "?id=a%2Fb%3F%22%3C%27%26%23%0A");
}

static void a_change_sets_a_value(void **state)
{
    (void)state;
    form_change city = {FORM_CITY, "宁波市", false, false};
    expect_link("q=x", &city, 1, "?q=x&amp;city=%E5%AE%81%E6%B3%A2%E5%B8%82");
    expect_link("city=a&q=x&city=b&lang=en", &city, 1,
                "?q=x&amp;city=%E5%AE%81%E6%B3%A2%E5%B8%82&amp;lang=en");
    form_change two[] = {{FORM_VIEW, "matrix", false, false}, {FORM_BY, "city,year", false, false}};
    expect_link("q=x&view=kwic", two, 2, "?q=x&amp;view=matrix&amp;by=city%2Cyear");
}

static void a_change_adds_a_value(void **state)
{
    (void)state;
    form_change year = {FORM_YEAR, "2023", true, false};
    expect_link("q=x&year=2021&year=2022", &year, 1,
                "?q=x&amp;year=2021&amp;year=2022&amp;year=2023");
    expect_link("", &year, 1, "?year=2023");
}

static void a_change_takes_a_name_out(void **state)
{
    (void)state;
    form_change no_city = {FORM_CITY, NULL, false, false};
    expect_link("q=x&city=a&year=2023&city=b", &no_city, 1, "?q=x&amp;year=2023");
    expect_link("city=a", &no_city, 1, "?");
    expect_link("q=x", &no_city, 1, "?q=x");
}

static void the_page_is_dropped_unless_it_is_set(void **state)
{
    (void)state;
    form_change city = {FORM_CITY, "a", false, false}, page = {FORM_PAGE, "4", false, false};
    expect_link("q=x&page=3", NULL, 0, "?q=x");
    expect_link("q=x&page=3", &city, 1, "?q=x&amp;city=a");
    expect_link("q=x&page=3&lang=en", &page, 1, "?q=x&amp;page=4&amp;lang=en");
    expect_link("q=x", &page, 1, "?q=x&amp;page=4");
}

static void a_link_parses_back_to_the_same_form(void **state)
{
    (void)state;
    zc_buf link, first, again;
    zc_buf_init(&link);
    zc_buf_init(&first);
    zc_buf_init(&again);
    const char *input =
        "q=%22a%26b%22+-%E4%BA%A7%25+%2B&city=%3D%E5%AE%81%E6%B3%A2%E5%B8%82&city=x&year=..2020";
    form f = {0};
    assert_int_equal(form_parse(str_from(input), &a, &f, NULL), ZC_OK);
    form_link(&link, &f, NULL, 0);
    for (char *p; (p = strstr(link.data, "&amp;"));)
        memmove(p + 1, p + 5, strlen(p + 5) + 1);
    print_form(str_from(input), &first);
    print_form(str_from(link.data + 1), &again);
    assert_string_equal(again.data, first.data);
    zc_buf_clear(&link);
    zc_buf_clear(&first);
    zc_buf_clear(&again);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_are_decoded_once),
        TEST(a_percent_that_is_no_escape_stays),
        TEST(names_outside_the_table_are_passed_over),
        TEST(empty_values_and_pairs_are_passed_over),
        TEST(repeated_names_stay_in_their_order),
        TEST(every_name_is_its_own),
        TEST(what_is_no_utf8_is_refused),
        TEST(controls_are_refused),
        TEST(an_address_is_at_most_8_kib),
        TEST(values_are_at_most_64),
        TEST(a_link_keeps_what_was_asked_in_one_order),
        TEST(a_link_escapes_its_values),
        TEST(a_change_sets_a_value),
        TEST(a_change_adds_a_value),
        TEST(a_change_takes_a_name_out),
        TEST(the_page_is_dropped_unless_it_is_set),
        TEST(a_link_parses_back_to_the_same_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
