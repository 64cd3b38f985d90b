/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "split.h"

#include "docno.h"
#include "doctype.h"

/* A head is the first lines of a document, the text begins soon after it; a title is no
 * sentence. */
enum { HEAD_LINES = 12, TEXT_LINES = 24, LINE_BYTES = 360, RULE_LEAST = 5 };

static bool holds(zc_str s, const char *word)
{
    return str_find(s, str_from(word), 0) != SIZE_MAX;
}

static bool is_number_line(zc_str line)
{
    docno number;
    return line.n <= LINE_BYTES / 3 && holds(line, "号") && docno_parse(line, false, &number);
}

static bool is_title(zc_str line)
{
    return line.n >= 15 && line.n <= LINE_BYTES && doctype_of_title(line) && !holds(line, "。") &&
           !holds(line, "：");
}

static bool is_label(zc_str line)
{
    return str_starts(line, STR_LIT("索引号：")) || str_starts(line, STR_LIT("索引号:")) ||
           str_starts(line, STR_LIT("索 引 号"));
}

/* 各县（市、区）人民政府： or a sentence. */
static bool is_text(zc_str line)
{
    return holds(line, "。") || str_ends(line, STR_LIT("："));
}

/* What is attached, or forwarded with its own number, is no document of the file. */
static bool is_attached(zc_str line)
{
    return str_starts(line, STR_LIT("附件")) || str_starts(line, STR_LIT("附：")) ||
           str_starts(line, STR_LIT("附录"));
}

/* A document's beginning: its number, its title, then its text. */
typedef struct beginning {
    bool is_one;
    bool forwards; /* another document is part of it: 转发, 批转 */
} beginning;

/* Whether a document begins with `text`. A list of documents has several numbers and no
 * text. */
static beginning look_at(zc_str text)
{
    beginning b = {false, false};
    size_t numbers = 0, labels = 0, titles = 0, texts = 0;
    zc_str rest = text, line;
    for (size_t i = 0; i < TEXT_LINES && str_line(&rest, &line);) {
        line = str_trim(line);
        if (line.n == 0)
            continue;
        if (i++ == 0 && is_attached(line))
            return b;
        bool head = i <= HEAD_LINES && texts == 0;
        labels += head && is_label(line);
        numbers += head && is_number_line(line);
        titles += head && is_title(line);
        texts += is_text(line);
        b.forwards = b.forwards || (head && (holds(line, "转发") || holds(line, "批转")));
    }
    b.is_one = titles > 0 && texts > 0 && (labels > 0 || numbers == 1);
    return b;
}

/* ——————, ====== or ****** alone on a line. */
static bool is_rule(zc_str line)
{
    static const char *const signs[] = {"-", "=", "*", "_", "#", "~", "—", "─", "－", "═"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        zc_str sign = str_from(signs[i]);
        size_t n = 0;
        while (str_starts(str_slice(line, n, line.n), sign))
            n += sign.n;
        if (n == line.n && n / sign.n >= RULE_LEAST)
            return true;
    }
    return false;
}

/* 示例市人民政府办公室　　2023年9月5日印发: the last line of a printed document. */
static bool is_printing(zc_str line)
{
    static const zc_str end = {"印发", 6};
    if (line.n > LINE_BYTES || !str_ends(line, end) || !holds(line, "年"))
        return false;
    return str_ends(str_trim(str_slice(line, 0, line.n - end.n)), STR_LIT("日"));
}

/* （共印120份） below it. */
static bool is_print_run(zc_str line)
{
    return str_starts(line, STR_LIT("（共印")) || str_starts(line, STR_LIT("(共印")) ||
           str_starts(line, STR_LIT("共印"));
}

static bool add_part(split *out, zc_str text, size_t from, size_t to, arena *a)
{
    zc_str *parts = arena_grow(a, out->parts, out->n, sizeof *parts);
    if (!parts)
        return false;
    out->parts = parts;
    out->parts[out->n++] = str_slice(text, from, to);
    return true;
}

/* How what stands above a line ended. */
typedef enum ending { ENDING_NONE, ENDING_RULE, ENDING_PRINTED } ending;

static ending ending_of(zc_str line, ending before)
{
    if (is_printing(line))
        return ENDING_PRINTED;
    if (is_rule(line))
        return before == ENDING_PRINTED ? before : ENDING_RULE;
    return before == ENDING_PRINTED && is_print_run(line) ? before : ENDING_NONE;
}

bool split_text(zc_str text, arena *a, split *out)
{
    size_t begin = 0, end = 0; /* of the part at hand, without the rule after it */
    ending ended = ENDING_NONE;
    beginning part = look_at(text);
    bool ok = true;
    *out = (split){0};
    for (zc_str rest = text, line; ok && str_line(&rest, &line);) {
        size_t at = (size_t)(line.p - text.p);
        line = str_trim(line);
        if (line.n == 0)
            continue;
        ending now = ending_of(line, ended);
        /* a rule may stand before what a notice forwards */
        bool may = ended == ENDING_PRINTED || (ended == ENDING_RULE && !part.forwards) ||
                   (at > begin && is_label(line) && look_at(str_slice(text, begin, at)).is_one);
        if (part.is_one && may && now == ENDING_NONE) {
            beginning next = look_at(str_slice(text, at, text.n));
            if (next.is_one) {
                ok = add_part(out, text, begin, ended != ENDING_NONE ? end : at, a);
                begin = at;
                out->numbers = 0;
                part = next;
            }
        }
        out->numbers += is_number_line(line);
        if (now != ENDING_NONE && !(now == ended && is_rule(line)))
            end = is_rule(line) ? at : text.n - rest.n;
        ended = now;
    }
    return ok && add_part(out, text, begin, text.n, a);
}
