/* The page: an answer, or a failure, as HTML around one form.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_SEARCHER_PAGE_H
#define ZC_SEARCHER_PAGE_H

#include "answer.h"
#include "form.h"
#include "messages.h"

/* Hits a page of the list, lines a page of the concordance. */
enum { PAGE_HITS = 10, PAGE_LINES = 100 };

typedef struct page {
    const form *form;
    language lang;
    uint64_t page;      /* from 1 */
    uint64_t documents; /* in the index */
    const char *script; /* the page's own address, without a query */
    zc_buf *out;
} page;

/* Whole pages. */
void page_welcome(const page *p);
void page_answer(const page *p, const zc_answer *answer);
void page_failure(const page *p, const zc_error *error);

/* The parts that its files share. */
void page_say(const page *p, message which);
void page_say_number(const page *p, message which, uint64_t one, uint64_t two);
void page_list(const page *p, const zc_answer *answer);
void page_hints(const page *p, const hints *h);
void page_doc(const page *p, const zc_answer *answer);
void page_matrix(const page *p, const zc_answer *answer);
void page_kwic(const page *p, const zc_answer *answer);
/* Links to the page before and after; where it is not known how many there are,
 * whether there is one after. */
void page_paging(const page *p, uint64_t total, uint64_t a_page);
void page_paging_on(const page *p, bool more);
/* A link from a document back to what was asked. */
void page_back(const page *p);
/* A link to a document that keeps what was asked. */
void page_doc_link(const page *p, const char *id, const char *title);

#endif
