/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an earlier result can be a baseline here: of other studies, and with the number that is asked for. */
#include <string.h>

#include "base/numfmt.h"
#include "base/path.h"
#include "eval/pair_digest.h"
#include "eval/run_digests.h"
#include "gate/judge_parts.h"
#include "gate/known_names.h"
#include "stats/at_prevalence.h"

static const char *name_of(const struct judge *judge)
{
    return path_base(judge->rule->earlier->name);
}

#define AT_FILE(judge, err, ...)                                                       \
    place_err(&(judge)->policy->baseline_file.place, "", 0, err, __VA_ARGS__)

/* The F1 score depends on the prevalence as well, and cannot be had at a stated one. */
static bool is_comparable(const struct metric *metric)
{
    return metric->has_contrast && strcmp(metric->name, "f1") != 0;
}

static enum err_code check_metric(const struct judge *judge, struct err *err)
{
    const struct metric *metric = judge->claim->metric;
    const struct metric *const *all = metrics_all(NULL);
    struct known_names names = {0};

    if (is_comparable(metric))
        return ERR_OK;
    for (size_t i = 0; all[i]; i++)
        if (is_comparable(all[i]))
            known_names_add(&names, all[i]->name);
    place_err(&judge->policy->claim_text.place, "", 0, err,
              "no interval of an unpaired difference is known for %s", metric->name);
    known_names_hint(&names, "", err);
    known_names_release(&names);
    return err->code;
}

/* Two files of other prevalence have another PPV with the same model. */
static enum err_code check_prevalence(const struct judge *judge, struct err *err)
{
    const struct metric *metric = judge->claim->metric;

    if (!at_prevalence_applies(metric) ||
        judge->evidence->run->request->prevalence_is_stated)
        return ERR_OK;
    place_err(
        &judge->policy->claim_text.place, "", 0, err,
        "%s depends on the prevalence, which differs between the studies here and "
        "those of %s",
        metric->name, name_of(judge));
    return err_hint(err, "state one: statistics: {prevalence: P}, and evaluate the "
                         "other with --prevalence P");
}

/* ---- Model and finding ---------------------------------------------------------------- */

static enum err_code check_finding(const struct judge *judge, struct err *err)
{
    const struct earlier *earlier = judge->rule->earlier;
    struct known_names findings = {0};

    for (size_t i = 0; i < earlier->n_pairs; i++)
        known_names_add(&findings, earlier->pairs[i].finding);
    if (!known_names_has(&findings, judge->finding)) {
        AT_FILE(judge, err, "%s has no finding '%s'", name_of(judge), judge->finding);
        known_names_hint(&findings, judge->finding, err);
    }
    known_names_release(&findings);
    return err->code;
}

static enum err_code check_model(const struct judge *judge, struct err *err)
{
    const struct earlier *earlier = judge->rule->earlier;
    const struct policy_text *model = &judge->policy->baseline_model;
    struct known_names models = {0};

    for (size_t i = 0; i < earlier->n_pairs; i++)
        if (!strcmp(earlier->pairs[i].finding, judge->finding))
            known_names_add(&models, earlier->pairs[i].model);
    if (model->text && !known_names_has(&models, model->text)) {
        place_err(&model->place, "", 0, err, "%s has no model '%s' for '%s'",
                  name_of(judge), model->text, judge->finding);
        known_names_hint(&models, model->text, err);
    } else if (!model->text && models.n > 1) {
        AT_FILE(judge, err,
                "%s has several models, and which is the baseline is not said",
                name_of(judge));
        err_hint(err, "baseline: {file: %s, model: %s}",
                 judge->policy->baseline_file.text, models.items[0]);
    }
    known_names_release(&models);
    return err->code;
}

/* ---- Studies ----------------------------------------------------------------------------- */

static enum err_code check_studies(const struct judge *judge,
                                   const struct run_digests *digests, struct err *err)
{
    const struct earlier *earlier = judge->rule->earlier;
    const struct earlier_pair *theirs =
        earlier_find_pair(earlier, judge_earlier_model(judge), judge->finding);
    char digest[SHA256_HEX_SIZE];

    pair_digest(digest, judge->evidence->run->cohort, judge->pair);
    if (theirs && !strcmp(theirs->digest, digest)) {
        AT_FILE(judge, err,
                "%s is about the same scores of the same studies: the "
                "baseline is the model itself",
                name_of(judge));
        return err_hint(err, "name the result of the model in use, on other studies");
    }
    if (strcmp(earlier->cohort_digest, digests->cohort) != 0 &&
        (!*digests->studies || strcmp(earlier->studies_digest, digests->studies) != 0))
        return ERR_OK;
    AT_FILE(judge, err, "%s is about the same studies, which are to be paired",
            name_of(judge));
    return err_hint(err, "name the predictions that it was made from: baseline: {file: "
                         "released.csv, score: COLUMN}");
}

/* Refused studies that count on one side only would make a difference of their own. */
static enum err_code check_missing(const struct judge *judge, struct err *err)
{
    const struct earlier *earlier = judge->rule->earlier;
    const struct earlier_pair *theirs =
        earlier_find_pair(earlier, judge_earlier_model(judge), judge->finding);
    const char *here = request_missing_name(judge->evidence->run->input->missing);
    char n[NUMFMT_SIZE];

    if (!theirs || !(theirs->n_without_score > 0) || !strcmp(earlier->missing, here))
        return ERR_OK;
    AT_FILE(judge, err,
            "%s has %s studies without a score, with 'missing: %s', and here it is "
            "'missing: %s'",
            name_of(judge), numfmt_count(n, (uint64_t)theirs->n_without_score),
            earlier->missing, here);
    return err_hint(err,
                    "evaluate it again with --missing %s, or say 'missing: %s' in "
                    "the rule",
                    here, earlier->missing);
}

/* ---- The number ---------------------------------------------------------------------------- */

static void hint_at_points(const struct judge *judge, struct err *err)
{
    const struct result_set *set = &judge->rule->earlier->results;
    struct known_names points = {0};

    err_hint(err, "evaluate it again with -t %s=T", judge->point);
    for (size_t i = 0; i < set->n; i++)
        if (*set->items[i].point &&
            !strcmp(set->items[i].model, judge_earlier_model(judge)))
            known_names_add(&points, set->items[i].point);
    known_names_hint(&points, judge->point, err);
    known_names_release(&points);
}

static enum err_code refuse_confidence(const struct judge *judge,
                                       const struct result *theirs, struct err *err)
{
    double here = judge->evidence->run->request->spec.confidence;
    char a[NUMFMT_SIZE], b[NUMFMT_SIZE];

    AT_FILE(judge, err,
            "the interval of %s in %s has another confidence, %s, than "
            "this gate, %s",
            judge->claim->metric->name, name_of(judge),
            numfmt_shortest(a, theirs->conf_level), numfmt_shortest(b, here));
    return err_hint(err, "evaluate it again with --confidence %s", b);
}

/* By what is lacking; the place is the baseline's file. */
static enum err_code refuse(const struct judge *judge, enum earlier_lack lack,
                            const struct result *theirs, struct err *err)
{
    const char *file = name_of(judge), *metric = judge->claim->metric->name;

    switch (lack) {
    case LACKS_MODEL:
    case LACKS_FINDING:
    case LACKS_METRIC:
        AT_FILE(judge, err, "%s has no %s of '%s' for '%s'", file, metric,
                judge_earlier_model(judge), judge->finding);
        return err_hint(err, "evaluate it again, with --metrics %s", metric);
    case LACKS_POINT:
        AT_FILE(judge, err, "%s has no operating point '%s'", file, judge->point);
        hint_at_points(judge, err);
        break;
    case LACKS_GROUP:
        AT_FILE(judge, err, "%s has no levels of '%s'", file, judge->group->name);
        return err_hint(err, "evaluate it again with --by %s",
                        judge->policy->each.text);
    case LACKS_LEVEL:
        AT_FILE(judge, err, "%s has none of the levels that '%s' has here", file,
                judge->group->name);
        return err_hint(err, "evaluate it again with --by %s",
                        judge->policy->each.text);
    case LACKS_PREVALENCE:
        AT_FILE(judge, err, "%s has no %s at the prevalence of this gate", file,
                metric);
        return err_hint(err, "evaluate it again with the same --prevalence");
    case LACKS_ESTIMATE:
        return AT_FILE(judge, err, "%s: there %s is undefined", file, metric);
    case LACKS_LIMITS:
        AT_FILE(judge, err, "%s has no interval of %s", file, metric);
        return err_hint(err, "evaluate it again");
    case LACKS_CLOSED_LIMITS:
        AT_FILE(judge, err,
                "%s has for %s the interval %s only, and a difference of separate "
                "limits needs one in closed form",
                file, metric, theirs->estimate.method);
        return err_hint(err, "evaluate it again with --interval delong");
    case LACKS_CONFIDENCE:
        return refuse_confidence(judge, theirs, err);
    case LACKS_NOTHING:
        break;
    }
    return err->code;
}

/* A point that nobody chose, or that was chosen on the studies it was judged on, is none for a baseline either. */
static enum err_code check_status(const struct judge *judge,
                                  const struct result *theirs, struct err *err)
{
    if (theirs->estimate.status == STATUS_DEFAULT) {
        AT_FILE(judge, err, "nobody chose the operating point '%s' of %s",
                theirs->point, name_of(judge));
        return err_hint(err, "evaluate it again with -t %s", theirs->point);
    }
    if (theirs->estimate.status == STATUS_EXPLORATORY) {
        AT_FILE(judge, err, "the operating point '%s' of %s was chosen on its studies",
                theirs->point, name_of(judge));
        return err_hint(err,
                        "evaluate it again with a threshold that was locked "
                        "before: -t %s=T",
                        theirs->point);
    }
    return ERR_OK;
}

/* A level may be new here; what none of them has is missing. */
static enum err_code check_number(const struct judge *judge, struct err *err)
{
    size_t n = judge->policy->each.text ? judge->group->n_levels : 1;
    enum earlier_lack best = LACKS_MODEL;
    const struct result *theirs = NULL;

    for (size_t i = 0; i < n && best < LACKS_NOTHING; i++) {
        const struct result *found;
        enum earlier_lack lack =
            judge_find_earlier(judge, judge->policy->each.text ? i : WHOLE, &found);

        if (lack > best || !theirs) {
            best = lack;
            theirs = found;
        }
    }
    return best < LACKS_NOTHING ? refuse(judge, best, theirs, err)
                                : check_status(judge, theirs, err);
}

enum err_code judge_check_earlier(const struct judge *judge,
                                  const struct run_digests *digests, struct err *err)
{
    if (check_metric(judge, err) || check_prevalence(judge, err) ||
        check_finding(judge, err) || check_model(judge, err) ||
        check_studies(judge, digests, err) || check_missing(judge, err))
        return err->code;
    return check_number(judge, err);
}
