/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text.h"

#include "decode.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>
#include <wchar.h>

/* ---- Tables ---- */

_Static_assert(TEXT_ICU_VERSION_SIZE >= U_MAX_VERSION_STRING_LENGTH, "room for ICU's version");

enum { HANS_FIRST = 0x3400, HANS_LAST = 0x9FFF };
/* Traditional to simplified, index code point - HANS_FIRST; see gen_hans.c. */
static const uint16_t hans[HANS_LAST - HANS_FIRST + 1] = {
#include "hans.inc"
};

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "wmemchr finds code points");

/* Brackets are alike: 〔2023〕 is also typed [2023], （2023） or 【2023】. */
static const struct {
    uint16_t bracket;
    char round;
} brackets[] = {
    {'[', '('},    {']', ')'},    {0x3010, '('}, {0x3011, ')'}, {0x3014, '('}, {0x3015, ')'},
    {0x3016, '('}, {0x3017, ')'}, {0xFF08, '('}, {0xFF09, ')'}, {0xFF3B, '('}, {0xFF3D, ')'},
};

/* ICU's NFKC is quadratic in a run of combining marks; no writing needs 30. */
enum { MARKS_AT_MOST = 30 };

/* ---- Normalising ---- */

/* What is known of the line and the paragraph being read, to tell a line that
 * was broken inside a sentence from one that ended. Lengths in code points. */
typedef struct line_state {
    size_t from;    /* byte where the line begins */
    size_t length;  /* 0: not begun */
    bool full_stop; /* the paragraph holds 。！？； */
    bool comma;     /* or at least ，： */
} line_state;

typedef struct normaliser {
    zc_str in;
    text *out;
    const UNormalizer2 *nfkc;
    line_state line;
    size_t last_in, last_out; /* where the last character began */
    bool takes_mark;          /* it is one that a mark may still join */
    bool offsets;
} normaliser;

/* Room for `more` code points: a text has fewer of them than bytes, but for the
 * few that NFKC makes longer. */
static bool text_reserve(text *t, size_t more, bool offsets)
{
    if (t->n + more <= t->cap && (!offsets || t->from))
        return true;
    size_t cap = t->cap > 256 ? t->cap : 256;
    while (cap < t->n + more)
        cap *= 2;
    uint32_t **arrays[] = {&t->cp, &t->from, &t->to};
    for (size_t i = 0; i < (offsets || t->from ? 3 : 1); i++) {
        uint32_t *bigger = realloc(*arrays[i], cap * sizeof *bigger);
        if (!bigger)
            return false;
        *arrays[i] = bigger;
    }
    t->cap = cap;
    return true;
}

static inline void emit(normaliser *z, uint32_t cp, size_t from, size_t to)
{
    text *t = z->out;
    t->cp[t->n] = cp;
    if (z->offsets) {
        t->from[t->n] = (uint32_t)from;
        t->to[t->n] = (uint32_t)to;
    }
    t->n++;
}

static uint32_t bracket_round(uint32_t cp)
{
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
        if (brackets[i].bracket == cp)
            return (unsigned char)brackets[i].round;
    return cp;
}

static uint32_t fold(uint32_t cp)
{
    return cp >= HANS_FIRST && cp <= HANS_LAST ? hans[cp - HANS_FIRST] : bracket_round(cp);
}

/* One segment between two normalisation boundaries, through ICU. Its code
 * points all stand for the whole of it. */
static zc_status segment(normaliser *z, size_t from, size_t *at, zc_error *error)
{
    UChar in[2 * (MARKS_AT_MOST + 2)], out[1024];
    int32_t n_in = 0;
    *at = from;
    for (int n = 0; *at < z->in.n && n < MARKS_AT_MOST; n++) {
        size_t next = *at;
        uint32_t cp = decode_today(utf8_next(z->in, &next));
        if (n > 0 && unorm2_hasBoundaryBefore(z->nfkc, (UChar32)cp))
            break;
        U16_APPEND_UNSAFE(in, n_in, cp);
        *at = next;
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t n_out = unorm2_normalize(z->nfkc, in, n_in, out, sizeof out / sizeof *out, &status);
    if (U_FAILURE(status))
        return error_set(error, ZC_ERROR_INTERNAL, "ICU: %s", u_errorName(status));
    if (!text_reserve(z->out, (size_t)n_out + z->in.n - *at + 1, z->offsets))
        return error_memory(error);
    z->takes_mark = false; /* it has all the marks it gets */
    for (int32_t i = 0; i < n_out;) {
        uint32_t cp = out[i++];
        if (U16_IS_LEAD(cp) && i < n_out)
            cp = (uint32_t)U16_GET_SUPPLEMENTARY(cp, out[i++]);
        if (!u_isUWhiteSpace((UChar32)cp))
            emit(z, fold(cp), from, *at);
    }
    return ZC_OK;
}

/* ---- Lines ---- */

static bool among(uint32_t cp, const char32_t *set)
{
    for (; *set; set++)
        if (*set == cp)
            return true;
    return false;
}

static bool is_numeral(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19) ||
           among(cp, U"一二三四五六七八九十百零〇");
}

/* Whether the line at byte `at` begins an item or a heading of its own:
 * 一、 （二） 3. 第四条 附件 ● | # */
static bool begins_item(zc_str in, size_t at)
{
    if (at >= in.n)
        return true;
    zc_str rest = str_slice(in, at, in.n);
    if (str_starts(rest, STR_LIT("附件")) || str_starts(rest, STR_LIT("附：")) ||
        str_starts(rest, STR_LIT("抄送")))
        return true;
    size_t i = 0;
    uint32_t cp = utf8_next(rest, &i);
    if (among(cp, U"-*#|>•●■◆○□★▲—"))
        return true;
    bool opened = among(cp, U"(（[［〔【第");
    if (opened && i < rest.n)
        cp = utf8_next(rest, &i);
    size_t digits = 0;
    for (; is_numeral(cp) && digits < 6; digits++)
        cp = i < rest.n ? utf8_next(rest, &i) : 0;
    if (digits == 0)
        return false;
    size_t after = i;
    if (!opened && (cp == '.' || cp == 0xFF0E) && after < rest.n &&
        is_numeral(utf8_next(rest, &after)))
        return false; /* 3.5亿元 */
    return opened ? among(cp, U")）]］〕】条章节款项编部") : among(cp, U"、.．。)） ");
}

/* Whether the text goes on across the line end between the last code point
 * written and byte `next`, where the coming line has `indent` blanks in front.
 * PDF extraction breaks a sentence at the edge of the page, and leaves blank
 * lines at its foot. A line ends early and without punctuation in a title, a
 * heading, an addressee or a signature: those are short or hold no comma. */
static bool goes_on(const normaliser *z, size_t next, size_t indent)
{
    if (next >= z->in.n || z->out->n == 0)
        return false;
    uint32_t last = z->out->cp[z->out->n - 1];
    bool unit = text_is_unit(last);
    if (!unit && !among(last, U"，、,（《“"))
        return false;
    size_t at = next;
    uint32_t first = utf8_next(z->in, &at);
    if (unit && among(first, U"，。、；：？！）》”’,;:?!)"))
        return true;
    if (indent >= 2 || begins_item(z->in, next))
        return false;
    if (!unit)
        return true;
    const line_state *line = &z->line;
    if (!line->full_stop && !line->comma)
        return false;
    bool heading = !line->full_stop && begins_item(z->in, line->from);
    return line->length >= (heading ? 40 : 20);
}

/* A run of blanks from byte `from`: out, one blank, or one line end. */
static void blanks(normaliser *z, size_t from, size_t *at)
{
    size_t next = from, lines = 0, indent = 0;
    while (next < z->in.n) {
        size_t after = next;
        uint32_t cp = utf8_next(z->in, &after);
        if (!utf8_is_blank(cp))
            break;
        bool line_end = cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029;
        lines += line_end;
        indent = line_end ? 0 : indent + (cp == 0x3000 ? 2 : 1);
        next = after;
    }
    *at = next;
    if (z->out->n == 0 || next >= z->in.n)
        return;
    uint32_t last = z->out->cp[z->out->n - 1];
    size_t after = next;
    uint32_t coming = utf8_next(z->in, &after);
    bool joined = lines > 0 && goes_on(z, next, indent);
    if (lines > 0 && !joined) {
        emit(z, '\n', from, next);
        z->line = (line_state){0};
        return;
    }
    if (lines > 0)
        z->line.length = 0;
    bool marks = lines > 0 && (!text_is_unit(last) || !text_is_unit(coming));
    if (!marks && !(utf8_is_han(last) && utf8_is_han(coming)))
        emit(z, ' ', from, next);
}

static void note(line_state *line, size_t from, uint32_t cp)
{
    if (line->length++ == 0)
        line->from = from;
    if (cp == 0x3002 || cp == ';' || cp == '!' || cp == '?') /* 。 */
        line->full_stop = true;
    else if (cp == ',' || cp == ':')
        line->comma = true;
}

/* Han characters of three bytes, which most of a text is: as many as follow. */
static bool han_run(normaliser *z, size_t *at)
{
    const unsigned char *p = (const unsigned char *)z->in.p;
    size_t from = *at, i = from;
    while (z->in.n - i >= 3 && p[i] >= 0xE4 && p[i] <= 0xE9 && (p[i + 1] & 0xC0) == 0x80 &&
           (p[i + 2] & 0xC0) == 0x80) {
        uint32_t cp = (uint32_t)(p[i] & 0x0F) << 12 | (uint32_t)(p[i + 1] & 0x3F) << 6 |
                      (p[i + 2] & 0x3F);
        if (cp < 0x4E00)
            break;
        emit(z, hans[cp - HANS_FIRST], i, i + 3);
        i += 3;
    }
    if (i == from)
        return false;
    if (z->line.length == 0)
        z->line.from = from;
    z->line.length += (i - from) / 3;
    z->last_in = i - 3;
    z->last_out = z->out->n - 1;
    z->takes_mark = true;
    *at = i;
    return true;
}

/* The code point itself where that is all there is to it, else 0: most of any
 * text never needs ICU. */
static uint32_t simple(uint32_t cp)
{
    if (cp >= 'A' && cp <= 'Z')
        return cp + 'a' - 'A';
    if (cp >= 0x20 && cp < 0x7F)
        return bracket_round(cp);
    if (cp >= 0xFF01 && cp <= 0xFF5E) {
        uint32_t half = cp - 0xFF01 + '!';
        return half >= 'A' && half <= 'Z' ? half + 'a' - 'A' : bracket_round(half);
    }
    if (cp >= 0x3001 && cp <= 0x3015) /* 、。《》【】〔〕 are their own forms */
        return bracket_round(cp);
    return cp == 0x201C || cp == 0x201D || (cp >= 0x4E00 && cp <= HANS_LAST) ? fold(cp) : 0;
}

static zc_status step(normaliser *z, size_t *at, zc_error *error)
{
    if (han_run(z, at))
        return ZC_OK;
    size_t from = *at, next = from;
    uint32_t cp = decode_today(utf8_next(z->in, &next));
    if (utf8_is_blank(cp)) {
        blanks(z, from, at);
        z->takes_mark = false;
        return ZC_OK;
    }
    uint32_t known = simple(cp);
    if (known) {
        z->last_in = from;
        z->last_out = z->out->n;
        z->takes_mark = true;
        emit(z, known, from, next);
        note(&z->line, from, known);
        *at = next;
        return ZC_OK;
    }
    if (cp < 0x20 || cp == 0x7F) { /* controls say nothing */
        *at = next;
        return ZC_OK;
    }
    /* A mark belongs to the character before it: take that back. */
    bool mark = z->takes_mark && !unorm2_hasBoundaryBefore(z->nfkc, (UChar32)cp);
    if (mark) {
        from = z->last_in;
        z->out->n = z->last_out;
    }
    zc_status status = segment(z, from, at, error);
    if (status == ZC_OK && !mark)
        note(&z->line, from, z->out->n ? z->out->cp[z->out->n - 1] : 0);
    return status;
}

zc_status text_normalise(zc_str original, bool offsets, text *out, zc_error *error)
{
    if (original.n >= UINT32_MAX)
        return error_set(error, ZC_ERROR_LIMIT, "a text of 4 GiB or more");
    UErrorCode icu = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&icu);
    if (U_FAILURE(icu))
        return error_set(error, ZC_ERROR_INTERNAL, "ICU: %s", u_errorName(icu));
    normaliser z = {.in = original, .out = out, .nfkc = nfkc, .offsets = offsets};
    out->n = 0;
    zc_status status = ZC_OK;
    if (!text_reserve(out, original.n + 1, offsets))
        status = error_memory(error);
    for (size_t at = 0; at < original.n && status == ZC_OK;)
        status = step(&z, &at, error);
    return status;
}

void text_clear(text *t)
{
    free(t->cp);
    free(t->from);
    free(t->to);
    *t = (text){0};
}

/* Marks that end or enclose: they are the sentence's. */
static bool is_mark(uint32_t cp)
{
    return cp == ' ' || cp == '\n' || among(cp, U"。、,.;:?!…—-·‘’“”'\"()<>《》〈〉「」『』{}");
}

void text_trim(text *t)
{
    size_t from = 0;
    while (t->n > 0 && is_mark(t->cp[t->n - 1]))
        t->n--;
    while (from < t->n && (is_mark(t->cp[from]) || among(t->cp[from], U"+*#&=|/\\^~")))
        from++;
    t->n -= from;
    if (from > 0)
        memmove(t->cp, t->cp + from, t->n * sizeof *t->cp);
}

bool text_is_unit(uint32_t cp)
{
    if (cp < 0x80)
        return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z');
    if (utf8_is_han(cp))
        return true;
    return (U_GET_GC_MASK((UChar32)cp) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

size_t text_find(const text *t, size_t at, const uint32_t *needle, size_t n)
{
    if (n == 0 || n > t->n)
        return SIZE_MAX;
    const wchar_t *cp = (const wchar_t *)t->cp, *end = cp + (t->n - n + 1), *found = cp + at;
    /* the C library looks at eight and more code points at once */
    for (; found < end && (found = wmemchr(found, (wchar_t)needle[0], (size_t)(end - found)));
         found++)
        if (n == 1 ||
            ((uint32_t)found[1] == needle[1] && memcmp(found, needle, n * sizeof *needle) == 0))
            return (size_t)(found - cp);
    return SIZE_MAX;
}

/* ---- Words ---- */

struct text_breaker {
    UBreakIterator *icu;
    UChar *utf16;
    size_t cap;
};

zc_status text_breaker_open(text_breaker **out, zc_error *error)
{
    text_breaker *b = calloc(1, sizeof *b);
    if (!b)
        return error_memory(error);
    UErrorCode status = U_ZERO_ERROR;
    b->icu = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status)) {
        free(b);
        return error_set(error, ZC_ERROR_INTERNAL, "ICU: %s", u_errorName(status));
    }
    *out = b;
    return ZC_OK;
}

void text_breaker_close(text_breaker *breaker)
{
    if (!breaker)
        return;
    ubrk_close(breaker->icu);
    free(breaker->utf16);
    free(breaker);
}

/* The text as UTF-16; its length, or SIZE_MAX without memory. */
static size_t to_utf16(text_breaker *b, const text *t)
{
    if (b->cap < 2 * t->n + 1) {
        size_t cap = 2 * t->n + 1;
        UChar *bigger = realloc(b->utf16, cap * sizeof *bigger);
        if (!bigger)
            return SIZE_MAX;
        b->utf16 = bigger;
        b->cap = cap;
    }
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        U16_APPEND_UNSAFE(b->utf16, n, t->cp[i]);
    return n;
}

zc_status text_words(text_breaker *breaker, const text *t, text_word **words, size_t *n,
                     zc_error *error)
{
    size_t length = to_utf16(breaker, t);
    if (length == SIZE_MAX)
        return error_memory(error);
    if (length > INT32_MAX)
        return error_set(error, ZC_ERROR_LIMIT, "a text too long to split");
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(breaker->icu, breaker->utf16, (int32_t)length, &status);
    if (U_FAILURE(status))
        return error_set(error, ZC_ERROR_INTERNAL, "ICU: %s", u_errorName(status));
    int32_t from = ubrk_first(breaker->icu);
    size_t cp = 0; /* code points before `from` */
    for (int32_t to = ubrk_next(breaker->icu); to != UBRK_DONE; to = ubrk_next(breaker->icu)) {
        size_t start = cp;
        for (int32_t i = from; i < to; i++)
            cp += !U16_IS_TRAIL(breaker->utf16[i]);
        from = to;
        if (ubrk_getRuleStatus(breaker->icu) < UBRK_WORD_NONE_LIMIT)
            continue;
        if (!array_grow((void **)words, *n, sizeof **words))
            return error_memory(error);
        (*words)[(*n)++] = (text_word){start, cp};
    }
    return ZC_OK;
}

void text_icu_version(char out[TEXT_ICU_VERSION_SIZE])
{
    UVersionInfo version;
    u_getVersion(version);
    u_versionToString(version, out);
}
