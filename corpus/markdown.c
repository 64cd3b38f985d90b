/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markdown.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Bounds under which cmark 0.30.2 stays fast, with the advisories they answer:
 * CVE-2023-22486 (unclosed `![[`), CVE-2023-24824 and 26485 (deep `>` and `-`
 * prefixes, long runs of `_`). Real documents stay far below. */
enum {
    SOURCE_AT_MOST = 8 << 20,
    BRACKETS_AT_MOST = 4000,
    NESTED_AT_MOST = 40,
    RUNS_AT_MOST = 8000
};

/* How deep a line may nest containers: the markers (> - + * 1.) it opens with,
 * or as many as the lines before it may have opened, by the blanks in front. */
static size_t nesting(zc_str line)
{
    size_t n = 0, blanks = 0, i = 0;
    for (bool digits = false; i < line.n; i++) {
        char c = line.p[i];
        if (memchr(">-+*", c, 4) || (digits && (c == '.' || c == ')')))
            n++;
        else if (c == ' ' && n == 0)
            blanks++;
        else if (c != ' ' && c != '\t' && !(c >= '0' && c <= '9'))
            break;
        digits = c >= '0' && c <= '9';
    }
    return n > 0 && blanks / 4 > n ? blanks / 4 : n;
}

static bool is_rule(zc_str line)
{
    line = str_trim(line);
    for (size_t i = 1; i < line.n; i++)
        if (line.p[i] != line.p[0] && line.p[i] != ' ')
            return false;
    return line.n > 0;
}

static bool is_safe(zc_str source)
{
    if (source.n > SOURCE_AT_MOST)
        return false;
    size_t brackets = 0, runs = 0;
    for (zc_str rest = source, line; str_line(&rest, &line);) {
        if (nesting(line) > NESTED_AT_MOST && !(is_rule(line) && line.n < 200))
            return false;
        for (size_t i = 0; i < line.n; i++) {
            brackets += line.p[i] == '[';
            runs += line.p[i] == '_' || line.p[i] == '*' || line.p[i] == '`';
        }
        if (runs > RUNS_AT_MOST)
            return false;
        runs = str_trim(line).n ? runs : 0; /* delimiters pair within a paragraph */
    }
    return brackets <= BRACKETS_AT_MOST;
}

static void literal(zc_buf *out, cmark_node *node)
{
    const char *s = cmark_node_get_literal(node);
    if (s)
        buf_puts(out, s);
}

/* Whether a quote or bracket ends at byte `at` of `s`, or begins there. */
static bool touches_quote(zc_str s, size_t at)
{
    static const char quotes[] = "“”‘’《》〈〉（）「」『』【】〔〕";
    size_t back = at > 0 ? utf8_back(s, at) : 0, next = at;
    if (at < s.n)
        utf8_next(s, &next);
    return (at > 0 && str_find(STR_LIT(quotes), str_slice(s, back, at), 0) != SIZE_MAX) ||
           (at < s.n && str_find(STR_LIT(quotes), str_slice(s, at, next), 0) != SIZE_MAX);
}

/* `**“产教融合”**是` is no emphasis to CommonMark, since a quote touches the
 * asterisks; a reader does not want to see them, nor a phrase to break. Lone
 * asterisks elsewhere stay: 3*5, 标有 * 的. */
static void prose(zc_buf *out, cmark_node *node)
{
    zc_str s = str_from(cmark_node_get_literal(node));
    for (size_t at = 0; at < s.n;) {
        size_t n = strspn(s.p + at, "*");
        bool emphasis = n == 2 || n == 3 ||
                        (n == 1 && (touches_quote(s, at) || touches_quote(s, at + 1)));
        if (n == 0)
            n = strcspn(s.p + at, "*");
        if (!emphasis)
            buf_str(out, str_slice(s, at, at + n));
        at += n;
    }
}

/* <br> parts lines; all other HTML is left out. */
static void html(zc_buf *out, cmark_node *node)
{
    const char *s = cmark_node_get_literal(node);
    if (s && strncasecmp(s, "<br", 3) == 0)
        buf_char(out, '\n');
}

static void end_line(zc_buf *out, size_t start, unsigned lines)
{
    size_t have = 0;
    while (have < out->len - start && out->data[out->len - 1 - have] == '\n')
        have++;
    for (; have < lines && out->len > start; have++)
        buf_char(out, '\n');
}

static void enter_item(zc_buf *out, cmark_node *item)
{
    cmark_node *list = cmark_node_parent(item);
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) {
        buf_puts(out, "- ");
        return;
    }
    int number = cmark_node_get_list_start(list);
    for (cmark_node *n = cmark_node_previous(item); n; n = cmark_node_previous(n))
        number++;
    buf_printf(out, "%d%s ", number,
               cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ")" : ".");
}

static void enter(zc_buf *out, size_t start, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_ITEM:
        end_line(out, start, 1);
        enter_item(out, node);
        break;
    case CMARK_NODE_TEXT: prose(out, node); break;
    case CMARK_NODE_HTML_INLINE: html(out, node); break;
    case CMARK_NODE_CODE: literal(out, node); break;
    case CMARK_NODE_CODE_BLOCK:
        literal(out, node);
        end_line(out, start, 2);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: buf_char(out, '\n'); break;
    default: break;
    }
}

static bool in_tight_list(cmark_node *node)
{
    cmark_node *item = cmark_node_parent(node);
    return item && cmark_node_get_type(item) == CMARK_NODE_ITEM &&
           cmark_node_get_list_tight(cmark_node_parent(item));
}

static void leave(zc_buf *out, size_t start, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
        end_line(out, start, in_tight_list(node) ? 1 : 2);
    else if (type == CMARK_NODE_LIST)
        end_line(out, start, 2);
}

zc_status markdown_text(zc_str source, zc_buf *out, markdown *how, zc_error *error)
{
    *how = (markdown){.plain = !is_safe(source)};
    if (how->plain) {
        buf_str(out, source);
        return out->failed ? error_memory(error) : ZC_OK;
    }
    cmark_node *root = cmark_parse_document(source.p, source.n, CMARK_OPT_VALIDATE_UTF8);
    cmark_iter *walk = root ? cmark_iter_new(root) : NULL;
    size_t start = out->len, title_from = 0, title_to = 0;
    cmark_node *title = NULL; /* the first level-1 heading that says something */
    for (cmark_event_type event; walk && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_ENTER) {
            if (!title && cmark_node_get_type(node) == CMARK_NODE_HEADING &&
                cmark_node_get_heading_level(node) == 1 && cmark_node_first_child(node)) {
                title = node;
                title_from = out->len;
            }
            enter(out, start, node);
        } else {
            if (title == node)
                title_to = out->len;
            leave(out, start, node);
        }
    }
    if (walk)
        cmark_iter_free(walk);
    if (root)
        cmark_node_free(root);
    if (!walk || out->failed)
        return error_memory(error);
    how->title = str_slice(buf_view(out), title_from, title_to);
    return ZC_OK;
}

/* ---- HTML ---- */

/* Puts bytes of an image's words before `place`: text nodes, and a soft break
 * for every line end. */
static void put_prose(cmark_node *place, zc_str s)
{
    while (s.n > 0) {
        bool line_end = s.p[0] == '\n';
        size_t n = 0;
        while (n < s.n && s.p[n] != '\n')
            n++;
        n = line_end ? 1 : n;
        cmark_node *node = cmark_node_new(line_end ? CMARK_NODE_SOFTBREAK : CMARK_NODE_TEXT);
        char *copy = strndup(s.p, n);
        if (node && copy && !line_end)
            cmark_node_set_literal(node, copy);
        free(copy);
        if (!node || !cmark_node_insert_before(place, node))
            cmark_node_free(node);
        s = str_slice(s, n, s.n);
    }
}

/* ---- Marks ---- */

/* A node with text of its own, and where that stands in the document's text. */
typedef struct piece {
    cmark_node *node;
    size_t from, to;
} piece;

/* Appends what markdown_text would. */
static bool text_pieces(cmark_node *root, zc_buf *out, piece **pieces, size_t *n)
{
    size_t start = out->len;
    cmark_iter *walk = cmark_iter_new(root);
    bool ok = walk != NULL;
    for (cmark_event_type event; ok && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        cmark_node_type type = cmark_node_get_type(node);
        if (event != CMARK_EVENT_ENTER) {
            leave(out, start, node);
            continue;
        }
        size_t from = out->len;
        enter(out, start, node);
        if (type != CMARK_NODE_TEXT && type != CMARK_NODE_CODE && type != CMARK_NODE_CODE_BLOCK)
            continue;
        ok = array_grow((void **)pieces, *n, sizeof **pieces);
        const char *literal = cmark_node_get_literal(node);
        size_t length = type == CMARK_NODE_TEXT ? out->len - from : literal ? strlen(literal) : 0;
        if (ok)
            (*pieces)[(*n)++] = (piece){node, from, from + length};
    }
    if (walk)
        cmark_iter_free(walk);
    return ok && !out->failed;
}

/* A node of the kind of `like`, with bytes of its text. */
static cmark_node *new_like(cmark_node *like, zc_str s)
{
    cmark_node *node = cmark_node_new(cmark_node_get_type(like));
    char *copy = strndup(s.p, s.n);
    if (node && copy)
        cmark_node_set_literal(node, copy);
    free(copy);
    return node;
}

static bool is_mark(cmark_node *node)
{
    return node && cmark_node_get_type(node) == CMARK_NODE_CUSTOM_INLINE;
}

/* The mark that ends right before `place`, also over a line end, which then goes
 * into it; else a new one there. */
static cmark_node *mark_before(cmark_node *place, bool goes_on)
{
    cmark_node *before = cmark_node_previous(place);
    bool line_end = before && cmark_node_get_type(before) == CMARK_NODE_SOFTBREAK;
    cmark_node *mark = line_end ? cmark_node_previous(before) : before;
    if (goes_on && is_mark(mark)) {
        if (line_end)
            cmark_node_append_child(mark, before);
        return mark;
    }
    mark = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    if (mark) {
        cmark_node_set_on_enter(mark, "<mark>");
        cmark_node_set_on_exit(mark, "</mark>");
    }
    if (mark && !cmark_node_insert_before(place, mark)) {
        cmark_node_free(mark);
        mark = NULL;
    }
    return mark;
}

/* Puts a stretch of a piece before it; within a mark that may have begun in the
 * piece before. */
static void put_stretch(const piece *p, zc_str s, bool marked, bool goes_on)
{
    if (s.n == 0)
        return;
    cmark_node *mark = marked ? mark_before(p->node, goes_on) : NULL;
    cmark_node *node = new_like(p->node, s);
    if (node &&
        !(mark ? cmark_node_append_child(mark, node) : cmark_node_insert_before(p->node, node)))
        cmark_node_free(node);
}

static void escape(zc_buf *out, zc_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&': buf_puts(out, "&amp;"); break;
        case '<': buf_puts(out, "&lt;"); break;
        case '>': buf_puts(out, "&gt;"); break;
        case '"': buf_puts(out, "&quot;"); break;
        default: buf_char(out, s.p[i]);
        }
    }
}

/* A code block has no inner nodes: one with marks is written here. */
static void mark_block(const piece *p, zc_str all, const markdown_span *spans, size_t n)
{
    zc_buf html;
    zc_buf_init(&html);
    buf_puts(&html, "<pre><code>");
    size_t at = p->from;
    for (size_t i = 0; i < n; i++) {
        size_t from = spans[i].from > at ? spans[i].from : at;
        size_t to = spans[i].to < p->to ? spans[i].to : p->to;
        escape(&html, str_slice(all, at, from));
        buf_puts(&html, "<mark>");
        escape(&html, str_slice(all, from, to));
        buf_puts(&html, "</mark>");
        at = to;
    }
    escape(&html, str_slice(all, at, p->to));
    buf_puts(&html, "</code></pre>");
    cmark_node *block = html.failed ? NULL : cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    if (block)
        cmark_node_set_on_enter(block, html.data);
    if (block && cmark_node_replace(p->node, block))
        cmark_node_free(p->node);
    else
        cmark_node_free(block);
    zc_buf_clear(&html);
}

/* The piece as stretches with and without a mark in its place. */
static void mark_piece(const piece *p, zc_str all, const markdown_span *spans, size_t n)
{
    if (cmark_node_get_type(p->node) == CMARK_NODE_CODE_BLOCK) {
        mark_block(p, all, spans, n);
        return;
    }
    size_t at = p->from;
    for (size_t i = 0; i < n; i++) {
        size_t from = spans[i].from > at ? spans[i].from : at;
        size_t to = spans[i].to < p->to ? spans[i].to : p->to;
        put_stretch(p, str_slice(all, at, from), false, false);
        put_stretch(p, str_slice(all, from, to), true, spans[i].from < p->from);
        at = to;
    }
    put_stretch(p, str_slice(all, at, p->to), false, false);
    cmark_node_free(p->node);
}

/* Both ascend; a span may lie over many pieces, and a piece hold many spans. */
static void mark_pieces(const piece *pieces, size_t n, zc_str all, const markdown_span *spans,
                        size_t n_spans)
{
    size_t s = 0;
    for (size_t i = 0; i < n; i++) {
        const piece *p = &pieces[i];
        while (s < n_spans && spans[s].to <= p->from)
            s++;
        size_t end = s;
        while (end < n_spans && spans[end].from < p->to)
            end++;
        if (p->node && end > s)
            mark_piece(p, all, spans + s, end - s);
    }
}

/* What prose() leaves of text nodes is what they show. */
static void tidy_pieces(piece *pieces, size_t n, zc_str all)
{
    for (size_t i = 0; i < n; i++) {
        piece *p = &pieces[i];
        if (cmark_node_get_type(p->node) != CMARK_NODE_TEXT)
            continue;
        zc_str s = str_slice(all, p->from, p->to);
        if (str_equal(s, str_from(cmark_node_get_literal(p->node))))
            continue;
        cmark_node *node = s.n ? new_like(p->node, s) : NULL;
        if (s.n && !(node && cmark_node_replace(p->node, node))) {
            cmark_node_free(node);
            continue;
        }
        cmark_node_free(p->node);
        p->node = node;
    }
}

/* The text of a heading or an image, without HTML in it. */
static void inner_text(cmark_node *node, zc_buf *out)
{
    cmark_iter *walk = cmark_iter_new(node);
    for (cmark_event_type event; walk && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *inner = cmark_iter_get_node(walk);
        bool html = cmark_node_get_type(inner) == CMARK_NODE_HTML_INLINE;
        const char *s = event == CMARK_EVENT_ENTER && !html ? cmark_node_get_literal(inner) : NULL;
        buf_puts(out, s ? s : "");
    }
    if (walk)
        cmark_iter_free(walk);
}

/* The title stands above the document already. */
static void drop_title(cmark_node *root, zc_str title)
{
    for (cmark_node *node = cmark_node_first_child(root); node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) != CMARK_NODE_HEADING ||
            cmark_node_get_heading_level(node) != 1)
            continue;
        zc_buf said;
        zc_buf_init(&said);
        inner_text(node, &said);
        bool same = str_equal(str_trim(buf_view(&said)), title);
        zc_buf_clear(&said);
        if (same)
            cmark_node_free(node);
        return;
    }
}

/* What an image says in its place: a page fetches nothing from elsewhere. */
static void drop_images(cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; walk && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event != CMARK_EVENT_EXIT || cmark_node_get_type(node) != CMARK_NODE_IMAGE)
            continue;
        zc_buf said;
        zc_buf_init(&said);
        inner_text(node, &said);
        put_prose(node, buf_view(&said));
        zc_buf_clear(&said);
        cmark_node_free(node);
    }
    if (walk)
        cmark_iter_free(walk);
}

/* The text that a node ends with, or begins with: within emphasis too. */
static zc_str edge_of(cmark_node *node, bool last)
{
    while (node && cmark_node_first_child(node))
        node = last ? cmark_node_last_child(node) : cmark_node_first_child(node);
    return str_from(node ? cmark_node_get_literal(node) : NULL);
}

/* A browser shows a line end as a blank: between two Han characters there is
 * none. */
static void close_lines(cmark_node *root)
{
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; walk && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (cmark_node_get_type(node) != CMARK_NODE_SOFTBREAK)
            continue;
        zc_str before = edge_of(cmark_node_previous(node), true);
        zc_str after = edge_of(cmark_node_next(node), false);
        size_t last = before.n ? utf8_back(before, before.n) : 0, first = 0;
        if (before.n && after.n && utf8_is_han(utf8_next(before, &last)) &&
            utf8_is_han(utf8_next(after, &first)))
            cmark_node_free(node);
    }
    if (walk)
        cmark_iter_free(walk);
}

/* Found in the whole text, as a search finds it: over emphasis, line ends and
 * paragraphs. */
static bool mark_all(cmark_node *root, markdown_finder *find, void *context)
{
    zc_buf all;
    zc_buf_init(&all);
    piece *pieces = NULL;
    markdown_span *spans = NULL;
    size_t n = 0;
    bool ok = text_pieces(root, &all, &pieces, &n);
    if (ok) {
        size_t n_spans = find(context, buf_view(&all), &spans);
        tidy_pieces(pieces, n, buf_view(&all));
        close_lines(root);
        mark_pieces(pieces, n, buf_view(&all), spans, n_spans);
    }
    free(spans);
    free(pieces);
    zc_buf_clear(&all);
    return ok;
}

zc_status markdown_html(zc_str source, zc_str title, markdown_finder *find, void *context,
                        zc_buf *out, bool *refused, zc_error *error)
{
    *refused = !is_safe(source);
    if (*refused)
        return ZC_OK;
    cmark_node *root = cmark_parse_document(source.p, source.n, CMARK_OPT_VALIDATE_UTF8);
    if (!root)
        return error_memory(error);
    drop_images(root);
    bool ok = mark_all(root, find, context);
    drop_title(root, title);
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT); /* safe: no CMARK_OPT_UNSAFE */
    buf_puts(out, html ? html : "");
    bool rendered = html != NULL;
    free(html);
    cmark_node_free(root);
    return ok && rendered && !out->failed ? ZC_OK : error_memory(error);
}
