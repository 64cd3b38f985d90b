/* Views, UTF-8, buffers, arenas, errors.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base.h"

#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* ---- Views ---- */

static void no_string_is_the_empty_view(void **state)
{
    (void)state;
    zc_str s = str_from(NULL);
    assert_int_equal(s.n, 0);
    assert_non_null(s.p);
    assert_int_equal(str_from("政策").n, 6);
}

static void views_compare_by_bytes(void **state)
{
    (void)state;
    assert_true(str_equal(STR_LIT("甲乙"), str_slice(STR_LIT("甲乙丙"), 0, 6)));
    assert_false(str_equal(STR_LIT("甲"), STR_LIT("甲乙")));
    assert_true(str_starts(STR_LIT("甲乙"), STR_LIT("甲")));
    assert_false(str_starts(STR_LIT("甲"), STR_LIT("甲乙")));
    assert_true(str_starts(STR_LIT("甲"), STR_NONE));
    assert_true(str_ends(STR_LIT("甲乙"), STR_LIT("乙")));
    assert_false(str_ends(STR_LIT("乙"), STR_LIT("甲乙")));
}

static void find_gives_a_place_or_none(void **state)
{
    (void)state;
    zc_str s = STR_LIT("甲乙甲乙");
    assert_int_equal(str_find(s, STR_LIT("乙"), 0), 3);
    assert_int_equal(str_find(s, STR_LIT("乙"), 4), 9);
    assert_true(str_find(s, STR_LIT("乙"), 10) == SIZE_MAX);
    assert_true(str_find(s, STR_LIT("丙"), 0) == SIZE_MAX);
    assert_true(str_find(s, STR_NONE, 0) == SIZE_MAX);
    assert_true(str_find(s, STR_LIT("甲"), 99) == SIZE_MAX);
    assert_true(str_find(STR_NONE, STR_LIT("甲"), 0) == SIZE_MAX);
}

static void trim_knows_chinese_blanks(void **state)
{
    (void)state;
    assert_true(str_equal(str_trim(STR_LIT("　 甲　乙\xC2\xA0\xEF\xBB\xBF\xE2\x80\x8B\t\n")),
                          STR_LIT("甲　乙")));
    assert_int_equal(str_trim(STR_LIT(" 　\n")).n, 0);
    assert_int_equal(str_trim(STR_NONE).n, 0);
    assert_true(str_equal(str_trim(STR_LIT("\xFF 甲 \x80")), STR_LIT("\xFF 甲 \x80")));
}

static void lines_come_without_their_ends(void **state)
{
    (void)state;
    zc_str rest = STR_LIT("甲\n\n乙"), line;
    assert_true(str_line(&rest, &line));
    assert_true(str_equal(line, STR_LIT("甲")));
    assert_true(str_line(&rest, &line));
    assert_int_equal(line.n, 0);
    assert_true(str_line(&rest, &line));
    assert_true(str_equal(line, STR_LIT("乙")));
    assert_false(str_line(&rest, &line));
    rest = STR_LIT("甲\n");
    assert_true(str_line(&rest, &line));
    assert_false(str_line(&rest, &line)); /* a line end ends, it doesn't begin */
}

/* ---- UTF-8 ---- */

static void every_code_point_is_written_and_read(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char bytes[4];
        size_t n = utf8_put(cp, bytes), at = 0;
        zc_str s = {bytes, n};
        uint32_t expected = cp >= 0xD800 && cp < 0xE000 ? 0xFFFD : cp;
        if (utf8_next(s, &at) != expected || at != n || utf8_back(s, n) != 0 || !utf8_valid(s))
            fail_msg("U+%04X", (unsigned)cp);
    }
    char bytes[4];
    assert_int_equal(utf8_put(0x110000, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void bad_bytes_are_read_one_by_one(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",
        "\xBF",
        "\xC0\xAF",
        "\xC1\xBF",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xFE",
        "\xE4\xBA",
        "\xF0\xA0\x80",
        "\xC3",
        "\xE4"
        "a",
        "\xE4\xBA"
        "a",
        "\xF0\xA0"
        "a",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t n = strlen(bad[i]), at = 0;
        char *copy = malloc(n); /* a sanitizer sees a byte too far */
        memcpy(copy, bad[i], n);
        zc_str s = {copy, n};
        assert_false(utf8_valid(s));
        assert_int_equal(utf8_next(s, &at), 0xFFFD);
        assert_int_equal(at, 1);
        for (size_t end = n, steps = 0; end > 0; steps++) { /* backwards is forwards */
            size_t start = utf8_back(s, end), again = start;
            utf8_next(s, &again);
            assert_int_equal(again, end);
            assert_true(steps < n);
            end = start;
        }
        size_t ascii = s.p[n - 1] == 'a';
        assert_true(utf8_count(s) >= n - ascii); /* none of these bytes joins another */
        free(copy);
    }
}

static void a_replacement_character_is_valid(void **state)
{
    (void)state;
    assert_true(utf8_valid(STR_LIT("甲\xEF\xBF\xBD乙")));
    assert_true(utf8_valid(STR_NONE));
}

static void cutting_spares_characters(void **state)
{
    (void)state;
    zc_str s = STR_LIT("a政\xF0\xA0\x80\x80z");
    static const size_t cut[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 9, 9, 9};
    for (size_t limit = 0; limit < sizeof cut / sizeof *cut; limit++)
        assert_int_equal(utf8_cut(s, limit), cut[limit]);
}

static void han_characters_and_blanks_are_known(void **state)
{
    (void)state;
    static const uint32_t han[] = {0x4E00,  0x9FFF,  0x3400,  0x4DBF, 0x3007,
                                   0x20000, 0x2FA1D, 0x30000, 0xF900};
    static const uint32_t others[] = {'a',    0x3001, 0x3006, 0x3042, 0xAC00,
                                      0xFF0C, 0x4DC0, 0xA000, 0x200B, 0xFEFF};
    static const uint32_t blanks[] = {' ', '\t', '\n', '\r', 0xA0, 0x3000, 0x2003, 0x2028, 0x85};
    for (size_t i = 0; i < sizeof han / sizeof *han; i++)
        assert_true(utf8_is_han(han[i]) && !utf8_is_blank(han[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(!utf8_is_han(others[i]) && !utf8_is_blank(others[i]));
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        assert_true(utf8_is_blank(blanks[i]));
}

/* ---- Buffers ---- */

static void a_buffer_is_always_terminated(void **state)
{
    (void)state;
    zc_buf b;
    zc_buf_init(&b);
    assert_string_equal(b.data, "");
    buf_str(&b, STR_NONE);
    assert_string_equal(b.data, "");
    buf_puts(&b, "政");
    buf_char(&b, '-');
    buf_cp(&b, 0x7B56);
    buf_printf(&b, "%d%s", 7, "号");
    buf_str(&b, STR_LIT("。"));
    assert_string_equal(b.data, "政-策7号。");
    assert_int_equal(b.len, strlen(b.data));
    buf_truncate(&b, 4);
    assert_string_equal(b.data, "政-");
    buf_truncate(&b, 99); /* never longer */
    assert_int_equal(b.len, 4);
    zc_buf_clear(&b);
    assert_string_equal(b.data, "");
    zc_buf_clear(&b);
    buf_puts(&b, "再");
    assert_string_equal(b.data, "再");
    zc_buf_clear(&b);
}

static void a_buffer_grows_byte_by_byte(void **state)
{
    (void)state;
    zc_buf b;
    zc_buf_init(&b);
    for (size_t i = 0; i < 5000; i++) {
        buf_char(&b, (char)('a' + i % 26));
        assert_int_equal(b.data[b.len], '\0');
        assert_true(b.len < b.cap);
    }
    assert_int_equal(b.len, 5000);
    assert_int_equal(b.data[4999], 'a' + 4999 % 26);
    zc_buf_clear(&b);
}

static void an_impossible_size_fails_once_and_for_all(void **state)
{
    (void)state;
    zc_buf b;
    zc_buf_init(&b);
    buf_puts(&b, "甲");
    buf_add(&b, "x", SIZE_MAX / 2);
    assert_true(b.failed);
    buf_puts(&b, "乙");
    buf_printf(&b, "%d", 1);
    assert_string_equal(b.data, "甲"); /* what it had */
    zc_buf_clear(&b);
    assert_false(b.failed);
}

/* ---- Arenas and arrays ---- */

static void an_arena_gives_zeroed_and_aligned_bytes(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    static const size_t sizes[] = {1, 3, 16, 0, 5000, 4096, 100000, 7};
    for (size_t i = 0; i < 8; i++) {
        unsigned char *p = arena_alloc(&a, sizes[i]);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(p[k], 0);
        memset(p, 0xAA, sizes[i]);
    }
    assert_null(arena_alloc(&a, SIZE_MAX - 7));
    assert_string_equal(arena_str(&a, str_slice(STR_LIT("甲乙丙"), 3, 6)), "乙");
    assert_string_equal(arena_str(&a, STR_NONE), "");
    assert_string_equal(arena_printf(&a, "%s-%03d", "甲", 7), "甲-007");
    arena_clear(&a);
    assert_string_equal(arena_str(&a, STR_LIT("再")), "再"); /* may be used again */
    arena_clear(&a);
}

static void arrays_keep_what_they_hold_while_they_grow(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    int *in_arena = NULL, *on_heap = NULL;
    for (size_t n = 0; n < 1000; n++) {
        in_arena = arena_grow(&a, in_arena, n, sizeof *in_arena);
        assert_non_null(in_arena);
        assert_true(array_grow((void **)&on_heap, n, sizeof *on_heap));
        in_arena[n] = on_heap[n] = (int)n;
    }
    for (size_t i = 0; i < 1000; i++)
        assert_true(in_arena[i] == (int)i && on_heap[i] == (int)i);
    free(on_heap);
    arena_clear(&a);
}

static void an_array_that_cannot_grow_is_unchanged(void **state)
{
    (void)state;
    void *array = NULL;
    assert_false(array_grow(&array, (size_t)1 << 62, 64));
    assert_null(array);
}

/* ---- Errors ---- */

static void the_first_cause_wins(void **state)
{
    (void)state;
    zc_error error = {0};
    assert_int_equal(error_set(&error, ZC_ERROR_IO, "first %d", 1), ZC_ERROR_IO);
    assert_int_equal(error_set(&error, ZC_ERROR_QUERY, "second"), ZC_ERROR_QUERY);
    assert_int_equal(error.status, ZC_ERROR_IO);
    assert_string_equal(error.message, "first 1");
    assert_int_equal(error_set(NULL, ZC_ERROR_LIMIT, "nobody asks"), ZC_ERROR_LIMIT);
}

static void messages_are_cut_between_characters(void **state)
{
    (void)state;
    for (size_t lead = 0; lead < 4; lead++) {
        zc_buf text;
        zc_buf_init(&text);
        for (size_t i = 0; i < lead; i++)
            buf_char(&text, 'a');
        for (size_t i = 0; i < 1000; i++)
            buf_puts(&text, i % 2 ? "政" : "\xF0\xA0\x80\x80");
        zc_error error = {0};
        error_set(&error, ZC_ERROR_QUERY, "%s", text.data);
        size_t n = strlen(error.message);
        assert_true(n < sizeof error.message && n >= sizeof error.message - 4);
        assert_true(utf8_valid(str_from(error.message)));
        assert_memory_equal(error.message, text.data, n);
        zc_buf_clear(&text);
    }
}

static void system_errors_get_their_status(void **state)
{
    (void)state;
    static const struct {
        int number;
        zc_status status;
    } cases[] = {{ENOSPC, ZC_ERROR_NO_SPACE},  {EDQUOT, ZC_ERROR_NO_SPACE},
                 {ENOENT, ZC_ERROR_NOT_FOUND}, {ENOMEM, ZC_ERROR_NO_MEMORY},
                 {EACCES, ZC_ERROR_IO},        {9999, ZC_ERROR_IO}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        zc_error error = {0};
        assert_int_equal(error_errno(&error, cases[i].number, "甲.md"), cases[i].status);
        assert_non_null(strstr(error.message, "甲.md"));
    }
    zc_error error = {0};
    assert_int_equal(error_memory(&error), ZC_ERROR_NO_MEMORY);
}

static void every_status_has_an_exit_and_a_sentence(void **state)
{
    (void)state;
    for (int s = ZC_OK; s <= ZC_ERROR_INTERNAL; s++) {
        assert_true(zc_status_sentence((zc_status)s)[0] != '\0');
        int http = zc_status_http((zc_status)s);
        assert_true(http == 200 || http == 400 || http == 404 || http == 500 || http == 503);
        assert_true(zc_status_exit((zc_status)s) <= 3);
    }
    assert_int_equal(zc_status_exit(ZC_OK), 0);
    assert_int_equal(zc_status_exit(ZC_ERROR_EMPTY), 1);
    assert_int_equal(zc_status_exit(ZC_ERROR_QUERY), 2);
    assert_int_equal(zc_status_exit(ZC_ERROR_LOCKED), 3);
    assert_int_equal(zc_status_http((zc_status)99), 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_string_is_the_empty_view),
        cmocka_unit_test(views_compare_by_bytes),
        cmocka_unit_test(find_gives_a_place_or_none),
        cmocka_unit_test(trim_knows_chinese_blanks),
        cmocka_unit_test(lines_come_without_their_ends),
        cmocka_unit_test(every_code_point_is_written_and_read),
        cmocka_unit_test(bad_bytes_are_read_one_by_one),
        cmocka_unit_test(a_replacement_character_is_valid),
        cmocka_unit_test(cutting_spares_characters),
        cmocka_unit_test(han_characters_and_blanks_are_known),
        cmocka_unit_test(a_buffer_is_always_terminated),
        cmocka_unit_test(a_buffer_grows_byte_by_byte),
        cmocka_unit_test(an_impossible_size_fails_once_and_for_all),
        cmocka_unit_test(an_arena_gives_zeroed_and_aligned_bytes),
        cmocka_unit_test(arrays_keep_what_they_hold_while_they_grow),
        cmocka_unit_test(an_array_that_cannot_grow_is_unchanged),
        cmocka_unit_test(the_first_cause_wins),
        cmocka_unit_test(messages_are_cut_between_characters),
        cmocka_unit_test(system_errors_get_their_status),
        cmocka_unit_test(every_status_has_an_exit_and_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
