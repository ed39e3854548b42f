/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

static void die_out_of_memory(void)
{
    fputs("proctor: out of memory\n", stderr);
    exit(EXIT_NOT_EVALUATED);
}

static size_t product(size_t n, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(n, size, &bytes))
        die_out_of_memory();
    return bytes ? bytes : 1;
}

void *xcalloc(size_t n, size_t size)
{
    void *memory = calloc(1, product(n, size));

    if (!memory)
        die_out_of_memory();
    return memory;
}

void *xrealloc(void *memory, size_t n, size_t size)
{
    void *grown = realloc(memory, product(n, size));

    if (!grown)
        die_out_of_memory();
    return grown;
}

char *xstrdup(const char *text)
{
    return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t length)
{
    char *copy = xcalloc(length + 1, 1);

    memcpy(copy, text, length);
    return copy;
}

void *xgrow(void *memory, size_t *capacity, size_t n, size_t size)
{
    size_t wanted = *capacity ? *capacity : 16;

    if (n <= *capacity)
        return memory;
    while (wanted < n)
        wanted = product(wanted, 2);
    *capacity = wanted;
    return xrealloc(memory, wanted, size);
}
