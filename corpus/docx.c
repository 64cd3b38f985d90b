/* Word's .docx: the running text of word/document.xml (ECMA-376, WordprocessingML).
 *
 * Deleted text, field codes and the second form of what is there twice are left
 * out; footnotes follow the text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "flow.h"
#include "package.h"
#include "reading.h"
#include "xml.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Elements whose text is not the document's. */
static const char *const passed_over[] = {"del", "moveFrom", "instrText", "Fallback", "delText"};

static bool is_passed_over(const xml *x)
{
    for (size_t i = 0; i < COUNT(passed_over); i++)
        if (xml_is(x, passed_over[i]))
            return true;
    return false;
}

static void open_element(const xml *x, flow *f)
{
    if (xml_is(x, "tr"))
        flow_row_open(f);
    else if (xml_is(x, "tab"))
        flow_add(f, STR_LIT("\t"));
    else if (xml_is(x, "br") || xml_is(x, "cr"))
        flow_break(f);
    else if (xml_is(x, "noBreakHyphen"))
        flow_add(f, STR_LIT("-"));
}

static void close_element(const xml *x, flow *f)
{
    if (xml_is(x, "p"))
        flow_break(f);
    else if (xml_is(x, "tc"))
        flow_cell_close(f);
    else if (xml_is(x, "tr"))
        flow_row_close(f);
}

/* Tab stops of a paragraph's properties are no tabs of its text. */
static bool holds_properties(const xml *x)
{
    return xml_is(x, "pPr") || xml_is(x, "rPr") || xml_is(x, "sectPr") || xml_is(x, "tblPr");
}

static zc_status read_story(zc_str bytes, flow *f, zc_error *error)
{
    xml *x = xml_open(bytes);
    if (!x)
        return error_memory(error);
    size_t skipping = 0; /* depth below what is passed over */
    bool in_text = false;
    xml_event event;
    while ((event = xml_next(x)) != XML_END && event != XML_BROKEN) {
        bool skips = event != XML_TEXT && (is_passed_over(x) || holds_properties(x));
        if (event == XML_OPEN) {
            skipping += skips;
            in_text = xml_is(x, "t");
            if (!skipping)
                open_element(x, f);
        } else if (event == XML_CLOSE) {
            if (!skipping)
                close_element(x, f);
            skipping -= skips && skipping;
            in_text = false;
        } else if (in_text && !skipping) {
            flow_add(f, xml_text(x));
        }
    }
    xml_close(x);
    if (event == XML_BROKEN)
        return error_set(error, ZC_ERROR_ARGUMENT, "its XML is damaged");
    return f->text.failed ? error_memory(error) : ZC_OK;
}

zc_status docx_read(zc_str bytes, arena *a, reading *out, zc_error *error)
{
    package files;
    zc_status status = package_read(bytes, a, &files, error);
    if (status != ZC_OK)
        return status;
    zc_str story = package_find(&files, "word/document.xml");
    if (story.n == 0)
        return error_set(error, ZC_ERROR_ARGUMENT, "a package without word/document.xml");
    flow f;
    flow_init(&f);
    status = read_story(story, &f, error);
    zc_str notes = package_find(&files, "word/footnotes.xml");
    if (status == ZC_OK && notes.n)
        status = read_story(notes, &f, error);
    if (status == ZC_OK && !reading_add(out, "", buf_view(&f.text), a))
        status = error_memory(error);
    out->encoding = "UTF-8";
    flow_clear(&f);
    return status;
}
