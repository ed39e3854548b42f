/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies of one patient are not independent: who has which study, on top of ranked scores.
 *
 * A cell is a patient's studies at one score. Patients are numbered 0 .. n_patients-1 in the order of their
 * ranks in the sample; those without an id come last, each on its own, in the order of score and class: so
 * the numbers depend on the data alone. */
#ifndef PROCTOR_STATS_CLUSTERS_H
#define PROCTOR_STATS_CLUSTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/counts.h"
#include "stats/ranked.h"
#include "stats/sample.h"

struct clusters {
    size_t n_patients; /* with at least one study in the sample */
    size_t n_cells;
    uint32_t *block;   /* [n_cells] ascending */
    uint32_t *patient; /* [n_cells] ascending within a block */
    uint32_t *pos; /* [n_cells] the patient's studies with the finding in the block */
    uint32_t *neg; /* [n_cells] and without */
    /* [n_patients] rank in the sample, ascending; PATIENT_ALONE for those without an id */
    uint32_t *code;
};

/* Fills both from a sample with patients. O(n log n). */
void clusters_init(struct clusters *clusters, struct ranked *ranked,
                   const struct sample *sample);
void clusters_release(struct clusters *clusters);

/* True if every patient has exactly one study: then everything is as without patients. */
bool clusters_are_singletons(const struct clusters *clusters,
                             const struct ranked *ranked);

/* 2x2 table of each patient at a threshold (score >= threshold is flagged), [n_patients]; the caller frees it. */
struct counts *clusters_counts_at(const struct clusters *clusters,
                                  const struct ranked *ranked, double threshold);

#endif
