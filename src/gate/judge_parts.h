/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule on its way to a verdict; shared by the files behind judge.h only. */
#ifndef PROCTOR_GATE_JUDGE_PARTS_H
#define PROCTOR_GATE_JUDGE_PARTS_H

#include "eval/probe.h"
#include "eval/run_digests.h"
#include "gate/judge.h"
#include "stats/planning_gap.h"

struct judge {
    struct gate_outcome *outcome;
    struct gate_rule *rule;
    const struct policy_rule *policy;
    const struct claim *claim;
    const struct evidence *evidence;
    const struct cohort_group *group; /* of 'each' or 'over', else NULL */
    struct pair pair;
    const char *model, *finding, *point; /* of the pair; "" without a point */
    bool wants_more;                     /* replicates */
};

/* Verdict over a pair, with one sentence that is owned. */
struct finding_verdict {
    enum verdict verdict;
    char *why;
};

/* Where a case lies: a level of the group, or (WHOLE) everyone. */
#define WHOLE SIZE_MAX

/* Adds and judges the case of the whole cohort or of a level. The pointer is valid until the next case. */
struct gate_case *judge_case(struct judge *judge, size_t level);

/* Index of the baseline's score, SIZE_MAX if it is not evaluated, as that of an earlier result. */
size_t judge_find_baseline(const struct run *run, const struct policy_rule *rule);

/* Model minus baseline on the studies that both have; its texts belong to the outcome. */
struct result judge_difference_record(const struct judge *judge, size_t level);

/* The record of a metric that is judged, observed and, if a prevalence was stated, at it. For a difference its limits are in closed form. NULL if there
 * is none. */
const struct result *judge_find_record(const struct judge *judge, const char *metric,
                                       size_t level);

/* A record with nothing but its key. */
struct result judge_empty_record(const struct judge *judge, size_t level,
                                 const char *metric);

/* Turns to a model and finding. Returns false if the rule is not about them. */
bool judge_aim(struct judge *judge, struct pair pair);

/* Model of the earlier result that is the baseline: named, or the only one for the finding; "" if there is none. */
const char *judge_earlier_model(const struct judge *judge);

/* The baseline's record in the earlier result. */
enum earlier_lack judge_find_earlier(const struct judge *judge, size_t level,
                                     const struct result **theirs);

/* Model minus baseline of an earlier result: MOVER on the limits of both, which are independent. Undefined where either has no number. */
struct result judge_earlier_record(struct judge *judge, size_t level);

/* Keeps in the case what its difference is made of. */
void judge_keep_sides(struct judge *judge, struct gate_case *of, size_t level);

/* Adds why a level cannot be tested against the earlier result; false if it can be. */
bool judge_add_earlier_untested(struct strbuf *out, const struct judge *judge,
                                size_t level);

/* "unpaired: from released.json" */
void judge_add_unpaired(struct strbuf *out, const struct earlier *earlier);

/* Puts it into the reasons of a judged rule and its cases. */
void judge_say_unpaired(struct gate_rule *rule);

/* Adds to a reason, after a semicolon. */
void judge_append(char **why, const char *more);

/* Puts the prevalence into the reasons of a judged rule and its cases, if its metric depends on it. */
void judge_say_prevalence(struct gate_rule *rule);

/* Refuses, at its place, an earlier result that is about these studies, or that lacks what is asked for. */
enum err_code judge_check_earlier(const struct judge *judge,
                                  const struct run_digests *digests, struct err *err);

/* One-sided p-value of "the true difference of the level keeps the claim"; NaN if there is none. */
double judge_difference_p(const struct judge *judge, size_t level);

/* Fewer shared studies than the rule asks for are an error. */
enum err_code judge_check_overlap(const struct policy_rule *rule, const struct run *run,
                                  struct pair pair, struct err *err);

/* 'each': a case per level, and what they come to. */
struct finding_verdict judge_levels(struct judge *judge);

/* 'over': one case with the gap. */
struct finding_verdict judge_gap(struct judge *judge);

/* Where the metric of the claim is at a level, at the prevalence of the record. */
struct probe_place judge_place(const struct judge *judge, size_t level,
                               enum missing_as missing);

/* The metric there, for limits at any confidence. */
void judge_probe(struct probe *probe, const struct judge *judge, size_t level,
                 enum missing_as missing);

/* True if the metric has limits without the bootstrap. */
bool judge_has_probe(const struct judge *judge);

/* Patients (or studies) of a class that a level needs to be tested. */
struct least {
    double pos, neg;
};
struct least judge_least(const struct judge *judge);
bool judge_is_untested(const struct judge *judge, const struct probe *probe);

/* Why it is: "3 of 10 studies with the finding and 2 of 10 without". */
void judge_add_untested(struct strbuf *out, const struct judge *judge,
                        const struct probe *probe);
bool judge_is_required(const struct judge *judge, const char *level);

/* "3 levels are untested: A, B and C", at most five by name. */
void judge_add_levels(struct strbuf *out, const struct gate_case *cases, size_t n,
                      bool (*is_listed)(const struct gate_case *of));

/* A number of the claim as people read it, with as many decimals as it takes to tell it from the limit. */
void judge_add_number(struct strbuf *out, const struct claim *claim, double x);

/* The claim's limit. */
void judge_add_limit(struct strbuf *out, const struct claim *claim);

/* ---- What would settle an inconclusive case --------------------------------------------- */

/* What a metric's denominator counts. */
enum study_kind {
    STUDIES_OF_ANY,
    STUDIES_WITH,
    STUDIES_WITHOUT,
    STUDIES_FLAGGED,
    STUDIES_UNFLAGGED,
    STUDIES_OF_BOTH /* classes */
};

/* Numbers of studies of a kind (or, [0] and [1], of those with and without the finding), or of patients who have such. */
struct sizes {
    enum study_kind kind;
    bool are_patients;
    bool is_paired, is_spread; /* for two models; over the levels of a gap */
    bool
        are_alike; /* nothing varies: all right, or no disagreement; `likely` has no meaning */
    double present[2];
    struct plan_number settle[2], likely[2]; /* more than the present ones */
    struct plan_number fresh[2];             /* of a new sample */
    struct plan_number smallest;             /* that could pass; of proportions alone */
};

/* False if no numbers are known for this metric: youden, ratios, what rests on the bootstrap or a stated prevalence. */
bool judge_sizes(struct sizes *sizes, const struct judge *judge, size_t level,
                 double chance);

/* The same of a gap; `present` and `are_patients` are set. */
void judge_gap_sizes(struct sizes *sizes, const struct judge *judge,
                     const struct plan_gap *plan);

/* Estimate, errors, df and size of the difference, and the present numbers. False if there are none. */
bool judge_difference_plan(struct plan_normal *plan, struct sizes *sizes,
                           const struct judge *judge, size_t level);

/* The chance for which more studies are planned, and of what it is. */
struct prospect {
    double chance;
    const char *words; /* "to pass" */
};

/* Sets the advice of a case that was judged, if it is inconclusive: how many more studies would settle it, that no number would, or what to state. */
void judge_advise(struct gate_case *of, const struct judge *judge, size_t level,
                  const struct prospect *prospect);
void judge_advise_sizes(struct gate_case *of, const struct sizes *sizes,
                        const char *to_pass);

/* How many of which class an untested level lacks. */
void judge_note_lacks(struct gate_case *of, const struct judge *judge,
                      const struct probe *probe);

/* The advice of a rule: that of its cases, a line each with their names in front, and what untested levels lack; at most five each. */
void judge_advise_rule(struct gate_rule *rule, bool are_patients);

/* Studies without output that nobody said what to do with, those of an earlier result included. */
double judge_count_missing(const struct judge *judge, size_t level);

#endif
