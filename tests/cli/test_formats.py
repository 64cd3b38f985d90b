# SPDX-License-Identifier: GPL-2.0-or-later
"""Documents of every format: what of a file is its text, as the doc view prints it."""
import glob
import json
import os
import shutil
import unittest

import office
import zc
from office import block, cell, code, level, ofd_page, par, run, sheet, table

FIXTURES = os.path.join(zc.SOURCE, 'tests', 'fixtures')


class Pages(zc.Case):
    """Saved web pages: page.html beside page.json, what a person takes for its title and its text."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = os.path.join(FIXTURES, 'pages')
        cls.expected = {}
        for path in sorted(glob.glob(f'{cls.folder}/*.json')):
            with open(path, encoding='utf-8') as file:
                cls.expected[os.path.basename(path)[:-len('.json')] + '.html'] = json.load(file)

    def setUp(self):
        super().setUp()
        for name in self.expected:
            with open(f'{self.folder}/{name}', 'rb') as file:
                self.doc(name, file.read())

    def test_a_page_is_its_article(self):
        skipped = {s['path']: s['reason'] for s in self.summary(self.docs)['skipped']}
        for name, expected in self.expected.items():
            with self.subTest(name=name):
                if 'error' in expected:
                    self.assertEqual(skipped[name], expected['error'])
                else:
                    self.assertEqual(self.text(name).rstrip('\n').split('\n'), expected['text'])

    def test_a_page_has_the_title_that_a_person_reads(self):
        found = {line['path']: line for line in self.inspect(self.docs)}
        for name, expected in self.expected.items():
            with self.subTest(name=name):
                self.assertEqual(found[name].get('error'), expected.get('error'))
                if 'title' in expected:
                    self.assertEqual(found[name]['title'], expected['title'])


class Texts(zc.Case):
    def text_of(self, name, content, **how):
        """The lines of a document that is indexed alone."""
        shutil.rmtree(self.dir, ignore_errors=True)
        shutil.rmtree(self.docs)
        os.mkdir(self.docs)
        self.doc(name, content, **how)
        self.assertEqual(self.summary(self.docs)['skipped'], [])
        return self.text(name).rstrip('\n').split('\n')

    def reason_of(self, name, content):
        found = self.inspect(self.doc(name, content))
        self.assertEqual([list(line) for line in found], [['path', 'error']], found)
        return found[0]['error']


class Word(Texts):
    def lines(self, *body, **parts):
        return self.text_of('a.docx', office.docx(*body, **parts))

    def test_paragraphs_are_lines_and_runs_are_joined(self):
        self.assertEqual(self.lines(par('第一条　', run('推进产教', '<w:b/>'), '融合。'), par(), par('第二条　乙。')),
                         ['第一条　推进产教融合。', '第二条　乙。'])

    def test_line_breaks_tabs_and_hyphens(self):
        self.assertEqual(self.lines(par('甲', '<w:r><w:br/></w:r>', '乙', '<w:r><w:tab/></w:r>', '丙', '<w:r><w:noBreakHyphen/></w:r>', '丁')),
                         ['甲', '乙\t丙-丁'])

    def test_rows_of_tables_are_lines_of_cells(self):
        self.assertEqual(self.lines(par('前'), table(('指标', '2024年'), ('工位', cell('1200', '个'))), par('后')),
                         ['前', '指标 | 2024年', '工位 | 1200 个', '后'])

    def test_merged_cells_stand_once(self):
        merged = cell('合计', properties='<w:gridSpan w:val="2"/>')
        begun, on = cell('教育', properties='<w:vMerge w:val="restart"/>'), cell(properties='<w:vMerge/>')
        self.assertEqual(self.lines(table((begun, '高职', '3'), (on, '中职', '5'), (merged, '8'))),
                         ['教育 | 高职 | 3', '中职 | 5', '合计 | 8'])

    def test_tables_in_cells_are_rows_of_their_own(self):
        self.assertEqual(self.lines(table(('甲', cell('乙', table(('1', '2'), ('3', '4')), par('丙'))))),
                         ['甲', '乙', '1 | 2', '3 | 4', '丙'])

    def test_deleted_text_is_not_there_and_inserted_text_is(self):
        self.assertEqual(self.lines(
            par('补助', '<w:del w:id="1"><w:r><w:delText>100元</w:delText></w:r></w:del>', '<w:ins w:id="2">' + run('200元') + '</w:ins>', '。'),
            par('<w:moveFrom w:id="3">' + run('移走') + '</w:moveFrom>', '<w:moveTo w:id="4">' + run('移来') + '</w:moveTo>')),
            ['补助200元。', '移来'])

    def test_hidden_text_and_what_a_form_asks_for_are_left_out(self):
        self.assertEqual(self.lines(
            par('甲', run('藏', '<w:vanish/>'), run('乙', '<w:vanish w:val="0"/>')),
            '<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>' + par('单击此处输入文字。') + '</w:sdtContent></w:sdt>',
            '<w:sdt><w:sdtPr/><w:sdtContent>' + par('丙') + '</w:sdtContent></w:sdt>'), ['甲乙', '丙'])

    def test_fields_show_their_results_and_no_page_numbers(self):
        def field(instruction, result):
            return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ' + instruction + ' </w:instrText></w:r>'
                    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + result + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        self.assertEqual(self.lines(par(field('HYPERLINK "http://a.example"', run('网址')), '。'),
                                    par(field('TOC \\o', run('第一章　总则') + '<w:r><w:tab/></w:r>' + field('PAGEREF _Toc1 \\h', run('3')))),
                                    par('<w:fldSimple w:instr=" PAGE ">' + run('7') + '</w:fldSimple>', '<w:fldSimple w:instr=" DATE ">' + run('2024年') + '</w:fldSimple>')),
                         ['网址。', '第一章　总则', '2024年'])

    def test_text_boxes_come_once_and_after_their_paragraph(self):
        box = ('<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
               '<w:txbxContent>' + par('样例县人民政府文件') + par('框中') + '</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>'
               + par('样例县人民政府文件') + '</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>')
        self.assertEqual(self.lines(par('前半', box, '后半。'), par('下段')), ['前半后半。', '样例县人民政府文件', '框中', '下段'])

    def test_notes_follow_the_text(self):
        note = f'<w:{{0}}s {office.W}><w:{{0}} w:type="separator" w:id="-1">' + par('线') + '</w:{0}><w:{0} w:id="1">' + par('{1}') + '</w:{0}></w:{0}s>'
        self.assertEqual(self.lines(par('正文', '<w:r><w:footnoteReference w:id="1"/></w:r>', '。'),
                                    footnotes=note.format('footnote', '脚注。'), endnotes=note.format('endnote', '尾注。')),
                         ['正文。', '脚注。', '尾注。'])

    def test_how_something_is_read_aloud_is_no_text(self):
        ruby = '<w:r><w:ruby><w:rt>' + run('yi') + '</w:rt><w:rubyBase>' + run('驿') + '</w:rubyBase></w:ruby></w:r>'
        self.assertEqual(self.lines(par('龙泉', ruby, '区')), ['龙泉驿区'])

    def test_automatic_numbers_are_written_out(self):
        numbers = office.lists({
            0: level(0, 'chineseCountingThousand', '第%1章') + level(1, 'chineseCountingThousand', '第%2条', more='<w:lvlRestart w:val="0"/>')
            + level(2, 'chineseCounting', '（%3）'), 1: level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2')},
            {1: 0, 2: 1, 3: '<w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'})
        styles = (f'<w:styles {office.W}><w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
                  '<w:style w:type="paragraph" w:styleId="article"><w:basedOn w:val="base"/></w:style></w:styles>')
        self.assertEqual(self.lines(
            par('总则', list=1, level=0), par('甲。', style='article'), par('乙：', list=1, level=1), par('一项；', list=1, level=2),
            par('二项。', list=1, level=2), par('附则', list=1, level=0), par('丙：', style='article'), par('一项。', list=1, level=2),
            par('无号。', style='article', list=0), par('丁', list=2), par('戊', list=2, level=1), par('己', list=3),
            numbering=numbers, styles=styles),
            ['第一章　总则', '第一条　甲。', '第二条　乙：', '（一）一项；', '（二）二项。', '第二章　附则', '第三条　丙：', '（一）一项。',
             '无号。', '1. 丁', '1.1 戊', '1. 己'])

    def test_what_was_changed_of_a_number_is_not_what_it_is(self):
        numbers = office.lists({0: level(0, 'decimal', '%1、')}, {1: 0})
        self.assertEqual(self.lines(
            par('甲', list=1), par('乙', more='<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'),
            numbering=numbers), ['1、甲', '乙'])

    def test_the_document_may_have_another_name(self):
        self.assertEqual(self.text_of('a.docx', office.docx(par('正文。'), document='word/document2.xml')), ['正文。'])

    def test_a_doc_is_what_its_bytes_are(self):
        self.assertEqual(self.text_of('a.doc', office.docx(par('正文。'))), ['正文。'])
        self.assertEqual(self.text_of('a.doc', b'\xef\xbb\xbf\n <HTML><body><p>' + '正文。'.encode()), ['正文。'])
        self.assertIn('RTF', self.reason_of('a.doc', b'{\\rtf1\\ansi text}'))
        self.assertIn('web archive', self.reason_of('a.doc', b'MIME-Version: 1.0\nContent-Type: multipart/related'))
        self.assertEqual(self.reason_of('a.doc', b'\x12\x34 nonsense'), 'no Word document')

    def test_old_word_documents_are_read(self):
        with open(f'{FIXTURES}/office/notice.doc', 'rb') as file:
            content = file.read()
        expected = ['样例县人民政府文件', '样政发〔2019〕8号', '样例县人民政府关于印发样例县河道管理办法的通知', '各乡镇人民政府，县政府各部门：',
                    '现将《样例县河道管理办法》印发给你们，请认真贯彻执行。', '河流 | 长度（公里）', '东河 | 36', '西河 | 21',
                    '样例县人民政府', '2019年5月6日', '样例县河道管理办法']
        for name in ('notice.doc', 'notice.wps', 'notice.docx'):
            with self.subTest(name=name):
                lines = self.text_of(name, content)
                self.assertEqual([line for line in lines if line][:len(expected)], expected)
                self.assertEqual(self.inspect(f'{self.docs}/{name}')[0]['docno'], '样政发〔2019〕8号')


class Workbooks(Texts):
    def rows(self, content, name='t.xlsx'):
        return self.inspect(self.doc(name, content))

    def titles(self, *cells, **parts):
        """What cells below the header 标题 are."""
        lines = self.rows(office.xlsx({'甲': sheet(['标题'], *([c] for c in cells))}, **parts))
        return [line.get('title') for line in lines]

    def test_a_row_is_a_document(self):
        lines = self.rows(office.xlsx({'目录': sheet(['标题', '发文字号', '日期', '正文'], ['关于修渠的通知', '示政发〔2024〕3号', '2024-05-06', '请执行。'])}))
        self.assertEqual([(x['id'], x['title'], x['docno'], x['date'], x['chars']) for x in lines],
                         [('t.xlsx#1', '关于修渠的通知', '示政发〔2024〕3号', '2024-05-06', 11)])

    def test_strings_are_their_runs_without_readings(self):
        shared = office.shared('关于甲的通知', '<si><r><t>关于</t></r><r><rPr/><t>乙的通知</t></r><rPh><t>yi</t></rPh></si>')
        self.assertEqual(self.titles('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>',
                                     '<c t="inlineStr"><is><r><t>关于</t></r><r><t>丙的通知</t></r></is></c>',
                                     '<c t="str"><f>A1</f><v>关于丁的通知</v></c>', sharedStrings=shared),
                         ['关于甲的通知', '关于乙的通知', '关于丙的通知', '关于丁的通知'])

    def test_numbers_lose_their_noise_and_errors_say_nothing(self):
        lines = self.rows(office.xlsx({'甲': sheet(['标题', '正文', '备注'], ['a', '<c><v>0.30000000000000004</v></c>'], ['b', '<c><v>2.023E3</v></c>'],
                                                   ['c', '<c t="b"><v>1</v></c>'], ['d', '<c t="e"><v>#N/A</v></c>'])}))
        self.build(self.docs)
        self.assertEqual([self.text(x['id']).split()[1:] for x in lines], [['0.3'], ['2023'], ['TRUE'], []])

    def test_dates_are_days_whatever_their_format(self):
        styles = office.styles(0, 14, 31, 176, 177, 178, 22, custom=((176, 'yyyy"年"m"月"d"日"'), (177, '0.00"d"'), (178, '[$-804]yyyy/m/d;@')))
        dates = [f'<c s="{s}"><v>45418</v></c>' for s in range(7)]
        for base, day in (('', '2024-05-06'), ('<workbookPr date1904="1"/>', '2028-05-07')):
            lines = self.rows(office.xlsx({'甲': sheet(['标题', '日期'], *(['a', d] for d in dates))}, properties=base, styles=styles))
            self.assertEqual([x['date'] for x in lines], [None, day, day, day, None, day, day])

    def test_gaps_are_empty_cells_and_rows(self):
        lines = self.rows(office.xlsx({'甲': sheet(
            '<row r="2"><c r="B2" t="str"><v>标题</v></c><c r="D2" t="str"><v>文号</v></c></row>',
            '<row r="3"><c r="D3" t="str"><v>示政发〔2024〕3号</v></c></row>',
            '<row r="6"><c r="B6" t="str"><v>关于修渠的通知</v></c></row>')}))
        self.assertEqual([(x['id'], x.get('title'), x.get('docno'), x.get('error')) for x in lines if 'error' not in x],
                         [('t.xlsx#4', '关于修渠的通知', None, None)])

    def test_a_heading_over_the_table_is_no_header(self):
        merged = '<row><c t="str"><v>示例市政策文件目录（2024年）</v></c></row>'
        lines = self.rows(office.xlsx({'甲': sheet(merged, ['单位：市府办'], ['序号', '文件名称', '文号'], ['1', '关于修渠的通知', '示政发〔2024〕3号'])}))
        self.assertEqual([(x['id'], x['title'], x['docno']) for x in lines], [('t.xlsx#1', '关于修渠的通知', '示政发〔2024〕3号')])

    def test_sheets_have_ids_of_their_own_and_hidden_ones_are_none(self):
        rows = sheet(['标题'], ['关于修渠的通知'])
        lines = self.rows(office.xlsx({'一': rows, ('密', 'hidden'): rows, ('密2', 'veryHidden'): rows, '空': sheet(), '二': rows}))
        self.assertEqual([x['id'] for x in lines], ['t.xlsx#1', 't.xlsx#二!1'])

    def test_a_cell_keeps_its_lines_and_what_looks_like_a_formula(self):
        self.doc('t.xlsx', office.xlsx({'甲': sheet(['标题', '正文'], ['关于修渠的通知', '第一条_x000D_\n第二条 _x005F_x000D_'], ['=SUM(A1)的通知', '甲'])}))
        self.build()
        self.assertEqual(self.text('t.xlsx#1').rstrip('\n').split('\n')[-2:], ['第一条', '第二条 _x000D_'])
        self.assertEqual(self.inspect(self.docs)[1]['title'], '=SUM(A1)的通知')

    def test_what_holds_no_rows_is_a_reason(self):
        self.assertEqual(self.reason_of('t.xlsx', office.xlsx({'甲': sheet()})), 'a workbook without rows')
        self.assertEqual(self.reason_of('t.xlsx', office.docx(par('正文。'))), 'a package without a workbook')
        self.assertEqual(self.reason_of('a.docx', office.xlsx({'甲': sheet(['标题'])})), 'a package without a Word document')
        self.assertEqual(self.reason_of('a.docx', office.package({'a.xml': '<a/>'})), 'a package without a Word document')


class FixedLayout(Texts):
    def ofd(self, *documents, **how):
        return self.text_of('a.ofd', office.ofd(*documents, **how))

    def pdf(self, *pages):
        return self.text_of('a.pdf', office.pdf(*pages))

    def test_lines_are_ordered_by_their_place(self):
        self.assertEqual(self.ofd([ofd_page(block(20, 30, '第二行。'), block(20, 20, '第一行'), block(120, 20, '右'))]), ['第一行 右', '第二行。'])

    def test_pieces_of_a_line_are_joined_by_their_place(self):
        wide = code('部长', 0, 5, 'DeltaX="15"')
        self.assertEqual(self.ofd([ofd_page(
            block(20, 20, code('乙丙', 10, 5), code('甲', 5, 5), code('丁', 20)),
            block(20, 30, code('2024年', 0, 5, 'DeltaX="g 3 2.5 2.5"'), code('6月', 12.5)),
            block(20, 40, wide))]), ['甲乙丙丁', '2024年6月', '部 长'])

    def test_a_text_may_be_scaled_and_a_slanted_one_is_a_watermark(self):
        self.assertEqual(self.ofd([ofd_page(
            block(20, 20, code('甲', 0, 10), code('乙', 10, 10), size=10, more='CTM="0.5 0 0 0.5 0 0"'),
            block(30, 20, code('丙', 0, 5)),
            block(20, 60, code('内部资料', 0, 5), more='CTM="0.7 0.7 -0.7 0.7 0 0"'))]), ['甲乙丙'])

    def test_pages_are_in_the_order_of_the_document(self):
        pages = [ofd_page(block(20, 20, f'第{n}页正文。')) for n in '甲乙丙']
        for order in (sorted, lambda names: sorted(names, reverse=True)):
            self.assertEqual(self.ofd(pages, order=order), ['第甲页正文。', '第乙页正文。', '第丙页正文。'])

    def test_a_template_belongs_to_the_pages_that_name_it(self):
        head = ofd_page(block(60, 30, '示例市人民政府文件'))
        self.assertEqual(self.ofd([ofd_page(block(20, 40, '正文。'), templates=['7']), ofd_page(block(20, 40, '续。'))], templates={'7': head}),
                         ['　　示例市人民政府文件', '正文。', '续。'])

    def test_all_documents_of_a_package_are_read(self):
        self.assertEqual(self.ofd([ofd_page(block(20, 20, '甲。'))], [ofd_page(block(20, 20, '乙。'))]), ['甲。', '乙。'])

    def test_indents_begin_paragraphs_and_page_numbers_go(self):
        page = [block(20, 20, '各县（市、区）：'), block(30, 30, '为推进产教'), block(20, 40, '融合。')]
        self.assertEqual(self.ofd([ofd_page(*page, block(90, 270, '— 1 —')), ofd_page(block(20, 20, '续。'), block(90, 270, '— 2 —'))]),
                         ['各县（市、区）：', '　　为推进产教', '融合。', '续。'])

    def test_pages_without_text_are_a_reason(self):
        self.assertIn('no text', self.reason_of('a.ofd', office.ofd([ofd_page()])))
        self.assertIn('no text', self.reason_of('a.pdf', office.pdf([])))

    def test_a_pdf_is_read_line_by_line(self):
        self.assertEqual(self.pdf(
            [(150, 80, 22, '示例市人民政府关于修渠的通知'), (230, 110, 16, '示政发〔2024〕3号'), (72, 150, 16, '各县（市、区）人民政府：'),
             (104, 178, 16, '为推进水利建设，到'), (252, 178, 16, '2026'), (289, 178, 16, '年'), (305, 178, 16, '新增渠道'), (72, 206, 16, '百公里，现通知如下。'),
             (290, 800, 14, '1')], [(72, 80, 16, '续页。'), (290, 800, 14, '2')]),
            ['　　示例市人民政府关于修渠的通知', '　　示政发〔2024〕3号', '各县（市、区）人民政府：', '　　为推进水利建设，到2026年新增渠道', '百公里，现通知如下。', '续页。'])

    def test_two_columns_are_read_one_after_the_other(self):
        left = [(72, 120 + 28 * i, 16, f'左栏第{"一二三四五六七八九十"[i]}行文字推进产教融合') for i in range(10)]
        right = [(320, 120 + 28 * i, 16, f'右栏第{"一二三四五六七八九十"[i]}行文字推进产教融合') for i in range(10)]
        lines = self.pdf([(150, 80, 22, '示例市人民政府关于修渠的通知'), *[piece for pair in zip(left, right) for piece in pair], (292, 800, 14, '1')])
        self.assertEqual([line[:4] for line in lines if '栏' in line], [f'左栏第{n}' for n in '一二三四五六七八九十'] + [f'右栏第{n}' for n in '一二三四五六七八九十'])
        self.assertEqual(len(lines), 21)

    def test_a_table_stays_in_rows(self):
        rows = [[(72, 120 + 28 * i, 16, f'{i + 3}'), (140, 120 + 28 * i, 16, '实训工位'), (300, 120 + 28 * i, 16, f'{1200 + i}'), (400, 120 + 28 * i, 16, '个')] for i in range(12)]
        self.assertEqual(self.pdf([piece for row in rows for piece in row]), [f'{i + 3} 实训工位 {1200 + i} 个' for i in range(12)])

    def test_a_phrase_cut_by_a_page_break_is_found(self):
        lines = [(104, 80, '为深入贯彻落实国家关于现代职业教育的决策部署，进一步'), (72, 108, '加快推进职业教育高质量发展，各地要结合实际，深化产教')]
        pages = [lines, [(72, 80, '融合，促进校企合作。')], [(72, 80, '续页。')]]
        pages = [[(200, 40, '示例市人民政府公报'), *page, (280, 800, f'— {n} —')] for n, page in enumerate(pages, 1)]
        for name, content in (('a.pdf', office.pdf(*[[(x, y, 16, t) for x, y, t in page] for page in pages])),
                              ('a.ofd', office.ofd([ofd_page(*(block(x / 3, y / 3, t, size=16 / 3) for x, y, t in page)) for page in pages]))):
            with self.subTest(name=name):
                self.text_of(name, content)
                self.assertEqual(self.found('"深化产教融合"'), [name])
                self.assertEqual(self.found('"公报"'), [])


TITLE, BODY = '关于修渠的通知', '请认真执行。'


class Tables(Texts):
    def rows(self, name, content, *options):
        r = zc.run(zc.INDEX, '--inspect', *options, self.doc(name, content), home=self.work)
        self.assertEqual((r.code, r.err), (0, ''), r)
        return r.lines

    def assert_one(self, name, content, *options, encoding='UTF-8'):
        lines = self.rows(name, content, *options)
        self.assertEqual([(x.get('id'), x.get('title'), x.get('chars'), x.get('encoding')) for x in lines],
                         [(f'{name}#1', TITLE, len(TITLE + BODY), encoding)], lines)

    def test_tables_of_spreadsheets_in_their_encodings(self):
        table = f'标题,正文\r\n{TITLE},{BODY}\r\n'
        self.assert_one('a.csv', table.encode('gb18030'), encoding='GB18030')
        self.assert_one('a.csv', table.encode('utf-8-sig'))
        self.assert_one('a.csv', table.replace(',', '\t').encode('utf-16'), encoding='UTF-16LE')
        self.assert_one('a.csv', table.replace(',', ';'))
        self.assert_one('a.tsv', table.replace(',', '\t'))
        self.assert_one('a.tab', table.replace(',', '\t'))

    def test_headers_with_blanks_signs_and_quotes(self):
        self.assert_one('a.csv', f'"标 题","正　文："\n"{TITLE}","{BODY}"\n')

    def test_ragged_rows_and_columns_of_one_name(self):
        lines = self.rows('a.csv', f'标题,备注,备注,正文\n{TITLE}\n{TITLE},一,二,{BODY},五,六\n')
        self.assertEqual([x['chars'] for x in lines], [len(TITLE), len(TITLE + BODY)])

    def test_a_quote_that_is_never_closed_costs_one_row(self):
        lines = self.rows('a.csv', f'标题,正文\n"关于甲的通知,{BODY}\n{TITLE},{BODY}\n')
        self.assertEqual([(x['id'], x['title']) for x in lines][1:], [('a.csv#2', TITLE)])

    def test_columns_that_nobody_knows_are_mapped(self):
        table = f'名,内文\n{TITLE},{BODY}\n'
        self.assertIn('--map', self.rows('a.csv', table)[0]['error'])
        self.assert_one('a.csv', table, '--map', 'title=名', '--map', 'text=内文')

    def test_json_in_lines_and_in_a_list(self):
        row = json.dumps({'title': TITLE, 'text': BODY}, ensure_ascii=False)
        self.assert_one('a.jsonl', row)
        self.assert_one('a.ndjson', row + '\n\n')
        self.assert_one('a.json', f'[{row}]')
        self.assert_one('a.json', row)
        lines = self.rows('a.json', f'[{row}, 1, {row}')
        self.assertEqual([x.get('id', x.get('error')) for x in lines],
                         ['a.json#1', 'no JSON object: another kind of value', 'a.json#3', 'no JSON: the list is not closed'])

    def test_a_large_table_has_the_documents_of_a_small_one(self):
        texts = ['"一,二\n三"', '"说""好"""', BODY, '"\n\n"', '甲']
        table = '标题,正文\n' + ''.join(f'关于第{n}号的通知,{texts[n % 5]}{BODY * 40 if n % 5 in (2, 4) else ""}\n' for n in range(4000))
        self.assertGreater(len(table.encode()), 1 << 20)
        lines = self.rows('a.csv', table)
        self.assertEqual([(x['id'], x['title']) for x in lines], [(f'a.csv#{n + 1}', f'关于第{n}号的通知') for n in range(4000)])
        self.build()
        self.assertEqual(self.ask('-n', '1', '关于第3999号的通知')['hits'][0]['id'], 'a.csv#4000')


if __name__ == '__main__':
    zc.main()
