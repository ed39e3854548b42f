/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key 'baseline' of a rule. */
#include <stdlib.h>
#include <string.h>

#include "base/numfmt.h"
#include "gate/policy_parts.h"

static const char *const baseline_keys[] = {"file", "score", "model", "min_overlap",
                                            NULL};

/* The values of a baseline's keys; NULL where one is not there. */
struct baseline_nodes {
    const struct yaml_node *file, *score, *model, *overlap;
};

static enum err_code take_overlap(double *overlap, const struct yaml_node *node,
                                  struct err *err)
{
    struct policy_text text = {0};

    if (policy_take_text(&text, node, "'min_overlap'", err))
        return err->code;
    if (!numfmt_parse(text.text, strlen(text.text), '.', overlap) ||
        !(*overlap > 0 && *overlap <= 1)) {
        NODE_ERR(node, err, "'min_overlap': '%s' is not a fraction above 0, at most 1",
                 text.text);
        err_hint(err, "min_overlap: 1.0 asks that every study is in both files");
    }
    policy_text_release(&text);
    return err->code;
}

/* An earlier result is told by its name. */
static bool is_result(const char *path)
{
    size_t length = strlen(path);

    return length > 5 && strcmp(path + length - 5, ".json") == 0;
}

/* Keys that a file of predictions, or an earlier result, does not know. */
static enum err_code check_nodes(const struct policy_rule *rule,
                                 const struct baseline_nodes *nodes, struct err *err)
{
    const char *file = rule->baseline_file.text;

    if (nodes->model && !rule->baseline_is_result) {
        NODE_ERR(nodes->model, err,
                 "'model' is for a baseline that is an earlier "
                 "result, FILE.json");
        return err_hint(err, "baseline: {%s%s%sscore: COLUMN}", file ? "file: " : "",
                        file ? file : "", file ? ", " : "");
    }
    if (nodes->score && rule->baseline_is_result) {
        NODE_ERR(nodes->score, err,
                 "'score' is a column, and an earlier result has none");
        return err_hint(err, "baseline: {file: %s, model: NAME}", file);
    }
    if (nodes->overlap && rule->baseline_is_result) {
        NODE_ERR(
            nodes->overlap, err,
            "'min_overlap' is for studies that are paired, and an earlier result is "
            "of other studies");
        return err_hint(err, "baseline: {file: %s}", file);
    }
    return ERR_OK;
}

static enum err_code take_nodes(struct policy_rule *rule,
                                const struct baseline_nodes *nodes, struct err *err)
{
    const struct {
        struct policy_text *text;
        const struct yaml_node *node;
        const char *what;
    } texts[] = {
        {&rule->baseline_file,  nodes->file,  "'file'" },
        {&rule->baseline_score, nodes->score, "'score'"},
        {&rule->baseline_model, nodes->model, "'model'"},
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (texts[i].node &&
            policy_take_text(texts[i].text, texts[i].node, texts[i].what, err))
            return err->code;
    rule->baseline_is_result =
        rule->baseline_file.text && is_result(rule->baseline_file.text);
    if (check_nodes(rule, nodes, err))
        return err->code;
    return nodes->overlap ? take_overlap(&rule->min_overlap, nodes->overlap, err)
                          : ERR_OK;
}

enum err_code policy_take_baseline(struct policy_rule *rule,
                                   const struct yaml_node *node, struct err *err)
{
    struct baseline_nodes nodes;

    if (policy_check_map(node, "'baseline'", err))
        return err->code;
    for (size_t i = 0; i < node->n; i++)
        if (policy_check_key(&node->keys[i], "a baseline", baseline_keys, err))
            return err->code;
    nodes = (struct baseline_nodes){
        yaml_tree_find(node, "file"), yaml_tree_find(node, "score"),
        yaml_tree_find(node, "model"), yaml_tree_find(node, "min_overlap")};
    rule->has_baseline = true;
    if (!nodes.file && !nodes.score && !nodes.model) {
        NODE_ERR(node, err, "a baseline is a file, a score column, or both");
        return err_hint(err, "baseline: {file: released.csv, score: ai_score}");
    }
    return take_nodes(rule, &nodes, err);
}
