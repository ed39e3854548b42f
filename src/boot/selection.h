/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds chosen anew in every replicate (stats/operating_point.h), and how they do there and on the studies themselves: what choosing
 * and judging on the same studies makes of a number. */
#ifndef PROCTOR_BOOT_SELECTION_H
#define PROCTOR_BOOT_SELECTION_H

#include "boot/boot.h"
#include "stats/counts.h"
#include "stats/estimate.h"
#include "stats/operating_point.h"
#include "stats/proportion.h"
#include "stats/ranked.h"

/* At the threshold that a rule chose in a replicate. All 0 if it could not be met there. */
struct boot_choice {
    struct counts drawn;   /* the studies of the replicate */
    struct counts studies; /* all studies, once each: judged where it was not chosen */
};

/* Fills choices[replicates * n_rules], by replicate. The draws are those of boot_run() with the same plan. Needs at least one study of
 * each class. O(replicates * n); 16 bytes a distinct score and thread. */
void boot_select(struct boot_choice *choices, const struct ranked *ranked,
                 const struct operating_rule *rules, size_t n_rules,
                 const struct boot_plan *plan);

struct corrected {
    double optimism, value;
    struct limits limits;
};

/* Of a metric at a chosen threshold: `fixed` less the mean of `optimism` [n >= 1], which gets sorted, with limits for the truth at this
 * threshold, all within `range`. `fixed` is the estimate with its interval as if the threshold had been fixed before.
 * tests/slow/coverage-chosen.txt shows how often the limits contain it. */
struct corrected boot_correct(const struct estimate *fixed, double *optimism, size_t n,
                              struct limits range, double confidence);

#endif
