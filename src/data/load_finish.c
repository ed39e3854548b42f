/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After the last row: what can only be decided when all values are known. */
#include <inttypes.h>
#include <stdlib.h>

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
        if (loader_check_scores(loader, i))
            return loader->err->code;
    for (size_t i = 0; i < cohort->n_groups; i++)
        if (loader_build_group(loader, i))
            return loader->err->code;
    loader_build_numbers(loader);
    loader_keep_ids(loader);
    if (loader_widen(loader) || loader_fold(loader))
        return loader->err->code;
    if (cohort->patient)
        rank_patients(loader);
    loader_note_filters(loader);
    loader_note_scores(loader);
    note_truth(loader);
    loader_note_join(loader);
    loader_note_ids(loader);
    return ERR_OK;
}
