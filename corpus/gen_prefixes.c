/* Build-time generator: what the beginnings of document numbers tell, from
 * docno-prefixes.tsv.
 *
 * Writes a C include file for place_number.c: the rows of the table sorted by
 * the prefix's bytes.
 *
 * Usage: gen_prefixes docno-prefixes.tsv OUT.inc
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
    if (argc != 3) {
        fputs("usage: gen_prefixes docno-prefixes.tsv OUT.inc\n", stderr);
        return 2;
    }
    static row rows[MAX_ROWS];
    size_t n = rows_read(argv[1], rows);
    qsort(rows, n, sizeof *rows, row_order);
    FILE *out = fopen(argv[2], "w");
    if (!out)
        fail("can't write", argv[2]);
    fputs("/* Made by gen_prefixes. */\n\nstatic const struct number_row number_rows[] = {\n", out);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && strcmp(rows[i].prefix, rows[i - 1].prefix) == 0)
            fail("a prefix stands there twice", rows[i].prefix);
        fprintf(out, "    {\"%s\", \"%s\", %s},\n", rows[i].prefix, rows[i].places, rows[i].says);
    }
    fputs("};\n", out);
    bool failed = ferror(out);
    if (fclose(out) != 0 || failed)
        fail("can't write", argv[2]);
    return 0;
}
