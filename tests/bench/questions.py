# SPDX-License-Identifier: GPL-2.0-or-later
"""Ranking on real questions: relevance.py of the shared data on all of them, and on two halves.

Weights are tuned on one half and judged on the other. The halves are cut by a hash of a question's id: nothing moves when questions
are added, and nobody chose them.
"""
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys

HALVES = ('tuning', 'held out')


def half_of(question):
    return HALVES[hashlib.sha256(str(question['id']).encode()).digest()[0] & 1]


def split(path, work):
    """{name: file} of all questions and of the halves."""
    files = {'all': path}
    with open(path, encoding='utf-8') as file:
        lines = [line for line in file if line.strip()]
    for half in HALVES:
        files[half] = f'{work}/{half.replace(" ", "-")}.jsonl'
        with open(files[half], 'w', encoding='utf-8') as file:
            file.writelines(line for line in lines if half_of(json.loads(line)) == half)
    return files


def index_articles(build, packed, work):
    articles, index = f'{work}/articles.jsonl', f'{work}/articles-index'
    with gzip.open(packed) as source, open(articles, 'wb') as to:
        shutil.copyfileobj(source, to)
    subprocess.run([f'{build}/zhengce-index', '-q', '-d', index, articles], check=True)
    os.remove(articles)
    return index


def relevance(build, data, work, index=None):
    """Prints a line a set of questions."""
    index = index or index_articles(build, f'{data}/gold/articles.jsonl.gz', work)
    print('\nRanking on questions of law, 147,288 articles:', flush=True)
    for name, path in split(f'{data}/gold/questions.jsonl', work).items():
        done = subprocess.run([sys.executable, f'{data}/bench/relevance.py', '--index', index, '--questions', path,
                               '--search', f'{build}/zhengce-search'], stdout=subprocess.PIPE, encoding='utf-8', check=True)
        print(f'{name:9} {done.stdout.strip()}', flush=True)
