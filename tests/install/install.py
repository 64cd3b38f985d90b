#!/usr/bin/env python3
"""What `cmake --install` leaves works: from any folder, without an environment, for other programs.

    install.py BUILD SOURCE [--cc gcc] [--generator Ninja] [--sanitize address,undefined]

The tree is installed, then moved, and only then used: docs/example.c is built against it through
pkg-config and through find_package(zhengce); both programs run from it with an empty environment.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

CMAKE = '''cmake_minimum_required(VERSION 3.25)
project(example LANGUAGES C)
find_package(zhengce 0.1 REQUIRED)
add_executable(example example.c)
target_link_libraries(example PRIVATE zhengce::zhengce)
'''


def run(*command, **more):
    """Standard output of a command; ends the test when it fails."""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            encoding='utf-8', errors='replace', **more)
    if result.returncode:
        sys.exit(f'{" ".join(command)}\nended with {result.returncode}:\n{result.stdout}')
    return result.stdout


def expect(what, holds, saw=''):
    print(f'{"ok  " if holds else "FAIL"} {what}')
    if not holds:
        sys.exit(f'saw: {saw}')


def find(root, name):
    """The one folder below root that holds a file of this name."""
    found = [d for d, _, names in os.walk(root) if name in names]
    expect(f'{name} is installed once', len(found) == 1, found)
    return found[0]


def install(build, work):
    run('cmake', '--install', build, '--prefix', f'{work}/first')
    os.mkdir(f'{work}/elsewhere')
    prefix = shutil.move(f'{work}/first', f'{work}/elsewhere/prefix')
    headers = os.listdir(f'{prefix}/include')
    expect('include/ holds zhengce.h and nothing else', headers == ['zhengce.h'], headers)
    return prefix


def use_programs(prefix, source, work):
    bare = {'env': {}, 'cwd': '/'}
    index = f'{work}/index'
    run(f'{prefix}/bin/zhengce-index', '-q', '-d', index, f'{source}/corpus/sample', **bare)
    out = run(f'{prefix}/bin/zhengce-search', '-d', index, '--format', 'json', '产教融合', **bare)
    expect('the moved programs index and find, without an environment', '"total":' in out, out)
    return index


def use_example(program, prefix, index, how):
    libraries = find(prefix, 'libzhengce.so')
    answer = run(program, index, '慈教建[2023]44号', env={'LD_LIBRARY_PATH': libraries})
    expect(f'the example built through {how} finds a document by its number',
           '\n1. ' in answer and '慈教建〔2023〕44号' in answer, answer)
    missing = subprocess.run([program, f'{index}-not', 'x'], env={'LD_LIBRARY_PATH': libraries},
                             capture_output=True, encoding='utf-8')
    expect(f'the example built through {how} says what fails',
           missing.returncode == 2 and len(missing.stderr.split(': ', 1)[-1]) > 10, missing.stderr)


def through_pkg_config(a, prefix, work, flags):
    env = {**os.environ, 'PKG_CONFIG_PATH': find(prefix, 'zhengce.pc')}
    answer = run('pkg-config', '--cflags', '--libs', 'zhengce', env=env).split()
    expect('pkg-config names the moved folders', any(prefix in x for x in answer) and
           not any('/first' in x for x in answer), answer)
    program = f'{work}/example'
    run(a.cc, '-std=c11', '-Wall', '-Wextra', '-pedantic', '-Werror', *flags,
        f'{a.source}/docs/example.c', *answer, '-o', program)
    return program


def through_find_package(a, prefix, work, flags):
    project = f'{work}/project'
    os.mkdir(project)
    shutil.copy(f'{a.source}/docs/example.c', project)
    with open(f'{project}/CMakeLists.txt', 'w', encoding='utf-8') as f:
        f.write(CMAKE)
    run('cmake', '-S', project, '-B', f'{project}/build', '-G', a.generator,
        f'-DCMAKE_PREFIX_PATH={prefix}', f'-DCMAKE_C_COMPILER={a.cc}',
        f'-DCMAKE_C_FLAGS={" ".join(flags)}')
    run('cmake', '--build', f'{project}/build')
    return f'{project}/build/example'


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('build')
    p.add_argument('source')
    p.add_argument('--cc', default='gcc')
    p.add_argument('--generator', default='Ninja')
    p.add_argument('--sanitize', default='')
    a = p.parse_args()
    flags = [f'-fsanitize={a.sanitize}'] if a.sanitize else []
    with tempfile.TemporaryDirectory() as work:
        prefix = install(a.build, work)
        index = use_programs(prefix, a.source, work)
        use_example(through_pkg_config(a, prefix, work, flags), prefix, index, 'pkg-config')
        use_example(through_find_package(a, prefix, work, flags), prefix, index, 'find_package')
    return 0


if __name__ == '__main__':
    sys.exit(main())
