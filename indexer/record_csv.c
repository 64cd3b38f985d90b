/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record_csv.h"

#include "cells.h"

#include <stdio.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What can be corrected, between the keys and what only explains. */
static const meta_field fields[] = {
    META_TITLE,  META_CITY, META_COUNTY, META_PROVINCE,  META_YEAR,      META_DATE, META_DOCNO,
    META_ISSUER, META_TYPE, META_STATUS, META_PUBLISHED, META_EFFECTIVE, META_URL};

static void put(zc_buf *out, bool first, const char *s)
{
    cells_put(out, first, str_from(s));
}

void record_csv_header(zc_buf *out)
{
    buf_puts(out, "\uFEFF");
    put(out, true, "id");
    put(out, false, "path");
    for (size_t i = 0; i < COUNT(fields); i++)
        put(out, false, meta_field_name(fields[i]));
    put(out, false, "chars");
    put(out, false, "sources");
    put(out, false, "notes");
}

/* title=heading; date=signature */
static void put_sources(const record *r, zc_buf *out)
{
    zc_buf all;
    zc_buf_init(&all);
    for (size_t i = 0; i < COUNT(fields); i++)
        if (r->fields.value[fields[i]])
            buf_printf(&all, "%s%s=%s", all.len ? "; " : "", meta_field_name(fields[i]),
                       r->fields.source[fields[i]]);
    cells_put(out, false, buf_view(&all));
    out->failed = out->failed || all.failed;
    zc_buf_clear(&all);
}

/* A list in one cell: issuers as they are given back (甲局、乙局). */
static void put_list(const char *const *list, size_t n, const char *joint, zc_buf *out)
{
    zc_buf all;
    zc_buf_init(&all);
    for (size_t i = 0; i < n; i++)
        buf_printf(&all, "%s%s", i ? joint : "", list[i]);
    cells_put(out, false, buf_view(&all));
    out->failed = out->failed || all.failed;
    zc_buf_clear(&all);
}

void record_csv(const record *r, zc_buf *out)
{
    char chars[24];
    put(out, true, r->id);
    put(out, false, r->path);
    for (size_t i = 0; i < COUNT(fields); i++)
        if (fields[i] == META_ISSUER)
            put_list(r->fields.issuers, r->fields.n_issuers, "、", out);
        else
            put(out, false, r->fields.value[fields[i]]);
    snprintf(chars, sizeof chars, "%llu", (unsigned long long)r->chars);
    put(out, false, chars);
    put_sources(r, out);
    put_list(r->notes, r->n_notes, "; ", out);
}

void record_csv_failure(const char *path, const char *reason, zc_buf *out)
{
    put(out, true, "");
    put(out, false, path);
    for (size_t i = 0; i < COUNT(fields) + 2; i++)
        put(out, false, "");
    put(out, false, reason);
}
