/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/earlier.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void earlier_release(struct earlier *earlier)
{
    free(earlier->name);
    free(earlier->pairs);
    result_set_release(&earlier->results);
    *earlier = (struct earlier){0};
}

void earlier_add_pair(struct earlier *earlier, const struct earlier_pair *pair)
{
    struct earlier_pair *added;

    earlier->pairs = xgrow(earlier->pairs, &earlier->pairs_capacity,
                           earlier->n_pairs + 1, sizeof *earlier->pairs);
    added = &earlier->pairs[earlier->n_pairs++];
    *added = *pair;
    added->model = result_set_text(&earlier->results, pair->model);
    added->finding = result_set_text(&earlier->results, pair->finding);
}

const struct earlier_pair *earlier_find_pair(const struct earlier *earlier,
                                             const char *model, const char *finding)
{
    for (size_t i = 0; i < earlier->n_pairs; i++)
        if (!strcmp(earlier->pairs[i].model, model) &&
            !strcmp(earlier->pairs[i].finding, finding))
            return &earlier->pairs[i];
    return NULL;
}

/* As the other was printed: with 12 digits. */
static bool is_near(double a, double b)
{
    return fabs(a - b) <= 1e-9;
}

static bool same_prevalence(double a, double b)
{
    return isnan(a) ? isnan(b) : is_near(a, b);
}

static enum earlier_lack lack_of(const struct result *r,
                                 const struct earlier_place *place)
{
    const struct estimate *e = &r->estimate;
    const bool agrees[LACKS_NOTHING] = {
        [LACKS_MODEL] = !strcmp(r->model, place->model),
        [LACKS_FINDING] = !strcmp(r->finding, place->finding),
        /* shared studies and scenarios are other questions */
        [LACKS_METRIC] =
            !strcmp(r->metric, place->metric) && !*r->baseline && !*r->scenario,
        [LACKS_POINT] = !strcmp(r->point, place->point),
        [LACKS_GROUP] = !strcmp(r->group, place->group),
        [LACKS_LEVEL] = !strcmp(r->level, place->level),
        [LACKS_PREVALENCE] = same_prevalence(r->prevalence, place->prevalence),
        [LACKS_ESTIMATE] = isfinite(e->value),
        [LACKS_LIMITS] = isfinite(e->low) && isfinite(e->high),
        [LACKS_CLOSED_LIMITS] = strncmp(e->method, "bootstrap", 9) != 0,
        [LACKS_CONFIDENCE] = is_near(r->conf_level, place->confidence),
    };
    int lack = LACKS_MODEL;

    while (lack < LACKS_NOTHING && agrees[lack])
        lack++;
    return (enum earlier_lack)lack;
}

enum earlier_lack earlier_find(const struct result **record,
                               const struct earlier *earlier,
                               const struct earlier_place *place)
{
    enum earlier_lack best = LACKS_MODEL;

    *record = NULL;
    for (size_t i = 0; i < earlier->results.n && best < LACKS_NOTHING; i++) {
        const struct result *r = &earlier->results.items[i];
        enum earlier_lack lack = lack_of(r, place);

        if (lack > best) {
            best = lack;
            *record = r;
        }
    }
    return best;
}
