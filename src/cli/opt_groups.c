/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opt_groups.h"

#include <stddef.h>

#define AT(member) offsetof(struct options, member)

static const char *const missing_choices[] = {"exclude", "positive", "negative",
                                              "error", NULL};
static const char *const direction_choices[] = {"high", "low", NULL};
static const char *const aggregate_choices[] = {"none", "max", "mean", "first", NULL};
static const char *const ids_choices[] = {"none", "plain", NULL};
static const char *const date_choices[] = {"auto", "dmy", "mdy", NULL};
static const char *const interval_choices[] = {
    "bca", "percentile", "basic", "studentized", "delong", "default", NULL};
static const char *const alternative_choices[] = {"two-sided", "greater", "less",
                                                  "default", NULL};
static const char *const proportion_choices[] = {"wilson", "clopper-pearson",
                                                 "jeffreys", NULL};
static const char *const format_choices[] = {"text",   "csv",      "tsv", "json",
                                             "ndjson", "markdown", NULL};
static const char *const report_choices[] = {"html", "markdown", NULL};
static const char *const band_choices[] = {"none", "simultaneous", NULL};
static const char *const annotation_choices[] = {"auto", "github", "none", NULL};
static const char *const plot_band_choices[] = {"auto", "none", "pointwise",
                                                "simultaneous", NULL};
static const char *const picture_choices[] = {"name", "svg", "png", "pdf", "gp", NULL};
static const char *const color_choices[] = {"auto", "always", "never", NULL};

/* Rows that stand in several tables. */
#define SCORE                                                                          \
    {                                                                                  \
        "score", 's', OPT_LIST, "[NAME=]COL[,...]", NULL, NULL, AT(input.scores),      \
            "the model's probability; several columns are several models"              \
    }
#define LABEL                                                                          \
    {                                                                                  \
        "label", 'l', OPT_LIST, "[NAME=]COL[,...]", NULL, NULL, AT(input.labels),      \
            "ground truth; several columns are several findings"                       \
    }
#define BY                                                                             \
    {                                                                                  \
        "by", 'g', OPT_LIST, "SPEC[,...]", NULL, NULL, AT(input.groups),               \
            "subgroups: COL, COL:18,40,65 cuts a number, COL:year|quarter|month a "    \
            "date, "                                                                   \
            "COL*COL crosses, @file the input file"                                    \
    }
#define PATIENT                                                                        \
    {                                                                                  \
        "patient", 'p', OPT_TEXT, "COL", NULL, NULL, AT(input.patient),                \
            "the unit that is independent: studies of one patient are not"             \
    }
#define MODELS                                                                         \
    {                                                                                  \
        "models", 0, OPT_LIST, "NAME[,NAME]", NULL, NULL, AT(input.models),            \
            "of several models, these only"                                            \
    }
#define FINDINGS                                                                       \
    {                                                                                  \
        "findings", 0, OPT_LIST, "NAME[,NAME]", NULL, NULL, AT(input.findings),        \
            "of several findings, these only"                                          \
    }
#define FREQ                                                                           \
    {                                                                                  \
        "freq", 0, OPT_TEXT, "COL", NULL, NULL, AT(input.freq),                        \
            "each row counts as so many studies (whole number)"                        \
    }
#define MISSING_VALUES                                                                 \
    {                                                                                  \
        "missing-values", 0, OPT_LIST, "V[,V]", NULL, NULL, AT(input.missing_values),  \
            "values that mean \"no result\" (vendor codes such as -1, QC_FAIL)"        \
    }
#define WHERE                                                                          \
    {                                                                                  \
        "where", 0, OPT_LIST, "'COL OP V[,V]'", NULL, NULL, AT(input.where),           \
            "keep rows; OP one of = != < <= > >=; several values are alternatives"     \
    }
#define SCORE_DIRECTION                                                                \
    {                                                                                  \
        "score-direction", 0, OPT_CHOICE, "high|low", "high", direction_choices,       \
            AT(input.direction),                                                       \
            "low: positive means score <= T (default high; never guessed)"             \
    }
#define MAX_LEVELS                                                                     \
    {                                                                                  \
        "max-levels", 0, OPT_COUNT, "N", "50", NULL, AT(input.max_levels),             \
            "most levels a subgroup column may have (default 50)"                      \
    }

#define THRESHOLD                                                                      \
    {                                                                                  \
        "threshold", 't', OPT_LIST, "[NAME[@MODEL]=]T", NULL, NULL,                    \
            AT(eval.points.thresholds),                                                \
            "operating point: positive means score >= T; repeat for several"           \
    }
#define POINTS_FILE                                                                    \
    {                                                                                  \
        "points", 0, OPT_TEXT, "FILE", NULL, NULL, AT(eval.points.file),               \
            "locked operating points, as --save-points writes them"                    \
    }

/* Order of each table = order in --help. {name, letter, kind, argument, default, choices, offset, help} */
static const struct opt columns[] = {
    SCORE,
    LABEL,
    {"id",          'i', OPT_TEXT, "COL[=COL2]", NULL, NULL, AT(input.id),
      "study id: must be unique; joins --truth and --join, where it is COL2"},
    BY,
    PATIENT,
    MODELS,
    FINDINGS,
    FREQ,
    {"model-column",     0, OPT_TEXT, "COL", NULL, NULL, AT(input.model_column),
      "long form: which model the score of a row is of"},
    {"finding-column",         0, OPT_TEXT, "COL", NULL, NULL, AT(input.finding_column),
      "long form: which finding a row is about"},
    {"unit", 0, OPT_LIST, "COL[,COL]", NULL, NULL, AT(input.units),
      "rows that are alike in these columns (images, series) are one study"},
    {"aggregate",             0, OPT_CHOICE, "max|mean|first", "none", aggregate_choices,
      AT(input.aggregate), "the score of a study with several rows (with --unit)"},
    {"truth",        0, OPT_TEXT, "FILE", NULL, NULL, AT(input.truth),
      "ground truth in a second file, joined on --id"},
    {"join",        0, OPT_TEXT, "FILE", NULL, NULL, AT(input.join),
      "further columns in another file, joined on --id or --patient"},
    {0        },
};

static const struct opt values[] = {
    {"positive",          0, OPT_LIST, "V[,V]", NULL, NULL, AT(input.positive),
     "label values that mean the finding is present; also COL=V,V or COL>=V"},
    {"negative",           0, OPT_LIST, "V[,V]", NULL, NULL, AT(input.negative),
     "label values that mean it is absent"},
    {"exclude",               0, OPT_LIST, "V[,V]", NULL, NULL, AT(input.exclude),
     "label values to leave out (always counted)"},
    MISSING_VALUES,
    {"missing", 0, OPT_CHOICE, "exclude|positive|negative|error", "exclude",
     missing_choices, AT(input.missing),
     "studies without a score (default exclude; always counted)"},
    WHERE,
    SCORE_DIRECTION,
    MAX_LEVELS,
    {0                  },
};

static const struct opt dialect[] = {
    {"delimiter",          0, OPT_CHAR, "C", NULL, NULL, AT(input.delimiter),
     "field delimiter (default: detected)"},
    {"decimal",            0, OPT_CHAR, "C", NULL, NULL, AT(input.decimal),
     "decimal mark, . or , (default: detected)"},
    {"encoding",                0, OPT_TEXT, "NAME", NULL, NULL, AT(input.encoding),
     "character set (default: detected)"},
    {"no-header", 0, OPT_FLAG, NULL, NULL, NULL, AT(input.no_header),
     "the first line is data; columns are #1, #2, ..."},
    {"percent",                    0, OPT_FLAG, NULL, NULL, NULL, AT(input.percent),
     "scores are percentages"},
    {"date-order",        0, OPT_CHOICE, "dmy|mdy", "auto", date_choices, AT(input.date_order),
     "how 03/11/2025 is meant"},
    {0                },
};

static const struct opt count_columns[] = {SCORE,  LABEL,    BY,   PATIENT,
                                           MODELS, FINDINGS, FREQ, {0}};
static const struct opt count_rounding[] = {
    {"digits",  0, OPT_TEXT, "N", NULL, NULL, AT(count.digits),
     "round scores to N significant digits, up to 15"},
    THRESHOLD,
    POINTS_FILE,
    {0},
};
static const struct opt count_rows[] = {MISSING_VALUES, WHERE, MAX_LEVELS, {0}};

static const struct opt statistics[] = {
    THRESHOLD,
    {"prevalence",                                    0, OPT_LIST, "P[,P]", NULL, NULL, AT(eval.prevalences),
      "share with the finding where the model will work, for PPV, NPV and flags"},
    {"replicates",                                       'B', OPT_COUNT, "N", "2000", NULL, AT(eval.replicates),
      "bootstrap replicates (default 2000; 0 = none)"},
    {"interval",                                           0, OPT_CHOICE, "bca|percentile|basic|studentized|delong", "default",
      interval_choices, AT(eval.interval),
      "interval of the AUC (default bca; of a gate delong)"},
    {"proportion-interval",                           0, OPT_CHOICE, "wilson|clopper-pearson|jeffreys", "wilson",
      proportion_choices, AT(eval.proportion_interval),
      "interval of proportions (default wilson; of a gate clopper-pearson)"},
    {"confidence",                                               0, OPT_NUMBER, "C", "0.95", NULL, AT(eval.confidence),
      "confidence level (default 0.95)"},
    {"seed",      0, OPT_COUNT, "N", "1", NULL, AT(eval.seed),
      "seed of all random draws (default 1)"},
    {"threads",                                            0, OPT_COUNT, "N", "0", NULL, AT(eval.threads),
      "processors to use (default all; changes no result)"},
    {"min-group",                                           0, OPT_COUNT, "N", "10", NULL, AT(eval.min_group),
      "studies of each class a metric needs before a level is judged (default 10)"},
    {"cpu", 0, OPT_TEXT, "NAME", NULL, NULL, AT(eval.cpu), NULL},
    {0                                     },
};

#define BASELINE                                                                       \
    {                                                                                  \
        "baseline", 0, OPT_TEXT, "NAME", NULL, NULL, AT(eval.baseline),                \
            "the model that the others are compared with (default the first)"          \
    }
#define MARGIN                                                                         \
    {                                                                                  \
        "margin", 0, OPT_TEXT, "M", NULL, NULL, AT(eval.margin),                       \
            "test, too, that the model is not worse by more than M (above 0)"          \
    }
#define ALTERNATIVE                                                                    \
    {                                                                                  \
        "alternative", 0, OPT_CHOICE, "two-sided|greater|less", "default",             \
            alternative_choices, AT(eval.alternative),                                 \
            "what is to be shown of model minus baseline (default two-sided; with "    \
            "--margin greater)"                                                        \
    }
#define MIN_OVERLAP                                                                    \
    {                                                                                  \
        "min-overlap", 0, OPT_NUMBER, "S", "1", NULL, AT(input.min_overlap),           \
            "of two files: share of each one's studies that the other must have "      \
            "(default 1)"                                                              \
    }

static const struct opt compare[] = {
    BASELINE,
    MARGIN,
    ALTERNATIVE,
    MIN_OVERLAP,
    {"discordant", 0, OPT_TEXT, "FILE", NULL, NULL, AT(discordant),
      "list the studies on which models disagree, with their ids (needs --id)"},
    {"unpaired",    0, OPT_FLAG, NULL, NULL, NULL, AT(unpaired),
      "one model on two files with different studies"},
    {0       },
};

static const struct opt plot_compare[] = {
    BASELINE, MARGIN, ALTERNATIVE, MIN_OVERLAP, {0}};

static const struct opt report_compare[] = {
    {"baseline", 0, OPT_TEXT, "NAME", NULL, NULL, AT(eval.baseline),
     "compare the other models with this one, on the studies that both have"},
    MARGIN,
    ALTERNATIVE,
    {0 }
};

static const struct opt sweep[] = {
    {"thresholds",          0, OPT_TEXT, "FROM:TO:STEP", NULL, NULL, AT(sweep.thresholds),
     "thresholds to look at (default: every distinct score)"},
    {"fpr",             0, OPT_TEXT, "FROM:TO", NULL, NULL, AT(sweep.fpr),
     "AUC over a range of the false positive rate, 1 - specificity"},
    {"tpr",                 0, OPT_TEXT, "FROM:TO", NULL, NULL, AT(sweep.tpr),
     "AUC over a range of the sensitivity"},
    {"band", 0, OPT_CHOICE, "none|simultaneous", "none", band_choices, AT(sweep.band),
     "band that holds the whole curve at once (default none)"},
    {0                    },
};

static const struct opt points[] = {
    POINTS_FILE,
    {"save-points",    0, OPT_TEXT, "FILE", NULL, NULL, AT(save_points),
      "write the operating points to a file"},
    {"target-sensitivity",        0, OPT_LIST, "X", NULL, NULL, AT(eval.points.sensitivities),
      "choose on this file: highest threshold with sensitivity >= X"},
    {"target-specificity",            0, OPT_LIST, "X", NULL, NULL, AT(eval.points.specificities),
      "choose on this file: lowest threshold with specificity >= X"},
    {"youden", 0, OPT_FLAG, NULL, NULL, NULL, AT(eval.points.youden),
      "choose on this file: largest sensitivity + specificity"},
    {"max-flags",                0, OPT_LIST, "N", NULL, NULL, AT(eval.points.max_flags),
      "choose on this file: lowest threshold with at most N flags per 100"},
    {"cost",        0, OPT_LIST, "FN:FP", NULL, NULL, AT(eval.points.costs),
      "choose on this file: least cost if a miss costs FN and a false flag FP"},
    {0            },
};

static const struct opt inspect_dialect[] = {
    {"delimiter",          0, OPT_CHAR, "C", NULL, NULL, AT(input.delimiter),
     "field delimiter (default: detected)"},
    {"encoding",            0, OPT_TEXT, "NAME", NULL, NULL, AT(input.encoding),
     "character set (default: detected)"},
    {"no-header",                0, OPT_FLAG, NULL, NULL, NULL, AT(input.no_header),
     "the first line is data; columns are #1, #2, ..."},
    {0},
};

#define QUIET                                                                          \
    {                                                                                  \
        "quiet", 'q', OPT_FLAG, NULL, NULL, NULL, AT(output.quiet),                    \
            "no notes on standard error"                                               \
    }
#define COLOR                                                                          \
    {                                                                                  \
        "color", 0, OPT_CHOICE, "auto|always|never", "auto", color_choices,            \
            AT(output.color), "bold headings (default auto)"                           \
    }
#define OUTPUT                                                                         \
    {                                                                                  \
        "output", 'o', OPT_TEXT, "FILE", NULL, NULL, AT(output.output),                \
            "write here instead of standard output"                                    \
    }
#define NO_PROGRESS                                                                    \
    {                                                                                  \
        "no-progress", 0, OPT_FLAG, NULL, NULL, NULL, AT(output.no_progress),          \
            "no progress bar"                                                          \
    }
#define HELP                                                                           \
    {                                                                                  \
        "help", 'h', OPT_FLAG, NULL, NULL, NULL, AT(help), "this text"                 \
    }

#define META                                                                           \
    {                                                                                  \
        "meta", 0, OPT_LIST, "KEY=VALUE", NULL, NULL, AT(output.meta),                 \
            "what the result is to say about itself; repeat for several"               \
    }
#define DATE                                                                           \
    {                                                                                  \
        "date", 0, OPT_FLAG, NULL, NULL, NULL, AT(output.date),                        \
            "put today's date (UTC) into text, Markdown and JSON"                      \
    }

static const struct opt output[] = {
    {"format",           'f', OPT_CHOICE, "text|csv|tsv|json|ndjson|markdown", "text",
     format_choices, AT(output.format), "output format (default text)"},
    OUTPUT,
    {"metrics",        0, OPT_TEXT, "default|all|NAME[,NAME]", "default", NULL,
     AT(eval.metrics), "which metrics"},
    {"ids",            0, OPT_CHOICE, "none|plain", "none", ids_choices, AT(input.ids),
     "plain: messages quote the study ids they are about (default none)"},
    META,
    DATE,
    QUIET,
    {"verbose", 'v', OPT_FLAG, NULL, NULL, NULL, AT(output.verbose),
     "every metric and every difference in the text output"},
    COLOR,
    NO_PROGRESS,
    HELP,
    {0                 },
};

static const struct opt report_tested[] = {
    {"describe", 0, OPT_LIST, "COL[,COL]", NULL, NULL, AT(input.described),
     "numbers (or ages) of which median, quartiles and range are to be shown"},
    {0 }
};

static const struct opt report_output[] = {
    {"format",          'f', OPT_CHOICE, "html|markdown", "html", report_choices,
     AT(report_format), "output format (default html)"},
    OUTPUT,
    {"ids",       0, OPT_CHOICE, "none|plain", "none", ids_choices, AT(input.ids),
     "plain: name the studies of the errors, by --id (default none)"},
    META,
    {"date",           0, OPT_FLAG, NULL, NULL, NULL, AT(output.date),
     "put today's date (UTC) into the report"},
    QUIET,
    NO_PROGRESS,
    HELP,
    {0},
};

static const struct opt policy[] = {
    {"policy",  0, OPT_TEXT, "FILE", NULL, NULL, AT(policy_file),
     "take data, statistics and points from a policy"},
    {"override", 0, OPT_FLAG, NULL, NULL, NULL, AT(override),
     "options overrule the policy"},
    {0    },
};

static const struct opt gate[] = {
    {"claim",          0, OPT_LIST, "'METRIC OP NUMBER'", NULL, NULL, AT(gate.claims),
     "a rule of its own, such as 'auc >= 0.85'; repeat for several"},
    {"explain",        0, OPT_FLAG, NULL, NULL, NULL, AT(gate.explain),
     "say the rules as sentences; no data are read"},
    {"json",            0, OPT_TEXT, "FILE", NULL, NULL, AT(gate.json),
     "write verdict and records as JSON"},
    {"junit", 0, OPT_TEXT, "FILE", NULL, NULL, AT(gate.junit),
     "write a JUnit report: a test case per rule and level"},
    {"markdown",                0, OPT_TEXT, "FILE", NULL, NULL, AT(gate.markdown),
     "append the page as Markdown, for the summary of a job"},
    POINTS_FILE,
    {"annotations",        0, OPT_CHOICE, "auto|github|none", "auto", annotation_choices,
     AT(gate.annotations),
     "lines of the policy that did not pass, on standard error "
     "(default auto: in GitHub Actions)"},
    {0           },
};

static const struct opt gate_output[] = {OUTPUT, META,        DATE, QUIET,
                                         COLOR,  NO_PROGRESS, HELP, {0}};

static const struct opt inspect_output[] = {
    {"init",    0, OPT_FLAG, NULL, NULL, NULL, AT(init),
     "write a commented policy for 'proctor gate' to start from"},
    OUTPUT,
    QUIET,
    COLOR,
    HELP,
    {0}
};
static const struct opt plot_output[] = {
    {"format",                                                              'f', OPT_CHOICE, "svg|png|pdf|gp", "name", picture_choices,
     AT(plot.format), "picture format (default: by the name of the output)"},
    {"output",                                                           'o', OPT_TEXT, "FILE", NULL, NULL, AT(output.output),
     "the picture; the gnuplot script that draws it lies beside it as .gp"},
    {"data",                                                               0, OPT_TEXT, "FILE", NULL, NULL, AT(plot.data),
     "write the numbers as CSV"},
    {"term",                                                       0, OPT_FLAG, NULL, NULL, NULL, AT(plot.in_terminal),
     "draw in the terminal, with characters"},
    {"xlim",                                                                     0, OPT_TEXT, "FROM:TO", NULL, NULL, AT(plot.x_range),
     "part of the horizontal axis"},
    {"band",        0, OPT_CHOICE, "auto|none|pointwise|simultaneous", "auto",
     plot_band_choices, AT(plot.band),
     "around curves (default auto: pointwise for up to 3 curves)"},
    {"metrics",                                                               0, OPT_TEXT, "all|NAME[,NAME]", NULL, NULL, AT(plot.metrics),
     "of forest and difference (default auc)"},
    {"ids",                                                                 0, OPT_CHOICE, "none|plain", "none", ids_choices, AT(input.ids),
     "plain: messages quote the study ids they are about (default none)"},
    QUIET,
    NO_PROGRESS,
    HELP,
    {0},
};
static const struct opt count_output[] = {OUTPUT, QUIET, NO_PROGRESS, HELP, {0}};

const struct opt_group opt_group_columns = {"Columns", columns};
const struct opt_group opt_group_values = {"Values and rows", values};
const struct opt_group opt_group_dialect = {"File format", dialect};
const struct opt_group opt_group_inspect_dialect = {"File format", inspect_dialect};
const struct opt_group opt_group_points = {"Operating points", points};
const struct opt_group opt_group_statistics = {"Statistics", statistics};
const struct opt_group opt_group_compare = {"Comparison", compare};
const struct opt_group opt_group_plot_compare = {"Difference", plot_compare};
const struct opt_group opt_group_report_compare = {"Comparison", report_compare};
const struct opt_group opt_group_sweep = {"Curve", sweep};
const struct opt_group opt_group_count_columns = {"Columns", count_columns};
const struct opt_group opt_group_count_rounding = {"Rounding", count_rounding};
const struct opt_group opt_group_count_rows = {"Values and rows", count_rows};
const struct opt_group opt_group_count_output = {"Output", count_output};
const struct opt_group opt_group_output = {"Output", output};
const struct opt_group opt_group_policy = {"Policy", policy};
const struct opt_group opt_group_gate = {"Gate", gate};
const struct opt_group opt_group_gate_output = {"Output", gate_output};
const struct opt_group opt_group_report_tested = {"Who was tested", report_tested};
const struct opt_group opt_group_report_output = {"Output", report_output};
const struct opt_group opt_group_inspect_output = {"Output", inspect_output};
const struct opt_group opt_group_plot_output = {"Output", plot_output};
