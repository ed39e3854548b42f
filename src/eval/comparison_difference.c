/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences in closed form, and how a difference becomes a record. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "eval/comparison_parts.h"
#include "eval/verification.h"
#include "stats/tango.h"

/* What Tango's interval is for. */
static bool find_kind(const struct metric *metric, enum discordant_of *of)
{
    static const struct {
        const char *metric;
        enum discordant_of of;
    } kinds[] = {
        {"sensitivity",   DISCORDANT_SENSITIVITY},
        {"specificity",   DISCORDANT_SPECIFICITY},
        {"accuracy",      DISCORDANT_ACCURACY   },
        {"flags_per_100", DISCORDANT_FLAGS      },
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i].metric, metric->name)) {
            *of = kinds[i].of;
            return true;
        }
    return false;
}

bool comparison_is_closed(const struct metric *metric)
{
    enum discordant_of of;

    return !strcmp(metric->name, "auc") || find_kind(metric, &of);
}

static void scale_estimate(struct estimate *estimate, double scale)
{
    estimate->value *= scale;
    estimate->low *= scale;
    estimate->high *= scale;
    estimate->std_error *= scale;
}

static void difference_of_tables(struct paired_difference *difference,
                                 const struct comparison_part *part,
                                 const struct metric *metric, const size_t points[2])
{
    const struct evaluation *sides = part->comparison->sides;
    double cutoffs[] = {sides[THE_MODEL].cutoffs[points[THE_MODEL]],
                        sides[THE_BASELINE].cutoffs[points[THE_BASELINE]]};
    enum discordant_of of = DISCORDANT_ACCURACY;

    find_kind(metric, &of);
    difference->table =
        discordant_count(&part->paired, part->comparison->at, cutoffs, of);
    difference->estimate =
        tango_estimate(&difference->table, sides->request->spec.confidence);
    if (isnan(difference->estimate.value))
        difference->estimate.note = metric->if_undefined;
    scale_estimate(&difference->estimate, metric->scale);
    difference->deviate_at = metric->scale == 1 ? tango_deviate : NULL;
    difference->ctx = &difference->table;
}

void paired_difference_closed(struct paired_difference *difference,
                              const struct comparison_part *part,
                              const struct metric *metric, const size_t points[2])
{
    double confidence = part->comparison->sides->request->spec.confidence;

    *difference = (struct paired_difference){.deviate_at = auc_difference_deviate,
                                             .ctx = &difference->auc};
    if (points) {
        difference_of_tables(difference, part, metric, points);
        return;
    }
    difference->auc = auc_difference_of(&part->paired, part->comparison->at);
    difference->estimate = auc_difference_estimate(&difference->auc, confidence);
}

struct result comparison_result(const struct comparison_part *part, const char *metric,
                                const char *suffix)
{
    const struct evaluation *sides = part->comparison->sides;
    char name[96];
    struct result result;

    snprintf(name, sizeof name, "%s%s", metric, suffix);
    result = evaluation_result(&sides[THE_MODEL], part->subsets[THE_MODEL],
                               result_set_text(sides->set, name));
    result.baseline = sides[THE_BASELINE].model;
    return result;
}

/* A point that nobody chose, or that was chosen on these studies, in either model marks the difference. */
static enum estimate_status weaker_status(const struct evaluation *sides,
                                          const size_t points[2])
{
    enum estimate_status a = sides[THE_MODEL].points[points[THE_MODEL]].status;
    enum estimate_status b = sides[THE_BASELINE].points[points[THE_BASELINE]].status;

    if (a == STATUS_EXPLORATORY || b == STATUS_EXPLORATORY)
        return STATUS_EXPLORATORY;
    return a == STATUS_OK ? b : a;
}

static void set_point(struct result *result, const struct evaluation *sides,
                      const size_t points[2])
{
    const struct point *point = &sides[THE_MODEL].points[points[THE_MODEL]];
    const struct point *other = &sides[THE_BASELINE].points[points[THE_BASELINE]];
    const char *before = result->estimate.note;
    char note[256], threshold[NUMFMT_SIZE];

    result->point = point->name;
    result->threshold = point->threshold;
    if (result->estimate.status == STATUS_OK)
        result->estimate.status = weaker_status(sides, points);
    if (point->threshold == other->threshold)
        return;
    snprintf(note, sizeof note, "%s%sthe baseline's threshold is %s",
             before ? before : "", before && *before ? "; " : "",
             numfmt_shortest(threshold, other->threshold));
    result->estimate.note = result_set_text(sides->set, note);
}

/* Each model's truth is judged at the model's own point. */
static void withhold(struct result *result, const struct comparison_part *part,
                     const struct metric *metric)
{
    for (size_t side = 0; side < 2; side++)
        if (result->estimate.status != STATUS_UNDEFINED)
            verification_apply_contrast(&part->comparison->sides[side],
                                        part->subsets[side], part->subsets[side],
                                        metric, result);
}

void comparison_set_estimate(struct result *result, const struct comparison_part *part,
                             const struct metric *metric, const size_t points[2],
                             const struct estimate *estimate)
{
    const struct evaluation *side = &part->comparison->sides[THE_MODEL];

    result->estimate = *estimate;
    if (points)
        set_point(result, part->comparison->sides, points);
    withhold(result, part, metric);
    if (evaluation_is_too_small(side, part->subsets[THE_MODEL], metric->needs))
        evaluation_mark_too_few(&result->estimate);
    if (!isnan(result->estimate.low))
        result->conf_level = side->request->spec.confidence;
}

static void refuse(struct result *result, const struct comparison_part *part,
                   const struct metric *metric, const char *point)
{
    struct strbuf note = STRBUF_INIT;

    if (!comparison_is_closed(metric))
        strbuf_adds(&note, "there is no paired difference of this metric in closed "
                           "form");
    else
        strbuf_addf(&note, "one of the models has no operating point %s",
                    point ? point : "");
    result->point = point ? point : "";
    result->estimate.status = STATUS_UNDEFINED;
    result->estimate.note = result_set_text(part->comparison->sides->set, note.text);
    strbuf_release(&note);
}

/* False if there is none; `points` only where the metric has one. */
static bool find_points(const struct comparison_part *part, const struct metric *metric,
                        const char *point, size_t points[2])
{
    bool has_point = point && comparison_find_point(part->comparison, point, points);

    return comparison_is_closed(metric) &&
           (metric->kind != METRIC_THRESHOLD || has_point);
}

bool comparison_basis(struct paired_difference *difference,
                      const struct comparison_part *part, const struct metric *metric,
                      const char *point)
{
    size_t points[2];

    if (!find_points(part, metric, point, points))
        return false;
    paired_difference_closed(difference, part, metric, point ? points : NULL);
    return true;
}

void comparison_difference(struct result *result, const struct comparison_part *part,
                           const struct metric *metric, const char *point)
{
    struct paired_difference difference;
    size_t points[2];
    bool has_point = point && comparison_find_point(part->comparison, point, points);

    *result = comparison_result(part, metric->name, "_difference");
    if (!find_points(part, metric, point, points)) {
        refuse(result, part, metric, point);
        return;
    }
    paired_difference_closed(&difference, part, metric, has_point ? points : NULL);
    comparison_set_estimate(result, part, metric, has_point ? points : NULL,
                            &difference.estimate);
    if (has_point && result->estimate.status != STATUS_UNDEFINED) {
        result->numerator = (double)difference.table.b - (double)difference.table.c;
        result->denominator = (double)difference.table.k;
    }
}
