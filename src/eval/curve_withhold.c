/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where studies have a score but no truth: which numbers of a curve they leave standing. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "eval/scored.h"
#include "eval/sweep.h"
#include "eval/verification.h"

/* One operating point at a time, which moves down the scores. */
struct moving {
    struct evaluation evaluation;
    struct point point;
    double cutoff;
    struct subset subset;
    struct scored *rows; /* [n] ascending */
    size_t n, at;        /* rows below the cutoff */
};

static void add(struct verified *verified, const struct scored *row, bool is_added)
{
    uint64_t with_truth = row->has_truth ? row->count : 0;

    verified->n += is_added ? row->count : -row->count;
    verified->with_truth += is_added ? with_truth : -with_truth;
}

/* The evaluation without any point, to count what does not depend on one. */
static bool start(struct moving *moving, const struct sweep_task *task,
                  const struct cohort_choice *choice)
{
    struct verification *all;

    *moving = (struct moving){
        .evaluation = {.cohort = task->cohort,
                       .request = task->request,
                       .pair = choice->pair},
        .point = {.name = (char *)"row"  }
    };
    all = verification_count(&moving->evaluation, choice);
    if (!all)
        return false;
    moving->subset.verification = xrealloc(all, 1, sizeof *all + sizeof all->point[0]);
    memset(moving->subset.verification->point, 0, sizeof all->point[0]);
    moving->evaluation.points = &moving->point;
    moving->evaluation.cutoffs = &moving->cutoff;
    moving->evaluation.n_points = 1;
    moving->rows = scored_rows(task->cohort, choice, &moving->n);
    for (moving->at = 0; moving->at < moving->n; moving->at++)
        add(&moving->subset.verification->point[0][SIDE_LOWER],
            &moving->rows[moving->at], true);
    return true;
}

/* Makes the rows from the cutoff on flagged; cutoffs only fall. */
static void move_to(struct moving *moving, double cutoff)
{
    struct verified *sides = moving->subset.verification->point[0];

    moving->cutoff = cutoff;
    for (; moving->at > 0 && moving->rows[moving->at - 1].score >= cutoff;
         moving->at--) {
        add(&sides[SIDE_LOWER], &moving->rows[moving->at - 1], false);
        add(&sides[SIDE_UPPER], &moving->rows[moving->at - 1], true);
    }
}

static size_t withhold_row(const struct moving *moving, const struct curve_set *set,
                           struct curve *curve, size_t row)
{
    size_t n_withheld = 0;

    for (size_t i = 0; i < set->n_columns; i++) {
        const struct curve_column *column = &set->columns[i];
        struct result result = RESULT_NONE;

        result.point = moving->point.name;
        result.prevalence = column->prevalence;
        if (!verification_withholds(&moving->evaluation, &moving->subset,
                                    column->metric, &result))
            continue;
        curve->cells[row * set->n_columns + i] =
            (struct curve_cell){NAN, NAN, NAN, NAN, NAN};
        n_withheld++;
    }
    return n_withheld;
}

bool curve_withhold(const struct curve_set *set, struct curve *curve,
                    const struct sweep_task *task, const struct cohort_choice *choice)
{
    bool is_low = task->cohort->direction == SCORE_LOW;
    size_t n_withheld = 0;
    struct moving moving;

    if (!start(&moving, task, choice))
        return false;
    for (size_t row = 0; row < curve->n_rows; row++) {
        double t = curve->threshold[row];

        move_to(&moving, is_low ? -t : t);
        n_withheld += withhold_row(&moving, set, curve, row);
    }
    free(moving.subset.verification);
    free(moving.rows);
    return n_withheld > 0;
}

bool curve_is_cut(const struct sweep_task *task, const struct cohort_choice *choice)
{
    struct result result = RESULT_NONE;
    struct moving moving;
    bool is_cut;

    if (!start(&moving, task, choice))
        return false;
    is_cut = verification_withholds(&moving.evaluation, &moving.subset,
                                    metric_find("auc"), &result);
    free(moving.subset.verification);
    free(moving.rows);
    return is_cut;
}
