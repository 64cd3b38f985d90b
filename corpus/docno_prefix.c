/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docno_prefix.h"

#include "numeral.h"
#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum {
    CODE_CHARS = 18, /* the longest real one has 11: 国务院联防联控机制综发 */
    RUN_CHARS = 40,  /* code and running words before it */
    BLANKS = 6
};

/* ---- Characters ---- */

static bool is_unseen(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

bool prefix_blank(uint32_t c)
{
    return (c != '\n' && utf8_is_blank(c)) || is_unseen(c);
}

uint32_t prefix_letter(uint32_t c)
{
    if (c >= 0xFF21 && c <= 0xFF5A)
        c -= 0xFEE0;
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? c : 0;
}

size_t prefix_end(zc_str text, size_t floor, size_t at)
{
    for (int i = 0; i < BLANKS && at > floor; i++) {
        size_t back = utf8_back(text, at), next = back;
        if (!prefix_blank(utf8_next(text, &next)))
            break;
        at = back;
    }
    return at;
}

size_t prefix_run(zc_str text, size_t floor, size_t to, size_t most, bool (*of)(uint32_t))
{
    size_t from = to;
    for (size_t at = to, n = 0; at > floor && n < most;) {
        size_t back = utf8_back(text, at), next = back;
        uint32_t c = utf8_next(text, &next);
        if (of(c)) {
            from = back;
            n++;
        } else if (!is_unseen(c)) {
            break;
        }
        at = back;
    }
    return from;
}

/* ---- Words of running text ---- */

/* Words that stand glued before numbers in running text and never in one:
 * 根据国办发〔2013〕89号, the end of a title that runs into its number
 * (…的通知沪府发〔2020〕1号). */
static const char *const running_words[] = {
    "根据", "按照", "依据", "依照", "遵照", "参照", "转发", "印发", "落实", "执行",
    "通知", "意见", "方案", "关于", "以及", "文件", "废止", "文号", "编号", "字号",
    "批复", "规定", "条例", "细则", "参见", "详见", "同时", "其中", "包括", "相关",
    "有关", "下发", "发布", "附件", "抄送", "代替", "修改", "修订", "符合", "贯彻",
    "围绕", "对照", "出台", "用好", "抓好", "作出", "简称", "我院", "的",
};

/* Characters of running text that no prefix holds: everything up to the last of
 * them goes (各学校按示政发〔2019〕8号). None of some 700 prefixes of real
 * numbers has one; those that are also the sign of a place (并 太原, 内 内蒙古,
 * 如 如皋, 遵 遵义, 那 那曲) are left out. */
static const char running_characters[] = "按照据依见仍均再及与以由将在从是了因或附该现把被至者此之"
                                         "则且而但也还又只可须各每我你它们这有未"
                                         "个项条件份次号年月时第请使";

/* Of these the signs of places too, before a government's sign: 个政发 is 个旧's, 从府
 * 从化's, and no ministry's prefix begins with 政 or 府. */
static const char running_places[] = "个从且未将项月";

/* Single words, taken off at the start only. */
static const char *const leading_words[] = {"和", "及", "与", "经", "以", "见", "由", "将", "对",
                                            "在", "从", "即", "如", "是", "了", "为", "因", "并",
                                            "或", "同", "原", "于", "附", "等", "该", "现", "把",
                                            "被", "至", "到", "要", "向", "按", "据", "自"};

/* What a number begins with once a leading word is gone. 经国办发 loses its 经;
 * 经信〔2012〕3号 and 和政发〔2020〕1号 (和政县) keep theirs. */
static const char first_characters[] =
    "国中财教农税银环科卫建水交沪京津渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔云滇藏陕甘青宁新"
    "甬穗杭深温湖绍金衢舟台丽锡通连淮盐扬镇泰宿市县区省发人民商工林气司审体文广旅应医质食药安";

/* Places' signs that begin a prefix such as 沪发改委环资. */
static const char place_signs[] =
    "沪京津渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔云藏陕甘青宁新甬穗杭深";

/* An issuer that stands before its own number: 上海市人民政府沪府发〔2020〕1号. */
static const struct {
    const char *end;
    size_t least; /* characters that it has at least, this end included */
} issuer_ends[] = {{"政府", 4}, {"委员会", 5}, {"办公厅", 5}, {"办公室", 5}, {"局", 5},
                   {"厅", 5},   {"委", 5},     {"部", 5},     {"国务院", 3}};

/* Ministries and governments that stand before their numbers with names as short as codes (人社部发
 * and 工信部科 are such): 财政部财税〔2016〕36号. */
static const char *const short_issuers[] = {
    "财政部", "教育部", "公安部", "民政部", "司法部", "水利部", "农业部",
    "商务部", "文化部", "卫生部", "建设部", "铁道部", "交通部", "人事部",
    "科技部", "审计署", "省政府", "市政府", "县政府", "区政府", "州政府"};

/* Words of prefixes with such a character: 国未保组〔2021〕1号, 浙数据发〔2024〕2号. */
static const char *const kept_words[] = {"数据", "未保", "未成年", "青年",   "消费者",
                                         "国有", "个体", "项目",   "再生",   "再就业",
                                         "现代", "附属", "从业",   "以工代", "日照"};

static bool one_of(zc_str text, size_t at, const char *characters)
{
    if (at >= text.n)
        return false;
    size_t next = at;
    utf8_next(text, &next);
    return str_find(str_from(characters), str_slice(text, at, next), 0) != SIZE_MAX;
}

size_t prefix_words(zc_str s)
{
    size_t cut = 0;
    for (size_t i = 0; i < COUNT(running_words); i++) {
        zc_str word = str_from(running_words[i]);
        for (size_t hit = str_find(s, word, 0); hit != SIZE_MAX; hit = str_find(s, word, hit + 1))
            if (hit + word.n > cut)
                cut = hit + word.n;
    }
    return cut;
}

/* Whether the character at byte `at` stands in a word of a prefix. */
static bool kept(zc_str s, size_t at)
{
    for (size_t i = 0; i < COUNT(kept_words); i++) {
        zc_str word = str_from(kept_words[i]);
        size_t hit = str_find(s, word, at < word.n ? 0 : at - word.n + 1);
        if (hit != SIZE_MAX && hit <= at && at < hit + word.n)
            return true;
    }
    return false;
}

size_t prefix_date(zc_str text, size_t floor, size_t from, size_t to)
{
    static const char numerals[] = "一二三四五六七八九十〇零";
    zc_str s = str_slice(text, from, to);
    size_t cut = 0;
    if (from > floor && numeral_digit(utf8_next(text, &(size_t){utf8_back(text, from)})) >= 0 &&
        one_of(s, 0, "年月日号届次项条款期时"))
        cut = 3;
    for (size_t at = 0, last = s.n; at < s.n;) {
        size_t here = at;
        utf8_next(s, &at);
        if (last < here && one_of(s, last, numerals) && one_of(s, here, "年月日"))
            cut = at;
        last = here;
    }
    return cut;
}

/* ---- Codes ---- */

static bool of_code(uint32_t c)
{
    return utf8_is_han(c) || prefix_letter(c) > 0;
}

/* The single character that stands alone before byte `at`, 豫 of 豫 政 〔1991〕:
 * where it begins, or `at`. */
static size_t spaced_out(zc_str text, size_t floor, size_t at)
{
    size_t to = prefix_end(text, floor, at);
    size_t from = prefix_run(text, floor, to, 1, of_code);
    return to < at && prefix_run(text, floor, to, 2, of_code) == from && from < to ? from : at;
}

/* The run of characters that end before byte `end` and may be a code's. */
static prefix code_run(zc_str text, size_t floor, size_t end)
{
    size_t to = prefix_end(text, floor, end),
           from = prefix_run(text, floor, to, RUN_CHARS, of_code);
    if (from < to && prefix_run(text, floor, to, 1, of_code) == from)
        for (size_t more = from; (more = spaced_out(text, floor, from)) < from;)
            from = more;
    return (prefix){from, from, to};
}

/* Takes off everything up to the last running word, a word that ends the run
 * aside. */
static void cut_running_words(zc_str text, prefix *run)
{
    zc_str s = str_slice(text, run->from, run->to);
    size_t last = s.n ? utf8_back(s, s.n) : 0, cut = prefix_words(str_slice(s, 0, last));
    for (size_t at = cut, next = cut; at < last; at = next) {
        utf8_next(s, &next);
        bool place = one_of(s, at, running_places) && one_of(s, next, "政府");
        if (one_of(s, at, running_characters) && !place && !kept(s, at))
            cut = next;
    }
    run->from += cut;
}

/* Whether a prefix may begin at byte `at`: by its first character, or as 慈政办发
 * does, by an organ's sign in second place. */
static bool begins_prefix(zc_str text, size_t at, size_t to)
{
    static const char organs[] = "政府委办教人财科文卫民农水";
    size_t second = at;
    if (one_of(text, at, first_characters))
        return true;
    utf8_next(text, &second);
    return to - at >= 9 && !one_of(text, at, organs) && one_of(text, second, organs);
}

static void cut_leading_words(zc_str text, prefix *run)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < COUNT(leading_words) && !again; i++) {
            zc_str word = str_from(leading_words[i]);
            if (run->to - run->from >= word.n + 6 &&
                str_starts(str_slice(text, run->from, run->to), word) &&
                begins_prefix(text, run->from + word.n, run->to)) {
                run->from += word.n;
                again = true;
            }
        }
    }
}

/* Past a page's controls at `at`. */
static size_t skip_unseen(zc_str s, size_t at)
{
    for (size_t next = at; next < s.n && is_unseen(utf8_next(s, &next)); at = next)
        ;
    return at;
}

static void cut_issuer(zc_str text, prefix *run)
{
    if (one_of(text, run->from, place_signs))
        return;
    zc_str s = str_slice(text, run->from, run->to);
    size_t cut = skip_unseen(s, words_start(s, WORDS(short_issuers)));
    if (cut && (cut + 6 > s.n || !one_of(s, cut, first_characters)))
        cut = 0;
    for (size_t i = 0; i < COUNT(issuer_ends); i++) {
        zc_str end = str_from(issuer_ends[i].end);
        for (size_t hit = str_find(s, end, 0); hit != SIZE_MAX; hit = str_find(s, end, hit + 1)) {
            size_t after = skip_unseen(s, hit + end.n);
            if (after > cut && after + 6 <= s.n && after >= issuer_ends[i].least * 3 &&
                one_of(s, after, first_characters) &&
                !str_starts(str_slice(s, after, s.n), STR_LIT("通告")))
                cut = after;
        }
    }
    run->from += cut;
}

/* Where the bracket opens that closes before byte `at` around a word or two of a
 * code, （核） of 京昌平发改（核）〔2019〕42号; `at` when there is none. */
static size_t qualifier_before(zc_str text, size_t floor, size_t at)
{
    enum { CHARACTERS_MOST = 4 };
    static const char *const remarks[] = {"试行", "暂行", "修订", "修正", "草案", "试点",
                                          "节选", "摘要", "废止", "失效", "有效", "略"};
    zc_str s = str_slice(text, floor, at);
    size_t close = words_end(s, WORDS(((const char *const[]){"）", ")"}))), from = s.n - close;
    if (close == 0)
        return at;
    for (size_t n = 0; from > 0 && n < CHARACTERS_MOST; n++) {
        size_t back = utf8_back(s, from), next = back;
        if (!utf8_is_han(utf8_next(s, &next)))
            break;
        from = back;
    }
    size_t open = words_end(str_slice(s, 0, from), WORDS(((const char *const[]){"（", "("})));
    zc_str inside = str_slice(s, from, s.n - close);
    return open && inside.n && !words_are(inside, WORDS(remarks)) ? floor + from - open : at;
}

/* Whether what stands between a qualifier and the year's bracket goes on with the
 * code: 告字, 发, but not 甬政发, which is one of its own. */
static bool goes_on_code(zc_str text, const prefix *p)
{
    size_t n = utf8_count(str_slice(text, p->from, p->to));
    return n <= 1 || (n <= 3 && !begins_prefix(text, p->from, p->to));
}

static bool code_alone(zc_str text, size_t floor, size_t end, prefix *out)
{
    prefix p = code_run(text, floor, end);
    p.from += prefix_date(text, floor, p.from, p.to);
    cut_running_words(text, &p);
    for (size_t before = end; before != p.from;) {
        before = p.from;
        cut_issuer(text, &p);
        cut_leading_words(text, &p);
    }
    *out = p;
    size_t n = utf8_count(str_slice(text, p.from, p.to));
    return n >= 1 && n <= CODE_CHARS;
}

/* 法（研）发〔1987〕32号 is more than what follows the bracket. */
bool prefix_code(zc_str text, size_t floor, size_t end, prefix *out)
{
    prefix head;
    bool found = code_alone(text, floor, end, out);
    size_t at = found ? out->from : prefix_end(text, floor, end);
    size_t open = qualifier_before(text, floor, at);
    if (open == at)
        return found && !(str_ends(str_slice(text, floor, at), STR_LIT("）")) &&
                          utf8_count(str_slice(text, at, out->to)) < 2);
    if (found && !goes_on_code(text, out))
        return true;
    if (!code_alone(text, floor, open, &head) || head.to != open)
        return found && utf8_count(str_slice(text, at, out->to)) >= 2;
    *out = (prefix){head.run, head.from, found ? out->to : at};
    return true;
}
