/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/pair_files.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/path.h"
#include "base/strbuf.h"

/* One file and what was read of it. */
struct side {
    const char *path;
    struct cohort *cohort;
    struct binding *binding;
};

/* The second file beside the first. */
struct match {
    struct side first, second;
    const struct input_options *options;
    struct notes *notes;
    struct err *err;
    size_t *row; /* [first.cohort->n] row of the second with this id, SIZE_MAX: none */
    uint64_t n_first, n_second,
        n_both; /* studies, also of rows that --where left out */
};

/* ---- Reading -------------------------------------------------------------------- */

static struct text_list one_file(const char *const *path)
{
    return (struct text_list){.texts = (const char **)(size_t)path, .n = 1};
}

/* What the first file has to say on rows and groups, the second needs not. */
static struct input_options options_of_second(const struct input_options *options)
{
    struct input_options second = *options;

    second.files = one_file(&options->files.texts[1]);
    second.part = FILE_SECOND;
    if (options->second_scores.n)
        second.scores = options->second_scores;
    second.groups.n = second.where.n = second.models.n = second.findings.n = 0;
    second.patient = second.truth = second.join = NULL;
    return second;
}

static enum err_code load_both(struct match *match, const struct load_watch *watch)
{
    const struct input_options *options = match->options;
    struct input_options first = *options, second = options_of_second(options);
    struct load_watch own = *watch;

    own.wish.ids = true;
    first.files = one_file(&options->files.texts[0]);
    first.part = options->second_scores.n ? FILE_ALONE : FILE_FIRST;
    if (cohort_load(match->first.cohort, match->first.binding, &first, &own,
                    match->notes, match->err))
        return match->err->code;
    if (cohort_load(match->second.cohort, match->second.binding, &second, &own,
                    match->notes, match->err)) {
        cohort_release(match->first.cohort);
        binding_release(match->first.binding);
    }
    return match->err->code;
}

static bool is_absent(const struct binding *binding, const char *name)
{
    for (size_t i = 0; i < binding->n_absent; i++)
        if (!strcmp(binding->absent[i], name))
            return true;
    return false;
}

static enum err_code check_columns(const struct match *match)
{
    const struct binding *first = match->first.binding;

    for (size_t i = 0; i < first->n_absent; i++)
        if (is_absent(match->second.binding, first->absent[i])) {
            err_set(match->err, ERR_INPUT, "--score: no column '%s' in %s or %s",
                    first->absent[i], match->first.path, match->second.path);
            return err_hint(match->err, "'proctor inspect %s' shows the columns",
                            match->first.path);
        }
    return ERR_OK;
}

/* ---- Matching ------------------------------------------------------------------- */

static void find_rows(struct match *match)
{
    const struct cohort *first = match->first.cohort, *second = match->second.cohort;
    size_t *of_code = xcalloc(first->ids.n, sizeof *of_code);

    match->n_first = first->n_predicted_ids;
    match->n_second = second->ids.n;
    for (uint32_t code = 0; code < first->ids.n; code++)
        of_code[code] = SIZE_MAX;
    for (size_t i = 0; i < second->n; i++) {
        const char *id = second->ids.strings[second->id[i]];
        uint32_t code = intern_find(&first->ids, id, strlen(id));

        if (code == INTERN_NONE)
            continue;
        of_code[code] = i;
        match->n_both += code < first->n_predicted_ids;
    }
    match->row = xcalloc(first->n, sizeof *match->row);
    for (size_t i = 0; i < first->n; i++)
        match->row[i] = of_code[first->id[i]];
    free(of_code);
}

static enum err_code check_overlap(const struct match *match)
{
    uint64_t least = (uint64_t)ceil(
        match->options->min_overlap *
        (double)(match->n_first > match->n_second ? match->n_first : match->n_second));
    char both[NUMFMT_SIZE], new[NUMFMT_SIZE], old[NUMFMT_SIZE], share[NUMFMT_SIZE];

    numfmt_studies(both, match->n_both);
    if (match->n_both && match->n_both >= least)
        return ERR_OK;
    err_set(match->err, ERR_INPUT,
            "%s and %s share %s by --id; only in %s: %s, only in %s: %s",
            match->first.path, match->second.path, match->n_both ? both : "no studies",
            match->first.path, numfmt_count(new, match->n_first - match->n_both),
            match->second.path, numfmt_count(old, match->n_second - match->n_both));
    if (!match->n_both)
        return err_hint(match->err, "is it the same id in both? a spreadsheet may have "
                                    "damaged it (1.2E+12); --id A=B names another "
                                    "column in the second file");
    return err_hint(match->err,
                    "to compare the shared ones only, allow it: --min-overlap %s",
                    numfmt_fixed(share,
                                 floor(100 * (double)match->n_both /
                                       (double)(match->n_first > match->n_second
                                                    ? match->n_first
                                                    : match->n_second)) /
                                     100,
                                 2));
}

/* A study that a model has never seen is not one that it refused. */
static enum err_code check_missing(const struct match *match)
{
    const struct cohort *first = match->first.cohort;

    if (first->missing != MISSING_POSITIVE && first->missing != MISSING_NEGATIVE)
        return ERR_OK;
    for (size_t i = 0; i < first->n; i++)
        if (match->row[i] == SIZE_MAX && first->id[i] < first->n_predicted_ids)
            return err_set(
                match->err, ERR_USAGE,
                "--missing %s: studies that are only in %s would count as refused by "
                "the model of %s",
                first->missing == MISSING_POSITIVE ? "positive" : "negative",
                match->first.path, match->second.path);
    return ERR_OK;
}

/* ---- Truth ---------------------------------------------------------------------- */

static size_t find_label(const struct binding *binding, const char *finding)
{
    size_t i = 0;

    while (i < binding->n_labels && strcmp(binding->labels[i].finding, finding) != 0)
        i++;
    return i;
}

/* Line of a row whose id was kept; 0 if several rows are one study, or none of the file. */
static uint64_t line_of(const struct side *side, size_t row)
{
    const struct cohort *cohort = side->cohort;
    uint32_t code = cohort->id[row];

    return cohort->id_places && !cohort->is_folded && code < cohort->n_predicted_ids
               ? cohort->id_places[code].line
               : 0;
}

static enum err_code refuse_clash(const struct match *match, const char *finding,
                                  uint64_t n_differ, size_t row)
{
    uint64_t here = line_of(&match->first, row);
    uint64_t there = line_of(&match->second, match->row[row]);
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];
    struct strbuf where = STRBUF_INIT;

    if (here && there)
        strbuf_addf(&where,
                    ", %sin line %" PRIu64 " of the one and line %" PRIu64
                    " of the other",
                    n_differ > 1 ? "first " : "", here, there);
    err_set(match->err, ERR_INPUT,
            "%s and %s disagree about '%s' in %s of %s shared %s%s", match->first.path,
            match->second.path, finding, numfmt_count(n, n_differ),
            numfmt_count(m, match->n_both), match->n_both == 1 ? "study" : "studies",
            where.length ? where.text : "");
    strbuf_release(&where);
    return err_hint(match->err, "one of the two is wrong about the truth: correct it, "
                                "or take the column out of one file");
}

static enum err_code merge_label(struct match *match, size_t label)
{
    const struct binding *first = match->first.binding;
    const char *finding = first->labels[label].finding;
    size_t other = find_label(match->second.binding, finding), first_row = 0;
    uint8_t *mine = match->first.cohort->label[label];
    uint64_t n_differ = 0;

    if (other == match->second.binding->n_labels)
        return ERR_OK;
    for (size_t i = 0; i < match->first.cohort->n; i++) {
        uint8_t theirs;

        if (match->row[i] == SIZE_MAX)
            continue;
        theirs = match->second.cohort->label[other][match->row[i]];
        if (mine[i] == LABEL_MISSING)
            mine[i] = theirs;
        else if (theirs != LABEL_MISSING && theirs != mine[i] && !n_differ++)
            first_row = i;
    }
    return n_differ ? refuse_clash(match, finding, n_differ, first_row) : ERR_OK;
}

static enum err_code merge_labels(struct match *match)
{
    for (size_t i = 0; i < match->first.binding->n_labels; i++)
        if (merge_label(match, i))
            return match->err->code;
    return ERR_OK;
}

/* ---- Scores --------------------------------------------------------------------- */

static char *file_model(const char *path, const char *other)
{
    const char *base = path_base(path);

    return path_stem(strcmp(base, path_base(other)) ? base : path);
}

static void rename_model(struct score_column *score, char *name)
{
    free(score->model);
    score->model = name;
}

/* Named by nobody: the column speaks for itself. */
static bool is_unnamed(const struct score_column *score)
{
    return !strcmp(score->column, score->model);
}

static void put_file_before(struct score_column *score, const char *path,
                            const char *other)
{
    char *file = file_model(path, other);
    struct strbuf name = STRBUF_INIT;

    strbuf_addf(&name, "%s:%s", file, score->model);
    rename_model(score, strbuf_detach(&name));
    free(file);
}

static void name_models(struct match *match)
{
    struct binding *first = match->first.binding, *second = match->second.binding;
    const char *paths[] = {match->first.path, match->second.path};

    if (first->n_scores == 1 && second->n_scores == 1 && is_unnamed(first->scores) &&
        is_unnamed(second->scores)) {
        rename_model(first->scores, file_model(paths[0], paths[1]));
        rename_model(second->scores, file_model(paths[1], paths[0]));
        return;
    }
    for (size_t i = 0; i < first->n_scores; i++)
        for (size_t j = 0; j < second->n_scores; j++)
            if (!strcmp(first->scores[i].model, second->scores[j].model)) {
                put_file_before(&first->scores[i], paths[0], paths[1]);
                put_file_before(&second->scores[j], paths[1], paths[0]);
                break;
            }
}

static void add_pair(struct binding *binding, size_t score, size_t label)
{
    binding->pairs =
        xrealloc(binding->pairs, binding->n_pairs + 1, sizeof *binding->pairs);
    binding->pairs[binding->n_pairs++] = (struct pair){score, label};
}

/* Moves a score of the second file over. */
static void move_score(struct match *match, size_t index)
{
    struct cohort *cohort = match->first.cohort;
    struct binding *binding = match->first.binding;
    const double *theirs = match->second.cohort->score[index];
    struct score_column *score = &match->second.binding->scores[index];
    double *own = xcalloc(cohort->n, sizeof *own);
    size_t n = cohort->n_scores;

    for (size_t i = 0; i < cohort->n; i++)
        own[i] = match->row[i] == SIZE_MAX ? NAN : theirs[match->row[i]];
    cohort->score = xrealloc(cohort->score, n + 1, sizeof *cohort->score);
    cohort->score[cohort->n_scores++] = own;
    binding->scores = xrealloc(binding->scores, n + 1, sizeof *binding->scores);
    binding->scores[n] = *score;
    binding->scores[n].slot = NO_SLOT;
    binding->scores[n].is_second = true;
    binding->n_scores++;
    *score = (struct score_column){0};
    for (size_t label = 0; label < binding->n_labels; label++)
        add_pair(binding, n, label);
}

static void move_files(struct cohort *to, struct cohort *from)
{
    to->files = xrealloc(to->files, to->n_files + from->n_files, sizeof *to->files);
    for (size_t i = 0; i < from->n_files; i++) {
        to->files[to->n_files++] = from->files[i];
        from->files[i].name = NULL;
    }
}

static void note_overlap(const struct match *match)
{
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE], both[NUMFMT_SIZE];

    if (match->n_first > match->n_both || match->n_second > match->n_both)
        notes_addf(match->notes, "In both files: %s; only in %s: %s; only in %s: %s.",
                   numfmt_studies(both, match->n_both), path_base(match->first.path),
                   numfmt_count(n, match->n_first - match->n_both),
                   path_base(match->second.path),
                   numfmt_count(m, match->n_second - match->n_both));
}

static enum err_code join(struct match *match)
{
    if (check_columns(match))
        return match->err->code;
    find_rows(match);
    if (check_overlap(match) || check_missing(match) || merge_labels(match))
        return match->err->code;
    name_models(match);
    for (size_t i = 0; i < match->second.binding->n_scores; i++)
        move_score(match, i);
    move_files(match->first.cohort, match->second.cohort);
    note_overlap(match);
    return ERR_OK;
}

enum err_code cohort_load_pair(struct cohort *cohort, struct binding *binding,
                               const struct input_options *options,
                               const struct load_watch *watch, struct notes *notes,
                               struct err *err)
{
    struct cohort second = {0};
    struct binding second_binding = BINDING_NONE;
    struct match match = {
        .first = {options->files.texts[0], cohort,  binding        },
        .second = {options->files.texts[1], &second, &second_binding},
        .options = options,
        .notes = notes,
        .err = err
    };

    if (!(options->min_overlap > 0 && options->min_overlap <= 1))
        return err_set(err, ERR_USAGE,
                       "--min-overlap: a share above 0 and up to 1 is needed");
    if (!options->id) {
        err_set(
            err, ERR_USAGE,
            "two files are compared on the studies that they share: which column is "
            "the study id (--id)?");
        return err_hint(err, "such as -i StudyInstanceUID; one model on two files with "
                             "different studies: --unpaired");
    }
    if (load_both(&match, watch))
        return err->code;
    if (join(&match)) {
        cohort_release(cohort);
        binding_release(binding);
    }
    free(match.row);
    cohort_release(&second);
    binding_release(&second_binding);
    return err->code;
}
