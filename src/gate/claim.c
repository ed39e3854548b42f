/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/claim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/numfmt.h"
#include "gate/claim_parts.h"

struct parser {
    const char *text;
    size_t at;
    const struct place *place;
    struct err *err;
};

/* A stretch of the text. */
struct word {
    size_t start, length;
};

/* An error at a character of the claim. */
#define PARSER_ERR(parser, at, ...)                                                    \
    place_err((parser)->place, (parser)->text, (at), (parser)->err, __VA_ARGS__)

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip_blanks(struct parser *parser)
{
    parser->at += strspn(parser->text + parser->at, " ");
}

static bool take(struct parser *parser, char c)
{
    if (parser->text[parser->at] != c)
        return false;
    parser->at++;
    return true;
}

static char *copy_word(const struct parser *parser, struct word word)
{
    return xstrndup(parser->text + word.start, word.length);
}

/* A name, empty if there is none. The dash belongs to points ("release-2") only, so that "auc->0.5" is read as it was meant. */
static struct word take_name(struct parser *parser, const char *more)
{
    struct word word = {parser->at, 0};
    const char *text = parser->text + parser->at;

    if (is_letter(*text))
        while (is_letter(text[word.length]) || is_digit(text[word.length]) ||
               (text[word.length] && strchr(more, text[word.length])))
            word.length++;
    parser->at += word.length;
    return word;
}

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* A decimal number. A dot belongs to it only before a digit: "0.5.lower" is 0.5 with a suffix. */
static struct word take_number(struct parser *parser)
{
    const char *text = parser->text + parser->at;
    struct word word = {parser->at, 0};
    size_t n = *text == '-' || *text == '+';

    if (!is_digit(text[n]) && !(text[n] == '.' && is_digit(text[n + 1])))
        return word;
    n += count_digits(text + n);
    if (text[n] == '.' && is_digit(text[n + 1]))
        n += 1 + count_digits(text + n + 1);
    if (text[n] == 'e' || text[n] == 'E') {
        size_t sign = text[n + 1] == '-' || text[n + 1] == '+';

        if (is_digit(text[n + 1 + sign]))
            n += 1 + sign + count_digits(text + n + 1 + sign);
    }
    word.length = n;
    parser->at += n;
    return word;
}

/* ---- Quantity ------------------------------------------------------------- */

static enum err_code unknown_quantity(struct parser *parser, struct word word,
                                      bool only_metrics)
{
    size_t n_metrics, n = 0;
    const struct metric *const *metrics = metrics_all(&n_metrics);
    const char **names = xcalloc(n_metrics + N_CLAIM_SUBJECTS, sizeof *names), *near;
    char *typed = copy_word(parser, word);

    for (; n < n_metrics; n++)
        names[n] = metrics[n]->name;
    for (size_t i = CLAIM_DIFFERENCE; i < N_CLAIM_SUBJECTS && !only_metrics; i++)
        names[n++] = claim_subject_text((enum claim_subject)i);
    near = nearest_name(typed, names, n);
    PARSER_ERR(parser, word.start, "unknown metric '%s'", typed);
    if (near)
        err_hint(parser->err, "did you mean '%s'?", near);
    else
        err_hint(parser->err, "'man proctor' lists the metrics under METRICS");
    free(names);
    free(typed);
    return parser->err->code;
}

static enum err_code parse_point(struct parser *parser, struct claim *claim)
{
    struct word word;
    size_t start = parser->at;

    if (!take(parser, '@'))
        return ERR_OK;
    word = take_name(parser, "_-");
    if (!word.length)
        word = take_number(parser);
    if (!word.length) {
        PARSER_ERR(parser, parser->at,
                   "'@' needs the name or threshold of an operating point");
        return err_hint(parser->err, "%s@0.5 or %s@NAME with NAME under points",
                        claim->metric->name, claim->metric->name);
    }
    if (claim->metric->kind != METRIC_THRESHOLD &&
        claim->metric->kind != METRIC_COUNT) {
        PARSER_ERR(parser, start, "%s does not depend on an operating point",
                   claim->metric->name);
        return err_hint(parser->err, "leave out '%.*s'", (int)(word.length + 1),
                        parser->text + start);
    }
    claim->point = copy_word(parser, word);
    return ERR_OK;
}

static enum err_code parse_metric(struct parser *parser, struct claim *claim,
                                  struct word word)
{
    char *name = copy_word(parser, word);

    claim->metric = metric_find(name);
    free(name);
    return claim->metric
               ? parse_point(parser, claim)
               : unknown_quantity(parser, word, claim->subject != CLAIM_METRIC);
}

static enum err_code parse_argument(struct parser *parser, struct claim *claim)
{
    const char *name = claim_subject_text(claim->subject);
    struct word word;

    skip_blanks(parser);
    if (!take(parser, '(')) {
        PARSER_ERR(parser, parser->at, "'%s' needs a metric in parentheses", name);
        return err_hint(parser->err, "%s(auc) or %s(sensitivity@NAME)", name, name);
    }
    skip_blanks(parser);
    word = take_name(parser, "_");
    if (!word.length) {
        PARSER_ERR(parser, parser->at, "a metric is missing");
        return err_hint(parser->err, "%s(auc) or %s(sensitivity@NAME)", name, name);
    }
    if (parse_metric(parser, claim, word))
        return parser->err->code;
    skip_blanks(parser);
    if (!take(parser, ')'))
        return PARSER_ERR(parser, parser->at, "')' is missing");
    return ERR_OK;
}

static enum err_code parse_quantity(struct parser *parser, struct claim *claim)
{
    struct word word;

    skip_blanks(parser);
    word = take_name(parser, "_");
    if (!word.length) {
        PARSER_ERR(parser, parser->at, "a claim starts with a metric");
        return err_hint(parser->err, "auc >= 0.85");
    }
    claim->subject = CLAIM_METRIC;
    for (size_t i = CLAIM_DIFFERENCE; i < N_CLAIM_SUBJECTS; i++)
        if (strlen(claim_subject_text((enum claim_subject)i)) == word.length &&
            !strncmp(claim_subject_text((enum claim_subject)i),
                     parser->text + word.start, word.length))
            claim->subject = (enum claim_subject)i;
    switch (claim->subject) {
    case CLAIM_METRIC:
        return parse_metric(parser, claim, word);
    case CLAIM_DIFFERENCE:
    case CLAIM_GAP:
        return parse_argument(parser, claim);
    case CLAIM_COUNT:
    case CLAIM_POSITIVES:
    case CLAIM_NEGATIVES:
    case CLAIM_MISSING:
        break;
    }
    return ERR_OK;
}

/* ---- Suffix, comparison, number -------------------------------------------- */

static enum err_code parse_part(struct parser *parser, struct claim *claim)
{
    size_t start = parser->at;
    struct word word;
    char *typed;

    if (!take(parser, '.'))
        return ERR_OK;
    word = take_name(parser, "_");
    typed = copy_word(parser, word);
    for (size_t i = CLAIM_ESTIMATE; i <= CLAIM_UPPER; i++)
        if (!strcmp(typed, claim_part_text((enum claim_part)i)))
            claim->part = (enum claim_part)i;
    if (claim->part == CLAIM_TRUTH) {
        static const char *const names[] = {"estimate", "lower", "upper"};
        const char *near = nearest_name(typed, names, 3);

        PARSER_ERR(parser, start, "unknown suffix '.%s'", typed);
        if (near)
            err_hint(parser->err, "did you mean '.%s'?", near);
        else
            err_hint(parser->err, "there are .estimate, .lower and .upper");
    } else if (!claim->metric && claim->part != CLAIM_ESTIMATE) {
        PARSER_ERR(parser, start, "'%s' has no interval",
                   claim_subject_text(claim->subject));
        err_hint(parser->err, "leave out '.%s'", typed);
    }
    free(typed);
    return parser->err->code;
}

static enum err_code parse_op(struct parser *parser, struct claim *claim)
{
    const char *text;
    size_t typed;

    skip_blanks(parser);
    text = parser->text + parser->at;
    typed = strspn(text, "<>=!");
    for (size_t i = 0; i < 4; i++)
        if (typed == strlen(claim_op_text((enum claim_op)i)) &&
            !strncmp(text, claim_op_text((enum claim_op)i), typed)) {
            claim->op = (enum claim_op)i;
            parser->at += typed;
            return ERR_OK;
        }
    if (typed)
        PARSER_ERR(parser, parser->at, "'%.*s' is no comparison", (int)typed, text);
    else if (*text == '@')
        PARSER_ERR(parser, parser->at, "'@' stands behind the metric of a claim only");
    else
        PARSER_ERR(parser, parser->at, "a comparison is missing");
    return err_hint(parser->err, "there are >=, >, <= and <");
}

static enum err_code bad_limit(struct parser *parser, struct word word)
{
    const char *rest = parser->text + parser->at;
    char buf[NUMFMT_SIZE];
    double value;

    if (!word.length) {
        PARSER_ERR(parser, word.start, "a number is missing");
        return err_hint(parser->err, "auc >= 0.85");
    }
    numfmt_parse(parser->text + word.start, word.length, '.', &value);
    if (!strcmp(rest, "%") || !strcmp(rest, " %")) {
        PARSER_ERR(parser, parser->at, "percentages are written as fractions");
        return err_hint(parser->err, "%s", numfmt_record(buf, value / 100));
    }
    if (*rest == ',') {
        PARSER_ERR(parser, parser->at, "the decimal mark is a point");
        return err_hint(parser->err, "%.*s.%s", (int)word.length,
                        parser->text + word.start, rest + 1);
    }
    PARSER_ERR(parser, parser->at, "nothing may follow the number");
    return err_hint(parser->err, "one rule makes one comparison: write two rules");
}

static enum err_code parse_limit(struct parser *parser, struct claim *claim)
{
    struct word word;
    size_t end;

    skip_blanks(parser);
    word = take_number(parser);
    end = parser->at;
    skip_blanks(parser);
    if (!word.length || parser->text[parser->at]) {
        parser->at = end;
        return bad_limit(parser, word);
    }
    if (!numfmt_parse(parser->text + word.start, word.length, '.', &claim->limit) ||
        isinf(claim->limit))
        return PARSER_ERR(parser, word.start, "'%.*s' is not a number",
                          (int)word.length, parser->text + word.start);
    parser->at = word.start;
    return ERR_OK;
}

enum err_code claim_parse(struct claim *claim, const char *text,
                          const struct place *place, struct err *err)
{
    struct parser parser = {text, 0, place, err};

    *claim = (struct claim){0};
    if (!parse_quantity(&parser, claim) && !parse_part(&parser, claim) &&
        !parse_op(&parser, claim) && !parse_limit(&parser, claim))
        claim_check(claim, &(struct claim_text){text, parser.at, place}, err);
    if (err->code)
        claim_release(claim);
    return err->code;
}

void claim_release(struct claim *claim)
{
    free(claim->point);
    claim->point = NULL;
}
