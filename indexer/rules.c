/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rules.h"

#include "files.h"
#include "json.h"
#include "terms_file.h"

#include <string.h>
#include <unistd.h>
#define XXH_INLINE_ALL /* a library fewer to load */
#include <xxhash.h>

/* What takes the maps of before away: --map none. */
static const char no_maps[] = "none";

static zc_status add_map(rules *r, const char *given, zc_error *error)
{
    const char *text = arena_str(&r->a, str_from(given));
    column_map map;
    if (!text)
        return error_memory(error);
    zc_status status = column_map_parse(text, &map, error);
    if (status != ZC_OK)
        return status;
    r->texts = arena_grow(&r->a, r->texts, r->n_maps, sizeof *r->texts);
    r->maps = arena_grow(&r->a, r->maps, r->n_maps, sizeof *r->maps);
    if (!r->texts || !r->maps)
        return error_memory(error);
    r->texts[r->n_maps] = text;
    r->maps[r->n_maps++] = map;
    return ZC_OK;
}

static zc_status given_maps(const zc_reading *given, rules *r, zc_error *error)
{
    zc_status status = ZC_OK;
    for (size_t i = 0; i < given->n_maps && status == ZC_OK; i++)
        if (strcmp(given->maps[i], no_maps) != 0)
            status = add_map(r, given->maps[i], error);
    return status;
}

static zc_status kept_maps(const char *folder, rules *r, zc_error *error)
{
    path file;
    zc_status status = path_join(&file, folder, "rules.json", error);
    if (status != ZC_OK || access(file.p, F_OK) != 0)
        return status;
    json_t *kept = json_load_file(file.p, 0, NULL), *maps = json_object_get(kept, "map"), *map;
    size_t i;
    if (!json_is_array(maps))
        status = error_set(error, ZC_ERROR_CORRUPT, "the index is damaged (rules.json)");
    json_array_foreach (maps, i, map)
        if (status == ZC_OK)
            status = add_map(r, json_is_string(map) ? json_string_value(map) : "", error);
    json_decref(kept);
    return status;
}

/* The table of corrections in `file`; with `missing_is_none` it need not be there. */
static zc_status read_corrections(const char *file, bool missing_is_none, rules *r, zc_error *error)
{
    zc_buf bytes;
    zc_error why = {0};
    zc_buf_init(&bytes);
    if (missing_is_none && access(file, F_OK) != 0)
        return ZC_OK;
    zc_status status = file_read(file, &bytes, error);
    r->csv = (zc_str){arena_str(&r->a, buf_view(&bytes)), bytes.len};
    if (status == ZC_OK && !r->csv.p)
        status = error_memory(error);
    if (status == ZC_OK && str_trim(r->csv).n) {
        status = corrections_read(r->csv, &r->corrections, &why);
        if (status != ZC_OK)
            error_set(error, status, "%s: %s", file, why.message);
    }
    zc_buf_clear(&bytes);
    return status;
}

static zc_status kept_corrections(const char *folder, rules *r, zc_error *error)
{
    path file;
    zc_status status = path_join(&file, folder, "metadata.csv", error);
    return status == ZC_OK ? read_corrections(file.p, true, r, error) : status;
}

/* Terms that say nothing are none. */
static zc_status read_terms(const zc_reading *given, const char *folder, rules *r, zc_error *error)
{
    zc_buf bytes;
    zc_buf_init(&bytes);
    zc_status status = ZC_OK;
    if (given->terms)
        status = terms_file_read(given->terms, &bytes, &r->terms, error);
    else if (folder)
        status = terms_file_kept(folder, &bytes, &r->terms, error);
    if (status == ZC_OK && !terms_are_empty(r->terms)) {
        r->terms_text = (zc_str){arena_str(&r->a, buf_view(&bytes)), bytes.len};
        if (!r->terms_text.p)
            status = error_memory(error);
    }
    zc_buf_clear(&bytes);
    return status;
}

static void make_hash(rules *r)
{
    uint64_t hash = r->csv.n ? XXH3_64bits(r->csv.p, r->csv.n) : 0;
    if (r->terms_text.n)
        hash = XXH3_64bits_withSeed(r->terms_text.p, r->terms_text.n, hash);
    for (size_t i = 0; i < r->n_maps; i++)
        hash = XXH3_64bits_withSeed(r->texts[i], strlen(r->texts[i]), hash);
    r->hash = hash >> 1;
}

zc_status rules_read(const zc_reading *given, const char *folder, rules *out, zc_error *error)
{
    *out = (rules){0};
    arena_init(&out->a);
    zc_status status = ZC_OK;
    if (given->n_maps)
        status = given_maps(given, out, error);
    else if (folder)
        status = kept_maps(folder, out, error);
    if (status == ZC_OK && given->metadata)
        status = read_corrections(given->metadata, false, out, error);
    else if (status == ZC_OK && folder)
        status = kept_corrections(folder, out, error);
    if (status == ZC_OK)
        status = read_terms(given, folder, out, error);
    make_hash(out);
    return status;
}

void rules_clear(rules *r)
{
    corrections_free(r->corrections);
    terms_free(r->terms);
    arena_clear(&r->a);
    *r = (rules){0};
}

static zc_status write_maps(const rules *r, const char *folder, zc_error *error)
{
    json_t *maps = json_array();
    for (size_t i = 0; maps && i < r->n_maps; i++)
        json_array_append_new(maps, json_text(r->texts[i]));
    zc_buf bytes;
    path file;
    zc_buf_init(&bytes);
    json_append(&bytes, json_pack("{s:o}", "map", maps));
    zc_status status = bytes.failed ? error_memory(error)
                                    : path_join(&file, folder, "rules.json", error);
    if (status == ZC_OK)
        status = file_write(file.p, buf_view(&bytes), false, error);
    zc_buf_clear(&bytes);
    return status;
}

zc_status rules_write(const rules *r, const char *folder, zc_error *error)
{
    path file;
    zc_status status = r->n_maps ? write_maps(r, folder, error) : ZC_OK;
    if (status == ZC_OK && r->csv.n)
        status = path_join(&file, folder, "metadata.csv", error);
    if (status == ZC_OK && r->csv.n)
        status = file_write(file.p, r->csv, false, error);
    if (status == ZC_OK && r->terms_text.n)
        status = terms_file_keep(folder, r->terms_text, error);
    return status;
}

document_rules rules_with(const rules *r, const char *prefix)
{
    return (document_rules){prefix, r->maps, r->n_maps, r->corrections, false};
}
