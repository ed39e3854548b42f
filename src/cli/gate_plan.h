/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From rules to options: what has to be read and evaluated so that they can be judged. */
#ifndef PROCTOR_CLI_GATE_PLAN_H
#define PROCTOR_CLI_GATE_PLAN_H

#include "cli/options.h"

/* Adds the claims of the command line to the policy's rules; nothing to test is an error. A rule that cannot be is put into gate.at_fault. */
enum err_code gate_plan_rules(struct options *options, struct err *err);

/* A copy of the options with the intervals that decide, and the metrics, points and subgroups that the rules speak of. Borrows the rules' texts.
 * gate_plan_release_options() frees what it owns, also after an error. */
enum err_code gate_plan_options(struct options *planned, const struct options *options,
                                struct err *err);
void gate_plan_release_options(struct options *planned);

/* Adds the columns of 'each' and 'over' to the subgroups, in the order of the rules, but for those that are there already, however they are cut. Borrows
 * the policy's texts. */
void gate_plan_add_groups(struct text_list *groups, const struct policy *policy);

/* True if two rules are judged in the same run: 'where', 'missing' and baseline agree. */
bool gate_plan_same_rows(const struct policy_rule *a, const struct policy_rule *b);

/* A copy of the options with the rule's 'where', 'missing' and baseline. gate_plan_release_rows() frees what it owns. */
void gate_plan_rows(struct options *rows, const struct options *options,
                    const struct policy_rule *rule);
void gate_plan_release_rows(struct options *rows);

/* True if somebody said what a study without a score counts as. */
bool gate_plan_missing_is_stated(const struct options *options);

/* Puts the place of a rule in front of an error about --by, --where or a baseline that the rule brought in, and returns the rule; NULL if it is about
 * none of those that are judged with `first`. */
const struct policy_rule *gate_plan_locate(const struct policy *policy,
                                           const struct policy_rule *first,
                                           struct err *err);

#endif
