/* Build-time generator: what the beginnings of document numbers tell, from
 * docno-prefixes.tsv.
 *
 * Writes a C include file for place_number.c: the rows of the table sorted by
 * the prefix's bytes. A row with a place that places.tsv does not know fails the
 * build.
 *
 * Usage: gen_prefixes docno-prefixes.tsv places.tsv OUT.inc
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ROWS = 4096 };

typedef struct row {
    char *prefix, *places;
    const char *says;
} row;

static void fail(const char *why, const char *what)
{
    fprintf(stderr, "gen_prefixes: %s: %s\n", why, what);
    exit(1);
}

static char *copy(const char *s)
{
    char *p = strdup(s);
    if (!p)
        fail("out of memory", s);
    return p;
}

static const char *says_of(const char *word)
{
    static const char *const words[][2] = {
        {"alone", "NUMBER_ALONE"}, {"shared", "NUMBER_SHARED"}, {"national", "NUMBER_NATIONAL"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i][0]) == 0)
            return words[i][1];
    fail("says neither alone, shared nor national", word);
    return NULL;
}

static char *file_read(const char *path)
{
    FILE *in = fopen(path, "r");
    char *all = NULL;
    size_t size = 0;
    if (!in || getdelim(&all, &size, '\0', in) < 0)
        fail("can't read", path);
    fclose(in);
    return all;
}

static bool is_place(const char *gazetteer, const char *name, size_t n)
{
    static const char *const levels[] = {"province", "city", "county"};
    char cells[256];
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        snprintf(cells, sizeof cells, "\t%.*s\t%s\tcurrent\t", (int)n, name, levels[i]);
        if (strstr(gazetteer, cells))
            return true;
    }
    return false;
}

static void row_check(const row *r, const char *gazetteer)
{
    for (const char *p = r->places; *p;) {
        size_t n = strcspn(p, ";");
        if (!is_place(gazetteer, p, n))
            fail("no place of today", p);
        p += n + (p[n] == ';');
    }
    bool none = r->places[0] == '\0', one = !none && !strchr(r->places, ';');
    if (strcmp(r->says, "NUMBER_NATIONAL") == 0 ? !none : none)
        fail("a place is missing, or one too many", r->prefix);
    if (strcmp(r->says, "NUMBER_ALONE") == 0 && !one)
        fail("is to tell one place alone", r->prefix);
}

static size_t rows_read(const char *path, row *rows)
{
    FILE *in = fopen(path, "r");
    if (!in)
        fail("can't open", path);
    char *line = NULL;
    size_t cap = 0, n = 0;
    for (bool header = true; getline(&line, &cap, in) > 0;) {
        if (line[0] == '#')
            continue;
        char *p = line, *prefix = strsep(&p, "\t"), *says = strsep(&p, "\t"),
             *places = strsep(&p, "\t");
        if (!places || !p)
            fail("a row has too few columns", prefix);
        if (n == MAX_ROWS)
            fail("too many rows", prefix);
        if (!header)
            rows[n++] = (row){copy(prefix), copy(places), says_of(says)};
        header = false;
    }
    free(line);
    fclose(in);
    return n;
}

static int row_order(const void *a, const void *b)
{
    return strcmp(((const row *)a)->prefix, ((const row *)b)->prefix);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: gen_prefixes docno-prefixes.tsv places.tsv OUT.inc\n", stderr);
        return 2;
    }
    static row rows[MAX_ROWS];
    size_t n = rows_read(argv[1], rows);
    char *gazetteer = file_read(argv[2]);
    qsort(rows, n, sizeof *rows, row_order);
    FILE *out = fopen(argv[3], "w");
    if (!out)
        fail("can't write", argv[3]);
    fputs("/* Made by gen_prefixes. */\n\nstatic const struct number_row number_rows[] = {\n", out);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && strcmp(rows[i].prefix, rows[i - 1].prefix) == 0)
            fail("a prefix stands there twice", rows[i].prefix);
        row_check(&rows[i], gazetteer);
        fprintf(out, "    {\"%s\", \"%s\", %s},\n", rows[i].prefix, rows[i].places, rows[i].says);
    }
    fputs("};\n", out);
    bool failed = ferror(out);
    if (fclose(out) != 0 || failed)
        fail("can't write", argv[3]);
    return 0;
}
