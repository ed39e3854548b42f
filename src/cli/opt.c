/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opt.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/numfmt.h"

enum { FIRST_LONG = 256 }; /* getopt_long values of rows: FIRST_LONG + index */

/* All rows of all groups, flat, with what getopt_long wants to know about them. */
struct flat {
    const struct opt **rows;
    struct option *longs;
    struct strbuf shorts;
    size_t n;
};

static void flatten(struct flat *flat, const struct opt_group *const *groups)
{
    *flat = (struct flat){.shorts = STRBUF_INIT};
    strbuf_adds(&flat->shorts,
                "-:"); /* "-": words in between come as options of code 1 */
    for (; *groups; groups++)
        for (const struct opt *row = (*groups)->rows; row->name; row++) {
            flat->rows = xrealloc(flat->rows, flat->n + 1, sizeof *flat->rows);
            flat->rows[flat->n++] = row;
            if (row->letter)
                strbuf_addf(&flat->shorts, "%c%s", row->letter,
                            row->kind == OPT_FLAG ? "" : ":");
        }
    flat->longs = xcalloc(flat->n + 1, sizeof *flat->longs);
    for (size_t i = 0; i < flat->n; i++)
        flat->longs[i] = (struct option){
            flat->rows[i]->name,
            flat->rows[i]->kind == OPT_FLAG ? no_argument : required_argument, NULL,
            FIRST_LONG + (int)i};
}

static void flat_release(struct flat *flat)
{
    free(flat->rows);
    free(flat->longs);
    strbuf_release(&flat->shorts);
}

static enum err_code bad_value(const struct opt *row, const char *value,
                               const char *rule, struct err *err)
{
    return err_set(err, ERR_USAGE, "--%s: '%s' %s", row->name, value, rule);
}

/* Defaults may have words that are nobody's to type: "bca|percentile" are those that are. */
static bool is_offered(const struct opt *row, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = row->argument; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (!strncmp(at, word, length) && (at[length] == '|' || !at[length]))
            return true;
    }
    return false;
}

static enum err_code refuse_choice(const struct opt *row, const char *value,
                                   struct err *err)
{
    struct strbuf all = STRBUF_INIT;
    const char **offered, *near;
    size_t n = 0, n_choices = 0;

    while (row->choices[n_choices])
        n_choices++;
    offered = xcalloc(n_choices, sizeof *offered);
    for (size_t i = 0; i < n_choices; i++)
        if (is_offered(row, row->choices[i])) {
            strbuf_addf(&all, "%s%s", n ? ", " : "", row->choices[i]);
            offered[n++] = row->choices[i];
        }
    near = nearest_name(value, offered, n);
    err_set(err, ERR_USAGE, "--%s: '%s' is none of %s", row->name, value, all.text);
    if (near)
        err_hint(err, "did you mean --%s %s?", row->name, near);
    free(offered);
    strbuf_release(&all);
    return err->code;
}

static enum err_code set_choice(int *choice, const struct opt *row, const char *value,
                                struct err *err)
{
    for (size_t i = 0; row->choices[i]; i++)
        if (!strcmp(row->choices[i], value)) {
            *choice = (int)i;
            return ERR_OK;
        }
    return refuse_choice(row, value, err);
}

static enum err_code set_char(char *c, const struct opt *row, const char *value,
                              struct err *err)
{
    if (!strcmp(value, "tab") || !strcmp(value, "\\t"))
        *c = '\t';
    else if (strlen(value) == 1)
        *c = value[0];
    else
        return bad_value(row, value, "is not a single character (or 'tab')", err);
    return ERR_OK;
}

static void add_text(struct text_list *list, const char *text)
{
    list->texts = xgrow(list->texts, &list->capacity, list->n + 1, sizeof *list->texts);
    list->texts[list->n++] = text;
}

enum err_code opt_set(struct options *options, const struct opt *row, const char *value,
                      struct err *err)
{
    void *target = (char *)options + row->offset;

    switch (row->kind) {
    case OPT_FLAG:
        *(bool *)target = true;
        break;
    case OPT_TEXT:
        *(const char **)target = value;
        break;
    case OPT_LIST:
        add_text(target, value);
        break;
    case OPT_COUNT:
        if (!numfmt_parse_count(value, strlen(value), target))
            return bad_value(row, value, "is not a whole number", err);
        break;
    case OPT_NUMBER:
        if (!numfmt_parse(value, strlen(value), '.', target))
            return bad_value(row, value, "is not a number", err);
        break;
    case OPT_CHAR:
        return set_char(target, row, value, err);
    case OPT_CHOICE:
        return set_choice(target, row, value, err);
    }
    return ERR_OK;
}

static enum err_code set_defaults(struct options *options, const struct flat *flat,
                                  struct err *err)
{
    for (size_t i = 0; i < flat->n; i++)
        if (flat->rows[i]->default_text &&
            opt_set(options, flat->rows[i], flat->rows[i]->default_text, err))
            return err->code;
    return ERR_OK;
}

static enum err_code unknown_option(const struct flat *flat, const char *typed,
                                    struct err *err)
{
    const char **names = xcalloc(flat->n, sizeof *names), *near;
    char *word = xstrdup(typed + strspn(typed, "-"));

    for (size_t i = 0; i < flat->n; i++)
        names[i] = flat->rows[i]->name;
    word[strcspn(word, "=")] = '\0';
    err_set(err, ERR_USAGE, "unknown option '%.*s'", (int)strcspn(typed, "="), typed);
    near = !strncmp(typed, "--", 2) ? nearest_name(word, names, flat->n) : NULL;
    if (!strcmp(word, "i") || !strcmp(word, "id"))
        err_hint(err, "this command takes no study ids: leave it out");
    else if (near)
        err_hint(err, "did you mean '--%s'?", near);
    else
        err_hint(err, "--help lists the options");
    free(names);
    free(word);
    return err->code;
}

/* getopt_long takes abbreviations, which would change meaning when options are added: only full names count. */
static bool typed_in_full(const struct opt *row, char **argv, int next)
{
    const char *typed = argv[next - 1];
    size_t length = strlen(row->name);

    if (row->kind != OPT_FLAG && optarg == typed)
        typed = argv[next - 2];
    return !strncmp(typed, "--", 2) && !strncmp(typed + 2, row->name, length) &&
           (typed[2 + length] == '\0' || typed[2 + length] == '=');
}

static const struct opt *find_row(const struct flat *flat, int c)
{
    for (size_t i = 0; i < flat->n; i++)
        if (c == FIRST_LONG + (int)i || (c < FIRST_LONG && flat->rows[i]->letter == c))
            return flat->rows[i];
    return NULL;
}

static enum err_code take_option(struct options *options, const struct flat *flat,
                                 int c, char **argv, struct err *err)
{
    const struct opt *row = c == '?' || c == ':' ? NULL : find_row(flat, c);
    char letter[] = {'-', (char)optopt, '\0'};

    if (row && c >= FIRST_LONG && !typed_in_full(row, argv, optind))
        return unknown_option(
            flat, argv[optind - 1] == optarg ? argv[optind - 2] : argv[optind - 1],
            err);
    if (row) {
        add_text(&options->typed, row->name);
        return opt_set(options, row, optarg, err);
    }
    row = optopt ? find_row(flat, optopt) : NULL;
    if (c == ':' && row)
        return err_set(err, ERR_USAGE, "option '%s%s' needs a value: %s",
                       optopt >= FIRST_LONG ? "--" : "-",
                       optopt >= FIRST_LONG ? row->name : letter + 1, row->argument);
    if (row && optopt >= FIRST_LONG)
        return err_set(err, ERR_USAGE, "option '--%s' takes no value", row->name);
    return unknown_option(flat, optopt ? letter : argv[optind - 1], err);
}

enum err_code opt_parse(struct options *options, const struct opt_group *const *groups,
                        int argc, char **argv, struct err *err)
{
    struct flat flat;
    int c;

    flatten(&flat, groups);
    set_defaults(options, &flat, err);
    opterr = 0;
    optind = 1;
    /* after an error, too: a command that fails has to know where its results would have gone */
    while ((c = getopt_long(argc, argv, flat.shorts.text, flat.longs, NULL)) != -1) {
        struct err later = {0};

        if (c == 1)
            add_text(&options->input.files, optarg);
        else
            take_option(options, &flat, c, argv, err->code ? &later : err);
    }
    for (int i = optind; i < argc; i++)
        add_text(&options->input.files, argv[i]);
    flat_release(&flat);
    return err->code;
}

const struct opt *opt_find(const struct opt_group *const *groups, const char *name)
{
    for (; *groups; groups++)
        for (const struct opt *row = (*groups)->rows; row->name; row++)
            if (!strcmp(row->name, name))
                return row;
    return NULL;
}

bool opt_was_typed(const struct options *options, const char *name)
{
    for (size_t i = 0; i < options->typed.n; i++)
        if (!strcmp(options->typed.texts[i], name))
            return true;
    return false;
}

enum { HELP_COLUMN = 32, HELP_WIDTH = 80 };

static void describe_row(struct strbuf *out, const struct opt *row)
{
    size_t start = out->length, width = HELP_COLUMN;
    char *help = xstrdup(row->help), *rest, *word = strtok_r(help, " ", &rest);

    if (row->letter)
        strbuf_addf(out, "  -%c, --%s", row->letter, row->name);
    else
        strbuf_addf(out, "      --%s", row->name);
    if (row->argument)
        strbuf_addf(out, " %s", row->argument);
    if (out->length - start >= HELP_COLUMN) {
        strbuf_addc(out, '\n');
        strbuf_pad(out, ' ', HELP_COLUMN - 1);
    } else {
        strbuf_pad(out, ' ', HELP_COLUMN - (out->length - start) - 1);
    }
    for (; word; word = strtok_r(NULL, " ", &rest)) {
        if (width + 1 + strlen(word) > HELP_WIDTH) {
            strbuf_addc(out, '\n');
            strbuf_pad(out, ' ', HELP_COLUMN - 1);
            width = HELP_COLUMN;
        }
        strbuf_addf(out, " %s", word);
        width += 1 + strlen(word);
    }
    strbuf_addc(out, '\n');
    free(help);
}

void opt_describe(struct strbuf *out, const struct opt_group *const *groups)
{
    for (; *groups; groups++) {
        strbuf_addf(out, "\n%s\n", (*groups)->title);
        for (const struct opt *row = (*groups)->rows; row->name; row++)
            if (row->help)
                describe_row(out, row);
    }
}
