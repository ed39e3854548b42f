/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/path.h"
#include "base/whole_file.h"
#include "gate/policy_parts.h"

static const char *const top_keys[] = {
    "version", "data", "statistics", "points", "rules", "on_inconclusive", NULL};

/* ---- Settings --------------------------------------------------------------- */

static struct policy_setting *add_setting(struct policy *policy, const char *section,
                                          const char *option,
                                          const struct yaml_node *key)
{
    struct policy_setting *setting;

    policy->settings =
        xrealloc(policy->settings, policy->n_settings + 1, sizeof *policy->settings);
    setting = &policy->settings[policy->n_settings++];
    *setting = (struct policy_setting){.section = section,
                                       .option = xstrdup(option),
                                       .key = xstrdup(key->text),
                                       .place = key->place};
    return setting;
}

static enum err_code refuse_interval(const struct policy_setting *setting,
                                     struct err *err)
{
    const struct policy_text *value = &setting->values.items[0];

    if (strcmp(setting->option, "interval") != 0 ||
        (strcmp(value->text, "percentile") != 0 && strcmp(value->text, "basic") != 0))
        return ERR_OK;
    place_err(&value->place, "", 0, err,
              "the %s interval is not accurate enough to decide about a claim",
              value->text);
    return err_hint(err, "delong (the default), bca or studentized");
}

static enum err_code read_settings(struct policy *policy, const char *section,
                                   const struct yaml_node *map, struct err *err)
{
    if (policy_check_map(map, section, err))
        return err->code;
    for (size_t i = 0; i < map->n; i++) {
        struct policy_setting *setting =
            add_setting(policy, section, map->keys[i].text, &map->keys[i]);
        struct strbuf what = STRBUF_INIT;

        strbuf_addf(&what, "'%s'", setting->option);
        setting->is_list = map->items[i].kind == YAML_LIST;
        policy_take_texts(&setting->values, &map->items[i], what.text, err);
        strbuf_release(&what);
        if (err->code || refuse_interval(setting, err))
            return err->code;
    }
    return ERR_OK;
}

/* ---- Points ----------------------------------------------------------------- */

static bool is_point_name(const char *name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    return strspn(name, letters) > 0 &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "0123456789_-")] == '\0';
}

/* Takes the text over. */
static void add_value(struct policy_setting *setting, const struct yaml_node *node,
                      char *text)
{
    setting->values.items = xcalloc(1, sizeof *setting->values.items);
    setting->values.n = setting->values.capacity = 1;
    setting->values.items[0] = (struct policy_text){text, node->place};
}

/* The point, for one model or (NULL) for all, as --threshold takes it. */
static enum err_code add_threshold(struct policy *policy, const struct yaml_node *key,
                                   const struct yaml_node *model,
                                   const struct yaml_node *value, struct err *err)
{
    struct strbuf text = STRBUF_INIT;
    double threshold;

    if (value->kind != YAML_TEXT ||
        !numfmt_parse(value->text, strlen(value->text), '.', &threshold)) {
        NODE_ERR(value, err, "point '%s': %s is not a number", key->text,
                 value->is_null || value->kind != YAML_TEXT ? yaml_tree_describe(value)
                                                            : value->text);
        return err_hint(err, "%s: 0.5, %s: {MODEL: 0.5} or %s: {file: points.csv}",
                        key->text, key->text, key->text);
    }
    strbuf_addf(&text, "%s%s%s=%s", key->text, model ? "@" : "",
                model ? model->text : "", value->text);
    add_value(add_setting(policy, "points", "threshold", key), value,
              strbuf_detach(&text));
    return ERR_OK;
}

static enum err_code add_points_file(struct policy *policy, const struct yaml_node *key,
                                     const struct yaml_node *value, struct err *err)
{
    struct policy_text text = {0};

    const struct policy_setting *other =
        policy_find_setting(policy, "points", "points");

    if (policy_take_text(&text, value, "'file'", err))
        return err->code;
    if (other && strcmp(other->values.items[0].text, text.text) != 0) {
        NODE_ERR(value, err,
                 "locked points come from one file, which is %s in line %zu",
                 other->values.items[0].text, other->place.line);
        policy_text_release(&text);
        return err_hint(err, "put all points into one file");
    }
    add_value(add_setting(policy, "points", "points", key), value, text.text);
    return ERR_OK;
}

static enum err_code read_point(struct policy *policy, const struct yaml_node *key,
                                const struct yaml_node *value, struct err *err)
{
    if (!is_point_name(key->text)) {
        NODE_ERR(key, err, "'%s' cannot name an operating point", key->text);
        return err_hint(err, "a letter, then letters, digits, '_' and '-'");
    }
    if (value->kind != YAML_MAP)
        return add_threshold(policy, key, NULL, value, err);
    if (value->n == 0)
        return NODE_ERR(value, err, "point '%s': the mapping is empty", key->text);
    if (value->n == 1 && !strcmp(value->keys[0].text, "file"))
        return add_points_file(policy, key, &value->items[0], err);
    for (size_t i = 0; i < value->n && !err->code; i++)
        add_threshold(policy, key, &value->keys[i], &value->items[i], err);
    return err->code;
}

static enum err_code read_points(struct policy *policy, const struct yaml_node *map,
                                 struct err *err)
{
    if (policy_check_map(map, "points", err))
        return err->code;
    for (size_t i = 0; i < map->n && !err->code; i++)
        read_point(policy, &map->keys[i], &map->items[i], err);
    return err->code;
}

/* ---- The whole --------------------------------------------------------------- */

static enum err_code check_version(const struct yaml_node *root, struct err *err)
{
    const struct yaml_node *version = yaml_tree_find(root, "version");

    if (!version) {
        NODE_ERR(root, err, "the policy does not say its version");
        return err_hint(err, "start it with 'version: 1'");
    }
    if (version->kind == YAML_TEXT && !strcmp(version->text, "1"))
        return ERR_OK;
    NODE_ERR(version, err, "this version of proctor reads policies of version 1");
    return err_hint(err, "version: 1");
}

static enum err_code read_top(struct policy *policy, const struct yaml_node *root,
                              struct err *err)
{
    const struct yaml_node *node;

    if (policy_check_map(root, "a policy", err) || check_version(root, err))
        return err->code;
    for (size_t i = 0; i < root->n; i++)
        if (policy_check_key(&root->keys[i], "a policy", top_keys, err))
            return err->code;
    if ((node = yaml_tree_find(root, "data")))
        read_settings(policy, "data", node, err);
    if (!err->code && (node = yaml_tree_find(root, "statistics")))
        read_settings(policy, "statistics", node, err);
    if (!err->code && (node = yaml_tree_find(root, "points")))
        read_points(policy, node, err);
    if (!err->code && (node = yaml_tree_find(root, "on_inconclusive")))
        policy_take_choice(&policy->on_inconclusive, node, "'on_inconclusive'",
                           policy_inconclusive_choices, err);
    if (!err->code && (node = yaml_tree_find(root, "rules")))
        policy_read_rules(policy, node, err);
    return err->code;
}

enum err_code policy_parse(struct policy *policy, const char *path, const char *bytes,
                           size_t length, struct err *err)
{
    struct yaml_node root;
    const char *base = path_base(path);

    *policy = (struct policy){.file = xstrdup(path),
                              .folder = xstrndup(path, (size_t)(base - path))};
    policy->bytes = xstrndup("", 0);
    if (yaml_tree_parse(&root, policy->file, bytes, length, err))
        return err->code;
    policy->bytes = xrealloc(policy->bytes, length + 1, 1);
    memcpy(policy->bytes, bytes, length);
    policy->n_bytes = length;
    read_top(policy, &root, err);
    yaml_tree_release(&root);
    return err->code;
}

enum err_code policy_read(struct policy *policy, const char *path, struct err *err)
{
    struct strbuf bytes = STRBUF_INIT;

    *policy = (struct policy){0};
    if (!whole_file_read(&bytes, path, YAML_MAX_BYTES, err))
        policy_parse(policy, path, bytes.text, bytes.length, err);
    strbuf_release(&bytes);
    return err->code;
}

static void rule_release(struct policy_rule *rule)
{
    struct policy_text *texts[] = {&rule->claim_text,     &rule->each,
                                   &rule->over,           &rule->baseline_file,
                                   &rule->baseline_score, &rule->baseline_model,
                                   &rule->finding,        &rule->model};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        policy_text_release(texts[i]);
    policy_texts_release(&rule->require);
    policy_texts_release(&rule->where);
    claim_release(&rule->claim);
    free(rule->name);
    free(rule->origin);
}

void policy_release(struct policy *policy)
{
    for (size_t i = 0; i < policy->n_settings; i++) {
        free(policy->settings[i].option);
        free(policy->settings[i].key);
        policy_texts_release(&policy->settings[i].values);
    }
    for (size_t i = 0; i < policy->n_rules; i++)
        rule_release(&policy->rules[i]);
    free(policy->settings);
    free(policy->rules);
    free(policy->file);
    free(policy->folder);
    free(policy->bytes);
    *policy = (struct policy){0};
}

enum err_code policy_check_rules(const struct policy *policy, struct err *err)
{
    size_t n_on = 0;

    for (size_t i = 0; i < policy->n_rules; i++)
        n_on += policy->rules[i].severity != SEVERITY_OFF;
    if (policy->n_rules == 0) {
        err_set(err, ERR_INPUT, "%s:1:1: the policy has no rules",
                policy->file ? policy->file : "");
        return err_hint(err, "rules: [auc >= 0.85]");
    }
    if (n_on > 0)
        return ERR_OK;
    place_err(&policy->rules[0].place, "", 0, err,
              "all rules are off: nothing would be tested");
    return err_hint(err, "severity: error, or warn");
}

const struct policy_setting *policy_find_setting(const struct policy *policy,
                                                 const char *section,
                                                 const char *option)
{
    for (size_t i = 0; i < policy->n_settings; i++)
        if (!strcmp(policy->settings[i].section, section) &&
            !strcmp(policy->settings[i].option, option))
            return &policy->settings[i];
    return NULL;
}

char *policy_path(const struct policy *policy, const char *path)
{
    struct strbuf joined = STRBUF_INIT;

    if (*path != '/')
        strbuf_adds(&joined, policy->folder);
    strbuf_adds(&joined, path);
    return strbuf_detach(&joined);
}
