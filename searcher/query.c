/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query.h"

#include "query_lex.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *english;
    const char *chinese[3];
} filters[FILTERS] = {
    [FILTER_CITY] = {"city", {"城市", "地区", NULL}},
    [FILTER_PROVINCE] = {"province", {"省份", "省", NULL}},
    [FILTER_YEAR] = {"year", {"年份", "年", NULL}},
    [FILTER_DOCNO] = {"docno", {"文号", "发文字号", NULL}},
    [FILTER_CITES] = {"cites", {"引用", NULL, NULL}},
    [FILTER_ISSUER] = {"issuer", {"机关", "发文机关", NULL}},
    [FILTER_TYPE] = {"type", {"类型", "文种", NULL}},
    [FILTER_STATUS] = {"status", {"效力", NULL, NULL}},
    [FILTER_TITLE] = {"title", {"标题", NULL, NULL}},
    [FILTER_SINCE] = {"since", {"自", NULL, NULL}},
    [FILTER_UNTIL] = {"until", {"止", NULL, NULL}},
};

const char *query_filter_name(query_filter filter)
{
    return filters[filter].english;
}

const char *query_filter_label(query_filter filter, language lang)
{
    return lang == LANGUAGE_ZH ? filters[filter].chinese[0] : filters[filter].english;
}

query_filter query_filter_find(zc_str name)
{
    for (int f = 0; f < FILTERS; f++) {
        const char *english = filters[f].english;
        if (strlen(english) == name.n && strncasecmp(english, name.p, name.n) == 0)
            return (query_filter)f;
        for (int i = 0; i < 3 && filters[f].chinese[i]; i++)
            if (str_equal(str_from(filters[f].chinese[i]), name))
                return (query_filter)f;
    }
    return FILTERS;
}

/* ---- Tokens and nodes ---- */

typedef struct parser {
    query_source source;
    const query_token *token; /* the one at hand; the last is a TOKEN_END */
    bool is_explicit;
} parser;

static zc_status refuse(const parser *p, const query_token *token, refusal why)
{
    return query_refuse(&p->source, ZC_ERROR_QUERY, token->at, why, 0);
}

static zc_status new_node(parser *p, query_op op, const query_token *token, query_node **out)
{
    query_node *node = arena_alloc(p->source.a, sizeof *node);
    if (!node)
        return error_memory(p->source.error);
    *node = (query_node){
        .op = op, .position = query_position(&p->source, token->at), .text = STR_NONE};
    *out = node;
    return ZC_OK;
}

static zc_status add_child(parser *p, query_node *parent, query_node *child)
{
    query_node **more = arena_grow(p->source.a, parent->child, parent->n, sizeof *more);
    if (!more)
        return error_memory(p->source.error);
    parent->child = more;
    parent->child[parent->n++] = child;
    return ZC_OK;
}

/* The node itself, its only child, or NULL where it has none. */
static query_node *unwrap(query_node *node)
{
    return !node || node->n == 0 ? NULL : node->n == 1 ? node->child[0] : node;
}

/* ---- Grammar, the loosest first in docs/query-language.md; brackets come back to or.
 * Every function leaves *out NULL where there is nothing but punctuation. ---- */

static zc_status parse_or(parser *p, query_node **out);

static zc_status parse_group(parser *p, query_node **out)
{
    const query_token *open = p->token++;
    p->is_explicit = true;
    zc_status status = parse_or(p, out);
    if (status != ZC_OK)
        return status;
    p->token++; /* brackets come in pairs */
    return *out ? ZC_OK : refuse(p, open, REFUSAL_EMPTY_GROUP);
}

static zc_status parse_leaf(parser *p, query_node **out)
{
    const query_token *t = p->token++;
    zc_status status = new_node(p, t->op, t, out);
    if (status != ZC_OK)
        return status;
    (*out)->text = t->text;
    (*out)->filter = t->filter;
    p->is_explicit = p->is_explicit || t->op == QUERY_PHRASE;
    return ZC_OK;
}

/* A leaf or group; anything else stays. */
static zc_status parse_operand(parser *p, query_node **out)
{
    *out = NULL;
    if (p->token->kind == TOKEN_OPEN)
        return parse_group(p, out);
    if (p->token->kind == TOKEN_LEAF)
        return parse_leaf(p, out);
    p->token += p->token->kind == TOKEN_NOTHING;
    return ZC_OK;
}

static zc_status parse_not(parser *p, query_node **out)
{
    if (p->token->kind != TOKEN_NOT)
        return parse_operand(p, out);
    const query_token *not = p->token++;
    query_node *excluded = NULL;
    *out = NULL;
    zc_status status = parse_operand(p, &excluded);
    if (status == ZC_OK && !excluded)
        return not ->by_word ? refuse(p, not, REFUSAL_NOT) : ZC_OK;
    p->is_explicit = true;
    if (status == ZC_OK)
        status = new_node(p, QUERY_NOT, not, out);
    return status == ZC_OK ? add_child(p, *out, excluded) : status;
}

static bool is_word(const query_node *node)
{
    return node->op == QUERY_CHUNK || node->op == QUERY_PHRASE;
}

/* What may be near something: a word, a phrase, or an OR of such. */
static zc_status check_near(const parser *p, const query_token *at, const query_node *operand)
{
    if (operand->op == QUERY_NEAR)
        return refuse(p, at, REFUSAL_NEAR_CHAIN);
    bool words = operand->op == QUERY_OR || is_word(operand);
    for (size_t i = 0; i < operand->n; i++)
        words = words && is_word(operand->child[i]);
    return words ? ZC_OK : refuse(p, at, REFUSAL_NEAR_OPERAND);
}

static zc_status parse_near(parser *p, query_node **out)
{
    const query_token *from = p->token, *operation = NULL;
    query_node *near = NULL, *one = NULL;
    zc_status status = parse_not(p, &one);
    if (status != ZC_OK || p->token->kind != TOKEN_NEAR) {
        *out = one;
        return status;
    }
    status = new_node(p, QUERY_NEAR, from, &near);
    while (status == ZC_OK) {
        if (!one)
            return refuse(p, operation ? operation : p->token, REFUSAL_NEAR);
        status = check_near(p, from, one);
        if (status == ZC_OK)
            status = add_child(p, near, one);
        if (status != ZC_OK || p->token->kind != TOKEN_NEAR)
            break;
        const query_token *next = p->token++;
        if (operation && (next->ordered != near->ordered || next->distance != near->distance))
            return refuse(p, next, REFUSAL_NEAR_CHAIN);
        operation = next;
        near->ordered = next->ordered;
        near->distance = next->distance;
        from = p->token;
        status = parse_not(p, &one);
    }
    p->is_explicit = true;
    *out = near;
    return status;
}

static zc_status parse_and(parser *p, query_node **out)
{
    query_node *all = NULL;
    const query_token *pending = NULL; /* an AND whose right side is to come */
    zc_status status = new_node(p, QUERY_AND, p->token, &all);
    while (status == ZC_OK) {
        const query_token *t = p->token;
        if (t->kind == TOKEN_END || t->kind == TOKEN_CLOSE || t->kind == TOKEN_OR)
            break;
        if (t->kind == TOKEN_NEAR)
            return refuse(p, t, REFUSAL_NEAR);
        if (t->kind == TOKEN_AND) {
            if (all->n == 0 || pending)
                return refuse(p, t, REFUSAL_AND);
            p->is_explicit = true;
            pending = p->token++;
            continue;
        }
        query_node *one = NULL;
        status = parse_near(p, &one);
        if (status == ZC_OK && one) {
            status = add_child(p, all, one);
            pending = NULL;
        }
    }
    if (status == ZC_OK && pending)
        return refuse(p, pending, REFUSAL_AND);
    *out = unwrap(all);
    return status;
}

static zc_status parse_or(parser *p, query_node **out)
{
    query_node *any = NULL;
    zc_status status = new_node(p, QUERY_OR, p->token, &any);
    while (status == ZC_OK) {
        query_node *one = NULL;
        status = parse_and(p, &one);
        if (status != ZC_OK)
            break;
        bool more = p->token->kind == TOKEN_OR;
        if (!one && (more || any->n > 0))
            return refuse(p, p->token, REFUSAL_OR);
        if (one)
            status = add_child(p, any, one);
        if (!more)
            break;
        p->token++;
        p->is_explicit = true;
    }
    *out = unwrap(any);
    return status;
}

zc_status query_parse(zc_str text, language lang, arena *a, query *out, zc_error *error)
{
    if (text.n > QUERY_BYTES_AT_MOST)
        return error_set(error, ZC_ERROR_LIMIT, message_refusal(lang, REFUSAL_TOO_LONG), text.n,
                         QUERY_BYTES_AT_MOST);
    if (!utf8_valid(text))
        return error_set(error, ZC_ERROR_QUERY, "%s", message_refusal(lang, REFUSAL_NOT_UTF8));
    if (memchr(text.p, '\0', text.n))
        return error_set(error, ZC_ERROR_QUERY, "%s", message_refusal(lang, REFUSAL_NUL));
    parser p = {.source = {text, lang, a, error}};
    query made = {0};
    query_token *tokens = NULL;
    zc_status status = query_lex(&p.source, &tokens, &made);
    p.token = tokens;
    if (status == ZC_OK)
        status = parse_or(&p, &made.root);
    if (status != ZC_OK)
        return status;
    if (!made.root && str_trim(text).n > 0)
        return error_set(error, ZC_ERROR_QUERY, "%s", message_refusal(lang, REFUSAL_PUNCTUATION));
    made.is_explicit = p.is_explicit;
    *out = made;
    return ZC_OK;
}
