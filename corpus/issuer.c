/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "issuer.h"

#include "docno.h"
#include "words.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- The title ---- */

static bool is_answer(zc_str title)
{
    static const char *const words[] = {"建议", "提案", "答复", "复函", "批复"};
    return words_in(title, WORDS(words));
}

/* 市财政局、市国税局 of 市财政局、市国税局关于转发…, and an organisation before a year:
 * 示例市教育局2023年工作要点. */
static bool names_of_title(zc_str title, arena *a, organ_names *out)
{
    enum { ANSWER };
    static const char *const words[] = {[ANSWER] = "对", "关于", "转发", "批转",
                                        "印发",          "19",   "20"};
    docno number;
    if (docno_scan(title, 0, &number) && number.from == 0)
        title = str_trim(str_slice(title, number.to, title.n));
    if (str_starts(title, STR_LIT("《")))
        return true;
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t at = str_find(title, str_from(words[i]), 0);
        /* 海关对出口加工区监管的办法 isn't 海关's. */
        if (i == ANSWER && !is_answer(title))
            continue;
        if (at != SIZE_MAX && at > 0 && organ_only(str_slice(title, 0, at)))
            return organ_list(str_slice(title, 0, at), a, out);
    }
    return true;
}

/* The title as its lines stand, where blanks part several names (中共示例市委　示例市人民政府
 * 关于…), else tidied. */
static bool titled(const char *title, const head *h, arena *a, organ_names *out)
{
    char *line = h->title_lines.n ? arena_str(a, h->title_lines) : NULL;
    if (h->title_lines.n && !line)
        return false;
    for (char *p = line; p && *p; p++)
        *p = *p == '\n' ? ' ' : *p;
    if (!names_of_title(str_from(line), a, out))
        return false;
    return out->n || names_of_title(str_from(title), a, out);
}

/* ---- The same, or another ---- */

static bool same(zc_str a, zc_str b)
{
    return organ_abbreviates(a, b) || organ_abbreviates(b, a);
}

/* The place in `names` of the one that `name` is or is short for; names->n for none. */
static size_t same_among(zc_str name, const organ_names *names)
{
    size_t i = 0;
    while (i < names->n && !same(name, str_from(names->at[i])))
        i++;
    return i;
}

/* Whether an office of one signs for it: 示例市人民政府, 示例市人民政府办公室. */
static bool related(const organ_names *names, const organ_names *signers)
{
    for (size_t i = 0; i < names->n; i++) {
        zc_str name = str_from(names->at[i]);
        if (organ_is_kind(name) || same_among(name, signers) < signers->n)
            return true;
        for (size_t k = 0; k < signers->n; k++)
            if (str_starts(str_from(signers->at[k]), name) ||
                str_starts(name, str_from(signers->at[k])))
                return true;
    }
    return false;
}

/* Whether the title forwards what one of the signers wrote: …转发市农业局关于…. */
static bool forwards(zc_str title, const organ_names *signers)
{
    static const char *const words[] = {"转发", "批转"};
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t at = str_find(title, str_from(words[i]), 0);
        if (at == SIZE_MAX)
            continue;
        zc_str of = str_slice(title, at + str_from(words[i]).n, title.n);
        if (str_starts(of, STR_LIT("《")))
            of = str_slice(of, 3, of.n);
        for (size_t k = 0; k < signers->n; k++)
            for (size_t end = 0; end < of.n && end < 90;) {
                utf8_next(of, &end);
                zc_str name = str_slice(of, 0, end);
                if (end >= 9 && organ_only(name) && same(name, str_from(signers->at[k])))
                    return true;
            }
    }
    return false;
}

bool issuer_signs_other(const char *title, const head *head, const signature *sign, arena *a)
{
    organ_names own = {0};
    zc_str t = str_from(title);
    if (sign->organs.n == 0 || !titled(title, head, a, &own))
        return false;
    if (own.n == 0 && head->organ_source && strcmp(head->organ_source, "head") != 0)
        own = head->organs;
    if (forwards(t, &sign->organs))
        return own.n == 0 || same_among(str_from(own.at[0]), &sign->organs) == sign->organs.n;
    return own.n > 0 && !related(&own, &sign->organs);
}

/* ---- The whole ---- */

/* Names that only say their kind get the full one from `full`, and what stands there
 * besides comes after them. */
static bool complete(issuers *out, const organ_names *full, const char *source, bool join, arena *a)
{
    bool used[ORGANS_MOST] = {false}, any = false;
    organ_names names = {0};
    for (size_t i = 0; i < out->names.n; i++) {
        zc_str name = str_from(out->names.at[i]);
        size_t k = same_among(name, full);
        bool found = k < full->n;
        any = any || found;
        if (found)
            used[k] = true;
        bool replaced = found && organ_is_kind(name) && !organ_is_kind(str_from(full->at[k]));
        if (replaced && i == 0)
            out->source = source;
        if (!organ_add(&names, replaced ? str_from(full->at[k]) : name, a))
            return false;
    }
    for (size_t k = 0; k < full->n && any && join; k++)
        if (!used[k] && !organ_add(&names, str_from(full->at[k]), a))
            return false;
    out->names = names;
    return true;
}

/* Whether the name on the last line, without a day, signs: the title begins with it. */
static bool closes(const char *title, const signature *sign)
{
    return sign->closing.n && str_starts(str_from(title), str_from(sign->closing.at[0]));
}

bool issuer_weigh(const char *title, const head *head, const signature *sign, zc_str said,
                  const char *said_source, arena *a, issuers *out)
{
    organ_names entitled = {0}, told = {0};
    *out = (issuers){0};
    if (!titled(title, head, a, &entitled) || !organ_list(said, a, &told))
        return false;
    bool adopted = head->adopters.n == 1 && !head->adopter_lost;
    bool alone = head->organ_source && strcmp(head->organ_source, "head") == 0;
    const struct {
        const organ_names *names;
        const char *source;
    } evidence[] = {{alone ? &entitled : &head->organs, alone ? "title" : head->organ_source},
                    {alone ? &head->organs : &entitled, alone ? "head" : "title"},
                    {&sign->organs, "signature"},
                    {&head->label_organs, "label"},
                    {&told, said_source},
                    {adopted ? &head->adopters : &told, "preamble"}};
    for (size_t i = 0; i < COUNT(evidence) && out->names.n == 0; i++) {
        out->names = *evidence[i].names;
        out->source = out->names.n ? evidence[i].source : NULL;
    }
    if (out->names.n == 0 && closes(title, sign)) {
        out->names = sign->closing;
        out->source = "signature";
    }
    out->title_organ = entitled.n ? entitled.at[0] : NULL;
    return complete(out, &entitled, "title", true, a) &&
           complete(out, &sign->organs, "signature", true, a) &&
           complete(out, &head->label_organs, "label", false, a);
}
