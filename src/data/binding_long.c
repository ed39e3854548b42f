/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --model-column and --finding-column. */
#include "data/binding_parts.h"

enum err_code bind_long(struct bind_context *ctx)
{
    const struct input_options *options = ctx->options;
    struct binding *binding = ctx->binding;

    binding->is_long = options->model_column || options->finding_column;
    if (!binding->is_long)
        return ERR_OK;
    if (binding->n_scores != 1 || binding->n_labels != 1) {
        err_set(
            ctx->err, ERR_USAGE,
            "%s needs one --score and one --label: a row is about one model and one "
            "finding",
            options->model_column ? "--model-column" : "--finding-column");
        return err_hint(ctx->err, "--models and --findings keep some of them");
    }
    if (options->finding_column && options->truth)
        return err_set(
            ctx->err, ERR_USAGE,
            "--finding-column and --truth exclude each other: the truth file "
            "has one row per study");
    if (bind_plain_column(ctx, "--model-column", options->model_column,
                          &binding->model_slot) ||
        bind_plain_column(ctx, "--finding-column", options->finding_column,
                          &binding->finding_slot))
        return ctx->err->code;
    return ERR_OK;
}
