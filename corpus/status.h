/* Whether a document is in force (有效) or not (失效), as pages and notes say it.
 *
 * Only what is said of the document itself counts: 原《…办法》同时废止 is about another.
 * All results are static: "有效", "失效" or NULL.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_STATUS_H
#define ZC_CORPUS_STATUS_H

#include "base.h"

/* `title` without the marks of a page ([有效]…, …（已废止）); *status is what they say,
 * unchanged where there are none. */
zc_str status_unmarked(zc_str title, const char **status);

/* What all of `s` says: 现行有效, 已废止. */
const char *status_word(zc_str s);

/* What the value of a label (有效性：, 时效性：) says; `gone` for the labels that ask the
 * other way round (是否废止：是). */
const char *status_of_label(zc_str value, bool gone);

/* What a line says as a note on this document: 本文件已废止, （编者注：本文件已被…宣布失效）,
 * 本办法自2020年1月1日起废止. */
const char *status_note(zc_str line);

/* The note among the last lines of `text`. */
const char *status_of_tail(zc_str text);

#endif
