# SPDX-License-Identifier: GPL-2.0-or-later
"""Exact phrases that are not Chinese characters alone (3+2+2, 第12条, 20%以上), against a literal scan of real documents.

The scan is a second hand: it reads the files, normalises their lines after docs/text.md in Python, and shares no code with
the programs. It knows no lines broken inside a sentence, no Markdown but headings and bold, and no title that stands outside the
text: where it and the index differ over a document, what `--view doc` prints of that document decides.
"""
import os
import random
import re
import unicodedata
import unittest

import corpora
import zc

# One character each way, and no other meaning of either.
TRADITIONAL = '產業學習貴動內實職師資課發將設於廠務從雙難願與換開並來選論餘國會員過這進對關應當機門問題經濟營區縣鄉鎮環護標準級應條規責權'
SIMPLIFIED = '产业学习贵动内实职师资课发将设于厂务从双难愿与换开并来选论余国会员过这进对关应当机门问题经济营区县乡镇环护标准级应条规责权'
TO_SIMPLIFIED, TO_TRADITIONAL = str.maketrans(TRADITIONAL, SIMPLIFIED), str.maketrans(SIMPLIFIED, TRADITIONAL)
TO_WIDE = {c: c + 0xFEE0 for c in range(0x21, 0x7F)}
ROUND = str.maketrans({**dict.fromkeys('[【〔〖［（', '('), **dict.fromkeys(']】〕〗］）', ')')})
HAN = '\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff'
BLANKS_BETWEEN_HAN = re.compile(f'(?<=[{HAN}]) (?=[{HAN}])')
UNSEEN = re.compile('[\x00-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f'
                    '\ufeff\uffa0]')
MARKDOWN = re.compile(r'<!--.*?-->|^\s*#+\s|\*\*')
QUOTES = ('""', '“”', '「」', '『』')

# What a phrase is to hold, how many of each, and how long they may be.
KINDS = {
    'a digit': (r'[0-9０-９]', 30), 'a Latin letter': (r'[A-Za-z]', 30), 'a decimal or percentage': (r'[0-9][.．%％‰]', 20),
    'a quotation mark': (r'[“”‘’"]', 20), 'a bracket': (r'[（）()〔〕\[\]【】]', 25), 'a title': (r'[《》〈〉]', 15),
    'a comma, colon or semicolon': (r'[，、；：,;:]', 20), 'a full stop inside': (r'[。！？](?=.)', 10), 'another sign': (r'[-+/—~～·×℃㎡…&=]', 20),
    'a letter beside a digit': (r'[A-Za-z][0-9]|[0-9][A-Za-z]', 15), 'a blank': (r'(?<=\S) (?=\S)', 10)}
LENGTHS = (2, 2, 3, 4, 5, 6, 8, 10)


def normal(text):
    """Lines as matched. Line ends stay."""
    text = unicodedata.normalize('NFKC', unicodedata.normalize('NFKC', text).casefold())
    text = UNSEEN.sub('', text).translate(ROUND).translate(TO_SIMPLIFIED)
    text = re.sub(r' *\n[\s]*', '\n', re.sub(r'[^\S\n]+', ' ', text))
    return BLANKS_BETWEEN_HAN.sub('', text).strip()


def read(path):
    with open(path, encoding='utf-8', errors='replace') as file:
        text = file.read()
    return MARKDOWN.sub('', text) if path.endswith('.md') else text


def is_unit(c):
    return unicodedata.category(c)[0] in 'LMN'


def quoted(phrase):
    """The phrase between quotes that it doesn't hold; None where it holds them all."""
    return next((pair[0] + phrase + pair[1] for pair in QUOTES if not set(pair) & set(phrase)), None)


def is_mixed(phrase):
    """Worth asking: it holds a unit, and something that is no Han character."""
    return (phrase == phrase.strip() and quoted(phrase) and any(map(is_unit, phrase))
            and not all(re.match(f'[{HAN}]', c) for c in phrase) and not set('\ufffd*#|') & set(phrase))


def sample(lines, dice):
    """Phrases of each kind, cut out of the lines as they were written."""
    phrases = {}
    for kind, (pattern, wanted) in KINDS.items():
        those = [line for line in lines if re.search(pattern, line)]
        found = set()
        while len(found) < wanted:
            line = dice.choice(those)
            at = dice.choice(list(re.finditer(pattern, line)))
            length = max(dice.choice(LENGTHS), at.end() - at.start())
            begin = dice.randint(max(0, at.end() - length), at.start())
            phrase = line[begin:begin + length]
            if is_mixed(phrase):
                found.add(phrase)
        phrases.update((phrase, kind) for phrase in sorted(found))
    return phrases


def rewritten(phrases, dice):
    """The same phrases as others type them."""
    ways = {'full width': lambda p: p.translate(TO_WIDE), 'traditional': lambda p: p.translate(TO_TRADITIONAL), 'other case': str.swapcase,
            'square brackets': lambda p: p.translate(str.maketrans('()（）', '[]〔〕'))}
    out = {}
    for way, change in ways.items():
        changed = [q for q in map(change, phrases) if q not in phrases and normal(q) and quoted(q)]
        out.update((q, way) for q in dice.sample(changed, min(12, len(changed))))
    return out


@zc.shared
class Mixed(corpora.Case):
    """Every document that holds a phrase is found, and no other."""

    SEED, MOST_DECIDED = 361, 200

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.texts, lines = {}, []
        for root in corpora.roots():
            for folder, _, names in sorted(os.walk(root)):
                for name in sorted(names):
                    if name.endswith(('.md', '.txt')):
                        path = os.path.join(folder, name)
                        text = read(path)
                        cls.texts[os.path.relpath(path, root)] = '\n' + normal(text) + '\n'
                        if root in (corpora.LAWS, corpora.REPORTS):
                            lines += [line for line in text.split('\n') if len(line) > 10]
        dice = random.Random(cls.SEED)
        cls.phrases = sample(lines, dice)
        cls.phrases.update(rewritten(list(cls.phrases), dice))
        cls.phrases.update((c, 'one character') for c in dice.sample('abcegkmpvxz0123456789①②㎡℃ⅡαА％', 20) if any(map(is_unit, normal(c))))
        cls.shown = {}

    def shown_text(self, hit_id):
        """What `--view doc` prints, normalised: as lines, and as one line without their ends."""
        if hit_id not in self.shown:
            lines = normal(self.text(hit_id))
            self.shown[hit_id] = lines, BLANKS_BETWEEN_HAN.sub('', lines.replace('\n', ' ')), lines.replace('\n', '')
        return self.shown[hit_id]

    def decide(self, needle, path, hit):
        """Where the scan and the index differ over a document: whether the index is right, by what it shows of it."""
        whole, *joined = self.shown_text(hit['id'] if hit else path)
        if hit:
            return needle in normal(hit['title'] or '') or any(needle in text for text in (whole, *joined))
        return needle not in whole

    def test_there_are_phrases_enough(self):
        self.assertGreaterEqual(len(self.phrases), 200)
        self.assertGreaterEqual(len({len(p) for p in self.phrases}), 8)

    def test_missed_none_extra_none_and_totals_exact(self):
        answers = self.all_of([quoted(p) for p in self.phrases], n=100000)
        true = decided = 0
        for (phrase, kind), answer in zip(self.phrases.items(), answers, strict=True):
            needle, hits = normal(phrase), {hit['path']: hit for hit in answer['hits'] if hit['path'] in self.texts}
            scan = {path for path, text in self.texts.items() if needle in text}
            differ = scan ^ set(hits)
            decided, true = decided + len(differ), true + len(scan)
            with self.subTest(phrase=phrase, kind=kind, scan=len(scan), total=answer['total']):
                self.assertNotIn('error', answer)
                self.assertEqual(answer['total'], len(answer['hits']))
                self.assertEqual(answer['relaxed'], False)
                wrong = {path for path in sorted(differ)[:self.MOST_DECIDED] if not self.decide(needle, path, hits.get(path))}
                self.assertEqual((sorted(wrong - set(hits)), sorted(wrong & set(hits))), ([], []), 'missed, extra')
        print(f'{len(self.phrases)} phrases, {true} true matches, {decided} of them or beside them decided by what is shown', flush=True)
        self.assertLess(decided, true / 100)

    def test_a_quoted_title_finds_its_document(self):
        titled = [d for d in self.documents() if d['title'] and quoted(d['title'])]
        answers = self.all_of([quoted(re.sub(r'\s+', ' ', d['title'])) for d in titled], n=100000)
        missed = [d['title'] for d, answer in zip(titled, answers, strict=True) if d['id'] not in {hit['id'] for hit in answer['hits']}]
        self.assertGreater(len(titled), 300)
        self.assertFalse(missed, f'{len(missed)} of {len(titled)}:\n' + '\n'.join(missed[:20]))


class SecondHand(unittest.TestCase):
    def test_normalising_by_the_second_hand(self):
        for text, same in (('ＰＬＣ２０％', 'plc20%'), ('〔2023〕【1】', '(2023)(1)'), ('部　长', '部长'), ('第 257 号', '第 257 号'), ('產業', '产业'),
                           ('a\u200bb', 'ab'), ('甲 \n\n 乙', '甲\n乙'), ('ß', 'ss')):
            self.assertEqual(normal(text), same)

    def test_quotes_are_those_that_the_phrase_does_not_hold(self):
        self.assertEqual((quoted('3+2'), quoted('"A'), quoted('“A"')), ('"3+2"', '“"A”', '「“A"」'))


if __name__ == '__main__':
    zc.main()
