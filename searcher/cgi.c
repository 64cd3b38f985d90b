/* zhengce.cgi: the search page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <zhengce.h>

#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

/* A visitor is not kept waiting longer, nor the machine busy. */
enum { SECONDS_AT_MOST = 10 };

static const char unavailable[] = "Status: 503 Service Unavailable\r\n"
                                  "Content-Type: text/plain; charset=utf-8\r\n"
                                  "X-Content-Type-Options: nosniff\r\n\r\n"
                                  "The search is not available at the moment.\n";

/* The page is written whole at the end, so that nothing stands before this. */
static void give_up(int signal)
{
    (void)signal;
    ssize_t written = write(STDOUT_FILENO, unavailable, sizeof unavailable - 1);
    _exit(written < 0);
}

int main(void)
{
    struct sigaction late = {.sa_handler = give_up};
    struct itimerval deadline = {.it_value.tv_sec = SECONDS_AT_MOST};
    sigaction(SIGALRM, &late, NULL);
    setitimer(ITIMER_REAL, &deadline, NULL);
    zc_buf out;
    zc_error error = {0};
    zc_buf_init(&out);
    zc_status status = zc_cgi_respond(&out, &error);
    setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
    if (status != ZC_OK)
        fputs(unavailable, stdout);
    else
        fwrite(out.data, 1, out.len, stdout);
    zc_buf_clear(&out);
    return fflush(stdout) == 0 ? 0 : 1;
}
