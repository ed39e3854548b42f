/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims that can be read, but make no sense. */
#include <math.h>

#include "base/numfmt.h"
#include "gate/claim_parts.h"

#define CLAIM_ERR(at, ...) place_err(text->place, text->text, (at), err, __VA_ARGS__)

static void range_of(const struct claim *claim, double *low, double *high)
{
    const struct metric *metric = claim->metric;
    double width = metric ? metric->range_high - metric->range_low : 0;

    *low = 0;
    *high = claim->subject == CLAIM_MISSING ? 1 : (double)INFINITY;
    if (claim->subject == CLAIM_METRIC && metric) {
        *low = metric->range_low;
        *high = metric->range_high;
    } else if (claim->subject == CLAIM_DIFFERENCE) {
        *low = -width;
        *high = width;
    } else if (claim->subject == CLAIM_GAP) {
        *high = width;
    }
}

static enum err_code check_range(const struct claim *claim,
                                 const struct claim_text *text, struct err *err)
{
    struct strbuf quantity = STRBUF_INIT;
    char from[NUMFMT_SIZE], to[NUMFMT_SIZE], fraction[NUMFMT_SIZE];
    double low, high;

    range_of(claim, &low, &high);
    if (claim->limit >= low && claim->limit <= high)
        return ERR_OK;
    claim_add_quantity(&quantity, claim);
    if (high < (double)INFINITY)
        CLAIM_ERR(text->limit_at, "%s lies between %s and %s", quantity.text,
                  numfmt_record(from, low), numfmt_record(to, high));
    else
        CLAIM_ERR(text->limit_at, "%s is never below %s", quantity.text,
                  numfmt_record(from, low));
    if (high <= 1 && claim->limit > 1 && claim->limit <= 100)
        err_hint(err, "%s %s %s", quantity.text, claim_op_text(claim->op),
                 numfmt_record(fraction, claim->limit / 100));
    strbuf_release(&quantity);
    return err->code;
}

/* "Not worse than" allows for a little loss, "not much more" for a little gain: with the other sign somebody forgot it. */
static enum err_code check_margin(const struct claim *claim,
                                  const struct claim_text *text, struct err *err)
{
    bool at_least = claim->op == CLAIM_GE || claim->op == CLAIM_GT;
    char limit[NUMFMT_SIZE], other[NUMFMT_SIZE];
    const char *op = claim_op_text(claim->op);
    struct strbuf quantity = STRBUF_INIT;

    if (claim->subject != CLAIM_DIFFERENCE || claim->part != CLAIM_TRUTH ||
        (at_least ? claim->limit <= 0 : claim->limit >= 0))
        return ERR_OK;
    claim_add_quantity(&quantity, claim);
    numfmt_record(limit, claim->limit);
    numfmt_record(other, -claim->limit);
    CLAIM_ERR(text->limit_at,
              "the margin %s has the wrong sign: a difference is model minus baseline",
              limit);
    err_hint(err, "%s %s %s; for a difference beyond a margin: %s.%s %s %s",
             quantity.text, op, other, quantity.text, at_least ? "lower" : "upper", op,
             limit);
    strbuf_release(&quantity);
    return err->code;
}

static enum err_code check_interval(const struct claim *claim,
                                    const struct claim_text *text, struct err *err)
{
    const struct metric *metric = claim->metric;
    struct strbuf quantity = STRBUF_INIT;

    if (!metric)
        return ERR_OK;
    if (claim->subject == CLAIM_GAP && !metric->has_contrast) {
        CLAIM_ERR(0, "no gap between levels is known for %s", metric->name);
        return err_hint(err, "gap(sensitivity@NAME), gap(specificity@NAME), gap(auc)");
    }
    if (metric->kind != METRIC_COUNT || claim->part == CLAIM_ESTIMATE)
        return ERR_OK;
    CLAIM_ERR(0, "%s is a count without an interval", metric->name);
    claim_add_quantity(&quantity, claim);
    err_hint(err, "%s.estimate", quantity.text);
    strbuf_release(&quantity);
    return err->code;
}

enum err_code claim_check(const struct claim *claim, const struct claim_text *text,
                          struct err *err)
{
    if (!check_range(claim, text, err) && !check_margin(claim, text, err))
        check_interval(claim, text, err);
    return err->code;
}
