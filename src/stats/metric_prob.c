/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics of the scores as probabilities: the mean of a loss over all studies. */
#include "stats/metrics.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

extern const struct metric metric_brier, metric_log_loss;

struct losses {
    uint64_t n;
    double mean, squares; /* sum of squared deviations from the mean */
};

/* West's (1979) update by several equal values: losses that are all equal leave
 * `squares` at exactly 0. */
static void add_losses(struct losses *losses, double loss, uint64_t studies)
{
    double deviation = loss - losses->mean;

    if (studies == 0)
        return;
    losses->n += studies;
    losses->mean += deviation * (double)studies / (double)losses->n;
    losses->squares += (double)studies * deviation * (loss - losses->mean);
}

/* Ratio estimator with patients as primary units: sums of a patient's deviations. */
static double patient_std_error(const struct ranked *ranked,
                                const struct clusters *clusters, double mean,
                                double (*loss)(double score, int is_pos))
{
    double *sums = xcalloc(clusters->n_patients, sizeof *sums), squares = 0, n = 0;
    double patients = (double)clusters->n_patients;

    for (size_t i = 0; i < clusters->n_cells; i++) {
        double score = ranked->score[clusters->block[i]];
        double pos = clusters->pos[i], neg = clusters->neg[i];

        if (isinf(score))
            continue;
        n += pos + neg;
        if (pos > 0)
            sums[clusters->patient[i]] += pos * (loss(score, 1) - mean);
        if (neg > 0)
            sums[clusters->patient[i]] += neg * (loss(score, 0) - mean);
    }
    for (size_t k = 0; k < clusters->n_patients; k++)
        squares += sums[k] * sums[k];
    free(sums);
    return patients > 1 ? sqrt(patients / (patients - 1) * squares) / n : NAN;
}

/* Mean and standard error of a loss over the studies with output. */
static struct estimate mean_loss(const struct ranked *ranked,
                                 const struct interval_spec *spec,
                                 struct losses *losses,
                                 double (*loss)(double score, int is_pos))
{
    struct estimate estimate = ESTIMATE_NONE;

    *losses = (struct losses){0};
    for (size_t b = 0; b < ranked->n_blocks; b++) {
        double score = ranked->score[b];

        if (isinf(score))
            continue;
        assert(score >= 0 && score <= 1);
        add_losses(losses, loss(score, 1), ranked->pos[b]);
        add_losses(losses, loss(score, 0), ranked->neg[b]);
    }
    if (losses->n == 0) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = "no studies";
        return estimate;
    }
    estimate.value = losses->mean;
    if (losses->n > 1)
        estimate.std_error =
            sqrt(losses->squares / ((double)losses->n - 1) / (double)losses->n);
    if (spec->clusters && isfinite(losses->mean))
        estimate.std_error =
            patient_std_error(ranked, spec->clusters, losses->mean, loss);
    return estimate;
}

/* Losses that differ by rounding only do not vary. */
static int varies(const struct estimate *estimate)
{
    return estimate->std_error > 1e-12 * estimate->value;
}

/* ---- Brier score ------------------------------------------------------------- */

static double squared_error(double score, int is_pos)
{
    return (score - is_pos) * (score - is_pos);
}

/* A loss in [0,1] of this mean varies most when it is always 0 or 1, so Wilson's
 * limits cannot be too narrow. */
static struct limits brier_as_proportion(double value, double n, double confidence)
{
    struct proportion p = {value * n, n};

    return proportion_limits(p, PROPORTION_WILSON, confidence);
}

static struct limits brier_logit(double value, double std_error, double confidence)
{
    double logit = log(value / (1 - value));
    double half =
        normal_quantile_two_sided(confidence) * std_error / (value * (1 - value));

    return (struct limits){
        fmin(value, 1 / (1 + exp(half - logit))),
        fmax(value, 1 / (1 + exp(-half - logit))),
    };
}

static struct estimate brier(const struct ranked *ranked,
                             const struct interval_spec *spec)
{
    struct losses losses;
    struct estimate estimate = mean_loss(ranked, spec, &losses, squared_error);
    struct limits limits;

    if (estimate.status == STATUS_UNDEFINED)
        return estimate;
    if (varies(&estimate) && estimate.value < 1) {
        limits = brier_logit(estimate.value, estimate.std_error, spec->confidence);
        estimate.method = "logit-mean";
    } else {
        limits =
            brier_as_proportion(estimate.value, (double)losses.n, spec->confidence);
        estimate.method = "wilson";
        estimate.note = "the squared errors do not vary; the limits are those of a "
                        "proportion, which cannot be too narrow";
    }
    estimate.low = limits.low;
    estimate.high = limits.high;
    return estimate;
}

const struct metric metric_brier = {
    .name = "brier",
    .title = "Brier score",
    .unit = "score",
    .definition = "mean squared difference between the score and the truth (0 or 1)",
    .citation = "Brier 1950",
    .kind = METRIC_PROBABILITY,
    .better = BETTER_LOWER,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .of_probabilities = brier,
};

/* ---- Log loss ---------------------------------------------------------------- */

static double surprise(double score, int is_pos)
{
    return fmax(0, is_pos ? -log(score) : -log1p(-score)); /* no -0 */
}

uint64_t metric_count_impossible(const struct ranked *ranked)
{
    uint64_t n = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        n += ranked->score[b] == 0 ? ranked->pos[b] : 0;
        n += ranked->score[b] == 1 ? ranked->neg[b] : 0;
    }
    return n;
}

static struct estimate log_loss(const struct ranked *ranked,
                                const struct interval_spec *spec)
{
    struct estimate estimate = ESTIMATE_NONE;
    struct losses losses;
    double factor;

    if (metric_count_impossible(ranked) > 0) {
        estimate.value = INFINITY;
        estimate.status = STATUS_INFINITE;
        estimate.note = "there are studies with the finding whose score is 0, or "
                        "without it whose score is 1";
        return estimate;
    }
    estimate = mean_loss(ranked, spec, &losses, surprise);
    if (estimate.status == STATUS_UNDEFINED)
        return estimate;
    if (!(varies(&estimate))) {
        estimate.note = "the losses do not vary, and have no upper bound: no interval";
        return estimate;
    }
    factor = exp(normal_quantile_two_sided(spec->confidence) * estimate.std_error /
                 estimate.value);
    estimate.low = estimate.value / factor;
    estimate.high = estimate.value * factor;
    estimate.method = "log-mean";
    return estimate;
}

const struct metric metric_log_loss = {
    .name = "log_loss",
    .title = "Log loss",
    .unit = "score",
    .definition = "mean of -ln(score) over studies with the finding and -ln(1 - score) "
                  "over those without; scores are not clipped",
    .citation = "Good 1952",
    .kind = METRIC_PROBABILITY,
    .better = BETTER_LOWER,
    .range_low = 0,
    .range_high = INFINITY,
    .scale = 1,
    .of_probabilities = log_loss,
};
