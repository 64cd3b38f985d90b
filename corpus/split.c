/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "split.h"

#include "docno.h"
#include "doctype.h"

#include <string.h>

/* A head is the first lines of a document; a title is no sentence. */
enum { HEAD_LINES = 8, LINE_BYTES = 360, RULE_LEAST = 5 };

static bool is_number_line(zc_str line)
{
    docno number;
    return line.n <= LINE_BYTES / 3 && str_find(line, STR_LIT("号"), 0) != SIZE_MAX &&
           docno_parse(line, false, &number);
}

static bool is_title(zc_str line)
{
    return line.n >= 15 && line.n <= LINE_BYTES && doctype_of_title(line) &&
           str_find(line, STR_LIT("。"), 0) == SIZE_MAX &&
           str_find(line, STR_LIT("："), 0) == SIZE_MAX;
}

static bool is_label(zc_str line)
{
    return str_starts(line, STR_LIT("索引号：")) || str_starts(line, STR_LIT("索引号:")) ||
           str_starts(line, STR_LIT("索 引 号"));
}

/* Whether a document begins with `text`: its number and its title stand there. */
static bool begins_document(zc_str text)
{
    bool number = false, title = false;
    zc_str rest = text, line;
    for (size_t i = 0; i < HEAD_LINES && str_line(&rest, &line);) {
        line = str_trim(line);
        if (line.n == 0)
            continue;
        i++;
        number = number || is_label(line) || is_number_line(line);
        title = title || is_title(line);
    }
    return number && title;
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
    return line.n <= LINE_BYTES && str_ends(line, STR_LIT("日印发")) &&
           str_find(line, STR_LIT("年"), 0) != SIZE_MAX;
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

bool split_text(zc_str text, arena *a, split *out)
{
    size_t begin = 0, end = 0; /* of the part at hand, without the rule after it */
    bool ended = false, ok = true, first = begins_document(text);
    *out = (split){0};
    for (zc_str rest = text, line; ok && str_line(&rest, &line);) {
        size_t at = (size_t)(line.p - text.p);
        line = str_trim(line);
        bool rule = is_rule(line);
        /* A page's title may stand above its block; a whole document has more. */
        bool block = at > begin && is_label(line) && begins_document(str_slice(text, begin, at));
        if (first && line.n && !rule && (ended || block) &&
            begins_document(str_slice(text, at, text.n))) {
            ok = add_part(out, text, begin, ended ? end : at, a);
            begin = at;
            out->numbers = 0;
        }
        out->numbers += is_number_line(line);
        if (rule || is_printing(line)) {
            ended = true;
            end = rule ? at : text.n - rest.n;
        } else if (line.n) {
            ended = false;
        }
    }
    return ok && add_part(out, text, begin, text.n, a);
}
