# SPDX-License-Identifier: GPL-2.0-or-later
"""Document numbers: one canonical form for every spelling, as own numbers, as citations and as queries."""
import collections
import os
import re
import unittest

import zc

NUMBERS = os.path.join(zc.TESTDATA, 'gold', 'docnumbers.txt')
UNSEEN = '\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad'

# ---- Another reading of numbers than the program's, over whole lines only ----

# What scraping left glued before a number, up to its last such word.
GLUED = re.compile('^(?:.*(?:通知|批复|废止|按照|依据|落实)(?=.)|据(?=国家)|..物价局(?=沪)|省人民政府(?=[云川]))')
CODE = re.compile(r'([\u3400-\u9fffA-Za-z]+)[〔\[(（](\d{4})[〕\])）]第?号?0*(\d+)号?')
ANNOUNCED = re.compile(r'([\u3400-\u9fff]+?)(\d{4})年第0*(\d+)号')
ORDER = re.compile(r'([\u3400-\u9fff]+令)[（(]?第0*(\d+)号[）)]?')


def parts(line):
    """Prefix, year (None for an order) and serial of a line, or None where it lacks one of them."""
    s = re.sub(f'[\\s{UNSEEN}]', '', line)
    s = re.sub('^(发文字号|文号)[：:]', '', s).replace('〔〕', '')
    m = CODE.fullmatch(s) or ANNOUNCED.fullmatch(s)
    if m:
        return GLUED.sub('', m[1]), m[2], m[3]
    m = ORDER.fullmatch(s)
    return (m[1], None, m[2]) if m else None


def canonical(prefix, year, serial):
    return f'{prefix}〔{year}〕{serial}号' if year else f'{prefix}第{serial}号'


def wide(s):
    return ''.join(chr(ord(c) + 0xFEE0) if '0' <= c <= '9' else c for c in s)


def spellings(prefix, year, serial):
    """Ways to write a number, by name."""
    if year is None:
        yield 'blanks', f'{prefix} 第 {serial} 号'
        yield 'brackets', f'{prefix}（第{serial}号）'
        yield 'brackets and blanks', f'{prefix} ( 第 {serial} 号 )'
        yield 'full width', f'{prefix}第{wide(serial)}号'
        yield 'without 第', f'{prefix}{serial}号'
        yield '令 behind', f'{prefix[:-1]}第{serial}号令'
        yield 'label', f'文号： {prefix} 第{serial}号'
        yield 'running words', f'根据{prefix}第{serial}号'
        yield 'unseen', f'{prefix[0]}\u200b{prefix[1:]}第\u200d{serial}号'
        return
    for name, pair in (('square', '[]'), ('wide square', '［］'), ('round', '（）'), ('ASCII round', '()'),
                       ('lenticular', '【】'), ('mixed', '(〕')):
        yield name, f'{prefix}{pair[0]}{year}{pair[1]}{serial}号'
    yield 'blanks', f'{prefix} 〔{year}〕 {serial} 号'
    yield 'blanks inside', f'{prefix}　( {year} )　{serial}号'
    yield 'full width', f'{prefix}〔{wide(year)}〕第{wide(serial)}号'
    yield 'without 号', f'{prefix}〔{year}〕{serial}'
    yield 'label', f'发文字号： {prefix}〔{year}〕 {serial}号'
    yield 'unseen', f'\u200b{prefix}〔{year}〕\u200b{serial}号\ufeff'
    yield 'unseen inside', f'{prefix[0]}\u200b{prefix[1:]}〔{year[:2]}\u200b{year[2:]}〕{serial}号'
    if prefix.endswith(('公告', '通告', '令')):
        yield 'year', f'{prefix}{year}年第{serial}号'
        yield 'year in brackets', f'{prefix}（{year}年第{serial}号）'


class Numbers(zc.Case):
    def rows(self, numbers):
        """A table with a document for each canonical number, its number spelled as given; the ids by number."""
        rows = [{'id': f'n{i}', 'title': f'水渠文件之{i}', 'text': '各县局：\n请修好水渠。', 'docno': spelled}
                for i, spelled in enumerate(numbers.values())]
        self.doc('numbers.jsonl', zc.rows(*rows))
        return {number: f'n{i}' for i, number in enumerate(numbers)}

    def assert_first(self, ids, queries):
        """Every query, (what it is, text, number), finds the document of its number first."""
        path = zc.write(self.work, 'queries.txt', ''.join(q + '\n' for _, q, _ in queries))
        r = self.search('-n', '2', '--no-snippets', '--batch', path, timeout=300)
        self.assertEqual((r.code, r.err), (0, ''), r)
        self.assertEqual(len(r.lines), len(queries))
        wrong = []
        for (what, text, number), answer in zip(queries, r.lines):
            hit = answer['hits'][0] if answer['hits'] else {}
            if (hit.get('id'), hit.get('docno'), hit.get('docno_match')) != (ids[number], number, 'own'):
                wrong.append((what, text, number, hit.get('docno'), answer.get('error')))
        self.assertEqual(wrong[:10], [], f'{len(wrong)} of {len(queries)}')


class Invented(Numbers):
    INVENTED = [('溪政办发', '2021', '7'), ('溪政办发', '2021', '71'), ('溪政办函', '2021', '7'), ('溪肺炎指办明电', '2020', '3'),
                ('省政府令', None, '219'), ('省政府令', None, '21'), ('示例市人民政府令', None, '12'),
                ('国务院令', None, '7'), ('公告', '2020', '1'),
                ('海关总署公告', '2020', '1'), ('商务部令', '2019', '1'), ('国家发展改革委', '2017', '9')]

    def test_every_spelling_finds_its_document_first(self):
        ids = self.rows({canonical(*n): canonical(*n) for n in self.INVENTED})
        self.build()
        queries = [(what, text, canonical(*n)) for n in self.INVENTED for what, text in spellings(*n)]
        queries += [('with a word', f'水渠 {text}', number) for what, text, number in queries
                    if what in ('blanks', 'blanks inside', 'brackets', 'full width')]
        queries += [('between words', f'修好 {text} 水渠', number) for what, text, number in queries
                    if what in ('blanks', 'blanks inside', 'brackets', 'full width')]
        queries += [('numerals', '国务院令第七号', '国务院令第7号'), ('whole name', '中华人民共和国国务院令第7号', '国务院令第7号'), ('numerals', '省政府令第二百一十九号', '省政府令第219号'),
                    ('numerals', '公告二〇二〇年第一号', '公告〔2020〕1号'),
                    ('behind', '国家发展改革委2017年第9号', '国家发展改革委〔2017〕9号'),
                    ('behind', '海关总署2020年第1号公告', '海关总署公告〔2020〕1号')]
        self.assert_first(ids, queries)

    def test_a_column_takes_every_spelling(self):
        for number in self.INVENTED:
            for what, text in spellings(*number):
                self.doc('one.jsonl', zc.rows({'id': 'a', 'text': '修好水渠。', 'docno': text}))
                with self.subTest(what=what, text=text):
                    d = self.inspect(os.path.join(self.docs, 'one.jsonl'))[0]
                    self.assertEqual((d['docno'], d['sources'].get('docno')), (canonical(*number), 'column'))

    def test_filters_take_orders_and_open_ends(self):
        self.rows({canonical(*n): canonical(*n) for n in self.INVENTED})
        self.doc('cites.txt', '关于修好水渠的通知\n各县局：\n根据省政府令第219号和海关总署公告2020年第1号，请修好水渠。\n')
        self.build()
        for query, numbers in (('文号：省政府令 第219号', ['省政府令第219号']), ('docno:省政府令第2*', ['省政府令第21号', '省政府令第219号']),
                               ('docno:省政府令*', ['省政府令第21号', '省政府令第219号']), ('docno:省政府令 第219* 水渠', ['省政府令第219号']),
                               ('docno:海关总署公告2020年*', ['海关总署公告〔2020〕1号']), ('文号： 溪政办发 〔2021〕 7号', ['溪政办发〔2021〕7号'])):
            with self.subTest(query=query):
                hits = self.ask('-n', '100', query)['hits']
                self.assertEqual(sorted(h['docno'] for h in hits), sorted(numbers))
        for query in ('引用：省政府令 第219号', 'cites:省政府令第21*', 'cites:海关总署公告（2020年第1号）'):
            with self.subTest(query=query):
                self.assertEqual(self.found(query), ['cites.txt'])

    def test_a_cited_order_is_found_after_its_own_document(self):
        ids = self.rows({'省政府令第219号': '省政府令第219号'})
        self.doc('cites.txt', '关于修好水渠的通知\n各县局：\n由省政府令第219号公布，依照水渠公告2020年第5号。\n')
        self.build()
        hits = self.ask('省政府令（第219号）')['hits']
        self.assertEqual([(h['id'], h['docno_match']) for h in hits], [(ids['省政府令第219号'], 'own'), ('cites.txt', 'cited')])

    def test_an_announcement_is_shown_where_it_stands_as_typed(self):
        self.doc('cites.txt', '关于修好水渠的通知\n各县局：\n依照海关总署公告2020年第1号修好水渠。\n')
        self.build()
        hit = self.ask('海关总署公告2020年第1号')['hits'][0]
        self.assertEqual(hit['docno_match'], 'cited')
        self.assertEqual([s['text'] for s in hit['snippet'] if s['hit']], ['海关总署公告2020年第1号'])


# head: own number and source, citations
HEADS = {
    'an order over two lines': ('示例市人民政府令\n\n第 12 号\n\n《示例市水渠办法》已经通过，现予公布。\n', '示例市人民政府令第12号', 'number line', []),
    'its number in brackets': ('示例市人民政府令\n（第12号）\n\n示例市水渠办法\n第一条 修好水渠。\n', '示例市人民政府令第12号', 'number line', []),
    '令 on the second line': ('示例市人民政府\n令第12号\n示例市水渠办法\n第一条 修好水渠。\n', '示例市人民政府令第12号', 'number line', []),
    'over three lines': ('示例市人民政府\n令\n第12号\n\n示例市水渠办法\n第一条 修好水渠。\n', '示例市人民政府令第12号', 'number line', []),
    'in Chinese numerals': ('中华人民共和国主席令\n第七十三号\n《水渠法》已由会议通过，现予公布。\n', '主席令第73号', 'number line', []),
    'an announcement over two lines': ('示例市税务局\n公告2020年第1号\n关于修好水渠的公告\n现公告如下。\n', '示例市税务局公告〔2020〕1号',
                                       'number line', []),
    'before the title': ('省政府令 第106号\n示例省水渠办法\n第一条 修好水渠。\n', '省政府令第106号', 'number line', []),
    'after the title': ('示例省水渠办法\n省政府令第106号\n第一条 修好水渠。\n', '省政府令第106号', 'number line', []),
    'in brackets below the title': ('示例省水渠办法\n（省政府令第106号）\n第一条 修好水渠。\n', '省政府令第106号', 'number line', []),
    'a label': ('文号： 省政府令 第219号\n示例省水渠办法\n第一条 修好水渠。\n', '省政府令第219号', 'label', []),
    'a bracket ends the title': ('示例省水渠办法（省政府令第106号）\n第一条 修好水渠。\n', '省政府令第106号', 'title', []),
    'the title begins with it': ('国务院令第638号 国务院关于修改水渠条例的决定\n第一条 修好水渠。\n', '国务院令第638号', 'number line', []),
    'the title begins with an announcement': ('海关总署公告2016年第8号（关于修好水渠的公告）\n为修好水渠，现公告如下：\n', '海关总署公告〔2016〕8号',
                                              'title', []),
    'the title tells of an order': ('示例水渠条例（国务院令第638号第二次修订）\n（1999年5月23日国务院令第265号发布，根据2003年12月20日国务院令第396号修订）\n'
                                    '第一章 总则\n', None, None, ['国务院令第638号', '国务院令第265号', '国务院令第396号']),
    'the title begins with what changed it': ('国务院令第638号修订的水渠条例\n第一条 修好水渠。\n', None, None, ['国务院令第638号']),
    'joint issuers with a gap': ('关于水渠税的公告\n财政部　税务总局公告2021年第34号\n\n现公告如下：修渠。\n', '财政部税务总局公告〔2021〕34号', 'number line', []),
    'a bracket of issue': ('示例水渠办法\n（示例市人民政府办公室2018年11月19日以示府办发〔2018〕112号印发）\n第一条 修好水渠。\n', '示府办发〔2018〕112号', 'number line', []),
    'a word in the prefix': ('示例市发改委关于修渠的批复\n示发改（核）〔2019〕42号\n市水利局：\n同意。\n', '示发改（核）〔2019〕42号', 'number line', []),
    'a preamble': ('示例省水渠办法\n2004年4月30日 中华人民共和国国务院令第406号公布\n第一条 修好水渠。\n', None, None,
                   ['国务院令第406号']),
    'a preamble in brackets': ('示例省水渠办法\n（2003年7月1日省政府令第106号公布）\n第一条 修好水渠。\n', None, None, ['省政府令第106号']),
    'a line that goes on': ('示例省水渠办法\n国务院令第638号公布\n第一条 修好水渠。\n', None, None, ['国务院令第638号']),
    'a number behind the document it is of': ('示例市财政局转发《关于水渠的通知》（财税〔2007〕17号）\n各县局：\n现转发。\n', None, None,
                                              ['财税〔2007〕17号']),
    'words before a number': ('根据国办发〔2013〕89号\n关于修好水渠的通知\n各县局：\n请修好水渠。\n', None, None, ['国办发〔2013〕89号']),
    'a proposal': ('示例市教育局\n对市人大第12号建议的答复\n张三代表：\n', None, None, []),
}


class Heads(zc.Case):
    def test_an_order_is_the_own_number_where_the_layout_says_so(self):
        for what, (text, number, source, cited) in HEADS.items():
            path = self.doc('one.txt', text)
            with self.subTest(what):
                d = self.inspect(path)[0]
                self.assertEqual((d['docno'], d['sources'].get('docno'), d['cited_docnos']), (number, source, cited))


@zc.shared
class Real(Numbers):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with open(NUMBERS, encoding='utf-8') as file:
            cls.lines = [line.rstrip('\n') for line in file]

    def test_every_number_reaches_its_canonical_form(self):
        read = [(line, canonical(*parts(line))) for line in self.lines if parts(line)]
        self.assertGreater(len(read), len(self.lines) * 0.995)
        self.doc('numbers.jsonl', zc.rows(*({'id': str(i), 'text': '修好水渠。', 'docno': line} for i, (line, _) in enumerate(read))))
        found = self.inspect(os.path.join(self.docs, 'numbers.jsonl'))
        self.assertEqual(len(found), len(read))
        wrong = [(line, number, d['docno']) for (line, number), d in zip(read, found) if d['docno'] != number]
        self.assertEqual(wrong, [])

    def sample(self):
        """Every fortieth line, and each of a kind that is rare."""
        kinds = collections.Counter()
        for i, line in enumerate(self.lines):
            kind = re.sub(r'\d+', '0', re.sub(r'[\u3400-\u9fff]+', '文', line))
            kinds[kind] += 1
            if i % 40 == 0 or kinds[kind] <= 5 or '令' in line or '年第' in line:
                yield line

    def test_every_spelling_finds_its_document_first(self):
        lines = [line for line in self.sample() if parts(line)]
        self.assertGreater(len(lines), 300)
        numbers = {}
        for line in lines:
            numbers.setdefault(canonical(*parts(line)), line)
        ids = self.rows(numbers)
        self.build()
        queries = [('as printed', line, canonical(*parts(line))) for line in lines]
        queries += [(what, text, canonical(*parts(line))) for line in lines for what, text in spellings(*parts(line))]
        self.assert_first(ids, queries)


if __name__ == '__main__':
    zc.main()
