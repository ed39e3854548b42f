/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long form: one row per study, model and finding. The rows are read as of one score and one label, and taken apart when all
 * models and findings are known. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/binding_parts.h"
#include "data/loader.h"

/* Code of the field's name: 0 where no column has names, INTERN_NONE where it is missing. */
static void read_name(const struct loader *loader, struct long_names *names,
                      const struct csv_field *fields, size_t slot)
{
    const struct csv_field *field;

    if (slot == NO_SLOT)
        return;
    field = &fields[slot];
    names->code =
        values_is_missing(&loader->binding->missing, field->text, field->length)
            ? INTERN_NONE
            : intern_add(&names->names, field->text, field->length);
}

void loader_read_pair(struct loader *loader, const struct csv_field *fields)
{
    uint32_t before = loader->pairs.n;

    if (!loader->binding->is_long)
        return;
    read_name(loader, &loader->models, fields, loader->binding->model_slot);
    read_name(loader, &loader->findings, fields, loader->binding->finding_slot);
    loader->pair = INTERN_NONE;
    if (loader->models.code == INTERN_NONE || loader->findings.code == INTERN_NONE)
        return;
    strbuf_reset(&loader->level);
    strbuf_addf(&loader->level, "%" PRIu32 ",%" PRIu32, loader->models.code,
                loader->findings.code);
    loader->pair = intern_add(&loader->pairs, loader->level.text, loader->level.length);
    if (loader->pair < before)
        return;
    loader->long_pairs = xgrow(loader->long_pairs, &loader->pair_capacity,
                               (size_t)before + 1, sizeof *loader->long_pairs);
    loader->long_pairs[before] =
        (struct long_pair){loader->models.code, loader->findings.code, 0, 0};
}

static enum err_code refuse_nameless(struct loader *loader, uint64_t line)
{
    const struct long_names *names =
        loader->models.code == INTERN_NONE ? &loader->models : &loader->findings;

    err_set(loader->err, ERR_INPUT,
            "%s:%" PRIu64
            ": column '%s' (%s) is empty: it must say which %s the row is "
            "about",
            loader->file, line, names->column, names->option, names->what);
    return err_hint(loader->err, "leave such rows out with --where '%s!='",
                    names->column);
}

enum err_code loader_keep_pair(struct loader *loader, uint64_t line, uint64_t count)
{
    if (loader->pair == INTERN_NONE)
        return refuse_nameless(loader, line);
    loader->long_pairs[loader->pair].n_kept += count;
    loader->row_pair[loader->cohort->n] = loader->pair;
    return loader_check_long_id(loader, line);
}

/* Names in display order; one of its own where no column has them. */
static size_t *sort_names(const struct long_names *names, size_t *n)
{
    const struct cut none = {0};
    size_t *order;

    *n = names->option ? names->names.n : 1;
    order = xcalloc(*n, sizeof *order);
    if (names->option)
        level_sort(order, (const char *const *)names->names.strings, *n, &none);
    return order;
}

/* Pair of these codes, or INTERN_NONE if no row of it is left. */
static uint32_t find_pair(struct loader *loader, size_t model, size_t finding)
{
    uint32_t pair;

    strbuf_reset(&loader->level);
    strbuf_addf(&loader->level, "%zu,%zu", model, finding);
    pair = intern_find(&loader->pairs, loader->level.text, loader->level.length);
    return pair != INTERN_NONE && loader->long_pairs[pair].n_kept ? pair : INTERN_NONE;
}

static const char *name_of(const struct long_names *names, size_t code, const char *own)
{
    return names->option ? names->names.strings[code] : own;
}

/* The binding's one score and label become one score for each pair, and one label for each finding. */
static enum err_code expand_binding(struct loader *loader)
{
    struct binding *binding = loader->binding;
    struct score_column own_score = binding->scores[0], score = own_score;
    struct label_column own_label = binding->labels[0], label = own_label;
    size_t n_models, n_findings;
    size_t *models = sort_names(&loader->models, &n_models);
    size_t *findings = sort_names(&loader->findings, &n_findings);

    free(binding->scores);
    free(binding->labels);
    free(binding->pairs);
    binding->scores = xcalloc(loader->pairs.n, sizeof *binding->scores);
    binding->labels = xcalloc(n_findings, sizeof *binding->labels);
    binding->pairs = xcalloc(loader->pairs.n, sizeof *binding->pairs);
    binding->n_scores = binding->n_labels = binding->n_pairs = 0;
    for (size_t j = 0; j < n_findings; j++) {
        label.finding =
            xstrdup(name_of(&loader->findings, findings[j], own_label.finding));
        label.column = xstrdup(own_label.column);
        binding->labels[binding->n_labels++] = label;
    }
    for (size_t i = 0; i < n_models; i++)
        for (size_t j = 0; j < n_findings; j++) {
            if (find_pair(loader, models[i], findings[j]) == INTERN_NONE)
                continue;
            binding->pairs[binding->n_pairs++] = (struct pair){binding->n_scores, j};
            score.model = xstrdup(name_of(&loader->models, models[i], own_score.model));
            score.column = xstrdup(own_score.column);
            binding->scores[binding->n_scores++] = score;
        }
    free(models);
    free(findings);
    free(own_score.column);
    free(own_score.model);
    free(own_label.column);
    free(own_label.finding);
    return bind_keep_named(binding, loader->options, loader->err);
}

static uint32_t code_of(const struct long_names *names, const char *name)
{
    return names->option ? intern_find(&names->names, name, strlen(name)) : 0;
}

/* Label of the finding where the row is about it, else unknown; a study that only the truth file has is about the only one. */
static uint8_t *spread_label(const struct loader *loader, const uint8_t *label,
                             uint32_t finding)
{
    size_t n = loader->cohort->n;
    uint8_t *own = xrealloc(NULL, n, 1);

    for (size_t i = 0; i < n; i++) {
        uint32_t pair = loader->row_pair[i];

        own[i] = pair == INTERN_NONE || loader->long_pairs[pair].finding == finding
                     ? label[i]
                     : LABEL_MISSING;
    }
    return own;
}

static double *spread_score(const struct loader *loader, const double *score,
                            uint32_t pair)
{
    size_t n = loader->cohort->n;
    double *own = xrealloc(NULL, n, sizeof *own);

    for (size_t i = 0; i < n; i++)
        own[i] = loader->row_pair[i] == pair ? score[i] : NAN;
    return own;
}

static void spread_labels(struct loader *loader)
{
    struct cohort *cohort = loader->cohort;
    const struct binding *binding = loader->binding;
    uint8_t **labels = xcalloc(binding->n_labels, sizeof *labels);

    for (size_t i = 0; i < binding->n_labels; i++)
        labels[i] =
            spread_label(loader, cohort->label[0],
                         code_of(&loader->findings, binding->labels[i].finding));
    free(cohort->label[0]);
    free(cohort->label);
    cohort->label = labels;
    cohort->n_labels = binding->n_labels;
}

/* Which score each row is of. Without ids it is a study of this pair only. */
static void place_rows(struct loader *loader, const uint32_t *score_of_pair)
{
    struct cohort *cohort = loader->cohort;
    uint32_t *row_score = xcalloc(cohort->n, sizeof *row_score);

    for (size_t i = 0; i < cohort->n; i++)
        row_score[i] = loader->row_pair[i] == INTERN_NONE
                           ? INTERN_NONE
                           : score_of_pair[loader->row_pair[i]];
    if (loader->study) {
        loader->row_score = row_score;
        return;
    }
    cohort->only_score = row_score;
    notes_addf(loader->notes,
               "Without --id nobody knows which rows are the same study: every model "
               "and finding is evaluated on its own rows.");
}

static uint32_t pair_of(struct loader *loader, struct pair pair)
{
    const struct binding *binding = loader->binding;

    return find_pair(loader,
                     code_of(&loader->models, binding->scores[pair.score].model),
                     code_of(&loader->findings, binding->labels[pair.label].finding));
}

static void spread_scores(struct loader *loader)
{
    struct cohort *cohort = loader->cohort;
    const struct binding *binding = loader->binding;
    double **scores = xcalloc(binding->n_scores, sizeof *scores);
    uint32_t *score_of_pair = xcalloc(loader->pairs.n, sizeof *score_of_pair);

    cohort->of_score = xcalloc(binding->n_scores, sizeof *cohort->of_score);
    memset(score_of_pair, 0xff, loader->pairs.n * sizeof *score_of_pair);
    for (size_t i = 0; i < binding->n_pairs; i++) {
        uint32_t pair = pair_of(loader, binding->pairs[i]);
        size_t score = binding->pairs[i].score;

        score_of_pair[pair] = (uint32_t)score;
        cohort->of_score[score].filtered =
            loader->long_pairs[pair].n_filtered + loader->n_truth_filtered;
        scores[score] = spread_score(loader, cohort->score[0], pair);
    }
    free(cohort->score[0]);
    free(cohort->score);
    cohort->score = scores;
    cohort->n_scores = binding->n_scores;
    place_rows(loader, score_of_pair);
    free(score_of_pair);
}

enum err_code loader_widen(struct loader *loader)
{
    if (!loader->binding->is_long)
        return ERR_OK;
    if (expand_binding(loader))
        return loader->err->code;
    spread_labels(loader);
    spread_scores(loader);
    return ERR_OK;
}

void loader_start_long(struct loader *loader, const struct header *header)
{
    const struct binding *binding = loader->binding;

    loader->models.what = "model";
    loader->findings.what = "finding";
    if (binding->model_slot != NO_SLOT) {
        loader->models.option = "--model-column";
        loader->models.column = header->names[binding->columns[binding->model_slot]];
    }
    if (binding->finding_slot != NO_SLOT) {
        loader->findings.option = "--finding-column";
        loader->findings.column =
            header->names[binding->columns[binding->finding_slot]];
    }
}
