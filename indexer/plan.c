/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

static zc_status add_root(plan *p, const char *path, const char *dir, const catalog *before,
                          zc_error *error)
{
    if (!array_grow((void **)&p->roots, p->n_roots, sizeof *p->roots))
        return error_memory(error);
    plan_root *root = &p->roots[p->n_roots];
    *root = (plan_root){.source.fd = -1};
    p->n_roots++; /* closed by plan_clear whatever happens now */
    zc_status status = source_open(path, &root->source, error);
    for (size_t i = 0; status == ZC_OK && i + 1 < p->n_roots; i++) {
        if (strcmp(p->roots[i].source.key, root->source.key) == 0) { /* named twice */
            source_close(&root->source);
            p->n_roots--;
            return ZC_OK;
        }
    }
    source_avoid(&root->source, dir);
    if (status == ZC_OK)
        status = source_walk(&root->source, &root->list, error);
    if (status == ZC_OK)
        root->before = catalog_find(before, root->source.key);
    return status;
}

/* ---- Prefixes of ids ---- */

static bool list_holds(const source_list *list, const char *name)
{
    size_t from = 0, to = list->n; /* sorted by raw path; shown names rarely differ */
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = strcmp(list->items[middle].name, name);
        if (order == 0)
            return true;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

/* Whether another root's documents have, or are about to have, an id of `mine`. */
static bool repeats_an_id(const plan *p, size_t mine, const catalog *before)
{
    const source_list *list = &p->roots[mine].list;
    for (size_t i = 0; i < list->n; i++) {
        const char *name = list->items[i].name;
        if (list->items[i].reason)
            continue;
        for (size_t r = 0; r < before->n; r++)
            if (&before->roots[r] != p->roots[mine].before && !*before->roots[r].prefix &&
                catalog_look_up(&before->roots[r], name))
                return true;
        for (size_t r = 0; r < mine; r++)
            if (p->roots[r].prefix && !*p->roots[r].prefix && list_holds(&p->roots[r].list, name))
                return true;
    }
    return false;
}

static bool prefix_is_taken(const plan *p, size_t mine, const catalog *before, const char *prefix)
{
    for (size_t r = 0; r < before->n; r++)
        if (&before->roots[r] != p->roots[mine].before &&
            strcmp(before->roots[r].prefix, prefix) == 0)
            return true;
    for (size_t r = 0; r < mine; r++)
        if (strcmp(p->roots[r].prefix, prefix) == 0)
            return true;
    return false;
}

/* Whether an id under the prefix is another root's as it stands: x/a.txt. */
static bool prefixed_repeats(plan *p, size_t mine, const catalog *before, const char *prefix)
{
    arena a;
    arena_init(&a);
    bool repeats = false;
    const source_list *list = &p->roots[mine].list;
    for (size_t i = 0; i < list->n && !repeats; i++) {
        const char *id = arena_printf(&a, "%s%s", prefix, list->items[i].name);
        for (size_t r = 0; id && r < before->n && !repeats; r++)
            repeats = &before->roots[r] != p->roots[mine].before && !*before->roots[r].prefix &&
                      catalog_look_up(&before->roots[r], id);
        for (size_t r = 0; id && r < mine && !repeats; r++)
            repeats = !*p->roots[r].prefix && list_holds(&p->roots[r].list, id);
        if (i % 256 == 0)
            arena_clear(&a);
    }
    arena_clear(&a);
    return repeats;
}

/* A root keeps the prefix it has; a new one gets its folder's name as one only
 * where its ids would repeat another root's. */
static zc_status choose_prefix(plan *p, size_t mine, const catalog *before, bool full,
                               zc_error *error)
{
    plan_root *root = &p->roots[mine];
    root->prefix = "";
    if (root->before && !full) {
        root->prefix = root->before->prefix;
    } else if (repeats_an_id(p, mine, before)) {
        root->prefix = arena_printf(&p->a, "%s/", root->source.folder);
        for (unsigned n = 2; root->prefix && (prefix_is_taken(p, mine, before, root->prefix) ||
                                              prefixed_repeats(p, mine, before, root->prefix));
             n++)
            root->prefix = arena_printf(&p->a, "%s~%u/", root->source.folder, n);
    }
    return root->prefix ? ZC_OK : error_memory(error);
}

/* ---- Files ---- */

static zc_status add_file(plan *p, size_t root, const source_item *item, zc_error *error)
{
    if (!array_grow((void **)&p->files, p->n_files, sizeof *p->files))
        return error_memory(error);
    const plan_root *r = &p->roots[root];
    plan_file file = {.root = root, .item = *item, .reason = item->reason};
    file.before = r->before ? catalog_look_up(r->before, item->name) : NULL;
    if (item->reason)
        file.action = item->unreadable && file.before ? PLAN_KEEP : PLAN_SKIP;
    else if (!r->again && file.before && file.before->size == item->size &&
             file.before->mtime == item->mtime)
        file.action = PLAN_KEEP;
    else
        file.action = PLAN_READ;
    p->files[p->n_files++] = file;
    return ZC_OK;
}

/* Whether `name` lies in a folder that could not be read this time: then it has
 * not vanished, it is out of sight. */
static bool out_of_sight(const source_list *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++) {
        const source_item *item = &list->items[i];
        size_t n = strlen(item->name);
        if (item->unreadable && strncmp(item->name, name, n) == 0 && (name[n] == '/' || !name[n]))
            return true;
    }
    return false;
}

/* A file of the catalog that the walk did not meet. */
static zc_status add_missing(plan *p, size_t root, const catalog_file *file, zc_error *error)
{
    const source_list *list = &p->roots[root].list;
    if (out_of_sight(list, file->name)) {
        if (!array_grow((void **)&p->files, p->n_files, sizeof *p->files))
            return error_memory(error);
        p->files[p->n_files++] = (plan_file){
            .root = root,
            .action = PLAN_KEEP,
            .before = file,
            .item = {.name = file->name, .size = file->size, .mtime = file->mtime},
        };
        return ZC_OK;
    }
    if (!array_grow((void **)&p->vanished, p->n_vanished, sizeof *p->vanished))
        return error_memory(error);
    p->vanished[p->n_vanished++] = (struct plan_vanished){root, file};
    return ZC_OK;
}

static zc_status compare_root(plan *p, size_t root, bool full, zc_error *error)
{
    plan_root *r = &p->roots[root];
    r->again = full || (r->before && r->before->rules != p->rules->hash);
    zc_status status = ZC_OK;
    size_t first = p->n_files;
    for (size_t i = 0; i < r->list.n && status == ZC_OK; i++)
        status = add_file(p, root, &r->list.items[i], error);
    size_t n_before = r->before ? r->before->n : 0;
    bool *met = calloc(n_before + 1, sizeof *met);
    if (!met)
        return error_memory(error);
    for (size_t i = first; i < p->n_files; i++)
        if (p->files[i].before)
            met[p->files[i].before - r->before->files] = true;
    for (size_t i = 0; i < n_before && status == ZC_OK; i++)
        if (!met[i])
            status = add_missing(p, root, &r->before->files[i], error);
    free(met);
    return status;
}

zc_status plan_make(const char *const *paths, size_t n, const char *dir, const catalog *before,
                    const rules *rules, bool full, plan *out, zc_error *error)
{
    *out = (plan){.rules = rules};
    arena_init(&out->a);
    zc_status status = ZC_OK;
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        status = add_root(out, paths[i], dir, before, error);
    for (size_t i = 0; i < out->n_roots && status == ZC_OK; i++)
        status = choose_prefix(out, i, before, full, error);
    for (size_t i = 0; i < out->n_roots && status == ZC_OK; i++)
        status = compare_root(out, i, full, error);
    return status;
}

void plan_clear(plan *p)
{
    for (size_t i = 0; i < p->n_roots; i++) {
        source_close(&p->roots[i].source);
        source_list_clear(&p->roots[i].list);
    }
    free(p->roots);
    free(p->files);
    free(p->vanished);
    arena_clear(&p->a);
    *p = (plan){0};
}
