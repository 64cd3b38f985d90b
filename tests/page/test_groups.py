# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies on the page: one hit a group, the line below it, the way to see each, paging, and a document's own list."""
import json
import os
import re
import urllib.parse

import web
import zc
from web import q

WORK = '巡查河道 清理沟渠 修缮校舍 培训教师 补贴企业 登记树种 检查食堂 维护路灯 招募志愿者 编印手册 公开账目'.split()


def notice(seed, date='2023年5月6日', sentences=24):
    body = '\n\n'.join(f'由第{seed * i % 7 + 1}组负责{WORK[(seed * 5 + i * 3 + seed * i) % 11]}，完成{(seed + 3) * (i + 7) ** 2 % 997}处，按月报送。'
                       for i in range(sentences))
    return f'关于第{seed}项工作的通知\n\n{body}\n\n宁波市人民政府\n\n{date}\n'


class Groups(web.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        docs, cls.groups_dir = os.path.join(cls.temp, 'docs'), os.path.join(cls.temp, 'groups')
        for seed in range(12):
            zc.write(docs, f'{seed:02}.txt', notice(seed))
        for k in range(2):
            zc.write(docs, f'抄/<b>&{k}.txt', notice(3))
        zc.write(docs, '抄/近.txt', notice(4, date='2024年11月12日'))
        for k in range(8):
            zc.write(docs, f'多/{k}.txt', notice(5))
        made = zc.run(zc.INDEX, '-q', '-d', cls.groups_dir, docs, home=cls.temp)
        if made.code:
            raise RuntimeError(made)

    def setUp(self):
        super().setUp()
        self.dir = self.groups_dir

    def page(self, query, **how):
        return self.get(query, dir=self.dir, **how)

    def ids(self, links):
        return [urllib.parse.parse_qs(link)['id'][0] for link in links]

    def copies(self, r):
        """The lines below hits: the text and the ids that their links open."""
        return [(p.text, self.ids(a.attrs['href'][1:] for a in p.all('a'))) for p in r.main.all('p', 'copies')]

    def test_a_hit_links_what_it_stands_for(self):
        r = self.page(q(q='第3项工作'))
        self.assertEqual((r.total, len(r.hits)), (3, 1))
        (text, ids), = self.copies(r)
        self.assertIn('另有 2 份相同或相近的文件', text)
        self.assertEqual(sorted(self.ids(r.hits) + ids), ['03.txt', '抄/<b>&0.txt', '抄/<b>&1.txt'])
        for a in r.main.one('p', 'copies').all('a'):
            self.assertIn('第3项工作', self.page(a.attrs['href'][1:]).main.one('h1').text)

    def test_in_english_too(self):
        (text, ids), = self.copies(self.page(q(q='第4项工作', lang='en')))
        self.assertIn('1 more', text)
        self.assertEqual(len(ids), 1)

    def test_a_lone_document_has_no_line_and_the_page_no_note(self):
        r = self.page(q(q='第6项工作'))
        self.assertEqual((self.copies(r), r.main.all('p', 'grouping')), ([], []))

    def test_a_long_line_is_cut(self):
        (text, ids), = self.copies(self.page(q(q='第5项工作')))
        self.assertIn('8', text)
        self.assertEqual(len(ids), 5)
        self.assertTrue(text.endswith('等'), text)

    def test_the_count_says_that_it_counts_documents_and_each_can_be_seen(self):
        r = self.page(q(q='第3项工作'))
        note = r.main.one('p', 'grouping')
        self.assertIn('篇数按文件计', note.text)
        apart = self.page(note.one('a').attrs['href'][1:])
        self.assertEqual((apart.total, len(apart.hits), self.copies(apart)), (3, 3, []))
        back = self.page(apart.main.one('p', 'grouping').one('a').attrs['href'][1:])
        self.assertEqual(back.text, r.text)

    def test_what_was_chosen_stays_with_the_next_search(self):
        hidden = {i.attrs['name']: i.attrs['value'] for i in self.page(q(q='第3项工作', group='0')).page.all('input')
                  if i.attrs.get('type') == 'hidden'}
        self.assertEqual(hidden, {'group': '0'})
        self.assertNotIn('type="hidden"', self.page(q(q='第3项工作')).text)

    def test_pages_count_hits(self):
        first, second = self.page(q(q='负责')), self.page(q(q='负责', page='2'))
        self.assertEqual((first.total, len(first.hits), len(second.hits)), (23, 10, 2))
        self.assertIn('第 1 页，共 2 页', first.main.one('nav').text)
        self.assertEqual([a.attrs['rel'] for a in second.main.one('nav').all('a')], ['prev'])
        shown = self.ids(first.hits + second.hits) + sum((i for r in (first, second) for _, i in self.copies(r)), [])
        self.assertEqual(len(set(shown)), len(shown))
        apart = self.page(q(q='负责', group='0'))
        self.assertIn('第 1 页，共 3 页', apart.main.one('nav').text)

    def test_data_behind_the_link_are_the_hits_shown(self):
        r = self.page(q(q='第3项工作'))
        link, = (a for a in r.main.all('a') if a.text == 'JSON')
        grouped = json.loads(self.ask_cgi(link.attrs['href'][1:], dir=self.dir).text)
        self.assertEqual([h['id'] for h in grouped['hits']], self.ids(r.hits))
        plain = json.loads(self.ask_cgi(q(q='第3项工作', format='json'), dir=self.dir).text)
        self.assertEqual(len(plain['hits']), 3)

    def test_a_wrong_value_is_refused(self):
        self.page(q(q='负责', group='yes'), status=400)

    def test_counting_views_take_no_notice(self):
        for view in (dict(view='matrix', by='city,year'), dict(view='kwic')):
            both = [re.sub('[?&;]group=[01]|amp', '', self.page(q(q='第3项工作', group=g, **view)).main.text) for g in '01']
            self.assertEqual(*both)

    def test_a_document_lists_what_is_like_it(self):
        dl = self.page(q(view='doc', id='03.txt')).main.one('dl')
        self.assertIn('相同或相近的文件', dl.text)
        same = [a for a in dl.all('a') if '抄' in a.text]
        self.assertEqual(sorted(self.ids(a.attrs['href'][1:] for a in same)), ['抄/<b>&0.txt', '抄/<b>&1.txt'])
        self.assertIn('相同', same[0].parent.all('small')[0].text)
        near = self.page(q(view='doc', id='04.txt')).main.one('dl')
        self.assertIn('相近', [s.text for s in near.all('small')])
        self.assertNotIn('相同或相近的文件', self.page(q(view='doc', id='06.txt')).main.text)


class Versions(web.Case):
    def edition(self, year):
        """Of 24 articles the first twelve are the same in every edition."""
        kept = [year if i >= 12 else 7 for i in range(24)]
        body = '\n\n'.join(f'第{i + 1}条　第{k * i % 13}组负责{WORK[(k + i * 3 + k * i) % 11]}，每年{(k + i) ** 2 % 97}处，共{k * i % 997}人。'
                           for i, k in enumerate(kept))
        return f'示例市巡河条例\n\n（{year}年3月1日示例市人民代表大会常务委员会通过）\n\n{body}\n'

    def test_a_version_is_named_by_its_date_and_found_behind_it(self):
        for year in (2012, 2019):
            self.doc(f'{year}.txt', self.edition(year))
        self.build()
        line = self.get(q(q='巡河条例'), dir=self.dir).main.one('p', 'copies')
        self.assertEqual(line.text, '另有 1 个版本：2012-03-01')
        doc = self.get(line.one('a').attrs['href'][1:], dir=self.dir).main
        self.assertIn('2012年3月1日', doc.text)
        self.assertIn('2019.txt 另一版本 2019-03-01', doc.one('dl').text)


class Many(web.Case):
    def test_where_hits_are_not_counted_pages_lead_on_to_the_last(self):
        self.doc('rows.jsonl', zc.rows(*({'id': f'{i:04}', 'text': f'关于第{i // 2}处巡河点位的通知。'} for i in range(2040))))
        self.build()
        r = self.get(q(q='巡河'), dir=self.dir)
        self.assertEqual((r.total, len(r.hits), r.main.one('nav').one('span').text), (2040, 10, '第 1 页'))
        self.assertEqual([a.attrs['rel'] for a in r.main.one('nav').all('a')], ['next'])
        last = self.get(q(q='巡河', page='102'), dir=self.dir)
        self.assertEqual(len(last.hits), 10)
        self.assertEqual([a.attrs['rel'] for a in last.main.one('nav').all('a')], ['prev'])


if __name__ == '__main__':
    web.main()
