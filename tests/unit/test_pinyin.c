/* Pinyin: characters to syllables and back, what sounds alike, letters to syllables.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pinyin.h"

#include <string.h>

static unsigned syllable(const char *letters)
{
    return pinyin_find(letters, strlen(letters));
}

static uint32_t first_of(const char *s)
{
    size_t at = 0;
    return utf8_next(str_from(s), &at);
}

static void a_character_has_its_usual_reading(void **state)
{
    static const char *const cases[][2] = {{"产", "chan"}, {"教", "jiao"},  {"融", "rong"},
                                           {"合", "he"},   {"绿", "lv"},    {"略", "lve"},
                                           {"爱", "ai"},   {"双", "shuang"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(pinyin_text(pinyin_syllable(first_of(cases[i][0]))), cases[i][1]);
}

static void what_is_no_han_character_has_no_reading(void **state)
{
    static const uint32_t others[] = {0,      'a',    0x3007,  0x33FF,   0x4DFF,
                                      0xA000, 0xFF21, 0x20000, 0x10FFFF, UINT32_MAX};
    unsigned readings[PINYIN_READINGS_AT_MOST];
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(pinyin_syllable(others[i]), 0);
        assert_int_equal(pinyin_readings(others[i], readings), 0);
    }
    assert_string_equal(pinyin_text(0), "");
    assert_string_equal(pinyin_text(100000), "");
}

static void a_character_may_have_several_readings(void **state)
{
    unsigned readings[PINYIN_READINGS_AT_MOST];
    (void)state;
    assert_int_equal(pinyin_readings(first_of("长"), readings), 2);
    assert_string_equal(pinyin_text(readings[0]), "zhang");
    assert_string_equal(pinyin_text(readings[1]), "chang");
    assert_int_equal(pinyin_readings(first_of("单"), readings), 3);
    assert_int_equal(pinyin_readings(first_of("教"), readings), 1);
}

static bool among(const char *letters, const char *character, bool common)
{
    size_t n, n_common;
    const uint16_t *of = pinyin_characters(syllable(letters), &n, &n_common);
    for (size_t i = 0; i < (common ? n_common : n); i++)
        if (of[i] == first_of(character))
            return true;
    return false;
}

static void a_syllable_has_the_characters_of_all_readings(void **state)
{
    (void)state;
    assert_true(among("rong", "融", true));
    assert_true(among("rong", "溶", true));
    assert_true(among("zhang", "长", true));
    assert_true(among("chang", "长", true));
    assert_true(among("hang", "行", true)); /* 银行 */
    assert_false(among("yi", "弈", true));  /* of the second level */
    assert_true(among("yi", "弈", false));
    assert_false(among("rong", "合", false));
    size_t n = 1, common = 1;
    pinyin_characters(0, &n, &common);
    assert_int_equal(n + common, 0);
}

static void every_character_of_a_syllable_reads_so(void **state)
{
    (void)state;
    size_t all = 0;
    for (unsigned s = 1; *pinyin_text(s); s++) {
        size_t n, common;
        const uint16_t *of = pinyin_characters(s, &n, &common);
        assert_true(common <= n);
        assert_int_equal(pinyin_find(pinyin_text(s), strlen(pinyin_text(s))), s);
        for (size_t i = 0; i < n; i++) {
            unsigned readings[PINYIN_READINGS_AT_MOST];
            size_t k = pinyin_readings(of[i], readings);
            while (k > 0 && readings[k - 1] != s)
                k--;
            assert_true(k > 0);
        }
        all += n;
    }
    assert_true(all >= 6763); /* the characters of GB/T 2312 */
}

static void u_stands_for_v_where_nothing_else_is(void **state)
{
    (void)state;
    assert_string_equal(pinyin_text(syllable("lue")), "lve");
    assert_string_equal(pinyin_text(syllable("lu")), "lu");
    assert_int_equal(syllable("rnog"), 0);
    assert_int_equal(syllable(""), 0);
    assert_int_equal(syllable("zhuangg"), 0);
}

static bool sounds_like(const char *one, const char *other)
{
    unsigned alike[PINYIN_ALIKE_AT_MOST];
    size_t n = pinyin_alike(syllable(one), alike);
    for (size_t i = 0; i < n; i++)
        if (alike[i] == syllable(other))
            return true;
    return false;
}

static void syllables_that_are_mixed_up_are_alike(void **state)
{
    static const char *const pairs[][2] = {{"zhi", "zi"},     {"chu", "cu"},     {"shan", "sang"},
                                           {"nan", "lan"},    {"fen", "feng"},   {"xin", "xing"},
                                           {"guan", "guang"}, {"xian", "xiang"}, {"zheng", "zen"}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_true(sounds_like(pairs[i][0], pairs[i][1]));
        assert_true(sounds_like(pairs[i][1], pairs[i][0]));
    }
    assert_false(sounds_like("zhi", "zhi"));
    assert_false(sounds_like("zhi", "chi"));
    unsigned alike[PINYIN_ALIKE_AT_MOST];
    assert_int_equal(pinyin_alike(0, alike), 0);
}

static void assert_splits(const char *letters, const char *expected)
{
    pinyin_split splits[PINYIN_SPLITS_AT_MOST];
    size_t n = pinyin_splits(str_from(letters), splits);
    zc_buf out;
    zc_buf_init(&out);
    for (size_t i = 0; i < n; i++) {
        buf_puts(&out, i ? " | " : "");
        for (size_t k = 0; k < splits[i].n; k++) {
            buf_puts(&out, k ? " " : "");
            buf_puts(&out, pinyin_text(splits[i].syllable[k]));
        }
    }
    assert_string_equal(out.data, expected);
    zc_buf_clear(&out);
}

static void letters_are_split_in_every_way_the_shortest_first(void **state)
{
    (void)state;
    assert_splits("xian", "xian | xi an");
    assert_splits("xi'an", "xi an");
    assert_splits("rong he", "rong he");
    assert_splits("fangan", "fang an | fan gan");
    assert_splits("rongz", "");
    assert_splits("", "");
    assert_splits(" ", "");
    assert_splits("中", "");
}

static void endless_letters_end(void **state)
{
    pinyin_split splits[PINYIN_SPLITS_AT_MOST];
    char letters[2000];
    (void)state;
    for (size_t n = 1; n < sizeof letters; n = n * 3 + 1) {
        memset(letters, 'a', n);
        assert_true(pinyin_splits((zc_str){letters, n}, splits) <= PINYIN_SPLITS_AT_MOST);
        letters[n - 1] = 'v';
        assert_int_equal(pinyin_splits((zc_str){letters, n}, splits), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_character_has_its_usual_reading),
        cmocka_unit_test(what_is_no_han_character_has_no_reading),
        cmocka_unit_test(a_character_may_have_several_readings),
        cmocka_unit_test(a_syllable_has_the_characters_of_all_readings),
        cmocka_unit_test(every_character_of_a_syllable_reads_so),
        cmocka_unit_test(u_stands_for_v_where_nothing_else_is),
        cmocka_unit_test(syllables_that_are_mixed_up_are_alike),
        cmocka_unit_test(letters_are_split_in_every_way_the_shortest_first),
        cmocka_unit_test(endless_letters_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
