# SPDX-License-Identifier: GPL-2.0-or-later
"""Hostile visitors and hostile documents: whatever they hold comes out as text.

Every response is read strictly (web.py): a script, an event attribute, an unknown element or a foreign address in it
is a failure, as is a tag that is not closed.
"""
import json
import os
import random
import time
import urllib.parse

import web
import zc
from web import q

NAMES = ['q', 'city', 'province', 'year', 'since', 'until', 'docno', 'issuer', 'type', 'status', 'sort', 'view', 'by', 'id',
         'format', 'page', 'lang']
MARKUP = ['<script>alert(1)</script>', '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '" onfocus="alert(1)" x="',
          "' onmouseover='alert(1)", '</title><script>alert(1)</script>', '</bdi></a><b>', '<!--', '-->', ']]>', '<![CDATA[',
          '<?php', '&lt;script&gt;', '&#60;script&#62;', '&quot;', '&', '<', '>', '\\"', '`', '${x}', '{{x}}', '%3Cscript%3E',
          'javascript:alert(1)', 'data:text/html,<script>', '//example.org/', '?view=doc', '#main', '%llu %s %n %d', '%',
          '<\u0130script>', '＜script＞', '\u202e<txt.exe', '\u2066\u2069', '\ufeff<b>', '\u2028<b>', '<svg/onload=alert(1)>',
          '<mark>', '</mark></bdi>', '</div></main>']


class Visitors(web.Case):
    def survive(self, query, statuses=(200, 400, 404), **how):
        """Answered, by a page without a fault or by data without markup."""
        r = self.ask_cgi(query, **how)
        self.assertIn(r.status, statuses, r)
        if r.header('Content-Type').startswith('text/html'):
            self.assertTrue(r.page)
        elif r.header('Content-Type').startswith('application/json'):
            json.loads(r.text)
        return r

    def test_markup_in_any_parameter_is_text(self):
        for name in NAMES:
            for value in MARKUP:
                with self.subTest((name, value)):
                    self.survive(q(**{'q': '产教融合', name: value}))

    def test_markup_in_the_parameters_of_each_view(self):
        for view in ('doc', 'matrix', 'kwic', 'list'):
            for value in MARKUP[:9]:
                for query in (q(view=view, q=value), q(view=view, q='产教融合 ' + value, by='city,year', lang='en'),
                              q(view=view, q='"' + value + '" OR 产教融合', by='type', city='示例市')):
                    with self.subTest((view, query)):
                        self.survive(query)

    def test_what_was_typed_comes_back_as_it_was(self):
        for value in MARKUP:
            with self.subTest(value):
                r = self.survive(q(q='产教融合 ' + value))
                if r.header('Content-Type').startswith('text/html') and not set(value) & set('\u2028\ufeff'):
                    shown, = [i.attrs['value'] for i in r.page.all('input') if i.attrs['name'] == 'q']
                    self.assertEqual(shown, '产教融合 ' + value)

    def test_bytes_that_are_no_text_are_refused(self):
        bad = ['%00', 'a%00b', '%FF', '%C0%BCscript%C0%BE', '%E0%80%BC', '%F0%80%80%BC', '%ED%A0%80', '%F4%90%80%80', '%E4%BA',
               'a%0D%0ASet-Cookie:%20x=y', 'a%0D%0A%0D%0A<script>', '%1B[31m', 'a%08b', 'a%7Fb', '\udcff\udcfe', '\x01a\x02']
        for name in NAMES:
            for value in bad:
                with self.subTest((name, value)):
                    r = self.survive(f'q=x&{name}={value}', statuses=(400,))
                    self.assertIsNone(r.header('Set-Cookie'))

    def test_escapes_that_are_none_are_text(self):
        for value in ('%', '%%', '%4', '%zz', '%u003Cscript', '%c', '%2', '%25%33%43', '&&&&', '=', '==&=', '+%2B+', ';;', '#'):
            for name in ('q', 'city', 'id', 'view', 'lang', 'page', 'format'):
                with self.subTest((name, value)):
                    self.survive(f'{name}={value}')
                    self.survive(value)

    def test_long_and_many_parameters_are_refused(self):
        for query in ('q=' + 'a' * 100000, 'q=' + urllib.parse.quote('产教融合') * 2700, '&' * 100000, 'q=x&' * 5000, '%00' * 9000,
                      'x=1&' * 25000, 'city=a&' * 100, q(city=[str(i) for i in range(500)]), 'a' * 100000, '=' * 100000,
                      '&'.join(f'{name}={i}' for i in range(200) for name in NAMES)):
            with self.subTest(query[:40]):
                r = self.survive(query, statuses=(400,))
                self.assertLess(len(r.body), 10000)

    def test_repeated_parameters_are_answered_or_refused(self):
        for name in NAMES:
            for values in (['x', 'y'], ['x'] * 64, ['<script>', '"'], ['', '', 'x']):
                with self.subTest((name, len(values))):
                    self.survive(q(**{name: values}))

    def test_random_bytes_are_survived(self):
        dice = random.Random(20230921)
        alphabet = [c for c in '&=%+;#?/"\'<>()[]{}*-:：“”〔〕0123456789abcq产教融合 \u3000'] + ['%', '%3C', '%22', 'OR', 'AND', 'NEAR/3', 'city:',
                   'year:', '..', '年份：', 'q=', 'city=', 'view=matrix', 'by=', 'page=', '%E4%BA%A7']
        for turn in range(150):
            query = ''.join(dice.choice(alphabet) for _ in range(dice.randrange(1, 60)))
            with self.subTest(query):
                self.survive(query if turn % 2 else 'q=' + query)

    def test_heavy_queries_end_soon(self):
        for value in ('(' * 400 + 'a', '产' * 300, ' OR '.join('产教融合' for _ in range(60)), '-产 ' * 60, '"' * 999, '* ' * 100,
                      '一*', 'a* ' * 30, '2* ' * 30, ' '.join(f'"{c}教"' for c in '产学研用政企校会' * 7),
                      '\u0301' * 300, 'e\u0301\u0327' * 100, '\ufdfa' * 300):
            for view in ('', 'kwic', 'matrix'):
                with self.subTest((value[:20], view)):
                    began = time.monotonic()
                    self.survive(q(q=value, view=view, by='city,year'))
                    self.assertLess(time.monotonic() - began, 5)

    def test_headers_of_the_request_reach_no_page(self):
        evil = '"><script>alert(1)</script>'
        plain = self.get(q(q='产教融合'))
        r = self.get(q(q='产教融合'), env={
            'HTTP_HOST': evil, 'HTTP_USER_AGENT': evil, 'HTTP_REFERER': evil, 'HTTP_COOKIE': evil, 'SERVER_NAME': evil,
            'REMOTE_ADDR': evil, 'REQUEST_URI': evil, 'HTTP_X_FORWARDED_HOST': evil, 'HTTP_ACCEPT_LANGUAGE': evil,
            'PATH_TRANSLATED': '/etc/passwd', 'CONTENT_LENGTH': '-1', 'CONTENT_TYPE': evil, 'DOCUMENT_ROOT': '/etc'})
        self.assertEqual(r.text, plain.text)


class HostileDocuments(web.Case):
    EVIL = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>&lt;b&gt;'

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        docs = os.path.join(cls.temp, 'docs')
        os.mkdir(docs)
        quoted = json.dumps(cls.EVIL, ensure_ascii=False)
        zc.write(docs, '"><script>alert(1)</script>\'&lt;.md', '# 巡河\n\n巡河。\n')
        zc.write(docs, '<img src=x onerror=alert(1)>.txt', '关于巡河的通知\n\n' + cls.EVIL + ' 巡河\n')
        zc.write(docs, 'front.md', ''.join(f'{key}: {quoted}\n' for key in (
            'title', 'docno', 'issuer', 'type', 'status', 'city', 'county', 'province', 'url')).join(('---\n', '---\n')) +
            '\n# 巡河\n\n巡河。\n')
        zc.write(docs, 'link.md', '---\ntitle: 巡河链接\nurl: "javascript:alert(1)"\n---\n\n巡河。\n')
        zc.write(docs, 'raw.md', '# 巡河 <script>alert(1)</script>\n\n<script>alert("巡河")</script>\n\n<img src=x onerror="alert(1)">\n\n'
                 '巡河<b onclick="alert(1)">粗</b>\n\n<div>\n巡河\n</div>\n\n<!-- 注 -->\n\n<style>body{display:none}</style>\n\n'
                 '<a href="javascript:alert(1)">巡河</a>\n\n&lt;script&gt;巡河&lt;/script&gt; &#60;b&#62;\n')
        zc.write(docs, 'urls.md', '# 巡河网址\n\n[巡河](javascript:alert(1)) [巡河](JaVaScRiPt:alert(1)) [巡河](&#106;avascript:alert(1)) '
                 '[巡河]( javascript:alert(1)) [巡河](<java\tscript:alert(1)>) [巡河](vbscript:x) [巡河](data:text/html,<script>) '
                 '[巡河](file:///etc/passwd) [巡河](http://example.org/"onclick="alert(1)) <javascript:alert(1)> [x][1]\n\n'
                 '[1]: javascript:alert(1) "巡河\\" onclick=alert(1)"\n\n[巡河](https://example.org/ "<script>")\n')
        zc.write(docs, 'code.md', '# 巡河代码\n\n```"><script>\n<script>巡河</script>\n```\n\n`<script>巡河`\n\n    <script>巡河\n')
        zc.write(docs, 'controls.md', '# 巡河控制\n\n巡河\u0085\u009f\u202e<b>\u2066巡河\ufffe。\n'.encode() + b'\xff \xc0\xbcscript\xc0\xbe\n')
        zc.write(docs, 'mark.md', '# 巡河标记\n\n<mark>巡河</mark> </mark> </bdi></p> **巡<b>河** 巡河&amp;lt;\n')
        zc.write(docs, 'table.jsonl', zc.rows({
            'id': '"><b>行', 'title': cls.EVIL, 'text': '巡河 ' + cls.EVIL, 'issuer': cls.EVIL, 'city': cls.EVIL, 'url': '"><b>',
            'docno': '甬政办发〔2023〕1号"><b>', 'type': '<i>'}, {
            'id': 'controls', 'title': '巡河\x01\x1b[31m\x7f', 'issuer': '甲\x02\u0090局', 'text': '巡\x03河 巡河\x08\x1b\r<script>\u009b'}))
        cls.evil_dir = os.path.join(cls.temp, 'evil')
        made = zc.run(zc.INDEX, '--json', '-d', cls.evil_dir, docs, home=cls.temp)
        if made.code:
            raise RuntimeError(made)
        cls.count = made.json['documents']

    def ask(self, **values):
        return self.get(q(**values), dir=self.evil_dir)

    def test_every_view_of_them_is_text(self):
        for values in ({'q': '巡河'}, {'q': '巡河', 'page': '2'}, {'q': '巡河', 'view': 'kwic'}, {'q': 'script'}, {'q': '"<script>"'},
                       {'q': '巡河', 'sort': 'date'}, {'view': 'list', 'q': '"alert(1)"'},
                       *({'q': '巡河', 'view': 'matrix', 'by': by} for by in (
                           'city,year', 'issuer,type', 'county', 'province,city', 'issuer', 'type,issuer'))):
            for lang in ('zh', 'en'):
                with self.subTest(values):
                    self.assertEqual(self.ask(lang=lang, **values).status, 200)

    def test_each_document_opens_as_text(self):
        links = [link for page in '12' for link in self.ask(q='巡河', page=page).hits]
        self.assertGreaterEqual(len(links), self.count - 1)
        for link in links:
            with self.subTest(link):
                r = self.get(link, dir=self.evil_dir)
                self.assertTrue(r.main.all('h1')[0].text.strip())

    def test_what_front_matter_holds_stands_there_as_text(self):
        r = self.ask(view='doc', id='front.md', q='巡河')
        self.assertEqual(r.main.all('h1')[0].text, self.EVIL)
        self.assertIn(self.EVIL, r.page.one('title').text)
        self.assertIn(self.EVIL, r.main.one('dl').text)

    def test_facets_of_such_values_narrow(self):
        r = self.ask(q='巡河')
        links = [(a.attrs['href'][1:], a.text) for a in r.main.one('aside').all('a')]
        self.assertTrue([text for _, text in links if '<script>' in text])
        for link, text in links:
            with self.subTest(text):
                self.assertIn(self.ask_cgi(link, dir=self.evil_dir).status, (200, 400))

    def test_raw_html_of_a_document_is_left_out(self):
        r = self.ask(view='doc', id='raw.md', q='巡河')
        body = r.main.one('div', 'body')
        self.assertEqual({n.tag for n in body.walk()} - {'p', 'mark'}, set())
        self.assertIn('<script>巡河</script> <b>', body.text)

    def test_links_of_a_document_lead_to_no_script(self):
        r = self.ask(view='doc', id='urls.md', q='巡河')
        links = {a.attrs['href'] for a in r.main.one('div', 'body').all('a')}
        self.assertEqual({link for link in links if link and not link.startswith('http')}, {'java%09script:alert(1)'})  # an address below this one
        self.assertIn('https://example.org/', links)
        self.assertEqual([a for a in r.page.all('a') if 'onclick' in a.attrs], [])
        r = self.ask(view='doc', id='link.md')
        self.assertEqual([a for a in r.page.all('a') if 'javascript' in a.attrs['href']], [])

    def test_images_of_a_document_are_not_fetched(self):
        """The policy forbids them all: an img could only be a broken picture and an error on the console."""
        docs = os.path.join(self.work, 'images')
        zc.write(docs, 'a.md', '# 巡河图\n\n![巡河示意图](https://example.org/a.png) ![图](a.png "附图")\n')
        self.build(docs)
        r = self.get(q(view='doc', id='a.md', q='巡河'), dir=self.dir)
        self.assertEqual(r.main.all('img'), [])
        self.assertIn('巡河示意图', r.main.text)

    def test_controls_reach_no_page(self):
        for id in ('controls.md', 'controls'):
            r = self.ask(view='doc', id=id, q='巡河')
            self.assertNotRegex(r.text, '[\x00-\x08\x0b-\x1f\x7f]')
        self.assertNotRegex(self.ask(q='巡河').text, '[\x00-\x08\x0b-\x1f\x7f]')

    def test_data_formats_of_them_are_well_formed(self):
        for format in ('json', 'jsonl'):
            self.assertGreater(json.loads(self.ask_cgi(q(q='巡河', format=format), dir=self.evil_dir).text)['total'], 0)


if __name__ == '__main__':
    web.main()
