/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/annotations.h"

#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/gate_cells.h"

enum rank {
    RANK_ERROR,
    RANK_FAILED,
    RANK_INCONCLUSIVE,
    RANK_WARNING,
    RANK_NOTICE,
    RANK_NONE
};

static enum rank rank_of(const struct gate_rule *rule)
{
    if (rule->effect.is_warning)
        return RANK_WARNING;
    switch (rule->effect.status) {
    case EXIT_DONE:
        /* a pass that some levels had no part in must not be silent */
        return rule->n_untested ? RANK_NOTICE : RANK_NONE;
    case EXIT_FAILED:
        return RANK_FAILED;
    case EXIT_INCONCLUSIVE:
        return RANK_INCONCLUSIVE;
    case EXIT_NOT_EVALUATED:
        break;
    }
    return RANK_ERROR;
}

static void add_line(struct strbuf *out, const char *kind, const struct place *place,
                     const char *title, const char *text)
{
    const char *separator = " ";

    strbuf_addf(out, "::%s", kind);
    if (place->line > 0) {
        strbuf_adds(out, " file=");
        escape_annotation(out, place->file, ANNOTATION_PROPERTY);
        strbuf_addf(out, ",line=%zu", place->line);
        separator = ",";
    }
    strbuf_addf(out, "%stitle=", separator);
    escape_annotation(out, title, ANNOTATION_PROPERTY);
    strbuf_adds(out, "::");
    escape_annotation(out, text, ANNOTATION_MESSAGE);
    strbuf_addc(out, '\n');
}

static void annotate(struct strbuf *out, const struct gate_rule *rule)
{
    static const char *const kinds[] = {[RANK_ERROR] = "error",
                                        [RANK_FAILED] = "error",
                                        [RANK_INCONCLUSIVE] = "error",
                                        [RANK_WARNING] = "warning",
                                        [RANK_NOTICE] = "notice"};
    struct strbuf title = STRBUF_INIT, why = STRBUF_INIT;

    gate_cell_rule(&why, rule);
    strbuf_addf(&title, "%s: %s", rule->rule->name, verdict_word(rule->verdict));
    add_line(out, kinds[rank_of(rule)], &rule->rule->place, title.text, why.text);
    strbuf_release(&title);
    strbuf_release(&why);
}

/* An error of the policy begins with "FILE:LINE:COLUMN: ". */
static void annotate_error(struct strbuf *out, const struct gate_outcome *outcome)
{
    const char *file = outcome->policy->file ? outcome->policy->file : "";
    size_t length = strlen(file);
    struct place place = {.file = file};

    if (length && !strncmp(outcome->err.text, file, length) &&
        outcome->err.text[length] == ':')
        place.line = strtoul(outcome->err.text + length + 1, NULL, 10);
    add_line(out, "error", &place, "proctor gate", outcome->err.text);
}

void annotations_write(struct strbuf *out, const struct gate_outcome *outcome)
{
    size_t n = 0;

    if (outcome->err.code) {
        annotate_error(out, outcome);
        return;
    }
    for (int rank = RANK_ERROR; rank < RANK_NONE; rank++)
        for (size_t i = 0; i < outcome->n_rules; i++)
            if (rank_of(&outcome->rules[i]) == (enum rank)rank &&
                n++ < MOST_ANNOTATIONS)
                annotate(out, &outcome->rules[i]);
}
