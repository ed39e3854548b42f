/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Coverage of the intervals in closed form. Metrics of the 2x2 table exactly, by summing over
 * all tables; AUC, its contrasts, Brier score and log loss by simulation with a fixed seed.
 *
 *     tests/slow/slow_closed_coverage [DATA-SETS] > tests/slow/coverage-closed.txt
 */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/rng.h"
#include "simulation.h"
#include "stats/at_prevalence.h"
#include "stats/contrast.h"
#include "stats/delong.h"
#include "stats/metrics.h"

/* ---- Tables, exactly ------------------------------------------------------------ */

struct design {
    unsigned n_pos, n_neg;
    double sensitivity, specificity;
};

static const struct design designs[] = {
    {20,  20,  0.80, 0.80},
    {20,  100, 0.90, 0.90},
    {50,  50,  0.95, 0.85},
    {30,  200, 0.85, 0.97},
    {100, 100, 0.90, 0.90},
    {10,  300, 0.70, 0.99},
};

/* Expected counts of 1e6 studies a class, mixed as in the design: the truth of every metric. */
static double truth_of(const struct metric *metric, const struct design *d, double pi)
{
    double scale = 1e9;
    struct counts c = {
        .tp = (uint64_t)llround(scale * d->n_pos * d->sensitivity),
        .fn = (uint64_t)llround(scale * d->n_pos * (1 - d->sensitivity)),
        .fp = (uint64_t)llround(scale * d->n_neg * (1 - d->specificity)),
        .tn = (uint64_t)llround(scale * d->n_neg * d->specificity),
    };
    const struct interval_spec spec = {.confidence = 0.95};

    return isnan(pi) ? metric->value(&c)
                     : at_prevalence_estimate(metric, &c, pi, &spec).value;
}

struct coverage {
    double covered, below, above, none; /* sums of probabilities */
};

static void add_table(struct coverage *coverage, const struct estimate *e, double truth,
                      double p)
{
    if (isnan(e->low) || isnan(e->high))
        coverage->none += p;
    else if (truth < e->low)
        coverage->below += p;
    else if (truth > e->high)
        coverage->above += p;
    else
        coverage->covered += p;
}

static void print_coverage(const struct coverage *c)
{
    double defined = c->covered + c->below + c->above;

    printf(" %6.1f %6.1f %6.1f %6.1f\n", 100 * c->covered / defined,
           100 * c->below / defined, 100 * c->above / defined, 100 * c->none);
}

static void cover_exactly(const struct metric *metric, const struct design *d,
                          enum proportion_method method, double pi)
{
    const struct interval_spec spec = {.confidence = 0.95, .proportion = method};
    double truth = truth_of(metric, d, pi);
    struct coverage coverage = {0};

    for (unsigned tp = 0; tp <= d->n_pos; tp++)
        for (unsigned fp = 0; fp <= d->n_neg; fp++) {
            struct counts c = {tp, fp, d->n_pos - tp, d->n_neg - fp};
            double p = gsl_ran_binomial_pdf(tp, d->sensitivity, d->n_pos) *
                       gsl_ran_binomial_pdf(fp, 1 - d->specificity, d->n_neg);
            struct estimate e;

            if (p < 1e-12)
                continue;
            e = isnan(pi) ? metric_estimate(metric, &c, &spec)
                          : at_prevalence_estimate(metric, &c, pi, &spec);
            add_table(&coverage, &e, truth, p);
        }
    printf("%4u %4u %.2f %.2f  %-31s %-16s", d->n_pos, d->n_neg, d->sensitivity,
           d->specificity, metric->name,
           isnan(pi) ? proportion_method_name(method) : "at prevalence 5 %");
    print_coverage(&coverage);
}

static void cover_tables(const struct design *d)
{
    const struct metric *const *metric = metrics_all(NULL);

    for (size_t i = 0; metric[i]; i++) {
        if (metric[i]->kind != METRIC_THRESHOLD || metric[i]->acceleration)
            continue;
        cover_exactly(metric[i], d, PROPORTION_WILSON, NAN);
        if (metric[i]->proportion) {
            cover_exactly(metric[i], d, PROPORTION_CLOPPER_PEARSON, NAN);
            cover_exactly(metric[i], d, PROPORTION_JEFFREYS, NAN);
        }
        if (at_prevalence_applies(metric[i]))
            cover_exactly(metric[i], d, PROPORTION_WILSON, 0.05);
    }
}

/* ---- Scores, by simulation ------------------------------------------------------ */

enum { MOST = 400 };

struct sampled {
    double score[MOST];
    uint8_t is_pos[MOST];
    size_t n;
};

/* Binormal with the AUC asked for, on the scale of probabilities. */
static void draw_scores(struct sampled *s, struct rng *rng, unsigned n_pos,
                        unsigned n_neg, double auc)
{
    double shift = sqrt(2) * gsl_cdf_ugaussian_Pinv(auc);

    s->n = n_pos + n_neg;
    for (size_t i = 0; i < s->n; i++) {
        s->is_pos[i] = i < n_pos;
        s->score[i] = gsl_cdf_ugaussian_P(gsl_cdf_ugaussian_Pinv(rng_uniform(rng)) +
                                          (s->is_pos[i] ? shift : 0) - shift / 2);
    }
}

static struct ranked rank(const struct sampled *s)
{
    struct sample sample = {.n = s->n, .score = s->score, .is_pos = s->is_pos};
    struct ranked ranked;

    ranked_init(&ranked, &sample);
    return ranked;
}

static void cover_auc(unsigned n_pos, unsigned n_neg, double auc, unsigned data_sets)
{
    struct coverage single = {0}, contrast = {0};
    double fallback = 0;
    struct sampled s;

    for (unsigned i = 0; i < data_sets; i++) {
        struct rng rng;
        struct ranked a, b;
        struct delong delong;
        struct estimate e;

        rng_init(&rng, rng_key_number(rng_key_text(rng_key(7), "auc"), i));
        draw_scores(&s, &rng, n_pos, n_neg, auc);
        a = rank(&s);
        draw_scores(&s, &rng, n_pos, n_neg, auc);
        b = rank(&s);
        delong = delong_from_ranked(&a);
        fallback += delong_is_degenerate(&delong);
        e = delong_logit_estimate(&delong, &a, 0.95);
        add_table(&single, &e, auc, 1.0 / data_sets);
        e = contrast_auc_mover(&a, &b, 0.95);
        add_table(&contrast, &e, 0, 1.0 / data_sets);
        ranked_release(&a);
        ranked_release(&b);
    }
    printf("%4u %4u auc %.2f   %-31s %-16s", n_pos, n_neg, auc, "auc",
           fallback / data_sets > 0.01 ? "logit, method 5" : "logit-DeLong");
    print_coverage(&single);
    printf("%4u %4u auc %.2f   %-31s %-16s", n_pos, n_neg, auc, "auc_vs_rest", "MOVER");
    print_coverage(&contrast);
}

/* Calibrated probabilities, uniform: the Brier score is 1/6, the log loss 1/2. */
static void cover_losses(unsigned n, unsigned data_sets)
{
    static const char *const names[] = {"brier", "log_loss"};
    static const double truths[] = {1.0 / 6, 0.5};
    const struct interval_spec spec = {.confidence = 0.95};

    for (size_t m = 0; m < 2; m++) {
        struct coverage coverage = {0};
        struct sampled s = {.n = n};

        for (unsigned i = 0; i < data_sets; i++) {
            struct rng rng;
            struct ranked ranked;
            struct estimate e;

            rng_init(&rng, rng_key_number(rng_key_text(rng_key(7), "loss"), i));
            for (size_t j = 0; j < n; j++) {
                s.score[j] = rng_uniform(&rng);
                s.is_pos[j] = rng_uniform(&rng) < s.score[j];
            }
            ranked = rank(&s);
            e = metric_find(names[m])->of_probabilities(&ranked, &spec);
            add_table(&coverage, &e, truths[m], 1.0 / data_sets);
            ranked_release(&ranked);
        }
        printf("%9u calibrated %-31s %-16s", n, names[m], "mean");
        print_coverage(&coverage);
    }
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_closed_coverage",
                                    .table = "coverage-closed.txt",
                                    .data_sets = 20000};
    static const double aucs[] = {0.75, 0.90, 0.97};
    unsigned data_sets;

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    data_sets = (unsigned)simulation.data_sets;
    printf(
        "# tables: exact; auc, brier, log_loss: %u data sets (standard error %.2f)\n",
        data_sets, 100 * sqrt(0.05 * 0.95 / data_sets));
    printf("# below, above: percent whose truth lies below, above the interval; 2.5 is "
           "fair\n");
    printf("# none: percent without an interval\n");
    printf(" pos  neg sens spec  %-31s %-16s %6s %6s %6s %6s\n", "metric", "method",
           "cover%", "below", "above", "none");
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++)
        cover_tables(&designs[i]);
    for (size_t i = 0; i < 3; i++) {
        cover_auc(20, 20, aucs[i], data_sets);
        cover_auc(20, 80, aucs[i], data_sets);
        cover_auc(50, 200, aucs[i], data_sets);
    }
    cover_losses(40, data_sets);
    cover_losses(200, data_sets);
    return 0;
}
