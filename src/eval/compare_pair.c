/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One model against the baseline: the records of each and their differences, for everyone and for each level. */
#include "base/numfmt.h"
#include "eval/comparison_parts.h"
#include "eval/discordant_list.h"

/* ---- Records of one model ------------------------------------------------------- */

static bool *is_shown(const struct contest *contest, const char *model)
{
    size_t i = 0;

    while (contest->contenders[i].evaluation.model != model)
        i++;
    return &contest->is_shown[i];
}

/* What `evaluate` says of the side's shared studies: once, if these are all of its studies. */
static bool wants_side(const struct contest *contest,
                       const struct comparison *comparison, size_t side)
{
    return !comparison->is_own[side] ||
           !*is_shown(contest, comparison->sides[side].model);
}

static void measure_side(const struct comparison *comparison, size_t side,
                         const struct resampling *draws, struct result_set *set)
{
    struct evaluation evaluation = comparison->sides[side];
    size_t first = set->n;

    evaluation.set = set;
    measure_subset(&evaluation, draws->part->subsets[side],
                   draws->is_alone[side] ? &draws->results[side] : NULL);
    for (size_t i = first; i < set->n && !comparison->is_own[side]; i++)
        set->items[i].baseline =
            result_set_text(set, comparison->sides[1 - side].model);
}

/* ---- Account -------------------------------------------------------------------- */

static void add_count(struct result_set *set, const struct evaluation *evaluation,
                      const char *partner, const char *metric,
                      const struct unshared *count)
{
    struct result result = RESULT_NONE;

    result.model = evaluation->model;
    result.baseline = partner;
    result.finding = evaluation->finding;
    result.metric = metric;
    result.n_pos = (double)count->pos;
    result.n_neg = (double)count->neg;
    result.n = result.n_pos + result.n_neg;
    result.estimate.value = result.numerator = result.n;
    result_set_add(set, &result);
}

static void note_unshared(const struct comparison *comparison, size_t side,
                          struct notes *notes)
{
    const struct unshared *unshared =
        &comparison->pairing.unshared[comparison->at[side]];
    const char *finding = comparison->sides[side].finding;
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    if (unshared->pos + unshared->neg)
        notes_addf(
            notes,
            "Left out for '%s' because %s has no score: %s of the studies of %s, "
            "%s of them with the finding.",
            finding, comparison->sides[1 - side].model,
            numfmt_count(n, unshared->pos + unshared->neg),
            comparison->sides[side].model, numfmt_count(m, unshared->pos));
}

static void account_for_shared(struct contest *contest,
                               const struct comparison *comparison,
                               const struct comparison_part *whole)
{
    const struct evaluation *sides = comparison->sides;
    struct result_set *set = contest->setting->set;
    struct unshared shared = {whole->paired.joint.n_pos, whole->paired.joint.n_neg, 0};

    add_count(set, &sides[THE_MODEL], sides[THE_BASELINE].model, "rows_shared",
              &shared);
    for (size_t side = 0; side < 2; side++) {
        add_count(set, &sides[side], sides[1 - side].model, "rows_not_shared",
                  &comparison->pairing.unshared[comparison->at[side]]);
        note_unshared(comparison, side, contest->notes);
    }
}

static void note_no_point(const struct comparison *comparison, struct notes *notes)
{
    const struct evaluation *sides = comparison->sides;

    if (!sides[THE_MODEL].n_points && !sides[THE_BASELINE].n_points)
        notes_addf(
            notes,
            "No operating point of %s and %s is compared. Say which score counts "
            "as positive: -t T, or -t NAME@MODEL=T for each.",
            sides[THE_MODEL].model, sides[THE_BASELINE].model);
}

static void note_lonely_points(const struct comparison *comparison, struct notes *notes)
{
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < comparison->sides[side].n_points; i++) {
            const char *name = comparison->sides[side].points[i].name;
            size_t points[2];

            if (!comparison_find_point(comparison, name, points))
                notes_addf(notes,
                           "Operating point %s of %s is not compared: %s has none of "
                           "that name.",
                           name, comparison->sides[side].model,
                           comparison->sides[1 - side].model);
        }
}

/* ---- One model against the baseline --------------------------------------------- */

/* Records are made part by part, and listed model by model. */
struct books {
    struct result_set sides[2], differences;
};

static void compare_part(const struct contest *contest,
                         const struct comparison *comparison,
                         const struct comparison_part *part, struct books *books)
{
    bool wants[2];
    struct resampling draws;

    for (size_t side = 0; side < 2; side++)
        wants[side] = wants_side(contest, comparison, side);
    resampling_init(&draws, part, &books->differences, wants);
    for (size_t side = 0; side < 2; side++)
        if (wants[side])
            measure_side(comparison, side, &draws, &books->sides[side]);
    measure_differences(&draws);
    resampling_release(&draws);
}

static void compare_levels(const struct contest *contest,
                           const struct comparison *comparison, struct books *books)
{
    const struct cohort *cohort = contest->setting->cohort;

    for (size_t i = 0; i < cohort->n_groups; i++)
        for (size_t j = 0; j < cohort->groups[i].n_levels; j++) {
            struct comparison_part level;

            comparison_part_init(&level, comparison,
                                 &(struct cohort_choice){.part = PART_LEVEL,
                                                         .group = &cohort->groups[i],
                                                         .level = j});
            compare_part(contest, comparison, &level, books);
            comparison_part_release(&level);
        }
}

static void list_sides(struct contest *contest, const struct comparison *comparison,
                       const struct books *books)
{
    for (size_t side = 0; side < 2; side++) {
        result_set_append(contest->setting->set, &books->sides[side]);
        if (comparison->is_own[side])
            *is_shown(contest, comparison->sides[side].model) = true;
    }
}

static void books_release(struct books *books)
{
    result_set_release(&books->sides[THE_MODEL]);
    result_set_release(&books->sides[THE_BASELINE]);
    result_set_release(&books->differences);
}

bool compare_pair(struct contest *contest, size_t model)
{
    struct books books = {0};
    struct comparison comparison;
    struct comparison_part whole;
    bool has_both;

    comparison_init(&comparison, &contest->contenders[model],
                    &contest->contenders[contest->baseline]);
    comparison_part_init(&whole, &comparison,
                         &(struct cohort_choice){.part = PART_ALL});
    has_both = whole.paired.joint.n_pos && whole.paired.joint.n_neg;
    compare_part(contest, &comparison, &whole, &books);
    compare_levels(contest, &comparison, &books);
    list_sides(contest, &comparison, &books);
    account_for_shared(contest, &comparison, &whole);
    note_lonely_points(&comparison, contest->notes);
    note_no_point(&comparison, contest->notes);
    result_set_append(contest->setting->set, &books.differences);
    measure_matched(&whole);
    if (contest->discordant)
        discordant_list_add(contest->discordant, &comparison);
    books_release(&books);
    comparison_part_release(&whole);
    comparison_release(&comparison);
    return has_both;
}
