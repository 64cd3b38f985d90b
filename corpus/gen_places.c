/* Build-time generator: the gazetteer's tables from places.tsv, zones.tsv and
 * place-words.tsv.
 *
 * Writes a C include file for gazetteer.c: the places of today, every name that
 * means one of them (full, former, short) sorted by its bytes, an index by
 * first character, the zones and the former places that were divided, and how
 * the common characters sound. All of it is
 * constant data, so that a program that asks for one place pays for one look-up.
 * A zone in no known place, or a word that is no name, fails the build.
 *
 * Usage: gen_places places.tsv zones.tsv place-words.tsv OUT.inc
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ROWS = 8192, MAX_NAMES = 16384, MAX_ZONES = 512, FIRST = 0x4E00, LAST = 0x9FFF };
enum { MAX_COLUMNS = 9, WORD = 8, CODE = 6 }; /* WORD: a bit beside the kind of a name */
enum level { PROVINCE, CITY, COUNTY };
enum kind { FULL, FORMER, SHORT, FORMER_SHORT };

typedef struct row {
    char *code, *name, *province, *city, *successor;
    enum level level;
    bool current;
    int place; /* number among the places of today */
} row;

typedef struct name {
    char *text;
    int place;
    enum kind kind;
    bool word;
} name;

typedef struct zone {
    char *text;
    int place;
} zone;

typedef struct tables {
    row rows[MAX_ROWS];
    size_t n_rows;
    int n_places; /* current rows */
    name names[MAX_NAMES];
    size_t n_names;
    zone zones[MAX_ZONES];
    size_t n_zones;
    char *pool[MAX_NAMES]; /* texts, each once, sorted */
    size_t offset[MAX_NAMES], n_pool;
} tables;

static void fail(const char *why, const char *what)
{
    fprintf(stderr, "gen_places: %s: %s\n", why, what);
    exit(1);
}

static char *copy(const char *s, size_t n)
{
    char *p = strndup(s, n);
    if (!p)
        fail("out of memory", s);
    return p;
}

/* ---- Reading ---- */

static enum level level_of(const char *word)
{
    return strcmp(word, "province") == 0 ? PROVINCE : strcmp(word, "city") == 0 ? CITY : COUNTY;
}

/* The rows of a table of tab-separated columns below its comments and header. */
static void table_read(tables *t, const char *path, int columns,
                       void (*take)(tables *t, char *const *cell))
{
    FILE *in = fopen(path, "r");
    if (!in)
        fail("can't open", path);
    char *line = NULL;
    size_t cap = 0;
    for (bool header = true; getline(&line, &cap, in) > 0;) {
        char *cell[MAX_COLUMNS], *p = line;
        if (line[0] == '#')
            continue;
        for (int i = 0; i < columns && !header; i++) {
            cell[i] = p ? strsep(&p, "\t\n") : NULL;
            if (!cell[i])
                fail("a row has too few columns", line);
        }
        if (!header)
            take(t, cell);
        header = false;
    }
    free(line);
    fclose(in);
}

static void row_take(tables *t, char *const *cell)
{
    bool current = strcmp(cell[3], "current") == 0;
    if (t->n_rows == MAX_ROWS)
        fail("too many rows", cell[0]);
    t->rows[t->n_rows++] = (row){
        .code = copy(cell[0], strlen(cell[0])),
        .name = copy(cell[1], strlen(cell[1])),
        .province = copy(cell[6], strlen(cell[6])),
        .city = copy(cell[7], strlen(cell[7])),
        .successor = copy(cell[8], strlen(cell[8])),
        .level = level_of(cell[2]),
        .current = current,
        .place = current ? t->n_places++ : -1,
    };
}

static void zone_take(tables *t, char *const *cell)
{
    int place = -1;
    if (t->n_zones == MAX_ZONES)
        fail("too many zones", cell[0]);
    for (size_t i = 0; i < t->n_rows; i++)
        if (t->rows[i].current && strcmp(t->rows[i].name, cell[1]) == 0) {
            if (place >= 0)
                fail("a zone's place has a namesake", cell[1]);
            place = t->rows[i].place;
        }
    if (place < 0)
        fail("a zone's place isn't there", cell[1]);
    t->zones[t->n_zones++] = (zone){copy(cell[0], strlen(cell[0])), place};
}

static void word_take(tables *t, char *const *cell)
{
    bool found = false;
    for (size_t i = 0; i < t->n_names; i++)
        if (strcmp(t->names[i].text, cell[0]) == 0)
            found = t->names[i].word = true;
    if (!found)
        fail("a word that is no name", cell[0]);
}

/* ---- Names ---- */

/* Longest first, since 自治县 ends in 县. */
static const char *const suffixes[] = {
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区",
    "新区",       "省",     "市",     "县",     "区",     "盟",   "旗",
};

static const char *const peoples[] = {
    "蒙古",   "回",   "藏",       "维吾尔", "苗",     "彝",     "壮",   "布依",
    "朝鲜",   "满",   "侗",       "瑶",     "白",     "土家",   "哈尼", "哈萨克",
    "傣",     "黎",   "傈僳",     "佤",     "畲",     "拉祜",   "水",   "东乡",
    "纳西",   "景颇", "柯尔克孜", "土",     "达斡尔", "仫佬",   "羌",   "布朗",
    "撒拉",   "毛南", "仡佬",     "锡伯",   "普米",   "塔吉克", "怒",   "乌孜别克",
    "鄂温克", "德昂", "保安",     "裕固",   "独龙",   "鄂伦春", "各",   "阿昌",
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool ends(const char *s, size_t n, const char *end)
{
    size_t m = strlen(end);
    return n >= m && memcmp(s + n - m, end, m) == 0;
}

/* Two characters stay at least: 内蒙古 is not 内, 忠县 is not 忠. */
static size_t without(const char *s, size_t n, const char *end)
{
    return ends(s, n, end) && n - strlen(end) >= 6 ? n - strlen(end) : n;
}

/* The peoples that an autonomous place names: 黔东南苗族侗族 → 黔东南, and
 * 克孜勒苏柯尔克孜 → 克孜勒苏. */
static size_t without_peoples(const char *s, size_t n)
{
    for (size_t before = 0; before != n;) {
        before = n;
        size_t bare = ends(s, n, "族") ? n - strlen("族") : n;
        for (size_t i = 0; i < COUNT(peoples) && n == before; i++) {
            /* One-character names only with 族: 白, 水 and 土 end other words. */
            size_t cut = strlen(peoples[i]) > 3 || bare < n ? without(s, bare, peoples[i]) : bare;
            if (cut < bare)
                n = cut;
        }
    }
    return without(s, n, "族");
}

/* Length of the name without its kind of place, 0 when nothing would be left. */
static size_t stem(const char *s, const char **suffix)
{
    size_t n = strlen(s);
    for (size_t i = 0; i < COUNT(suffixes); i++) {
        if (!ends(s, n, suffixes[i]))
            continue;
        size_t m = without(s, n, suffixes[i]);
        if (m == n)
            continue;
        *suffix = suffixes[i];
        return strncmp(*suffix, "自治", strlen("自治")) == 0 ? without_peoples(s, m) : m;
    }
    return 0;
}

static void name_add(tables *t, char *text, int place, enum kind kind)
{
    for (size_t i = t->n_names; i-- > 0;)
        if (t->names[i].place == place && strcmp(t->names[i].text, text) == 0)
            return;
    if (t->n_names == MAX_NAMES)
        fail("too many names", text);
    t->names[t->n_names++] = (name){text, place, kind, false};
}

static bool name_known(const tables *t, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(t->names[i].text, text) == 0)
            return true;
    return false;
}

/* 楚雄 and 楚雄州 for 楚雄彝族自治州. */
static void short_add(tables *t, const char *text, int place)
{
    const char *suffix = "";
    size_t n = stem(text, &suffix);
    if (n == 0)
        return;
    char *bare = copy(text, n);
    name_add(t, bare, place, SHORT);
    if (strncmp(suffix, "自治", strlen("自治")) != 0)
        return;
    const char *kind = strcmp(suffix, "自治区") == 0 ? suffix : suffix + strlen("自治");
    char *with_kind = malloc(n + strlen(kind) + 1);
    if (!with_kind)
        fail("out of memory", text);
    memcpy(with_kind, bare, n);
    memcpy(with_kind + n, kind, strlen(kind) + 1);
    name_add(t, with_kind, place, SHORT);
}

static int heir_of(const tables *t, const row *r)
{
    if (r->current || r->successor[0] == '\0' || strchr(r->successor, ';'))
        return -1;
    for (size_t i = 0; i < t->n_rows; i++)
        if (t->rows[i].current && strcmp(t->rows[i].code, r->successor) == 0)
            return t->rows[i].place;
    fail("a successor that isn't there", r->successor);
    return -1;
}

static void names_make(tables *t)
{
    for (size_t i = 0; i < t->n_rows; i++)
        if (t->rows[i].current)
            name_add(t, t->rows[i].name, t->rows[i].place, FULL);
    for (size_t i = 0; i < t->n_rows; i++) {
        int heir = heir_of(t, &t->rows[i]);
        if (heir >= 0)
            name_add(t, t->rows[i].name, heir, FORMER);
    }
    for (size_t i = 0; i < t->n_rows; i++)
        if (t->rows[i].current)
            short_add(t, t->rows[i].name, t->rows[i].place);
    size_t n = t->n_names; /* 襄樊, but no second meaning for a short name of today */
    for (size_t i = 0; i < t->n_rows; i++) {
        int heir = heir_of(t, &t->rows[i]);
        const char *suffix = "";
        size_t length = heir >= 0 ? stem(t->rows[i].name, &suffix) : 0;
        char *bare = copy(t->rows[i].name, length);
        if (length && !name_known(t, n, bare))
            name_add(t, bare, heir, FORMER_SHORT);
        else
            free(bare);
    }
}

/* ---- Places that were divided ---- */

static const row *row_of_code(const tables *t, const char *code)
{
    for (size_t i = 0; i < t->n_rows; i++)
        if (t->rows[i].current && strncmp(t->rows[i].code, code, CODE) == 0)
            return &t->rows[i];
    fail("a successor that isn't there", code);
    return NULL;
}

static int place_named(const tables *t, enum level level, const char *name, const char *province)
{
    for (size_t i = 0; i < t->n_rows; i++)
        if (t->rows[i].current && t->rows[i].level == level && strcmp(t->rows[i].name, name) == 0 &&
            strcmp(t->rows[i].province, province) == 0)
            return t->rows[i].place;
    return -1;
}

/* The city that holds all heirs of a place, or the province; -1 for neither. */
static int holder_of(const tables *t, const row *r)
{
    const row *first = row_of_code(t, r->successor);
    bool city = true, province = true;
    for (const char *code = r->successor; code; code = strchr(code, ';')) {
        code += *code == ';';
        const row *heir = row_of_code(t, code);
        const char *own = heir->level == CITY ? heir->name : heir->city;
        city = city && strcmp(own, first->level == CITY ? first->name : first->city) == 0;
        province = province && strcmp(heir->province, first->province) == 0;
    }
    int found = province && city
                    ? place_named(t, CITY, first->level == CITY ? first->name : first->city,
                                  first->province)
                    : -1;
    return found < 0 && province ? place_named(t, PROVINCE, first->province, first->province)
                                 : found;
}

static bool zone_known(const tables *t, const char *text)
{
    for (size_t i = 0; i < t->n_zones; i++)
        if (strcmp(t->zones[i].text, text) == 0)
            return true;
    return false;
}

/* 巢湖地区 lay in 安徽省, 吴县 in 苏州市. Not where several bore the name, or where
 * one bears it today. */
static void divided_add(tables *t)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        const row *r = &t->rows[i];
        if (!strchr(r->successor, ';') || name_known(t, t->n_names, r->name) ||
            zone_known(t, r->name))
            continue;
        int holder = holder_of(t, r);
        for (size_t k = 0; k < t->n_rows; k++)
            if (strcmp(t->rows[k].name, r->name) == 0 &&
                (!strchr(t->rows[k].successor, ';') || holder_of(t, &t->rows[k]) != holder))
                holder = -1;
        if (holder < 0)
            continue;
        if (t->n_zones == MAX_ZONES)
            fail("too many divided places", r->name);
        t->zones[t->n_zones++] = (zone){copy(r->name, strlen(r->name)), holder};
    }
}

/* By text; then as place_find promises; then provinces before counties. */
static const tables *sorting;

static int name_order(const void *a, const void *b)
{
    const name *x = a, *y = b;
    int by_text = strcmp(x->text, y->text);
    if (by_text || x->kind != y->kind)
        return by_text ? by_text : (int)x->kind - (int)y->kind;
    enum level levels[2] = {PROVINCE, PROVINCE};
    for (size_t i = 0; i < sorting->n_rows; i++) {
        if (sorting->rows[i].place == x->place)
            levels[0] = sorting->rows[i].level;
        if (sorting->rows[i].place == y->place)
            levels[1] = sorting->rows[i].level;
    }
    return levels[0] != levels[1] ? (int)levels[0] - (int)levels[1] : x->place - y->place;
}

/* ---- Writing ---- */

static int text_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void pool_write(tables *t, FILE *out)
{
    char *all[MAX_NAMES];
    for (size_t i = 0; i < t->n_names; i++)
        all[i] = t->names[i].text;
    qsort(all, t->n_names, sizeof *all, text_order);
    fputs("static const char place_text[] =\n", out);
    size_t at = 0;
    for (size_t i = 0; i < t->n_names; i++) {
        if (i > 0 && strcmp(all[i], all[i - 1]) == 0)
            continue;
        t->pool[t->n_pool] = all[i];
        t->offset[t->n_pool++] = at;
        at += strlen(all[i]) + 1;
        fprintf(out, "    \"%s\\0\"\n", all[i]);
    }
    fputs("    ;\n\n", out);
}

static size_t pool_find(const tables *t, const char *text)
{
    char *const *hit = bsearch(&text, t->pool, t->n_pool, sizeof *t->pool, text_order);
    if (!hit)
        fail("a name that isn't there", text);
    return t->offset[hit - t->pool];
}

static bool is_municipality(const row *r)
{
    return r->level == PROVINCE && ends(r->name, strlen(r->name), "市");
}

/* Districts of 北京市 have the municipality for their city; a county directly
 * under a province is its own city. */
static void place_write(const tables *t, const row *r, FILE *out)
{
    bool municipal = ends(r->province, strlen(r->province), "市");
    bool own_city = r->level == COUNTY && r->city[0] == '\0' && !municipal;
    const char *city = is_municipality(r) || own_city ? r->name
                       : r->level == PROVINCE         ? NULL
                       : r->city[0] == '\0'           ? r->province
                                                      : r->city;
    bool county = r->level == COUNTY && !own_city;
    static const char *const level_names[] = {"PLACE_PROVINCE", "PLACE_CITY", "PLACE_COUNTY"};
    fprintf(out, "    {place_text + %zu, %s, place_text + %zu, ", pool_find(t, r->name),
            level_names[own_city ? CITY : r->level], pool_find(t, r->province));
    if (city)
        fprintf(out, "place_text + %zu, ", pool_find(t, city));
    else
        fputs("NULL, ", out);
    if (county)
        fprintf(out, "place_text + %zu},\n", pool_find(t, r->name));
    else
        fputs("NULL},\n", out);
}

static unsigned first_character(const char *s)
{
    const unsigned char *p = (const unsigned char *)s;
    unsigned c = (p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    if ((p[0] & 0xF0) != 0xE0 || c < FIRST || c > LAST)
        fail("a name that doesn't begin with a common Han character", s);
    return c;
}

static void names_write(const tables *t, FILE *out)
{
    fputs("static const struct place_name place_names[] = {\n", out);
    for (size_t i = 0; i < t->n_names; i++)
        fprintf(out, "    {%zu, %d, %zu, %d},\n", pool_find(t, t->names[i].text), t->names[i].place,
                strlen(t->names[i].text), (int)t->names[i].kind | (t->names[i].word ? WORD : 0));
    fprintf(out, "};\n\nenum { PLACE_CHAR_FIRST = 0x%X, PLACE_CHAR_LAST = 0x%X };\n", FIRST, LAST);
    fputs("/* The first name that begins with the character or one after it. */\n"
          "static const uint16_t place_first[] = {\n",
          out);
    size_t at = 0;
    for (unsigned c = FIRST; c <= LAST + 1u; c++) {
        while (at < t->n_names && first_character(t->names[at].text) < c)
            at++;
        fprintf(out, "%zu,%s", at, c % 16 == 15 ? "\n" : "");
    }
    fputs("\n};\n\n", out);
}

static int zone_order(const void *a, const void *b)
{
    return strcmp(((const zone *)a)->text, ((const zone *)b)->text);
}

static void zones_write(tables *t, FILE *out)
{
    qsort(t->zones, t->n_zones, sizeof *t->zones, zone_order);
    fputs("static const struct place_zone place_zones[] = {\n", out);
    for (size_t i = 0; i < t->n_zones; i++)
        fprintf(out, "    {\"%s\", %d},\n", t->zones[i].text, t->zones[i].place);
    fputs("};\n\n", out);
}

/* GB/T 2312 lists its 3,755 common characters by pinyin (rows 16 to 55): near
 * in that list is near in sound, 玻 next to 波. 0 for all the others. */
static void sounds_write(FILE *out)
{
    iconv_t gb = iconv_open("GB2312", "UTF-8");
    if (gb == (iconv_t)-1)
        fail("iconv does not know", "GB2312");
    fputs("static const uint16_t place_sound[] = {\n", out);
    for (unsigned c = FIRST; c <= LAST; c++) {
        char in[3] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)),
                      (char)(0x80 | (c & 0x3F))};
        unsigned char bytes[4] = {0};
        char *from = in, *to = (char *)bytes;
        size_t left = sizeof in, room = sizeof bytes;
        unsigned rank = 0;
        if (iconv(gb, &from, &left, &to, &room) == 0 && bytes[0] >= 0xB0 && bytes[0] <= 0xD7)
            rank = (bytes[0] - 0xB0u) * 94 + bytes[1] - 0xA0u;
        iconv(gb, NULL, NULL, NULL, NULL);
        fprintf(out, "%u,%s", rank, c % 16 == 15 ? "\n" : "");
    }
    fputs("};\n", out);
    iconv_close(gb);
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: gen_places places.tsv zones.tsv place-words.tsv OUT.inc\n", stderr);
        return 2;
    }
    static tables t;
    table_read(&t, argv[1], 9, row_take);
    table_read(&t, argv[2], 3, zone_take);
    names_make(&t);
    divided_add(&t);
    table_read(&t, argv[3], 1, word_take);
    sorting = &t;
    qsort(t.names, t.n_names, sizeof *t.names, name_order);
    FILE *out = fopen(argv[4], "w");
    if (!out)
        fail("can't write", argv[4]);
    fputs("/* Made by gen_places. */\n\n", out);
    pool_write(&t, out);
    fputs("static const place places[] = {\n", out);
    for (size_t i = 0; i < t.n_rows; i++)
        if (t.rows[i].current)
            place_write(&t, &t.rows[i], out);
    fputs("};\n\n", out);
    names_write(&t, out);
    zones_write(&t, out);
    sounds_write(out);
    bool failed = ferror(out);
    if (fclose(out) != 0 || failed)
        fail("can't write", argv[4]);
    return 0;
}
