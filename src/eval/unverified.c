/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies with a score but without truth: how many at which scores, on which side of the operating points, in which levels. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/level.h"
#include "eval/deciles.h"
#include "eval/share.h"
#include "eval/verification.h"

static const char if_none[] = "no studies with a score";

/* Which studies with a score to look at. The first that is set decides; none: all. */
struct part {
    const struct deciles *deciles;
    int decile;
    const double *cutoff; /* and is_flagged says which side */
    bool is_flagged;
    const struct cohort_choice *level; /* besides the others */
    bool skips_missing_level;          /* of `level->group` */
};

static bool is_in(const struct part *part, double score, size_t row)
{
    const struct cohort_choice *level = part->level;

    if (level && part->skips_missing_level)
        return strcmp(level->group->levels[level->group->code[row]],
                      LEVEL_MISSING_NAME) != 0;
    if (level && !cohort_is_in_part(level, row))
        return false;
    if (part->deciles)
        return part->deciles->of_row[row] == part->decile;
    return !part->cutoff || (score >= *part->cutoff) == part->is_flagged;
}

struct unverified {
    struct share share;
    double n_pos, n_neg; /* of the others, by class */
};

static struct unverified count_unverified(const struct evaluation *evaluation,
                                          const struct part *part)
{
    const struct cohort *cohort = evaluation->cohort;
    const uint8_t *label = cohort->label[evaluation->pair.label];
    const double *score = cohort->score[evaluation->pair.score];
    uint8_t *mark = xcalloc(cohort->n, 1);
    struct unverified found = {0};

    for (size_t i = 0; i < cohort->n; i++) {
        double n = (double)cohort_studies(cohort, i);

        if (isnan(score[i]) || label[i] == LABEL_EXCLUDED || !is_in(part, score[i], i))
            continue;
        mark[i] = label[i] == LABEL_MISSING ? SHARE_WITH : SHARE_WITHOUT;
        found.n_pos += label[i] == LABEL_POSITIVE ? n : 0;
        found.n_neg += label[i] == LABEL_NEGATIVE ? n : 0;
    }
    share_init(&found.share, cohort, mark);
    free(mark);
    return found;
}

/* What a record rests on is what is known: the studies with truth. */
static void set_known(struct result *result, const struct unverified *found)
{
    result->n_pos = found->n_pos;
    result->n_neg = found->n_neg;
    result->n = found->n_pos + found->n_neg;
    result->n_patients = found->share.n_known;
}

static struct result unverified_result(struct evaluation *evaluation,
                                       const struct unverified *found,
                                       const struct subset *keys, const char *metric)
{
    struct result result =
        share_result(evaluation, &found->share, keys, metric, if_none);

    set_known(&result, found);
    return result;
}

static void add_unverified(struct evaluation *evaluation,
                           const struct unverified *found, const struct subset *keys)
{
    struct result result = unverified_result(evaluation, found, keys, "unverified");

    result_set_add(evaluation->set, &result);
}

/* `parts` belong to the test's keys, `whole` is all of their studies. */
static void add_test(struct evaluation *evaluation, const struct share *parts, size_t n,
                     const struct unverified *whole, const char *group)
{
    struct subset keys = {.group = group, .level = ""};
    struct result result =
        evaluation_result(evaluation, &keys, "unverified_heterogeneity");

    result.estimate = share_heterogeneity(
        parts, n, evaluation_key(evaluation, "unverified", group, ""));
    set_known(&result, whole);
    result_set_add(evaluation->set, &result);
}

static void add_at_points(struct evaluation *evaluation,
                          const struct cohort_choice *level, const struct subset *keys)
{
    static const char *const names[] = {"unverified_unflagged", "unverified_flagged"};
    static const char *const none[] = {"no unflagged studies", "no flagged studies"};

    for (size_t p = 0; p < evaluation->n_points; p++)
        for (int flagged = 1; flagged >= 0; flagged--) {
            struct part part = {.cutoff = &evaluation->cutoffs[p],
                                .is_flagged = flagged,
                                .level = level};
            struct unverified found = count_unverified(evaluation, &part);
            struct result result =
                unverified_result(evaluation, &found, keys, names[flagged]);

            if (isnan(result.estimate.value))
                result.estimate.note = none[flagged];
            evaluation_set_point(evaluation, &result, p);
            result_set_add(evaluation->set, &result);
            share_release(&found.share);
        }
}

/* ---- By score -------------------------------------------------------------------- */

static const char *range_note(struct evaluation *evaluation,
                              const struct deciles *deciles, int decile)
{
    bool is_low = evaluation->cohort->direction == SCORE_LOW;
    double low = deciles->low[decile], high = deciles->high[decile];
    char a[NUMFMT_SIZE], b[NUMFMT_SIZE], text[128];

    numfmt_people(a, is_low ? -high : low);
    numfmt_people(b, is_low ? -low : high);
    if (low == high)
        snprintf(text, sizeof text, "score %s", a);
    else
        snprintf(text, sizeof text, "scores %s to %s", a, b);
    return result_set_text(evaluation->set, text);
}

static void add_decile(struct evaluation *evaluation, const struct deciles *deciles,
                       int decile, const struct unverified *found)
{
    static const char *const names[N_DECILES] = {"1", "2", "3", "4", "5",
                                                 "6", "7", "8", "9", "10"};
    struct subset keys = {.group = SCORE_DECILE_GROUP, .level = names[decile]};
    struct result result = unverified_result(evaluation, found, &keys, "unverified");

    result.estimate.note = range_note(evaluation, deciles, decile);
    result_set_add(evaluation->set, &result);
}

/* The test comes first: it is about the whole cohort. */
static void add_by_score(struct evaluation *evaluation, const struct unverified *whole)
{
    struct deciles deciles;
    struct unverified found[N_DECILES];
    struct share parts[N_DECILES];

    deciles_init(&deciles, evaluation->cohort, evaluation->pair);
    for (int i = 0; i < N_DECILES; i++) {
        found[i] = count_unverified(evaluation,
                                    &(struct part){.deciles = &deciles, .decile = i});
        parts[i] = found[i].share;
    }
    add_test(evaluation, parts, N_DECILES, whole, "");
    add_at_points(evaluation, NULL, &(struct subset){.group = "", .level = ""});
    for (int i = 0; i < N_DECILES; i++) {
        if (counts_all(&parts[i].total))
            add_decile(evaluation, &deciles, i, &found[i]);
        share_release(&found[i].share);
    }
    deciles_release(&deciles);
}

void measure_unverified(struct evaluation *evaluation)
{
    struct subset keys = {.group = "", .level = ""};
    struct unverified whole;

    if (!evaluation->whole.verification)
        return;
    whole = count_unverified(evaluation, &(struct part){0});
    add_unverified(evaluation, &whole, &keys);
    add_by_score(evaluation, &whole);
    share_release(&whole.share);
}

/* ---- By level -------------------------------------------------------------------- */

void measure_unverified_by_level(struct evaluation *evaluation,
                                 const struct cohort_group *group)
{
    struct share *parts;
    struct cohort_choice choice = {
        .pair = evaluation->pair, .part = PART_LEVEL, .group = group};
    struct unverified tested;
    size_t n = 0;

    if (!evaluation->whole.verification)
        return;
    parts = xcalloc(group->n_levels, sizeof *parts);
    tested = count_unverified(
        evaluation, &(struct part){.level = &choice, .skips_missing_level = true});
    for (size_t i = 0; i < group->n_levels; i++) {
        struct subset keys = {.group = group->name, .level = group->levels[i]};
        struct part part = {.level = &choice};
        struct unverified found;

        choice.level = i;
        found = count_unverified(evaluation, &part);
        add_unverified(evaluation, &found, &keys);
        add_at_points(evaluation, &choice, &keys);
        if (strcmp(group->levels[i], LEVEL_MISSING_NAME) != 0)
            parts[n++] = found.share;
        else
            share_release(&found.share);
    }
    add_test(evaluation, parts, n, &tested, group->name);
    while (n > 0)
        share_release(&parts[--n]);
    share_release(&tested.share);
    free(parts);
}
