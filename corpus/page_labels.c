/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_labels.h"

#include "date.h"
#include "docno.h"
#include "label.h"
#include "doctype.h"
#include "organ.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A longer line is text that begins like a label; a longer value is none of ours. */
enum { HAN = 3 }; /* bytes of a Han character */
enum { LINE_BYTES = 1024, SENTENCE_BYTES = 240, VALUE_BYTES = 600 };

/* What a label says of its document, and how near: 0 says it (发布机构), 1 may say
 * something else (来源, 日期). What has no field ends the value before it. */
static const struct {
    label_kind kind;
    meta_field field;
    unsigned rank;
} meanings[] = {
    {LABEL_TITLE, META_TITLE, 0},   {LABEL_DOCNO, META_DOCNO, 0},
    {LABEL_MADE, META_DATE, 0},     {LABEL_PUBLISHED, META_PUBLISHED, 0},
    {LABEL_DAY, META_PUBLISHED, 1}, {LABEL_EFFECTIVE, META_EFFECTIVE, 0},
    {LABEL_ORGAN, META_ISSUER, 0},  {LABEL_SOURCE, META_ISSUER, 1},
    {LABEL_STATUS, META_STATUS, 0},
};

/* Of a kind, COUNT(meanings) for one without a field. */
static size_t meaning_of(label_kind kind)
{
    size_t i = 0;
    while (i < COUNT(meanings) && meanings[i].kind != kind)
        i++;
    return i;
}

static meta_field field_of(size_t meaning)
{
    return meaning < COUNT(meanings) ? meanings[meaning].field : META_FIELDS;
}

/* ---- One label ---- */

static size_t sign_at(zc_str s, const char *const *signs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, str_from(signs[i])))
            return strlen(signs[i]);
    return 0;
}

enum { NO_LABEL = COUNT(meanings) + 1 };

/* How a label ends: at a colon or its own bracket, or (bare) where the cell ends. */
typedef enum label_end { LABEL_OPEN, LABEL_COLON, LABEL_BARE } label_end;

/* The label that `s` begins with: its meaning, NO_LABEL when there is none. *after is
 * where its value begins. */
static size_t label_at(zc_str s, size_t *after, label_end *how)
{
    static const char *const opening[] = {"【", "[", "［", "（", "("};
    static const char *const closing[] = {"】", "]", "］", "）", ")"};
    static const char *const colons[] = {"：", ":", "∶", "︰"};
    size_t open = sign_at(s, opening, COUNT(opening));
    zc_str inner = str_slice(s, open, s.n);
    label_kind kind;
    size_t n = label_word(inner, &kind);
    if (n == 0)
        return NO_LABEL;
    zc_str rest = str_trim(str_slice(inner, n, inner.n));
    size_t close = open ? sign_at(rest, closing, COUNT(closing)) : 0;
    rest = str_trim(str_slice(rest, close, rest.n));
    size_t colon = sign_at(rest, colons, COUNT(colons));
    *how = colon || close ? LABEL_COLON : rest.n == 0 ? LABEL_BARE : LABEL_OPEN;
    *after = (size_t)(rest.p - s.p) + colon;
    return *how != LABEL_OPEN ? meaning_of(kind) : NO_LABEL;
}

/* Where the next label with a colon begins, s.n when none does: values run up to it. */
static size_t next_label(zc_str s)
{
    size_t after;
    label_end how;
    for (size_t at = 0; at < s.n; utf8_next(s, &at))
        if (label_at(str_slice(s, at, s.n), &after, &how) != NO_LABEL && how == LABEL_COLON)
            return at;
    return s.n;
}

/* ---- Values ---- */

/* A value without the brackets of its label, 【来源：市府办】, and without the tools that
 * stand behind it: 来源：市府办 【大 中 小】. A number has brackets of its own. */
static zc_str value_of(zc_str s, meta_field field)
{
    static const char *const ends[] = {"】", "]", "［", "］", "|", "丨", "｜", "【", "["};
    bool number = field == META_DOCNO || field == META_TITLE;
    size_t end = s.n;
    for (size_t i = 0; i < COUNT(ends); i++) {
        size_t at = str_find(s, str_from(ends[i]), 0);
        bool last = at != SIZE_MAX && at + strlen(ends[i]) == str_trim(s).n;
        if (at < end && (!number || last))
            end = at;
    }
    return str_trim(str_slice(s, 0, end));
}

static void tell(const page_labels *l, size_t which, zc_str value)
{
    value = value_of(str_trim(value), field_of(which));
    if (l->hear && value.n && value.n <= VALUE_BYTES && field_of(which) != META_FIELDS)
        l->hear(l->context, field_of(which), value, meanings[which].rank);
}

/* Whether a value on the next line is one that its label can have: 发布机构 alone on a
 * line may be a link of the page's menu. */
static bool is_value(const page_labels *l, size_t which, zc_str value)
{
    enum { PLAIN_BYTES = 150 };
    date day;
    docno number;
    size_t from, to;
    if (value.n > PLAIN_BYTES)
        return false;
    switch (field_of(which)) {
    case META_DOCNO: return docno_parse(value, false, &number);
    case META_DATE:
    case META_PUBLISHED:
    case META_EFFECTIVE: return date_scan(value, 0, &day, &from, &to) && from == 0;
    case META_STATUS: return meta_status_word(value) != NULL;
    case META_ISSUER: return !l->bare || organ_is(value);
    case META_TITLE: return !l->bare || doctype_of_title(value) != NULL;
    default: return !l->bare;
    }
}

/* ---- Lines ---- */

/* 来源：市政府办公室 发布时间：2024-06-05 浏览次数：12. How many labels there were; the
 * last one waits where nothing comes after it. */
static size_t hear_cell(page_labels *l, zc_str cell)
{
    size_t n = 0, after;
    label_end how;
    for (zc_str rest = cell; rest.n; n++) {
        size_t which = label_at(rest, &after, &how);
        if (which == NO_LABEL)
            break;
        zc_str value = str_slice(rest, after, rest.n);
        size_t end = next_label(value);
        if (end == value.n && str_trim(value).n == 0) {
            l->waits = which + 1;
            l->bare = how == LABEL_BARE;
        } else {
            tell(l, which, str_slice(value, 0, end));
        }
        rest = str_slice(value, end, value.n);
    }
    return n;
}

/* Labels and their values by turns. 名称 | 类别 | 数量, labels of another table, are
 * none. */
static bool hear_cells(page_labels *l, zc_str line)
{
    bool first = true;
    for (zc_str rest = line; rest.n; first = false) {
        size_t bar = str_find(rest, STR_LIT(" | "), 0), waits = l->waits;
        zc_str cell = str_trim(str_slice(rest, 0, bar == SIZE_MAX ? rest.n : bar));
        rest = bar == SIZE_MAX ? STR_NONE : str_slice(rest, bar + 3, rest.n);
        bool bare = l->bare;
        l->waits = 0;
        size_t n = hear_cell(l, cell);
        if (n > 0 && waits && bare && !first)
            return false;
        if (n > 0 || (cell.n == 0 && waits))
            continue;
        if (!waits || (first && !is_value(l, waits - 1, cell)))
            return false;
        tell(l, waits - 1, cell);
    }
    return true;
}

/* Bytes of 2024-06-05 10:20:33 with what parts it from a label behind it. */
static size_t time_at(zc_str s)
{
    date day;
    size_t from, to;
    if (!date_scan(str_slice(s, 0, utf8_cut(s, 64)), 0, &day, &from, &to) || from > 0)
        return 0;
    while (to < s.n && (strchr(" 0123456789:|/", s.p[to]) || (s.p[to] & 0x80))) {
        size_t next = to;
        uint32_t c = utf8_next(s, &next);
        if (c >= 0x80 && !utf8_is_blank(c) && c != 0xFF1A) /* ： */
            break;
        to = next;
    }
    return to;
}

page_labels_found page_labels_line(page_labels *l, zc_str line)
{
    if (line.n == 0)
        return LABELS_NONE;
    page_labels trial = {.waits = l->waits, .bare = l->bare};
    size_t from = l->waits ? 0 : time_at(line);
    zc_str rest = str_slice(line, from, line.n);
    if (line.n <= LINE_BYTES && rest.n > 0 && hear_cells(&trial, rest)) {
        if (from && l->hear)
            l->hear(l->context, META_PUBLISHED, str_slice(line, 0, from), 1);
        hear_cells(l, rest);
        return LABELS_ONLY;
    }
    l->waits = 0;
    size_t at = line.n <= SENTENCE_BYTES ? next_label(line) : line.n;
    if (at == line.n || str_find(line, STR_LIT("。"), 0) != SIZE_MAX)
        return LABELS_NONE;
    hear_cell(l, str_slice(line, at, line.n));
    return LABELS_SOME;
}
