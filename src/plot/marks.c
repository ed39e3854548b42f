/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "eval/points.h"
#include "report/escape.h"

enum { NAME_COLUMNS = 40 };

/* An operating point that no earlier model has. */
static bool is_new(const struct result_set *set, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (!strcmp(set->points[i].name, set->points[at].name))
            return false;
    return true;
}

/* Records have the guaranteed threshold of "sens90" under its name, in a scenario. */
static struct mark mark_of(const struct result_set *set, size_t at)
{
    const struct result_point *point = &set->points[at];
    size_t end = strlen(POINT_GUARANTEED), length = strlen(point->name);
    struct mark mark = {.point = point, .scenario = ""};
    struct strbuf name = STRBUF_INIT;

    strbuf_adds(&name, point->name);
    if (length > end && !strcmp(point->name + length - end, POINT_GUARANTEED)) {
        struct strbuf base = STRBUF_INIT;

        strbuf_add(&base, point->name, length - end);
        for (size_t i = 0; i < set->n_points; i++)
            if (!strcmp(set->points[i].name, base.text)) {
                mark.scenario = "guaranteed";
                strbuf_reset(&name);
                strbuf_adds(&name, base.text);
                break;
            }
        strbuf_release(&base);
    }
    mark.name = strbuf_detach(&name);
    return mark;
}

void marks_init(struct mark_list *list, const struct result_set *set)
{
    *list = (struct mark_list){xcalloc(set->n_points, sizeof *list->items), 0};
    for (size_t p = 0; p < set->n_points; p++)
        if (is_new(set, p))
            list->items[list->n++] = mark_of(set, p);
}

void marks_release(struct mark_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->items[i].name);
    free(list->items);
    *list = (struct mark_list){0};
}

/* The models have the point's threshold in common. */
static bool is_shared(const struct result_set *set, const struct result_point *point)
{
    for (size_t i = 0; i < set->n_points; i++)
        if (!strcmp(set->points[i].name, point->name) &&
            set->points[i].threshold != point->threshold)
            return false;
    return true;
}

void mark_add_title(struct strbuf *title, const struct result_set *set,
                    const struct mark *mark)
{
    const struct result_point *point = mark->point;
    struct strbuf name = STRBUF_INIT;
    char threshold[NUMFMT_SIZE];

    escape_shorten(&name, point->name, NAME_COLUMNS);
    numfmt_shortest(threshold, point->threshold);
    if (!is_shared(set, point))
        strbuf_addf(title, "at %s", name.text);
    else if (!strcmp(name.text, threshold))
        strbuf_addf(title, "at threshold %s", threshold);
    else
        strbuf_addf(title, "at %s (threshold %s)", name.text, threshold);
    if (!*point->rule)
        strbuf_adds(title, ", which nobody chose");
    strbuf_release(&name);
}
