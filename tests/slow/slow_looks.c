/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often a bad model passes a rule "proportion >= limit" when one looks again after every
 * batch of studies and stops at the first pass: exactly, by carrying the distribution of the
 * successes from look to look. The model's true value is just below the limit, the best of those
 * that should not pass.
 *
 * numpy.convolve and scipy.stats.binom (scipy 1.10.1) give the same for Clopper-Pearson at
 * 0.95: limit 0.8 and batches of 20 6.24 %, of 50 8.26 %; limit 0.95 and batches of 20 3.77 %,
 * of 200 7.42 %.
 *
 *     tests/slow/slow_looks > tests/slow/looks.txt
 */
#include <gsl/gsl_randist.h>
#include <stdio.h>
#include <string.h>

#include "simulation.h"
#include "stats/proportion.h"

enum { LOOKS = 10, MOST = 2000 };

struct rule {
    enum proportion_method method;
    double confidence, limit;
};

/* The fewest of k that pass; k + 1 if none. */
static unsigned fewest(const struct rule *rule, unsigned k)
{
    unsigned fails = 0, works = k + 1; /* 0 of k never passes */

    while (works - fails > 1) {
        unsigned middle = (fails + works) / 2;

        if (proportion_limits((struct proportion){middle, k}, rule->method,
                              rule->confidence)
                .low >= rule->limit)
            works = middle;
        else
            fails = middle;
    }
    return works;
}

/* weight[x]: chance of x successes in k without having passed; the batch is added. */
static void add_batch(double *weight, unsigned k, unsigned batch, double truth)
{
    double before[MOST + 1];

    memcpy(before, weight, (k + 1) * sizeof *before);
    memset(weight, 0, (k + batch + 1) * sizeof *weight);
    for (unsigned more = 0; more <= batch; more++) {
        double p = gsl_ran_binomial_pdf(more, truth, batch);

        for (unsigned x = 0; x <= k; x++)
            weight[x + more] += p * before[x];
    }
}

/* Takes out what passes. */
static double take_passes(double *weight, const struct rule *rule, unsigned k)
{
    double passed = 0;

    for (unsigned x = fewest(rule, k); x <= k; x++) {
        passed += weight[x];
        weight[x] = 0;
    }
    return passed;
}

/* The chance of x or more of k. */
static double single_look(const struct rule *rule, unsigned k)
{
    double passed = 0;

    for (unsigned x = fewest(rule, k); x <= k; x++)
        passed += gsl_ran_binomial_pdf(x, rule->limit, k);
    return passed;
}

static void look(const struct rule *rule, unsigned batch)
{
    double weight[MOST + 1] = {1}, passed = 0;

    printf("%-16s %10.2f %5.2f %5u  %5.1f  %5.1f ",
           proportion_method_name(rule->method), rule->confidence, rule->limit, batch,
           100 * single_look(rule, batch), 100 * single_look(rule, LOOKS * batch));
    for (unsigned i = 0; i < LOOKS; i++) {
        add_batch(weight, i * batch, batch, rule->limit);
        passed += take_passes(weight, rule, (i + 1) * batch);
        if (i == 1 || i == 4 || i == LOOKS - 1)
            printf(" %5.1f", 100 * passed);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_looks", .table = "looks.txt"};
    static const enum proportion_method methods[] = {PROPORTION_CLOPPER_PEARSON,
                                                     PROPORTION_WILSON};
    static const double confidences[] = {0.95, 0.90}, limits[] = {0.8, 0.85, 0.9, 0.95};
    static const unsigned batches[] = {20, 50, 100, 200};

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    printf(
        "# percent of models at the limit that pass, exact: at one look at one batch, "
        "or at all ten;\n");
    printf("# and at any of the looks after every batch. The two-sided confidence 0.95 "
           "allows 2.5 %%.\n");
    printf("%-16s %10s %5s %5s  %5s  %5s  %5s %5s %5s\n", "method", "confidence",
           "limit", "batch", "first", "tenth", "2", "5", "10");
    for (int m = 0; m < 2; m++)
        for (int c = 0; c < 2; c++)
            for (int l = 0; l < 4; l++)
                for (int b = 0; b < 4; b++)
                    look(&(struct rule){methods[m], confidences[c], limits[l]},
                         batches[b]);
    return 0;
}
