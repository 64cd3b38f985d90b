/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_titles.h"

#include "doctype.h"
#include "organ.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Below what is said outright (see webpage.c): a heading, then <title>. */
enum { RANK_H1 = 10, RANK_HEADING, RANK_PAGE };

/* A title has five to 150 letters, or ends as titles do (停水通知), and is no sentence. */
static bool fits(zc_str s)
{
    size_t n = utf8_count(s);
    return n >= (doctype_of_title(s) ? 4 : 5) && n <= 150 &&
           str_find(s, STR_LIT("。"), 0) == SIZE_MAX;
}

/* 示例市人民政府门户网站: a site's name, not a document's. */
static bool is_site(zc_str s)
{
    static const char *const ends[] = {"网",   "网站", "平台", "门户",     "首页",
                                       "政府", "专栏", "频道", "信息公开", "政务公开"};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_ends(s, str_from(ends[i])))
            return true;
    return false;
}

/* 示例市人民政府办公室关于…的实…: cut by the system that runs the site. */
static bool is_cut(zc_str s)
{
    return str_ends(s, STR_LIT("…")) || str_ends(s, STR_LIT("..")) || str_ends(s, STR_LIT("．．"));
}

static void add(page_titles *t, zc_str text, const char *source, unsigned rank, arena *a)
{
    char *tidy = organ_tidy(a, text);
    if (!tidy) {
        t->failed = true;
        return;
    }
    zc_str s = str_trim(str_from(tidy));
    if (t->n < TITLES_AT_MOST && fits(s) && !is_site(s) && !is_cut(s))
        t->at[t->n++] = (page_title){s, source, rank};
}

void page_titles_add(page_titles *t, zc_str text, const char *source, unsigned rank, arena *a)
{
    add(t, text, source, rank, a);
}

void page_titles_add_heading(page_titles *t, zc_str text, bool h1, arena *a)
{
    size_t n = t->n;
    unsigned rank = h1 ? RANK_H1 : RANK_HEADING;
    /* the nearer one takes the place of what has its rank: it stands over the article */
    add(t, text, "heading", rank, a);
    if (t->n == n)
        return;
    for (size_t i = 0; i < n; i++)
        if (t->at[i].rank == rank &&
            !(doctype_of_title(t->at[i].text) && !doctype_of_title(t->at[n].text))) {
            t->at[i] = t->at[n];
            t->n = n;
            return;
        }
}

/* …的通知_示例市人民政府门户网站: what stands before the site's name. */
static zc_str without_site(zc_str s)
{
    static const char *const bars[] = {"_", "|", " - ", "｜", "--", "—", "-", "–", ">>"};
    for (size_t i = 0; i < COUNT(bars); i++)
        for (size_t at = str_find(s, str_from(bars[i]), 0); at != SIZE_MAX;
             at = str_find(s, str_from(bars[i]), at + 1)) {
            zc_str before = str_trim(str_slice(s, 0, at));
            if (before.n && doctype_of_title(before))
                return before;
        }
    return s;
}

/* 样例县人民政府 通知公告 样例县教育局关于…的通知: the last of several words. A title may
 * itself have a blank before 关于. */
static zc_str last_word(zc_str s)
{
    size_t from = 0, n = 1;
    s = str_trim(s);
    for (size_t at = 0; at < s.n;) {
        size_t here = at;
        if (!utf8_is_blank(utf8_next(s, &at)))
            continue;
        from = at;
        n += str_trim(str_slice(s, 0, here)).n == here; /* one for a run of blanks */
    }
    zc_str last = str_slice(s, from, s.n);
    return n >= 3 && doctype_of_title(last) && !str_starts(last, STR_LIT("关于")) ? last : s;
}

void page_titles_add_page(page_titles *t, zc_str text, arena *a)
{
    char *whole = organ_tidy(a, text);
    char *tidy = organ_tidy(a, last_word(without_site(str_trim(text))));
    t->failed = t->failed || !tidy || !whole;
    if (!tidy || !whole)
        return;
    t->page = str_from(whole);
    zc_str s = without_site(str_trim(str_from(tidy)));
    if (doctype_of_title(s))
        add(t, s, "page title", RANK_PAGE, a);
}

/* A heading is a title where it ends as titles do, or <title> holds it. */
static bool counts(const page_titles *t, const page_title *one)
{
    return one->rank < RANK_H1 || doctype_of_title(one->text) ||
           (t->page.n && str_find(t->page, one->text, 0) != SIZE_MAX) || one->rank == RANK_H1;
}

const page_title *page_titles_choose(page_titles *t)
{
    const page_title *best = NULL;
    for (size_t i = 0; i < t->n; i++)
        if (counts(t, &t->at[i]) && (!best || t->at[i].rank < best->rank))
            best = &t->at[i];
    /* what begins with it and goes on to a title's end was cut without a sign */
    for (size_t i = 0; best && i < t->n && !doctype_of_title(best->text); i++)
        if (t->at[i].text.n > best->text.n && str_starts(t->at[i].text, best->text) &&
            doctype_of_title(t->at[i].text))
            best = &t->at[i];
    if (!best)
        return NULL;
    t->chosen = *best;
    return &t->chosen;
}
