/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/policy_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"

const char *const policy_inconclusive_choices[] = {"inconclusive", "fail", "warn",
                                                   NULL};

enum err_code policy_take_text(struct policy_text *text, const struct yaml_node *node,
                               const char *what, struct err *err)
{
    if (node->kind != YAML_TEXT || node->is_null)
        return NODE_ERR(node, err, "%s needs a text, not %s", what,
                        yaml_tree_describe(node));
    if (!*node->text)
        return NODE_ERR(node, err, "%s needs a text, not an empty one", what);
    text->text = xstrdup(node->text);
    text->place = node->place;
    return ERR_OK;
}

static enum err_code add_text(struct policy_texts *texts, const struct yaml_node *node,
                              const char *what, struct err *err)
{
    texts->items =
        xgrow(texts->items, &texts->capacity, texts->n + 1, sizeof *texts->items);
    texts->items[texts->n] = (struct policy_text){0};
    return policy_take_text(&texts->items[texts->n++], node, what, err);
}

enum err_code policy_take_texts(struct policy_texts *texts,
                                const struct yaml_node *node, const char *what,
                                struct err *err)
{
    if (node->kind == YAML_TEXT)
        return add_text(texts, node, what, err);
    if (node->kind == YAML_MAP)
        return NODE_ERR(node, err, "%s needs a text or a list of texts, not a mapping",
                        what);
    if (node->n == 0)
        return NODE_ERR(node, err, "%s: the list is empty", what);
    for (size_t i = 0; i < node->n && !err->code; i++)
        add_text(texts, &node->items[i], what, err);
    return err->code;
}

static size_t count_names(const char *const *names)
{
    size_t n = 0;

    while (names[n])
        n++;
    return n;
}

enum err_code policy_take_choice(int *choice, const struct yaml_node *node,
                                 const char *what, const char *const *choices,
                                 struct err *err)
{
    struct policy_text text = {0};

    if (policy_take_text(&text, node, what, err))
        return err->code;
    assert(text.text);
    for (int i = 0; choices[i]; i++)
        if (!strcmp(choices[i], text.text)) {
            *choice = i;
            policy_text_release(&text);
            return ERR_OK;
        }
    NODE_ERR(node, err, "%s: '%s' is no choice", what, text.text);
    nearest_hint(err, text.text, choices, count_names(choices));
    policy_text_release(&text);
    return err->code;
}

enum err_code policy_check_key(const struct yaml_node *key, const char *where,
                               const char *const *names, struct err *err)
{
    for (size_t i = 0; names[i]; i++)
        if (!strcmp(names[i], key->text))
            return ERR_OK;
    NODE_ERR(key, err, "%s has no key '%s'", where, key->text);
    return nearest_hint(err, key->text, names, count_names(names));
}

enum err_code policy_check_map(const struct yaml_node *node, const char *what,
                               struct err *err)
{
    if (node->kind == YAML_MAP)
        return ERR_OK;
    return NODE_ERR(node, err, "%s needs keys with values, not %s", what,
                    yaml_tree_describe(node));
}

void policy_text_release(struct policy_text *text)
{
    free(text->text);
    text->text = NULL;
}

void policy_texts_release(struct policy_texts *texts)
{
    for (size_t i = 0; i < texts->n; i++)
        policy_text_release(&texts->items[i]);
    free(texts->items);
    *texts = (struct policy_texts){0};
}
