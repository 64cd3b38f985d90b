/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages.h"

#include "doctype.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A head or a foot has up to two lines; the third belongs to the text. Of a book of more
 * pages only so many are looked at for heads. */
enum { EDGE_LINES = 2, EDGE_BYTES = 200, EDGES_AT_MOST = 1 << 18 };

/* ---- Page numbers ---- */

static size_t sign_at(zc_str s, const char *const *signs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, str_from(signs[i])))
            return strlen(signs[i]);
    return 0;
}

/* Takes one of the signs off the front of *s, blanks aside; its length in bytes. */
static size_t take_sign(zc_str *s, const char *const *signs, size_t n)
{
    *s = str_trim(*s);
    size_t length = sign_at(*s, signs, n);
    *s = str_trim(str_slice(*s, length, s->n));
    return length;
}

/* 12, １２: the number at the front of *s, which moves past it; -1 when there is none, or
 * none that a page has. */
static int take_number(zc_str *s)
{
    enum { DIGITS_AT_MOST = 4 };
    int value = 0, digits = 0;
    size_t at = 0;
    while (at < s->n) {
        size_t next = at;
        uint32_t c = utf8_next(*s, &next);
        int digit = c >= '0' && c <= '9'         ? (int)(c - '0')
                    : c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10)
                                                 : -1;
        if (digit < 0)
            break;
        if (++digits > DIGITS_AT_MOST)
            return -1;
        value = value * 10 + digit;
        at = next;
    }
    *s = str_trim(str_slice(*s, at, s->n));
    return digits ? value : -1;
}

/* How sure it is that a line is a page's number. */
typedef enum number_kind {
    NO_NUMBER,
    BARE_NUMBER,  /* 3, 3/9: may be a table's as well */
    MARKED_NUMBER /* — 3 —, 第3页 */
} number_kind;

static const char *const dashes[] = {"—", "－", "-", "–", "―", "─", "~", "～", "·", "•"};

/* — 1 —, - 12 -, ·3·; a dash on one side only is a list's. */
static bool is_dashed(zc_str s, int *value)
{
    size_t before = 0, after = 0, n;
    while ((n = take_sign(&s, dashes, COUNT(dashes))) > 0)
        before += n;
    *value = take_number(&s);
    while ((n = take_sign(&s, dashes, COUNT(dashes))) > 0)
        after += n;
    return before && *value >= 0 && after && s.n == 0;
}

/* 第 3 页, 第3页 共9页, 第3页/共9页, 共9页 第3页, Page 3 of 9. */
static bool is_worded(zc_str s, int *value)
{
    static const char *const number[] = {"第", "Page ", "page ", "PAGE "}, *const all[] = {"共"},
                             *const page[] = {"页", "頁"}, *const of[] = {"of", "/", "／"},
                             *const between[] = {"/", "／", "，", ",", "|", "（", "(", "）", ")"};
    bool numbered = false;
    for (int i = 0; i < 2 && s.n > 0; i++) {
        size_t n = take_sign(&s, number, COUNT(number)), m = n ? 0 : take_sign(&s, all, COUNT(all));
        int found = n || m ? take_number(&s) : -1;
        bool closed = take_sign(&s, page, COUNT(page)) > 0;
        if (found < 0 || (!closed && n != strlen("Page ")))
            return false;
        if (!closed && take_sign(&s, of, COUNT(of)) > 0 && take_number(&s) < 0)
            return false;
        if (n) {
            *value = found;
            numbered = true;
        }
        while (take_sign(&s, between, COUNT(between)) > 0)
            ;
    }
    return numbered && s.n == 0;
}

/* 3, or 3/9. */
static bool is_bare(zc_str s, int *value)
{
    static const char *const slash[] = {"/", "／"};
    s = str_trim(s);
    *value = take_number(&s);
    int all = *value >= 0 && take_sign(&s, slash, COUNT(slash)) > 0 ? take_number(&s) : *value;
    return *value >= 0 && all >= *value && s.n == 0;
}

static number_kind page_number(zc_str line, int *value)
{
    enum { BYTES_AT_MOST = 60 };
    zc_str s = str_trim(line);
    if (s.n == 0 || s.n > BYTES_AT_MOST)
        return NO_NUMBER;
    if (is_dashed(s, value) || is_worded(s, value))
        return MARKED_NUMBER;
    return is_bare(s, value) ? BARE_NUMBER : NO_NUMBER;
}

/* ---- Dot leaders ---- */

/* Length of 第一章 总则 in 第一章 总则………………3, or where the line is full of dots; the line's
 * own where there is no leader. */
static size_t leader_at(zc_str line, int *page)
{
    static const char *const dots[] = {".", "．", "…", "·", "‥", "・", "﹒", "┈"};
    enum { LEAST = 4, ALONE = 3, LINE = 12 };
    size_t run = 0, from = 0, at = 0; /* of the dots: how long they are, where they begin */
    for (size_t next; at < line.n; at = next) {
        next = at;
        uint32_t c = utf8_next(line, &next);
        if (sign_at(str_slice(line, at, line.n), dots, COUNT(dots))) {
            from = run ? from : at;
            run += c == 0x2026 ? 3 : 1;
        } else if (!utf8_is_blank(c)) {
            if (run >= LEAST || (from == 0 && run >= ALONE)) /* …3 goes on from the line before */
                break;
            run = 0;
        }
    }
    if (run >= LINE && at == line.n) { /* the number stands on the next line */
        *page = 0;
        return from;
    }
    if (run < ALONE || at == line.n)
        return line.n;
    zc_str rest = str_slice(line, at, line.n);
    static const char *const open[] = {"(", "（"}, *const close[] = {")", "）"};
    take_sign(&rest, open, COUNT(open));
    *page = take_number(&rest);
    take_sign(&rest, close, COUNT(close));
    return *page >= 0 && rest.n == 0 ? from : line.n;
}

/* ---- Edges of pages ---- */

/* A line that may be a head or a foot. */
typedef struct edge {
    uint64_t key; /* of its words, without digits and blanks; 0: it has none */
    int page;
    int number; /* of the page, where it is a bare one; -1 */
} edge;

typedef struct book {
    zc_str text;
    size_t indent; /* blanks that every line begins with */
    edge *edges;   /* as far as they are looked at */
    size_t n;
    int pages;
    uint64_t *heads; /* keys of lines that repeat, sorted */
    size_t n_heads;
    int *steps; /* numbers less their page's place, where they go up with the pages; sorted */
    size_t n_steps;
} book;

/* 示例市人民政府公报 2023年第5期 3: digits change, the rest repeats. FNV-1a. */
static uint64_t key_of(zc_str line)
{
    uint64_t key = 14695981039346656037u;
    bool any = false;
    zc_str s = str_trim(line);
    for (size_t at = 0; at < s.n && s.n <= EDGE_BYTES;) {
        uint32_t c = utf8_next(s, &at);
        if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) || utf8_is_blank(c))
            continue;
        key = (key ^ c) * 1099511628211u;
        any = true;
    }
    return any ? key | 1 : 0;
}

/* The next page of *rest. */
static bool next_page(zc_str *rest, zc_str *page)
{
    if (rest->n == 0)
        return false;
    const char *end = memchr(rest->p, '\f', rest->n);
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    *page = str_slice(*rest, 0, n);
    *rest = str_slice(*rest, n + (end != NULL), rest->n);
    return true;
}

/* The line before the end of *rest, from its end on. */
static bool line_back(zc_str *rest, zc_str *line)
{
    if (rest->n == 0)
        return false;
    size_t to = rest->n - (rest->p[rest->n - 1] == '\n');
    const char *end = to ? memrchr(rest->p, '\n', to) : NULL;
    size_t from = end ? (size_t)(end - rest->p) + 1 : 0;
    *line = str_slice(*rest, from, to);
    *rest = str_slice(*rest, 0, from);
    return true;
}

/* Where the text between the heads and the feet of a page may begin and end, in bytes. */
typedef struct inner {
    size_t from, to;
} inner;

static inner inner_of(zc_str page)
{
    inner in = {0, page.n};
    zc_str rest = page, line;
    for (int seen = 0; seen < EDGE_LINES && str_line(&rest, &line);) {
        seen += str_trim(line).n > 0;
        in.from = page.n - rest.n;
    }
    rest = page;
    for (int seen = 0; seen < EDGE_LINES && line_back(&rest, &line);) {
        seen += str_trim(line).n > 0;
        in.to = rest.n;
    }
    return in;
}

static bool is_edge(inner in, zc_str page, zc_str line)
{
    size_t at = (size_t)(line.p - page.p);
    return at < in.from || at >= in.to;
}

static bool add_edge(book *b, zc_str line)
{
    int value;
    number_kind kind = page_number(line, &value);
    edge e = {.key = kind == NO_NUMBER ? key_of(line) : 0,
              .page = b->pages,
              .number = kind == BARE_NUMBER ? value : -1};
    if ((e.key == 0 && e.number < 0) || b->n == EDGES_AT_MOST)
        return true;
    if (!array_grow((void **)&b->edges, b->n, sizeof *b->edges))
        return false;
    b->edges[b->n++] = e;
    return true;
}

/* Reads the edges of all pages. */
static bool read_edges(book *b)
{
    zc_str page, line;
    for (zc_str rest = b->text; next_page(&rest, &page); b->pages++) {
        inner in = inner_of(page);
        for (zc_str lines = str_slice(page, 0, in.from); str_line(&lines, &line);)
            if (str_trim(line).n && !add_edge(b, line))
                return false;
        for (zc_str lines = str_slice(page, in.to > in.from ? in.to : in.from, page.n);
             str_line(&lines, &line);)
            if (str_trim(line).n && !add_edge(b, line))
                return false;
    }
    return true;
}

static int by_key(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    return x->key != y->key ? (x->key < y->key ? -1 : 1) : x->page - y->page;
}

/* Lines that stand at the edges of two pages in five: heads of left and right pages differ. */
static bool find_heads(book *b)
{
    enum { LEAST = 3 };
    qsort(b->edges, b->n, sizeof *b->edges, by_key);
    for (size_t from = 0, to; from < b->n; from = to) {
        size_t pages = 1;
        for (to = from + 1; to < b->n && b->edges[to].key == b->edges[from].key; to++)
            pages += b->edges[to].page != b->edges[to - 1].page;
        if (b->edges[from].key == 0 || pages < LEAST || pages * 5 < (size_t)b->pages * 2)
            continue;
        if (!array_grow((void **)&b->heads, b->n_heads, sizeof *b->heads))
            return false;
        b->heads[b->n_heads++] = b->edges[from].key;
    }
    return true;
}

static int by_step(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    int p = x->number - x->page, q = y->number - y->page;
    return p != q ? (p > q) - (p < q) : x->page - y->page;
}

/* Bare numbers are pages' where they go up with the pages, or are the pages' own places. */
static bool find_steps(book *b)
{
    enum { SHORT = 2 }; /* of more pages two are numbered at least */
    qsort(b->edges, b->n, sizeof *b->edges, by_step);
    for (size_t from = 0, to; from < b->n; from = to) {
        int step = b->edges[from].number - b->edges[from].page;
        size_t pages = b->edges[from].number >= 0;
        for (to = from + 1; to < b->n && b->edges[to].number - b->edges[to].page == step; to++)
            pages += b->edges[to].number >= 0 && b->edges[to].page != b->edges[to - 1].page;
        if (pages < 2 && !(pages == 1 && step == 1 && b->pages <= SHORT))
            continue;
        if (!array_grow((void **)&b->steps, b->n_steps, sizeof *b->steps))
            return false;
        b->steps[b->n_steps++] = step;
    }
    return true;
}

static int by_int(const void *a, const void *b)
{
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

static int by_u64(const void *a, const void *b)
{
    return (*(const uint64_t *)a > *(const uint64_t *)b) -
           (*(const uint64_t *)a < *(const uint64_t *)b);
}

static bool is_step(const book *b, int step)
{
    return b->n_steps && bsearch(&step, b->steps, b->n_steps, sizeof step, by_int);
}

static bool is_head(const book *b, zc_str line)
{
    uint64_t key = key_of(line);
    return key && b->n_heads && bsearch(&key, b->heads, b->n_heads, sizeof key, by_u64);
}

/* ---- Writing ---- */

static void write_line(zc_str line, size_t indent, zc_buf *out)
{
    int page;
    zc_str s = str_slice(line, indent, line.n);
    s = str_slice(s, 0, leader_at(s, &page));
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
        s.n--;
    buf_str(out, s);
    if (s.n) /* nothing is left of …3 */
        buf_char(out, '\n');
}

/* A document's title; 示例市人民政府公报 is the paper's. */
static bool is_title(zc_str line)
{
    const char *type = doctype_of_title(line);
    return type && (strcmp(type, "公报") != 0 || str_find(line, STR_LIT("统计"), 0) != SIZE_MAX);
}

/* Whether an edge line is the paper's. A title that the later pages repeat stays on the
 * first. */
static bool is_paper(const book *b, zc_str line, int page)
{
    int value;
    number_kind kind = page_number(line, &value);
    if (kind == BARE_NUMBER)
        return is_step(b, value - page);
    return kind == NO_NUMBER && is_head(b, line) && !(page == 0 && is_title(str_trim(line)));
}

/* Empty lines at the edges of a page part nothing, several in it are one. */
static void write_page(const book *b, zc_str page, int number, zc_buf *out)
{
    inner in = inner_of(page);
    bool empty = false, begun = false;
    zc_str line;
    for (zc_str rest = page; str_line(&rest, &line);) {
        int value;
        if (str_trim(line).n == 0) {
            empty = true;
            continue;
        }
        if (page_number(line, &value) == MARKED_NUMBER ||
            (is_edge(in, page, line) && is_paper(b, line, number))) {
            empty = false;
            continue;
        }
        if (empty && begun)
            buf_char(out, '\n');
        write_line(line, b->indent, out);
        begun = true;
        empty = false;
    }
}

/* Blanks that all lines have in front: the margin of the paper. */
static size_t indent_of(zc_str text)
{
    enum { MOST = 40 };
    size_t least = MOST;
    for (zc_str line; least > 0 && str_line(&text, &line);) {
        size_t n = line.n && line.p[0] == '\f';
        size_t blanks = 0;
        while (n + blanks < line.n && line.p[n + blanks] == ' ')
            blanks++;
        if (str_trim(line).n)
            least = blanks < least ? blanks : least;
    }
    return least < MOST ? least : 0;
}

static zc_status write_pages(zc_str text, zc_buf *out, zc_error *error)
{
    book b = {.text = text, .indent = indent_of(text)};
    bool ok = read_edges(&b) && (b.n == 0 || (find_heads(&b) && find_steps(&b)));
    if (ok && b.n_heads)
        qsort(b.heads, b.n_heads, sizeof *b.heads, by_u64);
    if (ok && b.n_steps)
        qsort(b.steps, b.n_steps, sizeof *b.steps, by_int);
    int number = 0;
    zc_str page;
    for (zc_str rest = text; ok && next_page(&rest, &page); number++)
        write_page(&b, page, number, out);
    free(b.edges);
    free(b.heads);
    free(b.steps);
    return ok && !out->failed ? ZC_OK : error_memory(error);
}

zc_status pages_text(zc_str pages, zc_buf *out, zc_error *error)
{
    size_t start = out->len;
    zc_status status = write_pages(pages, out, error);
    if (status == ZC_OK && str_trim(str_slice(buf_view(out), start, out->len)).n == 0)
        status = error_set(error, ZC_ERROR_ARGUMENT, "its pages hold no text: a scan?");
    return status;
}

/* ---- Dumps ---- */

static size_t count_pages(zc_str text)
{
    size_t n = 1;
    for (const char *p = text.p, *end = text.p + text.n; (p = memchr(p, '\f', (size_t)(end - p)));)
        n += ++p < end;
    return n;
}

/* — 1 —, then — 2 —: numbers that go up. Contents: 总则……1, 附则……9. */
static bool is_dump(zc_str text)
{
    enum { NUMBERS = 2, LEADERS = 3, PAGES_AT_MOST = 100000 };
    int last = 0, last_page = 0;
    size_t numbers = 0, leaders = 0;
    size_t pages = count_pages(text);
    if (pages > 1)
        return pages <= PAGES_AT_MOST;
    for (zc_str rest = text, s; str_line(&rest, &s);) {
        int value, page;
        if (s.n == 0 || s.n > EDGE_BYTES)
            continue;
        if (page_number(s, &value) == MARKED_NUMBER && (value == last + 1 || numbers == 0)) {
            numbers = value == last + 1 ? numbers + 1 : 1;
            last = value;
        } else if (leader_at(s, &page) < s.n && page >= last_page) {
            last_page = page;
            leaders++;
        }
        if (numbers >= NUMBERS || leaders >= LEADERS)
            return true;
    }
    return false;
}

zc_status pages_dump(zc_str text, zc_buf *out, bool *found, zc_error *error)
{
    *found = is_dump(text);
    return *found ? write_pages(text, out, error) : ZC_OK;
}

/* ---- Word ---- */

/* |指标 |2024年 | */
static bool is_bar_row(zc_str s)
{
    return s.n >= 2 && s.p[0] == '|' && s.p[s.n - 1] == '|';
}

/* The cells of a row that is printed in bars. */
static void write_bar_row(zc_str s, zc_buf *out)
{
    size_t start = out->len, end = start;
    s = str_slice(s, 1, s.n - 1);
    for (bool first = true;; first = false) {
        const char *bar = memchr(s.p, '|', s.n);
        size_t n = bar ? (size_t)(bar - s.p) : s.n;
        zc_str cell = str_trim(str_slice(s, 0, n));
        buf_puts(out, first ? "" : " | ");
        buf_str(out, cell);
        end = cell.n ? out->len : end;
        if (!bar)
            break;
        s = str_slice(s, n + 1, s.n);
    }
    buf_truncate(out, end); /* empty cells at its end say nothing */
    if (end > start)
        buf_char(out, '\n');
}

zc_status pages_word(zc_str written, zc_buf *out, zc_error *error)
{
    size_t blank = 0;
    for (zc_str rest = written, s; str_line(&rest, &s);) {
        zc_str line = str_trim(s);
        if (str_equal(line, STR_LIT("[pic]")))
            continue;
        if (line.n == 0) {
            if (++blank == 2)
                buf_char(out, '\n');
            continue;
        }
        blank = 0;
        if (is_bar_row(s)) {
            write_bar_row(s, out);
        } else {
            buf_str(out, s);
            buf_char(out, '\n');
        }
    }
    return out->failed ? error_memory(error) : ZC_OK;
}
