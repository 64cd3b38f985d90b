/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signature.h"

#include "organ.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { RECENT = 6, SIGN_BYTES = 200, TAIL_BYTES = 8 << 10 };

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

/* A line that can end in a date: short, 日 or a digit last. */
static bool may_be_dated(zc_str line)
{
    if (line.n < 8 || line.n > SIGN_BYTES)
        return false;
    char last = line.p[line.n - 1];
    return str_ends(line, STR_LIT("日")) || (last >= '0' && last <= '9');
}

/* The first of the organisations that signed in the lines above a date. */
static bool signer(const recent *r, arena *a, const char **organ)
{
    *organ = NULL;
    for (size_t i = 0; i < r->n; i++) {
        zc_str name = r->line[i].n <= SIGN_BYTES ? organ_first(r->line[i]) : STR_NONE;
        if (name.n == 0)
            break;
        *organ = organ_tidy(a, name);
        if (!*organ)
            return false;
    }
    return true;
}

/* 宁波市教育局 2023年9月21日 on one line. */
static bool sign_line(zc_str line, arena *a, const char **organ, date *day)
{
    size_t from, to;
    *organ = NULL;
    if (!date_scan(line, 0, day, &from, &to) || to != line.n || from == 0)
        return true;
    zc_str name = organ_first(str_slice(line, 0, from));
    if (name.n == 0)
        return true;
    return (*organ = organ_tidy(a, name)) != NULL;
}

static bool ends_sentence(const recent *r)
{
    static const char *const marks[] = {"。", "！", "!", "）", ")", "；"};
    for (size_t i = 0; r->n && i < COUNT(marks); i++)
        if (str_ends(r->line[0], str_from(marks[i])))
            return true;
    return false;
}

bool signature_read(zc_str text, arena *a, signature *out)
{
    zc_str rest = text, line;
    recent r = {0};
    *out = (signature){0};
    while (str_line(&rest, &line)) {
        /* A page-long line is no signature and isn't worth trimming. */
        if (line.n > 4096) {
            recent_add(&r, str_slice(line, line.n - 16, line.n));
            continue;
        }
        line = str_trim(line);
        if (line.n == 0)
            continue;
        date day;
        const char *organ = NULL;
        if (may_be_dated(line)) {
            bool alone = date_parse(line, &day);
            if (alone ? !signer(&r, a, &organ) : !sign_line(line, a, &organ, &day))
                return false;
            if (organ) {
                *out = (signature){organ, {day, "signature"}};
                return true;
            }
            bool in_tail = (size_t)(line.p - text.p) + TAIL_BYTES > text.n;
            if (alone && in_tail && ends_sentence(&r))
                out->day = (dated){day, "last line"};
        }
        recent_add(&r, line);
    }
    return true;
}
