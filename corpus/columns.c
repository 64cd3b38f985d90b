/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "columns.h"

#include <string.h>
#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct {
    const char *name;
    int meaning;
} names[] = {
    {"id", COLUMN_ID},          {"编号", COLUMN_ID},       {"text", COLUMN_TEXT},
    {"正文", COLUMN_TEXT},      {"content", COLUMN_TEXT},  {"内容", COLUMN_TEXT},
    {"body", COLUMN_TEXT},      {"全文", COLUMN_TEXT},     {"文本", COLUMN_TEXT},
    {"政策原文", COLUMN_TEXT},  {"正文内容", COLUMN_TEXT}, {"政策内容", COLUMN_TEXT},
    {"文件内容", COLUMN_TEXT},  {"政策全文", COLUMN_TEXT}, {"fulltext", COLUMN_TEXT},
    {"full_text", COLUMN_TEXT}, {"文件正文", COLUMN_TEXT}, {"文件全文", COLUMN_TEXT},
    {"政策正文", COLUMN_TEXT},  {"政策文本", COLUMN_TEXT}, {"原文", COLUMN_TEXT},
};

/* 标 题 and 发文字号： are the names that people know. */
static zc_str squeeze(zc_str name, char *out, size_t most)
{
    size_t n = 0;
    for (size_t at = 0; at < name.n;) {
        size_t from = at;
        uint32_t c = utf8_next(name, &at);
        bool sign = utf8_is_blank(c) || c == '*' || c == 0x200B || c == 0xFEFF ||
                    ((c == ':' || c == 0xFF1A) && at == name.n);
        if (sign)
            continue;
        if (n + (at - from) > most)
            return name; /* longer than any */
        memcpy(out + n, name.p + from, at - from);
        n += at - from;
    }
    return (zc_str){out, n};
}

static int known_meaning(zc_str name)
{
    enum { NAME_BYTES = 48 };
    char plain[NAME_BYTES];
    name = squeeze(name, plain, sizeof plain);
    for (size_t i = 0; i < COUNT(names); i++)
        if (name.n == strlen(names[i].name) && strncasecmp(name.p, names[i].name, name.n) == 0)
            return names[i].meaning;
    meta_field field = meta_field_find(name);
    return field == META_FIELDS ? COLUMN_NONE : (int)field;
}

zc_status column_map_parse(const char *given, column_map *out, zc_error *error)
{
    const char *equals = strchr(given, '=');
    zc_str field = str_trim(str_slice(str_from(given), 0, equals ? (size_t)(equals - given) : 0));
    zc_str column = equals ? str_trim(str_from(equals + 1)) : STR_NONE;
    int meaning = field.n ? known_meaning(field) : COLUMN_NONE;
    if (meaning == COLUMN_NONE || column.n == 0)
        return error_set(
            error, ZC_ERROR_ARGUMENT,
            "--map: “%s” is not FIELD=COLUMN, with FIELD one of id, text, title, date, "
            "docno, issuer, …",
            given);
    *out = (column_map){meaning, column};
    return ZC_OK;
}

int column_meaning(zc_str name, const column_map *maps, size_t n)
{
    name = str_trim(name);
    for (size_t i = 0; i < n; i++)
        if (str_equal(maps[i].column, name))
            return maps[i].meaning;
    int meaning = known_meaning(name);
    for (size_t i = 0; i < n; i++)
        if (maps[i].meaning == meaning)
            return COLUMN_NONE;
    return meaning;
}
