/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include "json.h"

#include <stdlib.h>

zc_report *report_new(void)
{
    zc_report *report = calloc(1, sizeof *report);
    if (report)
        arena_init(&report->skips.a);
    return report;
}

void zc_report_free(zc_report *report)
{
    if (!report)
        return;
    free(report->skips.items);
    arena_clear(&report->skips.a);
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

zc_status zc_report_render(const zc_report *report, zc_buf *out, zc_error *error)
{
    const zc_counts *c = &report->counts;
    json_t *skips = json_array();
    for (size_t i = 0; i < report->skips.n; i++)
        json_array_append_new(skips, json_pack("{s:o, s:o}", "path",
                                               json_text(report->skips.items[i].path), "reason",
                                               json_text(report->skips.items[i].reason)));
    json_append(out, json_pack("{s:I, s:I, s:I, s:I, s:o, s:I, s:f, s:I}", "added",
                               (json_int_t)c->added, "updated", (json_int_t)c->updated, "unchanged",
                               (json_int_t)c->unchanged, "removed", (json_int_t)c->removed,
                               "skipped", skips, "documents", (json_int_t)c->documents, "seconds",
                               c->seconds, "bytes", (json_int_t)c->bytes));
    return out->failed ? error_memory(error) : ZC_OK;
}
