# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies, near copies and versions: what is taken for one, what the summary tells of it, what --group shows."""
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
        self.assertIn('10 documents are copies, near-copies or versions in 5 groups', r.err)
        self.assertIn('--json', r.err)
        self.assertIn('0-two.txt ~ 0-one.txt', r.err)
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
        self.assertEqual(sorted(hit['group'][0]), ['city', 'date', 'exact', 'id', 'relation', 'title', 'year'])
        self.assertEqual([hit['group'][0][k] for k in ('exact', 'relation', 'year', 'date')], [False, 'near', 2023, '2023-05-01'])

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

    def test_the_newest_stands_for_its_group_where_the_best_ranked_stood(self):
        for sort in 'relevance', 'date':
            place, newest = {}, {}
            for hit in self.ask('-n', '100', '--sort', sort, '牵头')['hits']:
                place.setdefault(hit['id'][-7], hit['score'])
                newest[hit['id'][-7]] = max(newest.get(hit['id'][-7], ('', '')), (hit['date'], hit['id']))
            hits = self.ask('--group', '--sort', sort, '牵头')['hits']
            self.assertEqual([(h['id'], h['score']) for h in hits], [(newest[k][1], score) for k, score in place.items()])

    def test_the_oldest_first_is_the_order_of_what_is_shown(self):
        hits = self.ask('--group', '--sort', 'date-asc', '牵头')['hits']
        self.assertEqual([h['id'][-7:] for h in hits], [f'{n}-{n}.txt' for n in range(6)])

    def test_the_others_are_listed_the_newest_first(self):
        for hit in self.ask('--group', '牵头')['hits']:
            dates = [c['date'] for c in hit['group']]
            self.assertEqual(dates, sorted(dates, reverse=True))

    def test_without_dates_the_best_ranked_leads(self):
        self.dir = os.path.join(self.temp, 'undated')
        self.doc('rows.jsonl', zc.rows(*({'id': f'{n}-{k}', 'title': '巡河' * (k + 1), 'text': notice(n, date='')} for n in range(3) for k in range(4))))
        self.build()
        best = {}
        for hit in self.ask('-n', '100', '巡河')['hits']:
            best.setdefault(hit['id'][0], hit['id'])
        self.assertEqual([h['id'] for h in self.ask('--group', '巡河')['hits']], list(best.values()))

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
        self.assertEqual({tuple(sorted(c)) for c in d['duplicates']}, {('date', 'exact', 'id', 'relation', 'title')})
        self.assertNotIn('duplicates', self.search('--view', 'doc', '--format', 'json', '甲/0-0.txt').json)

    def test_group_takes_no_value(self):
        self.assert_refused(self.search('--group=1', '牵头'), says='takes no value')


def regulation(seed, kept=24, sentences=24, city='示例市', name=None, issued=None, own=0):
    """A regulation of which the first `kept` sentences are those that every edition of `seed` has; the date of issue, or `own`, writes the rest."""
    body = []
    for i in range(sentences):
        k = (seed if i < kept else seed + 1000 + own + sum(map(ord, issued or ''))) * 131 + i * 17 + seed * i
        body.append(f'第{i + 1}条　{WHO[k % 8]}负责{WHERE[k // 8 % 8]}的{WORK[k // 3 % 12]}，每{k % 11 + 2}日一次，共{k * 7 % 997}处。')
    title = name or f'{city}河道巡查第{seed}条例'
    preamble = f'（{issued}{city}人民代表大会常务委员会通过）\n\n' if issued else ''
    return f'{title}\n\n{preamble}' + '\n\n'.join(body) + '\n'


class WhatIsAVersion(Case):
    def relations(self, **files):
        for name, text in files.items():
            self.doc(f'{name}.txt', text)
        d = self.summary(self.docs)['duplicates']
        return [(g['relation'], g['ids']) for g in d['list']]

    def test_two_editions_of_one_regulation(self):
        self.assertEqual(self.relations(a=regulation(1, 12, issued='2012年3月1日'), b=regulation(1, 12, issued='2019年7月1日')),
                         [('version', ['b.txt', 'a.txt'])])

    def test_the_summary_shows_which_is_newer(self):
        self.doc('a.txt', regulation(1, 12, issued='2012年3月1日'))
        self.doc('b.txt', regulation(1, 12, issued='2019年7月1日'))
        self.assertIn('\n  b.txt > a.txt\n', self.index(self.docs).err)

    def test_a_mark_of_the_edition_is_no_other_name(self):
        self.assertEqual(self.relations(a=regulation(1, 12, issued='2012年3月1日'),
                                        b=regulation(1, 12, name='示例市河道巡查第1条例（2019年修订）', issued='2019年7月1日')),
                         [('version', ['b.txt', 'a.txt'])])

    def test_what_a_notice_publishes_is_revised_by_another_notice(self):
        name = '示例市人民政府关于印发示例市河道巡查办法的通知\n\n示政发〔{}〕{}号\n\n示例市河道巡查办法'
        self.assertEqual(self.relations(a=regulation(1, 24, name=name.format(2012, 5)) + '\n示例市人民政府\n\n2012年3月1日\n',
                                        b=regulation(1, 20, name=name.format(2019, 7)) + '\n示例市人民政府\n\n2019年7月1日\n'),
                         [('version', ['b.txt', 'a.txt'])])

    def test_another_place_has_a_law_of_its_own(self):
        self.assertEqual(self.relations(a=regulation(1, 12, city='宁波市', name='河道巡查条例', issued='2012年3月1日'),
                                        b=regulation(1, 12, city='宜昌市', name='河道巡查条例', issued='2019年7月1日')), [])

    def test_a_text_written_anew_is_another(self):
        anew = '\n\n'.join('之'.join(chr(0x5000 + i * 97 + k * 31) for k in range(20)) + '。' for i in range(24))
        self.assertEqual(self.relations(a=regulation(1, issued='2012年3月1日'), b=regulation(1, sentences=0, issued='2019年7月1日') + anew), [])

    def test_parts_of_one_law_under_its_name_are_no_versions(self):
        self.assertEqual(self.relations(a=regulation(1, 6, issued='2012年3月1日'),
                                        b=regulation(1, 24, issued='2012年3月1日')[:60] + regulation(2, 0)), [])

    def test_what_comes_again_under_its_title_is_no_version(self):
        """Reports, letters, yearly notices and amendments: half of the text is the same every time."""
        titles = ('政府工作报告', '关于市政协第5号提案的答复', '示例市关于做好河道巡查工作的通知', '关于示例市预算执行情况的报告',
                  '示例市国民经济和社会发展统计公报', '示例市人民代表大会常务委员会关于修改《示例市河道巡查条例》的决定')
        for i, title in enumerate(titles):
            for year in 2022, 2023:
                self.doc(f'{i}-{year}.txt', regulation(i, 12, name=title, own=year) + f'\n示例市人民政府\n\n{year}年1月9日\n')
        self.assertEqual(self.groups(), [])


class SearchVersions(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared_docs, cls.shared_dir = os.path.join(cls.temp, 'laws'), os.path.join(cls.temp, 'laws-index')
        for seed in range(5):
            for k, year in enumerate((2008, 2013, 2019)[:seed % 3 + 1]):
                # the older an edition, the more of it is about what is asked
                text = regulation(seed, 16, issued=f'{year}年3月1日') + '水质监测。\n' * (9 - 3 * k + seed)
                zc.write(cls.shared_docs, f'{seed}-{year}.txt', text)
        r = zc.run(zc.INDEX, '-q', '-d', cls.shared_dir, cls.shared_docs, home=cls.temp)
        if r.code:
            raise RuntimeError(r)

    def setUp(self):
        super().setUp()
        self.dir = self.shared_dir

    def test_the_newest_leads_though_an_older_ranks_better(self):
        plain = self.ask('-n', '100', '水质监测')['hits']
        best, rank = {}, {}
        for hit in plain:
            best.setdefault(hit['id'][0], hit)
        hits = self.ask('--group', '水质监测')['hits']
        self.assertEqual([h['id'] for h in hits], [max(h['id'] for h in plain if h['id'][0] == i) for i in best])
        self.assertEqual([h['score'] for h in hits], [h['score'] for h in best.values()])
        self.assertNotEqual([h['id'] for h in hits], [h['id'] for h in best.values()])
        self.assertEqual([[(c['id'], c['relation']) for c in h['group']] for h in hits if h['id'] == '2-2019.txt'],
                         [[('2-2013.txt', 'version'), ('2-2008.txt', 'version')]])

    def test_totals_and_facets_count_documents(self):
        plain, grouped = self.ask('水质监测'), self.ask('--group', '水质监测')
        self.assertEqual((plain['total'], plain['facets']), (grouped['total'], grouped['facets']))
        self.assertEqual((grouped['total'], len(grouped['hits'])), (9, 5))

    def test_only_an_edition_that_was_found_leads(self):
        self.assertEqual([(h['id'], [c['id'] for c in h['group']]) for h in self.ask('--group', '--until', '2015-01-01', '水质监测')['hits']
                          if h['id'][0] == '2'], [('2-2013.txt', ['2-2008.txt'])])

    def test_dates_are_in_order_either_way(self):
        for sort, newest in ('date', True), ('date-asc', False):
            hits = self.ask('--group', '--sort', sort, '水质监测')['hits']
            dates = [h['date'] for h in hits]
            self.assertEqual((len(hits), dates), (5, sorted(dates, reverse=newest)))
            self.assertEqual({h['id'] for h in hits}, {'0-2008.txt', '1-2013.txt', '2-2019.txt', '3-2008.txt', '4-2013.txt'})

    def test_pages_miss_no_group_and_show_none_twice(self):
        for sort in 'relevance', 'date', 'date-asc':
            whole = [h['id'] for h in self.ask('--group', '--sort', sort, '水质监测')['hits']]
            for n in 1, 2, 3:
                pages = [[h['id'] for h in self.ask('--group', '--sort', sort, '-n', str(n), '--offset', str(at), '水质监测')['hits']]
                         for at in range(0, 6, n)]
                self.assertEqual(sum(pages, []), whole, (sort, n))

    def test_the_text_names_other_versions_with_their_time(self):
        out = self.search('--group', '水质监测').out
        self.assertIn('also: 2 other versions — 2-2013.txt (2013-03-01), 2-2008.txt (2008-03-01)', out)

    def test_a_document_names_its_versions(self):
        d = self.search('--view', 'doc', '--format', 'json', '2-2013.txt').json
        self.assertEqual([(c['id'], c['relation'], c['exact'], c['date']) for c in d['duplicates']],
                         [('2-2019.txt', 'version', False, '2019-03-01'), ('2-2008.txt', 'version', False, '2008-03-01')])

    def test_the_document_whose_number_was_asked_for_leads(self):
        """A bare number finds its document first, also where a newer edition cites it."""
        self.dir = os.path.join(self.temp, 'numbers')
        name = '示例市人民政府关于印发示例市河道巡查办法的通知\n\n示政发〔{}〕{}号\n\n示例市河道巡查办法'
        old, new = (regulation(1, kept, name=name.format(year, n)) for kept, year, n in ((24, 2012, 5), (20, 2019, 7)))
        self.doc('old.txt', f'{old}\n示例市人民政府\n\n2012年3月1日\n')
        self.doc('new.txt', f'{new}\n《办法》（示政发〔2012〕5号）同时废止。\n\n示例市人民政府\n\n2019年7月1日\n')
        self.build()
        self.assertEqual(self.shown('河道巡查办法'), [('new.txt', ['old.txt'])])
        self.assertEqual(self.shown('示政发〔2012〕5号'), [('old.txt', ['new.txt'])])
        self.assertEqual(self.shown('示政发〔2019〕7号'), [('new.txt', [])])


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
