/* zhengce.cgi: the search page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <zhengce.h>

#include <stdio.h>

int main(void)
{
    zc_buf out;
    zc_error error = {0};
    zc_buf_init(&out);
    zc_status status = zc_cgi_respond(&out, &error);
    if (status != ZC_OK)
        fputs("Status: 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
              "X-Content-Type-Options: nosniff\r\n\r\n"
              "The search is not available at the moment.\n",
              stdout);
    else
        fwrite(out.data, 1, out.len, stdout);
    zc_buf_clear(&out);
    return fflush(stdout) == 0 ? 0 : 1;
}
