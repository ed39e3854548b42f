/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/points.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/strbuf.h"
#include "eval/points_parts.h"

static bool overlaps(const char *a, const char *b)
{
    return !a || !b || !strcmp(a, b);
}

static char *copy(const char *text)
{
    return text ? xstrdup(text) : NULL;
}

enum err_code points_add(struct asked_points *asked, const struct asked_point *point,
                         const char *place, struct err *err)
{
    struct asked_point *added;

    for (size_t i = 0; i < asked->n; i++) {
        const struct asked_point *other = &asked->items[i];

        if (strcmp(other->name, point->name) != 0 ||
            !overlaps(other->model, point->model) ||
            !overlaps(other->finding, point->finding))
            continue;
        err_set(err, ERR_USAGE, "%s: two operating points are called '%s'", place,
                point->name);
        return err_hint(err, "give them names: --threshold NAME=T");
    }
    asked->items =
        xgrow(asked->items, &asked->capacity, asked->n + 1, sizeof *asked->items);
    added = &asked->items[asked->n++];
    *added = *point;
    added->name = xstrdup(point->name);
    added->model = copy(point->model);
    added->finding = copy(point->finding);
    added->rule = xstrdup(point->rule);
    return ERR_OK;
}

void points_release(struct asked_points *asked)
{
    for (size_t i = 0; i < asked->n; i++) {
        free(asked->items[i].name);
        free(asked->items[i].model);
        free(asked->items[i].finding);
        free(asked->items[i].rule);
    }
    free(asked->items);
    *asked = (struct asked_points){0};
}

static enum err_code unknown_model(const char *model, const struct binding *binding,
                                   struct err *err)
{
    const char **names = xcalloc(binding->n_scores, sizeof *names), *near;
    struct strbuf list = STRBUF_INIT;

    for (size_t i = 0; i < binding->n_scores; i++) {
        names[i] = binding->scores[i].model;
        strbuf_addf(&list, "%s%s", i ? ", " : "", names[i]);
    }
    near = nearest_name(model, names, binding->n_scores);
    err_set(err, ERR_USAGE, "--threshold: no model is called '%s'", model);
    if (near)
        err_hint(err, "did you mean '%s'?", near);
    else
        err_hint(err, "the models are: %s", list.text);
    strbuf_release(&list);
    free(names);
    return err->code;
}

static bool is_model(const struct binding *binding, const char *model)
{
    for (size_t i = 0; i < binding->n_scores; i++)
        if (!strcmp(binding->scores[i].model, model))
            return true;
    return false;
}

enum err_code points_check(const struct asked_points *asked,
                           const struct binding *binding, struct err *err)
{
    for (size_t i = 0; i < asked->n; i++) {
        const struct asked_point *point = &asked->items[i];

        if (point->source == POINT_GIVEN && point->model &&
            !is_model(binding, point->model))
            return unknown_model(point->model, binding, err);
    }
    return ERR_OK;
}

static struct point point_of(const struct asked_point *asked,
                             enum score_direction direction)
{
    double t = asked->threshold;

    return (struct point){
        .name = asked->name,
        .threshold = t,
        .cutoff = direction == SCORE_LOW && t != 0 ? -t : t,
        .rule = asked->rule,
        .status = asked->source == POINT_DEFAULT ? STATUS_DEFAULT : STATUS_OK,
    };
}

static const struct asked_point default_point = {.source = POINT_DEFAULT,
                                                 .name = (char *)"0.5",
                                                 .threshold = 0.5,
                                                 .rule = (char *)""};

void points_resolve(struct point_list *list, const struct asked_points *asked,
                    const struct point_place *place)
{
    *list = (struct point_list){.items = xcalloc(asked->n + 1, sizeof *list->items)};
    for (size_t i = 0; i < asked->n; i++)
        if (overlaps(asked->items[i].model, place->model) &&
            overlaps(asked->items[i].finding, place->finding))
            list->items[list->n++] = point_of(&asked->items[i], place->direction);
    if (!asked->n && place->scores_are_probabilities)
        list->items[list->n++] = point_of(&default_point, place->direction);
}

void point_list_release(struct point_list *list)
{
    free(list->items);
    *list = (struct point_list){0};
}
