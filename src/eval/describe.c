/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/describe.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/quantile.h"

/* Studies of each value; those of the missing ones are counted apart. */
struct tally {
    struct quantile_value *values; /* [number->n_values] */
    uint64_t n_missing;
};

static bool is_in(enum description_of of, enum label_class class)
{
    return of == DESCRIBE_ALL || (of == DESCRIBE_WITH) == (class == LABEL_POSITIVE);
}

static void count_studies(struct tally *tally, const struct cohort *cohort,
                          struct pair pair, const struct cohort_number *number,
                          enum description_of of)
{
    double score;

    for (size_t i = 0; i < number->n_values; i++)
        tally->values[i] = (struct quantile_value){number->values[i], 0};
    for (size_t i = 0; i < cohort->n; i++) {
        enum label_class class = (enum label_class)cohort->label[pair.label][i];

        if (cohort_counts(cohort, pair, i, &score) && is_in(of, class))
            tally->values[number->code[i]].count += cohort_studies(cohort, i);
    }
}

/* Leaves the values that occur, in front. */
static size_t keep_known(struct tally *tally, size_t n)
{
    size_t n_known = 0;

    for (size_t i = 0; i < n; i++)
        if (isnan(tally->values[i].x))
            tally->n_missing += tally->values[i].count;
        else if (tally->values[i].count)
            tally->values[n_known++] = tally->values[i];
    return n_known;
}

static struct description describe_part(const struct cohort *cohort, struct pair pair,
                                        const struct cohort_number *number,
                                        enum description_of of)
{
    struct tally tally = {.values = xcalloc(number->n_values, sizeof *tally.values)};
    struct description description = {0};
    size_t n;

    count_studies(&tally, cohort, pair, number, of);
    n = keep_known(&tally, number->n_values);
    quantile_sort(tally.values, n);
    for (size_t i = 0; i < n; i++)
        description.n += (double)tally.values[i].count;
    description.n_missing = (double)tally.n_missing;
    description.low = quantile_of(tally.values, n, 0);
    description.first_quartile = quantile_of(tally.values, n, 0.25);
    description.median = quantile_of(tally.values, n, 0.5);
    description.third_quartile = quantile_of(tally.values, n, 0.75);
    description.high = quantile_of(tally.values, n, 1);
    free(tally.values);
    return description;
}

void describe(struct description descriptions[N_DESCRIPTIONS],
              const struct cohort *cohort, struct pair pair,
              const struct cohort_number *number)
{
    for (int of = 0; of < N_DESCRIPTIONS; of++)
        descriptions[of] = describe_part(cohort, pair, number, (enum description_of)of);
}
