/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the values of a score column look like scores, or like codes and thousands? */
#include <math.h>

#include "base/numfmt.h"
#include "data/loader.h"

enum { MOST_ODD = 16, FEW_ODD = 3 };

/* Scores outside [0,1]: how many inside, and the first few distinct values outside. */
struct range {
    double low, high; /* of all scores */
    uint64_t inside, outside;
    double odd[MOST_ODD];
    uint64_t count[MOST_ODD];
    size_t n_odd; /* MOST_ODD: as many, or more */
};

static void count_odd(struct range *range, double x, uint64_t studies)
{
    size_t i = 0;

    range->outside += studies;
    while (i < range->n_odd && range->odd[i] != x)
        i++;
    if (i == MOST_ODD)
        return;
    if (i == range->n_odd) {
        range->odd[range->n_odd++] = x;
        range->count[i] = 0;
    }
    range->count[i] += studies;
}

static struct range measure_range(const struct cohort *cohort, size_t score)
{
    struct range range = {.low = INFINITY, .high = -INFINITY};

    for (size_t i = 0; i < cohort->n; i++) {
        double x = cohort->score[score][i];

        if (isnan(x))
            continue;
        if (cohort->direction == SCORE_LOW && x != 0)
            x = -x;
        range.low = x < range.low ? x : range.low;
        range.high = x > range.high ? x : range.high;
        if (x >= 0 && x <= 1)
            range.inside += cohort_studies(cohort, i);
        else
            count_odd(&range, x, cohort_studies(cohort, i));
    }
    return range;
}

/* -1, -2, -9: no probability, no logit, but what vendors write. */
static bool all_negative_whole(const struct range *range)
{
    if (range->n_odd == MOST_ODD || range->inside == 0)
        return false;
    for (size_t i = 0; i < range->n_odd; i++)
        if (range->odd[i] >= 0 || range->odd[i] != floor(range->odd[i]))
            return false;
    return true;
}

/* Index of the out-of-range value that looks like a vendor's code for "no result", or n_odd: a few values outside, most scores inside,
 * and one of the few repeats. */
static size_t find_code(const struct range *range)
{
    size_t most = 0;

    bool few = range->n_odd <= FEW_ODD && range->inside > range->outside;

    if (range->n_odd == 0 || !(few || all_negative_whole(range)))
        return range->n_odd;
    for (size_t i = 1; i < range->n_odd; i++)
        if (range->count[i] > range->count[most])
            most = i;
    return range->count[most] > 1 ? most : range->n_odd;
}

/* --missing-values '': there is no code among the values. */
static bool says_scores_are_real(const struct loader *loader)
{
    const struct missing_values *missing = &loader->binding->missing;

    for (size_t i = 0; i < missing->n; i++)
        if (!*missing->words[i])
            return true;
    return false;
}

enum err_code loader_check_commas(struct loader *loader, size_t score)
{
    const char *column = loader->binding->scores[score].column;

    if (!loader->options->decimal && loader->commas[score].n &&
        loader->commas[score].n == loader->commas[score].like_thousands) {
        err_set(loader->err, ERR_INPUT,
                "%s: column '%s': every comma stands before three digits: is 1,250 one "
                "and a "
                "quarter, or 1250?",
                loader->file, column);
        return err_hint(loader->err, "say --decimal , for one and a quarter; thousands "
                                     "separators must be taken out of the file");
    }
    if (loader->scores[score].decimal == ',')
        notes_addf(loader->notes,
                   "Numbers of column '%s' are read with a decimal comma.", column);
    return ERR_OK;
}

enum err_code loader_check_scores(struct loader *loader, size_t index)
{
    const struct score_column *column = &loader->binding->scores[index];
    struct range range = measure_range(loader->cohort, index);
    size_t code = find_code(&range);
    char x[NUMFMT_SIZE], low[NUMFMT_SIZE], n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    if (code < range.n_odd && !says_scores_are_real(loader)) {
        numfmt_shortest(x, range.odd[code]);
        err_set(loader->err, ERR_INPUT,
                "%s: column '%s': %s stands in %s rows, while the other %s scores lie "
                "between 0 and 1: is it a code for \"no "
                "result\"?",
                loader->file, column->column, x, numfmt_count(n, range.count[code]),
                numfmt_count(m, range.inside));
        return err_hint(loader->err,
                        "say --missing-values=%s if it is one, --missing-values='' if "
                        "it is a real score",
                        x);
    }
    if (range.outside)
        strbuf_addf(&loader->outside, "%s'%s' (%s to %s)",
                    loader->outside.length ? ", " : "", column->column,
                    numfmt_people(low, range.low), numfmt_people(x, range.high));
    return loader_check_commas(loader, index);
}

void loader_note_scores(struct loader *loader)
{
    if (loader->outside.length)
        notes_addf(loader->notes,
                   "Scores outside [0,1]: %s. They rank, but are no probabilities: no "
                   "Brier score, no log loss, no default "
                   "operating point.",
                   loader->outside.text);
}
