/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/verdict.h"

#include <math.h>

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[] = {"pass", "fail", "inconclusive", "skipped",
                                        "error"};

    return names[verdict];
}

const char *verdict_word(enum verdict verdict)
{
    static const char *const words[] = {"passed", "failed", "inconclusive", "skipped",
                                        "could not be evaluated"};

    return words[verdict];
}

static bool holds(double x, enum claim_op op, double limit)
{
    switch (op) {
    case CLAIM_GE:
        return x >= limit;
    case CLAIM_GT:
        return x > limit;
    case CLAIM_LE:
        return x <= limit;
    case CLAIM_LT:
        return x < limit;
    }
    return false;
}

static enum verdict of_number(const struct claim *claim, double x)
{
    if (isnan(x))
        return VERDICT_INCONCLUSIVE;
    return holds(x, claim->op, claim->limit) ? VERDICT_PASS : VERDICT_FAIL;
}

static enum verdict of_truth(const struct claim *claim, const struct estimate *estimate)
{
    bool at_least = claim_is_floor(claim);
    double worst = at_least ? estimate->low : estimate->high;
    double best = at_least ? estimate->high : estimate->low;

    if (isnan(worst) || isnan(best) ||
        holds(worst, claim->op, claim->limit) != holds(best, claim->op, claim->limit))
        return VERDICT_INCONCLUSIVE;
    return of_number(claim, worst);
}

enum verdict verdict_of_claim(const struct claim *claim,
                              const struct estimate *estimate)
{
    if (!claim->metric)
        return of_number(claim, estimate->value);
    switch (claim->part) {
    case CLAIM_TRUTH:
        break;
    case CLAIM_ESTIMATE:
        return of_number(claim, estimate->value);
    case CLAIM_LOWER:
        return of_number(claim, estimate->low);
    case CLAIM_UPPER:
        return of_number(claim, estimate->high);
    }
    return of_truth(claim, estimate);
}

static enum exit_status status_of(enum verdict verdict,
                                  enum on_inconclusive on_inconclusive)
{
    switch (verdict) {
    case VERDICT_PASS:
    case VERDICT_SKIPPED:
        return EXIT_DONE;
    case VERDICT_FAIL:
        return EXIT_FAILED;
    case VERDICT_INCONCLUSIVE:
        return on_inconclusive == ON_INCONCLUSIVE_STOP   ? EXIT_INCONCLUSIVE
               : on_inconclusive == ON_INCONCLUSIVE_FAIL ? EXIT_FAILED
                                                         : EXIT_DONE;
    case VERDICT_ERROR:
        break;
    }
    return EXIT_NOT_EVALUATED;
}

struct effect verdict_effect(enum verdict verdict, enum severity severity,
                             enum on_inconclusive on_inconclusive)
{
    struct effect effect = {status_of(verdict, on_inconclusive), false};

    if (severity != SEVERITY_ERROR && verdict != VERDICT_ERROR)
        effect.status = EXIT_DONE;
    effect.is_warning = effect.status == EXIT_DONE && verdict != VERDICT_PASS &&
                        verdict != VERDICT_SKIPPED;
    return effect;
}

enum exit_status verdict_worse(enum exit_status a, enum exit_status b)
{
    static const enum exit_status order[] = {EXIT_NOT_EVALUATED, EXIT_FAILED,
                                             EXIT_INCONCLUSIVE};

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return EXIT_DONE;
}

enum verdict verdict_of_status(enum exit_status status)
{
    switch (status) {
    case EXIT_DONE:
        return VERDICT_PASS;
    case EXIT_FAILED:
        return VERDICT_FAIL;
    case EXIT_INCONCLUSIVE:
        return VERDICT_INCONCLUSIVE;
    case EXIT_NOT_EVALUATED:
        break;
    }
    return VERDICT_ERROR;
}
