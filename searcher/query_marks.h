/* The marks of a query: which characters are quotes, brackets and bars, in half
 * and in full width, and which of them closes which. Knows nothing of words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_QUERY_MARKS_H
#define ZC_SEARCHER_QUERY_MARKS_H

#include "query.h"

typedef enum mark_kind { MARK_NONE, MARK_QUOTE, MARK_TITLE, MARK_BRACKET } mark_kind;

/* What a character opens and closes: a straight quote does both. */
typedef struct mark {
    mark_kind opens, closes;
    bool straight; /* the quote " that looks alike at both ends */
} mark;

mark mark_of(uint32_t c);

/* Full-width ASCII to ASCII: （ ｜ － ＊ ／ ＯＲ. */
uint32_t mark_narrow(uint32_t c);

/* Whether a run of text ends at `c`: a blank or a bar. */
bool mark_breaks(uint32_t c);

/* Marks of a query of at most QUERY_BYTES_AT_MOST bytes, read once, so that what
 * follows asks and never searches. */
enum { MARK_NOWHERE = UINT16_MAX };
typedef struct marks {
    zc_str in;
    uint16_t close[QUERY_BYTES_AT_MOST + 1]; /* for the byte of an opening mark: that of the
                                                one that closes it, else MARK_NOWHERE */
    uint16_t stop[QUERY_BYTES_AT_MOST + 1];  /* for any byte: the next blank or bar, or the end */
} marks;

void marks_read(zc_str in, marks *out);

/* The byte behind the mark that closes the one at byte `at`. */
size_t marks_behind(const marks *m, size_t at);

/* Whether the mark `it` at byte `at` opens quoted text or a title. Behind a letter or
 * digit a straight quote does so only where no blank comes in between: 15"屏 17"屏 has
 * no quoted text. */
bool marks_quotes(const marks *m, size_t at, mark it, bool behind_unit);

#endif
