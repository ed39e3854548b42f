/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings to dense codes: the first distinct string gets 0, the next 1, and so on.
 * Codes are in order of appearance; whoever needs an order that does not depend on the rows sorts them
 * (data/cohort.h). Memory: the distinct strings and about 20 bytes each. */
#ifndef PROCTOR_BASE_INTERN_H
#define PROCTOR_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#define INTERN_NONE UINT32_MAX

struct intern {
    char **strings;    /* [n], owned, NUL-terminated */
    uint32_t *lengths; /* [n] */
    uint32_t n;
    uint32_t last; /* added or met again: many columns hold runs of one value */
    size_t capacity;
    uint32_t *slots; /* open addressing, n_slots a power of two, INTERN_NONE = free */
    size_t n_slots;
    uint32_t
        *of_byte; /* [256] of strings of one byte, most labels; NULL or INTERN_NONE */
};

void intern_init(struct intern *in);
void intern_release(struct intern *in);

/* Code of the string, added if it is new. Expected O(length). */
uint32_t intern_add(struct intern *in, const char *text, size_t length);

/* Code of the string of this one byte, if it was added, or INTERN_NONE. */
static inline uint32_t intern_of_byte(const struct intern *in, unsigned char byte)
{
    return in->of_byte ? in->of_byte[byte] : INTERN_NONE;
}

/* sorted[n] gets the strings in the order of their bytes, borrowed; returns the rank of each code there, owned by the caller. */
uint32_t *intern_rank(const struct intern *in, char **sorted);

/* Code of the string or INTERN_NONE. */
uint32_t intern_find(const struct intern *in, const char *text, size_t length);

#endif
