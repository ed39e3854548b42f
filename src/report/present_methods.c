/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: every interval and test that its records name, with its source, and what the metrics mean. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/present_parts.h"
#include "report/present_report.h"

struct procedure {
    const char *start; /* of the names it explains */
    const char *words;
};

/* As in proctor(1), METHODS. The first that matches counts. */
static const struct procedure procedures[] = {
    {"wilson-transformed",
     "limits of a proportion by Wilson (1927), carried over to a function of it"        },
    {"clopper-pearson-transformed",
     "limits of a proportion by Clopper and Pearson (1934), carried over to a "
     "function of it"                                                                   },
    {"jeffreys-transformed",
     "limits of a proportion from Jeffreys' prior (Brown, Cai and DasGupta 2001), "
     "carried over to a function of it"                                                 },
    {"wilson",                      "proportions: Wilson's score interval (1927)"       },
    {"clopper-pearson",
     "proportions: the exact interval of Clopper and Pearson (1934)"                    },
    {"jeffreys",
     "proportions: the interval from Jeffreys' prior (Brown, Cai and DasGupta 2001)"    },
    {"bootstrap-bca",
     "BCa bootstrap (Efron 1987); studies with and without the finding are drawn "
     "separately"                                                                       },
    {"bootstrap-percentile",
     "percentile bootstrap (Efron 1987); studies with and without the finding are "
     "drawn separately"                                                                 },
    {"bootstrap-basic",
     "basic bootstrap (Hesterberg 2015); studies with and without the finding are "
     "drawn separately"                                                                 },
    {"bootstrap-studentized",
     "studentized bootstrap (Hesterberg 2015); studies with and without the finding "
     "are drawn separately"                                                             },
    {"bootstrap-selection",
     "numbers corrected for optimism: the threshold is chosen anew in every "
     "bootstrap replicate"                                                              },
    {"order-statistic",
     "one-sided lower limit of what the guaranteed threshold reaches (Wilks 1941)"      },
    {"delong-logit",
     "ROC AUC: DeLong, DeLong and Clarke-Pearson (1988), on the logit scale"            },
    {"newcombe-auc",
     "ROC AUC: Newcombe's (2006) method 5, which has a width also at 0 and 1"           },
    {"newcombe",
     "differences of two proportions: Newcombe (1998), from their Wilson limits"        },
    {"mover-r-",
     "ratios: from the two separate intervals (MOVER-R, Donner and Zou 2012)"           },
    {"mover-delong-logit",
     "differences of two ROC AUCs: from their DeLong intervals on the logit scale "
     "(MOVER, Zou and Donner 2008)"                                                     },
    {"mover-newcombe-auc",
     "differences of two ROC AUCs: from their intervals by Newcombe's (2006) method 5 "
     "(MOVER, Zou and Donner 2008)"                                                     },
    {"mover-obuchowski-logit",
     "differences of two ROC AUCs over patients: from intervals with Obuchowski's "
     "(1997) variance (MOVER, Zou and Donner 2008)"                                     },
    {"mover-gap",
     "largest difference between levels: the two ends of the differences of all "
     "pairs of levels (MOVER, Zou and Donner 2008)"                                     },
    {"mover-",
     "differences: from the two separate intervals (MOVER, Zou and Donner 2008)"        },
    {"delong-welch",
     "unpaired DeLong test of two ROC AUCs, with Welch's degrees of freedom"            },
    {"delong-paired",
     "difference of two ROC AUCs on the same studies: DeLong, DeLong and "
     "Clarke-Pearson (1988)"                                                            },
    {"obuchowski-paired",
     "difference of two ROC AUCs on the same studies, over patients: Obuchowski "
     "(1997)"                                                                           },
    {"tango",
     "differences of two proportions on the same studies: Tango's (1998) score "
     "interval"                                                                         },
    {"mcnemar-mid-p",
     "two proportions on the same studies: McNemar's test with mid-p (Fagerland, "
     "Lydersen and Laake 2013)"                                                         },
    {"mcnemar-clustered",
     "two proportions on the same studies, over patients: McNemar's test on the sums "
     "of the patients"                                                                  },
    {"log-wald",
     "diagnostic odds ratio: Wald interval of its logarithm (Glas et al. 2003), with "
     "half a study added to each count where one is 0"                                  },
    {"logit-mean",                  "means: interval on the logit scale"                },
    {"log-mean",                    "means: interval on the log scale"                  },
    {"cochran-q-pooled",
     "differences between levels: Cochran's Q over the ROC AUCs with DeLong's "
     "variances pooled over the levels"                                                 },
    {"cochran-q-clustered",
     "differences between levels: Cochran's Q with effective numbers of studies"        },
    {"pearson",                     "differences between levels: Pearson's chi-square"  },
    {"rao-scott",
     "differences between levels: Pearson's chi-square with effective numbers (Rao "
     "and Scott 1992)"                                                                  },
    {"permutation",
     "differences between levels: the same statistics, with p from 9,999 "
     "permutations of the levels"                                                       },
    {"obuchowski-logit",
     "ROC AUC over patients: Obuchowski (1997), on the logit scale, with the t "
     "distribution"                                                                     },
    {"logistic-offset",             "calibration in the large: Wald interval (Cox 1958)"},
    {"logistic",                    "calibration slope: Wald interval (Cox 1958)"       },
    {"log-observed-expected",       "observed over expected: interval of its logarithm" },
};

enum { N_PROCEDURES = sizeof procedures / sizeof *procedures };

/* N_PROCEDURES if the name is not known. */
static size_t procedure_of(const char *method)
{
    size_t i = 0;

    while (i < N_PROCEDURES &&
           strncmp(method, procedures[i].start, strlen(procedures[i].start)) != 0)
        i++;
    return i;
}

/* Holm's correction stands in every column of p_adjusted. */
static void add_correction(struct report *report, const struct run *run)
{
    if (run->cohort->n_groups > 1)
        report_item(report, "tests over several subgroup columns: Holm's (1979) "
                            "correction");
}

static bool is_clustered(const struct result_set *results)
{
    for (size_t i = 0; i < results->n; i++)
        if (strstr(results->items[i].estimate.method, "-clustered"))
            return true;
    return false;
}

static void add_effective_sizes(struct report *report, const struct result_set *results)
{
    if (is_clustered(results))
        report_item(report,
                    "where patients have several studies: proportions count with the "
                    "number of independent studies that they are worth (Rao and Scott "
                    "1992), means with the variance over patients, and the bootstrap "
                    "draws patients");
}

/* Those that were not seen before. */
static void list_procedures(struct report *report, const struct result_set *results,
                            bool seen[N_PROCEDURES])
{
    for (size_t i = 0; i < results->n; i++) {
        const char *method = results->items[i].estimate.method;
        size_t at = procedure_of(method);

        if (!*method || at == N_PROCEDURES || seen[at])
            continue;
        seen[at] = true;
        report_item(report, procedures[at].words);
    }
}

void present_procedures_of(struct report *report, const struct result_set *results)
{
    bool seen[N_PROCEDURES] = {false};

    list_procedures(report, results, seen);
    add_effective_sizes(report, results);
}

/* The numbers of a reliability diagram are no records. */
static void add_calibration(struct report *report, const struct drawing *drawing)
{
    bool is_drawn = false, has_limits = false;

    for (size_t i = 0; i < drawing->curves.n; i++) {
        const struct reliability *reliability = &drawing->parts[i].reliability;

        is_drawn |= reliability->is_probability && !drawing->parts[i].is_cut;
        has_limits |= !isnan(reliability->calibration.slope.low) &&
                      reliability->is_probability && !drawing->parts[i].is_cut;
    }
    if (has_limits) {
        report_item(report, procedures[procedure_of("logistic")].words);
        report_item(report, procedures[procedure_of("log-observed-expected")].words);
    }
    if (is_drawn)
        report_item(report,
                    "reliability diagram: isotonic regression of the truth on the "
                    "score, with a band in which the line of a calibrated model would "
                    "lie (CORP, Dimitriadis, Gneiting and Jordan 2021)");
}

void present_procedures(struct report *report, const struct run *run,
                        const struct report_request *request)
{
    char confidence[NUMFMT_SIZE];
    bool seen[N_PROCEDURES] = {false};

    report_heading(report, "Methods");
    report_paragraph(report,
                     "All intervals are two-sided at %s %% unless stated otherwise. "
                     "These intervals and tests were used:",
                     numfmt_record(confidence, 100 * run->request->spec.confidence));
    list_procedures(report, run->results, seen);
    if (request->comparison)
        list_procedures(report, request->comparison->results, seen);
    add_effective_sizes(report, run->results);
    add_calibration(report, request->drawing);
    add_correction(report, run);
    if (run->cohort->n_numbers)
        report_item(
            report,
            "medians and quartiles: on the straight line between ordered values "
            "(type 7 of Hyndman and Fan 1996, as in R, NumPy and Excel)");
    report_paragraph(report, "The p-value of a difference comes from inverting its "
                             "interval, so the two cannot disagree.");
}

/* ---- Glossary -------------------------------------------------------------------- */

static void add_terms(struct table *table)
{
    static const char *const terms[][2] = {
        {"Finding",         "what the label says of a study: the ground truth"         },
        {"Flagged",         "on the suspicious side of the operating point's threshold"},
        {"Operating point", "a threshold of the score with a name"                     },
        {"CI",
         "confidence interval: intervals made like this one hold the true value in the "
         "stated share of repetitions"                                                 },
    };

    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        table_add_row(table, terms[i]);
}

void present_glossary(struct report *report, const struct run *run)
{
    const struct metric *const *metric = metrics_all(NULL);
    struct table *table;

    report_heading(report, "Words");
    table = report_table(report, "ll", (const char *[]){"Word", "Meaning"});
    add_terms(table);
    for (size_t i = 0; metric[i]; i++)
        if (is_shown(run, metric[i], i, true))
            table_add_row(table,
                          (const char *[]){metric[i]->title, metric[i]->definition});
}
