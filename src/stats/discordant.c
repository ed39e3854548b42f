/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/discordant.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* Signs of the joint blocks: +1 success with the model only, -1 with the baseline only. */
struct answers {
    const struct paired *paired;
    enum discordant_of of;
    const uint32_t *block[2];
    size_t first[2]; /* flagged block of each model */
};

static int is_success(const struct answers *answers, int model, size_t joint,
                      bool is_pos)
{
    bool flagged = answers->block[model][joint] >= answers->first[model];

    switch (answers->of) {
    case DISCORDANT_SPECIFICITY:
        return !flagged;
    case DISCORDANT_ACCURACY:
        return flagged == is_pos;
    case DISCORDANT_SENSITIVITY:
    case DISCORDANT_FLAGS:
    default:
        return flagged;
    }
}

static int sign_of(const struct answers *answers, size_t joint)
{
    bool is_pos = answers->paired->joint.pos[joint] > 0;

    return is_success(answers, 0, joint, is_pos) -
           is_success(answers, 1, joint, is_pos);
}

/* Studies of the question among some that have the finding and some that have not. */
static uint64_t asked(const struct answers *answers, uint64_t pos, uint64_t neg)
{
    switch (answers->of) {
    case DISCORDANT_SENSITIVITY:
        return pos;
    case DISCORDANT_SPECIFICITY:
        return neg;
    case DISCORDANT_ACCURACY:
    case DISCORDANT_FLAGS:
    default:
        return pos + neg; /* a joint block has one class */
    }
}

static void count_studies(struct discordant *d, const struct answers *answers)
{
    const struct ranked *joint = &answers->paired->joint;

    for (size_t i = 0; i < joint->n_blocks; i++) {
        uint64_t studies = asked(answers, joint->pos[i], joint->neg[i]);
        int sign = sign_of(answers, i);

        d->k += studies;
        d->b += sign > 0 ? studies : 0;
        d->c += sign < 0 ? studies : 0;
    }
    d->n_patients = d->k;
    d->squares = (double)d->b + (double)d->c;
    d->kish = d->k > 0 ? (double)d->k : NAN;
}

struct patient_answers {
    double studies, difference;
};

static struct patient_answers *gather(const struct answers *answers)
{
    const struct clusters *clusters = &answers->paired->clusters;
    struct patient_answers *patients = xcalloc(clusters->n_patients, sizeof *patients);

    for (size_t i = 0; i < clusters->n_cells; i++) {
        struct patient_answers *patient = &patients[clusters->patient[i]];
        double studies = (double)asked(answers, clusters->pos[i], clusters->neg[i]);

        patient->studies += studies;
        patient->difference += sign_of(answers, clusters->block[i]) * studies;
    }
    return patients;
}

static void count_patients(struct discordant *d, const struct answers *answers)
{
    struct patient_answers *patients = gather(answers);
    double studies = 0, squares = 0;

    d->n_patients = 0;
    d->squares = 0;
    for (size_t i = 0; i < answers->paired->clusters.n_patients; i++) {
        d->n_patients += patients[i].studies > 0;
        d->squares += patients[i].difference * patients[i].difference;
        studies += patients[i].studies;
        squares += patients[i].studies * patients[i].studies;
    }
    d->kish = studies > 0 ? studies * studies / squares : NAN;
    free(patients);
}

struct discordant discordant_count(const struct paired *paired, const size_t models[2],
                                   const double thresholds[2], enum discordant_of of)
{
    struct answers answers = {.paired = paired, .of = of};
    struct discordant d = {0};

    for (int i = 0; i < 2; i++) {
        answers.block[i] = paired->block[models[i]];
        answers.first[i] =
            counts_first_flagged(&paired->model[models[i]], thresholds[i]);
    }
    count_studies(&d, &answers);
    if (paired->has_patients)
        count_patients(&d, &answers);
    return d;
}
