/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gate_earlier.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/document_read.h"

static const struct earlier *find(const struct gate_earlier *all, const char *path)
{
    for (size_t i = 0; i < all->n; i++)
        if (!strcmp(all->items[i]->name, path))
            return all->items[i];
    return NULL;
}

static const struct earlier *read_file(struct gate_earlier *all, const char *path,
                                       struct err *err)
{
    struct earlier *added = xcalloc(1, sizeof *added);

    all->items = xrealloc(all->items, all->n + 1, sizeof(struct earlier *));
    all->items[all->n++] = added;
    document_read(added, path, err);
    return added;
}

static enum err_code read_of_rule(struct gate_earlier *all, struct gate_rule *rule,
                                  const struct policy *policy, struct err *err)
{
    const struct policy_text *file = &rule->rule->baseline_file;
    char *path = policy_path(policy, file->text);

    rule->earlier = find(all, path);
    if (!rule->earlier)
        rule->earlier = read_file(all, path, err);
    free(path);
    if (err->code)
        place_at(&file->place, err);
    return err->code;
}

enum err_code gate_earlier_read(struct gate_earlier *all, struct gate_outcome *outcome,
                                const struct policy_rule **at_fault, struct err *err)
{
    for (size_t i = 0; i < outcome->n_rules; i++) {
        struct gate_rule *rule = &outcome->rules[i];

        if (!rule->rule->baseline_is_result || rule->rule->severity == SEVERITY_OFF)
            continue;
        *at_fault = rule->rule;
        if (read_of_rule(all, rule, outcome->policy, err))
            return err->code;
    }
    *at_fault = NULL;
    return ERR_OK;
}

void gate_earlier_release(struct gate_earlier *all)
{
    for (size_t i = 0; i < all->n; i++) {
        earlier_release(all->items[i]);
        free(all->items[i]);
    }
    free(all->items);
    *all = (struct gate_earlier){0};
}
