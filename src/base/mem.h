/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocation that cannot fail: out of memory ends the program with one message and exit status 2.
 * Sizes are overflow-checked products. Memory is freed with free(). */
#ifndef PROCTOR_BASE_MEM_H
#define PROCTOR_BASE_MEM_H

#include <stddef.h>

/* Zeroed memory for `n` items of `size` bytes; never NULL, also for n = 0. */
void *xcalloc(size_t n, size_t size);

/* Resizes to `n` items of `size` bytes; new bytes are not initialised. */
void *xrealloc(void *memory, size_t n, size_t size);

char *xstrdup(const char *text);

/* Copy of the first `length` bytes of `text`, terminated by NUL. */
char *xstrndup(const char *text, size_t length);

/* Grows an array so that it holds at least `n` items (amortised doubling); updates *capacity. */
void *xgrow(void *memory, size_t *capacity, size_t n, size_t size);

#endif
