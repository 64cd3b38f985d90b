/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "article.h"

#include "date.h"
#include "docno.h"
#include "furniture.h"
#include "page_labels.h"

#include <ctype.h>
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
static const char *const silent[] = {
    "script", "style",    "noscript", "iframe", "object", "select",   "textarea", "button",
    "svg",    "template", "input",    "nav",    "footer", "noframes", "audio",    "video",
    "head",   "canvas",   "aside",    "xml",    "map",    "applet",   "embed",    "marquee"};

static const char *const blocks[] = {
    "p",       "div",    "section", "article", "li",      "ul",     "ol",         "dl",    "dt",
    "dd",      "h1",     "h2",      "h3",      "h4",      "h5",     "h6",         "br",    "hr",
    "pre",     "table",  "tbody",   "thead",   "tfoot",   "tr",     "td",         "th",    "form",
    "main",    "header", "center",  "caption", "body",    "option", "blockquote", "title", "html",
    "address", "figure", "details", "summary", "fieldset"};

bool article_is_block(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && named(node, blocks, COUNT(blocks));
}

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

const char *article_attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *at = node->type == XML_ELEMENT_NODE ? node->properties : NULL;
    for (; at; at = at->next)
        if (strcasecmp((const char *)at->name, name) == 0 && at->children && at->children->content)
            return (const char *)at->children->content;
    return NULL;
}

bool article_attribute_is(const xmlNode *node, const char *name, const char *value)
{
    const char *have = article_attribute(node, name);
    return have && strcasecmp(have, value) == 0;
}

static bool is_file(zc_str name)
{
    static const char *const files[] = {".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et",
                                        ".ofd", ".zip",  ".rar", ".ppt", ".pptx", ".txt", ".7z"};
    for (size_t i = 0; i < COUNT(files); i++) {
        size_t n = strlen(files[i]);
        if (name.n > n && strncasecmp(name.p + name.n - n, files[i], n) == 0)
            return true;
    }
    return false;
}

/* 附件：任务表, or a file's name, whatever serves it: downfile.jsp?id=7. */
static bool reads_as_file(const xmlNode *link)
{
    enum { NODES = 32 };
    zc_str first = STR_NONE, last = STR_NONE;
    const xmlNode *node = link;
    for (int i = 0; node && i < NODES; i++, node = article_next(link, (xmlNode *)node, true)) {
        zc_str s = node->type == XML_TEXT_NODE ? str_trim(str_from((const char *)node->content))
                                               : STR_NONE;
        first = first.n ? first : s;
        last = s.n ? s : last;
    }
    return str_starts(first, STR_LIT("附件")) || str_starts(first, STR_LIT("附：")) ||
           is_file(last);
}

/* What stands in a link that somebody forgot to close is no link's. */
static bool is_open(const xmlNode *link)
{
    enum { NODES = 200, BYTES = 900 };
    size_t bytes = 0, nodes = 0;
    for (const xmlNode *node = link; node && bytes <= BYTES && nodes <= NODES; nodes++) {
        bytes += node->type == XML_TEXT_NODE ? strlen((const char *)node->content) : 0;
        node = article_next(link, (xmlNode *)node, true);
    }
    return bytes > BYTES || nodes > NODES;
}

/* A link to a file is an attachment, #一 a place in the text. */
static bool leads_away(const xmlNode *node)
{
    const char *to = is(node, "a") ? article_attribute(node, "href") : NULL;
    if (!to || *to == '#' || strncasecmp(to, "mailto:", 7) == 0)
        return false;
    zc_str address = str_trim(str_from(to));
    return !is_file(address) && !is_file(str_slice(str_from(to), 0, strcspn(to, "?#"))) &&
           !reads_as_file(node) && !is_open(node);
}

xmlNode *article_next(const xmlNode *root, xmlNode *node, bool deep)
{
    if (deep && node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* ---- Names of ids and classes ---- */

/* Anywhere in a name: what it holds is furniture. */
static const char *const furniture_parts[] = {
    "footer",     "navbar",    "topnav",   "subnav",  "mainnav",    "breadcrumb",
    "sidebar",    "copyright", "qrcode",   "bdshare", "fenxiang",   "friendlink",
    "pagination", "leftmenu",  "erweima",  "weizhi",  "navigation", "sharebox",
    "searchbox",  "toolbar",   "fontsize", "ewmbox",  "gongju",     "daohang"};

/* Words of a name: footer_nav, left-menu, topBar. */
static const char *const furniture_words[] = {
    "nav",    "foot",   "menu",    "menus", "crumb", "crumbs",  "position",  "location", "share",
    "print",  "ewm",    "search",  "tools", "tool",  "related", "recommend", "yqlj",     "dqwz",
    "dayin",  "banner", "topbar",  "login", "hits",  "comment", "comments",  "bottom",   "logo",
    "header", "head",   "weather", "ad",    "ads",   "dyfx",    "gjl"};

/* …unless one of these is among the words: article-header, print-content. */
static const char *const content_words[] = {"article", "content", "con",  "text",     "title",
                                            "detail",  "main",    "zoom", "editor",   "zw",
                                            "body",    "area",    "wrap", "wrapper",  "box",
                                            "xl",      "news",    "page", "zhengwen", "neirong"};

/* Ids and classes of the element that holds the article in the systems that government
 * sites run (TRS 拓尔思, UCAP 开普, 大汉 jpage, WeChat) and in the template of gov.cn. */
static const char *const containers[] = {"zoom",
                                         "ucap-content",
                                         "ucap_content",
                                         "trs_editor",
                                         "trs_ueditor",
                                         "trs_editor_view",
                                         "pages_content",
                                         "article-content",
                                         "article_content",
                                         "articlecontent",
                                         "news_content",
                                         "newscontent",
                                         "news-content",
                                         "xxgk_content",
                                         "view_content",
                                         "detail-content",
                                         "detail_content",
                                         "content_text",
                                         "content-text",
                                         "txt_content",
                                         "bt_content",
                                         "wzcontent",
                                         "conn_text",
                                         "con_text",
                                         "articlecon",
                                         "article_con",
                                         "xl_content",
                                         "artical_content",
                                         "wp_articlecontent",
                                         "v_news_content",
                                         "js_content",
                                         "rich_media_content",
                                         "printcontent",
                                         "printarea",
                                         "print_content",
                                         "zwnr",
                                         "zhengwen",
                                         "ivs_content",
                                         "article-body",
                                         "articlebody",
                                         "bt-content",
                                         "fulltext",
                                         "wz_content",
                                         "xxgk_nr",
                                         "nr_content"};

/* The next word of a name: letters up to what is none, to a digit or to a capital. */
static zc_str next_word(zc_str *rest)
{
    size_t at = 0;
    while (at < rest->n && !isalpha((unsigned char)rest->p[at]))
        at++;
    size_t end = at;
    while (end < rest->n && isalpha((unsigned char)rest->p[end]) &&
           (end == at || !isupper((unsigned char)rest->p[end]) ||
            isupper((unsigned char)rest->p[end - 1])))
        end++;
    zc_str word = str_slice(*rest, at, end);
    *rest = str_slice(*rest, end, rest->n);
    return word;
}

static bool among(zc_str word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (word.n == strlen(words[i]) && strncasecmp(word.p, words[i], word.n) == 0)
            return true;
    return false;
}

/* Whether a name, "main-nav", says that something is furniture. */
static bool name_is_furniture(zc_str name)
{
    bool furniture = false;
    char copy[64];
    size_t n = name.n < sizeof copy ? name.n : sizeof copy - 1;
    memcpy(copy, name.p, n);
    copy[n] = '\0';
    for (size_t i = 0; i < COUNT(furniture_parts); i++)
        furniture = furniture || strcasestr(copy, furniture_parts[i]) != NULL;
    for (zc_str rest = name, word; (word = next_word(&rest)).n;) {
        if (among(word, content_words, COUNT(content_words)))
            return false;
        furniture = furniture || among(word, furniture_words, COUNT(furniture_words));
    }
    return furniture;
}

static bool name_is_container(zc_str name)
{
    return among(name, containers, COUNT(containers));
}

/* Nobody gives an element more names. */
enum { NAMES_BYTES = 256 };

/* Whether `says` holds of the id or of one of the classes. */
static bool some_name(const xmlNode *node, bool (*says)(zc_str name))
{
    static const char *const at[] = {"id", "class"};
    for (size_t i = 0; i < COUNT(at); i++) {
        const char *p = article_attribute(node, at[i]);
        const char *end = p ? p + strnlen(p, NAMES_BYTES) : NULL;
        while (p && p < end) {
            p += strspn(p, " \t\r\n");
            size_t n = strcspn(p, " \t\r\n");
            if (n && says((zc_str){p, n}))
                return true;
            p += n;
        }
    }
    return false;
}

static bool is_hidden(const xmlNode *node)
{
    const char *style = article_attribute(node, "style");
    const char *none = style ? strcasestr(style, "display") : NULL;
    if (none) {
        none += strlen("display");
        none += strspn(none, " :\t");
    }
    return (none && strncasecmp(none, "none", 4) == 0) || xmlHasProp(node, BAD_CAST "hidden");
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

bool article_is_link(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && mark_of(node) && mark_of(node)->link;
}

bool article_is_silent(const xmlNode *node)
{
    return node->type != XML_ELEMENT_NODE || (mark_of(node) && mark_of(node)->silent);
}

static bool mark_all(xmlNode *root, arena *a)
{
    for (xmlNode *node = root; node; node = article_next(root, node, true)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        article_mark *mark = arena_alloc(a, sizeof *mark);
        if (!mark)
            return false;
        mark->silent = mark->gone = named(node, silent, COUNT(silent));
        mark->link = leads_away(node);
        node->_private = mark;
    }
    return true;
}

/* The paragraph at hand: what stands between two block elements. */
typedef struct paragraph {
    zc_buf text; /* its beginning */
    uint32_t letters, links, stops;
    bool ends_in_link; /* …主持并讲话。详细: it only leads to a text */
} paragraph;

enum { PARAGRAPH_BYTES = 600 };

static bool is_stop(uint32_t c)
{
    return c == 0xFF0C || c == 0x3002 || c == 0xFF1B || c == 0x3001 || c == 0xFF1A; /* ，。；、： */
}

/* Whether it is sentences, not the words of menus, labels and footers. */
static bool is_prose(const paragraph *p)
{
    enum { WITH_STOPS = 10, WITHOUT = 25 };
    if (p->links * 2 > p->letters || p->ends_in_link ||
        p->letters < (p->stops ? WITH_STOPS : WITHOUT))
        return false;
    zc_str line = str_trim(buf_view(&p->text));
    return furniture_of(line) == FURNITURE_NONE &&
           page_labels_line(&(page_labels){.hear = NULL}, line) == LABELS_NONE;
}

/* What ends with the block `in`. */
static void end_paragraph(paragraph *p, xmlNode *in)
{
    if (in && p->letters && is_prose(p))
        mark_of(in)->own += p->letters - p->links;
    buf_truncate(&p->text, 0);
    p->letters = p->links = p->stops = 0;
    p->ends_in_link = false;
}

static void add_text(paragraph *p, xmlNode *in, const char *text, bool link)
{
    zc_str s = str_from(text);
    uint32_t n = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        n += utf8_is_han(c) || (c < 0x80 && isalpha((int)c));
        p->stops += is_stop(c);
    }
    p->letters += n;
    p->links += link ? n : 0;
    p->ends_in_link = str_trim(s).n ? link : p->ends_in_link;
    *(link ? &mark_of(in)->links : &mark_of(in)->text) += n;
    if (p->text.len < PARAGRAPH_BYTES)
        buf_str(&p->text, str_slice(s, 0, utf8_cut(s, PARAGRAPH_BYTES)));
}

/* What stands in an element stands in those around it. */
static void add_up(xmlNode *child)
{
    article_mark *m = mark_of(child), *up = child->parent ? mark_of(child->parent) : NULL;
    m->prose += m->own;
    if (!up || child->parent->type != XML_ELEMENT_NODE)
        return;
    up->text += m->text;
    up->links += m->links;
    up->prose += m->prose;
    up->holds = up->holds || m->holds;
    if (!article_is_block(child) || is(child, "p")) {
        up->own += m->own; /* own paragraphs of the block around */
        up->prose -= m->own;
    }
}

/* Where the walk stands: the elements that are open. */
typedef struct walk {
    paragraph p;
    xmlNode *link; /* the link that is open */
} walk;

static void enter(walk *w, xmlNode *node)
{
    article_mark *m = mark_of(node);
    m->text = m->links = m->prose = m->own = 0;
    m->holds = some_name(node, name_is_container);
    if (article_is_block(node))
        end_paragraph(&w->p, node->parent);
    if (!w->link && article_is_link(node))
        w->link = node;
}

static void leave(walk *w, xmlNode *node)
{
    if (article_is_block(node))
        end_paragraph(&w->p, is(node, "br") ? node->parent : node);
    if (w->link == node)
        w->link = NULL;
    add_up(node);
}

static void measure(xmlNode *root)
{
    walk w = {0};
    zc_buf_init(&w.p.text);
    for (xmlNode *node = root; node;) {
        bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
        if (text && node->content)
            add_text(&w.p, node->parent, (const char *)node->content, w.link != NULL);
        bool enters = !text && !article_passes_over(node);
        if (enters)
            enter(&w, node);
        if (enters && node->children) {
            node = node->children;
            continue;
        }
        if (enters)
            leave(&w, node);
        while (node != root && !node->next) {
            node = node->parent;
            leave(&w, node);
        }
        node = node == root ? NULL : node->next;
    }
    zc_buf_clear(&w.p.text);
}

/* ---- What is not shown, and furniture ---- */

static bool is_link_list(const xmlNode *node)
{
    static const char *const lists[] = {"div",     "ul", "ol",     "table",
                                        "section", "dl", "header", "tr"};
    const article_mark *m = mark_of(node);
    return m->links > 60 && m->links > 4 * m->text && m->prose == 0 &&
           named(node, lists, COUNT(lists));
}

/* What a page hides, or calls by a name of furniture, is that unless the article stands
 * in it: a frame may be called main-nav, and some pages show their text by a script. */
static bool is_unwanted(const xmlNode *node, const article_mark *whole)
{
    const article_mark *m = mark_of(node);
    if (is_hidden(node))
        return m->text * 2 <= whole->text || m->prose * 2 < whole->prose;
    bool large = (uint64_t)m->text * 10 >= (uint64_t)whole->text * 3;
    bool prose = (uint64_t)m->prose * 10 >= (uint64_t)whole->prose * 3 && m->prose > 0;
    return !large && !prose && (some_name(node, name_is_furniture) || is_link_list(node));
}

static void drop_unwanted(xmlNode *root)
{
    article_mark whole = *mark_of(root);
    for (xmlNode *node = root->children; node;
         node = article_next(root, node, !article_passes_over(node)))
        if (!article_passes_over(node) && !mark_of(node)->holds && is_unwanted(node, &whole))
            mark_of(node)->gone = true;
}

/* ---- Choosing ---- */

/* The largest element that is the article by its name. */
static xmlNode *known_container(xmlNode *root)
{
    enum { LEAST_LETTERS = 4 };
    xmlNode *best = NULL;
    const article_mark *whole = mark_of(root);
    for (xmlNode *node = root->children; node; node = article_next(root, node, true)) {
        if (article_passes_over(node) || mark_of(node)->text < LEAST_LETTERS ||
            (best && mark_of(node)->text <= mark_of(best)->text))
            continue;
        bool most = (uint64_t)mark_of(node)->prose * 2 >= whole->prose && whole->prose > 0;
        if (some_name(node, name_is_container) || (is(node, "article") && most))
            best = node;
    }
    bool little = best && (uint64_t)mark_of(best)->prose * 10 < (uint64_t)whole->prose * 3;
    return little ? NULL : best;
}

/* Elements that may hold an article and not only a part of it. A table is looked
 * through to its cells: that of the article's data is a part. */
static bool is_frame(const xmlNode *node)
{
    static const char *const parts[] = {"p",  "h1", "h2", "h3",  "h4",  "li",
                                        "ul", "ol", "dt", "pre", "span"};
    size_t n = 0;
    for (const xmlNode *child = node->children; child; child = child->next)
        n += article_is_block(child);
    return n > 0 && !named(node, parts, COUNT(parts));
}

/* The part below `node` that holds nearly all of its sentences, cells for a table; NULL
 * when there is none, or the rest stands in paragraphs of its own. */
static xmlNode *main_part(xmlNode *node)
{
    static const char *const grid[] = {"table", "tbody", "thead", "tr"};
    static const char *const cells[] = {"td", "th"};
    for (xmlNode *main; mark_of(node)->prose > 0; node = main) {
        const article_mark *m = mark_of(node);
        main = NULL;
        for (xmlNode *child = node->children; child && !main; child = child->next)
            if (!article_passes_over(child) &&
                (uint64_t)mark_of(child)->prose * 10 >= (uint64_t)m->prose * 9)
                main = child;
        if (!main || (uint64_t)m->own * 20 >= m->prose)
            return NULL;
        if (!named(main, grid, COUNT(grid)))
            return is_frame(main) || named(main, cells, COUNT(cells)) ? main : NULL;
    }
    return NULL;
}

/* Goes down while one element holds nine tenths of the sentences. */
static xmlNode *densest(xmlNode *root)
{
    xmlNode *node = root;
    for (xmlNode *next; (next = main_part(node)) != NULL;)
        node = next;
    return node;
}

/* ---- What belongs to it ---- */

enum { BESIDE_BYTES = 600, BESIDE_LETTERS = 400, LEVELS = 3, SIBLINGS = 4 };

/* The lines of what is below `node`, as far as they fit. */
static void lines_of(xmlNode *node, zc_buf *out)
{
    buf_truncate(out, 0);
    for (xmlNode *at = node; at && out->len < BESIDE_BYTES;
         at = article_next(node, at, at->type != XML_ELEMENT_NODE || !article_passes_over(at))) {
        if (at->type == XML_TEXT_NODE && at->content)
            buf_str(out, str_from((const char *)at->content));
        else if (article_is_block(at))
            buf_char(out, '\n');
    }
}

/* 附件：1.示例市…办法, or a signature's 2024年6月5日. */
static bool is_tail(zc_str line)
{
    date day;
    if (str_starts(line, STR_LIT("附件")) || str_starts(line, STR_LIT("附：")) ||
        str_starts(line, STR_LIT("附表")))
        return true;
    return str_find(line, STR_LIT("年"), 0) != SIZE_MAX && date_parse(line, &day);
}

static bool has_tail(xmlNode *node, zc_buf *lines)
{
    zc_str line;
    lines_of(node, lines);
    for (zc_str rest = buf_view(lines); str_line(&rest, &line);)
        if (is_tail(str_trim(line)))
            return true;
    return false;
}

/* 示政发〔2024〕5号 above the text, and no label with it. */
static bool is_lead(xmlNode *node, zc_buf *lines)
{
    zc_str found = STR_NONE, line;
    docno number;
    lines_of(node, lines);
    for (zc_str rest = buf_view(lines); str_line(&rest, &line);)
        if ((line = str_trim(line)).n) {
            if (found.n)
                return false;
            found = line;
        }
    return docno_parse(found, false, &number) &&
           page_labels_line(&(page_labels){.hear = NULL}, found) == LABELS_NONE;
}

/* Elements next to the body, and next to what is around it, on one side of it. */
typedef struct beside {
    xmlNode *at[ARTICLE_PARTS];
    size_t n;
} beside;

/* The number that stands above. */
static void find_leads(const article *found, xmlNode *root, zc_buf *lines, beside *out)
{
    xmlNode *up = found->body;
    for (int level = 0; up != root && level < LEVELS && out->n == 0; level++, up = up->parent) {
        int seen = 0;
        for (xmlNode *node = up->prev; node && seen < SIBLINGS && out->n == 0; node = node->prev) {
            if (article_passes_over(node))
                continue;
            seen++;
            if (mark_of(node)->text + mark_of(node)->links <= BESIDE_LETTERS &&
                is_lead(node, lines))
                out->at[out->n++] = node;
        }
    }
}

/* A signature's last line, a list of attachments, and what stands before them. */
static void find_tails(const article *found, xmlNode *root, zc_buf *lines, beside *out)
{
    enum { MOST = ARTICLE_PARTS - 2 };
    xmlNode *up = found->body;
    for (int level = 0; up != root && level < LEVELS; level++, up = up->parent) {
        size_t n = out->n; /* with those that may stand before one */
        for (xmlNode *node = up->next; node && n < MOST; node = node->next) {
            if (article_passes_over(node) || mark_of(node)->text + mark_of(node)->links == 0)
                continue;
            if (mark_of(node)->text + mark_of(node)->links > BESIDE_LETTERS)
                break;
            out->at[n++] = node;
            if (has_tail(node, lines))
                out->n = n;
        }
    }
}

static void add_beside(article *out, xmlNode *root)
{
    beside leads = {0}, tails = {0};
    zc_buf lines;
    zc_buf_init(&lines);
    find_leads(out, root, &lines, &leads);
    find_tails(out, root, &lines, &tails);
    zc_buf_clear(&lines);
    if (leads.n)
        out->parts[out->n++] = leads.at[0];
    out->parts[out->n++] = out->body;
    for (size_t i = 0; i < tails.n; i++)
        out->parts[out->n++] = tails.at[i];
}

/* A page that lists others has their titles in links and no sentence of its own. */
static bool has_only_links(const article_mark *m)
{
    return m->prose < 30 && m->links > 150 && m->links > 2 * m->text;
}

bool article_find(xmlNode *root, arena *a, article *out)
{
    *out = (article){0};
    if (!mark_all(root, a))
        return false;
    measure(root);
    drop_unwanted(root);
    article_mark whole = *mark_of(root);
    measure(root);
    out->body = known_container(root);
    if (!out->body)
        out->body = densest(root);
    out->only_links = has_only_links(mark_of(out->body)) ||
                      (out->body == root && has_only_links(&whole));
    add_beside(out, root);
    return true;
}
