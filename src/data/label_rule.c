/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/strbuf.h"
#include "data/labels.h"

/* Reads one field at *at, up to a comma or `end`, quoted or not. False if a quote is
 * not closed or stands elsewhere. */
static bool read_field(const char *text, size_t end, size_t *at, struct strbuf *field)
{
    bool quoted = *at < end && text[*at] == '"';

    strbuf_reset(field);
    *at += quoted;
    for (; *at < end; ++*at) {
        if (text[*at] == '"') {
            if (!quoted)
                return false;
            if (*at + 1 >= end || text[*at + 1] != '"') {
                ++*at;
                return *at == end || text[*at] == ',';
            }
            ++*at;
        } else if (text[*at] == ',' && !quoted) {
            return true;
        }
        strbuf_addc(field, text[*at]);
    }
    return !quoted;
}

static void add_value(struct label_rule *rule, const char *value)
{
    size_t n = rule->n_values++;

    rule->values = xrealloc(rule->values, n + 1, sizeof *rule->values);
    rule->values[n] = xstrdup(value);
}

static bool parse_values(struct label_rule *rule, const char *text)
{
    struct strbuf field = STRBUF_INIT;
    size_t end = strlen(text), at = 0;
    bool ok = read_field(text, end, &at, &field);

    while (ok) {
        add_value(rule, field.text);
        if (at == end)
            break;
        at++;
        ok = read_field(text, end, &at, &field);
    }
    strbuf_release(&field);
    return ok;
}

/* The operator that begins at `text`, or NULL. */
static const char *operator_at(const char *text)
{
    static const char *const operators[] = {">=", "<=", ">", "<", "="};

    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
        if (strncmp(text, operators[i], strlen(operators[i])) == 0)
            return operators[i];
    return NULL;
}

/* The column's name before an operator, unquoted, or NULL if it cannot be one. */
static char *read_column(const char *text, size_t length)
{
    struct strbuf field = STRBUF_INIT;
    size_t at = 0;

    if (read_field(text, length, &at, &field) && at == length)
        return strbuf_detach(&field);
    strbuf_release(&field);
    return NULL;
}

/* Finds the first operator outside quotes behind the name of a column that exists, or a
 * comparison at the beginning. Returns the length of the part with the operator. */
static size_t parse_column(struct label_rule *rule, const char *text,
                           bool (*is_column)(const void *, const char *),
                           const void *ctx)
{
    bool quoted = false;

    for (size_t i = 0; text[i]; i++) {
        const char *op = operator_at(text + i);
        char *column;

        quoted ^= text[i] == '"';
        if (quoted || !op)
            continue;
        column = i == 0 ? NULL : read_column(text, i);
        if (i == 0 ? op[0] != '=' : column && is_column(ctx, column)) {
            rule->column = column;
            memcpy(rule->op, op, strlen(op) + 1);
            return i + strlen(op);
        }
        free(column);
        i += strlen(op) - 1;
    }
    return 0;
}

static bool is_number(const char *text)
{
    double unused;

    return numfmt_parse(text, strlen(text), '.', &unused);
}

/* "BIRAD>=4" where there is no such column is a typing error, not a value. */
static bool looks_like_comparison(const char *text)
{
    const char *op = strpbrk(text, "<>");

    if (!op || op == text || text[0] == '"')
        return false;
    return is_number(op + 1 + (op[1] == '='));
}

enum err_code label_rule_parse(struct label_rule *rule, const char *option,
                               const char *text, enum label_class means,
                               bool (*is_column)(const void *ctx, const char *name),
                               const void *ctx, struct err *err)
{
    size_t start;

    assert(means != LABEL_MISSING);
    *rule = (struct label_rule){.op = "=", .means = means};
    start = parse_column(rule, text, is_column, ctx);
    if (!parse_values(rule, text + start)) {
        err_set(err, ERR_USAGE, "%s %s: a quote is not closed or stands inside a value",
                option, text);
        err_hint(err, "quote a value as in CSV: %s '\"a, b\"'", option);
    } else if (rule->op[0] != '=' &&
               (rule->n_values != 1 || !is_number(rule->values[0]))) {
        err_set(err, ERR_USAGE, "%s %s: '%s' compares with one number", option, text,
                rule->op);
        err_hint(err,
                 "say %s 'COLUMN%sNUMBER'; quote a value that begins so: '\"%s5\"'",
                 option, rule->op, rule->op);
    } else if (start == 0 && looks_like_comparison(text)) {
        err_set(err, ERR_USAGE, "%s %s: there is no label column of that name", option,
                text);
        err_hint(err,
                 "say %s 'COLUMN>=NUMBER' with the name of a column that --label "
                 "names",
                 option);
    } else {
        rule->used = xcalloc(rule->n_values, sizeof *rule->used);
        return ERR_OK;
    }
    label_rule_release(rule);
    return err->code;
}

void label_rule_release(struct label_rule *rule)
{
    for (size_t i = 0; i < rule->n_values; i++)
        free(rule->values[i]);
    free(rule->values);
    free(rule->column);
    free(rule->used);
    *rule = (struct label_rule){0};
}
