/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subgroups and described numbers, from the codes of the columns read. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/loader.h"

/* Ranks of the codes in display order, and the names in that order. */
static uint16_t *rank_levels(struct cohort_group *group, const struct intern *levels,
                             const struct cut *cut)
{
    size_t *order = xcalloc(levels->n, sizeof *order);
    uint16_t *rank = xcalloc(levels->n, sizeof *rank);

    level_sort(order, (const char *const *)levels->strings, levels->n, cut);
    group->n_levels = levels->n;
    group->levels = xcalloc(levels->n, sizeof *group->levels);
    for (size_t i = 0; i < levels->n; i++) {
        group->levels[i] = xstrdup(levels->strings[order[i]]);
        rank[order[i]] = (uint16_t)i;
    }
    free(order);
    return rank;
}

static struct cohort_group build_factor(struct loader *loader, size_t factor)
{
    struct factor_reader *reader = &loader->factors[factor];
    struct cohort_group group = {.name = loader->binding->factors[factor].column,
                                 .code = reader->codes};
    uint16_t *rank =
        rank_levels(&group, &reader->levels, &loader->binding->factors[factor].cut);

    reader->codes = NULL;
    for (size_t i = 0; i < loader->cohort->n; i++)
        group.code[i] = rank[group.code[i]];
    free(rank);
    return group;
}

/* Crosses b into a: levels that occur, in the order of a then b. False if there would be too many to number. */
static bool cross(struct cohort_group *a, struct cohort_group *b, size_t n)
{
    size_t n_cells = a->n_levels * b->n_levels, n_used = 0;
    uint16_t *rank = xcalloc(n_cells, sizeof *rank);
    char **levels;

    for (size_t i = 0; i < n; i++)
        rank[a->code[i] * b->n_levels + b->code[i]] = 1;
    for (size_t cell = 0; cell < n_cells; cell++)
        n_used += rank[cell];
    levels = xcalloc(n_used, sizeof *levels);
    n_used = 0;
    for (size_t cell = 0; cell < n_cells && n_used < UINT16_MAX; cell++)
        if (rank[cell]) {
            struct strbuf name = STRBUF_INIT;

            strbuf_addf(&name, "%s*%s", a->levels[cell / b->n_levels],
                        b->levels[cell % b->n_levels]);
            rank[cell] = (uint16_t)n_used;
            levels[n_used++] = strbuf_detach(&name);
        }
    for (size_t i = 0; i < n; i++)
        a->code[i] = rank[a->code[i] * b->n_levels + b->code[i]];
    for (size_t i = 0; i < a->n_levels; i++)
        free(a->levels[i]);
    for (size_t i = 0; i < b->n_levels; i++)
        free(b->levels[i]);
    free(a->levels);
    free(b->levels);
    free(b->code);
    free(rank);
    a->levels = levels;
    a->n_levels = n_used;
    return n_used < UINT16_MAX;
}

static void note_alike(struct loader *loader, const struct cohort_group *group)
{
    for (size_t i = 0; i < group->n_levels; i++)
        for (size_t j = 0; j < i; j++)
            if (level_names_alike(group->levels[j], group->levels[i]))
                notes_addf(loader->notes,
                           "Column '%s': levels '%s' and '%s' differ only in case, "
                           "blanks or punctuation; they are kept apart.",
                           group->name, group->levels[j], group->levels[i]);
}

/* Its levels are as they stand in the file, not cuts or file names. */
static bool is_text_factor(const struct loader *loader, size_t factor)
{
    const struct factor *f = &loader->binding->factors[factor];

    return f->slot != NO_SLOT && f->cut.kind == CUT_NONE;
}

enum err_code loader_check_levels(struct loader *loader, const char *column,
                                  size_t n_levels)
{
    char n[NUMFMT_SIZE];

    if (n_levels <= loader->options->max_levels)
        return ERR_OK;
    err_set(loader->err, ERR_INPUT, "--by: '%s' has %s levels, more than %" PRIu64,
            column, numfmt_count(n, n_levels), loader->options->max_levels);
    return err_hint(loader->err,
                    "cut a number ('%s:18,40,65') or a date ('%s:year'), or allow "
                    "it with --max-levels %zu",
                    column, column, n_levels);
}

enum err_code loader_build_group(struct loader *loader, size_t index)
{
    const struct group *wanted = &loader->binding->groups[index];
    struct cohort_group *group = &loader->cohort->groups[index];

    *group = build_factor(loader, wanted->factors[0]);
    for (size_t i = 1; i < wanted->n_factors; i++) {
        struct cohort_group next = build_factor(loader, wanted->factors[i]);

        if (!cross(group, &next, loader->cohort->n))
            return err_set(loader->err, ERR_INPUT, "--by: '%s' has more than %d levels",
                           wanted->name, UINT16_MAX - 1);
    }
    group->name = wanted->name;
    if (loader_check_levels(loader, wanted->name, group->n_levels))
        return loader->err->code;
    if (wanted->n_factors == 1 && is_text_factor(loader, wanted->factors[0]))
        note_alike(loader, group);
    return ERR_OK;
}

/* The numbers of a described column; false if it has others than numbers (bands of a table of `count`), or too many. */
static bool build_number(struct loader *loader, const struct described *described)
{
    struct cohort *cohort = loader->cohort;
    struct factor_reader *reader = &loader->factors[described->factor];
    struct cohort_number *number = &cohort->numbers[cohort->n_numbers];
    bool is_whole = !reader->is_too_many;

    *number = (struct cohort_number){
        .name = loader->binding->factors[described->factor].column,
        .is_asked = described->is_asked,
        .n_values = reader->levels.n,
        .code = reader->codes};
    reader->codes = NULL;
    number->values = xcalloc(number->n_values, sizeof *number->values);
    for (size_t i = 0; i < number->n_values; i++)
        is_whole &= level_value(&number->values[i], &reader->numbers,
                                reader->levels.strings[i]);
    cohort->n_numbers++;
    return is_whole;
}

void loader_build_numbers(struct loader *loader)
{
    const struct binding *binding = loader->binding;
    struct cohort *cohort = loader->cohort;
    char n[NUMFMT_SIZE];

    cohort->numbers = xcalloc(binding->n_described, sizeof *cohort->numbers);
    for (size_t i = 0; i < binding->n_described; i++) {
        const struct described *described = &binding->described[i];

        if (build_number(loader, described))
            continue;
        if (loader->factors[described->factor].is_too_many)
            notes_addf(loader->notes,
                       "Column '%s' has more than %s different numbers and is not "
                       "described.",
                       binding->factors[described->factor].column,
                       numfmt_count(n, UINT16_MAX));
        cohort_drop_number(cohort);
    }
}
