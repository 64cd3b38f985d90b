/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "groups.h"

#include "alike.h"
#include "files.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file, of little-endian numbers of four bytes: groups M, documents N;
 * M + 1 numbers: where in the list each group begins, from 0 to N; the list, N
 * times four by group, the newest first: a document, the first with its text, the
 * first of its near copies, its time; and N times three by number: a document, its
 * group, its place in the list. */
enum { HEAD = 2, LISTED = 4, NUMBERED = 3 };

static uint64_t numbers_in(uint64_t n_groups, uint64_t n_documents)
{
    return HEAD + n_groups + 1 + (LISTED + NUMBERED) * n_documents;
}

/* ---- Making ---- */

/* Everything that has a sketch. */
typedef struct gathering {
    alike *docs;
    size_t n, cap;
    bool bad;
} gathering;

/* A document of a group, by the least number of the group; of its text and its
 * near copies, too. */
typedef struct row {
    uint32_t group, place;
    groups_entry entry;
} row;

static void take_sketch(void *context, uint32_t number, zc_str value)
{
    gathering *g = context;
    g->bad = g->bad || g->n == g->cap || !sketch_read(value, &g->docs[g->n].sketch);
    if (!g->bad)
        g->docs[g->n++].number = number;
}

static zc_status gather(store *s, gathering *g, zc_error *error)
{
    *g = (gathering){.cap = store_documents(s)};
    g->docs = malloc((g->cap + 1) * sizeof *g->docs);
    if (!g->docs)
        return error_memory(error);
    zc_status status = store_column(s, SCHEMA_SLOT_SKETCH, take_sketch, g, error);
    if (status == ZC_OK && g->bad)
        status = error_set(error, ZC_ERROR_CORRUPT,
                           "the index is damaged (a sketch); rebuild it with zhengce-index --full");
    return status == ZC_OK ? alike_group(g->docs, g->n, error) : status;
}

static void lower(uint32_t *least, uint32_t number)
{
    if (*least == 0 || number < *least)
        *least = number;
}

/* The rows of all groups of two documents and more; the caller frees them. */
static zc_status list_rows(const gathering *g, row **out, size_t *n, zc_error *error)
{
    struct tally {
        uint32_t documents, least, least_same, least_near;
    } *tally = calloc(g->n + 1, sizeof *tally);
    row *rows = malloc((g->n + 1) * sizeof *rows);
    *n = 0;
    if (!tally || !rows) {
        free(tally);
        free(rows);
        return error_memory(error);
    }
    for (size_t i = 0; i < g->n; i++) {
        const alike *doc = &g->docs[i];
        tally[doc->group].documents++;
        lower(&tally[doc->group].least, doc->number);
        lower(&tally[doc->same].least_same, doc->number);
        lower(&tally[doc->near].least_near, doc->number);
    }
    for (size_t i = 0; i < g->n; i++) {
        const alike *doc = &g->docs[i];
        if (tally[doc->group].documents > 1)
            rows[(*n)++] = (row){
                .group = tally[doc->group].least,
                .entry = {doc->number, tally[doc->same].least_same, tally[doc->near].least_near,
                          doc->sketch.time},
            };
    }
    free(tally);
    *out = rows;
    return ZC_OK;
}

static int order(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int by_group(const void *a, const void *b)
{
    const row *x = a, *y = b;
    int r = order(x->group, y->group);
    r = r ? r : order(y->entry.time, x->entry.time);
    return r ? r : order(x->entry.number, y->entry.number);
}

static int by_number(const void *a, const void *b)
{
    return order(((const row *)a)->entry.number, ((const row *)b)->entry.number);
}

static void put_number(zc_buf *out, size_t n)
{
    uint32_t bytes = htole32((uint32_t)n);
    buf_add(out, &bytes, sizeof bytes);
}

static void put_pair(zc_buf *out, uint32_t one, uint32_t two)
{
    put_number(out, one);
    put_number(out, two);
}

static void put_entry(zc_buf *out, const groups_entry *e)
{
    put_pair(out, e->number, e->same);
    put_pair(out, e->near, e->time);
}

/* The bytes of the file; sorts the rows and gives groups their numbers. */
static void put_rows(row *rows, size_t n, zc_buf *out)
{
    uint32_t groups = 0;
    qsort(rows, n, sizeof *rows, by_group);
    for (size_t i = 0, before = 0; i < n; i++) {
        groups += rows[i].group != before;
        before = rows[i].group;
        rows[i].group = groups;
        rows[i].place = (uint32_t)i;
    }
    put_pair(out, groups, (uint32_t)n);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || rows[i].group != rows[i - 1].group)
            put_number(out, i);
    put_number(out, n);
    for (size_t i = 0; i < n; i++)
        put_entry(out, &rows[i].entry);
    qsort(rows, n, sizeof *rows, by_number);
    for (size_t i = 0; i < n; i++) {
        put_pair(out, rows[i].entry.number, rows[i].group);
        put_number(out, rows[i].place);
    }
}

zc_status groups_make(store *s, const char *folder, zc_error *error)
{
    gathering g;
    row *rows = NULL;
    size_t n = 0;
    path file;
    zc_buf bytes;
    zc_buf_init(&bytes);
    zc_status status = gather(s, &g, error);
    if (status == ZC_OK)
        status = list_rows(&g, &rows, &n, error);
    free(g.docs);
    if (status == ZC_OK)
        put_rows(rows, n, &bytes);
    free(rows);
    if (bytes.failed)
        status = error_memory(error);
    if (status == ZC_OK)
        status = path_join(&file, folder, "groups", error);
    if (status == ZC_OK)
        status = file_write(file.p, buf_view(&bytes), false, error);
    zc_buf_clear(&bytes);
    return status;
}

/* ---- Reading ---- */

struct groups {
    const uint32_t *numbers; /* mapped */
    size_t size;             /* in bytes */
    uint32_t n_groups, n_documents;
};

static zc_status damaged(zc_error *error)
{
    return error_set(error, ZC_ERROR_CORRUPT,
                     "the index is damaged (groups); rebuild it with zhengce-index --full");
}

static zc_status map_file(groups *g, const char *file, zc_error *error)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? damaged(error) : error_errno(error, errno, file);
    struct stat st;
    zc_status status = ZC_OK;
    if (fstat(fd, &st) != 0)
        status = error_errno(error, errno, file);
    else if ((uint64_t)st.st_size < numbers_in(0, 0) * sizeof *g->numbers)
        status = damaged(error);
    if (status == ZC_OK) {
        g->size = (size_t)st.st_size;
        void *bytes = mmap(NULL, g->size, PROT_READ, MAP_SHARED, fd, 0);
        if (bytes == MAP_FAILED)
            status = error_errno(error, errno, file);
        else
            g->numbers = bytes;
    }
    close(fd);
    return status;
}

zc_status groups_open(const char *folder, groups **out, zc_error *error)
{
    path file;
    groups *g = calloc(1, sizeof *g);
    if (!g)
        return error_memory(error);
    zc_status status = path_join(&file, folder, "groups", error);
    if (status == ZC_OK)
        status = map_file(g, file.p, error);
    if (status == ZC_OK) {
        g->n_groups = le32toh(g->numbers[0]);
        g->n_documents = le32toh(g->numbers[1]);
        if (g->size != numbers_in(g->n_groups, g->n_documents) * sizeof *g->numbers)
            status = damaged(error);
    }
    if (status == ZC_OK)
        *out = g;
    else
        groups_close(g);
    return status;
}

void groups_close(groups *g)
{
    if (g && g->numbers)
        munmap((void *)g->numbers, g->size);
    free(g);
}

uint32_t groups_count(const groups *g)
{
    return g->n_groups;
}

uint32_t groups_documents(const groups *g)
{
    return g->n_documents;
}

/* Where a group's documents begin and end in the list; nowhere if that is not
 * inside it. */
static void bounds(const groups *g, uint32_t group, uint32_t *from, uint32_t *to)
{
    *from = *to = 0;
    if (group == 0 || group > g->n_groups)
        return;
    uint32_t begins = le32toh(g->numbers[HEAD + group - 1]);
    uint32_t ends = le32toh(g->numbers[HEAD + group]);
    if (begins < ends && ends <= g->n_documents) {
        *from = begins;
        *to = ends;
    }
}

static const uint32_t *list_of(const groups *g)
{
    return g->numbers + HEAD + g->n_groups + 1;
}

/* A document, its group and its place; NULL where it is in none. */
static const uint32_t *find(const groups *g, uint32_t number)
{
    const uint32_t *all = list_of(g) + (size_t)LISTED * g->n_documents;
    size_t low = 0, high = g->n_documents;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (le32toh(all[NUMBERED * middle]) < number)
            low = middle + 1;
        else
            high = middle;
    }
    const uint32_t *at = all + NUMBERED * low;
    return low < g->n_documents && le32toh(at[0]) == number ? at : NULL;
}

uint32_t groups_find(const groups *g, uint32_t number)
{
    const uint32_t *at = find(g, number);
    uint32_t group = at ? le32toh(at[1]) : 0;
    return group <= g->n_groups ? group : 0;
}

static void read_entry(const groups *g, uint32_t place, groups_entry *out)
{
    const uint32_t *listed = list_of(g) + (size_t)LISTED * place;
    *out = (groups_entry){le32toh(listed[0]), le32toh(listed[1]), le32toh(listed[2]),
                          le32toh(listed[3])};
}

bool groups_entry_of(const groups *g, uint32_t number, groups_entry *out)
{
    const uint32_t *at = find(g, number);
    uint32_t place = at ? le32toh(at[2]) : UINT32_MAX;
    *out = (groups_entry){0};
    if (place < g->n_documents)
        read_entry(g, place, out);
    return place < g->n_documents;
}

uint32_t groups_size(const groups *g, uint32_t group)
{
    uint32_t from, to;
    bounds(g, group, &from, &to);
    return to - from;
}

bool groups_at(const groups *g, uint32_t group, uint32_t i, groups_entry *out)
{
    uint32_t from, to;
    *out = (groups_entry){0};
    bounds(g, group, &from, &to);
    if (i < to - from)
        read_entry(g, from + i, out);
    return i < to - from;
}

zc_relation groups_relation(const groups_entry *a, const groups_entry *b)
{
    return a->same == b->same   ? ZC_RELATION_SAME
           : a->near == b->near ? ZC_RELATION_NEAR
                                : ZC_RELATION_VERSION;
}

const char *groups_relation_name(zc_relation relation)
{
    static const char *const names[] = {"same", "near", "version"};
    return names[relation];
}
