# SPDX-License-Identifier: GPL-2.0-or-later
"""The views that count: matrix and concordance, held against a brute-force scan of the printed texts."""
import csv
import io
import json
import os
import re

import zc

HAN = '[\u3400-\u9fff]'
TERMS = ('职业教育', '高质量发展', '营商环境', '产教融合', '乡村振兴', '数字经济', '居民', '一般公共预算', '企业', '改革',
         '教育', '就业', '生态', '项目', '医疗', '养老', '住房', '全市', '增长', '代表')


class Counts(zc.Case):
    def texts(self):
        """Every document as the doc view prints it: its fields, its text, the text without blanks between Han."""
        r = self.search('--format', 'json', '--no-snippets', '-n', '100000', '--', '-"量子引力波望远镜"')
        self.docs_there = {}
        for hit in json.loads(r.out)['hits']:
            doc = json.loads(self.search('--view', 'doc', '--format', 'json', hit['id']).out)
            norm = re.sub(f'(?<={HAN})[ \t\u3000\xa0]+(?={HAN})', '', doc['text'])
            joined = re.sub(f'(?<={HAN})\\s+(?={HAN})', '', doc['text'])
            self.docs_there[hit['id']] = (doc, norm, joined)

    def table(self, view, *args):
        r = self.search('--view', view, '--format', 'csv', *args)
        return list(csv.DictReader(io.StringIO(r.out)))

    def expected(self, term, by, which=1):
        """The matrix by a scan that knows nothing of the engine."""
        rows = {}
        for doc, *norms in self.docs_there.values():
            norm = norms[which - 1]
            key = tuple(str(doc[field] or '') for field in by)
            row = rows.setdefault(key, [0, 0, 0, 0])
            n = norm.count(term)
            row[0] += n > 0
            row[1] += n
            row[2] += len(re.sub(r'\s', '', doc['text']))
            row[3] += 1
        return rows

    def compare(self, term, by):
        got = {tuple(row[field] for field in by): [int(row[c]) for c in ('docs', 'hits', 'chars', 'corpus_docs')]
               for row in self.table('matrix', '--by', ','.join(by), f'"{term}"')}
        # a line broken inside a sentence goes on: which lines do is the engine's to know
        least, most = self.expected(term, by), self.expected(term, by, which=2)
        self.assertEqual(got.keys(), least.keys(), term)
        for key, row in got.items():
            self.assertEqual(row[2:], least[key][2:], (term, key))
            for i in (0, 1):
                self.assertLessEqual(least[key][i], row[i], (term, key))
                self.assertLessEqual(row[i], most[key][i], (term, key))
        lines = self.table('kwic', f'"{term}"')
        self.assertEqual(len(lines), sum(row[1] for row in got.values()), term)
        for line in lines:
            text = self.docs_there[line['id']][0]['text']
            at = int(line['offset'])
            self.assertTrue(re.sub(r'\s', '', text[at:at + 4 * len(term)]).startswith(term), line)


class Sample(Counts):
    def setUp(self):
        super().setUp()
        self.build(zc.SAMPLE)
        self.texts()

    def test_counts_are_those_of_a_literal_scan(self):
        # none of them differs in the paragraph that is written in traditional characters
        for term in ('市', '合作', '工匠', '年'):
            for by in (('city', 'year'), ('type',), ('issuer', 'county'), ('province',)):
                with self.subTest(term=term, by=by):
                    self.compare(term, by)

    def test_none_found_and_no_document_there_differ(self):
        rows = {(r['city'], r['year']): r for r in self.table('matrix', '--by', 'city,year', '产教融合')}
        self.assertEqual((rows['示例市', '2019']['docs'], rows['示例市', '2019']['corpus_docs']), ('0', '1'))
        self.assertNotIn(('宜昌市', '2021'), rows)
        text = self.search('--view', 'matrix', '--by', 'city,year', '产教融合').out
        self.assertRegex(text, r'示例市 +- +0/1 ')

    def test_documents_without_the_field_stand_in_a_row_of_their_own(self):
        rows = {r['year']: r for r in self.table('matrix', '--by', 'year', '职业教育')}
        self.assertEqual(rows['']['corpus_docs'], '1')

    def test_years_inferred_from_the_text_are_left_out_on_request(self):
        known = {r['year']: r['corpus_docs'] for r in self.table('matrix', '--by', 'year', '--known-years', '职业教育')}
        self.assertNotIn('2019', {y for y, n in known.items() if n == '2'})
        self.assertEqual(known[''], '2')

    def test_a_chunk_typed_twice_counts_once(self):
        once = self.table('matrix', '--by', 'city', '职业教育')
        self.assertEqual(self.table('matrix', '--by', 'city', '职业教育', '职业教育'), once)

    def test_filters_narrow_the_set_not_the_corpus(self):
        rows = {r['city']: r for r in self.table('matrix', '--by', 'city', '职业教育', '--city', '宜昌')}
        self.assertEqual((rows['宁波市']['docs'], rows['宁波市']['hits'], rows['宁波市']['corpus_docs']), ('0', '0', '3'))

    def test_views_that_count_never_relax(self):
        r = self.search('--view', 'matrix', '--by', 'city', '--format', 'json', '职业教育的量子引力')
        self.assertEqual((r.code, json.loads(r.out)['total'], json.loads(r.out)['relaxed']), (1, 0, False))

    def test_json_and_csv_agree(self):
        rows = json.loads(self.search('--view', 'matrix', '--by', 'city,year', '--format', 'json', '学校').out)['rows']
        table = self.table('matrix', '--by', 'city,year', '学校')
        self.assertEqual([[str(r[k] or '') if k in ('city', 'year') else str(r[k]) for k in ('city', 'year', 'docs', 'hits', 'chars', 'corpus_docs')] for r in rows],
                         [[r[k] for k in ('city', 'year', 'docs', 'hits', 'chars', 'corpus_docs')] for r in table])
        lines = json.loads(self.search('--view', 'kwic', '--format', 'json', '学校').out)['lines']
        self.assertEqual([(x['id'], str(x['offset']), x['match']) for x in lines], [(x['id'], x['offset'], x['match']) for x in self.table('kwic', '学校')])

    def test_the_concordance_shows_what_was_written(self):
        lines = self.table('kwic', '双师型')
        self.assertIn('雙師型', {line['match'] for line in lines})
        self.assertEqual([(x['id'], int(x['offset'])) for x in lines], sorted((x['id'], int(x['offset'])) for x in lines))
        self.assertEqual(len(self.table('kwic', '-n', '2', '双师型')), 2)

    def test_what_by_does_not_know_is_refused(self):
        for by in ('city,year,type', 'title', '', 'city,city', 'nonsense'):
            with self.subTest(by=by):
                self.assertEqual(self.search('--view', 'matrix', '--by', by, '学校').code, 2)
        self.assertEqual(self.search('--view', 'matrix', '学校').code, 2)


class Spreadsheet(zc.Case):
    def test_a_cell_is_no_formula_and_quotes_hold(self):
        self.doc('a.md', '---\ntitle: \'=HYPERLINK("http://x","y")\'\ncity: "示例, 市"\n---\n一句"引文"，学校\n+1 学校，=2\n')
        self.build()
        rows = list(csv.DictReader(io.StringIO(self.search('--view', 'kwic', '--format', 'csv', '学校').out)))
        self.assertEqual(rows[0]['title'], '\'=HYPERLINK("http://x","y")')
        self.assertEqual(rows[0]['city'], '示例, 市')
        self.assertEqual(rows[0]['left'], '一句"引文"，')
        self.assertEqual(rows[1]['left'], "'+1 ")
        tsv = self.search('--view', 'kwic', '--format', 'tsv', '学校').out.splitlines()
        self.assertEqual({len(line.split('\t')) for line in tsv}, {11})


class Reports(Counts):
    @zc.shared
    def test_counts_equal_brute_force_on_real_reports(self):
        self.build(os.path.join(zc.TESTDATA, 'corpora', 'reports'))
        self.texts()
        for term in TERMS:
            with self.subTest(term=term):
                self.compare(term, ('city', 'year'))


if __name__ == '__main__':
    zc.main()
