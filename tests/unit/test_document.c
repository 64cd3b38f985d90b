/* Files and rows to documents.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "document.h"

#include <string.h>

/* What a sink was given, written down: a document is [id|path|text], what was
 * skipped {path|reason}. */
typedef struct notes {
    zc_buf log, text, title, source;
    document last;
    zc_status answer;
} notes;

static zc_status take(void *context, const document *doc, zc_error *error)
{
    (void)error;
    notes *n = context;
    buf_printf(&n->log, "[%s|%s|%.*s]", doc->id, doc->path, (int)doc->text.n, doc->text.p);
    buf_truncate(&n->text, 0);
    buf_str(&n->text, doc->text);
    buf_truncate(&n->source, 0);
    buf_str(&n->source, doc->source);
    buf_truncate(&n->title, 0);
    buf_puts(&n->title, doc->fields.value[META_TITLE] ? doc->fields.value[META_TITLE] : "-");
    n->last = *doc; /* numbers only: its strings end with this call */
    return n->answer;
}

static zc_status skip_one(void *context, const char *path, const char *reason, zc_error *error)
{
    (void)error;
    notes *n = context;
    buf_printf(&n->log, "{%s|%s}", path, reason);
    return n->answer;
}

static int setup(void **state)
{
    static notes n;
    n = (notes){.answer = ZC_OK};
    zc_buf_init(&n.log);
    zc_buf_init(&n.text);
    zc_buf_init(&n.title);
    zc_buf_init(&n.source);
    *state = &n;
    return 0;
}

static int teardown(void **state)
{
    notes *n = *state;
    zc_buf_clear(&n->log);
    zc_buf_clear(&n->text);
    zc_buf_clear(&n->title);
    zc_buf_clear(&n->source);
    return 0;
}

static zc_status parse_from(notes *n, const char *name, zc_str bytes, const char *prefix,
                            uint64_t first_row)
{
    source_item item = {.raw = name,
                        .name = name,
                        .kind = source_kind_of(name),
                        .size = bytes.n,
                        .length = bytes.n,
                        .first_row = first_row};
    document_sink sink = {take, skip_one, n};
    buf_truncate(&n->log, 0);
    zc_error error = {0};
    return document_parse(&item, bytes, &(document_rules){.prefix = prefix}, &sink, &error);
}

static void parse(notes *n, const char *name, const char *bytes)
{
    assert_int_equal(parse_from(n, name, str_from(bytes), "", 1), ZC_OK);
}

static void assert_log(notes *n, const char *name, const char *bytes, const char *expected)
{
    parse(n, name, bytes);
    assert_string_equal(n->log.data, expected);
}

/* ---- Files ---- */

static void a_text_file_is_one_document_as_it_stands(void **state)
{
    notes *n = *state;
    assert_log(n, "溪州/a.txt", "关于试点的通知\n\n正文 *甲*。\n",
               "[溪州/a.txt|溪州/a.txt|关于试点的通知\n\n正文 *甲*。\n]");
    assert_string_equal(n->last.encoding, "UTF-8");
    assert_int_equal(n->last.replaced, 0);
    assert_int_equal(n->last.chars, 13);
    assert_string_equal(n->source.data, "");
}

static void a_prefix_goes_before_ids_and_not_before_paths(void **state)
{
    notes *n = *state;
    assert_int_equal(parse_from(n, "a.txt", STR_LIT("甲"), "溪州/", 1), ZC_OK);
    assert_string_equal(n->log.data, "[溪州/a.txt|a.txt|甲]");
    assert_int_equal(parse_from(n, "t.jsonl",
                                STR_LIT("{\"text\":\"甲\"}\n{\"id\":\"k\",\"text\":\"乙\"}"),
                                "溪州/", 1),
                     ZC_OK);
    assert_string_equal(n->log.data, "[溪州/t.jsonl#1|t.jsonl|甲][溪州/k|t.jsonl|乙]");
}

static void markdown_is_searched_as_text_and_kept_as_source(void **state)
{
    notes *n = *state;
    parse(n, "a.md", "---\ncity: 溪州市\n---\n# 关于试点的通知\n\n推进**产教融合**。\n");
    assert_string_equal(n->text.data, "关于试点的通知\n\n推进产教融合。\n\n");
    assert_string_equal(n->source.data, "# 关于试点的通知\n\n推进**产教融合**。\n");
    assert_string_equal(n->title.data, "关于试点的通知");
}

static void markdown_that_the_guard_refuses_has_no_source(void **state)
{
    notes *n = *state;
    zc_buf file;
    zc_buf_init(&file);
    buf_puts(&file, "正文\n\n");
    for (int i = 0; i < 8000; i++)
        buf_puts(&file, "![[]()");
    parse(n, "a.md", file.data);
    assert_string_equal(n->text.data, file.data);
    assert_string_equal(n->source.data, "");
    zc_buf_clear(&file);
}

static void encodings_and_damage_are_told(void **state)
{
    notes *n = *state;
    parse(n, "a.txt", "\xD5\xFE\xB2\xDF\xCE\xC4\xBC\xFE");
    assert_string_equal(n->text.data, "政策文件");
    assert_string_equal(n->last.encoding, "GB18030");
    parse(n, "a.txt", "关于推进职业教育高质量发展的通\xFF知");
    assert_int_equal(n->last.replaced, 1);
}

/* ---- A title that was given ---- */

static void a_given_title_stands_in_front_where_the_text_lacks_it(void **state)
{
    notes *n = *state;
    parse(n, "a.md", "---\ntitle: 关于试点的通知\n---\n各单位：\n\n现通知如下。\n");
    assert_string_equal(n->text.data, "关于试点的通知\n\n各单位：\n\n现通知如下。\n\n");
    assert_string_equal(n->title.data, "关于试点的通知");
    assert_int_equal(n->last.chars, 17);
}

static void a_given_title_that_the_text_holds_stands_there_once(void **state)
{
    notes *n = *state;
    parse(n, "a.md", "---\ntitle: 关于试点的通知\n---\n# 关于试点的通知\n\n现通知如下。\n");
    assert_string_equal(n->text.data, "关于试点的通知\n\n现通知如下。\n\n");
    assert_log(n, "t.jsonl", "{\"title\":\"关于试点的通知\",\"text\":\"关于试点的通知\\n正文\"}",
               "[t.jsonl#1|t.jsonl|关于试点的通知\n正文]");
    assert_log(n, "t.jsonl", "{\"title\":\"关于试点的通知\",\"text\":\"正文\"}",
               "[t.jsonl#1|t.jsonl|关于试点的通知\n\n正文]");
}

static void a_title_alone_is_a_document(void **state)
{
    notes *n = *state;
    parse(n, "t.jsonl", "{\"title\":\"关于试点的通知\"}");
    assert_true(str_starts(buf_view(&n->text), STR_LIT("关于试点的通知")));
}

/* ---- Rows ---- */

static void every_row_is_a_document(void **state)
{
    notes *n = *state;
    assert_log(n, "t.jsonl", "{\"text\":\"甲\"}\n{\"正文\":\"乙\"}\n{\"content\":\"丙\"}",
               "[t.jsonl#1|t.jsonl|甲][t.jsonl#2|t.jsonl|乙][t.jsonl#3|t.jsonl|丙]");
}

static void rows_have_their_own_ids_or_the_files(void **state)
{
    notes *n = *state;
    assert_log(n, "t.jsonl",
               "{\"id\":\"k-1\",\"text\":\"甲\"}\n{\"ID\":17,\"text\":\"乙\"}\n{\"id\":\"\","
               "\"text\":\"丙\"}\n"
               "{\"id\":null,\"text\":\"丁\"}",
               "[k-1|t.jsonl|甲][17|t.jsonl|乙][t.jsonl#3|t.jsonl|丙][t.jsonl#4|t.jsonl|丁]");
}

static void rows_of_a_slice_count_from_its_first(void **state)
{
    notes *n = *state;
    assert_int_equal(
        parse_from(n, "file.jsonl", STR_LIT("{\"text\":\"甲\"}\n\n{\"text\":\"乙\"}\n"), "", 17),
        ZC_OK);
    assert_string_equal(n->log.data, "[file.jsonl#17|file.jsonl|甲][file.jsonl#19|file.jsonl|乙]");
}

static void columns_are_metadata(void **state)
{
    notes *n = *state;
    parse(n, "t.jsonl",
          "{\"text\":\"正文\",\"标题\":\"关于试点的通知\",\"year\":2021,\"other\":{\"city\":\"甲\"}"
          "}");
    assert_string_equal(n->title.data, "关于试点的通知");
    assert_string_equal(n->text.data, "关于试点的通知\n\n正文");
}

static void bad_rows_are_skipped_and_the_others_stay(void **state)
{
    notes *n = *state;
    parse(n, "t.jsonl",
          "{\"text\":\"甲\"}\n{broken\n[1]\n\"text\"\n\n{\"text\":\"\"}\n{\"text\":\"　\\n\"}\n{"
          "\"other\":1}\n"
          "{\"text\":\"nul\\u0000\"}\n{\"text\":\"乙\"}\n");
    zc_str log = buf_view(&n->log);
    assert_true(str_starts(log, STR_LIT("[t.jsonl#1|t.jsonl|甲]{t.jsonl#2|no JSON object: ")));
    static const char *const parts[] = {
        "{t.jsonl#3|no JSON object: another kind of value}",
        "{t.jsonl#4|no JSON object: ",
        "{t.jsonl#6|empty}{t.jsonl#7|empty}{t.jsonl#8|empty}",
        "{t.jsonl#9|",
        "[t.jsonl#10|t.jsonl|乙]",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_find(log, str_from(parts[i]), 0) == SIZE_MAX)
            fail_msg("%s is not in %s", parts[i], log.p);
    assert_true(str_find(log, STR_LIT("#5"), 0) == SIZE_MAX); /* a blank line is no row */
}

static void a_row_nested_without_end_is_skipped(void **state)
{
    notes *n = *state;
    zc_buf row;
    zc_buf_init(&row);
    for (int i = 0; i < 100000; i++)
        buf_char(&row, '[');
    buf_puts(&row, "\n{\"text\":\"乙\"}");
    parse(n, "t.jsonl", row.data);
    zc_buf_clear(&row);
    assert_true(str_starts(buf_view(&n->log), STR_LIT("{t.jsonl#1|no JSON object: ")));
    assert_true(str_ends(buf_view(&n->log), STR_LIT("[t.jsonl#2|t.jsonl|乙]")));
}

static void windows_line_ends_part_rows(void **state)
{
    notes *n = *state;
    assert_log(n, "t.jsonl", "\xEF\xBB\xBF{\"text\":\"甲\"}\r\n{\"text\":\"乙\"}\r\n",
               "[t.jsonl#1|t.jsonl|甲][t.jsonl#2|t.jsonl|乙]");
}

/* ---- Nothing to index ---- */

static void what_holds_no_text_is_empty(void **state)
{
    notes *n = *state;
    static const char *const files[] = {"", "\n\n", "　 \t\n", "\xEF\xBB\xBF", "<!-- 批注 -->\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_log(n, "a.md", files[i], "{a.md|empty}");
    assert_log(n, "a.txt", "", "{a.txt|empty}");
    assert_log(n, "t.jsonl", "", "{t.jsonl|empty}");
}

static void what_is_no_text_is_skipped_with_its_reason(void **state)
{
    notes *n = *state;
    assert_int_equal(parse_from(n, "a.txt", STR_LIT("\0\1\2\3\0\0\0\0"), "", 1), ZC_OK);
    assert_true(str_starts(buf_view(&n->log), STR_LIT("{a.txt|binary")));
    assert_int_equal(parse_from(n, "a.md", STR_LIT("\xFF\xFF\xFF\xFF\xFF\xFF"), "", 1), ZC_OK);
    assert_true(str_starts(buf_view(&n->log), STR_LIT("{a.md|mostly undecodable")));
}

static void a_failure_of_the_sink_ends_the_reading(void **state)
{
    notes *n = *state;
    n->answer = ZC_ERROR_NO_SPACE;
    assert_int_equal(
        parse_from(n, "t.jsonl", STR_LIT("{\"text\":\"甲\"}\n{\"text\":\"乙\"}"), "", 1),
        ZC_ERROR_NO_SPACE);
    assert_string_equal(n->log.data, "[t.jsonl#1|t.jsonl|甲]");
    assert_int_equal(parse_from(n, "t.jsonl", STR_LIT("x\ny"), "", 1), ZC_ERROR_NO_SPACE);
    assert_true(str_find(buf_view(&n->log), STR_LIT("#2"), 0) == SIZE_MAX);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(a_text_file_is_one_document_as_it_stands),
        EACH(a_prefix_goes_before_ids_and_not_before_paths),
        EACH(markdown_is_searched_as_text_and_kept_as_source),
        EACH(markdown_that_the_guard_refuses_has_no_source),
        EACH(encodings_and_damage_are_told),
        EACH(a_given_title_stands_in_front_where_the_text_lacks_it),
        EACH(a_given_title_that_the_text_holds_stands_there_once),
        EACH(a_title_alone_is_a_document),
        EACH(every_row_is_a_document),
        EACH(rows_have_their_own_ids_or_the_files),
        EACH(rows_of_a_slice_count_from_its_first),
        EACH(columns_are_metadata),
        EACH(bad_rows_are_skipped_and_the_others_stay),
        EACH(a_row_nested_without_end_is_skipped),
        EACH(windows_line_ends_part_rows),
        EACH(what_holds_no_text_is_empty),
        EACH(what_is_no_text_is_skipped_with_its_reason),
        EACH(a_failure_of_the_sink_ends_the_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
