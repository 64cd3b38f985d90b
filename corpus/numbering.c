/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "numbering.h"

#include "xml.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { LEVELS = 9, VALUE_AT_MOST = 9999 };

/* ---- What the files say ---- */

typedef struct level {
    long start;
    const char *format, *text; /* "decimal", "第%1条" */
    const char *suffix;        /* "tab", "space", "nothing" */
    const char *style;         /* the style whose paragraphs are of this level */
    bool never_restarts, legal;
} level;

typedef struct list {
    const char *id;
    const char *style, *of_style; /* its levels are those of the list that has this style */
    level levels[LEVELS];
    long values[LEVELS]; /* of the last paragraph; -1: none yet */
} list;

/* A list as it is used: w:num. */
typedef struct use {
    const char *id;
    list *list;
    long restart[LEVELS]; /* the first value of each level; -1: it goes on */
    bool begun;
} use;

typedef struct style {
    const char *id, *based_on;
    numbered says;
} style;

struct numbering {
    arena *a;
    list *lists;
    use *uses;
    style *styles;
    size_t n_lists, n_uses, n_styles;
    bool failed;
};

static long level_of(xml *x, const char *name, arena *a)
{
    long level = xml_number(x, name, a, 0);
    return level >= 0 && level < LEVELS ? level : LEVELS - 1;
}

static bool is_off(const char *value)
{
    return value &&
           (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0);
}

/* ---- Lists ---- */

/* Where the reading of numbering.xml stands. */
typedef struct place {
    list *list;   /* w:abstractNum that is open */
    use *use;     /* w:num */
    level *level; /* w:lvl */
    size_t at;    /* which */
} place;

static list *add_list(numbering *n, const char *id)
{
    list *lists = arena_grow(n->a, n->lists, n->n_lists, sizeof *lists);
    if (!lists) {
        n->failed = true;
        return NULL;
    }
    n->lists = lists;
    lists[n->n_lists] = (list){.id = id ? id : ""};
    for (size_t i = 0; i < LEVELS; i++) {
        lists[n->n_lists].levels[i] = (level){1, "decimal", "", "tab", NULL, false, false};
        lists[n->n_lists].values[i] = -1;
    }
    return &lists[n->n_lists++];
}

static use *add_use(numbering *n, const char *id)
{
    use *uses = arena_grow(n->a, n->uses, n->n_uses, sizeof *uses);
    if (!uses) {
        n->failed = true;
        return NULL;
    }
    n->uses = uses;
    uses[n->n_uses] = (use){.id = id ? id : ""};
    for (size_t i = 0; i < LEVELS; i++)
        uses[n->n_uses].restart[i] = -1;
    return &uses[n->n_uses++];
}

static list *find_list(const numbering *n, const char *id)
{
    for (size_t i = 0; id && i < n->n_lists; i++)
        if (strcmp(n->lists[i].id, id) == 0)
            return &n->lists[i];
    return NULL;
}

/* The list that a use has: its own copy where it changes a level. */
static void change_level(numbering *n, place *p)
{
    if (!p->use->list)
        return;
    list *own = arena_alloc(n->a, sizeof *own);
    if (!own) {
        n->failed = true;
        return;
    }
    *own = *p->use->list;
    p->use->list = own;
    p->level = &own->levels[p->at];
}

static void in_level(numbering *n, place *p, xml *x)
{
    level *l = p->level;
    const char *value = xml_attribute(x, "val", n->a);
    if (xml_is(x, "start"))
        l->start = value ? strtol(value, NULL, 10) : 1;
    else if (xml_is(x, "numFmt"))
        l->format = value ? value : "decimal";
    else if (xml_is(x, "lvlText"))
        l->text = value ? value : "";
    else if (xml_is(x, "suff"))
        l->suffix = value ? value : "tab";
    else if (xml_is(x, "pStyle"))
        l->style = value;
    else if (xml_is(x, "lvlRestart"))
        l->never_restarts = value && strcmp(value, "0") == 0;
    else if (xml_is(x, "isLgl"))
        l->legal = !is_off(value);
}

static void open_list_part(numbering *n, place *p, xml *x)
{
    if (xml_is(x, "abstractNum")) {
        *p = (place){.list = add_list(n, xml_attribute(x, "abstractNumId", n->a))};
    } else if (xml_is(x, "num")) {
        *p = (place){.use = add_use(n, xml_attribute(x, "numId", n->a))};
    } else if (p->use && xml_is(x, "abstractNumId")) {
        p->use->list = find_list(n, xml_attribute(x, "val", n->a));
    } else if (p->use && xml_is(x, "lvlOverride")) {
        p->at = (size_t)level_of(x, "ilvl", n->a);
    } else if (p->use && xml_is(x, "startOverride")) {
        p->use->restart[p->at] = xml_number(x, "val", n->a, 1);
    } else if (p->use && xml_is(x, "lvl")) {
        change_level(n, p);
    } else if (p->list && xml_is(x, "lvl")) {
        p->level = &p->list->levels[level_of(x, "ilvl", n->a)];
    } else if (p->list && xml_is(x, "styleLink")) {
        p->list->style = xml_attribute(x, "val", n->a);
    } else if (p->list && xml_is(x, "numStyleLink")) {
        p->list->of_style = xml_attribute(x, "val", n->a);
    } else if (p->level) {
        in_level(n, p, x);
    }
}

static void read_lists(numbering *n, zc_str bytes)
{
    xml *x = bytes.n ? xml_open(bytes) : NULL;
    place p = {0};
    n->failed = n->failed || (bytes.n && !x);
    for (xml_event event;
         x && !n->failed && (event = xml_next(x)) != XML_END && event != XML_BROKEN;) {
        if (event == XML_OPEN)
            open_list_part(n, &p, x);
        else if (event == XML_CLOSE && xml_is(x, "lvl"))
            p.level = NULL;
        else if (event == XML_CLOSE && (xml_is(x, "abstractNum") || xml_is(x, "num")))
            p = (place){0};
    }
    xml_close(x);
    for (size_t i = 0; i < n->n_uses; i++) /* levels that another list has */
        for (size_t k = 0; n->uses[i].list && n->uses[i].list->of_style && k < n->n_lists; k++)
            if (n->lists[k].style && strcmp(n->lists[k].style, n->uses[i].list->of_style) == 0)
                n->uses[i].list = &n->lists[k];
}

/* ---- Styles ---- */

static style *add_style(numbering *n, const char *id)
{
    style *styles = arena_grow(n->a, n->styles, n->n_styles, sizeof *styles);
    if (!styles) {
        n->failed = true;
        return NULL;
    }
    n->styles = styles;
    styles[n->n_styles] = (style){.id = id ? id : "", .says = {NULL, NULL, -1}};
    return &styles[n->n_styles++];
}

static void read_styles(numbering *n, zc_str bytes)
{
    xml *x = bytes.n ? xml_open(bytes) : NULL;
    style *at = NULL;
    n->failed = n->failed || (bytes.n && !x);
    for (xml_event event;
         x && !n->failed && (event = xml_next(x)) != XML_END && event != XML_BROKEN;) {
        if (event == XML_CLOSE && xml_is(x, "style"))
            at = NULL;
        if (event != XML_OPEN)
            continue;
        if (xml_is(x, "style"))
            at = add_style(n, xml_attribute(x, "styleId", n->a));
        else if (at && xml_is(x, "basedOn"))
            at->based_on = xml_attribute(x, "val", n->a);
        else if (at && xml_is(x, "numId"))
            at->says.list = xml_attribute(x, "val", n->a);
        else if (at && xml_is(x, "ilvl"))
            at->says.level = level_of(x, "val", n->a);
    }
    xml_close(x);
}

numbering *numbering_read(zc_str lists, zc_str styles, arena *a)
{
    numbering *n = arena_alloc(a, sizeof *n);
    if (!n)
        return NULL;
    n->a = a;
    read_lists(n, lists);
    if (n->n_uses)
        read_styles(n, styles);
    return n->failed ? NULL : n;
}

/* ---- Numerals ---- */

void numbering_chinese(unsigned value, zc_buf *out)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const struct {
        unsigned of;
        const char *name;
    } units[] = {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    bool begun = false, gap = false;
    for (size_t i = 0; i < COUNT(units); i++) {
        unsigned digit = value / units[i].of % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            buf_puts(out, digits[0]);
        if (begun || units[i].of != 10 || digit > 1) /* 十二, not 一十二 */
            buf_puts(out, digits[digit]);
        buf_puts(out, units[i].name);
        begun = true;
        gap = false;
    }
    if (!begun)
        buf_puts(out, digits[0]);
}

/* 一〇三: a digit a place. */
static void put_digits(unsigned value, zc_buf *out)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    unsigned unit = 1;
    while (value / unit >= 10)
        unit *= 10;
    for (; unit; unit /= 10)
        buf_puts(out, digits[value / unit % 10]);
}

static void put_roman(unsigned value, bool upper, zc_buf *out)
{
    static const struct {
        unsigned of;
        const char *upper, *lower;
    } signs[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                 {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                 {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                 {1, "I", "i"}};
    for (size_t i = 0; i < COUNT(signs); i++)
        for (; value >= signs[i].of; value -= signs[i].of)
            buf_puts(out, upper ? signs[i].upper : signs[i].lower);
}

/* A, B … Z, AA, BB. */
static void put_letter(unsigned value, char first, zc_buf *out)
{
    enum { TIMES_AT_MOST = 8 };
    unsigned letter = value ? (value - 1) % 26 : 0;
    for (unsigned i = 0; value > 0 && i <= (value - 1) / 26 && i < TIMES_AT_MOST; i++)
        buf_char(out, (char)((unsigned)first + letter));
}

/* One of a row of characters; the Arabic number beyond it. */
static void put_sign(unsigned value, uint32_t first, unsigned most, zc_buf *out)
{
    if (value > 0 && value <= most)
        buf_cp(out, first + value - 1);
    else
        buf_printf(out, "%u", value);
}

static void put_stem(unsigned value, zc_buf *out)
{
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    if (value > 0 && value <= COUNT(stems))
        buf_puts(out, stems[value - 1]);
    else
        buf_printf(out, "%u", value);
}

static void put_full_width(unsigned value, zc_buf *out)
{
    unsigned unit = 1;
    while (value / unit >= 10)
        unit *= 10;
    for (; unit; unit /= 10)
        buf_cp(out, 0xFF10 + value / unit % 10);
}

/* ST_NumberFormat; what is not told apart here is written in Arabic digits. */
static void put_value(unsigned value, const char *format, zc_buf *out)
{
    static const char *const chinese[] = {"chineseCounting", "chineseCountingThousand",
                                          "japaneseCounting", "taiwaneseCounting",
                                          "taiwaneseCountingThousand"};
    static const char *const places[] = {"ideographDigital", "japaneseDigitalTenThousand",
                                         "taiwaneseDigital"};
    for (size_t i = 0; i < COUNT(chinese); i++)
        if (strcmp(format, chinese[i]) == 0) {
            numbering_chinese(value, out);
            return;
        }
    for (size_t i = 0; i < COUNT(places); i++)
        if (strcmp(format, places[i]) == 0) {
            put_digits(value, out);
            return;
        }
    if (strcmp(format, "upperRoman") == 0 || strcmp(format, "lowerRoman") == 0)
        put_roman(value, *format == 'u', out);
    else if (strcmp(format, "upperLetter") == 0 || strcmp(format, "lowerLetter") == 0)
        put_letter(value, *format == 'u' ? 'A' : 'a', out);
    else if (strncmp(format, "decimalEnclosedCircle", 21) == 0)
        put_sign(value, 0x2460, 20, out); /* ① */
    else if (strcmp(format, "decimalEnclosedParen") == 0)
        put_sign(value, 0x2474, 20, out); /* ⑴ */
    else if (strcmp(format, "decimalEnclosedFullstop") == 0)
        put_sign(value, 0x2488, 20, out); /* ⒈ */
    else if (strcmp(format, "ideographEnclosedCircle") == 0)
        put_sign(value, 0x3280, 10, out); /* ㊀ */
    else if (strcmp(format, "ideographTraditional") == 0)
        put_stem(value, out);
    else if (strcmp(format, "decimalFullWidth") == 0)
        put_full_width(value, out);
    else if (strcmp(format, "none") != 0)
        buf_printf(out, strcmp(format, "decimalZero") == 0 ? "%02u" : "%u", value);
}

/* ---- A paragraph's number ---- */

static const style *find_style(const numbering *n, const char *id)
{
    for (size_t i = 0; id && i < n->n_styles; i++)
        if (strcmp(n->styles[i].id, id) == 0)
            return &n->styles[i];
    return NULL;
}

static use *find_use(numbering *n, const char *id)
{
    for (size_t i = 0; i < n->n_uses; i++)
        if (strcmp(n->uses[i].id, id) == 0)
            return &n->uses[i];
    return NULL;
}

/* The level whose paragraphs have this style. */
static long level_with(const list *l, const char *style)
{
    for (long i = 0; style && i < LEVELS; i++)
        if (l->levels[i].style && strcmp(l->levels[i].style, style) == 0)
            return i;
    return -1;
}

/* What the paragraph and its styles say together: the nearest counts. */
static use *look_up(numbering *n, const numbered *p, long *level)
{
    enum { STYLES_AT_MOST = 32 };
    const char *id = p->list, *named = p->style;
    *level = p->level;
    const style *s = find_style(n, p->style);
    for (int i = 0; s && !id && i < STYLES_AT_MOST; i++, s = find_style(n, s->based_on)) {
        id = s->says.list;
        *level = *level < 0 ? s->says.level : *level;
        named = id ? s->id : named;
    }
    use *found = id && strcmp(id, "0") != 0 ? find_use(n, id) : NULL;
    if (!found || !found->list)
        return NULL;
    if (*level < 0)
        *level = level_with(found->list, named);
    *level = *level < 0 ? 0 : *level;
    return found;
}

/* The value that a level begins with. */
static long first_of(const use *u, long at)
{
    long first = u->restart[at] >= 0 ? u->restart[at] : u->list->levels[at].start;
    return first < 0 ? 0 : first > VALUE_AT_MOST ? VALUE_AT_MOST : first;
}

/* Counts the paragraph: levels above it that have no number get their first, those below
 * begin anew. */
static void count(use *u, long at)
{
    list *l = u->list;
    for (long i = 0; !u->begun && i < LEVELS; i++)
        if (u->restart[i] >= 0)
            l->values[i] = -1;
    u->begun = true;
    for (long i = 0; i < at; i++)
        if (l->values[i] < 0)
            l->values[i] = first_of(u, i);
    if (l->values[at] < 0)
        l->values[at] = first_of(u, at);
    else if (l->values[at] < VALUE_AT_MOST)
        l->values[at]++;
    for (long i = at + 1; i < LEVELS; i++)
        if (!l->levels[i].never_restarts)
            l->values[i] = -1;
}

static void put_number(const list *l, long at, zc_buf *out)
{
    for (const char *p = l->levels[at].text; *p; p++) {
        if (*p != '%' || p[1] < '1' || p[1] > '9') {
            buf_char(out, *p);
            continue;
        }
        long which = *++p - '1';
        long value = l->values[which] < 0 ? 0 : l->values[which];
        put_value((unsigned)value, l->levels[at].legal ? "decimal" : l->levels[which].format, out);
    }
}

/* 第一条 is parted from its text by a blank, （一） and 一、 are not. */
static void put_gap(const level *l, size_t from, zc_buf *out)
{
    zc_str number = str_slice(buf_view(out), from, out->len);
    if (number.n == 0 || strcmp(l->suffix, "nothing") == 0)
        return;
    size_t at = utf8_back(number, number.n);
    uint32_t last = utf8_next(number, &at);
    if (utf8_is_han(last))
        buf_puts(out, "　");
    else if (last < 0x80)
        buf_char(out, ' ');
}

void numbering_next(numbering *n, const numbered *paragraph, zc_buf *out)
{
    long at = 0;
    use *u = look_up(n, paragraph, &at);
    if (!u)
        return;
    const level *l = &u->list->levels[at];
    count(u, at);
    if (strcmp(l->format, "bullet") == 0)
        return; /* a sign of a font of signs */
    size_t from = out->len;
    put_number(u->list, at, out);
    put_gap(l, from, out);
}
