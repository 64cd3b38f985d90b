/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docno.h"

#include <stdio.h>
#include <string.h>

enum {
    YEAR_FIRST = 1949,
    YEAR_LAST = 2099,
    PREFIX_CHARS = 18, /* the longest real one has 11: 国务院联防联控机制综发 */
    RUN_CHARS = 40,    /* prefix and running words before it */
    SERIAL_DIGITS = 5,
    BLANKS = 6
};

/* ---- Characters ---- */

static int digit_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

/* Pairs may be mixed: (2017〕109号. */
static bool opens(uint32_t c)
{
    return c == '(' || c == '[' || c == 0x3014 || c == 0xFF08 || c == 0xFF3B || c == 0x3010 ||
           c == 0xFE5D || c == 0x2772;
}

static bool closes(uint32_t c)
{
    return c == ')' || c == ']' || c == 0x3015 || c == 0xFF09 || c == 0xFF3D || c == 0x3011 ||
           c == 0xFE5E || c == 0x2773;
}

static bool round_bracket(uint32_t c)
{
    return c == '(' || c == 0xFF08;
}

/* Blanks, and the controls that web pages leave around a number. */
static bool skipped(uint32_t c)
{
    return c != '\n' &&
           (utf8_is_blank(c) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xAD);
}

static uint32_t letter_of(uint32_t c)
{
    if (c >= 0xFF21 && c <= 0xFF5A)
        c -= 0xFEE0;
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? c : 0;
}

static void skip_blanks(zc_str text, size_t *at)
{
    for (int i = 0; i < BLANKS && *at < text.n; i++) {
        size_t next = *at;
        if (!skipped(utf8_next(text, &next)))
            break;
        *at = next;
    }
}

static bool take(zc_str text, size_t *at, zc_str word)
{
    if (!str_starts(str_slice(text, *at, text.n), word))
        return false;
    *at += word.n;
    return true;
}

/* Reads up to `most` digits; how many there were. One digit more is a
 * different number altogether: 0 then. */
static int digits(zc_str text, size_t *at, int most, int *value)
{
    int n = 0;
    *value = 0;
    while (*at < text.n) {
        size_t next = *at;
        int digit = digit_of(utf8_next(text, &next));
        if (digit < 0)
            break;
        if (n++ == most)
            return 0;
        *value = *value * 10 + digit;
        *at = next;
    }
    return n;
}

/* ---- 〔2023〕 ---- */

/* The bracketed year at *at, which moves past it: 〔2023〕, [ 2013 ], （2016年）. */
static bool bracketed_year(zc_str text, size_t *at, int *year, bool *is_round)
{
    size_t p = *at;
    uint32_t open = utf8_next(text, &p);
    if (!opens(open))
        return false;
    skip_blanks(text, &p);
    if (digits(text, &p, 4, year) != 4 || *year < YEAR_FIRST || *year > YEAR_LAST)
        return false;
    skip_blanks(text, &p);
    take(text, &p, STR_LIT("年"));
    skip_blanks(text, &p);
    if (p >= text.n || !closes(utf8_next(text, &p)))
        return false;
    *is_round = round_bracket(open);
    *at = p;
    return true;
}

/* ---- 44号 ---- */

/* What may not follow a serial that lacks its 号: 〔2012〕18年 or 3个. */
static bool ends_bare_serial(zc_str text, size_t at)
{
    if (at >= text.n)
        return true;
    uint32_t c = utf8_next(text, &at);
    return !utf8_is_han(c) && digit_of(c) < 0 && !letter_of(c) && c != '.' && c != '-' && c != '%';
}

/* The serial at *at, which moves past it: 44号, 第5号, 号16, and a bare 18 where
 * the bracket left no doubt that this is a number. */
static bool serial(zc_str text, size_t *at, bool is_round, int *value)
{
    size_t p = *at;
    skip_blanks(text, &p);
    bool before = take(text, &p, STR_LIT("第"));
    before = take(text, &p, STR_LIT("号")) || before;
    skip_blanks(text, &p);
    if (digits(text, &p, SERIAL_DIGITS, value) == 0)
        return false;
    size_t after = p;
    skip_blanks(text, &after);
    if (take(text, &after, STR_LIT("号")) || take(text, &after, STR_LIT("號")))
        p = after;
    else if ((is_round && !before) || !ends_bare_serial(text, p))
        return false;
    *at = p;
    return true;
}

/* ---- 慈教建 ---- */

typedef struct prefix {
    size_t from, to; /* bytes of the text */
} prefix;

/* Words that stand glued before numbers in running text and never in one:
 * 根据国办发〔2013〕89号, the end of a title that runs into its number
 * (…的通知沪府发〔2020〕1号). */
static const char *const running_words[] = {
    "根据", "按照", "依据", "依照", "遵照", "参照", "转发", "印发", "落实", "执行", "通知", "意见",
    "方案", "关于", "以及", "文件", "废止", "文号", "编号", "字号", "批复", "规定", "条例", "细则",
    "参见", "详见", "同时", "其中", "包括", "相关", "有关", "下发", "发布", "附件", "抄送", "代替",
    "修改", "修订", "符合", "贯彻", "围绕", "对照", "出台", "用好", "抓好", "的",
};

/* Characters of running text that no prefix holds: everything up to the last of
 * them goes (各学校按示政发〔2019〕8号). None of some 700 prefixes of real
 * numbers has one; those that are also the sign of a place (并 太原, 内 内蒙古,
 * 如 如皋, 遵 遵义) are left out. */
static const char running_characters[] = "按照据依见仍均再及与以由将在从是了因或附该现把被至者此之"
                                         "则且而但也还又只可须各每我你它们这那有未"
                                         "个项条件份次号年月时第请使";

/* Single words, taken off at the start only. */
static const char *const leading_words[] = {"和", "及", "与", "经", "以", "见", "由", "将", "对",
                                            "在", "从", "即", "如", "是", "了", "为", "因", "并",
                                            "或", "同", "原", "于", "附", "等", "该", "现", "把",
                                            "被", "至", "到", "要", "向", "按", "据"};

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
} issuer_ends[] = {{"政府", 4}, {"委员会", 5}, {"办公厅", 5}, {"办公室", 5},
                   {"局", 5},   {"厅", 5},     {"委", 5},     {"部", 5}};

static bool one_of(zc_str text, size_t at, const char *characters)
{
    if (at >= text.n)
        return false;
    size_t next = at;
    utf8_next(text, &next);
    return str_find(str_from(characters), str_slice(text, at, next), 0) != SIZE_MAX;
}

/* The run of characters before the bracket that a prefix may be made of. */
static prefix prefix_run(zc_str text, size_t floor, size_t bracket)
{
    prefix run = {bracket, bracket};
    for (int i = 0; i < BLANKS && run.to > floor; i++) {
        size_t back = utf8_back(text, run.to), next = back;
        if (!skipped(utf8_next(text, &next)))
            break;
        run.to = back;
    }
    run.from = run.to;
    for (int i = 0; i < RUN_CHARS && run.from > floor; i++) {
        size_t back = utf8_back(text, run.from), next = back;
        uint32_t c = utf8_next(text, &next);
        if (!utf8_is_han(c) && !letter_of(c))
            break;
        run.from = back;
    }
    return run;
}

/* Takes off everything up to the last running word. */
static void cut_running_words(zc_str text, prefix *run)
{
    zc_str s = str_slice(text, run->from, run->to);
    size_t cut = 0;
    for (size_t i = 0; i < sizeof running_words / sizeof *running_words; i++) {
        zc_str word = str_from(running_words[i]);
        for (size_t hit = str_find(s, word, 0); hit != SIZE_MAX; hit = str_find(s, word, hit + 1))
            if (hit + word.n > cut && hit + word.n < s.n)
                cut = hit + word.n;
    }
    for (size_t at = cut, next = cut; at < s.n; at = next) {
        utf8_next(s, &next);
        if (next < s.n &&
            str_find(str_from(running_characters), str_slice(s, at, next), 0) != SIZE_MAX)
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
        for (size_t i = 0; i < sizeof leading_words / sizeof *leading_words && !again; i++) {
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

static void cut_issuer(zc_str text, prefix *run)
{
    if (one_of(text, run->from, place_signs))
        return;
    zc_str s = str_slice(text, run->from, run->to);
    size_t cut = 0;
    for (size_t i = 0; i < sizeof issuer_ends / sizeof *issuer_ends; i++) {
        zc_str end = str_from(issuer_ends[i].end);
        for (size_t hit = str_find(s, end, 0); hit != SIZE_MAX; hit = str_find(s, end, hit + 1)) {
            size_t after = hit + end.n;
            if (after > cut && after + 6 <= s.n && after >= issuer_ends[i].least * 3 &&
                one_of(s, after, first_characters) &&
                !str_starts(str_slice(s, after, s.n), STR_LIT("通告")))
                cut = after;
        }
    }
    run->from += cut;
}

static void cut_glued(zc_str text, prefix *run)
{
    cut_running_words(text, run);
    cut_issuer(text, run);
    cut_leading_words(text, run);
}

/* The prefix before `bracket`, not before byte `floor`. */
static bool prefix_find(zc_str text, size_t floor, size_t bracket, prefix *out)
{
    prefix run = prefix_run(text, floor, bracket);
    cut_glued(text, &run);
    *out = run;
    size_t n = utf8_count(str_slice(text, run.from, run.to));
    return n >= 1 && n <= PREFIX_CHARS;
}

/* ---- The whole ---- */

typedef struct writer {
    char *out;
    size_t n, cap;
} writer;

static void put(writer *w, zc_str s)
{
    if (s.n < w->cap - w->n) {
        memcpy(w->out + w->n, s.p, s.n);
        w->n += s.n;
    }
    w->out[w->n] = '\0';
}

/* The prefix with blanks left out and letters made narrow. */
static void put_prefix(writer *w, zc_str s)
{
    for (size_t at = 0; at < s.n;) {
        char bytes[4];
        uint32_t c = utf8_next(s, &at);
        uint32_t letter = letter_of(c);
        if (!skipped(c))
            put(w, (zc_str){bytes, utf8_put(letter ? letter : c, bytes)});
    }
}

static void put_number(writer *w, const char *before, int value, const char *after)
{
    char digits_of[32];
    snprintf(digits_of, sizeof digits_of, "%s%d%s", before, value, after);
    put(w, str_from(digits_of));
}

static void canonical_whole(docno *out, zc_str prefix_text, int number)
{
    writer w = {out->canonical, 0, sizeof out->canonical};
    put_prefix(&w, prefix_text);
    put_number(&w, "〔", out->year, "〕");
    put_number(&w, "", number, "号");
}

/* A number whose bracket opens at byte `bracket`. */
static bool docno_at(zc_str text, size_t floor, size_t bracket, docno *out)
{
    prefix p;
    bool is_round;
    int number;
    size_t at = bracket;
    docno found;
    if (!bracketed_year(text, &at, &found.year, &is_round) ||
        !serial(text, &at, is_round, &number) || !prefix_find(text, floor, bracket, &p))
        return false;
    /* One character alone is a prefix only where nothing else could be meant. */
    if (is_round && p.to - p.from < 6)
        return false;
    found.from = p.from;
    found.to = at;
    canonical_whole(&found, str_slice(text, p.from, p.to), number);
    *out = found;
    return true;
}

/* Bytes that an opening bracket can begin with. */
static bool may_open(unsigned char c)
{
    return c == '(' || c == '[' || c == 0xE3 || c == 0xEF || c == 0xE2;
}

bool docno_scan(zc_str text, size_t from, docno *out)
{
    for (size_t at = from; at < text.n; at++) {
        if (!may_open((unsigned char)text.p[at]))
            continue;
        if (docno_at(text, from, at, out))
            return true;
    }
    return false;
}

/* ---- Reading one number ---- */

static const char *const labels[] = {"发文字号", "发文文号", "文件编号", "公文字号",
                                     "文件文号", "文号",     "字号"};

static zc_str trim_all(zc_str s)
{
    size_t from = 0, to = s.n;
    while (from < to) {
        size_t next = from;
        uint32_t c = utf8_next(s, &next);
        if (!skipped(c) && c != '\n')
            break;
        from = next;
    }
    while (to > from) {
        size_t back = utf8_back(s, to), next = back;
        uint32_t c = utf8_next(s, &next);
        if (!skipped(c) && c != '\n')
            break;
        to = back;
    }
    return str_slice(s, from, to);
}

static zc_str without_label(zc_str s)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t at = 0;
        if (!take(s, &at, str_from(labels[i])))
            continue;
        skip_blanks(s, &at);
        if (!take(s, &at, STR_LIT("：")))
            take(s, &at, STR_LIT(":"));
        return trim_all(str_slice(s, at, s.n));
    }
    return s;
}

/* All of `s` may be a prefix: Han and letters, blanks between them. */
static bool is_prefix(zc_str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        if (skipped(c))
            continue;
        if (!utf8_is_han(c) && !letter_of(c))
            return false;
        n++;
    }
    return n >= 1 && n <= PREFIX_CHARS;
}

static size_t bracket_find(zc_str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        if (opens(utf8_next(s, &at)))
            return from;
    }
    return s.n;
}

/* 甬政办发*, 甬政办发〔20*, 甬政办发〔2023〕*, 甬政办发〔2023〕4*; `s` without the
 * star. */
static bool parse_open(zc_str s, docno *out)
{
    size_t bracket = bracket_find(s), at = bracket;
    zc_str before = str_slice(s, 0, bracket);
    if (!is_prefix(before))
        return false;
    docno found = {0};
    writer w = {found.canonical, 0, sizeof found.canonical};
    put_prefix(&w, before);
    bool is_round;
    int number = 0, n = 0;
    if (bracket == s.n) {
        /* the prefix alone */
    } else if (bracketed_year(s, &at, &found.year, &is_round)) {
        skip_blanks(s, &at);
        take(s, &at, STR_LIT("第"));
        n = digits(s, &at, SERIAL_DIGITS, &number);
        put_number(&w, "〔", found.year, "〕");
        if (n > 0)
            put_number(&w, "", number, "");
    } else {
        utf8_next(s, &at);
        n = digits(s, &at, 4, &number);
        put(&w, STR_LIT("〔"));
        if (n > 0)
            put_number(&w, "", number, "");
    }
    if (at != s.n)
        return false;
    *out = found;
    return true;
}

/* `s` is a whole number and nothing else: 根据国办发〔2013〕89号 is more. */
static bool parse_whole(zc_str s, docno *out)
{
    size_t bracket = bracket_find(s), at = bracket;
    docno found = {0};
    bool is_round;
    int number;
    if (bracket == s.n || !is_prefix(str_slice(s, 0, bracket)) ||
        !bracketed_year(s, &at, &found.year, &is_round) || !serial(s, &at, false, &number) ||
        at != s.n)
        return false;
    prefix glued = {0, bracket};
    cut_glued(s, &glued);
    if (glued.from != 0)
        return false;
    canonical_whole(&found, str_slice(s, 0, bracket), number);
    *out = found;
    return true;
}

bool docno_parse(zc_str text, bool open_end, docno *out)
{
    zc_str s = without_label(trim_all(text));
    docno found;
    if (s.n == 0 || s.n > 512)
        return false;
    bool open = open_end && (str_ends(s, STR_LIT("*")) || str_ends(s, STR_LIT("＊")));
    if (open ? !parse_open(trim_all(str_slice(s, 0, utf8_back(s, s.n))), &found)
             : !parse_whole(s, &found))
        return false;
    found.from = (size_t)(s.p - text.p);
    found.to = found.from + s.n;
    *out = found;
    return true;
}
