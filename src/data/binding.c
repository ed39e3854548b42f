/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/binding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/numfmt.h"
#include "data/binding_parts.h"
#include "data/spec.h"

static size_t count_named(const struct header *header, const char *name, size_t *last)
{
    size_t n = 0;

    for (size_t i = 0; i < header->n; i++)
        if (!strcmp(header->names[i], name)) {
            *last = i;
            n++;
        }
    return n;
}

bool bind_is_column(const struct header *header, const char *name)
{
    size_t last;

    return *name && count_named(header, name, &last) == 1;
}

static enum err_code unknown_column(const struct header *header, const char *option,
                                    const char *name, struct err *err)
{
    const char *near = nearest_name(name, header->names, header->n);
    char columns[NUMFMT_SIZE];

    err_set(err, ERR_INPUT, "%s: no column '%s' in %s", option, name, header->file);
    if (near)
        return err_hint(err,
                        "the nearest name there is '%s'; 'proctor inspect %s' shows "
                        "all %zu columns",
                        near, header->file, header->n);
    return err_hint(err, "'proctor inspect %s' shows its %s", header->file,
                    numfmt_things(columns, header->n, "column", "columns"));
}

bool binding_has_column(const struct header *header, const char *name)
{
    size_t last;

    return *name && count_named(header, name, &last) > 0;
}

enum err_code binding_find_column(const struct header *header, const char *option,
                                  const char *name, size_t *column, struct err *err)
{
    size_t n = count_named(header, name, column);
    uint64_t number;
    char columns[NUMFMT_SIZE];

    if (!*name) {
        err_set(err, ERR_USAGE, "%s: the name of the column is empty", option);
        return err_hint(err, "a column without a name is called by its place: '#1'");
    }
    if (n == 1)
        return ERR_OK;
    if (n > 1) {
        err_set(err, ERR_INPUT, "%s: %zu columns of %s are called '%s'", option, n,
                header->file, name);
        return err_hint(err, "choose one by its position, such as '#%zu'", *column + 1);
    }
    if (name[0] == '#' && numfmt_parse_count(name + 1, strlen(name + 1), &number)) {
        if (number >= 1 && number <= header->n) {
            *column = (size_t)number - 1;
            return ERR_OK;
        }
        return err_set(err, ERR_INPUT, "%s: '%s': %s has %s", option, name,
                       header->file,
                       numfmt_things(columns, header->n, "column", "columns"));
    }
    return unknown_column(header, option, name, err);
}

static size_t slot_of(size_t **columns, size_t *n, size_t column)
{
    for (size_t i = 0; i < *n; i++)
        if ((*columns)[i] == column)
            return i;
    *columns = xrealloc(*columns, *n + 1, sizeof **columns);
    (*columns)[*n] = column;
    return (*n)++;
}

size_t bind_slot(struct binding *binding, size_t column)
{
    return slot_of(&binding->columns, &binding->n_slots, column);
}

size_t bind_truth_slot(struct binding *binding, size_t column)
{
    return slot_of(&binding->truth_columns, &binding->n_truth_slots, column);
}

size_t bind_join_slot(struct binding *binding, size_t column)
{
    return slot_of(&binding->join_columns, &binding->n_join_slots, column);
}

/* "--id COL" or "--id COL=TRUTHCOL"; with it, or without, the key of --join. */
static enum err_code bind_id(struct bind_context *ctx)
{
    struct binding *binding = ctx->binding;
    const char *name = ctx->options->id;
    char *text, *equals, *truth_name;
    size_t column;
    enum err_code code;

    if (!name)
        return bind_join(ctx, NULL, NULL);
    text = xstrdup(name);
    equals = bind_is_column(ctx->header, name) ? NULL : spec_find(text, '=');
    if (equals)
        *equals = '\0';
    spec_unquote(text);
    truth_name = equals ? spec_unquote(equals + 1) : text;
    code = binding_find_column(ctx->header, "--id",
                               ctx->options->part == FILE_SECOND &&
                                       bind_is_column(ctx->header, truth_name)
                                   ? truth_name
                                   : text,
                               &column, ctx->err);
    if (!code) {
        binding->id_slot = bind_slot(binding, column);
        if (ctx->truth)
            code =
                binding_find_column(ctx->truth, "--id", truth_name, &column, ctx->err);
        if (!code && ctx->truth)
            binding->truth_id_slot = bind_truth_slot(binding, column);
        if (!code)
            code = bind_join(ctx, text, truth_name);
    }
    free(text);
    return code;
}

enum err_code bind_plain_column(struct bind_context *ctx, const char *option,
                                const char *name, size_t *slot)
{
    char *text;
    size_t column;
    enum err_code code;

    if (!name)
        return ERR_OK;
    text = xstrdup(name);
    code = binding_find_column(ctx->header, option,
                               bind_is_column(ctx->header, name) ? name
                                                                 : spec_unquote(text),
                               &column, ctx->err);
    if (!code)
        *slot = bind_slot(ctx->binding, column);
    free(text);
    return code;
}

static enum err_code bind_patient(struct bind_context *ctx)
{
    const char *name = ctx->options->patient;
    char *text = name ? xstrdup(name) : NULL;
    enum err_code code = ERR_OK;

    if (name)
        code = bind_column(ctx, "--patient",
                           bind_is_known(ctx, name) ? name : spec_unquote(text),
                           &ctx->binding->patient_slot, &name);
    free(text);
    return code;
}

static enum err_code bind_units(struct bind_context *ctx)
{
    if (ctx->options->freq && ctx->options->id)
        return err_set(
            ctx->err, ERR_USAGE,
            "--freq and --id exclude each other: a row that counts for several "
            "studies has no id of its own");
    if (bind_patient(ctx) ||
        bind_plain_column(ctx, "--freq", ctx->options->freq, &ctx->binding->freq_slot))
        return ctx->err->code;
    return ERR_OK;
}

static void bind_missing_words(struct bind_context *ctx)
{
    const struct text_list *options = &ctx->options->missing_values;
    struct missing_values *missing = &ctx->binding->missing;

    for (size_t i = 0; i < options->n; i++) {
        struct spec_list list;

        spec_split(&list, options->texts[i], ',');
        for (size_t j = 0; j < list.n; j++) {
            missing->words =
                xrealloc(missing->words, missing->n + 1, sizeof *missing->words);
            missing->words[missing->n++] = xstrdup(spec_unquote(list.parts[j]));
        }
        spec_release(&list);
    }
}

static bool is_label_column(const void *ctx, const char *name)
{
    const struct bind_context *context = ctx;

    return bind_is_column(context->header, name) ||
           (context->truth && bind_is_column(context->truth, name));
}

static enum err_code bind_rules(struct bind_context *ctx, const struct text_list *texts,
                                const char *option, enum label_class means)
{
    struct binding *binding = ctx->binding;

    for (size_t i = 0; i < texts->n; i++) {
        struct label_rule *rule;
        bool used;

        binding->rules =
            xrealloc(binding->rules, binding->n_rules + 1, sizeof *binding->rules);
        rule = &binding->rules[binding->n_rules++];
        *rule = (struct label_rule){0};
        if (label_rule_parse(rule, option, texts->texts[i], means, is_label_column, ctx,
                             ctx->err))
            return ctx->err->code;
        used = !rule->column;
        for (size_t j = 0; j < binding->n_labels && !used; j++)
            used = !strcmp(binding->labels[j].column, rule->column);
        if (!used)
            return err_set(ctx->err, ERR_USAGE,
                           "%s: column '%s' is not among the labels (--label)", option,
                           rule->column);
    }
    return ERR_OK;
}

static enum err_code bind_all_rules(struct bind_context *ctx)
{
    const struct input_options *options = ctx->options;

    if (options->part == FILE_SECOND && !ctx->binding->n_labels)
        return ERR_OK;
    if (bind_rules(ctx, &options->exclude, "--exclude", LABEL_EXCLUDED) ||
        bind_rules(ctx, &options->positive, "--positive", LABEL_POSITIVE) ||
        bind_rules(ctx, &options->negative, "--negative", LABEL_NEGATIVE))
        return ctx->err->code;
    return ERR_OK;
}

enum err_code binding_resolve(struct binding *binding,
                              const struct input_options *options,
                              const struct header *header, const struct header *truth,
                              const struct header *join, struct err *err)
{
    struct bind_context ctx = {binding, options, header, truth, join, err};

    *binding = (struct binding)BINDING_NONE;
    if (truth && !options->id) {
        err_set(err, ERR_USAGE,
                "--truth needs --id: the files are joined on the study id");
        return err_hint(
            err, "say which column both files share, such as --id StudyInstanceUID");
    }
    bind_missing_words(&ctx);
    if (bind_scores_and_labels(&ctx) || bind_long(&ctx) || bind_id(&ctx) ||
        bind_units(&ctx) || bind_unit(&ctx) || bind_groups(&ctx) ||
        bind_described(&ctx) || bind_filters(&ctx) || bind_all_rules(&ctx))
        return err->code;
    return ERR_OK;
}

static void release_texts(char **texts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(texts[i]);
    free(texts);
}

static void release_columns(struct binding *binding)
{
    for (size_t i = 0; i < binding->n_scores; i++) {
        free(binding->scores[i].column);
        free(binding->scores[i].model);
    }
    for (size_t i = 0; i < binding->n_labels; i++) {
        free(binding->labels[i].column);
        free(binding->labels[i].finding);
    }
    for (size_t i = 0; i < binding->n_factors; i++) {
        free(binding->factors[i].column);
        cut_release(&binding->factors[i].cut);
    }
    for (size_t i = 0; i < binding->n_units; i++)
        free(binding->units[i].column);
    for (size_t i = 0; i < binding->n_groups; i++)
        free(binding->groups[i].name);
    for (size_t i = 0; i < binding->n_filters; i++) {
        free(binding->filters[i].column);
        release_texts(binding->filters[i].values, binding->filters[i].n_values);
    }
}

void binding_release(struct binding *binding)
{
    release_columns(binding);
    for (size_t i = 0; i < binding->n_rules; i++)
        label_rule_release(&binding->rules[i]);
    release_texts(binding->missing.words, binding->missing.n);
    release_texts(binding->absent, binding->n_absent);
    free(binding->columns);
    free(binding->truth_columns);
    free(binding->join_columns);
    free(binding->scores);
    free(binding->labels);
    free(binding->factors);
    free(binding->groups);
    free(binding->described);
    free(binding->filters);
    free(binding->units);
    free(binding->pairs);
    free(binding->rules);
    *binding = (struct binding)BINDING_NONE;
}
