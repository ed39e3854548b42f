/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits at any confidence of what rests on the bootstrap (mcc, average_precision): the replicates of the record, drawn once more. */
#ifndef PROCTOR_EVAL_PROBE_BOOT_H
#define PROCTOR_EVAL_PROBE_BOOT_H

#include "eval/probe.h"

struct probe_boot {
    const struct probe *probe; /* borrowed */
    double *sorted;            /* [n] defined replicates, ascending */
    size_t n;
    double value, acceleration;
};

/* True if the metric's interval is the bootstrap's alone. */
bool probe_is_boot(const struct metric *metric);

/* `place` is the probe's. Both classes must have studies. O(replicates * n). */
void probe_boot_init(struct probe_boot *boot, const struct probe *probe,
                     const struct probe_place *place, const char *finding);
void probe_boot_release(struct probe_boot *boot);

/* BCa, as the record has it at its confidence; infinite where it fails. They widen with the confidence, but no farther than the replicates
 * go: a p-value from them is at least 1/(n + 1). As stats/alarm.h asks for them. */
struct limits probe_boot_limits_at(const void *boot, double confidence);

#endif
