/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers.h"

#include "document.h"
#include "files.h"
#include "json.h"
#include "store.h"
#include "texts.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#define XXH_INLINE_ALL /* a library fewer to load */
#include <xxhash.h>

/* Small batches stay in the processor's caches, but every part costs when all
 * are merged: about a megabyte each, and at most this many of them. */
enum { BATCH_AT_LEAST = 1 << 20, BATCHES = 48, BATCH_AT_MOST = 24 << 20, JOBS_AT_MOST = 64 };

/* No real file comes near; a hostile one must not hold up the rest. Of processor
 * time a file has two seconds and one more for each megabyte, in which a text is
 * read, analysed and written several times over. */
enum { SECONDS_A_FILE = 60, CPU_SECONDS = 2, BYTES_A_SECOND = 1 << 20 };

/* A file, or a slice of a table. */
typedef struct unit {
    size_t file;
    source_item item;
    bool lone;          /* all of its file */
    const char *reason; /* it killed a worker: passed over */
} unit;

typedef struct batch {
    size_t from, to; /* units */
} batch;

/* What parent and workers share. */
typedef struct shared {
    atomic_size_t next; /* batch */
    atomic_uint_fast64_t bytes, documents;
    struct {
        atomic_size_t batch, unit; /* + 1; 0: none */
        atomic_int_fast64_t since; /* CLOCK_MONOTONIC seconds */
    } at[JOBS_AT_MOST];
    zc_error error; /* of the worker that failed; written once, then it exits */
    atomic_flag failed;
} shared;

typedef struct crew {
    plan *plan;
    const char *folder;
    unit *units;
    size_t n_units;
    batch *batches;
    size_t n_batches;
    uint64_t bytes;
    shared *shared;
    pid_t pid[JOBS_AT_MOST];
    unsigned jobs;
    int lock;
} crew;

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* ---- A worker: one batch ---- */

/* Everything of the batch that a worker has in hand. */
typedef struct job {
    crew *crew;
    char *folder; /* of the part */
    store_writer *store;
    texts_writer *texts;
    text_breaker *breaker;
    postings postings;
    zc_buf record;
    const unit *unit;
    uint64_t documents;
    json_t *skips, *results;
} job;

static zc_status open_part(job *j, zc_error *error)
{
    zc_buf db;
    zc_buf_init(&db);
    buf_printf(&db, "%s/db", j->folder);
    zc_status status = db.failed ? error_memory(error) : ZC_OK;
    if (status == ZC_OK)
        status = store_writer_open(db.data, false, &j->store, error);
    if (status == ZC_OK)
        status = texts_writer_open(j->folder, &j->texts, error);
    zc_buf_clear(&db);
    return status;
}

static zc_status skip_document(void *context, const char *path, const char *reason, zc_error *error)
{
    job *j = context;
    json_t *skip = json_pack("[I, o, o]", (json_int_t)(j->unit - j->crew->units), json_text(path),
                             json_text(reason));
    return json_array_append_new(j->skips, skip) == 0 ? ZC_OK : error_memory(error);
}

static zc_status id_is_taken(job *j, const char *id, bool *taken, zc_error *error)
{
    char key[33], term[40];
    schema_key(STR_NONE, str_from(id), key);
    snprintf(term, sizeof term, "%s%s", SCHEMA_ID, key);
    return store_writer_holds(j->store, str_from(term), taken, error);
}

static zc_status take_document(void *context, const document *doc, zc_error *error)
{
    job *j = context;
    const plan_root *root = &j->crew->plan->roots[j->crew->plan->files[j->unit->file].root];
    zc_status status = j->store ? ZC_OK : open_part(j, error);
    bool repeated = false;
    if (status == ZC_OK)
        status = id_is_taken(j, doc->id, &repeated, error);
    if (status == ZC_OK && repeated)
        return skip_document(j, doc->id, SKIPPED_ID, error);
    zc_error why = {0};
    if (status == ZC_OK)
        status = postings_gather(&j->postings, j->breaker, doc, root->source.key, &why);
    if (status == ZC_ERROR_LIMIT)
        return skip_document(j, doc->id, why.message, error);
    if (status != ZC_OK)
        return error_set(error, status, "%s", why.message);
    record r;
    record_of(doc, &r);
    buf_truncate(&j->record, 0);
    record_write(&r, &j->record);
    const char *slots[SCHEMA_SLOTS];
    char chars[24];
    schema_slots(doc, chars, slots);
    if (j->record.failed)
        return error_memory(error);
    status = store_writer_add(j->store, &j->postings, slots, buf_view(&j->record), error);
    if (status == ZC_OK)
        status = texts_writer_add(j->texts, doc->text, doc->source, error);
    j->documents += status == ZC_OK;
    atomic_fetch_add(&j->crew->shared->documents, status == ZC_OK);
    return status;
}

/* Reads one unit; what is wrong with it goes into its result. */
static zc_status do_unit(job *j, size_t index, zc_error *error)
{
    const unit *u = &j->crew->units[index];
    const plan_file *file = &j->crew->plan->files[u->file];
    const plan_root *root = &j->crew->plan->roots[file->root];
    zc_buf bytes;
    zc_buf_init(&bytes);
    zc_error why = {0};
    uint64_t hash = 0, before = j->documents;
    bool same = false;
    j->unit = u;
    const char *reason = u->reason;
    zc_status status = ZC_OK;
    zc_status got = reason ? ZC_OK : source_read(&root->source, &u->item, &bytes, &why);
    bool unread = got != ZC_OK && got != ZC_ERROR_LIMIT; /* what is too large is known */
    if (got != ZC_OK)
        reason = why.message;
    if (!reason && u->lone && !source_is_table(u->item.kind)) {
        hash = XXH3_64bits(bytes.data, bytes.len) >> 1; /* fits a JSON integer */
        same = !root->again && file->before && file->before->hash == hash && !file->before->reason;
    }
    if (!reason && !same) {
        document_sink sink = {take_document, skip_document, j};
        document_rules rules = rules_with(j->crew->plan->rules, root->prefix);
        rules.expendable = true;
        status = document_parse(&u->item, buf_view(&bytes), &rules, &sink, error);
    }
    json_t *result = json_pack("{s:I, s:I, s:I, s:b, s:b, s:o}", "unit", (json_int_t)index,
                               "documents", (json_int_t)(j->documents - before), "hash",
                               (json_int_t)hash, "same", same, "unread", unread, "reason",
                               json_text(reason));
    if (status == ZC_OK && json_array_append_new(j->results, result) != 0)
        status = error_memory(error);
    atomic_fetch_add(&j->crew->shared->bytes, u->item.length);
    zc_buf_clear(&bytes);
    return status;
}

/* SIGPROF ends the process where a file takes more processor time than it may. In a
 * table every row is a document: ten thousand of them fill a megabyte. */
static void limit_time(const source_item *item)
{
    enum { TABLE = 8 };
    time_t seconds = CPU_SECONDS + (time_t)(item->length / BYTES_A_SECOND);
    if (source_is_table(item->kind))
        seconds *= TABLE;
    setitimer(ITIMER_PROF, &(struct itimerval){.it_value = {.tv_sec = seconds}}, NULL);
}

static zc_status write_results(job *j, zc_error *error)
{
    zc_buf path, bytes;
    zc_buf_init(&path);
    zc_buf_init(&bytes);
    buf_printf(&path, "%s/results.json", j->folder);
    json_append(&bytes, json_pack("{s:I, s:O, s:O}", "documents", (json_int_t)j->documents,
                                  "results", j->results, "skips", j->skips));
    zc_status status = path.failed || bytes.failed ? error_memory(error) : ZC_OK;
    if (status == ZC_OK)
        status = file_write(path.data, buf_view(&bytes), false, error);
    zc_buf_clear(&path);
    zc_buf_clear(&bytes);
    return status;
}

static char *part_path(const crew *c, size_t index)
{
    char *path = NULL;
    return asprintf(&path, "%s/part%06zu", c->folder, index) < 0 ? NULL : path;
}

static zc_status do_batch(job *j, size_t index, unsigned slot, zc_error *error)
{
    crew *c = j->crew;
    j->folder = part_path(c, index);
    j->skips = json_array();
    j->results = json_array();
    j->documents = 0;
    zc_status status = j->folder && j->skips && j->results ? ZC_OK : error_memory(error);
    if (status == ZC_OK && mkdir(j->folder, 0755) != 0)
        status = error_errno(error, errno, j->folder);
    for (size_t u = c->batches[index].from; u < c->batches[index].to && status == ZC_OK; u++) {
        atomic_store(&c->shared->at[slot].since, now());
        atomic_store(&c->shared->at[slot].unit, u + 1);
        limit_time(&c->units[u].item);
        status = do_unit(j, u, error);
    }
    setitimer(ITIMER_PROF, &(struct itimerval){0}, NULL);
    atomic_store(&c->shared->at[slot].unit, 0);
    if (status == ZC_OK && j->store) {
        status = store_writer_commit(j->store, error);
        if (status == ZC_OK)
            status = texts_writer_finish(j->texts, error);
    }
    if (status == ZC_OK)
        status = write_results(j, error);
    store_writer_free(j->store);
    texts_writer_free(j->texts);
    json_decref(j->skips);
    json_decref(j->results);
    free(j->folder);
    j->store = NULL;
    j->texts = NULL;
    return status;
}

/* A worker's life: `first` (SIZE_MAX: none), then whatever is next. */
static zc_status work(crew *c, unsigned slot, size_t first, zc_error *error)
{
    job j = {.crew = c};
    postings_init(&j.postings);
    j.postings.user = c->plan->rules->terms;
    zc_buf_init(&j.record);
    zc_status status = text_breaker_open(&j.breaker, error);
    while (status == ZC_OK) {
        size_t index = first != SIZE_MAX ? first : atomic_fetch_add(&c->shared->next, 1);
        first = SIZE_MAX;
        if (index >= c->n_batches)
            break;
        atomic_store(&c->shared->at[slot].batch, index + 1);
        status = do_batch(&j, index, slot, error);
        if (status == ZC_OK)
            atomic_store(&c->shared->at[slot].batch, 0);
    }
    text_breaker_close(j.breaker);
    postings_clear(&j.postings);
    zc_buf_clear(&j.record);
    return status;
}

/* ---- The parent ---- */

static zc_status start(crew *c, unsigned slot, size_t first, zc_error *error)
{
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid < 0)
        return error_errno(error, errno, "fork");
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(1);
        close(c->lock); /* else it would outlive the parent */
        zc_error why = {0};
        zc_status status = work(c, slot, first, &why);
        if (status != ZC_OK && !atomic_flag_test_and_set(&c->shared->failed))
            c->shared->error = why;
        _exit(status == ZC_OK ? 0 : 1);
    }
    c->pid[slot] = pid;
    return ZC_OK;
}

static void stop_all(crew *c)
{
    for (unsigned i = 0; i < c->jobs; i++) {
        if (c->pid[i] <= 0)
            continue;
        kill(c->pid[i], SIGKILL);
        waitpid(c->pid[i], NULL, 0);
        c->pid[i] = 0;
    }
}

/* A worker ended. One that failed ends the run; one that was killed in the
 * middle of a file gives that file a reason and its batch to a new worker. */
static zc_status bury(crew *c, unsigned slot, int how, zc_error *error)
{
    c->pid[slot] = 0;
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return ZC_OK;
    size_t at_batch = atomic_load(&c->shared->at[slot].batch);
    size_t at_unit = atomic_load(&c->shared->at[slot].unit);
    if (WIFEXITED(how) && c->shared->error.status != ZC_OK) {
        *error = c->shared->error;
        return error->status;
    }
    if (at_batch == 0 || at_unit == 0)
        return error_set(error, ZC_ERROR_INTERNAL, "a worker died (status %d)", how);
    bool late = now() - atomic_load(&c->shared->at[slot].since) >= SECONDS_A_FILE;
    bool busy = WIFSIGNALED(how) && WTERMSIG(how) == SIGPROF;
    c->units[at_unit - 1].reason = busy   ? "reading it took too much processor time"
                                   : late ? "reading it took more than a minute"
                                          : "reading it crashed the reader";
    char *part = part_path(c, at_batch - 1);
    zc_status status = part ? folder_remove(part, error) : error_memory(error);
    free(part);
    atomic_store(&c->shared->at[slot].batch, 0);
    atomic_store(&c->shared->at[slot].unit, 0);
    return status == ZC_OK ? start(c, slot, at_batch - 1, error) : status;
}

static void kill_late(const crew *c)
{
    for (unsigned i = 0; i < c->jobs; i++)
        if (c->pid[i] > 0 && atomic_load(&c->shared->at[i].unit) != 0 &&
            now() - atomic_load(&c->shared->at[i].since) >= SECONDS_A_FILE)
            kill(c->pid[i], SIGKILL);
}

static void report(const crew *c, const zc_build_options *options,
                   const struct timespec *start_time)
{
    if (!options->progress)
        return;
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    zc_progress progress = {
        .documents = atomic_load(&c->shared->documents),
        .bytes = atomic_load(&c->shared->bytes),
        .bytes_total = c->bytes,
        .seconds = (double)(t.tv_sec - start_time->tv_sec) +
                   (double)(t.tv_nsec - start_time->tv_nsec) / 1e9,
    };
    options->progress(options->context, &progress);
}

/* Waits for all workers, a few times a second looking who is late. */
static zc_status watch(crew *c, const zc_build_options *options, zc_error *error)
{
    struct timespec begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    zc_status status = ZC_OK;
    for (unsigned ticks = 0, alive = 1; alive && status == ZC_OK; ticks++) {
        alive = 0;
        for (unsigned i = 0; i < c->jobs && status == ZC_OK; i++) {
            int how;
            if (c->pid[i] > 0 && waitpid(c->pid[i], &how, WNOHANG) == c->pid[i])
                status = bury(c, i, how, error);
            alive += c->pid[i] > 0;
        }
        if (ticks % 10 == 0) {
            kill_late(c);
            report(c, options, &begun);
        }
        if (alive)
            nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    report(c, options, &begun);
    return status;
}

/* ---- Batches ---- */

static zc_status add_units(crew *c, size_t index, uint64_t slice, zc_error *error)
{
    const plan_file *file = &c->plan->files[index];
    source_item *slices = NULL;
    size_t n = 0;
    zc_status status = ZC_OK;
    if (source_is_table(file->item.kind)) {
        status = source_slice(&c->plan->roots[file->root].source, &file->item, slice, &slices, &n,
                              error);
    } else if (array_grow((void **)&slices, 0, sizeof *slices)) {
        slices[n++] = file->item;
    } else {
        status = error_memory(error);
    }
    for (size_t i = 0; i < n && status == ZC_OK; i++) {
        if (!array_grow((void **)&c->units, c->n_units, sizeof *c->units))
            status = error_memory(error);
        else
            c->units[c->n_units++] = (unit){.file = index, .item = slices[i], .lone = n == 1};
    }
    free(slices);
    return status;
}

static zc_status make_batches(crew *c, zc_error *error)
{
    for (size_t i = 0; i < c->plan->n_files; i++)
        if (c->plan->files[i].action == PLAN_READ)
            c->bytes += c->plan->files[i].item.size;
    uint64_t size = c->bytes / BATCHES;
    size = size < BATCH_AT_LEAST ? BATCH_AT_LEAST : size > BATCH_AT_MOST ? BATCH_AT_MOST : size;
    zc_status status = ZC_OK;
    for (size_t i = 0; i < c->plan->n_files && status == ZC_OK; i++)
        if (c->plan->files[i].action == PLAN_READ)
            status = add_units(c, i, size, error);
    uint64_t filled = UINT64_MAX;
    for (size_t u = 0; u < c->n_units && status == ZC_OK; u++) {
        if (filled >= size) {
            if (!array_grow((void **)&c->batches, c->n_batches, sizeof *c->batches))
                return error_memory(error);
            c->batches[c->n_batches++] = (batch){u, u};
            filled = 0;
        }
        c->batches[c->n_batches - 1].to = u + 1;
        filled += c->units[u].item.length;
    }
    return status;
}

/* ---- Results ---- */

static zc_status take_result(crew *c, const json_t *result, skip_list *skips, zc_error *error)
{
    size_t index = (size_t)json_integer_value(json_object_get(result, "unit"));
    plan_file *file = &c->plan->files[c->units[index].file];
    const char *reason = json_get_text(result, "reason");
    file->documents += (uint64_t)json_integer_value(json_object_get(result, "documents"));
    file->hash = (uint64_t)json_integer_value(json_object_get(result, "hash"));
    file->same = json_is_true(json_object_get(result, "same"));
    file->unread = file->unread || json_is_true(json_object_get(result, "unread"));
    if (reason && !skip_add(skips, file->item.name, reason))
        return error_memory(error);
    if (reason)
        file->reason = skips->items[skips->n - 1].reason;
    return ZC_OK;
}

static zc_status take_skip(crew *c, const json_t *skip, skip_list *skips, zc_error *error)
{
    size_t index = (size_t)json_integer_value(json_array_get(skip, 0));
    const char *path = json_string_value(json_array_get(skip, 1));
    const char *reason = json_string_value(json_array_get(skip, 2));
    if (!skip_add(skips, path, reason))
        return error_memory(error);
    plan_file *file = &c->plan->files[c->units[index].file];
    file->lost = file->lost || strcmp(reason, SKIPPED_ID) == 0;
    if (strcmp(file->item.name, path) == 0) /* all of the file, not a row of it */
        file->reason = skips->items[skips->n - 1].reason;
    return ZC_OK;
}

static zc_status take_part(crew *c, size_t index, workers_result *out, skip_list *skips,
                           zc_error *error)
{
    char *part = part_path(c, index), *path = NULL;
    if (!part || asprintf(&path, "%s/results.json", part) < 0) {
        free(part);
        return error_memory(error);
    }
    json_t *all = json_load_file(path, 0, NULL);
    zc_status status = all ? ZC_OK : error_set(error, ZC_ERROR_INTERNAL, "%s: lost", path);
    size_t i;
    json_t *entry;
    json_array_foreach (json_object_get(all, "results"), i, entry)
        if (status == ZC_OK)
            status = take_result(c, entry, skips, error);
    json_array_foreach (json_object_get(all, "skips"), i, entry)
        if (status == ZC_OK)
            status = take_skip(c, entry, skips, error);
    uint64_t documents = (uint64_t)json_integer_value(json_object_get(all, "documents"));
    json_decref(all);
    unlink(path);
    free(path);
    out->documents += documents;
    if (status == ZC_OK && documents == 0)
        status = folder_remove(part, error);
    if (status != ZC_OK || documents == 0) {
        free(part);
        return status;
    }
    if (!array_grow((void **)&out->parts, out->n_parts, sizeof *out->parts)) {
        free(part);
        return error_memory(error);
    }
    out->parts[out->n_parts++] = part;
    return ZC_OK;
}

zc_status workers_run(plan *p, const char *folder, int lock, const zc_build_options *options,
                      workers_result *out, skip_list *skips, zc_error *error)
{
    *out = (workers_result){0};
    crew c = {.plan = p, .folder = folder, .lock = lock};
    zc_status status = make_batches(&c, error);
    if (status != ZC_OK || c.n_batches == 0)
        goto done;
    c.shared = mmap(NULL, sizeof *c.shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
                    0);
    if (c.shared == MAP_FAILED) {
        c.shared = NULL;
        status = error_memory(error);
        goto done;
    }
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    c.jobs = options->jobs ? options->jobs : cores > 0 ? (unsigned)cores : 1;
    c.jobs = c.jobs > JOBS_AT_MOST ? JOBS_AT_MOST : c.jobs;
    c.jobs = c.jobs > c.n_batches ? (unsigned)c.n_batches : c.jobs;
    for (unsigned i = 0; i < c.jobs && status == ZC_OK; i++)
        status = start(&c, i, SIZE_MAX, error);
    if (status == ZC_OK)
        status = watch(&c, options, error);
    if (status != ZC_OK)
        stop_all(&c);
    out->bytes = c.bytes;
    for (size_t i = 0; i < c.n_batches && status == ZC_OK; i++)
        status = take_part(&c, i, out, skips, error);
done:
    if (c.shared)
        munmap(c.shared, sizeof *c.shared);
    free(c.units);
    free(c.batches);
    return status;
}

void workers_result_clear(workers_result *r)
{
    for (size_t i = 0; i < r->n_parts; i++)
        free(r->parts[i]);
    free(r->parts);
    *r = (workers_result){0};
}
