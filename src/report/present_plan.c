/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: what a policy laid down, and what of the report it says nothing about. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "base/path.h"
#include "base/sha256_hex.h"
#include "eval/reading.h"
#include "report/present_gate.h"
#include "report/present_parts.h"
#include "report/present_report.h"

/* ---- What it states ---------------------------------------------------------------- */

/* "release@model=0.4" by its parts. */
static void add_point(struct table *table, const char *value)
{
    const char *threshold = strrchr(value, '=');
    struct strbuf name = STRBUF_INIT;

    strbuf_add(&name, value, (size_t)(threshold - value));
    table_add_row(table, (const char *[]){"points", name.text, threshold + 1});
    strbuf_release(&name);
}

/* As the file has it, paths without folders. */
static void add_setting(struct table *table, const struct policy_setting *setting)
{
    struct strbuf values = STRBUF_INIT;

    for (size_t i = 0; i < setting->values.n; i++) {
        const char *value = setting->values.items[i].text;

        strbuf_addf(&values, "%s%s", i ? ", " : "",
                    setting->is_path ? path_base(value) : value);
    }
    if (!strcmp(setting->option, "threshold"))
        add_point(table, values.text);
    else
        table_add_row(table,
                      (const char *[]){setting->section, setting->key, values.text});
    strbuf_release(&values);
}

static void present_settings(struct report *report, const struct policy *policy)
{
    struct table *table =
        report_table(report, "lll", (const char *[]){"Section", "Key", "Value"});

    for (size_t i = 0; i < policy->n_settings; i++)
        if (!policy->settings[i].is_overridden)
            add_setting(table, &policy->settings[i]);
}

/* ---- What it does not state ----------------------------------------------------------- */

static bool states_point(const struct policy *policy, const struct asked_point *point)
{
    for (size_t i = 0; i < policy->n_settings; i++) {
        const struct policy_setting *setting = &policy->settings[i];

        if (strcmp(setting->section, "points") != 0 || setting->is_overridden)
            continue;
        if (!strcmp(setting->option, "points") ? point->source == POINT_LOCKED
                                               : !strcmp(setting->key, point->name))
            return true;
    }
    for (size_t i = 0; i < policy->n_rules; i++)
        if (policy->rules[i].claim.point &&
            !strcmp(policy->rules[i].claim.point, point->name))
            return true;
    return false;
}

/* "age" of "age:18,40,65" is the group named "age" or, cut otherwise, "age:18,40,65". */
static bool is_same_group(const char *spec, const char *name)
{
    size_t length = strcspn(spec, ":");

    return !strcmp(spec, name) ||
           (strlen(name) == length && !strncmp(spec, name, length));
}

static bool states_group(const struct policy *policy, const char *name)
{
    const struct policy_setting *by = policy_find_setting(policy, "data", "by");

    for (size_t i = 0; by && !by->is_overridden && i < by->values.n; i++)
        if (is_same_group(by->values.items[i].text, name))
            return true;
    for (size_t i = 0; i < policy->n_rules; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        const char *spec = rule->each.text ? rule->each.text : rule->over.text;

        if (spec && is_same_group(spec, name))
            return true;
    }
    return false;
}

static void add_part(struct strbuf *out, const char *title, const char *names)
{
    if (*names)
        strbuf_addf(out, "%s%s %s", out->length ? "; " : "", title, names);
}

static void present_exploratory(struct report *report, const struct run *run,
                                const struct policy *policy)
{
    struct strbuf points = STRBUF_INIT, groups = STRBUF_INIT, text = STRBUF_INIT;
    const struct asked_points *asked = &run->request->points;

    for (size_t i = 0; i < asked->n; i++)
        if (!states_point(policy, &asked->items[i]))
            strbuf_addf(&points, "%s%s", points.length ? ", " : "",
                        asked->items[i].name);
    for (size_t i = 0; i < run->cohort->n_groups; i++)
        if (!states_group(policy, run->cohort->groups[i].name))
            strbuf_addf(&groups, "%s%s", groups.length ? ", " : "",
                        run->cohort->groups[i].name);
    add_part(&text, "operating points", points.text);
    add_part(&text, "subgroups by", groups.text);
    if (text.length)
        report_paragraph(report,
                         "Not stated in the policy, so that nobody can tell whether "
                         "they were planned: %s. Take what they show as exploratory.",
                         text.text);
    strbuf_release(&points);
    strbuf_release(&groups);
    strbuf_release(&text);
}

/* ---- The whole -------------------------------------------------------------------------- */

static void present_policy(struct report *report, const struct policy *policy)
{
    char digest[SHA256_HEX_SIZE];
    struct strbuf line = STRBUF_INIT;

    sha256_hex_of(digest, policy->bytes, policy->n_bytes);
    strbuf_addf(&line, "%s  %s", digest, path_base(policy->file));
    report_paragraph(report,
                     "The policy %s states what follows. Its SHA-256 tells it from "
                     "every other version of it:",
                     path_base(policy->file));
    report_code(report, line.text);
    strbuf_release(&line);
}

/* Without a policy a margin is the one goal that can be stated. */
static void present_no_policy(struct report *report,
                              const struct report_request *request)
{
    struct strbuf margin = STRBUF_INIT;
    char number[NUMFMT_SIZE];
    double stated = request->comparison ? request->comparison->request->margin : NAN;
    struct reading share = {metric_find("sensitivity"), READING_DISTANCE};

    if (isnan(stated)) {
        report_paragraph(report, "Nothing that proctor knows of: no policy was given "
                                 "(--policy), and nothing is tested against a goal.");
        return;
    }
    strbuf_addf(&margin, "%s (for percentages, ", numfmt_shortest(number, stated));
    reading_add_limit(&margin, share, stated);
    report_paragraph(report,
                     "No policy was given (--policy). The command states a margin for "
                     "the differences to the baseline %s: %s). Whether it was chosen "
                     "before the results were known, proctor cannot tell.",
                     request->baseline, margin.text);
    strbuf_release(&margin);
}

void present_plan(struct report *report, const struct run *run,
                  const struct report_request *request)
{
    const struct policy *policy = request->policy;
    struct strbuf line = STRBUF_INIT;

    report_heading(report, "What was laid down beforehand");
    if (!policy) {
        present_no_policy(report, request);
        return;
    }
    present_policy(report, policy);
    if (policy->n_settings)
        present_settings(report, policy);
    present_overridden(report, policy);
    if (policy->n_rules)
        report_paragraph(report, "Its rules:");
    present_rules(report, policy, run->request);
    if (request->outcome) {
        gate_outcome_add_line(&line, request->outcome);
        report_paragraph(report,
                         "Gate on these studies: %s. The numbers it rests on stand "
                         "before the methods.",
                         line.text);
    }
    present_exploratory(report, run, policy);
    strbuf_release(&line);
}
