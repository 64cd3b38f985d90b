/* What a page was asked: a URL's query through one table of allowed names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_FORM_H
#define ZC_SEARCHER_FORM_H

#include "html.h"

/* The allowed names, in the order in which links are written. */
typedef enum form_name {
    FORM_Q,
    FORM_CITY,
    FORM_PROVINCE,
    FORM_YEAR,
    FORM_SINCE,
    FORM_UNTIL,
    FORM_DOCNO,
    FORM_ISSUER,
    FORM_TYPE,
    FORM_STATUS,
    FORM_SORT,
    FORM_GROUP,
    FORM_SYNONYMS,
    FORM_VIEW,
    FORM_BY,
    FORM_ID,
    FORM_FORMAT,
    FORM_PAGE,
    FORM_LANG,
    FORM_NAMES
} form_name;

const char *form_name_text(form_name name);

typedef struct form_value {
    form_name name;
    zc_str value; /* decoded, UTF-8, never empty */
} form_value;

typedef struct form {
    form_value *values;
    size_t n;
} form;

/* Parses application/x-www-form-urlencoded `input` into `a`. Unknown names and
 * empty values are passed over. Fails with LIMIT (longer than 8 KiB, more than
 * 64 values), ARGUMENT (a value that is no UTF-8 or holds a control character)
 * or NO_MEMORY. */
zc_status form_parse(zc_str input, arena *a, form *out, zc_error *error);

/* The last value of a name, which is the one that counts where only one can;
 * empty when there is none. */
zc_str form_get(const form *f, form_name name);

/* One change to a link: a value that is set, with `add` joins those that are
 * there, or with `drop` is taken from them; a NULL value takes the name out. */
typedef struct form_change {
    form_name name;
    const char *value;
    bool add, drop;
} form_change;

/* Writes href's value: `?` and all values of `f` with the changes. The page is
 * left out unless a change sets it. */
void form_link(zc_buf *out, const form *f, const form_change *changes, size_t n);

#endif
