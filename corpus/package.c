/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "package.h"

#include "xml.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A real document unpacks to some megabytes; a bomb must stop somewhere. */
enum { BYTES_AT_MOST = 64 << 20, MEMBERS_AT_MOST = 20000 };

static zc_status read_member(struct archive *zip, zc_buf *bytes, size_t *total, zc_error *error)
{
    char chunk[1 << 16];
    la_ssize_t n;
    while ((n = archive_read_data(zip, chunk, sizeof chunk)) > 0) {
        *total += (size_t)n;
        if (*total > BYTES_AT_MOST)
            return error_set(error, ZC_ERROR_ARGUMENT, "it unpacks to more than %d MiB",
                             BYTES_AT_MOST >> 20);
        buf_add(bytes, chunk, (size_t)n);
    }
    if (n < 0)
        return error_set(error, ZC_ERROR_ARGUMENT, "a damaged or encrypted package");
    return bytes->failed ? error_memory(error) : ZC_OK;
}

static zc_status add_member(struct archive *zip, const char *name, size_t *total, arena *a,
                            package *out, zc_error *error)
{
    zc_buf bytes;
    zc_buf_init(&bytes);
    zc_status status = read_member(zip, &bytes, total, error);
    package_member *members = arena_grow(a, out->members, out->n, sizeof *members);
    char *kept = arena_str(a, str_from(name));
    package_member one = {kept, {arena_str(a, buf_view(&bytes)), bytes.len}, out->n};
    for (char *p = kept; p && *p; p++)
        *p = *p == '\\' ? '/' : *p; /* some programs write Windows paths */
    zc_buf_clear(&bytes);
    if (status != ZC_OK)
        return status;
    if (!members || !one.name || !one.bytes.p)
        return error_memory(error);
    members[out->n++] = one;
    out->members = members;
    return ZC_OK;
}

static bool is_xml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (strcasecmp(dot, ".xml") == 0 || strcasecmp(dot, ".rels") == 0);
}

static zc_status read_all(struct archive *zip, arena *a, package *out, zc_error *error)
{
    size_t total = 0;
    struct archive_entry *entry;
    zc_status status = ZC_OK;
    for (size_t seen = 0; status == ZC_OK; seen++) {
        int next = archive_read_next_header(zip, &entry);
        if (next == ARCHIVE_EOF)
            break;
        const char *name = NULL;
        if (next == ARCHIVE_OK || next == ARCHIVE_WARN) {
            name = archive_entry_pathname_utf8(entry);
            name = name ? name : archive_entry_pathname(entry); /* in no encoding that it says */
        }
        if (next != ARCHIVE_OK && next != ARCHIVE_WARN)
            status = error_set(error, ZC_ERROR_ARGUMENT, "a damaged package");
        else if (seen == MEMBERS_AT_MOST)
            status = error_set(error, ZC_ERROR_ARGUMENT, "a package of more than %d members",
                               MEMBERS_AT_MOST);
        else if (name && is_xml(name))
            status = add_member(zip, name, &total, a, out, error);
    }
    return status;
}

static const char *without_slash(const char *name)
{
    return name + (*name == '/');
}

/* Members of one name stay in the order of the package. */
static int by_name(const void *a, const void *b)
{
    const package_member *x = a, *y = b;
    int order = strcasecmp(without_slash(x->name), without_slash(y->name));
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

zc_status package_read(zc_str bytes, arena *a, package *out, zc_error *error)
{
    *out = (package){0};
    struct archive *zip = archive_read_new();
    if (!zip)
        return error_memory(error);
    archive_read_support_format_zip_seekable(zip);
    zc_status status = ZC_OK;
    if (archive_read_open_memory(zip, bytes.p, bytes.n) != ARCHIVE_OK)
        status = error_set(error, ZC_ERROR_ARGUMENT, "no zip package, or a damaged one");
    if (status == ZC_OK)
        status = read_all(zip, a, out, error);
    archive_read_free(zip);
    if (status == ZC_OK && out->n)
        qsort(out->members, out->n, sizeof *out->members, by_name);
    return status;
}

zc_str package_find(const package *p, const char *name)
{
    size_t from = 0, to = p->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const char *have = without_slash(p->members[middle].name);
        if (strcasecmp(have, without_slash(name)) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    bool found = from < p->n &&
                 strcasecmp(without_slash(p->members[from].name), without_slash(name)) == 0;
    return found ? p->members[from].bytes : STR_NONE;
}

const char *package_main(const package *p, const char *custom, arena *a)
{
    xml *x = xml_open(package_find(p, "_rels/.rels"));
    const char *found = NULL;
    for (xml_event event; x && !found && (event = xml_next(x)) != XML_END && event != XML_BROKEN;) {
        const char *type = event == XML_OPEN ? xml_attribute(x, "Type", a) : NULL;
        if (type && str_ends(str_from(type), STR_LIT("/officeDocument")))
            found = xml_attribute(x, "Target", a);
    }
    xml_close(x);
    return found && package_find(p, found).n ? found : custom;
}

zc_str package_beside(const package *p, const char *file, const char *path, arena *a)
{
    const char *slash = strrchr(file, '/');
    size_t n = slash && *path != '/' ? (size_t)(slash - file) + 1 : 0;
    for (; strncmp(path, "../", 3) == 0 && n > 0; path += 3)
        for (n--; n > 0 && file[n - 1] != '/';)
            n--;
    const char *whole = arena_printf(a, "%.*s%s", (int)n, file, path);
    return whole ? package_find(p, whole) : STR_NONE;
}
