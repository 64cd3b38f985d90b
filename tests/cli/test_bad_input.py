# SPDX-License-Identifier: GPL-2.0-or-later
"""Damage, hostility and mistakes: one clear sentence, the right exit status, never a crash."""
import glob
import json
import os
import shutil
import time
import unittest

import zc

GOOD = '示例市关于职业教育的通知\n\n职业教育要办好。\n'
# what quick means: far above any honest time, far below what a superlinear parse takes
QUICK = 30 if zc.sanitized() else 8


class Files(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('good.txt', GOOD)

    def skipped(self, name, content, says=''):
        """A file that is skipped with a reason while the rest is indexed."""
        self.doc(name, content)
        s = self.summary(self.docs)
        self.assertEqual([x['path'] for x in s['skipped']], [name])
        self.assertIn(says, s['skipped'][0]['reason'])
        self.assertEqual(s['documents'], 1)

    def taken(self, name, content, query=None):
        """A file that is indexed, quickly; its inspection."""
        for other in os.listdir(self.docs):  # what an earlier failure left
            if other != 'good.txt':
                os.remove(os.path.join(self.docs, other))
        path = self.doc(name, content)
        s = self.summary('--jobs', '1', self.docs, timeout=QUICK)
        self.assertEqual((s['documents'], s['skipped']), (2, []), s)
        if query:
            self.assertIn(name, self.found(query))
        return self.inspect(path)[0]

    def test_an_empty_file(self):
        self.skipped('a.txt', b'', 'empty')

    def test_a_file_of_white_space_only(self):
        for name in ('a.txt', 'a.md'):
            with self.subTest(name=name):
                self.skipped(name, ' \n\u3000\n\t\n', 'empty')
                os.remove(f'{self.docs}/{name}')

    def test_a_byte_order_mark_only(self):
        self.skipped('a.txt', b'\xef\xbb\xbf', 'empty')

    def test_front_matter_only(self):
        self.doc('a.md', '---\nnote: x\n---\n')
        self.assertEqual(len(self.summary(self.docs)['skipped']), 1)

    def test_binary_files(self):
        for n, content in enumerate((bytes(range(256)) * 64, b'\x7fELF' + b'\0' * 4000, b'\x89PNG\r\n\x1a\n' + bytes(3000))):
            with self.subTest(n=n):
                self.skipped('a.txt', content, 'binary')

    def test_undecodable_bytes(self):
        self.doc('a.txt', b'\xff\xfe\xfd\xfc\x80\x81' * 500)
        s = self.summary(self.docs)
        self.assertEqual(s['documents'] + len(s['skipped']), 2)

    def test_one_line_of_ten_megabytes(self):
        self.taken('a.txt', '产教融合与职业教育，' * (10_000_000 // 30), '"融合与职业"')

    def test_one_markdown_line_of_ten_megabytes(self):
        self.taken('a.md', '产教融合与**职业**教育，' * (10_000_000 // 34), '产教融合')

    def test_one_word_of_a_megabyte(self):
        self.taken('a.txt', 'x' * 1_000_000 + ' 职业教育', '职业教育')

    def test_a_row_of_ten_megabytes(self):
        self.doc('a.jsonl', zc.rows({'id': 'long', 'text': '产教融合，' * 700_000}))
        self.assertEqual(self.summary(self.docs)['documents'], 2)
        self.assertEqual(self.found('产教融合'), ['long'])

    def test_combining_marks_without_end(self):
        self.taken('a.txt', '职业教育a' + '\u0301\u0327' * 100_000, '职业教育')

    def test_characters_that_normalise_to_many(self):
        self.taken('a.txt', '职业教育' + '\ufdfa' * 50_000, '职业教育')

    def test_a_file_larger_than_is_read(self):
        path = self.doc('a.txt', b'')
        os.truncate(path, (64 << 20) + 1)
        s = self.summary(self.docs)
        self.assertEqual([(x['path'], 'MiB' in x['reason']) for x in s['skipped']], [('a.txt', True)])

    def test_markdown_that_is_superlinear_finishes_quickly(self):
        for name, content in (('links', '![[]()' * 8000), ('lists', '- ' * 15000 + 'x' + '\n' * 15000), ('quotes', '> ' * 50000 + 'a'),
                              ('emphasis', '*a_ ' * 40000), ('brackets', '[' * 100000), ('backticks', ''.join('`' * n + ' ' for n in range(1, 900))),
                              ('references', '[a]: x\n' * 30000 + '[a] ' * 30000), ('underscores', '_' * 200000), ('tables', '|' * 200000),
                              ('html', '<' * 100000 + '<!--' * 20000), ('nested', ''.join('  ' * n + '- a\n' for n in range(700))),
                              ('entities', '&' * 100000 + '&#x' * 30000), ('stars', '**a ' * 50000), ('mixed', '> - ' * 20000 + 'x\n' * 2000)):
            with self.subTest(name=name):
                self.taken(f'{name}.md', f'职业教育\n\n{content}\n', '职业教育')
                os.remove(f'{self.docs}/{name}.md')

    def test_yaml_that_bombs_finishes_quickly(self):
        laughs = 'a0: &a0 [x,x]\n' + ''.join(f'a{n}: &a{n} [*a{n - 1},*a{n - 1},*a{n - 1},*a{n - 1},*a{n - 1},*a{n - 1},*a{n - 1}]\n' for n in range(1, 40))
        for name, yaml in (('laughs', laughs + 'title: 职业教育\n'), ('deep', 'a: ' + '[' * 200_000 + '\n'), ('maps', 'a: ' + '{a: ' * 100_000 + '\n'),
                           ('keys', ''.join(f'k{n}: v\n' for n in range(50000))), ('alias', 'title: *nothing\n'), ('itself', 'a: &a [*a]\ntitle: 职业教育\n'),
                           ('tag', 'title: !!python/object/apply:os.system [職業]\n'), ('long', 'title: ' + '长' * 300000 + '\n'), ('blocks', '- ' * 20000 + 'x\n'),
                           ('list', '- a\n- b\n'), ('merge', '<<: {title: 职业教育}\n'), ('tab', '\ttitle: x\n'), ('nul', 'title: "a\\0b"\n'), ('anchors', ''.join(f'a{n}: &x y\n' for n in range(20000)))):
            with self.subTest(name=name):
                self.taken(f'{name}.md', f'---\n{yaml}---\n\n职业教育正文\n', '职业教育正文')
                os.remove(f'{self.docs}/{name}.md')

    def test_a_value_of_yaml_is_one_line(self):
        d = self.taken('a.md', '---\ntitle: |\n  一行\n  又一行\ndocno: [1, 2]\ncity: {a: b}\nyear: abc\ndate: 不知道\n---\n正文\n')
        self.assertTrue(d['title'] is None or '\n' not in d['title'], d)
        self.assertEqual((d['docno'], d['city'], d['year'], d['date']), (None, None, None, None))

    def test_front_matter_that_never_ends_is_text(self):
        self.taken('a.md', '---\ntitle: 职业教育\n\n正文没有结尾\n', '正文没有结尾')

    def test_hostile_rows_are_skipped_one_by_one(self):
        good = zc.rows({'id': 'ok', 'text': '职业教育'})
        bad = ['[' * 100000, '{"a":' * 100000, '{"text": "x"', '{"text": 1e999999}', '{"text": ' + '9' * 5000 + '}', 'null', '"text"', '17', '[]', '{}', '{"text": null}',
               '{"text": "\\ud800"}', '{"text": "\\u0000"}', '{"text": "a"} {"text": "b"}', "{'text': 'x'}", '{"text": ["a"]}', '{"id": "only"}', '\x00']
        self.doc('a.jsonl', good + '\n'.join(bad) + '\n' + zc.rows({'id': 'end', 'text': '职业教育'}))
        s = self.summary(self.docs)
        self.assertEqual(self.found('职业教育'), ['end', 'good.txt', 'ok'])
        self.assertEqual(s['documents'] + len(s['skipped']), len(bad) + 3)
        self.assertGreaterEqual(len(s['skipped']), len(bad) - 2)
        self.assertTrue(all(x['reason'] and '\n' not in x['reason'] for x in s['skipped']))

    def test_duplicate_keys_and_odd_ids_in_rows(self):
        self.doc('a.jsonl', '{"text": "甲", "text": "职业教育乙", "id": 1, "id": "2"}\n{"id": "../../etc/passwd", "text": "职业教育丙"}\n'
                 '{"id": "' + 'x' * 5000 + '", "text": "职业教育丁"}\n{"id": "a\\nb", "text": "职业教育戊"}\n{"id": "", "text": "职业教育己"}\n')
        s = self.summary(self.docs)
        ids = self.found('职业教育')
        self.assertEqual(len(ids), s['documents'])
        for id in ids:
            self.assertEqual(self.search('--view', 'doc', id).code, 0, id)
        self.assertIn('2', ids)
        self.assertIn('../../etc/passwd', ids)
        for line in self.search('-n', '100', '职业教育').out.splitlines():
            self.assertNotEqual(line, 'b')

    def test_metadata_beyond_all_measure(self):
        long = '长' * 200_000
        self.doc('a.jsonl', zc.rows({'id': 'long', 'text': '职业教育', **{k: long for k in ('title', 'issuer', 'type', 'city', 'county', 'province', 'status', 'docno', 'url', 'date')}},
                                    {'id': 'nul', 'text': '职业教育', 'issuer': 'a\0b', 'title': '\0'}))
        s = self.summary(self.docs)
        self.assertEqual(s['documents'] + len(s['skipped']), 3)
        self.assertEqual(self.ask('职业教育')['total'], s['documents'])

    def test_odd_file_names(self):
        names = [b'new\nline.txt', b'bad\xff\xfebytes.txt', b'<script>alert(1)<!--.txt', b'100%25.txt', b'quote"\'.txt', b'tab\t.txt', b' blank .txt', b'esc\x1b[31m.txt',
                 '职业'.encode('gb18030') + b'.txt', b'-d.txt', b'a#b?c=d&e.txt', 'é\u202e.txt'.encode(), b'x' * 250 + b'.txt']
        for n, name in enumerate(names):
            with open(os.path.join(os.fsencode(self.docs), name), 'wb') as file:
                file.write(f'第{n}个职业教育\n'.encode())
        s = self.summary(self.docs)
        self.assertEqual((s['documents'], s['skipped']), (len(names) + 1, []))
        for n in range(len(names)):
            [id] = self.found(f'"第{n}个职业"')
            self.assertFalse(set(id) & set('\n\t\x1b'), id)
            self.assertIn(f'第{n}个', self.text(id))
        self.assertIn('<script>alert(1)<!--.txt', self.found('职业教育'))
        self.assertNotIn('\x1b', self.search('-n', '100', '职业教育').out)
        self.assertEqual(self.summary(self.docs)['unchanged'], len(names) + 1)

    def test_fifos_sockets_and_links_are_passed_over(self):
        os.mkfifo(f'{self.docs}/fifo.txt')
        os.symlink('.', f'{self.docs}/loop')
        os.symlink('good.txt', f'{self.docs}/link.txt')
        os.symlink('/etc', f'{self.docs}/etc')
        os.symlink('nowhere', f'{self.docs}/broken.txt')
        s = self.summary(self.docs)
        self.assertEqual(s['documents'], 1)
        self.assertEqual(sorted(x['path'] for x in s['skipped']), ['broken.txt', 'etc', 'fifo.txt', 'link.txt', 'loop'])

    def test_a_fifo_as_path_is_refused_at_once(self):
        os.mkfifo(f'{self.work}/fifo.txt')
        self.assert_refused(self.index('-q', f'{self.work}/fifo.txt', timeout=10), says='neither a file nor a folder')
        self.assert_refused(self.index('-q', '/dev/null', timeout=10))

    def test_folders_deeper_than_is_read(self):
        self.doc('d/' * 70 + 'a.txt', GOOD)
        s = self.summary(self.docs)
        self.assertEqual((s['documents'], len(s['skipped'])), (1, 1))

    def test_a_folder_and_a_file_without_permission_are_skipped_with_a_reason(self):
        self.doc('closed/a.txt', GOOD)
        self.doc('secret.txt', GOOD)
        os.mkdir(self.dir)
        os.chmod(self.dir, 0o777)
        os.chmod(f'{self.docs}/secret.txt', 0)
        os.chmod(f'{self.docs}/closed', 0)
        self.addCleanup(os.chmod, f'{self.docs}/closed', 0o755)
        r = self.index('--json', self.docs, user=zc.unprivileged())
        self.assertEqual((r.code, r.err), (0, ''), r)
        self.assertEqual(r.json['documents'], 1)
        self.assertEqual(sorted(x['path'] for x in r.json['skipped']), ['closed', 'secret.txt'])

    def test_documents_out_of_sight_do_not_leave(self):
        user = zc.unprivileged()
        self.doc('closed/a.txt', GOOD)
        self.doc('secret.txt', GOOD)
        os.mkdir(self.dir)
        os.chmod(self.dir, 0o777)
        self.assertEqual(self.index('-q', self.docs, user=user).code, 0)
        os.chmod(f'{self.docs}/secret.txt', 0)
        os.chmod(f'{self.docs}/closed', 0)
        self.addCleanup(os.chmod, f'{self.docs}/closed', 0o755)
        r = self.index('--json', self.docs, user=user)
        self.assertEqual((r.code, r.json['removed'], r.json['documents']), (0, 0, 3), r)

    def test_a_path_without_permission_is_refused(self):
        os.chmod(self.docs, 0)
        self.addCleanup(os.chmod, self.docs, 0o755)
        os.mkdir(self.dir)
        os.chmod(self.dir, 0o777)
        self.assert_refused(self.index('-q', self.docs, user=zc.unprivileged()), says=self.docs)

    def test_a_path_with_invalid_bytes(self):
        self.assert_refused(self.index('-q', os.fsencode(self.work) + b'/\xff\xfe'))
        self.assert_refused(self.index('-q', self.docs, b'\n'))

    def test_an_empty_path_is_refused(self):
        self.assert_refused(self.index('-q', ''))


class Options(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('good.txt', GOOD)
        self.build()

    def test_options_that_come_later_are_refused_not_ignored(self):
        """What the contract names is there, or is refused as not there yet; never taken and passed over."""
        plain = self.search('--no-snippets', '-n', '1', '职业教育').out
        for option in (['--view', 'matrix', '--by', 'city'], ['--view', 'kwic'], ['--view', 'keyness'], ['--view', 'cites'], ['--view', 'reuse'], ['--view', 'figures'],
                       ['--view', 'cooccur'], ['--view=matrix', '--by', 'city', '--known-years'], ['--format', 'csv'], ['--format', 'tsv'], ['--format', 'html'],
                       ['--format', 'bibtex'], ['--format', 'ris'], ['--format', 'gbt7714'], ['--format=csv'], ['--group']):
            with self.subTest(option=option):
                r = self.search(*option, '职业教育')
                if r.code == 0 and option != ['--group']:
                    self.assertNotEqual(r.out.splitlines()[0], plain.splitlines()[0])
                elif r.code != 0:
                    self.assert_refused(r)
                    self.assertRegex(r.err, 'not available yet|csv')
        for query in ('职业 NEAR 教育', '职业 NEAR/3 教育', '职业 ADJ 教育'):
            with self.subTest(query=query):
                r = self.search(query)
                if r.code == 2:
                    self.assert_refused(r, says='not available yet')
                else:
                    self.assertIn('NEAR' if 'NEAR' in query else 'ADJ', self.ask(query)['understood'])
        with self.subTest('--metadata'):
            self.assert_refused(self.index('--metadata', f'{self.work}/missing.csv', self.docs))

    def test_unknown_options_are_refused(self):
        for option in ('--nonsense', '--q=x', '--cty=x', '-x', '-z5', '--', '--' + 'x' * 100, '--format=xml', '--view=none', '--sort=none', '--color', '--snippets'):
            with self.subTest(option=option):
                r = self.search(option, *([] if option == '--' else ['职业教育']))
                self.assert_refused(r)

    def test_unknown_options_of_the_indexer_are_refused(self):
        for option in ('--nonsense', '-x', '--full=1', '--jobs', '-d'):
            with self.subTest(option=option):
                r = zc.run(zc.INDEX, option, home=self.work)
                self.assertEqual((r.code, r.out), (2, ''), r)
                self.assertTrue(r.err)
                self.assert_no_noise(r)

    def test_a_missing_value_is_refused(self):
        for option in ('--city', '--format', '-n', '-d', '--batch', '--view'):
            with self.subTest(option=option):
                self.assert_refused(zc.run(zc.SEARCH, '-d', self.dir, option, home=self.work), says=option)

    def test_a_switch_with_a_value_is_refused(self):
        self.assert_refused(self.search('--no-snippets=maybe', '职业教育'))

    def test_no_query_is_refused(self):
        for args in ([], [''], ['   '], ['--sort', 'date']):
            with self.subTest(args=args):
                self.assert_refused(self.search(*args), says='nothing to search for')

    def test_no_index_is_refused_and_says_how_to_make_one(self):
        for dir in (f'{self.work}/none', self.docs, '/dev/null', f'{self.docs}/good.txt', 'x' * 5000):
            with self.subTest(dir=dir[:40]):
                self.assert_refused(self.search('职业教育', dir=dir))
                self.assert_refused(self.index('--verify', dir=dir))
        self.assert_refused(self.search('职业教育', dir=f'{self.work}/none'), says='zhengce-index')

    def test_no_home_and_no_folder_is_refused(self):
        env = {'HOME': ''}
        for program, arg in ((zc.SEARCH, '职业教育'), (zc.INDEX, self.docs)):
            self.assert_refused(zc.run(program, arg, env=env))


class Queries(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('good.txt', GOOD)
        self.build()

    def refused(self, query, says=None):
        with self.subTest(query=query[:60]):
            begun = time.monotonic()
            self.assert_refused(self.search('--', query), says=says)
            self.assertLess(time.monotonic() - begun, QUICK)

    def test_long_queries_are_refused_at_once(self):
        for query in ('职业' * 17_000, 'x' * 100_000, 'a ' * 50_000, '-a ' * 30_000, '(' * 100_000, 'a OR ' * 20_000, '"' * 100_000):
            self.refused(query, 'long')

    def test_many_words_and_deep_brackets_are_refused(self):
        self.refused(' '.join('甲乙丙丁'[n % 4] for n in range(65)), '64')
        self.refused('(' * 21 + 'a' + ')' * 21, '20')
        self.assertEqual(self.search(' '.join(['职业'] * 64)).code, 0)
        self.assertEqual(self.search('(' * 20 + '职业' + ')' * 20).code, 0)

    def test_a_thousand_bytes_are_read(self):
        begun = time.monotonic()
        for query in ('职业教育要办好。' * 42, '"' + '职业教育' * 80 + '"', '职' * 340, 'ab' * 500, '。，职' * 110, '"' + '职，' * 160 + '"'):
            r = self.search(query)
            self.assertIn(r.code, (0, 1), r)
        self.assertLess(time.monotonic() - begun, QUICK)

    def test_operators_without_operands_say_where(self):
        for query in ('OR', 'AND', 'NOT', '职业 OR', 'OR 职业', '职业 AND', 'AND 职业', '职业 NOT', '职业 OR OR 教育', '职业 AND AND 教育', '()', '( )', '职业 ()', '职业 |', '| 职业',
                      '（）', 'NOT NOT 职业', '(OR)', '(职业 OR)', '-()', 'NOT ()'):
            self.refused(query, 'character')

    def test_punctuation_alone_is_refused(self):
        for query in ('!!!', '。', '""', '“”', '-', '--', '*', '"。"', '-。', '、 、'):
            self.refused(query)

    def test_a_query_that_only_excludes_is_answered_or_refused_but_never_all_by_surprise(self):
        a = self.ask('--', '-职业')
        self.assertEqual(a['total'], 0)

    def test_invalid_utf8_in_arguments_is_refused(self):
        for args in ([b'\xff\xfe'], [b'\xe8\x81'], [b'\xed\xa0\x80'], [b'\xf4\x90\x80\x80'], [b'\xc0\xaf'], [b'--city', b'\xff'], [b'--title', b'a\xff'], [b'--docno', b'\xff'],
                     [b'--format', b'\xff'], [b'--since', b'\xff'], [b'--\xff'], [b'-\xff'], [b'city:\xff']):
            with self.subTest(args=args):
                r = zc.run(zc.SEARCH, '-d', self.dir, *args, home=self.work)
                self.assertEqual((r.code, r.out), (2, ''), r)
                self.assert_one_sentence(r)

    def test_an_error_is_valid_utf8_whatever_was_asked(self):
        for args in ([b'--format', b'\xff\xfe'], [b'--sort', '长'.encode() * 100], [b'-n', b'\xff'], [b'--view', b'doc', b'\xff'], ['教育'.encode('gb18030')], [b'--city', '长'.encode() * 300]):
            with self.subTest(args=args):
                r = zc.run(zc.SEARCH, '-d', self.dir, *args, home=self.work)
                self.assertEqual(r.code, 2, r)
                r.raw_err.decode('utf-8')

    def test_a_bad_line_of_a_batch_gives_its_line(self):
        bad = [b'a\0b', b'\xff\xfe', b'', b'OR', b'x' * 100_000, b'(' * 500, 'city:宁玻\x1b[2J'.encode(), b'\xef\xbb\xbf', b'docno:x', b'year:x', b'NEAR']
        r = self.search('--batch', '-', stdin=b'\n'.join(bad + ['职业教育'.encode()]) + b'\n')
        self.assertEqual((r.code, r.err), (0, ''), r)
        self.assertEqual(len(r.lines), len(bad) + 1)
        for line, answer in zip(bad, r.lines):
            with self.subTest(line=line[:40]):
                self.assertEqual((answer['total'], answer['hits']), (0, []))
                self.assertTrue(answer['error'])
        self.assertEqual(r.lines[-1]['total'], 1)

    def test_a_byte_order_mark_before_a_batch_is_not_part_of_the_first_query(self):
        r = self.search('--batch', '-', stdin=b'\xef\xbb\xbf' + 'city:北京\n'.encode())
        self.assertEqual((r.code, r.lines[0].get('error')), (1, None), r)

    def test_a_folder_as_batch_is_refused(self):
        self.assert_refused(self.search('--batch', self.docs), says=self.docs)

    def test_strange_characters_are_answered(self):
        for query in ('𠀀', '\u202e职业', 'é', 'e\u0301', '\u0301', '職業', '👍', '職業\u200b教育', 'ﷺ' * 50, '\u0301' * 300, '職\ufe00業', '\ue000'):
            with self.subTest(query=query[:8]):
                r = self.search('--format', 'json', query, timeout=QUICK)
                self.assertIn(r.code, (0, 1, 2), r)
                self.assert_no_noise(r)
        self.assertEqual(self.ask('職業\u200b教育')['total'], 1)


class Damage(zc.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.whole = os.path.join(cls.temp, 'whole')
        r = zc.run(zc.INDEX, '-q', '-d', cls.whole, zc.SAMPLE, home=cls.temp)
        if r.code:
            raise RuntimeError(r)

    def setUp(self):
        super().setUp()
        self.queries = ['产教融合', '"双师型"', '职业教育 city:宁波', '慈教建[2023]44号', 'year:2022']
        self.right = self.totals(self.search('--batch', '-', dir=self.whole, stdin='\n'.join(self.queries).encode()))

    def totals(self, r):
        return [(a['total'], sorted(hit['id'] for hit in a['hits'])) for a in r.lines]

    def copy(self):
        shutil.rmtree(self.dir, ignore_errors=True)
        shutil.copytree(self.whole, self.dir)
        return glob.glob(f'{self.dir}/g*')[0]

    def files(self):
        generation = self.copy()
        return sorted(os.path.relpath(os.path.join(p, n), generation) for p, _, names in os.walk(generation) for n in names)

    def check(self, strict=True):
        """--verify finds it; a search refuses or, at worst, answers right, and never crashes.

        Xapian's blocks carry no checksum: where bytes are flipped (not strict) a search may answer wrongly, and
        libxapian may read past a block, which is no defect of ours but ends a sanitized program.
        """
        self.assert_refused(self.index('--verify'), says='damaged')
        if not strict and zc.sanitized():
            return
        r = self.search('--batch', '-', stdin='\n'.join(self.queries).encode())
        self.assertIn(r.code, (0, 2), r)
        self.assert_no_noise(r)
        if r.code == 2:
            self.assert_one_sentence(r)
        elif strict:
            self.assertEqual(self.totals(r), self.right)

    def edit_manifest(self, **values):
        path = os.path.join(self.copy(), 'manifest.json')
        with open(path, encoding='utf-8') as file:
            manifest = json.load(file)
        manifest.update(values)
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(manifest, file)

    def test_missing_files_are_found(self):
        for name in self.files():
            with self.subTest(name=name):
                os.remove(os.path.join(self.copy(), name))
                self.check()

    def test_truncated_and_grown_files_are_found(self):
        for name in self.files():
            for change in (lambda n: 0, lambda n: n // 2, lambda n: n - 1, lambda n: n + 1):
                with self.subTest(name=name):
                    path = os.path.join(self.copy(), name)
                    size = os.path.getsize(path)
                    if name == 'manifest.json' and change(size) >= size - 1:
                        continue  # the blank at its end
                    os.truncate(path, change(size))
                    self.check()

    def test_flipped_bytes_are_found(self):
        for name in self.files():
            if name == 'manifest.json':
                continue
            size = os.path.getsize(os.path.join(self.copy(), name))
            for at in sorted({0, size // 3, size // 2, size - 1}):
                with self.subTest(name=name, at=at):
                    with open(os.path.join(self.copy(), name), 'r+b') as file:
                        file.seek(at)
                        byte = file.read(1)[0]
                        file.seek(at)
                        file.write(bytes([byte ^ 0x55]))
                    self.check(strict=False)

    def test_a_damaged_name_of_the_current_generation(self):
        for content in (b'', b'g000009\n', b'g000001', b'nonsense', b'../../etc/passwd', b'g\0\0\0\0\0\0\n', b'g000001\ng000001\n'):
            with self.subTest(content=content):
                self.copy()
                zc.write(self.dir, 'current', content)
                self.assert_refused(self.index('--verify'))
                self.assert_refused(self.search('职业教育'))

    def test_damage_says_how_to_rebuild_and_full_rebuilds(self):
        os.truncate(os.path.join(self.copy(), 'm0/db/postlist.glass'), 100)
        self.assert_refused(self.search('职业教育'), says='--full')
        self.assert_refused(self.index('-q', zc.SAMPLE), says='--full')
        self.assertEqual(self.index('-q', '--full', zc.SAMPLE).code, 0)
        self.assertEqual(self.ask('产教融合')['total'], self.right[0][0])
        self.assertEqual(self.index('--verify').code, 0)

    def test_full_rebuilds_what_has_lost_its_manifest_or_name(self):
        for name in ('current', 'g000001/manifest.json', 'g000001/catalog.jsonl'):
            with self.subTest(name=name):
                self.copy()
                zc.write(self.dir, name, 'nonsense')
                self.assertEqual(self.index('-q', '--full', zc.SAMPLE).code, 0)
                self.assertEqual(self.ask('产教融合')['total'], self.right[0][0])

    def test_another_format_version_is_refused_and_full_rebuilds(self):
        self.edit_manifest(format=99)
        self.assert_refused(self.search('职业教育'), says='--full')
        self.assert_refused(self.index('-q', zc.SAMPLE), says='--full')
        self.assertEqual(self.index('-q', '--full', zc.SAMPLE).code, 0)
        self.assertEqual(self.ask('产教融合')['total'], self.right[0][0])

    def test_another_icu_version_is_refused(self):
        self.edit_manifest(icu='1.0')
        self.assert_refused(self.search('职业教育'), says='ICU')
        self.assert_refused(self.index('--verify'), says='ICU')

    def test_a_hostile_manifest_is_refused(self):
        for values in ({'members': []}, {'members': ['../../..']}, {'members': ['/etc']}, {'members': [1]}, {'members': None}, {'members': ['m9']}, {'files': [{'path': '/etc/passwd', 'size': 1, 'xxh3': '0'}]},
                       {'files': [{'path': '../../x'}]}, {'files': 'x'}, {'files': [None]}, {'format': 'x'}, {'icu': None}, {'documents': -1}, {'documents': 'many'}, {'documents': 3}):
            with self.subTest(values=values):
                self.edit_manifest(**values)
                self.assert_refused(self.index('--verify'))
                r = self.search('产教融合')
                self.assertIn(r.code, (0, 2), r)
                self.assert_no_noise(r)

    def test_a_manifest_nested_without_end(self):
        zc.write(self.copy(), 'manifest.json', '[' * 200_000)
        self.assert_refused(self.search('职业教育'))


if __name__ == '__main__':
    zc.main()
