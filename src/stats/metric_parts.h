/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What metrics of the 2x2 table are made of: proportions with their limits. Only metric_*.c files include this. */
#ifndef PROCTOR_STATS_METRIC_PARTS_H
#define PROCTOR_STATS_METRIC_PARTS_H

#include "stats/metrics.h"
#include "stats/mover.h"

static inline struct proportion part(uint64_t x, uint64_t k)
{
    return (struct proportion){(double)x, (double)k};
}

static inline double share(struct proportion p)
{
    return p.x / p.k; /* 0/0 is NaN */
}

/* A proportion with its limits; those of patients from its effective size. */
static inline struct bounded bounded(struct proportion (*parts)(const struct counts *c),
                                     const struct counts *c,
                                     const struct interval_spec *spec)
{
    struct limits limits = metric_proportion_limits(parts, c, spec);

    return (struct bounded){share(parts(c)), limits.low, limits.high};
}

static inline const char *mover_name(const struct counts *c,
                                     const struct interval_spec *spec)
{
    static const char *const names[] = {
        [PROPORTION_WILSON] = "newcombe",
        [PROPORTION_CLOPPER_PEARSON] = "mover-clopper-pearson",
        [PROPORTION_JEFFREYS] = "mover-jeffreys",
    };

    (void)c;
    return names[spec->proportion];
}

static inline const char *ratio_name(const struct counts *c,
                                     const struct interval_spec *spec)
{
    static const char *const names[] = {
        [PROPORTION_WILSON] = "mover-r-wilson",
        [PROPORTION_CLOPPER_PEARSON] = "mover-r-clopper-pearson",
        [PROPORTION_JEFFREYS] = "mover-r-jeffreys",
    };

    (void)c;
    return names[spec->proportion];
}

static inline const char *transformed_name(const struct counts *c,
                                           const struct interval_spec *spec)
{
    static const char *const names[] = {
        [PROPORTION_WILSON] = "wilson-transformed",
        [PROPORTION_CLOPPER_PEARSON] = "clopper-pearson-transformed",
        [PROPORTION_JEFFREYS] = "jeffreys-transformed",
    };

    (void)c;
    return names[spec->proportion];
}

static inline struct proportion sensitivity_parts(const struct counts *c)
{
    return part(c->tp, counts_pos(c));
}

static inline struct proportion specificity_parts(const struct counts *c)
{
    return part(c->tn, counts_neg(c));
}

static inline struct proportion ppv_parts(const struct counts *c)
{
    return part(c->tp, c->tp + c->fp);
}

static inline struct proportion false_alarm_parts(const struct counts *c)
{
    return part(c->fp, counts_neg(c));
}

#endif
