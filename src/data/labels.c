/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/labels.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/numfmt.h"
#include "data/column_name.h"
#include "data/label_text.h"
#include "data/label_word.h"

enum { TOO_MANY = 20 }; /* distinct values that nobody would call a label */

bool labels_are_plain(const char *const *values, size_t n)
{
    bool seen[N_LABEL_WORDS] = {false}, any = false;

    for (size_t i = 0; i < n; i++) {
        if (values_is_missing(NULL, values[i], strlen(values[i])))
            continue;
        seen[label_word_find(values[i])] = any = true;
    }
    return any && label_words_are_plain(seen);
}

static bool parse_number(const char *text, double *value)
{
    return numfmt_parse(text, strlen(text), '.', value);
}

/* ---- Rules ----------------------------------------------------------------- */

/* One column with what is to be decided about it. */
struct resolve {
    struct label_value *values;
    size_t n;
    const char *place, *column;
    const struct label_rule *rules;
    size_t n_rules;
    const struct missing_values *missing;
    struct err *err;
    bool *is_open; /* [n] neither a rule nor a missing word decided */
};

static const char *option_name(enum label_class means)
{
    assert(means != LABEL_MISSING);
    if (means == LABEL_POSITIVE)
        return "--positive";
    return means == LABEL_NEGATIVE ? "--negative" : "--exclude";
}

/* A rule for all columns is not for one in which none of its values stands: there it would turn everything into the
 * other side. */
static bool occurs(const struct resolve *resolve, const struct label_rule *rule)
{
    for (size_t i = 0; i < resolve->n; i++)
        for (size_t j = 0; j < rule->n_values; j++)
            if (values_same(resolve->values[i].text, rule->values[j]))
                return true;
    return false;
}

static bool applies(const struct resolve *resolve, const struct label_rule *rule)
{
    if (rule->column)
        return strcmp(rule->column, resolve->column) == 0;
    return !rule->shared || rule->op[0] != '=' || occurs(resolve, rule);
}

static bool compares(const struct label_rule *rule)
{
    return rule->op[0] != '=';
}

static bool compare(double x, const char *op, double limit)
{
    if (strcmp(op, ">=") == 0)
        return x >= limit;
    if (strcmp(op, ">") == 0)
        return x > limit;
    return strcmp(op, "<=") == 0 ? x <= limit : x < limit;
}

static bool rule_matches(const struct label_rule *rule, const char *text)
{
    bool found = false;
    double x, limit;

    if (compares(rule))
        return parse_number(text, &x) && parse_number(rule->values[0], &limit) &&
               compare(x, rule->op, limit);
    for (size_t i = 0; i < rule->n_values; i++) {
        if (!values_same(text, rule->values[i]))
            continue;
        found = true;
        if (rule->used)
            rule->used[i] = true;
    }
    return found;
}

static bool any_rule_matches(const struct resolve *resolve, enum label_class means,
                             const char *text)
{
    bool found = false;

    for (size_t i = 0; i < resolve->n_rules; i++)
        if (resolve->rules[i].means == means && applies(resolve, &resolve->rules[i]))
            found |= rule_matches(&resolve->rules[i], text);
    return found;
}

static bool has_rule(const struct resolve *resolve, enum label_class means)
{
    for (size_t i = 0; i < resolve->n_rules; i++)
        if (resolve->rules[i].means == means && applies(resolve, &resolve->rules[i]))
            return true;
    return false;
}

/* ---- What cannot be decided ------------------------------------------------ */

static enum err_code refuse_absent(const struct resolve *resolve,
                                   const struct label_rule *rule, const char *value)
{
    const char **names = xcalloc(resolve->n, sizeof *names), *nearest = NULL;
    const char *option = option_name(rule->means);
    struct strbuf text = STRBUF_INIT;

    for (size_t i = 0; i < resolve->n; i++)
        names[i] = resolve->values[i].text;
    if (!column_name_is_id(resolve->column) && resolve->n <= TOO_MANY)
        nearest = nearest_name(value, names, resolve->n);
    err_set(resolve->err, ERR_USAGE, "%s: %s %s: column '%s' has no such value",
            resolve->place, option, value, resolve->column);
    if (nearest && *nearest) {
        label_text_add_argument(&text, nearest);
        err_hint(resolve->err, "say %s %s", option, text.text);
    }
    strbuf_release(&text);
    free(names);
    return resolve->err->code;
}

static bool is_absent(const struct resolve *resolve, const char *value)
{
    for (size_t i = 0; i < resolve->n; i++)
        if (values_same(resolve->values[i].text, value))
            return false;
    return true;
}

static enum err_code check_rules(const struct resolve *resolve)
{
    for (size_t i = 0; i < resolve->n_rules; i++) {
        const struct label_rule *rule = &resolve->rules[i];

        if (!applies(resolve, rule) || compares(rule) ||
            (rule->shared && !rule->column))
            continue;
        for (size_t j = 0; j < rule->n_values; j++)
            if (is_absent(resolve, rule->values[j]))
                return refuse_absent(resolve, rule, rule->values[j]);
    }
    return ERR_OK;
}

/* The values that no rule and no known word decided. */
struct unknown {
    const struct label_value **values;
    size_t n;
    bool are_numbers;
};

static enum err_code refuse_many(const struct resolve *resolve,
                                 const struct unknown *unknown)
{
    struct strbuf text = STRBUF_INIT;
    char buf[NUMFMT_SIZE];

    err_set(resolve->err, ERR_INPUT,
            "%s: column '%s' looks like %s (%s different values), not like a label",
            resolve->place, resolve->column, unknown->are_numbers ? "a number" : "text",
            numfmt_count(buf, unknown->n));
    if (unknown->are_numbers) {
        label_text_add_comparison(&text, resolve->column, "V");
        err_hint(resolve->err, "say --positive %s if values from V on mean positive",
                 text.text);
    } else {
        err_hint(resolve->err, "name the column with the truth: --label COLUMN");
    }
    strbuf_release(&text);
    return resolve->err->code;
}

static const char *largest(const struct unknown *unknown)
{
    const char *found = unknown->values[0]->text;
    double x, most;

    for (size_t i = 1; i < unknown->n; i++)
        if (parse_number(unknown->values[i]->text, &x) && parse_number(found, &most) &&
            x > most)
            found = unknown->values[i]->text;
    return found;
}

/* Lists the values; the hint is made of the rarest, or of the largest of several
 * numbers. */
static enum err_code refuse_unknown(const struct resolve *resolve,
                                    const struct unknown *unknown)
{
    struct strbuf list = STRBUF_INIT, argument = STRBUF_INIT;

    if (unknown->n > TOO_MANY || column_name_is_id(resolve->column))
        return refuse_many(resolve, unknown);
    label_text_add_list(&list, unknown->values, unknown->n);
    if (unknown->n > 2 && unknown->are_numbers)
        label_text_add_comparison(&argument, resolve->column, largest(unknown));
    else
        label_text_add_argument(&argument, unknown->values[unknown->n - 1]->text);
    err_set(resolve->err, ERR_INPUT,
            "%s: column '%s': cannot tell which of these mean positive: %s",
            resolve->place, resolve->column, list.text);
    err_hint(resolve->err,
             unknown->n > 2 ? "say for example --positive %s" : "say --positive %s",
             argument.text);
    strbuf_release(&list);
    strbuf_release(&argument);
    return resolve->err->code;
}

static enum err_code refuse_minus_one(const struct resolve *resolve)
{
    err_set(resolve->err, ERR_INPUT,
            "%s: column '%s' has -1 beside 0: in CheXpert exports -1 means uncertain",
            resolve->place, resolve->column);
    return err_hint(resolve->err, "say --exclude -1 --positive 1 --negative 0");
}

/* ---- Deciding -------------------------------------------------------------- */

static bool is_numeric(const char *text)
{
    double unused;

    return parse_number(text, &unused);
}

/* True if a rule or a missing word decides. */
static bool decide_by_rules(const struct resolve *resolve, struct label_value *value)
{
    static const enum label_class order[] = {LABEL_EXCLUDED, LABEL_POSITIVE,
                                             LABEL_NEGATIVE};

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (any_rule_matches(resolve, order[i], value->text)) {
            value->means = order[i];
            return true;
        }
    value->means = LABEL_MISSING;
    return values_is_missing(resolve->missing, value->text, strlen(value->text));
}

/* Without rules for either side: by the known words. */
static enum err_code decide_by_words(const struct resolve *resolve)
{
    const struct label_value **list = xcalloc(resolve->n, sizeof *list);
    struct unknown unknown = {list, 0, true};
    bool seen[N_LABEL_WORDS] = {false};
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < resolve->n; i++) {
        struct label_value *value = &resolve->values[i];
        enum label_word word;

        if (!resolve->is_open[i])
            continue;
        word = label_word_find(value->text);
        seen[word] = true;
        list[unknown.n++] = value;
        unknown.are_numbers &= is_numeric(value->text);
        value->means = word == LABEL_WORD_POSITIVE ? LABEL_POSITIVE : LABEL_NEGATIVE;
    }
    if (unknown.n > 0 && !label_words_are_plain(seen))
        code = seen[LABEL_WORD_UNKNOWN] || !seen[LABEL_WORD_NEGATIVE]
                   ? refuse_unknown(resolve, &unknown)
                   : refuse_minus_one(resolve);
    free(list);
    return code;
}

static enum err_code refuse_rest(const struct resolve *resolve,
                                 const struct label_value *value, const char *why)
{
    struct strbuf text = STRBUF_INIT, argument = STRBUF_INIT;
    char buf[NUMFMT_SIZE];

    if (column_name_is_id(resolve->column))
        strbuf_adds(&text, "a value");
    else
        label_text_add(&text, value->text);
    err_set(resolve->err, ERR_INPUT, "%s: column '%s': %s (%s) %s", resolve->place,
            resolve->column, text.text, numfmt_count(buf, value->count), why);
    if (!column_name_is_id(resolve->column)) {
        label_text_add_argument(&argument, value->text);
        err_hint(resolve->err,
                 "say --exclude %s, or add it to --positive or --negative",
                 argument.text);
    }
    strbuf_release(&text);
    strbuf_release(&argument);
    return resolve->err->code;
}

static bool any_compares(const struct resolve *resolve)
{
    for (size_t i = 0; i < resolve->n_rules; i++)
        if (resolve->rules[i].means != LABEL_EXCLUDED && compares(&resolve->rules[i]) &&
            applies(resolve, &resolve->rules[i]))
            return true;
    return false;
}

/* With rules for one side the rest is the other side; text is no number, though. */
static enum err_code decide_rest(const struct resolve *resolve)
{
    bool positive = has_rule(resolve, LABEL_POSITIVE);
    bool both = positive && has_rule(resolve, LABEL_NEGATIVE);
    bool numbers = any_compares(resolve);

    for (size_t i = 0; i < resolve->n; i++) {
        struct label_value *value = &resolve->values[i];

        if (!resolve->is_open[i])
            continue;
        if (both)
            return refuse_rest(resolve, value,
                               "is in neither --positive nor --negative");
        if (numbers && !is_numeric(value->text))
            return refuse_rest(resolve, value,
                               "is not a number, and the rule compares numbers");
        value->means = positive ? LABEL_NEGATIVE : LABEL_POSITIVE;
    }
    return ERR_OK;
}

enum err_code labels_resolve(struct label_value *values, size_t n, const char *place,
                             const char *column, const struct label_rule *rules,
                             size_t n_rules, const struct missing_values *missing,
                             struct err *err)
{
    struct resolve resolve = {values,  n,       place, column, rules,
                              n_rules, missing, err,   NULL};
    enum err_code code;

    if (check_rules(&resolve))
        return err->code;
    resolve.is_open = xcalloc(n, sizeof *resolve.is_open);
    for (size_t i = 0; i < n; i++)
        resolve.is_open[i] = !decide_by_rules(&resolve, &values[i]);
    if (has_rule(&resolve, LABEL_POSITIVE) || has_rule(&resolve, LABEL_NEGATIVE))
        code = decide_rest(&resolve);
    else
        code = decide_by_words(&resolve);
    free(resolve.is_open);
    return code;
}

enum err_code labels_check_used(const struct label_rule *rules, size_t n_rules,
                                struct err *err)
{
    for (size_t i = 0; i < n_rules; i++) {
        const struct label_rule *rule = &rules[i];

        if (!rule->shared || compares(rule) || !rule->used)
            continue;
        for (size_t j = 0; j < rule->n_values; j++)
            if (!rule->used[j])
                return err_set(err, ERR_USAGE,
                               "%s %s: no label column has such a value",
                               option_name(rule->means), rule->values[j]);
    }
    return ERR_OK;
}
