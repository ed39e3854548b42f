/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/whole_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum err_code whole_file_read(struct strbuf *bytes, const char *path, size_t most,
                              struct err *err)
{
    FILE *file = fopen(path, "rb");
    char block[1 << 14];
    size_t n = 1, room = most + 1;

    if (!file)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    while (n > 0 && room > 0) {
        n = fread(block, 1, room < sizeof block ? room : sizeof block, file);
        strbuf_add(bytes, block, n);
        room -= n;
    }
    if (ferror(file))
        err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    fclose(file);
    return err->code;
}
