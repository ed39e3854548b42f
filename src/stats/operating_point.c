/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/operating_point.h"

#include <assert.h>
#include <math.h>

#include "stats/beta.h"

#define ROUNDING 1e-12 /* criteria that differ by less are the same */

/* ---- Candidates ---------------------------------------------------------- */

size_t operating_candidates(const struct ranked *ranked, size_t *first)
{
    size_t n = ranked->n_blocks;
    bool always = n && ranked->score[n - 1] == INFINITY;
    bool never = n && ranked->score[0] == -INFINITY;

    *first = always;
    return n + 1 - always - never;
}

struct operating_curve operating_curve_of(const struct ranked *ranked, uint64_t *tp,
                                          uint64_t *fp)
{
    size_t n = ranked->n_blocks, first, n_candidates;

    tp[0] = fp[0] = 0;
    for (size_t i = 0; i < n; i++) {
        tp[i + 1] = tp[i] + ranked->pos[n - 1 - i];
        fp[i + 1] = fp[i] + ranked->neg[n - 1 - i];
    }
    n_candidates = operating_candidates(ranked, &first);
    return (struct operating_curve){n_candidates, tp + first, fp + first, ranked->n_pos,
                                    ranked->n_neg};
}

double operating_threshold(const struct ranked *ranked, size_t candidate)
{
    size_t first, n = operating_candidates(ranked, &first);

    assert(candidate < n);
    return candidate ? ranked->score[ranked->n_blocks - first - candidate] : INFINITY;
}

/* ---- Targets ------------------------------------------------------------- */

/* True as long as the threshold is high enough (specificity, flags), or from where it is low enough (sensitivity): monotone. */
static bool meets(const struct operating_curve *curve,
                  const struct operating_rule *rule, size_t i)
{
    double m = (double)curve->n_pos, n = (double)curve->n_neg;
    double tp = (double)curve->tp[i], fp = (double)curve->fp[i];
    double pi = rule->prevalence;

    if (rule->criterion == CHOOSE_SENSITIVITY)
        return tp / m >= rule->target;
    if (rule->criterion == CHOOSE_SPECIFICITY)
        return (n - fp) / n >= rule->target;
    return (isnan(pi) ? 100 * (tp + fp) / (m + n)
                      : 100 * (pi * (tp / m) + (1 - pi) * (fp / n))) <=
           rule->target * (1 + ROUNDING);
}

/* First candidate for which meets() is `wanted`; n if there is none. */
static size_t first_that(const struct operating_curve *curve,
                         const struct operating_rule *rule, bool wanted)
{
    size_t low = 0, high = curve->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (meets(curve, rule, middle) == wanted)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* A score that was not drawn is no candidate: back to the last that was. */
static size_t last_rise(const struct operating_curve *curve, size_t i)
{
    while (i > 0 && curve->tp[i] == curve->tp[i - 1] &&
           curve->fp[i] == curve->fp[i - 1])
        i--;
    return i;
}

static double value_at(const struct operating_curve *curve,
                       const struct operating_rule *rule, size_t i)
{
    double se = (double)curve->tp[i] / (double)curve->n_pos;
    double fpr = (double)curve->fp[i] / (double)curve->n_neg;
    double all = (double)(curve->n_pos + curve->n_neg), pi = rule->prevalence;

    switch (rule->criterion) {
    case CHOOSE_SENSITIVITY:
        return se;
    case CHOOSE_SPECIFICITY:
        return 1 - fpr;
    case CHOOSE_YOUDEN:
        return se - fpr;
    case CHOOSE_FLAGS:
        return isnan(pi) ? 100 * (double)(curve->tp[i] + curve->fp[i]) / all
                         : 100 * (pi * se + (1 - pi) * fpr);
    case CHOOSE_COST:
        break;
    }
    pi = isnan(pi) ? (double)curve->n_pos / all : pi;
    return se - (1 - pi) / pi / rule->target * fpr;
}

static struct operating_choice choose_target(const struct operating_curve *curve,
                                             const struct operating_rule *rule)
{
    bool from = rule->criterion == CHOOSE_SENSITIVITY;
    size_t i = first_that(curve, rule, from);

    if (from ? i == curve->n : i == 0)
        return (struct operating_choice){0};
    i = from ? i : last_rise(curve, i - 1);
    return (struct operating_choice){i, value_at(curve, rule, i), 1, true};
}

/* ---- Best ---------------------------------------------------------------- */

/* What a true and a false flag count. Whole numbers where the rule has them, so that ties are ties. */
static void weigh(const struct operating_curve *curve,
                  const struct operating_rule *rule, double *of_true, double *of_false)
{
    double m = (double)curve->n_pos, n = (double)curve->n_neg, pi = rule->prevalence;

    *of_true = n;
    *of_false = m;
    if (rule->criterion == CHOOSE_YOUDEN)
        return;
    if (isnan(pi)) {
        *of_true = rule->target;
        *of_false = 1;
    } else {
        *of_false = m * ((1 - pi) / pi / rule->target);
    }
}

static struct operating_choice choose_best(const struct operating_curve *curve,
                                           const struct operating_rule *rule)
{
    struct operating_choice choice = {.n_tied = 1, .is_reached = true};
    double of_true, of_false, best, near;

    weigh(curve, rule, &of_true, &of_false);
    near = ROUNDING * of_true * (double)curve->n_pos;
    best = of_true * (double)(int64_t)curve->tp[0] -
           of_false * (double)(int64_t)curve->fp[0];
    for (size_t i = 1; i < curve->n; i++) {
        double value = of_true * (double)(int64_t)curve->tp[i] -
                       of_false * (double)(int64_t)curve->fp[i];

        if (value < best - near)
            continue;
        if (value > best + near) {
            best = value;
            choice.candidate = i;
            choice.n_tied = 1;
        } else {
            choice.n_tied +=
                curve->tp[i] != curve->tp[i - 1] || curve->fp[i] != curve->fp[i - 1];
        }
    }
    choice.value = value_at(curve, rule, choice.candidate);
    return choice;
}

/* Whether the curve has the studies that the rule speaks of. */
static bool is_defined(const struct operating_curve *curve,
                       const struct operating_rule *rule)
{
    bool with = curve->n_pos > 0, without = curve->n_neg > 0;

    if (rule->criterion == CHOOSE_SENSITIVITY)
        return with;
    if (rule->criterion == CHOOSE_SPECIFICITY)
        return without;
    if (rule->criterion == CHOOSE_FLAGS && isnan(rule->prevalence))
        return with || without;
    return with && without;
}

struct operating_choice operating_choose(const struct operating_curve *curve,
                                         const struct operating_rule *rule)
{
    if (!is_defined(curve, rule))
        return (struct operating_choice){0};
    if (rule->criterion == CHOOSE_YOUDEN || rule->criterion == CHOOSE_COST)
        return choose_best(curve, rule);
    return choose_target(curve, rule);
}

/* ---- Guaranteed ---------------------------------------------------------- */

double operating_guaranteed_probability(uint64_t m, uint64_t k, double target)
{
    assert(k >= 1 && k <= m);
    return beta_tail(target, (double)(m - k + 1), (double)k, UPPER_TAIL);
}

uint64_t operating_guaranteed_rank(uint64_t m, double target, double confidence)
{
    uint64_t low = 0,
             high = m; /* `low` is good enough (0: as if), above `high` none is */

    while (low < high) {
        uint64_t middle = high - (high - low) / 2;

        if (operating_guaranteed_probability(m, middle, target) >= confidence)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

uint64_t operating_guaranteed_minimum(double target, double confidence)
{
    uint64_t m;

    if (!(target < 1))
        return 0;
    /* P = 1 - target^m; rounding may put the logarithms on the wrong side. */
    m = (uint64_t)ceil(log1p(-confidence) / log(target));
    m = m > 2 ? m - 1 : 1;
    while (!operating_guaranteed_rank(m, target, confidence))
        m++;
    return m;
}

bool operating_kth_lowest(const struct ranked *ranked, const uint64_t *units,
                          uint64_t k, size_t *candidate)
{
    size_t first;
    uint64_t seen = 0;

    operating_candidates(ranked, &first);
    for (size_t b = 0; b < ranked->n_blocks; b++) {
        seen += units[b];
        if (seen < k)
            continue;
        if (ranked->score[b] == INFINITY) /* all others are above the lowest k */
            *candidate = 0;
        else
            *candidate = ranked->n_blocks - first - b;
        return ranked->score[b] > -INFINITY;
    }
    return false;
}

bool operating_above_kth_highest(const struct ranked *ranked, const uint64_t *units,
                                 uint64_t k, size_t *candidate)
{
    size_t first;
    uint64_t seen = 0;

    operating_candidates(ranked, &first);
    for (size_t b = ranked->n_blocks; b-- > 0;) {
        seen += units[b];
        if (seen < k)
            continue;
        if (ranked->score[b] == INFINITY)
            return false;
        *candidate = ranked->n_blocks - first - b - 1;
        return true;
    }
    return false;
}
