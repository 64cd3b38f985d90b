/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "status.h"

#include "doctype.h"
#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const in_force = "有效", *const no_more = "失效";

/* ---- Marks ---- */

static const struct {
    const char *open, *close;
} brackets[] = {{"[", "]"}, {"【", "】"}, {"［", "］"}, {"（", "）"}, {"(", ")"}, {"〔", "〕"}};

static const struct {
    const char *word;
    bool valid;
} marks[] = {{"有效", true},     {"现行有效", true}, {"失效", false},     {"已失效", false},
             {"废止", false},    {"已废止", false},  {"全文废止", false}, {"已宣布失效", false},
             {"全文有效", true}, {"全文失效", false}};

/* `s` without the one mark that it begins or ends with. */
static zc_str without_mark(zc_str s, const char **status)
{
    for (size_t b = 0; b < COUNT(brackets); b++)
        for (size_t i = 0; i < COUNT(marks); i++) {
            char mark[40];
            size_t n = 0;
            const char *const parts[] = {brackets[b].open, marks[i].word, brackets[b].close};
            for (size_t k = 0; k < COUNT(parts); k++)
                for (const char *p = parts[k]; *p; p++)
                    mark[n++] = *p;
            bool first = str_starts(s, (zc_str){mark, n});
            if (!first && !str_ends(s, (zc_str){mark, n}))
                continue;
            *status = marks[i].valid ? in_force : no_more;
            return str_trim(first ? str_slice(s, n, s.n) : str_slice(s, 0, s.n - n));
        }
    return s;
}

zc_str status_unmarked(zc_str title, const char **status)
{
    for (size_t n = title.n + 1; title.n < n;) {
        n = title.n;
        title = without_mark(title, status);
    }
    return title;
}

/* ---- Labels ---- */

const char *status_word(zc_str s)
{
    static const char *const valid[] = {"有效", "现行有效", "继续有效", "现行", "全文有效"};
    static const char *const invalid[] = {"失效",   "废止",   "无效",     "已失效",
                                          "已废止", "已无效", "全文废止", "全文失效"};
    if (words_are(s, WORDS(invalid)))
        return no_more;
    return words_are(s, WORDS(valid)) ? in_force : NULL;
}

const char *status_of_label(zc_str value, bool gone)
{
    static const char *const stops[] = {"（", "(", "，", ",", "；", "|"};
    bool yes = str_equal(value, STR_LIT("是"));
    if (yes || str_equal(value, STR_LIT("否")))
        return yes != gone ? in_force : no_more;
    if (gone)
        return NULL;
    const char *marked = NULL; /* 【效力】[有效] */
    if (status_unmarked(value, &marked).n == 0 && marked)
        return marked;
    /* 失效　废止日期：2020-01-02 */
    size_t end = 0;
    for (size_t at = 0; at < value.n; end = at)
        if (words_start(str_slice(value, at, value.n), WORDS(stops)) ||
            utf8_is_blank(utf8_next(value, &at)))
            break;
    return status_word(str_slice(value, 0, end));
}

/* ---- Notes ---- */

/* `s` behind 本文件, 此件, 该通知, which it is to begin with; empty otherwise. */
static zc_str after_itself(zc_str s)
{
    static const char *const selves[] = {"本", "此", "该"};
    static const char *const things[] = {"文件", "件", "文"};
    size_t n = words_start(s, WORDS(selves));
    if (n == 0)
        return STR_NONE;
    zc_str rest = str_slice(s, n, s.n);
    size_t thing = words_start(rest, WORDS(things));
    for (size_t at = 0; thing == 0 && at < rest.n && at < 30;) {
        utf8_next(rest, &at);
        if (doctype_of_title(str_slice(rest, 0, at)))
            thing = at;
    }
    return thing ? str_slice(rest, thing, rest.n) : STR_NONE;
}

static zc_str without_frame(zc_str s)
{
    static const char *const frames[] = {
        "（",   "(",    "【",   "[",        "※",        "*",  "★", "编者注", "编者按", "注",
        "说明", "备注", "提示", "特别提示", "温馨提示", "：", ":", "　",     " "};
    static const char *const closes[] = {"）", ")", "】", "]", "。", "！"};
    for (size_t n; (n = words_start(s, WORDS(frames))) > 0;)
        s = str_slice(s, n, s.n);
    while (words_end(s, WORDS(closes)))
        s = str_trim(str_slice(s, 0, utf8_back(s, s.n)));
    return s;
}

enum { NOTE_BYTES = 300 };

const char *status_note(zc_str line)
{
    static const char *const since[] = {"已", "现", "业", "自", "因", "根据", "被", "于", "从"};
    static const char *const at_once[] = {"已废止",     "已失效",     "已经废止", "已经失效",
                                          "现已废止",   "现已失效",   "业已废止", "业已失效",
                                          "已宣布失效", "已宣布废止", "已作废"};
    static const char *const last[] = {"废止", "失效", "停止执行", "作废"};
    static const char *const others[] = {"同时", "原《", "施行", "实施", "届满", "期满"};
    line = str_trim(line);
    if (line.n > NOTE_BYTES)
        return NULL;
    zc_str s = without_frame(line), rest = after_itself(s);
    if (rest.n == 0 || !words_start(rest, WORDS(since)))
        return NULL;
    if (words_in(rest, WORDS(others)))
        return NULL;
    return words_start(rest, WORDS(at_once)) || words_end(rest, WORDS(last)) ? no_more : NULL;
}

enum { TAIL_BYTES = 2 << 10, TAIL_LINES = 6 };

const char *status_of_tail(zc_str text)
{
    zc_str rest = str_trim(text);
    size_t least = rest.n > TAIL_BYTES ? rest.n - TAIL_BYTES : 0;
    for (int lines = 0; lines < TAIL_LINES && rest.n > least;) {
        size_t from = rest.n;
        while (from > least && rest.p[from - 1] != '\n')
            from--;
        zc_str line = str_trim(str_slice(rest, from, rest.n));
        const char *status = status_note(line);
        if (status)
            return status;
        lines += line.n > 0;
        rest = str_slice(rest, 0, from > least ? from - 1 : least);
    }
    return NULL;
}
