/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Study ids, which must be unique and may be kept; and columns that look like ids but were given no role: if their values
 * repeat, rows are not independent studies, and the user should know. */
#include <inttypes.h>
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
    cohort->n_predicted_ids = loader->ids.n;
    for (size_t i = loader->first_truth_only; cohort->has_truth && i < cohort->n; i++) {
        const char *id = loader->truth.keys.strings[cohort->id[i]];

        cohort->id[i] = intern_add(&loader->ids, id, strlen(id));
    }
    cohort->ids = loader->ids;
    loader->ids = (struct intern){0};
    cohort->id_places = loader->id_places;
    loader->id_places = NULL;
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
        loader->notes, "Column '%s' looks like a %s id and repeats (%s%s in %s): %s",
        watch->column, is_patient ? "patient" : "study",
        summary->is_exact ? "" : "about ",
        numfmt_things(n, summary->n_distinct, "value", "values"),
        numfmt_things(m, summary->n_added, "row", "rows"),
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

/* `code` is new, or `what` was seen before. */
static enum err_code check_unique(struct loader *loader, uint32_t code, bool is_new,
                                  uint64_t line, const char *what)
{
    const struct id_place *place = &loader->id_places[code];
    bool plain = loader->options->ids == IDS_PLAIN;

    if (!is_new) {
        err_set(loader->err, ERR_INPUT,
                "%s:%" PRIu64 ": the study id%s%s%s was on line %" PRIu64
                " of %s already%s",
                loader->file, line, plain ? " '" : "",
                plain ? loader->ids.strings[loader->id] : "", plain ? "'" : "",
                place->line, loader->cohort->files[place->file].name, what);
        return err_hint(loader->err,
                        "a study may stand in one row only%s; leave --id "
                        "out if the column is no study id",
                        what);
    }
    loader->id_places = xgrow(loader->id_places, &loader->id_capacity, (size_t)code + 1,
                              sizeof *loader->id_places);
    loader->id_places[code] =
        (struct id_place){(uint32_t)loader->cohort->n_files - 1, line};
    return ERR_OK;
}

enum err_code loader_read_id(struct loader *loader, const struct csv_field *fields,
                             uint64_t line)
{
    const struct binding *binding = loader->binding;
    const struct csv_field *id;
    uint32_t before = loader->ids.n;

    if (binding->id_slot == NO_SLOT)
        return ERR_OK;
    id = &fields[binding->id_slot];
    if (id->length == 0) {
        err_set(loader->err, ERR_INPUT, "%s:%" PRIu64 ": the study id is empty",
                loader->file, line);
        return err_hint(
            loader->err,
            "every study needs an id of its own; leave --id out if the column is none");
    }
    loader->id = intern_add(&loader->ids, id->text, id->length);
    if (binding->n_units || binding->is_long)
        return ERR_OK; /* the rows of a study share it */
    return check_unique(loader, loader->id, loader->id == before, line, "");
}

enum err_code loader_check_long_id(struct loader *loader, uint64_t line)
{
    const struct binding *binding = loader->binding;
    uint32_t before = loader->id_pairs.n, code;

    if (binding->id_slot == NO_SLOT || binding->n_units)
        return ERR_OK;
    strbuf_reset(&loader->level);
    strbuf_addf(&loader->level, "%" PRIu32 ",%" PRIu32, loader->id, loader->pair);
    code = intern_add(&loader->id_pairs, loader->level.text, loader->level.length);
    return check_unique(loader, code, code == before, line,
                        " for the same model and finding");
}
