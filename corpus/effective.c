/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "effective.h"

#include "doctype.h"
#include "words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { SENTENCE_BYTES = 900, DATE_BYTES = 90 };

static zc_str skip(zc_str s, const char *const *words, size_t n)
{
    s = str_trim(s);
    for (size_t length; (length = words_start(s, words, n)) > 0;)
        s = str_trim(str_slice(s, length, s.n));
    return s;
}

/* ---- What stands after 起 ---- */

/* 试行一年, 执行5年. */
static bool is_term(zc_str s)
{
    static const char *const terms[] = {"年", "个月"};
    zc_str near = str_slice(s, 0, utf8_cut(s, 15));
    static const char *const numbers[] = {"一", "二", "两", "三", "四", "五", "六", "十"};
    bool digit = s.n && s.p[0] >= '0' && s.p[0] <= '9';
    return (digit || words_start(s, WORDS(numbers))) && words_in(near, WORDS(terms));
}

/* Whether `s` says that something takes effect, and nothing more: 起执行新票价 is about
 * fares, 起施行的《水渠条例》 about another document. */
static bool takes_effect(zc_str s)
{
    static const char *const before[] = {"正式", "开始", "起", "予以", "全面", "在全市", "依法"};
    static const char *const verbs[] = {"施行", "实施", "执行", "生效", "试行", "实行"};
    static const char *const after[] = {"。", "，", "；", "）", ")",  ",",    ";",  "、", "！",
                                        "!",  "至", "到", "—",  "－", "有效", "（", "(",  "\n"};
    s = skip(s, WORDS(before));
    size_t verb = words_start(s, WORDS(verbs)), at = 0;
    zc_str rest = str_slice(s, verb, s.n);
    return verb && (rest.n == 0 || utf8_is_blank(utf8_next(rest, &at)) || is_term(rest) ||
                    words_start(rest, WORDS(after)));
}

/* ---- What stands before it ---- */

typedef struct when {
    size_t from; /* where the date or 发布之日 begins */
    date day;
    const char *act; /* 发布, instead of a day */
} when;

/* Whether the line that ends before byte `at`, an LF, is broken by the page's width
 * and goes on: long, and without a sign at its end. */
static bool is_broken(zc_str text, size_t at)
{
    static const char *const ends[] = {"。", "；", "：", "！", "？", ":", ";"};
    enum { BROKEN_LEAST = 45 };
    zc_str line = str_trim(str_slice(text, at > 200 ? at - 200 : 0, at));
    size_t lf = SIZE_MAX;
    for (size_t i = str_find(line, STR_LIT("\n"), 0); i != SIZE_MAX;
         i = str_find(line, STR_LIT("\n"), i + 1))
        lf = i;
    if (lf != SIZE_MAX)
        line = str_slice(line, lf + 1, line.n);
    return line.n >= BROKEN_LEAST && !words_end(line, WORDS(ends));
}

/* The sentence up to byte `at`, broken lines joined, in `out`. */
static zc_str sentence(zc_str text, size_t at, char out[SENTENCE_BYTES])
{
    static const char *const stops[] = {"。", "；", "！", "？", "：", ":"};
    size_t from = at, n = 0, least = at > SENTENCE_BYTES ? at - SENTENCE_BYTES : 0;
    for (bool stop = false; from > least && !stop;) {
        size_t back = utf8_back(text, from);
        zc_str sign = str_slice(text, back, from);
        stop = words_are(sign, WORDS(stops)) || (sign.p[0] == '\n' && !is_broken(text, back));
        from = stop ? from : back;
    }
    bool line_start = false;
    for (size_t i = from; i < at;) {
        size_t here = i;
        uint32_t c = utf8_next(text, &i);
        line_start = c == '\n' || (line_start && utf8_is_blank(c));
        while (!line_start && here < i && n < SENTENCE_BYTES)
            out[n++] = text.p[here++];
    }
    return str_trim((zc_str){out, n});
}

/* The date that ends `s`, the sentence before 起: 2024年1月1日, 2024年1月1日零时. */
static bool date_before(zc_str s, when *out)
{
    static const char *const hours[] = {"零时", "零点", "0时",  "00:00",
                                        "0:00", "00时", "０时", "24时"};
    s = str_trim(s);
    s = str_trim(str_slice(s, 0, s.n - words_end(s, WORDS(hours))));
    size_t from = s.n > DATE_BYTES ? s.n - DATE_BYTES : 0, begin, end;
    for (; from < s.n && date_scan(s, from, &out->day, &begin, &end); from = end)
        if (end == s.n) {
            out->from = begin;
            return true;
        }
    return false;
}

/* The day that a document is issued, as it calls it: 发布之日, 本办法印发之日. */
static bool issue_before(zc_str s, when *out)
{
    static const char *const acts[] = {"发布", "公布", "印发", "颁布", "签发",
                                       "下发", "发文", "颁发", "制发", "通过"};
    zc_str day = STR_LIT("之日");
    if (!str_ends(s, day))
        return false;
    zc_str act = str_slice(s, 0, s.n - day.n);
    for (size_t i = 0; i < COUNT(acts); i++)
        if (str_ends(act, str_from(acts[i]))) {
            *out = (when){.from = act.n - 6, .act = acts[i]};
            return true;
        }
    return false;
}

/* ---- Of what it is said ---- */

/* The name in 本办法, 本实施细则, 本文件 at the start of `s`, which is to be all of it;
 * empty otherwise. */
static zc_str own_name(zc_str s)
{
    static const char *const others[] = {"文件", "文", "布告", "规章"};
    static const char *const owners[] = {"省", "市", "县", "区", "州", "盟", "旗",  "局",
                                         "厅", "委", "院", "部", "校", "府", "单位"};
    if (!str_starts(s, STR_LIT("本")) && !str_starts(s, STR_LIT("此")))
        return STR_NONE;
    zc_str name = str_slice(s, 3, s.n);
    if (name.n == 0 || utf8_count(name) > 10 || str_find(name, STR_LIT("的"), 0) != SIZE_MAX ||
        words_start(name, WORDS(owners))) /* 本市规定 */
        return STR_NONE;
    return words_are(name, WORDS(others)) || doctype_of_title(name) ? name : STR_NONE;
}

/* Without what numbers a sentence: 第三十条　, （五）, 六、, 7. and 附则. */
static zc_str without_number(zc_str s)
{
    static const char *const signs[] = {"、", "．", ".", "）", ")", "　", " "};
    s = str_trim(s);
    zc_str article = STR_LIT("条");
    size_t at = str_starts(s, STR_LIT("第")) ? str_find(s, article, 0) : SIZE_MAX;
    if (at != SIZE_MAX && at < 30) {
        zc_str rest = str_slice(s, at + article.n, s.n);
        size_t next = 0;
        bool parted = rest.n == 0 || utf8_is_blank(utf8_next(rest, &next));
        if (parted || str_starts(rest, STR_LIT("本")))
            return str_trim(rest);
    }
    for (size_t i = 0; i < 24 && i < s.n;) {
        size_t from = i;
        utf8_next(s, &i);
        if (from > 0 && words_are(str_slice(s, from, i), WORDS(signs)) &&
            str_find(str_slice(s, 0, from), STR_LIT("本"), 0) == SIZE_MAX)
            return str_trim(str_slice(s, i, s.n));
    }
    return s;
}

/* What may stand between the subject and the day. */
static zc_str without_adverbs(zc_str s)
{
    static const char *const words[] = {"现",   "将", "并", "均",   "拟",
                                        "一律", "从", "自", "定于", "于"};
    s = str_trim(s);
    for (size_t n; (n = words_end(s, WORDS(words))) > 0;)
        s = str_trim(str_slice(s, 0, s.n - n));
    return s;
}

/* The text after the last comma of `s`, which is cut off. */
static zc_str last_clause(zc_str *s)
{
    static const char *const commas[] = {"，", ","};
    size_t from = 0, to = 0;
    for (size_t i = 0; i < COUNT(commas); i++)
        for (size_t at = str_find(*s, str_from(commas[i]), 0); at != SIZE_MAX;
             at = str_find(*s, str_from(commas[i]), at + 1))
            if (at >= to) {
                to = at;
                from = at + str_from(commas[i]).n;
            }
    zc_str last = str_trim(str_slice(*s, from, s->n));
    *s = str_slice(*s, 0, to);
    return last;
}

/* The name of itself that the clause begins with and is about: 本办法由市水利局负责解释,
 * but not 本办法规定的标准. */
static zc_str own_subject(zc_str clause)
{
    static const char *const parts[] = {"规定", "所", "中", "第", "要求", "明确",
                                        "确定", "的", "附", "各", "有",   "涉及"};
    for (size_t at = 0; at < clause.n && at < 40;) {
        utf8_next(clause, &at);
        zc_str own = own_name(str_slice(clause, 0, at)), rest = str_slice(clause, at, clause.n);
        if (own.n == 0)
            continue;
        bool part = words_start(rest, WORDS(parts)) && !str_starts(rest, STR_LIT("有效"));
        return part ? STR_NONE : own;
    }
    return STR_NONE;
}

/* Whether the clauses before say that this document is what is meant: 本办法由市水利局负责
 * 解释，; 现予公布，; 经市政府同意，. */
static bool means_itself(zc_str s, zc_str *name)
{
    static const char *const gives[] = {
        "现予公布", "现予发布", "现予印发", "现予颁布", "现公布",     "现发布",  "现印发",
        "现颁布",   "予以公布", "予以发布", "予以印发", "印发给你们", "现予颁发"};
    for (zc_str rest = s; rest.n && name->n == 0;)
        *name = own_subject(without_number(last_clause(&rest)));
    s = without_number(s);
    bool agreed = str_starts(s, STR_LIT("经")) && str_ends(s, STR_LIT("同意")) && s.n < 90;
    return name->n || agreed || words_in(s, WORDS(gives));
}

/* Whether the sentence `s` before the day is about the document itself; *name is
 * what it calls itself, empty where it doesn't. */
static bool about_itself(zc_str s, zc_str *name)
{
    static const char *const wholes[] = {"以上规定", "上述规定", "以上意见", "以上措施",
                                         "以上政策", "以上通知", "以上各项", "以上"};
    static const char *const gives[] = {"现予公布", "现予发布", "现予印发", "予以公布", "予以发布"};
    *name = STR_NONE;
    zc_str rest = without_adverbs(s);
    zc_str clause = without_adverbs(last_clause(&rest));
    if (rest.n == 0)
        clause = without_number(clause);
    if (clause.n == 0)
        return rest.n == 0 || means_itself(rest, name);
    *name = own_name(without_number(clause));
    if (name->n)
        return true;
    return words_end(clause, WORDS(gives)) || words_are(clause, WORDS(wholes));
}

/* ---- The whole ---- */

/* Of several days the one of what calls itself by the document's type counts. */
static void keep(effective *out, const when *w, zc_str name, const char *type, int *rank)
{
    const char *named = name.n ? doctype_of_title(name) : NULL;
    int now = type && named && str_equal(str_from(type), str_from(named)) ? 2 : 1;
    bool same = out->day.source && date_order(out->day.day, w->day) == 0;
    if (now < *rank || same)
        return;
    out->conflict = now == *rank;
    *rank = now;
    out->day = (dated){w->day, "text"};
}

static bool from_a_day(zc_str subject, bool dated)
{
    static const char *const words[] = {"自", "从", "于"};
    subject = str_trim(subject);
    return words_end(subject, WORDS(words)) || (dated && subject.n == 0);
}

static void one(zc_str text, size_t at, const char *type, effective *out, int *rank)
{
    char bytes[SENTENCE_BYTES];
    zc_str before = sentence(text, at, bytes), name;
    when w = {0};
    if (!date_before(before, &w) && !issue_before(before, &w))
        return;
    zc_str subject = str_slice(before, 0, w.from);
    size_t self = w.act ? str_find(subject, STR_LIT("自本"), 0) : SIZE_MAX;
    if (self != SIZE_MAX && own_name(str_slice(subject, self + 3, subject.n)).n)
        subject = str_slice(subject, 0, self + 3); /* 自本办法发布之日起 */
    if (!from_a_day(subject, !w.act) || !about_itself(subject, &name))
        return;
    if (!w.act)
        keep(out, &w, name, type, rank);
    else if (!out->act)
        out->act = w.act;
}

/* What stands behind 起, as it is and with a broken line joined. */
static bool goes_on(zc_str text, size_t at)
{
    zc_str after = str_slice(text, at, text.n);
    after = str_slice(after, 0, utf8_cut(after, 60));
    char bytes[60];
    size_t n = 0;
    for (size_t i = 0; i < after.n; i++)
        if (after.p[i] != '\n')
            bytes[n++] = after.p[i];
    return takes_effect(after) || takes_effect((zc_str){bytes, n});
}

void effective_read(zc_str text, const char *type, effective *out)
{
    zc_str sign = STR_LIT("起");
    int rank = 0;
    *out = (effective){0};
    for (size_t at = str_find(text, sign, 0); at != SIZE_MAX;
         at = str_find(text, sign, at + sign.n))
        if (goes_on(text, at + sign.n))
            one(text, at, type, out, &rank);
    if (out->conflict)
        out->day = (dated){0};
}
