/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After the last row: what can only be decided when all values are known. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/path.h"
#include "data/loader.h"

static enum err_code report_complaint(struct loader *loader)
{
    const struct complaint *complaint = &loader->complaint;
    char n[NUMFMT_SIZE];

    if (!complaint->n)
        return ERR_OK;
    if (complaint->n == 1)
        err_set(loader->err, ERR_INPUT, "%s", complaint->text);
    else
        err_set(loader->err, ERR_INPUT,
                "%s (the first of %s values that cannot be used)", complaint->text,
                numfmt_count(n, complaint->n));
    return complaint->hint ? err_hint(loader->err, "%s", complaint->hint)
                           : loader->err->code;
}

static enum err_code check_rows(struct loader *loader)
{
    const struct cohort *cohort = loader->cohort;
    char n[NUMFMT_SIZE];

    if (cohort->n_read == 0)
        return err_set(loader->err, ERR_INPUT, "%s: a header, but no rows",
                       loader->file);
    if (cohort->n > 0)
        return ERR_OK;
    err_set(loader->err, ERR_INPUT, "--where keeps none of the %s rows",
            numfmt_count(n, cohort->n_read));
    return err_hint(loader->err, "'proctor inspect %s' shows the values of a column",
                    loader->file);
}

enum err_code loader_check_rows(struct loader *loader)
{
    if (report_complaint(loader) || loader_check_join(loader))
        return loader->err->code;
    return check_rows(loader);
}

/* " (such as 'ID')" with --ids plain, else nothing. */
static void add_example(struct strbuf *out, const struct loader *loader, const char *id)
{
    if (id && loader->options->ids == IDS_PLAIN)
        strbuf_addf(out, " (such as '%s')", id);
}

static void refuse_truth(struct loader *loader)
{
    struct strbuf here = STRBUF_INIT, there = STRBUF_INIT;
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    add_example(&here, loader, loader->ids.strings[0]);
    if (loader->truth.keys.n)
        add_example(&there, loader, loader->truth.keys.strings[0]);
    err_set(loader->err, ERR_INPUT,
            "none of the %s study ids of %s%s is among the %s of %s%s",
            numfmt_count(n, loader->ids.n), loader->file, here.text,
            numfmt_count(m, loader->truth.keys.n), loader->options->truth, there.text);
    strbuf_release(&here);
    strbuf_release(&there);
}

static enum err_code check_truth(struct loader *loader)
{
    const struct cohort *cohort = loader->cohort;
    char *why;

    if (!cohort->has_truth)
        return ERR_OK;
    if (loader->n_disagree) {
        err_set(loader->err, ERR_INPUT,
                "%s; the two files contradict each other in %" PRIu64 " place%s",
                loader->first_disagreement, loader->n_disagree,
                loader->n_disagree == 1 ? "" : "s");
        return err_hint(
            loader->err,
            "correct one of them, or take the label column out of the predictions");
    }
    if (cohort->n_unmatched + cohort->n_truth_only < cohort->n_read ||
        !cohort->n_unmatched)
        return ERR_OK;
    refuse_truth(loader);
    why = lookup_explain_no_match(&loader->truth, &loader->ids);
    err_hint(loader->err, "%s",
             why ? why
                 : "is it the same kind of id in both files? See --id COL=TRUTHCOL");
    free(why);
    return loader->err->code;
}

static void note_ranges(struct loader *loader)
{
    if (loader->outside.length)
        notes_addf(loader->notes,
                   "Scores outside [0,1]: %s. They rank, but are no probabilities: no "
                   "Brier score, no log loss, no default "
                   "operating point.",
                   loader->outside.text);
}

static bool any_own_label(const struct loader *loader)
{
    for (size_t i = 0; i < loader->binding->n_labels; i++)
        if (loader->binding->labels[i].slot != NO_SLOT)
            return true;
    return false;
}

static void note_truth(struct loader *loader)
{
    const struct cohort *cohort = loader->cohort;
    struct strbuf example = STRBUF_INIT;
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    add_example(&example, loader, loader->unmatched_id);
    if (cohort->n_unmatched)
        notes_addf(loader->notes, "No counterpart in %s for %s of %s rows of %s%s%s.",
                   path_base(loader->options->truth),
                   numfmt_count(n, cohort->n_unmatched),
                   numfmt_count(m, cohort->n_read - cohort->n_truth_only),
                   path_base(loader->file), example.text,
                   any_own_label(loader) ? ": they count with their own label, if any"
                                         : ": they count as without truth");
    if (cohort->n_truth_only)
        notes_addf(loader->notes,
                   "No row in %s for %s of %s: counted as without score.",
                   path_base(loader->file), numfmt_studies(n, cohort->n_truth_only),
                   path_base(loader->options->truth));
    strbuf_release(&example);
}

static enum err_code resolve_label(struct loader *loader, size_t index)
{
    struct label_reader *reader = &loader->labels[index];
    const struct label_column *column = &loader->binding->labels[index];
    struct label_value *values = xcalloc(reader->values.n, sizeof *values);
    const char *place =
        column->truth_slot == NO_SLOT ? loader->file : loader->options->truth;
    struct cohort *cohort = loader->cohort;
    enum err_code code;

    for (uint32_t i = 0; i < reader->values.n; i++)
        values[i] = (struct label_value){.text = reader->values.strings[i],
                                         .count = reader->counts[i]};
    code = labels_resolve(values, reader->values.n, place, column->column,
                          loader->binding->rules, loader->binding->n_rules,
                          &loader->binding->missing, loader->err);
    cohort->label[index] = xcalloc(cohort->n, 1);
    for (size_t i = 0; i < cohort->n && !code; i++)
        cohort->label[index][i] = (uint8_t)values[reader->codes[i]].means;
    free(values);
    free(reader->codes);
    reader->codes = NULL;
    return code;
}

/* A rule without a column is for all of them: a value that one lacks may stand in another. */
static enum err_code resolve_labels(struct loader *loader)
{
    const struct binding *binding = loader->binding;

    for (size_t i = 0; i < binding->n_rules; i++)
        binding->rules[i].shared = !binding->rules[i].column && binding->n_labels > 1;
    for (size_t i = 0; i < binding->n_labels; i++)
        if (resolve_label(loader, i))
            return loader->err->code;
    return labels_check_used(binding->rules, binding->n_rules, loader->err);
}

enum { MOST_ODD = 16, FEW_ODD = 3 };

/* Scores outside [0,1]: how many inside, and the first few distinct values outside. */
struct range {
    double low, high; /* of all scores */
    uint64_t inside, outside;
    double odd[MOST_ODD];
    uint64_t count[MOST_ODD];
    size_t n_odd; /* MOST_ODD: as many, or more */
};

static void count_odd(struct range *range, double x, uint64_t studies)
{
    size_t i = 0;

    range->outside += studies;
    while (i < range->n_odd && range->odd[i] != x)
        i++;
    if (i == MOST_ODD)
        return;
    if (i == range->n_odd) {
        range->odd[range->n_odd++] = x;
        range->count[i] = 0;
    }
    range->count[i] += studies;
}

static struct range measure_range(const struct cohort *cohort, size_t score)
{
    struct range range = {.low = INFINITY, .high = -INFINITY};

    for (size_t i = 0; i < cohort->n; i++) {
        double x = cohort->score[score][i];

        if (isnan(x))
            continue;
        if (cohort->direction == SCORE_LOW && x != 0)
            x = -x;
        range.low = x < range.low ? x : range.low;
        range.high = x > range.high ? x : range.high;
        if (x >= 0 && x <= 1)
            range.inside += cohort_studies(cohort, i);
        else
            count_odd(&range, x, cohort_studies(cohort, i));
    }
    return range;
}

/* -1, -2, -9: no probability, no logit, but what vendors write. */
static bool all_negative_whole(const struct range *range)
{
    if (range->n_odd == MOST_ODD || range->inside == 0)
        return false;
    for (size_t i = 0; i < range->n_odd; i++)
        if (range->odd[i] >= 0 || range->odd[i] != floor(range->odd[i]))
            return false;
    return true;
}

/* Index of the out-of-range value that looks like a vendor's code for "no result", or n_odd: a few values outside, most scores inside,
 * and one of the few repeats. */
static size_t find_code(const struct range *range)
{
    size_t most = 0;

    bool few = range->n_odd <= FEW_ODD && range->inside > range->outside;

    if (range->n_odd == 0 || !(few || all_negative_whole(range)))
        return range->n_odd;
    for (size_t i = 1; i < range->n_odd; i++)
        if (range->count[i] > range->count[most])
            most = i;
    return range->count[most] > 1 ? most : range->n_odd;
}

/* --missing-values '': there is no code among the values. */
static bool says_scores_are_real(const struct loader *loader)
{
    const struct missing_values *missing = &loader->binding->missing;

    for (size_t i = 0; i < missing->n; i++)
        if (!*missing->words[i])
            return true;
    return false;
}

enum err_code loader_check_commas(struct loader *loader, size_t score)
{
    const char *column = loader->binding->scores[score].column;

    if (!loader->options->decimal && loader->commas[score].n &&
        loader->commas[score].n == loader->commas[score].like_thousands) {
        err_set(loader->err, ERR_INPUT,
                "%s: column '%s': every comma stands before three digits: is 1,250 one "
                "and a "
                "quarter, or 1250?",
                loader->file, column);
        return err_hint(loader->err, "say --decimal , for one and a quarter; thousands "
                                     "separators must be taken out of the file");
    }
    if (loader->scores[score].decimal == ',')
        notes_addf(loader->notes,
                   "Numbers of column '%s' are read with a decimal comma.", column);
    return ERR_OK;
}

static enum err_code check_range(struct loader *loader, size_t index)
{
    const struct score_column *column = &loader->binding->scores[index];
    struct range range = measure_range(loader->cohort, index);
    size_t code = find_code(&range);
    char x[NUMFMT_SIZE], low[NUMFMT_SIZE], n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    if (code < range.n_odd && !says_scores_are_real(loader)) {
        numfmt_shortest(x, range.odd[code]);
        err_set(loader->err, ERR_INPUT,
                "%s: column '%s': %s stands in %s rows, while the other %s scores lie "
                "between 0 and 1: is it a code for \"no "
                "result\"?",
                loader->file, column->column, x, numfmt_count(n, range.count[code]),
                numfmt_count(m, range.inside));
        return err_hint(loader->err,
                        "say --missing-values=%s if it is one, --missing-values='' if "
                        "it is a real score",
                        x);
    }
    if (range.outside)
        strbuf_addf(&loader->outside, "%s'%s' (%s to %s)",
                    loader->outside.length ? ", " : "", column->column,
                    numfmt_people(low, range.low), numfmt_people(x, range.high));
    return loader_check_commas(loader, index);
}

/* Ranks of the codes in display order, and the names in that order. */
static uint16_t *rank_levels(struct cohort_group *group, const struct intern *levels,
                             const struct cut *cut)
{
    size_t *order = xcalloc(levels->n, sizeof *order);
    uint16_t *rank = xcalloc(levels->n, sizeof *rank);

    level_sort(order, (const char *const *)levels->strings, levels->n, cut);
    group->n_levels = levels->n;
    group->levels = xcalloc(levels->n, sizeof *group->levels);
    for (size_t i = 0; i < levels->n; i++) {
        group->levels[i] = xstrdup(levels->strings[order[i]]);
        rank[order[i]] = (uint16_t)i;
    }
    free(order);
    return rank;
}

static struct cohort_group build_factor(struct loader *loader, size_t factor)
{
    struct factor_reader *reader = &loader->factors[factor];
    struct cohort_group group = {.name = loader->binding->factors[factor].column,
                                 .code = reader->codes};
    uint16_t *rank =
        rank_levels(&group, &reader->levels, &loader->binding->factors[factor].cut);

    reader->codes = NULL;
    for (size_t i = 0; i < loader->cohort->n; i++)
        group.code[i] = rank[group.code[i]];
    free(rank);
    return group;
}

/* Crosses b into a: levels that occur, in the order of a then b. False if there would be too many to number. */
static bool cross(struct cohort_group *a, struct cohort_group *b, size_t n)
{
    size_t n_cells = a->n_levels * b->n_levels, n_used = 0;
    uint16_t *rank = xcalloc(n_cells, sizeof *rank);
    char **levels;

    for (size_t i = 0; i < n; i++)
        rank[a->code[i] * b->n_levels + b->code[i]] = 1;
    for (size_t cell = 0; cell < n_cells; cell++)
        n_used += rank[cell];
    levels = xcalloc(n_used, sizeof *levels);
    n_used = 0;
    for (size_t cell = 0; cell < n_cells && n_used < UINT16_MAX; cell++)
        if (rank[cell]) {
            struct strbuf name = STRBUF_INIT;

            strbuf_addf(&name, "%s*%s", a->levels[cell / b->n_levels],
                        b->levels[cell % b->n_levels]);
            rank[cell] = (uint16_t)n_used;
            levels[n_used++] = strbuf_detach(&name);
        }
    for (size_t i = 0; i < n; i++)
        a->code[i] = rank[a->code[i] * b->n_levels + b->code[i]];
    for (size_t i = 0; i < a->n_levels; i++)
        free(a->levels[i]);
    for (size_t i = 0; i < b->n_levels; i++)
        free(b->levels[i]);
    free(a->levels);
    free(b->levels);
    free(b->code);
    free(rank);
    a->levels = levels;
    a->n_levels = n_used;
    return n_used < UINT16_MAX;
}

static void note_alike(struct loader *loader, const struct cohort_group *group)
{
    for (size_t i = 0; i < group->n_levels; i++)
        for (size_t j = 0; j < i; j++)
            if (level_names_alike(group->levels[j], group->levels[i]))
                notes_addf(loader->notes,
                           "Column '%s': levels '%s' and '%s' differ only in case, "
                           "blanks or punctuation; they are kept apart.",
                           group->name, group->levels[j], group->levels[i]);
}

/* Its levels are as they stand in the file, not cuts or file names. */
static bool is_text_factor(const struct loader *loader, size_t factor)
{
    const struct factor *f = &loader->binding->factors[factor];

    return f->slot != NO_SLOT && f->cut.kind == CUT_NONE;
}

enum err_code loader_check_levels(struct loader *loader, const char *column,
                                  size_t n_levels)
{
    char n[NUMFMT_SIZE];

    if (n_levels <= loader->options->max_levels)
        return ERR_OK;
    err_set(loader->err, ERR_INPUT, "--by: '%s' has %s levels, more than %" PRIu64,
            column, numfmt_count(n, n_levels), loader->options->max_levels);
    return err_hint(loader->err,
                    "cut a number ('%s:18,40,65') or a date ('%s:year'), or allow "
                    "it with --max-levels %zu",
                    column, column, n_levels);
}

static enum err_code build_group(struct loader *loader, size_t index)
{
    const struct group *wanted = &loader->binding->groups[index];
    struct cohort_group *group = &loader->cohort->groups[index];

    *group = build_factor(loader, wanted->factors[0]);
    for (size_t i = 1; i < wanted->n_factors; i++) {
        struct cohort_group next = build_factor(loader, wanted->factors[i]);

        if (!cross(group, &next, loader->cohort->n))
            return err_set(loader->err, ERR_INPUT, "--by: '%s' has more than %d levels",
                           wanted->name, UINT16_MAX - 1);
    }
    group->name = wanted->name;
    if (loader_check_levels(loader, wanted->name, group->n_levels))
        return loader->err->code;
    if (wanted->n_factors == 1 && is_text_factor(loader, wanted->factors[0]))
        note_alike(loader, group);
    return ERR_OK;
}

/* The numbers of a described column; false if it has others than numbers (bands of a table of `count`), or too many. */
static bool build_number(struct loader *loader, const struct described *described)
{
    struct cohort *cohort = loader->cohort;
    struct factor_reader *reader = &loader->factors[described->factor];
    struct cohort_number *number = &cohort->numbers[cohort->n_numbers];
    bool is_whole = !reader->is_too_many;

    *number = (struct cohort_number){
        .name = loader->binding->factors[described->factor].column,
        .is_asked = described->is_asked,
        .n_values = reader->levels.n,
        .code = reader->codes};
    reader->codes = NULL;
    number->values = xcalloc(number->n_values, sizeof *number->values);
    for (size_t i = 0; i < number->n_values; i++)
        is_whole &= level_value(&number->values[i], &reader->numbers,
                                reader->levels.strings[i]);
    cohort->n_numbers++;
    return is_whole;
}

static void build_numbers(struct loader *loader)
{
    const struct binding *binding = loader->binding;
    struct cohort *cohort = loader->cohort;
    char n[NUMFMT_SIZE];

    cohort->numbers = xcalloc(binding->n_described, sizeof *cohort->numbers);
    for (size_t i = 0; i < binding->n_described; i++) {
        const struct described *described = &binding->described[i];

        if (build_number(loader, described))
            continue;
        if (loader->factors[described->factor].is_too_many)
            notes_addf(loader->notes,
                       "Column '%s' has more than %s different numbers and is not "
                       "described.",
                       binding->factors[described->factor].column,
                       numfmt_count(n, UINT16_MAX));
        cohort_drop_number(cohort);
    }
}

static void keep_patients(struct cohort *cohort, char *const *sorted, size_t n)
{
    cohort->patient_names = xcalloc(n, sizeof *cohort->patient_names);
    cohort->n_patients = n;
    for (size_t i = 0; i < n; i++)
        cohort->patient_names[i] = xstrdup(sorted[i]);
}

/* Patient codes to ranks of the sorted ids, which do not depend on the order of rows. */
static void rank_patients(struct loader *loader)
{
    const struct intern *ids = &loader->patients;
    uint32_t *patient = loader->cohort->patient;
    char **sorted = xcalloc(ids->n, sizeof *sorted);
    uint32_t *rank = intern_rank(ids, sorted);
    uint64_t n_alone = 0;
    char n[NUMFMT_SIZE];

    for (size_t i = 0; i < loader->cohort->n; i++) {
        if (patient[i] == INTERN_NONE)
            n_alone += cohort_studies(loader->cohort, i);
        if (patient[i] != INTERN_NONE)
            patient[i] = rank[patient[i]];
    }
    if (n_alone)
        notes_addf(loader->notes,
                   "No patient id in %s: each counts as a patient of its own.",
                   numfmt_things(n, n_alone, "row", "rows"));
    if (loader->watch->wish.ids)
        keep_patients(loader->cohort, sorted, ids->n);
    free(rank);
    free(sorted);
}

enum err_code loader_finish(struct loader *loader)
{
    const struct cohort *cohort = loader->cohort;

    if (loader_check_rows(loader) || check_truth(loader))
        return loader->err->code;
    if (resolve_labels(loader))
        return loader->err->code;
    for (size_t i = 0; i < cohort->n_scores; i++)
        if (check_range(loader, i))
            return loader->err->code;
    for (size_t i = 0; i < cohort->n_groups; i++)
        if (build_group(loader, i))
            return loader->err->code;
    build_numbers(loader);
    loader_keep_ids(loader);
    if (loader_widen(loader) || loader_fold(loader))
        return loader->err->code;
    if (cohort->patient)
        rank_patients(loader);
    loader_note_filters(loader);
    note_ranges(loader);
    note_truth(loader);
    loader_note_join(loader);
    loader_note_ids(loader);
    return ERR_OK;
}
