/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "plot/key.h"
#include "plot/shorten.h"
#include "report/escape.h"

/* Which parts of the names differ between curves. */
struct differing {
    bool model, finding, level, group;
};

static struct differing find_differing(const struct subset_names *const *names,
                                       size_t n)
{
    struct differing differing = {0};
    const char *group = "";

    for (size_t i = 0; i < n; i++) {
        differing.model |= strcmp(names[i]->model, names[0]->model) != 0;
        differing.finding |= strcmp(names[i]->finding, names[0]->finding) != 0;
        differing.level |= *names[i]->group != '\0';
        differing.group |=
            *group && *names[i]->group && strcmp(group, names[i]->group) != 0;
        if (*names[i]->group)
            group = names[i]->group;
    }
    return differing;
}

static void add_part(struct strbuf *label, const char *text)
{
    if (label->length)
        strbuf_adds(label, ", ");
    strbuf_adds(label, text);
}

static char *name_of(const struct subset_names *names,
                     const struct differing *differing)
{
    struct strbuf label = STRBUF_INIT;

    if (differing->model)
        add_part(&label, names->model);
    if (differing->finding)
        add_part(&label, names->finding);
    if (differing->level && !*names->group)
        add_part(&label, "all studies");
    if (differing->group && *names->group)
        add_part(&label, names->group);
    if (*names->group && differing->group)
        strbuf_addf(&label, " %s", names->level);
    else if (*names->group)
        add_part(&label, names->level);
    return strbuf_detach(&label);
}

void series_tell_apart(char **told, const struct subset_names *const *names, size_t n)
{
    struct differing differing = find_differing(names, n);

    for (size_t i = 0; i < n; i++)
        told[i] = name_of(names[i], &differing);
}

/* In the key numbers follow, which stay right of the text. */
static char *label_of(const char *shortened, const char *told)
{
    struct strbuf label = STRBUF_INIT;

    strbuf_adds(&label, shortened);
    escape_end_leftwards(&label, told);
    return strbuf_detach(&label);
}

static void set_labels(struct series_set *set, const struct drawing *drawing)
{
    size_t n = set->n;
    const struct subset_names **names = xcalloc(n, sizeof *names);
    char **told = xcalloc(n, sizeof *told), **wide = xcalloc(n, sizeof *wide);
    char **narrow = xcalloc(n, sizeof *narrow);

    for (size_t i = 0; i < n; i++)
        names[i] = &drawing->curves.items[i].names;
    series_tell_apart(told, names, n);
    shorten_apart(wide, (const char *const *)told, n, SERIES_LABEL_COLUMNS);
    shorten_apart(narrow, (const char *const *)told, n, SERIES_NARROW_COLUMNS);
    for (size_t i = 0; i < n; i++) {
        set->items[i].label = label_of(wide[i], told[i]);
        set->items[i].narrow = narrow[i];
        free(told[i]);
        free(wide[i]);
    }
    free(names);
    free(told);
    free(wide);
    free(narrow);
}

void series_init(struct series_set *set, const struct drawing *drawing)
{
    size_t n = drawing->curves.n;

    *set = (struct series_set){xcalloc(n, sizeof *set->items), n};
    for (size_t i = 0; i < n; i++) {
        const struct curve *curve = &drawing->curves.items[i];

        set->items[i] = (struct series){.curve = curve,
                                        .part = &drawing->parts[i],
                                        .n_pos = counts_pos(&curve->counts[0]),
                                        .n_neg = counts_neg(&curve->counts[0])};
    }
    set_labels(set, drawing);
}

void series_release(struct series_set *set)
{
    for (size_t i = 0; i < set->n; i++) {
        free(set->items[i].label);
        free(set->items[i].narrow);
    }
    free(set->items);
    *set = (struct series_set){0};
}

void series_add_classes_to_key(const struct series_set *set, struct key *key)
{
    bool has_small = false;

    for (size_t i = 0; i < set->n; i++)
        has_small |= set->items[i].part->is_small;
    key_add(key, KEY_HEADING, "", "n = with + without the finding");
    if (has_small)
        key_add(key, KEY_HEADING, "", "? few studies of a class");
}

const struct result *series_result(const struct series *series,
                                   const struct figure_input *input, const char *metric,
                                   const char *point)
{
    const struct subset_names *names = &series->curve->names;

    return result_set_find(input->results, names->model, names->finding, names->group,
                           names->level, metric, point, NULL);
}

static bool is_of(const struct result *r, const struct subset_names *names)
{
    return !strcmp(r->model, names->model) && !strcmp(r->finding, names->finding) &&
           !strcmp(r->group, names->group) && !strcmp(r->level, names->level) &&
           !*r->baseline;
}

static bool is_record(const struct result *r, const struct series_record *record)
{
    bool has_prevalence = isnan(record->prevalence)
                              ? isnan(r->prevalence)
                              : r->prevalence == record->prevalence;

    return has_prevalence && !strcmp(r->metric, record->metric) &&
           !strcmp(r->point, record->point) && !strcmp(r->scenario, record->scenario);
}

const struct result *series_find(const struct series *series,
                                 const struct figure_input *input,
                                 const struct series_record *record)
{
    const struct result_set *set = input->results;

    for (size_t i = 0; i < set->n; i++)
        if (is_record(&set->items[i], record) &&
            is_of(&set->items[i], &series->curve->names))
            return &set->items[i];
    return NULL;
}

bool series_is_small(const struct result *result)
{
    return result->estimate.status == STATUS_TOO_FEW;
}
