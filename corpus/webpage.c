/* A page saved from a site: its article, and what the page says of it in <meta>
 * and in labels (索引号 | 发文字号 | 成文日期).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "article.h"
#include "date.h"
#include "decode.h"
#include "flow.h"
#include "furniture.h"
#include "page_labels.h"
#include "page_lines.h"
#include "reading.h"
#include "page_titles.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct webpage {
    arena *a;
    xmlNode *root;
    article article;
    meta_values said;
    unsigned rank[META_FIELDS]; /* of what was said: the lowest counts */
    page_titles titles;
    bool frames; /* it is made of other pages */
    bool failed; /* memory ran out */
} webpage;

/* ---- What the page says ---- */

/* Ranks of what is said where several say something. */
enum { RANK_LABEL, RANK_META, RANK_WEAK_LABEL, RANK_OTHER_META, RANK_PLACE };

/* The value of an attribute or a label as one line of text: sites put tags in it. */
static zc_str plain(webpage *w, zc_str value)
{
    zc_buf text;
    zc_buf_init(&text);
    for (size_t at = 0; at < value.n;) {
        const char *tag = memchr(value.p + at, '<', value.n - at);
        size_t to = tag ? (size_t)(tag - value.p) : value.n;
        const char *end = tag ? memchr(tag, '>', value.n - to) : NULL;
        to = tag && !end ? value.n : to;
        buf_str(&text, str_slice(value, at, to));
        at = end ? (size_t)(end - value.p) + 1 : to;
    }
    zc_str s = str_trim(buf_view(&text));
    char *copy = arena_str(w->a, s);
    for (size_t i = 0; copy && i < s.n; i++)
        if ((unsigned char)copy[i] < 0x20)
            copy[i] = ' ';
    w->failed = w->failed || text.failed || !copy;
    zc_buf_clear(&text);
    return copy ? (zc_str){copy, s.n} : STR_NONE;
}

static void say(webpage *w, meta_field field, zc_str value, const char *source, unsigned rank)
{
    enum { VALUE_BYTES = 2048 };
    if (value.n == 0 || value.n > VALUE_BYTES)
        return;
    value = plain(w, value);
    if (field == META_TITLE)
        page_titles_add(&w->titles, value, source, rank, w->a);
    else if (value.n && (!w->said.value[field].n || rank < w->rank[field])) {
        meta_values_set(&w->said, field, value, source);
        w->rank[field] = rank;
    }
}

/* Names of <meta> that Chinese government sites must give (政府网站发展指引, 国办发〔2017〕47号,
 * annex), then those of others: Open Graph, Dublin Core. */
static const struct {
    const char *name;
    meta_field field;
    const char *source;
    unsigned rank;
} metas[] = {
    {"ArticleTitle", META_TITLE, "meta ArticleTitle", RANK_META},
    {"PubDate", META_PUBLISHED, "meta PubDate", RANK_META},
    {"ContentSource", META_ISSUER, "meta ContentSource", RANK_META},
    {"Url", META_URL, "meta Url", RANK_META},
    {"publishdate", META_PUBLISHED, "meta publishdate", RANK_OTHER_META},
    {"firstpublishedtime", META_PUBLISHED, "meta firstpublishedtime", RANK_OTHER_META},
    {"article:published_time", META_PUBLISHED, "meta article:published_time", RANK_OTHER_META},
    {"og:release_date", META_PUBLISHED, "meta og:release_date", RANK_OTHER_META},
    {"DC.date.issued", META_PUBLISHED, "meta DC.date.issued", RANK_OTHER_META},
    {"DC.date", META_PUBLISHED, "meta DC.date", RANK_OTHER_META},
    {"og:title", META_TITLE, "meta og:title", RANK_OTHER_META},
    {"DC.title", META_TITLE, "meta DC.title", RANK_OTHER_META},
    {"og:url", META_URL, "meta og:url", RANK_OTHER_META},
    {"DC.identifier", META_URL, "meta DC.identifier", RANK_OTHER_META},
};

/* An address that leads somewhere from any page. */
static bool is_address(zc_str s)
{
    return str_starts(s, STR_LIT("http://")) || str_starts(s, STR_LIT("https://"));
}

static void hear_meta(webpage *w, const xmlNode *node)
{
    const char *name = article_attribute(node, "name");
    const char *content = article_attribute(node, "content");
    name = name ? name : article_attribute(node, "property");
    for (size_t i = 0; name && content && i < COUNT(metas); i++)
        if (strcasecmp(name, metas[i].name) == 0 &&
            (metas[i].field != META_URL || is_address(str_trim(str_from(content)))))
            say(w, metas[i].field, str_from(content), metas[i].source, metas[i].rank);
}

/* <!-- saved from url=(0042)https://www.example.gov.cn/… -->, as browsers write it. */
static void hear_comment(webpage *w, const xmlNode *node)
{
    static const zc_str mark = {"saved from url=(", 16};
    zc_str text = str_from((const char *)node->content);
    size_t at = str_find(text, mark, 0);
    size_t end = at == SIZE_MAX ? SIZE_MAX : str_find(text, STR_LIT(")"), at);
    zc_str url = end == SIZE_MAX ? STR_NONE : str_trim(str_slice(text, end + 1, text.n));
    if (is_address(url))
        say(w, META_URL, url, "saved from", RANK_PLACE);
}

static void hear_head(webpage *w)
{
    xmlNode *top = (xmlNode *)w->root->doc;
    for (xmlNode *node = top->children; node; node = article_next(top, node, true)) {
        const char *name = node->type == XML_ELEMENT_NODE ? (const char *)node->name : "";
        const char *href = article_attribute(node, "href");
        w->frames = w->frames || strcasecmp(name, "frameset") == 0;
        if (node->type == XML_COMMENT_NODE && node->content)
            hear_comment(w, node);
        else if (strcasecmp(name, "meta") == 0)
            hear_meta(w, node);
        else if (strcasecmp(name, "link") == 0 && href && is_address(str_from(href)) &&
                 article_attribute_is(node, "rel", "canonical"))
            say(w, META_URL, str_from(href), "link canonical", RANK_OTHER_META);
    }
}

static void hear_label(void *context, meta_field field, zc_str value, unsigned rank)
{
    webpage *w = context;
    say(w, field, value, "label", rank ? RANK_WEAK_LABEL : RANK_LABEL);
}

/* ---- Text ---- */

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

static void open_node(const xmlNode *node, flow *f)
{
    if (is(node, "tr"))
        flow_row_open(f);
    else if (article_is_block(node) && !is(node, "td") && !is(node, "th"))
        flow_break(f);
    else if (article_is_link(node))
        flow_mark(f, true);
}

static void close_node(const xmlNode *node, flow *f)
{
    if (is(node, "td") || is(node, "th"))
        flow_cell_close(f);
    else if (is(node, "tr"))
        flow_row_close(f);
    else if (article_is_block(node))
        flow_break(f);
    else if (article_is_link(node))
        flow_mark(f, false);
}

/* Stands for the article where the page around it is written: no character of any text. */
static const zc_str article_sign = {"\uE000", 3};

/* Whether a node is left out: of the article, what is no text of it; of the page without
 * its article, that. */
static bool passes(const xmlNode *node, const article *without)
{
    for (size_t i = 0; without && i < without->n; i++)
        if (without->parts[i] == node)
            return true;
    return without ? article_is_silent(node) : article_passes_over(node);
}

/* The blanks that Word puts behind the number of a list's item. */
static bool is_list_gap(const xmlNode *node, zc_str s)
{
    const xmlNode *up = node->parent ? node->parent->parent : NULL;
    const char *style = up ? article_attribute(up, "style") : NULL;
    return style && str_trim(s).n == 0 && strcasestr(style, "mso-list:Ignore");
}

static void add_text(const xmlNode *node, flow *f, bool lines)
{
    zc_str s = str_from((const char *)node->content);
    if (is_list_gap(node, s))
        return;
    if (lines)
        flow_add_lines(f, s);
    else
        flow_add_collapsed(f, s);
}

/* Writes what is below `root`, furniture left out; or, furniture too, what is not of the
 * article `without`. No recursion: pages may be nested as deep as they like. */
static void write_text(xmlNode *root, const article *without, flow *f)
{
    const xmlNode *pre = NULL; /* the one that is open */
    for (xmlNode *node = root; node;) {
        bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
        if (text && node->content)
            add_text(node, f, pre != NULL);
        bool enters = !text && (node == root || !passes(node, without));
        if (without && node == without->body && node != root) {
            flow_break(f);
            flow_add(f, article_sign);
            flow_break(f);
        }
        if (enters)
            open_node(node, f);
        if (enters && !pre && is(node, "pre"))
            pre = node;
        if (enters && node->children) {
            node = node->children;
            continue;
        }
        if (enters)
            close_node(node, f);
        while (node != root && !node->next) {
            node = node->parent;
            close_node(node, f);
            pre = pre == node ? NULL : pre;
        }
        node = node == root ? NULL : node->next;
    }
    flow_break(f);
}

/* 2022-7-15 10:20 alone. */
static bool is_date_line(zc_str s)
{
    enum { BYTES = 40 };
    date day;
    size_t from, to;
    if (s.n > BYTES || !date_scan(s, 0, &day, &from, &to) || from > 0)
        return false;
    while (to < s.n && strchr(" :0123456789", s.p[to]))
        to++;
    return to == s.n;
}

/* Labels, and a date alone in the lines just above the article. */
static void hear_around(webpage *w, const page_lines *all)
{
    enum { ABOVE = 3 };
    size_t here = 0;
    while (here < all->n && !str_equal(all->at[here].text, article_sign))
        here++;
    page_labels l = {hear_label, w, 0, false};
    for (size_t i = 0; i < all->n; i++) {
        zc_str line = all->at[i].text;
        bool above = i < here && i + ABOVE >= here && here < all->n;
        if (page_labels_line(&l, line) == LABELS_NONE && above && is_date_line(line))
            say(w, META_PUBLISHED, line, "above the text", RANK_PLACE);
    }
}

static void hear_labels(webpage *w)
{
    flow f;
    page_lines all = {0};
    flow_init(&f);
    write_text(w->root, &w->article, &f);
    w->failed = !page_lines_split(buf_view(&f.text), &all) || f.text.failed || w->failed;
    hear_around(w, &all);
    page_lines_clear(&all);
    flow_clear(&f);
}

/* ---- Title ---- */

static zc_str text_of(webpage *w, xmlNode *node)
{
    flow f;
    page_lines all = {0};
    zc_buf text;
    flow_init(&f);
    zc_buf_init(&text);
    write_text(node, NULL, &f);
    bool ok = page_lines_split(buf_view(&f.text), &all) && !f.text.failed;
    for (size_t i = 0; i < all.n; i++)
        buf_str(&text, all.at[i].text);
    zc_str copy = {arena_str(w->a, buf_view(&text)), text.len};
    w->failed = w->failed || !ok || text.failed || !copy.p;
    page_lines_clear(&all);
    flow_clear(&f);
    zc_buf_clear(&text);
    return copy.p ? copy : STR_NONE;
}

/* Whether an id or class is of the element that shows the title: xl-title, wz_biaoti. */
static bool is_titled(const xmlNode *node)
{
    static const char *const at[] = {"class", "id"}, *const ends[] = {"title", "tit", "biaoti",
                                                                      "bt", "activity-name"};
    for (size_t i = 0; i < COUNT(at); i++) {
        const char *names = article_attribute(node, at[i]);
        zc_str name = names ? str_from(names) : STR_NONE;
        name = str_slice(name, 0, names ? strcspn(names, " \t\r\n0123456789") : 0);
        for (size_t k = 0; k < COUNT(ends); k++) {
            size_t n = strlen(ends[k]);
            if (name.n >= n && strncasecmp(name.p + name.n - n, ends[k], n) == 0)
                return true;
        }
    }
    return false;
}

static bool is_heading(const xmlNode *node)
{
    enum { LETTERS_AT_MOST = 200 };
    if (node->type != XML_ELEMENT_NODE || article_passes_over(node))
        return false;
    const article_mark *m = node->_private;
    return m->text + m->links <= LETTERS_AT_MOST &&
           (is(node, "h1") || is(node, "h2") || is(node, "h3") || is_titled(node));
}

/* The last headings above the article, and the first one in it: the nearest last. */
static void hear_headings(webpage *w)
{
    enum { NEAREST = 8 };
    xmlNode *found[NEAREST];
    size_t n = 0;
    bool inside = false;
    for (xmlNode *node = w->root; node; node = article_next(w->root, node, true)) {
        inside = inside || node == w->article.body;
        if (!is_heading(node))
            continue;
        found[n++ % NEAREST] = node;
        if (inside)
            break;
    }
    for (size_t i = n > NEAREST ? n - NEAREST : 0; i < n; i++) {
        xmlNode *node = found[i % NEAREST];
        page_titles_add_heading(&w->titles, text_of(w, node), is(node, "h1"), w->a);
    }
}

static void hear_page_title(webpage *w)
{
    for (xmlNode *node = w->root; node; node = article_next(w->root, node, true))
        if (is(node, "title") && node->children && node->children->content) {
            page_titles_add_page(&w->titles, str_from((const char *)node->children->content), w->a);
            return;
        }
}

/* ---- The article ---- */

/* The article's lines without what the site put among them; labels among these are heard. */
static void clean_lines(webpage *w, page_lines *all)
{
    page_labels l = {hear_label, w, 0, false};
    size_t body = page_lines_body(all);
    page_lines_drop_furniture(all, body);
    for (size_t i = 0; i < body; i++)
        if (!all->at[i].dropped && page_labels_line(&l, all->at[i].text) == LABELS_ONLY)
            all->at[i].dropped = true;
}

static zc_status write_article(webpage *w, reading *out, zc_error *error)
{
    flow f;
    page_lines all = {0};
    zc_buf text;
    flow_init(&f);
    zc_buf_init(&text);
    for (size_t i = 0; i < w->article.n; i++)
        write_text(w->article.parts[i], NULL, &f);
    bool ok = !f.text.failed && page_lines_split(buf_view(&f.text), &all);
    if (ok)
        clean_lines(w, &all);
    const page_title *t = page_titles_choose(&w->titles);
    if (t)
        meta_values_set(&w->said, META_TITLE, t->text, t->source);
    ok = page_lines_unite_title(&all, t ? t->text : STR_NONE) && ok;
    for (size_t i = 0; i < all.n; i++)
        if (!all.at[i].dropped) {
            buf_str(&text, all.at[i].text);
            buf_char(&text, '\n');
        }
    reading_part *part = ok && !text.failed && !w->failed && !w->titles.failed
                             ? reading_add(out, "", buf_view(&text), w->a)
                             : NULL;
    if (part)
        part->said = w->said;
    bool elsewhere = part && text.len == 0 && w->frames;
    page_lines_clear(&all);
    flow_clear(&f);
    zc_buf_clear(&text);
    if (elsewhere)
        return error_set(error, ZC_ERROR_ARGUMENT, "a page of frames: its text is in other files");
    return part ? ZC_OK : error_memory(error);
}

static zc_status read_tree(webpage *w, reading *out, zc_error *error)
{
    if (!article_find(w->root, w->a, &w->article))
        return error_memory(error);
    if (w->article.only_links)
        return error_set(error, ZC_ERROR_ARGUMENT, "a page of links, without an article");
    hear_head(w);
    hear_labels(w);
    hear_headings(w);
    hear_page_title(w);
    return write_article(w, out, error);
}

/* ---- The tree ---- */

/* The end of what begins at `from` and ends with `sign`; SIZE_MAX where it does not, and
 * then nothing after it does. */
static size_t end_of(zc_str page, size_t from, zc_str sign, bool *none)
{
    size_t at = *none ? SIZE_MAX : str_find(page, sign, from);
    *none = at == SIZE_MAX;
    return *none ? SIZE_MAX : at + sign.n;
}

/* Without what libxml2 takes for text: Word's <![if !supportLists]>, <?xml:namespace …>.
 * A comment that never ends is none. */
static void tidy(zc_str page, zc_buf *out)
{
    bool no_comment = false, no_tag = false;
    for (size_t at = 0; at < page.n;) {
        const char *sign = memchr(page.p + at, '<', page.n - at);
        size_t to = sign ? (size_t)(sign - page.p) : page.n;
        buf_str(out, str_slice(page, at, to));
        at = to;
        zc_str rest = str_slice(page, to, page.n);
        if (str_starts(rest, STR_LIT("<!--"))) {
            size_t end = end_of(page, to + 4, STR_LIT("-->"), &no_comment);
            at = end == SIZE_MAX ? to + 4 : end;
            buf_str(out, str_slice(page, to, end == SIZE_MAX ? to : end));
        } else if (str_starts(rest, STR_LIT("<![")) || str_starts(rest, STR_LIT("<?"))) {
            size_t end = end_of(page, to, STR_LIT(">"), &no_tag);
            at = end == SIZE_MAX ? page.n : end;
        } else if (sign) {
            buf_char(out, '<');
            at++;
        }
    }
}

/* libxml2 prints some errors whatever it was told. */
static void ignore(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* Deeper than 256 elements libxml2 stops without a word, unless it is told not to: pages
 * with as many open <font> are read all the same. */
static htmlDocPtr parse(zc_str page)
{
    htmlParserCtxtPtr ctxt = page.n && page.n <= INT_MAX
                                 ? htmlCreateMemoryParserCtxt(page.p, (int)page.n)
                                 : NULL;
    if (!ctxt)
        return NULL;
    htmlCtxtUseOptions(ctxt, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                 HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
    ctxt->options |= XML_PARSE_HUGE;
    ctxt->vctxt.error = ctxt->vctxt.warning = ignore;
    xmlSwitchEncoding(ctxt, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(ctxt);
    htmlDocPtr tree = ctxt->myDoc;
    htmlFreeParserCtxt(ctxt);
    return tree;
}

/* Whether anything in the page is a tag; where nothing is, it is a text with lines. */
static bool has_tags(zc_str page)
{
    for (size_t at = str_find(page, STR_LIT("<"), 0); at != SIZE_MAX && at + 1 < page.n;
         at = str_find(page, STR_LIT("<"), at + 1))
        if (strchr("!/?", page.p[at + 1]) || (page.p[at + 1] | 0x20) >= 'a')
            return true;
    return false;
}

static zc_status read_page(zc_str text, arena *a, reading *out, zc_error *error)
{
    if (!has_tags(text))
        return reading_add(out, "", text, a) ? ZC_OK : error_memory(error);
    zc_buf page;
    zc_buf_init(&page);
    tidy(text, &page);
    htmlDocPtr tree = page.failed ? NULL : parse(buf_view(&page));
    webpage w = {.a = a, .root = tree ? xmlDocGetRootElement(tree) : NULL};
    zc_status status = page.failed ? error_memory(error)
                       : w.root    ? read_tree(&w, out, error)
                                : error_set(error, ZC_ERROR_ARGUMENT, "no HTML that can be read");
    xmlFreeDoc(tree);
    zc_buf_clear(&page);
    return status;
}

zc_status webpage_read(zc_str bytes, arena *a, reading *out, zc_error *error)
{
    zc_buf text;
    decoded how;
    zc_buf_init(&text);
    zc_status status = decode(bytes, &text, &how, error);
    out->encoding = how.encoding;
    out->replaced = how.replaced;
    if (status == ZC_OK)
        status = read_page(buf_view(&text), a, out, error);
    zc_buf_clear(&text);
    return status;
}
