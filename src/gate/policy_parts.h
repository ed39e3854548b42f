/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers of nodes that policy.c and policy_rule.c share. All fail with the place of what is wrong. */
#ifndef PROCTOR_GATE_POLICY_PARTS_H
#define PROCTOR_GATE_POLICY_PARTS_H

#include "gate/policy.h"
#include "gate/yaml_tree.h"

/* Error at the beginning of a node. */
#define NODE_ERR(node, err, ...) place_err(&(node)->place, "", 0, err, __VA_ARGS__)

/* A text that is not empty. `what` names it: "'each'". */
enum err_code policy_take_text(struct policy_text *text, const struct yaml_node *node,
                               const char *what, struct err *err);

/* A text or a list of texts. An empty list is an error. */
enum err_code policy_take_texts(struct policy_texts *texts,
                                const struct yaml_node *node, const char *what,
                                struct err *err);

/* Index of the text in `choices` (NULL-terminated); the error names the nearest. */
enum err_code policy_take_choice(int *choice, const struct yaml_node *node,
                                 const char *what, const char *const *choices,
                                 struct err *err);

/* Refuses a key that is none of the `names`, with the nearest of them. `where` is "a rule". */
enum err_code policy_check_key(const struct yaml_node *key, const char *where,
                               const char *const *names, struct err *err);

/* Not a mapping is an error. */
enum err_code policy_check_map(const struct yaml_node *node, const char *what,
                               struct err *err);

/* Reads the list under `rules`. */
enum err_code policy_read_rules(struct policy *policy, const struct yaml_node *rules,
                                struct err *err);

/* Reads the value of the key 'baseline' of a rule. */
enum err_code policy_take_baseline(struct policy_rule *rule,
                                   const struct yaml_node *node, struct err *err);

extern const char *const policy_inconclusive_choices[];

void policy_text_release(struct policy_text *text);
void policy_texts_release(struct policy_texts *texts);

#endif
