/* Walking, reading and slicing what lies below a PATH.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "source.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- A folder of files ---- */

typedef struct bench {
    char folder[256];
    arena a;
    source_root root;
    source_list list;
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
    snprintf(b->folder, sizeof b->folder, "%s/zhengce-source-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    arena_init(&b->a);
    b->root.fd = -1;
    *state = b;
    return mkdtemp(b->folder) ? 0 : -1;
}

static int teardown(void **state)
{
    bench *b = *state;
    source_list_clear(&b->list);
    source_close(&b->root);
    arena_clear(&b->a);
    int status = nftw(b->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(b);
    return status;
}

static const char *path_in(bench *b, const char *name)
{
    return arena_printf(&b->a, "%s/%s", b->folder, name);
}

static void folder(bench *b, const char *name)
{
    assert_int_equal(mkdir(path_in(b, name), 0700), 0);
}

static void file(bench *b, const char *name, const char *bytes)
{
    FILE *out = fopen(path_in(b, name), "w");
    assert_non_null(out);
    assert_true(fputs(bytes, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static void walk(bench *b, const char *path)
{
    zc_error error = {0};
    if (source_open(path, &b->root, &error) != ZC_OK ||
        source_walk(&b->root, &b->list, &error) != ZC_OK)
        fail_msg("%s", error.message);
}

static const source_item *item_of(bench *b, const char *name)
{
    for (size_t i = 0; i < b->list.n; i++)
        if (strcmp(b->list.items[i].name, name) == 0)
            return &b->list.items[i];
    fail_msg("%s is not in the list", name);
    return NULL;
}

static const char *names(bench *b)
{
    zc_buf all;
    zc_buf_init(&all);
    for (size_t i = 0; i < b->list.n; i++)
        buf_printf(&all, "%s%s", i ? "|" : "", b->list.items[i].name);
    const char *copy = arena_str(&b->a, buf_view(&all));
    zc_buf_clear(&all);
    return copy;
}

/* ---- Kinds ---- */

static void kinds_go_by_the_ending(void **state)
{
    (void)state;
    assert_int_equal(source_kind_of("a.md"), SOURCE_MARKDOWN);
    assert_int_equal(source_kind_of("a.MARKDOWN"), SOURCE_MARKDOWN);
    assert_int_equal(source_kind_of("通知.TXT"), SOURCE_TEXT);
    assert_int_equal(source_kind_of("rows.jsonl"), SOURCE_ROWS);
    assert_int_equal(source_kind_of("a.md.txt"), SOURCE_TEXT);
    assert_int_equal(source_kind_of("a.PDF"), SOURCE_PDF);
    assert_int_equal(source_kind_of("a.xls"), SOURCE_UNKNOWN);
    assert_int_equal(source_kind_of("txt"), SOURCE_UNKNOWN);
    assert_int_equal(source_kind_of("a.md/"), SOURCE_UNKNOWN);
    assert_int_equal(source_kind_of(""), SOURCE_UNKNOWN);
}

/* ---- Roots ---- */

static void what_is_no_file_or_folder_is_refused(void **state)
{
    bench *b = *state;
    zc_error error = {0};
    assert_int_equal(source_open(path_in(b, "missing"), &b->root, &error), ZC_ERROR_NOT_FOUND);
    source_close(&b->root);
    assert_int_equal(mkfifo(path_in(b, "pipe"), 0600), 0);
    assert_int_equal(source_open(path_in(b, "pipe"), &b->root, NULL), ZC_ERROR_ARGUMENT);
}

static void a_root_knows_its_folder(void **state)
{
    bench *b = *state;
    folder(b, "溪州");
    file(b, "溪州/a.md", "甲");
    assert_int_equal(source_open(path_in(b, "溪州/"), &b->root, NULL), ZC_OK);
    assert_string_equal(b->root.folder, "溪州");
    assert_null(b->root.only);
    source_close(&b->root);
    assert_int_equal(source_open(path_in(b, "溪州/a.md"), &b->root, NULL), ZC_OK);
    assert_string_equal(b->root.folder, "溪州");
    assert_string_equal(b->root.only, "a.md");
}

static void a_path_may_be_a_symbolic_link(void **state)
{
    bench *b = *state;
    folder(b, "real");
    file(b, "real/a.md", "甲");
    assert_int_equal(symlink("real", path_in(b, "link")), 0);
    walk(b, path_in(b, "link"));
    assert_string_equal(names(b), "a.md");
    assert_true(str_ends(str_from(b->root.path), STR_LIT("/real")));
}

static void a_file_alone_is_a_list_of_one(void **state)
{
    bench *b = *state;
    file(b, "a.md", "甲乙");
    file(b, "b.md", "丙");
    walk(b, path_in(b, "a.md"));
    assert_string_equal(names(b), "a.md");
    assert_int_equal(b->list.items[0].kind, SOURCE_MARKDOWN);
    assert_int_equal(b->list.items[0].size, 6);
    assert_int_equal(b->list.items[0].length, 6);
    assert_null(b->list.items[0].reason);
    zc_buf out;
    zc_buf_init(&out);
    assert_int_equal(source_read(&b->root, &b->list.items[0], &out, NULL), ZC_OK);
    assert_string_equal(out.data, "甲乙");
    zc_buf_clear(&out);
}

/* ---- Walking ---- */

static void files_come_in_byte_order_of_their_paths(void **state)
{
    bench *b = *state;
    folder(b, "b");
    folder(b, "b/c");
    folder(b, "空");
    file(b, "b/c/1.md", "");
    file(b, "b/2.md", "");
    file(b, "b.md", "");
    file(b, "B.md", "");
    file(b, "a10.md", "");
    file(b, "a9.md", "");
    file(b, "甲.txt", "");
    walk(b, b->folder);
    assert_string_equal(names(b), "B.md|a10.md|a9.md|b.md|b/2.md|b/c/1.md|甲.txt");
}

static void hidden_files_and_folders_are_left_out(void **state)
{
    bench *b = *state;
    file(b, ".hidden.md", "甲");
    folder(b, ".git");
    file(b, ".git/a.md", "甲");
    folder(b, "open");
    file(b, "open/.b.md", "甲");
    file(b, "open/b.md", "甲");
    walk(b, b->folder);
    assert_string_equal(names(b), "open/b.md");
}

static void what_is_not_read_has_its_reason(void **state)
{
    bench *b = *state;
    file(b, "a.md", "甲");
    file(b, "table.xls", "x");
    file(b, "noending", "x");
    assert_int_equal(symlink("a.md", path_in(b, "link.md")), 0);
    assert_int_equal(symlink("/etc", path_in(b, "out")), 0);
    assert_int_equal(symlink("nowhere", path_in(b, "broken.md")), 0);
    assert_int_equal(mkfifo(path_in(b, "pipe.md"), 0600), 0);
    walk(b, b->folder);
    assert_int_equal(b->list.n, 7);
    assert_null(item_of(b, "a.md")->reason);
    assert_string_equal(item_of(b, "link.md")->reason, "a symbolic link");
    assert_string_equal(item_of(b, "out")->reason, "a symbolic link");
    assert_string_equal(item_of(b, "broken.md")->reason, "a symbolic link");
    assert_string_equal(item_of(b, "pipe.md")->reason, "not a regular file");
    assert_non_null(strstr(item_of(b, "table.xls")->reason, ".xls"));
    assert_non_null(item_of(b, "noending")->reason);
    for (size_t i = 0; i < b->list.n; i++)
        assert_false(b->list.items[i].unreadable);
}

static void what_has_a_reason_is_not_read(void **state)
{
    bench *b = *state;
    assert_int_equal(mkfifo(path_in(b, "pipe.md"), 0600), 0);
    walk(b, b->folder);
    zc_buf out;
    zc_buf_init(&out);
    zc_error error = {0};
    assert_int_equal(source_read(&b->root, &b->list.items[0], &out, &error), ZC_ERROR_IO);
    assert_string_equal(error.message, "not a regular file");
    zc_buf_clear(&out);
}

static void what_must_not_be_read_is_marked_as_unreadable(void **state)
{
    bench *b = *state;
    if (geteuid() == 0) {
        print_message("[  NOTE    ] user 0 may read everything: not tested\n");
        skip();
    }
    folder(b, "shut");
    file(b, "shut/a.md", "甲");
    file(b, "b.md", "乙");
    assert_int_equal(chmod(path_in(b, "shut"), 0), 0);
    assert_int_equal(chmod(path_in(b, "b.md"), 0), 0);
    walk(b, b->folder);
    zc_buf out;
    zc_buf_init(&out);
    zc_error error = {0};
    zc_status status = source_read(&b->root, item_of(b, "b.md"), &out, &error);
    zc_buf_clear(&out);
    assert_int_equal(chmod(path_in(b, "shut"), 0700), 0);
    assert_int_equal(chmod(path_in(b, "b.md"), 0600), 0);
    assert_string_equal(names(b), "b.md|shut");
    assert_true(item_of(b, "shut")->unreadable);
    assert_string_equal(item_of(b, "shut")->reason, "Permission denied");
    assert_int_equal(status, ZC_ERROR_IO);
    assert_string_equal(error.message, "Permission denied");
}

static void odd_names_are_shown_as_valid_utf8(void **state)
{
    bench *b = *state;
    file(b, "a\nb.md", "换行");
    file(b, "c\xFF\xE4.md", "坏字节");
    file(b, "d\x1B[31m.md", "控制符");
    file(b, "e\xC2\x85.md", "C1");
    file(b, "政策.md", "常");
    walk(b, b->folder);
    static const char *const shown[] = {"a%0Ab.md", "c%FF%E4.md", "d%1B[31m.md", "e%C2%85.md",
                                        "政策.md"};
    assert_int_equal(b->list.n, sizeof shown / sizeof *shown);
    for (size_t i = 0; i < b->list.n; i++) {
        assert_true(utf8_valid(str_from(b->list.items[i].name)));
        const source_item *item = item_of(b, shown[i]);
        zc_buf out; /* and it can be read by its raw name */
        zc_buf_init(&out);
        assert_int_equal(source_read(&b->root, item, &out, NULL), ZC_OK);
        assert_int_equal(out.len, item->size);
        zc_buf_clear(&out);
    }
}

/* ---- Reading ---- */

static void reading_appends_the_bytes_as_they_are(void **state)
{
    bench *b = *state;
    folder(b, "x");
    file(b, "x/a.md", "甲\r\n乙\xFF");
    walk(b, b->folder);
    zc_buf out;
    zc_buf_init(&out);
    buf_puts(&out, "前");
    assert_int_equal(source_read(&b->root, item_of(b, "x/a.md"), &out, NULL), ZC_OK);
    assert_string_equal(out.data, "前甲\r\n乙\xFF");
    zc_buf_clear(&out);
}

static void a_file_that_grew_since_the_walk_is_read_as_it_is(void **state)
{
    bench *b = *state;
    file(b, "a.md", "甲");
    walk(b, b->folder);
    file(b, "a.md", "甲乙丙");
    zc_buf out;
    zc_buf_init(&out);
    assert_int_equal(source_read(&b->root, item_of(b, "a.md"), &out, NULL), ZC_OK);
    assert_string_equal(out.data, "甲乙丙");
    zc_buf_clear(&out);
}

static void what_was_replaced_since_the_walk_is_not_followed(void **state)
{
    bench *b = *state;
    folder(b, "in");
    file(b, "in/a.md", "甲");
    file(b, "in/b.md", "甲");
    file(b, "in/c.md", "甲");
    file(b, "secret.md", "密");
    walk(b, path_in(b, "in"));
    assert_int_equal(unlink(path_in(b, "in/a.md")), 0);
    assert_int_equal(symlink("../secret.md", path_in(b, "in/a.md")), 0);
    assert_int_equal(unlink(path_in(b, "in/b.md")), 0);
    assert_int_equal(mkfifo(path_in(b, "in/b.md"), 0600), 0);
    assert_int_equal(unlink(path_in(b, "in/c.md")), 0);
    for (size_t i = 0; i < 3; i++) {
        zc_buf out;
        zc_buf_init(&out);
        buf_puts(&out, "前");
        zc_error error = {0};
        assert_true(source_read(&b->root, &b->list.items[i], &out, &error) != ZC_OK);
        assert_true(error.message[0] != '\0');
        assert_string_equal(out.data, "前");
        zc_buf_clear(&out);
    }
}

static void a_file_above_the_cap_is_refused_unread(void **state)
{
    bench *b = *state;
    file(b, "huge.txt", "");
    file(b, "grows.txt", "");
    assert_int_equal(truncate(path_in(b, "huge.txt"), (64 << 20) + 1), 0);
    walk(b, b->folder);
    assert_int_equal(truncate(path_in(b, "grows.txt"), (64 << 20) + 1), 0);
    static const char *const both[] = {"huge.txt", "grows.txt"};
    for (size_t i = 0; i < 2; i++) {
        zc_buf out;
        zc_buf_init(&out);
        zc_error error = {0};
        assert_int_equal(source_read(&b->root, item_of(b, both[i]), &out, &error), ZC_ERROR_LIMIT);
        assert_string_equal(error.message, "larger than 64 MiB");
        assert_int_equal(out.len, 0);
        zc_buf_clear(&out);
    }
}

/* ---- Slicing ---- */

/* Cuts `text` into slices of `bytes`, checks that they are whole rows that follow
 * each other, and gives their number. */
static size_t slices_of(bench *b, const char *text, uint64_t bytes)
{
    file(b, "rows.jsonl", text);
    source_list_clear(&b->list);
    source_close(&b->root);
    walk(b, b->folder);
    source_item *slices = NULL;
    size_t n = 0;
    assert_int_equal(source_slice(&b->root, item_of(b, "rows.jsonl"), bytes, &slices, &n, NULL),
                     ZC_OK);
    uint64_t at = 0, row = 1;
    zc_buf whole;
    zc_buf_init(&whole);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(slices[i].from, at);
        assert_int_equal(slices[i].first_row, row);
        assert_int_equal(slices[i].kind, SOURCE_ROWS);
        size_t start = whole.len;
        assert_int_equal(source_read(&b->root, &slices[i], &whole, NULL), ZC_OK);
        assert_int_equal(whole.len - start, slices[i].length);
        if (i + 1 < n)
            assert_int_equal(whole.data[whole.len - 1], '\n');
        for (size_t k = start; k < whole.len; k++)
            row += whole.data[k] == '\n';
        at += slices[i].length;
    }
    assert_string_equal(whole.data, text);
    zc_buf_clear(&whole);
    free(slices);
    return n;
}

static void slices_end_at_line_ends(void **state)
{
    bench *b = *state;
    assert_int_equal(slices_of(b, "11\n22\n33\n44\n", 3), 4);
    assert_int_equal(slices_of(b, "11\n22\n33\n44\n", 4), 2);
    assert_int_equal(slices_of(b, "11\n22\n33\n44\n", 11), 1);
    assert_int_equal(slices_of(b, "11\n22\n33\n44\n", 1), 4);
    assert_int_equal(slices_of(b, "11\n22\n33\n44", 3), 4); /* no line end at the end */
    assert_int_equal(slices_of(b, "\n\n\n1\n", 1), 4);
    assert_int_equal(slices_of(b, "no line end at all", 3), 1);
    assert_int_equal(slices_of(b, "11\n", 100), 1);
    assert_int_equal(slices_of(b, "", 100), 1);
}

static void long_rows_are_never_cut(void **state)
{
    bench *b = *state;
    zc_buf text;
    zc_buf_init(&text);
    for (int row = 0; row < 5; row++) { /* each longer than what is read at once */
        for (int i = 0; i < 30000; i++)
            buf_puts(&text, "政策");
        buf_char(&text, '\n');
    }
    assert_int_equal(slices_of(b, text.data, 1000), 5);
    assert_int_equal(slices_of(b, text.data, 200000), 3);
    zc_buf_clear(&text);
}

static void a_table_that_changed_since_it_was_cut_is_not_read(void **state)
{
    bench *b = *state;
    file(b, "rows.jsonl", "11\n22\n33\n44\n");
    walk(b, b->folder);
    source_item *slices = NULL;
    size_t n = 0;
    assert_int_equal(source_slice(&b->root, &b->list.items[0], 3, &slices, &n, NULL), ZC_OK);
    assert_int_equal(n, 4);
    file(b, "rows.jsonl", "11\n2222222\n33\n44\n");
    zc_buf out;
    zc_buf_init(&out);
    zc_error error = {0};
    assert_int_equal(source_read(&b->root, &slices[1], &out, &error), ZC_ERROR_IO);
    assert_non_null(strstr(error.message, "changed"));
    assert_int_equal(out.len, 0);
    zc_buf_clear(&out);
    free(slices);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static void what_the_bytes_show_outranks_a_documents_ending(void **state)
{
    (void)state;
    static const struct {
        source_kind named;
        zc_str bytes;
        source_kind seen;
    } cases[] = {
        {SOURCE_DOC, {"\xD0\xCF\x11\xE0\xA1", 5}, SOURCE_DOC},
        {SOURCE_DOC, {"<HTML><body>", 12}, SOURCE_HTML},
        {SOURCE_DOC, {"\xEF\xBB\xBF \n<!DOCTYPE html>", 20}, SOURCE_HTML},
        {SOURCE_DOC, {"<!-- saved --><html>", 20}, SOURCE_HTML},
        {SOURCE_DOC, {"PK\3\4", 4}, SOURCE_DOCX},
        {SOURCE_DOCX, {"%PDF-1.7", 8}, SOURCE_PDF},
        {SOURCE_PDF, {"", 0}, SOURCE_PDF},
        {SOURCE_TEXT, {"<html>", 6}, SOURCE_TEXT},
        {SOURCE_XLSX, {"PK\3\4", 4}, SOURCE_XLSX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(source_kind_seen(cases[i].named, cases[i].bytes), cases[i].seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_go_by_the_ending),
        cmocka_unit_test(what_the_bytes_show_outranks_a_documents_ending),
        IN_FOLDER(what_is_no_file_or_folder_is_refused),
        IN_FOLDER(a_root_knows_its_folder),
        IN_FOLDER(a_path_may_be_a_symbolic_link),
        IN_FOLDER(a_file_alone_is_a_list_of_one),
        IN_FOLDER(files_come_in_byte_order_of_their_paths),
        IN_FOLDER(hidden_files_and_folders_are_left_out),
        IN_FOLDER(what_is_not_read_has_its_reason),
        IN_FOLDER(what_has_a_reason_is_not_read),
        IN_FOLDER(what_must_not_be_read_is_marked_as_unreadable),
        IN_FOLDER(odd_names_are_shown_as_valid_utf8),
        IN_FOLDER(reading_appends_the_bytes_as_they_are),
        IN_FOLDER(a_file_that_grew_since_the_walk_is_read_as_it_is),
        IN_FOLDER(what_was_replaced_since_the_walk_is_not_followed),
        IN_FOLDER(a_file_above_the_cap_is_refused_unread),
        IN_FOLDER(slices_end_at_line_ends),
        IN_FOLDER(long_rows_are_never_cut),
        IN_FOLDER(a_table_that_changed_since_it_was_cut_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
