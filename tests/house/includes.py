#!/usr/bin/env python3
"""The rules of the house that a compiler doesn't keep: what may include and call what.

    includes.py [SOURCE] [--cc gcc] [--cxx g++]

First breaks every rule in a tree of its own and looks whether that is noticed.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

LAYERS = {'corpus': ('corpus',), 'indexer': ('corpus', 'indexer'),
          'searcher': ('corpus', 'indexer', 'searcher')}  # what a folder's files may include

OWNERS = [  # a library's header, and the only files that may include it
    (r'xapian(\.h|/.*)', {'indexer/store.cc'}),
    (r'unicode/.*', {'corpus/text.c', 'corpus/decode.c', 'corpus/gen_hans.c', 'corpus/gen_pinyin.c'}),
    (r'cmark.*\.h', {'corpus/markdown.c'}),
    (r'yaml\.h', {'corpus/front.c'}),
    (r'jansson\.h', {'corpus/json.h'}),
    (r'(zstd|zdict).*\.h', {'indexer/texts.c'}),
    (r'libxml/.*', {'corpus/xml.c', 'corpus/webpage.c', 'corpus/article.c'}),
    (r'archive(_entry)?\.h', {'corpus/package.c'}),
    (r'csv\.h', {'corpus/cells.c'}),
]

LIBC = set('''assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal
    stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads
    time uchar wchar wctype dirent endian fcntl fnmatch ftw getopt glob langinfo libgen poll pwd
    regex strings sysexits termios unistd sys/file sys/ioctl sys/resource sys/stat sys/time
    sys/types sys/wait'''.split())

UNSAFE = re.compile(r'\b(strcpy|strcat|strtok|v?sprintf|gets)\s*\(')
LOUD = re.compile(r'\b(v?printf|puts|putchar|perror|exit|_Exit|quick_exit|abort)\s*\('
                  r'|\b(stdout|stderr|cout|cerr)\b')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def read(root, path):
    with open(os.path.join(root, path), encoding='utf-8') as f:
        return f.read()


def without(pattern, text):
    """The text with matches blanked out; line numbers stay."""
    return pattern.sub(lambda m: re.sub(r'[^\n]', ' ', m[0]), text)


def product_files(root):
    for folder in LAYERS:
        for d, folders, names in os.walk(os.path.join(root, folder)):
            folders.sort()
            for name in sorted(names):
                if name.endswith(('.c', '.cc', '.h')):
                    yield os.path.relpath(os.path.join(d, name), root)


def check_include(path, name, quoted, homes):
    folder, base = path.split('/')[0], os.path.basename(path)
    ours = next((f for f in LAYERS if name.startswith(f + '/') or f'/{f}/' in name),
                homes.get(name if not quoted else os.path.basename(name)))
    if base in ('main.c', 'cgi.c'):
        if quoted or (name != 'zhengce.h' and name.removesuffix('.h') not in LIBC):
            yield f'a program includes {name}: only <zhengce.h> and the C library are for it'
    elif ours and ours not in LAYERS[folder]:
        yield f'{folder} includes {name} of {ours}'
    for pattern, owners in OWNERS:
        if re.fullmatch(pattern, name) and path not in owners:
            yield f'{name} is included outside {", ".join(sorted(owners))}'


def check_calls(path, code):
    base = os.path.basename(path)
    for m in UNSAFE.finditer(code):
        yield m.start(), f'calls {m[1]}'
    if base not in ('main.c', 'cgi.c') and not re.fullmatch(r'gen_\w+\.c', base):
        for m in LOUD.finditer(code):
            yield m.start(), f'the library uses {m[1] or m[2]}'


def check_text(root):
    """Every rule that reading can tell, as "file:line: what is wrong"."""
    files = list(product_files(root))
    homes = {os.path.basename(p): p.split('/')[0] for p in files if p.endswith('.h')}
    for path in files:
        text = read(root, path)
        def place(at):
            return f'{path}:{text.count(chr(10), 0, at) + 1}'
        for m in INCLUDE.finditer(without(re.compile(r'/\*.*?\*/', re.S), text)):
            for wrong in check_include(path, m[2], m[1] == '"', homes):
                yield f'{place(m.start())}: {wrong}'
        for at, wrong in check_calls(path, without(NOT_CODE, text)):
            yield f'{place(at)}: {wrong}'


def compiles(command, root, path, language):
    """Compiles a header as if it were a program; the compiler's first complaint, or None."""
    run = subprocess.run([*command, '-fsyntax-only', '-x', language, '-'], cwd=root, text=True,
                         input=f'#include "{path}"\n', capture_output=True, encoding='utf-8')
    if run.returncode:
        lines = [x for x in run.stderr.splitlines() if 'error' in x] or run.stderr.splitlines()
        return f'{path}: does not compile alone as {" ".join(command)}: {lines[0]}'
    return None


def check_headers(root, cc, cxx):
    strict = ['-Wall', '-Wextra', '-pedantic', '-Werror', '-I.']
    yield compiles([*cc, '-std=c11', *strict], root, 'include/zhengce.h', 'c')
    yield compiles([*cxx, '-std=c++17', *strict], root, 'include/zhengce.h', 'c++')
    folders = [f'-I{x}' for x in ('.', 'include', *LAYERS)]
    for path in product_files(root):
        if path.endswith('.h'):
            yield compiles([*cc, '-std=c11', '-D_GNU_SOURCE', *folders], root, path, 'c')


def check(root, cc, cxx):
    return [*check_text(root), *filter(None, check_headers(root, cc, cxx))]


# ---- The test of the test ------------------------------------------------------

CLEAN = {
    'include/zhengce.h': '#include <stddef.h>\n/* a word */\nint zc_one(size_t n);\n',
    'corpus/base.h': '#ifndef B\n#define B\n#include "zhengce.h"\nextern size_t base_n;\n#endif\n',
    'corpus/json.h': '#include <stdio.h>\n#include <jansson.h>\n',
    'corpus/text.c': '#include "base.h"\n#include <unicode/ubrk.h>\n/* sprintf(x), "../indexer/up.h" */\n'
                     'const char *s = "strcpy(a, b) \\" exit(1)";\nint n = snprintf(0, 0, "");\n',
    'corpus/gen_hans.c': '#include <unicode/ucnv.h>\nint main(void) { printf("x"); exit(1); }\n',
    'corpus/markdown.c': '#include <cmark.h>\n',
    'corpus/front.c': '#include <yaml.h>\n',
    'indexer/store.h': '#include "base.h"\n',
    'indexer/store.cc': '#include "store.h"\n#include <xapian.h>\n',
    'indexer/texts.c': '#include <zstd.h>\n#include <xxhash.h>\n',
    'indexer/main.c': '#include <zhengce.h>\n#include <stdio.h>\nint main(void) { printf("x"); }\n',
    'searcher/search.h': '#include "base.h"\n#include "store.h"\n',
}

BROKEN = [  # file, what is added to it, what must be said
    ('corpus/base.h', '#include "store.h"', 'corpus includes store.h of indexer'),
    ('corpus/text.c', '#include "../searcher/search.h"', 'of searcher'),
    ('corpus/text.c', '#include <store.h>', 'corpus includes store.h of indexer'),
    ('indexer/texts.c', '#include "search.h"', 'indexer includes search.h of searcher'),
    ('searcher/search.h', '# include <xapian.h>', 'xapian.h is included outside'),
    ('indexer/texts.c', '#include <xapian/query.h>', 'xapian/query.h is included outside'),
    ('corpus/base.h', '#include <unicode/uchar.h>', 'unicode/uchar.h is included outside'),
    ('corpus/text.c', '#include <cmark.h>', 'cmark.h is included outside'),
    ('corpus/text.c', '#include <yaml.h>', 'yaml.h is included outside'),
    ('indexer/texts.c', '#include <jansson.h>', 'jansson.h is included outside'),
    ('corpus/text.c', '#include <zstd.h>', 'zstd.h is included outside'),
    ('indexer/main.c', '#include "store.h"', 'a program includes store.h'),
    ('indexer/main.c', '#include <base.h>', 'a program includes base.h'),
    ('indexer/main.c', '#include <xxhash.h>', 'a program includes xxhash.h'),
    ('corpus/text.c', 'int a = strcpy(x, y);', 'calls strcpy'),
    ('corpus/gen_hans.c', 'int a = strcat (x, y);', 'calls strcat'),
    ('indexer/main.c', 'char *a = strtok(x, y);', 'calls strtok'),
    ('indexer/store.cc', 'int a = std::sprintf(x, y);', 'calls sprintf'),
    ('corpus/text.c', 'char *a = gets(x);', 'calls gets'),
    ('corpus/text.c', 'int a = printf(x);', 'the library uses printf'),
    ('corpus/text.c', 'void f(void) { exit(1); }', 'the library uses exit'),
    ('indexer/store.cc', 'void f() { std::abort(); }', 'the library uses abort'),
    ('indexer/texts.c', 'void f(void) { fputs("x", stderr); }', 'the library uses stderr'),
    ('searcher/search.h', 'extern uint33_t x;', 'searcher/search.h: does not compile alone'),
    ('include/zhengce.h', 'extern int8_t x;', 'zhengce.h: does not compile alone'),
    ('include/zhengce.h', 'int zc_two(int class);', 'does not compile alone as g++'),
    ('include/zhengce.h', 'struct zc_none {};', 'does not compile alone as gcc'),
]


def self_test(cc, cxx):
    """What of BROKEN goes unnoticed, and what of CLEAN is wrongly blamed."""
    with tempfile.TemporaryDirectory() as root:
        def write(path, text):
            os.makedirs(os.path.dirname(f'{root}/{path}'), exist_ok=True)
            with open(f'{root}/{path}', 'w', encoding='utf-8') as f:
                f.write(text)
        for path, text in CLEAN.items():
            write(path, text)
        for wrong in check(root, cc, cxx):
            yield f'the clean tree is blamed: {wrong}'
        for path, line, message in BROKEN:
            write(path, CLEAN[path] + line + '\n')
            found = [*check_text(root)]
            if not found and path.endswith('.h'):
                found = [*filter(None, check_headers(root, cc, cxx))]
            message = message.replace('as g++', f'as {cxx[0]}').replace('as gcc', f'as {cc[0]}')
            if not any(message in x and path in x for x in found):
                yield f'unnoticed in {path}: {line} (found: {found})'
            write(path, CLEAN[path])


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('source', nargs='?', default=os.path.join(here, '..', '..'))
    p.add_argument('--cc', default='gcc')
    p.add_argument('--cxx', default='g++')
    a = p.parse_args()
    wrong = [*self_test([a.cc], [a.cxx]), *check(a.source, [a.cc], [a.cxx])]
    for x in wrong:
        print(x)
    files = len(list(product_files(a.source)))
    print(f'{len(BROKEN)} rule-breakers tried, {files} files read, {len(wrong)} faults')
    return 1 if wrong or not files else 0


if __name__ == '__main__':
    sys.exit(main())
