# SPDX-License-Identifier: GPL-2.0-or-later
"""--similar: documents that share what sets one apart."""
import zc

FILLER = '各有关单位应当按照职责分工抓好落实，并于年底前报送工作情况。'
GROVE = '古树名木保护实行挂牌养护，养护责任人负责松土、施肥与防治白蚁，严禁在树冠投影范围内堆放渣土。'
FERRY = '渡口渡船实行签单发航，渡工须持证上岗，大风大雾天气一律停渡，严禁超载渡运。'
DOCS = {
    '古树甲': ('溪州市古树养护规定', GROVE, '溪州市'),
    '古树乙': ('林海市古树养护细则', GROVE.replace('松土、施肥', '施肥、松土') + '名木另立档案。', '林海市'),
    '古树丙': ('关于树冠保护的答复', '树冠投影范围内堆放渣土的，由养护责任人报告，白蚁另行防治。', '溪州市'),
    '渡口甲': ('溪州市渡口管理规定', FERRY, '溪州市'),
    '渡口乙': ('林海市渡口管理细则', FERRY + '渡口标志由乡镇设置。', '林海市'),
    '渡口丙': ('关于渡船的函', '渡船签单发航，渡工须持证上岗，大雾天气一律停渡，渡口严禁超载渡运。', '溪州市'),
    '旁的': ('关于会务的通知', '会议于下午召开，请准时参加。', '溪州市'),
    '数字': (None, '2031 400 88 12.5 2031-05-06', None),
}
CITIES = {name: city for name, (_, _, city) in DOCS.items()}


def row(name, title, text, city):
    return {'id': name, 'text': text + FILLER if city else text, **({'title': title, 'city': city} if city else {})}


class Similar(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('texts.jsonl', zc.rows(*(row(name, *what) for name, what in DOCS.items())))
        self.build()

    def like(self, name, *args):
        return [hit['id'] for hit in self.ask('--similar', name, *args)['hits']]

    def check(self):
        for name in ('古树甲', '古树乙', '渡口甲', '渡口乙'):
            with self.subTest(name=name):
                like = self.like(name)
                kind, which = name[:2], name[2]
                self.assertEqual(like[0], kind + ('乙' if which == '甲' else '甲'))
                self.assertNotIn(name, like)
                self.assertNotIn('旁的', like)
                self.assertIn(kind + '丙', like)

    def test_its_sibling_comes_first_and_itself_never(self):
        self.check()

    def test_it_does_over_several_members(self):
        for i in range(3):
            self.doc(f'more{i}.jsonl', zc.rows(row(f'后{i}', f'关于会务的通知{i}', f'第{i}次会议于上午召开，请准时参加。', '溪州市')))
            self.build()
        self.check()
        self.assertEqual(self.like('后0')[:2], ['后1', '后2'])

    def test_filters_and_words_narrow_it(self):
        for name in ('古树甲', '渡口甲'):
            all_like = self.like(name)
            self.assertEqual(self.like(name, '--city', '林海'), [id for id in all_like if CITIES[id] == '林海市'])
            self.assertEqual(self.like(name, 'city:溪州'),
                             [id for id in all_like if CITIES[id] == '溪州市'])
        self.assertEqual(self.like('古树甲', '名木'), ['古树乙'])
        self.assertEqual(self.like('古树甲', '-名木'), [id for id in self.like('古树甲') if id != '古树乙'])
        self.assertEqual(self.like('古树甲', '会议'), [])

    def test_pages_of_it_join_up(self):
        all_like = self.like('渡口甲')
        self.assertEqual([self.like('渡口甲', '-n', '1', '--offset', str(i))[0] for i in range(len(all_like))], all_like)
        self.assertEqual(self.ask('--similar', '渡口甲', '-n', '1', '--no-snippets')['total'], len(all_like))
        self.assertEqual(self.ask('--similar', '渡口甲', '-n', '0', '--no-snippets')['total'], len(all_like))

    def test_dates_can_sort_it(self):
        self.assertEqual(sorted(self.like('渡口甲', '--sort', 'date', '--no-snippets')), sorted(self.like('渡口甲')))

    def test_it_says_what_it_was_asked(self):
        answer = self.ask('--similar', '古树甲', '--city', '林海市')
        self.assertEqual((answer['understood'], answer['relaxed']), ('similar:古树甲 city:林海市', False))

    def test_an_unknown_id_is_an_error_in_words(self):
        self.assert_refused(self.search('--similar', '没有'), says='没有')

    def test_a_document_of_digits_is_like_none(self):
        answer = self.ask('--similar', '数字')
        self.assertEqual((answer['total'], answer['hits']), (0, []))


if __name__ == '__main__':
    zc.main()
