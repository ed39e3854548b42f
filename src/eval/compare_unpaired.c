/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One model on two files with different studies: the two are independent, as a level and the rest are. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/strbuf.h"
#include "eval/compare.h"
#include "eval/verification.h"

/* The whole cohort is both files; sides are its levels. */
struct two_files {
    struct evaluation *evaluation;
    struct subset sides[2]; /* THE_MODEL: the first file, THE_BASELINE: the second */
    const char *names[2];
};

static void init_side(struct two_files *files, size_t side, size_t level)
{
    struct evaluation *evaluation = files->evaluation;
    struct cohort_choice choice = {.pair = evaluation->pair,
                                   .part = PART_LEVEL,
                                   .group = &evaluation->cohort->groups[0],
                                   .level = level};
    struct subset *subset = &files->sides[side];

    subset_init(subset, evaluation->cohort, &choice);
    subset_count(subset, evaluation->cutoffs, evaluation->n_points);
    if (evaluation->whole.verification)
        subset->verification = verification_count(evaluation, &choice);
    subset->group = subset->level = ""; /* it is everyone of its file */
}

static void add_count(struct two_files *files, size_t side)
{
    struct result result = RESULT_NONE;

    result.model = files->names[side];
    result.finding = files->evaluation->finding;
    result.metric = "rows_evaluated";
    result.n_pos = (double)files->sides[side].ranked.n_pos;
    result.n_neg = (double)files->sides[side].ranked.n_neg;
    result.n = result.n_pos + result.n_neg;
    result.estimate.value = result.numerator = result.n;
    result_set_add(files->evaluation->set, &result);
}

/* What `evaluate` says of the one file. */
static void measure_side(struct two_files *files, size_t side)
{
    struct evaluation evaluation = *files->evaluation;

    evaluation.model = files->names[side];
    add_count(files, side);
    measure_subset(&evaluation, &files->sides[side], NULL);
}

/* A contrast of the first file to the rest, which is the second, is a difference of the two. */
static void rename_contrast(struct two_files *files, struct result *result)
{
    struct result_set *set = files->evaluation->set;
    struct strbuf name = STRBUF_INIT;
    size_t length = strlen(result->metric) - strlen("_vs_rest");

    strbuf_add(&name, result->metric, length);
    strbuf_adds(&name, "_difference");
    result->metric = result_set_text(set, name.text);
    result->model = result_set_text(set, files->names[THE_MODEL]);
    result->baseline = result_set_text(set, files->names[THE_BASELINE]);
    strbuf_release(&name);
}

static void measure_difference(struct two_files *files)
{
    struct result_set *set = files->evaluation->set;
    struct result none = RESULT_NONE;
    size_t first;

    none.model = files->names[THE_MODEL];
    none.baseline = files->names[THE_BASELINE];
    none.finding = files->evaluation->finding;
    none.metric = "rows_shared";
    none.estimate.value = none.numerator = none.n = none.n_pos = none.n_neg = 0;
    result_set_add(set, &none);
    first = set->n;
    measure_contrasts(files->evaluation, &files->sides[THE_MODEL],
                      &files->sides[THE_BASELINE]);
    for (size_t i = first; i < set->n; i++)
        rename_contrast(files, &set->items[i]);
}

static bool has_both(const struct two_files *files)
{
    return files->sides[0].ranked.n_pos && files->sides[0].ranked.n_neg &&
           files->sides[1].ranked.n_pos && files->sides[1].ranked.n_neg;
}

static const char *name_of(struct result_set *set, const char *level)
{
    char *stem = path_stem(level);
    const char *name = result_set_text(set, stem);

    free(stem);
    return name;
}

static bool compare_finding(const struct comparison_setting *setting, struct pair pair,
                            size_t first_level, struct notes *notes)
{
    const struct cohort_group *group = &setting->cohort->groups[0];
    struct contender contender;
    struct two_files files = {.evaluation = &contender.evaluation};
    bool both;

    contender_init(&contender, setting, pair);
    evaluation_add_notes(&contender.evaluation, notes);
    evaluation_note_idle(&contender.evaluation, notes);
    remember_points(&contender.evaluation, &contender.points);
    for (size_t side = 0; side < 2; side++) {
        size_t level = side == THE_MODEL ? first_level : 1 - first_level;

        files.names[side] = name_of(setting->set, group->levels[level]);
        init_side(&files, side, level);
    }
    measure_side(&files, THE_MODEL);
    measure_side(&files, THE_BASELINE);
    measure_difference(&files);
    both = has_both(&files);
    subset_release(&files.sides[0]);
    subset_release(&files.sides[1]);
    contender_release(&contender);
    return both;
}

static enum err_code check(const struct comparison_setting *setting,
                           struct notes *notes, struct err *err)
{
    const struct request *request = setting->request;

    if (setting->binding->n_scores > 1) {
        err_set(err, ERR_USAGE,
                "--unpaired compares one model on two files, and "
                "--score names several");
        return err_hint(err, "models on the same studies are compared without "
                             "--unpaired");
    }
    if (request->baseline || !isnan(request->margin) ||
        request->alternative != ALTERNATIVE_TWO_SIDED)
        return err_set(err, ERR_USAGE,
                       "--unpaired knows no --baseline, --margin or --alternative: the "
                       "second file is the baseline, and the limits of the interval "
                       "tell the rest");
    return points_check(&request->points, setting->binding, notes, err);
}

enum err_code compare_unpaired(const struct comparison_setting *setting,
                               const char *first_file, struct notes *notes,
                               struct err *err)
{
    const struct cohort_group *group = &setting->cohort->groups[0];
    bool any = false;

    if (check(setting, notes, err))
        return err->code;
    if (group->n_levels < 2)
        return err_set(err, ERR_INPUT, "one of the files has no studies to compare");
    if (setting->watch->total)
        setting->watch->total(setting->watch->ctx, 2 * setting->binding->n_pairs *
                                                       setting->request->replicates);
    for (size_t i = 0; i < setting->binding->n_pairs; i++)
        any |= compare_finding(setting, setting->binding->pairs[i],
                               strcmp(group->levels[0], first_file) != 0, notes);
    if (any)
        return ERR_OK;
    return err_set(err, ERR_INPUT,
                   "only one class is left to compare in one of the files");
}
