/* What a document is an edition of: the name that the editions of one law, rule
 * or regulation have in common, as their titles give it.
 *
 * True or nothing: a letter, a report, a yearly notice or plan has no editions,
 * however often its title comes again. Whose name it is, of which place and
 * issuer, is for the caller to compare.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_EDITION_H
#define ZC_CORPUS_EDITION_H

#include "text.h"

/* Appends the name that a normalised title gives: without punctuation, marks of
 * an edition or of its force (…条例（2021年修订）, …目录（2019年本）, …（已废止）) and
 * 中华人民共和国, and of a notice what it publishes (关于印发《…办法》的通知 → …办法).
 * （试行） is part of a name. Appends nothing where the title names no such thing:
 * it ends in another type of document (关于修改…的决定, …工作报告) and bears no mark
 * of an edition, is a draft, or says no more than its type (管理办法).
 *
 * True where the name can be the state's alone, whoever issued it: 法 and 条例,
 * which no department and no school may give its rules (规章制定程序条例, art. 7),
 * and what calls itself 中华人民共和国…. */
bool edition_name(const text *title, zc_buf *out);

/* The body that an issuer acts for: 全国人民代表大会常务委员会 → 全国人民代表大会,
 * 宁波市人民政府办公厅 → 宁波市人民政府. */
zc_str edition_body(zc_str issuer);

#endif
