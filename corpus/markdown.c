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

static const char *literal_of(cmark_node *node)
{
    return node && cmark_node_get_type(node) == CMARK_NODE_TEXT ? cmark_node_get_literal(node)
                                                                : NULL;
}

static bool is_prose(cmark_node *node)
{
    return node && (cmark_node_get_type(node) == CMARK_NODE_TEXT ||
                    cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK);
}

/* Puts bytes of a run of prose before `place`, or at the end of `parent`: text
 * nodes, and a soft break for every line end. */
static void put_prose(cmark_node *parent, cmark_node *place, zc_str s)
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
        if (!node || !(place ? cmark_node_insert_before(place, node)
                             : cmark_node_append_child(parent, node)))
            cmark_node_free(node);
        s = str_slice(s, n, s.n);
    }
}

static void put_mark(cmark_node *place, zc_str s)
{
    cmark_node *mark = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    if (!mark)
        return;
    cmark_node_set_on_enter(mark, "<mark>");
    cmark_node_set_on_exit(mark, "</mark>");
    put_prose(mark, NULL, s);
    if (!cmark_node_insert_before(place, mark))
        cmark_node_free(mark);
}

/* Marks a run of text and soft breaks that begins at `first`: a phrase may stand
 * across a line end. */
static void mark_run(cmark_node *first, markdown_finder *find, void *context)
{
    zc_buf run;
    zc_buf_init(&run);
    for (cmark_node *node = first; is_prose(node); node = cmark_node_next(node))
        buf_puts(&run, cmark_node_get_type(node) == CMARK_NODE_TEXT ? cmark_node_get_literal(node)
                                                                    : "\n");
    markdown_span *spans = NULL;
    size_t n = run.failed ? 0 : find(context, buf_view(&run), &spans), at = 0;
    for (size_t i = 0; i < n; i++) {
        put_prose(NULL, first, str_slice(buf_view(&run), at, spans[i].from));
        put_mark(first, str_slice(buf_view(&run), spans[i].from, spans[i].to));
        at = spans[i].to;
    }
    if (n > 0)
        put_prose(NULL, first, str_slice(buf_view(&run), at, run.len));
    for (cmark_node *node = first, *next; n > 0 && is_prose(node); node = next) {
        next = cmark_node_next(node);
        cmark_node_free(node);
    }
    free(spans);
    zc_buf_clear(&run);
}

/* The first nodes of all runs of prose, gathered before anything changes. */
static size_t find_runs(cmark_node *root, cmark_node ***runs)
{
    size_t n = 0;
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; walk && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event != CMARK_EVENT_ENTER || !is_prose(node) || is_prose(cmark_node_previous(node)))
            continue;
        if (!array_grow((void **)runs, n, sizeof **runs))
            break;
        (*runs)[n++] = node;
    }
    if (walk)
        cmark_iter_free(walk);
    return n;
}

static void mark_all(cmark_node *root, markdown_finder *find, void *context)
{
    cmark_node **runs = NULL;
    size_t n = find_runs(root, &runs);
    for (size_t i = 0; i < n; i++)
        mark_run(runs[i], find, context);
    free(runs);
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
        put_prose(NULL, node, buf_view(&said));
        zc_buf_clear(&said);
        cmark_node_free(node);
    }
    if (walk)
        cmark_iter_free(walk);
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
        zc_str before = str_from(literal_of(cmark_node_previous(node)));
        zc_str after = str_from(literal_of(cmark_node_next(node)));
        size_t last = before.n ? utf8_back(before, before.n) : 0, first = 0;
        if (before.n && after.n && utf8_is_han(utf8_next(before, &last)) &&
            utf8_is_han(utf8_next(after, &first)))
            cmark_node_free(node);
    }
    if (walk)
        cmark_iter_free(walk);
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
    drop_title(root, title);
    drop_images(root);
    close_lines(root);
    cmark_consolidate_text_nodes(root);
    mark_all(root, find, context);
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT); /* safe: no CMARK_OPT_UNSAFE */
    buf_puts(out, html ? html : "");
    bool rendered = html != NULL;
    free(html);
    cmark_node_free(root);
    return rendered && !out->failed ? ZC_OK : error_memory(error);
}
