/* Asks an index one question through the C API.
 *
 *     cc example.c $(pkg-config --cflags --libs zhengce) -o example
 *     ./example ~/my-index 产教融合
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <zhengce.h>

#include <stdio.h>

/* What is not known is NULL. */
static const char *or_dash(const char *s)
{
    return s ? s : "-";
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s INDEX QUERY\n", argv[0]);
        return 2;
    }
    zc_error error = {0};
    zc_index *index = NULL;
    zc_answer *answer = NULL;
    zc_request *request = zc_request_new();

    zc_status status = request ? zc_index_open(argv[1], &index, &error) : ZC_ERROR_NO_MEMORY;
    if (status == ZC_OK)
        status = zc_request_set(request, "q", argv[2], &error);
    if (status == ZC_OK)
        status = zc_ask(index, request, &answer, &error);
    if (status == ZC_OK) {
        printf("%llu documents\n", (unsigned long long)zc_answer_total(answer));
        const zc_hit *hit;
        for (size_t i = 0; (hit = zc_answer_hit(answer, i)); i++)
            printf("%llu. %s (%s, %s)\n", (unsigned long long)hit->rank, or_dash(hit->title),
                   or_dash(hit->city), or_dash(hit->docno));
    } else {
        fprintf(stderr, "%s: %s\n", argv[0],
                error.message[0] ? error.message : zc_status_sentence(status));
    }
    zc_answer_free(answer); /* each of them takes NULL */
    zc_request_free(request);
    zc_index_close(index);
    return zc_status_exit(status);
}
