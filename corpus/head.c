/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "head.h"

#include "docno_prefix.h"
#include "doctype.h"
#include "organ.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { HEAD_LINES = 60, HEAD_BYTES = 16 << 10, TITLE_LINES = 3, TITLE_CHARS = 120 };

typedef struct head_line {
    zc_str raw;  /* without blanks around */
    zc_str tidy; /* in the arena */
} head_line;

typedef struct lines {
    head_line at[HEAD_LINES]; /* empty ones left out */
    size_t n;
    size_t body;        /* the first line that belongs to the text itself */
    size_t title;       /* its first line; n when it has none in the text */
    size_t after_title; /* the line after it and its repetitions */
    size_t number;      /* the line that holds the document's own number, or n */
} lines;

/* ---- Kinds of lines ---- */

/* What a web page prints around a document, each with a colon and a value. */
static const char *const label_words[] = {
    "索引号",   "主题分类", "发布机构", "发文机关", "发布单位",   "发文单位",   "制定机关",
    "成文日期", "发文日期", "印发日期", "生成日期", "发布日期",   "发布时间",   "公开日期",
    "公布日期", "文号",     "发文字号", "文件编号", "文件登记号", "有效性",     "效力",
    "效力状态", "时效性",   "来源",     "信息来源", "日期",       "时间",       "浏览次数",
    "阅读次数", "点击数",   "字体",     "字号",     "字体大小",   "分类",       "类别",
    "公开",     "公开方式", "公开形式", "公开属性", "公开类别",   "签发人",     "签发",
    "作者",     "编辑",     "责任编辑", "关键词",   "主题词",     "体裁",       "密级",
    "紧急程度", "名称",     "标题",     "信息名称", "打印",       "法宝引证码", "公文种类",
    "体裁分类", "组配分类", "所属机构", "服务对象", "办理类型",   "办理结果",   "是否公开",
};

/* Length of the label that `s` begins with, colon included; 0 when none. */
static size_t label_at(zc_str s, zc_str word)
{
    if (!str_starts(s, word))
        return 0;
    for (size_t at = word.n; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        if (c == ':' || c == 0xFF1A)
            return at;
        if (!utf8_is_blank(c))
            return 0;
    }
    return 0;
}

static bool is_label(zc_str s)
{
    if (str_starts(s, STR_LIT("【")) || str_starts(s, STR_LIT("[")))
        s = str_slice(s, str_starts(s, STR_LIT("[")) ? 1 : 3, s.n);
    for (size_t i = 0; i < COUNT(label_words); i++)
        if (label_at(s, str_from(label_words[i])))
            return true;
    return false;
}

/* 各区(县、市)人民政府： and every other line that a colon ends. */
static bool is_address(zc_str s)
{
    return str_ends(s, STR_LIT("：")) || str_ends(s, STR_LIT(":"));
}

static const char *const body_starts[] = {"第一章", "第一条",   "第一节", "一、",
                                          "（一）", "(一)",     "目录",   "目 录",
                                          "第一编", "第一部分", "各位"};

static bool starts_body(zc_str s)
{
    for (size_t i = 0; i < COUNT(body_starts); i++)
        if (str_starts(s, str_from(body_starts[i])))
            return true;
    return false;
}

/* A law's preamble tells when it was passed, in lines that begin with a date or
 * stand in brackets: （1999年5月23日…发布，根据…第二次修订）. */
static bool is_preamble(zc_str s)
{
    date day;
    size_t from, to;
    bool bracket = str_starts(s, STR_LIT("（")) || str_starts(s, STR_LIT("(")) ||
                   str_starts(s, STR_LIT("——"));
    if (!date_scan(str_slice(s, 0, utf8_cut(s, 600)), 0, &day, &from, &to))
        return false;
    /* 2024年1月5日，市政府召开会议。 is a story. */
    return bracket ? from < 240 : from == 0 && str_find(s, STR_LIT("。"), 0) == SIZE_MAX;
}

static bool is_prose(zc_str s)
{
    return str_find(s, STR_LIT("。"), 0) != SIZE_MAX || str_find(s, STR_LIT("；"), 0) != SIZE_MAX ||
           s.n > TITLE_CHARS * 3;
}

static bool is_body(const head_line *line)
{
    if (is_label(line->raw))
        return false;
    return is_address(line->tidy) || starts_body(line->tidy) ||
           (is_prose(line->tidy) && !is_preamble(line->tidy));
}

/* ---- Lines ---- */

static bool lines_read(zc_str text, arena *a, lines *out)
{
    zc_str rest = str_slice(text, 0, utf8_cut(text, HEAD_BYTES)), raw;
    *out = (lines){0};
    while (out->n < HEAD_LINES && str_line(&rest, &raw)) {
        raw = str_trim(raw);
        char *tidy = organ_tidy(a, raw);
        if (!tidy)
            return false;
        if (tidy[0])
            out->at[out->n++] = (head_line){raw, str_from(tidy)};
    }
    out->title = out->after_title = out->number = out->n;
    for (out->body = 0; out->body < out->n && !is_body(&out->at[out->body]);)
        out->body++;
    return true;
}

/* ---- Title ---- */

/* `s` without the page's own additions: [有效] before it, _中国政府网 after it. */
static zc_str title_clean(zc_str s)
{
    static const char *const marks[] = {"[有效]",   "[失效]",   "[已失效]", "[废止]",   "[已废止]",
                                        "【有效】", "【失效】", "【废止】", "［有效］", "［失效］"};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_starts(s, str_from(marks[i])))
            s = str_trim(str_slice(s, str_from(marks[i]).n, s.n));
    size_t bar = str_find(s, STR_LIT("_"), 0);
    if (bar != SIZE_MAX && bar > 0 && str_ends(s, STR_LIT("网")))
        s = str_trim(str_slice(s, 0, bar));
    return s;
}

/* Pages put their menus above a document: 通知公告, 政策解读. */
enum { TITLE_LEAST_CHARS = 5 };

static bool is_title(zc_str s)
{
    size_t n = utf8_count(s);
    if (n < TITLE_LEAST_CHARS || n > TITLE_CHARS || is_prose(s) || is_address(s))
        return false;
    return doctype_of_title(s) && str_find(s, STR_LIT("？"), 0) == SIZE_MAX;
}

/* Whether line `i` + 1 may go on with what line `i` began. A title breaks where
 * it announces more: 关于市十八届人大二次会议 | 第139号建议的协办意见. An issuer
 * belongs to the title only when nothing parts them. */
static bool goes_on(const lines *l, size_t i)
{
    zc_str s = l->at[i].tidy;
    if (organ_first(s).n == 0)
        return str_starts(s, STR_LIT("对")) || str_find(s, STR_LIT("关于"), 0) != SIZE_MAX;
    const char *end = l->at[i].raw.p + l->at[i].raw.n, *next = l->at[i + 1].raw.p;
    zc_str between = {end, (size_t)(next - end)};
    size_t line_end = str_find(between, STR_LIT("\n"), 0);
    return str_find(between, STR_LIT("\n"), line_end + 1) == SIZE_MAX &&
           str_starts(l->at[i + 1].tidy, STR_LIT("关于"));
}

static char *joined(const lines *l, size_t from, size_t to, arena *a)
{
    zc_str first = l->at[from].raw, last = l->at[to].raw;
    return organ_tidy(a, (zc_str){first.p, (size_t)(last.p + last.n - first.p)});
}

static bool title_at(lines *l, size_t i, arena *a, head *out)
{
    date day;
    for (size_t j = i; j < l->body && j < i + TITLE_LINES; j++) {
        if (is_label(l->at[j].raw) || date_parse(l->at[j].tidy, &day) || (j > i && !goes_on(l, i)))
            break;
        char *whole = joined(l, i, j, a);
        if (!whole)
            return false;
        zc_str title = title_clean(str_from(whole));
        if (!is_title(title))
            continue;
        out->title = arena_str(a, title);
        out->title_source = "head";
        out->marked = whole;
        l->title = i;
        l->after_title = j + 1;
        return out->title != NULL;
    }
    return true;
}

/* Pages repeat the title above the document itself. */
static bool skip_repetitions(lines *l, arena *a)
{
    size_t n = l->after_title - l->title;
    zc_str title = {0};
    for (size_t i = l->after_title; i + n <= l->n && i < l->after_title + 12; i++) {
        if (!title.p) {
            char *whole = joined(l, l->title, l->title + n - 1, a);
            if (!whole)
                return false;
            title = str_from(whole);
        }
        char *again = joined(l, i, i + n - 1, a);
        if (!again)
            return false;
        if (str_equal(str_from(again), title)) {
            l->title = i;
            l->after_title = i + n;
        }
    }
    return true;
}

/* The format's title: where in the text does it stand? */
static void title_locate(lines *l, zc_str title)
{
    for (size_t i = 0; i < l->n && i < 12; i++)
        if (str_equal(l->at[i].tidy, title)) {
            l->title = i;
            l->after_title = i + 1;
            break;
        }
    if (l->title == l->n)
        return;
    for (l->body = l->after_title; l->body < l->n && !is_body(&l->at[l->body]);)
        l->body++;
}

static bool title_read(lines *l, zc_str given, const char *source, arena *a, head *out)
{
    if (given.n) {
        char *tidy = organ_tidy(a, given);
        if (!tidy)
            return false;
        title_locate(l, str_from(tidy));
        out->title = arena_str(a, title_clean(str_from(tidy)));
        out->title_source = source;
        out->marked = tidy;
        return out->title != NULL;
    }
    for (size_t i = 0; i < l->body && !out->title; i++)
        if (!title_at(l, i, a, out))
            return false;
    return !out->title || skip_repetitions(l, a);
}

/* ---- Number ---- */

static void number_set(head *out, const docno *number, const char *source)
{
    if (!out->number_source) {
        out->number = *number;
        out->number_source = source;
    }
}

/* Whether nothing but blanks and a page's controls stand in `s`. */
static bool number_blank(zc_str s)
{
    for (size_t at = 0; at < s.n;)
        if (!prefix_blank(utf8_next(s, &at)))
            return false;
    return true;
}

static void number_of_label(zc_str line, head *out)
{
    static const char *const words[] = {"文号", "发文字号", "文件编号"};
    docno number;
    for (size_t i = 0; i < COUNT(words); i++) {
        zc_str word = str_from(words[i]);
        for (size_t at = str_find(line, word, 0); at != SIZE_MAX;
             at = str_find(line, word, at + 1)) {
            size_t value = at + label_at(str_slice(line, at, line.n), word);
            zc_str s = str_slice(line, value,
                                 value + utf8_cut(str_slice(line, value, line.n), 120));
            if (value > at && docno_scan(s, 0, &number) &&
                number_blank(str_slice(s, 0, number.from)))
                number_set(out, &number, "label");
        }
    }
}

static bool number_starts_with(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, str_from(words[i])))
            return true;
    return false;
}

static bool number_closes(zc_str s)
{
    static const char *const ends[] = {"）", ")", "]", "】"};
    return number_starts_with(s, ends, COUNT(ends)) && utf8_count(s) == 1;
}

/* A number line is the number, or begins with it: 签发人：某某 may follow. What
 * goes on behind an order tells of it (国务院令第638号公布). In brackets it may stand
 * below the title. */
static void number_of_line(zc_str line, head *out)
{
    static const char *const behind[] = {" ", "\t", "　", "（", "(", "签发"};
    docno number, whole;
    bool scanned = docno_scan(line, 0, &number);
    if (docno_parse(line, false, &whole) && !whole.glued &&
        (!scanned || strcmp(number.canonical, whole.canonical) == 0)) {
        number_set(out, &whole, "number line");
        return;
    }
    if (!scanned)
        return;
    zc_str before = str_slice(line, 0, number.from), after = str_slice(line, number.to, line.n);
    bool first = number_blank(before) &&
                 (!number.plain || number_starts_with(after, behind, COUNT(behind)));
    bool bracket = str_equal(before, STR_LIT("（")) || str_equal(before, STR_LIT("("));
    if (first || (bracket && number_closes(str_trim(after))))
        number_set(out, &number, "number line");
}

enum { ORDER_LINES = 3, ORDER_BYTES = 512 };

/* An order's head breaks its number over lines: 示例市人民政府令 | 第12号, or the name,
 * 令 and （第12号） on three. */
static bool number_of_lines(const lines *l, size_t i, head *out)
{
    static const char *const goes_on[] = {"第",   "（第", "(第", "令",   "公告",
                                          "通告", "19",   "20",  "（20", "(20"};
    char bytes[ORDER_BYTES];
    size_t n = 0;
    docno number;
    for (size_t j = i; j < l->n && j < i + ORDER_LINES; j++) {
        zc_str line = l->at[j].raw;
        if ((j > i && !number_starts_with(line, goes_on, COUNT(goes_on))) ||
            line.n > sizeof bytes - n)
            return false;
        memcpy(bytes + n, line.p, line.n);
        n += line.n;
        if (j > i && docno_parse((zc_str){bytes, n}, false, &number) && number.plain &&
            !number.glued) {
            number_set(out, &number, "number line");
            return true;
        }
    }
    return false;
}

/* …的通知（甬政办发〔2023〕46号） and 豫政〔2019〕3号 河南省…的通知, but neither that of a
 * document that the title names (转发《…》（财税〔2007〕17号）) nor an order that the
 * title tells of (国务院令第5号修订的…). */
static void number_of_title(zc_str title, head *out)
{
    static const char *const tells[] = {"公布", "发布", "颁布", "修订", "修正", "修改",
                                        "废止", "规定", "施行", "实施", "第",   "的",
                                        "和",   "及",   "与",   "以及", "、"};
    docno number;
    for (size_t at = 0; docno_scan(title, at, &number); at = number.to) {
        zc_str before = str_slice(title, 0, number.from);
        zc_str after = str_trim(str_slice(title, number.to, title.n));
        bool named = str_ends(before, STR_LIT("》（")) || str_ends(before, STR_LIT("》("));
        bool ending = before.n > 0 && !named && number_closes(after);
        bool starting = number_blank(before) &&
                        !(number.plain && number_starts_with(after, tells, COUNT(tells)));
        if (ending || starting)
            number_set(out, &number, "title");
    }
}

enum { NUMBER_LINES_AFTER = 6 };

static void number_read(lines *l, head *out)
{
    size_t last = l->title < l->n ? l->after_title + NUMBER_LINES_AFTER : l->body;
    for (size_t i = 0; i < l->n && i < last && (i < l->body || i < l->after_title); i++) {
        bool had = out->number_source != NULL, title = i >= l->title && i < l->after_title;
        if (is_label(l->at[i].raw))
            number_of_label(l->at[i].raw, out);
        else if (!number_of_lines(l, i, out) && !title)
            number_of_line(l->at[i].raw, out);
        if (!had && out->number_source)
            l->number = i;
    }
    if (out->title)
        number_of_title(str_from(out->title), out);
}

/* ---- Organisations ---- */

static bool organ_set(head *out, zc_str name, const char *source, arena *a)
{
    if (out->organ || name.n == 0)
        return true;
    out->organ = organ_tidy(a, name);
    out->organ_source = source;
    return out->organ != NULL;
}

/* 慈溪市教育局 of 慈溪市教育局文件. */
static zc_str red_head(zc_str s)
{
    static const char *const ends[] = {"（文件）", "(文件)", "文件"};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_ends(s, str_from(ends[i])))
            return organ_first(str_slice(s, 0, s.n - str_from(ends[i]).n));
    return STR_NONE;
}

/* The red head, or an organisation's name on a line of its own. */
static bool organ_read(const lines *l, arena *a, head *out)
{
    for (size_t i = 0; i < l->body && !out->organ; i++) {
        /* Parts of a title that is broken over lines are none. */
        if ((i >= l->title && i < l->after_title) || is_label(l->at[i].raw) ||
            (out->title && str_find(str_from(out->title), l->at[i].tidy, 0) != SIZE_MAX))
            continue;
        zc_str red = red_head(l->at[i].raw);
        if (!organ_set(out, red, "red head", a) ||
            !organ_set(out, organ_first(l->at[i].raw), "head", a))
            return false;
    }
    return true;
}

/* ---- Labels ---- */

static const struct {
    const char *word;
    enum { MADE, PUBLISHED, ORGAN, STATUS } kind;
} value_labels[] = {
    {"成文日期", MADE},      {"成文时间", MADE},      {"发文日期", MADE},
    {"印发日期", MADE},      {"生成日期", MADE},      {"发布日期", PUBLISHED},
    {"发布时间", PUBLISHED}, {"公开日期", PUBLISHED}, {"公布日期", PUBLISHED},
    {"日期", PUBLISHED},     {"发布机构", ORGAN},     {"发文机关", ORGAN},
    {"发布单位", ORGAN},     {"发文单位", ORGAN},     {"制定机关", ORGAN},
    {"有效性", STATUS},      {"效力状态", STATUS},    {"时效性", STATUS},
};

static const char *status_word(zc_str s)
{
    static const char *const gone[] = {"失效", "废止", "无效", "已失效", "已废止"};
    for (size_t i = 0; i < COUNT(gone); i++)
        if (str_starts(s, str_from(gone[i])))
            return "失效";
    return str_starts(s, STR_LIT("有效")) || str_starts(s, STR_LIT("现行有效")) ? "有效" : NULL;
}

static bool label_value(size_t kind, zc_str value, arena *a, head *out)
{
    date day;
    size_t from, to;
    bool is_date = date_scan(str_slice(value, 0, utf8_cut(value, 64)), 0, &day, &from, &to) &&
                   from == 0;
    if (kind == MADE && is_date && !out->made.source)
        out->made = (dated){day, "label"};
    if (kind == PUBLISHED && is_date && !out->published.source)
        out->published = (dated){day, "label"};
    if (kind == STATUS && !out->label_status)
        out->label_status = status_word(value);
    if (kind == ORGAN && !out->label_organ) {
        size_t end = 0;
        for (size_t at = 0; at < value.n; end = at)
            if (utf8_is_blank(utf8_next(value, &at)))
                break;
        zc_str name = organ_first(str_slice(value, 0, end));
        if (name.n && !(out->label_organ = arena_str(a, name)))
            return false;
    }
    return true;
}

static bool labels_read(const lines *l, arena *a, head *out)
{
    for (size_t i = 0; i < l->body; i++) {
        zc_str line = l->at[i].raw;
        if (!is_label(line))
            continue;
        for (size_t j = 0; j < COUNT(value_labels); j++) {
            zc_str word = str_from(value_labels[j].word);
            size_t at = str_find(line, word, 0);
            size_t colon = at == SIZE_MAX ? 0 : label_at(str_slice(line, at, line.n), word);
            if (colon && !label_value(value_labels[j].kind,
                                      str_trim(str_slice(line, at + colon, line.n)), a, out))
                return false;
        }
    }
    return true;
}

/* ---- Preamble ---- */

static const char *const adopting[] = {"通过", "批准", "修订", "修正", "公布",   "发布", "颁布",
                                       "修改", "制定", "令",   "公告", "会议上", "审议"};

static bool adopts(zc_str s)
{
    for (size_t i = 0; i < COUNT(adopting); i++)
        if (str_find(s, str_from(adopting[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* 2018年11月30日 …批准 counts, 2019年1月1日 施行 and 自…起施行 do not. A city's law
 * is the city's, though its province approved it last. */
static void preamble_dates(zc_str s, head *out)
{
    date day, next;
    bool approved_only = true;
    size_t from, to, next_from, next_to;
    bool more = date_scan(s, 0, &day, &from, &to);
    while (more) {
        more = date_scan(s, to, &next, &next_from, &next_to);
        zc_str says = str_slice(s, to, more ? next_from : s.n);
        bool from_on = str_starts(str_trim(says), STR_LIT("起"));
        if (adopts(says) && !from_on &&
            (!out->adopted.source || date_order(day, out->adopted.day) > 0))
            out->adopted = (dated){day, "preamble"};
        bool approved = str_find(says, STR_LIT("批准"), 0) != SIZE_MAX;
        if (adopts(says) && !from_on && (approved_only || !approved)) {
            out->adopter = str_trim(says);
            approved_only = approved;
        }
        day = next;
        to = next_to;
    }
}

static void preamble_read(const lines *l, head *out)
{
    size_t from = l->title < l->n ? l->after_title : 0;
    for (size_t i = from; i < l->body; i++) {
        date day;
        if (l->title < l->n && date_parse(l->at[i].tidy, &day) && !out->under_title.source)
            out->under_title = (dated){day, "under the title"};
        if (is_label(l->at[i].raw) || !is_preamble(l->at[i].tidy))
            continue;
        zc_str first = l->at[i].raw, last = l->at[l->body - 1].raw;
        preamble_dates((zc_str){first.p, (size_t)(last.p + last.n - first.p)}, out);
        break;
    }
}

bool head_read(zc_str text, zc_str title, const char *title_source, arena *a, head *out)
{
    lines l;
    *out = (head){0};
    if (!lines_read(text, a, &l) || !title_read(&l, title, title_source, a, out))
        return false;
    number_read(&l, out);
    preamble_read(&l, out);
    return organ_read(&l, a, out) && labels_read(&l, a, out);
}
