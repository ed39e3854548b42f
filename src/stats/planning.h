/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sample sizes for a rule "metric >= limit" or "metric <= limit" that the interval has not settled: the rule passes when the whole
 * two-sided interval is on its side of the limit. Strict rules are planned as these.
 *
 * Three questions:
 *   settle    how many more studies settle it if the estimate stays where it is
 *   likely    how many more give an 80 % chance that it then passes, and so does every larger number: binomial chances are
 *             saw-toothed, and one study more may make them smaller. The present studies stay in, the new ones come from the
 *             truth that is assumed (the present estimate: a guess, hence optimistic where it was lucky).
 *   smallest  how many studies it takes at least, if all of them are right
 * Without present studies (0 of 0) "likely" is the size of a fresh sample, which is what to advise: to look again after every
 * batch until a rule passes inflates the chance that a model on the limit passes: at two-sided 0.95 by Clopper-Pearson from at most
 * 2.5 % to 3.8-8.8 % over ten looks (at 0.90 from 5 % to 9.1-16.0 %; tests/slow/looks.txt, exact).
 *
 * A rule that the estimate contradicts will not pass; to learn how many studies would show that it fails, ask for the other side. */
#ifndef PROCTOR_STATS_PLANNING_H
#define PROCTOR_STATS_PLANNING_H

#include "stats/proportion.h"

#define PLAN_MOST 1000000 /* studies; more are PLAN_TOO_MANY */
#define PLAN_CHANCE 0.8

enum plan_side {
    PLAN_AT_LEAST, /* metric >= limit: the lower limit decides */
    PLAN_AT_MOST,  /* metric <= limit: the upper limit decides */
};

enum plan_status {
    PLAN_FOUND,
    PLAN_TOO_MANY,   /* more than PLAN_MOST */
    PLAN_ON_LIMIT,   /* the estimate is the limit: no number is enough */
    PLAN_WRONG_SIDE, /* the estimate contradicts the rule: no number is enough */
    PLAN_IMPOSSIBLE, /* not even a perfect result passes, however many the studies */
    PLAN_UNDEFINED,  /* no estimate, or no variance to plan with */
};

struct plan_number {
    enum plan_status status;
    double n; /* whole; NaN unless found */
};

/* ---- Proportions: sensitivity (positives), specificity (negatives), PPV (flagged studies) ---- */

struct plan_proportion {
    double limit;
    enum plan_side side;
    enum proportion_method method; /* of the interval that decides */
    double confidence;             /* two-sided: 0.95 */
    double design_effect; /* studies per independent study: 1 without patients */
    double chance;        /* for "likely": PLAN_CHANCE */
};

/* More studies until the interval of x/k passes with x = k * present share, which need not be whole. `present` is the effective size
 * (x / design effect of k / design effect); the answer is in studies, rounded up. 0 if it passes already. present.k > 0.
 * O(log PLAN_MOST). */
struct plan_number plan_proportion_settle(const struct plan_proportion *rule,
                                          struct proportion present);

/* More studies, of which a random number with probability `truth` each succeed, so that the chance to pass is `chance` or more, now
 * and for all larger numbers. Exact binomial. present.k may be 0. 0 if it passes already.
 * Wilson, 0.80, truth 0.90, 0 of 0: 112. Answers up to PLAN_MOST in one pass over the numbers, 7 ms. */
struct plan_number plan_proportion_likely(const struct plan_proportion *rule,
                                          struct proportion present, double truth);

/* The smallest k for which k of k (at most: 0 of k) passes, times the design effect. Clopper-Pearson at two-sided 0.90: 29, 59 and 149 for 0.90, 0.95
 * and 0.98, ln(0.05) / ln(limit) rounded up; at 0.95: 36, 72, 183. Wilson's at 0.95: k = z^2 limit / (1 - limit), 35, 73, 189. */
struct plan_number plan_proportion_smallest(const struct plan_proportion *rule);

/* ---- Proportions over patients ----------------------------------------------------------------- */

/* The interval counts patients by their effective size, and fewer the fewer they are (stats/effective.h: Korn & Graubard's (z/t)^2), so that
 * the design effect depends on the answer. Numbers are patients with studies in the denominator, who have as many and as alike ones as
 * the present patients: the smallest that is enough. Of simulated fresh samples of the size for 80 %, patients of one to three studies, there passed 80 to 82 %
 * (tests/ref/planning-power.csv). */
struct plan_patients {
    struct plan_proportion rule; /* its design_effect is not looked at */
    double share;                /* estimate */
    double n_patients;           /* present, at least 1 */
    double
        size; /* independent studies they are worth, without (z/t)^2 (effective_size_of_test); > 0 */
    double kish; /* the same if all their studies are alike: for "smallest" */
};

struct plan_number plan_patients_settle(const struct plan_patients *plan);
struct plan_number plan_patients_likely(const struct plan_patients *plan);
struct plan_number plan_patients_fresh(const struct plan_patients *plan);
struct plan_number plan_patients_smallest(const struct plan_patients *plan);

/* ---- Estimates that are nearly normal: AUC on the logit scale, differences ------------------ */

/* Both errors shrink with the root of the number of studies, whose composition (classes, levels, disagreement) stays as it is. */
struct plan_normal {
    double value, limit; /* on the scale on which the interval is symmetric */
    enum plan_side side;
    /* Standard error by which the interval decides, at the present size: DeLong's; Tango's (value - limit) / statistic at the limit. */
    double null_error;
    double
        error; /* of the estimate itself: DeLong's again, sqrt((b + c)/n - d^2) / sqrt(n) for pairs */
    double confidence;
    double n; /* present studies or pairs, for PLAN_MOST */
    /* Of Student's t by which the interval decides, at the present size; it grows with the number of patients. INFINITY: normal. */
    double df;
    double chance; /* PLAN_CHANCE */
};

/* Answers are factors of the present numbers, total over present, >= 1 ("fresh": of a new sample without the present studies); plan_more()
 * and plan_total() make numbers of a class, or of pairs, of them.
 * settle: (z e0 / d)^2; fresh: ((z e0 + z_.8 e1) / d)^2; likely: the smallest f with d f >= z e0 sqrt(f) + z_.8 e1 sqrt(f - 1).
 * With few patients z in front of e0 is Student's t at the size that is asked about. `null_error` zero or unknown, or `error`
 * unknown: PLAN_UNDEFINED. An `error` of 0 (an estimate at its bound, models that never disagree) makes all three the same.
 * Of simulated fresh samples of the size for 80 % there passed 81 to 84 % of pairs by Tango's interval, 82 to 83 % of paired AUCs by
 * DeLong's (tests/ref/planning-power.csv). */
struct plan_number plan_normal_settle(const struct plan_normal *rule);
struct plan_number plan_normal_likely(const struct plan_normal *rule);
struct plan_number plan_normal_fresh(const struct plan_normal *rule);

/* present * (factor - 1) and present * factor, rounded up; other statuses as they are. */
struct plan_number plan_more(struct plan_number factor, double present);
struct plan_number plan_total(struct plan_number factor, double present);

struct plan_auc {
    double auc, std_error; /* DeLong's or Obuchowski's at the present size */
    double n_pos, n_neg;   /* present, >= 1; Kish's sizes over patients */
    double limit;
    enum plan_side side;
    double confidence;
    double df;     /* as above */
    double chance; /* PLAN_CHANCE */
};

/* On the logit scale, for the three functions above. AUC 0 or 1, variance 0 or NaN: errors NaN (undefined). */
struct plan_normal plan_auc_normal(const struct plan_auc *rule);

/* Factor of the present numbers at which an AUC of 1 (at most: 0) passes by Newcombe's method 5, which may be below 1. This is what an AUC
 * of 1 takes if it stays, but no smallest number that could pass: of 20 + 20 studies an AUC of 1 has the lower limit 0.90 by method 5,
 * and one pair in the wrong order, AUC 0.9975, 0.96 by logit-DeLong. Neither has a difference of pairs such a number: one model right
 * where the other is wrong passes with a handful of studies. So only proportions have a "smallest". */
struct plan_number plan_auc_smallest(const struct plan_auc *rule);

#endif
