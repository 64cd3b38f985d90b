/* One run of the indexer: plan, read, put the members of the new generation
 * together, publish.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "files.h"
#include "members.h"
#include "report.h"
#include "schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A run in progress. */
typedef struct run {
    const zc_build_options *options;
    zc_report *report;
    generation old;
    bool has_old;
    catalog before, after;
    rules rules;
    plan plan;
    workers_result work;
    zc_buf building; /* DIR/building */
    int lock;
    leaving halves;     /* files that were read in part */
    catalog unreadable; /* roots of an index that --full replaces */
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
        if (replaced && r->old.path && catalog_read(r->old.path, &r->unreadable, NULL) != ZC_OK)
            catalog_clear(&r->unreadable);
        generation_clear(&r->old);
        catalog_clear(&r->before);
        return ZC_OK;
    }
    return error_set(error, status, "%s", why.message);
}

/* ---- What stays and what leaves ---- */

static bool is_planned(const run *r, const catalog_root *root)
{
    for (size_t i = 0; i < r->plan.n_roots; i++)
        if (r->plan.roots[i].before == root)
            return true;
    return false;
}

/* Whether a file's documents of before leave the index. */
static bool leaves(const plan_file *f)
{
    return f->before && f->before->documents > 0 &&
           (f->action == PLAN_SKIP || (f->action == PLAN_READ && !f->same && !f->unread));
}

static bool stays(const plan_file *f)
{
    return f->before &&
           (f->action == PLAN_KEEP || (f->action == PLAN_READ && (f->same || f->unread)));
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

static zc_status find_leaving(const run *r, leaving *l, zc_error *error)
{
    bool ok = true;
    for (size_t i = 0; i < r->plan.n_files && ok; i++) {
        const plan_file *f = &r->plan.files[i];
        if (leaves(f))
            ok = leaving_add(l, r->plan.roots[f->root].source.key, f->item.name);
    }
    for (size_t i = 0; i < r->plan.n_vanished && ok; i++)
        if (r->plan.vanished[i].file->documents > 0)
            ok = leaving_add(l, r->plan.roots[r->plan.vanished[i].root].source.key,
                             r->plan.vanished[i].file->name);
    return ok ? ZC_OK : error_memory(error);
}

/* ---- Counting ---- */

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
            n += stays(f) ? f->before->documents
                          : f->documents + (r->options->dry_run && f->action == PLAN_READ);
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
    catalog_root *copy = catalog_add_root(to, root->path, root->prefix, root->rules);
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
    if (f->lost) /* looked at again */
        entry.mtime = 0, entry.hash = 0;
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
        catalog_root *copy = catalog_add_root(&r->after, root->source.key, root->prefix,
                                              r->rules.hash);
        bool ok = copy != NULL;
        for (size_t k = 0; k < r->plan.n_files && ok; k++)
            if (r->plan.files[k].root == i)
                ok = catalog_add_planned(&r->after, copy, &r->plan.files[k]);
        if (!ok)
            status = error_memory(error);
    }
    return status;
}

/* ---- The run ---- */

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

/* A file of which a part could not be read comes wholly from the old generation:
 * what was read of it is dropped again. */
static zc_status drop_halves(run *r, zc_error *error)
{
    for (size_t i = 0; i < r->plan.n_files; i++) {
        plan_file *f = &r->plan.files[i];
        if (!f->unread || f->documents == 0)
            continue;
        if (!leaving_add(&r->halves, r->plan.roots[f->root].source.key, f->item.name))
            return error_memory(error);
        f->documents = 0;
    }
    return ZC_OK;
}

/* Documents that gave way to others with their id are no documents of their file,
 * which is read again next time: the others may be gone. */
static void take_back(run *r, const members *m)
{
    for (size_t i = 0; i < m->n_repeated; i++) {
        for (size_t k = 0; k < r->plan.n_files; k++) {
            plan_file *f = &r->plan.files[k];
            if (f->action != PLAN_READ || f->documents == 0 ||
                strcmp(f->item.name, m->repeated[i]) != 0)
                continue;
            f->documents--;
            f->lost = true;
            break;
        }
    }
}

static zc_status publish(run *r, zc_error *error)
{
    members m = {.building = r->building.data, .old = &r->old};
    leaving l = {0};
    arena_init(&m.a);
    zc_status status = find_leaving(r, &l, error);
    if (status == ZC_OK)
        status = members_assemble(&m, keeps_any(r), &l, &r->halves, r->work.parts, r->work.n_parts,
                                  &r->report->skips, error);
    take_back(r, &m);
    if (status == ZC_OK)
        status = make_catalog(r, error);
    if (status == ZC_OK)
        status = catalog_write(&r->after, r->building.data, error);
    if (status == ZC_OK)
        status = rules_write(&r->rules, r->building.data, error);
    if (status == ZC_OK)
        status = generation_publish(r->options->dir, r->has_old ? &r->old : NULL,
                                    (const char *const *)m.names, m.n, m.documents, error);
    r->report->counts.documents = m.documents;
    members_clear(&m);
    free(l.terms);
    return status;
}

/* An index that can't be read is made anew from the paths that were named: a root
 * that was not would be lost without a word. */
static zc_status check_replaced(const run *r, zc_error *error)
{
    for (size_t i = 0; i < r->unreadable.n; i++) {
        const char *key = r->unreadable.roots[i].path;
        bool named = false;
        for (size_t k = 0; k < r->plan.n_roots; k++)
            named = named || strcmp(r->plan.roots[k].source.key, key) == 0;
        if (!named)
            return error_set(error, ZC_ERROR_ARGUMENT,
                             "the index also holds %s, which has to be read again: name it too "
                             "(or remove the index folder first)",
                             key);
    }
    return ZC_OK;
}

static bool list_unmatched(void *context, const char *key)
{
    return skip_add(context, key,
                    "the metadata file names it, but no document has this id, path or number");
}

/* Only where the corrections came with this run: later ones need not hear of it. */
static zc_status check_corrections(run *r, zc_error *error)
{
    bool there = r->after.n > 0 || r->has_old;
    if (!r->options->reading.metadata || r->options->dry_run || !there)
        return ZC_OK;
    return rules_unmatched(&r->rules, r->options->dir, list_unmatched, &r->report->skips, error);
}

static zc_status execute(run *r, zc_error *error)
{
    zc_status status = rules_read(&r->options->reading, r->has_old ? r->old.path : NULL, &r->rules,
                                  error);
    if (status == ZC_OK)
        status = plan_make(r->options->paths, r->options->n_paths, r->options->dir, &r->before,
                           &r->rules, r->options->full, &r->plan, error);
    if (status == ZC_OK)
        status = check_replaced(r, error);
    if (status == ZC_OK)
        status = list_skipped(r, error);
    r->report->counts.documents = r->has_old ? r->old.documents : 0;
    bool work = status == ZC_OK && has_changes(r) && !r->options->dry_run;
    if (work)
        status = generation_begin(r->options->dir, &r->building, error);
    if (work && status == ZC_OK)
        status = workers_run(&r->plan, r->building.data, r->lock, r->options, &r->work,
                             &r->report->skips, error);
    if (status == ZC_OK)
        status = drop_halves(r, error);
    if (status == ZC_OK)
        status = check_emptied(r, error);
    if (status == ZC_OK)
        status = nothing(r, error);
    r->report->counts.bytes = r->work.bytes;
    if (work && status == ZC_OK)
        status = publish(r, error);
    if (status == ZC_OK)
        status = check_corrections(r, error);
    if (status == ZC_OK)
        count_all(r);
    if (status == ZC_OK && !r->options->dry_run)
        report_duplicates(r->report, r->options->dir);
    if (r->building.len > 0)
        folder_remove(r->building.data, NULL);
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
    run r = {.options = options, .lock = -1, .report = report_new()};
    if (!r.report)
        return error_memory(error);
    catalog_init(&r.before);
    catalog_init(&r.after);
    catalog_init(&r.unreadable);
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
    workers_result_clear(&r.work);
    plan_clear(&r.plan);
    rules_clear(&r.rules);
    catalog_clear(&r.before);
    catalog_clear(&r.after);
    catalog_clear(&r.unreadable);
    free(r.halves.terms);
    generation_clear(&r.old);
    zc_buf_clear(&r.building);
    if (r.lock >= 0)
        close(r.lock);
    return status;
}

zc_status zc_verify(const char *dir, uint64_t *files, uint64_t *documents, zc_error *error)
{
    generation g;
    uint64_t counted = 0;
    zc_status status = generation_open(dir, &g, error);
    if (status == ZC_OK)
        status = generation_verify(&g, error);
    if (status == ZC_OK)
        status = members_count(g.members, g.n_members, &counted, error);
    if (status == ZC_OK && counted != g.documents)
        status = error_set(
            error, ZC_ERROR_CORRUPT,
            "the index is damaged (manifest.json); rebuild it with zhengce-index --full");
    if (status == ZC_OK) {
        *files = g.n_files;
        *documents = g.documents;
    }
    generation_clear(&g);
    return status;
}
