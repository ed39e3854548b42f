/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies in which the score contradicts the truth most: without the finding and the highest scores, with it and the lowest. */
#ifndef PROCTOR_EVAL_CONFIDENT_H
#define PROCTOR_EVAL_CONFIDENT_H

#include <stddef.h>

#include "data/cohort.h"

/* The rows of a class whose scores contradict it most, the worst first, at most `most` of them; the caller frees them. Studies without a
 * score are none. Equal scores come in the order of their levels and counts, so that the order of the file does not matter; rows that
 * agree in all of these cannot be told apart but by their ids. *n_as_bad is the number of rows that score as badly as the last one
 * or worse. O(n log n). */
size_t *confident_errors(const struct cohort *cohort, struct pair pair,
                         enum label_class class, size_t most, size_t *n,
                         size_t *n_as_bad);

#endif
