# SPDX-License-Identifier: GPL-2.0-or-later
"""The CGI program as a web server calls it: methods, statuses, headers, languages, links and views."""
import csv
import io
import json
import os
import re
import shutil
import urllib.parse

import web
import zc
from web import q


class Requests(web.Case):
    def test_get_and_head_are_answered_alike(self):
        for query in ('', q(q='产教融合'), q(q='"'), q(view='doc', id='nothing'), q(city='宁玻')):
            with self.subTest(query):
                got, head = self.ask_cgi(query), self.ask_cgi(query, method='HEAD')
                without_length = [[h for h in r.headers if h[0] != 'Content-Length'] for r in (got, head)]
                self.assertEqual(*without_length)
                self.assertEqual(head.header('Content-Length'), got.header('Content-Length'))

    def test_other_methods_are_refused(self):
        for method in ('POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'get', 'GET ', 'HEAD\n', '<script>', ''):
            with self.subTest(method):
                r = self.ask_cgi(q(q='产教融合'), method=method)
                self.assertEqual(r.status, 405, r)
                self.assertEqual(r.header('Allow'), 'GET, HEAD')
                self.assertEqual(r.header('Content-Type'), 'text/plain; charset=utf-8')
                self.assertNotIn('<', r.text)

    def test_a_bare_environment_is_enough(self):
        r = self.get(env={'REQUEST_METHOD': None, 'GATEWAY_INTERFACE': None, 'SERVER_PROTOCOL': None, 'PATH': None,
                          'QUERY_STRING': None, 'LANG': None, 'HOME': None})
        self.assertIn('10', r.main.text)

    def test_the_stylesheet_comes_from_the_program(self):
        r = self.ask_cgi(env={'PATH_INFO': '/style.css'})
        self.assertEqual((r.status, r.header('Content-Type')), (200, 'text/css; charset=utf-8'))
        self.assertRegex(r.header('Cache-Control'), r'^max-age=\d+$')
        with open(os.path.join(zc.SOURCE, 'searcher', 'style.css'), 'rb') as style:
            self.assertEqual(r.body, style.read())
        self.assertEqual(self.ask_cgi(env={'PATH_INFO': '/style.css', 'ZHENGCE_INDEX': '/nowhere'}).status, 200)

    def test_there_is_nothing_else_below_the_program(self):
        for path in ('/', '/style.css/', '/STYLE.CSS', '/../style.css', '//style.css', '/style.css\0'.rstrip('\0') + '%00',
                     '/../../etc/passwd', '/<script>', '/x?q=1', '/' + 'a' * 60000):
            with self.subTest(path[:40]):
                r = self.ask_cgi(q(q='产教融合'), env={'PATH_INFO': path})
                self.assertEqual((r.status, r.header('Content-Type')), (404, 'text/plain; charset=utf-8'))
                self.assertNotIn('<', r.text)
                self.assertIsNone(r.header('Cache-Control'))

    def test_the_form_posts_to_the_address_it_was_asked_at(self):
        page = self.get().page
        self.assertEqual(page.one('form').attrs['action'], web.SCRIPT)
        self.assertNotIn('method', page.one('form').attrs)
        r = self.ask_cgi(env={'SCRIPT_NAME': '/a"><script>alert(1)</script>/zhengce.cgi'})
        self.assertIn('action="/a&quot;&gt;&lt;script&gt;', r.text)
        self.assertNotIn('<script', r.text)

    def test_the_index_may_stand_in_a_configuration_file(self):
        lines = f'# the search page\nindexes = /nowhere\n\n  index =  {self.sample_dir}\t\r\nindex = /nowhere\n'
        conf = zc.write(self.work, 'zhengce.conf', lines)
        r = self.get(q(q='产教融合'), env={'ZHENGCE_INDEX': None, 'ZHENGCE_CONF': conf})
        self.assertEqual(r.total, 8)
        r = self.get(q(q='产教融合'), env={'ZHENGCE_INDEX': '', 'ZHENGCE_CONF': conf})
        self.assertEqual(r.total, 8)

    def test_the_environment_outranks_the_configuration_file(self):
        conf = zc.write(self.work, 'zhengce.conf', 'index = /nowhere\n')
        self.get(q(q='产教融合'), env={'ZHENGCE_CONF': conf})


class Failures(web.Case):
    def assert_tells_nothing(self, r):
        """A sentence for people, and nothing of the machine. The program's own version in the foot is no secret."""
        self.assertRegex(r.main.text, r'[。.]\s*$', r)
        for secret in (self.temp, '/nowhere', 'Xapian', 'xapian', 'glass', 'ICU', 'libzhengce', 'manifest', 'errno',
                       'No such file', '/tmp', '.so'):
            self.assertNotIn(secret, r.text, r)
        self.assertNotRegex(r.main.text, r'\d', r)

    def test_a_wrong_query_is_the_visitors_and_said(self):
        for query in (q(q='a' * 2000), q(q='产教 ' * 70), q(q='城市：宁玻'), q(q='OR'),
                      q(city='宁玻'), q(province='宁波'), q(year='abc'), q(year='2023..2019'), q(since='2023-13-01'),
                      q(until='昨天'), q(sort='size', q='x'), q(view='tree', q='x'), q(view='keyness', q='x'),
                      q(view='matrix', q='x', by='colour'), q(q='x', page='-1'), q(q='x', page='1e3'), q(q='x', page='二'),
                      q(q='x', page='999999')):
            with self.subTest(query[:60]):
                r = self.ask_cgi(query)
                self.assertEqual(r.status, 400, r)
                self.assertEqual(len(r.main.all('h1')), 1)
                self.assertTrue(r.main.one('p', 'detail').text.strip(), r)

    def test_a_refusal_is_told_in_the_language_of_the_page(self):
        for query in (q(q='产教 OR'), q(city='宁玻'), q(q='产教', sort='size')):
            [english] = self.get(query + '&lang=en', status=400).main.one('p', 'detail').all('bdi')
            self.assertEqual((english.text[0].isascii(), english.attrs.get('lang')), (True, 'en'))
        for query, said in ((q(q='产教 OR'), '第 6 个字：OR 两边都要有内容'), (q(city='宁玻'), '城市：没有“宁玻”这个地方')):
            [chinese] = self.get(query, status=400).main.one('p', 'detail').all('bdi')
            self.assertTrue(chinese.text.startswith(said), chinese.text)
            self.assertNotIn('lang', chinese.attrs)

    def test_an_unknown_place_names_the_nearest(self):
        r = self.get(q(city='宁玻'), status=400)
        self.assertIn('宁波', r.main.one('p', 'detail').text)
        self.assertEqual([i.attrs['value'] for i in r.page.all('input') if i.attrs['name'] == 'city'], ['宁玻'])

    def test_an_unknown_document_is_not_found(self):
        for id in ('nothing.md', '../../etc/passwd', '/etc/passwd', 'shili-2022-5', 'x' * 5000, '*'):
            with self.subTest(id[:30]):
                r = self.get(q(view='doc', id=id), status=404)
                self.assertTrue(r.main.text)
                self.assertNotIn('root:', r.text)

    def test_no_index_is_the_services_trouble(self):
        empty = os.path.join(self.work, 'empty')
        os.mkdir(empty)
        file = zc.write(self.work, 'file', 'x')
        nowhere = os.path.join(self.work, 'nowhere')
        for dir in ('/nowhere/index', nowhere, empty, file, '/nowhere/' + 'x' * 5000):
            for query in ('', q(q='产教融合'), q(view='doc', id='x'), q(q='产教融合', lang='en')):
                with self.subTest((dir[:40], query)):
                    self.assert_tells_nothing(self.get(query, status=503, dir=dir))

    def test_no_configuration_is_the_services_trouble(self):
        for text in ('', 'index =\n', 'index\n', '\0\0', '=\n'):
            conf = zc.write(self.work, 'zhengce.conf', text)
            self.assert_tells_nothing(self.get(status=503, env={'ZHENGCE_INDEX': None, 'ZHENGCE_CONF': conf}))
        for conf in (self.work, '/nowhere/zhengce.conf', '/dev/null'):
            self.assert_tells_nothing(self.get(status=503, env={'ZHENGCE_INDEX': None, 'ZHENGCE_CONF': conf}))

    def test_data_formats_say_no_more(self):
        for format in ('json', 'jsonl', 'csv', 'text'):
            r = self.ask_cgi(q(q='产教融合', format=format), dir='/nowhere/index')
            self.assertEqual((r.status, r.header('Content-Type')), (503, 'application/json; charset=utf-8'))
            self.assertEqual(list(json.loads(r.text)), ['query', 'error', 'total', 'hits'])
            self.assertNotIn('/nowhere', r.text)
            r = self.ask_cgi(q(city='宁玻', format=format))
            self.assertEqual(r.status, 400)
            self.assertIn('宁波', json.loads(r.text)['error'])

    def files(self, dir):
        return sorted(os.path.join(at, name) for at, _, names in os.walk(dir) for name in names)

    def test_a_truncated_index_is_the_services_trouble(self):
        for name in self.files(self.sample_dir):
            size = os.path.getsize(name)
            for keep in {0, size // 2, size - 1} if size else ():
                part = os.path.relpath(name, self.sample_dir)
                with self.subTest((part, keep)):
                    dir = os.path.join(self.work, 'cut')
                    shutil.copytree(self.sample_dir, dir)
                    os.truncate(os.path.join(dir, part), keep)
                    r = self.ask_cgi(q(q='产教融合'), dir=dir)
                    shutil.rmtree(dir)
                    self.assertIn(r.status, (200, 503), r)
                    if r.status == 503:
                        self.assert_tells_nothing(r)
                    else:  # a lock, or a byte that nothing needs
                        self.assertEqual(r.total, 8, r)

    def test_an_index_with_flipped_bytes_neither_crashes_nor_talks(self):
        names = [n for n in self.files(self.sample_dir) if os.path.getsize(n) > 0]
        seed = 20230921
        for turn in range(60):
            dir = os.path.join(self.work, f'flip{turn}')
            shutil.copytree(self.sample_dir, dir)
            name = os.path.join(dir, os.path.relpath(names[turn % len(names)], self.sample_dir))
            with open(name, 'r+b') as file:
                data = bytearray(file.read())
                for _ in range(8):
                    seed = (seed * 1103515245 + 12345) % 2**31
                    data[seed % len(data)] ^= 1 + seed // 65536 % 255
                file.seek(0)
                file.write(data)
            with self.subTest((turn, os.path.relpath(name, dir))):
                for query in (q(q='产教融合'), q(view='doc', id='shili-2022-5.md', q='产教融合')):
                    r = self.ask_cgi(query, dir=dir)
                    self.assertIn(r.status, (200, 404, 503), r)
                    self.assertTrue(r.page)
                    if r.status == 503:
                        self.assert_tells_nothing(r)
            shutil.rmtree(dir)


class Languages(web.Case):
    def language(self, lang=None, accept=None):
        r = self.get(q(lang=lang) if lang is not None else '', env={'HTTP_ACCEPT_LANGUAGE': accept})
        tag = r.page.one('html').attrs['lang']
        self.assertEqual(r.page.one('button').text, {'zh-CN': '检索', 'en': 'Search'}[tag])
        return tag

    def test_chinese_is_the_default(self):
        for accept in (None, '', '*', 'fr', 'de-DE,fr;q=0.5', ';;;,,,q=', 'x' * 50000, '<script>', 'en;q=0'):
            with self.subTest(str(accept)[:40]):
                self.assertEqual(self.language(accept=accept), 'zh-CN')

    def test_the_browser_chooses(self):
        for accept, expected in {
                'en': 'en', 'en-GB,en;q=0.9': 'en', 'zh-CN,zh;q=0.9,en;q=0.8': 'zh-CN', 'en-US,en;q=0.9,zh;q=0.8': 'en',
                'en;q=0.3,zh-TW;q=0.7': 'zh-CN', 'fr,en;q=0.5,zh;q=0.1': 'en', 'EN': 'en', 'fr, en': 'en',
                'zh;q=0.9, en; q=0.1': 'zh-CN', 'zh; q=0.1, en; q=0.9': 'en', 'en ;q=0.1, zh ;q=0.9': 'zh-CN'}.items():
            with self.subTest(accept):
                self.assertEqual(self.language(accept=accept), expected)

    def test_the_address_outranks_the_browser(self):
        self.assertEqual(self.language('en', 'zh-CN'), 'en')
        self.assertEqual(self.language('zh', 'en-US'), 'zh-CN')
        self.assertEqual(self.language('zh-CN', 'en-US'), 'zh-CN')
        self.assertEqual(self.language('tlh', 'en-US'), 'en')
        self.assertEqual(self.language('tlh'), 'zh-CN')

    def test_the_language_stays_along_links_and_the_form(self):
        r = self.get(q(q='产教融合', lang='en'))
        hidden = {i.attrs['name']: i.attrs['value'] for i in r.page.all('input') if i.attrs.get('type') == 'hidden'}
        self.assertEqual(hidden, {'lang': 'en'})
        for link in r.hits + [a.attrs['href'][1:] for a in r.main.all('aside')[0].all('a')]:
            self.assertIn('lang=en', link)

    def test_the_foot_changes_the_language_and_nothing_else(self):
        r = self.get(q(q='产教融合', year='2023', view='kwic'))
        a, = r.page.one('footer').all('a')
        self.assertEqual((a.text, a.attrs['lang']), ('English', 'en'))
        english = self.get(a.attrs['href'][1:])
        self.assertEqual(english.page.one('html').attrs['lang'], 'en')
        self.assertEqual(english.marks, r.marks)
        a, = english.page.one('footer').all('a')
        self.assertEqual(self.get(a.attrs['href'][1:]).page.one('main').text, r.main.text)

    def test_no_page_in_english_speaks_chinese_of_its_own(self):
        for query in ('', q(q='"zzzz"'), q(q='"zzzz"', view='matrix', by='type'), q(q='"zzzz"', view='kwic')):
            r = self.get(query + '&lang=en')
            own = re.sub('|'.join(['中文', *(a.text for a in r.main.all('a')), *(h.text for h in r.main.all('th'))]), '',
                         r.page.one('body').text)
            self.assertNotRegex(own, '[一-鿿]')


class Formats(web.Case):
    def test_every_format_has_its_type(self):
        for view, format, type in (
                ('', 'json', 'application/json'), ('', 'jsonl', 'application/json'), ('', 'text', 'text/plain'),
                ('matrix', 'json', 'application/json'), ('matrix', 'csv', 'text/csv'),
                ('matrix', 'tsv', 'text/tab-separated-values'), ('kwic', 'csv', 'text/csv'),
                ('kwic', 'tsv', 'text/tab-separated-values'), ('kwic', 'jsonl', 'application/json'),
                ('kwic', 'text', 'text/plain')):
            with self.subTest((view, format)):
                by = {'by': 'city,year'} if view == 'matrix' else {}
                r = self.ask_cgi(q(q='产教融合', view=view, format=format, **by))
                self.assertEqual((r.status, r.header('Content-Type')), (200, type + '; charset=utf-8'), r)

    def same_as_the_command(self, query, *args):
        def steady(text):
            return re.sub(r'"ms":[\d.e-]+', '"ms":0', text)
        cgi, command = self.ask_cgi(query), self.search(*args, dir=self.sample_dir)
        self.assertEqual(cgi.status, 200, cgi)
        self.assertEqual(steady(cgi.text), steady(command.out))

    def test_a_format_is_what_the_command_line_prints(self):
        self.same_as_the_command(q(q='产教融合', format='json'), '--format', 'json', '产教融合')
        self.same_as_the_command(q(q='产教融合', format='csv', view='kwic'), '--format', 'csv', '--view', 'kwic', '产教融合')
        self.same_as_the_command(q(q='产教融合', format='tsv', view='matrix', by='year'),
                                 '--format', 'tsv', '--view', 'matrix', '--by', 'year', '产教融合')
        self.same_as_the_command(q(format='json', view='doc', id='cixi-139.md'),
                                 '--format', 'json', '--view', 'doc', 'cixi-139.md')
        self.same_as_the_command(q(q='职业教育', format='json', city=['宁波', '宜昌'], sort='date', since='2019'),
                                 '--format', 'json', '--city', '宁波', '--city', '宜昌', '--sort', 'date', '--since', '2019',
                                 '职业教育')

    def test_the_pages_format_links_work(self):
        for query in (q(q='产教融合'), q(q='产教融合', view='matrix', by='city,year'), q(q='产教融合', view='kwic')):
            r = self.get(query)
            for a in r.main.one('p', 'formats').all('a'):
                data = self.ask_cgi(a.attrs['href'][1:])
                self.assertEqual(data.status, 200, data)
                if a.text == 'JSON':
                    self.assertEqual(json.loads(data.text)['total'], r.total)
                else:
                    table = list(csv.reader(io.StringIO(data.text)))
                    self.assertGreater(len(table), 1)
                    self.assertEqual({len(row) for row in table}, {len(table[0])})

    def test_html_is_a_format(self):
        self.assertEqual(self.get(q(q='产教融合', format='html')).main.text, self.get(q(q='产教融合')).main.text)

    def test_an_unknown_format_is_refused(self):
        for format in ('xml', 'exe', '<script>', 'JSON', 'bibtex', 'text/html\r\nX-A: b'):
            r = self.ask_cgi(q(q='产教融合', format=format))
            self.assertEqual(r.status, 400, r)
            self.assertNotIn('X-A', dict(r.headers))


class Pages(web.Case):
    """Paging, on forty small documents of three places."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rows = [{'id': f'd{i:02}', 'title': f'关于第{i}次巡河的通知', 'city': ['宁波市', '宜昌市', '示例市'][i % 3],
                 'date': f'20{10 + i % 5}-01-{i % 28 + 1:02}', 'type': '通知', 'issuer': ['甲局', '乙局'][i % 2],
                 'text': '湖面巡查。' * (i + 1)} for i in range(40)]
        table = zc.write(cls.temp, 'rivers.jsonl', zc.rows(*rows))
        cls.rivers = os.path.join(cls.temp, 'rivers')
        made = zc.run(zc.INDEX, '-q', '-d', cls.rivers, table, home=cls.temp)
        if made.code:
            raise RuntimeError(made)

    def river(self, **values):
        return self.get(q(**values), dir=self.rivers)

    def next_of(self, r, rel='next'):
        links = [a.attrs['href'][1:] for a in r.main.all('a') if a.attrs.get('rel') == rel]
        return links[0] if links else None

    def test_pages_follow_each_other_and_hold_every_hit_once(self):
        seen, back, link = [], [], q(q='巡查', sort='date')
        first = self.get(link, dir=self.rivers)
        self.assertIsNone(self.next_of(first, 'prev'))
        while link:
            r = self.get(link, dir=self.rivers)
            self.assertEqual((r.total, len(r.hits)), (40, 10))
            seen += r.hits
            back.append(self.next_of(r, 'prev'))
            link = self.next_of(r)
        self.assertEqual((len(seen), len(set(seen)), len(back)), (40, 40, 4))
        self.assertEqual(self.get(back[1], dir=self.rivers).text, first.text)

    def test_pages_of_the_concordance_hold_every_line_once(self):
        link, lines, pages = q(q='巡查', view='kwic'), [], 0
        while link:
            r = self.get(link, dir=self.rivers)
            lines += [tr.text for tr in r.main.one('tbody').all('tr')]
            link, pages = self.next_of(r), pages + 1
        self.assertEqual((len(lines), pages), (820, 9))
        self.assertIn('820', r.main.text)

    def test_a_page_past_the_last_is_empty_and_whole(self):
        r = self.river(q='巡查', page='99999')
        self.assertEqual((r.total, r.hits), (40, []))
        self.assertEqual(self.river(q='巡查', page='0').hits, self.river(q='巡查').hits)
        self.assertEqual(self.river(q='巡查', page='0001').hits, self.river(q='巡查').hits)

    def test_a_page_of_data_is_the_page(self):
        for view in ({}, {'view': 'list'}):
            got = json.loads(self.ask_cgi(q(q='巡查', page='2', format='json', **view), dir=self.rivers).text)
            self.assertEqual([h['rank'] for h in got['hits']], list(range(11, 21)), view)

    def test_one_page_needs_no_links(self):
        self.assertEqual(self.river(q='"第7次"').main.all('nav'), [])

    def test_narrowing_starts_at_the_first_page(self):
        r = self.river(q='巡查', page='3')
        for link in [a.attrs['href'] for a in r.main.one('aside').all('a')]:
            self.assertNotIn('page=', link)


class Unknown(web.Case):
    def test_from_a_document_that_is_not_there_a_link_leads_back(self):
        r = self.get(q(q='产教融合', year='2023', view='doc', id='nothing.md'), status=404)
        link, = (a.attrs['href'][1:] for a in r.main.all('a'))
        self.assertEqual(self.get(link).text, self.get(q(q='产教融合', year='2023')).text)
        self.assertEqual(self.get(q(view='doc', id='nothing.md'), status=404).main.all('a'), [])

    def test_a_source_is_named_in_the_language_of_the_page(self):
        self.doc('a.txt', '慈溪县教育局文件\n\n关于巡河的通知\n\n请慈溪县各校巡河。\n\n慈溪县教育局\n\n1985年3月5日\n')
        self.build()
        zh, en = (self.get(q(view='doc', id='a.txt', lang=lang), dir=self.dir).main.one('dl').text for lang in ('zh', 'en'))
        self.assertIn('依据 落款', zh)
        self.assertIn('from signature', en)
        self.assertNotRegex(zh, '依据 [a-z]')
        self.assertIn('依据 红头: 慈溪县', zh)

    def test_one_document_is_no_documents(self):
        self.assertEqual(self.get(q(q='慈教建〔2023〕44号', lang='en')).main.one('h1').text, '1 document found')


class Facets(web.Case):
    def facets(self, r):
        """The facets' links: (link, value, count)."""
        for li in r.main.one('aside').all('li'):
            if 'class' not in li.attrs:
                a = li.one('a')
                yield a.attrs['href'][1:], a.text, int(li.text[len(a.text):])

    def test_a_facet_narrows_to_its_count(self):
        for query in (q(q='产教融合'), q(q='职业教育', sort='date'), q(city='宁波'), q(q='双师型', year='2019..2022'),
                      q(q='产教融合 城市：宁波'), q(q='type:答复 产教融合', city='慈溪市'), q(q='city:宁波')):
            r = self.get(query)
            links = list(self.facets(r))
            self.assertTrue(links)
            for link, value, count in links:
                with self.subTest((query, value)):
                    narrowed = self.get(link)
                    self.assertEqual(narrowed.total, count)
                    self.assertGreater(count, 0)
                    self.assertIn(value, [li.text.split()[0] for li in narrowed.main.one('aside').all('li', 'set')])
                    self.assertIn(value, [i.attrs.get('value') for i in narrowed.page.all('input')])

    def test_beside_a_filter_its_other_values_are_offered(self):
        for query in (q(q='产教融合', city='宁波'), q(q='产教融合 city:宁波')):
            other = {value: link for link, value, _ in self.facets(self.get(query))}
            self.assertIn('示例市', other)
            self.assertEqual('宁波市' in other, '&city=' not in query)
            self.assertEqual(self.get(other['示例市']).main.one('code').text, '产教融合 city:示例市')

    def test_where_nothing_is_found_the_values_that_would_be_are_counted_as_written(self):
        r = self.get(q(q='职业学校', city='宁波', year='1999'))
        self.assertEqual(r.hits, [])
        for link, value, count in self.facets(r):
            self.assertEqual(self.get(link).total, count, value)
        self.assertIn(f'({count} 篇文件)', r.main.text)

    def test_a_facet_below_a_place_that_is_set_narrows_too(self):
        r = self.get(q(q='职业教育', city='慈溪市'))
        for link, value, count in self.facets(r):
            with self.subTest(value):
                self.assertEqual(self.get(link).total, count)

    def test_a_filter_is_taken_out_again(self):
        r = self.get(q(q='产教融合'))
        for link, value, _ in self.facets(r):
            with self.subTest(value):
                remove = self.get(link).main.one('li', 'set').one('a')
                self.assertEqual(remove.attrs['href'][1:], q(q='产教融合'))

    def test_every_filter_that_is_set_is_shown(self):
        r = self.get(q(q='职业教育', city=['宁波市', '宜昌市'], year='2019..2023', type='意见'))
        shown = ' '.join(li.text for li in r.main.one('aside').all('li', 'set'))
        for value in ('宁波市', '宜昌市', '2019..2023', '意见'):
            self.assertIn(value, shown)

    def test_filters_the_form_does_not_narrow_by_are_in_the_form(self):
        conditions = {'city': '宁波', 'province': '浙江', 'year': '2023', 'since': '2023-01-01', 'until': '2023-12-31',
                      'docno': '慈教建〔2023〕*', 'issuer': '慈溪市教育局', 'type': '答复', 'status': '有效'}
        page = self.get(q(q='产教融合', sort='date-asc', **conditions)).page
        form = {i.attrs['name']: i.attrs['value'] for i in page.one('form').all('input')}
        self.assertEqual(form, {'q': '产教融合', **conditions})
        self.assertEqual([o.attrs['value'] for o in page.all('option') if 'selected' in o.attrs], ['date-asc'])
        self.assertIn('open', page.one('details').attrs)
        self.assertNotIn('open', self.get(q(q='产教融合')).page.one('details').attrs)

    def test_the_last_of_a_repeated_query_is_the_one_shown(self):
        r = self.get('q=%E4%BA%A7%E6%95%99%E8%9E%8D%E5%90%88&q=%E5%8F%8C%E5%B8%88%E5%9E%8B')
        shown = next(i.attrs['value'] for i in r.page.all('input') if i.attrs['name'] == 'q')
        self.assertEqual(shown, r.main.one('code').text)


class Permalinks(web.Case):
    def test_every_link_of_the_page_works(self):
        """Follows the page's own links, three deep, some of each kind."""
        todo, seen = [('', 0), (q(q='职业教育'), 0), (q(q='产教融合', view='matrix', by='type,issuer'), 0)], set()
        while todo and len(seen) < 260:
            query, depth = todo.pop(0)
            if query in seen:
                continue
            seen.add(query)
            r = self.ask_cgi(query)
            self.assertEqual(r.status, 200, r)
            if r.header('Content-Type').startswith('text/html') and depth < 3:
                todo += [(link, depth + 1) for link in r.links]
        self.assertGreater(len(seen), 200)

    def test_the_address_is_the_permalink(self):
        query = q(q='产教融合 -"双师"', year='2019..2023', sort='date')
        r = self.get(query)
        self.assertEqual(self.get(query).text, r.text)
        current = next(a for a in r.main.all('a') if a.attrs.get('aria-current') == 'page')
        self.assertEqual(self.get(current.attrs['href'][1:]).text, r.text)

    def test_views_keep_what_was_asked(self):
        r = self.get(q(q='产教融合', year='2023', lang='en'))
        for a in r.main.one('ul', 'views').all('a'):
            values = urllib.parse.parse_qs(a.attrs['href'][1:])
            self.assertEqual((values['q'], values['year'], values['lang']), (['产教融合'], ['2023'], ['en']))
            self.assertEqual(self.get(a.attrs['href'][1:]).total, r.total)

    def test_the_examples_find_something(self):
        for a in self.get().main.all('a'):
            self.assertGreater(self.get(a.attrs['href'][1:]).total, 0, a.text)


class Matrix(web.Case):
    """Cells as links, on places within places and names within names."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        places = [('宁波市', '慈溪市', '浙江省'), ('宁波市', '余姚市', '浙江省'), ('宁波市', None, '浙江省'),
                  ('北京市', '朝阳区', '北京市'), ('长春市', '朝阳区', '吉林省'), ('吉林市', None, '吉林省'),
                  ('朝阳市', None, '辽宁省'), ('示例市', '示例区', '示例省'), (None, None, None), (None, None, '浙江省')]
        kinds = ['意见', '实施意见', '通知', None]
        issuers = ['教育局', '示例市教育局', '示例市教育局办公室', None]
        rows = [{'id': f'd{i}', 'title': f'第{i}份', 'city': c, 'county': k, 'province': p, 'type': kinds[i % 4],
                 'issuer': issuers[i // 2 % 4], 'year': [2019, 2020, 2021, None][i % 3 if i % 5 else 3],
                 'text': '巡河一次。' * (i % 4)}
                for i, (c, k, p) in enumerate(places * 4)]
        rows = [{name: value for name, value in row.items() if value is not None} for row in rows]
        table = zc.write(cls.temp, 'places.jsonl', zc.rows(*rows))
        cls.places = os.path.join(cls.temp, 'places')
        made = zc.run(zc.INDEX, '-q', '-d', cls.places, table, home=cls.temp)
        if made.code:
            raise RuntimeError(made)

    def check_cells(self, dir, links=True, **values):
        r = self.get(q(view='matrix', **values), dir=dir)
        cells, docs = 0, 0
        for td in r.main.one('table', 'matrix').all('td'):
            count = re.match(r'(\d+)/(\d+)$', td.one('small').text) if td.all('small') else None
            docs += int(count.group(1)) if count else 0
            for a in td.all('a'):
                cells += 1
                with self.subTest((values, a.attrs['href'])):
                    found = self.get(a.attrs['href'][1:], dir=dir)
                    self.assertEqual(found.total, int(count.group(1)))
                    self.assertNotIn('matrix', a.attrs['href'])
        self.assertEqual(cells > 0, links, r)
        self.assertEqual(docs, r.total)

    def test_cells_lead_to_exactly_their_documents(self):
        for by in ('city,year', 'year,city', 'province,type', 'issuer,year', 'type,issuer', 'city', 'year', 'type',
                   'issuer', 'province'):
            self.check_cells(self.places, q='巡河', by=by)
        self.check_cells(self.sample_dir, q='产教融合', by='city,year')

    def test_cells_of_counties_lead_to_exactly_their_documents(self):
        for by in ('county', 'county,year', 'city,county', 'province,city', 'province,county'):
            self.check_cells(self.places, q='巡河', by=by)

    def test_cells_within_filters_lead_to_exactly_their_documents(self):
        self.check_cells(self.places, q='巡河', by='city,year', year='2019..2020')
        self.check_cells(self.places, q='巡河', by='city,year', city=['宁波', '示例市'])
        self.check_cells(self.places, q='巡河 type:通知', by='type')
        self.check_cells(self.places, q='巡河', by='city,type', city='慈溪')
        self.check_cells(self.places, q='巡河', by='city', city='朝阳区', links=False)  # no filter says both

    def test_counts_are_those_of_the_table(self):
        r = self.get(q(q='产教融合', view='matrix', by='city,year'))
        rows = list(csv.DictReader(io.StringIO(self.ask_cgi(q(q='产教融合', view='matrix', by='city,year', format='csv')).text)))
        shown = {}
        years = [th.text for th in r.main.one('thead').all('th')][1:]
        for tr in r.main.one('tbody').all('tr'):
            for year, td in zip(years, tr.all('td')):
                if 'class' not in td.attrs:
                    shown[tr.one('th').text, year] = td.text
        unknown = '（未知）'
        self.assertEqual(shown, {(row['city'] or unknown, row['year'] or unknown):
                                 f"{row['hits']} {row['docs']}/{row['corpus_docs']}" for row in rows})

    def test_nothing_asked_for_is_a_table_of_the_corpus(self):
        r = self.get(q(view='matrix', by='city'))
        self.assertEqual(r.total, 10)


class Documents(web.Case):
    def setUp(self):
        super().setUp()
        self.made = False

    def show(self, name, query=None):
        if not self.made:
            self.build()
            self.made = True
        values = {'view': 'doc', 'id': name, **({'q': query} if query else {})}
        return self.get(q(**values), dir=self.dir)

    def test_a_plain_text_is_marked_everywhere(self):
        self.doc('a.txt', '关于巡河的通知\n\n巡河每日一次。 <b>巡河</b> & "巡河"\n各乡镇：巡\u200b河要记录。\n')
        r = self.show('a.txt', '巡河')
        body = r.main.one('div', 'body')
        self.assertEqual([re.sub('\u200b', '', m.text) for m in body.all('mark')], ['巡河'] * 5)
        self.assertIn('<b>巡河</b> & "巡河"', body.text)

    def test_without_a_query_nothing_is_marked(self):
        self.doc('a.md', '# 通知\n\n巡河每日一次。\n')
        self.assertEqual(self.show('a.md').marks, [])

    def test_a_markdown_document_is_marked_within_its_markup(self):
        self.doc('a.md', '# 关于巡河的通知\n\n## 巡河范围\n\n**巡河**与*巡河*，***全年巡河两次***。\n\n- 巡河一\n  1. 巡河二\n\n'
                         '> 引文：巡河\n\n[巡河手册](https://example.org/a?b=1&c=2)\n\n| 事项 | 次数 |\n|---|---|\n| **巡河** | 2 |\n')
        body = self.show('a.md', '巡河').main.one('div', 'body')
        self.assertEqual([m.text for m in body.all('mark')], ['巡河'] * 9)
        self.assertEqual([m for m in body.all('mark') if any(m.walk())], [])

    def test_no_mark_crosses_markup(self):
        self.doc('a.md', '# 通知\n\n产教**融合**，产*教融*合，[产教](https://example.org/)融合，产教融合。\n')
        body = self.show('a.md', '产教融合').main.one('div', 'body')
        self.assertIn('产教融合，产教融合，产教融合，产教融合。', body.text)
        for mark in body.all('mark'):
            self.assertEqual([c for c in mark.children if isinstance(c, web.Node)], [])
        self.assertEqual(body.all('mark')[-1].text, '产教融合')
        self.assertEqual(''.join(m.text for m in body.all('mark')), '产教融合' * 4)

    def test_what_a_line_end_cuts_is_marked_in_markdown(self):
        self.doc('a.md', '# 通知\n\n存在的问题是：产\n教融合多停留在协议上。\n')
        body = self.show('a.md', '产教融合').main.one('div', 'body')
        self.assertEqual(re.sub(r'\s', '', ''.join(m.text for m in body.all('mark'))), '产教融合')

    def test_what_a_line_end_cuts_is_marked_in_plain_text(self):
        self.doc('a.txt', '关于协议的通知\n\n存在的问题是：产\n教融合多停留在协议上。\n')
        body = self.show('a.txt', '产教融合').main.one('div', 'body')
        self.assertEqual(re.sub(r'\s', '', ''.join(m.text for m in body.all('mark'))), '产教融合')

    def test_every_word_of_a_relaxed_answer_is_marked(self):
        r = self.get(q(q='学徒制补贴标准'))
        self.assertTrue(r.main.all('p', 'note') and r.marks)
        opened = self.get(r.hits[0])
        self.assertTrue(opened.marks)

    def test_the_whole_document_is_shown(self):
        """A heading that is not the title that was given is text like any other."""
        self.doc('a.md', '---\ntitle: 关于湖泊的通知\n---\n\n# 附件：巡河办法\n\n正文。\n\n# 第二章\n\n完。\n')
        r = self.show('a.md', '巡河办法')
        self.assertEqual(r.main.all('h1')[0].text, '关于湖泊的通知')
        self.assertIn('附件：巡河办法', r.main.one('article', 'document').text)
        self.assertIn('巡河办法', r.marks)

    def test_a_title_that_is_the_heading_stands_once(self):
        self.doc('a.md', '# 关于巡河的通知\n\n正文。\n')
        r = self.show('a.md')
        self.assertEqual(r.main.text.count('关于巡河的通知'), 1)

    def test_fields_are_shown_with_their_sources(self):
        r = self.get(q(view='doc', id='cixi-2023-44.md'))
        fields = dict(zip([d.text for d in r.main.all('dt')], [d.text for d in r.main.all('dd')]))
        self.assertTrue(fields['发文字号'].startswith('慈教建〔2023〕44号'))
        self.assertTrue(fields['城市'].startswith('宁波市'))
        self.assertTrue(fields['区县'].startswith('慈溪市'))

    def test_cited_numbers_are_searches(self):
        r = self.get(q(view='doc', id='shili-2022-5.md', lang='en'))
        cited = [a for a in r.main.one('dl').all('a')]
        self.assertEqual([a.text for a in cited], ['示政办发〔2021〕12号', '示政发〔2019〕8号'])
        for a in cited:
            found = self.get(a.attrs['href'][1:])
            self.assertGreater(found.total, 0)

    def test_a_cited_number_keeps_the_language(self):
        r = self.get(q(view='doc', id='shili-2022-5.md', lang='en'))
        self.assertEqual([a.attrs['href'] for a in r.main.one('dl').all('a') if 'lang=en' not in a.attrs['href']], [])

    def test_the_way_back_leads_to_the_results(self):
        r = self.get(q(q='产教融合', city='宁波', lang='en'))
        opened = self.get(r.hits[0])
        back = opened.main.all('a')[0]
        self.assertEqual(self.get(back.attrs['href'][1:]).text, r.text)

    def test_any_file_name_opens(self):
        names = ['a b.md', 'a+b.md', 'a%20b.md', 'a&b=c.md', 'a#b.md', 'a?b.md', "a'b\".md", '<b>.md', '甲/乙/丙.md', 'a\\b.md',
                 '%.md', '~.md', ';.md', 'é.md', '\U00020000.md']
        for name in names:
            self.doc(name, f'# 关于巡河的通知\n\n巡河。{len(name)}\n')
        self.build()
        r = self.get(q(q='巡河', group='0'), dir=self.dir)
        links = r.hits + self.get(q(q='巡河', group='0', page='2'), dir=self.dir).hits
        self.assertEqual(sorted(urllib.parse.parse_qs(link)['id'][0] for link in links), self.found('巡河'))
        for link in links:
            with self.subTest(link):
                self.assertEqual(self.get(link, dir=self.dir).marks[-1:], ['巡河'])

    def test_blanks_around_a_file_name_do_not_hide_it(self):
        self.doc(' 前.md', '# 关于巡河的通知\n\n巡河。\n')
        self.doc('中 /后.md', '# 关于巡河的通知\n\n巡河。\n')
        self.build()
        for link in self.get(q(q='巡河'), dir=self.dir).hits:
            with self.subTest(link):
                self.get(link, dir=self.dir)


if __name__ == '__main__':
    web.main()
