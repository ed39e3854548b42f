/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gate_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "cli/opt.h"
#include "data/spec.h"

static enum err_code check_baseline_file(const struct policy_rule *rule,
                                         const struct options *options, struct err *err)
{
    const struct policy_text *file = &rule->baseline_file;

    if (!file->text || rule->baseline_is_result || rule->severity == SEVERITY_OFF)
        return ERR_OK;
    if (options->input.files.n > 1) {
        place_err(&file->place, "", 0, err,
                  "a baseline in a file of its own needs the predictions in one file");
        return err_hint(err, "put them into one file");
    }
    if (!rule->baseline_score.text && options->input.scores.n > 1) {
        place_err(&file->place, "", 0, err,
                  "which score of the file is the baseline is not said");
        return err_hint(err, "baseline: {file: %s, score: COLUMN}", file->text);
    }
    return ERR_OK;
}

enum err_code gate_plan_rules(struct options *options, struct err *err)
{
    struct policy *policy = &options->policy;

    if (!options->policy_file && !options->gate.claims.n) {
        err_set(err, ERR_USAGE, "there is nothing to test");
        return err_hint(err,
                        "--policy FILE, or --claim 'auc >= 0.85'; 'proctor inspect "
                        "--init FILE' writes a policy to start from");
    }
    for (size_t i = 0; i < options->gate.claims.n; i++)
        if (policy_add_claim(policy, options->gate.claims.texts[i], err))
            return err->code;
    for (size_t i = 0; i < policy->n_rules; i++)
        if (check_baseline_file(&policy->rules[i], options, err)) {
            options->gate.at_fault = &policy->rules[i];
            return err->code;
        }
    return policy_check_rules(policy, err);
}

/* ---- Intervals ---------------------------------------------------------------------- */

static bool is_stated(const struct options *options, const char *option)
{
    return opt_was_typed(options, option) ||
           policy_find_setting(&options->policy, "statistics", option) ||
           policy_find_setting(&options->policy, "data", option);
}

bool gate_plan_missing_is_stated(const struct options *options)
{
    return is_stated(options, "missing");
}

static enum err_code plan_intervals(struct options *options, struct err *err)
{
    int *interval = &options->eval.interval;

    if (!is_stated(options, "interval"))
        *interval = AUC_DELONG;
    if (!is_stated(options, "proportion-interval"))
        options->eval.proportion_interval = PROPORTION_CLOPPER_PEARSON;
    if (*interval != AUC_PERCENTILE && *interval != AUC_BASIC)
        return ERR_OK;
    err_set(
        err, ERR_USAGE,
        "--interval: the %s interval is not accurate enough to decide about a claim",
        request_interval_name((enum auc_interval) * interval));
    return err_hint(err, "delong (the default), bca or studentized");
}

/* ---- What the rules speak of ----------------------------------------------------------- */

static void add_text(struct text_list *list, const char *text)
{
    for (size_t i = 0; i < list->n; i++)
        if (!strcmp(list->texts[i], text))
            return;
    list->texts = xgrow(list->texts, &list->capacity, list->n + 1, sizeof *list->texts);
    list->texts[list->n++] = text;
}

/* In place of the list: another one may grow. */
static void copy_list(struct text_list *list)
{
    struct text_list copy = {0};

    for (size_t i = 0; i < list->n; i++)
        add_text(&copy, list->texts[i]);
    *list = copy;
}

static bool is_resampled(const struct metric *metric)
{
    return !strcmp(metric->name, "mcc") || !strcmp(metric->name, "average_precision");
}

static void plan_metrics(struct options *options)
{
    const struct policy *policy = &options->policy;
    struct strbuf names = STRBUF_INIT;
    bool needs_bootstrap = options->eval.interval != AUC_DELONG;

    strbuf_adds(&names, "prevalence");
    for (size_t i = 0; i < policy->n_rules; i++) {
        const struct metric *metric = policy->rules[i].claim.metric;

        if (!metric)
            continue;
        strbuf_addf(&names, ",%s", metric->name);
        needs_bootstrap |= is_resampled(metric);
    }
    options->gate.metrics = strbuf_detach(&names);
    options->eval.metrics = options->gate.metrics;
    if (!needs_bootstrap)
        options->eval.replicates = 0;
}

static bool is_number(const char *point)
{
    return strchr("+-.0123456789", point[0]) != NULL;
}

/* Two of the same name would be an error. */
static bool is_listed(const struct text_list *groups, const char *spec)
{
    bool is_there = false;

    for (size_t i = 0; i < groups->n && !is_there; i++) {
        struct spec_list parts = {0};

        spec_split(&parts, groups->texts[i], ',');
        for (size_t j = 0; j < parts.n; j++)
            is_there |= !strcmp(parts.parts[j], spec);
        spec_release(&parts);
    }
    return is_there;
}

static void add_group(struct text_list *groups, const struct policy_text *spec)
{
    if (spec->text && !is_listed(groups, spec->text))
        add_text(groups, spec->text);
}

/* "age*sex" of "age:18,40 * sex": what the subgroups are called. */
static void add_group_name(struct strbuf *out, const char *spec)
{
    struct spec_list factors = {0};

    spec_split(&factors, spec, '*');
    for (size_t i = 0; i < factors.n; i++) {
        char *cut = spec_find(factors.parts[i], ':');

        if (cut)
            *cut = '\0';
        strbuf_addf(out, "%s%s", i ? "*" : "", spec_unquote(factors.parts[i]));
    }
    spec_release(&factors);
}

static bool is_named(const struct text_list *groups, const char *name)
{
    bool is_there = false;

    for (size_t i = 0; i < groups->n && !is_there; i++) {
        struct spec_list parts = {0};

        spec_split(&parts, groups->texts[i], ',');
        for (size_t j = 0; j < parts.n; j++) {
            struct strbuf part = STRBUF_INIT;

            add_group_name(&part, parts.parts[j]);
            is_there |= !strcmp(part.text, name);
            strbuf_release(&part);
        }
        spec_release(&parts);
    }
    return is_there;
}

void gate_plan_add_groups(struct text_list *groups, const struct policy *policy)
{
    for (size_t i = 0; i < policy->n_rules; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        const char *spec = rule->each.text ? rule->each.text : rule->over.text;
        struct strbuf name = STRBUF_INIT;

        if (spec && rule->severity != SEVERITY_OFF) {
            add_group_name(&name, spec);
            if (!is_named(groups, name.text))
                add_text(groups, spec);
        }
        strbuf_release(&name);
    }
}

static void plan_points_and_groups(struct options *options)
{
    const struct policy *policy = &options->policy;

    for (size_t i = 0; i < policy->n_rules; i++) {
        const struct policy_rule *rule = &policy->rules[i];

        if (rule->severity == SEVERITY_OFF)
            continue;
        if (rule->claim.point && is_number(rule->claim.point))
            add_text(&options->eval.points.thresholds, rule->claim.point);
        add_group(&options->input.groups, &rule->each);
        add_group(&options->input.groups, &rule->over);
    }
}

enum err_code gate_plan_options(struct options *planned, const struct options *options,
                                struct err *err)
{
    *planned = *options;
    planned->gate.metrics = NULL;
    copy_list(&planned->eval.points.thresholds);
    copy_list(&planned->input.groups);
    if (plan_intervals(planned, err))
        return err->code;
    plan_metrics(planned);
    plan_points_and_groups(planned);
    if (planned->gate.json)
        planned->output.format = FORMAT_JSON; /* hashes of the input are wanted */
    for (size_t i = 0; i < planned->policy.n_rules; i++)
        if (planned->policy.rules[i].baseline_is_result)
            planned->output.digests = true; /* are these other studies? */
    return ERR_OK;
}

void gate_plan_release_options(struct options *planned)
{
    free(planned->eval.points.thresholds.texts);
    free(planned->input.groups.texts);
    free(planned->gate.metrics);
}

/* ---- Rows ------------------------------------------------------------------------------- */

/* NULL is the same as NULL alone. */
static bool same_text(const char *a, const char *b)
{
    return !a == !b && (!a || strcmp(a, b) == 0);
}

/* The file that is joined; an earlier result is none. */
static const char *joined_file(const struct policy_rule *rule)
{
    return rule->baseline_is_result ? NULL : rule->baseline_file.text;
}

bool gate_plan_same_rows(const struct policy_rule *a, const struct policy_rule *b)
{
    if (a->missing != b->missing || a->where.n != b->where.n ||
        !same_text(a->baseline_score.text, b->baseline_score.text) ||
        !same_text(joined_file(a), joined_file(b)) ||
        (joined_file(a) && a->min_overlap != b->min_overlap))
        return false;
    for (size_t i = 0; i < a->where.n; i++)
        if (strcmp(a->where.items[i].text, b->where.items[i].text) != 0)
            return false;
    return true;
}

/* The baseline's file becomes the second of two about the same studies. */
static void add_baseline_file(struct options *rows, const struct options *options,
                              const struct policy_rule *rule)
{
    rows->input.is_pair = true;
    rows->input.min_overlap = rule->min_overlap;
    rows->input.second_scores = (struct text_list){0};
    add_text(&rows->input.files,
             policy_path(&options->policy, rule->baseline_file.text));
    if (rule->baseline_score.text)
        add_text(&rows->input.second_scores, rule->baseline_score.text);
}

void gate_plan_rows(struct options *rows, const struct options *options,
                    const struct policy_rule *rule)
{
    *rows = *options;
    copy_list(&rows->input.where);
    copy_list(&rows->input.files);
    copy_list(&rows->input.scores);
    for (size_t i = 0; i < rule->where.n; i++)
        add_text(&rows->input.where, rule->where.items[i].text);
    if (joined_file(rule))
        add_baseline_file(rows, options, rule);
    else if (rule->baseline_score.text && options->input.scores.n &&
             !options->input.model_column)
        add_text(&rows->input.scores, rule->baseline_score.text);
    if (rule->missing != UNSTATED)
        rows->input.missing = (enum missing_policy)rule->missing;
}

void gate_plan_release_rows(struct options *rows)
{
    free(rows->input.where.texts);
    if (rows->input.is_pair) { /* what add_baseline_file() added */
        free((char *)rows->input.files.texts[rows->input.files.n - 1]);
        free(rows->input.second_scores.texts);
    }
    free(rows->input.files.texts);
    free(rows->input.scores.texts);
}

/* ---- Places -------------------------------------------------------------------------------- */

static bool locate(const struct policy_text *text, const char *option, struct err *err)
{
    char what[64];
    size_t length;

    if (!text->text || strncmp(err->text, option, strlen(option)) != 0)
        return false;
    /* a spec such as age:18,40 is quoted by its column alone */
    length = strcspn(text->text, ": =<>!*");
    if (length == 0 || length >= sizeof what)
        return false;
    memcpy(what, text->text, length);
    what[length] = '\0';
    if (!strstr(err->text, what))
        return false;
    place_at(&text->place, err);
    return true;
}

/* What is wrong with the baseline's file, at its place; options are keys there. */
static bool locate_baseline(const struct policy_rule *rule, struct err *err)
{
    static const char option[] = "--min-overlap ";
    const struct policy_text *file = &rule->baseline_file;
    struct err plain = *err;
    const char *share = strstr(plain.hint, option);

    if (!joined_file(rule) || !strstr(err->text, path_base(file->text)))
        return false;
    place_at(&file->place, err);
    if (share)
        err_hint(err,
                 "to judge the shared ones only: baseline: {file: %s, min_overlap: %s}",
                 file->text, share + strlen(option));
    return true;
}

static bool locate_in_rule(const struct policy_rule *rule, struct err *err)
{
    if (locate(&rule->each, "--by", err) || locate(&rule->over, "--by", err) ||
        locate(&rule->baseline_score, "--score", err) || locate_baseline(rule, err))
        return true;
    for (size_t i = 0; i < rule->where.n; i++)
        if (locate(&rule->where.items[i], "--where", err))
            return true;
    return false;
}

const struct policy_rule *gate_plan_locate(const struct policy *policy,
                                           const struct policy_rule *first,
                                           struct err *err)
{
    for (size_t i = 0; i < policy->n_rules; i++)
        if (gate_plan_same_rows(&policy->rules[i], first) &&
            policy->rules[i].severity != SEVERITY_OFF &&
            locate_in_rule(&policy->rules[i], err))
            return &policy->rules[i];
    return NULL;
}
