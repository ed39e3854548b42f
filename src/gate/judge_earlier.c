/* SPDX-License-Identifier: GPL-3.0-or-later */
/* difference(...) to an earlier result: unpaired, from the limits of both sides. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/numfmt.h"
#include "base/path.h"
#include "gate/judge_parts.h"
#include "stats/mover.h"

const char *judge_earlier_model(const struct judge *judge)
{
    const struct earlier *earlier = judge->rule->earlier;
    const char *model = judge->policy->baseline_model.text;

    for (size_t i = 0; i < earlier->n_pairs && !model; i++)
        if (!strcmp(earlier->pairs[i].finding, judge->finding))
            model = earlier->pairs[i].model;
    return model ? model : "";
}

enum earlier_lack judge_find_earlier(const struct judge *judge, size_t level,
                                     const struct result **theirs)
{
    const struct request *request = judge->evidence->run->request;
    const struct result *ours =
        judge_find_record(judge, judge->claim->metric->name, level);
    struct earlier_place place = {.model = judge_earlier_model(judge),
                                  .finding = judge->finding,
                                  .metric = judge->claim->metric->name,
                                  .point = judge->point,
                                  .group = level == WHOLE ? "" : judge->group->name,
                                  .level =
                                      level == WHOLE ? "" : judge->group->levels[level],
                                  .prevalence = ours ? ours->prevalence : NAN,
                                  .confidence = request->spec.confidence};

    return earlier_find(theirs, judge->rule->earlier, &place);
}

/* ---- The difference ---------------------------------------------------------------------- */

static struct bounded bounded_of(const struct result *side)
{
    return (struct bounded){side->estimate.value, side->estimate.low,
                            side->estimate.high};
}

/* "mover-delong-logit", "mover-clopper-pearson/wilson" */
static void add_method(struct strbuf *out, const struct result *const sides[2])
{
    static const char prefix[] = "mover-";
    const char *a = sides[0]->estimate.method, *b = sides[1]->estimate.method;

    if (strncmp(a, prefix, strlen(prefix)) != 0)
        strbuf_adds(out, prefix);
    strbuf_adds(out, a);
    if (strcmp(a, b) != 0)
        strbuf_addf(out, "/%s", b);
}

/* Studies without --id cannot be told from others. */
static bool may_be_the_same(const struct judge *judge,
                            const struct result *const sides[2])
{
    bool is_known =
        judge->evidence->run->input->id && *judge->rule->earlier->studies_digest;

    return !is_known && sides[0]->n_pos == sides[1]->n_pos &&
           sides[0]->n_neg == sides[1]->n_neg;
}

/* "unpaired: from released.json, 5,913 studies, threshold 0.4" */
static void add_note(struct strbuf *out, const struct judge *judge,
                     const struct result *const sides[2])
{
    const struct result *ours = sides[0], *theirs = sides[1];
    char text[NUMFMT_SIZE];

    judge_add_unpaired(out, judge->rule->earlier);
    if (strcmp(ours->model, theirs->model) != 0)
        strbuf_addf(out, ", model %s", theirs->model);
    strbuf_addf(out, ", %s studies", numfmt_count(text, (uint64_t)theirs->n));
    if (!isnan(theirs->threshold) && theirs->threshold != ours->threshold)
        strbuf_addf(out, ", threshold %s", numfmt_shortest(text, theirs->threshold));
    if (*judge->rule->earlier->where)
        strbuf_addf(out, ", only where %s", judge->rule->earlier->where);
    if (may_be_the_same(judge, sides))
        strbuf_adds(out, ", as many of each class as here: if they are the same, pair "
                         "them");
}

void judge_add_unpaired(struct strbuf *out, const struct earlier *earlier)
{
    strbuf_addf(out, "unpaired: from %s", path_base(earlier->name));
}

static struct estimate difference_of(struct judge *judge,
                                     const struct result *const sides[2])
{
    struct result_set *texts = &judge->outcome->records;
    struct estimate estimate = ESTIMATE_NONE;
    struct strbuf method = STRBUF_INIT, note = STRBUF_INIT;
    struct limits limits = mover_difference(bounded_of(sides[0]), bounded_of(sides[1]));

    add_method(&method, sides);
    add_note(&note, judge, sides);
    estimate.value = sides[0]->estimate.value - sides[1]->estimate.value;
    estimate.low = limits.low;
    estimate.high = limits.high;
    estimate.status = sides[0]->estimate.status;
    estimate.method = result_set_text(texts, method.text);
    estimate.note = result_set_text(texts, note.text);
    strbuf_release(&method);
    strbuf_release(&note);
    return estimate;
}

struct result judge_earlier_record(struct judge *judge, size_t level)
{
    const struct result *theirs = NULL;
    const struct result *ours =
        judge_find_record(judge, judge->claim->metric->name, level);
    enum earlier_lack lack = judge_find_earlier(judge, level, &theirs);
    struct result record = RESULT_NONE;
    struct strbuf metric = STRBUF_INIT;

    if (ours)
        record = *ours;
    else
        record = judge_empty_record(judge, level, "");
    strbuf_addf(&metric, "%s_difference", judge->claim->metric->name);
    record.metric = result_set_text(&judge->outcome->records, metric.text);
    record.baseline = judge_earlier_model(judge);
    record.numerator = record.denominator = NAN;
    if (ours && lack == LACKS_NOTHING && !isnan(ours->estimate.value)) {
        record.estimate = difference_of(judge, (const struct result *[]){ours, theirs});
    } else {
        record.estimate = (struct estimate)ESTIMATE_NONE;
        record.estimate.status = STATUS_UNDEFINED;
        record.estimate.note = ours ? ours->estimate.note : "there is no such number";
    }
    strbuf_release(&metric);
    return record;
}

void judge_keep_sides(struct judge *judge, struct gate_case *of, size_t level)
{
    const struct result *sides[2] = {
        judge_find_record(judge, judge->claim->metric->name, level), NULL};
    bool is_found =
        judge_find_earlier(judge, level, &sides[1]) == LACKS_NOTHING && sides[0];

    of->is_unpaired = is_found && !isnan(of->record.estimate.value);
    for (size_t i = 0; i < 2 && of->is_unpaired; i++)
        of->sides[i] = *result_set_add(&judge->outcome->records, sides[i]);
}

/* ---- Levels --------------------------------------------------------------------------------- */

bool judge_add_earlier_untested(struct strbuf *out, const struct judge *judge,
                                size_t level)
{
    const char *name = path_base(judge->rule->earlier->name);
    const struct result *theirs;
    enum earlier_lack lack = judge_find_earlier(judge, level, &theirs);

    if (lack != LACKS_NOTHING)
        strbuf_addf(out, "untested: %s in %s",
                    lack <= LACKS_LEVEL ? "there is no such level" : "undefined", name);
    else if (theirs->estimate.status == STATUS_TOO_FEW)
        strbuf_addf(out, "untested: too few studies in %s", name);
    else
        return false;
    return true;
}

/* ---- Every case says so ------------------------------------------------------------------ */

void judge_say_unpaired(struct gate_rule *rule)
{
    struct strbuf text = STRBUF_INIT;

    if (!rule->earlier || rule->verdict == VERDICT_ERROR)
        return;
    judge_add_unpaired(&text, rule->earlier);
    for (size_t i = 0; i < rule->n_cases; i++) {
        struct gate_case *of = &rule->cases[i];

        if (of->is_unpaired && !of->is_untested)
            judge_append(&of->why, of->record.estimate.note);
    }
    judge_append(&rule->why, rule->n_cases == 1 && rule->cases[0].is_unpaired
                                 ? rule->cases[0].record.estimate.note
                                 : text.text);
    strbuf_release(&text);
}
