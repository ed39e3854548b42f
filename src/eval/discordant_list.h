/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies on which two models disagree, each at its own threshold: to be looked at one by one. */
#ifndef PROCTOR_EVAL_DISCORDANT_LIST_H
#define PROCTOR_EVAL_DISCORDANT_LIST_H

#include "eval/comparison.h"

struct discordant_study {
    const char *model, *baseline, *finding, *point; /* of the binding and the request */
    const char *id;   /* of the cohort, which must have been loaded with its ids */
    bool is_pos;      /* the finding is present */
    double scores[2]; /* of the model and the baseline, as in the file; NaN: none */
    bool by_model;    /* flagged by the model only; else by the baseline only */
};

struct discordant_list {
    struct discordant_study *items; /* [n] */
    size_t n, capacity;
};

/* Appends those of all operating points of a comparison, in the order of points and, within, of the ids. Rows count once. */
void discordant_list_add(struct discordant_list *list,
                         const struct comparison *comparison);
void discordant_list_release(struct discordant_list *list);

#endif
