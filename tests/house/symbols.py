#!/usr/bin/env python3
"""The shared library exports exactly the functions that zhengce.h declares.

    symbols.py LIBRARY HEADER [--nm nm]

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import re
import subprocess
import sys


def declared(text):
    """Names of the functions that a header declares."""
    text = re.sub(r'/\*.*?\*/|^[ \t]*#[^\n]*', '', text, flags=re.S | re.M)
    return set(re.findall(r'\b(zc_\w+)\s*\(', text))


def exported(library, nm):
    run = subprocess.run([nm, '-D', '--defined-only', library], capture_output=True, check=True,
                         encoding='utf-8')
    return {line.split()[-1].split('@')[0] for line in run.stdout.splitlines() if line.split()}


def differences(header, library):
    return ([f'declared but not exported: {x}' for x in sorted(header - library)] +
            [f'exported but not declared: {x}' for x in sorted(library - header)])


def self_test():
    sample = ('typedef struct zc_s { void (*call)(void *); } zc_s;\n/* zc_not(this) */\n'
              '#define zc_nor(x) x\nint zc_one(zc_s *s,\n  bool (*line)(int));\nvoid *zc_two (void);\n')
    assert declared(sample) == {'zc_one', 'zc_two'}, declared(sample)
    assert len(differences({'zc_one', 'zc_two'}, {'zc_one', 'zc_three'})) == 2
    assert not differences({'zc_one'}, {'zc_one'})


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('library')
    p.add_argument('header')
    p.add_argument('--nm', default='nm')
    a = p.parse_args()
    self_test()
    with open(a.header, encoding='utf-8') as f:
        header = declared(f.read())
    wrong = differences(header, exported(a.library, a.nm))
    for x in wrong:
        print(x)
    print(f'{len(header)} functions declared, {len(wrong)} differences')
    return 1 if wrong or not header else 0


if __name__ == '__main__':
    sys.exit(main())
