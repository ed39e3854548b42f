/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Study ids that are kept, and columns that look like ids but were given no role: if their values repeat, rows are not
 * independent studies, and the user should know. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/binding_parts.h"
#include "data/loader.h"

bool loader_keeps_ids(const struct loader *loader)
{
    return loader->watch->wish.ids && loader->binding->id_slot != NO_SLOT;
}

/* Ids of studies that only the truth file has are new ones. */
void loader_keep_ids(struct loader *loader)
{
    struct cohort *cohort = loader->cohort;

    if (!loader_keeps_ids(loader))
        return;
    for (size_t i = loader->first_truth_only; cohort->has_truth && i < cohort->n; i++) {
        const char *id = loader->truth.keys.strings[cohort->id[i]];

        cohort->id[i] = intern_add(&loader->ids, id, strlen(id));
    }
    cohort->ids = loader->ids;
    loader->ids = (struct intern){0};
}

static bool has_role(const struct binding *binding, size_t column)
{
    for (size_t i = 0; i < binding->n_slots; i++)
        if (binding->columns[i] == column)
            return true;
    return false;
}

void loader_watch_ids(struct loader *loader, const struct header *header)
{
    for (size_t i = 0; i < header->n; i++) {
        struct id_watch *watch;

        if (!column_name_is_id(header->names[i]) || has_role(loader->binding, i))
            continue;
        loader->id_watches = xrealloc(loader->id_watches, loader->n_id_watches + 1,
                                      sizeof *loader->id_watches);
        watch = &loader->id_watches[loader->n_id_watches++];
        *watch = (struct id_watch){.slot = bind_slot(loader->binding, i),
                                   .column = header->names[i],
                                   .hint = column_name_hint(header->names[i])};
        sketch_init(&watch->sketch, SKETCH_SIZE);
    }
}

void loader_see_ids(struct loader *loader, const struct csv_field *fields)
{
    for (size_t i = 0; i < loader->n_id_watches; i++) {
        const struct csv_field *field = &fields[loader->id_watches[i].slot];

        if (field->length)
            sketch_add(&loader->id_watches[i].sketch, field->text, field->length);
    }
}

static void note_repeats(struct loader *loader, const struct id_watch *watch,
                         const struct sketch_summary *summary)
{
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];
    bool is_patient = watch->hint == COLUMN_PATIENT_ID;

    notes_addf(
        loader->notes,
        "Column '%s' looks like a %s id and repeats (%s%s values in %s rows): %s",
        watch->column, is_patient ? "patient" : "study",
        summary->is_exact ? "" : "about ", numfmt_count(n, summary->n_distinct),
        numfmt_count(m, summary->n_added),
        is_patient ? "rows are treated as independent, so intervals are too narrow "
                     "if studies of one patient are alike."
                   : "is a study in the file more than once?");
}

void loader_note_ids(struct loader *loader)
{
    for (size_t i = 0; i < loader->n_id_watches; i++) {
        struct sketch_summary summary = sketch_summarise(&loader->id_watches[i].sketch);

        /* A few values in many rows are categories, whatever the name says. */
        if (summary.repeats && (loader->id_watches[i].hint == COLUMN_PATIENT_ID ||
                                summary.n_distinct > summary.n_added / 2))
            note_repeats(loader, &loader->id_watches[i], &summary);
    }
}
