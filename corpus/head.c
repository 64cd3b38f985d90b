/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "head.h"

#include "docno_prefix.h"
#include "doctype.h"
#include "label.h"
#include "lines.h"
#include "organ.h"
#include "status.h"
#include "title.h"
#include "words.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- Number ---- */

static void number_set(head *out, const docno *number, const char *source)
{
    if (!out->number_source) {
        out->number = *number;
        out->number_source = source;
    }
}

/* Whether nothing but blanks and a page's controls stand in `s`. */
static bool number_blank(zc_str s)
{
    for (size_t at = 0; at < s.n;)
        if (!prefix_blank(utf8_next(s, &at)))
            return false;
    return true;
}

/* A telegram's number stands behind its grade: 等级：加急　州政办电〔2016〕31号. */
static void number_beside(zc_str value, head *out)
{
    docno number;
    for (size_t at = 0, from = 0; from < value.n; from = at) {
        size_t to = from;
        for (at = from; at < value.n && !utf8_is_blank(utf8_next(value, &at));)
            to = at;
        if (docno_parse(str_slice(value, from, to), false, &number) && !number.plain &&
            !number.glued)
            number_set(out, &number, "number line");
    }
}

static void number_of_label(zc_str line, head *out)
{
    label found[LABELS_MOST];
    docno number;
    size_t n = label_read(line, found);
    for (size_t i = 0; i < n; i++) {
        zc_str s = str_slice(found[i].value, 0, utf8_cut(found[i].value, 120));
        if (found[i].kind == LABEL_HANDLING)
            number_beside(s, out);
        if (found[i].kind == LABEL_DOCNO && docno_scan(s, 0, &number) &&
            number_blank(str_slice(s, 0, number.from)))
            number_set(out, &number, "label");
    }
}

static bool number_starts_with(zc_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, str_from(words[i])))
            return true;
    return false;
}

static bool number_closes(zc_str s)
{
    static const char *const ends[] = {"）", ")", "]", "】"};
    return number_starts_with(s, ends, COUNT(ends)) && utf8_count(s) == 1;
}

/* A number line is the number, or begins with it: 签发人：某某 may follow. What
 * goes on behind an order tells of it (国务院令第638号公布). In brackets it may stand
 * below the title. */
static void number_of_line(zc_str line, head *out)
{
    static const char *const behind[] = {" ", "\t", "　", "（", "(", "签发"};
    docno number, whole;
    bool scanned = docno_scan(line, 0, &number);
    /* In running text a blank may part 财政部 from 税务总局公告2021年第34号; a line of its own
     * is all of it. */
    if (docno_parse(line, false, &whole) && !whole.glued &&
        (!scanned || strcmp(number.canonical, whole.canonical) == 0 ||
         (whole.plain && str_ends(str_from(whole.canonical), str_from(number.canonical))))) {
        number_set(out, &whole, "number line");
        return;
    }
    if (!scanned)
        return;
    zc_str before = str_slice(line, 0, number.from), after = str_slice(line, number.to, line.n);
    bool first = number_blank(before) &&
                 (!number.plain || number_starts_with(after, behind, COUNT(behind)));
    bool bracket = str_equal(before, STR_LIT("（")) || str_equal(before, STR_LIT("("));
    if (first || (bracket && number_closes(str_trim(after))))
        number_set(out, &number, "number line");
}

enum { ORDER_LINES = 3, ORDER_BYTES = 512 };

/* An order's head breaks its number over lines: 示例市人民政府令 | 第12号, or the name,
 * 令 and （第12号） on three. */
static bool number_of_lines(const lines *l, size_t i, head *out)
{
    static const char *const goes_on[] = {"第", "（第", "(第", "令",   "公告", "通告", "19",
                                          "20", "（20", "(20", "二〇", "二○",  "二零", "一九"};
    char bytes[ORDER_BYTES];
    size_t n = 0;
    docno number;
    for (size_t j = i; j < l->n && j < i + ORDER_LINES; j++) {
        zc_str line = l->at[j].tidy; /* 公　　告 */
        if ((j > i && !number_starts_with(line, goes_on, COUNT(goes_on))) ||
            line.n > sizeof bytes - n)
            return false;
        memcpy(bytes + n, line.p, line.n);
        n += line.n;
        if (j > i && docno_parse((zc_str){bytes, n}, false, &number) && number.plain &&
            !number.glued) {
            number_set(out, &number, "number line");
            return true;
        }
    }
    return false;
}

/* …的通知（甬政办发〔2023〕46号） and 豫政〔2019〕3号 河南省…的通知, but neither that of a
 * document that the title names (转发《…》（财税〔2007〕17号）) nor an order that the
 * title tells of (国务院令第5号修订的…). */
static void number_of_title(zc_str title, head *out)
{
    static const char *const tells[] = {"公布", "发布", "颁布", "修订", "修正", "修改",
                                        "废止", "规定", "施行", "实施", "第",   "的",
                                        "和",   "及",   "与",   "以及", "、"};
    docno number;
    for (size_t at = 0; docno_scan(title, at, &number); at = number.to) {
        zc_str before = str_slice(title, 0, number.from);
        zc_str after = str_trim(str_slice(title, number.to, title.n));
        bool named = str_ends(before, STR_LIT("》（")) || str_ends(before, STR_LIT("》("));
        bool ending = before.n > 0 && !named && number_closes(after);
        bool starting = number_blank(before) &&
                        !(number.plain && number_starts_with(after, tells, COUNT(tells)));
        if (ending || starting)
            number_set(out, &number, "title");
    }
}

/* （示例市人民政府办公室2018年11月19日以示府办发〔2018〕112号印发）, below the title. */
static void number_of_issue(const lines *l, head *out)
{
    enum { LINES_BELOW = 2 };
    static const char *const acts[] = {"印发",     "发布",     "公布",     "颁布",
                                       "文件印发", "文件发布", "文件公布", "文印发"};
    static const char *const opening[] = {"（", "("};
    docno number;
    for (size_t i = l->after_title; i < l->n && i < l->after_title + LINES_BELOW; i++) {
        zc_str line = l->at[i].raw;
        size_t open = words_start(line, WORDS(opening));
        if (open == 0 || !docno_scan(line, open, &number) || number.plain)
            continue;
        zc_str after = str_trim(str_slice(line, number.to, line.n));
        after = str_trim(str_slice(after, words_start(after, WORDS(acts)), after.n));
        if (after.p > line.p + number.to && number_closes(after))
            number_set(out, &number, "number line");
    }
}

enum { NUMBER_LINES_AFTER = 6 };

static void number_read(lines *l, head *out)
{
    /* 示教发〔2019〕103号（来文）: the number of what was received. */
    static const char *const received[] = {"来文", "收文"};
    size_t last = l->title < l->n ? l->after_title + NUMBER_LINES_AFTER : l->body;
    for (size_t i = 0; i < l->n && i < last && (i < l->body || i < l->after_title); i++) {
        bool had = out->number_source != NULL, title = i >= l->title && i < l->after_title;
        if (words_in(l->at[i].raw, WORDS(received)))
            continue;
        if (label_starts(l->at[i].raw))
            number_of_label(l->at[i].raw, out);
        else if (!number_of_lines(l, i, out) && !title)
            number_of_line(l->at[i].raw, out);
        if (!had && out->number_source)
            l->number = i;
    }
    if (out->title)
        number_of_title(str_from(out->title), out);
    if (l->title < l->n)
        number_of_issue(l, out);
}

/* ---- Organisations ---- */

/* `s` up to `word` that ends it, with blanks between its characters or without
 * (教 育 局 文 件); the empty view when it doesn't end so. */
static zc_str before_word(zc_str s, zc_str word)
{
    size_t w = word.n;
    while (w > 0 && s.n > 0) {
        size_t from = utf8_back(word, w), at = utf8_back(s, s.n);
        if (!str_equal(str_slice(s, at, s.n), str_slice(word, from, w)))
            return STR_NONE;
        s = str_trim(str_slice(s, 0, at));
        w = from;
    }
    return w == 0 ? s : STR_NONE;
}

/* 慈溪市教育局 of 慈溪市教育局文件. */
static zc_str red_head(zc_str s)
{
    static const char *const ends[] = {"（文件）", "(文件)", "文件"};
    for (size_t i = 0; i < COUNT(ends); i++) {
        zc_str name = before_word(s, str_from(ends[i]));
        if (name.n && organ_only(name))
            return name;
    }
    return STR_NONE;
}

static bool in_title(const lines *l, size_t i)
{
    return i >= l->title && i < l->after_title;
}

/* Whether line `i` is what an issuer stands above on a line of its own: the title,
 * the number, the text. */
static bool stands_below(const lines *l, size_t i)
{
    int year;
    return i >= l->body || i == l->title || lines_is_number(l->at[i].raw) ||
           date_month(l->at[i].raw, &year) || lines_is_preamble(l->at[i].tidy);
}

static void organ_set(head *out, const char *source, const organ_names *names)
{
    if (names->n && !out->organs.n) {
        out->organs = *names;
        out->organ_source = source;
    }
}

/* The red head that line `i` is, empty for other lines. */
static zc_str red_line(const lines *l, size_t i)
{
    return i >= l->body || l->at[i].page || in_title(l, i) ? STR_NONE : red_head(l->at[i].raw);
}

/* Whether a red head's 文件 stands beside line `i`, which then is a part of it. */
static bool beside_red(const lines *l, size_t i)
{
    return (i > 0 && !l->at[i].gap && red_line(l, i - 1).n) ||
           (i + 1 < l->body && !l->at[i + 1].gap && red_line(l, i + 1).n);
}

/* Names alone on a line, which is no part of a title that is broken over lines. */
static bool organ_alone(const lines *l, size_t i, const head *out)
{
    if (i >= l->body || l->at[i].page || !organ_only(l->at[i].raw) || in_title(l, i))
        return false;
    return !out->title || str_find(str_from(out->title), l->at[i].tidy, 0) == SIZE_MAX ||
           beside_red(l, i);
}

/* Names on lines of their own from line *i on, which moves past them. A line 文件
 * below or beside one of them makes a red head of all. */
static bool organ_lines(const lines *l, size_t *i, arena *a, head *out)
{
    organ_names names = {0};
    bool red = false, first = true;
    for (zc_str s; first || (*i < l->body && !(red && l->at[*i].gap)); ++*i, first = false) {
        s = red_line(l, *i);
        red = red || s.n;
        if (!s.n && !organ_alone(l, *i, out))
            break;
        if (!organ_list(s.n ? s : l->at[*i].raw, a, &names))
            return false;
    }
    if (red || (*i < l->body && str_equal(l->at[*i].tidy, STR_LIT("文件"))))
        organ_set(out, "red head", &names);
    else if (stands_below(l, *i))
        organ_set(out, "head", &names);
    return true;
}

static bool organ_read(const lines *l, arena *a, head *out)
{
    for (size_t i = 0; i < l->body && !out->organs.n;) {
        organ_names names = {0};
        if (organ_alone(l, i, out) || red_line(l, i).n) {
            if (!organ_lines(l, &i, a, out))
                return false;
            continue;
        }
        bool other = l->at[i].page || in_title(l, i);
        if (!organ_list(other ? STR_NONE : lines_order(l->at[i].raw), a, &names))
            return false;
        organ_set(out, "order", &names);
        i++;
    }
    return true;
}

/* ---- Labels ---- */

static void day_set(dated *out, zc_str value, bool timed_only)
{
    date day;
    bool timed;
    if (!out->source && date_lead(value, &day, &timed) && (timed || !timed_only))
        *out = (dated){day, "label"};
}

static bool label_take(const label *what, arena *a, head *out)
{
    const char *status;
    switch (what->kind) {
    case LABEL_MADE: day_set(&out->made, what->value, false); break;
    case LABEL_PUBLISHED: day_set(&out->published, what->value, false); break;
    case LABEL_EFFECTIVE: day_set(&out->effective, what->value, false); break;
    case LABEL_DAY: /* with a time of day it is the page's, else nobody knows */
        day_set(&out->published, what->value, true);
        day_set(&out->under_title, what->value, false);
        break;
    case LABEL_STATUS:
    case LABEL_GONE:
        status = status_of_label(what->value, what->kind == LABEL_GONE);
        if (status && !out->status) {
            out->status = status;
            out->status_source = "label";
        }
        break;
    case LABEL_ORGAN: return out->label_organs.n || organ_list(what->value, a, &out->label_organs);
    case LABEL_TYPE: out->type = out->type ? out->type : doctype_word(what->value); break;
    default: break;
    }
    return true;
}

/* When a page was put up, without a label: 2020-11-05 09:12　来源：示例日报, also behind
 * the source. */
static void time_of_page(zc_str line, head *out)
{
    label found[LABELS_MOST];
    date day;
    bool timed;
    size_t n = label_read(line, found), from, to;
    zc_str before = str_slice(line, 0, n ? found[0].from : line.n);
    if (date_lead(before, &day, &timed) && (n || timed) && !out->published.source)
        out->published = (dated){day, "label"};
    for (size_t k = 0; k < n && !out->published.source; k++) {
        zc_str s = found[k].value;
        bool other = found[k].kind == LABEL_OTHER || found[k].kind == LABEL_SOURCE ||
                     found[k].kind == LABEL_ORGAN;
        if (other && date_scan(s, 0, &day, &from, &to) && from > 0)
            day_set(&out->published, str_slice(s, from, s.n), true);
    }
}

/* A label's value may stand on the line below it. */
static bool labels_read(const lines *l, size_t end, arena *a, head *out)
{
    label found[LABELS_MOST];
    for (size_t i = 0; i < end; i++) {
        size_t n = l->at[i].page ? label_read(l->at[i].raw, found) : 0;
        if (n && !found[n - 1].value.n && i + 1 < end && l->at[i + 1].page &&
            !label_starts(l->at[i + 1].raw))
            found[n - 1].value = l->at[i + 1].raw;
        for (size_t k = 0; k < n; k++)
            if (!label_take(&found[k], a, out))
                return false;
    }
    for (size_t i = 0; i < end; i++)
        if (l->at[i].page)
            time_of_page(l->at[i].raw, out);
    return true;
}

/* The title that a label gives; its value may be on the next line, then the lines
 * themselves show it. */
static zc_str label_title(const lines *l)
{
    label found[LABELS_MOST];
    for (size_t i = 0; i < l->body; i++) {
        size_t n = l->at[i].page ? label_read(l->at[i].raw, found) : 0;
        for (size_t k = 0; k < n; k++)
            if (found[k].kind == LABEL_TITLE && found[k].value.n)
                return found[k].value;
    }
    return STR_NONE;
}

enum { TAIL_BYTES = 1500 };

static zc_str unbracketed(zc_str s)
{
    bool both = str_starts(s, STR_LIT("（")) && str_ends(s, STR_LIT("）"));
    return both ? str_slice(s, 3, s.n - 3) : s;
}

/* Pages also put 发布日期：2008-04-25 and （文号：示科通〔2020〕21号） below the text. */
static void tail_read(zc_str text, head *out)
{
    label found[LABELS_MOST];
    size_t from = text.n > TAIL_BYTES ? text.n - TAIL_BYTES : 0;
    from = from > out->body ? from : out->body;
    zc_str rest = str_slice(text, from, text.n), line;
    while (str_line(&rest, &line)) {
        line = unbracketed(str_trim(line));
        size_t n = line.n < 200 ? label_read(line, found) : 0;
        for (size_t k = 0; k < n && found[0].from == 0; k++)
            if (found[k].kind == LABEL_PUBLISHED)
                day_set(&out->published, found[k].value, false);
        if (n && found[0].from == 0)
            number_of_label(line, out);
    }
}

/* A note, or a state alone on its line: 全文有效. */
static void note_read(const lines *l, head *out)
{
    for (size_t i = 0; i < l->body && !out->status; i++) {
        const char *note = l->at[i].page ? status_note(l->at[i].raw) : NULL;
        const char *word = l->at[i].page ? status_word(l->at[i].raw) : NULL;
        out->status = note ? note : word;
        out->status_source = note ? "note" : word ? "label" : NULL;
    }
}

/* ---- Preamble ---- */

static const char *const adopting[] = {"通过", "批准", "修订",   "修正", "公布",
                                       "发布", "颁布", "修改",   "制定", "令",
                                       "公告", "审议", "会议上", "印发", "次会议"};

static const char *const enacting[] = {"通过", "公布", "发布", "颁布", "令",
                                       "修订", "修正", "修改", "制定"};

/* Whether a day's words say that it is the one of taking effect: 起施行, 施行. */
static bool takes_effect(zc_str says)
{
    static const char *const verbs[] = {"施行", "实施", "执行", "生效"};
    says = str_trim(says);
    if (str_starts(says, STR_LIT("起")))
        says = str_trim(str_slice(says, 3, says.n));
    return words_start(says, WORDS(verbs)) > 0;
}

/* Who acts in the words behind a day: 示例市第五届人民代表大会第二次会议通过 → 示例市人民
 * 代表大会, 示例市人民政府令第5号公布 → 示例市人民政府. */
static bool adopter_of(zc_str says, arena *a, head *out)
{
    static const char *const acts[] = {"令第", "公告", "公布", "发布", "颁布", "通过",
                                       "会议", "审议", "《",   "修正", "修订", "修改"};
    static const char *const inner[] = {"审判委员会", "检察委员会"};
    char *name = organ_tidy(a, says);
    if (!name)
        return false;
    zc_str s = str_from(name);
    size_t end = s.n;
    for (size_t i = 0; i < COUNT(acts); i++)
        end = str_find(s, str_from(acts[i]), 0) < end ? str_find(s, str_from(acts[i]), 0) : end;
    s = str_slice(s, str_starts(s, STR_LIT("经")) ? 3 : 0, end);
    /* 第五届 inside and 第二次, 第二次常务 at the end say which session. */
    size_t session = str_find(s, STR_LIT("第"), 0), term = str_find(s, STR_LIT("届"), 0);
    size_t last = term != SIZE_MAX ? str_find(s, STR_LIT("第"), term) : session;
    zc_str first = str_slice(s, 0, session < s.n ? session : s.n);
    zc_str rest = term != SIZE_MAX ? str_slice(s, term + 3, last < s.n ? last : s.n) : STR_NONE;
    char *whole = arena_printf(a, "%.*s%.*s", (int)first.n, first.p, (int)rest.n, rest.p);
    if (!whole)
        return false;
    s = str_from(whole);
    zc_str country = STR_LIT("中华人民共和国");
    if (str_starts(s, country))
        s = str_slice(s, country.n, s.n);
    /* 最高人民法院审判委员会 passes what its court issues. */
    s = str_slice(s, 0, s.n - words_end(s, WORDS(inner)));
    if (organ_is(s) && !organ_is_kind(s))
        return organ_list(s, a, &out->adopters);
    out->adopter_lost = out->adopter_lost || !organ_is_kind(s);
    return true;
}

/* What the words behind a day make of it. A city's law is the city's, though its
 * province approved it last. */
static bool preamble_day(date day, zc_str says, bool *approved_only, arena *a, head *out)
{
    if (takes_effect(says)) {
        if (!out->in_force.source || date_order(day, out->in_force.day) > 0)
            out->in_force = (dated){day, "preamble"};
        return true;
    }
    if (!words_in(says, WORDS(adopting)) || str_starts(str_trim(says), STR_LIT("起")))
        return true;
    out->adopted_once = !out->adopted.source;
    if (!out->adopted.source || date_order(day, out->adopted.day) > 0) {
        out->adopted = (dated){day, "preamble"};
        out->adopted_says = says;
    }
    bool approved = str_find(says, STR_LIT("批准"), 0) != SIZE_MAX;
    if (*approved_only || !approved) {
        out->adopter = str_trim(says);
        *approved_only = approved;
    }
    /* ——2019年2月18日在示例市第五届人民代表大会第四次会议上: a speech. */
    bool speech = str_starts(str_trim(says), STR_LIT("在")) || !words_in(says, WORDS(enacting));
    return approved || speech || adopter_of(says, a, out);
}

/* 2018年11月30日 …批准 counts, 2019年1月1日 施行 and 自…起施行 do not. */
static bool preamble_dates(zc_str s, arena *a, head *out)
{
    date day, next;
    bool approved_only = true;
    size_t from, to, next_from, next_to;
    bool more = date_scan(s, 0, &day, &from, &to);
    while (more) {
        more = date_scan(s, to, &next, &next_from, &next_to);
        if (!preamble_day(day, str_slice(s, to, more ? next_from : s.n), &approved_only, a, out))
            return false;
        day = next;
        to = next_to;
    }
    return true;
}

/* A day on a line of its own, below the title or the issuer's or number's line. */
static void day_of_line(const lines *l, size_t i, head *out)
{
    date day;
    zc_str s = l->at[i].tidy;
    bool below = (l->title < l->n && i >= l->after_title) ||
                 (i > 0 && (organ_only(l->at[i - 1].raw) || lines_is_number(l->at[i - 1].raw)));
    if (str_starts(s, STR_LIT("（")) && str_ends(s, STR_LIT("）")))
        s = str_slice(s, 3, s.n - 3);
    if (below && !l->at[i].page && !out->under_title.source && date_parse(s, &day))
        out->under_title = (dated){day, "under the title"};
    int year;
    if (below && !l->at[i].page && !out->year && date_month(s, &year))
        out->year = year;
}

/* （牡政发[1995]41号　1995年8月30日） and a day on the number's line. */
static void day_of_number(const lines *l, size_t i, head *out)
{
    docno number;
    date day;
    size_t from, to;
    zc_str s = l->at[i].raw;
    if (!lines_is_number(s) || date_parse(s, &day) || !docno_scan(s, 0, &number) ||
        !date_scan(s, number.to, &day, &from, &to) || out->made.source)
        return;
    out->made = (dated){day, "number line"};
}

static bool preamble_read(const lines *l, arena *a, head *out)
{
    size_t from = l->title < l->n ? l->after_title : 0, end = lines_body(l, from);
    for (size_t i = 0; i < (end > l->body ? end : l->body); i++) {
        day_of_line(l, i, out);
        day_of_number(l, i, out);
    }
    for (size_t i = from; i < end; i++) {
        if (l->at[i].page || !lines_is_preamble(l->at[i].tidy))
            continue;
        zc_str first = l->at[i].raw, last = l->at[end - 1].raw;
        return preamble_dates((zc_str){first.p, (size_t)(last.p + last.n - first.p)}, a, out);
    }
    return true;
}

/* ---- The whole ---- */

static bool take_title(lines *l, zc_str given, const char *source, arena *a, head *out)
{
    title found;
    title_hints hints = {given, source, label_title(l)};
    if (!title_read(l, &hints, a, &found))
        return false;
    out->title = found.text;
    out->title_source = found.source;
    if (l->title < l->n) {
        zc_str first = l->at[l->title].raw, last = l->at[l->after_title - 1].raw;
        out->title_lines = (zc_str){first.p, (size_t)(last.p + last.n - first.p)};
    }
    out->status = found.status;
    out->status_source = found.status ? "title" : NULL;
    return true;
}

bool head_read(zc_str text, zc_str title, const char *title_source, arena *a, head *out)
{
    lines l;
    *out = (head){0};
    if (!lines_read(text, a, &l) || !take_title(&l, title, title_source, a, out))
        return false;
    size_t end = l.after_title < l.n && l.after_title > l.body ? l.after_title : l.body;
    out->body = l.body < l.n ? (size_t)(l.at[l.body].raw.p - text.p) : 0;
    number_read(&l, out);
    if (!organ_read(&l, a, out) || !labels_read(&l, end, a, out))
        return false;
    if (!preamble_read(&l, a, out))
        return false;
    note_read(&l, out);
    tail_read(text, out);
    return true;
}
