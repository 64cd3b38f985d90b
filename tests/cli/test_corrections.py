# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person says of the documents: columns of tables (--map), corrections (--metadata), the table that --inspect
writes and --metadata takes back."""
import csv
import io
import json
import unittest

import zc

NOTICE = '示例市水利局关于修渠的通知\n示水〔2023〕7号\n各乡镇：\n请修渠，引用示政发〔2022〕5号。\n示例市水利局\n2023年4月5日\n'
OTHER = '样例县林业局关于植树的通知\n样林〔2023〕3号\n各村：\n请植树。\n样例县林业局\n2023年3月12日\n'


def table(text):
    return list(csv.DictReader(io.StringIO(text.lstrip('\ufeff'))))


def write_table(rows, columns):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class Corrections(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('a.txt', NOTICE)
        self.doc('b.txt', OTHER)

    def fix(self, content, name='fix.csv'):
        return zc.write(self.work, name, content)

    def fields(self, id):
        return self.search('--view', 'doc', '--format', 'json', '--', id).json

    def test_each_key_finds_its_document(self):
        for key, value in (('id', 'a.txt'), ('path', 'a.txt'), ('文号', '示水[2023]7号'), ('docno', '示水（2023）7 号')):
            with self.subTest(key=key):
                s = self.summary('--metadata', self.fix(f'{key},city\n{value},宁波市\n'), self.docs)
                self.assertEqual(s['skipped'], [])
                d = self.fields('a.txt')
                self.assertEqual((d['city'], d['province']), ('宁波市', '浙江省'))
                self.assertEqual(d['sources']['city'], 'metadata file')
                self.assertEqual(d['sources']['title'], 'head')
                self.assertIsNone(self.fields('b.txt')['city'])

    def test_a_correction_outranks_front_matter_and_columns(self):
        self.doc('c.md', '---\ntype: 办法\ndate: 2020-01-02\n---\n# 修渠\n\n内容。\n')
        self.doc('d.jsonl', zc.rows({'id': 'row', 'title': '修渠', 'text': '内容', 'type': '办法'}))
        self.build('--metadata', self.fix('id,type\nc.md,意见\nrow,规划\n'), self.docs)
        self.assertEqual((self.fields('c.md')['type'], self.fields('row')['type']), ('意见', '规划'))
        self.assertEqual(self.fields('c.md')['date'], '2020-01-02')

    def test_a_dash_takes_a_wrong_value_away(self):
        self.build('--metadata', self.fix('id,docno,date\na.txt,-,null\n'), self.docs)
        d = self.fields('a.txt')
        self.assertEqual((d['docno'], d['date']), (None, None))
        self.assertNotIn('docno', d['sources'])
        self.assertEqual(self.found('docno:示水〔2023〕7号'), [])

    def test_a_corrected_date_carries_its_year(self):
        self.build('--metadata', self.fix('id,date\na.txt,2019年8月9日\n'), self.docs)
        self.assertEqual((self.fields('a.txt')['date'], self.fields('a.txt')['year']), ('2019-08-09', 2019))
        self.assertEqual(self.found('year:2019'), ['a.txt'])

    def test_inspect_writes_a_table_that_comes_back(self):
        r = zc.run(zc.INDEX, '--inspect', '--format', 'csv', self.docs, home=self.work)
        self.assertEqual((r.code, r.err, r.raw[:3]), (0, '', b'\xef\xbb\xbf'))
        rows = table(r.out)
        self.assertEqual([row['id'] for row in rows], ['a.txt', 'b.txt'])
        self.assertEqual(rows[0]['docno'], '示水〔2023〕7号')
        self.assertIn('title=head', rows[0]['sources'])
        rows[1]['issuer'] = '样例县自然资源局'
        self.build('--metadata', self.fix(write_table(rows, list(rows[0]))), self.docs)
        self.assertEqual(self.fields('b.txt')['issuer'], '样例县自然资源局')
        # what was not corrected keeps the source that it was read from
        self.assertEqual(self.fields('a.txt')['sources'], json.loads(zc.run(zc.INDEX, '--inspect', f'{self.docs}/a.txt', home=self.work).out)['sources'])
        self.assertEqual(self.fields('b.txt')['sources']['date'], 'signature')

    def test_a_spreadsheet_may_save_it_in_its_own_encoding(self):
        for encoding in ('gb18030', 'utf-16'):
            with self.subTest(encoding=encoding):
                path = self.fix('id,title\na.txt,关于修渠引水工程的补充通知\n'.encode(encoding))
                self.build('--metadata', path, self.docs)
                self.assertEqual(self.fields('a.txt')['title'], '关于修渠引水工程的补充通知')

    def test_the_index_remembers_corrections_until_others_come(self):
        self.build('--metadata', self.fix('id,type\na.txt,意见\n'), self.docs)
        self.doc('c.txt', '新来的\n')
        s = self.summary(self.docs)
        self.assertEqual((s['added'], s['unchanged']), (1, 2))
        self.assertEqual(self.fields('a.txt')['type'], '意见')
        self.assertEqual(self.index('--verify').code, 0)
        s = self.summary('--metadata', self.fix('id,type\n'), self.docs)
        self.assertEqual(s['updated'], 3)
        self.assertEqual(self.fields('a.txt')['type'], '通知')

    def test_another_root_is_read_again_when_it_is_named(self):
        other = f'{self.work}/other'
        zc.write(other, 'x.txt', OTHER)
        self.build(self.docs, other)
        fix = self.fix('id,type\na.txt,意见\nx.txt,意见\n')
        self.build('--metadata', fix, self.docs)
        self.assertEqual((self.fields('a.txt')['type'], self.fields('x.txt')['type']), ('意见', '通知'))
        self.build(other)
        self.assertEqual(self.fields('x.txt')['type'], '意见')

    def test_what_names_no_document_is_listed(self):
        s = self.summary('--metadata', self.fix('id,type\na.txt,意见\nzzz.txt,意见\n'), self.docs)
        self.assertEqual([x['path'] for x in s['skipped']], ['zzz.txt'])
        self.assertEqual(self.fields('a.txt')['type'], '意见')

    def test_a_bad_table_is_refused_and_changes_nothing(self):
        self.build()
        for content in ('name,type\na.txt,意见\n', b'\xff\xfe\xfd\x80\x81' * 99, b'\x00\x01\x02' * 99):
            with self.subTest(content=content[:12]):
                r = self.index('--metadata', self.fix(content), self.docs)
                self.assert_refused(r, says='fix.csv')
        self.assert_refused(self.index('--metadata', f'{self.work}/missing.csv', self.docs), says='missing.csv')
        self.assertEqual(self.fields('a.txt')['type'], '通知')

    def test_formulas_do_not_compute_and_come_back_as_they_were(self):
        self.doc('=cmd.txt', '=HYPERLINK("x")的通知\n各村：\n好。\n')
        r = zc.run(zc.INDEX, '--inspect', '--format', 'csv', self.docs, home=self.work)
        row = next(row for row in table(r.out) if 'cmd' in row['id'])
        self.assertEqual(row['id'], "'=cmd.txt")
        row['type'] = '函'
        self.build('--metadata', self.fix(write_table([row], list(row))), self.docs)
        self.assertEqual(self.fields('=cmd.txt')['type'], '函')

    def test_format_csv_needs_inspect(self):
        self.assert_refused(self.index('--format', 'csv', self.docs))
        self.assert_refused(self.index('--inspect', '--format', 'xml', self.docs))


class Maps(zc.Case):
    def setUp(self):
        super().setUp()
        self.doc('t.csv', '题目,原文全部,单位,备注\n关于修渠的通知,请修渠引水,示例市水利局,x\n关于植树的通知,请植树造林,样例县林业局,y\n')

    MAP = ('--map', 'title=题目', '--map', 'text=原文全部', '--map', '机关=单位')

    def test_without_a_map_the_reason_says_what_to_do(self):
        r = self.index('--json', self.docs)
        self.assertEqual(r.code, 1)
        self.assertEqual([('--map' in x['reason'], x['path']) for x in r.json['skipped']], [(True, 't.csv#1')])

    def test_a_map_gives_title_text_and_issuer(self):
        self.build(*self.MAP, self.docs)
        self.assertEqual(self.found('"修渠引水"'), ['t.csv#1'])
        d = self.search('--view', 'doc', '--format', 'json', 't.csv#2').json
        self.assertEqual((d['title'], d['issuer'], d['sources']['issuer']), ('关于植树的通知', '样例县林业局', 'column'))

    def test_inspect_takes_the_map_too(self):
        r = zc.run(zc.INDEX, '--inspect', *self.MAP, self.docs, home=self.work)
        self.assertEqual([d['title'] for d in r.lines], ['关于修渠的通知', '关于植树的通知'])

    def test_a_mapped_field_is_taken_from_that_column_only(self):
        self.doc('u.csv', '标题,题目,正文\n甲,乙的通知,内容\n')
        self.build('--map', 'title=题目', f'{self.docs}/u.csv')
        self.assertEqual(self.search('--view', 'doc', '--format', 'json', 'u.csv#1').json['title'], '乙的通知')

    def test_the_index_remembers_the_map(self):
        self.build(*self.MAP, self.docs)
        self.assertEqual(self.summary(self.docs)['unchanged'], 2)
        self.doc('v.csv', '题目,原文全部\n关于防汛的通知,请防汛\n')
        self.assertEqual(self.summary(self.docs)['added'], 1)
        self.assertEqual(self.found('"请防汛"'), ['v.csv#1'])

    def test_lines_may_end_in_cr_alone(self):
        self.doc('old.csv', '标题,正文\r关于防汛的通知,请防汛\r关于抗旱的通知,请抗旱\r')
        self.build(f'{self.docs}/old.csv')
        self.assertEqual(self.found('"请抗旱"'), ['old.csv#2'])

    def test_a_map_that_means_nothing_is_refused(self):
        for value in ('题目', 'title=', '=题目', 'nonsense=题目'):
            with self.subTest(value=value):
                self.assert_refused(self.index('--map', value, self.docs), says='--map')


if __name__ == '__main__':
    zc.main()
