/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --join: which column the joined file is found by, and columns that may be in either file. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "data/binding_parts.h"
#include "data/spec.h"

bool bind_is_known(const struct bind_context *ctx, const char *name)
{
    return bind_is_column(ctx->header, name) ||
           (ctx->join && bind_is_column(ctx->join, name));
}

static enum err_code join_on(struct bind_context *ctx, size_t slot, const char *option,
                             const char *name)
{
    struct binding *binding = ctx->binding;
    size_t column;

    if (binding_find_column(ctx->join, option, name, &column, ctx->err))
        return ctx->err->code;
    binding->join_slot = slot;
    binding->join_key_slot = bind_join_slot(binding, column);
    return ERR_OK;
}

static enum err_code refuse_join(struct bind_context *ctx, const char *id,
                                 const char *patient)
{
    const char *join = ctx->join->file, *tried = id ? id : patient;

    if (!tried) {
        err_set(ctx->err, ERR_USAGE,
                "--join needs --id or --patient: which column do both files have?");
        return err_hint(ctx->err,
                        "such as --id StudyInstanceUID, or --patient "
                        "PatientID; --id A=B where %s calls it B",
                        join);
    }
    if (id && patient)
        err_set(ctx->err, ERR_INPUT,
                "--join: %s has neither the study id '%s' (--id) nor the patient '%s' "
                "(--patient)",
                join, id, patient);
    else
        err_set(ctx->err, ERR_INPUT, "--join: %s has no column '%s' (%s)", join, tried,
                id ? "--id" : "--patient");
    return err_hint(ctx->err,
                    "say --id A=B, where %s calls the study id B; 'proctor inspect %s' "
                    "shows its columns",
                    join, join);
}

/* The study id by the name it has in the second file, or by its own; else the patient. */
enum err_code bind_join(struct bind_context *ctx, const char *id, const char *second_id)
{
    const char *name = ctx->options->patient;
    char *patient;
    size_t column;
    enum err_code code;

    if (!ctx->join)
        return ERR_OK;
    if (id && bind_is_column(ctx->join, second_id))
        return join_on(ctx, ctx->binding->id_slot, "--id", second_id);
    if (id && bind_is_column(ctx->join, id))
        return join_on(ctx, ctx->binding->id_slot, "--id", id);
    patient = name ? xstrdup(name) : NULL;
    if (name && !bind_is_column(ctx->header, name))
        spec_unquote(patient);
    if (patient && bind_is_column(ctx->join, patient)) {
        ctx->binding->joined_on_patient = true;
        code =
            binding_find_column(ctx->header, "--patient", patient, &column, ctx->err);
        if (!code)
            code = join_on(ctx, bind_slot(ctx->binding, column), "--patient", patient);
    } else {
        code = refuse_join(ctx, second_id, patient);
    }
    free(patient);
    return code;
}

/* The column by which the files are joined, called alike in both: there it does not matter whose it is. */
static bool is_shared_key(const struct bind_context *ctx, const char *name)
{
    const struct binding *binding = ctx->binding;

    return binding->join_slot != NO_SLOT &&
           !strcmp(ctx->header->names[binding->columns[binding->join_slot]], name) &&
           !strcmp(ctx->join->names[binding->join_columns[binding->join_key_slot]],
                   name);
}

static enum err_code refuse_unknown(struct bind_context *ctx, const char *option,
                                    const char *name)
{
    size_t n = ctx->header->n, m = ctx->join->n;
    const char **names = xcalloc(n + m, sizeof *names), *near;

    memcpy(names, ctx->header->names, n * sizeof *names);
    memcpy(names + n, ctx->join->names, m * sizeof *names);
    near = nearest_name(name, names, n + m);
    free(names);
    err_set(ctx->err, ERR_INPUT, "%s: no column '%s' in %s or %s", option, name,
            ctx->header->file, ctx->join->file);
    return near ? err_hint(ctx->err, "the nearest name there is '%s'", near)
                : err_hint(ctx->err, "'proctor inspect FILE' shows the columns");
}

enum err_code bind_column(struct bind_context *ctx, const char *option,
                          const char *name, size_t *slot, const char **column_name)
{
    bool here = binding_has_column(ctx->header, name);
    bool there = ctx->join && binding_has_column(ctx->join, name);
    const struct header *header = there && !here ? ctx->join : ctx->header;
    size_t column;

    assert(header);
    if (here && there && !is_shared_key(ctx, name)) {
        err_set(ctx->err, ERR_INPUT, "%s: column '%s' is both in %s and in %s", option,
                name, ctx->header->file, ctx->join->file);
        return err_hint(ctx->err, "give it another name in one of the files");
    }
    if (ctx->join && !here && !there && *name && name[0] != '#')
        return refuse_unknown(ctx, option, name);
    if (binding_find_column(header, option, name, &column, ctx->err))
        return header == ctx->join /* positions are those of the predictions */
                   ? err_hint(ctx->err, "give one of them another name")
                   : ctx->err->code;
    *slot = header == ctx->join ? JOINED_SLOT | bind_join_slot(ctx->binding, column)
                                : bind_slot(ctx->binding, column);
    *column_name = header->names[column];
    return ERR_OK;
}
