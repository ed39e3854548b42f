/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/reliability.h"

#include <math.h>

static bool is_probability(const struct ranked *ranked, bool is_low)
{
    struct score_range range = SCORE_RANGE_NONE;

    score_range_add(&range, ranked, is_low);
    return !is_low && range.low >= 0 && range.high <= 1;
}

static void forget_limits(struct estimate *estimate)
{
    estimate->low = estimate->high = estimate->std_error = NAN;
}

struct score_scale reliability_scale(void)
{
    return score_scale_between(0, 1);
}

void reliability_init(struct reliability *reliability, enum band_kind band,
                      const struct sweep_task *task, const struct subset_names *names,
                      const struct subset *subset)
{
    struct boot_plan plan = sweep_boot_plan(task, "consistency", names, subset);
    double confidence = task->request->spec.confidence;
    const struct ranked *ranked = &subset->ranked;
    bool is_low = task->cohort->direction == SCORE_LOW;
    struct score_scale scale = reliability_scale();

    *reliability = (struct reliability){.is_probability = false};
    if (!is_probability(ranked, is_low))
        return;
    reliability->is_probability = true;
    isotonic_fit(&reliability->fit, ranked);
    reliability->brier = isotonic_brier_parts(&reliability->fit, ranked);
    reliability->calibration = calibration_from_ranked(ranked, confidence);
    reliability->has_patients = subset->clusters != NULL;
    if (reliability->has_patients) {
        forget_limits(&reliability->calibration.in_the_large);
        forget_limits(&reliability->calibration.slope);
        forget_limits(&reliability->calibration.observed_expected);
    }
    score_bins_count(&reliability->bins, &scale, ranked, is_low);
    consistency_init(&reliability->band, ranked, &reliability->fit, &plan, band,
                     confidence);
}

void reliability_release(struct reliability *reliability)
{
    isotonic_release(&reliability->fit);
    consistency_release(&reliability->band);
    *reliability = (struct reliability){.is_probability = false};
}
