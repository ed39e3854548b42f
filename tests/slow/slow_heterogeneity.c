/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often do the tests over levels reject at 5 % when the levels do not differ?
 *
 *     tests/slow/slow_heterogeneity [DATA-SETS] > tests/slow/heterogeneity.txt
 *
 * Beside what heterogeneity_auc() and heterogeneity_proportions() choose stand the tests
 * they choose from, and for the AUC also Cochran's Q with Newcombe's variance. The seed
 * is fixed and the table the same for any number of threads. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "simulation.h"
#include "stats/auc.h"
#include "stats/heterogeneity.h"

enum { MOST_LEVELS = 8 };

/* What one data set says: p-values. */
struct outcome {
    double newcombe, chi_square, chosen;
    int permuted;
};

static void print_rates(const struct outcome *outcomes, size_t n, int has_newcombe)
{
    double newcombe = 0, chi_square = 0, chosen = 0, permuted = 0;

    for (size_t i = 0; i < n; i++) {
        newcombe += outcomes[i].newcombe < 0.05;
        chi_square += outcomes[i].chi_square < 0.05;
        chosen += outcomes[i].chosen <= 0.05;
        permuted += outcomes[i].permuted;
    }
    if (has_newcombe)
        printf("%9.1f", 100 * newcombe / (double)n);
    printf("%11.1f%8.1f%10.0f\n", 100 * chi_square / (double)n,
           100 * chosen / (double)n, 100 * permuted / (double)n);
    fflush(stdout);
}

/* ---- AUC ---------------------------------------------------------------------------- */

enum shape { NORMAL, NARROW, WIDE, GRADES, SHIFTED, SHAPES };

static const char *const shape_names[] = {
    [NORMAL] = "normal",      [NARROW] = "positives sd 1/2", [WIDE] = "positives sd 2",
    [GRADES] = "five grades", [SHIFTED] = "levels shifted",
};

struct design {
    const char *name;
    size_t n;
    unsigned pos[MOST_LEVELS], neg[MOST_LEVELS];
};

static const struct design designs[] = {
    {"2 of 10+10",           2, {10, 10},                         {10, 10}            },
    {"8 of 10+10",
     8,                         {10, 10, 10, 10, 10, 10, 10, 10},
     {10, 10, 10, 10, 10, 10, 10, 10}                                                 },
    {"4 of 10+60",           4, {10, 10, 10, 10},                 {60, 60, 60, 60}    },
    {"4 of 30+30",           4, {30, 30, 30, 30},                 {30, 30, 30, 30}    },
    {"4 of 100+100",         4, {100, 100, 100, 100},             {100, 100, 100, 100}},
    {"200+200, 2 of 10+10",  3, {200, 10, 10},                    {200, 10, 10}       },
    {"50+400, 20+80, 10+40", 3, {50, 20, 10},                     {400, 80, 40}       },
};

struct auc_setting {
    const struct design *design;
    enum shape shape;
    double auc;
    struct outcome *outcomes;
};

static double normal(struct rng *rng)
{
    return gsl_cdf_ugaussian_Pinv(rng_uniform(rng));
}

static double grade(double x)
{
    return (x > -0.5) + (x > 0.3) + (x > 1) + (x > 1.8);
}

static struct ranked draw_level(const struct auc_setting *setting, size_t level,
                                struct rng *rng)
{
    double spread = setting->shape == NARROW ? 0.5 : setting->shape == WIDE ? 2 : 1;
    double mean = gsl_cdf_ugaussian_Pinv(setting->auc) * sqrt(1 + spread * spread);
    unsigned n_pos = setting->design->pos[level];
    size_t n = n_pos + setting->design->neg[level];
    double *score = xcalloc(n, sizeof *score);
    uint8_t *is_pos = xcalloc(n, 1);
    struct sample sample = {.n = n, .score = score, .is_pos = is_pos};
    struct ranked ranked;

    for (size_t i = 0; i < n; i++) {
        is_pos[i] = i < n_pos;
        score[i] = is_pos[i] ? mean + spread * normal(rng) : normal(rng);
        if (setting->shape == GRADES)
            score[i] = grade(score[i]);
        if (setting->shape == SHIFTED)
            score[i] += 0.7 * (double)level;
    }
    ranked_init(&ranked, &sample);
    free(score);
    free(is_pos);
    return ranked;
}

/* Cochran's Q about `mean`; moves it to the mean weighted by Newcombe's variances there. */
static double newcombe_q(const struct ranked *const *levels, size_t n, double *mean)
{
    double weights = 0, sum = 0, q = 0;

    for (size_t k = 0; k < n; k++) {
        double auc = auc_from_ranked(levels[k]);
        double variance = auc_newcombe_variance(*mean, (double)levels[k]->n_pos,
                                                (double)levels[k]->n_neg);

        weights += 1 / variance;
        sum += auc / variance;
        q += (auc - *mean) * (auc - *mean) / variance;
    }
    *mean = sum / weights;
    return q;
}

static double newcombe_p(const struct ranked *const *levels, size_t n)
{
    double pairs = 0, wins = 0, mean;

    for (size_t k = 0; k < n; k++) {
        double here = (double)levels[k]->n_pos * (double)levels[k]->n_neg;

        pairs += here;
        wins += here * auc_from_ranked(levels[k]);
    }
    mean = wins / pairs;
    if (mean >= 1)
        return 1;
    newcombe_q(levels, n, &mean);
    return gsl_cdf_chisq_Q(newcombe_q(levels, n, &mean), (double)n - 1);
}

static void test_auc(void *ctx, size_t i, size_t thread)
{
    const struct auc_setting *setting = ctx;
    size_t n = setting->design->n;
    struct ranked ranked[MOST_LEVELS];
    const struct ranked *levels[MOST_LEVELS];
    struct estimate chosen;
    struct rng rng;

    (void)thread;
    rng_init(&rng, rng_key_number(rng_key_text(rng_key((uint64_t)setting->shape),
                                               setting->design->name),
                                  i));
    for (size_t k = 0; k < n; k++) {
        ranked[k] = draw_level(setting, k, &rng);
        levels[k] = &ranked[k];
    }
    chosen = heterogeneity_auc(levels, n, rng_next(&rng));
    setting->outcomes[i] = (struct outcome){
        .newcombe = newcombe_p(levels, n),
        .chi_square = heterogeneity_auc_chi_square(levels, n).p,
        .chosen = chosen.p,
        .permuted = strcmp(chosen.method, "permutation") == 0,
    };
    for (size_t k = 0; k < n; k++)
        ranked_release(&ranked[k]);
}

static void table_auc(size_t data_sets, struct outcome *outcomes)
{
    static const double aucs[] = {0.75, 0.95};

    printf("%-21s %-17s %4s %8s %10s %7s %9s\n", "levels", "scores", "AUC", "newcombe",
           "chi-square", "chosen", "permuted");
    for (size_t d = 0; d < sizeof designs / sizeof *designs; d++)
        for (int shape = 0; shape < SHAPES; shape++)
            for (size_t a = 0; a < 2; a++) {
                struct auc_setting setting = {&designs[d], (enum shape)shape, aucs[a],
                                              outcomes};

                parallel_for(parallel_processors(), data_sets, test_auc, &setting);
                printf("%-21s %-17s %.2f", designs[d].name, shape_names[shape],
                       aucs[a]);
                print_rates(outcomes, data_sets, 1);
            }
}

/* ---- Proportions ----------------------------------------------------------------------- */

struct trials {
    const char *name;
    size_t n;
    unsigned k[MOST_LEVELS];
};

static const struct trials trials[] = {
    {"2 of 10",      2, {10, 10}                        },
    {"8 of 10",      8, {10, 10, 10, 10, 10, 10, 10, 10}},
    {"4 of 30",      4, {30, 30, 30, 30}                },
    {"4 of 100",     4, {100, 100, 100, 100}            },
    {"300, 2 of 10", 3, {300, 10, 10}                   },
};

struct share_setting {
    const struct trials *trials;
    double share;
    struct outcome *outcomes;
};

static void test_shares(void *ctx, size_t i, size_t thread)
{
    const struct share_setting *setting = ctx;
    const struct trials *of = setting->trials;
    struct proportion levels[MOST_LEVELS], fractions[MOST_LEVELS];
    struct estimate chosen;
    struct rng rng;

    (void)thread;
    rng_init(&rng, rng_key_number(rng_key_text(rng_key(11), of->name), i));
    for (size_t k = 0; k < of->n; k++) {
        levels[k] = (struct proportion){.k = of->k[k]};
        for (unsigned j = 0; j < of->k[k]; j++)
            levels[k].x += rng_uniform(&rng) < setting->share;
        /* Fractions are never permuted, and a 32nd of the sizes has a 32nd of Q. */
        fractions[k] = (struct proportion){levels[k].x / 32, levels[k].k / 32};
    }
    chosen = heterogeneity_proportions(levels, of->n, rng_next(&rng));
    setting->outcomes[i] = (struct outcome){
        .chi_square = gsl_cdf_chisq_Q(
            32 * heterogeneity_proportions(fractions, of->n, 0).statistic,
            (double)of->n - 1),
        .chosen = chosen.p,
        .permuted = strcmp(chosen.method, "permutation") == 0,
    };
}

static void table_shares(size_t data_sets, struct outcome *outcomes)
{
    static const double shares[] = {0.7, 0.9, 0.97};

    printf("%-21s %-17s %4s %19s %7s %9s\n", "trials", "", "p", "chi-square", "chosen",
           "permuted");
    for (size_t t = 0; t < sizeof trials / sizeof *trials; t++)
        for (size_t s = 0; s < 3; s++) {
            struct share_setting setting = {&trials[t], shares[s], outcomes};

            parallel_for(parallel_processors(), data_sets, test_shares, &setting);
            printf("%-21s %-17s %.2f         ", trials[t].name, "", shares[s]);
            print_rates(outcomes, data_sets, 0);
        }
}

int main(int argc, char **argv)
{
    struct simulation simulation = {
        .name = "slow_heterogeneity", .table = "heterogeneity.txt", .data_sets = 1000};
    struct outcome *outcomes;
    size_t data_sets;

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    data_sets = simulation.data_sets;
    outcomes = xcalloc(data_sets, sizeof *outcomes);
    printf("# rejections at 5 %% in %zu data sets without any difference, in percent; "
           "standard error %.1f\n",
           data_sets, 100 * sqrt(0.05 * 0.95 / (double)data_sets));
    printf(
        "# newcombe: Q with Newcombe's variance; chi-square: Q with pooled placement "
        "variances; permuted: share of\n"
        "# data sets for which the chosen test is the permutation\n");
    table_auc(data_sets, outcomes);
    table_shares(data_sets, outcomes);
    free(outcomes);
    return 0;
}
