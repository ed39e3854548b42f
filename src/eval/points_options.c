/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points as options. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/numfmt.h"
#include "base/strbuf.h"
#include "eval/points_parts.h"

/* ---- Thresholds ---------------------------------------------------------- */

static enum err_code bad_threshold(const char *text, struct err *err)
{
    err_set(err, ERR_USAGE, "--threshold: '%s' is not a number", text);
    if (strchr(text, ','))
        return err_hint(err, "write a decimal point; for several operating points "
                             "repeat the option: -t 0.3 -t 0.5");
    return err_hint(err, "for example --threshold 0.5 or --threshold release=0.37");
}

/* "NAME@MODEL=T": cut in place. A name has no '@' and a threshold no '='; a model may have both. */
static const char *split(char *text, char **name, char **model)
{
    char *equals = strchr(text, '='), *at = strchr(text, '@');

    *name = *model = NULL;
    if (!equals)
        return text;
    if (at && at < equals) {
        equals = strrchr(text, '=');
        *at = '\0';
        *model = at + 1;
    }
    *equals = '\0';
    *name = text;
    return equals + 1;
}

static enum err_code add_threshold(struct asked_points *asked, const char *text,
                                   struct err *err)
{
    struct asked_point point = {.source = POINT_GIVEN, .rule = (char *)"given"};
    char number[NUMFMT_SIZE], *copy = xstrdup(text);
    const char *value = split(copy, &point.name, &point.model);
    enum err_code code;

    if (!numfmt_parse(value, strlen(value), '.', &point.threshold) ||
        !isfinite(point.threshold)) {
        code = bad_threshold(value, err);
    } else if (point.name && !name_is_valid(point.name)) {
        code = err_set(err, ERR_USAGE, "--threshold: '%s' is not a name: " NAME_RULE,
                       point.name);
    } else {
        if (!point.name)
            point.name = (char *)numfmt_shortest(number, point.threshold);
        code = points_add(asked, &point, "--threshold", err);
    }
    free(copy);
    return code;
}

/* ---- Rules --------------------------------------------------------------- */

/* "97.5" in a name is "97_5". */
static void add_number(struct strbuf *name, double x)
{
    char number[NUMFMT_SIZE];

    numfmt_record(number, x);
    for (char *c = number; *c; c++)
        *c = *c == '.' ? '_' : *c == '+' ? '-' : *c;
    strbuf_adds(name, number);
}

static void add_prevalence(struct strbuf *rule, double prevalence)
{
    char number[NUMFMT_SIZE];

    if (!isnan(prevalence))
        strbuf_addf(rule, " at prevalence %s", numfmt_record(number, prevalence));
}

static enum err_code add_rule(struct asked_points *asked, const char *option,
                              struct operating_rule selection,
                              const struct strbuf *name, const struct strbuf *rule,
                              struct err *err)
{
    struct asked_point point = {.source = POINT_CHOSEN,
                                .name = name->text,
                                .threshold = NAN,
                                .selection = selection,
                                .rule = rule->text};

    return points_add(asked, &point, option, err);
}

static enum err_code bad_target(const char *option, const char *text, struct err *err)
{
    err_set(err, ERR_USAGE, "%s: '%s' is not a fraction above 0, up to 1", option,
            text);
    return err_hint(err, "for 95 %% say %s 0.95", option);
}

static enum err_code add_target(struct asked_points *asked, const char *text,
                                enum operating_criterion criterion, struct err *err)
{
    bool of_sensitivity = criterion == CHOOSE_SENSITIVITY;
    const char *option =
        of_sensitivity ? "--target-sensitivity" : "--target-specificity";
    struct operating_rule selection = {criterion, NAN, NAN};
    struct strbuf name = STRBUF_INIT, rule = STRBUF_INIT;
    char number[NUMFMT_SIZE];
    enum err_code code;

    if (!numfmt_parse(text, strlen(text), '.', &selection.target) ||
        !(selection.target > 0 && selection.target <= 1))
        return bad_target(option, text, err);
    strbuf_adds(&name, of_sensitivity ? "sens" : "spec");
    add_number(&name, 100 * selection.target);
    strbuf_addf(&rule, "%s >= %s", of_sensitivity ? "sensitivity" : "specificity",
                numfmt_record(number, selection.target));
    code = add_rule(asked, option, selection, &name, &rule, err);
    strbuf_release(&name);
    strbuf_release(&rule);
    return code;
}

static enum err_code add_max_flags(struct asked_points *asked, const char *text,
                                   double prevalence, struct err *err)
{
    struct operating_rule selection = {CHOOSE_FLAGS, NAN, prevalence};
    struct strbuf name = STRBUF_INIT, rule = STRBUF_INIT;
    char number[NUMFMT_SIZE];
    enum err_code code;

    if (!numfmt_parse(text, strlen(text), '.', &selection.target) ||
        !(selection.target > 0 && selection.target <= 100)) {
        err_set(err, ERR_USAGE,
                "--max-flags: '%s' is not a number of flags per 100 "
                "studies, above 0 and up to 100",
                text);
        return err_hint(err, "for at most one flag in five studies say --max-flags 20");
    }
    strbuf_adds(&name, "flags");
    add_number(&name, selection.target);
    strbuf_addf(&rule, "flags_per_100 <= %s", numfmt_record(number, selection.target));
    add_prevalence(&rule, prevalence);
    code = add_rule(asked, "--max-flags", selection, &name, &rule, err);
    strbuf_release(&name);
    strbuf_release(&rule);
    return code;
}

/* "FN:FP", both positive. */
static bool parse_cost(const char *text, double *of_miss, double *of_false_flag)
{
    const char *colon = strchr(text, ':');

    return colon && numfmt_parse(text, (size_t)(colon - text), '.', of_miss) &&
           numfmt_parse(colon + 1, strlen(colon + 1), '.', of_false_flag) &&
           *of_miss > 0 && *of_false_flag > 0 && isfinite(*of_miss / *of_false_flag) &&
           *of_miss / *of_false_flag > 0;
}

static enum err_code add_cost(struct asked_points *asked, const char *text,
                              double prevalence, struct err *err)
{
    struct operating_rule selection = {CHOOSE_COST, NAN, prevalence};
    struct strbuf name = STRBUF_INIT, rule = STRBUF_INIT;
    double of_miss, of_false_flag;
    enum err_code code;

    if (!parse_cost(text, &of_miss, &of_false_flag)) {
        err_set(err, ERR_USAGE, "--cost: '%s' is not FN:FP, two numbers above 0", text);
        return err_hint(err, "if a missed study is as bad as five false flags say "
                             "--cost 5:1");
    }
    selection.target = of_miss / of_false_flag;
    strbuf_adds(&name, "cost");
    add_number(&name, of_miss);
    if (of_false_flag != 1) {
        strbuf_addc(&name, '-');
        add_number(&name, of_false_flag);
    }
    strbuf_addf(&rule, "cost %s", text);
    add_prevalence(&rule, prevalence);
    code = add_rule(asked, "--cost", selection, &name, &rule, err);
    strbuf_release(&name);
    strbuf_release(&rule);
    return code;
}

static enum err_code add_youden(struct asked_points *asked, struct err *err)
{
    struct asked_point point = {
        .source = POINT_CHOSEN,
        .name = (char *)"youden",
        .threshold = NAN,
        .selection = {CHOOSE_YOUDEN, NAN, NAN},
        .rule = (char *)"youden"
    };

    return points_add(asked, &point, "--youden", err);
}

enum err_code points_ask(struct asked_points *asked,
                         const struct point_options *options, double prevalence,
                         struct err *err)
{
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < options->thresholds.n && !code; i++)
        code = add_threshold(asked, options->thresholds.texts[i], err);
    for (size_t i = 0; i < options->sensitivities.n && !code; i++)
        code =
            add_target(asked, options->sensitivities.texts[i], CHOOSE_SENSITIVITY, err);
    for (size_t i = 0; i < options->specificities.n && !code; i++)
        code =
            add_target(asked, options->specificities.texts[i], CHOOSE_SPECIFICITY, err);
    if (options->youden && !code)
        code = add_youden(asked, err);
    for (size_t i = 0; i < options->max_flags.n && !code; i++)
        code = add_max_flags(asked, options->max_flags.texts[i], prevalence, err);
    for (size_t i = 0; i < options->costs.n && !code; i++)
        code = add_cost(asked, options->costs.texts[i], prevalence, err);
    if (options->file && !code)
        code = points_read(asked, options->file, err);
    return code;
}
