/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "terms_file.h"

#include "files.h"

#include <unistd.h>

static const char copy_name[] = "terms.txt";

zc_status terms_file_read(const char *file, zc_buf *bytes, term_table **out, zc_error *error)
{
    zc_error why = {0};
    size_t start = bytes->len;
    zc_status status = file_read(file, bytes, error);
    if (status != ZC_OK)
        return status;
    status = terms_read(str_slice(buf_view(bytes), start, bytes->len), out, &why);
    return status == ZC_OK ? ZC_OK : error_set(error, status, "%s: %s", file, why.message);
}

zc_status terms_file_kept(const char *folder, zc_buf *bytes, term_table **out, zc_error *error)
{
    path file;
    *out = NULL;
    zc_status status = path_join(&file, folder, copy_name, error);
    if (status != ZC_OK || access(file.p, F_OK) != 0)
        return status;
    status = file_read(file.p, bytes, error);
    if (status != ZC_OK)
        return status;
    status = terms_read(buf_view(bytes), out, NULL);
    return status == ZC_OK || status == ZC_ERROR_NO_MEMORY
               ? status
               : error_set(error, ZC_ERROR_CORRUPT, "the index is damaged (%s)", copy_name);
}

zc_status terms_file_keep(const char *folder, zc_str bytes, zc_error *error)
{
    path file;
    zc_status status = path_join(&file, folder, copy_name, error);
    return status == ZC_OK ? file_write(file.p, bytes, false, error) : status;
}
