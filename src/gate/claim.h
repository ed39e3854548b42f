/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rule claims: "sensitivity@release >= 0.90".
 *
 *     claim    = term op number            op = ">=" | ">" | "<=" | "<"
 *     term     = quantity [ "." ( "estimate" | "lower" | "upper" ) ]
 *     quantity = metric [ "@" point ] | ( "difference" | "gap" ) "(" metric [ "@" point ] ")"
 *              | "count" | "positives" | "negatives" | "missing"
 *     point    = name | number             name = [A-Za-z][A-Za-z0-9_-]*
 *
 * Without a suffix a claim is about the truth, and the interval decides; with one it is plain arithmetic, and so are count, positives, negatives
 * (numbers of studies) and missing (share of studies without a score). Metrics are those of stats/metrics.h. */
#ifndef PROCTOR_GATE_CLAIM_H
#define PROCTOR_GATE_CLAIM_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "eval/reading.h"
#include "gate/place.h"
#include "stats/metrics.h"

enum claim_subject {
    CLAIM_METRIC,
    CLAIM_DIFFERENCE, /* model minus baseline */
    CLAIM_GAP,        /* largest difference between levels */
    CLAIM_COUNT,
    CLAIM_POSITIVES,
    CLAIM_NEGATIVES,
    CLAIM_MISSING,
};
enum { N_CLAIM_SUBJECTS = CLAIM_MISSING + 1 };

enum claim_part { CLAIM_TRUTH, CLAIM_ESTIMATE, CLAIM_LOWER, CLAIM_UPPER };
enum claim_op { CLAIM_GE, CLAIM_GT, CLAIM_LE, CLAIM_LT };

struct claim {
    enum claim_subject subject;
    const struct metric *metric; /* NULL from CLAIM_COUNT on */
    char *point;                 /* as written, owned; NULL if none was named */
    enum claim_part part;
    enum claim_op op;
    double limit;
};

/* Errors point at the character, name the nearest metric that exists, and say what to type. Refused as well is what could be true or false
 * whatever the data (auc >= 85), a claim about the truth of what has no interval (tp), and a margin on the wrong side of 0. */
enum err_code claim_parse(struct claim *claim, const char *text,
                          const struct place *place, struct err *err);
void claim_release(struct claim *claim);

/* True for ">=" and ">": the lower limit shows it. */
bool claim_is_floor(const struct claim *claim);

/* True if the interval decides. */
bool claim_is_about_truth(const struct claim *claim);

/* True if the prevalence is part of what the metric measures: ppv, npv, accuracy, flags_per_100 and the like. */
bool claim_has_prevalence(const struct claim *claim);

/* How its numbers are read: a count as a count, "missing" as a share. */
struct reading claim_reading(const struct claim *claim);

/* "sensitivity@release", "difference(auc)", "missing", without the suffix. */
void claim_add_quantity(struct strbuf *out, const struct claim *claim);

/* The whole claim, in one way of writing: it parses to the same claim. */
void claim_add_text(struct strbuf *out, const struct claim *claim);

/* The claim in words, without a full stop: "the true sensitivity at release is at least 90 %: passed when the lower limit of its interval is at
 * least 90 %, failed when the upper limit is below 90 %, else inconclusive". */
void claim_add_sentence(struct strbuf *out, const struct claim *claim);

/* "gap", "" for CLAIM_METRIC; "lower", "" for CLAIM_TRUTH; ">=". */
const char *claim_subject_text(enum claim_subject subject);
const char *claim_part_text(enum claim_part part);
const char *claim_op_text(enum claim_op op);

#endif
