/* The terms of a document, their frequencies and positions.
 *
 * Printed a term a line: term wdf [positions].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "postings.h"

#include <stdlib.h>
#include <string.h>

typedef struct bench {
    text_breaker *breaker;
    postings p;
    zc_buf log;
} bench;

static int setup(void **state)
{
    static bench b;
    postings_init(&b.p);
    zc_buf_init(&b.log);
    *state = &b;
    return text_breaker_open(&b.breaker, NULL) == ZC_OK ? 0 : -1;
}

static int teardown(void **state)
{
    bench *b = *state;
    postings_clear(&b->p);
    zc_buf_clear(&b->log);
    text_breaker_close(b->breaker);
    return 0;
}

static void gather(bench *b, const document *doc)
{
    assert_int_equal(postings_gather(&b->p, b->breaker, doc, "/root", NULL), ZC_OK);
}

static document plain(const char *text)
{
    return (document){.id = "a", .path = "a.txt", .text = str_from(text)};
}

static zc_str term_of(const postings *p, size_t i)
{
    return (zc_str){p->bytes.data + p->terms[i].at, p->terms[i].length};
}

/* The term as it is printed, or "" where there is none. */
static const char *entry(bench *b, const char *term)
{
    buf_truncate(&b->log, 0);
    for (size_t i = 0; i < b->p.n_terms; i++) {
        const posting *t = &b->p.terms[i];
        if (!str_equal(term_of(&b->p, i), str_from(term)))
            continue;
        assert_int_equal(b->log.len, 0); /* every term once */
        buf_printf(&b->log, "%u", t->wdf);
        for (uint32_t k = 0; k < t->count; k++)
            buf_printf(&b->log, "%s%u", k ? "," : " at ", b->p.positions[t->first + k]);
    }
    return b->log.data;
}

static size_t text_terms(const postings *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_terms; i++) {
        zc_str t = term_of(p, i);
        n += !(t.p[0] >= 'A' && t.p[0] <= 'Z');
    }
    return n;
}

static void characters_and_grams_are_terms_and_grams_have_positions(void **state)
{
    bench *b = *state;
    document doc = plain("教学教学。");
    gather(b, &doc);
    assert_string_equal(entry(b, "教"), "2");
    assert_string_equal(entry(b, "学"), "2");
    assert_string_equal(entry(b, "教学"), "2 at 1,3");
    assert_string_equal(entry(b, "学教"), "1 at 2");
    assert_string_equal(entry(b, "。"), "");
    assert_string_equal(entry(b, "学。"), "0 at 4"); /* found, but no length */
    assert_int_equal(text_terms(&b->p), 5);
}

static void punctuation_holds_a_position(void **state)
{
    bench *b = *state;
    document doc = plain("产教，融合\n实训");
    gather(b, &doc);
    assert_string_equal(entry(b, "产教"), "1 at 1");
    assert_string_equal(entry(b, "教融"), "");
    assert_string_equal(entry(b, "融合"), "1 at 4");
    assert_string_equal(entry(b, "合实"), "");
    assert_string_equal(entry(b, "实训"), "1 at 7");
    assert_string_equal(entry(b, "教,"), "0 at 2");
    assert_string_equal(entry(b, ",融"), "0 at 3");
    assert_string_equal(entry(b, ","), "");
    assert_string_equal(entry(b, "合\n"), "");
    assert_string_equal(entry(b, "\n实"), "");
}

static void words_of_three_units_and_more_are_terms(void **state)
{
    bench *b = *state;
    document doc = plain("职业教育和 open data，职业教育 ai");
    gather(b, &doc);
    assert_string_equal(entry(b, "职业教育"), "2");
    assert_string_equal(entry(b, "open"), "1");
    assert_string_equal(entry(b, "data"), "1");
    assert_string_equal(entry(b, "ai"), "1 at 22"); /* a gram, no word besides */
    assert_string_equal(entry(b, "职业"), "2 at 1,17");
}

static void very_long_words_are_no_terms(void **state)
{
    bench *b = *state;
    document doc = plain("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
    gather(b, &doc);
    for (size_t i = 0; i < b->p.n_terms; i++)
        assert_true(b->p.terms[i].length <= 245);
    assert_string_equal(entry(b, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"), "");
    assert_string_equal(entry(b, "ab"), "2 at 1,27");
}

static void terms_are_normalised(void **state)
{
    bench *b = *state;
    document doc = plain("產　教ＡＩ");
    gather(b, &doc);
    assert_string_equal(entry(b, "产教"), "1 at 1");
    assert_string_equal(entry(b, "教a"), "1 at 2");
    assert_string_equal(entry(b, "ai"), "1 at 3");
}

static void characters_beyond_the_first_plane_are_terms(void **state)
{
    bench *b = *state;
    document doc = plain("甲\xF0\xA0\x80\x80");
    gather(b, &doc);
    assert_string_equal(entry(b, "\xF0\xA0\x80\x80"), "1");
    assert_string_equal(entry(b, "甲\xF0\xA0\x80\x80"), "1 at 1");
}

static void terms_of_the_title_carry_its_prefix(void **state)
{
    bench *b = *state;
    document doc = plain("正文");
    doc.fields.value[META_TITLE] = "职业教育，通知";
    gather(b, &doc);
    assert_string_equal(entry(b, "S职业"), "1 at 1");
    assert_string_equal(entry(b, "S通知"), "1 at 6");
    assert_string_equal(entry(b, "S职"), "1");
    assert_string_equal(entry(b, "S职业教育"), "1");
    assert_string_equal(entry(b, "职业"), ""); /* the text does not hold it */
    assert_string_equal(entry(b, "正文"), "1 at 1");
}

static void terms_of_the_user_are_words_beside_those_of_icu(void **state)
{
    bench *b = *state;
    term_table *user = NULL;
    assert_int_equal(
        terms_read(STR_LIT("双师型教师\n双师型\n职业教育\n产教\n师型教师队伍\n"), &user, NULL),
        ZC_OK);
    document doc = plain("双师型教师队伍和职业教育，双师型教师，产教");
    doc.fields.value[META_TITLE] = "双师型教师";
    gather(b, &doc);
    assert_string_equal(entry(b, "双师型教师"), "");
    b->p.user = user;
    gather(b, &doc);
    assert_string_equal(entry(b, "双师型教师"), "2");
    assert_string_equal(entry(b, "双师型"), "2"); /* begins at the same place */
    assert_string_equal(entry(b, "师型教师队伍"), "1");
    assert_string_equal(entry(b, "S双师型教师"), "1");
    assert_string_equal(entry(b, "职业教育"), "1");   /* ICU sees it too: counted once */
    assert_string_equal(entry(b, "产教"), "1 at 20"); /* a pair already */
    b->p.user = NULL;
    terms_free(user);
}

static void filters_have_no_frequency_and_no_positions(void **state)
{
    bench *b = *state;
    document doc = plain("正文");
    static const char *cited[] = {"溪政发〔2018〕62号", "林发改〔2019〕590号"};
    static const char *issuers[] = {"慈溪市教育局", "慈溪市财政局"};
    doc.fields = (meta){.value = {[META_CITY] = "宁波市",
                                  [META_COUNTY] = "慈溪市",
                                  [META_PROVINCE] = "浙江省",
                                  [META_YEAR] = "2023",
                                  [META_TYPE] = "答复",
                                  [META_ISSUER] = "慈溪市教育局",
                                  [META_STATUS] = "有效",
                                  [META_DOCNO] = "慈教建〔2023〕44号"},
                        .issuers = issuers,
                        .n_issuers = 2,
                        .cited = cited,
                        .n_cited = 2};
    gather(b, &doc);
    static const char *const filters[] = {
        "XC宁波市",
        "XN宁波市/慈溪市",
        "XP浙江省",
        "XLcounty",
        "XY2023",
        "XT答复",
        "XI慈溪市教育局",
        "XI慈溪市财政局",
        "XS有效",
        "XD慈教建〔2023〕44号",
        "XE溪政发〔2018〕62号",
        "XE林发改〔2019〕590号",
    };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (strcmp(entry(b, filters[i]), "0") != 0)
            fail_msg("%s: %s", filters[i], b->log.data);
    char key[40] = "Q";
    schema_key(STR_NONE, STR_LIT("a"), key + 1);
    assert_string_equal(entry(b, key), "0");
    memcpy(key, "XF", 2);
    schema_key(STR_LIT("/root"), STR_LIT("a.txt"), key + 2);
    assert_string_equal(entry(b, key), "0");
}

static void what_is_not_known_is_no_filter(void **state)
{
    bench *b = *state;
    document doc = plain("正文");
    gather(b, &doc);
    for (size_t i = 0; i < b->p.n_terms; i++) {
        zc_str t = term_of(&b->p, i);
        assert_true(t.p[0] != 'X' || str_starts(t, STR_LIT(SCHEMA_FILE)));
    }
}

static void the_place_level_is_the_narrowest_known(void **state)
{
    bench *b = *state;
    document doc = plain("正文");
    doc.fields.value[META_PROVINCE] = "浙江省";
    gather(b, &doc);
    assert_string_equal(entry(b, "XLprovince"), "0");
    doc.fields.value[META_CITY] = "宁波市";
    gather(b, &doc);
    assert_string_equal(entry(b, "XLcity"), "0");
    assert_string_equal(entry(b, "XLprovince"), "");
    doc.fields.value[META_CITY] = NULL;
    doc.fields.value[META_COUNTY] = "慈溪市";
    gather(b, &doc);
    assert_string_equal(entry(b, "XLcounty"), "0");
    assert_string_equal(entry(b, "XN/慈溪市"), "0");
}

static void a_number_may_be_its_own_and_cited(void **state)
{
    bench *b = *state;
    document doc = plain("正文");
    static const char *cited[] = {"溪政发〔2018〕62号"};
    doc.fields.cited = cited;
    doc.fields.n_cited = 1;
    doc.fields.value[META_DOCNO] = "溪政发〔2018〕62号";
    gather(b, &doc);
    assert_string_equal(entry(b, "XE溪政发〔2018〕62号"), "0");
    assert_string_equal(entry(b, "XD溪政发〔2018〕62号"), "0");
}

static void a_text_is_never_taken_for_a_filter(void **state)
{
    bench *b = *state;
    document doc = plain("XC宁波市 SQL XY2023");
    gather(b, &doc);
    assert_string_equal(entry(b, "XC宁波市"), "");
    assert_string_equal(entry(b, "XY2023"), "");
    assert_string_equal(entry(b, "xy2023"), "1");
}

static void the_next_document_starts_empty(void **state)
{
    bench *b = *state;
    document one = plain("产教融合产教融合"), other = plain("实训"), none = plain("，");
    gather(b, &one);
    gather(b, &other);
    assert_string_equal(entry(b, "产教"), "");
    assert_string_equal(entry(b, "实训"), "1 at 1");
    gather(b, &none);
    assert_int_equal(text_terms(&b->p), 0);
}

/* Every gram of a long text, held against the text itself. */
static void positions_are_places_in_the_text(void **state)
{
    bench *b = *state;
    zc_buf in;
    zc_buf_init(&in);
    uint32_t seed = 11;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1664525u + 1013904223u;
        uint32_t r = seed >> 16;
        if (r % 13 == 0)
            buf_puts(&in, "，");
        else
            buf_cp(&in, 0x4E00 + r % 97);
    }
    document doc = plain(in.data);
    gather(b, &doc);
    text t = {0};
    assert_int_equal(text_normalise(buf_view(&in), false, &t, NULL), ZC_OK);
    size_t grams = 0, found = 0;
    for (size_t i = 0; i + 1 < t.n; i++)
        grams += t.cp[i] != '\n' && t.cp[i + 1] != '\n';
    for (size_t i = 0; i < b->p.n_terms; i++) {
        const posting *p = &b->p.terms[i];
        zc_str term = term_of(&b->p, i);
        if (p->count == 0)
            continue;
        size_t at = 0;
        uint32_t first = utf8_next(term, &at), second = utf8_next(term, &at);
        assert_int_equal(text_is_unit(first) && text_is_unit(second) ? p->count : 0, p->wdf);
        for (uint32_t k = 0; k < p->count; k++) {
            uint32_t place = b->p.positions[p->first + k];
            assert_true(k == 0 || place > b->p.positions[p->first + k - 1]);
            assert_int_equal(t.cp[place - 1], first);
            assert_int_equal(t.cp[place], second);
        }
        found += p->count;
    }
    assert_int_equal(found, grams);
    text_clear(&t);
    zc_buf_clear(&in);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(characters_and_grams_are_terms_and_grams_have_positions),
        EACH(punctuation_holds_a_position),
        EACH(words_of_three_units_and_more_are_terms),
        EACH(very_long_words_are_no_terms),
        EACH(terms_are_normalised),
        EACH(characters_beyond_the_first_plane_are_terms),
        EACH(terms_of_the_title_carry_its_prefix),
        EACH(terms_of_the_user_are_words_beside_those_of_icu),
        EACH(filters_have_no_frequency_and_no_positions),
        EACH(what_is_not_known_is_no_filter),
        EACH(the_place_level_is_the_narrowest_known),
        EACH(a_number_may_be_its_own_and_cited),
        EACH(a_text_is_never_taken_for_a_filter),
        EACH(the_next_document_starts_empty),
        EACH(positions_are_places_in_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
