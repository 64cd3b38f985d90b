/* Which texts are editions of one law, of those that bear its name.
 *
 * Two groups of near copies come together where they bear one name, of one place
 * and no two issuers, and their texts have something in common: the more, the
 * less else is known that tells them from two documents under one title. All
 * editions of a law become one group, also where the first has nothing in common
 * with the last. What comes out does not depend on the order in which documents
 * come in. Time is linear in them but for sorting: a name that more than a few
 * dozen texts bear is that of a form, and joins none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_VERSIONS_H
#define ZC_INDEXER_VERSIONS_H

#include "alike.h"

/* Fills `group` of all `docs`, whose `near` is known. Fails with NO_MEMORY; takes 20
 * bytes a document besides. */
zc_status versions_join(alike *docs, size_t n, zc_error *error);

#endif
