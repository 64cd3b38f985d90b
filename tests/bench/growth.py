# SPDX-License-Identifier: GPL-2.0-or-later
"""How the time of exact phrases grows with the corpus: the same phrases on a tenth of it, a third, all, three and ten times.

What is larger than the corpus is made of copies in folders of their own, the lines of each text shuffled (by a fixed seed), so that
a phrase stands in them as often and no text is another's copy. Everything lies in a temporary folder, one size at a time.
"""
import json
import os
import random
import re
import shutil
import subprocess
import time

SIZES = ((1, 10), (1, 3), (1, 1), (3, 1), (10, 1))  # times the corpus, as fractions
QUICK_AT_MOST = 1
PHRASES, RUNS, SEED = 300, 3, 361
LENGTHS = (2, 2, 3, 4, 4, 5, 6, 8)
SPACE = 8  # bytes of disk for a byte of text, while its index is being made: the text, its parts, what they become


def files_of(corpus):
    """All texts, in an order that is random and always the same, so that a small corpus is the beginning of a larger one."""
    found = sorted(os.path.join(d, n) for d, _, names in os.walk(corpus) for n in names if n.endswith(('.md', '.txt')))
    random.Random(SEED).shuffle(found)
    return found


def read(path):
    with open(path, encoding='utf-8', errors='replace') as file:
        return file.read()


def sample(files):
    """Phrases of 2 to 8 Han characters, out of the files that every size holds."""
    dice, phrases = random.Random(SEED), []
    while len(phrases) < PHRASES:
        runs = re.findall('[\u4e00-\u9fff]{9,}', read(dice.choice(files)))
        if runs:
            run, length = dice.choice(runs), dice.choice(LENGTHS)
            at = dice.randrange(len(run) - length + 1)
            phrases.append(run[at:at + length])
    return phrases


def lay_out(files, corpus, copies, folder):
    """Copies of the files below the folder; the first as they are. Bytes written."""
    written = 0
    for copy in range(copies):
        dice = random.Random(SEED + copy)
        for path in files:
            text = read(path)
            if copy:
                lines = text.split('\n')
                dice.shuffle(lines)
                text = '\n'.join(lines)
            to = os.path.join(folder, f'{copy:02}', os.path.relpath(path, corpus))
            os.makedirs(os.path.dirname(to), exist_ok=True)
            data = text.encode()
            with open(to, 'wb') as file:
                file.write(data)
            written += len(data)
    return written


def times(build, index, phrases):
    """Milliseconds inside the engine, sorted: of each phrase the least of a few runs."""
    least = [float('inf')] * len(phrases)
    lines = ''.join(f'"{p}"\n' for p in phrases).encode()
    for _ in range(RUNS):
        out = subprocess.run([f'{build}/zhengce-search', '-d', index, '--batch', '-', '--no-snippets'], input=lines,
                             stdout=subprocess.PIPE, check=True).stdout
        least = [min(was, json.loads(line)['ms']) for was, line in zip(least, out.splitlines(), strict=True)]
    return sorted(least)


def measure(build, corpus, files, phrases, size, work):
    """(documents, MB, p50, p99) at one size, or why it was not measured."""
    part, copies = files[:len(files) * size[0] // size[1]], max(1, size[0] // size[1])
    need = SPACE * copies * sum(map(os.path.getsize, part))
    if shutil.disk_usage(work).free < need:
        return f'needs {need / 1e9:.1f} GB of disk for a while'
    folder, index = f'{work}/texts', f'{work}/grown'
    try:
        mb = lay_out(part, corpus, copies, folder) / 1e6
        subprocess.run([f'{build}/zhengce-index', '-q', '-d', index, folder], check=True)
        ms = times(build, index, phrases)
        return len(part) * copies, mb, ms[len(ms) // 2], ms[len(ms) * 99 // 100]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(index, ignore_errors=True)


def curve(build, corpus, work, quick):
    """Prints a row a size; behind each its growth from the row before."""
    files = files_of(corpus)
    smallest = min(SIZES, key=lambda size: size[0] / size[1])
    phrases = sample(files[:len(files) * smallest[0] // smallest[1]])
    print(f'\nExact phrases as the corpus grows, the same {PHRASES}, best of {RUNS} runs:\n'
          'documents      MB   p50 ms   p99 ms   times the row before: corpus, p50, p99')
    before = None
    for size in SIZES:
        if quick and size[0] / size[1] > QUICK_AT_MOST:
            continue
        row = measure(build, corpus, files, phrases, size, work)
        if isinstance(row, str):
            print(f'SKIPPED: {size[0]}/{size[1]} of the corpus: {row}')
            continue
        growth = '  '.join(f'{now / was:5.2f}' for now, was in zip(row[1:], before[1:])) if before else ''
        print(f'{row[0]:9} {row[1]:7.1f} {row[2]:8.3f} {row[3]:8.3f}   {growth}', flush=True)
        before = row
