/* The names of metadata fields and of their values, as people write them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "meta.h"

#include "status.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const field_names[META_FIELDS] = {
    [META_TITLE] = "title",         [META_CITY] = "city",     [META_COUNTY] = "county",
    [META_PROVINCE] = "province",   [META_YEAR] = "year",     [META_DATE] = "date",
    [META_DOCNO] = "docno",         [META_ISSUER] = "issuer", [META_TYPE] = "type",
    [META_STATUS] = "status",       [META_URL] = "url",       [META_PUBLISHED] = "published",
    [META_EFFECTIVE] = "effective",
};

static const struct {
    const char *name;
    meta_field field;
} other_names[] = {
    {"标题", META_TITLE},         {"题名", META_TITLE},
    {"文件名称", META_TITLE},     {"政策名称", META_TITLE},
    {"法规名称", META_TITLE},     {"政策标题", META_TITLE},
    {"文件标题", META_TITLE},     {"公文标题", META_TITLE},
    {"城市", META_CITY},          {"市", META_CITY},
    {"地级市", META_CITY},        {"区县", META_COUNTY},
    {"县", META_COUNTY},          {"县区", META_COUNTY},
    {"市县", META_COUNTY},        {"省份", META_PROVINCE},
    {"省", META_PROVINCE},        {"年份", META_YEAR},
    {"年度", META_YEAR},          {"年", META_YEAR},
    {"日期", META_DATE},          {"印发日期", META_DATE},
    {"成文日期", META_DATE},      {"发文日期", META_DATE},
    {"文号", META_DOCNO},         {"发文字号", META_DOCNO},
    {"number", META_DOCNO},       {"机关", META_ISSUER},
    {"发文机关", META_ISSUER},    {"发布机构", META_ISSUER},
    {"发布单位", META_ISSUER},    {"发文单位", META_ISSUER},
    {"类型", META_TYPE},          {"文种", META_TYPE},
    {"效力", META_STATUS},        {"有效性", META_STATUS},
    {"状态", META_STATUS},        {"网址", META_URL},
    {"链接", META_URL},           {"link", META_URL},
    {"网页", META_URL},           {"发布日期", META_PUBLISHED},
    {"发布时间", META_PUBLISHED}, {"公开日期", META_PUBLISHED},
    {"施行日期", META_EFFECTIVE}, {"生效日期", META_EFFECTIVE},
    {"实施日期", META_EFFECTIVE},
};

const char *meta_field_name(meta_field field)
{
    return (unsigned)field < META_FIELDS ? field_names[field] : NULL;
}

static bool same_word(zc_str a, const char *b)
{
    if (a.n != strlen(b))
        return false;
    for (size_t i = 0; i < a.n; i++) {
        char c = a.p[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != b[i])
            return false;
    }
    return true;
}

meta_field meta_field_find(zc_str name)
{
    name = str_trim(name);
    for (size_t i = 0; i < META_FIELDS; i++)
        if (same_word(name, field_names[i]))
            return (meta_field)i;
    for (size_t i = 0; i < COUNT(other_names); i++)
        if (same_word(name, other_names[i].name))
            return other_names[i].field;
    return META_FIELDS;
}

const char *meta_status_word(zc_str s)
{
    return status_word(str_trim(s));
}

void meta_values_set(meta_values *v, meta_field field, zc_str value, const char *source)
{
    v->value[field] = value;
    v->source[field] = source;
    v->none[field] = false;
}
