# SPDX-License-Identifier: GPL-2.0-or-later
"""Synonyms on the page: what is offered, the link to it and back, and that no URL names a file."""
import json
import os

import web
import zc
from web import q


class Synonyms(web.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        docs, cls.terms_dir = os.path.join(cls.temp, 'docs'), os.path.join(cls.temp, 'terms')
        zc.write(docs, 'short.txt', '关于高职招生的通知\n请做好高职招生。\n')
        zc.write(docs, 'full.txt', '关于高等职业招生的通知\n请做好高等职业招生。\n')
        zc.write(docs, 'rent.txt', '关于公共租赁住房的通知\n公共租赁住房如下。\n')
        cls.own = zc.write(cls.temp, 'own.txt', '高职|公共租赁住房\n')
        made = zc.run(zc.INDEX, '-q', '-d', cls.terms_dir, docs, home=cls.temp)
        if made.code:
            raise RuntimeError(made)

    def setUp(self):
        super().setUp()
        self.dir = self.terms_dir

    def page(self, query, **how):
        return self.get(query, dir=self.dir, **how)

    def link(self, r, text):
        link, = (a.attrs['href'][1:] for a in r.main.all('a') if a.text == text)
        return link

    def test_the_link_widens_and_another_leads_back(self):
        r = self.page(q(q='高职'))
        self.assertEqual(r.total, 1)
        self.assertIn('另有 1 篇写作：高等职业', r.main.text)
        wide = self.page(self.link(r, '简称与全称一并检索'))
        self.assertEqual(wide.total, 2)
        self.assertIn('(高职|高等职业)', wide.main.text)
        self.assertNotIn('另有', wide.main.text)
        self.assertEqual(self.page(self.link(wide, '只按原文检索')).total, 1)

    def test_in_english_too(self):
        r = self.page(q(q='高职', lang='en'))
        self.assertIn('1 more write it otherwise: 高等职业', r.main.text)
        wide = self.page(self.link(r, 'Search abbreviations and full forms alike'))
        self.assertEqual(self.page(self.link(wide, 'Search as written')).total, 1)

    def test_what_was_chosen_goes_with_the_next_question_and_other_views(self):
        wide = self.page(q(q='高职', synonyms='all'))
        hidden = {i.attrs['name']: i.attrs['value'] for i in wide.page.all('input') if i.attrs.get('type') == 'hidden'}
        self.assertEqual(hidden, {'synonyms': 'all'})
        self.assertEqual(self.page(self.link(wide, '逐处对照')).total, 2)
        self.assertEqual(json.loads(self.ask_cgi(self.link(wide, 'JSON'), dir=self.dir).text)['total'], 2)

    def test_what_is_found_by_synonyms_alone_is_said_and_marked(self):
        r = self.page(q(q='公租房'))
        self.assertEqual(r.total, 1)
        self.assertIn('全称或简称', r.main.text)
        self.assertIn('公共租赁住房', [m.text for m in r.main.all('mark')])
        doc = self.page(r.hits[0])
        self.assertIn('公共租赁住房', [m.text for m in doc.main.all('mark')])

    def test_a_url_names_no_file_and_no_other_choice(self):
        self.assertEqual(self.page(q(q='高职', terms=self.own)).total, 1)
        self.page(q(q='高职', synonyms='some'), status=400)
        self.assertNotIn('高职', self.page(q(synonyms='all')).main.text)


if __name__ == '__main__':
    web.main()
