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
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Sheets have no more than 16,384 columns (ECMA-376, 18.3.1.4: XFD). */
enum { COLUMNS_AT_MOST = 16384 };

typedef struct book {
    arena *a;
    package files;
    zc_str *strings; /* shared ones */
    size_t n_strings;
    bool *dates; /* whether cells of a style hold a date */
    size_t n_styles;
    bool since_1904;
} book;

/* ---- Shared strings ---- */

/* A string's text; how it is to be read aloud (rPh) is no part of it. */
static zc_status read_strings(book *b, zc_error *error)
{
    zc_str bytes = package_find(&b->files, "xl/sharedStrings.xml");
    if (bytes.n == 0)
        return ZC_OK;
    xml *x = xml_open(bytes);
    zc_buf text;
    zc_buf_init(&text);
    bool in_text = false, aloud = false, failed = !x;
    for (xml_event event; !failed && (event = xml_next(x)) != XML_END && event != XML_BROKEN;) {
        if (event == XML_TEXT) {
            if (in_text && !aloud)
                buf_str(&text, xml_text(x));
            continue;
        }
        in_text = event == XML_OPEN && xml_is(x, "t");
        if (xml_is(x, "rPh"))
            aloud = event == XML_OPEN;
        if (event != XML_CLOSE || !xml_is(x, "si"))
            continue;
        zc_str *strings = arena_grow(b->a, b->strings, b->n_strings, sizeof *strings);
        zc_str copy = {arena_str(b->a, buf_view(&text)), text.len};
        failed = !strings || !copy.p || text.failed;
        if (!failed) {
            b->strings = strings;
            b->strings[b->n_strings++] = copy;
        }
        buf_truncate(&text, 0);
    }
    xml_close(x);
    zc_buf_clear(&text);
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
        else if (*p == '\\' && p[1])
            p++;
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

static long long_of(xml *x, const char *name, arena *a)
{
    const char *value = xml_attribute(x, name, a);
    return value ? strtol(value, NULL, 10) : 0;
}

static zc_status read_styles(book *b, zc_error *error)
{
    zc_str bytes = package_find(&b->files, "xl/styles.xml");
    if (bytes.n == 0)
        return ZC_OK;
    xml *x = xml_open(bytes);
    format *formats = NULL;
    size_t n = 0;
    bool in_cells = false, failed = !x;
    for (xml_event event; !failed && (event = xml_next(x)) != XML_END && event != XML_BROKEN;) {
        if (event != XML_TEXT && xml_is(x, "cellXfs"))
            in_cells = event == XML_OPEN;
        if (event != XML_OPEN)
            continue;
        if (xml_is(x, "numFmt")) {
            const char *code = xml_attribute(x, "formatCode", b->a);
            formats = arena_grow(b->a, formats, n, sizeof *formats);
            failed = !formats;
            if (formats)
                formats[n++] = (format){long_of(x, "numFmtId", b->a),
                                        is_date_format(code ? code : "")};
        } else if (in_cells && xml_is(x, "xf")) {
            b->dates = arena_grow(b->a, b->dates, b->n_styles, sizeof *b->dates);
            failed = !b->dates;
            if (b->dates)
                b->dates[b->n_styles++] = format_is_date(formats, n, long_of(x, "numFmtId", b->a));
        }
    }
    xml_close(x);
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

static void put_value(const book *b, const cell *c, zc_buf *out)
{
    const char *s = c->value.data;
    char *end;
    if (c->type && strcmp(c->type, "s") == 0) {
        unsigned long which = strtoul(s, NULL, 10);
        if (which < b->n_strings)
            buf_str(out, b->strings[which]);
        return;
    }
    bool number = !c->type || strcmp(c->type, "n") == 0;
    bool date = number && c->style >= 0 && (size_t)c->style < b->n_styles && b->dates[c->style];
    double serial = date ? strtod(s, &end) : 0;
    /* 1900 to 9999, and not the first two months of 1900, which Excel counts wrong */
    if (date && end != s && serial >= 61 && serial < 2958466)
        put_date(serial, b->since_1904, out);
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
} sheet;

/* Rows that are left out in the file are empty ones. */
static void open_row(sheet *s, xml *x, arena *a)
{
    enum { GAP_AT_MOST = 1000 };
    uint64_t number = (uint64_t)long_of(x, "r", a);
    for (unsigned i = 0; s->row + 1 < number && i < GAP_AT_MOST; i++, s->row++)
        buf_char(&s->csv, '\n');
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
    s->csv.failed = s->csv.failed || value.failed;
    zc_buf_clear(&value);
}

static void sheet_event(sheet *s, xml *x, xml_event event, arena *a)
{
    if (event == XML_TEXT) {
        if (s->in_value)
            buf_str(&s->cell.value, xml_text(x));
        return;
    }
    s->in_value = event == XML_OPEN && (xml_is(x, "v") || xml_is(x, "t"));
    if (xml_is(x, "row") && event == XML_OPEN) {
        open_row(s, x, a);
    } else if (xml_is(x, "row")) {
        buf_char(&s->csv, '\n');
    } else if (xml_is(x, "c") && event == XML_OPEN) {
        size_t column = column_of(xml_attribute(x, "r", a), s->column);
        s->cell.column = column < s->column ? s->column : column;
        s->cell.type = xml_attribute(x, "t", a);
        s->cell.style = long_of(x, "s", a);
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
        if (++events >= EVENTS && event == XML_CLOSE && xml_is(x, "row")) {
            arena_clear(&a);
            events = 0;
        }
    }
    xml_close(x);
    if (status == ZC_OK &&
        (s.csv.failed || s.cell.value.failed || !reading_add(out, name, buf_view(&s.csv), b->a)))
        status = error_memory(error);
    zc_buf_clear(&s.csv);
    zc_buf_clear(&s.cell.value);
    arena_clear(&a);
    return status;
}

/* ---- The workbook ---- */

/* What a relation's id stands for: worksheets/sheet1.xml. */
static const char *target_of(book *b, const char *id)
{
    xml *x = xml_open(package_find(&b->files, "xl/_rels/workbook.xml.rels"));
    const char *found = NULL;
    for (xml_event event; x && !found && (event = xml_next(x)) != XML_END && event != XML_BROKEN;) {
        const char *have = event == XML_OPEN ? xml_attribute(x, "Id", b->a) : NULL;
        if (have && strcmp(have, id) == 0)
            found = xml_attribute(x, "Target", b->a);
    }
    xml_close(x);
    if (!found)
        return NULL;
    return *found == '/' ? found : arena_printf(b->a, "xl/%s", found);
}

/* Sheets that somebody hid are not what he shows. */
static zc_status read_sheets(book *b, reading *out, zc_error *error)
{
    xml *x = xml_open(package_find(&b->files, "xl/workbook.xml"));
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
        const char *name = xml_attribute(x, "name", b->a), *id = xml_attribute(x, "id", b->a);
        const char *state = xml_attribute(x, "state", b->a);
        const char *target = id ? target_of(b, id) : NULL;
        zc_str bytes = target ? package_find(&b->files, target) : STR_NONE;
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
    if (status == ZC_OK && package_find(&b.files, "xl/workbook.xml").n == 0)
        status = error_set(error, ZC_ERROR_ARGUMENT, "a package without xl/workbook.xml");
    if (status == ZC_OK)
        status = read_strings(&b, error);
    if (status == ZC_OK)
        status = read_styles(&b, error);
    if (status == ZC_OK)
        status = read_sheets(&b, out, error);
    out->encoding = "UTF-8";
    return status;
}
