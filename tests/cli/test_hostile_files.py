# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that were made, or broken, to do harm: each ends as a document or with a reason, in time, and alone."""
import json
import os
import random
import resource
import socket
import struct
import unittest
import zlib

import office
import zc
from office import block, code, level, ofd_page, par, run, sheet

# Of processor time. A file has two seconds; a test that shares its machine with others allows twice that.
SECONDS = 2 * (8 if zc.sanitized() else 2)
ENDINGS = ['.md', '.txt', '.html', '.docx', '.doc', '.wps', '.ofd', '.pdf', '.jsonl', '.json', '.csv', '.tsv', '.xlsx']
GOOD = '示例市人民政府关于修渠的通知\n示政发〔2024〕3号\n各县：\n请认真执行，推进产教融合。\n'


def processor_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Case(zc.Case):
    def inspect_all(self, path, seconds=SECONDS, env=None):
        """What --inspect says of a path, with the time that it and all its children took."""
        begun = processor_time()
        r = zc.run(zc.INDEX, '--inspect', path, home=self.work, timeout=120, env=env)
        used = processor_time() - begun
        if zc.sanitized() and os.path.isfile(path):
            seconds += os.path.getsize(path) / 2_000_000
        self.assertEqual((r.code, r.err), (0, ''), repr(r)[:2000])
        r.raw.decode('utf-8')
        lines = [json.loads(line) for line in r.raw.decode('utf-8').splitlines()]
        self.assertTrue(lines, path)
        for line in lines:
            self.assertTrue(line['error'] if 'error' in line else line['chars'] > 0, line)
        self.assertLess(used, seconds, f'{path}: {lines[0].get("error")}')
        return lines

    def reason(self, name, content, says, **how):
        lines = self.inspect_all(self.doc(name, content), **how)
        self.assertEqual(len(lines), 1)
        self.assertIn(says, lines[0].get('error', f'none: {str(lines[0])[:300]}'))

    def survives(self, files):
        """Each file ends by itself, and all of them together leave the good one beside them indexed."""
        for name, content in files.items():
            with self.subTest(name=name):
                self.inspect_all(self.doc(name, content))
        self.doc('good.txt', GOOD)
        r = self.index('--json', self.docs, timeout=300)
        self.assertEqual((r.code, r.err), (0, ''), r)
        self.assertIn('good.txt', self.found('产教融合'))
        for skipped in r.json['skipped']:
            self.assertTrue(skipped['reason'])
        self.assertEqual(self.index('--verify').code, 0)


class Names(Case):
    def test_what_is_no_file_is_not_waited_for(self):
        os.mkfifo(f'{self.docs}/pipe.txt')
        os.symlink('loop.txt', f'{self.docs}/loop.txt')
        os.symlink('.', f'{self.docs}/folder')
        os.symlink('/etc/passwd', f'{self.docs}/passwd.txt')
        expected = {'pipe.txt': 'not a regular file', 'loop.txt': 'a symbolic link', 'folder': 'a symbolic link', 'passwd.txt': 'a symbolic link', 'socket.pdf': 'not a regular file'}
        listener = socket.socket(socket.AF_UNIX)
        self.addCleanup(listener.close)
        os.chdir(self.docs)
        self.addCleanup(os.chdir, '/')
        listener.bind('socket.pdf')
        if os.geteuid() == 0:
            try:
                os.mknod('device.csv', 0o600 | 0o020000, os.makedev(1, 5))
                expected['device.csv'] = 'not a regular file'
            except PermissionError:
                pass
        self.doc('good.txt', GOOD)
        self.assertEqual({x['path']: x['reason'] for x in self.summary(self.docs)['skipped']}, expected)
        self.assertEqual({x['path']: x['error'] for x in self.inspect_all(self.docs) if 'error' in x}, expected)
        for name in ('pipe.txt', 'loop.txt', 'socket.pdf'):
            r = zc.run(zc.INDEX, '--inspect', f'{self.docs}/{name}', home=self.work, timeout=10)
            self.assertEqual(r.code, 2, r)
            self.assert_one_sentence(r)

    def test_files_of_gigabytes_are_not_read(self):
        for ending in ENDINGS:
            with open(f'{self.docs}/big{ending}', 'wb') as file:
                file.truncate(5 << 30)
        self.doc('good.txt', GOOD)
        lines = self.inspect_all(self.docs, seconds=30)
        self.assertEqual({x['path'].split('#')[0] for x in lines if 'error' in x}, {f'big{e}' for e in ENDINGS})
        summary = self.summary(self.docs, timeout=120)
        self.assertEqual(summary['documents'], 1)

    def test_names_that_are_no_names(self):
        names = ['a\nb.txt', 'a\tb.html', '<script>alert(1)</script>.html'.replace('/', '∕'), '"&\'.csv', '%0A.txt', '%.txt', '\u202e.txt', ' .txt', '-q.txt', 'a\x1b[2J.txt', '.txt.', 'x' * 250 + '.txt']
        raw = [b'\xff\xfe.txt', b'\xe8\x81.txt', '政策.txt'.encode('gb18030')]
        for name in [n.encode() for n in names] + raw:
            with open(os.path.join(self.docs.encode(), name), 'wb') as file:
                file.write((f'标题,正文\n{GOOD!r},b\n' if name.endswith(b'.csv') else GOOD).encode())
        lines = self.inspect_all(self.docs)
        for line in lines:
            self.assertNotIn('\n', line['path'])
            self.assertFalse(any(ord(c) < 32 for c in line['path']), line['path'])
        self.summary(self.docs)
        for hit in self.ask('-n', '100', '产教融合')['hits']:
            self.assertIn('产教融合', self.text(hit['id']))


def bare_zip(members, entries=None):
    """A zip file whose parts say what they like: members (name, compressed bytes, size), a list of contents beside."""
    out, places = b'', []
    for name, data, size in members:
        places.append((name, len(out), len(data), size))
        out += struct.pack('<4sHHHHHIIIHH', b'PK\3\4', 45, 0, 8, 0, 0, 0, len(data), min(size, 0xFFFFFFFF), len(name), 0) + name + data
    entries = entries(places) if entries else places
    directory = b''.join(struct.pack('<4sHHHHHHIIIHHHHHII', b'PK\1\2', 45, 45, 0, 8, 0, 0, 0, n, min(size, 0xFFFFFFFF), len(name), 0, 0, 0, 0, 0, at) + name
                         for name, at, n, size in entries)
    end = struct.pack('<4sQHHIIQQQQ', b'PK\6\6', 44, 45, 45, 0, 0, len(entries), len(entries), len(directory), len(out))
    locator = struct.pack('<4sIQI', b'PK\6\7', 0, len(out) + len(directory), 1)
    return out + directory + end + locator + struct.pack('<4sHHHHIIH', b'PK\5\6', 0, 0, min(len(entries), 0xFFFF), min(len(entries), 0xFFFF), 0xFFFFFFFF, 0xFFFFFFFF, 0)


def zeros(size):
    """A deflate stream of zeros, made of pieces that are all alike."""
    c = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = c.compress(b'\0' * (1 << 20)) + c.flush(zlib.Z_FULL_FLUSH)
    piece = c.compress(b'\0' * (1 << 20)) + c.flush(zlib.Z_FULL_FLUSH)
    return first + piece * ((size >> 20) - 1) + b'\3\0'


class Packages(Case):
    def test_a_bomb_stops_at_its_first_megabytes(self):
        size = 10 << 30
        data = zeros(size)
        for name, member in (('a.docx', b'word/document.xml'), ('a.xlsx', b'xl/sharedStrings.xml'), ('a.ofd', b'OFD.xml')):
            with self.subTest(name=name):
                self.reason(name, bare_zip([(member, data, size)]), 'more than 64 MiB')

    def test_entries_that_share_their_bytes_or_are_too_many(self):
        data = zeros(32 << 20)
        shared = bare_zip([(b'a0.xml', data, 32 << 20)], lambda at: [(b'a%d.xml' % i, *at[0][1:]) for i in range(1000)])
        lines = self.inspect_all(self.doc('shared.docx', shared))
        self.assertIn('error', lines[0])
        many = bare_zip([(b'x', b'\3\0', 0)], lambda at: at * 1_000_000)
        self.reason('many.docx', many, 'package')

    def test_a_package_cut_anywhere_is_a_reason(self):
        whole = office.stored(office.docx(*[par(f'第{n}条　为推进产教融合，制定本办法。') for n in range(200)]))
        book = office.stored(office.xlsx({'甲': sheet(['标题'], *[[f'关于{n}的通知'] for n in range(300)])}))
        for n in range(0, max(len(whole), len(book)), 512):
            for name, content in (('d.docx', whole), ('x.xlsx', book)):
                if n < len(content):
                    self.doc(f'{n}{name}', content[:n])
        for line in self.inspect_all(self.docs, seconds=SECONDS * 10):
            self.assertIn('error', line)

    def test_what_is_encrypted_is_a_reason(self):
        content = bytearray(office.docx(par('正文。')))
        for sign, flags in ((b'PK\3\4', 6), (b'PK\1\2', 8)):
            at = content.find(sign)
            while at >= 0:
                content[at + flags] |= 1
                at = content.find(sign, at + 1)
        self.reason('a.docx', bytes(content), 'encrypted')

    def test_paths_out_of_a_package_lead_nowhere(self):
        rels = f'<Relationships {office.RELS}><Relationship Id="rId1" Type="{office.TYPE}/officeDocument" Target="{{}}"/></Relationships>'
        for target in ('../../../../etc/passwd', '/etc/passwd', 'file:///etc/passwd', '../' * 100000, ''):
            with self.subTest(target=target[:30]):
                self.reason('a.docx', office.package({'_rels/.rels': rels.format(target)}), 'without a Word document')
        self.reason('a.ofd', office.package({'OFD.xml': f'<OFD {office.OFD}><DocRoot>../../../etc/passwd</DocRoot></OFD>'}), '')


def document(body, before=''):
    return office.package({'word/document.xml': f'<?xml version="1.0"?>{before}<w:document {office.W}><w:body>{body}</w:body></w:document>'})


class Xml(Case):
    TEXT = '<w:p><w:r><w:t>{}</w:t></w:r></w:p>'

    def test_entities_are_not_expanded(self):
        laughs = '<!DOCTYPE x [<!ENTITY a0 "哈哈">' + ''.join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 13)) + ']>'
        quadratic = '<!DOCTYPE x [<!ENTITY a "' + '哈' * 50_000 + '">]>'
        for name, content in {
            'laughs': document(self.TEXT.format('&a12;'), laughs), 'quadratic': document(self.TEXT.format('&a;' * 50_000), quadratic),
            'attribute': document('<w:p><w:pPr><w:pStyle w:val="&a12;"/></w:pPr></w:p>', laughs),
            'parameter': document(self.TEXT.format('&b;'), '<!DOCTYPE x [<!ENTITY % a "<!ENTITY b \'c\'>">' + '%a;' * 1000 + ']>'),
        }.items():
            with self.subTest(name=name):
                self.reason(f'{name}.docx', content, 'damaged')

    def test_nothing_is_fetched(self):
        secret = zc.write(self.work, 'secret.txt', '机密内容')
        entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
        dtd = f'<!DOCTYPE x SYSTEM "file://{secret}">'
        rows = f'<worksheet {office.S}><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>'
        files = {
            'a.docx': document(self.TEXT.format('&e;正文。'), entity), 'b.docx': document(self.TEXT.format('正文。'), dtd),
            'c.docx': document(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>' + self.TEXT.format('正文。')),
            'd.xlsx': office.xlsx({'甲': entity + rows}), 'e.ofd': office.ofd([entity + f'<Page {office.OFD}>&e;</Page>']),
            'f.html': f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{secret}">]><body>&e;正文。<iframe src="file://{secret}">',
            'g.html': f'<?xml version="1.0"?>{entity}<html><body>&e;正文。',
        }
        for name, content in files.items():
            self.doc(name, content)
        r = zc.run(zc.INDEX, '--inspect', self.docs, home=self.work)
        self.assertNotIn('机密', r.out)
        self.doc('good.txt', GOOD)
        self.summary(self.docs)
        self.assertEqual(self.found('机密内容'), [])
        self.assertEqual(self.found('"产教融合"'), ['good.txt'])

    def test_nesting_without_end(self):
        self.reason('a.docx', document('<w:p>' * 100_000 + '</w:p>' * 100_000), 'damaged')
        self.survives({
            'tables.docx': document('<w:tbl><w:tr><w:tc>' * 60 + self.TEXT.format('正文。') + '</w:tc></w:tr></w:tbl>' * 60),
            'fields.docx': office.docx(par('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 100_000 + run('正文。'))),
            'ends.docx': office.docx(par('<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 1000 + run('正文。'))),
        })

    def test_what_is_huge_in_one_place(self):
        self.survives({
            'text.docx': office.docx(par('正' * 12_000_000)), 'attributes.docx': document('<w:p ' + ' '.join(f'a{i}="1"' for i in range(60_000)) + '/>'),
            'attribute.docx': document(f'<w:p w:x="{"x" * 11_000_000}"/>' + self.TEXT.format('正文。')),
            'lists.docx': office.docx(*[par('正文。', list=i % 2000, level=i % 9) for i in range(2000)],
                                      numbering=office.lists({i: level(0, 'decimal', '%1' * 100) for i in range(2000)}, {i: i for i in range(2000)})),
            'roman.docx': office.docx(par('正文。', list=0), numbering=office.lists({0: level(0, 'upperLetter', '%1', start=2_000_000_000)}, {0: 0})),
            'far.xlsx': office.xlsx({'甲': sheet(['标题'], *[f'<row r="{1000 * i + 2}"><c r="XFD{i}" t="str"><v>甲</v></c></row>' for i in range(1000)])}),
            'row.xlsx': office.xlsx({'甲': sheet(['标题'], '<row r="-9999999999999"><c r="ZZZZZZZ1" t="str" s="-5"><v>甲</v></c></row>', '<row r="99999999999999999999"><c r="1" s="999"><v>1e400</v></c></row>')}),
            'shared.xlsx': office.xlsx({'甲': sheet(['标题'], *['<row><c t="s"><v>99999999999999999999</v></c></row>'] * 100)}, sharedStrings=office.shared('甲')),
            'strings.xlsx': office.xlsx({'甲': sheet(['标题', '正文'], *['<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'] * 50_000)}, sharedStrings=office.shared('甲' * 30_000)),
            'sheets.xlsx': office.xlsx({f'{i}': sheet(['标题'], ['甲']) for i in range(2000)}),
        })

    def test_layouts_that_go_in_circles(self):
        self.survives({
            'self.ofd': office.package({'OFD.xml': f'<OFD {office.OFD}>' + '<DocBody><DocRoot>OFD.xml</DocRoot></DocBody>' * 10_000 + '</OFD>'}),
            'again.ofd': office.package({'OFD.xml': f'<OFD {office.OFD}><DocRoot>D.xml</DocRoot></OFD>', 'P.xml': ofd_page(block(20, 20, '正文。')),
                                         'D.xml': f'<Document {office.OFD}><Pages>' + '<Page ID="1" BaseLoc="P.xml"/>' * 200_000 + '</Pages></Document>'}),
            'template.ofd': office.ofd([ofd_page(block(20, 20, '正文。'), templates=['1'] * 20_000)], templates={'1': ofd_page(*[block(20, 20, '模板')] * 50, templates=['1'])}),
            'numbers.ofd': office.ofd([ofd_page(block('1e308', 'nan', code('正文' * 50, 'inf', '-1e308', 'DeltaX="g 1e300 1 g -5 nan g inf 3 x"'), more='CTM="1e308 nan 0 1 0 0"'))]),
            'pieces.ofd': office.ofd([ofd_page(*[block(i % 150, 20 + i % 200, '文') for i in range(30_000)])]),
        })


class Pdf(Case):
    CATALOG = '<< /Type /Catalog /Pages 2 0 R >>'

    def test_damaged_ones_are_a_reason(self):
        whole = office.pdf([(60, 80, 16, '正文。')])
        for name, content in {
            'cut': whole[:len(whole) // 2], 'empty': b'%PDF-1.4\n', 'text': '不是PDF。', 'noise': b'%PDF-1.7\n' + random.Random(1).randbytes(100_000),
            'recursive': office.pdf_file([self.CATALOG, '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 >>']),
            'count': office.pdf_file([self.CATALOG, '<< /Type /Pages /Kids [] /Count 2147483647 >>']),
            'password': office.pdf_file([self.CATALOG, '<< /Type /Pages /Kids [] /Count 0 >>', f'<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{"00" * 32}> /U <{"11" * 32}> >>'],
                                        '/Encrypt 3 0 R /ID [<00> <00>]'),
            'none': office.pdf([]),
        }.items():
            with self.subTest(name=name):
                self.reason(f'{name}.pdf', content, '')

    def test_content_that_unpacks_without_end(self):
        self.survives({
            'operators.pdf': office.pdf(b'q ' * (100 << 20), compress=True), 'words.pdf': office.pdf(b'BT /F1 8 Tf ' + b'1 0 0 1 50 500 Tm <6587> Tj ' * 1_000_000 + b'ET', compress=True),
            'pages.pdf': office.pdf(*[[(60, 80, 16, f'第{n}页的正文。')] for n in range(2000)]),
        })

    def test_a_missing_program_is_named_with_its_package(self):
        env = {'PATH': self.work}
        lines = self.inspect_all(self.doc('a.pdf', office.pdf([(60, 80, 16, '正文。')])), env=env)
        self.assertEqual(lines[0]['error'], 'pdftotext is not installed (Debian: poppler-utils)')
        lines = self.inspect_all(self.doc('a.doc', b'\xD0\xCF\x11\xE0' + bytes(1000)), env=env)
        self.assertEqual(lines[0]['error'], 'antiword is not installed (Debian: antiword)')
        self.doc('good.txt', GOOD)
        self.assertEqual(self.summary(self.docs, env=env)['documents'], 1)


class Word(Case):
    def test_noise_behind_the_sign_of_an_old_document(self):
        noise = random.Random(2)
        with open(os.path.join(zc.SOURCE, 'tests', 'fixtures', 'office', 'notice.doc'), 'rb') as file:
            whole = file.read()
        files = {f'{n}.doc': b'\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1' + noise.randbytes(1000 * n) for n in range(1, 30)}
        for n in range(20):
            broken = bytearray(whole)
            for _ in range(30):
                broken[noise.randrange(len(broken))] = noise.randrange(256)
            files[f'b{n}.wps'] = bytes(broken)
            files[f'c{n}.doc'] = whole[:noise.randrange(len(whole))]
        for name, content in files.items():
            self.doc(name, content)
        self.doc('good.txt', GOOD)
        self.inspect_all(self.docs, seconds=SECONDS * 20)
        self.summary(self.docs)
        self.assertIn('good.txt', self.found('产教融合'))


class Pages(Case):
    def test_nesting_without_end(self):
        self.survives({
            'divs.html': '<body>' + '<div>' * 100_000 + '正文。', 'bold.html': '<body>' + '<b>字' * 100_000, 'tables.html': '<body>' + '<table><tr><td>甲' * 10_000 + '正文。',
            'spans.html': '<p><span>' * 50_000 + '正文。', 'lists.html': '<ul><li>' * 50_000 + '正文。', 'forms.html': '<form><p><table>' * 20_000 + '正文。', 'terms.html': '<dl><dt>来源：<dd>' * 30_000 + '正文。',
        })

    def test_what_is_huge_in_one_place(self):
        self.survives({
            'attribute.html': '<body><p class="' + 'nav ' * 260_000 + '" style="' + 'x' * 1_000_000 + '">正文。', 'entities.html': '<body><p>正文。' + '&amp;&#20013;&bad;' * 330_000,
            'links.html': '<body><p>正文。' + '<a href=x>链' * 100_000, 'comments.html': '正文。' + '<!--' * 300_000, 'tags.html': '正文。' + '<' * 1_000_000, 'instructions.html': '正文。' + '<?' * 500_000,
            'labels.html': '<body>正文。' + ('<p>' + '来源：' * 100) * 2000, 'headings.html': '<body>' + '<h1>关于修渠的通知</h1>' * 30_000 + '<p>正文。', 'scripts.html': '<p>正文。' + '<script>' * 200_000,
            'metas.html': '<meta name=ArticleTitle content=关于修渠的通知>' * 50_000 + '正文。', 'nulls.html': b'<p>\0\0\0' + '正文。'.encode(),
        })

    def test_a_parser_that_takes_too_long_takes_only_its_page_with_it(self):
        """Attributes and ends of elements that libxml2 compares each with each."""
        slow = {'attributes.html': '<body><p ' + ' '.join(f'a{i}=1' for i in range(400_000)) + '>正文。', 'ends.html': '<body>' + '<b>' * 200_000 + '正文。' + '</i>' * 200_000}
        for name, content in slow.items():
            self.doc(name, content)
        for n in range(5):
            self.doc(f'{n}.html', f'<body><p>第{n}页，推进产教融合。</p>')
        lines = self.inspect_all(self.docs, seconds=SECONDS * 3)
        self.assertEqual({x['path']: x['error'] for x in lines if 'error' in x}, dict.fromkeys(slow, 'reading it took too much processor time'))
        self.assertEqual(len(lines), 7)
        summary = self.summary('--jobs', '1', self.docs)
        self.assertEqual({x['path']: x['reason'] for x in summary['skipped']}, dict.fromkeys(slow, 'reading it took too much processor time'))
        self.assertEqual(self.found('产教融合'), [f'{n}.html' for n in range(5)])


class Tables(Case):
    def test_rows_without_end(self):
        self.survives({
            'line.csv': '标题,正文\n甲,' + '文' * 16_000_000, 'columns.csv': '标题' + ',' * 1_000_000 + '\n' + ('甲' + ',' * 1_000_000 + '\n') * 3, 'semicolons.csv': ';' * 30_000_000,
            'quote.csv': '标题,正文\n"甲,' + '文' * 5_000_000, 'nulls.csv': b'a,b\n\0,\0\n', 'returns.csv': '标题\r' * 100_000,
        })

    def test_json_without_end(self):
        self.reason('a.json', '[' * 100_000, 'depth')
        self.reason('b.jsonl', '{"a":' * 100_000, 'depth')
        self.survives({
            'long.jsonl': '{"text":"' + '文' * 20_000_000 + '"}\n{"title":"关于修渠的通知"}\n', 'numbers.json': '[{"a":[' + '0,' * 4_000_000 + '0],"title":"甲"}]',
            'open.json': '[{"title":"甲"},', 'text.json': '正文', 'surrogate.jsonl': '{"title":"\\ud800"}\n{"title":"甲\\u0000乙"}\n',
        })

    def test_open_quotes_and_many_rows(self):
        """Of a table every row is a document: time for each is what counts."""
        for name, content in (('quotes.csv', '标题\n' + '"甲\n' * 20_000), ('closed.csv', '标题,正文\n"甲,' + '文,乙\n' * 20_000),
                              ('empty.json', '[' + '{},' * 20_000 + '{}]')):
            with self.subTest(name=name):
                self.inspect_all(self.doc(name, content))


class Texts(Case):
    def test_markdown_that_takes_a_parser_forever(self):
        files = {'images.md': '![[]()' * 8000, 'bullets.md': '- ' * 15_000 + 'x' + '\n' * 15_000, 'stars.md': '**a ' * 50_000, 'brackets.md': '[' * 50_000,
                 'ticks.md': '`'.join('`' * i for i in range(400)), 'emphasis.md': '*a_ ' * 50_000, 'quotes.md': '>' * 50_000 + 'a', 'tags.md': '<' * 100_000, 'links.md': '[a](<b' * 30_000}
        self.survives({name: content + '\n\n正文。' for name, content in files.items()})

    def test_texts_that_look_like_pages_and_heads(self):
        self.survives({
            'pages.txt': '甲\f' * 1_000_000, 'numbers.txt': '— 1 —\n甲\n' * 200_000, 'leaders.txt': '一……………………1\n' * 100_000, 'blank.txt': ' ' * 10_000_000 + '正文。', 'lines.txt': '\n' * 10_000_000 + '正文。',
            'rules.txt': '示政发〔2024〕3号\n关于修渠的通知\n各县：\n执行。\n' + '-----\n索引号：\n' * 100_000, 'dots.txt': '…' * 3_000_000, 'dashes.txt': '—' * 3_000_000, 'colons.txt': '文号：' * 1_000_000,
        })


if __name__ == '__main__':
    zc.main()
