/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xml.h"

#include <libxml/xmlreader.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct xml {
    xmlTextReader *reader;
    bool close_next; /* an empty element was opened */
};

/* libxml2 prints some errors whatever it was told. */
static void ignore(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

xml *xml_open(zc_str bytes)
{
    xml *x = bytes.n <= INT_MAX ? calloc(1, sizeof *x) : NULL;
    if (!x || bytes.n == 0)
        return x;
    x->reader = xmlReaderForMemory(bytes.p, (int)bytes.n, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                       XML_PARSE_NOCDATA);
    if (!x->reader) {
        free(x);
        return NULL;
    }
    xmlTextReaderSetStructuredErrorHandler(x->reader, ignore, NULL);
    return x;
}

void xml_close(xml *x)
{
    if (!x)
        return;
    if (x->reader)
        xmlFreeTextReader(x->reader);
    free(x);
}

xml_event xml_next(xml *x)
{
    if (x->close_next) {
        x->close_next = false;
        return XML_CLOSE;
    }
    while (x->reader) {
        int more = xmlTextReaderRead(x->reader);
        if (more != 1)
            return more == 0 ? XML_END : XML_BROKEN;
        switch (xmlTextReaderNodeType(x->reader)) {
        case XML_READER_TYPE_ELEMENT:
            x->close_next = xmlTextReaderIsEmptyElement(x->reader) == 1;
            return XML_OPEN;
        case XML_READER_TYPE_END_ELEMENT: return XML_CLOSE;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return XML_TEXT;
        case XML_READER_TYPE_DOCUMENT_TYPE: /* it could hold entities (ECMA-376, part 2, 8.1.4) */
            xmlFreeTextReader(x->reader);
            x->reader = NULL;
            break;
        default: break;
        }
    }
    return XML_BROKEN;
}

const char *xml_name(const xml *x)
{
    const xmlChar *name = xmlTextReaderConstLocalName(x->reader);
    return name ? (const char *)name : "";
}

bool xml_is(const xml *x, const char *name)
{
    return strcmp(xml_name(x), name) == 0;
}

const char *xml_attribute(xml *x, const char *name, arena *a)
{
    const char *found = NULL;
    while (!found && xmlTextReaderMoveToNextAttribute(x->reader) == 1)
        if (xml_is(x, name) && xmlTextReaderIsNamespaceDecl(x->reader) != 1)
            found = arena_str(a, str_from((const char *)xmlTextReaderConstValue(x->reader)));
    xmlTextReaderMoveToElement(x->reader);
    return found;
}

long xml_number(xml *x, const char *name, arena *a, long otherwise)
{
    const char *value = xml_attribute(x, name, a);
    return value ? strtol(value, NULL, 10) : otherwise;
}

zc_str xml_text(const xml *x)
{
    return str_from((const char *)xmlTextReaderConstValue(x->reader));
}
