/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "package.h"

#include <archive.h>
#include <archive_entry.h>
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
    package_member one = {arena_str(a, str_from(name)),
                          {arena_str(a, buf_view(&bytes)), bytes.len}};
    zc_buf_clear(&bytes);
    if (status != ZC_OK)
        return status;
    if (!members || !one.name || !one.bytes.p)
        return error_memory(error);
    members[out->n++] = one;
    out->members = members;
    return ZC_OK;
}

static bool is_xml(zc_str name)
{
    return str_ends(name, STR_LIT(".xml")) || str_ends(name, STR_LIT(".rels"));
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
        const char *name = next == ARCHIVE_OK || next == ARCHIVE_WARN
                               ? archive_entry_pathname_utf8(entry)
                               : NULL;
        if (next != ARCHIVE_OK && next != ARCHIVE_WARN)
            status = error_set(error, ZC_ERROR_ARGUMENT, "a damaged package");
        else if (seen == MEMBERS_AT_MOST)
            status = error_set(error, ZC_ERROR_ARGUMENT, "a package of more than %d members",
                               MEMBERS_AT_MOST);
        else if (name && is_xml(str_from(name)))
            status = add_member(zip, name, &total, a, out, error);
    }
    return status;
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
    return status;
}

zc_str package_find(const package *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++) {
        const char *have = p->members[i].name;
        if (strcasecmp(have + (*have == '/'), name + (*name == '/')) == 0)
            return p->members[i].bytes;
    }
    return STR_NONE;
}
