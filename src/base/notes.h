/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What surprised the program, for people: sentences collected on the way and shown at the end. A note repeated word for word
 * is kept once. Notes never carry an id or free text from the data. */
#ifndef PROCTOR_BASE_NOTES_H
#define PROCTOR_BASE_NOTES_H

#include <stddef.h>

struct notes {
    char **texts; /* [n], owned */
    size_t n, capacity;
};

void notes_release(struct notes *notes);
void notes_addf(struct notes *notes, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
