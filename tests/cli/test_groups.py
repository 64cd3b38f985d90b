# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies and near copies: what is taken for one, what the summary tells of it, what --group shows."""
import json
import os
import re

import zc

WORK = '巡查河道 清理沟渠 修缮校舍 培训教师 补贴企业 登记树种 检查食堂 维护路灯 招募志愿者 编印手册 公开账目 评定等级'.split()
WHERE = '东湖片区 西岭片区 南门街道 北关街道 老城社区 新港社区 高铁站前 大学城内'.split()
WHO = '住建部门 教育部门 水利部门 民政部门 财政部门 各街道办 项目单位 运营企业'.split()
TRADITIONAL = str.maketrans('产业教学贵动内实师课发将设于务从双难与换开来选论余门电财检标关长',
                            '產業教學貴動內實師課發將設於務從雙難與換開來選論餘門電財檢標關長')


def notice(seed, sentences=24, city='示例市', date='2023年5月6日', number=None):
    """A notice of about 25 characters a sentence; every seed gives another."""
    body = []
    for i in range(sentences):
        k = seed * 131 + i * 17 + seed * i
        body.append(f'由{WHO[k % 8]}牵头，在{WHERE[k // 8 % 8]}{WORK[k // 3 % 12]}，完成{k * 7 % 997}处，每{k % 11 + 2}日报送一次。')
    head = f'{city}关于第{seed}项工作的通知\n\n' + (f'{number}\n\n' if number else '')
    return head + '\n\n'.join(body) + f'\n\n{city}人民政府\n\n{date}\n'


class Case(zc.Case):
    def groups(self, *args):
        """The groups that a run's summary lists, each as its sorted ids."""
        d = self.summary(*args, self.docs)['duplicates']
        listed = sorted(sorted(g['ids']) for g in d['list'])
        self.assertEqual((d['groups'], d['documents']), (len(listed), sum(map(len, listed))))
        return listed

    def shown(self, *args, dir=None):
        """Each hit as its id and the ids it stands for."""
        return [(h['id'], sorted(c['id'] for c in h['group'])) for h in self.ask('--group', *args, dir=dir)['hits']]


class WhatIsACopy(Case):
    def test_one_text_under_two_paths(self):
        self.doc('甲市/通知.txt', notice(1))
        self.doc('乙市/转发.txt', notice(1))
        self.doc('乙市/另文.txt', notice(2))
        self.assertEqual(self.groups(), [['乙市/转发.txt', '甲市/通知.txt']])

    def test_layout_width_and_traditional_characters_do_not_matter(self):
        text = notice(3)
        wide = re.sub('[0-9，。]', lambda m: {'，': ',', '。': '．'}.get(m[0], chr(ord(m[0]) + 0xFEE0) if m[0] < 'A' else m[0]), text)
        forms = {'plain.txt': text, 'traditional.txt': text.translate(TRADITIONAL), 'wide.txt': wide,
                 'blanks.txt': text.replace('\n\n', '\n　　\n'), 'spaced.txt': re.sub('(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])', ' ', text),
                 'crlf.txt': text.replace('\n', '\r\n').encode('gb18030')}
        for name, content in forms.items():
            self.doc(name, content)
        d = self.summary(self.docs)['duplicates']
        self.assertEqual([(g['exact'], sorted(g['ids'])) for g in d['list']], [(True, sorted(forms))])

    def test_a_changed_date_or_place_is_a_near_copy(self):
        self.doc('a.txt', notice(4))
        self.doc('b.txt', notice(4, date='2024年11月12日'))
        self.doc('c.txt', notice(4, city='样例市'))
        d = self.summary(self.docs)['duplicates']
        self.assertEqual([(g['exact'], sorted(g['ids'])) for g in d['list']], [(False, ['a.txt', 'b.txt', 'c.txt'])])

    def test_half_a_text_is_no_copy(self):
        self.doc('whole.txt', notice(5))
        self.doc('half.txt', notice(5, sentences=12))
        self.assertEqual(self.groups(), [])

    def test_different_numbers_are_different_documents(self):
        for name, number, date in (('a', '示政发〔2023〕5号', '2023年5月6日'), ('b', '示政发〔2024〕7号', '2024年5月6日'),
                                   ('c', '示政发〔2023〕5号', '2023年5月7日')):
            self.doc(f'{name}.txt', notice(6, number=number, date=date))
        self.assertEqual([d['docno'] for d in self.inspect(self.docs)], ['示政发〔2023〕5号', '示政发〔2024〕7号', '示政发〔2023〕5号'])
        self.assertEqual(self.groups(), [['a.txt', 'c.txt']])

    def test_one_text_is_one_text_whatever_numbers_are_given_to_it(self):
        self.doc('rows.jsonl', zc.rows(*({'id': i, 'title': '关于巡河的通知', 'text': notice(7), 'docno': f'示政发〔2023〕{i}号'}
                                         for i in '56')))
        self.assertEqual(self.groups(), [['5', '6']])

    def test_short_texts_are_copies_only_when_equal(self):
        for name, text in (('a', '会议改期通知\n\n会议改到周五上午。\n'), ('b', '会议改期通知\n\n会议改到周五上午'), ('c', '会议改期通知\n\n会议改到周五下午。\n')):
            self.doc(f'{name}.txt', text)
        self.assertEqual(self.groups(), [['a.txt', 'b.txt']])

    def test_a_decimal_point_is_part_of_a_text(self):
        self.doc('a.txt', '补贴标准的通知\n\n每户补贴1.5万元。\n')
        self.doc('b.txt', '补贴标准的通知\n\n每户补贴15万元。\n')
        self.assertEqual(self.groups(), [])

    def test_workers_and_their_number_change_nothing(self):
        for i in range(60):
            self.doc(f'{i:02}.txt', notice(i % 20, date=f'2023年{i % 7 + 1}月1日'))
        expected = self.groups('--jobs', '1')
        self.assertEqual(len(expected), 20)
        for jobs in '2', '7':
            self.assertEqual(self.groups('--full', '--jobs', jobs), expected)


class TheSummary(Case):
    def test_it_tells_of_none(self):
        self.doc('a.txt', notice(1))
        self.assertEqual(self.summary(self.docs)['duplicates'], {'groups': 0, 'documents': 0, 'list': []})
        self.assertNotIn('cop', self.index('--full', self.docs).err)

    def test_the_text_counts_them_and_names_the_first(self):
        for i in range(5):
            self.doc(f'{i}-one.txt', notice(i))
            self.doc(f'{i}-two.txt', notice(i, date='2023年5月6日' if i else '2024年1月2日'))
        r = self.index(self.docs)
        self.assertIn('10 documents are copies or near-copies in 5 groups', r.err)
        self.assertIn('--json', r.err)
        self.assertIn('0-one.txt ~ 0-two.txt', r.err)
        self.assertIn('1-one.txt = 1-two.txt', r.err)
        self.assertNotIn('4-one.txt', r.err)

    def test_a_long_list_is_cut_and_says_so(self):
        self.doc('many.jsonl', zc.rows(*({'id': f'm{i:03}', 'text': notice(1)} for i in range(120))))
        self.doc('pairs.jsonl', zc.rows(*({'id': f'p{i}', 'text': f'第{i // 2}号物品的领取通知。'} for i in range(2 * 1005))))
        d = self.summary(self.docs)['duplicates']
        self.assertEqual((d['groups'], d['documents'], len(d['list']), d['truncated']), (1006, 2130, 1000, True))
        self.assertEqual([len(g['ids']) for g in d['list'] if g.get('truncated')], [100])

    def test_a_run_without_changes_tells_the_same(self):
        self.doc('a.txt', notice(1))
        self.doc('b.txt', notice(1))
        before = self.summary(self.docs)['duplicates']
        self.assertEqual(before['groups'], 1)
        self.assertEqual(self.summary(self.docs)['duplicates'], before)

    def test_a_dry_run_tells_nothing_of_them(self):
        self.doc('a.txt', notice(1))
        self.assertNotIn('duplicates', self.summary('--dry-run', self.docs))

    def test_verify_reads_the_groups_too(self):
        self.doc('a.txt', notice(1))
        self.doc('b.txt', notice(1))
        self.build()
        path = os.path.join(self.dir, 'g000001', 'groups')
        with open(path, 'rb') as f:
            content = bytearray(f.read())
        content[-1] ^= 1
        os.chmod(path, 0o644)
        zc.write(os.path.dirname(path), 'groups', bytes(content))
        self.assert_refused(self.index('--verify'), says='groups')


class Updates(Case):
    def setUp(self):
        super().setUp()
        for name, seed in (('a', 1), ('b', 1), ('c', 2), ('d', 2), ('e', 3)):
            self.doc(f'{name}.txt', notice(seed))
        self.assertEqual(self.groups(), [['a.txt', 'b.txt'], ['c.txt', 'd.txt']])

    def test_a_new_copy_joins_and_a_new_pair_comes(self):
        self.doc('f.txt', notice(1))
        self.doc('g.txt', notice(3, date='2023年5月7日'))
        self.assertEqual(self.groups(), [['a.txt', 'b.txt', 'f.txt'], ['c.txt', 'd.txt'], ['e.txt', 'g.txt']])
        self.assertEqual([sorted([i, *rest]) for i, rest in self.shown('第3项工作')], [['e.txt', 'g.txt']])

    def test_a_removed_copy_leaves(self):
        os.remove(os.path.join(self.docs, 'b.txt'))
        self.assertEqual(self.groups(), [['c.txt', 'd.txt']])
        self.assertEqual(self.shown('第1项工作'), [('a.txt', [])])

    def test_a_changed_copy_leaves_and_joins_another(self):
        self.doc('b.txt', notice(3))
        self.assertEqual(self.groups(), [['b.txt', 'e.txt'], ['c.txt', 'd.txt']])

    def test_groups_last_through_many_updates_and_merges(self):
        for i in range(12):
            self.doc(f'new{i}.txt', notice(100 + i))
            self.summary(self.docs)
        self.doc('copy.txt', notice(105))
        self.assertEqual(self.groups(), [['a.txt', 'b.txt'], ['c.txt', 'd.txt'], ['copy.txt', 'new5.txt']])


class Search(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared_docs, cls.shared_dir = os.path.join(cls.temp, 'docs'), os.path.join(cls.temp, 'index')
        for seed in range(6):
            for k in range(seed + 1):
                city, place = ('宁波市', '丙') if k == 1 else ('宜昌市', '甲')
                zc.write(cls.shared_docs, f'{place}/{seed}-{k}.txt', notice(seed, city=city, date=f'2023年5月{k + 1}日'))
        r = zc.run(zc.INDEX, '-q', '-d', cls.shared_dir, cls.shared_docs, home=cls.temp)
        if r.code:
            raise RuntimeError(r)

    def setUp(self):
        super().setUp()
        self.dir = self.shared_dir

    def test_a_group_is_one_hit_and_names_the_others(self):
        self.assertEqual(sorted([i[-7], len(rest)] for i, rest in self.shown('牵头')), [[str(n), n] for n in range(6)])

    def test_a_copy_has_its_keys(self):
        hit = self.ask('--group', '第1项工作')['hits'][0]
        self.assertEqual(sorted(hit), sorted(zc.HIT_KEYS + ['group']))
        self.assertEqual(len(hit['group']), 1)
        self.assertEqual(sorted(hit['group'][0]), ['city', 'exact', 'id', 'title', 'year'])
        self.assertEqual((hit['group'][0]['exact'], hit['group'][0]['year']), (False, 2023))

    def test_without_group_nothing_of_it_is_there(self):
        answer = self.ask('-n', '100', '牵头')
        self.assertEqual(len(answer['hits']), 21)
        self.assertEqual([h for h in answer['hits'] if 'group' in h], [])

    def test_totals_facets_and_counting_views_count_documents(self):
        for args in (['牵头'], ['牵头', '--sort', 'date'], ['第3项工作 OR 第4项工作']):
            plain, grouped = self.ask(*args), self.ask('--group', *args)
            for key in ('total', 'facets', 'understood', 'relaxed'):
                self.assertEqual(plain[key], grouped[key], key)
        for view in (['matrix', '--by', 'city'], ['kwic']):
            plain, grouped = (self.search('--view', *view, '--format', 'csv', *g, '牵头') for g in ([], ['--group']))
            self.assertEqual((plain.code, plain.out), (0, grouped.out))

    def test_the_best_ranked_stands_for_its_group(self):
        for sort in 'relevance', 'date', 'date-asc':
            best = {}
            for hit in self.ask('-n', '100', '--sort', sort, '牵头')['hits']:
                best.setdefault(hit['id'][-7], hit['id'])
            self.assertEqual([i for i, _ in self.shown('--sort', sort, '牵头')], list(best.values()))

    def test_pages_count_hits_and_miss_none(self):
        whole = self.shown('牵头')
        for n in 1, 2, 4:
            pages, offset = [], 0
            while True:
                answer = self.ask('--group', '-n', str(n), '--offset', str(offset), '牵头')
                self.assertEqual([h['rank'] for h in answer['hits']], list(range(offset + 1, offset + 1 + len(answer['hits']))))
                self.assertEqual((answer['total'], answer['offset']), (21, offset))
                if not answer['hits']:
                    break
                pages += [(h['id'], sorted(c['id'] for c in h['group'])) for h in answer['hits']]
                offset += n
            self.assertEqual(pages, whole)

    def test_only_what_the_set_holds_is_named(self):
        hits = self.shown('--city', '宁波市', '牵头')
        self.assertEqual([rest for _, rest in hits], [[]] * 5)
        self.assertTrue(all(i.startswith('丙/') for i, _ in hits), hits)
        self.assertEqual([len(rest) for _, rest in self.shown('--city', '宜昌市', '第5项工作')], [4])

    def test_no_hits_and_none_asked_for(self):
        self.assertEqual(self.shown('"这里没有"'), [])
        self.assertEqual((self.shown('-n', '0', '牵头'), self.shown('--offset', '99', '牵头')), ([], []))

    def test_the_text_names_the_others_and_says_what_it_counts(self):
        r = self.search('--group', '-n', '2', '牵头')
        self.assertIn('21 documents, copies as one: hits 1 to 2 of 6 (', r.out)
        r = self.search('--group', '第1项工作')
        self.assertIn('\n   also: 1 near-copy — ', r.out)
        r = self.search('--group', '--city', '宁波市', '第3项工作')
        self.assertIn('1 document (', r.out)
        self.assertNotIn('also:', r.out)

    def test_a_batch_groups_too(self):
        r = self.search('--group', '--batch', '-', stdin='牵头\n第2项工作\n'.encode())
        self.assertEqual([len(line['hits']) for line in r.lines], [6, 1])

    def test_a_document_names_what_is_like_it(self):
        d = self.search('--view', 'doc', '--format', 'json', '甲/2-0.txt').json
        self.assertEqual(sorted(c['id'] for c in d['duplicates']), ['丙/2-1.txt', '甲/2-2.txt'])
        self.assertEqual({tuple(sorted(c)) for c in d['duplicates']}, {('exact', 'id', 'title')})
        self.assertNotIn('duplicates', self.search('--view', 'doc', '--format', 'json', '甲/0-0.txt').json)

    def test_group_takes_no_value(self):
        self.assert_refused(self.search('--group=1', '牵头'), says='takes no value')


class Many(Case):
    def test_a_page_is_full_behind_thousands_of_copies(self):
        """The first hits are all copies of one: more are asked for until the page is full."""
        rows = [{'id': f'copy{i}', 'title': '巡河', 'text': '巡河巡河。'} for i in range(6000)]
        rows += [{'id': f'other{i}', 'title': f'其他{i}', 'text': f'第{i}处的水位记录，巡河一次，另见附表与说明。'} for i in range(30)]
        self.doc('rows.jsonl', zc.rows(*rows))
        self.build()
        answer = self.ask('--group', '巡河')
        self.assertEqual((answer['total'], len(answer['hits'])), (6030, 10))
        self.assertEqual([h['id'][:4] for h in answer['hits']], ['copy'] + ['othe'] * 9)
        self.assertEqual((len(answer['hits'][0]['group']), answer['hits'][0]['group_size']), (100, 5999))
        self.assertIn('also: 5999 copies', self.search('--group', '巡河').out.replace(' and near-copies', ''))
        last = self.ask('--group', '--offset', '30', '巡河')
        self.assertEqual((last['total'], len(last['hits'])), (6030, 1))


@zc.shared
class Real(Case):
    def test_reports_of_cities_are_no_copies_until_one_is_copied(self):
        folder = os.path.join(zc.TESTDATA, 'corpora', 'reports')
        if not os.path.isdir(folder):
            self.skipTest(f'no {folder}')
        names = sorted(os.listdir(folder))
        for name in names:
            with open(os.path.join(folder, name), 'rb') as f:
                self.doc(name, f.read())
        before = json.dumps(self.groups())
        with open(os.path.join(folder, names[0]), encoding='utf-8') as f:
            text = f.read()
        self.doc('重复.txt', text.translate(TRADITIONAL))
        after = [g for g in self.groups() if '重复.txt' in g]
        self.assertEqual(after, [['重复.txt', names[0]] if '重复.txt' < names[0] else [names[0], '重复.txt']], before)


if __name__ == '__main__':
    zc.main()
