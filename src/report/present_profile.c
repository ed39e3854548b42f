/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/present_profile.h"

#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "base/strbuf.h"

enum { SHOWN_LEVELS = 6, SHOWN_GROUPS = 3, COMMAND_WIDTH = 76 };

/* ---- The columns ---- */

static void add_levels(struct strbuf *out, const struct profile_column *column)
{
    char n[NUMFMT_SIZE];

    for (size_t i = 0; i < column->n_levels && i < SHOWN_LEVELS; i++)
        strbuf_addf(out, "%s%s (%s)", i ? ", " : "", column->levels[i].text,
                    numfmt_count(n, column->levels[i].count));
    if (column->n_levels > SHOWN_LEVELS)
        strbuf_addf(out, ", and %zu more", column->n_levels - SHOWN_LEVELS);
}

static void add_range(struct strbuf *out, const struct profile_column *column)
{
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    if (!isnan(column->low))
        strbuf_addf(out, "%s to %s", numfmt_people(low, column->low),
                    numfmt_people(high, column->high));
}

static void add_date(struct strbuf *out, struct date date)
{
    strbuf_addf(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static void add_dates(struct strbuf *out, const struct profile_column *column)
{
    if (column->first.year) {
        add_date(out, column->first);
        strbuf_adds(out, " to ");
        add_date(out, column->last);
    }
    if (column->n_ambiguous_dates)
        strbuf_adds(out, out->length ? "; day first or month first?"
                                     : "day first or month first? (--date-order)");
}

static void add_distinct(struct strbuf *out, const struct profile_column *column)
{
    char n[NUMFMT_SIZE];

    strbuf_addf(out, "%s%s different values", column->distinct.is_exact ? "" : "about ",
                numfmt_count(n, column->distinct.n_distinct));
}

/* What a reader wants to know of the values; never a value of an id or a text. */
static void describe(struct strbuf *out, const struct profile_column *column)
{
    switch (column->kind) {
    case PROFILE_EMPTY:
        break;
    case PROFILE_ID:
        add_distinct(out, column);
        strbuf_adds(out, column->distinct.repeats ? ", repeated" : ", none repeated");
        break;
    case PROFILE_TEXT:
        add_distinct(out, column);
        break;
    case PROFILE_DATE:
        add_dates(out, column);
        break;
    case PROFILE_AGE:
        add_range(out, column);
        strbuf_adds(out, column->has_dicom_ages ? " years (DICOM ages)" : " years");
        break;
    case PROFILE_LABEL:
    case PROFILE_CATEGORY:
        add_levels(out, column);
        break;
    case PROFILE_NUMBER:
        add_range(out, column);
        if (column->looks_percent)
            strbuf_adds(out, ", a percentage? (--percent)");
        if (column->has_decimal_comma)
            strbuf_adds(out, ", decimal comma");
        break;
    }
}

static void present_columns(struct report *report, const struct profile *profile)
{
    struct table *table = report_table(
        report, "rllrl", (const char *[]){"#", "Column", "Kind", "Missing", "Values"});

    for (size_t i = 0; i < profile->n_columns; i++) {
        const struct profile_column *column = &profile->columns[i];
        struct strbuf values = STRBUF_INIT;
        char number[NUMFMT_SIZE], missing[NUMFMT_SIZE];

        describe(&values, column);
        table_add_row(
            table,
            (const char *[]){
                numfmt_count(number, i + 1), *column->name ? column->name : "(no name)",
                profile_kind_name(column->kind),
                column->n_missing ? numfmt_count(missing, column->n_missing) : "",
                values.text});
        strbuf_release(&values);
    }
}

/* ---- The roles ---- */

static const char *role_title(enum profile_role role)
{
    switch (role) {
    case ROLE_ID:
        return "Study id";
    case ROLE_PATIENT:
        return "Patient";
    case ROLE_SCORE:
        return "Score";
    case ROLE_LABEL:
        return "Label";
    case ROLE_GROUP:
        return "Subgroups";
    case N_PROFILE_ROLES:
        break;
    }
    return "";
}

static void present_roles(struct report *report, const struct profile *profile)
{
    struct table *table = report_table(report, "ll", NULL);

    for (int role = 0; role < N_PROFILE_ROLES; role++) {
        struct strbuf names = STRBUF_INIT;

        for (size_t i = 0; i < profile->roles[role].n; i++)
            strbuf_addf(&names, "%s%s", i ? ", " : "",
                        profile->columns[profile->roles[role].columns[i]].name);
        table_add_row(table, (const char *[]){role_title((enum profile_role)role),
                                              names.length ? names.text
                                                           : "none found by its look"});
        strbuf_release(&names);
    }
}

/* ---- The next command ---- */

/* A word for the shell: quoted if it holds anything the shell or our own syntax reads. */
static void add_word(struct strbuf *out, const char *word)
{
    if (*word && strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                              "0123456789_-./:,=+@%") == strlen(word)) {
        strbuf_adds(out, word);
        return;
    }
    strbuf_addc(out, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            strbuf_adds(out, "'\\'");
        strbuf_addc(out, *word);
    }
    strbuf_addc(out, '\'');
}

/* A column in a list: with commas, quotes or syntax in it, quoted as in CSV. */
static void add_column(struct strbuf *out, const struct profile *profile, size_t index)
{
    const char *name = profile->columns[index].name;

    for (size_t i = 0; i < profile->n_columns; i++)
        if (!*name || (i != index && !strcmp(profile->columns[i].name, name))) {
            strbuf_addf(out, "#%zu", index + 1);
            return;
        }
    if (!strpbrk(name, ",\"")) {
        strbuf_adds(out, name);
        return;
    }
    strbuf_addc(out, '"');
    for (; *name; name++) {
        if (*name == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, *name);
    }
    strbuf_addc(out, '"');
}

/* Lines are broken between options only, with a backslash, so that the command can be pasted. */
static void add_option(struct strbuf *out, const char *option, const char *value)
{
    struct strbuf word = STRBUF_INIT;
    const char *last_line = strrchr(out->text, '\n');
    size_t used = last_line ? strlen(last_line + 1) : out->length;

    strbuf_addf(&word, " %s%s", option, value ? " " : "");
    if (value)
        add_word(&word, value);
    if (used + word.length > COMMAND_WIDTH)
        strbuf_adds(out, " \\\n   ");
    strbuf_add(out, word.text, word.length);
    strbuf_release(&word);
}

static void add_column_option(struct strbuf *out, const char *option,
                              const struct profile *profile, size_t index)
{
    struct strbuf name = STRBUF_INIT;

    add_column(&name, profile, index);
    add_option(out, option, name.text);
    strbuf_release(&name);
}

static void add_group(struct strbuf *out, const struct profile *profile, size_t index)
{
    const struct profile_column *column = &profile->columns[index];

    if (out->length)
        strbuf_addc(out, ',');
    add_column(out, profile, index);
    if (column->kind == PROFILE_AGE)
        strbuf_adds(out, ":18,40,65");
    else if (column->kind == PROFILE_DATE)
        strbuf_adds(out, ":quarter");
}

/* The rarer level is taken for the finding: the reader is told to check it. */
static void add_label_options(struct strbuf *out, const struct profile *profile,
                              size_t index)
{
    const struct profile_column *column = &profile->columns[index];

    add_column_option(out, "-l", profile, index);
    if (column->kind != PROFILE_LABEL && column->n_levels)
        add_option(out, "--positive", column->levels[column->n_levels - 1].text);
}

/* As `count` writes it: the last column, "n". */
static bool is_counted(const struct profile *profile)
{
    const struct profile_column *last = &profile->columns[profile->n_columns - 1];

    return !strcmp(last->name, "n") && last->n_missing == 0 && last->is_whole &&
           last->low >= 1 && last->high > 1;
}

/* Ages, and the first few categories: what a validation looks at first. */
static void add_groups(struct strbuf *out, const struct profile *profile)
{
    struct strbuf groups = STRBUF_INIT;
    size_t n = 0;

    for (size_t i = 0; i < profile->roles[ROLE_GROUP].n; i++) {
        size_t index = profile->roles[ROLE_GROUP].columns[i];
        enum profile_kind kind = profile->columns[index].kind;

        if (index == profile->n_columns - 1 && is_counted(profile))
            continue;
        if (kind == PROFILE_AGE || (kind == PROFILE_CATEGORY && n < SHOWN_GROUPS)) {
            add_group(&groups, profile, index);
            n += kind == PROFILE_CATEGORY;
        }
    }
    if (groups.length)
        add_option(out, "-g", groups.text);
    strbuf_release(&groups);
}

/* What stands between model and finding if the score is called "<model><separator><label>", as in
 * "v2: Edema" beside a label "Edema"; 0 if it is not. */
static size_t separator_length(const char *score, const char *label, const char **at)
{
    size_t n = strlen(score), m = strlen(label), length = 0;

    if (n <= m || !m || strcmp(score + n - m, label) != 0)
        return 0;
    while (length + 1 < n - m && strchr(" :_-./|", score[n - m - 1 - length]))
        length++;
    *at = score + n - m - length;
    return length;
}

/* "{model}<separator>{finding}" if several scores are named after a label, else "". */
static void find_pattern(struct strbuf *pattern, const struct profile *profile)
{
    const char *at, *first = NULL;
    size_t n = 0, first_length = 0, length;

    for (size_t i = 0; i < profile->roles[ROLE_SCORE].n; i++)
        for (size_t j = 0; j < profile->roles[ROLE_LABEL].n; j++) {
            const struct profile_column *columns = profile->columns;

            length = separator_length(
                columns[profile->roles[ROLE_SCORE].columns[i]].name,
                columns[profile->roles[ROLE_LABEL].columns[j]].name, &at);
            if (!length ||
                (first && (length != first_length || strncmp(at, first, length) != 0)))
                continue;
            first = at;
            first_length = length;
            n++;
        }
    if (n > 1)
        strbuf_addf(pattern, "{model}%.*s{finding}", (int)first_length, first);
}

static void add_command(struct strbuf *out, const struct inspected *file)
{
    const struct profile *profile = &file->profile;
    size_t score = profile->roles[ROLE_SCORE].columns[0];
    struct strbuf pattern = STRBUF_INIT;

    strbuf_adds(out, "proctor evaluate ");
    add_word(out, file->path);
    find_pattern(&pattern, profile);
    if (pattern.length) {
        add_option(out, "-s", pattern.text);
        add_option(out, "-l", "{finding}");
    } else {
        add_column_option(out, "-s", profile, score);
        if (profile->columns[score].looks_percent)
            add_option(out, "--percent", NULL);
        add_label_options(out, profile, profile->roles[ROLE_LABEL].columns[0]);
    }
    if (is_counted(profile))
        add_option(out, "--freq", "n");
    else if (profile->roles[ROLE_ID].n)
        add_column_option(out, "-i", profile, profile->roles[ROLE_ID].columns[0]);
    add_groups(out, profile);
    strbuf_release(&pattern);
}

static void present_next(struct report *report, const struct inspected *file)
{
    const struct profile *profile = &file->profile;
    struct strbuf command = STRBUF_INIT;

    report_heading(report, "Next");
    if (!profile->roles[ROLE_SCORE].n || !profile->roles[ROLE_LABEL].n) {
        report_paragraph(report,
                         "No column looks like %s. Name the columns yourself: proctor "
                         "evaluate %s -s SCORE -l LABEL",
                         profile->roles[ROLE_SCORE].n ? "a label" : "a model's score",
                         file->path);
        return;
    }
    add_command(&command, file);
    report_code(report, command.text);
    report_paragraph(report,
                     "Check first that these are the columns you mean: roles are "
                     "guessed from names and values, and evaluate guesses none.");
    strbuf_release(&command);
}

static const char *delimiter_name(char delimiter)
{
    switch (delimiter) {
    case '\t':
        return "tab";
    case ';':
        return "semicolon";
    case '|':
        return "pipe";
    case ',':
        return "comma";
    default:
        return "another character";
    }
}

void present_profile(struct report *report, const struct inspected *file)
{
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    report_heading(report, "%s: %s, %s, delimited by %s", file->path,
                   numfmt_things(n, file->profile.n_rows, "row", "rows"),
                   numfmt_things(m, file->profile.n_columns, "column", "columns"),
                   delimiter_name(file->delimiter));
    present_columns(report, &file->profile);
    report_heading(report, "Columns that could be");
    present_roles(report, &file->profile);
    present_next(report, file);
    if (file->notes.n)
        report_heading(report, "Notes");
    for (size_t i = 0; i < file->notes.n; i++)
        report_item(report, file->notes.texts[i]);
}
