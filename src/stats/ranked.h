/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores in order: the form on which AUC, counts, curves and the bootstrap work.
 *
 * A sample of unweighted, independent studies is fully described by how many studies of each class share each distinct score. Nothing
 * else of the rows is kept, so no result can depend on their order. -0 counts as 0. */
#ifndef PROCTOR_STATS_RANKED_H
#define PROCTOR_STATS_RANKED_H

#include <stddef.h>
#include <stdint.h>

#include "stats/sample.h"

/* Blocks of equal score, in ascending order of score. Invariants: score[] strictly rises; pos[b] + neg[b] > 0;
 * the sums of pos[] and neg[] are n_pos and n_neg. */
struct ranked {
    size_t n_blocks;
    double *score; /* [n_blocks] */
    uint64_t *pos; /* [n_blocks] studies with the finding at this score */
    uint64_t *neg; /* [n_blocks] studies without */
    uint64_t n_pos, n_neg;
};

/* Fills `ranked` from a sample in any order. O(n log n) time; 17 bytes a row at its peak. A class may be empty. */
void ranked_init(struct ranked *ranked, const struct sample *sample);

/* The same of single, independent studies, whose memory it takes over: for the largest samples. */
void ranked_take(struct ranked *ranked, size_t n, double *score, uint8_t *is_pos);
void ranked_release(struct ranked *ranked);

/* Orders samples by their data alone: first those of more distinct scores, then by how many studies of which class these hold,
 * then by the scores. 0 if all are the same. O(n_blocks). */
int ranked_compare(const struct ranked *a, const struct ranked *b);

/* Pairs of a positive and a negative study with the same score. */
double ranked_tied_pairs(const struct ranked *ranked);

/* Studies that share their score with at least one other study. */
uint64_t ranked_tied_studies(const struct ranked *ranked);

#endif
