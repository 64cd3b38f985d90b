# SPDX-License-Identifier: GPL-2.0-or-later
"""What comes first, on small documents that differ in one thing each."""
import zc

FILLER = '各有关单位应当按照职责分工抓好落实，并于年底前报送工作情况。'
OTHERS = [{'id': f'旁{i}', 'title': f'第{i}号会议纪要', 'text': f'会议第{i}项议题另行安排。' + FILLER * (1 + i % 4)} for i in range(30)]


class Ranks(zc.Case):
    def rank(self, query, *documents, args=(), level=False):
        """The ids found, best first, among documents that have nothing to do with it."""
        self.doc('texts.jsonl', zc.rows(*documents, *OTHERS))
        self.build()
        answer = self.ask(*args, '--', query)
        self.assertEqual(answer['relaxed'], level)
        return [hit['id'] for hit in answer['hits'] if not hit['id'].startswith('旁')]

    def row(self, id, text, title='关于事项的说明', filler=2):
        return {'id': id, 'title': title, 'text': text + FILLER * filler}

    def test_the_title_outranks_the_text(self):
        self.assertEqual(self.rank('鱼鳞塘', self.row('文内', '鱼鳞塘在北，鱼鳞塘在南，鱼鳞塘在东。'), self.row('题中', '鱼鳞塘一处。', '关于鱼鳞塘的说明')),
                         ['题中', '文内'])

    def test_a_long_document_of_the_title_outranks_a_short_one_that_holds_the_words(self):
        self.assertEqual(self.rank('鱼鳞塘', self.row('短', '鱼鳞塘鱼鳞塘。', filler=2), self.row('长', '鱼鳞塘一处。', '关于鱼鳞塘的说明', filler=12)),
                         ['长', '短'])

    def test_a_title_weighs_the_same_in_short_and_long_documents(self):
        self.doc('texts.jsonl', zc.rows(self.row('短', '鱼鳞塘。', '关于鱼鳞塘的说明', 1), self.row('长', '鱼鳞塘。', '关于鱼鳞塘的说明', 80), *OTHERS))
        self.build()
        hits = self.ask('--explain', '--', '鱼鳞塘')['hits']
        weights = {hit['id']: [p['weight'] for p in hit['explain'] if p['what'] == 'title'] for hit in hits}
        self.assertEqual(len(weights['短']), 1)
        self.assertEqual(weights['短'], weights['长'])

    def test_what_stands_near_outranks_what_stands_far(self):
        far = '鱼塘归村里。' + FILLER * 3 + '闸门归镇里。'
        self.assertEqual(self.rank('鱼塘 闸门', self.row('远', far, filler=0), self.row('近', '鱼塘与闸门归村镇。', filler=3)), ['近', '远'])

    def test_nearness_counts_in_either_order(self):
        far = '鱼塘归村里。' + FILLER * 3 + '闸门归镇里。'
        self.assertEqual(self.rank('鱼塘 闸门', self.row('远', far, filler=0), self.row('近', '闸门与鱼塘归村镇。', filler=3)), ['近', '远'])

    def test_only_what_holds_it_as_written_is_found_where_there_is_any(self):
        self.assertEqual(self.rank('鱼塘闸门', self.row('两词', '鱼塘的闸门，闸门的鱼塘。'), self.row('照写', '鱼塘闸门一座。')), ['照写'])

    def test_words_are_taken_apart_where_none_holds_it(self):
        self.assertEqual(self.rank('鱼塘闸门', self.row('两词', '鱼塘的闸门。'), self.row('一词', '鱼塘鱼塘。'), level='words'), ['两词'])

    def test_question_words_neither_find_nor_disturb(self):
        documents = (self.row('答', '鱼塘承包向村里申请，闸门钥匙由村里保管。'), self.row('问', '我们应该怎么办呢？为什么？如何是好？什么时候？'))
        for query in ('鱼塘承包怎么申请呢', '请问为什么鱼塘承包需要申请', '我们应该如何申请鱼塘承包'):
            with self.subTest(query=query):
                self.doc('texts.jsonl', zc.rows(*documents, *OTHERS))
                self.build()
                self.assertEqual(self.ask('--', query)['hits'][0]['id'], '答')
        self.assertNotIn('问', self.rank('鱼塘承包怎么办理呢', *documents, level='any'))

    def test_what_only_asks_is_looked_for_where_nothing_else_was_typed(self):
        self.assertEqual(self.rank('怎么办呢为什么', self.row('问', '怎么办呢？为什么？'), self.row('别', '鱼塘。'), level='words'), ['问'])

    def test_more_of_a_question_outranks_less(self):
        ranked = self.rank('鱼塘清淤补贴多少', self.row('一', '鱼塘养鱼。'), self.row('二', '鱼塘可以清淤。'), self.row('三', '鱼塘清淤有补贴。'), level='any')
        self.assertEqual(ranked, ['三', '二', '一'])

    def test_rare_words_outrank_common_ones(self):
        common = [{'id': f'旁常{i}', 'text': f'第{i}处渠道疏浚。'} for i in range(20)]
        ranked = self.rank('怎样给渠道装鱼鳞板', self.row('常', '渠道渠道渠道。', filler=0), self.row('稀', '鱼鳞板。', filler=0), *common, level='any')
        self.assertEqual(ranked, ['稀', '常'])

    def test_text_in_quotes_inside_a_question_stays_whole(self):
        for query in ('“一渠多闸”合理与否', '与否合理“一渠多闸”', '与否“一渠多闸”合理', '"一渠多闸"合理与否'):
            with self.subTest(query=query):
                ranked = self.rank(query, self.row('散', '一渠合理，多闸与否不合理。'), self.row('整', '一渠多闸合理，与否另说。'), level='words')
                self.assertEqual(ranked, ['整'])

    def test_ranks_do_not_depend_on_how_many_runs_made_the_index(self):
        documents = [self.row('题中', '鱼鳞塘一处。', '关于鱼鳞塘的说明'), self.row('文内', '鱼鳞塘在北，鱼鳞塘在南。'), self.row('散', '鱼塘有鳞。'),
                     self.row('长', '鱼鳞塘。', filler=20), *OTHERS]
        for i, document in enumerate(documents):
            self.doc(f'{i % 4}/{i:02}.jsonl', zc.rows(document))
        once = self.work + '/once'
        self.build(dir=once)
        for run in range(4):
            self.build(f'{self.docs}/{run}')
        for query in ('鱼鳞塘', '塘 鱼鳞', '哪里有鱼鳞塘', '会议 议题', '怎么安排鱼塘议题'):
            one, several = self.ask('-n', '99', '--', query, dir=once), self.ask('-n', '99', '--', query)
            with self.subTest(query=query):
                self.assertEqual((several['total'], several['relaxed']), (one['total'], one['relaxed']))
                scores = {hit['id'].split('/')[-1]: hit['score'] for hit in one['hits']}
                for hit in several['hits']:
                    self.assertAlmostEqual(hit['score'], scores[hit['id'].split('/')[-1]], delta=1e-4)


if __name__ == '__main__':
    zc.main()
