/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/histogram.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct gathering {
    struct histogram_set *set;
    const struct cohort *cohort;
    const struct binding *binding;
    const struct request *request;
    struct score_range *ranges; /* [binding->n_pairs] of the pair's model */
    bool is_low;
};

/* ---- One scale for a model --------------------------------------------------------- */

static const char *model_of(const struct gathering *gathering, size_t pair)
{
    const struct binding *binding = gathering->binding;

    return binding->scores[binding->pairs[pair].score].model;
}

/* A model may have a column for each finding: all its scores share a scale. */
static void add_range(struct gathering *gathering, size_t pair)
{
    struct cohort_choice all = {.pair = gathering->binding->pairs[pair],
                                .part = PART_ALL};
    struct subset subset;

    subset_init(&subset, gathering->cohort, &all);
    for (size_t i = 0; i < gathering->binding->n_pairs; i++)
        if (!strcmp(model_of(gathering, i), model_of(gathering, pair)))
            score_range_add(&gathering->ranges[i], &subset.ranked, gathering->is_low);
    subset_release(&subset);
}

static struct score_scale scale_of(const struct gathering *gathering, const char *model)
{
    size_t i = 0;

    while (strcmp(model_of(gathering, i), model) != 0)
        i++;
    return score_scale_of(gathering->ranges[i]);
}

/* ---- Counts ------------------------------------------------------------------------- */

static void count_left_out(struct histogram *histogram, const struct cohort *cohort,
                           const struct cohort_choice *choice)
{
    const uint8_t *label = cohort->label[choice->pair.label];
    const double *score = cohort->score[choice->pair.score];

    for (size_t i = 0; i < cohort->n; i++) {
        uint64_t n = cohort_studies(cohort, i);

        if (!cohort_is_in_part(choice, i) || !cohort_has_row(cohort, choice->pair, i))
            continue;
        if (label[i] == LABEL_MISSING)
            histogram->unverified += isnan(score[i]) ? 0 : n;
        else if (isnan(score[i]) && label[i] == LABEL_POSITIVE)
            histogram->missing_pos += n;
        else if (isnan(score[i]) && label[i] == LABEL_NEGATIVE)
            histogram->missing_neg += n;
    }
}

static void gather(void *ctx, const struct cohort_choice *choice,
                   const struct subset_names *names, const struct subset *subset)
{
    const struct gathering *gathering = ctx;
    struct histogram_set *set = gathering->set;
    uint64_t least = gathering->request->min_group;
    struct histogram *histogram;

    set->items = xgrow(set->items, &set->capacity, set->n + 1, sizeof *set->items);
    histogram = &set->items[set->n++];
    *histogram = (struct histogram){.names = *names,
                                    .scale = scale_of(gathering, names->model),
                                    .is_small = subset_is_small(subset, least)};
    score_bins_count(&histogram->bins, &histogram->scale, &subset->ranked,
                     gathering->is_low);
    histogram->n_pos = subset->ranked.n_pos - histogram->bins.pos_left_out;
    histogram->n_neg = subset->ranked.n_neg - histogram->bins.neg_left_out;
    count_left_out(histogram, gathering->cohort, choice);
}

void histogram_set_init(struct histogram_set *set, const struct cohort *cohort,
                        const struct binding *binding, const struct request *request)
{
    struct gathering gathering = {
        .set = set,
        .cohort = cohort,
        .binding = binding,
        .request = request,
        .ranges = xcalloc(binding->n_pairs, sizeof *gathering.ranges),
        .is_low = cohort->direction == SCORE_LOW};

    *set = (struct histogram_set){0};
    for (size_t i = 0; i < binding->n_pairs; i++)
        gathering.ranges[i] = (struct score_range)SCORE_RANGE_NONE;
    for (size_t i = 0; i < binding->n_pairs; i++)
        add_range(&gathering, i);
    each_subset(cohort, binding, gather, &gathering);
    free(gathering.ranges);
}

void histogram_set_release(struct histogram_set *set)
{
    free(set->items);
    *set = (struct histogram_set){0};
}

double histogram_share_pos(const struct histogram *histogram, size_t bin)
{
    return (double)histogram->bins.pos[bin] / (double)histogram->n_pos;
}

double histogram_share_neg(const struct histogram *histogram, size_t bin)
{
    return (double)histogram->bins.neg[bin] / (double)histogram->n_neg;
}

double histogram_set_most(const struct histogram_set *set)
{
    double most = 0, of_small = 0;

    for (size_t i = 0; i < set->n; i++) {
        const struct histogram *histogram = &set->items[i];
        double *largest = histogram->is_small ? &of_small : &most;

        for (size_t bin = 0; bin < histogram->scale.n; bin++)
            *largest = fmax(*largest, fmax(histogram_share_pos(histogram, bin),
                                           histogram_share_neg(histogram, bin)));
    }
    return most > 0 ? most : of_small;
}
