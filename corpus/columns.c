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
    {"full_text", COLUMN_TEXT},
};

static int known_meaning(zc_str name)
{
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
