/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule on its way to a verdict; shared by the files behind judge.h only. */
#ifndef PROCTOR_GATE_JUDGE_PARTS_H
#define PROCTOR_GATE_JUDGE_PARTS_H

#include "eval/probe.h"
#include "eval/run_digests.h"
#include "gate/judge.h"

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

/* Refuses, at its place, an earlier result that is about these studies, or that lacks what is asked for. */
enum err_code judge_check_earlier(const struct judge *judge,
                                  const struct run_digests *digests, struct err *err);

/* Fewer shared studies than the rule asks for are an error. */
enum err_code judge_check_overlap(const struct policy_rule *rule, const struct run *run,
                                  struct pair pair, struct err *err);

/* 'each': a case per level, and what they come to. */
struct finding_verdict judge_levels(struct judge *judge);

/* 'over': one case with the gap. */
struct finding_verdict judge_gap(struct judge *judge);

/* The metric of the claim at a level, for limits at any confidence. */
void judge_probe(struct probe *probe, const struct judge *judge, size_t level,
                 enum missing_as missing);

/* True if the metric has limits without the bootstrap. */
bool judge_has_probe(const struct judge *judge, const struct result *record);

/* Patients (or studies) of a class that a level needs to be tested. */
struct least {
    double pos, neg;
};
struct least judge_least(const struct judge *judge);
bool judge_is_untested(const struct judge *judge, const struct probe *probe);
bool judge_is_required(const struct judge *judge, const char *level);

/* "3 levels are untested: A, B and C", at most five by name. */
void judge_add_levels(struct strbuf *out, const struct gate_case *cases, size_t n,
                      bool (*is_listed)(const struct gate_case *of));

/* A number with as many decimals as it takes to tell it from the limit. */
void judge_add_number(struct strbuf *out, double x, double limit);

/* What to do about an inconclusive case of the whole cohort: how many more studies would settle it, or what to state; appended to `out`. */
void judge_advise(struct strbuf *out, const struct judge *judge,
                  const struct gate_case *of);

/* Studies without output that nobody said what to do with, those of an earlier result included. */
double judge_count_missing(const struct judge *judge, size_t level);

#endif
