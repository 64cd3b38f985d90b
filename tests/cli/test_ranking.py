# SPDX-License-Identifier: GPL-2.0-or-later
"""What one looks for by its name comes first: titles as queries, and document numbers in the spellings people type.

On all real documents that there are. How many were asked, and how many came first, stands in the output.
"""
import os
import re
import unicodedata

import corpora
import zc

FIRST_AT_LEAST = 0.99  # of the titles; of the numbers every one
SHOWN = 20  # examples in a failure


def wide(text):
    return ''.join(chr(ord(c) + 0xFEE0) if c in '0123456789' else c for c in text)


def spellings(number):
    """{way: text} of a canonical number: 慈教建〔2023〕44号, 国务院令第503号."""
    dated = re.fullmatch(r'(.+)〔(\d+)〕(\d+)号', number)
    if dated:
        prefix, year, serial = dated.groups()
        return {'〔〕': number, '[]': f'{prefix}[{year}]{serial}号', '（）': f'{prefix}（{year}）{serial}号',
                'blanks': f'{prefix} 〔 {year} 〕 {serial} 号', 'full width': f'{prefix}［{wide(year)}］{wide(serial)}号'}
    return {'第': number, 'blanks': re.sub(r'第(\d+)号$', r' 第 \1 号', number), 'full width': wide(number)}


def same(title):
    return re.sub(r'\s', '', unicodedata.normalize('NFKC', title)).casefold()


@zc.shared
class Titles(corpora.Case):
    def is_copy(self, hit, document):
        """Whether the index itself calls one a copy, or near copy, of the other."""
        r = self.search('--view', 'doc', '--format', 'json', '--', document['id'])
        self.assertEqual(r.code, 0, r)
        return hit['id'] in {d['id'] for d in r.json.get('duplicates', ())}

    def check(self, root):
        """The bare title of every document below the root finds that document first."""
        asked = [d for d in self.documents() if os.path.exists(os.path.join(root, d['path'])) and d['title']]
        answers = self.all_of([re.sub(r'\s+', ' ', d['title']) for d in asked], n=5)
        itself, named, late = 0, 0, []
        for document, answer in zip(asked, answers, strict=True):
            first = answer['hits'][0] if answer['hits'] else None
            if first and first['id'] == document['id']:
                itself += 1
            elif first and (same(first['title'] or '') == same(document['title']) or self.is_copy(first, document)):
                named += 1
            else:
                rank = next((h['rank'] for h in answer['hits'] if h['id'] == document['id']), '-')
                late.append(f'{document["title"]}: at rank {rank} of {answer["total"]}, relaxed {answer["relaxed"]}, after '
                            f'{first and first["title"]}{": " + answer["error"] if "error" in answer else ""}')
        print(f'\n{os.path.basename(root)}: {len(asked)} titles; first: {itself} the document, {named} one of its title or a copy; '
              f'{len(late)} not first', flush=True)
        self.assertGreaterEqual(itself + named, FIRST_AT_LEAST * len(asked), '\n'.join(late[:SHOWN]))

    def test_the_title_of_a_law_finds_it_first(self):
        if corpora.LAWS not in corpora.roots():
            self.skipTest('the laws are left out under a sanitizer')
        self.check(corpora.LAWS)

    def test_the_title_of_a_policy_document_finds_it_first(self):
        self.check(corpora.HEADS)


@zc.shared
class Numbers(corpora.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        r = zc.run(zc.INDEX, '--inspect', *corpora.roots(), home=cls.temp, timeout=500)
        if r.code:
            raise RuntimeError(r)
        cls.own = {d['docno'] for d in r.lines if d['docno']}
        cls.cited = {}
        for d in r.lines:
            for number in d['cited_docnos']:
                cls.cited.setdefault(number, set()).add((d['path'], d['title']))

    def check(self, numbers, is_right):
        """Each number in each spelling; `is_right` judges the first hit."""
        queries = [(number, way, query) for number in sorted(numbers) for way, query in spellings(number).items()]
        answers = self.all_of([query for *_, query in queries], n=2)
        wrong = []
        for (number, way, query), answer in zip(queries, answers, strict=True):
            first = answer['hits'][0] if answer['hits'] else None
            if not first or not is_right(number, first):
                what = first and (first['title'], first['docno'], first['docno_match'])
                wrong.append(f'{number} as {query} ({way}): {what}, relaxed {answer.get("relaxed")}, understood {answer.get("understood")}')
        print(f'\n{len(numbers)} numbers, {len(queries)} spellings: {len(wrong)} not first', flush=True)
        self.assertFalse(wrong, f'{len(wrong)} of {len(queries)}:\n' + '\n'.join(wrong[:SHOWN]))

    def test_an_own_number_in_any_spelling_finds_its_document_first(self):
        self.assertGreater(len(self.own), 100)
        self.check(self.own, lambda number, hit: (hit['docno'], hit['docno_match']) == (number, 'own'))

    def test_a_number_that_is_only_cited_finds_a_document_that_cites_it_first(self):
        only_cited = set(self.cited) - self.own
        self.assertGreater(len(only_cited), 100)
        self.check(only_cited, lambda number, hit: hit['docno_match'] == 'cited'
                   and (hit['path'], hit['title']) in self.cited[number])


if __name__ == '__main__':
    zc.main()
