/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Further columns from the joined file, for each row of the predictions. */
#include <stdlib.h>
#include <string.h>

#include "base/numfmt.h"
#include "base/path.h"
#include "data/loader.h"

void loader_join_row(struct loader *loader, const struct csv_field *fields)
{
    const struct csv_field *key;

    if (loader->binding->join_slot == NO_SLOT)
        return;
    key = &fields[loader->binding->join_slot];
    loader->join_row = lookup_find(&loader->join, key->text, key->length);
    loader->n_join_rows++;
    if (loader->join_row != INTERN_NONE) {
        loader->join.used[loader->join_row] = true;
        loader->n_joined++;
    } else if (!loader->n_joined) { /* they may have to explain themselves */
        intern_add(&loader->join_keys, key->text, key->length);
    }
}

void loader_join_truth_only(struct loader *loader, const char *id)
{
    if (loader->binding->join_slot == NO_SLOT || loader->binding->joined_on_patient) {
        loader->join_row = INTERN_NONE;
        return;
    }
    loader->join_row = lookup_find(&loader->join, id, strlen(id));
    if (loader->join_row != INTERN_NONE)
        loader->join.used[loader->join_row] = true;
}

struct csv_field loader_field(const struct loader *loader,
                              const struct csv_field *fields, size_t slot)
{
    const char *text;

    if (!binding_is_joined(slot))
        return fields ? fields[slot] : (struct csv_field){"", 0};
    if (loader->join_row == INTERN_NONE)
        return (struct csv_field){"", 0};
    text = lookup_text(&loader->join, loader->join_row, slot & ~JOINED_SLOT);
    return (struct csv_field){text, strlen(text)};
}

enum err_code loader_check_join(struct loader *loader)
{
    bool by_patient = loader->binding->joined_on_patient;
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];
    char *why;

    if (!loader->options->join || loader->n_joined)
        return ERR_OK;
    err_set(loader->err, ERR_INPUT, "none of the %s %s of %s is among the %s of %s",
            numfmt_count(n, loader->join_keys.n),
            by_patient ? "patient ids" : "study ids", loader->file,
            numfmt_count(m, loader->join.n_rows), loader->options->join);
    why = lookup_explain_no_match(&loader->join, &loader->join_keys);
    err_hint(loader->err, "%s",
             why          ? why
             : by_patient ? "is it the same kind of id in both files?"
                          : "is it the same kind of id in both files? See --id A=B");
    free(why);
    return loader->err->code;
}

void loader_note_join(struct loader *loader)
{
    const struct binding *binding = loader->binding;
    const char *join = loader->options->join;
    uint64_t without = loader->n_join_rows - loader->n_joined, unused;
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE], u[NUMFMT_SIZE], v[NUMFMT_SIZE];

    if (!join)
        return;
    unused = loader->join.n_rows - lookup_count_used(&loader->join);
    notes_addf(loader->notes,
               "%s is joined on the %s (column '%s'): no counterpart for %s of %s rows "
               "of %s%s and for %s of its %s rows.",
               path_base(join), binding->joined_on_patient ? "patient" : "study id",
               loader->join_column, numfmt_count(n, without),
               numfmt_count(m, loader->n_join_rows), path_base(loader->file),
               without ? " (their joined columns are empty)" : "",
               numfmt_count(u, unused), numfmt_count(v, loader->join.n_rows));
}
