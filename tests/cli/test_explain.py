# SPDX-License-Identifier: GPL-2.0-or-later
"""--explain: what each part of a query adds to a hit's score."""
import re

import zc

FILLER = '各有关单位应当按照职责分工抓好落实，并于年底前报送工作情况。'
TEXTS = [
    {'id': '办法', 'title': '溪州市闸坝巡查办法', 'text': '闸坝巡查分为日常巡查与汛期巡查，闸坝管理单位负责。' + FILLER, 'docno': '溪水发〔2031〕5号', 'city': '溪州市', 'type': '办法'},
    {'id': '通知', 'title': '关于闸坝的通知', 'text': '依据溪水发〔2031〕5号和《溪州市闸坝巡查办法》，闸坝要在汛期前巡查一遍。', 'city': '溪州市', 'type': '通知'},
    {'id': '答复', 'title': '关于堤防的答复', 'text': '堤防与闸坝的维修经费由县区负担，巡查员由乡镇聘用。' + FILLER * 3, 'city': '林海市', 'type': '答复'},
    {'id': '补助', 'title': '关于补助的说明', 'text': '巡查员每月补助五百元，汛期加倍，由乡镇发放。', 'city': '林海市', 'type': '答复'},
    {'id': '近似', 'title': '关于补助的说明（二）', 'text': '巡查员每月补助五百元，汛期加倍，由乡镇按月发放。', 'city': '溪州市', 'type': '答复'},
    {'id': '拉丁', 'title': '关于平台的说明', 'text': 'Hydrology平台与hydrogen试验站，由县区负担。'},
    {'id': '职教', 'title': '关于职业教育的说明', 'text': '职业教育要面向市场。', 'city': '溪州市'},
]
QUERIES = {
    'exact': ['闸坝巡查'], 'two chunks': ['闸坝 汛期'], 'the title of a document': ['溪州市闸坝巡查办法'], 'title': ['《溪州市闸坝巡查办法》'],
    'number': ['溪水发〔2031〕5号'], 'number with an open end': ['溪水发〔2031〕*'], 'phrase': ['"闸坝巡查"'], 'or': ['闸坝 OR 补助'],
    'an AND inside an OR': ['(闸坝 OR 补助 按月) 巡查'], 'NEAR': ['闸坝 NEAR/9 巡查'], 'NEAR beside words': ['汛期 (闸坝 NEAR/9 巡查)'],
    'prefix': ['hydro*'], 'words': ['闸坝巡查经费'], 'any': ['怎样申请巡查员的维修补助费'], 'any of two chunks': ['堤防补贴 乡镇怎么发'],
    'without': ['巡查 -堤防'], 'filters': ['巡查', '--city', '溪州'], 'a filter inside brackets': ['(title:闸坝 OR 补助) 巡查'],
    'by date': ['巡查', '--sort', 'date'], 'grouped': ['补助 巡查', '--group'], 'synonyms': ['职教', '--synonyms', 'all'],
    'synonyms where nothing else is': ['职教'], 'similar': ['--similar', '补助'], 'similar and words': ['汛期', '--similar', '补助'],
    'one character': ['闸'], 'signs': ['"巡查员每月，"']}


class Explain(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('texts.jsonl', zc.rows(*TEXTS))
        self.build()

    def explained(self, *args):
        return self.ask('--explain', *args)

    def assert_adds_up(self, answer):
        for hit in answer['hits']:
            self.assertAlmostEqual(sum(part['weight'] for part in hit['explain']), hit['score'], delta=1e-3, msg=(hit['id'], hit['explain']))
            weights = [part['weight'] for part in hit['explain']]
            self.assertEqual(weights, sorted(weights, reverse=True))

    def check_all(self):
        for name, args in QUERIES.items():
            with self.subTest(name):
                answer = self.explained(*args)
                if name != 'signs':
                    self.assertGreater(answer['total'], 0)
                self.assert_adds_up(answer)

    def test_the_parts_add_up_to_the_score(self):
        self.check_all()

    def test_they_do_over_several_members(self):
        for i in range(3):
            self.doc(f'more{i}.jsonl', zc.rows({'id': f'后{i}', 'title': f'闸坝汛期巡查续篇{i}', 'text': f'第{i}次补助巡查员，闸坝堤防一并维修。' + FILLER * i}))
            self.build()
        self.check_all()

    def test_the_levels_are_as_named(self):
        self.assertEqual([self.explained(*QUERIES[name])['relaxed'] for name in ('exact', 'words', 'any')], [False, 'words', 'any'])

    def test_each_part_says_what_it_is(self):
        def whats(name, id):
            hits = {hit['id']: hit for hit in self.explained(*QUERIES[name])['hits']}
            return {part['what'] for part in hits[id]['explain']}
        self.assertEqual(whats('number', '办法'), {'number'})
        self.assertEqual(whats('number', '通知'), {'cited number'})
        self.assertEqual(whats('title', '办法'), {'is the title', 'in the title'})
        self.assertEqual(whats('title', '通知'), {'names it'})
        self.assertEqual(whats('exact', '办法'), {'text', 'title'})
        self.assertIn('near', whats('two chunks', '通知'))
        self.assertIn('is the title', whats('the title of a document', '办法'))

    def test_nothing_explains_a_hit_that_nothing_ranks(self):
        for hit in self.explained('--city', '溪州')['hits']:
            self.assertEqual((hit['explain'], hit['score']), ([], 0))

    def test_a_hit_is_explained_only_where_it_is_asked_for(self):
        self.assertNotIn('explain', self.search('--format', 'json', '闸坝').out)
        self.assertNotRegex(self.search('闸坝').out, r'\bscore\b')

    def test_the_text_lists_the_score_and_its_parts(self):
        r = self.search('--explain', '--', '闸坝巡查')
        self.assertEqual((r.code, r.err), (0, ''), r)
        first = r.out.split('\n\n')[0]
        score = re.search(r'score (\d+\.\d\d):', first)
        parts = [float(w) for w in re.findall(r'^ +(\d+\.\d\d)  \S', first, re.M)]
        self.assertTrue(score and len(parts) > 1, first)
        self.assertAlmostEqual(sum(parts), float(score[1]), delta=.01 * len(parts))

    def test_it_does_not_change_the_order_or_the_scores(self):
        for name, args in QUERIES.items():
            with self.subTest(name):
                plain, explained = self.ask(*args), self.explained(*args)
                self.assertEqual([(h['id'], h['score']) for h in plain['hits']], [(h['id'], h['score']) for h in explained['hits']])


if __name__ == '__main__':
    zc.main()
