/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "meta_work.h"

#include "effective.h"
#include "words.h"

#include <string.h>

static zc_str value_of(const meta_work *w, meta_field field)
{
    return str_from(w->out->value[field]);
}

/* Whether the preamble's day is the one that 公布之日 or 通过之日 means. A law that was passed
 * one day and promulgated another says only one of them. */
static bool adopted_by(const head *h, const char *act)
{
    static const char *const passes[] = {"通过"};
    static const char *const promulgates[] = {"公布", "发布", "颁布", "令"};
    bool passed = strcmp(act, passes[0]) == 0;
    return h->adopted_once && (passed ? words_in(h->adopted_says, WORDS(passes))
                                      : words_in(h->adopted_says, WORDS(promulgates)));
}

/* Whether META_DATE is the day that `act` (发布 of 发布之日) means. */
static bool is_day_of(const meta_work *w, const char *act)
{
    static const char *const certain[] = {"signature", "label", "number line"};
    const char *source = w->out->source[META_DATE];
    if (!source || w->dated_by_page)
        return false;
    if (strcmp(source, "preamble") == 0)
        return adopted_by(&w->head, act);
    return strcmp(act, "通过") != 0 &&
           (words_are(str_from(source), WORDS(certain)) ||
            source == w->in->given.source[META_DATE] || source == w->in->said.source[META_DATE] ||
            (strcmp(act, "印发") == 0 && strcmp(source, "printed") == 0));
}

/* A law that was amended names the day on which its first version took effect, and a
 * retroactive notice a day of its own year or the one before: anything earlier isn't
 * this text's day. */
static bool is_late_enough(const meta_work *w, dated d)
{
    const char *day = w->out->value[META_DATE];
    char iso[DATE_ISO_SIZE];
    if (!day)
        return true;
    date_iso(d.day, iso);
    if (strcmp(w->out->source[META_DATE], "preamble") == 0)
        return strcmp(iso, day) >= 0;
    return meta_year_of(iso) + 1 >= meta_year_of(day);
}

/* What of the text speaks for the document. What a notice, a reply or a decision only
 * carries, such as the amended law below a decision, speaks for itself; what it
 * publishes (印发《…办法》的通知) is its own. */
static zc_str own_part(const meta_work *w)
{
    static const char *const carriers[] = {"通知", "函",   "批复", "复函", "公告",
                                           "通告", "决定", "通报", "令"};
    static const char *const publishes[] = {"印发", "公布", "发布", "颁布", "颁发", "下发"};
    static const char *const drafted[] = {"拟定的", "拟订的", "制定的", "制订的", "起草的"};
    static const char *const forwards[] = {"转发", "批转"};
    zc_str title = value_of(w, META_TITLE), type = value_of(w, META_TYPE);
    bool carries = type.n == 0 || words_are(type, WORDS(carriers));
    /* 转发县卫生局拟定的…办法: an office's draft becomes the government's own. */
    bool draft = words_in(title, WORDS(drafted));
    bool own = (words_in(title, WORDS(forwards)) && !draft) ||
               (carries && !draft && !words_in(title, WORDS(publishes)));
    return str_slice(w->in->text, 0, own ? w->sign.end : w->in->text.n);
}

/* What explains a document or tells of it repeats its words, and a draft isn't in
 * force. */
static bool is_not_in_force(const meta_work *w)
{
    static const char *const drafts[] = {"征求", "草案", "送审稿"};
    static const char *const tellers[] = {"解读", "说明", "报告", "答复", "纪要", "公示", "解答"};
    return words_in(value_of(w, META_TITLE), WORDS(drafts)) ||
           words_are(value_of(w, META_TYPE), WORDS(tellers));
}

void meta_take_effective(meta_work *w)
{
    effective e;
    meta_set_date(w, META_EFFECTIVE, w->head.effective);
    meta_take_said(w, META_EFFECTIVE);
    if (w->out->value[META_EFFECTIVE] || is_not_in_force(w))
        return;
    effective_read(own_part(w), w->out->value[META_TYPE], &e);
    if (e.conflict)
        return;
    if (!e.day.source)
        e.day = w->head.in_force;
    if (e.day.source && is_late_enough(w, e.day)) {
        meta_set_date(w, META_EFFECTIVE, e.day);
    } else if (!e.day.source && e.act && is_day_of(w, e.act)) {
        char *source = arena_printf(w->a, "text: 自%s之日起施行", e.act);
        w->failed = w->failed || !source;
        meta_set(w, META_EFFECTIVE, value_of(w, META_DATE), source);
    }
}
