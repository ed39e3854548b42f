/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/probe_boot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "boot/bca.h"
#include "boot/boot.h"
#include "eval/evaluation.h"
#include "stats/pr.h"

static bool is_mcc(const struct metric *metric)
{
    return !strcmp(metric->name, "mcc");
}

bool probe_is_boot(const struct metric *metric)
{
    return is_mcc(metric) || !strcmp(metric->name, "average_precision");
}

static struct boot_request statistic_of(const struct probe *probe)
{
    if (is_mcc(probe->metric))
        return (struct boot_request){.n_thresholds = 1, .thresholds = &probe->cutoff};
    if (isnan(probe->prevalence))
        return (struct boot_request){.want_average_precision = 1};
    return (struct boot_request){.n_prevalences = 1, .prevalences = &probe->prevalence};
}

static double value_of(const struct probe *probe)
{
    const struct subset *subset = &probe->subset;

    if (is_mcc(probe->metric))
        return probe->metric->value(&subset->counts[0]);
    return isnan(probe->prevalence)
               ? pr_average_precision(&subset->ranked)
               : pr_average_precision_at(&subset->ranked, probe->prevalence);
}

static double replicate_of(const struct probe *probe, const struct boot_result *result,
                           size_t r)
{
    if (is_mcc(probe->metric))
        return probe->metric->value(&result->counts[r]);
    return isnan(probe->prevalence) ? result->average_precision[r]
                                    : result->precision_at[r];
}

void probe_boot_init(struct probe_boot *boot, const struct probe *probe,
                     const struct probe_place *place, const char *finding)
{
    const struct subset *subset = &probe->subset;
    struct evaluation evaluation = {.request = place->request, .finding = finding};
    struct boot_request wanted = statistic_of(probe);
    struct boot_plan plan = {
        .replicates = place->request->replicates,
        .key = evaluation_key(&evaluation, "bootstrap", subset->group, subset->level),
        .n_threads = place->request->n_threads,
        .clusters = subset->clusters,
        .kernel = place->request->kernel};
    struct boot_result result;

    boot_run(&result, &subset->ranked, &wanted, &plan);
    *boot = (struct probe_boot){.probe = probe, .value = value_of(probe)};
    boot->acceleration =
        is_mcc(probe->metric)
            ? resample_mcc_acceleration(subset, 0)
            : resample_precision_acceleration(subset, probe->prevalence);
    boot->sorted = xcalloc(result.replicates, sizeof *boot->sorted);
    for (size_t r = 0; r < result.replicates; r++)
        boot->sorted[r] = replicate_of(probe, &result, r);
    boot->n = boot_sort(boot->sorted, result.replicates);
    boot_result_release(&result);
}

void probe_boot_release(struct probe_boot *boot)
{
    free(boot->sorted);
    *boot = (struct probe_boot){0};
}

struct limits probe_boot_limits_at(const void *ctx, double confidence)
{
    const struct probe_boot *boot = ctx;
    struct bca_limits bca;

    if (!boot->n || isnan(boot->value) || isnan(boot->acceleration))
        return (struct limits){-INFINITY, INFINITY};
    bca = bca_from_sorted(boot->sorted, boot->n, boot->value, boot->acceleration,
                          resample_confidence(&boot->probe->subset, confidence));
    if (bca.failed)
        return (struct limits){-INFINITY, INFINITY};
    return (struct limits){fmin(bca.limits.low, boot->value),
                           fmax(bca.limits.high, boot->value)};
}
