/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/calibration.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include "stats/proportion.h"

#define CLIP 1e-6

enum { MOST_STEPS = 100, MOST_HALVINGS = 30 }; /* Newton needs 5 or so */

static double logit_of_score(double score)
{
    double p = fmin(fmax(score, CLIP), 1 - CLIP);

    return log(p / (1 - p));
}

/* log(1 + exp(x)) */
static double softplus(double x)
{
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/* What all three rest on. */
struct summary {
    double n, pos, expected;
    uint64_t n_clipped;
    /* Of the logits of each class: where they overlap the slope is finite. */
    double low[2], high[2];
};

static void widen(struct summary *s, int class, double logit)
{
    s->low[class] = fmin(s->low[class], logit);
    s->high[class] = fmax(s->high[class], logit);
}

static struct summary summarize(const struct ranked *ranked)
{
    struct summary s = {
        .low = {INFINITY,  INFINITY },
          .high = {-INFINITY, -INFINITY}
    };

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        double score = ranked->score[b];
        double pos = (double)ranked->pos[b], neg = (double)ranked->neg[b];

        if (isinf(score))
            continue;
        assert(score >= 0 && score <= 1);
        s.n += pos + neg;
        s.pos += pos;
        s.expected += (pos + neg) * score;
        if (score < CLIP || score > 1 - CLIP)
            s.n_clipped += ranked->pos[b] + ranked->neg[b];
        if (pos > 0)
            widen(&s, 1, logit_of_score(score));
        if (neg > 0)
            widen(&s, 0, logit_of_score(score));
    }
    return s;
}

/* ---- Logistic regression ---------------------------------------------------------- */

/* Logarithm, gradient and information of a + b x. */
struct likelihood {
    double log;
    double by_a, by_b;
    double aa, ab, bb;
};

static struct likelihood likelihood_at(const struct ranked *ranked, double a, double b)
{
    struct likelihood l = {0};

    for (size_t i = 0; i < ranked->n_blocks; i++) {
        double pos = (double)ranked->pos[i], n = pos + (double)ranked->neg[i];
        double x, p, residual, weight;

        if (isinf(ranked->score[i]))
            continue;
        x = logit_of_score(ranked->score[i]);
        p = 1 / (1 + exp(-a - b * x));
        residual = pos - n * p;
        weight = n * p * (1 - p);
        l.log += pos * (a + b * x) - n * softplus(a + b * x);
        l.by_a += residual;
        l.by_b += residual * x;
        l.aa += weight;
        l.ab += weight * x;
        l.bb += weight * x * x;
    }
    return l;
}

struct fit {
    double a, b;
    double error; /* of b, or of a where b is fixed */
    bool converged;
};

static void newton_step(const struct likelihood *l, bool b_is_fixed, double *by_a,
                        double *by_b)
{
    double determinant = l->aa * l->bb - l->ab * l->ab;

    if (b_is_fixed) {
        *by_a = l->by_a / l->aa;
        *by_b = 0;
    } else {
        *by_a = (l->bb * l->by_a - l->ab * l->by_b) / determinant;
        *by_b = (l->aa * l->by_b - l->ab * l->by_a) / determinant;
    }
}

/* By more than rounding; NaN is lower than anything. */
static bool is_lower(double next, double now)
{
    return !(next >= now - 1e-10 * (1 + fabs(now)));
}

/* From scores that are right (a = 0, b = 1), or from b = 0. A step that loses likelihood is halved: far
 * from the maximum Newton's overshoot. */
static struct fit fit_logistic(const struct ranked *ranked, bool b_is_fixed)
{
    struct fit fit = {.b = b_is_fixed};
    struct likelihood l = likelihood_at(ranked, fit.a, fit.b);

    for (int i = 0; i < MOST_STEPS && !fit.converged; i++) {
        double by_a, by_b;
        struct likelihood next;

        newton_step(&l, b_is_fixed, &by_a, &by_b);
        next = likelihood_at(ranked, fit.a + by_a, fit.b + by_b);
        fit.converged = fabs(by_a) <= 1e-10 && fabs(by_b) <= 1e-10;
        for (int h = 0; h < MOST_HALVINGS && is_lower(next.log, l.log); h++) {
            by_a /= 2;
            by_b /= 2;
            next = likelihood_at(ranked, fit.a + by_a, fit.b + by_b);
        }
        fit.a += by_a;
        fit.b += by_b;
        l = next;
    }
    fit.error = sqrt(b_is_fixed ? 1 / l.aa : l.aa / (l.aa * l.bb - l.ab * l.ab));
    return fit;
}

static struct estimate undefined(const char *note)
{
    struct estimate estimate = ESTIMATE_NONE;

    estimate.status = STATUS_UNDEFINED;
    estimate.note = note;
    return estimate;
}

static struct estimate wald(double value, const struct fit *fit, double confidence,
                            const char *method)
{
    double half = normal_quantile_two_sided(confidence) * fit->error;
    struct estimate estimate = ESTIMATE_NONE;

    if (!fit->converged)
        return undefined("the logistic regression does not converge");
    estimate.value = value;
    estimate.std_error = fit->error;
    estimate.low = value - half;
    estimate.high = value + half;
    estimate.method = method;
    return estimate;
}

static struct estimate in_the_large(const struct ranked *ranked, double confidence)
{
    struct fit fit = fit_logistic(ranked, true);

    return wald(fit.a, &fit, confidence, "logistic-offset");
}

/* Sets the intercept too. */
static struct estimate slope(const struct ranked *ranked, const struct summary *s,
                             double confidence, double *intercept)
{
    struct fit fit;

    if (fmin(s->low[0], s->low[1]) == fmax(s->high[0], s->high[1]))
        return undefined("all scores are the same");
    if (s->low[1] >= s->high[0] || s->low[0] >= s->high[1])
        return undefined("the scores separate the classes: the slope is infinite");
    fit = fit_logistic(ranked, false);
    if (fit.converged)
        *intercept = fit.a;
    return wald(fit.b, &fit, confidence, "logistic");
}

/* ---- Observed over expected ------------------------------------------------------- */

static struct estimate observed_expected(const struct summary *s, double confidence)
{
    struct estimate estimate = ESTIMATE_NONE;
    double half;

    if (!(s->expected > 0))
        return undefined(s->n > 0 ? "all scores are 0" : "no studies");
    estimate.value = s->pos / s->expected;
    if (s->pos == 0) {
        estimate.note = "no positive studies: no limits on the log scale";
        return estimate;
    }
    if (s->pos == s->n) {
        estimate.note = "no negative studies: the formula has no width";
        return estimate;
    }
    half = normal_quantile_two_sided(confidence) * sqrt((1 - s->pos / s->n) / s->pos);
    estimate.low = estimate.value * exp(-half);
    estimate.high = estimate.value * exp(half);
    estimate.method = "log-observed-expected";
    return estimate;
}

struct calibration calibration_from_ranked(const struct ranked *ranked,
                                           double confidence)
{
    struct summary s = summarize(ranked);
    struct calibration calibration = {
        .observed_expected = observed_expected(&s, confidence),
        .intercept = NAN,
        .n_clipped = s.n_clipped,
    };

    if (s.pos == 0 || s.pos == s.n) {
        calibration.in_the_large = calibration.slope =
            undefined(s.n == 0     ? "no studies"
                      : s.pos == 0 ? "no positive studies"
                                   : "no negative studies");
        return calibration;
    }
    calibration.in_the_large = in_the_large(ranked, confidence);
    calibration.slope = slope(ranked, &s, confidence, &calibration.intercept);
    return calibration;
}
