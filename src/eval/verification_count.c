/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many studies on each side have truth. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "eval/scored.h"
#include "eval/verification.h"

static double median_score(const struct cohort *cohort,
                           const struct cohort_choice *choice)
{
    uint64_t n_studies = 0, before = 0;
    size_t n, i = 0;
    struct scored *rows = scored_rows(cohort, choice, &n);
    double median;

    for (size_t j = 0; j < n; j++)
        n_studies += rows[j].count;
    while (i + 1 < n && 2 * (before + rows[i].count) <= n_studies)
        before += rows[i++].count;
    median = rows[i].score;
    free(rows);
    return median;
}

/* Of the chosen rows, those with a score that are not excluded. */
struct walk {
    const struct cohort *cohort;
    const struct cohort_choice *choice;
    size_t next;
    struct scored at;
};

static bool walk_on(struct walk *walk)
{
    const struct cohort *cohort = walk->cohort;
    const uint8_t *label = cohort->label[walk->choice->pair.label];
    const double *score = cohort->score[walk->choice->pair.score];

    for (; walk->next < cohort->n; walk->next++) {
        size_t i = walk->next;

        if (isnan(score[i]) || label[i] == LABEL_EXCLUDED ||
            !cohort_is_in_part(walk->choice, i))
            continue;
        walk->at = (struct scored){score[i], cohort_studies(cohort, i), i,
                                   label[i] != LABEL_MISSING};
        walk->next++;
        return true;
    }
    return false;
}

static void count_row(struct verified *verified, const struct scored *row)
{
    verified->n += row->count;
    verified->with_truth += row->has_truth ? row->count : 0;
}

/* Scores between which all studies with truth lie; lowest > highest if there are none. */
struct range {
    double lowest, highest;
};

static struct range count_all(struct verification *v, struct walk walk)
{
    struct range known = {INFINITY, -INFINITY};

    while (walk_on(&walk)) {
        count_row(&v->all, &walk.at);
        if (walk.at.has_truth) {
            double x = walk.at.score;

            known.lowest = x < known.lowest ? x : known.lowest;
            known.highest = x > known.highest ? x : known.highest;
        }
    }
    return known;
}

static void count_sides(struct verification *v, const struct evaluation *evaluation,
                        struct walk walk, struct range known)
{
    while (walk_on(&walk)) {
        double score = walk.at.score;

        v->below += score < known.lowest ? walk.at.count : 0;
        v->above += score > known.highest ? walk.at.count : 0;
        count_row(&v->half[score >= v->median], &walk.at);
        for (size_t p = 0; p < evaluation->n_points; p++)
            count_row(&v->point[p][score >= evaluation->cutoffs[p]], &walk.at);
    }
}

struct verification *verification_count(const struct evaluation *evaluation,
                                        const struct cohort_choice *choice)
{
    const struct verification *whole = evaluation->whole.verification;
    const struct cohort *cohort = evaluation->cohort;
    struct walk walk = {.cohort = cohort, .choice = choice};
    struct verification *v;
    struct range known;

    if (!memchr(cohort->label[choice->pair.label], LABEL_MISSING, cohort->n))
        return NULL; /* the usual case: all have truth */
    v = xcalloc(1, sizeof *v + evaluation->n_points * sizeof v->point[0]);
    known = count_all(v, walk);
    if (v->all.with_truth == v->all.n) {
        free(v);
        return NULL;
    }
    v->median = whole ? whole->median : median_score(evaluation->cohort, choice);
    count_sides(v, evaluation, walk, known);
    return v;
}
