/* Spellings that a small index holds, for chunks that it does not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "files.h"
#include "spelling.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const documents[] = {
    "溪州市推进产教融合，支持职业学校办实训基地。",
    "林海市深化产教融合，职业教育与企业同行。",
    "企业应当与职工订立劳动合同，保护个人信息。",
    "未订立劳动合同的，承担违约责任。用人单位要守信。",
    "湿地保护规划由西安的专家编制，安全生产责任到人。",
    "本市开放 dataset 与 protocol 的登记，知识产权受保护。",
};

typedef struct bench {
    char folder[256];
    zc_index *index;
    arena a;
} bench;

static int setup(void **state)
{
    bench *b = calloc(1, sizeof *b);
    const char *tmp = getenv("TMPDIR");
    char path[300], dir[300];
    snprintf(b->folder, sizeof b->folder, "%s/zhengce-spell-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    arena_init(&b->a);
    *state = b;
    if (!mkdtemp(b->folder))
        return -1;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        snprintf(path, sizeof path, "%s/%zu.txt", b->folder, i);
        FILE *out = fopen(path, "w");
        if (!out || fputs(documents[i], out) < 0 || fclose(out) != 0)
            return -1;
    }
    snprintf(dir, sizeof dir, "%s/index", b->folder);
    const char *paths[] = {b->folder};
    zc_build_options options = {.dir = dir, .paths = paths, .n_paths = 1, .jobs = 1};
    zc_report *report = NULL;
    zc_status status = zc_build(&options, &report, NULL);
    zc_report_free(report);
    return status == ZC_OK && zc_index_open(dir, &b->index, NULL) == ZC_OK ? 0 : -1;
}

static int teardown(void **state)
{
    bench *b = *state;
    zc_index_close(b->index);
    arena_clear(&b->a);
    zc_status status = folder_remove(b->folder, NULL);
    free(b);
    return status == ZC_OK ? 0 : -1;
}

/* The best spelling, or "". */
static const char *best(bench *b, const char *chunk, spelling_care care, uint64_t *count)
{
    text t = {0};
    spelling found[SPELLINGS_AT_MOST];
    size_t n = 0;
    assert_int_equal(text_normalise(str_from(chunk), false, &t, NULL), ZC_OK);
    assert_int_equal(spelling_propose(b->index, &t, care, &b->a, found, &n, NULL), ZC_OK);
    assert_true(n <= SPELLINGS_AT_MOST);
    text_clear(&t);
    *count = n ? found[0].count : 0;
    return n ? arena_str(&b->a, found[0].text) : "";
}

static void assert_spelled(bench *b, const char *chunk, const char *expected, uint64_t count)
{
    uint64_t n;
    assert_string_equal(best(b, chunk, SPELLING_FREELY, &n), expected);
    assert_int_equal(n, count);
}

static void characters_of_the_same_sound_are_mended(void **state)
{
    assert_spelled(*state, "产教溶合", "产教融合", 2);
    assert_spelled(*state, "劳动和同", "劳动合同", 2);
    assert_spelled(*state, "产叫溶合", "产教融合", 2); /* two of them */
    assert_spelled(*state, "溶合", "融合", 2);
}

static void characters_of_a_like_sound_are_mended(void **state)
{
    assert_spelled(*state, "湿地保护归划", "湿地保护规划", 1);
    assert_spelled(*state, "知识参权", "知识产权", 1); /* c and ch */
    assert_spelled(*state, "安全深产", "安全生产", 1); /* en and eng */
}

static void a_character_of_any_sound_is_mended(void **state)
{
    assert_spelled(*state, "劳动台同", "劳动合同", 2);
    assert_spelled(*state, "产教蚀合", "产教融合", 2);
    assert_spelled(*state, "戸教融合", "产教融合", 2); /* the first */
}

static void one_too_many_one_missing_and_two_swapped_are_mended(void **state)
{
    assert_spelled(*state, "劳动动合同", "劳动合同", 2);
    assert_spelled(*state, "产教的融合", "产教融合", 2);
    assert_spelled(*state, "劳合同", "劳动合同", 2);
    assert_spelled(*state, "产融教合", "产教融合", 2);
}

static void pinyin_becomes_characters(void **state)
{
    assert_spelled(*state, "chanjiaoronghe", "产教融合", 2);
    assert_spelled(*state, "chan jiao rong he", "产教融合", 2);
    assert_spelled(*state, "laodonghetong", "劳动合同", 2);
    assert_spelled(*state, "xian", "西安", 1);
    assert_spelled(*state, "产教ronghe", "产教融合", 2);
    assert_spelled(*state, "canjiaoronghe", "产教融合", 2); /* c and ch */
}

static void a_letter_of_a_latin_word_is_mended(void **state)
{
    assert_spelled(*state, "protocal", "protocol", 1);
    assert_spelled(*state, "protcol", "protocol", 1);
    assert_spelled(*state, "datasset", "dataset", 1);
    assert_spelled(*state, "datsaet", "dataset", 1);
    assert_spelled(*state, "datadata", "", 0);
}

static void of_several_words_the_damaged_one_alone_changes(void **state)
{
    bench *b = *state;
    uint64_t n;
    assert_string_equal(best(b, "职业学校违约责认", SPELLING_FREELY, &n), "职业学校违约责任");
    assert_int_equal(n, 0); /* nobody wrote it as a whole */
}

static void what_may_be_right_must_look_like_a_slip(void **state)
{
    bench *b = *state;
    uint64_t n;
    assert_string_equal(best(b, "产教溶合", SPELLING_CAREFULLY, &n), "产教融合");
    assert_string_equal(best(b, "劳动和同", SPELLING_CAREFULLY, &n), "劳动合同");
    assert_string_equal(best(b, "职业教育实训基地", SPELLING_CAREFULLY, &n), "");
    assert_string_equal(best(b, "劳动保护", SPELLING_CAREFULLY, &n), "");
    assert_string_equal(best(b, "职工与专家如何订立产教溶合的劳动合同", SPELLING_CAREFULLY, &n),
                        "");
}

static void what_nothing_is_near_to_has_no_spelling(void **state)
{
    assert_spelled(*state, "燚龘靐齉", "", 0);
    assert_spelled(*state, "", "", 0);
    assert_spelled(*state, "产", "", 0);
    assert_spelled(*state, "，。", "", 0);
    assert_spelled(*state, "qqqqqq", "", 0);
}

static void long_chunks_end(void **state)
{
    bench *b = *state;
    static const char *const units[] = {"产", "溶", "a", "ji", "é", "7", "a ", "\xF0\xA0\x80\x80"};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        zc_buf chunk;
        uint64_t n;
        zc_buf_init(&chunk);
        while (chunk.len + strlen(units[u]) <= 1024) {
            buf_puts(&chunk, units[u]);
            if (chunk.len % 7 == 0 || chunk.len > 900)
                best(b, chunk.data, SPELLING_FREELY, &n);
        }
        zc_buf_clear(&chunk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_of_the_same_sound_are_mended),
        cmocka_unit_test(characters_of_a_like_sound_are_mended),
        cmocka_unit_test(a_character_of_any_sound_is_mended),
        cmocka_unit_test(one_too_many_one_missing_and_two_swapped_are_mended),
        cmocka_unit_test(pinyin_becomes_characters),
        cmocka_unit_test(a_letter_of_a_latin_word_is_mended),
        cmocka_unit_test(of_several_words_the_damaged_one_alone_changes),
        cmocka_unit_test(what_may_be_right_must_look_like_a_slip),
        cmocka_unit_test(what_nothing_is_near_to_has_no_spelling),
        cmocka_unit_test(long_chunks_end),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
