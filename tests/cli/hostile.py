# SPDX-License-Identifier: GPL-2.0-or-later
"""Hostile queries, by name: whatever they cost, they must cost little.

Most stay within the limits (1,024 bytes, 64 words, brackets 20 deep) and do the worst that these allow, with what stands
in nearly every Chinese document of law or policy; some go past them. `queries()` gives all as {name: bytes}.
"""
import itertools

BYTES, LEAVES, DEPTH = 1024, 64, 20  # searcher/query.h

# The commonest characters, pairs and longer words of Chinese legal prose, commonest first.
CHARACTERS = ('的人第条法行定应和十当民规以理者有管政关业或会部国务用一门机二工设事市不本三其保员作生公对在建地责区制经主施产合可等为'
              '处院发位物单安四依动及出五中上府全照证由资权构提进实方监级所下他护并通家品查自水内时案审要委任件议同成得准期体报请按大组'
              '情违标款据营检职六代交表利服年收日共重开立告信办向项划相取织分律督防申供企与予文程计七决未化外使社明改执县境性活展场罚专能'
              '例学备调运技受八求治金加批后个诉于采元过负教接反费具列正书质道商育九限章城量记之况车常农指确术源环害持百域度范息被电入意止')
PAIRS = ('应当 人民 或者 部门 规定 管理 行政 政府 有关 单位 民政 第二 工作 机构 其他 第十 国家 主管 可以 人员 依法 第三 安全 二十 建设 按照 '
         '定的 管部 机关 以上 组织 服务 委员 进行 保护 企业 员会 法律 法院 监督 申请 代表 经营 三十 民法 责任 条例 行为 第四 使用 社会 不得 '
         '生产 法规 本条 设施 规划 活动 元以 国务 务院 第一 技术 负责').split()
WORDS = ('人民政府 国务院 主管部门 人民法院 委员会 中华人民共和国 第二条 第十条 行政法规 有关部门 管理部门 以上地方 县级以上 直接负责 '
         '主管人员 法律责任 应当按照 行政处罚 自治区 直辖市').split()
WORD_ENDS = '。，、；：“”（）《》'


def fill(part, joiner='', limit=BYTES, most=None):
    """As many parts as the limit in bytes holds; `part` is text, or a list gone round."""
    parts = itertools.cycle([part] if isinstance(part, str) else part)
    text, n = '', 0
    while most is None or n < most:
        longer = text + (joiner if n else '') + next(parts)
        if len(longer.encode()) > limit:
            break
        text, n = longer, n + 1
    return text


def bytes_of(text, size):
    """The text over and over, cut or padded with a Latin letter to so many bytes."""
    filled = fill(list(text), limit=size)
    return filled + 'x' * (size - len(filled.encode()))


# ---- Operators -------------------------------------------------------------------


def operators():
    for op in ('OR', '|', '｜', 'AND', 'NOT', '-', '－', '+', 'NEAR', 'NEAR/5', 'ADJ', 'ADJ/3'):
        yield f'{op} alone', op
        yield f'{op} and no words, to the limit', fill(op, ' ')
        yield f'{op} between the commonest characters', fill(list(CHARACTERS[:LEAVES]), f' {op} ')
        yield f'{op} between the commonest words', fill(PAIRS, f' {op} ', most=LEAVES)
    for op in ('OR', 'NEAR/5', 'ADJ/3'):
        yield f'{op} between one character and itself', fill('的', f' {op} ', most=LEAVES)
        yield f'{op} between quoted words', fill([f'"{w}"' for w in WORDS], f' {op} ', most=LEAVES)
        yield f'{op} between words in brackets', fill([f'({w} 的)' for w in PAIRS], f' {op} ', most=LEAVES // 2)
        yield f'{op} 5,000 times', ('的 ' + op + ' ') * 5000 + '的'
    for size in ('0', '1', '99', '100', '4294967296', '-1', '5.5', '', 'x', '９'):
        yield f'NEAR/{size} as a distance', f'人民 NEAR/{size} 政府'
        yield f'ADJ/{size} as a distance', f'人民 ADJ/{size} 政府'
    yield 'NEAR with OR inside', '(' + fill(PAIRS, ' OR ', most=31) + ') NEAR/9 (' + fill(PAIRS[31:], ' OR ', most=31) + ')'
    yield 'a NEAR of a word and itself', fill('规定', ' NEAR/100 ', most=3)
    yield 'many NEAR joined by OR', fill([f'(人民政府 NEAR/100 {w})' for w in PAIRS], ' OR ', most=LEAVES // 2)
    yield 'many NEAR of one word joined by OR', fill([f'({w} NEAR/100 {w})' for w in PAIRS], ' OR ', most=LEAVES // 2)
    yield 'many NEAR excluded', fill([f'-({w} NEAR/100 {w})' for w in PAIRS], ' ', most=LEAVES // 2)
    yield 'NEAR of exclusions', fill([f'-{c}' for c in CHARACTERS], ' NEAR/3 ', most=LEAVES)
    yield 'everything excluded', fill([f'-{c}' for c in CHARACTERS], ' ', most=LEAVES)
    yield 'exclusions of exclusions', '-' * 300 + '的'
    yield 'NOT before NOT', 'NOT ' * 60 + '的'
    yield 'NOT of brackets in brackets', '-(' * 20 + '的' + ')' * 20
    yield 'operators of every kind in turn', fill(['的 OR', '人 AND', '第 NOT', '条 NEAR', '法 |', '行 ADJ/2', '-定', '应'], ' ')
    yield 'operators in small letters', fill(['的 or', '人 and', '第 not', '条 near/5'], ' ')


# ---- Brackets and quotes ---------------------------------------------------------


def brackets():
    for mark in '()（）[]【】〔〕<>《》"“”「」『』＂\'':
        yield f'{mark} to the limit', fill(mark, most=BYTES - 1)
        yield f'{mark} with blanks to the limit', fill(mark, ' ')
    for pair in ('()', '（）', '[]', '《》', '""', '“”', '「」'):
        yield f'{pair} empty, to the limit', fill(pair)
        yield f'{pair} around words, to the limit', fill([f'{pair[0]}{w}{pair[1]}' for w in PAIRS], most=LEAVES)
        yield f'{pair} around words with blanks, to the limit', fill([f'{pair[0]}{w}{pair[1]}' for w in PAIRS], ' ', most=LEAVES)
        yield f'{pair} turned round', fill([f'{pair[1]}{w}{pair[0]}' for w in PAIRS[1:]], ' ', most=LEAVES)
    for depth in (DEPTH, DEPTH + 1, 300):
        yield f'brackets nested {depth} deep', '(' * depth + '的' + ')' * depth
    yield 'brackets opened only', '(的 ' * 200
    yield 'brackets closed only', '的) ' * 200
    yield 'brackets opened once too often', '(' * 200 + '的' + ')' * 199
    yield 'brackets closed before they open', ')的(' * 200
    yield 'bracket after bracket', '(的)' * LEAVES
    yield 'a tree of brackets', '((的 OR 人) (第 OR 条)) OR ' * 15 + '((法))'
    yield 'brackets of two kinds crossed', '(的 （人) 第）' * 20
    yield 'quotes inside brackets inside quotes', '"(“的”)" ' * 40
    yield 'a quote never closed', '"' + bytes_of(CHARACTERS, 1000)
    yield 'titles inside titles', '《' * 50 + '条例' + '》' * 50
    yield 'titles of the commonest characters', fill([f'《{c}》' for c in CHARACTERS], most=LEAVES)
    yield 'a title to the limit', '《' + bytes_of(CHARACTERS, BYTES - 6) + '》'
    yield '120,000 brackets', '(' * 60000 + ')' * 60000


# ---- Wildcards -------------------------------------------------------------------


def wildcards():
    for word in ('*', '**', '?', 'a*', '1*', '12*', '2023*', '的*', '规定*', '人民政府*', '一*', '*的', '*规定', '的*定', '"的*"', '"规定*"',
                 'title:的*', '＊', '的＊', '，*', '-的*', '《条例*》', '的*的*的*'):
        yield f'{word} alone', word
    for word in ('*', 'a*', '1*', '的*', '规定*', '中华人*'):
        yield f'{word} many times', fill(word, ' ', most=LEAVES)
        yield f'{word} many times with OR', fill(word, ' OR ', most=LEAVES)
    yield 'an asterisk after each common character', fill([f'{c}*' for c in CHARACTERS], ' ', most=LEAVES)
    yield 'an asterisk after each common word', fill([f'{w}*' for w in PAIRS], ' ', most=LEAVES)
    yield 'an asterisk after each common word with OR', fill([f'{w}*' for w in PAIRS], ' OR ', most=LEAVES)
    yield 'an asterisk after each common word with NEAR', fill([f'{w}*' for w in PAIRS], ' NEAR/5 ', most=LEAVES)
    yield 'an asterisk after each Latin letter', fill([f'{chr(c)}*' for c in range(ord('a'), ord('z') + 1)], ' ')
    yield 'asterisks only, without blanks', '*' * BYTES


# ---- Filters ---------------------------------------------------------------------


def filters():
    for name in ('city', 'province', 'year', 'docno', 'cites', 'issuer', 'type', 'status', 'title', 'since', 'until', '城市', '文号', '标题'):
        yield f'{name}: without a value', f'{name}:'
        yield f'{name}: to the limit, without values', fill(f'{name}:', ' ')
        yield f'{name}: chained', fill(f'{name}:') + '的'
    repeated = {
        'city': ['北京', '上海', '重庆', '广东', '山东', '朝阳', '鼓楼区', '宁波'], 'year': ['1900..2100'], 'docno': ['*', '国*', '国发〔2020〕*'],
        'cites': ['*', '国*', '国发*'], 'issuer': ['人', '会', '国', '委', '部', '局'], 'type': ['法', '条', '通', '规'], 'status': ['有效', '失效', '修'],
        'title': list(CHARACTERS[:60]), 'since': ['1900', '2000-01', '2020-02-29'], 'until': ['2100', '2000-01', '2020-02-29']}
    for name, values in repeated.items():
        yield f'{name}: repeated', fill([f'{name}:{v}' for v in values], ' ', most=LEAVES)
        yield f'{name}: repeated with OR', fill([f'{name}:{v}' for v in values], ' OR ', most=LEAVES)
        yield f'{name}: excluded again and again', '的 ' + fill([f'-{name}:{v}' for v in values], ' ', limit=BYTES - 4, most=LEAVES - 1)
    yield 'every year from 1900 on', fill([f'year:{y}' for y in range(1900, 2000)], ' ', most=LEAVES)
    yield 'ranges of years that overlap', fill([f'year:{y}..2100' for y in range(1900, 2000)], ' ', most=LEAVES)
    yield 'a year without an end', 'year:' + '9' * 1000
    yield 'years turned round', fill('year:2100..1900', ' ')
    yield 'places that are none', fill([f'city:{w}玻' for w in PAIRS], ' ', most=LEAVES)
    yield 'a place of 300 characters', 'city:' + '宁玻' * 150
    yield 'an issuer of 300 characters', 'issuer:' + CHARACTERS[:300]
    yield 'a title phrase to the limit', 'title:"' + bytes_of(CHARACTERS, BYTES - 8) + '"'
    yield 'a title of a common character and a comma', 'title:"的，"'
    yield 'a filter in each bracket', fill([f'(city:北京 OR year:{y})' for y in range(2000, 2030)], ' ', most=LEAVES // 2)
    yield 'filters near words', 'city:北京 NEAR/5 的 NEAR/5 year:2020'
    yield 'a filter that no one knows', fill('nonsense:的', ' ', most=LEAVES)


# ---- Long phrases ----------------------------------------------------------------


def phrases():
    yield '10,000 characters of one', '的' * 10000
    yield '10,000 common characters', (CHARACTERS * 50)[:10000]
    yield '10,000 quoted characters', '"' + (CHARACTERS * 50)[:10000] + '"'
    yield '10,000 Latin letters', 'a' * 10000
    yield '40,000 characters', '的' * 40000
    kinds = {'one character': '的', 'two characters in turn': '的人', 'the commonest characters': CHARACTERS, 'numerals': '一二三四五六七八九十',
             'digits': '0123456789', 'Latin letters': 'aeiou', 'commas': '，', 'characters and commas': '的，人，',
             'characters and full stops': '。第', 'blanks': ' 的', 'wide blanks': '\u3000的'}
    for name, text in kinds.items():
        for size in (BYTES - 1, BYTES, BYTES + 1):
            yield f'{name}, {size:,} bytes', bytes_of(text, size)
        yield f'{name}, quoted to the limit', '"' + bytes_of(text, BYTES - 2) + '"'
    for mark in WORD_ENDS:
        yield f'a common character before {mark}', f'"的{mark}"'
        yield f'{mark} before a common character', f'"{mark}第"'
        yield f'{mark} between common characters', f'"定{mark}应"'
    yield 'punctuation only', '"，。"'
    yield 'one comma', '"，"'
    yield 'a blank between common Latin and Han', '"第 1"'
    yield '30 phrases that begin and end in punctuation', fill([f'"，{w}，"' for w in PAIRS], ' OR ', most=30)
    yield '60 characters with commas with OR', fill([f'"{c}，"' for c in CHARACTERS], ' OR ', most=60)
    yield '60 characters with commas', fill([f'"{c}，"' for c in CHARACTERS], ' ', most=60)
    yield 'phrases of one common character twice', fill([f'"{c}{c}"' for c in CHARACTERS], ' OR ', most=60)
    yield 'phrases across words', fill([f'"{a}{b}"' for a, b in zip(PAIRS, PAIRS[1:])], ' OR ', most=LEAVES)
    yield 'phrases that share their beginning', fill([f'"人民政府{c}"' for c in CHARACTERS], ' OR ', most=LEAVES)


# ---- Many words ------------------------------------------------------------------


def many():
    yield '64 common characters', fill(list(CHARACTERS), ' ', most=LEAVES)
    yield '65 common characters', fill(list(CHARACTERS), ' ', most=LEAVES + 1)
    yield '64 common pairs', fill(PAIRS, ' ', most=LEAVES)
    yield '64 long words', fill(WORDS, ' ', most=LEAVES)
    yield '64 common characters with OR', fill(list(CHARACTERS), '|', most=LEAVES)
    yield '64 common pairs with OR', fill(PAIRS, '|', most=LEAVES)
    yield '64 times one character', fill('的', ' ', most=LEAVES)
    yield '500 words', fill('的', ' ', limit=10 ** 6, most=500)
    yield '64 words, each twice', fill([w for w in PAIRS[:32] for _ in 'ab'], ' ', most=LEAVES)
    yield 'the three words of one document and 61 more', fill(['"中华人民共和国"', *PAIRS], ' ', most=LEAVES)
    yield '64 words in titles', fill([f'title:{w}' for w in PAIRS], ' OR ', most=LEAVES)
    yield '100 digits as words', fill(list('0123456789'), ' ', most=LEAVES)
    yield '64 Latin letters as words', fill(list('abcdefghijklmnopqrstuvwxyz'), ' ', most=LEAVES)
    for length in (20, 100, 300):
        yield f'a sentence of {length} common characters', CHARACTERS[:length]
    yield 'a sentence of the commonest words', fill(PAIRS)
    yield 'a sentence of the commonest words turned round', fill([w[::-1] for w in PAIRS])
    yield 'a question with commas', '，'.join(''.join(PAIRS[i:i + 8]) for i in range(0, 64, 8))
    yield '20 sentences that relax', fill([CHARACTERS[i:i + 16] for i in range(0, 256, 13)], ' ')
    yield 'spelling mistakes in 20 chunks', fill(['人民政俯', '国务元', '主管部们', '人民法远', '委元会', '有官部门', '行正处罚', '直辖是', '自治曲', '管里部门',
                                                     '法律则任', '营业职照', '安全生惨', '监督捡查', '环境宝护', '申请许科', '工作人园', '社会保张', '技术镖准', '职业较育'], ' ')
    yield 'Latin spelling mistakes in 20 chunks', fill([f'policcy{chr(97 + i)}' for i in range(20)], ' ')
    yield 'one long word with a mistake at each place', fill([f'{"中华人民共和国"[:i]}龘{"中华人民共和国"[i + 1:]}' for i in range(7)], ' ')


# ---- Odd characters --------------------------------------------------------------


def characters():
    marks = {'combining acute ×500': '\u0301' * 500, 'a letter with 300 marks': 'e' + '\u0301' * 300, 'two marks in turn': '\u0301\u0327' * 200,
             'a Han character with 250 marks': '的' + '\u0323' * 250, 'Hangul jamo in a row': '\u1100\u1161\u11a8' * 100, 'Tibetan vowels': '\u0f71\u0f72' * 150,
             'variation selectors': '的\ufe00' * 150, 'ideographic variations': '的\U000e0100' * 120, 'tag characters': '\U000e0061' * 250,
             'U+FDFA ×300': '\ufdfa' * 300, 'U+FDFA quoted': '"' + '\ufdfa' * 300 + '"', 'U+FDFA as 60 words': fill('\ufdfa', ' ', most=60),
             'U+33FF and its like': ''.join(chr(c) for c in range(0x3300, 0x33FF)), 'ligatures': '\ufb03' * 300, 'circled numbers': '㊿㋿㏾' * 100,
             'compatibility ideographs': ''.join(chr(c) for c in range(0xF900, 0xFA2D)), 'radicals': ''.join(chr(c) for c in range(0x2F00, 0x2FD6))}
    controls = {'right-to-left overrides': '\u202e的\u202c' * 80, 'isolates never closed': '\u2066' * 300 + '的', 'zero-width joiners': '的\u200d' * 150,
                'zero-width only': '\u200b' * 300, 'byte order marks': '\ufeff' * 300, 'soft hyphens': '的\xad' * 200, 'line separators': '的\u2028人\u2029' * 60,
                'emoji joined': '\U0001f468\u200d\U0001f469\u200d\U0001f467' * 30, 'flags': '\U0001f1e8\U0001f1f3' * 100, 'skin tones': '\U0001f44d\U0001f3fd' * 100,
                'private use': '\ue000' * 300, 'GB 18030 private use': '\ue78d\ue81e' * 150, 'planes 15 and 16': '\U000f0000\U0010fffd' * 100,
                'noncharacters': '\ufffe\uffff\ufdd0\U0001ffff', 'noncharacters to the limit': '\uffff' * 341, 'replacement characters': '\ufffd' * 341,
                'the last code point': '\U0010ffff' * 200, 'tabs': '的\t' * 200, 'form feeds': '的\f人' * 100, 'escapes': '\x1b[31m的\x1b[0m' * 50,
                'backspaces': '的\b' * 200, 'delete': '\x7f' * 300, 'C1 controls': '\x85\x9b的' * 100, 'rare ideographs': '\U00020000\U0002a6d6\U00030000' * 80,
                'bells': '\a' * 300, 'every blank': '的'.join(' \t\u00a0\u1680\u2000\u2003\u2009\u202f\u205f\u3000')}
    for name, text in {**marks, **controls}.items():
        yield name, text
    yield 'a quote of each kind', '"“”„‟«»‹›＂〝〞'
    yield 'dashes of each kind', '-‐‑‒–—―−－ 的'
    yield 'traditional characters', '產業教學習貴動內實職師資課發將設於廠務從雙難願與換開並來選論餘' * 10
    yield 'full width letters', 'ＡＢＣ１２３' * 50
    yield 'a mix of scripts', 'а的α क ع ก ಕ あ 한 ' * 25


def raw_bytes():
    """Bytes that are no text."""
    bad = {'a surrogate': b'\xed\xa0\x80', 'surrogates in pairs': b'\xed\xa0\x81\xed\xb0\x80', 'an overlong slash': b'\xc0\xaf', 'an overlong NUL': b'\xc0\x80',
           'an overlong of four bytes': b'\xf0\x80\x80\xaf', 'past the last plane': b'\xf4\x90\x80\x80', 'five bytes': b'\xf8\x88\x80\x80\x80',
           'a lone continuation': b'\x80', 'a lead alone': b'\xe7', 'FF': b'\xff', 'FE FF': b'\xfe\xff', 'GB 18030': '产教融合'.encode('gb18030'),
           'UTF-16': '\ufeff产教融合'.encode('utf-16-le').replace(b'\0', b'')}
    for name, data in bad.items():
        yield name, data
        yield f'{name}, in a word, many times', (b'\xe7\x9a\x84' + data) * 60
    yield 'a character cut at the limit', ('的' * 342).encode()[:1024]
    yield 'a NUL', b'\0'
    yield 'a NUL in a word', '的\0人'.encode()
    yield 'NULs to the limit', b'\0' * BYTES
    yield 'every byte', bytes(b for b in range(1, 256) if b not in (10, 13))


# ---- Numbers ---------------------------------------------------------------------


def numbers():
    yield 'a number of 1,000 digits', '9' * 1000
    yield 'a number of 1,000 digits, quoted', '"' + '1234567890' * 100 + '"'
    yield 'numbers with signs', '-1 +1 1e999 0x7fffffff 1/0 %s %n NaN'
    yield 'document numbers ×60', fill([f'国发〔{2000 + i % 20}〕{i}号' for i in range(60)], ' ', most=60)
    yield 'document numbers with OR', fill([f'国发〔{2000 + i % 20}〕{i}号' for i in range(60)], ' OR ', most=60)
    yield 'document numbers with blanks', fill([f'国 发 〔 2020 〕 {i} 号' for i in range(60)], ' ')
    yield 'document numbers without blanks', fill([f'国发〔2020〕{i}号' for i in range(60)])
    yield 'a document number of great length', '国' * 250 + '〔2020〕1号'
    yield 'a document number of a great year', f'国发〔{"2" * 300}〕1号'
    yield 'a document number of a great number', f'国发〔2020〕{"1" * 900}号'
    yield 'the head of a document number', fill('国发〔2020〕')
    yield 'the brackets of a document number', fill('〔2020〕', ' ')
    yield 'labels of document numbers', fill('文号：国发〔2020〕1号', ' ', most=LEAVES)
    yield 'numbers that are nearly numbers', fill(['国发2020〕1号', '国发〔2020 1号', '〔2020〕号', '发〔20〕1号', '国发〔2020〕第号'], ' ', most=LEAVES)


def markup():
    yield 'an empty query', ''
    yield 'blanks', ' ' * 1000
    yield 'blanks past the limit', ' ' * 100000
    yield 'punctuation to the limit', fill(list('，。、；：？！…—·'))
    yield 'one punctuation mark', '。'
    yield 'ASCII punctuation', '!#$%&\'*+,./:;=?@[\\]^_`{|}~'
    yield 'slashes', '/' * 1000
    yield 'colons', ':' * 1000
    yield 'equals signs', '=' * 1000
    yield 'carets and tildes', '的^9999 人~99 的~ ^'
    yield 'a regular expression', '/(的+)+$/ .* (a|a)*b [^x]{1,99999}'
    yield 'a script', '<script>alert(1)</script>' * 30
    yield 'entities', '&lt;&amp;&#0;&#x110000;' * 30
    yield 'format directives', '%s%n%x%llu' * 90
    yield 'SQL', "'; DROP TABLE docs; --"
    yield 'a path', '../' * 300 + 'etc/passwd'
    yield 'JSON', '{"query":{"bool":{"must":[{"match_all":{}}]}}}'
    yield 'options as words', '--view doc --format json -n 99999999'


KINDS = {'operators': operators, 'brackets': brackets, 'wildcards': wildcards, 'filters': filters, 'phrases': phrases, 'many words': many,
         'characters': characters, 'bytes': raw_bytes, 'numbers': numbers, 'markup': markup}


def queries():
    """{'kind: name': bytes}; a name or a query that is there twice is a mistake of this file."""
    found = {}
    for kind, table in KINDS.items():
        for name, query in table():
            key, query = f'{kind}: {name}', query if isinstance(query, bytes) else query.encode()
            if key in found or query in found.values():
                raise ValueError(f'twice: {key}')
            found[key] = query
    return found
