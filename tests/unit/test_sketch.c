/* Sketches: which texts are the same, and how alike others are.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "sketch.h"

#include <stdlib.h>
#include <string.h>

static sketch sketch_of(const char *s)
{
    text t = {0};
    sketch out;
    assert_int_equal(text_normalise(str_from(s), false, &t, NULL), ZC_OK);
    sketch_make(&t, NULL, &out);
    text_clear(&t);
    return out;
}

/* Unlike characters, which character of `seed` decides. */
static sketch sketch_of_noise(uint32_t seed, size_t from, size_t n, const uint32_t *others,
                              size_t n_others)
{
    text t = {.n = n + n_others};
    sketch out;
    t.cp = malloc((t.n + 1) * sizeof *t.cp);
    assert_non_null(t.cp);
    for (size_t i = 0; i < n; i++)
        t.cp[i] = 0x4E00 + (uint32_t)((from + i) * 2654435761U + seed * 40503U) % 20000;
    if (n_others)
        memcpy(t.cp + n, others, n_others * sizeof *others);
    sketch_make(&t, NULL, &out);
    text_clear(&t);
    return out;
}

static bool same(const char *one, const char *two)
{
    sketch a = sketch_of(one), b = sketch_of(two);
    return sketch_same(&a, &b);
}

#define NOTICE                                                                                                                                   \
    "各县区人民政府，市直各部门：为加强河道巡查，现就二〇二三年汛期值守事项通知如下。一、落实巡查" \
    "责任，重点河段每日两次。二、备足沙袋、水泵等物资，八月底前清点完毕。三、遇有险情立即上报，"    \
    "不得迟报、漏报。四、汛期结束后一个月内报送总结。"

static void layout_and_forms_of_characters_do_not_count(void **state)
{
    (void)state;
    assert_true(same("产教融合，校企合作。", "产 教融合\n\n校企合作"));
    assert_true(same("產教融合", "产教融合"));
    assert_true(same("补贴２０００元ＡＢ", "补贴2000元ab"));
    assert_true(same("（一）目标", "一、目标"));
    assert_false(same("产教融合", "产教融合好"));
    assert_false(same("产教融合", "融合产教"));
}

static void a_sign_between_two_digits_counts(void **state)
{
    (void)state;
    assert_false(same("补助1.5万元", "补助15万元"));
    assert_false(same("任期3-5年", "任期35年"));
    assert_false(same("12 34", "1234"));
    assert_false(same("1.5", "1-5"));
    assert_true(same("12 34", "12\n34"));
    assert_true(same("2023年5月", "2023 年 5 月"));
    assert_true(same("第1.条", "第1条"));
}

static void every_unit_counts_wherever_it_stands(void **state)
{
    (void)state;
    for (size_t n = 250; n <= 520; n++) {
        sketch whole = sketch_of_noise(1, 0, n, NULL, 0),
               less = sketch_of_noise(1, 0, n - 1, NULL, 0);
        sketch end = sketch_of_noise(1, 0, n - 1, (const uint32_t[]){0x4E00}, 1);
        assert_int_equal(whole.units, n);
        assert_int_not_equal(whole.text, less.text);
        assert_int_not_equal(whole.text, end.text);
    }
}

static void a_text_is_like_itself_and_unlike_others(void **state)
{
    (void)state;
    sketch a = sketch_of(NOTICE), b = sketch_of_noise(7, 0, 120, NULL, 0);
    assert_int_equal(sketch_likeness(&a, &a), SKETCH_BINS);
    assert_true(sketch_likeness(&a, &b) < SKETCH_BINS / 8);
}

/* Two texts of which the last part differs: n - 7 shingles each, `common` - 7 of
 * them common. */
static void likeness_follows_the_share_of_common_shingles(void **state)
{
    (void)state;
    static const size_t commons[] = {1990, 1900, 1500, 1000};
    for (size_t k = 0; k < sizeof commons / sizeof *commons; k++) {
        double sum = 0;
        size_t n = 2000, common = commons[k];
        for (uint32_t seed = 0; seed < 16; seed++) {
            uint32_t others[2][1000];
            for (size_t i = 0; i < n - common; i++)
                for (uint32_t side = 0; side < 2; side++)
                    others[side][i] = 0x4E00 +
                                      (uint32_t)(i * 40503U + (seed * 2 + side) * 7919U) % 20000;
            sketch a = sketch_of_noise(seed, 0, common, others[0], n - common);
            sketch b = sketch_of_noise(seed, 0, common, others[1], n - common);
            sum += sketch_likeness(&a, &b);
        }
        double expected = (double)(common - 7) / (double)(2 * (n - 7) - (common - 7));
        double measured = sum / 16 / SKETCH_BINS;
        assert_true(measured > expected - 0.04 && measured < expected + 0.04);
    }
}

static void a_changed_date_leaves_a_text_alike(void **state)
{
    (void)state;
    static const uint32_t may[] = {'2', '0', '2', '3', 0x5E74, '5', 0x6708, '6', 0x65E5};
    static const uint32_t june[] = {'2', '0', '2', '4', 0x5E74, '6', 0x6708, '1', '7', 0x65E5};
    sketch a = sketch_of_noise(5, 0, 800, may, 9), b = sketch_of_noise(5, 0, 800, june, 10);
    assert_false(sketch_same(&a, &b));
    assert_true(sketch_likeness(&a, &b) > SKETCH_BINS - SKETCH_BINS / 16);
}

static void a_short_text_is_like_none(void **state)
{
    (void)state;
    sketch a = sketch_of_noise(3, 0, SKETCH_SHORT - 1, NULL, 0);
    sketch b = sketch_of_noise(3, 0, SKETCH_SHORT, NULL, 0);
    assert_true(sketch_same(&a, &a));
    assert_int_equal(sketch_likeness(&a, &a), 0);
    assert_int_equal(sketch_likeness(&a, &b), 0);
    assert_int_equal(sketch_likeness(&b, &b), SKETCH_BINS);
}

/* 哈哈哈… has one shingle, and so has every other character written over and over. */
static void texts_of_one_shingle_are_not_alike_by_chance(void **state)
{
    (void)state;
    sketch all[200];
    for (uint32_t i = 0; i < 200; i++) {
        uint32_t cp[100];
        for (size_t k = 0; k < 100; k++)
            cp[k] = 0x4E00 + i;
        sketch_make(&(text){.cp = cp, .n = 100}, NULL, &all[i]);
        for (uint32_t k = 0; k < i; k++)
            assert_true(sketch_likeness(&all[i], &all[k]) < SKETCH_BINS / 4);
    }
}

static void equal_numbers_are_equal_and_none_is_zero(void **state)
{
    (void)state;
    uint32_t cp[] = {0x4E00};
    text t = {.cp = cp, .n = 1};
    sketch a, b, c, none;
    sketch_make(&t, "示政发〔2023〕5号", &a);
    sketch_make(&t, "示政发〔2023〕5号", &b);
    sketch_make(&t, "示政发〔2023〕6号", &c);
    sketch_make(&t, NULL, &none);
    assert_int_equal(a.docno, b.docno);
    assert_int_not_equal(a.docno, c.docno);
    assert_int_equal(none.docno, 0);
    assert_true(sketch_same(&a, &c));
}

static sketch edition_of(const char *title, const char *city, const char *issuer, const char *date)
{
    text t = {0};
    sketch out = {0};
    meta m = {.value = {[META_CITY] = city, [META_ISSUER] = issuer, [META_DATE] = date}};
    assert_int_equal(text_normalise(str_from(title), false, &t, NULL), ZC_OK);
    assert_true(sketch_edition(&t, &m, &out));
    text_clear(&t);
    return out;
}

#define NAME(...) (edition_of(__VA_ARGS__, NULL).name)

static void editions_have_one_name_and_places_have_their_own(void **state)
{
    (void)state;
    uint64_t name = NAME("示例市巡河条例", "示例市", NULL);
    assert_int_equal(NAME("示例市巡河条例（2019年修订）", "示例市", "示例市人民政府"), name);
    assert_int_not_equal(NAME("示例市巡河条例", "样例市", NULL), name);
    assert_int_not_equal(NAME("示例市巡河条例", NULL, NULL), name);
    assert_int_not_equal(NAME("示例市巡河条例（试行）", "示例市", NULL), name);
    assert_int_equal(NAME("示例市政府工作报告", "示例市", NULL), 0);
}

/* The last bit tells: 档案借阅办法 may be any school's, a 条例 is a legislature's. */
static void a_name_that_nobody_is_known_to_own_says_so(void **state)
{
    (void)state;
    uint64_t owned = NAME("档案借阅办法", NULL, "示例市档案局"),
             open = NAME("档案借阅办法", NULL, NULL);
    assert_int_equal(open & 1, 1);
    assert_int_equal(owned & 1, 0);
    assert_int_equal(open >> 1, owned >> 1);
    assert_int_equal(NAME("档案借阅条例", NULL, NULL) & 1, 0);
    assert_int_equal(NAME("示例市档案借阅办法", "示例市", NULL) & 1, 0);
    assert_int_equal(NAME("档案借阅办法", "示例市", NULL) & 1, 1);
}

static void an_issuer_is_the_body_it_acts_for(void **state)
{
    (void)state;
    sketch a = edition_of("", NULL, "示例市人民代表大会", "2023-09-21");
    sketch b = edition_of("", NULL, "示例市人民代表大会常务委员会", "2019");
    assert_int_equal(a.issuer, b.issuer);
    assert_int_not_equal(a.issuer, edition_of("", NULL, "示例市人民政府", NULL).issuer);
    assert_int_equal(edition_of("", NULL, NULL, NULL).issuer, 0);
    assert_int_equal(a.time, 20230921);
    assert_int_equal(b.time, 20190000);
    assert_int_equal(edition_of("", NULL, NULL, NULL).time, 0);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    char bytes[SKETCH_BYTES];
    sketch back, all[] = {sketch_of(NOTICE), sketch_of("短文"), sketch_of("")};
    all[0].docno = 77;
    all[0].name = 0x0102030405060708;
    all[0].issuer = 99;
    all[0].time = 20230921;
    static const size_t sizes[] = {SKETCH_BYTES, SKETCH_HEAD, 0};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(sketch_write(&all[i], bytes), sizes[i]);
        assert_int_equal(sketch_read((zc_str){bytes, sizes[i]}, &back), sizes[i] > 0);
        if (sizes[i])
            assert_memory_equal(&back, &all[i], sizeof back);
        for (size_t n = 0; n < sizes[i]; n++)
            assert_false(sketch_read((zc_str){bytes, n}, &back));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layout_and_forms_of_characters_do_not_count),
        cmocka_unit_test(a_sign_between_two_digits_counts),
        cmocka_unit_test(every_unit_counts_wherever_it_stands),
        cmocka_unit_test(a_text_is_like_itself_and_unlike_others),
        cmocka_unit_test(likeness_follows_the_share_of_common_shingles),
        cmocka_unit_test(a_changed_date_leaves_a_text_alike),
        cmocka_unit_test(a_short_text_is_like_none),
        cmocka_unit_test(texts_of_one_shingle_are_not_alike_by_chance),
        cmocka_unit_test(equal_numbers_are_equal_and_none_is_zero),
        cmocka_unit_test(editions_have_one_name_and_places_have_their_own),
        cmocka_unit_test(a_name_that_nobody_is_known_to_own_says_so),
        cmocka_unit_test(an_issuer_is_the_body_it_acts_for),
        cmocka_unit_test(what_is_written_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
