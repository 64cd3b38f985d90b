/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "members.h"

#include "files.h"
#include "groups.h"
#include "texts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* More members than this are merged into one: each costs every search a look,
 * and a merge costs as much as the whole index. */
enum { MEMBERS_AT_MOST = 6 };

bool leaving_add(leaving *l, const char *root, const char *name)
{
    if (!array_grow((void **)&l->terms, l->n, sizeof *l->terms))
        return false;
    char key[33];
    schema_key(str_from(root), str_from(name), key);
    snprintf(l->terms[l->n++], sizeof *l->terms, "%s%s", SCHEMA_FILE, key);
    return true;
}

/* Adds a member's folder name, which is taken over. */
static zc_status add_member(members *m, char *name, zc_error *error)
{
    if (!name || !array_grow((void **)&m->names, m->n, sizeof *m->names)) {
        free(name);
        return error_memory(error);
    }
    m->names[m->n++] = name;
    return ZC_OK;
}

static char *joined_path(const char *folder, const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

/* Whether any document of the member leaves. */
static zc_status loses_documents(const char *member, const leaving *l, bool *loses, zc_error *error)
{
    char *db = joined_path(member, "db");
    store *s = NULL;
    zc_status status = db ? store_open((const char *const[]){db}, 1, &s, error)
                          : error_memory(error);
    *loses = false;
    for (size_t i = 0; i < l->n && status == ZC_OK && !*loses; i++) {
        uint64_t n = 0;
        status = store_frequency(s, str_from(l->terms[i]), &n, error);
        *loses = n > 0;
    }
    store_close(s);
    free(db);
    return status;
}

static zc_status delete_documents(const char *member, const leaving *l, zc_error *error)
{
    char *db = joined_path(member, "db");
    store_writer *w = NULL;
    zc_status status = db ? store_writer_open(db, true, &w, error) : error_memory(error);
    for (size_t i = 0; i < l->n && status == ZC_OK; i++) {
        uint64_t n = 0;
        status = store_writer_delete(w, str_from(l->terms[i]), &n, error);
    }
    if (status == ZC_OK)
        status = store_writer_commit(w, error);
    store_writer_free(w);
    free(db);
    return status;
}

/* Brings the members of the old generation over, less what leaves. */
static zc_status keep_members(members *m, const leaving *l, zc_error *error)
{
    zc_status status = ZC_OK;
    for (size_t i = 0; i < m->old->n_members && status == ZC_OK; i++) {
        const char *from = m->old->members[i], *name = strrchr(from, '/') + 1;
        char *to = joined_path(m->building, name);
        bool loses = false;
        status = to ? loses_documents(from, l, &loses, error) : error_memory(error);
        if (status == ZC_OK)
            status = folder_copy(from, to, loses, error);
        if (status == ZC_OK && loses)
            status = delete_documents(to, l, error);
        if (status == ZC_OK)
            status = add_member(m, strdup(name), error);
        free(to);
    }
    return status;
}

static zc_status merge_texts(char *const *folders, size_t n, const char *to, zc_error *error)
{
    texts_writer *w = NULL;
    zc_status status = texts_writer_open(to, &w, error);
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        uint32_t first = 0, last = 0;
        store *s = NULL;
        char *db = joined_path(folders[i], "db");
        status = db ? store_open((const char *const[]){db}, 1, &s, error) : error_memory(error);
        if (status == ZC_OK)
            status = store_range(s, &first, &last, error);
        store_close(s);
        free(db);
        if (status == ZC_OK && last > 0)
            status = texts_writer_append(w, folders[i], first, last, error);
    }
    if (status == ZC_OK)
        status = texts_writer_finish(w, error);
    texts_writer_free(w);
    return status;
}

/* A name that no folder in `building` has yet. */
static char *fresh_name(const members *m)
{
    for (unsigned n = 0;; n++) {
        char *name = NULL, *path = NULL;
        if (asprintf(&name, "m%u", n) < 0)
            return NULL;
        path = joined_path(m->building, name);
        bool failed = !path, taken = path && access(path, F_OK) == 0;
        free(path);
        if (!failed && !taken)
            return name;
        free(name);
        if (failed)
            return NULL;
    }
}

/* Merges folders of databases and texts into one new member and removes them. */
static zc_status merge(members *m, char *const *folders, size_t n, zc_error *error)
{
    char *name = fresh_name(m);
    char *to = name ? joined_path(m->building, name) : NULL;
    char *db = to ? joined_path(to, "db") : NULL;
    char **dbs = calloc(n, sizeof *dbs);
    zc_status status = db && dbs ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        if (!(dbs[i] = joined_path(folders[i], "db")))
            status = error_memory(error);
    if (status == ZC_OK && mkdir(to, 0755) != 0)
        status = error_errno(error, errno, to);
    if (status == ZC_OK)
        status = store_merge((const char *const *)dbs, n, db, error);
    if (status == ZC_OK)
        status = merge_texts(folders, n, to, error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        status = folder_remove(folders[i], error);
    for (size_t i = 0; dbs && i < n; i++)
        free(dbs[i]);
    free(dbs);
    free(db);
    free(to);
    if (status == ZC_OK)
        return add_member(m, name, error);
    free(name);
    return status;
}

/* All members into one. */
static zc_status merge_all(members *m, zc_error *error)
{
    char **old = m->names;
    size_t n = m->n;
    char **folders = calloc(n, sizeof *folders);
    zc_status status = folders ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        if (!(folders[i] = joined_path(m->building, old[i])))
            status = error_memory(error);
    m->names = NULL;
    m->n = 0;
    if (status == ZC_OK)
        status = merge(m, folders, n, error);
    for (size_t i = 0; i < n; i++) {
        free(old[i]);
        if (folders)
            free(folders[i]);
    }
    free(old);
    free(folders);
    return status;
}

/* ---- One document an id ---- */

typedef struct repeats {
    store *all;
    char (*terms)[40];
    size_t n;
    zc_error *error;
    zc_status status;
} repeats;

static bool check_id(void *context, zc_str rest, uint64_t n)
{
    repeats *p = context;
    char term[40];
    uint64_t everywhere = n;
    snprintf(term, sizeof term, "%s%.*s", SCHEMA_ID, (int)rest.n, rest.p);
    p->status = store_frequency(p->all, str_from(term), &everywhere, p->error);
    if (p->status == ZC_OK && everywhere > 1) {
        if (array_grow((void **)&p->terms, p->n, sizeof *p->terms))
            memcpy(p->terms[p->n++], term, sizeof term);
        else
            p->status = error_memory(p->error);
    }
    return p->status == ZC_OK;
}

static bool note_repeated(members *m, const char *path)
{
    const char **more = arena_grow(&m->a, m->repeated, m->n_repeated, sizeof *more);
    const char *copy = arena_str(&m->a, str_from(path));
    if (!more || !copy)
        return false;
    m->repeated = more;
    m->repeated[m->n_repeated++] = copy;
    return true;
}

/* Deletes from part `mine` what a member or an earlier part has already; the
 * parts are still private. */
static zc_status drop_repeated(members *m, char *const *dbs, size_t before, skip_list *skips,
                               zc_error *error)
{
    store *mine = NULL, *all = NULL;
    zc_status status = store_open((const char *const *)&dbs[before], 1, &mine, error);
    if (status == ZC_OK)
        status = store_open((const char *const *)dbs, before + 1, &all, error);
    repeats p = {.all = all, .error = error};
    if (status == ZC_OK)
        status = store_terms(mine, STR_LIT(SCHEMA_ID), check_id, &p, error);
    if (status == ZC_OK)
        status = p.status;
    store_writer *w = NULL;
    if (status == ZC_OK && p.n > 0)
        status = store_writer_open(dbs[before], true, &w, error);
    arena a;
    arena_init(&a);
    for (size_t i = 0; i < p.n && status == ZC_OK; i++) {
        uint32_t number = 0;
        uint64_t n = 0;
        zc_buf data;
        record rec;
        zc_buf_init(&data);
        status = store_find(mine, str_from(p.terms[i]), &number, error);
        if (status == ZC_OK)
            status = store_data(mine, number, &data, error);
        if (status == ZC_OK)
            status = record_read(buf_view(&data), &a, &rec, error);
        if (status == ZC_OK &&
            (!skip_add(skips, rec.id, SKIPPED_ID) || !note_repeated(m, rec.path)))
            status = error_memory(error);
        if (status == ZC_OK)
            status = store_writer_delete(w, str_from(p.terms[i]), &n, error);
        zc_buf_clear(&data);
    }
    if (status == ZC_OK && w)
        status = store_writer_commit(w, error);
    store_writer_free(w);
    store_close(mine);
    store_close(all);
    arena_clear(&a);
    free(p.terms);
    return status;
}

static zc_status check_ids(members *m, char *const *parts, size_t n_parts, skip_list *skips,
                           zc_error *error)
{
    size_t n = 0, old = m->n;
    char **dbs = calloc(old + n_parts + 1, sizeof *dbs);
    zc_status status = dbs ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < old + n_parts && status == ZC_OK; i++, n++) {
        bool part = i >= old;
        if (asprintf(&dbs[i], "%s/%s/db", part ? parts[i - old] : m->building,
                     part ? "." : m->names[i]) < 0) {
            dbs[i] = NULL;
            status = error_memory(error);
        }
    }
    for (size_t i = 0; i < n_parts && status == ZC_OK; i++)
        if (old + i > 0)
            status = drop_repeated(m, dbs, old + i, skips, error);
    for (size_t i = 0; dbs && i < n; i++)
        free(dbs[i]);
    free(dbs);
    return status;
}

zc_status members_open(const char *const *folders, size_t n, store **out, zc_error *error)
{
    arena a;
    arena_init(&a);
    const char **dbs = arena_alloc(&a, n * sizeof *dbs);
    zc_status status = dbs ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        if (!(dbs[i] = arena_printf(&a, "%s/db", folders[i])))
            status = error_memory(error);
    if (status == ZC_OK)
        status = store_open(dbs, n, out, error);
    arena_clear(&a);
    return status;
}

zc_status members_count(const char *const *folders, size_t n, uint64_t *documents, zc_error *error)
{
    store *s = NULL;
    zc_status status = members_open(folders, n, &s, error);
    if (status == ZC_OK)
        *documents = store_documents(s);
    store_close(s);
    return status;
}

/* What is known of all members together: how many documents, which are alike. */
static zc_status look_at_all(members *m, zc_error *error)
{
    store *s = NULL;
    const char **folders = arena_alloc(&m->a, m->n * sizeof *folders);
    zc_status status = folders ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < m->n && status == ZC_OK; i++)
        if (!(folders[i] = arena_printf(&m->a, "%s/%s", m->building, m->names[i])))
            status = error_memory(error);
    if (status == ZC_OK)
        status = members_open(folders, m->n, &s, error);
    if (status == ZC_OK) {
        m->documents = store_documents(s);
        status = groups_make(s, m->building, error);
    }
    store_close(s);
    return status;
}

static zc_status empty_member(members *m, zc_error *error)
{
    char *db = NULL;
    store_writer *s = NULL;
    texts_writer *t = NULL;
    char *name = fresh_name(m), *folder = name ? joined_path(m->building, name) : NULL;
    if (folder && (mkdir(folder, 0755) != 0 || !(db = joined_path(folder, "db"))))
        folder[0] = '\0';
    zc_status status = db ? store_writer_open(db, false, &s, error) : error_memory(error);
    if (status == ZC_OK)
        status = store_writer_commit(s, error);
    if (status == ZC_OK)
        status = texts_writer_open(folder, &t, error);
    if (status == ZC_OK)
        status = texts_writer_finish(t, error);
    store_writer_free(s);
    texts_writer_free(t);
    free(db);
    free(folder);
    if (status == ZC_OK)
        return add_member(m, name, error);
    free(name);
    return status;
}

zc_status members_assemble(members *m, bool keep_old, const leaving *old, const leaving *fresh,
                           char *const *parts, size_t n_parts, skip_list *skips, zc_error *error)
{
    zc_status status = keep_old ? keep_members(m, old, error) : ZC_OK;
    for (size_t i = 0; i < n_parts && fresh->n > 0 && status == ZC_OK; i++)
        status = delete_documents(parts[i], fresh, error);
    if (status == ZC_OK)
        status = check_ids(m, parts, n_parts, skips, error);
    if (status == ZC_OK && n_parts > 0)
        status = merge(m, parts, n_parts, error);
    if (status == ZC_OK && m->n > MEMBERS_AT_MOST)
        status = merge_all(m, error);
    if (status == ZC_OK && m->n == 0)
        status = empty_member(m, error);
    return status == ZC_OK ? look_at_all(m, error) : status;
}

void members_clear(members *m)
{
    for (size_t i = 0; i < m->n; i++)
        free(m->names[i]);
    free(m->names);
    arena_clear(&m->a);
    m->repeated = NULL;
    m->n_repeated = 0;
    m->names = NULL;
    m->n = 0;
}
