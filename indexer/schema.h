/* What a document is in the index: the one table of term prefixes and value
 * slots, and the record that a hit list shows.
 *
 * Terms of the text carry no prefix: normalised text holds no capital letter,
 * so a prefix of capitals can't be taken for text. A term of one unit is a
 * character, of two a gram, of three and more a word as ICU splits it; only
 * grams have positions. See docs/index-format.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_INDEXER_SCHEMA_H
#define ZC_INDEXER_SCHEMA_H

#include "document.h"

/* Raised whenever an index made before can't be read as one made now. */
enum { SCHEMA_FORMAT = 3 };

#define SCHEMA_TITLE "S"        /* text terms of the title */
#define SCHEMA_ID "Q"           /* schema_key of the id: one document */
#define SCHEMA_FILE "XF"        /* schema_key of root and path: a file's documents */
#define SCHEMA_CITY "XC"        /* 宁波市 */
#define SCHEMA_COUNTY "XN"      /* 宁波市/慈溪市; /慈溪市 without a city */
#define SCHEMA_PROVINCE "XP"    /* 浙江省 */
#define SCHEMA_PLACE_LEVEL "XL" /* province, city or county: the narrowest known */
#define SCHEMA_YEAR "XY"        /* 2023 */
#define SCHEMA_TYPE "XT"        /* 答复 */
#define SCHEMA_ISSUER "XI"      /* 慈溪市教育局 */
#define SCHEMA_STATUS "XS"      /* 有效 */
#define SCHEMA_DOCNO "XD"       /* 慈教建〔2023〕44号, its own */
#define SCHEMA_CITED "XE"       /* 宜府发〔2018〕62号, cited */

/* Value slots, strings but for the last; what is not known has none. */
enum schema_slot {
    SCHEMA_SLOT_CITY, /* the fields as the record has them, for facets and tables */
    SCHEMA_SLOT_PROVINCE,
    SCHEMA_SLOT_YEAR,
    SCHEMA_SLOT_TYPE,
    SCHEMA_SLOT_ISSUER,
    SCHEMA_FACETS, /* the slots above are counted for facets */
    SCHEMA_SLOT_COUNTY = SCHEMA_FACETS,
    SCHEMA_SLOT_DATE,       /* 2023-09-21 */
    SCHEMA_SLOT_KNOWN_YEAR, /* the year, unless it was inferred from the text */
    SCHEMA_SLOT_CHARS,      /* code points that are no blanks, decimal */
    SCHEMA_SLOTS,
    SCHEMA_SLOT_SKETCH = SCHEMA_SLOTS /* bytes, see sketch.h */
};

/* The metadata field that a slot holds; META_FIELDS for none. */
meta_field schema_slot_field(enum schema_slot slot);

/* Every slot's value of a document, NULL where there is none; `chars` is room
 * for the one that is no field. */
void schema_slots(const document *doc, char chars[24], const char *out[SCHEMA_SLOTS]);

/* A term of at most the backend's 245 bytes: a longer one keeps its head and
 * ends in a hash of the whole. Appends it to `out`. */
void schema_term(const char *prefix, zc_str value, zc_buf *out);

/* The hash that stands for an id or for a root's path and a file's name. */
void schema_key(zc_str one, zc_str two, char out[33]);

/* What is kept with a document, apart from its text. */
typedef struct record {
    const char *id, *path, *encoding;
    meta fields;
    uint64_t chars;    /* code points that are no blanks */
    uint64_t replaced; /* U+FFFD for undecodable bytes */
    const char **notes;
    size_t n_notes;
} record;

void record_of(const document *doc, record *out);
void record_write(const record *r, zc_buf *out);
/* Reads what record_write wrote; strings live in `a`. Fails with CORRUPT or
 * NO_MEMORY. */
zc_status record_read(zc_str bytes, arena *a, record *out, zc_error *error);

#endif
