/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "place_evidence.h"

#include "organ.h"
#include "place_context.h"
#include "place_name.h"
#include "place_number.h"
#include "place_prose.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { OPENING_BYTES = 1500 };

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

/* What stands before the place in a name or a title: 中共, 国家税务总局, 中国（浙江）…. */
static zc_str skip_lead(zc_str s)
{
    static const char *const words[] = {"《",         "〈",   "“",      "中共",
                                        "中国共产党", "政协", "中国（", "中国("};
    s = skip_words(s, words, COUNT(words));
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

/* 2017年上海民政…要点, 《宁波市…条例》解读, 豫政〔2019〕3号 河南省…. */
static zc_str title_start(zc_str s)
{
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
    return skip_lead(s);
}

/* The kind of place that an organisation names without naming it: 市 of 市财政局,
 * nothing of 市场监督管理局. */
static zc_str kind_of(const char *organ)
{
    static const char *const words[] = {"市场", "区域", "县域", "省级", "市级", "县级", "区级"};
    zc_str s = str_from(organ);
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_starts(s, str_from(words[i])))
            return STR_NONE;
    return organ ? organ_unit(s) : STR_NONE;
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
 * 关于印发《宁海县…办法》的通知. Whoever approves (批复, 同意, 批准, 下达) or draws a
 * border stands above the place. */
static bool title_subject(zc_str title, const char *issuer, place_reading *out)
{
    static const char *const words[] = {
        "对", "政协", "印发", "公布", "发布",     "修改", "废止",     "调整", "《",     "〈",
        "<",  "“",    "中共", "实施", "公开征求", "办理", "贯彻实施", "做好", "市政协",
    };
    *out = (place_reading){0};
    size_t at = str_find(title, STR_LIT("关于"), 0);
    bool starts = str_starts(title, STR_LIT("对"));
    zc_str unit = kind_of(issuer);
    bool above = str_ends(title, STR_LIT("批复")) ||
                 str_find(title, STR_LIT("行政区划"), 0) != SIZE_MAX;
    if (above && unit.n == 0)
        return false;
    if (!starts && (at == SIZE_MAX || (at > 0 && unit.n == 0)))
        return false;
    zc_str s = starts ? title : str_slice(title, at + str_from("关于").n, title.n);
    if (!place_leading(skip_words(s, words, COUNT(words)), "title", out))
        return false;
    lift_to_unit(out, unit);
    return out->n > 0;
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

enum {
    TITLE,
    HEAD,
    NUMBER,
    SIGNER,
    COLOPHON,
    ADOPTER,
    SUBJECT,
    LABEL,
    SCOPE,
    MEETING,
    ADDRESSEE,
    PROSE,
    BASIS,
    PATH,
    KINDS
};

/* Names of several places: 吉林 is the province that holds the city; others wait
 * for what the weaker evidence says. */
static void settle(place_reading *e, const place_reading *weaker, size_t n,
                   const place_number *number)
{
    for (size_t i = 0; e->n > 1 && i < n; i++)
        if (weaker[i].n)
            place_narrow(e, &weaker[i]);
    if (e->n > 1)
        number_narrow(number, e);
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

/* A case's report speaks of its parties: 原告…, 被告陕西某公司…. */
static bool is_case_report(zc_str text)
{
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES));
    return str_find(opening, STR_LIT("裁判要点"), 0) != SIZE_MAX ||
           str_find(opening, STR_LIT("基本案情"), 0) != SIZE_MAX ||
           (str_find(opening, STR_LIT("原告"), 0) != SIZE_MAX &&
            str_find(opening, STR_LIT("被告"), 0) != SIZE_MAX);
}

/* Whether a line addresses the government of `p` (宁波市人民政府：): then somebody
 * else wrote it. */
static bool is_addressed_to(zc_str text, const place *p)
{
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES)), line;
    while (str_line(&opening, &line)) {
        line = str_trim(line);
        if (!str_starts(line, str_from(p->name)))
            continue;
        line = str_slice(line, str_from(p->name).n, line.n);
        if (str_equal(line, STR_LIT("人民政府：")) || str_equal(line, STR_LIT("人民政府:")))
            return true;
    }
    return false;
}

/* 各省、自治区、直辖市人民政府：… is a letter to the whole country, or one that was
 * passed on. */
static bool is_letter_to_all(zc_str text)
{
    zc_str opening = str_slice(text, 0, utf8_cut(text, OPENING_BYTES)), line;
    while (str_line(&opening, &line))
        if (str_starts(str_trim(line), STR_LIT("各省、自治区、直辖市")))
            return true;
    return false;
}

static bool any_single(const place_reading *e, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (e[i].n == 1)
            return true;
    return false;
}

/* What its head and its end say. */
static void gather_strong(const place_input *in, const place_number *number, place_reading e[KINDS])
{
    zc_str title = in->title ? str_from(in->title) : STR_NONE;
    place_leading(title_start(title), "title", &e[TITLE]);
    organ_place(in->head_organ, in->head_source, &e[HEAD]);
    if (number->says == NUMBER_ALONE) {
        e[NUMBER].source = "docno prefix";
        e[NUMBER].may[e[NUMBER].n++] = number->may[0];
    }
    organ_place(in->signer, "signature", &e[SIGNER]);
    if (!any_single(e, COLOPHON))
        context_colophon(in->text, &e[COLOPHON]);
    place_leading(in->adopter, "preamble", &e[ADOPTER]);
    title_subject(title, in->title_organ, &e[SUBJECT]);
    if (e[SUBJECT].n == 1 &&
        (is_letter_to_all(in->text) || is_addressed_to(in->text, e[SUBJECT].may[0])))
        e[SUBJECT].n = 0;
}

/* The kind of place that the document is of: as an organisation in it says
 * (市财政局), or the text (我市). */
static prose_unit unit_read(const place_input *in)
{
    const char *const organs[] = {in->title_organ, in->head_organ, in->signer};
    for (size_t i = 0; i < COUNT(organs); i++) {
        zc_str kind = kind_of(organs[i]);
        if (kind.n)
            return (prose_unit){kind, VOICE_OWN};
    }
    return prose_unit_read(in->text);
}

/* A text about our partner city (对口支援某市) names it more than its own; the orders
 * that it follows tell. Of other sentences that contradict each other none counts. */
static void drop_contradictions(place_reading e[KINDS])
{
    bool apart[KINDS] = {false};
    for (size_t i = LABEL; i <= BASIS; i++)
        for (size_t k = i + 1; k <= BASIS; k++)
            if (e[i].n == 1 && e[k].n == 1 && !place_within(e[i].may[0], e[k].may[0]) &&
                !place_within(e[k].may[0], e[i].may[0]))
                apart[i] = apart[k] = true;
    for (size_t i = LABEL; i <= BASIS; i++)
        if (apart[i] && (i != BASIS || !apart[PROSE]))
            e[i].n = 0;
}

/* What single sentences and lines of the text say. */
static void gather_context(zc_str text, prose_unit unit, place_reading e[KINDS])
{
    context_label(text, unit, &e[LABEL]);
    context_scope(text, unit, &e[SCOPE]);
    context_meeting(text, unit, &e[MEETING]);
    context_addressee(text, unit, &e[ADDRESSEE]);
    context_basis(text, unit, &e[BASIS]);
}

/* Down to the place below that is meant; nowhere where 《三明市…方案》 is an example. */
static void follow_basis(place_reading *basis, const prose_mention *mentions, prose_unit unit)
{
    if (basis->n != 1)
        return;
    if (mentions[place_index(basis->may[0])].partner)
        basis->n = 0;
    const place *below = context_below(basis->may[0], mentions, unit);
    if (below) {
        basis->may[0] = below;
        basis->name = mentions[place_index(below)].name;
    }
}

/* What the text says of itself. False when memory runs out. */
static bool gather_text(zc_str text, const place_number *number, prose_unit unit, arena *a,
                        place_reading e[KINDS])
{
    gather_context(text, unit, e);
    if (unit.voice != VOICE_NONE || number->says == NUMBER_SHARED) {
        prose_mention *mentions = prose_count(text, a);
        if (!mentions)
            return false;
        number_settle(number, mentions, unit, &e[NUMBER]);
        prose_place(mentions, unit, &e[PROSE]);
        follow_basis(&e[BASIS], mentions, unit);
    }
    place_reading speaker;
    if (prose_speaker(text, &speaker))
        e[PROSE] = speaker;
    drop_contradictions(e);
    return true;
}

/* What the text says of itself, and the path. False when memory runs out. */
static bool gather_weak(const place_input *in, const place_number *number, prose_unit unit,
                        arena *a, place_reading e[KINDS])
{
    if (is_letter_to_all(in->text))
        return true;
    if (!is_case_report(in->text) && !gather_text(context_own(in->text), number, unit, a, e))
        return false;
    path_place(in->path, unit.kind, &e[PATH]);
    /* 温政发 in the folder of 宁波 is from neither, so far as can be told. */
    for (size_t i = LABEL; i <= PATH; i++)
        if (e[i].n == 1 &&
            (is_addressed_to(in->text, e[i].may[0]) || number->says == NUMBER_NATIONAL ||
             (number->governs && number->listed && !number_fits(number, e[i].may[0]))))
            e[i].n = 0;
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

/* The issuer knows better where it is than a title that says 浙江省 and a signature
 * 宁波市, or a title about 山东省青岛西海岸新区 or 横琴粤澳深度合作区 and the province that
 * passed it. */
static size_t issuer_of(const place_input *in, const place_reading e[KINDS], size_t best)
{
    static const size_t issuers[] = {HEAD, SIGNER, ADOPTER};
    size_t said = best;
    for (size_t i = 0; i < COUNT(issuers); i++) {
        const place_reading *issuer = &e[issuers[i]], *now = &e[said];
        if (issuer->n != 1 || issuer->may[0] == now->may[0])
            continue;
        bool approves = issuers[i] == ADOPTER &&
                        str_find(in->adopter, STR_LIT("批准"), 0) != SIZE_MAX;
        bool deeper = place_within(issuer->may[0], now->may[0]);
        bool outer = said == TITLE && !approves &&
                     (issuer->may[0] == now->outer ||
                      (now->zone && place_within(now->may[0], issuer->may[0])));
        if (deeper || outer)
            said = issuers[i];
    }
    return said;
}

/* 津政发 is 天津市's, unless 津市市人民政府 signed; and no number of a province stands
 * over a text that speaks of 我市: there it was passed on. */
static bool number_contradicted(const place_reading e[KINDS], prose_unit unit)
{
    const place *p = e[NUMBER].may[0];
    if (e[SIGNER].n == 1 && !place_within(e[SIGNER].may[0], p) &&
        !place_within(p, e[SIGNER].may[0]))
        return true;
    return unit.voice >= VOICE_OWN && !prose_of_kind(unit, p);
}

bool place_weigh(const place_input *in, arena *a, place_verdict *out)
{
    place_reading e[KINDS] = {0};
    place_number number;
    prose_unit unit = {STR_NONE, VOICE_NONE};
    *out = (place_verdict){0};
    if (speaks_for_all(in))
        return true;
    number_read(in->number, &number);
    gather_strong(in, &number, e);
    if (!any_single(e, NUMBER))
        unit = unit_read(in);
    if (!any_single(e, PROSE) && !gather_weak(in, &number, unit, a, e))
        return false;
    size_t best = 0;
    while (best < KINDS && e[best].n == 0)
        best++;
    if (best == NUMBER && number_contradicted(e, unit))
        best = e[SIGNER].n == 1 ? SIGNER : KINDS;
    if (best == KINDS || (best >= SUBJECT && number.says == NUMBER_NATIONAL))
        return true;
    settle(&e[best], &e[best + 1], KINDS - best - 1, &number);
    if (e[best].n != 1)
        return true;
    return say(&e[issuer_of(in, e, best)], a, out);
}
