# SPDX-License-Identifier: GPL-2.0-or-later
"""One index of all documents that there are, for the tests that need many: the laws, work reports and seeds of
$ZHENGCE_TESTDATA, corpus/sample and the heads of tests/fixtures.

It takes 20 s to make. ctest makes it once, as a fixture of those tests, and names it in ZHENGCE_CORPORA_INDEX; a test that is run
by hand makes its own. A build with a sanitizer takes minutes over the laws: it does without them.

    python3 tests/cli/corpora.py make|remove      for ctest
"""
import os
import shutil
import sys

import zc

LAWS, REPORTS = (os.path.join(zc.TESTDATA, 'corpora', name) for name in ('laws', 'reports'))
HEADS = os.path.join(zc.SOURCE, 'tests', 'fixtures', 'heads')
MADE = os.environ.get('ZHENGCE_CORPORA_INDEX')


def roots():
    """The folders that are indexed, in this order."""
    laws = [] if zc.sanitized() else [LAWS]
    return [*laws, REPORTS, os.path.join(zc.TESTDATA, 'seeds'), zc.SAMPLE, HEADS]


def is_there():
    return os.path.isdir(LAWS)


def make(dir, paths=None):
    made = zc.run(zc.INDEX, '-q', '-d', dir, *(paths or roots()), home=os.path.dirname(dir), timeout=500)
    if made.code:
        raise RuntimeError(made)
    return dir


def index(temp):
    """The folder of the index: ctest's, else one made below `temp`."""
    if MADE and os.path.exists(os.path.join(MADE, 'current')):
        return MADE
    return make(os.path.join(temp, 'corpora'))


class Case(zc.Case):
    """Tests that ask it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.corpora_dir = index(cls.temp)

    def setUp(self):
        super().setUp()
        self.dir = self.corpora_dir

    def all_of(self, queries, n=10):
        """The answers to many queries, refusals too, without snippets."""
        r = self.search('--batch', '-', '-n', str(n), '--no-snippets', stdin=''.join(q + '\n' for q in queries).encode(), timeout=300)
        self.assertIn(r.code, (0, 1), r)
        self.assertEqual(r.err, '', r)
        answers = r.lines
        self.assertEqual(len(answers), len(queries))
        return answers

    def documents(self):
        """A hit for every document, as the index describes it."""
        answer = self.ask('-n', '100000', '--no-snippets', '--sort', 'date', '-龘燚靐')
        self.assertEqual(len(answer['hits']), answer['total'])
        return answer['hits']


if __name__ == '__main__':
    shutil.rmtree(MADE, ignore_errors=True)
    if sys.argv[1:] == ['make'] and is_there():
        make(MADE)
