/* YAML front matter of a Markdown file, through libyaml.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_FRONT_H
#define ZC_CORPUS_FRONT_H

#include "meta.h"

/* Splits `file` into front matter and body. Where it opens with a line `---`
 * and a later line `---` or `...` closes that, the scalars of the mapping
 * between them that name a metadata field go into `given` (strings live in
 * `a`), and *body is what follows; other keys and nested values are passed
 * over. Where there is no front matter, or it is no YAML mapping, *body is all
 * of `file` and `given` stays as it was. Fails with NO_MEMORY. */
zc_status front_split(zc_str file, arena *a, meta_values *given, zc_str *body, zc_error *error);

#endif
