/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intern.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

void intern_init(struct intern *in)
{
    *in = (struct intern){0};
}

void intern_release(struct intern *in)
{
    for (uint32_t i = 0; i < in->n; i++)
        free(in->strings[i]);
    free(in->strings);
    free(in->lengths);
    free(in->slots);
    free(in->of_byte);
    intern_init(in);
}

/* Without a call for what differs in its length or its first byte, or has no more. */
static inline bool same_text(const char *a, size_t n_a, const char *b, size_t n_b)
{
    return n_a == n_b &&
           (n_a == 0 || (a[0] == b[0] && (n_a == 1 || !memcmp(a, b, n_a))));
}

/* The slot that holds the string, or the free slot where it belongs. */
static size_t find_slot(const struct intern *in, const char *text, size_t length)
{
    size_t mask = in->n_slots - 1;
    size_t at = (size_t)hash_text(text, length) & mask;

    for (;; at = (at + 1) & mask) {
        uint32_t code = in->slots[at];

        if (code == INTERN_NONE)
            return at;
        if (same_text(in->strings[code], in->lengths[code], text, length))
            return at;
    }
}

static void grow(struct intern *in)
{
    in->n_slots = in->n_slots ? in->n_slots * 2 : 64;
    in->slots = xrealloc(in->slots, in->n_slots, sizeof *in->slots);
    memset(in->slots, 0xff, in->n_slots * sizeof *in->slots);
    for (uint32_t i = 0; i < in->n; i++)
        in->slots[find_slot(in, in->strings[i], in->lengths[i])] = i;
}

static uint32_t add_text(struct intern *in, const char *text, size_t length)
{
    size_t at;

    if (in->last < in->n &&
        same_text(in->strings[in->last], in->lengths[in->last], text, length))
        return in->last;
    if (2 * ((size_t)in->n + 1) > in->n_slots)
        grow(in);
    at = find_slot(in, text, length);
    if (in->slots[at] == INTERN_NONE) {
        assert(in->n < INTERN_NONE - 1);
        if (in->n == in->capacity) {
            in->strings = xgrow(in->strings, &in->capacity, (size_t)in->n + 1,
                                sizeof *in->strings);
            in->lengths = xrealloc(in->lengths, in->capacity, sizeof *in->lengths);
        }
        assert(length < UINT32_MAX);
        in->lengths[in->n] = (uint32_t)length;
        in->strings[in->n] = xstrndup(text, length);
        in->slots[at] = in->n++;
    }
    return in->last = in->slots[at];
}

static uint32_t add_byte(struct intern *in, const char *text)
{
    enum { BYTES = 256 };
    uint32_t *code;

    if (!in->of_byte) {
        in->of_byte = xrealloc(NULL, BYTES, sizeof *in->of_byte);
        memset(in->of_byte, 0xff, BYTES * sizeof *in->of_byte);
    }
    code = &in->of_byte[(unsigned char)*text];
    if (*code == INTERN_NONE)
        *code = add_text(in, text, 1);
    return *code;
}

uint32_t intern_add(struct intern *in, const char *text, size_t length)
{
    return length == 1 ? add_byte(in, text) : add_text(in, text, length);
}

uint32_t intern_find(const struct intern *in, const char *text, size_t length)
{
    return in->n_slots ? in->slots[find_slot(in, text, length)] : INTERN_NONE;
}

static int compare_strings(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

uint32_t *intern_rank(const struct intern *in, char **sorted)
{
    uint32_t *rank = xcalloc(in->n, sizeof *rank);

    for (uint32_t i = 0; i < in->n; i++)
        sorted[i] = in->strings[i];
    qsort(sorted, in->n, sizeof *sorted, compare_strings);
    for (uint32_t i = 0; i < in->n; i++)
        rank[intern_find(in, sorted[i], strlen(sorted[i]))] = i;
    return rank;
}
