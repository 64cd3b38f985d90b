/* Gives a fuzz target every file of the folders named, as an ordinary test does:
 * no clang, no fuzzing.
 *
 *     replay FOLDER...
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { BYTES_AT_MOST = 1 << 16 };

/* The file is copied to a block of its very size, so that a sanitizer sees a read
 * past its end. */
static int replay_file(const char *path)
{
    static uint8_t bytes[BYTES_AT_MOST];
    FILE *in = fopen(path, "rb");
    size_t n = in ? fread(bytes, 1, sizeof bytes, in) : 0;
    uint8_t *copy = malloc(n ? n : 1);
    int failed = !in || ferror(in) || !copy;
    if (failed)
        perror(path);
    for (size_t i = 0; !failed && i < n; i++)
        copy[i] = bytes[i];
    if (!failed)
        LLVMFuzzerTestOneInput(copy, n);
    free(copy);
    if (in)
        fclose(in);
    return failed;
}

/* How many files were replayed; 0 after a complaint. */
static unsigned replay_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    unsigned n = 0;
    int failed = !dir;
    for (struct dirent *entry; !failed && (entry = readdir(dir));) {
        char path[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        failed = replay_file(path);
        n++;
    }
    if (!dir)
        perror(folder);
    else
        closedir(dir);
    return failed ? 0 : n;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        unsigned n = replay_folder(argv[i]);
        if (n == 0)
            return 1;
        printf("%s: %u inputs\n", argv[i], n);
    }
    return argc > 1 ? 0 : 2;
}
