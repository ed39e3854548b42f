/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --where while reading: which rows it keeps, and what the user should know about those it does not. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/loader.h"

static void init_uses(struct loader *loader)
{
    const struct binding *binding = loader->binding;

    loader->filter_uses = xcalloc(binding->n_filters, sizeof *loader->filter_uses);
    for (size_t i = 0; i < binding->n_filters; i++)
        loader->filter_uses[i].seen =
            xcalloc(binding->filters[i].n_values, sizeof *loader->filter_uses[i].seen);
}

bool loader_selects(struct loader *loader, const struct csv_field *fields)
{
    const struct binding *binding = loader->binding;
    bool kept = true;

    if (!loader->filter_uses)
        init_uses(loader);
    for (size_t i = 0; i < binding->n_filters; i++) {
        struct csv_field field = loader_field(loader, fields, binding->filters[i].slot);
        struct filter_use *use = &loader->filter_uses[i];
        enum filter_answer answer =
            filter_ask(&binding->filters[i], field.text, field.length, use->seen);

        kept &= answer == FILTER_KEEPS;
        use->n_not_compared +=
            answer == FILTER_CANNOT_COMPARE &&
            !values_is_missing(&binding->missing, field.text, field.length);
    }
    return kept;
}

void loader_note_filters(struct loader *loader)
{
    char n[NUMFMT_SIZE];

    for (size_t i = 0; loader->filter_uses && i < loader->binding->n_filters; i++) {
        const struct filter *filter = &loader->binding->filters[i];
        const struct filter_use *use = &loader->filter_uses[i];
        bool is_equality = filter->op == FILTER_EQ || filter->op == FILTER_NE;

        for (size_t v = 0; is_equality && v < filter->n_values; v++)
            if (!use->seen[v])
                notes_addf(loader->notes, "--where: no row has '%s' in column '%s'.",
                           filter->values[v], filter->column);
        if (use->n_not_compared)
            notes_addf(loader->notes,
                       "--where: in column '%s', %s row%s no number, age or date: %s "
                       "compared, and %s left out.",
                       filter->column, numfmt_count(n, use->n_not_compared),
                       use->n_not_compared == 1 ? " holds" : "s hold",
                       use->n_not_compared == 1 ? "it cannot be" : "they cannot be",
                       use->n_not_compared == 1 ? "is" : "are");
    }
}

void loader_release_filters(struct loader *loader)
{
    for (size_t i = 0; loader->filter_uses && i < loader->binding->n_filters; i++)
        free(loader->filter_uses[i].seen);
    free(loader->filter_uses);
}
