/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --where 'COL OP V[,V]'. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/binding_parts.h"
#include "data/spec.h"

static const struct {
    const char *text;
    enum filter_op op;
} operators[] = {
    {"!=", FILTER_NE},
    {"<=", FILTER_LE},
    {">=", FILTER_GE},
    {"=",  FILTER_EQ},
    {"<",  FILTER_LT},
    {">",  FILTER_GT},
};

enum { N_OPERATORS = sizeof operators / sizeof operators[0] };

/* The first operator outside quotes; two-character ones before their first character. */
static char *find_operator(char *text, size_t *which)
{
    bool quoted = false;

    for (; *text; text++) {
        quoted ^= *text == '"';
        for (size_t i = 0; i < N_OPERATORS && !quoted; i++)
            if (!strncmp(text, operators[i].text, strlen(operators[i].text))) {
                *which = i;
                return text;
            }
    }
    return NULL;
}

static char *trim(char *text)
{
    size_t length;

    while (*text == ' ')
        text++;
    length = strlen(text);
    while (length && text[length - 1] == ' ')
        text[--length] = '\0';
    return text;
}

static enum err_code parse_filter(struct bind_context *ctx, char *text)
{
    struct binding *binding = ctx->binding;
    struct filter filter = {0};
    struct spec_list values;
    size_t which;
    char *at = find_operator(text, &which), *name;
    const char *column;

    if (!at) {
        err_set(ctx->err, ERR_USAGE, "--where '%s': no comparison in it", text);
        return err_hint(ctx->err, "for example --where 'site=A,B' or --where "
                                  "'age>=18'; operators are = != < <= > >=");
    }
    *at = '\0';
    name = spec_unquote(trim(text));
    if (bind_column(ctx, "--where", name, &filter.slot, &column))
        return ctx->err->code;
    filter.op = operators[which].op;
    filter.column = xstrdup(column);
    spec_split(&values, at + strlen(operators[which].text), ',');
    for (size_t i = 0; i < values.n; i++)
        spec_unquote(values.parts[i]);
    filter.values = values.parts;
    filter.n_values = values.n;
    binding->filters =
        xrealloc(binding->filters, binding->n_filters + 1, sizeof *binding->filters);
    binding->filters[binding->n_filters++] = filter;
    return ERR_OK;
}

/* Numbers as they are, ISO dates as YYYYMMDD (as DICOM writes them), DICOM ages as years. */
static bool parse_order_value(const char *text, size_t length, double *x)
{
    struct date date;

    if (numfmt_parse(text, length, '.', x) || numfmt_parse(text, length, ',', x))
        return true;
    if (value_parse_date(text, length, DATE_ORDER_UNKNOWN, &date) == DATE_OK) {
        *x = date.year * 10000.0 + date.month * 100.0 + date.day;
        return true;
    }
    return value_parse_age(text, length, x);
}

/* An order comparison needs numbers on its right side: with text it would keep nothing, and say nothing. */
static enum err_code check_filter(struct bind_context *ctx, const struct filter *filter)
{
    double x;

    if (filter->op == FILTER_EQ || filter->op == FILTER_NE)
        return ERR_OK;
    if (filter->n_values > 1) {
        err_set(ctx->err, ERR_USAGE,
                "--where: column '%s' is compared with %zu values: < <= > >= take one",
                filter->column, filter->n_values);
        return err_hint(ctx->err, "write a decimal point, as in --where 'score>0.5'");
    }
    for (size_t i = 0; i < filter->n_values; i++)
        if (!parse_order_value(filter->values[i], strlen(filter->values[i]), &x))
            return err_set(ctx->err, ERR_USAGE,
                           "--where: column '%s' is compared with '%s', which is no "
                           "number, age or date",
                           filter->column, filter->values[i]);
    return ERR_OK;
}

enum err_code bind_filters(struct bind_context *ctx)
{
    const struct text_list *texts = &ctx->options->where;
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < texts->n && !code; i++) {
        char *text = xstrdup(texts->texts[i]);

        code = parse_filter(ctx, text);
        if (!code)
            code =
                check_filter(ctx, &ctx->binding->filters[ctx->binding->n_filters - 1]);
        free(text);
    }
    return code;
}

static bool compares(enum filter_op op, double a, double b)
{
    switch (op) {
    case FILTER_LT:
        return a < b;
    case FILTER_LE:
        return a <= b;
    case FILTER_GT:
        return a > b;
    case FILTER_GE:
        return a >= b;
    case FILTER_EQ:
    case FILTER_NE:
        break;
    }
    return false;
}

static enum filter_answer ask_equal(const struct filter *filter, const char *text,
                                    bool *seen)
{
    bool any = false;

    for (size_t i = 0; i < filter->n_values; i++)
        if (values_same(text, filter->values[i]))
            any = seen[i] = true;
    return any == (filter->op == FILTER_EQ) ? FILTER_KEEPS : FILTER_DROPS;
}

enum filter_answer filter_ask(const struct filter *filter, const char *text,
                              size_t length, bool *seen)
{
    double x, limit;
    struct date date;

    if (filter->op == FILTER_EQ || filter->op == FILTER_NE)
        return ask_equal(filter, text, seen);
    if (!parse_order_value(text, length, &x))
        return FILTER_CANNOT_COMPARE;
    parse_order_value(filter->values[0], strlen(filter->values[0]), &limit);
    if (limit >= 1000 && limit <= 9999 &&
        value_parse_date(text, length, DATE_ORDER_UNKNOWN, &date) == DATE_OK)
        x = date.year; /* a date against a year */
    return compares(filter->op, x, limit) ? FILTER_KEEPS : FILTER_DROPS;
}
