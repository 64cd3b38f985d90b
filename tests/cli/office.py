# SPDX-License-Identifier: GPL-2.0-or-later
"""Small documents of office formats, written for tests: bytes of .docx, .xlsx, .ofd and .pdf files."""
import io
import zipfile
import zlib
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'


def package(members, method=zipfile.ZIP_DEFLATED):
    """A zip file of {name: content}, in that order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def stored(content):
    """The same package with nothing compressed."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return package({name: file.read(name) for name in file.namelist()}, zipfile.ZIP_STORED)


# ---- Word ----

def run(text, properties=''):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(*content, style=None, list=None, level=None, more=''):
    """A paragraph of texts and XML (what begins with <)."""
    number = (f'<w:numPr>{f"<w:ilvl w:val=|{level}|/>" if level is not None else ""}<w:numId w:val=|{list}|/></w:numPr>'
              .replace('|', '"') if list is not None else '')
    name = f'<w:pStyle w:val="{style}"/>' if style else ''
    runs = ''.join(c if c.startswith('<') else run(c) for c in content)
    return f'<w:p><w:pPr>{name}{number}<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>{more}</w:pPr>{runs}</w:p>'


def cell(*content, properties=''):
    return f'<w:tc><w:tcPr>{properties}</w:tcPr>{"".join(c if c.startswith("<") else par(c) for c in content) or par()}</w:tc>'


def table(*rows):
    """A table of rows of cells, each a text or XML."""
    return ('<w:tbl><w:tblPr/>' + ''.join(
        '<w:tr>' + ''.join(c if c.startswith('<w:tc>') else cell(c) for c in row) + '</w:tr>' for row in rows)
        + '</w:tbl>')


def level(at, format, text, start=1, more=''):
    return (f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
            f'<w:lvlText w:val="{escape(text)}"/></w:lvl>')


def lists(abstract, uses):
    """numbering.xml: levels by the number of their list, and lists by the number of their use."""
    return (f'<w:numbering {W}>' + ''.join(f'<w:abstractNum w:abstractNumId="{k}">{v}</w:abstractNum>' for k, v in abstract.items())
            + ''.join(f'<w:num w:numId="{k}">' + (v if isinstance(v, str) else f'<w:abstractNumId w:val="{v}"/>') + '</w:num>'
                      for k, v in uses.items()) + '</w:numbering>')


def docx(*body, document='word/document.xml', **parts):
    """A .docx of paragraphs and tables; parts by their name: numbering=, styles=, footnotes=."""
    folder, name = document.rsplit('/', 1)
    kind = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
    members = {
        '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{document}" ContentType="{kind}.document.main+xml"/>'
        + ''.join(f'<Override PartName="/{folder}/{p}.xml" ContentType="{kind}.{p}+xml"/>' for p in parts) + '</Types>',
        '_rels/.rels': f'<Relationships {RELS}><Relationship Id="rId1" Type="{TYPE}/officeDocument" Target="{document}"/></Relationships>',
        f'{folder}/_rels/{name}.rels': f'<Relationships {RELS}>' + ''.join(
            f'<Relationship Id="rId{i}" Type="{TYPE}/{p}" Target="{p}.xml"/>' for i, p in enumerate(parts, 1)) + '</Relationships>',
        document: f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document {W} {R}><w:body>{"".join(body)}'
                  '<w:sectPr><w:pgSz w:w="11906"/></w:sectPr></w:body></w:document>',
    }
    return package({**members, **{f'{folder}/{name}.xml': content for name, content in parts.items()}})


# ---- Excel ----

def shared(*strings):
    """sharedStrings.xml: each a text, or the XML of an <si>."""
    return f'<sst {S}>' + ''.join(f'<si>{s if s.startswith("<") else f"<t>{escape(s)}</t>"}</si>' for s in strings) + '</sst>'


def styles(*formats, custom=()):
    """styles.xml: the number format of each style, and (id, code) of those that the workbook has of its own."""
    return (f'<styleSheet {S}><numFmts>' + ''.join(f'<numFmt numFmtId="{i}" formatCode="{escape(c, {chr(34): "&quot;"})}"/>' for i, c in custom)
            + '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
            + ''.join(f'<xf numFmtId="{f}"/>' for f in formats) + '</cellXfs></styleSheet>')


def text_cell(value):
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet(*rows):
    """A sheet of rows: the XML of a <row>, or a list of cells, each a text or XML."""
    return (f'<worksheet {S}><sheetData>' + ''.join(
        r if isinstance(r, str) else '<row>' + ''.join(c if c.startswith('<c') else text_cell(c) for c in r) + '</row>'
        for r in rows) + '</sheetData></worksheet>')


def xlsx(sheets, properties='', **parts):
    """A workbook of {name: sheet}; a name may come with its state, as (name, 'hidden')."""
    names = [n if isinstance(n, tuple) else (n, 'visible') for n in sheets]
    return package({
        'xl/workbook.xml': f'<workbook {S} {R}>{properties}<sheets>' + ''.join(
            f'<sheet name="{escape(n)}" sheetId="{i}" state="{state}" r:id="rId{i}"/>' for i, (n, state) in enumerate(names, 1)) + '</sheets></workbook>',
        'xl/_rels/workbook.xml.rels': f'<Relationships {RELS}>' + ''.join(
            f'<Relationship Id="rId{i}" Type="{TYPE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(names) + 1)) + '</Relationships>',
        **{f'xl/worksheets/sheet{i}.xml': content for i, content in enumerate(sheets.values(), 1)},
        **{f'xl/{name}.xml': content for name, content in parts.items()},
    })


# ---- OFD ----

def code(text, x=None, y=None, more=''):
    at = ''.join(f' {name}="{value}"' for name, value in (('X', x), ('Y', y)) if value is not None)
    return f'<ofd:TextCode{at} {more}>{escape(text)}</ofd:TextCode>'


def block(left, top, *codes, size=5, more=''):
    """A TextObject of codes; a text is a code at its beginning."""
    return (f'<ofd:TextObject ID="1" Boundary="{left} {top} 160 {size * 1.4}" Font="2" Size="{size}" {more}>'
            + ''.join(c if c.startswith('<') else code(c, 0, size) for c in codes) + '</ofd:TextObject>')


def ofd_page(*blocks, templates=()):
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Page {OFD}>'
            + ''.join(f'<ofd:Template TemplateID="{t}" ZOrder="Background"/>' for t in templates)
            + f'<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="9">{"".join(blocks)}</ofd:Layer></ofd:Content></ofd:Page>')


def ofd(*documents, templates=None, order=sorted):
    """A package of documents, each a list of pages; {id: page} are templates of all."""
    members = {'OFD.xml': f'<ofd:OFD {OFD} Version="1.0" DocType="OFD">' + ''.join(
        f'<ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_{d}/Document.xml</ofd:DocRoot></ofd:DocBody>'
        for d in range(len(documents))) + '</ofd:OFD>'}
    for d, pages in enumerate(documents):
        members[f'Doc_{d}/Document.xml'] = (
            f'<ofd:Document {OFD}><ofd:CommonData>' + ''.join(f'<ofd:TemplatePage ID="{t}" BaseLoc="Tpls/Tpl_{t}/Content.xml"/>' for t in templates or {})
            + '</ofd:CommonData><ofd:Pages>' + ''.join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
            + '</ofd:Pages></ofd:Document>')
        members.update({f'Doc_{d}/Pages/Page_{i}/Content.xml': p for i, p in enumerate(pages)})
        members.update({f'Doc_{d}/Tpls/Tpl_{t}/Content.xml': p for t, p in (templates or {}).items()})
    return package({name: members[name] for name in order(members)})


# ---- PDF ----

def pdf(*pages, compress=False):
    """A PDF of pages, each a list of (x, y, size, text), in points from the top left; its font is in no file."""
    objects = ['<< /Type /Catalog /Pages 2 0 R >>', None,
               '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>',
               '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) '
               '/Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>',
               '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 '
               '/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>']
    kids = []
    for page in pages:
        drawn = page if isinstance(page, bytes) else '\n'.join(
            f'BT /F1 {size} Tf 1 0 0 1 {x} {842 - y} Tm <{text.encode("utf-16-be").hex()}> Tj ET' for x, y, size, text in page).encode()
        data = zlib.compress(drawn, 9) if compress else drawn
        kids.append(f'{len(objects) + 1} 0 R')
        objects.append(f'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R '
                       '/Resources << /Font << /F1 3 0 R >> >> >>')
        objects.append(f'<< /Length {len(data)} {"/Filter /FlateDecode" if compress else ""} >>\nstream\n'.encode() + data + b'\nendstream')
    objects[1] = f'<< /Type /Pages /Kids [{" ".join(kids)}] /Count {len(kids)} >>'
    return pdf_file(objects)


def pdf_file(objects, trailer=''):
    """A PDF of objects, the first of them its catalog."""
    out, places = b'%PDF-1.4\n', []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += f'{i} 0 obj\n'.encode() + (body if isinstance(body, bytes) else body.encode()) + b'\nendobj\n'
    table = ''.join(f'{place:010} 00000 n \n' for place in places)
    return out + (f'xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n'
                  f'startxref\n{len(out)}\n%%EOF\n').encode()
