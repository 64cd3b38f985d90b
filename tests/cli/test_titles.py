# SPDX-License-Identifier: GPL-2.0-or-later
"""《title》, a bare title, prefix* and numbers with an open end: the document itself first, then what holds or cites it."""
import zc

FILLER = '各有关单位应当按照职责分工抓好落实，并于年底前报送工作情况。'


def md(title, body, **fields):
    return '---\n' + ''.join(f'{k}: {v}\n' for k, v in {'title': title, **fields}.items()) + f'note: 虚构\n---\n{body}\n'


DOCS = {
    'law.md': md('中华人民共和国泽苇保护法', '为了保护泽苇，制定本法。' + FILLER * 9),
    'rules.md': md('溪州市实施泽苇保护法细则', '本细则自发布之日起施行。'),
    'cites.md': md('关于开展滩涂巡查的通知', '依据《中华人民共和国泽苇保护法》，现通知如下。'),
    'cites-short.md': md('关于滩涂养护的答复', '《泽苇保护法》第二条说得明白。'),
    'mentions.md': md('关于宣讲的函', '泽苇保护法泽苇保护法泽苇保护法，宣讲泽苇保护法。'),
    'trial.md': md('溪州市渔汛预报办法（试行）', FILLER),
    'on-trial.md': md('关于执行渔汛预报办法的通知', '按《溪州市渔汛预报办法》执行。'),
    'broken.txt': '关于贯彻落实芦荡修复方案的通知\n\n各县区人民政府应当按照上级部署，认真学习并贯彻《林海市芦荡湿地综\n合修复与轮牧管理实施方案》的各项要求，确保取得实效。\n',
    'only-named.md': md('关于名录的说明', '依据《林海市鸟巢名录》编写。'),
    'latin.md': md('编程班招生简章', 'Python与PyTorch课程，pyramid一节略去。'),
    'own.md': md('关于一号渔港的批复', FILLER, docno='溪政办发〔2031〕7号'),
    'own2.md': md('关于二号渔港的批复', FILLER, docno='溪政办发〔2031〕12号'),
    'cited.md': md('关于渔港的答复', '依据溪政办发〔2031〕7号，答复如下。溪政办发〔2031〕7号另附。'),
}


class Titles(zc.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.made = f'{cls.temp}/made'
        for name, content in DOCS.items():
            zc.write(f'{cls.temp}/texts', name, content)
        r = zc.run(zc.INDEX, '-q', '-d', cls.made, f'{cls.temp}/texts', home=cls.temp)
        if r.code:
            raise RuntimeError(r)

    def setUp(self):
        super().setUp()
        self.dir = self.made

    def ranked(self, *query):
        return [hit['id'] for hit in self.ask('--', *query)['hits']]

    def test_the_document_comes_before_titles_that_hold_it_before_documents_that_cite_it(self):
        for title in ('泽苇保护法', '中华人民共和国泽苇保护法'):
            with self.subTest(title=title):
                ranked = self.ranked(f'《{title}》')
                self.assertEqual(ranked[0], 'law.md')
                self.assertLessEqual({'cites.md', 'cites-short.md'}, set(ranked[-2:]))
        self.assertEqual(self.ranked('《泽苇保护法》')[:2], ['law.md', 'rules.md'])

    def test_who_only_writes_the_words_does_not_cite_it(self):
        self.assertNotIn('mentions.md', self.ranked('《泽苇保护法》'))
        self.assertIn('mentions.md', self.ranked('泽苇保护法'))

    def test_the_bare_title_finds_its_document_first(self):
        for title in ('泽苇保护法', '中华人民共和国泽苇保护法'):
            self.assertEqual(self.ranked(title)[0], 'law.md')
        answer = self.ask('--', '泽苇保护法 滩涂')
        self.assertEqual({hit['id'] for hit in answer['hits']}, {'cites.md', 'cites-short.md'})

    def test_a_bracket_at_the_end_may_be_left_out(self):
        for query in ('《溪州市渔汛预报办法》', '《溪州市渔汛预报办法（试行）》', '《溪州市渔汛预报办法》 各有关单位', '溪州市渔汛预报办法'):
            with self.subTest(query=query):
                self.assertEqual(self.ranked(query)[0], 'trial.md')
        self.assertEqual(self.ranked('《溪州市渔汛预报办法》'), ['trial.md', 'on-trial.md'])

    def test_a_title_that_only_others_name_finds_those(self):
        self.assertEqual(self.ranked('《林海市鸟巢名录》'), ['only-named.md'])

    def test_a_title_broken_over_two_lines_is_named_all_the_same(self):
        self.assertEqual(self.ranked('《林海市芦荡湿地综合修复与轮牧管理实施方案》'), ['broken.txt'])

    def test_an_unknown_title_is_text_and_relaxes_as_text(self):
        answer = self.ask('--', '《宣讲泽苇》')
        self.assertEqual([hit['id'] for hit in answer['hits']], ['mentions.md'])
        self.assertEqual(answer['relaxed'], False)
        answer = self.ask('--', '《宣讲滩涂》')
        self.assertTrue(answer['relaxed'])
        self.assertIn('mentions.md', [hit['id'] for hit in answer['hits']])

    def test_a_title_is_said_to_be_understood_and_is_marked(self):
        answer = self.ask('--', '《泽苇保护法》')
        self.assertEqual(answer['understood'], '《泽苇保护法》')
        marked = {hit['id']: [p['text'] for p in hit['snippet'] if p['hit']] for hit in answer['hits']}
        self.assertIn('泽苇保护法', marked['cites-short.md'])

    def test_filters_exclusions_and_or_hold_beside_it(self):
        self.assertEqual(self.ranked('《泽苇保护法》 -滩涂'), ['law.md', 'rules.md'])
        self.assertEqual(self.ranked('《泽苇保护法》 docno:溪政办发〔2031〕*'), [])
        self.assertEqual(set(self.ranked('《林海市鸟巢名录》 OR 《溪州市渔汛预报办法》')), {'only-named.md', 'trial.md', 'on-trial.md'})

    def test_a_prefix_finds_the_latin_words_that_begin_so(self):
        for query, ids in (('py*', ['latin.md']), ('pyt*', ['latin.md']), ('pyra*', ['latin.md']), ('ython*', []), ('泽苇*', None)):
            with self.subTest(query=query):
                self.assertEqual(self.ranked(query), self.ranked('泽苇') if ids is None else ids)

    def test_a_number_with_an_open_end_finds_own_before_cited(self):
        ranked = self.ranked('溪政办发〔2031〕*')
        self.assertEqual((set(ranked[:2]), ranked[2:]), ({'own.md', 'own2.md'}, ['cited.md']))
        self.assertEqual([hit['docno_match'] for hit in self.ask('--', '溪政办发〔2031〕*')['hits']], ['own', 'own', 'cited'])
        self.assertEqual(self.ranked('溪政办发〔2031〕7号'), ['own.md', 'cited.md'])
        self.assertEqual(self.ranked('溪政办发〔2031〕1*'), ['own2.md'])

    def test_a_prefix_of_more_than_200_words_is_refused(self):
        for n, refused in ((200, False), (201, True)):
            with self.subTest(n=n):
                folder, dir = f'{self.work}/{n}', f'{self.work}/index{n}'
                zc.write(folder, 'words.txt', '词表\n\n' + '，'.join(f'zyq{chr(97 + i // 26)}{chr(97 + i % 26)}' for i in range(n)) + '。\n')
                self.build(folder, dir=dir)
                for lang, says in (('zh', '超过 200 个不同的词以“zyq”开头'), ('en', 'more than 200 different words begin with “zyq”')):
                    r = self.search('--lang', lang, '--', 'zyq*', dir=dir)
                    if refused:
                        self.assert_refused(r, says=says)
                    else:
                        self.assertEqual(r.code, 0, r)


if __name__ == '__main__':
    zc.main()
