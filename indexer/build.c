/* One run of the indexer: plan, read, put the members of the new generation
 * together, publish.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "generation.h"
#include "json.h"
#include "store.h"
#include "texts.h"
#include "workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* More members than this are merged into one: each costs every search a look,
 * and a merge costs as much as the whole index. */
enum { MEMBERS_AT_MOST = 6 };

struct zc_report {
    zc_counts counts;
    skip_list skips;
};

/* A run in progress. */
typedef struct run {
    const zc_build_options *options;
    zc_report *report;
    generation old;
    bool has_old;
    catalog before, after;
    plan plan;
    workers_result work;
    zc_buf building; /* DIR/building */
    int lock;
    char **members; /* folder names in building/ */
    size_t n_members;
} run;

/* ---- What was there before ---- */

static zc_status open_before(run *r, zc_error *error)
{
    zc_error why = {0};
    zc_status status = generation_open(r->options->dir, &r->old, &why);
    if (status == ZC_OK)
        status = catalog_read(r->old.path, &r->before, &why);
    if (status == ZC_OK) {
        r->has_old = true;
        return ZC_OK;
    }
    /* What can't be read can't be updated; --full builds it anew. */
    bool replaced = r->options->full && (status == ZC_ERROR_VERSION || status == ZC_ERROR_CORRUPT);
    if (status == ZC_ERROR_NOT_FOUND || replaced) {
        generation_clear(&r->old);
        catalog_clear(&r->before);
        return ZC_OK;
    }
    return error_set(error, status, "%s", why.message);
}

static bool is_planned(const run *r, const catalog_root *root)
{
    for (size_t i = 0; i < r->plan.n_roots; i++)
        if (r->plan.roots[i].before == root)
            return true;
    return false;
}

/* ---- Counting ---- */

/* Whether a file's documents of before leave the index. */
static bool leaves(const plan_file *f)
{
    return f->before && f->before->documents > 0 &&
           (f->action == PLAN_SKIP || (f->action == PLAN_READ && !f->same && !f->unread));
}

static bool stays(const plan_file *f)
{
    return f->before && (f->action == PLAN_KEEP || (f->action == PLAN_READ && (f->same || f->unread)));
}

static void count_file(zc_counts *c, const plan_file *f, bool dry)
{
    uint64_t before = f->before ? f->before->documents : 0;
    /* Unread, a file is taken for one document, a table for as many as before. */
    uint64_t now = dry && f->action == PLAN_READ ? (before ? before : 1) : f->documents;
    if (stays(f)) {
        c->unchanged += before;
        return;
    }
    uint64_t both = now < before ? now : before;
    c->updated += both;
    c->added += now - both;
    c->removed += before - both;
}

static void count_all(run *r)
{
    zc_counts *c = &r->report->counts;
    for (size_t i = 0; i < r->plan.n_files; i++)
        count_file(c, &r->plan.files[i], r->options->dry_run);
    for (size_t i = 0; i < r->plan.n_vanished; i++)
        c->removed += r->plan.vanished[i].file->documents;
}

static uint64_t documents_of_root(const run *r, size_t root)
{
    uint64_t n = 0;
    for (size_t i = 0; i < r->plan.n_files; i++) {
        const plan_file *f = &r->plan.files[i];
        if (f->root == root)
            n += stays(f) ? f->before->documents : f->documents + (r->options->dry_run && f->action == PLAN_READ);
    }
    return n;
}

/* An unmounted disk must not empty the index. */
static zc_status check_emptied(const run *r, zc_error *error)
{
    for (size_t i = 0; i < r->plan.n_roots && !r->options->allow_empty; i++) {
        const plan_root *root = &r->plan.roots[i];
        uint64_t before = root->before ? catalog_documents(root->before) : 0;
        if (before > 0 && documents_of_root(r, i) == 0)
            return error_set(error, ZC_ERROR_ARGUMENT,
                             "%s held %llu documents and now holds none; is a disk not mounted? "
                             "Nothing was changed (--allow-empty removes them)",
                             root->source.path, (unsigned long long)before);
    }
    return ZC_OK;
}

static zc_status list_skipped(run *r, zc_error *error)
{
    for (size_t i = 0; i < r->plan.n_files; i++) {
        const plan_file *f = &r->plan.files[i];
        const char *reason = f->item.reason;
        if (f->action == PLAN_KEEP && !reason && f->before)
            reason = f->before->reason;
        if (f->action != PLAN_READ && reason && !skip_add(&r->report->skips, f->item.name, reason))
            return error_memory(error);
    }
    return ZC_OK;
}

/* ---- The catalog of the new generation ---- */

static zc_status catalog_copy_root(catalog *to, const catalog_root *root, zc_error *error)
{
    catalog_root *copy = catalog_add_root(to, root->path, root->prefix);
    bool ok = copy != NULL;
    for (size_t i = 0; i < root->n && ok; i++)
        ok = catalog_add_file(to, copy, &root->files[i]);
    return ok ? ZC_OK : error_memory(error);
}

static bool catalog_add_planned(catalog *to, catalog_root *root, const plan_file *f)
{
    if (f->action == PLAN_SKIP || (f->unread && !f->before))
        return true; /* looked at again next time */
    catalog_file entry = {
        .name = f->item.name,
        .size = f->item.size,
        .mtime = f->item.mtime,
        .hash = f->hash,
        .documents = f->documents,
        .reason = f->reason,
    };
    if (stays(f)) {
        uint64_t size = entry.size;
        int64_t mtime = entry.mtime;
        entry = *f->before;
        if (f->same) { /* touched, not changed */
            entry.size = size;
            entry.mtime = mtime;
        }
    }
    return catalog_add_file(to, root, &entry);
}

static zc_status make_catalog(run *r, zc_error *error)
{
    zc_status status = ZC_OK;
    for (size_t i = 0; i < r->before.n && status == ZC_OK; i++)
        if (!is_planned(r, &r->before.roots[i]))
            status = catalog_copy_root(&r->after, &r->before.roots[i], error);
    for (size_t i = 0; i < r->plan.n_roots && status == ZC_OK; i++) {
        const plan_root *root = &r->plan.roots[i];
        catalog_root *copy = catalog_add_root(&r->after, root->source.key, root->prefix);
        bool ok = copy != NULL;
        for (size_t k = 0; k < r->plan.n_files && ok; k++)
            if (r->plan.files[k].root == i)
                ok = catalog_add_planned(&r->after, copy, &r->plan.files[k]);
        if (!ok)
            status = error_memory(error);
    }
    return status;
}

/* ---- Members ---- */

/* The file terms of all documents that leave. */
typedef struct leaving {
    char (*terms)[40];
    size_t n;
} leaving;

static bool add_leaving(leaving *l, const char *root, const char *name)
{
    if (!array_grow((void **)&l->terms, l->n, sizeof *l->terms))
        return false;
    char key[33];
    schema_key(str_from(root), str_from(name), key);
    snprintf(l->terms[l->n++], sizeof *l->terms, "%s%s", SCHEMA_FILE, key);
    return true;
}

static zc_status find_leaving(const run *r, leaving *l, zc_error *error)
{
    bool ok = true;
    for (size_t i = 0; i < r->plan.n_files && ok; i++) {
        const plan_file *f = &r->plan.files[i];
        if (leaves(f))
            ok = add_leaving(l, r->plan.roots[f->root].source.key, f->item.name);
    }
    for (size_t i = 0; i < r->plan.n_vanished && ok; i++)
        if (r->plan.vanished[i].file->documents > 0)
            ok = add_leaving(l, r->plan.roots[r->plan.vanished[i].root].source.key,
                             r->plan.vanished[i].file->name);
    return ok ? ZC_OK : error_memory(error);
}

/* Adds a member's folder name, taken over by the run. */
static zc_status add_member(run *r, char *name, zc_error *error)
{
    if (!name || !array_grow((void **)&r->members, r->n_members, sizeof *r->members)) {
        free(name);
        return error_memory(error);
    }
    r->members[r->n_members++] = name;
    return ZC_OK;
}

static char *joined_path(const char *folder, const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

/* Whether any document of the member leaves; how many are in it. */
static zc_status loses_documents(const char *member, const leaving *l, bool *loses,
                                 zc_error *error)
{
    char *db = joined_path(member, "db");
    store *s = NULL;
    zc_status status = db ? store_open((const char *const[]){db}, 1, &s, error) : error_memory(error);
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
static zc_status keep_members(run *r, zc_error *error)
{
    leaving l = {0};
    zc_status status = find_leaving(r, &l, error);
    for (size_t i = 0; i < r->old.n_members && status == ZC_OK; i++) {
        const char *from = r->old.members[i], *name = strrchr(from, '/') + 1;
        char *to = joined_path(r->building.data, name);
        bool loses = false;
        status = to ? loses_documents(from, &l, &loses, error) : error_memory(error);
        if (status == ZC_OK)
            status = generation_copy_member(from, to, loses, error);
        if (status == ZC_OK && loses)
            status = delete_documents(to, &l, error);
        if (status == ZC_OK)
            status = add_member(r, strdup(name), error);
        free(to);
    }
    free(l.terms);
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

/* A name that no member of the old or the new generation has. */
static char *fresh_name(const run *r)
{
    for (unsigned n = 0;; n++) {
        char *name = NULL;
        if (asprintf(&name, "m%u", n) < 0)
            return NULL;
        bool taken = false;
        for (size_t i = 0; i < r->n_members && !taken; i++)
            taken = strcmp(r->members[i], name) == 0;
        for (size_t i = 0; i < r->old.n_members && !taken; i++)
            taken = strcmp(strrchr(r->old.members[i], '/') + 1, name) == 0;
        if (!taken)
            return name;
        free(name);
    }
}

/* Merges folders of databases and texts into one new member and removes them. */
static zc_status merge(run *r, char *const *folders, size_t n, zc_error *error)
{
    char *name = fresh_name(r);
    char *to = name ? joined_path(r->building.data, name) : NULL;
    char *db = to ? joined_path(to, "db") : NULL;
    char **dbs = calloc(n, sizeof *dbs);
    zc_status status = db && dbs ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        if (!(dbs[i] = joined_path(folders[i], "db")))
            status = error_memory(error);
    if (status == ZC_OK && mkdir(to, 0755) != 0)
        status = error_set(error, ZC_ERROR_IO, "%s: can't be made", to);
    if (status == ZC_OK)
        status = store_merge((const char *const *)dbs, n, db, error);
    if (status == ZC_OK)
        status = merge_texts(folders, n, to, error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        status = remove_folder(folders[i], error);
    for (size_t i = 0; dbs && i < n; i++)
        free(dbs[i]);
    free(dbs);
    free(db);
    free(to);
    if (status == ZC_OK)
        return add_member(r, name, error);
    free(name);
    return status;
}

/* All members into one. */
static zc_status merge_all(run *r, zc_error *error)
{
    char **old = r->members;
    size_t n = r->n_members;
    char **folders = calloc(n, sizeof *folders);
    zc_status status = folders ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < n && status == ZC_OK; i++)
        if (!(folders[i] = joined_path(r->building.data, old[i])))
            status = error_memory(error);
    r->members = NULL;
    r->n_members = 0;
    if (status == ZC_OK)
        status = merge(r, folders, n, error);
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

/* Deletes from part `mine` what a member or an earlier part has already; the
 * parts are still private. */
static zc_status drop_repeated(run *r, char *const *dbs, size_t before, zc_error *error)
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
        if (status == ZC_OK && !skip_add(&r->report->skips, rec.id, SKIPPED_ID))
            status = error_memory(error);
        if (status == ZC_OK)
            status = store_writer_delete(w, str_from(p.terms[i]), &n, error);
        zc_buf_clear(&data);
    }
    if (status == ZC_OK && w)
        status = store_writer_commit(w, error);
    r->report->counts.added -= r->report->counts.added < p.n ? r->report->counts.added : p.n;
    store_writer_free(w);
    store_close(mine);
    store_close(all);
    arena_clear(&a);
    free(p.terms);
    return status;
}

static zc_status check_ids(run *r, zc_error *error)
{
    size_t n = 0, old = r->n_members;
    char **dbs = calloc(old + r->work.n_parts + 1, sizeof *dbs);
    zc_status status = dbs ? ZC_OK : error_memory(error);
    for (size_t i = 0; i < old + r->work.n_parts && status == ZC_OK; i++, n++) {
        bool part = i >= old;
        if (asprintf(&dbs[i], "%s/%s/db", part ? r->work.parts[i - old] : r->building.data,
                     part ? "." : r->members[i]) < 0) {
            dbs[i] = NULL;
            status = error_memory(error);
        }
    }
    for (size_t i = 0; i < r->work.n_parts && status == ZC_OK; i++)
        if (old + i > 0)
            status = drop_repeated(r, dbs, old + i, error);
    for (size_t i = 0; dbs && i < n; i++)
        free(dbs[i]);
    free(dbs);
    return status;
}

/* ---- The run ---- */

static zc_status count_documents(run *r, uint64_t *n, zc_error *error)
{
    zc_status status = ZC_OK;
    *n = 0;
    for (size_t i = 0; i < r->n_members && status == ZC_OK; i++) {
        char *db = NULL;
        store *s = NULL;
        if (asprintf(&db, "%s/%s/db", r->building.data, r->members[i]) < 0)
            return error_memory(error);
        status = store_open((const char *const[]){db}, 1, &s, error);
        if (status == ZC_OK)
            *n += store_documents(s);
        store_close(s);
        free(db);
    }
    return status;
}

/* Whether documents of the old generation go on into the new one. */
static bool keeps_any(const run *r)
{
    for (size_t i = 0; i < r->plan.n_files; i++)
        if (stays(&r->plan.files[i]) && r->plan.files[i].before->documents > 0)
            return true;
    for (size_t i = 0; i < r->before.n; i++)
        if (!is_planned(r, &r->before.roots[i]) && catalog_documents(&r->before.roots[i]) > 0)
            return true;
    return false;
}

static zc_status empty_member(run *r, zc_error *error)
{
    char *db = NULL;
    store_writer *s = NULL;
    texts_writer *t = NULL;
    char *name = fresh_name(r), *folder = name ? joined_path(r->building.data, name) : NULL;
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
        return add_member(r, name, error);
    free(name);
    return status;
}

static zc_status assemble(run *r, zc_error *error)
{
    zc_status status = keeps_any(r) ? keep_members(r, error) : ZC_OK;
    if (status == ZC_OK)
        status = check_ids(r, error);
    if (status == ZC_OK && r->work.n_parts > 0)
        status = merge(r, r->work.parts, r->work.n_parts, error);
    if (status == ZC_OK && r->n_members > MEMBERS_AT_MOST)
        status = merge_all(r, error);
    if (status == ZC_OK && r->n_members == 0)
        status = empty_member(r, error);
    return status;
}

/* Whether anything is to be written: documents, or what the catalog knows. */
static bool has_changes(const run *r)
{
    bool changed = r->plan.n_vanished > 0;
    for (size_t i = 0; i < r->plan.n_files && !changed; i++)
        changed = r->plan.files[i].action == PLAN_READ || leaves(&r->plan.files[i]);
    return changed;
}

static zc_status nothing(const run *r, zc_error *error)
{
    for (size_t i = 0; i < r->plan.n_roots; i++)
        if (documents_of_root(r, i) > 0 || (r->plan.roots[i].before && r->options->allow_empty))
            return ZC_OK;
    const skip_list *skips = &r->report->skips;
    if (skips->n == 0)
        return error_set(error, ZC_ERROR_EMPTY, "nothing could be indexed: no files there");
    return error_set(error, ZC_ERROR_EMPTY, "nothing could be indexed: %s: %s%s",
                     skips->items[0].path, skips->items[0].reason, skips->n > 1 ? ", …" : "");
}

static zc_status publish(run *r, zc_error *error)
{
    zc_status status = assemble(r, error);
    if (status == ZC_OK)
        status = make_catalog(r, error);
    if (status == ZC_OK)
        status = catalog_write(&r->after, r->building.data, error);
    if (status == ZC_OK)
        status = count_documents(r, &r->report->counts.documents, error);
    if (status == ZC_OK)
        status = generation_publish(r->options->dir, r->has_old ? &r->old : NULL,
                                    (const char *const *)r->members, r->n_members,
                                    r->report->counts.documents, error);
    return status;
}

static zc_status execute(run *r, zc_error *error)
{
    zc_status status = plan_make(r->options->paths, r->options->n_paths, &r->before,
                                 r->options->full, &r->plan, error);
    if (status == ZC_OK)
        status = list_skipped(r, error);
    r->report->counts.documents = r->has_old ? r->old.documents : 0;
    bool work = status == ZC_OK && has_changes(r) && !r->options->dry_run;
    if (work)
        status = generation_begin(r->options->dir, &r->building, error);
    if (work && status == ZC_OK)
        status = workers_run(&r->plan, r->building.data, r->options, &r->work, &r->report->skips, error);
    if (status == ZC_OK)
        status = check_emptied(r, error);
    if (status == ZC_OK)
        status = nothing(r, error);
    if (status == ZC_OK)
        count_all(r);
    r->report->counts.bytes = r->work.bytes;
    if (work && status == ZC_OK)
        status = publish(r, error);
    if (r->building.len > 0)
        remove_folder(r->building.data, NULL);
    return status;
}

static double seconds_since(const struct timespec *begun)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)(t.tv_sec - begun->tv_sec) + (double)(t.tv_nsec - begun->tv_nsec) / 1e9;
}

zc_status zc_build(const zc_build_options *options, zc_report **out, zc_error *error)
{
    struct timespec begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    run r = {.options = options, .lock = -1, .report = calloc(1, sizeof *r.report)};
    if (!r.report)
        return error_memory(error);
    arena_init(&r.report->skips.a);
    catalog_init(&r.before);
    catalog_init(&r.after);
    zc_buf_init(&r.building);
    zc_status status = options->dry_run ? ZC_OK : generation_lock(options->dir, &r.lock, error);
    if (status == ZC_OK)
        status = open_before(&r, error);
    if (status == ZC_OK)
        status = execute(&r, error);
    r.report->counts.skipped = r.report->skips.n;
    r.report->counts.seconds = seconds_since(&begun);
    if (status == ZC_OK || status == ZC_ERROR_EMPTY)
        *out = r.report;
    else
        zc_report_free(r.report);
    for (size_t i = 0; i < r.n_members; i++)
        free(r.members[i]);
    free(r.members);
    workers_result_clear(&r.work);
    plan_clear(&r.plan);
    catalog_clear(&r.before);
    catalog_clear(&r.after);
    generation_clear(&r.old);
    zc_buf_clear(&r.building);
    if (r.lock >= 0)
        close(r.lock);
    return status;
}

/* ---- The report ---- */

void zc_report_free(zc_report *report)
{
    if (!report)
        return;
    free(report->skips.items);
    arena_clear(&report->skips.a);
    free(report);
}

zc_counts zc_report_counts(const zc_report *report)
{
    return report->counts;
}

bool zc_report_skipped(const zc_report *report, size_t i, const char **path, const char **reason)
{
    if (i >= report->skips.n)
        return false;
    *path = report->skips.items[i].path;
    *reason = report->skips.items[i].reason;
    return true;
}

zc_status zc_report_render(const zc_report *report, zc_buf *out, zc_error *error)
{
    const zc_counts *c = &report->counts;
    json_t *skips = json_array();
    for (size_t i = 0; i < report->skips.n; i++)
        json_array_append_new(skips, json_pack("{s:o, s:o}", "path",
                                               json_text(report->skips.items[i].path), "reason",
                                               json_text(report->skips.items[i].reason)));
    json_append(out, json_pack("{s:I, s:I, s:I, s:I, s:o, s:I, s:f, s:I}", "added",
                               (json_int_t)c->added, "updated", (json_int_t)c->updated, "unchanged",
                               (json_int_t)c->unchanged, "removed", (json_int_t)c->removed,
                               "skipped", skips, "documents", (json_int_t)c->documents, "seconds",
                               c->seconds, "bytes", (json_int_t)c->bytes));
    return out->failed ? error_memory(error) : ZC_OK;
}

zc_status zc_verify(const char *dir, uint64_t *files, uint64_t *documents, zc_error *error)
{
    generation g;
    zc_status status = generation_open(dir, &g, error);
    if (status == ZC_OK)
        status = generation_verify(&g, error);
    if (status == ZC_OK) {
        *files = g.n_files;
        *documents = g.documents;
    }
    generation_clear(&g);
    return status;
}
