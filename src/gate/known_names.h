/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that there are, for messages about one that there is not. */
#ifndef PROCTOR_GATE_KNOWN_NAMES_H
#define PROCTOR_GATE_KNOWN_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Zeroed it is empty; names are borrowed. */
struct known_names {
    const char **items; /* [n], different */
    size_t n, capacity;
};

void known_names_add(struct known_names *names, const char *name);
bool known_names_has(const struct known_names *names, const char *name);
void known_names_release(struct known_names *names);

/* Sets the hint of an error about `word` to the nearest name, or to the first twelve of all. Leaves it alone if there is none. */
void known_names_hint(const struct known_names *names, const char *word,
                      struct err *err);

#endif
