/* zhengce: full-text search over Chinese policy documents. The public C API.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The library answers requests on an index (zc_ask) and builds indexes from
 * folders of documents (zc_build). It never prints, never exits and keeps no
 * global state. Strings are UTF-8, ended by a NUL; what is not known is NULL.
 *
 * Ownership reads from the signature: an object that comes back through a
 * `**out` parameter is the caller's, to be freed by the function named beside
 * it; a `const` pointer belongs to the object it was asked from and lives as
 * long. Every *_free and *_close takes NULL. Outputs are untouched on failure.
 *
 * One zc_index serves one thread at a time; several may be open on one folder.
 */
#ifndef ZHENGCE_H
#define ZHENGCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __GNUC__ /* the library is built with all else hidden */
#pragma GCC visibility push(default)
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* ---- Status and errors ------------------------------------------------ */

/* What a caller can do about a failure. The exit status, the HTTP status and a
 * sentence for each stand in one table; see zc_status_exit and its siblings. */
typedef enum zc_status {
    ZC_OK = 0,
    ZC_ERROR_ARGUMENT,  /* an option or value that means nothing; correct it */
    ZC_ERROR_QUERY,     /* the query can't be read; `position` says where */
    ZC_ERROR_LIMIT,     /* longer, deeper or wider than is allowed */
    ZC_ERROR_NOT_FOUND, /* no such file, folder, index or document */
    ZC_ERROR_LOCKED,    /* another indexer is at work on this index */
    ZC_ERROR_CORRUPT,   /* the index is damaged; rebuild it */
    ZC_ERROR_VERSION,   /* the index was made by another version; rebuild it */
    ZC_ERROR_EMPTY,     /* nothing could be indexed */
    ZC_ERROR_NO_SPACE,  /* the disk is full */
    ZC_ERROR_IO,        /* the system refused to read or write */
    ZC_ERROR_NO_MEMORY, /* out of memory */
    ZC_ERROR_INTERNAL   /* a defect of the library */
} zc_status;

/* The first cause of a failure. The caller owns it; initialise with {0}. */
typedef struct zc_error {
    zc_status status;
    size_t position;   /* 1-based character in the query, 0 where none */
    char message[512]; /* one sentence, UTF-8, never cut inside a character */
} zc_error;

/* "0.1.0". */
const char *zc_version(void);

/* Process exit status for a status: 0 done, 1 nothing, 2 error, 3 locked. */
int zc_status_exit(zc_status status);

/* HTTP status for a status: 200, 400, 404, 500, 503. */
int zc_status_http(zc_status status);

/* The general English sentence for a status, for where no message came. */
const char *zc_status_sentence(zc_status status);

/* ---- Output buffer ---------------------------------------------------- */

/* Growing bytes. `data` is never NULL after zc_buf_init and always ends in a
 * NUL that `len` does not count. When memory runs out the buffer keeps what it
 * has, sets `failed` and ignores further appends: check once, at the end. */
typedef struct zc_buf {
    char *data;
    size_t len;
    size_t cap;
    bool failed;
} zc_buf;

void zc_buf_init(zc_buf *buf);
/* Frees the bytes; the buffer is as after zc_buf_init. */
void zc_buf_clear(zc_buf *buf);

/* ---- Asking ----------------------------------------------------------- */

typedef struct zc_index zc_index;
typedef struct zc_request zc_request;
typedef struct zc_answer zc_answer;

/* Opens the current generation of the index in folder `dir`. The handle stays
 * on that generation, whatever is published later. Fails with NOT_FOUND,
 * VERSION, CORRUPT, IO or NO_MEMORY. Free with zc_index_close. */
zc_status zc_index_open(const char *dir, zc_index **out, zc_error *error);
void zc_index_close(zc_index *index);

/* Appends the folder of the index: `given` where that is not NULL or empty, else
 * $ZHENGCE_INDEX, else ${XDG_DATA_HOME:-~/.local/share}/zhengce. Fails with
 * ARGUMENT (no home either) or NO_MEMORY. */
zc_status zc_index_dir(const char *given, zc_buf *out, zc_error *error);

/* How many documents the index holds. */
uint64_t zc_index_documents(const zc_index *index);

/* An empty request: the list view, JSON, ten hits, by relevance. NULL when
 * memory runs out. */
zc_request *zc_request_new(void);
void zc_request_free(zc_request *request);

/* Sets one parameter by its name, the same names as on the command line and in
 * a page's URL: q, city, province, year, since, until, docno, cites, issuer,
 * type, status, title, sort, view, by, known-years, id, format, n, offset,
 * group, snippets, color, explain, similar, lang ("en", or "zh": in which a refusal is
 * told), synonyms, terms.
 * similar is the id of a document that the hits are to be like.
 * synonyms is own (the groups of the user's own file of terms widen what is
 * found; those that come with the program only where nothing else is), all (they
 * do too) or none; terms is the path of a file of terms, read at once, instead of
 * the one that the index was made with, and never to be taken from a stranger.
 * With group 1 the list shows documents whose texts are the same or nearly so,
 * and editions of one law, as one hit: the newest, at the rank of the best
 * ranked. n and offset then count hits, while the total and all other counts are
 * of documents.
 * The filters may be set several times: an OR of the values. Values are
 * checked here where that needs no index. Fails with ARGUMENT, LIMIT, NO_MEMORY,
 * for terms also with NOT_FOUND or IO. */
zc_status zc_request_set(zc_request *request, const char *name, const char *value, zc_error *error);

/* Whether `name` is a parameter of zc_request_set, and whether it needs a
 * value on the command line. */
bool zc_request_knows(const char *name, bool *takes_value);

/* Answers a request. The answer holds everything; it stays valid when the
 * index is closed. Fails with ARGUMENT, QUERY, LIMIT, NOT_FOUND (a document or
 * place that isn't there), CORRUPT, IO, NO_MEMORY or INTERNAL. Free with
 * zc_answer_free. */
zc_status zc_ask(zc_index *index, const zc_request *request, zc_answer **out, zc_error *error);
void zc_answer_free(zc_answer *answer);

/* Documents found, exactly, whatever the page shows. */
uint64_t zc_answer_total(const zc_answer *answer);

/* One found document, as a hit list shows it. */
typedef struct zc_hit {
    uint64_t rank; /* from 1, counting from the first hit of the set */
    double score;  /* comparable within one answer only */
    const char *id, *path, *title;
    const char *city, *county, *province;
    const char *date; /* YYYY-MM-DD */
    int year;         /* 0 where it is not known */
    const char *docno, *docno_match, *issuer, *type, *status, *url;
    uint64_t copies; /* other documents found that this one stands for; see group */
} zc_hit;

/* Hit `i` of this page, from 0; NULL past the last one. */
const zc_hit *zc_answer_hit(const zc_answer *answer, size_t i);

/* What a document is to another of its group. */
typedef enum zc_relation {
    ZC_RELATION_SAME,   /* its text is the same */
    ZC_RELATION_NEAR,   /* nearly the same */
    ZC_RELATION_VERSION /* that of another edition of one law */
} zc_relation;

/* A document that a hit stands for. */
typedef struct zc_copy {
    const char *id, *title, *city;
    const char *date; /* YYYY-MM-DD */
    int year;         /* 0 where it is not known */
    zc_relation relation;
} zc_copy;

/* Copy `i`, from 0, the newest first, of hit `hit`; NULL past the last one, or past the hundredth.
 */
const zc_copy *zc_answer_copy(const zc_answer *answer, size_t hit, size_t i);

/* Appends the answer to `out` in the request's format. Fails with ARGUMENT (no
 * such format for this view) or NO_MEMORY. */
zc_status zc_answer_render(const zc_answer *answer, zc_buf *out, zc_error *error);

/* Appends the one line that a batch gives for a refused query:
 * {"query","error","total":0,"hits":[]}. Fails with NO_MEMORY. */
zc_status zc_refusal_render(const char *query, const zc_error *refusal, zc_buf *out,
                            zc_error *error);

/* Answers one CGI request (RFC 3875) from the process's environment: appends the
 * whole response, headers and body, to `out`. What is wrong with the request or
 * the index is answered with an HTTP status and a page; fails with NO_MEMORY. */
zc_status zc_cgi_respond(zc_buf *out, zc_error *error);

/* ---- Building --------------------------------------------------------- */

/* How far a build has come. Bytes are bytes of source files. */
typedef struct zc_progress {
    uint64_t documents, bytes, bytes_total;
    double seconds;
} zc_progress;

/* How documents are read, by a person's word. What a run leaves out is taken from
 * the run before, which the index remembers. */
typedef struct zc_reading {
    const char *const *maps; /* FIELD=COLUMN: a table's column that holds a field, the
                                `text` or the `id`; "none" alone forgets those of before */
    size_t n_maps;
    const char *metadata; /* a CSV of corrections; one without rows forgets those of before */
    const char *terms;    /* a file of terms and synonyms; one that says nothing likewise */
} zc_reading;

typedef struct zc_build_options {
    const char *dir;          /* the index folder; made when missing */
    const char *const *paths; /* folders and files to synchronise */
    size_t n_paths;
    unsigned jobs;    /* processes; 0: as many as there are cores */
    bool full;        /* read everything again */
    bool dry_run;     /* say what would be done; write nothing */
    bool allow_empty; /* a path that held documents may hold none */
    zc_reading reading;
    void (*progress)(void *context, const zc_progress *now); /* may be NULL */
    void *context;
} zc_build_options;

typedef struct zc_report zc_report;

/* Synchronises the index with the paths: new and changed documents are
 * indexed, vanished ones leave, unchanged ones are not read again. What is
 * published is a new generation; a failure at any point leaves the old one
 * answering. Fails with ARGUMENT, NOT_FOUND, LOCKED, EMPTY, NO_SPACE, IO,
 * NO_MEMORY or INTERNAL. With EMPTY a report comes all the same, for its
 * reasons. Free with zc_report_free. */
zc_status zc_build(const zc_build_options *options, zc_report **out, zc_error *error);
void zc_report_free(zc_report *report);

typedef struct zc_counts {
    uint64_t added, updated, unchanged, removed; /* documents */
    uint64_t skipped;                            /* files or rows */
    uint64_t documents;                          /* in the index afterwards */
    uint64_t bytes;                              /* of source files read */
    double seconds;
} zc_counts;

zc_counts zc_report_counts(const zc_report *report);
/* Skipped thing `i`, from 0: false past the last one. */
bool zc_report_skipped(const zc_report *report, size_t i, const char **path, const char **reason);
/* How many documents of the index afterwards are copies, near copies or versions
 * of others, in how many groups. False, and nothing is known of them, for a dry run. */
bool zc_report_duplicates(const zc_report *report, uint64_t *documents, uint64_t *groups);
/* Group `i`, from 0: what its texts are to each other at the most distant, and how
 * many documents it has. False past the last one, or past the first thousand. */
bool zc_report_group(const zc_report *report, size_t i, zc_relation *relation, uint64_t *documents);
/* The id of document `k` of group `i`, the newest first; NULL past the last, or past the first
 * hundred. */
const char *zc_report_group_id(const zc_report *report, size_t i, size_t k);
/* Appends the summary as one line of JSON. Fails with NO_MEMORY. */
zc_status zc_report_render(const zc_report *report, zc_buf *out, zc_error *error);

typedef struct zc_inspect_options {
    const char *const *paths; /* folders and files */
    size_t n_paths;
    zc_reading reading;
    bool csv; /* lines of a table that can be corrected and handed back as `metadata` */
    bool (*line)(void *context, const char *line, size_t len);
    void *context;
} zc_inspect_options;

/* Reads what lies at the paths and gives a line a document to `line`: what would be
 * indexed, or {"path","error"}; with `csv` a header first. `failures` counts what
 * can't be read. Stops when `line` returns false. Fails with ARGUMENT, NOT_FOUND, IO
 * or NO_MEMORY. */
zc_status zc_inspect(const zc_inspect_options *options, uint64_t *failures, zc_error *error);

/* Checks every byte of the current generation against its manifest. Fails with
 * CORRUPT, naming the first thing wrong, or as zc_index_open does. */
zc_status zc_verify(const char *dir, uint64_t *files, uint64_t *documents, zc_error *error);

#ifdef __cplusplus
}
#endif
#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#endif
