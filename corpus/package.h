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
    size_t at; /* in the order of the package */
} package_member;

/* Everything lives in the arena it was read into; members are sorted by their names. */
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

/* The part that the package says is its document (_rels/.rels, ECMA-376, part 2, 9.3), if
 * it is there; else `custom`. In the arena or static. */
const char *package_main(const package *p, const char *custom, arena *a);

/* The member `path` as `file` names it, relative to where that lies unless it begins with a
 * slash: Pages/Page_0/Content.xml of Doc_0/Document.xml. */
zc_str package_beside(const package *p, const char *file, const char *path, arena *a);

#endif
