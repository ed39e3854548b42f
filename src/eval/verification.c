/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/verification.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"

#define MUCH_RARER 0.5
#define BY_CHANCE 0.001
#define PART_OUT_OF_SIGHT 0.1

/* ---- The rule ------------------------------------------------------------------ */

static double share_with_truth(const struct verified *verified)
{
    return (double)verified->with_truth / (double)verified->n;
}

static bool is_rarer(const struct verified sides[2], enum verified_side side)
{
    return share_with_truth(&sides[side]) <
           MUCH_RARER * share_with_truth(&sides[!side]);
}

/* `n` studies beyond all scores with truth, of those in `all`. */
static bool is_out_of_sight(const struct verified *all, uint64_t n)
{
    return (double)n >= PART_OUT_OF_SIGHT * (double)all->n &&
           pow(1 - share_with_truth(all), (double)n) < BY_CHANCE;
}

static bool whole_is_cut(const struct verification *v)
{
    return is_out_of_sight(&v->all, v->below) || is_out_of_sight(&v->all, v->above);
}

/* Of `n` studies counted from one end, those that lie beyond the `first` ones. */
static uint64_t beyond(uint64_t n, uint64_t first)
{
    return n > first ? n - first : 0;
}

static uint64_t at_most(uint64_t n, uint64_t most)
{
    return n < most ? n : most;
}

static bool side_is_cut(const struct verification *v, size_t point,
                        enum verified_side side)
{
    const struct verified *lower = &v->point[point][SIDE_LOWER];
    const struct verified *upper = &v->point[point][SIDE_UPPER];

    if (side == SIDE_LOWER)
        return is_out_of_sight(lower, at_most(v->below, lower->n)) ||
               is_out_of_sight(lower, beyond(v->above, upper->n));
    return is_out_of_sight(upper, beyond(v->below, lower->n)) ||
           is_out_of_sight(upper, at_most(v->above, upper->n));
}

static bool side_is_scarce(const struct evaluation *evaluation,
                           const struct verified sides[2], enum verified_side side)
{
    const struct verified *own = &sides[side];

    if (own->with_truth == own->n)
        return false;
    return own->with_truth == 0 ||
           (own->with_truth < evaluation->request->min_group && is_rarer(sides, side));
}

static bool is_blind(const struct evaluation *evaluation, const struct verification *v,
                     size_t point, enum verified_side side)
{
    return side_is_scarce(evaluation, v->point[point], side) ||
           side_is_cut(v, point, side);
}

/* Index of the record's operating point; n_points if it has none. */
static size_t point_of(const struct evaluation *evaluation, const struct result *result)
{
    size_t i = 0;

    if (!result->point)
        return evaluation->n_points;
    while (i < evaluation->n_points &&
           strcmp(evaluation->points[i].name, result->point) != 0)
        i++;
    return i;
}

/* The side of the threshold that alone decides the metric, -1: both do. */
static int only_side(const struct metric *metric, const struct result *result)
{
    if (!isnan(result->prevalence))
        return -1;
    if (!strcmp(metric->name, "ppv") ||
        !strcmp(metric->name, "false_alarms_per_true_positive"))
        return SIDE_UPPER;
    return strcmp(metric->name, "npv") ? -1 : SIDE_LOWER;
}

bool verification_withholds(const struct evaluation *evaluation,
                            const struct subset *subset, const struct metric *metric,
                            const struct result *result)
{
    const struct verification *v = subset->verification;
    size_t point = point_of(evaluation, result);
    int only = only_side(metric, result);

    if (!v || metric->kind == METRIC_COUNT)
        return false;
    if (point == evaluation->n_points)
        return whole_is_cut(v);
    for (int side = SIDE_LOWER; side <= SIDE_UPPER; side++)
        if ((only < 0 || only == side) && is_blind(evaluation, v, point, side))
            return true;
    return false;
}

/* ---- Words --------------------------------------------------------------------- */

static const char *const of_point[] = {"unflagged", "flagged"};
static const char *const of_scores[] = {"less suspicious", "more suspicious"};

/* "35 of 870 unflagged" */
static void add_fraction(struct strbuf *out, const struct verified *verified,
                         const char *words)
{
    char x[NUMFMT_SIZE], k[NUMFMT_SIZE];

    strbuf_addf(out, "%s of %s %s", numfmt_count(x, verified->with_truth),
                numfmt_count(k, verified->n), words);
}

static void say_what_is_scarce(struct strbuf *out, const struct verified sides[2],
                               enum verified_side side)
{
    char n[NUMFMT_SIZE];

    if (sides[side].with_truth == 0) {
        strbuf_addf(out, "none of the %s %s studies has truth",
                    numfmt_count(n, sides[side].n), of_point[side]);
        return;
    }
    strbuf_adds(out, "only ");
    add_fraction(out, &sides[side], of_point[side]);
    strbuf_adds(out, " studies have truth, ");
    add_fraction(out, &sides[!side], of_point[!side]);
    strbuf_adds(out, " studies");
}

static void say_what_is_cut(struct strbuf *out, const struct verification *v)
{
    bool is_below = v->below > v->above;
    char n[NUMFMT_SIZE];

    strbuf_addf(out, "none of the %s %s suspicious studies has truth",
                numfmt_count(n, is_below ? v->below : v->above),
                is_below ? "least" : "most");
}

static void say_why_blind(struct strbuf *out, const struct evaluation *evaluation,
                          const struct verification *v, size_t point)
{
    const struct verified *sides = v->point[point];
    bool ends_inside =
        v->below <= sides[SIDE_LOWER].n && v->above <= sides[SIDE_UPPER].n;

    for (int side = SIDE_LOWER; side <= SIDE_UPPER && ends_inside; side++)
        if (side_is_scarce(evaluation, sides, side)) {
            say_what_is_scarce(out, sides, side);
            return;
        }
    say_what_is_cut(out, v);
}

static void withhold(const struct evaluation *evaluation, struct result *result,
                     const struct verification *v)
{
    size_t point = point_of(evaluation, result);
    struct strbuf note = STRBUF_INIT;

    strbuf_adds(&note, "not estimable: ");
    if (point < evaluation->n_points)
        say_why_blind(&note, evaluation, v, point);
    else
        say_what_is_cut(&note, v);
    result->estimate = (struct estimate)ESTIMATE_NONE;
    result->estimate.status = STATUS_UNDEFINED;
    result->estimate.note = result_set_text(evaluation->set, note.text);
    result->numerator = result->denominator = NAN;
    result->tie_low = result->tie_high = NAN;
    strbuf_release(&note);
}

/* "truth for 35 of 870 unflagged and 120 of 130 flagged studies" */
static void note_rarer(const struct evaluation *evaluation, struct result *result,
                       const struct verified sides[2], const char *const words[2])
{
    struct strbuf note = STRBUF_INIT;

    if (!is_rarer(sides, SIDE_LOWER) && !is_rarer(sides, SIDE_UPPER))
        return;
    if (result->estimate.note && *result->estimate.note)
        strbuf_addf(&note, "%s; ", result->estimate.note);
    strbuf_adds(&note, "verification bias: truth for ");
    add_fraction(&note, &sides[SIDE_LOWER], words[SIDE_LOWER]);
    strbuf_adds(&note, " studies, ");
    add_fraction(&note, &sides[SIDE_UPPER], words[SIDE_UPPER]);
    strbuf_adds(&note, " studies");
    result->estimate.note = result_set_text(evaluation->set, note.text);
    strbuf_release(&note);
}

void verification_apply(const struct evaluation *evaluation,
                        const struct subset *subset, const struct metric *metric,
                        struct result *result)
{
    const struct verification *v = subset->verification;
    size_t point = point_of(evaluation, result);

    if (!v || metric->kind == METRIC_COUNT)
        return;
    if (verification_withholds(evaluation, subset, metric, result))
        withhold(evaluation, result, v);
    else if (point == evaluation->n_points)
        note_rarer(evaluation, result, v->half, of_scores);
    else if (only_side(metric, result) < 0)
        note_rarer(evaluation, result, v->point[point], of_point);
}

void verification_apply_contrast(const struct evaluation *evaluation,
                                 const struct subset *level, const struct subset *rest,
                                 const struct metric *metric, struct result *result)
{
    if (verification_withholds(evaluation, level, metric, result))
        withhold(evaluation, result, level->verification);
    else if (verification_withholds(evaluation, rest, metric, result))
        withhold(evaluation, result, rest->verification);
}

bool verification_knows_both_sides(const struct evaluation *evaluation, size_t point)
{
    const struct verification *v = evaluation->whole.verification;

    return v && v->point[point][SIDE_LOWER].n && v->point[point][SIDE_UPPER].n;
}

static void note_blind(const struct evaluation *evaluation, size_t point,
                       struct notes *notes)
{
    const struct verification *v = evaluation->whole.verification;
    bool lower = is_blind(evaluation, v, point, SIDE_LOWER);
    bool upper = is_blind(evaluation, v, point, SIDE_UPPER);
    struct strbuf why = STRBUF_INIT;

    say_why_blind(&why, evaluation, v, point);
    notes_addf(notes,
               "Sensitivity and specificity of %s for %s at %s cannot be estimated: %s "
               "(verification bias)%s.",
               evaluation->model, evaluation->finding, evaluation->points[point].name,
               why.text,
               lower && upper ? ""
               : lower        ? "; PPV can"
                              : "; NPV can");
    strbuf_release(&why);
}

static void note_distorted(const struct evaluation *evaluation, size_t point,
                           struct notes *notes)
{
    const struct verified *sides = evaluation->whole.verification->point[point];
    bool lower = is_rarer(sides, SIDE_LOWER);
    struct strbuf why = STRBUF_INIT;

    add_fraction(&why, &sides[SIDE_LOWER], of_point[SIDE_LOWER]);
    strbuf_adds(&why, " studies and ");
    add_fraction(&why, &sides[SIDE_UPPER], of_point[SIDE_UPPER]);
    notes_addf(notes,
               "Verification bias of %s for %s at %s: truth for %s. If it was sought "
               "because of the flag, sensitivity is too %s and specificity too %s.",
               evaluation->model, evaluation->finding, evaluation->points[point].name,
               why.text, lower ? "high" : "low", lower ? "low" : "high");
    strbuf_release(&why);
}

static void note_point(const struct evaluation *evaluation, size_t point,
                       struct notes *notes)
{
    const struct verification *v = evaluation->whole.verification;
    const struct verified *sides = v->point[point];

    if (is_blind(evaluation, v, point, SIDE_LOWER) ||
        is_blind(evaluation, v, point, SIDE_UPPER))
        note_blind(evaluation, point, notes);
    else if (is_rarer(sides, SIDE_LOWER) || is_rarer(sides, SIDE_UPPER))
        note_distorted(evaluation, point, notes);
}

void verification_notes(const struct evaluation *evaluation, struct notes *notes)
{
    const struct verification *v = evaluation->whole.verification;
    struct strbuf why = STRBUF_INIT;

    for (size_t i = 0; v && i < evaluation->n_points; i++)
        note_point(evaluation, i, notes);
    if (!v || !whole_is_cut(v))
        return;
    say_what_is_cut(&why, v);
    notes_addf(notes, "ROC AUC and prevalence of %s for %s cannot be estimated: %s.",
               evaluation->model, evaluation->finding, why.text);
    strbuf_release(&why);
}
