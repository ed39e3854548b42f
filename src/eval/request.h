/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be evaluated, planned once: models x findings x levels x operating points x metrics. */
#ifndef PROCTOR_EVAL_REQUEST_H
#define PROCTOR_EVAL_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "boot/kernel.h"
#include "data/binding.h"
#include "eval/points.h"
#include "stats/margin.h"
#include "stats/metrics.h"
#include "stats/proportion.h"

enum auc_interval { AUC_BCA, AUC_PERCENTILE, AUC_BASIC, AUC_STUDENTIZED, AUC_DELONG };

/* --interval not given */
enum { INTERVAL_BY_DEFAULT = AUC_DELONG + 1 };

/* --alternative */
enum alternative_choice {
    CHOOSE_TWO_SIDED,
    CHOOSE_GREATER,
    CHOOSE_LESS,
    CHOOSE_BY_DEFAULT, /* not given */
};

/* The statistics options, as typed. */
struct eval_options {
    struct point_options points;
    struct text_list prevalences; /* "P[,P]" */
    uint64_t replicates;          /* 0 = no bootstrap */
    int interval;                 /* enum auc_interval */
    int proportion_interval;      /* enum proportion_method */
    double confidence;            /* 0.95 */
    uint64_t seed;
    uint64_t threads;     /* 0 = all processors */
    uint64_t min_group;   /* studies of a class below which a level is not judged */
    const char *baseline; /* model, NULL: the usual one (eval/compare.h) */
    const char *margin;   /* number above 0, NULL: none */
    int alternative;      /* enum alternative_choice */
    const char *metrics;  /* "default", "all" or NAME[,NAME] */
    const char *cpu; /* name of a kernel (boot/kernel.h), NULL: the best; for tests */
};

struct request {
    struct asked_points points;
    /* [n_prevalences] at which PPV, NPV, ... are given, too; 1, 5 and 10 % for the whole cohort if none was stated */
    double *prevalences;
    size_t n_prevalences;
    bool prevalence_is_stated;
    bool *wanted;           /* [number of metrics in the registry], by its order */
    bool metrics_are_named; /* --metrics named some: text shows just these */
    struct interval_spec spec;
    enum auc_interval interval;
    /* of the second record of a difference: percentile limits cover better than BCa there, and are the default */
    enum auc_interval difference_interval;
    const char *baseline;                /* borrowed; NULL: the usual one */
    double margin;                       /* NaN: none */
    enum alternative alternative;        /* of tests against no difference */
    enum alternative margin_alternative; /* of those against the margin */
    size_t replicates, n_threads;
    uint64_t seed, min_group;
    const struct kernel *kernel;
};

/* Checks the options. Unknown metrics name the nearest one. */
enum err_code request_init(struct request *request, const struct eval_options *options,
                           struct err *err);
void request_release(struct request *request);

/* The prevalences alone, from the values of --prevalence; the usual ones if there are none. request_release() frees them. */
enum err_code request_set_prevalences(struct request *request,
                                      const struct text_list *texts, struct err *err);

/* The prevalence stated, if it is one; else NaN: points are chosen at the file's own. */
double request_prevalence(const struct request *request);
/* Where --metrics names none: of all metrics those that text shows without -v, and PPV and NPV. For commands that have no use for
 * more. */
void request_keep_usual(struct request *request);

/* Likewise leaves out what takes replicates and text shows with -v only: average precision and MCC. */
void request_spare_replicates(struct request *request);

bool request_wants(const struct request *request, const char *metric);

/* True if a metric is wanted that needs an operating point. */
bool request_needs_point(const struct request *request);

/* "bca", "percentile", ...: as --interval takes it. */
const char *request_interval_name(enum auc_interval interval);

/* "exclude", "positive", ...: as --missing takes it. */
const char *request_missing_name(enum missing_policy policy);

#endif
