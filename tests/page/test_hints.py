# SPDX-License-Identifier: GPL-2.0-or-later
"""Hints on the page: links that spell the query anew or drop a filter, in both languages, escaped."""
import os
import urllib.parse

import web
import zc
from web import q


class Hints(web.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        docs, cls.hints_dir = os.path.join(cls.temp, 'hint-docs'), os.path.join(cls.temp, 'hints')
        zc.write(docs, 'a.md', '# 宁波市产教融合办法\n\n推进产教融合，保护湿地。\n\n宁波市人民政府\n\n2021年3月5日\n')
        zc.write(docs, 'b.md', '# 温州市劳动合同规定\n\n劳动合同应当书面订立。\n\n温州市人民政府\n\n2022年3月5日\n')
        r = zc.run(zc.INDEX, '-q', '-d', cls.hints_dir, docs, home=cls.temp)
        assert r.code == 0, r

    def main_of(self, **values):
        return self.get(q(**values), dir=self.hints_dir).main

    def follow(self, main, text):
        """The page behind the link that holds `text`, and what it asks."""
        [link] = [a for a in main.all('a') if text in a.text]
        query = link.attrs['href'].removeprefix('?')
        return self.get(query, dir=self.hints_dir), urllib.parse.parse_qs(query)

    def test_a_spelling_is_a_link_that_finds_it(self):
        for lang, says in (('zh', '您要找的是不是：产教融合 湿地 (1 篇文件)？'), ('en', 'Did you mean 产教融合 湿地 (1 document)?')):
            main = self.main_of(q='产教溶合 湿地', lang=lang)
            self.assertIn(says, main.text)
            page, asked = self.follow(main, '产教融合 湿地')
            self.assertEqual((page.total, asked['q'], asked['lang']), (1, ['产教融合 湿地'], [lang]))

    def test_every_chunk_says_what_it_finds(self):
        self.assertEqual([li.text for li in self.main_of(q='"产教融合" 劳动合同').one('ul', 'hints').all('li')],
                         ['产教融合：1 篇文件', '劳动合同：1 篇文件'])

    def test_a_filter_in_the_way_can_be_dropped(self):
        page, asked = self.follow(self.main_of(q='"劳动合同" 城市：宁波', year='2022'), '去掉城市')
        self.assertEqual((page.total, asked), (1, {'q': ['"劳动合同"'], 'year': ['2022']}))
        page, asked = self.follow(self.main_of(q='"劳动合同" title:劳动', city='宁波', year='2021', lang='en'), 'Without any condition')
        self.assertEqual((page.total, asked), (1, {'q': ['"劳动合同"'], 'lang': ['en']}))

    def test_what_was_typed_is_escaped(self):
        main = self.main_of(q='"<b>" 产教溶合', city='宁波')
        self.assertEqual(main.all('b'), [])
        self.assertIn('<b>', main.text)

    def test_what_is_found_has_none(self):
        main = self.main_of(q='产教融合')
        self.assertEqual(main.all('ul', 'hints'), [])
        self.assertNotIn('您要找的', main.text)


if __name__ == '__main__':
    web.main()
