# SPDX-License-Identifier: GPL-2.0-or-later
"""The contract on real documents: the five seeds and the work reports of $ZHENGCE_TESTDATA."""
import os
import unittest

import zc

SEEDS, REPORTS = (os.path.join(zc.TESTDATA, *parts) for parts in (('seeds',), ('corpora', 'reports')))

# seed: docno, cited numbers that must be among those found, date, year, county, city, province, issuer, type
EXPECTED = {
    '000': ('慈教建〔2023〕44号', [], '2023-09-21', 2023, '慈溪市', '宁波市', '浙江省', '慈溪市教育局', '答复'),
    '001': ('甬政办发〔2023〕46号', [], '2023-09-05', 2023, None, '宁波市', '浙江省', '宁波市人民政府办公厅', '意见'),
    '002': (None, ['宜府发〔2018〕62号', '发改社会〔2019〕590号'], None, 2019, None, '宜昌市', '湖北省', '宜昌市教育局', '答复'),
    '003': (None, [], None, None, '楚雄市', '楚雄彝族自治州', '云南省', None, '答复'),
    '004': (None, ['慈政办发〔2017〕18号'], '2023-04-12', 2023, '慈溪市', '宁波市', '浙江省', '慈溪市人力资源和社会保障局', '意见'),
}


@zc.shared
class Seeds(zc.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seed_dir = os.path.join(cls.temp, 'seeds')
        r = zc.run(zc.INDEX, '-q', '-d', cls.seed_dir, SEEDS, home=cls.temp)
        if r.code:
            raise RuntimeError(r)

    def setUp(self):
        super().setUp()
        self.dir = self.seed_dir

    def seeds(self, *args):
        return [hit['path'][:3] for hit in self.ask(*args)['hits']]

    def test_inspect_gives_the_table_of_seeds(self):
        found = {d['path'][:3]: d for d in self.inspect(SEEDS)}
        self.assertEqual(sorted(found), sorted(EXPECTED))
        for seed, (docno, cited, date, year, county, city, province, issuer, type) in EXPECTED.items():
            with self.subTest(seed=seed):
                d = found[seed]
                self.assertEqual((d['docno'], d['date'], d['year'], d['county'], d['city'], d['province'], d['issuer'], d['type']),
                                 (docno, date, year, county, city, province, issuer, type))
                self.assertLessEqual(set(cited), set(d['cited_docnos']))
                self.assertNotIn(docno, d['cited_docnos'])
        self.assertIsNone(found['003']['title'])
        self.assertNotEqual(found['002']['sources']['year'], 'date')

    def test_page_furniture_is_no_title(self):
        d = next(d for d in self.inspect(SEEDS) if d['path'].startswith('001'))
        self.assertEqual(d['title'], '宁波市人民政府办公厅关于加快推进现代职业教育体系建设改革的实施意见')

    def test_a_number_in_any_spelling_finds_its_document_first(self):
        for query in ('慈教建[2023]44号', '慈教建（2023）44号', '文号：慈教建〔2023〕44号'):
            with self.subTest(query=query):
                self.assertEqual(self.seeds(query)[:1], ['000'])
                self.assertEqual(self.ask(query)['hits'][0]['docno_match'], 'own')

    def test_a_cited_number_finds_the_document_that_cites_it(self):
        a = self.ask('宜府发〔2018〕62号')
        self.assertEqual([(h['path'][:3], h['docno_match']) for h in a['hits'][:1]], [('002', 'cited')])
        self.assertEqual(self.ask('docno:宜府发〔2018〕62号')['total'], 0)
        self.assertEqual(self.seeds('cites:宜府发〔2018〕62号'), ['002'])

    def test_places(self):
        self.assertEqual(sorted(self.seeds('--city', '宁波')), ['000', '001', '004'])
        self.assertEqual(sorted(self.seeds('--city', '=宁波市')), ['001'])
        self.assertEqual(sorted(self.seeds('城市：慈溪')), ['000', '004'])
        self.assertEqual(sorted(self.seeds('--province', '云南')), ['003'])

    def test_years(self):
        self.assertEqual(self.seeds('--year', '2019'), ['002'])
        self.assertEqual(sorted(self.seeds('--year', '2020..2023')), ['000', '001', '004'])

    def test_a_phrase_is_found_in_every_seed_that_a_scan_finds_it_in(self):
        for phrase in ('产教融合', '职业教育', '双师型', '上林工匠', '现代学徒制'):
            scan = sorted(n[:3] for n in os.listdir(SEEDS) if phrase in self.text(n))
            self.assertEqual(sorted(self.seeds(f'"{phrase}"')), scan, phrase)


@zc.shared
class Reports(zc.Case):
    def test_every_file_is_indexed_or_skipped_with_a_reason(self):
        files = sorted(os.listdir(REPORTS))
        s = self.summary(REPORTS)
        self.assertEqual(s['documents'] + len(s['skipped']), len(files))
        self.assertTrue(all(x['path'] in files and x['reason'] for x in s['skipped']))
        self.assertEqual(self.index('--verify').code, 0)
        for word in ('政府工作报告', '数字', '“十四五”'):
            scan = sorted(n for n in files if word in self.text(n))
            self.assertLessEqual(set(scan), set(self.found(f'"{word}"')), word)
        self.assertEqual(self.summary(REPORTS)['unchanged'], s['documents'])


if __name__ == '__main__':
    zc.main()
