# SPDX-License-Identifier: GPL-2.0-or-later
"""What an answer says where nothing is found: chunks by themselves, spellings, filters in the way."""
import json
import os

import zc

DOCS = {
    'a.md': '# 温州市产教融合办法\n\n推进产教融合，建设实训基地。劳动合同应当书面订立。\n\n温州市人民政府\n\n2021年3月5日\n',
    'b.md': '# 宁波市产教融合方案\n\n深化产教融合，支持职业教育，保护湿地。\n\n宁波市人民政府\n\n2022年6月1日\n',
    'c.md': '# 宁波市湿地保护规定\n\n湿地保护规划由市人民政府编制。违约责任另行约定。\n\n宁波市人民政府\n\n2023年9月9日\n',
}


class Hints(zc.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared_dir = os.path.join(cls.temp, 'index')
        docs = os.path.join(cls.temp, 'docs')
        for name, content in DOCS.items():
            zc.write(docs, name, content)
        r = zc.run(zc.INDEX, '-q', '-d', cls.shared_dir, docs, home=cls.temp)
        assert r.code == 0, r

    def setUp(self):
        super().setUp()
        self.dir = self.shared_dir

    def hints(self, *args):
        return self.ask(*args).get('hints', {'chunks': [], 'spellings': [], 'filters': []})

    def spellings(self, *args):
        """What is proposed, each with its count, which must be what the proposal then finds."""
        found = {s['query']: s['count'] for s in self.hints(*args)['spellings']}
        for query, count in found.items():
            self.assertEqual(self.ask(*args[1:], '--', query)['total'], count, query)
        return found


class Spellings(Hints):
    def best(self, query, *args):
        return next(iter(self.spellings(query, *args)), None)

    def test_slips_of_every_kind(self):
        for wrong, right in (('产教溶合', '产教融合'), ('产教蚀合', '产教融合'), ('产融教合', '产教融合'), ('産教溶合', '产教融合'),
                             ('chanjiaoronghe', '产教融合'), ('chan jiao rong he', '产教融合'), ('产教ronghe', '产教融合'),
                             ('湿地保胡规划', '湿地保护规划'), ('违约仼责', '违约责任')):
            with self.subTest(wrong):
                self.assertEqual(self.best(wrong), right)

    def test_slips_in_quotes_keep_them(self):
        for wrong, right in (('"劳动动合同"', '"劳动合同"'), ('"劳合同"', '"劳动合同"'), ('“产教溶合”', '“产教融合”')):
            with self.subTest(wrong):
                self.assertEqual(self.best(wrong), right)

    def test_only_the_chunk_that_nothing_holds_changes(self):
        h = self.hints('产教溶合 湿地')
        self.assertEqual(h['chunks'], [{'text': '产教溶合', 'count': 0}, {'text': '湿地', 'count': 2}])
        self.assertEqual(h['spellings'], [{'query': '产教融合 湿地', 'count': 1}])
        self.assertEqual(self.best('产教溶合 -劳动'), '产教融合 -劳动')
        self.assertEqual(self.best('(产教溶合 OR 燚龘)'), '(产教融合 OR 燚龘)')

    def test_two_wrong_chunks_change_together(self):
        self.assertEqual(self.spellings('产教溶合 湿地保胡'), {})  # each is held, by no document both
        self.assertEqual(self.spellings('"产教溶合" "职业教于"'), {'"产教融合" "职业教育"': 1})

    def test_filters_count(self):
        self.assertEqual(self.spellings('产教溶合', '--city', '宁波市'), {'产教融合': 1})
        self.assertEqual(self.hints('产教溶合 year:2022')['spellings'], [{'query': '产教融合 year:2022', 'count': 1}])

    def test_what_is_found_needs_no_hint(self):
        for query in ('产教融合', '产教融合 湿地', '职业教育'):
            self.assertNotIn('hints', self.ask(query))

    def test_a_relaxed_question_that_is_no_slip_has_no_spelling(self):
        for query in ('湿地保护融合', '如何订立劳动合同并保护湿地', '职业教育实训基地'):
            answer = self.ask(query)
            self.assertTrue(answer['relaxed'])
            self.assertNotIn('hints', answer)

    def test_a_document_number_is_not_respelled(self):
        self.assertEqual(self.spellings('温政发〔2021〕99号'), {})


class Chunks(Hints):
    def test_each_says_what_it_finds_by_itself(self):
        h = self.hints('职业教育 违约责任')
        self.assertEqual(h['chunks'], [{'text': '职业教育', 'count': 1}, {'text': '违约责任', 'count': 1}])
        self.assertEqual(self.hints('"职业教育" 违约责任 -湿地')['chunks'],
                         [{'text': '职业教育', 'count': 1}, {'text': '违约责任', 'count': 1}])

    def test_a_lone_one_says_it_where_filters_are_set(self):
        self.assertEqual(self.hints('劳动合同', '--year', '2023')['chunks'], [{'text': '劳动合同', 'count': 1}])
        self.assertNotIn('hints', self.ask('"燚龘"'))

    def test_many_are_bounded(self):
        query = ' '.join(f'"甲{chr(0x4e00 + i)}"' for i in range(60))
        self.assertEqual(len(self.hints(query)['chunks']), 16)


class Filters(Hints):
    def filters(self, *args):
        return [(f['filter'], f['count']) for f in self.hints(*args)['filters']]

    def test_the_one_in_the_way_is_named(self):
        self.assertEqual(self.filters('劳动合同', '--city', '宁波市'), [('city', 1)])
        self.assertEqual(self.filters('劳动合同 城市：宁波市'), [('city', 1)])
        self.assertEqual(self.filters('劳动合同', '--city', '温州市', '--year', '2023'), [('year', 1)])
        self.assertEqual(self.filters('产教融合', '--city', '宁波市', '--year', '2021'), [('city', 1), ('year', 1)])

    def test_all_values_of_a_filter_go(self):
        self.assertEqual(self.filters('劳动合同 year:2022', '--year', '2023', '--year', '2020'), [('year', 1)])

    def test_where_no_single_one_helps_all_are_counted(self):
        self.assertEqual(self.filters('劳动合同', '--city', '宁波市', '--year', '2023'), [('all', 1)])

    def test_filters_alone_are_told_apart(self):
        self.assertEqual(self.filters('--city', '宁波市', '--year', '2021'), [('city', 1), ('year', 2)])
        self.assertNotIn('hints', self.ask('--year', '1999'))

    def test_a_filter_that_is_not_in_the_way_is_not_named(self):
        self.assertEqual(self.filters('"燚龘"', '--city', '宁波市'), [])

    def test_the_text_says_it(self):
        self.assertTrue(self.search('劳动合同', '--city', '宁波市', '--city', '=宁波市').out.endswith(
            '劳动合同: 1 document.\nWithout city 宁波市, =宁波市: 1 document.\n'))
        self.assertIn('Did you mean 产教融合 (2 documents)?\n', self.search('产教溶合').out)
        self.assertIn('Without any filter (宁波市, 2023): 1 document.\n',
                      self.search('劳动合同', '--city', '宁波市', '--year', '2023').out)


class Bounds(Hints):
    def test_without_snippets_there_are_none(self):
        r = self.search('--batch', '-', '--no-snippets', stdin='产教溶合\n产教溶合 湿地\n"劳合同"\n'.encode())
        self.assertEqual(len(r.lines), 3)
        self.assertFalse([line for line in r.lines if 'hints' in line])
        r = self.search('--batch', '-', stdin='产教溶合\n'.encode())
        self.assertEqual(r.lines[0]['hints']['spellings'][0]['query'], '产教融合')

    def test_views_that_count_have_none(self):
        r = self.search('--view', 'kwic', '--format', 'json', '产教溶合')
        self.assertNotIn('hints', json.loads(r.out))

    def test_hostile_queries_get_a_clear_answer(self):
        for query in ('溶' * 341, '产教溶合' * 28, 'a' * 1024, 'jiao' * 256, 'xian' * 20, "xi'an" * 200, '"' + 'ji a' * 255 + '"',
                      ' '.join(['产教溶合'] * 64), ' '.join(['jiao'] * 64), '"产，溶。合"', '\u0301' * 500, '𠀀' * 250,
                      ' OR '.join(['溶' * 6] * 40), '产教溶合 ' + 'year:2021 ' * 60, '"溶合" city:"宁波市"', '(溶合) 城市：“宁波市 ”  湿地'):
            with self.subTest(query[:20]):
                r = self.search('--format', 'json', '--', query, timeout=20)
                self.assertIn(r.code, (0, 1), r)
                self.assert_no_noise(r)
                json.loads(r.out)


@zc.shared
class Real(zc.Case):
    def test_common_slips_are_mended_in_real_laws(self):
        laws = os.path.join(zc.TESTDATA, 'corpora', 'laws')
        if not os.path.isdir(laws):
            self.skipTest(f'no {laws}')
        folders = sorted(os.path.join(laws, f) for f in os.listdir(laws) if os.path.isdir(os.path.join(laws, f)))
        files = sorted(os.path.join(f, n) for f in folders or [laws] for n in os.listdir(f))[::20]
        self.build(*files)
        slips = {'劳动和同': '劳动合同', '行政出罚': '行政处罚', '知识产全': '知识产权', '环境保沪': '环境保护', 'xingzhengchufa': '行政处罚'}
        got = {wrong: self.ask(wrong).get('hints', {}).get('spellings', [{'query': None}])[0]['query'] for wrong in slips}
        self.assertEqual(got, slips)


if __name__ == '__main__':
    zc.main()
