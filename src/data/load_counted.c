/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that `count` made: what one says of its rounding, and whether one is read as if each row were a study. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/binding_parts.h"
#include "data/loader.h"

void loader_watch_counted(struct loader *loader, const struct header *header)
{
    struct counted_watch *watch = &loader->counted;
    struct binding *binding = loader->binding;

    watch->mark_slot = watch->count_slot = NO_SLOT;
    for (size_t i = 0; i < header->n; i++)
        if (!strcmp(header->names[i], ROUNDING_MARK_COLUMN)) {
            watch->mark_slot = bind_slot(binding, i);
            free(watch->freq);
            watch->freq = i + 1 < header->n ? xstrdup(header->names[i + 1]) : NULL;
        }
    if (loader->options->freq || strcmp(header->names[header->n - 1], "n") != 0)
        return;
    for (size_t i = 0; i < binding->n_slots; i++)
        if (binding->columns[i] == header->n - 1)
            return; /* it has a role */
    watch->count_slot = bind_slot(binding, header->n - 1);
}

static void see_count(struct counted_watch *watch, const struct csv_field *field)
{
    uint64_t n;

    if (!numfmt_parse_count(field->text, field->length, &n) || n == 0)
        watch->count_slot = NO_SLOT;
    else if (n > 1)
        watch->has_several = true;
}

/* Rows that stand together mostly say the same: it is read once. */
static void see_mark(struct loader *loader, const struct csv_field *field)
{
    struct counted_watch *watch = &loader->counted;
    struct rounding_mark mark;

    if (watch->last_mark.length == field->length &&
        !memcmp(watch->last_mark.text, field->text, field->length))
        return;
    strbuf_reset(&watch->last_mark);
    strbuf_add(&watch->last_mark, field->text, field->length);
    if (rounding_mark_read(&mark, field->text))
        rounding_mark_join(&loader->cohort->rounded, &mark);
    rounding_mark_release(&mark);
}

void loader_see_counted(struct loader *loader, const struct csv_field *fields)
{
    if (loader->counted.mark_slot != NO_SLOT)
        see_mark(loader, &fields[loader->counted.mark_slot]);
    if (loader->counted.count_slot != NO_SLOT)
        see_count(&loader->counted, &fields[loader->counted.count_slot]);
}

/* ---- Rows by their rounded score ------------------------------------------------ */

static bool is_score(const struct binding *binding, size_t slot)
{
    for (size_t i = 0; i < binding->n_scores; i++)
        if (binding->scores[i].slot == slot)
            return true;
    return false;
}

/* Rounding may have moved studies over a threshold that was not kept. */
static enum err_code check_threshold(struct loader *loader, const char *option,
                                     const char *column, double threshold)
{
    const struct rounding_mark *rounded = &loader->cohort->rounded;
    struct strbuf only = STRBUF_INIT;
    char number[NUMFMT_SIZE];

    if (rounding_mark_is_exact(rounded, threshold))
        return ERR_OK;
    rounding_mark_add_only(&only, rounded);
    numfmt_shortest(number, threshold);
    err_set(loader->err, ERR_INPUT,
            "%s: '%s' at %s: the scores of the table are rounded to %d digit%s, and "
            "which studies lie on which side is that of the files %s",
            option, column, number, rounded->digits, rounded->digits == 1 ? "" : "s",
            only.text);
    strbuf_release(&only);
    return err_hint(loader->err, "count the files again with -t %s", number);
}

static enum err_code check_rows(struct loader *loader)
{
    const struct binding *binding = loader->binding;
    double threshold;

    for (size_t i = 0; i < binding->n_filters; i++) {
        const struct filter *filter = &binding->filters[i];

        for (size_t v = 0; v < filter->n_values && is_score(binding, filter->slot); v++)
            if (numfmt_parse(filter->values[v], strlen(filter->values[v]), '.',
                             &threshold) &&
                check_threshold(loader, "--where", filter->column, threshold))
                return loader->err->code;
    }
    for (size_t i = 0; i < binding->n_factors; i++) {
        const struct factor *factor = &binding->factors[i];

        for (size_t e = 0; e < factor->cut.n_edges && is_score(binding, factor->slot);
             e++)
            if (check_threshold(loader, "--by", factor->column, factor->cut.edges[e]))
                return loader->err->code;
    }
    return ERR_OK;
}

/* ---- What is said --------------------------------------------------------------- */

enum err_code loader_check_counted(struct loader *loader)
{
    const char *file = loader->cohort->files[0].name;

    if (loader->cohort->rounded.digits && !loader->options->freq) {
        err_set(loader->err, ERR_INPUT,
                "%s: a table of 'proctor count': a row stands for several studies, "
                "and would count as one",
                file);
        return err_hint(loader->err, "add --freq %s",
                        loader->counted.freq
                            ? loader->counted.freq
                            : "COLUMN, with the number of studies of each row");
    }
    if (check_rows(loader))
        return loader->err->code;
    if (loader->counted.count_slot != NO_SLOT && loader->counted.has_several)
        notes_addf(loader->notes,
                   "%s looks like a table of 'proctor count': its last column, 'n', "
                   "holds whole numbers. Each row counts as one study here; if it "
                   "stands for n of them, add --freq n.",
                   file);
    return ERR_OK;
}
