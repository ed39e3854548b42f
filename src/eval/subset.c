/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/subset.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static_assert(PATIENT_ALONE == INTERN_NONE, "rows are handed over as they are");

void subset_count(struct subset *subset, const double *cutoffs, size_t n_cutoffs)
{
    subset->counts = xcalloc(n_cutoffs, sizeof *subset->counts);
    for (size_t i = 0; i < n_cutoffs; i++)
        subset->counts[i] = counts_at(&subset->ranked, cutoffs[i]);
    if (!subset->clusters)
        return;
    /* One more, NULL at the end, so that release needs no count. */
    subset->patients = xcalloc(n_cutoffs + 1, sizeof *subset->patients);
    for (size_t i = 0; i < n_cutoffs; i++)
        subset->patients[i] =
            clusters_counts_at(subset->clusters, &subset->ranked, cutoffs[i]);
    subset->classes = clusters_counts_at(subset->clusters, &subset->ranked, INFINITY);
}

static void count_units(struct subset *subset)
{
    const struct clusters *clusters = subset->clusters;
    struct counts *classes;

    subset->units_pos = subset->ranked.n_pos;
    subset->units_neg = subset->ranked.n_neg;
    if (!clusters)
        return;
    classes = clusters_counts_at(clusters, &subset->ranked, INFINITY);
    subset->units_pos = subset->units_neg = 0;
    for (size_t i = 0; i < clusters->n_patients; i++) {
        subset->units_pos += classes[i].fn + classes[i].tp > 0;
        subset->units_neg += classes[i].tn + classes[i].fp > 0;
    }
    free(classes);
}

/* Singletons are as good as no patients, and exactly the same. */
static void init_clusters(struct subset *subset, const struct sample *sample)
{
    subset->known = xcalloc(1, sizeof *subset->known);
    clusters_init(subset->known, &subset->ranked, sample);
    subset->n_patients = subset->known->n_patients;
    if (!clusters_are_singletons(subset->known, &subset->ranked))
        subset->clusters = subset->known;
}

/* Where all rows count, copies of the largest samples are spared. */
static bool rank_in_place(struct ranked *ranked, const struct cohort *cohort,
                          const struct cohort_choice *choice)
{
    struct sample sample = {.n = cohort->n,
                            .score = cohort->score[choice->pair.score],
                            .is_pos = cohort->label[choice->pair.label]};

    if (cohort->patient || cohort->count || !cohort_is_whole(cohort, choice))
        return false;
    ranked_init(ranked, &sample);
    return true;
}

static void rank_selected(struct subset *subset, const struct cohort *cohort,
                          const struct cohort_choice *choice)
{
    struct cohort_rows rows;
    struct sample sample;

    cohort_select(&rows, cohort, choice);
    sample = (struct sample){.n = rows.n,
                             .score = rows.score,
                             .is_pos = rows.is_pos,
                             .count = rows.count,
                             .patient = rows.patient};
    if (rows.patient) {
        init_clusters(subset, &sample);
    } else if (rows.count) {
        ranked_init(&subset->ranked, &sample);
    } else {
        ranked_take(&subset->ranked, rows.n, rows.score, rows.is_pos);
        rows.score = NULL;
        rows.is_pos = NULL;
    }
    cohort_rows_release(&rows);
}

void subset_init(struct subset *subset, const struct cohort *cohort,
                 const struct cohort_choice *choice)
{
    bool is_whole = choice->part == PART_ALL;

    *subset =
        (struct subset){.group = is_whole ? "" : choice->group->name,
                        .level = is_whole ? "" : choice->group->levels[choice->level]};
    if (!rank_in_place(&subset->ranked, cohort, choice))
        rank_selected(subset, cohort, choice);
    count_units(subset);
}

static void subtract(struct ranked *rest, const struct ranked *whole,
                     const struct ranked *part)
{
    size_t j = 0;

    *rest = (struct ranked){.score = xcalloc(whole->n_blocks, sizeof *rest->score),
                            .pos = xcalloc(whole->n_blocks, sizeof *rest->pos),
                            .neg = xcalloc(whole->n_blocks, sizeof *rest->neg),
                            .n_pos = whole->n_pos - part->n_pos,
                            .n_neg = whole->n_neg - part->n_neg};
    for (size_t i = 0; i < whole->n_blocks; i++) {
        bool shared = j < part->n_blocks && part->score[j] == whole->score[i];
        uint64_t pos = whole->pos[i] - (shared ? part->pos[j] : 0);
        uint64_t neg = whole->neg[i] - (shared ? part->neg[j] : 0);

        j += shared;
        if (pos + neg == 0)
            continue;
        rest->score[rest->n_blocks] = whole->score[i];
        rest->pos[rest->n_blocks] = pos;
        rest->neg[rest->n_blocks++] = neg;
    }
    assert(j == part->n_blocks);
}

void subset_init_rest(struct subset *rest, const struct cohort *cohort,
                      const struct cohort_choice *choice, const struct subset *whole,
                      const struct subset *level)
{
    struct cohort_choice others = *choice;

    others.part = PART_REST;
    if (cohort->patient) {
        subset_init(rest, cohort, &others);
        return;
    }
    *rest = (struct subset){.group = level->group, .level = level->level};
    subtract(&rest->ranked, &whole->ranked, &level->ranked);
    count_units(rest);
}

void subset_release(struct subset *subset)
{
    for (size_t i = 0; subset->patients && subset->patients[i]; i++)
        free(subset->patients[i]);
    if (subset->known)
        clusters_release(subset->known);
    free(subset->known);
    free(subset->verification);
    free(subset->patients);
    free(subset->classes);
    ranked_release(&subset->ranked);
    free(subset->counts);
    *subset = (struct subset){0};
}

bool subset_is_small(const struct subset *subset, uint64_t least)
{
    return *subset->group && (subset->units_pos < least || subset->units_neg < least);
}

struct counts subset_classes(const struct subset *subset)
{
    return (struct counts){.fn = subset->ranked.n_pos, .tn = subset->ranked.n_neg};
}

struct interval_spec subset_spec(const struct subset *subset,
                                 const struct interval_spec *spec, size_t point)
{
    struct interval_spec own = *spec;

    if (subset->clusters) {
        own.clusters = subset->clusters;
        own.n_patients = subset->clusters->n_patients;
        own.patients = point == SIZE_MAX ? subset->classes : subset->patients[point];
    }
    return own;
}
