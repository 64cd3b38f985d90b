/* A process of its own for readers of untrusted bytes: what crashes, hangs or
 * swallows memory there takes nothing else with it.
 *
 * The process has a limit of processor time, of memory and of output, and ends
 * with its parent. It shares nothing with the caller but what it writes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_CHILD_H
#define ZC_CORPUS_CHILD_H

#include "base.h"

typedef struct child_limits {
    unsigned milliseconds; /* of processor time; under sanitizers four times as many */
    size_t memory;         /* bytes of address space beyond what it begins with; not kept under
                              sanitizers */
    size_t output;         /* bytes that it may write */
} child_limits;

/* What is to be done there: writes to `out`, or fails. */
typedef zc_status child_task(void *context, zc_buf *out, zc_error *error);

/* Runs `task` in a copy of this process and appends what it wrote to `out`.
 * Fails as the task did, with ARGUMENT (it crashed or met a limit; the message
 * is a reason to show), IO (no process to be had) or NO_MEMORY. */
zc_status child_run(child_task *task, void *context, const child_limits *limits, zc_buf *out,
                    zc_error *error);

/* Runs a program found on PATH with `input` on its standard input and appends
 * its standard output to `out`; what it says on standard error is dropped.
 * `argv` ends in NULL. Fails as child_run does; with ARGUMENT too where the
 * program is missing (`package`, a Debian package, is named) or failed. */
zc_status child_exec(const char *const *argv, const char *package, zc_str input,
                     const child_limits *limits, zc_buf *out, zc_error *error);

#endif
