/* Texts beside the index: what is written is read, damage is told.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "texts.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct bench {
    char folder[256];
    arena a;
} bench;

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st;
    (void)kind;
    (void)where;
    return remove(path);
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof *b);
    const char *tmp = getenv("TMPDIR");
    snprintf(b->folder, sizeof b->folder, "%s/zhengce-texts-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    arena_init(&b->a);
    *state = b;
    return mkdtemp(b->folder) ? 0 : -1;
}

static int teardown(void **state)
{
    bench *b = *state;
    int status = nftw(b->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    arena_clear(&b->a);
    free(b);
    return status;
}

static const char *path_in(bench *b, const char *name)
{
    return arena_printf(&b->a, "%s/%s", b->folder, name);
}

static texts_writer *begin(bench *b, const char *name)
{
    texts_writer *w = NULL;
    assert_int_equal(mkdir(path_in(b, name), 0700), 0);
    assert_int_equal(texts_writer_open(path_in(b, name), &w, NULL), ZC_OK);
    return w;
}

static void finish(texts_writer *w)
{
    assert_int_equal(texts_writer_finish(w, NULL), ZC_OK);
    texts_writer_free(w);
}

static void make(bench *b, const char *name, const char *const *all, size_t n)
{
    texts_writer *w = begin(b, name);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(texts_writer_add(w, str_from(all[i]), STR_NONE, NULL), ZC_OK);
    finish(w);
}

static texts *open_texts(bench *b, const char *name)
{
    texts *t = NULL;
    assert_int_equal(texts_open(path_in(b, name), &t, NULL), ZC_OK);
    return t;
}

static void assert_text(texts *t, uint32_t number, const char *text, const char *source)
{
    zc_buf one, other;
    zc_buf_init(&one);
    zc_buf_init(&other);
    zc_error error = {0};
    if (texts_read(t, number, &one, &other, &error) != ZC_OK)
        fail_msg("%s", error.message);
    assert_string_equal(one.data, text);
    assert_string_equal(other.data, source);
    zc_buf_clear(&one);
    zc_buf_clear(&other);
}

static zc_status status_of(texts *t, uint32_t number)
{
    zc_buf text, source;
    zc_buf_init(&text);
    zc_buf_init(&source);
    zc_status status = texts_read(t, number, &text, &source, NULL);
    if (status != ZC_OK)
        assert_true(text.len == 0 && source.len == 0);
    zc_buf_clear(&text);
    zc_buf_clear(&source);
    return status;
}

static const char *const three[] = {"第一篇：产教融合。", "", "第三篇：乡村振兴。"};

static void what_was_written_is_read(void **state)
{
    bench *b = *state;
    texts_writer *w = begin(b, "m0");
    assert_int_equal(texts_writer_add(w, STR_LIT("正文"), STR_LIT("**正文**"), NULL), ZC_OK);
    assert_int_equal(texts_writer_add(w, STR_NONE, STR_NONE, NULL), ZC_OK);
    assert_int_equal(texts_writer_add(w, STR_LIT("只有正文"), STR_NONE, NULL), ZC_OK);
    finish(w);
    texts *t = open_texts(b, "m0");
    assert_text(t, 3, "只有正文", "");
    assert_text(t, 1, "正文", "**正文**");
    assert_text(t, 2, "", "");
    texts_close(t);
}

static void a_long_text_comes_back_whole(void **state)
{
    bench *b = *state;
    zc_buf text;
    zc_buf_init(&text);
    for (int i = 0; i < 200000; i++)
        buf_printf(&text, "第%d条 ", i);
    const char *all[] = {"短", text.data, "尾"};
    make(b, "m0", all, 3);
    texts *t = open_texts(b, "m0");
    assert_text(t, 2, text.data, "");
    assert_text(t, 3, "尾", "");
    texts_close(t);
    zc_buf_clear(&text);
}

static void reading_appends_and_the_source_may_stay(void **state)
{
    bench *b = *state;
    make(b, "m0", three, 3);
    texts *t = open_texts(b, "m0");
    zc_buf text;
    zc_buf_init(&text);
    assert_int_equal(texts_read(t, 1, &text, NULL, NULL), ZC_OK);
    assert_int_equal(texts_read(t, 3, &text, NULL, NULL), ZC_OK);
    assert_string_equal(text.data, "第一篇：产教融合。第三篇：乡村振兴。");
    zc_buf_clear(&text);
    texts_close(t);
    texts_close(NULL);
    texts_writer_free(NULL);
}

static void appended_texts_take_the_next_numbers(void **state)
{
    bench *b = *state;
    static const char *const five[] = {"甲", "乙", "丙", "丁", "戊"};
    make(b, "p0", three, 3);
    make(b, "p1", five, 5);
    texts_writer *w = begin(b, "all");
    assert_int_equal(texts_writer_add(w, STR_LIT("首"), STR_NONE, NULL), ZC_OK);
    assert_int_equal(texts_writer_append(w, path_in(b, "p1"), 2, 4, NULL), ZC_OK);
    assert_int_equal(texts_writer_append(w, path_in(b, "p0"), 1, 3, NULL), ZC_OK);
    assert_int_equal(texts_writer_append(w, path_in(b, "p1"), 5, 5, NULL), ZC_OK);
    assert_int_equal(texts_writer_add(w, STR_LIT("末"), STR_LIT("源"), NULL), ZC_OK);
    finish(w);
    texts *t = open_texts(b, "all");
    static const char *const expected[] = {
        "首", "乙", "丙", "丁", "第一篇：产教融合。", "", "第三篇：乡村振兴。", "戊"};
    for (uint32_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_text(t, i + 1, expected[i], "");
    assert_text(t, 9, "末", "源");
    assert_int_equal(status_of(t, 10), ZC_ERROR_CORRUPT);
    texts_close(t);
}

static void appending_what_is_not_there_fails(void **state)
{
    bench *b = *state;
    make(b, "p0", three, 3);
    texts_writer *w = begin(b, "all");
    zc_error error = {0};
    assert_int_equal(texts_writer_append(w, path_in(b, "p0"), 2, 4, &error), ZC_ERROR_CORRUPT);
    assert_true(error.message[0] != '\0');
    assert_true(texts_writer_append(w, path_in(b, "missing"), 1, 1, NULL) != ZC_OK);
    texts_writer_free(w);
}

static void missing_files_cannot_be_opened(void **state)
{
    bench *b = *state;
    texts *t = NULL;
    zc_error error = {0};
    assert_int_equal(texts_open(path_in(b, "missing"), &t, &error), ZC_ERROR_NOT_FOUND);
    assert_null(t);
    texts_writer *w = NULL;
    assert_true(texts_writer_open(path_in(b, "missing"), &w, NULL) != ZC_OK);
    texts_writer_free(w);
}

static void numbers_out_of_range_are_corrupt(void **state)
{
    bench *b = *state;
    make(b, "m0", three, 3);
    texts *t = open_texts(b, "m0");
    assert_int_equal(status_of(t, 0), ZC_ERROR_CORRUPT);
    assert_int_equal(status_of(t, 4), ZC_ERROR_CORRUPT);
    assert_int_equal(status_of(t, UINT32_MAX), ZC_ERROR_CORRUPT);
    texts_close(t);
}

/* ---- Damage ---- */

static size_t read_file(const char *path, char *out, size_t size)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    size_t n = fread(out, 1, size, in);
    fclose(in);
    return n;
}

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
}

static void every_changed_byte_of_the_texts_is_noticed(void **state)
{
    bench *b = *state;
    make(b, "m0", three, 3);
    char bytes[4096];
    size_t n = read_file(path_in(b, "m0/texts"), bytes, sizeof bytes);
    assert_true(n > 0 && n < sizeof bytes);
    static const unsigned char flips[] = {0x01, 0x80, 0xFF};
    for (size_t i = 0; i < n; i++)
        for (size_t f = 0; f < sizeof flips; f++) {
            bytes[i] = (char)((unsigned char)bytes[i] ^ flips[f]);
            write_file(path_in(b, "m0/texts"), bytes, n);
            texts *t = open_texts(b, "m0");
            unsigned corrupt = 0;
            for (uint32_t number = 1; number <= 3; number++) {
                zc_status status = status_of(t, number);
                assert_true(status == ZC_OK || status == ZC_ERROR_CORRUPT);
                corrupt += status != ZC_OK;
            }
            if (corrupt != 1)
                fail_msg("byte %zu changed by %02x: %u texts are damaged", i, flips[f], corrupt);
            texts_close(t);
            bytes[i] = (char)((unsigned char)bytes[i] ^ flips[f]);
        }
}

static void every_changed_offset_is_read_or_corrupt(void **state)
{
    bench *b = *state;
    make(b, "m0", three, 3);
    char bytes[64];
    size_t n = read_file(path_in(b, "m0/offsets"), bytes, sizeof bytes);
    assert_int_equal(n, 24);
    for (size_t i = 0; i < n; i++)
        for (int value = 0; value < 256; value++) {
            char was = bytes[i];
            bytes[i] = (char)value;
            write_file(path_in(b, "m0/offsets"), bytes, n);
            texts *t = open_texts(b, "m0");
            for (uint32_t number = 1; number <= 3; number++) {
                zc_status status = status_of(t, number);
                assert_true(status == ZC_OK || status == ZC_ERROR_CORRUPT);
            }
            texts_close(t);
            bytes[i] = was;
        }
}

static void truncated_files_are_corrupt(void **state)
{
    bench *b = *state;
    make(b, "m0", three, 3);
    char bytes[4096];
    size_t n = read_file(path_in(b, "m0/texts"), bytes, sizeof bytes);
    for (size_t keep = 0; keep < n; keep++) {
        assert_int_equal(truncate(path_in(b, "m0/texts"), (off_t)keep), 0);
        texts *t = open_texts(b, "m0");
        assert_int_equal(status_of(t, 3), ZC_ERROR_CORRUPT);
        texts_close(t);
        write_file(path_in(b, "m0/texts"), bytes, n);
    }
    assert_int_equal(truncate(path_in(b, "m0/offsets"), 23), 0);
    texts *t = open_texts(b, "m0");
    assert_text(t, 1, three[0], "");
    assert_int_equal(status_of(t, 3), ZC_ERROR_CORRUPT);
    texts_close(t);
}

static void a_frame_that_claims_too_much_is_corrupt(void **state)
{
    bench *b = *state;
    make(b, "m0", three, 1);
    char bytes[4096];
    size_t n = read_file(path_in(b, "m0/texts"), bytes, sizeof bytes);
    memset(bytes + 4, 0xFF, 8); /* 4 GiB of text, 4 GiB of source */
    write_file(path_in(b, "m0/texts"), bytes, n);
    texts *t = open_texts(b, "m0");
    assert_int_equal(status_of(t, 1), ZC_ERROR_CORRUPT);
    texts_close(t);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(what_was_written_is_read),
        IN_FOLDER(a_long_text_comes_back_whole),
        IN_FOLDER(reading_appends_and_the_source_may_stay),
        IN_FOLDER(appended_texts_take_the_next_numbers),
        IN_FOLDER(appending_what_is_not_there_fails),
        IN_FOLDER(missing_files_cannot_be_opened),
        IN_FOLDER(numbers_out_of_range_are_corrupt),
        IN_FOLDER(every_changed_byte_of_the_texts_is_noticed),
        IN_FOLDER(every_changed_offset_is_read_or_corrupt),
        IN_FOLDER(truncated_files_are_corrupt),
        IN_FOLDER(a_frame_that_claims_too_much_is_corrupt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
