/* zhengce-index: folders of policy documents to an index.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <zhengce.h>

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "usage: zhengce-index [-d DIR] [--full] [--jobs N] [--map FIELD=COLUMN]...\n"
    "                     [--metadata FILE.csv] [--terms FILE] [--dry-run]\n"
    "                     [--allow-empty] [--json] [-q] PATH...\n"
    "       zhengce-index --inspect [--format csv] [--map …] [--metadata …] PATH...\n"
    "       zhengce-index --verify [-d DIR]\n"
    "\n"
    "Makes the index hold the documents of every PATH, a folder or a file: new and\n"
    "changed ones are read, vanished ones leave, the rest is not read again.\n"
    "\n"
    "  -d, --dir DIR    the index; default $ZHENGCE_INDEX, else\n"
    "                   ${XDG_DATA_HOME:-~/.local/share}/zhengce\n"
    "      --full       read everything again\n"
    "      --jobs N     processes; default: one a core\n"
    "      --map FIELD=COLUMN  in tables the column COLUMN holds FIELD: id, text, title,\n"
    "                   city, date, docno, issuer …; “none” forgets earlier ones\n"
    "      --metadata FILE.csv  corrections, a row a document by its id, path or number;\n"
    "                   kept with the index until another file comes\n"
    "      --terms FILE  words of the field that stay whole, synonyms on a line\n"
    "                   (产教融合|校企合作); kept likewise, an empty file forgets them\n"
    "      --dry-run    say what would be done, write nothing\n"
    "      --allow-empty  let a PATH that held documents hold none\n"
    "      --inspect    print what would be indexed, a JSON line a document\n"
    "      --format csv  with --inspect: a table that --metadata takes back\n"
    "      --verify     check every byte of the index\n"
    "      --json       the summary as JSON on standard output\n"
    "  -q, --quiet      no progress, no summary\n"
    "  -h, --help       this text\n"
    "      --version    the version\n"
    "\n"
    "Reads .md (YAML front matter), .txt, .html, .docx, .doc, .wps, .ofd and .pdf, and\n"
    "tables, of which a row is a document: .csv, .tsv, .xlsx, .jsonl and .json. Texts\n"
    "may be UTF-8, GB18030, Big5 or UTF-16. Exit status: 0 done, 1 nothing could be\n"
    "indexed, 2 error, 3 another indexer is at work on the index.\n";

enum {
    LONG_ONLY = 256,
    FULL,
    JOBS,
    DRY_RUN,
    ALLOW_EMPTY,
    INSPECT,
    VERIFY,
    JSON,
    METADATA,
    TERMS,
    MAP,
    FORMAT,
    VERSION,
    LATER
};

static const struct option long_options[] = {
    {"dir", required_argument, NULL, 'd'},
    {"full", no_argument, NULL, FULL},
    {"jobs", required_argument, NULL, JOBS},
    {"dry-run", no_argument, NULL, DRY_RUN},
    {"allow-empty", no_argument, NULL, ALLOW_EMPTY},
    {"inspect", no_argument, NULL, INSPECT},
    {"verify", no_argument, NULL, VERIFY},
    {"json", no_argument, NULL, JSON},
    {"metadata", required_argument, NULL, METADATA},
    {"terms", required_argument, NULL, TERMS},
    {"map", required_argument, NULL, MAP},
    {"format", required_argument, NULL, FORMAT},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, VERSION},
    /* brought by later releases: refused, not ignored */
    {"stats", no_argument, NULL, LATER},
    {"wait", no_argument, NULL, LATER},
    {"watch", no_argument, NULL, LATER},
    {0},
};

enum { MAPS_AT_MOST = 64 };

typedef struct options {
    zc_build_options build;
    bool inspect, verify, json, quiet, csv;
    const char *maps[MAPS_AT_MOST];
} options;

static int complain(zc_status status, const zc_error *error)
{
    fprintf(stderr, "zhengce-index: %s\n",
            *error->message ? error->message : zc_status_sentence(status));
    return zc_status_exit(status);
}

static bool set_jobs(options *o, const char *value)
{
    char *end;
    unsigned long jobs = strtoul(value, &end, 10);
    if (*value < '1' || *value > '9' || *end || jobs > 64) {
        fprintf(stderr, "zhengce-index: --jobs: “%s” is no number from 1 to 64\n", value);
        return false;
    }
    o->build.jobs = (unsigned)jobs;
    return true;
}

static bool add_map(options *o, const char *value)
{
    if (o->build.reading.n_maps == MAPS_AT_MOST) {
        fputs("zhengce-index: --map: too many of them\n", stderr);
        return false;
    }
    o->maps[o->build.reading.n_maps++] = value;
    return true;
}

static bool set_format(options *o, const char *value)
{
    o->csv = strcmp(value, "csv") == 0;
    if (o->csv || strcmp(value, "jsonl") == 0)
        return true;
    fprintf(stderr, "zhengce-index: --format: “%s” is neither jsonl nor csv\n", value);
    return false;
}

/* False after a complaint; *done when there is nothing left to do. */
static bool parse(int argc, char **argv, options *o, bool *done)
{
    int at = 0;
    for (int c; (c = getopt_long(argc, argv, "d:qh", long_options, &at)) != -1;) {
        bool ok = true;
        switch (c) {
        case 'd': o->build.dir = optarg; break;
        case 'q': o->quiet = true; break;
        case FULL: o->build.full = true; break;
        case DRY_RUN: o->build.dry_run = true; break;
        case ALLOW_EMPTY: o->build.allow_empty = true; break;
        case INSPECT: o->inspect = true; break;
        case VERIFY: o->verify = true; break;
        case JSON: o->json = true; break;
        case JOBS: ok = set_jobs(o, optarg); break;
        case METADATA: o->build.reading.metadata = optarg; break;
        case TERMS: o->build.reading.terms = optarg; break;
        case MAP: ok = add_map(o, optarg); break;
        case FORMAT: ok = set_format(o, optarg); break;
        case LATER:
            fprintf(stderr, "zhengce-index: --%s: not available yet\n", long_options[at].name);
            return false;
        case 'h':
            fputs(usage, stdout);
            *done = true;
            return true;
        case VERSION:
            printf("zhengce %s\n", zc_version());
            *done = true;
            return true;
        default: fputs("Try zhengce-index --help.\n", stderr); return false;
        }
        if (!ok)
            return false;
    }
    o->build.reading.maps = o->maps;
    o->build.paths = (const char *const *)argv + optind;
    o->build.n_paths = (size_t)(argc - optind);
    return true;
}

/* ---- Progress ---- */

static void show_progress(void *context, const zc_progress *now)
{
    enum { WIDTH = 24 };
    char bar[WIDTH + 1];
    (void)context;
    double share = now->bytes_total ? (double)now->bytes / (double)now->bytes_total : 1;
    double rate = now->seconds > 0 ? (double)now->bytes / now->seconds : 0;
    double left = rate > 0 ? (double)(now->bytes_total - now->bytes) / rate : 0;
    for (int i = 0; i < WIDTH; i++)
        bar[i] = (double)i < share * WIDTH ? '#' : '.';
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %llu documents, %.1f MB/s, %.0f s left \033[K", bar,
            (unsigned long long)now->documents, rate / 1e6, left);
}

/* One group on a line: "a.txt = b.txt", or ~ where not all are the same, > where
 * some are older versions. */
static void tell_group(const zc_report *report, size_t i, zc_relation relation, uint64_t documents)
{
    enum { NAMED = 4 };
    static const char *const signs[] = {" = ", " ~ ", " > "};
    const char *id;
    for (size_t k = 0; k < NAMED && (id = zc_report_group_id(report, i, k)); k++)
        fprintf(stderr, "%s%s", k == 0 ? "  " : signs[relation], id);
    if (documents > NAMED)
        fprintf(stderr, ", and %llu more", (unsigned long long)(documents - NAMED));
    fputc('\n', stderr);
}

static void tell_duplicates(const zc_report *report)
{
    enum { SHOWN = 3 };
    uint64_t documents = 0, groups = 0, size = 0;
    zc_relation relation = ZC_RELATION_SAME;
    if (!zc_report_duplicates(report, &documents, &groups) || groups == 0)
        return;
    fprintf(stderr, "%llu documents are copies, near-copies or versions in %llu group%s%s\n",
            (unsigned long long)documents, (unsigned long long)groups, groups == 1 ? "" : "s",
            groups > SHOWN ? " (--json lists them):" : ":");
    for (size_t i = 0; i < SHOWN && zc_report_group(report, i, &relation, &size); i++)
        tell_group(report, i, relation, size);
}

static void summarise(const zc_report *report, bool dry_run)
{
    zc_counts c = zc_report_counts(report);
    const char *path, *reason;
    for (size_t i = 0; zc_report_skipped(report, i, &path, &reason); i++)
        fprintf(stderr, "skipped %s: %s\n", path, reason);
    fprintf(stderr,
            "%s%llu added, %llu updated, %llu unchanged, %llu removed, %llu skipped; "
            "%llu documents in the index (%.2f s)\n",
            dry_run ? "would be: " : "", (unsigned long long)c.added, (unsigned long long)c.updated,
            (unsigned long long)c.unchanged, (unsigned long long)c.removed,
            (unsigned long long)c.skipped, (unsigned long long)c.documents, c.seconds);
    tell_duplicates(report);
}

/* ---- The three things it does ---- */

static int print_json(const zc_report *report)
{
    zc_buf out;
    zc_error error = {0};
    zc_buf_init(&out);
    zc_status status = zc_report_render(report, &out, &error);
    bool written = status != ZC_OK || (puts(out.data) >= 0 && fflush(stdout) == 0);
    zc_buf_clear(&out);
    return status != ZC_OK ? complain(status, &error) : written || errno == EPIPE ? 0 : 2;
}

static int build(options *o)
{
    zc_error error = {0};
    zc_report *report = NULL;
    bool terminal = isatty(STDERR_FILENO) && !o->quiet;
    o->build.progress = terminal ? show_progress : NULL;
    zc_status status = zc_build(&o->build, &report, &error);
    if (terminal)
        fputs("\r\033[K", stderr);
    int exit_status = 0;
    if (report && o->json)
        exit_status = print_json(report);
    else if (report && !o->quiet)
        summarise(report, o->build.dry_run);
    zc_report_free(report);
    return status != ZC_OK ? complain(status, &error) : exit_status;
}

static bool print_line(void *context, const char *json, size_t len)
{
    (void)context;
    return fwrite(json, 1, len, stdout) == len && putchar('\n') == '\n';
}

static int inspect(const options *o)
{
    uint64_t failures = 0;
    zc_error error = {0};
    zc_inspect_options how = {
        .paths = o->build.paths,
        .n_paths = o->build.n_paths,
        .reading = o->build.reading,
        .csv = o->csv,
        .line = print_line,
    };
    zc_status status = zc_inspect(&how, &failures, &error);
    if (status != ZC_OK)
        return complain(status, &error);
    return fflush(stdout) == 0 || errno == EPIPE ? 0 : 2;
}

static int verify(const options *o)
{
    zc_error error = {0};
    uint64_t files = 0, documents = 0;
    zc_status status = zc_verify(o->build.dir, &files, &documents, &error);
    if (status != ZC_OK)
        return complain(status, &error);
    if (!o->quiet)
        printf("%s: whole: %llu files, %llu documents\n", o->build.dir, (unsigned long long)files,
               (unsigned long long)documents);
    return 0;
}

int main(int argc, char **argv)
{
    options o = {0};
    bool done = false;
    if (!parse(argc, argv, &o, &done))
        return 2;
    if (done)
        return 0;
    if (o.build.n_paths == 0 && !o.verify) {
        fputs("zhengce-index: no PATH given. Try zhengce-index --help.\n", stderr);
        return 2;
    }
    if (o.csv && !o.inspect) {
        fputs("zhengce-index: --format csv goes with --inspect\n", stderr);
        return 2;
    }
    if (o.inspect)
        return inspect(&o);
    zc_buf dir;
    zc_error error = {0};
    zc_buf_init(&dir);
    zc_status status = zc_index_dir(o.build.dir, &dir, &error);
    o.build.dir = dir.data;
    int exit_status = status != ZC_OK ? complain(status, &error)
                      : o.verify      ? verify(&o)
                                      : build(&o);
    zc_buf_clear(&dir);
    return exit_status;
}
