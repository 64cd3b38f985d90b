# SPDX-License-Identifier: GPL-2.0-or-later
"""Metadata of whole documents against what an archivist gives: tests/fixtures/heads and its labels, heads.jsonl.

The documents are real in layout, invented in content. They are inspected under names that tell nothing (0001.txt), in
one flat folder. A wrong value (the label is null, or something else) is worse than a missing one, so they are counted apart.

A label is the truth as the text alone gives it. Where a careful reader could give either of several values the label
is a list of them (null may be one; of lists a list of lists); where nobody could hold a reader to a value it is "any".

    python3 tests/cli/test_heads.py --report      right, missed and wrong, a line a field; then what is wrong, a line each
    python3 tests/cli/test_heads.py --report -v   also what is missed
"""
import collections
import json
import os
import shutil
import sys
import tempfile
import unittest

import zc

LABELS = os.path.join(zc.SOURCE, 'tests', 'fixtures', 'heads.jsonl')
HEADS = os.path.join(zc.SOURCE, 'tests', 'fixtures', 'heads')
ANY = 'any'

# How many of a field's values may be missed, in a hundred. Nothing may be wrong.
MISSES = {'title': 3, 'docno': 3, 'date': 3, 'published': 3, 'effective': 5, 'year': 2, 'issuer': 3, 'issuers': 3,
          'city': 6, 'county': 8, 'province': 6, 'type': 2, 'status': 5, 'cited': 3}
NAMES = {'cited': 'cited_docnos'}
LISTS = ('issuers', 'cited')

Verdict = collections.namedtuple('Verdict', 'file field got truth source is_right is_miss')


def labels():
    with open(LABELS, encoding='utf-8') as file:
        return [json.loads(line) for line in file]


def judge_value(got, truth):
    """(right, missed): neither means wrong."""
    if truth == ANY or got == truth or isinstance(truth, list) and got in truth:
        return True, False
    return False, got is None


def judge_list(got, truth):
    """Wrong is a member that has no place there; missed is one that lacks."""
    if truth == ANY:
        return True, False
    if truth and all(isinstance(one, list) for one in truth):
        return max(judge_list(got, one) for one in truth)
    lacks, strange = set(truth) - set(got), set(got) - set(truth)
    return not lacks and not strange, bool(lacks) and not strange


def judge(label, found):
    """A verdict a field; fields that --inspect doesn't print have none."""
    for field in MISSES:
        name = NAMES.get(field, field)
        if name not in found:
            continue
        got = found[name] or [] if field in LISTS else found[name]
        right, missed = (judge_list if field in LISTS else judge_value)(got, label[field])
        yield Verdict(label['file'], field, got, label[field], found['sources'].get(name), right, missed)


def inspect_all(folder):
    """Every label's verdicts, after copying its document into a folder under a name that tells nothing."""
    of_name = {}
    for number, label in enumerate(labels(), 1):
        name = f'{number:04}{os.path.splitext(label["file"])[1]}'
        shutil.copyfile(os.path.join(HEADS, label['file']), os.path.join(folder, name))
        of_name[name] = label
    r = zc.run(zc.INDEX, '--inspect', folder, home=folder)
    if r.code:
        raise RuntimeError(r)
    found = {d['path']: d for d in r.lines}
    return [v for name, label in of_name.items() for v in judge(label, found[name])]


def has_value(truth):
    """Whether a label asks for a value, so that it could be missed."""
    return truth not in (None, [], ANY) and not (isinstance(truth, list) and None in truth)


def is_wrong(verdict):
    return not verdict.is_right and not verdict.is_miss


def show(verdict):
    return f'{verdict.file}: {verdict.field}: got {verdict.got!r}, truth {verdict.truth!r}, source {verdict.source!r}'


class Heads(zc.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = os.path.join(cls.temp, 'heads')
        os.mkdir(folder)
        cls.verdicts = inspect_all(folder)

    def of_field(self, field):
        verdicts = [v for v in self.verdicts if v.field == field]
        if not verdicts:
            self.skipTest(f'--inspect prints no {field}')
        return verdicts

    def check_nothing_wrong(self, field):
        wrong = [show(v) for v in self.of_field(field) if is_wrong(v)]
        if wrong:
            self.fail(f'{len(wrong)} wrong:\n' + '\n'.join(wrong))

    def check_few_missed(self, field):
        verdicts = self.of_field(field)
        missed = [show(v) for v in verdicts if v.is_miss]
        asked = sum(has_value(v.truth) for v in verdicts)
        if 100 * len(missed) > MISSES[field] * asked:
            self.fail(f'{len(missed)} of {asked} missed, more than {MISSES[field]} %:\n' + '\n'.join(missed))


def add_tests():
    """A test a field and a fault, so that one field's failure doesn't hide another's."""
    for field in MISSES:
        setattr(Heads, f'test_{field}_is_never_wrong', lambda self, field=field: self.check_nothing_wrong(field))
        setattr(Heads, f'test_{field}_is_seldom_missed', lambda self, field=field: self.check_few_missed(field))


class Labels(unittest.TestCase):
    def test_every_document_has_one_label_and_every_label_all_fields(self):
        files = [label['file'] for label in labels()]
        self.assertEqual(sorted(files), sorted(os.listdir(HEADS)))
        for label in labels():
            self.assertEqual(list(label), ['file', *MISSES])

    def test_a_value_where_none_is_true_is_wrong_and_none_where_one_is_true_is_missed(self):
        self.assertEqual(judge_value('宁波市', None), (False, False))
        self.assertEqual(judge_value('宁波市', '台州市'), (False, False))
        self.assertEqual(judge_value(None, '台州市'), (False, True))
        self.assertEqual(judge_value(None, ['2020-01-02', None]), (True, False))
        self.assertEqual(judge_list(['甲', '乙'], ['甲']), (False, False))
        self.assertEqual(judge_list(['甲'], ['甲', '乙']), (False, True))
        self.assertEqual(judge_list(['乙', '甲'], ['甲', '乙']), (True, False))


def report(verbose):
    folder = tempfile.mkdtemp(prefix='zhengce-test-')
    try:
        verdicts = inspect_all(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f'{"field":<10} {"right":>6} {"null":>6} {"missed":>7} {"wrong":>6}')
    for field in MISSES:
        of_field = [v for v in verdicts if v.field == field]
        if not of_field:
            print(f'{field:<10} not printed by --inspect')
            continue
        right = [v for v in of_field if v.is_right]
        empty = sum(v.got in (None, []) for v in right)
        missed, wrong = sum(v.is_miss for v in of_field), sum(is_wrong(v) for v in of_field)
        print(f'{field:<10} {len(right) - empty:>6} {empty:>6} {missed:>7} {wrong:>6}')
    for v in verdicts:
        if is_wrong(v) or verbose and v.is_miss:
            print(('missed ' if v.is_miss else 'wrong  ') + show(v))


add_tests()

if __name__ == '__main__':
    if '--report' in sys.argv[1:]:
        report('-v' in sys.argv[1:])
    else:
        zc.main()
