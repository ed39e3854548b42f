/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/name.h"

#include <string.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

bool name_is_valid(const char *text)
{
    size_t letters = strspn(text, LETTERS);

    return letters && !text[letters + strspn(text + letters, LETTERS "0123456789_-")];
}
