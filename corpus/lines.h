/* The first lines of a document, each known for what it is: the page's own
 * (labels, menus), the document's head, or the text itself.
 *
 * Views point into the text or the arena.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_LINES_H
#define ZC_CORPUS_LINES_H

#include "base.h"

enum { HEAD_LINES = 60, HEAD_BYTES = 16 << 10 };

typedef struct head_line {
    zc_str raw;  /* without blanks around */
    zc_str tidy; /* the same tidied, in the arena */
    bool page;   /* the page's: a label, a label's value, a menu */
    bool gap;    /* an empty line stands before it */
} head_line;

typedef struct lines {
    head_line at[HEAD_LINES]; /* empty ones left out */
    size_t n;
    size_t body;        /* the first line that belongs to the text itself */
    size_t title;       /* its first line; n when it has none in the text */
    size_t after_title; /* the line after it and its repetitions */
    size_t number;      /* the line that holds the document's own number, or n */
} lines;

/* Reads the first 60 lines of 16 KiB, not far into the text itself. What a page put behind a title
 * on its line (…的通知 【字体：大 中 小】) becomes a line of its own. False when memory runs out.
 */
bool lines_read(zc_str text, arena *a, lines *out);

/* Where the text itself begins at or after line `from`: at an addressee, a first
 * chapter or article, or running text. */
size_t lines_body(const lines *l, size_t from);

/* Lines from `from` up to and with `to` as one tidied string; NULL when memory
 * runs out. */
char *lines_joined(const lines *l, size_t from, size_t to, arena *a);

/* Whether a line is nothing but a number, an order's head or a date. */
bool lines_is_number(zc_str line);

/* Who gives the order or announcement whose head a line is: 示例市人民政府令 第5号,
 * 国务院令第5号, 市人民政府令（第12号）. Empty for other lines. */
zc_str lines_order(zc_str line);

/* A law's preamble tells when it was passed, in lines that begin with a date or
 * stand in brackets: （1999年5月23日…发布，根据…第二次修订）. */
bool lines_is_preamble(zc_str line);

/* Running text: sentences, or too long for a title. */
bool lines_is_prose(zc_str line);

/* 各区(县、市)人民政府： and every other line that a colon ends. */
bool lines_is_address(zc_str line);

#endif
