/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article.h"

#include <libxml/tree.h>
#include <string.h>
#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- Elements ---- */

static bool named(const xmlNode *node, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcasecmp((const char *)node->name, names[i]) == 0)
            return true;
    return false;
}

/* Nothing that they hold is text of the page. */
static const char *const silent[] = {"script", "style",    "noscript", "iframe",   "object",
                                     "select", "textarea", "button",   "svg",      "template",
                                     "input",  "nav",      "footer",   "noframes", "audio",
                                     "video",  "head",     "canvas",   "aside"};

/* Parts of the ids and classes that sites give to what stands around an article. */
static const char *const furniture[] = {
    "footer",   "foot",     "bottom",   "nav",       "menu",    "breadcrumb", "crumb",
    "position", "location", "sidebar",  "share",     "print",   "copyright",  "qrcode",
    "ewm",      "search",   "toolbar",  "pagebar",   "related", "recommend",  "friendlink",
    "yqlj",     "dqwz",     "fenxiang", "dayin",     "header",  "banner",     "topbar",
    "login",    "hits",     "fontsize", "font-size", "tools",   "pagination", "comment"};

/* Ids and classes of the element that holds the article in the common systems of
 * government sites (TRS, UCAP, Hanweb and their like). */
static const char *const containers[] = {
    "zoom",           "ucap-content",    "trs_editor",      "trs_ueditor",     "trs_editor_view",
    "pages_content",  "article-content", "article_content", "articlecontent",  "article-body",
    "news_content",   "newscontent",     "news-content",    "xxgk_content",    "view_content",
    "detail-content", "detail_content",  "content_text",    "content-text",    "txt_content",
    "bt_content",     "wzcontent",       "conn_text",       "con_text",        "articlecon",
    "article_con",    "xl_content",      "main_content",    "artical_content", "wp_articlecontent",
    "v_news_content"};

static const char *attribute_of(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcasecmp((const char *)at->name, name) == 0 && at->children && at->children->content)
            return (const char *)at->children->content;
    return NULL;
}

bool article_attribute_is(xmlNode *node, const char *attribute, const char *value)
{
    const char *have = attribute_of(node, attribute);
    return have && strcasecmp(have, value) == 0;
}

/* Whether one of the words of an id or class is (or holds) `word`. */
static bool word_in(const char *words, const char *word, bool whole)
{
    size_t n = strlen(word);
    for (const char *p = words; (p = strcasestr(p, word)) != NULL; p++) {
        bool begins = p == words || p[-1] == ' ', ends = p[n] == '\0' || p[n] == ' ';
        if (!whole || (begins && ends))
            return true;
    }
    return false;
}

static bool has_word(const xmlNode *node, const char *const *words, size_t n, bool whole)
{
    const char *const at[] = {attribute_of(node, "id"), attribute_of(node, "class")};
    for (size_t k = 0; k < COUNT(at); k++)
        for (size_t i = 0; at[k] && i < n; i++)
            if (word_in(at[k], words[i], whole))
                return true;
    return false;
}

static bool is_hidden(const xmlNode *node)
{
    const char *style = attribute_of(node, "style");
    const char *none = style ? strcasestr(style, "display") : NULL;
    if (none) {
        none += strlen("display");
        none += strspn(none, " :\t");
    }
    return (none && strncasecmp(none, "none", 4) == 0) || attribute_of(node, "hidden") != NULL;
}

xmlNode *article_next(const xmlNode *root, xmlNode *node, bool deep)
{
    if (deep && node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* ---- Measuring ---- */

static article_mark *mark_of(const xmlNode *node)
{
    return node->_private;
}

bool article_passes_over(const xmlNode *node)
{
    return node->type != XML_ELEMENT_NODE || (mark_of(node) && mark_of(node)->gone);
}

static bool mark_all(xmlNode *root, arena *a)
{
    for (xmlNode *node = root; node; node = article_next(root, node, true)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        article_mark *mark = arena_alloc(a, sizeof *mark);
        if (!mark)
            return false;
        mark->gone = named(node, silent, COUNT(silent)) || is_hidden(node);
        node->_private = mark;
    }
    return true;
}

static uint32_t letters(const xmlNode *text)
{
    zc_str s = str_from((const char *)text->content);
    uint32_t n = 0;
    for (size_t at = 0; at < s.n;)
        n += !utf8_is_blank(utf8_next(s, &at));
    return n;
}

/* Adds a text's letters to all elements above it, unless one of them is gone. */
static void count_text(const xmlNode *root, const xmlNode *text)
{
    bool link = false;
    for (const xmlNode *up = text->parent; up; up = up->parent) {
        if (up->type == XML_ELEMENT_NODE && mark_of(up) && mark_of(up)->gone)
            return;
        link = link || strcasecmp((const char *)up->name, "a") == 0;
        if (up == root)
            break;
    }
    uint32_t n = letters(text);
    for (const xmlNode *up = text->parent; up && mark_of(up); up = up->parent) {
        *(link ? &mark_of(up)->links : &mark_of(up)->text) += n;
        if (up == root)
            break;
    }
}

static void count_all(const xmlNode *root)
{
    for (xmlNode *node = root->children; node; node = article_next(root, node, true))
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
            count_text(root, node);
}

/* What bears the name of furniture is it, unless the article stands in it: a page's
 * frame may be called main-nav. So are lists of links. */
static void drop_furniture(xmlNode *root)
{
    uint32_t total = mark_of(root)->text;
    for (xmlNode *node = root->children; node; node = article_next(root, node, true)) {
        if (article_passes_over(node))
            continue;
        article_mark *m = mark_of(node);
        bool small = (uint64_t)m->text * 10 < (uint64_t)total * 3;
        bool links = m->links > 60 && m->links > 4 * m->text;
        static const char *const blocks[] = {"div", "ul", "ol", "table", "section", "dl", "header"};
        if (small && (has_word(node, furniture, COUNT(furniture), false) ||
                      (links && named(node, blocks, COUNT(blocks)))))
            m->gone = true;
    }
}

/* ---- Choosing ---- */

static xmlNode *known_container(xmlNode *root)
{
    xmlNode *best = NULL;
    static const char *const tags[] = {"article"};
    for (xmlNode *node = root->children; node; node = article_next(root, node, true)) {
        if (article_passes_over(node) ||
            (uint64_t)mark_of(node)->text * 10 < (uint64_t)mark_of(root)->text * 4)
            continue;
        if (named(node, tags, COUNT(tags)) || has_word(node, containers, COUNT(containers), true))
            if (!best || mark_of(node)->text > mark_of(best)->text)
                best = node;
    }
    return best;
}

/* Elements that hold paragraphs, not sentences. */
static bool is_frame(const xmlNode *node)
{
    static const char *const frames[] = {"div",  "section", "main",  "article", "td",
                                         "tr",   "tbody",   "table", "form",    "center",
                                         "body", "html",    "dd",    "dl",      "ul"};
    static const char *const blocks[] = {"p",  "div", "br",    "table", "section",
                                         "tr", "td",  "tbody", "h2",    "article"};
    size_t n = 0;
    for (const xmlNode *child = node->children; child; child = child->next)
        n += child->type == XML_ELEMENT_NODE && named(child, blocks, COUNT(blocks));
    return n > 0 && named(node, frames, COUNT(frames));
}

/* Goes down while one child holds nine tenths of the text. */
static xmlNode *densest(xmlNode *root)
{
    xmlNode *node = root;
    for (xmlNode *best = root; best;) {
        node = best;
        best = NULL;
        for (xmlNode *child = node->children; child; child = child->next)
            if (!article_passes_over(child) && is_frame(child) &&
                (uint64_t)mark_of(child)->text * 10 >= (uint64_t)mark_of(node)->text * 9)
                best = child;
    }
    return node;
}

xmlNode *article_find(xmlNode *root, arena *a)
{
    if (!mark_all(root, a))
        return NULL;
    count_all(root);
    drop_furniture(root);
    for (xmlNode *node = root; node; node = article_next(root, node, true))
        if (node->type == XML_ELEMENT_NODE)
            mark_of(node)->text = mark_of(node)->links = 0;
    count_all(root);
    xmlNode *known = known_container(root);
    return known ? known : densest(root);
}
