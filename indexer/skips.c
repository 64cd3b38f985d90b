/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "skips.h"

bool skip_add(skip_list *list, const char *path, const char *reason)
{
    if (!array_grow((void **)&list->items, list->n, sizeof *list->items))
        return false;
    skipped s = {arena_str(&list->a, str_from(path)), arena_str(&list->a, str_from(reason))};
    if (!s.path || !s.reason)
        return false;
    list->items[list->n++] = s;
    return true;
}
