/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query_lex.h"

#include "query_marks.h"
#include "query_number.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct lexer {
    const query_source *source;
    zc_str in;
    marks marks;
    size_t at;
    size_t judged; /* up to here the run is known to be syntax */
    size_t leaves;
    query_token *list;
    size_t n;
    uint16_t open[QUERY_BYTES_AT_MOST]; /* tokens of the groups that are open */
    size_t depth;
    bool operators;   /* the user wrote one: what is unpaired is a slip, not text */
    size_t slip;      /* the first of these, a byte, or SIZE_MAX */
    refusal slip_why; /* and what is wrong with it */
    query *notes;
} lexer;

size_t query_position(const query_source *source, size_t at)
{
    return utf8_count(str_slice(source->in, 0, at)) + 1;
}

zc_status query_refuse(const query_source *source, zc_status status, size_t at, refusal why,
                       int limit)
{
    char sentence[256];
    size_t position = query_position(source, at);
    snprintf(sentence, sizeof sentence, message_refusal(source->lang, why), limit);
    error_set(source->error, status, message_refusal(source->lang, REFUSAL_AT), position, sentence);
    if (source->error)
        source->error->position = position;
    return status;
}

static zc_status refuse(const lexer *l, size_t at, refusal why)
{
    return query_refuse(l->source, ZC_ERROR_QUERY, at, why, 0);
}

/* The character at byte `at`, narrow; *next is the byte behind it. */
static uint32_t read_at(const lexer *l, size_t at, size_t *next)
{
    *next = at;
    return at < l->in.n ? mark_narrow(utf8_next(l->in, next)) : 0;
}

/* What str_trim takes off a text besides blanks. */
static bool is_invisible(uint32_t c)
{
    return c == 0x200B || c == 0xFEFF;
}

static bool skip_blanks(lexer *l)
{
    for (size_t next; l->at < l->in.n; l->at = next) {
        uint32_t c = read_at(l, l->at, &next);
        if (!utf8_is_blank(c) && !is_invisible(c))
            return true;
    }
    return false;
}

/* Whether a run of text ends before the character `c`: at a blank, a bar, or the
 * bracket that closes a group. */
static bool ends_run(const lexer *l, uint32_t c, size_t inner)
{
    return mark_breaks(c) || (c == ')' && inner == 0 && l->depth > 0);
}

/* Units of the text as it is matched: ㎡ is m2. */
static size_t count_units(zc_str s)
{
    text t = {0};
    size_t n = 0;
    if (text_normalise(s, false, &t, NULL) == ZC_OK)
        for (size_t i = 0; i < t.n; i++)
            n += text_is_unit(t.cp[i]);
    text_clear(&t);
    return n;
}

/* ---- Tokens ---- */

static zc_status push(lexer *l, query_token token)
{
    query_token *more = arena_grow(l->source->a, l->list, l->n, sizeof *more);
    if (!more)
        return error_memory(l->source->error);
    l->list = more;
    l->list[l->n++] = token;
    l->operators = l->operators || (token.kind >= TOKEN_OR && token.kind <= TOKEN_NEAR);
    return ZC_OK;
}

/* A leaf whose text holds something to look for; else it says nothing. */
static zc_status push_leaf(lexer *l, query_token leaf)
{
    leaf.kind = leaf.op != QUERY_FILTER && count_units(leaf.text) == 0 ? TOKEN_NOTHING : TOKEN_LEAF;
    if (leaf.kind == TOKEN_LEAF && ++l->leaves > QUERY_LEAVES_AT_MOST)
        return error_set(l->source->error, ZC_ERROR_LIMIT,
                         message_refusal(l->source->lang, REFUSAL_LEAVES), QUERY_LEAVES_AT_MOST);
    return push(l, leaf);
}

/* ---- Unpaired marks ---- */

/* Keeps the first ones, in the order of the text. */
static void keep_note(query *notes, query_note note)
{
    size_t at = notes->n_notes < QUERY_NOTES_AT_MOST ? notes->n_notes++ : QUERY_NOTES_AT_MOST;
    for (; at > 0 && notes->notes[at - 1].mark.p > note.mark.p; at--)
        if (at < QUERY_NOTES_AT_MOST)
            notes->notes[at] = notes->notes[at - 1];
    if (at < QUERY_NOTES_AT_MOST)
        notes->notes[at] = note;
}

/* The mark at byte `at` is nobody's. `slip`: an operator elsewhere makes it an error. */
static void note_unpaired(lexer *l, size_t at, bool slip)
{
    static const refusal why[][2] = {
        [MARK_QUOTE] = {REFUSAL_QUOTE_OPEN, REFUSAL_QUOTE_CLOSE},
        [MARK_TITLE] = {REFUSAL_TITLE_OPEN, REFUSAL_TITLE_CLOSE},
        [MARK_BRACKET] = {REFUSAL_BRACKET_OPEN, REFUSAL_BRACKET_CLOSE},
    };
    size_t next;
    mark m = mark_of(read_at(l, at, &next));
    keep_note(l->notes, (query_note){.mark = str_slice(l->in, at, next)});
    if (slip && at < l->slip) {
        l->slip = at;
        l->slip_why = m.opens ? why[m.opens][0] : why[m.closes][1];
    }
}

/* Notes the marks in the text from `at` to `end` that have no partner in it. Where a
 * group or phrase could begin, and behind one, they may be a slip; inside a word an
 * opening one (15"屏, 通知（试行) is text at all events. */
static void note_marks(lexer *l, size_t at, size_t end)
{
    uint16_t open[QUERY_BYTES_AT_MOST];
    size_t n = 0, first = end; /* the first letter or digit */
    bool unit = false;
    for (size_t next; at < end; at = next) {
        uint32_t c = read_at(l, at, &next);
        mark m = mark_of(c);
        if (m.opens == MARK_BRACKET)
            open[n++] = (uint16_t)at;
        else if (m.closes == MARK_BRACKET && n > 0)
            n--;
        else if (marks_quotes(&l->marks, at, m, unit))
            next = marks_behind(&l->marks, at);
        else if (m.opens || m.closes)
            note_unpaired(l, at, !m.opens || first == end);
        unit = text_is_unit(c);
        if (unit && first == end)
            first = at;
    }
    while (n-- > 0)
        note_unpaired(l, open[n], open[n] < first);
}

/* ---- Runs of text ---- */

/* The end of the run at byte `at`. *inner counts the brackets that are open inside.
 * Text in quotes or title marks may hold blanks. */
static size_t run_end(const lexer *l, size_t at, size_t *inner)
{
    bool unit = false;
    for (size_t next; at < l->in.n; at = next) {
        uint32_t c = read_at(l, at, &next);
        mark m = mark_of(c);
        if (ends_run(l, c, *inner))
            break;
        if (marks_quotes(&l->marks, at, m, unit))
            next = marks_behind(&l->marks, at);
        *inner += c == '(';
        *inner -= c == ')' && *inner > 0;
        unit = text_is_unit(c);
    }
    return at;
}

/* The filter named before a colon at byte `at`; *value is the byte behind it. */
static query_filter filter_at(const lexer *l, size_t at, size_t *value)
{
    char name[16]; /* longer than any */
    size_t n = 0;
    for (size_t next; at < l->in.n; at = next) {
        char bytes[4];
        uint32_t c = read_at(l, at, &next);
        if (c == ':') {
            *value = next;
            return query_filter_find((zc_str){name, n});
        }
        size_t more = utf8_put(c, bytes);
        if (mark_breaks(c) || n + more > sizeof name)
            break;
        memcpy(name + n, bytes, more);
        n += more;
    }
    return FILTERS;
}

/* Whether a minus at byte `at` excludes what follows; *operand is where that begins. */
static bool is_exclusion(const lexer *l, size_t at, size_t *operand)
{
    size_t next;
    if (read_at(l, at, &next) != '-')
        return false;
    uint32_t c;
    do {
        *operand = next;
        c = read_at(l, *operand, &next);
    } while (is_invisible(c));
    return *operand < l->in.n && !mark_breaks(c) && c != '-' && c != ')';
}

/* Whether the brackets that open at byte `at` hold a piece of running text, as in
 * （一）总则: something without blanks and operators. */
static bool is_bracketed_text(const lexer *l, size_t at)
{
    size_t inside, value;
    read_at(l, at, &inside);
    return l->marks.close[at] <= l->marks.stop[at] && !is_exclusion(l, inside, &value) &&
           filter_at(l, inside, &value) == FILTERS;
}

/* Whether letters or digits stand outside of the quotes, title marks and brackets
 * of the run at l->at: then all of it is running text (“复利”的约定合法吗？), else
 * these are syntax up to *end. */
static bool is_running(const lexer *l, size_t *end)
{
    size_t at = l->at;
    for (size_t next; at < l->in.n; at = next) {
        uint32_t c = read_at(l, at, &next);
        mark m = mark_of(c);
        if (ends_run(l, c, 0) || (m.opens == MARK_BRACKET && !is_bracketed_text(l, at)))
            break;
        if (count_units(str_slice(l->in, at, next)) > 0)
            return true;
        if (m.opens && l->marks.close[at] != MARK_NOWHERE)
            next = marks_behind(&l->marks, at);
    }
    *end = at;
    return false;
}

/* ---- Numbers with blanks ---- */

static bool read_word(const lexer *l, size_t at, query_token *out, size_t *end);

static bool is_number(zc_str s, bool filter, bool open_end)
{
    docno number;
    zc_str stem;
    return docno_parse(s, open_end, &number) ||
           (!filter && query_take_star(s, &stem) && query_open_number(stem, &number));
}

/* A chunk may be a number with blanks in it: 慈教建 〔 2023 〕 44 号. The end of as
 * many of the runs after that from `from` to `end` as make one number with it. A
 * filter for numbers holds nothing else, so that there two words may be one prefix. */
static size_t extend_number(const lexer *l, size_t from, size_t end, bool filter)
{
    enum { RUNS = 12 };
    size_t inner = 0, best = end;
    bool open_end = filter;
    zc_str run = str_slice(l->in, from, end);
    run_end(l, from, &inner); /* the brackets that this run leaves open */
    for (int i = 0; i < RUNS && run.n; i++) {
        if (is_number(str_slice(l->in, from, end), filter, open_end))
            best = end;
        size_t next = end, behind;
        query_token word;
        while (next < l->in.n && utf8_is_blank(read_at(l, next, &behind)))
            next = behind;
        if (read_word(l, next, &word, &behind))
            break;
        zc_str following = str_slice(l->in, next, run_end(l, next, &inner));
        bool whole = following.n && query_number_goes_on(run, following);
        if (!whole && !filter)
            break;
        open_end = open_end && whole;
        run = following;
        end = next + run.n;
    }
    return best;
}

/* ---- Leaves ---- */

/* Takes the run at l->at as text. */
static zc_str take_run(lexer *l, bool number, bool filter)
{
    size_t from = l->at, inner = 0;
    l->at = run_end(l, from, &inner);
    if (number)
        l->at = extend_number(l, from, l->at, filter);
    note_marks(l, from, l->at);
    return str_slice(l->in, from, l->at);
}

static zc_status lex_chunk(lexer *l)
{
    query_token leaf = {.op = QUERY_CHUNK, .at = l->at};
    leaf.text = str_trim(take_run(l, true, false));
    zc_str stem;
    if (query_take_star(leaf.text, &stem) && count_units(stem) > 0) {
        if (count_units(stem) < QUERY_PREFIX_UNITS)
            return query_refuse(l->source, ZC_ERROR_QUERY, leaf.at, REFUSAL_PREFIX,
                                QUERY_PREFIX_UNITS);
        leaf.op = QUERY_PREFIX;
        leaf.text = stem;
    }
    return push_leaf(l, leaf);
}

/* Passes over what says nothing, up to the next quote, title or bracket of the run. */
static void skip_idle(lexer *l)
{
    size_t from = l->at;
    for (size_t next; l->at < l->judged; l->at = next) {
        mark m = mark_of(read_at(l, l->at, &next));
        if (m.opens && l->marks.close[l->at] != MARK_NOWHERE)
            break;
    }
    note_marks(l, from, l->at);
}

/* What stands between the marks that open at l->at. */
static zc_str take_pair(lexer *l)
{
    size_t inside, close = l->marks.close[l->at];
    read_at(l, l->at, &inside);
    l->at = marks_behind(&l->marks, l->at);
    return str_slice(l->in, inside, close);
}

/* A value in quotes that stand alone: city:"宁波". */
static bool take_quoted_value(lexer *l, zc_str *value)
{
    size_t next, end, from = l->at, inner = 0;
    mark m = mark_of(read_at(l, l->at, &next));
    if ((m.opens != MARK_QUOTE && m.opens != MARK_TITLE) || l->marks.close[l->at] == MARK_NOWHERE)
        return false;
    *value = take_pair(l);
    end = run_end(l, l->at, &inner);
    if (count_units(str_slice(l->in, l->at, end)) > 0) {
        l->at = from;
        return false;
    }
    note_marks(l, l->at, end);
    l->at = end;
    return true;
}

static zc_status lex_filter(lexer *l, query_filter filter, size_t value)
{
    query_token leaf = {.op = QUERY_FILTER, .at = l->at, .filter = filter, .text = STR_NONE};
    size_t next;
    l->at = value;
    skip_blanks(l); /* 文号： 慈教建〔2023〕44号, as copied from a page */
    if (read_at(l, l->at, &next) == '(' && l->marks.close[l->at] != MARK_NOWHERE &&
        l->marks.stop[l->at] < l->marks.close[l->at])
        return refuse(l, leaf.at, REFUSAL_ONE_VALUE); /* city:(宁波 OR 杭州) */
    bool number = filter == FILTER_DOCNO || filter == FILTER_CITES;
    if (l->at < l->in.n && !take_quoted_value(l, &leaf.text))
        leaf.text = take_run(l, number, true);
    leaf.text = str_trim(leaf.text);
    return leaf.text.n ? push_leaf(l, leaf) : refuse(l, leaf.at, REFUSAL_NO_VALUE);
}

static zc_status open_group(lexer *l)
{
    query_token group = {.kind = TOKEN_OPEN, .at = l->at};
    l->open[l->depth++] = (uint16_t)l->n;
    read_at(l, l->at, &l->at);
    l->judged = l->at;
    return push(l, group);
}

static zc_status close_group(lexer *l)
{
    query_token group = {.kind = TOKEN_CLOSE, .at = l->at};
    l->depth--;
    read_at(l, l->at, &l->at);
    l->judged = l->at;
    return push(l, group);
}

/* One leaf, or the bracket that opens a group, at l->at. */
static zc_status lex_operand(lexer *l)
{
    size_t next, value, from = l->at;
    query_filter filter = filter_at(l, l->at, &value);
    if (filter != FILTERS)
        return lex_filter(l, filter, value);
    if (l->at >= l->judged && is_running(l, &l->judged))
        return lex_chunk(l);
    mark m = mark_of(read_at(l, l->at, &next));
    if (m.opens == MARK_BRACKET)
        return open_group(l);
    if (!m.opens || l->marks.close[l->at] == MARK_NOWHERE) {
        skip_idle(l);
        return push(l, (query_token){.kind = TOKEN_NOTHING, .at = from});
    }
    query_token leaf = {.op = m.opens == MARK_TITLE ? QUERY_TITLE : QUERY_PHRASE, .at = from};
    leaf.text = str_trim(take_pair(l));
    skip_idle(l);
    return push_leaf(l, leaf);
}

/* ---- Operators ---- */

/* The distance behind NEAR or ADJ at byte `at`: /5. Above the limit by one where it
 * is too large, SIZE_MAX where no number stands there. */
static size_t read_distance(const lexer *l, size_t *at)
{
    size_t next, distance = 0;
    if (read_at(l, *at, &next) != '/')
        return QUERY_DISTANCE;
    size_t digits = next;
    for (*at = next; *at < l->in.n; *at = next) {
        uint32_t c = read_at(l, *at, &next);
        if (mark_breaks(c) || c == '(' || c == ')')
            break;
        if (c < '0' || c > '9')
            return SIZE_MAX;
        distance = distance * 10 + (c - '0');
        if (distance > QUERY_DISTANCE_AT_MOST)
            distance = QUERY_DISTANCE_AT_MOST + 1;
    }
    return *at > digits ? distance : SIZE_MAX;
}

/* A word of the language at byte `at`, standing alone; *end is the byte behind it,
 * of NEAR and ADJ before the distance. */
static bool read_word(const lexer *l, size_t at, query_token *out, size_t *end)
{
    static const struct {
        const char *word;
        query_token_kind kind;
        bool ordered;
    } words[] = {
        {"OR", TOKEN_OR, false},     {"AND", TOKEN_AND, false}, {"NOT", TOKEN_NOT, false},
        {"NEAR", TOKEN_NEAR, false}, {"ADJ", TOKEN_NEAR, true},
    };
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t to = at, next = at;
        const char *w = words[i].word;
        while (*w && read_at(l, to, &next) == (uint32_t)*w)
            to = next, w++;
        if (*w)
            continue;
        uint32_t c = read_at(l, to, &next);
        if (to < l->in.n && !mark_breaks(c) && !is_invisible(c) && c != '(' && c != ')' &&
            !(c == '/' && words[i].kind == TOKEN_NEAR))
            continue;
        *out = (query_token){
            .kind = words[i].kind, .at = at, .by_word = true, .ordered = words[i].ordered};
        *end = to;
        return true;
    }
    return false;
}

static zc_status lex_word(lexer *l, query_token word, size_t end)
{
    l->at = end;
    if (word.kind != TOKEN_NEAR)
        return push(l, word);
    size_t distance = read_distance(l, &l->at);
    if (distance == SIZE_MAX)
        return refuse(l, word.at, REFUSAL_DISTANCE);
    if (distance > QUERY_DISTANCE_AT_MOST)
        return query_refuse(l->source, ZC_ERROR_LIMIT, word.at, REFUSAL_DISTANCE_LIMIT,
                            QUERY_DISTANCE_AT_MOST);
    word.distance = (unsigned)distance;
    return push(l, word);
}

/* What stands at l->at, which is no blank. */
static zc_status lex_one(lexer *l)
{
    size_t next, end, operand;
    uint32_t c = read_at(l, l->at, &next);
    query_token token = {.kind = TOKEN_OR, .at = l->at};
    if (c == '|') {
        l->at = next;
        return push(l, token);
    }
    if (c == ')' && l->depth > 0)
        return close_group(l);
    if (read_word(l, l->at, &token, &end))
        return lex_word(l, token, end);
    if (!is_exclusion(l, l->at, &operand))
        return lex_operand(l);
    token.kind = TOKEN_NOT;
    zc_status status = push(l, token);
    l->at = operand;
    return status == ZC_OK ? lex_operand(l) : status;
}

/* ---- The whole ---- */

/* Brackets that nobody closed: text, that of the chunk behind them where there is one. */
static void free_brackets(lexer *l)
{
    while (l->depth > 0) {
        query_token *open = &l->list[l->open[--l->depth]], *next = open + 1;
        size_t behind;
        read_at(l, open->at, &behind);
        note_unpaired(l, open->at, true);
        open->kind = TOKEN_NOTHING;
        if (next->kind != TOKEN_LEAF || next->at != behind ||
            (next->op != QUERY_CHUNK && next->op != QUERY_PREFIX))
            continue;
        size_t from = open->at, end = (size_t)(next->text.p - l->in.p) + next->text.n;
        *open = *next;
        open->at = from;
        open->text = str_slice(l->in, from, end);
        next->kind = TOKEN_NOTHING;
    }
}

static zc_status check_depth(const lexer *l)
{
    size_t depth = 0;
    for (size_t i = 0; i < l->n; i++) {
        depth += l->list[i].kind == TOKEN_OPEN;
        depth -= l->list[i].kind == TOKEN_CLOSE;
        if (depth > QUERY_DEPTH_AT_MOST)
            return error_set(l->source->error, ZC_ERROR_LIMIT,
                             message_refusal(l->source->lang, REFUSAL_DEPTH), QUERY_DEPTH_AT_MOST);
    }
    return ZC_OK;
}

zc_status query_lex(const query_source *source, query_token **list, query *notes)
{
    lexer l = {.source = source, .in = source->in, .slip = SIZE_MAX, .notes = notes};
    marks_read(source->in, &l.marks);
    zc_status status = ZC_OK;
    while (status == ZC_OK && skip_blanks(&l))
        status = lex_one(&l);
    if (status == ZC_OK)
        status = push(&l, (query_token){.kind = TOKEN_END, .at = source->in.n});
    if (status != ZC_OK)
        return status;
    free_brackets(&l);
    if (l.operators && l.slip != SIZE_MAX)
        return refuse(&l, l.slip, l.slip_why);
    for (size_t i = 0; i < notes->n_notes; i++)
        notes->notes[i].position = query_position(source,
                                                  (size_t)(notes->notes[i].mark.p - source->in.p));
    *list = l.list;
    return check_depth(&l);
}
