/* Excel's .xlsx (ECMA-376, SpreadsheetML): every sheet as CSV, so that it is read
 * as any other table. Dates come out as 2024-05-06, formulas as their values.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "cells.h"
#include "package.h"
#include "reading.h"
#include "xml.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Sheets have no more than 16,384 columns (ECMA-376, 18.3.1.4: XFD). */
enum { COLUMNS_AT_MOST = 16384 };

typedef struct book {
    arena *a;
    package files;
    const char *path; /* of the workbook */
    zc_str *strings;  /* shared ones */
    size_t n_strings;
    bool *dates; /* whether cells of a style hold a date */
    size_t n_styles;
    bool since_1904;
    bool any_sheet;
} book;

/* ---- Strings ---- */

/* _x000D_ stands for a character that XML can't hold (ECMA-376, 22.9.2.19): line ends
 * stay, other controls go. */
static void put_string(zc_str s, zc_buf *out)
{
    enum { ESCAPE = 7 };
    for (size_t at = 0; at < s.n; at++) {
        unsigned code;
        int n = 0;
        bool escape = s.p[at] == '_' && s.n - at >= ESCAPE && s.p[at + 1] == 'x' &&
                      s.p[at + ESCAPE - 1] == '_' &&
                      sscanf(s.p + at + 2, "%4x%n", &code, &n) == 1 && n == 4;
        if (!escape) {
            buf_char(out, s.p[at]);
            continue;
        }
        at += ESCAPE - 1;
        if (code >= 0x20 || code == '\n' || code == '\t')
            buf_cp(out, code);
    }
}

/* What a string is being read from: of its parts those count that are no signs of how it is
 * to be read aloud (rPh). */
typedef struct string_state {
    bool in_text, aloud;
} string_state;

static void string_event(string_state *s, xml *x, xml_event event, zc_buf *out)
{
    if (event == XML_TEXT) {
        if (s->in_text && !s->aloud)
            put_string(xml_text(x), out);
        return;
    }
    s->in_text = event == XML_OPEN && xml_is(x, "t");
    if (xml_is(x, "rPh"))
        s->aloud = event == XML_OPEN;
}

static bool keep_string(book *b, zc_buf *text)
{
    zc_str *strings = arena_grow(b->a, b->strings, b->n_strings, sizeof *strings);
    zc_str copy = {arena_str(b->a, buf_view(text)), text->len};
    if (!strings || !copy.p || text->failed)
        return false;
    b->strings = strings;
    b->strings[b->n_strings++] = copy;
    buf_truncate(text, 0);
    return true;
}

static zc_status read_strings(book *b, zc_error *error)
{
    zc_str bytes = package_beside(&b->files, b->path, "sharedStrings.xml", b->a);
    if (bytes.n == 0)
        return ZC_OK;
    xml *x = xml_open(bytes);
    zc_buf text;
    zc_buf_init(&text);
    string_state s = {0};
    bool failed = !x;
    xml_event event = XML_END;
    while (!failed && (event = xml_next(x)) != XML_END && event != XML_BROKEN) {
        string_event(&s, x, event, &text);
        if (event == XML_CLOSE && xml_is(x, "si"))
            failed = !keep_string(b, &text);
    }
    xml_close(x);
    zc_buf_clear(&text);
    if (event == XML_BROKEN)
        return error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
    return failed ? error_memory(error) : ZC_OK;
}

/* ---- Styles: which numbers are dates ---- */

/* Formats that every workbook has (ECMA-376, 18.8.30, those of zh-CN among them). */
static bool built_in_date(long format)
{
    return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) ||
           format == 36 || (format >= 50 && format <= 58);
}

/* yyyy"年"m"月"d"日": a year or a day outside quotes and brackets. */
static bool is_date_format(const char *code)
{
    bool quoted = false, bracket = false;
    for (const char *p = code; *p; p++) {
        if (*p == '"')
            quoted = !quoted;
        else if (*p == '[' || *p == ']')
            bracket = *p == '[';
        else if (strchr("\\_*", *p) && p[1])
            p++; /* a character as it is, a blank as wide, one that fills */
        else if (!quoted && !bracket && strchr("yYdD", *p))
            return true;
    }
    return false;
}

typedef struct format {
    long id;
    bool date;
} format;

static bool format_is_date(const format *formats, size_t n, long id)
{
    for (size_t i = 0; i < n; i++)
        if (formats[i].id == id)
            return formats[i].date;
    return built_in_date(id);
}

static zc_status read_styles(book *b, zc_error *error)
{
    zc_str bytes = package_beside(&b->files, b->path, "styles.xml", b->a);
    if (bytes.n == 0)
        return ZC_OK;
    xml *x = xml_open(bytes);
    format *formats = NULL;
    size_t n = 0;
    bool in_cells = false, failed = !x;
    xml_event event = XML_END;
    while (!failed && (event = xml_next(x)) != XML_END && event != XML_BROKEN) {
        if (event != XML_TEXT && xml_is(x, "cellXfs"))
            in_cells = event == XML_OPEN;
        if (event != XML_OPEN)
            continue;
        if (xml_is(x, "numFmt")) {
            const char *code = xml_attribute(x, "formatCode", b->a);
            formats = arena_grow(b->a, formats, n, sizeof *formats);
            failed = !formats;
            if (formats)
                formats[n++] = (format){xml_number(x, "numFmtId", b->a, 0),
                                        is_date_format(code ? code : "")};
        } else if (in_cells && xml_is(x, "xf")) {
            b->dates = arena_grow(b->a, b->dates, b->n_styles, sizeof *b->dates);
            failed = !b->dates;
            if (b->dates)
                b->dates[b->n_styles++] = format_is_date(formats, n,
                                                         xml_number(x, "numFmtId", b->a, 0));
        }
    }
    xml_close(x);
    if (event == XML_BROKEN)
        return error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
    return failed ? error_memory(error) : ZC_OK;
}

/* ---- Cells ---- */

typedef struct cell {
    size_t column;
    const char *type; /* s, str, inlineStr, b, n; NULL: n */
    long style;
    zc_buf value;
} cell;

/* B7 → 1; `otherwise` where there is no reference. */
static size_t column_of(const char *reference, size_t otherwise)
{
    size_t column = 0;
    for (const char *p = reference; p && *p >= 'A' && *p <= 'Z' && column <= COLUMNS_AT_MOST; p++)
        column = column * 26 + (size_t)(*p - 'A' + 1);
    return column && column <= COLUMNS_AT_MOST ? column - 1 : otherwise;
}

/* Days since 1899-12-30 (ECMA-376, 18.17.4.1) to a day of the calendar, by the
 * proleptic reckoning in eras of 400 years. */
static void put_date(double serial, bool since_1904, zc_buf *out)
{
    long days = (long)floor(serial) + (since_1904 ? 1462 : 0) - 25569 + 719468;
    long era = days / 146097, of_era = days % 146097;
    long years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * years + years / 4 - years / 100);
    long shifted = (5 * of_year + 2) / 153;
    long month = shifted < 10 ? shifted + 3 : shifted - 9;
    buf_printf(out, "%04ld-%02ld-%02ld", years + era * 400 + (month <= 2), month,
               of_year - (153 * shifted + 2) / 5 + 1);
}

static bool is_date(const book *b, const cell *c, double serial)
{
    bool style = c->style >= 0 && (size_t)c->style < b->n_styles && b->dates[c->style];
    /* to 9999, and not the first two months of 1900, which Excel counts wrong */
    double first = b->since_1904 ? 0 : 61;
    return style && serial >= first && serial < 2958466;
}

/* Numbers are kept with all the digits that doubles have: 0.30000000000000004 is 0.3. */
static void put_number(const book *b, const cell *c, zc_buf *out)
{
    char *end;
    double value = strtod(c->value.data, &end);
    if (end == c->value.data || *end || !isfinite(value))
        buf_str(out, buf_view(&c->value));
    else if (is_date(b, c, value))
        put_date(value, b->since_1904, out);
    else if (floor(value) == value && fabs(value) < 1e15)
        buf_printf(out, "%.0f", value);
    else
        buf_printf(out, "%.15g", value);
}

static void put_shared(const book *b, const cell *c, zc_buf *out)
{
    unsigned long which = strtoul(c->value.data, NULL, 10);
    if (c->value.len && which < b->n_strings)
        buf_str(out, b->strings[which]);
}

/* Types of ECMA-376, 18.18.11. An error (#N/A) says nothing; a date is written out. */
static void put_value(const book *b, const cell *c, zc_buf *out)
{
    const char *type = c->type ? c->type : "n";
    if (c->value.len == 0 || strcmp(type, "e") == 0)
        return;
    if (strcmp(type, "s") == 0)
        put_shared(b, c, out);
    else if (strcmp(type, "n") == 0)
        put_number(b, c, out);
    else if (strcmp(type, "b") == 0)
        buf_puts(out, c->value.data[0] == '1' ? "TRUE" : "FALSE");
    else
        buf_str(out, buf_view(&c->value));
}

/* ---- Sheets ---- */

typedef struct sheet {
    const book *b;
    zc_buf csv;
    uint64_t row;  /* the one at hand */
    size_t column; /* the next to be written */
    cell cell;
    bool in_value;
    bool any;            /* of its cells holds something */
    string_state string; /* of a cell that holds its own */
} sheet;

/* Rows that are left out in the file are empty ones; a large gap is a smaller one. */
static void open_row(sheet *s, xml *x, arena *a)
{
    enum { GAP_AT_MOST = 1000 };
    long number = xml_number(x, "r", a, 0);
    for (unsigned i = 0; number > 0 && s->row + 1 < (uint64_t)number && i < GAP_AT_MOST; i++) {
        buf_char(&s->csv, '\n');
        s->row++;
    }
    s->row++;
    s->column = 0;
}

static void close_cell(sheet *s)
{
    zc_buf value;
    zc_buf_init(&value);
    put_value(s->b, &s->cell, &value);
    for (; s->column < s->cell.column; s->column++)
        cells_put(&s->csv, s->column == 0, STR_NONE);
    cells_put(&s->csv, s->column == 0, buf_view(&value));
    s->column++;
    s->any = s->any || value.len > 0;
    s->csv.failed = s->csv.failed || value.failed;
    zc_buf_clear(&value);
}

static void sheet_event(sheet *s, xml *x, xml_event event, arena *a)
{
    string_event(&s->string, x, event, &s->cell.value);
    if (event == XML_TEXT) {
        if (s->in_value)
            put_string(xml_text(x), &s->cell.value);
        return;
    }
    s->in_value = event == XML_OPEN && xml_is(x, "v");
    if (xml_is(x, "row") && event == XML_OPEN) {
        open_row(s, x, a);
    } else if (xml_is(x, "row")) {
        buf_char(&s->csv, '\n');
    } else if (xml_is(x, "c") && event == XML_OPEN) {
        size_t column = column_of(xml_attribute(x, "r", a), s->column);
        s->cell.column = column < s->column ? s->column : column;
        s->cell.type = xml_attribute(x, "t", a);
        s->cell.style = xml_number(x, "s", a, 0);
        buf_truncate(&s->cell.value, 0);
    } else if (xml_is(x, "c")) {
        close_cell(s);
    }
}

static zc_status read_sheet(book *b, const char *name, zc_str bytes, reading *out, zc_error *error)
{
    enum { EVENTS = 1 << 16 };
    sheet s = {.b = b};
    arena a; /* attributes, by the million */
    arena_init(&a);
    zc_buf_init(&s.csv);
    zc_buf_init(&s.cell.value);
    xml *x = xml_open(bytes);
    zc_status status = x ? ZC_OK : error_memory(error);
    size_t events = 0;
    for (xml_event event; status == ZC_OK && (event = xml_next(x)) != XML_END;) {
        if (event == XML_BROKEN)
            status = error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
        else
            sheet_event(&s, x, event, &a);
        if (s.csv.len > READING_BYTES_AT_MOST)
            status = error_set(error, ZC_ERROR_ARGUMENT, "it holds more than %d MiB of text",
                               READING_BYTES_AT_MOST >> 20);
        if (++events >= EVENTS && event == XML_CLOSE && xml_is(x, "row")) {
            arena_clear(&a);
            events = 0;
        }
    }
    xml_close(x);
    bool failed = s.csv.failed || s.cell.value.failed;
    if (status == ZC_OK && s.any && !failed) /* new workbooks have sheets that nobody used */
        failed = !reading_add(out, name, buf_view(&s.csv), b->a);
    if (status == ZC_OK && failed)
        status = error_memory(error);
    zc_buf_clear(&s.csv);
    zc_buf_clear(&s.cell.value);
    arena_clear(&a);
    return status;
}

/* ---- The workbook ---- */

/* What a relation's id stands for. */
typedef struct relation {
    const char *id, *target;
} relation;

typedef struct relations {
    relation *at;
    size_t n;
} relations;

/* xl/_rels/workbook.xml.rels of xl/workbook.xml. */
static bool read_relations(book *b, relations *out)
{
    const char *slash = strrchr(b->path, '/');
    const char *path = arena_printf(b->a, "_rels/%s.rels", slash ? slash + 1 : b->path);
    xml *x = path ? xml_open(package_beside(&b->files, b->path, path, b->a)) : NULL;
    bool ok = x != NULL;
    for (xml_event event; ok && (event = xml_next(x)) != XML_END && event != XML_BROKEN;) {
        if (event != XML_OPEN || !xml_is(x, "Relationship"))
            continue;
        relation one = {xml_attribute(x, "Id", b->a), xml_attribute(x, "Target", b->a)};
        relation *grown = arena_grow(b->a, out->at, out->n, sizeof *grown);
        ok = grown != NULL;
        if (ok)
            out->at = grown;
        if (ok && one.id && one.target)
            out->at[out->n++] = one;
    }
    xml_close(x);
    return ok;
}

static zc_str target_of(book *b, const relations *all, const char *id)
{
    for (size_t i = 0; id && i < all->n; i++)
        if (strcmp(all->at[i].id, id) == 0)
            return package_beside(&b->files, b->path, all->at[i].target, b->a);
    return STR_NONE;
}

/* Sheets that somebody hid are not what he shows. */
static zc_status read_sheets(book *b, reading *out, zc_error *error)
{
    relations all = {0};
    if (!read_relations(b, &all))
        return error_memory(error);
    xml *x = xml_open(package_find(&b->files, b->path));
    zc_status status = x ? ZC_OK : error_memory(error);
    for (xml_event event; status == ZC_OK && (event = xml_next(x)) != XML_END;) {
        if (event == XML_BROKEN)
            status = error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
        if (event == XML_OPEN && xml_is(x, "workbookPr")) {
            const char *base = xml_attribute(x, "date1904", b->a);
            b->since_1904 = base && (strcmp(base, "1") == 0 || strcmp(base, "true") == 0);
        }
        if (event != XML_OPEN || !xml_is(x, "sheet"))
            continue;
        b->any_sheet = true;
        const char *name = xml_attribute(x, "name", b->a), *id = xml_attribute(x, "id", b->a);
        const char *state = xml_attribute(x, "state", b->a);
        zc_str bytes = target_of(b, &all, id);
        if (bytes.n && (!state || strcmp(state, "visible") == 0))
            status = read_sheet(b, name ? name : "", bytes, out, error);
    }
    xml_close(x);
    return status;
}

zc_status xlsx_read(zc_str bytes, arena *a, reading *out, zc_error *error)
{
    book b = {.a = a};
    zc_status status = package_read(bytes, a, &b.files, error);
    b.path = package_main(&b.files, "xl/workbook.xml", a);
    if (status == ZC_OK)
        status = read_strings(&b, error);
    if (status == ZC_OK)
        status = read_styles(&b, error);
    if (status == ZC_OK)
        status = read_sheets(&b, out, error);
    if (status == ZC_OK && out->n == 0)
        status = error_set(error, ZC_ERROR_ARGUMENT,
                           b.any_sheet ? "a workbook without rows"
                                       : "a package without a workbook");
    out->encoding = "UTF-8";
    return status;
}
