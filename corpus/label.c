/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "label.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The words of government sites' document pages and of legal databases. `alone`:
 * so much of a label that it needs no colon. */
static const struct {
    const char *word;
    label_kind kind;
    bool alone;
} words[] = {
    {"索引号", LABEL_OTHER, true},       {"索引", LABEL_OTHER, false},
    {"信息索引号", LABEL_OTHER, true},   {"统一编号", LABEL_OTHER, true},
    {"统一登记号", LABEL_OTHER, true},   {"规范性文件登记号", LABEL_OTHER, true},
    {"登记号", LABEL_OTHER, true},       {"文件登记号", LABEL_OTHER, true},
    {"分类号", LABEL_OTHER, true},       {"主题分类", LABEL_OTHER, true},
    {"信息分类", LABEL_OTHER, true},     {"信息类别", LABEL_OTHER, true},
    {"分类", LABEL_OTHER, false},        {"类别", LABEL_OTHER, false},
    {"效力级别", LABEL_OTHER, true},     {"法宝引证码", LABEL_OTHER, true},
    {"公开", LABEL_OTHER, false},        {"公开方式", LABEL_OTHER, true},
    {"公开形式", LABEL_OTHER, true},     {"公开属性", LABEL_OTHER, true},
    {"公开类别", LABEL_OTHER, true},     {"公开范围", LABEL_OTHER, true},
    {"公开时限", LABEL_OTHER, true},     {"公开程序", LABEL_OTHER, true},
    {"公开情况", LABEL_OTHER, true},     {"是否公开", LABEL_OTHER, true},
    {"责任部门", LABEL_OTHER, true},     {"责任编辑", LABEL_OTHER, true},
    {"编辑", LABEL_OTHER, false},        {"作者", LABEL_OTHER, false},
    {"来源", LABEL_SOURCE, false},       {"信息来源", LABEL_SOURCE, true},
    {"文章来源", LABEL_SOURCE, true},    {"稿源", LABEL_SOURCE, true},
    {"信息提供", LABEL_OTHER, true},     {"审核", LABEL_OTHER, false},
    {"校对", LABEL_OTHER, false},        {"发布人", LABEL_OTHER, true},
    {"签发人", LABEL_HANDLING, true},    {"签发", LABEL_HANDLING, false},
    {"签批盖章", LABEL_HANDLING, true},  {"发电单位", LABEL_HANDLING, true},
    {"缓急", LABEL_HANDLING, false},     {"关键词", LABEL_OTHER, true},
    {"主题词", LABEL_OTHER, true},       {"内容概述", LABEL_OTHER, true},
    {"内容摘要", LABEL_OTHER, true},     {"信息概述", LABEL_OTHER, true},
    {"摘要", LABEL_OTHER, false},        {"体裁分类", LABEL_OTHER, true},
    {"组配分类", LABEL_OTHER, true},     {"所属机构", LABEL_OTHER, true},
    {"服务对象", LABEL_OTHER, true},     {"办理类型", LABEL_OTHER, true},
    {"办理类别", LABEL_OTHER, true},     {"办理结果", LABEL_OTHER, true},
    {"密级", LABEL_HANDLING, true},      {"紧急程度", LABEL_HANDLING, true},
    {"等级", LABEL_HANDLING, false},     {"浏览次数", LABEL_OTHER, true},
    {"阅读次数", LABEL_OTHER, true},     {"点击次数", LABEL_OTHER, true},
    {"点击数", LABEL_OTHER, true},       {"点击量", LABEL_OTHER, true},
    {"浏览量", LABEL_OTHER, true},       {"阅读量", LABEL_OTHER, true},
    {"访问量", LABEL_OTHER, true},       {"访问次数", LABEL_OTHER, true},
    {"阅读", LABEL_OTHER, false},        {"浏览", LABEL_OTHER, false},
    {"点击", LABEL_OTHER, false},        {"字体", LABEL_OTHER, false},
    {"字体大小", LABEL_OTHER, true},     {"字号", LABEL_OTHER, false},
    {"分享", LABEL_OTHER, false},        {"分享到", LABEL_OTHER, true},
    {"打印", LABEL_OTHER, false},        {"下载", LABEL_OTHER, false},
    {"视力保护色", LABEL_OTHER, true},   {"保护视力色", LABEL_OTHER, true},
    {"当前位置", LABEL_OTHER, true},     {"您的位置", LABEL_OTHER, true},
    {"您当前的位置", LABEL_OTHER, true}, {"您现在的位置", LABEL_OTHER, true},
    {"现在位置", LABEL_OTHER, true},     {"所在位置", LABEL_OTHER, true},
    {"语种", LABEL_OTHER, false},        {"载体", LABEL_OTHER, false},
    {"格式", LABEL_OTHER, false},        {"政策咨询机关", LABEL_OTHER, true},
    {"相关解读", LABEL_OTHER, false},    {"政策解读", LABEL_OTHER, false},
    {"解读链接", LABEL_OTHER, true},     {"有效期", LABEL_OTHER, false},
    {"有效期至", LABEL_OTHER, true},     {"失效日期", LABEL_OTHER, true},
    {"失效时间", LABEL_OTHER, true},     {"废止日期", LABEL_OTHER, true},
    {"终止日期", LABEL_OTHER, true},     {"更新日期", LABEL_OTHER, true},
    {"更新时间", LABEL_OTHER, true},     {"相关文件", LABEL_OTHER, false},
    {"相关政策", LABEL_OTHER, false},    {"相关阅读", LABEL_OTHER, false},
    {"相关链接", LABEL_OTHER, false},    {"相关附件", LABEL_OTHER, false},
    {"相关稿件", LABEL_OTHER, false},    {"相关信息", LABEL_OTHER, false},
    {"相关资讯", LABEL_OTHER, false},    {"关联文件", LABEL_OTHER, false},
    {"关联政策", LABEL_OTHER, false},    {"政策原文", LABEL_OTHER, false},
    {"政策文件", LABEL_OTHER, false},    {"文件原文", LABEL_OTHER, false},
    {"原文链接", LABEL_OTHER, false},    {"原文", LABEL_OTHER, false},
    {"文件链接", LABEL_OTHER, false},    {"政策链接", LABEL_OTHER, false},
    {"解读文件", LABEL_OTHER, false},    {"解读原文", LABEL_OTHER, false},
    {"文件解读", LABEL_OTHER, false},    {"失效依据", LABEL_OTHER, true},
    {"废止依据", LABEL_OTHER, true},     {"修改依据", LABEL_OTHER, true},
    {"修订依据", LABEL_OTHER, true},     {"修正依据", LABEL_OTHER, true},
    {"被修改依据", LABEL_OTHER, true},   {"部分失效依据", LABEL_OTHER, true},
    {"批准部门", LABEL_OTHER, true},     {"批准机关", LABEL_OTHER, true},
    {"批准日期", LABEL_OTHER, true},     {"修订日期", LABEL_OTHER, true},
    {"修正日期", LABEL_OTHER, true},     {"法规类别", LABEL_OTHER, true},
    {"法规类型", LABEL_OTHER, true},     {"内容分类", LABEL_OTHER, true},
    {"内容类别", LABEL_OTHER, true},     {"法律效力位阶", LABEL_OTHER, true},
    {"效力位阶", LABEL_OTHER, true},     {"效力说明", LABEL_OTHER, true},
    {"题注", LABEL_OTHER, false},        {"关注度", LABEL_OTHER, false},
    {"资料来源", LABEL_OTHER, false},    {"全文", LABEL_OTHER, false},
    {"备注", LABEL_OTHER, false},        {"标题", LABEL_TITLE, false},
    {"名称", LABEL_TITLE, false},        {"题名", LABEL_TITLE, true},
    {"信息名称", LABEL_TITLE, true},     {"文件名称", LABEL_TITLE, true},
    {"文件标题", LABEL_TITLE, true},     {"公文名称", LABEL_TITLE, true},
    {"公文标题", LABEL_TITLE, true},     {"法规标题", LABEL_TITLE, true},
    {"法规名称", LABEL_TITLE, true},     {"文号", LABEL_DOCNO, true},
    {"发文字号", LABEL_DOCNO, true},     {"文件编号", LABEL_DOCNO, true},
    {"文件字号", LABEL_DOCNO, true},     {"发文号", LABEL_DOCNO, true},
    {"公文文号", LABEL_DOCNO, true},     {"发文文号", LABEL_DOCNO, true},
    {"成文日期", LABEL_MADE, true},      {"成文时间", LABEL_MADE, true},
    {"发文日期", LABEL_MADE, true},      {"发文时间", LABEL_MADE, true},
    {"印发日期", LABEL_MADE, true},      {"印发时间", LABEL_MADE, true},
    {"生成日期", LABEL_MADE, true},      {"生成时间", LABEL_MADE, true},
    {"制发日期", LABEL_MADE, true},      {"签发日期", LABEL_MADE, true},
    {"颁布日期", LABEL_MADE, true},      {"颁布时间", LABEL_MADE, true},
    {"制定日期", LABEL_MADE, true},      {"发布日期", LABEL_PUBLISHED, true},
    {"发布时间", LABEL_PUBLISHED, true}, {"公开日期", LABEL_PUBLISHED, true},
    {"公开时间", LABEL_PUBLISHED, true}, {"公布日期", LABEL_PUBLISHED, true},
    {"公布时间", LABEL_PUBLISHED, true}, {"上网日期", LABEL_PUBLISHED, true},
    {"上网时间", LABEL_PUBLISHED, true}, {"发表时间", LABEL_PUBLISHED, true},
    {"日期", LABEL_DAY, false},          {"时间", LABEL_DAY, false},
    {"施行日期", LABEL_EFFECTIVE, true}, {"施行时间", LABEL_EFFECTIVE, true},
    {"实施日期", LABEL_EFFECTIVE, true}, {"实施时间", LABEL_EFFECTIVE, true},
    {"生效日期", LABEL_EFFECTIVE, true}, {"生效时间", LABEL_EFFECTIVE, true},
    {"执行日期", LABEL_EFFECTIVE, true}, {"发布机构", LABEL_ORGAN, true},
    {"发文机构", LABEL_ORGAN, true},     {"发文机关", LABEL_ORGAN, true},
    {"发布机关", LABEL_ORGAN, true},     {"发布单位", LABEL_ORGAN, true},
    {"发文单位", LABEL_ORGAN, true},     {"制定机关", LABEL_ORGAN, true},
    {"制定单位", LABEL_ORGAN, true},     {"制发机关", LABEL_ORGAN, true},
    {"印发机关", LABEL_ORGAN, true},     {"印发单位", LABEL_ORGAN, true},
    {"发布部门", LABEL_ORGAN, true},     {"发文部门", LABEL_ORGAN, true},
    {"颁布单位", LABEL_ORGAN, true},     {"颁布机关", LABEL_ORGAN, true},
    {"颁布部门", LABEL_ORGAN, true},     {"有效性", LABEL_STATUS, true},
    {"时效性", LABEL_STATUS, true},      {"时效", LABEL_STATUS, false},
    {"效力", LABEL_STATUS, false},       {"效力状态", LABEL_STATUS, true},
    {"有效状态", LABEL_STATUS, true},    {"是否有效", LABEL_STATUS, true},
    {"文件有效性", LABEL_STATUS, true},  {"是否废止", LABEL_GONE, true},
    {"是否失效", LABEL_GONE, true},      {"公文种类", LABEL_TYPE, true},
    {"文种", LABEL_TYPE, false},         {"体裁", LABEL_TYPE, false},
    {"索引编号", LABEL_OTHER, true},     {"所属分类", LABEL_OTHER, true},
    {"浏览数", LABEL_OTHER, true},       {"点击率", LABEL_OTHER, true},
    {"责编", LABEL_OTHER, false},        {"录入", LABEL_OTHER, false},
    {"信息员", LABEL_OTHER, false},      {"文书号", LABEL_DOCNO, true},
    {"发稿时间", LABEL_PUBLISHED, true}, {"公开机构", LABEL_ORGAN, true},
    {"公开主体", LABEL_ORGAN, true},     {"公开责任部门", LABEL_ORGAN, true},
    {"文件状态", LABEL_STATUS, true},    {"文件时效", LABEL_STATUS, true},
};

/* ---- One label ---- */

static bool is_colon(uint32_t c)
{
    return c == ':' || c == 0xFF1A || c == 0xFE55;
}

/* Past the blanks at `at`. */
static size_t skip_blanks(zc_str s, size_t at)
{
    for (size_t next = at; next < s.n; at = next)
        if (!utf8_is_blank(utf8_next(s, &next)))
            break;
    return at;
}

/* Where `word` ends that `s` holds at `at`, with blanks between its characters or
 * without (索 引 号); 0 when it doesn't stand there. */
static size_t word_end(zc_str s, size_t at, zc_str word)
{
    for (size_t w = 0; w < word.n;) {
        if (w > 0)
            at = skip_blanks(s, at);
        if (at >= s.n || utf8_next(word, &w) != utf8_next(s, &at))
            return 0;
    }
    return at;
}

static const struct {
    uint32_t open, close;
} brackets[] = {{0x3010, 0x3011}, {'[', ']'}, {0xFF3B, 0xFF3D}, {0x3014, 0x3015}};

/* The sign that closes the bracket at `at`, which moves past it; 0 for none. */
static uint32_t open_bracket(zc_str s, size_t *at)
{
    size_t next = *at;
    uint32_t c = next < s.n ? utf8_next(s, &next) : 0;
    for (size_t i = 0; c && i < COUNT(brackets); i++)
        if (brackets[i].open == c) {
            *at = skip_blanks(s, next);
            return brackets[i].close;
        }
    return 0;
}

/* Where the value begins behind a word that ends at `at`; 0 when the word is no
 * label there. */
static size_t value_start(zc_str s, size_t at, uint32_t close, bool alone)
{
    size_t sign = skip_blanks(s, at), next = sign;
    uint32_t c = sign < s.n ? utf8_next(s, &next) : 0;
    if (is_colon(c) || (close && c == close))
        return next;
    if (c == '|') /* a row of a Markdown table */
        return skip_blanks(s, next);
    if (sign == s.n)
        return alone ? s.n : 0;
    /* A table's columns: a tab, or a gap that is more than a blank. */
    for (size_t i = at; i < sign; i++)
        if (s.p[i] == '\t')
            return sign;
    return alone && sign - at >= 2 ? sign : 0;
}

size_t label_word(zc_str s, label_kind *kind)
{
    size_t longest = 0;
    for (size_t i = 0; s.n > 1 && i < COUNT(words); i++) {
        if (words[i].word[0] != s.p[0] || words[i].word[1] != s.p[1])
            continue;
        size_t end = word_end(s, 0, str_from(words[i].word));
        if (end > longest) {
            longest = end;
            *kind = words[i].kind;
        }
    }
    return longest;
}

typedef struct found {
    label_kind kind;
    size_t value; /* where it begins; 0 for no label */
    uint32_t close;
} found;

/* The longest label at `at`. */
static found label_here(zc_str s, size_t at)
{
    found best = {0};
    size_t longest = 0;
    uint32_t close = open_bracket(s, &at);
    for (size_t i = 0; at < s.n && i < COUNT(words); i++) {
        if (words[i].word[0] != s.p[at] || words[i].word[1] != (at + 1 < s.n ? s.p[at + 1] : 0))
            continue;
        size_t end = word_end(s, at, str_from(words[i].word));
        size_t value = end > longest ? value_start(s, end, close, words[i].alone) : 0;
        if (!value)
            continue;
        longest = end;
        best = (found){words[i].kind, value, close};
    }
    return best;
}

/* ---- The labels of a line ---- */

/* A label may begin behind a blank, a bar or a bracket. */
static bool parts(uint32_t c)
{
    return utf8_is_blank(c) || c == '|' || c == 0xFF5C || c == 0x3011 || c == ']' || c == 0xFF1B ||
           c == ';';
}

/* A bracket that was opened before the label ends with the value, as does a
 * table's cell: 【字体：大 中 小】. */
static zc_str without_close(zc_str value, uint32_t close)
{
    value = str_trim(value);
    if (str_ends(value, STR_LIT("|")))
        value = str_trim(str_slice(value, 0, value.n - 1));
    if (close && value.n) {
        size_t last = utf8_back(value, value.n), at = last;
        if (utf8_next(value, &at) == close)
            return str_trim(str_slice(value, 0, last));
    }
    return value;
}

enum { LINE_BYTES = 2048 };

size_t label_read(zc_str line, label out[LABELS_MOST])
{
    size_t n = 0, began = 0;
    uint32_t close = 0, before = ' ';
    line = str_slice(line, 0, utf8_cut(line, LINE_BYTES));
    for (size_t at = 0; at < line.n && n < LABELS_MOST;) {
        found f = parts(before) ? label_here(line, at) : (found){0};
        if (!f.value) {
            before = utf8_next(line, &at);
            continue;
        }
        if (n > 0)
            out[n - 1].value = without_close(str_slice(line, began, at), close);
        out[n++] = (label){f.kind, at, STR_NONE};
        close = f.close;
        began = at = f.value;
        before = ' ';
    }
    if (n > 0)
        out[n - 1].value = without_close(str_slice(line, began, line.n), close);
    return n;
}

bool label_starts(zc_str line)
{
    return label_here(line, skip_blanks(line, 0)).value > 0;
}
