/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "front.h"

#include <string.h>
#include <strings.h>
#include <yaml.h>

/* The lines between the fences; false when there are none. */
static bool fenced(zc_str file, zc_str *yaml, zc_str *body)
{
    zc_str rest = file, line;
    if (!str_line(&rest, &line) || !str_equal(str_trim(line), STR_LIT("---")))
        return false;
    const char *from = rest.p;
    while (str_line(&rest, &line)) {
        zc_str fence = str_trim(line);
        if (str_equal(fence, STR_LIT("---")) || str_equal(fence, STR_LIT("..."))) {
            *yaml = (zc_str){from, (size_t)(line.p - from)};
            *body = rest;
            return true;
        }
    }
    return false;
}

static zc_str scalar(const yaml_event_t *event)
{
    return (zc_str){(const char *)event->data.scalar.value, event->data.scalar.length};
}

/* null, ~ and nothing are no values, unless in quotes. */
static bool is_null(const yaml_event_t *event)
{
    zc_str s = scalar(event);
    return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (str_equal(s, STR_LIT("~")) || (s.n == 4 && strncasecmp(s.p, "null", 4) == 0));
}

/* libyaml takes time quadratic in depth, and in the length of a line that may
 * turn out to be a key. Real front matter is a screenful without nesting. */
enum { BYTES_AT_MOST = 64 << 10, DEPTH_AT_MOST = 32 };

/* Reads `key: value` pairs at depth 1; false when it is no mapping. */
static bool read_mapping(yaml_parser_t *parser, arena *a, meta_values *given, bool *no_memory)
{
    size_t depth = 0;
    bool mapping = false, is_key = true, done = false;
    meta_field field = META_FIELDS;
    while (!done) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return false;
        bool opens = event.type == YAML_MAPPING_START_EVENT ||
                     event.type == YAML_SEQUENCE_START_EVENT;
        bool closes = event.type == YAML_MAPPING_END_EVENT || event.type == YAML_SEQUENCE_END_EVENT;
        if (depth == 0 && event.type == YAML_MAPPING_START_EVENT)
            mapping = true;
        if (depth == 1 && event.type == YAML_SCALAR_EVENT) {
            zc_str value = str_trim(scalar(&event));
            if (is_key) {
                field = meta_field_find(value);
            } else if (field != META_FIELDS && value.n && !is_null(&event) &&
                       memchr(value.p, '\0', value.n) == NULL) {
                const char *copy = arena_str(a, value);
                *no_memory = *no_memory || !copy;
                meta_values_set(given, field, str_from(copy), "front matter");
            }
            is_key = !is_key;
        } else if (depth == 1 && (opens || event.type == YAML_ALIAS_EVENT)) {
            is_key = !is_key; /* a nested value, or a key that names nothing here */
            field = META_FIELDS;
        }
        depth += opens;
        depth -= closes && depth > 0;
        mapping = mapping && depth <= DEPTH_AT_MOST;
        done = event.type == YAML_STREAM_END_EVENT || depth > DEPTH_AT_MOST;
        yaml_event_delete(&event);
    }
    return mapping;
}

zc_status front_split(zc_str file, arena *a, meta_values *given, zc_str *body, zc_error *error)
{
    zc_str yaml = STR_NONE, after = STR_NONE;
    meta_values found = *given;
    *body = file;
    if (!fenced(file, &yaml, &after) || yaml.n > BYTES_AT_MOST)
        return ZC_OK;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return error_memory(error);
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.p, yaml.n);
    bool no_memory = false;
    if (read_mapping(&parser, a, &found, &no_memory)) {
        *given = found;
        *body = after;
    }
    no_memory = no_memory || parser.error == YAML_MEMORY_ERROR;
    yaml_parser_delete(&parser);
    return no_memory ? error_memory(error) : ZC_OK;
}
