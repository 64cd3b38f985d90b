# SPDX-License-Identifier: GPL-2.0-or-later
"""zhengce-index: what it reads, what it does to an index, what it says."""
import fcntl
import json
import os
import random
import shutil
import unittest

import zc

NOTICE = '示例市人民政府关于举办技能大赛的通知\n\n各区人民政府：\n\n现将技能大赛有关事项通知如下。\n'
FRONT_ENGLISH = '''---
title: 示例市人才公寓管理办法
docno: 示政发〔2020〕3号
date: 2020-02-03
issuer: 示例市人民政府
type: 办法
city: 示例市
province: 示例省
status: 有效
url: https://www.example.com/3.html
note: 虚构
---

# 示例市人才公寓管理办法

人才公寓优先租给技师。
'''
FRONT_CHINESE = '''---
标题: 示例市人才公寓管理办法
发文字号: 示政发〔2020〕3号
日期: 2020-02-03
发文机关: 示例市人民政府
类型: 办法
城市: 示例市
省份: 示例省
效力: 有效
网址: https://www.example.com/3.html
---

# 示例市人才公寓管理办法

人才公寓优先租给技师。
'''


def tree(folder):
    """Every file below a folder with its bytes' size and time."""
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            st = os.stat(os.path.join(path, name))
            found[os.path.relpath(os.path.join(path, name), folder)] = (st.st_size, st.st_mtime_ns, st.st_ino)
    return found


class Formats(zc.Case):
    def expect_apartment(self, d):
        self.assertEqual((d['title'], d['docno'], d['date'], d['year'], d['issuer'], d['type'], d['city'],
                          d['province'], d['status'], d['url']),
                         ('示例市人才公寓管理办法', '示政发〔2020〕3号', '2020-02-03', 2020, '示例市人民政府', '办法',
                          '示例市', '示例省', '有效', 'https://www.example.com/3.html'))

    def test_front_matter_in_english_and_chinese_means_the_same(self):
        self.doc('english.md', FRONT_ENGLISH)
        self.doc('chinese.md', FRONT_CHINESE)
        chinese, english = self.inspect(self.docs)
        self.expect_apartment(english)
        self.expect_apartment(chinese)
        self.assertEqual(english['sources']['docno'], chinese['sources']['docno'])
        self.build()
        self.assertEqual(self.found('文号：示政发〔2020〕3号'), ['chinese.md', 'english.md'])

    def test_front_matter_is_no_text(self):
        self.doc('a.md', FRONT_ENGLISH)
        self.build()
        self.assertEqual(self.ask('"虚构"')['total'], 0)
        self.assertNotIn('---', self.text('a.md'))

    def test_front_matter_of_a_text_file_is_text(self):
        self.doc('a.txt', FRONT_ENGLISH)
        self.build()
        self.assertIn('---', self.text('a.txt'))

    def test_a_title_given_beside_the_text_is_found_like_text(self):
        self.doc('a.md', '---\ntitle: 关于稀有矿产的通告\n---\n正文只有这些。\n')
        self.build()
        self.assertEqual(self.found('"稀有矿产"'), ['a.md'])
        self.assertTrue(self.text('a.md').startswith('关于稀有矿产的通告\n\n'))

    def test_plain_text(self):
        self.doc('a.txt', NOTICE)
        self.build()
        self.assertEqual(self.found('"技能大赛"'), ['a.txt'])

    def test_markdown_signs_are_no_text(self):
        self.doc('a.md', '# 标题一号\n\n**“产教融合”**是重点，见[附件表](https://www.example.com/x)。\n\n- 甲项\n- 乙项\n')
        self.build()
        self.assertEqual(self.found('"“产教融合”是重点"'), ['a.md'])
        self.assertNotIn('*', self.text('a.md'))
        self.assertNotIn('#', self.text('a.md'))

    def test_rows_with_ids_and_without(self):
        self.doc('t.jsonl', zc.rows({'id': 'first', 'title': '甲办法', 'text': '甲的正文'}, {'title': '乙办法', 'text': '乙的正文'},
                                    {'id': 3, 'text': '丙的正文'}))
        s = self.summary(self.docs)
        self.assertEqual((s['added'], s['documents'], s['skipped']), (3, 3, []))
        self.assertEqual(self.found('的正文'), ['3', 'first', 't.jsonl#2'])
        hit = self.ask('"乙的正文"')['hits'][0]
        self.assertEqual((hit['id'], hit['path'], hit['title']), ('t.jsonl#2', 't.jsonl', '乙办法'))

    def test_rows_take_columns_in_both_languages(self):
        self.doc('t.jsonl', zc.rows({'编号': 'x', '标题': '示例市人才公寓管理办法', '正文': '优先租给技师。', '文号': '示政发〔2020〕3号',
                                     '日期': '2020-02-03', '机关': '示例市人民政府', '类型': '办法', '城市': '示例市',
                                     '省份': '示例省', '效力': '有效', '网址': 'https://www.example.com/3.html'}))
        [row] = self.inspect(self.docs)
        self.expect_apartment(row)
        self.assertEqual(row['id'], 'x')

    def test_row_numbers_count_blank_lines_and_go_on_past_a_broken_row(self):
        self.doc('t.jsonl', '{"text": "第一行"}\n\n{broken\n{"text": "第四行"}\n')
        s = self.summary(self.docs)
        self.assertEqual(s['added'], 2)
        self.assertEqual([x['path'] for x in s['skipped']], ['t.jsonl#3'])
        self.assertEqual(self.found('"第四行"'), ['t.jsonl#4'])

    def test_a_repeated_id_in_a_table_is_skipped_with_a_reason(self):
        self.doc('t.jsonl', zc.rows({'id': 'same', 'text': '先来的'}, {'id': 'same', 'text': '后到的'}))
        s = self.summary(self.docs)
        self.assertEqual((s['added'], s['documents'], len(s['skipped'])), (1, 1, 1))
        self.assertEqual(self.found('"先来的"'), ['same'])
        self.assertEqual(self.ask('"后到的"')['total'], 0)

    def test_folders_below_are_walked_and_ids_are_paths(self):
        self.doc('甲/乙/丙.txt', NOTICE)
        self.build()
        hit = self.ask('技能大赛')['hits'][0]
        self.assertEqual((hit['id'], hit['path']), ('甲/乙/丙.txt', '甲/乙/丙.txt'))

    def test_hidden_files_and_folders_are_passed_over(self):
        self.doc('.hidden.txt', NOTICE)
        self.doc('.git/a.txt', NOTICE)
        self.doc('seen.txt', NOTICE)
        s = self.summary(self.docs)
        self.assertEqual((s['documents'], s['skipped']), (1, []))

    def test_an_unknown_kind_of_file_is_skipped_with_a_reason(self):
        self.doc('a.txt', NOTICE)
        self.doc('b.rar', b'Rar!')
        self.doc('noending', NOTICE)
        s = self.summary(self.docs)
        self.assertEqual([x['path'] for x in s['skipped']], ['b.rar', 'noending'])
        self.assertTrue(all(x['reason'] for x in s['skipped']))

    def test_a_table_of_many_short_rows_has_time_for_all(self):
        self.doc('a.jsonl', zc.rows(*({'title': f'关于{i}', 'text': '好'} for i in range(20_000))))
        s = self.summary('--jobs', '1', self.docs, timeout=300)
        self.assertEqual((s['documents'], s['skipped']), (20_000, []))


class Encodings(zc.Case):
    def encoded(self, content):
        self.doc('a.txt', content)
        self.build()
        self.assertEqual(self.found('"技能大赛"'), ['a.txt'])
        self.assertEqual(self.text('a.txt').rstrip(), NOTICE.rstrip())
        return self.inspect(self.docs)[0]['encoding']

    def test_utf8(self):
        self.assertEqual(self.encoded(NOTICE.encode()), 'UTF-8')

    def test_utf8_with_a_byte_order_mark(self):
        self.assertEqual(self.encoded(b'\xef\xbb\xbf' + NOTICE.encode()), 'UTF-8')

    def test_gb18030(self):
        self.assertEqual(self.encoded(NOTICE.encode('gb18030')), 'GB18030')

    def test_utf16_of_either_order_with_a_byte_order_mark(self):
        self.assertEqual(self.encoded(b'\xff\xfe' + NOTICE.encode('utf-16-le')), 'UTF-16LE')
        os.remove(os.path.join(self.docs, 'a.txt'))
        self.assertEqual(self.encoded(b'\xfe\xff' + NOTICE.encode('utf-16-be')), 'UTF-16BE')

    def test_line_ends_of_other_systems(self):
        self.assertEqual(self.encoded(NOTICE.replace('\n', '\r\n').encode()), 'UTF-8')

    def test_gb18030_front_matter_and_rows(self):
        self.doc('a.md', FRONT_CHINESE.encode('gb18030'))
        self.doc('b.jsonl', zc.rows({'id': 'row', 'text': '人才公寓另行通知'}).encode('gb18030'))
        self.build()
        self.assertEqual(self.found('人才公寓'), ['a.md', 'row'])
        self.assertEqual(self.found('--docno', '示政发〔2020〕3号'), ['a.md'])

    def test_a_few_bad_bytes_are_replaced_and_never_drop_the_rest(self):
        self.doc('a.txt', NOTICE.encode() + b'\xff\n' + '最后一句还在。\n'.encode())
        self.build()
        self.assertEqual(self.found('"最后一句还在"'), ['a.txt'])
        self.assertIn('\ufffd', self.text('a.txt'))


class Summary(zc.Case):
    def test_json_has_its_keys_and_counts(self):
        size = sum(os.path.getsize(self.doc(f'{n}.txt', NOTICE)) for n in 'abc')
        s = self.summary(self.docs)
        self.assertEqual(sorted(s), sorted(zc.SUMMARY_KEYS))
        self.assertEqual((s['added'], s['updated'], s['unchanged'], s['removed'], s['skipped'], s['documents'], s['bytes']),
                         (3, 0, 0, 0, [], 3, size))
        self.assertGreater(s['seconds'], 0)

    def test_json_is_one_line_and_stderr_is_silent(self):
        self.doc('a.txt', NOTICE)
        r = self.index('--json', self.docs)
        self.assertEqual((r.out.count('\n'), r.err), (1, ''))

    def test_without_json_the_summary_is_on_stderr(self):
        self.doc('a.txt', NOTICE)
        self.doc('b.bin', b'x')
        r = self.index(self.docs)
        self.assertEqual((r.code, r.out), (0, ''))
        self.assertIn('skipped b.bin: ', r.err)
        self.assertIn('1 added', r.err)
        self.assertNotIn('\033', r.err)

    def test_quiet_says_nothing(self):
        self.doc('a.txt', NOTICE)
        self.build()

    def test_help_and_version_are_on_stdout(self):
        for program in (zc.INDEX, zc.SEARCH):
            for option in ('--help', '-h', '--version'):
                r = zc.run(program, option, home=self.work)
                self.assertEqual((r.code, r.err), (0, ''), r)
                self.assertTrue(r.out)

    def test_help_names_every_option_that_is_known(self):
        for program, options in ((zc.INDEX, 'dir full jobs map metadata terms dry-run allow-empty json quiet inspect format verify'),
                                 (zc.SEARCH, 'dir city province year since until docno cites issuer type status title view id by known-years '
                                             'format offset sort group similar explain synonyms terms no-snippets lang batch')):
            told = zc.run(program, '--help', home=self.work).out
            for option in options.split() + ['help', 'version']:
                self.assertIn(f'--{option}', told)
                self.assertNotIn('no such option', zc.run(program, f'--{option}', home=self.work).err)
            self.assertLessEqual(max(map(len, told.split('\n'))), 88)

    def test_default_folder_is_below_home_or_the_environment(self):
        self.doc('a.txt', NOTICE)
        for env, at in (({}, '.local/share/zhengce'), ({'XDG_DATA_HOME': f'{self.work}/data'}, 'data/zhengce'),
                        ({'ZHENGCE_INDEX': f'{self.work}/named'}, 'named')):
            r = zc.run(zc.INDEX, '-q', self.docs, home=self.work, env=env)
            self.assertEqual(r.code, 0, r)
            self.assertTrue(os.path.exists(os.path.join(self.work, at, 'current')), at)
            self.assertEqual(zc.run(zc.SEARCH, '技能大赛', home=self.work, env=env).code, 0)

    def test_dir_may_be_written_in_three_ways(self):
        self.doc('a.txt', NOTICE)
        for n, how in enumerate((['-d', 'X'], ['-dX'], ['--dir', 'X'], ['--dir=X'])):
            to = f'{self.work}/i{n}'
            r = zc.run(zc.INDEX, '-q', *(a.replace('X', to) for a in how), self.docs, home=self.work)
            self.assertEqual(r.code, 0, r)
            self.assertEqual(zc.run(zc.SEARCH, *(a.replace('X', to) for a in how), '技能大赛', home=self.work).code, 0)


class Updates(zc.Case):
    def setUp(self):
        super().setUp()
        for name, word in (('a.txt', '苹果'), ('b.txt', '香蕉'), ('c.txt', '樱桃')):
            self.doc(name, f'关于{word}种植的通知\n\n{word}收购事项通知如下。\n')
        self.build()

    def counts(self, *args):
        s = self.summary(*args, self.docs)
        return s['added'], s['updated'], s['unchanged'], s['removed'], s['documents']

    def test_a_second_run_changes_nothing_and_publishes_nothing(self):
        before = tree(self.dir)
        s = self.summary(self.docs)
        self.assertEqual((s['added'], s['updated'], s['unchanged'], s['removed'], s['documents'], s['bytes']),
                         (0, 0, 3, 0, 3, 0))
        self.assertEqual(tree(self.dir), before)

    def test_a_changed_file_is_updated(self):
        self.doc('b.txt', '关于葡萄种植的通知\n\n葡萄收购。\n')
        self.assertEqual(self.counts(), (0, 1, 2, 0, 3))
        self.assertEqual(self.ask('香蕉')['total'], 0)
        self.assertEqual(self.found('葡萄'), ['b.txt'])

    def test_a_renamed_file_keeps_its_text_under_a_new_id(self):
        os.rename(f'{self.docs}/b.txt', f'{self.docs}/z.txt')
        self.assertEqual(self.counts(), (1, 0, 2, 1, 3))
        self.assertEqual(self.found('香蕉'), ['z.txt'])

    def test_an_added_file(self):
        self.doc('sub/d.txt', '关于梨的通知\n\n雪梨。\n')
        self.assertEqual(self.counts(), (1, 0, 3, 0, 4))
        self.assertEqual(self.found('雪梨'), ['sub/d.txt'])

    def test_a_vanished_file_leaves(self):
        os.remove(f'{self.docs}/c.txt')
        self.assertEqual(self.counts(), (0, 0, 2, 1, 2))
        self.assertEqual(self.ask('樱桃')['total'], 0)
        self.assert_refused(self.search('--view', 'doc', 'c.txt'), says='c.txt')

    def test_a_touched_file_is_unchanged_and_not_read_a_third_time(self):
        os.utime(f'{self.docs}/a.txt', (1, 1))
        self.assertEqual(self.counts(), (0, 0, 3, 0, 3))
        s = self.summary(self.docs)
        self.assertEqual((s['unchanged'], s['bytes']), (3, 0))

    def test_a_file_that_became_unreadable_text_leaves_with_a_reason(self):
        self.doc('a.txt', bytes(range(32)) * 200)
        s = self.summary(self.docs)
        self.assertEqual((s['removed'], s['documents'], [x['path'] for x in s['skipped']]), (1, 2, ['a.txt']))
        self.assertEqual(self.ask('苹果')['total'], 0)

    def test_a_skipped_file_is_named_again_by_the_next_run(self):
        self.doc('bad.txt', b'')
        first, second = self.summary(self.docs), self.summary(self.docs)
        self.assertEqual(first['skipped'], second['skipped'])
        self.assertEqual(len(second['skipped']), 1)

    def test_rows_are_counted_one_by_one(self):
        self.doc('t.jsonl', zc.rows(*({'id': f'r{n}', 'text': f'表中第{n}条'} for n in range(5))))
        self.assertEqual(self.counts(), (5, 0, 3, 0, 8))
        self.doc('t.jsonl', zc.rows(*({'id': f'r{n}', 'text': f'表中第{n}条'} for n in range(3))))
        self.assertEqual(self.counts(), (0, 3, 3, 2, 6))
        self.assertEqual(self.found('表中第'), ['r0', 'r1', 'r2'])

    def test_full_reads_everything_again(self):
        s = self.summary('--full', self.docs)
        self.assertEqual((s['documents'], s['added'] + s['updated'] + s['unchanged'], s['removed']), (3, 3, 0))
        self.assertGreater(s['bytes'], 0)
        self.assertEqual(self.found('通知'), ['a.txt', 'b.txt', 'c.txt'])

    def test_dry_run_tells_and_writes_nothing(self):
        self.doc('d.txt', NOTICE)
        self.doc('b.txt', '改过的通知\n')
        os.remove(f'{self.docs}/c.txt')
        before = tree(self.dir)
        s = self.summary('--dry-run', self.docs)
        self.assertEqual((s['added'], s['updated'], s['unchanged'], s['removed']), (1, 1, 1, 1))
        self.assertEqual(tree(self.dir), before)
        self.assertEqual(self.found('樱桃'), ['c.txt'])

    def test_dry_run_without_an_index_makes_no_folder(self):
        other = os.path.join(self.work, 'other')
        self.summary('--dry-run', self.docs, dir=other)
        self.assertFalse(os.path.exists(other))

    def test_an_emptied_path_is_an_error_and_the_old_index_answers(self):
        for name in 'abc':
            os.remove(f'{self.docs}/{name}.txt')
        before = tree(self.dir)
        self.assert_refused(self.index('-q', self.docs), says='--allow-empty')
        self.assertEqual(tree(self.dir), before)
        self.assertEqual(self.found('苹果'), ['a.txt'])

    def test_an_emptied_path_is_an_error_with_full_too(self):
        for name in 'abc':
            os.remove(f'{self.docs}/{name}.txt')
        self.assert_refused(self.index('-q', '--full', self.docs), says='--allow-empty')
        self.assertEqual(self.found('苹果'), ['a.txt'])

    def test_allow_empty_empties(self):
        for name in 'abc':
            os.remove(f'{self.docs}/{name}.txt')
        s = self.summary('--allow-empty', self.docs)
        self.assertEqual((s['removed'], s['documents']), (3, 0))
        self.assertEqual(self.ask('苹果')['total'], 0)
        self.doc('a.txt', NOTICE)
        self.assertEqual(self.summary(self.docs)['documents'], 1)

    def test_a_failed_run_leaves_the_old_index_answering(self):
        self.doc('a.txt', '另一篇关于苹果汁的通知\n')
        before = tree(self.dir)
        self.assert_refused(self.index('-q', self.docs, f'{self.work}/missing'), says='missing')
        self.assertEqual(tree(self.dir), before)
        self.assertEqual(self.found('苹果种植'), ['a.txt'])

    def test_what_a_crash_left_behind_is_cleared_away(self):
        zc.write(self.dir, 'building/junk', 'x')
        zc.write(self.dir, 'current.new', 'g000099\n')
        zc.write(self.dir, 'g000002/half', 'x')
        self.doc('d.txt', NOTICE)
        self.assertEqual(self.counts(), (1, 0, 3, 0, 4))
        self.assertEqual(self.found('技能大赛'), ['d.txt'])
        self.assertFalse(os.path.exists(f'{self.dir}/building'))
        self.assertEqual(self.index('--verify').code, 0)

    def test_old_generations_do_not_pile_up(self):
        for n in range(8):
            self.doc('a.txt', f'关于第{n}次修改的通知\n')
            self.build()
        self.assertLessEqual(sum(name.startswith('g0') for name in os.listdir(self.dir)), 2)


class Roots(zc.Case):
    def setUp(self):
        super().setUp()
        self.one, self.two = (os.path.join(self.work, name) for name in ('one', 'two'))
        zc.write(self.one, 'a.txt', '甲根的文件，谈苹果。\n')
        zc.write(self.two, 'a.txt', '乙根的文件，谈香蕉。\n')
        zc.write(self.two, 'b.txt', '乙根的另一篇，谈樱桃。\n')

    def test_a_second_root_that_repeats_an_id_gets_its_folder_name_before_its_ids(self):
        self.build(self.one, self.two)
        self.assertEqual(self.found('根的'), ['a.txt', 'two/a.txt', 'two/b.txt'])
        self.assertEqual(self.ask('香蕉')['hits'][0]['path'], 'a.txt')
        self.assertEqual(self.text('two/a.txt'), '乙根的文件，谈香蕉。\n')

    def test_roots_indexed_one_after_the_other_give_the_same(self):
        self.build(self.one)
        self.build(self.two)
        self.assertEqual(self.found('根的'), ['a.txt', 'two/a.txt', 'two/b.txt'])

    def test_a_root_that_repeats_nothing_has_no_prefix(self):
        os.remove(f'{self.two}/a.txt')
        self.build(self.one, self.two)
        self.assertEqual(self.found('根的'), ['a.txt', 'b.txt'])

    def test_a_prefix_stays_and_a_late_repetition_is_told(self):
        os.remove(f'{self.two}/a.txt')
        self.build(self.one, self.two)
        zc.write(self.two, 'a.txt', '后来的香蕉。\n')
        s = self.summary(self.one, self.two)
        ids = self.found('根的 OR 后来的')
        self.assertEqual(len(ids), s['documents'])
        self.assertTrue(len(ids) == 3 or s['skipped'], s)

    def test_a_root_named_twice_counts_once(self):
        s = self.summary(self.one, self.one, self.one + '/', os.path.join(self.one, '.'))
        self.assertEqual((s['added'], s['documents']), (1, 1))

    def test_a_run_touches_only_the_paths_it_is_given(self):
        self.build(self.one, self.two)
        shutil.rmtree(self.one)
        s = self.summary(self.two)
        self.assertEqual((s['unchanged'], s['removed'], s['documents']), (2, 0, 3))
        self.assertEqual(self.found('苹果'), ['a.txt'])

    def test_a_file_as_path_has_its_base_name_as_id(self):
        self.build(os.path.join(self.two, 'b.txt'))
        self.assertEqual(self.found('樱桃'), ['b.txt'])
        self.assertEqual(self.ask('樱桃')['hits'][0]['path'], 'b.txt')

    def test_a_table_as_path(self):
        self.build(zc.write(self.work, 't.jsonl', zc.rows({'text': '表里的雪梨'})))
        self.assertEqual(self.found('雪梨'), ['t.jsonl#1'])

    def test_a_path_through_a_symbolic_link_is_its_target(self):
        os.symlink(self.one, os.path.join(self.work, 'link'))
        self.build(os.path.join(self.work, 'link'))
        self.assertEqual(self.summary(self.one)['unchanged'], 1)

    def test_relative_paths_mean_the_same_as_absolute_ones(self):
        self.build(self.one)
        r = self.index('--json', 'one', cwd=self.work)
        self.assertEqual(r.json['unchanged'], 1, r)

    def test_nested_paths_index_a_file_once_each(self):
        zc.write(self.one, 'sub/c.txt', '内层的文件，谈苹果。\n')
        s = self.summary(self.one, os.path.join(self.one, 'sub'))
        self.assertEqual(self.ask('苹果')['total'], s['documents'])


class Exits(zc.Case):
    def test_a_missing_path_ends_with_2(self):
        self.assert_refused(self.index('-q', f'{self.work}/missing'), says='missing')

    def test_no_path_ends_with_2(self):
        self.assert_refused(self.index(), says='--help')

    def test_nothing_to_index_ends_with_1(self):
        r = self.index('-q', self.docs)
        self.assert_refused(r, code=1)
        self.assertFalse(os.path.exists(f'{self.dir}/current'))

    def test_nothing_but_bad_files_ends_with_1_and_says_why(self):
        self.doc('a.txt', b'')
        self.doc('b.zip', b'PK')
        r = self.index('--json', self.docs)
        self.assertEqual(r.code, 1, r)
        self.assertEqual(sorted(x['path'] for x in r.json['skipped']), ['a.txt', 'b.zip'])
        self.assert_one_sentence(r)

    def test_a_held_lock_ends_with_3(self):
        self.doc('a.txt', NOTICE)
        self.build()
        with open(os.path.join(self.dir, 'lock'), 'r+b') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.doc('a.txt', '改了的通知\n')
            self.assert_refused(self.index('-q', self.docs), code=3, says='another indexer')
            self.assertEqual(self.found('技能大赛'), ['a.txt'])
            self.assertEqual(self.index('--verify').code, 0)
        self.assertEqual(self.summary(self.docs)['updated'], 1)

    def test_bad_job_counts_end_with_2(self):
        self.doc('a.txt', NOTICE)
        for jobs in ('0', '-1', 'x', '65', '', '1x', '99999999999999999999'):
            self.assert_refused(self.index('-q', '--jobs', jobs, self.docs), says='--jobs')

    def test_an_index_folder_that_is_a_file_ends_with_2(self):
        self.doc('a.txt', NOTICE)
        self.assert_refused(self.index('-q', self.docs, dir=zc.write(self.work, 'file', 'x')), says='file')

    def test_an_index_folder_without_permission_ends_with_2(self):
        self.doc('a.txt', NOTICE)
        os.mkdir(self.dir, 0o500)
        self.assert_refused(self.index('-q', self.docs, user=zc.unprivileged()), says=self.dir)

    def test_an_index_inside_its_own_path_is_not_indexed(self):
        self.doc('a.txt', NOTICE)
        inside = os.path.join(self.docs, 'index')
        self.summary(self.docs, dir=inside)
        s = self.summary(self.docs, dir=inside)
        self.assertEqual((s['unchanged'], s['documents']), (1, 1))
        self.assertEqual(s['skipped'], [])

    def test_verify_says_what_is_whole(self):
        self.doc('a.txt', NOTICE)
        self.build()
        r = self.index('--verify')
        self.assertEqual((r.code, r.err), (0, ''), r)
        self.assertIn('1 document', r.out)
        self.assert_refused(self.index('--verify', dir=f'{self.work}/none'), says='no index')


class Jobs(zc.Case):
    def test_any_number_of_processes_gives_the_same_answers(self):
        words = ['补贴', '培训', '技师', '园区', '学校', '企业', '养老', '住房']
        for n in range(60):
            self.doc(f'd{n:02}.txt', f'关于{words[n % 8]}的通知\n\n' + f'{words[n * 3 % 8]}与{words[n * 5 % 8]}事项第{n}号。\n' * (n + 1))
        self.doc('t.jsonl', zc.rows(*({'id': f'r{n}', 'text': f'{words[n % 8]}条目'} for n in range(40))))
        answers = []
        for jobs in ('1', '2', '3', '7', '64'):
            to = os.path.join(self.work, f'jobs{jobs}')
            s = self.summary('--jobs', jobs, self.docs, dir=to)
            self.assertEqual((s['added'], s['documents']), (100, 100))
            answers.append([[hit['id'] for hit in self.ask('-n', '200', '--sort', 'relevance', word, dir=to)['hits']]
                            for word in words[:3]])
        for other in answers[1:]:
            self.assertEqual([sorted(a) for a in other], [sorted(a) for a in answers[0]])

    def test_ids_repeated_across_slices_of_big_tables_are_told_once(self):
        line = '同一条政策说明补贴标准。' * 40
        self.doc('big.jsonl', zc.rows(*({'id': f'r{n % 1500}', 'text': f'{line}{n}'} for n in range(1600))))
        s = self.summary('--jobs', '2', self.docs)
        self.assertEqual((s['added'], s['documents'], len(s['skipped'])), (1500, 1500, 100))
        self.assertEqual(self.ask('-n', '0', '补贴标准')['total'], 1500)


class Inspect(zc.Case):
    def test_a_document_has_the_keys_of_the_contract(self):
        for d in self.inspect(zc.SAMPLE):
            self.assertLessEqual(set(zc.INSPECT_KEYS), set(d))
            self.assertLessEqual(set(d['sources']), set(d))
            for key in ('title', 'city', 'county', 'province', 'year', 'date', 'docno', 'issuer', 'type'):
                self.assertEqual(d[key] is not None, key in d['sources'], (d['id'], key))
            self.assertIsInstance(d['year'], (int, type(None)))
            self.assertIsInstance(d['chars'], int)

    def test_sample_metadata_is_what_its_readme_says(self):
        found = {d['id']: d for d in self.inspect(zc.SAMPLE)}
        self.assertEqual(len(found), 10)
        for id, docno, date, city, county in (
                ('cixi-2023-44.md', '慈教建〔2023〕44号', '2023-09-21', '宁波市', '慈溪市'),
                ('ningbo-2023-46.md', '甬政办发〔2023〕46号', '2023-09-05', '宁波市', None),
                ('yichang-257.md', None, None, '宜昌市', None),
                ('chuxiong-huifu.md', None, None, '楚雄彝族自治州', '楚雄市'),
                ('cixi-139.md', None, '2023-04-12', '宁波市', '慈溪市'),
                ('shili-2019-8.md', '示政发〔2019〕8号', '2019-03-20', '示例市', None),
                ('yangli-2022-9.md', '样政办发〔2022〕9号', '2022-06-28', '样例市', None)):
            d = found[id]
            self.assertEqual((d['docno'], d['date'], d['city'], d['county']), (docno, date, city, county), id)
        self.assertEqual(found['yichang-257.md']['cited_docnos'], ['宜府发〔2018〕62号', '发改社会〔2019〕590号'])
        self.assertEqual(found['yichang-257.md']['year'], 2019)
        self.assertEqual(found['cixi-139.md']['cited_docnos'], ['慈政办发〔2017〕18号'])
        self.assertIsNone(found['chuxiong-huifu.md']['title'])

    def test_a_citation_after_an_ordinary_word_is_the_number_alone(self):
        self.doc('a.txt', '关于检查的通报\n\n有2所学校按示政发〔2019〕8号代办补贴，依据示政办发〔2021〕12号和《办法》（示教通〔2020〕31号）执行。\n')
        self.assertEqual(self.inspect(self.docs)[0]['cited_docnos'],
                         ['示政发〔2019〕8号', '示政办发〔2021〕12号', '示教通〔2020〕31号'])

    def test_citations_that_run_into_a_sentence_are_the_number_alone(self):
        self.doc('a.txt', '关于检查的通报\n\n职业教育见慈教建（2023）44号；我市按浙政发〔2018〕10号办理，原慈政办发〔2017〕18号废止。\n')
        self.assertEqual(self.inspect(self.docs)[0]['cited_docnos'], ['慈教建〔2023〕44号', '浙政发〔2018〕10号', '慈政办发〔2017〕18号'])

    def test_chars_count_code_points_without_white_space(self):
        self.doc('a.txt', '甲 乙\u3000丙\n\n丁𠀀1。\n')
        self.assertEqual(self.inspect(self.docs)[0]['chars'], 7)

    def test_an_unreadable_file_gives_its_error_and_the_run_goes_on(self):
        self.doc('a.txt', b'')
        self.doc('b.bin', b'x')
        self.doc('c.txt', NOTICE)
        a, b, c = self.inspect(self.docs)
        self.assertEqual((set(a), set(b)), ({'path', 'error'}, {'path', 'error'}))
        self.assertEqual((a['path'], b['path'], c['id']), ('a.txt', 'b.bin', 'c.txt'))

    def test_rows_are_lines_and_broken_rows_are_errors(self):
        self.doc('t.jsonl', zc.rows({'id': 'one', 'text': '一'}) + 'nonsense\n[1]\n')
        one, broken, array = self.inspect(self.docs)
        self.assertEqual(one['id'], 'one')
        self.assertEqual((broken['path'], array['path']), ('t.jsonl#2', 't.jsonl#3'))

    def test_several_paths_and_a_missing_one(self):
        a, b = self.doc('a.txt', NOTICE), self.doc('b.txt', NOTICE)
        self.assertEqual([d['id'] for d in self.inspect(b, a)], ['b.txt', 'a.txt'])
        self.assert_refused(zc.run(zc.INDEX, '--inspect', f'{self.work}/missing', home=self.work), says='missing')

    def test_inspect_writes_nothing(self):
        self.doc('a.txt', NOTICE)
        self.inspect(self.docs)
        self.assertEqual(sorted(os.listdir(self.work)), ['docs'])

    def test_inspect_tells_what_the_index_then_holds(self):
        self.build(zc.SAMPLE)
        for d in self.inspect(zc.SAMPLE):
            r = self.search('--view', 'doc', d['id'], '--format', 'json')
            self.assertEqual({k: v for k, v in r.json.items() if k != 'text'}, d)


class Equivalence(zc.Case):
    """After any edits and updates an index answers as a fresh one would."""

    WORDS = ['补贴', '培训', '技师', '园区', '学校', '企业', '养老', '住房', '消防', '图书馆', '5G', '绿色']
    CITIES = ['示例市', '样例市', '宁波市', '杭州市', None]
    QUERIES = ['补贴', '培训 技师', '"园区学校"', '企业 OR 养老', '住房 -消防', '图书馆', '5G', 'city:宁波', 'city:示例市 绿色',
               'year:2018..2020', 'type:通知', 'docno:示政发〔2019〕*', '补贴培训技师园区']

    def content(self, rng, name):
        words = rng.choices(self.WORDS, k=rng.randint(3, 30))
        if name.endswith('.jsonl'):
            return zc.rows(*({'id': f'{name}:{rng.randint(0, 9)}-{n}', 'title': f'关于{rng.choice(words)}的通知',
                              'text': ''.join(rng.choices(words, k=5)) + '。', 'city': rng.choice(self.CITIES[:4])}
                             for n in range(rng.randint(1, 6))))
        city, year = rng.choice(self.CITIES), rng.randint(2017, 2022)
        front = {'title': f'关于{words[0]}的{rng.choice(["通知", "意见", "办法"])}', 'date': f'{year}-0{rng.randint(1, 9)}-11',
                 'docno': f'示政发〔{year}〕{rng.randint(1, 99)}号'}
        if city:
            front['city'] = city
        front = {k: v for k, v in front.items() if rng.random() < .8}
        yaml = ''.join(f'{k}: {v}\n' for k, v in front.items()) or 'note: x\n'
        body = ''.join(w + rng.choice(['', '', '，', '。\n\n']) for w in words)
        return f'---\n{yaml}---\n{body}\n'

    def edit(self, rng, fresh):
        names = sorted(os.listdir(self.docs))
        what = rng.choice(['add', 'add', 'change', 'change', 'delete', 'rename', 'touch'])
        if what == 'add' or len(names) < 4:
            name = f'n{next(fresh)}.{rng.choice(["md", "md", "md", "jsonl"])}'
            self.doc(name, self.content(rng, name))
        elif what == 'change':
            name = rng.choice(names)
            self.doc(name, self.content(rng, name))
        elif what == 'delete':
            os.remove(os.path.join(self.docs, rng.choice(names)))
        elif what == 'rename':
            name = rng.choice(names)
            os.rename(os.path.join(self.docs, name), os.path.join(self.docs, f'n{next(fresh)}.{name.split(".")[1]}'))
        else:
            os.utime(os.path.join(self.docs, rng.choice(names)))

    def answers(self, dir):
        queries = '\n'.join(self.QUERIES).encode()
        r = self.search('--batch', '-', '-n', '1000', dir=dir, stdin=queries)
        self.assertIn(r.code, (0, 1), r)
        told = []
        for a in r.lines:
            facets = {k: sorted((f['value'], f['count']) for f in v) for k, v in a['facets'].items()}
            told.append((a['query'], a['relaxed'], a['total'], sorted(hit['id'] for hit in a['hits']), facets))
        self.assertEqual(len(told), len(self.QUERIES))
        return told

    def test_forty_random_edit_sequences_give_what_a_fresh_index_gives(self):
        rng, fresh = random.Random(20230921), iter(range(10000))
        for n in range(8):
            self.edit(rng, fresh)
        most = 0
        for step in range(40):
            for _ in range(rng.randint(1, 6)):
                self.edit(rng, fresh)
            s = self.summary(self.docs)
            whole = os.path.join(self.work, f'fresh{step}')
            t = self.summary('--full', self.docs, dir=whole)
            self.assertEqual(s['documents'], t['documents'], step)
            self.assertEqual(s['added'] + s['updated'] + s['unchanged'], s['documents'], step)
            self.assertEqual(self.answers(self.dir), self.answers(whole), step)
            shutil.rmtree(whole)
            with open(f'{self.dir}/current', encoding='ascii') as current:
                with open(f'{self.dir}/{current.read().strip()}/manifest.json', encoding='utf-8') as manifest:
                    most = max(most, len(json.load(manifest)['members']))
        self.assertGreater(most, 1, 'the edits never made an index of several members')
        self.assertEqual(self.index('--verify').code, 0)


class Regressions(zc.Case):
    """Each was found in review: what was indexed must neither be lost nor falsified."""

    def test_a_merged_index_with_gaps_is_not_taken_for_damaged(self):
        for i in range(12):
            self.doc(f'{i:02}.md', f'---\ncity: 宁波市\ndate: 2023-01-{i + 1:02}\n---\n\n'
                     + ''.join(f'教育第{i}篇第{k}段，产教融合与学校。\n\n' for k in range(4000)))
        self.build()
        for name in ('03.md', '07.md'):
            os.remove(os.path.join(self.docs, name))
        self.build()
        for args in (['教育'], ['"产教融合与学校。"'], ['教育', '--city', '宁波'], ['--year', '2023'], ['教育 OR 宁夏', 'city:宁波'],
                     ['--view', 'matrix', '--by', 'year', '教育 OR 宁夏'], ['--view', 'matrix', '--by', 'city', 'city:宁波'],
                     ['--sort', 'date', '教育', '-宁夏']):
            with self.subTest(args=args):
                self.assertEqual(self.ask(*args)['total'], 10)
        self.assertEqual(self.ask('--view', 'kwic', '-n', '1', '教育')['total'], 10)

    def test_a_document_that_gave_way_comes_when_the_other_goes(self):
        self.doc('a.jsonl', zc.rows({'id': 'x1', 'text': '甲县的教育。'}))
        self.doc('b.jsonl', zc.rows({'id': 'x1', 'text': '乙县的教育。'}, {'id': 'x2', 'text': '乙县的学校。'}))
        self.build()
        self.assertEqual(self.ask('教育')['total'], 1)
        os.remove(os.path.join(self.docs, 'a.jsonl'))
        self.build()
        self.assertEqual(self.found('乙县'), ['x1', 'x2'])

    def test_an_empty_cell_takes_nothing_back(self):
        self.doc('a.jsonl', zc.rows({'title': '通知', '正文': '全文在此。', 'body': None, 'content': '', 'city': '宁波市', '城市': ''}))
        self.build()
        self.assertEqual(self.ask('全文在此')['hits'][0]['city'], '宁波市')

    def test_full_over_an_unreadable_index_names_the_roots_it_would_lose(self):
        a, b = (os.path.join(self.work, name) for name in 'ab')
        zc.write(a, '1.txt', '甲县的教育。')
        zc.write(b, '2.txt', '乙县的教育。')
        self.build(a, b)
        path = os.path.join(self.dir, 'g000001', 'manifest.json')
        with open(path, encoding='utf-8') as file:
            manifest = file.read()
        zc.write(self.dir, 'g000001/manifest.json', manifest.replace('"icu":"', '"icu":"1'))
        self.assert_refused(self.index('-q', '--full', a), says=b)
        self.build('--full', a, b)
        self.assertEqual(self.ask('教育')['total'], 2)

    def test_a_prefix_repeats_no_id_of_a_folder_below_another_root(self):
        c, x = os.path.join(self.work, 'c'), os.path.join(self.work, 'd', 'x')
        for folder, name in ((c, 'a.txt'), (c, 'x/a.txt'), (x, 'a.txt')):
            zc.write(folder, name, f'{folder}{name}的教育。')
        self.build(c, x)
        self.assertEqual(self.ask('教育')['total'], 3)

    def test_rows_keep_their_numbers_whatever_ends_their_lines(self):
        self.doc('a.jsonl', ''.join(f'{{"text":"第{i}行的教育，{"长" * 400}。"}}\r\r\n' for i in range(2000)))
        self.assertEqual((self.summary(self.docs)['documents'], len(self.found('教育', '--no-snippets', '-n', '5000'))), (2000, 2000))

    def test_a_sign_that_leaves_nothing_finds_nothing(self):
        self.doc('a.txt', '教育。')
        self.build()
        for sign in ('\u3164', '☂\ufe0f', '\u3164 \u115f'):
            with self.subTest(sign=sign):
                r = self.search(sign)
                self.assertIn(r.code, (1, 2), r)


if __name__ == '__main__':
    zc.main()
