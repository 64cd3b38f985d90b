/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gazetteer.h"

#include <string.h>

struct place_name {
    uint32_t text; /* byte offset in place_text, where a NUL ends it */
    uint16_t place;
    uint8_t length;
    uint8_t kind; /* name_kind; NAME_WORD added to it */
};

struct place_zone {
    const char *name;
    uint16_t place;
};

enum name_kind { NAME_FULL, NAME_FORMER, NAME_SHORT, NAME_FORMER_SHORT, NAME_WORD = 8 };

/* place_text, places, place_names, place_first, place_zones, place_sound: see
 * gen_places.c */
#include "places.inc"

enum {
    N_PLACES = sizeof places / sizeof *places,
    N_NAMES = sizeof place_names / sizeof *place_names,
    N_ZONES = sizeof place_zones / sizeof *place_zones
};

size_t place_count(void)
{
    return N_PLACES;
}

size_t place_index(const place *p)
{
    return (size_t)(p - places);
}

const place *place_at(size_t index)
{
    return index < N_PLACES ? &places[index] : NULL;
}

static unsigned name_kind(const struct place_name *name)
{
    return name->kind & ~(unsigned)NAME_WORD;
}

static zc_str name_text(const struct place_name *name)
{
    return (zc_str){place_text + name->text, name->length};
}

/* ---- Exact names ---- */

/* The names that begin with the character `c`: [*from, the result). */
static size_t names_of(uint32_t c, size_t *from)
{
    if (c < PLACE_CHAR_FIRST || c > PLACE_CHAR_LAST)
        return *from = 0;
    *from = place_first[c - PLACE_CHAR_FIRST];
    return place_first[c - PLACE_CHAR_FIRST + 1];
}

/* The first name in [from, to) that isn't below `text`. */
static size_t name_bound(zc_str text, size_t from, size_t to)
{
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        zc_str name = name_text(&place_names[middle]);
        size_t n = name.n < text.n ? name.n : text.n;
        int order = memcmp(name.p, text.p, n);
        if (order < 0 || (order == 0 && name.n < text.n))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

size_t place_find(zc_str name, place_match *out, size_t cap)
{
    if (name.n == 0)
        return 0;
    size_t at = 0, from, found = 0;
    size_t to = names_of(utf8_next(name, &at), &from);
    for (size_t i = name_bound(name, from, to); i < to; i++) {
        if (!str_equal(name_text(&place_names[i]), name))
            break;
        unsigned kind = name_kind(&place_names[i]);
        if (found < cap)
            out[found] = (place_match){
                .place = &places[place_names[i].place],
                .short_name = kind == NAME_SHORT || kind == NAME_FORMER_SHORT,
                .former = kind == NAME_FORMER || kind == NAME_FORMER_SHORT,
                .word = (place_names[i].kind & NAME_WORD) != 0,
            };
        found++;
    }
    return found;
}

size_t place_prefix(zc_str text)
{
    if (text.n == 0)
        return 0;
    size_t at = 0, from, longest = 0;
    size_t to = names_of(utf8_next(text, &at), &from);
    /* Character by character: the first name that isn't below what was read is
     * that very text, or begins with it, or nothing does. */
    while (from < to) {
        zc_str read = str_slice(text, 0, at);
        from = name_bound(read, from, to);
        if (from == to || !str_starts(name_text(&place_names[from]), read))
            break;
        if (place_names[from].length == at)
            longest = at;
        if (at >= text.n)
            break;
        utf8_next(text, &at);
    }
    return longest;
}

size_t place_beginning(zc_str sign, const place **out, size_t cap)
{
    if (sign.n == 0)
        return 0;
    size_t at = 0, from, found = 0;
    size_t to = names_of(utf8_next(sign, &at), &from);
    for (size_t i = name_bound(sign, from, to); i < to && found < cap; i++) {
        if (!str_starts(name_text(&place_names[i]), sign))
            break;
        const place *p = &places[place_names[i].place];
        bool known = name_kind(&place_names[i]) > NAME_FORMER;
        for (size_t k = 0; k < found && !known; k++)
            known = out[k] == p;
        if (!known)
            out[found++] = p;
    }
    return found;
}

/* ---- Zones ---- */

size_t place_zone(zc_str text, const place **where)
{
    size_t longest = 0;
    for (size_t i = 0; i < N_ZONES; i++) {
        zc_str name = str_from(place_zones[i].name);
        if (name.n > longest && str_starts(text, name)) {
            longest = name.n;
            *where = &places[place_zones[i].place];
        }
    }
    return longest;
}

/* ---- Names that are nearly it ---- */

enum {
    NEAR_CHARS = 20,
    NEAR_CAP = 16,
    COST_EDIT = 12,
    COST_SOUND = 6,
    COST_LIKE = 9,
    COST_FAR = 1000
};

static size_t decode(zc_str s, uint32_t *out, size_t cap)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n && n < cap; n++)
        out[n] = utf8_next(s, &at);
    return n;
}

static int sound_of(uint32_t c)
{
    return c >= PLACE_CHAR_FIRST && c <= PLACE_CHAR_LAST ? place_sound[c - PLACE_CHAR_FIRST] : 0;
}

/* A wrong character mostly sounds like the right one: 宁玻 was meant to be 宁波.
 * Most syllables fill some ten places of the list by sound. */
static int cost_change(uint32_t a, uint32_t b)
{
    if (a == b)
        return 0;
    int x = sound_of(a), y = sound_of(b), apart = x > y ? x - y : y - x;
    if (x == 0 || y == 0 || apart > 24)
        return COST_EDIT;
    return apart <= 10 ? COST_SOUND : COST_LIKE;
}

/* Edit distance over characters; COST_FAR as soon as it can't stay within
 * `most`. */
static int distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m, int most)
{
    int row[NEAR_CHARS + 1];
    for (size_t j = 0; j <= m; j++)
        row[j] = (int)j * COST_EDIT;
    for (size_t i = 1; i <= n; i++) {
        int diagonal = row[0], best = row[0] = (int)i * COST_EDIT;
        for (size_t j = 1; j <= m; j++) {
            int change = diagonal + cost_change(a[i - 1], b[j - 1]);
            int edit = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + COST_EDIT;
            diagonal = row[j];
            row[j] = change < edit ? change : edit;
            best = row[j] < best ? row[j] : best;
        }
        if (best > most)
            return COST_FAR;
    }
    return row[m];
}

typedef struct near_name {
    int cost;
    const struct place_name *name;
} near_name;

/* Keeps `list` sorted: cheaper first, then provinces before counties. */
static size_t near_insert(near_name *list, size_t n, size_t cap, near_name one)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].name->text == one.name->text)
            return n;
    size_t at = n;
    for (; at > 0; at--) {
        const near_name *before = &list[at - 1];
        if (before->cost < one.cost ||
            (before->cost == one.cost &&
             places[before->name->place].level <= places[one.name->place].level))
            break;
        if (at < cap)
            list[at] = *before;
    }
    if (at < cap)
        list[at] = one;
    return n < cap ? n + 1 : n;
}

size_t place_nearest(zc_str name, const char **out, size_t cap)
{
    uint32_t wanted[NEAR_CHARS], other[NEAR_CHARS];
    size_t n = decode(str_trim(name), wanted, NEAR_CHARS), found = 0;
    near_name list[NEAR_CAP];
    cap = cap < NEAR_CAP ? cap : NEAR_CAP;
    /* More than half of the characters wrong is no resemblance any more. */
    int most = (int)n * COST_EDIT / 2;
    if (n == 0 || cap == 0)
        return 0;
    for (size_t i = 0; i < N_NAMES; i++) {
        const struct place_name *one = &place_names[i];
        size_t rough = one->length / 3u; /* names are Han: three bytes each */
        size_t apart = rough > n ? rough - n : n - rough;
        if ((name_kind(one) != NAME_FULL && name_kind(one) != NAME_SHORT) ||
            (int)apart * COST_EDIT > most)
            continue;
        int cost = distance(wanted, n, other, decode(name_text(one), other, NEAR_CHARS), most);
        if (cost <= most)
            found = near_insert(list, found, cap, (near_name){cost, one});
    }
    for (size_t i = 0; i < found; i++)
        out[i] = place_text + list[i].name->text;
    return found;
}
