/* XML from its beginning to its end, an event a step, through libxml2.
 *
 * No entity is expanded, nothing is fetched, no tree is built; a file that declares a
 * document type is refused, as the standards of office documents demand. Names are
 * local: w:p and p are both "p".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_XML_H
#define ZC_CORPUS_XML_H

#include "base.h"

typedef enum xml_event { XML_END, XML_OPEN, XML_CLOSE, XML_TEXT, XML_BROKEN } xml_event;

typedef struct xml xml;

/* NULL when memory runs out. `bytes` outlives the reader; nothing at all is no XML. */
xml *xml_open(zc_str bytes);
void xml_close(xml *x);

/* The next event. An empty element gives XML_OPEN and XML_CLOSE alike. After
 * XML_END and XML_BROKEN (no well-formed XML) nothing comes any more. */
xml_event xml_next(xml *x);

/* Of the element that was opened or closed; static until the next step. */
const char *xml_name(const xml *x);
bool xml_is(const xml *x, const char *name);
/* An attribute of the opened element by its local name, copied into `a`; NULL
 * when there is none. */
const char *xml_attribute(xml *x, const char *name, arena *a);
/* The same as a whole number, `otherwise` where there is none. */
long xml_number(xml *x, const char *name, arena *a, long otherwise);
/* The text of XML_TEXT. */
zc_str xml_text(const xml *x);

#endif
