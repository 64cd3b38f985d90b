/* The members of a zip file (.docx, .xlsx, .ofd), through libarchive: the only
 * file that knows it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_PACKAGE_H
#define ZC_CORPUS_PACKAGE_H

#include "base.h"

typedef struct package_member {
    const char *name; /* word/document.xml */
    zc_str bytes;
} package_member;

/* Everything lives in the arena it was read into. */
typedef struct package {
    package_member *members;
    size_t n;
} package;

/* Unpacks the members that are XML (.xml, .rels). Fails with ARGUMENT (no
 * zip file, damaged, encrypted, or it grows beyond 64 MiB or 20,000 members:
 * the message is a reason to show) or NO_MEMORY. */
zc_status package_read(zc_str zip, arena *a, package *out, zc_error *error);

/* The member of that name, case and a leading slash aside; the empty view when
 * there is none. */
zc_str package_find(const package *p, const char *name);

#endif
