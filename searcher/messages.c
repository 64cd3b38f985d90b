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
    [MESSAGE_FOUND_ONE] = {"找到 1 篇文件", "1 document found"},
    [MESSAGE_LINES] = {"共出现 %llu 处", "%llu occurrences"},
    [MESSAGE_RELAXED_WORDS] = {"没有文件逐字包含所查内容，以下文件包含其中每一个词。",
                               "Nothing holds it as written; these hold every word of it."},
    [MESSAGE_RELAXED_ANY] = {"没有文件包含全部词语，以下文件包含其中一部分，最相近的在前。",
                             "Nothing holds all of it; these hold some of it, best first."},
    [MESSAGE_RELAXED_SYNONYMS] = {"没有文件逐字包含所查内容，以下文件包含它的全称或简称。",
                                  "Nothing holds it as written; these hold it abbreviated or in "
                                  "full."},
    [MESSAGE_NOTHING] = {"没有找到文件", "Nothing found"},
    [MESSAGE_NOTHING_HINT] = {"可以减少条件、缩短词语，或去掉引号再试。",
                              "Try fewer conditions, shorter words, or no quotes."},
    [MESSAGE_NOTHING_COUNTED] = {"这里只统计逐字出现之处；相近的文件列在“文件”一栏。",
                                 "Only what stands there as written is counted; what comes near "
                                 "is in the list of documents."},
    [MESSAGE_DID_YOU_MEAN] = {"您要找的是不是：", "Did you mean "},
    [MESSAGE_HELD] = {"%llu 篇文件", "%llu documents"},
    [MESSAGE_HELD_ONE] = {"1 篇文件", "1 document"},
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
    [MESSAGE_VERSIONS] = {"另有 %llu 个版本：", "Other versions (%llu): "},
    [MESSAGE_AND] = {"、", ", "},
    [MESSAGE_OR] = {"或", " or "},
    [MESSAGE_NEAREST] = {"；是不是", "; did you mean "},
    [MESSAGE_QUESTION] = {"？", "?"},
    [MESSAGE_AND_OTHERS] = {"等", ", …"},
    [MESSAGE_SAME] = {"相同", "the same"},
    [MESSAGE_NEAR] = {"相近", "nearly the same"},
    [MESSAGE_VERSION] = {"另一版本", "another version"},
    [MESSAGE_GROUPED] = {"相同或相近的文件和同一文件的不同版本合并为一条，篇数按文件计。",
                         "Copies, near-copies and versions are shown as one; the number counts "
                         "documents."},
    [MESSAGE_GROUP] = {"合并相同或相近的文件和不同版本",
                       "Show copies, near-copies and versions as one"},
    [MESSAGE_APART] = {"逐篇列出", "List each of them"},
    [MESSAGE_ALIKE] = {"相同或相近的文件和其他版本", "Copies, near-copies and versions"},
    [MESSAGE_WRITTEN_OTHERWISE] = {"另有 %llu 篇写作：", "%llu more write it otherwise: "},
    [MESSAGE_WIDEN] = {"简称与全称一并检索", "Search abbreviations and full forms alike"},
    [MESSAGE_WIDENED] = {"简称与全称一并检索。",
                         "Abbreviations and full forms are searched alike."},
    [MESSAGE_NARROW] = {"只按原文检索", "Search as written"},
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

static const char *const refusals[REFUSALS][LANGUAGES] = {
    [REFUSAL_AT] = {"第 %zu 个字：%s", "character %zu of the query: %s"},
    [REFUSAL_TOO_LONG] = {"检索式有 %zu 个字节，最多可以有 %d 个",
                          "the query is %zu bytes long; at most %d are read"},
    [REFUSAL_NOT_UTF8] = {"检索式不是有效的 UTF-8", "the query is not valid UTF-8"},
    [REFUSAL_NUL] = {"检索式里有空字符（NUL）", "the query holds a NUL"},
    [REFUSAL_NOTHING] = {"没有检索内容：请输入词语或条件",
                         "nothing to search for: give words or a filter"},
    [REFUSAL_PUNCTUATION] = {"检索式里只有标点，没有词语",
                             "the query holds no word, only punctuation"},
    [REFUSAL_LEAVES] = {"检索式最多可以有 %d 个词语和条件",
                        "a query holds at most %d words and filters"},
    [REFUSAL_DEPTH] = {"括号嵌套超过 %d 层", "brackets nested deeper than %d"},
    [REFUSAL_OR] = {"OR 两边都要有内容", "OR needs something on both sides"},
    [REFUSAL_AND] = {"AND 两边都要有内容", "AND needs something on both sides"},
    [REFUSAL_NOT] = {"NOT 后面没有要排除的内容", "NOT has nothing to exclude"},
    [REFUSAL_NO_VALUE] = {"条件没有值", "a filter without a value"},
    [REFUSAL_ONE_VALUE] = {"一个条件只有一个值：请写成 (city:甲 OR city:乙)，有空格的值请加引号",
                           "a filter takes one value: write (city:甲 OR city:乙), and quotes "
                           "around a value with blanks"},
    [REFUSAL_EMPTY_GROUP] = {"括号里没有内容", "nothing between the brackets"},
    [REFUSAL_PREFIX] = {"* 前面至少要有 %d 个字", "a prefix needs at least %d characters before *"},
    [REFUSAL_EXPANSIONS] = {"有超过 %d 个不同的词以“%.*s”开头，请多写几个字",
                            "more than %d different words begin with “%.*s”; write more of it"},
    [REFUSAL_NEAR] = {"NEAR 或 ADJ 两边都要有内容", "NEAR and ADJ need something on both sides"},
    [REFUSAL_NEAR_OPERAND] =
        {"NEAR 和 ADJ 只能连接词语、引号里的短语，或括号里用 OR 连接的这两者",
         "NEAR and ADJ join words, phrases, and brackets with OR between such, "
         "nothing else"},
    [REFUSAL_NEAR_CHAIN] =
        {"一串 NEAR 或 ADJ 只能用同一个算符和同一个距离，也不能相互嵌套",
         "a chain has one operator, NEAR or ADJ, and one distance; a NEAR inside "
         "another is not possible"},
    [REFUSAL_NEAR_SHORT] = {"NEAR 和 ADJ 两边各要两个以上相连的字，中间没有标点",
                            "NEAR and ADJ take two characters or more on each side, without "
                            "punctuation"},
    [REFUSAL_NEAR_COMMON] = {"这些词语太常见，无法逐处比较距离，请换更长的词语",
                             "these are too common for their distances to be looked at; take "
                             "longer ones"},
    [REFUSAL_DISTANCE] = {"斜线后面要写距离的字数，如 NEAR/5",
                          "a number of characters belongs behind the slash, as in NEAR/5"},
    [REFUSAL_DISTANCE_LIMIT] = {"NEAR 和 ADJ 的距离最多 %d 个字",
                                "the distance of NEAR and ADJ is at most %d characters"},
    [REFUSAL_BRACKET_OPEN] = {"括号没有闭合", "the bracket is not closed"},
    [REFUSAL_BRACKET_CLOSE] = {"前面没有与它配对的括号",
                               "no bracket is open that this one could close"},
    [REFUSAL_QUOTE_OPEN] = {"引号没有闭合", "the quote is not closed"},
    [REFUSAL_QUOTE_CLOSE] = {"前面没有与它配对的引号",
                             "no quote is open that this one could close"},
    [REFUSAL_TITLE_OPEN] = {"书名号没有闭合", "the title mark is not closed"},
    [REFUSAL_TITLE_CLOSE] = {"前面没有与它配对的书名号",
                             "no title mark is open that this one could close"},
    [REFUSAL_PROVINCE] = {"%s：没有“%.*s”这个省份", "%s: “%.*s” is no province that is known here"},
    [REFUSAL_PLACE] = {"%s：没有“%.*s”这个地方", "%s: “%.*s” is no place that is known here"},
    [REFUSAL_YEAR] = {"%s：“%.*s”不是年份，也不是 2018..2023 这样的范围",
                      "%s: “%.*s” is no year or range like 2018..2023"},
    [REFUSAL_BACKWARDS] = {"%s：“%.*s”前后颠倒", "%s: “%.*s” runs backwards"},
    [REFUSAL_YEARS] = {"年份条件合计最多 %d 个年份",
                       "the ranges of years may have %d years in all"},
    [REFUSAL_DATE] = {"%s：“%.*s”不是 2023-09-21、2023-09 或 2023 这样的日期",
                      "%s: “%.*s” is no date like 2023-09-21, 2023-09 or 2023"},
    [REFUSAL_DOCNO] = {"%s：“%.*s”不是 慈教建〔2023〕44号 这样的文号",
                       "%s: “%.*s” is no document number like 慈教建〔2023〕44号"},
    [REFUSAL_NO_BY] = {"对照表需要 by：city、county、province、year、type、issuer 中的一个或两个",
                       "the matrix view needs by: one or two of city, county, province, year, "
                       "type, issuer"},
    [REFUSAL_NO_ID] = {"查看文件需要文件的 id", "the doc view needs a document's id"},
    [REFUSAL_NO_DOCUMENT] = {"没有 id 为“%.200s”的文件", "no document has the id “%.200s”"},
};

/* The sources of docs/metadata.md. */
static const char *const sources[][2] = {
    {"title", "标题"},
    {"heading", "标题行"},
    {"head", "文首"},
    {"red head", "红头"},
    {"order", "令"},
    {"number line", "文号行"},
    {"docno", "文号"},
    {"docno prefix", "文号代字"},
    {"docno prefix and text", "文号代字和正文"},
    {"label", "文件信息栏"},
    {"preamble", "题注"},
    {"under the title", "标题下方"},
    {"above the text", "正文上方"},
    {"addressee", "主送机关"},
    {"opening", "开头用语"},
    {"text", "正文"},
    {"text (latest year, not a target)", "正文中最近的年份，目标年份除外"},
    {"basis", "制定依据"},
    {"scope", "适用范围"},
    {"meeting", "会议名称"},
    {"signature", "落款"},
    {"last line", "末行"},
    {"printed", "印发行"},
    {"colophon", "版记"},
    {"newspaper", "报刊行"},
    {"note", "说明"},
    {"date", "日期"},
    {"page title", "网页标题"},
    {"file name", "文件名"},
    {"folder name", "文件夹名"},
    {"front matter", "文首元数据"},
    {"column", "表格列"},
    {"metadata file", "更正表"},
};

const char *message_source(language lang, const char *source, const char **rest)
{
    size_t n = strcspn(source, ":");
    for (size_t i = 0; lang == LANGUAGE_ZH && i < sizeof sources / sizeof *sources; i++)
        if (strlen(sources[i][0]) == n && strncmp(sources[i][0], source, n) == 0)
            return *rest = source + n, sources[i][1];
    *rest = "";
    return source;
}

const char *message_text(language lang, message which)
{
    return catalogue[which][lang];
}

const char *message_refusal(language lang, refusal which)
{
    return refusals[which][lang];
}

const char *message_is_text(language lang)
{
    return lang == LANGUAGE_ZH ? " [第 %zu 个字：%.*s 按文字处理]"
                               : " [character %zu: %.*s is text]";
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
