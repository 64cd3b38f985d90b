/* Whether a document is in force: marks, labels, notes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "status.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void assert_word(const char *found, const char *expected)
{
    assert_string_equal(found ? found : "", expected);
}

static void marks_leave_the_title(void **state)
{
    (void)state;
    static const char *const titles[][2] = {
        {"[有效]示例市水渠办法", "有效"},
        {"【失效】示例市水渠办法", "失效"},
        {"示例市水渠办法（已废止）", "失效"},
        {"示例市水渠办法(已失效)", "失效"},
        {"示例市水渠办法[废止]", "失效"},
        {"示例市水渠办法【现行有效】", "有效"},
        {"示例市水渠办法", ""},
    };
    for (size_t i = 0; i < COUNT(titles); i++) {
        const char *status = NULL;
        assert_true(
            str_equal(status_unmarked(str_from(titles[i][0]), &status), STR_LIT("示例市水渠办法")));
        assert_word(status, titles[i][1]);
    }
}

static void words_of_the_title_are_no_marks(void **state)
{
    (void)state;
    const char *status = NULL;
    zc_str title = STR_LIT("关于公布已失效文件目录的通知（试行）");
    assert_true(str_equal(status_unmarked(title, &status), title));
    assert_null(status);
}

static void labels_are_read_in_all_their_words(void **state)
{
    (void)state;
    assert_word(status_of_label(STR_LIT("现行有效"), false), "有效");
    assert_word(status_of_label(STR_LIT("是"), false), "有效");
    assert_word(status_of_label(STR_LIT("已废止"), false), "失效");
    assert_word(status_of_label(STR_LIT("否"), false), "失效");
    assert_word(status_of_label(STR_LIT("是"), true), "失效");
    assert_word(status_of_label(STR_LIT("[有效]"), false), "有效");
    assert_word(status_of_label(STR_LIT("[有效]"), true), "");
    assert_word(status_of_label(STR_LIT("全文有效"), false), "有效");
    assert_word(status_of_label(STR_LIT("部分失效"), false), "");
    assert_word(status_of_label(STR_LIT("有效期五年"), false), "");
    assert_word(status_of_label(STR_NONE, false), "");
}

static void notes_on_the_document_itself_count(void **state)
{
    (void)state;
    static const char *const notes[] = {
        "本文件已废止",
        "（此件已失效）",
        "【该文件已宣布失效】",
        "注：本通知已于2020年1月1日废止。",
        "（编者注：本文件已被《示例市人民政府关于宣布失效一批文件的决定》宣布失效）",
        "本办法自2020年1月1日起废止。",
    };
    for (size_t i = 0; i < COUNT(notes); i++)
        assert_word(status_note(str_from(notes[i])), "失效");
}

static void what_is_said_of_other_documents_does_not(void **state)
{
    (void)state;
    static const char *const others[] = {
        "原《示例市水渠办法》同时废止。",
        "本办法自2020年1月1日起施行，原《水渠办法》同时废止。",
        "《水渠办法》（示政发〔2001〕1号），该文件已废止。",
        "上述文件自本决定公布之日起停止执行。",
        "本办法有效期五年，期满自动失效。",
        "本办法由市水利局负责解释。",
        "",
    };
    for (size_t i = 0; i < COUNT(others); i++)
        assert_word(status_note(str_from(others[i])), "");
}

static void the_tail_is_read_from_its_end(void **state)
{
    (void)state;
    assert_word(status_of_tail(STR_LIT("请修渠。\n示例市水利局\n\n本文件已废止\n\n打印 关闭\n")),
                "失效");
    assert_word(status_of_tail(STR_LIT("本文件已废止\n1\n2\n3\n4\n5\n6\n7\n")), "");
    assert_word(status_of_tail(STR_NONE), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_leave_the_title),
        cmocka_unit_test(words_of_the_title_are_no_marks),
        cmocka_unit_test(labels_are_read_in_all_their_words),
        cmocka_unit_test(notes_on_the_document_itself_count),
        cmocka_unit_test(what_is_said_of_other_documents_does_not),
        cmocka_unit_test(the_tail_is_read_from_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
