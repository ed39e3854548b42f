/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --meta: what the user wants a result to say about itself. */
#ifndef PROCTOR_EVAL_META_H
#define PROCTOR_EVAL_META_H

#include "base/err.h"
#include "data/binding.h"

struct meta_entry {
    char *key;   /* a name; no two entries have the same */
    char *value; /* any text */
};

struct meta {
    struct meta_entry *entries; /* [n], in the order given */
    size_t n;
};

/* Parses "KEY=VALUE" texts. On an error `meta` is to be released all the same. */
enum err_code meta_parse(struct meta *meta, const struct text_list *texts,
                         struct err *err);
void meta_release(struct meta *meta);

#endif
