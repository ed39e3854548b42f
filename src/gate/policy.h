/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A policy file: where the data are, operating points, and the rules that a model has to pass (proctor-policy(5)).
 *
 * Reading a policy checks its shape and its claims; names of columns, points and levels are checked when the data are there. All texts remember
 * their place. Errors are "FILE:LINE:COLUMN: what" with a hint. */
#ifndef PROCTOR_GATE_POLICY_H
#define PROCTOR_GATE_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "gate/claim.h"
#include "gate/place.h"
#include "gate/verdict.h"

/* A text of the policy; NULL if it is not there. */
struct policy_text {
    char *text;
    struct place place;
};

struct policy_texts {
    struct policy_text *items; /* [n] */
    size_t n, capacity;
};

/* An option that the policy states: a key of data or statistics, or a point as --threshold or --points takes it. */
struct policy_setting {
    const char *section; /* "data", "statistics", "points" */
    char *option;        /* "score" */
    char *key;           /* as written: "score", or the point's name */
    struct place place;  /* of the key */
    bool is_list;
    bool is_path;               /* the values are files */
    bool is_overridden;         /* the command line overruled it */
    struct policy_texts values; /* as on the command line */
};

enum untested_levels { UNTESTED_INCONCLUSIVE, UNTESTED_IGNORE, UNTESTED_FAIL };

/* The same order as --missing. */
enum rule_missing {
    RULE_MISSING_EXCLUDE,
    RULE_MISSING_POSITIVE,
    RULE_MISSING_NEGATIVE
};

#define UNSTATED (-1) /* of a choice or number that a rule leaves to the policy */

struct policy_rule {
    struct place place;
    char *origin; /* "--claim 'auc >= 0.85'", NULL for rules of the file */
    char *name;   /* unique; the claim if none was given */
    struct policy_text claim_text;
    struct claim claim;
    struct policy_text each, over;        /* subgroups as --by takes them; never both */
    int64_t min_positives, min_negatives; /* or UNSTATED */
    struct policy_texts require;
    int untested; /* enum untested_levels */
    struct policy_text baseline_file, baseline_score;
    bool baseline_is_result;           /* the file is an earlier result */
    struct policy_text baseline_model; /* of an earlier result with several */
    double min_overlap;                /* 1 unless stated */
    bool has_baseline;
    struct policy_text finding, model;
    struct policy_texts where;
    int severity;        /* enum severity */
    int missing;         /* enum rule_missing or UNSTATED */
    int on_inconclusive; /* enum on_inconclusive; the policy's unless stated */
};

struct policy {
    char *file;   /* as it was typed; "" for claims of the command line */
    char *folder; /* "" or "path/": relative paths in the policy start there */
    char *bytes;  /* [n_bytes] what was read, for its hash */
    size_t n_bytes;
    struct policy_setting *settings; /* [n_settings], in the order of the file */
    size_t n_settings;
    struct policy_rule *rules; /* [n_rules], in the order of the file */
    size_t n_rules;
    int on_inconclusive;
    bool has_rules; /* the key is there */
};

/* Reads the file. */
enum err_code policy_read(struct policy *policy, const char *path, struct err *err);

/* The same from memory. */
enum err_code policy_parse(struct policy *policy, const char *path, const char *bytes,
                           size_t length, struct err *err);
void policy_release(struct policy *policy);

/* Adds a rule of severity error for a claim of the command line. */
enum err_code policy_add_claim(struct policy *policy, const char *text,
                               struct err *err);

/* A policy that tests nothing - no rules, or all of them off - is an error. */
enum err_code policy_check_rules(const struct policy *policy, struct err *err);

/* The setting of an option in a section, NULL if the policy does not state it. */
const struct policy_setting *policy_find_setting(const struct policy *policy,
                                                 const char *section,
                                                 const char *option);

/* A path of the policy as seen from here: relative ones start in the policy's folder. To be freed. */
char *policy_path(const struct policy *policy, const char *path);

#endif
