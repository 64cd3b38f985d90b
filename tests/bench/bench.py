#!/usr/bin/env python3
"""Speed, size and ranking: the indexer beside other engines, one query beside a bare process, exact phrases and how their time
grows with the corpus (growth.py), ranking on questions (questions.py).

    bench.py [--build build] [--runs 30] [--quick] [--only growth,questions,…]

--quick leaves out what takes minutes: corpora larger than the laws, and all but one sample of phrases.

Reads $ZHENGCE_TESTDATA (default: ../shared beside the source tree) for its corpus and for the
programs that run other engines; without it, only our own figures on corpus/sample, repeated.
Compare figures of one run only: machines are noisy.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import growth
import questions

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), '..', '..'))
PEERS = {'fts5': None, 'groonga': 'groonga', 'omega': 'omindex'}  # engine: the program it needs
COPIES = 200
PHRASE = '"产教融合"'
SEEDS = (1, 2, 3)  # samples of exact phrases
PARTS = ('indexing', 'metadata', 'query', 'exact', 'growth', 'questions')
SHARED = ('exact', 'growth', 'questions')  # parts that need the shared data


def skip(what, why):
    print(f'SKIPPED: {what}: {why}')


def size(path):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, names in os.walk(path) for f in names)


# ---- Indexing ------------------------------------------------------------------


def row(name, seconds, size_bytes, text_mb, ours=None):
    ratio = f'   {ours[0] / seconds:5.2f} {ours[1] / size_bytes:5.2f}' if ours else ''
    print(f'{name:10} {seconds:8.1f} {text_mb / seconds:7.2f} {size_bytes / 1e6:9.1f}{ratio}')


def index_beside_peers(build, data, corpus):
    """peers.py indexes the corpus with every engine that is there, and with ours."""
    for name, program in PEERS.items():
        if program and not shutil.which(program):
            skip(name, f'{program} is not installed (./dev deps --bench)')
    names = [n for n, p in PEERS.items() if not p or shutil.which(p)]
    ours = f'{shlex.quote(build)}/zhengce-index -q -d {{index}} {{folder}}'
    out = subprocess.run([sys.executable, f'{data}/bench/peers.py', corpus, '--json', '--ours', ours,
                          '--only', ','.join(names)], stdout=subprocess.PIPE, check=True).stdout
    figures = {k: (v['seconds'], v['bytes']) for k, v in json.loads(out).items()}
    mb = size(corpus) / 1e6
    print(f'\nIndexing {mb:.1f} MB:\nengine      seconds    MB/s  index MB   ours/theirs: time, size')
    for name, figure in figures.items():
        row(name, *figure, mb, None if name == 'ours' else figures['ours'])


def index_ours(build, corpus, index):
    start = time.perf_counter()
    subprocess.run([f'{build}/zhengce-index', '-q', '-d', index, corpus], check=True)
    return time.perf_counter() - start


def repeat_sample(folder):
    for i in range(COPIES):
        shutil.copytree(f'{SOURCE}/corpus/sample', f'{folder}/{i:03}')
    return folder


def processor_seconds(command):
    """User and system time of a process and all that it started."""
    pid = os.posix_spawn(command[0], command, os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, '/dev/null', os.O_WRONLY, 0)])
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f'{" ".join(command)} ended with {os.waitstatus_to_exitcode(status)}')
    return used.ru_utime + used.ru_stime


def share_of_metadata(build, corpus, work, runs=3):
    """What reading a file, decoding, Markdown and metadata take of all: --inspect does that and no more."""
    both = {'inspect': [], 'all': []}
    for i in range(runs):
        both['inspect'].append(processor_seconds([f'{build}/zhengce-index', '--inspect', corpus]))
        both['all'].append(processor_seconds([f'{build}/zhengce-index', '-q', '-d', f'{work}/share{i}', corpus]))
        shutil.rmtree(f'{work}/share{i}')
    inspect, everything = (statistics.median(both[k]) for k in ('inspect', 'all'))
    print(f'\nReading, decoding and metadata: {inspect:.2f} s of {everything:.2f} s of processor time, '
          f'{100 * inspect / (everything - inspect):.1f} % on top of the rest (medians of {runs})')


# ---- One query -----------------------------------------------------------------


def members(index):
    """The Xapian databases of the current generation."""
    with open(f'{index}/current', encoding='utf-8') as f:
        generation = f'{index}/{f.read().strip()}'
    with open(f'{generation}/manifest.json', encoding='utf-8') as f:
        return [f'{generation}/{m}/db' for m in json.load(f)['members']]


def compile_bare(work):
    """The yardstick, or None when it can't be built here."""
    libraries = subprocess.run(['pkg-config', '--cflags', '--libs', 'xapian-core', 'icu-uc'],
                               capture_output=True, encoding='utf-8', check=False)
    command = ['g++', '-std=c++17', '-O2', f'{SOURCE}/tests/bench/bare.cc', '-o', f'{work}/bare',
               '-Wl,--as-needed', *libraries.stdout.split()]
    made = libraries.returncode == 0 and subprocess.run(command, check=False).returncode == 0
    return f'{work}/bare' if made else None


def milliseconds(command):
    """The whole life of one process, output thrown away."""
    null = [(os.POSIX_SPAWN_OPEN, 1, '/dev/null', os.O_WRONLY, 0)]
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=null)
    _, status = os.waitpid(pid, 0)
    spent = (time.perf_counter() - start) * 1e3
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f'{" ".join(command)} ended with {os.waitstatus_to_exitcode(status)}')
    return spent


def time_queries(build, index, work, runs):
    search = [f'{build}/zhengce-search', '-d', index]
    commands = {'zhengce-search': [*search, PHRASE],
                '  no snippets': [*search, PHRASE, '--no-snippets'],
                '  without quotes': [*search, PHRASE.strip('"')]}
    bare = compile_bare(work)
    if bare:
        commands = {'bare process': [bare, *members(index)], **commands}
    else:
        skip('the bare process', 'g++, libxapian-dev or libicu-dev is missing')
    spent = {name: [] for name in commands}
    for i in range(runs + 1):  # in turn, so that noise meets all of them; the first warms up
        for name, command in commands.items():
            ms = milliseconds(command)
            if i:
                spent[name].append(ms)
    print(f'\nOne query, {PHRASE}, whole process, {runs} runs:\n'
          f'{"ms":17} median  least   ours/bare')
    base = statistics.median(spent['bare process']) if bare else None
    for name, values in spent.items():
        median = statistics.median(values)
        ratio = f'   {median / base:.2f}' if base and name != 'bare process' else ''
        print(f'{name:16} {median:7.2f} {min(values):6.2f}{ratio}')


# ---- Exact phrases -------------------------------------------------------------


def exact_phrases(build, data, corpus, index, seeds):
    """exact.py on samples of phrases; the exit status of the worst."""
    print('\nExact phrases against a literal scan:', flush=True)
    if not shutil.which('groonga'):
        skip('groonga', 'groonga is not installed (./dev deps --bench)')
    worst = 0
    for seed in seeds:
        command = [sys.executable, f'{data}/bench/exact.py', corpus, '--index', index, '--search',
                   f'{build}/zhengce-search', '--seed', str(seed)]
        command += ['--groonga'] if shutil.which('groonga') else []
        print(f'sample {seed}:', flush=True)
        worst = max(worst, subprocess.run(command, check=False).returncode)
    return worst


# ---- All of it -----------------------------------------------------------------


def parse(arguments):
    p = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    p.add_argument('--build', default=f'{SOURCE}/build')
    p.add_argument('--runs', type=int, default=30, help='of one query')
    p.add_argument('--quick', action='store_true', help='a few minutes instead of half an hour')
    p.add_argument('--only', default=','.join(PARTS), help=f'of {", ".join(PARTS)}')
    a = p.parse_args(arguments)
    a.only = a.only.split(',')
    if not set(a.only) <= set(PARTS):
        p.error(f'--only takes some of {", ".join(PARTS)}')
    return a


def on_shared(a, build, data, corpus, work):
    """With other engines and all samples; the exit status."""
    index, status = f'{work}/index', 0
    if 'indexing' in a.only:
        index_beside_peers(build, data, corpus)
    if {'query', 'exact'} & set(a.only):
        index_ours(build, corpus, index)
    if 'metadata' in a.only:
        share_of_metadata(build, corpus, work)
    if 'query' in a.only:
        time_queries(build, index, work, a.runs)
    if 'exact' in a.only:
        status = exact_phrases(build, data, corpus, index, SEEDS[:1] if a.quick else SEEDS)
    if 'growth' in a.only:
        growth.curve(build, corpus, work, a.quick)
    if 'questions' in a.only:
        questions.relevance(build, data, work)
    return status


def on_sample(a, build, work):
    """What can be told without the shared data: our own figures on corpus/sample, repeated."""
    index, folder = f'{work}/index', repeat_sample(f'{work}/documents')
    seconds, mb = index_ours(build, folder, index), size(folder) / 1e6
    if 'indexing' in a.only:
        print(f'\nIndexing {mb:.1f} MB, corpus/sample {COPIES} times:\nengine      seconds    MB/s  index MB')
        row('ours', seconds, size(index), mb)
    if 'metadata' in a.only:
        share_of_metadata(build, folder, work)
    if 'query' in a.only:
        time_queries(build, index, work, a.runs)


def main():
    a = parse(sys.argv[1:])
    build = os.path.realpath(a.build)
    data = os.path.realpath(os.environ.get('ZHENGCE_TESTDATA') or f'{SOURCE}/../shared')
    corpus = f'{data}/corpora/laws'
    with tempfile.TemporaryDirectory() as work:
        if os.path.isdir(corpus) and os.path.isfile(f'{data}/bench/peers.py'):
            return on_shared(a, build, data, corpus, work)
        skip('other engines, ' + ', '.join(SHARED), f'no test data in {data} ($ZHENGCE_TESTDATA)')
        on_sample(a, build, work)
        return 0


if __name__ == '__main__':
    sys.exit(main())
