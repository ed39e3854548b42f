/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/meta.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"

/* Messages show the key only: the value is free text. */
static enum err_code check_key(const struct meta *meta, const char *key,
                               struct err *err)
{
    if (!name_is_valid(key))
        return err_set(err, ERR_USAGE, "--meta: '%s' is not a name: " NAME_RULE, key);
    for (size_t i = 0; i < meta->n; i++)
        if (!strcmp(meta->entries[i].key, key))
            return err_set(err, ERR_USAGE, "--meta: '%s' is given twice", key);
    return ERR_OK;
}

static enum err_code add(struct meta *meta, const char *text, struct err *err)
{
    const char *equals = strchr(text, '=');
    struct meta_entry entry;

    if (!equals) {
        err_set(err, ERR_USAGE, "--meta: a value without '='");
        return err_hint(err, "say --meta KEY=VALUE, as in --meta protocol=P-17");
    }
    entry.key = xstrndup(text, (size_t)(equals - text));
    if (check_key(meta, entry.key, err)) {
        free(entry.key);
        return err->code;
    }
    entry.value = xstrdup(equals + 1);
    meta->entries = xrealloc(meta->entries, meta->n + 1, sizeof *meta->entries);
    meta->entries[meta->n++] = entry;
    return ERR_OK;
}

enum err_code meta_parse(struct meta *meta, const struct text_list *texts,
                         struct err *err)
{
    *meta = (struct meta){0};
    for (size_t i = 0; i < texts->n; i++)
        if (add(meta, texts->texts[i], err))
            return err->code;
    return ERR_OK;
}

void meta_release(struct meta *meta)
{
    for (size_t i = 0; i < meta->n; i++) {
        free(meta->entries[i].key);
        free(meta->entries[i].value);
    }
    free(meta->entries);
    *meta = (struct meta){0};
}
