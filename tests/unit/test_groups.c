/* The file of groups: made from the members of a generation, read back, damaged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "files.h"
#include "groups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct bench {
    char folder[256];
    arena a;
    text_breaker *breaker;
    postings p;
} bench;

static int setup(void **state)
{
    bench *b = calloc(1, sizeof *b);
    const char *tmp = getenv("TMPDIR");
    snprintf(b->folder, sizeof b->folder, "%s/zhengce-groups-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    arena_init(&b->a);
    postings_init(&b->p);
    *state = b;
    return mkdtemp(b->folder) && text_breaker_open(&b->breaker, NULL) == ZC_OK ? 0 : -1;
}

static int teardown(void **state)
{
    bench *b = *state;
    postings_clear(&b->p);
    text_breaker_close(b->breaker);
    arena_clear(&b->a);
    zc_status status = folder_remove(b->folder, NULL);
    free(b);
    return status == ZC_OK ? 0 : -1;
}

static const char *path_in(bench *b, const char *name)
{
    return arena_printf(&b->a, "%s/%s", b->folder, name);
}

/* A text of 200 characters that `kind` decides; a small letter writes another end. */
static const char *text_of(bench *b, char kind)
{
    zc_buf s;
    bool small = kind >= 'a';
    uint32_t seed = (uint32_t)(small ? kind - 'a' : kind - 'A');
    zc_buf_init(&s);
    for (uint32_t i = 0; i < 200; i++)
        buf_cp(&s, 0x4E00 + (i * 2654435761U + seed * 40503U) % 20000);
    buf_puts(&s, small ? "附件" : "");
    const char *copy = arena_str(&b->a, buf_view(&s));
    zc_buf_clear(&s);
    assert_non_null(copy);
    return copy;
}

/* Adds a document; its date may be NULL. */
static void add(bench *b, store_writer *w, document *doc, const char *title, const char *date)
{
    const char *slots[SCHEMA_SLOTS] = {NULL};
    doc->fields.value[META_TITLE] = title;
    doc->fields.value[META_DATE] = date;
    assert_int_equal(postings_gather(&b->p, b->breaker, doc, "/root", NULL), ZC_OK);
    assert_int_equal(store_writer_add(w, &b->p, slots, STR_LIT("-"), NULL), ZC_OK);
}

/* A member with a document a letter; '-' is one that is deleted again. */
static const char *member(bench *b, const char *name, const char *kinds)
{
    store_writer *w = NULL;
    const char *path = path_in(b, name);
    uint64_t n;
    assert_int_equal(store_writer_open(path, false, &w, NULL), ZC_OK);
    for (const char *k = kinds; *k; k++) {
        document doc = {.id = *k == '-' ? "gone" : name, .path = *k == '-' ? "gone" : name};
        doc.text = str_from(*k == '.' ? "" : text_of(b, *k == '-' ? 'A' : *k));
        add(b, w, &doc, NULL, NULL);
    }
    char key[33], term[40];
    schema_key(STR_LIT("/root"), STR_LIT("gone"), key);
    snprintf(term, sizeof term, "%s%s", SCHEMA_FILE, key);
    if (strchr(kinds, '-'))
        assert_int_equal(store_writer_delete(w, str_from(term), &n, NULL), ZC_OK);
    assert_int_equal(store_writer_commit(w, NULL), ZC_OK);
    store_writer_free(w);
    return path;
}

static void make(bench *b, const char *const *members, size_t n)
{
    store *s = NULL;
    zc_error error = {0};
    assert_int_equal(store_open(members, n, &s, NULL), ZC_OK);
    if (groups_make(s, b->folder, &error) != ZC_OK)
        fail_msg("%s", error.message);
    store_close(s);
}

static groups *open_groups(bench *b)
{
    groups *g = NULL;
    zc_error error = {0};
    if (groups_open(b->folder, &g, &error) != ZC_OK)
        fail_msg("%s", error.message);
    return g;
}

/* "1: 1=1 4=1 | 5=5; 2: …": document=first with its text, the newest first, with |
 * between other versions. */
static const char *dump(bench *b, const groups *g)
{
    zc_buf out;
    zc_buf_init(&out);
    for (uint32_t group = 1; group <= groups_count(g); group++) {
        buf_printf(&out, "%s%u:", group > 1 ? "; " : "", group);
        groups_entry e, again;
        uint32_t near = 0;
        for (uint32_t i = 0; groups_at(g, group, i, &e); i++) {
            buf_printf(&out, "%s%u=%u", i > 0 && e.near != near ? " | " : " ", e.number, e.same);
            near = e.near;
            assert_int_equal(groups_find(g, e.number), group);
            assert_true(groups_entry_of(g, e.number, &again));
            assert_memory_equal(&e, &again, sizeof e);
        }
    }
    const char *copy = arena_str(&b->a, buf_view(&out));
    zc_buf_clear(&out);
    return copy;
}

static void documents_of_one_member_are_grouped(void **state)
{
    bench *b = *state;
    const char *members[] = {member(b, "one", "ABaCAB")};
    make(b, members, 1);
    groups *g = open_groups(b);
    assert_int_equal(groups_count(g), 2);
    assert_int_equal(groups_documents(g), 5);
    assert_string_equal(dump(b, g), "1: 1=1 3=3 5=1; 2: 2=2 6=2");
    assert_int_equal(groups_find(g, 4), 0);
    assert_int_equal(groups_find(g, 0), 0);
    assert_int_equal(groups_find(g, 7), 0);
    groups_close(g);
}

/* Document l of member m of M is number (l - 1) * M + m + 1. */
static void documents_of_several_members_are_grouped(void **state)
{
    bench *b = *state;
    const char *members[] = {member(b, "m0", "AB"), member(b, "m1", "CA"), member(b, "m2", "B")};
    make(b, members, 3);
    groups *g = open_groups(b);
    assert_string_equal(dump(b, g), "1: 1=1 5=1; 2: 3=3 4=3");
    groups_close(g);
}

static void what_was_deleted_or_is_empty_is_in_no_group(void **state)
{
    bench *b = *state;
    const char *members[] = {member(b, "deleted", "A-B."), member(b, "empty", ".C")};
    make(b, members, 2);
    groups *g = open_groups(b);
    assert_int_equal(groups_count(g), 0);
    assert_string_equal(dump(b, g), "");
    groups_close(g);
}

static void merging_carries_the_sketches_along(void **state)
{
    bench *b = *state;
    const char *parts[] = {member(b, "p0", "AB"), member(b, "p1", "bA")};
    const char *merged[] = {path_in(b, "merged")};
    assert_int_equal(store_merge(parts, 2, merged[0], NULL), ZC_OK);
    make(b, merged, 1);
    groups *g = open_groups(b);
    assert_string_equal(dump(b, g), "1: 1=1 4=1; 2: 2=2 3=3");
    groups_close(g);
}

/* An edition of 示例市巡河条例: `shared` characters of 200 that all have in common. */
static void add_edition(bench *b, store_writer *w, size_t shared, const char *date)
{
    document doc = {.id = date, .path = date};
    zc_buf s;
    zc_buf_init(&s);
    buf_str(&s, str_slice(str_from(text_of(b, 'A')), 0, 3 * shared));
    buf_str(&s, str_slice(str_from(text_of(b, (char)('B' + date[3] - '0'))), 3 * shared, 600));
    doc.text = buf_view(&s);
    add(b, w, &doc, "示例市巡河条例", date);
    zc_buf_clear(&s);
}

static void versions_of_a_law_are_a_group_the_newest_first(void **state)
{
    bench *b = *state;
    store_writer *w = NULL;
    const char *members[] = {path_in(b, "editions")};
    assert_int_equal(store_writer_open(members[0], false, &w, NULL), ZC_OK);
    add_edition(b, w, 100, "2012-03-01");
    add_edition(b, w, 100, "2019-07-01");
    add_edition(b, w, 100, "2012-03-01");
    add_edition(b, w, 100, "2015-05-01");
    add_edition(b, w, 0, "2018-01-01"); /* nothing in common */
    assert_int_equal(store_writer_commit(w, NULL), ZC_OK);
    store_writer_free(w);
    make(b, members, 1);
    groups *g = open_groups(b);
    groups_entry first, second, third, last;
    assert_string_equal(dump(b, g), "1: 2=2 | 4=4 | 1=1 3=1");
    assert_true(groups_at(g, 1, 0, &first) && groups_at(g, 1, 1, &second));
    assert_true(groups_at(g, 1, 2, &third) && groups_at(g, 1, 3, &last));
    assert_int_equal(first.time, 20190701);
    assert_int_equal(last.time, 20120301);
    assert_int_equal(groups_relation(&first, &second), ZC_RELATION_VERSION);
    assert_int_equal(groups_relation(&third, &last), ZC_RELATION_SAME);
    groups_close(g);
}

/* Near copies know their own time each. */
static void near_copies_stand_by_their_times(void **state)
{
    bench *b = *state;
    store_writer *w = NULL;
    const char *members[] = {path_in(b, "dated")};
    static const char *const dates[] = {"2012-03-01", "2019-07-01", NULL, "2015-05-01"};
    static const uint32_t times[] = {20190701, 20150501, 20120301, 0};
    assert_int_equal(store_writer_open(members[0], false, &w, NULL), ZC_OK);
    for (size_t i = 0; i < 4; i++) {
        document doc = {.id = "x", .path = "x", .text = str_from(text_of(b, i % 2 ? 'A' : 'a'))};
        add(b, w, &doc, NULL, dates[i]);
    }
    assert_int_equal(store_writer_commit(w, NULL), ZC_OK);
    store_writer_free(w);
    make(b, members, 1);
    groups *g = open_groups(b);
    groups_entry e;
    assert_string_equal(dump(b, g), "1: 2=2 4=2 1=1 3=1");
    for (uint32_t i = 0; i < 4; i++) {
        assert_true(groups_at(g, 1, i, &e));
        assert_int_equal(e.time, times[i]);
    }
    groups_close(g);
}

static void there_is_nothing_past_the_end(void **state)
{
    bench *b = *state;
    const char *members[] = {member(b, "past", "AA")};
    groups_entry e = {9, 9, 9, 9}, none = {0};
    make(b, members, 1);
    groups *g = open_groups(b);
    assert_int_equal(groups_size(g, 0), 0);
    assert_int_equal(groups_size(g, 2), 0);
    assert_false(groups_at(g, 1, 2, &e));
    assert_memory_equal(&e, &none, sizeof e);
    e.number = 9;
    assert_false(groups_entry_of(g, 3, &e));
    assert_memory_equal(&e, &none, sizeof e);
    groups_close(g);
}

static void look_everywhere(const groups *g)
{
    groups_entry e;
    for (uint32_t group = 0; group < 8; group++)
        for (uint32_t i = 0; i < 8; i++)
            groups_at(g, group, i, &e);
    for (uint32_t number = 0; number < 16; number++) {
        groups_entry_of(g, number, &e);
        assert_true(groups_size(g, groups_find(g, number)) <= groups_documents(g));
    }
}

/* Refused where the size tells; else read, to whatever end, inside the file. */
static void a_damaged_file_is_refused_or_read_safely(void **state)
{
    bench *b = *state;
    const char *members[] = {member(b, "whole", "ABABC")}, *file = path_in(b, "groups");
    zc_buf bytes;
    zc_buf_init(&bytes);
    make(b, members, 1);
    assert_int_equal(file_read(file, &bytes, NULL), ZC_OK);
    for (size_t n = 0; n < bytes.len; n++) {
        groups *g = NULL;
        assert_int_equal(file_write(file, (zc_str){bytes.data, n}, false, NULL), ZC_OK);
        assert_int_equal(groups_open(b->folder, &g, NULL), ZC_ERROR_CORRUPT);
    }
    for (size_t at = 0; at < bytes.len; at++) {
        for (int bit = 0; bit < 8; bit++) {
            groups *g = NULL;
            bytes.data[at] = (char)(bytes.data[at] ^ 1 << bit);
            assert_int_equal(file_write(file, buf_view(&bytes), false, NULL), ZC_OK);
            if (groups_open(b->folder, &g, NULL) == ZC_OK)
                look_everywhere(g);
            groups_close(g);
            bytes.data[at] = (char)(bytes.data[at] ^ 1 << bit);
        }
    }
    zc_buf_clear(&bytes);
}

static void a_missing_file_is_damage(void **state)
{
    bench *b = *state;
    groups *g = NULL;
    zc_error error = {0};
    assert_int_equal(groups_open(path_in(b, "nowhere"), &g, &error), ZC_ERROR_CORRUPT);
    assert_non_null(strstr(error.message, "--full"));
    assert_null(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_of_one_member_are_grouped),
        cmocka_unit_test(documents_of_several_members_are_grouped),
        cmocka_unit_test(what_was_deleted_or_is_empty_is_in_no_group),
        cmocka_unit_test(merging_carries_the_sketches_along),
        cmocka_unit_test(versions_of_a_law_are_a_group_the_newest_first),
        cmocka_unit_test(near_copies_stand_by_their_times),
        cmocka_unit_test(there_is_nothing_past_the_end),
        cmocka_unit_test(a_damaged_file_is_refused_or_read_safely),
        cmocka_unit_test(a_missing_file_is_damage),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
