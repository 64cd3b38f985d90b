/* Word's .docx: the running text of word/document.xml (ECMA-376, WordprocessingML),
 * its automatic numbers with it.
 *
 * Deleted and hidden text, field codes, page numbers of a table of contents and the
 * second form of what is there twice are left out; a text box follows the paragraph
 * that it hangs on, footnotes follow the text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "flow.h"
#include "numbering.h"
#include "package.h"
#include "reading.h"
#include "xml.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { FIELDS_AT_MOST = 32, CODE_BYTES = 64 };

/* A field: its code up to its separator, then its result. */
typedef struct field {
    char code[CODE_BYTES]; /* as far as it fits */
    bool in_result;
} field;

typedef struct story {
    arena *a; /* of what the paragraph at hand says */
    numbering *numbers;
    flow text, box;   /* box: of the text boxes in the paragraph at hand */
    size_t in_box;    /* how many are open */
    size_t depth;     /* of elements */
    size_t skip_from; /* depth of the element that is left out; 0: none */
    size_t in_properties;
    numbered paragraph;
    bool numbered;    /* its number is written, or it has none */
    bool hidden;      /* the run is */
    bool placeholder; /* the control holds what it asks for, no answer */
    bool cell_goes_on;
    bool any_body;
    bool in_text, in_code;
    field fields[FIELDS_AT_MOST];
    size_t n_fields; /* open ones, also those that do not fit */
} story;

static flow *out_of(story *s)
{
    return s->in_box ? &s->box : &s->text;
}

static bool is_any(const xml *x, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (xml_is(x, names[i]))
            return true;
    return false;
}

static bool is_off(const char *value)
{
    return value &&
           (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0);
}

/* ---- Fields ---- */

static bool is_page_code(const char *code)
{
    static const char *const codes[] = {"PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES"};
    code += strspn(code, " ");
    size_t n = strcspn(code, " \\");
    for (size_t i = 0; i < COUNT(codes); i++)
        if (n == strlen(codes[i]) && memcmp(code, codes[i], n) == 0)
            return true;
    return false;
}

/* Whether text stands in a code, or is the result of one that numbers pages. */
static bool in_silent_field(const story *s)
{
    for (size_t i = 0; i < s->n_fields && i < FIELDS_AT_MOST; i++)
        if (!s->fields[i].in_result || is_page_code(s->fields[i].code))
            return true;
    return false;
}

static void field_sign(story *s, xml *x)
{
    const char *type = xml_attribute(x, "fldCharType", s->a);
    field *at = s->n_fields && s->n_fields <= FIELDS_AT_MOST ? &s->fields[s->n_fields - 1] : NULL;
    if (type && strcmp(type, "begin") == 0) {
        if (s->n_fields++ < FIELDS_AT_MOST)
            s->fields[s->n_fields - 1] = (field){0};
    } else if (type && strcmp(type, "separate") == 0 && at) {
        at->in_result = true;
    } else if (type && strcmp(type, "end") == 0 && s->n_fields) {
        s->n_fields--;
    }
}

static void add_code(story *s, zc_str text)
{
    if (s->n_fields == 0 || s->n_fields > FIELDS_AT_MOST)
        return;
    char *code = s->fields[s->n_fields - 1].code;
    size_t n = strlen(code);
    for (size_t i = 0; i < text.n && n + 1 < CODE_BYTES; i++)
        code[n++] = text.p[i];
    code[n] = '\0';
}

/* ---- What is left out ---- */

/* Elements whose text is not the document's, as it stands now. */
static const char *const left_out[] = {"del",        "moveFrom",   "Fallback",     "delInstrText",
                                       "delText",    "rt",         "pPrChange",    "rPrChange",
                                       "trPrChange", "tcPrChange", "sectPrChange", "tblPrChange"};

/* Whether the element that opens, with all that is in it, says nothing. */
static bool is_left_out(story *s, xml *x)
{
    if (is_any(x, left_out, COUNT(left_out)))
        return s->in_properties == 0 || !xml_is(x, "del"); /* there it is the mark's */
    if (xml_is(x, "fldSimple")) {
        const char *code = xml_attribute(x, "instr", s->a);
        return code && is_page_code(code);
    }
    if (xml_is(x, "footnote") || xml_is(x, "endnote")) {
        const char *type = xml_attribute(x, "type", s->a);
        return type && strcmp(type, "normal") != 0; /* the line above them */
    }
    if (xml_is(x, "sdtContent") && s->placeholder) {
        s->placeholder = false;
        return true;
    }
    return false;
}

/* ---- Paragraphs ---- */

static void begin_paragraph(story *s)
{
    s->paragraph = (numbered){NULL, NULL, -1};
    s->numbered = s->hidden = false;
    flow_break(out_of(s));
}

/* Before the paragraph's text, once what it says of itself is read. */
static void put_number(story *s)
{
    if (s->numbered || !s->numbers)
        return;
    zc_buf number;
    zc_buf_init(&number);
    numbering_next(s->numbers, &s->paragraph, &number);
    flow_add(out_of(s), buf_view(&number));
    s->text.text.failed = s->text.text.failed || number.failed;
    zc_buf_clear(&number);
    s->numbered = true;
}

/* Text boxes come after the paragraph, and what it said is forgotten. */
static void end_paragraph(story *s)
{
    flow_break(out_of(s));
    if (s->in_box)
        return;
    zc_str rest = buf_view(&s->box.text), line;
    while (str_line(&rest, &line)) {
        flow_add(&s->text, line);
        flow_break(&s->text);
    }
    buf_truncate(&s->box.text, 0);
    arena_clear(s->a);
}

/* w:numPr, w:pStyle and a deleted mark, in w:pPr. */
static void in_properties(story *s, xml *x)
{
    if (xml_is(x, "pStyle"))
        s->paragraph.style = xml_attribute(x, "val", s->a);
    else if (xml_is(x, "numId"))
        s->paragraph.list = xml_attribute(x, "val", s->a);
    else if (xml_is(x, "ilvl")) {
        const char *level = xml_attribute(x, "val", s->a);
        s->paragraph.level = level && *level >= '0' && *level <= '8' ? *level - '0' : 0;
    } else if (xml_is(x, "del"))
        s->numbered = true; /* its mark is deleted: it is a part of the next one */
}

/* ---- Elements ---- */

static void open_cell_property(story *s, xml *x)
{
    const char *value = xml_attribute(x, "val", s->a);
    s->cell_goes_on = s->cell_goes_on || !value || strcmp(value, "restart") != 0;
}

static void open_text_element(story *s, xml *x)
{
    if (xml_is(x, "tab") || xml_is(x, "ptab"))
        flow_add(out_of(s), STR_LIT("\t"));
    else if (xml_is(x, "br") || xml_is(x, "cr"))
        flow_break(out_of(s));
    else if (xml_is(x, "noBreakHyphen"))
        flow_add(out_of(s), STR_LIT("-"));
}

static void open_element(story *s, xml *x)
{
    s->any_body = s->any_body || xml_is(x, "body");
    if (s->in_properties) {
        s->in_properties++;
        if (xml_is(x, "vanish"))
            s->hidden = !is_off(xml_attribute(x, "val", s->a));
        else
            in_properties(s, x);
    } else if (xml_is(x, "pPr") || xml_is(x, "rPr")) {
        s->in_properties = 1;
    } else if (xml_is(x, "p")) {
        begin_paragraph(s);
    } else if (xml_is(x, "r")) {
        s->hidden = false;
        put_number(s);
    } else if (xml_is(x, "tr")) {
        flow_row_open(out_of(s));
    } else if (xml_is(x, "vMerge") || xml_is(x, "hMerge")) {
        open_cell_property(s, x);
    } else if (xml_is(x, "txbxContent")) {
        s->in_box++;
    } else if (xml_is(x, "showingPlcHdr")) {
        s->placeholder = true;
    } else if (xml_is(x, "fldChar")) {
        field_sign(s, x);
    } else if (!s->hidden && !in_silent_field(s)) {
        open_text_element(s, x);
    }
}

static void close_element(story *s, const xml *x)
{
    if (s->in_properties) {
        if (--s->in_properties == 0 && xml_is(x, "pPr")) {
            s->hidden = false;
            put_number(s);
        }
    } else if (xml_is(x, "p")) {
        end_paragraph(s);
    } else if (xml_is(x, "tc")) {
        if (!s->cell_goes_on)
            flow_cell_close(out_of(s));
        s->cell_goes_on = false;
    } else if (xml_is(x, "tr")) {
        flow_row_close(out_of(s));
    } else if (xml_is(x, "txbxContent")) {
        s->in_box -= s->in_box > 0;
    } else if (xml_is(x, "sdt")) {
        s->placeholder = false;
    }
}

static void story_event(story *s, xml *x, xml_event event)
{
    if (event == XML_TEXT) {
        if (s->skip_from)
            return;
        if (s->in_code)
            add_code(s, xml_text(x));
        else if (s->in_text && !s->hidden && !in_silent_field(s))
            flow_add(out_of(s), xml_text(x));
        return;
    }
    s->in_text = event == XML_OPEN && xml_is(x, "t");
    s->in_code = event == XML_OPEN && xml_is(x, "instrText");
    if (event == XML_OPEN) {
        s->depth++;
        if (!s->skip_from && is_left_out(s, x))
            s->skip_from = s->depth;
        if (!s->skip_from)
            open_element(s, x);
        return;
    }
    if (!s->skip_from)
        close_element(s, x);
    if (s->skip_from == s->depth)
        s->skip_from = 0;
    s->depth--;
}

static zc_status read_story(story *s, zc_str bytes, zc_error *error)
{
    xml *x = xml_open(bytes);
    xml_event event = XML_END;
    while (x && (event = xml_next(x)) != XML_END && event != XML_BROKEN)
        story_event(s, x, event);
    bool failed = !x;
    xml_close(x);
    if (failed || s->text.text.failed || s->box.text.failed)
        return error_memory(error);
    return event == XML_BROKEN ? error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged") : ZC_OK;
}

/* ---- The package ---- */

static zc_status read_stories(const package *files, const char *document, arena *a, story *s,
                              zc_error *error)
{
    static const char *const notes[] = {"footnotes.xml", "endnotes.xml"};
    s->numbers = numbering_read(package_beside(files, document, "numbering.xml", a),
                                package_beside(files, document, "styles.xml", a), a);
    if (!s->numbers)
        return error_memory(error);
    zc_status status = read_story(s, package_find(files, document), error);
    for (size_t i = 0; status == ZC_OK && i < COUNT(notes); i++) {
        zc_str bytes = package_beside(files, document, notes[i], a);
        if (bytes.n)
            status = read_story(s, bytes, error);
    }
    return status;
}

zc_status docx_read(zc_str bytes, arena *a, reading *out, zc_error *error)
{
    package files;
    zc_status status = package_read(bytes, a, &files, error);
    if (status != ZC_OK)
        return status;
    const char *document = package_main(&files, "word/document.xml", a);
    arena paragraph;
    arena_init(&paragraph);
    story s = {.a = &paragraph};
    flow_init(&s.text);
    flow_init(&s.box);
    if (package_find(&files, document).n)
        status = read_stories(&files, document, a, &s, error);
    if (status == ZC_OK && !s.any_body)
        status = error_set(error, ZC_ERROR_ARGUMENT, "a package without a Word document");
    if (status == ZC_OK && !reading_add(out, "", buf_view(&s.text.text), a))
        status = error_memory(error);
    out->encoding = "UTF-8";
    flow_clear(&s.text);
    flow_clear(&s.box);
    arena_clear(&paragraph);
    return status;
}
