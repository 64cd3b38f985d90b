/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A process that sleeps uses no processor time: nobody waits longer for it. */
enum { WALL_SECONDS = 30 };

/* Exit statuses of a process that could not begin. */
enum { NO_PROGRAM = 127, NO_START = 126 };

/* A sanitizer maps terabytes, and makes everything slow. */
#if defined(__SANITIZE_ADDRESS__)
enum { LIMITS_MEMORY = 0, SLOWNESS = 4 };
#else
enum { LIMITS_MEMORY = 1, SLOWNESS = 1 };
#endif

/* ---- In the child ---- */

static void limit(int resource, rlim_t most)
{
    struct rlimit both = {most, most};
    setrlimit((__rlimit_resource_t)resource, &both);
}

/* Address space that this process has, in bytes; 0 where /proc does not tell. */
static size_t own_memory(void)
{
    char line[64] = "";
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, line, sizeof line - 1) : -1;
    if (fd >= 0)
        close(fd);
    return n > 0 ? (size_t)strtoul(line, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

/* What the caller does with signals is not the child's business. */
static void reset_signals(void)
{
    static const int all[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM, SIGPIPE, SIGALRM,
                              SIGPROF, SIGXCPU, SIGUSR1, SIGUSR2, SIGCHLD};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        signal(all[i], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The timer (it outlives exec) ends the process to the millisecond; the limit of whole seconds
 * stands behind it, should it be turned off. */
static void keep_limits(const child_limits *limits, pid_t parent, bool execs)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(NO_START);
    reset_signals();
    unsigned ms = limits->milliseconds * SLOWNESS;
    struct itimerval timer = {.it_value = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000}};
    setitimer(ITIMER_PROF, &timer, NULL);
    limit(RLIMIT_CPU, ms / 1000 + 2);
    limit(RLIMIT_CORE, 0);
    if (LIMITS_MEMORY)
        limit(RLIMIT_AS, limits->memory + (execs ? 0 : own_memory()));
}

static bool write_all(int fd, const void *bytes, size_t n)
{
    for (const char *p = bytes; n > 0;) {
        ssize_t wrote = write(fd, p, n);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        p += wrote;
        n -= (size_t)wrote;
    }
    return true;
}

/* The outcome first, then what was written. */
static void do_task(child_task *task, void *context, int to)
{
    zc_buf out;
    zc_error outcome = {0};
    zc_buf_init(&out);
    zc_status status = task(context, &out, &outcome);
    if (status == ZC_OK && out.failed)
        status = ZC_ERROR_NO_MEMORY;
    outcome.status = status;
    bool done = write_all(to, &outcome, sizeof outcome) &&
                (status != ZC_OK || write_all(to, out.data, out.len));
    _exit(done ? 0 : 1);
}

/* Whatever else is open stays the caller's: its lock, its files. */
static void close_others(int kept)
{
    if (kept > STDERR_FILENO + 1)
        close_range(STDERR_FILENO + 1, (unsigned)kept - 1, 0);
    close_range((unsigned)kept + 1, ~0U, 0);
}

static void do_exec(const char *const *argv, int from, int to)
{
    /* away from the places that they go to: the caller's may be closed */
    from = fcntl(from, F_DUPFD, STDERR_FILENO + 1);
    to = fcntl(to, F_DUPFD, STDERR_FILENO + 1);
    int nowhere = open("/dev/null", O_WRONLY);
    if (from < 0 || to < 0 || nowhere < 0 || dup2(from, STDIN_FILENO) < 0 ||
        dup2(to, STDOUT_FILENO) < 0 || dup2(nowhere, STDERR_FILENO) < 0)
        _exit(NO_START);
    close_others(STDERR_FILENO);
    execvp(argv[0], (char *const *)argv); /* it takes them as constants */
    _exit(errno == ENOENT ? NO_PROGRAM : NO_START);
}

/* ---- In the parent ---- */

typedef struct running {
    pid_t pid;
    int from; /* what it writes */
    bool late, too_much;
} running;

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads until the child closes its end, or is late, or writes too much. */
static void drain(running *r, size_t most, zc_buf *out)
{
    enum { CHUNK = 1 << 16 };
    size_t start = out->len;
    int64_t end = now_ms() + WALL_SECONDS * 1000;
    for (;;) {
        struct pollfd ready = {.fd = r->from, .events = POLLIN};
        int64_t left = end - now_ms();
        int n = left > 0 ? poll(&ready, 1, (int)left) : 0;
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            r->late = true;
            return;
        }
        char chunk[CHUNK];
        ssize_t got = read(r->from, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        if (out->len - start + (size_t)got > most) {
            r->too_much = true;
            return;
        }
        buf_add(out, chunk, (size_t)got);
    }
}

/* Ends the child and says why it failed, if it did. */
static zc_status finish(running *r, const child_limits *limits, int *how, zc_error *error)
{
    if (r->late || r->too_much)
        kill(r->pid, SIGKILL);
    close(r->from);
    while (waitpid(r->pid, how, 0) < 0 && errno == EINTR)
        ;
    if (r->too_much)
        return error_set(error, ZC_ERROR_ARGUMENT, "it holds more than %zu MiB of text",
                         limits->output >> 20);
    if (r->late)
        return error_set(error, ZC_ERROR_ARGUMENT, "reading it took more than %d s", WALL_SECONDS);
    int signal = WIFSIGNALED(*how) ? WTERMSIG(*how) : 0;
    if (signal == SIGPROF || signal == SIGXCPU)
        return error_set(error, ZC_ERROR_ARGUMENT, "reading it took too much processor time");
    if (signal == SIGKILL) /* the system's, for want of memory */
        return error_set(error, ZC_ERROR_ARGUMENT, "reading it took too much memory");
    if (signal)
        return error_set(error, ZC_ERROR_ARGUMENT, "reading it crashed the reader");
    return ZC_OK;
}

/* Takes the outcome off the front of what came; the rest is the task's. */
static zc_status take_outcome(zc_buf *out, size_t start, zc_error *error)
{
    zc_error outcome;
    if (out->len - start < sizeof outcome)
        return error_set(error, ZC_ERROR_ARGUMENT, "reading it crashed the reader");
    memcpy(&outcome, out->data + start, sizeof outcome);
    memmove(out->data + start, out->data + start + sizeof outcome,
            out->len - start - sizeof outcome);
    buf_truncate(out, out->len - sizeof outcome);
    if (outcome.status == ZC_ERROR_NO_MEMORY) /* the limit's, not the machine's */
        return error_set(error, ZC_ERROR_ARGUMENT, "reading it took too much memory");
    if (outcome.status != ZC_OK)
        return error_set(error, outcome.status, "%s", outcome.message);
    return ZC_OK;
}

/* What the child is to do: a task of ours, or a program with its input. */
typedef struct job {
    child_task *task;
    void *context;
    const char *const *argv;
    int from;
} job;

static zc_status run(const job *j, const child_limits *limits, size_t most, zc_buf *out, int *how,
                     zc_error *error)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_errno(error, errno, "pipe");
    pid_t parent = getpid();
    running r = {.pid = fork(), .from = ends[0]};
    if (r.pid == 0) {
        keep_limits(limits, parent, !j->task);
        if (j->task) {
            close_others(ends[1]);
            do_task(j->task, j->context, ends[1]);
        } else {
            do_exec(j->argv, j->from, ends[1]);
        }
    }
    int failure = errno;
    close(ends[1]);
    if (r.pid < 0) {
        close(ends[0]);
        return error_errno(error, failure, "fork");
    }
    drain(&r, most, out);
    zc_status status = finish(&r, limits, how, error);
    return status == ZC_OK && out->failed ? error_memory(error) : status;
}

zc_status child_run(child_task *task, void *context, const child_limits *limits, zc_buf *out,
                    zc_error *error)
{
    size_t start = out->len;
    int how = 0;
    zc_status status = run(&(job){.task = task, .context = context}, limits,
                           limits->output + sizeof(zc_error), out, &how, error);
    if (status == ZC_OK)
        status = take_outcome(out, start, error);
    if (status != ZC_OK)
        buf_truncate(out, start);
    return status;
}

/* The input as a file that can be read from its beginning, or -1. */
static int input_file(zc_str input)
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    if (fd >= 0 && (!write_all(fd, input.p, input.n) || lseek(fd, 0, SEEK_SET) != 0)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

zc_status child_exec(const char *const *argv, const char *package, zc_str input,
                     const child_limits *limits, zc_buf *out, zc_error *error)
{
    size_t start = out->len;
    int how = 0, from = input_file(input);
    if (from < 0)
        return error_errno(error, errno, "memfd_create");
    zc_status status = run(&(job){.argv = argv, .from = from}, limits, limits->output, out, &how,
                           error);
    close(from);
    if (status == ZC_OK && WEXITSTATUS(how) == NO_PROGRAM)
        status = error_set(error, ZC_ERROR_ARGUMENT, "%s is not installed (Debian: %s)", argv[0],
                           package);
    else if (status == ZC_OK && WEXITSTATUS(how) == NO_START)
        status = error_set(error, ZC_ERROR_ARGUMENT, "%s can't be run", argv[0]);
    else if (status == ZC_OK && WEXITSTATUS(how) != 0)
        status = error_set(error, ZC_ERROR_ARGUMENT, "%s can't read it: damaged or encrypted",
                           argv[0]);
    if (status != ZC_OK)
        buf_truncate(out, start);
    return status;
}
