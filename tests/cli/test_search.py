# SPDX-License-Identifier: GPL-2.0-or-later
"""zhengce-search: what is found, in which order, and how it is said."""
import os
import pty
import random
import re
import subprocess
import unicodedata
import unittest

import zc

TRADITIONAL = str.maketrans('產業教學習貴動內實職師資課發將設於廠務從雙難願與換開並來選論餘',
                            '产业教学习贵动内实职师资课发将设于厂务从双难愿与换开并来选论余')


def md(body='', **fields):
    return '---\n' + ''.join(f'{k}: {v}\n' for k, v in fields.items()) + 'note: 虚构\n---\n' + body


DOCS = {
    'mixed.txt': '示例市发展5G网络的意见\n\n建设5G基站，推进“互联网+”，实行“3+2+2”培养。落实“361”万千亿工程。ＰＬＣ编程补贴２０００元。\n\nA股上市企业可申请R&D补助。\n',
    'traditional.txt': '合作院校来信\n\n貴校推動產教融合，實習教學並重。\n',
    'across.txt': '关于产教的说明\n\n先谈产教，融合放在后面。产教。融合。\n\n产教\n\n融合\n',
    'joined.txt': '关于合作的说明\n\n学 校 与 企 业 深化产 教 融 合 ，　共同育人。\n',
    'title.md': md('正文不提那个词。\n', title='关于珍稀树种的通告', date='2019-05-06', city='示例市', province='示例省'),
    'words.txt': '培训与补贴\n\n技师的培训很重要，补贴另行规定。\n',
}

PLACES = {
    'cixi.md': md('# 慈溪的答复\n\n职业教育，依据示政发〔2019〕8号。\n', date='2023-09-21', docno='慈教建〔2023〕44号', issuer='慈溪市教育局',
                  type='答复', county='慈溪市', city='宁波市', province='浙江省', status='有效'),
    'ningbo.md': md('# 宁波的意见\n\n职业教育，职业教育。\n', date='2023-09-05', docno='甬政办发〔2023〕46号',
                    issuer='宁波市人民政府办公厅', type='意见', city='宁波市', province='浙江省', status='有效'),
    'ningbo-old.md': md('# 宁波的旧意见\n\n职业教育，按《答复》（慈教建〔2023〕44号）办理。\n', date='2018-01-31', docno='甬政办发〔2018〕7号',
                        issuer='宁波市人民政府办公厅', type='意见', city='宁波市', province='浙江省', status='已废止'),
    'chaoyang-beijing.md': md('# 朝阳区的通知\n\n职业教育。\n', date='2020-02-29', county='朝阳区', city='北京市', province='北京市'),
    'chaoyang-changchun.md': md('# 朝阳区的公告\n\n职业教育。\n', date='2021-12-31', county='朝阳区', city='长春市', province='吉林省'),
    'shili.md': md('# 示例市的办法\n\n职业教育。\n', date='2019-03-20', docno='示政发〔2019〕8号', type='办法', city='示例市', province='示例省'),
    'undated.md': md('# 没有日期的答复\n\n职业教育。\n', type='答复', city='杭州市', province='浙江省'),
}


def normal(text):
    """As matched, by a second hand: for texts whose lines do not break within sentences."""
    text = ''.join('(' if c in '[〔【［（' else ')' if c in ']〕】］）' else c for c in unicodedata.normalize('NFKC', text))
    text = text.lower().translate(TRADITIONAL)
    text = re.sub(r'[ \t]*\n\s*', '\n', re.sub(r'[ \t\u3000]+', ' ', text))
    return re.sub(r'(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])', '', text)


class Indexed(zc.Case):
    """Tests that share an index made once."""

    DOCUMENTS = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared_docs, cls.shared_dir = os.path.join(cls.temp, 'docs'), os.path.join(cls.temp, 'index')
        for name, content in cls.DOCUMENTS.items():
            zc.write(cls.shared_docs, name, content)
        r = zc.run(zc.INDEX, '-q', '-d', cls.shared_dir, cls.shared_docs if cls.DOCUMENTS else zc.SAMPLE, home=cls.temp)
        if r.code:
            raise RuntimeError(r)

    def setUp(self):
        super().setUp()
        self.dir = self.shared_dir

    def expect(self, pairs):
        for query, ids in pairs:
            args = query if isinstance(query, list) else ['--', query]
            with self.subTest(query=query):
                self.assertEqual(self.found(*args), sorted(f'{i}' for i in ids.split()))

    def refused(self, says, *args):
        with self.subTest(args=args):
            self.assert_refused(self.search(*args), says=says)


class Exact(Indexed):
    DOCUMENTS = DOCS

    def test_quoted_text_is_found_where_it_stands(self):
        self.expect([
            ('"5G"', 'mixed.txt'), ('"5g基站"', 'mixed.txt'), ('"G网络"', 'mixed.txt'), ('"5"', 'mixed.txt'),
            ('"3+2+2"', 'mixed.txt'), ('"“3+2+2”"', 'mixed.txt'), ('"2+2”培养"', 'mixed.txt'), ('"3-2-2"', ''), ('"322"', ''),
            ('"“361”万千亿"', 'mixed.txt'), ('"361万千亿"', ''), ('"互联网+”"', 'mixed.txt'), ('"互联网-"', ''),
            ('"PLC编程"', 'mixed.txt'), ('"ＰＬＣ"', 'mixed.txt'), ('"补贴2000元"', 'mixed.txt'), ('"２０００元"', 'mixed.txt'),
            ('"A股上市"', 'mixed.txt'), ('"a股"', 'mixed.txt'), ('"R&D"', 'mixed.txt'), ('"r & d"', ''),
            ('"产教融合"', 'joined.txt traditional.txt'), ('"產教融合"', 'joined.txt traditional.txt'),
            ('"產教，融合"', 'across.txt'), ('"产教,融合"', 'across.txt'), ('"产教。融合"', 'across.txt'),
            ('"产教 融合"', 'joined.txt traditional.txt'), ('"珍稀树种"', 'title.md'),
            ('"那"', 'title.md'), ('"珍稀树种的通告正文"', '')])

    def test_other_quotes_do_the_same(self):
        self.expect([('“技师的培训”', 'words.txt'), ('「技师的培训」', 'words.txt'), ('『技师的培训』', 'words.txt'),
                     ('＂技师的培训＂', 'words.txt'), ('“技师培训”', '')])

    def test_a_bare_chunk_is_found_as_written(self):
        self.expect([('5G', 'mixed.txt'), ('3+2+2', 'mixed.txt'), ('產教融合', 'joined.txt traditional.txt'),
                     ('“361”万千亿', 'mixed.txt'), ('产教，融合', 'across.txt'), ('互联网+', 'mixed.txt'),
                     ('珍稀树种', 'title.md'), ('技师 补贴', 'words.txt'), ('技师\u3000补贴', 'words.txt'), ('技师，', 'words.txt')])

    def test_as_written_is_not_relaxed(self):
        for query in ('5G', '产教融合', '技师 补贴'):
            self.assertIs(self.ask(query)['relaxed'], False, query)

    def test_nothing_as_written_relaxes_to_words_then_to_any(self):
        a = self.ask('培训补贴')
        self.assertEqual((a['relaxed'], [h['id'] for h in a['hits']]), ('words', ['words.txt']))
        a = self.ask('珍稀树种补贴')
        self.assertEqual(a['relaxed'], 'any')
        self.assertIn('title.md', [h['id'] for h in a['hits']])
        a = self.ask('燚龘')
        self.assertEqual((a['relaxed'], a['total'], a['hits']), (False, 0, []))

    def test_the_text_says_that_it_relaxed(self):
        self.assertIn('every word', self.search('培训补贴').out)
        self.assertIn('some of it', self.search('珍稀树种补贴').out)

    def test_explicit_syntax_never_relaxes(self):
        for query in ('"培训补贴"', '培训补贴 OR 燚龘', '(培训补贴)', '培训补贴 -燚龘', '"培训" 培训补贴'):
            a = self.ask('--', query)
            self.assertEqual((a['total'], a['relaxed']), (0, False), query)

    def test_a_filter_does_not_forbid_relaxing(self):
        self.assertEqual(self.ask('珍稀树种补贴', '--city', '示例市')['relaxed'], 'any')

    def test_exclusion(self):
        self.expect([('补贴 -技师', 'mixed.txt'), ('产教融合 -貴校', 'joined.txt'), ('-产教', 'mixed.txt title.md words.txt'),
                     ('补贴 NOT 技师', 'mixed.txt'), ('补贴 -(技师 OR 基站)', ''), ('产教 -"产教融合"', 'across.txt'),
                     (['补贴', '-技师'], 'mixed.txt')])

    def test_a_dash_inside_a_word_excludes_nothing(self):
        self.expect([('"3-2-2"', ''), ('补贴 - 技师', 'words.txt')])

    def test_or_and_brackets(self):
        self.expect([('5G OR 珍稀树种', 'mixed.txt title.md'), ('5G | 珍稀树种', 'mixed.txt title.md'), ('5G|珍稀树种', 'mixed.txt title.md'),
                     ('（5G OR 技师） 补贴', 'mixed.txt words.txt'), ('补贴 (5G OR 技师)', 'mixed.txt words.txt'),
                     ('补贴 5G OR 珍稀树种', 'mixed.txt title.md'), ('补贴 AND 5G', 'mixed.txt'), ('((5G))', 'mixed.txt'),
                     ('(5G OR 技师) -(基站 OR 珍稀树种)', 'words.txt')])

    def test_small_or_is_a_word(self):
        self.assertEqual(self.ask('5G or 珍稀树种')['understood'], '5G or 珍稀树种')

    def test_unpaired_quotes_and_brackets_are_text(self):
        self.expect([('"5G', 'mixed.txt'), ('“5G', 'mixed.txt'), ('5G”', 'mixed.txt'), ('(5G', 'mixed.txt'), ('5G)', 'mixed.txt'),
                     ('（5G', 'mixed.txt'), ('5G）基站', 'mixed.txt')])

    def test_understood_shows_the_query_as_read(self):
        for query, understood in (('5G 技师', '5G 技师'), ('“技师”', '"技师"'), ('5G|技师', '5G OR 技师'), ('(5G|技师) -x', '(5G OR 技师) -x'),
                                  ('城市：示例市', 'city:示例市'), ('(5G', '(5G [character 1: ( is text]')):
            self.assertEqual(self.ask('--', query)['understood'], understood)

    def test_title_filter(self):
        self.expect([('title:珍稀', 'title.md'), ('标题：珍稀树种', 'title.md'), (['--title', '珍稀树种'], 'title.md'), ('title:正文', ''),
                     ('标题：“5G网络”', 'mixed.txt'), ('title:珍稀 OR title:5G', 'mixed.txt title.md')])

    def test_snippets_mark_exactly(self):
        for query, marked in (('"3+2+2"', ['3+2+2']), ('"产教融合"', ['產教融合', '产 教 融 合']), ('5g', ['5G']),
                              ('"2000元"', ['２０００元']), ('"珍稀树种"', ['珍稀树种']), ('“361”万千亿', ['361”万千亿'])):
            with self.subTest(query=query):
                for hit in self.ask(query)['hits']:
                    marks = [x['text'] for x in hit['snippet'] if x['hit']]
                    self.assertTrue(marks, hit)
                    self.assertLessEqual(set(marks), set(marked))

    def test_what_is_excluded_is_not_marked(self):
        for hit in self.ask('补贴 -技师')['hits']:
            self.assertEqual({x['text'] for x in hit['snippet'] if x['hit']}, {'补贴'})

    def test_a_snippet_is_the_text_and_nothing_else(self):
        for query in ('补贴', '产教', '"5G"', '珍稀树种'):
            for hit in self.ask(query)['hits']:
                for passage in ''.join(x['text'] for x in hit['snippet']).split(' … '):
                    self.assertIn(re.sub(r'\s', '', passage), re.sub(r'\s', '', self.text(hit['id'])))

    def test_a_snippet_does_not_join_what_the_text_keeps_apart(self):
        [hit] = self.ask('珍稀树种')['hits']
        self.assertNotIn('通告正文', ''.join(x['text'] for x in hit['snippet']))


class Scan(Indexed):
    """Every literal string is found: the sample, against a scan of what `--view doc` prints."""

    def test_random_strings_are_found_where_a_literal_scan_finds_them(self):
        texts = {name: normal(self.text(name)) for name in sorted(os.listdir(zc.SAMPLE))}
        loose = {name: text.replace('\n', '') for name, text in texts.items()}  # lines broken in a sentence are joined
        rng, needles = random.Random(361), []
        while len(needles) < 400:
            line = rng.choice(rng.choice(list(texts.values())).split('\n'))
            at, n = rng.randrange(len(line) + 1), rng.choice([1, 2, 2, 3, 4, 5, 8, 20])
            needle = line[at:at + n].strip()
            if any(c.isalnum() for c in needle) and '"' not in needle:
                needles.append(needle)
        r = self.search('--batch', '-', '-n', '100', '--no-snippets', stdin=''.join(f'"{n}"\n' for n in needles).encode())
        self.assertEqual(r.code, 0, r)
        for needle, answer in zip(needles, r.lines, strict=True):
            with self.subTest(needle=needle):
                ids = {hit['id'] for hit in answer['hits']}
                self.assertLessEqual({name for name, text in texts.items() if needle in text}, ids)
                self.assertLessEqual(ids, {name for name, text in loose.items() if needle in text})

    def test_a_phrase_broken_over_lines_is_found(self):
        self.assertIn('shili-2022-5.md', self.found('"问题是：产教融合多停留"'))
        self.assertIn('shili-2022-5.md', self.found('"专业布点118个"'))

    def test_full_width_and_traditional_are_found_as_plain(self):
        self.assertEqual(self.found('"2000元"'), ['cixi-139.md', 'cixi-2023-44.md', 'shili-2019-8.md'])
        self.assertEqual(self.found('"PLC"'), ['shili-2019-8.md'])
        self.assertIn('shili-2020-31.md', self.found('"推动产教融合"'))


class Filters(Indexed):
    DOCUMENTS = PLACES

    def test_places_take_in_those_below(self):
        self.expect([(['--city', '宁波市'], 'cixi.md ningbo.md ningbo-old.md'), (['--city', '宁波'], 'cixi.md ningbo.md ningbo-old.md'),
                     (['--city', '=宁波市'], 'ningbo.md ningbo-old.md'), (['--city', '慈溪'], 'cixi.md'), (['--city', '=慈溪市'], 'cixi.md'),
                     (['--province', '浙江'], 'cixi.md ningbo.md ningbo-old.md undated.md'),
                     (['--province', '浙江省'], 'cixi.md ningbo.md ningbo-old.md undated.md'), (['--city', '北京'], 'chaoyang-beijing.md'),
                     (['--province', '北京'], 'chaoyang-beijing.md'), (['--city', '=北京市'], '')])

    def test_a_former_name_means_its_successor(self):
        self.assertEqual(self.found('--city', '慈溪县'), ['cixi.md'])
        self.assertIn('慈溪市', self.ask('--city', '慈溪县')['understood'])

    def test_an_ambiguous_place_means_all_of_them_and_says_so(self):
        self.assertEqual(self.found('--city', '朝阳'), ['chaoyang-beijing.md', 'chaoyang-changchun.md'])
        self.assertEqual(self.found('--city', '朝阳区'), ['chaoyang-beijing.md', 'chaoyang-changchun.md'])
        understood = self.ask('--city', '朝阳')['understood']
        for place in ('朝阳市', '北京市朝阳区', '长春市朝阳区'):
            self.assertIn(place, understood)

    def test_a_place_of_this_index_alone(self):
        self.expect([(['--city', '示例市'], 'shili.md'), (['--city', '示例'], 'shili.md'), (['--province', '示例省'], 'shili.md'),
                     ('城市：示例市', 'shili.md')])

    def test_equals_with_a_place_of_this_index_alone(self):
        self.expect([(['--city', '=示例市'], 'shili.md')])

    def test_an_unknown_place_is_refused_and_names_the_nearest(self):
        self.refused('宁波', '--city', '宁玻')
        self.refused('宁玻', '城市：宁玻')
        self.refused('浙江', '--province', '淅江省')
        self.refused('no place', '--city', '燚龘市')
        self.refused('no province', '--province', '宁波')

    def test_filters_in_the_query_with_either_name_and_colon(self):
        self.expect([(q, 'cixi.md ningbo.md') for q in ('职业教育 city:宁波 year:2023', 'city：宁波 职业教育 year：2023', '城市:宁波 年份:2023',
                                                        '城市：宁波 年份：2023 职业教育', 'CITY:宁波 Year:2023', 'city:"宁波" 年份：“2023”',
                                                        'city: 宁波 year: 2023', '省份：浙江 year:2023', 'province:浙江 年份：2023年')])

    def test_a_filter_means_the_same_inside_and_outside(self):
        for name, chinese, value in (('city', '城市', '宁波'), ('province', '省份', '浙江'), ('year', '年份', '2023'), ('docno', '文号', '甬政办发〔2023〕46号'),
                                     ('issuer', '机关', '慈溪市教育局'), ('type', '类型', '答复'), ('status', '效力', '有效'), ('title', '标题', '意见'),
                                     ('cites', '引用', '示政发〔2019〕8号')):
            outside = self.found(f'--{name}', value)
            self.assertTrue(outside, name)
            for query in (f'{name}:{value}', f'{name}：{value}', f'{chinese}:{value}', f'{chinese}：{value}'):
                self.assertEqual(self.found(query), outside, query)

    def test_equals_sign_and_blank_give_a_value_alike(self):
        self.assertEqual(self.found('--city=宁波', '--year=2018'), ['ningbo-old.md'])

    def test_a_repeated_filter_is_an_or_and_different_ones_an_and(self):
        self.expect([(['--city', '慈溪', '--city', '示例市'], 'cixi.md shili.md'), ('city:慈溪 city:示例市', 'cixi.md shili.md'),
                     (['--city', '慈溪', 'city:示例市'], 'cixi.md shili.md'), (['--year', '2018', '--year', '2019'], 'ningbo-old.md shili.md'),
                     (['--year', '2018', '--year', '2019', '--city', '宁波'], 'ningbo-old.md'),
                     (['--type', '办法', '--type', '意见', '--status', '有效'], 'ningbo.md')])

    def test_filters_may_stand_in_brackets_and_be_excluded(self):
        self.expect([('职业教育 (city:慈溪 OR city:示例市)', 'cixi.md shili.md'), ('职业教育 -city:宁波 -year:2020..2021', 'shili.md undated.md'),
                     ('city:慈溪 OR year:2019', 'cixi.md shili.md'), ('city:宁波 -type:答复', 'ningbo.md ningbo-old.md')])

    def test_years_and_ranges(self):
        self.expect([(['--year', '2023'], 'cixi.md ningbo.md'), (['--year', '2018..2020'], 'chaoyang-beijing.md ningbo-old.md shili.md'),
                     (['--year', '..2018'], 'ningbo-old.md'), (['--year', '2023..'], 'cixi.md ningbo.md'), (['--year', '1999'], '')])
        for bad in ('23', 'abc', '2023..2019', '..', '20230', '２０', '-1'):
            self.refused('year', '--year', bad)

    def test_since_and_until(self):
        self.expect([(['--since', '2021-12-31'], 'chaoyang-changchun.md cixi.md ningbo.md'), (['--since', '2022'], 'cixi.md ningbo.md'),
                     (['--since', '2023-09-06'], 'cixi.md'), (['--until', '2018-01-31'], 'ningbo-old.md'), (['--until', '2018-01-30'], ''),
                     (['--until', '2018'], 'ningbo-old.md'), (['--until', '2019-03'], 'ningbo-old.md shili.md'),
                     (['--since', '2019', '--until', '2020'], 'chaoyang-beijing.md shili.md'), ('since:2019 until:2020', 'chaoyang-beijing.md shili.md')])
        for bad in ('2023-13', '2023-9-1', '昨天', '2023-02-32', '2023/01/01', ''):
            self.refused('since', '--since', bad)
        self.refused('until', '--until', '2019-00')

    def test_a_day_that_no_month_has_is_refused(self):
        self.refused('since', '--since', '2023-02-30')

    def test_issuer_type_status_exactly_else_in_part(self):
        self.expect([(['--issuer', '慈溪市教育局'], 'cixi.md'), (['--issuer', '教育局'], 'cixi.md'), (['--issuer', '办公厅'], 'ningbo.md ningbo-old.md'),
                     (['--issuer', '=教育局'], ''), (['--type', '答复'], 'cixi.md undated.md'), (['--type', '令'], '')])

    def test_a_status_is_found_by_the_word_that_its_document_gave(self):
        self.expect([(['--status', '已废止'], 'ningbo-old.md'), (['--status', '废止'], 'ningbo-old.md'), (['--status', '失效'], 'ningbo-old.md')])

    def test_an_empty_value_is_refused(self):
        for name in ('city', 'year', 'docno', 'issuer', 'title'):
            self.refused(name, f'--{name}', ' ')
            self.refused('value', f'{name}:')

    def test_filters_alone_list_the_newest_first(self):
        self.assertEqual([h['id'] for h in self.ask('--province', '浙江')['hits']], ['cixi.md', 'ningbo.md', 'ningbo-old.md', 'undated.md'])

    def test_sort_orders_with_undated_last(self):
        newest = [h['id'] for h in self.ask('--sort', 'date', '职业教育')['hits']]
        oldest = [h['id'] for h in self.ask('--sort', 'date-asc', '职业教育')['hits']]
        dated = ['cixi.md', 'ningbo.md', 'chaoyang-changchun.md', 'chaoyang-beijing.md', 'shili.md', 'ningbo-old.md']
        self.assertEqual(newest, dated + ['undated.md'])
        self.assertEqual(oldest, dated[::-1] + ['undated.md'])
        scores = [h['score'] for h in self.ask('--sort', 'relevance', '职业教育')['hits']]
        self.assertEqual(scores, sorted(scores, reverse=True))
        self.refused('sort', '--sort', 'size', '职业教育')

    def test_paging_covers_everything_once(self):
        for sort in ('relevance', 'date', 'date-asc'):
            whole = [h['id'] for h in self.ask('--sort', sort, '-n', '100', '职业教育')['hits']]
            pages = []
            for offset in range(0, 10, 2):
                a = self.ask('--sort', sort, '-n', '2', '--offset', str(offset), '职业教育')
                self.assertEqual((a['total'], a['offset']), (7, offset))
                self.assertEqual([h['rank'] for h in a['hits']], list(range(offset + 1, offset + 1 + len(a['hits']))))
                pages += [h['id'] for h in a['hits']]
            self.assertEqual(pages, whole)

    def test_n_and_offset_take_numbers_only(self):
        self.assertEqual(self.ask('-n', '0', '职业教育')['hits'], [])
        self.assertEqual(len(self.ask('-n3', '职业教育')['hits']), 3)
        self.assertEqual(self.ask('--offset', '9999999', '职业教育')['total'], 7)
        for bad in ('-1', 'x', '', '1e3', '99999999999999999999', ' 1'):
            self.refused('n', '-n', bad, '职业教育')
            self.refused('offset', '--offset', bad, '职业教育')

    def test_facets_are_exact_whatever_is_shown(self):
        facets = self.ask('-n', '1', '职业教育')['facets']
        self.assertEqual(list(facets), ['city', 'province', 'year', 'type', 'issuer'])
        count = {k: {f['value']: f['count'] for f in v} for k, v in facets.items()}
        self.assertEqual(count['city'], {'宁波市': 3, '北京市': 1, '长春市': 1, '示例市': 1, '杭州市': 1})
        self.assertEqual(count['province'], {'浙江省': 4, '北京市': 1, '吉林省': 1, '示例省': 1})
        self.assertEqual(count['year'], {2023: 2, 2018: 1, 2019: 1, 2020: 1, 2021: 1})
        self.assertEqual(count['type'], {'答复': 2, '意见': 2, '办法': 1, '通知': 1, '公告': 1})
        self.assertEqual(count['issuer']['宁波市人民政府办公厅'], 2)
        for values in facets.values():
            counts = [f['count'] for f in values]
            self.assertEqual(counts, sorted(counts, reverse=True))

    def test_no_snippets_leaves_their_keys_out(self):
        a = self.ask('--no-snippets', '职业教育')
        self.assertEqual(set(a), {'query', 'understood', 'relaxed', 'total', 'offset', 'ms', 'hits'})
        self.assertEqual(set(a['hits'][0]), set(zc.HIT_KEYS) - {'snippet'})

    def test_a_hit_has_the_keys_of_the_contract(self):
        a = self.ask('职业教育')
        self.assertEqual(set(a), {'query', 'understood', 'relaxed', 'total', 'offset', 'ms', 'hits', 'facets'})
        for hit in a['hits']:
            self.assertEqual(list(hit), zc.HIT_KEYS)
            self.assertTrue(all(set(x) == {'text', 'hit'} for x in hit['snippet']))
            self.assertFalse(os.path.isabs(hit['path']))
        self.assertEqual(a['query'], '职业教育')

    def test_numbers_are_found_in_every_spelling(self):
        for number in ('慈教建〔2023〕44号', '慈教建[2023]44号', '慈教建（2023）44号', '慈教建(2023)44号', '慈教建【2023】44号', '慈教建［２０２３］４４号',
                       '慈教建〔２０２３〕44号', '慈教建 〔2023〕 44 号', '慈教建〔 2023 〕44号', '慈教建（2023〕44号', '慈教建〔2023〕44',
                       '慈教建\u200b〔2023〕44号'):
            for query in (number, f'文号：{number}', f'docno:{number}', f'发文字号： {number}'):
                with self.subTest(query=query):
                    a = self.ask(query)
                    self.assertEqual((a['hits'][0]['id'], a['hits'][0]['docno_match']), ('cixi.md', 'own'))

    def test_a_bare_number_finds_its_document_first_then_those_that_cite_it(self):
        a = self.ask('慈教建[2023]44号')
        self.assertEqual([(h['id'], h['docno_match']) for h in a['hits']], [('cixi.md', 'own'), ('ningbo-old.md', 'cited')])
        self.assertIn('慈教建〔2023〕44号', a['understood'])
        a = self.ask('示政发〔2019〕8号')
        self.assertEqual([(h['id'], h['docno_match']) for h in a['hits']], [('shili.md', 'own'), ('cixi.md', 'cited')])

    def test_docno_looks_at_own_numbers_and_cites_at_cited_ones(self):
        self.expect([('docno:慈教建〔2023〕44号', 'cixi.md'), (['--docno', '慈教建(2023)44号'], 'cixi.md'), ('cites:慈教建[2023]44号', 'ningbo-old.md'),
                     (['--cites', '示政发〔2019〕8号'], 'cixi.md'), ('引用：示政发〔2019〕8号', 'cixi.md')])
        self.assertEqual(self.ask('cites:慈教建[2023]44号')['hits'][0]['docno_match'], 'cited')
        self.assertIsNone(self.ask('职业教育')['hits'][0]['docno_match'])

    def test_a_number_may_be_cut_short_with_an_asterisk(self):
        self.expect([('docno:甬政办发〔2023〕*', 'ningbo.md'), ('docno:甬政办发*', 'ningbo.md ningbo-old.md'), (['--docno', '慈教建[2023]4*'], 'cixi.md'),
                     ('文号：甬政办发〔2018〕*', 'ningbo-old.md'), ('docno:慈教建〔2023〕44*', 'cixi.md'), ('docno:慈教建〔2022〕*', '')])

    def test_what_is_no_number_is_refused(self):
        self.refused('xx', 'docno:xx')
        self.refused('cites', '--cites', '44号')

    def test_several_words_become_one_query(self):
        self.assertEqual(self.ask('职业教育', 'city:宁波')['query'], '职业教育 city:宁波')
        self.assertEqual(self.found('--', '职业教育', '-city:宁波'), self.found('职业教育 -city:宁波'))

    def test_empty_arguments_are_no_words(self):
        self.assertEqual(self.ask('', '职业教育', '')['total'], 7)


class Views(Indexed):
    def test_doc_text_is_what_was_indexed(self):
        text = self.text('shili-2019-8.md')
        self.assertTrue(text.startswith('示例市职业技能培训补贴管理办法\n'))
        self.assertIn('８００元、１２００元、２０００元', text)
        self.assertTrue(text.endswith('\n'))

    def test_doc_text_is_the_text_of_doc_json(self):
        for name in os.listdir(zc.SAMPLE):
            d = self.ask_doc(name)
            self.assertEqual(d['text'].rstrip('\n'), self.text(name).rstrip('\n'))
            self.assertEqual(d['chars'], len(re.sub(r'\s', '', d['text'])))

    def ask_doc(self, *args):
        r = self.search('--format', 'json', '--view', 'doc', *args)
        self.assertEqual((r.code, r.err), (0, ''), r)
        return r.json

    def test_doc_json_has_the_keys_of_inspect_and_the_text(self):
        d = self.ask_doc('cixi-2023-44.md')
        self.assertLessEqual(set(zc.INSPECT_KEYS) | {'text'}, set(d))

    def test_doc_json_says_where_the_query_stands(self):
        d = self.ask_doc('--id', 'shili-2019-8.md', '２０００元', '補貼')
        found = [d['text'][a:b] for a, b in d['marks']]
        self.assertEqual(set(found), {'２０００元', '补贴'})
        self.assertEqual(len(found), d['text'].count('２０００元') + d['text'].count('补贴'))
        self.assertEqual(d['marks'], sorted(d['marks']))
        self.assertEqual(self.ask_doc('--id', 'shili-2019-8.md', '"没有这个词"')['marks'], [])
        self.assertNotIn('marks', self.ask_doc('--id', 'shili-2019-8.md'))
        self.assertNotIn('marks', self.ask_doc('shili-2019-8.md'))

    def test_the_marks_of_a_document_are_its_snippet_s(self):
        for query in ('产教融合 补贴', '"双师型" 学徒制', '培训'):
            answer = self.ask(query)
            self.assertTrue(answer['hits'] and not answer['relaxed'])
            for hit in answer['hits']:
                d = self.ask_doc('--id', hit['id'], query)
                marked = {re.sub(r'\s', '', d['text'][a:b]) for a, b in d['marks']}
                self.assertLessEqual({re.sub(r'\s', '', x['text']) for x in hit['snippet'] if x['hit']}, marked)

    def test_doc_text_is_plain_in_a_pipe_and_marked_on_a_terminal(self):
        args = ('-d', self.dir, '--view', 'doc', '--id', 'shili-2019-8.md', '补贴')
        plain = zc.run(zc.SEARCH, *args, home=self.work)
        self.assertEqual(plain.out, self.text('shili-2019-8.md'))
        master, terminal = pty.openpty()
        with subprocess.Popen([zc.SEARCH, *args], stdout=terminal, stderr=subprocess.PIPE,
                              env=zc.environment(self.work, TERM='xterm')) as child:
            os.close(terminal)
            out = b''
            while True:
                try:
                    more = os.read(master, 65536)
                except OSError:  # the other end is closed
                    break
                if not more:
                    break
                out += more
            self.assertEqual(child.wait(timeout=60), 0)
        os.close(master)
        out = out.decode().replace('\r\n', '\n')
        self.assertEqual(re.findall('\033\\[1;31m(.*?)\033\\[0m', out), ['补贴'] * plain.out.count('补贴'))
        self.assertTrue(re.sub('\033\\[[0-9;]*m', '', out).endswith('\n\n' + plain.out))

    def test_headings_stand_beside_the_snippet(self):
        hits = {hit['id']: hit for hit in self.ask('产教融合')['hits']}
        for hit in hits.values():
            for heading in hit.get('headings', []):
                self.assertTrue(heading and len(heading) <= 36, heading)
                self.assertIn(re.sub(r'\s', '', heading), re.sub(r'\s', '', self.text(hit['id'])))
            self.assertNotEqual(hit.get('headings'), [])
        self.assertEqual(hits['shili-2022-5.md']['headings'], ['三、任务', '（二）深化产教融合'])
        self.assertIn('\n   三、任务 › （二）深化产教融合\n', self.search('产教融合').out)
        self.assertNotIn('headings', self.ask('--no-snippets', '产教融合')['hits'][0])

    def test_an_unknown_document_ends_with_2(self):
        for id in ('nothing.md', '../corpus/sample/cixi-139.md', '/etc/passwd', '\x01'):
            self.assert_refused(self.search('--view', 'doc', id))
        self.assert_refused(self.search('--view', 'doc'), says='id')

    def test_text_list_in_a_pipe_has_no_color(self):
        for env in ({}, {'NO_COLOR': '1'}, {'TERM': 'xterm-256color'}, {'CLICOLOR_FORCE': '1'}):
            r = self.search('产教融合', env=env)
            self.assertEqual(r.code, 0, r)
            self.assertNotIn('\033', r.out)
            self.assertIn('«产教融合»', r.out)

    def test_jsonl_is_json_on_one_line(self):
        r = self.search('--format', 'jsonl', '产教融合')
        self.assertEqual(r.out.count('\n'), 1)
        self.assertEqual(r.json['total'], 8)

    def test_text_and_json_agree(self):
        a, r = self.ask('产教融合'), self.search('产教融合')
        for hit in a['hits']:
            self.assertIn(hit['id'], r.out)
        self.assertIn(f'{a["total"]} documents', r.out)

    def test_a_text_list_past_the_end_says_the_total(self):
        r = self.search('产教融合', '--offset', '100')
        self.assertEqual(r.code, 0, r)
        self.assertIn('8 documents', r.out)

    def test_found_ends_with_0_and_not_found_with_1(self):
        self.assertEqual(self.search('产教融合').code, 0)
        r = self.search('"量子引力波"')
        self.assertEqual((r.code, r.err), (1, ''), r)
        self.assertTrue(r.out)

    def test_a_reader_that_goes_away_is_no_crash(self):
        import subprocess
        with subprocess.Popen([zc.SEARCH, '-d', self.dir, '产教融合'], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=zc.environment(self.work)) as child:
            child.stdout.close()
            err = child.stderr.read()
            self.assertIn(child.wait(30), (-13, 0, 2))
        self.assertNotIn(b'Sanitizer', err)


class Batch(Indexed):
    def batch(self, content, *args, code=0):
        r = self.search('--batch', '-', *args, stdin=content if isinstance(content, bytes) else content.encode())
        self.assertEqual((r.code, r.err), (code, ''), r)
        return r.lines

    def test_a_line_a_query_in_order(self):
        lines = self.batch('产教融合\n"双师型"\n"量子引力波"\n')
        self.assertEqual([a['query'] for a in lines], ['产教融合', '"双师型"', '"量子引力波"'])
        self.assertEqual([a['total'] > 0 for a in lines], [True, True, False])

    def test_a_file_and_standard_input_alike(self):
        path = zc.write(self.work, 'queries', '产教融合\n')
        r = self.search('--batch', path, '--no-snippets')
        strip = [{k: v for k, v in a.items() if k != 'ms'} for a in r.lines]
        self.assertEqual(strip, [{k: v for k, v in a.items() if k != 'ms'} for a in self.batch('产教融合\n', '--no-snippets')])

    def test_a_batch_answers_as_single_queries_do(self):
        queries = ['产教融合', '职业教育 city:宁波', '慈教建[2023]44号', '"双师型" -楚雄', 'year:2022']
        for query, answer in zip(queries, self.batch('\n'.join(queries)), strict=True):
            alone = self.ask(query)
            alone.pop('ms'), answer.pop('ms')
            self.assertEqual(answer, alone)

    def test_a_refused_query_gives_its_line_and_the_batch_goes_on(self):
        lines = self.batch('OR OR (\ncity:宁玻\n\n产教融合\n')
        self.assertEqual(len(lines), 4)
        for a, query in zip(lines[:3], ('OR OR (', 'city:宁玻', '')):
            self.assertEqual(list(a), ['query', 'error', 'total', 'hits'])
            self.assertEqual((a['query'], a['total'], a['hits']), (query, 0, []))
            self.assertTrue(a['error'])
        self.assertGreater(lines[3]['total'], 0)

    def test_nothing_found_at_all_ends_with_1(self):
        self.batch('"量子引力波"\n', code=1)
        self.batch('OR\n', code=1)
        self.assertEqual(self.batch('', code=1), [])

    def test_line_ends_of_other_systems_and_a_last_line_without(self):
        self.assertEqual([a['query'] for a in self.batch('产教融合\r\n职业教育')], ['产教融合', '职业教育'])

    def test_filters_of_the_command_line_hold_for_every_line(self):
        for a in self.batch('产教融合\n职业教育\n', '--city', '宜昌'):
            self.assertEqual([h['id'] for h in a['hits']], ['yichang-257.md'])

    def test_a_missing_file_or_index_ends_with_2(self):
        self.assert_refused(self.search('--batch', f'{self.work}/missing'), says='missing')
        self.assert_refused(self.search('--batch', '-', dir=f'{self.work}/none', stdin=b'x\n'), says='no index')

    def test_an_unknown_option_beside_a_batch_ends_with_2(self):
        self.assert_refused(self.search('--batch', '-', '--nonsense', 'x', stdin=b'x\n'), says='--nonsense')

    def test_a_batch_of_documents(self):
        a, b = self.batch('cixi-139.md\nmissing.md\n', '--view', 'doc')
        self.assertEqual(a['id'], 'cixi-139.md')
        self.assertIn('error', b)


class Terminal(Indexed):
    DOCUMENTS = {
        'control.jsonl': zc.rows({'id': 'evil\x1b[2J', 'title': '通知\x1b[31m红\x07', 'city': '示例\x1b]0;x\x07市', 'text':
                                  '正文\x1b[1m粗\x9b31m\u202e反\u2066向\x08退格\r回车。'}),
        'plain.txt': '正文另有一篇。\n',
    }

    def test_control_characters_of_a_document_are_not_printed(self):
        for args in (['正文'], ['--view', 'doc', 'evil\x1b[2J'], ['--city', '示例']):
            r = self.search(*args)
            with self.subTest(args=args):
                self.assertIn(r.code, (0, 2), r)
                for c in '\x1b\x07\x08\x9b\u202e\u2066\r':
                    self.assertNotIn(c, r.out + r.err)

    def test_control_characters_of_a_query_are_not_printed(self):
        for query in ('正文\x1b[31m', 'city:宁玻\x1b[31m', '"正文\x1b[2J"', 'docno:\x1b[31m'):
            r = self.search(query)
            with self.subTest(query=query):
                self.assertNotIn('\x1b', r.out + r.err)

    def test_json_escapes_them(self):
        r = self.search('--format', 'json', '正文')
        self.assertNotIn(b'\x1b', r.raw)
        self.assertEqual(r.json['total'], 2)


if __name__ == '__main__':
    zc.main()
