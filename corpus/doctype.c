/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "doctype.h"

#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Longer endings stand for shorter ones where they would deceive: 办法 is no 法.
 * A type of NULL: ends like a type and is none. */
static const struct {
    const char *end, *type;
} ends[] = {
    {"通知", "通知"}, {"意见", "意见"},     {"办法", "办法"},     {"方案", "方案"},
    {"决定", "决定"}, {"条例", "条例"},     {"规定", "规定"},     {"规划", "规划"},
    {"计划", "计划"}, {"细则", "细则"},     {"答复", "答复"},     {"批复", "批复"},
    {"复函", "复函"}, {"函", "函"},         {"公告", "公告"},     {"通告", "通告"},
    {"通报", "通报"}, {"报告", "报告"},     {"解读", "解读"},     {"公报", "公报"},
    {"决议", "决议"}, {"议案", "议案"},     {"纪要", "纪要"},     {"令", "令"},
    {"命令", "命令"}, {"指令", NULL},       {"法令", NULL},       {"法", "法"},
    {"方法", NULL},   {"做法", NULL},       {"执法", NULL},       {"司法", NULL},
    {"立法", NULL},   {"守法", NULL},       {"规则", "规则"},     {"规程", "规程"},
    {"规范", "规范"}, {"标准", "标准"},     {"指南", "指南"},     {"目录", "目录"},
    {"清单", "清单"}, {"要点", "要点"},     {"纲要", "纲要"},     {"预案", "预案"},
    {"制度", "制度"}, {"章程", "章程"},     {"解释", "解释"},     {"修正案", "修正案"},
    {"守则", "守则"}, {"措施", "措施"},     {"准则", "准则"},     {"公示", "公示"},
    {"说明", "说明"}, {"建议书", "建议书"}, {"倡议书", "倡议书"}, {"提示", "提示"},
    {"政策", "政策"}, {"机制", NULL},       {"体制", NULL},       {"公司法", "法"},
    {"法典", "法"},   {"安排", "安排"},     {"解答", "解答"},
};

/* A pair of brackets at the end says something about the text, not what it is:
 * （试行）, （2020年修订）, [有效]. */
static const struct {
    const char *open, *close;
} brackets[] = {{"（", "）"}, {"(", ")"}, {"〔", "〕"}, {"[", "]"}, {"［", "］"}, {"【", "】"}};

static size_t bracket_at_end(zc_str s)
{
    for (size_t i = 0; i < COUNT(brackets); i++)
        for (size_t j = 0; j < COUNT(brackets); j++) {
            zc_str open = str_from(brackets[i].open), close = str_from(brackets[j].close);
            if (!str_ends(s, close))
                continue;
            size_t last = SIZE_MAX;
            for (size_t at = str_find(s, open, 0); at != SIZE_MAX; at = str_find(s, open, at + 1))
                last = at;
            if (last != SIZE_MAX)
                return last;
        }
    return s.n;
}

zc_str doctype_bare(zc_str title)
{
    zc_str s = str_trim(title);
    for (int i = 0; i < 5 && s.n <= 2048; i++) {
        size_t n = bracket_at_end(s);
        /* 《宁海县养老办法》 */
        if (str_starts(s, STR_LIT("《")) && str_find(s, STR_LIT("》"), 0) == s.n - 3)
            s = str_trim(str_slice(s, 3, s.n - 3));
        else if (n < s.n && n > 0)
            s = str_trim(str_slice(s, 0, n));
        else
            break;
    }
    return s;
}

static const char *type_at_end(zc_str s)
{
    const char *type = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < COUNT(ends); i++) {
        zc_str end = str_from(ends[i].end);
        if (end.n > longest && str_ends(s, end)) {
            longest = end.n;
            type = ends[i].type;
        }
    }
    return type;
}

/* 一图读懂《水渠管理办法》, 《水渠管理办法》政策解读（一）. */
static bool explains(zc_str s)
{
    static const char *const starts[] = {"一图读懂",   "一图看懂",   "一图解读", "图解",    "图说",
                                         "一张图读懂", "一张图看懂", "动漫解读", "视频解读"};
    static const char *const last[] = {"解读之", "解读（", "解读("};
    if (words_start(s, WORDS(starts)))
        return true;
    for (size_t i = 0; i < COUNT(last); i++) {
        size_t at = str_find(s, str_from(last[i]), 0);
        if (at != SIZE_MAX && s.n - at < 36)
            return true;
    }
    return false;
}

/* What the bracket that ends `s` holds. */
static zc_str last_bracket(zc_str s)
{
    size_t at = bracket_at_end(s);
    if (at == s.n)
        return STR_NONE;
    size_t from = at;
    utf8_next(s, &from);
    return str_slice(s, from, utf8_back(s, s.n));
}

const char *doctype_of_title(zc_str title)
{
    zc_str s = doctype_bare(title);
    if (explains(s))
        return "解读";
    const char *type = type_at_end(s);
    if (type || s.n == str_trim(title).n)
        return type;
    zc_str inner = last_bracket(str_trim(title));
    return str_starts(inner, STR_LIT("关于")) ? type_at_end(inner) : NULL;
}

bool doctype_ends(zc_str title)
{
    static const char *const others[] = {"布告", "简章",   "须知",   "启事",   "名单",  "问答",
                                         "汇编", "备忘录", "决定书", "告知书", "通知书"};
    return words_end(doctype_bare(title), WORDS(others)) > 0;
}

const char *doctype_word(zc_str word)
{
    word = str_trim(word);
    const char *type = type_at_end(word);
    return type && str_equal(str_from(type), word) ? type : NULL;
}

static const struct {
    const char *formula, *type;
} formulas[] = {
    {"答复如下", "答复"},         {"批复如下", "批复"},
    {"通知如下", "通知"},         {"公告如下", "公告"},
    {"通告如下", "通告"},         {"通报如下", "通报"},
    {"函复如下", "复函"},         {"函告如下", "函"},
    {"复函如下", "复函"},         {"决定如下", "决定"},
    {"如下协办意见", "意见"},     {"如下实施意见", "意见"},
    {"以下实施意见", "意见"},     {"如下意见", "意见"},
    {"以下意见", "意见"},         {"报告如下", "报告"},
    {"大会报告工作", "报告"},     {"解释如下", "解释"},
    {"大会报告政府工作", "报告"}, {"大会作政府工作报告", "报告"},
    {"大会作工作报告", "报告"},
};

enum { OPENING_BYTES = 2400 };

const char *doctype_of_opening(zc_str text, zc_str *formula)
{
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES));
    const char *type = NULL;
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < COUNT(formulas); i++) {
        zc_str words = str_from(formulas[i].formula);
        size_t at = str_find(opening, words, 0);
        if (at < first) {
            first = at;
            type = formulas[i].type;
            *formula = words;
        }
    }
    return type;
}
