/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/result_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/strbuf.h"

void result_set_release(struct result_set *set)
{
    free(set->items);
    free(set->points);
    intern_release(&set->texts);
    *set = (struct result_set){0};
}

const char *result_set_text(struct result_set *set, const char *text)
{
    uint32_t code;

    text = text ? text : "";
    code = intern_add(&set->texts, text, strlen(text));
    return set->texts.strings[code];
}

struct result *result_set_add(struct result_set *set, const struct result *result)
{
    struct result *added;

    set->items = xgrow(set->items, &set->capacity, set->n + 1, sizeof *set->items);
    added = &set->items[set->n++];
    *added = *result;
    added->model = result_set_text(set, result->model);
    added->baseline = result_set_text(set, result->baseline);
    added->finding = result_set_text(set, result->finding);
    added->group = result_set_text(set, result->group);
    added->level = result_set_text(set, result->level);
    added->metric = result_set_text(set, result->metric);
    added->point = result_set_text(set, result->point);
    added->scenario = result_set_text(set, result->scenario);
    added->estimate.method = result_set_text(set, result->estimate.method);
    added->estimate.note = result_set_text(set, result->estimate.note);
    return added;
}

void result_set_append(struct result_set *set, const struct result_set *other)
{
    for (size_t i = 0; i < other->n; i++)
        result_set_add(set, &other->items[i]);
}

void result_set_add_point(struct result_set *set, const struct result_point *point)
{
    struct result_point *added;

    set->points = xgrow(set->points, &set->points_capacity, set->n_points + 1,
                        sizeof *set->points);
    added = &set->points[set->n_points++];
    *added = *point;
    added->model = result_set_text(set, point->model);
    added->finding = result_set_text(set, point->finding);
    added->name = result_set_text(set, point->name);
    added->rule = result_set_text(set, point->rule);
    added->source_digest = result_set_text(set, point->source_digest);
}

void result_key(struct strbuf *key, const struct result *result)
{
    char prevalence[NUMFMT_SIZE];
    const char *parts[] = {result->model,
                           result->baseline,
                           result->finding,
                           result->group,
                           result->level,
                           result->metric,
                           result->point,
                           result->scenario,
                           numfmt_record(prevalence, result->prevalence),
                           result->estimate.method};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        strbuf_addf(key, "%s%s", i ? "\t" : "", parts[i]);
}

const struct result *result_set_find(const struct result_set *set, const char *model,
                                     const char *finding, const char *group,
                                     const char *level, const char *metric,
                                     const char *point, const char *method)
{
    for (size_t i = 0; i < set->n; i++) {
        const struct result *r = &set->items[i];

        if (!strcmp(r->metric, metric) && !strcmp(r->level, level) &&
            !strcmp(r->point, point) && !strcmp(r->group, group) &&
            !strcmp(r->model, model) && !strcmp(r->finding, finding) &&
            (!method || !strcmp(r->estimate.method, method)))
            return r;
    }
    return NULL;
}

const char *result_status_name(enum estimate_status status)
{
    switch (status) {
    case STATUS_OK:
        return "ok";
    case STATUS_DEFAULT:
        return "default";
    case STATUS_EXPLORATORY:
        return "exploratory";
    case STATUS_UNDEFINED:
        return "undefined";
    case STATUS_INFINITE:
        return "infinite";
    case STATUS_TOO_FEW:
        return "too_few";
    case STATUS_SKIPPED:
        break;
    }
    return "skipped";
}
