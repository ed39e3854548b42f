/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command line told again, for documents: what differs from the defaults, in the order of the tables. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "base/path.h"
#include "cli/opt.h"

static bool is_plain(const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-+=:,./%@^";

    return *text && !text[strspn(text, plain)];
}

void opt_tell_word(struct strbuf *out, const char *text)
{
    if (is_plain(text)) {
        strbuf_adds(out, text);
        return;
    }
    strbuf_addc(out, '\'');
    for (; *text; text++)
        if (*text == '\'')
            strbuf_adds(out, "'\\''");
        else
            strbuf_addc(out, *text);
    strbuf_addc(out, '\'');
}

static void add_option(struct strbuf *out, const struct opt *row, const char *value)
{
    if (row->letter)
        strbuf_addf(out, " -%c", row->letter);
    else
        strbuf_addf(out, " --%s", row->name);
    if (!value)
        return;
    strbuf_addc(out, ' ');
    opt_tell_word(out, row->argument && !strcmp(row->argument, "FILE")
                           ? path_base(value)
                           : value);
}

/* The value as text, NULL if there is none. */
static const char *value_text(char buf[NUMFMT_SIZE], const struct opt *row,
                              const char *target)
{
    switch (row->kind) {
    case OPT_TEXT:
        return *(const char *const *)(const void *)target;
    case OPT_COUNT:
        snprintf(buf, NUMFMT_SIZE, "%" PRIu64, *(const uint64_t *)(const void *)target);
        return buf;
    case OPT_NUMBER:
        return numfmt_shortest(buf, *(const double *)(const void *)target);
    case OPT_CHAR:
        snprintf(buf, NUMFMT_SIZE, "%s",
                 *target == '\t' ? "tab" : (char[]){*target, 0});
        return *buf ? buf : NULL;
    case OPT_CHOICE:
        return row->choices[*(const int *)(const void *)target];
    case OPT_FLAG:
    case OPT_LIST:
        break;
    }
    return NULL;
}

/* What the policy states is told by naming the policy. `value` NULL: any. */
static bool is_in_policy(const struct options *options, const struct opt *row,
                         const char *value)
{
    const struct policy *policy = &options->policy;

    for (size_t i = 0; i < policy->n_settings; i++) {
        const struct policy_setting *setting = &policy->settings[i];

        if (setting->is_overridden || strcmp(setting->option, row->name) != 0)
            continue;
        for (size_t j = 0; j < setting->values.n; j++)
            if (!value || !strcmp(setting->values.items[j].text, value))
                return true;
    }
    return false;
}

static void add_row(struct strbuf *out, const struct opt *row,
                    const struct options *options)
{
    const char *target = (const char *)options + row->offset, *value;
    const struct text_list *list = (const struct text_list *)(const void *)target;
    char buf[NUMFMT_SIZE];

    if (row->kind == OPT_FLAG) {
        if (*(const bool *)target && !is_in_policy(options, row, NULL))
            add_option(out, row, NULL);
        return;
    }
    for (size_t i = 0; row->kind == OPT_LIST && i < list->n; i++)
        if (!is_in_policy(options, row, list->texts[i]))
            add_option(out, row, list->texts[i]);
    if (row->kind == OPT_LIST)
        return;
    value = value_text(buf, row, target);
    if (value && !is_in_policy(options, row, NULL) &&
        !(row->default_text && !strcmp(value, row->default_text)))
        add_option(out, row, value);
}

/* How the work is done, and what else is written, is not told. */
static bool changes_result(const struct opt *row)
{
    return strcmp(row->name, "threads") != 0 && strcmp(row->name, "cpu") != 0 &&
           strcmp(row->name, "save-points") != 0;
}

void opt_tell(struct strbuf *out, const struct opt_group *const *groups,
              const struct options *options)
{
    const struct text_list *files = &options->input.files;

    for (size_t i = 0; i < files->n; i++) {
        strbuf_addc(out, ' ');
        opt_tell_word(out, path_base(files->texts[i]));
    }
    for (; *groups; groups++)
        for (const struct opt *row = (*groups)->rows; row->name; row++)
            if (changes_result(row))
                add_row(out, row, options);
}
