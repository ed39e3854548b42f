/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/binding.h"

#include "base/numfmt.h"
#include "base/strbuf.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* Columns of the predictions and of the truth file. Two are called "site", one looks
 * like a list, one like NAME=COL, one like a cut, one like a crossing, one like a
 * position and one like an option's list of two other columns. */
static const char *const columns[] = {
    "id",          "score",    "label",      "site",  "site", "age",
    "day",         "a=b",      "lung, left", "age:7", "x*y",  "#2",
    "score,label", "AI score", "x",          "y",     "n",    "grade"};
static const char *const truth_columns[] = {"study", "id", "cancer", "label"};

static const struct header header = {"p.csv", columns, N_OF(columns)};
static const struct header truth_header = {"t.csv", truth_columns, N_OF(truth_columns)};

struct typed {
    const char *scores[4], *labels[4], *groups[4], *where[4], *positive[4], *models[3],
        *findings[3], *missing[3];
    const char *id, *patient, *freq;
    bool truth;
};

static struct text_list list_of(const char *const *texts, size_t most)
{
    struct text_list list = {.texts = (const char **)(size_t)texts};

    while (list.n < most && texts[list.n])
        list.n++;
    return list;
}

static struct input_options options_of(const struct typed *typed)
{
    struct input_options options = {
        .scores = list_of(typed->scores, 4),
        .labels = list_of(typed->labels, 4),
        .groups = list_of(typed->groups, 4),
        .where = list_of(typed->where, 4),
        .positive = list_of(typed->positive, 4),
        .models = list_of(typed->models, 3),
        .findings = list_of(typed->findings, 3),
        .missing_values = list_of(typed->missing, 3),
        .id = typed->id,
        .patient = typed->patient,
        .freq = typed->freq,
        .truth = typed->truth ? "t.csv" : NULL,
    };

    return options;
}

/* ---- Resolved names as a text -------------------------------------------------- */

static void add_cut(struct strbuf *out, const struct cut *cut)
{
    static const char *const kinds[] = {"", ":", ":year", ":quarter", ":month"};
    char number[NUMFMT_SIZE];

    strbuf_adds(out, kinds[cut->kind]);
    for (size_t i = 0; i < cut->n_edges; i++)
        strbuf_addf(out, "%s%s", i ? "," : "", numfmt_shortest(number, cut->edges[i]));
}

static size_t column_of(const struct binding *binding, size_t slot)
{
    return slot == NO_SLOT ? 99 : binding->columns[slot] + 1;
}

static void add_groups(struct strbuf *out, const struct binding *binding)
{
    for (size_t i = 0; i < binding->n_groups; i++) {
        const struct group *group = &binding->groups[i];

        strbuf_addf(out, " by %s=", group->name);
        for (size_t j = 0; j < group->n_factors; j++) {
            const struct factor *factor = &binding->factors[group->factors[j]];

            strbuf_addf(out, "%s%zu", j ? "*" : "", column_of(binding, factor->slot));
            add_cut(out, &factor->cut);
        }
    }
}

static void add_filters(struct strbuf *out, const struct binding *binding)
{
    static const char *const ops[] = {"=", "!=", "<", "<=", ">", ">="};

    for (size_t i = 0; i < binding->n_filters; i++) {
        const struct filter *filter = &binding->filters[i];

        strbuf_addf(out, " where %zu%s", column_of(binding, filter->slot),
                    ops[filter->op]);
        for (size_t j = 0; j < filter->n_values; j++)
            strbuf_addf(out, "%s%s", j ? "|" : "", filter->values[j]);
    }
}

/* "model#column+finding#column/truth column ..." with columns counted from 1. */
static void describe(struct strbuf *out, const struct binding *binding)
{
    for (size_t i = 0; i < binding->n_pairs; i++) {
        const struct score_column *score = &binding->scores[binding->pairs[i].score];
        const struct label_column *label = &binding->labels[binding->pairs[i].label];

        strbuf_addf(out, "%s%s#%zu+%s#", i ? " " : "", score->model,
                    column_of(binding, score->slot), label->finding);
        if (label->slot != NO_SLOT)
            strbuf_addf(out, "%zu", column_of(binding, label->slot));
        if (label->truth_slot != NO_SLOT)
            strbuf_addf(out, "/%zu", binding->truth_columns[label->truth_slot] + 1);
    }
    add_groups(out, binding);
    add_filters(out, binding);
    if (binding->id_slot != NO_SLOT)
        strbuf_addf(out, " id %zu", column_of(binding, binding->id_slot));
    if (binding->truth_id_slot != NO_SLOT)
        strbuf_addf(out, "/%zu", binding->truth_columns[binding->truth_id_slot] + 1);
    if (binding->patient_slot != NO_SLOT)
        strbuf_addf(out, " patient %zu", column_of(binding, binding->patient_slot));
    if (binding->freq_slot != NO_SLOT)
        strbuf_addf(out, " freq %zu", column_of(binding, binding->freq_slot));
    for (size_t i = 0; i < binding->missing.n; i++)
        strbuf_addf(out, " missing '%s'", binding->missing.words[i]);
}

/* clang-format off: version 14 crashes when it aligns these tables */
static const struct {
    struct typed typed;
    const char *resolved;
} good[] = {
    {{.scores = {"score"}, .labels = {"label"}},                                      "score#2+label#3"            },
    {{.scores = {"new=score"}, .labels = {"cancer=label"}},                           "new#2+cancer#3"             },
    {{.scores = {"x,y"}, .labels = {"label,grade"}},
     "x#15+label#3 x#15+grade#18 y#16+label#3 y#16+grade#18"                                                       },
    {{.scores = {"x", "y"}, .labels = {"label"}},                                     "x#15+label#3 y#16+label#3"  },
    {{.scores = {"a1=x,a2=x"}, .labels = {"label"}},                                  "a1#15+label#3 a2#15+label#3"},
    {{.scores = {" x , y "}, .labels = {"label"}},                                    "x#15+label#3 y#16+label#3"  },
 /* an exact name wins over syntax, and quotes protect */
    {{.scores = {"a=b"}, .labels = {"label"}},                                        "a=b#8+label#3"              },
    {{.scores = {"score,label"}, .labels = {"label"}},                                "score,label#13+label#3"     },
    {{.scores = {"lung, left"}, .labels = {"label"}},                                 "lung, left#9+label#3"       },
    {{.scores = {"\"lung, left\",x"}, .labels = {"label"}},
     "lung, left#9+label#3 x#15+label#3"                                                                           },
    {{.scores = {"left=\"lung, left\""}, .labels = {"label"}},                        "left#9+label#3"             },
    {{.scores = {"\"a, b\"=x"}, .labels = {"label"}},                                 "a, b#15+label#3"            },
    {{.scores = {"new=a=b"}, .labels = {"label"}},                                    "new#8+label#3"              },
    {{.scores = {"AI score"}, .labels = {"label"}},                                   "AI score#14+label#3"        },
 /* positions, unless a column is called so */
    {{.scores = {"#15"}, .labels = {"#3"}},                                           "#15#15+#3#3"                },
    {{.scores = {"m=#15"}, .labels = {"label"}},                                      "m#15+label#3"               },
    {{.scores = {"#2"}, .labels = {"label"}},                                         "#2#12+label#3"              },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"#4,#5"}},
     NULL                                                                                                          }, /* both are called site */
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"#5"}},
     "x#15+label#3 by site=5"                                                                                      },
 /* subgroups */
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"grade,id"}},
     "x#15+label#3 by grade=18 by id=1"                                                                            },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:18,40.5,65"}},
     "x#15+label#3 by age=6:18,40.5,65"                                                                            },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:18,40,grade"}},
     "x#15+label#3 by age=6:18,40 by grade=18"                                                                     },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:-1.5,0,1e3"}},
     "x#15+label#3 by age=6:-1.5,0,1000"                                                                           },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:18", "grade"}},
     "x#15+label#3 by age=6:18 by grade=18"                                                                        },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"day:year"}},
     "x#15+label#3 by day=7:year"                                                                                  },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"day:quarter,age:50"}},
     "x#15+label#3 by day=7:quarter by age=6:50"                                                                   },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"grade*id"}},
     "x#15+label#3 by grade*id=18*1"                                                                               },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"grade*age:18,65"}},
     "x#15+label#3 by grade*age=18*6:18,65"                                                                        },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:18*day:month*grade*id"}},
     "x#15+label#3 by age*day*grade*id=6:18*7:month*18*1"                                                          },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:7"}},
     "x#15+label#3 by age:7=10"                                                                                    },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"x*y"}},
     "x#15+label#3 by x*y=11"                                                                                      },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"\"lung, left\":0.5"}},
     "x#15+label#3 by lung, left=9:0.5"                                                                            },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"\"x*y\"*grade"}},
     "x#15+label#3 by x*y*grade=11*18"                                                                             },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age,age:50"}},
     NULL                                                                                                          }, /* the same name twice */
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"@file"}},
     "x#15+label#3 by @file=99"                                                                                    },
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"@file*grade"}},
     "x#15+label#3 by @file*grade=99*18"                                                                           },
 /* filters */
    {{.scores = {"x"}, .labels = {"label"}, .where = {"grade=A,B", "age>=18"}},
     "x#15+label#3 where 18=A|B where 6>=18"                                                                       },
    {{.scores = {"x"}, .labels = {"label"}, .where = {"grade != \"A, B\" , C"}},
     "x#15+label#3 where 18!=A, B|C"                                                                               },
    {{.scores = {"x"}, .labels = {"label"}, .where = {"grade="}},
     "x#15+label#3 where 18="                                                                                      },
    {{.scores = {"x"}, .labels = {"label"}, .where = {"day<=2025-06-01"}},
     "x#15+label#3 where 7<=2025-06-01"                                                                            },
    {{.scores = {"x"}, .labels = {"label"}, .where = {"age<018Y", "age>1"}},
     "x#15+label#3 where 6<018Y where 6>1"                                                                         },
    {{.scores = {"x"}, .labels = {"label"}, .where = {"\"lung, left\">0.5"}},
     "x#15+label#3 where 9>0.5"                                                                                    },
    {{.scores = {"x"}, .labels = {"label"}, .where = {"#4=A"}},
     "x#15+label#3 where 4=A"                                                                                      },
 /* ids, patients, counts, missing values */
    {{.scores = {"x"}, .labels = {"label"}, .id = "id"},                              "x#15+label#3 id 1"          },
    {{.scores = {"x"}, .labels = {"label"}, .patient = "id"},                         "x#15+label#3 patient 1"     },
    {{.scores = {"x"}, .labels = {"label"}, .freq = "n"},                             "x#15+label#3 freq 17"       },
    {{.scores = {"x"}, .labels = {"label"}, .missing = {"-1,QC", "\"a, b\""}},
     "x#15+label#3 missing '-1' missing 'QC' missing 'a, b'"                                                       },
    {{.scores = {"x"}, .labels = {"label"}, .missing = {""}},
     "x#15+label#3 missing ''"                                                                                     },
 /* truth in a second file */
    {{.scores = {"x"}, .labels = {"cancer"}, .id = "id", .truth = true},
     "x#15+cancer#/3 id 1/2"                                                                                       },
    {{.scores = {"x"}, .labels = {"cancer"}, .id = "id=study", .truth = true},
     "x#15+cancer#/3 id 1/1"                                                                                       },
    {{.scores = {"x"}, .labels = {"label"}, .id = "id", .truth = true},
     "x#15+label#3/4 id 1/2"                                                                                       },
    {{.scores = {"x"}, .labels = {"grade"}, .id = "id", .truth = true},
     "x#15+grade#18 id 1/2"                                                                                        },
    {{.scores = {"x"}, .labels = {"c=cancer"}, .id = "id", .truth = true},
     "x#15+c#/3 id 1/2"                                                                                            },
 /* models and findings that are kept */
    {{.scores = {"x,y"}, .labels = {"label,grade"}, .models = {"y"}},
     "y#16+label#3 y#16+grade#18"                                                                                  },
    {{.scores = {"x,y"},
      .labels = {"label,grade"},
      .models = {"y"},
      .findings = {"grade"}},
     "y#16+grade#18"                                                                                               },
};
/* clang-format on */

START_TEST(names_are_resolved)
{
    struct input_options options = options_of(&good[_i].typed);
    struct strbuf text = STRBUF_INIT;
    struct binding binding;
    struct err err = {0};
    enum err_code code =
        binding_resolve(&binding, &options, &header,
                        good[_i].typed.truth ? &truth_header : NULL, NULL, &err);

    if (good[_i].resolved) {
        ck_assert_msg(!code, "%s: %s", good[_i].resolved, err.text);
        describe(&text, &binding);
        ck_assert_str_eq(text.text, good[_i].resolved);
    } else {
        ck_assert_int_eq(code, ERR_USAGE);
        assert_err_text("is asked for twice", &err);
    }
    strbuf_release(&text);
    binding_release(&binding);
    binding_release(&binding);
}
END_TEST

/* ---- Errors -------------------------------------------------------------------- */

/* clang-format off */
static const struct {
    struct typed typed;
    enum err_code code;
    const char *text, *hint; /* all of the text; part of the hint, "" for none */
} bad[] = {
    {{.labels = {"label"}}, ERR_USAGE, "--score is not given: which column holds the model's probability?", "proctor inspect p.csv"},
    {{.scores = {"x"}}, ERR_USAGE, "--label is not given: which column holds the ground truth?", "proctor inspect p.csv"},
    {{.scores = {"scoer"}, .labels = {"label"}}, ERR_INPUT, "--score: no column 'scoer' in p.csv", "the nearest name there is 'score'"},
    {{.scores = {"qqqqqqqq"}, .labels = {"label"}}, ERR_INPUT, "--score: no column 'qqqqqqqq' in p.csv", "shows its 18 columns"},
    {{.scores = {"x"}, .labels = {"lable"}}, ERR_INPUT, "--label: no column 'lable' in p.csv", "'label'"},
    {{.scores = {"new=scoer"}, .labels = {"label"}}, ERR_INPUT, "--score: no column 'scoer' in p.csv", "'score'"},
    {{.scores = {"site"}, .labels = {"label"}}, ERR_INPUT, "--score: 2 columns of p.csv are called 'site'", "'#5'"},
    {{.scores = {"#19"}, .labels = {"label"}}, ERR_INPUT, "--score: '#19': p.csv has 18 columns", ""},
    {{.scores = {"#0"}, .labels = {"label"}}, ERR_INPUT, "--score: '#0': p.csv has 18 columns", ""},
    {{.scores = {"x,x"}, .labels = {"label"}}, ERR_USAGE, "--score: two models are called 'x'", "--score NAME=x"},
    {{.scores = {"m=x,m=y"}, .labels = {"label"}}, ERR_USAGE, "--score: two models are called 'm'", "--score NAME=y"},
    {{.scores = {"x"}, .labels = {"f=label,f=grade"}}, ERR_USAGE, "--label: two findings are called 'f'", "--label NAME=grade"},
    {{.scores = {"label"}, .labels = {"label"}}, ERR_USAGE, "column 'label' is given both as --score and as --label", ""},
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"garde"}}, ERR_INPUT, "--by: no column 'garde' in p.csv", "'grade'"},
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:18,40,30"}}, ERR_USAGE,
     "--by: the cuts of column 'age' must rise: 30 does not", "--by 'age:18,40,65'"},
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:18,18"}}, ERR_USAGE,
     "--by: the cuts of column 'age' must rise: 18 does not", "--by"},
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"day:yaer"}}, ERR_USAGE,
     "--by: 'day:yaer': the part behind the colon is neither a number nor year, quarter or month", "did you mean 'day:year'?"},
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"age:"}}, ERR_USAGE,
     "--by: 'age:': the part behind the colon is neither a number nor year, quarter or month", "--by"},
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"x:1*y:2*n:3*age:4*grade"}}, ERR_USAGE,
     "--by: 'x:1*y:2*n:3*age:4*grade' crosses 5 columns, at most 4 are possible", ""},
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"grade,grade"}}, ERR_USAGE, "--by: 'grade' is asked for twice", ""},
    {{.scores = {"x"}, .labels = {"label"}, .groups = {"site"}}, ERR_INPUT, "--by: 2 columns of p.csv are called 'site'", "'#5'"},
    {{.scores = {"x"}, .labels = {"label"}, .where = {"age"}}, ERR_USAGE, "--where 'age': no comparison in it", "operators are = != < <= > >="},
    {{.scores = {"x"}, .labels = {"label"}, .where = {"aeg=5"}}, ERR_INPUT, "--where: no column 'aeg' in p.csv", "'age'"},
    {{.scores = {"x"}, .labels = {"label"}, .where = {"age>=old"}}, ERR_USAGE,
     "--where: column 'age' is compared with 'old', which is no number, age or date", ""},
    {{.scores = {"x"}, .labels = {"label"}, .where = {"age<5,"}}, ERR_USAGE,
     "--where: column 'age' is compared with 2 values: < <= > >= take one", "a decimal point"},
    {{.scores = {"x"}, .labels = {"label"}, .id = "idd"}, ERR_INPUT, "--id: no column 'idd' in p.csv", ""},
    {{.scores = {"x"}, .labels = {"cancer"}, .id = "id=studie", .truth = true}, ERR_INPUT, "--id: no column 'studie' in t.csv", "'study'"},
    {{.scores = {"x"}, .labels = {"cancer"}, .truth = true}, ERR_USAGE,
     "--truth needs --id: the files are joined on the study id", "--id StudyInstanceUID"},
    {{.scores = {"x"}, .labels = {"cancre"}, .id = "id", .truth = true}, ERR_INPUT, "--label: no column 'cancre' in t.csv", "'cancer'"},
    {{.scores = {"x"}, .labels = {"label"}, .positive = {"grade=1"}}, ERR_USAGE, "--positive grade=1", NULL},
    {{.scores = {"x"}, .labels = {"label"}, .patient = "patent"}, ERR_INPUT, "--patient: no column 'patent' in p.csv", ""},
    {{.scores = {"x"}, .labels = {"label"}, .freq = "m"}, ERR_INPUT, "--freq: no column 'm' in p.csv", ""},
    {{.scores = {"x"}, .labels = {"label"}, .freq = "n", .id = "id"}, ERR_USAGE,
     "--freq and --id exclude each other: a row that counts for several studies has no id of its own", ""},
    {{.scores = {"x,y"}, .labels = {"label"}, .models = {"z"}}, ERR_USAGE, "--models: no model is called 'z'", NULL},
    {{.scores = {"x,y"}, .labels = {"label,grade"}, .findings = {"garde"}}, ERR_USAGE, "--findings: no finding is called 'garde'",
     "did you mean 'grade'?"},
};
/* clang-format on */

START_TEST(errors_name_option_name_and_the_nearest)
{
    struct input_options options = options_of(&bad[_i].typed);
    struct binding binding;
    struct err err = {0};

    ck_assert_int_eq(binding_resolve(&binding, &options, &header,
                                     bad[_i].typed.truth ? &truth_header : NULL, NULL,
                                     &err),
                     bad[_i].code);
    if (strcmp(bad[_i].text, "--positive grade=1") != 0)
        ck_assert_str_eq(err.text, bad[_i].text);
    if (bad[_i].hint && *bad[_i].hint)
        ck_assert_msg(strstr(err.hint, bad[_i].hint) != NULL, "%s: hint '%s'", err.text,
                      err.hint);
    else if (bad[_i].hint && !strstr(err.text, "no column"))
        ck_assert_str_eq(err.hint, "");
    binding_release(&binding);
}
END_TEST

/* ---- Patterns ------------------------------------------------------------------ */

/* clang-format off */
static const struct {
    const char *columns[8];
    const char *score, *label;
    const char *resolved; /* NULL: an error that contains `text` */
    const char *text;
} patterns[] = {
    {{"Edema", "m1: Edema", "m2: Edema"}, "{model}: {finding}", "{finding}", "m1#2+Edema#1 m2#3+Edema#1", NULL},
    /* models in order of their first column, findings in order of theirs */
    {{"A", "B", "m2_B", "m1_B", "m1_A", "m2_A"}, "{model}_{finding}", "{finding}", "m2#3+B#2 m2#6+A#1 m1#4+B#2 m1#5+A#1", NULL},
    {{"gt_Edema", "Edema_prob", "Mass_prob"}, "{finding}_prob", "gt_{finding}", "model#2+Edema#1", NULL},
    {{"truth", "a.out", "b.out"}, "{model}.out", "truth", "a#2+truth#1 b#3+truth#1", NULL},
    {{"Edema (m1)", "Edema truth"}, "{finding} ({model})", "{finding} truth", "m1#1+Edema#2", NULL},
    /* a label that is not there decides between the ways to read a name */
    {{"c", "b_c", "a_b_c"}, "{model}_{finding}", "{finding}", NULL, "in 2 ways"},
    {{"b_c", "a_b_c"}, "{model}_{finding}", "{finding}", "a#2+b_c#1", NULL},
    {{"Edema", "m1: Edma"}, "{model}: {finding}", "{finding}", NULL, "no column of p.csv fits"},
    {{"Edema", "m1: Edema"}, "{model}-{finding}", "{finding}", NULL, "no column of p.csv fits"},
    /* a name said twice must be the same twice */
    {{"t", "x/x", "x/y"}, "{model}/{model}", "t", "x#2+t#1", NULL},
    {{"t", "x", "y"}, "{model},y", "t", NULL, "exactly one --score and one --label"},
};
/* clang-format on */

START_TEST(pairs_are_found_by_pattern)
{
    struct typed typed = {.scores = {patterns[_i].score},
                          .labels = {patterns[_i].label}};
    struct input_options options = options_of(&typed);
    struct header names = {"p.csv", patterns[_i].columns, 0};
    struct strbuf text = STRBUF_INIT;
    struct binding binding;
    struct err err = {0};

    while (names.n < 8 && names.names[names.n])
        names.n++;
    if (binding_resolve(&binding, &options, &names, NULL, NULL, &err)) {
        ck_assert_msg(!patterns[_i].resolved, "%s", err.text);
        assert_err(ERR_USAGE, &err);
        assert_err_text(patterns[_i].text, &err);
    } else {
        describe(&text, &binding);
        ck_assert_str_eq(text.text,
                         patterns[_i].resolved ? patterns[_i].resolved : "an error");
    }
    strbuf_release(&text);
    binding_release(&binding);
}
END_TEST

/* ---- Filters ------------------------------------------------------------------- */

/* clang-format off */
static const struct {
    enum filter_op op;
    const char *values[3];
    const char *keeps, *drops; /* separated by '|' */
} filters[] = {
    {FILTER_EQ, {"A", "B"}, "A|B", "a|C||AB"},
    {FILTER_EQ, {"2"}, "2|2.0|+2|2e0", "3||two"},
    {FILTER_EQ, {""}, "", "0|NA"},
    {FILTER_NE, {"A", "B"}, "a|C|", "A|B"},
    {FILTER_NE, {""}, "A|0", ""},
    {FILTER_LT, {"10"}, "9|-1|9.99", "10|11||x"},
    {FILTER_LE, {"10"}, "9|10|10.0", "10.1||NA"},
    {FILTER_GT, {"10"}, "10.01|1e2", "10|9||x"},
    {FILTER_GE, {"10"}, "10|11", "9.9||x"},
    {FILTER_GE, {"018Y"}, "18|045Y|216M|20", "017Y|006M|17.9|010D"},
    {FILTER_LT, {"2"}, "1|018M|003W", "2|024M|002Y"},
    {FILTER_GE, {"2025-06-01"}, "2025-06-01|20250601|2025/7/1|2026-01-01T00:00:00", "2025-05-31|20241231||soon"},
    {FILTER_LT, {"20250601"}, "2025-05-31|20250531", "2025-06-01|20250601"},
};
/* clang-format on */

static void check_fields(const struct filter *filter, const char *fields, bool kept)
{
    for (;;) {
        size_t length = strcspn(fields, "|");
        char text[64];
        bool seen[8] = {false};

        memcpy(text, fields, length);
        text[length] = '\0';
        ck_assert_msg((filter_ask(filter, text, length, seen) == FILTER_KEEPS) == kept,
                      "'%s' is %s", text, kept ? "dropped" : "kept");
        if (!fields[length])
            return;
        fields += length + 1;
    }
}

START_TEST(filters_keep_what_they_say)
{
    struct filter filter = {.op = filters[_i].op,
                            .values = (char **)(size_t)filters[_i].values};

    while (filter.n_values < 3 && filter.values[filter.n_values])
        filter.n_values++;
    check_fields(&filter, filters[_i].keeps, true);
    check_fields(&filter, filters[_i].drops, false);
}
END_TEST

/* ---- Columns of a joined file ---------------------------------------------------- */

static const char *const own_names[] = {"study", "pid", "age", "s", "y"};
static const char *const joined_names[] = {"uid", "pid", "age", "sex*", "who"};
static const struct header own = {"p.csv", own_names, 5},
                           joined = {"j.csv", joined_names, 5};

/* clang-format off */
static const struct {
    const char *id, *patient, *by; /* NULL: not given */
    size_t key, joined_key; /* columns */
    bool on_patient;
    size_t factor;    /* column of the first factor ... */
    bool from_joined; /* ... in this file */
    const char *text; /* of the error, else NULL */
} joins[] = {
    {"study=uid", NULL, "sex*",     0, 0, false, 3, true, NULL}, /* a name, not a crossing */
    {"study=uid", "pid", "sex*",    0, 0, false, 3, true, "--patient: column 'pid' is both in p.csv and in j.csv"},
    {"study=uid", "who", "sex*",    0, 0, false, 3, true, NULL},
    {"pid", NULL, "pid",            1, 1, false, 1, false, NULL}, /* the key is in both */
    {"study", "pid", "sex*:1",      1, 1, true, 3, true, "--by: no column 'sex' in p.csv or j.csv"},
    {"study", "pid", "\"sex*\":1", 1, 1, true, 3, true, NULL},
    {NULL, "pid", "#3",             1, 1, true, 2, false, NULL}, /* a position in the predictions */
    {NULL, "pid", "age",            1, 1, true, 0, false, "--by: column 'age' is both in p.csv and in j.csv"},
    {NULL, "study", "who",          0, 0, false, 0, false, "--join: j.csv has no column 'study' (--patient)"},
    {NULL, NULL, "who",             0, 0, false, 0, false, "--join needs --id or --patient"},
};
/* clang-format on */

START_TEST(joined_columns_are_found_by_name)
{
    struct typed typed = {.scores = {"s"},
                          .labels = {"y"},
                          .groups = {joins[_i].by},
                          .id = joins[_i].id,
                          .patient = joins[_i].patient};
    struct input_options options = options_of(&typed);
    struct binding binding;
    struct err err = {0};
    enum err_code code = binding_resolve(&binding, &options, &own, NULL, &joined, &err);
    size_t slot;

    if (joins[_i].text) {
        ck_assert_int_ne(code, ERR_OK);
        assert_err_text(joins[_i].text, &err);
    } else {
        ck_assert_msg(!code, "%s", err.text);
        ck_assert_uint_eq(binding.columns[binding.join_slot], joins[_i].key);
        ck_assert_uint_eq(binding.join_columns[binding.join_key_slot],
                          joins[_i].joined_key);
        ck_assert(binding.joined_on_patient == joins[_i].on_patient);
        slot = binding.factors[0].slot;
        ck_assert(binding_is_joined(slot) == joins[_i].from_joined);
        ck_assert_uint_eq(joins[_i].from_joined
                              ? binding.join_columns[slot & ~JOINED_SLOT]
                              : binding.columns[slot],
                          joins[_i].factor);
    }
    binding_release(&binding);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("binding");
    TCase *tc = tcase_create("binding");

    tcase_add_loop_test(tc, names_are_resolved, 0, N_OF(good));
    tcase_add_loop_test(tc, errors_name_option_name_and_the_nearest, 0, N_OF(bad));
    tcase_add_loop_test(tc, pairs_are_found_by_pattern, 0, N_OF(patterns));
    tcase_add_loop_test(tc, filters_keep_what_they_say, 0, N_OF(filters));
    tcase_add_loop_test(tc, joined_columns_are_found_by_name, 0,
                        (int)(sizeof joins / sizeof joins[0]));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
