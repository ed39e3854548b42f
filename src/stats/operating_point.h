/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thresholds chosen by a rule on the studies themselves.
 *
 * Candidates are the observed scores, and above them one that flags none: a threshold that was not observed would change when an
 * unrelated study is added. A threshold chosen on the studies it is then judged on looks better than it is (Leeflang, Moons, Reitsma &
 * Zwinderman 2008, doi:10.1373/clinchem.2007.096032); boot/selection.h tells by how much. */
#ifndef PROCTOR_STATS_OPERATING_POINT_H
#define PROCTOR_STATS_OPERATING_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/counts.h"
#include "stats/ranked.h"

/* The candidates from the highest threshold down. Studies without output (infinite scores, --missing positive or negative) are flagged by
 * all candidates or by none. */
struct operating_curve {
    size_t
        n; /* at least 1: the first flags none (but those without output, if they count as flagged) */
    const uint64_t *tp, *fp; /* [n] flagged, rising */
    uint64_t n_pos, n_neg;
};

/* Cumulates blocks of equal score from the highest down into tp and fp, [n_blocks + 1], 0 first, and returns the curve in them. */
struct operating_curve operating_curve_of(const struct ranked *ranked, uint64_t *tp,
                                          uint64_t *fp);

/* Which of the sums over blocks (0: none, i: the i highest blocks) are candidates, from *first on; returns how many. */
size_t operating_candidates(const struct ranked *ranked, size_t *first);

/* The observed score at a candidate of the curve; infinite for the first. */
double operating_threshold(const struct ranked *ranked, size_t candidate);

enum operating_criterion {
    CHOOSE_SENSITIVITY, /* highest threshold with sensitivity >= target */
    CHOOSE_SPECIFICITY, /* lowest threshold with specificity >= target */
    CHOOSE_YOUDEN,      /* largest sensitivity + specificity - 1 (Youden 1950) */
    CHOOSE_FLAGS, /* lowest threshold with at most `target` flags per 100 studies */
    CHOOSE_COST,  /* largest Se - r (1-Sp), r = (1-pi)/pi / target (Metz 1978) */
};

struct operating_rule {
    enum operating_criterion criterion;
    double
        target; /* fraction; flags: per 100 studies; cost: of a missed study in false flags; youden: not used */
    double prevalence; /* of flags and cost; NaN: that of the studies */
};

struct operating_choice {
    size_t candidate; /* of the curve */
    double value;     /* of the criterion there */
    /* candidates that are as good (to 1e-12), itself included; the highest threshold is taken. Always 1 where a target decides. */
    size_t n_tied;
    bool
        is_reached; /* false: no candidate meets the target, or the class it needs is empty; nothing else is set */
};

/* Candidates at which the curve does not rise (scores that a replicate did not draw) are none. O(n) for youden and cost, else O(log n). */
struct operating_choice operating_choose(const struct operating_curve *curve,
                                         const struct operating_rule *rule);

/* Tolerance bounds free of distribution (Wilks 1941, doi:10.1214/aoms/1177731788): with the k-th smallest of m independent positives as
 * threshold the true sensitivity has a Beta(m-k+1, k) distribution or lies above it. */

/* The largest k with P(sensitivity >= target) >= confidence; 0 if there is none. O(log m). */
uint64_t operating_guaranteed_rank(uint64_t m, double target, double confidence);

/* P(sensitivity >= target) at rank k of m, 1 <= k <= m. */
double operating_guaranteed_probability(uint64_t m, uint64_t k, double target);

/* The smallest m for which there is a k: 59 for 0.95 at 0.95; 0 if none is enough (target 1). */
uint64_t operating_guaranteed_minimum(double target, double confidence);

/* The candidate that the k-th smallest positive makes the threshold: `units` are the independent ones per block (studies, or patients by
 * their lowest positive study). False if it has no output and counts as not flagged. */
bool operating_kth_lowest(const struct ranked *ranked, const uint64_t *units,
                          uint64_t k, size_t *candidate);

/* The candidate next above the k-th largest negative, which so is not flagged; `units` by their highest negative study. False if it has
 * no output and counts as flagged. */
bool operating_above_kth_highest(const struct ranked *ranked, const uint64_t *units,
                                 uint64_t k, size_t *candidate);

#endif
