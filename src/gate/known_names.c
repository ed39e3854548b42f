/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/known_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"

void known_names_add(struct known_names *names, const char *name)
{
    if (known_names_has(names, name))
        return;
    names->items =
        xgrow(names->items, &names->capacity, names->n + 1, sizeof *names->items);
    names->items[names->n++] = name;
}

bool known_names_has(const struct known_names *names, const char *name)
{
    for (size_t i = 0; i < names->n; i++)
        if (!strcmp(names->items[i], name))
            return true;
    return false;
}

void known_names_release(struct known_names *names)
{
    free(names->items);
    *names = (struct known_names){0};
}

void known_names_hint(const struct known_names *names, const char *word,
                      struct err *err)
{
    nearest_hint(err, word, names->items, names->n);
}
