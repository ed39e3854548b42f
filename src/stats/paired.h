/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several models on the same studies.
 *
 * Studies alike in class and in all scores are one joint block. A sample is fully described by how many studies each joint block
 * holds, where it lies in the order of each model's scores, and by the patients, if there are any: nothing else of the rows is
 * kept, so no result can depend on their order, and a row that counts for several studies is the same as so many rows. */
#ifndef PROCTOR_STATS_PAIRED_H
#define PROCTOR_STATS_PAIRED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/clusters.h"
#include "stats/ranked.h"

/* As struct sample, with several scores for each row. Borrows everything. */
struct paired_sample {
    size_t n;        /* rows */
    size_t n_models; /* at least 1 */
    const double *const *
        score; /* [n_models][n] never NaN; studies without a score of each model are left out before */
    const uint8_t *is_pos;   /* [n] */
    const uint64_t *count;   /* [n], or NULL: one study a row */
    const uint32_t *patient; /* [n], or NULL: all studies are independent */
};

struct paired {
    size_t n_models;
    struct ranked
        *model; /* [n_models] each model's scores in order, as if it were alone */
    /* The joint blocks in the order of the first model's score, then the class, then the other models' scores. Its score[] is the
     * number of the joint block; either pos[] or neg[] is 0. */
    struct ranked joint;
    uint32_t **block; /* [n_models][joint.n_blocks] block in model[] */
    /* Patients of `joint`. If every patient has one study there are none, for then everything is as without. */
    bool has_patients;
    struct clusters clusters;
};

/* O(k n log n) time for k models. Fewer than 2^32 rows. A class may be empty. */
void paired_init(struct paired *paired, const struct paired_sample *sample);
void paired_release(struct paired *paired);

/* The patients for boot_plan and the like; NULL if there are none. */
const struct clusters *paired_clusters(const struct paired *paired);

/* True if both models put the studies in the same order with the same ties: nothing that rests on ranks can differ. O(joint blocks). */
bool paired_same_ranking(const struct paired *paired, size_t a, size_t b);

#endif
