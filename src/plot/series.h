/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The curves of a figure with their names: one per model, finding and level. */
#ifndef PROCTOR_PLOT_SERIES_H
#define PROCTOR_PLOT_SERIES_H

#include "plot/figure.h"

enum { SERIES_LABEL_COLUMNS = 40, SERIES_NARROW_COLUMNS = 26 };

struct series {
    const struct curve *curve;
    const struct drawing_part *part;
    /* What tells it from the others, shortened for a line of a key and for a narrow panel; "" if it is the only one. */
    char *label, *narrow;
    uint64_t n_pos, n_neg;
};

struct series_set {
    struct series *items;
    size_t n;
};

/* Fills told[n] with what tells each from the others, to be freed; "" if there is one only. */
void series_tell_apart(char **told, const struct subset_names *const *names, size_t n);

void series_init(struct series_set *set, const struct drawing *drawing);
void series_release(struct series_set *set);

/* The first record of the series with this metric and point ("": none), NULL if there is none. */
const struct result *series_result(const struct series *series,
                                   const struct figure_input *input, const char *metric,
                                   const char *point);

/* What "n = 4 + 12" and, if there are small levels, "?" mean in the panels of several series (figure_add_classes). */
struct key;
void series_add_classes_to_key(const struct series_set *set, struct key *key);

/* Which record of a series: `scenario` is "" and `prevalence` NaN for what was observed. */
struct series_record {
    const char *metric, *point, *scenario;
    double prevalence;
};

/* The first such record, NULL if there is none. */
const struct result *series_find(const struct series *series,
                                 const struct figure_input *input,
                                 const struct series_record *record);

/* True if the record is shown only, since a class has few studies. */
bool series_is_small(const struct result *result);

#endif
