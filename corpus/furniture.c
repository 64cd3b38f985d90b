/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "furniture.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A line of furniture is no passage. */
enum { LINE_BYTES = 420, TOOLS_BYTES = 240 };

/* ---- Tools ---- */

/* Longer words first where one begins with another. */
static const char *const tools[] = {
    "打印本页面", "打印本页", "打印此页",     "打印本稿",   "打印文章",     "打印",
    "关闭本页",   "关闭窗口", "关闭此页",     "关闭页面",   "关闭",         "返回顶部",
    "返回首页",   "返回列表", "返回上页",     "返回",       "回到顶部",     "回到首页",
    "字体大小",   "字体",     "字号",         "默认",       "特大",         "放大",
    "缩小",       "收藏本页", "加入收藏",     "收藏",       "分享到",       "分享",
    "微信好友",   "微信",     "新浪微博",     "腾讯微博",   "微博",         "朋友圈",
    "QQ空间",     "QQ好友",   "QQ",           "人人网",     "更多",         "我要纠错",
    "内容纠错",   "纠错",     "保存本页",     "下载文字版", "下载图片版",   "另存为",
    "推荐给朋友", "语音播报", "开始播报",     "朗读",       "视力保护色",   "护眼模式",
    "无障碍浏览", "无障碍",   "长者模式",     "适老版",     "简体",         "繁体",
    "繁體",       "英文",     "上一页",       "下一页",     "尾页",         "首页",
    "登录",       "注册",     "设为首页",     "点赞",       "网站支持IPv6", "站内搜索",
    "高级搜索",   "搜索",     "请输入关键字",
};

static const char *const sizes[] = {"大", "中", "小", "A+", "A-", "T"};

/* What stands between tools. */
static const char *const between[] = {
    "【", "】", "[",  "]", "［", "］", "(", ")", "（", "）", "|",  "｜", "/", "·",
    "-",  "—",  "：", ":", ">",  "＞", "<", "»", "«",  ",",  "，", "、", "*", "+",
    "…",  "\"", "“",  "”", ".",  "。", "①", "●", "■",  "◆",  "★",  "▲",  "↑", "×",
};

/* Length of the word of `words` that `s` begins with, the longest; 0 for none. */
static size_t word_at(zc_str s, const char *const *words, size_t n)
{
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        if (s.n == 0 || s.p[0] != words[i][0])
            continue;
        zc_str word = str_from(words[i]);
        if (word.n > longest && str_starts(s, word))
            longest = word.n;
    }
    return longest;
}

static size_t blank_or_digit(zc_str s)
{
    size_t at = 0;
    uint32_t c = utf8_next(s, &at);
    return utf8_is_blank(c) || (c >= '0' && c <= '9') ? at : 0;
}

/* 【字体：大 中 小】 打印 关闭: nothing but tools. */
static bool is_tools(zc_str s)
{
    size_t words = 0, letters = 0;
    if (s.n > TOOLS_BYTES)
        return false;
    for (size_t at = 0; at < s.n;) {
        zc_str rest = str_slice(s, at, s.n);
        size_t word = word_at(rest, tools, COUNT(tools));
        size_t size = word ? 0 : word_at(rest, sizes, COUNT(sizes));
        size_t other = word || size ? 0 : word_at(rest, between, COUNT(between));
        if (!word && !size && !other)
            other = blank_or_digit(rest);
        if (!word && !size && !other)
            return false;
        words += word > 0;
        letters += size > 0;
        at += word + size + other;
    }
    /* 大 | 中 | 小 may be a table's head */
    return words > 0 || (letters == 3 && str_find(s, STR_LIT(" | "), 0) == SIZE_MAX);
}

/* ---- The way to the page, and on from it ---- */

static const char *const ways[] = {"当前位置",     "您当前的位置",   "您当前位置",   "您的当前位置",
                                   "您的位置",     "您现在的位置",   "您所在的位置", "你现在的位置",
                                   "所在位置",     "当前的位置",     "您所在位置",   "现在位置",
                                   "当前所在位置", "您现在所在位置", "你的位置"};

static const char *const ons[] = {"上一篇", "下一篇", "上一条", "下一条", "前一篇", "后一篇"};

static const char *const scans[] = {"扫一扫",     "微信扫一扫",   "扫描二维码", "扫码",
                                    "手机扫一扫", "用微信扫一扫", "打开微信",   "手机查看",
                                    "微信扫描",   "手机扫描"};

/* Whether a colon, a bracket or nothing comes next, blanks aside. */
static bool closes(zc_str rest)
{
    static const char *const signs[] = {"：", ":", "】", "]", "是", ">", "＞", "»", "→"};
    rest = str_trim(rest);
    return rest.n == 0 || word_at(rest, signs, COUNT(signs)) > 0;
}

static zc_str unbracketed(zc_str s)
{
    static const char *const open[] = {"【", "[", "［", "(", "（", ">", "■", "●", "◆"};
    size_t n = s.n ? word_at(s, open, COUNT(open)) : 0;
    return str_trim(str_slice(s, n, s.n));
}

/* 首页 > 政务公开 > 通知公告 */
static bool is_trail(zc_str s)
{
    static const char *const homes[] = {"首页", "网站首页", "本站首页", "主页", "门户首页"};
    static const char *const arrows[] = {">", "＞", "»", "›", "→", ">>", "/", "-", "\\"};
    size_t n = word_at(s, homes, COUNT(homes));
    zc_str rest = str_trim(str_slice(s, n, s.n));
    return n > 0 && rest.n > 0 && word_at(rest, arrows, COUNT(arrows)) > 0;
}

static bool leads_elsewhere(zc_str s)
{
    enum { SCAN_BYTES = 150 };
    s = unbracketed(s);
    size_t way = word_at(s, ways, COUNT(ways)), on = word_at(s, ons, COUNT(ons));
    if ((way && closes(str_slice(s, way, s.n))) || (on && closes(str_slice(s, on, s.n))))
        return true;
    return is_trail(s) || (word_at(s, scans, COUNT(scans)) > 0 && s.n <= SCAN_BYTES);
}

/* ---- Credits ---- */

/* （责任编辑：甲） [来源：市府办] 浏览次数：12 */
static bool is_credit(zc_str s)
{
    static const char *const words[] = {"来源",     "信息来源", "文章来源", "稿源",   "责任编辑",
                                        "责编",     "编辑",     "审核",     "校对",   "录入",
                                        "信息员",   "浏览次数", "阅读次数", "点击数", "点击次数",
                                        "访问次数", "阅读量",   "浏览量",   "初审",   "终审",
                                        "供稿",     "撰稿",     "本文来源", "发布人", "发布者"};
    static const char *const colons[] = {"：", ":"};
    enum { CREDIT_BYTES = 150 };
    s = unbracketed(s);
    size_t n = word_at(s, words, COUNT(words));
    zc_str rest = str_trim(str_slice(s, n, s.n));
    return n > 0 && s.n <= CREDIT_BYTES && word_at(rest, colons, COUNT(colons)) > 0;
}

/* ---- Footers ---- */

static const char *const footer[] = {"ICP备",
                                     "ICP证",
                                     "网站标识码",
                                     "公网安备",
                                     "版权所有",
                                     "Copyright",
                                     "COPYRIGHT",
                                     "copyright",
                                     "©",
                                     "all rights reserved",
                                     "All Rights Reserved"};

static const char *const foot[] = {
    "主办单位", "主办：",     "主办:",        "承办单位",   "承办：",      "承办:",
    "技术支持", "联系我们",   "网站地图",     "关于我们",   "网站声明",    "隐私声明",
    "法律声明", "使用帮助",   "建议使用",     "最佳浏览",   "分辨率",      "您是第",
    "访问人数", "网站管理",   "网站维护",     "维护单位",   "维护：",      "设计制作",
    "站点地图", "网站由",     "政府网站找错", "备案号",     "备案序号",    "欢迎访问",
    "欢迎光临", "欢迎您访问", "不得转载",     "转载请注明", "Produced By", "本站支持IPv6",
};

static const char *const contact[] = {"地址：",   "地址:",  "邮编",  "邮政编码",
                                      "联系电话", "电话：", "电话:", "传真："};

static bool holds(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(s, str_from(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

furniture furniture_of(zc_str line)
{
    if (line.n == 0 || line.n > LINE_BYTES)
        return FURNITURE_NONE;
    if (is_tools(line) || leads_elsewhere(line))
        return FURNITURE_CERTAIN;
    if (holds(line, footer, COUNT(footer)))
        return FURNITURE_FOOTER;
    if (is_credit(line))
        return FURNITURE_CREDIT;
    if (holds(line, foot, COUNT(foot)))
        return FURNITURE_FOOT;
    return holds(line, contact, COUNT(contact)) ? FURNITURE_CONTACT : FURNITURE_NONE;
}

bool furniture_heads_links(zc_str line)
{
    static const char *const heads[] = {"相关链接", "相关阅读", "相关文章", "相关新闻", "相关稿件",
                                        "相关报道", "相关信息", "相关资讯", "相关推荐", "相关内容",
                                        "相关文档", "相关政策", "相关解读", "政策解读", "图解政策",
                                        "延伸阅读", "推荐阅读", "热点推荐", "最新文章", "热门文章",
                                        "友情链接", "相关法规", "关联稿件", "关联文件", "解读材料"};
    line = unbracketed(line);
    size_t n = word_at(line, heads, COUNT(heads));
    return n > 0 && closes(str_slice(line, n, line.n));
}
