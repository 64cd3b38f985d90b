/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signature.h"

#include "docno.h"
#include "gazetteer.h"
#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { RECENT = 16, SIGN_BYTES = 300, TAIL_BYTES = 8 << 10, LONG_LINE = 4096 };

typedef struct recent {
    zc_str line[RECENT]; /* the last lines that weren't empty, latest first */
    size_t n;
} recent;

static void recent_add(recent *r, zc_str line)
{
    for (size_t i = RECENT - 1; i > 0; i--)
        r->line[i] = r->line[i - 1];
    r->line[0] = line;
    r->n += r->n < RECENT;
}

/* ---- Lines ---- */

/* A line that can end in a date: short, 日, 月 or a digit last. */
static bool may_be_dated(zc_str line)
{
    if (line.n < 8 || line.n > SIGN_BYTES)
        return false;
    char last = line.p[line.n - 1];
    return str_ends(line, STR_LIT("日")) || str_ends(line, STR_LIT("月")) ||
           (last >= '0' && last <= '9');
}

/* …局（章）, …局（盖章）, 2023年9月21日（此件公开发布）. */
static zc_str without_remark(zc_str s)
{
    static const char *const remarks[] = {
        "（章）",   "(章)",   "（盖章）",           "(盖章)",           "（公章）",
        "（印章）", "(公章)", "（此件公开发布）",   "(此件公开发布)",   "（代章）",
        "（印）",   "(代章)", "（此件主动公开）",   "(此件主动公开)",   "（公开）",
        "（签章）", "(签章)", "（此件依申请公开）", "(此件依申请公开)", "（主动公开）"};
    if (!str_ends(s, STR_LIT("）")) && !str_ends(s, STR_LIT(")")))
        return s;
    return str_trim(str_slice(s, 0, s.n - words_end(s, WORDS(remarks))));
}

/* Where `office` ends in `s`, blanks between its characters or not (部　长); 0 when it
 * doesn't stand there. *from is where it begins. */
static size_t office_end(zc_str s, zc_str office, size_t *from)
{
    size_t last = utf8_back(office, office.n);
    zc_str head = str_slice(office, 0, last), tail = str_slice(office, last, office.n);
    for (*from = str_find(s, head, 0); *from != SIZE_MAX; *from = str_find(s, head, *from + 1)) {
        size_t at = *from + head.n;
        for (size_t next = at; next < s.n && utf8_is_blank(utf8_next(s, &next)); at = next)
            ;
        if (str_starts(str_slice(s, at, s.n), tail))
            return at + tail.n;
    }
    return 0;
}

/* A name after a blank or a colon: 2 to 12 characters, with air or without. */
static bool is_name(zc_str s)
{
    size_t name = 0;
    bool parted = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s, &i);
        bool part = utf8_is_blank(c) || c == ':' || c == 0xFF1A;
        if (!part && !utf8_is_han(c) && c != 0xB7)
            return false;
        parted = parted || part;
        name += !part;
    }
    return parted && name >= 2 && name <= 12;
}

/* Whose office it is to sign orders: 市长　陈某某, 示例省省长：林某某. */
bool signature_by_leader(zc_str line)
{
    static const char *const offices[] = {
        "省长", "市长", "县长", "区长", "州长", "盟长",   "旗长", "镇长", "乡长", "主席", "主任",
        "部长", "局长", "厅长", "署长", "行长", "委员长", "院长", "会长", "总理", "专员", "检察长"};
    for (size_t i = 0; i < COUNT(offices); i++) {
        size_t from, end = office_end(line, str_from(offices[i]), &from);
        if (end && is_name(str_slice(line, end, line.n)) &&
            (from == 0 || organ_only(str_slice(line, 0, from)) || from <= 30))
            return true;
    }
    return false;
}

/* A name that began on the line above: 示例市推进对外开放 | 工作领导小组办公室. */
static zc_str with_line_above(const recent *r, size_t i)
{
    zc_str line = r->line[i];
    if (i + 1 >= r->n || r->line[i + 1].n > SIGN_BYTES || place_prefix(line) ||
        !place_prefix(r->line[i + 1]))
        return line;
    zc_str above = r->line[i + 1];
    size_t last = utf8_back(above, above.n), at = last;
    zc_str gap = {above.p + above.n, (size_t)(line.p - above.p) - above.n};
    size_t end = str_find(gap, STR_LIT("\n"), 0);
    if (!utf8_is_han(utf8_next(above, &at)) || utf8_count(above) > 30 || organ_only(above) ||
        end == SIZE_MAX || str_find(gap, STR_LIT("\n"), end + 1) != SIZE_MAX)
        return line;
    zc_str both = {above.p, (size_t)(line.p - above.p) + line.n};
    return both;
}

/* ---- A signature ---- */

/* Whether `line` is a department of what signs on the line above: 示例实业公司 |
 * 综合管理部. Bodies of governments name their place again or are known to all. */
static bool is_department(zc_str above, zc_str line)
{
    static const char *const owners[] = {"公司", "集团", "大学", "学院", "学校", "中学", "小学"};
    static const char *const parts[] = {"部", "处", "室", "中心", "办"};
    return words_end(above, WORDS(owners)) && words_end(line, WORDS(parts)) &&
           organ_where(line).n == 0 && !organ_national(line) && !organ_is_kind(line) &&
           utf8_count(line) <= 10;
}

/* Takes the organisations of the lines above a date, the top one first. */
static bool signers(const recent *r, arena *a, organ_names *out)
{
    size_t n = 0;
    while (n < r->n && r->line[n].n <= SIGN_BYTES && organ_only(without_remark(r->line[n])))
        n++;
    for (size_t i = n; i-- > 0;) {
        zc_str line = without_remark(r->line[i]);
        if (i + 1 == n && r->line[i].n == line.n) {
            zc_str both = with_line_above(r, i);
            char *tidy = both.n > line.n ? organ_tidy(a, both) : NULL;
            if (tidy && organ_only(str_from(tidy)))
                line = str_from(tidy);
        }
        bool part = i + 1 < n && is_department(without_remark(r->line[i + 1]), line);
        if (!part && !organ_list(line, a, out))
            return false;
    }
    return true;
}

/* 宁波市教育局 2023年9月21日 on one line. */
static bool sign_line(zc_str line, arena *a, organ_names *out, date *day)
{
    size_t from, to;
    if (!date_scan(line, 0, day, &from, &to) || to != line.n || from == 0)
        return true;
    return organ_list(without_remark(str_trim(str_slice(line, 0, from))), a, out);
}

/* ---- Days that nobody signed ---- */

/* 宁波市教育局办公室　2023年9月22日印发. */
static bool printed(zc_str line, date *day)
{
    size_t from, to;
    if (!str_ends(line, STR_LIT("印发")) || line.n > SIGN_BYTES)
        return false;
    line = str_trim(str_slice(line, 0, line.n - 6));
    return date_scan(line, 0, day, &from, &to) && to == line.n &&
           (from == 0 || organ_only(str_slice(line, 0, from)));
}

/* 《 示例日报 》（ 2019年11月05日 01 版）. */
static bool newspaper(zc_str line, date *day)
{
    size_t from, to;
    if (!(str_ends(line, STR_LIT("版）")) || str_ends(line, STR_LIT("版)")) ||
          str_ends(line, STR_LIT("版"))) ||
        line.n > SIGN_BYTES || !date_scan(line, 0, day, &from, &to))
        return false;
    return utf8_count(str_slice(line, to, line.n)) <= 12 &&
           (str_find(line, STR_LIT("《"), 0) != SIZE_MAX ||
            str_find(line, STR_LIT("报"), 0) != SIZE_MAX);
}

/* ---- The whole ---- */

typedef struct reading {
    arena *a;
    recent recent;
    signature *out;
    dated alone, last, print, press; /* weaker days, the strongest first */
    zc_str number;                   /* the last line that is a number alone */
    size_t n_numbers;                /* how many there are: a list's are no one's own */
    bool below_number;               /* nothing but signers came after it */
    size_t size;                     /* of the text */
} reading;

/* A number alone on its line; orders' are cited so in lists. */
static bool is_number(zc_str line)
{
    docno number;
    return line.n < 120 && str_ends(line, STR_LIT("号")) && docno_parse(line, false, &number) &&
           !number.plain && !number.glued;
}

/* Whether the line above is the last of what is attached: 附件：1.… with more below. */
static bool below_attached(const recent *r)
{
    static const char *const starts[] = {"附件", "附：", "附:", "附表"};
    size_t i = 0;
    while (i < r->n && r->line[i].n && r->line[i].n < SIGN_BYTES && r->line[i].p[0] >= '0' &&
           r->line[i].p[0] <= '9')
        i++;
    return i < r->n && words_start(r->line[i], WORDS(starts)) > 0;
}

/* A day below the last sentence of the document's own part; in the tail also below
 * what is no sentence. */
static void day_alone(reading *r, date day, size_t end, bool in_tail)
{
    static const char *const ends[] = {"。", "！", "!"};
    static const char *const others[] = {"）", ")", "；", "："};
    zc_str above = r->recent.n ? r->recent.line[0] : STR_NONE;
    if (words_end(above, WORDS(ends)) && !r->alone.source) {
        r->alone = (dated){day, "last line"};
        r->out->end = end;
    }
    bool ends_text = r->below_number || below_attached(&r->recent);
    if (r->below_number)
        r->out->number = r->number;
    if (in_tail && (ends_text || words_end(above, WORDS(others))))
        r->last = (dated){day, "last line"};
}

/* One line that ends at byte `end`; *done tells that the signature is found. */
static bool line_read(reading *r, zc_str line, size_t end, bool *done)
{
    bool in_tail = end + TAIL_BYTES > r->size;
    date day;
    int year = 0;
    signature *out = r->out;
    zc_str bare = without_remark(line);
    if (in_tail && printed(line, &day))
        r->print = (dated){day, "printed"};
    if (in_tail && newspaper(line, &day))
        r->press = (dated){day, "newspaper"};
    if (!may_be_dated(bare))
        return true;
    bool alone = date_parse(bare, &day), month = !alone && date_month(bare, &year);
    if (alone || month ? !signers(&r->recent, r->a, &out->organs)
                       : !sign_line(bare, r->a, &out->organs, &day))
        return false;
    if (out->organs.n || (alone && r->recent.n && signature_by_leader(r->recent.line[0]))) {
        out->organ = out->organs.n ? out->organs.at[0] : NULL;
        out->day = month ? (dated){0} : (dated){day, "signature"};
        out->year = year;
        out->end = end;
        *done = true;
    } else if (alone) {
        day_alone(r, day, end, in_tail);
    }
    return true;
}

/* The next line that isn't empty, or the empty view. */
static zc_str next_line(zc_str *rest)
{
    zc_str line = STR_NONE;
    while (!line.n && str_line(rest, &line))
        line = str_trim(line);
    return line;
}

/* The number that stands right below the signature: the text's last line but for whom
 * it is sent to. What is attached begins with a number too, and goes on. */
static zc_str number_below(zc_str rest)
{
    static const char *const ends[] = {"抄送", "主题词", "（", "(", "附件", "附："};
    zc_str number = next_line(&rest), next = next_line(&rest);
    bool last = next.n == 0 || words_start(next, WORDS(ends));
    return last && is_number(number) ? number : STR_NONE;
}

bool signature_read(zc_str text, size_t from, arena *a, signature *out)
{
    zc_str rest = str_slice(text, from, text.n), line;
    reading r = {.a = a, .out = out, .size = text.n};
    bool done = false;
    *out = (signature){.end = text.n};
    while (!done && str_line(&rest, &line)) {
        /* A page-long line is no signature and isn't worth trimming. */
        if (line.n > LONG_LINE) {
            recent_add(&r.recent, str_slice(line, line.n - 16, line.n));
            continue;
        }
        line = str_trim(line);
        if (line.n == 0)
            continue;
        if (is_number(line)) {
            r.number = line;
            r.n_numbers++;
            r.below_number = true;
            continue;
        }
        if (!line_read(&r, line, (size_t)(line.p - text.p) + line.n, &done))
            return false;
        r.below_number = r.below_number && (done || organ_only(without_remark(line)));
        recent_add(&r.recent, line);
    }
    if (done && r.below_number)
        out->number = r.number;
    if (r.n_numbers > 1)
        out->number = STR_NONE;
    else if (done && r.n_numbers == 0)
        out->number = number_below(rest);
    out->alone = r.alone;
    const dated *const days[] = {&r.alone, &r.last, &r.print, &r.press};
    for (size_t i = 0; i < COUNT(days) && !done && !out->day.source; i++)
        out->day = *days[i];
    return out->day.source || out->year || !r.recent.n || r.recent.line[0].n > SIGN_BYTES ||
           organ_list(without_remark(r.recent.line[0]), a, &out->closing);
}
