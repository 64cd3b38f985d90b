/* A page saved from a site: its article, and what the page says of it in <meta>
 * and in labels (索引号 | 发文字号 | 成文日期).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "article.h"
#include "decode.h"
#include "doctype.h"
#include "flow.h"
#include "reading.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct webpage {
    arena *a;
    xmlNode *root, *article;
    meta_values said;
    bool failed; /* memory ran out */
} webpage;

/* ---- What the page says ---- */

/* The first to say something of a field is heard. */
static void say(webpage *w, meta_field field, zc_str value, const char *source)
{
    value = str_trim(value);
    if (value.n == 0 || value.n > 2048 || w->said.value[field].n)
        return;
    zc_str copy = {arena_str(w->a, value), value.n};
    w->failed = w->failed || !copy.p;
    if (copy.p)
        meta_values_set(&w->said, field, copy, source);
}

/* Names of <meta> that Chinese government sites must give (政府网站发展指引, 国办发〔2017〕47号,
 * annex), then those of others: Open Graph, Dublin Core. */
static const struct {
    const char *name;
    meta_field field;
    const char *source;
} metas[] = {
    {"ArticleTitle", META_TITLE, "meta ArticleTitle"},
    {"PubDate", META_PUBLISHED, "meta PubDate"},
    {"ContentSource", META_ISSUER, "meta ContentSource"},
    {"Url", META_URL, "meta Url"},
    {"publishdate", META_PUBLISHED, "meta publishdate"},
    {"firstpublishedtime", META_PUBLISHED, "meta firstpublishedtime"},
    {"article:published_time", META_PUBLISHED, "meta article:published_time"},
    {"og:release_date", META_PUBLISHED, "meta og:release_date"},
    {"DC.date.issued", META_PUBLISHED, "meta DC.date.issued"},
    {"og:title", META_TITLE, "meta og:title"},
    {"DC.title", META_TITLE, "meta DC.title"},
    {"og:url", META_URL, "meta og:url"},
};

static const char *attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcasecmp((const char *)at->name, name) == 0 && at->children)
            return (const char *)at->children->content;
    return NULL;
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

static void hear_meta(webpage *w, const char *name, size_t which)
{
    for (xmlNode *node = w->root; node; node = article_next(w->root, node, true)) {
        if (!is_element(node, "meta"))
            continue;
        const char *have = attribute(node, "name"), *content = attribute(node, "content");
        have = have ? have : attribute(node, "property");
        if (have && content && strcasecmp(have, name) == 0)
            say(w, metas[which].field, str_from(content), metas[which].source);
    }
}

/* The address that it was saved from, by the page itself or by the browser. */
static void hear_address(webpage *w)
{
    static const zc_str mark = {"saved from url=(", 16};
    for (xmlNode *node = w->root->doc->children; node;
         node = article_next((xmlNode *)w->root->doc, node, true)) {
        zc_str text = node->type == XML_COMMENT_NODE ? str_from((const char *)node->content)
                                                     : STR_NONE;
        size_t at = str_find(text, mark, 0);
        size_t url = at == SIZE_MAX ? SIZE_MAX : str_find(text, STR_LIT(")"), at);
        if (url != SIZE_MAX)
            say(w, META_URL, str_slice(text, url + 1, text.n), "saved from");
        if (is_element(node, "link") && article_attribute_is(node, "rel", "canonical"))
            say(w, META_URL, str_from(attribute(node, "href")), "link canonical");
    }
}

/* ---- Text ---- */

static const char *const blocks[] = {
    "p",    "div",      "section",    "article", "li",      "ul",    "ol",     "dl",
    "dt",   "dd",       "h1",         "h2",      "h3",      "h4",    "h5",     "h6",
    "br",   "hr",       "blockquote", "center",  "tbody",   "thead", "pre",    "table",
    "form", "fieldset", "main",       "header",  "caption", "body",  "option", "title"};

static bool is_block(const xmlNode *node)
{
    for (size_t i = 0; i < COUNT(blocks); i++)
        if (is_element(node, blocks[i]))
            return true;
    return false;
}

static void open_node(const xmlNode *node, flow *f)
{
    if (is_element(node, "tr"))
        flow_row_open(f);
    else if (is_block(node))
        flow_break(f);
}

static void close_node(const xmlNode *node, flow *f)
{
    if (is_element(node, "td") || is_element(node, "th"))
        flow_cell_close(f);
    else if (is_element(node, "tr"))
        flow_row_close(f);
    else if (is_block(node))
        flow_break(f);
}

/* Writes what is below `root` but `without`. Without recursion: pages may be
 * nested as deep as they like. */
static void write_text(xmlNode *root, const xmlNode *without, flow *f)
{
    xmlNode *node = root;
    bool down = true;
    while (node) {
        bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
        if (down && text && node->content)
            flow_add_collapsed(f, str_from((const char *)node->content));
        bool enter = down && !text && node != without && !article_passes_over(node);
        if (enter)
            open_node(node, f);
        if (enter && node->children) {
            node = node->children;
            continue;
        }
        if (enter)
            close_node(node, f);
        while (node != root && !node->next) {
            node = node->parent;
            close_node(node, f);
        }
        node = node == root ? NULL : node->next;
        down = true;
    }
    flow_break(f);
}

/* ---- Labels ---- */

/* Labels of a page's table of data and of the line below its title. What has no
 * field ends the value before it. */
static const struct {
    const char *label;
    meta_field field;
} labels[] = {
    {"发文字号", META_DOCNO},     {"文号", META_DOCNO},         {"文件编号", META_DOCNO},
    {"成文日期", META_DATE},      {"发文日期", META_DATE},      {"生成日期", META_DATE},
    {"印发日期", META_DATE},      {"成文时间", META_DATE},      {"发布日期", META_PUBLISHED},
    {"发布时间", META_PUBLISHED}, {"公开日期", META_PUBLISHED}, {"发布机构", META_ISSUER},
    {"发文机关", META_ISSUER},    {"发文单位", META_ISSUER},    {"发布单位", META_ISSUER},
    {"制发机关", META_ISSUER},    {"公开机构", META_ISSUER},    {"来源", META_ISSUER},
    {"信息来源", META_ISSUER},    {"有效性", META_STATUS},      {"效力状态", META_STATUS},
    {"时效性", META_STATUS},      {"有效状态", META_STATUS},    {"名称", META_TITLE},
    {"标题", META_TITLE},         {"信息名称", META_TITLE},     {"文件名称", META_TITLE},
    {"施行日期", META_EFFECTIVE}, {"生效日期", META_EFFECTIVE}, {"实施日期", META_EFFECTIVE},
    {"索引号", META_FIELDS},      {"主题分类", META_FIELDS},    {"浏览次数", META_FIELDS},
    {"阅读次数", META_FIELDS},    {"点击数", META_FIELDS},      {"字体", META_FIELDS},
    {"字号", META_FIELDS},        {"作者", META_FIELDS},        {"责任编辑", META_FIELDS},
    {"主题词", META_FIELDS},      {"关键词", META_FIELDS},      {"体裁", META_FIELDS},
    {"访问量", META_FIELDS},      {"浏览量", META_FIELDS},      {"公开方式", META_FIELDS},
    {"分享", META_FIELDS},        {"组配分类", META_FIELDS},    {"废止日期", META_FIELDS},
};

/* The label that `s` begins with, blanks inside it (索 引 号) not counted; COUNT when
 * none. *after is where its value begins; a colon must stand there, or `whole` the
 * end. */
static size_t label_at(zc_str s, bool whole, size_t *after)
{
    for (size_t i = 0; i < COUNT(labels); i++) {
        zc_str word = str_from(labels[i].label);
        size_t at = 0, w = 0;
        while (at < s.n && w < word.n) {
            size_t next = at, letter = w;
            uint32_t c = utf8_next(s, &next);
            if (!utf8_is_blank(c) || at == 0) {
                if (c != utf8_next(word, &letter))
                    break;
                w = letter;
            }
            at = next;
        }
        zc_str rest = str_trim(str_slice(s, at, s.n));
        bool colon = str_starts(rest, STR_LIT("：")) || str_starts(rest, STR_LIT(":"));
        if (w < word.n || (!colon && !(whole && rest.n == 0)))
            continue;
        size_t skip = !colon ? 0 : str_starts(rest, STR_LIT(":")) ? 1 : 3;
        *after = (size_t)(rest.p - s.p) + skip;
        return i;
    }
    return COUNT(labels);
}

/* Where the next label begins in `s`, s.n when none does: values run up to it. */
static size_t next_label(zc_str s)
{
    size_t after;
    for (size_t at = 0; at < s.n; utf8_next(s, &at))
        if (label_at(str_slice(s, at, s.n), false, &after) < COUNT(labels))
            return at;
    return s.n;
}

/* 来源：市政府办公室 发布时间：2024-06-05 浏览次数：12. How many labels there were. */
static size_t hear_labelled(webpage *w, zc_str s)
{
    size_t n = 0, after;
    for (size_t at = next_label(s); at < s.n; n++) {
        zc_str rest = str_slice(s, at, s.n);
        size_t which = label_at(rest, false, &after);
        zc_str value = str_slice(rest, after, rest.n);
        size_t end = next_label(value);
        if (labels[which].field != META_FIELDS)
            say(w, labels[which].field, str_slice(value, 0, end), "label");
        at += after + end;
    }
    return n;
}

/* 索引号 | 0014/2024-1 | 发文字号 | 示政发〔2024〕3号, or labels with colons. Whether the
 * line is one of labels. */
static bool hear_line(webpage *w, zc_str line)
{
    size_t heard = 0, before = COUNT(labels), after;
    if (line.n > 1024)
        return false;
    for (zc_str rest = line; rest.n;) {
        size_t bar = str_find(rest, STR_LIT(" | "), 0);
        zc_str cell = str_trim(str_slice(rest, 0, bar == SIZE_MAX ? rest.n : bar));
        rest = bar == SIZE_MAX ? STR_NONE : str_slice(rest, bar + 3, rest.n);
        size_t which = label_at(cell, true, &after);
        if (which < COUNT(labels) && after >= cell.n) {
            before = which;
            heard++;
            continue;
        }
        if (before < COUNT(labels) && labels[before].field != META_FIELDS)
            say(w, labels[before].field, cell, "label");
        else if (before == COUNT(labels))
            heard += hear_labelled(w, cell);
        before = COUNT(labels);
    }
    return heard > 0;
}

static void hear_labels(webpage *w)
{
    enum { LINES_AT_MOST = 400 };
    flow f;
    flow_init(&f);
    write_text(w->root, w->article, &f);
    zc_str rest = buf_view(&f.text), line;
    for (size_t i = 0; i < LINES_AT_MOST && str_line(&rest, &line); i++)
        hear_line(w, line);
    w->failed = w->failed || f.text.failed;
    flow_clear(&f);
}

/* ---- Title ---- */

static zc_str text_of(webpage *w, xmlNode *node)
{
    flow f;
    flow_init(&f);
    write_text(node, NULL, &f);
    for (size_t i = 0; i < f.text.len; i++)
        if (f.text.data[i] == '\n')
            f.text.data[i] = ' ';
    zc_str s = str_trim(buf_view(&f.text));
    zc_str copy = {arena_str(w->a, s), s.n};
    w->failed = w->failed || f.text.failed || !copy.p;
    flow_clear(&f);
    return copy.p ? copy : STR_NONE;
}

static bool fits_title(zc_str s)
{
    size_t n = utf8_count(s);
    return n >= 5 && n <= 150 && str_find(s, STR_LIT("。"), 0) == SIZE_MAX;
}

/* The one heading of its level; a page with several is no page of one document. */
static void hear_heading(webpage *w)
{
    zc_str found = STR_NONE;
    for (xmlNode *node = w->root; node; node = article_next(w->root, node, true)) {
        if (!is_element(node, "h1") || article_passes_over(node))
            continue;
        zc_str s = text_of(w, node);
        if (found.n && !str_equal(found, s))
            return;
        if (fits_title(s))
            found = s;
    }
    say(w, META_TITLE, found, "heading");
}

/* …的通知_示例市人民政府门户网站: the site's name goes. */
static zc_str without_site(zc_str s)
{
    static const char *const bars[] = {"_", "|", " - ", "—", "-", "–", "｜"};
    for (size_t i = 0; i < COUNT(bars); i++) {
        size_t at = str_find(s, str_from(bars[i]), 0);
        zc_str before = at == SIZE_MAX ? STR_NONE : str_trim(str_slice(s, 0, at));
        if (before.n && doctype_of_title(before))
            return before;
    }
    return s;
}

/* <title> counts where it ends as a document's title does. */
static void hear_page_title(webpage *w)
{
    for (xmlNode *node = w->root; node; node = article_next(w->root, node, true)) {
        if (!is_element(node, "title") || !node->children || !node->children->content)
            continue;
        zc_str s = without_site(str_trim(str_from((const char *)node->children->content)));
        if (fits_title(s) && doctype_of_title(s))
            say(w, META_TITLE, s, "page title");
        return;
    }
}

/* ---- The article ---- */

/* What stands in the article's frame and is not of it. */
static bool is_furniture(webpage *w, zc_str line)
{
    static const char *const starts[] = {
        "【打印",     "[打印",      "打印",       "【关闭",     "关闭",     "分享到",   "分享：",
        "扫一扫",     "【字体",     "[字体",      "字体：",     "字体:",    "字号：",   "【大",
        "【 大",      "当前位置",   "您当前",     "您现在",     "上一篇",   "下一篇",   "返回顶部",
        "[放大",      "浏览次数",   "阅读次数",   "点击数",     "责任编辑", "相关链接", "相关附件",
        "主办单位",   "主办：",     "版权所有",   "网站标识码", "[关闭",    "【返回",   "来源：",
        "信息来源：", "发布时间：", "发布日期：", "【下载"};
    if (line.n > 240)
        return false;
    for (size_t i = 0; i < COUNT(starts); i++)
        if (str_starts(line, str_from(starts[i]))) {
            hear_line(w, line);
            return true;
        }
    return false;
}

static zc_status write_article(webpage *w, reading *out, zc_error *error)
{
    flow f;
    zc_buf text;
    flow_init(&f);
    zc_buf_init(&text);
    write_text(w->article, NULL, &f);
    for (zc_str rest = buf_view(&f.text), line; str_line(&rest, &line);) {
        line = str_trim(line);
        if (line.n && !is_furniture(w, line)) {
            buf_str(&text, line);
            buf_char(&text, '\n');
        }
    }
    reading_part *part = f.text.failed || text.failed || w->failed
                             ? NULL
                             : reading_add(out, "", buf_view(&text), w->a);
    if (part)
        part->said = w->said;
    flow_clear(&f);
    zc_buf_clear(&text);
    return part ? ZC_OK : error_memory(error);
}

static zc_status read_tree(webpage *w, reading *out, zc_error *error)
{
    w->article = article_find(w->root, w->a);
    if (!w->article)
        return error_memory(error);
    for (size_t i = 0; i < COUNT(metas); i++)
        if (metas[i].field != META_TITLE || i == 0)
            hear_meta(w, metas[i].name, i);
    hear_address(w);
    hear_labels(w);
    hear_heading(w);
    for (size_t i = 1; i < COUNT(metas); i++)
        if (metas[i].field == META_TITLE)
            hear_meta(w, metas[i].name, i);
    hear_page_title(w);
    return write_article(w, out, error);
}

zc_status webpage_read(zc_str bytes, arena *a, reading *out, zc_error *error)
{
    zc_buf text;
    decoded how;
    zc_buf_init(&text);
    zc_status status = decode(bytes, &text, &how, error);
    htmlDocPtr tree = NULL;
    if (status == ZC_OK && text.len <= INT_MAX)
        tree = htmlReadMemory(text.data, (int)text.len, NULL, "UTF-8",
                              HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                  HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOBLANKS);
    if (status == ZC_OK) {
        webpage w = {.a = a, .root = tree ? xmlDocGetRootElement(tree) : NULL};
        out->encoding = how.encoding;
        out->replaced = how.replaced;
        status = w.root ? read_tree(&w, out, error)
                        : error_set(error, ZC_ERROR_ARGUMENT, "no HTML that can be read");
    }
    xmlFreeDoc(tree);
    zc_buf_clear(&text);
    return status;
}
