/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reading.h"

#include "child.h"
#include "json.h"
#include "pages.h"
#include "pdf.h"

#include <sys/resource.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Who reads what: a function of ours, or a program that writes plain text. */
static const struct reader {
    source_kind kind;
    reading_of *read;
    const char *argv[6];
    const char *package; /* Debian's */
    zc_status (*tidy)(zc_str written, zc_buf *out, zc_error *error);
} readers[] = {
    {.kind = SOURCE_HTML, .read = webpage_read},
    {.kind = SOURCE_DOCX, .read = docx_read},
    {.kind = SOURCE_OFD, .read = ofd_read},
    {.kind = SOURCE_XLSX, .read = xlsx_read},
    {.kind = SOURCE_PDF,
     .argv = {"pdftotext", "-bbox", "-enc", "UTF-8", "-", "-"},
     .package = "poppler-utils",
     .tidy = pdf_text},
    {.kind = SOURCE_DOC,
     .argv = {"antiword", "-w", "0", "-m", "UTF-8.txt", "-"},
     .package = "antiword",
     .tidy = pages_word},
};

/* A tree of a web page takes some fifty times its bytes. */
enum { SMALL = 1 << 20 };

/* Of processor time: hundreds of pages, with what comes after reading below two seconds; a
 * file of many megabytes may take more, a second for 4 MB. */
enum { MILLISECONDS = 1700, BYTES_A_MILLISECOND = 4000 };

enum { MEMORY = 1 << 30 };

static const struct reader *reader_of(source_kind kind)
{
    for (size_t i = 0; i < COUNT(readers); i++)
        if (readers[i].kind == kind)
            return &readers[i];
    return NULL;
}

bool reading_knows(source_kind kind)
{
    return reader_of(kind) != NULL;
}

reading_part *reading_add(reading *r, const char *name, zc_str text, arena *a)
{
    reading_part *parts = arena_grow(a, r->parts, r->n, sizeof *parts);
    reading_part part = {.name = arena_str(a, str_from(name)),
                         .text = {arena_str(a, text), text.n}};
    if (!parts || !part.name || !part.text.p)
        return NULL;
    r->parts = parts;
    r->parts[r->n] = part;
    return &r->parts[r->n++];
}

/* ---- To JSON and back ---- */

static json_t *said_json(const meta_values *said)
{
    json_t *all = json_object();
    for (int f = 0; f < META_FIELDS; f++)
        if (said->value[f].n)
            json_object_set_new(
                all, meta_field_name((meta_field)f),
                json_pack("[o, o]", json_view(said->value[f]), json_text(said->source[f])));
    return all;
}

/* Marks `out` as failed when memory runs out. */
static void write_reading(const reading *r, zc_buf *out)
{
    json_t *parts = json_array();
    for (size_t i = 0; i < r->n; i++)
        json_array_append_new(parts,
                              json_pack("[o, o, o]", json_text(r->parts[i].name),
                                        json_view(r->parts[i].text), said_json(&r->parts[i].said)));
    json_append(out,
                json_pack("[o, I, o]", json_text(r->encoding), (json_int_t)r->replaced, parts));
}

static zc_str view_of(const json_t *value)
{
    return (zc_str){json_string_value(value), json_string_length(value)};
}

static bool take_said(json_t *said, arena *a, meta_values *out)
{
    const char *name;
    json_t *pair;
    json_object_foreach (said, name, pair) {
        meta_field field = meta_field_find(str_from(name));
        zc_str value = view_of(json_array_get(pair, 0));
        value.p = arena_str(a, value);
        const char *source = arena_str(a, view_of(json_array_get(pair, 1)));
        if (!value.p || !source)
            return false;
        if (field != META_FIELDS)
            meta_values_set(out, field, value, source);
    }
    return true;
}

static zc_status read_back(zc_str bytes, arena *a, reading *out, zc_error *error)
{
    json_t *all = json_loadb(bytes.p, bytes.n, JSON_ALLOW_NUL, NULL);
    json_t *parts = json_array_get(all, 2), *part;
    size_t i;
    bool ok = json_is_array(parts);
    out->encoding = arena_str(a, view_of(json_array_get(all, 0)));
    out->replaced = (size_t)json_integer_value(json_array_get(all, 1));
    json_array_foreach (parts, i, part) {
        reading_part *one = ok ? reading_add(out, json_string_value(json_array_get(part, 0)),
                                             view_of(json_array_get(part, 1)), a)
                               : NULL;
        ok = one && take_said(json_array_get(part, 2), a, &one->said);
    }
    json_decref(all);
    return ok && out->encoding ? ZC_OK : error_memory(error);
}

/* ---- Reading ---- */

/* What a reader of ours has at hand in its process: a file, or what a program wrote. */
typedef struct task {
    const struct reader *reader;
    zc_str bytes;
} task;

static zc_status tidy_written(const task *t, arena *a, reading *out, zc_error *error)
{
    zc_buf text;
    zc_buf_init(&text);
    zc_status status = t->reader->tidy(t->bytes, &text, error);
    out->encoding = "UTF-8";
    if (status == ZC_OK && !reading_add(out, "", buf_view(&text), a))
        status = error_memory(error);
    zc_buf_clear(&text);
    return status;
}

static zc_status do_read(void *context, zc_buf *out, zc_error *error)
{
    const task *t = context;
    arena a;
    reading r = {0};
    arena_init(&a);
    zc_status status = t->reader->read ? t->reader->read(t->bytes, &a, &r, error)
                                       : tidy_written(t, &a, &r, error);
    if (status == ZC_OK)
        write_reading(&r, out);
    arena_clear(&a);
    return status;
}

static zc_status run_program(const struct reader *reader, zc_str bytes, const child_limits *limits,
                             zc_buf *out, zc_error *error)
{
    const char *argv[COUNT(reader->argv) + 1] = {0};
    for (size_t i = 0; i < COUNT(reader->argv); i++)
        argv[i] = reader->argv[i];
    return child_exec(argv, reader->package, bytes, limits, out, error);
}

/* Processor time of all children so far, in milliseconds. */
static unsigned children_time(void)
{
    struct rusage used;
    if (getrusage(RUSAGE_CHILDREN, &used) != 0)
        return 0;
    return (unsigned)((used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
                      (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000);
}

/* What a program leaves of a file's time to those who come after it. */
static unsigned time_left(unsigned all, unsigned used)
{
    enum { LEAST = 300 };
    return used + LEAST < all ? all - used : LEAST;
}

/* What an ending promises and the bytes are not: said before a program says less. */
static zc_status refuse(source_kind kind, zc_str bytes, zc_error *error)
{
    static const struct {
        zc_str magic;
        const char *is;
    } others[] = {
        {{"{\\rtf", 5}, "RTF: save it as .docx"},
        {{"MIME-Version:", 13}, "a web archive: save it as .html or .docx"},
        {{"<?xml", 5}, "XML: save it as .docx"},
    };
    if (kind != SOURCE_DOC)
        return ZC_OK;
    for (size_t i = 0; i < COUNT(others); i++)
        if (str_starts(str_trim(str_slice(bytes, 0, bytes.n < 64 ? bytes.n : 64)), others[i].magic))
            return error_set(error, ZC_ERROR_ARGUMENT, "no Word document but %s", others[i].is);
    return str_starts(bytes, STR_LIT("\xD0\xCF\x11\xE0"))
               ? ZC_OK
               : error_set(error, ZC_ERROR_ARGUMENT, "no Word document");
}

zc_status reading_make(source_kind kind, zc_str bytes, bool here, arena *a, reading *out,
                       zc_error *error)
{
    const struct reader *reader = reader_of(kind);
    child_limits limits = {.milliseconds = MILLISECONDS + (unsigned)(bytes.n / BYTES_A_MILLISECOND),
                           .memory = MEMORY,
                           .output = READING_BYTES_AT_MOST};
    zc_buf words, written;
    zc_buf_init(&words);
    zc_buf_init(&written);
    *out = (reading){0};
    zc_status status = refuse(kind, bytes, error);
    if (status == ZC_OK && here && reader->read && bytes.n <= SMALL)
        return reader->read(bytes, a, out, error);
    if (status == ZC_OK && !reader->read) {
        unsigned before = children_time();
        status = run_program(reader, bytes, &limits, &words, error);
        bytes = buf_view(&words);
        limits.milliseconds = time_left(limits.milliseconds, children_time() - before);
    }
    if (status == ZC_OK)
        status = child_run(do_read, &(task){reader, bytes}, &limits, &written, error);
    if (status == ZC_OK)
        status = read_back(buf_view(&written), a, out, error);
    zc_buf_clear(&words);
    zc_buf_clear(&written);
    return status;
}
