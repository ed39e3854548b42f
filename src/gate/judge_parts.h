/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule on its way to a verdict; shared by the files behind judge.h only. */
#ifndef PROCTOR_GATE_JUDGE_PARTS_H
#define PROCTOR_GATE_JUDGE_PARTS_H

#include "eval/probe.h"
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

/* Index of the baseline's score, SIZE_MAX if it is not evaluated. */
size_t judge_find_baseline(const struct run *run, const struct policy_rule *rule);

/* Model minus baseline on the studies that both have; its texts belong to the outcome. */
struct result judge_difference_record(const struct judge *judge, size_t level);

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

/* Studies without output that nobody said what to do with. */
double judge_count_missing(const struct judge *judge, size_t level);

#endif
