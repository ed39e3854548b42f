/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/numfmt.h"
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/opt_groups.h"
#include "cli/progress.h"
#include "data/load.h"
#include "eval/count_bound.h"
#include "report/count_csv.h"

static const struct opt_group *const groups[] = {
    &opt_group_count_columns, &opt_group_count_rounding, &opt_group_count_rows,
    &opt_group_dialect,       &opt_group_count_output,   NULL,
};

static enum err_code load(struct count_table *table, const struct options *options,
                          const struct rounding *rounding, struct notes *notes,
                          struct err *err)
{
    struct progress progress;
    struct load_watch watch = {.progress = progress_set_of, .ctx = &progress};
    enum err_code code;

    progress_init(&progress, !options->output.no_progress && !options->output.quiet);
    progress_start(&progress, "counting", 0);
    code = count_table_load(table, &options->input, rounding, &watch, notes, err);
    progress_finish(&progress);
    return code;
}

static enum err_code load_rounded(struct count_table *table,
                                  const struct options *options, struct notes *notes,
                                  struct err *err)
{
    struct rounding rounding;
    enum err_code code =
        count_plan_rounding(&rounding, &options->count, &options->eval.points, err);

    if (!code)
        code = load(table, options, &rounding, notes, err);
    free(rounding.edges);
    return code;
}

static void note_size(struct notes *notes, const struct count_table *table)
{
    char studies[NUMFMT_SIZE], cells[NUMFMT_SIZE], left_out[NUMFMT_SIZE];

    numfmt_studies(studies, table->n_read - table->n_filtered);
    notes_addf(notes, "%s in %s of counts.", studies,
               numfmt_things(cells, table->n, "row", "rows"));
    if (table->n_filtered)
        notes_addf(notes, "--where leaves out %s of %s.",
                   numfmt_count(left_out, table->n_filtered),
                   numfmt_studies(studies, table->n_read));
}

static enum err_code write(const struct count_table *table,
                           const struct options *options, struct err *err)
{
    struct strbuf out = STRBUF_INIT;
    enum err_code code;

    count_write_csv(&out, table);
    code = emit(options->output.output, &out, err);
    strbuf_release(&out);
    return code;
}

static enum err_code run_count(struct options *options, struct err *err)
{
    struct count_table table;
    struct notes notes = {0};
    enum err_code code;

    if (options_default_to_pipe(options, err))
        return err_hint(err, "proctor count predictions.csv -s SCORE -l LABEL; '-' "
                             "reads standard input");
    if (options_check_files(options, err))
        return err->code;
    code = load_rounded(&table, options, &notes, err);
    if (!code) {
        note_size(&notes, &table);
        count_note_bounds(&notes, &table, table.rounded.digits);
        code = write(&table, options, err);
        count_table_release(&table);
    }
    if (!code)
        emit_notes(&notes, &options->output);
    notes_release(&notes);
    return code;
}

const struct command cmd_count = {
    .name = "count",
    .group = "scale",
    .usage = "FILE... -s COL -l COL [options]",
    .summary = "any number of rows as a table of counts, for evaluate --freq",
    .example = "proctor count shard-*.csv -s ai_score -l finding -o counts.csv",
    .groups = groups,
    .run = run_count,
};
