/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/metrics.h"

#include <gsl/gsl_errno.h>

#include "scorelib.h"

static const struct interval_spec plain = {.confidence = 0.95};

static const struct metric *must_find(const char *name)
{
    const struct metric *metric = metric_find(name);

    ck_assert_msg(metric, "no metric %s", name);
    return metric;
}

static struct estimate estimate_of(const char *name, struct counts c)
{
    return metric_estimate(must_find(name), &c, &plain);
}

/* ---- Registry --------------------------------------------------------------- */

static const char *const in_order[] = {
    "prevalence",
    "auc",
    "average_precision",
    "brier",
    "log_loss",
    "tp",
    "fp",
    "tn",
    "fn",
    "sensitivity",
    "specificity",
    "ppv",
    "npv",
    "accuracy",
    "balanced_accuracy",
    "youden",
    "f1",
    "mcc",
    "lr_pos",
    "lr_neg",
    "dor",
    "flags_per_100",
    "false_alarms_per_true_positive",
};

START_TEST(metrics_are_in_printing_order)
{
    size_t n;
    const struct metric *const *all = metrics_all(&n);

    ck_assert_uint_eq(n, sizeof in_order / sizeof *in_order);
    for (size_t i = 0; i < n; i++) {
        ck_assert_str_eq(all[i]->name, in_order[i]);
        ck_assert_ptr_eq(metric_find(in_order[i]), all[i]);
    }
    ck_assert_ptr_null(all[n]);
    ck_assert_ptr_eq(metrics_all(NULL), all);
    ck_assert_ptr_null(metric_find("sensitivty"));
}
END_TEST

START_TEST(descriptors_are_whole)
{
    for (const struct metric *const *at = metrics_all(NULL); *at; at++) {
        const struct metric *metric = *at;
        int from_table =
            metric->kind == METRIC_COHORT || metric->kind == METRIC_THRESHOLD;
        int is_mcc = strcmp(metric->name, "mcc") == 0;

        ck_assert_msg(metric->title && metric->unit && metric->definition, "%s",
                      metric->name);
        ck_assert(metric->citation || metric->kind == METRIC_COUNT);
        ck_assert(metric->range_low < metric->range_high);
        ck_assert_int_eq(from_table || metric->kind == METRIC_COUNT, !!metric->value);
        ck_assert_int_eq(metric->kind == METRIC_PROBABILITY,
                         !!metric->of_probabilities);
        ck_assert_int_eq(!!metric->acceleration, is_mcc);
        if (from_table && !is_mcc)
            ck_assert(!metric->proportion != !metric->interval);
        ck_assert_int_eq(!!metric->interval, !!metric->interval_method);
        if (metric->has_heterogeneity)
            ck_assert(metric->proportion || strcmp(metric->name, "auc") == 0);
    }
}
END_TEST

START_TEST(what_is_shown_and_compared)
{
    static const char *const by_default[] = {"prevalence",   "auc", "sensitivity",
                                             "specificity",  "ppv", "npv",
                                             "flags_per_100"};
    static const char *const contrasted[] = {
        "prevalence", "auc", "sensitivity",  "specificity",
        "ppv",        "npv", "accuracy",     "balanced_accuracy",
        "youden",     "f1",  "flags_per_100"};
    size_t shown = 0, compared = 0;

    for (const struct metric *const *at = metrics_all(NULL); *at; at++) {
        shown += (*at)->by_default;
        compared += (*at)->has_contrast;
    }
    ck_assert_uint_eq(shown, sizeof by_default / sizeof *by_default);
    ck_assert_uint_eq(compared, sizeof contrasted / sizeof *contrasted);
    for (size_t i = 0; i < shown; i++)
        ck_assert(must_find(by_default[i])->by_default);
    for (size_t i = 0; i < compared; i++)
        ck_assert(must_find(contrasted[i])->has_contrast);
}
END_TEST

/* ---- Values ----------------------------------------------------------------- */

static struct counts counts_of_row(const struct ref_table *table, size_t row)
{
    return (struct counts){
        .tp = (uint64_t)ref_number(table, row, "tp"),
        .fp = (uint64_t)ref_number(table, row, "fp"),
        .fn = (uint64_t)ref_number(table, row, "fn"),
        .tn = (uint64_t)ref_number(table, row, "tn"),
    };
}

START_TEST(values_equal_those_of_scikit_learn)
{
    static const char *const names[] = {
        "sensitivity",       "specificity", "ppv", "npv",    "accuracy",
        "balanced_accuracy", "f1",          "mcc", "lr_pos", "lr_neg",
    };
    struct ref_table table;

    ref_table_read(&table, "counts-sklearn.csv");
    for (size_t row = 0; row < table.n_rows; row++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            struct estimate estimate =
                estimate_of(names[i], counts_of_row(&table, row));

            if (estimate.status == STATUS_INFINITE) /* scikit-learn has NaN there */
                continue;
            assert_rel(estimate.value, ref_number(&table, row, names[i]), 1e-13,
                       names[i]);
        }
    ref_table_release(&table);
}
END_TEST

START_TEST(intervals_equal_those_of_r)
{
    static const char *const names[] = {"youden", "balanced_accuracy", "f1", "dor",
                                        "false_alarms_per_true_positive"};
    struct ref_table table;

    ref_table_read(&table, "metric-intervals.csv");
    for (size_t row = 0; row < table.n_rows; row++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            struct estimate estimate =
                estimate_of(names[i], counts_of_row(&table, row));
            char low[64], high[64];

            snprintf(low, sizeof low, "%s_low", names[i]);
            snprintf(high, sizeof high, "%s_high", names[i]);
            assert_rel(estimate.low, ref_number(&table, row, low), 1e-9, low);
            assert_rel(estimate.high, ref_number(&table, row, high), 1e-9, high);
        }
    ref_table_release(&table);
}
END_TEST

/* 13/4/3/20 is F40 at 0.5, 26/14/15/58 is s100b at 0.205, 670/202/74/640 the example
 * of epiR. */
static const struct {
    const char *metric;
    struct counts c;
    double value, low, high; /* NaN: not known from elsewhere */
    const char *method;
} known[] = {
    {"sensitivity",                    {13, 4, 3, 20},      0.8125,           0.5699111904,      0.9340840093,      "wilson"            },
    {"specificity",                    {13, 4, 3, 20},      0.8333333333,     NAN,               NAN,               "wilson"            },
    {"sensitivity",
     {26, 14, 15, 58},
     0.6341463415,                                                            0.4812070109,
     0.7641016898,                                                                                                  "wilson"            },
    {"specificity",
     {26, 14, 15, 58},
     0.8055555556,                                                            0.6996724105,
     0.8804852062,                                                                                                  "wilson"            },
    {"ppv",                            {26, 14, 15, 58},    0.65,             0.495058808372577, 0.778654711268237, "wilson"            },
    {"npv",
     {26, 14, 15, 58},
     0.7945205479,                                                            0.688263469848586,
     0.871330278889818,                                                                                             "wilson"            },
    {"accuracy",
     {26, 14, 15, 58},
     0.7433628319,                                                            0.655761320031388,
     0.814962005020583,                                                                                             "wilson"            },
    {"balanced_accuracy",              {26, 14, 15, 58},    0.7198509485,     NAN,               NAN,               "newcombe"          },
    {"youden",                         {26, 14, 15, 58},    0.4397018970,     NAN,               NAN,               "newcombe"          },
    {"f1",                             {26, 14, 15, 58},    0.6419753086,     NAN,               NAN,               "wilson-transformed"},
    {"mcc",                            {26, 14, 15, 58},    0.4421046575,     NAN,               NAN,               NULL                },
    {"lr_pos",                         {26, 14, 15, 58},    3.261324042,      NAN,               NAN,               "mover-r-wilson"    },
    {"lr_neg",                         {26, 14, 15, 58},    0.4541631623,     NAN,               NAN,               "mover-r-wilson"    },
    {"lr_pos",                         {13, 4, 3, 20},      4.875,            2.0763965190,      12.2557718615,     "mover-r-wilson"    },
    {"lr_neg",                         {13, 4, 3, 20},      0.225,            NAN,               NAN,               "mover-r-wilson"    },
    {"dor",                            {13, 4, 3, 20},      21.6666666667,    4.1536264179,      113.0203820007,    "log-wald"          },
    {"dor",                            {670, 202, 74, 640}, 28.68611185,      21.51819166,       38.24173641,       "log-wald"          },
    {"youden",                         {670, 202, 74, 640}, 0.6606326463,     NAN,               NAN,               "newcombe"          },
    {"lr_pos",                         {670, 202, 74, 640}, 3.753726179,      NAN,               NAN,               "mover-r-wilson"    },
    {"lr_neg",                         {670, 202, 74, 640}, 0.1308551747,     NAN,               NAN,               "mover-r-wilson"    },
    {"flags_per_100",                  {13, 4, 3, 20},      42.5,             NAN,               NAN,               "wilson"            },
    {"false_alarms_per_true_positive",
     {13, 4, 3, 20},
     4.0 / 13,
     NAN,                                                                                        NAN,
     "wilson-transformed"                                                                                                               },
    {"ppv",                            {13, 4, 3, 20},      0.7647058824,     NAN,               NAN,               "wilson"            },
    {"mcc",                            {13, 2, 3, 22},      0.7378647874,     NAN,               NAN,               NULL                },
    {"f1",                             {13, 2, 3, 22},      0.8387096774,     NAN,               NAN,               "wilson-transformed"},
    {"prevalence",                     {26, 14, 15, 58},    0.36283185840708, NAN,               NAN,               "wilson"            },
    {"tn",                             {26, 14, 15, 58},    58,               NAN,               NAN,               NULL                },
};

START_TEST(known_values)
{
    struct estimate estimate = estimate_of(known[_i].metric, known[_i].c);

    assert_rel(estimate.value, known[_i].value, 1e-9, known[_i].metric);
    if (!isnan(known[_i].low)) {
        assert_rel(estimate.low, known[_i].low, 1e-9, known[_i].metric);
        assert_rel(estimate.high, known[_i].high, 1e-9, known[_i].metric);
    }
    if (known[_i].method)
        ck_assert_str_eq(estimate.method, known[_i].method);
    else
        ck_assert_ptr_null(estimate.method);
    ck_assert_int_eq(estimate.status, STATUS_OK);
}
END_TEST

START_TEST(flags_per_100_is_the_proportion_times_100)
{
    struct estimate estimate =
        estimate_of("flags_per_100", (struct counts){10, 3, 1, 2});
    struct limits limits =
        proportion_limits((struct proportion){13, 16}, PROPORTION_WILSON, 0.95);

    assert_rel(estimate.low, 100 * limits.low, 1e-14, "low");
    assert_rel(estimate.high, 100 * limits.high, 1e-14, "high");
}
END_TEST

START_TEST(the_proportion_method_is_used_and_named)
{
    static const struct {
        enum proportion_method method;
        const char *single, *youden, *ratio, *f1, *contrast;
    } names[] = {
        {PROPORTION_WILSON,          "wilson",          "newcombe",              "mover-r-wilson",
         "wilson-transformed",                                                                                                      "newcombe"      },
        {PROPORTION_CLOPPER_PEARSON, "clopper-pearson", "mover-clopper-pearson",
         "mover-r-clopper-pearson",                                                                  "clopper-pearson-transformed",
         "mover-clopper-pearson"                                                                                                                    },
        {PROPORTION_JEFFREYS,        "jeffreys",        "mover-jeffreys",        "mover-r-jeffreys",
         "jeffreys-transformed",                                                                                                    "mover-jeffreys"},
    };
    struct counts c = {13, 4, 3, 20}, d = {20, 4, 9, 20};
    struct interval_spec spec = {.confidence = 0.95, .proportion = names[_i].method};
    struct limits limits =
        proportion_limits((struct proportion){13, 16}, names[_i].method, 0.95);
    struct estimate estimate = metric_estimate(must_find("sensitivity"), &c, &spec);

    ck_assert_str_eq(estimate.method, names[_i].single);
    ck_assert_double_eq(estimate.low, limits.low);
    estimate = metric_estimate(must_find("youden"), &c, &spec);
    ck_assert_str_eq(estimate.method, names[_i].youden);
    estimate = metric_estimate(must_find("lr_neg"), &c, &spec);
    ck_assert_str_eq(estimate.method, names[_i].ratio);
    estimate = metric_estimate(must_find("f1"), &c, &spec);
    ck_assert_str_eq(estimate.method, names[_i].f1);
    estimate = metric_contrast(must_find("ppv"), &c, &d, &spec);
    ck_assert_str_eq(estimate.method, names[_i].contrast);
}
END_TEST

START_TEST(mcc_acceleration_equals_the_jackknife)
{
    struct ref_table table;

    ref_table_read(&table, "acceleration.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        const char *set = ref_text(&table, row, "set");
        struct ranked ranked = ranked_of_set(set);
        struct counts c = counts_at(&ranked, 0.5);

        assert_rel(must_find("mcc")->acceleration(&c), ref_number(&table, row, "mcc"),
                   1e-8, set);
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

/* ---- Every small table ------------------------------------------------------ */

enum { MOST = 6 }; /* studies in a cell */

static void for_every_table(void (*check)(const struct counts *c, void *ctx), void *ctx)
{
    for (uint64_t tp = 0; tp <= MOST; tp++)
        for (uint64_t fp = 0; fp <= MOST; fp++)
            for (uint64_t fn = 0; fn <= MOST; fn++)
                for (uint64_t tn = 0; tn <= MOST; tn++)
                    check(&(struct counts){.tp = tp, .fp = fp, .fn = fn, .tn = tn},
                          ctx);
}

static void check_undefined(const struct metric *metric,
                            const struct estimate *estimate)
{
    ck_assert_int_eq(estimate->status, STATUS_UNDEFINED);
    ck_assert_msg(estimate->note && strncmp(estimate->note, "no ", 3) == 0, "%s",
                  metric->name);
    ck_assert(isnan(estimate->low) && isnan(estimate->high));
    ck_assert_ptr_null(estimate->method);
}

static void check_contains(const struct metric *metric, const struct counts *c,
                           const struct estimate *estimate)
{
    ck_assert_msg(
        metric->range_low <= estimate->low && estimate->low <= estimate->value &&
            estimate->value <= estimate->high && estimate->high <= metric->range_high,
        "%s of %u/%u/%u/%u: %.17g in %.17g .. %.17g", metric->name, (unsigned)c->tp,
        (unsigned)c->fp, (unsigned)c->fn, (unsigned)c->tn, estimate->value,
        estimate->low, estimate->high);
    ck_assert_int_eq(estimate->status,
                     isinf(estimate->value) ? STATUS_INFINITE : STATUS_OK);
}

static void check_table(const struct counts *c, void *ctx)
{
    for (const struct metric *const *at = metrics_all(NULL); *at; at++) {
        struct estimate estimate;

        if (!(*at)->value)
            continue;
        estimate = metric_estimate(*at, c, ctx);
        if (isnan(estimate.value))
            check_undefined(*at, &estimate);
        else if ((*at)->proportion || (*at)->interval)
            check_contains(*at, c, &estimate);
        else
            ck_assert(isnan(estimate.low) && isnan(estimate.high) && !estimate.method);
    }
}

START_TEST(intervals_contain_their_estimate_in_every_small_table)
{
    static const double confidences[] = {0.5, 0.95, 0.999};
    struct interval_spec spec = {.confidence = confidences[_i / 3],
                                 .proportion = (enum proportion_method)(_i % 3)};

    for_every_table(check_table, &spec);
}
END_TEST

static void check_widening(const struct counts *c, void *ctx)
{
    const struct metric *metric = ctx;
    struct interval_spec spec = {.confidence = 0.5};
    struct estimate inner = metric_estimate(metric, c, &spec);

    if (isnan(inner.value))
        return;
    for (; spec.confidence < 0.9999; spec.confidence = (2 + spec.confidence) / 3) {
        struct estimate outer = metric_estimate(metric, c, &spec);

        ck_assert(outer.low <= inner.low && inner.high <= outer.high);
        inner = outer;
    }
}

START_TEST(intervals_widen_with_confidence_in_every_small_table)
{
    for (const struct metric *const *at = metrics_all(NULL); *at; at++)
        if ((*at)->proportion || (*at)->interval)
            for_every_table(check_widening, (void *)*at);
}
END_TEST

/* What is 0/0, and what is x/0, by the definitions. */
static void check_status(const struct counts *c, void *ctx)
{
    int pos = counts_pos(c) > 0, neg = counts_neg(c) > 0, flagged = c->tp + c->fp > 0;
    int unflagged = c->tn + c->fn > 0;
    const struct {
        const char *metric;
        int defined, infinite;
    } want[] = {
        {"prevalence",                     pos || neg,                         0                 },
        {"sensitivity",                    pos,                                0                 },
        {"specificity",                    neg,                                0                 },
        {"ppv",                            flagged,                            0                 },
        {"npv",                            unflagged,                          0                 },
        {"accuracy",                       pos || neg,                         0                 },
        {"balanced_accuracy",              pos && neg,                         0                 },
        {"youden",                         pos && neg,                         0                 },
        {"f1",                             c->tp + c->fp + c->fn > 0,          0                 },
        {"mcc",                            pos && neg && flagged && unflagged, 0                 },
        {"lr_pos",                         pos && neg && flagged,              c->fp == 0        },
        {"lr_neg",                         pos && neg && unflagged,            c->tn == 0        },
        {"dor",                            pos && neg && flagged && unflagged, c->fp * c->fn == 0},
        {"flags_per_100",                  pos || neg,                         0                 },
        {"false_alarms_per_true_positive", flagged,                            c->tp == 0        },
        {"tp",                             1,                                  0                 },
    };

    (void)ctx;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct estimate estimate = estimate_of(want[i].metric, *c);

        ck_assert_msg(estimate.status == (!want[i].defined   ? STATUS_UNDEFINED
                                          : want[i].infinite ? STATUS_INFINITE
                                                             : STATUS_OK),
                      "%s of %u/%u/%u/%u", want[i].metric, (unsigned)c->tp,
                      (unsigned)c->fp, (unsigned)c->fn, (unsigned)c->tn);
    }
}

START_TEST(undefined_and_infinite_are_told_apart_in_every_small_table)
{
    for_every_table(check_status, NULL);
}
END_TEST

START_TEST(notes_name_what_is_missing)
{
    static const struct {
        const char *metric;
        struct counts c;
        const char *note;
    } notes[] = {
        {"sensitivity", {0, 3, 0, 4}, "no positive studies"               },
        {"specificity", {3, 0, 4, 0}, "no negative studies"               },
        {"ppv",         {0, 0, 3, 4}, "no flagged studies"                },
        {"ppv",         {0, 0, 0, 4}, "no flagged studies"                },
        {"npv",         {3, 4, 0, 0}, "no unflagged studies"              },
        {"youden",      {3, 0, 2, 0}, "no negative studies"               },
        {"lr_pos",      {0, 0, 3, 4}, "no flagged studies"                },
        {"lr_neg",      {3, 4, 0, 0}, "no unflagged studies"              },
        {"mcc",         {0, 3, 0, 4}, "no positive studies"               },
        {"f1",          {0, 0, 0, 9}, "no positive and no flagged studies"},
        {"accuracy",    {0, 0, 0, 0}, "no studies"                        },
    };

    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        ck_assert_str_eq(estimate_of(notes[i].metric, notes[i].c).note, notes[i].note);
}
END_TEST

/* ---- Ratios at their ends --------------------------------------------------- */

START_TEST(halves_are_added_to_the_interval_only)
{
    struct estimate dor = estimate_of("dor", (struct counts){16, 1, 0, 23});
    struct estimate lr = estimate_of("lr_neg", (struct counts){16, 1, 0, 23});

    ck_assert_double_eq(dor.value, INFINITY);
    ck_assert_double_eq(dor.high, INFINITY);
    ck_assert_str_eq(dor.method, "log-wald-half");
    ck_assert(dor.low > 1 && isfinite(dor.low));
    ck_assert_double_eq(lr.value, 0);
    ck_assert_double_eq(lr.low, 0);
    ck_assert(lr.high > 0 && lr.high < 1);
}
END_TEST

START_TEST(large_tables_do_not_overflow)
{
    struct counts c = {4000000000, 3000000000, 1000000000, 2000000000};
    struct estimate mcc = estimate_of("mcc", c);

    /* (4*2 - 3*1) / sqrt(7 * 5 * 5 * 3) */
    assert_rel(mcc.value, 5 / sqrt(525), 1e-14, "mcc");
    assert_rel(estimate_of("dor", c).value, 8.0 / 3, 1e-14, "dor");
}
END_TEST

/* ---- Contrasts -------------------------------------------------------------- */

START_TEST(contrasts_equal_those_of_r)
{
    struct ref_table table;

    ref_table_read(&table, "newcombe-p.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        uint64_t a = (uint64_t)ref_number(&table, row, "a");
        uint64_t m = (uint64_t)ref_number(&table, row, "m");
        uint64_t b = (uint64_t)ref_number(&table, row, "b");
        uint64_t n = (uint64_t)ref_number(&table, row, "n");
        struct counts one = {.tp = a, .fn = m - a}, two = {.tp = b, .fn = n - b};
        struct estimate estimate =
            metric_contrast(must_find("sensitivity"), &one, &two, &plain);

        assert_rel(estimate.low, ref_number(&table, row, "low"), 1e-9, "low");
        assert_rel(estimate.high, ref_number(&table, row, "high"), 1e-9, "high");
        assert_rel(estimate.p, ref_number(&table, row, "p"), 1e-6, "p");
    }
    ref_table_release(&table);
}
END_TEST

/* A p-value below 0.05 and an interval that leaves 0 out must be the same thing. */
static void check_agreement(const struct counts *c, void *ctx)
{
    struct counts other = {3, 2, 2, 5};
    const struct metric *metric = ctx;
    struct estimate contrast = metric_contrast(metric, c, &other, &plain);
    struct estimate back = metric_contrast(metric, &other, c, &plain);

    if (contrast.status == STATUS_UNDEFINED) {
        ck_assert(isnan(contrast.p) && isnan(contrast.low) && contrast.note);
        return;
    }
    ck_assert(contrast.low <= contrast.value && contrast.value <= contrast.high);
    ck_assert_int_eq(contrast.p<0.05, contrast.low> 0 || contrast.high < 0);
    ck_assert_double_eq_tol(contrast.low, -back.high, 1e-12);
    ck_assert_double_eq_tol(contrast.p, back.p, 1e-9);
}

START_TEST(p_and_interval_agree_in_every_small_table)
{
    static const char *const names[] = {"ppv", "youden", "f1"};

    for_every_table(check_agreement, (void *)must_find(names[_i]));
}
END_TEST

START_TEST(equal_sides_do_not_differ)
{
    struct counts c = {5, 2, 3, 9};

    for (const struct metric *const *at = metrics_all(NULL); *at; at++)
        if ((*at)->has_contrast && (*at)->value) {
            struct estimate contrast = metric_contrast(*at, &c, &c, &plain);

            ck_assert_double_eq(contrast.value, 0);
            ck_assert_double_eq(contrast.p, 1);
        }
}
END_TEST

/* ---- Probabilities ---------------------------------------------------------- */

static struct estimate loss_of(const char *name, struct ranked *ranked)
{
    struct estimate estimate = must_find(name)->of_probabilities(ranked, &plain);

    ranked_release(ranked);
    return estimate;
}

static struct ranked rank_rows(size_t n, double *score, uint8_t *is_pos)
{
    struct scores scores = {n, score, is_pos};

    return scores_rank(&scores);
}

START_TEST(losses_equal_those_of_scikit_learn)
{
    struct ref_table table;

    ref_table_read(&table, "scores-sklearn.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        const char *set = ref_text(&table, row, "set"),
                   *name = _i ? "log_loss" : "brier";
        const char *se = _i ? "log_loss_se" : "brier_se";
        double want = ref_number(&table, row, name), std_error;
        struct ranked ranked;
        struct estimate estimate;

        if (isnan(want))
            continue;
        ranked = ranked_of_set(set);
        estimate = loss_of(name, &ranked);
        std_error = ref_number(&table, row, se);
        assert_rel(estimate.value, want, 1e-12, set);
        if (std_error > 1e-12)
            assert_rel(estimate.std_error, std_error, 1e-11, set);
        else
            ck_assert_double_eq(estimate.std_error, 0);
        ck_assert(isnan(estimate.low) || (estimate.low < want && want < estimate.high));
    }
    ref_table_release(&table);
}
END_TEST

/* scikit-learn's manual: Brier 0.0375, log loss 0.1976348816 for 0 1 1 0 at .1 .9 .8
 * .3 */
START_TEST(documented_losses)
{
    double score[] = {0.1, 0.9, 0.8, 0.3};
    uint8_t is_pos[] = {0, 1, 1, 0};
    struct ranked ranked = rank_rows(4, score, is_pos);
    struct estimate estimate = loss_of("brier", &ranked);

    assert_rel(estimate.value, 0.0375, 1e-13, "Brier");
    ck_assert_str_eq(estimate.method, "logit-mean");
    ranked = rank_rows(4, score, is_pos);
    estimate = loss_of("log_loss", &ranked);
    assert_rel(estimate.value, 0.1976348816, 1e-9, "log loss");
    ck_assert_str_eq(estimate.method, "log-mean");
}
END_TEST

/* The logit and log scales by hand: at the estimate and SE of the reference. */
START_TEST(intervals_of_losses)
{
    double score[] = {0.1, 0.9, 0.8, 0.3};
    uint8_t is_pos[] = {0, 1, 1, 0};
    double loss[] = {0.01, 0.01, 0.04, 0.09}, squares = 0, se, z = 1.959963984540054;
    struct ranked ranked = rank_rows(4, score, is_pos);
    struct estimate estimate = loss_of("brier", &ranked);
    double odds = 0.0375 / 0.9625, factor;

    for (size_t i = 0; i < 4; i++)
        squares += (loss[i] - 0.0375) * (loss[i] - 0.0375);
    se = sqrt(squares / 3 / 4);
    factor = exp(z * se / (0.0375 * 0.9625));
    assert_rel(estimate.std_error, se, 1e-12, "SE");
    assert_rel(estimate.low, odds / factor / (1 + odds / factor), 1e-12, "low");
    assert_rel(estimate.high, odds * factor / (1 + odds * factor), 1e-12, "high");
    ranked = rank_rows(4, score, is_pos);
    estimate = loss_of("log_loss", &ranked);
    factor = exp(z * estimate.std_error / estimate.value);
    assert_rel(estimate.low, estimate.value / factor, 1e-12, "low");
    assert_rel(estimate.high, estimate.value * factor, 1e-12, "high");
}
END_TEST

START_TEST(perfect_probabilities)
{
    double score[] = {0, 1, 1, 0};
    uint8_t is_pos[] = {0, 1, 1, 0};
    struct ranked ranked = rank_rows(4, score, is_pos);
    struct estimate estimate = loss_of("brier", &ranked);
    struct limits none =
        proportion_limits((struct proportion){0, 4}, PROPORTION_WILSON, 0.95);

    ck_assert_double_eq(estimate.value, 0);
    ck_assert_double_eq(estimate.low, 0);
    assert_rel(estimate.high, none.high, 1e-13, "high");
    ck_assert_str_eq(estimate.method, "wilson");
    ranked = rank_rows(4, score, is_pos);
    estimate = loss_of("log_loss", &ranked);
    ck_assert_double_eq(estimate.value, 0);
    ck_assert(!signbit(estimate.value));
    ck_assert(isnan(estimate.low) && isnan(estimate.high) && !estimate.method);
    ck_assert_ptr_nonnull(estimate.note);
}
END_TEST

START_TEST(wholly_wrong_probabilities)
{
    double score[] = {1, 0};
    uint8_t is_pos[] = {0, 1};
    struct ranked ranked = rank_rows(2, score, is_pos);
    struct estimate estimate = loss_of("brier", &ranked);

    ck_assert_double_eq(estimate.value, 1);
    ck_assert_double_eq(estimate.high, 1);
    ck_assert(estimate.low > 0 && estimate.low < 1);
}
END_TEST

START_TEST(certainty_that_is_wrong_costs_infinitely)
{
    double score[] = {0, 1, 0.5, 1, 0};
    uint8_t is_pos[] = {1, 0, 1, 1, 0};
    struct ranked ranked = rank_rows(5, score, is_pos);
    struct estimate estimate;

    ck_assert_uint_eq(metric_count_impossible(&ranked), 2);
    estimate = loss_of("log_loss", &ranked);
    ck_assert_double_eq(estimate.value, INFINITY);
    ck_assert_int_eq(estimate.status, STATUS_INFINITE);
    ck_assert_ptr_nonnull(estimate.note);
}
END_TEST

START_TEST(studies_without_output_have_no_loss)
{
    double score[] = {0.1, 0.9, INFINITY, 0.8, 0.3, -INFINITY};
    uint8_t is_pos[] = {0, 1, 1, 1, 0, 1};
    struct ranked ranked = rank_rows(6, score, is_pos);

    assert_rel(loss_of("brier", &ranked).value, 0.0375, 1e-13, "Brier");
    ranked = rank_rows(6, score, is_pos);
    assert_rel(loss_of("log_loss", &ranked).value, 0.1976348816, 1e-9, "log loss");
}
END_TEST

START_TEST(no_studies_have_no_loss)
{
    struct ranked ranked = rank_rows(0, NULL, NULL);
    struct estimate estimate = loss_of("brier", &ranked);

    ck_assert(isnan(estimate.value));
    ck_assert_int_eq(estimate.status, STATUS_UNDEFINED);
    ck_assert_str_eq(estimate.note, "no studies");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("metrics");
    TCase *registry = tcase_create("registry"), *tables = tcase_create("tables");
    TCase *contrasts = tcase_create("contrasts"), *losses = tcase_create("losses");

    gsl_set_error_handler_off();
    tcase_add_test(registry, metrics_are_in_printing_order);
    tcase_add_test(registry, descriptors_are_whole);
    tcase_add_test(registry, what_is_shown_and_compared);
    tcase_add_test(tables, values_equal_those_of_scikit_learn);
    tcase_add_test(tables, intervals_equal_those_of_r);
    tcase_add_loop_test(tables, known_values, 0, sizeof known / sizeof *known);
    tcase_add_test(tables, flags_per_100_is_the_proportion_times_100);
    tcase_add_loop_test(tables, the_proportion_method_is_used_and_named, 0, 3);
    tcase_add_test(tables, mcc_acceleration_equals_the_jackknife);
    tcase_add_loop_test(tables, intervals_contain_their_estimate_in_every_small_table,
                        0, 9);
    tcase_add_test(tables, intervals_widen_with_confidence_in_every_small_table);
    tcase_add_test(tables, undefined_and_infinite_are_told_apart_in_every_small_table);
    tcase_add_test(tables, notes_name_what_is_missing);
    tcase_add_test(tables, halves_are_added_to_the_interval_only);
    tcase_add_test(tables, large_tables_do_not_overflow);
    tcase_add_test(contrasts, contrasts_equal_those_of_r);
    tcase_add_loop_test(contrasts, p_and_interval_agree_in_every_small_table, 0, 3);
    tcase_add_test(contrasts, equal_sides_do_not_differ);
    tcase_add_loop_test(losses, losses_equal_those_of_scikit_learn, 0, 2);
    tcase_add_test(losses, documented_losses);
    tcase_add_test(losses, intervals_of_losses);
    tcase_add_test(losses, perfect_probabilities);
    tcase_add_test(losses, wholly_wrong_probabilities);
    tcase_add_test(losses, certainty_that_is_wrong_costs_infinitely);
    tcase_add_test(losses, studies_without_output_have_no_loss);
    tcase_add_test(losses, no_studies_have_no_loss);
    suite_add_tcase(suite, registry);
    suite_add_tcase(suite, tables);
    suite_add_tcase(suite, contrasts);
    suite_add_tcase(suite, losses);
    return test_main(suite);
}
