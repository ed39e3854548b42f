/* SPDX-License-Identifier: GPL-3.0-or-later */
/* State while one model is judged on one finding; shared by the files behind evaluate.h only. */
#ifndef PROCTOR_EVAL_EVALUATION_H
#define PROCTOR_EVAL_EVALUATION_H

#include <stdbool.h>

#include "base/sha256_hex.h"
#include "base/strbuf.h"
#include "boot/boot.h"
#include "eval/evaluate.h"
#include "eval/subset.h"
#include "stats/metrics.h"

struct evaluation {
    struct result_set *set;
    const struct cohort *cohort;
    const struct request *request;
    const struct eval_watch *watch;
    struct pair pair;
    const char *model, *finding;
    char digest
        [SHA256_HEX_SIZE]; /* of the pair's studies, if a point was chosen by them or elsewhere; else "" */
    const struct point *points; /* [n_points] of the pair */
    size_t n_points;
    bool has_no_point; /* none was asked for, not even one that no threshold meets */
    double *cutoffs;   /* [n_points] thresholds in the cohort's direction */
    bool scores_are_probabilities; /* every finite score of the pair lies in [0,1] */
    struct subset whole;
    /* operating points that flag all or none, as words, over all pairs */
    struct strbuf idle;
};

/* With cohort, pair and names set: ranks the pair's studies, plans its points in `points` and counts at them (evaluate.c). */
void evaluation_open(struct evaluation *evaluation, struct point_list *points);
void evaluation_close(struct evaluation *evaluation, struct point_list *points);

/* The account as records, and what people should know of the pair: few patients, scarce truth; evaluation_note_idle() then tells of
 * operating points that flag all or none, over all pairs. */
void evaluation_add_account(struct evaluation *evaluation,
                            const struct account *account);
void evaluation_add_notes(struct evaluation *evaluation, struct notes *notes);
void evaluation_note_idle(const struct evaluation *evaluation, struct notes *notes);

/* All records of one subset but its contrasts (measure.c). `drawn` as for resample_subset(). */
void measure_subset(struct evaluation *evaluation, const struct subset *subset,
                    const struct boot_result *drawn);

/* Studies without a score: how many of which kind, and what if they counted (missing.c). Nothing if there are none. */
void measure_missing(struct evaluation *evaluation);
void measure_missing_by_level(struct evaluation *evaluation,
                              const struct cohort_group *group);

/* Studies with a score but without truth (unverified.c). Nothing if there are none. */
void measure_unverified(struct evaluation *evaluation);
void measure_unverified_by_level(struct evaluation *evaluation,
                                 const struct cohort_group *group);
/* Of the points chosen on the file: their numbers corrected for optimism, the guaranteed thresholds, what to know (chosen.c). */
void measure_chosen(struct evaluation *evaluation, const struct point_list *list,
                    struct notes *notes);

/* Lists the pair's points in the result set (chosen.c). */
void remember_points(struct evaluation *evaluation, const struct point_list *list);

/* Differences of a level to all other rows (contrasts.c). */
void measure_contrasts(struct evaluation *evaluation, const struct subset *level,
                       const struct subset *rest);

/* Heterogeneity over the levels of one column; `first` is the index of the pair's first record (contrasts.c). */
void measure_heterogeneity(struct evaluation *evaluation, const char *group,
                           const struct subset *levels, size_t n_levels);

/* Fills p_adjusted of the heterogeneity records from index `first` on: Holm over the columns within metric and point. */
void adjust_heterogeneity(struct result_set *set, size_t first);

/* A record of this pair with the subset's keys and numbers of studies filled in. */
struct result evaluation_result(const struct evaluation *evaluation,
                                const struct subset *subset, const char *metric);

/* Sets point, threshold and, unless there is more to say about the number, the point's status. */
void evaluation_set_point(const struct evaluation *evaluation, struct result *result,
                          size_t point);

/* True if the subset is a level with too few studies of a class that is needed; then sets status and note. */
bool evaluation_is_too_small(const struct evaluation *evaluation,
                             const struct subset *subset, enum metric_needs needs);
void evaluation_mark_too_few(struct estimate *estimate);

/* Says in the method's name that patients were counted, if the subset has any: "wilson" becomes "wilson-clustered". */
void evaluation_name_method(const struct evaluation *evaluation,
                            const struct subset *subset, struct estimate *estimate);

const char *evaluation_clustered_name(const struct evaluation *evaluation,
                                      const char *method);

/* Prevalences at which the subset is evaluated, too: those stated, or the usual ones for the whole cohort. */
size_t evaluation_prevalences(const struct evaluation *evaluation,
                              const struct subset *subset);

/* Key of the random stream for a purpose ("bootstrap"), the subset's rows and the seed. */
uint64_t evaluation_key(const struct evaluation *evaluation, const char *purpose,
                        const char *group, const char *level);

/* Bootstrap intervals of one subset (resampled.c); NaN limits and a note where there are none. */
struct resampled {
    /* at which the replicates are read: higher than asked for where patients are few */
    double confidence;
    /* by --interval; the logit-DeLong one where the bootstrap's degenerates */
    struct estimate auc;
    struct estimate average_precision;
    struct estimate *precision_at; /* [n_prevalences] */
    struct estimate *mcc;          /* [n_points] */
};

/* What the AUC of a subset is known by: DeLong's variance, or Obuchowski's over patients. */
struct auc_basis {
    double auc, std_error, acceleration;
    bool is_degenerate;     /* the bootstrap would be, too */
    struct estimate closed; /* the interval in closed form */
};

struct auc_basis auc_basis_of(const struct subset *subset, double confidence);

/* What is needed of every replicate of a subset, at all operating points. Borrows from both. */
struct boot_request resample_request(const struct evaluation *evaluation,
                                     const struct subset *subset);

/* `drawn`: the replicates, if somebody has drawn them already, of resample_request() and perhaps more; NULL: they are drawn here. */
void resample_subset(struct resampled *resampled, const struct evaluation *evaluation,
                     const struct subset *subset, const struct auc_basis *basis,
                     const struct boot_result *drawn);
void resampled_release(struct resampled *resampled);

/* The confidence at which a subset's replicates are read, and BCa's accelerations: of MCC at a point of the subset's tables, of average precision (at a
 * stated prevalence; NaN: the subset's own). */
double resample_confidence(const struct subset *subset, double confidence);

/* Patients of the class that has fewer; 0 where studies are drawn. */
size_t resample_patients(const struct subset *subset);
double resample_mcc_acceleration(const struct subset *subset, size_t point);
double resample_precision_acceleration(const struct subset *subset, double pi);

#endif
