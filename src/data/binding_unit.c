/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --unit and --aggregate. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/binding_parts.h"
#include "data/spec.h"

static enum err_code check_options(struct bind_context *ctx)
{
    const struct input_options *options = ctx->options;

    if (options->units.n && options->aggregate == AGGREGATE_NONE) {
        err_set(ctx->err, ERR_USAGE,
                "--unit needs --aggregate: how do the scores of several rows become "
                "that of a study?");
        return err_hint(ctx->err,
                        "--aggregate max takes the highest, mean the average, "
                        "first that of the first row");
    }
    if (!options->units.n && options->aggregate != AGGREGATE_NONE) {
        err_set(ctx->err, ERR_USAGE,
                "--aggregate needs --unit: which rows are one study?");
        return err_hint(ctx->err, "such as --unit patient_id,laterality: rows that are "
                                  "alike in these columns are one study");
    }
    if (options->units.n && options->freq)
        return err_set(ctx->err, ERR_USAGE,
                       "--freq and --unit exclude each other: one says that a row is "
                       "several studies, the other that several rows are one");
    return ERR_OK;
}

static enum err_code add_unit(struct bind_context *ctx, char *text)
{
    struct binding *binding = ctx->binding;
    const char *name;
    size_t slot;

    if (!bind_is_known(ctx, text))
        spec_unquote(text);
    if (bind_column(ctx, "--unit", text, &slot, &name))
        return ctx->err->code;
    binding->units =
        xrealloc(binding->units, binding->n_units + 1, sizeof *binding->units);
    binding->units[binding->n_units++] = (struct unit_column){slot, xstrdup(name)};
    return ERR_OK;
}

enum err_code bind_unit(struct bind_context *ctx)
{
    const struct text_list *texts = &ctx->options->units;
    enum err_code code = check_options(ctx);

    for (size_t i = 0; i < texts->n && !code; i++) {
        struct spec_list parts;

        if (bind_is_known(ctx, texts->texts[i]))
            spec_single(&parts, texts->texts[i]);
        else
            spec_split(&parts, texts->texts[i], ',');
        for (size_t j = 0; j < parts.n && !code; j++)
            code = add_unit(ctx, parts.parts[j]);
        spec_release(&parts);
    }
    return code;
}
