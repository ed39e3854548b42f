/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --score and --label: columns, names and pairs. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "data/binding_parts.h"
#include "data/spec.h"

/* Parts of all values of a repeatable option; a value that is an exact column name is one part, whatever is in it. */
static void collect_parts(struct spec_list *all, const struct text_list *texts,
                          const struct header *header)
{
    *all = (struct spec_list){0};
    for (size_t i = 0; i < texts->n; i++) {
        struct spec_list list = {0};

        if (bind_is_column(header, texts->texts[i]))
            spec_single(&list, texts->texts[i]);
        else
            spec_split(&list, texts->texts[i], ',');
        for (size_t j = 0; j < list.n; j++) {
            all->parts =
                xgrow(all->parts, &all->capacity, all->n + 1, sizeof *all->parts);
            all->parts[all->n++] = list.parts[j];
        }
        free(list.parts);
    }
}

/* "COL" or "NAME=COL": *name points into part or is the column itself. Exact column names win over the syntax. */
static char *split_name(char *part, const struct header *header,
                        const struct header *truth, char **name)
{
    char *equals = NULL;

    if (!bind_is_column(header, part) && !(truth && bind_is_column(truth, part)))
        equals = spec_find(part, '=');
    if (equals) {
        *equals = '\0';
        *name = spec_unquote(part);
        return spec_unquote(equals + 1);
    }
    *name = spec_unquote(part);
    return *name;
}

static enum err_code bind_score(struct bind_context *ctx, const char *column_name,
                                const char *model)
{
    struct binding *binding = ctx->binding;
    size_t column;

    if (binding_find_column(ctx->header, "--score", column_name, &column, ctx->err))
        return ctx->err->code;
    for (size_t i = 0; i < binding->n_scores; i++)
        if (!strcmp(binding->scores[i].model, model)) {
            err_set(ctx->err, ERR_USAGE, "--score: two models are called '%s'", model);
            return err_hint(ctx->err, "give one another name: --score NAME=%s",
                            column_name);
        }
    binding->scores =
        xrealloc(binding->scores, binding->n_scores + 1, sizeof *binding->scores);
    binding->scores[binding->n_scores++] =
        (struct score_column){.slot = bind_slot(binding, column),
                              .column = xstrdup(ctx->header->names[column]),
                              .model = xstrdup(model)};
    return ERR_OK;
}

enum err_code bind_label(struct bind_context *ctx, const char *column_name,
                         const char *finding)
{
    struct binding *binding = ctx->binding;
    struct label_column label = {.slot = NO_SLOT, .truth_slot = NO_SLOT};
    size_t column;

    for (size_t i = 0; i < binding->n_labels; i++)
        if (!strcmp(binding->labels[i].finding, finding)) {
            err_set(ctx->err, ERR_USAGE, "--label: two findings are called '%s'",
                    finding);
            return err_hint(ctx->err, "give one another name: --label NAME=%s",
                            column_name);
        }
    if (ctx->truth && bind_is_column(ctx->truth, column_name)) {
        if (binding_find_column(ctx->truth, "--label", column_name, &column, ctx->err))
            return ctx->err->code;
        label.truth_slot = bind_truth_slot(binding, column);
    }
    if (label.truth_slot == NO_SLOT || bind_is_column(ctx->header, column_name)) {
        if (binding_find_column(ctx->truth && !bind_is_column(ctx->header, column_name)
                                    ? ctx->truth
                                    : ctx->header,
                                "--label", column_name, &column, ctx->err))
            return ctx->err->code;
        label.slot = bind_slot(binding, column);
    }
    label.column = xstrdup(column_name);
    label.finding = xstrdup(finding);
    binding->labels =
        xrealloc(binding->labels, binding->n_labels + 1, sizeof *binding->labels);
    binding->labels[binding->n_labels++] = label;
    return ERR_OK;
}

static void pair_all(struct binding *binding)
{
    binding->n_pairs = binding->n_scores * binding->n_labels;
    binding->pairs = xcalloc(binding->n_pairs, sizeof *binding->pairs);
    for (size_t i = 0; i < binding->n_pairs; i++)
        binding->pairs[i] = (struct pair){i / binding->n_labels, i % binding->n_labels};
}

/* True, and remembered, if this one of two files may do without the column. */
static bool is_elsewhere(struct bind_context *ctx, const char *option,
                         const char *column)
{
    struct binding *binding = ctx->binding;
    bool is_score = !strcmp(option, "--score");

    if (ctx->options->part == FILE_ALONE || binding_has_column(ctx->header, column) ||
        *column == '#' || (!is_score && ctx->options->part == FILE_FIRST))
        return false;
    if (is_score) {
        binding->absent =
            xrealloc(binding->absent, binding->n_absent + 1, sizeof *binding->absent);
        binding->absent[binding->n_absent++] = xstrdup(column);
    }
    return true;
}

static enum err_code refuse_no_score(struct bind_context *ctx)
{
    err_set(ctx->err, ERR_INPUT, "--score: %s has none of these columns",
            ctx->header->file);
    return err_hint(ctx->err, "'proctor inspect %s' shows its columns",
                    ctx->header->file);
}

static enum err_code bind_plain(struct bind_context *ctx, struct spec_list *scores,
                                struct spec_list *labels)
{
    char *name, *column;

    for (size_t i = 0; i < scores->n; i++) {
        column = split_name(scores->parts[i], ctx->header, NULL, &name);
        if (!is_elsewhere(ctx, "--score", column) && bind_score(ctx, column, name))
            return ctx->err->code;
    }
    if (!ctx->binding->n_scores)
        return refuse_no_score(ctx);
    for (size_t i = 0; i < labels->n; i++) {
        column = split_name(labels->parts[i], ctx->header, ctx->truth, &name);
        if (!is_elsewhere(ctx, "--label", column) && bind_label(ctx, column, name))
            return ctx->err->code;
    }
    for (size_t i = 0; i < ctx->binding->n_scores; i++)
        for (size_t j = 0; j < ctx->binding->n_labels; j++)
            if (ctx->binding->scores[i].slot == ctx->binding->labels[j].slot)
                return err_set(ctx->err, ERR_USAGE,
                               "column '%s' is given both as --score and as --label",
                               ctx->binding->labels[j].column);
    pair_all(ctx->binding);
    return ERR_OK;
}

/* Index of the name in the parts of a list option, or its length. */
static size_t find_part(const struct spec_list *list, const char *name)
{
    size_t i = 0;

    while (i < list->n && strcmp(list->parts[i], name) != 0)
        i++;
    return i;
}

/* Models, or findings. The caller frees the list. */
static const char **names_of(const struct binding *binding, bool is_model, size_t *n)
{
    const char **names;

    *n = is_model ? binding->n_scores : binding->n_labels;
    names = xcalloc(*n, sizeof *names);
    for (size_t i = 0; i < *n; i++)
        names[i] = is_model ? binding->scores[i].model : binding->labels[i].finding;
    return names;
}

enum err_code binding_hint_model(const struct binding *binding, const char *name,
                                 struct err *err)
{
    size_t n;
    const char **names = names_of(binding, true, &n);

    nearest_hint(err, name, names, n);
    free(names);
    return err->code;
}

static enum err_code unknown_name(struct bind_context *ctx, const char *option,
                                  const char *name, bool is_model)
{
    size_t n, found = 0;
    const char **names = names_of(ctx->binding, is_model, &n);

    while (found < n && strcmp(names[found], name) != 0)
        found++;
    if (found < n)
        err_set(ctx->err, ERR_USAGE,
                "%s: none of the chosen models has the finding '%s'", option, name);
    else
        err_set(ctx->err, ERR_USAGE, "%s: no %s is called '%s'", option,
                is_model ? "model" : "finding", name);
    if (found == n)
        nearest_hint(ctx->err, name, names, n);
    free(names);
    return ctx->err->code;
}

/* Keeps the pairs whose model (or finding) is in the list; all if it is empty. */
static enum err_code keep_named(struct bind_context *ctx, const struct text_list *texts,
                                const char *option, bool is_model)
{
    struct binding *binding = ctx->binding;
    struct spec_list list;
    bool *seen;
    size_t kept = 0;
    enum err_code code = ERR_OK;

    if (!texts->n)
        return ERR_OK;
    collect_parts(&list, texts, ctx->header);
    for (size_t i = 0; i < list.n; i++)
        spec_unquote(list.parts[i]);
    seen = xcalloc(list.n, sizeof *seen);
    for (size_t i = 0; i < binding->n_pairs; i++) {
        struct pair pair = binding->pairs[i];
        size_t at = find_part(&list, is_model ? binding->scores[pair.score].model
                                              : binding->labels[pair.label].finding);

        if (at < list.n) {
            seen[at] = true;
            binding->pairs[kept++] = pair;
        }
    }
    binding->n_pairs = kept;
    for (size_t i = 0; i < list.n && !code; i++)
        if (!seen[i])
            code = unknown_name(ctx, option, list.parts[i], is_model);
    free(seen);
    spec_release(&list);
    return code;
}

/* Forgets the score and label columns that no pair needs, so that they are not read. */
static void drop_unused(struct binding *binding)
{
    size_t *score_index = xcalloc(binding->n_scores, sizeof *score_index);
    size_t *label_index = xcalloc(binding->n_labels, sizeof *label_index);
    size_t n_scores = 0, n_labels = 0;

    for (size_t i = 0; i < binding->n_pairs; i++) {
        score_index[binding->pairs[i].score] = 1;
        label_index[binding->pairs[i].label] = 1;
    }
    for (size_t i = 0; i < binding->n_scores; i++) {
        struct score_column column = binding->scores[i];

        if (!score_index[i]) {
            free(column.column);
            free(column.model);
            continue;
        }
        score_index[i] = n_scores;
        binding->scores[n_scores++] = column;
    }
    for (size_t i = 0; i < binding->n_labels; i++) {
        struct label_column column = binding->labels[i];

        if (!label_index[i]) {
            free(column.column);
            free(column.finding);
            continue;
        }
        label_index[i] = n_labels;
        binding->labels[n_labels++] = column;
    }
    for (size_t i = 0; i < binding->n_pairs; i++)
        binding->pairs[i] = (struct pair){score_index[binding->pairs[i].score],
                                          label_index[binding->pairs[i].label]};
    binding->n_scores = n_scores;
    binding->n_labels = n_labels;
    free(score_index);
    free(label_index);
}

static enum err_code require_both(struct bind_context *ctx)
{
    const struct input_options *options = ctx->options;
    const char *missing = !options->scores.n   ? "--score"
                          : !options->labels.n ? "--label"
                                               : NULL;

    if (!missing)
        return ERR_OK;
    err_set(ctx->err, ERR_USAGE, "%s is not given: which column holds %s?", missing,
            options->scores.n ? "the ground truth" : "the model's probability");
    return err_hint(ctx->err,
                    "'proctor inspect %s' shows the columns and the command to type",
                    ctx->header->file);
}

enum err_code bind_keep_named(struct binding *binding,
                              const struct input_options *options, struct err *err)
{
    const struct header none = {0};
    struct bind_context ctx = {binding, options, &none, NULL, NULL, err};

    if (options->part == FILE_SECOND) /* its pairs are those of the first */
        return ERR_OK;
    if (keep_named(&ctx, &options->models, "--models", true) ||
        keep_named(&ctx, &options->findings, "--findings", false))
        return err->code;
    if (binding->n_pairs == 0)
        return err_set(
            err, ERR_USAGE,
            "--models and --findings leave no pair of a model and a finding");
    drop_unused(binding);
    return ERR_OK;
}

enum err_code bind_scores_and_labels(struct bind_context *ctx)
{
    struct spec_list scores, labels;
    bool any_pattern = false;
    enum err_code code = require_both(ctx);

    if (code)
        return code;
    collect_parts(&scores, &ctx->options->scores, ctx->header);
    collect_parts(&labels, &ctx->options->labels,
                  ctx->truth ? ctx->truth : ctx->header);
    for (size_t i = 0; i < scores.n; i++)
        any_pattern |= bind_has_pattern(scores.parts[i]) &&
                       !bind_is_column(ctx->header, scores.parts[i]);
    if (!any_pattern)
        code = bind_plain(ctx, &scores, &labels);
    else if (scores.n != 1 || labels.n != 1)
        code = err_set(ctx->err, ERR_USAGE,
                       "a pattern with {model} or {finding} needs exactly one --score "
                       "and one --label");
    else
        code = bind_pattern(ctx, spec_unquote(scores.parts[0]),
                            spec_unquote(labels.parts[0]));
    spec_release(&scores);
    spec_release(&labels);
    if (code || ctx->options->model_column || ctx->options->finding_column)
        return code; /* long form: the names are not known yet */
    return bind_keep_named(ctx->binding, ctx->options, ctx->err);
}
