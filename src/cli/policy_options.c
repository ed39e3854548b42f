/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/policy_options.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "cli/opt_groups.h"

/* What may stand in a section. */
static const struct opt_group *const data_groups[] = {
    &opt_group_columns, &opt_group_values, &opt_group_dialect, NULL};
static const struct opt_group *const statistics_groups[] = {&opt_group_statistics,
                                                            NULL};

static const struct opt_group *const *groups_of(const struct policy_setting *setting)
{
    return strcmp(setting->section, "data") != 0 ? statistics_groups : data_groups;
}

static enum err_code unknown_key(const struct policy_setting *setting, struct err *err)
{
    const struct opt_group *const *groups = groups_of(setting);
    const char *names[64], *near;
    size_t n = 0;

    for (; *groups; groups++)
        for (const struct opt *row = (*groups)->rows; row->name && n < 64; row++)
            names[n++] = row->name;
    near = nearest_name(setting->option, names, n);
    place_err(&setting->place, "", 0, err, "%s has no key '%s'", setting->section,
              setting->option);
    return near ? err_hint(err, "did you mean '%s'?", near)
                : err_hint(err, "the keys are options of 'proctor evaluate' without "
                                "dashes: proctor evaluate --help");
}

static bool is_path(const struct opt *row)
{
    return row->argument && !strncmp(row->argument, "FILE", 4);
}

static enum err_code set_flag(struct options *options, const struct opt *row,
                              const struct policy_text *value, struct err *err)
{
    if (!strcmp(value->text, "false"))
        return ERR_OK;
    if (!strcmp(value->text, "true"))
        return opt_set(options, row, NULL, err);
    return place_err(&value->place, "", 0, err, "'%s' is true or false, not '%s'",
                     row->name, value->text);
}

static enum err_code set_value(struct options *options, const struct opt *row,
                               struct policy_text *value, struct err *err)
{
    if (row->kind == OPT_FLAG)
        return set_flag(options, row, value, err);
    if (is_path(row)) {
        char *path = policy_path(&options->policy, value->text);

        free(value->text);
        value->text = path;
    }
    return opt_set(options, row, value->text, err) ? place_at(&value->place, err)
                                                   : ERR_OK;
}

/* Length of the name of a point: "release@model=0.4". */
static size_t name_length(const char *threshold)
{
    return threshold[strcspn(threshold, "@=")] ? strcspn(threshold, "@=") : 0;
}

/* Points accumulate: only one of the same name was typed as well. */
static bool was_typed(const struct options *options,
                      const struct policy_setting *setting)
{
    const char *value = setting->values.items[0].text;
    size_t length = name_length(value);

    if (strcmp(setting->option, "threshold") != 0)
        return opt_was_typed(options, setting->option);
    for (size_t i = 0; i < options->eval.points.thresholds.n; i++) {
        const char *typed = options->eval.points.thresholds.texts[i];

        if (opt_was_typed(options, "threshold") && length &&
            name_length(typed) == length && !strncmp(typed, value, length))
            return true;
    }
    return false;
}

static enum err_code apply(struct options *options, struct policy_setting *setting,
                           const struct opt *row, struct err *err)
{
    if (setting->is_list && row->kind != OPT_LIST)
        return place_err(&setting->values.items[0].place, "", 0, err,
                         "'%s' takes one value, not a list", setting->option);
    if (setting->is_overridden)
        return ERR_OK;
    setting->is_path = is_path(row);
    for (size_t i = 0; i < setting->values.n; i++)
        if (set_value(options, row, &setting->values.items[i], err))
            return err->code;
    return ERR_OK;
}

static enum err_code check_typed(struct options *options,
                                 struct policy_setting *setting, struct err *err)
{
    setting->is_overridden = was_typed(options, setting);
    if (!setting->is_overridden || options->override)
        return ERR_OK;
    place_err(&setting->place, "", 0, err, "'%s' is stated here and by --%s",
              setting->key, setting->option);
    return err_hint(err, "leave out --%s, or say --override", setting->option);
}

static enum err_code check_known(const struct policy_setting *setting, struct err *err)
{
    const struct opt *row = opt_find(groups_of(setting), setting->option);
    bool is_hidden = row && !row->help;
    bool is_point =
        !strcmp(setting->option, "threshold") || !strcmp(setting->option, "points");

    if (!strcmp(setting->section, "points"))
        return ERR_OK;
    if (is_point) {
        place_err(&setting->place, "", 0, err, "%s has no key '%s'", setting->section,
                  setting->option);
        return err_hint(err, "operating points stand under points: {NAME: 0.5}");
    }
    return !row || is_hidden ? unknown_key(setting, err) : ERR_OK;
}

enum err_code policy_options_apply(struct options *options,
                                   const struct opt_group *const *groups,
                                   struct err *err)
{
    struct policy *policy = &options->policy;

    if (!options->policy_file)
        return ERR_OK;
    if (policy_read(policy, options->policy_file, err))
        return err->code;
    /* first all, because what is set looks as if it had been typed */
    for (size_t i = 0; i < policy->n_settings; i++)
        if (check_known(&policy->settings[i], err) ||
            check_typed(options, &policy->settings[i], err))
            return err->code;
    for (size_t i = 0; i < policy->n_settings; i++) {
        const struct opt *row = opt_find(groups, policy->settings[i].option);

        if (row && apply(options, &policy->settings[i], row, err))
            return err->code;
    }
    return ERR_OK;
}

static bool is_about(const struct policy_setting *setting, const char *text)
{
    size_t length = strlen(setting->option);

    return !setting->is_overridden && !strncmp(text, "--", 2) &&
           !strncmp(text + 2, setting->option, length) &&
           (text[2 + length] == ':' || text[2 + length] == ' ');
}

void policy_options_locate(const struct options *options, struct err *err)
{
    const struct policy *policy = &options->policy;

    for (size_t i = 0; i < policy->n_settings; i++) {
        const struct policy_setting *setting = &policy->settings[i];
        const struct policy_text *value = &setting->values.items[0];

        if (!is_about(setting, err->text))
            continue;
        /* of several values the one that the message quotes */
        for (size_t j = 0; j < setting->values.n; j++)
            if (strstr(err->text, setting->values.items[j].text))
                value = &setting->values.items[j];
        place_at(&value->place, err);
        return;
    }
}
