/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_evidence.h"

#include "organ.h"
#include "place_name.h"
#include "place_prose.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { OPENING_BYTES = 1500 };

static zc_str skip_lead(zc_str s)
{
    return str_slice(s, organ_lead(s), s.n);
}

static bool organ_place(const char *organ, const char *source, place_reading *out)
{
    *out = (place_reading){0};
    return organ && place_leading(skip_lead(str_from(organ)), source, out);
}

/* ---- The title ---- */

/* Two parties' case is not the document's place: 中山市某公司诉…案. */
static bool is_lawsuit(zc_str title)
{
    return str_ends(title, STR_LIT("案")) && (str_find(title, STR_LIT("诉"), 0) != SIZE_MAX ||
                                              str_find(title, STR_LIT("纠纷"), 0) != SIZE_MAX ||
                                              str_find(title, STR_LIT("申请执行"), 0) != SIZE_MAX);
}

static zc_str skip_words(zc_str s, const char *const *words, size_t n)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < n; i++)
            if (str_starts(s, str_from(words[i]))) {
                s = str_slice(s, str_from(words[i]).n, s.n);
                again = true;
            }
    }
    return s;
}

/* 2017年上海民政…要点, 《宁波市…条例》解读, 豫政〔2019〕3号 河南省…. */
static zc_str title_start(zc_str s)
{
    static const char *const words[] = {"《",         "〈",   "“",      "中共",
                                        "中国共产党", "政协", "中国（", "中国("};
    docno number;
    if (docno_scan(s, 0, &number) && number.from == 0)
        s = str_trim(str_slice(s, number.to, s.n));
    size_t at = 0;
    while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
        at++;
    if (at == 4 && str_starts(str_slice(s, at, s.n), STR_LIT("年"))) {
        s = str_slice(s, at + 3, s.n);
        if (str_starts(s, STR_LIT("度")))
            s = str_slice(s, 3, s.n);
    }
    return skip_lead(skip_words(s, words, COUNT(words)));
}

/* An issuer that names only its kind (市水务局 in 市水务局关于对天津市武清区…) is of
 * that kind of place: the district is its subject, 天津市 its own. */
static void lift_to_unit(place_reading *e, zc_str unit)
{
    if (unit.n == 0 || e->n != 1 || str_ends(str_from(e->may[0]->name), unit))
        return;
    const place *p = e->may[0];
    const char *up = str_equal(unit, STR_LIT("省")) ? p->province
                     : p->level == PLACE_COUNTY     ? p->city
                                                    : NULL;
    place_match found[4];
    size_t n = up ? place_find(str_from(up), found, 4) : 0;
    e->n = 0;
    for (size_t i = 0; i < n && i < 4 && e->n == 0; i++)
        if (!found[i].short_name && !found[i].former && place_within(p, found[i].place))
            e->may[e->n++] = found[i].place;
}

/* What a title without a place's issuer is about: 关于政协宜昌市…提案的答复,
 * 关于印发《宁海县…办法》的通知. */
static bool title_subject(zc_str title, const char *issuer, place_reading *out)
{
    static const char *const words[] = {"对",   "政协", "印发",     "公布", "发布", "同意",
                                        "修改", "废止", "调整",     "《",   "〈",   "<",
                                        "“",    "中共", "公开征求", "下达", "实施", "贯彻实施",
                                        "批准", "办理", "市政协",   "做好"};
    *out = (place_reading){0};
    size_t at = str_find(title, STR_LIT("关于"), 0);
    bool starts = str_starts(title, STR_LIT("对"));
    zc_str unit = issuer ? organ_unit(str_from(issuer)) : STR_NONE;
    if (!starts && (at == SIZE_MAX || (at > 0 && unit.n == 0)))
        return false;
    zc_str s = starts ? title : str_slice(title, at + str_from("关于").n, title.n);
    if (!place_leading(skip_words(s, words, COUNT(words)), "title", out))
        return false;
    lift_to_unit(out, unit);
    return out->n > 0;
}

/* ---- The number ---- */

/* Prefixes that one place alone uses. Longer ones first where a shorter one
 * would deceive; "" marks what is known to be ambiguous: 宁政发 may be 宁夏 or
 * 南京, 惠府 惠州 or 惠山, 云府 is not 云南. */
static const struct {
    const char *prefix, *place;
} prefixes[] = {
    {"黔东南", "黔东南苗族侗族自治州"},
    {"黔西南", "黔西南布依族苗族自治州"},
    {"黔南", "黔南布依族苗族自治州"},
    {"渝府", "重庆市"},
    {"渝办", "重庆市"},
    {"渝文审", "重庆市"},
    {"渝", ""},
    {"京政", "北京市"},
    {"京财", "北京市"},
    {"京教", "北京市"},
    {"京发改", "北京市"},
    {"京人社", "北京市"},
    {"津政", "天津市"},
    {"津教", "天津市"},
    {"津", "天津市"},
    {"沪", "上海市"},
    {"冀政", "河北省"},
    {"晋政", "山西省"},
    {"内政", "内蒙古自治区"},
    {"辽政", "辽宁省"},
    {"吉政", "吉林省"},
    {"黑政", "黑龙江省"},
    {"苏政", "江苏省"},
    {"浙政", "浙江省"},
    {"浙", "浙江省"},
    {"皖政", "安徽省"},
    {"皖", "安徽省"},
    {"闽政", "福建省"},
    {"闽", "福建省"},
    {"赣府", "江西省"},
    {"鲁政", "山东省"},
    {"豫政", "河南省"},
    {"豫", "河南省"},
    {"鄂政", "湖北省"},
    {"湘政", "湖南省"},
    {"粤府", "广东省"},
    {"粤办", "广东省"},
    {"粤", "广东省"},
    {"桂政", "广西壮族自治区"},
    {"琼府", "海南省"},
    {"川府", "四川省"},
    {"川办", "四川省"},
    {"黔府", "贵州省"},
    {"云政", "云南省"},
    {"藏政", "西藏自治区"},
    {"陕政", "陕西省"},
    {"甘政", "甘肃省"},
    {"宁政办", "宁夏回族自治区"},
    {"新政", "新疆维吾尔自治区"},
    {"甬", "宁波市"},
    {"穗", "广州市"},
    {"深府", "深圳市"},
    {"杭政", "杭州市"},
};

static const char *const national_prefixes[] = {
    "国发",     "国办", "国函",   "中发", "中办", "国令",   "财税",
    "国税",     "发改", "银发",   "国卫", "国科", "人社部", "工信部",
    "国中医药", "农办", "教社政", "国能", "国资", "银保监", "证监"};

static bool number_place(const char *number, place_reading *out)
{
    *out = (place_reading){.source = "docno prefix"};
    size_t longest = 0;
    for (size_t i = 0; number && i < COUNT(prefixes); i++) {
        zc_str prefix = str_from(prefixes[i].prefix);
        if (prefix.n <= longest || !str_starts(str_from(number), prefix))
            continue;
        longest = prefix.n;
        place_meanings(str_from(prefixes[i].place), false, out);
        out->show_name = false;
    }
    return out->n > 0;
}

static bool number_national(const char *number)
{
    for (size_t i = 0; number && i < COUNT(national_prefixes); i++)
        if (str_starts(str_from(number), str_from(national_prefixes[i])))
            return true;
    return false;
}

/* ---- The path ---- */

/* The meaning of a name alone that fits the kind of place the text calls its
 * own: 吉林.txt that speaks of 我市 is of 吉林市. */
static void fit_unit(place_reading *e, zc_str unit)
{
    place_reading kept = *e;
    kept.n = 0;
    for (size_t i = 0; unit.n && i < e->n; i++)
        if (str_ends(str_from(e->may[i]->name), unit))
            kept.may[kept.n++] = e->may[i];
    if (kept.n)
        *e = kept;
}

/* The last part of a path without its extension. */
static zc_str file_name(zc_str path)
{
    size_t from = path.n, to = path.n;
    while (from > 0 && path.p[from - 1] != '/')
        from--;
    for (size_t dot = to; dot-- > from + 1;)
        if (path.p[dot] == '.') {
            to = dot;
            break;
        }
    return str_slice(path, from, to);
}

/* File name first, then the folders upwards; each may narrow the one before:
 * 江苏/南京/鼓楼区.txt. */
static bool path_place(zc_str path, zc_str unit, place_reading *out)
{
    *out = (place_reading){0};
    zc_str rest = path;
    for (bool file = true; rest.n; file = false) {
        size_t from = rest.n;
        while (from > 0 && rest.p[from - 1] != '/')
            from--;
        zc_str part = file ? file_name(path) : str_slice(rest, from, rest.n);
        rest = str_slice(rest, 0, from ? from - 1 : 0);
        place_reading one = {0};
        const char *source = file ? "file name" : "folder name";
        if (place_prefix(part) == part.n && part.n)
            place_meanings(part, true, &one);
        if (one.n)
            one.source = source;
        else if (is_lawsuit(part) || organ_national(part) ||
                 !place_leading(title_start(part), source, &one))
            continue;
        fit_unit(&one, unit);
        if (out->n == 0)
            *out = one;
        else if (out->n > 1)
            place_narrow(out, &one);
    }
    return out->n > 0;
}

/* ---- The verdict ---- */

enum { TITLE, HEAD, NUMBER, SIGNER, ADOPTER, SUBJECT, PROSE, PATH, KINDS };

/* Names of several places: 吉林 is the province that holds the city; others wait
 * for what the weaker evidence says. */
static void settle(place_reading *e, const place_reading *weaker, size_t n)
{
    for (size_t i = 0; e->n > 1 && i < n; i++)
        if (weaker[i].n)
            place_narrow(e, &weaker[i]);
    for (size_t i = 0; e->n > 1 && i < e->n; i++) {
        bool holds = true;
        for (size_t j = 0; j < e->n; j++)
            holds = holds && place_within(e->may[j], e->may[i]);
        if (holds) {
            e->may[0] = e->may[i];
            e->n = 1;
        }
    }
}

static bool speaks_for_all(const place_input *in)
{
    static const char *const words[] = {"代表国务院", "我代表最高人民"};
    zc_str opening = str_slice(in->text, 0, utf8_cut(in->text, OPENING_BYTES));
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_find(opening, str_from(words[i]), 0) != SIZE_MAX)
            return true;
    const char *const organs[] = {in->head_organ, in->title_organ, in->signer};
    for (size_t i = 0; i < COUNT(organs); i++)
        if (organs[i] && organ_national(str_from(organs[i])))
            return true;
    if (organ_national(in->adopter) || is_lawsuit(file_name(in->path)))
        return true;
    return in->title &&
           (organ_national(title_start(str_from(in->title))) || is_lawsuit(str_from(in->title)));
}

static bool gather(const place_input *in, arena *a, place_reading e[KINDS])
{
    zc_str title = in->title ? str_from(in->title) : STR_NONE;
    place_leading(title_start(title), "title", &e[TITLE]);
    organ_place(in->head_organ, in->head_source, &e[HEAD]);
    number_place(in->number, &e[NUMBER]);
    organ_place(in->signer, "signature", &e[SIGNER]);
    place_leading(in->adopter, "preamble", &e[ADOPTER]);
    title_subject(title, in->title_organ, &e[SUBJECT]);
    bool found = false;
    for (size_t i = TITLE; i < PROSE; i++)
        found = found || e[i].n == 1;
    if (found)
        return true;
    zc_str unit = prose_unit(in->text);
    if (!prose_speaker(in->text, &e[PROSE]) && !prose_place(in->text, unit, a, &e[PROSE]))
        return false;
    path_place(in->path, unit, &e[PATH]);
    return true;
}

static bool say(const place_reading *e, arena *a, place_verdict *out)
{
    zc_buf words;
    zc_buf_init(&words);
    buf_puts(&words, e->source);
    if (e->show_name) {
        buf_puts(&words, ": ");
        buf_str(&words, e->name);
    }
    char *source = words.failed ? NULL : arena_str(a, buf_view(&words));
    zc_buf_clear(&words);
    *out = (place_verdict){e->may[0], source};
    return source != NULL;
}

bool place_weigh(const place_input *in, arena *a, place_verdict *out)
{
    place_reading e[KINDS] = {0};
    *out = (place_verdict){0};
    if (speaks_for_all(in))
        return true;
    if (!gather(in, a, e))
        return false;
    size_t best = 0;
    while (best < KINDS && e[best].n == 0)
        best++;
    if (best == KINDS || (best >= SUBJECT && number_national(in->number)))
        return true;
    /* 津政发 is 天津市's, unless 津市市人民政府 signed. */
    if (best == NUMBER && e[SIGNER].n == 1 && !place_within(e[SIGNER].may[0], e[NUMBER].may[0]) &&
        !place_within(e[NUMBER].may[0], e[SIGNER].may[0]))
        best = SIGNER;
    settle(&e[best], &e[best + 1], KINDS - best - 1);
    if (e[best].n != 1)
        return true;
    /* 浙江省 in a title, 宁波市 in the signature: the issuer knows better where it is. */
    size_t said = best;
    static const size_t issuers[] = {HEAD, SIGNER};
    for (size_t i = 0; i < COUNT(issuers); i++) {
        const place_reading *deeper = &e[issuers[i]];
        if (deeper->n == 1 && deeper->may[0] != e[said].may[0] &&
            place_within(deeper->may[0], e[said].may[0]))
            said = issuers[i];
    }
    return say(&e[said], a, out);
}
