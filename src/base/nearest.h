/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean": the name in a list that is nearest to a mistyped word. */
#ifndef PROCTOR_BASE_NEAREST_H
#define PROCTOR_BASE_NEAREST_H

#include <stddef.h>

#include "base/err.h"

/* The name with the smallest Damerau-Levenshtein distance (insertion, deletion, substitution,
 * transposition of neighbours; ASCII case decides only between equals), or NULL if none is nearer than about a third of
 * the word's length. A name of which the word is the beginning (three letters or more) comes first.
 * The first of equals wins. O(n * length^2). Returns a pointer out of `names`. */
const char *nearest_name(const char *word, const char *const *names, size_t n);

/* Gives the error the hint "did you mean 'score'?", else "there are: score, label": at most twelve names. Returns its code. */
enum err_code nearest_hint(struct err *err, const char *word, const char *const *names,
                           size_t n);

#endif
