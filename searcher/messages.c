/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "messages.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const catalogue[MESSAGES][LANGUAGES] = {
    [MESSAGE_SITE] = {"政策检索", "Policy search"},
    [MESSAGE_QUERY] = {"关键词、文号或标题", "Words, a number or a title"},
    [MESSAGE_SEARCH] = {"检索", "Search"},
    [MESSAGE_MORE] = {"更多条件", "More conditions"},
    [MESSAGE_CITY] = {"城市", "City"},
    [MESSAGE_COUNTY] = {"区县", "County"},
    [MESSAGE_PROVINCE] = {"省份", "Province"},
    [MESSAGE_YEAR] = {"年份", "Year"},
    [MESSAGE_DATE] = {"日期", "Date"},
    [MESSAGE_PUBLISHED] = {"发布日期", "Published"},
    [MESSAGE_EFFECTIVE] = {"施行日期", "Effective"},
    [MESSAGE_SINCE] = {"起始日期", "Since"},
    [MESSAGE_UNTIL] = {"截止日期", "Until"},
    [MESSAGE_DOCNO] = {"发文字号", "Number"},
    [MESSAGE_ISSUER] = {"发文机关", "Issuer"},
    [MESSAGE_TYPE] = {"文种", "Type"},
    [MESSAGE_STATUS] = {"效力", "Status"},
    [MESSAGE_URL] = {"原文链接", "Link"},
    [MESSAGE_SORT] = {"排序", "Order"},
    [MESSAGE_BY_RELEVANCE] = {"相关度", "Relevance"},
    [MESSAGE_BY_DATE] = {"日期，新的在前", "Date, newest first"},
    [MESSAGE_BY_DATE_ASC] = {"日期，旧的在前", "Date, oldest first"},
    [MESSAGE_LIST] = {"文件", "Documents"},
    [MESSAGE_MATRIX] = {"城市与年份对照", "Cities by year"},
    [MESSAGE_KWIC] = {"逐处对照", "Concordance"},
    [MESSAGE_FOUND] = {"找到 %llu 篇文件", "%llu documents found"},
    [MESSAGE_LINES] = {"共出现 %llu 处", "%llu occurrences"},
    [MESSAGE_RELAXED_WORDS] = {"没有文件逐字包含所查内容，以下文件包含其中每一个词。",
                               "Nothing holds it as written; these hold every word of it."},
    [MESSAGE_RELAXED_ANY] = {"没有文件包含全部词语，以下文件包含其中一部分，最相近的在前。",
                             "Nothing holds all of it; these hold some of it, best first."},
    [MESSAGE_NOTHING] = {"没有找到文件", "Nothing found"},
    [MESSAGE_NOTHING_HINT] = {"可以减少条件、缩短词语，或去掉引号再试。",
                              "Try fewer conditions, shorter words, or no quotes."},
    [MESSAGE_DID_YOU_MEAN] = {"您要找的是不是：", "Did you mean "},
    [MESSAGE_HELD] = {"%llu 篇文件", "documents: %llu"},
    [MESSAGE_HELD_NONE] = {"没有文件", "no document"},
    [MESSAGE_WITHOUT] = {"去掉", "Without "},
    [MESSAGE_ALL_FILTERS] = {"全部条件", "any condition"},
    [MESSAGE_COLON] = {"：", ": "},
    [MESSAGE_TITLE] = {"标题", "Title"},
    [MESSAGE_UNDERSTOOD] = {"检索式", "Understood as"},
    [MESSAGE_REMOVE] = {"去掉", "Remove"},
    [MESSAGE_PREVIOUS] = {"上一页", "Previous"},
    [MESSAGE_NEXT] = {"下一页", "Next"},
    [MESSAGE_PAGE_OF] = {"第 %llu 页，共 %llu 页", "Page %llu of %llu"},
    [MESSAGE_PAGE] = {"第 %llu 页", "Page %llu"},
    [MESSAGE_COPIES] = {"另有 %llu 份相同或相近的文件：",
                        "%llu more, the same or nearly the same: "},
    [MESSAGE_AND] = {"、", ", "},
    [MESSAGE_AND_OTHERS] = {"等", ", …"},
    [MESSAGE_SAME] = {"相同", "the same"},
    [MESSAGE_NEAR] = {"相近", "nearly the same"},
    [MESSAGE_GROUPED] = {"相同或相近的文件合并为一条，篇数按文件计。",
                         "Copies and near-copies are shown as one; the number counts documents."},
    [MESSAGE_GROUP] = {"合并相同或相近的文件", "Show copies and near-copies as one"},
    [MESSAGE_APART] = {"逐篇列出", "List each of them"},
    [MESSAGE_ALIKE] = {"相同或相近的文件", "Copies and near-copies"},
    [MESSAGE_CITES_THIS] = {"引用了这个文号", "cites this number"},
    [MESSAGE_CITED] = {"引用的文号", "Cites"},
    [MESSAGE_NOTES] = {"读取说明", "Reading"},
    [MESSAGE_BACK] = {"返回检索结果", "Back to the results"},
    [MESSAGE_SOURCE] = {"依据", "from"},
    [MESSAGE_TABLE_NOTE] = {"每格：出现次数，找到的篇数／该处文件篇数；“–”表示该处没有文件。",
                            "Each cell: occurrences, documents found / documents there; "
                            "“–” where there is no document."},
    [MESSAGE_HITS] = {"次数", "Occurrences"},
    [MESSAGE_PER10K] = {"每万字", "Per 10,000 characters"},
    [MESSAGE_NONE] = {"（未知）", "(not known)"},
    [MESSAGE_WELCOME] = {"这里收有 %llu 篇政策文件。",
                         "%llu policy documents can be searched here."},
    [MESSAGE_EXAMPLES] = {"例如", "For example"},
    [MESSAGE_ERROR] = {"这次检索没有完成", "This search did not work"},
    [MESSAGE_SKIP] = {"跳到结果", "Skip to the results"},
    [MESSAGE_FILTERS] = {"缩小范围", "Narrow down"},
    [MESSAGE_AS] = {"数据", "Data"},
    [MESSAGE_LEFT] = {"上文", "Before"},
    [MESSAGE_RIGHT] = {"下文", "After"},
    [MESSAGE_DOCUMENT] = {"文件", "Document"},
};

const char *message_text(language lang, message which)
{
    return catalogue[which][lang];
}

const char *message_status(language lang, zc_status status)
{
    switch (status) {
    case ZC_ERROR_ARGUMENT:
        return lang == LANGUAGE_ZH ? "有一个条件无法理解。" : "A condition can't be understood.";
    case ZC_ERROR_QUERY: return lang == LANGUAGE_ZH ? "检索式有误。" : "The query can't be read.";
    case ZC_ERROR_LIMIT:
        return lang == LANGUAGE_ZH ? "检索式太长或太复杂。"
                                   : "The query is too long or too complex.";
    case ZC_ERROR_NOT_FOUND:
        return lang == LANGUAGE_ZH ? "没有这份文件。" : "There is no such document.";
    default:
        return lang == LANGUAGE_ZH ? "检索服务暂时不可用，请稍后再试。"
                                   : "The search is not available at the moment; try again later.";
    }
}

language language_choose(const char *lang, const char *accept)
{
    if (lang && strncasecmp(lang, "en", 2) == 0)
        return LANGUAGE_EN;
    if (lang && strncasecmp(lang, "zh", 2) == 0)
        return LANGUAGE_ZH;
    /* The first of the two that is named with a weight above the other's. */
    double best[LANGUAGES] = {0};
    for (const char *p = accept; p && *p; p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL) {
        while (*p == ' ')
            p++;
        const char *end = strchr(p, ','), *q = strchr(p, ';');
        if (q && (!end || q < end))
            for (q++; *q == ' '; q++)
                ;
        bool weighted = q && (!end || q < end) && strncasecmp(q, "q=", 2) == 0;
        double weight = weighted ? atof(q + 2) : 1;
        int which = strncasecmp(p, "zh", 2) == 0   ? LANGUAGE_ZH
                    : strncasecmp(p, "en", 2) == 0 ? LANGUAGE_EN
                                                   : -1;
        if (which >= 0 && weight > best[which])
            best[which] = weight;
    }
    return best[LANGUAGE_EN] > best[LANGUAGE_ZH] ? LANGUAGE_EN : LANGUAGE_ZH;
}

const char *language_tag(language lang)
{
    return lang == LANGUAGE_EN ? "en" : "zh-CN";
}
