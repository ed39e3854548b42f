/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ahead.h"
#include "base/mem.h"
#include "base/numfmt.h"
#include "base/parallel.h"
#include "base/path.h"
#include "data/loader.h"

/* An open file with its header read. */
struct input {
    struct source *source;
    struct csv_reader *reader;
    struct header header;
};

static bool load_in_threads(const struct load_watch *watch)
{
    return (watch->n_threads ? watch->n_threads : parallel_processors()) > 1;
}

static enum err_code input_open(struct input *input, const char *path,
                                struct loader *loader)
{
    const struct input_options *options = loader->options;
    struct source_options source_options = {.encoding = options->encoding,
                                            .want_sha256 = loader->watch->wish.sha256,
                                            .in_thread =
                                                load_in_threads(loader->watch)};
    struct csv_options csv_options = {.delimiter = options->delimiter,
                                      .no_header = options->no_header};

    if (source_open(&input->source, path, &source_options, loader->notes,
                    loader->err) ||
        csv_open(&input->reader, input->source, &csv_options, loader->err))
        return loader->err->code;
    input->header.file = source_name(input->source);
    input->header.names = csv_columns(input->reader, &input->header.n);
    return ERR_OK;
}

static void input_close(struct input *input)
{
    csv_close(input->reader);
    source_close(input->source);
    *input = (struct input){0};
}

static void remember_file(struct loader *loader, const struct input *input,
                          uint64_t rows, enum file_role role)
{
    struct cohort *cohort = loader->cohort;
    struct cohort_file *file;

    cohort->files = xrealloc(cohort->files, cohort->n_files + 1, sizeof *cohort->files);
    file = &cohort->files[cohort->n_files++];
    *file = (struct cohort_file){
        .name = xstrdup(input->header.file), .rows = rows, .role = role};
}

static void record_hash(struct loader *loader, const struct input *input,
                        struct cohort_file *file)
{
    if (loader->watch->wish.sha256)
        snprintf(file->sha256, sizeof file->sha256, "%s", source_sha256(input->source));
}

static enum err_code same_header(const struct loader *loader,
                                 const struct header *first, const struct header *next)
{
    char columns[NUMFMT_SIZE];

    for (size_t i = 0; i < first->n && i < next->n; i++)
        if (strcmp(first->names[i], next->names[i]) != 0)
            return err_set(loader->err, ERR_INPUT,
                           "%s: column %zu is called '%s' where %s has '%s': files "
                           "must have the same header",
                           next->file, i + 1, next->names[i], first->file,
                           first->names[i]);
    if (first->n != next->n)
        return err_set(loader->err, ERR_INPUT,
                       "%s: %s where %s has %zu: files must have the same header",
                       next->file, numfmt_things(columns, next->n, "column", "columns"),
                       first->file, first->n);
    return ERR_OK;
}

static void allocate_columns(struct loader *loader)
{
    const struct binding *binding = loader->binding;
    struct cohort *cohort = loader->cohort;

    cohort->n_scores = binding->n_scores;
    cohort->n_labels = binding->n_labels;
    cohort->n_groups = binding->n_groups;
    cohort->score = xcalloc(cohort->n_scores, sizeof *cohort->score);
    cohort->label = xcalloc(cohort->n_labels, sizeof *cohort->label);
    cohort->groups = xcalloc(cohort->n_groups, sizeof *cohort->groups);
    loader->scores = xcalloc(cohort->n_scores, sizeof *loader->scores);
    loader->commas = xcalloc(cohort->n_scores, sizeof *loader->commas);
    loader->labels = xcalloc(cohort->n_labels, sizeof *loader->labels);
    loader->n_labels = cohort->n_labels;
    loader->factors = xcalloc(binding->n_factors, sizeof *loader->factors);
    loader->unit_values = xcalloc(binding->n_units, sizeof *loader->unit_values);
}

/* Every file has its own delimiter; the decimal mark once seen holds for all. */
static void set_number_readers(struct loader *loader, char delimiter)
{
    const struct input_options *options = loader->options;
    const struct missing_values *missing = &loader->binding->missing;

    for (size_t i = 0; i < loader->cohort->n_scores; i++) {
        char decimal =
            loader->scores[i].decimal ? loader->scores[i].decimal : options->decimal;

        loader->scores[i] =
            (struct number_reader){delimiter, decimal, options->percent, missing};
    }
    for (size_t i = 0; i < loader->binding->n_factors; i++) {
        bool is_joined = binding_is_joined(loader->binding->factors[i].slot);

        loader->factors[i].numbers =
            (struct number_reader){is_joined ? loader->join_delimiter : delimiter,
                                   options->decimal, false, missing};
    }
}

/* The file's name, or its path as typed if another one has the same name. */
static const char *file_level(const struct input_options *options, const char *path)
{
    size_t n = 0;

    for (size_t i = 0; i < options->files.n; i++)
        n += !strcmp(path_base(options->files.texts[i]), path_base(path));
    return n > 1 ? path : path_base(path);
}

/* Batches that are read one ahead. */
struct batches {
    const struct input *input;
    struct filled {
        struct csv_batch batch;
        uint64_t done, total; /* bytes of the file */
        struct err err;
    } filled[2];
};

static bool fill_batch(void *ctx, size_t place)
{
    struct batches *batches = ctx;
    struct filled *filled = &batches->filled[place];

    csv_next(batches->input->reader, &filled->batch, &filled->err);
    source_progress(batches->input->source, &filled->done, &filled->total);
    return !filled->err.code && filled->batch.n_rows > 0;
}

static enum err_code add_batch(struct loader *loader, const struct filled *filled)
{
    const struct csv_batch *batch = &filled->batch;

    if (filled->err.code) {
        *loader->err = filled->err;
        return loader->err->code;
    }
    if (loader_add_rows(loader, batch))
        return loader->err->code;
    if (loader->watch->progress)
        loader->watch->progress(loader->watch->ctx, filled->done, filled->total);
    return ERR_OK;
}

/* A thread of its own is worth its start for a large file, and can be ended if reading never waits for ever. */
static bool reads_ahead(const struct loader *loader, const struct input *input)
{
    enum { LARGE = 1 << 20 };
    uint64_t done, total;

    source_progress(input->source, &done, &total);
    return load_in_threads(loader->watch) && total >= LARGE;
}

static enum err_code read_rows(struct loader *loader, struct input *input)
{
    struct batches batches = {.input = input};
    const struct filled *filled;
    struct ahead *ahead;
    enum err_code code;

    loader->file = input->header.file;
    loader->file_level = file_level(loader->options, input->header.file);
    csv_want(input->reader, loader->binding->columns, loader->binding->n_slots);
    set_number_readers(loader, csv_delimiter(input->reader));
    ahead = ahead_start(fill_batch, &batches, reads_ahead(loader, input));
    do {
        filled = &batches.filled[ahead_next(ahead)];
        code = add_batch(loader, filled);
    } while (!code && filled->batch.n_rows);
    ahead_stop(ahead);
    return code;
}

static enum err_code read_predictions(struct loader *loader, struct input *input)
{
    uint64_t before = loader->cohort->n_read;

    remember_file(loader, input, 0, FILE_PREDICTIONS);
    if (read_rows(loader, input))
        return loader->err->code;
    loader->cohort->files[loader->cohort->n_files - 1].rows =
        loader->cohort->n_read - before;
    record_hash(loader, input, &loader->cohort->files[loader->cohort->n_files - 1]);
    return ERR_OK;
}

static enum err_code read_further_files(struct loader *loader,
                                        const struct header *first)
{
    for (size_t i = 1; i < loader->options->files.n; i++) {
        struct input input = {0};
        enum err_code code =
            input_open(&input, loader->options->files.texts[i], loader);

        if (!code)
            code = same_header(loader, first, &input.header);
        if (!code)
            code = read_predictions(loader, &input);
        input_close(&input);
        if (code)
            return code;
    }
    return ERR_OK;
}

/* The first file of predictions, and those that are joined to it. */
struct inputs {
    struct input first, truth, join;
};

static enum err_code read_lookup(struct loader *loader, struct lookup *lookup,
                                 struct input *input)
{
    return lookup_read(lookup, input->reader, input->header.file, loader->err);
}

/* What must be at hand before the first row of the predictions. */
static enum err_code read_lookups(struct loader *loader, struct inputs *inputs)
{
    const struct binding *binding = loader->binding;
    bool plain = loader->options->ids == IDS_PLAIN;

    loader->truth = (struct lookup){.what = "truth file",
                                    .key_name = "study id",
                                    .columns = binding->truth_columns,
                                    .n_columns = binding->n_truth_slots,
                                    .key_column = binding->truth_id_slot,
                                    .show_keys = plain};
    loader->join = (struct lookup){.what = "joined file",
                                   .key_name = binding->joined_on_patient ? "patient id"
                                                                          : "study id",
                                   .columns = binding->join_columns,
                                   .n_columns = binding->n_join_slots,
                                   .key_column = binding->join_key_slot,
                                   .show_keys = plain && !binding->joined_on_patient};
    loader->join_row = INTERN_NONE;
    if (inputs->truth.reader && read_lookup(loader, &loader->truth, &inputs->truth))
        return loader->err->code;
    if (inputs->join.reader && read_lookup(loader, &loader->join, &inputs->join))
        return loader->err->code;
    if (inputs->join.reader) {
        loader->join_delimiter = csv_delimiter(inputs->join.reader);
        loader->join_column =
            inputs->first.header.names[binding->columns[binding->join_slot]];
    }
    return ERR_OK;
}

static void remember_lookup(struct loader *loader, const struct input *input,
                            uint64_t rows, enum file_role role)
{
    remember_file(loader, input, rows, role);
    record_hash(loader, input, &loader->cohort->files[loader->cohort->n_files - 1]);
}

static enum err_code read_all(struct loader *loader, struct inputs *inputs)
{
    const struct header *header = &inputs->first.header;
    bool has_truth = loader->options->truth, has_join = loader->options->join;

    if (binding_resolve(loader->binding, loader->options, header,
                        has_truth ? &inputs->truth.header : NULL,
                        has_join ? &inputs->join.header : NULL, loader->err))
        return loader->err->code;
    loader_note_header(loader, header);
    loader_start_long(loader, header);
    loader_watch_ids(loader, header);
    loader_watch_counted(loader, header);
    allocate_columns(loader);
    loader->cohort->has_truth = has_truth;
    if (read_lookups(loader, inputs) || read_predictions(loader, &inputs->first) ||
        read_further_files(loader, header))
        return loader->err->code;
    if (loader_check_counted(loader))
        return loader->err->code;
    if (has_truth) {
        remember_lookup(loader, &inputs->truth, loader->truth.n_rows, FILE_TRUTH);
        if (loader_add_truth_only(loader))
            return loader->err->code;
    }
    if (has_join)
        remember_lookup(loader, &inputs->join, loader->join.n_rows, FILE_JOINED);
    return loader->table ? loader_finish_count(loader) : loader_finish(loader);
}

void loader_release(struct loader *loader)
{
    for (size_t i = 0; i < loader->n_labels; i++) {
        intern_release(&loader->labels[i].values);
        free(loader->labels[i].counts);
        free(loader->labels[i].codes);
    }
    for (size_t i = 0; loader->factors && i < loader->binding->n_factors; i++) {
        intern_release(&loader->factors[i].levels);
        free(loader->factors[i].codes);
    }
    free(loader->scores);
    free(loader->commas);
    free(loader->labels);
    free(loader->factors);
    loader_release_filters(loader);
    for (size_t i = 0; i < loader->n_id_watches; i++)
        sketch_release(&loader->id_watches[i].sketch);
    free(loader->id_watches);
    for (size_t i = 0; loader->unit_values && i < loader->binding->n_units; i++)
        intern_release(&loader->unit_values[i]);
    free(loader->unit_values);
    intern_release(&loader->units);
    free(loader->study);
    intern_release(&loader->models.names);
    intern_release(&loader->findings.names);
    intern_release(&loader->pairs);
    intern_release(&loader->id_pairs);
    free(loader->long_pairs);
    free(loader->row_pair);
    free(loader->row_score);
    free(loader->places);
    intern_release(&loader->patients);
    intern_release(&loader->ids);
    free(loader->id_places);
    lookup_release(&loader->truth);
    lookup_release(&loader->join);
    intern_release(&loader->join_keys);
    free(loader->complaint.text);
    free(loader->complaint.hint);
    strbuf_release(&loader->counted.last_mark);
    free(loader->counted.freq);
    strbuf_release(&loader->level);
    strbuf_release(&loader->outside);
    free(loader->first_disagreement);
    free(loader->rows.slots);
    for (size_t i = 0; loader->unchanged && i < loader->binding->n_scores; i++)
        free(loader->unchanged[i]);
    free(loader->unchanged);
}

enum err_code loader_run(struct loader *loader)
{
    const struct input_options *options = loader->options;
    struct inputs inputs = {0};
    enum err_code code;

    *loader->cohort =
        (struct cohort){.missing = options->missing, .direction = options->direction};
    *loader->binding = (struct binding)BINDING_NONE;
    code = input_open(&inputs.first, options->files.texts[0], loader);
    if (!code && options->truth)
        code = input_open(&inputs.truth, options->truth, loader);
    if (!code && options->join)
        code = input_open(&inputs.join, options->join, loader);
    if (!code)
        code = read_all(loader, &inputs);
    loader_release(loader);
    input_close(&inputs.first);
    input_close(&inputs.truth);
    input_close(&inputs.join);
    return code;
}

enum err_code cohort_load(struct cohort *cohort, struct binding *binding,
                          const struct input_options *options,
                          const struct load_watch *watch, struct notes *notes,
                          struct err *err)
{
    struct loader loader = {.cohort = cohort,
                            .binding = binding,
                            .options = options,
                            .watch = watch,
                            .notes = notes,
                            .err = err,
                            .level = STRBUF_INIT,
                            .outside = STRBUF_INIT,
                            .counted = {.last_mark = STRBUF_INIT}};
    enum err_code code = loader_run(&loader);

    if (code) {
        cohort_release(cohort);
        binding_release(binding);
    }
    return code;
}
