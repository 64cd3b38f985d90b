/* When a document takes effect, as its text says: 本办法自2024年1月1日起施行.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_EFFECTIVE_H
#define ZC_CORPUS_EFFECTIVE_H

#include "base.h"
#include "date.h"

typedef struct effective {
    dated day;       /* named in the text; no source when none is, or several differ */
    const char *act; /* 发布 of 自发布之日起施行, where it says that; NULL otherwise */
    bool conflict;   /* different days are named */
} effective;

/* Reads what `text` says of itself. A sentence about another document (《…》自…起施行), a
 * part of this one (第三条自…起施行) or a measure (新票价自…起执行) says nothing; `type`, the
 * document's type or NULL, decides between 本通知 and 本办法 that it carries. One pass. */
void effective_read(zc_str text, const char *type, effective *out);

#endif
