/* Any bytes as a query: read or refused, within the limits, and a tree that was
 * printed reads as the same tree. The same bytes go through the normaliser and the
 * reader of document numbers, which meet queries too.
 *
 * Built with libFuzzer by ./dev fuzz, and with replay.c for every test run.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fuzz.h"

#include "query.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require(bool holds, const char *what, zc_str input)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz_query: %s\n  %.*s\n", what, (int)input.n, input.p);
    abort();
}

#define REQUIRE(condition, input) require((condition), #condition, (input))

/* ---- What holds of every tree ---- */

typedef struct tally {
    zc_str input;
    size_t characters, leaves;
} tally;

static bool is_word(const query_node *node)
{
    return node->op == QUERY_CHUNK || node->op == QUERY_PHRASE;
}

static void check_near(const query_node *node, const tally *t)
{
    REQUIRE(node->n >= 2 && node->distance <= QUERY_DISTANCE_AT_MOST, t->input);
    for (size_t i = 0; i < node->n; i++) {
        const query_node *operand = node->child[i];
        REQUIRE(operand->op == QUERY_OR || is_word(operand), t->input);
        for (size_t k = 0; k < operand->n; k++)
            REQUIRE(is_word(operand->child[k]), t->input);
    }
}

/* Brackets nest to the limit, and each pair may hold an OR, an AND, a NEAR and a NOT. */
enum { TREE_DEPTH = 4 * (QUERY_DEPTH_AT_MOST + 1) + 1 };

static void check_node(const query_node *node, size_t depth, tally *t)
{
    REQUIRE(depth <= TREE_DEPTH, t->input);
    REQUIRE(node->position >= 1 && node->position <= t->characters, t->input);
    switch (node->op) {
    case QUERY_AND:
    case QUERY_OR: REQUIRE(node->n >= 2, t->input); break;
    case QUERY_NEAR: check_near(node, t); break;
    case QUERY_NOT: REQUIRE(node->n == 1, t->input); break;
    case QUERY_CHUNK:
    case QUERY_PHRASE:
    case QUERY_TITLE:
    case QUERY_PREFIX:
    case QUERY_FILTER:
        REQUIRE(node->n == 0 && node->text.n > 0 && utf8_valid(node->text), t->input);
        REQUIRE(node->text.n <= t->input.n, t->input);
        REQUIRE(node->op != QUERY_FILTER || node->filter < FILTERS, t->input);
        t->leaves++;
        break;
    }
    for (size_t i = 0; i < node->n; i++)
        check_node(node->child[i], depth + 1, t);
}

static void check_notes(const query *q, const tally *t)
{
    REQUIRE(q->n_notes <= QUERY_NOTES_AT_MOST, t->input);
    for (size_t i = 0; i < q->n_notes; i++) {
        REQUIRE(q->notes[i].position >= 1 && q->notes[i].position <= t->characters, t->input);
        REQUIRE(i == 0 || q->notes[i].position > q->notes[i - 1].position, t->input);
        REQUIRE(utf8_count(q->notes[i].mark) == 1, t->input);
    }
}

/* ---- What was printed reads as what it is ---- */

/* A quoted text that holds every closing quote can't be printed in quotes. */
static bool is_printable(const query_node *node)
{
    bool quoted = node->op == QUERY_PHRASE || node->op == QUERY_FILTER;
    bool straight = str_find(node->text, STR_LIT("\""), 0) != SIZE_MAX ||
                    str_find(node->text, STR_LIT("＂"), 0) != SIZE_MAX;
    if (quoted && straight && str_find(node->text, STR_LIT("”"), 0) != SIZE_MAX &&
        str_find(node->text, STR_LIT("」"), 0) != SIZE_MAX &&
        str_find(node->text, STR_LIT("』"), 0) != SIZE_MAX)
        return false;
    for (size_t i = 0; i < node->n; i++)
        if (!is_printable(node->child[i]))
            return false;
    return true;
}

static void check_print(const query *q, arena *a, zc_str input)
{
    zc_buf once, twice;
    zc_buf_init(&once);
    zc_buf_init(&twice);
    query_print(q, &once);
    REQUIRE(utf8_valid(buf_view(&once)), input);
    query again = {0};
    zc_error error = {0};
    /* what is unpaired means something else in brackets */
    if (q->root && q->n_notes == 0 && is_printable(q->root)) {
        zc_status status = query_parse(buf_view(&once), LANGUAGE_EN, a, &again, &error);
        REQUIRE(status == ZC_OK || status == ZC_ERROR_LIMIT, input); /* brackets were added */
        query_print(status == ZC_OK ? &again : q, &twice);
        if (strcmp(once.data, twice.data) != 0)
            fprintf(stderr, "  %s\n  %s\n", once.data, twice.data);
        REQUIRE(strcmp(once.data, twice.data) == 0, input);
    }
    zc_buf_clear(&once);
    zc_buf_clear(&twice);
}

/* ---- One input ---- */

static void parse(zc_str input, language lang)
{
    arena a;
    query q = {0};
    zc_error error = {0};
    tally t = {.input = input, .characters = utf8_count(input)};
    arena_init(&a);
    zc_status status = query_parse(input, lang, &a, &q, &error);
    if (status != ZC_OK) {
        REQUIRE(error.status == status && !q.root, input);
        REQUIRE(status == ZC_ERROR_QUERY || status == ZC_ERROR_LIMIT, input);
        REQUIRE(error.message[0] && utf8_valid(str_from(error.message)), input);
        REQUIRE(error.position <= t.characters + 1, input);
    } else {
        REQUIRE(input.n <= QUERY_BYTES_AT_MOST && utf8_valid(input), input);
        if (q.root)
            check_node(q.root, 1, &t);
        REQUIRE(t.leaves <= QUERY_LEAVES_AT_MOST, input);
        check_notes(&q, &t);
        check_print(&q, &a, input);
    }
    arena_clear(&a);
}

static void normalise(zc_str input)
{
    text t = {0};
    REQUIRE(text_normalise(input, true, &t, NULL) == ZC_OK, input);
    for (size_t i = 0; i < t.n; i++)
        REQUIRE(t.from[i] <= t.to[i] && t.to[i] <= input.n, input);
    text_clear(&t);
}

static void read_number(zc_str input)
{
    docno number = {0};
    for (int open = 0; open < 2; open++)
        if (docno_parse(input, open, &number))
            REQUIRE(utf8_valid(str_from(number.canonical)), input);
    if (docno_scan(input, 0, &number))
        REQUIRE(number.from < number.to && number.to <= input.n, input);
    query_open_number(input, &number);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    zc_str input = {n ? (const char *)data : "", n};
    parse(input, n % 2 ? LANGUAGE_ZH : LANGUAGE_EN);
    normalise(input);
    read_number(input);
    return 0;
}
