/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes as they would be if the scores were right: each study has the finding with the probability that its score says. */
#ifndef PROCTOR_BOOT_CALIBRATED_H
#define PROCTOR_BOOT_CALIBRATED_H

#include <stddef.h>
#include <stdint.h>

#include "base/rng.h"
#include "stats/clusters.h"
#include "stats/isotonic.h"
#include "stats/ranked.h"

struct calibrated_plan;

/* Scores in [0,1]; infinite ones keep their outcomes. The scores stay as they are: what is asked is how outcomes scatter around them.
 *
 * Outcomes of a patient's studies are alike. A patient's studies then share one draw (u <= score) with probability `share`, and are drawn on
 * their own otherwise; each has the finding with the probability of its score either way. NULL: studies are independent. */
struct calibrated_plan *calibrated_plan_new(const struct ranked *ranked,
                                            const struct clusters *clusters,
                                            double share);
void calibrated_plan_free(struct calibrated_plan *plan);

/* Studies with and without the finding by block, [ranked->n_blocks]. O(n_blocks), with patients O(n_cells). */
void calibrated_draw(const struct calibrated_plan *plan, struct rng *rng, uint64_t *pos,
                     uint64_t *neg);

/* How much alike the outcomes of a patient's studies are, 0 to 1: the sum, over pairs of a patient's studies, of the product of what remains
 * after the isotonic fit, by what it is expected to be if all share one draw, min(p, q) - p q. Moments, so it takes no law for granted;
 * 0 where no patient has two studies. O(n_cells). */
double calibrated_share(const struct clusters *clusters, const struct ranked *ranked,
                        const struct isotonic *fit);

#endif
