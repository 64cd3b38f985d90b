/* Processes for untrusted bytes: what comes back, limits, what they inherit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "child.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const child_limits limits = {.milliseconds = 400, .memory = 256 << 20, .output = 1 << 20};
/* Time enough to meet the other limits first, however slow the machine. */
static const child_limits patient = {.milliseconds = 60000, .memory = 256 << 20, .output = 1 << 20};
static const child_limits *given = &limits;

/* What a task or a program writes, or the reason why it does not. */
static const char *run_task(child_task *task, void *context)
{
    static zc_buf out;
    static zc_error error;
    zc_buf_clear(&out);
    error = (zc_error){0};
    return child_run(task, context, given, &out, &error) == ZC_OK ? out.data : error.message;
}

static const char *run_program(const char *const *argv, zc_str input)
{
    static zc_buf out;
    static zc_error error;
    zc_buf_clear(&out);
    error = (zc_error){0};
    return child_exec(argv, "some-package", input, given, &out, &error) == ZC_OK ? out.data
                                                                                 : error.message;
}

/* ---- What comes back ---- */

static zc_status echo(void *context, zc_buf *out, zc_error *error)
{
    (void)error;
    buf_puts(out, context);
    return ZC_OK;
}

static zc_status give_up(void *context, zc_buf *out, zc_error *error)
{
    buf_puts(out, "half");
    return error_set(error, ZC_ERROR_ARGUMENT, "%s", (const char *)context);
}

static void what_a_task_writes_comes_back(void **state)
{
    (void)state;
    zc_buf out;
    zc_error error = {0};
    zc_buf_init(&out);
    buf_puts(&out, "before ");
    assert_int_equal(child_run(echo, "正文", &limits, &out, &error), ZC_OK);
    assert_string_equal(out.data, "before 正文");
    assert_int_equal(child_run(give_up, "no such", &limits, &out, &error), ZC_ERROR_ARGUMENT);
    assert_string_equal(error.message, "no such");
    assert_string_equal(out.data, "before 正文");
    zc_buf_clear(&out);
}

static void a_program_reads_its_input_whole(void **state)
{
    (void)state;
    static const char *const cat[] = {"cat", NULL};
    zc_buf input;
    zc_buf_init(&input);
    for (int i = 0; i < 30000; i++)
        buf_puts(&input, "文字政策");
    assert_string_equal(run_program(cat, buf_view(&input)), input.data);
    assert_string_equal(run_program(cat, STR_NONE), "");
    zc_buf_clear(&input);
}

static void a_missing_program_names_its_package(void **state)
{
    (void)state;
    static const char *const missing[] = {"no-such-program-zhengce", NULL};
    static const char *const failing[] = {"false", NULL};
    assert_string_equal(run_program(missing, STR_LIT("x")),
                        "no-such-program-zhengce is not installed (Debian: some-package)");
    assert_string_equal(run_program(failing, STR_LIT("x")),
                        "false can't read it: damaged or encrypted");
}

/* ---- Limits ---- */

static zc_status spin(void *context, zc_buf *out, zc_error *error)
{
    (void)context, (void)out, (void)error;
    volatile bool on = true;
    while (on)
        ;
    return ZC_OK;
}

static zc_status swallow(void *context, zc_buf *out, zc_error *error)
{
    (void)context, (void)out;
    for (size_t n = 0;; n++) {
        char *bytes = malloc(1 << 20);
        if (!bytes)
            return error_memory(error);
        memset(bytes, 1, 1 << 20);
    }
}

static zc_status flood(void *context, zc_buf *out, zc_error *error)
{
    (void)context, (void)error;
    for (int i = 0; i < 2 << 20; i++)
        buf_char(out, 'x');
    return ZC_OK;
}

static zc_status crash(void *context, zc_buf *out, zc_error *error)
{
    (void)context, (void)out, (void)error;
    raise(SIGABRT);
    return ZC_OK;
}

static long processor_ms(void)
{
    struct rusage u;
    getrusage(RUSAGE_CHILDREN, &u);
    return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000 +
           (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1000;
}

static void processor_time_is_limited_to_the_millisecond(void **state)
{
    (void)state;
    long before = processor_ms();
    assert_string_equal(run_task(spin, NULL), "reading it took too much processor time");
    long used = processor_ms() - before;
    assert_true(used >= 300 && used < 2500);
    static const char *const loop[] = {"sh", "-c", "while :; do :; done", NULL};
    assert_string_equal(run_program(loop, STR_NONE), "reading it took too much processor time");
}

static void memory_and_output_are_limited(void **state)
{
    (void)state;
    given = &patient;
#if !defined(__SANITIZE_ADDRESS__)
    assert_string_equal(run_task(swallow, NULL), "reading it took too much memory");
#else
    (void)swallow;
#endif
    assert_string_equal(run_task(flood, NULL), "it holds more than 1 MiB of text");
    static const char *const yes[] = {"yes", NULL};
    assert_string_equal(run_program(yes, STR_NONE), "it holds more than 1 MiB of text");
    given = &limits;
}

static void a_crash_is_a_reason(void **state)
{
    (void)state;
    assert_string_equal(run_task(crash, NULL), "reading it crashed the reader");
    static const char *const killed[] = {"sh", "-c", "kill -SEGV $$", NULL};
    assert_string_equal(run_program(killed, STR_NONE), "reading it crashed the reader");
}

/* ---- What is inherited, what is left ---- */

static size_t open_files(void)
{
    size_t n = 0;
    DIR *dir = opendir("/proc/self/fd");
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        n += e->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return n - 1;
}

static zc_status list_files(void *context, zc_buf *out, zc_error *error)
{
    (void)context, (void)error;
    for (int fd = 3; fd < 256; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            buf_puts(out, "x");
    return ZC_OK;
}

static void a_child_has_no_file_of_its_parent(void **state)
{
    (void)state;
    static const char *const list[] = {"sh", "-c", "ls /proc/self/fd | wc -l", NULL};
    int files[3];
    for (int i = 0; i < 3; i++)
        files[i] = open("/dev/null", O_RDONLY); /* not closed on exec */
    assert_string_equal(run_task(list_files, NULL), "x");
    assert_string_equal(run_program(list, STR_NONE), "4\n"); /* and the folder itself */
    for (int i = 0; i < 3; i++)
        close(files[i]);
}

static void nothing_is_left_behind(void **state)
{
    (void)state;
    static const char *const all[][4] = {
        {"cat", NULL}, {"false", NULL}, {"no-such", NULL}, {"yes", NULL}};
    size_t before = open_files();
    for (size_t i = 0; i < 4; i++) {
        run_program(all[i], STR_LIT("x"));
        run_task(echo, "x");
        run_task(crash, NULL);
        run_task(flood, NULL);
    }
    assert_int_equal(open_files(), before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void signals_of_the_parent_are_not_the_childs(void **state)
{
    (void)state;
    static const char *const loop[] = {"sh", "-c", "while :; do :; done", NULL};
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    void (*prof)(int) = signal(SIGPROF, SIG_IGN);
    const char *reason = run_program(loop, STR_NONE);
    signal(SIGPROF, prof);
    sigprocmask(SIG_SETMASK, &before, NULL);
    assert_string_equal(reason, "reading it took too much processor time");
}

/* A process of its own, so that closing what it begins with harms nobody. */
static void a_parent_without_standard_files_has_children_all_the_same(void **state)
{
    (void)state;
    static const char *const cat[] = {"cat", NULL};
    pid_t pid = fork();
    if (pid == 0) {
        close(0);
        close(1);
        bool ok = strcmp(run_program(cat, STR_LIT("正文")), "正文") == 0 &&
                  strcmp(run_task(echo, "正文"), "正文") == 0;
        _exit(ok ? 0 : 1);
    }
    int how = 0;
    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_int_equal(how, 0);
}

static zc_status tell_and_sleep(void *context, zc_buf *out, zc_error *error)
{
    (void)out, (void)error;
    pid_t self = getpid();
    FILE *file = fopen(context, "w");
    if (file) {
        fprintf(file, "%d", (int)self);
        fclose(file);
    }
    while (pause() != 0)
        ;
    return ZC_OK;
}

static pid_t told(const char *path)
{
    int pid = 0;
    for (int i = 0; i < 500 && pid == 0; i++) {
        FILE *file = fopen(path, "r");
        if (file && fscanf(file, "%d", &pid) != 1)
            pid = 0;
        if (file)
            fclose(file);
        usleep(10000);
    }
    return pid;
}

static void a_child_ends_with_its_parent(void **state)
{
    (void)state;
    char path[] = "/tmp/zhengce-child-XXXXXX";
    close(mkstemp(path));
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* the orphan becomes ours */
    pid_t parent = fork();
    if (parent == 0) {
        run_task(tell_and_sleep, path);
        _exit(0);
    }
    pid_t child = told(path);
    assert_true(child > 0);
    kill(parent, SIGKILL);
    assert_int_equal(waitpid(parent, NULL, 0), parent);
    int how = 0;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_task_writes_comes_back),
        cmocka_unit_test(a_program_reads_its_input_whole),
        cmocka_unit_test(a_missing_program_names_its_package),
        cmocka_unit_test(processor_time_is_limited_to_the_millisecond),
        cmocka_unit_test(memory_and_output_are_limited),
        cmocka_unit_test(a_crash_is_a_reason),
        cmocka_unit_test(a_child_has_no_file_of_its_parent),
        cmocka_unit_test(nothing_is_left_behind),
        cmocka_unit_test(signals_of_the_parent_are_not_the_childs),
        cmocka_unit_test(a_parent_without_standard_files_has_children_all_the_same),
        cmocka_unit_test(a_child_ends_with_its_parent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
