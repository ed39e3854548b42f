/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of a gate: the verdict of every rule with the numbers it rests on. All that is shown or written comes from here. */
#ifndef PROCTOR_GATE_OUTCOME_H
#define PROCTOR_GATE_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "eval/earlier.h"
#include "eval/result_set.h"
#include "eval/run.h"
#include "gate/policy.h"
#include "gate/verdict.h"

/* Of which kind they are. */
enum { LACKS_ANY, LACKS_WITH, LACKS_WITHOUT, N_LACKS };

/* A rule for one model and finding and, with `each`, one level. */
struct gate_case {
    struct result
        record; /* the numbers that decide; its texts belong to the outcome; model "" if there is none */
    enum verdict verdict;
    bool is_untested; /* a level with too few studies to be judged */
    bool
        is_below; /* unadjusted it would have failed; Holm's correction says that may be chance */
    char *why;              /* one sentence without a full stop, owned */
    bool is_unpaired;       /* a difference to an earlier result */
    struct result sides[2]; /* then what it is made of: here, there; texts as above */
    char *
        advice; /* what would settle it, sentences, owned; NULL if there is nothing to say */
    bool has_sizes; /* of a larger sample, in the advice */
    double lacks
        [N_LACKS]; /* what an untested level lacks to be tested: studies (patients, if they are known) */
};

struct gate_rule {
    const struct policy_rule *rule;
    const struct earlier *earlier; /* the result that is its baseline; NULL if none */
    enum verdict verdict;
    struct effect effect;
    char *why; /* one sentence without a full stop, owned */
    char *
        advice; /* what to do about it, owned; "" if there is nothing to say; a line for each level */
    struct gate_case *
        cases; /* [n_cases] models x findings x levels; none if the rule is off or could not be evaluated */
    size_t n_cases;
    size_t n_untested; /* levels that were left out, of all models and findings */
    size_t run;        /* index in the outcome's runs */
};

struct gate_outcome {
    const struct policy *policy;
    struct gate_rule *rules; /* [n_rules], in the order of the policy */
    size_t n_rules;
    struct err err; /* why nothing could be evaluated; else ERR_OK */
    const struct policy_rule
        *at_fault; /* then the rule that it is about; NULL if none */
    enum exit_status status;
    struct result_set records; /* owns the texts of the cases' records */
    const struct run **
        runs; /* [n_runs] borrowed: what the rules were judged on, one for all with the same rows */
    size_t n_runs;
};

/* All rules of the policy, as yet not evaluated (off: skipped). Borrows the policy. */
void gate_outcome_init(struct gate_outcome *outcome, const struct policy *policy);
void gate_outcome_release(struct gate_outcome *outcome);

/* Appends a case with a copy of the record and takes `why` over. The pointer is valid until the next case of the rule. */
struct gate_case *gate_outcome_add(struct gate_outcome *outcome, struct gate_rule *rule,
                                   const struct result *record, enum verdict verdict,
                                   char *why);

/* The rules that are judged next are judged on this run. */
void gate_outcome_add_run(struct gate_outcome *outcome, const struct run *run);

/* True if the rule has one case that is all of it: no levels, models or findings. */
bool gate_rule_is_one(const struct gate_rule *rule);

/* Drops the cases: the rule is to be judged again. */
void gate_rule_forget(struct gate_rule *rule);

/* Sets a rule's verdict with its reason, which is taken over. */
void gate_rule_decide(struct gate_rule *rule, enum verdict verdict, char *why);

/* Nothing could be evaluated: every rule that is not off is an error, and says "not evaluated", but for the rule that the error is about, which says
 * why. `at_fault` is NULL if it is about none. */
void gate_outcome_fail(struct gate_outcome *outcome, const struct err *err,
                       const struct policy_rule *at_fault);

/* From the rules to the exit status. */
void gate_outcome_finish(struct gate_outcome *outcome);

/* Number of rules that count with this verdict: warnings do not. */
size_t gate_outcome_count(const struct gate_outcome *outcome, enum verdict verdict);
size_t gate_outcome_warnings(const struct gate_outcome *outcome);

/* "PASSED", "FAILED", "INCONCLUSIVE" or "NOT EVALUATED", and how many rules did what: the line that begins and ends the page. */
void gate_outcome_add_line(struct strbuf *out, const struct gate_outcome *outcome);

/* What holds for all advice about larger samples, a sentence; "" if there is none. */
const char *gate_outcome_advice(const struct gate_outcome *outcome);

/* The rule's name and, in brackets, what distinguishes the case among the rule's: "every scanner works [GE]". Does not depend on the data
 * but for the level: a stable id. */
void gate_case_add_name(struct strbuf *out, const struct gate_rule *rule,
                        const struct gate_case *of);

/* What the case does to the exit status by itself. */
struct effect gate_case_effect(const struct gate_rule *rule,
                               const struct gate_case *of);

#endif
