/* Corrections that name nothing: a slip of the pen must not pass for a correction.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "catalog.h"
#include "generation.h"
#include "members.h"
#include "rules.h"
#include "schema.h"
#include "store.h"

static bool is_file(const catalog *files, const char *path)
{
    for (size_t i = 0; i < files->n; i++)
        if (catalog_look_up(&files->roots[i], path))
            return true;
    return false;
}

static zc_status names_document(store *s, const catalog *files, correction_key kind,
                                const char *key, bool *found, zc_error *error)
{
    zc_buf term;
    uint64_t n = 0;
    zc_buf_init(&term);
    if (kind == KEY_PATH) {
        *found = is_file(files, key);
        return ZC_OK;
    }
    if (kind == KEY_ID) {
        char hashed[33];
        schema_key(STR_NONE, str_from(key), hashed);
        schema_term(SCHEMA_ID, str_from(hashed), &term);
    } else {
        schema_term(SCHEMA_DOCNO, str_from(key), &term);
    }
    zc_status status = term.failed ? error_memory(error)
                                   : store_frequency(s, buf_view(&term), &n, error);
    *found = n > 0;
    zc_buf_clear(&term);
    return status;
}

static zc_status check_all(const rules *r, const generation *g, const catalog *files,
                           bool (*each)(void *context, const char *key), void *context,
                           zc_error *error)
{
    store *s = NULL;
    zc_status status = members_open(g->members, g->n_members, &s, error);
    correction_key kind;
    const char *key;
    for (size_t i = 0; status == ZC_OK && (key = corrections_key(r->corrections, i, &kind)); i++) {
        bool found = true;
        status = names_document(s, files, kind, key, &found, error);
        if (status == ZC_OK && !found && !each(context, key))
            break;
    }
    store_close(s);
    return status;
}

zc_status rules_unmatched(const rules *r, const char *dir,
                          bool (*each)(void *context, const char *key), void *context,
                          zc_error *error)
{
    generation g = {0};
    catalog files;
    if (!r->corrections)
        return ZC_OK;
    catalog_init(&files);
    zc_status status = generation_open(dir, &g, error);
    if (status == ZC_OK)
        status = catalog_read(g.path, &files, error);
    if (status == ZC_OK)
        status = check_all(r, &g, &files, each, context, error);
    catalog_clear(&files);
    generation_clear(&g);
    return status;
}
