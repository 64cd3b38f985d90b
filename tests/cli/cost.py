# SPDX-License-Identifier: GPL-2.0-or-later
"""What one run of a program costs: processor seconds, and the most memory it held.

The kernel counts into a child's peak (ru_maxrss) what its parent held when it was started, and a test holds more than a
query does. So the children are started by a small interpreter, this file run as a program: it reads an order
for each run and answers it.

    with cost.Meter() as meter:
        ran = meter.run([zc.SEARCH, '-d', dir, query], env)      ran.code, ran.out, ran.seconds, ran.kib, …
"""
import marshal
import os
import signal
import sys

SECONDS_AT_MOST = 60  # of the clock: whoever takes longer is killed, and ends with -9


def measure(order):
    """Runs one program: how it ended, user and system seconds, KiB."""
    files = [(os.POSIX_SPAWN_OPEN, fd, path, os.O_RDWR | os.O_CREAT, 0o600) for fd, path in enumerate(order['files'])]
    pid = os.posix_spawn(order['argv'][0], order['argv'], order['env'], file_actions=files)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
    signal.alarm(SECONDS_AT_MOST)
    _, status, used = os.wait4(pid, 0)
    signal.alarm(0)
    return {'code': os.waitstatus_to_exitcode(status), 'seconds': used.ru_utime + used.ru_stime, 'kib': used.ru_maxrss}


def serve():
    while True:
        try:
            order = marshal.load(sys.stdin.buffer)
        except EOFError:
            return
        marshal.dump(measure(order), sys.stdout.buffer)
        sys.stdout.buffer.flush()


class Ran:
    """How a run ended and what it took; what it wrote as text (`out`, `err`) and as bytes."""

    def __init__(self, code, seconds, kib, raw, raw_err):
        self.code, self.seconds, self.kib, self.raw, self.raw_err = code, seconds, kib, raw, raw_err
        self.out, self.err = (b.decode('utf-8', 'surrogateescape') for b in (raw, raw_err))

    def __repr__(self):
        return (f'exit {self.code}, {self.seconds:.3f} s, {self.kib} KiB\nstdout: {self.out[:1000]}\n'
                f'stderr: {self.err[:1000]}')


class Meter:
    """The small interpreter and a folder for what its children write."""

    def __init__(self):
        import subprocess
        import tempfile
        self.folder = tempfile.TemporaryDirectory(prefix='zhengce-test-')
        self.small = subprocess.Popen([sys.executable, '-I', '-S', os.path.abspath(__file__)], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, env={'LANG': 'C.UTF-8'})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.small.stdin.close()
        self.small.wait()
        self.small.stdout.close()
        self.folder.cleanup()

    def run(self, argv, env, stdin=b''):
        """One run; arguments are text or bytes."""
        files = [os.path.join(self.folder.name, name) for name in ('in', 'out', 'err')]
        for path, content in zip(files, (stdin, b'', b'')):
            with open(path, 'wb') as file:
                file.write(content)
        marshal.dump({'argv': [os.fsencode(a) for a in argv], 'env': env, 'files': files}, self.small.stdin)
        self.small.stdin.flush()
        took = marshal.load(self.small.stdout)
        wrote = []
        for path in files[1:]:
            with open(path, 'rb') as file:
                wrote.append(file.read())
        return Ran(took['code'], took['seconds'], took['kib'], *wrote)


if __name__ == '__main__':
    serve()
