/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "organ.h"

#include "gazetteer.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- Blanks ---- */

/* Signs and letters of Chinese text, between which a blank means nothing. */
static bool is_wide(uint32_t c)
{
    return utf8_is_han(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF0F) ||
           (c >= 0xFF1A && c <= 0xFF20) || (c >= 0x2018 && c <= 0x201D);
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && !utf8_is_blank(c)) || c == 0x7F || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

char *organ_tidy(arena *a, zc_str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    uint32_t before = 0;
    bool blank = false;
    for (size_t at = 0; out && at < s.n;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        if (is_control(c))
            continue;
        if (utf8_is_blank(c)) {
            blank = true;
            continue;
        }
        /* A blank took a byte at least, so there is room for one here. */
        if (blank && before && !(is_wide(before) && is_wide(c)))
            out[n++] = ' ';
        while (from < at)
            out[n++] = s.p[from++];
        before = c;
        blank = false;
    }
    return out;
}

/* ---- Organisations ---- */

static const char *const organ_ends[] = {
    "局",       "委",     "厅",     "部",     "院",     "政府",   "署",     "处",     "办",
    "司",       "委员会", "常委会", "协会",   "学会",   "联合会", "理事会", "总工会", "商会",
    "基金会",   "监会",   "残联",   "妇联",   "科协",   "政协",   "人大",   "办公室", "中心",
    "银行",     "分行",   "支行",   "小组",   "党组",   "总队",   "支队",   "大队",   "集团",
    "公司",     "大学",   "学校",   "中学",   "小学",   "研究所", "管理所", "税务所", "指挥部",
    "法庭",     "公署",   "管理站", "监督站", "图书馆", "博物馆", "档案馆", "行署",   "联席会议",
    "代表大会", "代表团", "开发区", "总站",   "事务所", "联社",   "总会",   "专班",
};

/* What ends like an organisation and is none, or says more than a name. */
static const char *const not_organs[] = {"关于", "的",   "我局", "本局", "全部", "内部",
                                         "干部", "各",   "第",   "是",   "了",   "代表团代表",
                                         "处处", "根据", "为",   "诉",   "某"};

enum { ORGAN_LEAST = 3, ORGAN_MOST = 40 };

static bool has_word(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(s, str_from(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool name_characters(zc_str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n; n++) {
        uint32_t c = utf8_next(s, &at);
        bool allowed = utf8_is_han(c) || c == 0xFF08 || c == 0xFF09 || c == '(' || c == ')' ||
                       c == 0x201C || c == 0x201D || (utf8_is_blank(c) && c != '\n');
        if (!allowed || n >= ORGAN_MOST)
            return false;
    }
    return n >= ORGAN_LEAST;
}

/* 慈溪市委 is one, 慈溪市 and 市委书记 are none. */
bool organ_is(zc_str s)
{
    if (!name_characters(s) || has_word(s, not_organs, COUNT(not_organs)))
        return false;
    for (size_t i = 0; i < COUNT(organ_ends); i++)
        if (str_ends(s, str_from(organ_ends[i])))
            return true;
    return false;
}

static bool is_joint(uint32_t c)
{
    return c == 0x3001 || c == 0xFF0C || c == ',' || c == ';' || c == 0xFF1B;
}

/* Where the second of two names begins that stand side by side: at a national
 * body (财政部国家税务总局), or where the place is named again (宁波市教育局宁波市财政局).
 * The end of `s` for one name. */
static size_t second_name(zc_str s)
{
    size_t lead = organ_lead(s);
    zc_str where = str_slice(s, lead, lead + place_prefix(str_slice(s, lead, s.n)));
    for (size_t at = 0; at < s.n; utf8_next(s, &at)) {
        zc_str rest = str_slice(s, at, s.n);
        bool begins = at > lead && ((where.n && str_starts(rest, where)) || organ_national(rest));
        if (begins && organ_is(rest) && organ_is(str_slice(s, 0, at)))
            return at;
    }
    return s.n;
}

zc_str organ_first(zc_str s)
{
    s = str_trim(s);
    if (s.n > 1024)
        return STR_NONE;
    /* At a blank the name may go on: 宜昌市 教育局, but 财政部 税务总局. */
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);
        zc_str before = str_trim(str_slice(s, 0, from));
        if (is_joint(c))
            return organ_is(before) ? str_slice(before, 0, second_name(before)) : STR_NONE;
        if (utf8_is_blank(c) && organ_is(before))
            return before;
    }
    return organ_is(s) ? str_slice(s, 0, second_name(s)) : STR_NONE;
}

/* ---- The whole country ---- */

static const char *const national_starts[] = {
    "中华人民共和国",
    "国务院",
    "全国",
    "最高人民",
    "中共中央",
    "中央",
    "国家",
    "中国人民",
    "中国银",
    "中国证",
    "中国保",
    "中国民用",
    "中国气象",
    "中国地震",
    "中国科学",
    "中国工程",
    "中国残",
    "中国国家",
    "中国红十",
    "中华全国",
    "共青团中央",
    "海关总署",
    "审计署",
    "新华社",
    "人民银行",
    "教育部",
    "科技部",
    "公安部",
    "民政部",
    "司法部",
    "财政部",
    "建设部",
    "铁道部",
    "交通部",
    "水利部",
    "农业部",
    "商务部",
    "文化部",
    "卫生部",
    "监察部",
    "外交部",
    "国防部",
    "人事部",
    "劳动部",
    "劳动和社会保障部",
    "国土资源部",
    "环境保护部",
    "信息产业部",
    "科学技术部",
    "工业和信息化部",
    "人力资源和社会保障部",
    "人力资源社会保障部",
    "自然资源部",
    "生态环境部",
    "住房和城乡建设部",
    "住房城乡建设部",
    "交通运输部",
    "农业农村部",
    "文化和旅游部",
    "退役军人事务部",
    "应急管理部",
    "国资委",
    "税务总局",
    "银保监会",
    "证监会",
    "保监会",
    "银监会",
    "市场监管总局",
    "国家卫生",
    "对外贸易",
    "外经贸部",
    "工商总局",
    "质检总局",
    "中宣部",
    "中组部",
    "中办",
    "国办",
    "中国共产党中央",
    "中国共产党章程",
};

static const char *const leads[] = {
    "中国共产党", "中共",         "中国人民政治协商会议", "政协",       "共青团", "国家税务总局",
    "国家统计局", "中国人民银行", "中国银保监会",         "中国银监会", "国网"};

size_t organ_lead(zc_str s)
{
    for (size_t i = 0; i < COUNT(leads); i++)
        if (str_starts(s, str_from(leads[i])))
            return str_from(leads[i]).n;
    return 0;
}

bool organ_national(zc_str s)
{
    /* 国家税务总局宁波市税务局 is 宁波's. */
    size_t lead = organ_lead(s);
    if (lead && place_prefix(str_slice(s, lead, s.n)))
        return false;
    for (size_t i = 0; i < COUNT(national_starts); i++)
        if (str_starts(s, str_from(national_starts[i])))
            return true;
    return false;
}

zc_str organ_unit(zc_str s)
{
    static const char *const units[] = {"省", "市", "县", "区", "州", "盟", "旗"};
    for (size_t i = 0; i < COUNT(units); i++)
        if (str_starts(s, str_from(units[i])))
            return str_slice(s, 0, str_from(units[i]).n);
    return STR_NONE;
}
