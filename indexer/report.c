/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include "groups.h"
#include "json.h"
#include "members.h"

#include <stdlib.h>

zc_report *report_new(void)
{
    zc_report *report = calloc(1, sizeof *report);
    if (report) {
        arena_init(&report->skips.a);
        arena_init(&report->a);
    }
    return report;
}

void zc_report_free(zc_report *report)
{
    if (!report)
        return;
    free(report->skips.items);
    arena_clear(&report->skips.a);
    arena_clear(&report->a);
    free(report);
}

zc_counts zc_report_counts(const zc_report *report)
{
    return report->counts;
}

bool zc_report_skipped(const zc_report *report, size_t i, const char **path, const char **reason)
{
    if (i >= report->skips.n)
        return false;
    *path = report->skips.items[i].path;
    *reason = report->skips.items[i].reason;
    return true;
}

/* ---- Duplicates ---- */

static const char *id_of(store *s, uint32_t number, arena *a)
{
    zc_buf data;
    arena scratch;
    record r;
    zc_buf_init(&data);
    arena_init(&scratch);
    zc_status status = store_data(s, number, &data, NULL);
    if (status == ZC_OK)
        status = record_read(buf_view(&data), &scratch, &r, NULL);
    const char *id = status == ZC_OK ? arena_str(a, str_from(r.id)) : NULL;
    arena_clear(&scratch);
    zc_buf_clear(&data);
    return id;
}

static bool name_group(store *s, const groups *g, uint32_t number, arena *a, report_group *out)
{
    groups_entry first, entry;
    *out = (report_group){.documents = groups_size(g, number)};
    groups_at(g, number, 0, &first);
    out->n_ids = out->documents < REPORT_IDS ? (size_t)out->documents : REPORT_IDS;
    out->ids = arena_alloc(a, (out->n_ids + 1) * sizeof *out->ids);
    for (uint32_t i = 0; out->ids && i < out->documents; i++) {
        groups_at(g, number, i, &entry);
        zc_relation relation = groups_relation(&first, &entry);
        out->relation = relation > out->relation ? relation : out->relation;
        if (i < out->n_ids && !(out->ids[i] = id_of(s, entry.number, a)))
            return false;
    }
    return out->ids != NULL;
}

static bool name_groups(zc_report *report, store *s, const groups *g)
{
    uint32_t all = groups_count(g);
    size_t n = all < REPORT_GROUPS ? all : REPORT_GROUPS;
    report->groups = arena_alloc(&report->a, (n + 1) * sizeof *report->groups);
    for (size_t i = 0; report->groups && i < n; i++)
        if (!name_group(s, g, (uint32_t)i + 1, &report->a, &report->groups[i]))
            return false;
    report->n_groups = all;
    report->n_grouped = groups_documents(g);
    report->n_listed = n;
    return report->groups != NULL;
}

void report_duplicates(zc_report *report, const char *dir)
{
    generation now;
    groups *g = NULL;
    store *s = NULL;
    zc_status status = generation_open(dir, &now, NULL);
    if (status == ZC_OK)
        status = groups_open(now.path, &g, NULL);
    if (status == ZC_OK)
        status = members_open(now.members, now.n_members, &s, NULL);
    report->looked = status == ZC_OK && name_groups(report, s, g);
    store_close(s);
    groups_close(g);
    generation_clear(&now);
}

bool zc_report_duplicates(const zc_report *report, uint64_t *documents, uint64_t *groups)
{
    if (report->looked) {
        *documents = report->n_grouped;
        *groups = report->n_groups;
    }
    return report->looked;
}

bool zc_report_group(const zc_report *report, size_t i, zc_relation *relation, uint64_t *documents)
{
    if (!report->looked || i >= report->n_listed)
        return false;
    *relation = report->groups[i].relation;
    *documents = report->groups[i].documents;
    return true;
}

const char *zc_report_group_id(const zc_report *report, size_t i, size_t k)
{
    bool listed = report->looked && i < report->n_listed && k < report->groups[i].n_ids;
    return listed ? report->groups[i].ids[k] : NULL;
}

static json_t *group_json(const report_group *g)
{
    json_t *ids = json_array();
    for (size_t i = 0; i < g->n_ids; i++)
        json_array_append_new(ids, json_text(g->ids[i]));
    json_t *group = json_pack("{s:b, s:s, s:o}", "exact", g->relation == ZC_RELATION_SAME,
                              "relation", groups_relation_name(g->relation), "ids", ids);
    if (group && g->n_ids < g->documents)
        json_object_set_new(group, "truncated", json_true());
    return group;
}

static json_t *duplicates_json(const zc_report *report)
{
    json_t *list = json_array();
    for (size_t i = 0; i < report->n_listed; i++)
        json_array_append_new(list, group_json(&report->groups[i]));
    json_t *all = json_pack("{s:I, s:I, s:o}", "groups", (json_int_t)report->n_groups, "documents",
                            (json_int_t)report->n_grouped, "list", list);
    if (all && report->n_listed < report->n_groups)
        json_object_set_new(all, "truncated", json_true());
    return all;
}

/* ---- The whole ---- */

zc_status zc_report_render(const zc_report *report, zc_buf *out, zc_error *error)
{
    const zc_counts *c = &report->counts;
    json_t *skips = json_array();
    for (size_t i = 0; i < report->skips.n; i++)
        json_array_append_new(skips, json_pack("{s:o, s:o}", "path",
                                               json_text(report->skips.items[i].path), "reason",
                                               json_text(report->skips.items[i].reason)));
    json_t *all = json_pack("{s:I, s:I, s:I, s:I, s:o, s:I, s:f, s:I}", "added",
                            (json_int_t)c->added, "updated", (json_int_t)c->updated, "unchanged",
                            (json_int_t)c->unchanged, "removed", (json_int_t)c->removed, "skipped",
                            skips, "documents", (json_int_t)c->documents, "seconds", c->seconds,
                            "bytes", (json_int_t)c->bytes);
    if (all && report->looked)
        json_object_set_new(all, "duplicates", duplicates_json(report));
    json_append(out, all);
    return out->failed ? error_memory(error) : ZC_OK;
}
