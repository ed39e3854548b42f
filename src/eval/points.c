/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/points.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "eval/points_parts.h"

static bool overlaps(const char *a, const char *b)
{
    return !a || !b || !strcmp(a, b);
}

/* The name under which the guaranteed threshold of a point is saved. */
static bool is_guaranteed_name(const struct asked_point *point, const char *name)
{
    size_t n = strlen(point->name);

    return point->source == POINT_CHOSEN && !strncmp(name, point->name, n) &&
           !strcmp(name + n, POINT_GUARANTEED);
}

static bool same_name(const struct asked_point *a, const struct asked_point *b)
{
    return !strcmp(a->name, b->name) || is_guaranteed_name(a, b->name) ||
           is_guaranteed_name(b, a->name);
}

static char *copy(const char *text)
{
    return text ? xstrdup(text) : NULL;
}

static enum err_code two_of_a_name(const struct asked_point *a,
                                   const struct asked_point *b, const char *place,
                                   struct err *err)
{
    /* of "sens90" and "sens90-guaranteed" the longer is the one that both have */
    const char *name = strlen(a->name) > strlen(b->name) ? a->name : b->name;

    err_set(err, a->source == POINT_LOCKED ? ERR_INPUT : ERR_USAGE,
            "%s: two operating points are called '%s'", place, name);
    if (a->source == POINT_GIVEN || b->source == POINT_GIVEN)
        return err_hint(err, "give them names: --threshold NAME=T");
    if (a->source == POINT_CHOSEN && b->source == POINT_CHOSEN)
        return err_hint(err, "leave one of them out");
    return err_hint(err, "a name is one threshold for each model and finding: give one "
                         "of them another name in the file");
}

enum err_code points_add(struct asked_points *asked, const struct asked_point *point,
                         const char *place, struct err *err)
{
    struct asked_point *added;

    for (size_t i = 0; i < asked->n; i++) {
        const struct asked_point *other = &asked->items[i];

        if (!same_name(other, point) || !overlaps(other->model, point->model) ||
            !overlaps(other->finding, point->finding))
            continue;
        return two_of_a_name(point, other, place, err);
    }
    asked->items =
        xgrow(asked->items, &asked->capacity, asked->n + 1, sizeof *asked->items);
    added = &asked->items[asked->n++];
    *added = *point;
    added->name = xstrdup(point->name);
    added->model = copy(point->model);
    added->finding = copy(point->finding);
    added->rule = xstrdup(point->rule);
    added->source_digest = xstrdup(point->source_digest ? point->source_digest : "");
    return ERR_OK;
}

void points_release(struct asked_points *asked)
{
    for (size_t i = 0; i < asked->n; i++) {
        free(asked->items[i].name);
        free(asked->items[i].model);
        free(asked->items[i].finding);
        free(asked->items[i].rule);
        free(asked->items[i].source_digest);
    }
    free(asked->items);
    *asked = (struct asked_points){0};
}

static enum err_code unknown_model(const char *model, const struct binding *binding,
                                   struct err *err)
{
    err_set(err, ERR_USAGE, "--threshold: no model is called '%s'", model);
    return binding_hint_model(binding, model, err);
}

static bool is_model(const struct binding *binding, const char *model)
{
    for (size_t i = 0; i < binding->n_scores; i++)
        if (!strcmp(binding->scores[i].model, model))
            return true;
    return false;
}

bool points_have_rules(const struct asked_points *asked)
{
    for (size_t i = 0; i < asked->n; i++)
        if (asked->items[i].source == POINT_CHOSEN)
            return true;
    return false;
}

bool points_need_digest(const struct asked_points *asked)
{
    for (size_t i = 0; i < asked->n; i++)
        if (asked->items[i].source == POINT_CHOSEN ||
            asked->items[i].source == POINT_LOCKED)
            return true;
    return false;
}

static bool is_of(const struct asked_point *point, const struct binding *binding,
                  struct pair pair)
{
    return overlaps(point->model, binding->scores[pair.score].model) &&
           overlaps(point->finding, binding->labels[pair.label].finding);
}

static bool is_evaluated(const struct asked_point *point, const struct binding *binding)
{
    for (size_t i = 0; i < binding->n_pairs; i++)
        if (is_of(point, binding, binding->pairs[i]))
            return true;
    return false;
}

static enum err_code nothing_in_file(const struct asked_points *asked, struct err *err)
{
    err_set(err, ERR_INPUT,
            "%s: no operating point for any of the models and findings that are "
            "evaluated",
            asked->file);
    return err_hint(err, "name them as in the file: -s MODEL=COL -l FINDING=COL; an "
                         "empty model or finding in the file stands for all");
}

static bool same_place(const struct asked_point *a, const struct asked_point *b)
{
    return !strcmp(a->model ? a->model : "", b->model ? b->model : "") &&
           !strcmp(a->finding ? a->finding : "", b->finding ? b->finding : "");
}

/* "MODEL for FINDING" of a point that is not used, unless a point before it has said so. */
static void add_unused(struct strbuf *places, const struct asked_points *asked,
                       size_t index)
{
    const struct asked_point *point = &asked->items[index];

    for (size_t i = 0; i < index; i++)
        if (asked->items[i].source == POINT_LOCKED &&
            same_place(&asked->items[i], point))
            return;
    strbuf_addf(places, "%s%s for %s", places->length ? ", " : "",
                point->model ? point->model : "all models",
                point->finding ? point->finding : "all findings");
}

static enum err_code check_file(const struct asked_points *asked,
                                const struct binding *binding, struct notes *notes,
                                struct err *err)
{
    size_t n_used = 0;
    struct strbuf unused = STRBUF_INIT;

    for (size_t i = 0; i < asked->n; i++) {
        if (asked->items[i].source != POINT_LOCKED)
            continue;
        if (is_evaluated(&asked->items[i], binding))
            n_used++;
        else
            add_unused(&unused, asked, i);
    }
    if (n_used && unused.length)
        notes_addf(notes,
                   "The points of the file for these are not used, because they are "
                   "not evaluated: %s.",
                   unused.text);
    strbuf_release(&unused);
    return n_used ? ERR_OK : nothing_in_file(asked, err);
}

enum err_code points_check(const struct asked_points *asked,
                           const struct binding *binding, struct notes *notes,
                           struct err *err)
{
    for (size_t i = 0; i < asked->n; i++) {
        const struct asked_point *point = &asked->items[i];

        if (point->source == POINT_GIVEN && point->model &&
            !is_model(binding, point->model))
            return unknown_model(point->model, binding, err);
    }
    return asked->file ? check_file(asked, binding, notes, err) : ERR_OK;
}

double points_turn(double threshold, enum score_direction direction)
{
    return direction == SCORE_LOW && threshold != 0 ? -threshold : threshold;
}

/* Locked points that were chosen on the very rows they are to be judged on have not been locked at all. */
static enum estimate_status status_of(const struct asked_point *asked,
                                      const struct point_place *place)
{
    if (asked->source == POINT_DEFAULT)
        return STATUS_DEFAULT;
    if (asked->source == POINT_CHOSEN ||
        (*place->digest && !strcmp(asked->source_digest, place->digest)))
        return STATUS_EXPLORATORY;
    return STATUS_OK;
}

static struct point point_of(const struct asked_point *asked,
                             const struct point_place *place)
{
    return (struct point){
        .name = asked->name,
        .source = asked->source,
        .threshold = asked->threshold,
        .cutoff = points_turn(asked->threshold, place->direction),
        .rule = asked->rule,
        .source_digest =
            asked->source == POINT_CHOSEN ? place->digest : asked->source_digest,
        .status = status_of(asked, place),
    };
}

static void choose(struct point_list *list, const struct asked_point *asked,
                   const struct point_place *place, const struct operating_curve *curve)
{
    struct operating_choice choice = operating_choose(curve, &asked->selection);
    struct point point = point_of(asked, place);

    point.selection = &asked->selection;
    if (!choice.is_reached) {
        point.threshold = point.cutoff = NAN;
        list->unmet[list->n_unmet++] = point;
        return;
    }
    point.cutoff = operating_threshold(place->ranked, choice.candidate);
    point.threshold = points_turn(point.cutoff, place->direction);
    point.n_tied = choice.n_tied;
    point.guarantee = points_guarantee(&asked->selection, place);
    list->items[list->n++] = point;
}

static const struct asked_point default_point = {.source = POINT_DEFAULT,
                                                 .name = (char *)"0.5",
                                                 .threshold = 0.5,
                                                 .rule = (char *)"",
                                                 .source_digest = (char *)""};

void points_resolve(struct point_list *list, const struct asked_points *asked,
                    const struct point_place *place)
{
    size_t n_sums = place->ranked->n_blocks + 1;
    uint64_t *sums = xcalloc(2 * n_sums, sizeof *sums);
    struct operating_curve curve =
        operating_curve_of(place->ranked, sums, sums + n_sums);

    *list = (struct point_list){.items = xcalloc(asked->n + 1, sizeof *list->items),
                                .unmet = xcalloc(asked->n, sizeof *list->unmet)};
    for (size_t i = 0; i < asked->n; i++) {
        const struct asked_point *point = &asked->items[i];

        if (!overlaps(point->model, place->model) ||
            !overlaps(point->finding, place->finding))
            continue;
        if (point->source == POINT_CHOSEN)
            choose(list, point, place, &curve);
        else
            list->items[list->n++] = point_of(point, place);
    }
    if (!asked->n && place->scores_are_probabilities)
        list->items[list->n++] = point_of(&default_point, place);
    free(sums);
}

void point_list_release(struct point_list *list)
{
    free(list->items);
    free(list->unmet);
    *list = (struct point_list){0};
}
