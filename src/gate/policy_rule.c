/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/mem.h"
#include "base/numfmt.h"
#include "gate/policy_parts.h"

static const char *const rule_keys[] = {"name",    "claim",         "each",
                                        "over",    "min_positives", "min_negatives",
                                        "require", "untested",      "finding",
                                        "model",   "where",         "severity",
                                        "missing", "baseline",      "on_inconclusive",
                                        NULL};
static const char *const untested_choices[] = {"inconclusive", "ignore", "fail", NULL};
static const char *const severity_choices[] = {"error", "warn", "off", NULL};
static const char *const missing_choices[] = {"exclude", "positive", "negative", NULL};

static enum err_code take_count(int64_t *count, const struct yaml_node *node,
                                const char *what, struct err *err)
{
    struct policy_text text = {0};
    uint64_t n;

    if (policy_take_text(&text, node, what, err))
        return err->code;
    if (numfmt_parse_count(text.text, strlen(text.text), &n) && n <= INT64_MAX)
        *count = (int64_t)n;
    else
        NODE_ERR(node, err, "%s: '%s' is not a whole number", what, text.text);
    policy_text_release(&text);
    return err->code;
}

static enum err_code take_claim(struct policy_rule *rule, const struct yaml_node *node,
                                struct err *err)
{
    return policy_take_text(&rule->claim_text, node, "a claim", err)
               ? err->code
               : claim_parse(&rule->claim, node->text, &node->place, err);
}

static enum err_code take_name(struct policy_rule *rule, const struct yaml_node *node,
                               struct err *err)
{
    struct policy_text text = {0};

    if (!policy_take_text(&text, node, "'name'", err))
        rule->name = text.text;
    return err->code;
}

enum field_kind { FIELD_TEXT, FIELD_TEXTS, FIELD_COUNT, FIELD_CHOICE };

struct field {
    const char *key;
    enum field_kind kind;
    void *target;
    const char *const *choices; /* FIELD_CHOICE */
};

static enum err_code take_field(const struct field *field, const struct yaml_node *node,
                                struct err *err)
{
    struct strbuf what = STRBUF_INIT;

    strbuf_addf(&what, "'%s'", field->key);
    switch (field->kind) {
    case FIELD_TEXT:
        policy_take_text(field->target, node, what.text, err);
        break;
    case FIELD_TEXTS:
        policy_take_texts(field->target, node, what.text, err);
        break;
    case FIELD_COUNT:
        take_count(field->target, node, what.text, err);
        break;
    case FIELD_CHOICE:
        policy_take_choice(field->target, node, what.text, field->choices, err);
        break;
    }
    strbuf_release(&what);
    return err->code;
}

/* One key of a rule. */
static enum err_code take_entry(struct policy_rule *rule, const char *key,
                                const struct yaml_node *node, struct err *err)
{
    const struct field fields[] = {
        {"each",            FIELD_TEXT,   &rule->each,            NULL            },
        {"over",            FIELD_TEXT,   &rule->over,            NULL            },
        {"finding",         FIELD_TEXT,   &rule->finding,         NULL            },
        {"model",           FIELD_TEXT,   &rule->model,           NULL            },
        {"require",         FIELD_TEXTS,  &rule->require,         NULL            },
        {"where",           FIELD_TEXTS,  &rule->where,           NULL            },
        {"min_positives",   FIELD_COUNT,  &rule->min_positives,   NULL            },
        {"min_negatives",   FIELD_COUNT,  &rule->min_negatives,   NULL            },
        {"untested",        FIELD_CHOICE, &rule->untested,        untested_choices},
        {"severity",        FIELD_CHOICE, &rule->severity,        severity_choices},
        {"missing",         FIELD_CHOICE, &rule->missing,         missing_choices },
        {"on_inconclusive", FIELD_CHOICE, &rule->on_inconclusive,
         policy_inconclusive_choices                                              },
    };

    if (!strcmp(key, "claim"))
        return take_claim(rule, node, err);
    if (!strcmp(key, "name"))
        return take_name(rule, node, err);
    if (!strcmp(key, "baseline"))
        return policy_take_baseline(rule, node, err);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (!strcmp(fields[i].key, key))
            return take_field(&fields[i], node, err);
    return ERR_OK;
}

/* ---- What does not go together ----------------------------------------------- */

/* Claims of the command line have no further keys. */
static const char *in_policy(const struct policy_rule *rule)
{
    return rule->origin ? "write it as a rule of a policy (--policy), with " : "";
}

static enum err_code check_subgroups(const struct policy_rule *rule, struct err *err)
{
    bool is_gap = rule->claim.subject == CLAIM_GAP;
    struct place claim = rule->claim_text.place;

    if (is_gap && rule->each.text) {
        place_err(&rule->each.place, "", 0, err,
                  "a gap is taken over levels, not in each");
        return err_hint(err, "over: %s", rule->each.text);
    }
    if (is_gap && !rule->over.text) {
        place_err(&claim, "", 0, err, "a gap needs 'over': a column with levels");
        return err_hint(err, "%sover: COLUMN", in_policy(rule));
    }
    if (rule->over.text && !is_gap) {
        place_err(&rule->over.place, "", 0, err, "'over' belongs to a gap");
        return err_hint(err, "each: %s asks the claim of every level", rule->over.text);
    }
    if (rule->require.n && !rule->each.text && !rule->over.text)
        return place_err(&rule->require.items[0].place, "", 0, err,
                         "'require' names levels of 'each' or 'over', of which there "
                         "is none");
    return ERR_OK;
}

static enum err_code check_baseline(const struct policy_rule *rule, struct err *err)
{
    bool is_difference = rule->claim.subject == CLAIM_DIFFERENCE;

    if (is_difference && !rule->has_baseline) {
        place_err(&rule->claim_text.place, "", 0, err,
                  "a difference needs a baseline: the model it is compared with");
        return err_hint(err,
                        "%sbaseline: {score: COLUMN} or {file: released.csv, "
                        "score: COLUMN}",
                        in_policy(rule));
    }
    if (rule->has_baseline && !is_difference) {
        place_err(&rule->place, "", 0, err, "a baseline belongs to a difference");
        return err_hint(err, "difference(auc) >= -0.02");
    }
    return ERR_OK;
}

static enum err_code check_levels_are_used(const struct policy_rule *rule,
                                           const struct yaml_node *node,
                                           struct err *err)
{
    static const char *const of_levels[] = {"min_positives", "min_negatives",
                                            "untested"};

    if (rule->each.text || rule->over.text)
        return ERR_OK;
    for (size_t i = 0; i < node->n; i++)
        for (size_t j = 0; j < 3; j++)
            if (!strcmp(node->keys[i].text, of_levels[j])) {
                NODE_ERR(&node->keys[i], err,
                         "'%s' is about levels, but the rule has neither 'each' nor "
                         "'over'",
                         of_levels[j]);
                return err_hint(err, "for the whole cohort write a rule of its own: "
                                     "positives >= 30");
            }
    return ERR_OK;
}

/* ---- Rules -------------------------------------------------------------------- */

static void name_after_claim(struct policy_rule *rule)
{
    struct strbuf name = STRBUF_INIT;

    claim_add_text(&name, &rule->claim);
    if (rule->each.text)
        strbuf_addf(&name, " for each %s", rule->each.text);
    if (rule->over.text)
        strbuf_addf(&name, " over %s", rule->over.text);
    rule->name = strbuf_detach(&name);
}

static enum err_code read_map(struct policy_rule *rule, const struct yaml_node *node,
                              struct err *err)
{
    for (size_t i = 0; i < node->n; i++)
        if (policy_check_key(&node->keys[i], "a rule", rule_keys, err) ||
            take_entry(rule, node->keys[i].text, &node->items[i], err))
            return err->code;
    if (!rule->claim_text.text) {
        NODE_ERR(node, err, "a rule needs a claim");
        return err_hint(err, "claim: auc >= 0.85");
    }
    if (check_subgroups(rule, err) || check_baseline(rule, err))
        return err->code;
    return check_levels_are_used(rule, node, err);
}

static struct policy_rule *add_rule(struct policy *policy, const struct place *place)
{
    struct policy_rule *rule;

    policy->rules = xrealloc(policy->rules, policy->n_rules + 1, sizeof *policy->rules);
    rule = &policy->rules[policy->n_rules++];
    *rule = (struct policy_rule){.place = *place,
                                 .min_positives = UNSTATED,
                                 .min_negatives = UNSTATED,
                                 .missing = UNSTATED,
                                 .min_overlap = 1,
                                 .on_inconclusive = policy->on_inconclusive};
    return rule;
}

static enum err_code read_rule(struct policy *policy, const struct yaml_node *node,
                               struct err *err)
{
    struct policy_rule *rule = add_rule(policy, &node->place);

    if (node->kind == YAML_TEXT) {
        if (!take_claim(rule, node, err) && !check_subgroups(rule, err))
            check_baseline(rule, err);
    } else if (node->kind == YAML_MAP) {
        read_map(rule, node, err);
    } else {
        NODE_ERR(node, err, "a rule is a claim or a mapping, not a list");
        err_hint(err, "- auc >= 0.85");
    }
    if (!err->code && !rule->name)
        name_after_claim(rule);
    return err->code;
}

/* Reports are read by name: two rules of one name would be one. */
static enum err_code check_name(struct policy *policy, struct intern *known,
                                struct err *err)
{
    const struct policy_rule *rule = &policy->rules[policy->n_rules - 1];
    uint32_t n = known->n, code = intern_add(known, rule->name, strlen(rule->name));

    if (known->n > n)
        return ERR_OK;
    place_err(&rule->place, "", 0, err,
              "a second rule is called '%s'; first in line %zu", rule->name,
              policy->rules[code].place.line);
    return err_hint(err, "give it a name of its own: name: ...");
}

enum err_code policy_read_rules(struct policy *policy, const struct yaml_node *rules,
                                struct err *err)
{
    struct intern known;

    policy->has_rules = true;
    if (rules->kind != YAML_LIST || rules->n == 0) {
        NODE_ERR(rules, err, "rules needs a list of rules, not %s",
                 rules->kind == YAML_LIST ? "an empty one" : yaml_tree_describe(rules));
        return err_hint(err, "- auc >= 0.85");
    }
    intern_init(&known);
    for (size_t i = 0; i < rules->n; i++)
        if (read_rule(policy, &rules->items[i], err) || check_name(policy, &known, err))
            break;
    intern_release(&known);
    return err->code;
}

enum err_code policy_add_claim(struct policy *policy, const char *text, struct err *err)
{
    struct place place = {.line = 0, .column = 1, .is_verbatim = true};
    struct strbuf origin = STRBUF_INIT;
    struct policy_rule *rule = add_rule(policy, &place);

    strbuf_addf(&origin, "--claim '%s'", text);
    rule->origin = strbuf_detach(&origin);
    rule->place.file = place.file = rule->origin;
    rule->claim_text = (struct policy_text){xstrdup(text), place};
    if (claim_parse(&rule->claim, text, &place, err) || check_subgroups(rule, err) ||
        check_baseline(rule, err))
        return err->code;
    name_after_claim(rule);
    for (size_t i = 0; i + 1 < policy->n_rules; i++)
        if (!strcmp(policy->rules[i].name, rule->name))
            return err_set(err, ERR_USAGE, "%s: a second rule is called '%s'",
                           rule->origin, rule->name);
    return ERR_OK;
}
