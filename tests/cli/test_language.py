# SPDX-License-Identifier: GPL-2.0-or-later
"""The language of messages: --lang, else the locale; what the query language refuses, and what it takes as text."""
import zc

ENGLISH, CHINESE = 'character 9 of the query: the bracket is not closed', '第 9 个字：括号没有闭合'


class Language(zc.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.made = f'{cls.temp}/made'
        zc.write(f'{cls.temp}/texts', 'a.txt', '实训基地管理办法\n\n产教融合，双师型教师，职业教育。\n')
        r = zc.run(zc.INDEX, '-q', '-d', cls.made, f'{cls.temp}/texts', home=cls.temp)
        if r.code:
            raise RuntimeError(r)

    def setUp(self):
        super().setUp()
        self.dir = self.made

    def refusal(self, *args, **env):
        r = self.search(*args, env=env)
        self.assert_refused(r)
        return r.err.removeprefix('zhengce-search: ').rstrip('\n')

    def test_the_option_chooses(self):
        self.assertEqual(self.refusal('--lang', 'zh', '产教融合 OR (实训'), CHINESE)
        self.assertEqual(self.refusal('--lang=en', '产教融合 OR (实训', LANG='zh_CN.UTF-8'), ENGLISH)
        self.assertEqual(self.refusal('产教融合 OR (实训', '--lang', 'zh'), CHINESE)

    def test_the_locale_chooses_where_the_option_does_not(self):
        for env, expected in (({'LANG': 'zh_CN.UTF-8'}, CHINESE), ({'LANG': 'C.UTF-8'}, ENGLISH), ({'LANG': ''}, ENGLISH), ({'LANG': 'de_DE'}, ENGLISH),
                              ({'LC_MESSAGES': 'zh_TW', 'LANG': 'C'}, CHINESE), ({'LC_MESSAGES': 'C', 'LANG': 'zh_CN'}, ENGLISH),
                              ({'LC_ALL': 'zh', 'LC_MESSAGES': 'C'}, CHINESE), ({'LC_ALL': 'en_GB', 'LC_MESSAGES': 'zh_CN'}, ENGLISH),
                              ({'LC_ALL': '', 'LC_MESSAGES': '', 'LANG': 'zh_CN.GB18030'}, CHINESE)):
            with self.subTest(env=env):
                self.assertEqual(self.refusal('产教融合 OR (实训', **env), expected)

    def test_another_language_is_refused(self):
        self.assertIn('lang', self.refusal('--lang', 'tlh', '实训'))

    def test_filters_are_refused_in_both(self):
        for args, english, chinese in ((['--city', '宁玻'], 'city: “宁玻” is no place that is known here; did you mean 宁波, 宁夏 or 宁德?',
                                        '城市：没有“宁玻”这个地方；是不是宁波、宁夏或宁德？'),
                                       (['--city', '燚龘市'], 'city: “燚龘市” is no place that is known here', '城市：没有“燚龘市”这个地方'),
                                       (['--province', '宁波'], 'province: “宁波” is no province that is known here', '省份：没有“宁波”这个省份'),
                                       (['--year', 'x'], 'year: “x” is no year or range like 2018..2023', '年份：“x”不是年份，也不是 2018..2023 这样的范围'),
                                       (['--year', '2023..2019'], 'year: “2023..2019” runs backwards', '年份：“2023..2019”前后颠倒'),
                                       (['--since', 'x'], 'since: “x” is no date like 2023-09-21, 2023-09 or 2023', '自：“x”不是 2023-09-21、2023-09 或 2023 这样的日期'),
                                       (['--docno', 'x'], 'docno: “x” is no document number like 慈教建〔2023〕44号', '文号：“x”不是 慈教建〔2023〕44号 这样的文号'),
                                       ([], 'nothing to search for: give words or a filter', '没有检索内容：请输入词语或条件'),
                                       (['--view', 'doc'], "the doc view needs a document's id", '查看文件需要文件的 id'),
                                       (['--view', 'doc', 'x'], 'no document has the id “x”', '没有 id 为“x”的文件')):
            with self.subTest(args=args):
                for lang, expected in (('en', english), ('zh', chinese)):
                    told = self.refusal('--lang', lang, *args)
                    self.assertTrue(told.startswith(expected), told)

    def test_a_batch_tells_its_refusals_in_the_language(self):
        r = self.search('--lang', 'zh', '--batch', '-', stdin='产教融合 OR (实训\n实训\n'.encode())
        self.assertEqual((r.code, r.lines[0]['error'], r.lines[1]['total']), (0, CHINESE, 1), r)

    def test_understood_says_which_mark_is_text(self):
        for query, english, chinese in (('“实训', '“实训 [character 1: “ is text]', '“实训 [第 1 个字：“ 按文字处理]'),
                                        ('实训 city:宁波 教师）', '实训 教师） city:宁波市 [character 14: ） is text]', '实训 教师） city:宁波市 [第 14 个字：） 按文字处理]')):
            for lang, expected in (('en', english), ('zh', chinese)):
                self.assertEqual(self.search('--format', 'json', '--lang', lang, query).json['understood'], expected)

    def test_running_text_with_quotes_relaxes(self):
        for query in ('“双师”型教师', '《实训》基地', '（一）双师型'):
            a = self.ask(query)
            self.assertEqual((a['total'], bool(a['relaxed'])), (1, True), query)
            self.assertNotIn('is text', a['understood'])

    def test_a_phrase_alone_does_not(self):
        self.assertEqual(self.ask('“双师型”的 “型双师”')['total'], 0)


if __name__ == '__main__':
    zc.main()
