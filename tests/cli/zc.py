# SPDX-License-Identifier: GPL-2.0-or-later
"""What every command-line test shares: the programs, a clean place to run them, and small documents.

The programs are found through ZHENGCE_INDEX_PROGRAM and ZHENGCE_SEARCH_PROGRAM, the repository through
ZHENGCE_SOURCE_DIR (set by ctest), else beside this file.
"""
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.abspath(os.environ.get('ZHENGCE_SOURCE_DIR') or os.path.join(HERE, '..', '..'))
INDEX = os.environ.get('ZHENGCE_INDEX_PROGRAM') or os.path.join(SOURCE, 'build', 'zhengce-index')
SEARCH = os.environ.get('ZHENGCE_SEARCH_PROGRAM') or os.path.join(SOURCE, 'build', 'zhengce-search')
SAMPLE = os.path.join(SOURCE, 'corpus', 'sample')
TESTDATA = os.path.abspath(os.environ.get('ZHENGCE_TESTDATA') or os.path.join(SOURCE, '..', 'shared'))
HIT_KEYS = ['rank', 'id', 'path', 'title', 'city', 'county', 'province', 'year', 'date', 'docno', 'docno_match',
            'issuer', 'type', 'status', 'url', 'score', 'snippet']
INSPECT_KEYS = ['id', 'path', 'title', 'city', 'county', 'province', 'year', 'date', 'docno', 'cited_docnos', 'issuer',
                'type', 'status', 'url', 'encoding', 'chars', 'sources']
SUMMARY_KEYS = ['added', 'updated', 'unchanged', 'removed', 'skipped', 'documents', 'seconds', 'bytes', 'duplicates']


@functools.lru_cache
def sanitized():
    """Whether the programs were built with a sanitizer: slower, and strict about what libxapian does too."""
    with open(SEARCH, 'rb') as program:
        return b'__asan_' in program.read()


class Result:
    """How a run ended: `code`, `out` and `err` as text, `raw` and `raw_err` as bytes."""

    def __init__(self, done):
        self.code, self.raw, self.raw_err = done.returncode, done.stdout, done.stderr
        self.out = self.raw.decode('utf-8', 'surrogateescape')
        self.err = self.raw_err.decode('utf-8', 'surrogateescape')

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def __repr__(self):
        return f'exit {self.code}\nstdout: {self.out[:2000]}\nstderr: {self.err[:2000]}'


def environment(home, **more):
    """Nothing of the caller's but what a sanitizer and the loader need."""
    keep = {k: v for k, v in os.environ.items() if k.endswith('SAN_OPTIONS') or k == 'LD_LIBRARY_PATH'}
    return {'PATH': '/usr/bin:/bin', 'HOME': home, 'LANG': 'C.UTF-8', 'TZ': 'UTC', **keep, **more}


def run(program, *args, home='/nonexistent', env=None, stdin=b'', timeout=60, cwd=None, user=None):
    """Runs a program to its end; never through a shell or a pipe that hides its exit status."""
    drop = {'user': user, 'group': user, 'extra_groups': []} if user is not None else {}
    try:
        done = subprocess.run([program, *args], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=environment(home, **(env or {})), timeout=timeout, cwd=cwd or '/', check=False, **drop)
    except subprocess.TimeoutExpired as late:
        raise AssertionError(f'{os.path.basename(program)} had not ended after {timeout} s') from late
    return Result(done)


def write(folder, name, content, encoding='utf-8'):
    """Writes a file below a folder, and the folders in between; its path."""
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def rows(*objects):
    return ''.join(json.dumps(o, ensure_ascii=False) + '\n' for o in objects)


class Case(unittest.TestCase):
    """A test with a folder of its own, an index folder and a folder of documents."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.temp = tempfile.mkdtemp(prefix='zhengce-test-')
        cls.addClassCleanup(shutil.rmtree, cls.temp, ignore_errors=True)
        os.chmod(cls.temp, 0o755)

    def setUp(self):
        self.work = tempfile.mkdtemp(dir=self.temp)
        os.chmod(self.work, 0o755)
        self.dir = os.path.join(self.work, 'index')
        self.docs = os.path.join(self.work, 'docs')
        os.mkdir(self.docs)

    def doc(self, name, content, **how):
        return write(self.docs, name, content, **how)

    def index(self, *args, dir=None, **how):
        return run(INDEX, '-d', dir or self.dir, *args, home=self.work, **how)

    def summary(self, *args, dir=None, **how):
        """The summary of a run that must succeed."""
        r = self.index('--json', *args, dir=dir, **how)
        self.assertEqual(r.code, 0, r)
        return r.json

    def build(self, *paths, dir=None):
        r = self.index('-q', *(paths or (self.docs,)), dir=dir)
        self.assertEqual((r.code, r.out, r.err), (0, '', ''), r)

    def search(self, *args, dir=None, **how):
        return run(SEARCH, '-d', dir or self.dir, *args, home=self.work, **how)

    def ask(self, *args, dir=None):
        """The JSON answer of a search that must not fail."""
        r = self.search('--format', 'json', *args, dir=dir)
        self.assertIn(r.code, (0, 1), r)
        self.assertEqual(r.err, '', r)
        answer = r.json
        self.assertEqual(r.code, 0 if answer['total'] else 1, r)
        return answer

    def found(self, *args, dir=None):
        """The sorted ids of everything found."""
        answer = self.ask('-n', '1000', *args, dir=dir)
        self.assertEqual(len(answer['hits']), answer['total'])
        return sorted(hit['id'] for hit in answer['hits'])

    def inspect(self, *paths):
        r = run(INDEX, '--inspect', *paths, home=self.work)
        self.assertEqual((r.code, r.err), (0, ''), r)
        return r.lines

    def text(self, id, dir=None):
        """The text of a document, as `--view doc --format text` prints it."""
        r = self.search('--view', 'doc', '--', id, dir=dir)
        self.assertEqual((r.code, r.err), (0, ''), r)
        return r.out

    def assert_refused(self, r, code=2, says=None):
        """One clear sentence on stderr, nothing on stdout, and no noise of a crash."""
        self.assertEqual(r.code, code, r)
        self.assertEqual(r.out, '', r)
        self.assert_one_sentence(r)
        if says:
            self.assertIn(says, r.err, r)

    def assert_one_sentence(self, r):
        self.assertEqual(r.err.count('\n'), 1, r)
        self.assertTrue(r.err.startswith('zhengce-'), r)
        self.assert_no_noise(r)

    def assert_no_noise(self, r):
        self.assertGreaterEqual(r.code, 0, r)
        for noise in ('Traceback', 'terminate called', 'Segmentation', 'core dumped', 'Assertion', 'Sanitizer',
                      'runtime error', 'Xapian::', '(null)'):
            self.assertNotIn(noise, r.err, r)


def shared(test):
    """Skips, visibly, where the shared test data is missing."""
    return unittest.skipUnless(os.path.isdir(os.path.join(TESTDATA, 'seeds')),
                               f'no shared test data at {TESTDATA}; set ZHENGCE_TESTDATA')(test)


@functools.lru_cache
def unprivileged():
    """A user to drop to where this process is root, else None. Skips where that user can't reach the programs."""
    if os.geteuid() != 0:
        return None
    try:
        reached = run(INDEX, '--version', user=65534).code == 0
    except OSError:
        reached = False
    if not reached:
        raise unittest.SkipTest(f'an unprivileged user cannot run {INDEX}')
    return 65534


def main():
    for program in (INDEX, SEARCH):
        if not os.access(program, os.X_OK):
            sys.exit(f'{program}: no such program; build first, or set ZHENGCE_INDEX_PROGRAM and ZHENGCE_SEARCH_PROGRAM')
    unittest.main(verbosity=1)
