/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/path.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

char *path_stem(const char *path)
{
    size_t length = strlen(path);
    bool is_csv = length > 4 && !strcmp(path + length - 4, ".csv");

    return xstrndup(path, is_csv ? length - 4 : length);
}
