/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json.h"

json_t *json_view(zc_str s)
{
    if (utf8_valid(s))
        return json_stringn_nocheck(s.p, s.n);
    zc_buf mended;
    zc_buf_init(&mended);
    for (size_t at = 0; at < s.n;)
        buf_cp(&mended, utf8_next(s, &at));
    json_t *value = mended.failed ? NULL : json_stringn_nocheck(mended.data, mended.len);
    zc_buf_clear(&mended);
    return value;
}

json_t *json_text(const char *s)
{
    return s ? json_view(str_from(s)) : json_null();
}

static int append(const char *bytes, size_t n, void *out)
{
    buf_add(out, bytes, n);
    return ((zc_buf *)out)->failed ? -1 : 0;
}

void json_append(zc_buf *out, json_t *value)
{
    if (!value || json_dump_callback(value, append, out,
                                     JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(8)) != 0)
        out->failed = true;
    json_decref(value);
}

const char *json_get_text(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}
