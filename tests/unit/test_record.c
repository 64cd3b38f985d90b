/* What is kept of a document, and the terms it is found by.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "schema.h"

#include <stdlib.h>
#include <string.h>

static const char *cited[] = {"溪政发〔2018〕62号", "林发改〔2019〕590号"};
static const char *issuers[] = {"溪州市人民政府办公室", "溪州市教育局"};
static citation citations[] = {{1, 70}, {0, 300}, {1, 70000}};
static const char *notes[] = {"Markdown read as plain text"};

static record full(void)
{
    record r = {.id = "溪州/001.md",
                .path = "溪州/001.md",
                .encoding = "UTF-8",
                .chars = 1234567890123,
                .replaced = 300};
    static const char *const values[META_FIELDS] = {
        [META_TITLE] = "关于推进产教融合的意见",
        [META_CITY] = "溪州市",
        [META_YEAR] = "2023",
        [META_DATE] = "2023-09-05",
        [META_DOCNO] = "溪政办发〔2023〕46号",
        [META_URL] = "",
    };
    for (int f = 0; f < META_FIELDS; f++) {
        r.fields.value[f] = values[f];
        r.fields.source[f] = values[f] ? "head" : NULL;
    }
    r.fields.cited = cited;
    r.fields.n_cited = 2;
    r.fields.issuers = issuers;
    r.fields.n_issuers = 2;
    r.fields.citations = citations;
    r.fields.n_citations = 3;
    r.notes = notes;
    r.n_notes = 1;
    return r;
}

static void assert_text(const char *got, const char *expected)
{
    if (!expected)
        assert_null(got);
    else
        assert_string_equal(got, expected);
}

static void a_record_comes_back_as_it_was(void **state)
{
    (void)state;
    record all = full(), bare = {.id = "a", .path = ""};
    const record *const both[] = {&all, &bare};
    for (size_t i = 0; i < 2; i++) {
        zc_buf bytes;
        arena a;
        zc_buf_init(&bytes);
        arena_init(&a);
        record_write(both[i], &bytes);
        record r;
        assert_int_equal(record_read(buf_view(&bytes), &a, &r, NULL), ZC_OK);
        zc_buf_clear(&bytes); /* the record stands on its own */
        assert_string_equal(r.id, both[i]->id);
        assert_string_equal(r.path, both[i]->path);
        assert_text(r.encoding, both[i]->encoding);
        assert_int_equal(r.chars, both[i]->chars);
        assert_int_equal(r.replaced, both[i]->replaced);
        for (int f = 0; f < META_FIELDS; f++) {
            assert_text(r.fields.value[f], both[i]->fields.value[f]);
            assert_text(r.fields.source[f], both[i]->fields.source[f]);
        }
        assert_int_equal(r.fields.n_cited, both[i]->fields.n_cited);
        for (size_t k = 0; k < r.fields.n_cited; k++)
            assert_string_equal(r.fields.cited[k], cited[k]);
        assert_int_equal(r.fields.n_issuers, both[i]->fields.n_issuers);
        for (size_t k = 0; k < r.fields.n_issuers; k++)
            assert_string_equal(r.fields.issuers[k], issuers[k]);
        assert_int_equal(r.fields.n_citations, both[i]->fields.n_citations);
        for (size_t k = 0; k < r.fields.n_citations; k++) {
            assert_int_equal(r.fields.citations[k].which, citations[k].which);
            assert_int_equal(r.fields.citations[k].offset, citations[k].offset);
        }
        assert_int_equal(r.n_notes, both[i]->n_notes);
        for (size_t k = 0; k < r.n_notes; k++)
            assert_string_equal(r.notes[k], notes[k]);
        arena_clear(&a);
    }
}

static void a_record_is_made_of_its_document(void **state)
{
    (void)state;
    document doc = {.id = "甲", .path = "甲.md", .encoding = "GB18030", .replaced = 2, .chars = 7};
    doc.fields.value[META_CITY] = "溪州市";
    record r;
    record_of(&doc, &r);
    assert_string_equal(r.id, "甲");
    assert_string_equal(r.path, "甲.md");
    assert_string_equal(r.encoding, "GB18030");
    assert_int_equal(r.replaced, 2);
    assert_int_equal(r.chars, 7);
    assert_string_equal(r.fields.value[META_CITY], "溪州市");
}

/* Reads a copy in memory of exactly that size, where a sanitizer sees every
 * byte too far. */
static zc_status read_exactly(const char *bytes, size_t n)
{
    char *copy = malloc(n ? n : 1);
    memcpy(copy, bytes, n);
    arena a;
    arena_init(&a);
    record r;
    zc_error error = {0};
    zc_status status = record_read((zc_str){copy, n}, &a, &r, &error);
    assert_true(status == ZC_OK || status == ZC_ERROR_CORRUPT);
    assert_int_equal(error.status, status);
    if (status == ZC_OK) {
        assert_non_null(r.id);
        assert_non_null(r.path);
    }
    arena_clear(&a);
    free(copy);
    return status;
}

static void every_truncation_is_corrupt(void **state)
{
    (void)state;
    record r = full();
    zc_buf bytes;
    zc_buf_init(&bytes);
    record_write(&r, &bytes);
    for (size_t n = 0; n < bytes.len; n++)
        assert_int_equal(read_exactly(bytes.data, n), ZC_ERROR_CORRUPT);
    assert_int_equal(read_exactly(bytes.data, bytes.len), ZC_OK);
    zc_buf_clear(&bytes);
}

static void every_changed_byte_is_read_or_corrupt(void **state)
{
    (void)state;
    record r = full();
    zc_buf bytes;
    zc_buf_init(&bytes);
    record_write(&r, &bytes);
    unsigned corrupt = 0;
    for (size_t i = 0; i < bytes.len; i++)
        for (int value = 0; value < 256; value += 5) {
            char was = bytes.data[i];
            bytes.data[i] = (char)value;
            corrupt += read_exactly(bytes.data, bytes.len) != ZC_OK;
            bytes.data[i] = was;
        }
    assert_true(corrupt > 0);
    zc_buf_clear(&bytes);
}

static void huge_lengths_are_corrupt(void **state)
{
    (void)state;
    static const zc_str bad[] = {
        {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 10},     /* 2^64 - 1 bytes of id */
        {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80", 11}, /* a number without end */
        {"\xFF\xFF\xFF\xFF\x0F"
         "ab",
         7},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(read_exactly(bad[i].p, bad[i].n), ZC_ERROR_CORRUPT);
    record r = {.id = "a", .path = "b"};
    zc_buf bytes;
    zc_buf_init(&bytes);
    record_write(&r, &bytes);
    buf_truncate(&bytes, bytes.len - 1); /* the count of cited numbers */
    buf_puts(&bytes, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F");
    assert_int_equal(read_exactly(bytes.data, bytes.len), ZC_ERROR_CORRUPT);
    zc_buf_clear(&bytes);
}

/* ---- Terms and keys ---- */

static void repeat(zc_buf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_puts(out, s);
}

static void a_term_never_exceeds_245_bytes(void **state)
{
    (void)state;
    static const char *const letters[] = {"a", "é", "市", "\xF0\xA0\x80\x80"};
    for (size_t l = 0; l < 4; l++)
        for (size_t n = 0; n < 300; n++) {
            zc_buf value, term;
            zc_buf_init(&value);
            zc_buf_init(&term);
            repeat(&value, letters[l], n);
            schema_term(SCHEMA_ISSUER, buf_view(&value), &term);
            assert_true(term.len <= 245);
            assert_true(utf8_valid(buf_view(&term)));
            assert_true(str_starts(buf_view(&term), STR_LIT(SCHEMA_ISSUER)));
            if (value.len + 2 <= 245)
                assert_int_equal(term.len, value.len + 2); /* whole */
            zc_buf_clear(&value);
            zc_buf_clear(&term);
        }
}

static void long_values_keep_their_own_terms(void **state)
{
    (void)state;
    zc_buf value, one, other;
    zc_buf_init(&value);
    zc_buf_init(&one);
    zc_buf_init(&other);
    repeat(&value, "市", 100);
    schema_term(SCHEMA_ISSUER, buf_view(&value), &one);
    buf_puts(&value, "局");
    schema_term(SCHEMA_ISSUER, buf_view(&value), &other);
    assert_string_not_equal(one.data, other.data);
    buf_truncate(&other, 0);
    schema_term(SCHEMA_ISSUER, buf_view(&value), &other);
    schema_term(SCHEMA_CITY, STR_LIT("溪州市"), &other); /* appended */
    assert_true(str_ends(buf_view(&other), STR_LIT("XC溪州市")));
    zc_buf_clear(&value);
    zc_buf_clear(&one);
    zc_buf_clear(&other);
}

static void keys_tell_their_two_parts_apart(void **state)
{
    (void)state;
    char one[33], same[33], other[33];
    schema_key(STR_LIT("ab"), STR_LIT("c"), one);
    schema_key(STR_LIT("ab"), STR_LIT("c"), same);
    schema_key(STR_LIT("a"), STR_LIT("bc"), other);
    assert_int_equal(strlen(one), 32);
    assert_int_equal(strspn(one, "0123456789abcdef"), 32);
    assert_string_equal(one, same);
    assert_string_not_equal(one, other);
    schema_key(STR_NONE, STR_LIT("abc"), other);
    assert_string_not_equal(one, other);
}

static void no_prefix_begins_another(void **state)
{
    (void)state;
    static const char *const prefixes[] = {
        SCHEMA_TITLE,    SCHEMA_ID,          SCHEMA_FILE,  SCHEMA_CITY, SCHEMA_COUNTY,
        SCHEMA_PROVINCE, SCHEMA_PLACE_LEVEL, SCHEMA_YEAR,  SCHEMA_TYPE, SCHEMA_ISSUER,
        SCHEMA_STATUS,   SCHEMA_DOCNO,       SCHEMA_CITED,
    };
    size_t n = sizeof prefixes / sizeof *prefixes;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (i != k)
                assert_false(str_starts(str_from(prefixes[i]), str_from(prefixes[k])));
}

static void slots_hold_the_fields_they_are_named_for(void **state)
{
    (void)state;
    assert_int_equal(schema_slot_field(SCHEMA_SLOT_DATE), META_DATE);
    assert_int_equal(schema_slot_field(SCHEMA_SLOT_CITY), META_CITY);
    assert_int_equal(schema_slot_field(SCHEMA_SLOT_PROVINCE), META_PROVINCE);
    assert_int_equal(schema_slot_field(SCHEMA_SLOT_YEAR), META_YEAR);
    assert_int_equal(schema_slot_field(SCHEMA_SLOT_TYPE), META_TYPE);
    assert_int_equal(schema_slot_field(SCHEMA_SLOT_ISSUER), META_ISSUER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_comes_back_as_it_was),
        cmocka_unit_test(a_record_is_made_of_its_document),
        cmocka_unit_test(every_truncation_is_corrupt),
        cmocka_unit_test(every_changed_byte_is_read_or_corrupt),
        cmocka_unit_test(huge_lengths_are_corrupt),
        cmocka_unit_test(a_term_never_exceeds_245_bytes),
        cmocka_unit_test(long_values_keep_their_own_terms),
        cmocka_unit_test(keys_tell_their_two_parts_apart),
        cmocka_unit_test(no_prefix_begins_another),
        cmocka_unit_test(slots_hold_the_fields_they_are_named_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
