/* zhengce-search: ranked answers from an index.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <zhengce.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "usage: zhengce-search [-d DIR] [filters] [--view V] [--format F] [-n N] [--offset N]\n"
    "                      [--sort S] [--group] [--no-snippets] [QUERY...]\n"
    "       zhengce-search [-d DIR] --view doc ID | --view doc --id ID [QUERY...]\n"
    "       zhengce-search [-d DIR] --batch FILE [...]\n"
    "\n"
    "A document is found when it holds every word of the query as written. Quotes take\n"
    "text exactly, -词 excludes (an English word after --), OR and brackets combine,\n"
    "vocation* takes any word that begins so, NEAR/5 and ADJ/5 (in this order) join\n"
    "words that stand near; a document number in any spelling, or 《a title》, finds its\n"
    "document first, then those that cite it.\n"
    "\n"
    "  -d, --dir DIR     the index; default $ZHENGCE_INDEX, else\n"
    "                    ${XDG_DATA_HOME:-~/.local/share}/zhengce\n"
    "      --city C      a place and those below it; =C for the place alone\n"
    "      --province P  --year Y (2023, 2018..2023)  --since DATE  --until DATE\n"
    "      --docno N     own number, may end in *     --cites N   a number it cites\n"
    "      --issuer I    --type T    --status S       --title T   text in the title\n"
    "                    filters may be repeated (OR) and also stand in the query:\n"
    "                    city:宁波 城市：宁波 year:2018..2023 文号：慈教建〔2023〕44号\n"
    "      --view V      list (default); doc ID: the document; matrix: counts by --by;\n"
    "                    kwic: every occurrence with its context\n"
    "      --id ID       the document of the doc view; what the query finds in it is\n"
    "                    marked on a terminal, and told in JSON as \"marks\"\n"
    "      --by A[,B]    city, county, province, year, type, issuer\n"
    "      --known-years leave years that were inferred from the text out of --by year\n"
    "      --format F    text (default), json, jsonl; csv and tsv of matrix and kwic\n"
    "  -n N              hits shown, default 10 of a list;  --offset N  hits passed over\n"
    "      --sort S      relevance (default), date, date-asc\n"
    "      --group       documents whose texts are the same or nearly so, and versions of\n"
    "                    one law, as one hit\n"
    "      --similar ID  documents like that one, among those found, or among all\n"
    "      --explain     what each hit's score is made of\n"
    "      --synonyms S  own (default): the groups of the file of terms that the index\n"
    "                    was made with widen a word, built-in ones (高职|高等职业) where\n"
    "                    nothing holds it as written; all: they do too; none\n"
    "      --terms FILE  another file of terms for this query\n"
    "      --no-snippets leave snippets and facets out\n"
    "      --lang L      zh or en: the language of messages; default by the locale\n"
    "      --batch FILE  a query a line (- for standard input), a JSON line a query\n"
    "  -h, --help        this text;  --version  the version\n"
    "\n"
    "Exit status: 0 something found, 1 nothing found, 2 error.\n";

/* Brought by later releases: refused, not ignored. */
static const char *const later[] = {"against", "rerun", "fields", "receipt", NULL};

typedef struct options {
    const char *dir, *batch;
    zc_request *request;
    char *query;
    bool has_format, has_lang, done;
} options;

static int complain(zc_status status, const zc_error *error)
{
    fprintf(stderr, "zhengce-search: %s\n",
            *error->message ? error->message : zc_status_sentence(status));
    return zc_status_exit(status);
}

/* ---- Options ---- */

static bool refuse(const char *what, const char *why)
{
    fprintf(stderr, "zhengce-search: %s: %s. Try zhengce-search --help.\n", what, why);
    return false;
}

static bool is_later(const char *name)
{
    for (const char *const *l = later; *l; l++)
        if (strcmp(*l, name) == 0)
            return true;
    return false;
}

/* Sets a parameter of the request; false after a complaint. */
static bool set(options *o, const char *name, const char *value)
{
    zc_error error = {0};
    zc_status status = zc_request_set(o->request, name, value, &error);
    if (status != ZC_OK)
        complain(status, &error);
    o->has_format = o->has_format || strcmp(name, "format") == 0;
    o->has_lang = o->has_lang || strcmp(name, "lang") == 0;
    return status == ZC_OK;
}

/* --name, --name=value or --name value; *i moves to the last argument used. */
static bool take_long(options *o, int argc, char **argv, int *i)
{
    const char *arg = argv[*i], *equals = strchr(arg, '=');
    char name[32];
    size_t n = equals ? (size_t)(equals - arg) - 2 : strlen(arg) - 2;
    bool takes_value = true;
    if (n >= sizeof name)
        return refuse(arg, "no such option");
    memcpy(name, arg + 2, n);
    name[n] = '\0';
    bool switches = strcmp(name, "help") == 0 || strcmp(name, "version") == 0 ||
                    strcmp(name, "no-snippets") == 0 || strcmp(name, "known-years") == 0 ||
                    strcmp(name, "group") == 0 || strcmp(name, "explain") == 0;
    if (switches && equals)
        return refuse(arg, "takes no value");
    if (strcmp(name, "help") == 0)
        return o->done = fputs(usage, stdout) >= 0;
    if (strcmp(name, "version") == 0)
        return o->done = printf("zhengce %s\n", zc_version()) >= 0;
    if (strcmp(name, "no-snippets") == 0)
        return set(o, "snippets", "0");
    if (strcmp(name, "known-years") == 0 || strcmp(name, "group") == 0 ||
        strcmp(name, "explain") == 0)
        return set(o, name, "1");
    if (is_later(name))
        return refuse(arg, "not available yet");
    bool ours = strcmp(name, "dir") == 0 || strcmp(name, "batch") == 0;
    if (!ours && (!zc_request_knows(name, &takes_value) || !takes_value || strcmp(name, "q") == 0))
        return refuse(arg, "no such option");
    if (!equals && *i + 1 >= argc)
        return refuse(arg, "a value is missing");
    const char *value = equals ? equals + 1 : argv[++*i];
    if (ours)
        *(name[0] == 'd' ? &o->dir : &o->batch) = value;
    return ours || set(o, name, value);
}

/* -d DIR, -n N, -h; anything else after a dash is a word to exclude when it is
 * no ASCII letter: 职业教育 -宁波. */
static bool take_short(options *o, int argc, char **argv, int *i)
{
    const char *arg = argv[*i];
    if (strcmp(arg, "-h") == 0)
        return o->done = fputs(usage, stdout) >= 0;
    if (arg[1] != 'd' && arg[1] != 'n')
        return refuse(arg, "no such option");
    if (!arg[2] && *i + 1 >= argc)
        return refuse(arg, "a value is missing");
    const char *value = arg[2] ? arg + 2 : argv[++*i];
    if (arg[1] == 'n')
        return set(o, "n", value);
    o->dir = value;
    return true;
}

/* Words of the query are joined by blanks; an argument in which the shell kept
 * blanks together is no phrase: quotes inside the argument make one. */
static bool parse(int argc, char **argv, options *o)
{
    bool words_only = false;
    size_t length = 1;
    for (int i = 1; i < argc; i++)
        length += strlen(argv[i]) + 1;
    o->query = calloc(1, length);
    if (!o->query)
        return refuse("query", "out of memory");
    char *end = o->query;
    for (int i = 1; i < argc && !o->done; i++) {
        const char *arg = argv[i];
        bool ascii = arg[0] == '-' &&
                     ((arg[1] >= 'A' && arg[1] <= 'Z') || (arg[1] >= 'a' && arg[1] <= 'z'));
        if (!words_only && strcmp(arg, "--") == 0) {
            words_only = true;
        } else if (!words_only && strncmp(arg, "--", 2) == 0) {
            if (!take_long(o, argc, argv, &i))
                return false;
        } else if (!words_only && ascii) {
            if (!take_short(o, argc, argv, &i))
                return false;
        } else {
            if (end > o->query)
                *end++ = ' ';
            size_t n = strlen(arg);
            memcpy(end, arg, n);
            end += n;
        }
    }
    if (o->batch && *o->query)
        return refuse(o->query, "a batch takes its queries from its file alone");
    return true;
}

/* ---- Asking ---- */

static bool wants_color(void)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) &&
           !(term && strcmp(term, "dumb") == 0);
}

/* The language of messages, as a locale is chosen (POSIX, 8.2). */
static const char *locale_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "zh", 2) == 0 ? "zh" : "en";
    }
    return "en";
}

/* Writes what was rendered; an exit status. */
static int print(const zc_buf *out, bool found)
{
    if (fwrite(out->data, 1, out->len, stdout) != out->len || fflush(stdout) != 0) {
        fprintf(stderr, "zhengce-search: the answer can't be written: %s\n", strerror(errno));
        return 2;
    }
    return found ? 0 : 1;
}

static int ask_once(zc_index *index, const options *o)
{
    zc_error error = {0};
    zc_answer *answer = NULL;
    zc_buf out;
    zc_buf_init(&out);
    zc_status status = zc_ask(index, o->request, &answer, &error);
    if (status == ZC_OK)
        status = zc_answer_render(answer, &out, &error);
    int exit_status = status != ZC_OK ? complain(status, &error)
                                      : print(&out, zc_answer_total(answer) > 0);
    zc_answer_free(answer);
    zc_buf_clear(&out);
    return exit_status;
}

/* Whether a failure is the query's own: the batch goes on. */
static bool is_refusal(zc_status status)
{
    return status == ZC_ERROR_ARGUMENT || status == ZC_ERROR_QUERY || status == ZC_ERROR_LIMIT ||
           status == ZC_ERROR_NOT_FOUND;
}

/* One query of a batch: always one line, or an exit status of 2. */
static int ask_line(zc_index *index, const options *o, const char *line, size_t n)
{
    zc_error error = {0};
    zc_answer *answer = NULL;
    zc_buf out;
    zc_buf_init(&out);
    zc_status status = ZC_OK;
    if (memchr(line, '\0', n)) {
        status = error.status = ZC_ERROR_QUERY;
        snprintf(error.message, sizeof error.message, "the query holds a NUL");
    }
    if (status == ZC_OK)
        status = zc_request_set(o->request, "q", line, &error);
    if (status == ZC_OK)
        status = zc_ask(index, o->request, &answer, &error);
    bool found = status == ZC_OK && zc_answer_total(answer) > 0;
    if (status == ZC_OK)
        status = zc_answer_render(answer, &out, &error);
    else if (is_refusal(status))
        status = zc_refusal_render(line, &error, &out, &error);
    int exit_status = status == ZC_OK ? print(&out, found) : complain(status, &error);
    zc_answer_free(answer);
    zc_buf_clear(&out);
    return exit_status;
}

static int ask_batch(zc_index *index, const options *o)
{
    bool from_stdin = strcmp(o->batch, "-") == 0, any = false;
    FILE *in = from_stdin ? stdin : fopen(o->batch, "re");
    if (!in) {
        fprintf(stderr, "zhengce-search: %s: %s\n", o->batch, strerror(errno));
        return 2;
    }
    int exit_status = 1;
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; exit_status != 2 && (n = getline(&line, &cap, in)) >= 0;) {
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            line[--n] = '\0';
        exit_status = ask_line(index, o, line, (size_t)n);
        any = any || exit_status == 0;
    }
    free(line);
    if (ferror(in)) {
        fprintf(stderr, "zhengce-search: %s: %s\n", o->batch, strerror(errno));
        exit_status = 2;
    }
    if (!from_stdin)
        fclose(in);
    return exit_status == 2 ? 2 : any ? 0 : 1;
}

static int run(options *o)
{
    zc_error error = {0};
    zc_index *index = NULL;
    zc_buf dir;
    zc_buf_init(&dir);
    if ((o->batch && !set(o, "format", "jsonl")) || (!o->has_format && !set(o, "format", "text")) ||
        (wants_color() && !set(o, "color", "1")) ||
        (!o->has_lang && !set(o, "lang", locale_language())) || !set(o, "q", o->query))
        return 2;
    zc_status status = zc_index_dir(o->dir, &dir, &error);
    if (status == ZC_OK)
        status = zc_index_open(dir.data, &index, &error);
    int exit_status = status != ZC_OK ? complain(status, &error)
                      : o->batch      ? ask_batch(index, o)
                                      : ask_once(index, o);
    zc_index_close(index);
    zc_buf_clear(&dir);
    return exit_status;
}

int main(int argc, char **argv)
{
    options o = {.request = zc_request_new()};
    int exit_status = 2;
    if (!o.request)
        fputs("zhengce-search: out of memory\n", stderr);
    else if (parse(argc, argv, &o))
        exit_status = o.done ? 0 : run(&o);
    zc_request_free(o.request);
    free(o.query);
    return exit_status;
}
