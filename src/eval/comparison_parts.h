/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files behind comparison.h and compare.h share; nobody else includes this. */
#ifndef PROCTOR_EVAL_COMPARISON_PARTS_H
#define PROCTOR_EVAL_COMPARISON_PARTS_H

#include "boot/boot.h"
#include "eval/comparison.h"

/* Fills it in place: `ctx` points into it, so it must not be moved. `points` NULL: at none. */
void paired_difference_closed(struct paired_difference *difference,
                              const struct comparison_part *part,
                              const struct metric *metric, const size_t points[2]);

/* A record of the part with model, baseline, keys and numbers of studies filled in; "METRIC" with the suffix. */
struct result comparison_result(const struct comparison_part *part, const char *metric,
                                const char *suffix);

/* Sets estimate, point and status, withholds what cannot be estimated, marks what is too small. */
void comparison_set_estimate(struct result *result, const struct comparison_part *part,
                             const struct metric *metric, const size_t points[2],
                             const struct estimate *estimate);

/* The threshold of a cutoff, in the file's own direction. */
double comparison_threshold(const struct evaluation *side, double cutoff);

/* The method's name, with "-clustered" where patients are drawn. Belongs to the set. */
const char *comparison_method(const struct comparison_part *part, const char *method);

/* How the part's shared replicates are drawn; a stream for each purpose. */
struct boot_plan comparison_plan(const struct comparison_part *part,
                                 const char *purpose);

/* A part with its shared replicates (compare_differences.c). */
struct resampling {
    const struct comparison_part *part;
    struct result_set *set; /* gets the differences */
    size_t (*points)[2];    /* [n_points] those that both models have */
    size_t n_points;
    bool is_drawn;
    /* of the model, of the baseline; at all points that each has */
    struct boot_result results[2];
    /* These are also what `evaluate` draws for the side, for resample_subset(). */
    bool is_alone[2];
};

/* `wants_own`: the records of the side itself are to be made, too, if possible from the same draws. Borrows part and set. */
void resampling_init(struct resampling *resampling, const struct comparison_part *part,
                     struct result_set *set, const bool wants_own[2]);
void resampling_release(struct resampling *resampling);

/* All differences of the part (compare_differences.c). */
void measure_differences(const struct resampling *resampling);

/* The models of one finding. */
struct contest {
    const struct comparison_setting *setting;
    struct notes *notes;
    struct discordant_list *discordant; /* NULL: not asked for */
    struct contender *contenders;       /* [n] */
    bool *is_shown;                     /* [n] its own records are there */
    size_t n, baseline;                 /* index of the baseline */
};

/* Records of a model and its differences to the baseline (compare_pair.c). True if there are shared studies of both classes. */
bool compare_pair(struct contest *contest, size_t model);

/* The model's threshold that keeps the baseline's sensitivity or alert rate; of everyone (compare_matched.c). */
void measure_matched(const struct comparison_part *part);

#endif
