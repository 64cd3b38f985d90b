/* JSON, over jansson: the one place where JSON is written.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_JSON_H
#define ZC_CORPUS_JSON_H

#include "base.h"

#include <jansson.h>

/* A string, or null for NULL. Bytes that are not UTF-8 become U+FFFD. */
json_t *json_text(const char *s);
json_t *json_view(zc_str s);

/* Appends `value` on one line, without a line end, and releases it. A NULL
 * value (memory ran out on the way) marks the buffer as failed. */
void json_append(zc_buf *out, json_t *value);

/* Takes `name` of `object` as a string: NULL when it is missing or no string. */
const char *json_get_text(const json_t *object, const char *name);

#endif
