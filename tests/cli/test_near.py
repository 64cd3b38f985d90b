# SPDX-License-Identifier: GPL-2.0-or-later
"""NEAR and ADJ: what stands how near what, on small documents, and against a literal scan of real laws."""
import os
import random
import re

import corpora
import zc
from test_exact_mixed import normal

TEXTS = {
    '隔零': '河道巡查员每日记录水位。',
    '隔三': '河道一二三水位一览。',
    '隔四': '河道一二三四水位一览。',
    '倒序': '水位一二三河道一览。',
    '隔标点': '加强河道管护。水位另行公布。',
    '隔段': '加强河道管护。\n\n水位另行公布。',
    '太远': '河道' + '另有规定的从其规定' * 12 + '水位',
    '成串': '泵站靠近涵闸，涵闸靠近堤防。',
    '缺一': '泵站靠近涵闸。' + '另有规定的从其规定' * 5 + '堤防另建。',
    '重叠': '渠首堰塘已经建成。',
    '一次': '只有一处蓄洪区。',
    '两次': '蓄洪区甲与蓄洪区乙。',
    '四连': '滨湖湿地保护带以外是滨湖湿地。',
}


class Near(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('texts.jsonl', zc.rows(*({'id': name, 'text': text, 'title': f'第{name}篇',
                                           'city': '溪州市' if name in ('隔零', '隔三') else '林海市'}
                                          for name, text in TEXTS.items())))
        self.build()

    def expect(self, *pairs):
        for query, ids in pairs:
            with self.subTest(query=query):
                self.assertEqual(self.found('--no-snippets', '--', query), sorted(ids.split()))

    def test_the_distance_is_the_characters_between_two(self):
        self.expect(('河道 NEAR/2 水位', ''), ('河道 NEAR/3 水位', '隔三 倒序 隔标点'),
                    ('河道 NEAR/4 水位', '隔三 隔四 倒序 隔标点 隔段'), ('河道 NEAR/100 水位', '隔零 隔三 隔四 倒序 隔标点 隔段'),
                    ('河道 NEAR 水位', '隔零 隔三 隔四 倒序 隔标点 隔段'), ('河道 NEAR/0 巡查', '隔零'), ('河道 NEAR/0 水位', ''))

    def test_adj_keeps_the_order_and_near_does_not(self):
        self.expect(('河道 ADJ/3 水位', '隔三 隔标点'), ('水位 ADJ/3 河道', '倒序'), ('水位 NEAR/3 河道', '隔三 倒序 隔标点'))

    def test_punctuation_and_paragraphs_are_crossed_and_count(self):
        self.expect(('管护 ADJ/0 水位', ''), ('管护 ADJ/1 水位', '隔标点'), ('管护 ADJ/2 水位', '隔标点 隔段'))

    def test_a_title_stands_in_front_of_its_text(self):
        self.doc('apart.md', '---\ntitle: 闸口调度通则\nnote: 虚构\n---\n泄洪另行规定。\n')
        self.build()
        self.expect(('闸口 NEAR/100 泄洪', 'apart.md'), ('泄洪 ADJ/100 闸口', ''))

    def test_strings_that_overlap_are_not_near(self):
        self.expect(('渠首堰 NEAR/5 首堰塘', ''), ('渠首 NEAR/5 首堰', ''), ('渠首 ADJ/5 首堰', ''), ('渠首 NEAR/0 堰塘', '重叠'))

    def test_a_string_near_itself_stands_there_twice(self):
        self.expect(('蓄洪 NEAR/5 蓄洪', '两次'), ('蓄洪 ADJ/5 蓄洪', '两次'), ('蓄洪区 NEAR/5 蓄洪区', '两次'), ('蓄洪 NEAR/1 蓄洪', ''))

    def test_longer_operands_stand_as_written(self):
        self.expect(('滨湖湿地 NEAR/9 滨湖湿地', '四连'), ('滨湖湿地保护带 ADJ/3 滨湖湿地', '四连'), ('滨湖湿地保护带 ADJ/2 滨湖湿地', ''),
                    ('湿地保护 NEAR/3 滨湖保护', ''))

    def test_three_operands_stand_in_one_row(self):
        self.expect(('泵站 NEAR/5 涵闸 NEAR/5 堤防', '成串'), ('泵站 ADJ/5 涵闸 ADJ/5 堤防', '成串'), ('堤防 ADJ/5 涵闸 ADJ/5 泵站', ''),
                    ('堤防 NEAR/5 泵站 NEAR/5 涵闸', '成串'), ('泵站 NEAR/100 涵闸 NEAR/100 堤防', '成串 缺一'))

    def test_or_in_brackets_is_any_of_them(self):
        self.expect(('(泵站 OR 河道) NEAR/3 (涵闸 OR 水位)', '隔三 倒序 隔标点 成串 缺一'), ('河道 ADJ/3 (水位 OR 巡查员)', '隔零 隔三 隔标点'),
                    ('(河道 OR 河道一) ADJ/2 水位', '隔三'))

    def test_a_phrase_in_quotes_is_an_operand(self):
        self.expect(('"河道巡查" ADJ/6 "水位"', '隔零'), ('"河 道" ADJ/3 水位', '隔三 隔标点'))

    def test_a_short_operand_is_refused_with_its_position(self):
        for lang, says in (('zh', ('第 11 个字', '两个以上')), ('en', ('character 11 ', 'two characters or more'))):
            for query in ('河道 NEAR/5 水', '河道 NEAR/5 "水，位"'):
                with self.subTest(lang=lang, query=query):
                    r = self.search('--lang', lang, '--', query)
                    self.assert_refused(r)
                    for part in says:
                        self.assertIn(part, r.err)

    def test_filters_and_exclusions_hold_beside_it(self):
        self.expect(('河道 NEAR/4 水位 city:溪州', '隔三'), ('河道 NEAR/4 水位 -倒序', '隔三 隔四 隔标点 隔段'),
                    ('水位 -(河道 NEAR/4 水位)', '隔零 太远'), ('(河道 NEAR/3 水位) OR (泵站 ADJ/2 涵闸)', '隔三 倒序 隔标点 成串 缺一'),
                    ('水位 (河道 ADJ/4 水位)', '隔三 隔四 隔标点 隔段'))

    def test_it_never_relaxes(self):
        answer = self.ask('--', '河道 NEAR/1 水位')
        self.assertEqual((answer['total'], answer['relaxed']), (0, False))
        self.assertEqual(answer['understood'], '河道 NEAR/1 水位')

    def test_its_strings_are_marked_and_counted(self):
        answer = self.ask('--', '河道 ADJ/3 水位 city:溪州')
        self.assertEqual([p['text'] for p in answer['hits'][0]['snippet'] if p['hit']], ['河道', '水位'])
        r = self.search('--view', 'kwic', '--format', 'json', '--', '河道 ADJ/3 水位 city:溪州')
        self.assertEqual([line['match'] for line in r.json['lines']], ['河道', '水位'])

    def test_it_holds_over_several_members(self):
        self.doc('later.jsonl', zc.rows({'id': '后来', 'text': '河道三处，水位两处。'}, {'id': '后来太远', 'text': TEXTS['太远']},
                                        {'id': '后来两次', 'text': '蓄洪甲，蓄洪乙。'}))
        self.build()
        self.expect(('河道 ADJ/3 水位', '隔三 隔标点 后来'), ('蓄洪 NEAR/5 蓄洪', '两次 后来两次'))


@zc.shared
class AgainstAScan(zc.Case):
    """Laws, each on one line, so that no rule about line ends is needed to know where the characters stand."""

    DOCUMENTS, QUERIES = 200, 120

    def read_laws(self, chosen):
        paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(corpora.LAWS) for name in names)
        for path in chosen.sample(paths, self.DOCUMENTS):
            with open(path, encoding='utf-8', errors='replace') as file:
                yield normal(re.sub(r'[^\w，。、；：（）“”]+', '，', file.read()))

    @staticmethod
    def places(text, string):
        return [m.start() for m in re.finditer(f'(?={re.escape(string)})', text)]

    def is_near(self, text, one, two, distance, ordered):
        """Whether they stand so anywhere, by comparing all places of both."""
        firsts, seconds = self.places(text, one), self.places(text, two)
        return any(0 <= b - a - len(one) <= distance or (not ordered and 0 <= a - b - len(two) <= distance)
                   for a in firsts for b in seconds)

    def pairs(self, texts, chosen):
        """Two strings that stand within some thirty characters of each other, and what is asked of them."""
        while True:
            text = chosen.choice(texts)
            at, n, m = chosen.randrange(max(1, len(text) - 40)), chosen.choice((2, 2, 3, 4)), chosen.choice((2, 2, 3, 5))
            start = max(0, at + chosen.randrange(-12, 13))
            one, two = text[at:at + n], text[start:start + m]
            if re.fullmatch('[\u4e00-\u9fff]{2,}', one) and re.fullmatch('[\u4e00-\u9fff]{2,}', two):
                yield one, two, chosen.choice((0, 1, 2, 5, 10, 30)), chosen.random() < .4

    def test_near_finds_what_a_scan_finds(self):
        chosen = random.Random(5)
        texts = list(self.read_laws(chosen))
        self.doc('laws.jsonl', zc.rows(*({'id': str(i), 'text': text} for i, text in enumerate(texts))))
        self.build()
        asked = [pair for pair, _ in zip(self.pairs(texts, chosen), range(self.QUERIES))]
        queries = [f'{one} {"ADJ" if ordered else "NEAR"}/{distance} {two}' for one, two, distance, ordered in asked]
        r = self.search('--batch', '-', '-n', '1000', '--no-snippets', stdin=''.join(q + '\n' for q in queries).encode())
        self.assertEqual((r.code, r.err), (0, ''), r)
        found_any = 0
        for pair, query, answer in zip(asked, queries, r.lines, strict=True):
            with self.subTest(query=query):
                expected = {str(i) for i, text in enumerate(texts) if self.is_near(text, *pair)}
                self.assertEqual({hit['id'] for hit in answer['hits']}, expected)
                found_any += bool(expected)
        self.assertGreater(found_any, self.QUERIES // 3)


if __name__ == '__main__':
    zc.main()
