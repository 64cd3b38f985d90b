/* Metadata that a person corrected.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "corrections.h"

#include <string.h>

static corrections *read_csv(const char *csv)
{
    corrections *c = NULL;
    assert_int_equal(corrections_read(str_from(csv), &c, NULL), ZC_OK);
    return c;
}

/* The title that is said; "-" for nothing. */
static const char *title_of(const corrections *c, const char *id, const char *path,
                            const char *number)
{
    const meta_values *v = corrections_find(c, id, path, number);
    return v && v->value[META_TITLE].n ? v->value[META_TITLE].p : "-";
}

/* How many rows have a key. */
static size_t count(const corrections *c)
{
    correction_key kind;
    size_t n = 0;
    while (corrections_key(c, n, &kind))
        n++;
    return n;
}

static void a_row_names_its_document_by_id_path_or_number(void **state)
{
    (void)state;
    corrections *c = read_csv("id,path,title\na.txt,,甲\n,b/c.txt,乙\n");
    assert_int_equal(count(c), 2);
    assert_string_equal(title_of(c, "a.txt", "x", NULL), "甲");
    assert_string_equal(title_of(c, "x", "b/c.txt", NULL), "乙");
    assert_string_equal(title_of(c, "x", "a.txt", NULL), "-");
    corrections_free(c);
    c = read_csv("文号,标题\n示政发[2024]3号,甲\n无,乙\n");
    assert_int_equal(count(c), 1);
    assert_string_equal(title_of(c, "x", "y", "示政发〔2024〕3号"), "甲");
    assert_string_equal(title_of(c, "x", "y", NULL), "-");
    corrections_free(c);
}

static void an_id_outranks_a_path_and_a_path_a_number(void **state)
{
    (void)state;
    corrections *c = read_csv("id,path,docno,title\n,p,,二\n,,示政发〔2024〕3号,三\ni,,,一\n");
    assert_string_equal(title_of(c, "i", "p", "示政发〔2024〕3号"), "一");
    assert_string_equal(title_of(c, "j", "p", "示政发〔2024〕3号"), "二");
    assert_string_equal(title_of(c, "j", "q", "示政发〔2024〕3号"), "三");
    corrections_free(c);
}

static void an_empty_cell_says_nothing_and_a_dash_that_there_is_none(void **state)
{
    (void)state;
    corrections *c = read_csv("id,title,date,issuer\na,,-,null\n");
    const meta_values *v = corrections_find(c, "a", "p", NULL);
    assert_int_equal(v->value[META_TITLE].n, 0);
    assert_true(v->none[META_DATE]);
    assert_true(v->none[META_ISSUER]);
    assert_false(v->none[META_TITLE]);
    assert_string_equal(v->source[META_DATE], "metadata file");
    corrections_free(c);
}

static void of_rows_for_one_document_the_last_counts(void **state)
{
    (void)state;
    corrections *c = read_csv("id,title\na,甲\nb,乙\na,丙\na,丁\n");
    assert_string_equal(title_of(c, "a", "p", NULL), "丁");
    corrections_free(c);
}

static void a_table_without_a_key_is_refused(void **state)
{
    (void)state;
    corrections *c = NULL;
    zc_error error = {0};
    assert_int_equal(corrections_read(STR_LIT("标题\n甲\n"), &c, &error), ZC_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "key"));
    assert_null(c);
    error = (zc_error){0};
    assert_int_equal(corrections_read(STR_LIT("id,t\n\0\0\0\0\0\0\0\0\0\0"), &c, &error),
                     ZC_ERROR_ARGUMENT);
    assert_null(c);
}

static void an_empty_table_corrects_nothing(void **state)
{
    (void)state;
    corrections *c = read_csv("id,title\n");
    assert_int_equal(count(c), 0);
    assert_null(corrections_find(c, "a", "p", NULL));
    corrections_free(c);
    corrections_free(NULL);
}

static void encodings_of_spreadsheets_are_read(void **state)
{
    (void)state;
    corrections *c = read_csv("\xEF\xBB\xBFid;title\r\na;甲\r\n");
    assert_string_equal(title_of(c, "a", "p", NULL), "甲");
    corrections_free(c);
    c = read_csv("id,title\r\na,\xD5\xFE\xB2\xDF\xCE\xC4\xBC\xFE\r\n");
    assert_string_equal(title_of(c, "a", "p", NULL), "政策文件");
    corrections_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_names_its_document_by_id_path_or_number),
        cmocka_unit_test(an_id_outranks_a_path_and_a_path_a_number),
        cmocka_unit_test(an_empty_cell_says_nothing_and_a_dash_that_there_is_none),
        cmocka_unit_test(of_rows_for_one_document_the_last_counts),
        cmocka_unit_test(a_table_without_a_key_is_refused),
        cmocka_unit_test(an_empty_table_corrects_nothing),
        cmocka_unit_test(encodings_of_spreadsheets_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
